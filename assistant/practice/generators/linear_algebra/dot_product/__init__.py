"""Exercises on the dot product: components, angles, projections, and the algebra of lengths."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.dot_product.pieces import pair_of
from assistant.practice.generators.linear_algebra.dot_product.questions import find_slip, judge
from assistant.practice.generators.linear_algebra.dot_product.reverse import find_unknown
from assistant.practice.generators.linear_algebra.vectors.pieces import whole_length_vector
from assistant.practice.notation import (
    chain,
    dot_sum,
    over,
    plus,
    power,
    root,
    scaled,
    squares_sum,
    times,
    vec,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "dot-product"
U, V = r"\mathbf{u}", r"\mathbf{v}"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _cosine(draw)
    if level == 3:
        return _algebra(draw)
    size = draw.choice((2, 3, 3, 4))
    u, v = draw.vector(size), draw.vector(size)
    products = [a * b for a, b in zip(u, v, strict=True)]
    key = sympy.Matrix(u).dot(sympy.Matrix(v))
    prompt = draw.choice(
        (
            f"Compute the dot product of {pair_of(u, v)}.",
            rf"Let {pair_of(u, v)}. Find $\mathbf{{u}} \cdot \mathbf{{v}}$.",
            rf"A neuron has the weights $\mathbf{{w}} = {vec(u)}$ and receives the input $\mathbf{{x}} = {vec(v)}$. "
            r"What is $\mathbf{w} \cdot \mathbf{x}$?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "component by component",
            "The products were added again in plain arithmetic.",
            lambda: second_way.dot(u, v),
        ),
        steps=(
            Step(
                "Multiply the components in the same place", chain(rf"{vec(u)} \cdot {vec(v)}", dot_sum(u, v))
            ),
            Step("Add the products", chain(plus(*products), key)),
        ),
        hints=(
            "You are asked for one number, not for a vector.",
            "Multiply the components that stand in the same place, then add all the products.",
            f"The first product is ${times(u[0], v[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(sum(abs(p) for p in products)),
                "A product of numbers with different signs is negative.",
            ),
            Mistake(
                sympy.Integer(sum(u) * sum(v)), "You multiplied the sums; multiply place by place first."
            ),
            Mistake(
                sympy.Matrix(products), "These are the products; the dot product is their sum, one number."
            ),
            Mistake(sympy.Integer(-int(key)), "The size is right, the sign is not."),
        ),
    )


def _cosine(draw: Draw) -> Draft:
    size = draw.choice((2, 3))
    u, v = whole_length_vector(draw, (size,)), whole_length_vector(draw, (size,))
    lengths = [int(sympy.sqrt(sum(p * p for p in x))) for x in (u, v)]
    inner = second_way.dot(u, v)
    if inner == 0 or abs(inner) == lengths[0] * lengths[1]:
        raise Unsuitable("too special")
    key = sympy.Rational(inner, lengths[0] * lengths[1])
    prompt = draw.choice(
        (
            f"Find the cosine of the angle between {pair_of(u, v)}, as a fraction.",
            f"Two documents are embedded as {pair_of(u, v)}. Compute their cosine similarity as a fraction.",
            rf"Let $\theta$ be the angle between {pair_of(u, v)}. What is $\cos\theta$, exactly?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "numerically",
            "The cosine was computed again from the components at 80 digits.",
            lambda: second_way.real(second_way.dot(u, v)) / second_way.length(u) / second_way.length(v),
        ),
        steps=(
            Step("Compute the dot product", chain(dot_sum(u, v), inner)),
            Step("Compute the length of u", chain(root(squares_sum(u)), lengths[0])),
            Step("Compute the length of v", chain(root(squares_sum(v)), lengths[1])),
            Step("Divide the dot product by both lengths", chain(over(inner, times(*lengths)), key)),
        ),
        hints=(
            "You are asked for the cosine of an angle: a number between -1 and 1.",
            r"$\cos\theta = \dfrac{\mathbf{u} \cdot \mathbf{v}}{\|\mathbf{u}\|\,\|\mathbf{v}\|}$.",
            f"Begin with the dot product: ${dot_sum(u, v)}$.",
        ),
        answer_hint="a fraction such as -3/5",
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(inner), "This is the dot product; divide it by both lengths."),
            Mistake(sympy.Rational(inner, lengths[0]), "You divided by the length of u only."),
            Mistake(sympy.Rational(inner, lengths[1]), "You divided by the length of v only."),
            Mistake(
                sympy.Rational(inner, (lengths[0] * lengths[1]) ** 2),
                "You divided by the squares of the lengths.",
            ),
            Mistake(-key, "The sign is turned round: look at the sign of the dot product."),
        ),
    )


def _algebra(draw: Draw) -> Draft:
    p, q = draw.integer(1, 6), draw.integer(2, 6)
    inner = draw.nonzero(1 - p * q, p * q - 1)
    a, b = draw.nonzero(-2, 3), draw.nonzero(-3, 3)
    squared = draw.coin()
    c, d = (a, b) if squared else (draw.nonzero(-2, 3), draw.nonzero(-3, 3))
    mixed = a * d + b * c
    if mixed == 0:
        raise Unsuitable("the mixed terms cancel")
    left, right = plus(scaled(a, U), scaled(b, V)), plus(scaled(c, U), scaled(d, V))
    target = rf"\left\|{left}\right\|^2" if squared else rf"\left({left}\right) \cdot \left({right}\right)"
    key = sympy.Integer(a * c * p * p + mixed * inner + b * d * q * q)
    given = (
        rf"$\|\mathbf{{u}}\| = {p}$, $\|\mathbf{{v}}\| = {q}$ and $\mathbf{{u}} \cdot \mathbf{{v}} = {inner}$"
    )
    prompt = draw.choice(
        (
            f"Two vectors have {given}. Find ${target}$.",
            f"Suppose {given}. Compute ${target}$.",
            f"All you know of two vectors is that {given}. Work out ${target}$.",
        )
    )

    def on_concrete_vectors() -> object:
        u = (second_way.real(p), second_way.real(0))
        v = (second_way.real(Fraction(inner, p)), second_way.root(q * q - Fraction(inner, p) ** 2))
        return second_way.dot(second_way.combination((a, b), (u, v)), second_way.combination((c, d), (u, v)))

    squares = (r"\|\mathbf{u}\|^2", r"(\mathbf{u} \cdot \mathbf{v})", r"\|\mathbf{v}\|^2")
    expanded = plus(*(scaled(n, what) for n, what in zip((a * c, mixed, b * d), squares, strict=True)))
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "two concrete vectors",
            "Two vectors of the plane with these lengths and this dot product gave the same value.",
            on_concrete_vectors,
        ),
        steps=(
            Step(
                "Multiply out as with numbers; the order of the two does not matter", chain(target, expanded)
            ),
            Step(
                "Put the known values in",
                chain(
                    plus(times(a * c, power(p, 2)), times(mixed, inner), times(b * d, power(q, 2))),
                    plus(a * c * p * p, mixed * inner, b * d * q * q),
                    key,
                ),
            ),
        ),
        hints=(
            "You are asked for a number although the vectors themselves are not known: their lengths and their dot "
            "product are enough.",
            r"The dot product multiplies out like a product of numbers, and "
            r"$\mathbf{u} \cdot \mathbf{u} = \|\mathbf{u}\|^2$.",
            rf"The term with $\mathbf{{u}} \cdot \mathbf{{u}}$ is ${times(a * c, power(p, 2))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(a * c * p * p + b * d * q * q), "The mixed term is missing."),
            Mistake(sympy.Integer(a * c * p + mixed * inner + b * d * q), "The lengths have to be squared."),
            Mistake(
                sympy.Integer(a * c * p * p + a * d * inner + b * d * q * q),
                "Only one of the two mixed terms is there.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, objectives=(1, 2)),
    Generator(TOPIC, "claim", TRUE_FALSE, judge, objectives=(1, 4)),
)
