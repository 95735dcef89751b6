"""Bayes' rule and conditional probability, from numbers already read."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import to_latex


def decimal(value: Any, digits: int = 4) -> tuple[str, bool]:
    """Write a probability as a decimal and say whether that is exact.

    Args:
        value: A rational number from 0.
        digits: Places after the point; more for small numbers, so that three digits are seen.
    """
    exact = sympy.Rational(value)
    for places in range(digits + 3):
        scaled = exact * 10**places
        if scaled.is_Integer:
            return _fixed(int(scaled), places), True
    while exact and exact * 10**digits < 100 and digits < 12:
        digits += 1
    scaled = exact * 10**digits
    return _fixed(int(sympy.floor(scaled + sympy.Rational(1, 2))), digits), False


def _fixed(scaled: int, places: int) -> str:
    text = str(scaled).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


def shown(value: Any) -> str:
    """Write an exact probability as a decimal where that is short, as a fraction where not."""
    text, exact = decimal(value)
    return text if exact else to_latex(sympy.Rational(value))


def with_decimal(value: Any) -> str:
    r"""Write a probability and, unless it is one already, its decimal: `\frac{19}{118} \approx 0.1610`."""
    text, exact = decimal(value)
    return text if exact else f"{to_latex(sympy.Rational(value))} \\approx {text}"


def _check(*values: Any) -> None:
    if any(not 0 <= value <= 1 for value in values):
        raise UnsolvableError("a probability lies between 0 and 1")


def complement_latex(event: str) -> str:
    r"""Name the event that something does not happen: `\neg A`."""
    return event.removeprefix("\\neg ") if event.startswith("\\neg ") else f"\\neg {event}"


def bayes(
    prior: Any,
    likelihood: Any,
    false_alarm: Any,
    *,
    event: str = "A",
    evidence: str = "B",
    observed: bool = True,
    wanted: bool = True,
    reading: str = "",
) -> Fact:
    """The posterior of an event after a piece of evidence, by Bayes' rule with total probability.

    Args:
        prior: P(event).
        likelihood: P(evidence | event).
        false_alarm: P(evidence | not event).
        event: Its name, as LaTeX.
        evidence: Its name, as LaTeX.
        observed: Whether the evidence was seen (True) or was seen not to be there (False).
        wanted: Whether the event (True) or its opposite (False) is asked for.
        reading: How the question's words were read, one sentence; empty when there is nothing to say.

    Raises:
        UnsolvableError: Numbers outside 0 to 1, or evidence that cannot happen.
    """
    _check(prior, likelihood, false_alarm)
    seen = evidence if observed else complement_latex(evidence)
    other = complement_latex(event)
    up = likelihood if observed else 1 - likelihood
    down = false_alarm if observed else 1 - false_alarm
    total = up * prior + down * (1 - prior)
    if total == 0:
        raise UnsolvableError("the evidence has probability zero")
    steps = [
        Step(
            "what is given" + (f" ({reading})" if reading else ""),
            f"P({event}) = {shown(prior)},\\quad P({evidence} \\mid {event}) = {shown(likelihood)},\\quad "
            f"P({evidence} \\mid {other}) = {shown(false_alarm)}",
        ),
        Step("the opposite event has the rest", f"P({other}) = 1 - {shown(prior)} = {shown(1 - prior)}"),
    ]
    if not observed:
        steps += [
            Step(
                "no such evidence, with the event",
                f"P({seen} \\mid {event}) = 1 - {shown(likelihood)} = {shown(up)}",
            ),
            Step(
                "no such evidence, without the event",
                f"P({seen} \\mid {other}) = 1 - {shown(false_alarm)} = {shown(down)}",
            ),
        ]
    asked = event if wanted else other
    own, base = (up, prior) if wanted else (down, 1 - prior)
    posterior = sympy.Rational(own * base / total)
    steps.append(
        Step(
            "law of total probability",
            f"P({seen}) = {shown(up)} \\cdot {shown(prior)} + {shown(down)} \\cdot {shown(1 - prior)} = {shown(total)}",
        )
    )
    left = f"P({asked} \\mid {seen})"
    steps.append(
        Step(
            "Bayes' rule",
            f"{left} = \\frac{{P({seen} \\mid {asked}) \\, P({asked})}}{{P({seen})}} = "
            f"\\frac{{{shown(own)} \\cdot {shown(base)}}}{{{shown(total)}}} = {with_decimal(posterior)}",
        )
    )
    latex = f"{left} = {with_decimal(posterior)}"
    percent, exact = decimal(posterior * 100, 2)
    statement = f"By Bayes' rule ${latex}$, {'' if exact else 'about '}{percent} %."
    if reading:
        statement = f"{reading[0].upper()}{reading[1:]}. {statement}"
    return Fact("bayes", statement, latex, tuple(steps))


def bayes_with_evidence(
    prior: Any, likelihood: Any, evidence_probability: Any, *, event: str, evidence: str
) -> Fact:
    """The posterior when the probability of the evidence itself is given.

    Raises:
        UnsolvableError: Numbers outside 0 to 1, or numbers that contradict each other.
    """
    _check(prior, likelihood, evidence_probability)
    if evidence_probability == 0 or likelihood * prior > evidence_probability:
        raise UnsolvableError("these probabilities contradict each other")
    posterior = sympy.Rational(likelihood * prior / evidence_probability)
    left = f"P({event} \\mid {evidence})"
    steps = (
        Step(
            "what is given",
            f"P({event}) = {shown(prior)},\\quad P({evidence} \\mid {event}) = {shown(likelihood)},\\quad "
            f"P({evidence}) = {shown(evidence_probability)}",
        ),
        Step(
            "Bayes' rule",
            f"{left} = \\frac{{P({evidence} \\mid {event}) \\, P({event})}}{{P({evidence})}} = "
            f"\\frac{{{shown(likelihood)} \\cdot {shown(prior)}}}{{{shown(evidence_probability)}}} = {with_decimal(posterior)}",
        ),
    )
    latex = f"{left} = {with_decimal(posterior)}"
    return Fact("bayes", f"By Bayes' rule ${latex}$.", latex, steps)


def conditional(joint: Any, condition: Any, *, event: str, given: str) -> Fact:
    """P(A | B) as the share of B that lies in A.

    Raises:
        UnsolvableError: Numbers outside 0 to 1, or a joint probability above that of the condition.
    """
    _check(joint, condition)
    if condition == 0 or joint > condition:
        raise UnsolvableError("these probabilities contradict each other")
    value = sympy.Rational(joint / condition)
    left = f"P({event} \\mid {given})"
    latex = f"{left} = {with_decimal(value)}"
    steps = (
        Step(
            "definition of conditional probability",
            f"{left} = \\frac{{P({event} \\cap {given})}}{{P({given})}}",
        ),
        Step(
            "put the numbers in",
            f"{left} = \\frac{{{shown(joint)}}}{{{shown(condition)}}} = {with_decimal(value)}",
        ),
    )
    return Fact("conditional probability", f"The conditional probability is ${latex}$.", latex, steps)


def product_rule(condition: Any, conditional_probability: Any, *, event: str, given: str) -> Fact:
    """P(A ∩ B) = P(A | B) P(B).

    Raises:
        UnsolvableError: Numbers outside 0 to 1.
    """
    _check(condition, conditional_probability)
    value = sympy.Rational(condition * conditional_probability)
    left = f"P({event} \\cap {given})"
    latex = f"{left} = {with_decimal(value)}"
    steps = (
        Step(
            "product rule of probability",
            f"{left} = P({event} \\mid {given}) \\, P({given}) = "
            f"{shown(conditional_probability)} \\cdot {shown(condition)} = {with_decimal(value)}",
        ),
    )
    return Fact("joint probability", f"The joint probability is ${latex}$.", latex, steps)


def total_probability(prior: Any, likelihood: Any, false_alarm: Any, *, event: str, evidence: str) -> Fact:
    """P(B) from P(B | A), P(B | ¬A) and P(A).

    Raises:
        UnsolvableError: Numbers outside 0 to 1.
    """
    _check(prior, likelihood, false_alarm)
    total = sympy.Rational(likelihood * prior + false_alarm * (1 - prior))
    other = complement_latex(event)
    latex = f"P({evidence}) = {with_decimal(total)}"
    steps = (
        Step("the opposite event has the rest", f"P({other}) = 1 - {shown(prior)} = {shown(1 - prior)}"),
        Step(
            "law of total probability",
            f"P({evidence}) = {shown(likelihood)} \\cdot {shown(prior)} + "
            f"{shown(false_alarm)} \\cdot {shown(1 - prior)} = {with_decimal(total)}",
        ),
    )
    return Fact("total probability", f"By total probability ${latex}$.", latex, steps)
