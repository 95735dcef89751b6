"""Readers for the topic “Counting and combinatorics”."""

from __future__ import annotations

import itertools
import math

import mpmath as mp

from rederiving.functions import f, formula
from rederiving.numeric import one, polynomial
from rederiving.rules import Rules

rule = Rules()

S = "theorem"
rule(
    S,
    lambda x, k: (polynomial(f(x), 12) + [0] * 13)[int(k)],
    "When $«x»$ is multiplied out, which number stands in front of $x^«k»$?",
    "What is the coefficient of $x^«k»$ in $«x»$?",
)
rule(S, lambda x: formula(x, "x"), "Expand $«x»$ with the binomial theorem.", "Write $«x»$ as a polynomial.")
S = "unknown"
rule(
    S,
    lambda k, x: one(
        tuple(
            mp.mpf(j)
            for j in range(int(x) + 1)
            if math.comb(int(x), j) == math.comb(int(x), int(k)) and j != int(k)
        )
    ),
    "Choosing «k» of «x» things is like choosing the ones that are left out. Which other size of choice has as many possibilities as «k»?",
    "$\\binom{«x»}{«k»} = \\binom{«x»}{m}$ with $m \\neq «k»$. What is $m$?",
)
rule(
    S,
    lambda x: one(tuple(mp.mpf(j) for j in range(2, 2000) if math.comb(j, 2) == int(x))),
    "A report lists «x» pairwise correlations, one for each pair of features. How many features are there?",
    "A tournament in which each team plays each other once has «x» matches. How many teams take part?",
    "At a meeting everybody shook hands once with everybody else: «x» handshakes. How many people were there?",
)
rule(
    S,
    lambda k, x: one(tuple(mp.mpf(j) for j in range(2, 300) if j ** int(k) == int(x))),
    "A lock with «k» wheels, all alike, has «x» settings. How many signs are on each wheel?",
)
rule(
    S,
    lambda x, s: one(tuple(mp.mpf(j) for j in range(1, 60) if int(s) ** j == int(x))),
    "A code has «x» possibilities; each place shows one of «s» signs, with repetition. How many places does it have?",
)
S = "count"
rule(
    S,
    lambda word: (
        math.factorial(len(word)) // math.prod(math.factorial(word.count(c)) for c in set(word))
        if word.isupper() and word.isalpha()
        else None
    ),
    "In how many different ways can the letters of «word» be arranged?",
    "How many different strings use exactly the letters of «word»?",
    "Shuffle the letters of «word». How many different results are possible?",
)
rule(
    S,
    lambda x, y, z: int(x) * int(y) * int(z),
    "A grid search tries «x» learning rates, «y» depths and «z» batch sizes, each with each. How many models does it train?",
    "You compare «x» optimisers on «y» data sets with «z» random seeds each. How many runs is that?",
)
rule(
    S,
    lambda x, y, z, w: int(x) * int(y) + int(z) * int(w),
    "A model is either a tree with one of «x» depths and one of «y» criteria, or a network with one of «z» widths and one of «w» activations. How many models are there?",
    "For lunch you take either one of «x» soups with one of «y» breads, or one of «z» salads with one of «w» drinks. How many lunches are possible?",
)
rule(
    S,
    lambda x, y, z: int(y) ** int(x) * int(z),
    "A password is «x» lower-case letters out of an alphabet of «y», followed by one of «z» signs. Letters may repeat. How many passwords are there?",
)
rule(
    S,
    lambda k, x: math.perm(int(x), int(k)),
    "You label «k» different clusters with names from a list of «x», no name twice. In how many ways?",
    "A playlist shows «k» different songs out of «x», in an order. How many playlists are there?",
)
rule(
    S,
    lambda k, x: math.comb(int(x), int(k)),
    "A model uses «k» of «x» features. How many such sets of features are there?",
    "An ensemble takes «k» out of «x» trained models. How many ensembles are possible?",
)
rule(
    S,
    lambda size, k: math.perm(int(size), int(k)),
    "«size» runners race. In how many ways can the first «k» places be taken?",
)
rule(
    "count",
    lambda k, size: math.comb(int(size), int(k)),
    "How many groups of «k» can be chosen from «size» people?",
)
_ASKS = (
    "Which formula counts this: {}?",
    "How many possibilities are there for {}? Pick the formula that fits.",
)


def _listing(kind: str, total: str, picked: str) -> int | None:
    """How many there are, one by one; None when there are too many to list."""
    if int(total) ** int(picked) > 300_000:
        return None
    ways = {
        "sets": itertools.combinations(range(int(total)), int(picked)),
        "orders": itertools.permutations(range(int(total)), int(picked)),
        "words": itertools.product(range(int(total)), repeat=int(picked)),
    }[kind]
    return sum(1 for _ in ways)


for _kind, _told in (
    ("sets", "a hand of «k» cards out of «n»"),
    ("sets", "a committee of «k» out of «n» people"),
    ("sets", "«k» of «n» features for a model"),
    ("orders", "the first «k» places of a race with «n» runners"),
    ("words", "a «k»-digit code with the digits 1 to «n», repetition allowed"),
    ("words", "«k» throws of a die with «n» faces, in order"),
):
    rule(
        "which",
        lambda k, n, kind=_kind: _listing(kind, n, k),
        *[ask.format(_told) for ask in _ASKS],
    )
for _roles, _told in (
    (2, "a chair, a deputy"),
    (3, "a chair, a deputy, a treasurer"),
    (4, "a chair, a deputy, a treasurer and a secretary"),
):
    rule(
        "which",
        lambda n, k=_roles: _listing("orders", n, str(k)),
        *[ask.format(_told + " out of «n» members") for ask in _ASKS],
    )
