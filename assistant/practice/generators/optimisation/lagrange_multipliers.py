"""Exercises on Lagrange multipliers: constrained optima, multipliers as prices, eigenvectors."""

from __future__ import annotations

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
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.generators.optimisation.in_order import multiplier
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    mat,
    over,
    plus,
    rational,
    short,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Proof, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "lagrange-multipliers"

RULE = r"At the optimum the gradients are parallel, $\nabla f = \lambda \nabla g$, and the constraint holds."


def _solve(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b, t = draw.integer(1, 5), draw.integer(1, 5), draw.nonzero(-4, 5)
    if level == 1:
        a = b = 1
        c = 2 * draw.integer(2, 40)
        key: Any = column([c // 2, c // 2])
        prompt = draw.choice(
            (
                f"Two numbers add up to {c}. Which pair $(x, y)$ has the largest product?",
                f"Maximise $f(x, y) = xy$ under the constraint $x + y = {c}$.",
                f"A fence of length {2 * c} encloses a rectangle. Which sides $(x, y)$ make the area largest?",
            )
        )
        steps = (
            Step(
                "Parallel gradients (y, x) and (1, 1) make x and y equal; the constraint then says",
                f"{c // 2} + {c // 2} = {c}",
            ),
        )
        proof: Proof = Satisfies(
            "neighbours",
            "The constraint holds, and a step along it to either side makes the product smaller.",
            lambda g: (
                g[0] + g[1] == c
                and all(
                    (g[0] + d) * (g[1] - d) < g[0] * g[1] for d in (Fraction(1, 1000), Fraction(-1, 1000))
                )
                and abs(g[0] - g[1]) < Fraction(1, 100)
            ),
        )
        wrong = (
            Mistake(column([c, 0]), "There the product is zero."),
            Mistake(column([c, c]), "The constraint is for the sum of both."),
        )
        hint = "The gradient of the product is (y, x), that of the sum (1, 1)."
    elif level == 2:
        key = column([a * t, b * t])
        c = a * a * t + b * b * t
        if (a, b) == (1, 1):
            raise Unsuitable("too plain")
        g_text = tex(a * X + b * Y)
        prompt = draw.choice(
            (
                f"Which point of the line ${g_text} = {c}$ is nearest to the origin? (Minimise $x^2 + y^2$.)",
                f"Minimise $f(x, y) = x^2 + y^2$ under the constraint ${g_text} = {c}$.",
                f"The weights of a model must satisfy ${tex(a * sympy.Symbol('w_1') + b * sympy.Symbol('w_2'))} = {c}$. Which $(w_1, w_2)$ has the smallest penalty $w_1^2 + w_2^2$?",
            )
        )
        steps = (
            Step("Parallel gradients", f"{vec([2 * a * t, 2 * b * t])} = {2 * t} {vec([a, b])}"),
            Step("The constraint", f"{plus(times(a, a * t), times(b, b * t))} = {c}"),
        )
        proof = Satisfies(
            "projection",
            "The point lies on the line, and at a right angle from the origin.",
            lambda g: a * g[0] + b * g[1] == c and -b * g[0] + a * g[1] == 0,
        )
        wrong = (
            Mistake(
                column([sympy.Rational(c, a + b)] * 2),
                "The coordinates are not equal: they are in the ratio of the gradient of the constraint.",
            ),
            Mistake(
                column([b * t, a * t]),
                "The coordinates are swapped: parallel to the gradient of the constraint.",
            ),
            Mistake(column([sympy.Rational(c, a), 0]), "That is where the line meets an axis."),
        )
        hint = f"The gradients are $(2x, 2y)$ and $({a}, {b})$."
    else:
        p, q = draw.choice(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 1), (2, 1), (3, 1), (3, 2)))
        total = (p + q) * draw.integer(2, 12)
        x, y = total * p // (p + q), total * q // (p + q)
        key = column([x, y])
        f_text = tex(X**p * Y**q)
        prompt = draw.choice(
            (
                f"A budget of {total} is split between two channels, $x + y = {total}$ with both positive. The effect is $f(x, y) = {f_text}$. Which split is best?",
                f"Maximise ${f_text}$ for positive $x$ and $y$ with $x + y = {total}$.",
            )
        )
        steps = (
            Step(
                f"Parallel gradients: the parts stand to each other as the exponents, {p} to {q}",
                chain(over(x, y), over(p, q)) if x != p else f"{times(q, x)} = {times(p, y)}",
            ),
            Step("The constraint", f"{x} + {y} = {total}"),
        )
        proof = Satisfies(
            "the slope along the constraint",
            "Along the constraint the logarithm of the effect has slope zero there.",
            lambda g: (
                g[0] + g[1] == total
                and g[0] > 0
                and g[1] > 0
                and abs(
                    second_way.slope(
                        lambda d: (
                            p * second_way.called("log", second_way.real(g[0]) + d)
                            + q * second_way.called("log", second_way.real(g[1]) - d)
                        ),
                        second_way.real(0),
                    )
                )
                < second_way.real("1e-30")
            ),
        )
        wrong = (
            Mistake(column([y, x]), "The two are swapped: the larger exponent earns the larger part."),
            Mistake(column([sympy.Rational(total, 2)] * 2), "Equal parts are best only for equal exponents."),
        )
        hint = "Write both components of the gradient and divide one by the other."
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for the best point that obeys the constraint.", RULE, hint),
        answer_hint="a point such as [5, 5]",
        mistakes=but_key(key, *wrong),
    )


def _price(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        a, b, t = draw.integer(1, 5), draw.integer(1, 5), draw.nonzero(-5, 6)
        key: Any = sympy.Integer(2 * t)
        x, y = a * t, b * t
        prompt = draw.choice(
            (
                f"At $({x}, {y})$ the gradient of $f(x, y) = x^2 + y^2$ is parallel to that of the constraint ${tex(a * X + b * Y)} = {a * x + b * y}$. What is the multiplier $\\lambda$ in $\\nabla f = \\lambda \\nabla g$?",
                f"The smallest $x^2 + y^2$ on the line ${tex(a * X + b * Y)} = {a * x + b * y}$ is at $({x}, {y})$. Find the Lagrange multiplier.",
            )
        )
        steps = (Step("Compare the gradients", f"{vec([2 * x, 2 * y])} = {2 * t} {vec([a, b])}"),)
        accepts = lambda g: (2 * x, 2 * y) == (g * a, g * b)  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(t), "The derivative of a square has the factor 2."),
            Mistake(sympy.Rational(1, 2 * t), "The multiplier stands beside the gradient of the constraint."),
        )
        hint = f"The gradient of $f$ at the point is $({2 * x}, {2 * y})$."
    elif level == 2:
        lam, step = (
            draw.choice(
                (
                    Fraction(3),
                    Fraction(5),
                    Fraction(12),
                    Fraction(1, 2),
                    Fraction(-4),
                    Fraction(8),
                    Fraction(20),
                    Fraction(-3, 2),
                )
            ),
            Fraction(draw.choice((1, 2, 5, 10, 20)), 10),
        )
        best = draw.integer(20, 200)
        key = rational(best + lam * step)
        prompt = draw.choice(
            (
                f"A constrained optimum has the value {best} and the multiplier $\\lambda = {short(lam)}$. About what value does it have when the budget $c$ is raised by {short(step)}? (Use the price.)",
                f"The best profit under a budget is {best}, the price of the constraint is ${short(lam)}$ per unit. Estimate the best profit when the budget grows by {short(step)}.",
            )
        )
        steps = (
            Step("Price times change", chain(f"{short(lam)} \\cdot {short(step)}", short(lam * step))),
            Step("The new value, about", chain(plus(best, short(lam * step)), short(key))),
        )
        accepts = lambda g: (g - best) / step == lam  # noqa: E731
        wrong = (
            Mistake(rational(lam * step), "That is the change; add it to the old value."),
            Mistake(rational(best - lam * step), "The value goes with the sign of the price."),
            Mistake(rational(best + lam), "That is for a change of 1."),
        )
        hint = r"$\frac{df^*}{dc} = \lambda$."
    else:
        p, q = draw.integer(-4, 6), draw.nonzero(-5, 5)
        largest = draw.coin()
        key = sympy.Integer(p + abs(q) if largest else p - abs(q))
        prompt = rf"What is the {'largest' if largest else 'smallest'} value of ${tex(p * X**2 + 2 * q * X * Y + p * Y**2)}$ on the circle $x^2 + y^2 = 1$? (The multiplier is an eigenvalue of $\begin{{pmatrix}} {p} & {q} \\ {q} & {p} \end{{pmatrix}}$.)"
        v = (1, 1) if (q > 0) == largest else (1, -1)
        steps = (Step("An eigenvector", f"{mat([[p, q], [q, p]])} {vec(v)} = {int(key)} {vec(v)}"),)

        def accepts(g: Any) -> bool:
            values = numpy.linalg.eigvalsh(numpy.array([[p, q], [q, p]], dtype=float))
            return bool(abs(float(g) - values[1 if largest else 0]) < 1e-9)

        wrong = (
            Mistake(sympy.Integer(p - abs(q) if largest else p + abs(q)), "That is the other end."),
            Mistake(
                sympy.Integer(2 * int(key)),
                "On the circle the vector has length 1: the value is the eigenvalue itself.",
            ),
            Mistake(sympy.Integer(p), "Look at directions between the axes as well."),
        )
        hint = "Try the directions (1, 1) and (1, -1)."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("gradients", "The gradients, the price or the eigenvalues were compared.", accepts),
        steps=steps,
        hints=(
            "You are asked for what a multiplier tells.",
            RULE
            if level != 2
            else "The multiplier is the price of the constraint: how much the optimum gains for each unit of c.",
            hint,
        ),
        symbols=("lambda",),
        mistakes=but_key(key, *wrong),
    )


def _candidate(draw: Draw, level: int) -> Draft:
    a, b, t = draw.integer(1, 4), draw.integer(1, 4), draw.nonzero(-3, 4)
    x, y = a * t, b * t
    if draw.coin():
        x, y = x + b, y - a
    if draw.integer(1, 3) == 1:
        x += 1
    c = a * a * t + b * b * t
    parallel, on = x * b == y * a, a * x + b * y == c
    return claim_draft(
        prompt=f"True or false? The point $({x}, {y})$ satisfies both Lagrange conditions for $f(x, y) = x^2 + y^2$ under ${tex(a * X + b * Y)} = {c}$.",
        truth=parallel and on,
        method="walking the line",
        detail="The point of the line that is nearest to the origin was found by the foot of the perpendicular and compared.",
        decide=lambda: Fraction(a * c, a * a + b * b) == x and Fraction(b * c, a * a + b * b) == y,
        steps=(
            Step("The constraint at the point", f"{plus(times(a, x), times(b, y))} = {a * x + b * y}"),
            Step(
                "Cross products of the gradients, zero when parallel",
                f"{times(2 * x, b)} - {guarded(2 * y)} \\cdot {a} = {2 * x * b - 2 * y * a}",
            ),
        ),
        hints=(
            "You are asked to check two conditions.",
            RULE,
            "First see whether the point obeys the constraint.",
        ),
        if_wrong=("The point lies on the line" if on else "The point does not lie on the line")
        + (" and" if on == parallel else ", but")
        + (" the gradients are parallel there." if parallel else " the gradients are not parallel there."),
    )


GENERATORS = (
    Generator(TOPIC, "solve", COMPUTE, _solve, objectives=(1,)),
    Generator(TOPIC, "price", REVERSE, _price, objectives=(3, 4)),
    Generator(TOPIC, "candidate", TRUE_FALSE, _candidate, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, multiplier, levels=(1,), objectives=(1,)),
)
