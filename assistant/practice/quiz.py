"""Timed quizzes: several topics mixed, closed notes, graded at the end.

An answer is written down when it is given and graded when the quiz ends, so that a crash costs nothing and tells
nothing. The clock runs from the start, whatever happens to the page: the end is written with the first question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.errors import InputError, NotFound
from assistant.practice.draw import Draw
from assistant.practice.make import make_exercise, make_exercises, topics_with_exercises
from assistant.practice.ports import QuizStore
from assistant.practice.practice import MAX_SUBMISSION, Practice
from assistant.practice.types import Exercise, Quiz, QuizQuestion, QuizResult, TopicScore
from assistant.progress.types import EvidenceKind

MOST_QUESTIONS = 40
MOST_MINUTES = 180
PASSED_SHARE = 0.7
"""A topic of which fewer of the questions were answered right goes back to review."""

_SEEDS = 1 << 31


class Quizzes:
    """Starts quizzes, takes answers, and grades them when the time is over or the learner has done.

    Args:
        store: Where quizzes are kept.
        practice: Grades the answers and records what they show.
        clock: Gives the time now as aware UTC.
    """

    def __init__(self, store: QuizStore, practice: Practice, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._practice = practice
        self._clock = clock

    def start(
        self,
        learner_id: str,
        topic_ids: Sequence[str],
        *,
        quiz_id: str,
        count: int,
        minutes: int,
        seed: int,
    ) -> Quiz:
        """Write down a new quiz and start its clock.

        Args:
            learner_id: Whose quiz it is.
            topic_ids: What it is about, without repetitions; topics without exercises are refused.
            quiz_id: Chosen by the caller; the same id again gives the quiz that is there.
            count: How many questions, at least one a topic.
            minutes: Time for all of them.
            seed: The same seed gives the same questions.

        Raises:
            InputError: No topic, too many questions or minutes, or a quiz is still running.
            NotFound: A topic has no exercises.
        """
        if (known := self._store.quiz(learner_id, quiz_id)) is not None:
            return known
        questions = quiz_exercises(topic_ids, count=count, seed=seed)
        if not 1 <= minutes <= MOST_MINUTES:
            raise InputError(
                f"A quiz cannot last {minutes} minutes.", todo=f"Choose 1 to {MOST_MINUTES} minutes."
            )
        if (running := self.running(learner_id)) is not None:
            raise InputError(
                "A quiz is still running.",
                safe="Its answers are kept.",
                todo=f"Finish it first; it ends by itself at {running.ends_at:%H:%M} UTC.",
            )
        now = self._clock()
        quiz = Quiz(
            id=quiz_id,
            started_at=now,
            ends_at=now + timedelta(minutes=minutes),
            questions=tuple(
                QuizQuestion(number, exercise.id, exercise.topic_id)
                for number, exercise in enumerate(questions, 1)
            ),
        )
        self._store.add_quiz(learner_id, quiz)
        return quiz

    def running(self, learner_id: str) -> Quiz | None:
        """The quiz that has not ended, or None; one whose time is over is graded on the way."""
        quiz = self._store.unfinished_quiz(learner_id)
        if quiz is None:
            return None
        if self._clock() >= quiz.ends_at:
            self.finish(learner_id, quiz.id)
            return None
        return quiz

    def answer(self, learner_id: str, quiz_id: str, number: int, submission: str) -> Quiz:
        """Write down the answer to a question, in place of an earlier one; an empty one takes it back.

        Raises:
            NotFound: There is no such quiz or question.
            InputError: The quiz is over, or the answer is too long; nothing was changed.
        """
        quiz = self.quiz(learner_id, quiz_id)
        if not 1 <= number <= len(quiz.questions):
            raise NotFound(
                f"The quiz has no question {number}.", todo=f"It has {len(quiz.questions)} questions."
            )
        if len(submission) > MAX_SUBMISSION:
            raise InputError(
                f"The answer has {len(submission)} characters; {MAX_SUBMISSION} are the limit.",
                safe="Your earlier answer is kept.",
                todo="Give the answer alone, without the way to it.",
            )
        now = self._clock()
        if quiz.finished_at is not None or now >= quiz.ends_at:
            raise InputError(
                "The time is over.",
                safe="The answers given in time are kept and graded.",
                todo="Look at the result, and retake the topics that did not go well.",
            )
        self._store.record_answer(learner_id, quiz_id, number, submission.strip(), now)
        return self.quiz(learner_id, quiz_id)

    def finish(self, learner_id: str, quiz_id: str) -> QuizResult:
        """End a quiz and grade it; what a crash left ungraded is graded by the next call.

        Raises:
            NotFound: There is no such quiz.
        """
        quiz = self.quiz(learner_id, quiz_id)
        if quiz.finished_at is None:
            # Written before grading, so that no answer can be added to a quiz whose grades are known.
            self._store.finish_quiz(learner_id, quiz_id, min(self._clock(), quiz.ends_at))
            quiz = self.quiz(learner_id, quiz_id)
        return self._result(learner_id, quiz)

    def quiz(self, learner_id: str, quiz_id: str) -> Quiz:
        """A quiz with the answers given so far; raises NotFound."""
        quiz = self._store.quiz(learner_id, quiz_id)
        if quiz is None:
            raise NotFound("There is no such quiz.", todo="Start a new one.")
        return quiz

    def quizzes(self, learner_id: str) -> tuple[Quiz, ...]:
        """All quizzes, the newest first."""
        return self._store.quizzes(learner_id)

    def _result(self, learner_id: str, quiz: Quiz) -> QuizResult:
        graded = []
        for question in quiz.questions:
            if question.submission:
                done = self._practice.submit(
                    learner_id,
                    question.exercise_id,
                    question.submission,
                    attempt_id=f"{quiz.id}.{question.number}",
                    seconds=question.seconds,
                    at=question.answered_at,
                    kind=EvidenceKind.QUIZZED,
                )
                question = replace(question, grade=done.grade, message=done.message)
            graded.append(question)
        return result_of(replace(quiz, questions=tuple(graded)))


def quiz_exercises(topic_ids: Sequence[str], *, count: int, seed: int) -> tuple[Exercise, ...]:
    """The exercises of a quiz: topics in turn, never two neighbours of one topic, levels and shapes mixed.

    Raises:
        InputError: No topics, or the count is out of range.
        NotFound: A topic has no exercises.
    """
    topics = tuple(dict.fromkeys(topic_ids))
    if not topics:
        raise InputError("A quiz needs a topic.", todo="Choose one or more topics that have exercises.")
    if not len(topics) <= count <= MOST_QUESTIONS:
        raise InputError(
            f"{count} questions do not fit {len(topics)} topics.",
            todo=f"Ask for {len(topics)} to {MOST_QUESTIONS} questions.",
        )
    draw = Draw(f"quiz {seed} {' '.join(topics)}")
    turns = draw.shuffled(topics)
    queues = {
        topic: list(make_exercises(topic, count=-(-count // len(topics)), seed=draw.integer(0, _SEEDS - 1)))
        for topic in turns
    }
    return tuple(queues[turns[place % len(turns)]].pop(0) for place in range(count))


def quizzable(topic_ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the topics that have exercises, in the same order."""
    available = set(topics_with_exercises())
    return tuple(topic_id for topic_id in topic_ids if topic_id in available)


def result_of(quiz: Quiz) -> QuizResult:
    """The scores of a graded quiz by topic, in the order of the questions; an open question is not right."""
    topics = tuple(dict.fromkeys(question.topic_id for question in quiz.questions))
    scores = []
    for topic_id in topics:
        asked = [question for question in quiz.questions if question.topic_id == topic_id]
        right = sum(question.is_right for question in asked)
        scores.append(TopicScore(topic_id, right, len(asked), right >= PASSED_SHARE * len(asked)))
    return QuizResult(
        quiz,
        right=sum(score.right for score in scores),
        asked=len(quiz.questions),
        answered=sum(bool(question.submission) for question in quiz.questions),
        topics=tuple(scores),
    )


def shown_exercise(question: QuizQuestion) -> Exercise:
    """The exercise behind a question, exactly as it was asked."""
    return make_exercise(question.exercise_id)
