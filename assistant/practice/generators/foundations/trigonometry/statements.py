"""Worked sums of angles with a slip, and statements about the functions to call true or false."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.trigonometry.pieces import degrees, exact, measured, radians
from assistant.practice.notation import guarded, plus, short, tex
from assistant.practice.tasks import claim
from assistant.practice.worked import Part, mistake_draft


def sums(draw: Draw, level: int) -> Draft:
    """A sine or cosine of a sum by the addition formula, with one wrong step."""
    first, second = draw.choice(
        (
            (45, 30),
            (60, 45),
            (90, 60),
            (90, 45),
            (120, 45),
            (135, 30),
            (150, 45),
            (180, 30),
            (180, 60),
            (60, 30),
            (120, 30),
            (135, 60),
        )
    )
    if draw.coin():
        first, second = second, first
    name = draw.choice(("sin", "cos"))
    total = first + second
    shown, other = (
        (degrees, (lambda d: tex(radians(d)))) if level == 2 else ((lambda d: tex(radians(d))), degrees)
    )
    s, c = (rf"\sin {shown(first)}", rf"\cos {shown(first)}")
    u, v = (rf"\sin {shown(second)}", rf"\cos {shown(second)}")
    sine = name == "sin"
    right = rf"{s} \cdot {v} + {c} \cdot {u}" if sine else rf"{c} \cdot {v} - {s} \cdot {u}"
    a, b, e, f = exact("sin", first), exact("cos", first), exact("sin", second), exact("cos", second)

    def product(p: Any, q: Any) -> str:
        return rf"{guarded(p)} \cdot {guarded(q)}"

    kind = draw.choice(("handed out", "mixed up", "sign", "values"))
    values = (product(a, f), "+", product(b, e)) if sine else (product(b, f), "-", product(a, e))
    worth = a * f + b * e if sine else b * f - a * e
    parts = [
        Part(rf"\{name} {shown(total)}", measured(name, total)),
        Part(rf"\{name}\left({shown(first)} + {shown(second)}\right)", measured(name, first + second)),
    ]
    rule = (
        "The sine of a sum is sine times cosine plus cosine times sine"
        if sine
        else "The cosine of a sum is cosine times cosine minus sine times sine"
    )
    if kind == "handed out":
        wrong = rf"\{name} {shown(first)} + \{name} {shown(second)}"
        p, q = exact(name, first), exact(name, second)
        parts += [Part(wrong, p + q), Part(plus(p, q), p + q)]
        fix = right
    elif kind == "mixed up":
        wrong, p = (
            (rf"{c} \cdot {v} + {s} \cdot {u}", b * f + a * e)
            if sine
            else (rf"{s} \cdot {v} - {c} \cdot {u}", a * f - b * e)
        )
        low = f"{product(b, f)} + {product(a, e)}" if sine else f"{product(a, f)} - {product(b, e)}"
        parts += [Part(wrong, p), Part(low, p), Part(tex(p), p)]
        fix = right
    elif kind == "sign":
        wrong, p = (
            (rf"{s} \cdot {v} - {c} \cdot {u}", a * f - b * e)
            if sine
            else (rf"{c} \cdot {v} + {s} \cdot {u}", b * f + a * e)
        )
        low = f"{values[0]} {'-' if sine else '+'} {values[2]}"
        parts += [Part(wrong, p), Part(low, p), Part(tex(p), p)]
        fix = right
    else:
        swapped = (a * e + b * f) if sine else (b * e - a * f)
        low = f"{product(a, e)} + {product(b, f)}" if sine else f"{product(b, e)} - {product(a, f)}"
        parts += [Part(right, worth), Part(low, swapped), Part(tex(swapped), swapped)]
        fix = " ".join(values)
        rule = "In each product the value must belong to the function and the angle that stand there"
    return mistake_draft(
        draw,
        task=rf"find the exact value of $\{name} {shown(total)}$, which is the same as $\{name} {other(total)}$",
        parts=parts,
        fix=fix,
        rule=rule,
    )


# Each rule: how it reads, the two sides as functions of an angle in degrees, and a kind word.
IDENTITIES: tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any], str], ...] = (
    (
        r"\sin(180^\circ - t) = \sin t",
        lambda t: measured("sin", 180 - t),
        lambda t: measured("sin", t),
        "mirror the point left to right: its height stays",
    ),
    (
        r"\cos(180^\circ - t) = \cos t",
        lambda t: measured("cos", 180 - t),
        lambda t: measured("cos", t),
        "mirrored left to right, the horizontal coordinate changes its sign",
    ),
    (
        r"\cos(-t) = \cos t",
        lambda t: measured("cos", -t),
        lambda t: measured("cos", t),
        "mirrored top to bottom, the point stays equally far right",
    ),
    (
        r"\sin(-t) = \sin t",
        lambda t: measured("sin", -t),
        lambda t: measured("sin", t),
        "mirrored top to bottom, the height changes its sign",
    ),
    (
        r"\sin(t + 90^\circ) = \cos t",
        lambda t: measured("sin", t + 90),
        lambda t: measured("cos", t),
        "the sine runs a quarter turn behind the cosine",
    ),
    (
        r"\cos(t + 90^\circ) = \sin t",
        lambda t: measured("cos", t + 90),
        lambda t: measured("sin", t),
        "a quarter turn further the sign is turned",
    ),
    (
        r"\sin(t + 180^\circ) = -\sin t",
        lambda t: measured("sin", t + 180),
        lambda t: -measured("sin", t),
        "half a turn leads to the opposite point",
    ),
    (
        r"\tan(t + 180^\circ) = \tan t",
        lambda t: measured("tan", t + 180),
        lambda t: measured("tan", t),
        "both signs change, and the ratio stays",
    ),
    (
        r"\sin 2t = 2 \sin t",
        lambda t: measured("sin", 2 * t),
        lambda t: 2 * measured("sin", t),
        "a factor cannot be pulled out of a sine",
    ),
    (
        r"\sin 2t = 2 \sin t \cdot \cos t",
        lambda t: measured("sin", 2 * t),
        lambda t: 2 * measured("sin", t) * measured("cos", t),
        "that is the addition formula for twice the same angle",
    ),
    (
        r"\cos 2t = 1 - 2 \sin^2 t",
        lambda t: measured("cos", 2 * t),
        lambda t: 1 - 2 * measured("sin", t) ** 2,
        "put the sum of squares into the addition formula",
    ),
    (
        r"\cos^2 t = 1 - \sin t",
        lambda t: measured("cos", t) ** 2,
        lambda t: 1 - measured("sin", t),
        "it is the squares that add up to one",
    ),
    (
        r"\sin t + \cos t = 1",
        lambda t: measured("sin", t) + measured("cos", t),
        lambda t: t * 0 + 1,
        "it is the squares that add up to one",
    ),
    (
        r"\cos(90^\circ - t) = \sin t",
        lambda t: measured("cos", 90 - t),
        lambda t: measured("sin", t),
        "in a right-angled triangle the two acute angles swap sine and cosine",
    ),
)
TRUE_IDENTITIES = frozenset((0, 2, 4, 6, 7, 9, 10, 13))


def statement(draw: Draw, level: int) -> Draft:
    """A sign, a comparison or an identity to call true or false."""
    if level == 3:
        number = draw.integer(0, len(IDENTITIES) - 1)
        shown, left, right, why = IDENTITIES[number]
        at = draw.choice((20, 35, 50, 70, 110, 130, 160, 200, 220, 250, 290, 310))
        truth = number in TRUE_IDENTITIES
        here, there = left(Fraction(at)), right(Fraction(at))
        sides = shown.split(" = ")
        return claim(
            draw,
            says=(
                rf"For every angle $t$, ${at}^\circ$ among them, ${shown}$ wherever both sides have a value.",
                rf"${shown}$ is an identity: it holds for ${at}^\circ$ and for every other angle at which both sides have a value.",
                rf"Whatever angle $t$ you take, ${at}^\circ$ or any other, ${shown}$ as long as both sides are defined.",
            ),
            truth=truth,
            decide=lambda: all(
                second_way.equal(left(Fraction(t)), right(Fraction(t))) for t in range(7, 360, 11)
            ),
            method="many angles",
            detail="Both sides were compared at 33 angles round the circle, with 30 digits.",
            steps=[
                (
                    f"Both sides at {at} degrees" if truth else f"The left side at {at} degrees, rounded",
                    f"{_at(sides[0], at)} = {_at(sides[1], at)}"
                    if truth
                    else rf"{_at(sides[0], at)} \approx {_rounded(here)}",
                )
            ]
            + (
                []
                if truth
                else [
                    (
                        f"The right side at {at} degrees, rounded",
                        f"{_at(sides[1], at)} \\approx {_rounded(there)}",
                    )
                ]
            ),
            hints=(
                "You are asked whether two formulas agree for all angles.",
                "One angle where they differ is enough to say no; a picture on the unit circle helps to say yes.",
                "Try an angle with simple values, such as 30 or 90 degrees.",
            ),
            if_wrong=f"Think again: {why}.",
        )
    name = draw.choice(("sin", "cos"))
    if level == 1:
        d, e = draw.sample([n for n in range(-80, 440, 10) if n % 90], 2)
        truth = bool(measured(name, d) > measured(name, e))
        if second_way.equal(measured(name, d), measured(name, e)):
            raise Unsuitable("equally high")
        return claim(
            draw,
            says=(
                rf"$\{name} {degrees(d)} > \{name} {degrees(e)}$.",
                f"On the unit circle the point at ${degrees(d)}$ lies {'higher' if name == 'sin' else 'further right'} than the point at ${degrees(e)}$.",
            ),
            truth=truth,
            decide=lambda: sympy.sign((exact(name, d) - exact(name, e)).n(30)) > 0,
            method="exact values",
            detail="The difference of the exact values was computed to 30 digits.",
            steps=[
                (f"At {n} degrees, rounded", rf"\{name} {degrees(n)} \approx {_rounded(measured(name, n))}")
                for n in (d, e)
            ],
            hints=(
                "You are asked to compare two points of the circle.",
                "The sine is how high a point lies, the cosine how far right.",
                "Sketch the circle and mark both points.",
            ),
            if_wrong="Mark both points on the circle and compare "
            + ("their heights." if name == "sin" else "how far right they lie."),
        )
    t = Fraction(draw.integer(3, 130), 10)
    says_positive = draw.coin()
    value = second_way.called(name, second_way.real(t))
    truth = bool(value > 0) == says_positive
    said = "positive" if says_positive else "negative"
    shown = short(t)
    return claim(
        draw,
        says=(
            rf"With the angle in radians, $\{name} {shown}$ is {said}.",
            rf"NumPy's {'sine' if name == 'sin' else 'cosine'} of {shown} is a {said} number.",
            f"Walk {shown} along the unit circle from $(1, 0)$, counterclockwise. You end {_side(name, says_positive)}.",
        ),
        truth=truth,
        decide=lambda: (_quarter(t) in ((1, 2) if name == "sin" else (1, 4))) == says_positive,
        method="counting quarters",
        detail="Quarter turns of about 1.5708 were taken away until the quarter of the point was known.",
        steps=[("The value, rounded", rf"\{name} {shown} \approx {_rounded(value)}")],
        hints=(
            "You are asked for the sign of a coordinate.",
            "A full turn is about 6.283 radians, a quarter about 1.571.",
            "Take full turns away. In which quarter does the point lie?",
        ),
        if_wrong=f"The point lies in quarter {_quarter(t)} of the circle: count quarter turns of about 1.571, not degrees.",
    )


def _side(name: str, positive: bool) -> str:
    if name == "sin":
        return "above the horizontal axis" if positive else "below the horizontal axis"
    return "right of the vertical axis" if positive else "left of the vertical axis"


def _quarter(t: Fraction) -> int:
    quarter = Fraction(15707963267949, 10**13)
    return int(t // quarter) % 4 + 1


def _rounded(value: Any) -> str:
    return f"{float(value):.4f}"


def _at(side: str, d: int) -> str:
    return (
        side.replace("2t", rf"\left(2 \cdot {d}^\circ\right)")
        .replace("-t", rf"-{d}^\circ")
        .replace("- t", rf"- {d}^\circ")
        .replace("(t ", rf"({d}^\circ ")
        .replace(" t", rf" {d}^\circ")
    )
