"""Exercises on momentum: steps by hand, terminal velocity, the right coefficient for a valley."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

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
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.optimisation.in_order_bounds import momentum_unrolled
from assistant.practice.generators.optimisation.momentum.questions import compare
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    rational,
    root,
    short,
    short_factor,
    tex,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "momentum"


RULE = r"$v_{\text{new}} = \beta v + f'(x)$, then $x_{\text{new}} = x - \eta\, v_{\text{new}}$, with $v = 0$ at the start."


def _run(curvature: int, start: Fraction, beta: Fraction, eta: Fraction, steps: int) -> Any:
    """Run momentum on half the curvature times x squared, with measured slopes."""
    at, v = second_way.real(start), second_way.real(0)
    for _ in range(steps):
        v = second_way.real(beta) * v + second_way.slope(lambda x: second_way.real(curvature) * x**2 / 2, at)
        at = at - second_way.real(eta) * v
    return at


def _steps(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    beta, eta = (
        draw.choice((Fraction(1, 2), Fraction(9, 10), Fraction(1, 4), Fraction(3, 5), Fraction(4, 5))),
        draw.choice((Fraction(1, 10), Fraction(1, 4), Fraction(1, 5))),
    )
    k, start = draw.choice((1, 2, 4)), Fraction(draw.nonzero(-8, 8) * 2)
    if level == 1:
        gradients = [draw.nonzero(-4, 6) for _ in range(3)]
        v = [Fraction(gradients[0])]
        for g in gradients[1:]:
            v.append(beta * v[-1] + g)
        key: Any = rational(v[-1])
        prompt = draw.choice(
            (
                f"The gradients of three steps are {gradients[0]}, {gradients[1]} and {gradients[2]}. With momentum $\\beta = {short(beta)}$, starting at rest, what is the velocity after the third?",
                f"Starting with $v = 0$ and $\\beta = {short(beta)}$, momentum meets the gradients {gradients[0]}, {gradients[1]}, {gradients[2]}. Which velocity has it then?",
            )
        )
        steps = tuple(
            Step(
                f"Step {i + 1}",
                chain(
                    plus(f"{short(beta)} \\cdot {short_factor(v[i - 1] if i else 0)}", gradients[i]),
                    short(v[i]),
                ),
            )
            for i in range(3)
        )
        proof: Proof = Rederived(
            "weights",
            "The gradients were weighted with powers of beta and added.",
            lambda: sum((beta ** (2 - i) * g for i, g in enumerate(gradients)), Fraction(0)),
        )
        wrong = (
            Mistake(
                sympy.Integer(sum(gradients)),
                "Older gradients fade: multiply the velocity by beta in each step.",
            ),
            Mistake(rational(beta * v[-2]), "The new gradient is missing."),
            Mistake(
                rational(beta * v[-2] + (1 - beta) * gradients[2]),
                "In this method the gradient is added in full, not with the weight one minus beta.",
            ),
        )
        hint = "After the first step the velocity is the first gradient."
    else:
        if level == 3:
            mu, top = draw.choice(
                (
                    (1, 4),
                    (1, 9),
                    (4, 9),
                    (1, 16),
                    (4, 16),
                    (9, 16),
                    (1, 25),
                    (4, 25),
                    (1, 36),
                    (4, 36),
                    (1, 49),
                    (1, 64),
                    (1, 81),
                    (1, 100),
                    (9, 25),
                    (16, 25),
                    (4, 100),
                    (9, 49),
                    (9, 100),
                    (25, 100),
                    (16, 100),
                    (4, 64),
                    (4, 81),
                )
            )
            a, b = math.isqrt(mu), math.isqrt(top)
            ask = draw.choice(("eta", "beta", "factor"))
            values = {
                "eta": Fraction(2, a + b) ** 2,
                "beta": Fraction(b - a, b + a) ** 2,
                "factor": Fraction(b - a, b + a),
            }
            key = rational(values[ask])
            words = {
                "eta": "learning rate",
                "beta": "momentum coefficient",
                "factor": "factor by which, in the long run, each step shrinks the error, $\\sqrt{\\beta}$,",
            }
            prompt = f"A bowl has curvatures from {mu} to {top}. " + draw.choice(
                (
                    f"What is the best {words[ask]} for gradient descent with momentum?",
                    f"Momentum is tuned to it in the best way. What is its {words[ask].rstrip(',')}?",
                )
            )
            written = {
                "eta": rf"\left(\frac{{2}}{{{b} + {a}}}\right)^2",
                "beta": rf"\left(\frac{{{b} - {a}}}{{{b} + {a}}}\right)^2",
                "factor": rf"\frac{{{b} - {a}}}{{{b} + {a}}}",
            }[ask]
            steps = (
                Step("The roots of the curvatures", f"{root(top)} = {b}"),
                Step("The formula with the roots", chain(written, key)),
            )

            def fits(g: Any) -> bool:
                """At the best choice both end curvatures have double roots of the characteristic polynomial."""
                beta_ = Fraction(b - a, b + a) ** 2 if ask == "eta" else g if ask == "beta" else g * g
                eta_ = g if ask == "eta" else Fraction(2, a + b) ** 2
                return g > 0 and all((1 + beta_ - eta_ * c) ** 2 == 4 * beta_ for c in (mu, top))

            proof = Satisfies(
                "double roots",
                "With this choice the recursion of both end curvatures has a double root, the sign of the best tuning.",
                fits,
            )
            wrong = (
                Mistake(
                    rational(
                        {
                            "eta": Fraction(2, mu + top),
                            "beta": Fraction(top - mu, top + mu) ** 2,
                            "factor": Fraction(top - mu, top + mu),
                        }[ask]
                    ),
                    "Take the roots of the curvatures; that is where momentum wins.",
                ),
                Mistake(
                    rational(
                        {
                            "eta": Fraction(2, a + b),
                            "beta": Fraction(b - a, b + a),
                            "factor": Fraction(b - a, b + a) ** 2,
                        }[ask]
                    ),
                    "Look at the square in the formula.",
                ),
            )
            hint = f"The root of {top} is {b}."
        else:
            v1 = k * start
            x1 = start - eta * v1
            v2 = beta * v1 + k * x1
            x2 = x1 - eta * v2
            key = rational(x2)
            f = "\\frac{1}{2} x^2" if k == 1 else "x^2" if k == 2 else "2 x^2"
            prompt = draw.choice(
                (
                    rf"On $f(x) = {f}$ momentum ($\beta = {short(beta)}$, $\eta = {short(eta)}$) starts at rest in $x = {start}$. Where is it after two steps?",
                    rf"Do two steps of gradient descent with momentum on $f(x) = {f}$ from $x_0 = {start}$, with $\eta = {short(eta)}$ and $\beta = {short(beta)}$. What is $x_2$?",
                )
            )
            steps = (
                Step(
                    "The first step is plain gradient descent",
                    f"{start} - {short(eta)} \\cdot {short_factor(v1)} = {short(x1)}",
                ),
                Step(
                    "The velocity keeps a part",
                    chain(plus(f"{short(beta)} \\cdot {short_factor(v1)}", short(k * x1)), short(v2)),
                ),
                Step(
                    "The second step", f"{short(x1)} - {short(eta)} \\cdot {short_factor(v2)} = {short(x2)}"
                ),
            )
            proof = Rederived(
                "running it",
                "The steps were run with measured slopes at 80 digits.",
                lambda: _run(k, start, beta, eta, 2),
            )
            wrong = (
                Mistake(
                    rational(x1 - eta * k * x1),
                    "That is plain gradient descent; the velocity keeps a part of the old one.",
                ),
                Mistake(rational(x1), "That is after one step."),
                Mistake(rational(x1 + eta * v2), "The step is subtracted."),
            )
            hint = f"The slope of $f$ is ${tex(k * X)}$."
    rule = (
        RULE
        if level < 3
        else r"$\eta = \left(\frac{2}{\sqrt{M} + \sqrt{\mu}}\right)^2$ and $\beta = \left(\frac{\sqrt{\kappa} - 1}{\sqrt{\kappa} + 1}\right)^2$."
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            {
                1: "You are asked for a velocity.",
                2: "You are asked for a place after two steps.",
                3: "You are asked for the best tuning.",
            }[level],
            rule,
            hint,
        ),
        answer_hint="a number such as 1.9 or 1/4",
        mistakes=but_key(key, *wrong),
    )


def _terminal(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    beta = draw.choice(
        (
            Fraction(1, 2),
            Fraction(9, 10),
            Fraction(3, 4),
            Fraction(4, 5),
            Fraction(3, 5),
            Fraction(19, 20),
            Fraction(99, 100),
            Fraction(7, 10),
        )
    )
    g = draw.nonzero(-6, 9)
    final = g / (1 - beta)
    if level == 1:
        key = rational(beta)
        prompt = draw.choice(
            (
                f"Under the constant gradient {g} the velocity settles at ${tex(rational(final))}$. What is the momentum coefficient $\\beta$?",
                f"A long straight slope with gradient {g}: the velocity of momentum stops growing at ${tex(rational(final))}$. Find $\\beta$.",
            )
        )
        steps = (
            Step(
                "One minus beta is gradient over velocity",
                chain(over(g, tex(rational(final))), short(1 - beta)),
            ),
            Step("Beta", chain(f"1 - {short(1 - beta)}", short(beta))),
        )
        accepts = lambda v: 0 <= v < 1 and v * final + g == final  # noqa: E731
        wrong = (
            Mistake(rational(1 - beta), "That is one minus beta."),
            Mistake(rational(1 / (1 - beta)), "A coefficient lies below 1."),
        )
        hint = "Divide the gradient by the velocity."
    elif level == 2:
        key = sympy.Integer(g)
        prompt = draw.choice(
            (
                f"With $\\beta = {short(beta)}$ the velocity has settled at ${tex(rational(final))}$. How large is the constant gradient?",
                f"Momentum ($\\beta = {short(beta)}$) rolls down an even slope at the constant velocity ${tex(rational(final))}$. What is the gradient there?",
            )
        )
        steps = (
            Step(
                "In balance the gradient makes up for what is lost",
                chain(rf"\left(1 - {short(beta)}\right) \cdot {guarded(rational(final))}", g),
            ),
        )
        accepts = lambda v: beta * final + v == final  # noqa: E731
        wrong = (
            Mistake(rational(final / (1 - beta)), "You divided once more; multiply by one minus beta."),
            Mistake(
                rational(beta * final), "That is the part that is kept; the gradient makes up for the rest."
            ),
        )
        hint = f"Which part of the velocity is lost in each step, if ${short(beta)}$ of it is kept?"
    else:
        eta = draw.choice(
            (Fraction(1, 10), Fraction(1, 100), Fraction(1, 20), Fraction(2, 100), Fraction(1, 5))
        )
        reach = eta / (1 - beta)
        key = rational(eta)
        prompt = draw.choice(
            (
                f"On an even slope momentum with $\\beta = {short(beta)}$ moves, in the long run, as far per step as plain gradient descent with the rate ${tex(rational(reach))}$. Which learning rate does it use itself?",
                f"You add momentum $\\beta = {short(beta)}$ and want the same long-run step on an even slope as before with $\\eta = {short(reach)}$. Which learning rate do you need now?",
            )
        )
        steps = (
            Step(
                "The long-run step is the rate over one minus beta, so multiply back",
                chain(rf"{short(reach)} \cdot \left(1 - {short(beta)}\right)", short(key)),
            ),
        )

        def accepts(v: Any) -> bool:
            speed = second_way.real(0)
            for _ in range(9000 if beta > Fraction(9, 10) else 1500):
                speed = second_way.real(beta) * speed + 1
            return second_way.equal(speed * second_way.real(v), second_way.real(reach))

        wrong = (
            Mistake(
                rational(reach / (1 - beta)), "Momentum makes steps longer, so the rate must be smaller."
            ),
            Mistake(rational(beta * reach), "Multiply by one minus beta."),
        )
        hint = "By which factor does momentum lengthen steps on an even slope?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "balance",
            "One more step leaves the velocity as it is, or the velocity was run until it settled.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for what leads to a steady velocity.",
            r"Under a constant gradient $g$ the velocity tends to $\frac{g}{1 - \beta}$.",
            hint,
        ),
        answer_hint="a number such as 0.9",
        symbols=("beta", "eta"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "steps", COMPUTE, _steps, objectives=(1, 3, 4)),
    Generator(TOPIC, "terminal", REVERSE, _terminal, objectives=(2, 4)),
    Generator(TOPIC, "stable", TRUE_FALSE, compare, levels=(3,), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, momentum_unrolled, levels=(2,), objectives=(1,)),
)
