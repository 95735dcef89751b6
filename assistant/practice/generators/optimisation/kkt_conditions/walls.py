"""Problems to solve: which walls are touched, where they stand and how hard they push."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.optimisation.kkt_conditions.pieces import (
    AT_LEAST,
    AT_MOST,
    CONDITIONS,
    cost,
    left,
    put,
    squared,
)
from assistant.practice.generators.optimisation.searching import nearest_allowed, same_point
from assistant.practice.notation import chain, guarded, minus, plus, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import typed


def _nearest(target: Sequence[Fraction], walls: Sequence[tuple[int, int, int]]) -> tuple[Fraction, ...]:
    """The point with `a x + b y <= c` for all walls that is nearest to the target, by trying all feet and corners."""
    p, q = target
    found = [(p, q)]
    for a, b, c in walls:
        share = Fraction(c - a * p - b * q, a * a + b * b)
        found.append((p + share * a, q + share * b))
    for i, (a, b, c) in enumerate(walls):
        for d, e, f in walls[:i]:
            if a * e != b * d:
                found.append((Fraction(c * e - b * f, a * e - b * d), Fraction(a * f - c * d, a * e - b * d)))
    inside = [(x, y) for x, y in found if all(a * x + b * y <= c for a, b, c in walls)]
    return min(inside, key=lambda at: (at[0] - p) ** 2 + (at[1] - q) ** 2)


def line(draw: Draw, level: int) -> Draft:
    """One variable: the place of the minimum behind a wall, which may or may not be touched."""
    centre, wall, factor = draw.integer(-8, 8), draw.integer(-8, 8), draw.choice((1, 2, 3, 4, 5))
    upper = draw.coin()
    if centre == wall:
        raise Unsuitable("the wall runs through the bottom")
    touched = centre > wall if upper else centre < wall
    asks_price = level == 2
    # At a touched wall the slope is 2 factor (wall - centre), and the multiplier is its size.
    price = 2 * factor * abs(wall - centre) if touched else 0
    f = squared(centre, "x", factor)
    limit = rf"x {AT_MOST if upper else AT_LEAST} {wall}"
    story = draw.choice(
        (
            rf"Minimise $f(x) = {f}$ subject to ${limit}$.",
            f"A setting $x$ costs ${f}$, and it must be at {'most' if upper else 'least'} ${wall}$.",
            rf"A weight should minimise ${f}$, but the constraint ${limit}$ holds.",
        )
    )
    g = minus("x", wall) if upper else minus(wall, "x")
    ask = (
        f"{story} With the constraint written as ${g} \\le 0$, what is its KKT multiplier $\\mu$?"
        if asks_price
        else f"{story} At which $x$ is the minimum?"
    )
    key = price if asks_price else wall if touched else centre
    slope = 2 * factor * (wall - centre)

    def best(w: Fraction) -> Fraction:
        """The lowest value on a grid of the allowed half line, in steps of a thousandth round both candidates."""
        spots = [s + Fraction(k, 1000) for s in (w, Fraction(centre)) for k in range(-50, 51)]
        return min(factor * (s - centre) ** 2 for s in spots if (s <= w if upper else s >= w))

    def priced(guess: Any) -> bool:
        """The price is the loss of value per unit when the wall is moved inwards and outwards."""
        h = Fraction(1, 1000)
        sign = -1 if upper else 1
        return guess == sign * (best(wall + h) - best(wall - h)) / (2 * h)

    def placed(guess: Any) -> bool:
        return (guess <= wall if upper else guess >= wall) and factor * (guess - centre) ** 2 == best(
            Fraction(wall)
        )

    steps = [("The slope at the wall", chain(times(2 * factor, f"({minus(wall, centre)})"), slope))]
    if touched:
        steps.append(
            (
                "The wall pushes back with this multiplier",
                plus(slope, f"{price} \\cdot {guarded(1 if upper else -1)}") + " = 0",
            )
        )
    else:
        steps.append(
            (
                "The bottom is allowed: the slope there",
                chain(times(2 * factor, f"({minus(centre, centre)})"), 0),
            )
        )
    return typed(
        draw,
        ask=[ask],
        key=key,
        proof=Satisfies(
            "moving the wall" if asks_price else "a grid",
            "The wall was moved by a thousandth to either side and the change of the minimum measured."
            if asks_price
            else "No allowed point of a fine grid is lower.",
            priced if asks_price else placed,
        ),
        steps=steps,
        hints=(
            "You are asked how hard the wall pushes."
            if asks_price
            else "You are asked for the best allowed point.",
            "Either the wall is slack and its multiplier is 0, or it is touched and its push balances the slope.",
            "Where would the minimum be without the wall, and is that allowed?",
        ),
        symbols=("x", "mu"),
        wrong=[
            (-price, "The multiplier of an inequality is never negative."),
            (abs(slope), "The wall is slack here: it does not push at all."),
            (0, "The free bottom is not allowed, so the wall is touched and pushes."),
            (Fraction(price, 2), "The square has the factor 2 in its slope."),
        ]
        if asks_price
        else [
            (
                centre if touched else wall,
                "That point is not allowed." if touched else "The wall is slack: a better point lies inside.",
            ),
            (-key, "Look at the signs again."),
        ],
    )


def walls(draw: Draw, level: int) -> Draft:
    """Two variables: the nearest allowed point, with a slanted wall (2) or a corner to be found (3)."""
    p, q = draw.integer(-3, 7), draw.integer(-3, 7)
    a, b = draw.choice(((1, 1), (1, 2), (2, 1), (1, 3), (3, 1)))
    c = draw.integer(1, 8)
    walls = [(a, b, c)] if level == 2 else [(a, b, c), (-1, 0, 0), (0, -1, 0)]
    target = (Fraction(p), Fraction(q))
    at = _nearest(target, walls)
    active = [wall for wall in walls if wall[0] * at[0] + wall[1] * at[1] == wall[2]]
    if (level == 2 and (not active or at == target)) or (
        level == 3 and (at == target or ((0, -1, 0) not in active and (-1, 0, 0) not in active))
    ):
        raise Unsuitable("the walls play no part")
    if max(v.denominator for v in at) > 5:
        raise Unsuitable("ugly")
    told = rf"${left(a, b)} \le {c}$" + (r", $x \ge 0$ and $y \ge 0$" if level == 3 else "")
    foot = tuple(
        v + Fraction(c - a * p - b * q, a * a + b * b) * w for v, w in zip((p, q), (a, b), strict=True)
    )
    gradient = (2 * at[0] - 2 * p, 2 * at[1] - 2 * q)
    # The pushes of the active walls, from two equations at most: they are solved by hand for one or two walls.
    pushes = _pushes(gradient, active)
    return typed(
        draw,
        ask=(
            f"Minimise ${cost(p, q)}$ subject to {told}. At which point is the minimum?",
            f"Which point with {told} is nearest to $({p}, {q})$?",
            f"A model wants the weights $({p}, {q})$, but {told} must hold. Which allowed $(x, y)$ has the smallest squared distance from them?",
        ),
        key=tuple(at),
        proof=Satisfies(
            "a search",
            "The nearest allowed point was searched for at 80 digits, through all heights, without walls or multipliers.",
            lambda g: same_point(g, nearest_allowed((p, q), (a, b, c), from_zero=level == 3)[0]),
        ),
        steps=[
            ("The free minimum breaks a constraint", _broken(p, q, walls)),
            *[("A wall that is touched", f"{put(wall, at)} = {wall[2]}") for wall in active],
            (
                "The pushes balance the gradient",
                f"{vec(gradient)} + "
                + " + ".join(f"{guarded(m)} {vec(wall[:2])}" for m, wall in zip(pushes, active, strict=True))
                + rf" = {vec((0, 0))}",
            ),
        ],
        hints=(
            "You are asked for the best point that obeys every constraint.",
            CONDITIONS,
            f"Is $({p}, {q})$ itself allowed? If not, guess which wall is touched and walk straight to it.",
        ),
        answer="a point such as [3/2, 1/2]",
        wrong=[
            ((p, q), "That is the free minimum; it breaks a constraint."),
            (foot, "That foot of the perpendicular breaks another constraint."),
            ((max(p, 0), max(q, 0)), "Check the slanted wall as well."),
            ((Fraction(c, a), 0), "That is where the wall meets an axis; is there a nearer point?"),
            ((0, Fraction(c, b)), "That is where the wall meets an axis; is there a nearer point?"),
            ((Fraction(c, a + b), Fraction(c, a + b)), "The coordinates need not be equal."),
        ],
    )


def _pushes(gradient: Sequence[Fraction], active: Sequence[tuple[int, int, int]]) -> list[Fraction]:
    """The multipliers of one or two active walls that balance the gradient."""
    if len(active) > 2:
        raise Unsuitable("three walls meet")
    if len(active) == 1:
        a, b, _ = active[0]
        return [-(a * gradient[0] + b * gradient[1]) / Fraction(a * a + b * b)]
    (a, b, _), (d, e, _) = active
    whole = a * e - b * d
    return [
        Fraction(-gradient[0] * e + gradient[1] * d) / whole,
        Fraction(-gradient[1] * a + gradient[0] * b) / whole,
    ]


def _broken(p: int, q: int, walls: Sequence[tuple[int, int, int]]) -> str:
    a, b, c = next((a, b, c) for a, b, c in walls if a * p + b * q > c)
    return f"{put((a, b, c), (p, q))} = {a * p + b * q} > {c}"


def unknown(draw: Draw, level: int) -> Draft:
    """The wall, from how hard it pushes or from when it begins to."""
    p, q = draw.integer(-5, 8), draw.integer(-5, 8)
    a, b = draw.choice(((1, 2), (2, 1), (1, 1), (1, 3), (3, 1), (2, 3)))
    if level == 1:
        price, factor = 2 * draw.integer(1, 9), draw.choice((1, 2))
        key: Any = p - Fraction(price, 2 * factor)
        return typed(
            draw,
            ask=(
                rf"At the minimum of ${squared(p, 'x', factor)}$ subject to $x \le c$ the multiplier is {price}. What is $c$?",
                rf"A wall $x \le c$ holds back the minimum of ${squared(p, 'x', factor)}$ with the push $\mu = {price}$. Where does the wall stand?",
            ),
            key=key,
            proof=Satisfies(
                "moving the wall",
                "With the wall there, moving it by a thousandth changes the minimum at this price.",
                lambda g: (
                    g < p
                    and factor * ((g - Fraction(1, 1000) - p) ** 2 - (g + Fraction(1, 1000) - p) ** 2) * 500
                    == price
                ),
            ),
            steps=[
                ("Slope plus push", rf"{2 * factor} \left({tex(key)} - {guarded(p)}\right) + {price} = 0"),
            ],
            hints=(
                "You are asked for the place of a wall.",
                "At a touched wall the slope and the push add up to zero.",
                "Differentiate the cost, put $c$ in, and add the multiplier.",
            ),
            symbols=("c",),
            wrong=[
                (p + Fraction(price, 2 * factor), "The wall is on the side that keeps the bottom out."),
                (Fraction(p) - price, "The square has the factor 2 in its slope."),
                (p, "There the push would be zero."),
            ],
        )
    if level == 2:
        price = 2 * draw.integer(1, 5)
        key = a * p + b * q - price * (a * a + b * b) // 2
        return typed(
            draw,
            ask=(
                rf"At the minimum of ${cost(p, q)}$ subject to ${left(a, b)} \le c$ the multiplier is {price}. Find $c$.",
                rf"For which $c$ does the wall ${left(a, b)} \le c$ push with $\mu = {price}$ when ${cost(p, q)}$ is minimised?",
            ),
            key=key,
            proof=Satisfies(
                "moving the wall",
                "The minimum for walls a little to either side was computed by the distance to a line, and compared with the price.",
                lambda g: (
                    g < a * p + b * q
                    and (
                        (a * p + b * q - g + Fraction(1, 99)) ** 2
                        - (a * p + b * q - g - Fraction(1, 99)) ** 2
                    )
                    * 99
                    == 2 * price * (a * a + b * b)
                ),
            ),
            steps=[
                (
                    "Stationarity gives the point",
                    f"{vec((2 * (x - v) for x, v in zip((p - a * price // 2, q - b * price // 2), (p, q), strict=True)))} + {price} {vec((a, b))} = {vec((0, 0))}",
                ),
                (
                    "It lies on the wall",
                    f"{put((a, b, 0), (p - a * price // 2, q - b * price // 2))} = {key}",
                ),
            ],
            hints=(
                "You are asked for the wall; its push is known.",
                CONDITIONS,
                "Stationarity gives the point. Which value has the left side of the constraint there?",
            ),
            symbols=("c",),
            wrong=[
                (a * p + b * q, "There the wall only just touches, without a push."),
                (a * p + b * q + price * (a * a + b * b) // 2, "The push leads away from the wall, inwards."),
                (a * p + b * q - price * (a * a + b * b), "The square has the factor 2 in its slope."),
            ],
        )
    edge = draw.integer(-6, 9)
    c = a * edge + b * q
    tiny = second_way.real(10) ** -30
    cost_at = lambda t: nearest_allowed((t, q), (a, b, c))[1]  # noqa: E731
    return typed(
        draw,
        ask=(
            rf"Minimise $(x - t)^2 + {squared(q, 'y')}$ subject to ${left(a, b)} \le {c}$. Up to which $t$ is the multiplier zero?",
            rf"The target of $(x - t)^2 + {squared(q, 'y')}$ wanders to the right as $t$ grows. From which $t$ on does the wall ${left(a, b)} \le {c}$ begin to push?",
        ),
        key=edge,
        proof=Satisfies(
            "a search on both sides",
            "The lowest allowed cost was searched for: a thousandth below this value it is zero, a thousandth above not.",
            lambda g: cost_at(g - Fraction(1, 1000)) < tiny < cost_at(g + Fraction(1, 1000)),
        ),
        steps=[("The target lies on the wall", f"{plus(times(a, edge), times(b, q))} = {c}")],
        hints=(
            "You are asked for the moment at which a slack wall is touched.",
            "A slack wall has the multiplier zero; it starts to push when the free minimum would cross it.",
            f"The free minimum is at $(t, {q})$. When does it lie on the wall?",
        ),
        symbols=("t",),
        wrong=[
            (Fraction(c, a), f"The coordinate $y = {q}$ counts in the wall as well."),
            (c, "Put the free minimum into the wall and solve for t."),
            (-edge, "Look at the signs again."),
        ],
    )
