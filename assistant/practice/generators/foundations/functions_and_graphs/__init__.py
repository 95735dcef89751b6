"""Exercises on functions: values, zeros, domain and range, moved graphs, pieces, and what makes a rule a function."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    FORMULA,
    NUMBER,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.functions_and_graphs.questions import is_function, move
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    over,
    plus,
    power,
    tex,
    times,
)
from assistant.practice.proof import Proof, Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "functions-and-graphs"


SLOT = "A function is a machine with a slot: whatever stands in the brackets replaces the letter everywhere."


def _value(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b, c = draw.choice((1, 1, 2, 3, -1, -2)), draw.nonzero(-6, 6), draw.nonzero(-9, 9)
    body = a * X**2 + b * X + c
    at = draw.nonzero(-5, 5, but=(1, -1))
    if level == 1:
        key: Any = sympy.Integer(a * at * at + b * at + c)
        prompt = draw.choice(
            (
                f"For $f(x) = {tex(body)}$, what is $f({at})$?",
                f"A model predicts $f(x) = {tex(body)}$. What does it predict for the input {at}?",
            )
        )
        steps = (
            Step(
                "Put the number in every place where x stands",
                chain(
                    plus(
                        f"{a} \\cdot {power(at, 2)}"
                        if a not in (1, -1)
                        else ("-" if a < 0 else "") + power(at, 2),
                        f"{b} \\cdot {guarded(at)}",
                        c,
                    ),
                    key,
                ),
            ),
        )
        wrong = (
            Mistake(sympy.Integer(a * at * at + b + c), "Every x has to be replaced, not only the first."),
            Mistake(
                sympy.Integer(a * a * at * at + b * at + c),
                "The square belongs to the input alone, not to the number in front of it.",
            ),
            Mistake(sympy.Integer(-a * at * at + b * at + c), "The square of a negative number is positive."),
        )
        proof: Proof = Rederived(
            "Horner's scheme",
            "The value was computed again as nested products.",
            lambda: (Fraction(a) * at + b) * at + c,
        )
        hint = f"The first term becomes ${tex(a)} \\cdot {power(at, 2)}$."
    elif level == 2:
        shift = draw.nonzero(-4, 4)
        letter = sympy.Symbol("a")
        inside = letter + shift
        whole = body.subs(X, inside)
        key = sympy.expand(whole)
        prompt = draw.choice(
            (
                f"For $f(x) = {tex(body)}$, write $f({tex(inside)})$ without brackets.",
                f"Let $f(x) = {tex(body)}$. Put $({tex(inside)})$ into the slot and multiply out.",
            )
        )
        steps = (
            Step("The square", f"({tex(inside)})^2 = {tex(sympy.expand(inside**2))}"),
            Step(
                "Put it in and collect",
                f"{plus(f'({tex(inside)})^2' if a == 1 else f'-({tex(inside)})^2' if a == -1 else f'{a} ({tex(inside)})^2', f'{b} ({tex(inside)})', c)} = {tex(key)}",
            ),
        )
        wrong = (
            Mistake(
                sympy.expand(a * letter**2 + b * letter + c + shift),
                "That is f(a) plus a number; the number goes into the slot.",
            ),
            Mistake(
                sympy.expand(a * (letter**2 + shift**2) + b * inside + c),
                "A square of a sum has a middle term.",
            ),
        )
        proof = RederivedFunction(
            "putting numbers in",
            "At three numbers the function was computed at the shifted place.",
            ("a",),
            lambda p: second_way.number_at(body, {"x": p["a"] + shift}),
        )
        hint = f"In the place of $x$ write $({tex(inside)})$, with its brackets."
    else:
        edge, m, n, q = draw.integer(-3, 4), draw.nonzero(-4, 5), draw.nonzero(-6, 6), draw.integer(-5, 6)
        inputs = draw.sample([edge - 3, edge - 2, edge - 1, edge, edge + 1, edge + 3], 2)
        values = []
        for x in inputs:
            values.append(m * x + n if x < edge else x * x + q)
        key = sympy.Integer(sum(values))
        prompt = (
            rf"The function $f$ is defined in two pieces: $f(x) = {tex(m * X + n)}$ for $x < {edge}$, and $f(x) = {tex(X**2 + q)}$ for $x \geq {edge}$. "
            f"What is $f({inputs[0]}) + f({inputs[1]})$?"
        )
        steps = (
            *tuple(
                Step(
                    f"The piece for {x}",
                    chain(plus(times(m, x), n) if x < edge else plus(power(x, 2), q), value),
                )
                for x, value in zip(inputs, values, strict=True)
            ),
            Step("Add", chain(plus(*values), key)),
        )
        other = sum(x * x + q if x < edge else m * x + n for x in inputs)
        wrong = (
            Mistake(
                sympy.Integer(other),
                "Both inputs went into the wrong piece: compare each with the edge first.",
            ),
            Mistake(sympy.Integer(sum(m * x + n for x in inputs)), "Only the first piece was used."),
            Mistake(sympy.Integer(sum(x * x + q for x in inputs)), "Only the second piece was used."),
        )
        table = {x: (x * x + q if x >= edge else m * x + n) for x in range(edge - 4, edge + 5)}
        proof = Rederived(
            "a table",
            "The function was tabulated on both sides of the edge and read off.",
            lambda: Fraction(sum(table[x] for x in inputs)),
        )
        hint = f"Is {inputs[0]} smaller than {edge}?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked for what the function gives for this input.",
            SLOT
            if level < 3
            else "First see which piece is responsible for the input, then use only that formula.",
            hint,
        ),
        answer_hint=FORMULA if level == 2 else NUMBER,
        symbols=("a",) if level == 2 else (),
        mistakes=but_key(key, *wrong),
    )


def _input(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        m, at, n = draw.nonzero(-5, 6, but=(1,)), draw.nonzero(-7, 8), draw.nonzero(-9, 9)
        key = sympy.Integer(at)
        prompt = draw.choice(
            (
                f"A model computes $m(x) = {tex(m * X + n)}$. For which input does it predict {m * at + n}?",
                f"For which $x$ is $f(x) = {m * at + n}$, if $f(x) = {tex(m * X + n)}$?",
            )
        )
        steps = (Step("Undo the constant, then the factor", chain(over(minus(m * at + n, n), m), at)),)
        proof: Proof = Satisfies(
            "substitution", "Put in, this input gives the required value.", lambda g: m * g + n == m * at + n
        )
        wrong = (
            Mistake(
                sympy.Integer(m * (m * at + n) + n), "You put the output in. Solve for the input instead."
            ),
            Mistake(sympy.Rational(m * at + 2 * n, m), "The constant is subtracted, not added."),
        )
        hint, rule = f"Subtract ${tex(n)}$ first.", "The value is known; undo the function step by step."
        answer = NUMBER
    elif level == 2:
        p, q = draw.sample([v for v in range(-6, 7) if v != 0], 2)
        body = sympy.expand((X - p) * (X - q))
        key = sympy.FiniteSet(p, q)
        prompt = draw.choice(
            (
                f"Find the zeros of $f(x) = {tex(body)}$.",
                f"Where does the graph of $f(x) = {tex(body)}$ meet the horizontal axis?",
            )
        )
        steps = (Step("Factorise", f"{tex(body)} = ({tex(X - p)})({tex(X - q)})"),)
        proof = Satisfies(
            "substitution",
            "Both numbers give the value 0, and there are two of them.",
            lambda g: len(g) == 2 and all(x * x - (p + q) * x + p * q == 0 for x in g),
        )
        wrong = (
            Mistake(sympy.FiniteSet(-p, -q), "The signs are turned: a factor x - r is zero at r, not at -r."),
        )
        hint, rule = (
            f"Look for two numbers with the product {p * q} and the sum {p + q}.",
            "A zero is an input with the value 0. Factors show the zeros.",
        )
        answer = PAIR
    else:
        a, b = draw.choice((1, 2, 3, 4, -1, -2)), draw.nonzero(-8, 8)
        inside = a * X + b
        key = sympy.Rational(-b, a)
        side = "smallest" if a > 0 else "largest"
        prompt = draw.choice(
            (
                rf"The formula $\sqrt{{{tex(inside)}}}$ makes sense only for some $x$. What is the {side} number in its domain?",
                rf"What is the {side} $x$ that may be put into $f(x) = \sqrt{{{tex(inside)}}}$?",
            )
        )
        steps = (
            Step(
                "The edge is where the inside is zero",
                chain(f"-{over(guarded(b), guarded(a))}" if a != 1 else tex(-b), key),
            ),
        )
        proof = Satisfies(
            "trying both sides",
            "The inside is zero there and negative just beyond.",
            lambda g: a * g + b == 0 and a * (g - (1 if a > 0 else -1)) + b < 0,
        )
        wrong = (
            Mistake(-key, "The edge is where the inside is zero; check the sign."),
            Mistake(sympy.Integer(0), "The inside must not be negative; x itself may be."),
        )
        hint, rule = f"When is ${tex(inside)}$ zero?", "A root needs an inside that is not negative."
        answer = NUMBER
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for inputs, not for values.", rule, hint),
        answer_hint=answer,
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "value", COMPUTE, _value, objectives=(2, 4)),
    Generator(TOPIC, "input", REVERSE, _input, objectives=(2,)),
    Generator(TOPIC, "move", CHOICE, move, objectives=(3,)),
    Generator(TOPIC, "is-function", TRUE_FALSE, is_function, levels=(1, 2), objectives=(1,)),
)
