"""Solves what a question asks to compute, with worked steps, before anyone explains it.

A question that asks for nothing that can be computed gives no fact; one that can be read in two ways gives both, each
with its reading stated, or none. A wrong fact is the worst that can happen here: when in doubt, nothing.

Two ways of reading, tried in this order:

- **prose** (`plain.py`): numbers that stand in words. A recogniser strikes out what it uses; a number left over means
  that the question says more than was understood, and nothing is answered.
- **formulas** (`sentence.py`, `read_question.py`, `question.py`): words with a mark for each formula, the formulas' values, and what
  they define.

| asked of | recognised by | worked out by |
|---|---|---|
| a test and a disease, spam; machines, urns, counts | `bayes_words.py`, `bayes_causes.py` | `probability.py` |
| named distributions; coins, dice, cards, samples | `asked_distributions.py`, `trial_stories.py` | `chances.py`, `distributions.py` |
| confusion counts, k-means, convolution | `asked_metrics.py` | `classification.py` |
| entropy, divergence, information gain | `asked_information.py` | `information.py` |
| activations, softmax, losses, one neuron | `asked_learning.py` | `networks.py` |
| data, intervals, tests, likelihood | `asked_data.py` | `statistics.py`, `likelihood.py` |
| gradients of matrix forms | `matrix_gradients.py` | the same |
| constraints, descent, Newton | `asked_optimisation.py` | `lagrange.py`, `iterations.py`, `optimisation.py` |
| derivatives, integrals, limits, Taylor | `asked_calculus.py` | `calculus.py`, `derivatives.py`, `integrals.py` |
| SVD, QR, LU, Cholesky, subspaces, definiteness | `asked_decompositions.py` | `decompositions.py`, `subspaces.py` |
| determinants, products, eigenvalues, vectors | `asked_linear.py` | `matrices.py`, `eigen.py`, `vectors.py` |
| P(A given B) by symbols, tables, densities | `asked_chance.py` | `probability.py`, `distributions.py` |
| equations, rewriting, bare formulas | `asked_algebra.py` | `algebra.py` |

**A new kind of question**: put what computes it, with steps and limits, into the module of its sense (it takes SymPy
values and returns a `Fact`, or raises `UnsolvableError`); recognise it in an `asked_*.py` (a pattern and a handler, or
a reader that takes a `Plain`); register a new file in `_SPOKEN` or in `solve_text`. Then add questions with keys by
other means to `benchmarks/solve_questions.py`, and look-alikes that must stay unanswered to `benchmarks/solve_fresh.py`
(`make bench-solve`). Numbers as LaTeX come from `figures.py`, formulas from `values/latex.py`.
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
