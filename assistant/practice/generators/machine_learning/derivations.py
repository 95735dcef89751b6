"""Derivations of machine learning, their steps mixed up and to be put into order.

They are computed on numbers that are drawn for them: every side of every step by itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.notation import dot_sum, plus, scaled, short, tex, vec
from assistant.practice.order_steps import Link, order_draft


def _exp(value: Any) -> Any:
    return second_way.called("exp", value)


def _log(value: Any) -> Any:
    return second_way.called("log", value)


def logistic_gradient(draw: Draw, level: int) -> Draft:
    """The slope of the logistic loss by a weight, down to prediction minus label times input."""
    a = draw.integer(2, 20)
    loss = rf"\ln \left(1 + e^{{-{a} w}} \right)"
    below = rf"1 + e^{{-{a} w}}"
    return order_draft(
        draw,
        task=rf"differentiate the logistic loss ${loss}$ of an example with the input {a} and the label 1, until the prediction "
        r"$\sigma(z) = 1 / (1 + e^{-z})$ appears",
        links=chain_links(
            (
                rf"\frac{{d}}{{dw}} {loss}",
                lambda p: second_way.slope(lambda w: _log(1 + _exp(-a * w)), p["w"]),
            ),
            (
                "Differentiate the logarithm, then what is inside it",
                rf"\frac{{1}}{{{below}}} \cdot \left(-{a} e^{{-{a} w}} \right)",
                lambda p: 1 / (1 + _exp(-a * p["w"])) * (-a * _exp(-a * p["w"])),
            ),
            (
                "Take the input out, add 1 above and take it away again",
                rf"{a} \cdot \frac{{1 - \left({below} \right)}}{{{below}}}",
                lambda p: a * (1 - (1 + _exp(-a * p["w"]))) / (1 + _exp(-a * p["w"])),
            ),
            (
                "Split the fraction into two",
                rf"{a} \left(\frac{{1}}{{{below}}} - 1 \right)",
                lambda p: a * (1 / (1 + _exp(-a * p["w"])) - 1),
            ),
            (
                "Read the fraction as the prediction",
                rf"{a} \left(\sigma({a} w) - 1 \right)",
                lambda p: a * (_exp(a * p["w"]) / (_exp(a * p["w"]) + 1) - 1),
            ),
        ),
        rule="Chain rule, and then a fraction is brought into the form of the prediction; prediction minus label remains.",
        names=("w",),
    )


def softmax_gradient(draw: Draw, level: int) -> Draft:
    """The slope of the cross-entropy by the score of the right class."""
    k, m = draw.integer(1, 9), draw.integer(1, 9)
    if k == m:
        raise Unsuitable("equal scores")
    rest = f"e^{{{k}}} + e^{{{m}}}"
    share = rf"\frac{{e^z}}{{e^z + {rest}}}"

    def other() -> Any:
        return _exp(k) + _exp(m)

    return order_draft(
        draw,
        task=rf"find the slope of the loss $-\ln p$ by the score $z$ of the right class, when the other two classes have the scores {k} and {m}",
        links=chain_links(
            (
                r"\frac{d}{dz} \left(-\ln p \right)",
                lambda p: second_way.slope(lambda z: -_log(_exp(z) / (_exp(z) + other())), p["z"]),
            ),
            (
                "Write the probability as a softmax",
                rf"\frac{{d}}{{dz}} \left(-\ln {share} \right)",
                lambda p: second_way.slope(lambda z: -_log(1 / (1 + other() * _exp(-z))), p["z"]),
            ),
            (
                "Minus the logarithm of a quotient is a difference, and the logarithm undoes the power",
                rf"\frac{{d}}{{dz}} \left(\ln \left(e^z + {rest} \right) - z \right)",
                lambda p: second_way.slope(lambda z: _log(_exp(z) + other()) - z, p["z"]),
            ),
            (
                "Differentiate both terms",
                f"{share} - 1",
                lambda p: _exp(p["z"]) / (_exp(p["z"]) + other()) - 1,
            ),
            (
                "Read the fraction as the probability again",
                "p - 1",
                lambda p: 1 / (1 + other() * _exp(-p["z"])) - 1,
            ),
        ),
        rule="The logarithm takes the softmax apart; the slope is probability minus one for the right class.",
        names=("z",),
    )


def bias_and_variance(draw: Draw, level: int) -> Draft:
    """Why a mean squared miss is variance plus squared bias."""
    runs = [draw.integer(0, 12) for _ in range(draw.integer(3, 5))]
    truth, n = draw.integer(0, 12), len(runs)
    m = Fraction(sum(runs), n)
    if len(set(runs)) < 2 or m == truth:
        raise Unsuitable("no variance or no bias")
    f, t = draw.choice(((r"\hat{f}", "f"), (r"\hat{y}", "t"), (r"\hat{\theta}", r"\theta")))

    def mean(values: Any) -> Any:
        found = [Fraction(v) for v in values]
        return sum(found) / len(found)

    return order_draft(
        draw,
        task=f"split the mean squared miss of a prediction ${f}$ of the fixed truth ${t}$ over all training sets, where $m$ is its mean prediction",
        links=chain_links(
            (f"E[({f} - {t})^2]", mean((v - truth) ** 2 for v in runs)),
            (
                "Add the mean prediction and take it away again",
                f"E[(({f} - m) + (m - {t}))^2]",
                mean(((v - m) + (m - truth)) ** 2 for v in runs),
            ),
            (
                "Multiply the square out; what is fixed comes out of the expectation",
                f"E[({f} - m)^2] + 2 (m - {t}) E[{f} - m] + (m - {t})^2",
                mean((v - m) ** 2 for v in runs)
                + 2 * (m - truth) * mean(v - m for v in runs)
                + (m - truth) ** 2,
            ),
            (
                "Distances from the mean are zero on average: one term drops out",
                f"E[({f} - m)^2] + (m - {t})^2",
                mean((v - m) ** 2 for v in runs) + (m - truth) ** 2,
            ),
            (
                "Give both parts their names",
                rf"\operatorname{{Var}}({f}) + \operatorname{{Bias}}^2",
                mean(v * v for v in runs) - m * m + (mean(runs) - truth) ** 2,
            ),
        ),
        rule="A zero is added in the right place, so that the scatter of the runs and the miss of their mean stand apart.",
    )


def ridge_solution(draw: Draw, level: int) -> Draft:
    """The ridge solution of one weight, from the slope of the penalised loss."""
    xs = [draw.nonzero(-4, 5) for _ in range(2)]
    ys = [draw.nonzero(-6, 8) for _ in range(2)]
    lam = draw.integer(1, 9)
    sxx, sxy = sum(x * x for x in xs), sum(x * y for x, y in zip(xs, ys, strict=True))
    if sxy == 0 or lam == sxx or sxy in xs or xs[0] == xs[1]:
        raise Unsuitable("too plain")
    best = Fraction(sxy, sxx + lam)
    points = " and ".join(f"$({x}, {y})$" for x, y in zip(xs, ys, strict=True))
    loss = lambda w: sum((w * x - y) ** 2 for x, y in zip(xs, ys, strict=True)) + lam * w * w  # noqa: E731
    spread = " + ".join(
        rf"2 \cdot {_guard(x)} \left({scaled(x, 'w')} {'-' if y > 0 else '+'} {abs(y)} \right)"
        for x, y in zip(xs, ys, strict=True)
    )
    sign = "-" if sxy > 0 else "+"
    collected = f"2 ({sxx} w {sign} {abs(sxy)}) + {2 * lam} w"
    joined = f"2 ({sxx + lam} w {sign} {abs(sxy)})"
    return order_draft(
        draw,
        task=f"find the weight of the ridge fit $w x$ to the points {points}, when the penalty is {lam} times the squared weight",
        links=(
            Link(
                "Differentiate every square and the penalty",
                f"L'(w) = {spread} + {2 * lam} w",
                (
                    lambda p: second_way.slope(loss, p["w"]),
                    lambda p: (
                        sum(2 * x * (x * p["w"] - y) for x, y in zip(xs, ys, strict=True)) + 2 * lam * p["w"]
                    ),
                ),
            ),
            Link(
                "Collect what comes from the data",
                f"{spread} + {2 * lam} w = {collected}",
                (
                    lambda p: (
                        sum(2 * x * (x * p["w"] - y) for x, y in zip(xs, ys, strict=True)) + 2 * lam * p["w"]
                    ),
                    lambda p: 2 * (sxx * p["w"] - sxy) + 2 * lam * p["w"],
                ),
                f"{spread} + {2 * lam} w",
            ),
            Link(
                "Join the penalty with the squares of the inputs",
                f"{collected} = {joined}",
                (
                    lambda p: 2 * (sxx * p["w"] - sxy) + 2 * lam * p["w"],
                    lambda p: 2 * ((sxx + lam) * p["w"] - sxy),
                ),
                collected,
            ),
            Link(
                f"The slope is zero at the best weight, ${tex(best)}$",
                f"{joined} = 0",
                (2 * ((sxx + lam) * best - sxy), 0),
                joined,
            ),
        ),
        rule="At the best weight the slope of loss plus penalty is zero; the penalty adds to the sum of the squared inputs.",
        names=("w",),
    )


def _guard(x: int) -> str:
    return f"({x})" if x < 0 else str(x)


def variance_along(draw: Draw, level: int) -> Draft:
    """Why the variance along an eigenvector of the covariance matrix is its eigenvalue."""
    lam = (draw.integer(1, 9), draw.integer(1, 9))
    if lam[0] == lam[1]:
        raise Unsuitable("no direction stands out")
    # Four points on two axes at right angles: their covariance matrix has these axes and these eigenvalues.
    unit, across = (Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5))
    cloud = [
        tuple(sign * second_way.root(2 * value) * second_way.real(part) for part in axis)
        for axis, value in zip((unit, across), lam, strict=True)
        for sign in (1, -1)
    ]

    def along(x: tuple[Any, ...]) -> Any:
        return x[0] * second_way.real(unit[0]) + x[1] * second_way.real(unit[1])

    c = [[sum(x[i] * x[j] for x in cloud) / 4 for j in (0, 1)] for i in (0, 1)]
    cu = [sum(c[i][j] * second_way.real(unit[j]) for j in (0, 1)) for i in (0, 1)]
    d, name = draw.choice((("u", r"\lambda"), ("v", r"\lambda"), ("w", r"\mu")))
    b = rf"\mathbf{{{d}}}"
    return order_draft(
        draw,
        task=rf"find the variance of centred data along a unit eigenvector ${b}$ of their covariance matrix $C$ with the eigenvalue ${name}$",
        links=chain_links(
            (
                rf"\frac{{1}}{{n}} \sum_i ({b}^T \mathbf{{x}}_i)^2",
                sum(along(x) ** 2 for x in cloud) / 4,
            ),
            (
                "Write the square as a product, one factor transposed",
                rf"\frac{{1}}{{n}} \sum_i {b}^T \mathbf{{x}}_i \mathbf{{x}}_i^T {b}",
                sum(along(x) * along(x) for x in cloud) / 4,
            ),
            (
                "The direction is the same for all points: take it out of the sum",
                rf"{b}^T \left(\frac{{1}}{{n}} \sum_i \mathbf{{x}}_i \mathbf{{x}}_i^T \right) {b}",
                sum(
                    second_way.real(unit[i]) * c[i][j] * second_way.real(unit[j])
                    for i in (0, 1)
                    for j in (0, 1)
                ),
            ),
            (
                "Read the bracket as the covariance matrix",
                rf"{b}^T C {b}",
                sum(second_way.real(unit[i]) * cu[i] for i in (0, 1)),
            ),
            (
                "The matrix only stretches its eigenvector",
                rf"{name} {b}^T {b}",
                lam[0] * (unit[0] ** 2 + unit[1] ** 2),
            ),
            ("It has length 1", name, Fraction(lam[0])),
        ),
        rule="A squared projection is a product of matrices in which the covariance matrix appears.",
    )


def variance_of_score(draw: Draw, level: int) -> Draft:
    """How the variance of a unit's score depends on the number of its inputs."""
    n, a, b = draw.choice((16, 25, 50, 64, 100, 128, 200, 256)), draw.integer(1, 9), draw.integer(2, 9)
    v, s = Fraction(a, 100), Fraction(b)
    every = [v * s] * n
    d = short(v)
    return order_draft(
        draw,
        task=f"find the variance of a unit's score from {n} inputs with mean square {b}; the weights are independent of "
        f"the inputs and of each other, with mean 0 and variance {d}",
        links=chain_links(
            (r"\operatorname{Var}(z)", sum(every)),
            (
                "Write the score as a sum over the inputs",
                rf"\operatorname{{Var}}(w_1 x_1 + \dots + w_{{{n}}} x_{{{n}}})",
                sum(v * s for _ in range(n)),
            ),
            (
                "Terms without correlation: their variances add up, and all are alike",
                rf"{n} \operatorname{{Var}}(w_1 x_1)",
                n * (v * s - 0),
            ),
            (
                "With mean 0, the variance of a product of independent factors is the product of their mean squares",
                rf"{n} \cdot {d} \cdot {b}",
                n * v * s,
            ),
            ("Work out the number", short(n * v * s), sum(every)),
        ),
        rule="Weights with mean 0 make the terms uncorrelated; so the variance grows with the number of inputs.",
    )


def perceptron_update(draw: Draw, level: int) -> Draft:
    """What one update does to the score of the example that was misjudged."""
    x, w = draw.full_vector(2, -4, 4), draw.full_vector(2, -5, 5)
    score, size = sum(a * b for a, b in zip(w, x, strict=True)), sum(a * a for a in x)
    if score >= 0 or size == -score:
        raise Unsuitable("not misjudged")
    return order_draft(
        draw,
        task=f"see what the score of $\\mathbf{{x}} = {vec(x)}$ with label 1 becomes when the weights $\\mathbf{{w}} = {vec(w)}$ misjudge it and are updated",
        links=chain_links(
            (
                r"\mathbf{w}_{\text{new}} \cdot \mathbf{x}",
                sum((b + a) * a for a, b in zip(x, w, strict=True)),
            ),
            (
                "Put in the update: the example is added to the weights",
                r"(\mathbf{w} + \mathbf{x}) \cdot \mathbf{x}",
                sum((a + b) * a for a, b in zip(x, w, strict=True)),
            ),
            (
                "Multiply out",
                r"\mathbf{w} \cdot \mathbf{x} + \mathbf{x} \cdot \mathbf{x}",
                sum(a * b for a, b in zip(w, x, strict=True)) + sum(a * a for a in x),
            ),
            (
                "Put in the components",
                f"({dot_sum(w, x)}) + ({dot_sum(x, x)})",
                sum(a * b for a, b in zip(w, x, strict=True)) + sum(a * a for a in x),
            ),
            (
                "Work out both brackets: the old score and the squared length",
                plus(score, size),
                score + size,
            ),
        ),
        rule="An update adds the example itself, so its score grows by its squared length: in the right direction, if not always far enough.",
    )


__all__ = [
    "bias_and_variance",
    "logistic_gradient",
    "perceptron_update",
    "ridge_solution",
    "softmax_gradient",
    "variance_along",
    "variance_of_score",
]
