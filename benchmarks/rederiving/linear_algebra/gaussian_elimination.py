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
    factor = rows[1, 0] / rows[0, 0]
    return (
        one(roots(lambda k: f(k)[1, 2] - factor * f(k)[0, 2]))
        if abs(rows[1, 1] - factor * rows[0, 1]) < mp.mpf("1e-20")
        else None
    )


def _multiple(m: str, r: Any) -> Any:
    rows = a(m)
    factor = rows[1, 0] / rows[0, 0]
    left = rows[1:2, :] - factor * rows[0:1, :]
    return factor if max(abs(v) for v in (left - r).flatten()) < mp.mpf("1e-20") else None


S = "unknown"
rule(
    S,
    _zero_row,
    "Elimination turns $«m»$ into a matrix with a row of zeros. For which $k$?",
    "For which $k$ has the system with the augmented matrix $«m»$ infinitely many solutions?",
)
rule(
    S,
    lambda m, r: _multiple(m, a(r).reshape(1, -1)),
    "Subtracting $k$ times the first row of $«m»$ from the second makes its first entry zero, and the second row becomes $«r»$. Find $k$.",
)
rule(
    S,
    lambda m, r: _multiple(m, a(r)[1:2, :]),
    "Which multiple $k$ of the first row turns $«m»$ into $«r»$, when it is subtracted from the second row?",
)
rule(
    "row-step",
    lambda m: (a(m)[1:2, :] - a(m)[1, 0] / a(m)[0, 0] * a(m)[0:1, :]).T,
    "Use the first row of the augmented matrix $«m»$ to make a zero below its pivot. Which second row results? Answer as a vector.",
    "One elimination step: subtract the right multiple of the first row of $«m»$ from the second, so that the second starts with zero. What is the new second row (as a vector)?",
)


def _count(m: Any) -> str:
    whole, left = rank(m), rank(m[:, :-1])
    return (
        "There is no solution."
        if whole > left
        else "There is exactly one solution."
        if left == m.shape[1] - 1
        else "There are infinitely many solutions."
    )


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
    large = rows[1, 0] / rows[0, 0] * rows[0, 1]
    lost = abs((1 / 3 - large) + large - 1 / 3)
    return "It would divide by a tiny number and blow rounding errors up." if lost > 1e-3 else None


rule(
    "swap",
    _without_swap,
    "Before it eliminates in $«m»$, a program swaps the two rows. What would go wrong without the swap?",
)
