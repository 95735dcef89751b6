"""Quizzes in SQL; implements `assistant.practice.ports.QuizStore`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import NotFound
from assistant.practice.types import Quiz, QuizQuestion
from assistant.store.base import AnyText, Table, UtcDateTime
from assistant.store.database import Database
from assistant.store.learners import LearnerRow, require_learner


class QuizRow(Table):
    """A quiz; `ends_at` is fixed when it starts, `finished_at` is null while it runs."""

    __tablename__ = "quizzes"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id"], [LearnerRow.id]),
        UniqueConstraint("learner_id", "id"),
        Index(None, "learner_id", "started_at"),
    )

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text)
    id: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QuizQuestionRow(Table):
    """A question of a quiz, with the answer given last."""

    __tablename__ = "quiz_questions"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "quiz_id"], ["quizzes.learner_id", "quizzes.id"]),
        UniqueConstraint("learner_id", "quiz_id", "number"),
    )

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text)
    quiz_id: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)
    exercise_id: Mapped[str] = mapped_column(Text)
    topic_id: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(AnyText)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SqlQuizStore:
    """Quizzes in SQL. Every call is one transaction, durable when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_quiz(self, learner_id: str, quiz: Quiz) -> None:
        """Write a new quiz with all its questions."""
        with self._database.write() as session:
            require_learner(session, learner_id)
            session.add(
                QuizRow(
                    learner_id=learner_id,
                    id=quiz.id,
                    started_at=quiz.started_at,
                    ends_at=quiz.ends_at,
                    finished_at=quiz.finished_at,
                )
            )
            # The quiz has to be there before its questions point to it.
            session.flush()
            session.add_all(
                QuizQuestionRow(
                    learner_id=learner_id,
                    quiz_id=quiz.id,
                    number=question.number,
                    exercise_id=question.exercise_id,
                    topic_id=question.topic_id,
                    submission=question.submission,
                    answered_at=question.answered_at,
                )
                for question in quiz.questions
            )

    def quiz(self, learner_id: str, quiz_id: str) -> Quiz | None:
        """One quiz with the answers given so far, ungraded, or None."""
        with self._database.read() as session:
            row = _row(session, learner_id, quiz_id)
            return None if row is None else _quiz(session, row)

    def quizzes(self, learner_id: str) -> tuple[Quiz, ...]:
        """All quizzes, the newest first."""
        query = (
            select(QuizRow)
            .where(QuizRow.learner_id == learner_id)
            .order_by(QuizRow.started_at.desc(), QuizRow.position.desc())
        )
        with self._database.read() as session:
            return tuple(_quiz(session, row) for row in session.scalars(query))

    def unfinished_quiz(self, learner_id: str) -> Quiz | None:
        """The newest quiz that was not finished, or None."""
        query = (
            select(QuizRow)
            .where(QuizRow.learner_id == learner_id, QuizRow.finished_at.is_(None))
            .order_by(QuizRow.position.desc())
            .limit(1)
        )
        with self._database.read() as session:
            row = session.scalar(query)
            return None if row is None else _quiz(session, row)

    def record_answer(
        self, learner_id: str, quiz_id: str, number: int, submission: str, at: datetime
    ) -> None:
        """Write the answer to a question, in place of an earlier one; does nothing when the quiz is finished.

        Raises:
            NotFound: There is no such quiz or question.
        """
        with self._database.write() as session:
            quiz = _row(session, learner_id, quiz_id)
            question = session.scalar(
                select(QuizQuestionRow).where(
                    QuizQuestionRow.learner_id == learner_id,
                    QuizQuestionRow.quiz_id == quiz_id,
                    QuizQuestionRow.number == number,
                )
            )
            if quiz is None or question is None:
                raise NotFound("There is no such question.", safe="Nothing was changed.")
            if quiz.finished_at is not None:
                return
            question.submission = submission
            question.answered_at = at if submission else None

    def finish_quiz(self, learner_id: str, quiz_id: str, at: datetime) -> None:
        """Mark a quiz as finished; a second call does nothing."""
        with self._database.write() as session:
            session.execute(
                update(QuizRow)
                .where(QuizRow.learner_id == learner_id, QuizRow.id == quiz_id, QuizRow.finished_at.is_(None))
                .values(finished_at=at)
            )


def _row(session: Session, learner_id: str, quiz_id: str) -> QuizRow | None:
    return session.scalar(select(QuizRow).where(QuizRow.learner_id == learner_id, QuizRow.id == quiz_id))


def _quiz(session: Session, row: QuizRow) -> Quiz:
    rows = session.scalars(
        select(QuizQuestionRow)
        .where(QuizQuestionRow.learner_id == row.learner_id, QuizQuestionRow.quiz_id == row.id)
        .order_by(QuizQuestionRow.number)
    ).all()
    seconds = _seconds_each(row.started_at, rows)
    questions = tuple(
        QuizQuestion(
            number=question.number,
            exercise_id=question.exercise_id,
            topic_id=question.topic_id,
            submission=question.submission,
            answered_at=question.answered_at,
            seconds=seconds.get(question.number),
        )
        for question in rows
    )
    return Quiz(row.id, row.started_at, row.ends_at, questions, row.finished_at)


def _seconds_each(started_at: datetime, rows: Sequence[QuizQuestionRow]) -> dict[int, float]:
    """The time from the answer or start before it, by number of question; a clock set back counts as no time."""
    answered = sorted((row.answered_at, row.number) for row in rows if row.answered_at is not None)
    seconds: dict[int, float] = {}
    before = started_at
    for at, number in answered:
        seconds[number] = max(0.0, (at - before).total_seconds())
        before = at
    return seconds
