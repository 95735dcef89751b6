"""The ways to ask: follow-ups of one tap about what was spoken of last."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = {
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "zh": "Chinese",
    "hi": "Hindi",
}
"""The languages the glossary has terms in."""


class Way(StrEnum):
    """A way to ask."""

    INTUITION = "intuition"
    DERIVE = "derive"
    EXAMPLE = "example"
    ALOUD = "aloud"
    USED = "used"
    SCRATCH = "scratch"
    ANOTHER = "another"
    QUIZ = "quiz"
    UNDERNEATH = "underneath"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class WayToAsk:
    """How a way is offered and what it looks for.

    `label` is what is tapped; `question` is kept as the learner's message, with the subject behind it; `seeks` are the
    words searched for beside the subject; `headings` are the sections of a note that answer it, best first.
    """

    way: Way
    label: str
    question: str
    seeks: str
    headings: tuple[str, ...] = ()


WAYS = (
    WayToAsk(
        Way.INTUITION,
        "Intuition first",
        "Give me the intuition first",
        "intuition in plain words",
        ("Intuition", "In plain words"),
    ),
    WayToAsk(Way.DERIVE, "Derive it", "Derive it", "definition derivation", ("Definition",)),
    WayToAsk(
        Way.EXAMPLE, "Worked example", "Show me a worked example", "worked example", ("Worked example",)
    ),
    WayToAsk(
        Way.ALOUD,
        "Read the formula aloud",
        "Read the formula aloud, symbol by symbol",
        "in plain words",
        ("In plain words",),
    ),
    WayToAsk(
        Way.USED,
        "Where does ML use it?",
        "Where does machine learning use it?",
        "why machine learning needs it",
        ("Why machine learning needs it",),
    ),
    WayToAsk(
        Way.SCRATCH,
        "From scratch in NumPy",
        "Show it from scratch in NumPy",
        "from scratch",
        ("From scratch",),
    ),
    WayToAsk(
        Way.ANOTHER, "Another source’s view", "What does another source say about it?", "definition meaning"
    ),
    WayToAsk(Way.QUIZ, "Quiz me on this", "Quiz me on this", "check yourself", ("Check yourself",)),
    WayToAsk(Way.UNDERNEATH, "What am I missing underneath?", "What am I missing underneath this?", ""),
    WayToAsk(Way.LANGUAGE, "In my language", "Say it in my language", ""),
)
"""All ways, in the order they are offered."""

NEEDS_NO_MODEL = frozenset({Way.QUIZ})
"""Ways to which a model would add nothing: exercises have keys, and no model may come near one."""

NEEDS_NO_PASSAGE = frozenset({Way.INTUITION, Way.DERIVE, Way.USED})
"""Ways that a model can answer where the library has nothing; the answer is then not grounded, and says so."""


def way_to_ask(way: Way) -> WayToAsk:
    """What belongs to a way."""
    return next(known for known in WAYS if known.way is way)


def parse_way(text: str) -> tuple[Way, str] | None:
    """A way as it is kept with a message, such as `example` or `language:es`; None for anything else."""
    name, _, language = text.partition(":")
    if name not in tuple(Way) or (language and language not in LANGUAGES):
        return None
    return Way(name), language


def question_of(way: Way, subject: str, language: str = "") -> str:
    """The words kept as the learner's message."""
    said = way_to_ask(way).question
    if way is Way.LANGUAGE and language:
        said = f"Say it in {LANGUAGES[language]}"
    stop = "" if said.endswith("?") else "."
    return f"{said}{stop} ({subject})" if subject else f"{said}{stop}"
