"""A matrix typed with blanks between its numbers is graded and shown as that matrix, in answers only."""

from __future__ import annotations

import pytest

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.grading.preview import preview_answer
from assistant.mathcheck.grading.typed_rows import with_commas_in_rows
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.written import to_written_latex
from assistant.mathcheck.types import Different, Equivalent, Unreadable


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("[3 4; 4 5]", "[3, 4; 4, 5]"),
        ("[1 -2; 3 4]", "[1, -2; 3, 4]"),
        ("[1 \N{MINUS SIGN}2; +3 4]", "[1, \N{MINUS SIGN}2; +3, 4]"),
        ("[1/2 -3/4; .5 0.25]", "[1/2, -3/4; .5, 0.25]"),
        (r"[\frac{1}{2} 3; 4 5]", r"[\frac{1}{2}, 3; 4, 5]"),
        ("[12 102; 3 4]", "[12, 102; 3, 4]"),
        ("[1  2 3;4 5 6; 7 8 9 ]", "[1, 2, 3; 4, 5, 6; 7, 8, 9]"),
        ("[1 2; 3, 4]", "[1, 2; 3, 4]"),
        ("A = [3 4; 4 5]", "A = [3, 4; 4, 5]"),
        (r"\left[3 4; 4 5\right]", r"\left[3, 4; 4, 5\right]"),
    ],
)
def test_blanks_part_the_numbers_of_a_row(typed: str, read: str) -> None:
    assert with_commas_in_rows(typed) == read
    assert preview_answer(typed) == preview_answer(read)
    assert isinstance(grade_answer(read, typed), Equivalent)


@pytest.mark.parametrize(
    "typed",
    [
        "(1 2 3)", "[1 2 3]", "[3, 4; 4, 5]", "[2*3; 4]", "[1 - 2; 3 4]", "[2 x; 1 3]", "[a b; c d]", "[1; 2]",
        "(1 2; 3 4)", "[2 sqrt(2); 1 3]", "[1/ 2 3; 4 5]", "3 4; 4 5",
    ],
)  # fmt: skip
def test_everything_else_stays_as_it_was_typed(typed: str) -> None:
    assert with_commas_in_rows(typed) == typed


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("[3 4; 4 5]", Equivalent),
        ("[3*1 4; 2*2 5]", Equivalent),
        ("[3 * 1, 4; 4, 5]", Equivalent),
        ("[3*1, 4; 2*2, 5]", Equivalent),
        ("[4 3; 4 5]", Different),
        ("[3 4; 4]", Unreadable),
    ],
)
def test_it_is_graded_as_the_matrix_it_is(typed: str, kind: type) -> None:
    assert isinstance(grade_answer(r"\begin{pmatrix} 3 & 4 \\ 4 & 5 \end{pmatrix}", typed), kind)


def test_formulas_in_notes_are_read_as_before() -> None:
    assert (
        to_written_latex(parse_math("[3 4; 4 5]")) == r"\begin{bmatrix} 3 \cdot 4 \\ 4 \cdot 5 \end{bmatrix}"
    )


def test_a_long_row_is_read_at_once() -> None:
    typed = "[" + "1 " * 900 + "x; 1]"
    assert with_commas_in_rows(typed) == typed
    with pytest.raises(UnreadableMath):
        preview_answer("[" + "[1;" * 300)
