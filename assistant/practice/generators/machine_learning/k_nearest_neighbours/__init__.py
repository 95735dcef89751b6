"""Exercises on k-nearest neighbours: votes, means plain and weighted, the choice of k, scaling and dimensions."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
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
from assistant.practice.generators.machine_learning.k_nearest_neighbours.questions import (
    dimensions,
    extremes,
    scaling,
)
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
    total,
)
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    words_draft,
)

TOPIC = "k-nearest-neighbours"


NEAR = "Measure the distance to every example, sort, keep the first k. Squared distances give the same order."


Example = tuple[tuple[int, int], Any]


def _gap(p: Any, q: Any) -> int:
    return int((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2)


def _gap_text(p: Any, q: Any) -> str:
    return plus(*(f"({minus(a, b)})^{{2}}" for a, b in zip(p, q, strict=True)))


def _places(draw: Draw, count: int, query: tuple[int, int]) -> list[tuple[int, int]]:
    places = [(draw.integer(0, 8), draw.integer(0, 8)) for _ in range(count)]
    gaps = [_gap(p, query) for p in places]
    if len(set(gaps)) < count or 0 in gaps:
        raise Unsuitable("a tie")
    return places


def _by_counting(examples: list[Example], query: tuple[int, int], k: int) -> list[Any]:
    """The labels of the examples that have fewer than k nearer ones."""
    roots = [second_way.root(_gap(p, query)) for p, _ in examples]
    return [
        label for (_, label), r in zip(examples, roots, strict=True) if sum(other < r for other in roots) < k
    ]


def _vote(draw: Draw, level: int) -> Draft:
    query = (draw.integer(2, 6), draw.integer(2, 6))
    places = _places(draw, 5, query)
    labels = draw.shuffled(("A", "A", "B", "B", draw.choice(("A", "B"))))
    examples: list[Example] = list(zip(places, labels, strict=True))
    k = draw.choice((1, 3, 3))
    near = sorted(examples, key=lambda e: _gap(e[0], query))[:k]
    right = Counter(label for _, label in near).most_common(1)[0][0]
    nearest, most = near[0][1], Counter(labels).most_common(1)[0][0]
    other = "B" if right == "A" else "A"
    told = (
        "That is the label of the single nearest one; let all k vote."
        if other == nearest
        else "That is the most frequent label of all; only the neighbours vote."
        if other == most
        else "Check the distances once more: square first, then add."
    )
    shown = ", ".join(f"$({p[0]}, {p[1]})$ {label}" for p, label in examples)
    return words_draft(
        draw,
        prompt=draw.choice(
            (
                f"Five examples with their labels: {shown}. Which label do the {k} nearest neighbours give to $({query[0]}, {query[1]})$?"
                if k > 1
                else f"Five examples with their labels: {shown}. Which label does the nearest neighbour give to $({query[0]}, {query[1]})$?",
                f"Classify the point $({query[0]}, {query[1]})$ with $k = {k}$. The examples are {shown}.",
            )
        ),
        right=right,
        options=[("A", "Label A", told), ("B", "Label B", told)],
        proof=Rederived(
            "counting",
            "For each example it was counted how many are nearer, with true distances.",
            lambda: Counter(_by_counting(examples, query, k)).most_common(1)[0][0],
        ),
        steps=(
            *(
                Step(
                    f"Squared distance to ({p[0]}, {p[1]}), label {label}",
                    chain(_gap_text(p, query), _gap(p, query)),
                )
                for p, label in examples
            ),
            Step(
                f"The {k} nearest vote {', '.join(label for _, label in near)}"
                if k > 1
                else f"The nearest says {nearest}",
                r" \leq ".join(str(_gap(p, query)) for p, _ in near)
                if k > 1
                else str(_gap(near[0][0], query)),
            ),
        ),
        hints=(
            "You are asked for the label that the neighbours vote for.",
            NEAR,
            f"The first example is away by the square ${_gap_text(examples[0][0], query)}$.",
        ),
    )


def _mean(draw: Draw, level: int) -> Draft:
    query = (draw.integer(2, 6), draw.integer(2, 6))
    places = _places(draw, 5, query)
    values = [draw.integer(10, 40) for _ in places]
    k = draw.choice((2, 3))
    examples: list[Example] = list(zip(places, values, strict=True))
    near = [v for _, v in sorted(examples, key=lambda e: _gap(e[0], query))[:k]]
    key = sympy.Rational(sum(near), k)
    return Draft(
        prompt=f"Flats at five places of a map were sold, prices in ten thousands:{table(('place', 'price'), [(f'$({p[0]}, {p[1]})$', v) for p, v in examples])}What price does k-nearest neighbours with $k = {k}$ predict at $({query[0]}, {query[1]})$?",
        key=key,
        proof=Rederived(
            "counting",
            "For each flat it was counted how many are nearer, with true distances.",
            lambda: Fraction(sum(_by_counting(examples, query, k)), k),
        ),
        steps=(
            *(
                Step(f"Squared distance to ({p[0]}, {p[1]})", chain(_gap_text(p, query), _gap(p, query)))
                for p, _ in examples
            ),
            Step("Mean of the nearest", chain(rf"\frac{{{plus(*near)}}}{{{k}}}", key)),
        ),
        hints=(
            "You are asked for a number that the neighbours predict together.",
            NEAR + " Then take the mean of their values.",
            f"The first flat is away by the square ${_gap_text(places[0], query)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(sum(values), len(values)), "Only the nearest ones count."),
            Mistake(sympy.Integer(near[0]), "That is the nearest one alone."),
            Mistake(sympy.Integer(sum(near)), "Divide by the number of neighbours."),
            Mistake(
                sympy.Rational(sum(v for _, v in sorted(examples, key=lambda e: -_gap(e[0], query))[:k]), k),
                "Those are the farthest ones.",
            ),
        ),
    )


def _weighted(draw: Draw, level: int) -> Draft:
    gaps = sorted(draw.sample((1, 2, 3, 4, 5, 6), 2 if draw.coin() else 3))
    values = [draw.integer(2, 30) for _ in gaps]
    weights = [Fraction(1, g) for g in gaps]
    top, bottom = total(w * v for w, v in zip(weights, values, strict=True)), total(weights)
    key = rational(top / bottom)
    if len(set(values)) < len(values):
        raise Unsuitable("values alike")
    k = len(gaps)
    who = draw.choice((("houses", "prices"), ("weather stations", "temperatures"), ("songs", "ratings")))
    whole = math.lcm(*gaps)

    def tickets() -> Fraction:
        box = [v for g, v in zip(gaps, values, strict=True) for _ in range(whole // g)]
        return Fraction(sum(box), len(box))

    return Draft(
        prompt=f"The {k} nearest {who[0]} are {listed(gaps)} away and have the {who[1]} {listed(values)}. Each counts with one over its distance. What is the weighted prediction?",
        key=key,
        proof=Rederived(
            "tickets",
            "Each value was put into a box as often as its weight says, and the box averaged.",
            tickets,
        ),
        steps=(
            Step(
                "Weighted sum",
                chain(
                    plus(*(rf"\frac{{1}}{{{g}}} \cdot {v}" for g, v in zip(gaps, values, strict=True))), top
                ),
            ),
            Step("Sum of the weights", chain(plus(*(over(1, g) for g in gaps)), bottom)),
            Step("Divide", rf"\frac{{{tex(top)}}}{{{tex(bottom)}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for a mean in which near ones count more.",
            r"$\hat{y} = \frac{\sum w_i y_i}{\sum w_i}$ with $w_i$ one over the distance.",
            f"The second weight is $\\frac{{1}}{{{gaps[1]}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(top), "Divide by the sum of the weights."),
            Mistake(rational(top / k), "Divide by the sum of the weights, not by the number of neighbours."),
            Mistake(sympy.Rational(sum(values), k), "That is the plain mean; near ones count more."),
            Mistake(
                rational(total(g * v for g, v in zip(gaps, values, strict=True)) / sum(gaps)),
                "The weight is one over the distance: near ones count more.",
            ),
        ),
    )


def _which_k(draw: Draw, level: int) -> Draft:
    gaps = sorted(draw.sample(range(1, 12), 5))
    values = [draw.integer(1, 20) for _ in gaps]
    means = [Fraction(sum(values[:k]), k) for k in range(1, 6)]
    k = draw.integer(2, 5)
    if means.count(means[k - 1]) > 1:
        raise Unsuitable("two answers")
    spots = draw.shuffled([(draw.choice((-1, 1)) * g, v) for g, v in zip(gaps, values, strict=True)])
    query = draw.integer(10, 30)
    key = sympy.Integer(k)
    return Draft(
        prompt=f"Examples on a line:{table(('$x$', '$y$'), [(query + g, v) for g, v in spots])}Asked for the value at ${query}$, k-nearest neighbours (plain mean) says ${short(means[k - 1])}$. Which $k$ was used?",
        key=key,
        proof=Satisfies(
            "trying it",
            "The prediction was worked out again with this k.",
            lambda v: (
                isinstance(v, Fraction)
                and v.denominator == 1
                and 1 <= v <= 5
                and Fraction(sum(y for g, y in spots if sum(abs(h) < abs(g) for h, _ in spots) < v), int(v))
                == means[k - 1]
            ),
        ),
        steps=tuple(
            Step(f"k = {i + 1}", chain(rf"\frac{{{plus(*values[: i + 1])}}}{{{i + 1}}}", means[i]))
            for i in range(k)
        ),
        hints=(
            "The prediction is known; the number of neighbours is asked for.",
            NEAR,
            f"The nearest example is {gaps[0]} away. What would one neighbour say, what would two?",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(k - 1), "Try it: what do so many neighbours predict together?"),
            Mistake(sympy.Integer(k + 1), "Try it: what would so many neighbours predict together?"),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "vote", CHOICE, _vote, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "mean", COMPUTE, _mean, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "weighted", COMPUTE, _weighted, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "which-k", REVERSE, _which_k, levels=(2,), objectives=(2, 3)),
    Generator(TOPIC, "extremes", TRUE_FALSE, extremes, levels=(1,), objectives=(1, 3)),
    Generator(TOPIC, "scaling", CHOICE, scaling, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "dimensions", COMPUTE, dimensions, levels=(3,), objectives=(4,)),
)
