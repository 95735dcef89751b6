"""Readers for the topic “Least squares”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import values_agree
from rederiving.latex import function_of
from rederiving.matrices import line_fit
from rederiving.numeric import column, listed, n
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()

S = "unknown"
rule(
    S,
    lambda c, x: n(c) * (len(listed(x)) + 1) - sum(listed(x)),
    "A model without inputs predicts $«c»$, its least-squares value for «x» and $k$. What is $k$?",
)
rule(
    S,
    lambda x, c: n(c) * (len(listed(x)) + 1) - sum(listed(x)),
    "The best constant for the heights «x» and $k$, by least squares, is $«c»$. Find $k$.",
)


def pairs(text: str) -> list[tuple[Any, Any]]:
    """Points written `$(1, 2)$, $(3, 4)$`."""
    found = re.findall(r"\(([^(),]+),([^(),]+)\)", text)
    return [(n(x), n(y)) for x, y in found]


def _points(*texts: str) -> tuple[Any, Any]:
    found = [pair for text in texts for pair in pairs(f"({text})")]
    return column(*[x for x, _ in found]), column(*[y for _, y in found])


for _count in (2, 3, 4, 5, 6):
    _names = "abcdef"[:_count]
    _data = ", ".join(f"$(«{c}»)$" for c in _names)
    _last = " and ".join(_data.rsplit(", ", 1)) if _count > 1 else _data
    for _shown in (_data, ", ".join(_data.split(", $")[:0]) or _last):
        rule(
            "fit",
            lambda **k: line_fit(*_points(*k.values())),
            f"Fit a line $y = c + kx$ to {_shown} by least squares. Answer with the vector $(c, k)$.",
            f"Linear regression on {_shown}: find start and slope of the best line, as a vector $(c, k)$.",
        )
        rule(
            "fit",
            lambda **k: (lambda x, y: dot(x, y) / dot(x, x))(*_points(*k.values())),
            f"Fit $y = k x$, a line through the origin, to {_shown} by least squares. Find $k$.",
        )
        rule(
            "normal-matrix",
            lambda **k: (lambda x, y: (lambda d: d.T @ d)(np.hstack([x * 0 + 1, x])))(*_points(*k.values())),
            f"A line $y = c + kx$ is to be fitted to {_shown}. Compute the matrix $A^\\top A$ of the normal equations.",
        )
        _sse = lambda line, **k: (lambda f, x, y: sum((y[i, 0] - f(x[i, 0])) ** 2 for i in range(len(x))))(
            function_of(line, "x"), *_points(*k.values())
        )
        rule(
            "residuals",
            _sse,
            f"How large is the sum of the squared residuals of the line $y = «line»$ for {_shown}?",
            f"The data are {_shown}, the model is $y = «line»$. Compute its squared error, summed over all points.",
        )


def _is_best_line(c: str, k: str, p: str) -> bool:
    pairs = [listed(q) for q in re.findall(r"\(([^()]+)\)", p)]
    found = line_fit(column(*[q[0] for q in pairs]), column(*[q[1] for q in pairs]))
    return values_agree(found, column(n(c), n(k)))


for _list in (3, 4):
    _written = ", ".join(f"$«p{k}»$" for k in range(_list))
    rule(
        "check",
        lambda c, k, **p: _is_best_line(c, k, " ".join(p.values())),
        f"True or false? The line $y = «c» + «k» x$ is the least-squares line for {_written}.",
    )
    rule(
        "set-up",
        lambda **p: np.array([[mp.mpf(1), listed(q.strip("()"))[0]] for q in p.values()], dtype=object),
        f"Which matrix $A$ belongs to fitting $y = c + kx$ to {_written}, with the unknowns in the order $c$, $k$?",
    )
for _list in (3, 4):
    _written = ", ".join(f"$«p{k}»$" for k in range(_list))
    rule(
        "check",
        lambda line, **p: _is_best_line(
            mp.nstr(function_of(line, "x")(mp.mpf(0)), 30),
            mp.nstr(function_of(line, "x")(mp.mpf(1)) - function_of(line, "x")(mp.mpf(0)), 30),
            " ".join(p.values()),
        ),
        f"True or false? The line $y = «line»$ is the least-squares line for {_written}.",
    )
