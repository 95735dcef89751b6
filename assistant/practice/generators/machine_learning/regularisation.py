"""Exercises on regularisation: ridge, the lasso's zeros, penalties as priors, weight decay, choosing a cure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.derivations import ridge_solution
from assistant.practice.generators.probability.pieces import (
    bracketed,
    listed,
)
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    power,
    rational,
    scaled,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)

TOPIC = "regularisation"
RIDGE = r"With one weight and $L = \sum_i (y_i - w x_i)^2 + \lambda w^2$ the minimum is $w = \frac{\sum x_i y_i}{\sum x_i^2 + \lambda}$."
LASSO = r"With $\lambda |w|$ the weight is exactly zero when the slope of the loss at zero, $-2 \sum x_i y_i$, has at most the size $\lambda$."
PRIOR = r"Normal noise of variance $\sigma^2$ and a normal prior of variance $\tau^2$ on the weights give ridge with $\lambda = \frac{\sigma^2}{\tau^2}$."


def _data(draw: Draw) -> tuple[list[tuple[int, int]], int, int]:
    points = [(draw.nonzero(-3, 4), draw.nonzero(-6, 8)) for _ in range(draw.choice((2, 3)))]
    sxy, sxx = sum(x * y for x, y in points), sum(x * x for x, _ in points)
    if sxy == 0 or len(set(points)) < len(points):
        raise Unsuitable("no slope")
    return points, sxy, sxx


def _text(points: Any) -> str:
    shown = [f"$({x}, {y})$" for x, y in points]
    return ", ".join(shown[:-1]) + " and " + shown[-1]


def _ridge(draw: Draw, level: int) -> Draft:
    points, sxy, sxx = _data(draw)
    lam = draw.integer(1, 12)
    value = Fraction(sxy, sxx + lam)
    if value.denominator > 20:
        raise Unsuitable("ugly value")
    key = rational(value)

    def slope_is_zero(v: Any) -> bool:

        def loss(w: Any) -> Any:
            return sum((y - w * x) ** 2 for x, y in points) + lam * w * w

        return not isinstance(v, tuple) and abs(second_way.slope(loss, second_way.real(v))) < second_way.real(
            Fraction(1, 10**25)
        )

    return Draft(
        prompt=draw.choice(
            (
                f"Ridge regression without intercept, $\\hat{{y}} = wx$, on the points {_text(points)} with the penalty ${scaled(lam, 'w^2')}$ added to the sum of squared errors. What is $w$?",
                f"Minimise the squared error of $\\hat{{y}} = wx$ on {_text(points)} plus ${scaled(lam, 'w^2')}$. Which $w$ comes out?",
            )
        ),
        key=key,
        proof=Satisfies(
            "slope",
            "The slope of the penalised loss is zero at this weight, by difference quotients.",
            slope_is_zero,
        ),
        steps=(
            Step("Inputs times targets", chain(plus(*(times(x, y) for x, y in points)), sxy)),
            Step(
                "Squared inputs plus the strength",
                chain(plus(*(power(x, 2) for x, _ in points), lam), sxx + lam),
            ),
            Step("Divide", rf"\frac{{{sxy}}}{{{sxx + lam}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for a weight that the penalty pulls towards zero.",
            RIDGE,
            f"Above the line stands ${plus(*(times(x, y) for x, y in points))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(sxy, sxx), "That is least squares; the penalty goes below the line."),
            Mistake(sympy.Rational(sxy - lam, sxx), "The L2 penalty is added below the line."),
            Mistake(sympy.Rational(sxy, sxx + lam * lam), "The strength is added as it is."),
            Mistake(sympy.Rational(2 * sxy, 2 * sxx + lam), "The 2 of the derivative belongs to both parts."),
        ),
    )


def _lasso_zero(draw: Draw, level: int) -> Draft:
    points, sxy, _sxx = _data(draw)
    lam = draw.choice([v for v in range(1, 4 * abs(sxy) + 2) if v != 2 * abs(sxy)])
    truth = 2 * abs(sxy) <= lam
    return claim_draft(
        prompt=f"The lasso minimises the squared error of $\\hat{{y}} = wx$ on {_text(points)} plus ${'' if lam == 1 else f'{lam} '}|w|$. True or false: its weight is exactly zero.",
        truth=truth,
        method="trying",
        detail="The loss at zero was compared with the loss at small and large weights on both sides.",
        decide=lambda: all(
            _lasso_loss(points, lam, Fraction(k, 1000)) >= _lasso_loss(points, lam, Fraction(0))
            for k in (*range(-50, 51), *range(-9000, 9001, 500))
            if k
        ),
        steps=(
            Step(
                "Slope of the loss at zero",
                chain(f"-2 \\cdot ({plus(*(times(x, y) for x, y in points))})", -2 * sxy),
            ),
            Step("Its size against the strength", f"{2 * abs(sxy)} {'<' if truth else '>'} {lam}"),
        ),
        hints=(
            "You are asked whether the kink of the penalty holds the weight.",
            LASSO,
            f"The slope of the loss at zero is $-2 \\cdot ({plus(*(times(x, y) for x, y in points))})$.",
        ),
        if_wrong="At zero the penalty has the slopes minus and plus its strength. Only a slope of the loss larger than that can pull the weight away from zero.",
    )


def _lasso_loss(points: Any, lam: int, w: Fraction) -> Fraction:
    return sum(((y - w * x) ** 2 for x, y in points), Fraction(0)) + lam * abs(w)


def _lasso(draw: Draw, level: int) -> Draft:
    points, sxy, sxx = _data(draw)
    lam = draw.integer(2, 10)
    size = Fraction(2 * abs(sxy) - lam, 2 * sxx)
    if size <= 0 or size.denominator > 24:
        raise Unsuitable("zero")
    value = size if sxy > 0 else -size
    key = rational(value)

    def flat(v: Any) -> bool:
        sign = 1 if value > 0 else -1
        return (
            isinstance(v, Fraction)
            and v * sign > 0
            and _lasso_loss(points, lam, v)
            < min(
                _lasso_loss(points, lam, v + Fraction(1, 10**6)),
                _lasso_loss(points, lam, v - Fraction(1, 10**6)),
            )
        )

    return Draft(
        prompt=f"The lasso minimises the squared error of $\\hat{{y}} = wx$ on {_text(points)} plus ${lam} |w|$. Its weight is not zero. Which one is it?",
        key=key,
        proof=Satisfies("neighbours", "The penalised loss is larger a millionth to either side.", flat),
        steps=(
            Step("Inputs times targets", chain(plus(*(times(x, y) for x, y in points)), sxy)),
            Step("Squared inputs", chain(plus(*(power(x, 2) for x, _ in points)), sxx)),
            Step(
                "Pulled towards zero by half the strength",
                rf"\frac{{{sxy} {'-' if sxy > 0 else '+'} \frac{{{lam}}}{{2}}}}{{{sxx}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a weight pulled by a constant force.",
            r"Away from zero the derivative of $\lambda |w|$ is $\lambda$ or $-\lambda$. Set the whole slope to zero.",
            f"The weight has the sign of ${plus(*(times(x, y) for x, y in points))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(sxy, sxx), "That is least squares."),
            Mistake(sympy.Rational(sxy, sxx + lam), "That is ridge; the lasso subtracts."),
            Mistake(
                rational(Fraction(abs(sxy) - lam, sxx) * (1 if sxy > 0 else -1)),
                "The derivative of the squares has a factor 2: half the strength is subtracted.",
            ),
        ),
    )


def _strength(draw: Draw, level: int) -> Draft:
    if level == 1:
        points, sxy, sxx = _data(draw)
        lam = draw.integer(1, 20)
        w = Fraction(sxy, sxx + lam)
        if w.denominator > 12:
            raise Unsuitable("ugly value")
        key = sympy.Integer(lam)
        return Draft(
            prompt=f"Ridge regression of $\\hat{{y}} = wx$ on {_text(points)} gives $w = {tex(w)}$. How strong was the penalty $\\lambda w^2$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The weight was worked out with this strength.",
                lambda v: isinstance(v, Fraction) and v > -sxx and sxy / (sxx + v) == w,
            ),
            steps=(
                Step("Inputs times targets, over the weight", rf"\frac{{{sxy}}}{{{tex(w)}}} = {sxx + lam}"),
                Step("Less the squared inputs", chain(minus(sxx + lam, sxx), lam)),
            ),
            hints=(
                "The weight is known, the strength is asked for.",
                RIDGE,
                f"The sum of the squared inputs is ${plus(*(power(x, 2) for x, _ in points))}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(sxx + lam), "Take the squared inputs away."),
                Mistake(sympy.Integer(2 * lam), "There is no factor 2 left."),
            ),
        )
    sigma = draw.choice((1, 2, 3, 4, 6))
    tau: Any = draw.choice((1, 2, 3, 4, 5, 10, Fraction(1, 2)))
    ratio: Any = Fraction(sigma * sigma) / Fraction(tau) ** 2
    kind = draw.choice(("lambda", "tau"))
    key = rational(ratio) if kind == "lambda" else rational(Fraction(tau))
    return Draft(
        prompt=(
            f"The noise of the targets has the standard deviation ${sigma}$, and the weights have independent normal priors with mean 0 and standard deviation ${short(tau)}$. Which strength $\\lambda$ of an L2 penalty (on the sum of squared errors) is that?"
            if kind == "lambda"
            else f"A ridge regression uses $\\lambda = {tex(ratio)}$ on the sum of squared errors, and the noise has the standard deviation ${sigma}$. Which standard deviation of a normal prior on the weights does that correspond to?"
        ),
        key=key,
        proof=Satisfies(
            "the posterior",
            "Minus the log of likelihood times prior was scaled so that the squared errors stand alone, and the factor of the squared weight compared.",
            lambda v: (
                isinstance(v, Fraction)
                and v > 0
                and (Fraction(1) / (2 * (Fraction(tau) if kind == "lambda" else v) ** 2)) * 2 * sigma * sigma
                == (v if kind == "lambda" else ratio)
            ),
        ),
        steps=(
            Step(
                "Variance of the noise over variance of the prior",
                rf"\frac{{{sigma}^{{2}}}}{{{bracketed(Fraction(tau))}^{{2}}}} = {tex(ratio)}",
            ),
        ),
        hints=(
            "You are asked how a prior and a penalty correspond.",
            PRIOR,
            f"The noise has the variance ${sigma}^2$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(sigma) / Fraction(tau)), "Take variances, the squares."),
            Mistake(rational(1 / ratio), "The other way round: a narrow prior is a strong penalty."),
            Mistake(
                rational(ratio),
                "That is the ratio of the variances; the standard deviation of the prior is asked for.",
            )
            if kind == "tau"
            else Mistake(rational(2 * ratio), "The factor 2 cancels."),
        ),
    )


def _after(kind: str, weights: Sequence[Fraction], strength: Fraction) -> list[Fraction]:
    """What a cure leaves of the weights of features that do not overlap."""
    if kind == "L2":
        return [w / (1 + strength) for w in weights]
    if kind == "L1":
        return [max(abs(w) - strength, Fraction(0)) * (1 if w > 0 else -1) for w in weights]
    return [w * (index % 2) * 2 for index, w in enumerate(weights)]


WANTED = {
    "L1": "Weights that matter little should become exactly zero, so that their features can be dropped",
    "L2": "No weight should vanish, but all of them should become smaller, the largest by most",
    "dropout": "Units are switched off at random in each step of training, and the others make up for them",
}


def _choose(draw: Draw, level: int) -> Draft:
    """Tell a cure by what it does to the weights."""
    kind = draw.choice(tuple(WANTED))
    strength = Fraction(draw.choice((1, 2, 3))) if kind == "L1" else Fraction(draw.choice((1, 3)), 1)
    weights = [Fraction(draw.nonzero(-12, 12)) for _ in range(4)]
    left = _after(kind, weights, strength)
    if len({abs(w) for w in weights}) < 4 or (kind == "L1" and not 1 <= left.count(Fraction(0)) <= 2):
        raise Unsuitable("the cure does not show")

    def decide() -> str:
        """The cures that can lead from the weights before to the weights after, whatever their strength."""
        factors = {b / a for a, b in zip(weights, left, strict=True)}
        cuts = {abs(a) - abs(b) for a, b in zip(weights, left, strict=True) if b}
        found = []
        if len(factors) == 1 and 0 < min(factors) < 1:
            found.append("L2")
        if (
            len(cuts) == 1
            and min(cuts) > 0
            and all(a * b > 0 or (b == 0 and abs(a) <= min(cuts)) for a, b in zip(weights, left, strict=True))
        ):
            found.append("L1")
        if factors == {Fraction(0), Fraction(2)}:
            found.append("dropout")
        return found[0] if len(found) == 1 else ""

    names = {
        "L1": "An L1 penalty: every weight moves towards zero by the same amount, and stops there",
        "L2": "An L2 penalty: every weight is multiplied by the same factor",
        "dropout": "Dropout: some are switched off, the others are scaled up to make up for them",
    }
    return words_draft(
        draw,
        prompt=f"{WANTED[kind]}. Without a cure four weights of features that do not overlap are {listed(weights)}; with it they come out as {listed(left)}. Which cure was it?",
        right=kind,
        options=[
            (name, shown, f"Check all four weights: {shown.partition(': ')[2]}.")
            for name, shown in names.items()
        ],
        proof=Rederived(
            "undoing each cure",
            "For each cure it was tried whether any strength of it leads from the first weights to the second.",
            decide,
        ),
        steps=tuple(
            Step(
                f"Weight {index + 1}, what is left of it",
                rf"\frac{{{short(b)}}}{{{short(a)}}} = {tex(b / a)}",
            )
            for index, (a, b) in enumerate(zip(weights, left, strict=True))
        ),
        hints=(
            "You are asked what was done to the weights.",
            "L1 takes the same amount off every weight and makes zeros of the small ones; L2 shrinks all by the same factor; dropout removes some and scales up the rest.",
            "Compare the weights before and after: is it a common difference, or a common factor?",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "ridge", COMPUTE, _ridge, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "lasso", COMPUTE, _lasso, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "strength", REVERSE, _strength, levels=(1, 2), objectives=(1, 3)),
    Generator(TOPIC, "zero", TRUE_FALSE, _lasso_zero, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "cure", CHOICE, _choose, version=2, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, ridge_solution, levels=(3,), objectives=(1,)),
)
