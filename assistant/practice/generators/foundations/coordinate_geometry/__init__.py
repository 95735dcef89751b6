"""Exercises on the coordinate plane: distances, midpoints, lines, circles, and sides of a line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, NUMBER, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.generators.foundations.coordinate_geometry.pieces import DISTANCE, SLOPE, two_points
from assistant.practice.generators.foundations.coordinate_geometry.questions import side, slip
from assistant.practice.generators.foundations.coordinate_geometry.reverse import missing
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    minus,
    over,
    plus,
    rational,
    root,
    squares_sum,
    tex,
)
from assistant.practice.proof import Proof, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "coordinate-geometry"


def _measure(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    first, second, legs = two_points(draw)
    dx, dy = second[0] - first[0], second[1] - first[1]
    run, rise = minus(second[0], first[0]), minus(second[1], first[1])
    answer = NUMBER
    if level == 1:
        key: Any = sympy.Integer(legs[2])
        prompt = draw.choice(
            (
                f"How far is the point ${first}$ from the point ${second}$?",
                f"Two detections in an image have their centres at ${first}$ and ${second}$. What is their distance?",
                f"A robot drives straight from ${first}$ to ${second}$. How long is its way?",
            )
        )
        steps = (
            Step("The run", f"{run} = {dx}"),
            Step("The rise", f"{rise} = {dy}"),
            Step("Pythagoras", chain(root(squares_sum((dx, dy))), root(dx * dx + dy * dy), key)),
        )
        proof: Proof = Satisfies(
            "complex numbers",
            "The length of the difference, taken as a complex number, is this number.",
            lambda g: second_way.equal(abs(second_way.complex_number(dx, dy)), g),
        )
        wrong = (
            Mistake(
                sympy.Integer(abs(dx) + abs(dy)),
                "That is the way along the streets; the straight line is shorter.",
            ),
            Mistake(sympy.Integer(legs[2] ** 2), "The root is still to be taken."),
            Mistake(
                sympy.sqrt((first[0] + second[0]) ** 2 + (first[1] + second[1]) ** 2),
                "Subtract the coordinates; mind the minus of negative ones.",
            ),
        )
        rule, hint = DISTANCE, f"The run is ${run}$."
    elif level == 2:
        key = sympy.Rational(dy, dx)
        prompt = draw.choice(
            (
                f"What is the slope of the line through ${first}$ and ${second}$?",
                f"A regression line passes through ${first}$ and ${second}$. By how much does it rise for each unit to the right?",
            )
        )
        steps = (Step("Rise over run", chain(over(rise, run), key)),)
        proof = Satisfies(
            "walking along",
            "From the first point, as many units to the right as the run, the line reaches the second.",
            lambda g: first[1] + g * dx == second[1],
        )
        wrong = (
            Mistake(sympy.Rational(dx, dy), "That is run over rise."),
            Mistake(-key, "Take both differences in the same order."),
            Mistake(sympy.Integer(dy), "That is the rise; divide it by the run."),
        )
        rule, hint = SLOPE, f"The rise is ${rise}$."
    else:
        key = column([sympy.Rational(first[0] + second[0], 2), sympy.Rational(first[1] + second[1], 2)])
        prompt = draw.choice(
            (
                f"A circle has a diameter from ${first}$ to ${second}$. Where is its centre?",
                f"A cluster holds just the points ${first}$ and ${second}$. Where is its mean, the point halfway between them?",
            )
        )
        steps = (
            Step("First coordinate: the mean", chain(over(plus(first[0], second[0]), 2), key[0])),
            Step("Second coordinate: the mean", chain(over(plus(first[1], second[1]), 2), key[1])),
        )
        proof = Satisfies(
            "equal steps",
            "From this point it is the same step to either end, in opposite directions.",
            lambda g: all(g[i] - first[i] == second[i] - g[i] for i in (0, 1)),
        )
        wrong = (
            Mistake(
                column([sympy.Rational(dx, 2), sympy.Rational(dy, 2)]),
                "That is half the difference; add it to the first point.",
            ),
            Mistake(
                column([first[0] + second[0], first[1] + second[1]]), "The sums still have to be halved."
            ),
        )
        rule, hint, answer = (
            "The midpoint has the means of the coordinates.",
            f"The first coordinate is the mean of ${first[0]}$ and ${second[0]}$.",
            "a point such as [1.5, -2]",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            {
                1: "You are asked for a length.",
                2: "You are asked for how steep a line is.",
                3: "You are asked for a point.",
            }[level],
            rule,
            hint,
        ),
        answer_hint=answer,
        mistakes=but_key(key, *wrong),
    )


def _equation(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    m, c = draw.nonzero(-4, 5), draw.nonzero(-8, 8)
    if level == 1:
        x1, x2 = draw.sample(range(-4, 6), 2)
        key: Any = m * X + c
        prompt = draw.choice(
            (
                f"Write the line through $({x1}, {m * x1 + c})$ and $({x2}, {m * x2 + c})$ as a formula in $x$.",
                f"Which function $f(x) = mx + c$ passes through $({x1}, {m * x1 + c})$ and $({x2}, {m * x2 + c})$?",
            )
        )
        steps = (
            Step("The slope", chain(over(minus(m * x2 + c, m * x1 + c), minus(x2, x1)), m)),
            Step("The height at zero", chain(f"{m * x1 + c} - {guarded(m)} \\cdot {guarded(x1)}", c)),
        )
        proof: Proof = RederivedFunction(
            "weights",
            "At three places the height was found as a weighted mean of the two given heights.",
            ("x",),
            lambda p: ((x2 - p["x"]) * (m * x1 + c) + (p["x"] - x1) * (m * x2 + c)) / (x2 - x1),
        )
        wrong = (
            Mistake(c * X + m, "Slope and height at zero are swapped."),
            Mistake(m * X - c, "Check one of the points: the height at zero has the wrong sign."),
            Mistake(X / m + c, "The slope is rise over run, not run over rise."),
        )
        rule, hint = SLOPE, "Find the slope first, then put one point in to find the height at zero."
    elif level == 2:
        parallel = draw.coin()
        px, py = draw.nonzero(-5, 5), draw.integer(-6, 6)
        slope = Fraction(m) if parallel else Fraction(-1, m)
        key = rational(slope) * (X - px) + py
        key = sympy.expand(key)
        kind = "parallel" if parallel else "perpendicular"
        prompt = draw.choice(
            (
                f"Which line is {kind} to $f(x) = {tex(m * X + c)}$ and passes through $({px}, {py})$? Give its formula in $x$.",
                f"Through $({px}, {py})$ goes a line {kind} to the graph of ${tex(m * X + c)}$. Write it as a formula in $x$.",
            )
        )
        steps = (
            Step(
                "Its slope",
                f"{tex(rational(slope))} = {tex(rational(slope))}"
                if parallel
                else f"{guarded(m)} \\cdot {guarded(rational(slope))} = -1",
            ),
            Step(
                "Its height at zero",
                chain(f"{py} - {guarded(rational(slope))} \\cdot {guarded(px)}", rational(py - slope * px)),
            ),
        )
        if parallel:
            steps = steps[1:]
        proof = RederivedFunction(
            "directions",
            "The direction from the given point was multiplied with the direction of the line: the product fits at three places.",
            ("x",),
            lambda p: py + (p["x"] - px) * m if parallel else py - (p["x"] - px) / m,
        )
        wrong = (
            Mistake(
                sympy.expand(-rational(slope) * (X - px) + py),
                "For a perpendicular line turn the slope over and change its sign, both."
                if not parallel
                else "A parallel line has the same slope.",
            ),
            Mistake(
                sympy.expand(rational(Fraction(-1, m) if parallel else Fraction(m)) * (X - px) + py),
                "That is the perpendicular line." if parallel else "That is the parallel line.",
            ),
            Mistake(rational(slope) * X + py, "The line has the right slope but misses the point."),
        )
        rule, hint = (
            "Parallel lines have equal slopes; for perpendicular ones the product of the slopes is -1.",
            f"The given line has the slope ${m}$.",
        )
    else:
        first, second, legs = two_points(draw)
        key = (X - first[0]) ** 2 + (Y - first[1]) ** 2 - legs[2] ** 2
        prompt = f"A circle around ${first}$ passes through ${second}$. Its equation is $u(x, y) = 0$ with $u(x, y) = (x - p)^2 + (y - q)^2 - r^2$. Write out $u(x, y)$."
        steps = (
            Step(
                "The square of the radius",
                chain(squares_sum((second[0] - first[0], second[1] - first[1])), legs[2] ** 2),
            ),
        )
        proof = RederivedFunction(
            "complex numbers",
            "The square of the distance from the centre was computed with complex numbers at three points.",
            ("x", "y"),
            lambda p: (
                abs(second_way.complex_number(p["x"] - first[0], p["y"] - first[1])) ** 2
                - abs(second_way.complex_number(second[0] - first[0], second[1] - first[1])) ** 2
            ),
        )
        wrong = (
            Mistake(
                (X + first[0]) ** 2 + (Y + first[1]) ** 2 - legs[2] ** 2,
                "A centre at 3 gives x - 3: the signs are turned.",
            ),
            Mistake((X - first[0]) ** 2 + (Y - first[1]) ** 2 - legs[2], "The radius has to be squared."),
            Mistake(
                (X - second[0]) ** 2 + (Y - second[1]) ** 2 - legs[2] ** 2, "The centre is the first point."
            ),
        )
        rule, hint = (
            "The points at distance r from (p, q) satisfy $(x - p)^2 + (y - q)^2 = r^2$.",
            "The square of the radius is the square of the distance of the two points.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked for a formula."
            if level < 3
            else "You are asked for the left side of an equation.",
            rule,
            hint,
        ),
        answer_hint="a formula such as 3x/4 + 2" if level < 3 else "a formula such as (x-1)^2 + (y+2)^2 - 9",
        symbols=("x",) if level < 3 else ("x", "y"),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "measure", COMPUTE, _measure, objectives=(1,)),
    Generator(TOPIC, "equation", COMPUTE, _equation, objectives=(2, 3)),
    Generator(TOPIC, "missing", REVERSE, missing, objectives=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "side", TRUE_FALSE, side, levels=(2,), objectives=(4,)),
)
