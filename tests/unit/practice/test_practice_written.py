"""A key reads as in the worked solution, and a step says nothing twice."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from assistant.mathcheck.types import Step
from assistant.practice.draft import FORMULA, NUMBER, PROBABILITY, VECTOR, Draft
from assistant.practice.proof import Rederived
from assistant.practice.tasks import value_of
from assistant.practice.written import as_worked, without_echo


def draft(key: Any, *steps: str, answer: str = NUMBER) -> Draft:
    return Draft(
        prompt="Compute it.",
        key=value_of(key),
        proof=Rederived("again", "Once more.", lambda: key),
        steps=tuple(Step("So", latex) for latex in steps),
        hints=("What?", "How?", "Begin."),
        answer_hint=answer,
    )


HALF = Fraction(1, 2)
DECIMAL = "a decimal such as 51.568"


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (draft(Fraction(5223, 125), "40 + 1.784 = 41.784"), "41.784"),
        (draft(Fraction(5223, 125), r"\frac{5223}{125}"), r"\frac{5223}{125}"),
        (draft(Fraction(5223, 125), answer=DECIMAL), "41.784"),
        (draft(HALF, r"\frac{2}{4} = \frac{1}{2}", answer=PROBABILITY), r"\frac{1}{2}"),
        (draft(HALF, "1 - 0.5 = 0.5", answer=PROBABILITY), "0.5"),
        (draft(Fraction(-1, 3), answer=DECIMAL), r"- \frac{1}{3}"),
        (draft(7, "3 + 4 = 7", answer=DECIMAL), "7"),
        (draft(value_of({1, 2}), answer=DECIMAL), r"\left\{1, 2\right\}"),
        (
            draft((HALF, 2), "1 - 0.5 = 0.5", "1 + 1 = 2", answer=VECTOR),
            r"\begin{pmatrix} 0.5 \\ 2 \end{pmatrix}",
        ),
        (
            draft((HALF, 2), r"\frac{2}{4} = \frac{1}{2}", answer=VECTOR),
            r"\begin{pmatrix} \frac{1}{2} \\ 2 \end{pmatrix}",
        ),
    ],
)
def test_a_key_is_written_in_decimals_where_the_solution_or_the_question_is(made: Draft, key: str) -> None:
    assert as_worked(made) == key


def test_a_formula_keeps_its_fractions() -> None:
    made = draft(value_of(HALF) * value_of(3), "0.5 x", answer=FORMULA)
    assert as_worked(made) == r"\frac{3}{2}"


def test_a_step_with_equal_sides_says_it_once() -> None:
    steps = (
        Step("Divide", r"\frac{2}{5} = \frac{2}{5}"),
        Step("Add", "1 + 1 = 2"),
        Step("Chain", "a = a = b"),
    )
    comparison = Step("Compare", "0.64 = 0.64")
    assert without_echo((comparison,)) == (comparison,)
    assert [step.latex for step in without_echo(steps)] == [r"\frac{2}{5}", "1 + 1 = 2", "a = a = b"]
