"""Readers for the topic “Decision trees and information gain”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

from rederiving.numeric import n, roots
from rederiving.probability.entropy import entropy
from rederiving.rules import Option, Rules, best
from rederiving.tables import rows_of

rule = Rules()

bits = lambda counts: entropy([c / sum(counts) for c in counts])
_gain = lambda measure, k, p, q, u, v, s, t: (
    measure([p, q]) - (u + v) / k * measure([u, v]) - (s + t) / k * measure([s, t])
)
gini = lambda counts: 1 - sum((c / sum(counts)) ** 2 for c in counts)
S = "gain"
rule.story(S, 7, lambda *v: _gain(bits, *v), "^A node with", "information gain in bits")
rule.story(S, 7, lambda *v: _gain(gini, *v), "^A node with", "By how much does the Gini impurity fall")


def _tree(
    x: str, first: str, y: str, second: str, u: str, v: str, z: str, third: str, s: str, t: str, asked: str
) -> Any:
    named = dict(re.findall(r"(?:an? |and )?(area|floor)(?: of)? (\d+)", asked))
    rooms = re.search(r"(\d+) rooms?", asked)
    if rooms:
        named["rooms"] = rooms[1]
    if not {x, y, z} <= set(named):
        return None
    if n(named[x]) <= n(first):
        return n(u) if n(named[y]) <= n(second) else n(v)
    return n(s) if n(named[z]) <= n(third) else n(t)


rule(
    "read",
    _tree,
    "A regression tree asks: «x» at most «first»? If yes, it asks: «y» at most «second»? (yes «u», no «v»). If no, it asks: «z» at most «third»? (yes «s», no «t»). What does it predict for a flat with «asked»?",
)
rule.story(
    "unknown",
    2,
    lambda k, g: min(roots(lambda x: gini([x, k - x]) - g, 2)),
    "Gini impurity",
    "(How many examples has the smaller class|How large is the minority)",
)
S = "node"
rule.story(S, 0, lambda *v: bits(list(v)), "entropy")
rule.story(S, 0, lambda *v: gini(list(v)), "Gini impurity")


def _gini_after(cells: list[str]) -> Any:
    """The Gini impurity of the children, weighted by their sizes."""
    children = [[int(k) for k in re.findall(r"\d+", cell)] for cell in cells]
    total = sum(sum(child) for child in children)
    return sum(sum(child) - sum(k * k for k in child) / n(str(sum(child))) for child in children) / total


def _purer(table: str, options: tuple[str, ...]) -> Option:
    left = {f"Question {name}": _gini_after(cells) for name, *cells in rows_of(table)[1:]}
    return best(options, lambda option: -left[option])


rule(
    "better",
    lambda table, options, **counts: _purer(table, options),
    "A node holds «all» …: «p» …, «q» …. Two questions would split it like this: «table» Which one lowers the Gini impurity more?",
)


def _most_leaves(examples: int, depth: int) -> int:
    """Each question makes two leaves of one, as long as each leaf keeps an example."""
    leaves = 1
    for _ in range(depth):
        leaves = min(2 * leaves, examples)
    return leaves


rule(
    "depth",
    lambda e, d, same, k: int(k) <= _most_leaves(int(e), int(d)) if d == same else None,
    "A binary tree is grown on «e» examples, all in different places, and stopped at depth «d» (at most «same» ‹question|questions› on each path). True or false: it can have «k» leaves.",
)
