"""Readers for the topic “Loss functions”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n, one, solve
from rederiving.rules import Option, Rules, best
from rederiving.summaries import mean, median

rule = Rules()


def _losses(v: tuple[Any, ...], loss: Any) -> Any:
    half = len(v) // 2
    return mean([loss(x - y) for x, y in zip(v[:half], v[half : 2 * half], strict=True)])


def huber(r: Any, delta: Any) -> Any:
    """The Huber loss of an error."""
    return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


S = "regression"
rule.story(S, 0, lambda *v: _losses(v, lambda r: r * r) if len(v) % 2 == 0 else None, "mean squared error")
rule.story(S, 0, lambda *v: _losses(v, abs) if len(v) % 2 == 0 else None, "mean absolute error")
rule.story(
    S,
    0,
    lambda *v: _losses(v[:-1], lambda r: huber(r, v[-1])) if len(v) % 2 else None,
    "mean Huber loss with",
)
S = "classes"
rule(
    S,
    lambda s, y: max(mp.mpf(0), 1 - n(s) * n(y)),
    "A classifier gives the score $«s»$ to an example with the label $«y»$. What is its hinge loss?",
)
rule(
    S,
    lambda s, y: mp.log(1 + mp.exp(-n(s) * n(y))),
    "A classifier gives the score $«s»$ to an example with the label $«y»$. What is its logistic loss, exactly?",
)
rule(
    S,
    lambda x, p, y, q, z, r, c: (
        -mp.log(dict(zip((x, y, z), (n(p), n(q), n(r)), strict=True))[c]) if c in (x, y, z) else None
    ),
    "A classifier says «x» $«p»$, «y» $«q»$, «z» $«r»$. The true class is «c». What is the cross-entropy loss, exactly?",
)
S = "error"
rule.story(
    S,
    2,
    lambda delta, loss: one(solve(lambda r: huber(r, delta) - loss, "0.0007", 200)),
    "Huber loss",
    "(How large is the error|What is \\$r\\$)",
)
rule(
    S,
    lambda d, loss: one(solve(lambda r: huber(r, n(d)) - n(loss), "0.0007", 200)),
    "With $\\delta = «d»$ an error $r > 0$ has the Huber loss $«loss»$. What is $r$?",
)
S = "constant"
rule.story(S, 0, lambda *v: median(v) if len(v) % 2 else None, "absolute error")
rule.story(S, 0, lambda *v: mean(v), "squared error")
_SIZES = {"squared": lambda r: r * r, "absolute": abs}


def _first_better(far: str, others: list[str], second: list[str], by: str) -> bool | None:
    one, two = (sum(_SIZES[by](n(miss)) for miss in misses) for misses in ([far, *others], second))
    return None if one == two else bool(one < two)


for _by in _SIZES:
    rule(
        "outlier",
        lambda far, by=_by, **m: _first_better(
            far, [m[k] for k in m if k[0] == "a"], [m[k] for k in m if k[0] == "b"], by
        ),
        "Of five … one misses by «far», the others by $«a1»$, $«a2»$, $«a3»$ and $«a4»$. A second model misses by $«b1»$, $«b2»$, $«b3»$, $«b4»$ and $«b5»$. "
        f"True or false: by the {_by} error the first model is better.",
    )

_MISSES = "Model P misses them by $«p1»$, $«p2»$ and $«p3»$, model Q by $«q1»$, $«q2»$ and $«q3»$. Which model makes the data more likely?"


def _likelier(density: Any, misses: dict[str, str], options: tuple[str, ...]) -> Option:
    """The model under which the product of the densities of its misses is larger."""
    return best(
        options,
        lambda option: mp.fprod(density(n(miss)) for k, miss in misses.items() if k[0] == option[-1].lower()),
    )


S = "noise"
rule(
    S,
    lambda options, **m: _likelier(lambda r: mp.exp(-r * r / 2), m, options),
    "The noise of three targets has a density proportional to $e^{-r^2/2}$ (normal), independently. "
    + _MISSES,
)
rule(
    S,
    lambda options, **m: _likelier(lambda r: mp.exp(-abs(r)), m, options),
    "The noise of three targets has a density proportional to $e^{-|r|}$ (Laplace), independently. "
    + _MISSES,
)
