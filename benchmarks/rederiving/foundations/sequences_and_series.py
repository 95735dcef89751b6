"""Readers for the topic “Sequences and series”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n, one, roots
from rederiving.rules import Rules

rule = Rules()


def _steps(count: str, first: str, step: Any) -> Any:
    return sum(n(first) + k * step for k in range(int(count)))


def _listed_sum(count: str, first: str, second: str, last: str) -> Any:
    step = n(second) - n(first)
    return _steps(count, first, step) if n(first) + (int(count) - 1) * step == n(last) else None


def _endless(x: str, y: str, z: str) -> Any:
    ratio = n(y) / n(x)
    return (
        mp.nsum(lambda k: n(x) * ratio**k, [0, mp.inf])
        if abs(n(y) * ratio - n(z)) < mp.mpf("1e-20")
        else None
    )


def fixed_point(keep: Any, gain: Any) -> Any:
    """Where `keep * x + gain` stays."""
    return one(roots(lambda t: keep * t + gain - t))


S = "series"
rule(
    S,
    lambda x: n(x),
    "What is the sum $«x»$? Use the formula for a finite geometric series.",
    "What is $«x»$?",
    "Work out $«x»$.",
)
rule(
    S, _listed_sum, "Add the «count» terms $«first» + «second» + \\dots + «last»$ of an arithmetic sequence."
)
rule(
    S,
    lambda first, step, count: _steps(count, first, n(step)),
    "On day 1 you solve «first» exercises, and every day «step» more than the day before. How many is that in «count» days?",
    "A sum has «count» terms; the first is «first», and each is «step» more than the one before. What is it?",
)
rule(
    S,
    lambda first, step, count: _steps(count, first, -n(step)),
    "A sum has «count» terms; the first is «first», and each is «step» less than the one before. What is it?",
)
rule(S, _endless, "The series $«x» + «y» + «z» + \\dots$ goes on for ever. What is its sum?")
rule(
    S,
    lambda keep, g: fixed_point(n(keep), n(g)),
    "Momentum keeps $«keep»$ of the velocity in each step and adds the gradient, which is always «g». To which value does the velocity grow?",
)
S = "average"
rule(
    S,
    lambda b, c, k: n(c) * n(b) ** int(k),
    "A moving average is updated by $m \\leftarrow «b»\\, m + «c»\\, x$ and starts at $m = 0$. What weight does a number have «k» ‹step|steps› after it came in?",
)
rule(
    S,
    lambda b, c, k: sum(n(c) * n(b) ** j for j in range(int(k))),
    "A moving average is updated by $m \\leftarrow «b»\\, m + «c»\\, x$ and starts at $m = 0$. After «k» ‹step|steps›, what is the sum of the weights of all numbers seen?",
)


def _arithmetic(x: str, k: str) -> Any:
    values = listed(x)
    steps = {values[j + 1] - values[j] for j in range(len(values) - 1)}
    return values[0] + int(k) * steps.pop() if len(steps) == 1 else None


S = "term"
rule(
    S,
    lambda x, y, z, k: n(x) * (n(y) / n(x)) ** int(k),
    "A geometric sequence begins $«x»$, $«y»$, $«z»$, … with the index 0 first. What is $a_{«k»}$?".replace(
        "…", "\N{HORIZONTAL ELLIPSIS}"
    ),
)
rule(
    S,
    lambda r, x, k: n(x) * n(r) ** int(k),
    "Each term is $«r»$ times the one before, and $a_0 = «x»$. Find $a_{«k»}$.",
)
rule(
    S,
    lambda x, r, s: fixed_point(n(r), n(s)),
    "Start at $«x»$ and repeat: take $«r»$ of it and add $«s»$. Which number does the list approach?",
    "The recursion $a_{n+1} = «r» \\, a_n + («s»)$ begins at $a_0 = «x»$. What is its limit?",
    "The recursion $a_{n+1} = «r» \\, a_n + «s»$ begins at $a_0 = «x»$. What is its limit?",
)
rule(
    S,
    _arithmetic,
    "An arithmetic sequence begins $a_0, a_1, a_2, \\dots = «x», \\dots$. What is $a_{«k»}$?",
    "A log file grows by the same amount each step: «x», … The first value has the index 0. Which value has the index «k»?",
)
rule(
    S,
    lambda x, y, z, k: n(x) * (n(y) / n(x)) ** int(k),
    "A value is multiplied by the same factor in every step: $«x»$, $«y»$, $«z»$, … The first has the index 0. Which value has the index «k»?",
)
S = "unknown"
rule(
    S,
    lambda x, s: one(roots(lambda r: n(s) * (1 - r) - n(x))),
    "An endless geometric series starts with «x» and has the sum $«s»$. What is its ratio?",
    "A constant gradient of «x» drives the velocity of momentum up to $«s»$. Which share of the velocity is kept in each step?",
)
rule(
    S,
    lambda x, k, y: (
        one(tuple(r for r in roots(lambda r: n(x) * r ** int(k) - n(y), int(k)))) if int(k) % 2 else None
    ),
    "A geometric sequence has $a_0 = «x»$ and $a_{«k»} = «y»$. What is its ratio?",
)
rule(
    S,
    lambda x, k, y: one(tuple(r for r in roots(lambda r: n(x) * r ** int(k) - n(y), int(k)) if r > 0)),
    "After «k» equal steps of multiplying, «x» has become «y». What was the factor?",
)
rule(
    S,
    lambda x, k, y: (n(y) - n(x)) / int(k),
    "An arithmetic sequence has $a_0 = «x»$ and $a_{«k»} = «y»$. What is its difference $d$?",
)
rule(
    S,
    lambda x, d, y: (n(y) - n(x)) / n(d),
    "An arithmetic sequence has $a_0 = «x»$ and the difference «d». Which index $n$ has the term «y»?",
)
rule(
    S,
    lambda x, k, y: one(roots(lambda r: n(x) * r ** int(k) - n(y), int(k))) if int(k) % 2 else None,
    "After «k» equal steps of multiplying, «x» has become «y». What was the factor?",
)
rule(
    "term",
    lambda x, r, c: n(c) / (1 - n(r)) if abs(n(r)) < 1 else None,
    "Start at $«x»$ and repeat: take $«r»$ of it and add $«c»$. Which number does the list approach?",
)
rule(
    "unknown",
    lambda s, x: 1 - n(x) / n(s),
    "The sum of all terms is $«s»$, the first term is «x», and each term is $r$ times the one before. Find $r$.",
)


def _alternating(terms: str) -> Any:
    values = [n(t) for t in re.findall(r"-? ?(?:\\frac\{\d+\}\{\d+\}|\d+)", terms)][:3]
    ratio = values[1] / values[0]
    return values[0] / (1 - ratio) if values[2] == values[1] * ratio and abs(ratio) < 1 else None


rule("series", _alternating, "The series $«terms» - \\dots$ goes on for ever. What is its sum?")
rule(
    "converges",
    lambda c, r: bool(abs(n(r)) < 1),
    "True or false? The series $\\sum_{k=0}^{\\infty} «c» \\cdot \\left(«r»\\right)^k$ has a finite sum.",
)
rule(
    "converges",
    lambda r, c: bool(abs(n(r)) < 1),
    "Each term of an endless series is $«r»$ times the one before; the first is «c». True or false? The partial sums settle at a number.",
)
rule(
    "series",
    lambda first, step, count: _steps(count, first, n(step)),
    "On day 1 you solve «first» exercise, and every day «step» more than the day before. How many is that in «count» days?",
)
