"""Readers for the topic “Vector spaces and subspaces”."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, difference, n, one, roots
from rederiving.rules import Option, Rules, only

rule = Rules()

S = "unknown"
rule(
    S,
    lambda left, right, v: (
        one(
            roots(
                lambda k: (lambda p: p[2, 0] - function_of(right, "x", "y")(p[0, 0], p[1, 0]))(
                    function_of(v, "k")(k)
                )
            )
        )
        if left == "z"
        else None
    ),
    "The plane $«left» = «right»$ is a subspace. For which $k$ does $«v»$ belong to it?",
)
rule(
    S,
    lambda left, right: one(
        roots(lambda k: function_of(right, "k")(k) - function_of(left, "x", "y")(mp.mpf(0), mp.mpf(0)))
    ),
    "For which $k$ is the set of all $\\begin{pmatrix} x \\\\ y \\end{pmatrix}$ with $«left» = «right»$ a subspace?",
)


def _differs(u: str, v: str, line: str) -> Any:
    total = a(u) + a(v)
    return total[1, 0] - function_of(line, "x")(total[0, 0])


rule(
    "counterexample",
    _differs,
    "$«u»$ and $«v»$ lie on the line $y = «line»$. Their sum does not. What is its second component minus the one the line demands?",
)


def _condition(text: str, names: str) -> Callable[..., bool]:
    """Whether a place satisfies an equation, or an inequality with the greater side first."""
    sign = "\\ge" if "\\ge" in text else "="
    gap = difference(text.replace(sign, "="), *names)
    return lambda place: bool(gap(*place) >= 0 if sign == "\\ge" else gap(*place) == 0)


def _closed(inside: Callable[..., bool], size: int, reach: int) -> bool | None:
    """Whether sums and multiples of the members found on a grid are members; None when only zero is found."""
    grid = [place for place in itertools.product(range(-reach, reach + 1), repeat=size) if inside(place)]
    members = sorted(grid, key=lambda place: sum(abs(v) for v in place))[:40]
    if not any(any(member) for member in members):
        return None
    multiples = all(inside([v * k for v in m]) for m in members for k in (0, -1, mp.mpf("0.5"), 3))
    return multiples and all(
        inside([u + v for u, v in zip(s, t, strict=True)]) for s in members for t in members
    )


S = "subspace-or-not"
_PLACES = {
    "xy": ("\\begin{pmatrix} x \\\\ y \\end{pmatrix}", 12),
    "xyz": ("\\begin{pmatrix} x \\\\ y \\\\ z \\end{pmatrix}", 5),
}
_ASKED = (
    "True or false? The set of all {} is a subspace.",
    "True or false? With the usual sums and multiples, all {} form a subspace.",
)
for _ask in _ASKED:
    for _names, (_place, _reach) in _PLACES.items():
        rule(
            S,
            lambda c, names=_names, reach=_reach: _closed(_condition(c, names), len(names), reach),
            _ask.format(f"${_place}$ with $«c»$"),
        )
        rule(
            S,
            lambda c, names=_names, reach=_reach: _closed(
                lambda place: all(v == int(v) for v in place) and _condition(c, names)(place),
                len(names),
                reach,
            ),
            _ask.format(f"${_place}$ with whole components and $«c»$"),
        )
    # A polynomial of degree at most 2 is its three coefficients; the first one is chosen so that the value comes out.
    rule(
        S,
        lambda c, v: all(
            (s + t + p * n(c) + q * n(c) ** 2) == n(v)
            for p, q in ((0, 0), (1, -2), (3, 1))
            for s, t in (((n(v) - p * n(c)), (n(v) - q * n(c) ** 2)),)
        ),
        _ask.format("polynomials $p(x)$ of degree at most 2 with $p(«c») = «v»$"),
    )


def _shows_it(condition: str, factor: str, options: tuple[str, ...]) -> Option:
    inside = _condition(condition, "xy")

    def fits(option: str) -> bool:
        member = a(option.strip("$"))
        return inside(member.flatten()) and not inside((n(factor) * member).flatten())

    return only(options, fits)


rule(
    "which-member",
    _shows_it,
    "All $\\begin{pmatrix} x \\\\ y \\end{pmatrix}$ with $«condition»$ do not form a subspace. Which member shows it, when it is multiplied by $«factor»$?",
)
rule.in_words("exception", "which of four sets of functions or matrices is no vector space")
