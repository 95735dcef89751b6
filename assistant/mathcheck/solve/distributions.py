"""Expectation, variance and single probabilities of named distributions, from their formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
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


def _between(value: Any) -> bool:
    return bool(0 <= value <= 1)


_LAWS = {
    "bernoulli": _Law("Bernoulli", ("p",), lambda p: p, lambda p: p * (1 - p), "p", "p (1 - p)", _between),
    "binomial": _Law(
        "binomial",
        ("n", "p"),
        lambda n, p: n * p,
        lambda n, p: n * p * (1 - p),
        "n p",
        "n p (1 - p)",
        lambda n, p: bool(n.is_Integer and n >= 0) and _between(p),
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
}

KINDS = frozenset(_LAWS)


def _law(kind: str, parameters: Sequence[Any]) -> _Law:
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
    law = _law(kind, parameters)
    given = ",\\quad ".join(
        f"{name} = {to_latex(value)}" for name, value in zip(law.letters, parameters, strict=True)
    )
    steps = [Step(f"{law.title} distribution" + (f", {law.reading}" if law.reading else ""), given)]
    if wanted == "mean":
        value = shortest(law.mean(*parameters))
        latex = f"\\mathbb{{E}}[X] = {to_latex(value)}"
        steps.append(Step("formula of the expectation", f"\\mathbb{{E}}[X] = {law.mean_formula}"))
        steps.append(Step("put the numbers in", latex))
        return Fact("expectation", f"The expectation is ${latex}$.", latex, tuple(steps))
    value = shortest(law.variance(*parameters))
    latex = f"\\operatorname{{Var}}(X) = {to_latex(value)}"
    steps.append(Step("formula of the variance", f"\\operatorname{{Var}}(X) = {law.variance_formula}"))
    steps.append(Step("put the numbers in", latex))
    if wanted == "variance":
        return Fact("variance", f"The variance is ${latex}$.", latex, tuple(steps))
    root = shortest(sympy.sqrt(value))
    latex = f"\\sqrt{{{to_latex(value)}}} = {to_latex(root)}"
    steps.append(Step("the standard deviation is its root", latex))
    return Fact("standard deviation", f"The standard deviation is ${to_latex(root)}$.", latex, tuple(steps))


def probability_of(kind: str, parameters: Sequence[Any], count: Any) -> Fact:
    """P(X = k) of a binomial, Poisson, geometric or Bernoulli variable.

    Raises:
        UnsolvableError: Another distribution, or a k it does not take.
    """
    _law(kind, parameters)
    if not count.is_Integer or not 0 <= count <= 500:
        raise UnsolvableError("whole numbers up to 500")
    left = f"P(X = {count})"
    if kind == "binomial":
        n, p = parameters
        if n > 500:
            raise UnsolvableError("at most 500 trials")
        value = sympy.binomial(n, count) * p**count * (1 - p) ** (n - count)
        formula = f"\\binom{{{n}}}{{{count}}} {factor_latex(p)}^{{{count}}} {_complement(p)}^{{{n - count}}}"
    elif kind == "poisson":
        (rate,) = parameters
        value = sympy.exp(-rate) * rate**count / sympy.factorial(count)
        formula = f"e^{{-{to_latex(rate)}}} \\frac{{{factor_latex(rate)}^{{{count}}}}}{{{count}!}}"
    elif kind == "geometric" and count >= 1:
        (p,) = parameters
        value = (1 - p) ** (count - 1) * p
        formula = f"{_complement(p)}^{{{count - 1}}} \\cdot {to_latex(p)}"
    else:
        raise UnsolvableError("no such probability")
    digits = sympy.N(value, 12)
    shown = (
        f"{formula} \\approx {float(digits):.4f}"
        if float(digits) >= 0.001
        else f"{formula} \\approx {float(digits):.3g}"
    )
    if "e-" in shown:
        raise UnsolvableError("too small to show")
    latex = f"{left} = {shown}"
    title = _LAWS[kind].title
    return Fact(
        "probability", f"The probability is ${latex}$.", latex, (Step(f"{title} distribution", latex),)
    )


def _complement(p: Any) -> str:
    return f"\\left(1 - {to_latex(p)}\\right)"


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
