"""Explaining it back: a learner's own words on a topic, compared with what the topic is for.

The words are kept before anything is made of them. Formulas are checked by the algebra system. Each objective is
compared by its words, which says no more than *mentioned* or *not mentioned*; where a model answers, its opinion stands
beside that and is called an opinion. Neither writes to the record: only that the topic was explained is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from assistant.errors import GroundworkError, InputError, InputTooLong, ModelError
from assistant.library.types import FoundPassage
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Topic
from assistant.tutor.lead import cite_passage
from assistant.tutor.order import explaining_first
from assistant.tutor.own_notes import ObjectiveView, OwnNote, OwnNoteStore
from assistant.tutor.ports import Mathematics, PromptLine, Searcher, Writer
from assistant.tutor.prompt import Prompts
from assistant.tutor.render import annotate, describe_citation, summarise_verdicts
from assistant.tutor.types import Citation
from assistant.tutor.verify import check_safely, unchecked
from assistant.tutor.words import content_words

EXPLANATION_LIMIT = 12_000
"""Characters of an explanation."""

_IN_A_SMALL_PROMPT = 1_400
_CHARACTERS_PER_TOKEN = 2.5
_OPINION_SECONDS = 60.0
_LONGEST_OPINION = 2_000
_MENTIONED_SHARE = 0.6
_PASSAGES_FOUND = 20
_LONGEST_WHY = 160
_LINE = re.compile(r"^\s*(\d{1,2})\s*[.):-]?\s*\**(SAID|PARTLY|MISSING)\b\**[\s:,.;–-]*(.*)$", re.I | re.M)
# What objectives begin with: what one does, not what it is about.
_DOING = frozenset(
    content_words(
        """compute evaluate find estimate update explain use recognise say state tell derive prove write read solve apply
        describe decide check choose compare connect count define draw express give identify interpret judge know list
        measure name predict recall recognize relate rewrite show sketch simplify turn understand verify"""
    )
)


class EvidenceLog(Protocol):
    """Where it is noted that a topic was explained."""

    def add_evidence(self, learner_id: str, evidence: Sequence[Evidence]) -> None:
        """Append to the log of evidence."""


class ExplainBack:
    """Takes explanations; keeps nothing between them.

    Args:
        notes: Where own notes are kept.
        evidence: The log of evidence.
        searcher: The library.
        mathematics: The checker.
        writer: Gives the model whose opinion is asked; None when there is none, may raise a `ModelError`.
        prompts: The templates.
        clock: The time now, aware UTC.
        new_id: A fresh id.
    """

    def __init__(
        self,
        *,
        notes: OwnNoteStore,
        evidence: EvidenceLog,
        searcher: Searcher,
        mathematics: Mathematics,
        writer: Callable[[], Writer | None],
        prompts: Prompts,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._notes = notes
        self._evidence = evidence
        self._searcher = searcher
        self._mathematics = mathematics
        self._writer = writer
        self._prompts = prompts
        self._clock = clock
        self._new_id = new_id

    def explain(self, learner_id: str, topic: Topic, text: str) -> OwnNote:
        """Keep an explanation, check it, and say what it leaves out.

        Raises:
            InputError: It is empty or too long; nothing was kept.
            StoreError: It could not be kept.
        """
        text = accept_explanation(text)
        now = self._clock()
        note = OwnNote(self._new_id(), topic.id, text, now)
        self._notes.add_own_note(learner_id, note)
        self._evidence.add_evidence(
            learner_id, [Evidence(topic.id, EvidenceKind.EXPLAINED_BACK, now, source=note.id)]
        )
        claims = check_safely(self._mathematics, text, "")
        note = replace(note, claims=tuple(unchecked(text)) if claims is None else claims)
        views = compare_by_words(topic, text)
        note = self._with_opinion(topic, replace(note, objectives=views))
        note = replace(note, objectives=self._with_passages(learner_id, topic, note.objectives))
        self._notes.update_own_note(learner_id, note)
        return note

    def _with_opinion(self, topic: Topic, note: OwnNote) -> OwnNote:
        """The note with what a model thinks of each objective; as it was where no model gives a usable answer."""
        try:
            writer = self._writer()
            if writer is None or not note.objectives:
                return note
            lines = self._opinion_prompt(topic, note, writer.prompt_tokens)
            written = _read(writer, lines)
        except ModelError:
            return note
        opinions = parse_opinions(written, len(note.objectives))
        if not opinions:
            return note
        views = tuple(
            replace(view, opinion=opinions[number][0], why=opinions[number][1])
            if number in opinions
            else view
            for number, view in enumerate(note.objectives, start=1)
        )
        sha256 = self._prompts.sha256("opinion.system", "opinion.user")
        return replace(note, objectives=views, model=writer.name, prompt_sha256=sha256)

    def _opinion_prompt(self, topic: Topic, note: OwnNote, prompt_tokens: int) -> list[PromptLine]:
        room = max(_IN_A_SMALL_PROMPT, int((prompt_tokens - 400) * _CHARACTERS_PER_TOKEN))
        explanation = note.text[:room].replace("<<<", "‹‹‹").replace(">>>", "›››")
        objectives = "\n".join(
            f"{number}. {view.objective}" for number, view in enumerate(note.objectives, start=1)
        )
        user = self._prompts.render(
            "opinion", "user", topic=topic.title, objectives=objectives, explanation=explanation
        )
        return [PromptLine("system", self._prompts.render("opinion", "system")), PromptLine("user", user)]

    def _with_passages(
        self, learner_id: str, topic: Topic, views: Sequence[ObjectiveView]
    ) -> tuple[ObjectiveView, ...]:
        """Name a passage to read for each objective that is missing."""
        numbers: dict[str, int] = {}
        found = []
        for view in views:
            passage = self._passage_for(learner_id, topic, view.objective) if view.is_missing else None
            if passage is not None:
                number = numbers.setdefault(passage.passage.id, len(numbers) + 1)
                view = replace(view, passage=cite_passage(number, passage))
            found.append(view)
        return tuple(found)

    def _passage_for(self, learner_id: str, topic: Topic, objective: str) -> FoundPassage | None:
        try:
            result = self._searcher.search(learner_id, f"{topic.title}: {objective}", limit=_PASSAGES_FOUND)
        except GroundworkError:
            return None
        ordered = explaining_first(result.passages, objective)
        own = [one for one in ordered if one.passage.path == topic.note]
        return next(iter(own or (ordered if result.answerable else [])), None)


def accept_explanation(text: str) -> str:
    """The explanation without white space around it; raises InputError or InputTooLong."""
    stripped = text.strip()
    if not stripped:
        raise InputError(
            "There is no explanation yet.", todo="Write it as you would tell a friend, then send it."
        )
    if len(stripped) > EXPLANATION_LIMIT:
        raise InputTooLong(
            f"The explanation has {len(stripped):,} characters; at most {EXPLANATION_LIMIT:,} can be taken at once.",
            safe="Nothing of yours was changed.",
            todo="Shorten it, or explain one part after the other.",
        )
    return stripped


def compare_by_words(topic: Topic, text: str) -> tuple[ObjectiveView, ...]:
    """Which objectives a text mentions, by their words alone: it may mention what it gets wrong, and miss synonyms."""
    said = set(content_words(text))
    views = []
    for objective in topic.objectives:
        wanted = [word for word in dict.fromkeys(content_words(objective)) if word not in _DOING]
        found = tuple(word for word in wanted if word in said)
        views.append(
            ObjectiveView(objective, bool(wanted) and len(found) >= _MENTIONED_SHARE * len(wanted), found)
        )
    return tuple(views)


def parse_opinions(written: str, count: int) -> dict[int, tuple[str, str]]:
    """What a model said of each objective by number; lines that are not in the form asked for are passed over."""
    found: dict[int, tuple[str, str]] = {}
    for match in _LINE.finditer(written):
        number = int(match[1])
        if 1 <= number <= count and number not in found:
            found[number] = (match[2].lower(), " ".join(match[3].split())[:_LONGEST_WHY])
    return found


def describe_view(view: ObjectiveView) -> str:
    """One line on one objective: by words, and by opinion where there is one."""
    by_words = "mentioned" if view.mentioned else "not mentioned"
    if not view.opinion:
        return f"{by_words}, by word matching"
    why = f": {view.why}" if view.why else ""
    return f"{view.opinion}, in the model’s opinion{why} ({by_words}, by word matching)"


def render_post(note: OwnNote, topic: Topic) -> str:
    """An own note as a post in Markdown: the learner's words first, then what was checked, and where to read on."""
    parts = [
        f"# {topic.title}, in my own words",
        f"*{note.created_at:%Y-%m-%d}*",
        annotate(note.text, note.claims),
    ]
    if summary := summarise_verdicts(note.claims):
        parts.append(f"*{summary}*")
    open_views = [view for view in note.objectives if view.is_missing]
    if open_views:
        lines = [f"- {view.objective}{_read_up(view.passage)}" for view in open_views]
        parts.append("\n".join(["## Still to explain", "", *lines]))
    return "\n\n".join(parts) + "\n"


def _read_up(passage: Citation | None) -> str:
    return f" (read {describe_citation(passage)})" if passage is not None else ""


def _read(writer: Writer, lines: Sequence[PromptLine]) -> str:
    written = ""
    stream = writer.stream(lines, deadline_seconds=_OPINION_SECONDS)
    try:
        for piece in stream:
            written += piece
            if len(written) > _LONGEST_OPINION:
                break
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    return written
