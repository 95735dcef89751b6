"""Maximum likelihood of simple models from data: the log-likelihood, its derivative, its root."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.figures import equals, factor, num, worked
from assistant.mathcheck.solve.statistics import MOST_DATA, mean_of, total_latex
from assistant.mathcheck.types import Fact, Step

KIND = "maximum likelihood"


def _data(values: Sequence[Any]) -> tuple[int, Any]:
    if not 1 <= len(values) <= MOST_DATA:
        raise UnsolvableError("from 1 to 200 numbers")
    return len(values), sum(values, sympy.Integer(0))


def share(successes: Any, trials: Any) -> Fact:
    """The estimate of p from successes in trials: their share.

    Raises:
        UnsolvableError: More successes than trials.
    """
    if not 0 <= successes <= trials or not trials >= 1 or not trials.is_Integer or not successes.is_Integer:
        raise UnsolvableError("at most as many successes as trials")
    k, failures = num(successes), num(trials - successes)
    value = successes / trials
    latex = worked(f"\\hat{{p}} = \\frac{{{k}}}{{{num(trials)}}}", value)
    steps = [Step("likelihood", f"L(p) \\propto p^{{{k}}} (1 - p)^{{{failures}}}")]
    if 0 < successes < trials:
        steps += [
            Step("log-likelihood", f"\\ell(p) = {k} \\ln(p) + {failures} \\ln(1 - p) + c"),
            Step("its derivative set to zero", f"\\frac{{{k}}}{{p}} - \\frac{{{failures}}}{{1 - p}} = 0"),
        ]
    steps.append(Step("the share of successes", latex))
    return Fact(KIND, f"The maximum likelihood estimate is ${latex}$.", latex, tuple(steps))


def bernoulli(values: Sequence[Any]) -> Fact:
    """The estimate of p from zeros and ones.

    Raises:
        UnsolvableError: Other numbers among them.
    """
    count, total = _data(values)
    if any(value not in (0, 1) for value in values):
        raise UnsolvableError("only zeros and ones")
    return share(total, sympy.Integer(count))


def poisson(values: Sequence[Any]) -> Fact:
    """The estimate of the rate λ: the mean.

    Raises:
        UnsolvableError: Data that no Poisson variable takes.
    """
    count, total = _data(values)
    if any(not value.is_Integer or value < 0 for value in values) or total == 0:
        raise UnsolvableError("whole numbers from 0")
    estimate, step = mean_of(values, "\\hat{\\lambda}")
    steps = (
        Step("log-likelihood", f"\\ell(\\lambda) = {num(total)} \\ln(\\lambda) - {count} \\lambda + c"),
        Step("its derivative set to zero", f"\\frac{{{num(total)}}}{{\\lambda}} - {count} = 0"),
        Step("the mean of the data", step.latex),
    )
    latex = f"\\hat{{\\lambda}} {equals(estimate)}"
    return Fact(KIND, f"The maximum likelihood estimate is ${latex}$, the mean.", latex, steps)


def exponential(values: Sequence[Any]) -> Fact:
    """The estimate of the rate λ: one over the mean.

    Raises:
        UnsolvableError: Data that are not positive.
    """
    count, total = _data(values)
    if any(value < 0 for value in values) or total == 0:
        raise UnsolvableError("positive data")
    estimate = count / total
    written = total_latex([num(value) for value in values], total)
    latex = worked(f"\\hat{{\\lambda}} = \\frac{{{count}}}{{{num(total)}}}", estimate)
    steps = (
        Step("log-likelihood", f"\\ell(\\lambda) = {count} \\ln(\\lambda) - {num(total)} \\lambda"),
        Step("its derivative set to zero", f"\\frac{{{count}}}{{\\lambda}} - {num(total)} = 0"),
        Step("one over the mean", f"\\hat{{\\lambda}} = \\frac{{{count}}}{{{written}}} {equals(estimate)}"),
    )
    return Fact(
        KIND, f"The maximum likelihood estimate of the rate is ${latex}$, one over the mean.", latex, steps
    )


def geometric(values: Sequence[Any]) -> Fact:
    """The estimate of p from numbers of trials up to the first success: one over the mean.

    Raises:
        UnsolvableError: Data that are no numbers of trials.
    """
    count, total = _data(values)
    if any(not value.is_Integer or value < 1 for value in values):
        raise UnsolvableError("whole numbers from 1")
    estimate = count / total
    latex = worked(f"\\hat{{p}} = \\frac{{{count}}}{{{num(total)}}}", estimate)
    steps = [Step("log-likelihood", f"\\ell(p) = {count} \\ln(p) + {num(total - count)} \\ln(1 - p)")]
    if total > count:
        steps.append(
            Step(
                "its derivative set to zero",
                f"\\frac{{{count}}}{{p}} - \\frac{{{num(total - count)}}}{{1 - p}} = 0",
            )
        )
    steps.append(Step("one over the mean", latex))
    statement = f"Counting the trials up to and including the first success, the maximum likelihood estimate is ${latex}$."
    return Fact(KIND, statement, latex, tuple(steps))


def uniform(values: Sequence[Any]) -> Fact:
    """The estimate of θ for the uniform distribution on (0, θ): the largest number seen.

    Raises:
        UnsolvableError: Negative data.
    """
    count, _ = _data(values)
    if any(value < 0 for value in values):
        raise UnsolvableError("positive data")
    largest = max(values)
    latex = f"\\hat{{\\theta}} = {num(largest)}"
    steps = (
        Step("likelihood, for any $\\theta$ that no number exceeds", f"L(\\theta) = \\theta^{{-{count}}}"),
        Step("it falls as $\\theta$ grows, so take the smallest possible: the largest number", latex),
    )
    return Fact(KIND, f"The maximum likelihood estimate is ${latex}$, the largest number.", latex, steps)


def normal(values: Sequence[Any], *, mean: bool, variance: bool) -> Fact:
    """The estimates of μ (the mean) and σ² (the mean squared distance, over n).

    Args:
        values: The data.
        mean: Whether μ is asked for.
        variance: Whether σ² is asked for.

    Raises:
        UnsolvableError: No data.
    """
    count, _ = _data(values)
    centre, step = mean_of(values, "\\hat{\\mu}")
    steps = [
        Step("the log-likelihood is largest where the derivative by $\\mu$ is zero: the mean", step.latex)
    ]
    parts = [f"\\hat{{\\mu}} {equals(centre)}"] if mean else []
    if variance:
        total = sum(((value - centre) ** 2 for value in values), sympy.Integer(0))
        shown = total_latex([f"({num(value)} - {factor(centre)})^{{2}}" for value in values], total)
        spread = total / count
        rule = "derivative by $\\sigma^2$ set to zero: the mean squared distance, over $n$"
        steps.append(Step(rule, f"\\hat{{\\sigma}}^{{2}} = \\frac{{{shown}}}{{{count}}} {equals(spread)}"))
        parts.append(f"\\hat{{\\sigma}}^{{2}} {equals(spread)}")
    latex = ",\\quad ".join(parts)
    return Fact(KIND, f"The maximum likelihood estimates: ${latex}$.", latex, tuple(steps))


def beta_posterior(a: Any, b: Any, successes: Any, failures: Any) -> Fact:
    """The posterior of p after a Beta(a, b) prior and counts: Beta(a + successes, b + failures).

    Raises:
        UnsolvableError: Parameters that are not positive.
    """
    if not (a > 0 and b > 0 and successes >= 0 and failures >= 0):
        raise UnsolvableError("positive parameters")
    first, second = a + successes, b + failures
    mean = first / (first + second)
    latex = f"\\frac{{{num(first)}}}{{{num(first)} + {num(second)}}} {equals(mean)}"
    steps = (
        Step("add the successes to the first parameter", f"{num(a)} + {num(successes)} = {num(first)}"),
        Step("add the failures to the second", f"{num(b)} + {num(failures)} = {num(second)}"),
        Step("posterior mean: the first over the sum", latex),
    )
    statement = (
        f"The posterior is $\\operatorname{{Beta}}({num(first)}, {num(second)})$; its mean is ${latex}$."
    )
    return Fact("beta posterior", statement, latex, steps)
