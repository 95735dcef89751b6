"""Readers for the topic “Covariance and correlation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import NEAR, a, listed, n
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()


def _of_sum(x: str, u: Any, v: Any, c: Any) -> Any:
    p, q = (function_of(x, "X", "Y")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0))
    return p * p * u + q * q * v + 2 * p * q * c


S = "sum"
rule(
    S,
    lambda m, x: _of_sum(x, a(m)[0, 0], a(m)[1, 1], a(m)[0, 1]),
    "The covariance matrix of $(X, Y)$ is $«m»$. What is the variance of $«x»$?",
)
rule(
    S,
    lambda u, v, c, x: _of_sum(x, n(u), n(v), n(c)),
    "$X$ has the variance $«u»$, $Y$ the variance $«v»$, and their covariance is $«c»$. What is the variance of $«x»$?",
    "Given $\\operatorname{Var}(X) = «u»$, $\\operatorname{Var}(Y) = «v»$ and $\\operatorname{Cov}(X, Y) = «c»$, find $\\operatorname{Var}(«x»)$.",
)


def _pairs(text: str, what: str) -> Any:
    found = [listed(pair) for pair in re.findall(r"\(([^()]+)\)", text)]
    xs, ys = [p[0] for p in found], [p[1] for p in found]
    mean = lambda v: sum(v) / len(v)
    c = mean([x * y for x, y in found]) - mean(xs) * mean(ys)
    if what == "covariance":
        return c
    return c / mp.sqrt(
        (mean([x * x for x in xs]) - mean(xs) ** 2) * (mean([y * y for y in ys]) - mean(ys) ** 2)
    )


S = "pairs"
for _count in (2, 3, 4, 5):
    _data = ", ".join(f"$(«{c}»)$" for c in "pqrst"[:_count])
    rule(
        S,
        lambda what, k, **p: (
            _pairs("".join(f"({v})" for v in p.values()), what) if int(k) == len(p) else None
        ),
        f"Equally likely pairs (…): {_data}. Compute their «what», with the mean taken over all «k» pairs.",
        f"Equally likely pairs (…): {_data}. What is the «what» (dividing by $«k»$)?",
    )
rule(
    "matrix",
    lambda u, v, r: array([[n(u) ** 2, n(r) * n(u) * n(v)], [n(r) * n(u) * n(v), n(v) ** 2]]),
    "$X$ has the standard deviation $«u»$, $Y$ the standard deviation $«v»$, and their correlation is $«r»$. Write down the covariance matrix of $(X, Y)$.",
    "$X$ has the standard deviation $«u»$, $Y$ the standard deviation $«v»$, and their correlation is $«r»$. What is the covariance matrix $\\Sigma$ of the vector $(X, Y)$?",
)
S = "unknown"
rule(
    S,
    lambda u, v, r: n(u) * n(v) * n(r),
    "$X$ and $Y$ have the standard deviations $«u»$ and $«v»$ and the correlation $«r»$. What is their covariance?",
)
rule(
    S,
    lambda u, v, t: (n(t) - n(u) - n(v)) / 2 / mp.sqrt(n(u) * n(v)),
    "$X$ has the variance $«u»$, $Y$ the variance $«v»$, and $X + Y$ the variance $«t»$. What is the correlation of $X$ and $Y$?",
)


def linked(pairs: list[tuple[Any, Any]]) -> Any:
    """The covariance of two variables whose listed pairs are equally likely."""
    mean_x, mean_y = (sum(v) / len(pairs) for v in zip(*pairs, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / len(pairs)


def unrelated(pairs: list[tuple[Any, Any]]) -> bool:
    """Whether two variables are independent whose listed pairs are equally likely."""
    xs, ys = ([pair[k] for pair in pairs] for k in (0, 1))
    return all(
        pairs.count((x, y)) * len(pairs) == xs.count(x) * ys.count(y)
        for x, y in itertools.product(set(xs), set(ys))
    )


def grid(u: str, v: str, w: str, z: str) -> list[tuple[Any, Any]]:
    """All four pairs of two values of X and two of Y."""
    return list(itertools.product((n(u), n(v)), (n(w), n(z))))


def written(*texts: str) -> list[tuple[Any, Any]]:
    """Pairs written with a comma between."""
    return [(x, y) for x, y in (listed(text) for text in texts)]


_SAYS: dict[str, Any] = {
    "uncorrelated": lambda pairs: bool(abs(linked(pairs)) < NEAR),
    "independent": unrelated,
    "uncorrelated and independent": lambda pairs: bool(abs(linked(pairs)) < NEAR) and unrelated(pairs),
}
for _what, _holds in _SAYS.items():
    _says = f"True or false: $X$ and $Y$ are {_what}."
    rule(
        "uncorrelated",
        lambda u, v, w, z, holds=_holds: holds(grid(u, v, w, z)),
        "$X$ is $«u»$ or $«v»$ and $Y$ is $«w»$ or $«z»$; all four pairs are equally likely. " + _says,
    )
    rule(
        "uncorrelated",
        lambda u, v, w, holds=_holds: holds([(n(t), n(t) ** 2) for t in (u, v, w)]),
        "$X$ is $«u»$, $«v»$ or $«w»$, each with probability one third, and $Y = X^2$. " + _says,
    )
    rule(
        "uncorrelated",
        lambda u, v, w, z, holds=_holds: holds(written(u, v, w, z)),
        "The point $(X, Y)$ is $(«u»)$, $(«v»)$, $(«w»)$ or $(«z»)$, each equally likely. " + _says,
    )
