"""What the exercises on duality share: small problems with their duals, and diets with prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import sympy

from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, linear_side
from assistant.practice.notation import tex

TOPIC = "duality"


M = sympy.Symbol("m")


AT_MOST, AT_LEAST = r"\le", r"\ge"


RULE = "For each price the dual function is the smallest value of the Lagrangian over all points, allowed or not."


FLOOR = "With prices that are not negative, the dual function never exceeds the cost of an allowed point."


def lowest(function: Callable[[Any], Any]) -> Any:
    """The smallest value of a parabola that opens upwards, from its values at three places."""
    left, middle, right = function(-1), function(0), function(1)
    bend, slope = (left + right - 2 * middle) / Fraction(2), (right - left) / Fraction(2)
    return middle - slope * slope / (4 * bend)


@dataclass(frozen=True, slots=True)
class _Problem:
    """A small problem with its Lagrangian and dual function; `found` is the dual computed from its definition."""

    text: str
    lagrangian: Any
    dual: Any
    best: tuple[Any, ...]
    found: Callable[[Any], Any]
    cost: Callable[[Sequence[Any]], Any]
    allowed: Callable[[Sequence[Any]], bool]

    @property
    def linear(self) -> Any:
        """The number before the price in the dual function."""
        return self.dual.coeff(M, 1)

    @property
    def square(self) -> Any:
        """The number before the square of the price, without its minus."""
        return -self.dual.coeff(M, 2)

    @property
    def price(self) -> Any:
        """The best price, where it is positive."""
        return self.linear / (2 * self.square)


def some_problem(draw: Draw, kind: int) -> _Problem:
    """A problem of one variable at the origin (1) or shifted (2), or of two variables (3)."""
    c = draw.nonzero(-6, 8)
    if kind == 3:
        a, b = draw.nonzero(-3, 4), draw.nonzero(-3, 4)
        return _Problem(
            rf"Minimise $x^2 + y^2$ subject to ${linear_side((a, b), ('x', 'y'))} \ge {c}$",
            X**2 + Y**2 + M * (c - a * X - b * Y),
            c * M - sympy.Rational(a * a + b * b, 4) * M**2,
            (a * M / 2, b * M / 2),
            lambda m: lowest(lambda x: x * x - m * a * x) + lowest(lambda y: y * y - m * b * y) + m * c,
            lambda at: at[0] ** 2 + at[1] ** 2,
            lambda at: a * at[0] + b * at[1] >= c,
        )
    k, p = draw.choice((1, 1, 2, 3)), 0 if kind == 1 else draw.nonzero(-4, 6)
    if p == c:
        raise Unsuitable("the wall runs through the bottom")
    upper = kind == 2 and draw.coin()
    sign = 1 if upper else -1
    square = f"{'' if k == 1 else k}{'x' if p == 0 else f'({tex(X - p)})'}^2"
    return _Problem(
        rf"Minimise ${square}$ subject to $x {AT_MOST if upper else AT_LEAST} {c}$",
        k * (X - p) ** 2 + M * (sign * X - sign * c),
        M * sign * (p - c) - M**2 / (4 * k),
        (p - sign * M / (2 * k),),
        lambda m: lowest(lambda x: k * (x - p) ** 2 + sign * m * (x - c)),
        lambda at: k * (at[0] - p) ** 2,
        lambda at: sign * (at[0] - c) <= 0,
    )


Diet = tuple[
    tuple[tuple[int, int], tuple[int, int]],
    tuple[int, int],
    tuple[int, int],
    tuple[int, int],
    tuple[int, int],
]


def some_diet(draw: Draw) -> Diet:
    """Contents by nutrient, best prices, best plan, costs and needs; all four conditions are tight, so both are unique."""
    rows = ((draw.integer(1, 4), draw.integer(1, 4)), (draw.integer(1, 4), draw.integer(1, 4)))
    (a, b), (c, d) = rows
    if a * d == b * c:
        raise Unsuitable("the two foods are alike")
    prices, plan = (draw.integer(1, 5), draw.integer(1, 5)), (draw.integer(1, 5), draw.integer(1, 5))
    costs = (a * prices[0] + c * prices[1], b * prices[0] + d * prices[1])
    needs = (a * plan[0] + b * plan[1], c * plan[0] + d * plan[1])
    return rows, prices, plan, costs, needs


def told(draw: Draw, diet: Diet) -> str:
    """The diet in words: costs and demands."""
    ((a, b), (c, d)), _, _, costs, needs = diet
    return draw.choice(
        (
            rf"Food one costs {costs[0]} coins and food two {costs[1]}. Nutrition demands ${linear_side((a, b), ('x', 'y'))} \ge {needs[0]}$ and ${linear_side((c, d), ('x', 'y'))} \ge {needs[1]}$ for the amounts $x, y \ge 0$.",
            rf"Minimise ${linear_side(costs, ('x', 'y'))}$ subject to ${linear_side((a, b), ('x', 'y'))} \ge {needs[0]}$, ${linear_side((c, d), ('x', 'y'))} \ge {needs[1]}$ and $x, y \ge 0$.",
            rf"A cluster rents machines of two kinds at {costs[0]} and {costs[1]} coins an hour. The hours $x, y \ge 0$ must give ${linear_side((a, b), ('x', 'y'))} \ge {needs[0]}$ (computing) and ${linear_side((c, d), ('x', 'y'))} \ge {needs[1]}$ (memory).",
        )
    )


def worth_of(rows: Any, prices: Sequence[Any]) -> tuple[Any, Any]:
    """What a unit of each food is worth at the prices of the demands."""
    (a, b), (c, d) = rows
    return a * prices[0] + c * prices[1], b * prices[0] + d * prices[1]


def admissible(rows: Any, prices: Sequence[Any], costs: Sequence[int]) -> bool:
    """Whether no price is negative and no food is worth more than it costs."""
    return min(prices) >= 0 and all(w <= cost for w, cost in zip(worth_of(rows, prices), costs, strict=True))


def cheapest_plan(rows: Any, needs: Sequence[int], costs: Sequence[Any]) -> Any:
    """The smallest cost of amounts that meet both demands, from all corners; the costs are not negative."""
    (a, b), (c, d) = rows
    lines = ((a, b, needs[0]), (c, d, needs[1]), (1, 0, 0), (0, 1, 0))
    corners = [
        (Fraction(p * v - s * q, u * v - r * s), Fraction(u * q - r * p, u * v - r * s))
        for (u, s, p), (r, v, q) in combinations(lines, 2)
        if u * v != r * s
    ]
    return min(
        costs[0] * x + costs[1] * y for x, y in corners if all(u * x + v * y >= n for u, v, n in lines)
    )
