"""Exercises on sample spaces and events: list, count, take the complement, unite without counting twice."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations, permutations, product

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    fpow,
)
from assistant.practice.generators.probability.sample_spaces_and_events.pieces import (
    OPPOSITE,
    TAGS,
    UNION,
    some_shares,
    union_count,
)
from assistant.practice.generators.probability.sample_spaces_and_events.questions import (
    how_often,
    judge,
    multiples,
    overlap,
    slip,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    over,
    percent,
    plus,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "sample-spaces-and-events"


COUNTING = "Where all outcomes are equally likely, $P(A)$ is the number of outcomes in $A$ divided by the number of all."


def _list_them(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("coins", "pairs", "menu", "order"))
    if kind == "coins":
        coins, sides = draw.integer(2, 5), draw.choice((4, 6, 8, 10, 12))
        key, shown = 2**coins * sides, times(f"2^{{{coins}}}", sides)
        text = draw.choice(
            (
                f"A coin is tossed {coins} times, and then a die with {sides} faces is rolled. Every result is noted in order.",
                f"You note the results of {coins} coin tosses, one after the other, and of one roll of a die with {sides} faces.",
            )
        )
        first, wrong = f"The coin tosses alone have $2^{{{coins}}}$ results.", 2 * coins + sides
        outcomes = list(product(*([(0, 1)] * coins), range(sides)))
    elif kind == "pairs":
        many = draw.integer(4, 12)
        who = draw.choice(
            ("pictures out of a batch of", "students out of a group of", "sensors out of a box of")
        )
        key, shown = many * (many - 1) // 2, rf"\binom{{{many}}}{{2}}"
        text = f"Two {who} {many} are picked for a check. Which two matters, their order does not."
        first, wrong = (
            f"In order there would be ${times(many, many - 1)}$ picks; each pair comes twice among them.",
            many * (many - 1),
        )
        outcomes = list(combinations(range(many), 2))
    elif kind == "menu":
        sizes = [draw.integer(2, 5) for _ in range(3)]
        key, shown = math.prod(sizes), times(*sizes)
        text = (
            f"A test run picks one of {sizes[0]} models, one of {sizes[1]} data sets and one of {sizes[2]} "
            "learning rates at random."
        )
        first, wrong = f"For each model there are ${times(*sizes[1:])}$ ways to go on.", sum(sizes)
        outcomes = list(product(*(range(size) for size in sizes)))
    else:
        many, places = draw.integer(4, 8), draw.choice((2, 3))
        key, shown = math.perm(many, places), times(*range(many, many - places, -1))
        prizes = "gold and silver" if places == 2 else "gold, silver and bronze"
        text = f"Among {many} teams of a competition {prizes} are handed out. No team gets two of them."
        first, wrong = f"Any of the {many} teams can get gold; how many are left for silver?", many**places
        outcomes = list(permutations(range(many), places))
    return Draft(
        prompt=text
        + " "
        + draw.choice(
            ("How many outcomes has the sample space?", r"How large is the sample space $\Omega$?")
        ),
        key=sympy.Integer(key),
        proof=Rederived("listing", "All outcomes were listed and counted.", lambda: len(set(outcomes))),
        steps=(
            Step(
                "Multiply the choices" if kind != "pairs" else "Choose two, without order", chain(shown, key)
            ),
        ),
        hints=(
            r"You are asked for the size of $\Omega$: how many different outcomes can be written down.",
            "Choices made one after the other multiply. Where the order does not matter, divide by the number of orders.",
            first,
        ),
        mistakes=but_key(
            sympy.Integer(key),
            Mistake(
                sympy.Integer(wrong),
                "Choices made one after the other multiply, and each outcome is listed exactly once.",
            ),
            Mistake(sympy.Integer(2 * key), "You counted every outcome twice."),
        ),
    )


def _dice(draw: Draw, level: int) -> Draft:
    a, b = draw.choice(((6, 6), (6, 6), (4, 6), (6, 8), (4, 4), (8, 8), (4, 8)))
    kind = draw.choice(("sum", "most", "gap", "above", "top"))
    n = {
        "sum": draw.integer(4, a + b - 3),
        "most": draw.integer(4, a + b - 4),
        "gap": draw.integer(1, 3),
    }.get(kind, draw.integer(2, 4))
    # For each face of the first die: how many faces of the second do?
    ways = {
        "sum": lambda x: 1 if 1 <= n - x <= b else 0,
        "most": lambda x: max(0, min(b, n - x)),
        "gap": lambda x: (1 if x + n <= b else 0) + (1 if x - n >= 1 else 0),
        "above": lambda x: max(0, b - x),
        "top": lambda x: n if x < n else b and (n if x == n else 0),
    }
    test = {
        "sum": lambda x, y: x + y == n,
        "most": lambda x, y: x + y <= n,
        "gap": lambda x, y: abs(x - y) == n,
        "above": lambda x, y: y > x,
        "top": lambda x, y: max(x, y) <= n,
    }[kind]
    counts = [ways[kind](x) for x in range(1, a + 1)]
    hits, total = sum(counts), a * b
    if kind == "top":
        n = min(n, a - 1, b - 1)
        hits = n * n
        counts = [n] * n
    if not 2 <= hits < total - 1:
        raise Unsuitable("nothing to count")
    key = sympy.Rational(hits, total)
    asked = {
        "sum": f"the sum of the two is {n}",
        "most": f"the sum of the two is at most {n}",
        "gap": f"the two differ by exactly {n}",
        "above": "the blue die shows more than the red one",
        "top": f"neither die shows more than {n}",
    }[kind]
    faces = (
        f"two fair dice with {a} faces each, one red and one blue,"
        if a == b
        else f"a red die with {a} faces and a blue one with {b}, both fair,"
    )
    return Draft(
        prompt=draw.choice(
            (
                f"You roll {faces} and note the pair. What is the probability that {asked}?",
                f"Someone rolls {faces} once. How probable is it that {asked}?",
            )
        ),
        key=key,
        proof=Rederived(
            "listing",
            f"All {total} pairs were listed, and those of the event counted.",
            lambda: Fraction(sum(test(x, y) for x in range(1, a + 1) for y in range(1, b + 1)), total),
        ),
        steps=(
            Step("All pairs", chain(times(a, b), total)),
            Step(
                "Pairs of the event, one face of the red die after the other",
                chain(plus(*(c for c in counts if c)), hits),
            ),
            Step("Divide", chain(over(hits, total), key)),
        ),
        hints=(
            "You are asked for the share of the pairs that make the event happen.",
            COUNTING,
            f"There are ${times(a, b)}$ pairs. Go through the faces of the red die one by one.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(hits, a + b),
                "The faces multiply: each face of one die goes with every face of the other.",
            ),
            Mistake(1 - key, "That is the probability that the event does not happen."),
            Mistake(
                sympy.Rational(1, a + b - 1),
                "The sums are not equally likely: 7 comes about in more ways than 2. Count pairs.",
            ),
            Mistake(
                sympy.Rational(hits + 1, total), "One pair too many: check that each one is counted once."
            ),
            Mistake(
                sympy.Rational(hits - 1, total),
                "One pair is missing: (1, 2) and (2, 1) are two different outcomes.",
            ),
        ),
    )


REPEATS = (
    ("a fair die with {n} faces is rolled {k} times", "the highest face comes up at least once", (4, 6, 8)),
    (
        "a wheel with {n} equal sectors is spun {k} times",
        "the red sector, one of them, is hit at least once",
        (3, 4, 5, 10),
    ),
    (
        "a playlist draws {k} times from {n} songs, any song each time",
        "your favourite song, one of them, is played at least once",
        (3, 4, 5, 6, 10),
    ),
    (
        "{k} requests go to {n} servers, each to a random one",
        "server 1 gets at least one of them",
        (3, 4, 5, 8),
    ),
)


def _at_least_one(draw: Draw, level: int) -> Draft:
    text, asked, sizes = draw.choice(REPEATS)
    n, k = draw.choice(sizes), draw.integer(2, 4)
    miss = Fraction(n - 1, n)
    key = rational(1 - miss**k)
    story = text.format(n=n, k=k)
    return Draft(
        prompt=draw.choice(
            (
                f"{story[0].upper()}{story[1:]}. How probable is it that {asked}?",
                f"Suppose {story}. What is the probability that {asked}?",
            )
        ),
        key=key,
        proof=Rederived(
            "listing",
            f"All {n**k} results were listed, and those with a hit counted.",
            lambda: Fraction(sum(0 in result for result in product(range(n), repeat=k)), n**k),
        ),
        steps=(
            Step("The opposite: no hit at all", chain(fpow(miss, k), miss**k)),
            Step("Complement", chain(minus(1, tex(miss**k)), key)),
        ),
        hints=(
            "“At least once” means once, twice or more often. What is its opposite?",
            OPPOSITE,
            f"A single try misses with probability ${tex(miss)}$; all {k} of them have to miss for the opposite.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(k, n),
                f"You added the {k} chances. The results with two hits are then counted twice.",
            ),
            Mistake(rational(miss**k), "That is the probability of no hit at all; subtract it from 1."),
            Mistake(rational(Fraction(1, n) ** k), "That is the probability of a hit every time."),
            Mistake(
                rational(1 - Fraction(1, n) ** k),
                "The opposite of “at least one hit” is “no hit”, not “all hits”.",
            ),
        ),
    )


def _union(draw: Draw, level: int) -> Draft:
    many, one, do, also, _, _ = draw.choice(TAGS)
    first, second, both = some_shares(draw)
    union = first + second - both
    neither = draw.coin()
    key = rational(1 - union if neither else union)
    given = (
        f"Of all {many} ${percent(first)}$ {do}, ${percent(second)}$ {also}, and ${percent(both)}$ do both."
    )
    steps = [
        Step(
            "Addition rule",
            chain(f"{plus(decimal(first), decimal(second))} - {decimal(both)}", decimal(union)),
        )
    ]
    if neither:
        steps.append(Step("Complement", chain(f"1 - {decimal(union)}", decimal(1 - union))))
    return Draft(
        prompt=f"{given} "
        + (
            f"What is the probability that a random {one} does neither?"
            if neither
            else f"How probable is it that a random {one} does at least one of the two?"
        ),
        key=key,
        proof=Rederived(
            "counting",
            "A hundred members with these shares were listed one by one.",
            lambda: Fraction(
                100 - union_count(first, second, both) if neither else union_count(first, second, both), 100
            ),
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for those with none of the two."
            if neither
            else "“At least one of the two” allows both.",
            UNION + (" Then take the complement." if neither else ""),
            f"Start from ${plus(decimal(first), decimal(second))}$. Who was counted twice in it?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(1 - first - second if neither else first + second),
                "Those with both properties were counted twice.",
            ),
            Mistake(rational(union if neither else 1 - union), "That is the opposite event."),
            Mistake(
                rational(union - both), "Those with exactly one property: but “at least one” allows both."
            ),
            Mistake(rational(both), "That is the probability of both together."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "list", COMPUTE, _list_them, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "dice", COMPUTE, _dice, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "at-least-one", COMPUTE, _at_least_one, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "union", COMPUTE, _union, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "multiples", COMPUTE, multiples, levels=(3,), objectives=(2, 4)),
    Generator(TOPIC, "overlap", REVERSE, overlap, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "how-often", REVERSE, how_often, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "fit", TRUE_FALSE, judge, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(3, 4)),
)
