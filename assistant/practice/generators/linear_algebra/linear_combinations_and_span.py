"""Exercises on weighted sums of vectors and what they reach."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, VECTOR, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    combination_of,
    flipped,
    linear_side,
    multiple,
)
from assistant.practice.notation import chain, mat, over, plus, scaled, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "linear-combinations-and-span"

RULE = "A linear combination multiplies each vector by its weight and adds: component by component."


def _combine(draw: Draw, level: int) -> Draft:
    count, size = (2, 2) if level == 1 else (3, 2) if level == 2 else (2, 3)
    weights = draw.full_vector(count, -4, 5)
    vectors = [draw.vector(size, -4, 5) for _ in range(count)]
    key = second_way.combination(weights, vectors)
    shown = combination_of(weights, vectors)
    if level == 3:
        names = draw.choice((("king", "crown"), ("comedy", "romance"), ("bright", "loud")))
        ask = [
            f"A word vector is mixed from “{names[0]}” ${vec(vectors[0])}$ with weight ${weights[0]}$ and “{names[1]}” ${vec(vectors[1])}$ with weight ${weights[1]}$. Which vector comes out?",
            f"An attention head adds ${weights[0]}$ times ${vec(vectors[0])}$ and ${weights[1]}$ times ${vec(vectors[1])}$. What is its output?",
        ]
    else:
        ask = [f"Compute ${shown}$.", f"Which vector is ${shown}$?"]
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=again(
            "matrix product",
            "The vectors were put side by side as columns and multiplied by the weights.",
            lambda: second_way.image(flipped(vectors), weights),
        ),
        steps=[
            (
                "Multiply each vector by its weight",
                f"{shown} = "
                + " + ".join(vec(multiple(w, v)) for w, v in zip(weights, vectors, strict=True)),
            ),
            (
                "Add",
                " + ".join(vec(multiple(w, v)) for w, v in zip(weights, vectors, strict=True))
                + f" = {vec(key)}",
            ),
        ],
        hints=(
            "You are asked for one vector.",
            RULE,
            f"The first part is ${scaled(weights[0], vec(vectors[0]))}$. Multiply every component.",
        ),
        answer=VECTOR if size == 2 else VECTOR3,
        wrong=[
            (
                second_way.combination([abs(w) for w in weights], vectors),
                "Mind the sign of a weight: a minus turns the vector round.",
            ),
            (second_way.combination([1] * count, vectors), "The weights are missing."),
            (added(multiple(weights[0], vectors[0]), vectors[1]), "Every vector has its own weight."),
        ],
    )


def _weights(draw: Draw, level: int) -> Draft:
    a, b = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    u, v = draw.vector(2, -4, 4), draw.vector(2, -4, 4)
    if level == 1:
        v = multiple(draw.choice((1, 2, 3, -1)), (0, 1)) if draw.coin() else (draw.choice((1, 2, -1)), 0)
    det = second_way.determinant((u, v))
    if det == 0 or 0 in u:
        raise Unsuitable("dependent")
    target = added(multiple(a, u), multiple(b, v))
    if level == 3:
        w = draw.choice((1, -1, 2))
        # A third component that fits only these two weights.
        u, v = (*u, draw.nonzero(-2, 3)), (*v, w)
        target = added(multiple(a, u), multiple(b, v))
    s = rf"s {vec(u)} + t {vec(v)} = {vec(target)}"
    return typed(
        draw,
        ask=(
            f"Find the weights with ${s}$. Answer with $s$ and $t$ as a vector $(s, t)$.",
            f"Which weights $(s, t)$ reach the target: ${s}$?",
        ),
        key=(a, b),
        proof=Satisfies(
            "substitution",
            "The combination with these weights was computed.",
            lambda g: second_way.combination(g, (u, v)) == target,
        ),
        steps=[
            ("First component", f"{linear_side((u[0], v[0]), ('s', 't'))} = {target[0]}"),
            ("Second component", f"{linear_side((u[1], v[1]), ('s', 't'))} = {target[1]}"),
            ("The solution, checked", f"{combination_of((a, b), (u, v))} = {vec(target)}"),
        ],
        hints=(
            "You are asked for two numbers, one for each vector.",
            "Each component gives one equation; solve the two together.",
            f"The first components demand ${linear_side((u[0], v[0]), ('s', 't'))} = {target[0]}$.",
        ),
        answer="a vector such as [2, -1]",
        wrong=[
            ((b, a), "The weights are in the wrong order."),
            ((-a, b), "Check the sign of the first weight."),
            ((a, -b), "Check the sign of the second weight."),
        ],
    )


def _reach(draw: Draw, level: int) -> Draft:
    s, t, miss = draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.choice((0, 0, 1, -2))
    target: Any
    u: Any
    v: Any
    if level == 1:
        u = draw.full_vector(2, -4, 5)
        target = (s * u[0], s * u[1] + miss)
        inside, says = (
            miss == 0,
            [
                f"${vec(target)}$ lies in the span of ${vec(u)}$.",
                f"Some multiple of ${vec(u)}$ is ${vec(target)}$.",
            ],
        )
        steps = [
            ("The weight that fits the first component", chain(over(target[0], u[0]), s)),
            ("It makes of the second one", chain(times(s, u[1]), s * u[1])),
        ]
        decide = lambda: u[0] * target[1] == u[1] * target[0]  # noqa: E731
    else:
        p, q = draw.nonzero(-2, 3), draw.nonzero(-2, 3)
        u, v = (1, 0, p), (0, 1, q)
        if level == 3:
            u, v = added(u, v, draw.choice((1, -1))), added(v, u, 2)
        target = added(multiple(s, u), multiple(t, v))
        target = (*target[:2], target[2] + miss)
        inside, says = (
            miss == 0,
            [
                f"${vec(target)}$ lies in the span of ${vec(u)}$ and ${vec(v)}$.",
                f"The vector ${vec(target)}$ is a linear combination of ${vec(u)}$ and ${vec(v)}$.",
            ],
        )
        steps = [
            (
                "The first two components demand these weights",
                f"{combination_of((s, t), (u[:2], v[:2]))} = {vec(target[:2])}",
            ),
            ("They give for the third", chain(plus(times(s, u[2]), times(t, v[2])), s * u[2] + t * v[2])),
        ]
        decide = lambda: second_way.determinant((u, v, target)) == 0  # noqa: E731
    return claim(
        draw,
        says=says,
        truth=inside,
        method="determinant",
        detail="The determinant of the vectors and the target is zero exactly when the target adds nothing new.",
        decide=decide,
        steps=steps,
        hints=(
            "You are asked whether weights exist that reach the target.",
            "Find the weights from some of the components and test them on the rest.",
            "Begin with the first component.",
        ),
        if_wrong="The weights that the first components demand "
        + ("fit the last one too." if inside else f"miss the last one by ${abs(miss)}$."),
    )


def _describe(draw: Draw, level: int) -> Draft:
    kinds = ("only the origin", "a line through the origin", "a plane through the origin", "all of space")
    dimension = draw.choice((1, 2)) if level == 1 else draw.choice((1, 2, 2, 3))
    base = [draw.vector(3, -2, 3) for _ in range(dimension)]
    if second_way.rank(base) < dimension:
        raise Unsuitable("dependent by chance")
    count = 2 if level == 1 else 3
    vectors = list(base)
    while len(vectors) < count:
        weights = draw.full_vector(dimension, -2, 2)
        vectors.append(second_way.combination(weights, base))
    vectors = draw.shuffled(vectors)
    if any(not any(v) for v in vectors) or len(set(vectors)) < count:
        raise Unsuitable("zero vector")
    shown = ", ".join(f"${vec(v)}$" for v in vectors[:-1]) + f" and ${vec(vectors[-1])}$"

    def decide() -> str:
        return kinds[sympy.Matrix(vectors).rank()]

    said = (
        "The span of a vector that is not zero is more than the origin.",
        "That would need all vectors to be multiples of one.",
        "That would need exactly two independent directions among them.",
        "That would need three vectors none of which the other two can make.",
    )
    return words(
        draw,
        ask=(f"What is the span of {shown}?", f"Which part of space do {shown} reach together?"),
        right=kinds[dimension],
        options=list(zip(kinds, said, strict=True)),
        shuffled=False,
        decide=decide,
        method="SymPy",
        detail="The number of independent vectors was counted again by SymPy.",
        steps=[
            (
                "Independent directions among them",
                rf"\operatorname{{rank}} {mat(flipped(vectors))} = {dimension}",
            )
        ],
        hints=(
            "You are asked how much of space the vectors reach.",
            "Count how many of them go in a truly new direction: one gives a line, two a plane.",
            "Is the second vector a multiple of the first?",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "combine", COMPUTE, _combine, objectives=(1,)),
    Generator(TOPIC, "weights", REVERSE, _weights, objectives=(2,)),
    Generator(TOPIC, "reachable", TRUE_FALSE, _reach, objectives=(2,)),
    Generator(TOPIC, "describe", CHOICE, _describe, levels=(1, 2), objectives=(3,)),
)
