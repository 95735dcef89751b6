"""Powers: compute one, and find an exponent."""

from __future__ import annotations

import math
from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.exponents_and_roots.pieces import repeated
from assistant.practice.notation import (
    chain,
    over,
    power,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key

LAWS = "Same base: exponents add in a product, subtract in a quotient, multiply in a power of a power."


def work_out_power(draw: Draw, level: int) -> Draft:
    """A power with a whole, a negative or a fractional exponent."""
    base = draw.choice((2, 3, 5, 10))
    if level == 1:
        first, second, outer = draw.integer(3, 9), draw.integer(2, 7), draw.integer(2, 3)
        kind = draw.choice(("product", "quotient", "power"))
        another_law = "You combined the exponents by the law of another operation."
        shown, exponent, slips = {
            "product": (
                f"{base}^{{{first}}} \\cdot {base}^{{{second}}}",
                first + second,
                ((first * second, another_law), (first - second, another_law)),
            ),
            "quotient": (
                rf"\frac{{{base}^{{{first}}}}}{{{base}^{{{second}}}}}",
                first - second,
                (
                    (
                        second - first,
                        "Take the exponent below away from the one above, not the other way round.",
                    ),
                    (first + second, another_law),
                ),
            ),
            "power": (
                f"({base}^{{{first}}})^{{{outer}}}",
                first * outer,
                ((first + outer, another_law), (first**outer, another_law)),
            ),
        }[kind]
        whole = {
            "product": lambda: repeated(Fraction(base), first) * repeated(Fraction(base), second),
            "quotient": lambda: repeated(Fraction(base), first) / repeated(Fraction(base), second),
            "power": lambda: repeated(repeated(Fraction(base), first), outer),
        }[kind]
        how = {
            "product": f"{first} + {second}",
            "quotient": f"{first} - {second}",
            "power": times(first, outer),
        }[kind]
        key = sympy.Integer(exponent)
        return Draft(
            prompt=draw.choice(
                (
                    f"Write ${shown}$ as one power of {base}. What is the exponent?",
                    rf"Find $n$ so that ${shown} = {base}^n$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "multiplying out",
                "Both sides were multiplied out factor by factor.",
                lambda guess: guess == int(guess) and repeated(Fraction(base), int(guess)) == whole(),
            ),
            steps=(
                Step(
                    "Apply the law to the exponents",
                    chain(shown, f"{base}^{{{how}}}", f"{base}^{{{exponent}}}"),
                ),
            ),
            hints=("You are asked for a single exponent.", LAWS, f"The exponents are combined as ${how}$."),
            answer_hint="a whole number such as 7 or -2",
            symbols=("n",),
            mistakes=but_key(
                key,
                *(Mistake(sympy.Integer(value), said) for value, said in slips),
                Mistake(
                    sympy.Integer(base) ** abs(exponent), "That is a value; you are asked for the exponent."
                ),
            ),
        )
    if level == 2:
        exponent = -draw.integer(1, 4)
        base_value = draw.choice(
            (
                Fraction(2),
                Fraction(3),
                Fraction(5),
                Fraction(1, 2),
                Fraction(2, 3),
                Fraction(-2),
                Fraction(3, 4),
                Fraction(-3),
            )
        )
        key = rational(repeated(base_value, exponent))
        if key.q > 300 or key.p > 300:
            raise Unsuitable("large")
        shown = power(
            base_value if base_value.denominator == 1 else rf"\left({tex(base_value)}\right)", exponent
        )
        positive = power(
            base_value if base_value.denominator == 1 else rf"\left({tex(base_value)}\right)", -exponent
        )
        return Draft(
            prompt=draw.choice(
                (f"Evaluate ${shown}$ as a fraction or whole number.", f"What number is ${shown}$?")
            ),
            key=key,
            proof=Satisfies(
                "multiplying back",
                "Times the base, as often as the exponent says, it gives 1.",
                lambda guess: guess * repeated(base_value, -exponent) == 1,
            ),
            steps=(
                Step("A negative exponent means one over the power", f"{shown} = {over(1, positive)}"),
                Step("Work out the power", chain(over(1, positive), key)),
            ),
            hints=(
                "You are asked for a plain number.",
                "A negative exponent turns the number over; it does not make it negative.",
                f"Work out ${positive}$ first.",
            ),
            mistakes=but_key(
                key,
                Mistake(
                    -key, "The minus in the exponent turns the number over; it does not change its sign."
                ),
                Mistake(1 / key, "You took the positive power; turn it over."),
                Mistake(
                    rational(base_value * exponent),
                    "You multiplied by the exponent. A power multiplies the base with itself.",
                ),
            ),
        )
    bottom = draw.choice((2, 3, 4))
    stem = draw.choice((2, 3, 4, 5) if bottom == 2 else (2, 3))
    top = draw.choice([t for t in (-3, -2, -1, 1, 2, 3) if math.gcd(t, bottom) == 1])
    start = stem**bottom
    key = rational(repeated(Fraction(stem), top))
    shown = f"{start}^{{{top}/{bottom}}}"
    name = {2: "square", 3: "cube", 4: "fourth"}[bottom]
    return Draft(
        prompt=draw.choice(
            (
                f"Evaluate ${shown}$ without a calculator.",
                f"What number is ${shown}$?",
                f"Find the value of ${shown}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "taking powers",
            "Its power with the denominator as exponent equals the base to the power of the numerator.",
            lambda guess: guess > 0 and repeated(Fraction(guess), bottom) == repeated(Fraction(start), top),
        ),
        steps=(
            Step(f"The denominator asks for the {name} root", f"{start}^{{1/{bottom}}} = {stem}"),
            Step("The numerator is the power", chain(shown, f"{stem}^{{{top}}}", key)),
        ),
        hints=(
            "You are asked for a number without an exponent.",
            "The denominator of an exponent is a root, its numerator a power, and a minus means one over.",
            f"Begin with the {name} root of {start}.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(Fraction(start * top, bottom)),
                "You multiplied by the exponent. Take the root and then the power.",
            ),
            Mistake(1 / key, "Look at the sign of the exponent: a minus means one over."),
            Mistake(-key, "A negative exponent does not make a negative number."),
            Mistake(sympy.Integer(stem), "That is only the root; the power is missing."),
        ),
    )


def unknown(draw: Draw, level: int) -> Draft:
    """An equation with the unknown in the exponent."""
    base = draw.choice((2, 3, 4, 5, 10))
    if level == 1:
        known, gap = draw.integer(2, 6), draw.nonzero(-5, 6)
        shown = rf"{base}^{{{known}}} \cdot {base}^{{x}} = {base}^{{{known + gap}}}"
        key, first = gap, f"x = {known + gap} - {known}"

        def holds(x: int) -> bool:
            return repeated(Fraction(base), known) * repeated(Fraction(base), x) == repeated(
                Fraction(base), known + gap
            )
    elif level == 2:
        known, gap = draw.integer(2, 4) * draw.choice((1, -1)), draw.nonzero(-4, 4)
        shown = rf"({base}^{{x}})^{{{known}}} = {base}^{{{known * gap}}}"
        key, first = gap, f"x = {over(known * gap, known)}"

        def holds(x: int) -> bool:
            return repeated(repeated(Fraction(base), x), known) == repeated(Fraction(base), known * gap)
    else:
        base, gap = draw.choice((2, 3, 5)), -draw.integer(1, 4)
        shown = rf"{base}^{{x}} = \frac{{1}}{{{base**-gap}}}"
        key, first = gap, rf"\frac{{1}}{{{base**-gap}}} = {base}^{{{gap}}}"
        holds = lambda x: repeated(Fraction(base), x) * base**-gap == 1  # noqa: E731
    return Draft(
        prompt=draw.choice(
            (f"Find $x$ with ${shown}$.", f"For which $x$ does ${shown}$ hold?", f"Solve ${shown}$.")
        ),
        key=sympy.Integer(key),
        proof=Satisfies(
            "substitution",
            "Put in for x and multiplied out, both sides agree.",
            lambda guess: guess == int(guess) and holds(int(guess)),
        ),
        steps=(Step("Compare the exponents over one base", first),),
        hints=(
            "You are asked for an exponent.",
            "Write both sides as one power of the same base; then the exponents must agree. " + LAWS,
            f"The base is {base} on both sides."
            if level < 3
            else f"Write the right side as a power of {base}.",
        ),
        answer_hint="a whole number such as 7 or -2",
        symbols=("x",),
        mistakes=but_key(
            sympy.Integer(key),
            Mistake(sympy.Integer(-key), "The size is right; check the sign of the exponent."),
            *(
                (Mistake(sympy.Rational(key + known, known), "In a product the exponents add; you divided."),)
                if level == 1
                else ()
            ),
        ),
    )
