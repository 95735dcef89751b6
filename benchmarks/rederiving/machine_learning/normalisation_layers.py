"""Readers for the topic “Normalisation layers”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import a, column, listed, n
from rederiving.rules import Rules
from rederiving.summaries import lists, mean, spread, taken
from rederiving.values import dot

rule = Rules()

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}
normalised = lambda v: [(x - mean(v)) / mp.sqrt(spread(v)) for x in v]
S = "entry"
for _data in lists("p"):
    for _start in (
        f"The row of one example is {_data}. It is normalised with its mean and variance",
        f"A column of a batch is {_data}. It is normalised with its mean and variance",
        f"A row of activations is {_data}. It is normalised with its mean and variance",
    ):
        rule(
            S,
            lambda **k: normalised(listed(taken(k, "p")))[_PLACES[k["o"]]],
            _start + ". What becomes of the «o» entry?",
        )
        rule(
            S,
            lambda **k: n(k["g"]) * normalised(listed(taken(k, "p")))[_PLACES[k["o"]]] + n(k["s"]),
            _start
            + ", then scaled by $\\gamma = «g»$ and shifted by $\\beta = «s»$. What becomes of the «o» entry?",
        )
    for _ends in lists("q"):

        def _through(**k: str) -> Any:
            v, slopes, place = listed(taken(k, "p")), listed(taken(k, "q")), _PLACES[k["o"]]
            loss = lambda t: dot(column(*normalised([*v[:place], t, *v[place + 1 :]])), column(*slopes))
            return mp.diff(loss, v[place])

        rule(
            "gradient",
            _through,
            f"The activations {_data} are normalised ($\\gamma = 1$, $\\epsilon = 0$). The loss has the derivatives {_ends} by the normalised values. What is its derivative by the «o» activation?",
        )
S = "unknown"
rule(
    S,
    lambda m, v, g, x, y: n(y) - n(g) * (n(x) - n(m)) / mp.sqrt(n(v)),
    "In use, batch normalisation takes its running mean $«m»$ and running variance $«v»$, whatever the batch. With $\\gamma = «g»$ it turns $«x»$ into $«y»$. What is $\\beta$?",
)
rule(
    S,
    lambda m, v, z: n(m) + n(z) * mp.sqrt(n(v)),
    "A group with the mean $«m»$ and the variance $«v»$ was normalised, and one entry became $«z»$. What was it before?",
)


def _axis(m: str, kind: str, i: str, j: str) -> Any:
    matrix, row, col = a(m), int(i) - 1, int(j) - 1
    if kind == "RMS":
        return matrix[row, col] / mp.sqrt(mean([v * v for v in matrix[row, :]]))
    return (
        normalised(list(matrix[row, :]))[col]
        if kind == "Layer"
        else normalised(list(matrix[:, col]))[row]
        if kind == "Batch"
        else None
    )


rule(
    "axis",
    _axis,
    "A batch has two examples (rows) and two features: $«m»$. «kind» normalisation is applied, with $\\gamma = 1$, $\\beta = 0$ and $\\epsilon = 0$. What stands in row «i», column «j» afterwards?",
)


def _statistics(kind: str, phase: str, mine: list[Any], other: list[Any]) -> Any:
    """What the first example is normalised with; in use batch normalisation keeps the numbers of training."""
    if kind == "layer":
        return (mean(mine), spread(mine))
    if phase == "in use":
        return None
    return [(mean(pair), spread(pair)) for pair in zip(mine, other, strict=True)]


for _kind in ("batch", "layer"):
    for _phase in ("in training", "in use"):
        rule(
            "whose-numbers",
            lambda x, y, u, v, s, t, k=_kind, p=_phase: (
                _statistics(k, p, [n(x), n(y)], [n(u), n(v)]) != _statistics(k, p, [n(x), n(y)], [n(s), n(t)])
            ),
            "An example with the features $«x»$ and $«y»$ stands in a batch with one other example. The other example's features change from $«u»$ and $«v»$ to $«s»$ and $«t»$. "
            f"True or false: with {_kind} normalisation, {_phase}, the first example is now normalised with other statistics.",
        )
