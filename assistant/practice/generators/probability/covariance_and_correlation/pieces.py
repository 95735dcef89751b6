"""Exercises on covariance and correlation: what the questions share."""

from __future__ import annotations

COVARIANCE = r"$\operatorname{Cov}(X, Y) = E[XY] - \mu_X \, \mu_Y$, and $\rho = \frac{\operatorname{Cov}(X, Y)}{\sigma_X \, \sigma_Y}$."


SUM = r"$\operatorname{Var}(aX + bY) = a^2 \operatorname{Var}(X) + b^2 \operatorname{Var}(Y) + 2ab \operatorname{Cov}(X, Y)$."
