"""How well a topic is still remembered: FSRS's forgetting curve over a simple rule for stability.

The curve is the published one of FSRS-6: after `t` days a memory of stability `S` is recalled with probability
`(1 + F t / S) ** -D`, where `D = 0.1542` is its default decay and `F = 0.9 ** (-1 / D) - 1`, so that recall is 0.9
at `t = S` (the FSRS wiki, "The Algorithm"; py-fsrs, `DEFAULT_PARAMETERS`). Its update of stability needs ratings and
difficulties that Groundwork does not have yet; in its place stands a rule that has one property FSRS lacks: another
right answer never makes recall worse.

- The first right answer gives FSRS's initial stability for "Good", 2.3 days.
- A later one multiplies it by 2.5 (FSRS gives 2.5 to 3.8 for "Good" at medium difficulty), if at least a third of
  the stability has gone by since the last one that counted: answers crowded together prove little.
- A wrong answer starts again from nothing, which is close to FSRS too: from 100 days it falls back to about 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

_DECAY = 0.1542
_FACTOR = 0.9 ** (-1 / _DECAY) - 1
_FIRST_STABILITY_DAYS = 2.3065
_GROWTH = 2.5
_SPACING = 1 / 3
_MAX_STABILITY_DAYS = 3650.0

REVIEW_BELOW = 0.9
"""A review is worth its time when recall falls below this: FSRS's default aim."""

STALE_BELOW = 0.8
"""A mastered topic is stale when recall falls below this: one answer in five would be lost."""


def stability_days(right_answers: Iterable[datetime]) -> float:
    """The stability that right answers give, in days; `right_answers` in order of time, none gives 0."""
    stability = 0.0
    counted: datetime | None = None
    for at in right_answers:
        if counted is None:
            stability = _FIRST_STABILITY_DAYS
        elif at - counted < timedelta(days=stability * _SPACING):
            continue
        else:
            stability = min(stability * _GROWTH, _MAX_STABILITY_DAYS)
        counted = at
    return stability


def recall(elapsed: timedelta, stability: float) -> float:
    """The probability in [0, 1] that a topic of this stability (days) is remembered after the time elapsed."""
    if stability <= 0:
        return 0.0
    days = max(elapsed / timedelta(days=1), 0.0)
    return float((1 + _FACTOR * days / stability) ** -_DECAY)


def time_until(level: float, stability: float) -> timedelta:
    """How long after the last right answer recall falls to `level`, 0 < level < 1."""
    return timedelta(days=stability * (level ** (-1 / _DECAY) - 1) / _FACTOR)
