"""A statement on two complex numbers."""

from __future__ import annotations

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.foundations.complex_numbers.pieces import number
from assistant.practice.notation import (
    chain,
    squares_sum,
    tex,
)
from assistant.practice.worked import claim_draft


def judge(draw: Draw, level: int) -> Draft:
    """Moduli, conjugates and products."""
    a, b = draw.nonzero(-5, 6), draw.nonzero(-5, 6)
    c, d = draw.nonzero(-5, 6), draw.nonzero(-5, 6)
    z, w = second_way.complex_number(a, b), second_way.complex_number(c, d)
    zt, wt = tex(number(a, b)), tex(number(c, d))
    claims = (
        (r"$|zw| = |z| \, |w|$", abs(z * w), abs(z) * abs(w), "Multiplying multiplies the lengths."),
        (
            r"$|z + w| = |z| + |w|$",
            abs(z + w),
            abs(z) + abs(w),
            "Lengths add only for numbers in the same direction.",
        ),
        (
            r"$z \overline{z} = |z|^2$",
            z * z.conjugate(),
            abs(z) ** 2,
            "The product with the conjugate is the square of the modulus.",
        ),
        (
            r"$|\overline{z}| = |z|$",
            abs(z.conjugate()),
            abs(z),
            "The conjugate is the mirror image: equally far from zero.",
        ),
        (
            r"$z + \overline{z} = 0$",
            z + z.conjugate(),
            second_way.complex_number(0, 0),
            "The imaginary parts cancel, the real parts double.",
        ),
        (r"$|iz| = |z|$", abs(second_way.complex_number(0, 1) * z), abs(z), "Multiplying by i only turns."),
    )
    text, left, right, why = draw.choice(claims)
    truth = text in (claims[0][0], claims[2][0], claims[3][0], claims[5][0]) or (
        text == claims[1][0] and a * d == b * c and a * c > 0
    )
    return claim_draft(
        prompt=f"For $z = {zt}$ and $w = {wt}$, true or false? {text}",
        truth=truth,
        method="80 digits",
        detail="Both sides were computed at 80 digits.",
        decide=lambda: second_way.equal(left, right),
        steps=(
            Step("The square of the modulus of z", chain(squares_sum((a, b)), a * a + b * b)),
            Step("And of w", chain(squares_sum((c, d)), c * c + d * d)),
            *(
                (
                    Step(
                        "And of their sum; a square root of each gives the three lengths",
                        chain(squares_sum((a + c, b + d)), (a + c) ** 2 + (b + d) ** 2),
                    ),
                )
                if text == claims[1][0]
                else ()
            ),
        ),
        hints=(
            "You are asked to compare two numbers.",
            "Multiplication stretches by the modulus and turns by the argument; the conjugate mirrors.",
            "Work out both sides, or think of lengths and turns.",
        ),
        if_wrong=why,
    )
