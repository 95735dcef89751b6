"""From a value back to the angle or the moment."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.foundations.trigonometry.pieces import (
    NICE,
    degrees,
    exact,
    measured,
    radians,
)
from assistant.practice.notation import minus, over, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import typed


def angle(draw: Draw, level: int) -> Draft:
    """The angle, both angles or the first moment with a given value."""
    name = draw.choice(("sin", "cos"))
    if level == 3:
        half, swing = draw.choice((2, 3, 4, 6, 8, 10, 12, 15, 18)), draw.choice((2, 4, 6, 8, 10, 20))
        middle, down = draw.integer(swing + 1, 3 * swing), draw.coin()
        # The sine is one half after a sixth of the half wave, and minus one half a sixth after it has ended.
        key = Fraction(7 * half, 6) if down else Fraction(half, 6)
        level_there = middle + (-swing // 2 if down else swing // 2)
        formula = rf"{middle} + {swing} \sin\left(\frac{{\pi t}}{{{half}}}\right)"

        def first(g: Any) -> bool:
            def height(t: Any) -> Any:
                return middle + swing * measured("sin", Fraction(180 * t, half))

            before = [height(Fraction(g) * k / 40) for k in range(40)]
            return (
                g > 0
                and second_way.equal(height(Fraction(g)), level_there)
                and all(h > level_there if down else h < level_there for h in before)
            )

        return typed(
            draw,
            ask=(
                f"The water in a harbour stands ${formula}$ decimetres high after $t$ hours. When does it stand at {level_there} decimetres for the first time after the start?",
                f"A signal is $s(t) = {formula}$. What is the smallest $t > 0$ with $s(t) = {level_there}$?",
                f"The temperature $t$ hours after sunrise is modelled by ${formula}$. After how many hours is it {level_there} degrees for the first time?",
            ),
            key=key,
            proof=Satisfies(
                "looking at every moment before",
                "The formula has this value there, and at forty moments before it was still on the other side.",
                first,
            ),
            steps=[
                (
                    "What the sine must be",
                    f"{over(minus(level_there, middle), swing)} = {'-' if down else ''}\\frac{{1}}{{2}}",
                ),
                (
                    "The first such angle",
                    f"\\sin {tex(radians(210 if down else 30))} = {'-' if down else ''}\\frac{{1}}{{2}}",
                ),
                (
                    "The time that belongs to it",
                    rf"{tex(radians(210 if down else 30))} \cdot \frac{{{half}}}{{\pi}} = {tex(key)}",
                ),
            ],
            hints=(
                "You are asked for the first moment at which a wave has a certain height.",
                "Find out which value the sine must have, then the first angle with that sine, then the time.",
                f"Take {middle} away and divide by {swing}.",
            ),
            answer="a number such as 7/2",
            wrong=[
                (
                    Fraction(half, 6) if down else Fraction(5 * half, 6),
                    "Here the sine has the other sign."
                    if down
                    else "That is the second time: the wave is on its way down.",
                ),
                (Fraction(11 * half, 6), "That is the second time: the wave is on its way back."),
                (210 if down else 30, "That is the angle in degrees; turn it into a time."),
            ],
        )
    d = draw.choice([n for n in NICE if n % 90])
    value = exact(name, d)
    both = {d, (180 - d) % 360} if name == "sin" else {d, 360 - d}
    if level == 1:
        low = 90 * (d // 90)
        return typed(
            draw,
            ask=(
                rf"Which angle between ${degrees(low)}$ and ${degrees(low + 90)}$ has $\{name} t = {tex(value)}$? Answer in degrees.",
                rf"$\{name} t = {tex(value)}$, and $t$ is between ${degrees(low)}$ and ${degrees(low + 90)}$. How many degrees is $t$?",
            ),
            key=d,
            proof=Satisfies(
                "put in",
                "The angle lies in its quarter, and the function at 80 digits has the given value.",
                lambda g: (
                    low < g < low + 90
                    and second_way.equal(measured(name, g), second_way.number_at(value, {}))
                ),
            ),
            steps=[("Put the angle in", rf"\{name} {degrees(d)} = {tex(value)}")],
            hints=(
                "You are asked for an angle in a certain quarter of the circle.",
                "The sine is how high the point is, the cosine how far right.",
                "Find the acute angle with this value without its sign, then mirror it into the quarter.",
            ),
            answer="a number of degrees such as 135",
            wrong=[
                (min(both - {d}), "That angle has the same value but lies in another quarter."),
                (min(d % 180, 180 - d % 180), "That is the acute angle; mirror it into the right quarter."),
            ],
        )
    return typed(
        draw,
        ask=(
            rf"Find both angles from ${degrees(0)}$ to ${degrees(360)}$ with $\{name} t = {tex(value)}$, in degrees.",
            rf"At which two angles, in degrees from 0 to 360, does the unit circle have the {'height' if name == 'sin' else 'horizontal coordinate'} ${tex(value)}$?",
        ),
        key=both,
        proof=Satisfies(
            "put in",
            "Both angles lie on the first turn and have the given value at 80 digits; a circle meets a line in two points at most.",
            lambda g: (
                isinstance(g, frozenset)
                and len(g) == 2
                and all(
                    0 <= a < 360 and second_way.equal(measured(name, a), second_way.number_at(value, {}))
                    for a in g
                )
            ),
        ),
        steps=[("Put in", rf"\{name} {degrees(a)} = {tex(value)}") for a in sorted(both)],
        hints=(
            "You are asked for the two points of the circle that are equally high, or equally far right.",
            r"$\sin(180^\circ - t) = \sin t$ and $\cos(360^\circ - t) = \cos t$.",
            "Find one angle from the values you know, then mirror the point.",
        ),
        answer="both numbers, such as 30, 150",
        wrong=[
            ({d, (d + 180) % 360}, "The opposite point has the opposite sign."),
            (
                {d, (180 - d) % 360} if name == "cos" else {d, 360 - d},
                "Mirrored the wrong way: equal heights lie left and right, equal widths above and below.",
            ),
        ],
    )
