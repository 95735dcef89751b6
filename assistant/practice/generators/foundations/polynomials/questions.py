"""Questions with options on polynomials."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.polynomials.pieces import poly, value
from assistant.practice.notation import (
    chain,
    guarded,
    plus,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import Part, choice_draft, mistake_draft


def slip(draw: Draw, level: int) -> Draft:
    """Horner with one wrong step."""
    body = [draw.choice((1, 2, 3)), draw.nonzero(-5, 5), draw.nonzero(-6, 6), draw.nonzero(-9, 9)]
    at = draw.choice((2, 3, -2, -3, 4))
    wrong = draw.choice(("first", "second", "third"))
    parts = [
        Part(
            f"(({plus(times(body[0], at), body[1])}) \\cdot {guarded(at)} {'+' if body[2] > 0 else '-'} {abs(body[2])}) \\cdot {guarded(at)} {'+' if body[3] > 0 else '-'} {abs(body[3])}",
            value(body, at),
        )
    ]
    slip = draw.choice((-2 * abs(body[1]), 2 * abs(body[1])))
    one = body[0] * at + body[1] + (slip if wrong == "first" else 0)
    two = one * at + (-body[2] if wrong == "second" else body[2])
    three = two * at + (-body[3] if wrong == "third" else body[3])
    parts += [
        Part(
            f"({plus(times(one, at), body[2])}) \\cdot {guarded(at)} {'+' if body[3] > 0 else '-'} {abs(body[3])}",
            Fraction((one * at + body[2]) * at + body[3]),
        ),
        Part(plus(times(two, at), body[3]), Fraction(two * at + body[3])),
        Part(str(three), Fraction(three)),
    ]
    right_one = body[0] * at + body[1]
    fix = {
        "first": f"({plus(times(right_one, at), body[2])}) \\cdot {guarded(at)} {'+' if body[3] > 0 else '-'} {abs(body[3])}",
        "second": plus(times(one * at + body[2], at), body[3]),
        "third": str(two * at + body[3]),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"find $p({at})$ for $p(x) = {tex(poly(body))}$ by Horner's method",
        parts=parts,
        fix=fix,
        rule="Work from the inside out: times x, then plus the next coefficient with its sign",
    )


def degree(draw: Draw, level: int) -> Draft:
    """The degree of a product, a sum or a square."""
    first, second = draw.integer(2, 6), draw.integer(1, 4)
    a, b = draw.nonzero(-4, 4), draw.nonzero(-4, 4)
    top = (a * X**first + draw.nonzero(-5, 5), b * X**second + draw.nonzero(-5, 5))
    ask = draw.choice(("product", "sum", "square"))
    degree = {"product": first + second, "sum": max(first, second), "square": 2 * first}[ask]
    if first == second:
        raise Unsuitable("the leading terms could cancel")
    shown = {
        "product": f"({tex(top[0])})({tex(top[1])})",
        "sum": f"({tex(top[0])}) + ({tex(top[1])})",
        "square": f"({tex(top[0])})^2",
    }[ask]

    def by_growth() -> int:
        value = {
            "product": lambda t: top[0].subs(X, t) * top[1].subs(X, t),
            "sum": lambda t: top[0].subs(X, t) + top[1].subs(X, t),
            "square": lambda t: top[0].subs(X, t) ** 2,
        }[ask]
        ratio = Fraction(int(value(2 * 10**9)), int(value(10**9)))
        return next(n for n in range(1, 13) if abs(ratio - 2**n) < Fraction(1, 50))

    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"What is the degree of ${shown}$?",
                f"Which power of $x$ leads when ${shown}$ is multiplied out and collected?",
            )
        ),
        right=sympy.Integer(degree),
        wrong=[
            Mistake(sympy.Integer(first * second), "In a product the exponents add, they do not multiply."),
            Mistake(
                sympy.Integer(first + second),
                "In a sum the larger degree stays; in a square the degree doubles.",
            ),
            Mistake(sympy.Integer(first), "Look at the leading power of the whole."),
            Mistake(sympy.Integer(first**2), "The square of a power doubles its exponent."),
            Mistake(sympy.Integer(second), "Look at the leading power of the whole."),
            Mistake(sympy.Integer(degree + 1), "Count the exponents once more."),
        ],
        show=tex,
        proof=Rederived(
            "growth",
            "When a large x is doubled, the value grows by two to the power of the degree.",
            by_growth,
        ),
        steps=(
            Step(
                "The leading terms decide",
                chain(
                    {
                        "product": plus(first, second),
                        "sum": f"\\max({first}, {second})",
                        "square": times(2, first),
                    }[ask],
                    degree,
                ),
            ),
        ),
        hints=(
            "You are asked for the highest power with a coefficient that is not zero.",
            "Degrees add in a product; in a sum of different degrees the larger one stays.",
            f"The leading term of the first bracket is ${tex(a * X**first)}$.",
        ),
    )
