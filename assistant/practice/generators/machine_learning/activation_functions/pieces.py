"""Exercises on activation functions: what the questions share."""

from __future__ import annotations

FUNCTIONS = r"$\sigma(z) = \frac{1}{1 + e^{-z}}$, $\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$, $\operatorname{ReLU}(z) = \max(0, z)$, leaky ReLU $\max(\alpha z, z)$."


SLOPES = r"$\sigma' = \sigma (1 - \sigma)$, $\tanh' = 1 - \tanh^2$, $\operatorname{ReLU}' = 1$ for $z > 0$ and 0 for $z < 0$, leaky ReLU has the slope $\alpha$ below 0."
