"""Readers for the topic “KKT conditions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import column, gradient, hessian, linear, listed, n, one, partial, roots
from rederiving.rules import Formula, Rules
from rederiving.values import dot, norm

rule = Rules()


def _wall(x: str, w: str, push: str, names: tuple[str, ...] = ("x", "y")) -> Any:
    """Where a wall stands that pushes with a given strength: stationarity fixes the point, the wall goes through it."""
    wall, function = function_of(w, *names), function_of(x, *names)
    zero = [mp.mpf(0)] * len(names)
    at = tuple(zero)
    normal = gradient(wall, *at)
    start = gradient(function, *at)
    found = linear(hessian(function, *at), -start - n(push) * normal)
    return wall(*found[:, 0]) if n(push) > 0 else None


S = "unknown"
rule(
    S,
    lambda x, push: _wall(x, "x", push, ("x",)),
    "At the minimum of $«x»$ subject to $x \\le c$ the multiplier is «push». What is $c$?",
    "A wall $x \\le c$ holds back the minimum of $«x»$ with the push $\\mu = «push»$. Where does the wall stand?",
)
rule(
    S,
    lambda w, push, x: _wall(x, w, push),
    "For which $c$ does the wall $«w» \\le c$ push with $\\mu = «push»$ when $«x»$ is minimised?",
)
rule(
    S,
    lambda x, w, push: _wall(x, w, push),
    "At the minimum of $«x»$ subject to $«w» \\le c$ the multiplier is «push». Find $c$.",
    "At the minimum of $«x»$ subject to $«w» \\le c$ the multiplier is «push». What is $c$?",
)
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, n(y)) - n(c))),
    "The target of $(x - t)^2 + (y - «y»)^2$ wanders to the right as $t$ grows. From which $t$ on does the wall $«w» \\le «c»$ begin to push?",
)
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, n(y)) - n(c))),
    "Minimise $(x - t)^2 + (y - «y»)^2$ subject to $«w» \\le «c»$. Up to which $t$ is the multiplier zero?",
)
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, -n(y)) - n(c))),
    "Minimise $(x - t)^2 + (y + «y»)^2$ subject to $«w» \\le «c»$. Up to which $t$ is the multiplier zero?",
    "The target of $(x - t)^2 + (y + «y»)^2$ wanders to the right as $t$ grows. From which $t$ on does the wall $«w» \\le «c»$ begin to push?",
)


def _nearest(p: Any, w: str, c: str, positive: bool) -> Any:
    """The nearest allowed point: tried with every set of walls that may push, the nearest allowed one is it."""
    wall = function_of(w, "x", "y")
    normal = gradient(wall, mp.mpf(0), mp.mpf(0))
    walls = [(normal, n(c))] + ([(column(-1, 0), mp.mpf(0)), (column(0, -1), mp.mpf(0))] if positive else [])
    candidates = [p]
    candidates += [p - (dot(u, p) - b) / dot(u, u) * u for u, b in walls]
    for (u, b), (v, c) in itertools.combinations(walls, 2):
        cross = u[0, 0] * v[1, 0] - u[1, 0] * v[0, 0]
        if cross != 0:
            candidates.append(
                column((b * v[1, 0] - c * u[1, 0]) / cross, (u[0, 0] * c - v[0, 0] * b) / cross)
            )
    allowed = [q for q in candidates if all(dot(u, q) <= b + mp.mpf("1e-25") for u, b in walls)]
    return min(allowed, key=lambda q: norm(q - p))


def _bottom(x: str) -> Any:
    function = function_of(x, "x", "y")
    at = (mp.mpf(0), mp.mpf(0))
    bend = hessian(function, *at)
    found = linear(bend, -gradient(function, *at))
    return (
        found
        if norm(bend - 2 * column(1, 0) @ column(1, 0).T - 2 * column(0, 1) @ column(0, 1).T) < 1
        else None
    )


S = "walls"
for _tail, _positive in (("", False), (", $x \\ge 0$ and $y \\ge 0$", True)):
    rule(
        S,
        lambda x, w, c, positive=_positive: _nearest(_bottom(x), w, c, positive),
        f"Minimise $«x»$ subject to $«w» \\le «c»${_tail}. At which point is the minimum?",
    )
    rule(
        S,
        lambda p, w, c, positive=_positive: _nearest(column(*listed(p)), w, c, positive),
        f"A model wants the weights $(«p»)$, but $«w» \\le «c»${_tail} must hold. Which allowed $(x, y)$ has the smallest squared distance from them?",
    )
    rule(
        S,
        lambda w, c, p, positive=_positive: _nearest(column(*listed(p)), w, c, positive),
        f"Which point with $«w» \\le «c»${_tail} is nearest to $(«p»)$?",
    )
_NAMES = ("x", "y", "mu")


def _lagrangian(x: str, w: str, sign: str, c: str, by: str) -> Formula:
    function, wall = function_of(x, "x", "y"), function_of(w.replace("xy", "x y"), "x", "y")
    side = 1 if sign == "\\le" else -1
    whole = lambda s, t, m: function(s, t) + m * side * (wall(s, t) - n(c))
    return Formula(_NAMES, lambda s, t, m: partial(whole, (s, t, m), _NAMES.index(by)))


S = "conditions"
for _sign in ("\\le", "\\ge"):
    rule(
        S,
        lambda x, w, c, by, sign=_sign: _lagrangian(x, w, sign, c, by),
        f"Minimise $«x»$ subject to $«w» {_sign} «c»$. Bring everything in the constraint to one side, without scaling it, so that it reads $g \\le 0$. The Lagrangian is the cost plus $\\mu g$ with $\\mu \\ge 0$. KKT stationarity is one equation for each variable: which derivative of this Lagrangian must be zero for $«by»$?",
        f"The cost is $«x»$, the constraint $«w» {_sign} «c»$. Its Lagrangian is the cost plus $\\mu g$ with $\\mu \\ge 0$, where $g \\le 0$ is the constraint with everything on one side, not scaled. Write down the derivative of the Lagrangian with respect to $«by»$.",
    )
    S2 = "line"

    def _on_line(x: str, c: str, sign: str = _sign) -> tuple[Any, Any]:
        free = one(roots(lambda t: mp.diff(f(x), t), 2))
        inside = free <= n(c) if sign == "\\le" else free >= n(c)
        at = free if inside else n(c)
        return at, abs(mp.diff(f(x), at))

    for _start in (
        "A weight should minimise $«x»$, but the constraint $x {0} «c»$ holds. ",
        "Minimise $f(x) = «x»$ subject to $x {0} «c»$. ",
    ):
        _start = _start.replace("{0}", _sign)
        rule(S2, lambda x, c, solve_=_on_line: solve_(x, c)[0], _start + "At which $x$ is the minimum?")
        rule(
            S2,
            lambda x, c, e, solve_=_on_line: solve_(x, c)[1],
            _start + "With the constraint written as $«e» \\le 0$, what is its KKT multiplier $\\mu$?",
        )


def held(x: str, c: str, at_least: bool) -> tuple[Any, Any]:
    """Where a cost has its minimum above or below a wall, and the slope there: the multiplier."""
    free = one(roots(lambda t: d(f(x), t), 2))
    at = max(free, n(c)) if at_least else min(free, n(c))
    return at, abs(d(f(x), at))


for _words, _least in (("at least", True), ("at most", False)):
    rule(
        "line",
        lambda x, c, least=_least: held(x, c, least)[0],
        f"A setting $x$ costs $«x»$, and it must be {_words} $«c»$. At which $x$ is the minimum?",
    )
    rule(
        "line",
        lambda x, c, e, least=_least: held(x, c, least)[1],
        f"A setting $x$ costs $«x»$, and it must be {_words} $«c»$. With the constraint written as $«e» \\le 0$, what is its KKT multiplier $\\mu$?",
    )


def _verdict(x: str, w: str, c: str, at: str, m: str) -> str | None:
    """The one condition that fails, or that none does; None when several do."""
    place, price = listed(at), n(m)
    function, wall = function_of(x, "x", "y"), function_of(w, "x", "y")
    over = wall(*place) - n(c)
    balance = norm(gradient(function, *place) + price * gradient(wall, *place))
    failing = [
        words
        for words, fails in (
            ("It is not allowed: it breaks the constraint.", over > 0),
            ("Stationarity fails: the gradients do not balance.", balance > mp.mpf("1e-12")),
            ("The multiplier is negative.", price < 0),
            ("Complementary slackness fails: a slack wall pushes.", over < 0 and price != 0),
        )
        if fails
    ]
    return None if len(failing) > 1 else failing[0] if failing else "It satisfies all KKT conditions."


rule(
    "check",
    _verdict,
    "A solver for the minimum of $«x»$ subject to $«w» \\le «c»$ stops at $(«at»)$ and reports $\\mu = «m»$. Which verdict is right?",
    "The problem is: minimise $«x»$ subject to $«w» \\le «c»$. Someone offers the point $(«at»)$ with the multiplier $\\mu = «m»$. What do you say?",
)


def _pushes(x: str, c: str, e: str, letter: str) -> bool:
    """Whether the cost would fall beyond a wall: its slope there, at the lowest place within both walls."""
    function = function_of(x, "x", "y")
    free = linear(hessian(function, mp.mpf(0), mp.mpf(0)), -gradient(function, mp.mpf(0), mp.mpf(0)))[:, 0]
    at = [min(free[0], n(c)), min(free[1], n(e))]
    return bool(-partial(function, tuple(at), "xy".index(letter)) > mp.mpf("1e-12"))


for _letter in "xy":
    _walls = "True or false? Minimise $«x»$ subject to $x \\le «c»$ and $y \\le «e»$. "
    rule(
        "slackness",
        lambda x, c, e, bound=None, letter=_letter: _pushes(x, c, e, letter),
        _walls + f"At the minimum the constraint on ${_letter}$ has a positive multiplier.",
        _walls + f"The wall of ${_letter}$ pushes.",
        _walls + f"If the constraint on ${_letter}$ is deleted, the minimum moves.",
        _walls + f"Deleting the constraint on ${_letter}$ makes a lower value possible.",
        _walls
        + f"If the bound on ${_letter}$ is raised from $«bound»$ by a very small amount, the smallest value falls.",
        _walls + f"One would pay something for a little more room on the side of ${_letter}$.",
    )
