"""Readers for the topic “Multicollinearity”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, a, det, eigenvalues, inverse, n, rank
from rederiving.rules import Rules, only
from rederiving.values import array

rule = Rules()

S = "cause"
rule.story(S, 1, lambda v: 1 - 1 / v, "^(A feature has the variance inflation factor|Software warns)")
rule.story(S, 1, lambda t: t**2, "^Collinearity makes a standard error", "What is the VIF")
rule.story(S, 2, lambda e, t: (t / e) ** 2, "^Without its collinear partner")
rule(
    S,
    lambda v: 1 - n(v),
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, -1)$. What is their correlation?",
)
rule(
    S,
    lambda v: n(v) - 1,
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, 1)$. What is their correlation?",
)
S = "factor"
rule(
    S,
    lambda m: max(eigenvalues(a(m))) / min(eigenvalues(a(m))),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$?",
)
rule(
    S,
    lambda m: inverse(a(m))[0, 0] if det(a(m)) != 0 else None,
    "For $C = «m»$, what stands on the diagonal of $C^{-1}$?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r)),
    "A regression of one feature on all the others explains the share $R^2 = «r»$ of its variation. What is its variance inflation factor?",
    "The other features predict the … with $R^2 = «r»$. By which factor is the variance of its coefficient inflated?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r) ** 2),
    "Two standardised features, …, have the correlation $«r»$. What is the variance inflation factor of each?",
)
rule(
    S,
    lambda m, c: (max(eigenvalues(a(m))) + n(c)) / (min(eigenvalues(a(m))) + n(c)),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$ after a ridge penalty has added «c» to its diagonal?",
)
rule(
    "rank",
    lambda m: rank(a(m)) < a(m).shape[1],
    "True or false? The columns of $«m»$ are perfectly collinear, so that infinitely many coefficient vectors fit equally well.",
)
rule(
    "rank",
    lambda m: rank(a(m)) == a(m).shape[1],
    "True or false? The columns of $«m»$ are linearly independent, so that the least-squares coefficients are unique.",
)


def _inflation(others: list[tuple[Any, Any]], c: Any) -> Any:
    """The inflation factor of the first of two standardised features beside mixtures of both.

    Args:
        others: What each other feature takes of the first and of the second.
        c: The correlation of the two.
    """

    def together(u: tuple[Any, Any], v: tuple[Any, Any]) -> Any:
        return u[0] * v[0] + u[1] * v[1] + c * (u[0] * v[1] + u[1] * v[0])

    kept: list[tuple[Any, Any]] = [(mp.mpf(1), mp.mpf(0)), *others]
    table = array([[together(u, v) for v in kept] for u in kept])
    if abs(det(table)) < NEAR:
        return mp.inf
    return table[0, 0] * inverse(table)[0, 0]


def _steadier(first: str, second: str, c: str, options: tuple[str, ...]) -> Any:
    """The only change that lowers the inflation factor of the first feature."""
    changes: dict[str, list[tuple[Any, Any]]] = {
        f"Leave {second} out": [],
        f"Replace {second} by the sum of the two": [(1, 1)],
        f"Replace {second} by the difference {second} less {first}": [(-1, 1)],
        f"Measure {second} in units ten times smaller": [(0, 10)],
        "Add the sum of both as a third feature": [(0, 1), (1, 1)],
        "Copy every row of the table": [(0, 1)],
    }
    before = _inflation([(0, 1)], n(c))
    return only(options, lambda option: bool(_inflation(changes[option], n(c)) < before - NEAR))


rule(
    "remedy",
    lambda u, v, c, options, first: _steadier(u, v, c, options) if first == u else None,
    "The features «u» and «v» are standardised, and their correlation is $«c»$. What makes the coefficient of «first» steadier?",
    "Two standardised features, «u» and «v», correlate with $«c»$. Which change lowers the variance inflation factor of «first»?",
)
