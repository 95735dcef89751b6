"""Expectation and variance of named distributions, from their formulas; of tables and densities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.solve.figures import factor, num
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import factor_latex, sum_latex, to_latex


@dataclass(frozen=True, slots=True)
class _Law:
    """A distribution: the letters of its parameters, its moments as functions and as LaTeX, and how it is read."""

    title: str
    letters: tuple[str, ...]
    mean: Callable[..., Any]
    variance: Callable[..., Any]
    mean_formula: str
    variance_formula: str
    allowed: Callable[..., bool]
    reading: str = ""
    mean_numbers: str = ""
    """The mean with `{0}`, `{1}` for the parameters; empty when there is nothing to work out."""

    variance_numbers: str = ""


def _between(value: Any) -> bool:
    return bool(0 <= value <= 1)


_LAWS = {
    "bernoulli": _Law(
        "Bernoulli",
        ("p",),
        lambda p: p,
        lambda p: p * (1 - p),
        "p",
        "p (1 - p)",
        _between,
        variance_numbers="{0} \\cdot (1 - {0})",
    ),
    "binomial": _Law(
        "binomial",
        ("n", "p"),
        lambda n, p: n * p,
        lambda n, p: n * p * (1 - p),
        "n p",
        "n p (1 - p)",
        lambda n, p: bool(n.is_Integer and n >= 0) and _between(p),
        "",
        "{0} \\cdot {1}",
        "{0} \\cdot {1} \\cdot (1 - {1})",
    ),
    "poisson": _Law(
        "Poisson", ("\\lambda",), lambda m: m, lambda m: m, "\\lambda", "\\lambda", lambda m: bool(m > 0)
    ),
    "geometric": _Law(
        "geometric",
        ("p",),
        lambda p: 1 / p,
        lambda p: (1 - p) / p**2,
        "\\frac{1}{p}",
        "\\frac{1 - p}{p^{2}}",
        lambda p: bool(0 < p <= 1),
        "counting the trials up to and including the first success",
        "\\frac{{1}}{{{0}}}",
        "\\frac{{1 - {0}}}{{({0})^{{2}}}}",
    ),
    "uniform": _Law(
        "uniform",
        ("a", "b"),
        lambda a, b: (a + b) / 2,
        lambda a, b: (b - a) ** 2 / 12,
        "\\frac{a + b}{2}",
        "\\frac{(b - a)^{2}}{12}",
        lambda a, b: bool(a < b),
        "continuous between its two ends",
        "\\frac{{{0} + {1}}}{{2}}",
        "\\frac{{({1} - {0})^{{2}}}}{{12}}",
    ),
    "exponential": _Law(
        "exponential",
        ("\\lambda",),
        lambda m: 1 / m,
        lambda m: 1 / m**2,
        "\\frac{1}{\\lambda}",
        "\\frac{1}{\\lambda^{2}}",
        lambda m: bool(m > 0),
        "with $\\lambda$ as the rate",
        "\\frac{{1}}{{{0}}}",
        "\\frac{{1}}{{({0})^{{2}}}}",
    ),
    "normal": _Law(
        "normal",
        ("\\mu", "\\sigma^{2}"),
        lambda m, v: m,
        lambda m, v: v,
        "\\mu",
        "\\sigma^{2}",
        lambda m, v: bool(v > 0),
        "with the variance as its second parameter",
    ),
    "hypergeometric": _Law(
        "hypergeometric",
        ("N", "K", "n"),
        lambda whole, good, drawn: drawn * good / whole,
        lambda whole, good, drawn: drawn * good * (whole - good) * (whole - drawn) / (whole**2 * (whole - 1)),
        "\\frac{n K}{N}",
        "n \\cdot \\frac{K}{N} \\cdot \\frac{N - K}{N} \\cdot \\frac{N - n}{N - 1}",
        lambda whole, good, drawn: (
            all(value.is_Integer for value in (whole, good, drawn))
            and 0 <= good <= whole
            and 0 < drawn <= whole > 1
        ),
        "drawing $n$ of $N$ without putting back, $K$ of them of the kind counted",
        "\\frac{{{2} \\cdot {1}}}{{{0}}}",
        "{2} \\cdot \\frac{{{1}}}{{{0}}} \\cdot \\frac{{{0} - {1}}}{{{0}}} \\cdot \\frac{{{0} - {2}}}{{{0} - 1}}",
    ),
    "die": _Law(
        "discrete uniform",
        ("m",),
        lambda m: (m + 1) / 2,
        lambda m: (m**2 - 1) / 12,
        "\\frac{m + 1}{2}",
        "\\frac{m^{2} - 1}{12}",
        lambda m: bool(m.is_Integer and m >= 1),
        "the numbers from 1 to $m$, each as likely",
        "\\frac{{{0} + 1}}{{2}}",
        "\\frac{{{0}^{{2}} - 1}}{{12}}",
    ),
}

KINDS = frozenset(_LAWS)


def checked_law(kind: str, parameters: Sequence[Any]) -> _Law:
    """The law of that name, once its parameters are known to be numbers in their range.

    Raises:
        UnsolvableError: Another distribution, or parameters outside their range.
    """
    law = _LAWS.get(kind)
    if law is None or len(parameters) != len(law.letters) or any(value.free_symbols for value in parameters):
        raise UnsolvableError("a named distribution with numbers for its parameters")
    if not law.allowed(*parameters):
        raise UnsolvableError("parameters outside their range")
    return law


def moment(kind: str, parameters: Sequence[Any], wanted: str) -> Fact:
    """The expectation, variance or standard deviation of a named distribution.

    Args:
        kind: One of `KINDS`.
        parameters: Numbers, in the usual order; the second of the normal is the variance.
        wanted: `mean`, `variance` or `deviation`.

    Raises:
        UnsolvableError: Another distribution, or parameters outside their range.
    """
    law = checked_law(kind, parameters)
    given = ",\\quad ".join(
        f"{name} = {num(value)}" for name, value in zip(law.letters, parameters, strict=True)
    )
    worked = [factor(value) for value in parameters]
    steps = [Step(f"{law.title} distribution" + (f", {law.reading}" if law.reading else ""), given)]
    if wanted == "mean":
        value = shortest(law.mean(*parameters))
        latex = f"\\mathbb{{E}}[X] = {to_latex(value)}"
        steps.append(Step("formula of the expectation", f"\\mathbb{{E}}[X] = {law.mean_formula}"))
        steps.append(Step("put the numbers in", _worked("\\mathbb{E}[X]", law.mean_numbers, worked, value)))
        return Fact("expectation", f"The expectation is ${latex}$.", latex, tuple(steps))
    value = shortest(law.variance(*parameters))
    latex = f"\\operatorname{{Var}}(X) = {to_latex(value)}"
    steps.append(Step("formula of the variance", f"\\operatorname{{Var}}(X) = {law.variance_formula}"))
    steps.append(
        Step("put the numbers in", _worked("\\operatorname{Var}(X)", law.variance_numbers, worked, value))
    )
    if wanted == "variance":
        return Fact("variance", f"The variance is ${latex}$.", latex, tuple(steps))
    root = shortest(sympy.sqrt(value))
    latex = f"\\sqrt{{{to_latex(value)}}} = {to_latex(root)}"
    steps.append(Step("the standard deviation is its root", latex))
    return Fact("standard deviation", f"The standard deviation is ${to_latex(root)}$.", latex, tuple(steps))


def scaled(fact: Fact, kind: str, parameters: Sequence[Any], wanted: str, times: Any, shift: Any) -> Fact:
    """The expectation or variance of a X + b, from the fact about X.

    Raises:
        UnsolvableError: Another moment.
    """
    law = checked_law(kind, parameters)
    inside = f"{num(times)} X" if times != 1 else "X"
    if shift:
        inside += f" {'-' if shift < 0 else '+'} {num(abs(shift))}"
    if wanted == "mean":
        plain = shortest(law.mean(*parameters))
        value = shortest(times * plain + shift)
        line = f"{factor(times)} \\cdot {factor(plain)} + {factor(shift)}"
        latex, rule = f"\\mathbb{{E}}[{inside}] = {line} = {to_latex(value)}", "expectation is linear"
        return Fact("expectation", f"The expectation is ${latex}$.", latex, (*fact.steps, Step(rule, latex)))
    if wanted != "variance":
        raise UnsolvableError("only expectation and variance")
    plain = shortest(law.variance(*parameters))
    value = shortest(times**2 * plain)
    latex = f"\\operatorname{{Var}}({inside}) = {_squared(times)} \\cdot {factor(plain)} = {to_latex(value)}"
    rule = "a shift does not change the variance, a factor enters squared"
    return Fact("variance", f"The variance is ${latex}$.", latex, (*fact.steps, Step(rule, latex)))


def _worked(left: str, template: str, numbers: Sequence[str], value: Any) -> str:
    shown = f"{template.format(*numbers)} = " if template else ""
    return f"{left} = {shown}{to_latex(value)}"


def discrete(values: Sequence[Any], weights: Sequence[Any], wanted: str) -> Fact:
    """The expectation or variance of a variable given by its table.

    Args:
        values: What it takes, numbers.
        weights: Their probabilities; they must add up to one.
        wanted: `mean` or `variance`.

    Raises:
        UnsolvableError: Probabilities that do not add up to one.
    """
    if not 1 <= len(values) <= 20 or len(values) != len(weights) or sum(weights) != 1:
        raise UnsolvableError("the probabilities do not add up to one")
    mean = shortest(sum(value * weight for value, weight in zip(values, weights, strict=True)))
    products = sum_latex(
        f"{factor_latex(value)} \\cdot {factor_latex(weight)}"
        for value, weight in zip(values, weights, strict=True)
    )
    latex = f"\\mathbb{{E}}[X] = {to_latex(mean)}"
    steps = [
        Step("each value times its probability, added", f"\\mathbb{{E}}[X] = {products} = {to_latex(mean)}")
    ]
    if wanted == "mean":
        return Fact("expectation", f"The expectation is ${latex}$.", latex, tuple(steps))
    square = shortest(sum(value**2 * weight for value, weight in zip(values, weights, strict=True)))
    squares = sum_latex(
        f"{_squared(value)} \\cdot {factor_latex(weight)}"
        for value, weight in zip(values, weights, strict=True)
    )
    variance = shortest(square - mean**2)
    steps.append(Step("the same with squares", f"\\mathbb{{E}}[X^{{2}}] = {squares} = {to_latex(square)}"))
    latex = f"\\operatorname{{Var}}(X) = {to_latex(square)} - {_squared(mean)} = {to_latex(variance)}"
    steps.append(Step("mean of the squares minus square of the mean", latex))
    return Fact("variance", f"The variance is ${to_latex(variance)}$.", latex, tuple(steps))


def _squared(value: Any) -> str:
    shown = to_latex(value)
    return f"{shown}^{{2}}" if value.is_Integer and value >= 0 else f"\\left({shown}\\right)^{{2}}"


def of_density(density: Any, variable: Any, low: Any, high: Any, wanted: str) -> Fact:
    """The expectation or variance of a continuous variable given by its density on an interval.

    Raises:
        UnsolvableError: A function that is no density there, or an integral without a closed form.
    """
    x, name = to_latex(variable), to_latex(density)
    bounds = f"\\int_{{{to_latex(low)}}}^{{{to_latex(high)}}}"
    if sympy.count_ops(density) > 30 or (density.free_symbols != {variable} and density.free_symbols):
        raise UnsolvableError("a density of one variable")
    total, mean, square = (
        sympy.simplify(sympy.integrate(sympy.expand(density * variable**k), (variable, low, high)))
        for k in range(3)
    )
    if total != 1:
        raise UnsolvableError("not a density: its integral is not one")
    if not (mean.is_number and mean.is_finite and not mean.has(sympy.Integral)):
        raise UnsolvableError("no closed form")
    steps = [
        Step("the density integrates to one", f"{bounds} {_integrand(name, density)} \\, d{x} = 1"),
        Step(
            "expectation: value times density, integrated",
            f"\\mathbb{{E}}[X] = {bounds} {x} \\cdot {factor_latex(density)} \\, d{x} = {to_latex(mean)}",
        ),
    ]
    latex = f"\\mathbb{{E}}[X] = {to_latex(mean)}"
    if wanted == "mean":
        return Fact("expectation", f"The expectation is ${latex}$.", latex, tuple(steps))
    if not (square.is_number and square.is_finite and not square.has(sympy.Integral)):
        raise UnsolvableError("no closed form")
    variance = shortest(square - mean**2)
    steps.append(
        Step(
            "the same with the square",
            f"\\mathbb{{E}}[X^{{2}}] = {bounds} {x}^{{2}} \\cdot {factor_latex(density)} \\, d{x} = {to_latex(square)}",
        )
    )
    latex = f"\\operatorname{{Var}}(X) = {to_latex(square)} - {_squared(mean)} = {to_latex(variance)}"
    steps.append(Step("mean of the squares minus square of the mean", latex))
    return Fact("variance", f"The variance is ${to_latex(variance)}$.", latex, tuple(steps))


def _integrand(written: str, density: Any) -> str:
    return f"({written})" if getattr(density, "is_Add", False) else written
