"""Readers for the topic “Low-rank approximation”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import a, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()

_SHARES = {"tenth": 10, "fifth": 5, "half": 2, "quarter": 4, "third": 3}
rule(
    "unknown",
    lambda r, c, p: one(roots(lambda k: k * (n(r) + n(c)) - n(r) * n(c) / _SHARES[p])),
    "For which rank $k$ do two factors of a $«r» \\times «c»$ table hold exactly one «p» of its numbers?",
)
rule(
    "share",
    lambda x, k: sum(v**2 for v in listed(x)[: int(k)]) / sum(v**2 for v in listed(x)),
    "The singular values are «x». Which share of the squares does rank $«k»$ keep?",
)
S = "storage"
rule(
    S,
    lambda k, r, c: int(k) * (int(r) + int(c)),
    "LoRA adds a rank-$«k»$ update to a $«r» \\times «c»$ weight matrix. How many new weights are trained?",
)
rule(
    S,
    lambda k, r, c: int(k) * (int(r) + int(c)),
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers are that?",
)
rule(
    S,
    lambda r, c, k: int(k) * (int(r) + int(c)),
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers does that make?",
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers are that?",
)


def _best_rank_one(m: str, x: str) -> Any:
    u, s, v = mp.svd_r(mp.matrix(a(m).tolist()))
    return array((u[:, 0] * s[0] * v[0, :]).tolist()) if s[0] > s[1] else None


rule(
    "rank-one",
    _best_rank_one,
    "$A = «m»$ is $«x»$, its singular value decomposition. Find its best approximation of rank one.",
)
rule(
    "error",
    lambda x: mp.sqrt(sum(v**2 for v in listed(x)[1:])),
    "Of the singular values «x» only the first is kept. What is the Frobenius error?",
    "The singular values of a table are «x». How large is the error of the best approximation of rank one, in the Frobenius norm?",
)
rule(
    "pays",
    lambda k, r, c: int(k) * (int(r) + int(c)) < int(r) * int(c),
    "True or false? Two factors of rank $«k»$ need fewer numbers than the full $«r» \\times «c»$ table.",
)


def _rank_kept(s: str, p: str) -> str:
    squares = [v**2 for v in listed(s)]
    share = n(p) if "%" in p else n(p) / 100
    return f"Rank {next(k for k in range(1, len(squares) + 1) if sum(squares[:k]) >= share * sum(squares))} is the smallest that does."


rule(
    "rank",
    _rank_kept,
    "The singular values are «s». At least $«p»$ of their squares are to be kept. Which rank is needed?",
)
