"""Exercises on Newton's method: steps in one and two variables, where a step came from, when it fails, what it costs."""

from __future__ import annotations

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
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, derivative
from assistant.practice.generators.optimisation.in_order import newton
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    mat,
    over,
    rational,
    scaled,
    tex,
    vec,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "newtons-method"

RULE = r"$x_{\text{new}} = x - \frac{f'(x)}{f''(x)}$."


def _newton(function: Any, start: Any) -> Any:
    """One step with slope and curvature measured by differences."""
    slope = second_way.slope_of(function, "x")
    return start - slope({"x": start}) / second_way.slope(lambda v: slope({"x": v}), start)


def _step(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level < 3:
        a, b, c = draw.integer(1, 3), draw.nonzero(-5, 5), draw.nonzero(-9, 9)
        f = (
            a * X**2 + b * X + c
            if level == 1
            else sympy.Rational(draw.choice((1, 2)), draw.choice((1, 3))) * X**3
            + draw.choice((0, 1, -1, 2)) * X**2
            - draw.integer(1, 9) * X
        )
        start = draw.nonzero(-4, 5)
        first, second = sympy.diff(f, X), sympy.diff(f, X, 2)
        slope, bend = first.subs(X, start), second.subs(X, start)
        if bend == 0 or slope == 0:
            raise Unsuitable("no step")
        key: Any = start - slope / bend
        if key.q > 20:
            raise Unsuitable("ugly")
        prompt = draw.choice(
            (
                f"Do one Newton step on $f(x) = {tex(f)}$ from $x_0 = {start}$. Where does it lead?",
                f"Newton's method minimises $f(x) = {tex(f)}$ and stands at {start}. What is the next point?",
                f"From $x_0 = {start}$, what is $x_1$ when Newton's method looks for a critical point of $f(x) = {tex(f)}$?",
            )
        )
        steps = (
            Step("Slope", chain(derivative(f), sympy.expand(first))),
            Step("Curvature", chain(derivative(sympy.expand(first)), sympy.expand(second))),
            Step("The step", f"{start} - {over(slope, bend)} = {tex(key)}"),
        )
        proof: Proof = Satisfies(
            "measured slopes",
            "The step was done again with slope and curvature measured by differences.",
            lambda g: abs(_newton(f, second_way.real(start)) - second_way.real(g)) < second_way.real("1e-18"),
        )
        wrong = (
            Mistake(start + slope / bend, "The step is subtracted."),
            Mistake(start - slope, "That is a gradient step with rate 1; divide the slope by the curvature."),
            Mistake(start - bend / slope, "Slope over curvature, not the other way round."),
            Mistake(
                start - f.subs(X, start) / slope,
                "That looks for a zero of f; a minimum is a zero of the slope.",
            ),
        )
        hint, rule, answer = f"Find slope and curvature at $x = {start}$.", RULE, NUMBER
    else:
        p, q, m = draw.integer(1, 4), draw.integer(1, 4), draw.choice((0, 1, -1, 2))
        if 4 * p * q <= m * m or p == q == 1:
            raise Unsuitable("no bowl")
        target = draw.vector(2, -3, 3)
        r, s = -2 * p * target[0] - m * target[1], -m * target[0] - 2 * q * target[1]
        f = p * X**2 + m * X * Y + q * Y**2 + r * X + s * Y
        start2 = (draw.integer(-3, 3), draw.integer(-3, 3))
        if start2 == target:
            raise Unsuitable("already there")
        grad = (2 * p * start2[0] + m * start2[1] + r, m * start2[0] + 2 * q * start2[1] + s)
        key = column(target)
        prompt = draw.choice(
            (
                f"Do one Newton step on $f(x, y) = {tex(f)}$ from ${tex(start2)}$.",
                f"Where does Newton's method go from ${tex(start2)}$ on $f(x, y) = {tex(f)}$?",
            )
        )
        hessian = ((2 * p, m), (m, 2 * q))
        way = tuple(t - o for t, o in zip(target, start2, strict=True))
        steps = (
            Step("Gradient at the start", rf"\nabla f{tex(start2)} = {vec(grad)}"),
            Step(
                "Solve Hessian times step = minus gradient",
                f"{mat(hessian)} {vec(way)} = {vec([-g for g in grad])}",
            ),
            Step("Add the step", f"{vec(start2)} + {vec(way)} = {vec(target)}"),
        )
        proof = Rederived(
            "measured slopes",
            "The only point with zero slopes was found by Cramer's rule from the coefficients.",
            lambda: tuple(Fraction(n, 4 * p * q - m * m) for n in (-r * 2 * q + s * m, -s * 2 * p + r * m)),
        )
        wrong = (
            Mistake(column(way), "That is the step; add it to the start."),
            Mistake(
                column([o - w for o, w in zip(start2, way, strict=True)]),
                "The step goes against the gradient, not with it.",
            ),
            Mistake(
                column([o - g for o, g in zip(start2, grad, strict=True)]),
                "That is a gradient step with rate 1; the Hessian is missing.",
            ),
        )
        hint, rule, answer = (
            f"The Hessian is ${mat(hessian)}$.",
            r"Solve $H \mathbf{d} = -\nabla f$ for the step and add it to the point.",
            "a point such as [2, -1]",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for the point after one Newton step.", rule, hint),
        answer_hint=answer,
        mistakes=but_key(key, *wrong),
    )


def _model(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    at, slope, bend = draw.integer(-5, 6), draw.nonzero(-9, 9), draw.choice((1, 2, 3, 4, 5, 6, 8))
    after = Fraction(at) - Fraction(slope, bend)
    if level == 1:
        key: Any = sympy.Integer(slope)
        prompt = draw.choice(
            (
                f"A Newton step from $x = {at}$ led to ${tex(rational(after))}$; the curvature at the start was $f''({at}) = {bend}$. What was the slope $f'({at})$?",
                f"Newton's method went from {at} to ${tex(rational(after))}$, with $f'' = {bend}$ at the start. Find the slope at the start.",
            )
        )
        steps = (
            Step(
                "The way back, times the curvature",
                chain(rf"{bend} \cdot \left({at} - {guarded(rational(after))}\right)", slope),
            ),
        )
        accepts = lambda g: at - g / Fraction(bend) == after  # noqa: E731
        wrong = (
            Mistake(-key, "The step goes against the slope."),
            Mistake(sympy.Rational(slope, bend), "That is the step; multiply by the curvature."),
        )
        hint = "How long was the step, and in which direction?"
    elif level == 2:
        key = rational(after)
        prompt = draw.choice(
            (
                f"Near $x = {at}$ a function is like the model $m(d) = {draw.nonzero(-4, 9)} {'+' if slope > 0 else '-'} {scaled(abs(slope), 'd')} + \\frac{{{bend}}}{{2}} d^2$ with $d = x - {guarded(at)}$. To which $x$ does a Newton step lead?",
                f"The quadratic Taylor model at {at} has the slope {slope} and the curvature {bend}. Where is the lowest point of the model?",
            )
        )
        steps = (
            Step(
                "The model is lowest where its slope is zero",
                f"{slope} + {bend} \\cdot {guarded(sympy.Rational(-slope, bend))} = 0",
            ),
            Step("From the start", f"{at} - {over(slope, bend)} = {tex(key)}"),
        )
        accepts = lambda g: slope + bend * (g - at) == 0  # noqa: E731
        wrong = (
            Mistake(sympy.Rational(-slope, bend), "That is the step d; add the point."),
            Mistake(rational(at + Fraction(slope, bend)), "The lowest point lies against the slope."),
            Mistake(
                rational(at - Fraction(2 * slope, bend)), "The half in the model cancels the 2 of the square."
            ),
        )
        hint = "Differentiate the model by d and set it to zero."
    else:
        n = draw.choice((2, 4, 10, 20, 50))
        grow = draw.choice((2, 3, 5, 10))
        key = sympy.Integer(grow**3)
        prompt = draw.choice(
            (
                f"Solving for a Newton step costs about $n^3$ operations for $n$ weights. How many times as expensive does a step become when a model grows from {n} to {n * grow} weights?",
                f"One Newton step on {n} weights takes a second, almost all of it for solving the system (cubic cost). How many seconds for {n * grow} weights?",
            )
        )
        steps = (Step("The cost goes with the cube", chain(over(f"{n * grow}^3", f"{n}^3"), key)),)
        accepts = lambda g: g * n**3 == (n * grow) ** 3  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(grow), "A gradient step grows like that; solving grows with the cube."),
            Mistake(
                sympy.Integer(grow**2), "Storing the Hessian grows with the square, solving with the cube."
            ),
        )
        hint = f"The number of weights grows by the factor {grow}."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it back", "With this number the step, the model or the cost comes out as given.", accepts
        ),
        steps=steps,
        hints=(
            "You are asked for what stands behind a Newton step.",
            RULE + " It leads to the lowest point of the quadratic model."
            if level < 3
            else "Storing the Hessian takes n squared numbers, solving about n cubed operations.",
            hint,
        ),
        mistakes=but_key(key, *wrong),
    )


def _fails(draw: Draw, level: int) -> Draft:
    a, b, start = draw.nonzero(-3, 4), draw.integer(1, 9), draw.nonzero(-4, 4)
    f = draw.choice((X**3 - b * X, X**4 - b * X**2, a * X**2 + b * X, X**4 + a * X**3))
    slope, bend = sympy.diff(f, X).subs(X, start), sympy.diff(f, X, 2).subs(X, start)
    if 0 in (slope, bend):
        raise Unsuitable("no step")
    after = start - slope / bend
    truth = bool(bend > 0)
    if truth != draw.coin():
        raise Unsuitable("the other answer is wanted")

    def decide() -> bool:
        at = second_way.real(start)
        tiny = second_way.real("1e-6") * (1 if _newton(f, at) > at else -1)
        return bool(second_way.number_at(f, {"x": at + tiny}) < second_way.number_at(f, {"x": at}))

    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false? On $f(x) = {tex(f)}$ a Newton step from $x_0 = {start}$ sets out downhill.",
                f"Newton's method looks for a minimum of $f(x) = {tex(f)}$ and starts at {start}. True or false? Its first step goes in a direction in which $f$ falls.",
            )
        ),
        truth=truth,
        method="looking ahead",
        detail="The function was compared at the start and a tiny way along the measured step.",
        decide=decide,
        steps=(
            Step("Slope at the start", f"{tex(sympy.diff(f, X)).replace('x', f'({start})')} = {tex(slope)}"),
            Step(
                "Curvature at the start",
                f"{tex(sympy.diff(f, X, 2)).replace('x', f'({start})')} = {tex(bend)}",
            ),
            Step("The step leads to", f"{start} - {over(slope, bend)} = {tex(after)}"),
        ),
        hints=(
            "You are asked whether the step does what it should.",
            "Slope over curvature, subtracted: with a positive curvature the step goes downhill, with a negative one uphill. The repair is to make the curvature positive, or to damp the step.",
            f"What is the sign of the second derivative at {start}?",
        ),
        if_wrong=f"The curvature at the start is ${tex(bend)}$: with a {'positive' if bend > 0 else 'negative'} one the step goes {'downhill' if bend > 0 else 'uphill'}.",
    )


GENERATORS = (
    Generator(TOPIC, "step", COMPUTE, _step, objectives=(1,)),
    Generator(TOPIC, "model", REVERSE, _model, objectives=(2, 4)),
    Generator(TOPIC, "fails", TRUE_FALSE, _fails, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, newton, levels=(2,), objectives=(1,)),
)
