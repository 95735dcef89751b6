"""Readers for the topic “Positive definite matrices”."""

from __future__ import annotations

from rederiving.latex import function_of
from rederiving.numeric import a, det, eigenvalues, n, one, rank, roots
from rederiving.rules import Rules, only
from rederiving.values import norm

rule = Rules()

S = "repair"
rule(
    S,
    lambda c, u, v: min(n(u), n(v)) + n(c),
    "Ridge regression adds $«c» I$ to a matrix with the eigenvalues $«u»$ and $«v»$. Which is the smallest eigenvalue afterwards?",
)
rule(
    S,
    lambda u, v, c: min(n(u), n(v)) + n(c),
    "A covariance matrix has the eigenvalues $«u»$ and $«v»$. To make it safe to invert, $«c»$ times the identity is added. What is the smallest eigenvalue now?",
)
rule(
    S,
    lambda m: -min(eigenvalues(a(m))),
    "$«m»$ is not positive definite. Above which number $c$ is $«m» + c I$ positive definite?",
)
rule(
    "squared-length",
    lambda m, v: norm(a(m) @ a(v)) ** 2,
    "For $X = «m»$ and $\\mathbf{v} = «v»$, compute $\\mathbf{v}^\\top X^\\top X \\mathbf{v}$ (it is a squared length).",
    "$A = X^\\top X$ with $X = «m»$. What is $\\mathbf{v}^\\top A \\mathbf{v}$ for $\\mathbf{v} = «v»$?",
)
rule(
    "unknown",
    lambda m: one(roots(lambda k: det(function_of(m, "k")(k)))),
    "At which $k$ does $«m»$ stop being positive definite, as $k$ falls?",
    "Above which value of $k$ is $«m»$ positive definite?",
)
rule(
    "test",
    lambda m: bool(min(eigenvalues(a(m))) > 0),
    "True or false? The covariance matrix reported as $«m»$ is positive definite.",
    "True or false? $«m»$ is positive definite.",
)
rule(
    "convict",
    lambda m, options: only(options, lambda t: bool((a(t.strip("$")).T @ a(m) @ a(t.strip("$")))[0, 0] <= 0)),
    "Somebody claims that $«m»$ is positive definite. Which vector proves the opposite?",
    "Which vector shows that $«m»$ is not positive definite?",
)
rule(
    "gram",
    lambda x: (
        "It is positive definite."
        if rank(a(x)) == a(x).shape[1]
        else "It is positive semidefinite, but not definite."
    ),
    "What is true of $X^\\top X$ for the data matrix $X = «x»$?",
)
rule(
    "repair",
    lambda x, y: min(n(x), n(y)) + 1,
    "Ridge regression adds $I$ to a matrix with the eigenvalues $«x»$ and $«y»$. Which is the smallest eigenvalue afterwards?",
)
