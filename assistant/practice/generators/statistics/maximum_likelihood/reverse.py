"""Data behind an estimate, and two suspects compared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.maximum_likelihood.pieces import log_likelihood
from assistant.practice.notation import (
    chain,
    decimal,
    plus,
    rational,
    short,
    short_factor,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def data_from(draw: Draw, level: int) -> Draft:
    """Successes, a missing number, or a ratio of likelihoods."""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    n, share = (
        draw.choice((10, 20, 25, 30, 40, 50, 60, 80, 100, 200)),
        draw.choice(
            (
                Fraction(1, 5),
                Fraction(3, 10),
                Fraction(2, 5),
                Fraction(3, 5),
                Fraction(7, 10),
                Fraction(4, 5),
                Fraction(1, 10),
                Fraction(9, 10),
                Fraction(1, 2),
            )
        ),
    )
    h = share * n
    if h.denominator != 1:
        raise Unsuitable("half a success")
    if level == 1:
        key = rational(h)
        prompt = draw.choice(
            (
                f"From {n} independent trials the maximum likelihood estimate of a probability is {decimal(share)}. How many successes were there?",
                f"The most likely click rate after {n} visitors is {decimal(share)}. How many of them clicked?",
            )
        )
        steps = (Step("The estimate is the share of successes", chain(f"{decimal(share)} \\cdot {n}", key)),)

        def accepts(g: Any) -> Any:
            return abs(
                second_way.slope(lambda v: log_likelihood(g, n - g, v), second_way.real(share))
            ) < second_way.real("1e-30")

        wrong = (Mistake(rational(n - h), "Those are the failures."),)
        rule, hint = "The maximum likelihood estimate is the observed share.", f"Which part of {n} is it?"
    elif level == 2:
        data = [draw.integer(-4, 9) for _ in range(3)]
        estimate = Fraction(draw.integer(-6, 18), 2)
        missing = estimate * 4 - sum(data)
        key = rational(missing)
        prompt = draw.choice(
            (
                f"Four normal measurements with known variance have the maximum likelihood mean {short(estimate)}. Three of them are {data[0]}, {data[1]} and {data[2]}. What is the fourth?",
                f"The squared-error loss $({data[0]} - m)^2 + ({data[1]} - m)^2 + ({data[2]} - m)^2 + (k - m)^2$ is smallest at $m = {short(estimate)}$. What is $k$?",
            )
        )
        steps = (
            Step(
                "Four times the mean is the sum",
                chain(f"4 \\cdot {short_factor(estimate)}", rational(estimate * 4)),
            ),
            Step("Take the known ones away", chain(f"{tex(rational(estimate * 4))} - ({plus(*data)})", key)),
        )

        def accepts(g: Any) -> Any:
            return abs(
                second_way.slope(
                    lambda v: sum((second_way.real(x) - v) ** 2 for x in (*data, g)),
                    second_way.real(estimate),
                )
            ) < second_way.real("1e-30")

        wrong = (
            Mistake(rational(estimate * 3 - sum(data)), "There are four numbers, the missing one included."),
            Mistake(rational(estimate), "That is the mean itself."),
        )
        rule, hint = (
            "For normal data the most likely mean is the sample mean: it minimises the sum of squares.",
            "What is the sum of all four?",
        )
    else:
        h_, t_ = draw.integer(2, 9), draw.integer(2, 9)
        one, two = (
            draw.choice(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4))),
            draw.choice(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4))),
        )
        p, q = Fraction(*one), Fraction(*two)
        if p == q:
            raise Unsuitable("one suspect")
        ratio = p**h_ * (1 - p) ** t_ / (q**h_ * (1 - q) ** t_)
        key = rational(ratio)
        if key.p > 3000 or key.q > 3000:
            raise Unsuitable("large")
        prompt = f"A coin showed {h_} heads and {t_} tails. How many times as probable are these data for $p = {tex(rational(p))}$ as for $p = {tex(rational(q))}$? Give the ratio of the two likelihoods."
        quotient = rf"\frac{{\left({tex(rational(p))}\right)^{{{h_}}} \left({tex(rational(1 - p))}\right)^{{{t_}}}}}{{\left({tex(rational(q))}\right)^{{{h_}}} \left({tex(rational(1 - q))}\right)^{{{t_}}}}}"
        steps = (Step("Likelihood over likelihood", f"{quotient} = {tex(key)}"),)

        def accepts(g: Any) -> Any:
            return g > 0 and second_way.equal(
                second_way.called("log", g),
                log_likelihood(h_, t_, second_way.real(p)) - log_likelihood(h_, t_, second_way.real(q)),
            )

        wrong = (
            Mistake(1 / key, "The ratio is the other way round."),
            Mistake(rational(p**h_ / q**h_), "The tails are data as well."),
        )
        rule, hint = (
            r"$L(p) = p^h (1 - p)^t$.",
            "Write both likelihoods and divide; equal bases can be shortened.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "the log-likelihood",
            "Put back, the log-likelihood is largest where the question says, or differs by this logarithm.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for data behind an estimate."
            if level < 3
            else "You are asked to compare two suspects.",
            rule,
            hint,
        ),
        symbols=("k", "m"),
        mistakes=but_key(key, *wrong),
    )
