"""Readers for the topic “Systems of linear equations”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import values_agree
from rederiving.numeric import a, column, difference, linear, n, one, rank, roots
from rederiving.rules import Option, Rules, only
from rederiving.values import array

rule = Rules()


def _with_second(m: str, t: str, c: str) -> Any:
    matrix, right = a(m), a(t)
    first = (right[0, 0] - matrix[0, 1] * n(c)) / matrix[0, 0]
    found = column(first, n(c))
    return found if max(abs(v) for v in (matrix @ found - right).flatten()) < mp.mpf("1e-20") else None


S = "all"
rule(
    S,
    _with_second,
    "The system $«m» \\mathbf{x} = «t»$ has infinitely many solutions. Find the one whose second component is $«c»$.",
    "Find the solution of the homogeneous system $«m» \\mathbf{x} = «t»$ with second component $«c»$.",
)
rule(
    S,
    lambda p, m, t, h, c: _with_second(m, t, c),
    "$«p»$ solves $«m» \\mathbf{x} = «t»$, and $«h»$ solves the homogeneous system. Which solution has the second component $«c»$?",
)
rule(
    S,
    lambda c, m: _with_second(m, "\\begin{pmatrix} 0 \\\\ 0 \\end{pmatrix}", c),
    "Which vector with second component $«c»$ does $«m»$ send to zero?",
)


def system(*equations: str, names: tuple[str, ...] = ("x", "y")) -> Any:
    """The solution of linear equations in named unknowns; coefficients are read off by putting in unit vectors."""
    rows, right = [], []
    zero = [mp.mpf(0)] * len(names)
    for equation in equations:
        gap = difference(equation, *names)
        base = gap(*zero)
        rows.append([gap(*[mp.mpf(i == j) for j in range(len(names))]) - base for i in range(len(names))])
        right.append([-base])
    return linear(array(rows), array(right))


_INT = re.compile(r"\d+")


def _prices(c1: str, c2: str, t1: str, d1: str, d2: str, t2: str) -> Any:
    numbers = []
    for text in (c1, c2, t1, d1, d2, t2):
        found = _INT.findall(text)
        if len(found) != 1:
            return None
        numbers.append(mp.mpf(found[0]))
    p, q, r, s, t, u = numbers
    return linear(array([[p, q], [s, t]]), column(r, u))


S = "solve"
rule(
    S,
    lambda e, g: system(e, g),
    "Which $x$ and $y$ satisfy both $«e»$ and $«g»$? Give them as a vector.",
    "Solve $«e»$ and $«g»$. Answer as a vector $(x, y)$.",
)
rule(
    S,
    _prices,
    "«c1» … and «c2» … cost «t1» together; «d1» … and «d2» … cost «t2». Find both prices, … first, as a vector.",
    "One bill lists «c1» … and «c2» … for «t1», another «d1» … and «d2» … for «t2». What does one … and what does one … cost? Answer as a vector.",
)


def _same_line(e: str, g: str) -> Any:
    """The right side k that makes the second equation a multiple of the first."""
    f, h = difference(e, "x", "y"), difference(g, "x", "y", k=mp.mpf(0))
    zero, unit = mp.mpf(0), mp.mpf(1)
    factor = (h(unit, zero) - h(zero, zero)) / (f(unit, zero) - f(zero, zero))
    other = (h(zero, unit) - h(zero, zero)) / (f(zero, unit) - f(zero, zero))
    return (
        -f(zero, zero) * factor
        if abs(factor - other) < mp.mpf("1e-20") and g.strip().endswith("= k")
        else None
    )


def _parallel(e: str, g: str) -> Any:
    f = difference(e, "x", "y")
    zero, unit = mp.mpf(0), mp.mpf(1)

    def crossed(k: Any) -> Any:
        h = difference(g, "x", "y", k=k)
        return (f(unit, zero) - f(zero, zero)) * (h(zero, unit) - h(zero, zero)) - (
            f(zero, unit) - f(zero, zero)
        ) * (h(unit, zero) - h(zero, zero))

    return one(roots(crossed))


S = "unknown"
rule(
    S,
    _same_line,
    "For which $k$ has the system $«e»$ and $«g»$ infinitely many solutions?",
    "Find $k$ so that both equations say the same: $«e»$ and $«g»$.",
)
rule(
    S,
    _parallel,
    "Two lines: $«e»$ and $«g»$. For which $k$ are they parallel?",
    "For which $k$ has the system $«e»$ and $«g»$ no solution?",
)


def _system(*equations: str) -> tuple[Any, Any]:
    """Matrix and right-hand side of equations in x and y, from their values at three places."""
    rows, right = [], []
    for equation in equations:
        gap = difference(equation, "x", "y")
        start = gap(mp.mpf(0), mp.mpf(0))
        rows.append([gap(mp.mpf(1), mp.mpf(0)) - start, gap(mp.mpf(0), mp.mpf(1)) - start])
        right.append(-start)
    return array(rows), column(*right)


def _in_matrices(p: str, q: str, options: tuple[str, ...]) -> Option:
    matrix, right = _system(p, q)

    def fits(option: str) -> bool:
        first, second = option.strip("$").split("\\mathbf{x} =")
        return values_agree(a(first), matrix) and values_agree(a(second), right)

    return only(options, fits)


rule(
    "matrix-form",
    _in_matrices,
    "Which matrix form belongs to $«p»$ and $«q»$? The unknowns are in the order $x$, $y$.",
    "Write $«p»$ and $«q»$ as one equation $A\\mathbf{x} = \\mathbf{b}$ with $\\mathbf{x} = \\begin{pmatrix} x \\\\ y \\end{pmatrix}$. Which one is it?",
)


def _how_many(matrix: Any, right: Any) -> str:
    if rank(matrix) != rank(np.hstack([matrix, right])):
        return "It has no solution."
    full = rank(matrix) == matrix.shape[1]
    return "It has exactly one solution." if full else "It has infinitely many solutions."


for _ask in ("How many solutions has {}?", "What can be said about the system {}?"):
    rule("how-many", lambda p, q: _how_many(*_system(p, q)), _ask.format("$«p»$ and $«q»$"))
    rule("how-many", lambda m, v: _how_many(a(m), a(v)), _ask.format("$«m» \\mathbf{x} = «v»$"))
