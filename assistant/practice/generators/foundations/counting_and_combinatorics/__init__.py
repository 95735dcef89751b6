"""Exercises on counting: rules, ordered and unordered choices, binomial coefficients and the binomial theorem."""

from __future__ import annotations

import math
from itertools import combinations, permutations, product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    ORDER,
    REVERSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.counting_and_combinatorics.questions import which
from assistant.practice.generators.foundations.counting_and_combinatorics.reverse import unknown
from assistant.practice.generators.foundations.derivations import pascal
from assistant.practice.notation import (
    chain,
    over,
    plus,
    power,
    tex,
    times,
)
from assistant.practice.proof import Proof, Rederived, RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "counting-and-combinatorics"


def _count(draw: Draw, level: int) -> Draft:
    mistakes: tuple[Mistake, ...]
    if level == 1:
        a, b, c = draw.integer(2, 6), draw.integer(2, 6), draw.integer(2, 5)
        kind = draw.choice(("grid", "menu", "either"))
        if kind == "grid":
            prompt = draw.choice(
                (
                    f"A grid search tries {a} learning rates, {b} depths and {c} batch sizes, each with each. How many models does it train?",
                    f"You compare {a} optimisers on {b} data sets with {c} random seeds each. How many runs is that?",
                )
            )
            key, how = a * b * c, times(a, b, c)
            derive = lambda: len(list(product(range(a), range(b), range(c))))  # noqa: E731
            wrong, why = a + b + c, "The choices follow one another: multiply."
        elif kind == "menu":
            prompt = f"A password is {b} lower-case letters out of an alphabet of {a + 3}, followed by one of {c} signs. Letters may repeat. How many passwords are there?"
            key, how = (a + 3) ** b * c, f"{a + 3}^{{{b}}} \\cdot {c}"

            def derive() -> int:
                total = 0
                for _sign in range(c):
                    ways = 1
                    for _place in range(b):
                        ways = sum(ways for _letter in range(a + 3))
                    total += ways
                return total

            wrong, why = (
                b ** (a + 3) * c,
                "The number of options is the base, the number of places the exponent.",
            )
        else:
            d = draw.integer(2, 6)
            prompt = draw.choice(
                (
                    f"For lunch you take either one of {a} soups with one of {b} breads, or one of {c} salads with one of {d} drinks. How many lunches are possible?",
                    f"A model is either a tree with one of {a} depths and one of {b} criteria, or a network with one of {c} widths and one of {d} activations. How many models are there?",
                )
            )
            key, how = a * b + c * d, plus(times(a, b), times(c, d))
            derive = lambda: len(list(product(range(a), range(b))) + list(product(range(c), range(d))))  # noqa: E731
            wrong, why = a * b * c * d, "It is either one or the other: the two cases are added."
        rule, hint = (
            "Choices that follow one another multiply; separate cases add.",
            "Is it “and then”, or is it “either, or”?",
        )
        mistakes = (
            Mistake(sympy.Integer(wrong), why),
            Mistake(sympy.Integer(key * 2), "Nothing is counted twice here."),
        )
    elif level == 2:
        n, k = draw.integer(5, 12), draw.integer(2, 4)
        ordered = draw.coin()
        key = math.perm(n, k) if ordered else math.comb(n, k)
        prompt = draw.choice(
            (
                f"{n} runners race. In how many ways can the first {k} places be taken?",
                f"A playlist shows {k} different songs out of {n}, in an order. How many playlists are there?",
                f"You label {k} different clusters with names from a list of {n}, no name twice. In how many ways?",
            )
            if ordered
            else (
                f"How many groups of {k} can be chosen from {n} people?",
                f"A model uses {k} of {n} features. How many such sets of features are there?",
                f"An ensemble takes {k} out of {n} trained models. How many ensembles are possible?",
            )
        )
        top = r" \cdot ".join(str(n - j) for j in range(k))
        how = top if ordered else over(top, math.factorial(k))
        derive = (
            (lambda: len(list(permutations(range(n), k))))
            if ordered
            else (lambda: len(list(combinations(range(n), k))))
        )
        rule, hint = (
            "First decide: does the order matter, and may things repeat? Ordered choices without repetition are counted by a falling product; without order, divide by the orders of the chosen ones.",
            "Would another order of the same things be another result?",
        )
        mistakes = (
            Mistake(
                sympy.Integer(math.comb(n, k) if ordered else math.perm(n, k)),
                "The order matters here."
                if ordered
                else "The order does not matter: each choice was counted several times.",
            ),
            Mistake(sympy.Integer(n**k), "That would allow repetitions."),
            Mistake(sympy.Integer(n * k), "The choices multiply: n, then n - 1, and so on."),
        )
    else:
        word = draw.choice(
            (
                "BANANA",
                "LEVEL",
                "TENSOR",
                "NOON",
                "COFFEE",
                "LETTER",
                "DATA",
                "ATLAS",
                "ERROR",
                "MATTER",
                "SETS",
                "BATCHES",
                "TREE",
                "LOSSES",
                "PEPPER",
                "GREEN",
                "COOKIE",
                "RADAR",
                "MAMMAL",
                "INITIAL",
                "VECTORS",
                "KERNELS",
                "BALLOON",
                "MIRROR",
                "ASSESS",
                "POOL",
                "CELLO",
                "SIGMOID",
                "GRADED",
                "STATES",
            )
        )
        repeated = [word.count(letter) for letter in sorted(set(word)) if word.count(letter) > 1]
        key = math.factorial(len(word))
        for r in repeated:
            key //= math.factorial(r)
        prompt = draw.choice(
            (
                f"In how many different ways can the letters of {word} be arranged?",
                f"How many different strings use exactly the letters of {word}?",
                f"Shuffle the letters of {word}. How many different results are possible?",
            )
        )
        below = r" \cdot ".join(f"{r}!" for r in repeated)
        how = over(f"{len(word)}!", below) if repeated else f"{len(word)}!"

        def derive() -> int:
            counts = {letter: word.count(letter) for letter in set(word)}
            places, ways = len(word), 1
            for times_used in counts.values():
                ways *= len(list(combinations(range(places), times_used)))
                places -= times_used
            return ways

        rule, hint = (
            "Count all orders, then divide by the orders that look the same.",
            f"The word has {len(word)} letters; which of them occur more than once?",
        )
        mistakes = (
            Mistake(
                sympy.Integer(math.factorial(len(word))),
                "Equal letters cannot be told apart: divide by their orders.",
            ),
            Mistake(
                sympy.Integer(math.factorial(len(set(word)))), "Count all letters, also those that repeat."
            ),
            Mistake(sympy.Integer(key * 2), "You divided by too little."),
        )
    return Draft(
        prompt=prompt,
        key=sympy.Integer(key),
        proof=Rederived(
            "counting", "The possibilities were listed, or built up place by place, and counted.", derive
        ),
        steps=(Step("The rule that fits, with the numbers", chain(how, key)),),
        hints=("You are asked for a number of possibilities.", rule, hint),
        answer_hint="a whole number",
        mistakes=but_key(sympy.Integer(key), *mistakes),
    )


def _theorem(draw: Draw, level: int) -> Draft:
    if level == 2:
        a, n = draw.choice((1, 2, 3, -1, -2)), draw.choice((3, 4))
        whole = sympy.Pow(X + a, n, evaluate=False)
        key: Any = sympy.expand((X + a) ** n)
        prompt = draw.choice(
            (
                f"Expand $({tex(X + a)})^{n}$ with the binomial theorem.",
                f"Write $({tex(X + a)})^{n}$ as a polynomial.",
            )
        )
        steps = (
            Step(
                "Binomial coefficients, falling powers of x, rising powers of the number",
                f"({tex(X + a)})^{n} = "
                + plus(*(math.comb(n, j) * a**j * X ** (n - j) for j in range(n + 1))),
            ),
        )
        proof: Proof = RederivedFunction(
            "multiplying values",
            "At three numbers the bracket was multiplied with itself.",
            ("x",),
            lambda p: second_way.number_at(whole, p),
        )
        wrong = (
            Mistake(X**n + a**n, "The terms in between are missing."),
            Mistake(
                sympy.Add(*(math.comb(n, j) * X ** (n - j) for j in range(n + 1)))
                if a != 1
                else X**n + n * X + 1,
                "The powers of the number are missing.",
            ),
            Mistake(sympy.expand((X - a) ** n), "Check the signs."),
        )
        return Draft(
            prompt=prompt,
            key=key,
            proof=proof,
            steps=steps,
            hints=(
                "You are asked for all terms of the power.",
                r"$(a + b)^n = \sum_k \binom{n}{k} a^k b^{n-k}$; the coefficients stand in a row of Pascal's triangle.",
                f"The row for {n} begins 1, {n}.",
            ),
            answer_hint="a formula such as x^3 + 3x^2 + 3x + 1",
            symbols=("x",),
            form="expanded",
            mistakes=but_key(key, *wrong),
        )
    a, b, n = draw.choice((1, 2, 3, -1)), draw.choice((1, 2, -1, -2, 3)), draw.integer(5, 8)
    k = draw.integer(2, n - 2)
    key = sympy.Integer(math.comb(n, k) * a**k * b ** (n - k))
    inner = a * X + b

    def by_multiplying() -> int:
        coefficients = [1]
        for _ in range(n):
            longer = [0] * (len(coefficients) + 1)
            for at, c in enumerate(coefficients):
                longer[at] += c * b
                longer[at + 1] += c * a
            coefficients = longer
        return coefficients[k]

    return Draft(
        prompt=draw.choice(
            (
                f"What is the coefficient of $x^{k}$ in $({tex(inner)})^{n}$?",
                f"When $({tex(inner)})^{n}$ is multiplied out, which number stands in front of $x^{k}$?",
            )
        ),
        key=key,
        proof=Rederived(
            "multiplying out", "The bracket was multiplied with itself, term by term.", by_multiplying
        ),
        steps=(
            Step(
                "How many ways to take x from k of the brackets",
                chain(rf"\binom{{{n}}}{{{k}}}", math.comb(n, k)),
            ),
            Step(
                "Times the powers of both numbers",
                chain(f"{math.comb(n, k)} \\cdot {power(a, k)} \\cdot {power(b, n - k)}", key),
            ),
        ),
        hints=(
            "You are asked for one coefficient, not for the whole expansion.",
            r"The term with $x^k$ is $\binom{n}{k} (ax)^k b^{n-k}$.",
            f"From {n} brackets, {k} give an x.",
        ),
        answer_hint="a whole number",
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(math.comb(n, k)), "The numbers in the bracket are raised to powers as well."
            ),
            Mistake(
                sympy.Integer(math.comb(n, k) * a * b), "The numbers in the bracket are raised to powers."
            ),
            Mistake(
                sympy.Integer(math.comb(n, k) * a ** (n - k) * b**k),
                "The powers of the two numbers are swapped.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "count", COMPUTE, _count, objectives=(1, 3)),
    Generator(TOPIC, "theorem", COMPUTE, _theorem, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, objectives=(2, 3)),
    Generator(TOPIC, "which", CHOICE, which, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "in-order", ORDER, pascal, levels=(3,), objectives=(3,)),
)
