"""What a question asks of information: entropy, cross-entropy, divergence, information gain, impurity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve import information
from assistant.mathcheck.solve.plain import BRACKETED, COUNT, NUM, Plain, number, numbers
from assistant.mathcheck.types import Fact


def asked(question: Plain) -> Iterator[Fact]:
    """The facts about information that a question asks for."""
    for read in (_gain, _gini, _information):
        found = read(question)
        if found is not None:
            yield from found
            return


def base_of(question: Plain) -> bool | None:
    """Whether bits are meant; None when the question says neither bits nor nats."""
    bits = question.has(
        r"\bbits?\b|\blog_?\(?2\b|\bbase[- ]?2\b|\bbase two\b|\bshannons?\b|\blog base 2\b|\bbinary logarithm"
    )
    nats = question.has(r"\bnats?\b|\bnatural log|\bln\b|\bbase e\b")
    question.take(r"\blog_?\(?2\)?|\bbase[- ]?2\b|\blog base 2\b")
    return None if bits == nats else bits


def in_both_units(solve: Any, bits: bool | None) -> list[Fact]:
    """The one reading the question gives, or both with the base said."""
    if bits is not None:
        return [solve(bits=bits)]
    return [
        solve(bits=True, reading="In bits (base 2): "),
        solve(bits=False, reading="In nats (natural logarithm): "),
    ]


def lists_of(question: Plain) -> list[list[Any]]:
    """All lists of numbers in what is left of a question, struck out."""
    return [numbers(match[0]) for match in question.take_all(BRACKETED)]


def _information(question: Plain) -> list[Fact] | None:
    kind = next(
        (
            name
            for name, pattern in (
                ("kl", r"\bkl\b|\bkullback|\bD_?KL|\brelative entropy\b"),
                ("cross", r"\bcross[- ]?entropy\b|\bH\s*\(\s*p\s*,\s*q\s*\)"),
                ("surprise", r"\bself-information\b|\bsurprisal\b|\binformation content\b"),
                ("entropy", r"\bentropy\b|\bH\s*\(\s*[pPX]\s*\)"),
            )
            if question.has(pattern)
        ),
        None,
    )
    if kind is None or question.has(
        r"\b(?:differential|conditional|mutual|joint|normal|gaussian|exponential|logits?|scores?|predict\w*|one-hot|label|class is|true class|target)\b"
    ):
        return None
    bits = base_of(question)
    if kind == "surprise":
        value = question.take_number(rf"(?P<v>{NUM})")
        return (
            [information.surprise(value, bits=bits)]
            if value is not None and bits is not None and question.spent()
            else []
        )
    if kind == "entropy":
        return _entropy(question, bits)
    first, second = _named_pair(question)
    if first is None and kind == "cross":
        return None
    if first is None or second is None or not question.spent():
        return []
    if kind == "kl":
        return in_both_units(lambda **how: information.divergence(first, second, **how), bits)
    return in_both_units(lambda **how: information.cross_entropy(first, second, **how), bits)


def _named_pair(question: Plain) -> tuple[list[Any] | None, list[Any] | None]:
    """P and q: by their names where given, otherwise in order; a divergence of q from p the other way is left alone."""
    backwards = re.search(r"\b(?:KL|D_?KL|D|H)\s*\(\s*q\s*(?:\|\|?|,|;|\\?\|)\s*p\s*\)", question.text, re.I)
    named = {}
    for name in "pq":
        found = question.take(rf"(?<![A-Za-z]){name}\s*(?:=|:|is|~)\s*(?P<list>{BRACKETED})")
        if found:
            named[name] = numbers(found["list"])
    if len(named) == 2:
        pair = (named["p"], named["q"])
    elif named:
        return None, None
    else:
        for word in ("bernoulli", "bern"):
            ones = question.take_all(rf"\b{word}\s*\(\s*(?P<v>{NUM})\s*\)")
            if len(ones) == 2:
                shares = [number(match["v"]) for match in ones]
                return [shares[0], 1 - shares[0]], [shares[1], 1 - shares[1]]
        lists = lists_of(question)
        if len(lists) != 2:
            return None, None
        pair = (lists[0], lists[1])
    return (pair[1], pair[0]) if backwards else pair


def _entropy(question: Plain, bits: bool | None) -> list[Fact]:
    named = question.take(rf"\bbern(?:oulli)?\s*\(\s*(?:p\s*=\s*)?(?P<v>{NUM})\s*\)")
    lists = lists_of(question)
    weights: list[Any] | None = None
    if named and not lists:
        weights = [number(named["v"]), 1 - number(named["v"])]
    elif len(lists) == 1:
        weights = lists[0]
        if all(value.is_Integer for value in weights) and sum(weights) > 1:
            return []
        if len(weights) == 1:
            return []
    elif not lists and question.has(r"\bcoin\b|\bbernoulli\b"):
        chance = question.take_number(rf"(?P<v>{NUM})")
        if chance is None and question.has(r"\bfair\b"):
            chance = sympy.Rational(1, 2)
        weights = [chance, 1 - chance] if chance is not None else None
    elif (
        not lists
        and question.has(r"\b(?:fair|six-sided|standard)\b[^.?]*\b(?:die|dice)\b")
        and not question.has(r"\btwo\b")
    ):
        sides = question.take_number(rf"(?P<v>{COUNT})[- ]sided") or sympy.Integer(6)
        weights = [1 / sides] * int(sides) if sides <= 12 else None
    elif not lists:
        share = question.take_number(
            rf"\buniform\b[^.?]*?\b(?:over|on|with|of)\s+(?P<v>{COUNT})\s+(?:\w+\s+)?(?:outcomes|values|classes|symbols|events|states)"
        )
        weights = [1 / share] * int(share) if share and 2 <= share <= 12 else None
    if weights is None or not question.spent():
        return []
    return in_both_units(lambda **how: information.entropy(weights, **how), bits)


_PURE = rf"(?P<a>{COUNT})\s*(?:\+|yes|positives?|pos|spam|cats?|red|of class (?:A|1)|class (?:A|1)|A's|As)\s*(?:examples|samples|instances|items)?\s*(?:/|,|and|&|vs\.?)\s*(?P<b>{COUNT})\s*(?:-|no\b|negatives?|neg|ham|dogs?|blue|of class (?:B|2|0)|class (?:B|2|0)|B's|Bs)"
_PAIR = rf"(?:{_PURE}|[\[(]\s*(?P<c>\d+)\s*\+?\s*,\s*(?P<d>\d+)\s*-?\s*[\])]|(?P<e>\d+)\s*\+\s*/\s*(?P<f>\d+)\s*-)"


def _gain(question: Plain) -> list[Fact] | None:
    if not question.has(r"\binformation gain\b"):
        return None
    groups = [
        [number(m["a"] or m["c"] or m["e"]), number(m["b"] or m["d"] or m["f"])]
        for m in question.take_all(_PAIR)
    ]
    if not 3 <= len(groups) <= 6 or not question.spent():
        return []
    return [information.information_gain(groups[0], groups[1:])]


def _gini(question: Plain) -> list[Fact] | None:
    if not question.has(r"\bgini\b"):
        return None
    if question.has(r"\b(?:split|gain|coefficient|weighted|children|branch\w*)\b"):
        return []
    pair = question.take(_PAIR) if question.has(_PURE) else None
    if pair:
        counts = [number(pair["a"]), number(pair["b"])]
    else:
        lists = lists_of(question)
        if len(lists) != 1:
            return []
        counts = lists[0]
    if not question.spent() or not sum(counts) > 0:
        return []
    return [information.gini([count / sum(counts) for count in counts])]
