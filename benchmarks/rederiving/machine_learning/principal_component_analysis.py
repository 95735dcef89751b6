"""Readers for the topic “Principal component analysis”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

from rederiving.numeric import a, column, eigenvalues, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.summaries import mean, points, spread
from rederiving.values import array, dot

rule = Rules()

S = "unknown"
rule(
    S,
    lambda v, s: n(v) / n(s) - n(v),
    "In two dimensions the first principal component has the variance $«v»$ and explains the share $«s»$. What is the variance along the second?",
)
rule(
    S,
    lambda v, s: one(roots(lambda c: (n(v) + c) - n(s) * 2 * n(v))),
    "Two features have the variance $«v»$ each and a positive covariance. The first principal component explains the share $«s»$ of the variance. What is the covariance?",
)


def _covariance(v: tuple[Any, ...]) -> Any:
    xs, ys = v[::2], v[1::2]
    c = sum((x - mean(xs)) * (y - mean(ys)) for x, y in points(v)) / (len(xs) - 1)
    return array([[spread(xs, 1), c], [c, spread(ys, 1)]])


S = "covariance"
rule.story(
    S,
    6,
    lambda *v: _covariance(v),
    "^The data are",
    "sample covariance matrix",
)
rule.story(
    S,
    7,
    lambda *v: _covariance(v[:-1]) if v[-1] == 2 else None,
    "^The data are",
    "covariance matrix \\(dividing by",
)
_PCA = "Data have the mean $(«m»)$ and the first principal component $\\mathbf{v} = \\left(«v»\\right)$. What is the ‹score|reconstruction› of the point $(«p»)$"
_scored = lambda m, v, p: dot(column(*listed(p)) - column(*listed(m)), column(*listed(v)))
S = "score"
rule(
    S,
    lambda m, v, p: _scored(m, v, p),
    _PCA.replace("‹score|reconstruction›", "score") + "?",
)
rule(
    S,
    lambda m, v, p: column(*listed(m)) + _scored(m, v, p) * column(*listed(v)),
    _PCA.replace("‹score|reconstruction›", "reconstruction") + " from this one component?",
)
S = "share"
rule(
    S,
    lambda m: max(eigenvalues(a(m))) / sum(a(m)[i, i] for i in range(len(a(m)))),
    "Centred data have the covariance matrix $S = «m»$. Which share of the variance does the first principal component explain?",
)
rule(
    S,
    lambda r, x, y: max(n(x), n(y)) ** 2 / (n(x) ** 2 + n(y) ** 2),
    "The centred data matrix («r» rows) has the singular values $«x»$ and $«y»$. Which share of the variance does the first principal component explain?",
)


def _is_first(c: str, v: str) -> bool | None:
    covariance, direction = a(c), column(*listed(v))
    found = eigenvalues(covariance)
    if len(found) < 2:
        return None
    return bool(abs(dot(direction, covariance @ direction) / dot(direction, direction) - max(found)) < 1e-15)


rule(
    "direction",
    _is_first,
    "Centred data have the covariance matrix $«c»$. True or false: the first principal component points along $(«v»)$.",
)
