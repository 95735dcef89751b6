"""Exercises on inequalities: solve them, read absolute values as distances, test signs, know what turns the order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.inequalities.pieces import RULE
from assistant.practice.generators.foundations.inequalities.questions import operation, solutions
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key

TOPIC = "inequalities"


def _interval(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong2: tuple[Mistake, ...]
    centre, radius = draw.integer(-5, 6), draw.integer(1, 6)
    if level == 2:
        k = draw.choice((1, 1, 2, 3))
        left, right = centre - radius, centre + radius
        inside = f"|{tex(k * X - k * centre)}|"
        key: Any = sympy.FiniteSet(left, right)
        prompt = draw.choice(
            (
                f"Between which two numbers must $x$ lie so that ${inside} < {k * radius}$? Give both ends.",
                f"${inside} < {k * radius}$ says that $x$ is close to a point. What are the two ends of its interval?",
            )
        )
        steps = (
            Step("The lower end", chain(minus(centre, radius), left)),
            Step("The upper end", chain(plus(centre, radius), right)),
        )
        wrong2 = (
            Mistake(
                sympy.FiniteSet(-centre - radius, -centre + radius),
                "The distance is taken from the point that makes the inside zero; mind its sign.",
            ),
            Mistake(
                sympy.FiniteSet(-k * radius, k * radius), "The inside lies between these two, x does not."
            ),
        )
        rule, hint = (
            "The absolute value of x - a is the distance from x to a.",
            "Which x makes the inside zero? The interval is centred there.",
        )
        value = lambda x: abs(k * x - k * centre) - k * radius  # noqa: E731
    else:
        p, q = sorted(draw.sample([v for v in range(-6, 8) if v != 0], 2))
        left, right = p, q
        body = sympy.expand((X - p) * (X - q))
        key = sympy.FiniteSet(p, q)
        prompt = draw.choice(
            (
                f"Between which two numbers is ${tex(body)}$ negative? Give both ends.",
                f"The loss difference ${tex(body)}$ is below zero exactly between two values of $x$. Which?",
            )
        )
        steps = (
            Step("Factorise", f"{tex(body)} = ({tex(X - p)})({tex(X - q)})"),
            Step("One test between the zeros", f"{tex(body.subs(X, sympy.Rational(p + q, 2)))} < 0"),
        )
        wrong2 = (
            Mistake(sympy.FiniteSet(-p, -q), "The signs are turned: a factor x - r is zero at r, not at -r."),
        )
        rule, hint = (
            "The sign of a product can change only at its zeros; one test in each stretch is enough.",
            f"Factorise: two numbers with the product ${p * q}$ and the sum ${p + q}$.",
        )
        value = lambda x: (x - p) * (x - q)  # noqa: E731
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "trying both sides",
            "At both ends the two sides are equal, and between them the inequality holds.",
            lambda g: len(g) == 2 and all(value(x) == 0 for x in g) and value(sum(g) / 2) < 0,
        ),
        steps=steps,
        hints=("You are asked for the two ends of an interval.", rule, hint),
        answer_hint=PAIR,
        symbols=("x",),
        mistakes=but_key(key, *wrong2),
    )


def _edge(draw: Draw, level: int) -> Draft:
    wrong: tuple[Mistake, ...]
    if level == 1:
        a, n, b = draw.nonzero(-6, 6, but=(1, -1)), draw.integer(-6, 7), draw.nonzero(-9, 9)
        c = a * n + b + draw.integer(1, abs(a) - 1) * (1 if a > 0 else -1)
        key = sympy.Integer(n)
        sign = "<"
        if a > 0:
            prompt = f"What is the largest whole number $x$ with ${tex(a * X + b)} {sign} {c}$?"
        else:
            c = a * n + b - a - draw.integer(1, abs(a) - 1)
            prompt = f"What is the smallest whole number $x$ with ${tex(a * X + b)} {sign} {c}$?"
        edge = Fraction(c - b, a)
        steps: tuple[Step, ...] = (
            Step("The edge", chain(over(minus(c, b), a), rational(edge))),
            Step("Put the whole number next to it in", f"{plus(times(a, n), b)} < {c}"),
        )
        step = 1 if a > 0 else -1
        accepts = lambda g: g == int(g) and a * g + b < c and not a * (g + step) + b < c  # noqa: E731
        rule, hint = RULE, f"Take ${tex(b)}$ away first, then divide by ${a}$."
        wrong = (
            Mistake(key + step, "That one is just outside: put it in."),
            Mistake(-key, "Look at the signs again."),
        )
    elif level == 2:
        price, fixed, budget = draw.integer(3, 9), draw.integer(5, 40), draw.integer(90, 300)
        count = (budget - fixed) // price
        if (budget - fixed) % price == 0:
            raise Unsuitable("it fits exactly")
        key = sympy.Integer(count)
        prompt = draw.choice(
            (
                f"A cloud machine costs {fixed} euros a month and {price} euros for each hour. You may spend at most {budget} euros. How many full hours can you use?",
                f"Each training epoch takes {price} minutes, and loading the data takes {fixed} minutes once. How many full epochs fit into {budget} minutes?",
            )
        )
        steps = (
            Step(
                "The edge",
                chain(over(minus(budget, fixed), price), rational(Fraction(budget - fixed, price))),
            ),
            Step("One less than too many", f"{fixed} + {price} \\cdot {count} < {budget}"),
        )
        accepts = lambda g: g == int(g) and fixed + price * g <= budget < fixed + price * (g + 1)  # noqa: E731
        rule, hint = (
            "Write “fixed part plus so much for each” at most the budget, and solve.",
            f"What is left when the fixed {fixed} are paid?",
        )
        wrong = (
            Mistake(key + 1, "One too many: that goes over the limit."),
            Mistake(sympy.Integer(budget // price), "The fixed part has to be paid as well."),
        )
    else:
        curvature = draw.choice((2, 3, 4, 5, 6, 8, 10, 12, 16, 20))
        key = sympy.Rational(2, curvature)
        prompt = rf"Gradient descent multiplies the distance from the minimum by $1 - {curvature} \eta$ in each step. It shrinks when $|1 - {curvature} \eta| < 1$. Between 0 and which number must $\eta$ lie?"
        steps = (
            Step("At this end the inside is 1", rf"1 - {curvature} \cdot 0 = 1"),
            Step("At the other end it is -1", rf"1 - {curvature} \cdot {tex(key)} = -1"),
        )
        accepts = lambda g: 1 - curvature * g == -1  # noqa: E731
        rule, hint = (
            "A bound on an absolute value is a double inequality: the inside lies between -1 and 1.",
            f"When is $1 - {curvature} \\eta$ equal to -1?",
        )
        wrong = (
            Mistake(sympy.Rational(1, curvature), "There the factor is 0. It may go on to -1."),
            Mistake(sympy.Integer(2 * curvature), "Divide by the number in front of the rate."),
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "trying the neighbours",
            "The number fits and the next one does not, or it lies exactly on the edge.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for the last number that still fits."
            if level < 3
            else "You are asked for the upper end of the allowed range.",
            rule,
            hint,
        ),
        symbols=("x", "eta"),
        mistakes=but_key(key, *wrong),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    low, width = draw.integer(-7, 6), 2 * draw.integer(1, 5)
    high = low + width
    if level == 1:
        a, b = draw.nonzero(-5, 6, but=(1,)), draw.nonzero(-9, 9)
        key = sympy.Integer(a * low + b)
        relation = "<" if a > 0 else ">"
        prompt = f"The solutions of ${tex(a * X + b)} {relation} k$ are exactly the numbers $x < {low}$. What is $k$?"
        steps = (Step("At the edge both sides are equal", chain(plus(times(a, low), b), key)),)
        accepts = lambda g: a * Fraction(low) + b == g  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(a * low - b), "The constant keeps its sign."),
            Mistake(sympy.Integer(low), "That is the edge for x; k is the value there."),
        )
        rule, hint = (
            "At the edge of the solutions both sides are equal.",
            f"Put $x = {low}$ into the left side.",
        )
    else:
        centre = level == 2
        key = sympy.Rational(low + high, 2) if centre else sympy.Rational(width, 2)
        prompt = draw.choice(
            (
                f"All $x$ between ${low}$ and ${high}$, and no others, satisfy $|x - a| < r$. What is ${'a' if centre else 'r'}$?",
                f"A value is accepted when it lies between ${low}$ and ${high}$. Written as $|x - a| < r$, what is ${'a' if centre else 'r'}$?",
            )
        )
        steps = (
            Step(
                "The middle" if centre else "Half the width",
                chain(over(plus(low, high) if centre else minus(high, low), 2), key),
            ),
        )
        accepts = (lambda g: g - low == high - g) if centre else (lambda g: low + g == high - g)
        wrong = (
            Mistake(sympy.Integer(width), "That is the whole width; r reaches from the middle to one end."),
            Mistake(
                sympy.Rational(low + high, 2) if not centre else -key,
                "That is the middle." if not centre else "In $x - a$ the number a itself is the middle.",
            ),
        )
        rule, hint = (
            "The absolute value of x - a is the distance from a; the interval reaches r to both sides.",
            "The middle is halfway between the ends.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("substitution", "Put in, the edges come out where the question says.", accepts),
        steps=steps,
        hints=("You are asked for a number of the inequality; its solutions are known.", rule, hint),
        symbols=("k", "x", "a", "r"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "solutions", CHOICE, solutions, levels=(1,), objectives=(1, 4)),
    Generator(TOPIC, "interval", COMPUTE, _interval, levels=(2, 3), objectives=(2, 3)),
    Generator(TOPIC, "edge", COMPUTE, _edge, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 2)),
    Generator(TOPIC, "operation", TRUE_FALSE, operation, levels=(2,), objectives=(4,)),
)
