"""Exercises on exponentials and logarithms: the laws, unknown exponents, other bases, products of small probabilities."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    FORMULA,
    MISTAKE,
    NUMBER,
    ORDER,
    REVERSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.derivations import logarithm_steps
from assistant.practice.generators.foundations.exponentials_and_logarithms.pieces import LAWS, ln
from assistant.practice.generators.foundations.exponentials_and_logarithms.questions import slip
from assistant.practice.generators.foundations.exponentials_and_logarithms.reverse import unknown
from assistant.practice.notation import chain, decimal, guarded, over, rational, tex
from assistant.practice.proof import Proof, Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "exponentials-and-logarithms"


def _law(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    symbols: tuple[str, ...]
    if level == 1:
        base, power_of = draw.choice((2, 3, 4, 5, 10)), draw.choice((-3, -2, -1, 2, 3, 4, 5))
        if base ** abs(power_of) > 100000:
            raise Unsuitable("large")
        value = rational(Fraction(base) ** power_of)
        key: Any = sympy.Integer(power_of)
        prompt = draw.choice(
            (
                rf"What is $\log_{{{base}}} {tex(value)}$?",
                rf"To which power must {base} be raised to give ${tex(value)}$? In other words, find $\log_{{{base}}} {tex(value)}$.",
            )
        )
        steps = (Step("Ask for the exponent", f"{base}^{{{power_of}}} = {tex(value)}"),)
        proof: Proof = Satisfies(
            "taking the power",
            "The base to this power is the number.",
            lambda g: g == int(g) and Fraction(base) ** int(g) == Fraction(base) ** power_of,
        )
        wrong = (
            Mistake(value / base, "A logarithm is an exponent, not a quotient."),
            Mistake(-key, "Check the sign: numbers below 1 have a negative logarithm."),
        )
        rule, hint, symbols = (
            "The logarithm answers: which exponent?",
            f"Try ${base}^1$, ${base}^2$ and so on, or negative exponents.",
            (),
        )
    elif level == 2:
        first, second, m, n = (
            draw.choice((2, 3, 5, 7)),
            draw.choice((2, 3, 5, 7)),
            draw.integer(1, 4),
            draw.integer(1, 3),
        )
        if first == second:
            raise Unsuitable("one prime")
        quotient = draw.coin()
        a, b = sympy.Symbol("a"), sympy.Symbol("b")
        whole = Fraction(first) ** m / Fraction(second) ** n if quotient else Fraction(first**m * second**n)
        key = m * a - n * b if quotient else m * a + n * b
        if whole.numerator > 3000 or whole.denominator > 3000:
            raise Unsuitable("large")
        prompt = draw.choice(
            (
                rf"Write $a = \ln {first}$ and $b = \ln {second}$. Express $\ln {tex(rational(whole))}$ by $a$ and $b$.",
                rf"You only know $\ln {first} = a$ and $\ln {second} = b$. What is $\ln {tex(rational(whole))}$?",
            )
        )
        parts = (
            f"{m} \\ln {first}" if m > 1 else f"\\ln {first}",
            f"{n} \\ln {second}" if n > 1 else f"\\ln {second}",
        )
        steps = (
            Step(
                "Split the number into powers of the two",
                f"{tex(rational(whole))} = "
                + (
                    over(f"{first}^{{{m}}}", f"{second}^{{{n}}}")
                    if quotient
                    else f"{first}^{{{m}}} \\cdot {second}^{{{n}}}"
                ),
            ),
            Step(
                "Products become sums, powers become factors",
                rf"\ln {tex(rational(whole))} = {parts[0]} {'-' if quotient else '+'} {parts[1]}",
            ),
        )

        proof = RederivedFunction(
            "other numbers",
            "The law was tried on three other pairs of numbers, with their logarithms in the place of a and b.",
            ("a", "b"),
            lambda p: second_way.called(
                "log",
                second_way.called("exp", p["a"]) ** m / second_way.called("exp", p["b"]) ** n
                if quotient
                else second_way.called("exp", p["a"]) ** m * second_way.called("exp", p["b"]) ** n,
            ),
        )
        wrong = (
            Mistake(
                a**m * b**n if not quotient else a**m / b**n,
                "A product inside becomes a sum outside, and a power becomes a factor.",
            ),
            Mistake(
                m * a + n * b if quotient else m * a - n * b,
                "A quotient becomes a difference, a product a sum.",
            ),
            Mistake(a + b if not quotient else a - b, "The powers are missing: they become factors."),
        )
        rule, hint, symbols = (
            LAWS,
            f"Write {tex(rational(whole))} with powers of {first} and {second}.".replace(
                tex(rational(whole)), f"${tex(rational(whole))}$", 1
            ),
            ("a", "b"),
        )
    else:
        outer, inner = draw.choice(
            (
                (8, 2),
                (4, 2),
                (16, 4),
                (9, 3),
                (27, 9),
                (8, 4),
                (32, 2),
                (27, 3),
                (32, 8),
                (25, 5),
                (125, 25),
                (100, 10),
                (1000, 100),
                (64, 4),
                (81, 27),
                (2, 8),
                (3, 9),
                (16, 8),
                (4, 32),
            )
        )
        key = sympy.Rational(*_exponents(outer, inner))
        prompt = draw.choice(
            (
                rf"Simplify $\frac{{\ln {outer}}}{{\ln {inner}}}$ to a plain fraction or whole number.",
                rf"Change the base to find $\log_{{{inner}}} {outer}$.",
            )
        )
        shared, (m, n) = _shared(outer, inner), _exponents(outer, inner)
        steps = (
            Step("Write both as powers of one number", f"{outer} = {shared}^{{{m}}}"),
            Step("The other one", f"{inner} = {shared}^{{{n}}}"),
            Step("The common logarithm cancels", rf"\frac{{\ln {outer}}}{{\ln {inner}}} = {over(m, n)}"),
        )
        proof = Rederived(
            "high precision",
            "The quotient of the two logarithms was computed to 80 digits.",
            lambda: ln(outer) / ln(inner),
        )
        wrong = (
            Mistake(
                sympy.Rational(outer, inner),
                "A quotient of logarithms is not the logarithm of a quotient, nor the quotient of the numbers.",
            ),
            Mistake(1 / key, "The base goes below the line."),
            Mistake(
                sympy.Integer(m - n), "A difference of exponents belongs to a quotient inside one logarithm."
            ),
        )
        rule, hint, symbols = (
            r"$\log_a u = \frac{\ln u}{\ln a}$.",
            f"Both numbers are powers of {shared}.",
            (),
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked for an exponent." if level != 2 else "You are asked for a sum with a and b.",
            rule,
            hint,
        ),
        answer_hint=FORMULA.replace("6x + 2", "3a - 2b") if level == 2 else NUMBER,
        symbols=symbols,
        mistakes=but_key(key, *wrong),
    )


def _shared(outer: int, inner: int) -> int:
    return next(
        n
        for n in range(2, 30)
        if all(round(math.log(v, n), 9) == round(math.log(v, n)) for v in (outer, inner))
    )


def _exponents(outer: int, inner: int) -> tuple[int, int]:
    base = _shared(outer, inner)
    return round(math.log(outer, base)), round(math.log(inner, base))


def _solve(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        base, n, shift = draw.choice((2, 3, 5, 10)), draw.integer(2, 5), draw.nonzero(-5, 6)
        factor = draw.integer(2, 9)
        if base**n > 4000:
            raise Unsuitable("large")
        key: Any = sympy.Integer(n - shift)
        shown = rf"{factor} \cdot {base}^{{{tex(X + shift)}}} = {factor * base**n}"
        steps = (
            Step("Divide by the factor", chain(over(factor * base**n, factor), base**n, f"{base}^{{{n}}}")),
            Step("Compare the exponents", f"{n} - {guarded(shift)} = {n - shift}"),
        )
        accepts = lambda g: g == int(g) and factor * Fraction(base) ** int(g + shift) == factor * base**n  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(n), "The exponent is x with something added; take that away."),
            Mistake(sympy.Integer(n + shift), "What was added in the exponent has to be taken away."),
        )
        hint = f"Divide both sides by {factor}."
    elif level == 2:
        a, k, value = draw.integer(2, 6), draw.choice((2, 3, 4, 5, -1, -2)), draw.integer(2, 12)
        key = sympy.log(value) / k
        shown = rf"{a} e^{{{tex(k * X)}}} = {a * value}"
        steps = (
            Step("Divide by the factor", chain(over(a * value, a), value)),
            Step(
                "Take the logarithm and divide",
                rf"{a} e^{{{k} \cdot \frac{{\ln {value}}}{{{k}}}}} = {a * value}",
            ),
        )
        accepts = lambda g: second_way.equal(a * second_way.called("exp", k * g), a * value)  # noqa: E731
        wrong = (
            Mistake(sympy.log(value), "The exponent still has to be divided by the number in front of x."),
            Mistake(
                sympy.log(a * value) / k, "Divide by the factor first; the logarithm takes only the power."
            ),
            Mistake(sympy.Rational(value, k), "The exponential is undone by a logarithm."),
        )
        hint = f"First divide by {a}."
    else:
        rate, kind = (
            draw.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40)),
            draw.choice(("double", "triple", "half")),
        )
        grow = kind != "half"
        factor_ = Fraction(100 + rate if grow else 100 - rate, 100)
        target = {"double": Fraction(2), "triple": Fraction(3), "half": Fraction(1, 2)}[kind]
        key = sympy.log(rational(target)) / sympy.log(rational(factor_))
        shown = rf"{decimal(factor_)}^x = {tex(rational(target))}"
        story = (
            f"A user base grows by ${rate}\\%$ a month. After how many months has it {'doubled' if kind == 'double' else 'tripled'}?"
            if grow
            else f"A learning rate shrinks by ${rate}\\%$ in each epoch. After how many epochs is it half of what it was?"
        )
        prompt = story + " Give the exact value with logarithms."
        steps = (
            Step(
                "The factor of one step",
                chain(f"1 {'+' if grow else '-'} {over(rate, 100)}", decimal(factor_)),
            ),
            Step(
                "Take logarithms and divide",
                rf"\frac{{\ln {tex(rational(target))}}}{{\ln {decimal(factor_)}}} \cdot \ln {decimal(factor_)} = \ln {tex(rational(target))}",
            ),
        )
        accepts = lambda g: second_way.equal(second_way.called("exp", g * ln(factor_)), target)  # noqa: E731
        wrong = (
            Mistake(
                rational(target) / rational(factor_),
                "The factor is used again and again: the number of steps is an exponent.",
            ),
            Mistake(
                sympy.log(rational(target)) / sympy.log(sympy.Rational(rate, 100)),
                "The factor of one step is one plus or minus the rate.",
            ),
            Mistake(
                sympy.Rational(100, rate),
                "That would be growth by a fixed amount; here each step multiplies.",
            ),
        )
        hint = f"In each step the amount is multiplied by ${decimal(factor_)}$."
    if level < 3:
        prompt = draw.choice((f"Solve ${shown}$.", f"For which $x$ is ${shown}$?"))
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution", "Put in as the exponent, it gives the required value to 30 digits.", accepts
        ),
        steps=steps,
        hints=(
            "You are asked for an exponent.",
            "Bring the power alone to one side; then a logarithm brings the exponent down.",
            hint,
        ),
        answer_hint=NUMBER if level == 1 else "such as ln(4)/2",
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "law", COMPUTE, _law, objectives=(1, 3)),
    Generator(TOPIC, "solve", COMPUTE, _solve, objectives=(2,)),
    Generator(TOPIC, "inside", REVERSE, unknown, objectives=(1, 4)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, logarithm_steps, levels=(3,), objectives=(1,)),
)
