"""Readers for the topic “Tensors and broadcasting”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import math

import numpy as np

from rederiving.numeric import a, listed, n
from rederiving.rules import Rules

rule = Rules()

S = "entries"
rule(
    S,
    lambda x: math.prod(int(v) for v in listed(x)),
    "A batch is stored with the shape $(«x»)$. How many numbers are that?",
    "How many entries has a tensor of shape $(«x»)$?",
)
rule(
    S,
    lambda x: math.prod(int(v) for v in listed(x)),
    "A batch is stored with the shape $(«x»)$. How many numbers does that make?",
)
_means = lambda m: a(m).sum(axis=0).reshape(1, -1) / len(a(m))
rule(
    "centre",
    lambda m: a(m) - _means(m),
    "Broadcasting subtracts the row of column means from $«m»$. What is left?",
    "Centre the columns of $X = «m»$: subtract from each column its mean.",
)
rule(
    "means",
    lambda m: _means(m).T,
    "What is the mean of $X = «m»$ along axis 0?",
    "Compute the means of the columns of $X = «m»$, as a vector.",
)
S = "unknown"
rule(
    S,
    lambda x, y, c: n(c) / math.prod(int(v) for v in listed(x + "," + y)),
    "A tensor of shape $(«x», k, «y»)$ has $«c»$ entries. Find $k$.",
)
rule(
    S,
    lambda c, x, y: n(c) / math.prod(int(v) for v in listed(x + "," + y)),
    "$«c»$ numbers are reshaped to $(«x», k, «y»)$. Which length must $k$ be?",
)
rule(
    S,
    lambda c, x: n(c) / math.prod(int(v) for v in listed(x)),
    "$«c»$ numbers are reshaped to $(«x», k)$. Which length must $k$ be?",
    "$«c»$ numbers are reshaped to $(k, «x»)$. Which length must $k$ be?",
)
rule(
    S,
    lambda x, c: n(c) / math.prod(int(v) for v in listed(x)),
    "A tensor of shape $(«x», k)$ has $«c»$ entries. Find $k$.",
    "A tensor of shape $(k, «x»)$ has $«c»$ entries. Find $k$.",
)


def _shape(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part.strip())


def _added(first: str, second: str) -> str:
    """What NumPy itself makes of two arrays of ones."""
    try:
        found = np.ones(_shape(first)) + np.ones(_shape(second))
    except ValueError:
        return "The operation is refused."
    return f"It has the shape ${found.shape}$."


rule(
    "broadcast",
    _added,
    "What is the result of $(«first»)$ plus $(«second»)$, as shapes?",
    "A tensor of shape $(«first»)$ and one of shape $(«second»)$ are added with broadcasting. What comes out?",
)
rule(
    "axis",
    lambda shape, axis: f"It is ${np.ones(_shape(shape)).sum(axis=int(axis)).shape}$.",
    "A tensor has the shape $(«shape»)$. What is the shape of its sum along axis «axis»?",
    "An array of shape $(«shape»)$ is averaged along axis «axis». Which shape is left?",
)
