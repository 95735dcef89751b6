"""Statements about regression tables to call true or false."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw
from assistant.practice.notation import (
    chain,
    over,
    plus,
    short,
    tex,
    times,
)
from assistant.practice.worked import claim_draft

QUANTILES = {
    3: "3.182",
    4: "2.776",
    5: "2.571",
    6: "2.447",
    8: "2.306",
    10: "2.228",
    18: "2.101",
    23: "2.069",
    30: "2.042",
}
"""0.975-quantiles of Student's t by degrees of freedom, as tables print them."""

ASKED = "You are asked what a regression table says."

TABLE = "A slope is tested by t, the estimate over its standard error; the interval is the estimate plus or minus q standard errors."


def judge(draw: Draw, level: int) -> Draft:
    """Tests, intervals and assumptions behind a regression table."""
    steps: tuple[Step, ...]
    hints: tuple[str, str, str]
    degrees = draw.choice(tuple(QUANTILES))
    b, se = Fraction(draw.nonzero(-40, 40), 10), Fraction(draw.choice((2, 3, 4, 5, 8, 10, 12)), 10)
    q = Fraction(QUANTILES[degrees])
    low, high = b - q * se, b + q * se
    kind = draw.choice(("test", "test", "interval", "prediction", "assumption"))
    n = degrees + 2
    if kind == "test":
        said = draw.coin()
        text, truth, why = (
            f"A slope of ${short(b)}$ has the standard error {short(se)} ({n} points; the 0.975-quantile of t is {QUANTILES[degrees]}). At the level 0.05 a true slope of zero is {'rejected' if said else 'not rejected'}.",
            (abs(b) > q * se) == said,
            f"The size of $t$ is ${short(abs(b) / se)}$; a slope of zero is rejected when that is above {QUANTILES[degrees]}.",
        )
        decide = lambda: (not low <= 0 <= high) == said  # noqa: E731
        beyond = abs(b) > q * se
        steps = (
            Step("The t-statistic", rf"\frac{{{short(b)}}}{{{short(se)}}} = {short(b / se)}"),
            Step(
                "Its size is above the quantile: zero is rejected"
                if beyond
                else "Its size is not above the quantile: zero is not rejected",
                rf"{short(abs(b) / se)} {'>' if beyond else chr(92) + 'le'} {QUANTILES[degrees]}",
            ),
        )
        hints = (ASKED, TABLE, "How many standard errors is the estimate away from zero?")
    elif kind == "interval":
        holds = draw.coin()
        text, truth, why = (
            f"The 95 per cent interval of a slope runs from ${short(low)}$ to ${short(high)}$. {'So' if holds else 'Nevertheless'} a test at the level 0.05 {'rejects' if holds else 'keeps'} the slope zero.",
            (not low <= 0 <= high) == holds,
            "The test rejects zero exactly when zero lies outside the interval.",
        )
        decide = lambda: bool(abs(b / se) > q) == holds  # noqa: E731
        steps = (
            Step(
                "The middle of the interval is the slope",
                chain(over(plus(short(low), short(high)), 2), short(b)),
            ),
            Step("Zero lies inside", rf"{short(low)} \le 0 \le {short(high)}")
            if low <= 0 <= high
            else Step("Zero lies outside", f"0 < {short(low)}" if low > 0 else f"{short(high)} < 0"),
        )
        hints = (ASKED, TABLE, "Does zero lie in the interval?")
    elif kind == "prediction":
        wider = draw.coin()
        text, truth, why = (
            f"At the same input, with {n} points, the interval for a new observation is {'wider' if wider else 'narrower'} than the one for the fitted mean.",
            wider,
            "A new observation brings an error of its own: there is an extra 1 under the root.",
        )
        decide = lambda: bool(numpy.sqrt(1 + 1 / n) > numpy.sqrt(1 / n)) == wider  # noqa: E731
        steps = (
            Step(
                "Under the root, at the middle of the inputs", f"1 + \\frac{{1}}{{{n}}} > \\frac{{1}}{{{n}}}"
            ),
        )
        hints = (
            "You are asked to compare two intervals at one input.",
            "The fitted mean becomes more certain with every point; the error of one observation stays as large as it is.",
            "Which error does a new observation have that the fitted mean has not?",
        )
    else:
        xs = sorted(draw.sample(range(0, 10), 3))
        kind_of_error, ups, downs = draw.choice(
            (
                (
                    "by {d} up or down at every point",
                    (1, 1, 1),
                    (1, 1, 1),
                ),
                (
                    "by {d} up or down at the first two points and by {e} up or down at the last",
                    (1, 1, 3),
                    (1, 1, 3),
                ),
                (
                    "by {d} up or down at the first two points and always by {d} up at the last",
                    (1, 1, 1),
                    (1, 1, -1),
                ),
                (
                    "always by {d} up at the first point and by {d} up or down at the others",
                    (1, 1, 1),
                    (-1, 1, 1),
                ),
                ("always by {d} up at all three points", (1, 1, 1), (-1, -1, -1)),
            )
        )
        d = draw.integer(1, 5)
        middle = Fraction(sum(xs), 3)
        weights = [(x - middle) / sum((u - middle) ** 2 for u in xs) for x in xs]
        means = [Fraction(d * (up - down), 2) for up, down in zip(ups, downs, strict=True)]
        off = sum(w * m for w, m in zip(weights, means, strict=True))
        pulled = sum(((x - middle) * m for x, m in zip(xs, means, strict=True)), Fraction(0))
        squares = sum(((x - middle) ** 2 for x in xs), Fraction(0))
        text, truth, why = (
            f"A line is fitted to three points with the inputs {xs[0]}, {xs[1]} and {xs[2]}. The true values lie on a line; independently of each other the observed ones miss it {kind_of_error.format(d=d, e=3 * d)}, and up is as likely as down where both can happen. Then the least-squares slope is right on average.",
            off == 0,
            "The slope is right on average when the errors have mean zero everywhere, or the same mean everywhere; equal variances are not needed for that.",
        )

        def enumerate_errors() -> bool:
            """All eight patterns of errors, the slope of each from the normal equations."""
            slopes = []
            for signs in product((0, 1), repeat=3):
                es = [d * (up if sign else -down) for sign, up, down in zip(signs, ups, downs, strict=True)]
                top = 3 * sum(x * e for x, e in zip(xs, es, strict=True)) - sum(xs) * sum(es)
                slopes.append(Fraction(top, 3 * sum(x * x for x in xs) - sum(xs) ** 2))
            return sum(slopes) == 0

        decide = enumerate_errors
        steps = (
            Step(
                "Mean errors at the three points, weighed by the distances of the inputs from their mean",
                chain(
                    plus(*(times(x - middle, m) for x, m in zip(xs, means, strict=True))),
                    pulled,
                ),
            ),
            Step(
                "This is zero: the slope is right on average"
                if off == 0
                else "Over the sum of squares this is what the slope misses on average",
                chain(over(tex(pulled), tex(squares)), tex(off)),
            ),
        )
        hints = (
            "You are asked what the errors do to a fitted slope on average.",
            "The least-squares slope is a weighted sum of the observed values, so on average it misses by the same sum of the mean errors.",
            "What is the mean error at each of the three points?",
        )
    return claim_draft(
        prompt=f"True or false? {text}",
        truth=truth,
        method="the other way round",
        detail="The test was decided by the interval, the interval by the test; the errors were gone through pattern by pattern.",
        decide=decide,
        steps=steps,
        hints=hints,
        if_wrong=why,
    )
