"""Exercises on k-means: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    VECTOR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.k_means.pieces import (
    ASSIGN,
    INERTIA,
    UPDATE,
    even_cluster,
    mean_of,
    names,
)
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    minus,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def lost_point(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “lost point”."""
    size = draw.integer(3, 4)
    points = even_cluster(draw, size)
    mean = mean_of(points)
    if len(set(points)) < size or any(m.denominator > 2 for m in mean) or mean == points[-1]:
        raise Unsuitable("ugly value")
    key = column(points[-1])
    return Draft(
        prompt=f"A cluster has {size} points and its updated centre is ${tex(tuple(map(rational, mean)))}$. {size - 1} of the points are {names(points[:-1])}. Where is the other one?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "With this point the mean was worked out again.",
            lambda v: isinstance(v, tuple) and mean_of([*points[:-1], v]) == mean,
        ),
        steps=tuple(
            Step(
                f"{'First' if i == 0 else 'Second'} coordinate: what is missing to the sum",
                f"{times(size, mean[i])} - {guarded(tex(sum(p[i] for p in points[:-1])))} = {points[-1][i]}",
            )
            for i in range(2)
        ),
        hints=(
            "The centre is known, a point is asked for.",
            UPDATE,
            f"The first coordinates of all {size} points add up to ${times(size, mean[0])}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(
                column(
                    [2 * m - Fraction(sum(p[i] for p in points[:-1]), size - 1) for i, m in enumerate(mean)]
                ),
                "The centre is the mean of all points, not the middle between one point and the rest.",
            ),
            Mistake(column(mean), "That is the centre itself."),
        ),
    )


def _lloyd(points: Any, centres: Any) -> tuple[Fraction, tuple[Fraction, ...]]:
    """Run k-means on a line until nothing changes; the inertia and the centres."""
    while True:
        groups: list[list[int]] = [[] for _ in centres]
        for p in points:
            gaps = [abs(p - c) for c in centres]
            if gaps.count(min(gaps)) > 1:
                raise Unsuitable("a tie")
            groups[gaps.index(min(gaps))].append(p)
        if not all(groups):
            raise Unsuitable("an empty cluster")
        new = tuple(Fraction(sum(g), len(g)) for g in groups)
        if new == tuple(centres):
            return total((p - c) ** 2 for g, c in zip(groups, new, strict=True) for p in g), new
        centres = new


def _nearest(centres: Any, point: int) -> Any:
    return min(centres, key=lambda centre: abs(point - centre))


def starts_of(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “starts of”."""
    a, gap = draw.integer(0, 3), draw.integer(2, 4)
    points = sorted(
        {
            a,
            a + 1,
            a + 1 + gap,
            a + 2 + gap,
            a + 3 + gap + draw.integer(4, 9),
            a + 4 + gap + draw.integer(4, 12),
        }
    )
    if len(points) < 6:
        raise Unsuitable("points alike")
    starts = {"S": tuple(draw.sample(points, 2)), "T": tuple(draw.sample(points, 2))}
    ends = {name: _lloyd(points, tuple(map(Fraction, sorted(start)))) for name, start in starts.items()}
    same = ends["S"][0] == ends["T"][0]
    right = "both" if same else min(ends, key=lambda name: ends[name][0])
    if same and draw.integer(0, 11):
        raise Unsuitable("seldom equal")

    def again() -> str:
        found = {}
        for name, start in starts.items():
            centres = [Fraction(c) for c in start]
            for _ in range(20):
                nearest = [int(abs(p - centres[1]) < abs(p - centres[0])) for p in points]
                centres = [
                    Fraction(sum(p for p, n in zip(points, nearest, strict=True) if n == j), nearest.count(j))
                    for j in (0, 1)
                ]
            found[name] = total(min((p - c) ** 2 for c in centres) for p in points)
        return "both" if found["S"] == found["T"] else min(found, key=lambda name: found[name])

    told = (
        "Run both to the end: a start can lead into a worse clustering, from which k-means never comes back."
    )
    return words_draft(
        draw,
        prompt=f"Points on a line: {listed(points)}. K-means with two clusters starts once with the centres {listed(sorted(starts['S']))} (start S), once with {listed(sorted(starts['T']))} (start T). Which start ends with the lower inertia?",
        right=right,
        options=[
            ("S", "Start S", told),
            ("T", "Start T", told),
            ("both", "Both end with the same inertia", told),
        ],
        proof=Rederived("running it", "Both starts were run for twenty rounds.", again),
        steps=tuple(
            Step(
                f"Start {name} ends with the inertia",
                chain(plus(*(f"({minus(p, tex(_nearest(end[1], p)))})^{{2}}" for p in points)), end[0]),
            )
            for name, end in ends.items()
        ),
        hints=(
            "You are asked to compare two runs of the same algorithm.",
            ASSIGN + " " + UPDATE + " Repeat until nothing changes.",
            f"Take S first: which points are nearer to ${sorted(starts['S'])[0]}$ than to ${sorted(starts['S'])[1]}$?",
        ),
    )


def claim(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “claim”."""
    size = draw.integer(2, 4)
    points = sorted(draw.sample(range(0, 13), size))
    mean = Fraction(sum(points), size)
    if mean.denominator > 2:
        raise Unsuitable("ugly value")
    other = draw.choice([c for c in range(0, 13) if c != mean])
    low, high = total((p - mean) ** 2 for p in points), total((p - other) ** 2 for p in points)
    truth = draw.coin()
    claimed = high - low + (0 if truth else draw.choice((-1, 1)) * size)
    if not truth and claimed == 0:
        raise Unsuitable("nothing claimed")
    text = (
        f"raises the inertia by exactly ${short(claimed)}$"
        if claimed > 0
        else f"lowers the inertia by ${short(-claimed)}$"
    )
    return claim_draft(
        prompt=f"A cluster on a line holds {listed(points)}; its centre is at the mean, ${short(mean)}$. True or false: moving the centre to ${other}$ {text}.",
        truth=truth,
        method="before and after",
        detail="The inertia was added up for both centres.",
        decide=lambda: (
            sum((p - other) ** 2 for p in points) - sum((p - mean) ** 2 for p in points) == claimed
        ),
        steps=(
            Step("At the mean", chain(plus(*(f"({minus(p, short(mean))})^{{2}}" for p in points)), low)),
            Step("After the move", chain(plus(*(f"({minus(p, other)})^{{2}}" for p in points)), high)),
            Step("The difference", chain(minus(high, low), high - low)),
        ),
        hints=(
            "You are asked to compare the inertia at two places.",
            INERTIA + " No place is better than the mean.",
            f"The first point contributes $({minus(points[0], other)})^2$ after the move.",
        ),
        if_wrong="The mean has the lowest inertia of all places; going away from it costs the number of points times the squared way.",
    )
