"""Measures the exercises: are all keys proved, are they varied, are they quick, do their steps pass the checker.

    python benchmarks/practice.py                     200 exercises of every topic
    python benchmarks/practice.py --check-steps       the same, and every worked step through MathChecker
    python benchmarks/practice.py --grade             and every key against itself and against known mistakes
    python benchmarks/practice.py --count 50 gradient one topic, fewer exercises

Prints one line a topic; exit code 1 when an unproved key was met, an option equals another, or a step is refuted.
"""

from __future__ import annotations

import argparse
import collections
import statistics
import sys
from time import perf_counter

from assistant.mathcheck.types import Different, Equivalent, Verdict
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.make import build_exercise, generators_of, topics_with_exercises
from assistant.practice.proof import UnprovedExercise
from assistant.practice.types import Exercise


def main() -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("topics", nargs="*", default=None)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check-steps", action="store_true")
    parser.add_argument("--grade", action="store_true")
    parser.add_argument(
        "--show", action="store_true", help="print what was refuted, not checked or graded oddly"
    )
    options = parser.parse_args()
    failures = 0
    made: dict[str, list[Exercise]] = {}
    print(
        f"{'topic':30} {'made':>5} {'unproved':>8} {'equal options':>13} {'distinct':>8} {'shapes':>6} {'median ms':>9}"
    )
    for topic in options.topics or topics_with_exercises():
        exercises, unproved, times = _make(topic, options.count, options.seed)
        made[topic] = exercises
        equal = sum(len(set(e.choices)) < len(e.choices) for e in exercises)
        distinct = len({(e.prompt, e.choices) for e in exercises}) / max(1, len(exercises))
        shapes = len({e.shape for e in exercises})
        print(
            f"{topic:30} {len(exercises):5} {unproved:8} {equal:13} {distinct:8.1%} {shapes:6} "
            f"{statistics.median(times):9.1f}"
        )
        failures += unproved + equal
    if options.check_steps or options.grade:
        failures += _through_the_checker(
            made, steps=options.check_steps, grades=options.grade, show=options.show
        )
    return 1 if failures else 0


def _make(topic: str, count: int, seed: int) -> tuple[list[Exercise], int, list[float]]:
    """Draw exercises as `make_exercises` does, but keep repetitions and count what it would hide."""
    draw = Draw(f"benchmark {topic} {seed}")
    sources = [(g, level) for g in generators_of(topic) for level in g.levels]
    exercises: list[Exercise] = []
    times: list[float] = []
    unproved = 0
    started = perf_counter()
    while len(exercises) < count:
        generator, level = draw.choice(sources)
        try:
            exercises.append(build_exercise(generator, level, draw.integer(0, (1 << 31) - 1)))
        except Unsuitable:
            continue
        except UnprovedExercise as error:
            print(f"    unproved: {error}")
            unproved += 1
            continue
        times.append((perf_counter() - started) * 1000)
        started = perf_counter()
    return exercises, unproved, times


def _through_the_checker(made: dict[str, list[Exercise]], *, steps: bool, grades: bool, show: bool) -> int:
    from assistant.mathcheck.checker import MathChecker

    failures = 0
    with MathChecker() as checker:
        for topic, exercises in made.items():
            counts: collections.Counter[str] = collections.Counter()
            for exercise in exercises:
                if steps:
                    for step in exercise.steps:
                        claims = checker.check(f"${step.latex}$", exercise.prompt)
                        verdict = _worst([claim.verdict for claim in claims])
                        counts[f"steps {verdict}"] += 1
                        if show and verdict != Verdict.VERIFIED:
                            reasons = "; ".join(claim.reason for claim in claims)
                            print(f"    {verdict} {exercise.id}: {step.latex}  ({reasons})")
                if grades and not exercise.choices:
                    itself = checker.grade(
                        exercise.key, exercise.key, symbols=exercise.symbols, form=exercise.form
                    )
                    counts[f"key against itself {type(itself).__name__.lower()}"] += 1
                    failures += not isinstance(itself, Equivalent)
                    for wrong, _ in exercise.mistakes:
                        grade = checker.grade(
                            exercise.key, wrong, symbols=exercise.symbols, form=exercise.form
                        )
                        counts[f"mistake {type(grade).__name__.lower()}"] += 1
                        failures += isinstance(grade, Equivalent)
                        if show and not isinstance(grade, Different):
                            print(f"    {exercise.id}: {exercise.key} against {wrong}: {grade}")
            print(f"{topic:30} " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
            failures += counts["steps refuted"]
    return failures


def _worst(verdicts: list[Verdict]) -> Verdict:
    for verdict in (Verdict.REFUTED, Verdict.NOT_CHECKED):
        if verdict in verdicts:
            return verdict
    return Verdict.VERIFIED if verdicts else Verdict.NOT_CHECKED


if __name__ == "__main__":
    sys.exit(main())
