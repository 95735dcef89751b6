"""Readers for the topic “Regularisation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.rules import Rules
from rederiving.summaries import points

rule = Rules()

_ridge = lambda v, lam: sum(x * y for x, y in points(v)) / (sum(x * x for x, _ in points(v)) + lam)
S = "ridge"
rule.story(
    S,
    0,
    lambda *v: _ridge(v[:-1], v[-1]),
    "\\$\\\\hat\\{y\\} = wx\\$",
    "(plus \\$[\\d.]+ w\\^2\\$\\.|with the penalty)",
)
S = "strength"
rule.story(
    S,
    0,
    lambda *v: (v[0] / v[-1]) ** 2 if len(v) == 3 and v[1] == 0 else None,
    "Which strength \\$\\\\lambda\\$ of an L2 penalty",
)
rule.story(
    S,
    0,
    lambda *v: sum(x * y for x, y in points(v[:-1])) / v[-1] - sum(x * x for x, _ in points(v[:-1])),
    "How strong was the penalty",
)
rule.story(S, 2, lambda lam, s: s / mp.sqrt(lam), "Which standard deviation of a normal prior on the weights")


def _lasso(v: tuple[Any, ...], lam: Any) -> Any:
    """The minimum of a sum of squares plus a multiple of the absolute value, on both sides of zero."""
    xy, xx = sum(x * y for x, y in points(v)), sum(x * x for x, _ in points(v))
    loss = lambda w: sum((y - w * x) ** 2 for x, y in points(v)) + lam * abs(w)
    found = [w for w, sign in (((xy - lam / 2) / xx, 1), ((xy + lam / 2) / xx, -1)) if w * sign > 0]
    return min([*found, mp.mpf(0)], key=loss)


rule.story("lasso", 0, lambda *v: _lasso(v[:-1], v[-1]), "^The lasso minimises", "Which one is it")
