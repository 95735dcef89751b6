"""Readers for the topic “The law of total probability”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules, only

rule = Rules()

S = "unknown"
rule.story(S, 3, lambda p, x, t: (t - p * x) / (1 - p), "What share of the hard ones does it get wrong")
rule.story(
    S, 3, lambda x, y, t: (t - y) / (x - y), "^A model errs on", "What share of the texts is in English"
)


def _shift(
    text_shares: list[Any], rates: list[Any], names: list[str], amount: Any, source: str, target: str
) -> Any:
    change = rates[names.index(target)] - rates[names.index(source)]
    return amount / 100 * change if source in names and target in names else None


S = "shift"
for _verb in ("come from", "travel by", "were taken in"):
    rule(
        S,
        lambda x, u, y, v, z, w, p, q, r, k, s, t: _shift([], [n(p), n(q), n(r)], [u, v, w], n(k), s, t),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from «s» to «t»; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
for _verb in ("come from", "travel by", "were taken in", "were taken at"):
    rule(
        S,
        lambda u, v, w, p, q, r, k, s, t, **shares: (lambda c: n(k) / 100 * (c[t] - c[s]))(
            {u: n(p), v: n(q), w: n(r)}
        ),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from “«s»” to “«t»”; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
for _verb in ("were taken", "come", "travel"):
    rule(
        S,
        lambda u, v, w, p, q, r, k, s, t, **shares: (lambda c: n(k) / 100 * (c[t] - c[s]))(
            {u: n(p), v: n(q), w: n(r)}
        ),
        f"Of the …, $«x»$ {_verb} «u», $«y»$ {_verb} «v» and $«z»$ {_verb} «w». In these three cases … with probability $«p»$, $«q»$ and $«r»$. Later «k» percentage points of the mix move from “«s»” to “«t»”; no rate changes. By how much does the overall probability change? (A fall is negative.)",
    )
S = "overall"
rule.story(
    S,
    6,
    lambda x, y, z, p, q, r: x * p + y * q + z * r if abs(x + y + z - 1) < mp.mpf("1e-20") else None,
    "In these three cases",
    "(overall probability|over all cases)",
)
rule.story(S, 3, lambda x, p, q: x * p + (1 - x) * q, "the others the old one", "for the new version and")
rule.story(
    "between",
    4,
    lambda x, y, z, said: bool(min(x, y, z) <= said <= max(x, y, z)),
    "^In three groups of users a model fails with probability",
    "with a suitable mix of the groups the overall rate can be",
)


def _most(options: tuple[str, ...], shares: list[str], rates: list[str], cases: list[str]) -> Any:
    """The option that ends the name of the case with the largest product of share and rate."""
    parts = [n(s) * n(r) for s, r in zip(shares, rates, strict=True)]
    if parts.count(max(parts)) != 1:
        return None
    case = cases[parts.index(max(parts))]
    return only(options, lambda option: case.lower().endswith(option.lower()))


rule(
    "blame",
    lambda p, u, q, v, r, w, x, y, z, options: _most(options, [p, q, r], [x, y, z], [u, v, w]),
    "Of the …, $«p»$ «u», $«q»$ «v» and $«r»$ «w». In these three cases … with probability $«x»$, $«y»$ and $«z»$. Which case contributes the largest share of all …?",
)
