"""Readers for the topic “Gaussian elimination”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, linear, one, rank, roots
from rederiving.rules import Rules

rule = Rules()


def augmented(m: str) -> Any:
    """The solution of a system given as one matrix with the right side as its last column."""
    full = a(m)
    return linear(full[:, :-1], full[:, -1:])


for S in ("whole-way", "solve"):
    rule(
        S,
        augmented,
        "The augmented matrix of a system is $«m»$. Solve it; answer with the unknowns as a vector.",
        "Eliminate and substitute back: find the solution of the system with the augmented matrix $«m»$ as a vector.",
        "Use back substitution: find the solution of the system with the augmented matrix $«m»$ as a vector.",
    )


def _zero_row(m: str) -> Any:
    f = function_of(m, "k")
    rows = f(mp.mpf(0))
    large = rows[1, 0] / rows[0, 0] * rows[0, 1]
    lost = abs((1 / 3 - large) + large - 1 / 3)
    return "It would divide by a tiny number and blow rounding errors up." if lost > 1e-3 else None


rule(
    "how-many",
    lambda m: _count(a(m)),
    "Elimination has led to the augmented matrix $«m»$. What does it say?",
    "How many solutions has the system with the augmented matrix $«m»$?",
)


def _without_swap(m: str) -> str | None:
    """What the first pivot does to the row below it, with the sixteen digits of a program."""
    rows = a(m).astype(float)
    if rows[0, 0] == 0:
        return "It would divide by zero."
    factor = rows[1, 0] / rows[0, 0]
    lost = rows[1, 1] - factor * rows[0, 1] + factor * rows[0, 1]
    return (
        "It would divide by a tiny number and blow rounding errors up."
        if abs(lost - rows[1, 1]) > 1e-6
        else None
    )


rule(
    "swap",
    _without_swap,
    "Before it eliminates in $«m»$, a program swaps the two rows. What would go wrong without the swap?",
)
