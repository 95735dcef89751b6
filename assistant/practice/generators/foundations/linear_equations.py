"""Exercises on linear equations: solve, count solutions, rearrange, fit a neuron to two points."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    FORMULA,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.derivations import rearrange_steps
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    over,
    plus,
    rational,
    scaled,
    tex,
    times,
)
from assistant.practice.proof import RederivedFunction, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "linear-equations"

UNDO = "Whatever is done to one side is done to the other; undo what stands around the unknown, the outermost first."
SOLVED = "Put in for the unknown, it makes both sides equal."


def _solve(draw: Draw, level: int) -> Draft:
    solution = draw.nonzero(-8, 9)
    name = draw.choice(("x", "y", "t", "w"))
    v = sympy.Symbol(name)
    steps: tuple[Step, ...]
    if level == 1:
        a, b = draw.nonzero(-6, 9, but=(1, -1)), draw.nonzero(-12, 15)
        left, right = (Fraction(a), Fraction(b)), (Fraction(0), Fraction(a * solution + b))
        shown = f"{tex(a * v + b)} = {a * solution + b}"
        steps = (
            Step("Take the number away on both sides", f"{tex(a * v)} = {a * solution + b} - {guarded(b)}"),
            Step("Divide by the coefficient", chain(over(a * solution, a), solution)),
        )
        hint = f"First get rid of ${tex(b)}$ on the left."
        wrong = Mistake(
            rational(Fraction(a * solution + 2 * b, a)),
            "A term changes its sign when it moves to the other side.",
        )
    elif level == 2:
        a, c = draw.nonzero(-7, 9), draw.nonzero(-7, 9)
        if a == c:
            raise Unsuitable("no unknown left")
        b = draw.nonzero(-12, 12)
        d = (a - c) * solution + b
        left, right = (Fraction(a), Fraction(b)), (Fraction(c), Fraction(d))
        shown = f"{tex(a * v + b)} = {tex(c * v + d)}"
        steps = (
            Step(
                "Collect the unknown on the left, the numbers on the right",
                f"{tex((a - c) * v)} = {d} - {guarded(b)}",
            ),
            Step("Divide by the coefficient", chain(over(d - b, a - c), solution)),
        )
        hint = f"Subtract ${tex(c * v)}$ on both sides."
        if a + c == 0:
            raise Unsuitable("the usual slip divides by zero")
        wrong = Mistake(
            rational(Fraction(d - b, a + c)),
            "The unknown from the right side has to be subtracted, not added.",
        )
    else:
        p, q = draw.sample((2, 3, 4, 5, 6), 2)
        shared = math.lcm(p, q)
        solution = shared * draw.nonzero(-3, 4)
        total = Fraction(solution, p) + Fraction(solution, q)
        shift = draw.nonzero(-5, 6)
        left, right = (Fraction(1, p) + Fraction(1, q), Fraction(shift)), (Fraction(0), total + shift)
        shown = rf"{plus(over(name, p), over(name, q), shift)} = {tex(total + shift)}"
        both = shared // p + shared // q
        steps = (
            Step("Take the number away", f"{plus(over(name, p), over(name, q))} = {tex(total)}"),
            Step(f"Multiply both sides by {shared}", f"{both} {name} = {tex(total * shared)}"),
            Step("Divide", chain(over(tex(total * shared), both), solution)),
        )
        hint = f"A common denominator of {p} and {q} is {shared}."
        wrong = Mistake(rational(total * (p + q)), "Fractions are not added by adding their denominators.")
    key = sympy.Integer(solution)
    return Draft(
        prompt=draw.choice(
            (
                f"Solve ${shown}$ for ${name}$.",
                f"Which ${name}$ makes both sides equal: ${shown}$?",
                f"Find the solution of ${shown}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution", SOLVED, lambda guess: left[0] * guess + left[1] == right[0] * guess + right[1]
        ),
        steps=steps,
        hints=("You are asked for the number that makes both sides equal.", UNDO, hint),
        symbols=(name,),
        mistakes=but_key(key, wrong, Mistake(-key, "The size is right; look at the signs again.")),
    )


def _line(draw: Draw, level: int) -> Draft:
    weight, bias = draw.nonzero(-5, 6), draw.nonzero(-9, 9)
    first, second = draw.sample(range(-4, 7), 2)
    outputs = weight * first + bias, weight * second + bias
    wants_bias = draw.coin()
    key = sympy.Integer(bias if wants_bias else weight)

    def fits(guess: Fraction) -> bool:
        if wants_bias:
            return (
                (outputs[0] - guess) * second == (outputs[1] - guess) * first
                if 0 not in (first, second)
                else guess == bias
            )
        return outputs[0] - guess * first == outputs[1] - guess * second

    if wants_bias and 0 in (first, second):
        raise Unsuitable("the bias can be read off")
    return Draft(
        prompt=draw.choice(
            (
                f"A neuron computes $w x + b$. It should answer {outputs[0]} to the input {first}, and {outputs[1]} to the input {second}.",
                f"A line $w x + b$ goes through the data points $({first}, {outputs[0]})$ and $({second}, {outputs[1]})$.",
                f"A sensor is calibrated by $w x + b$: reading {first} stands for {outputs[0]} degrees, reading {second} for {outputs[1]} degrees.",
            )
        )
        + (" What is the bias $b$?" if wants_bias else " What is the weight $w$?"),
        key=key,
        proof=Satisfies(
            "substitution",
            "With this number both points lead to the same value of the other parameter.",
            fits,
        ),
        steps=(
            Step(
                "The weight is the change of the answer over the change of the input",
                chain(over(minus(outputs[1], outputs[0]), minus(second, first)), weight),
            ),
            *(
                (
                    Step(
                        "The bias is what is left at the first point",
                        chain(rf"{outputs[0]} - {guarded(weight)} \cdot {guarded(first)}", bias),
                    ),
                )
                if wants_bias
                else ()
            ),
        ),
        hints=(
            f"You are asked for the {'value at input zero' if wants_bias else 'slope of the line'}.",
            "Subtract one equation from the other: the bias drops out.",
            f"The answers differ by ${minus(outputs[1], outputs[0])}$, the inputs by ${minus(second, first)}$.",
        ),
        symbols=("w", "b"),
        mistakes=but_key(
            key,
            Mistake(-key, "One of the two differences was taken the other way round."),
            Mistake(sympy.Integer(weight if wants_bias else bias), "That is the other parameter."),
            Mistake(
                sympy.Rational(second - first, outputs[1] - outputs[0]),
                "You divided the change of the input by the change of the answer.",
            ),
        ),
    )


FORMULAS: tuple[tuple[str, str, tuple[str, ...], Callable[..., Any], Callable[..., Any], str], ...] = (
    (
        "x = \\mu + \\sigma z",
        "z",
        ("x", "mu", "sigma"),
        lambda x, m, s: (x - m) / s,
        lambda z, x, m, s: m + s * z - x,
        "undoing a standardisation",
    ),
    (
        "y = w x + b",
        "x",
        ("y", "w", "b"),
        lambda y, w, b: (y - b) / w,
        lambda x, y, w, b: w * x + b - y,
        "running a neuron backwards",
    ),
    (
        "C = \\frac{5}{9}(F - 32)",
        "F",
        ("C",),
        lambda c: 9 * c / 5 + 32,
        lambda f, c: sympy.Rational(5, 9) * (f - 32) - c,
        "changing degrees Celsius back",
    ),
    (
        "v = u - \\eta g",
        "g",
        ("u", "v", "eta"),
        lambda u, v, e: (u - v) / e,
        lambda g, u, v, e: u - e * g - v,
        "reading a slope from a step",
    ),
    (
        "s = \\frac{a + b}{2}",
        "b",
        ("a", "s"),
        lambda a, s: 2 * s - a,
        lambda b, a, s: (a + b) / 2 - s,
        "finding the second of two numbers from their mean",
    ),
    (
        "p = k (1 + r)",
        "r",
        ("p", "k"),
        lambda p, k: p / k - 1,
        lambda r, p, k: k * (1 + r) - p,
        "finding a rate of growth",
    ),
)


def _rearrange(draw: Draw, level: int) -> Draft:
    shown, wanted, names, answer, residual, why = draw.choice(FORMULAS)
    symbols = tuple(sympy.Symbol(name) for name in names)
    key = answer(*symbols)

    def solved(point: Mapping[str, Any]) -> Any:
        values = tuple(point[name] for name in names)
        at_low = second_way.number_at(
            residual(sympy.Integer(0), *symbols), dict(zip(names, values, strict=True))
        )
        at_high = second_way.number_at(
            residual(sympy.Integer(1), *symbols), dict(zip(names, values, strict=True))
        )
        return -at_low / (at_high - at_low)

    shown_letter = tex(sympy.Symbol(wanted))
    return Draft(
        prompt=draw.choice(
            (
                f"Rearrange ${shown}$ for ${shown_letter}$, for {why}.",
                f"Solve the formula ${shown}$ for ${shown_letter}$.",
                f"In ${shown}$ everything but ${shown_letter}$ is known. Write ${shown_letter}$ with the other letters.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "false position",
            "The residual is a straight line in the unknown; its zero was found from two of its values.",
            names,
            solved,
        ),
        steps=(Step("Undo step by step what is done to it", f"{shown_letter} = {tex(key)}"),),
        hints=(
            "You are asked for a formula that starts with the wanted letter.",
            UNDO,
            f"What is the last thing that is done to ${shown_letter}$ in the formula? Undo that first.",
        ),
        answer_hint=FORMULA.replace("6x + 2", "(a - b)/c"),
        symbols=(*names, wanted),
        mistakes=but_key(
            key,
            Mistake(-key, "Check the sign: put simple numbers in and compare."),
            Mistake(1 / key, "The fraction is upside down."),
        ),
    )


def _coefficient(draw: Draw, level: int) -> Draft:
    solution = draw.nonzero(-6, 7)
    k, b = draw.nonzero(-5, 6), draw.nonzero(-9, 9)
    steps: tuple[Step, ...]
    if level == 1:
        c = k * solution + b
        shown, key = f"{plus('k x', b)} = {c}", k
        holds = lambda guess: guess * solution + b == c  # noqa: E731
        steps = (Step("Put the solution in and solve for k", chain(over(minus(c, b), solution), k)),)
    else:
        m = draw.nonzero(-5, 6)
        c = m * solution + b - k * solution
        shown, key = f"{tex(m * X + b)} = {plus('k x', c)}", k
        holds = lambda guess: m * solution + b == guess * solution + c  # noqa: E731
        steps = (
            Step("The left side at the solution", chain(plus(times(m, solution), b), m * solution + b)),
            Step("Solve for k", chain(over(minus(m * solution + b, c), solution), k)),
        )
    return Draft(
        prompt=draw.choice(
            (
                f"The equation ${shown}$ has the solution $x = {solution}$. What is $k$?",
                f"For which number $k$ is $x = {solution}$ the solution of ${shown}$?",
            )
        ),
        key=sympy.Integer(key),
        proof=Satisfies(
            "substitution", "With this coefficient the given solution makes both sides equal.", holds
        ),
        steps=steps,
        hints=(
            "You are asked for a coefficient; the solution is known already.",
            "Put the solution in for x. What is left is an equation for k.",
            f"In place of $k x$ write ${scaled(solution, 'k')}$.",
        ),
        symbols=("k", "x"),
        mistakes=but_key(
            sympy.Integer(key),
            Mistake(sympy.Integer(-key), "Look at the signs again."),
            Mistake(sympy.Integer(key * solution), "Divide by the solution as well."),
        ),
    )


def _how_many(draw: Draw, level: int) -> Draft:
    a, b, outer = draw.nonzero(-5, 6), draw.nonzero(-7, 8), draw.integer(2, 5)
    kind = draw.choice(("one", "none", "all"))
    slope = outer * a + (draw.nonzero(-3, 3) if kind == "one" else 0)
    shift = outer * b + (draw.nonzero(-6, 6) if kind == "none" else 0)
    if kind == "one" and slope == 0:
        raise Unsuitable("too plain")
    left, right = f"{outer}({tex(a * X + b)})", tex(slope * X + shift)
    claims = {"one": "has exactly one solution", "none": "has no solution", "all": "holds for every number"}
    said = draw.choice(tuple(claims))

    def decide() -> bool:
        gaps = [outer * (a * x + b) - (slope * x + shift) for x in (Fraction(0), Fraction(1))]
        found = "one" if gaps[0] != gaps[1] else "all" if gaps[0] == 0 else "none"
        return found == said

    return claim_draft(
        prompt=f"True or false? The equation ${left} = {right}$ {claims[said]}.",
        truth=kind == said,
        method="two values",
        detail="The difference of both sides is a straight line; its values at 0 and 1 tell whether it is ever zero.",
        decide=decide,
        steps=(
            Step("Multiply out the left side", f"{left} = {tex(outer * a * X + outer * b)}"),
            Step("Compare the coefficients of x", f"{outer * a} - {guarded(slope)} = {outer * a - slope}"),
            Step("Compare the constants", f"{shift} - {guarded(outer * b)} = {shift - outer * b}"),
        ),
        hints=(
            "You are asked how many numbers solve the equation.",
            "Bring it to the form a x = c. If a is not zero there is one solution; if a is zero there is none, or every number solves it.",
            f"Multiply out ${left}$.",
        ),
        if_wrong=f"Multiplied out, the left side is ${tex(outer * a * X + outer * b)}$; compare it with ${right}$: the equation {claims[kind]}.",
    )


GENERATORS = (
    Generator(TOPIC, "solve", COMPUTE, _solve, objectives=(1,)),
    Generator(TOPIC, "line", COMPUTE, _line, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "rearrange", COMPUTE, _rearrange, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "coefficient", REVERSE, _coefficient, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "how-many", TRUE_FALSE, _how_many, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "in-order", ORDER, rearrange_steps, levels=(3,), objectives=(3,)),
)
