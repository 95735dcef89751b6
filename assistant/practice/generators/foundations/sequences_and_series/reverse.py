"""What made the sequence?"""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    minus,
    over,
    power,
    rational,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def unknown(draw: Draw, level: int) -> Draft:
    """The difference, the index or the ratio."""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        first, d, n = draw.integer(-8, 12), draw.nonzero(-5, 7), draw.integer(5, 30)
        wants_d = draw.coin()
        key = sympy.Integer(d if wants_d else n)
        prompt = (
            f"An arithmetic sequence has $a_0 = {first}$ and $a_{{{n}}} = {first + n * d}$. What is its difference $d$?"
            if wants_d
            else f"An arithmetic sequence has $a_0 = {first}$ and the difference {d}. Which index $n$ has the term {first + n * d}?"
        )
        steps = (
            Step("The whole change", chain(minus(first + n * d, first), n * d)),
            Step("Divide it up", chain(over(n * d, n if wants_d else d), key)),
        )
        accepts = lambda g: first + (g * n if wants_d else g * d) == first + n * d  # noqa: E731
        wrong = (
            Mistake(
                sympy.Rational(n * d, n + 1) if wants_d else sympy.Integer(n + 1),
                "Counting starts at 0: the index is the number of steps.",
            ),
        )
        rule, hint = "$a_n = a + nd$.", "How much does the sequence change altogether?"
    elif level == 2:
        first, r, n = (
            draw.choice((1, 2, 3, 4, 5)),
            Fraction(draw.choice((2, 3, 5, -2, -3, 4))),
            draw.choice((3, 5)) if draw.coin() else 3,
        )
        if abs(first * r**n) > 20000:
            raise Unsuitable("large")
        key = rational(r)
        prompt = draw.choice(
            (
                f"A geometric sequence has $a_0 = {first}$ and $a_{{{n}}} = {first * r**n}$. What is its ratio?",
                f"After {n} equal steps of multiplying, {first} has become {first * r**n}. What was the factor?",
            )
        )
        steps = (
            Step("The whole factor", chain(over(first * r**n, first), r**n)),
            Step("It is a power of the ratio", f"{power(r, n)} = {r**n}"),
        )
        accepts = lambda g: first * g**n == first * r**n  # noqa: E731
        wrong = (
            Mistake(
                rational((first * r**n - first) / n),
                "That would be an arithmetic sequence. Here each step multiplies.",
            ),
            Mistake(rational(r**n / n), "Take a root, do not divide by the number of steps."),
        )
        rule, hint = "$a_n = a r^n$.", f"By which factor has it grown altogether, in {n} steps?"
    else:
        r = draw.choice(
            (
                Fraction(1, 2),
                Fraction(2, 3),
                Fraction(3, 4),
                Fraction(9, 10),
                Fraction(4, 5),
                Fraction(-1, 2),
                Fraction(1, 4),
                Fraction(3, 5),
            )
        )
        a = draw.integer(1, 12)
        total = a / (1 - r)
        key = rational(r)
        prompt = draw.choice(
            (
                f"An endless geometric series starts with {a} and has the sum ${tex(rational(total))}$. What is its ratio?",
                f"A constant gradient of {a} drives the velocity of momentum up to ${tex(rational(total))}$. Which share of the velocity is kept in each step?"
                if r > 0
                else f"The sum of all terms is ${tex(rational(total))}$, the first term is {a}, and each term is $r$ times the one before. Find $r$.",
            )
        )
        steps = (
            Step(
                "One minus the ratio is the first term over the sum",
                chain(over(a, tex(rational(total))), rational(1 - r)),
            ),
            Step("The ratio", chain(f"1 - {tex(rational(1 - r))}", key)),
        )
        accepts = lambda g: abs(g) < 1 and a + g * total == total  # noqa: E731
        wrong = (
            Mistake(rational(1 - r), "That is one minus the ratio."),
            Mistake(rational(1 / (1 - r)), "That is the sum over the first term."),
        )
        rule, hint = (
            r"The sum is $S = \frac{a}{1 - r}$. Solve for r.",
            "Divide the first term by the sum: what does that give?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("substitution", "Put in, it leads to the given term or sum.", accepts),
        steps=steps,
        hints=("You are asked for what made the sequence; a result is known.", rule, hint),
        symbols=("n", "d", "r"),
        mistakes=but_key(key, *wrong),
    )
