"""What a question asks of probability by symbols: Bayes and conditional probability, moments of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import Chain, Listing, Node, Probability, walk
from assistant.mathcheck.solve import distributions, probability
from assistant.mathcheck.solve.plain import NUM, number, plain
from assistant.mathcheck.solve.question import NotAskedError, Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.build import symbol

_WANTED = (
    ("deviation", r"\bstandard deviation\b"),
    ("variance", r"\bvariance\b|\\operatorname\{Var\}|\b[Vv]ar\b"),
    ("mean", r"\b(?:expectation|expected value|expected number|mean)\b|(?:\\mathbb\{E\}|\bE|𝔼)\s*[\[(]"),
)


def asked(question: Question) -> Iterator[Fact]:
    """The facts of probability that a question asks for."""
    fact = _by_symbols(question)
    if fact is not None:
        yield fact
        return
    spoken = " ".join((question.words, *(formula.text for formula in question.sentence.formulas)))
    wanted = [kind for kind, pattern in _WANTED if re.search(pattern, spoken)]
    if re.search(r"\b(?:density|pdf)\b", question.words):
        yield from _of_density(question, wanted)
        return
    yield from _of_table(question, wanted)


# -- P(A | B) by symbols -----------------------------------------------------------------------------------


def _by_symbols(question: Question) -> Fact | None:
    given: dict[tuple[str, str], Any] = {}
    wanted: list[Probability] = []
    for formula in question.sentence.formulas:
        for node in _statements(formula.node):
            if isinstance(node, Probability):
                wanted.append(node)
            elif (
                isinstance(node, Chain)
                and node.operators == ("=",)
                and isinstance(node.operands[0], Probability)
            ):
                left = node.operands[0]
                value = _number(question, node.operands[1])
                if value is None:
                    return None
                given[(left.event, left.given)] = value
            elif any(isinstance(part, Probability) for part in walk(node)):
                return None
    if len(wanted) != 1 or not given or (wanted[0].event, wanted[0].given) in given:
        return None
    return _solved(given, wanted[0].event, wanted[0].given)


def _statements(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


def _number(question: Question, node: Node) -> Any:
    try:
        values = question.readings(node)
    except NotAskedError:
        return None
    value = values[0]
    return value if len(values) == 1 and isinstance(value, sympy.Rational) and 0 <= value <= 1 else None


def _negated(event: str) -> str:
    return event[4:] if event.startswith("not ") else f"not {event}"


def _latex(event: str) -> str:
    return event.replace("not ", "\\neg ").replace(" and ", " \\cap ").replace(" or ", " \\cup ")


class _Table:
    """What is given, with complements filled in."""

    def __init__(self, given: dict[tuple[str, str], Any]) -> None:
        self.given = dict(given)
        for (event, condition), value in given.items():
            if " and " in event or " or " in event:
                if " and " in event:
                    first, second = event.split(" and ", 1)
                    self.given.setdefault((f"{second} and {first}", condition), value)
                continue
            self.given.setdefault((_negated(event), condition), 1 - value)

    def __call__(self, event: str, condition: str = "") -> Any:
        return self.given.get((event, condition))


def _solved(given: dict[tuple[str, str], Any], event: str, condition: str) -> Fact | None:
    known = _Table(given)
    if not condition:
        return _unconditional(known, event)
    simple = not any(word in event + condition for word in (" and ", " or "))
    joint, total = known(f"{event} and {condition}"), known(condition)
    if joint is not None and total is not None:
        return probability.conditional(joint, total, event=_latex(event), given=_latex(condition))
    if not simple:
        return None
    prior, likelihood = known(event), known(condition, event)
    if prior is None or likelihood is None:
        return None
    other = known(condition, _negated(event))
    if other is not None:
        return probability.bayes(prior, likelihood, other, event=_latex(event), evidence=_latex(condition))
    if total is not None:
        return probability.bayes_with_evidence(
            prior, likelihood, total, event=_latex(event), evidence=_latex(condition)
        )
    return None


def _unconditional(known: _Table, event: str) -> Fact | None:
    if " and " in event:
        first, second = event.split(" and ", 1)
        for one, other in ((first, second), (second, first)):
            chance, base = known(one, other), known(other)
            if chance is not None and base is not None:
                return probability.product_rule(base, chance, event=_latex(one), given=_latex(other))
        return None
    if " or " in event:
        return None
    for (effect, cause), likelihood in known.given.items():
        if effect == event and cause and not cause.startswith("not "):
            prior, other = known(cause), known(event, _negated(cause))
            if prior is not None and other is not None:
                return probability.total_probability(
                    prior, likelihood, other, event=_latex(cause), evidence=_latex(event)
                )
    return None


# -- tables -------------------------------------------------------------------------------------------------


def _of_table(question: Question, wanted: list[str]) -> Iterator[Fact]:
    """`P(X=1) = 0.2, P(X=2) = 0.8`: the moments of a variable given by its table."""
    values, weights = [], []
    for formula in question.sentence.formulas:
        for node in _statements(formula.node):
            if (
                isinstance(node, Chain)
                and node.operators == ("=",)
                and isinstance(node.operands[0], Probability)
            ):
                match = re.fullmatch(r"\s*[A-Z]\s*=\s*(-?\d+(?:\.\d+)?)\s*", node.operands[0].event)
                weight = _number(question, node.operands[1])
                if not match or weight is None:
                    return
                whole, _, places = match[1].partition(".")
                values.append(sympy.Rational(int(whole + places), 10 ** len(places)))
                weights.append(weight)
    if values and sum(weights) == 1:
        for kind in wanted:
            if kind in ("mean", "variance"):
                yield distributions.discrete(values, weights, kind)


_INSIDE = rf"(?P<low>{NUM})\s*<=?\s*[a-z]\s*<=?\s*(?P<high>{NUM}|inf(?:inity|ty)?)"


def _of_density(question: Question, wanted: list[str]) -> Iterator[Fact]:
    """`f(x) = 2x on [0, 1]`: the moments of a variable given by its density."""
    functions = list(question.scope.functions.values())
    if len(functions) != 1 or len(functions[0].parameters) != 1 or not wanted or "deviation" in wanted:
        return
    text = plain(question.sentence.source)
    ends = re.search(_INSIDE, text) or re.search(
        rf"\b(?:on|over|in|in the interval|for x in)\s+(?:the\s+)?(?:interval\s+)?[\[(]\s*(?P<low>{NUM})\s*,\s*(?P<high>{NUM}|inf(?:inity|ty)?)\s*[\])]",
        text,
    )
    ends = ends or re.search(
        rf"\b(?:between|from)\s+(?P<low>{NUM})\s+(?:and|to)\s+(?P<high>{NUM}|infinity)", text
    )
    half = re.search(r"\b[a-z]\s*>=?\s*(?P<low>0)\b", text) if ends is None else None
    if ends is None and half is None:
        return
    if re.search(r"\bE\s*[\[(](?!\s*X\s*[\])])|\bVar\s*[\[(](?!\s*X\s*[\])])", text):
        return
    low = number(ends["low"]) if ends else sympy.Integer(0)
    high = sympy.oo if ends is None or ends["high"].startswith("inf") else number(ends["high"])
    (function,) = functions
    for kind in wanted:
        yield distributions.of_density(function.body, symbol(function.parameters[0]), low, high, kind)
