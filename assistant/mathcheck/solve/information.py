"""Entropy, cross-entropy, Kullback–Leibler divergence and information gain of given distributions, in bits or nats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.figures import base, factor, near, num, plus, rounded
from assistant.mathcheck.types import Fact, Step

MOST_OUTCOMES = 12


def _distribution(weights: Sequence[Any]) -> None:
    if (
        not 2 <= len(weights) <= MOST_OUTCOMES
        or any(not 0 <= weight <= 1 for weight in weights)
        or sum(weights) != 1
    ):
        raise UnsolvableError("probabilities that add up to one")


def log_of(value: Any, bits: bool) -> Any:
    """The logarithm to base two, or the natural one."""
    return sympy.log(value, 2) if bits else sympy.log(value)


def log_latex(inside: str, bits: bool) -> str:
    """How it is written."""
    return f"\\log_{{2}}\\left({inside}\\right)" if bits else f"\\ln\\left({inside}\\right)"


def unit(bits: bool) -> str:
    """The unit's name."""
    return "bits" if bits else "nats"


def entropy_value(weights: Sequence[Any], bits: bool) -> Any:
    """−Σ p log p; a zero adds nothing."""
    return sympy.simplify(-sum((p * log_of(p, bits) for p in weights if p), sympy.Integer(0)))


def entropy_line(weights: Sequence[Any], bits: bool) -> str:
    """The sum with its numbers."""
    terms = [f"{num(p)} \\cdot {log_latex(num(p), bits)}" for p in weights if p]
    return f"-\\left({plus(terms)}\\right)"


def entropy(weights: Sequence[Any], *, bits: bool, reading: str = "") -> Fact:
    """The entropy of a distribution.

    Args:
        weights: Probabilities that add up to one.
        bits: Base two; otherwise natural logarithms.
        reading: What was assumed of the base, empty when the question says it.

    Raises:
        UnsolvableError: Not a distribution.
    """
    _distribution(weights)
    value = entropy_value(weights, bits)
    latex = f"H = {entropy_line(weights, bits)} {near(value)}"
    steps = (
        Step("definition", f"H(p) = -\\sum_{{i}} p_{{i}} {_log_name(bits)}(p_{{i}})"),
        Step("put the probabilities in; a zero adds nothing", latex),
    )
    return Fact("entropy", f"{reading}The entropy is ${latex}$ {unit(bits)}.", latex, steps)


def _log_name(bits: bool) -> str:
    return "\\log_{2}" if bits else "\\ln"


def cross_entropy(first: Sequence[Any], second: Sequence[Any], *, bits: bool, reading: str = "") -> Fact:
    """H(p, q) = −Σ p log q.

    Raises:
        UnsolvableError: Not two distributions over the same outcomes, or q is zero where p is not.
    """
    _distribution(first)
    _distribution(second)
    pairs = _pairs(first, second)
    value = sympy.simplify(-sum((p * log_of(q, bits) for p, q in pairs), sympy.Integer(0)))
    terms = [f"{num(p)} \\cdot {log_latex(num(q), bits)}" for p, q in pairs]
    latex = f"H(p, q) = -\\left({plus(terms)}\\right) {near(value)}"
    steps = (
        Step("definition", f"H(p, q) = -\\sum_{{i}} p_{{i}} {_log_name(bits)}(q_{{i}})"),
        Step("put the probabilities in", latex),
    )
    return Fact("cross-entropy", f"{reading}The cross-entropy is ${latex}$ {unit(bits)}.", latex, steps)


def divergence(first: Sequence[Any], second: Sequence[Any], *, bits: bool, reading: str = "") -> Fact:
    """KL(p ‖ q) = Σ p log(p / q).

    Raises:
        UnsolvableError: Not two distributions over the same outcomes, or q is zero where p is not.
    """
    _distribution(first)
    _distribution(second)
    pairs = _pairs(first, second)
    value = sympy.simplify(sum((p * log_of(p / q, bits) for p, q in pairs), sympy.Integer(0)))
    terms = [f"{num(p)} \\cdot {log_latex(_over(p, q), bits)}" for p, q in pairs]
    latex = f"D_{{KL}}(p \\| q) = {plus(terms)} {near(value)}"
    steps = (
        Step(
            "definition",
            f"D_{{KL}}(p \\| q) = \\sum_{{i}} p_{{i}} {_log_name(bits)}\\left(\\frac{{p_{{i}}}}{{q_{{i}}}}\\right)",
        ),
        Step("put the probabilities in", f"{plus(terms)} {near(value)}"),
    )
    reading = f"{reading}With $p = ({_listed(first)})$ and $q = ({_listed(second)})$: "
    return Fact("kl divergence", f"{reading}The divergence is ${latex}$ {unit(bits)}.", latex, steps)


def _listed(values: Sequence[Any]) -> str:
    return ", ".join(num(value) for value in values)


def _over(p: Any, q: Any) -> str:
    return f"\\frac{{{num(p)}}}{{{num(q)}}}"


def _pairs(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[Any, Any]]:
    if len(first) != len(second):
        raise UnsolvableError("over the same outcomes")
    pairs = [(p, q) for p, q in zip(first, second, strict=True) if p]
    if any(q == 0 for _, q in pairs):
        raise UnsolvableError("infinite: q is zero where p is not")
    return pairs


def information_gain(parent: Sequence[Any], groups: Sequence[Sequence[Any]]) -> Fact:
    """The entropy of a node minus the weighted entropy of its branches, in bits.

    Args:
        parent: Counts of the classes.
        groups: The same for each branch.

    Raises:
        UnsolvableError: Branches that do not add up to the node.
    """
    if [sum(column) for column in zip(*groups, strict=True)] != list(parent) or not 2 <= len(groups) <= 6:
        raise UnsolvableError("the branches must add up to the node")
    if any(not value.is_Integer or value < 0 for value in (*parent, *(v for g in groups for v in g))):
        raise UnsolvableError("counts")
    whole = sum(parent)
    before, line = _of_counts(parent)
    steps = [Step("entropy before the split", f"H = {line}")]
    rest = sympy.Integer(0)
    terms = []
    for index, group in enumerate(groups, start=1):
        size = sum(group)
        if not size:
            raise UnsolvableError("an empty branch")
        value, line = _of_counts(group)
        steps.append(Step(f"entropy of branch {index}", f"H_{{{index}}} = {line}"))
        rest += size / whole * value
        terms.append(f"\\frac{{{size}}}{{{whole}}} \\cdot {_short(value)}")
    steps.append(Step("branches weighted by their size", f"{plus(terms)} \\approx {rounded(rest, 3)}"))
    gain = before - rest
    latex = f"{_short(before)} - {rounded(rest)} \\approx {rounded(gain, 3)}"
    steps.append(Step("before minus after", latex))
    return Fact("information gain", f"The information gain is ${latex}$ bits.", latex, tuple(steps))


def _short(value: Any) -> str:
    return num(value) if value.is_Rational and len(num(value)) < 8 else rounded(value)


def _of_counts(counts: Sequence[Any]) -> tuple[Any, str]:
    whole = sum(counts)
    shares = [count / whole for count in counts]
    value = entropy_value(shares, True)
    terms = [
        f"\\frac{{{count}}}{{{whole}}} \\cdot \\log_{{2}}\\left(\\frac{{{count}}}{{{whole}}}\\right)"
        for count in counts
        if count
    ]
    return value, f"-\\left({plus(terms)}\\right) {near(value)}"


def gini(weights: Sequence[Any]) -> Fact:
    """The Gini impurity 1 − Σ p².

    Raises:
        UnsolvableError: Not a distribution.
    """
    _distribution(weights)
    value = 1 - sum((p**2 for p in weights), sympy.Integer(0))
    latex = f"1 - \\left({plus([f'{base(p)}^{{2}}' for p in weights])}\\right) {near(value)}"
    return Fact(
        "gini impurity", f"The Gini impurity is ${latex}$.", latex, (Step("one minus the squares", latex),)
    )


def surprise(probability: Any, *, bits: bool) -> Fact:
    """−log p.

    Raises:
        UnsolvableError: Not a probability above zero.
    """
    if not 0 < probability <= 1:
        raise UnsolvableError("a probability above zero")
    value = sympy.simplify(-log_of(probability, bits))
    latex = f"-{log_latex(factor(probability), bits)} {near(value)}"
    return Fact(
        "surprise",
        f"The self-information is ${latex}$ {unit(bits)}.",
        latex,
        (Step("minus the logarithm", latex),),
    )
