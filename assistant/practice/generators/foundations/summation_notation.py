"""Exercises on sigma and pi: write sums out, use the rules, double sums and products, loops."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    ORDER,
    REVERSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.foundations.derivations import sum_rules
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    scaled,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, mistake_draft

TOPIC = "summation-notation"

RULES = "A sum splits into sums, a constant factor goes in front, and a constant term is added once for each index."


def _value(draw: Draw, level: int) -> Draft:
    wrong: tuple[Mistake, ...]
    low, count = draw.integer(0, 3), draw.integer(3, 5)
    high = low + count - 1
    a, b = draw.nonzero(-3, 5), draw.nonzero(-5, 6)
    if level == 1:
        body = draw.choice((f"({plus(f'{a} i', b)})", f"({scaled(a, 'i^2')})" if a < 0 else scaled(a, "i^2")))
        square = "^2" in body
        terms = [a * i * i if square else a * i + b for i in range(low, high + 1)]
        key = sum(terms)
        shown = rf"\sum_{{i={low}}}^{{{high}}} {body}"
        wrong = (
            Mistake(sympy.Integer(key - terms[-1]), "The upper bound belongs to the sum."),
            Mistake(sympy.Integer(key - terms[0]), "The lower bound belongs to the sum."),
            Mistake(
                sympy.Integer(
                    a * sum(range(low, high + 1)) ** 2 if square else a * sum(range(low, high + 1)) + b
                ),
                "The squares are added, not the numbers before squaring."
                if square
                else "The constant is added once for each index.",
            ),
        )
        hint = f"The first term has $i = {low}$."
    elif level == 2:
        n, k = draw.integer(2, 3), draw.integer(2, 4)
        kind = draw.choice(("i \\cdot j", "(i + j)"))
        cells = [[i * j if "cdot" in kind else i + j for j in range(1, k + 1)] for i in range(1, n + 1)]
        terms = [sum(row) for row in cells]
        key = sum(terms)
        shown = rf"\sum_{{i=1}}^{{{n}}} \sum_{{j=1}}^{{{k}}} {kind}"
        wrong = (
            Mistake(sympy.Integer(terms[-1]), "That is the last row alone; all rows are added."),
            Mistake(
                sympy.Integer(sum(cells[i][i] for i in range(min(n, k)))),
                "Every index of the first sum meets every index of the second.",
            ),
        )
        hint = "Fix $i = 1$ and add over j first."
    else:
        factors = [i + low for i in range(1, count + 1)]
        terms = factors
        key = math.prod(factors)
        shown = rf"\prod_{{i=1}}^{{{count}}} (i + {low})" if low else rf"\prod_{{i=1}}^{{{count}}} i"
        wrong = (
            Mistake(sympy.Integer(sum(factors)), "The big pi multiplies; sigma adds."),
            Mistake(sympy.Integer(key // factors[-1]), "The upper bound belongs to the product."),
        )
        hint = f"The first factor is {factors[0]}."
    together = r" \cdot ".join(str(t) for t in terms) if level == 3 else plus(*terms)
    return Draft(
        prompt=draw.choice(
            (f"Work out ${shown}$.", f"Write ${shown}$ out and compute it.", f"What number is ${shown}$?")
        ),
        key=sympy.Integer(key),
        proof=Rederived(
            "a loop",
            "NumPy added or multiplied the terms.",
            lambda: (
                int(numpy.prod(numpy.array(terms, dtype=object)))
                if level == 3
                else int(numpy.sum(numpy.array(cells if level == 2 else terms)))
            ),
        ),
        steps=(Step("Written out", chain(shown, together, key)),),
        hints=(
            "You are asked for one number.",
            "Put every index from the lower to the upper bound in, and "
            + ("multiply." if level == 3 else "add."),
            hint,
        ),
        answer_hint="a whole number",
        mistakes=but_key(sympy.Integer(key), *wrong),
    )


def _bound(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        low, c, count = draw.integer(1, 9), draw.integer(2, 9), draw.integer(4, 30)
        high = low + count - 1
        key = sympy.Integer(high)
        prompt = draw.choice(
            (
                rf"$\sum_{{i={low}}}^{{n}} {c} = {c * count}$. What is $n$?",
                f"A loop runs over the indices from {low} up to and with $n$, and adds {c} to a sum each time. The sum began at 0 and ends at {c * count}. What is $n$?",
            )
        )
        steps = (
            Step("The number of terms", chain(over(c * count, c), count)),
            Step("From the lower bound so many", f"{low} + {count} - 1 = {high}"),
        )
        accepts = lambda g: g == int(g) and sum(c for _ in range(low, int(g) + 1)) == c * count  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(count), "That is the number of terms; counting starts at the lower bound."),
            Mistake(sympy.Integer(high + 1), "Both bounds belong to the sum: count again."),
        )
        hint, rule = "How many terms are there?", "From m to n there are n - m + 1 terms."
    elif level == 2:
        start, shift = draw.integer(1, 5), draw.nonzero(-4, 4)
        a, b = draw.integer(2, 5), draw.nonzero(-6, 6)
        top = start + draw.integer(3, 8)
        key = sympy.Integer(b + a * shift)
        prompt = rf"Shift the index: $\sum_{{i={start}}}^{{{top}}} ({plus(f'{a} i', b)}) = \sum_{{j={start - shift}}}^{{{top - shift}}} ({a} j + k)$. What is $k$?"
        steps = (Step("The index i is j plus the shift", chain(plus(times(a, shift), b), key)),)

        def accepts(g: Any) -> Any:
            return [a * i + b for i in range(start, top + 1)] == [
                a * j + g for j in range(start - shift, top - shift + 1)
            ]

        wrong = (
            Mistake(sympy.Integer(b - a * shift), "Put $i = j + s$ with the right sign of the shift."),
            Mistake(sympy.Integer(b + shift), "The shift is multiplied as well."),
            Mistake(sympy.Integer(b), "The term has to change when the index is shifted."),
        )
        hint, rule = (
            "Compare the first terms of both sums.",
            "When the bounds go down, each term must use so much more.",
        )
    else:
        n, a, b = draw.integer(3, 8), draw.integer(2, 6), draw.nonzero(-5, 6)
        total = draw.integer(10, 60)
        key = sympy.Integer(total)
        whole = a * total + n * b
        prompt = draw.choice(
            (
                rf"$\sum_{{i=1}}^{{{n}}} ({plus(rf'{a} x_i', b)}) = {whole}$. What is $\sum_{{i=1}}^{{{n}}} x_i$?",
                f"Each of {n} measurements is multiplied by {a}, then {'' if b > 0 else 'minus '}{abs(b)} is added; the results add up to {whole}. What was the sum of the measurements?",
            )
        )
        steps = (
            Step(
                "Take away the constant, once for each term",
                chain(f"{whole} - {n} \\cdot {guarded(b)}", whole - n * b),
            ),
            Step("Divide by the factor", chain(over(whole - n * b, a), total)),
        )
        accepts = lambda g: sum((Fraction(a) * (g / n) + b for _ in range(n)), Fraction(0)) == whole  # noqa: E731
        wrong = (
            Mistake(sympy.Rational(whole - b, a), f"The constant is there {n} times."),
            Mistake(sympy.Rational(whole, a) - n * b, "First take away, then divide."),
        )
        hint, rule = f"The constant {b} was added {n} times.", RULES
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("a loop", "With this number a loop gives the required sum.", accepts),
        steps=steps,
        hints=("You are asked for what is missing in a sum.", rule, hint),
        symbols=("n", "k"),
        mistakes=but_key(key, *wrong),
    )


def _slip(draw: Draw, level: int) -> Draft:
    n, a, b = draw.integer(4, 9), draw.integer(2, 6), draw.nonzero(-5, 6)
    wrong = draw.choice(("constant", "formula", "sum"))
    const = b if wrong == "constant" else n * b
    total = n * (n - 1) // 2 if wrong == "formula" else n * (n + 1) // 2
    end = a * total + const + (a if wrong == "sum" else 0)
    sigma = rf"\sum_{{i=1}}^{{{n}}}"
    parts = [
        Part(rf"{sigma} ({plus(f'{a} i', b)})", Fraction(sum(a * i + b for i in range(1, n + 1)))),
        Part(plus(rf"{a} {sigma} i", const), Fraction(a * sum(range(1, n + 1)) + const)),
        Part(plus(rf"{a} \cdot {total}", const), Fraction(a * total + const)),
        Part(str(end), Fraction(end)),
    ]
    fix = {
        "constant": plus(rf"{a} {sigma} i", n * b),
        "formula": plus(rf"{a} \cdot {n * (n + 1) // 2}", const),
        "sum": str(a * total + const),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"work out ${parts[0].latex}$ by the rules",
        parts=parts,
        fix=fix,
        rule="A constant is added once for each index, and the numbers from 1 to n add up to n(n + 1)/2",
    )


def _code(draw: Draw, level: int) -> Draft:
    m, n, c = draw.integer(1, 4), draw.integer(6, 12), draw.integer(2, 9)
    code, shown = draw.choice(
        (
            (f"{c} * i", f"{c} i"),
            ("i ** 2", "i^2"),
            (f"i + {c}", f"(i + {c})"),
            (f"i ** 2 - {c}", f"(i^2 - {c})"),
        )
    )
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Which sum does `sum({code} for i in range({m}, {n}))` compute in Python?",
                f"A loop runs over `range({m}, {n})` and adds up `{code}`. Which sigma is this?",
            )
        ),
        right=(m, n - 1),
        wrong=[
            Mistake((m, n), "range leaves its end out."),
            Mistake((m + 1, n), "range begins with its first number and leaves its end out."),
            Mistake((m, n - 2), "range leaves only its end out, not one more."),
        ],
        show=lambda bounds: rf"\sum_{{i={bounds[0]}}}^{{{bounds[1]}}} {shown}",
        proof=Rederived(
            "running it",
            "The loop was run; its first and last index were noted.",
            lambda: (min(range(m, n)), max(range(m, n))),
        ),
        steps=(Step("The last index is one below the end of the range", f"{n} - 1 = {n - 1}"),),
        hints=(
            "You are asked for the bounds of a loop.",
            "range(m, n) begins at m and ends just before n.",
            f"Is {n} itself in the range?",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "value", COMPUTE, _value, objectives=(1, 3)),
    Generator(TOPIC, "bound", REVERSE, _bound, objectives=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "code", CHOICE, _code, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, sum_rules, levels=(3,), objectives=(2,)),
)
