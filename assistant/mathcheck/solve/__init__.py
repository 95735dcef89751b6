"""Solves what a question asks to compute, with worked steps, before anyone explains it.

`solve_text` reads a question (`sentence.py`, `question.py`), matches what each area knows (`asked_*.py`) and works
it out on SymPy values (`derivatives.py`, `calculus.py`, `matrices.py`, `eigen.py`, `vectors.py`, `integrals.py`,
`algebra.py`, `optimisation.py`, `probability.py`, `bayes_words.py`, `distributions.py`). A question that asks for
nothing that can be computed gives no fact; one that can be read in two ways gives both, each with its reading stated,
or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from assistant.mathcheck.solve import (
    asked_algebra,
    asked_calculus,
    asked_chance,
    asked_data,
    asked_decompositions,
    asked_distributions,
    asked_information,
    asked_learning,
    asked_linear,
    asked_metrics,
    asked_optimisation,
    bayes_causes,
    matrix_gradients,
)
from assistant.mathcheck.solve.bayes_words import bayes_story
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.plain import Plain
from assistant.mathcheck.solve.question import Question
from assistant.mathcheck.solve.read_question import read_question
from assistant.mathcheck.types import Fact, Step

MOST_FACTS = 4

_Asked = TypeVar("_Asked")

_FRACTION = re.compile(r"\\frac\{(\d{1,9})\}\{(\d{1,7})\}")


_SPOKEN: tuple[Callable[[Plain], Iterator[Fact]], ...] = (
    bayes_causes.asked,
    asked_distributions.asked,
    asked_metrics.asked,
    asked_information.asked,
    asked_learning.asked,
    asked_data.asked,
)
"""Kinds whose numbers stand in prose; each strikes out what it uses and answers only when nothing is left over."""


def solve_text(text: str) -> tuple[Fact, ...]:
    """Find the computations a question asks for and solve them.

    Args:
        text: A question as typed: words, bare formulas, LaTeX between dollar signs, any mixture.

    Returns:
        At most four facts in the order found; empty when nothing computable is asked or it is not clear what.
    """
    story = bayes_story(text)
    if story is not None:
        return (_with_decimals(story, text),)
    facts: list[Fact] = []
    for spoken in _SPOKEN:
        _collect(spoken, Plain(text), facts)
    if facts:
        return tuple(_with_decimals(fact, text) for fact in facts[:MOST_FACTS])
    question = read_question(text)
    _collect(matrix_gradients.asked, question, facts)
    if facts:
        return tuple(facts[:MOST_FACTS])
    areas: tuple[Callable[[Question], Iterator[Fact]], ...] = (
        asked_optimisation.asked,
        asked_calculus.asked,
        asked_decompositions.asked,
        asked_linear.asked,
        asked_chance.asked,
        asked_algebra.asked,
    )
    for area in areas:
        _collect(area, question, facts)
    if not facts:
        _collect(asked_algebra.computed, question, facts)
    return tuple(_with_decimals(fact, text) for fact in facts[:MOST_FACTS])


def _collect(area: Callable[[_Asked], Iterator[Fact]], question: _Asked, facts: list[Fact]) -> None:
    """Add an area's facts; what it cannot solve within its limits is left out."""
    try:
        for fact in area(question):
            if fact not in facts:
                facts.append(fact)
    except CANNOT_BE_DONE:
        # What SymPy cannot do stays with the tutor.
        return


def _with_decimals(fact: Fact, text: str) -> Fact:
    """Write short decimals instead of fractions where the question itself speaks in decimals."""
    if not re.search(r"\d\.\d", text) or "/" in text or "\\frac" in text:
        return fact
    return Fact(
        fact.kind,
        _FRACTION.sub(_decimal, fact.statement),
        _FRACTION.sub(_decimal, fact.latex),
        tuple(
            Step(_FRACTION.sub(_decimal, step.rule), _FRACTION.sub(_decimal, step.latex))
            for step in fact.steps
        ),
    )


def _decimal(match: re.Match[str]) -> str:
    above, below = int(match[1]), int(match[2])
    rest = below
    for prime in (2, 5):
        while rest % prime == 0 and rest:
            rest //= prime
    if rest != 1:
        return match[0]
    for places in range(1, 7):
        if (above * 10**places) % below == 0:
            digits = str(above * 10**places // below).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}"
    return match[0]
