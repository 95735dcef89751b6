"""Chords, tangents, edges of convexity, and rules that keep functions convex."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, derivative, value_at
from assistant.practice.generators.optimisation.convex_sets_and_functions.pieces import AT_MOST, CHORDS
from assistant.practice.notation import chain, guarded, minus, over, plus, rational, tex, times
from assistant.practice.tasks import again, claim, typed


def _curve(draw: Draw) -> Any:
    c, p = draw.integer(1, 4), draw.integer(-2, 3)
    return draw.choice(
        (
            c * X**2 + p * X,
            X**4 + p * X,
            c * X**2 - p,
            X**4 - c * X**2,
            X**3 + c * X,
            c * (X - p) ** 2,
            X**3 - c * X**2,
        )
    )


def chord(draw: Draw, level: int) -> Draft:
    """How far a chord, or a tangent, is from the graph."""
    f = _curve(draw)
    a = draw.integer(-3, 2)
    width = (
        2 * draw.integer(1, 2) if level == 1 else draw.choice((3, 4, 5)) if level == 2 else draw.integer(1, 3)
    )
    b = a + width
    at = lambda x: value_at(f, x)  # noqa: E731

    def measured(x: Any) -> Any:
        return second_way.number_at(f, {"x": second_way.real(x)})

    if level == 3:
        slope = sympy.diff(f, X)
        there = a + (width if draw.coin() else -width)
        line = at(a) + value_at(slope, a) * (there - a)
        key = at(there) - line
        return typed(
            draw,
            ask=(
                f"How far does the graph of $f(x) = {tex(f)}$ lie above its tangent at ${a}$, when you look at $x = {there}$? (Negative if it lies below.)",
                f"Take the tangent to $f(x) = {tex(f)}$ at $x = {a}$. What is $f({there})$ less the height of the tangent at ${there}$?",
            ),
            key=key,
            proof=again(
                "differences",
                "The slope was measured by differences at 80 digits.",
                lambda: (
                    measured(there)
                    - measured(a)
                    - second_way.slope(measured, second_way.real(a)) * (there - a)
                ),
            ),
            steps=[
                ("The slope", chain(derivative(f), slope)),
                (
                    "The height of the tangent there",
                    f"{plus(at(a), times(value_at(slope, a), there - a))} = {tex(line)}",
                ),
                ("Graph less tangent", chain(minus(at(there), line), key)),
            ],
            hints=(
                "You are asked for the distance of a graph from a tangent.",
                "A convex function lies above all its tangents; the tangent is $f(a) + f'(a)(x - a)$.",
                "Find value and slope at the point of contact.",
            ),
            wrong=[
                (-key, "Graph less tangent, not the other way round."),
                (at(there) - at(a), "The tangent is not level: its slope counts."),
                (line, "That is the height of the tangent."),
            ],
        )
    t = Fraction(1, 2) if level == 1 else Fraction(draw.integer(1, width - 1), width)
    place = t * a + (1 - t) * b
    share, where = rational(t), rational(place)
    chord = share * at(a) + (1 - share) * at(b)
    key = chord - at(where)
    return typed(
        draw,
        ask=(
            f"How far does the chord of $f(x) = {tex(f)}$ from $x = {a}$ to $x = {b}$ run above the graph at $x = {tex(where)}$? (Negative if it runs below.)",
            f"Join the points of the graph of $f(x) = {tex(f)}$ at ${a}$ and ${b}$. What is the height of the chord at ${tex(where)}$, less $f({tex(where)})$?",
            f"For $f(x) = {tex(f)}$, compute $t f({a}) + (1 - t) f({b})$ less the value of $f$ at $t \\cdot {guarded(a)} + (1 - t) \\cdot {guarded(b)}$, where $t = {tex(t)}$.",
        ),
        key=key,
        proof=again(
            "the line through both ends",
            "The chord was followed from its left end with the slope of the line, at 80 digits.",
            lambda: measured(a) + (measured(b) - measured(a)) * (place - a) / (b - a) - measured(place),
        ),
        steps=[
            ("The height of the chord", f"{plus(times(t, at(a)), times(1 - t, at(b)))} = {tex(chord)}"),
            ("Chord less graph", chain(minus(chord, at(where)), key)),
        ],
        hints=(
            "You are asked for the distance between a chord and the graph.",
            CHORDS,
            "Find the values at both ends; the chord mixes them in the ratio of the distances.",
        ),
        wrong=[
            (-key, "Chord less graph, not the other way round."),
            (chord, "That is the height of the chord alone."),
            (
                (1 - share) * at(a) + share * at(b) - at(where)
                if t != Fraction(1, 2)
                else at(a) + at(b) - at(where),
                "The nearer end has the larger weight."
                if t != Fraction(1, 2)
                else "The middle of the chord is half of the sum.",
            ),
        ],
    )


def rules(draw: Draw, level: int) -> Draft:
    """Sums and multiples (1), largest and smallest (2), inner and outer functions and products (3)."""
    c, d, p, q = draw.integer(1, 5), draw.integer(1, 5), draw.integer(-3, 3), draw.integer(-3, 3)
    square, kink = tex((X - p) ** 2), f"|{tex(X - q)}|"
    f, g = (lambda x: (x - p) ** 2), (lambda x: abs(x - q))
    table: tuple[tuple[str, bool, Callable[[Fraction], Fraction], str], ...]
    number = lambda k: "" if k == 1 else str(k)  # noqa: E731
    if level == 1:
        table = (
            (
                f"{number(c)}{square} + {number(d)}{kink}",
                True,
                lambda x: c * f(x) + d * g(x),
                "a sum of convex functions with multiples that are not negative is convex",
            ),
            (
                f"{number(c)}{square} - {number(d)}{kink}",
                False,
                lambda x: c * f(x) - d * g(x),
                "taking a convex function away is not a safe rule: the kink points upwards",
            ),
            (
                f"{number(c)}{kink} - {number(d)}x",
                True,
                lambda x: c * g(x) - d * x,
                "adding a straight line bends nothing",
            ),
            (
                f"{number(d)}x - {number(c)}{square}",
                False,
                lambda x: d * x - c * f(x),
                "a negative multiple turns a bowl into a hill",
            ),
        )
    elif level == 2:
        table = (
            (
                rf"\max\left({number(c)}{square}, {number(d)}{kink}\right)",
                True,
                lambda x: max(c * f(x), d * g(x)),
                "the larger of two convex functions is convex",
            ),
            (
                rf"\min\left({number(c)}{square}, {tex(c * (X - p - 2 * d) ** 2)}\right)",
                False,
                lambda x: min(c * f(x), c * f(x - 2 * d)),
                "between its two bottoms the smaller one has a peak",
            ),
            (
                rf"\max\left({tex(c * X + q)}, {tex(-d * X + p)}\right)",
                True,
                lambda x: max(c * x + q, -d * x + p),
                "the larger of two straight lines is convex",
            ),
            (
                rf"\min\left({tex(c * X + q)}, {tex(-d * X + p)}\right)",
                False,
                lambda x: min(c * x + q, -d * x + p),
                "the smaller of two lines with different slopes has a peak",
            ),
        )
    else:
        table = (
            (
                rf"\left({tex(c * X + q)}\right)^4",
                True,
                lambda x: (c * x + q) ** 4,
                "a convex function of a linear one is convex",
            ),
            (
                rf"\left(x^2 - {c}\right)^2",
                False,
                lambda x: (x * x - c) ** 2,
                "squaring is not increasing below zero, and there is a hill in the middle",
            ),
            (
                rf"\left(x^2 + {c}\right)^2 + {tex(d * X)}",
                True,
                lambda x: (x * x + c) ** 2 + d * x,
                "the inner values are positive, and there squaring is increasing",
            ),
            (
                rf"{number(c)}x \cdot x^2 + {tex(d * X**2)}",
                False,
                lambda x: c * x**3 + d * x * x,
                "a product of convex functions need not be convex: far to the left it bends down",
            ),
            (
                rf"{number(c)}\left|{tex(d * X + q)}\right|",
                True,
                lambda x: c * abs(d * x + q),
                "a convex function of a linear one is convex",
            ),
            (
                rf"\left|x^2 - {c * c}\right|",
                False,
                lambda x: abs(x * x - c * c),
                "between the two zeros the bowl is folded up to a hill",
            ),
        )
    text, truth, h, why = draw.choice(table)

    def below() -> tuple[Fraction, Fraction] | None:
        # Half steps, and close neighbours of the kink.
        spots = [Fraction(i, 2) for i in range(-26, 27)] + [q - Fraction(1, 8), q + Fraction(1, 8)]
        for left, right in combinations(spots, 2):
            if h((left + right) / 2) > (h(left) + h(right)) / 2:
                return left, right
        return None

    found = below()
    left, right = found or (Fraction(p - 1), Fraction(p + 3))
    middle = (left + right) / 2
    sign = ">" if found else AT_MOST
    return claim(
        draw,
        says=(
            f"$h(x) = {text}$ is convex on the whole line.",
            f"No chord of $h(x) = {text}$ runs below its graph.",
            f"The loss $h(x) = {text}$ of one weight $x$ is convex.",
        ),
        truth=truth,
        decide=lambda: below() is None,
        method="middles of chords",
        detail="The middles of many chords were compared with the graph, in exact fractions.",
        steps=[
            (
                f"Graph and chord from {tex(left)} to {tex(right)}, at the middle {tex(middle)}",
                f"{tex(h(middle))} {sign} {over(plus(h(left), h(right)), 2)}",
            )
        ],
        hints=(
            "You are asked whether building with convex pieces gave a convex function.",
            "Safe: sums, multiples that are not negative, the larger of two, and a convex function of a linear one. Differences, products and the smaller of two are not safe.",
            "From which pieces is it built, and by which rule? If the rule is not a safe one, look for a chord below the graph.",
        ),
        if_wrong=f"Look at the rule: {why}.",
    )
