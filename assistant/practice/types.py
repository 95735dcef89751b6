"""The words of practice."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.mathcheck.types import Grade, Step


@dataclass(frozen=True, slots=True)
class KeyProof:
    """How the key was derived a second time: `method` names the way, `detail` says it in one sentence."""

    method: str
    detail: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise with its key.

    `id` names topic, generator, version, level and seed, so that the very same exercise can be made again
    (`make_exercise`). `prompt` is Markdown with `$…$`. `key` is LaTeX without `$`. `symbols` are the names a
    submission may use. `form` is a form the answer must have ("factored", "fraction"), or None.
    `hints` go from what is asked to the first step; the last rung, the full solution, is `steps`.
    """

    id: str
    topic_id: str
    generator: str
    version: int
    seed: int
    level: int
    shape: str
    prompt: str
    key: str
    steps: tuple[Step, ...]
    hints: tuple[str, ...]
    proof: KeyProof
    symbols: tuple[str, ...] = ()
    form: str | None = None
    choices: tuple[str, ...] = ()
    """For multiple choice: the options as Markdown; the key is then the option's letter."""
    answer_hint: str = ""
    """How to type the answer, for example "a vector such as [2, -1]"."""
    mistakes: tuple[tuple[str, str], ...] = ()
    """Wrong answers that people give (LaTeX, or a letter of `choices`), each with what it shows."""
    objectives: tuple[int, ...] = ()
    """The numbers, from 1, of the topic's objectives that it practises."""


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What the learner sees after submitting. `credited` is false for an unreadable or undecided answer."""

    attempt_id: str
    exercise_id: str
    submission: str
    grade: Grade
    credited: bool
    message: str
