"""Readers for the topic “Gradient descent”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f, g
from rederiving.latex import function_of
from rederiving.numeric import column, eigenvalues, gradient, hessian, listed, n, one, roots
from rederiving.rules import Rules, Start

rule = Rules()


def descend(x: str, start: str, rate: str, steps: int = 1, name: str = "x") -> Any:
    """Steps of gradient descent on a function of one variable."""
    at = n(start)
    for _ in range(steps):
        at -= n(rate) * d(f(x, name), at)
    return at


_COUNT = {"one": 1, "two": 2, "three": 3}
S = "descend"
rule(
    S,
    lambda x, p, r: column(*listed(p)) - n(r) * gradient(g(x), *listed(p)),
    "Do one step of gradient descent on $f(x, y) = «x»$ from $(«p»)$ with $\\eta = «r»$. Where does it lead?",
)
rule(
    S,
    lambda x, s, r, k: descend(x, s, r, int(k)),
    "On $f(x) = «x»$ gradient descent starts at $x_0 = «s»$ with the learning rate $\\eta = «r»$. Where is it after «k» steps? Find the factor by which the distance from the minimum changes in each step.",
)
rule(
    S,
    lambda x, s, k, w, r: descend(x, s, r, _COUNT[w]) if int(k) == _COUNT[w] else None,
    "A loss depends on one weight: $f(x) = «x»$. Starting from $x_0 = «s»$, find $x_«k»$ by «w» ‹step|steps› of gradient descent with $\\eta = «r»$.",
)
rule(
    S,
    lambda r, s, x, w: descend(x, s, r, _COUNT[w]),
    "Gradient descent with $\\eta = «r»$ starts at $x_0 = «s»$ on $f(x) = «x»$. Where is it after «w» ‹step|steps›?",
)
rule(
    S,
    lambda w, x, s, r, k: descend(x, s, r, _COUNT[w]),
    "Do «w» ‹step|steps› of gradient descent on $f(x) = «x»$ from $x_0 = «s»$ with the learning rate $\\eta = «r»$. What is $x_«k»$?",
    "Do «w» ‹step|steps› of gradient descent on $f(x) = «x»$ from $x_0 = «s»$ with $\\eta = «r»$. What is $x_«k»$?",
)
rule(
    S,
    lambda p, q, x, s, r: (
        descend(x, s, r, 1, "w")
        if abs(f(x, "w")(mp.mpf(2)) - sum((2 * u - v) ** 2 for u, v in (listed(p), listed(q))))
        < mp.mpf("1e-20")
        else None
    ),
    "The model $w x$ is fitted to the points $(«p»)$ and $(«q»)$ with the squared error $L(w) = «x»$. Starting from $w = «s»$, do one step of gradient descent with $\\eta = «r»$. What is the new $w$?",
)
rule(
    S,
    lambda p, r, x: column(*listed(p)) - n(r) * gradient(function_of(x, "x", "y"), *listed(p)),
    "From $(«p»)$ one step of gradient descent with $\\eta = «r»$ is taken on $f(x, y) = «x»$. Give the new point.",
)
_bound = lambda x: 2 / max(eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0))))
S = "unknown"
rule(
    S,
    lambda r, x, t: one(roots(lambda s: s - n(r) * d(f(x), s) - n(t), 2)),
    "From which $x_0$ does one step of gradient descent with $\\eta = «r»$ on $f(x) = «x»$ lead to $x_1 = «t»$?",
)
rule(
    S,
    lambda x, r, t: one(roots(lambda s: s - n(r) * d(f(x), s) - n(t), 2)),
    "One step of gradient descent on $f(x) = «x»$ with $\\eta = «r»$ ended at $x_1 = «t»$. Where did it start?",
)
rule(
    S,
    _bound,
    "Gradient descent on $f(x, y) = «x»$ converges from every start exactly for $0 < \\eta < \\eta_{\\max}$. Find $\\eta_{\\max}$.",
    "How large may the learning rate be at most, before gradient descent on $f(x, y) = «x»$ no longer converges? Give the bound.",
)
rule(
    S,
    lambda x, s, t: (n(s) - n(t)) / d(f(x), n(s)),
    "On $f(x) = «x»$ a step of gradient descent went from $«s»$ to $«t»$. Find $\\eta$.",
    "One step of gradient descent on $f(x) = «x»$ led from $x_0 = «s»$ to $x_1 = «t»$. What was the learning rate?",
)
rule(
    S,
    lambda x: 2 / d(f(x), 0, 2),
    "Gradient descent on $f(x) = «x»$ converges from every start exactly for $0 < \\eta < \\eta_{\\max}$. Find $\\eta_{\\max}$.",
    "How large may the learning rate be at most, before gradient descent on $f(x) = «x»$ no longer converges? Give the bound.",
)
_after = lambda x, p, r, k="": Start(
    column(*listed(p)) - n(r) * gradient(function_of(x, "x", "y"), *listed(p))
)
_TASK = "one step of gradient descent on $f(x, y) = «x»$ from $(«p»)$ with $\\eta = «r»$"
rule(
    "slip",
    _after,
    f"… tried to do {_TASK}, in «k» steps. One step is wrong. Which one?",
    f"…'s notebook shows how to do {_TASK}. Exactly one step does not follow. Which one?",
    f"Here is how … set out to do {_TASK}. Find the step with the mistake.",
)
rule(
    "pick",
    lambda x, c, r: n(c) - n(r) * mp.diff(function_of(x, "x"), n(c)),
    "Gradient descent on $f(x) = «x»$ stands at $x = «c»$; the learning rate is $\\eta = «r»$. Where is it after the next step?",
)


def _moves(x: str, c: str, r: str) -> tuple[Any, Any, Any]:
    function = function_of(x, "x")
    bottom = one(roots(lambda t: mp.diff(function, t), 2))
    return bottom, n(c), n(c) - n(r) * mp.diff(function, n(c))


def _falls(x: str, c: str, r: str) -> bool:
    _, old, new = _moves(x, c, r)
    return bool(function_of(x, "x")(new) < function_of(x, "x")(old))


def _jumps(x: str, r: str, c: str) -> bool:
    bottom, old, new = _moves(x, c, r)
    return bool((old - bottom) * (new - bottom) < 0)


def _nears(x: str, r: str, c: str) -> bool:
    bottom, old, new = _moves(x, c, r)
    return bool(abs(new - bottom) < abs(old - bottom))


rule(
    "too-far",
    _falls,
    "True or false? On $f(x) = «x»$, one step of gradient descent from $x_0 = «c»$ with $\\eta = «r»$ makes $f$ smaller.",
)
rule(
    "too-far",
    _jumps,
    "True or false? On $f(x) = «x»$ with $\\eta = «r»$, gradient descent from $x_0 = «c»$ jumps over the minimum in its first step.",
)
rule(
    "too-far",
    _nears,
    "True or false? On $f(x) = «x»$ with $\\eta = «r»$, gradient descent from $x_0 = «c»$ comes closer to the minimum in every step.",
)
