"""Exercises on decision trees: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.decision_trees_and_information_gain.pieces import (
    IMPURITY,
    THINGS,
    gini_again,
    gini_of,
)
from assistant.practice.generators.probability.pieces import (
    table,
)
from assistant.practice.notation import (
    chain,
    counted,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def better(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “better”."""
    n = draw.choice((8, 10, 12))
    yes = draw.integer(3, n - 3)
    splits = {}
    for name in ("P", "Q"):
        left = draw.integer(2, n - 2)
        hits = draw.integer(max(0, left - (n - yes)), min(left, yes))
        splits[name] = [[hits, left - hits], [yes - hits, n - left - (yes - hits)]]
    after = {name: sum(Fraction(sum(c), n) * gini_of(c) for c in s) for name, s in splits.items()}
    if after["P"] == after["Q"]:
        raise Unsuitable("a tie")
    right = min(after, key=lambda name: after[name])
    many, good, bad, _ = draw.choice(THINGS)

    def row(s: Any) -> Any:
        return (f"{s[0][0]} {good}, {s[0][1]} {bad}", f"{s[1][0]} {good}, {s[1][1]} {bad}")

    return words_draft(
        draw,
        prompt=f"A node holds {n} {many}: {yes} {good}, {n - yes} {bad}. Two questions would split it like this:"
        + table(("question", "left child", "right child"), [(name, *row(s)) for name, s in splits.items()])
        + "Which one lowers the Gini impurity more?",
        right=right,
        options=[
            (
                name,
                f"Question {name}",
                "Work out the weighted impurity of both children: a small pure child is worth less than it looks.",
            )
            for name in splits
        ],
        proof=Rederived(
            "pairs",
            "In each child all ordered pairs of members were compared.",
            lambda: min(
                splits, key=lambda name: sum(Fraction(sum(c), n) * gini_again(c) for c in splits[name])
            ),
        ),
        steps=tuple(
            Step(
                f"Weighted impurity after {name}",
                chain(plus(*(rf"\frac{{{sum(c)}}}{{{n}}} \cdot {tex(gini_of(c))}" for c in s)), after[name]),
            )
            for name, s in splits.items()
        ),
        hints=(
            "You are asked which split leaves purer children.",
            IMPURITY + " Weigh each child by its share of the examples.",
            f"The left child of P has the shares $\\frac{{{splits['P'][0][0]}}}{{{sum(splits['P'][0])}}}$ and $\\frac{{{splits['P'][0][1]}}}{{{sum(splits['P'][0])}}}$.",
        ),
    )


def read(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “read”."""
    a, b, c = draw.integer(2, 4), draw.integer(50, 90), draw.integer(1, 4)
    leaves = draw.sample(range(1, 30), 4)
    x, y, z = draw.integer(1, 6), draw.integer(30, 120), draw.integer(0, 5)
    path = 0 if x <= a and y <= b else 1 if x <= a else 2 if z <= c else 3
    key = sympy.Integer(leaves[path])
    rules = [(x <= a) & (y <= b), (x <= a) & (y > b), (x > a) & (z <= c), (x > a) & (z > c)]
    words = [
        f"rooms at most {a} and area at most {b}",
        f"rooms at most {a} and area above {b}",
        f"more than {a} rooms and floor at most {c}",
        f"more than {a} rooms and floor above {c}",
    ]
    return Draft(
        prompt=f"A regression tree asks: rooms at most {a}? If yes, it asks: area at most {b}? (yes {leaves[0]}, no {leaves[1]}). If no, it asks: floor at most {c}? (yes {leaves[2]}, no {leaves[3]}). What does it predict for a flat with {counted(x, 'room')}, an area of {y} and floor {z}?",
        key=key,
        proof=Rederived(
            "rules",
            "The tree was written as four rules, and the one that fits was looked up.",
            lambda: leaves[rules.index(True)],
        ),
        steps=(
            Step(f"Rule: {words[path]}", f"{x} \\leq {a}" if x <= a else f"{x} > {a}"),
            Step(
                "Second question",
                (f"{y} \\leq {b}" if y <= b else f"{y} > {b}")
                if x <= a
                else (f"{z} \\leq {c}" if z <= c else f"{z} > {c}"),
            ),
        ),
        hints=(
            "You are asked to walk down a tree.",
            "Each path from the root to a leaf is a rule: all its answers joined by “and”.",
            f"Does {x} satisfy “at most {a}”?",
        ),
        mistakes=but_key(
            key,
            *(
                Mistake(
                    sympy.Integer(leaf), "That leaf belongs to another path: follow the answers one by one."
                )
                for leaf in leaves
            ),
        ),
    )


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    n, k = draw.choice((6, 8, 10, 12, 14, 15, 16, 18, 20, 21, 24, 25, 28, 30)), draw.integer(1, 7)
    if 2 * k >= n:
        raise Unsuitable("not the minority")
    gini = gini_of((k, n - k))
    key = sympy.Integer(k)
    return Draft(
        prompt=draw.choice(
            (
                f"A node with {n} examples of two classes has the Gini impurity ${tex(gini)}$. How many examples has the smaller class?",
                f"Two classes share a node of {n} examples; its Gini impurity is ${tex(gini)}$. How large is the minority?",
            )
        ),
        key=key,
        proof=Satisfies(
            "pairs",
            "All ordered pairs of members of such a node were compared.",
            lambda v: (
                isinstance(v, Fraction)
                and v.denominator == 1
                and 0 <= 2 * v <= n
                and gini_again((int(v), n - int(v))) == gini
            ),
        ),
        steps=(
            Step(
                "Two shares, one of each class, in either order",
                rf"2 \cdot \frac{{{k}}}{{{n}}} \cdot \frac{{{n - k}}}{{{n}}} = {tex(gini)}",
            ),
        ),
        hints=(
            "The impurity is known, a count is asked for.",
            IMPURITY + r" For two classes $G = 2 p (1 - p)$.",
            f"Two counts add up to {n}; what must their product be?",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(n - k), "That is the larger class."),
            Mistake(rational(gini * n), "Impurity times size is no count: solve $2p(1-p)$ for $p$."),
        ),
    )


def overfit(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “overfit”."""
    depth = draw.integer(2, 5)
    leaves = 2**depth
    # With fewer examples than paths some leaves would be empty, and the bound would be the number of examples.
    n = draw.choice(tuple(count for count in (8, 16, 20, 32, 50, 100) if count >= leaves))
    claimed = draw.choice((leaves, 2 * depth, leaves * 2))
    truth = claimed <= leaves
    return claim_draft(
        prompt=f"A binary tree is grown on {n} examples, all in different places, and stopped at depth {depth} (at most {depth} questions on each path). True or false: it can have {claimed} leaves.",
        truth=truth,
        method="listing",
        detail="All paths of yes and no were listed.",
        decide=lambda: claimed <= len(list(product("yn", repeat=depth))),
        steps=(
            Step("Each question doubles the number of leaves at most", f"2^{{{depth}}} = {leaves}"),
            Step("Compare", f"{claimed} \\leq {leaves}" if truth else f"{claimed} > {leaves}"),
        ),
        hints=(
            "You are asked how a limit of depth keeps a tree simple.",
            "A tree grown to the end gives every example a leaf of its own and learns the noise by heart; a maximal depth caps the number of leaves.",
            "How many leaves has a tree with a single question?",
        ),
        if_wrong="Each level at most doubles the number of leaves; that is why a maximal depth keeps a tree from giving each example its own leaf.",
    )
