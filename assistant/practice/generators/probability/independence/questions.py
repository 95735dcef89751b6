"""Exercises on independence: reverse questions and questions with options."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations, permutations, product

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.independence.pieces import PARTS, PRODUCT
from assistant.practice.generators.probability.pieces import (
    fpow,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    over,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def _dice_event(draw: Draw, faces: int) -> tuple[str, set[int]]:
    k = draw.integer(2, faces - 1)
    return draw.choice(
        (
            ("even", {x for x in range(1, faces + 1) if x % 2 == 0}),
            (f"at most {k}", set(range(1, k + 1))),
            (
                f"a multiple of {(3 if k % 2 else 4)}",
                {x for x in range(1, faces + 1) if x % (3 if k % 2 else 4) == 0},
            ),
            (f"at least {k}", set(range(k, faces + 1))),
            ("odd", {x for x in range(1, faces + 1) if x % 2}),
        )
    )


def test_of(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “test of”."""
    faces = draw.choice((6, 8, 10, 12, 20))
    (first, a), (second, b) = _dice_event(draw, faces), _dice_event(draw, faces)
    both = a & b
    truth = len(both) * faces == len(a) * len(b)
    if (
        a == b
        or not both
        or (len(a | b) == faces and not truth and draw.coin())
        or (first == "odd" and second == "even")
    ):
        raise Unsuitable("too plain")
    if not truth and draw.coin():
        raise Unsuitable("too many dependent ones")
    return claim_draft(
        prompt=draw.choice(
            (
                f"A fair die with {faces} faces is rolled once. True or false: “{first}” and “{second}” are independent.",
                f"One roll of a fair die with {faces} faces: $A$ is “{first}”, $B$ is “{second}”. True or false: $A$ and $B$ are independent.",
            )
        ),
        truth=truth,
        method="conditioning",
        detail="The share of A among the faces of B was counted and compared with its share among all faces.",
        decide=lambda: Fraction(sum(x in a for x in sorted(b)), len(b)) == Fraction(len(a), faces),
        steps=(
            Step("Both together", chain(over(len(both), faces), sympy.Rational(len(both), faces))),
            Step(
                "The product",
                f"{over(len(a), faces)} \\cdot {over(len(b), faces)} = {tex(Fraction(len(a) * len(b), faces * faces))}",
            ),
            Step(
                "Compare",
                f"{tex(Fraction(len(both), faces))} {'=' if truth else chr(92) + 'neq'} {tex(Fraction(len(a) * len(b), faces * faces))}",
            ),
        ),
        hints=(
            "You are asked whether one event says anything about the other.",
            PRODUCT,
            f"Which faces belong to both? Divide their number by {faces}, and compare with the product of the two probabilities.",
        ),
        if_wrong="Only the product rule decides. Two events of the same roll can be independent, and events that look unrelated can depend on each other.",
    )


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        p, q = Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)
        union = p + q - p * q
        key = rational(q)
        return Draft(
            prompt=f"$A$ and $B$ are independent, $P(A) = {decimal(p)}$ and $P(A \\cup B) = {short(union)}$. What is $P(B)$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The union was worked out with this probability, through the complements.",
                lambda v: isinstance(v, Fraction) and 1 - (1 - p) * (1 - v) == union,
            ),
            steps=(
                Step("Neither happens", chain(f"1 - {short(union)}", short(1 - union))),
                Step(
                    "Divide by the probability that A does not happen",
                    chain(over(short(1 - union), decimal(1 - p)), short(1 - q)),
                ),
                Step("The complement", chain(f"1 - {short(1 - q)}", short(q))),
            ),
            hints=(
                "The union is known, one of its parts is asked for.",
                PRODUCT + " The complements are independent too.",
                f"Neither of the two happens with probability $1 - {short(union)}$.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(
                    rational(union - p),
                    "That would be right for events that exclude each other; independent ones overlap.",
                ),
                Mistake(rational(1 - q), "That is the probability that $B$ does not happen."),
                Mistake(rational(union / p), "Dividing undoes a product, not a union."),
            ),
        )
    top, bottom, k = (
        *draw.choice(
            ((1, 2), (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (4, 5), (1, 10), (9, 10))
        ),
        draw.integer(2, 6),
    )
    miss = Fraction(top, bottom)
    if bottom**k > 20000:
        raise Unsuitable("too large")
    many, one, misses, _, some = draw.choice(PARTS)
    key = sympy.Integer(k)
    return Draft(
        prompt=f"Each {one} {misses} with probability ${tex(miss)}$, independently of the others. How many {many} are needed so that {some} with probability ${tex(1 - miss**k)}$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "So many factors were multiplied one by one.",
            lambda v: (
                isinstance(v, Fraction)
                and v.denominator == 1
                and 1 <= v < 30
                and 1 - math.prod([miss] * int(v)) == 1 - miss**k
            ),
        ),
        steps=(
            Step("The opposite: all go wrong", chain(minus(1, tex(1 - miss**k)), miss**k)),
            Step("As a power", chain(miss**k, fpow(miss, k))),
        ),
        hints=(
            "You are asked for a number of independent parts.",
            "All of them go wrong with the product of their probabilities; at least one works with the rest to 1.",
            f"All go wrong with probability $1 - {tex(1 - miss**k)}$. Which power of ${tex(miss)}$ is that?",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(k + 1), "Put your number in: the probability comes out too large."),
            Mistake(sympy.Integer(k - 1), "Put your number in: the probability comes out too small."),
        ),
    )


def pairwise(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “pairwise”."""
    n = draw.choice((4, 8, 12))
    quarter = n // 4
    cells = list(range(n))
    mixed = draw.shuffled(cells)
    base, kind = mixed[:quarter], draw.choice(("pairs", "all", "none"))
    if kind == "all" and n != 8:
        kind = "pairs"
    if kind == "pairs":
        parts = [mixed[quarter : 2 * quarter], mixed[2 * quarter : 3 * quarter], mixed[3 * quarter :]]
        events = [sorted(base + part) for part in parts]
    elif kind == "all":
        events = [sorted(mixed[i] for i in range(8) if i >> bit & 1) for bit in range(3)]
    else:
        events = [
            sorted(mixed[: n // 2]),
            sorted(mixed[quarter : quarter + n // 2]),
            sorted(draw.sample(cells, n // 2)),
        ]
    sets = [set(e) for e in events]

    def fits(*chosen: set[int]) -> bool:
        return Fraction(len(set.intersection(*chosen)), n) == math.prod(Fraction(len(c), n) for c in chosen)

    pairs = all(fits(a, b) for a, b in combinations(sets, 2))
    right = "mutual" if pairs and fits(*sets) else "pairwise" if pairs else "neither"
    if len({tuple(e) for e in events}) < 3:
        raise Unsuitable("events alike")
    shown = "; ".join(
        f"${name} = \\{{{', '.join(str(x + 1) for x in e)}\\}}$"
        for name, e in zip("ABC", events, strict=True)
    )
    together = len(set.intersection(*sets))

    def by_conditioning() -> str:
        def unmoved(event: set[int], given: set[int]) -> bool:
            return bool(given) and len(event & given) * n == len(event) * len(given)

        if not all(unmoved(a, b) for a, b in permutations(sets, 2)):
            return "neither"
        return "mutual" if unmoved(sets[2], sets[0] & sets[1]) else "pairwise"

    first = sets[0] & sets[1]
    return words_draft(
        draw,
        prompt=f"A ball is drawn from {n} balls numbered 1 to {n}, all equally likely. The events are {shown}. What is true?",
        right=right,
        options=[
            (
                "mutual",
                "The three events are mutually independent.",
                "Check the triple as well: pairs alone are not enough."
                if right == "pairwise"
                else "Check every pair first.",
            ),
            (
                "pairwise",
                "Every two of them are independent, but the three are not mutually independent.",
                "Check the pairs one by one."
                if right == "neither"
                else "The triple fits as well: compare it with the product of all three.",
            ),
            (
                "neither",
                "Some two of them are dependent.",
                "Each pair meets with exactly the product of its probabilities.",
            ),
        ],
        proof=Rederived(
            "conditioning",
            "It was counted whether knowing one event, or two, moves the probability of another.",
            by_conditioning,
        ),
        steps=(
            Step(
                "A and B together",
                f"\\frac{{{len(first)}}}{{{n}}} {'=' if fits(sets[0], sets[1]) else chr(92) + 'neq'} \\frac{{{len(sets[0])}}}{{{n}}} \\cdot \\frac{{{len(sets[1])}}}{{{n}}}",
            ),
            Step(
                "All three together",
                f"\\frac{{{together}}}{{{n}}} {'=' if fits(*sets) else chr(92) + 'neq'} \\frac{{{len(sets[0])}}}{{{n}}} \\cdot \\frac{{{len(sets[1])}}}{{{n}}} \\cdot \\frac{{{len(sets[2])}}}{{{n}}}",
            ),
        ),
        hints=(
            "You are asked how far the product rule goes for three events.",
            "Pairwise: the rule holds for every two. Mutually: it holds for every two and for all three at once.",
            "Start with $A$ and $B$: how many balls are in both, and what does the product say?",
        ),
    )


def exclusive_of(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “exclusive of”."""
    p, q = Fraction(draw.integer(1, 9), 20), Fraction(draw.integer(1, 9), 20)
    exclusive = draw.coin()
    claim, claimed = draw.choice(
        (
            ("P(A \\mid B)", p),
            ("P(A \\mid B)", Fraction(0)),
            ("P(A \\cap B)", p * q),
            ("P(A \\cap B)", Fraction(0)),
        )
    )
    true_value = Fraction(0) if exclusive else p if "mid" in claim else p * q
    truth = claimed == true_value
    what = "exclude each other" if exclusive else "are independent"
    return claim_draft(
        prompt=f"Two events {what}, with $P(A) = {decimal(p)}$ and $P(B) = {decimal(q)}$. True or false: ${claim} = {short(claimed)}$.",
        truth=truth,
        method="a square",
        detail="Events like these were laid out among 400 cells and counted.",
        decide=lambda: _cells_value(p, q, exclusive, "mid" in claim) == claimed,
        steps=(
            Step(
                "Both together",
                chain("0 \\cdot 1", 0) if exclusive else chain(times(decimal(p), decimal(q)), short(p * q)),
            ),
            Step(
                "Given B",
                chain(over("0", decimal(q)), 0)
                if exclusive
                else chain(over(short(p * q), decimal(q)), short(p)),
            ),
        ),
        hints=(
            "You are asked what the one or the other kind of events does.",
            "Independent events: the product. Events that exclude each other: never both.",
            "Can both happen together here? If so, how often?",
        ),
        if_wrong="Events that exclude each other never happen together, so after one the other is impossible. Independent events do meet, with the product of their probabilities.",
    )


def _cells_value(p: Fraction, q: Fraction, exclusive: bool, conditional: bool) -> Fraction:
    cells = list(product(range(20), repeat=2))
    a = [(x < 20 * p) for x, _ in cells]
    b = [(x >= 20 - 20 * q) for x, _ in cells] if exclusive else [(y < 20 * q) for _, y in cells]
    both = sum(s and t for s, t in zip(a, b, strict=True))
    return Fraction(both, sum(b) if conditional else len(cells))
