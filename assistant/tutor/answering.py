"""Answering one question: search, solve, then a model's words or what is there without one.

What is kept of the learner is read here and never written; `turn` records that something was explained.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace

from assistant.errors import GroundworkError, ModelError
from assistant.library.types import FoundPassage, SearchResult
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.syllabus.types import Topic
from assistant.tutor.budget import estimate_tokens
from assistant.tutor.citations import without_markers
from assistant.tutor.compose import AnswerPrompt, WayPrompt, compose_answer
from assistant.tutor.curriculum import Curriculum, describe_learner
from assistant.tutor.draft import Draft
from assistant.tutor.lead import Asked, cite_passage, lead
from assistant.tutor.offline import offline_answer, opening_line
from assistant.tutor.own import facts_as_text
from assistant.tutor.ports import Mathematics, PromptLine, Searcher, Writer
from assistant.tutor.prompt import Prompts
from assistant.tutor.recall import Recalled
from assistant.tutor.standalone import stand_alone, worth_asking
from assistant.tutor.types import (
    Citation,
    Message,
    MessageState,
    Retrieved,
    Solved,
    TurnEvent,
    Waiting,
    Written,
)
from assistant.tutor.verify import check_safely, solve_safely
from assistant.tutor.ways import NEEDS_NO_MODEL, NEEDS_NO_PASSAGE, Way
from assistant.tutor.writing import Writing

PASSAGE_LIMIT = 8
"""Passages shown for a question; fewer of them fit into a small model's prompt."""

NO_MODEL = "none"

_DEEPER_LIMIT = 24
"""Passages a prompt is chosen from: what explains a topic is often found behind code and questions that name it."""
_WAY_PASSAGE_LIMIT = 40
"""Passages found for a way to ask: among them are all of the section wanted."""
_MOST_THEORY = 4
_COMPOSED = frozenset({"passages", "learner", "results"})
"""What every prompt is given, beside a way's own variables."""
_GO_ON_CHARACTERS = 900
_WROTE_NOTHING = "The model wrote nothing. Your question is kept. Ask it once more."
_NOT_COVERED = "Your notes do not cover this question, so the answer does not stand on them."
_NOTHING_KNOWN = (
    "Your notes say nothing about this. Name the topic you mean, or add a document about it to the library."
)


class Answering:
    """Writes answers into drafts; keeps nothing between them.

    Args:
        searcher: The library.
        mathematics: The checker.
        writer: Gives the model; called late, may be slow, None when there is none, may raise a `ModelError`.
        curriculum: The syllabus and where the learner stands.
        prompts: The templates.
        deadline_seconds: A whole turn never takes longer.
        on_explained: Called with an answer that is complete and says something.
    """

    def __init__(
        self,
        *,
        searcher: Searcher,
        mathematics: Mathematics,
        writer: Callable[[], Writer | None],
        curriculum: Curriculum,
        prompts: Prompts,
        deadline_seconds: float,
        on_explained: Callable[[str, Message], None],
    ) -> None:
        self._searcher = searcher
        self._mathematics = mathematics
        self._writer = writer
        self._curriculum = curriculum
        self._prompts = prompts
        self._deadline_seconds = deadline_seconds
        self._record_explained = on_explained

    def answer(self, learner_id: str, recalled: Recalled, draft: Draft) -> Iterator[TurnEvent]:
        """Answer a question that was typed: show passages and results at once, then write."""
        recalled = self._rewritten(recalled)
        found = self._search(learner_id, recalled.standalone, limit=_DEEPER_LIMIT)
        draft.mark("passages")
        yield Retrieved(found.passages[:PASSAGE_LIMIT], found.answerable, found.note)
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

    def answer_way(
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
        wanted = self._prompts.variables(f"way_{asked.way}", "user") if writer is not None else frozenset()
        given = {**begun.variables, "subject": asked.subject}
        stands = bool(begun.passages) or asked.way in NEEDS_NO_PASSAGE
        if writer is None or begun.text or not stands:
            text = begun.text or _NOTHING_KNOWN
            draft.keep(
                text=opening + text, citations=begun.citations, grounded=bool(begun.citations), model=NO_MODEL
            )
            draft.save()
            draft.mark("lead")
            yield Written(draft.message.text, ())
        if writer is None or not stands or not wanted <= {*given, *_COMPOSED}:
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
        if not writing.is_empty:
            self._close(learner_id, draft, problem)
            return
        if not begun.text:
            instead = lead(asked, found.passages, facts, model=False)
            draft.keep(
                text=f"{opening_line(model_failed=True)}\n\n{instead.text or _NOTHING_KNOWN}",
                citations=instead.citations,
                grounded=bool(instead.citations),
            )
            yield Written(draft.message.text, ())
        draft.keep(model=NO_MODEL)
        draft.close(MessageState.FAILED, problem or _WROTE_NOTHING)

    def go_on(
        self, writer: Writer, learner_id: str, recalled: Recalled, message: Message, draft: Draft
    ) -> Iterator[TurnEvent]:
        """Have the model go on where an answer was cut off."""
        found = self._search(learner_id, recalled.standalone, limit=_DEEPER_LIMIT)
        yield Retrieved(found.passages[:PASSAGE_LIMIT], found.answerable, found.note)
        begun = without_markers(message.text)[-_GO_ON_CHARACTERS:]
        goes_on = PromptLine("user", self._prompts.render("continue", "user"))
        prompt = self._prompt(
            writer,
            learner_id,
            recalled,
            message.facts,
            found.passages if found.answerable else (),
            spared=estimate_tokens(begun + goes_on.text),
        )
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
        spared: int = 0,
    ) -> AnswerPrompt:
        """The prompt, with tokens spared for what is put behind it."""
        standing = self._curriculum.standing(learner_id, recalled.topic_ids)
        return compose_answer(
            self._prompts,
            recalled,
            facts,
            passages,
            prompt_tokens=writer.prompt_tokens - spared,
            learner=describe_learner(standing, rests_on),
            way=way,
            notes=self._notes(recalled),
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
            if not resumed:
                writing.restate(draft.message.facts)
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
        return tuple(topic.title for topic in self.topics(idea[1]))[:_MOST_THEORY]

    def _notes(self, recalled: Recalled) -> frozenset[str]:
        """The paths of the notes on the question's topics."""
        return frozenset(topic.note for topic in self.topics(recalled.topic_ids))

    def topics(self, topic_ids: Sequence[str]) -> tuple[Topic, ...]:
        """The topics of these ids, without those that the syllabus does not have."""
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
            notes=self._notes(recalled),
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

    def _search(self, learner_id: str, query: str, *, limit: int) -> SearchResult:
        """Find passages; a library that cannot answer costs the passages and not the turn."""
        try:
            found = self._searcher.search(learner_id, query, limit=limit)
        except GroundworkError as error:
            return SearchResult(query, (), False, f"Your library could not be searched. {error}")
        if found.answerable:
            return found
        return replace(found, note=" ".join(part for part in (_NOT_COVERED, found.note) if part))


def definitions(question: str, facts: Sequence[Fact]) -> str:
    """What an answer may take as given: the question, and the results in plain sentences."""
    return "\n\n".join([question, *(fact.statement for fact in facts)])
