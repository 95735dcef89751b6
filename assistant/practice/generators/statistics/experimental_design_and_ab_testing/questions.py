"""Questions with options on A/B tests."""

from __future__ import annotations

from fractions import Fraction

import numpy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.experimental_design_and_ab_testing.pieces import (
    EASY,
    STORIES,
    square_root,
)
from assistant.practice.notation import (
    over,
    rational,
    root,
    short,
    tex,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def design(draw: Draw, level: int) -> Draft:
    """Can the design be trusted?"""
    n, m = draw.choice((20, 50, 100)), draw.choice((5, 10, 15, 20, 30, 40))
    a, b = draw.integer(4800, 5200), draw.integer(4800, 5200)
    noun = draw.choice(STORIES)[0]
    cases = (
        (
            f"A team tests a new {noun} and looks at the p-value every day, stopping at the first day with $p < 0.05$. Over {n} days without any effect the chance of a false alarm is still 5 per cent.",
            False,
            "peek",
            "Each look is another chance for a false alarm; together they come to far more than 5 per cent.",
        ),
        (
            f"A test of a new {noun} measures {m} independent metrics, none of which changes. The chance that at least one shows $p < 0.05$ is more than 20 per cent.",
            True,
            "many",
            f"It is $1 - 0.95^{{{m}}}$.",
        ),
        (
            f"Users choose for themselves whether to use the new {noun}, and those who do are more active afterwards. So the {noun} made them more active.",
            False,
            "choice",
            "Those who choose may have been more active before: a confounder. Only a lot protects against that.",
        ),
        (
            f"Users are dealt to the two versions of a {noun} by lot. On average the groups are then alike also in properties nobody has measured.",
            True,
            "lot",
            "The lot knows nothing of any property, measured or not, so none can line up with it except by chance.",
        ),
        (
            f"The lot should give each of 10,000 users to either version with probability one half, but {a + 600} landed in A. With a working lot this would be quite usual.",
            False,
            "mismatch",
            "The standard deviation of the count is 50, so a gap of hundreds does not happen by chance: something is broken.",
        ),
        (
            f"The lot gives each of 10,000 users to either version with probability one half; {5000 + b % 60} landed in A. With a working lot such a count is quite usual.",
            True,
            "fit",
            "The standard deviation of the count is 50; this is close to 5000.",
        ),
    )
    text, truth, kind, why = draw.choice(cases)

    def simulate() -> bool:
        """Seeded simulations whose answers are far from the border."""
        source = numpy.random.Generator(numpy.random.PCG64(7))
        if kind == "peek":
            walks = source.standard_normal((2000, n)).cumsum(axis=1) / numpy.sqrt(numpy.arange(1, n + 1))
            return bool((abs(walks) > 1.96).any(axis=1).mean() < 0.08)
        if kind == "many":
            return bool(1 - 0.95**m > 0.2)
        if kind in ("choice", "lot"):
            active = source.standard_normal(20000)
            shown = active > 0 if kind == "choice" else source.random(20000) > 0.5
            gap = abs(active[shown].mean() - active[~shown].mean())
            return bool(gap < 0.1)
        count = a + 600 if kind == "mismatch" else 5000 + b % 60
        return bool(abs(count - 5000) < 2.5 * numpy.sqrt(10000) / 2)

    return claim_draft(
        prompt=f"True or false? {text}",
        truth=truth,
        method="simulation",
        detail="The situation was simulated with a fixed seed, or its probability computed; the answer is far from the border.",
        decide=simulate,
        steps=(
            Step(
                "The chance of any false alarm in several looks or metrics, for five of them",
                r"1 - 0.95^5 \approx 0.226",
            )
            if kind in ("peek", "many")
            else Step(
                "The standard deviation of the count of 10,000 fair tosses",
                r"\sqrt{10000 \cdot 0.5 \cdot 0.5} = 50",
            ),
        ),
        hints=(
            "You are asked whether a design can be trusted.",
            "Ask three things: who decides who gets what, how often is the result looked at, and how many results are there?",
            "Imagine the same study in a world in which the new version does nothing.",
        ),
        if_wrong=why,
    )


def slip(draw: Draw, level: int) -> Draft:
    """A test statistic with one wrong step."""
    pooled, n, delta = draw.choice(EASY)
    se = square_root(2 * pooled * (1 - pooled) / n)
    if se is None:
        raise Unsuitable("no smooth error")
    wrong = draw.choice(("one group", "root", "upside down"))
    variance = pooled * (1 - pooled) / n * (1 if wrong == "one group" else 2)
    low = variance if wrong == "root" else second_way.root(variance)
    shown_low = (
        short(variance) if wrong == "root" else short(se) if wrong != "one group" else root(short(variance))
    )
    z = Fraction(delta) / se
    parts = [
        Part(
            rf"\frac{{{short(delta)}}}{{\sqrt{{{short(pooled)} \cdot {short(1 - pooled)} \cdot \left(\frac{{1}}{{{n}}} + \frac{{1}}{{{n}}}\right)}}}}",
            second_way.real(delta) / second_way.root(2 * pooled * (1 - pooled) / n),
        ),
        Part(over(short(delta), root(short(variance))), second_way.real(delta) / second_way.root(variance)),
        Part(over(short(delta), shown_low), second_way.real(delta) / low),
    ]
    if wrong == "upside down":
        parts.append(Part(tex(rational(1 / z)), 1 / z))
    fix = {
        "one group": over(short(delta), root(short(2 * variance))),
        "root": over(short(delta), short(se)),
        "upside down": tex(rational(z)),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"find $z$ for shares that differ by {short(delta)}, with the pooled share {short(pooled)} and {n} users in each group",
        parts=parts,
        fix=fix,
        rule="Both groups add to the variance, its root is the standard error, and the difference is divided by it",
    )
