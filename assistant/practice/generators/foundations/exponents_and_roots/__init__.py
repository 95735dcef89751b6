"""Exercises on powers and roots: the three laws, negative and fractional exponents, surds, scientific notation."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    REVERSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.exponents_and_roots.pieces import repeated
from assistant.practice.generators.foundations.exponents_and_roots.powers import unknown, work_out_power
from assistant.practice.notation import chain, guarded, over, rational, root, short, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.worked import Part, but_key, mistake_draft

TOPIC = "exponents-and-roots"


def _surd(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    bare = draw.choice((2, 3, 5, 6, 7))
    outer = draw.integer(2, 7)
    if level == 1:
        inside = outer**2 * bare
        key = outer * sympy.sqrt(bare)
        shown = root(inside)
        steps = (
            Step("Split off the largest square", f"{inside} = {times(outer**2, bare)}"),
            Step("The root of the square comes out", chain(root(times(outer**2, bare)), key)),
        )
        wrong = (
            Mistake(
                outer**2 * sympy.sqrt(bare),
                "The factor that comes out is the root of the square, not the square.",
            ),
            Mistake(bare * sympy.sqrt(outer), "You swapped what stays under the root and what comes out."),
        )
        detail, target = "Its square is the number under the root.", Fraction(inside)
        hint = f"Which square number divides {inside}?"
    else:
        top = bare * draw.integer(1, 5)
        if level == 3:
            top = draw.choice((1, 2, 3, 4, 6, 9, 10, 12))
        key = rational(Fraction(top, bare)) * sympy.sqrt(bare)
        shown = over(top, root(bare))
        steps = (
            Step("Multiply above and below by the root", f"{shown} = {over(f'{top} {root(bare)}', bare)}"),
            Step("Shorten", chain(over(f"{top} {root(bare)}", bare), key)),
        )
        wrong = (
            Mistake(top * sympy.sqrt(bare), "You multiplied above but not below."),
            Mistake(
                rational(Fraction(top, bare)), "Root times root is the number, but one root stays above."
            ),
        )
        detail, target = "Its square is the square of the fraction.", Fraction(top * top, bare)
        hint = f"Below the line ${root(bare)} \\cdot {root(bare)} = {bare}$ appears."
    return Draft(
        prompt=draw.choice(
            (f"Simplify ${shown}$.", f"Write ${shown}$ with the smallest possible number under the root.")
            if level == 1
            else (
                f"Clear the root from the denominator of ${shown}$.",
                f"Write ${shown}$ without a root below the line.",
            )
        ),
        key=key,
        proof=Satisfies(
            "squaring", detail, lambda guess: guess > 0 and second_way.equal(guess * guess, target)
        ),
        steps=steps,
        hints=(
            "You are asked for the same number, written more simply.",
            "Roots go through products, so a square factor can come out."
            if level == 1
            else "A root times itself is the number under it.",
            hint,
        ),
        answer_hint="such as 2*sqrt(3)",
        mistakes=but_key(key, *wrong),
    )


def _scientific(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(2, 9), draw.choice((2, 3, 4, 5, 8))
    m, n = draw.nonzero(-9, 12), draw.nonzero(-8, 8)
    divide = level == 3
    value = Fraction(a, b) if divide else Fraction(a * b)
    exponent = m - n if divide else m + n
    factor = value
    while factor >= 10:
        factor, exponent = factor / 10, exponent + 1
    while factor < 1:
        factor, exponent = factor * 10, exponent - 1
    shown = (
        rf"\frac{{{a} \cdot 10^{{{m}}}}}{{{b} \cdot 10^{{{n}}}}}"
        if divide
        else rf"({a} \cdot 10^{{{m}}}) \cdot ({b} \cdot 10^{{{n}}})"
    )
    if divide and short(factor) == tex(factor) and factor.denominator != 1:
        raise Unsuitable("no short decimal")
    key = sympy.Integer(exponent)
    first = m - n if divide else m + n
    story = (
        f"A cluster does ${a} \\cdot 10^{{{m}}}$ operations a second, for ${b} \\cdot 10^{{{n}}}$ seconds. The total is $c \\cdot 10^n$ in scientific "
        "notation. What is $n$?"
        if m > 6 and n > 1 and not divide
        else f"Write ${shown}$ in scientific notation $c \\cdot 10^n$ with $1 \\leq c < 10$. What is $n$?"
    )
    return Draft(
        prompt=draw.choice(
            (
                story,
                rf"In scientific notation ${shown}$ is $c \cdot 10^n$, where $c$ is at least 1 and below 10. Find $n$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "writing it out",
            "The number was written out in full and compared with the powers of ten around it.",
            lambda guess: (
                repeated(Fraction(10), int(guess))
                <= value * repeated(Fraction(10), first)
                < repeated(Fraction(10), int(guess) + 1)
                and guess == int(guess)
            ),
        ),
        steps=(
            Step("The factors by themselves", chain(over(a, b) if divide else times(a, b), short(value))),
            Step(
                "The powers of ten by themselves", chain(f"{m} {'-' if divide else '+'} {guarded(n)}", first)
            ),
            Step(
                "Bring the factor between 1 and 10",
                f"{short(value)} \\cdot 10^{{{first}}} = {short(factor)} \\cdot 10^{{{exponent}}}",
            ),
        ),
        hints=(
            "You are asked for the power of ten.",
            "Factors and powers of ten are worked out apart; then the factor is brought between 1 and 10.",
            f"The factors give ${over(a, b) if divide else times(a, b)}$.",
        ),
        answer_hint="a whole number such as 7 or -2",
        symbols=("n", "c"),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(first),
                "The exponents are combined rightly, but the factor is not yet between 1 and 10.",
            ),
            Mistake(sympy.Integer(m * n), "In a product the exponents add, they do not multiply."),
            Mistake(
                sympy.Integer(m + n if divide else m - n),
                "The exponents were combined by the law of the other operation.",
            ),
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    base = draw.choice((2, 3, 5))
    a, b = draw.integer(2, 4), draw.integer(2, 4)
    if level == 1:
        wrong = draw.choice(("multiply", "base", "value", "value"))
        if wrong == "multiply" and a * b == a + b:
            raise Unsuitable("no harm")
        exponent = a * b if wrong == "multiply" else a + b
        low = base**2 if wrong == "base" else base
        parts = [
            Part(f"{base}^{{{a}}} \\cdot {base}^{{{b}}}", Fraction(base**a * base**b)),
            Part(f"{low}^{{{exponent}}}", Fraction(low**exponent)),
            Part(str(low**exponent), Fraction(low**exponent)),
        ]
        if low**exponent > 10**7:
            raise Unsuitable("large")
        fix, rule = f"{base}^{{{a + b}}}", "In a product of powers the base stays and the exponents add"
        if wrong == "value":
            parts[-1] = Part(str(base * exponent), Fraction(base * exponent))
            fix, rule = str(base**exponent), "A power multiplies the base with itself, not with the exponent"
    elif level == 2:
        extra = draw.integer(2, 3)
        wrong = draw.choice(("sign", "turn"))
        mid = Fraction(base) ** -extra
        last = -Fraction(base**extra) if wrong == "sign" else mid
        power_part = Part(f"{base}^{{{-extra}}}", repeated(Fraction(base), -extra))
        start = Part(
            rf"\frac{{{base}^{{{a}}}}}{{{base}^{{{a + extra}}}}}",
            repeated(Fraction(base), a) / repeated(Fraction(base), a + extra),
        )
        if wrong == "turn":
            power_part = Part(f"{base}^{{{extra}}}", Fraction(base**extra))
            last = Fraction(base**extra)
        parts = [start, power_part, Part(tex(last), last)]
        fix = tex(mid) if wrong == "sign" else f"{base}^{{{-extra}}}"
        rule = "In a quotient the lower exponent is subtracted from the upper one, and a negative exponent means one over"
    else:
        triple = draw.choice(((3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 15, 17)))
        scale = draw.integer(2, 9)
        first, second, third = triple
        parts = [
            Part(
                f"{scale} {root(f'{first**2} + {second**2}')}", scale * second_way.root(first**2 + second**2)
            ),
            Part(
                f"{scale} \\cdot ({root(first**2)} + {root(second**2)})",
                scale * (second_way.root(first**2) + second_way.root(second**2)),
            ),
            Part(f"{scale} \\cdot ({first} + {second})", Fraction(scale * (first + second))),
            Part(tex(scale * (first + second)), Fraction(scale * (first + second))),
        ]
        fix, rule = f"{scale} {root(third**2)}", "Roots go through products, never through sums"
        if draw.coin():
            half = Fraction(third**2, 2)
            parts[1:] = [
                Part(f"{scale} {root(third**2)}", scale * second_way.root(third**2)),
                Part(rf"{scale} \cdot {tex(half)}", scale * half),
                Part(tex(scale * half), scale * half),
            ]
            fix, rule = rf"{scale} \cdot {third}", "A root asks which number was squared; it is not a half"
    return mistake_draft(draw, task=f"simplify ${parts[0].latex}$", parts=parts, fix=fix, rule=rule)


GENERATORS = (
    Generator(TOPIC, "power", COMPUTE, work_out_power, objectives=(1, 2)),
    Generator(TOPIC, "surd", COMPUTE, _surd, objectives=(3,)),
    Generator(TOPIC, "scientific", COMPUTE, _scientific, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, objectives=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, _slip, objectives=(1, 2, 3)),
)
