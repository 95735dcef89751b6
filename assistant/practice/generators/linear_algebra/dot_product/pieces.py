"""What the exercises on the dot product share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.practice.notation import (
    vec,
)


def pair_of(u: Sequence[int], v: Sequence[int]) -> str:
    """The two vectors in a sentence."""
    return rf"$\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$"
