"""Exercises on stochastic gradient descent: steps, mini-batches and their variance, epochs, noise that does not rest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy
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
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    rational,
    short,
    short_factor,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "stochastic-gradient-descent"

RULE = r"One step: $w_{\text{new}} = w - \eta\, g$, where $g$ is the mean of the gradients $2(w - y)$ of the examples in the batch."


def _targets(draw: Draw, count: int) -> list[int]:
    return draw.sample(range(-4, 12), count)


def _pull(batch: Sequence[int], at: Any) -> Any:
    return second_way.slope(lambda w: sum((w - y) ** 2 for y in batch) / len(batch), at)


def _walk(start: Fraction, batches: Sequence[Sequence[int]], rates: Sequence[Fraction]) -> Any:
    """Run the steps with slopes measured by differences."""
    at = second_way.real(start)
    for batch, rate in zip(batches, rates, strict=True):
        at = at - second_way.real(rate) * _pull(batch, at)
    return at


def _steps(draw: Draw, level: int) -> Draft:
    start = Fraction(draw.integer(-3, 6))
    ys = _targets(draw, 4)
    listed = ", ".join(str(y) for y in ys)
    rate = draw.choice((Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 20)))
    if level == 1:
        batches, rates = [[ys[0]], [ys[1]]], [rate, rate]
        drawn = f"The examples {ys[0]} and {ys[1]} are drawn, one after the other"
    elif level == 2:
        batches, rates = [[ys[0], ys[1]], [ys[2], ys[3]]], [rate, rate]
        drawn = f"The mini-batches are ({ys[0]}, {ys[1]}) and then ({ys[2]}, {ys[3]})"
    else:
        batches, rates = [[ys[0]], [ys[1]], [ys[2]]], [Fraction(1, 2), Fraction(1, 4), Fraction(1, 6)]
        drawn = f"The examples {ys[0]}, {ys[1]}, {ys[2]} are drawn in this order, with the shrinking rates $\\frac{{1}}{{2}}$, $\\frac{{1}}{{4}}$, $\\frac{{1}}{{6}}$"
    lines, at = [], start
    for number, (batch, eta) in enumerate(zip(batches, rates, strict=True), 1):
        pull = 2 * (at - Fraction(sum(batch), len(batch)))
        after = at - eta * pull
        inner = (
            f"2 ({short(at)} - {short_factor(batch[0])})"
            if len(batch) == 1
            else over(plus(*(f"2 ({short(at)} - {short_factor(y)})" for y in batch)), len(batch))
        )
        lines.append(Step(f"Step {number}", f"{short(at)} - {short(eta)} \\cdot {inner} = {short(after)}"))
        at = after
    key = rational(at)
    full = start - rates[0] * 2 * (start - Fraction(sum(ys), 4))
    uphill = start
    for batch, eta in zip(batches, rates, strict=True):
        uphill = uphill + eta * 2 * (uphill - Fraction(sum(batch), len(batch)))
    return Draft(
        prompt=f"The loss of an example with target $y$ is $(w - y)^2$; the targets are {listed}. {drawn}, starting at $w = {start}$"
        + (f" with $\\eta = {short(rate)}$." if level < 3 else ".")
        + draw.choice((" Where is $w$ afterwards?", " What is the weight after these steps?")),
        key=key,
        proof=Rederived(
            "running it",
            "The steps were run again with measured slopes at 80 digits.",
            lambda: _walk(start, batches, rates),
        ),
        steps=tuple(lines),
        hints=(
            "You are asked for the weight after a few noisy steps.",
            RULE,
            f"Begin at $w = {start}$ with the first batch alone; the other examples wait.",
        ),
        answer_hint="a number such as 2.2 or 13/3",
        symbols=("w",),
        mistakes=but_key(
            key,
            Mistake(rational(uphill), "You went uphill: the step is subtracted."),
            Mistake(rational(full), "That is one step with all examples; here only the drawn ones count."),
            Mistake(
                rational(start - rates[0] * 2 * (start - Fraction(sum(batches[0]), len(batches[0])))),
                "That is after the first step.",
            ),
        ),
    )


def _noise(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    ys = _targets(draw, 4)
    at = draw.integer(-3, 6)
    pulls = [2 * (at - y) for y in ys]
    mean = Fraction(sum(pulls), 4)
    spread = sum(((p - mean) ** 2 for p in pulls), Fraction(0)) / 4
    listed = ", ".join(str(p) for p in pulls)
    if level == 2:
        key, ask = (
            rational(mean),
            " A random batch of two of them is drawn without looking. What is the expectation of its mean gradient?",
        )
        steps = (Step("The same as the full gradient: it is unbiased", chain(over(plus(*pulls), 4), key)),)
        derive = lambda: sum((Fraction(a + b, 2) for a, b in product(pulls, repeat=2)), Fraction(0)) / 16  # noqa: E731
        wrong = (
            Mistake(rational(mean / 2), "The mean of a batch is not smaller on average."),
            Mistake(sympy.Integer(sum(pulls)), "Take the mean, not the sum."),
        )
        rule, hint = (
            "Each example is equally likely, so the batch is right on average.",
            "Take the mean of all four gradients.",
        )
    else:
        b = draw.choice((1, 2, 4, 8, 16))
        key, ask = (
            rational(spread / b),
            f" What is the variance of the mean gradient of a batch of {b}, drawn independently and with replacement?",
        )
        steps = (
            Step("The mean", chain(over(plus(*pulls), 4), rational(mean))),
            Step(
                "The variance of one",
                chain(
                    over(plus(*(f"({p} - {guarded(rational(mean))})^2" for p in pulls)), 4), rational(spread)
                ),
            ),
            Step("A batch has a part of it", chain(over(tex(rational(spread)), b), key)),
        )

        def derive() -> Any:
            return sum((Fraction((a - c) ** 2) for a, c in product(pulls, repeat=2)), Fraction(0)) / 32 / b

        wrong = (
            Mistake(rational(spread), "That is the variance of a single one; a batch scatters less."),
            Mistake(
                rational(spread / (b * b)),
                "The variance falls with the size of the batch, not with its square.",
            ),
            Mistake(rational(spread * 4 / 3 / b), "These four are all there are: divide by 4."),
        )
        rule, hint = (
            "The mean of b independent draws has the variance of one draw divided by b.",
            "Find the variance of the four gradients first.",
        )
    return Draft(
        prompt=f"At the present weight four examples have the gradients {listed}." + ask,
        key=key,
        proof=Rederived("listing", "All pairs of draws were listed.", derive),
        steps=steps,
        hints=("You are asked how far a batch speaks for all the data.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


def _count(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    n, b, epochs = (
        draw.choice((1000, 6000, 10000, 12000, 50000, 60000, 25000)),
        draw.choice((32, 50, 64, 100, 128, 200, 256)),
        draw.choice((2, 3, 5, 10, 20)),
    )
    per = -(-n // b)
    if level == 1:
        key, prompt = (
            per * epochs,
            draw.choice(
                (
                    f"{n} training examples, batches of {b}, the last batch of an epoch may be smaller. How many steps are {epochs} epochs?",
                    f"How many updates does a run of {epochs} epochs make over {n} images in batches of {b}? (The last batch may be smaller.)",
                )
            ),
        )
        steps = (
            Step("Batches in one epoch, before rounding up", chain(over(n, b), short(Fraction(n, b)))),
            Step("Steps in all", chain(times(epochs, per), key)),
        )
        accepts = lambda g: g == epochs * len(range(0, n, b))  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(per), "That is one epoch."),
            Mistake(sympy.Integer(n // b * epochs), "The last, smaller batch is a step as well."),
            Mistake(sympy.Integer(n * epochs), "Each step uses a whole batch."),
        )
        hint, rule = (
            f"How many batches of {b} does it take for {n} examples?",
            "An epoch is one pass through the data: the number of examples over the batch size, rounded up.",
        )
    elif level == 2:
        b = draw.choice([v for v in (20, 25, 40, 50, 100, 125, 200, 250, 500) if n % v == 0])
        key, per = b, n // b
        if draw.coin():
            epochs = 1
        prompt = (
            f"One epoch over {n} examples took {per} steps, all batches equally large. What was the batch size?",
            f"A run of {epochs} epochs over {n} examples made {per * epochs} steps, all with equally large batches. How large were they?",
        )[epochs > 1]
        steps = (
            *((Step("Steps in one epoch", f"{over(per * epochs, epochs)} = {per}"),) if epochs > 1 else ()),
            Step("Examples in a step", chain(over(n, per), b)),
        )
        accepts = lambda g: g > 0 and g * per == n  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(per), "That is the number of steps in an epoch."),
            Mistake(sympy.Integer(b * epochs), "In every epoch all examples are seen."),
        )
        hint, rule = (
            "How many examples does one step see?",
            "Steps per epoch times batch size is the number of examples.",
        )
    else:
        sigma, factor = draw.choice((2, 4, 6, 8, 10, 12)), draw.choice((2, 3, 4, 5))
        b = draw.choice((4, 8, 16, 32, 64))
        key = b * factor**2
        prompt = draw.choice(
            (
                f"With batches of {b} the gradient noise has the standard deviation {sigma}. Which batch size makes it {factor} times smaller?",
                f"The mean gradient of {b} independent draws scatters with standard deviation {sigma}. How large must the batch be for ${short(Fraction(sigma, factor))}$?",
            )
        )
        steps = (
            Step("The standard deviation falls with the root of the batch size", f"{factor}^2 = {factor**2}"),
            Step("So large", chain(times(b, factor**2), key)),
        )
        accepts = lambda g: g > 0 and Fraction(sigma**2 * b) / g == Fraction(sigma, factor) ** 2  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(b * factor), "The deviation falls only with the root of the batch size."),
        )
        hint, rule = (
            "By which factor must the variance fall?",
            "The variance falls with the batch size, the standard deviation with its root.",
        )
    return Draft(
        prompt=prompt,
        key=sympy.Integer(key),
        proof=Satisfies("counting", "Batches were dealt out, or variances compared.", accepts),
        steps=steps,
        hints=("You are asked for a size or a count.", rule, hint),
        answer_hint="a whole number",
        mistakes=but_key(sympy.Integer(key), *wrong),
    )


def _rest(draw: Draw, level: int) -> Draft:
    ys = _targets(draw, 3)
    ys.append(ys[0] + ys[1] - ys[2])
    if len(set(ys)) < 4 or (sum(ys)) % 4 or sum(ys) // 4 in ys:
        raise Unsuitable("no clean middle")
    middle, rate = sum(ys) // 4, draw.choice((Fraction(1, 10), Fraction(1, 5), Fraction(1, 4)))
    y = draw.choice(ys)
    kind = draw.choice(("stays", "full", "shrink", "const"))
    listed = ", ".join(str(v) for v in ys)
    claims = {
        "stays": (
            f"Standing at the minimum $w = {middle}$, a step with the single example {y} and rate {short(rate)} stays there.",
            False,
            "A single example pulls towards its own target.",
        ),
        "full": (
            f"Standing at the minimum $w = {middle}$, a step with all four examples and rate {short(rate)} stays there.",
            True,
            "At the minimum the full gradient is zero.",
        ),
        "shrink": (
            "With the rates $\\frac{1}{2}, \\frac{1}{4}, \\frac{1}{6}, \\dots$ the weight is the running mean of the drawn targets, so the noise dies out.",
            True,
            "These rates make each step average in one more target; the mean of many draws settles.",
        ),
        "const": (
            f"With the constant rate {short(rate)} and single examples, the weight comes to rest exactly at {middle} in the end.",
            False,
            "With a constant rate each draw moves it again by the same share of its distance: it keeps fluctuating.",
        ),
    }
    text, truth, why = claims[kind]

    def decide() -> bool:
        if kind in ("stays", "full"):
            return second_way.equal(_walk(Fraction(middle), [[y] if kind == "stays" else ys], [rate]), middle)
        source = numpy.random.Generator(numpy.random.PCG64(5))
        draws, at = source.choice(ys, 4000), 0.0
        path = []
        for step, target in enumerate(draws, 1):
            at -= (1 / (2 * step) if kind == "shrink" else float(rate)) * 2 * (at - float(target))
            path.append(at)
        return bool(numpy.std(path[-500:]) < 0.05)

    return claim_draft(
        prompt=f"The losses are $(w - y)^2$ for the targets {listed}. True or false? {text}",
        truth=truth,
        method="running it",
        detail="The steps were run, the long ones 4,000 times with a fixed seed.",
        decide=decide,
        steps=(
            Step("The minimum is the mean of the targets", chain(over(plus(*ys), 4), middle)),
            Step(
                "A step from there with one example",
                f"{middle} - {short(rate)} \\cdot 2 ({middle} - {guarded(y)}) = {short(middle - rate * 2 * (middle - y))}",
            ),
        ),
        hints=(
            "You are asked whether the noise of single examples dies out.",
            "At the minimum the mean of the gradients is zero, but not each single one.",
            f"Which gradient has the example {y} at $w = {middle}$?",
        ),
        if_wrong=why,
    )


GENERATORS = (
    Generator(TOPIC, "steps", COMPUTE, _steps, objectives=(1,)),
    Generator(TOPIC, "noise", COMPUTE, _noise, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "count", REVERSE, _count, objectives=(2, 3)),
    Generator(TOPIC, "rest", TRUE_FALSE, _rest, levels=(2,), objectives=(4,)),
)
