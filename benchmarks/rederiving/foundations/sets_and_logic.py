"""Readers for the topic “Sets and logic”."""

from __future__ import annotations

import itertools
from typing import Any

from rederiving.numeric import listed, n, one, roots
from rederiving.rules import Option, Rules, only

rule = Rules()


def _multiples(p: str, low: str, high: str, q: str, o: str) -> Any:
    span = range(int(low), int(high) + 1)
    first, second = {k for k in span if k % int(p) == 0}, {k for k in span if k % int(q) == 0}
    found = {"\\cup": first | second, "\\cap": first & second, "\\setminus": first - second}.get(o)
    return len(found) if found is not None else None


S = "count"
rule(
    S,
    lambda x, u, v, w: int(x) - (int(u) + int(v) - int(w)),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do neither?",
)
rule(
    S,
    lambda x, u, v, w: int(u) + int(v) - int(w),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do at least one of the two?",
)
rule(
    S,
    _multiples,
    "$A$ holds the multiples of «p» from «low» to «high», and $B$ the multiples of «q». How many elements has $A «o» B$?",
)
rule(
    S,
    lambda x: 2 ** int(x) - 1,
    "A model may use any selection of «x» features, but at least one. How many selections are there?",
)
rule(
    S,
    lambda x: 2 ** int(x),
    "A model may use any selection of «x» features, possibly none. How many selections are there?",
)
rule(
    S,
    lambda x, y: int(x) * int(y),
    "$A$ has «x» elements and $B$ has «y». How many elements has $A \\times B$?",
)
S = "unknown"
rule(
    S,
    lambda x, y, u: int(x) + int(y) - int(u),
    "$|A| = «x»$, $|B| = «y»$ and $|A \\cup B| = «u»$. What is $|A \\cap B|$?",
    "«x» … are in the first list, «y» in the second, «u» in at least one. How many are in both?",
)
rule(
    S,
    lambda u, x, w: int(u) - int(x) + int(w),
    "Two lists hold «u» different … together. The first has «x», and «w» are in both. How many are in the second?",
)
rule(
    S,
    lambda x, w, u: int(u) - int(x) + int(w),
    "$|A| = «x»$, $|A \\cap B| = «w»$ and $|A \\cup B| = «u»$. What is $|B|$?",
)
rule(
    S,
    lambda x, y, j: one(roots(lambda w: w - n(j) * (n(x) + n(y) - w))),
    "Two tag sets have «x» and «y» tags; their Jaccard similarity (intersection over union) is $«j»$. How many tags do they share?",
)


def _sentence(words: str, p: bool, q: bool) -> bool:
    """The truth of “if not $P$ then $Q$” and the like."""
    text = words.replace("$", "").lower()
    if text.startswith("if "):
        cause, effect = text.removeprefix("if ").split(" then ")
        return not _sentence(cause, p, q) or _sentence(effect, p, q)
    for word, joined in ((" and ", all), (" or ", any)):
        if word in text:
            return joined(_sentence(part, p, q) for part in text.split(word))
    if text.startswith("not "):
        return not _sentence(text.removeprefix("not "), p, q)
    return {"p": p, "q": q}[text]


def _turned(change: str, words: str, p: bool, q: bool) -> bool:
    if change == "negation":
        return not _sentence(words, p, q)
    # The converse exchanges cause and effect, the contrapositive denies both as well.
    return _sentence(words, q, p) if change == "converse" else _sentence(words, not q, not p)


def _same_truth(change: str, words: str, options: tuple[str, ...]) -> Option:
    cases = list(itertools.product((True, False), repeat=2))
    return only(
        options,
        lambda option: all(_sentence(option, *case) == _turned(change, words, *case) for case in cases),
    )


for _change in ("negation", "converse", "contrapositive"):
    for _words in (
        "if $P$ then $Q$",
        "$P$ and $Q$",
        "$P$ or $Q$",
        "$P$ and not $Q$",
        "not $P$ or $Q$",
        "not $P$ and $Q$",
        "$P$ or not $Q$",
    ):
        rule(
            "negate",
            lambda p, q, options, c=_change, w=_words: _same_truth(c, w, options),
            f"Let $P$ be “«p»” and $Q$ “«q»”. Which statement says the same as the {_change} of “{_words}”?",
        )

_QUANTIFIERS = {
    "There is an element that": any,
    "There is no element that": lambda found: not any(found),
    "Every element": all,
    "Not every element": lambda found: not all(found),
}
_PROPERTIES = {
    "is larger than «k»": lambda v, k: v > k,
    "is at most «k»": lambda v, k: v <= k,
    "is divisible by «k»": lambda v, k: v % k == 0,
    "has a square above «k»": lambda v, k: v * v > k,
}
for _quantifier, _joined in _QUANTIFIERS.items():
    for _property, _has in _PROPERTIES.items():
        rule(
            "quantified",
            lambda s, k, joined=_joined, has=_has: bool(joined([has(v, n(k)) for v in listed(s)])),
            f"The set is $\\{{«s»\\}}$. True or false? {_quantifier} {_property}.",
        )
    rule(
        "quantified",
        lambda s, joined=_joined: bool(joined([v % 2 == 0 for v in listed(s)])),
        f"The set is $\\{{«s»\\}}$. True or false? {_quantifier} is even.",
    )
