"""Sides and angles of triangles, and places on a wheel."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.trigonometry.pieces import NICE, degrees, exact, measured
from assistant.practice.notation import chain, over, squares_sum, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed


def triangle(draw: Draw, level: int) -> Draft:
    """A leg, a third side or the cosine of an angle."""
    if level == 1:
        d, side = draw.choice((30, 45, 60)), 2 * draw.integer(1, 15)
        name = draw.choice(("sin", "cos"))
        key = side * exact(name, d)
        ask = {
            "sin": (
                f"A ladder of length {side} leans against a wall at ${degrees(d)}$ to the ground. How high does it reach?",
                f"A right-angled triangle has the long side {side}. How long is the leg opposite an angle of ${degrees(d)}$?",
                f"A ramp is {side} metres long and climbs at ${degrees(d)}$. How many metres does it climb?",
            ),
            "cos": (
                f"A ladder of length {side} leans against a wall at ${degrees(d)}$ to the ground. How far from the wall does it stand?",
                f"A right-angled triangle has the long side {side}. How long is the leg next to an angle of ${degrees(d)}$?",
            ),
        }[name]
        other = "cos" if name == "sin" else "sin"
        return typed(
            draw,
            ask=ask,
            key=key,
            proof=again(
                "80 digits",
                "The triangle was drawn on the circle with the long side as radius.",
                lambda: side * measured(name, d),
            ),
            steps=[("Long side times the function", chain(rf"{side} \{name} {degrees(d)}", key))],
            hints=(
                "You are asked for a leg of a right-angled triangle.",
                "The sine is the opposite leg over the long side, the cosine the adjacent leg over the long side.",
                "Make a drawing. Is the leg opposite the angle or next to it?",
            ),
            answer="a value such as 3*sqrt(3)",
            wrong=[
                (side * exact(other, d), "That is the other leg."),
                (side / exact(name, d), "A leg is shorter than the long side: multiply."),
                (
                    side * exact("tan", d),
                    "The tangent joins the two legs; the long side plays no part in it.",
                ),
            ],
        )
    a, b = draw.integer(2, 15), draw.integer(2, 15)
    d = draw.choice((60, 120))
    square = a * a + b * b + (-a * b if d == 60 else a * b)
    sign = -1 if d == 60 else 1
    if level == 2:
        key = sympy.sqrt(square)
        return typed(
            draw,
            ask=(
                f"Two sides of a triangle are {a} and {b}, with ${degrees(d)}$ between them. How long is the third side?",
                f"From one harbour two boats sail off, {a} and {b} miles, on courses ${degrees(d)}$ apart. How many miles are they apart?",
                f"Two vectors have the lengths {a} and {b} and an angle of ${degrees(d)}$ between them. How far apart are their tips?",
            ),
            key=key,
            proof=again(
                "coordinates",
                "Both corners got coordinates, and their distance was computed at 80 digits.",
                lambda: second_way.root((a - b * measured("cos", d)) ** 2 + (b * measured("sin", d)) ** 2),
            ),
            steps=[
                (
                    "Law of cosines",
                    f"{squares_sum((a, b))} - 2 \\cdot {a} \\cdot {b} \\cdot \\cos {degrees(d)} = {square}",
                ),
                (
                    "The root",
                    rf"\sqrt{{{squares_sum((a, b))} {'-' if d == 60 else '+'} {times(a, b)}}} = {tex(key)}",
                ),
            ],
            hints=(
                "You are asked for the side opposite a known angle.",
                r"$c^2 = a^2 + b^2 - 2ab \cos C$.",
                rf"Which value has $\cos {degrees(d)}$? Mind its sign.",
            ),
            answer="a value such as sqrt(19)",
            wrong=[
                (sympy.sqrt(a * a + b * b), "That is for a right angle."),
                (sympy.sqrt(a * a + b * b - sign * a * b), "The sign of the cosine is turned round."),
                (square, "That is the square of the side."),
                (
                    sympy.sqrt(a * a + b * b + 2 * sign * a * b),
                    "The cosine of the angle is one half, or minus one half.",
                ),
            ],
        )
    c = draw.integer(abs(a - b) + 1, a + b - 1)
    key = Fraction(a * a + b * b - c * c, 2 * a * b)
    return typed(
        draw,
        ask=(
            f"A triangle has the sides $a = {a}$, $b = {b}$ and $c = {c}$. What is the cosine of the angle opposite $c$?",
            f"Sticks of length {a}, {b} and {c} form a triangle. Find the cosine of the angle between the first two.",
            f"Two vectors have lengths {a} and {b}, and their tips are {c} apart. What is their cosine similarity?",
        ),
        key=key,
        proof=Satisfies(
            "building the triangle",
            "A triangle with this angle between the two sides was built; its third side has the right length.",
            lambda g: abs(g) < 1 and (a - b * Fraction(g)) ** 2 + b * b * (1 - Fraction(g) ** 2) == c * c,
        ),
        steps=[
            ("Law of cosines, solved", chain(over(f"{squares_sum((a, b))} - {c}^2", times(2, a, b)), key))
        ],
        hints=(
            "You are asked for the cosine of an angle; all sides are known.",
            r"$c^2 = a^2 + b^2 - 2ab \cos C$.",
            "Solve the law of cosines for the cosine.",
        ),
        answer="a fraction such as 7/8",
        wrong=[
            (-key, "The square of the opposite side is the one that is taken away."),
            (2 * key, "Divide by twice the product of the sides."),
            (Fraction(a, c), "That is for right-angled triangles."),
            (Fraction(b, c), "That is for right-angled triangles."),
        ],
    )


CYCLES = (
    (24, "the hour {} of a day of 24 hours", "hour"),
    (12, "month number {} of a year", "month"),
    (8, "direction number {} of 8 (0 is north)", "direction"),
    (36, "sector {} of a compass with 36 sectors", "sector"),
    (60, "minute {} of an hour", "minute"),
)


RULE = r"Position $p$ of $n$ sits at the angle $\frac{2\pi p}{n}$, at $(\cos t, \sin t)$."


def _nice(n: int) -> list[int]:
    return [p for p in range(1, n) if 360 * p % n == 0 and 360 * p // n in NICE]


def wheel(draw: Draw, level: int) -> Draft:
    """A place of a cycle as a point, and how far apart two places are."""
    n, wording, unit = draw.choice(CYCLES)
    p = draw.choice(_nice(n))
    d = 360 * p // n
    where = wording.format(p)
    if level == 2:
        q = (p + draw.choice(_nice(n))) % n
        if q == p or q == 0:
            raise Unsuitable("one place")
        e = (360 * abs(p - q) // n) % 360
        key = 2 - 2 * exact("cos", e)
        f = 360 * q // n
        return typed(
            draw,
            ask=(
                f"Positions on a wheel of {n} places are coded by points of the unit circle. What is the squared distance between the points of {unit} {p} and {unit} {q}?",
                f"A model is given each {unit} (of {n}) as the point (cosine, sine) of its angle on a wheel. What is the squared distance between the points of {unit} {p} and {unit} {q}?",
            ),
            key=key,
            proof=again(
                "coordinates",
                "Both points were computed at 80 digits and subtracted.",
                lambda: (
                    (measured("cos", d) - measured("cos", f)) ** 2
                    + (measured("sin", d) - measured("sin", f)) ** 2
                ),
            ),
            steps=[
                (
                    "The angle between them",
                    rf"{abs(p - q)} \cdot \frac{{360}}{{{n}}} = {360 * abs(p - q) // n}",
                ),
                ("Law of cosines with both sides 1", chain(rf"1^2 + 1^2 - 2 \cos {degrees(e)}", key)),
            ],
            hints=(
                "You are asked for a squared distance between two points of the circle.",
                r"With radius 1 the law of cosines gives $2 - 2 \cos t$.",
                f"How many degrees is one {unit}?",
            ),
            answer="a value such as 2 - sqrt(3)",
            wrong=[
                (sympy.sqrt(key), "That is the distance; its square is wanted."),
                (2 + 2 * exact("cos", e), "The law of cosines takes the last term away."),
                ((p - q) ** 2, "That is the distance of the numbers; on the wheel it is another one."),
            ],
        )
    point = sympy.ImmutableMatrix([exact("cos", d), exact("sin", d)])
    return typed(
        draw,
        ask=(
            f"Code {where} as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
            f"Which two features, cosine first, does {where} get on a wheel of {n} places?",
        ),
        key=point,
        proof=again(
            "80 digits",
            "Both coordinates were computed at 80 digits.",
            lambda: (measured("cos", Fraction(360 * p, n)), measured("sin", Fraction(360 * p, n))),
        ),
        steps=[
            ("The angle in degrees", rf"{p} \cdot \frac{{360}}{{{n}}} = {d}"),
            ("How far right", rf"\cos {degrees(d)} = {tex(point[0])}"),
            ("How high", rf"\sin {degrees(d)} = {tex(point[1])}"),
        ],
        hints=("You are asked for a point of the circle.", RULE, f"One {unit} is a turn divided by {n}."),
        answer="a point such as [1/2, sqrt(3)/2]",
        wrong=[
            (sympy.ImmutableMatrix([point[1], point[0]]), "Cosine first: it is how far right the point is."),
            (
                sympy.ImmutableMatrix([-point[0], point[1]]),
                "How far right: is the point left or right of the middle?",
            ),
            (sympy.ImmutableMatrix([point[0], -point[1]]), "How high: counting goes counterclockwise."),
        ],
    )


def place(draw: Draw, level: int) -> Draft:
    """From a point of the circle to its place on the wheel."""
    n, _, unit = draw.choice(CYCLES)
    p = draw.choice(_nice(n))
    d = 360 * p // n
    point = sympy.ImmutableMatrix([exact("cos", d), exact("sin", d)])
    return typed(
        draw,
        ask=(
            f"Each {unit} from 0 to {n - 1} is coded as $(\\cos t, \\sin t)$ with $t = \\frac{{2\\pi p}}{{{n}}}$. A model returns $({tex(point[0])}, {tex(point[1])})$. Which {unit} $p$ is that?",
            f"A network answers with the point $({tex(point[0])}, {tex(point[1])})$ of a wheel with {n} places, numbered from 0 at $(1, 0)$ counterclockwise. Which place is meant?",
        ),
        key=p,
        proof=Satisfies(
            "all places",
            "The points of all places were computed; only one is this point.",
            lambda g: (
                [
                    k
                    for k in range(n)
                    if all(
                        second_way.equal(measured(name, Fraction(360 * k, n)), second_way.number_at(v, {}))
                        for name, v in zip(("cos", "sin"), point, strict=True)
                    )
                ]
                == [g]
            ),
        ),
        steps=[
            ("The angle of the point, by its cosine", rf"\cos {degrees(d)} = {tex(point[0])}"),
            ("Its sine has the right sign", rf"\sin {degrees(d)} = {tex(point[1])}"),
            ("Its share of the turn", chain(rf"{n} \cdot \frac{{{d}}}{{360}}", p)),
        ],
        hints=(
            "You are asked to read a place from a point.",
            RULE,
            "In which quarter of the circle is the point? Find its angle first.",
        ),
        answer="a whole number",
        wrong=[
            (n - p, "The sine has the other sign there."),
            ((n // 2 - p) % n, "The cosine has the other sign there."),
            (d, "That is the angle in degrees."),
        ],
    )
