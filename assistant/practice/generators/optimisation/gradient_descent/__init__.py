"""Exercises on gradient descent: steps, learning rates, and whether it converges."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, derivative, partial
from assistant.practice.generators.optimisation.gradient_descent.pieces import (
    RULE,
    a_bowl,
    a_parabola,
    a_rate,
    descend,
    short,
    short_factor,
    written_step,
)
from assistant.practice.generators.optimisation.gradient_descent.questions import choose, find_slip, judge
from assistant.practice.generators.optimisation.gradient_descent.reverse import find_unknown
from assistant.practice.generators.optimisation.in_order import two_steps
from assistant.practice.notation import (
    chain,
    column,
    plus,
    power,
    rational,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "gradient-descent"
RULE2 = r"One step of gradient descent: $\mathbf{x}_{\text{new}} = \mathbf{x} - \eta\, \nabla f(\mathbf{x})$."
DECIMAL = "a number such as 2.4 or -3/5"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _step_in_the_plane(draw) if draw.coin() else _several(draw, 2)
    if level == 3:
        return _after_many(draw) if draw.coin() else _fit(draw)
    return _several(draw, 1)


def _several(draw: Draw, count: int) -> Draft:
    function, start, rate = a_parabola(draw), draw.nonzero(-5, 6), a_rate(draw, Fraction(1, 2))
    slope = sympy.diff(function, X)
    points = [sympy.Integer(start)]
    for _ in range(count):
        points.append(points[-1] - rational(rate) * slope.subs(X, points[-1]))
    key = points[-1]
    if key == points[-2] or key.q > 1000:
        raise Unsuitable("nothing moves")
    how_many = "one step" if count == 1 else "two steps"
    asked = "x_1" if count == 1 else "x_2"
    steps = [Step("Differentiate", chain(derivative(function), sympy.expand(slope)))]
    for index in range(count):
        here = points[index]
        steps.append(Step(f"Slope at $x_{{{index}}}$", f"f'({short(here)}) = {short(slope.subs(X, here))}"))
        steps.append(
            Step(
                f"Step {index + 1}: go against the slope",
                chain(
                    f"x_{index + 1}", written_step(here, rate, slope.subs(X, here)), short(points[index + 1])
                ),
            )
        )
    return Draft(
        prompt=draw.choice(
            (
                f"Do {how_many} of gradient descent on $f(x) = {tex(function)}$ from $x_0 = {start}$ with the learning rate "
                rf"$\eta = {short(rational(rate))}$. What is ${asked}$?",
                rf"Gradient descent with $\eta = {short(rational(rate))}$ starts at $x_0 = {start}$ on $f(x) = {tex(function)}$. "
                f"Where is it after {how_many}?",
                f"A loss depends on one weight: $f(x) = {tex(function)}$. Starting from $x_0 = {start}$, find ${asked}$ by "
                rf"{how_many} of gradient descent with $\eta = {short(rational(rate))}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "running it",
            "Gradient descent was run with difference quotients at 80 digits.",
            lambda: descend(function, start, rate, count),
        ),
        steps=tuple(steps),
        hints=(
            f"You are asked where the variable is after {how_many}.",
            RULE,
            f"Find the slope at the start first: ${derivative(function)}$ at $x = {start}$.",
        ),
        answer_hint=DECIMAL,
        mistakes=but_key(
            key,
            Mistake(
                start + rational(rate) * slope.subs(X, start), "You went uphill: the step is subtracted."
            ),
            Mistake(start - slope.subs(X, start), "The learning rate is missing."),
            Mistake(points[1], "That is where it is after the first step; one more to go."),
            Mistake(
                start - rational(rate) * function.subs(X, start),
                "Use the slope $f'(x)$, not the value $f(x)$.",
            ),
            Mistake(
                rational(rate) * slope.subs(X, start),
                "That is the length of the step; subtract it from the start.",
            ),
        ),
    )


def _step_in_the_plane(draw: Draw) -> Draft:
    function, rate = a_bowl(draw), a_rate(draw, Fraction(1, 2))
    start = (draw.nonzero(-4, 5), draw.nonzero(-4, 5))
    slopes = [sympy.diff(function, v).subs({X: start[0], Y: start[1]}) for v in (X, Y)]
    key = column([s - rational(rate) * g for s, g in zip(start, slopes, strict=True)])
    uphill = column([s + rational(rate) * g for s, g in zip(start, slopes, strict=True)])
    eta = short(rational(rate))

    def run() -> Any:
        at = {"x": second_way.real(start[0]), "y": second_way.real(start[1])}
        gradient = second_way.slopes_of(function, ("x", "y"))(at)
        return tuple(s - second_way.real(rate) * g for s, g in zip(at.values(), gradient, strict=True))

    return Draft(
        prompt=draw.choice(
            (
                f"Do one step of gradient descent on $f(x, y) = {tex(function)}$ from ${tex(start)}$ with "
                rf"$\eta = {eta}$. Where does it lead?",
                rf"From ${tex(start)}$ one step of gradient descent with $\eta = {eta}$ is taken on "
                f"$f(x, y) = {tex(function)}$. Give the new point.",
            )
        ),
        key=key,
        proof=Rederived("running it", "The step was done again with difference quotients at 80 digits.", run),
        steps=(
            Step("Differentiate by x", chain(partial(function, "x"), sympy.diff(function, X))),
            Step("Differentiate by y", chain(partial(function, "y"), sympy.diff(function, Y))),
            Step("Gradient at the start", rf"\nabla f{tex(start)} = {vec(slopes)}"),
            Step(
                "Go against the gradient",
                chain(f"{vec(start)} - {eta} {vec(slopes)}", vec(short(k) for k in key)),
            ),
        ),
        hints=(
            "You are asked for a new point with two coordinates.",
            RULE2,
            f"Begin with the first component of the gradient, ${partial(function, 'x')}$, at the start.",
        ),
        answer_hint="a point such as [1.2, -0.5]",
        mistakes=but_key(
            key,
            Mistake(uphill, "You went uphill: the step is subtracted."),
            Mistake(
                column([s - g for s, g in zip(start, slopes, strict=True)]), "The learning rate is missing."
            ),
            Mistake(
                column([rational(rate) * g for g in slopes]), "That is the step; subtract it from the start."
            ),
        ),
    )


def _after_many(draw: Draw) -> Draft:
    a = draw.integer(1, 4)
    rate = draw.choice(
        (Fraction(1, 10), Fraction(1, 4), Fraction(1, 5), Fraction(1, 8), Fraction(1, 2), Fraction(3, 4))
    )
    factor = 1 - 2 * a * rate
    if factor in (0, 1, -1) or factor.denominator > 10:
        raise Unsuitable("too special")
    start, minimum, count = draw.nonzero(-8, 8), draw.integer(-3, 3), draw.choice((3, 4, 5))
    start = start if start != minimum else start + 1
    key = minimum + rational(factor) ** count * (start - minimum)
    if key.q > 10**6:
        raise Unsuitable("ugly value")
    function = a * (X - minimum) ** 2
    gap = "x" if minimum == 0 else rf"(x - {minimum})" if minimum > 0 else rf"(x + {-minimum})"
    return Draft(
        prompt=f"On $f(x) = {tex(function)}$ gradient descent starts at $x_0 = {start}$ with the learning rate "
        rf"$\eta = {short(rational(rate))}$. Where is it after {count} steps? Find the factor by which the distance from the "
        "minimum changes in each step.",
        key=key,
        proof=Rederived(
            "running it",
            "All steps were run with difference quotients at 80 digits.",
            lambda: descend(function, start, rate, count),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.diff(function, X))),
            Step(
                "One step multiplies the distance from the minimum by the same factor",
                chain(f"1 - {times(short(rational(rate)), 2 * a)}", short(rational(factor))),
            ),
            Step(
                f"Do it {count} times",
                chain(
                    plus(
                        str(minimum),
                        f"{power(short(rational(factor)), count)} \\cdot {short_factor(start - minimum)}",
                    )
                    if not short(rational(factor)).startswith("-")
                    else f"{minimum} + ({short(rational(factor))})^{{{count}}} \\cdot {short_factor(start - minimum)}",
                    short(key),
                ),
            ),
        ),
        hints=(
            "You are asked for the place after several steps; there is no need to do them one by one.",
            "On a parabola each step multiplies the distance from the minimum by one and the same factor. Find the "
            "factor, then take its power.",
            rf"The slope is ${tex(2 * a)}\,{gap}$, so that a step takes away ${times(short(rational(rate)), 2 * a)}$ times "
            "the distance.",
        ),
        answer_hint=DECIMAL,
        mistakes=but_key(
            key,
            Mistake(minimum + rational(factor) * (start - minimum), "That is after one step."),
            Mistake(
                rational(factor) ** count * start, "The factor belongs to the distance from the minimum."
            ),
            Mistake(
                minimum + rational(factor) * count * (start - minimum),
                "Each step multiplies: take a power of the factor.",
            ),
        ),
    )


def _fit(draw: Draw) -> Draft:
    points = [(draw.integer(1, 3), draw.integer(-4, 6)), (draw.integer(1, 4), draw.integer(-4, 6))]
    if points[0][0] == points[1][0]:
        raise Unsuitable("the same input twice")
    w = sympy.Symbol("w")
    start, rate = draw.integer(-2, 2), draw.choice((Fraction(1, 10), Fraction(1, 20), Fraction(1, 5)))
    loss = sympy.Add(*((w * x - t) ** 2 for x, t in points), evaluate=False)
    slope = sympy.expand(sympy.diff(loss, w))
    at_start = slope.subs(w, start)
    if at_start == 0:
        raise Unsuitable("already there")
    key = start - rational(rate) * at_start

    def run() -> Any:
        at = second_way.real(start)
        return at - second_way.real(rate) * second_way.slope(
            lambda value: sum((value * x - t) ** 2 for x, t in points), at
        )

    data = " and ".join(f"$({x}, {t})$" for x, t in points)
    shown = plus(*((w * x - t) ** 2 for x, t in points))
    return Draft(
        prompt=f"The model $w x$ is fitted to the points {data} with the squared error $L(w) = {shown}$. "
        rf"Starting from $w = {start}$, do one step of gradient descent with $\eta = {short(rational(rate))}$. What is the new $w$?",
        key=key,
        proof=Rederived(
            "running it", "The step was done again from the data with difference quotients.", run
        ),
        steps=(
            Step("Differentiate the error by w", chain(derivative(shown, "w"), slope)),
            Step("Slope at the start", f"L'({start}) = {tex(at_start)}"),
            Step("Go against the slope", chain("w", written_step(start, rate, at_start), short(key))),
        ),
        hints=(
            "You are asked for the weight after one step.",
            r"Differentiate the error by $w$ (chain rule for each square), then $w_{\text{new}} = w - \eta\, L'(w)$.",
            f"The first square gives ${derivative((w * points[0][0] - points[0][1]) ** 2, 'w')}$.",
        ),
        answer_hint=DECIMAL,
        symbols=("w",),
        mistakes=but_key(
            key,
            Mistake(start + rational(rate) * at_start, "You went uphill: the step is subtracted."),
            Mistake(start - rational(rate) * at_start / 2, "The factor 2 of the squares is missing."),
            Mistake(start - at_start, "The learning rate is missing."),
            Mistake(
                start - rational(rate) * sum(2 * (start * x - t) for x, t in points),
                "You forgot the inner derivative: each residual is multiplied by its input.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "descend", COMPUTE, _compute, objectives=(1, 3)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "too-far", TRUE_FALSE, judge, levels=(1, 3), objectives=(1, 2)),
    Generator(TOPIC, "pick", CHOICE, choose, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, two_steps, levels=(2,), objectives=(1,)),
)
