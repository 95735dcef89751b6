"""Readers for the topic “Functions and graphs”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f, in_x
from rederiving.latex import function_of
from rederiving.numeric import difference, listed, n, one, roots, solve
from rederiving.rules import Formula, Rules

rule = Rules()


def edge(x: str, how: str) -> Any:
    """The end of the domain of a root of something linear."""
    inner = f(x)
    found = one(roots(inner))
    return found if (inner(found + 1) > 0) == (how == "smallest") else None


S = "input"
rule(
    S,
    lambda x, y: one(roots(lambda t: f(x)(t) - n(y))),
    "For which $x$ is $f(x) = «y»$, if $f(x) = «x»$?",
    "A model computes $m(x) = «x»$. For which input does it predict «y»?",
)
rule(
    S,
    lambda x: roots(f(x)),
    "Find the zeros of $f(x) = «x»$.",
    "Where does the graph of $f(x) = «x»$ meet the horizontal axis?",
)
rule(
    S,
    edge,
    "The formula $\\sqrt{«x»}$ makes sense only for some $x$. What is the «how» number in its domain?",
    "What is the «how» $x$ that may be put into $f(x) = \\sqrt{«x»}$?",
)


def _pieces(x: str, y: str, c: str, u: str, v: str) -> Any:
    left, right = f(x), f(y)
    piece = lambda t: left(t) if t < n(c) else right(t)
    return piece(n(u)) + piece(n(v))


S = "value"
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(function_of(y, "a")(t)), "a"),
    "For $f(x) = «x»$, write $f(«y»)$ without brackets.",
    "Let $f(x) = «x»$. Put $(«y»)$ into the slot and multiply out.",
)
rule(
    S,
    lambda x, y: f(x)(n(y)),
    "For $f(x) = «x»$, what is $f(«y»)$?",
    "A model predicts $f(x) = «x»$. What does it predict for the input «y»?",
)
rule(
    S,
    _pieces,
    "The function $f$ is defined in two pieces: $f(x) = «x»$ for $x < «c»$, and $f(x) = «y»$ for $x \\geq «c»$. What is $f(«u») + f(«v»)$?",
)
_WAYS = {"right": (-1, 0), "to the right": (-1, 0), "to the left": (1, 0), "up": (0, 1), "down": (0, -1)}


def _moved(x: str, k: str, way: str, m: str = "0", other: str = "up") -> Formula:
    across = n(k) * _WAYS[way][0] + n(m) * _WAYS[other][0]
    up = n(k) * _WAYS[way][1] + n(m) * _WAYS[other][1]
    return Formula(("x",), lambda t: f(x)(t + across) + up)


for _start, _end in (
    ("The graph of $f(x) = «x»$ is ", "Which formula belongs to the new graph?"),
    ("Take the graph of $y = «x»$, ", "What is its formula now?"),
):
    for _way in ("to the right", "to the left", "up", "down"):
        rule("move", lambda x, k, way=_way: _moved(x, k, way), f"{_start}shifted «k» {_way}. {_end}")
        for _other in ("up", "down"):
            rule(
                "move",
                lambda x, k, m, way=_way, other=_other: _moved(x, k, way, m, other),
                f"{_start}shifted «k» {_way} and «m» {_other}. {_end}",
            )
    rule(
        "move",
        lambda x: Formula(("x",), lambda t: -f(x)(t)),
        f"{_start}mirrored in the horizontal axis. {_end}",
    )
    rule(
        "move",
        lambda x: Formula(("x",), lambda t: f(x)(-t)),
        f"{_start}mirrored in the vertical axis. {_end}",
    )


def _one_output_each(*pairs: str) -> bool:
    found = {tuple(listed(pair)) for pair in pairs}
    return len({pair[0] for pair in found}) == len(found)


def _one_solution(equation: str) -> bool:
    """Whether some positive inputs have exactly one output each."""
    gap = difference(equation, "x", "y")
    inputs = [mp.mpf(x) for x in ("0.7", "1.9", "3.3")]
    return all(len(solve(lambda y, x=x: gap(x, y), -61, 60)) == 1 for x in inputs)


S = "is-function"
rule(
    S,
    lambda p, q, r, s, t: _one_output_each(p, q, r, s, t),
    "True or false? These pairs (input, output) describe a function: $(«p»)$, $(«q»)$, $(«r»)$, $(«s»)$, $(«t»)$.",
)
rule(
    S,
    lambda e: _one_solution(e),
    "True or false? A rule that assigns to each number $x$ the number $«e»$ is a function.",
    "True or false? A rule that assigns to each number $x$ ‹the|a› number $y$ with $«e»$ is a function.",
    "True or false? A rule that assigns to each number $x \\geq 0$ ‹the|a› number $y$ with $«e»$ is a function.",
)
rule(
    S,
    lambda c: _one_solution(f"y = {c}"),
    "True or false? A rule that assigns to each number $x$ the number «c», always the same is a function.",
)
