"""Questions with options on quadratic equations."""

from __future__ import annotations

import math
from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.quadratic_equations.pieces import FORMULA_RULE
from assistant.practice.notation import (
    chain,
    guarded,
    over,
    plus,
    power,
    root,
    tex,
    times,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def count(draw: Draw, level: int) -> Draft:
    """The number of solutions."""
    a, b, c = draw.nonzero(-3, 4), draw.nonzero(-8, 8), draw.nonzero(-8, 9)
    if draw.integer(1, 4) == 1:
        m = draw.nonzero(-4, 4)
        b, c = 2 * a * m, a * m * m
    d = b * b - 4 * a * c
    count = 2 if d > 0 else 1 if d == 0 else 0
    words = ("no real solution", "exactly one real solution", "two real solutions")
    said = draw.choice((0, 1, 2)) if draw.integer(1, 3) == 1 else count
    if said == 1 and count != 1 and draw.coin():
        said = 2
    left = tex(a * X**2 + b * X + c)

    def decide() -> bool:
        top = a * Fraction(-b, 2 * a) ** 2 + b * Fraction(-b, 2 * a) + c
        found = 1 if top == 0 else 2 if top * a < 0 else 0
        return found == said

    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false? The equation ${left} = 0$ has {words[said]}.",
                f"A classmate says: “${left} = 0$ has {words[said]}.” True or false?",
            )
        ),
        truth=said == count,
        method="the vertex",
        detail="The height of the vertex and the way the parabola opens tell how often it meets the axis.",
        decide=decide,
        steps=(Step("The discriminant", chain(f"{power(b, 2)} - {times(4, a, c)}", d)),),
        hints=(
            "You are asked for the number of solutions, not for the solutions.",
            "D above 0: two solutions; D equal to 0: one; D below 0: none. " + FORMULA_RULE,
            f"Here $a = {a}$, $b = {b}$ and $c = {c}$.",
        ),
        if_wrong=f"The discriminant is ${d}$, so there {'are' if count == 2 else 'is'} {words[count]}.",
    )


def slip(draw: Draw, level: int) -> Draft:
    """The formula, with one wrong step."""
    a, p, q = draw.choice((1, 2, 3)), draw.nonzero(-5, 6), draw.nonzero(-5, 6)
    b, c = -a * (p + q), a * p * q
    if p <= q or b == 0:
        raise Unsuitable("no two solutions")
    wrong = draw.choice(("b", "4ac", "only the root"))
    lead = b if wrong == "b" else -b
    product = 4 * a * c if wrong == "4ac" else -4 * a * c
    inside = b * b + product
    if inside < 0 or math.isqrt(inside) ** 2 != inside:
        raise Unsuitable("no whole root")
    taken = math.isqrt(inside)
    whole = wrong != "only the root"
    end = Fraction(lead + taken, 2 * a) if whole else lead + Fraction(taken, 2 * a)
    parts = [
        Part(
            over(plus(-b, root(f"{power(b, 2)} - 4 \\cdot {a} \\cdot {guarded(c)}")), times(2, a)),
            Fraction(p),
        ),
        Part(over(plus(lead, root(inside)), 2 * a), (lead + second_way.root(inside)) / (2 * a)),
        Part(over(plus(lead, taken), 2 * a) if whole else plus(lead, over(taken, 2 * a)), end),
        Part(tex(end), end),
    ]
    fix = over(plus(-b, root(b * b - 4 * a * c)), 2 * a) if whole else over(plus(lead, taken), 2 * a)
    return mistake_draft(
        draw,
        task=f"find the larger solution of ${tex(a * X**2 + b * X + c)} = 0$ with the formula",
        parts=parts,
        fix=fix,
        rule="The formula begins with minus b, takes 4ac away under the root, and divides the whole numerator by 2a",
    )
