"""Questions with options on series."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.sequences_and_series.pieces import sum_up
from assistant.practice.notation import (
    over,
    tex,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def slip(draw: Draw, level: int) -> Draft:
    """A geometric sum with one wrong step."""
    r, n, a = draw.choice((2, 3, 4, 5)), draw.integer(3, 5), draw.choice((1, 2, 3))
    wrong = draw.choice(("count", "sign", "product"))
    exponent = n if wrong == "count" else n + 1
    top = 1 - r**exponent if wrong != "sign" else 1 + r**exponent
    bottom = 1 - r
    value = Fraction(a * top, bottom)
    last = a * top * bottom if wrong == "product" else value
    parts = [
        Part(rf"\sum_{{k=0}}^{{{n}}} {a} \cdot {r}^k", sum_up(Fraction(a), lambda t: t * r, n + 1)),
        Part(
            f"{a} \\cdot {over(f'1 - {r}^{{{exponent}}}', f'1 - {r}')}",
            Fraction(a * (1 - r**exponent), bottom),
        ),
        Part(f"{a} \\cdot {over(top, bottom)}", value),
        Part(tex(last), Fraction(last)),
    ]
    fix = {
        "count": f"{a} \\cdot {over(f'1 - {r}^{{{n + 1}}}', f'1 - {r}')}",
        "sign": f"{a} \\cdot {over(1 - r**exponent, bottom)}",
        "product": tex(value),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"add up ${parts[0].latex}$",
        parts=parts,
        fix=fix,
        rule="The power above the line is the number of terms, and from 0 to n there are n + 1 of them",
    )


def converges(draw: Draw, level: int) -> Draft:
    """Does the series have a sum?"""
    a, top, bottom = draw.integer(1, 9), draw.integer(1, 9), draw.integer(2, 8)
    r = Fraction(top, bottom) * draw.choice((1, 1, -1))
    if r == 1 or (r == -1 and draw.coin()):
        raise Unsuitable("the border, too often")
    truth = abs(r) < 1

    def decide() -> bool:
        terms = [abs(second_way.real(a) * second_way.real(r) ** n) for n in (50, 500)]
        return bool(terms[1] < terms[0] / 10)

    return claim_draft(
        prompt=draw.choice(
            (
                rf"True or false? The series $\sum_{{k=0}}^{{\infty}} {a} \cdot \left({tex(r)}\right)^k$ has a finite sum.",
                f"Each term of an endless series is ${tex(r)}$ times the one before; the first is {a}. True or false? The partial sums settle at a number.",
            )
        ),
        truth=truth,
        method="far terms",
        detail="The sizes of the 50th and the 500th term were compared: in a convergent geometric series they shrink.",
        decide=decide,
        steps=(
            Step(
                "The size of the ratio decides",
                f"\\left|{tex(r)}\\right| {'<' if truth else '>' if abs(r) > 1 else '='} 1",
            ),
        ),
        hints=(
            "You are asked whether the endless sum exists.",
            "A geometric series has a sum when its ratio lies between -1 and 1, ends left out.",
            f"Compare the size of ${tex(r)}$ with 1.",
        ),
        if_wrong=f"The size of the ratio is ${tex(abs(r))}$.",
    )
