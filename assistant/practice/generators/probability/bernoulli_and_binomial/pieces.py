"""Exercises on Bernoulli and binomial: what the questions share."""

from __future__ import annotations

MOMENTS = r"$E[K] = np$ and $\operatorname{Var}(K) = np(1 - p)$; the share $\frac{K}{n}$ has the standard deviation $\sqrt{\frac{p(1 - p)}{n}}$."
