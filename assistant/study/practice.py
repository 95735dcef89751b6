"""Exercises, code from scratch, quizzes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.library.types import Passage
from assistant.practice.code.types import CodeResult, CodeTask
from assistant.practice.ports import Attempt
from assistant.practice.types import AttemptResult, Exercise, Quiz, QuizResult
from assistant.settings import bundled_path
from assistant.study.progress import StudyProgress
from assistant.syllabus.types import Topic


class StudyPractice(StudyProgress):
    """The part of a study that is practised."""

    def practice_topics(self) -> tuple[Topic, ...]:
        """The topics that have exercises, in syllabus order."""
        from assistant.practice.make import topics_with_exercises

        with_exercises = set(topics_with_exercises())
        return tuple(topic for topic in self.syllabus().topics if topic.id in with_exercises)

    def practised_objectives(self) -> dict[str, frozenset[int]]:
        """For each topic the numbers, from 1, of its objectives that an exercise practises."""
        from assistant.practice.make import practised_objectives

        return practised_objectives()

    def exercises(
        self, topic_id: str, *, count: int, seed: int, level: int | None = None
    ) -> tuple[Exercise, ...]:
        """Exercises with proved keys; the same seed gives the same exercises."""
        from assistant.practice.make import make_exercises

        return make_exercises(self.topic(topic_id).id, count=count, seed=seed, level=level)

    def exercise(self, exercise_id: str) -> Exercise:
        """The very exercise of this id, made again; raises NotFound."""
        from assistant.practice.make import make_exercise

        return make_exercise(exercise_id)

    def tell_story(self, exercise_id: str) -> str:
        """An exercise's prompt with a story in front, by the model; as it is where none answers usably."""
        from assistant.tutor.prompt import load_prompts
        from assistant.tutor.proposals import tell_story

        exercise = self.exercise(exercise_id)
        writer = self._parts.writer()
        return tell_story(
            exercise, self.topic(exercise.topic_id), writer, load_prompts(bundled_path("prompts"))
        )

    def propose_questions(self, topic_id: str) -> tuple[tuple[str, ...], Passage | None]:
        """Questions on a topic's note by the model, not machine-checked, and the passage that holds the answers."""
        from assistant.tutor.prompt import load_prompts
        from assistant.tutor.proposals import propose_questions

        topic = self.topic(topic_id)
        found = [
            hit.passage
            for hit in self.search(f"{topic.title}: why it works", limit=20).passages
            if hit.passage.path == topic.note
        ]
        if not found:
            return (), None
        prompts = load_prompts(bundled_path("prompts"))
        return propose_questions(topic, found[0], self._parts.writer(), prompts), found[0]

    def preview(self, submission: str, *, exercise: Exercise | None = None) -> str:
        """A typed answer as LaTeX, as it will be understood; raises UnreadableMath, which costs no attempt.

        Where the exercise is given, a comma is read as grading will read it: `0,75` as a number or as two.
        """
        from assistant.mathcheck.grading.preview import preview_answer

        return preview_answer(submission, exercise.key if exercise is not None else "")

    def submit(
        self,
        exercise_id: str,
        submission: str,
        *,
        attempt_id: str,
        hints: int = 0,
        seconds: float | None = None,
    ) -> AttemptResult:
        """Write down a submission, grade it, and record the evidence; the same `attempt_id` counts once."""
        return self._parts.practice().submit(
            self.learner_id, exercise_id, submission, attempt_id=attempt_id, hints=hints, seconds=seconds
        )

    def attempts(self, topic_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, the newest first."""
        return self._parts.attempt_store().attempts(self.learner_id, topic_id)

    def code_tasks(self, topic_id: str | None = None) -> tuple[CodeTask, ...]:
        """The coding exercises, of one topic if given."""
        tasks = self._parts.code_practice().tasks()
        return tuple(task for task in tasks if topic_id in (None, task.topic_id))

    def code_task(self, task_id: str) -> CodeTask:
        """One coding exercise; raises NotFound."""
        return self._parts.code_practice().task(task_id)

    def try_code(self, task_id: str, code: str) -> CodeResult:
        """Run code on the example of an exercise; nothing is recorded."""
        return self._parts.code_practice().try_example(task_id, code)

    def submit_code(
        self,
        task_id: str,
        code: str,
        *,
        attempt_id: str,
        seed: int,
        hints: int = 0,
        seconds: float | None = None,
    ) -> CodeResult:
        """Run code on hidden cases and record what it shows; the same `attempt_id` counts once."""
        return self._parts.code_practice().submit(
            self.learner_id, task_id, code, attempt_id=attempt_id, seed=seed, hints=hints, seconds=seconds
        )

    def quiz_topics(self, *, most: int = 5) -> tuple[Topic, ...]:
        """What a quiz would be about now: topics that were touched and have exercises, the longest ago first."""
        with_exercises = {topic.id for topic in self.practice_topics()}
        touched = [
            (entry.last_touched, entry.topic_id)
            for entry in self.coverage().topics
            if entry.last_touched is not None and entry.topic_id in with_exercises
        ]
        return tuple(self.topic(topic_id) for _, topic_id in sorted(touched)[:most])

    def start_quiz(
        self, topic_ids: Sequence[str], *, quiz_id: str, count: int = 10, minutes: int = 15, seed: int
    ) -> Quiz:
        """Start a timed quiz; the same `quiz_id` again gives the quiz that is there."""
        known = [self.topic(topic_id).id for topic_id in topic_ids]
        return self._parts.quizzes().start(
            self.learner_id, known, quiz_id=quiz_id, count=count, minutes=minutes, seed=seed
        )

    def running_quiz(self) -> Quiz | None:
        """The quiz that has not ended, or None; one whose time is over is graded on the way."""
        return self._parts.quizzes().running(self.learner_id)

    def answer_quiz(self, quiz_id: str, number: int, submission: str) -> Quiz:
        """Write down the answer to a question of a quiz, in place of an earlier one."""
        return self._parts.quizzes().answer(self.learner_id, quiz_id, number, submission)

    def finish_quiz(self, quiz_id: str) -> QuizResult:
        """End a quiz, grade it and record what it shows; again, it gives the same result."""
        return self._parts.quizzes().finish(self.learner_id, quiz_id)

    def quiz(self, quiz_id: str) -> Quiz:
        """A quiz with the answers given so far; raises NotFound."""
        return self._parts.quizzes().quiz(self.learner_id, quiz_id)

    def quizzes(self) -> tuple[Quiz, ...]:
        """All quizzes, the newest first."""
        return self._parts.quizzes().quizzes(self.learner_id)
