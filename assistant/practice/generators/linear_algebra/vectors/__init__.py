"""Exercises on vectors: combining, length, unit vectors, and finding the weights."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    VECTOR3,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.linear_algebra.vectors.pieces import U, V, whole_length_vector
from assistant.practice.generators.linear_algebra.vectors.questions import find_slip, judge
from assistant.practice.generators.linear_algebra.vectors.reverse import find_weights
from assistant.practice.notation import (
    chain,
    column,
    minus,
    plus,
    root,
    scaled,
    squares_sum,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "vectors"


def _combine(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _unit(draw)
    if level == 2:
        return _distance(draw)
    size = draw.choice((2, 2, 3))
    u, v = draw.vector(size, -5, 6), draw.vector(size, -5, 6)
    a, b = draw.nonzero(-3, 4, but=(1,)), draw.nonzero(-3, 4)
    what = plus(scaled(a, U), scaled(b, V))
    key = a * column(u) + b * column(v)
    left, right = [a * x for x in u], [b * x for x in v]
    ask = draw.choice(("Work out", "Compute", "Find"))
    given = rf"$\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$"
    prompt = draw.choice(
        (
            f"Let {given}. {ask} ${what}$.",
            f"{ask} ${what}$ for {given}.",
            f"Two vectors: {given}. What is ${what}$?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "component by component",
            "Each component was computed again in plain arithmetic.",
            lambda: second_way.combination((a, b), (u, v)),
        ),
        steps=(
            Step("Multiply every component of u by its number", chain(f"{tex(a)} {vec(u)}", vec(left))),
            Step("Multiply every component of v by its number", chain(f"{tex(b)} {vec(v)}", vec(right))),
            Step("Add component by component", chain(f"{vec(left)} + {vec(right)}", key)),
        ),
        hints=(
            f"You are asked for one vector with {size} components.",
            "Multiply each vector by its number first, component by component; then add the components in the "
            "same place.",
            f"Start with the first component of ${scaled(a, U)}$: it is ${times(a, u[0])}$.",
        ),
        answer_hint=VECTOR if size == 2 else VECTOR3,
        mistakes=but_key(
            key,
            Mistake(a * column(u) - b * column(v), "The sign between the two vectors was turned round."),
            Mistake(
                column(u) + column(v), "You added the vectors but left out the numbers in front of them."
            ),
            Mistake(column([key[0], *v[1:]]), "Only the first component was combined; do the same with all."),
        ),
    )


def _distance(draw: Draw) -> Draft:
    gap = whole_length_vector(draw)
    start = draw.vector(len(gap), -6, 6)
    end = tuple(p + g for p, g in zip(start, gap, strict=True))
    key = sympy.sqrt(sum(g * g for g in gap))
    squares = sum(g * g for g in gap)
    story = draw.choice(
        (
            rf"How far apart are the points $\mathbf{{p}} = {vec(start)}$ and $\mathbf{{q}} = {vec(end)}$?",
            rf"Find the length of $\mathbf{{q}} - \mathbf{{p}}$ for $\mathbf{{p}} = {vec(start)}$ and "
            rf"$\mathbf{{q}} = {vec(end)}$.",
            rf"A model embeds two words as $\mathbf{{p}} = {vec(start)}$ and $\mathbf{{q}} = {vec(end)}$. "
            "Compute the Euclidean distance between them.",
        )
    )
    return Draft(
        prompt=story,
        key=key,
        proof=Rederived(
            "numerically",
            "The length of the difference was computed again at 80 digits.",
            lambda: second_way.length(second_way.combination((1, -1), (end, start))),
        ),
        steps=(
            Step(
                "Subtract the points, component by component", chain(f"{vec(end)} - {vec(start)}", vec(gap))
            ),
            Step("Square the components and add", chain(squares_sum(gap), squares)),
            Step("Take the root", chain(rf"\sqrt{{{squares}}}", key)),
        ),
        hints=(
            "You are asked for one number: the length of the arrow from one point to the other.",
            r"The length of a vector is the root of the sum of its squared components: "
            r"$\|\mathbf{d}\| = \sqrt{d_1^2 + \dots + d_n^2}$.",
            f"Subtract first. The first component of the difference is ${minus(end[0], start[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(squares), "You stopped before taking the root."),
            Mistake(
                sympy.Integer(sum(abs(g) for g in gap)), "You added the components without squaring them."
            ),
            Mistake(
                sympy.sqrt(sum((p + q) ** 2 for p, q in zip(start, end, strict=True))),
                "You added the points; the distance needs their difference.",
            ),
        ),
    )


def _unit(draw: Draw) -> Draft:
    parts = whole_length_vector(draw)
    size = int(sympy.sqrt(sum(p * p for p in parts)))
    backwards = draw.coin()
    sign = -1 if backwards else 1
    key = column(parts) * sympy.Rational(sign, size)
    direction = draw.choice(
        ("in the opposite direction of", "pointing against")
        if backwards
        else ("in the direction of", "pointing the same way as")
    )
    ending = draw.choice((" Keep fractions.", " Give exact values.", " Leave fractions as they are."))
    return Draft(
        prompt=f"Find the unit vector {direction} $\\mathbf{{v}} = {vec(parts)}$.{ending}",
        key=key,
        proof=Satisfies(
            "by its properties",
            "The vector has length 1 and is a multiple of v with the right sign.",
            lambda x: (
                second_way.dot(x, x) == 1
                and second_way.dot(x, parts) * sign > 0
                and second_way.dot(x, parts) ** 2 == size * size
            ),
        ),
        steps=(
            Step(
                "Compute the length of v",
                chain(root(squares_sum(parts)), rf"\sqrt{{{size * size}}}", size),
            ),
            Step(
                "Divide by the length" + (" and turn the sign round" if backwards else ""),
                chain(rf"{'-' if backwards else ''}\frac{{1}}{{{size}}} {vec(parts)}", key),
            ),
        ),
        hints=(
            f"You are asked for a vector of length 1{' that points the other way' if backwards else ''}.",
            "Dividing a vector by its own length keeps its direction and makes its length 1.",
            f"The length is ${root(squares_sum(parts))}$.",
        ),
        answer_hint="a vector such as [3/5, -4/5]",
        mistakes=but_key(
            key,
            Mistake(-key, "The length is right, but your vector points the other way."),
            Mistake(column(parts) / (size * size), "You divided by the square of the length."),
            Mistake(column(parts), "This is v itself: divide it by its length."),
            Mistake(
                column(parts) / sum(abs(p) for p in parts),
                "You divided by the sum of the components; divide by the length.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "combine", COMPUTE, _combine, objectives=(1, 2, 3)),
    Generator(TOPIC, "weights", REVERSE, find_weights, objectives=(1,)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, objectives=(1, 2)),
    Generator(TOPIC, "claim", TRUE_FALSE, judge, objectives=(2,)),
)
