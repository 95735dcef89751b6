"""Where floor and minimum do not meet, and how far they are apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import sympy

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.notation import chain, minus, plus, tex, times
from assistant.practice.tasks import again, claim, typed


def gap(draw: Draw, level: int) -> Draft:
    """How large the gap is, for whole numbers and for a short list of options."""
    if level == 1:
        a, t = draw.integer(1, 12), draw.fraction((2, 3, 4, 5, 6, 8, 10))
        text = rf"Minimise ${tex(-a * X)}$ where $x$ may only be 0 or 1, subject to $x \le {tex(t)}$"
        options = [(Fraction(0), -t), (Fraction(-a), 1 - t)]
        floor, ceiling = -a * t, Fraction(0)
    elif level == 2:
        v, w, n = draw.integer(2, 12), draw.integer(2, 5), draw.integer(3, 6)
        room = draw.integer(w, w * n - 1)
        text = rf"Each job brings {v} coins and takes {w} hours; {room} hours are there, and at most {n} jobs can be had, whole ones only. As a problem: minimise ${tex(-v * X)}$ for whole $x$ from 0 to {n} subject to ${w}x \le {room}$"
        options = [(Fraction(-v * x), Fraction(w * x - room)) for x in range(n + 1)]
        floor, ceiling = Fraction(-v * room, w), Fraction(-v * (room // w))
    else:
        options = sorted(
            {(Fraction(draw.integer(0, 12)), Fraction(draw.integer(-4, 5))) for _ in range(3)}, reverse=True
        )
        if len(options) < 3 or not any(g <= 0 for _, g in options):
            raise Unsuitable("nothing is allowed")
        listed = "; ".join(f"cost {f}, excess ${g}$" for f, g in options)
        text = f"One of three models must be chosen ({listed}). Minimise the cost subject to the excess being at most 0"
        ceiling = min(f for f, g in options if g <= 0)
        floor = _best_floor(options)
        if ceiling == floor and draw.integer(1, 4) > 1:
            raise Unsuitable("no gap")
    price = _best_price(options)
    return typed(
        draw,
        ask=(
            f"{text}. How large is the duality gap?",
            f"{text}. By how much does the best floor of the dual miss the minimum?",
        ),
        key=ceiling - floor,
        proof=again(
            "mixing options",
            "No price was used: the floor is the lowest mean cost of two options mixed so that the mean excess is at most 0.",
            lambda: min(f for f, g in options if g <= 0) - _cheapest_mixture(options),
        ),
        steps=[
            *[
                (
                    f"At the price {price} the dual may take this option",
                    f"{plus(f, times(price, g))} = {tex(floor)}",
                )
                for f, g in (options[0], options[-1])
                if f + price * g == floor
            ],
            ("The minimum less the best floor", chain(minus(ceiling, floor), ceiling - floor)),
        ],
        hints=(
            "You are asked for a difference: the minimum less the highest floor.",
            "For each price the dual takes the option with the smallest cost plus price times excess; the best price makes two of them equally good.",
            "Find the minimum by going through the allowed options. Then find the price at which the best allowed option and a forbidden one come to the same.",
        ),
        wrong=[
            (ceiling, "That is the minimum itself."),
            (floor, "That is the best floor."),
            (0, "The allowed points are single ones, so floor and minimum need not meet."),
            (-(ceiling - floor), "The floor lies below: the gap is not negative."),
        ],
    )


def _best_floor(options: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The highest dual value for a list of costs and excesses."""
    price = _best_price(options)
    return min(f + price * g for f, g in options)


def _cheapest_mixture(options: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The lowest mean cost of options drawn at random with a mean excess of at most 0; two options are enough."""
    allowed = [(f, g) for f, g in options if g <= 0]
    forbidden = [(f, g) for f, g in options if g > 0]
    mixed = [(f * k - h * g) / (k - g) for f, g in allowed for h, k in forbidden]
    return min([*mixed, *(f for f, _ in allowed)])


def _best_price(options: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The price of the highest dual value: 0, or one at which two options tie."""
    prices = {Fraction(0)} | {(f - h) / (k - g) for (f, g), (h, k) in combinations(options, 2) if g != k}
    return max(sorted(m for m in prices if m >= 0), key=lambda m: min(f + m * g for f, g in options))


def meeting(draw: Draw, level: int) -> Draft:
    """Whether floor and minimum meet."""
    n = draw.integer(3, 9)
    c = draw.integer(1, n - 1)
    if level == 1:
        v, w = draw.integer(2, 9), draw.integer(2, 6)
        whole = draw.coin()
        room = w * c + draw.choice((0, 0, *range(1, w)))
        text = rf"Minimise ${tex(-v * X)}$ for {'whole numbers' if whole else 'all real numbers'} $x$ from 0 to {n} subject to ${w}x \le {room}$."
        cost, step, excess = (
            (lambda x: -v * x),
            Fraction(1) if whole else Fraction(1, w),
            (lambda x: w * x - room),
        )
        prices = [Fraction(0), Fraction(v, w)]
        truth = not whole or room % w == 0
        why = (
            "a convex set and a straight cost leave no gap"
            if not whole
            else "the wall falls on a whole number"
            if truth
            else "the dual would like a broken number of pieces"
        )
        step_shown = ("The dual would go right up to the wall", f"{times(w, Fraction(room, w))} = {room}")
    else:
        k = draw.choice((1, 2, 3))
        f, truth = draw.choice(
            (
                (-k * X**2, False),
                (k * X**2 - 2 * k * n * X, True),
                (k * X**2, True),
                (-k * X**3, False),
                (-k * X, True),
            )
        )
        if level == 2 and f.has(X**3):
            raise Unsuitable("for the next level")
        text = rf"Minimise ${tex(f)}$ for real $x$ from 0 to {n} subject to $x \le {c}$."
        cost, step, excess = (
            (
                lambda x: (
                    Fraction(int(sympy.Poly(f, X).coeff_monomial(X**3))) * x**3
                    + int(sympy.Poly(f, X).coeff_monomial(X**2)) * x**2
                    + int(sympy.Poly(f, X).coeff_monomial(X)) * x
                )
            ),
            Fraction(1, 2),
            (lambda x: x - c),
        )
        prices = [Fraction(m, 2) for m in range(0, 2 * k * n**2 + 4 * k * n + 1)]
        why = (
            "the cost bends upwards or is straight, and the allowed points form an interval"
            if truth
            else "the cost bends downwards, so the dual prefers the far end to the wall"
        )
        step_shown = (
            "How the cost bends",
            rf"\frac{{d^2}}{{dx^2}}\left({tex(f)}\right) = {tex(sympy.diff(f, X, 2))}",
        )

    def meets() -> bool:
        """Floor and minimum on a grid that holds every best point and every best price."""
        points = [i * step for i in range(int(n / step) + 1)]
        if not step.denominator > 1:
            points = [Fraction(i) for i in range(n + 1)]
        values = [(cost(x), excess(x)) for x in points]
        lowest = min(value for value, over_by in values if over_by <= 0)
        return max(min(value + m * over_by for value, over_by in values) for m in prices) == lowest

    says_meets = draw.coin()
    return claim(
        draw,
        says=(
            f"{text} Strong duality holds: the best floor equals the minimum.",
            f"{text} The dual problem reaches exactly the primal minimum.",
        )
        if says_meets
        else (
            f"{text} There is a duality gap.",
            f"{text} The best floor of the dual stays below the minimum.",
        ),
        truth=truth == says_meets,
        decide=lambda: meets() == says_meets,
        method="floor and minimum on a grid",
        detail="The minimum and the best floor were computed on a grid that holds all points and prices in question, and compared.",
        steps=[step_shown],
        hints=(
            "You are asked whether the best floor reaches the minimum.",
            "There is no gap when the cost and the set are convex and some point obeys the constraint strictly. Otherwise there may be one.",
            "Is the set of the $x$ an interval or single points, and which way does the cost bend?",
        ),
        if_wrong=f"Look again: {why}.",
    )
