"""What a generator returns before it is proved: a draft with values in place of text for its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draw import Draw
from assistant.practice.proof import Proof

COMPUTE = "compute"
REVERSE = "reverse"
MISTAKE = "find-the-mistake"
TRUE_FALSE = "true-or-false"
CHOICE = "multiple-choice"
ORDER = "order-the-steps"

NUMBER = "a number such as -3 or 5/2"
VECTOR = "a vector such as [2, -1]"
VECTOR3 = "a vector such as [2, -1, 4]"
MATRIX = "a matrix such as [1, 2; 3, 4]"
FORMULA = "a formula such as 6x + 2"
PAIR = "both numbers, such as 2, 5"
PROBABILITY = "a fraction such as 3/8 or a decimal such as 0.375"
LETTER = "the letter of your choice"
TRUE_OR_FALSE = "true or false"
ORDER_HINT = "the letters in their order, such as C, A, D, B"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its text (Markdown), its value, and what choosing it wrongly shows."""

    text: str
    value: Any
    diagnosis: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that people give, and what it shows."""

    value: Any
    diagnosis: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An exercise that was not proved yet.

    `key` is a SymPy value; where there are `options` it is the index of the right one, or the tuple of all their
    indices in the right order where an order is asked for. `proof` derives the key a second time. `hints` are three rungs: what is asked, which rule, the first step.
    """

    prompt: str
    key: Any
    proof: Proof
    steps: tuple[Step, ...]
    hints: tuple[str, str, str]
    answer_hint: str = NUMBER
    symbols: tuple[str, ...] = ()
    form: str | None = None
    options: tuple[Option, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Generator:
    """A seeded source of drafts for one topic and one shape of task.

    `version` goes up whenever the same seed would give another exercise. `objectives` are the numbers, from 1, of the
    topic's objectives that these exercises practise.
    """

    topic_id: str
    name: str
    shape: str
    make: Callable[[Draw, int], Draft]
    version: int = 1
    levels: tuple[int, ...] = (1, 2, 3)
    objectives: tuple[int, ...] = ()
