"""Readers for the topic “Regularisation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Option, Rules, only
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
rule.story(
    "ridge",
    0,
    lambda *v: _ridge(v, 1),
    "\\$\\\\hat\\{y\\} = wx\\$",
    "(with the penalty|plus) \\$w\\^2\\$( added|\\.)",
)
rule.story(
    "zero",
    0,
    lambda *v: bool(_lasso(v, mp.mpf(1)) == 0),
    "^The lasso minimises the squared error of",
    "plus \\$\\|w\\|\\$\\. True or false: its weight is exactly zero",
)
rule.story(
    "zero",
    0,
    lambda *v: bool(_lasso(v[:-1], v[-1]) == 0),
    "^The lasso minimises the squared error of",
    "True or false: its weight is exactly zero",
)


def _by_one_amount(before: list[Any], after: list[Any]) -> bool:
    cut = max(abs(b) - abs(c) for b, c in zip(before, after, strict=True))
    return all(c == mp.sign(b) * max(abs(b) - cut, 0) for b, c in zip(before, after, strict=True))


def _by_one_factor(before: list[Any], after: list[Any]) -> bool:
    factors = {c / b for b, c in zip(before, after, strict=True)}
    return len(factors) == 1 and 0 < min(factors) < 1


def _switched_off(before: list[Any], after: list[Any]) -> bool:
    left = {c / b for b, c in zip(before, after, strict=True) if c != 0}
    return 0 in after and len(left) == 1 and min(left) > 1


_CURES = {"An L1 penalty": _by_one_amount, "An L2 penalty": _by_one_factor, "Dropout": _switched_off}


def _cure(weights: dict[str, str], options: tuple[str, ...]) -> Option:
    """The cure that makes the weights after it of those before it."""
    before, after = ([n(w) for k, w in weights.items() if k[0] == letter] for letter in "ba")
    return only(options, lambda option: _CURES[option.split(":")[0]](before, after))


for _aim in (
    "Units are switched off at random in each step of training, and the others make up for them",
    "No weight should vanish, but all of them should become smaller, the largest by most",
    "Weights that matter little should become exactly zero, so that their features can be dropped",
):
    rule(
        "cure",
        lambda options, **w: _cure(w, options),
        _aim
        + ". Without a cure four weights of features that do not overlap are $«b1»$, $«b2»$, $«b3»$ and $«b4»$; with it they come out as "
        "$«a1»$, $«a2»$, $«a3»$ and $«a4»$. Which cure was it?",
    )
