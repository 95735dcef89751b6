"""Grades a typed answer against a reference by what the two mean, never by how they look.

Tolerances, stated once:

- Exact answers are compared exactly (`compare` in `equality.py`): `1/2` is `0.5`, `3` is `3.0`.
- A decimal is right when it is the reference rounded to the digits shown, with at least three significant digits:
  `0.333` for 1/3, but neither `0.33` (too few digits) nor `0.334`. A reference that is itself a decimal counts as
  rounded to its own digits in the same way, so `1/6` fits the reference `0.1667`.
- A decimal comma is read where one value is expected and it cannot be a thousands separator: `0,5`, but not `1,200`.
- Lists of values (`2, 3`; `x = 2 or x = -3`; `\\lambda = 2, 3`; sets) have no order; in a bare list repetitions
  count, in sets and solutions of an unknown they do not. What stands in brackets, `(2, 3)`, is a vector or point and
  keeps its order.
- Names are told apart by case and index. Capital letters in a product with one another, and whatever carries a
  transpose, are matrices, whose products keep their order, unless the formulas treat them as numbers.
- A reference with a constant of integration asks for one: any name, any multiple, any number added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.answers import (
    Answer,
    Assignments,
    Equation,
    Inequality,
    Region,
    Single,
    Solutions,
    Worded,
    interval,
    read_answer,
)
from assistant.mathcheck.grading.commas import with_commas_as_expected
from assistant.mathcheck.grading.equations import grade_equations, grade_inequalities
from assistant.mathcheck.grading.forms import FORMS, missing_form
from assistant.mathcheck.grading.imaginary import with_small_unit
from assistant.mathcheck.grading.lists import grade_assignments, grade_regions, grade_solutions
from assistant.mathcheck.grading.names import Letters, letters_of, strange_name, with_matrices
from assistant.mathcheck.grading.values import Pair, grade_pair
from assistant.mathcheck.reading.syntax import Matrix, Tuple
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.scope import EMPTY, Scope


def grade_answer(
    reference: str, submission: str, symbols: Sequence[str] = (), form: str | None = None
) -> Grade:
    """Grade a submission against a reference.

    Args:
        reference: The expected answer, LaTeX or typed.
        submission: What the learner wrote, LaTeX or typed.
        symbols: The names the question uses; when given, other names in the submission are pointed out.
        form: A form the answer must have besides its value: factored, expanded, fraction, decimal, or direction
            (a vector up to a multiple).

    Returns:
        Equivalent, Different with a reason and, for formulas, a point where the two differ, Unreadable with the
        offset in the submission, or Undecided.
    """
    if form and form not in FORMS:
        return Undecided(f"Groundwork does not know the form “{form[:40]}”; it knows {', '.join(FORMS)}.")
    try:
        expected = read_answer(reference)
    except UnreadableMath as error:
        return Undecided(f"The reference answer could not be read: {error.what}")
    submission = with_commas_as_expected(expected, submission)
    if "I" in submission and "I" not in symbols:
        submission = with_small_unit(expected, submission)
    try:
        given = read_answer(submission)
    except UnreadableMath as error:
        return Unreadable(_hint(error, submission), error.offset)
    letters = letters_of(expected, submission, given)
    if not isinstance(given, Worded):
        stranger = strange_name(letters, submission, tuple(symbols))
        if stranger is not None:
            return stranger
    return _graded(expected, given, letters, form or "")


def _hint(error: UnreadableMath, submission: str) -> str:
    """Why it could not be read, and how to write such a thing."""
    if error.todo:
        return f"{error.what} {error.todo}"
    if not submission.strip():
        return "Nothing is written here yet."
    return f"{error.what} Write it like 3*x^2 + 1, (x+1)/2, sqrt(2) or [1, 2]."


def _graded(expected: Answer, given: Answer, letters: Letters, form: str) -> Grade:
    scope = with_matrices(replace(EMPTY, log_base=-1), letters.matrices)
    if letters.sigmoid:
        scope = scope.with_function("sigma", ("x",), 1 / (1 + sympy.exp(-symbol("x"))))
    try:
        grade = _by_kind(expected, given, scope, letters, form)
    except UnreadableMath as error:
        return Unreadable(error.what, error.offset)
    except (NotImplementedError, ArithmeticError, ValueError, TypeError, AttributeError, RecursionError):
        # SymPy raises these on sound input that is beyond it.
        return Undecided("Groundwork could not compare the two.")
    if isinstance(grade, Equivalent) and form and isinstance(given, Single):
        lacking = missing_form(given.node, form, scope)
        if lacking:
            return Different(lacking)
    return grade


def _by_kind(expected: Answer, given: Answer, scope: Scope, letters: Letters, form: str) -> Grade:
    if isinstance(expected, Worded) or isinstance(given, Worded):
        return _worded(expected, given)
    if isinstance(expected, Region) or isinstance(given, Region):
        first, second = _as_region(expected), _as_region(given)
        if first is None or second is None:
            return Different("One of the two is a range of values and the other is not.")
        return grade_regions(first, second, scope)
    if isinstance(expected, Inequality) or isinstance(given, Inequality):
        if isinstance(expected, Inequality) and isinstance(given, Inequality):
            return grade_inequalities(expected, given, scope)
        return Different("One of the two is an inequality and the other is not.")
    if isinstance(expected, Assignments) or isinstance(given, Assignments):
        return grade_assignments(expected, given, scope, letters)
    if isinstance(expected, Equation) or isinstance(given, Equation):
        return grade_equations(expected, given, scope)
    if _lacks_brackets(expected, given):
        return Unreadable("A vector or point is written in brackets, such as [1, 2] or (1, 2).")
    if isinstance(expected, Solutions) or isinstance(given, Solutions):
        return grade_solutions(expected, given, scope)
    return grade_pair(Pair(expected.node, given.node, scope, letters, form))


def _lacks_brackets(expected: Answer, given: Answer) -> bool:
    """Whether a list of as many values as the vector has entries stands where a vector is expected."""
    if not (isinstance(expected, Single) and isinstance(given, Solutions) and given.bare):
        return False
    node = expected.node
    if isinstance(node, Tuple):
        return len(node.items) == len(given.nodes)
    return (
        isinstance(node, Matrix)
        and 1 in (len(node.rows), len(node.rows[0]))
        and len(node.rows) * len(node.rows[0]) == len(given.nodes)
    )


def _worded(expected: Answer, given: Answer) -> Grade:
    if isinstance(expected, Worded) and isinstance(given, Worded):
        same = expected.meaning == given.meaning
        return Equivalent() if same else Different("The answer is another one.")
    empty = Solutions(())
    if Worded("none") in (expected, given) and empty in (expected, given):
        return Equivalent()
    return Different("One of the two says that in words, and the other gives a value.")


def _as_region(answer: Answer) -> Region | None:
    """A pair in brackets may be meant as an interval where the other side is one."""
    if isinstance(answer, Region):
        return answer
    node = answer.node if isinstance(answer, Single) else None
    if isinstance(node, Tuple) and len(node.items) == 2 and node.fences in ("()", "[]"):
        return Region((interval(node),))
    return None
