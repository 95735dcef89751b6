"""The conditions themselves: write them down, check them, and tell which walls matter."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.generators.optimisation.kkt_conditions.pieces import (
    AT_LEAST,
    AT_MOST,
    CONDITIONS,
    cost,
    left,
    put,
    squared,
)
from assistant.practice.notation import chain, guarded, minus, tex, times, vec
from assistant.practice.tasks import again_at, claim, typed, words

MU = sympy.Symbol("mu")


VERDICTS = (
    "It satisfies all KKT conditions.",
    "It is not allowed: it breaks the constraint.",
    "Stationarity fails: the gradients do not balance.",
    "The multiplier is negative.",
    "Complementary slackness fails: a slack wall pushes.",
)


def check(draw: Draw, level: int) -> Draft:
    """Which condition a candidate fails, if any."""
    a, b = draw.choice(((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (1, -1), (2, -1)))
    p, q, mu = draw.integer(-3, 6), draw.integer(-3, 6), draw.integer(1, 3) * 2
    wanted = draw.choice(VERDICTS)
    x, y = p - a * mu // 2, q - b * mu // 2
    c = a * x + b * y
    if wanted == VERDICTS[1]:
        c -= draw.integer(1, 3)
    elif wanted == VERDICTS[2]:
        x, y = x + b, y - a
    elif wanted == VERDICTS[3]:
        mu = -mu
        x, y = p - a * mu // 2, q - b * mu // 2
        c = a * x + b * y
    elif wanted == VERDICTS[4]:
        c += draw.integer(1, 3)
    force = (2 * (x - p) + mu * a, 2 * (y - q) + mu * b)
    slack = a * x + b * y - c

    def found() -> str:
        """Names the one condition that fails, from numbers measured at the point."""
        h = Fraction(1, 100)

        def lagrangian(u: Fraction, v: Fraction) -> Fraction:
            return (u - p) ** 2 + (v - q) ** 2 + mu * (a * u + b * v - c)

        balanced = lagrangian(x + h, Fraction(y)) == lagrangian(x - h, Fraction(y)) and lagrangian(
            Fraction(x), y + h
        ) == lagrangian(Fraction(x), y - h)
        failing = [
            name
            for name, fails in (
                (VERDICTS[1], a * x + b * y > c),
                (VERDICTS[2], not balanced),
                (VERDICTS[3], mu < 0),
                (VERDICTS[4], a * x + b * y < c and mu != 0),
            )
            if fails
        ]
        return failing[0] if len(failing) == 1 else VERDICTS[0] if not failing else "several"

    return words(
        draw,
        ask=(
            rf"The problem is: minimise ${cost(p, q)}$ subject to ${left(a, b)} \le {c}$. Someone offers the point $({x}, {y})$ with the multiplier $\mu = {mu}$. What do you say?",
            rf"A solver for the minimum of ${cost(p, q)}$ subject to ${tex(a * X + b * Y - c)} \le 0$ stops at $({x}, {y})$ and reports $\mu = {mu}$. Which verdict is right?",
        ),
        right=wanted,
        options=list(
            zip(
                VERDICTS,
                (
                    "One of the four conditions fails: go through them one by one.",
                    "Put the point into the constraint: it is obeyed.",
                    "Compute gradient plus multiplier times the wall's gradient: it is zero.",
                    "Look at the sign of the multiplier: it is allowed.",
                    "That would need a wall which is not touched and pushes all the same; here it is not so.",
                ),
                strict=True,
            )
        ),
        decide=found,
        method="measuring",
        detail="Each condition was tested by numbers, stationarity by stepping a hundredth to either side in the Lagrangian.",
        steps=[
            ("The constraint", f"{put((a, b, c), (x, y))} - {guarded(c)} = {slack}"),
            ("The forces", f"{vec((2 * (x - p), 2 * (y - q)))} + {guarded(mu)} {vec((a, b))} = {vec(force)}"),
            ("Multiplier times slack", f"{times(mu, slack)} = {mu * slack}"),
        ],
        hints=(
            "You are asked to go through the conditions one after the other.",
            CONDITIONS,
            "Begin with the constraint: what is its left side at the point?",
        ),
        shuffled=False,
    )


def conditions(draw: Draw, level: int) -> Draft:
    """One component of stationarity; the constraint is straight, turned round, or curved."""
    p, q, scale, c = draw.integer(-4, 6), draw.integer(-4, 6), draw.choice((1, 2, 3)), draw.integer(1, 9)
    a, b = draw.choice((2, 3, 4, 5, -1, -2, -3)), draw.nonzero(-4, 4)
    name, other = draw.choice((("x", "y"), ("y", "x")))
    bounded = a * X + b * Y if level < 3 else draw.choice((X**2 + Y**2, X * Y, X**2 + a * Y, a * X + Y**2))
    upper = level == 1 or (level == 3 and draw.coin())
    wall = bounded - c if upper else c - bounded
    cost = f"{squared(p, 'x', scale)} + {squared(q, 'y')}"
    f = scale * (X - p) ** 2 + (Y - q) ** 2
    by = X if name == "x" else Y
    pull, push = sympy.expand(sympy.diff(f, by)), sympy.diff(wall, by)
    key = pull + MU * push
    told = rf"${left(a, b) if level < 3 else tex(bounded)} {AT_MOST if upper else AT_LEAST} {c}$"
    return typed(
        draw,
        ask=(
            f"Minimise ${cost}$ subject to {told}. Bring everything in the constraint to one side, without scaling it, so that it reads $g \\le 0$. The Lagrangian is the cost plus $\\mu g$ with $\\mu \\ge 0$. KKT stationarity is one equation for each variable: which derivative of this Lagrangian must be zero for ${name}$?",
            f"The cost is ${cost}$, the constraint {told}. Its Lagrangian is the cost plus $\\mu g$ with $\\mu \\ge 0$, where $g \\le 0$ is the constraint with everything on one side, not scaled. Write down the derivative of the Lagrangian with respect to ${name}$.",
        ),
        key=key,
        proof=again_at(
            "differences",
            "The Lagrangian was stepped to both sides and the slope measured at three points.",
            ("x", "y", "mu"),
            second_way.slope_of(f + MU * wall, name),
        ),
        steps=[
            ("The cost's part", f"{partial(f, name)} = {tex(pull)}"),
            ("The constraint's part, in the form “at most 0”", f"{partial(wall, name)} = {tex(push)}"),
            (
                "The cost's part plus the multiplier times the constraint's part",
                chain(rf"{tex(pull)} + \mu \cdot {guarded(push)}", key),
            ),
        ],
        hints=(
            "You are asked for one component of the stationarity condition.",
            CONDITIONS,
            "Bring the constraint to the form “something at most 0”. The multiplier then stands before it with a plus.",
        ),
        answer="a formula such as 2x - 4 + 3mu",
        symbols=("x", "y", "mu"),
        wrong=[
            (
                pull - MU * push,
                "The push has the wrong sign: bring the constraint to the form “at most 0” first.",
            ),
            (
                pull + MU * sympy.diff(wall, Y if name == "x" else X),
                f"That takes the constraint's derivative by ${other}$.",
            ),
            (pull, "The constraint pushes as well."),
            (pull / 2 + MU * push, "The derivative of a square has the factor 2."),
        ],
    )


def slackness(draw: Draw, level: int) -> Draft:
    """What deleting a constraint or its multiplier would say about the other."""
    p, q = draw.integer(-4, 6), draw.integer(-4, 6)
    a, b = draw.integer(-4, 6), draw.integer(-4, 6)
    asks_y = draw.coin()
    centre, wall, name = (q, b, "y") if asks_y else (p, a, "x")
    truth = centre > wall
    story = rf"Minimise ${cost(p, q)}$ subject to $x \le {a}$ and $y \le {b}$."
    says = {
        1: (
            rf"{story} At the minimum the constraint on ${name}$ has a positive multiplier.",
            rf"{story} The wall of ${name}$ pushes.",
        ),
        2: (
            rf"{story} If the constraint on ${name}$ is deleted, the minimum moves.",
            rf"{story} Deleting the constraint on ${name}$ makes a lower value possible.",
        ),
        3: (
            rf"{story} If the bound on ${name}$ is raised from ${wall}$ by a very small amount, the smallest value falls.",
            rf"{story} One would pay something for a little more room on the side of ${name}$.",
        ),
    }[level]

    def lowest(top_x: int | None, top_y: int | None) -> int:
        return min(
            (x - p) ** 2 + (y - q) ** 2
            for x in range(-15, 16)
            for y in range(-15, 16)
            if (top_x is None or x <= top_x) and (top_y is None or y <= top_y)
        )

    return claim(
        draw,
        says=says,
        truth=truth,
        decide=lambda: lowest(a, b) > (lowest(a, None) if asks_y else lowest(None, b)),
        method="with and without the wall",
        detail="The lowest value on a grid was found with the constraint and without it.",
        steps=[
            (
                "How far the free minimum is beyond the wall of this variable",
                chain(minus(centre, wall), centre - wall),
            )
        ],
        hints=(
            "You are asked whether a constraint matters at the minimum.",
            "Multiplier times slack is zero: a wall that is not touched does not push, and one that pushes is touched.",
            f"Where would ${name}$ be without its constraint?",
        ),
        if_wrong=f"Without its wall ${name}$ would be ${centre}$, which "
        + (
            "is not allowed: the wall is touched and pushes."
            if truth
            else "is allowed: the wall does not push."
        ),
    )
