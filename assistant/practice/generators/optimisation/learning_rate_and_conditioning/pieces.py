"""What the exercises of this topic share."""

from __future__ import annotations

from assistant.practice.draw import Draw


def bowl(draw: Draw) -> tuple[int, int]:
    """The smallest and the largest curvature of a bowl."""
    small = draw.choice((1, 1, 2, 3, 4, 5))
    return small, small * draw.choice((2, 3, 4, 5, 7, 9, 10, 19, 20, 49, 99)) + draw.choice((0, 0, 1, 3))


def written(mu: int, top: int) -> str:
    """The bowl as a formula."""
    return rf"\frac{{1}}{{2}} ({'' if mu == 1 else f'{mu} '}x^2 + {top} y^2)"
