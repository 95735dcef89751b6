"""What the exercises of this topic share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.practice.draw import Draw, Unsuitable


def listed(data: Sequence[int]) -> str:
    """The numbers, separated by commas."""
    return ", ".join(str(x) for x in data)


def smooth(draw: Draw, count: int) -> list[int]:
    """Whole numbers whose mean is whole, in random order."""
    data = [draw.integer(1, 14) for _ in range(count - 1)]
    last = -sum(data) % count + draw.integer(0, 2) * count
    if len({*data, last}) < 3:
        raise Unsuitable("hardly any spread")
    return draw.shuffled([*data, last])
