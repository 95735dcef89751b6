"""Radians, and values and angles on the unit circle."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.trigonometry.pieces import (
    NICE,
    TURNED,
    degrees,
    exact,
    measured,
    radians,
)
from assistant.practice.notation import chain, guarded, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, pick, show, typed


def convert(draw: Draw, level: int) -> Draft:
    """Degrees, radians and arcs."""
    if level == 3:
        r, d = (
            draw.choice((2, 3, 4, 5, 6, 8, 9, 10, 12, 15)),
            draw.choice((30, 45, 60, 72, 90, 120, 135, 150, 240)),
        )
        thing = draw.choice(
            (
                f"A robot's wheel has a radius of {r} cm and turns by ${degrees(d)}$. How far does the robot roll, in cm?",
                f"A pizza has a radius of {r} inches, and one slice takes up ${degrees(d)}$. How long is the crust of that slice, in inches?",
                f"The tip of a pendulum of length {r} swings through ${degrees(d)}$. What is the length of its path?",
                f"On a circle of radius {r}, how long is the arc that belongs to an angle of ${degrees(d)}$?",
            )
        )
        key = r * radians(d)
        return typed(
            draw,
            ask=[thing],
            key=key,
            proof=again(
                "share of the circumference",
                "The share of a full turn was taken from the whole circumference.",
                lambda: Fraction(d, 360) * r * 8 * second_way.called("atan", second_way.real(1)),
            ),
            steps=[
                ("In radians", chain(rf"{d} \cdot \frac{{\pi}}{{180}}", radians(d))),
                ("Radius times angle", chain(times(r, radians(d)), key)),
            ],
            hints=(
                "You are asked for a length along a circle.",
                "An arc is the radius times the angle in radians.",
                f"Turn ${degrees(d)}$ into radians first.",
            ),
            answer="a multiple of pi such as 3*pi/4",
            wrong=[
                (r * d, "The angle has to be in radians before the radius is multiplied by it."),
                (key / 2, "A full turn is two pi, not pi."),
                (radians(d), "That is the angle; the arc also grows with the radius."),
                (r * r * key / (2 * r), "That is the area of the slice."),
            ],
        )
    d = draw.choice(
        [n for n in range(-330, 721, 5) if n % 180 and (n % 15 == 0 or n % 36 == 0 or n % 20 == 0)]
    )
    shown = degrees(d)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"Write ${shown}$ in radians.",
                f"NumPy wants radians. What do you pass for an angle of ${shown}$?",
                f"An image is rotated by ${shown}$. How many radians are that, as a multiple of $\\pi$?",
            ),
            key=radians(d),
            proof=again(
                "share of a turn",
                "The share of a full turn was multiplied by the length of the unit circle.",
                lambda: Fraction(d, 360) * 8 * second_way.called("atan", second_way.real(1)),
            ),
            steps=[
                ("Multiply by a half circle over 180", chain(rf"{d} \cdot \frac{{\pi}}{{180}}", radians(d)))
            ],
            hints=(
                "You are asked for the same angle as a length along the unit circle.",
                r"A half turn is $180^\circ$, and that is $\pi$ radians.",
                "What share of a half turn is the angle?",
            ),
            answer="a multiple of pi such as 3*pi/4",
            wrong=[
                (2 * radians(d), "It is a half turn, not a full one, that has 180 degrees."),
                (sympy.Rational(d, 180), "The factor pi is missing."),
                (sympy.Rational(180, d) * sympy.pi, "The fraction is upside down."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"How many degrees are ${tex(radians(d))}$ radians?",
            f"A program returns the angle ${tex(radians(d))}$. What is it in degrees?",
            f"Convert ${tex(radians(d))}$ to degrees.",
        ),
        key=d,
        proof=Satisfies(
            "back to radians",
            "The answer was turned into a share of the circle and compared at 30 digits.",
            lambda g: second_way.equal(
                second_way.real(g) * second_way.called("atan", second_way.real(1)) / 45,
                second_way.number_at(radians(d), {}),
            ),
        ),
        steps=[("Multiply by 180 over a half circle", rf"{tex(radians(d))} \cdot \frac{{180}}{{\pi}} = {d}")],
        hints=(
            "You are asked for the same angle in degrees.",
            r"$\pi$ radians are a half turn, $180^\circ$.",
            r"Leave the $\pi$ out and put 180 in its place.",
        ),
        answer="a number of degrees such as 135",
        wrong=[
            (2 * d, "A half turn has 180 degrees."),
            (Fraction(d, 2), "The full turn is two pi, so pi stands for 180 degrees."),
            (-d, "The sign stays as it is."),
        ],
    )


def value(draw: Draw, level: int) -> Draft:
    """A sine, cosine or tangent by the unit circle."""
    name = draw.choice(("sin", "cos") if level == 1 else ("sin", "cos", "tan"))
    turns = 360 * draw.integer(-1, 1) if level == 2 else 0
    d = draw.choice([n for n in NICE if n > 90 and n % 90]) if level == 1 else draw.choice(NICE)
    if name == "tan" and d % 180 == 90:
        raise Unsuitable("no tangent there")
    key = exact(name, d)
    angle = degrees(d) if level == 1 else guarded(radians(d + turns))
    other = "cos" if name == "sin" else "sin"
    near = min(d % 180, 180 - d % 180)
    return pick(
        draw,
        ask=(
            rf"What is the exact value of $\{name} {angle}$?",
            rf"Read $\{name} {angle}$ from the unit circle.",
            rf"Without a calculator: $\{name} {angle}$ is …",
        ),
        right=key,
        wrong=[
            (-key, TURNED),
            (exact(other, d), "Sine and cosine are swapped: the cosine is how far right, the sine how high."),
            (-exact(other, d), "Sine and cosine are swapped, and the sign with them."),
            (sympy.Rational(1, 2), "Draw the point: is the triangle flat, steep or half a square?"),
            (sympy.sqrt(2) / 2, "That belongs to the diagonals of the square."),
            (sympy.Integer(0), "The point does not lie on the axis that you mean."),
            (sympy.Integer(1), "The point does not lie where that value is reached."),
        ],
        proof=again(
            "80 digits", "The function was computed from its series at 80 digits.", lambda: measured(name, d)
        ),
        steps=[
            *(
                [
                    (
                        "The same point of the circle",
                        rf"{angle} = {tex(radians(d))} {'+' if turns > 0 else '-'} 2 \pi",
                    )
                ]
                if turns
                else []
            ),
            *(
                [
                    (
                        "By the angle to the horizontal axis, with the sign of the quarter",
                        rf"\{name} {degrees(d)} = {'-' if key.could_extract_minus_sign() else ''}\{name} {degrees(near)}",
                    )
                ]
                if near != d
                else []
            ),
            ("The known value", rf"\{name} {degrees(d)} = {tex(key)}"),
        ],
        hints=(
            "You are asked for a coordinate of a point on the unit circle."
            if name != "tan"
            else "You are asked for the height over the distance to the right.",
            "The cosine is how far right the point is, the sine how high; left and below count as negative.",
            "Draw the circle and mark the point. Which angle does its radius make with the horizontal axis?",
        ),
    )


def _angle_of(given: str, known: Fraction, quarter: int) -> Any:
    """The angle in a quarter of the circle with this sine or cosine, by halving, at 80 digits."""
    quarter_turn = 2 * second_way.called("atan", second_way.real(1))
    low, high = (quarter - 1) * quarter_turn, quarter * quarter_turn
    rises = second_way.called(given, high) > second_way.called(given, low)
    for _ in range(200):
        middle = (low + high) / 2
        if (second_way.called(given, middle) < second_way.real(known)) == rises:
            low = middle
        else:
            high = middle
    return low


def from_squares(draw: Draw, level: int) -> Draft:
    """From one function and the quarter to another, by the sum of squares."""
    low, middle, high = draw.choice(((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29)))
    if draw.coin():
        low, middle = middle, low
    quarter = draw.integer(1, 4)
    signs = {1: (1, 1), 2: (-1, 1), 3: (-1, -1), 4: (1, -1)}[quarter]
    c, s = Fraction(signs[0] * middle, high), Fraction(signs[1] * low, high)
    given, asked = draw.choice((("sin", "cos"), ("cos", "sin"), ("sin", "tan"), ("cos", "tan")))
    value = {"sin": s, "cos": c, "tan": s / c}
    known = value[given]
    other = c if given == "sin" else s
    span = rf"between ${degrees(90 * quarter - 90)}$ and ${degrees(90 * quarter)}$"
    return typed(
        draw,
        ask=(
            rf"The angle $t$ is {span}, and $\{given} t = {show(known)}$. Find $\{asked} t$.",
            rf"You know that $\{given} t = {show(known)}$ and that $t$ lies {span}. What is $\{asked} t$?",
        ),
        key=value[asked],
        proof=Satisfies(
            "by the angle itself",
            "The angle was found numerically in its quarter of the circle and put into the function.",
            lambda g: second_way.equal(
                g,
                second_way.called(asked, _angle_of(given, known, quarter)),
            ),
        ),
        steps=[
            ("The squares add up to one", rf"1 - \left({tex(abs(known))}\right)^2 = {tex(other**2)}"),
            (
                "The root, with the sign of the quarter",
                f"{'-' if other < 0 else ''}\\sqrt{{{tex(other**2)}}} = {tex(other)}",
            ),
            *(
                [("Sine over cosine", rf"{tex(s)} \div {guarded(c)} = {tex(s / c)}")]
                if asked == "tan"
                else []
            ),
        ],
        hints=(
            "You are asked for one coordinate of a point on the unit circle, or for their ratio.",
            r"$\sin^2 t + \cos^2 t = 1$; the quarter of the circle tells the sign.",
            r"Square the given value and take it away from 1.",
        ),
        answer="a fraction such as -3/5",
        wrong=[
            (-value[asked], TURNED),
            (1 - abs(known), "It is the squares that add up to one."),
            (1 - known**2, "That is the square; take the root."),
            (c / s, "The tangent is the sine over the cosine."),
        ],
    )
