"""Metrics of a confusion matrix, one step of k-means, convolution of short sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.figures import equals, factor, near, num, plus
from assistant.mathcheck.types import Fact, Step

MOST_POINTS = 20
MOST_CENTRES = 4
MOST_SEQUENCE = 12

METRICS = ("accuracy", "precision", "recall", "specificity", "f1")


def metric(name: str, tp: Any, fp: Any, fn: Any, tn: Any) -> Fact:
    """A metric of a binary classifier from its counts.

    Args:
        name: One of `METRICS`.
        tp: True positives; None, as the others, where the question does not say and the metric does not need it.
        fp: False positives.
        fn: False negatives.
        tn: True negatives.

    Raises:
        UnsolvableError: A count that is missing, or a zero below a fraction.
    """
    parts = {
        "accuracy": ((tp, tn), (tp, tn, fp, fn), "right ones over all"),
        "precision": ((tp,), (tp, fp), "true positives over all that were called positive"),
        "recall": ((tp,), (tp, fn), "true positives over all that are positive"),
        "specificity": ((tn,), (tn, fp), "true negatives over all that are negative"),
    }
    if name == "f1":
        precision, recall = metric("precision", tp, fp, fn, tn), metric("recall", tp, fp, fn, tn)
        p, r = tp / (tp + fp), tp / (tp + fn)
        if tp == 0:
            raise UnsolvableError("no true positive")
        value = 2 * p * r / (p + r)
        latex = f"F_{{1}} = \\frac{{2 \\cdot {num(tp)}}}{{2 \\cdot {num(tp)} + {num(fp)} + {num(fn)}}} {equals(value)}"
        steps = (
            *precision.steps,
            *recall.steps,
            Step(
                "harmonic mean of both",
                f"F_{{1}} = \\frac{{2 \\cdot {num(p)} \\cdot {num(r)}}}{{{num(p)} + {num(r)}}} {equals(value)}",
            ),
        )
        return Fact("f1 score", f"The F1 score is ${latex}$.", latex, steps)
    above, below, rule = parts[name]
    if any(count is None or not count.is_Integer or count < 0 for count in below) or sum(below) == 0:
        raise UnsolvableError("counts")
    value = sum(above) / sum(below)
    top, bottom = (" + ".join(num(count) for count in counts) for counts in (above, below))
    latex = f"\\frac{{{top}}}{{{bottom}}} {equals(value)}"
    return Fact(name, f"The {name} is ${latex}$.", latex, (Step(rule, latex),))


def f1_from(precision: Any, recall: Any) -> Fact:
    """The F1 score from precision and recall.

    Raises:
        UnsolvableError: Numbers outside 0 to 1, or both zero.
    """
    if not (0 <= precision <= 1 and 0 <= recall <= 1) or precision + recall == 0:
        raise UnsolvableError("shares between 0 and 1")
    value = 2 * precision * recall / (precision + recall)
    p, r = num(precision), num(recall)
    latex = f"F_{{1}} = \\frac{{2 \\cdot {p} \\cdot {r}}}{{{p} + {r}}} {equals(value)}"
    return Fact("f1 score", f"The F1 score is ${latex}$.", latex, (Step("harmonic mean of both", latex),))


def kmeans_step(points: Sequence[tuple[Any, ...]], centres: Sequence[tuple[Any, ...]]) -> Fact:
    """One step of k-means: each point to its nearest centre, each centre to the mean of its points.

    Raises:
        UnsolvableError: Too many points, a tie, or a centre that no point is nearest to.
    """
    if not 2 <= len(points) <= MOST_POINTS or not 2 <= len(centres) <= MOST_CENTRES:
        raise UnsolvableError("at most twenty points and four centres")
    if len({len(item) for item in (*points, *centres)}) != 1:
        raise UnsolvableError("points and centres of one dimension")
    groups: list[list[tuple[Any, ...]]] = [[] for _ in centres]
    steps = []
    for point in points:
        squares = [
            sum(((p - c) ** 2 for p, c in zip(point, centre, strict=True)), sympy.Integer(0))
            for centre in centres
        ]
        nearest = min(squares)
        if squares.count(nearest) > 1:
            raise UnsolvableError("a tie")
        index = squares.index(nearest)
        groups[index].append(point)
        line = ",\\quad ".join(
            f"{_squared_distance(point, centre)} = {num(s)}"
            for centre, s in zip(centres, squares, strict=True)
        )
        steps.append(
            Step(
                f"squared distances of ${_point(point)}$ from the centres: nearest is centre {index + 1}",
                line,
            )
        )
    found = []
    for index, group in enumerate(groups, start=1):
        if not group:
            raise UnsolvableError("a centre without points")
        centre = tuple(sum(column) / len(group) for column in zip(*group, strict=True))
        found.append(centre)
        for place, column in enumerate(zip(*group, strict=True), start=1):
            which = f", coordinate {place}" if len(centre) > 1 else ""
            line = (
                f"\\frac{{{plus([num(v) for v in column], 20)}}}{{{len(group)}}} {equals(centre[place - 1])}"
            )
            steps.append(Step(f"mean of the points of centre {index}{which}", line))
    latex = ",\\quad ".join(f"c_{{{i}}} = {_point(centre)}" for i, centre in enumerate(found, start=1))
    clusters = "; ".join(
        f"centre {i}: " + ", ".join(f"${_point(p)}$" for p in group)
        for i, group in enumerate(groups, start=1)
    )
    return Fact(
        "k-means step",
        f"The points are assigned to {clusters}. The new centres are ${latex}$.",
        latex,
        tuple(steps),
    )


def _point(point: Sequence[Any]) -> str:
    return num(point[0]) if len(point) == 1 else f"({', '.join(num(value) for value in point)})"


def _squared_distance(point: Sequence[Any], centre: Sequence[Any]) -> str:
    return " + ".join(f"({num(p)} - {factor(c)})^{{2}}" for p, c in zip(point, centre, strict=True))


def convolution(first: Sequence[Any], second: Sequence[Any]) -> Fact:
    """The full convolution of two sequences.

    Raises:
        UnsolvableError: An empty sequence, or more than twelve numbers in one.
    """
    if not (1 <= len(first) <= MOST_SEQUENCE and 1 <= len(second) <= MOST_SEQUENCE):
        raise UnsolvableError("at most twelve numbers in a sequence")
    result, steps = [], []
    for n in range(len(first) + len(second) - 1):
        pairs = [(first[k], second[n - k]) for k in range(len(first)) if 0 <= n - k < len(second)]
        value = sum((a * b for a, b in pairs), sympy.Integer(0))
        result.append(value)
        line = plus([f"{factor(a)} \\cdot {factor(b)}" for a, b in pairs])
        steps.append(Step(f"entry {n + 1}: products whose places add up to {n}", f"{line} {near(value)}"))
    latex = f"({_listed(first)}) * ({_listed(second)}) = ({_listed(result)})"
    return Fact("convolution", f"The convolution is $({_listed(result)})$.", latex, tuple(steps))


def _listed(values: Sequence[Any]) -> str:
    return ", ".join(num(value) for value in values)
