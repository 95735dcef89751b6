"""Readers for the topic “The normal distribution”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, n
from rederiving.rules import Rules

rule = Rules()

_NORMAL = "… is normal with "
S = "unknown"
rule(
    S,
    lambda s, p, x, z, q: n(x) - n(z) * n(s) if n(p) == n(q) else None,
    _NORMAL
    + "standard deviation $«s»$ (…). A share of $«p»$ lies below $«x»$. Take $\\Phi(«z») = «q»$. What is the mean?",
)
rule(
    S,
    lambda m, p, x, z, q: (n(x) - n(m)) / n(z) if n(p) == n(q) else None,
    _NORMAL
    + "mean $«m»$ (…). A share of $«p»$ lies below $«x»$. Take $\\Phi(«z») = «q»$. What is the standard deviation?",
)
rule(
    S,
    lambda m, s, z, q, p: n(m) + n(z) * n(s) if abs(n(p) - n(q)) < mp.mpf("1e-20") else None,
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. Below which value do $«p»$ lie?",
)


def _phi(x: Any, mean: Any, sd: Any, z: str, q: str) -> Any:
    """The normal distribution function at a place, from the one value that may be used."""
    score = (x - mean) / sd
    if abs(score - n(z)) < mp.mpf("1e-20"):
        return n(q)
    return 1 - n(q) if abs(score + n(z)) < mp.mpf("1e-20") else None


S = "sum"
rule(
    S,
    lambda m, s, u, t, z, q, c: (lambda v: None if v is None else 1 - v)(
        _phi(n(c), n(m) + n(u), mp.sqrt(n(s) ** 2 + n(t) ** 2), z, q)
    ),
    "$X$, …, is normal with mean $«m»$ and standard deviation $«s»$; $Y$, …, is normal with mean $«u»$ and standard deviation $«t»$, independent of $X$. Take $\\Phi(«z») = «q»$. What is $P(X + Y > «c»)$?",
)
rule(
    S,
    lambda m, s, u, t, z, q, c: (lambda v: None if v is None else 1 - v)(
        _phi(n(c), n(m) - n(u), mp.sqrt(n(s) ** 2 + n(t) ** 2), z, q)
    ),
    "$X$, …, is normal with mean $«m»$ and standard deviation $«s»$; $Y$, …, is normal with mean $«u»$ and standard deviation $«t»$, independent of $X$. Take $\\Phi(«z») = «q»$. What is $P(X - Y > «c»)$?",
)
S = "standardise"
rule(
    S,
    lambda m, s, z, q, x: _phi(n(x), n(m), n(s), z, q),
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. What is the probability of a value below $«x»$?",
)
rule(
    S,
    lambda m, s, z, q, x: (lambda v: None if v is None else 1 - v)(_phi(n(x), n(m), n(s), z, q)),
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). Take $\\Phi(«z») = «q»$. What is the probability of a value above $«x»$?",
)
_INSIDE = {1: mp.mpf("0.68"), 2: mp.mpf("0.95"), 3: mp.mpf("0.997")}


def _below(x: str, m: str, s: str) -> Any:
    score = (n(x) - n(m)) / n(s)
    inside = _INSIDE.get(int(abs(score))) if score == int(score) else None
    if inside is None:
        return None
    return (1 + inside) / 2 if score > 0 else (1 - inside) / 2


for _start in (
    "Estimate with the 68-95-99.7 rule: mean $«m»$, standard deviation $«s»$. Which share ",
    _NORMAL
    + "mean $«m»$ and standard deviation $«s»$ (…). By the 68-95-99.7 rule, what share of the values ",
):
    rule(
        "rule",
        lambda m, s, x, y: _below(y, m, s) - _below(x, m, s),
        _start + "lies between $«x»$ and $«y»$?",
    )
    rule("rule", lambda m, s, x: _below(x, m, s), _start + "lies below $«x»$?")
    rule("rule", lambda m, s, x: 1 - _below(x, m, s), _start + "lies above $«x»$?")


def _log_density(x: str, m: str, s: str) -> Any:
    return mp.log(mp.npdf(n(x), n(m), n(s)))


rule(
    "squares",
    lambda m, s, u, v, c: bool(abs(_log_density(u, m, s) - _log_density(v, m, s) - n(c)) < NEAR),
    "Let $f$ be the normal density with mean $«m»$ and standard deviation $«s»$. True or false: $\\ln f(«u») - \\ln f(«v») = «c»$.",
)
rule.story(
    "thumb",
    5,
    lambda m, s, share, low, high: bool(
        abs(100 * (mp.ncdf((high - m) / s) - mp.ncdf((low - m) / s)) - share) < 1
    ),
    "^True or false\\? [^.]+ are normal with mean \\d+ and standard deviation \\d+: about",
    "per cent lie between -?\\d+ and -?\\d+\\.$",
)
