"""Exercises on bases: testing, coordinates, and bases of subspaces."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, REVERSE, TRUE_FALSE, VECTOR, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import combination_of, flipped, linear_side, multiple
from assistant.practice.notation import counted, mat, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "basis-and-dimension"


def _basis(draw: Draw, level: int) -> Draft:
    n = 2 if level == 1 else 3
    count = n if draw.integer(0, 3) else n + draw.choice((1, -1))
    vectors = [draw.vector(n, -3, 3) for _ in range(count)]
    if count == n and draw.coin():
        vectors[-1] = second_way.combination(draw.full_vector(n - 1, -2, 2), vectors[:-1])
    if any(not any(v) for v in vectors) or len(set(vectors)) < count:
        raise Unsuitable("zero vector")
    rank_ = second_way.rank(vectors)
    shown = (
        ", ".join(f"${vec(v)}$" for v in vectors[:-1])
        + (" and " if count > 1 else "")
        + f"${vec(vectors[-1])}$"
    )
    return claim(
        draw,
        says=(
            f"The vectors {shown} form a basis of $\\mathbb{{R}}^{n}$."
            if count > 1
            else f"The vector {shown} alone is a basis of $\\mathbb{{R}}^{n}$.",
        ),
        truth=rank_ == n == count,
        method="SymPy",
        detail="SymPy tested for independence and counted.",
        decide=lambda: count == n and sympy.Matrix(vectors).rank() == n,
        steps=[
            ("Independent vectors among them", rf"\operatorname{{rank}} {mat(flipped(vectors))} = {rank_}")
        ],
        hints=(
            f"You are asked whether every vector with {n} components can be reached in exactly one way.",
            f"A basis of $\\mathbb{{R}}^{n}$ consists of exactly {n} independent vectors.",
            "Count the vectors first, then look for a redundant one.",
        ),
        if_wrong=f"{counted(count, 'vector')}, and {counted(rank_, 'independent direction')} among them; a basis needs {n} of both.",
    )


def _coordinates(draw: Draw, level: int) -> Draft:
    if level == 1:
        b, d = (
            ((1, 1), (1, -1))
            if draw.coin()
            else ((draw.nonzero(-3, 3), 0), (draw.nonzero(-3, 3), draw.nonzero(-3, 3)))
        )
        basis: Any = (b, d)
    elif level == 2:
        basis = (draw.full_vector(2, -3, 4), draw.full_vector(2, -3, 4))
    else:
        basis = ((1, draw.integer(-2, 2), draw.integer(-2, 2)), (0, 1, draw.integer(-2, 2)), (0, 0, 1))
    if second_way.determinant(basis) == 0:
        raise Unsuitable("dependent")
    c = draw.full_vector(len(basis), -4, 5)
    v = second_way.combination(c, basis)
    names = ", ".join(f"${vec(b)}$" for b in basis[:-1]) + f" and ${vec(basis[-1])}$"
    solved = ", ".join(f"${name} = {value}$" for name, value in zip("stu", c, strict=False))
    return typed(
        draw,
        ask=(
            f"Find the coordinates of ${vec(v)}$ in the basis {names}, in this order, as a vector.",
            f"With which weights do {names} make ${vec(v)}$? Answer as a vector.",
        ),
        key=c,
        answer=VECTOR if len(c) == 2 else VECTOR3,
        proof=Satisfies(
            "putting it together",
            "The basis vectors with these weights give the vector back.",
            lambda g: second_way.combination(g, basis) == v,
        ),
        steps=[
            *(
                (
                    f"{place} components",
                    f"{linear_side([b[row] for b in basis], ('s', 't', 'u'))} = {v[row]}",
                )
                for row, place in zip(range(len(v)), ("First", "Second", "Third"), strict=False)
            ),
            (f"All hold for {solved}; put in", f"{combination_of(c, basis)} = {vec(v)}"),
        ],
        hints=(
            "You are asked for the weights of the basis vectors.",
            "Each component gives one equation for the weights; there is exactly one solution.",
            f"The first components demand ${linear_side([b[0] for b in basis], ('s', 't', 'u'))} = {v[0]}$.",
        ),
        wrong=[
            (tuple(reversed(c)), "The coordinates follow the order of the basis vectors."),
            (v, "Those are the components in the standard basis."),
            (multiple(-1, c), "The signs are turned round."),
        ],
    )


def _dimension(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("span", "equation", "equations"))
    if kind == "span":
        base = [draw.vector(3, -3, 3) for _ in range(draw.choice((1, 2, 2)))]
        made = base + [
            second_way.combination(draw.full_vector(len(base), -2, 2), base)
            for _ in range(draw.choice((1, 2)))
        ]
        if any(not any(v) for v in made):
            raise Unsuitable("zero")
        key, shown = second_way.rank(made), ", ".join(f"${vec(v)}$" for v in made)
        ask, steps = (
            f"What is the dimension of the span of {shown}?",
            [("Independent vectors among them", rf"\operatorname{{rank}} {mat(flipped(made))} = {key}")],
        )
        derive = lambda: sympy.Matrix(made).rank()  # noqa: E731
    else:
        n, rows = draw.integer(3, 6), 1 if kind == "equation" else 2
        m = [draw.full_vector(n, -3, 4) for _ in range(rows)]
        key = n - second_way.rank(m)
        names = [f"x_{i + 1}" for i in range(n)]
        shown = " and ".join(
            f"${linear_side(r, [f' {x}' if abs(e) != 1 else x for e, x in zip(r, names, strict=True)])} = 0$"
            for r in m
        )
        ask, steps = (
            f"All vectors of $\\mathbb{{R}}^{n}$ with {shown} form a subspace. What is its dimension?",
            [("Components minus independent conditions", f"{n} - {n - key} = {key}")],
        )
        derive = lambda: len(sympy.Matrix(m).nullspace())  # noqa: E731
    return typed(
        draw,
        ask=(ask,),
        key=key,
        proof=again("SymPy", "SymPy found a basis and its vectors were counted.", derive),
        steps=steps,
        hints=(
            "You are asked for the number of vectors in a basis.",
            "Count the independent directions; each independent condition takes one away.",
            "Look for vectors (or conditions) that say nothing new.",
        ),
        wrong=[
            (3, "Some of them are redundant, or a condition takes dimensions away."),
            (key + 1, "One direction less is independent."),
            (key - 1, "One more direction is independent."),
        ],
    )


def _member(draw: Draw, level: int) -> Draft:
    a, b = draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    s, r = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    p, q = (a, 1, 0), (b, 0, 1)
    v = (a * s + b * r, s, r)
    return (
        typed(
            draw,
            ask=(
                f"The plane $x = {linear_side((a, b), ('y', 'z'))}$ has the basis ${vec(p)}$, ${vec(q)}$. Which member of the plane has the coordinates ${s}$ and ${r}$?",
            ),
            key=v,
            answer=VECTOR3,
            proof=Satisfies(
                "the equation",
                "The vector satisfies the equation of the plane and has the right last components.",
                lambda g: g[0] == a * g[1] + b * g[2] and g[1:] == (s, r),
            ),
            steps=[("Put the basis together", f"{combination_of((s, r), (p, q))} = {vec(v)}")],
            hints=(
                "You are asked for a vector from its coordinates.",
                "Coordinates are the weights of the basis vectors.",
                f"Take ${s}$ times the first basis vector.",
            ),
            wrong=[
                ((a * s + b * r, r, s), "The coordinates follow the order of the basis."),
                ((s, r, 0), "Coordinates are weights, not components."),
            ],
        )
        if level == 2
        else typed(
            draw,
            ask=(
                f"${vec((1, 1, 'k'))}$ is to lie in the plane $x = {linear_side((a, b), ('y', 'z'))}$ with the basis ${vec(p)}$, ${vec(q)}$. Find $k$."
                if (1 - a) % b == 0
                else f"The basis ${vec(p)}$, ${vec(q)}$ spans a plane. For which $k$ does ${vec(('k', s, r))}$ lie in it?",
            ),
            key=Fraction(1 - a, b) if (1 - a) % b == 0 else v[0],
            proof=Satisfies(
                "determinant",
                "With this k the three vectors are dependent.",
                lambda g: second_way.determinant((p, q, (1, 1, g) if (1 - a) % b == 0 else (g, s, r))) == 0,
            ),
            steps=[
                ("The last two components are the weights", f"{combination_of((s, r), (p, q))} = {vec(v)}")
            ],
            hints=(
                "You are asked for a component of a member of a plane.",
                "A member is a combination of the basis; its second and third components are the weights here.",
                "Write the combination down, component by component.",
            ),
            symbols=("k",),
            wrong=[(s + r, "The weights are multiplied with the first components of the basis.")],
        )
    )


GENERATORS = (
    Generator(TOPIC, "basis-or-not", TRUE_FALSE, _basis, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "coordinates", COMPUTE, _coordinates, objectives=(2,)),
    Generator(TOPIC, "dimension", COMPUTE, _dimension, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "member", COMPUTE, _member, levels=(2,), objectives=(2, 3)),
    Generator(TOPIC, "unknown", REVERSE, _member, levels=(3,), objectives=(3,)),
)
