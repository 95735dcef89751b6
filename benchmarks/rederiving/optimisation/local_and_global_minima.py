"""Readers for the topic “Local and global minima”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules

rule = Rules()

_minima = lambda x: tuple(r for r in roots(lambda t: d(f(x), t), 5) if d(f(x), r, 2) > 0)
_deepest = lambda x, *p: min(p, key=f(x))


def _smallest_at(x: str, low: str, high: str) -> Any:
    inside = [r for r in roots(lambda t: d(f(x), t), 5) if n(low) < r < n(high)]
    return _deepest(x, n(low), n(high), *inside)


S = "find"
rule(
    S,
    lambda x, e: _minima(x),
    "$f(x) = «x»$ has the derivative $«e»$. Where are its two local minima?",
    "The slope of $f(x) = «x»$ is $f'(x) = «e»$. At which two $x$ does $f$ have local minima?",
)
rule(
    S,
    lambda x, e, low, high: _smallest_at(x, low, high),
    "The slope of $f(x) = «x»$ is $«e»$. At which $x$ of the interval $[«low», «high»]$ is $f$ smallest?",
)
rule(
    S,
    lambda low, high, x, e: _smallest_at(x, low, high),
    "A hyperparameter may only be between «low» and «high». Its loss is $f(x) = «x»$, with $f'(x) = «e»$. Which $x$ is best?",
)
rule(
    S,
    lambda x, u, v: _deepest(x, n(u), n(v)),
    "$f(x) = «x»$ has local minima at $«u»$ and $«v»$. At which $x$ is the global minimum?",
    "Two valleys of $f(x) = «x»$ lie at $x = «u»$ and $x = «v»$. Which $x$ is the deeper one?",
)
_b_of = lambda x, c: one(roots(lambda b: d(lambda t: function_of(x, "x", "b")(t, b), n(c)), 2))
S = "unknown"
rule(
    S,
    _b_of,
    "$f(x) = «x»$ should have its minimum at $x = «c»$. What is $b$?",
    "Choose $b$ so that the loss $«x»$ is smallest at $x = «c»$.",
)
rule.story(
    S,
    2,
    lambda p, t: next(k for k in range(1, 5000) if 1 - (1 - p) ** k >= t),
    "How many independent starts give a chance of at least",
)
rule.story(
    S, 3, lambda k, p, same: 1 - (1 - p) ** int(k) if k == same else None, "^Clustering by k-means is started"
)
rule.story(
    S,
    2,
    lambda p, k: 1 - (1 - p) ** int(k),
    "How probable is it that at least one of \\d+ independent starts finds it",
)


def _rolls_to(x: str, start: str, claimed: str) -> bool | None:
    """Where the ball stops: the first flat place downhill of the start."""
    slope, flat = d(f(x), n(start)), roots(lambda t: d(f(x), t), 4)
    ahead = [at for at in flat if (at - n(start)) * slope < 0]
    if slope == 0 or not ahead:
        return None
    stop = min(ahead, key=lambda at: abs(at - n(start)))
    return bool(abs(stop - n(claimed)) < mp.mpf("1e-9"))


rule(
    "basin",
    lambda x, p, q, top, start, claimed: _rolls_to(x, start, claimed),
    "$f(x) = «x»$ has minima at $«p»$ and $«q»$ and a maximum at $«top»$. True or false? Gradient descent with a tiny learning rate, started at $«start»$, ends at $«claimed»$.",
)
