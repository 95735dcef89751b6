"""The random source of the generators: the same key gives the same numbers on every machine and release.

SplitMix64 (Steele, Lea, Flood 2014) started from the first eight bytes of the SHA-256 of a text. Python's own
`random` promises to keep only `random()` between versions, so choices and shuffles are made here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Unsuitable(Exception):
    """This draw makes no good exercise (an ugly value, two equal options); the next seed is taken in silence."""


class Draw:
    """A stream of random choices that depends on `key` alone."""

    def __init__(self, key: str) -> None:
        self._state = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)

    def integer(self, low: int, high: int) -> int:
        """An integer from `low` to `high`, both included."""
        return low + (self._next() * (high - low + 1) >> 64)

    def nonzero(self, low: int, high: int, *, but: Sequence[int] = ()) -> int:
        """An integer from `low` to `high` that is neither 0 nor one of `but`."""
        return self.choice([value for value in range(low, high + 1) if value != 0 and value not in but])

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.integer(0, len(options) - 1)]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different positions of `options`, in random order."""
        return self.shuffled(options)[:count]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All options in random order (Fisher–Yates)."""
        items = list(options)
        for last in range(len(items) - 1, 0, -1):
            other = self.integer(0, last)
            items[last], items[other] = items[other], items[last]
        return items

    def coin(self) -> bool:
        """True half of the time."""
        return self.integer(0, 1) == 1

    def vector(self, size: int, low: int = -5, high: int = 5) -> tuple[int, ...]:
        """Integer components, not all zero."""
        while True:
            values = tuple(self.integer(low, high) for _ in range(size))
            if any(values):
                return values

    def full_vector(self, size: int, low: int = -5, high: int = 5) -> tuple[int, ...]:
        """Integer components, none of them zero."""
        return tuple(self.nonzero(low, high) for _ in range(size))

    def matrix(self, rows: int, columns: int, low: int = -4, high: int = 5) -> tuple[tuple[int, ...], ...]:
        """Integer entries, no row all zero."""
        return tuple(self.vector(columns, low, high) for _ in range(rows))

    def fraction(self, denominators: Sequence[int]) -> Fraction:
        """A proper fraction in lowest terms between 0 and 1 with one of the denominators."""
        denominator = self.choice(denominators)
        return self.choice(
            [
                Fraction(top, denominator)
                for top in range(1, denominator)
                if Fraction(top, denominator).denominator == denominator
            ]
        )
