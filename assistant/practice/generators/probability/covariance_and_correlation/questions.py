"""Exercises on covariance and correlation: reverse questions and questions with options."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.covariance_and_correlation.pieces import COVARIANCE, SUM
from assistant.practice.notation import (
    chain,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    s, t = draw.choice((1, 2, 3, 4, 5, 6)), draw.choice((1, 2, 3, 4, 5, 8))
    rho = Fraction(draw.nonzero(-9, 9), 10)
    cov = rho * s * t
    if level == 1:
        key = rational(cov)
        return Draft(
            prompt=f"$X$ and $Y$ have the standard deviations ${s}$ and ${t}$ and the correlation ${short(rho)}$. What is their covariance?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The correlation was worked out again from it.",
                lambda v: isinstance(v, Fraction) and v / (s * t) == rho,
            ),
            steps=(
                Step(
                    "Correlation times both standard deviations",
                    chain(f"{short(rho)} \\cdot {s} \\cdot {t}", short(cov)),
                ),
            ),
            hints=(
                "The correlation is known, the covariance is asked for.",
                COVARIANCE,
                f"The two standard deviations multiply to ${times(s, t)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(rational(rho / (s * t)), "Multiply by the standard deviations."),
                Mistake(rational(rho * s * s * t * t), "Take the standard deviations, not the variances."),
            ),
        )
    whole = s * s + t * t + 2 * cov
    key = rational(rho)
    return Draft(
        prompt=f"$X$ has the variance ${s * s}$, $Y$ the variance ${t * t}$, and $X + Y$ the variance ${short(whole)}$. What is the correlation of $X$ and $Y$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The variance of the sum was worked out again with this correlation.",
            lambda v: isinstance(v, Fraction) and s * s + t * t + 2 * v * s * t == whole,
        ),
        steps=(
            Step("Twice the covariance", chain(f"{short(whole)} - {s * s} - {t * t}", short(2 * cov))),
            Step(
                "Half of it over both standard deviations",
                rf"\frac{{{short(cov)}}}{{{s} \cdot {t}}} = {tex(rho)}",
            ),
        ),
        hints=(
            "The variance of the sum is known; what ties the two together is asked for.",
            SUM,
            f"Take both variances away: ${short(whole)} - {s * s} - {t * t}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(cov), "That is the covariance; divide by the standard deviations."),
            Mistake(rational(2 * rho), "The covariance comes in twice: halve it."),
            Mistake(
                rational(cov / (s * s * t * t)), "Divide by the standard deviations, not by the variances."
            ),
        ),
    )


def uncorrelated(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “uncorrelated”."""
    kind = draw.choice(("square", "cross", "product"))
    a = draw.integer(1, 5)
    b = draw.integer(1, 5)
    rows, tale = {
        "square": (
            [(-a, a * a), (0, 0), (a, a * a)],
            f"$X$ is ${-a}$, $0$ or ${a}$, each with probability one third, and $Y = X^2$.",
        ),
        "cross": (
            [(a, 0), (-a, 0), (0, b), (0, -b)],
            f"The point $(X, Y)$ is $({a}, 0)$, $({-a}, 0)$, $(0, {b})$ or $(0, {-b})$, each equally likely.",
        ),
        "product": (
            [(x, y) for x in (0, a) for y in (1, 1 + b)],
            f"$X$ is $0$ or ${a}$ and $Y$ is $1$ or ${1 + b}$; all four pairs are equally likely.",
        ),
    }[kind]
    dependent = kind != "product"
    claim = draw.choice(("uncorrelated", "independent", "both"))
    truth = True if claim == "uncorrelated" else not dependent
    text = {
        "uncorrelated": "$X$ and $Y$ are uncorrelated",
        "independent": "$X$ and $Y$ are independent",
        "both": "$X$ and $Y$ are uncorrelated and independent",
    }[claim]

    def decide() -> bool:
        n = len(rows)
        xs, ys = Counter(x for x, _ in rows), Counter(y for _, y in rows)
        free = all(Counter(rows)[(x, y)] * n == xs[x] * ys[y] for x in xs for y in ys)
        flat = sum((p[0] - q[0]) * (p[1] - q[1]) for p in rows for q in rows) == 0
        return {"uncorrelated": flat, "independent": free, "both": flat and free}[claim]

    return claim_draft(
        prompt=f"{tale} True or false: {text}.",
        truth=truth,
        method="listing",
        detail="All cells of the joint table were compared with the product of their margins, and all pairs of pairs multiplied.",
        decide=decide,
        steps=(
            Step(
                "Mean of the products",
                rf"\frac{{{plus(*(times(x, y) for x, y in rows))}}}{{{len(rows)}}} = {tex(Fraction(sum(x * y for x, y in rows), len(rows)))}",
            ),
            Step(
                "Product of the means",
                rf"\frac{{{plus(*(x for x, _ in rows))}}}{{{len(rows)}}} \cdot \frac{{{plus(*(y for _, y in rows))}}}{{{len(rows)}}} = {tex(Fraction(sum(x for x, _ in rows) * sum(y for _, y in rows), len(rows) ** 2))}",
            ),
        ),
        hints=(
            "You are asked about two different things: moving together in a line, and knowing of each other.",
            COVARIANCE + " Independent variables are uncorrelated, but not the other way round.",
            "If you know $X$, do you know more about $Y$ than before? And is $E[XY]$ the product of the means?",
        ),
        if_wrong="Covariance only sees straight-line movement. Zero covariance leaves room for every other dependence.",
    )
