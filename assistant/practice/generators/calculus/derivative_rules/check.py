"""Checking a derivative with a finite difference."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, derivative
from assistant.practice.notation import chain, decimal, guarded, tex
from assistant.practice.tasks import again, claim, typed


def check(draw: Draw, level: int) -> Draft:
    """The central difference on level 1, and what it says about a claimed derivative on level 2."""
    p, q, r, at = draw.nonzero(-2, 3), draw.nonzero(-5, 6), draw.integer(-6, 7), draw.integer(-3, 4)
    h = Fraction(1, 10)
    f = p * X**3 + q * X**2 + r * X
    right = 3 * p * X**2 + 2 * q * X + r
    slope = 3 * p * at * at + 2 * q * at + r
    high, low = (p * x**3 + q * x**2 + r * x for x in (at + h, at - h))
    quotient = (high - low) / (2 * h)
    steps = [
        ("One step to the right", f"f({decimal(at + h)}) = {decimal(high)}"),
        ("One step to the left", f"f({decimal(at - h)}) = {decimal(low)}"),
        (
            "Rise over two steps",
            rf"\frac{{{decimal(high)} - {guarded(decimal(low))}}}{{0.2}} = {decimal(quotient)}",
        ),
    ]
    if level == 1:
        return typed(
            draw,
            ask=(
                f"You want to check the derivative of $f(x) = {tex(f)}$ at ${at}$. Which value has the central "
                "difference with $h = 0.1$?",
                rf"Compute $\frac{{f({decimal(at + h)}) - f({decimal(at - h)})}}{{0.2}}$ for $f(x) = {tex(f)}$.",
            ),
            key=quotient,
            proof=again(
                "multiplied out",
                "For a cubic the central difference is the slope plus a known rest.",
                lambda: slope + p * h * h,
            ),
            steps=steps,
            hints=(
                "You are asked for a difference quotient, not for the exact slope.",
                r"The central difference: $\frac{f(x + h) - f(x - h)}{2h}$.",
                f"Compute $f({decimal(at + h)})$ first.",
            ),
            answer="a number such as 6.01",
            wrong=[
                (slope, "That is the exact slope; with $h = 0.1$ the quotient differs a little."),
                ((high - low) / h, "From left to right there are two steps."),
            ],
        )
    said = draw.choice((right, right, right + X, 3 * p * X**2 + q * X + r, right - 2 * r if r else right + 1))
    at_place = int(said.subs(X, at)) if said.has(X) else int(said)
    return claim(
        draw,
        says=(
            f"Somebody differentiates $f(x) = {tex(f)}$ and gets ${tex(said)}$. At ${at}$ the central difference with "
            f"$h = 0.1$ is ${decimal(quotient)}$, which fits this result up to a rest of at most ${decimal(Fraction(abs(p), 50))}$.",
        ),
        truth=abs(at_place - quotient) <= Fraction(abs(p), 50),
        method="differences",
        detail="The claimed derivative was put beside the quotient in fractions.",
        decide=lambda: abs(3 * p * at * at + 2 * q * at + r - at_place + p * h * h) <= Fraction(abs(p), 50),
        steps=[*steps, ("The derivative by the rules", chain(derivative(f), right))],
        hints=(
            "You are asked whether a formula passes a numerical check.",
            "Put the place into the claimed formula and compare with the quotient.",
            f"Put ${at}$ into ${tex(said)}$.",
        ),
        if_wrong=f"The claimed formula gives ${at_place}$ at ${at}$.",
    )
