"""Fractions and the order of operations: compute them, and find the mistake."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, guarded, over, rational, tex, times
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, mistake_draft

FRACTION = "a number such as -3 or 5/2"


def proper(draw: Draw, *bottoms: int) -> Fraction:
    """A proper fraction with one of the denominators, small ones if none are named."""
    return draw.fraction(bottoms or (2, 3, 4, 5, 6, 8, 10, 12))


def compute_fraction(draw: Draw, level: int) -> Draft:
    """Sums, products and quotients of fractions, and the order of operations."""
    first, second = proper(draw), proper(draw)
    if first.denominator == second.denominator:
        raise Unsuitable("no common ruler to find")
    if level == 1:
        sign = draw.choice((1, -1))
        value = first + sign * second
        bottom = first.denominator * second.denominator
        for candidate in range(1, bottom + 1):
            if candidate % first.denominator == 0 and candidate % second.denominator == 0:
                bottom = candidate
                break
        tops = (first * bottom).numerator, (second * bottom).numerator
        mark = "+" if sign == 1 else "-"
        key = rational(value)
        return Draft(
            prompt=draw.choice(
                (
                    f"Work out ${tex(first)} {mark} {tex(second)}$.",
                    f"What is ${tex(first)} {mark} {tex(second)}$, written as one fraction?",
                    f"A recipe takes ${tex(first)}$ of a litre of milk and then ${tex(second)}$ of a litre more. How much is that?"
                    if sign == 1
                    else f"The temperature was ${tex(first)}$ of a degree and fell by ${tex(second)}$ of a degree. What is it now?"
                    if second > first
                    else f"A jug holds ${tex(first)}$ of a litre and you pour ${tex(second)}$ of a litre into a pan. What is left?",
                )
            ),
            key=key,
            proof=Satisfies(
                "undoing",
                "Taking the second fraction back gives the first one.",
                lambda guess: (guess - sign * second) * first.denominator == first.numerator,
            ),
            steps=(
                Step("Give both the same denominator", f"{tex(first)} = {over(tops[0], bottom)}"),
                Step("The second one as well", f"{tex(second)} = {over(tops[1], bottom)}"),
                Step(
                    "Add or subtract the numerators",
                    chain(
                        f"{over(tops[0], bottom)} {mark} {over(tops[1], bottom)}",
                        over(tops[0] + sign * tops[1], bottom),
                        key,
                    ),
                ),
            ),
            hints=(
                "You are asked for one fraction.",
                "Fractions can be added once they have the same denominator; then only the numerators are added.",
                f"A denominator that suits both is ${bottom}$.",
            ),
            answer_hint=FRACTION,
            mistakes=but_key(
                key,
                Mistake(
                    rational(
                        Fraction(
                            first.numerator + sign * second.numerator, first.denominator + second.denominator
                        )
                    ),
                    "You went straight across. Tops may be added only when the denominators are the same.",
                ),
                Mistake(rational(first - sign * second), "You swapped plus and minus."),
                Mistake(
                    rational(Fraction(first.numerator + sign * second.numerator, bottom)),
                    "The denominator is right, but the numerators have to be renamed along with it.",
                ),
            ),
        )
    if level == 2:
        quotient = draw.coin()
        value = first / second if quotient else first * second
        key = rational(value)
        shown = rf"\frac{{{first.numerator}/{first.denominator}}}{{{second.numerator}/{second.denominator}}}"
        other = 1 / second if quotient else second
        return Draft(
            prompt=draw.choice(
                (
                    f"Compute ${shown}$."
                    if quotient
                    else f"Compute ${tex(first)} \\cdot {tex(second)}$ and shorten.",
                    f"How many times does ${tex(second)}$ fit into ${tex(first)}$?"
                    if quotient
                    else f"What is ${tex(second)}$ of ${tex(first)}$?",
                )
            ),
            key=key,
            proof=Satisfies(
                "the way back",
                "Multiplying or dividing by the second fraction leads back to the first.",
                lambda guess: (guess * second if quotient else guess / second) == first,
            ),
            steps=(
                *(
                    (
                        Step(
                            "Dividing is multiplying by the fraction turned over",
                            f"{shown} = {times(first, other)}",
                        ),
                    )
                    if quotient
                    else ()
                ),
                Step(
                    "Straight across, then shorten",
                    chain(
                        times(first, other),
                        over(
                            times(first.numerator, other.numerator),
                            times(first.denominator, other.denominator),
                        ),
                        key,
                    ),
                ),
            ),
            hints=(
                "You are asked for one fraction in lowest terms.",
                "Products go top times top and bottom times bottom. To divide by a fraction, turn it over and multiply.",
                f"Start with ${times(first, other)}$.",
            ),
            answer_hint=FRACTION,
            mistakes=but_key(
                key,
                Mistake(
                    rational(second / first if quotient else first / second),
                    "The wrong fraction was turned over."
                    if quotient
                    else "You divided: in a product no fraction is turned over.",
                ),
                Mistake(
                    rational(first * second if quotient else first + second),
                    "You multiplied: the second fraction has to be turned over first."
                    if quotient
                    else "You added; a product goes straight across.",
                ),
            ),
        )
    a, b, c = draw.integer(2, 6), draw.integer(2, 5), draw.nonzero(-6, 6)
    d = draw.integer(1, 9)
    third = draw.choice((Fraction(1, 2), Fraction(3, 4), Fraction(2, 3), Fraction(1, 4)))
    value = a - b * (c - d) ** 2 * third
    key = rational(value)
    inner = c - d
    if inner in (0, 1, -1):
        raise Unsuitable("nothing to see")
    return Draft(
        prompt=draw.choice(
            ("Evaluate ${}$.", "Work out ${}$ in the right order.", "What is the value of ${}$?")
        ).format(f"{a} - {b} \\cdot {tex(third)} \\cdot ({c} - {d})^2"),
        key=key,
        proof=Rederived(
            "adding one by one",
            "The square was built by repeated addition, and the rest by taking away small pieces.",
            lambda: a - sum(sum(abs(inner) * third for _ in range(abs(inner))) for _ in range(b)),
        ),
        steps=(
            Step("Brackets first", f"{c} - {d} = {inner}"),
            Step("Then the power", f"({inner})^2 = {inner**2}"),
            Step("Then the products", chain(times(b, third, inner**2), rational(b * third * inner**2))),
            Step("The difference last", chain(f"{a} - {tex(rational(b * third * inner**2))}", key)),
        ),
        hints=(
            "You are asked for one number; the order of the steps decides.",
            "Brackets, then powers, then products, then sums and differences.",
            f"The bracket is ${c} - {d}$; the square belongs to the whole of it.",
        ),
        answer_hint=FRACTION,
        mistakes=but_key(
            key,
            Mistake(rational((a - b) * third * inner**2), "You subtracted before you multiplied."),
            Mistake(
                rational(a + b * third * inner**2),
                "The square of a negative number is positive, so it is taken away.",
            ),
            Mistake(rational(a - b * third * (c**2 - d**2)), "Square the bracket as a whole, not its parts."),
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A sum of fractions or an expression, worked out with one wrong step."""
    if level == 1:
        first, second = proper(draw, 2, 3, 4, 5), proper(draw, 3, 5, 6, 7)
        if first.denominator == second.denominator:
            raise Unsuitable("nothing to rename")
        bottom = first.denominator * second.denominator
        tops = [first.numerator * second.denominator, second.numerator * first.denominator]
        wrong = draw.choice(("rename", "sum"))
        if wrong == "rename":
            tops[1] = second.numerator
        total = sum(tops)
        below = bottom * 2 if wrong == "sum" else bottom
        parts = [
            Part(f"{tex(first)} + {tex(second)}", first + second),
            Part(
                f"{over(tops[0], bottom)} + {over(tops[1], bottom)}",
                Fraction(tops[0], bottom) + Fraction(tops[1], bottom),
            ),
            Part(over(total, below), Fraction(total, below)),
        ]
        fix = (
            over(total, bottom)
            if wrong == "sum"
            else f"{over(tops[0], bottom)} + {over(second.numerator * first.denominator, bottom)}"
        )
        return mistake_draft(
            draw,
            task=f"add ${tex(first)}$ and ${tex(second)}$",
            parts=parts,
            fix=fix,
            rule="Top and bottom are multiplied by the same number; then only the tops are added",
        )
    a, b, c = draw.integer(10, 30), draw.integer(2, 5), draw.integer(2, 6)
    wrong = draw.choice(("order", "power", "sign"))
    power = c * 2 if wrong == "power" else c**2
    if level == 3:
        power = -power if wrong == "sign" else power
        inside = Part(f"{a} - {b} \\cdot (-{c})^2", Fraction(a) - b * sum(c for _ in range(c)))
    else:
        inside = Part(f"{a} - {b} \\cdot {c}^2", Fraction(a) - b * sum(c for _ in range(c)))
        if wrong == "sign":
            raise Unsuitable("no sign to lose")
    parts = [inside, Part(f"{a} - {b} \\cdot {guarded(power)}", Fraction(a - b * power))]
    if wrong == "order":
        parts += [
            Part(f"{a - b} \\cdot {guarded(power)}", Fraction((a - b) * power)),
            Part(tex((a - b) * power), Fraction((a - b) * power)),
        ]
        fix = f"{a} - {b * power}"
    else:
        parts += [
            Part(f"{a} - {guarded(b * power)}", Fraction(a - b * power)),
            Part(tex(a - b * power), Fraction(a - b * power)),
        ]
        fix = f"{a} - {b} \\cdot {c**2}"
    return mistake_draft(
        draw,
        task=f"evaluate ${inside.latex}$",
        parts=parts,
        fix=fix,
        rule="Powers come before products, products before differences, and a squared number is never negative",
    )
