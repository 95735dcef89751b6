"""Does momentum converge here?"""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    short,
)
from assistant.practice.worked import claim_draft


def compare(draw: Draw, level: int) -> Draft:
    """Rate, coefficient and curvature."""
    curve, beta, eta = (
        draw.choice((1, 2, 4, 5, 8, 9, 10)),
        draw.choice((Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(4, 5), Fraction(9, 10))),
        Fraction(draw.choice((5, 10, 20, 25, 30, 35, 40, 50, 60)), 100),
    )
    border = (2 + 2 * beta) / curve
    if abs(eta - border) < Fraction(1, 20):
        raise Unsuitable("near the border")
    said = draw.coin()
    truth = (eta < border) == said

    def decide() -> bool:
        at, v = 1.0, 0.0
        for _ in range(2000):
            v = float(beta) * v + curve * at
            at -= float(eta) * v
            if abs(at) > 1e9:
                break
        return (abs(at) < 1e-3) == said

    method = f"momentum ($\\beta = {short(beta)}$)" if beta else "plain gradient descent ($\\beta = 0$)"
    return claim_draft(
        prompt=f"Along a direction with curvature {curve}, {method} with $\\eta = {short(eta)}$ multiplies errors again and again. It is stable while $\\eta \\cdot {curve} < 2 + 2 \\beta$. True or false? It {'converges' if said else 'diverges'} here.",
        truth=truth,
        method="running it",
        detail="2,000 steps were run.",
        decide=decide,
        steps=(
            Step("Rate times curvature", f"{short(eta)} \\cdot {curve} = {short(eta * curve)}"),
            Step("The border", f"2 + 2 \\cdot {short(beta)} = {short(2 + 2 * beta)}"),
        ),
        hints=(
            "You are asked whether this learning rate suits this coefficient.",
            "Without momentum the border is 2; momentum allows larger rates.",
            "Multiply rate and curvature, and compare with the border.",
        ),
        if_wrong=f"Rate times curvature is ${short(eta * curve)}$, the border ${short(2 + 2 * beta)}$.",
    )
