"""Exercises on cross-entropy: what the questions share."""

from __future__ import annotations

from assistant.practice.draw import Draw

CROSS = r"$H(p, q) = -\sum_x p(x) \log q(x)$: the truth $p$ weighs, the model $q$ is surprised."


BINARY = r"$\ell(y, r) = -y \ln r - (1 - y) \ln (1 - r)$; for a one-hot label only $-\ln q(c)$ remains."


SHAPES = ((1, 1), (1, 2, 2), (2, 2, 2, 2), (1, 2, 3, 3), (1, 3, 3, 2))


def halves(draw: Draw) -> tuple[list[int], list[int]]:
    """Surprises in bits under the truth and under the model."""
    size = draw.choice((3, 4, 4))
    options = [s for s in SHAPES if len(s) == size]
    return draw.shuffled(draw.choice(options)), draw.shuffled(draw.choice(options))
