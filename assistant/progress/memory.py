"""How well a topic is remembered: FSRS-6 over days, arranged so that a right answer never makes it look worse.

Formulas and default parameters are those published for FSRS-6 (the FSRS wiki, "The Algorithm"); a test holds every
transition here to the library `fsrs`. What Groundwork needs beyond the library:

- **A right answer never harms.** In FSRS one more right answer may lower a memory a little, because a rating of Hard
  raises the difficulty and because a review just before another one takes from its gain. Here, of all ways of leaving
  right answers out, the one that leaves the strongest memory counts, and difficulty is a matter of lapses alone.
- **Fractions.** Practising a topic practises those it encompasses in part (`credit.py`): a share `w` of a review
  refreshes recall by `w`, and stability gains half of what a right answer with hints would give it. It is reckoned from
  the last whole review, so an early repetition is discounted and a next whole review finds the full interval behind it.
  A share of a lapse takes `w` of the loss. (Were the gain to depend on the share, a small one after a large one could
  make a memory look worse.)
- **Days.** Time is counted in whole UTC days; answers of one day are one review.

A lapse is reckoned as if it came at the due date (recall 0.9): the library's dependence on the day itself would let
an earlier right answer worsen a later lapse.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
_DECAY = PARAMETERS[20]
_FACTOR = 0.9 ** (-1 / _DECAY) - 1
_MAX_STABILITY_DAYS = 3650.0
_MIN_STABILITY_DAYS = 0.001
_GROWTH = math.exp(PARAMETERS[8])
_FURTHEST_DAYS = 20_000

REVIEW_BELOW = 0.9
"""A review is worth its time when recall falls below this: FSRS's default aim."""

RUSTY_BELOW = 0.8
"""A mastered topic is rusty when recall falls below this: one answer in five would be lost."""


class Rating(IntEnum):
    """FSRS's four ratings of a review."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Day:
    """What one UTC day (`number` counts days from any fixed day) did to one topic's memory, in this order.

    `lapse`: an answer was wrong. `failed`: the largest share of a failure of a topic it encompasses. `rating`: the best
    right answer after the last wrong one, or None.
    """

    number: int
    lapse: bool = False
    failed: float = 0.0
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A share `weight` in (0, 1) of a review, for a pass of a topic that encompasses this one."""

    day: int
    weight: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day from which recall decays with a stability; a `weight` below 1 refreshed it in part only."""

    day: int
    stability: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of a topic: the last whole review, then the credits since, in order; empty before the first answer.

    `review_on` and `rusty_on` are the first days on which recall is below `REVIEW_BELOW` and below `RUSTY_BELOW`.
    """

    anchors: tuple[Anchor, ...] = ()
    difficulty: float = 0.0
    review_on: int | None = None
    rusty_on: int | None = None

    @property
    def stability_days(self) -> float:
        """The days in which recall falls from 1 to 0.9; 0 before the first answer."""
        return self.anchors[-1].stability if self.anchors else 0.0

    def recall(self, day: int) -> float:
        """The probability in [0, 1] of a right answer on a day; a day before the last review counts as that day."""
        recalled = 0.0
        for anchor in self.anchors:
            here = recall(max(day - anchor.day, 0), anchor.stability)
            recalled = max(recalled, anchor.weight * here + (1 - anchor.weight) * recalled)
        return recalled

    def falls_to(self, level: float) -> int | None:
        """The first day on which recall is below `level`; None before the first answer."""
        if not self.anchors:
            return None
        low, high = self.anchors[-1].day, self.anchors[-1].day + _FURTHEST_DAYS
        if len(self.anchors) == 1:
            anchor = self.anchors[0]
            # One day more than needed at most: the loop below then finds the very day whatever the rounding.
            high = min(high, anchor.day + int(days_until(level, anchor.stability)) + 2)
            low = max(low, high - 3)
        while low < high:
            middle = (low + high) // 2
            if self.recall(middle) < level:
                high = middle
            else:
                low = middle + 1
        return low


def recall(days: float, stability: float) -> float:
    """The probability in [0, 1] that a topic of this stability (days) is remembered after so many days."""
    return float((1 + _FACTOR * days / stability) ** -_DECAY)


def days_until(level: float, stability: float) -> float:
    """How many days after a review recall falls to `level`, 0 < level < 1."""
    return float(stability * (level ** (-1 / _DECAY) - 1) / _FACTOR)


def difficulty(lapses: int) -> float:
    """The difficulty in [1, 10] after so many days with a wrong answer."""
    if not lapses:
        return _initial_difficulty(Rating.GOOD)
    value = _initial_difficulty(Rating.AGAIN)
    for _ in range(lapses - 1):
        value = next_difficulty(value, Rating.AGAIN)
    return value


def next_difficulty(value: float, rating: Rating) -> float:
    """The difficulty after a review."""
    easy = PARAMETERS[4] - math.exp(PARAMETERS[5] * (Rating.EASY - 1)) + 1
    moved = value - (10.0 - value) * PARAMETERS[6] * (rating - 3) / 9.0
    return min(max(PARAMETERS[7] * easy + (1 - PARAMETERS[7]) * moved, 1.0), 10.0)


def grown(stability: float, hardness: float, days: int, gain: float) -> float:
    """The stability after a right answer `days` after the last one; `gain` is 1 for Good."""
    if days < 1:
        # Within a day FSRS lets only a weak memory gain.
        bonus = math.exp(PARAMETERS[17] * PARAMETERS[18]) * stability ** -PARAMETERS[19]
        return float(stability * (1 + min(gain, 1.0) * max(bonus - 1.0, 0.0)))
    forgotten = 1 - recall(days, stability)
    more = _GROWTH * (11 - hardness) * stability ** -PARAMETERS[9] * math.expm1(PARAMETERS[10] * forgotten)
    return float(min(stability * (1 + gain * more), _MAX_STABILITY_DAYS))


def lapsed(stability: float, hardness: float) -> float:
    """The stability after a wrong answer, as if it came when recall was 0.9."""
    long = (
        PARAMETERS[11]
        * hardness ** -PARAMETERS[12]
        * ((stability + 1) ** PARAMETERS[13] - 1)
        * math.exp((1 - 0.9) * PARAMETERS[14])
    )
    return float(max(min(long, stability / math.exp(PARAMETERS[17] * PARAMETERS[18])), _MIN_STABILITY_DAYS))


_CREDIT_GAIN = 0.5 * PARAMETERS[15]
_GAIN = {Rating.HARD: PARAMETERS[15], Rating.GOOD: 1.0, Rating.EASY: PARAMETERS[16]}


def remember(days: Iterable[Day], credits: Iterable[Credit] = ()) -> Memory:
    """The memory that days of answers leave, with shares of reviews between them; `days` in order, each number once.

    The order of `credits` makes no difference; those up to the last whole review change nothing.
    """
    reviews: list[Anchor] = []
    shares: list[Anchor] = []
    waiting = sorted(credits, key=lambda credit: (credit.day, credit.weight), reverse=True)
    lapses = 0
    hardness = difficulty(0)
    for day in days:
        while waiting and waiting[-1].day < day.number:
            _share(waiting.pop(), reviews, shares, hardness)
        if day.lapse:
            lapses += 1
            hardness = difficulty(1) if lapses == 1 else next_difficulty(hardness, Rating.AGAIN)
            after = max((lapsed(anchor.stability, hardness) for anchor in reviews), default=0.0)
            reviews = [Anchor(day.number, max(after, PARAMETERS[0]) if lapses == 1 else after)]
            shares = []
        if day.failed:
            reviews = [_weakened(anchor, hardness, day.failed) for anchor in reviews]
            shares = [_weakened(anchor, hardness, day.failed) for anchor in shares]
        if day.rating is not None:
            strongest = _strongest(reviews, hardness, day.number, _GAIN[day.rating])
            reviews.append(Anchor(day.number, max(PARAMETERS[day.rating - 1], strongest)))
            shares = []
    while waiting:
        _share(waiting.pop(), reviews, shares, hardness)
    # Recall needs no whole review but the last: stability never falls from one to the next.
    kept = Memory((*reviews[-1:], *shares), hardness)
    return Memory(kept.anchors, hardness, kept.falls_to(REVIEW_BELOW), kept.falls_to(RUSTY_BELOW))


def _share(credit: Credit, reviews: Sequence[Anchor], shares: list[Anchor], hardness: float) -> None:
    if reviews and credit.day > reviews[-1].day:
        stability = _strongest(reviews, hardness, credit.day, _CREDIT_GAIN)
        shares.append(Anchor(credit.day, stability, credit.weight))


def _strongest(anchors: Sequence[Anchor], hardness: float, day: int, gain: float) -> float:
    return max((grown(anchor.stability, hardness, day - anchor.day, gain) for anchor in anchors), default=0.0)


def _weakened(anchor: Anchor, hardness: float, share: float) -> Anchor:
    loss = anchor.stability - lapsed(anchor.stability, hardness)
    return Anchor(anchor.day, anchor.stability - share * loss, anchor.weight)


def _initial_difficulty(rating: Rating) -> float:
    return min(max(PARAMETERS[4] - math.exp(PARAMETERS[5] * (rating - 1)) + 1, 1.0), 10.0)
