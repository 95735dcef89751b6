"""Exercises on complex numbers: arithmetic, modulus and conjugate, quadratic equations, turning."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    NUMBER,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.complex_numbers.pieces import number
from assistant.practice.generators.foundations.complex_numbers.questions import judge
from assistant.practice.generators.foundations.derivations import complex_quotient
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    over,
    plus,
    power,
    root,
    squares_sum,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key

TOPIC = "complex-numbers"


def _pair(number: Any) -> Any:
    """Real and imaginary part as a vector."""
    return column(number.as_real_imag())


def _arithmetic(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b, c, d = draw.nonzero(-5, 6), draw.nonzero(-5, 6), draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    z, w = tex(number(a, b)), tex(number(c, d))
    if level == 1:
        minus_ = draw.coin()
        key = number(a - c, b - d) if minus_ else number(a + c, b + d)
        shown = f"({z}) {'-' if minus_ else '+'} ({w})"
        wrong = (
            Mistake(
                number(a - c, b + d) if minus_ else number(a + c, b - d), "Both parts are treated alike."
            ),
            Mistake(number(a + c, b + d) if minus_ else number(a - c, b - d), "Plus and minus are swapped."),
        )
        steps = (Step("Real parts and imaginary parts apart", f"{shown} = {tex(key)}"),)

        def back(g: Any) -> Any:
            return g + second_way.complex_number(c, d) if minus_ else g - second_way.complex_number(c, d)

        target = second_way.complex_number(a, b)
        rule, hint = (
            "Real parts with real parts, imaginary parts with imaginary parts.",
            f"The real parts are ${a}$ and ${c}$.",
        )
    elif level == 2:
        key = number(a * c - b * d, a * d + b * c)
        shown = f"({z})({w})"
        steps = (Step("Four products, with i squared equal to -1", f"{shown} = {tex(key)}"),)
        wrong = (
            Mistake(number(a * c, b * d), "Every part meets every part: four products."),
            Mistake(
                number(a * c + b * d, a * d + b * c),
                "The square of i is -1, so that product changes its sign.",
            ),
        )
        back = lambda g: g / second_way.complex_number(c, d)  # noqa: E731
        target = second_way.complex_number(a, b)
        rule, hint = (
            "Multiply out like brackets, and replace $i^2$ by -1.",
            f"The product of the imaginary parts gives ${b * d} i^2$.",
        )
    else:
        n = c * c + d * d
        key = number(Fraction(a * c + b * d, n), Fraction(b * c - a * d, n))
        shown = rf"\frac{{{z}}}{{{w}}}"
        conjugate = tex(number(c, -d))
        steps = (
            Step("The conjugate makes the denominator real", f"({w})({conjugate}) = {n}"),
            Step("The numerator", f"({z})({conjugate}) = {tex(number(a * c + b * d, b * c - a * d))}"),
            Step("Divide both parts", f"{shown} = {tex(key)}"),
        )
        wrong = (
            Mistake(
                number(Fraction(a * c - b * d, n), Fraction(a * d + b * c, n)),
                "Multiply by the conjugate of the denominator, not by itself.",
            ),
            Mistake(number(Fraction(a, c), Fraction(b, d)), "The parts cannot be divided one by one."),
        )
        back = lambda g: g * second_way.complex_number(c, d)  # noqa: E731
        target = second_way.complex_number(a, b)
        rule, hint = (
            "Multiply above and below by the conjugate of the denominator.",
            f"The conjugate of the denominator is ${conjugate}$.",
        )
    return Draft(
        prompt=draw.choice((f"Work out ${shown}$.", f"Write ${shown}$ in the form $a + bi$."))
        + " Give $[a, b]$ for $a + bi$.",
        key=_pair(key),
        proof=Satisfies(
            "the way back",
            "Undoing the operation at 80 digits leads back to the first number.",
            lambda g: second_way.equal(back(second_way.complex_number(g[0], g[1])), target),
        ),
        steps=steps,
        hints=("You are asked for a real and an imaginary part.", rule, hint),
        answer_hint="real and imaginary part, such as [2, -3]",
        mistakes=but_key(_pair(key), *(Mistake(_pair(m.value), m.diagnosis) for m in wrong)),
    )


def _roots(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    p, q = draw.nonzero(-5, 5), draw.integer(1, 6)
    if level == 1:
        legs = draw.choice(
            (
                (3, 4, 5),
                (6, 8, 10),
                (5, 12, 13),
                (8, 15, 17),
                (4, 3, 5),
                (12, 5, 13),
                (9, 12, 15),
                (7, 24, 25),
                (20, 21, 29),
                (15, 8, 17),
            )
        )
        a, b = legs[0] * draw.choice((1, -1)), legs[1] * draw.choice((1, -1))
        key: Any = sympy.Integer(legs[2])
        z = tex(number(a, b))
        prompt = draw.choice(
            (
                f"What is the modulus of ${z}$?",
                rf"Compute $|{z}|$.",
                f"How far from zero does ${z}$ lie in the complex plane?",
            )
        )
        steps = (Step("Pythagoras", chain(root(squares_sum((a, b))), key)),)
        accepts = lambda g: second_way.equal(g, abs(second_way.complex_number(a, b)))  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(abs(a) + abs(b)), "A root cannot be taken term by term."),
            Mistake(sympy.Integer(legs[2] ** 2), "Take the root at the end."),
        )
        rule, hint, answer = (
            r"$|a + bi| = \sqrt{a^2 + b^2}$.",
            f"The squares are ${a * a}$ and ${b * b}$.",
            NUMBER,
        )
    elif level == 2:
        b, c = -2 * p, p * p + q * q
        key = number(p, q)
        left = tex(X**2 + b * X + c)
        prompt = draw.choice(
            (
                f"${left} = 0$ has no real solution. Give the complex solution with the positive imaginary part.",
                f"Which root of ${left}$ lies above the real axis?",
            )
        )
        steps = (
            Step("The discriminant", chain(f"{power(b, 2)} - {times(4, c)}", b * b - 4 * c)),
            Step("Half of minus b, and half of the root of its size", chain(over(-b, 2), p)),
            Step("The imaginary part", chain(over(root(4 * q * q), 2), q)),
        )

        def accepts(g: Any) -> Any:
            return (
                second_way.equal(
                    second_way.complex_number(g[0], g[1]) ** 2
                    + b * second_way.complex_number(g[0], g[1])
                    + c,
                    0,
                )
                and second_way.complex_number(g[0], g[1]).imag > 0
            )

        wrong = (
            Mistake(number(p, 2 * q), "The whole numerator is divided by 2."),
            Mistake(number(-p, q), "The formula begins with minus b."),
            Mistake(number(p, -q), "That is the other one, below the real axis."),
        )
        rule, hint, answer = (
            "A root of a negative discriminant is i times the root of its size.",
            "Compute the discriminant first.",
            "real and imaginary part, such as [2, -3]",
        )
    else:
        turns = draw.choice((1, 2, 3))
        a, b = draw.nonzero(-6, 6), draw.nonzero(-6, 6)
        result = (second_way.complex_number(a, b)) * second_way.complex_number(0, 1) ** turns
        key = {1: number(-b, a), 2: number(-a, -b), 3: number(b, -a)}[turns]
        words = {1: "a quarter turn to the left", 2: "a half turn", 3: "a quarter turn to the right"}[turns]
        prompt = draw.choice(
            (
                f"The point ${tex(number(a, b))}$ makes {words} around zero. Where does it land?",
                f"Rotate ${tex(number(a, b))}$ about the origin by {words}. Which complex number is it then?",
            )
        )
        factor = {1: "i", 2: "-1", 3: "-i"}[turns]
        steps = (Step("This turn is a multiplication", f"({factor})({tex(number(a, b))}) = {tex(key)}"),)
        accepts = lambda g: second_way.equal(second_way.complex_number(g[0], g[1]), result)  # noqa: E731
        wrong = (
            Mistake(
                {1: number(b, -a), 2: number(a, -b), 3: number(-b, a)}[turns],
                "That is another turn, or a mirror image.",
            ),
            Mistake(number(b, a), "That is a mirror image, not a turn."),
        )
        rule, hint, answer = (
            "Multiplying by i is a quarter turn to the left.",
            f"Multiply by ${factor}$.",
            "real and imaginary part, such as [2, -3]",
        )
    return Draft(
        prompt=prompt if level == 1 else prompt + " Give $[a, b]$ for $a + bi$.",
        key=key if level == 1 else _pair(key),
        proof=Satisfies(
            "substitution", "At 80 digits the number fits the equation, the distance or the turn.", accepts
        ),
        steps=steps,
        hints=("You are asked for a number in or about the complex plane.", rule, hint),
        answer_hint=answer,
        mistakes=but_key(key, *wrong)
        if level == 1
        else but_key(_pair(key), *(Mistake(_pair(m.value), m.diagnosis) for m in wrong)),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    p, q = draw.nonzero(-6, 6), draw.integer(1, 7)
    if level == 1:
        wants_c = draw.coin()
        key = sympy.Integer(p * p + q * q if wants_c else -2 * p)
        left = plus(X**2, -2 * p * X, "c") if wants_c else plus(X**2, "b x", p * p + q * q)
        prompt = f"${left} = 0$ has the solutions ${tex(number(p, q))}$ and ${tex(number(p, -q))}$. What is ${'c' if wants_c else 'b'}$?"
        steps = (
            Step("Multiply the factors out", f"{plus(power(p, 2), power(q, 2))} = {p * p + q * q}")
            if wants_c
            else Step("The sum of both solutions, with a minus", f"-({p} + {guarded(p)}) = {-2 * p}"),
        )

        def accepts(g: Any) -> Any:
            return second_way.equal(
                second_way.complex_number(p, q) ** 2
                + (-2 * p if wants_c else second_way.real(g)) * second_way.complex_number(p, q)
                + (second_way.real(g) if wants_c else p * p + q * q),
                0,
            )

        wrong = (
            Mistake(-key, "Check the sign by putting a solution in."),
            Mistake(
                sympy.Integer(p * p - q * q if wants_c else -p),
                "A product of conjugates is a sum of squares."
                if wants_c
                else "Both solutions have this real part.",
            ),
        )
        hint, rule = (
            "Conjugate solutions have the sum 2a and the product a squared plus b squared.",
            "The sum of the solutions is -b, their product c.",
        )
    else:
        modulus, known = draw.choice(
            (
                (5, 3),
                (5, 4),
                (10, 6),
                (10, 8),
                (13, 5),
                (13, 12),
                (17, 8),
                (17, 15),
                (25, 7),
                (25, 24),
                (15, 9),
                (20, 12),
                (29, 20),
                (26, 10),
                (30, 18),
                (34, 16),
            )
        )
        missing = math.isqrt(modulus**2 - known**2)
        key = sympy.Integer(missing)
        k = draw.choice((1, -1)) * known
        prompt = (
            draw.choice(
                (
                    f"$z = {k} + k i$ with $k > 0$ has the modulus {modulus}. What is $k$?",
                    f"For which positive $k$ does ${k} + k i$ lie at distance {modulus} from zero?",
                )
            )
            if level == 2
            else f"$z = {k} + k i$ with $k > 0$ satisfies $z \\overline{{z}} = {modulus**2}$. What is $k$?"
        )
        steps = (
            Step("What is left for the square", chain(f"{modulus}^2 - {power(k, 2)}", missing**2)),
            Step("Its root", f"{root(missing**2)} = {missing}"),
        )
        accepts = lambda g: g > 0 and second_way.equal(abs(second_way.complex_number(k, g)), modulus)  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(modulus - known), "Moduli do not add up part by part: use squares."),
            Mistake(sympy.Integer(missing**2), "Take the root."),
        )
        hint, rule = f"The square of the modulus is {modulus**2}.", r"$z \overline{z} = |z|^2 = a^2 + b^2$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution", "Put in at 80 digits, the equation or the modulus is right.", accepts
        ),
        steps=steps,
        hints=("You are asked for a real number that is missing.", rule, hint),
        symbols=("k", "b", "c"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "arithmetic", COMPUTE, _arithmetic, objectives=(1,)),
    Generator(TOPIC, "plane", COMPUTE, _roots, objectives=(2, 3, 4)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(2, 3)),
    Generator(TOPIC, "judge", TRUE_FALSE, judge, levels=(2,), objectives=(2, 4)),
    Generator(TOPIC, "in-order", ORDER, complex_quotient, levels=(2,), objectives=(1,)),
)
