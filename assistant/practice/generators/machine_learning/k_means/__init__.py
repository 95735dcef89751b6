"""Exercises on k-means: assign, update, inertia, and why the start matters."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
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
from assistant.practice.generators.machine_learning.k_means.questions import claim, lost_point, starts_of
from assistant.practice.notation import (
    chain,
    column,
    minus,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
)

TOPIC = "k-means"


WHAT = ("shops on a map", "customers, by two scores,", "pixels, by two colour values,", "bicycles in a city")


def _gap(p: Any, q: Any) -> Any:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _gap_text(p: Any, q: Any) -> str:
    return plus(*(f"({minus(a, b)})^{{2}}" for a, b in zip(p, q, strict=True)))


def _centre(draw: Draw, level: int) -> Draft:
    size = draw.integer(3, 4)
    points = [(draw.integer(-2, 9), draw.integer(-2, 9)) for _ in range(size)]
    old = (draw.integer(-1, 8), draw.integer(-1, 8))
    mean = mean_of(points)
    key = column(mean)
    if len(set(points)) < size or mean == old:
        raise Unsuitable("points alike")
    both = mean_of([*points, old])
    return Draft(
        prompt=draw.choice(
            (
                f"A cluster of k-means holds {draw.choice(WHAT)} at {names(points)}; its centre was $({old[0]}, {old[1]})$. Where does the update move the centre?",
                f"K-means has assigned {names(points)} to one centre, which lies at $({old[0]}, {old[1]})$. What is the new centre?",
            )
        ),
        key=key,
        proof=Satisfies(
            "balance",
            "At this point the differences to all members of the cluster add up to zero.",
            lambda v: isinstance(v, tuple) and all(sum(p[i] - v[i] for p in points) == 0 for i in range(2)),
        ),
        steps=tuple(
            Step(
                f"{'First' if i == 0 else 'Second'} coordinate",
                chain(rf"\frac{{{plus(*(p[i] for p in points))}}}{{{size}}}", mean[i]),
            )
            for i in range(2)
        ),
        hints=(
            "You are asked for the new centre of one cluster.",
            UPDATE,
            f"Begin with the first coordinates: ${plus(*(p[0] for p in points))}$, of {size} points.",
        ),
        answer_hint="a point such as [1.5, -2]",
        mistakes=but_key(
            key,
            Mistake(column(both), "The old centre has no weight in the update: only the points count."),
            Mistake(column([m * size for m in mean]), "Divide by the number of points in the cluster."),
            Mistake(
                column([(m + o) / 2 for m, o in zip(mean, old, strict=True)]),
                "The centre moves all the way to the mean, not half of it.",
            ),
        ),
    )


def _round(draw: Draw, level: int) -> Draft:
    left = [(draw.integer(0, 4), draw.integer(0, 4)) for _ in range(draw.integer(2, 3))]
    right = [(draw.integer(5, 9), draw.integer(4, 9)) for _ in range(2)]
    points = draw.shuffled([*left, *right])
    a, b = draw.sample(points, 2)
    if len(set(points)) < len(points):
        raise Unsuitable("points alike")
    near = [p for p in points if _gap(p, a) < _gap(p, b)]
    if any(_gap(p, a) == _gap(p, b) for p in points) or len(near) in (1, len(points)):
        raise Unsuitable("a tie")
    key = column(mean_of(near))

    def again() -> tuple[Fraction, ...]:
        rows = numpy.array(points)
        nearer = ((rows - numpy.array(a)) ** 2).sum(axis=1) < ((rows - numpy.array(b)) ** 2).sum(axis=1)
        return tuple(Fraction(int(part), int(nearer.sum())) for part in rows[nearer].sum(axis=0))

    others = [p for p in points if p not in (a, b)]
    return Draft(
        prompt=f"K-means runs on {names(points)} with two centres, which start at $({a[0]}, {a[1]})$ and $({b[0]}, {b[1]})$. Assign all points, then update: where is the first centre now?",
        key=key,
        proof=Rederived("NumPy", "The round was run again with NumPy on the whole table.", again),
        steps=(
            *(
                Step(
                    f"Point ({p[0]}, {p[1]}): nearer to the {'first' if p in near else 'second'} centre",
                    f"{_gap_text(p, a)} = {_gap(p, a)} {'<' if p in near else '>'} {_gap(p, b)}",
                )
                for p in others
            ),
            *(
                Step(
                    f"Mean of the first cluster, {'first' if i == 0 else 'second'} coordinate",
                    chain(rf"\frac{{{plus(*(p[i] for p in near))}}}{{{len(near)}}}", mean_of(near)[i]),
                )
                for i in range(2)
            ),
        ),
        hints=(
            "You are asked for the first centre after one whole round.",
            ASSIGN + " " + UPDATE,
            f"The squared distance from $({others[0][0]}, {others[0][1]})$ to the first centre is ${_gap_text(others[0], a)}$; compare it with that to the second.",
        ),
        answer_hint="a point such as [1.5, -2]",
        mistakes=but_key(
            key,
            Mistake(column(mean_of([p for p in points if p not in near])), "That is the second centre."),
            Mistake(column(mean_of(points)), "Average the points of its own cluster only."),
            Mistake(
                column([Fraction(sum(p[i] for p in near), len(points)) for i in range(2)]),
                "Divide by the number of points in the cluster, not of all points.",
            ),
        ),
    )


def _inertia(draw: Draw, level: int) -> Draft:
    groups = [
        [(draw.integer(0, 4), draw.integer(0, 4)) for _ in range(2)],
        [(draw.integer(5, 9), draw.integer(3, 8)) for _ in range(draw.integer(2, 3))],
    ]
    means = [mean_of(g) for g in groups]
    if any(len(set(g)) < len(g) for g in groups) or any(m.denominator > 2 for mean in means for m in mean):
        raise Unsuitable("ugly value")
    pieces = [(p, mean) for g, mean in zip(groups, means, strict=True) for p in g]
    value: Any = sum(_gap(p, m) for p, m in pieces)
    key = rational(value)
    return Draft(
        prompt=f"Two clusters: {names(groups[0])}; and {names(groups[1])}. Their centres are their means, ${tex(tuple(map(rational, means[0])))}$ and ${tex(tuple(map(rational, means[1])))}$. "
        + draw.choice(("What is the inertia?", "Compute the inertia $J$ of this clustering.")),
        key=key,
        proof=Rederived(
            "pairs",
            "For each cluster the squared distances of all pairs were added and divided by its size, without the centres.",
            lambda: sum(
                (Fraction(sum(_gap(p, q) for p, q in combinations(g, 2)), len(g)) for g in groups),
                Fraction(0),
            ),
        ),
        steps=(
            *(
                Step(
                    f"Squared distance of ({p[0]}, {p[1]}) to its centre",
                    chain(
                        plus(*(f"({minus(c, tex(m))})^{{2}}" for c, m in zip(p, mean, strict=True))),
                        _gap(p, mean),
                    ),
                )
                for p, mean in pieces
            ),
            Step("Add up", chain(plus(*(_gap(p, m) for p, m in pieces)), value)),
        ),
        hints=(
            "You are asked how tightly the points lie round their centres.",
            INERTIA,
            f"The first point is away from its centre by the square ${plus(*(f'({minus(c, tex(m))})^2' for c, m in zip(*pieces[0], strict=True)))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(value / len(pieces)), "The inertia is a sum; do not divide by the number of points."
            ),
            Mistake(
                sympy.Add(*(sympy.sqrt(rational(_gap(p, m))) for p, m in pieces)),
                "Add squared distances, not distances.",
            ),
            Mistake(rational(sum(_gap(p, m) for p, m in pieces[:2])), "That is the first cluster alone."),
        ),
    )


def _drop(draw: Draw, level: int) -> Draft:
    size = draw.integer(3, 4)
    points = even_cluster(draw, size)
    mean = mean_of(points)
    centre = (draw.integer(0, 9), draw.integer(0, 9))
    if len(set(points)) < size or any(m.denominator > 1 for m in mean) or mean == centre:
        raise Unsuitable("ugly value")
    drop: Any = size * _gap(mean, centre)
    key = rational(drop)
    return Draft(
        prompt=f"A cluster of k-means holds {names(points)}, and its centre stands at $({centre[0]}, {centre[1]})$. By how much does the inertia fall when the centre is updated?",
        key=key,
        proof=Rederived(
            "before and after",
            "The inertia was worked out before and after, point by point.",
            lambda: sum(_gap(p, centre) - _gap(p, mean) for p in points),
        ),
        steps=(
            Step(
                "The new centre, first coordinate",
                chain(rf"\frac{{{plus(*(p[0] for p in points))}}}{{{size}}}", mean[0]),
            ),
            Step("Second coordinate", chain(rf"\frac{{{plus(*(p[1] for p in points))}}}{{{size}}}", mean[1])),
            Step(
                "Number of points times the squared way of the centre",
                chain(rf"{size} \cdot ({_gap_text(mean, centre)})", drop),
            ),
        ),
        hints=(
            "You are asked how much an update gains.",
            INERTIA
            + r" Moving the centre of $n_j$ points to their mean lowers it by $n_j$ times the squared way that the centre goes.",
            f"Find the mean first; its first coordinate is $\\frac{{{plus(*(p[0] for p in points))}}}{{{size}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(_gap(mean, centre)), "Every point of the cluster gains: multiply by their number."
            ),
            Mistake(rational(sum(_gap(p, mean) for p in points)), "That is the inertia after the update."),
            Mistake(rational(sum(_gap(p, centre) for p in points)), "That is the inertia before the update."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "centre", COMPUTE, _centre, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "round", COMPUTE, _round, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "inertia", COMPUTE, _inertia, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "drop", COMPUTE, _drop, levels=(3,), objectives=(2, 3)),
    Generator(TOPIC, "lost-point", REVERSE, lost_point, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "away", TRUE_FALSE, claim, levels=(2,), objectives=(2, 3)),
    Generator(TOPIC, "starts", CHOICE, starts_of, levels=(3,), objectives=(1, 4)),
)
