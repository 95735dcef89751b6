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

from assistant.errors import GroundworkError, InputError, InputTooLong, ModelError, ModelInterrupted
from assistant.library.types import SearchResult
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.progress.types import Evidence, EvidenceKind
from assistant.tutor.citations import cite
from assistant.tutor.compose import AnswerPrompt, cite_passage, compose_answer
from assistant.tutor.draft import Draft
from assistant.tutor.loops import repetition_start
from assistant.tutor.offline import offline_answer
from assistant.tutor.ports import Mathematics, Searcher, TurnStore, Writer
from assistant.tutor.prompt import load_prompts
from assistant.tutor.recall import Recalled, recall
from assistant.tutor.repair import repair
from assistant.tutor.types import (
    Conversation,
    Finished,
    Message,
    MessageState,
    Retrieved,
    Solved,
    Started,
    TurnEvent,
    Waiting,
    Written,
)
from assistant.tutor.verify import Verification, check_safely, solve_safely

QUESTION_LIMIT = 4_000
"""Characters of a question."""
ANSWER_LIMIT = 20_000
"""Characters of an answer; a model that does not stop is stopped."""
PASSAGE_LIMIT = 8
"""Passages found for a question; fewer of them fit into a small model's prompt."""

NO_MODEL = "none"

_READ_UP = 2
"""Passages named under an answer that cites none."""
_TITLE_LENGTH = 60
_NOT_COVERED = "Your notes do not cover this question, so the answer does not stand on them."


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
    ) -> None:
        self._store = store
        self._searcher = searcher
        self._mathematics = mathematics
        self._writer = writer
        self._topics_of = topics_of
        self._topic_of_path = topic_of_path
        self._prompts = load_prompts(prompts)
        self._clock = clock
        self._new_id = new_id
        self._deadline_seconds = deadline_seconds
        self._stopwatch = stopwatch

    def turn(self, learner_id: str, question: str, conversation_id: str | None = None) -> Iterator[TurnEvent]:
        """Run one turn and yield what happens; a conversation is started when none is given.

        Closing the iterator stops the turn and keeps what was written as interrupted.

        Raises:
            InputError: The question is empty or too long; nothing was written.
            NotFound: The conversation is not this learner's; raised with the first event.
            StoreError: The store cannot take it; what it took before stays.
        """
        return self._run(learner_id, accept_question(question), conversation_id)

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
        answer = self._message(conversation, "assistant", self._clock(), state=MessageState.WRITING)
        draft = Draft(self._store, learner_id, replace(answer, topic_ids=recalled.topic_ids), self._stopwatch)
        draft.add()
        try:
            yield Started(conversation.id, answer.id)
            yield from self._answer(learner_id, recalled, draft)
        except BaseException as error:
            if draft.is_open:
                self._abandon(draft, error)
            raise
        yield Finished(draft.message)

    def _abandon(self, draft: Draft, error: BaseException) -> None:
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

    def _answer(self, learner_id: str, recalled: Recalled, draft: Draft) -> Iterator[TurnEvent]:
        found = self._search(learner_id, recalled.standalone)
        draft.mark("passages")
        yield Retrieved(found.passages, found.answerable, found.note)
        facts = solve_safely(self._mathematics, recalled.question)
        draft.keep(facts=facts)
        draft.mark("facts")
        draft.save()
        yield Solved(facts)
        yield Waiting("Looking for the language model …")
        try:
            writer = self._writer()
        except ModelError as error:
            yield from self._answer_offline(learner_id, recalled, found, draft, problem=str(error))
            return
        if writer is None:
            yield from self._answer_offline(learner_id, recalled, found, draft)
            return
        yield from self._answer_with(writer, learner_id, recalled, found, draft)

    def _answer_with(
        self, writer: Writer, learner_id: str, recalled: Recalled, found: SearchResult, draft: Draft
    ) -> Iterator[TurnEvent]:
        facts = draft.message.facts
        prompt = compose_answer(
            self._prompts,
            recalled,
            facts,
            found.passages if found.answerable else (),
            prompt_tokens=writer.prompt_tokens,
        )
        draft.keep(model=writer.name, prompt_sha256=prompt.sha256)
        context = definitions(recalled.question, facts)
        yield Waiting(f"{writer.name} is reading the passages …")
        problem = ""
        try:
            yield from self._write(writer, prompt, context, draft)
        except ModelError as error:
            problem = str(error)
        except BaseException:
            # A stopped answer is kept as well, and its markers must not stand for nothing.
            _cite(draft, prompt)
            raise
        draft.mark("written")
        if not draft.message.text.strip():
            problem = problem or "The model wrote nothing. Your question is kept. Ask it once more."
            yield from self._answer_offline(learner_id, recalled, found, draft, problem=problem)
            return
        if not problem:
            yield from self._repair(writer, context, draft)
        _cite(draft, prompt)
        yield Written(draft.message.text, draft.message.claims)
        draft.close(MessageState.INTERRUPTED if problem else MessageState.COMPLETE, problem)
        if not problem:
            self._record_explained(learner_id, draft.message)

    def _write(self, writer: Writer, prompt: AnswerPrompt, context: str, draft: Draft) -> Iterator[TurnEvent]:
        """Stream the answer into the draft, with verdicts as they are decided; raises ModelError."""
        verification = Verification(self._mathematics, context)
        text = ""
        claims: tuple[CheckedClaim, ...] = ()
        stream = writer.stream(prompt.lines, deadline_seconds=self._seconds_left(draft))
        try:
            for piece in stream:
                if len(text) >= ANSWER_LIMIT:
                    break
                piece = piece[: ANSWER_LIMIT - len(text)]
                if not piece:
                    continue
                if not text:
                    draft.mark("first_token")
                text += piece
                claims = verification.feed(piece)
                draft.write(text, claims)
                yield Written(text, claims)
                if piece[-1] in "\n.!?" and (cut := repetition_start(text)) is not None:
                    text = text[:cut].rstrip()
                    raise ModelInterrupted(
                        "The model began to repeat itself and was stopped.",
                        safe="What it had written before is kept.",
                        todo="Ask once more, or ask in other words.",
                    )
        finally:
            # A model that nobody listens to any more must not go on writing.
            close = getattr(stream, "close", None)
            if close is not None:
                close()
            claims = tuple(claim for claim in verification.finish(text) if claim.end <= len(text))
            draft.keep(text=text, claims=claims)
        yield Written(text, claims)

    def _repair(self, writer: Writer, context: str, draft: Draft) -> Iterator[TurnEvent]:
        if not any(claim.expected for claim in draft.message.claims):
            return
        yield Waiting("Putting a formula right …")
        for better in repair(
            draft.message.text,
            draft.message.claims,
            writer=writer,
            prompts=self._prompts,
            check=lambda text: check_safely(self._mathematics, text, context),
            seconds_left=lambda: self._seconds_left(draft),
        ):
            draft.keep(text=better.text, claims=better.claims)
            draft.save()
            yield Written(better.text, better.claims)

    def _answer_offline(
        self, learner_id: str, recalled: Recalled, found: SearchResult, draft: Draft, *, problem: str = ""
    ) -> Iterator[TurnEvent]:
        """Answer from facts and passages; with a `problem` the model was asked and failed."""
        facts = draft.message.facts
        answer = offline_answer(
            recalled.standalone,
            facts,
            found.passages,
            answerable=found.answerable,
            model_failed=bool(problem),
        )
        claims: tuple[CheckedClaim, ...] = ()
        if facts:
            # What follows is quoted from documents, whose letters mean other things than the question's.
            computed = answer.text[: answer.computed]
            claims = check_safely(self._mathematics, computed, definitions(recalled.question, facts)) or ()
        citations = tuple(cite_passage(number, found.passages[number - 1]) for number in answer.cited)
        draft.keep(
            text=answer.text, claims=claims, citations=citations, grounded=bool(citations), model=NO_MODEL
        )
        draft.mark("written")
        yield Written(answer.text, claims)
        draft.close(MessageState.FAILED if problem else MessageState.COMPLETE, problem)
        if not problem and not answer.is_empty:
            self._record_explained(learner_id, draft.message)

    def _search(self, learner_id: str, query: str) -> SearchResult:
        """Find passages; a library that cannot answer costs the passages and not the turn."""
        try:
            found = self._searcher.search(learner_id, query, limit=PASSAGE_LIMIT)
        except GroundworkError as error:
            return SearchResult(query, (), False, f"Your library could not be searched. {error}")
        if found.answerable:
            return found
        return replace(found, note=" ".join(part for part in (_NOT_COVERED, found.note) if part))

    def _seconds_left(self, draft: Draft) -> float:
        return max(0.0, self._deadline_seconds - draft.seconds)

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


def _cite(draft: Draft, prompt: AnswerPrompt) -> None:
    """Resolve the answer's citations; an answer that cites nothing names what it was given to read, ungrounded."""
    cited = cite(draft.message.text, draft.message.claims, prompt.shown)
    draft.keep(
        text=cited.text,
        claims=cited.claims,
        citations=cited.citations or tuple(prompt.shown[:_READ_UP]),
        grounded=bool(cited.citations),
    )


def title_of(question: str) -> str:
    """A conversation's name: the first words of its first question."""
    words = " ".join(question.split())
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def definitions(question: str, facts: Sequence[Fact]) -> str:
    """What an answer may take as given: the question, and the results in plain sentences."""
    return "\n\n".join([question, *(fact.statement for fact in facts)])
