"""The exercises against the real grader and the real checker, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sympy

from assistant.mathcheck.checking.check import check_text
from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.types import Different, Equivalent, Verdict
from assistant.mathcheck.values.latex import to_latex
from assistant.practice.draft import MISTAKE, Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.grading import grade_submission, message_for
from assistant.practice.make import generators_of, make_exercise, make_exercises, topics_with_exercises
from assistant.practice.proof import fault, same_value

TOPICS = topics_with_exercises()


class Here:
    """The grader without its workers."""

    grade = staticmethod(grade_answer)


def open_drafts(topic: str, count: int) -> Iterator[Draft]:
    """Drafts whose answer is typed, some of every generator and level."""
    for generator in generators_of(topic):
        for level in generator.levels:
            found = 0
            for seed in range(60):
                try:
                    draft = generator.make(Draw(f"{generator.name} {level} {seed}"), level)
                except Unsuitable:
                    continue
                if draft.options:
                    break
                assert fault(draft) is None
                yield draft
                found += 1
                if found == count:
                    break


def typed(value: Any) -> str:
    """A value as someone types it on a plain keyboard."""
    if isinstance(value, sympy.FiniteSet):
        return ", ".join(typed(item) for item in value.args)
    if isinstance(value, sympy.MatrixBase):
        if value.cols == 1:
            return "[" + ", ".join(typed(item) for item in value) + "]"
        rows = (", ".join(typed(item) for item in value.row(r)) for r in range(value.rows))
        return "[" + "; ".join(rows) + "]"
    return str(sympy.sstr(value))


def written_forms(value: Any) -> list[str]:
    plain = typed(value)
    forms = [to_latex(value), f"${to_latex(value)}$", plain, plain.replace("**", "^"), plain.replace(" ", "")]
    if isinstance(value, sympy.FiniteSet):
        forms.append(" or ".join(typed(item) for item in reversed(value.args)))
    return forms


@pytest.mark.parametrize("topic", TOPICS)
def test_a_key_is_right_however_it_is_written_and_a_changed_key_is_wrong(topic: str) -> None:
    for draft in open_drafts(topic, 2):
        key = to_latex(draft.key)
        for form in written_forms(draft.key):
            assert isinstance(grade_answer(key, form, draft.symbols), Equivalent), (key, form)
        assert isinstance(grade_answer(key, to_latex(changed(draft.key)), draft.symbols), Different), key


def changed(key: Any) -> Any:
    if isinstance(key, sympy.FiniteSet):
        return sympy.FiniteSet(*(item + 1 for item in key.args))
    if isinstance(key, sympy.MatrixBase):
        other = key.as_mutable()
        other[0, 0] = other[0, 0] + 1
        return sympy.ImmutableMatrix(other)
    return key + 1


@pytest.mark.parametrize("topic", TOPICS)
def test_a_listed_mistake_is_never_graded_as_right(topic: str) -> None:
    for draft in open_drafts(topic, 1):
        for mistake in draft.mistakes:
            assert not same_value(draft.key, mistake.value)
            grade = grade_answer(to_latex(draft.key), to_latex(mistake.value), draft.symbols)
            assert not isinstance(grade, Equivalent), (to_latex(draft.key), to_latex(mistake.value))


@pytest.mark.parametrize("topic", TOPICS)
def test_the_checker_refutes_no_worked_step(topic: str) -> None:
    for exercise in make_exercises(topic, count=12, seed=5):
        for step in exercise.steps:
            for claim in check_text(f"${step.latex}$"):
                assert claim.verdict is not Verdict.REFUTED, (exercise.id, step.latex)


@pytest.mark.parametrize("topic", [t for t in TOPICS if any(g.shape == MISTAKE for g in generators_of(t))])
def test_the_checker_refutes_only_the_line_with_the_mistake(topic: str) -> None:
    refuted = 0
    for exercise in make_exercises(topic, count=6, seed=9, shape=MISTAKE):
        for letter, line in zip("ABCDEF", exercise.choices, strict=False):
            verdicts = {claim.verdict for claim in check_text(line)}
            if letter != exercise.key:
                assert Verdict.REFUTED not in verdicts, (exercise.id, line)
            else:
                assert Verdict.VERIFIED not in verdicts, (exercise.id, line)
                refuted += Verdict.REFUTED in verdicts
    assert refuted >= 1


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        (r"\frac{1}{3}", "0.05", "Your answer has another value."),
        ("36", "k >= 36", "Look again at what is asked for: one value, or a range of values?"),
        (r"\begin{pmatrix} 2 \\ 1 \end{pmatrix}", "[2, 3]", "At least one entry is another one."),
        (r"\begin{pmatrix} 2 \\ 1 \end{pmatrix}", "3", "a number, or a vector or matrix?"),
    ],
)
def test_a_wrong_answer_is_spoken_of_as_the_learners_own(key: str, given: str, said: str) -> None:
    exercise = make_exercises("gradient", count=1, seed=1)[0]
    grade = grade_answer(key, given)
    assert isinstance(grade, Different)
    message = message_for(replace(exercise, key=key, choices=()), grade, "", solution_seen=False)
    assert message.startswith("Not yet.")
    assert said in message
    assert "the two" not in message


@pytest.mark.parametrize(
    ("answer", "right"),
    [("25", True), ("25%", True), ("25 %", True), (r"25\%", True), ("25 per cent", True), ("0.25%", False)],
)
def test_who_is_asked_how_many_per_cent_may_write_the_sign_or_leave_it(answer: str, right: bool) -> None:
    exercise = make_exercise("arithmetic-and-fractions.before.1.3.92492847")
    assert "how many per cent" in exercise.prompt
    grade = grade_submission(exercise, answer, Here())
    assert isinstance(grade, Equivalent if right else Different)


def test_where_a_share_is_asked_for_the_per_cent_sign_keeps_its_meaning() -> None:
    share = replace(
        make_exercise("arithmetic-and-fractions.before.1.3.92492847"), prompt="Which share?", key="0.25"
    )
    assert isinstance(grade_submission(share, "25%", Here()), Equivalent)
    assert isinstance(grade_submission(share, "0.25%", Here()), Different)
