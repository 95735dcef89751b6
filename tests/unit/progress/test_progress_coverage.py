"""Each state means what it says, and chatting never passes for practice."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.progress.coverage import coverage
from assistant.progress.types import CoverageReport, CoverageState, Evidence, EvidenceKind, TopicCoverage
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ONE_TOPIC = Syllabus((Topic("gradient", "Gradient", "calculus", (), 8),))
RANK = {state: rank for rank, state in enumerate(("untouched", "seen", "practised", "rusty", "mastered"))}


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def seen(kind: EvidenceKind, days: float = 0, topic: str = "gradient") -> Evidence:
    return Evidence(topic, kind, days_ago(days))


def answer(
    days: float,
    correct: bool | None = True,
    *,
    hints: int = 0,
    level: int = 1,
    shape: str = "compute",
    topic: str = "gradient",
) -> Evidence:
    return Evidence(
        topic, EvidenceKind.ATTEMPTED, days_ago(days), correct=correct, hints=hints, level=level, shape=shape
    )


def gradient(evidence: Sequence[Evidence], now: datetime = NOW) -> TopicCoverage:
    return coverage(ONE_TOPIC, evidence, now).topics[0]


MASTERED = [answer(3), answer(2, level=3, shape="reverse")]

CASES: list[tuple[str, list[Evidence], str, str]] = [
    ("nothing", [], "untouched", "Never touched."),
    ("read once", [seen(EvidenceKind.READ)], "seen", "Read once, never practised."),
    (
        "chatted about five times",
        [seen(kind, n) for n in range(5) for kind in (EvidenceKind.ASKED, EvidenceKind.EXPLAINED)],
        "seen",
        "Seen 5 times in chat, never practised.",
    ),
    (
        "chatted and read",
        [seen(EvidenceKind.EXPLAINED), seen(EvidenceKind.READ), seen(EvidenceKind.READ)],
        "seen",
        "Seen once in chat and read twice, never practised.",
    ),
    (
        "an answer nobody could read",
        [answer(0, None)],
        "seen",
        "Tried, but no answer was graded.",
    ),
    (
        "one wrong answer",
        [answer(0, False)],
        "practised",
        "0 right and 1 wrong; for mastery, answer without hints on two days, in two shapes of task and once at level 3.",
    ),
    (
        "right in two shapes on one day",
        [answer(0), answer(0.1, level=3, shape="reverse")],
        "practised",
        "2 right and 0 wrong; for mastery, answer without hints on a second day.",
    ),
    (
        "right on two days in one shape",
        [answer(1), answer(0, level=3)],
        "practised",
        "2 right and 0 wrong; for mastery, answer without hints in a second shape of task.",
    ),
    (
        "never at level 3",
        [answer(1), answer(0, shape="reverse", level=2)],
        "practised",
        "2 right and 0 wrong; for mastery, answer without hints once at level 3.",
    ),
    (
        "with hints only",
        [answer(1, hints=1), answer(0, level=3, shape="reverse", hints=2)],
        "practised",
        "2 right and 0 wrong; for mastery, answer without hints on two days, in two shapes of task and once at level 3.",
    ),
    (
        "all that mastery asks",
        MASTERED,
        "mastered",
        "Mastered: right without hints on 2 days and in 2 shapes of task; stays fresh until 13 December 2026.",
    ),
    (
        "all of it before midnight and after",
        [answer(0.49), answer(0.51, level=3, shape="b")],
        "mastered",
        "Mastered: ",
    ),
    (
        "mastered, then wrong",
        [*MASTERED, answer(1, False)],
        "rusty",
        "Was mastered (right without hints on 2 days and in 2 shapes of task), but the last answer was wrong.",
    ),
    ("wrong, then right again", [*MASTERED, answer(1, False), answer(0.5)], "mastered", "Mastered: "),
    (
        "wrong, then right with a hint",
        [*MASTERED, answer(1, False), answer(0.5, hints=1)],
        "rusty",
        "Was mastered (",
    ),
    (
        "long ago",
        [answer(61), answer(60, level=3, shape="reverse")],
        "rusty",
        "Was mastered (right without hints on 2 days and in 2 shapes of task), "
        "but the last right answer without hints was 60 days ago.",
    ),
]


@pytest.mark.parametrize(
    ("evidence", "state", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_state_and_its_reason(evidence: list[Evidence], state: str, reason: str) -> None:
    found = gradient(evidence)
    assert found.state.value == state
    assert found.reason == reason or (
        reason in ("Mastered: ", "Was mastered (") and found.reason.startswith(reason)
    )
    assert found.touched == len(evidence)


def test_the_numbers_behind_a_state() -> None:
    found = gradient(
        [answer(3), answer(2, False), answer(1, hints=1), seen(EvidenceKind.READ, 0.5), answer(4, None)]
    )
    assert (found.touched, found.right, found.wrong) == (5, 2, 1)
    assert found.last_touched == days_ago(0.5)
    assert found.due is None


def test_a_mastered_topic_goes_rusty_when_it_said_it_would() -> None:
    due = gradient(MASTERED).due
    assert due is not None
    assert gradient(MASTERED, due - timedelta(minutes=1)).state is CoverageState.MASTERED
    assert gradient(MASTERED, due + timedelta(minutes=1)).state is CoverageState.RUSTY
    assert gradient(MASTERED, due + timedelta(days=1)).due == due


def test_reviews_further_apart_last_longer() -> None:
    crowded = gradient([*MASTERED, answer(1.9), answer(1.8)]).due
    spaced = gradient([answer(12), answer(9, level=3, shape="reverse"), answer(5), answer(2)]).due
    assert crowded is not None
    assert spaced is not None
    assert spaced - days_ago(2) > 2 * (crowded - days_ago(1.8))


def test_every_topic_is_in_the_report_and_every_state_is_counted(syllabus: Syllabus) -> None:
    report = coverage(
        syllabus, [seen(EvidenceKind.ASKED, topic="bayes"), seen(EvidenceKind.READ, topic="unknown")], NOW
    )
    assert tuple(topic.topic_id for topic in report.topics) == syllabus.ids
    assert report.counts == {"untouched": 6, "seen": 1, "practised": 0, "mastered": 0, "rusty": 0}
    assert report.at == NOW


# --- properties -------------------------------------------------------------------------------

TIMES = st.integers(0, 60 * 24 * 100).map(lambda minutes: NOW - timedelta(minutes=minutes))
FEW_TIMES = st.sampled_from([NOW - timedelta(days=d) for d in (0, 1, 1.4, 2, 30)])


def attempts(
    times: st.SearchStrategy[datetime], correct: st.SearchStrategy[bool | None]
) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        topic_id=st.just("gradient"),
        kind=st.just(EvidenceKind.ATTEMPTED),
        at=times,
        correct=correct,
        hints=st.sampled_from([0, 0, 0, 1]),
        level=st.sampled_from([1, 2, 3, None]),
        shape=st.sampled_from(["compute", "reverse", None]),
    )


TOUCHES = st.builds(
    Evidence,
    topic_id=st.just("gradient"),
    kind=st.sampled_from([EvidenceKind.READ, EvidenceKind.ASKED, EvidenceKind.EXPLAINED]),
    at=TIMES,
)
ANY_ANSWER = st.sampled_from([True, True, True, False, None])
LOGS = st.lists(attempts(TIMES, ANY_ANSWER) | attempts(FEW_TIMES, ANY_ANSWER) | TOUCHES, max_size=12)


def rank(evidence: Sequence[Evidence], now: datetime = NOW) -> int:
    return RANK[gradient(evidence, now).state]


@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(log: list[Evidence], chance: object) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert coverage(ONE_TOPIC, shuffled, NOW) == coverage(ONE_TOPIC, log, NOW)


@given(LOGS, st.lists(attempts(TIMES | FEW_TIMES, st.just(True)), min_size=1, max_size=5))
def test_more_right_answers_never_lower_the_state(log: list[Evidence], more: list[Evidence]) -> None:
    assert rank([*log, *more]) >= rank(log)


@given(LOGS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_time_alone_never_raises_the_state(log: list[Evidence], first: int, more: int) -> None:
    start = NOW - timedelta(days=100) + timedelta(minutes=first)
    assert rank(log, start + timedelta(minutes=more)) <= rank(log, start)


@given(LOGS, st.integers(1, 10**6))
def test_a_clock_behind_the_log_changes_nothing(log: list[Evidence], minutes: int) -> None:
    assume(log)
    last = max(row.at for row in log)
    assert without_time(coverage(ONE_TOPIC, log, last - timedelta(minutes=minutes))) == without_time(
        coverage(ONE_TOPIC, log, last)
    )


def without_time(report: CoverageReport) -> tuple[object, ...]:
    return (report.topics, report.gaps, report.counts)


@given(st.lists(TOUCHES | attempts(TIMES, st.none()), min_size=1, max_size=50))
def test_reading_and_chatting_never_make_more_than_seen(log: list[Evidence]) -> None:
    assert gradient(log).state is CoverageState.SEEN


@given(LOGS)
def test_the_same_log_gives_the_same_report(log: list[Evidence]) -> None:
    assert coverage(ONE_TOPIC, tuple(log), NOW) == coverage(ONE_TOPIC, log, NOW)


@given(LOGS)
def test_only_mastery_has_a_due_date(log: list[Evidence]) -> None:
    found = gradient(log)
    assert (found.due is not None) == (found.state in (CoverageState.MASTERED, CoverageState.RUSTY))
    if found.state is CoverageState.MASTERED:
        assert found.due is not None
        assert found.due >= NOW - timedelta(minutes=1)


def test_a_year_of_study_is_reported_at_once(syllabus: Syllabus) -> None:
    log = [answer(n / 100, n % 3 > 0, topic=syllabus.ids[n % 7], level=1 + n % 3) for n in range(36_500)]
    started = time.process_time()
    coverage(syllabus, log, NOW)
    assert time.process_time() - started < 2
