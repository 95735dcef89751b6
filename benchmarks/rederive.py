"""Answers exercises from their wording alone, with NumPy and mpmath, and compares with their keys.

    python benchmarks/rederive.py                     2,000 exercises spread over all generators
    python benchmarks/rederive.py --count 300         fewer
    python benchmarks/rederive.py --topics gradient   some topics only
    python benchmarks/rederive.py --unread            also print the prompts that no reader covers

Imports nothing of SymPy, of the checker or of the generators: from the product only the finished exercises, read as a
learner would. Prints one line a topic; exit code 1 when a key disagrees with its re-derivation.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rederiving.compare import agrees
from rederiving.latex import Unreadable
from rederiving.reading import answer_of

from assistant.practice.make import make_exercises, topics_with_exercises
from assistant.practice.types import Exercise

AGREES = "agrees"
DISAGREES = "disagrees"
UNREAD = "no reader"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one exercise; `value` is what was computed from its wording."""

    exercise: Exercise
    outcome: str
    value: Any = None


def rederive(exercise: Exercise) -> Finding:
    """Answer one exercise from its wording and compare with its key."""
    source = f"{exercise.topic_id}.{exercise.generator}"
    value = answer_of(source, exercise.prompt, exercise.choices, exercise.shape)
    if value is None:
        return Finding(exercise, UNREAD)
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


def main(out: Callable[[str], None] = print) -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--topics", nargs="*", default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unread", action="store_true", help="print the prompts that no reader covers")
    options = parser.parse_args()
    topics = tuple(options.topics or topics_with_exercises())
    counts: dict[str, collections.Counter[str]] = {topic: collections.Counter() for topic in topics}
    typed: collections.Counter[str] = collections.Counter()
    wrong: list[Finding] = []
    for exercise in sample(topics, options.count, options.seed):
        finding = rederive(exercise)
        counts[exercise.topic_id][finding.outcome] += 1
        if not exercise.choices:
            typed[finding.outcome] += 1
        if finding.outcome == DISAGREES:
            wrong.append(finding)
        if finding.outcome == UNREAD and options.unread:
            out(f"    unread {exercise.id}: {exercise.prompt} {exercise.choices}")
    out(f"{'topic':44} {AGREES:>9} {DISAGREES:>9} {UNREAD:>9}")
    for topic, found in counts.items():
        out(f"{topic:44} {found[AGREES]:9} {found[DISAGREES]:9} {found[UNREAD]:9}")
    for finding in wrong:
        exercise = finding.exercise
        out(f"\ndisagreement {exercise.id}\n  prompt: {exercise.prompt}\n  choices: {exercise.choices}")
        out(f"  key: {exercise.key}\n  re-derived: {finding.value}")
    total = sum(counts.values(), collections.Counter())
    out(
        f"\n{sum(total.values())} exercises, {sum(typed.values())} with a typed key (a number, a vector, a formula). "
        f"Re-derived: {total[AGREES] + total[DISAGREES]}, of the typed ones {typed[AGREES] + typed[DISAGREES]}. "
        f"Disagreements: {len(wrong)}. Not re-derived (no reader): {total[UNREAD]}, of the typed ones {typed[UNREAD]}."
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
