"""Exercises on quadratic equations: factorise, complete the square, use the formula, count solutions, find a vertex."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    ORDER,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.derivations import complete_the_square
from assistant.practice.generators.foundations.quadratic_equations.pieces import FORMULA_RULE
from assistant.practice.generators.foundations.quadratic_equations.questions import count, slip
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    over,
    plus,
    power,
    rational,
    root,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key

TOPIC = "quadratic-equations"


def _zero(a: Any, b: Any, c: Any, at: Any) -> bool:
    return bool(a * at * at + b * at + c == 0)


def _solve(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    a = 1 if level < 3 else draw.choice((2, 3, 4, 5))
    p = Fraction(draw.integer(-7, 8))
    q = Fraction(draw.integer(-7, 8)) if level < 3 else Fraction(draw.nonzero(-7, 7), a)
    if p == q or (level == 3 and q.denominator == 1):
        raise Unsuitable("too plain")
    b, c = -a * (p + q), a * p * q
    if b.denominator != 1 or c.denominator != 1 or 0 in (b, c):
        raise Unsuitable("ugly coefficients")
    left = tex(a * X**2 + int(b) * X + int(c))
    key = sympy.FiniteSet(rational(p), rational(q))
    half = Fraction(-b, 2)
    big, small = max(p, q), min(p, q)
    d = b * b - 4 * a * c
    if level == 1:
        steps = (
            Step(
                "Two numbers with this sum and this product",
                f"{left} = ({tex(X - int(p))})({tex(X - int(q))})",
            ),
            Step("A product is zero when a factor is", f"x = {tex(small)}, \\quad x = {tex(big)}"),
        )
        rule = (
            "If the product of two numbers is c and their sum is b, the left side is (x + first)(x + second)."
        )
        hint = f"Find two numbers with the product ${tex(c)}$ and the sum ${tex(b)}$."
    elif level == 2:
        corner = half * half
        if half.denominator != 1:
            raise Unsuitable("half a corner")
        steps = (
            Step("Complete the square", f"{left} = ({tex(X - int(half))})^2 - {tex(corner - c)}"),
            Step("The root of what is taken away", chain(root(corner - c), tex((big - small) / 2))),
            Step("The larger solution", chain(plus(half, (big - small) / 2), big)),
            Step("The smaller solution", chain(f"{tex(half)} - {tex((big - small) / 2)}", small)),
        )
        rule = "Half the coefficient of x gives the side of the square; its square is the corner that is added and taken away."
        hint = f"Half of ${tex(b)}$ is ${tex(-half)}$, so the corner is ${tex(corner)}$."
    else:
        steps = (
            Step(
                "The discriminant",
                chain(
                    minus(power(b, 2), times(4, a, c)) if c > 0 else f"{power(b, 2)} - {times(4, a, c)}", d
                ),
            ),
            Step("Its root", f"{root(d)} = {tex(abs(p - q) * a)}"),
            Step("The larger solution", chain(over(f"{tex(-b)} + {tex(abs(p - q) * a)}", 2 * a), big)),
            Step("The smaller solution", chain(over(f"{tex(-b)} - {tex(abs(p - q) * a)}", 2 * a), small)),
        )
        rule = FORMULA_RULE
        hint = f"Here $a = {a}$, $b = {tex(b)}$ and $c = {tex(c)}$."
    return Draft(
        prompt=draw.choice(
            {
                1: (
                    f"Solve ${left} = 0$ by factorising.",
                    f"Find two numbers that make ${left}$ zero; factorise first.",
                ),
                2: (
                    f"Complete the square and solve ${left} = 0$.",
                    f"Solve ${left} = 0$ by completing the square.",
                ),
                3: (
                    f"Solve ${left} = 0$ with the formula.",
                    f"Use the discriminant to find both solutions of ${left} = 0$.",
                ),
            }[level]
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "Both numbers were put into the equation, and there are two of them.",
            lambda guess: len(guess) == 2 and all(_zero(a, b, c, at) for at in guess),
        ),
        steps=steps,
        hints=("You are asked for both solutions.", rule, hint),
        answer_hint=PAIR,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(
                sympy.FiniteSet(rational(-p), rational(-q)),
                "The signs are turned: a factor x - r is zero at r, not at -r.",
            ),
            *(
                (
                    Mistake(
                        sympy.FiniteSet(rational(p * a), rational(q * a)),
                        "The whole numerator is divided by 2a, not by 2.",
                    ),
                )
                if level == 3
                else ()
            ),
        ),
    )


def _vertex(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    if level == 3:
        inputs = draw.sample((1, 2, 3, 4), 2)
        targets = draw.integer(-4, 9), draw.integer(-4, 9)
        a = sum(x * x for x in inputs)
        b = -2 * sum(x * t for x, t in zip(inputs, targets, strict=True))
        key = sympy.Rational(-b, 2 * a)
        w = sympy.Symbol("w")
        if key.q not in (1, 2, 4, 5, 10) or b == 0:
            raise Unsuitable("ugly")
        squares = plus(*(f"({tex(x * w)} - {guarded(t)})^2" for x, t in zip(inputs, targets, strict=True)))
        total = sum(t * t for t in targets)
        data = " and ".join(f"${t}$ for the input {x}" for x, t in zip(inputs, targets, strict=True))
        prompt = f"A model predicts $w x$. It should give {data}. Its loss is $L(w) = {squares}$. Which $w$ makes the loss smallest?"
        left = tex(a * w**2 + b * w + total)
        steps = (
            Step("Multiply out and collect", f"{squares} = {left}"),
            Step("The vertex lies at minus b over 2a", chain(over(-b, times(2, a)), key)),
        )
        name, hint = "w", "Multiply out both squares and collect by powers of w."
    else:
        a, m, e = draw.choice((1, 1, 2, 3, -1, -2)), draw.nonzero(-6, 6), draw.nonzero(-9, 9)
        b, c = -2 * a * m, a * m * m + e
        at_vertex = level == 2
        key = sympy.Integer(e if at_vertex else m)
        left = tex(a * X**2 + b * X + c)
        end = "lowest" if a > 0 else "highest"
        prompt = (
            draw.choice(
                (
                    f"What is the {end} value of $f(x) = {left}$?",
                    f"The parabola $f(x) = {left}$ has a {end} point. How high does it lie?",
                )
            )
            if at_vertex
            else draw.choice(
                (
                    f"Where, at which $x$, is $f(x) = {left}$ {end}?",
                    f"Find the $x$-coordinate of the vertex of $f(x) = {left}$.",
                )
            )
        )
        steps = (
            Step("The vertex lies at minus b over 2a", chain(f"-{over(guarded(b), times(2, a))}", m)),
            Step(
                "Complete the square as a check",
                f"{left} = {tex(a * sympy.Pow(X - m, 2, evaluate=False) + e)}",
            ),
        )
        name, hint = "x", f"Here $a = {a}$ and $b = {b}$."

    def lowest(guess: Fraction) -> bool:
        at = guess if level != 2 else Fraction(m)
        values = [a * (at + step) ** 2 + b * (at + step) for step in (-1, 0, 1)]
        return values[0] == values[2] and (level != 2 or values[1] + c == guess)

    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "symmetry",
            "One step to the left and one to the right of the vertex the function has the same value.",
            lowest,
        ),
        steps=steps,
        hints=(
            "You are asked for a value of the function, not for a place."
            if level == 2
            else "You are asked for the place of the vertex.",
            r"The vertex of $ax^2 + bx + c$ lies at $-\frac{b}{2a}$.",
            hint,
        ),
        symbols=(name,),
        mistakes=but_key(
            key,
            Mistake(-key, "Check the sign: the vertex lies at minus b over 2a."),
            Mistake(sympy.Rational(-b, a), "Divide by 2a, not by a."),
            *(
                (Mistake(sympy.Integer(m), "That is where the vertex lies; you are asked how high."),)
                if level == 2
                else ()
            ),
        ),
    )


def _from_solutions(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    p, q = draw.nonzero(-7, 8), draw.nonzero(-7, 8)
    if level == 1:
        if p == q:
            raise Unsuitable("one solution")
        key = sympy.Integer(-(p + q)) if draw.coin() else sympy.Integer(p * q)
        wants_b = key == -(p + q)
        left = plus(X**2, "b x" if wants_b else -(p + q) * X, p * q if wants_b else "c")
        name = "b" if wants_b else "c"
        prompt = draw.choice(
            (
                f"${left} = 0$ has the solutions ${p}$ and ${q}$. What is ${name}$?",
                f"Which number ${name}$ gives ${left} = 0$ the solutions ${p}$ and ${q}$?",
            )
        )
        steps = (
            Step(
                "Multiply the factors out",
                f"({tex(X - p)})({tex(X - q)}) = {tex(sympy.expand((X - p) * (X - q)))}",
            ),
        )

        def holds(g: Fraction) -> bool:
            return all(
                _zero(1, g if wants_b else -(p + q), p * q if wants_b else g, Fraction(at)) for at in (p, q)
            )

        hint, rule = (
            f"One factor is ${tex(X - p)}$.",
            "The solutions p and q belong to the factors x - p and x - q.",
        )
        wrong = (Mistake(-key, "A solution r belongs to the factor x - r: mind the sign."),)
    elif level == 2:
        key = sympy.Integer(p * q)
        b = -(p + q)
        prompt = draw.choice(
            (
                f"One solution of ${plus(X**2, b * X, 'c')} = 0$ is $x = {p}$. What is the other one?",
                f"$x = {p}$ solves ${plus(X**2, b * X, 'c')} = 0$ for some number $c$. Find the second solution.",
            )
        )
        key = sympy.Integer(q)
        steps = (Step("The two solutions add up to minus b", chain(minus(-b, p), q)),)
        holds = lambda g: p * p + b * p == g * g + b * g and g != p  # noqa: E731
        if p == q or b == 0:
            raise Unsuitable("one solution")
        hint, rule = (
            f"The sum of both solutions is ${-b}$.",
            "In $x^2 + bx + c = 0$ the solutions have the sum -b and the product c.",
        )
        wrong = (
            Mistake(sympy.Integer(b - p), "The sum of the solutions is minus b."),
            Mistake(-key, "Mind the sign of the sum."),
        )
    else:
        a, m = draw.choice((1, 1, 2, 3)), draw.nonzero(-6, 6)
        b, c = 2 * a * m, a * m * m
        key = sympy.Integer(c)
        prompt = draw.choice(
            (
                f"For which $c$ does ${plus(a * X**2, b * X, 'c')} = 0$ have exactly one solution?",
                f"The parabola $f(x) = {plus(a * X**2, b * X, 'c')}$ should just touch the $x$-axis. Which $c$ does it?",
            )
        )
        steps = (
            Step("The discriminant must be zero", f"{power(b, 2)} - 4 \\cdot {a} \\cdot c = 0"),
            Step("Solve for c", chain(over(power(b, 2), times(4, a)), c)),
        )
        holds = lambda g: a * Fraction(-m) ** 2 + b * Fraction(-m) + g == 0  # noqa: E731
        hint, rule = (
            f"The square of $b$ is ${b * b}$.",
            "Exactly one solution means that the discriminant $D = b^2 - 4ac$ is zero.",
        )
        wrong = (
            Mistake(sympy.Rational(b * b, 2 * a), "The discriminant has 4ac, not 2ac."),
            Mistake(-key, "b squared is positive, whatever the sign of b."),
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution", "With this number the given solutions fit, or the vertex lies on the axis.", holds
        ),
        steps=steps,
        hints=("You are asked for a number of the equation; the solutions are given.", rule, hint),
        symbols=("x", "b", "c"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "solve", COMPUTE, _solve, objectives=(1,)),
    Generator(TOPIC, "vertex", COMPUTE, _vertex, objectives=(3,)),
    Generator(TOPIC, "from-solutions", REVERSE, _from_solutions, objectives=(1, 2)),
    Generator(TOPIC, "count", TRUE_FALSE, count, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, complete_the_square, levels=(2, 3), objectives=(1, 3)),
)
