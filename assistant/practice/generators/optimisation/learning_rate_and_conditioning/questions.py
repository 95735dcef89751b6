"""How a learning rate behaves along the axes."""

from __future__ import annotations

from fractions import Fraction

import numpy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.optimisation.learning_rate_and_conditioning.pieces import bowl, written
from assistant.practice.notation import (
    chain,
    short,
)
from assistant.practice.worked import claim_draft


def judge(draw: Draw, level: int) -> Draft:
    """Calm, bouncing or divergent?"""
    mu, top = bowl(draw)
    eta = Fraction(draw.choice((1, 2, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60)), 100)
    f = written(mu, top)
    kind = draw.choice(("converges", "bounces"))
    factors = [1 - eta * mu, 1 - eta * top]
    if any(abs(x) == 1 or x == 0 for x in factors):
        raise Unsuitable("on the border")
    truth = all(abs(x) < 1 for x in factors) if kind == "converges" else factors[1] < 0
    claim = (
        "converges from every start"
        if kind == "converges"
        else "jumps over the valley floor ($y = 0$) in every step"
    )

    def decide() -> bool:
        at = numpy.array([1.0, 1.0])
        path = []
        for _ in range(60 if kind == "bounces" else 4000):
            at = at - float(eta) * numpy.array([mu * at[0], top * at[1]])
            path.append(at[1])
            if abs(at).max() > 1e12:
                break
        if kind == "converges":
            return bool(abs(at).max() < 1e-3)
        return bool(path[0] < 0)

    return claim_draft(
        prompt=f"True or false? With $\\eta = {short(eta)}$, gradient descent on $f(x, y) = {f}$ {claim}.",
        truth=truth,
        method="running it",
        detail="The steps were run from (1, 1).",
        decide=decide,
        steps=(
            Step("Factor along x", chain(f"1 - {short(eta)} \\cdot {mu}", short(factors[0]))),
            Step("Factor along y", chain(f"1 - {short(eta)} \\cdot {top}", short(factors[1]))),
        ),
        hints=(
            "You are asked how a learning rate behaves along the two axes.",
            "A factor between 0 and 1 is calm, between -1 and 0 bounces and shrinks, beyond -1 it diverges.",
            f"Along $y$ the curvature is {top}.",
        ),
        if_wrong=f"The factors are ${short(factors[0])}$ along $x$ and ${short(factors[1])}$ along $y$.",
    )
