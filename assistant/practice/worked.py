"""Drafts that are built alike in every topic: find the mistake, true or false, and one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draft import LETTER, TRUE_OR_FALSE, Draft, Mistake, Option
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.proof import Proof, Rederived, first_difference, same_value

NAMES = ("Ada", "Ben", "Chen", "Dora", "Emre", "Farah", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena")


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a worked chain: its LaTeX and its value.

    `value` is a number, a vector, a SymPy value, or a function of a point by name of symbol; it is computed for this
    part alone, so that parts of a right chain agree because the mathematics does.
    """

    latex: str
    value: Any


def mistake_draft(
    draw: Draw,
    *,
    task: str,
    parts: Sequence[Part],
    fix: str,
    rule: str,
    names: tuple[str, ...] = (),
) -> Draft:
    """A worked solution with one wrong step.

    Args:
        draw: The random source.
        task: What was to be done, after "to": `compute $2 \\mathbf{u}$ for …`.
        parts: The sides of the chain; each but the first follows from the one before, except once.
        fix: LaTeX of what the wrong step should have given.
        rule: The rule that the mistake breaks, one sentence.
        names: The symbols in the values.

    Raises:
        Unsuitable: The mistake happens to do no harm.
    """
    # A step that changes nothing on paper, such as a root that stays a root, is no step.
    parts = [part for index, part in enumerate(parts) if index == 0 or part.latex != parts[index - 1].latex]
    if len(parts) < 3:
        raise Unsuitable("one step is no worked solution")
    values = [part.value for part in parts]
    wrong = first_difference(values, names)
    if wrong is None or first_difference(values[wrong:], names) is not None:
        raise Unsuitable("not exactly one step is wrong")
    lines = [f"{left.latex} = {right.latex}" for left, right in pairwise(parts)]
    if len(set(lines)) < len(lines):
        raise Unsuitable("two lines look alike")
    key = wrong - 1
    learner = draw.choice(NAMES)
    prompt = draw.choice(
        (
            f"{learner} tried to {task}, in {len(lines)} steps. One step is wrong. Which one?",
            f"Here is how {learner} set out to {task}. Find the step with the mistake.",
            f"{learner}'s notebook shows how to {task}. Exactly one step does not follow. Which one?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "line by line",
            "Both sides of every line were computed apart; exactly one line does not hold.",
            lambda: (first_difference(values, names) or 0) - 1,
        ),
        steps=(Step(rule, f"{parts[key].latex} = {fix}"),),
        hints=(
            "You are asked for the step whose two sides are not equal. A step that only carries a wrong number on "
            "is right in itself.",
            f"{rule}.",
            f"Work out ${parts[0].latex}$ yourself on paper, one step at a time, and compare.",
        ),
        answer_hint=LETTER,
        options=tuple(
            Option(f"${line}$", index, "" if index == key else "That step is right: its two sides are equal.")
            for index, line in enumerate(lines)
        ),
    )


def claim_draft(
    *,
    prompt: str,
    truth: bool,
    method: str,
    detail: str,
    decide: Callable[[], bool],
    steps: Sequence[Step],
    hints: tuple[str, str, str],
    if_wrong: str,
) -> Draft:
    """A statement to call true or false; `decide` finds out a second time, `if_wrong` is told to who guessed wrong."""
    return Draft(
        prompt=prompt,
        key=0 if truth else 1,
        proof=Rederived(method, detail, decide),
        steps=tuple(steps),
        hints=hints,
        answer_hint=TRUE_OR_FALSE,
        options=(
            Option("True", True, "" if truth else if_wrong),
            Option("False", False, if_wrong if truth else ""),
        ),
    )


def choice_draft(
    draw: Draw,
    *,
    prompt: str,
    right: Any,
    wrong: Sequence[Mistake],
    show: Callable[[Any], str],
    proof: Proof,
    steps: Sequence[Step],
    hints: tuple[str, str, str],
    count: int = 4,
) -> Draft:
    """One right value among typical mistakes.

    Args:
        draw: The random source.
        prompt: The question.
        right: The right value.
        wrong: Typical mistakes in order of preference; those equal to an option already taken are left out.
        show: Writes a value as LaTeX without `$`.
        proof: Accepts the right value and no other.
        steps: The way to the right value.
        hints: Three rungs.
        count: How many options there are; one less is accepted.

    Raises:
        Unsuitable: Too few of the mistakes differ.
    """
    taken = [Option(f"${show(right)}$", right)]
    for mistake in wrong:
        option = Option(f"${show(mistake.value)}$", mistake.value, mistake.diagnosis)
        if len(taken) < count and not any(
            same_value(option.value, other.value) or option.text == other.text for other in taken
        ):
            taken.append(option)
    if len(taken) < max(3, count - 1):
        raise Unsuitable("too few different options")
    options = tuple(draw.shuffled(taken))
    return Draft(
        prompt=prompt,
        key=next(index for index, option in enumerate(options) if option is taken[0]),
        proof=proof,
        steps=tuple(steps),
        hints=hints,
        answer_hint=LETTER,
        options=options,
    )


def but_key(key: Any, *mistakes: Mistake) -> tuple[Mistake, ...]:
    """The mistakes whose value differs from the key and from each other's."""
    kept: list[Mistake] = []
    for mistake in mistakes:
        if not any(same_value(mistake.value, other) for other in (key, *(m.value for m in kept))):
            kept.append(mistake)
    return tuple(kept)


def words_draft(
    draw: Draw,
    *,
    prompt: str,
    right: str,
    options: Sequence[tuple[str, str, str]],
    proof: Proof,
    steps: Sequence[Step],
    hints: tuple[str, str, str],
) -> Draft:
    """One right sentence among others; which one is right depends on the numbers of the question.

    Args:
        draw: The random source.
        prompt: The question.
        right: The name of the right option.
        options: Name, text (Markdown) and diagnosis of each; the right one's diagnosis is not used.
        proof: Accepts the right name and no other.
        steps: The way to the right option.
        hints: Three rungs.
    """
    mixed = draw.shuffled(options)
    return Draft(
        prompt=prompt,
        key=[name for name, _, _ in mixed].index(right),
        proof=proof,
        steps=tuple(steps),
        hints=hints,
        answer_hint=LETTER,
        options=tuple(Option(text, name, "" if name == right else shown) for name, text, shown in mixed),
    )
