"""Readers for the topic “Convex sets and functions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import det, difference, hessian, n, one, roots
from rederiving.rules import Rules, only
from rederiving.values import Unreadable

rule = Rules()

S = "edge"
for _ask in (
    "Find the smallest $k$ with which",
    "What is the smallest $k$ for which",
    "Find the largest $k$ with which",
    "What is the largest $k$ for which",
):
    _largest = "largest" in _ask
    _end = "?" if _ask.startswith("What") else "."

    def _border(x: str, largest: bool = _largest) -> Any:
        found = roots(
            lambda k: det(hessian(function_of(x, "x", "y", env={"k": k}), mp.mpf("0.3"), mp.mpf("0.4"))), 2
        )
        return max(found) if largest else one(found)

    rule(S, _border, f"{_ask} $f(x, y) = «x»$ is convex on the whole plane{_end}")
    rule(
        S,
        lambda x, c, largest=_largest: (
            one(roots(lambda k: mp.diff(lambda t: function_of(x, "x", "k")(t, k), n(c), 2), 2))
            if not largest
            else None
        ),
        f"{_ask} $f(x) = «x»$ is convex for all $x \\ge «c»${_end}",
    )
S = "chord"
rule(
    S,
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "How far does the chord of $f(x) = «x»$ from $x = «u»$ to $x = «v»$ run above the graph at $x = «t»$? (Negative if it runs below.)",
)
rule(
    S,
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - mp.diff(f(x), n(u)) * (n(v) - n(u)),
    "Take the tangent to $f(x) = «x»$ at $x = «u»$. What is $f(«v»)$ less the height of the tangent at $«v»$?",
)
rule(
    S,
    lambda x, u, v, e, t: n(t) * f(x)(n(u)) + (1 - n(t)) * f(x)(n(v)) - f(x)(f(e, "t")(n(t))),
    "For $f(x) = «x»$, compute $t f(«u») + (1 - t) f(«v»)$ less the value of $f$ at $«e»$, where $t = «t»$.",
)
rule(
    S,
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "Join the points of the graph of $f(x) = «x»$ at $«u»$ and $«v»$. What is the height of the chord at $«t»$, less $f(«t»)$?",
)
rule(
    S,
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - d(f(x), n(u)) * (n(v) - n(u)),
    "How far does the graph of $f(x) = «x»$ lie above its tangent at $«u»$, when you look at $x = «v»$? (Negative if it lies below.)",
)


def _members(condition: str) -> tuple[Any, list[Any]]:
    """A test for a condition on x and y, and up to a hundred places that pass it."""
    sign = next((s for s in ("\\le", "\\ge", ">", "=") if s in condition), None)
    if sign is None:
        raise Unreadable("another condition")
    gap = difference(condition.replace(sign, "="), "x", "y")
    near = mp.mpf("1e-20")
    inside = {
        "\\le": lambda x, y: gap(x, y) <= near,
        "\\ge": lambda x, y: gap(x, y) >= -near,
        ">": lambda x, y: gap(x, y) > 0,
        "=": lambda x, y: abs(gap(x, y)) <= near,
    }[sign]
    grid = [mp.mpf(k) for k in range(-9, 10)]
    if sign == "=":
        found = [(x, y) for x in grid for y in roots(lambda t, x=x: gap(x, t), 2)]
    else:
        found = [place for place in itertools.product(grid, repeat=2) if inside(*place)]
    return inside, found[:: max(1, len(found) // 90)]


def _all_of(conditions: list[str]) -> tuple[Any, list[Any]]:
    parts = [_members(condition) for condition in conditions]
    found = [place for _, places in parts for place in places]
    inside = lambda *place: all(test(*place) for test, _ in parts)
    return inside, [place for place in found if inside(*place)]


def _convex_set(*conditions: str) -> bool | None:
    """Whether the middles of all pairs of members are members; None when too few are found.

    Of several conditions a place needs one only; joined by “and” all of them.
    """
    parts = [_all_of(condition.split("$ and $")) for condition in conditions]
    found = [place for _, places in parts for place in places]
    pairs = itertools.combinations(found, 2)
    closed = all(any(inside((x + u) / 2, (y + v) / 2) for inside, _ in parts) for (x, y), (u, v) in pairs)
    return closed if len(found) > 4 else None


rule(
    "sets",
    lambda p, q: _convex_set(p, q),
    "True or false? All points of the plane with $«p»$, or $«q»$: they form a convex set.",
    "True or false? The set of all points $(x, y)$ with $«p»$, or $«q»$ is convex.",
    "True or false? A constraint demands $«p»$, or $«q»$. The allowed points $(x, y)$ form a convex set.",
)
rule(
    "sets",
    lambda p, q: _convex_set(f"{p}$ and ${q}"),
    "True or false? All points of the plane with $«p»$ and $«q»$: they form a convex set.",
    "True or false? The set of all points $(x, y)$ with $«p»$ and $«q»$ is convex.",
    "True or false? A constraint demands $«p»$ and $«q»$. The allowed points $(x, y)$ form a convex set.",
)
rule(
    "sets",
    lambda p, q, r: _convex_set(f"{p}$ and ${q}$ and ${r}"),
    "True or false? All points of the plane with $«p»$ and $«q»$ and $«r»$: they form a convex set.",
    "True or false? The set of all points $(x, y)$ with $«p»$ and $«q»$ and $«r»$ is convex.",
    "True or false? A constraint demands $«p»$ and $«q»$ and $«r»$. The allowed points $(x, y)$ form a convex set.",
)
rule(
    "sets",
    lambda condition: _convex_set(condition),
    "True or false? All points of the plane with $«condition»$: they form a convex set.",
    "True or false? The set of all points $(x, y)$ with $«condition»$ is convex.",
    "True or false? A constraint demands $«condition»$. The allowed points $(x, y)$ form a convex set.",
)


def _bends_up(function: Any) -> bool:
    """Whether no short chord between -8 and 8 runs below the graph."""
    heights = [function(mp.mpf(k) / 16) for k in range(-128, 129)]
    triples = zip(heights, heights[1:], heights[2:], strict=False)
    return all(left - 2 * here + right >= -mp.mpf("1e-25") for left, here, right in triples)


rule(
    "rules",
    lambda x: _bends_up(f(x)),
    "True or false? The loss $h(x) = «x»$ of one weight $x$ is convex.",
    "True or false? No chord of $h(x) = «x»$ runs below its graph.",
    "True or false? $h(x) = «x»$ is convex on the whole line.",
)


def _bends_up_everywhere(option: str) -> bool:
    """On a line, or along lines in many directions through several places of the plane."""
    head, text = option.strip("$").split(" = ")
    if "y" not in head:
        return _bends_up(f(text))
    surface = function_of(text, "x", "y")
    for x, y in ((0, 0), (1, -2)):
        for k in range(24):
            c, s = mp.cos(k * mp.pi / 24), mp.sin(k * mp.pi / 24)
            rise = [surface(x + t * c, y + t * s) for t in (-1, 0, 1)]
            if rise[0] - 2 * rise[1] + rise[2] < -mp.mpf("1e-25"):
                return False
    return True


for _ask in (
    "Exactly one of these functions has no chord below its graph. Which?",
    "Which of these functions is convex on the whole line?",
    "Which of these functions is convex on the whole plane?",
    "A loss should have no dents. Which of these is convex?",
):
    rule("which", lambda options: only(options, _bends_up_everywhere), _ask)
