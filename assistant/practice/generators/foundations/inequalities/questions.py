"""Questions with options: all solutions of an inequality, and what keeps its order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.inequalities.pieces import RULE
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import choice_draft, claim_draft


def _holds(sign: str, left: Fraction, right: Fraction) -> bool:
    return left < right if sign == "<" else left > right


def solutions(draw: Draw, level: int) -> Draft:
    """A linear inequality, its solutions to be picked."""
    a, edge, b = draw.nonzero(-6, 6, but=(1,)), draw.nonzero(-7, 8), draw.nonzero(-9, 9)
    sign = draw.choice(("<", ">"))
    c = a * edge + b
    turned = sign if a > 0 else {"<": ">", ">": "<"}[sign]
    right, wrong = (
        (turned, edge),
        [
            Mistake(
                ({"<": ">", ">": "<"}[turned], edge),
                "Dividing by a negative number turns the sign; by a positive one it does not.",
            ),
            Mistake((turned, -edge), "The number changed its sign on the way."),
            Mistake(
                ({"<": ">", ">": "<"}[turned], -edge),
                "Both the sign of the number and the direction went wrong.",
            ),
        ],
    )
    shown = f"{tex(a * X + b)} {sign} {c}"

    def accepts(guess: Any) -> bool:
        return all(
            _holds(guess[0], Fraction(n, 2), Fraction(guess[1]))
            == _holds(sign, a * Fraction(n, 2) + b, Fraction(c))
            for n in range(-24, 25)
        )

    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Solve ${shown}$.",
                f"For which numbers $x$ is ${shown}$?",
                f"Which answer describes all solutions of ${shown}$?",
            )
        ),
        right=right,
        wrong=wrong,
        show=lambda pair: f"x {pair[0]} {pair[1]}",
        proof=Satisfies(
            "trying numbers",
            "At 49 numbers the answer and the inequality were true or false together.",
            accepts,
        ),
        steps=(
            Step(
                "Take the constant away on both sides; this is the edge",
                chain(over(minus(c, b), a), edge),
            ),
            Step(
                "A number on the right side, put in",
                f"{plus(times(a, edge + (1 if turned == '>' else -1)), b)} {sign} {c}",
            ),
        ),
        hints=(
            "You are asked for all numbers that make it true.",
            RULE,
            f"First take ${tex(b)}$ away on both sides.",
        ),
    )


def operation(draw: Draw, level: int) -> Draft:
    """What an operation does to the order."""
    k = draw.integer(2, 9)
    claims = (
        (
            f"$a + {k} < b + {k}$",
            True,
            lambda a, b: a + k < b + k,
            "Adding the same number on both sides keeps the order.",
        ),
        (
            f"$a - {k} < b - {k}$",
            True,
            lambda a, b: a - k < b - k,
            "Taking the same number away keeps the order.",
        ),
        (f"${k} a < {k} b$", True, lambda a, b: k * a < k * b, "A positive factor keeps the order."),
        (
            f"$-{k} a < -{k} b$",
            False,
            lambda a, b: -k * a < -k * b,
            f"A negative factor turns it: from $1 < 2$ comes $-{k} > -{2 * k}$.",
        ),
        (
            f"$-{k} a > -{k} b$",
            True,
            lambda a, b: -k * a > -k * b,
            "A negative factor turns the sign, as is done here.",
        ),
        (f"${k} - a > {k} - b$", True, lambda a, b: k - a > k - b, "The smaller number leaves more."),
        ("$a^2 < b^2$", False, lambda a, b: a * a < b * b, "Take $-3 < 2$: the squares are 9 and 4."),
        ("$|a| < |b|$", False, lambda a, b: abs(a) < abs(b), "Take $-3 < 2$."),
        ("$a^3 < b^3$", True, lambda a, b: a**3 < b**3, "Cubes keep the order, negative numbers included."),
        (
            f"$a^2 + {k} a < b^2 + {k} b$",
            False,
            lambda a, b: a * a + k * a < b * b + k * b,
            f"Take $a = -{2 * k}$ and $b = -1$.",
        ),
        (
            rf"$|a + b| \leq |a| + |b| + {k}$",
            True,
            lambda a, b: abs(a + b) <= abs(a) + abs(b) + k,
            "The triangle inequality holds even without the added number.",
        ),
        (
            rf"$|a - b| + {k} = |a| - |b|$",
            False,
            lambda a, b: abs(a - b) + k == abs(a) - abs(b),
            "Take $a = 0$ and $b = 1$.",
        ),
    )
    text, truth, holds, why = draw.choice(claims)
    pairs = [(Fraction(a, 2), Fraction(b, 2)) for a in range(-40, 41, 3) for b in range(a + 1, 41, 3)]
    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false? Whenever $a < b$, it follows that {text}.",
                f"Lena knows only that $a < b$, and concludes {text}. Is she always right?",
            )
        ),
        truth=truth,
        method="trying pairs",
        detail=f"The conclusion was tried on {len(pairs)} pairs of numbers of both signs.",
        decide=lambda: all(holds(a, b) for a, b in pairs),
        steps=(Step("A pair to try", "-3 < 2"), Step("Another one", f"-{2 * k} < -1")),
        hints=(
            "You are asked whether it holds for all such numbers, negative ones included.",
            "Adding keeps the order, a positive factor keeps it, a negative factor turns it; squares and absolute values may destroy it.",
            "Try $a = -3$, $b = 2$ and other pairs.",
        ),
        if_wrong=why,
    )
