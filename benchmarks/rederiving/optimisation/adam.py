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
