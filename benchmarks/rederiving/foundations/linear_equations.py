"""Readers for the topic “Linear equations”."""

from __future__ import annotations

import re
from typing import Any

from rederiving.latex import function_of
from rederiving.numeric import difference, n, one, polynomial, roots
from rederiving.rules import Formula, Rules

rule = Rules()

rule(
    "line",
    lambda x1, y1, x2, y2, which: (
        (n(y1) - n(y2)) / (n(x1) - n(x2))
        if which == "w"
        else (n(x1) * n(y2) - n(x2) * n(y1)) / (n(x1) - n(x2))
    ),
    "A sensor is calibrated by $w x + b$: reading «x1» stands for «y1» degrees, reading «x2» for «y2» degrees. What is the ‹weight|bias› $«which»$?",
    "A neuron computes $w x + b$. It should answer «y1» to the input «x1», and «y2» to the input «x2». What is the ‹weight|bias› $«which»$?",
    "A line $w x + b$ goes through the data points $(«x1», «y1»)$ and $(«x2», «y2»)$. What is the ‹weight|bias› $«which»$?",
)


def rearranged(equation: str, name: str) -> Formula | None:
    """The letter as a formula of the others, where the equation is linear in it: found numerically at any point."""
    letters = sorted(
        {
            m.lstrip("\\")
            for m in re.findall(
                r"\\(?:mu|sigma|eta|lambda|theta|alpha)|(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])", equation
            )
        }
    )
    others = tuple(letter for letter in letters if letter != name)
    gap = difference(equation, name, *others)

    def value(*known: Any) -> Any:
        found = roots(lambda t: gap(t, *known), 3)
        positive = [r for r in found if r > 0] if len(found) > 1 else found
        return one(tuple(positive))

    return Formula(others, value)


rule(
    "rearrange",
    lambda e, x: rearranged(e, x.lstrip("\\")),
    "Solve the formula $«e»$ for $«x»$.",
    "Rearrange $«e»$ for $«x»$, for ….",
    "In $«e»$ everything but $«x»$ is known. Write $«x»$ with the other letters.",
)


def _first_letter(e: str) -> Any:
    letters = set(re.findall(r"(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])", e))
    return one(roots(difference(e, *letters))) if len(letters) == 1 else None


S = "solve"
rule(
    S,
    lambda e, x: one(roots(difference(e, x))),
    "Which $«x»$ makes both sides equal: $«e»$?",
    "Solve $«e»$ for $«x»$.",
)
rule(S, _first_letter, "Find the solution of $«e»$.")
rule(
    "coefficient",
    lambda e, x: one(roots(difference(e, "k", x=n(x)))),
    "The equation $«e»$ has the solution $x = «x»$. What is $k$?",
    "For which number $k$ is $x = «x»$ the solution of $«e»$?",
)


def _solutions(x: str, y: str, how: str) -> bool:
    found = polynomial(lambda t: function_of(x, "x")(t) - function_of(y, "x")(t), 4)
    kind = (
        "has exactly one solution"
        if len(found) == 2
        else "has no solution"
        if found[0] != 0
        else "holds for every number"
    )
    return kind == how


rule("how-many", _solutions, "True or false? The equation $«x» = «y»$ «how».")
