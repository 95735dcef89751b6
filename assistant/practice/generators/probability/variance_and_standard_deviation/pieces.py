"""Exercises on variance and standard deviation: what the questions share."""

from __future__ import annotations

SHORT = r"$\operatorname{Var}(X) = E[X^2] - \mu^2$: the mean of the squares minus the square of the mean."


SCALE = r"$\operatorname{Var}(aX + b) = a^2 \operatorname{Var}(X)$; the standard deviation is multiplied by $|a|$."


SUMS = r"Variances of independent variables add, standard deviations do not; the average of $n$ has the variance $\frac{\sigma^2}{n}$."
