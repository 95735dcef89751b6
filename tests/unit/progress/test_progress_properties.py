"""What holds for every log, over topics that practise one another."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.progress.coverage import coverage
from assistant.progress.plan import plan
from assistant.progress.record import gather
from assistant.progress.report import report_record
from assistant.progress.summary import summarise
from assistant.progress.types import CoverageState, Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GRAPH = Syllabus(
    (
        Topic("rules", "Rules", "a", (), 8, objectives=("Differentiate", "Explain"), conceptual=(2,)),
        Topic(
            "partials", "Partials", "a", ("rules",), 8, encompasses=(("rules", 0.9),), objectives=("Do it",)
        ),
        Topic("dot", "Dot", "b", (), 6),
        Topic(
            "gradient", "Gradient", "a", ("partials", "dot"), 8, encompasses=(("partials", 0.9), ("dot", 0.3))
        ),
        Topic("descent", "Descent", "c", ("gradient",), 8, encompasses=(("gradient", 0.5),)),
    )
)
RANK = {
    state: rank
    for rank, state in enumerate(
        (
            CoverageState.UNTOUCHED,
            CoverageState.SEEN,
            CoverageState.PRACTISED,
            CoverageState.RUSTY,
            CoverageState.MASTERED,
        )
    )
}
# Few moments, so that many rows share one; and days far enough apart for memories to fade.
MOMENTS = st.builds(
    lambda days, hours: NOW - timedelta(days=days, hours=hours),
    st.sampled_from([0, 1, 2, 3, 7, 20, 21, 60, 200]),
    st.sampled_from([0, 0, 5, 11, 13]),
)
KINDS = [*EvidenceKind, EvidenceKind.ATTEMPTED, EvidenceKind.ATTEMPTED, EvidenceKind.QUIZZED]


def rows(kinds: list[EvidenceKind], correct: list[bool | None]) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        topic_id=st.sampled_from([*GRAPH.ids, "gone"]),
        kind=st.sampled_from(kinds),
        at=MOMENTS,
        correct=st.sampled_from(correct),
        hints=st.sampled_from([0, 0, 0, 1]),
        seconds=st.sampled_from([None, 5.0, 90.1, 4000.0]),
        level=st.sampled_from([1, 2, 3, 3, None]),
        shape=st.sampled_from(["compute", "reverse", None]),
        source=st.sampled_from([None, "d/1", "d/2"]),
        objectives=st.sampled_from([(), (1,), (1, 2)]),
    )


LOGS = st.lists(rows(KINDS, [True, True, True, False, None]), max_size=16)
RIGHT = st.lists(
    rows([EvidenceKind.ATTEMPTED, EvidenceKind.QUIZZED, EvidenceKind.DIAGNOSED], [True]),
    min_size=1,
    max_size=4,
)
# Most topics mastered to begin with: the interesting states are rare in logs of mere chance.
MASTERED = [
    Evidence(
        topic_id,
        EvidenceKind.ATTEMPTED,
        NOW - timedelta(days=days),
        correct=True,
        level=3,
        shape=shape,
    )
    for topic_id in ("rules", "partials", "gradient")
    for days, shape in ((80, "compute"), (77, "reverse"))
]
STARTS = st.sampled_from([[], MASTERED])


@settings(max_examples=60, deadline=None)
@given(STARTS, LOGS, st.integers(0, 2**32))
def test_the_order_of_equal_time_evidence_and_of_all_other_makes_no_difference(
    start: list[Evidence], log: list[Evidence], seed: int
) -> None:
    shuffled = [*start, *log]
    random.Random(seed).shuffle(shuffled)
    assert gather(GRAPH, shuffled) == gather(GRAPH, [*start, *log])


@settings(max_examples=200, deadline=None)
@given(STARTS, LOGS, RIGHT)
def test_more_right_answers_never_lower_mastery_of_any_topic(
    start: list[Evidence], log: list[Evidence], more: list[Evidence]
) -> None:
    before = coverage(GRAPH, [*start, *log], NOW)
    after = coverage(GRAPH, [*start, *log, *more], NOW)
    for old, new in zip(before.topics, after.topics, strict=True):
        assert RANK[new.state] >= RANK[old.state]
        assert (new.recall or 0.0) >= (old.recall or 0.0) - 1e-12


@settings(max_examples=60, deadline=None)
@given(STARTS, LOGS, st.integers(0, 400), st.integers(0, 400))
def test_time_alone_never_raises_mastery_or_recall(
    start: list[Evidence], log: list[Evidence], days: int, more: int
) -> None:
    record = gather(GRAPH, [*start, *log])
    early = coverage(GRAPH, record, NOW - timedelta(days=100 - days))
    late = coverage(GRAPH, record, NOW - timedelta(days=100 - days - more))
    for old, new in zip(early.topics, late.topics, strict=True):
        assert RANK[new.state] <= RANK[old.state]
        assert (new.recall or 0.0) <= (old.recall or 0.0)


@settings(max_examples=60, deadline=None)
@given(STARTS, LOGS)
def test_replaying_the_log_gives_the_same_state_bit_for_bit(
    start: list[Evidence], log: list[Evidence]
) -> None:
    first, again = (summarise(GRAPH, [*start, *log], NOW) for _ in range(2))
    assert repr(first) == repr(again)
    assert repr(summarise(GRAPH, gather(GRAPH, tuple(start + log)), NOW)) == repr(first)


@settings(max_examples=60, deadline=None)
@given(STARTS, LOGS, st.integers(1, 10**6))
def test_a_clock_that_goes_backwards_changes_nothing_and_is_reported(
    start: list[Evidence], log: list[Evidence], minutes: int
) -> None:
    log = [*start, *log]
    assume(log)
    last = max(row.at for row in log)
    behind = last - timedelta(minutes=minutes)
    then, now = summarise(GRAPH, log, behind), summarise(GRAPH, log, last)
    assert then.coverage.topics == now.coverage.topics
    assert (then.gaps, then.forecast, then.curves) == (now.gaps, now.forecast, now.curves)
    assert plan(GRAPH, log, behind, 30).items == plan(GRAPH, log, last, 30).items
    assert then.coverage.clock_behind == timedelta(minutes=minutes)
    assert now.coverage.clock_behind is None
    record = report_record(then, GRAPH)
    assert record["clock_behind_seconds"] == minutes * 60


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(KINDS, [None, False]), max_size=12))
def test_without_a_right_answer_nothing_is_more_than_practised(log: list[Evidence]) -> None:
    for topic in coverage(GRAPH, log, NOW).topics:
        assert RANK[topic.state] <= RANK[CoverageState.PRACTISED]


@settings(max_examples=60, deadline=None)
@given(st.lists(rows([EvidenceKind.DIAGNOSED], [True, False, None]), max_size=12))
def test_a_diagnostic_masters_nothing_it_did_not_ask(log: list[Evidence]) -> None:
    asked = {row.topic_id for row in log if row.correct}
    for topic in coverage(GRAPH, log, NOW).topics:
        if topic.topic_id not in asked:
            assert topic.state is CoverageState.UNTOUCHED


@settings(max_examples=60, deadline=None)
@given(st.lists(rows([EvidenceKind.READ, EvidenceKind.EXPLAINED_BACK, EvidenceKind.IMPORTED], [True, None])))
def test_reading_explaining_and_importing_never_make_more_than_seen(log: list[Evidence]) -> None:
    for topic in coverage(GRAPH, log, NOW).topics:
        assert RANK[topic.state] <= RANK[CoverageState.SEEN]
