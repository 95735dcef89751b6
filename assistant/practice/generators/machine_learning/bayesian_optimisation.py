"""Exercises on Bayesian optimisation: a Gaussian process at a new point, acquisition functions, the next try, random search."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.solutions import expected_improvement
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
)
from assistant.practice.notation import (
    chain,
    counted,
    decimal,
    guarded,
    mat,
    percent,
    plus,
    rational,
    short,
    tex,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)

TOPIC = "bayesian-optimisation"
PROCESS = r"$\mu = \mathbf{k}_*^\top K^{-1} \mathbf{y}$ and $\sigma^2 = k(\mathbf{x}, \mathbf{x}) - \mathbf{k}_*^\top K^{-1} \mathbf{k}_*$, with prior mean 0."
UCB = r"Upper confidence bound: $\mu + \kappa \sigma$."
IMPROVEMENT = (
    r"Expected improvement: $(\mu - b) \, \Phi(z) + \sigma \, \varphi(z)$ with $z = (\mu - b)/\sigma$."
)
TABLE = {0: (5000, 3989), 1: (8413, 2420), -1: (1587, 2420), 2: (9772, 540), -2: (228, 540)}
"""Distribution function and density of the standard normal, in ten-thousandths."""
TUNED = (
    "a learning rate",
    "the depth of a tree",
    "the temperature of an oven",
    "the dose of a fertiliser",
    "a dropout rate",
)


def _products(left: Any, right: Any) -> str:
    return plus(*(rf"{tex(a)} \cdot {tex(b)}" for a, b in zip(left, right, strict=True)))


def _posterior(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("mean", "variance"))
    if level == 1:
        k, y = Fraction(draw.integer(1, 9), 10), draw.nonzero(-9, 12)
        value = k * y if kind == "mean" else 1 - k * k
        key = rational(value)
        setting = f"A Gaussian process with prior mean 0 and $k(\\mathbf{{x}}, \\mathbf{{x}}) = 1$ has seen one exact value, ${y}$. The kernel between that point and a new one is ${decimal(k)}$."
        steps: tuple[Step, ...] = (
            (Step("Mean", chain(rf"{decimal(k)} \cdot {guarded(y)}", short(value))),)
            if kind == "mean"
            else (Step("Variance that is left", rf"1 - {decimal(k)}^{{2}} = {short(value)}"),)
        )
        wrong = [
            Mistake(sympy.Integer(y), "The new point is not the old one: multiply by the kernel."),
            *(
                (
                    Mistake(rational(k * k), "That is how much the variance falls."),
                    Mistake(rational(k * y * y), "The value comes in once."),
                )
                if kind == "mean"
                else (
                    Mistake(rational(1 - k), "Square the kernel."),
                    Mistake(
                        rational(k * k), "That is how much the variance falls; what is left is asked for."
                    ),
                )
            ),
        ]
        matrix, vector, ys = [[Fraction(1)]], [k], [Fraction(y)]
    else:
        r, k1, k2 = (
            draw.choice((Fraction(0), Fraction(1, 2), Fraction(3, 5), Fraction(1, 4))),
            Fraction(draw.integer(1, 8), 10),
            Fraction(draw.integer(0, 6), 10),
        )
        ys = [Fraction(draw.integer(-6, 9)), Fraction(draw.integer(-6, 9))]
        det = 1 - r * r
        weights = [(k1 - r * k2) / det, (k2 - r * k1) / det]
        value = (
            weights[0] * ys[0] + weights[1] * ys[1]
            if kind == "mean"
            else 1 - weights[0] * k1 - weights[1] * k2
        )
        if value.denominator > 200 or (kind == "variance" and value <= 0) or not any(ys):
            raise Unsuitable("ugly value")
        key = rational(value)
        setting = f"A Gaussian process with prior mean 0 and $k(\\mathbf{{x}}, \\mathbf{{x}}) = 1$ has seen the values {listed(ys)} at two points whose kernel is ${short(r)}$. The kernels between them and a new point are {listed([k1, k2])}."
        inverse = [[1 / det, -r / det], [-r / det, 1 / det]]
        steps = (
            Step(
                "Inverse kernel matrix times the new kernels",
                f"{mat(inverse)} {vec((k1, k2))} = {vec(weights)}",
            ),
            Step(
                "Mean: times the values"
                if kind == "mean"
                else "Variance: one less its product with the new kernels",
                chain(
                    plus(*(rf"{tex(w)} \cdot {guarded(y)}" for w, y in zip(weights, ys, strict=True)))
                    if kind == "mean"
                    else f"1 - \\left({_products(weights, (k1, k2))}\\right)",
                    value,
                ),
            ),
        )
        wrong = [
            Mistake(
                rational(k1 * ys[0] + k2 * ys[1]) if kind == "mean" else rational(1 - k1 * k1 - k2 * k2),
                "The two points know of each other: use the inverse of their kernel matrix.",
            ),
            Mistake(sympy.Integer(1), "Seeing values lowers the variance."),
            Mistake(rational((ys[0] + ys[1]) / 2), "The new point is not equally close to both."),
        ]
        matrix, vector = [[Fraction(1), r], [r, Fraction(1)]], [k1, k2]

    def one_by_one() -> Fraction:
        # Take in one observation after the other, each time by the rule for a single one.
        points = range(len(vector))
        cov = [[matrix[i][j] for j in points] + [vector[i]] for i in points] + [[*vector, Fraction(1)]]
        mean = [Fraction(0)] * (len(vector) + 1)
        for i in points:
            gain = [row[i] / cov[i][i] for row in cov]
            surprise = ys[i] - mean[i]
            mean = [m + g * surprise for m, g in zip(mean, gain, strict=True)]
            cov = [[c - gain[a] * cov[i][b] for b, c in enumerate(row)] for a, row in enumerate(cov)]
        return mean[-1] if kind == "mean" else cov[-1][-1]

    return Draft(
        prompt=f"{setting} What is the {kind} of the process at the new point?",
        key=key,
        proof=Rederived("one by one", "The observations were taken in one after the other.", one_by_one),
        steps=steps,
        hints=(
            "You are asked what the process believes at a new point.",
            PROCESS,
            "Write down the vector of kernels between the new point and the old ones.",
        ),
        mistakes=but_key(key, *wrong),
    )


def _bound(draw: Draw, level: int) -> Draft:
    mean: Any = Fraction(draw.integer(-10, 40), 10)
    sigma: Any = draw.choice((1, 2, 3, Fraction(1, 2), Fraction(1, 5)))
    kappa: Any = draw.choice((1, 2, 3, Fraction(1, 2)))
    spread, factor = Fraction(sigma), Fraction(kappa)
    value = mean + factor * spread
    if level == 1:
        key = rational(value)
        prompt = f"A Gaussian process has the mean ${short(mean)}$ and the variance ${short(spread**2)}$ at some point. What is the upper confidence bound with $\\kappa = {short(factor)}$?"
        proof: Any = Satisfies(
            "going back",
            "The mean was taken away and the rest compared with the spread.",
            lambda v: isinstance(v, Fraction) and v > mean and (v - mean) ** 2 == factor**2 * spread**2,
        )
        steps = (
            Step("Standard deviation", rf"\sqrt{{{short(spread**2)}}} = {short(spread)}"),
            Step(
                "Mean plus its multiple",
                rf"{short(mean)} + {short(factor)} \cdot {short(spread)} = {short(value)}",
            ),
        )
        wrong = [
            Mistake(rational(mean + factor * spread**2), "Take the standard deviation, not the variance."),
            Mistake(rational(mean - factor * spread), "The bound lies above."),
            Mistake(rational(mean), "That is the mean alone."),
        ]
        first = f"The standard deviation is the root of ${short(spread**2)}$."
    else:
        key = rational(factor)
        prompt = f"At some point a Gaussian process has the mean ${short(mean)}$ and the variance ${short(spread**2)}$, and its upper confidence bound is ${short(value)}$. Which $\\kappa$ was used?"
        proof = Satisfies(
            "putting it in",
            "The bound was worked out with this constant.",
            lambda v: isinstance(v, Fraction) and mean + v * spread == value,
        )
        steps = (
            Step("Above the mean", f"{short(value)} - {guarded(short(mean))} = {short(value - mean)}"),
            Step(
                "In standard deviations",
                rf"\frac{{{short(value - mean)}}}{{{short(spread)}}} = {short(factor)}",
            ),
        )
        wrong = [
            Mistake(rational((value - mean) / spread**2), "Divide by the standard deviation."),
            Mistake(rational(value - mean), "Divide by the standard deviation."),
        ]
        first = f"How far is the bound above the mean? ${short(value)} - {guarded(short(mean))}$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked about hope: mean plus a multiple of the spread.", UCB, first),
        mistakes=but_key(key, *wrong),
    )


def _improvement(draw: Draw, level: int) -> Draft:
    z = draw.choice(list(TABLE))
    sigma, best = draw.choice((1, 2, 3, 4, 5, 10)), Fraction(draw.integer(-20, 60), 10)
    mean = best + z * sigma
    area, height = (Fraction(v, 10000) for v in TABLE[z])
    value = z * sigma * area + sigma * height
    key = rational(value)

    def table_again() -> Any:
        a = Fraction(round((1 + math.erf(z / math.sqrt(2))) / 2 * 10000), 10000)
        h = Fraction(round(math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * 10000), 10000)
        return sigma * (z * a + h)

    return Draft(
        prompt=f"At a new point a Gaussian process has the mean ${short(mean)}$ and the standard deviation ${sigma}$; the best (largest) value so far is ${short(best)}$. Take $\\Phi({z}) = {decimal(area)}$ and $\\varphi({z}) = {decimal(height)}$. What is the expected improvement?",
        key=key,
        proof=Rederived(
            "error function",
            "Both values of the normal distribution were computed anew and rounded, and the spread taken out as a factor.",
            table_again,
        ),
        steps=(
            Step("Standardise", rf"\frac{{{short(mean)} - {guarded(short(best))}}}{{{sigma}}} = {z}"),
            Step(
                "Put together",
                rf"{z * sigma} \cdot {decimal(area)} + {sigma} \cdot {decimal(height)} = {short(value)}",
            ),
        ),
        hints=(
            "You are asked how much better than the best so far one may hope for.",
            IMPROVEMENT,
            rf"First $z = \frac{{{short(mean)} - {guarded(short(best))}}}{{{sigma}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(z * sigma * area), "The second part is missing: it rewards uncertainty."),
            Mistake(rational(mean - best), "That ignores the uncertainty."),
            Mistake(
                rational(z * sigma * area + height), "The density is multiplied by the standard deviation."
            ),
            Mistake(rational(mean * area + sigma * height), "Take the best value away from the mean."),
        ),
    )


def _next(draw: Draw, level: int) -> Draft:
    kappa = draw.choice((1, 2, 3))
    points = {name: (Fraction(draw.integer(0, 60), 10), Fraction(draw.integer(1, 30), 10)) for name in "PQR"}
    bounds = {name: m + kappa * s for name, (m, s) in points.items()}
    order = sorted(bounds.values())
    if order[1] == order[2]:
        raise Unsuitable("a tie")
    right = max(bounds, key=lambda name: bounds[name])
    top_mean = max(points, key=lambda name: points[name][0])
    if right == top_mean and draw.coin():
        raise Unsuitable("too plain")
    return words_draft(
        draw,
        prompt=f"Which value of {draw.choice(TUNED)} should be tried next? The Gaussian process says:"
        + table(("point", "mean", "standard deviation"), [(name, m, s) for name, (m, s) in points.items()])
        + f"Use the upper confidence bound with $\\kappa = {kappa}$ (larger is better).",
        right=right,
        options=[
            (
                name,
                f"Point {name}",
                "It has the best mean, but an uncertain point may be worth more: add the spread."
                if name == top_mean
                else "Compare mean plus the multiple of the standard deviation.",
            )
            for name in points
        ],
        proof=Rederived(
            "NumPy",
            "The bounds were computed by NumPy.",
            lambda: "PQR"[int(numpy.argmax([float(m) + kappa * float(s) for m, s in points.values()]))],
        ),
        steps=tuple(
            Step(name, rf"{short(m)} + {kappa} \cdot {short(s)} = {short(bounds[name])}")
            for name, (m, s) in points.items()
        ),
        hints=(
            "You are asked for the next point to try.",
            UCB + " It weighs what looks good against what is unknown.",
            f"The first bound is ${short(points['P'][0])} + {kappa} \\cdot {short(points['P'][1])}$.",
        ),
    )


def _random(draw: Draw, level: int) -> Draft:
    n, share = (
        draw.choice((5, 10, 14, 20, 30, 45, 60, 100)),
        draw.choice((Fraction(1, 20), Fraction(1, 10), Fraction(1, 100), Fraction(1, 5))),
    )
    hit = 1 - (1 - share) ** n
    limit = draw.choice((Fraction(1, 2), Fraction(9, 10), Fraction(19, 20)))
    truth = hit > limit
    hours = draw.choice((1, 2, 5))
    return claim_draft(
        prompt=f"{counted(n, 'setting')} of {draw.choice(TUNED)} and its companions are tried at random, each for {counted(hours, 'hour')}. True or false: with probability above ${percent(limit)}$ at least one of them is among the best ${percent(share)}$ of all settings.",
        truth=truth,
        method="80 digits",
        detail="The logarithm of the probability that all miss was compared at 80 digits.",
        decide=lambda: bool(n * second_way.called("log", 1 - share) < second_way.called("log", 1 - limit)),
        steps=(
            Step(
                "All of them miss",
                rf"{decimal(1 - share)}^{{{n}}} {'<' if truth else '>'} {decimal(1 - limit)}",
            ),
        ),
        hints=(
            "You are asked how good random search is already.",
            "Random search misses the best share $p$ in all $n$ tries with probability $(1 - p)^n$. Bayesian optimisation pays when tries are so dear that $n$ must stay small.",
            f"All miss with probability ${decimal(1 - share)}^{{{n}}}$.",
        ),
        if_wrong="One minus the chance that all tries miss is what random search reaches. Where that is enough and tries are cheap, nothing cleverer is needed.",
    )


GENERATORS = (
    Generator(TOPIC, "posterior", COMPUTE, _posterior, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "bound", COMPUTE, _bound, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "kappa", REVERSE, _bound, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "improvement", COMPUTE, _improvement, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "next", CHOICE, _next, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "random", TRUE_FALSE, _random, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, expected_improvement, levels=(3,), objectives=(2,)),
)
