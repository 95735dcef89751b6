"""Readers for the topic “Adam”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules

rule = Rules()


def _average(x: str, b: str) -> Any:
    m = mp.mpf(0)
    for v in listed(x):
        m = n(b) * m + (1 - n(b)) * v
    return m


_adam = lambda w, r, s, c="0": n(w) - n(r) * (mp.sign(n(s)) + n(c) * n(w))
S = "steps"
rule(
    S,
    lambda b, x, y: _average(f"{x}, {y}", b),
    "Adam's average of the gradients starts at 0 with $\\beta_1 = «b»$. The gradients are «x», then «y». What is $m_2$, before bias correction?",
)
rule(
    S,
    lambda x, b: _average(x, b),
    "The first two gradients are «x», and $\\beta_1 = «b»$. Compute the running average $m_2$.",
)
rule(
    S,
    lambda k, m, b: n(m) / (1 - n(b) ** int(k)),
    "Correct $m_«k» = «m»$ for the start at zero ($\\beta_1 = «b»$).",
)
rule(
    S,
    lambda b, x, k, m: n(m) / (1 - n(b) ** int(k)),
    "With $\\beta_1 = «b»$ the average of the gradients «x» has reached $m_«k» = «m»$. What is it after bias correction?",
)
rule(
    S,
    lambda c, w, r, s: _adam(w, r, s, c),
    "AdamW with weight decay $\\gamma = «c»$ starts at $w = «w»$ with $\\eta = «r»$, and the first gradient is $«s»$. What is $w_1$, without $\\varepsilon$?",
)
rule(
    S,
    lambda w, r, s: _adam(w, r, s),
    "Adam starts at $w = «w»$ with $\\eta = «r»$, and the first gradient is $«s»$. What is $w_1$, without $\\varepsilon$?",
)
rule(
    S,
    lambda c, w, s, r: _adam(w, r, s, c),
    "The very first step of AdamW with weight decay $\\gamma = «c»$ from $w = «w»$ meets the gradient «s»; the rate is «r». Where does it lead? (Leave the tiny $\\varepsilon$ out.)",
)
rule(
    S,
    lambda w, s, r: _adam(w, r, s),
    "The very first step of Adam from $w = «w»$ meets the gradient «s»; the rate is «r». Where does it lead? (Leave the tiny $\\varepsilon$ out.)",
)
S = "unknown"
rule(
    S,
    lambda x, k, m: mp.root(1 - n(m) / n(x), int(k)),
    "Adam meets the same gradient «x» in each of the first «k» steps, and $m_«k» = «m»$. What is $\\beta_1$, a number between 0 and 1?",
)
rule(
    S,
    lambda m, b: n(m) / (1 - n(b)),
    "After the first step Adam's average is $m_1 = «m»$, with $\\beta_1 = «b»$. What was the gradient?",
)
rule(S, lambda b, m: n(m) / (1 - n(b)), "With $\\beta_1 = «b»$, which first gradient gives $m_1 = «m»$?")
rule(
    S,
    lambda c, r, t: n(t) / n(r),
    "On a long even slope the gradient is always «c». How many steps does Adam with $\\eta = «r»$ need for a distance of «t»? (Without $\\varepsilon$.)",
    "All gradients are «c». Adam uses $\\eta = «r»$ and has moved by «t» in all. How many steps were that, leaving $\\varepsilon$ out?",
)


def _steps(*gradients: Any) -> tuple[list[Any], Any]:
    """Adam's steps in units of its rate, with the usual 0.9 and 0.999, and its last average of the squares."""
    first, second, steps = mp.mpf(0), mp.mpf(0), []
    for t, slope in enumerate(gradients, start=1):
        first = mp.mpf("0.9") * first + mp.mpf("0.1") * slope
        second = mp.mpf("0.999") * second + mp.mpf("0.001") * slope**2
        steps.append(first / (1 - mp.mpf("0.9") ** t) / mp.sqrt(second / (1 - mp.mpf("0.999") ** t)))
    return steps, second


def _much_shorter(u: str, v: str) -> bool | None:
    one, two = (abs(step) for step in _steps(n(u), n(v))[0])
    return True if two < one / 5 else False if two >= one else None


S = "judge"
_RATE = "True or false? With the rate $\\eta = «r»$: "
_near = lambda x, y: bool(abs(x - y) < mp.mpf("1e-20"))
rule(
    S,
    lambda r, e, u, v: all(_near(abs(_steps(n(s))[0][0]) * n(r), n(e)) for s in (u, v)),
    _RATE
    + "Adam's first step has the length «e», whether the gradient is «u» or «v» (without $\\varepsilon$).",
)
rule(
    S,
    lambda r, u, v, k: _near(abs(_steps(n(u))[0][0]) / abs(_steps(n(v))[0][0]), n(k)),
    _RATE + "if the first gradient were «u» instead of «v», Adam's first step would be «k» times as long.",
)
rule(
    S,
    lambda r, u, v: bool(_steps(n(u), n(v))[1] == 0),
    _RATE + "after the gradients «u» and «v», the average of the squares is zero.",
)
rule(
    S,
    lambda r, u, v: _much_shorter(u, v),
    _RATE + "after the gradients «u» and «v», the second step is much shorter than the first.",
)
rule(
    S,
    lambda r, u, b, m: _near((1 - n(b)) * n(u), n(m)),
    _RATE + "without bias correction, $m_1$ for the gradient «u» and $\\beta_1 = «b»$ would already be «m».",
)
