"""Readers for the topic “Exponentials and logarithms”."""

from __future__ import annotations

import itertools

import mpmath as mp

from rederiving.foundations.exponents_and_roots import exponent
from rederiving.numeric import n
from rederiving.rules import Formula, Rules

rule = Rules()


def _by_logarithms(p: str, a_letter: str, q: str, b_letter: str, x: str) -> Formula | None:
    target = n(x)
    for i, j in itertools.product(range(-12, 13), repeat=2):
        if abs(n(p) ** i * n(q) ** j - target) < mp.mpf("1e-20"):
            return Formula((a_letter, b_letter), lambda s, t, i=i, j=j: i * s + j * t)
    return None


S = "law"
rule(
    S,
    _by_logarithms,
    "You only know $\\ln «p» = «a_letter»$ and $\\ln «q» = «b_letter»$. What is $\\ln «x»$?",
)
rule(
    S,
    lambda p, q, x: _by_logarithms(p, "a", q, "b", x),
    "Write $a = \\ln «p»$ and $b = \\ln «q»$. Express $\\ln «x»$ by $a$ and $b$.",
)
rule(
    S,
    lambda x: n(x),
    "What is $«x»$?",
    "Simplify $«x»$ to a plain fraction or whole number.",
    "Change the base to find $«x»$.",
    "To which power must … be raised to give … In other words, find $«x»$.",
)
rule(S, lambda x, y, z: n(z), "To which power must «x» be raised to give $«y»$? In other words, find $«z»$.")
S = "inside"
rule(
    S,
    lambda x, y: mp.exp(mp.log(n(x)) / n(y)),
    "Which base $b > 0$ gives $\\log_b «x» = «y»$?",
    "$\\log_b «x» = «y»$ for a base $b > 0$. Which base is it?",
)
rule(
    S,
    lambda x: mp.exp(n(x)),
    "$«x» = \\ln u$. What is $u$?",
    "A log-likelihood is $«x»$. Which likelihood $L$ has this as its logarithm?",
    "Write $«x»$ as a single logarithm $\\ln u$ and give $u$.",
)
rule(
    S,
    lambda x, y, z: mp.exp(n(x) + n(y) + n(z)),
    "The words of a short text have the log-probabilities $«x»$, $«y»$ and $«z»$. Their sum is $\\ln p$. What is $p$, the probability of the whole text?",
)
S = "solve"
rule(S, lambda e: exponent(e, "x"), "Solve $«e»$.", "For which $x$ is $«e»$?")
rule(
    S,
    lambda p: mp.log(mp.mpf(1) / 2) / mp.log(1 - n(p)),
    "A learning rate shrinks by $«p»$ in each epoch. After how many epochs is it half of what it was? Give the exact value with logarithms.",
)
rule(
    S,
    lambda p, how: mp.log({"doubled": 2, "tripled": 3}[how]) / mp.log(1 + n(p)),
    "A user base grows by $«p»$ a month. After how many months has it «how»? Give the exact value with logarithms.",
)
