"""Exercises on sequences and series: terms, sums, infinite sums, and the weights of a moving average."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.derivations import geometric_sum
from assistant.practice.generators.foundations.sequences_and_series.pieces import sum_up
from assistant.practice.generators.foundations.sequences_and_series.questions import converges, slip
from assistant.practice.generators.foundations.sequences_and_series.reverse import unknown
from assistant.practice.notation import (
    chain,
    counted,
    guarded,
    minus,
    over,
    plus,
    rational,
    short,
    short_factor,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "sequences-and-series"


def _term(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        first, d, n = draw.integer(-6, 12), draw.nonzero(-6, 9), draw.integer(6, 40)
        key: Any = sympy.Integer(first + n * d)
        shown = ", ".join(str(first + k * d) for k in range(4))
        prompt = draw.choice(
            (
                f"An arithmetic sequence begins $a_0, a_1, a_2, \\dots = {shown}, \\dots$. What is $a_{{{n}}}$?",
                f"A log file grows by the same amount each step: {shown}, … The first value has the index 0. Which value has the index {n}?",
            )
        )
        steps = (
            Step("The fixed difference", chain(minus(first + d, first), d)),
            Step("Start plus n times the difference", chain(plus(first, times(n, d)), key)),
        )
        derive = lambda: Fraction(list(range(first, first + (n + 1) * d, d))[n])  # noqa: E731
        wrong = (
            Mistake(
                sympy.Integer(first + (n - 1) * d),
                f"Counting starts at 0, so {n} steps lead to the index {n}.",
            ),
            Mistake(sympy.Integer(first + (n + 1) * d), "One step too many."),
        )
        rule, hint = (
            "$a_n = a + nd$: from the index 0 it takes n steps.",
            "By how much does each term differ from the one before?",
        )
    elif level == 2:
        first, r, n = (
            draw.choice((1, 2, 3, 5, -1, 48, 64, 81, 100, 162)),
            draw.choice(
                (
                    Fraction(2),
                    Fraction(3),
                    Fraction(-2),
                    Fraction(1, 2),
                    Fraction(1, 3),
                    Fraction(3, 2),
                    Fraction(-1, 2),
                )
            ),
            draw.integer(4, 7),
        )
        key = rational(first * r**n)
        if key.q > 100 or abs(key) > 10**5:
            raise Unsuitable("ugly")
        shown = ", ".join(f"${tex(rational(first * r**k))}$" for k in range(3))
        prompt = draw.choice(
            (
                f"A geometric sequence begins {shown}, … with the index 0 first. What is $a_{{{n}}}$?",
                f"A value is multiplied by the same factor in every step: {shown}, … The first has the index 0. Which value has the index {n}?"
                if 0 < r < 1
                else f"Each term is ${tex(r)}$ times the one before, and $a_0 = {first}$. Find $a_{{{n}}}$.",
            )
        )
        steps = (
            Step("The fixed ratio", chain(over(tex(rational(first * r)), first), r)),
            Step("Start times the ratio to the power n", chain(times(first, rational(r**n)), key)),
        )

        def derive() -> Fraction:
            value = Fraction(first)
            for _ in range(n):
                value *= r
            return value

        wrong = (
            Mistake(
                rational(first * r ** (n - 1)), f"Counting starts at 0, so {n} factors lead to the index {n}."
            ),
            Mistake(
                rational(first * r * n), "The ratio is multiplied again and again: a power, not a multiple."
            ),
            Mistake(rational(r**n), "The first term is missing."),
        )
        rule, hint = (
            "$a_n = a r^n$: from the index 0 it takes n factors.",
            "Divide a term by the one before it.",
        )
    else:
        start, r, c = (
            draw.integer(-4, 12),
            draw.choice((Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(9, 10), Fraction(1, 5))),
            draw.nonzero(-6, 9),
        )
        limit = Fraction(c) / (1 - r)
        key = rational(limit)
        if key.q > 5 or limit == start:
            raise Unsuitable("ugly")
        prompt = draw.choice(
            (
                f"Start at ${start}$ and repeat: take ${short(r)}$ of it and add ${c}$. Which number does the list approach?",
                f"The recursion $a_{{n+1}} = {short(r)} \\, a_n + {guarded(c) if c < 0 else c}$ begins at $a_0 = {start}$. What is its limit?",
            )
        )
        steps = (
            Step("The limit is the number the step leaves alone", chain(over(c, f"1 - {short(r)}"), key)),
            Step(
                "Check",
                f"{short(r)} \\cdot {short_factor(key)} + {guarded(c) if c < 0 else c} = {short(key)}",
            ),
        )

        def derive() -> Any:
            value = second_way.real(start)
            for _ in range(1200):
                value = value * second_way.real(r) + c
            return value

        wrong = (
            Mistake(rational(Fraction(c) / r), "Divide by one minus the factor."),
            Mistake(rational(r * start + c), "That is only the next value."),
            Mistake(
                sympy.Integer(c),
                "What is added is not yet the limit: a part of it is carried along each time.",
            ),
        )
        rule, hint = (
            "At the limit one more step changes nothing.",
            f"Solve $x = {short(r)} x + {guarded(c) if c < 0 else c}$.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived("step by step", "The sequence was run term by term.", derive),
        steps=steps,
        hints=(
            "You are asked for a term far down the list."
            if level < 3
            else "You are asked where the list settles.",
            rule,
            hint,
        ),
        symbols=("a", "x"),
        mistakes=but_key(key, *wrong),
    )


def _series(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        first, d, count = draw.integer(1, 12), draw.nonzero(-3, 7), draw.integer(8, 40)
        last = first + (count - 1) * d
        key: Any = sympy.Rational(count * (first + last), 2)
        prompt = draw.choice(
            (
                f"Add the {count} terms ${first} + {guarded(first + d) if d < 0 and first + d < 0 else first + d} + \\dots + {guarded(last)}$ of an arithmetic sequence.",
                f"On day 1 you solve {counted(first, 'exercise')}, and every day {d} more than the day before. How many is that in {count} days?"
                if d > 0
                else f"A sum has {count} terms; the first is {first}, and each is {-d} less than the one before. What is it?",
            )
        )
        steps = (
            Step("The last term", chain(plus(first, times(count - 1, d)), last)),
            Step(
                "Number of terms times the average of first and last",
                chain(f"{count} \\cdot {over(plus(first, last), 2)}", key),
            ),
        )
        derive = lambda: sum_up(Fraction(first), lambda t: t + d, count)  # noqa: E731
        wrong = (
            Mistake(
                sympy.Integer(count * (first + last)), "Take the average of first and last: divide by 2."
            ),
            Mistake(
                sympy.Rational((count - 1) * (first + last), 2), "Count the terms once more: one is missing."
            ),
        )
        rule, hint = (
            "The sum is the number of terms times the average of the first and the last.",
            f"What is the last term? It takes {count - 1} steps to get there.",
        )
    elif level == 2:
        a, r, n = (
            Fraction(draw.choice((1, 2, 3, 5, 8, 16))),
            draw.choice((Fraction(2), Fraction(3), Fraction(1, 2), Fraction(-2), Fraction(1, 3))),
            draw.integer(3, 7),
        )
        key = rational(a * (1 - r ** (n + 1)) / (1 - r))
        if key.q > 250:
            raise Unsuitable("ugly")
        base = tex(r) if r.denominator == 1 and r > 0 else rf"\left({tex(r)}\right)"
        lead = "" if a == 1 else f"{a} \\cdot "
        shown = rf"\sum_{{k=0}}^{{{n}}} {lead}{base}^k"
        prompt = draw.choice(
            (
                f"Work out ${shown}$.",
                f"What is the sum ${shown}$? Use the formula for a finite geometric series.",
            )
        )
        steps = (
            Step(
                f"There are {n + 1} terms",
                chain(f"{a} \\cdot " + over(f"1 - {base}^{{{n + 1}}}", f"1 - {guarded(r)}"), key),
            ),
        )
        derive = lambda: sum_up(Fraction(a), lambda t: t * r, n + 1)  # noqa: E731
        wrong = (
            Mistake(
                rational(a * (1 - r**n) / (1 - r)),
                f"From 0 to {n} there are {n + 1} terms: the power is one higher.",
            ),
            Mistake(rational(a * r**n), "That is only the last term."),
        )
        rule, hint = (
            r"$\sum_{k=0}^{n} a r^k = a \, \frac{1 - r^{n+1}}{1 - r}$.",
            f"Count the terms from 0 to {n}.",
        )
    else:
        r = draw.choice(
            (
                Fraction(1, 2),
                Fraction(1, 3),
                Fraction(2, 3),
                Fraction(3, 4),
                Fraction(9, 10),
                Fraction(-1, 2),
                Fraction(4, 5),
                Fraction(-1, 3),
                Fraction(1, 10),
                Fraction(99, 100),
            )
        )
        a = Fraction(draw.choice((1, 2, 3, 4, 6, 9, 12)))
        key = rational(a / (1 - r))
        base = rf"\left({tex(r)}\right)"
        momentum = r > Fraction(3, 5)
        lead = f"{a} \\cdot " if a != 1 else ""
        prompt = draw.choice(
            (
                rf"What is $\sum_{{k=0}}^{{\infty}} {lead}{base}^k$?",
                f"Momentum keeps ${short(r)}$ of the velocity in each step and adds the gradient, which is always {a}. To which value does the velocity grow?"
                if momentum
                else rf"The series ${tex(rational(a))} {'+' if r > 0 else '-'} {tex(rational(abs(a * r)))} + {tex(rational(a * r * r))} {'+' if r > 0 else '-'} \dots$ goes on for ever. What is its sum?",
            )
        )
        steps = (
            Step(
                "First term over one minus the ratio", chain(over(tex(rational(a)), f"1 - {guarded(r)}"), key)
            ),
        )

        def derive() -> Any:
            return sum_up(
                second_way.real(a), lambda t: t * second_way.real(r), 9000 if r > Fraction(19, 20) else 900
            )

        wrong = (
            Mistake(rational(a / (1 + r)), "Below the line stands one minus the ratio; mind its sign."),
            Mistake(rational(a * r / (1 - r)), "The term with k = 0 belongs to the sum as well."),
        )
        rule, hint = (
            r"For a ratio between -1 and 1 the sum is $\frac{a}{1 - r}$.",
            f"The first term is ${tex(rational(a))}$, the ratio ${tex(r)}$.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "adding up",
            "The terms were added one by one (for an endless series, until they no longer matter at 30 digits).",
            derive,
        ),
        steps=steps,
        hints=("You are asked for a sum.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


def _average(draw: Draw, level: int) -> Draft:
    beta = draw.choice(
        (
            Fraction(1, 2),
            Fraction(9, 10),
            Fraction(3, 4),
            Fraction(4, 5),
            Fraction(3, 5),
            Fraction(1, 5),
            Fraction(7, 10),
        )
    )
    age, steps_done = draw.integer(1, 4), draw.integer(2, 4)
    total = level == 3
    key = rational(1 - beta**steps_done if total else (1 - beta) * beta**age)
    setting = f"A moving average is updated by $m \\leftarrow {short(beta)}\\, m + {short(1 - beta)}\\, x$ and starts at $m = 0$. "
    ask = (
        f"After {steps_done} steps, what is the sum of the weights of all numbers seen?"
        if total
        else f"What weight does a number have {counted(age, 'step')} after it came in?"
    )

    def run() -> Fraction:
        m = Fraction(0)
        for step in range(steps_done if total else age + 1):
            m = beta * m + (1 - beta) * (1 if total or step == 0 else 0)
        return m

    return Draft(
        prompt=setting + ask,
        key=key,
        proof=Rederived(
            "running it", "The average was run on ones, or on a single one followed by zeros.", run
        ),
        steps=(
            Step(
                "The weights form a geometric sequence",
                chain(
                    f"1 - {short(beta)}^{{{steps_done}}}"
                    if total
                    else f"{short(1 - beta)} \\cdot {short(beta)}^{{{age}}}",
                    short(key),
                ),
            ),
        ),
        hints=(
            "You are asked for a sum of weights."
            if total
            else "You are asked for the share of an older number.",
            "A new number gets the weight one minus beta; with each further step its weight is multiplied by beta.",
            f"Here beta is ${short(beta)}$.",
        ),
        answer_hint="a number such as 0.271",
        mistakes=but_key(
            key,
            Mistake(
                rational(beta**steps_done if total else beta**age),
                "That is what is missing to 1." if total else "The first factor, one minus beta, is missing.",
            ),
            Mistake(
                rational(1 - beta ** (steps_done + 1) if total else (1 - beta) * beta ** (age + 1)),
                "One step too many.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "term", COMPUTE, _term, objectives=(1,)),
    Generator(TOPIC, "series", COMPUTE, _series, objectives=(2, 3)),
    Generator(TOPIC, "average", COMPUTE, _average, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "converges", TRUE_FALSE, converges, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, geometric_sum, levels=(3,), objectives=(2,)),
)
