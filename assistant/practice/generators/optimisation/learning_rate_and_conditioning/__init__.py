"""Exercises on learning rates: the largest safe one, the best one, condition numbers and the number of steps."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.optimisation.in_order_bounds import largest_rate
from assistant.practice.generators.optimisation.learning_rate_and_conditioning.pieces import bowl, written
from assistant.practice.generators.optimisation.learning_rate_and_conditioning.questions import judge
from assistant.practice.notation import (
    chain,
    column,
    decimal,
    minus,
    over,
    plus,
    power,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "learning-rate-and-conditioning"


def _errors(mu: int, top: int, eta: Any) -> list[Any]:
    """The factors of one step along both axes, measured by running it."""
    factors = []
    for curvature in (mu, top):
        bowl = second_way.real(curvature)
        factors.append(1 - eta * second_way.slope(lambda x: bowl * x**2 / 2, second_way.real(1)))  # noqa: B023
    return factors


def _compute(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    mu, top = bowl(draw)
    f = written(mu, top)
    if level == 1:
        eta = Fraction(draw.choice((1, 2, 4, 5, 10, 20)), 100)
        key: Any = column([1 - rational(eta) * mu, 1 - rational(eta) * top])
        prompt = draw.choice(
            (
                f"By which two factors does one step of gradient descent with $\\eta = {short(eta)}$ multiply the errors along $x$ and along $y$ on $f(x, y) = {f}$?",
                f"A bowl has the curvatures {mu} along $x$ and {top} along $y$. The rate is {short(eta)}. Give the error factors of a step as a vector.",
            )
        )
        steps = (
            Step("Along x", chain(f"1 - {short(eta)} \\cdot {mu}", short(1 - eta * mu))),
            Step("Along y", chain(f"1 - {short(eta)} \\cdot {top}", short(1 - eta * top))),
        )
        proof: Proof = Rederived(
            "running it",
            "A step was run from distance 1 along each axis.",
            lambda: tuple(_errors(mu, top, second_way.real(eta))),
        )
        wrong = (
            Mistake(
                column([rational(eta) * mu, rational(eta) * top]),
                "That is what is taken away; the factor is one minus it.",
            ),
            Mistake(
                column([1 - 2 * rational(eta) * mu, 1 - 2 * rational(eta) * top]),
                "The curvature already holds the 2 of the square: the half in front cancels it.",
            ),
        )
        rule, hint, answer = (
            r"Along a direction with curvature $\lambda$ a step multiplies the error by $1 - \eta \lambda$.",
            f"Along $x$ the curvature is {mu}.",
            "a vector such as [0.9, -0.8]",
        )
    elif level == 2:
        best = draw.coin()
        key = sympy.Rational(2, mu + top) if best else sympy.Rational(2, top)
        prompt = f"Gradient descent runs on $f(x, y) = {f}$. " + (
            draw.choice(
                (
                    "What is the best fixed learning rate?",
                    "Which fixed rate makes the slower of the two directions as fast as possible?",
                )
            )
            if best
            else draw.choice(
                (
                    "Below which learning rate does it converge from every start?",
                    "Give the bound for safe learning rates.",
                )
            )
        )
        steps = (
            Step(
                "Two over the sum of the curvatures" if best else "Two over the largest curvature",
                chain(over(2, plus(mu, top) if best else top), key),
            ),
        )
        proof = Satisfies(
            "running it",
            "At this rate the factors of both ends have opposite signs and equal size."
            if best
            else "At this rate the steep direction only changes its sign.",
            lambda g: (
                g > 0
                and (
                    second_way.equal(sum(_errors(mu, top, second_way.real(g))), 0)
                    if best
                    else second_way.equal(_errors(mu, top, second_way.real(g))[1], -1)
                )
            ),
        )
        wrong = (
            Mistake(
                sympy.Rational(2, top) if best else sympy.Rational(2, mu + top),
                "That is the bound for convergence."
                if best
                else "That is the best rate; larger ones still converge.",
            ),
            Mistake(
                sympy.Rational(1, top),
                "There the steep direction is done in one step; the question asks for another rate.",
            ),
            Mistake(sympy.Rational(2, mu), "The steepest direction decides, not the flattest."),
        )
        rule, hint, answer = (
            r"Safe: $0 < \eta < \frac{2}{M}$. Best: $\eta^* = \frac{2}{\mu + M}$.",
            f"The curvatures are {mu} and {top}.",
            "a fraction such as 2/9",
        )
    else:
        kappa = Fraction(top, mu)
        key = rational((kappa - 1) / (kappa + 1))
        prompt = draw.choice(
            (
                f"With the best fixed learning rate on $f(x, y) = {f}$, by which factor does the worst error shrink in each step?",
                f"What is the best convergence factor $\\rho = \\frac{{\\kappa - 1}}{{\\kappa + 1}}$ for a bowl with the curvatures {mu} and {top}?",
            )
        )
        steps = (
            Step("The condition number", chain(over(top, mu), sympy.Rational(top, mu))),
            Step("The factor", chain(over(minus(top, mu), plus(top, mu)), key)),
        )
        proof = Rederived(
            "running it",
            "A step with the best rate was run along the flat direction.",
            lambda: _errors(mu, top, second_way.real(Fraction(2, mu + top)))[0],
        )
        wrong = (
            Mistake(sympy.Rational(mu, top), "That is one over the condition number."),
            Mistake(1 - key, "That is the share of the error that goes in a step; the factor is what stays."),
        )
        rule, hint, answer = (
            r"$\rho = \frac{\kappa - 1}{\kappa + 1}$ with $\kappa = \frac{M}{\mu}$.",
            "Find the condition number first.",
            "a fraction such as 4/5",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            {
                1: "You are asked for two numbers, one for each direction.",
                2: "You are asked for a learning rate.",
                3: "You are asked how fast the best run is.",
            }[level],
            rule,
            hint,
        ),
        answer_hint=answer,
        mistakes=but_key(key, *wrong),
    )


def _behind(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        top = draw.integer(2, 60)
        limit = Fraction(2, top)
        key = sympy.Integer(top)
        prompt = draw.choice(
            (
                f"Gradient descent converges for every learning rate below ${tex(rational(limit))}$, and for none above. What is the largest curvature?",
                f"Training diverges as soon as $\\eta$ exceeds ${tex(rational(limit))}$. How steep is the steepest direction: what is $M$?",
            )
        )
        steps = (Step("Two over the bound", chain(rf"2 \cdot {tex(rational(1 / limit))}", key)),)
        accepts = lambda g: g > 0 and 1 - limit * g == -1  # noqa: E731
        wrong = (
            Mistake(sympy.Rational(top, 2), "The bound is two over the curvature."),
            Mistake(rational(limit), "That is the rate."),
        )
        rule, hint = (
            r"The bound is $\frac{2}{M}$.",
            "Set the bound equal to the given rate and solve for $M$.",
        )
    elif level == 2:
        rho = draw.choice(
            (
                Fraction(1, 2),
                Fraction(3, 5),
                Fraction(4, 5),
                Fraction(9, 10),
                Fraction(1, 3),
                Fraction(99, 100),
                Fraction(2, 3),
                Fraction(49, 50),
                Fraction(19, 20),
                Fraction(7, 9),
                Fraction(5, 7),
            )
        )
        kappa = (1 + rho) / (1 - rho)
        key = rational(kappa)
        mu = draw.choice((1, 1, 2, 5))
        prompt = draw.choice(
            (
                f"With the best fixed rate the error shrinks by the factor ${tex(rational(rho))}$ in each step. What is the condition number?",
                f"The flattest curvature is {mu}, and the best factor per step is ${tex(rational(rho))}$. How many times as large is the steepest curvature?",
            )
        )
        steps = (
            Step(
                "Solve the formula for the condition number",
                chain(rf"\frac{{1 + {tex(rational(rho))}}}{{1 - {tex(rational(rho))}}}", key),
            ),
        )
        accepts = lambda g: g >= 1 and (g - 1) == rho * (g + 1)  # noqa: E731
        wrong = (
            Mistake(rational(1 / (1 - rho)), "Above the line stands one plus the factor."),
            Mistake(1 / key, "A condition number is at least 1."),
        )
        rule, hint = (
            r"$\rho = \frac{\kappa - 1}{\kappa + 1}$.",
            "Multiply by the denominator and collect the condition number.",
        )
    else:
        scale = draw.choice((2, 3, 4, 5, 10, 20, 50, 100))
        key = sympy.Integer(scale**2)
        other = draw.choice((1, 2, 5))
        prompt = draw.choice(
            (
                f"Two uncorrelated features of mean zero have the typical sizes {other} and {other * scale}. What is the condition number of the squared error (the ratio of its curvatures)?",
                f"One feature is {scale} times as large as the other, and they are uncorrelated with mean zero. Standardising brings the condition number of the squared error to 1; what was it before?",
            )
        )
        steps = (
            Step(
                "Curvatures go with the squares of the sizes",
                chain(over(power(other * scale, 2), power(other, 2)), key),
            ),
        )

        def accepts(g: Any) -> bool:
            features = numpy.array([[1, scale], [1, -scale], [-1, scale], [-1, -scale]])
            values = numpy.linalg.eigvalsh((features.T @ features).astype(float))
            return bool(abs(float(g) - values[1] / values[0]) < 1e-6 * scale**2)

        wrong = (
            Mistake(
                sympy.Integer(scale), "The curvature of a squared error goes with the square of the feature."
            ),
            Mistake(sympy.Integer(2 * scale), "Square the ratio, do not double it."),
        )
        rule, hint = (
            "The curvature along a weight is the mean square of its feature.",
            f"How do the squares of {other} and {other * scale} compare?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it back", "With this number the given rate, factor or ratio comes out.", accepts
        ),
        steps=steps,
        hints=("You are asked for the shape of the bowl, from how descent behaves on it.", rule, hint),
        symbols=("M", "kappa"),
        mistakes=but_key(key, *wrong),
    )


def _how_many(draw: Draw, level: int) -> Draft:
    rho, left = (
        draw.choice(
            (
                Fraction(1, 2),
                Fraction(4, 5),
                Fraction(9, 10),
                Fraction(3, 4),
                Fraction(95, 100),
                Fraction(99, 100),
            )
        ),
        draw.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(1, 4), Fraction(1, 50))),
    )
    count = next(n for n in range(1, 2000) if rho**n <= left)
    key = sympy.Integer(count)
    return Draft(
        prompt=draw.choice(
            (
                f"Each step multiplies the error by {decimal(rho)}. After how many steps is for the first time at most {decimal(left)} of it left?",
                f"With the best rate the error factor is {decimal(rho)}. How many steps bring the error to {decimal(left)} of its size or below? (A calculator helps; round up.)",
            )
        ),
        key=key,
        proof=Satisfies(
            "multiplying",
            "The factor was multiplied step by step until the error was small enough.",
            lambda g: g == int(g) and 0 < g < 5000 and rho ** int(g) <= left < rho ** (int(g) - 1),
        ),
        steps=(
            Step(
                "Solve for the exponent and round up",
                rf"\frac{{\ln {decimal(left)}}}{{\ln {decimal(rho)}}} \approx {round(math.log(left) / math.log(rho), 2)}",
            ),
        ),
        hints=(
            "You are asked for a number of steps.",
            "After n steps the error is multiplied by the factor to the power n; logarithms bring n down.",
            f"Divide $\\ln {decimal(left)}$ by $\\ln {decimal(rho)}$.",
        ),
        answer_hint="a whole number",
        mistakes=but_key(
            key,
            Mistake(key - 1, "There it is still a little too large: round up."),
            Mistake(
                sympy.Integer(math.ceil((1 - left) / (1 - rho))),
                "Each step takes a share of what is left, not of the beginning.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 2)),
    Generator(TOPIC, "how-many", COMPUTE, _how_many, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "behind", REVERSE, _behind, objectives=(1, 2, 4)),
    Generator(TOPIC, "judge", TRUE_FALSE, judge, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, largest_rate, levels=(3,), objectives=(1,)),
)
