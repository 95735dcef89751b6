"""Values as the JSON records that other programs rely on (design section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.library.types import Document, FoundPassage, IngestResult, SearchResult
from assistant.mathcheck.types import CheckedClaim, Different, Fact, Grade, Unreadable, grade_verdict
from assistant.practice.types import Exercise, QuizResult
from assistant.progress.types import Plan
from assistant.tutor.types import Message

if TYPE_CHECKING:
    from assistant.practice.diagnosis import Diagnosis


def claim_record(claim: CheckedClaim) -> dict[str, Any]:
    """A claim with its verdict."""
    return {
        "start": claim.start,
        "end": claim.end,
        "source": claim.source,
        "kind": claim.kind,
        "verdict": claim.verdict.value,
        "reason": claim.reason,
        "expected": claim.expected,
        "milliseconds": round(claim.milliseconds, 3),
    }


def fact_record(fact: Fact) -> dict[str, Any]:
    """A solved computation with its steps."""
    return {
        "kind": fact.kind,
        "statement": fact.statement,
        "latex": fact.latex,
        "steps": [{"rule": step.rule, "latex": step.latex} for step in fact.steps],
    }


def grade_record(grade: Grade) -> dict[str, Any]:
    """A grade; `offset` is there for an unreadable submission only."""
    record: dict[str, Any] = {
        "verdict": grade_verdict(grade),
        "reason": grade.reason,
        "counterexample": grade.counterexample if isinstance(grade, Different) else None,
    }
    if isinstance(grade, Unreadable):
        record["offset"] = grade.offset
    return record


def found_record(found: FoundPassage) -> dict[str, Any]:
    """A passage that was found."""
    passage = found.passage
    return {
        "document": passage.document,
        "path": passage.path,
        "section": list(passage.section),
        "page": passage.page,
        "passage_id": passage.id,
        "score": round(found.score, 4),
        "text": passage.text,
    }


def search_record(result: SearchResult) -> dict[str, Any]:
    """A search result; `note` is there when search was not at its best."""
    record: dict[str, Any] = {
        "passages": [found_record(found) for found in result.passages],
        "answerable": result.answerable,
    }
    if result.note:
        record["note"] = result.note
    return record


def document_record(document: Document) -> dict[str, Any]:
    """A document of the library."""
    return {
        "id": document.id,
        "title": document.title,
        "path": document.path,
        "kind": document.kind,
        "state": document.state.value,
        "pages": document.pages,
        "passages": document.passages,
        "problems": list(document.problems),
        "added_at": document.added_at.isoformat(),
        "built_in": document.built_in,
    }


def ingest_record(result: IngestResult) -> dict[str, Any]:
    """How one file fared."""
    return {
        "path": result.path,
        "outcome": result.outcome,
        "document": document_record(result.document) if result.document else None,
        "passages_added": result.passages_added,
        "passages_kept": result.passages_kept,
        "passages_removed": result.passages_removed,
        "error": result.error,
    }


def exercise_record(exercise: Exercise) -> dict[str, Any]:
    """An exercise with its key, worked steps, hints and proof."""
    return {
        "id": exercise.id,
        "topic": exercise.topic_id,
        "generator": exercise.generator,
        "version": exercise.version,
        "seed": exercise.seed,
        "level": exercise.level,
        "shape": exercise.shape,
        "prompt": exercise.prompt,
        "choices": list(exercise.choices),
        "answer_hint": exercise.answer_hint,
        "key": exercise.key,
        "form": exercise.form,
        "symbols": list(exercise.symbols),
        "steps": [{"rule": step.rule, "latex": step.latex} for step in exercise.steps],
        "hints": list(exercise.hints),
        "proof": {"method": exercise.proof.method, "detail": exercise.proof.detail},
    }


def message_record(message: Message) -> dict[str, Any]:
    """An answer with all that is known of it."""
    return {
        "conversation_id": message.conversation_id,
        "message_id": message.id,
        "answer": message.text,
        "state": message.state.value,
        "problem": message.problem,
        "model": message.model,
        "grounded": message.grounded,
        "citations": [
            {
                "number": citation.number,
                "passage_id": citation.passage_id,
                "document": citation.document,
                "path": citation.path,
                "section": list(citation.section),
                "page": citation.page,
                "text": citation.text,
            }
            for citation in message.citations
        ],
        "facts": [fact_record(fact) for fact in message.facts],
        "verdicts": [claim_record(claim) for claim in message.claims],
        "topics": list(message.topic_ids),
        "timings": {name: round(seconds, 3) for name, seconds in message.timings},
    }


def plan_record(plan: Plan) -> dict[str, Any]:
    """A plan for the minutes given; a diagnostic's topic is null."""
    from assistant.progress.report import forecast_record

    return {
        "minutes": plan.minutes,
        "items": [
            {
                "kind": item.kind,
                "topic": item.topic_id or None,
                "minutes": item.minutes,
                "why": item.why,
                "read": item.read,
                "exercises": item.exercises,
                "level": item.level,
                "covers": list(item.covers),
            }
            for item in plan.items
        ],
        "waiting": plan.waiting,
        "note": plan.note,
        "forecast": forecast_record(plan.forecast),
    }


def diagnosis_record(diagnosis: Diagnosis) -> dict[str, Any]:
    """A diagnostic so far."""
    state = diagnosis.state
    return {
        "id": diagnosis.id,
        "asked": state.asked,
        "limit": state.limit,
        "next_topic": state.next_topic,
        "done": state.done,
        "frontier": list(state.frontier),
        "placed": [
            {
                "topic": place.topic_id,
                "placement": place.placement.value,
                "sureness": round(place.sureness, 3),
                "asked": place.asked,
            }
            for place in state.placed
        ],
    }


def quiz_record(result: QuizResult) -> dict[str, Any]:
    """A graded quiz."""
    quiz = result.quiz
    return {
        "id": quiz.id,
        "started_at": quiz.started_at.isoformat(),
        "ends_at": quiz.ends_at.isoformat(),
        "finished_at": quiz.finished_at.isoformat() if quiz.finished_at else None,
        "right": result.right,
        "asked": result.asked,
        "answered": result.answered,
        "topics": [
            {"topic": score.topic_id, "right": score.right, "asked": score.asked, "passed": score.passed}
            for score in result.topics
        ],
        "questions": [
            {
                "number": question.number,
                "exercise": question.exercise_id,
                "topic": question.topic_id,
                "submission": question.submission,
                "seconds": question.seconds,
                "verdict": grade_verdict(question.grade) if question.grade is not None else None,
                "message": question.message,
            }
            for question in quiz.questions
        ],
    }
