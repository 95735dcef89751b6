"""Exercises on tests: statistics, exact p-values of a coin, power, and many tests at once."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.hypothesis_testing.questions import decision, slip
from assistant.practice.generators.statistics.solutions import z_steps
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    plus,
    rational,
    root,
    short,
    tex,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "hypothesis-testing"


GAPS = tuple(Fraction(n, 100) for n in (-104, -100, -84, -52, 25, 50, -150, -200, -128))


def _compute(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        mu, base, sigma = (
            draw.integer(20, 120),
            draw.choice((4, 5, 6, 8, 10)),
            draw.choice((2, 4, 5, 8, 10, 12, 20)),
        )
        z = draw.choice(
            (
                Fraction(3, 2),
                Fraction(2),
                Fraction(5, 2),
                Fraction(3),
                Fraction(-3, 2),
                Fraction(-2),
                Fraction(-1),
                Fraction(1, 2),
            )
        )
        n, se = base * base, Fraction(sigma, base)
        mean = mu + z * se
        if len(short(mean)) > 6 or len(short(se)) > 5 or "frac" in short(mean) + short(se):
            raise Unsuitable("ugly mean")
        key: Any = rational(z)
        prompt = draw.choice(
            (
                f"Packets should weigh {mu} grams; the standard deviation is known to be {sigma}. A sample of {n} weighs {short(mean)} on average. What is the z-statistic?",
                f"A page loads in {mu} milliseconds on average, with standard deviation {sigma}. After a change, {n} loads average {short(mean)}. How large is $z$ for the null hypothesis that nothing changed?",
            )
        )
        steps = (
            Step("The standard error", chain(over(sigma, root(n)), short(se))),
            Step(
                "The distance from the null hypothesis in standard errors",
                chain(over(f"{short(mean)} - {mu}", short(se)), short(key)),
            ),
        )
        proof: Proof = Satisfies(
            "the way back",
            "This many standard errors from the null hypothesis lies the sample mean.",
            lambda g: (mean - mu) == g * se,
        )
        wrong = (
            Mistake(
                rational((mean - mu) / sigma),
                "Divide the deviation by the root of n first: a mean scatters less than one value.",
            ),
            Mistake(-key, "It is the sample mean minus the claimed mean."),
            Mistake(rational((mean - mu) * n / sigma), "The root of n belongs there, not n."),
        )
        rule, hint = (
            r"$z = \frac{\bar{x} - \mu_0}{\sigma / \sqrt{n}}$.",
            f"The standard error is ${over(sigma, root(n))}$.",
        )
    elif level == 2:
        n = draw.integer(5, 10)
        k = draw.integer((n + 3) // 2 + 1, n)
        two_sided = draw.coin()
        count = sum(math.comb(n, j) for j in range(k, n + 1))
        key = sympy.Rational(count * (2 if two_sided else 1), 2**n)
        tale = draw.choice(
            (
                f"A taster guesses {k} of {n} cups right, each with probability one half if there is no talent.",
                f"A coin shows heads {k} times in {n} throws. Null hypothesis: it is fair.",
                f"Of {n} users shown both designs, {k} prefer the new one. Null hypothesis: each is as likely to prefer either.",
            )
        )
        prompt = tale + (
            " What is the two-sided p-value?"
            if two_sided
            else f" How probable is a result of {k} or more under the null hypothesis (the one-sided p-value)?"
        )
        steps = (
            Step(
                "Ways to get so many or more",
                chain(plus(*(rf"\binom{{{n}}}{{{j}}}" for j in range(k, n + 1))), count),
            ),
            Step(
                "Of all equally likely results" + (", both directions" if two_sided else ""),
                chain(
                    (f"2 \\cdot {over(count, f'2^{{{n}}}')}" if two_sided else over(count, f"2^{{{n}}}")), key
                ),
            ),
        )
        proof = Rederived(
            "counting",
            "All results of the throws were listed and counted.",
            lambda: Fraction(
                sum(
                    1
                    for throws in product((0, 1), repeat=n)
                    if sum(throws) >= k or (two_sided and sum(throws) <= n - k)
                ),
                2**n,
            ),
        )
        wrong = (
            Mistake(
                sympy.Rational(math.comb(n, k), 2**n),
                "That is exactly this result; results that are even more extreme count as well.",
            ),
            Mistake(
                key / 2 if two_sided else key * 2, "Two-sided counts both directions, one-sided only one."
            ),
            Mistake(1 - key, "That is the probability of all the other results."),
        )
        rule, hint = (
            "The p-value is the probability, under the null hypothesis, of a result at least as extreme.",
            f"Count the results with {k}, …, {n} successes."
            if k < n
            else f"How many results have all {n} right?",
        )
    else:
        mu, base, sigma, gap = (
            draw.integer(20, 100),
            draw.choice((4, 5, 6, 10)),
            draw.choice((4, 5, 8, 10, 12, 20)),
            draw.choice(GAPS),
        )
        se = Fraction(sigma, base)
        limit = mu + Fraction(196, 100) * se
        truth = limit - gap * se
        if "frac" in short(se) + short(limit) + short(truth):
            raise Unsuitable("ugly")
        key = rational(gap)
        prompt = f"A test rejects the mean {mu} when the average of {base * base} values (standard deviation {sigma}) is above ${mu} + 1.96 \\cdot {short(se)}$. If the true mean is {short(truth)}, how many standard errors above the true mean does this border lie? (Below counts as negative; the area to its right is the power.)"
        steps = (
            Step("The border", chain(f"{mu} + 1.96 \\cdot {short(se)}", short(limit))),
            Step(
                "Its distance from the true mean in standard errors",
                chain(over(f"{short(limit)} - {short(truth)}", short(se)), short(key)),
            ),
        )
        proof = Satisfies(
            "the way back",
            "So many standard errors from the true mean lies the border.",
            lambda g: truth + g * se == mu + Fraction(196, 100) * se,
        )
        wrong = (
            Mistake(-key, "Border minus true mean, in this order."),
            Mistake(
                rational((limit - mu) / se),
                "That is the distance from the null hypothesis; the power looks from the true mean.",
            ),
            Mistake(rational((limit - truth) / sigma), "A mean scatters with the standard error."),
        )
        rule, hint = (
            "The power is the probability, under the true mean, of landing beyond the border.",
            "Work out the border first.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            {
                1: "You are asked how surprising a mean is, in standard errors.",
                2: "You are asked for a probability under the null hypothesis.",
                3: "You are asked for a distance that decides about the power.",
            }[level],
            rule,
            hint,
        ),
        answer_hint=PROBABILITY if level == 2 else "a number such as -1.04 or 2.5",
        mistakes=but_key(key, *wrong),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        mu, sigma, base, z = (
            draw.integer(20, 100),
            draw.choice((2, 4, 6, 8, 10, 12, 20)),
            draw.choice((4, 5, 8, 10)),
            draw.choice((Fraction(2), Fraction(3), Fraction(5, 2), Fraction(-2), Fraction(3, 2))),
        )
        mean = mu + z * Fraction(sigma, base)
        if "frac" in short(mean) or len(short(mean)) > 6:
            raise Unsuitable("ugly")
        key = sympy.Integer(base**2)
        prompt = draw.choice(
            (
                f"The sample mean is {short(mean)}, the null hypothesis says {mu}, the known standard deviation is {sigma}, and the test statistic came out as $z = {short(z)}$. How large was the sample?",
                f"With $\\mu_0 = {mu}$ and $\\sigma = {sigma}$, how many values with the mean {short(mean)} give exactly $z = {short(z)}$?",
            )
        )
        steps = (
            Step("The root of n", chain(over(f"{short(z)} \\cdot {sigma}", f"{short(mean)} - {mu}"), base)),
            Step("Square it", f"{base}^2 = {base**2}"),
        )
        accepts = lambda g: g > 0 and (mean - mu) ** 2 * g == z * z * sigma**2  # noqa: E731
        wrong = (Mistake(sympy.Integer(base), "That is the root of the sample size."),)
        hint = "Solve the formula for the root of n."
    elif level == 2:
        m, alpha = (
            draw.choice((2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100)),
            draw.choice((Fraction(5, 100), Fraction(1, 100), Fraction(1, 10))),
        )
        back = draw.coin()
        key = sympy.Integer(m) if back else rational(alpha / m)
        prompt = (
            draw.choice(
                (
                    f"With the Bonferroni correction at the level {decimal(alpha)}, each single p-value is compared with ${tex(rational(alpha / m))}$. How many tests are there?",
                    f"A team wants to keep the chance of any false alarm at {decimal(alpha)} and asks for p-values below ${tex(rational(alpha / m))}$ each. How many tests does it correct for?",
                )
            )
            if back
            else draw.choice(
                (
                    f"You test {m} metrics in one experiment and want the chance of any false alarm to stay at most {decimal(alpha)}. With which level must each p-value be compared?",
                    f"{m} features are tested at once. What does Bonferroni make of the level {decimal(alpha)}?",
                )
            )
        )
        steps = (
            Step("Divide the level among the tests", chain(over(decimal(alpha), m), short(alpha / m))),
            *(
                (
                    Step(
                        "How many fit",
                        chain(f"{decimal(alpha)} \\cdot {over(1, tex(rational(alpha / m)))}", m),
                    ),
                )
                if back
                else ()
            ),
        )
        accepts = (
            (lambda g: g > 0 and sum(alpha / m for _ in range(int(g))) == alpha and g == int(g))
            if back
            else (lambda g: sum(g for _ in range(m)) == alpha)
        )
        wrong = (
            Mistake(rational(alpha * m), "Divide the level by the number of tests, do not multiply."),
            Mistake(rational(alpha), "That is the level of a single test."),
        )
        hint = "All the small levels together must add up to the whole."
    else:
        n = draw.integer(4, 12)
        alpha = draw.choice((Fraction(5, 100), Fraction(1, 100), Fraction(1, 1000)))
        tail = [sum(math.comb(n, j) for j in range(k, n + 1)) for k in range(n + 1)]
        key_ = next((k for k in range(n + 1) if Fraction(tail[k], 2**n) <= alpha), None)
        if key_ is None:
            raise Unsuitable("never significant")
        key = sympy.Integer(key_)
        prompt = draw.choice(
            (
                f"A coin is thrown {n} times. From how many heads on is the one-sided p-value of “fair” at most {decimal(alpha)}?",
                f"In a blind test with {n} cups, how many right answers are at least needed to reject guessing at the level {decimal(alpha)} (one-sided)?",
            )
        )
        steps = (
            Step(
                f"With {key_} the p-value is small enough",
                f"{over(tail[key_], 2**n)} \\leq {decimal(alpha)}",
            ),
            Step(
                "With one less it is still too large",
                f"{over(tail[key_ - 1], 2**n)} > {decimal(alpha)}",
            ),
        )
        accepts = lambda g: g == int(g) and 0 < g <= n and _tail(n, int(g)) <= alpha < _tail(n, int(g) - 1)  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(key_ - 1), "There the p-value is still too large."),
            Mistake(sympy.Integer(n), "That is more than is needed."),
        )
        hint = f"Begin at {n} and go down, adding up probabilities."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it back",
            "With this number the test comes out as the question says, and with the neighbour it does not.",
            accepts,
        ),
        steps=steps,
        hints=(
            {
                1: "You are asked for a sample size.",
                2: "You are asked about many tests at once.",
                3: "You are asked for the smallest result that counts as significant.",
            }[level],
            {
                1: r"$z = \frac{\bar{x} - \mu_0}{\sigma / \sqrt{n}}$.",
                2: r"Bonferroni compares each p-value with $\frac{\alpha}{m}$.",
                3: "The p-value of k heads is the probability of k or more under the null hypothesis.",
            }[level],
            hint,
        ),
        mistakes=but_key(key, *wrong),
    )


def _tail(n: int, k: int) -> Fraction:
    return Fraction(sum(1 for throws in product((0, 1), repeat=n) if sum(throws) >= k), 2**n)


GENERATORS = (
    Generator(TOPIC, "test", COMPUTE, _compute, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 2, 4)),
    Generator(TOPIC, "decision", TRUE_FALSE, decision, levels=(1, 3), objectives=(1, 4)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, z_steps, levels=(2,), objectives=(1,)),
)
