"""Exercises on vectors where the answer is known and a part of the question is not."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    column,
    minus,
    plus,
    scaled,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_weights(draw: Draw, level: int) -> Draft:
    """The result is known; the weights are not."""
    if level == 3:
        return _parallel(draw)
    if level == 2:
        return _two_weights(draw)
    size = draw.choice((2, 3))
    u, v = draw.full_vector(size, -4, 5), draw.full_vector(size, -4, 5)
    k = draw.nonzero(-5, 5, but=(1,))
    w = second_way.combination((1, k), (u, v))
    wording = draw.choice(
        ("Find the number $k$ for which", "For which number $k$ is it true that", "Determine $k$ so that")
    )
    end = "?" if wording.startswith("For which") else "."
    return Draft(
        prompt=f"{wording} ${vec(u)} + k {vec(v)} = {vec(w)}${end}",
        key=sympy.Integer(k),
        proof=Satisfies(
            "substitution",
            "The value of k was put back into the equation.",
            lambda value: second_way.combination((1, value), (u, v)) == w,
        ),
        steps=(
            Step("Write the equation of the first component", f"{plus(u[0], scaled(v[0], 'k'))} = {w[0]}"),
            Step("Solve it for k", chain("k", rf"\frac{{{minus(w[0], u[0])}}}{{{v[0]}}}", k)),
            Step("Check with the second component", chain(plus(u[1], times(k, v[1])), w[1])),
        ),
        hints=(
            "You are asked for one number that makes all components agree at once.",
            "Two vectors are equal when all their components are; every component gives an equation for $k$.",
            f"The first component says ${plus(u[0], scaled(v[0], 'k'))} = {w[0]}$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            sympy.Integer(k),
            Mistake(sympy.Integer(-k), "Check the sign when you bring the first vector over."),
        ),
    )


def _two_weights(draw: Draw) -> Draft:
    u, v = draw.vector(2, -3, 4), draw.vector(2, -3, 4)
    area = second_way.determinant((u, v))
    if area == 0 or 0 in (u[0], v[1], v[0]):
        raise Unsuitable("parallel")
    a, b = draw.nonzero(-4, 4), draw.nonzero(-4, 4)
    w = second_way.combination((a, b), (u, v))
    key = column(sympy.Matrix([[u[0], v[0]], [u[1], v[1]]]).LUsolve(sympy.Matrix(w)))
    wording = draw.choice(
        (
            rf"Write ${vec(w)}$ as a combination $a {vec(u)} + b {vec(v)}$. Give $[a, b]$.",
            rf"Which weights $a$ and $b$ satisfy $a {vec(u)} + b {vec(v)} = {vec(w)}$? Answer with $[a, b]$.",
        )
    )
    first = f"{plus(scaled(u[0], 'a'), scaled(v[0], 'b'))} = {w[0]}"
    second = (
        f"{plus(scaled(u[1], 'a'), scaled(v[1], 'b'))} = {w[1]}" if u[1] else f"{scaled(v[1], 'b')} = {w[1]}"
    )
    return Draft(
        prompt=wording,
        key=key,
        proof=Satisfies(
            "substitution",
            "The weights were put back into the combination.",
            lambda x: second_way.combination(x, (u, v)) == w,
        ),
        steps=(
            Step("Write one equation for each component", rf"{first}, \quad {second}"),
            Step(
                "Eliminate b",
                f"{minus(times(v[1], w[0]), times(v[0], w[1]))} = {v[1] * w[0] - v[0] * w[1]}",
            ),
            Step(
                "Divide by the coefficient that a is left with", chain("a", f"{over_text(a * area, area)}", a)
            ),
            Step("Put a back and solve for b", chain("b", over_text(w[0] - u[0] * a, v[0]), b)),
            Step(
                "Check the combination",
                chain(f"{guard_scaled(a, u)} + {guard_scaled(b, v, inner=True)}", vec(w)),
            ),
        ),
        hints=(
            "You are asked for two numbers at once: how much of each vector to take.",
            "Compare components: each gives one linear equation in $a$ and $b$. Solve the two together.",
            f"The first component says ${first}$.",
        ),
        answer_hint="the two weights, such as [2, -1]",
        mistakes=but_key(
            key,
            Mistake(column((b, a)), "These are the right numbers in the wrong order: first $a$, then $b$."),
        ),
    )


def over_text(top: int, bottom: int) -> str:
    """A fraction that is not reduced."""
    return rf"\frac{{{top}}}{{{bottom}}}"


def guard_scaled(factor: int, values: tuple[int, ...], *, inner: bool = False) -> str:
    """A multiple of a column, its factor in brackets when it is negative and not in front."""
    shown = f"({factor})" if inner and factor < 0 else str(factor)
    return f"{shown} {vec(values)}"


def _parallel(draw: Draw) -> Draft:
    size = draw.choice((2, 3, 3))
    v = draw.full_vector(size, -4, 4)
    factor = draw.choice(
        (Fraction(-3), Fraction(-2), Fraction(2), Fraction(3), Fraction(-1, 2), Fraction(3, 2))
    )
    u = [factor * part for part in v]
    if any(part.denominator != 1 for part in u) or len({abs(p) for p in v}) == 1:
        raise Unsuitable("not whole")
    spot = draw.integer(1, size - 1)
    k = int(u[spot])
    shown = [str(int(part)) if index != spot else "k" for index, part in enumerate(u)]
    wording = draw.choice(
        (
            rf"For which $k$ are $\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$ parallel?",
            rf"Find $k$ so that $\mathbf{{u}} = {vec(shown)}$ lies on the line through the origin along "
            rf"$\mathbf{{v}} = {vec(v)}$.",
            rf"Determine $k$ so that $\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$ are "
            "linearly dependent.",
        )
    )
    c = tex(factor)
    return Draft(
        prompt=wording,
        key=sympy.Integer(k),
        proof=Satisfies(
            "substitution",
            "With k put in, all ratios of components agree (cross products are zero).",
            lambda value: all(
                (value if i == spot else u[i]) * v[0] == (value if spot == 0 else u[0]) * v[i]
                for i in range(size)
            ),
        ),
        steps=(
            Step("Parallel means that u is a multiple of v", r"\mathbf{u} = c\, \mathbf{v}"),
            Step("Find the factor from the known components", chain("c", over_text(int(u[0]), v[0]), c)),
            Step("Apply it to the component with k", chain("k", times(factor, v[spot]), k)),
        ),
        hints=(
            "You are asked for the missing component that makes one vector a multiple of the other.",
            r"Parallel vectors satisfy $\mathbf{u} = c\,\mathbf{v}$ for one number $c$, the same in every component.",
            f"The first components give $c$: divide ${int(u[0])}$ by ${v[0]}$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            sympy.Integer(k),
            Mistake(sympy.Integer(-k), "The size is right; check the sign of the factor."),
            Mistake(
                sympy.Integer(v[spot]), "That makes this component equal; the vectors only need one factor."
            ),
        ),
    )
