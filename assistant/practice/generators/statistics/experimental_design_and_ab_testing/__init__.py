"""Exercises on A/B tests: planning, testing two shares, and the traps of design."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.experimental_design_and_ab_testing.pieces import (
    EASY,
    STORIES,
    square_root,
)
from assistant.practice.generators.statistics.experimental_design_and_ab_testing.questions import design, slip
from assistant.practice.notation import chain, decimal, over, plus, rational, root, short, times
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key

TOPIC = "experimental-design-and-ab-testing"


def _test(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    noun, past = draw.choice(STORIES)
    pooled, n, delta = draw.choice(EASY)
    se = square_root(2 * pooled * (1 - pooled) / n)
    a, b = pooled - delta / 2, pooled + delta / 2
    if se is None:
        raise Unsuitable("no smooth error")
    sides = (a, b) if draw.coin() else (b, a)
    setting = f"Two versions of a {noun} are shown to {n} users each, by lot. In A {int(sides[0] * n)} {past}, in B {int(sides[1] * n)}."
    if level == 1:
        ask = draw.choice(
            (
                ("difference", " What is the difference of the shares, B minus A?"),
                ("pooled", " What is the pooled share, of both groups together?"),
            )
        )
        key = rational(sides[1] - sides[0] if ask[0] == "difference" else pooled)
        prompt = setting + ask[1]
        steps = (
            Step("The two shares", chain(over(int(sides[0] * n), n), short(sides[0]))),
            Step("And for B", chain(over(int(sides[1] * n), n), short(sides[1]))),
            Step(
                "What is asked",
                chain(f"{short(sides[1])} - {short(sides[0])}", short(key))
                if ask[0] == "difference"
                else chain(over(plus(int(sides[0] * n), int(sides[1] * n)), 2 * n), short(key)),
            ),
        )
        accepts = (
            (lambda g: (sides[0] + g) * n == sides[1] * n)
            if ask[0] == "difference"
            else (lambda g: g * 2 * n == sides[0] * n + sides[1] * n)
        )
        wrong = (
            Mistake(-key, "B minus A, in this order."),
            Mistake(
                rational(sides[1] * n - sides[0] * n), "Those are users; divide by the size of the group."
            ),
            Mistake(rational(pooled * 2), "Divide by all users of both groups."),
        )
        rule, hint = (
            "A share is the number of successes over the number of users.",
            f"In A it is ${over(int(sides[0] * n), n)}$.",
        )
    elif level == 2:
        key = rational((sides[1] - sides[0]) / se)
        prompt = setting + draw.choice(
            (
                f" The standard error under equality is {short(se)}. What is $z$?",
                f" If both were the same, their difference would scatter with standard deviation {short(se)}. How many of these is the difference B minus A?",
            )
        )
        steps = (
            Step(
                "The difference of the shares",
                chain(f"{short(sides[1])} - {short(sides[0])}", short(sides[1] - sides[0])),
            ),
            Step("In standard errors", chain(over(short(sides[1] - sides[0]), short(se)), key)),
        )
        accepts = lambda g: sides[0] + g * se == sides[1]  # noqa: E731
        wrong = (
            Mistake(-key, "B minus A, in this order."),
            Mistake(rational((sides[1] - sides[0]) * n), "Divide the difference by the standard error."),
        )
        rule, hint = r"$z = \frac{\hat{p}_B - \hat{p}_A}{\text{se}}$.", "Find both shares first."
    else:
        key = rational(se)
        prompt = setting + draw.choice(
            (
                r" What is the standard error of the difference if there is no effect, with the pooled share?",
                r" Compute $\sqrt{\hat{p}(1 - \hat{p})(\frac{1}{n_A} + \frac{1}{n_B})}$ with the pooled share $\hat{p}$.",
            )
        )
        steps = (
            Step(
                "The pooled share",
                chain(over(plus(int(sides[0] * n), int(sides[1] * n)), 2 * n), short(pooled)),
            ),
            Step(
                "The standard error",
                chain(
                    root(rf"{short(pooled)} \cdot {short(1 - pooled)} \cdot \frac{{2}}{{{n}}}"), short(key)
                ),
            ),
        )
        accepts = lambda g: g > 0 and g * g * n == 2 * pooled - 2 * pooled * pooled  # noqa: E731
        wrong = (
            Mistake(rational(se * se), "The root is still to be taken."),
            *(
                (Mistake(rational(extra), "Both groups scatter: there are two terms in the bracket."),)
                if (extra := square_root(pooled * (1 - pooled) / n))
                else ()
            ),
            Mistake(rational(pooled * (1 - pooled)), "Divide by the sizes and take the root."),
        )
        rule, hint = (
            "Under equality both groups have the pooled share.",
            f"Both together: ${plus(int(sides[0] * n), int(sides[1] * n))}$ of {2 * n}.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "the way back", "Put back, it leads from A to B, or to the variance of the difference.", accepts
        ),
        steps=steps,
        hints=("You are asked for one number of the comparison.", rule, hint),
        answer_hint="a number such as 0.02 or -2.5",
        mistakes=but_key(key, *wrong),
    )


def _plan(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    p, delta = (
        draw.choice(
            (
                Fraction(5, 100),
                Fraction(1, 10),
                Fraction(1, 5),
                Fraction(3, 10),
                Fraction(1, 2),
                Fraction(4, 100),
                Fraction(2, 5),
            )
        ),
        draw.choice((Fraction(1, 100), Fraction(2, 100), Fraction(5, 100), Fraction(4, 100))),
    )
    size = 2 * Fraction(28, 10) ** 2 * p * (1 - p) / delta**2
    if level == 1:
        key = rational(size)
        prompt = draw.choice(
            (
                f"You expect a share near {decimal(p)} and want to find a difference of {decimal(delta)} with level 0.05 and power 0.8, so that the quantiles add up to $1.96 + 0.84 = 2.8$. What does the planning formula give for each group, before rounding up?",
                f"How many users does each group need for a difference of {decimal(delta)} at a typical share of {decimal(p)}? Use $1.96 + 0.84 = 2.8$ and give the value before rounding up.",
            )
        )
        steps = (
            Step(
                "The planning formula",
                chain(
                    rf"\frac{{2 \cdot 2.8^2 \cdot {decimal(p)} \cdot {decimal(1 - p)}}}{{{decimal(delta)}^2}}",
                    short(key),
                ),
            ),
        )

        def accepts(g: Any) -> Any:
            return g > 0 and delta**2 * g == 2 * (Fraction(196, 100) + Fraction(84, 100)) ** 2 * (p - p * p)

        wrong = (
            Mistake(key / 2, "Both groups scatter: the 2 in front is missing."),
            Mistake(
                rational(2 * Fraction(28, 10) * p * (1 - p) / delta**2),
                "The sum of the quantiles is squared.",
            ),
            Mistake(rational(size * delta), "The difference is squared below the line."),
        )
        rule, hint = (
            r"$n = \frac{2 (z_{1 - \alpha/2} + z_{1 - \beta})^2 p (1 - p)}{\delta^2}$.",
            f"The share part is ${decimal(p)} \\cdot {decimal(1 - p)}$.",
        )
    elif level == 2:
        n, factor = (
            draw.choice((400, 800, 1000, 1500, 2000, 2500, 5000, 8000, 9000)),
            draw.choice((2, 3, 4, 5, 10)),
        )
        key = sympy.Integer(n * factor**2)
        prompt = draw.choice(
            (
                f"A plan asks for {n} users in each group to find a difference of {decimal(delta)}. How many are needed for a difference {factor} times smaller, with the same share, level and power?",
                f"With {n} users in each group a test can find an effect of {decimal(delta)}. The team wants to find one {factor} times as small. How many users must each group have?",
            )
        )
        steps = (
            Step("The difference is squared below the line", f"{factor}^2 = {factor**2}"),
            Step("So many users", chain(times(n, factor**2), key)),
        )
        accepts = lambda g: g > 0 and g * (delta / factor) ** 2 == n * delta**2  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(n * factor), "The difference is squared in the formula."),
            Mistake(sympy.Rational(n, factor**2), "A smaller effect needs more users, not fewer."),
        )
        rule, hint = (
            "The number of users grows with one over the square of the difference.",
            f"What is the square of {factor}?",
        )
    else:
        users, days = draw.choice((200, 400, 500, 800, 1000, 1600, 2000)), draw.integer(5, 28)
        groups = draw.choice((2, 2, 3, 4))
        key = sympy.Integer(days)
        each = Fraction(users * days, groups)
        if each.denominator != 1:
            raise Unsuitable("no whole group")
        prompt = f"A site has {users} visitors a day, dealt out evenly to {groups} versions. The plan asks for {each} users in each version. How many days must the test run, before anybody looks at the result?"
        steps = (
            Step("All users that are needed", chain(times(groups, int(each)), users * days)),
            Step("Days", chain(over(users * days, users), days)),
        )
        accepts = lambda g: g > 0 and users * g / groups == each  # noqa: E731
        wrong = (
            Mistake(rational(each / users), "All versions need their users."),
            Mistake(rational(each), "Those are users; how many come in a day?"),
        )
        rule, hint = (
            "All groups together need so many users; the site has so many a day.",
            f"How many users do the {groups} versions need together?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it back", "With this number the plan comes out as wanted.", accepts),
        steps=steps,
        hints=("You are asked to plan a test before it starts.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "test", COMPUTE, _test, objectives=(2,)),
    Generator(TOPIC, "plan", REVERSE, _plan, objectives=(1,)),
    Generator(TOPIC, "design", TRUE_FALSE, design, levels=(2,), objectives=(3, 4)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(3,), objectives=(2,)),
)
