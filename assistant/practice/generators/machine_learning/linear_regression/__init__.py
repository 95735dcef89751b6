"""Exercises on linear regression: the line through the means, the gradient of its loss, R squared, its coefficients."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.linear_regression.pieces import (
    SLOPE,
    Points,
    normal_equations,
    some_points,
    sums,
)
from assistant.practice.generators.machine_learning.linear_regression.questions import meaning, missing
from assistant.practice.generators.machine_learning.solutions import line_fit
from assistant.practice.generators.probability.pieces import (
    bracketed,
)
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    plus,
    rational,
    short,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "linear-regression"


GRADIENT = r"$\frac{\partial L}{\partial w} = \frac{2}{n} \sum_i (\hat{y}_i - y_i) x_i$ and $\frac{\partial L}{\partial b} = \frac{2}{n} \sum_i (\hat{y}_i - y_i)$."


DATA = (
    ("hours of practice", "points in a test"),
    ("age of a machine in years", "repairs"),
    ("temperature outside", "ice creams sold"),
    ("rooms of a flat", "its rent in hundreds"),
    ("size of a model", "its score"),
)


def _product(left: Fraction, right: Fraction) -> str:
    return rf"{guarded(left)} \cdot {guarded(right)}"


def _as_text(points: Points) -> str:
    return ", ".join(f"$({x}, {y})$" for x, y in points[:-1]) + f" and $({points[-1][0]}, {points[-1][1]})$"


def _fit(draw: Draw, level: int) -> Draft:
    points = some_points(draw, 3 if draw.coin() else 4)
    mx, my, sxy, sxx, _ = sums(points)
    slope = sxy / sxx
    start, intercept = my - slope * mx, draw.coin()
    key = rational(start if intercept else slope)
    if key.q > 30:
        raise Unsuitable("ugly value")
    what, target = draw.choice(DATA)
    steps = [
        Step(
            "How x and y move together, from their means",
            chain(plus(*(times(x - mx, y - my) for x, y in points)), sxy),
        ),
        Step("How much x moves", chain(plus(*(f"{bracketed(x - mx)}^{{2}}" for x, _ in points)), sxx)),
        Step("The slope", rf"\frac{{{tex(sxy)}}}{{{tex(sxx)}}} = {tex(slope)}"),
    ]
    if intercept:
        steps.append(
            Step("The line passes through the means", chain(f"{tex(my)} - {_product(slope, mx)}", start))
        )
    return Draft(
        prompt=f"A line $\\hat{{y}} = wx + b$ is fitted to {what} $x$ and {target} $y$: {_as_text(points)}. "
        + (
            draw.choice(
                (
                    "Where does the least squares line cut the vertical axis: what is $b$?",
                    "What is its intercept $b$?",
                )
            )
            if intercept
            else draw.choice(
                (
                    "What is the least squares slope $w$?",
                    "Find the slope $w$ with the smallest squared error.",
                )
            )
        ),
        key=key,
        proof=Rederived(
            "normal equations",
            "The normal equations of the uncentred data were solved by Cramer's rule.",
            lambda: normal_equations(points)[int(intercept)],
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for one number of the best line.",
            SLOPE,
            f"The means are ${tex(mx)}$ and ${tex(my)}$; take them away from every point.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(slope if intercept else start),
                "That is the slope; the intercept is asked for."
                if intercept
                else "That is the intercept; the slope is asked for.",
            ),
            Mistake(
                rational(
                    my + slope * mx
                    if intercept
                    else Fraction(sum(x * y for x, y in points), sum(x * x for x, _ in points))
                ),
                "The intercept is the mean of y minus the slope times the mean of x."
                if intercept
                else "That is the best line through the origin: subtract the means first.",
            ),
            Mistake(
                rational(my if intercept else sxy / len(points)),
                "That is the height at the mean of x, not at zero."
                if intercept
                else "Divide by how much x moves, not by the number of points.",
            ),
        ),
    )


def _gradient(draw: Draw, level: int) -> Draft:
    points = some_points(draw, 3 if draw.coin() else 4)
    w, b, n = draw.integer(-2, 3), draw.integer(-2, 3), len(points)
    errors = [w * x + b - y for x, y in points]
    parts = (
        Fraction(2 * sum(e * x for e, (x, _) in zip(errors, points, strict=True)), n),
        Fraction(2 * sum(errors), n),
    )
    if not any(parts):
        raise Unsuitable("already there")
    key = column(parts)

    def differences() -> Any:

        def loss(v: Any, c: Any) -> Any:
            return sum((v * x + c - y) ** 2 for x, y in points) / second_way.real(n)

        return second_way.slope(lambda v: loss(v, b), second_way.real(w)), second_way.slope(
            lambda c: loss(w, c), second_way.real(b)
        )

    return Draft(
        prompt=draw.choice(
            (
                f"The model $\\hat{{y}} = wx + b$ stands at $w = {w}$, $b = {b}$, and the data are {_as_text(points)}. Compute the gradient of the mean squared error, as $[\\partial L/\\partial w, \\partial L/\\partial b]$.",
                f"Training a line on {_as_text(points)} with the mean squared error: what is the gradient $[\\partial L/\\partial w, \\partial L/\\partial b]$ at $w = {w}$ and $b = {b}$?",
            )
        ),
        key=key,
        proof=Rederived(
            "differences",
            "Both slopes of the loss were measured with difference quotients at 80 digits.",
            differences,
        ),
        steps=(
            Step(
                "Errors: prediction minus target",
                chain(rf"{vec(w * x + b for x, _ in points)} - {vec(y for _, y in points)}", vec(errors)),
            ),
            Step(
                "By the weight: each error times its input",
                chain(
                    rf"\frac{{2}}{{{n}}} ({plus(*(times(e, x) for e, (x, _) in zip(errors, points, strict=True)))})",
                    parts[0],
                ),
            ),
            Step(
                "By the intercept: the errors alone", chain(rf"\frac{{2}}{{{n}}} ({plus(*errors)})", parts[1])
            ),
        ),
        hints=(
            "You are asked for two slopes of the loss.",
            GRADIENT,
            f"The prediction for the first point is ${plus(times(w, points[0][0]), b)}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(column([-p for p in parts]), "The sign: take prediction minus target."),
            Mistake(column([p / 2 for p in parts]), "The factor 2 of the square is missing."),
            Mistake(
                column([p * n for p in parts]),
                "It is the mean of the squares: divide by the number of points.",
            ),
            Mistake(column([parts[1], parts[1]]), "For the weight each error is multiplied by its input."),
            Mistake(column([parts[1], parts[0]]), "The other way round: the weight comes first."),
        ),
    )


def _explained(draw: Draw, level: int) -> Draft:
    points = some_points(draw, 3 if draw.coin() else 4)
    mx, my, sxy, sxx, syy = sums(points)
    slope = sxy / sxx
    start = my - slope * mx
    left = sum(((y - start - slope * x) ** 2 for x, y in points), Fraction(0))
    key = rational(1 - left / syy)
    if slope == 0 or slope.denominator > 4 or start.denominator > 6 or key.q > 60 or key == 1:
        raise Unsuitable("ugly value")
    line = plus(
        short(slope) + "x" if abs(slope) != 1 else "x" if slope == 1 else "-x",
        *([short(start)] if start else []),
    )
    return Draft(
        prompt=f"The least squares line of {_as_text(points)} is $\\hat{{y}} = {line}$. "
        + draw.choice(("What is $R^2$?", "Which share of the spread of $y$ does it explain: what is $R^2$?")),
        key=key,
        proof=Rederived(
            "correlation",
            "For a least squares line $R^2$ is the squared correlation, which was computed from the centred sums.",
            lambda: sxy * sxy / (sxx * syy),
        ),
        steps=(
            Step(
                "Squared errors that are left",
                chain(plus(*(f"{bracketed(y - start - slope * x)}^{{2}}" for x, y in points)), left),
            ),
            Step(
                "Squared errors of always guessing the mean",
                chain(plus(*(f"{bracketed(y - my)}^{{2}}" for _, y in points)), syy),
            ),
            Step("One minus the share that is left", rf"1 - \frac{{{tex(left)}}}{{{tex(syy)}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked which share of the spread is explained.",
            r"$R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}$.",
            f"The mean of $y$ is ${tex(my)}$; the line predicts ${tex(start + slope * points[0][0])}$ for the first point.",
        ),
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the share of the error that is left."),
            Mistake(rational(left / len(points)), "That is the mean squared error."),
            Mistake(rational(slope), "That is the slope."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "fit", COMPUTE, _fit, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "gradient", COMPUTE, _gradient, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "explained", COMPUTE, _explained, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "missing", REVERSE, missing, levels=(2, 3), objectives=(1, 2)),
    Generator(TOPIC, "meaning", TRUE_FALSE, meaning, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, line_fit, levels=(1,), objectives=(1,)),
)
