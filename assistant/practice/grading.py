"""Grades a submission to an exercise: letters and words here, everything else by the grader that is handed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable
from assistant.practice.typed_order import how_far, letters_of, whats_missing
from assistant.practice.types import Exercise

_WORDS = {
    "true": "true",
    "t": "true",
    "yes": "true",
    "right": "true",
    "false": "false",
    "f": "false",
    "no": "false",
}
_WORDS["wrong"] = "false"
_LETTER = re.compile(r"(?:(?:option|answer|choice|step|line)\s+)?\(?([a-z])\)?[.:]?", re.IGNORECASE)

_ASKS_PER_CENT = re.compile(r"how many per cent|\bin per cent|sign for per cent", re.IGNORECASE)
_PER_CENT_SIGN = re.compile(r"\s*(?:\\?%|per\s?cent)\s*\.?\s*$", re.IGNORECASE)

_KINDLY = {
    "The two are not equal.": "Your answer has another value.",
    "At least one entry is not equal.": "At least one entry is another one.",
    "One of the two is a range of values and the other is not.": "Look again at what is asked for: one value, or a range of values?",
    "One of the two is an inequality and the other is not.": "Look again at what is asked for: one value, or a range of values?",
    "One of the two is a vector or matrix and the other is not.": "Look again at what is asked for: a number, or a vector or matrix?",
    "One of the two gives several values and the other one value.": "Look again at what is asked for: one value, or several?",
}
"""The grader speaks of two formulas; a learner has one, and a question."""


class Grader(Protocol):
    """Compares a submission with a reference by what the two mean; `MathChecker` does."""

    def grade(
        self, reference: str, submission: str, *, symbols: Sequence[str] = (), form: str | None = None
    ) -> Grade:
        """Grade a submission, both LaTeX or typed text."""


def grade_submission(exercise: Exercise, submission: str, grader: Grader) -> Grade:
    """Grade a submission; for choices the letter, the word or the option's own text counts, for an order the letters.

    Args:
        exercise: The exercise with its key.
        submission: What the learner typed or chose.
        grader: Compares everything that is not a choice.

    Returns:
        The grade. For a choice `Different.reason` holds what the wrong option or the wrong order shows.
    """
    if not submission.strip():
        return Unreadable("Nothing is written here yet.")
    if exercise.asks_for_order:
        return _grade_order(exercise, submission)
    if exercise.choices:
        return _grade_choice(exercise, submission)
    if _ASKS_PER_CENT.search(f"{exercise.prompt} {exercise.answer_hint}"):
        # Asked how many per cent, people write 25 and 25 % alike.
        submission = _PER_CENT_SIGN.sub("", submission)
    return grader.grade(exercise.key, submission, symbols=exercise.symbols, form=exercise.form)


def _grade_choice(exercise: Exercise, submission: str) -> Grade:
    letter = _chosen_letter(exercise.choices, submission)
    if letter is None:
        letters = [chr(ord("A") + index) for index in range(len(exercise.choices))]
        wanted = (
            "true or false"
            if _is_true_false(exercise.choices)
            else f"one letter, {letters[0]} to {letters[-1]}"
        )
        return Unreadable(f"This question takes {wanted}.")
    if letter == exercise.key:
        return Equivalent()
    return Different(diagnosis_of_letter(exercise, letter))


def _grade_order(exercise: Exercise, submission: str) -> Grade:
    count = len(exercise.choices)
    letters = letters_of(submission, count)
    missing = whats_missing(submission, count)
    if letters is None or missing:
        return Unreadable(missing)
    right = tuple(exercise.key.split(", "))
    return Equivalent() if letters == right else Different(how_far(letters, right))


def _is_true_false(choices: Sequence[str]) -> bool:
    return tuple(choice.lower() for choice in choices) == ("true", "false")


def _chosen_letter(choices: Sequence[str], submission: str) -> str | None:
    """The letter that a submission means, or None."""
    said = submission.strip()
    lowered = said.lower().rstrip(".!")
    if _is_true_false(choices) and lowered in _WORDS:
        return "A" if _WORDS[lowered] == "true" else "B"
    match = _LETTER.fullmatch(said)
    if match is not None:
        letter = match[1].upper()
        return letter if ord(letter) - ord("A") < len(choices) else None
    squeezed = _squeezed(said)
    for index, choice in enumerate(choices):
        if squeezed == _squeezed(choice):
            return chr(ord("A") + index)
    return None


def _squeezed(text: str) -> str:
    return "".join(text.split()).strip("$").lower()


def diagnosis_of_letter(exercise: Exercise, letter: str) -> str:
    """What a wrong option shows, or an empty text."""
    return next((shown for wrong, shown in exercise.mistakes if wrong == letter), "")


def diagnose(exercise: Exercise, submission: str, grader: Grader) -> str:
    """What a wrong answer shows when it equals a known mistake of this exercise; else an empty text."""
    if exercise.choices:
        return ""
    for wrong, shown in exercise.mistakes:
        if isinstance(grader.grade(wrong, submission, symbols=exercise.symbols), Equivalent):
            return shown
    return ""


def message_for(exercise: Exercise, grade: Grade, diagnosis: str, *, solution_seen: bool) -> str:
    """What the learner reads under a graded answer: Markdown, plain and kind."""
    if isinstance(grade, Equivalent):
        if solution_seen:
            return "That is right. You had opened the solution, so this one does not count; a fresh one will."
        return f"That is right. {grade.reason}".rstrip()
    if isinstance(grade, Unreadable):
        return f"This could not be read, so it costs no attempt. {grade.reason}"
    if isinstance(grade, Undecided):
        return f"Groundwork could not decide this one, so it costs no attempt. {grade.reason}"
    parts = ["Not yet."]
    if diagnosis:
        parts.append(diagnosis)
    elif grade.reason:
        parts.append(_KINDLY.get(grade.reason, grade.reason))
    # A formula typed where a number is asked for would otherwise be told the number.
    if grade.counterexample and f"${exercise.key}$" not in grade.counterexample:
        parts.append(grade.counterexample)
    return " ".join(parts)
