"""Which formula counts it?"""

from __future__ import annotations

import math
from itertools import combinations, permutations, product

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.proof import Rederived
from assistant.practice.worked import choice_draft


def which(draw: Draw, level: int) -> Draft:
    """The kind of a choice."""
    n, k = draw.integer(6, 12), draw.integer(2, 4)
    stories = (
        (
            f"a {k}-digit code with the digits 1 to {min(n, 9)}, repetition allowed",
            rf"{min(n, 9)}^{{{k}}}",
            "power",
        ),
        (f"a committee of {k} out of {n} people", rf"\binom{{{n}}}{{{k}}}", "choose"),
        (f"the first {k} places of a race with {n} runners", rf"\frac{{{n}!}}{{({n} - {k})!}}", "perm"),
        (f"{k} of {n} features for a model", rf"\binom{{{n}}}{{{k}}}", "choose"),
        (
            f"a chair, a deputy{', a treasurer' if k > 2 else ''}{' and a secretary' if k > 3 else ''} out of {n} members",
            rf"\frac{{{n}!}}{{({n} - {k})!}}",
            "perm",
        ),
        (f"{k} throws of a die with {n} faces, in order", rf"{n}^{{{k}}}", "power"),
        (f"a hand of {k} cards out of {n}", rf"\binom{{{n}}}{{{k}}}", "choose"),
    )
    text, _, right = draw.choice(stories)
    size = min(n, 9) if "digit" in text else n
    formulas = {
        "power": (rf"{size}^{{{k}}}", size**k),
        "choose": (rf"\binom{{{size}}}{{{k}}}", math.comb(size, k)),
        "perm": (rf"\frac{{{size}!}}{{({size} - {k})!}}", math.perm(size, k)),
        "swap": (rf"{k}^{{{size}}}", k**size),
    }
    why = {
        "power": "This allows repetitions and minds the order.",
        "choose": "This forgets the order.",
        "perm": "This minds the order and allows no repetition.",
        "swap": "The number of options is the base, not the exponent.",
    }
    listings = {
        "power": lambda: sum(1 for _ in product(range(size), repeat=k)),
        "choose": lambda: sum(1 for _ in combinations(range(size), k)),
        "perm": lambda: sum(1 for _ in permutations(range(size), k)),
    }
    by_value = {value: shown for shown, value in formulas.values()}
    if len(by_value) < 4:
        raise Unsuitable("two formulas agree")
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"How many possibilities are there for {text}? Pick the formula that fits.",
                f"Which formula counts this: {text}?",
            )
        ),
        right=sympy.Integer(formulas[right][1]),
        wrong=[
            Mistake(sympy.Integer(value), why[name]) for name, (_, value) in formulas.items() if name != right
        ],
        show=lambda value: by_value[int(value)],
        proof=Rederived("listing", "All possibilities were listed and counted.", listings[right]),
        steps=(Step("The number", f"{formulas[right][0]} = {formulas[right][1]}"),),
        hints=(
            "You are asked which kind of choice this is.",
            "Two questions decide: does the order matter, and may the same thing be taken again?",
            "Would the same things in another order be another result?",
        ),
    )
