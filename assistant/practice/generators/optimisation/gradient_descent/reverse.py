"""Exercises on gradient descent where the answer is known and a part of the question is not."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, derivative
from assistant.practice.generators.optimisation.gradient_descent.pieces import (
    RATES,
    RULE,
    a_parabola,
    descend,
    short,
    short_factor,
)
from assistant.practice.notation import (
    chain,
    over,
    rational,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 3:
        return _largest_rate(draw)
    function = a_parabola(draw)
    slope = sympy.diff(function, X)
    rate = draw.choice(RATES)
    start = draw.nonzero(-5, 6)
    at_start = slope.subs(X, start)
    if at_start == 0:
        raise Unsuitable("flat")
    after = start - rational(rate) * at_start
    if level == 1:
        key = rational(rate)
        return Draft(
            prompt=draw.choice(
                (
                    f"One step of gradient descent on $f(x) = {tex(function)}$ led from $x_0 = {start}$ to "
                    f"$x_1 = {short(after)}$. What was the learning rate?",
                    f"On $f(x) = {tex(function)}$ a step of gradient descent went from ${start}$ to ${short(after)}$. Find "
                    r"$\eta$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "substitution",
                "A step with this learning rate, done with difference quotients, leads to the given point.",
                lambda guess: second_way.equal(
                    descend(function, start, guess, 1), Fraction(int(after.p), int(after.q))
                ),
            ),
            steps=(
                Step("Differentiate", chain(derivative(function), sympy.expand(slope))),
                Step("Slope at the start", f"f'({start}) = {tex(at_start)}"),
                Step(
                    "Divide the way by the slope",
                    chain(r"\eta", over(f"{start} - {short_factor(after)}", tex(at_start)), short(key)),
                ),
            ),
            hints=(
                "You are asked for the number that the slope was multiplied by.",
                RULE + r" Solve this for $\eta$.",
                f"Find the slope at the start: ${derivative(function)}$ at $x = {start}$.",
            ),
            answer_hint="a number such as 0.1 or 1/4",
            mistakes=but_key(
                key, Mistake(-key, "A learning rate is positive: the step goes against the slope.")
            ),
        )
    key = sympy.Integer(start)
    factor = 1 - rational(rate) * sympy.diff(function, X, 2)
    if factor == 0:
        raise Unsuitable("every start leads there")
    eta = short(rational(rate))
    return Draft(
        prompt=draw.choice(
            (
                rf"One step of gradient descent on $f(x) = {tex(function)}$ with $\eta = {eta}$ ended at "
                f"$x_1 = {short(after)}$. Where did it start?",
                rf"From which $x_0$ does one step of gradient descent with $\eta = {eta}$ on $f(x) = {tex(function)}$ lead to "
                f"$x_1 = {short(after)}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "A step from this start, done with difference quotients, leads to the given point.",
            lambda guess: second_way.equal(
                descend(function, guess, rate, 1), Fraction(int(after.p), int(after.q))
            ),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.expand(slope))),
            Step("Write the step", f"x - {eta} \\cdot ({tex(sympy.expand(slope))}) = {short(after)}"),
            Step("Collect and solve for x", rf"x = {start}"),
        ),
        hints=(
            "You are asked for the place before the step.",
            RULE + " Here the new place is known; solve for the old one.",
            f"First work out ${derivative(function)}$ and write the step with $x$ unknown.",
        ),
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(
                after + rational(rate) * slope.subs(X, after),
                "The slope belongs to the start, not to the end of the step.",
            ),
            Mistake(after - rational(rate) * slope.subs(X, after), "That is one step further, not one back."),
        ),
    )


def _largest_rate(draw: Draw) -> Draft:
    a, b, c = draw.integer(1, 12), draw.nonzero(-6, 6), draw.integer(-4, 4)
    in_plane = draw.coin()
    second = draw.integer(1, 12)
    if in_plane and second == a:
        raise Unsuitable("a round bowl")
    function = a * X**2 + second * Y**2 if in_plane else a * X**2 + b * X + c
    steepest = 2 * max(a, second) if in_plane else 2 * a
    key = sympy.Rational(2, steepest)
    arguments = "x, y" if in_plane else "x"

    def is_limit(guess: Fraction) -> bool:
        if guess <= 0:
            return False
        curvatures = (2 * a, 2 * second) if in_plane else (2 * a,)

        def shrinks(rate: Fraction) -> bool:
            places = [Fraction(1) for _ in curvatures]
            for _ in range(2):
                places = [p - rate * k * p for p, k in zip(places, curvatures, strict=True)]
            return all(abs(p) < 1 for p in places)

        return shrinks(guess * Fraction(999, 1000)) and not shrinks(guess)

    return Draft(
        prompt=draw.choice(
            (
                rf"Gradient descent on $f({arguments}) = {tex(function)}$ converges from every start exactly for "
                r"$0 < \eta < \eta_{\max}$. Find $\eta_{\max}$.",
                f"How large may the learning rate be at most, before gradient descent on $f({arguments}) = {tex(function)}$ no "
                "longer converges? Give the bound.",
            )
        ),
        key=key,
        proof=Satisfies(
            "running it",
            "Just below the bound the distance from the minimum shrinks; at the bound it no longer does.",
            is_limit,
        ),
        steps=(
            Step(
                "The largest second derivative is the largest curvature",
                chain(
                    rf"\frac{{\partial^2}}{{\partial {'x' if a > second or not in_plane else 'y'}^2}}\left({tex(function)}\right)"
                    if in_plane
                    else rf"\frac{{d^2}}{{dx^2}}\left({tex(function)}\right)",
                    steepest,
                ),
            ),
            Step(
                "Each step multiplies the distance by 1 minus rate times curvature",
                rf"\left|1 - {steepest}\, \eta\right| < 1",
            ),
            Step("Solve for the rate", chain(r"\eta_{\max}", over(2, steepest), key)),
        ),
        hints=(
            "You are asked for the learning rate at which the steps begin to overshoot too far.",
            r"Along a direction with the curvature $L$ (the second derivative) a step multiplies the distance from the "
            r"minimum by $1 - \eta L$; its size has to stay below 1.",
            "Find the second derivative"
            + (" in each direction; the larger one decides." if in_plane else " first."),
        ),
        answer_hint="a fraction such as 1/3",
        mistakes=but_key(
            key,
            Mistake(
                key / 2,
                "That is the best learning rate for the steepest direction; it may be twice as large.",
            ),
            Mistake(
                2 * key, r"The curvature is the second derivative; the factor 2 of the square belongs to it."
            ),
            Mistake(
                sympy.Rational(2, 2 * min(a, second)) if in_plane else sympy.Integer(1),
                "The steepest direction decides, not the flattest."
                if in_plane
                else "It depends on the curvature.",
            ),
        ),
    )
