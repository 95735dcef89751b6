"""Measures progress: does the planner pay, does the diagnostic place right, is it quick on a long record.

    python benchmarks/progress.py                  everything
    python benchmarks/progress.py plan             four months of study by simulated learners, three ways of planning
    python benchmarks/progress.py diagnostic       200 simulated learners, without and with slips and guesses
    python benchmarks/progress.py scale            10,000 topics and 1,000,000 rows of evidence

`docs/progress.md` describes the simulated learners. Everything is seeded. Exit code 1 when a figure is not reached.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from assistant.progress.diagnostic import Answer, diagnose
from assistant.progress.plan import plan
from assistant.progress.record import gather
from assistant.progress.summary import summarise
from assistant.progress.types import CoverageState, Evidence, EvidenceKind, Placement, PlanItem
from assistant.progress.workload import practice_minutes
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.types import Syllabus, Topic

CORPUS = Path(__file__).parents[1] / "corpus"
START = datetime(2026, 1, 1, 18, tzinfo=UTC)
SHAPES = ("compute", "reverse", "choose")

DAYS = 120
MINUTES = 30
GRACE = 1.1
"""A day is over budget when it took more than this times the minutes there were."""
RETAINED = 0.8
"""A topic is retained when the learner would answer it right with at least this probability."""


# --- a learner who forgets ------------------------------------------------------------------------


@dataclass
class Trace:
    """What one topic has left in a learner: it is halved every `half_life` days since `at`."""

    half_life: float
    at: float


@dataclass
class Learner:
    """Forgets exponentially; see `docs/progress.md`. Time is in days."""

    syllabus: Syllabus
    chance: random.Random
    first_half_life: float = 7.0
    traces: dict[str, Trace] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.talent = self.chance.lognormvariate(0, 0.25)
        self.ease = {topic.id: self.chance.lognormvariate(0, 0.3) for topic in self.syllabus.topics}

    def recall(self, topic_id: str, now: float) -> float:
        """The probability of a right answer to an easy exercise."""
        trace = self.traces.get(topic_id)
        return 0.0 if trace is None else 2.0 ** (-(now - trace.at) / trace.half_life)

    def study(self, topic_id: str, now: float) -> float:
        """Read a note; returns the minutes it took."""
        topic = self.syllabus.topic(topic_id)
        ground = [self.recall(required, now) for required in topic.requires]
        grasp = 0.3 + 0.7 * (sum(ground) / len(ground) if ground else 1.0)
        fresh = self.first_half_life * grasp * self.talent * self.ease[topic_id]
        known = self.traces.get(topic_id)
        self.traces[topic_id] = Trace(max(fresh, known.half_life if known else 0.0), now)
        return topic.minutes * self.chance.lognormvariate(0, 0.15)

    def answer(self, topic_id: str, level: int, now: float) -> tuple[bool, float]:
        """Answer an exercise and see its solution; returns whether it was right, and the minutes."""
        before = self.recall(topic_id, now)
        right = self.chance.random() < before * (1.0, 0.96, 0.92)[level - 1]
        self._practised(topic_id, now, 1.0, right)
        if right:
            for other, share in self.syllabus.topic(topic_id).encompasses:
                self._practised(other, now, share, True)
        minutes = (1.6 if right else 2.6) * self.chance.lognormvariate(0, 0.25)
        return right, minutes

    def _practised(self, topic_id: str, now: float, share: float, right: bool) -> None:
        trace = self.traces.get(topic_id)
        if trace is None:
            return
        before = self.recall(topic_id, now)
        if right:
            gain = 1 + share * 3.0 * (1 - before) ** 0.5 * self.talent * self.ease[topic_id]
            half_life = trace.half_life * min(gain, 4.0)
        else:
            half_life = max(1.0, trace.half_life * 0.6)
        # What it refreshes: all of what was lost, or the share of it.
        after = before + share * (1 - before)
        self.traces[topic_id] = Trace(half_life, now + math.log2(after) * half_life)


# --- three ways of planning -----------------------------------------------------------------------


Policy = Callable[[Sequence[Evidence], datetime, int], Sequence[PlanItem]]


def groundwork(syllabus: Syllabus) -> Policy:
    """(a) This planner."""
    return lambda log, now, minutes: plan(syllabus, log, now, minutes, diagnostic_over=True).items


def independent(syllabus: Syllabus) -> Policy:
    """(c) The same schedule with every topic for itself: no credit, no covering, textbook order."""
    alone = Syllabus(tuple(replace(topic, encompasses=()) for topic in syllabus.topics))
    return lambda log, now, minutes: plan(alone, log, now, minutes, diagnostic_over=True).items


def textbook(syllabus: Syllabus) -> Policy:
    """(b) From the first page to the last, and then from the first again; no reviews."""
    place = [0]

    def items(log: Sequence[Evidence], now: datetime, minutes: int) -> Sequence[PlanItem]:
        topic = syllabus.topics[place[0] % len(syllabus.topics)]
        place[0] += 1
        needed = topic.minutes + practice_minutes(topic)
        exercises = max(2, practice_minutes(topic) // 2)
        return [PlanItem("new", topic.id, needed, "next page", exercises=exercises, level=1, read=True)]

    return items


@dataclass
class Outcome:
    """What came of it."""

    mastered: int
    retained: int
    met: int
    reviews: float
    review_minutes: float
    minutes: float
    over: float


def simulate(syllabus: Syllabus, policy: Policy, seed: int, first_half_life: float) -> Outcome:
    """Four months of one learner with one policy."""
    learner = Learner(syllabus, random.Random(seed), first_half_life)
    log: list[Evidence] = []
    reviews, review_minutes, total, over = 0, 0.0, 0.0, 0
    turns: dict[str, int] = {}
    for day in range(DAYS):
        spent = 0.0
        # What is left of the day is planned again as long as something fits.
        while MINUTES - spent >= 5:
            now = START + timedelta(days=day, minutes=spent)
            items = policy(log, now, int(MINUTES - spent))
            done_any = False
            for item in items:
                # Whoever has begun the day begins nothing that cannot be finished in it.
                if spent and spent + item.minutes > MINUTES * GRACE:
                    break
                at = day + spent / 1440
                took = learner.study(item.topic_id, at) if item.read else 0.0
                if item.read:
                    log.append(
                        Evidence(item.topic_id, EvidenceKind.READ, START + timedelta(days=day, minutes=spent))
                    )
                for _ in range(item.exercises):
                    turn = turns[item.topic_id] = turns.get(item.topic_id, 0) + 1
                    level = item.level or 1 + turn % 3
                    right, minutes = learner.answer(item.topic_id, level, at)
                    took += minutes
                    log.append(
                        Evidence(
                            item.topic_id,
                            EvidenceKind.ATTEMPTED,
                            START + timedelta(days=day, minutes=spent + took),
                            correct=right,
                            seconds=minutes * 60,
                            level=level,
                            shape=SHAPES[turn % 3],
                        )
                    )
                if not item.read:
                    reviews += 1
                    review_minutes += took
                spent += took
                done_any = True
            if not done_any:
                break
        total += spent
        over += spent > MINUTES * GRACE
    end = summarise(syllabus, log, START + timedelta(days=DAYS))
    met = {row.topic_id for row in log}
    return Outcome(
        mastered=end.coverage.counts[CoverageState.MASTERED.value],
        retained=sum(learner.recall(topic.id, DAYS) >= RETAINED for topic in syllabus.topics),
        met=len(met),
        reviews=reviews / max(1, len(met)),
        review_minutes=review_minutes,
        minutes=total,
        over=over / DAYS,
    )


def measure_plan(learners: int, first_half_life: float) -> bool:
    """Four months of study, three ways."""
    syllabus = load_syllabus(CORPUS)
    print(f"{learners} learners, {DAYS} days of {MINUTES} minutes, {len(syllabus.topics)} topics; means")
    print(
        f"{'':38} {'met':>6} {'retained':>8} {'mastered':>8} {'reviews':>8} {'review':>8} {'all':>8} {'days':>8}\n"
        f"{'':38} {'topics':>6} {'topics':>8} {'topics':>8} {'a topic':>8} {'minutes':>8} {'minutes':>8} {'over':>8}"
    )
    means = {}
    for name, policy in (
        ("(a) Groundwork's plan", groundwork),
        ("(b) textbook order, no review", textbook),
        ("(c) FSRS on independent topics", independent),
    ):
        found = [simulate(syllabus, policy(syllabus), seed, first_half_life) for seed in range(learners)]
        mean = means[name[:3]] = Outcome(
            *(statistics.fmean(getattr(each, part) for each in found) for part in Outcome.__annotations__)  # type: ignore[arg-type]
        )
        print(
            f"{name:38} {mean.met:6.1f} {mean.retained:8.1f} {mean.mastered:8.1f} {mean.reviews:8.2f} "
            f"{mean.review_minutes:8.0f} {mean.minutes:8.0f} {mean.over:8.1%}"
        )
    a, b, c = means["(a)"], means["(b)"], means["(c)"]
    first = a.retained / b.retained
    print(f"retained by (a) for one by (b): {first:.2f} (to reach: 1.3)")
    per_a, per_c = a.review_minutes / a.retained, c.review_minutes / c.retained
    print(f"review minutes a retained topic: {per_a:.1f} by (a), {per_c:.1f} by (c) (to reach: fewer)")
    return first >= 1.3 and per_a < per_c


# --- the diagnostic -------------------------------------------------------------------------------


def by_reach(syllabus: Syllabus, chance: random.Random) -> set[str]:
    """Knows each area up to some point, with holes, and nothing whose prerequisites are missing."""
    general = chance.random()
    areas = dict.fromkeys(topic.area for topic in syllabus.topics)
    reach = {area: general + chance.gauss(0, 0.2) for area in areas}
    depth: dict[str, int] = {}
    known: set[str] = set()
    for topic in syllabus.topics:
        depth[topic.id] = 1 + max((depth[required] for required in topic.requires), default=0)
        place = 0.5 * depth[topic.id] / 24 + 0.5 * (topic.level - 1) / 4
        if reach[topic.area] + chance.gauss(0, 0.1) > place and known.issuperset(topic.requires):
            known.add(topic.id)
    return known


def by_path(syllabus: Syllabus, chance: random.Random) -> set[str]:
    """Has studied some number of topics, one after another, in an order of liking that respects prerequisites."""
    areas = dict.fromkeys(topic.area for topic in syllabus.topics)
    liking = {area: chance.choice((1, 1, 3, 9)) for area in areas}
    known: set[str] = set()
    for _ in range(chance.randint(0, len(syllabus.topics))):
        ready = [t for t in syllabus.topics if t.id not in known and known.issuperset(t.requires)]
        known.add(chance.choices(ready, [liking[topic.area] for topic in ready])[0].id)
    return known


def measure_diagnostic(learners: int) -> bool:
    """Placement against the truth."""
    syllabus = load_syllabus(CORPUS)
    print(f"{learners} learners, half of each kind, {len(syllabus.topics)} topics, at most 25 questions")
    print(
        f"{'':34} {'placed right':>12} {'worst tenth':>11} {'questions':>9} {'all known':>9} {'ms each':>8}"
    )
    reached = True
    for name, noise, least in (("noise-free", 0.0, 0.9), ("10 % slips and guesses", 0.1, 0.8)):
        all_right: list[float] = []
        for kind in (by_reach, by_path):
            right, asked, naive, times = [], [], [], []
            for seed in range(learners // 2):
                chance = random.Random(f"{kind.__name__} {seed}")
                known = kind(syllabus, chance)
                share, questions, seconds = examine(syllabus, known, chance, noise)
                right.append(share)
                asked.append(questions)
                naive.append(max(len(known), len(syllabus.topics) - len(known)) / len(syllabus.topics))
                times.append(seconds / max(1, questions))
            all_right += right
            worst = sorted(right)[len(right) // 10]
            print(
                f"{name + ', ' + kind.__name__:34} {statistics.fmean(right):12.1%} {worst:11.1%} "
                f"{statistics.fmean(asked):9.1f} {statistics.fmean(naive):9.1%} {1000 * statistics.fmean(times):8.1f}"
            )
        mean = statistics.fmean(all_right)
        enough = sum(share >= least for share in all_right) / len(all_right)
        print(f"{name}: {mean:.1%} placed right (to reach: {least:.0%}); {enough:.0%} of learners reach it")
        reached &= mean >= least
    return reached


def examine(
    syllabus: Syllabus, known: set[str], chance: random.Random, noise: float
) -> tuple[float, int, float]:
    """One diagnostic; returns the share of topics placed right, the questions and the seconds."""
    answers: list[Answer] = []
    started = perf_counter()
    while (state := diagnose(syllabus, answers)).next_topic is not None:
        right = (state.next_topic in known) != (chance.random() < noise)
        answers.append(Answer(state.next_topic, right))
    right = sum((place.placement is Placement.KNOWN) == (place.topic_id in known) for place in state.placed)
    return right / len(state.placed), len(answers), perf_counter() - started


# --- a long record --------------------------------------------------------------------------------


def measure_scale(topics: int, rows: int) -> bool:
    """Ten thousand topics, a million rows: load, gather, then report and plan."""
    from assistant.store.database import open_database
    from assistant.store.evidence import load_evidence

    chance = random.Random(7)
    syllabus = _large_syllabus(topics, chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "groundwork.sqlite3"
        open_database(path).close()
        _fill(path, syllabus, rows, chance)
        database = open_database(path)
        empty = _memory()
        started = process_time()
        log = load_evidence(database, "local")
        loaded = process_time()
        after_load = _memory()
        record = gather(syllabus, log)
        gathered = process_time()
        database.close()
    now = record.last or START
    times = []
    for _ in range(3):
        start, wall = process_time(), perf_counter()
        report = summarise(syllabus, record, now)
        middle = process_time()
        today = plan(syllabus, record, now, 30)
        times.append((middle - start, process_time() - middle, perf_counter() - wall))
    report_seconds, plan_seconds, both = (min(values) for values in zip(*times, strict=True))
    print(
        f"{topics:,} topics, {len(log):,} rows, {len(report.gaps):,} gaps, {report.due:,} due, {len(today.items)} items"
    )
    print(
        f"load from SQLite {loaded - started:.2f} s, gather {gathered - loaded:.2f} s (once, with the load)"
    )
    print(f"then report {report_seconds:.2f} s, plan {plan_seconds:.2f} s (to reach: 1 s together)")
    print(
        f"times are of the processor, not to depend on what else runs; report and plan by the clock: {both:.2f} s"
    )
    print(f"memory: {after_load - empty:,.0f} MB more for the rows, {_memory():,.0f} MB at most in all")
    return report_seconds + plan_seconds <= 1.0


def _large_syllabus(count: int, chance: random.Random) -> Syllabus:
    topics: list[Topic] = []
    for number in range(count):
        area = f"area-{number % 20}"
        near = range(max(0, number - 200), number)
        requires = tuple(sorted({f"t{n}" for n in chance.sample(near, min(len(near), 2))}))
        shares = tuple((other, 0.5) for other in requires if chance.random() < 0.7)
        topics.append(
            Topic(
                f"t{number}",
                f"Topic {number}",
                area,
                requires,
                8,
                level=1 + 5 * number // count,
                encompasses=shares,
            )
        )
    return Syllabus(tuple(topics))


def _fill(path: Path, syllabus: Syllabus, rows: int, chance: random.Random) -> None:
    # Nine tenths of the topics were met, each on some days within three years.
    met = [topic.id for topic in syllabus.topics if chance.random() < 0.9]
    days = {topic_id: sorted(chance.sample(range(1095), 12)) for topic_id in met}

    def values() -> object:
        for _ in range(rows):
            topic_id = chance.choice(met)
            at = START + timedelta(days=chance.choice(days[topic_id]), minutes=chance.randrange(300))
            kind = chance.choice(("read", "asked", "explained", "attempted", "attempted", "attempted"))
            graded = kind == "attempted"
            yield (
                topic_id,
                kind,
                at.replace(tzinfo=None).isoformat(" ", "microseconds"),
                chance.random() < 0.85 if graded else None,
                int(graded and chance.random() < 0.1),
                float(chance.randrange(20, 400)) if graded else None,
                chance.randint(1, 3) if graded else None,
                chance.choice(SHAPES) if graded else None,
            )

    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO evidence (learner_id, topic_id, kind, at, correct, hints, seconds, level, shape) "
            "VALUES ('local', ?, ?, ?, ?, ?, ?, ?, ?)",
            values(),  # type: ignore[arg-type]
        )
    connection.close()


def _memory() -> float:
    """The most this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", choices=("plan", "diagnostic", "scale"))
    parser.add_argument("--learners", type=int, default=None, help="10 for plan, 200 for diagnostic")
    parser.add_argument("--half-life", type=float, default=7.0, help="days, of a topic just studied")
    parser.add_argument("--topics", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    reached = []
    if options.part in (None, "plan"):
        reached.append(measure_plan(options.learners or 10, options.half_life))
    if options.part in (None, "diagnostic"):
        reached.append(measure_diagnostic(options.learners or 200))
    if options.part in (None, "scale"):
        reached.append(measure_scale(options.topics, options.rows))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
