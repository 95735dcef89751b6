"""A turn of conversation: recall, retrieve, solve, write, check, repair, cite, record.

The question is in the store before any work begins. Passages and facts are shown before the model is touched.
Whatever happens afterwards (a model that fails, a learner who stops, a crash), what was written stays, and says
in what state it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.errors import GroundworkError, InputError, InputTooLong, NotFound
from assistant.progress.types import Evidence, EvidenceKind
from assistant.tutor.answering import Answering
from assistant.tutor.curriculum import Curriculum, NoCurriculum
from assistant.tutor.draft import Draft
from assistant.tutor.lead import Asked, formulas_of
from assistant.tutor.ports import Mathematics, Searcher, TurnStore, Writer
from assistant.tutor.prompt import load_prompts
from assistant.tutor.recall import last_topics, last_typed, recall
from assistant.tutor.types import (
    Conversation,
    Finished,
    Message,
    MessageState,
    Started,
    TurnEvent,
)
from assistant.tutor.ways import Way, parse_way, question_of, way_to_ask

QUESTION_LIMIT = 4_000
"""Characters of a question."""

_TITLE_LENGTH = 60
_LONGEST_TITLE = 120
_LONGEST_SUBJECT = 120


class Tutor:
    """Runs turns of conversation; keeps nothing between them.

    Args:
        store: Conversations and evidence.
        searcher: The library.
        mathematics: The checker.
        writer: Gives the model; called late, may be slow, None when there is none, may raise a `ModelError`.
        topics_of: The syllabus topics a text speaks of, best first.
        topic_of_path: The topic of a built-in note, None for any other path.
        prompts: The folder of templates.
        clock: The time now, aware UTC.
        new_id: A fresh id.
        deadline_seconds: A whole turn never takes longer.
        stopwatch: Counts seconds.
        curriculum: The syllabus and where the learner stands; without it a turn knows neither.
    """

    def __init__(
        self,
        *,
        store: TurnStore,
        searcher: Searcher,
        mathematics: Mathematics,
        writer: Callable[[], Writer | None],
        topics_of: Callable[[str], Sequence[str]],
        topic_of_path: Callable[[str], str | None],
        prompts: Path,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        deadline_seconds: float,
        stopwatch: Callable[[], float] = time.perf_counter,
        curriculum: Curriculum | None = None,
    ) -> None:
        self._store = store
        self._writer = writer
        self._topics_of = topics_of
        self._topic_of_path = topic_of_path
        self._prompts = load_prompts(prompts)
        self._clock = clock
        self._new_id = new_id
        self._stopwatch = stopwatch
        self._curriculum = curriculum or NoCurriculum()
        self._answering = Answering(
            searcher=searcher,
            mathematics=mathematics,
            writer=writer,
            curriculum=self._curriculum,
            prompts=self._prompts,
            deadline_seconds=deadline_seconds,
            on_explained=self._record_explained,
        )

    def turn(self, learner_id: str, question: str, conversation_id: str | None = None) -> Iterator[TurnEvent]:
        """Run one turn and yield what happens; a conversation is started when none is given.

        Closing the iterator stops the turn and keeps what was written as interrupted.

        Raises:
            InputError: The question is empty or too long; nothing was written.
            NotFound: The conversation is not this learner's; raised with the first event.
            StoreError: The store cannot take it; what it took before stays.
        """
        return self._run(learner_id, accept_question(question), conversation_id)

    def follow_up(self, learner_id: str, conversation_id: str, way: str) -> Iterator[TurnEvent]:
        """Run one turn about what was spoken of last, in one of the ways to ask (`ways.Way`, `language:es`).

        Raises:
            InputError: There is no such way; nothing was written.
            NotFound, StoreError: As for `turn`.
        """
        parsed = parse_way(way)
        if parsed is None:
            raise InputError(
                f"There is no way to ask called “{way[:40]}”.",
                todo=f"Choose one of: {', '.join(Way)}.",
            )
        return self._run_way(learner_id, conversation_id, *parsed)

    def resume(self, learner_id: str, conversation_id: str, message_id: str) -> Iterator[TurnEvent]:
        """Go on with an answer that was interrupted; it stays one message, and nothing of it is written twice.

        Raises:
            InputError: It is not an interrupted answer, or no model is there to go on.
            NotFound, StoreError: As for `turn`.
        """
        return self._run_resumed(learner_id, conversation_id, message_id)

    @property
    def rules(self) -> str:
        """The fixed beginning of every prompt, for a model to read before the first question comes."""
        return self._prompts.render("answer", "system")

    def _run(self, learner_id: str, question: str, conversation_id: str | None) -> Iterator[TurnEvent]:
        now = self._clock()
        if conversation_id is None:
            earlier: tuple[Message, ...] = ()
            conversation = self._store.start_conversation(learner_id, title_of(question), now)
        else:
            conversation = self._store.conversation(learner_id, conversation_id)
            earlier = self._store.messages(learner_id, conversation.id)
        asked = self._message(conversation, "user", now, text=question, state=MessageState.COMPLETE)
        self._store.add_message(learner_id, asked)
        recalled = recall(question, earlier, self._topics_of)
        self._record(learner_id, EvidenceKind.ASKED, recalled.topic_ids, asked.id, now)
        draft = self._start_draft(learner_id, conversation, topic_ids=recalled.topic_ids)
        yield from self._guard(draft, conversation, self._answering.answer(learner_id, recalled, draft))

    def _run_way(self, learner_id: str, conversation_id: str, way: Way, language: str) -> Iterator[TurnEvent]:
        now = self._clock()
        conversation = self._store.conversation(learner_id, conversation_id)
        earlier = self._store.messages(learner_id, conversation.id)
        topic_ids, typed = last_topics(earlier), last_typed(earlier)
        topics = self._answering.topics(topic_ids)
        subject = topics[0].title if topics else " ".join(typed.split())[:_LONGEST_SUBJECT]
        text = question_of(way, subject, language)
        name = f"{way}:{language}" if language else str(way)
        asked = replace(
            self._message(conversation, "user", now, text=text, state=MessageState.COMPLETE), way=name
        )
        self._store.add_message(learner_id, asked)
        self._record(learner_id, EvidenceKind.ASKED, topic_ids, asked.id, now)
        query = f"{subject} {way_to_ask(way).seeks}".strip()
        recalled = replace(
            recall(text, earlier, lambda _: topic_ids), standalone=query, leans=False, subject=subject
        )
        draft = self._start_draft(learner_id, conversation, topic_ids=topic_ids, way=name)
        about = Asked(
            way,
            subject,
            topics,
            language,
            beside=self._answering.topics([near for topic in topics[:1] for near in topic.requires]),
            formulas=_formulas_spoken(earlier) if way is Way.ALOUD else (),
            missing=self._curriculum.missing(learner_id, topic_ids) if way is Way.UNDERNEATH else (),
        )
        yield from self._guard(
            draft, conversation, self._answering.answer_way(learner_id, recalled, about, typed, draft)
        )

    def _run_resumed(self, learner_id: str, conversation_id: str, message_id: str) -> Iterator[TurnEvent]:
        conversation = self._store.conversation(learner_id, conversation_id)
        messages = self._store.messages(learner_id, conversation.id)
        place = next((at for at, message in enumerate(messages) if message.id == message_id), -1)
        if place < 1:
            raise NotFound("There is no such answer in this conversation.", safe="Nothing was changed.")
        message, question = messages[place], messages[place - 1]
        if message.role != "assistant" or message.state is not MessageState.INTERRUPTED:
            raise InputError("This answer was not interrupted, so there is nothing to go on with.")
        writer = self._writer()
        if writer is None:
            raise InputError(
                "No language model is set up that could go on with this answer.",
                safe="What was written is kept.",
                todo="`groundwork doctor` says how to have one.",
            )
        recalled = recall(question.text, messages[: place - 1], self._topics_of)
        resumed = replace(message, state=MessageState.WRITING, problem="", timings=())
        draft = Draft(self._store, learner_id, resumed, self._stopwatch)
        draft.save()
        yield from self._guard(
            draft, conversation, self._answering.go_on(writer, learner_id, recalled, message, draft)
        )

    def _start_draft(
        self, learner_id: str, conversation: Conversation, *, topic_ids: tuple[str, ...], way: str = ""
    ) -> Draft:
        answer = self._message(conversation, "assistant", self._clock(), state=MessageState.WRITING)
        draft = Draft(self._store, learner_id, replace(answer, topic_ids=topic_ids, way=way), self._stopwatch)
        draft.add()
        return draft

    def _guard(
        self, draft: Draft, conversation: Conversation, events: Iterator[TurnEvent]
    ) -> Iterator[TurnEvent]:
        """Run the rest of a turn; however it ends, the answer gets a final state."""
        try:
            yield Started(conversation.id, draft.message.id)
            yield from events
        except BaseException as error:
            if draft.is_open:
                _abandon(draft, error)
            raise
        yield Finished(draft.message)

    def _message(
        self, conversation: Conversation, role: str, now: datetime, *, state: MessageState, text: str = ""
    ) -> Message:
        return Message(self._new_id(), conversation.id, role, text, state, now)

    def _record_explained(self, learner_id: str, message: Message) -> None:
        """Record that an answer was shown: about the question's topics, or else about its first citation's."""
        topics = message.topic_ids
        if not topics and message.grounded:
            cited = (self._topic_of_path(citation.path) for citation in message.citations)
            topics = tuple(topic for topic in cited if topic is not None)[:1]
        self._record(learner_id, EvidenceKind.EXPLAINED, topics, message.id, self._clock())

    def _record(
        self, learner_id: str, kind: EvidenceKind, topics: Sequence[str], source: str, now: datetime
    ) -> None:
        if topics:
            self._store.add_evidence(
                learner_id, [Evidence(topic_id, kind, now, source=source) for topic_id in topics]
            )


def accept_question(question: str) -> str:
    """The question without white space around it.

    Raises:
        InputError: There is nothing in it.
        InputTooLong: It has more than `QUESTION_LIMIT` characters.
    """
    stripped = question.strip()
    if not stripped:
        raise InputError("The question is empty.", todo="Type a question, for example “What is a gradient?”.")
    if len(stripped) > QUESTION_LIMIT:
        raise InputTooLong(
            f"The question has {len(stripped):,} characters; at most {QUESTION_LIMIT:,} can be read at once.",
            safe="Nothing was asked, and nothing of yours was changed.",
            todo="Shorten it, or add the long text to your library as a document and ask about that.",
        )
    return stripped


def _abandon(draft: Draft, error: BaseException) -> None:
    """Keep what was written of a turn that ends before its time."""
    if isinstance(error, GeneratorExit | KeyboardInterrupt):
        state, problem = MessageState.INTERRUPTED, "You stopped this answer. What was written is kept."
    elif isinstance(error, GroundworkError):
        state, problem = MessageState.INTERRUPTED, str(error)
    elif isinstance(error, Exception):
        state = MessageState.FAILED if not draft.message.text else MessageState.INTERRUPTED
        problem = "Something went wrong inside Groundwork. Your question is kept. Ask it once more."
    else:
        # A page that is run anew throws its own kind of exception through us.
        state, problem = MessageState.INTERRUPTED, "This answer was stopped. What was written is kept."
    try:
        draft.close(state, problem)
    except GroundworkError:
        if isinstance(error, Exception):
            # The first error is the one to report; the next start marks the answer as interrupted.
            return
        raise


def _formulas_spoken(earlier: Sequence[Message]) -> tuple[str, ...]:
    """The formulas of the last exchange: what was computed, what was answered, what was asked."""
    for place in range(len(earlier) - 1, -1, -1):
        message = earlier[place]
        if message.role == "assistant" and not message.way and message.text:
            question = earlier[place - 1].text if place else ""
            computed = [f"${fact.latex}$" for fact in message.facts]
            return formulas_of([*computed, *([] if computed else [message.text]), question])
    return ()


def accept_title(title: str) -> str:
    """A conversation's new name in one line, cut to a readable length; raises InputError when it is empty."""
    words = " ".join(title.split())
    if not words:
        raise InputError("A conversation needs a name.", safe="The old one was kept.")
    return words[:_LONGEST_TITLE]


def title_of(question: str) -> str:
    """A conversation's name: the first words of its first question."""
    words = " ".join(question.split())
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
