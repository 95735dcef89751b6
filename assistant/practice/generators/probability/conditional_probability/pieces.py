"""What the exercises on conditional probability share."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.stories import Story

RULE = r"$P(A \mid B) = \dfrac{P(A \cap B)}{P(B)}$: look only at the cases where $B$ holds."
Counts = tuple[int, int, int, int]
"""Both, first only, second only, neither."""


def table_of(story: Story, counts: Counts) -> str:
    """The two-way table in Markdown."""
    both, first, second, neither = counts
    return (
        f"| | {story.second} | {story.not_second} |\n|---|---|---|\n"
        f"| {story.first} | {both} | {first} |\n| {story.not_first} | {second} | {neither} |"
    )


def some_counts(draw: Draw) -> Counts:
    """Counts for the four cells of a table."""
    unit = draw.choice((1, 2, 3, 5, 10))
    return (
        unit * draw.integer(1, 12),
        unit * draw.integer(1, 12),
        unit * draw.integer(1, 12),
        unit * draw.integer(1, 15),
    )


def members(counts: Counts) -> list[tuple[bool, bool]]:
    """All members of the population, each with its two properties."""
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]


def share_among(population: list[tuple[bool, bool]], wanted: int, given: int) -> Fraction:
    """The share with property `wanted` (0 or 1) among those with property `given`."""
    chosen = [member for member in population if member[given]]
    return Fraction(sum(1 for member in chosen if member[wanted]), len(chosen))


def require_presentable(*values: Fraction, most: int = 40) -> None:
    """Pass the draw over when a value has a large denominator or is 0 or 1."""
    if any(value.denominator > most or value in (0, 1) for value in values):
        raise Unsuitable("ugly value")


def independent(counts: list[int]) -> bool:
    """Whether the two properties are independent, by counting."""
    population = members((counts[0], counts[1], counts[2], counts[3]))
    with_second = [m for m in population if m[1]]
    return Fraction(sum(m[0] for m in population), len(population)) == Fraction(
        sum(m[0] for m in with_second), len(with_second)
    )
