"""A turn of conversation: recall, retrieve, solve, write, check, repair, cite, record.

The question is in the store before any work begins. Passages and facts are shown before the model is touched.
Whatever happens afterwards (a model that fails, a learner who stops, a crash), what was written stays, and says
in what state it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.errors import GroundworkError, InputError, InputTooLong, ModelError, NotFound
from assistant.library.types import FoundPassage, SearchResult
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Topic
from assistant.tutor.citations import without_markers
from assistant.tutor.compose import AnswerPrompt, WayPrompt, compose_answer
from assistant.tutor.curriculum import Curriculum, NoCurriculum, describe_learner
from assistant.tutor.draft import Draft
from assistant.tutor.lead import Asked, cite_passage, formulas_of, lead
from assistant.tutor.offline import offline_answer, opening_line
from assistant.tutor.own import facts_as_text
from assistant.tutor.ports import Mathematics, PromptLine, Searcher, TurnStore, Writer
from assistant.tutor.prompt import load_prompts
from assistant.tutor.recall import Recalled, last_topics, last_typed, recall
from assistant.tutor.standalone import stand_alone, worth_asking
from assistant.tutor.types import (
    Citation,
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
from assistant.tutor.verify import check_safely, solve_safely
from assistant.tutor.ways import NEEDS_NO_MODEL, Way, parse_way, question_of, way_to_ask
from assistant.tutor.writing import Writing

QUESTION_LIMIT = 4_000
"""Characters of a question."""
PASSAGE_LIMIT = 8
"""Passages found for a question; fewer of them fit into a small model's prompt."""

NO_MODEL = "none"

_WAY_PASSAGE_LIMIT = 40
"""Passages found for a way to ask: among them are all of the section wanted."""
_TITLE_LENGTH = 60
_LONGEST_TITLE = 120
_LONGEST_SUBJECT = 120
_MOST_THEORY = 4
_GO_ON_CHARACTERS = 1_500
_WROTE_NOTHING = "The model wrote nothing. Your question is kept. Ask it once more."
_NOTHING_KNOWN = (
    "Your notes say nothing about this. Name the topic you mean, or add a document about it to the library."
)
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
        self._curriculum = curriculum or NoCurriculum()

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
        yield from self._guard(draft, conversation, self._answer(learner_id, recalled, draft))

    def _run_way(self, learner_id: str, conversation_id: str, way: Way, language: str) -> Iterator[TurnEvent]:
        now = self._clock()
        conversation = self._store.conversation(learner_id, conversation_id)
        earlier = self._store.messages(learner_id, conversation.id)
        topic_ids, typed = last_topics(earlier), last_typed(earlier)
        topics = self._topics(topic_ids)
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
            beside=self._topics([near for topic in topics[:1] for near in topic.requires]),
            formulas=_formulas_spoken(earlier) if way is Way.ALOUD else (),
            missing=self._curriculum.missing(learner_id, topic_ids) if way is Way.UNDERNEATH else (),
        )
        yield from self._guard(
            draft, conversation, self._answer_way(learner_id, recalled, about, typed, draft)
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
        yield from self._guard(draft, conversation, self._go_on(writer, learner_id, recalled, message, draft))

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

    def _answer(self, learner_id: str, recalled: Recalled, draft: Draft) -> Iterator[TurnEvent]:
        recalled = self._rewritten(recalled)
        found = self._search(learner_id, recalled.standalone)
        draft.mark("passages")
        yield Retrieved(found.passages, found.answerable, found.note)
        facts = solve_safely(self._mathematics, recalled.question)
        draft.keep(facts=facts)
        draft.mark("facts")
        draft.save()
        yield Solved(facts)
        yield Waiting("Looking for the language model …")
        rests_on = self._rests_on(recalled.question)
        try:
            writer = self._writer()
        except ModelError as error:
            yield from self._answer_offline(learner_id, recalled, found, draft, rests_on, problem=str(error))
            return
        if writer is None:
            yield from self._answer_offline(learner_id, recalled, found, draft, rests_on)
            return
        prompt = self._prompt(
            writer, learner_id, recalled, facts, found.passages if found.answerable else (), rests_on=rests_on
        )
        writing = self._writing(writer, prompt, recalled, draft)
        problem = yield from self._write(writer, writing, prompt, draft)
        if writing.is_empty:
            problem = problem or _WROTE_NOTHING
            yield from self._answer_offline(learner_id, recalled, found, draft, rests_on, problem=problem)
            return
        self._close(learner_id, draft, problem)

    def _answer_way(
        self, learner_id: str, recalled: Recalled, asked: Asked, typed: str, draft: Draft
    ) -> Iterator[TurnEvent]:
        """Answer a way to ask: what Groundwork has to say itself, and below it what a model adds."""
        found = self._search(learner_id, recalled.standalone, limit=_WAY_PASSAGE_LIMIT)
        facts = solve_safely(self._mathematics, typed) if asked.way is Way.DERIVE and typed else ()
        writer, problem = None, ""
        if asked.way not in NEEDS_NO_MODEL:
            try:
                writer = self._writer()
            except ModelError as error:
                problem = str(error)
        begun = lead(asked, found.passages, facts, model=writer is not None)
        draft.mark("passages")
        yield Retrieved(
            begun.passages, bool(begun.passages) or begun.enough, "" if begun.passages else found.note
        )
        draft.keep(facts=facts)
        draft.mark("facts")
        yield Solved(facts)
        alone = writer is None and asked.way not in NEEDS_NO_MODEL
        opening = f"{opening_line(model_failed=bool(problem))}\n\n" if alone else ""
        if writer is None or begun.text:
            text = begun.text or _NOTHING_KNOWN
            draft.keep(
                text=opening + text, citations=begun.citations, grounded=bool(begun.citations), model=NO_MODEL
            )
            draft.save()
            draft.mark("lead")
            yield Written(draft.message.text, ())
        wanted = self._prompts.variables(f"way_{asked.way}", "user") if writer is not None else frozenset()
        given = {**begun.variables, "subject": asked.subject}
        if writer is None or not wanted <= {*given, "passages", "learner"} or not begun.passages:
            # Nothing for a model to stand on, or nothing left to say.
            draft.mark("written")
            draft.close(MessageState.FAILED if problem else MessageState.COMPLETE, problem)
            if not problem and begun.enough:
                self._record_explained(learner_id, draft.message)
            return
        prompt = self._prompt(
            writer,
            learner_id,
            replace(recalled, history=()),
            facts,
            begun.passages,
            way=WayPrompt(f"way_{asked.way}", given),
        )
        writing = self._writing(writer, prompt, recalled, draft, known=[typed])
        problem = yield from self._write(writer, writing, prompt, draft, earlier=begun.citations)
        self._close(learner_id, draft, problem if not begun.text or not writing.is_empty else "")

    def _go_on(
        self, writer: Writer, learner_id: str, recalled: Recalled, message: Message, draft: Draft
    ) -> Iterator[TurnEvent]:
        """Have the model go on where an answer was cut off."""
        found = self._search(learner_id, recalled.standalone)
        yield Retrieved(found.passages, found.answerable, found.note)
        prompt = self._prompt(
            writer, learner_id, recalled, message.facts, found.passages if found.answerable else ()
        )
        begun = without_markers(message.text)[-_GO_ON_CHARACTERS:]
        goes_on = PromptLine("user", self._prompts.render("continue", "user"))
        prompt = replace(prompt, lines=(*prompt.lines, PromptLine("assistant", begun), goes_on))
        writing = self._writing(writer, prompt, recalled, draft, joint="")
        earlier = message.citations if message.grounded else ()
        problem = yield from self._write(writer, writing, prompt, draft, earlier=earlier, resumed=True)
        if writing.is_empty and not problem:
            problem = _WROTE_NOTHING
        self._close(learner_id, draft, problem)

    def _rewritten(self, recalled: Recalled) -> Recalled:
        """The question so that it stands alone: by a model where one is quick, else as the rule has it."""
        if not recalled.leans or not recalled.history:
            return recalled
        try:
            writer = self._writer()
        except ModelError:
            return recalled
        if writer is None or not worth_asking(recalled, writer.prompt_tokens):
            return recalled
        return stand_alone(recalled, writer, self._prompts)

    def _prompt(
        self,
        writer: Writer,
        learner_id: str,
        recalled: Recalled,
        facts: Sequence[Fact],
        passages: Sequence[FoundPassage],
        *,
        rests_on: Sequence[str] = (),
        way: WayPrompt | None = None,
    ) -> AnswerPrompt:
        standing = self._curriculum.standing(learner_id, recalled.topic_ids)
        return compose_answer(
            self._prompts,
            recalled,
            facts,
            passages,
            prompt_tokens=writer.prompt_tokens,
            learner=describe_learner(standing, rests_on),
            way=way,
            count=writer.count_tokens,
        )

    def _writing(
        self,
        writer: Writer,
        prompt: AnswerPrompt,
        recalled: Recalled,
        draft: Draft,
        *,
        known: Sequence[str] = (),
        joint: str = "\n\n",
    ) -> Writing:
        draft.keep(model=writer.name, prompt_sha256=prompt.sha256)
        facts = draft.message.facts
        asked = [recalled.question, *(question for question, _ in recalled.history), *known]
        return Writing(
            writer=writer,
            prompts=self._prompts,
            mathematics=self._mathematics,
            draft=draft,
            context=definitions("\n\n".join(part for part in (*known, recalled.question) if part), facts),
            known=[*asked, *facts_as_text(facts)],
            seconds_left=lambda: max(0.0, self._deadline_seconds - draft.seconds),
            joint=joint,
        )

    def _write(
        self,
        writer: Writer,
        writing: Writing,
        prompt: AnswerPrompt,
        draft: Draft,
        *,
        earlier: Sequence[Citation] = (),
        resumed: bool = False,
    ) -> Generator[TurnEvent, None, str]:
        """Stream, repair and cite; returns what went wrong in a sentence, empty when nothing did."""
        yield Waiting(f"{writer.name} is reading the passages …")
        problem = ""
        try:
            yield from writing.stream(prompt.lines, resumed=resumed)
        except ModelError as error:
            problem = str(error)
        except BaseException:
            # A stopped answer is kept as well, and its markers must not stand for nothing.
            writing.cite(prompt, earlier)
            raise
        draft.mark("written")
        if writing.is_empty:
            return problem
        if not problem:
            yield from writing.repair()
        writing.cite(prompt, earlier)
        yield Written(draft.message.text, draft.message.claims)
        return problem

    def _close(self, learner_id: str, draft: Draft, problem: str) -> None:
        draft.close(MessageState.INTERRUPTED if problem else MessageState.COMPLETE, problem)
        if not problem:
            self._record_explained(learner_id, draft.message)

    def _rests_on(self, question: str) -> tuple[str, ...]:
        """The titles of the topics behind a practical idea in the question."""
        idea = self._curriculum.practical_idea(question)
        if idea is None:
            return ()
        return tuple(topic.title for topic in self._topics(idea[1]))[:_MOST_THEORY]

    def _topics(self, topic_ids: Sequence[str]) -> tuple[Topic, ...]:
        known = (self._curriculum.topic(topic_id) for topic_id in topic_ids)
        return tuple(topic for topic in known if topic is not None)

    def _answer_offline(
        self,
        learner_id: str,
        recalled: Recalled,
        found: SearchResult,
        draft: Draft,
        rests_on: Sequence[str] = (),
        *,
        problem: str = "",
    ) -> Iterator[TurnEvent]:
        """Answer from facts and passages; with a `problem` the model was asked and failed."""
        facts = draft.message.facts
        answer = offline_answer(
            recalled.standalone,
            facts,
            found.passages,
            answerable=found.answerable,
            model_failed=bool(problem),
            rests_on=rests_on,
        )
        claims: tuple[CheckedClaim, ...] = ()
        if facts:
            # What follows is quoted from documents, whose letters mean other things than the question's.
            computed = answer.text[: answer.computed]
            claims = check_safely(self._mathematics, computed, definitions(recalled.question, facts)) or ()
        citations = tuple(cite_passage(number, one) for number, one in enumerate(answer.cited, start=1))
        draft.keep(
            text=answer.text, claims=claims, citations=citations, grounded=bool(citations), model=NO_MODEL
        )
        draft.mark("written")
        yield Written(answer.text, claims)
        draft.close(MessageState.FAILED if problem else MessageState.COMPLETE, problem)
        if not problem and not answer.is_empty:
            self._record_explained(learner_id, draft.message)

    def _search(self, learner_id: str, query: str, *, limit: int = PASSAGE_LIMIT) -> SearchResult:
        """Find passages; a library that cannot answer costs the passages and not the turn."""
        try:
            found = self._searcher.search(learner_id, query, limit=limit)
        except GroundworkError as error:
            return SearchResult(query, (), False, f"Your library could not be searched. {error}")
        if found.answerable:
            return found
        return replace(found, note=" ".join(part for part in (_NOT_COVERED, found.note) if part))

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


def definitions(question: str, facts: Sequence[Fact]) -> str:
    """What an answer may take as given: the question, and the results in plain sentences."""
    return "\n\n".join([question, *(fact.statement for fact in facts)])
