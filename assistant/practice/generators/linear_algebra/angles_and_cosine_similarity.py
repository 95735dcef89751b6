"""Exercises on the angle between two vectors: cosine similarity, special angles, likeness, and impossible dot products."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    dots,
    is_multiple,
    multiple,
    point,
    whole_length,
)
from assistant.practice.notation import chain, guarded, over, root, squares_sum, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words
from assistant.practice.worked import NAMES

TOPIC = "angles-and-cosine-similarity"

RULE = r"The cosine similarity: $\cos\theta = \frac{\mathbf{a} \cdot \mathbf{b}}{\|\mathbf{a}\| \, \|\mathbf{b}\|}$."
ANGLES = {0: Fraction(1), 60: Fraction(1, 2), 90: Fraction(0), 120: Fraction(-1, 2), 180: Fraction(-1)}
# Pairs of vectors in the plane or in space with a well-known angle, by angle in degrees.
SPECIAL = (
    (45, (1, 0), (1, 1)),
    (135, (1, 1), (-1, 0)),
    (45, (3, 1), (2, -1)),
    (45, (1, 2), (3, 1)),
    (135, (1, 2), (-3, -1)),
    (60, (1, 1, 0), (0, 1, 1)),
    (120, (1, -1, 0), (0, 1, -1)),
    (60, (1, 0, -1), (0, 1, -1)),
    (120, (1, 1, 0), (-1, 0, 1)),
    (90, (2, 1), (-1, 2)),
    (90, (1, 2, 2), (2, 1, -2)),
    (180, (1, -2), (-2, 4)),
    (60, (2, 1, 1), (1, 2, -1)),
    (135, (2, 1), (-3, 1)),
)


def _cosine(draw: Draw, level: int) -> Draft:
    size = 2 if level == 1 else 3
    (a, la), (b, lb) = whole_length(draw, size), whole_length(draw, size)
    if level == 2:
        a, b = tuple(map(abs, a)), tuple(map(abs, b))
    inner = second_way.dot(a, b)
    key = Fraction(inner, la * lb)
    if is_multiple(a, b) or inner == 0:
        raise Unsuitable("too special")
    ask = [
        f"Compute the cosine similarity of ${vec(a)}$ and ${vec(b)}$.",
        rf"Find $\cos\theta$ for the angle $\theta$ between ${vec(a)}$ and ${vec(b)}$.",
    ]
    if level == 2:
        ask = [
            f"Two documents use three words ${point(a)}$ and ${point(b)}$ times. What is their cosine similarity?",
            f"Two users rated three films: ${vec(a)}$ and ${vec(b)}$. How alike are their tastes, by cosine similarity?",
        ]
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=again(
            "lengths of the sum and the difference",
            "The cosine was computed again from the lengths of a + b and a - b.",
            lambda: Fraction(
                sum(p * p for p in added(a, b)) - sum(p * p for p in added(a, b, -1)), 4 * la * lb
            ),
        ),
        steps=[
            ("Dot product", chain(dots(a, b), inner)),
            ("Lengths", chain(root(squares_sum(a)), la)),
            ("The other length", chain(root(squares_sum(b)), lb)),
            ("Divide", chain(rf"\frac{{{inner}}}{{{la} \cdot {lb}}}", key)),
        ],
        hints=(
            "You are asked for a number between minus one and one that says how alike two directions are.",
            RULE,
            f"Begin with the dot product: ${dots(a, b)}$.",
        ),
        answer="a fraction such as 63/65",
        wrong=[
            (inner, "Divide by both lengths: a cosine lies between -1 and 1."),
            (Fraction(inner, la + lb), "The lengths are multiplied, not added."),
            (Fraction(inner, la), "Divide by the other length too."),
            (-key, "The sign is turned round."),
            (Fraction(inner, la * la * lb * lb), "You divided by the squared lengths: take the roots."),
        ],
    )


def _angle(draw: Draw, level: int) -> Draft:
    degrees, a, b = draw.choice(SPECIAL)
    a, b = multiple(draw.choice((1, 1, 2, 3)), a), multiple(draw.choice((1, 1, 2, 4)), b)
    if draw.coin():
        a, b = b, a
    if draw.coin():
        a, b = tuple(reversed(a)), tuple(reversed(b))
    inner, square = second_way.dot(a, b), second_way.dot(a, a) * second_way.dot(b, b)
    in_degrees = level == 1
    key = sympy.Integer(degrees) if in_degrees else sympy.pi * sympy.Rational(degrees, 180)
    cosine = sympy.cos(sympy.pi * sympy.Rational(degrees, 180))
    unit = "degrees" if in_degrees else "radians"

    def right(guess: Any) -> bool:
        turn = second_way.real(guess) * (second_way.number_at(sympy.pi, {}) / 180 if in_degrees else 1)
        return (
            second_way.equal(second_way.called("cos", turn) * second_way.root(square), inner)
            and 0 <= turn < 4
        )

    return typed(
        draw,
        ask=(
            f"Find the angle between ${vec(a)}$ and ${vec(b)}$ in {unit}.",
            f"Which angle, in {unit}, do ${vec(a)}$ and ${vec(b)}$ form?",
        ),
        key=key,
        proof=Satisfies(
            "cosine of the angle",
            "The cosine of the key, computed at 80 digits, gives the dot product back.",
            right,
        ),
        steps=[
            ("Dot product", chain(dots(a, b), inner)),
            (
                "Cosine",
                chain(
                    rf"\frac{{{inner}}}{{{root(second_way.dot(a, a))} \cdot {root(second_way.dot(b, b))}}}",
                    cosine,
                ),
            ),
            ("Angle", chain(rf"\arccos\left({tex(cosine)}\right)", sympy.pi * sympy.Rational(degrees, 180))),
        ],
        hints=(
            f"You are asked for an angle between 0 and a half turn, in {unit}.",
            RULE,
            f"Begin with the dot product: ${dots(a, b)}$.",
        ),
        answer="a number such as 60" if in_degrees else "a multiple of pi such as pi/3",
        wrong=[
            (
                180 - key if in_degrees else sympy.pi - key,
                "Mind the sign of the cosine: a negative one means more than a right angle.",
            ),
            (inner, "That is the dot product; its size still depends on the lengths."),
            (
                sympy.pi * sympy.Rational(degrees, 180) if in_degrees else sympy.Integer(degrees),
                f"The angle is right, but wanted in {unit}.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        a, q = draw.full_vector(2, -5, 6), draw.nonzero(-4, 5)
        b0 = q * a[1]
        return typed(
            draw,
            ask=(
                f"For which $k$ do ${vec(a)}$ and ${vec((b0, 'k'))}$ have the cosine similarity 0?",
                f"Find $k$ so that ${vec((b0, 'k'))}$ has nothing in common with ${vec(a)}$: their cosine similarity is zero.",
            ),
            key=-q * a[0],
            proof=Satisfies(
                "Pythagoras",
                "With k put in, the squared lengths add up to that of the sum.",
                lambda g: sum(p * p for p in added(a, (b0, g))) == sum(p * p for p in a) + b0 * b0 + g * g,
            ),
            steps=[
                ("The dot product has to vanish", rf"{times(a[0], b0)} + {guarded(a[1])} \cdot k = 0"),
                ("Solve for k", chain("k", over(-a[0] * b0, a[1]), -q * a[0])),
            ],
            hints=(
                "You are asked for the component that makes a right angle.",
                "The cosine is zero exactly when the dot product is.",
                f"Write the dot product with $k$; its first part is ${times(a[0], b0)}$.",
            ),
            symbols=("k",),
            wrong=[(q * a[0], "The sign is turned round: the two products cancel.")],
        )
    la, lb = draw.integer(2, 9), draw.integer(2, 9)
    c = draw.fraction((2, 3, 4, 5, 6)) * draw.choice((1, -1))
    inner = c * la * lb
    if inner.denominator > 1:
        raise Unsuitable("ugly")
    if level == 2:
        return typed(
            draw,
            ask=(
                rf"$\|\mathbf{{a}}\| = {la}$ and $\mathbf{{a}} \cdot \mathbf{{b}} = {inner}$; the cosine similarity is ${tex(c)}$. How long is $\mathbf{{b}}$?",
                rf"Two vectors have the cosine similarity ${tex(c)}$ and the dot product ${inner}$. One has length ${la}$. What is the length of the other?",
            ),
            key=lb,
            proof=Satisfies(
                "concrete vectors",
                "Vectors in the plane with these lengths and this cosine were built and multiplied.",
                lambda g: g > 0 and (la * 1) * (g * c) == inner,
            ),
            steps=[
                ("Put the values in", rf"{tex(c)} \cdot {la} \cdot \|\mathbf{{b}}\| = {inner}"),
                ("Divide", chain(rf"{inner} \div \left({times(c, la)}\right)", lb)),
            ],
            hints=("You are asked for a length.", RULE, f"Multiply what is known: ${times(c, la)}$."),
            wrong=[
                (c * inner / la, "Divide by the cosine, do not multiply."),
                (-lb, "A length is never negative."),
                (Fraction(inner, la), "The cosine has to be divided out as well."),
            ],
        )
    return typed(
        draw,
        ask=(
            rf"All that is known: $\|\mathbf{{a}}\| = {la}$, $\|\mathbf{{b}}\| = {lb}$. What is the largest value $\mathbf{{a}} \cdot \mathbf{{b}}$ can have?",
            rf"Two embeddings have the lengths ${la}$ and ${lb}$. Which value can their dot product not exceed, however they point?",
        ),
        key=la * lb,
        proof=Satisfies(
            "discriminant",
            "The squared length of a + t b is never negative; for this value it just touches zero.",
            lambda g: g > 0 and g * g - la * la * lb * lb == 0,
        ),
        steps=[("Cauchy-Schwarz: the cosine is at most one", chain(times(la, lb), la * lb))],
        hints=(
            "You are asked for a bound on a dot product.",
            r"The Cauchy-Schwarz inequality: $|\mathbf{a} \cdot \mathbf{b}| \le \|\mathbf{a}\| \, \|\mathbf{b}\|$.",
            "Think of both vectors pointing the same way: which cosine is that?",
        ),
        wrong=[(la + lb, "The lengths are multiplied."), (max(la, lb) ** 2, "Each length counts once.")],
    )


def _impossible(draw: Draw, level: int) -> Draft:
    la, lb = draw.integer(2, 8), draw.integer(2, 8)
    said = draw.choice((1, -1)) * (la * lb + draw.choice((-3, -1, 0, 1, 2, 4)))
    who = draw.choice(NAMES)
    return claim(
        draw,
        says=(
            rf"{who}'s program reports $\|\mathbf{{a}}\| = {la}$, $\|\mathbf{{b}}\| = {lb}$ and $\mathbf{{a}} \cdot \mathbf{{b}} = {said}$. Such vectors exist.",
            rf"There are vectors of lengths ${la}$ and ${lb}$ with the dot product ${said}$.",
        ),
        truth=abs(said) <= la * lb,
        method="discriminant",
        detail="The squared length of a + t b must not become negative for any t.",
        decide=lambda: 4 * said * said - 4 * la * la * lb * lb <= 0,
        steps=[
            ("The product of the lengths", chain(times(la, lb), la * lb)),
            ("The size of the dot product", rf"\left|{said}\right| = {abs(said)}"),
        ],
        hints=(
            "You are asked whether a dot product fits the lengths.",
            r"The Cauchy-Schwarz inequality: $|\mathbf{a} \cdot \mathbf{b}| \le \|\mathbf{a}\| \, \|\mathbf{b}\|$.",
            "Multiply the two lengths and compare.",
        ),
        if_wrong=f"The dot product lies between ${-la * lb}$ and ${la * lb}$.",
    )


def _nearest(draw: Draw, level: int) -> Draft:
    q = tuple(abs(p) for p in draw.full_vector(2, 1, 4))
    far, near = (
        multiple(draw.integer(3, 6), q),
        tuple(abs(p) for p in added(q, (draw.choice((1, -1)), draw.choice((2, -1))))),
    )
    other = tuple(reversed(far))
    if is_multiple(q, near) or is_multiple(q, other) or 0 in near or is_multiple(near, other):
        raise Unsuitable("parallel")
    by_angle = draw.coin()
    task = "the angle decides (cosine similarity)" if by_angle else "the distance decides (L2)"
    options = (far, near, other)
    texts = [f"${vec(v)}$" for v in options]
    right = texts[0] if by_angle else texts[1]
    story = (
        "Long and short texts on the same subject are to count as alike"
        if by_angle
        else "Customers are to count as alike when they buy about the same amounts"
    )

    def decide() -> str:
        if by_angle:
            best = max(range(3), key=lambda i: second_way.dot(q, options[i]) / second_way.length(options[i]))
        else:
            best = min(range(3), key=lambda i: sum(p * p for p in added(q, options[i], -1)))
        return texts[best]

    return words(
        draw,
        ask=(
            f"{story}, so {task}. Which of these is most like ${vec(q)}$?",
            f"{story}: {task}. Pick the one closest to ${vec(q)}$.",
        ),
        right=right,
        options=[
            (texts[0], "It points the same way but is far away: good for angles, not for distances."),
            (texts[1], "It is close by but points another way: good for distances, not for angles."),
            (texts[2], "It neither points the same way nor lies closest."),
        ],
        decide=decide,
        method="all compared",
        detail="Every option was measured at 80 digits.",
        steps=[
            ("One option is a multiple: the same direction", f"{tex(far[0] // q[0])} {vec(q)} = {vec(far)}"),
            (
                "Another lies close by, at the squared distance",
                chain(squares_sum(added(q, near, -1)), sum(p * p for p in added(q, near, -1))),
            ),
        ],
        hints=(
            "You are asked which vector is most alike, and the sentence says in which sense.",
            "The cosine ignores lengths; the distance does not.",
            "Look for a multiple of the given vector, and for the one with the smallest difference. Then read the sentence again.",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "cosine", COMPUTE, _cosine, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "angle", COMPUTE, _angle, levels=(1, 3), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 4)),
    Generator(TOPIC, "impossible", TRUE_FALSE, _impossible, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "alike", CHOICE, _nearest, levels=(2, 3), objectives=(3,)),
)
