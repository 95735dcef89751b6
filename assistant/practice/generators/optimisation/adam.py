"""Exercises on Adam: its two averages, bias correction, the first steps, and weight decay."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    rational,
    short,
    short_factor,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "adam"

BETAS = (Fraction(9, 10), Fraction(1, 2), Fraction(4, 5))


def _average(beta: Fraction, numbers: Sequence[int]) -> Fraction:
    """The running average, as a sum of weights."""
    last = len(numbers) - 1
    return sum(((1 - beta) * beta ** (last - i) * g for i, g in enumerate(numbers)), Fraction(0))


def _steps(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    b1, eta = (
        draw.choice(BETAS),
        draw.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(1, 20))),
    )
    first, second = draw.nonzero(-8, 8), draw.nonzero(-8, 8)
    if level == 1:
        m = [(1 - b1) * first]
        m.append(b1 * m[0] + (1 - b1) * second)
        key = rational(m[1])
        prompt = draw.choice(
            (
                f"Adam's average of the gradients starts at 0 with $\\beta_1 = {short(b1)}$. The gradients are {first}, then {second}. What is $m_2$, before bias correction?",
                f"The first two gradients are {first} and {second}, and $\\beta_1 = {short(b1)}$. Compute the running average $m_2$.",
            )
        )
        steps = (
            Step(
                "First step",
                chain(
                    plus(f"{short(b1)} \\cdot 0", f"{short(1 - b1)} \\cdot {short_factor(first)}"),
                    short(m[0]),
                ),
            ),
            Step(
                "Second step",
                chain(
                    plus(
                        f"{short(b1)} \\cdot {short_factor(m[0])}",
                        f"{short(1 - b1)} \\cdot {short_factor(second)}",
                    ),
                    short(m[1]),
                ),
            ),
        )
        derive = lambda: _average(b1, (first, second))  # noqa: E731
        wrong = (
            Mistake(
                rational(b1 * m[0] + second),
                "The gradient gets the weight one minus beta; that is not momentum.",
            ),
            Mistake(sympy.Rational(first + second, 2), "That is the plain mean; Adam's average starts at 0."),
            Mistake(rational((1 - b1) * m[0] + b1 * second), "The two weights are swapped."),
        )
        rule, hint = (
            r"$m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t$, with $m_0 = 0$.",
            f"After the first step it is ${short(1 - b1)} \\cdot {short_factor(first)}$.",
        )
    elif level == 2:
        m2 = _average(b1, (first, second))
        key = rational(m2 / (1 - b1**2))
        prompt = draw.choice(
            (
                f"With $\\beta_1 = {short(b1)}$ the average of the gradients {first}, {second} has reached $m_2 = {short(m2)}$. What is it after bias correction?",
                f"Correct $m_2 = {short(m2)}$ for the start at zero ($\\beta_1 = {short(b1)}$).",
            )
        )
        steps = (
            Step("The total weight so far", chain(f"1 - {short(b1)}^2", short(1 - b1**2))),
            Step("Divide by it", chain(over(short(m2), short(1 - b1**2)), key)),
        )
        derive = lambda: (first * b1 + second) / (b1 + 1)  # noqa: E731
        wrong = (
            Mistake(rational(m2 / (1 - b1)), "After two steps the power of beta is 2."),
            Mistake(rational(m2 * (1 - b1**2)), "The average is too small at first: divide."),
            Mistake(rational(m2 / b1**2), "Divide by one minus the power."),
        )
        rule, hint = (
            r"$\hat{m}_t = \frac{m_t}{1 - \beta_1^t}$.",
            "How much weight has been given out after two steps?",
        )
    else:
        w, decay = (
            draw.integer(-5, 9),
            draw.choice((Fraction(0), Fraction(1, 10), Fraction(1, 100), Fraction(2, 10))),
        )
        sign = 1 if first > 0 else -1
        key = rational(w - eta * sign - eta * decay * w)
        name = f"AdamW with weight decay $\\gamma = {short(decay)}$" if decay else "Adam"
        prompt = draw.choice(
            (
                f"The very first step of {name} from $w = {w}$ meets the gradient {first}; the rate is {short(eta)}. Where does it lead? (Leave the tiny $\\varepsilon$ out.)",
                f"{name} starts at $w = {w}$ with $\\eta = {short(eta)}$, and the first gradient is ${first}$. What is $w_1$, without $\\varepsilon$?",
            )
        )
        steps = (
            Step(
                "Corrected averages: the gradient, and the root of its square",
                rf"\frac{{{first}}}{{\sqrt{{({first})^2}}}} = {sign}",
            ),
            Step(
                "The step" + (", and the decay outside the fraction" if decay else ""),
                f"{w} - {short(eta)} \\cdot {guarded(sign)}"
                + (f" - {short(eta)} \\cdot {short(decay)} \\cdot {guarded(w)}" if decay else "")
                + f" = {short(key)}",
            ),
        )

        def derive() -> Any:
            b2 = Fraction(999, 1000)
            m, s = (1 - b1) * first / (1 - b1), (1 - b2) * first**2 / (1 - b2)
            return (
                second_way.real(w)
                - second_way.real(eta) * second_way.real(m) / second_way.root(s)
                - second_way.real(eta * decay * w)
            )

        wrong = (
            Mistake(
                rational(w - eta * first),
                "That is gradient descent; Adam divides by the typical size of the gradient.",
            ),
            Mistake(rational(w + eta * sign), "The step goes against the gradient."),
            *(
                (
                    Mistake(rational(w - eta * sign), "The weight decay is missing."),
                    Mistake(
                        rational(w - eta * sign - decay * w), "The decay is multiplied by the learning rate."
                    ),
                )
                if decay
                else ()
            ),
        )
        rule, hint = (
            r"$w_t = w_{t-1} - \eta \frac{\hat{m}_t}{\sqrt{\hat{s}_t}}$; after one step the corrected averages are the gradient and its square.",
            "What is a number divided by the root of its square?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived("weights", "The averages were computed again as weighted sums.", derive),
        steps=steps,
        hints=(
            {
                1: "You are asked for a running average.",
                2: "You are asked for a corrected average.",
                3: "You are asked for the weight after one step.",
            }[level],
            rule,
            hint,
        ),
        answer_hint="a number such as 0.56",
        mistakes=but_key(key, *wrong),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    beta = draw.choice((*BETAS, Fraction(3, 4), Fraction(3, 5)))
    g = draw.nonzero(-9, 9)
    if level == 1:
        key = sympy.Integer(g)
        value = (1 - beta) * g
        prompt = draw.choice(
            (
                f"After the first step Adam's average is $m_1 = {short(value)}$, with $\\beta_1 = {short(beta)}$. What was the gradient?",
                f"With $\\beta_1 = {short(beta)}$, which first gradient gives $m_1 = {short(value)}$?",
            )
        )
        steps = (Step("Divide by the weight", chain(over(short(value), short(1 - beta)), g)),)
        accepts = lambda v: beta * 0 + (1 - beta) * v == value  # noqa: E731
        wrong = (
            Mistake(rational(value / beta), "The new gradient has the weight one minus beta."),
            Mistake(rational(value), "That is the average, which starts too small."),
        )
        hint = f"The weight of the gradient is ${short(1 - beta)}$."
    elif level == 2:
        key = rational(beta)
        t = draw.choice((2, 3))
        prompt = f"Adam meets the same gradient {g} in each of the first {t} steps, and $m_{t} = {short(_average(beta, [g] * t))}$. What is $\\beta_1$, a number between 0 and 1?"
        steps = (
            Step("The total weight", chain(over(short(_average(beta, [g] * t)), g), short(1 - beta**t))),
            Step(
                "So a power of beta is known",
                chain(f"1 - {short(1 - beta**t)}", short(beta**t), f"{short(beta)}^{{{t}}}"),
            ),
        )

        def accepts(v: Fraction) -> bool:
            met = sum(((1 - v) * v**i * g for i in range(t)), Fraction(0))
            return 0 < v < 1 and met == _average(beta, [g] * t)

        wrong = (
            Mistake(rational(beta**t), f"Take the root: that is the power {t} of beta."),
            Mistake(rational(1 - beta**t), "That is the total weight."),
        )
        hint = "Divide the average by the gradient: that is the total weight so far."
    else:
        eta, steps_ = (
            draw.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(5, 1000))),
            draw.integer(20, 400),
        )
        key = sympy.Integer(steps_)
        distance = eta * steps_
        prompt = draw.choice(
            (
                f"On a long even slope the gradient is always {g}. How many steps does Adam with $\\eta = {short(eta)}$ need for a distance of {short(distance)}? (Without $\\varepsilon$.)",
                f"All gradients are {g}. Adam uses $\\eta = {short(eta)}$ and has moved by {short(distance)} in all. How many steps were that, leaving $\\varepsilon$ out?",
            )
        )
        steps = (
            Step(
                "Each step has the length of the rate, whatever the gradient",
                chain(over(short(distance), short(eta)), steps_),
            ),
        )

        def accepts(v: Any) -> bool:
            moved, m, s = 0.0, 0.0, 0.0
            for t in range(1, int(v) + 1):
                m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
                moved += float(eta) * abs(m / (1 - 0.9**t)) / (s / (1 - 0.999**t)) ** 0.5
            return bool(v == int(v) and abs(moved - float(distance)) < float(eta) / 10)

        wrong = (
            Mistake(rational(distance / eta / abs(g)), "The size of the gradient cancels in Adam."),
            Mistake(rational(distance), "Divide by the length of a step."),
        )
        hint = "With equal gradients, what is the corrected average over the root of the corrected squares?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "running it", "With this number the averages or the distance come out as given.", accepts
        ),
        steps=steps,
        hints=(
            "You are asked for what led to a known average or distance.",
            r"$m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t$, and $\hat{m}_t = \frac{m_t}{1 - \beta_1^t}$.",
            hint,
        ),
        symbols=("beta",),
        mistakes=but_key(key, *wrong),
    )


def _worked(kind: str, g: int, scale: int) -> tuple[Step, ...]:
    """What decides a statement about the first steps, with the usual 0.9 and 0.999."""
    first = Step("The first average, with 0.9", f"0.1 \\cdot {guarded(g)} = {short(Fraction(g, 10))}")
    if kind == "bias":
        return (first,)
    if kind == "squares":
        after = Fraction(999, 1000) * Fraction(g * g, 1000) + Fraction(g * g, 1000)
        return (
            Step(
                "The average of the squares, with 0.999",
                f"0.999 \\cdot 0.001 \\cdot {guarded(g)}^2 + 0.001 \\cdot {guarded(-g)}^2 = {short(after)}",
            ),
        )
    if kind == "contra":
        return (
            first,
            Step(
                "The second gradient nearly cancels it",
                f"0.9 \\cdot {guarded(short(Fraction(g, 10)))} + 0.1 \\cdot {guarded(-g)} = {short(Fraction(-g, 100))}",
            ),
        )
    return (
        Step(
            "Corrected average over the root of the corrected square",
            rf"\frac{{{g}}}{{\sqrt{{{guarded(g)}^2}}}} = {1 if g > 0 else -1}",
        ),
        Step(
            "The same for the larger gradient",
            rf"\frac{{{g * scale}}}{{\sqrt{{{guarded(g * scale)}^2}}}} = {1 if g > 0 else -1}",
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    g, scale, eta = (
        draw.nonzero(-9, 9),
        draw.choice((10, 100, 1000)),
        draw.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000))),
    )
    cases = (
        (
            f"If the first gradient were {g * scale} instead of {g}, Adam's first step would be {scale} times as long.",
            False,
            "scale",
            "The gradient is divided by its own size: the first step has the length of the rate.",
        ),
        (
            f"Adam's first step has the length {short(eta)}, whether the gradient is {g} or {g * scale} (without $\\varepsilon$).",
            True,
            "same",
            "The gradient is divided by its own size.",
        ),
        (
            f"After the gradients {g} and {-g}, the second step is much shorter than the first.",
            True,
            "contra",
            "Opposite gradients nearly cancel in the first average, while the average of the squares stays large.",
        ),
        (
            f"After the gradients {g} and {-g}, the average of the squares is zero.",
            False,
            "squares",
            "Squares are never negative, so they cannot cancel.",
        ),
        (
            f"Without bias correction, $m_1$ for the gradient {g} and $\\beta_1 = 0.9$ would already be {g}.",
            False,
            "bias",
            "It would be a tenth of it: the average starts at zero.",
        ),
    )
    text, truth, kind, why = draw.choice(cases)

    def run(gradients: Sequence[int]) -> tuple[list[float], float, float]:
        m = s = 0.0
        lengths = []
        for t, v in enumerate(gradients, 1):
            m, s = 0.9 * m + 0.1 * v, 0.999 * s + 0.001 * v * v
            lengths.append(float(eta) * abs(m / (1 - 0.9**t)) / (s / (1 - 0.999**t)) ** 0.5)
        return lengths, m, s

    def decide() -> bool:
        small, large, against = run([g]), run([g * scale]), run([g, -g])
        return {
            "scale": abs(large[0][0] - scale * small[0][0]) < 1e-12,
            "same": abs(large[0][0] - small[0][0]) < 1e-12 and abs(small[0][0] - float(eta)) < 1e-12,
            "contra": against[0][1] < 0.2 * against[0][0],
            "squares": against[2] == 0,
            "bias": abs(small[1] - g) < 1e-9,
        }[kind]

    return claim_draft(
        prompt=f"True or false? With the rate $\\eta = {short(eta)}$: {text[0].lower() + text[1:] if not text.startswith('Adam') else text}",
        truth=truth,
        method="running it",
        detail="Adam was run on these gradients.",
        decide=decide,
        steps=_worked(kind, g, scale),
        hints=(
            "You are asked what the two averages do.",
            "The first average keeps the direction, the second the typical size; the step is the one over the root of the other.",
            "Write down both averages after this step.",
        ),
        if_wrong=why,
    )


GENERATORS = (
    Generator(TOPIC, "steps", COMPUTE, _steps, objectives=(1, 3, 4)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 3)),
    Generator(TOPIC, "judge", TRUE_FALSE, _judge, levels=(2,), objectives=(2, 3)),
)
