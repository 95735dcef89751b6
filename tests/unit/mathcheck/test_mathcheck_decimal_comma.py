"""A decimal comma is read where it can mean nothing else."""

from __future__ import annotations

import pytest

from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.grading.preview import preview_answer
from assistant.mathcheck.types import Different, Equivalent


@pytest.mark.parametrize(
    ("reference", "typed"),
    [
        (r"\frac{1}{2}", "0,5"),
        (r"\frac{15}{4}", "3,75"),
        ("-2.5", "-2,5"),
        ("2", "2,0"),
        (r"\frac{1}{8}", "0,125"),
        ("1200", "1,200"),
        (r"\{2, 3\}", "2,3"),
        (r"\{150, 210\}", "150,210"),
        (r"\{150, 210\}", "210, 150"),
    ],
)
def test_it_is_right(reference: str, typed: str) -> None:
    assert isinstance(grade_answer(reference, typed), Equivalent)


@pytest.mark.parametrize(
    ("reference", "typed"),
    [("1.2", "1,200"), ("12", "1,2"), (r"\frac{1}{2}", "0,6"), (r"\{2, 3\}", "2.3"), ("6", "2,3")],
)
def test_it_is_not_read_into_what_it_is_not(reference: str, typed: str) -> None:
    assert isinstance(grade_answer(reference, typed), Different)


@pytest.mark.parametrize(
    ("reference", "typed", "shown"),
    [
        (r"\frac{3}{4}", "0,75", "0.75"),
        ("-2.5", "-2,5", "-2.5"),
        (r"\{2, 3\}", "2,3", "2, 3"),
        (r"\{150, 210\}", "150,210", "150, 210"),
        ("1200", "1,200", "1200"),
        (r"\frac{3}{4}", "3/4", r"\frac{3}{4}"),
    ],
)
def test_what_is_shown_back_is_what_is_graded(reference: str, typed: str, shown: str) -> None:
    assert preview_answer(typed, reference) == shown
