"""Answers exercises from their wording alone, with NumPy and mpmath, and compares with their keys.

    python benchmarks/rederive.py                     2,000 exercises spread over all generators
    python benchmarks/rederive.py --count 300         fewer
    python benchmarks/rederive.py --every 3           three exercises of every generator at every level instead
    python benchmarks/rederive.py --topics gradient   some topics only
    python benchmarks/rederive.py --unread            also print the prompts that no reader covers

Every kind of task is read: typed answers, options, true or false, the wrong step of a worked solution. An option is
right when the answer computed from the wording agrees with it and with no other. What no number decides is counted
apart with its reason: options that are sentences about ideas, orders that only the words of the steps tell. A wording
that no rule covers is "no reader": it is never guessed.

The readers are in `rederiving/`, which says how to add one. They import nothing of SymPy, of the checker or of the
generators; from the product this script takes only the finished exercises, read as a learner would. Prints one line a
topic and one a kind; exit code 1 when a key disagrees with its re-derivation.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rederiving.compare import agrees
from rederiving.reading import answer_of, why_verbal
from rederiving.values import Unreadable

from assistant.practice.draw import Unsuitable
from assistant.practice.make import build_exercise, generators_of, make_exercises, topics_with_exercises
from assistant.practice.types import Exercise

AGREES = "agrees"
DISAGREES = "disagrees"
VERBAL = "in words"
UNREAD = "no reader"
_OUTCOMES = (AGREES, DISAGREES, VERBAL, UNREAD)
_ORDER = "an order of sentences"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one exercise; `value` is what was computed from its wording, `why` says why nothing was."""

    exercise: Exercise
    outcome: str
    value: Any = None
    why: str = ""


def kind_of(exercise: Exercise) -> str:
    """The kind of task: its shape where there is something to choose, "typed" where a value is typed."""
    return exercise.shape.replace("-", " ") if exercise.choices else "typed"


def rederive(exercise: Exercise) -> Finding:
    """Answer one exercise from its wording and compare with its key."""
    source = f"{exercise.topic_id}.{exercise.generator}"
    value = answer_of(source, exercise.prompt, exercise.choices, exercise.shape)
    if value is None:
        why = why_verbal(exercise.topic_id, exercise.generator)
        if why is None and kind_of(exercise) == "order the steps":
            why = _ORDER
        return Finding(exercise, UNREAD) if why is None else Finding(exercise, VERBAL, why=why)
    try:
        right = agrees(value, exercise.key, exercise.choices)
    except Unreadable:
        return Finding(exercise, UNREAD)
    return Finding(exercise, AGREES if right else DISAGREES, value)


def sample(topics: Iterable[str], count: int, seed: int) -> list[Exercise]:
    """Exercises spread evenly: every generator and level of every topic gets its turn before any gets a second."""
    names = tuple(topics)
    each = -(-count // len(names))
    made = [make_exercises(topic, count=each, seed=seed) for topic in names]
    rounds = itertools.chain.from_iterable(zip(*made, strict=True))
    chosen = list(itertools.islice(rounds, count))
    return sorted(chosen, key=lambda exercise: names.index(exercise.topic_id))


def every(topics: Iterable[str], count: int, seed: int) -> Iterator[Exercise]:
    """Some exercises of every generator of the topics at every level."""
    for topic in topics:
        for generator in generators_of(topic):
            for level in generator.levels:
                yield from itertools.islice(_suitable(generator, level, 1_000 * seed), count)


def _suitable(generator: Any, level: int, start: int) -> Iterator[Exercise]:
    for seed in range(start, start + 1_000):
        try:
            yield build_exercise(generator, level, seed)
        except Unsuitable:
            continue


def main(out: Callable[[str], None] = print) -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--every", type=int, default=0, help="exercises of every generator at every level")
    parser.add_argument("--topics", nargs="*", default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unread", action="store_true", help="print the prompts that no reader covers")
    options = parser.parse_args()
    topics = tuple(options.topics or topics_with_exercises())
    exercises = (
        every(topics, options.every, options.seed)
        if options.every
        else sample(topics, options.count, options.seed)
    )
    by_topic: dict[str, collections.Counter[str]] = {topic: collections.Counter() for topic in topics}
    by_kind: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    reasons: collections.Counter[str] = collections.Counter()
    wrong: list[Finding] = []
    for exercise in exercises:
        finding = rederive(exercise)
        by_topic[exercise.topic_id][finding.outcome] += 1
        by_kind[kind_of(exercise)][finding.outcome] += 1
        if finding.outcome == DISAGREES:
            wrong.append(finding)
        if finding.outcome == VERBAL:
            reasons[finding.why] += 1
        if finding.outcome == UNREAD and options.unread:
            out(f"    unread {exercise.id}: {exercise.prompt} {exercise.choices}")
    total = _table("topic", by_topic, out)
    for finding in wrong:
        exercise = finding.exercise
        out(f"\ndisagreement {exercise.id}\n  prompt: {exercise.prompt}\n  choices: {exercise.choices}")
        out(f"  key: {exercise.key}\n  re-derived: {finding.value}")
    out("")
    _table("kind", dict(sorted(by_kind.items())), out)
    for why, count in reasons.most_common():
        out(f"    in words, {count}: {why}")
    out(
        f"\n{sum(total.values())} exercises. Re-derived: {total[AGREES] + total[DISAGREES]}. "
        f"Disagreements: {len(wrong)}. No number decides: {total[VERBAL]}. No reader: {total[UNREAD]}."
    )
    return 1 if wrong else 0


def _table(
    head: str, counts: dict[str, collections.Counter[str]], out: Callable[[str], None]
) -> collections.Counter[str]:
    out(f"{head:44} " + " ".join(f"{outcome:>9}" for outcome in _OUTCOMES))
    for name, found in counts.items():
        out(f"{name:44} " + " ".join(f"{found[outcome]:9}" for outcome in _OUTCOMES))
    return sum(counts.values(), collections.Counter())


if __name__ == "__main__":
    sys.exit(main())
