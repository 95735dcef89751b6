"""Exercises on inference for a line: residual variance, standard error and test of a slope, intervals for the line and for new points."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
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
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.statistics.linear_regression_inference.questions import QUANTILES, judge
from assistant.practice.generators.statistics.solutions import slope_test
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    rational,
    short,
    squares_sum,
    tex,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "linear-regression-inference"

PICTURES = (
    "the price of flats against their size",
    "running time against the number of rows",
    "plant height against days of light",
    "sales against advertising",
    "fuel against speed",
)


def _line(draw: Draw) -> tuple[list[int], list[Fraction], Fraction, Fraction, list[int]]:
    """Inputs, outputs, intercept, slope and residuals that already are orthogonal to both columns."""
    xs, pattern = draw.choice(
        (
            ([0, 1, 2, 3], [1, -1, -1, 1]),
            ([0, 1, 2, 3], [1, -3, 3, -1]),
            ([0, 1, 2, 3, 4], [2, -1, -2, -1, 2]),
            ([0, 1, 2, 3, 4], [-1, 2, 0, -2, 1]),
            ([1, 2, 3, 4], [1, -1, -1, 1]),
            ([1, 2, 3, 4, 5], [-1, 2, 0, -2, 1]),
        )
    )
    scale = draw.choice((1, -1, 2))
    residuals = [scale * r for r in pattern]
    a, b = Fraction(draw.integer(-3, 9)), Fraction(draw.nonzero(-3, 4))
    return xs, [a + b * x + r for x, r in zip(xs, residuals, strict=True)], a, b, residuals


def _fit(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 3:
        n, middle, step = draw.choice((5, 10, 20, 25)), draw.integer(2, 12), draw.choice((1, 2, 3, 4))
        sxx, s2 = draw.choice((10, 20, 40, 50, 100)), draw.choice((1, 2, 4, 5, 10))
        new = draw.coin()
        inside = Fraction(1, n) + Fraction(step * step, sxx) + (1 if new else 0)
        key = rational(s2 * inside)
        prompt = (
            f"A line was fitted to {n} points for {draw.choice(PICTURES)}: $\\bar{{x}} = {middle}$, $S_{{xx}} = {sxx}$, $s^2 = {s2}$. "
            + (
                f"What is the variance (the squared standard error) for a new observation at $x_0 = {middle + step}$?"
                if new
                else f"What is the variance (the squared standard error) of the fitted mean at $x_0 = {middle + step}$?"
            )
        )
        steps = (
            Step("The distance from the middle", f"{middle + step} - {middle} = {step}"),
            Step(
                "The formula",
                chain(
                    rf"{s2} \cdot \left({'1 + ' if new else ''}\frac{{1}}{{{n}}} + \frac{{{step}^2}}{{{sxx}}}\right)",
                    key,
                ),
            ),
        )
        derive = lambda: Fraction(s2, n) + Fraction(s2 * step * step, sxx) + (s2 if new else 0)  # noqa: E731
        wrong = (
            Mistake(
                rational(s2 * (inside + (-1 if new else 1))),
                "A new observation brings an error of its own: 1 is added in the bracket."
                if new
                else "The fitted mean has no error of a single observation: leave the 1 out.",
            ),
            Mistake(
                rational(s2 * (inside - Fraction(step * step, sxx))),
                "Away from the middle the line is less certain.",
            ),
        )
        hint, rule = (
            f"How far is {middle + step} from the mean of the inputs?",
            r"The fitted mean has the variance $s^2 \left(\frac{1}{n} + \frac{(x_0 - \bar{x})^2}{S_{xx}} \right)$; for a new observation add 1 in the bracket.",
        )
        proof: Proof = Rederived(
            "two sources",
            "The variances of the mean, of the slope times the distance and of the new error were added.",
            derive,
        )
    else:
        xs, ys, a, b, residuals = _line(draw)
        n = len(xs)
        rss = sum(r * r for r in residuals)
        mean = Fraction(sum(xs), n)
        spread = sum(((x - mean) ** 2 for x in xs), Fraction(0))
        points = ", ".join(f"({x}, {tex(rational(y))})" for x, y in zip(xs, ys, strict=True))
        shown = tex(rational(b) * X + rational(a))
        setting = f"The least-squares line through ${points}$ is ${shown}$."

        def fitted() -> Any:
            design = [[1, x] for x in xs]
            columns = list(zip(*design, strict=True))
            det = sum(x * x for x in xs) * n - sum(xs) ** 2
            slope_ = Fraction(n * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum(xs) * sum(ys), det)
            start = (sum(ys) - slope_ * sum(columns[1])) / n
            return sum(((y - start - slope_ * x) ** 2 for x, y in zip(xs, ys, strict=True)), Fraction(0)), det

        if level == 1:
            key = sympy.Rational(rss, n - 2)
            prompt = setting + draw.choice(
                (
                    " What is the estimated error variance $s^2$?",
                    " Compute the unbiased estimate $s^2$ of the variance of the errors.",
                )
            )
            steps = (
                Step("The squared residuals", chain(squares_sum(residuals), rss)),
                Step("Two numbers were fitted", chain(over(rss, f"{n} - 2"), key)),
            )
            proof = Rederived(
                "fitting again",
                "The line was fitted again from the normal equations, and its residuals were squared.",
                lambda: fitted()[0] / (n - 2),
            )
            wrong = (
                Mistake(sympy.Rational(rss, n), "Divide by the degrees of freedom, n - 2."),
                Mistake(sympy.Rational(rss, n - 1), "Two numbers were fitted, not one."),
                Mistake(sympy.Integer(rss), "The sum still has to be divided."),
            )
            hint, rule = (
                f"At the first point the line gives ${tex(rational(a + b * xs[0]))}$.",
                r"$s^2 = \frac{1}{n - 2} \sum r_i^2$ with the residuals, observed minus fitted.",
            )
        else:
            key = rational(Fraction(rss, n - 2) / spread)
            prompt = setting + draw.choice(
                (
                    " What is the estimated variance of its slope (the square of the standard error)?",
                    r" Compute $\text{se}(\hat{b})^2 = \frac{s^2}{S_{xx}}$.",
                )
            )
            steps = (
                Step(
                    "The error variance",
                    chain(over(squares_sum(residuals), f"{n} - 2"), sympy.Rational(rss, n - 2)),
                ),
                Step(
                    "The spread of the inputs",
                    chain(plus(*(f"({x} - {guarded(rational(mean))})^2" for x in xs)), rational(spread)),
                ),
                Step(
                    "Divide",
                    chain(f"{tex(sympy.Rational(rss, n - 2))} \\cdot {over(1, rational(spread))}", key),
                ),
            )
            proof = Rederived(
                "the inverse matrix",
                "The entry of the covariance matrix was computed from the normal equations.",
                lambda: fitted()[0] / (n - 2) * n / fitted()[1],
            )
            wrong = (
                Mistake(
                    sympy.Rational(rss, n - 2),
                    "That is the variance of the errors; the spread of the inputs makes the slope more certain.",
                ),
                Mistake(rational(Fraction(rss, n) / spread), "The error variance divides by n - 2."),
                Mistake(rational(Fraction(rss, n - 2) * spread), "Divide by the spread of the inputs."),
            )
            hint, rule = (
                f"The mean of the inputs is ${tex(rational(mean))}$.",
                r"$\text{se}(\hat{b})^2 = \frac{s^2}{S_{xx}}$ with $S_{xx} = \sum (x_i - \bar{x})^2$.",
            )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked how certain a fitted line is.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


def _behind(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        tenths, t = (
            draw.nonzero(-8, 9),
            draw.choice((Fraction(2), Fraction(4), Fraction(5, 2), Fraction(5), Fraction(8), Fraction(1, 2))),
        )
        b10 = Fraction(tenths, 10)
        se = abs(b10) / t
        if "frac" in short(se):
            raise Unsuitable("ugly")
        shown_t = t if tenths > 0 else -t
        key = rational(se)
        prompt = draw.choice(
            (
                f"A regression table shows the slope ${short(b10)}$ and its t-statistic ${short(shown_t)}$. What is the standard error?",
                f"The slope of {draw.choice(PICTURES)} is ${short(b10)}$ with $t = {short(shown_t)}$. The column of standard errors is smudged; what stood there?",
            )
        )
        steps = (Step("The slope over t", chain(over(short(b10), short(shown_t)), short(key))),)
        accepts = lambda g: g * shown_t == b10  # noqa: E731
        wrong = (
            Mistake(rational(abs(b10) * t), "t is the slope divided by its standard error, so divide."),
            Mistake(1 / key, "The fraction is upside down."),
        )
        rule, hint = r"$t = \frac{\hat{b}}{\text{se}(\hat{b})}$.", "Solve this for the standard error."
    elif level == 2:
        s2, n = draw.integer(1, 12), draw.integer(5, 40)
        rss = s2 * (n - 2)
        key = sympy.Integer(n)
        prompt = draw.choice(
            (
                f"The squared residuals of a fitted line add up to {rss}, and the table reports $s^2 = {s2}$. How many points were there?",
                f"A line was fitted for {draw.choice(PICTURES)}. The residual sum of squares is {rss}, the error variance {s2}. How many observations were used?",
            )
        )
        steps = (
            Step("The degrees of freedom", chain(over(rss, s2), n - 2)),
            Step("Two were used up by intercept and slope", f"{n - 2} + 2 = {n}"),
        )
        accepts = lambda g: g > 2 and rss / (g - 2) == s2  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(n - 2), "Those are the degrees of freedom; two numbers were fitted."),
            Mistake(sympy.Integer(n - 1), "Two numbers were fitted, not one."),
        )
        rule, hint = r"$s^2 = \frac{1}{n - 2} \sum r_i^2$.", "Divide the sum by the variance."
    else:
        degrees = draw.choice(tuple(QUANTILES))
        q, b, se = (
            Fraction(QUANTILES[degrees]),
            Fraction(draw.nonzero(-30, 40), 10),
            Fraction(draw.choice((1, 2, 3, 4, 5, 6, 8, 10)), 10),
        )
        upper = draw.coin()
        key = rational(b + q * se if upper else b - q * se)
        prompt = f"A line through {degrees + 2} points has the slope ${short(b)}$ with standard error {short(se)}. The 0.975-quantile of t with {degrees} degrees of freedom is {QUANTILES[degrees]}. What is the {'upper' if upper else 'lower'} end of the 95 per cent interval for the slope?"
        steps = (
            Step("The margin", chain(f"{QUANTILES[degrees]} \\cdot {short(se)}", short(q * se))),
            Step(
                "From the estimate", chain(f"{short(b)} {'+' if upper else '-'} {short(q * se)}", short(key))
            ),
        )
        accepts = lambda g: (g - b) / se == (q if upper else -q)  # noqa: E731
        wrong = (
            Mistake(rational(2 * b) - key, "That is the other end."),
            Mistake(
                rational(b + Fraction(196, 100) * se if upper else b - Fraction(196, 100) * se),
                "With few points the factor comes from Student's t.",
            ),
            Mistake(rational(b + q if upper else b - q), "The quantile counts standard errors."),
        )
        rule, hint = r"$\hat{b} \pm q \, \text{se}(\hat{b})$.", "Work out the margin first."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it back", "With this number the table comes out as given.", accepts),
        steps=steps,
        hints=("You are asked for a number of a regression table.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "fit", COMPUTE, _fit, objectives=(1, 3)),
    Generator(TOPIC, "behind", REVERSE, _behind, objectives=(1, 2)),
    Generator(TOPIC, "judge", TRUE_FALSE, judge, version=3, levels=(2,), objectives=(2, 3, 4)),
    Generator(TOPIC, "in-order", ORDER, slope_test, levels=(3,), objectives=(1, 2)),
)
