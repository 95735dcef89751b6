"""Exercises on transformed variables: densities of monotone functions, checks by area, inversion, expectations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    bracketed,
)
from assistant.practice.generators.probability.solutions import from_uniform
from assistant.practice.generators.probability.statements import stretched
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    plus,
    rational,
    scaled,
    short,
    tex,
)
from assistant.practice.proof import Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "transformations-of-random-variables"
DENSITY = r"$g(y) = f(w(y)) \, |w'(y)|$ with the inverse $w = h^{-1}$."
INVERT = r"$F^{-1}(U)$ has the distribution function $F$ when $U$ is uniform on $(0, 1)$."
MEAN = r"$E[h(X)] = \int h(x) f(x) \, dx$: no new density is needed."
Y_SYMBOL = sympy.Symbol("y")
AT = "a formula in y such as 2y/9"


def _powers(draw: Draw) -> tuple[int, int, int]:
    """X has the density (n + 1) x^n / c^(n + 1) on (0, c), and Y is X to some power."""
    return draw.choice((0, 0, 1, 2)), draw.choice((1, 1, 2, 3)), draw.choice((2, 2, 3))


def _uniform(n: int, c: int) -> str:
    if n == 0:
        return f"$X$ is uniform between $0$ and ${c}$"
    factor = Fraction(n + 1, c ** (n + 1))
    front = "" if factor == 1 else tex(factor) + " "
    return f"$X$ has the density $f(x) = {front}x{'' if n == 1 else '^2'}$ for $0 < x < {c}$"


def _linear(draw: Draw, level: int) -> Draft:
    c, a, b = draw.choice((1, 2, 3, 4)), draw.nonzero(-4, 4, but=(1,)), draw.integer(-4, 6)
    low, high = sorted((b, a * c + b))
    kind = draw.choice(("line", "uniform"))
    if kind == "uniform":
        key = sympy.Rational(1, abs(a) * c)
        return Draft(
            prompt=f"$X$ is uniform between $0$ and ${c}$, and $Y = {plus(f'{a}X' if a != -1 else '-X', b) if b else f'{a}X' if a != -1 else '-X'}$. How high is the density of $Y$ where it is not zero?",
            key=key,
            proof=Satisfies(
                "area",
                "The box over all values of Y has the area 1.",
                lambda v: isinstance(v, Fraction) and v * (high - low) == 1,
            ),
            steps=(
                Step(
                    "Size of the derivative of the inverse",
                    rf"\frac{{1}}{{|{a}|}} = {tex(Fraction(1, abs(a)))}",
                ),
                Step(
                    "Times the old density",
                    rf"\frac{{1}}{{{c}}} \cdot {tex(Fraction(1, abs(a)))} = {tex(key)}",
                ),
            ),
            hints=(
                "You are asked for the density of a stretched variable.",
                DENSITY,
                f"The old density is $\\frac{{1}}{{{c}}}$; by how much is the range stretched?",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(
                    sympy.Rational(abs(a), c),
                    "Where values are stretched apart, the density gets lower: divide.",
                ),
                Mistake(sympy.Rational(1, c), "That is the old density."),
                Mistake(-key, "A density is never negative: take the size of the derivative."),
            ),
        )
    spot = Fraction(draw.integer(1, 4 * abs(a) * c - 1), 4) + low
    x = (spot - b) / a
    value = 2 * x / Fraction(c * c) / abs(a)
    key = rational(value)
    return Draft(
        prompt=f"$X$ has the density $f(x) = {tex(Fraction(2, c * c)) + ' ' if c * c != 2 else ''}x$ for $0 < x < {c}$, and $Y = {plus(f'{a}X' if a != -1 else '-X', b) if b else f'{a}X' if a != -1 else '-X'}$. What is the density of $Y$ at $y = {short(spot)}$?",
        key=key,
        proof=Rederived(
            "differences",
            "The distribution function of Y was differentiated with difference quotients at 80 digits.",
            lambda: second_way.slope(
                lambda y: ((y - b) / a) ** 2 / c**2 * (1 if a > 0 else -1), second_way.real(spot)
            ),
        ),
        steps=(
            Step("The x that belongs to it", rf"\frac{{{short(spot)} - {guarded(b)}}}{{{a}}} = {tex(x)}"),
            Step(
                "Old density there, over the stretch",
                rf"{tex(Fraction(2, c * c))} \cdot {tex(x)} \cdot \frac{{1}}{{{abs(a)}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a density at one place.",
            DENSITY,
            f"Solve for $x$: $\\frac{{{short(spot)} - {guarded(b)}}}{{{a}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(value * abs(a)), "The stretch is missing: divide by its size."),
            Mistake(rational(value * a * a), "Divide by the stretch, do not multiply."),
            Mistake(
                rational(2 * spot / Fraction(c * c)), "Put the inverse into the old density, not y itself."
            ),
        ),
    )


def _density(draw: Draw, level: int) -> Draft:
    n, c, m = _powers(draw)
    y = Y_SYMBOL
    key = sympy.Rational(n + 1, m * c ** (n + 1)) * y ** (sympy.Rational(n + 1, m) - 1)
    top = c**m
    return Draft(
        prompt=f"{_uniform(n, c)}, and $Y = X^{m}$. "
        + draw.choice(
            (
                f"What is the density of $Y$ for $0 < y < {top}$?",
                f"Find the density $g(y)$ on $0 < y < {top}$.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "differences",
            "The distribution function of Y was differentiated with difference quotients at 80 digits.",
            ("y",),
            lambda at: second_way.slope(lambda t: (t ** (second_way.real(1) / m) / c) ** (n + 1), at["y"]),
        ),
        steps=(
            Step(
                "The inverse and its derivative",
                rf"\frac{{d}}{{dy}} y^{{\frac{{1}}{{{m}}}}} = {tex(sympy.Rational(1, m) * y ** (sympy.Rational(1, m) - 1))}",
            ),
            Step(
                "The old density at the inverse, times this derivative",
                rf"{tex(sympy.Rational(n + 1, c ** (n + 1)) * y ** sympy.Rational(n, m))} \cdot {tex(sympy.Rational(1, m) * y ** (sympy.Rational(1, m) - 1))} = {tex(key)}",
            ),
        ),
        hints=("You are asked for a new density.", DENSITY, f"The inverse is $x = y^{{1/{m}}}$."),
        answer_hint=AT,
        symbols=("y",),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(n + 1, c ** (n + 1)) * y ** sympy.Rational(n, m),
                "The derivative of the inverse is missing.",
            ),
            Mistake(
                sympy.Rational(n + 1, c ** (n + 1))
                * y ** sympy.Rational(n, m)
                * m
                * y ** (1 - sympy.Rational(1, m)),
                "Multiply by the derivative of the inverse, do not divide by it.",
            ),
            Mistake(
                y ** sympy.Rational(n + 1, m) / c ** (n + 1),
                "That is the distribution function; differentiate it.",
            ),
        ),
    )


def _inverse(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("power", "exponential"))
    if kind == "power":
        n, c = draw.choice((2, 2, 3)), draw.choice((1, 2, 3, 4, 5, 10))
        r = draw.choice(
            (
                Fraction(1, 2),
                Fraction(1, 3),
                Fraction(2, 3),
                Fraction(3, 4),
                Fraction(1, 4),
                Fraction(3, 5),
                Fraction(4, 5),
                Fraction(9, 10),
                Fraction(1, 10),
            )
        )
        u = r**n
        key = rational(c * r)
        below = f"{c}^{{{n}}}" if c > 1 else "1"
        function = rf"\frac{{x^{n}}}{{{c**n}}}" if c > 1 else f"x^{n}"

        def fits(v: Any) -> Any:
            return isinstance(v, Fraction) and v > 0 and v**n == u * c**n

        steps: tuple[Step, ...] = (
            Step("Solve for x", rf"{tex(u)} \cdot {below} = {tex(u * c**n)}"),
            Step("Take the root; check", f"{bracketed(c * r)}^{{{n}}} = {tex(u * c**n)}"),
        )
        wrong = [
            Mistake(rational(u), "That is the uniform number itself."),
            Mistake(rational(u * c**n), "Take the root."),
            Mistake(rational(u**n), "Invert the function; do not apply it."),
        ]
        first = f"Set ${function}$ equal to ${tex(u)}$."
        limits = f"for $0 < x < {c}$"
    else:
        top, bottom = draw.choice(((1, 2), (3, 4), (2, 3), (9, 10), (4, 5), (7, 8)))
        u, rate = Fraction(top, bottom), draw.choice((1, 2, 3, 4, 5))
        key = sympy.log(rational(1 / (1 - u))) / rate
        function = f"1 - e^{{-{rate}x}}" if rate > 1 else "1 - e^{-x}"

        def fits(v: Any) -> Any:
            return not isinstance(v, tuple) and second_way.equal(
                1 - second_way.called("exp", -rate * second_way.real(v)), u
            )

        steps = (
            Step("One minus the uniform number", chain(minus(1, u), 1 - u)),
            Step(
                "Solve for the exponent: minus the logarithm",
                rf"{scaled(rate, 'x')} = \ln {tex(1 / (1 - u))}",
            ),
            *((Step("Divide by the rate", f"x = {tex(key)}"),) if rate > 1 else ()),
        )
        wrong = [
            Mistake(-sympy.log(rational(u)) / rate, "Solve for the exponential first."),
            Mistake(-key, "Mind the sign."),
            Mistake(key * rate * rate, "Divide by the rate."),
        ]
        first = f"Set ${function}$ equal to ${tex(u)}$."
        limits = "for $x > 0$"
    return Draft(
        prompt=f"A distribution has the cumulative function $F(x) = {function}$ {limits}. A uniform random number came out as $u = {tex(u)}$. Which value of this distribution does it give?",
        key=key,
        proof=Satisfies(
            "putting it in", "The cumulative function at this value gives the uniform number back.", fits
        ),
        steps=steps,
        hints=("The probability to the left is known; the value is asked for.", INVERT, first),
        answer_hint="an exact value such as 3/2 or ln 4",
        mistakes=but_key(key, *wrong),
    )


def _expectation(draw: Draw, level: int) -> Draft:
    n, c, m = _powers(draw)
    a, b = draw.choice((1, 2, 3, -1)), draw.integer(-3, 4)
    value = a * Fraction((n + 1) * c**m, n + m + 1) + b
    key = rational(value)
    factor = Fraction(n + 1, c ** (n + 1))
    degree = n + m

    def strips() -> Fraction:
        # Boole's rule on the interval is exact for polynomials of this degree.
        points, weights = [Fraction(c * i, 4) for i in range(5)], (7, 32, 12, 32, 7)
        return sum(
            (
                Fraction(w, 90) * c * (a * x**m + b) * factor * x**n
                for x, w in zip(points, weights, strict=True)
            ),
            Fraction(0),
        )

    inside = (
        plus(f"{'' if a == 1 else '-' if a == -1 else a}X^{m}", b)
        if b
        else f"{'' if a == 1 else '-' if a == -1 else a}X^{m}"
    )
    return Draft(
        prompt=f"{_uniform(n, c)}. What is $E\\left[{inside}\\right]$?",
        key=key,
        proof=Rederived(
            "Boole's rule",
            "The integral was taken by Boole's rule, which is exact for these polynomials.",
            strips,
        ),
        steps=(
            Step(
                "Expectation of the power",
                rf"\int_{{0}}^{{{c}}} {'' if factor == 1 else tex(factor) + ' '}x^{{{degree}}} \, dx = {tex(Fraction((n + 1) * c**m, n + m + 1))}",
            ),
            Step(
                "Scale and shift",
                rf"{a} \cdot {tex(Fraction((n + 1) * c**m, n + m + 1))} + {guarded(b)} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a mean; the density of the new variable is not needed.",
            MEAN,
            f"Integrate $x^{m}$ times the density from 0 to {c}.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(a * Fraction((n + 1) * c, n + 2) ** m + b),
                "The mean of a power is not the power of the mean.",
            ),
            Mistake(rational(value - b), "The constant is added as well."),
            Mistake(rational(a * Fraction(c**m, m + 1) + b), "Multiply by the density before integrating.")
            if n
            else Mistake(
                rational(a * Fraction(c ** (m + 1), m + 1) + b), "The density is one over the length."
            ),
        ),
    )


def _check(draw: Draw, level: int) -> Draft:
    n, c, m = _powers(draw)
    right = Fraction(n + 1, m * c ** (n + 1))
    truth = draw.coin()
    factor = right if truth else draw.choice((right * m, right / m, right * c, right * 2))
    if factor == right and not truth:
        raise Unsuitable("no difference")
    exponent = Fraction(n + 1, m) - 1
    top = c**m
    shape = "" if exponent == 0 else f" y^{{{tex(exponent)}}}"
    area = factor * Fraction(m, n + 1) * c ** (n + 1)
    return claim_draft(
        prompt=f"{_uniform(n, c)}, and $Y = X^{m}$. True or false: $g(y) = {shape.strip() if factor == 1 and shape else tex(factor) + shape}$ is the density of $Y$ on $0 < y < {top}$.",
        truth=truth,
        method="one half of the values",
        detail="The distribution function that belongs to it was compared with that of X at the middle of its range.",
        decide=lambda: factor * Fraction(m, n + 1) * Fraction(c, 2) ** (n + 1) == Fraction(1, 2) ** (n + 1),
        steps=(
            Step(
                "A density has the area 1; this one has",
                rf"\int_{{0}}^{{{top}}} {tex(factor)}{shape} \, dy = {tex(area)}",
            ),
        ),
        hints=(
            "You are asked to check a transformed density.",
            DENSITY + " A density has the area 1.",
            f"Integrate it from 0 to {top}.",
        ),
        if_wrong="The area decides: it has to be 1, and a forgotten or doubled derivative of the inverse shows there.",
    )


GENERATORS = (
    Generator(TOPIC, "linear", COMPUTE, _linear, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "expectation", COMPUTE, _expectation, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "power", COMPUTE, _density, levels=(3,), objectives=(1,)),
    Generator(TOPIC, "from-uniform", REVERSE, _inverse, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "area", TRUE_FALSE, _check, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "in-order", ORDER, from_uniform, levels=(3,), objectives=(1,)),
    Generator(TOPIC, "stretched", TRUE_FALSE, stretched, levels=(1,), objectives=(1, 2)),
)
