"""Solving the dual, recovering the primal, and finding the problem from its dual."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import sympy

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import linear_side, pair
from assistant.practice.generators.optimisation.duality.pieces import (
    RULE,
    M,
    admissible,
    cheapest_plan,
    lowest,
    some_diet,
    some_problem,
    told,
)
from assistant.practice.notation import chain, over, plus, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import typed


def solve(draw: Draw, level: int) -> Draft:
    """The best price, the point that answers it, or the best prices for a diet."""
    if level == 3:
        diet = some_diet(draw)
        rows, prices, plan, costs, needs = diet
        (a, b), (c, d) = rows

        def best(g: Any) -> bool:
            """Admissible, and no corner of the admissible prices has a larger bill."""
            lines = [(a, c, costs[0]), (b, d, costs[1]), (1, 0, 0), (0, 1, 0)]
            corners = [
                (Fraction(p * v - s * q, u * v - r * s), Fraction(u * q - r * p, u * v - r * s))
                for (u, s, p), (r, v, q) in combinations(lines, 2)
                if u * v != r * s
            ]
            top = max(needs[0] * y + needs[1] * z for y, z in corners if admissible(rows, (y, z), costs))
            return admissible(rows, g, costs) and needs[0] * g[0] + needs[1] * g[1] == top

        return typed(
            draw,
            ask=[
                f"{told(draw, diet)} Solve the dual: which prices for the two demands give the highest floor?"
            ],
            key=prices,
            proof=Satisfies(
                "all corners",
                "The bill was computed at every corner of the admissible prices; none is larger.",
                best,
            ),
            steps=[
                (
                    "The first kind is worth exactly its cost",
                    f"{plus(times(a, prices[0]), times(c, prices[1]))} = {costs[0]}",
                ),
                ("So is the second", f"{plus(times(b, prices[0]), times(d, prices[1]))} = {costs[1]}"),
                (
                    "The bill",
                    chain(
                        plus(times(needs[0], prices[0]), times(needs[1], prices[1])),
                        needs[0] * prices[0] + needs[1] * prices[1],
                    ),
                ),
                (
                    f"The plan {pair(plan)} costs the same, so both are best",
                    f"{plus(times(costs[0], plan[0]), times(costs[1], plan[1]))} = {needs[0] * prices[0] + needs[1] * prices[1]}",
                ),
            ],
            hints=(
                "You are asked for two prices, one for each demand.",
                "The dual: maximise the bill of the demands, while neither kind may be worth more than it costs.",
                "Try prices at which both kinds are worth exactly what they cost.",
            ),
            answer="both prices as [2, 1]",
            wrong=[
                (plan, "That is the best plan; the prices belong to the demands."),
                ((prices[1], prices[0]), "Each price belongs to its own demand."),
                (needs, "Those are the demands themselves."),
            ],
        )
    problem = some_problem(draw, draw.choice((1, 2)) if level == 1 else draw.choice((1, 2, 3)))
    text, dual, linear, square = problem.text, problem.dual, problem.linear, problem.square
    if linear <= 0:
        raise Unsuitable("the best price is zero")
    price, h = problem.price, Fraction(1, 1000)
    found = problem.found
    flat = ("The slope of the dual function vanishes", f"{tex(linear)} - {times(2 * square, price)} = 0")
    if level == 1:
        return typed(
            draw,
            ask=(
                rf"{text}. The dual function is $d(m) = {tex(dual)}$ for $m \ge 0$. Which price gives the highest floor?",
                rf"{text}. Its dual problem is to maximise ${tex(dual)}$ over $m \ge 0$. At which $m$ is the maximum?",
            ),
            key=price,
            proof=Satisfies(
                "neighbours",
                "Prices a thousandth below and above give floors that are equally high, and lower; the dual was computed from its definition.",
                lambda g: g > 0 and found(g - h) == found(g + h) < found(g),
            ),
            steps=[
                ("Differentiate", rf"\frac{{d}}{{dm}}\left({tex(dual)}\right) = {tex(sympy.diff(dual, M))}"),
                flat,
            ],
            hints=(
                "You are asked for the price that makes the dual function largest.",
                "A dual function bends downwards: where its slope vanishes, it is highest.",
                "Differentiate the dual function.",
            ),
            symbols=("m",),
            wrong=[
                (
                    linear / square,
                    "There the floor is back at zero: the square has the factor 2 in its slope.",
                ),
                (dual.subs(M, price), "That is the highest floor; the price is wanted."),
                (linear, "Divide by the number before the price in the slope."),
            ],
        )
    key = tuple(sympy.expand(v).subs(M, price) for v in problem.best)
    one = len(key) == 1
    answer = f"x = {tex(problem.best[0])}" if one else f"(x, y) = {pair(problem.best)}"
    # Three values of the dual give its maximum: minus the dual is a parabola that opens upwards.
    top = -lowest(lambda m: -found(Fraction(m)))
    return typed(
        draw,
        ask=(
            rf"{text}. The dual function is $d(m) = {tex(dual)}$, and for a price $m$ the Lagrangian is lowest at ${answer}$. Solve the dual and recover the primal solution.",
            rf"{text}. From the dual function $d(m) = {tex(dual)}$ find the best price, and from it the best point: ${answer}$ answers the price $m$.",
        ),
        key=key[0] if one else key,
        proof=Satisfies(
            "cost meets floor",
            "The point obeys the constraint, and its cost equals the highest floor, so neither can be improved.",
            lambda g: (
                problem.allowed(g if isinstance(g, tuple) else (g,))
                and problem.cost(g if isinstance(g, tuple) else (g,)) == top
            ),
        ),
        steps=[
            flat,
            *[
                ("The answer to this price", chain(_answered(v, price), k))
                for v, k in zip(problem.best, key, strict=True)
            ],
        ],
        hints=(
            "You are asked for the best point, by way of the price.",
            "Maximise the dual function first; the point that answers the best price solves the primal problem.",
            "Where does the slope of the dual function vanish?",
        ),
        answer="a number such as 3/2" if one else "a point such as [1, 2]",
        symbols=("m", "x", "y"),
        wrong=[
            (price, "That is the price; put it into the best answer."),
            (top, "That is the optimal value; the place is wanted."),
            (-key[0], "Look at the signs again."),
        ]
        if one
        else [
            ((key[1], key[0]), "The coordinates are swapped."),
            ((-key[0], -key[1]), "The point lies on the other side."),
        ],
    )


def _answered(best: Any, price: Any) -> str:
    """The best answer with the price put in but not carried out."""
    still = sympy.expand(best).subs(M, 0)
    moved = times(sympy.expand(best).coeff(M, 1), price)
    return moved if still == 0 else plus(still, moved)


def unknown(draw: Draw, level: int) -> Draft:
    """The place of the wall, or a cost, from what the dual says."""
    if level == 3:
        rows, prices, _, costs, needs = some_diet(draw)
        (a, b), (c, d) = rows
        first = draw.coin()
        shown, hidden = (("k", costs[1]), costs[0]) if first else ((costs[0], "k"), costs[1])
        u, v = (a, c) if first else (b, d)

        def fits(g: Any) -> bool:
            """Strong duality with this cost: no plan is cheaper than the bill, and one costs no more."""
            asked = (g, costs[1]) if first else (costs[0], g)
            bill = needs[0] * prices[0] + needs[1] * prices[1]
            return admissible(rows, prices, asked) and cheapest_plan(rows, needs, asked) == bill

        objective = f"{shown[0]} x + {shown[1]} y"
        return typed(
            draw,
            ask=(
                rf"Minimise ${objective}$ subject to ${linear_side((a, b), ('x', 'y'))} \ge {needs[0]}$, ${linear_side((c, d), ('x', 'y'))} \ge {needs[1]}$ and $x, y \ge 0$. At the optimum both variables are positive, and the dual prices are ${prices[0]}$ and ${prices[1]}$. What is $k$?",
            ),
            key=hidden,
            proof=Satisfies(
                "the cheapest plan",
                "With this cost the prices are admissible, and the cheapest corner of the allowed plans costs their bill.",
                fits,
            ),
            steps=[
                (
                    "What one unit is worth at the prices",
                    chain(plus(times(u, prices[0]), times(v, prices[1])), hidden),
                )
            ],
            hints=(
                "You are asked for a cost; the best prices are known.",
                "What is bought at the optimum is worth exactly what it costs (complementary slackness).",
                "How much of each demand does one unit of that kind meet?",
            ),
            symbols=("k",),
            wrong=[
                (u * prices[1] + v * prices[0], "Each price belongs to its own demand."),
                (
                    needs[0] * prices[0] + needs[1] * prices[1],
                    "That is the whole bill; one unit is asked for.",
                ),
                (prices[0] + prices[1], "Count how much of each demand one unit meets."),
            ],
        )
    a, c = draw.choice((1, 2, 3, 4, 5)), draw.integer(1, 12)
    square = f"{'' if a == 1 else a}x^2"
    if level == 1:
        m = draw.choice((2, 4, 6, 8, 10))
        floor = c * m - Fraction(m * m, 4 * a)
        given = rf"the price $m = {m}$ gives the floor ${tex(floor)}$"
        accepts = lambda g: lowest(lambda x: a * x * x + m * (g - x)) == floor  # noqa: E731
        steps = [
            ("The dual function at this price", f"{times(m, c)} - {over(m * m, 4 * a)} = {tex(floor)}"),
            ("Solve", chain(rf"\left({tex(floor)} + {over(m * m, 4 * a)}\right) \div {m}", c)),
        ]
        wrong: list[tuple[Any, str]] = [
            (floor / m, "The square of the price is taken away in the dual function."),
            (Fraction(floor - Fraction(m * m, 4 * a)) / m, "Bring the square over with the other sign."),
        ]
        hint = f"The Lagrangian is ${square} + m (c - x)$. For the given price, where is it lowest?"
    else:
        m = 2 * a * c
        given = rf"the best dual price is $m = {m}$"
        h = Fraction(1, 1000)
        floors = lambda g, price: lowest(lambda x: a * x * x + price * (g - x))  # noqa: E731
        accepts = lambda g: g > 0 and floors(g, m - h) == floors(g, m + h) < floors(g, m)  # noqa: E731
        steps = [("At the best price the answer lies on the wall", f"{over(m, 2 * a)} = {c}")]
        wrong = [
            (Fraction(m, a), "The square has the factor 2 in its slope."),
            (m, "The price is the slope of the cost at the wall, not the wall."),
            (Fraction(m, 2), "Divide by the number before the square as well."),
        ]
        hint = f"The price $m$ is answered by the point where ${square} - m x$ is lowest."
    return typed(
        draw,
        ask=(
            rf"For the problem: minimise ${square}$ subject to $x \ge c$, {given}. What is $c$?",
            rf"The minimum of ${square}$ subject to $x \ge c$ is studied by its dual, and {given}. Find $c$.",
        ),
        key=c,
        proof=Satisfies(
            "putting it in",
            "With this wall the lowest value of the Lagrangian was computed from three of its values.",
            accepts,
        ),
        steps=steps,
        hints=("You are asked for the wall; something of the dual is known.", RULE, hint),
        symbols=("c", "m"),
        wrong=[*wrong, (-c, "The wall is on the other side.")],
    )
