"""Memory is FSRS-6, held to the library `fsrs`, and a right answer never makes it look worse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.progress import memory
from assistant.progress.memory import Credit, Day, Memory, Rating, recall, remember

START = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = Rating.GOOD


@pytest.mark.parametrize(
    ("days", "stability", "expected"),
    [
        (0, 10, 1.0),
        (10, 10, 0.9),
        # (1 + F t/S) ** -D with F = 0.9 ** (-1 / 0.1542) - 1, by hand for t = 5 S.
        (50, 10, 0.7610),
    ],
)
def test_the_curve_passes_through_the_published_points(
    days: float, stability: float, expected: float
) -> None:
    assert recall(days, stability) == pytest.approx(expected, abs=5e-4)


@given(st.floats(0.1, 1000), st.floats(0.5, 0.999))
def test_the_time_until_a_level_is_when_recall_is_there(stability: float, level: float) -> None:
    assert recall(memory.days_until(level, stability), stability) == pytest.approx(level, rel=1e-6)


STABILITIES = st.floats(0.01, 1200)
DIFFICULTIES = st.floats(1, 10)


def by_the_library(stability: float, difficulty: float, days: int, rating: Rating) -> tuple[float, float]:
    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=START,
        last_review=START,
    )
    after, _ = scheduler.review_card(card, fsrs.Rating(int(rating)), START + timedelta(days=days))
    assert after.stability is not None
    assert after.difficulty is not None
    return after.stability, after.difficulty


@given(STABILITIES, DIFFICULTIES, st.integers(1, 900), st.sampled_from([Rating.HARD, GOOD, Rating.EASY]))
def test_a_right_answer_gains_what_the_library_says(
    stability: float, difficulty: float, days: int, rating: Rating
) -> None:
    gain = {Rating.HARD: memory.PARAMETERS[15], GOOD: 1.0, Rating.EASY: memory.PARAMETERS[16]}[rating]
    expected = min(by_the_library(stability, difficulty, days, rating)[0], 3650.0)
    assert memory.grown(stability, difficulty, days, gain) == pytest.approx(expected, rel=1e-9)


@given(STABILITIES, DIFFICULTIES)
def test_within_a_day_a_right_answer_gains_what_the_library_says(stability: float, difficulty: float) -> None:
    expected = by_the_library(stability, difficulty, 0, GOOD)[0]
    assert memory.grown(stability, difficulty, 0, 1.0) == pytest.approx(expected, rel=1e-9)


@given(st.integers(1, 900), DIFFICULTIES)
def test_a_lapse_on_the_due_day_costs_what_the_library_says(stability: int, difficulty: float) -> None:
    expected = by_the_library(float(stability), difficulty, stability, Rating.AGAIN)[0]
    assert memory.lapsed(float(stability), difficulty) == pytest.approx(expected, rel=1e-9)


@given(DIFFICULTIES, st.sampled_from(Rating))
def test_difficulty_moves_as_the_library_says(difficulty: float, rating: Rating) -> None:
    expected = by_the_library(10.0, difficulty, 10, rating)[1]
    assert memory.next_difficulty(difficulty, rating) == pytest.approx(expected, rel=1e-9)


def test_a_first_answer_starts_where_the_library_starts() -> None:
    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for rating in Rating:
        card, _ = scheduler.review_card(fsrs.Card(card_id=1), fsrs.Rating(int(rating)), START)
        day = Day(0, lapse=True) if rating is Rating.AGAIN else Day(0, rating=rating)
        assert remember([day]).stability_days == card.stability
    again, _ = scheduler.review_card(fsrs.Card(card_id=1), fsrs.Rating.Again, START)
    assert memory.difficulty(1) == pytest.approx(again.difficulty)


def test_the_parameters_are_the_librarys() -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    assert memory.PARAMETERS == DEFAULT_PARAMETERS


@pytest.mark.parametrize(
    ("days", "low", "high"),
    [
        ([], 0, 0),
        ([Day(0, rating=GOOD)], 2.3, 2.31),
        ([Day(0, rating=GOOD), Day(2, rating=GOOD)], 9, 13),
        ([Day(0, rating=GOOD), Day(2, rating=GOOD), Day(12, rating=GOOD)], 35, 60),
        ([Day(0, rating=GOOD), Day(2, rating=GOOD), Day(12, lapse=True)], 0.5, 2),
        ([Day(0, rating=GOOD), Day(2, rating=GOOD), Day(2 + 1, rating=GOOD)], 12, 18),
        ([Day(0, rating=GOOD), Day(2, rating=GOOD), Day(12, failed=0.5)], 5, 7),
    ],
)
def test_stability_grows_with_spacing_and_falls_with_lapses(days: list[Day], low: float, high: float) -> None:
    assert low <= remember(days).stability_days <= high


def test_a_share_of_a_review_refreshes_in_part_and_costs_a_next_review_nothing() -> None:
    own = [Day(0, rating=GOOD), Day(3, rating=GOOD)]
    plain, credited = remember(own), remember(own, [Credit(15, 0.6)])
    assert plain.recall(15) < credited.recall(15) < 1
    assert credited.recall(15) == pytest.approx(plain.recall(15) + 0.6 * (1 - plain.recall(15)))
    assert credited.recall(60) > plain.recall(60)
    later = [*own, Day(20, rating=GOOD)]
    assert remember(later, [Credit(15, 0.6)]) == remember(later)


def test_an_early_repetition_is_discounted() -> None:
    own = [Day(0, rating=GOOD), Day(3, rating=GOOD)]
    early, late = (remember(own, [Credit(day, 0.6)]).stability_days for day in (4, 15))
    assert early < late


def test_credit_starts_no_memory_of_its_own() -> None:
    assert remember([], [Credit(3, 0.9)]) == Memory((), memory.difficulty(0))


# --- properties -------------------------------------------------------------------------------

RATINGS = st.none() | st.sampled_from([Rating.HARD, GOOD, Rating.EASY])
CREDITS = st.lists(st.builds(Credit, st.integers(0, 400), st.sampled_from([0.2, 0.5, 0.54, 0.9])), max_size=6)
LOGS = st.dictionaries(
    st.integers(0, 400),
    st.tuples(st.sampled_from([False, False, False, True]), st.sampled_from([0.0, 0.0, 0.5, 0.9]), RATINGS),
    max_size=12,
)
Log = dict[int, tuple[bool, float, Rating | None]]


def days(log: Log) -> list[Day]:
    return [Day(number, *log[number]) for number in sorted(log)]


@given(
    LOGS,
    CREDITS,
    st.integers(0, 400),
    st.sampled_from([Rating.HARD, GOOD, Rating.EASY]),
    st.integers(0, 3000),
)
def test_one_more_right_answer_never_makes_memory_look_worse(
    log: Log, credits: list[Credit], number: int, rating: Rating, later: int
) -> None:
    before = remember(days(log), credits)
    lapse, failed, had = log.get(number, (False, 0.0, None))
    after = remember(days({**log, number: (lapse, failed, max(rating, had or rating))}), credits)
    assert after.recall(400 + later) >= before.recall(400 + later) - 1e-12


@given(LOGS, CREDITS, st.integers(0, 400), st.sampled_from([0.2, 0.54, 0.9]), st.integers(0, 3000))
def test_one_more_pass_of_an_encompassing_topic_never_makes_memory_look_worse(
    log: Log, credits: list[Credit], number: int, weight: float, later: int
) -> None:
    before = remember(days(log), latest(credits))
    after = remember(days(log), latest([*credits, Credit(number, weight)]))
    assert after.recall(400 + later) >= before.recall(400 + later) - 1e-12


def latest(credits: list[Credit]) -> list[Credit]:
    """Of credits of one share only the latest counts, as in `record.gather`."""
    return [Credit(max(c.day for c in credits if c.weight == w), w) for w in {c.weight for c in credits}]


@given(LOGS, CREDITS, st.integers(0, 3000), st.integers(0, 3000))
def test_time_alone_never_brings_anything_back(log: Log, credits: list[Credit], day: int, more: int) -> None:
    kept = remember(days(log), credits)
    assert kept.recall(day + more) <= kept.recall(day)


@given(LOGS, CREDITS, st.sampled_from([0.9, 0.8, 0.5]))
def test_the_day_recall_falls_to_a_level_is_the_first_one_below(
    log: Log, credits: list[Credit], level: float
) -> None:
    kept = remember(days(log), credits)
    day = kept.falls_to(level)
    if day is None:
        assert not kept.anchors
    elif day < kept.anchors[-1].day + 20_000:
        assert kept.recall(day) < level
        assert day == kept.anchors[-1].day or kept.recall(day - 1) >= level
