"""Exercises on PCA: what the questions share."""

from __future__ import annotations

SHARE = r"Component $j$ explains the share $\frac{\lambda_j}{\lambda_1 + \dots + \lambda_d}$; with singular values, $\lambda_j = \frac{\sigma_j^2}{n - 1}$."
