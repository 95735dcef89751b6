"""The words of practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.mathcheck.types import Equivalent, Grade, Step


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
    """The options as Markdown, for multiple choice or to be put into order.

    The key is then the right option's letter, or the letters in their order: `C, A, D, B`.
    """
    answer_hint: str = ""
    """How to type the answer, for example "a vector such as [2, -1]"."""
    mistakes: tuple[tuple[str, str], ...] = ()
    """Wrong answers that people give (LaTeX, or a letter of `choices`), each with what it shows."""
    objectives: tuple[int, ...] = ()
    """The numbers, from 1, of the topic's objectives that it practises."""

    @property
    def right_choices(self) -> tuple[str, ...]:
        """The text of the right option, or of all options in their order; nothing where the answer is typed."""
        letters = self.key.split(", ") if self.choices else ()
        return tuple(self.choices[ord(letter) - ord("A")] for letter in letters)

    @property
    def shown_answer(self) -> str:
        """The key to be read: an option's letter with its text, as Markdown, where one is right; else the key."""
        if not self.choices or self.asks_for_order:
            return self.key
        return f"{self.key}: {self.right_choices[0]}"

    @property
    def asks_for_order(self) -> bool:
        """Whether the options are to be put into order."""
        return bool(self.choices) and "," in self.key

    @property
    def why_not_the_other(self) -> str:
        """For true or false: why the other word is wrong, as Markdown; else an empty text."""
        if self.choices != ("True", "False") or len(self.mistakes) != 1:
            return ""
        ((letter, shown),) = self.mistakes
        return f"Why not “{self.choices[ord(letter) - ord('A')]}”: {shown}"


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What the learner sees after submitting. `credited` is false for an unreadable or undecided answer."""

    attempt_id: str
    exercise_id: str
    submission: str
    grade: Grade
    credited: bool
    message: str


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question of a quiz. `number` counts from 1; `submission` is empty until it is answered.

    `seconds` is the time from the answer or start before it; `grade` and `message` are there once the quiz is over.
    """

    number: int
    exercise_id: str
    topic_id: str
    submission: str = ""
    answered_at: datetime | None = None
    seconds: float | None = None
    grade: Grade | None = None
    message: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it was graded right."""
        return isinstance(self.grade, Equivalent)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A timed quiz. Times are aware UTC; `ends_at` is fixed at the start, `finished_at` is None while it runs."""

    id: str
    started_at: datetime
    ends_at: datetime
    questions: tuple[QuizQuestion, ...]
    finished_at: datetime | None = None

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """What it is about, in the order of the questions."""
        return tuple(dict.fromkeys(question.topic_id for question in self.questions))

    def seconds_left(self, now: datetime) -> float:
        """Seconds until it ends, never more than there were at the start."""
        whole = (self.ends_at - self.started_at).total_seconds()
        return min(whole, max(0.0, (self.ends_at - now).total_seconds()))


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How one topic went in a quiz."""

    topic_id: str
    right: int
    asked: int
    passed: bool


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A graded quiz; `topics` in the order of the questions."""

    quiz: Quiz
    right: int
    asked: int
    answered: int
    topics: tuple[TopicScore, ...]

    @property
    def to_retake(self) -> tuple[str, ...]:
        """The topics that did not go well."""
        return tuple(score.topic_id for score in self.topics if not score.passed)
