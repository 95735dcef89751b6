"""Readers for the topic “Attention”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.machine_learning.softmax_and_multiclass import softmax
from rederiving.numeric import column, listed, n
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()


def _attend(scores: list[str], values: list[Any]) -> Any:
    found = [w * v for w, v in zip(softmax([n(s) for s in scores]), values, strict=True)]
    return sum(found[1:], start=found[0])


S = "output"
for _count in (2, 3):
    _s = ", ".join(f"$«s{i}»$" for i in range(1, _count + 1))
    _start = f"‹An attention head|One token|A query› has the scores {_s} with its keys (already divided by $\\sqrt{{d}}$); the values are "
    rule(
        S,
        lambda **k: _attend(
            [v for g, v in k.items() if g[0] == "s"], [n(v) for g, v in k.items() if g[0] == "v"]
        ),
        _start + ", ".join(f"$«v{i}»$" for i in range(1, _count + 1)) + ". What is the output?",
    )
    rule(
        S,
        lambda **k: _attend(
            [v for g, v in k.items() if g[0] == "s"],
            [column(*listed(v)) for g, v in k.items() if g[0] == "v"],
        ),
        _start + ", ".join(f"$(«v{i}»)$" for i in range(1, _count + 1)) + ". What is the output?",
    )
S = "shape"
rule(
    S,
    lambda k, d, same, e: column(n(d), n(e)) if k == same else None,
    "A sequence $X$ of shape $«k» \\times «d»$ is turned into queries $Q = X W_Q$ of shape $«same» \\times «e»$. What is the shape of $W_Q$? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, d, m, e, s, v: column(n(k), n(m)),
    "$Q$ has the shape $«k» \\times «d»$, $K$ the shape $«m» \\times «e»$ and $V$ the shape $«s» \\times «v»$. What is the shape of the matrix of attention weights? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, d, m, e, s, v: column(n(k), n(v)),
    "$Q$ has the shape $«k» \\times «d»$, $K$ the shape $«m» \\times «e»$ and $V$ the shape $«s» \\times «v»$. What is the shape of the output? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, e, k2, m, k3, v: column(n(m), n(e)) if k == k2 == k3 else None,
    "The queries have the shape $«k» \\times «e»$, the attention weights $«k2» \\times «m»$ and the output $«k3» \\times «v»$. What is the shape of $K$? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, e, k2, m, k3, v: column(n(m), n(v)) if k == k2 == k3 else None,
    "The queries have the shape $«k» \\times «e»$, the attention weights $«k2» \\times «m»$ and the output $«k3» \\times «v»$. What is the shape of $V$? Answer as [rows, columns].",
)
rule.story(
    "gap",
    3,
    lambda d, s, p: s + mp.sqrt(d) * mp.log(p / (1 - p)),
    "looks at two keys with \\d+ components",
    "Which dot product must the first have",
)
S = "masked"
rule(
    S,
    lambda j, m, x, y, z, last, i: softmax([n(x), n(y), n(z)][: int(j)])[int(i) - 1],
    "Token «j» of «m» has the scores $«x»$, $«y»$, $«z»$ with the tokens 1 to «last». With a causal mask, which weight does it give to token «i»?",
)
rule(
    S,
    lambda j, m, x, y, z, w, last, i: softmax([n(x), n(y), n(z), n(w)][: int(j)])[int(i) - 1],
    "Token «j» of «m» has the scores $«x»$, $«y»$, $«z»$, $«w»$ with the tokens 1 to «last». With a causal mask, which weight does it give to token «i»?",
)
S = "score"
rule(
    S,
    lambda u, v: dot(column(*listed(u)), column(*listed(v))) / mp.sqrt(len(listed(u))),
    "A query is $(«u»)$, a key $(«v»)$. What is their score in scaled dot-product attention?",
)
rule(
    S,
    lambda d, s: n(s) / mp.sqrt(n(d)),
    "A query and a key with $«d»$ components have the dot product $«s»$. What is their score in scaled dot-product attention?",
)
S = "parts"
rule(
    S,
    lambda m, j, i: int(i) <= int(j),
    "In a sequence of «m» tokens with a causal mask, true or false: token «j» can take something from the value of token «i».",
)
rule(
    S,
    lambda s, t: bool(abs(sum(softmax(listed(s))) - n(t)) < mp.mpf("1e-20")),
    "A row of attention scores is $(«s»)$. True or false: its weights add up to $«t»$.",
)
rule(
    S,
    lambda d, c: n(d) / n(c) ** 2 == 1,
    "Queries and keys have «d» independent components of mean 0 and variance 1. True or false: the dot product divided by $«c»$ has the variance 1.",
)
