"""The turn without a model: what was computed, step by step, and what the notes say.

It says what it is, and never pretends to be a conversation.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import Fact
from assistant.tutor.budget import describe
from assistant.tutor.excerpt import excerpt
from assistant.tutor.order import explaining_first

_LONGEST_EXCERPT = 700
_MOST_PASSAGES = 3

_WITHOUT_MODEL = (
    "*No language model is set up, so nobody wrote this answer: it is what the algebra system computed and what your "
    "notes say.*"
)
_MODEL_FAILED = (
    "*The language model gave no answer. This is what the algebra system computed and what your notes say.*"
)
_NOTHING = (
    "There is nothing here to compute, and your notes do not cover it. Name the topic, write the formula you mean "
    "(for example `gradient of x^2 + 3xy`), or add a document about it to the library."
)


@dataclass(frozen=True, slots=True)
class OfflineAnswer:
    """An answer made of facts and passages alone.

    `computed` is the length of the part, from the start of the text, that is Groundwork's own; what follows is quoted.
    `cited` are the passages quoted, in the order of their numbers.
    """

    text: str
    computed: int
    cited: tuple[FoundPassage, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be said about the question."""
        return self.computed == 0


def offline_answer(
    query: str,
    facts: Sequence[Fact],
    passages: Sequence[FoundPassage],
    *,
    answerable: bool,
    model_failed: bool = False,
    rests_on: Sequence[str] = (),
    notes: Set[str] = frozenset(),
) -> OfflineAnswer:
    """Answer from facts and passages; passages that do not look like an answer are left out.

    `rests_on` are the titles of the topics of theory behind a practical idea in the question; `notes` the paths of the
    notes on the question's topics.
    """
    opening = opening_line(model_failed=model_failed)
    quoted = explaining_first(passages, query, notes=notes)[:_MOST_PASSAGES] if answerable else []
    if not facts and not quoted:
        return OfflineAnswer(f"{opening}\n\n{_NOTHING}", 0, ())
    parts = [opening]
    if facts:
        parts.append("**Computed**")
        parts += [render_fact(fact) for fact in facts]
    if rests_on:
        parts.append(f"The theory it rests on: {', '.join(rests_on)}.")
    computed = len("\n\n".join(parts))
    if quoted:
        parts.append("**From your notes**")
        for number, found in enumerate(quoted, start=1):
            cut = excerpt(found.passage.text, query, _LONGEST_EXCERPT)
            parts.append(f"{describe(found)} [{number}]\n\n{_quote(cut)}")
    elif not answerable:
        parts.append("Your notes do not cover this question.")
    return OfflineAnswer("\n\n".join(parts), computed, tuple(quoted))


def opening_line(*, model_failed: bool) -> str:
    """What an answer says of itself that no model wrote."""
    return _MODEL_FAILED if model_failed else _WITHOUT_MODEL


def render_fact(fact: Fact) -> str:
    """A worked solution as Markdown: the result, then its steps."""
    steps = [f"{number}. {step.rule}: ${step.latex}$" for number, step in enumerate(fact.steps, start=1)]
    return "\n".join([fact.statement, "", *steps]) if steps else fact.statement


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
