"""Find the gap, the mistake, or out whether two expressions are equal."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    FORMULA,
    NUMBER,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.algebraic_manipulation.pieces import SQUARES, bracket
from assistant.practice.notation import (
    guarded,
    minus,
    over,
    plus,
    power,
    tex,
)
from assistant.practice.proof import RederivedFunction, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft


def gap(draw: Draw, level: int) -> Draft:
    """An identity with a gap."""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b = draw.integer(1, 5), draw.nonzero(-8, 8)
    if level == 1:
        factor = draw.choice((2, 3, 4, 5, 6)) * draw.choice((sympy.Integer(1), X))
        inner = bracket(a, b)
        if math.gcd(a, b) != 1:
            raise Unsuitable("more can be taken out")
        shown, key = sympy.expand(factor * inner), inner
        prompt = draw.choice(
            (
                f"${tex(shown)} = {tex(factor)} \\cdot (\\dots)$. What stands in the bracket?",
                f"Take the factor ${tex(factor)}$ out of ${tex(shown)}$. What is left in the bracket?",
            )
        )
        steps = (Step("Divide each term by the factor", f"{tex(factor)}({tex(inner)}) = {tex(shown)}"),)
        proof: Any = RederivedFunction(
            "putting numbers in",
            "At three numbers the expression was divided by the factor.",
            ("x",),
            lambda point: second_way.number_at(shown, point) / second_way.number_at(factor, point),
        )
        wrong = (
            Mistake(
                sympy.expand(shown / factor) - b + b * factor, "Every term has to be divided by the factor."
            ),
            Mistake(a * X - b, "The sign of the second term changed on the way."),
        )
        hint = f"Divide the first term of ${tex(shown)}$ by ${tex(factor)}$."
    elif level == 2:
        middle = 2 * a * abs(b)
        target = sympy.Integer(middle)
        prompt = draw.choice(
            (
                f"For which positive $k$ is ${tex(a**2 * X**2)} + k x + {b**2}$ the square of a bracket?",
                f"${tex(a**2 * X**2)} + k x + {b**2}$ is to be a perfect square. Which positive number $k$ does it?",
            )
        )
        key = target
        inner = a * X + abs(b)
        steps = (
            Step(
                "The square identity with these two ends", f"({tex(inner)})^2 = {tex(sympy.expand(inner**2))}"
            ),
        )
        proof = Satisfies(
            "its lowest value",
            "A square of a bracket touches zero: the lowest value of the expression is 0 for this number only.",
            lambda guess: guess > 0 and b**2 - Fraction(guess) ** 2 / (4 * a**2) == 0,
        )
        wrong = (
            Mistake(sympy.Integer(a * abs(b)), "The middle term is twice the product."),
            Mistake(sympy.Integer(2 * abs(b)), "The number in front of x belongs to the product as well."),
            Mistake(sympy.Integer((a * b) ** 2), "That is the product of the squares."),
        )
        hint = f"The ends are the squares of ${tex(a * X)}$ and ${abs(b)}$."
    else:
        small = draw.integer(1, 4)
        base = draw.choice((20, 30, 40, 50, 60, 100, 200))
        key = sympy.Integer(base)
        prompt = f"Hannah computes ${base + small} \\cdot {base - small}$ in her head as $k^2 - {small**2}$. Which positive $k$ does she use?"
        steps = (
            Step(
                "The difference of two squares",
                f"{base + small} \\cdot {base - small} = {base}^2 - {small}^2",
            ),
        )
        proof = Satisfies(
            "multiplying",
            "The product was worked out and compared.",
            lambda guess: guess > 0 and (base + small) * (base - small) == guess**2 - small**2,
        )
        wrong = (
            Mistake(
                sympy.Integer(2 * base), "That is the sum of the two factors; k lies halfway between them."
            ),
            Mistake(sympy.Integer(base + small), "That is one of the factors; k lies halfway between them."),
        )
        hint = "Which number lies exactly between the two factors?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked for what is missing on one side of an identity.",
            "Multiplied out, the right side must give the left one." if level == 1 else SQUARES,
            hint,
        ),
        answer_hint=FORMULA if level == 1 else NUMBER,
        symbols=("x",) if level == 1 else ("k", "x") if level == 2 else ("k",),
        mistakes=but_key(key, *wrong),
    )


def slip(draw: Draw, level: int) -> Draft:
    """Mental arithmetic by way of brackets, with one wrong step."""
    tens, b, c = draw.choice((20, 30, 40, 50, 60, 100)), draw.nonzero(-5, 5, but=(1, -1)), draw.nonzero(-9, 9)
    wrong = draw.choice(("square", "minus", "sum"))
    middle = 0 if wrong == "square" else 2 * tens * b
    first = Fraction((tens + b) * (tens + b) - (tens - c))
    square = tens * tens + middle + b * b
    opened = square - tens + (-c if wrong == "minus" else c)
    last = opened + (draw.choice((10, -10, 2 * tens)) if wrong == "sum" else 0)
    squares = plus(
        power(tens, 2), *((f"2 \\cdot {tens} \\cdot {guarded(b)}",) if middle else ()), power(b, 2)
    )
    bracket_text = f"({minus(tens, c) if c > 0 else f'{tens} + {-c}'})"
    shown = f"({plus(tens, b)})^2 - {bracket_text}"
    parts = [
        Part(shown, first),
        Part(f"{squares} - {bracket_text}", Fraction(square - tens + c)),
        Part(plus(square, -tens, -c if wrong == "minus" else c), Fraction(opened)),
        Part(str(last), Fraction(last)),
    ]
    fix = {
        "square": f"{power(tens, 2)} + 2 \\cdot {tens} \\cdot {guarded(b)} + {power(b, 2)} - {bracket_text}",
        "minus": plus(square, -tens, c),
        "sum": str(opened),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"work out ${shown}$ in the head, by opening the brackets",
        parts=parts,
        fix=fix,
        rule="A square of a sum has a middle term, and a minus in front of a bracket belongs to each of its terms",
    )


def judge(draw: Draw, level: int) -> Draft:
    """An identity or not?"""
    a, b = draw.integer(2, 9), draw.integer(2, 9)
    c = draw.integer(2, 5)
    left, right, truth, why = draw.choice(
        (
            (
                (X + a) ** 2,
                X**2 + a**2,
                False,
                f"At $x = 1$ the left side is ${(1 + a) ** 2}$ and the right side ${1 + a * a}$.",
            ),
            ((X + a) ** 2, X**2 + 2 * a * X + a**2, True, "It is the square identity."),
            ((X - a) * (X + a), X**2 - a**2, True, "It is the difference of two squares."),
            (
                (X - a) * (X - a),
                X**2 - a**2,
                False,
                f"At $x = 0$ the left side is ${a * a}$ and the right side ${-a * a}$.",
            ),
            (
                (X + a * c) / c,
                X + a,
                False,
                f"At $x = {c}$ the left side is ${1 + a}$ and the right side ${c + a}$.",
            ),
            ((c * X + a * c) / c, X + a, True, f"The factor {c} is common to the whole numerator."),
            (
                c * (X - a) - (X - b),
                (c - 1) * X - c * a - b,
                False,
                f"At $x = 0$ the left side is ${b - c * a}$ and the right side ${-c * a - b}$.",
            ),
            (
                c * (X - a) - (X - b),
                (c - 1) * X - c * a + b,
                True,
                "The minus turns both signs in the second bracket.",
            ),
        )
    )
    shown = f"{tex(left)} = {tex(right)}"
    if left in ((X + a * c) / c, (c * X + a * c) / c):
        shown = f"{over(sympy.expand(left * c), c)} = {tex(right)}"
    elif left.is_Add and left == sympy.expand(left):
        shown = f"{c}({tex(X - a)}) - ({tex(X - b)}) = {tex(right)}"
    elif left == (X - a) ** 2:
        shown = f"({tex(X - a)})({tex(X - a)}) = {tex(right)}"
    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false, for every number $x$: ${shown}$",
                f"Is this an identity, true for all $x$? ${shown}$",
            )
        ),
        truth=truth,
        method="putting numbers in",
        detail="Both sides were computed at seven numbers; two different expressions of this size cannot agree at all of them.",
        decide=lambda: all(
            second_way.equal(
                second_way.number_at(left, {"x": second_way.real(n)}),
                second_way.number_at(right, {"x": second_way.real(n)}),
            )
            for n in range(-3, 4)
        ),
        steps=(Step("Multiply out the left side", f"{shown.split(' = ')[0]} = {tex(sympy.expand(left))}"),),
        hints=(
            "You are asked whether both sides agree for all numbers, not only for some.",
            "One number for which the sides differ is enough for “false”. For “true” multiply out.",
            "Try a small number such as 0 or 1 on both sides.",
        ),
        if_wrong=why,
    )
