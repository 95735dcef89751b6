"""The number of things, from the number of possibilities."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    over,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def unknown(draw: Draw, level: int) -> Draft:
    """How many things, signs or places?"""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        n = draw.integer(5, 40)
        total = n * (n - 1) // 2
        key = n
        prompt = draw.choice(
            (
                f"At a meeting everybody shook hands once with everybody else: {total} handshakes. How many people were there?",
                f"A tournament in which each team plays each other once has {total} matches. How many teams take part?",
                f"A report lists {total} pairwise correlations, one for each pair of features. How many features are there?",
            )
        )
        steps = (Step("Pairs of n things, tried out", chain(over(times(n, n - 1), 2), total)),)
        accepts = lambda g: g > 0 and g == int(g) and len(list(combinations(range(int(g)), 2))) == total  # noqa: E731
        rule, hint = (
            r"There are $\binom{n}{2} = \frac{n(n - 1)}{2}$ pairs of n things.",
            f"Which two neighbouring whole numbers have the product {2 * total}?",
        )
        wrong = (
            Mistake(sympy.Integer(total), "That is the number of pairs."),
            Mistake(sympy.Integer(n - 1), "Each meets n - 1 others, but the first one counts too."),
        )
    elif level == 2:
        base, places = draw.integer(2, 12), draw.integer(2, 6)
        if base**places > 10**6 or (base, places) in ((4, 2), (8, 2), (4, 3), (9, 2), (4, 6)):
            raise Unsuitable("two readings")
        wants_places = draw.coin()
        key = places if wants_places else base
        prompt = (
            f"A code has {base**places} possibilities; each place shows one of {base} signs, with repetition. How many places does it have?"
            if wants_places
            else f"A lock with {places} wheels, all alike, has {base**places} settings. How many signs are on each wheel?"
        )
        steps = (Step("Signs to the power of places", f"{base}^{{{places}}} = {base**places}"),)

        def accepts(g: Any) -> Any:
            return (
                g > 0
                and g == int(g)
                and (base ** int(g) if wants_places else int(g) ** places) == base**places
            )

        rule, hint = (
            "With repetition there are n to the power of k codes: the number of signs is the base.",
            "Multiply the signs again and again until you reach the number.",
        )
        wrong = (
            Mistake(
                sympy.Integer(base ** (places - 1)),
                "You divided once; divide again and again until 1 is left.",
            ),
        )
    else:
        n, k = draw.integer(5, 14), draw.integer(2, 3)
        if k * 2 >= n:
            raise Unsuitable("two answers")
        key = n - k
        prompt = draw.choice(
            (
                f"$\\binom{{{n}}}{{{k}}} = \\binom{{{n}}}{{m}}$ with $m \\neq {k}$. What is $m$?",
                f"Choosing {k} of {n} things is like choosing the ones that are left out. Which other size of choice has as many possibilities as {k}?",
            )
        )
        steps = (
            Step(
                "Both have the same number",
                chain(rf"\binom{{{n}}}{{{k}}}", rf"\binom{{{n}}}{{{n - k}}}", math.comb(n, k)),
            ),
        )

        def accepts(g: Any) -> Any:
            return (
                g == int(g)
                and 0 <= g <= n
                and g != k
                and len(list(combinations(range(n), int(g)))) == len(list(combinations(range(n), k)))
            )

        rule, hint = (
            "Whoever chooses k things also chooses the ones that stay behind.",
            f"How many of the {n} stay behind?",
        )
        wrong = (
            Mistake(sympy.Integer(k), "That is the same number again."),
            Mistake(sympy.Integer(n), "Choosing all can be done in one way only."),
        )
    return Draft(
        prompt=prompt,
        key=sympy.Integer(key),
        proof=Satisfies("listing", "With this number the possibilities were listed and counted.", accepts),
        steps=steps,
        hints=("You are asked for a number of things; the number of possibilities is known.", rule, hint),
        answer_hint="a whole number",
        symbols=("n", "m"),
        mistakes=but_key(sympy.Integer(key), *wrong),
    )
