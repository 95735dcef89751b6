"""Dual functions, the floors they prove, and what the prices of a diet prove."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, pair, partial
from assistant.practice.generators.optimisation.duality.pieces import (
    FLOOR,
    RULE,
    Diet,
    M,
    admissible,
    some_diet,
    some_problem,
    told,
    worth_of,
)
from assistant.practice.notation import chain, guarded, minus, plus, power, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, typed, words


def function(draw: Draw, level: int) -> Draft:
    """The dual function itself."""
    problem = some_problem(draw, level)
    slope = sympy.expand(sympy.diff(problem.lagrangian, X))
    rise, bend = problem.linear * M, problem.square * M**2
    best = problem.best[0]
    return typed(
        draw,
        ask=(
            f"{problem.text}. What is the dual function $d(m)$, with the price $m \\ge 0$ on the constraint?",
            f"{problem.text}: announce the price $m \\ge 0$ for breaking the constraint. Which value $d(m)$ has the Lagrangian at the best answer to it?",
        ),
        key=problem.dual,
        proof=again_at(
            "three values of a parabola",
            "For each price the lowest value of the Lagrangian was computed from three of its values.",
            ("m",),
            lambda point: problem.found(point["m"]),
        ),
        steps=[
            ("The slope of the Lagrangian", f"{partial(problem.lagrangian, 'x')} = {tex(slope)}"),
            (
                "It vanishes at the best answer",
                f"{tex(sympy.diff(slope, X) * best)} + {guarded(slope.subs(X, 0))} = 0",
            ),
            (
                "The dual function is the value there",
                chain(_put_in(problem.lagrangian, problem.best), problem.dual),
            ),
        ],
        hints=(
            "You are asked for a function of the price alone.",
            RULE,
            "Write the Lagrangian with the constraint in the form “at most 0”, and find its lowest point for a fixed price.",
        ),
        answer="a formula such as 3m - m^2/4",
        symbols=("m",),
        wrong=[
            (rise + bend, "The sign of the square is turned round: a dual function bends downwards."),
            (rise - 2 * bend, "The best answer also has a cost of its own: half of the square comes back."),
            (-rise - bend, "The constraint has the wrong sign: breaking it must cost something."),
            (rise, "The best answer moves with the price, and that brings a square."),
        ],
    )


def _put_in(lagrangian: Any, best: Sequence[Any]) -> str:
    terms = [
        tex(term.subs(dict(zip((X, Y), best, strict=False)), simultaneous=True))
        for term in lagrangian.as_ordered_terms()
    ]
    return " + ".join(rf"\left({term}\right)" if term.startswith("-") else term for term in terms)


def floor(draw: Draw, level: int) -> Draft:
    """What a price, or two prices for a diet, prove about the minimum."""
    if level > 1:
        return _bill(draw, level)
    problem = some_problem(draw, draw.choice((1, 2, 3)))
    text, dual, linear, square = problem.text, problem.dual, problem.linear, problem.square
    m = draw.choice((1, 2, 3, 4, 6, 8))
    key = dual.subs(M, m)
    return typed(
        draw,
        ask=(
            rf"{text}. Its dual function is $d(m) = {tex(dual)}$. Which floor under the minimum does the price $m = {m}$ give?",
            rf"{text}. With $d(m) = {tex(dual)}$ for prices $m \ge 0$, what does the price {m} prove: no allowed point costs less than …?",
        ),
        key=key,
        proof=Satisfies(
            "the lowest point at this price",
            "The smallest value of the Lagrangian at this price was computed from three of its values.",
            lambda g: g == problem.found(Fraction(m)),
        ),
        steps=[("Put the price in", chain(f"{times(linear, m)} - {times(square, power(m, 2))}", key))],
        hints=(
            "You are asked for a number that no allowed cost can undercut.",
            FLOOR,
            "Put the price into the dual function.",
        ),
        symbols=("m",),
        wrong=[
            (linear * m, "The square term lowers the floor."),
            (linear * m + square * m * m, "The square is taken away."),
            (linear * m - square * m, "Square the price as well."),
        ],
    )


def _other_prices(draw: Draw, diet: Diet, count: int) -> list[tuple[int, int]]:
    rows, best, _, costs, _ = diet
    found = [
        (u, v)
        for u in range(8)
        for v in range(8)
        if (u, v) != best and admissible(rows, (u, v), costs) and u + v
    ]
    if len(found) < count:
        raise Unsuitable("few prices are admissible")
    return draw.sample(found, count)


def _bill(draw: Draw, level: int) -> Draft:
    diet = some_diet(draw)
    rows, _, plan, costs, needs = diet
    prices = _other_prices(draw, diet, 1)[0]
    (a, b), (c, d) = rows
    bill = needs[0] * prices[0] + needs[1] * prices[1]
    story = told(draw, diet)
    checks = [
        (
            "The first kind is worth at most its cost",
            rf"{plus(times(a, prices[0]), times(c, prices[1]))} \le {costs[0]}",
        ),
        ("So is the second", rf"{plus(times(b, prices[0]), times(d, prices[1]))} \le {costs[1]}"),
        (
            "The bill at these prices",
            chain(plus(times(needs[0], prices[0]), times(needs[1], prices[1])), bill),
        ),
    ]
    any_plan = (plan[0] + 2, plan[1] + 1)

    def by_a_plan() -> int:
        """The cost of some plan, less what its foods cost above their worth, less the worth of what is too much."""
        worth = worth_of(rows, prices)
        got = (a * any_plan[0] + b * any_plan[1], c * any_plan[0] + d * any_plan[1])
        spent = costs[0] * any_plan[0] + costs[1] * any_plan[1]
        unused = sum((cost - w) * amount for cost, w, amount in zip(costs, worth, any_plan, strict=True))
        return (
            spent
            - unused
            - sum(price * (g - need) for price, g, need in zip(prices, got, needs, strict=True))
        )

    if level == 2:
        return typed(
            draw,
            ask=(
                f"{story} Which floor under the cost do the prices {prices[0]} and {prices[1]} for the two demands prove?",
                f"{story} Somebody shows you the dual prices $({prices[0]}, {prices[1]})$. No plan can cost less than …?",
            ),
            key=bill,
            proof=again(
                "by way of a plan",
                "From the cost of one plan everything was taken away that weak duality gives away.",
                by_a_plan,
            ),
            steps=checks,
            hints=(
                "You are asked for a number that no plan can undercut.",
                FLOOR,
                "Check first that the prices are admissible; then price what is demanded.",
            ),
            wrong=[
                (
                    costs[0] * prices[0] + costs[1] * prices[1],
                    "The prices belong to the demands, not to the costs.",
                ),
                (needs[0] * prices[1] + needs[1] * prices[0], "Each price belongs to its own demand."),
                (needs[0] + needs[1], "The demands have to be priced."),
            ],
        )
    extra = draw.choice(((0, 1), (1, 0), (1, 1), (2, 0), (0, 2)))
    offered = (plan[0] + extra[0], plan[1] + extra[1])
    cost = costs[0] * offered[0] + costs[1] * offered[1]
    return typed(
        draw,
        ask=(
            f"{story} You have the plan $({offered[0]}, {offered[1]})$ and the dual prices $({prices[0]}, {prices[1]})$. By how many coins, at most, can the plan be beaten, as far as these prices tell?",
            f"{story} A solver stops with the plan $({offered[0]}, {offered[1]})$ and the prices $({prices[0]}, {prices[1]})$. How large is the gap between its ceiling and its floor?",
        ),
        key=cost - bill,
        proof=again(
            "by way of a plan",
            "What the plan wastes was added up: foods above their worth and demands more than met.",
            lambda: (
                sum(
                    (k - w) * amount
                    for k, w, amount in zip(costs, worth_of(rows, prices), offered, strict=True)
                )
                + prices[0] * (a * offered[0] + b * offered[1] - needs[0])
                + prices[1] * (c * offered[0] + d * offered[1] - needs[1])
            ),
        ),
        steps=[
            (
                "The ceiling: what the plan costs",
                chain(plus(times(costs[0], offered[0]), times(costs[1], offered[1])), cost),
            ),
            *checks,
            ("Ceiling less floor", chain(minus(cost, bill), cost - bill)),
        ],
        hints=(
            "You are asked for the distance between a ceiling and a floor.",
            FLOOR,
            "The plan's cost is a ceiling, the bill at admissible prices a floor.",
        ),
        wrong=[
            (cost, "That is the ceiling; take the floor away."),
            (bill, "That is the floor."),
            (
                costs[0] * extra[0] + costs[1] * extra[1],
                "That is how far the plan is from the best one; these prices alone prove less.",
            ),
        ],
    )


def prices(draw: Draw, level: int) -> Draft:
    """Which prices prove most: among admissible and inadmissible ones."""
    diet = some_diet(draw)
    rows, best, _, costs, needs = diet

    def bill(prices: Sequence[int]) -> int:
        return needs[0] * prices[0] + needs[1] * prices[1]

    fair = _other_prices(draw, diet, 2)
    if draw.coin():
        fair = [best, fair[0]]
    greedy = [
        (u, v)
        for u in range(1, 9)
        for v in range(1, 9)
        if not admissible(rows, (u, v), costs) and bill((u, v)) > max(map(bill, fair))
    ]
    if len(greedy) < 2 or bill(fair[0]) == bill(fair[1]):
        raise Unsuitable("no temptation")
    right = max(fair, key=bill)
    offered = [*fair, *draw.sample(greedy, 2)]

    def floor_of(prices: Sequence[int]) -> int:
        """The lowest value of the Lagrangian, by its definition, for amounts up to ten thousand; it is straight."""
        (a, b), (c, d) = rows
        return min(
            costs[0] * x
            + costs[1] * y
            + prices[0] * (needs[0] - a * x - b * y)
            + prices[1] * (needs[1] - c * x - d * y)
            for x in (0, 10_000)
            for y in (0, 10_000)
        )

    def decide() -> str:
        return pair(max(offered, key=floor_of)).join("$$")

    return words(
        draw,
        ask=[
            f"{told(draw, diet)} Which of these dual prices, for the two demands, prove the highest floor under the cost?"
        ],
        right=f"${pair(right)}$",
        options=[
            (
                f"${pair(p)}$",
                "These prices are admissible, but another choice proves more."
                if p in fair
                else "These prices are not admissible: one of the two kinds would be worth more than it costs.",
            )
            for p in offered
        ],
        decide=decide,
        method="the Lagrangian",
        detail="For each of the prices the lowest value of the Lagrangian was computed, for amounts from 0 to ten thousand.",
        steps=[
            (
                "The first kind is worth at most its cost",
                rf"{plus(times(rows[0][0], right[0]), times(rows[1][0], right[1]))} \le {costs[0]}",
            ),
            (
                "So is the second",
                rf"{plus(times(rows[0][1], right[0]), times(rows[1][1], right[1]))} \le {costs[1]}",
            ),
            ("The bill", chain(plus(times(needs[0], right[0]), times(needs[1], right[1])), bill(right))),
        ],
        hints=(
            "You are asked for the best floor that is really proved.",
            FLOOR,
            "Strike out the prices at which one kind would be worth more than it costs. Then compare the bills.",
        ),
    )
