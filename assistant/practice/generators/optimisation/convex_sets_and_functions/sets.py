"""Which sets are convex."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, linear_side, pair
from assistant.practice.notation import chain, over, plus, tex
from assistant.practice.tasks import claim

SET_RULE = "A set is convex when with any two of its points it holds the whole segment between them."


Inside = Callable[[Fraction, Fraction], bool]


def _set(draw: Draw, level: int) -> tuple[str, bool, Inside, str]:
    """A set: its condition, whether it is convex, membership, and why."""
    c, r = draw.integer(1, 6), draw.integer(2, 5)
    a, b = draw.nonzero(-3, 4), draw.nonzero(-3, 4)
    p, q = draw.integer(-2, 2), draw.integer(-2, 2)
    disc = f"{tex((X - p) ** 2)} + {tex((Y - q) ** 2)}"
    slab = linear_side((a, b), ("x", "y"))
    one: list[tuple[str, bool, Inside, str]] = [
        (
            rf"${slab} \le {c}$",
            True,
            lambda x, y: a * x + b * y <= c,
            "a half plane holds every segment between its points",
        ),
        (
            rf"${slab} = {c}$",
            True,
            lambda x, y: a * x + b * y == c,
            "a line holds every segment between its points",
        ),
        (
            rf"$|{slab}| \le {c}$",
            True,
            lambda x, y: abs(a * x + b * y) <= c,
            "a band is the overlap of two half planes",
        ),
        (
            rf"$|{slab}| \ge {c}$",
            False,
            lambda x, y: abs(a * x + b * y) >= c,
            "the segment from one side of the band to the other crosses the gap",
        ),
    ]
    two: list[tuple[str, bool, Inside, str]] = [
        (
            rf"${disc} \le {r * r}$",
            True,
            lambda x, y: (x - p) ** 2 + (y - q) ** 2 <= r * r,
            "a full disc has no dents",
        ),
        (
            rf"${disc} = {r * r}$",
            False,
            lambda x, y: (x - p) ** 2 + (y - q) ** 2 == r * r,
            "the segment between two points of a circle leaves the circle",
        ),
        (
            rf"${disc} \ge {r * r}$",
            False,
            lambda x, y: (x - p) ** 2 + (y - q) ** 2 >= r * r,
            "opposite points outside the disc are joined through it",
        ),
        (
            rf"$y \ge {tex(c * (X - p) ** 2)}$",
            True,
            lambda x, y: y >= c * (x - p) ** 2,
            "the points above the graph of a convex function form a convex set",
        ),
        (
            rf"$y \le {tex(c * (X - p) ** 2)}$",
            False,
            lambda x, y: y <= c * (x - p) ** 2,
            "the segment between two points on the parabola runs above it",
        ),
        (
            rf"$|x| + |y| \le {r}$",
            True,
            lambda x, y: abs(x) + abs(y) <= r,
            "it is a square standing on its tip",
        ),
        (
            rf"$xy \ge {c}$ and $x > 0$",
            True,
            lambda x, y: x * y >= c and x > 0,
            "above the branch of the hyperbola there are no dents",
        ),
        (
            rf"$xy \ge {c}$",
            False,
            lambda x, y: x * y >= c,
            "it has two pieces, and a segment between them leaves both",
        ),
    ]
    if level == 1:
        return draw.choice(one)
    if level == 2:
        return draw.choice(two)
    left, right = draw.choice(one[:3]), draw.choice(two)
    if draw.coin() and right[1]:
        return (
            f"{left[0]} and {right[0]}",
            True,
            lambda x, y: left[2](x, y) and right[2](x, y),
            "the overlap of convex sets is convex",
        )
    third = draw.choice((one[0], two[0]))
    low, high = third[2], (lambda x, y: abs(x) >= r + 3)
    return (
        rf"{third[0]}, or $|x| \ge {r + 3}$",
        False,
        lambda x, y: low(x, y) or high(x, y),
        "put together, convex pieces need not be convex: a segment from piece to piece leaves them",
    )


def _dent(inside: Inside) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]] | None:
    """Two points of the set on a grid whose middle is outside, or None."""
    grid = [(Fraction(i), Fraction(j)) for i in range(-12, 13, 1) for j in range(-12, 13, 1)]
    found = [at for at in grid if inside(*at)]
    # Spread over the set without a stride that could step in time with its pattern.
    some = sorted(found, key=lambda at: (at[0] * 37 + at[1] * 61) % 101)[:80]
    for first, second in combinations(some, 2):
        if not inside((first[0] + second[0]) / 2, (first[1] + second[1]) / 2):
            return first, second
    return None


def sets(draw: Draw, level: int) -> Draft:
    """Whether a set is convex: one straight or absolute condition, one curved, or two joined."""
    text, truth, inside, why = _set(draw, level)
    dent = _dent(inside)
    members = [
        (Fraction(i), Fraction(j))
        for i in range(-8, 9)
        for j in range(-8, 9)
        if inside(Fraction(i), Fraction(j))
    ]
    if len(members) < 2:
        raise Unsuitable("too small")
    if dent:
        ends, word = dent, "outside the set"
    else:
        ends, word = (members[0], members[-1]), "in the set"
    middle = tuple((u + v) / 2 for u, v in zip(*ends, strict=True))
    halves = [chain(over(plus(u, v), 2), (u + v) / 2) for u, v in zip(*ends, strict=True)]
    return claim(
        draw,
        says=(
            f"The set of all points $(x, y)$ with {text} is convex.",
            f"All points of the plane with {text}: they form a convex set.",
            f"A constraint demands {text}. The allowed points $(x, y)$ form a convex set.",
        ),
        truth=truth,
        decide=lambda: _dent(inside) is None,
        method="middles of segments",
        detail="Pairs of grid points of the set were joined, and the middle of each segment was looked up.",
        steps=[
            (
                f"The middle of {pair(ends[0])} and {pair(ends[1])}, two points of the set: first coordinate",
                halves[0],
            ),
            (f"Second coordinate; the middle {pair(middle)} is {word}", halves[1]),
        ],
        hints=(
            "You are asked about all segments between points of a set.",
            SET_RULE,
            "Sketch the set. Can you join two of its points by a segment that leaves it?",
        ),
        if_wrong=f"Look at the sketch again: {why}.",
    )
