"""Readers for the topic “Bayes' theorem”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

from rederiving.numeric import n, one, roots
from rederiving.rules import Rules, Start

rule = Rules()


def _three(names: str, shares: list[Any], rates: list[Any], which: str) -> Any:
    joint = [s * r for s, r in zip(shares, rates, strict=True)]
    return joint["ABC".index(which)] / sum(joint)


S = "posterior"
rule.story(
    S,
    3,
    lambda p, h, e: p * h**2 / (p * h**2 + (1 - p) * e**2),
    "^\\$\\d",
    "([Tt]wo independent|Two classifiers of this kind, independent of each other)",
)
rule.story(
    S,
    3,
    lambda p, h, e: p * h / (p * h + (1 - p) * e),
    "^\\$\\d+\\\\%\\$ of all",
    "(How probable is it|How probable is a|What share of all)",
)
rule.story(S, 4, lambda total, p, h, e: h / (h + e) if p <= total else None, "^Of \\d+ ")
rule(
    S,
    lambda x, y, z, p, q, r, which: (
        _three("", [n(x), n(y), n(z)], [n(p), n(q), n(r)], which) if which in ("A", "B", "C") else None
    ),
    "… A, B and C handle …: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. …. How probable is it that it came from … «which»?",
)
rule(
    S,
    lambda x, y, z, p, q, r, which: (lambda j: j["ABC".index(which)] / sum(j))(
        [n(x) * n(p), n(y) * n(q), n(z) * n(r)]
    ),
    *(
        f"Three {who} A, B and C handle the {what}: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. {end}. How probable is it that it came from {one_} «which»?"
        for who, what, end, one_ in (
            ("data centres", "requests", "A random request fails", "data centre"),
            ("suppliers", "sensors", "A random sensor is broken", "supplier"),
            ("machines", "parts", "A random part is faulty", "machine"),
        )
    ),
)
S = "unknown"
rule(
    S,
    lambda c, x, y: n(c) * n(y) / n(x),
    "Turn the condition round: $P(A \\mid B) = «c»$, with $P(A) = «x»$ and $P(B) = «y»$. What is $P(B \\mid A)$?",
)
rule(
    S,
    lambda x, y, c: n(c) * n(y) / n(x),
    "$P(A) = «x»$, $P(B) = «y»$ and $P(A \\mid B) = «c»$. Find $P(B \\mid A)$.",
)
rule.story(
    S,
    3,
    lambda p, h, s: one(roots(lambda e: p * h - s * (p * h + (1 - p) * e))),
    "What is the rate of false alarms among the others\\?$",
)
rule.story(
    S,
    3,
    lambda h, e, s: one(roots(lambda p: p * h - s * (p * h + (1 - p) * e))),
    "What share of all [^?]+\\?$",
)
rule.story(
    "odds",
    5,
    lambda others, one_, same, h, e: h / (h + others * e) if (one_, same) == (1, others) else None,
    "Use the odds form",
)
rule(
    "posterior",
    lambda x, y, z, p, q, r, which: (lambda j: j["ABC".index(which)] / sum(j))(
        [n(x) * n(p), n(y) * n(q), n(z) * n(r)]
    ),
    "Three … A, B and C handle the …: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. A random …. How probable is it that it came from … «which»?",
)
rule(
    "posterior",
    lambda x, y, z, p, q, r, which: (lambda j: j["ABC".index(which)] / sum(j))(
        [n(x) * n(p), n(y) * n(q), n(z) * n(r)]
    ),
    "Three labelling teams A, B and C handle the labels: A $«x»$, B $«y»$, C $«z»$ of them. The error rates are $«p»$, $«q»$, $«r»$, in this order. A random label is wrong. How probable is it that it came from labelling team «which»?",
)
_POSTERIOR = lambda h, p, q: Start(n(p) * n(h) / (n(p) * n(h) + n(q) * (1 - n(h))))
for _told in (
    "… tried to find $P(H \\mid E)$ from $P(H) = «h»$, $P(E \\mid H) = «p»$ and $P(E \\mid \\bar H) = «q»$, in «k» steps. One step is wrong. Which one?",
    "…'s notebook shows how to find $P(H \\mid E)$ from $P(H) = «h»$, $P(E \\mid H) = «p»$ and $P(E \\mid \\bar H) = «q»$. Exactly one step does not follow. Which one?",
    "Here is how … set out to find $P(H \\mid E)$ from $P(H) = «h»$, $P(E \\mid H) = «p»$ and $P(E \\mid \\bar H) = «q»$. Find the step with the mistake.",
):
    rule("slip", lambda h, p, q, k="": _POSTERIOR(h, p, q), _told)
_of_the_marked = lambda p, h, e: p * h / (p * h + (1 - p) * e)
rule.story(
    "pick",
    3,
    _of_the_marked,
    "^\\$\\d+\\\\%\\$ of all",
    "What share of all [^?]+ (is|are|show|have) [^?]+\\?$",
)
for _more, _says in ((True, "more"), (False, "fewer")):
    rule.story(
        "majority",
        3,
        lambda p, h, e, more=_more: bool((_of_the_marked(p, h, e) - 0.5) * (1 if more else -1) > 1e-20),
        "^\\$\\d+\\\\%\\$ of all",
        f"True or false\\? Of all [^.]+, {_says} than half really [^.]+\\.$",
    )
