"""What the exercises on vectors share."""

from __future__ import annotations

from assistant.practice.draw import Draw

U, V, W = r"\mathbf{u}", r"\mathbf{v}", r"\mathbf{w}"
WHOLE_LENGTHS = (
    (3, 4),
    (5, 12),
    (8, 6),
    (1, 2, 2),
    (2, 3, 6),
    (4, 4, 7),
    (1, 4, 8),
    (2, 6, 9),
    (6, 6, 7),
    (8, 15),
)
"""Components of vectors whose length is a whole number."""


def whole_length_vector(draw: Draw, sizes: tuple[int, ...] = (2, 3)) -> tuple[int, ...]:
    """A vector whose length is a whole number, with random order and signs."""
    parts = draw.choice([p for p in WHOLE_LENGTHS if len(p) in sizes])
    return tuple(part * draw.choice((1, -1)) for part in draw.shuffled(parts))
