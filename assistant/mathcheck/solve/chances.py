"""Probabilities of named distributions: that a variable takes a value, or lies in a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.distributions import checked_law
from assistant.mathcheck.solve.figures import base, equals, factor, near, num, plus, rounded
from assistant.mathcheck.types import Fact, Step

MOST_TERMS = 10
MOST_VALUES = 300

DISCRETE = frozenset(["binomial", "bernoulli", "poisson", "geometric", "hypergeometric", "die"])


@dataclass(frozen=True, slots=True)
class Range:
    """Where a variable is asked to lie; None for an open side."""

    low: Any = None
    high: Any = None
    low_in: bool = True
    high_in: bool = True

    def latex(self, variable: str = "X") -> str:
        """The event as it stands in a probability: `1 < X \\le 4`."""
        if self.low is not None and self.low == self.high:
            return f"{variable} = {num(self.low)}"
        left = "\\le" if self.low_in else "<"
        if self.high is None:
            return f"{variable} {left.replace('le', 'ge').replace('<', '>')} {num(self.low)}"
        right = "\\le" if self.high_in else "<"
        above = f"{variable} {right} {num(self.high)}"
        return above if self.low is None else f"{num(self.low)} {left} {above}"


def probability_in(kind: str, parameters: Sequence[Any], event: Range, variable: str = "X") -> Fact:
    """The probability that a variable of a named distribution lies in a range.

    Args:
        kind: `binomial`, `poisson`, …: the laws of `distributions.py`, and `hypergeometric` (population, successes in
            it, draws).
        parameters: Numbers in the usual order.
        event: The range; ends that are equal ask for one value.
        variable: The variable's letter.

    Raises:
        UnsolvableError: Parameters outside their range, or a probability that cannot be written.
    """
    law = checked_law(kind, parameters)
    given = ",\\quad ".join(f"{name} = {num(v)}" for name, v in zip(law.letters, parameters, strict=True))
    steps = [Step(f"{law.title} distribution" + (f", {law.reading}" if law.reading else ""), given)]
    left = f"P({event.latex(variable)})"
    if kind in DISCRETE:
        value, latex = _discrete(kind, parameters, event, left, steps)
    else:
        value, latex = _continuous(kind, parameters, event, left, steps)
    if not 0 <= sympy.N(value, 20) <= 1 or (value != 0 and sympy.N(value, 20) < sympy.Float("1e-12")):
        raise UnsolvableError("too small to show")
    reading = f", {law.reading}" if law.reading else ""
    statement = f"Read as a {law.title} distribution{reading} (${given}$): ${latex}$."
    return Fact("probability", statement, latex, tuple(steps))


# -- discrete ----------------------------------------------------------------------------------------------


def mass(kind: str, parameters: Sequence[Any], k: int) -> tuple[Any, str]:
    """P(X = k): the value, and the formula with its numbers as LaTeX."""
    if kind in ("binomial", "bernoulli"):
        n, p = parameters if kind == "binomial" else (sympy.Integer(1), parameters[0])
        value = sympy.binomial(n, k) * p**k * (1 - p) ** (n - k)
        return value, f"\\binom{{{n}}}{{{k}}} \\cdot {base(p)}^{{{k}}} \\cdot {base(1 - p)}^{{{n - k}}}"
    if kind == "poisson":
        (rate,) = parameters
        value = sympy.exp(-rate) * rate**k / sympy.factorial(k)
        return value, f"e^{{-{num(rate)}}} \\cdot \\frac{{{base(rate)}^{{{k}}}}}{{{k}!}}"
    if kind == "geometric":
        (p,) = parameters
        return (1 - p) ** (k - 1) * p, f"{base(1 - p)}^{{{k - 1}}} \\cdot {num(p)}"
    if kind == "hypergeometric":
        whole, good, drawn = (int(value) for value in parameters)
        value = (
            sympy.binomial(good, k) * sympy.binomial(whole - good, drawn - k) / sympy.binomial(whole, drawn)
        )
        top = f"\\binom{{{good}}}{{{k}}} \\cdot \\binom{{{whole - good}}}{{{drawn - k}}}"
        return sympy.Rational(value), f"\\frac{{{top}}}{{\\binom{{{whole}}}{{{drawn}}}}}"
    if kind == "die":
        return sympy.Rational(1, parameters[0]), f"\\frac{{1}}{{{parameters[0]}}}"
    raise UnsolvableError("no such distribution")


def _support(kind: str, parameters: Sequence[Any]) -> tuple[int, int | None]:
    if kind in ("binomial", "bernoulli"):
        return 0, int(parameters[0]) if kind == "binomial" else 1
    if kind == "hypergeometric":
        whole, good, drawn = (int(value) for value in parameters)
        return max(0, drawn + good - whole), min(good, drawn)
    if kind == "die":
        return 1, int(parameters[0])
    return (1 if kind == "geometric" else 0), None


def _discrete(
    kind: str, parameters: Sequence[Any], event: Range, left: str, steps: list[Step]
) -> tuple[Any, str]:
    first, last = _support(kind, parameters)
    low, high = first, last
    if event.low is not None:
        edge = sympy.ceiling(event.low)
        low = max(first, int(edge) + (1 if not event.low_in and edge == event.low else 0))
    if event.high is not None:
        edge = sympy.floor(event.high)
        top = int(edge) - (1 if not event.high_in and edge == event.high else 0)
        high = top if last is None else min(last, top)
    if high is not None and high < low:
        raise UnsolvableError("the variable does not take such a value")
    if max(abs(low), abs(high or 0)) > MOST_VALUES or any(abs(value) > 2000 for value in parameters):
        raise UnsolvableError("whole numbers up to 300")
    if low == high:
        value, formula = mass(kind, parameters, low)
        latex = f"{left} = {formula} {equals(value)}"
        steps.append(Step("probability of one value", latex))
        return value, f"{left} {equals(value)}" if kind == "die" else latex
    count = None if high is None else high - low + 1
    rest = (low - first) + (0 if high == last or (last is None and high is None) else MOST_VALUES)
    if count is not None and (count <= MOST_TERMS and count <= rest + 1):
        return _added(kind, parameters, (low, high or low), left, steps)
    if high is None or (last is not None and high == last):
        return _complement(kind, parameters, (first, low - 1), left, steps)
    if last is not None and low == first and last - high <= MOST_TERMS:
        return _complement(kind, parameters, (high + 1, last), left, steps)
    if kind == "geometric" and low == first and high is not None:
        (p,) = parameters
        value = 1 - (1 - p) ** high
        latex = f"{left} = 1 - {base(1 - p)}^{{{high}}} {equals(value)}"
        steps.append(Step(f"the opposite: no success in the first {high} trials", latex))
        return value, latex
    return _summed(kind, parameters, (low, high or low), left, steps)


def _added(
    kind: str, parameters: Sequence[Any], ends: tuple[int, int], left: str, steps: list[Step]
) -> tuple[Any, str]:
    values = []
    for k in range(ends[0], ends[1] + 1):
        value, formula = mass(kind, parameters, k)
        values.append(value)
        steps.append(Step(f"probability of {k}", f"P(X = {k}) = {formula} {near(value, 6)}"))
    total = sum(values, sympy.Integer(0))
    shown = plus([f"P(X = {k})" for k in range(ends[0], ends[1] + 1)])
    latex = f"{left} {equals(total)}"
    steps.append(Step("add them", f"{left} = {shown} {equals(total)}"))
    return total, latex


def _complement(
    kind: str, parameters: Sequence[Any], ends: tuple[int, int], left: str, steps: list[Step]
) -> tuple[Any, str]:
    if kind == "geometric":
        (p,) = parameters
        value = (1 - p) ** ends[1]
        latex = f"{left} = {base(1 - p)}^{{{ends[1]}}} {equals(value)}"
        steps.append(Step(f"the first {ends[1]} trials all fail", latex))
        return value, latex
    if ends[1] - ends[0] + 1 > MOST_TERMS:
        low, high = ends
        total = sum((mass(kind, parameters, k)[0] for k in range(low, high + 1)), sympy.Integer(0))
        latex = f"{left} = 1 - {_sum_sign(kind, parameters, ends)} {near(1 - total)}"
        steps.append(Step("one minus the opposite", latex))
        return 1 - total, f"{left} {near(1 - total)}"
    total = sympy.Integer(0)
    for k in range(ends[0], ends[1] + 1):
        value, formula = mass(kind, parameters, k)
        total += value
        steps.append(Step(f"probability of {k}", f"P(X = {k}) = {formula} {near(value, 6)}"))
    opposite = plus([f"P(X = {k})" for k in range(ends[0], ends[1] + 1)])
    if ends[0] < ends[1]:
        opposite = f"({opposite})"
    elif ends[0] > ends[1]:
        raise UnsolvableError("certain")
    result = 1 - total
    steps.append(Step("one minus the opposite", f"{left} = 1 - {opposite} {equals(result)}"))
    if ends[0] == ends[1]:
        formula = mass(kind, parameters, ends[0])[1]
        return result, f"{left} = 1 - {formula} {equals(result)}"
    return result, f"{left} {equals(result)}"


def _sum_sign(kind: str, parameters: Sequence[Any], ends: tuple[int, int]) -> str:
    if kind == "binomial":
        n, p = parameters
        body = f"\\binom{{{n}}}{{k}} \\cdot {base(p)}^{{k}} \\cdot {base(1 - p)}^{{{n} - k}}"
    elif kind == "poisson":
        body = f"e^{{-{num(parameters[0])}}} \\cdot \\frac{{{base(parameters[0])}^{{k}}}}{{k!}}"
    elif kind == "geometric":
        body = f"{base(1 - parameters[0])}^{{k - 1}} \\cdot {num(parameters[0])}"
    else:
        raise UnsolvableError("too long a sum to write")
    return f"\\sum_{{k={ends[0]}}}^{{{ends[1]}}} {body}"


def _summed(
    kind: str, parameters: Sequence[Any], ends: tuple[int, int], left: str, steps: list[Step]
) -> tuple[Any, str]:
    total = sum((mass(kind, parameters, k)[0] for k in range(ends[0], ends[1] + 1)), sympy.Integer(0))
    steps.append(Step("add the probabilities", f"{left} = {_sum_sign(kind, parameters, ends)} {near(total)}"))
    return total, f"{left} {near(total)}"


def dice_sum(dice: int, total: Any) -> Fact:
    """The probability that several dice add up to a total, by counting.

    Raises:
        UnsolvableError: More than four dice, or a total they do not reach.
    """
    if not 2 <= dice <= 4 or not dice <= total <= 6 * dice:
        raise UnsolvableError("two to four dice")
    ways = {0: 1}
    for _ in range(dice):
        ways = {
            s: sum(ways.get(s - face, 0) for face in range(1, 7)) for s in range(min(ways) + 1, max(ways) + 7)
        }
    favourable, whole = ways[int(total)], 6**dice
    value = sympy.Rational(favourable, whole)
    latex = (
        f"\\frac{{{favourable}}}{{{whole}}} {equals(value)}"
        if value.q != whole
        else f"\\frac{{{favourable}}}{{{whole}}} \\approx {rounded(value)}"
    )
    steps = (
        Step("all outcomes, each as likely", f"6^{{{dice}}} = {whole}"),
        Step(f"outcomes with the sum {total}: {favourable}; over all", latex),
    )
    return Fact("probability", f"The probability is ${latex}$.", latex, steps)


# -- continuous --------------------------------------------------------------------------------------------


def _continuous(
    kind: str, parameters: Sequence[Any], event: Range, left: str, steps: list[Step]
) -> tuple[Any, str]:
    if event.low is not None and event.low == event.high:
        latex = f"{left} = 0"
        steps.append(Step("a single point has no length, so no probability", latex))
        return sympy.Integer(0), latex
    if event.low is not None and event.high is not None and event.low > event.high:
        raise UnsolvableError("an empty range")
    if kind == "normal":
        return _normal(parameters, event, left, steps)
    if kind == "uniform":
        return _uniform(parameters, event, left, steps)
    (rate,) = parameters
    low = max(event.low, sympy.Integer(0)) if event.low is not None else sympy.Integer(0)
    first = f"e^{{-{num(rate)} \\cdot {factor(low)}}}" if low else "1"
    second = f"e^{{-{num(rate)} \\cdot {factor(event.high)}}}" if event.high is not None else ""
    value = sympy.exp(-rate * low) - (sympy.exp(-rate * event.high) if event.high is not None else 0)
    if event.high is not None and event.high <= 0:
        raise UnsolvableError("never negative")
    latex = f"{left} = {first}{' - ' + second if second else ''} {near(value)}"
    rule = "the probability to be above $x$ is $e^{-\\lambda x}$"
    steps.append(Step(rule, latex))
    return value, latex


def _uniform(parameters: Sequence[Any], event: Range, left: str, steps: list[Step]) -> tuple[Any, str]:
    a, b = parameters
    low = a if event.low is None else max(a, event.low)
    high = b if event.high is None else min(b, event.high)
    if low >= high:
        raise UnsolvableError("outside the interval")
    value = (high - low) / (b - a)
    fraction = f"\\frac{{{num(high)} - {factor(low)}}}{{{num(b)} - {factor(a)}}}"
    latex = f"{left} = {fraction} {equals(value)}"
    steps.append(Step("length asked for over the length of the interval", latex))
    return value, latex


def normal_below(z: Any) -> Any:
    """Φ(z), the probability that a standard normal variable stays below z."""
    return (1 + sympy.erf(z / sympy.sqrt(2))) / 2


def _normal(parameters: Sequence[Any], event: Range, left: str, steps: list[Step]) -> tuple[Any, str]:
    mean, variance = parameters
    deviation = sympy.sqrt(variance)
    scores: list[Any] = []
    for end in (event.low, event.high):
        if end is None:
            scores.append(None)
            continue
        z = (end - mean) / deviation
        scores.append(z)
        if mean != 0 or variance != 1:
            line = f"\\frac{{{num(end)} - {factor(mean)}}}{{{num(deviation)}}} {equals(z)}"
            steps.append(Step("how many standard deviations from the mean", f"z = {line}"))
    low, high = scores
    if high is None and low is not None:
        value, shown = 1 - normal_below(low), f"1 - \\Phi({_score(low)})"
    elif low is None and high is not None:
        value, shown = normal_below(high), f"\\Phi({_score(high)})"
    elif low is not None and high is not None:
        value = normal_below(high) - normal_below(low)
        shown = f"\\Phi({_score(high)}) - \\Phi({_score(low)})"
    else:
        raise UnsolvableError("no range")
    for z in (high, low):
        if z is not None:
            steps.append(
                Step(
                    "standard normal distribution, from the table",
                    f"\\Phi({_score(z)}) {near(normal_below(z))}",
                )
            )
    latex = f"{left} = {shown} \\approx {rounded(value)}"
    steps.append(Step("the probability", latex))
    return value, latex


def _score(z: Any) -> str:
    return num(z) if num(z).lstrip("-").replace(".", "").isdigit() else rounded(z)
