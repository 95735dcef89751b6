"""Readers for the topic “The law of total probability”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules

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
