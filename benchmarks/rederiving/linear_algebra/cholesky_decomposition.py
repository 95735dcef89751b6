"""Readers for the topic “Cholesky decomposition”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, det, eigenvalues, linear, n, one, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()

rule(
    "determinant",
    lambda m: det(a(m) @ a(m).T),
    "$A = L L^\\top$ with $L = «m»$. What is $\\det A$?",
    "A Gaussian density needs the determinant of its covariance matrix. The Cholesky factor is $«m»$. Find the determinant.",
)
_cholesky = lambda m: array(mp.cholesky(mp.matrix(a(m).tolist())).tolist())
rule(
    "factor",
    _cholesky,
    "Write the covariance matrix $«m»$ as $L L^\\top$ with a lower triangular $L$ and a positive diagonal.",
    "Find the Cholesky factor $L$ of $«m»$.",
)
rule(
    "solve",
    lambda m, t: linear(a(m) @ a(m).T, a(t)),
    "$A = L L^\\top$ with $L = «m»$. Solve $A\\mathbf{x} = «t»$.",
)
rule(
    "sample",
    lambda z, m, p: a(m) + a(p) @ a(z),
    "Two independent standard normal draws are $«z»$. Turn them into a sample with mean $«m»$ and the covariance $L L^\\top$, $L = «p»$.",
)
rule(
    "unknown",
    lambda m, c: one(roots(lambda k: det(function_of(m, "k")(k)) - function_of(m, "k")(k)[0, 0] * n(c) ** 2)),
    "The Cholesky factor of $«m»$ has the last diagonal entry $«c»$. Find $k$.",
)
rule(
    "exists",
    lambda m: bool(min(eigenvalues(a(m))) >= 0),
    "True or false? The Cholesky decomposition of $«m»$ goes through (no root of a negative number).",
)
