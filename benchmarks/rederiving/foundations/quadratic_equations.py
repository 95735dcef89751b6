"""Readers for the topic “Quadratic equations”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import difference, n, one, polynomial, roots
from rederiving.rules import Rules
from rederiving.values import Unreadable

rule = Rules()


def vertex(text: str, name: str = "x") -> tuple[Any, Any, Any]:
    """Place, value and leading coefficient of a parabola."""
    function = f(text, name)
    c = polynomial(function, 3)
    if len(c) != 3:
        raise Unreadable("no parabola")
    at = -c[1] / (2 * c[2])
    return at, function(at), c[2]


def _highest(x: str, how: str, index: int) -> Any:
    found = vertex(x)
    return found[index] if (found[2] < 0) == (how == "highest") else None


def _two_points(y1: str, x1: str, y2: str, x2: str, x: str) -> Any:
    best = (n(x1) * n(y1) + n(x2) * n(y2)) / (n(x1) ** 2 + n(x2) ** 2)
    at, _, lead = vertex(x, "w")
    return best if lead > 0 and abs(at - best) < mp.mpf("1e-20") else None


S = "vertex"
rule(
    S,
    lambda x, how: _highest(x, how, 1),
    "What is the «how» value of $f(x) = «x»$?",
    "The parabola $f(x) = «x»$ has a «how» point. How high does it lie?",
)
rule(S, lambda x, how: _highest(x, how, 0), "Where, at which $x$, is $f(x) = «x»$ «how»?")
rule(S, lambda x: vertex(x)[0], "Find the $x$-coordinate of the vertex of $f(x) = «x»$.")
rule(
    S,
    _two_points,
    "A model predicts $w x$. It should give $«y1»$ for the input «x1» and $«y2»$ for the input «x2». Its loss is $L(w) = «x»$. Which $w$ makes the loss smallest?",
)
S = "solve"
rule(
    S,
    lambda e: roots(difference(e, "x")),
    "Use the discriminant to find both solutions of $«e»$.",
    "Solve $«e»$ ‹by completing the square|with the formula|by factorising›.",
    "Complete the square and solve $«e»$.",
)
rule(
    S,
    lambda x: roots(f(x)),
    "Find two numbers that make $«x»$ zero; factorise first.",
)


def _other(e: str, x: str) -> Any:
    c = one(roots(difference(e, "c", x=n(x))))
    found = [r for r in roots(difference(e, "x", c=c)) if abs(r - n(x)) > mp.mpf("1e-9")]
    return one(tuple(found))


def _touching(x: str) -> Any:
    def discriminant(c: Any) -> Any:
        c0, b, lead = polynomial(function_of(x, "x", env={"c": c}), 2)
        return b * b - 4 * lead * c0

    return one(roots(discriminant))


S = "from-solutions"
rule(
    S,
    lambda e, name, x, y: one(
        tuple(
            r
            for r in roots(difference(e, name, x=n(x)))
            if abs(difference(e, name, x=n(y))(r)) < mp.mpf("1e-20")
        )
    ),
    "Which number $«name»$ gives $«e»$ the solutions $«x»$ and $«y»$?",
)
rule(
    S,
    lambda e, name, x, y: one(
        tuple(
            r
            for r in roots(difference(e, name, x=n(x)))
            if abs(difference(e, name, x=n(y))(r)) < mp.mpf("1e-20")
        )
    ),
    "$«e»$ has the solutions $«x»$ and $«y»$. What is $«name»$?",
)
rule(
    S,
    _other,
    "One solution of $«e»$ is $x = «x»$. What is the other one?",
    "$x = «x»$ solves $«e»$ for some number $c$. Find the second solution.",
)
rule(
    S,
    _touching,
    "The parabola $f(x) = «x»$ should just touch the $x$-axis. Which $c$ does it?",
    "For which $c$ does $«x» = 0$ have exactly one solution?",
)
_NUMBERS = {"two real solutions": 2, "exactly one real solution": 1, "no real solution": 0}


def _has(x: str, how: str) -> bool:
    low, middle, high = polynomial(f(x), 4)
    return 1 + int(mp.sign(middle**2 - 4 * high * low)) == _NUMBERS[how]


rule(
    "count",
    _has,
    "True or false? The equation $«x» = 0$ has «how».",
    "A classmate says: “$«x» = 0$ has «how».” True or false?",
)
