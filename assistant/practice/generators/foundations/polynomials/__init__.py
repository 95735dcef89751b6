"""Exercises on polynomials: multiply, evaluate by Horner's method, split off factors, divide with remainder."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    NUMBER,
    PAIR,
    REVERSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.polynomials.pieces import Coefficients, poly, value
from assistant.practice.generators.foundations.polynomials.questions import degree, slip
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    power,
    tex,
    times,
)
from assistant.practice.proof import Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "polynomials"


def _times(left: Coefficients, right: Coefficients) -> list[int]:
    result = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            result[i + j] += a * b
    return result


def _evaluate(draw: Draw, level: int) -> Draft:
    at = draw.nonzero(-4, 5, but=(1,))
    if level == 1:
        body = [draw.choice((1, 1, 2, -1, 3)), draw.integer(-5, 5), draw.integer(-6, 6), draw.nonzero(-9, 9)]
        values = [body[0]]
        steps = []
        for c in body[1:]:
            steps.append(
                Step(
                    "Times x, plus the next coefficient",
                    chain(plus(times(values[-1], at), c), values[-1] * at + c),
                )
            )
            values.append(values[-1] * at + c)
        key: Any = sympy.Integer(values[-1])
        return Draft(
            prompt=draw.choice(
                (
                    f"Use Horner's method to find $p({at})$ for $p(x) = {tex(poly(body))}$.",
                    f"What is the value of $p(x) = {tex(poly(body))}$ at $x = {at}$? Nest it first.",
                    f"Evaluate $p({at})$ with three products only: $p(x) = {tex(poly(body))}$.",
                )
            ),
            key=key,
            proof=Rederived(
                "power by power", "Every power was computed by itself and added up.", lambda: value(body, at)
            ),
            steps=tuple(steps),
            hints=(
                "You are asked for one value of the polynomial.",
                "Horner: begin with the leading coefficient; again and again times x, plus the next coefficient. A missing power has the coefficient 0.",
                f"The first line is ${times(body[0], at)}$ plus the next coefficient.",
            ),
            mistakes=but_key(
                key,
                Mistake(
                    sympy.Integer(int(value([c for c in body if c], at))),
                    "A missing power counts too, with the coefficient 0.",
                ),
                Mistake(sympy.Integer(int(value(body, -at))), "That is the value at the opposite number."),
            ),
        )
    if level == 2:
        left, right = (
            [draw.choice((1, 1, 2)), draw.nonzero(-4, 4), draw.nonzero(-5, 5)],
            [draw.choice((1, 1, 2, -1)), draw.nonzero(-5, 5)],
        )
        whole = _times(left, right)
        key = poly(whole)
        shown = f"({tex(poly(left))})({tex(poly(right))})"
        wrong = (
            Mistake(
                poly([left[0] * right[0], 0, 0, left[2] * right[1]]),
                "Every term of the first meets every term of the second: six products.",
            ),
            Mistake(poly([whole[0], whole[1], whole[2], -whole[3]]), "Check the sign of the last product."),
            Mistake(
                poly([whole[0], whole[1]]) * X**2 + poly([whole[2] - 2 * left[2] * right[0], whole[3]]),
                "Check the sign of one of the products with x.",
            ),
        )
        return Draft(
            prompt=draw.choice(
                (f"Multiply out ${shown}$.", f"Write ${shown}$ as a polynomial, highest power first.")
            ),
            key=key,
            proof=RederivedFunction(
                "putting numbers in",
                "At three numbers the two factors were computed apart and multiplied.",
                ("x",),
                lambda p: second_way.number_at(poly(left), p) * second_way.number_at(poly(right), p),
            ),
            steps=(
                Step(
                    "Six products",
                    f"{shown} = {plus(*(a * b * X ** (3 - i - j) for i, a in enumerate(left) for j, b in enumerate(right)))}",
                ),
                Step("Collect like powers", f"{shown} = {tex(key)}"),
            ),
            hints=(
                "You are asked for a polynomial of degree 3.",
                "Each term of the first factor meets each term of the second; then equal powers are collected.",
                f"Begin with ${tex(left[0] * X**2)}$ times the second bracket.",
            ),
            answer_hint="a formula such as x^3 - 2x + 5",
            symbols=("x",),
            form="expanded",
            mistakes=but_key(key, *wrong),
        )
    r = at
    quotient = [1, draw.nonzero(-5, 5), draw.nonzero(-6, 6)]
    body = _times(quotient, [1, -r])
    key = poly(quotient)
    shown = f"{over(poly(body), X - r)}"
    return Draft(
        prompt=draw.choice(
            (
                f"${r}$ is a root of $p(x) = {tex(poly(body))}$. Split off its factor: which quadratic is left?",
                f"Divide: ${shown}$.",
                f"$p(x) = {tex(poly(body))}$ equals $({tex(X - r)})$ times a quadratic. Which one?",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "dividing values",
            "At three numbers the value was divided by the value of the factor.",
            ("x",),
            lambda p: second_way.number_at(poly(body), p) / (p["x"] - r),
        ),
        steps=(Step("Compare by multiplying back", f"({tex(X - r)})({tex(key)}) = {tex(poly(body))}"),),
        hints=(
            "You are asked for the other factor.",
            "Horner's scheme at the root gives the coefficients of the quotient; the last number is the remainder, here 0.",
            "The leading coefficient is 1. The next one is the second coefficient of p plus the root times 1.",
        ),
        answer_hint="a formula such as x^2 - 2x + 5",
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(
                poly([1, quotient[1] - 2 * r if quotient[1] != 2 * r else 0, quotient[2]]),
                "Check the middle coefficient by multiplying back.",
            ),
            Mistake(poly([1, quotient[1], -quotient[2]]), "Check the constant term by multiplying back."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    p, q, r = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    if len({p, q, r}) < 3:
        raise Unsuitable("a double root")
    body = _times(_times([1, -p], [1, -q]), [1, -r])
    if 0 in body[1:3]:
        raise Unsuitable("a power is missing")
    if level == 1:
        key: Any = sympy.Integer(body[3])
        shown = plus(X**3, body[1] * X**2, body[2] * X, "k")
        prompt = draw.choice(
            (
                f"For which $k$ is ${p}$ a root of ${shown}$?",
                f"$x = {p}$ should be a zero of $p(x) = {shown}$. Choose $k$.",
            )
        )
        steps = (
            Step(
                "The value without k",
                chain(plus(power(p, 3), f"{body[1]} \\cdot {power(p, 2)}", times(body[2], p)), -body[3]),
            ),
            Step("The constant must cancel it", f"{-body[3]} + {guarded(body[3])} = 0"),
        )
        accepts = lambda g: value([*body[:3], 0], p) + g == 0  # noqa: E731
        wrong = (
            Mistake(-key, "The constant has to cancel the rest, so it has the opposite sign."),
            Mistake(
                sympy.Integer(int(-value([*body[:3], 0], -p))),
                "You put the opposite number in: a root r is put in as r, not as -r.",
            ),
        )
        rule, hint, answer = "r is a root when p(r) = 0.", f"Put $x = {p}$ in and leave $k$ alone.", NUMBER
    elif level == 2:
        s = draw.nonzero(-9, 9)
        shifted = [*body[:3], body[3] + s]
        key = sympy.Integer(s)
        prompt = draw.choice(
            (
                f"What remainder is left when ${tex(poly(shifted))}$ is divided by ${tex(X - p)}$?",
                f"${tex(poly(shifted))} = ({tex(X - p)}) \\cdot q(x) + s$. Find the number $s$.",
            )
        )
        steps = (
            Step(
                "The remainder is the value at the root of the divisor",
                chain(
                    plus(power(p, 3), f"{shifted[1]} \\cdot {power(p, 2)}", times(shifted[2], p), shifted[3]),
                    key,
                ),
            ),
        )

        def accepts(g: Any) -> bool:
            rest = [Fraction(c) for c in shifted]
            rest[3] -= g
            for index in range(3):
                rest[index + 1] += p * rest[index]
            return rest[3] == 0

        wrong = (
            Mistake(
                sympy.Integer(int(value(shifted, -p))),
                "A factor x - r belongs to the number r: mind the sign.",
            ),
            Mistake(sympy.Integer(shifted[3]), "That is the value at 0."),
        )
        rule, hint, answer = (
            "The remainder of dividing by x - r is the value p(r).",
            f"Which number makes ${tex(X - p)}$ zero?",
            NUMBER,
        )
    else:
        key = sympy.FiniteSet(q, r)
        prompt = draw.choice(
            (
                f"One root of ${tex(poly(body))}$ is ${p}$. Find the other two.",
                f"You know that ${p}$ is a root of $p(x) = {tex(poly(body))}$. What are the remaining roots?",
            )
        )
        quadratic = poly(_times([1, -q], [1, -r]))
        steps = (
            Step("Split off the known factor", f"({tex(X - p)})({tex(quadratic)}) = {tex(poly(body))}"),
            Step("Factorise what is left", f"{tex(quadratic)} = ({tex(X - q)})({tex(X - r)})"),
        )
        accepts = lambda g: len(g) == 2 and p not in g and all(value(body, x) == 0 for x in g)  # noqa: E731
        wrong = (Mistake(sympy.FiniteSet(-q, -r), "The factor x + 2 is zero at -2: the signs are turned."),)
        rule, hint, answer = (
            "Divide by the factor of the known root; the quadratic that is left has the other roots.",
            f"The known factor is ${tex(X - p)}$.",
            PAIR,
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution", "Put into the polynomial, it gives the value the question asks for.", accepts
        ),
        steps=steps,
        hints=(
            "You are asked for what belongs to a known root."
            if level != 2
            else "You are asked for what is left after a division.",
            rule,
            hint,
        ),
        answer_hint=answer,
        symbols=("x", "k", "s"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "evaluate", COMPUTE, _evaluate, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(3, 4)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "degree", CHOICE, degree, levels=(1,), objectives=(1,)),
)
