"""Flash cards from what a learner has done: topics, missed exercises, own explanations. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from assistant.notes.note import Note
from assistant.practice.ports import Attempt
from assistant.practice.types import Exercise
from assistant.syllabus.types import Topic
from assistant.tutor.own_notes import OwnNote

_FORMULA = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\([^)\s]*\)|\[\[([^\]\n]*)\]\]")


@dataclass(frozen=True, slots=True)
class Card:
    """One card; both sides are Markdown with `$…$`.

    `key` is permanent: a second export of the same thing has the same key, so that an import updates the card.
    `both_ways` asks from either side.
    """

    key: str
    deck: str
    front: str
    back: str
    tags: tuple[str, ...] = ()
    both_ways: bool = False


def topic_card(topic: Topic, text: str) -> Card | None:
    """The formula of a topic's definition and what it says in plain words; None for a note without one of them."""
    note = Note(topic.note, text)
    definition, words = note.section("Definition"), note.section("In plain words")
    if definition is None or words is None:
        return None
    formula = _FORMULA.search(text, definition.start, definition.end)
    spoken = _LINK.sub(lambda link: link[1] or link[2], text[words.start : words.end]).strip()
    if formula is None or not spoken:
        return None
    return Card(
        key=f"topic {topic.id}",
        deck=_deck(topic),
        front=f"**{topic.title}**\n\n$${formula[1].strip()}$$",
        back=spoken.split("\n\n")[0],
        tags=(topic.id, topic.area),
        both_ways=True,
    )


def exercise_card(topic: Topic, exercise: Exercise) -> Card:
    """An exercise with its answer and worked steps."""
    options = "\n\n".join(
        f"{letter}. {choice}" for letter, choice in zip(ascii_uppercase, exercise.choices, strict=False)
    )
    if exercise.asks_for_order:
        answer = f"**{exercise.key}**"
    elif exercise.choices:
        answer = f"**{exercise.key}**. {exercise.right_choices[0]}"
    else:
        answer = f"$${exercise.key}$$"
    steps = "\n\n".join(f"{step.rule}: ${step.latex}$" for step in exercise.steps)
    return Card(
        key=f"exercise {exercise.id}",
        deck=_deck(topic),
        front="\n\n".join(part for part in (exercise.prompt, options) if part),
        back=f"{answer}\n\n{steps}",
        tags=(topic.id, topic.area, "missed"),
    )


def own_note_card(topic: Topic, note: OwnNote) -> Card:
    """A topic in the learner's own words."""
    objectives = "\n\n".join(f"• {objective}" for objective in topic.objectives)
    return Card(
        key=f"own {note.id}",
        deck=_deck(topic),
        front=f"Explain **{topic.title}** in your own words.\n\n{objectives}",
        back=note.text,
        tags=(topic.id, topic.area, "own-words"),
    )


def missed_exercises(attempts: Iterable[Attempt]) -> tuple[str, ...]:
    """The ids of exercises answered wrong and never right since, the latest first.

    Args:
        attempts: The newest first, as the store gives them.
    """
    right: set[str] = set()
    missed: dict[str, None] = {}
    for attempt in attempts:
        if attempt.verdict == "equivalent":
            right.add(attempt.exercise_id)
        elif attempt.verdict == "different" and attempt.exercise_id not in right:
            missed.setdefault(attempt.exercise_id)
    return tuple(missed)


def _deck(topic: Topic) -> str:
    return f"Groundwork::{topic.area.replace('-', ' ').capitalize()}"


def without_doubles(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards in order, of those with the same key the first."""
    return tuple({card.key: card for card in reversed(cards)}.values())[::-1]
