"""Short data: mean, median, variance, covariance, correlation; standard errors, intervals and test statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.figures import base, equals, factor, near, num, plus, rounded, worked
from assistant.mathcheck.types import Fact, Step

MOST_DATA = 200
MOST_WRITTEN = 12


def _sized(values: Sequence[Any], least: int = 1) -> None:
    if not least <= len(values) <= MOST_DATA:
        raise UnsolvableError(f"from {least} to {MOST_DATA} numbers")


def total_latex(terms: Sequence[str], total: Any) -> str:
    """A sum written out where it is short, its value where it is long."""
    return plus(terms) if len(terms) <= MOST_WRITTEN else num(total)


def mean_of(values: Sequence[Any], letter: str = "\\bar{x}") -> tuple[Any, Step]:
    """The mean of data and the line that shows it."""
    total = sum(values, sympy.Integer(0))
    mean = total / len(values)
    shown = total_latex([num(value) for value in values], total)
    return mean, Step(
        "add and divide by how many", f"{letter} = \\frac{{{shown}}}{{{len(values)}}} {equals(mean)}"
    )


def mean(values: Sequence[Any]) -> Fact:
    """The arithmetic mean.

    Raises:
        UnsolvableError: No numbers, or more than 200.
    """
    _sized(values)
    value, step = mean_of(values)
    return Fact("mean", f"The mean is ${num(value)}$.", f"\\bar{{x}} {equals(value)}", (step,))


def median(values: Sequence[Any]) -> Fact:
    """The middle of the sorted data.

    Raises:
        UnsolvableError: No numbers, or more than 200.
    """
    _sized(values)
    ordered = sorted(values)
    middle = len(ordered) // 2
    shown = ",\\ ".join(num(value) for value in ordered)
    if len(ordered) % 2:
        value, steps = ordered[middle], [Step("sort, take the one in the middle", shown)]
        latex = f"\\operatorname{{median}} = {num(value)}"
    else:
        a, b = ordered[middle - 1], ordered[middle]
        value = (a + b) / 2
        steps = [Step("sort; two are in the middle", shown)]
        latex = f"\\operatorname{{median}} = \\frac{{{num(a)} + {factor(b)}}}{{2}} {equals(value)}"
    steps.append(Step("the median", latex))
    return Fact("median", f"The median is ${num(value)}$.", latex, tuple(steps))


def _squares(values: Sequence[Any], centre: Any) -> tuple[Any, str]:
    total = sum(((value - centre) ** 2 for value in values), sympy.Integer(0))
    return total, total_latex([f"({num(value)} - {factor(centre)})^{{2}}" for value in values], total)


def variance(values: Sequence[Any], *, sample: bool, root: bool = False) -> Fact:
    """The variance or standard deviation of data, divided by n or (sample) by n − 1.

    Raises:
        UnsolvableError: Too few numbers, or more than 200.
    """
    _sized(values, 2 if sample else 1)
    centre, step = mean_of(values)
    total, shown = _squares(values, centre)
    count = len(values) - 1 if sample else len(values)
    value = total / count
    letter = "s^{2}" if sample else "\\sigma^{2}"
    rule = f"squared distances from the mean, over {'$n - 1$' if sample else '$n$'}"
    latex = f"{letter} = \\frac{{{shown}}}{{{count}}} {equals(value)}"
    steps = [step, Step(rule, latex)]
    reading = "dividing by $n - 1$ (sample)" if sample else "dividing by $n$ (population)"
    if not root:
        return Fact(
            "variance of data",
            f"The variance, {reading}, is ${num(value)}$.",
            f"{letter} {equals(value)}",
            tuple(steps),
        )
    deviation = sympy.sqrt(value)
    latex = f"\\sqrt{{{num(value)}}} {near(deviation)}"
    steps.append(Step("the standard deviation is its root", latex))
    statement = f"The standard deviation, {reading}, is ${latex}$."
    return Fact("standard deviation of data", statement, latex, tuple(steps))


def covariance(
    first: Sequence[Any], second: Sequence[Any], *, sample: bool, correlation: bool = False
) -> Fact:
    """The covariance of two lists (over n, or n − 1 for a sample), or their correlation.

    Raises:
        UnsolvableError: Lists of different lengths, or without variation.
    """
    _sized(first, 2)
    if len(first) != len(second):
        raise UnsolvableError("lists of the same length")
    mean_x, step_x = mean_of(first, "\\bar{x}")
    mean_y, step_y = mean_of(second, "\\bar{y}")
    pairs = list(zip(first, second, strict=True))
    products = sum(((x - mean_x) * (y - mean_y) for x, y in pairs), sympy.Integer(0))
    written = [f"{factor(x - mean_x)} \\cdot {factor(y - mean_y)}" for x, y in pairs]
    steps = [step_x, step_y]
    line = (
        f"{total_latex(written, products)} = {num(products)}"
        if len(written) <= MOST_WRITTEN
        else num(products)
    )
    steps.append(Step("deviations from the means multiplied and added", line))
    if correlation:
        squares_x, shown_x = _squares(first, mean_x)
        squares_y, shown_y = _squares(second, mean_y)
        if squares_x == 0 or squares_y == 0:
            raise UnsolvableError("a list without variation")
        for name, shown, value in (("x", shown_x, squares_x), ("y", shown_y, squares_y)):
            steps.append(Step(f"squared deviations of {name}", f"{shown} = {num(value)}"))
        value = products / sympy.sqrt(squares_x * squares_y)
        latex = f"r = \\frac{{{num(products)}}}{{\\sqrt{{{num(squares_x)} \\cdot {num(squares_y)}}}}} {near(value)}"
        steps.append(Step("over the root of both", latex))
        return Fact("correlation", f"The correlation is ${latex}$.", latex, tuple(steps))
    count = len(first) - 1 if sample else len(first)
    value = products / count
    latex = worked(f"\\frac{{{num(products)}}}{{{count}}}", value)
    steps.append(Step(f"over {'$n - 1$' if sample else '$n$'}", latex))
    reading = "dividing by $n - 1$ (sample)" if sample else "dividing by $n$ (population)"
    return Fact("covariance", f"The covariance, {reading}, is ${num(value)}$.", latex, tuple(steps))


# -- intervals and tests -----------------------------------------------------------------------------------


def normal_quantile(share: Any) -> Any:
    """The z below which a share of the standard normal distribution lies."""
    with mpmath.workdps(30):
        return sympy.Float(mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(share.p) / share.q - 1), 20)


def t_quantile(share: Any, freedom: int) -> Any:
    """The value below which a share of Student's t distribution lies."""
    if not 1 <= freedom <= 10_000 or not sympy.Rational(1, 2) < share < 1:
        raise UnsolvableError("degrees of freedom out of range")
    with mpmath.workdps(20):
        wanted = mpmath.mpf(share.p) / share.q

        def below(t: Any) -> Any:
            x = freedom / (freedom + t * t)
            return 1 - mpmath.betainc(mpmath.mpf(freedom) / 2, mpmath.mpf(1) / 2, 0, x, regularized=True) / 2

        low, high = mpmath.mpf(0), mpmath.mpf(1000)
        for _ in range(70):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) < wanted else (low, middle)
        return sympy.Float(low, 15)


def z_score(value: Any, centre: Any, deviation: Any) -> Fact:
    """How many standard deviations a value lies from the mean.

    Raises:
        UnsolvableError: No positive standard deviation.
    """
    if not deviation > 0:
        raise UnsolvableError("a positive standard deviation")
    z = (value - centre) / deviation
    latex = f"z = \\frac{{{num(value)} - {factor(centre)}}}{{{num(deviation)}}} {equals(z)}"
    step = Step("distance from the mean in standard deviations", latex)
    return Fact("z-score", f"The z-score is ${latex}$.", latex, (step,))


def standard_error(deviation: Any, count: Any) -> tuple[Any, Step]:
    """σ / √n."""
    if not (count > 0 and deviation > 0):
        raise UnsolvableError("positive numbers")
    error = deviation / sympy.sqrt(count)
    return error, Step(
        "standard error of the mean", f"\\frac{{{num(deviation)}}}{{\\sqrt{{{num(count)}}}}} {near(error)}"
    )


def test_statistic(sample_mean: Any, claimed: Any, deviation: Any, count: Any, letter: str) -> Fact:
    """The z or t statistic of a mean.

    Raises:
        UnsolvableError: Numbers that are not positive.
    """
    error, step = standard_error(deviation, count)
    value = (sample_mean - claimed) / error
    latex = f"{letter} = \\frac{{{num(sample_mean)} - {factor(claimed)}}}{{{num(deviation)} / \\sqrt{{{num(count)}}}}} {near(value)}"
    statement = f"The test statistic is ${latex}$."
    if letter == "t":
        statement = f"The test statistic is ${latex}$, with ${num(count - 1)}$ degrees of freedom."
    return Fact("test statistic", statement, latex, (step, Step("distance in standard errors", latex)))


def interval(centre: Any, deviation: Any, count: Any, level: Any, *, student: bool) -> Fact:
    """A confidence interval of a mean, by the normal or by Student's t distribution.

    Raises:
        UnsolvableError: A level outside 0 to 1, or numbers that are not positive.
    """
    if not sympy.Rational(1, 2) <= level < 1 or not count.is_Integer or count < 2:
        raise UnsolvableError("a level between a half and one")
    error, step = standard_error(deviation, count)
    share = (1 + level) / 2
    factor_ = t_quantile(share, int(count) - 1) if student else normal_quantile(share)
    letter = f"t_{{{num(count - 1)}}}" if student else "z"
    law = f"Student's t with {num(count - 1)} degrees of freedom" if student else "the normal distribution"
    steps = [
        step,
        Step(f"the factor for {num(level * 100)} %, from {law}", f"{letter} \\approx {rounded(factor_)}"),
    ]
    half = factor_ * error
    steps.append(
        Step(
            "half the width",
            f"{rounded(factor_)} \\cdot \\frac{{{num(deviation)}}}{{\\sqrt{{{num(count)}}}}} \\approx {rounded(half, 3)}",
        )
    )
    return _ends(
        centre,
        half,
        level,
        steps,
        "known deviation" if not student else "deviation estimated from the sample",
    )


def proportion_interval(successes: Any, count: Any, level: Any) -> Fact:
    """The usual (Wald) interval of a share.

    Raises:
        UnsolvableError: More successes than trials, or a level outside 0 to 1.
    """
    if not 0 < successes < count or not sympy.Rational(1, 2) <= level < 1:
        raise UnsolvableError("a share between 0 and 1")
    share = successes / count
    error = sympy.sqrt(share * (1 - share) / count)
    factor_ = normal_quantile((1 + level) / 2)
    steps = [
        Step("the share seen", worked(f"\\hat{{p}} = \\frac{{{num(successes)}}}{{{num(count)}}}", share)),
        Step(
            "standard error of a share",
            f"\\sqrt{{\\frac{{{base(share)} \\cdot {base(1 - share)}}}{{{num(count)}}}}} {near(error)}",
        ),
        Step(
            f"the factor for {num(level * 100)} %, from the normal distribution",
            f"z \\approx {rounded(factor_)}",
        ),
    ]
    return _ends(share, factor_ * error, level, steps, "normal approximation")


def _ends(centre: Any, half: Any, level: Any, steps: list[Step], reading: str) -> Fact:
    low, high = centre - half, centre + half
    written = num(centre) if len(num(centre)) < 12 else rounded(centre)
    latex = f"({rounded(low, 3)},\\ {rounded(high, 3)})"
    steps.append(Step("lower end", f"{written} - {rounded(half)} \\approx {rounded(low, 3)}"))
    steps.append(Step("upper end", f"{written} + {rounded(half)} \\approx {rounded(high, 3)}"))
    statement = f"The {num(level * 100)} % confidence interval ({reading}) is about ${latex}$."
    return Fact("confidence interval", statement, latex, tuple(steps))
