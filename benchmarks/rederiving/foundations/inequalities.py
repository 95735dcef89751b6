"""Readers for the topic “Inequalities”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.foundations.quadratic_equations import vertex
from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots, solve
from rederiving.rules import Option, Rules, only

rule = Rules()

S = "unknown"
rule(
    S,
    lambda u, v, which: (n(u) + n(v)) / 2 if which == "a" else (n(v) - n(u)) / 2,
    "A value is accepted when it lies between $«u»$ and $«v»$. Written as $|x - a| < r$, what is $«which»$?",
    "All $x$ between $«u»$ and $«v»$, and no others, satisfy $|x - a| < r$. What is $«which»$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) > f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» < k$ are exactly the numbers $x < «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) < f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» < k$ are exactly the numbers $x > «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) < f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» > k$ are exactly the numbers $x < «c»$. What is $k$?",
)
rule(
    S,
    lambda x, c: f(x)(n(c)) if f(x)(mp.mpf(1)) > f(x)(mp.mpf(0)) else None,
    "The solutions of $«x» > k$ are exactly the numbers $x > «c»$. What is $k$?",
)


def _whole(how: str, x: str, y: str, sign: str) -> Any:
    good = [
        k for k in range(-300, 301) if (f(x)(mp.mpf(k)) < n(y) if sign == "<" else f(x)(mp.mpf(k)) > n(y))
    ]
    if not good or (-300 in good) == (300 in good) or (-300 in good) == (how == "smallest"):
        return None
    return mp.mpf(min(good) if how == "smallest" else max(good))


S = "edge"
rule(
    S,
    lambda c, s, b: mp.floor((n(b) - n(s)) / n(c)),
    "Each training epoch takes «c» minutes, and loading the data takes «s» minutes once. How many full epochs fit into «b» minutes?",
    "A cloud machine costs «s» euros a month and «c» euros for each hour. You may spend at most «b» euros. How many full hours can you use?",
)
rule(S, lambda how, x, y: _whole(how, x, y, "<"), "What is the «how» whole number $x$ with $«x» < «y»$?")
rule(S, lambda how, x, y: _whole(how, x, y, ">"), "What is the «how» whole number $x$ with $«x» > «y»$?")
rule(
    S,
    lambda x: one(tuple(r for r in solve(lambda t: abs(function_of(x, "eta")(t)) - 1, "0.0001", 10))),
    "Gradient descent multiplies the distance from the minimum by $«x»$ in each step. It shrinks when $|«x»| < 1$. Between 0 and which number must $\\eta$ lie?",
)
S = "interval"
rule(
    S,
    lambda x, r: roots(lambda t: f(x)(t) ** 2 - n(r) ** 2),
    "Between which two numbers must $x$ lie so that $|«x»| < «r»$? Give both ends.",
    "$|«x»| < «r»$ says that $x$ is close to a point. What are the two ends of its interval?",
)
rule(
    S,
    lambda x: roots(f(x)) if vertex(x)[2] > 0 else None,
    "The loss difference $«x»$ is below zero exactly between two values of $x$. Which?",
    "Between which two numbers is $«x»$ negative? Give both ends.",
)


def _holds_where(x: str, sign: str, c: str, options: tuple[str, ...]) -> Option:
    """The option that is true at the same places, tried on a fine grid."""

    def fits(option: str) -> bool:
        way, edge = re.fullmatch(r"\$x ([<>]) (.+)\$", option).groups()  # type: ignore[union-attr]
        places = [mp.mpf(k) / 4 + mp.mpf("0.01") for k in range(-200, 201)]
        return all(((f(x)(t) < n(c)) == (sign == "<")) == ((t < n(edge)) == (way == "<")) for t in places)

    return only(options, fits)


for _sign in "<>":
    rule(
        "solutions",
        lambda x, c, options, sign=_sign: _holds_where(x, sign, c, options),
        f"Which answer describes all solutions of $«x» {_sign} «c»$?",
        f"Solve $«x» {_sign} «c»$.",
        f"For which numbers $x$ is $«x» {_sign} «c»$?",
    )
_SIGNS = {
    "<": lambda u, v: u < v,
    ">": lambda u, v: u > v,
    "\\leq": lambda u, v: u <= v,
    "=": lambda u, v: u == v,
}


def _follows(left: str, right: str, sign: str) -> bool:
    """Whether a claim about a < b holds for all pairs of a grid on both sides of zero."""
    first, second = (function_of(side, "a", "b") for side in (left, right))
    grid = [mp.mpf(k) / 2 for k in range(-24, 25)]
    return all(_SIGNS[sign](first(x, y), second(x, y)) for x in grid for y in grid if x < y)


for _sign in _SIGNS:
    rule(
        "operation",
        lambda u, v, s=_sign: _follows(u, v, s),
        f"True or false? Whenever $a < b$, it follows that $«u» {_sign} «v»$.",
        f"… knows only that $a < b$, and concludes $«u» {_sign} «v»$. Is she always right?",
        f"… knows only that $a < b$, and concludes $«u» {_sign} «v»$. Is he always right?",
    )
