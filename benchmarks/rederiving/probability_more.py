"""Readers for information, limits of averages, chains, conditional expectation, sampling."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import array
from rederiving.numeric import a, column, n
from rederiving.probability import entropy, rows_of, rule

S = "cross-entropy.label"
rule.story(
    S,
    1,
    lambda p: -mp.log(1 - p),
    "(The email is not spam|It stays dry)\\.",
    "(loss in nats|binary cross-entropy), exactly",
)
rule.story(
    S,
    1,
    lambda p: -mp.log(p),
    "(The email is spam|It rains)\\.",
    "(loss in nats|binary cross-entropy), exactly",
)
rule.story(
    S,
    3,
    lambda label, p, true: (
        -mp.log(p if label == true else 1 - p) if label in (0, 1) and true in (0, 1) else None
    ),
    "^A classifier gives label",
    "The label is \\d",
)


def _rows(table: str) -> tuple[list[Any], list[Any]]:
    first, second = ([n(cell.strip("$")) for cell in row[1:]] for row in rows_of(table)[1:3])
    return first, second


def cross(p: list[Any], q: list[Any], base: Any = 2) -> Any:
    """The cross-entropy of two distributions."""
    return -sum(x * mp.log(y) / mp.log(base) for x, y in zip(p, q, strict=True) if x > 0)


rule(
    "cross-entropy.bits",
    lambda table: cross(*_rows(table)),
    "Truth and model of a source: «table» How many bits a symbol does a code made for $q$ need on average?",
    "Truth and model of a source: «table» What is the cross-entropy $H(p, q)$, in bits?",
)
S = "cross-entropy.unknown"
rule(
    S,
    lambda k, x: mp.exp(n(x)),
    "A model's average cross-entropy over «k» tokens is $«x»$ nats. Among how many equally likely tokens would it be just as unsure?",
)
rule(
    S,
    lambda k, x: mp.exp(n(x) / int(k)),
    "A text of «k» tokens has a total cross-entropy of $«x»$ nats. What is the perplexity of the model on it?",
)
rule(
    S,
    lambda x: mp.exp(-n(x)),
    "The cross-entropy of one prediction with a one-hot label is $«x»$. What was the probability of the right class?",
    "A classifier's loss for one example is $«x»$ nats. Which probability did it give to the true class?",
)
S = "cross-entropy.text"
rule.story(
    S,
    0,
    lambda k, *p: -sum(mp.log(q) for q in p) / k if len(p) == k else None,
    "^A language model gave",
    "average cross-entropy per token, in nats",
)
rule.story(
    S,
    0,
    lambda k, *p: mp.exp(-sum(mp.log(q) for q in p) / k) if len(p) == k else None,
    "^A language model gave",
    "What is its perplexity",
)
rule.story(
    "law-of-large-numbers.how-many",
    3,
    lambda s, off, p: mp.ceil(s**2 / (off**2 * p) - mp.mpf("1e-20")),
    "Chebyshev",
    "(From how many on|How many independent ones must be averaged)",
)
S = "law-of-large-numbers.average"
rule.story(
    S, 4, lambda x, p, y, k: p * x + (1 - p) * y, "otherwise\\. What is the expectation of the average"
)
rule.story(
    S,
    4,
    lambda x, p, y, k: p * (1 - p) * (x - y) ** 2 / k,
    "otherwise\\. What is the variance of the average",
)
rule.story(
    S,
    4,
    lambda x, p, y, k: mp.sqrt(p * (1 - p) / k) * abs(x - y),
    "otherwise\\. What is the standard deviation of the average",
)
rule.story("law-of-large-numbers.bound", 4, lambda m, s, k, off: s**2 / (k * off**2), "Chebyshev")
rule.story(
    "central-limit-theorem.how-many",
    2,
    lambda s, e: (s / e) ** 2,
    "standard error",
    "How many independent ones",
)
S = "central-limit-theorem.probability"


def _clt(m: Any, s: Any, z: Any, q: Any, k: Any, c: Any, mean: bool, above: bool) -> Any:
    score = (c - m) / (s / mp.sqrt(k)) if mean else (c - k * m) / (s * mp.sqrt(k))
    if abs(abs(score) - z) > mp.mpf("1e-20"):
        return None
    below = q if score > 0 else 1 - q
    return 1 - below if above else below


for _mean, _above in itertools.product((True, False), repeat=2):
    rule.story(
        S,
        6,
        lambda m, s, z, q, k, c, mean=_mean, above=_above: _clt(m, s, z, q, k, c, mean, above),
        "With the central limit theorem, how probable is it that the "
        + ("mean" if _mean else "sum")
        + " of \\d+ independent ones is "
        + ("above" if _above else "below"),
    )
S = "central-limit-theorem.error"
rule.story(S, 2, lambda s, k: s / mp.sqrt(k), "standard error of the mean")
rule.story(S, 2, lambda s, k: s * mp.sqrt(k), "standard deviation of the sum of \\d+ independent ones")
rule.story(
    "central-limit-theorem.correction",
    3,
    lambda k, p, c: (c + mp.mpf("0.5") - k * p) / mp.sqrt(k * p * (1 - p)),
    "The probability of at most \\d+ successes",
    "with the continuity correction",
)
rule.story(
    "central-limit-theorem.correction",
    3,
    lambda k, p, c: (c - mp.mpf("0.5") - k * p) / mp.sqrt(k * p * (1 - p)),
    "The probability of at least \\d+ successes",
    "with the continuity correction",
)
S = "kl-divergence.split"
rule.story(S, 2, lambda h, c: c - h, "How large is the divergence")
rule.story(S, 2, lambda c, d: c - d, "How large is the entropy")
rule.story(S, 2, lambda h, d: h + d, "How large is the cross-entropy")
_kl = lambda p, q, base=2: cross(p, q, base) - cross(p, p, base)
rule(
    "kl-divergence.bits",
    lambda table: _kl(*_rows(table)),
    "Two distributions on the same outcomes: «table» What is $D(p \\parallel q)$, in bits?",
)
rule(
    "kl-divergence.bits",
    lambda table: _kl(*_rows(table)[::-1]),
    "Two distributions on the same outcomes: «table» What is $D(q \\parallel p)$, in bits?",
)
rule.story(
    "kl-divergence.nats",
    4,
    lambda p, r, q, s: _kl([p, r], [q, s], mp.e) if p + r == q + s == 1 else None,
    "What is \\$D\\(p \\\\parallel q\\)\\$ in nats",
)


def _normal_kl(mean: Any, variance: Any) -> Any:
    density = lambda x: mp.npdf(x, mean, mp.sqrt(variance))
    ratio = lambda x: mp.log(1 / mp.sqrt(variance)) - (x - mean) ** 2 / (2 * variance) + x**2 / 2
    spread = 14 * mp.sqrt(variance)
    return mp.quad(
        lambda x: density(x) * ratio(x),
        [mean - spread, mean - spread / 4, mean, mean + spread / 4, mean + spread],
    )


rule(
    "kl-divergence.normal",
    lambda m, s: _normal_kl(n(m), n(s) ** 2),
    "Compute $D(N(\\mu, \\sigma^2) \\parallel N(0, 1))$ in nats for $\\mu = «m»$ and $\\sigma = «s»$.",
)
rule(
    "kl-divergence.normal",
    lambda m, v: _normal_kl(n(m), n(v)),
    "The encoder of an autoencoder gives $N(«m», «v»)$ for one latent number. What is its divergence from the standard normal, $D(N(«m», «v») \\parallel N(0, 1))$, exactly?",
)
_CHAIN = "A chain has the states “«u»” and “«v»” and takes one step each …. From “«u»” it goes to “«v»” with probability $«p»$, from “«v»” to “«u»” with probability $«q»$; otherwise it stays. "


def _walk(u: str, v: str, p: str, q: str, start: Any, steps: int) -> dict[str, Any]:
    """The distribution after some steps."""
    x = start
    for _ in range(steps):
        x = x * (1 - n(p)) + (1 - x) * n(q)
    return {u: x, v: 1 - x}


S = "markov-chains.after"
rule(
    S,
    lambda u, v, p, q, s, t, k: _walk(u, v, p, q, mp.mpf(s == u), int(k))[t],
    _CHAIN + "It starts in “«s»”. With which probability is it in “«t»” after «k» …?",
)
rule(
    S,
    lambda u, v, p, q, s, x: _walk(u, v, p, q, n(x) if s == u else 1 - n(x), 1)[s],
    _CHAIN + "Now it is in “«s»” with probability $«x»$. With which probability is it there after one …?",
)
S = "markov-chains.unknown"
rule(
    S,
    lambda x, y: 1 - n(x) - n(y),
    *(
        f"A row of a transition matrix with three states is $({t})$. Which number is $x$?"
        for t in ("x, «x», «y»", "«x», x, «y»", "«x», «y», x")
    ),
)
rule(
    S,
    lambda u, v, p, s: n(p) * n(s) / (1 - n(s)),
    "A chain leaves “«u»” for “«v»” with probability $«p»$ in each …. In the long run it spends the share $«s»$ of its time in “«u»”. With which probability does it go back from “«v»” to “«u»”?",
)
rule(
    "markov-chains.stationary",
    lambda u, v, p, q: column(n(q), n(p)) / (n(p) + n(q)),
    _CHAIN + "What is its stationary distribution, as [«u», «v»]?",
)


def _stationary(m: str) -> Any:
    step = a(m)
    for _ in range(14):
        step = step @ step
    return step[0:1, :].T


rule(
    "markov-chains.stationary", _stationary, "Find the stationary distribution of $P = «m»$ (rows sum to 1)."
)


def _path(u: str, v: str, p: str, q: str, s: str, way: str) -> Any:
    chance = {(u, v): n(p), (u, u): 1 - n(p), (v, u): n(q), (v, v): 1 - n(q)}
    states = [s, *re.findall("“([^”]+)”", f"“{way}”")]
    return math.prod(chance[pair] for pair in itertools.pairwise(states))


rule(
    "markov-chains.path",
    _path,
    _CHAIN + "It is in “«s»” now. How probable is it that its next states are “«way»”, in this order?",
)
rule.story(
    "conditional-expectation.unknown",
    3,
    lambda x, y, t: (t - y) / (x - y),
    "How probable is the first case\\?$",
)
rule.story(
    "conditional-expectation.unknown",
    3,
    lambda p, t, x: (t - p * x) / (1 - p),
    "What is it in the second\\?$",
)
rule.story("conditional-expectation.cases", 3, lambda p, x, y: p * x + (1 - p) * y, "in the first case and")


def _given(table: str, which: str) -> Any:
    rows = rows_of(table)
    values = [n(cell.strip("$").split("=")[1]) for cell in rows[0][1:]]
    weights = next(
        [n(c.strip("$")) for c in row[1:]]
        for row in rows[1:]
        if row[0].strip("$").split("=")[1].strip() == which
    )
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


rule(
    "conditional-expectation.row",
    _given,
    "A joint distribution: «table» What is $E[Y \\mid X = «which»]$?",
    "A joint distribution: «table» Find the conditional expectation of $Y$ given $X = «which»$.",
)
S = "conditional-expectation.parts"
rule.story(S, 5, lambda p, m, s, u, t: p * (1 - p) * (m - u) ** 2, "explained by knowing the case\\?$")
rule.story(S, 5, lambda p, m, s, u, t: p * s**2 + (1 - p) * t**2, "left when the case is known\\?$")
rule.story(
    S,
    5,
    lambda p, m, s, u, t: p * s**2 + (1 - p) * t**2 + p * (1 - p) * (m - u) ** 2,
    "What is the variance over both cases\\?$",
)


def _information(table: str, what: str) -> Any:
    cells = array([[n(c.strip("$")) for c in row[1:]] for row in rows_of(table)[1:]])
    x, y, both = (entropy(list(v)) for v in (cells.sum(axis=1), cells.sum(axis=0), cells.flatten()))
    return {
        "H(X)": x,
        "H(Y)": y,
        "H(X, Y)": both,
        "H(X \\mid Y)": both - y,
        "H(Y \\mid X)": both - x,
        "I(X; Y)": x + y - both,
    }.get(what)


rule("mutual-information.table", _information, "A joint distribution: «table» What is $«what»$, in bits?")


def _relation(facts: str, what: str) -> Any:
    """Solves the linear relations between the entropies for the one that is asked for, by least squares."""
    names = ["H(X)", "H(Y)", "H(X, Y)", "H(X \\mid Y)", "H(Y \\mid X)", "I(X; Y)"]
    rows = [[1, 1, -1, 0, 0, -1], [0, -1, 1, -1, 0, 0], [-1, 0, 1, 0, -1, 0]]
    right = [0.0, 0.0, 0.0]
    for fact in re.findall(r"([HI]\([^)]*\)) = ([\d.]+)", facts):
        rows.append([int(name == fact[0]) for name in names])
        right.append(float(fact[1]))
    system = np.array(rows, dtype=float)
    target = np.array([int(name == what) for name in names], dtype=float)
    weights, *_ = np.linalg.lstsq(system.T, target, rcond=None)
    if not np.allclose(system.T @ weights, target):
        return None
    return mp.nint(float(weights @ np.array(right)) * 10**6) / 10**6


rule(
    "mutual-information.relation",
    lambda x, y, what: _relation(f"{x}, {y}", what),
    "Two variables have $«x»$, $«y»$ (in bits). What is $«what»$?",
)
rule(
    "mutual-information.relation",
    lambda x, y, z, what: _relation(f"{x}, {y}, {z}", what),
    "Two variables have $«x»$, $«y»$, $«z»$ (in bits). What is $«what»$?",
)
rule.story(
    "sampling.strata",
    5,
    lambda p, k, x, j, y: p * x + (1 - p) * y,
    "stratified estimate of the population mean",
)
rule.story("sampling.strata", 2, lambda p, q: p / q, "Which importance weight does each of its members get")
rule.story(
    "sampling.getting-in",
    2,
    lambda size, k: 1 - (1 - 1 / size) ** int(k),
    "with replacement",
    "gets into the sample at least once",
)
rule.story(
    "sampling.getting-in", 2, lambda size, k: k / size, "without replacement", "gets into the sample\\?$"
)
rule.story(
    "sampling.unknown",
    3,
    lambda x, y, t: (t - y) / (x - y),
    "^Two strata have the sample means",
    "first stratum",
)
rule.story("sampling.unknown", 2, lambda size, p: size * p, "without replacement", "How large is the sample")
S = "sampling.samples"


def _samples(count: Any, size: int) -> list[tuple[Any, ...]]:
    return list(itertools.combinations(count, size))


rule.story(
    S,
    4,
    lambda x, y, z, k: sum(max(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its largest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: sum(min(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its smallest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: (
        mp.mpf(sum(sum(s) / k > (x + y + z) / 3 for s in _samples((x, y, z), int(k))))
        / len(_samples((x, y, z), int(k)))
    ),
    "How probable is it that its mean is above the population mean",
)
rule.story(
    S,
    2,
    lambda k, size: math.comb(int(size), int(k)),
    "^How many different samples of \\d+ can be drawn without replacement",
    "if order does not matter",
)
