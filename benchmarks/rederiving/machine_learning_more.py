"""Readers for machine learning: training, regularisation, components, recurrences, kernels, and transformed variables."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.foundations import f
from rederiving.latex import array, dot, function_of, norm
from rederiving.machine_learning import lists, points, rule, taken
from rederiving.numeric import a, column, det, eigenvalues, inverse, listed, n, one, roots, solve
from rederiving.rules import Formula
from rederiving.statistics import mean, spread

S = "adaline.unknown"
rule.story(S, 2, lambda e, y: y - e, "^Adaline made the error", "What was its activation")
rule.story(
    S,
    7,
    lambda u, v, b, x, y, t, c: (c - b) / (t - u * x - v * y - b),
    "One step of the delta rule",
    "Which learning rate was used",
)


def _adaline(w: list[Any], examples: list[Any], rate: Any) -> Any:
    """One step of the delta rule with all examples at once."""
    moved = list(w)
    for x, y, t in zip(examples[::3], examples[1::3], examples[2::3], strict=True):
        error = t - (w[0] * x + w[1] * y + w[2])
        moved = [m + rate * error * v for m, v in zip(moved, (x, y, 1), strict=True)]
    return column(*moved)


rule.story(
    "adaline.step",
    0,
    lambda *v: _adaline(list(v[:3]), list(v[3:-1]), v[-1]) if len(v) in (7, 10) else None,
    "^Adaline stands at",
    "Give \\$\\[w_1, w_2, b\\]",
)
rule.story(
    "adaline.loss",
    0,
    lambda u, v, b, *e: (
        sum((t - u * x - v * y - b) ** 2 for x, y, t in zip(e[::3], e[1::3], e[2::3], strict=True)) / 2
    ),
    "^Adaline has the weights",
    "loss",
)
S = "backpropagation.unknown"
rule(
    S,
    lambda p, h, g: n(p) - n(g) / n(h),
    "A network with the loss $\\frac{1}{2} (\\hat{y} - y)^2$ predicts $\\hat{y} = «p»$ from the hidden value $h = «h»$ with $\\hat{y} = vh + c$. The gradient by $v$ is $«g»$. What was the target $y$?",
)
rule(
    S,
    lambda g, t, x: n(t) / (n(g) * n(x)),
    "In $\\hat{y} = vh + c$ with $h = \\max(0, wx + b)$ the gradient by $\\hat{y}$ is $«g»$ and the one by $w$ is $«t»$, for $x = «x»$ and an open ReLU. Which number is $v$?",
)
S = "backpropagation.layers"
rule(
    S,
    lambda d, w, z: (
        lambda back, open_: array([[back[i, 0] if open_[i, 0] > 0 else mp.mpf(0)] for i in range(len(back))])
    )(a(w).T @ a(d), a(z)),
    "The gradient by the pre-activations of layer 2 is $\\boldsymbol{\\delta}^{(2)} = «d»$, its weights are $W^{(2)} = «w»$. Layer 1 has ReLU and the pre-activations $\\mathbf{z}^{(1)} = «z»$. What is $\\boldsymbol{\\delta}^{(1)}$?",
)
rule(
    S,
    lambda h, d: a(d) @ a(h).T,
    "A layer got the input $\\mathbf{h} = «h»$, and the gradient by its pre-activations is $\\boldsymbol{\\delta} = «d»$. What is the gradient by its weight matrix, $\\nabla_W L$?",
)
rule(
    "backpropagation.differences",
    lambda x, e, w: (f(x, "w")(n(w) + n(e)) - f(x, "w")(n(w) - n(e))) / (2 * n(e)),
    "Check a gradient: the loss is $L(w) = «x»$. What does the central difference with $\\epsilon = «e»$ give at $w = «w»$?",
)


def _tiny(by: str, **at: str) -> Any:
    values = {name: n(text) for name, text in at.items()}
    if by not in values:
        return None

    def loss(t: Any) -> Any:
        v = {**values, by: t}
        hidden = max(mp.mpf(0), v["w"] * v["x"] + v["b"])
        return (v["v"] * hidden + v["c"] - v["y"]) ** 2 / 2

    return mp.diff(loss, values[by])


_TINY = "A tiny network: $h = \\max(0, wx + b)$, $\\hat{y} = vh + c$, loss $L = \\frac{1}{2} (\\hat{y} - y)^2$. With $x = «x»$, $y = «y»$, $w = «w»$, $b = «b»$, $v = «v»$, $c = «c»$: "
rule(
    "backpropagation.chain",
    lambda by, **at: _tiny(by, **at),
    _TINY + "what is $\\partial L / \\partial «by»$?",
    _TINY + "compute $\\frac{\\partial L}{\\partial «by»}$ by hand.",
)
S = "bias-variance-tradeoff.parts"
for _data in lists("p"):
    _start = f"Trained on «k» equally likely training sets, … predicts {_data} at a point where the truth is $f(x) = «t»$. "
    rule(
        S,
        lambda **k: (mean(listed(taken(k, "p"))) - n(k["t"])) ** 2,
        _start + "What is the squared bias there?",
    )
    rule(S, lambda **k: spread(listed(taken(k, "p"))), _start + "What is the variance there?")
    rule(
        S,
        lambda **k: mean([(v - n(k["t"])) ** 2 for v in listed(taken(k, "p"))]) + n(k["s"]),
        _start + "The noise has the variance $«s»$. What is the expected squared error there?",
    )
for _data, _model in itertools.product(
    lists("p"),
    ("a tree of depth «deep»", "a polynomial of degree «deep»", "a neighbour rule with k = «deep»"),
):
    _start = f"Trained on «k» equally likely training sets, {_model} predicts {_data} at a point where the truth is $f(x) = «t»$. "
    rule(
        S,
        lambda **k: (mean(listed(taken(k, "p"))) - n(k["t"])) ** 2,
        _start + "What is the squared bias there?",
    )
    rule(S, lambda **k: spread(listed(taken(k, "p"))), _start + "What is the variance there?")
    rule(
        S,
        lambda **k: mean([(v - n(k["t"])) ** 2 for v in listed(taken(k, "p"))]) + n(k["s"]),
        _start + "The noise has the variance $«s»$. What is the expected squared error there?",
    )
rule(
    "bias-variance-tradeoff.shrink",
    lambda m, v, c: n(c) ** 2 * n(v) + (n(c) * n(m) - n(m)) ** 2,
    "An unbiased predictor of $«m»$ has the variance $«v»$. It is shrunk: multiplied by $«c»$. What is its expected squared miss of $«m»$ now?",
)
S = "bias-variance-tradeoff.unknown"
rule.story(S, 3, lambda e, b, v: e - b * b - v, "What is the variance of the noise")
rule.story(S, 3, lambda e, v, s: mp.sqrt(e - v - s), "How large is the bias")
rule.story(S, 3, lambda e, b, s: e - b * b - s, "What is its variance over training sets")
S = "cross-validation.by-hand"


def _cross_validated(values: list[Any], size: int) -> Any:
    folds = [values[i : i + size] for i in range(0, len(values), size)]
    return mean(
        [
            (y - mean([v for j, other in enumerate(folds) if j != i for v in other])) ** 2
            for i, fold in enumerate(folds)
            for y in fold
        ]
    )


rule.story(S, 3, lambda *v: _cross_validated(list(v), 1), "^Leave-one-out: three targets", "squared error")
rule.story(S, 6, lambda *v: _cross_validated(list(v), 2), "^Three folds of two targets each", "squared error")
rule.story(
    "cross-validation.count",
    2,
    lambda s, k: s * k + 1,
    "settings are compared by",
    "trained once more on all the data",
)
rule.story(
    "cross-validation.count",
    2,
    lambda k, folds: k - k / folds,
    "folds of equal size",
    "On how many examples is the model of each round trained",
)
rule.story(
    "cross-validation.missing",
    0,
    lambda k, m, j, *v: k * m - sum(v) if j == k - 1 == len(v) else None,
    "What is the error of the last fold",
)
S = "ensembles-and-boosting.average"
rule.story(
    S, 3, lambda k, v, r: r * v + (1 - r) * v / k, "(pairwise correlation|any two have the correlation)"
)
rule.story(
    "ensembles-and-boosting.correlation",
    3,
    lambda k, v, t: one(roots(lambda r: r * v + (1 - r) * v / k - t)),
    "What is the correlation of any two",
)
S = "ensembles-and-boosting.vote"


def _vote(chances: list[Any]) -> Any:
    return sum(
        math.prod(p if hit else 1 - p for p, hit in zip(chances, hits, strict=True))
        for hits in itertools.product((0, 1), repeat=len(chances))
        if 2 * sum(hits) > len(chances)
    )


rule.story(S, 2, lambda k, p: _vote([p] * int(k)), "^\\d+ independent classifiers are each right", "majority")
rule.story(S, 3, lambda *p: _vote(list(p)), "^Three independent classifiers are right", "majority")
S = "ensembles-and-boosting.adaboost"
_boost = lambda k, w: (w / k, mp.log((1 - w / k) / (w / k)) / 2)


def _new_weight(k: Any, w: Any, sign: int) -> Any:
    _, say = _boost(k, w)
    total = w * mp.exp(say) + (k - w) * mp.exp(-say)
    return mp.exp(sign * say) / total


rule.story(S, 2, lambda k, w: _boost(k, w)[1], "^AdaBoost starts with", "What is its say")
rule.story(
    S,
    2,
    lambda k, w: _new_weight(k, w, 1),
    "^AdaBoost starts with",
    "the new weight of an example that it got wrong",
)
rule.story(
    S,
    2,
    lambda k, w: _new_weight(k, w, -1),
    "^AdaBoost starts with",
    "the new weight of an example that it got right",
)
rule(
    "ensembles-and-boosting.error",
    lambda x: 1 / (1 + mp.exp(2 * n(x))),
    "… has the say $\\alpha = «x»$. What total weight had the examples that it got wrong?",
    "… has the say $\\alpha = «x»$. What was its weighted error?",
    "… has the say $\\alpha = «x»$. Which weighted error $\\varepsilon$ did it make?",
)
S = "regularisation.ridge"
_ridge = lambda v, lam: sum(x * y for x, y in points(v)) / (sum(x * x for x, _ in points(v)) + lam)
rule.story(
    S,
    0,
    lambda *v: _ridge(v[:-1], v[-1]),
    "\\$\\\\hat\\{y\\} = wx\\$",
    "(plus \\$[\\d.]+ w\\^2\\$\\.|with the penalty)",
)
S = "regularisation.strength"
rule.story(
    S,
    0,
    lambda *v: (v[0] / v[-1]) ** 2 if len(v) == 3 and v[1] == 0 else None,
    "Which strength \\$\\\\lambda\\$ of an L2 penalty",
)
rule.story(
    S,
    0,
    lambda *v: sum(x * y for x, y in points(v[:-1])) / v[-1] - sum(x * x for x, _ in points(v[:-1])),
    "How strong was the penalty",
)
rule.story(S, 2, lambda lam, s: s / mp.sqrt(lam), "Which standard deviation of a normal prior on the weights")


def _lasso(v: tuple[Any, ...], lam: Any) -> Any:
    """The minimum of a sum of squares plus a multiple of the absolute value, on both sides of zero."""
    xy, xx = sum(x * y for x, y in points(v)), sum(x * x for x, _ in points(v))
    loss = lambda w: sum((y - w * x) ** 2 for x, y in points(v)) + lam * abs(w)
    found = [w for w, sign in (((xy - lam / 2) / xx, 1), ((xy + lam / 2) / xx, -1)) if w * sign > 0]
    return min([*found, mp.mpf(0)], key=loss)


rule.story(
    "regularisation.lasso", 0, lambda *v: _lasso(v[:-1], v[-1]), "^The lasso minimises", "Which one is it"
)
S = "weight-initialisation.unknown"
rule.story(
    S,
    2,
    lambda k, t: 2 * t / k,
    "inputs per unit and ReLU\\. The mean square of the signal is multiplied by \\$[^$]+\\$ in every layer\\. Which variance have the weights",
)
rule.story(
    S,
    1,
    lambda k: 2 / k,
    "inputs per unit and ReLU\\. Which variance must the weights have so that the mean square of the signal stays the same",
)
rule.story(
    S,
    2,
    lambda k, t: t / k,
    "no activation\\. The mean square of the signal is multiplied by \\$[^$]+\\$ in every layer\\. Which variance have the weights",
)
rule.story(
    S,
    1,
    lambda k: 1 / k,
    "no activation\\. Which variance must the weights have so that the mean square of the signal stays the same",
)
rule.story(
    S,
    1,
    lambda s: 2 / s**2,
    "^He initialisation gave a layer weights with the standard deviation",
    "How many inputs has it",
)
rule.story(
    S,
    2,
    lambda units, s: 2 / s**2,
    "^A ReLU layer with \\d+ units was initialised by the He rule with the standard deviation",
    "What is its fan-in",
)
S = "weight-initialisation.width"
_variance = {"He": lambda i, o: 2 / n(i), "Xavier": lambda i, o: 2 / (n(i) + n(o))}
_start = "A layer with «i» inputs and «o» units is initialised by the «r» rule. "
rule(S, lambda i, o, r: _variance[r](i, o), _start + "What variance do the weights get?")
rule(S, lambda i, o, r: mp.sqrt(_variance[r](i, o)), _start + "What standard deviation do the weights get?")
rule(
    S,
    lambda i, o, r: mp.sqrt(3 * _variance[r](i, o)),
    _start + "The weights are drawn uniformly between $-a$ and $a$. What is $a$?",
)
rule.story(
    "weight-initialisation.stack",
    4,
    lambda k, units, zero, v: (units * v) ** int(k) if zero == 0 else None,
    "no activation\\. By which factor has the mean square of the signal changed at the end",
)
rule.story(
    "weight-initialisation.stack",
    4,
    lambda k, units, zero, v: (units * v / 2) ** int(k) if zero == 0 else None,
    "ReLU after each\\. By which factor has the mean square of the signal changed at the end",
)
S = "principal-component-analysis.unknown"
rule(
    S,
    lambda v, s: n(v) / n(s) - n(v),
    "In two dimensions the first principal component has the variance $«v»$ and explains the share $«s»$. What is the variance along the second?",
)
rule(
    S,
    lambda v, s: one(roots(lambda c: (n(v) + c) - n(s) * 2 * n(v))),
    "Two features have the variance $«v»$ each and a positive covariance. The first principal component explains the share $«s»$ of the variance. What is the covariance?",
)


def _covariance(v: tuple[Any, ...]) -> Any:
    xs, ys = v[::2], v[1::2]
    c = sum((x - mean(xs)) * (y - mean(ys)) for x, y in points(v)) / (len(xs) - 1)
    return array([[spread(xs, 1), c], [c, spread(ys, 1)]])


rule.story(
    "principal-component-analysis.covariance",
    6,
    lambda *v: _covariance(v),
    "^The data are",
    "sample covariance matrix",
)
rule.story(
    "principal-component-analysis.covariance",
    7,
    lambda *v: _covariance(v[:-1]) if v[-1] == 2 else None,
    "^The data are",
    "covariance matrix \\(dividing by",
)
_PCA = "Data have the mean $(«m»)$ and the first principal component $\\mathbf{v} = \\left(«v»\\right)$. What is the ‹score|reconstruction› of the point $(«p»)$"
_scored = lambda m, v, p: dot(column(*listed(p)) - column(*listed(m)), column(*listed(v)))
rule(
    "principal-component-analysis.score",
    lambda m, v, p: _scored(m, v, p),
    _PCA.replace("‹score|reconstruction›", "score") + "?",
)
rule(
    "principal-component-analysis.score",
    lambda m, v, p: column(*listed(m)) + _scored(m, v, p) * column(*listed(v)),
    _PCA.replace("‹score|reconstruction›", "reconstruction") + " from this one component?",
)
rule(
    "principal-component-analysis.share",
    lambda m: max(eigenvalues(a(m))) / sum(a(m)[i, i] for i in range(len(a(m)))),
    "Centred data have the covariance matrix $S = «m»$. Which share of the variance does the first principal component explain?",
)
rule(
    "principal-component-analysis.share",
    lambda r, x, y: max(n(x), n(y)) ** 2 / (n(x) ** 2 + n(y) ** 2),
    "The centred data matrix («r» rows) has the singular values $«x»$ and $«y»$. Which share of the variance does the first principal component explain?",
)
S = "recurrent-networks.gate"
rule.story(S, 4, lambda c, t, new, i: (t - i * new) / c, "What was the forget gate")
rule.story(S, 4, lambda c, t, new, g: (t - g * c) / new, "What was the input gate")
rule.story(S, 4, lambda g, i, new, t: (t - i * new) / g, "What did it hold before")


def _unrolled(w: Any, u: Any, b: Any, inputs: Any) -> Any:
    h = mp.mpf(0)
    for x in inputs:
        h = w * h + u * x + b
    return h


for _data in lists("p"):
    _net = "A recurrent network without activation, $h_t = wh_{t-1} + ux_t + b$, has $w = «w»$, $u = «u»$, $b = «b»$ and starts at $h_0 = 0$. "
    rule(
        "recurrent-networks.states",
        lambda **k: _unrolled(n(k["w"]), n(k["u"]), n(k["b"]), listed(taken(k, "p"))),
        _net + f"Its inputs are {_data}. What is $h_«last»$?",
        _net + f"Unroll it over the inputs {_data} and give the last hidden state.",
    )

    def _shared(**k: str) -> Any:
        inputs = listed(taken(k, "p"))
        by = {
            "u": lambda t: _unrolled(n(k["w"]), t, 0, inputs),
            "w": lambda t: _unrolled(t, n(k["u"]), 0, inputs),
        }[k["by"]]
        return mp.diff(by, n(k[k["by"]])) if int(k["last"]) == len(inputs) else None

    rule(
        "recurrent-networks.shared",
        _shared,
        f"Without activation and bias: $h_s = wh_{{s-1}} + ux_s$, $h_0 = 0$, with $w = «w»$, $u = «u»$ and the inputs {_data}. What is $\\partial h_«last» / \\partial «by»$, through all steps that share it?",
    )
rule(
    "recurrent-networks.through",
    lambda w, i, j: n(w) ** (int(i) - int(j)),
    "A recurrent unit has the weight $w = «w»$ to itself and no activation. What is $\\partial h_{«i»} / \\partial h_{«j»}$?",
)
rule(
    "recurrent-networks.through",
    lambda w, s, i, j: (n(w) * n(s)) ** (int(i) - int(j)),
    "A recurrent unit has the weight $w = «w»$ to itself and the activation has the slope $«s»$ at every step. What is $\\partial h_{«i»} / \\partial h_{«j»}$?",
)
S = "support-vector-machines.multipliers"
rule.story(
    S,
    7,
    lambda x, y, one_, u, v, other, alpha: alpha * column(x - u, y - v) if (one_, other) == (1, -1) else None,
    "both have the multiplier",
    "What is \\$\\\\mathbf\\{w\\}\\$",
)
rule.story(
    S,
    6,
    lambda x, y, one_, u, v, other: 2 / ((x - u) ** 2 + (y - v) ** 2) if (one_, other) == (1, -1) else None,
    "Which multiplier \\$\\\\alpha\\$ do both get in the hard-margin machine",
)
rule.story(
    S,
    5,
    lambda p, q, x, y, t: t - p * x - q * y if abs(t) == 1 else None,
    "is a support vector\\. What is \\$b\\$",
)
S = "support-vector-machines.kernel"
_pair = lambda x, z: dot(column(*listed(x)), column(*listed(z)))
rule(
    S,
    lambda e, x, z: f(e.replace("\\mathbf{x} \\cdot \\mathbf{z}", "s"), "s")(_pair(x, z)),
    "What is the kernel $k(\\mathbf{x}, \\mathbf{z}) = «e»$ for $\\mathbf{x} = («x»)$ and $\\mathbf{z} = («z»)$?",
)


def _features(e: str, x: str, z: str) -> Any:
    names = ("x_1", "x_2")
    return sum(
        function_of(part, *names)(*listed(x)) * function_of(part, *names)(*listed(z)) for part in e.split(",")
    )


rule(
    S,
    _features,
    "The features of a point are $\\boldsymbol{\\phi}(\\mathbf{x}) = («e»)$. What is $\\boldsymbol{\\phi}(\\mathbf{x}) \\cdot \\boldsymbol{\\phi}(\\mathbf{z})$ for $\\mathbf{x} = («x»)$, $\\mathbf{z} = («z»)$?",
)
rule(
    "support-vector-machines.width",
    lambda w, b: 2 / norm(column(*listed(w))),
    "The line $f(\\mathbf{x}) = \\mathbf{w} \\cdot \\mathbf{x} + b$ has $\\mathbf{w} = («w»)$, $b = «b»$. What is the width of its margin band?",
    "A support vector machine found $\\mathbf{w} = («w»)$ and $b = «b»$. How wide is the band between $f = -1$ and $f = 1$?",
)
S = "support-vector-machines.soft"
_hinges = lambda u, v, b, e: sum(
    max(mp.mpf(0), 1 - t * (u * x + v * y + b)) for x, y, t in zip(e[::3], e[1::3], e[2::3], strict=True)
)
rule.story(
    S,
    0,
    lambda u, v, b, *e: (u * u + v * v) / 2 + e[-1] * _hinges(u, v, b, e[:-1]),
    "^A soft-margin machine stands at",
    "what is the value that it minimises",
)
rule.story(
    S,
    0,
    lambda u, v, b, *e: (e[-1] - (u * u + v * v) / 2) / _hinges(u, v, b, e[:-1]),
    "^A soft-margin machine stands at",
    "Which \\$C\\$ is used",
)
S = "normalisation-layers.entry"
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}
normalised = lambda v: [(x - mean(v)) / mp.sqrt(spread(v)) for x in v]
for _data in lists("p"):
    for _start in (
        f"The row of one example is {_data}. It is normalised with its mean and variance",
        f"A column of a batch is {_data}. It is normalised with its mean and variance",
        f"A row of activations is {_data}. It is normalised with its mean and variance",
    ):
        rule(
            S,
            lambda **k: normalised(listed(taken(k, "p")))[_PLACES[k["o"]]],
            _start + ". What becomes of the «o» entry?",
        )
        rule(
            S,
            lambda **k: n(k["g"]) * normalised(listed(taken(k, "p")))[_PLACES[k["o"]]] + n(k["s"]),
            _start
            + ", then scaled by $\\gamma = «g»$ and shifted by $\\beta = «s»$. What becomes of the «o» entry?",
        )
    for _ends in lists("q"):

        def _through(**k: str) -> Any:
            v, slopes, place = listed(taken(k, "p")), listed(taken(k, "q")), _PLACES[k["o"]]
            loss = lambda t: dot(column(*normalised([*v[:place], t, *v[place + 1 :]])), column(*slopes))
            return mp.diff(loss, v[place])

        rule(
            "normalisation-layers.gradient",
            _through,
            f"The activations {_data} are normalised ($\\gamma = 1$, $\\epsilon = 0$). The loss has the derivatives {_ends} by the normalised values. What is its derivative by the «o» activation?",
        )
S = "normalisation-layers.unknown"
rule(
    S,
    lambda m, v, g, x, y: n(y) - n(g) * (n(x) - n(m)) / mp.sqrt(n(v)),
    "In use, batch normalisation takes its running mean $«m»$ and running variance $«v»$, whatever the batch. With $\\gamma = «g»$ it turns $«x»$ into $«y»$. What is $\\beta$?",
)
rule(
    S,
    lambda m, v, z: n(m) + n(z) * mp.sqrt(n(v)),
    "A group with the mean $«m»$ and the variance $«v»$ was normalised, and one entry became $«z»$. What was it before?",
)


def _axis(m: str, kind: str, i: str, j: str) -> Any:
    matrix, row, col = a(m), int(i) - 1, int(j) - 1
    if kind == "RMS":
        return matrix[row, col] / mp.sqrt(mean([v * v for v in matrix[row, :]]))
    return (
        normalised(list(matrix[row, :]))[col]
        if kind == "Layer"
        else normalised(list(matrix[:, col]))[row]
        if kind == "Batch"
        else None
    )


rule(
    "normalisation-layers.axis",
    _axis,
    "A batch has two examples (rows) and two features: $«m»$. «kind» normalisation is applied, with $\\gamma = 1$, $\\beta = 0$ and $\\epsilon = 0$. What stands in row «i», column «j» afterwards?",
)
rule.story(
    "bayesian-optimisation.kappa",
    3,
    lambda m, v, t: (t - m) / mp.sqrt(v),
    "upper confidence bound",
    "Which \\$\\\\kappa\\$ was used",
)
rule.story(
    "bayesian-optimisation.bound",
    3,
    lambda m, v, k: m + k * mp.sqrt(v),
    "What is the upper confidence bound with",
)
S = "bayesian-optimisation.posterior"
_SEEN = "A Gaussian process with prior mean 0 and $k(\\mathbf{x}, \\mathbf{x}) = 1$ has seen "
for _value, _end in (
    (True, "What is the mean of the process at the new point?"),
    (False, "What is the variance of the process at the new point?"),
):
    rule(
        S,
        lambda y, k, mean_=_value: n(k) * n(y) if mean_ else 1 - n(k) ** 2,
        _SEEN + "one exact value, $«y»$. The kernel between that point and a new one is $«k»$. " + _end,
    )
    rule(
        S,
        lambda y, z, r, k, m, mean_=_value: (
            lambda kernel, near: (
                dot(near, inverse(kernel) @ column(n(y), n(z)))
                if mean_
                else 1 - dot(near, inverse(kernel) @ near)
            )
        )(array([[mp.mpf(1), n(r)], [n(r), mp.mpf(1)]]), column(n(k), n(m))),
        _SEEN
        + "the values $«y»$ and $«z»$ at two points whose kernel is $«r»$. The kernels between them and a new point are $«k»$ and $«m»$. "
        + _end,
    )
rule(
    "bayesian-optimisation.improvement",
    lambda m, s, best, z, p, d: (
        (n(m) - n(best)) * n(p) + n(s) * n(d)
        if abs((n(m) - n(best)) / n(s) - n(z)) < mp.mpf("1e-20")
        else None
    ),
    "At a new point a Gaussian process has the mean $«m»$ and the standard deviation $«s»$; the best value so far is $«best»$. Take $\\Phi(«z») = «p»$ and $\\varphi(«z») = «d»$. What is the expected improvement?",
)
_X = "$X$ has the density $f(x) = «x»$ for $«low» < x < «high»$"
_U = "$X$ is uniform between $«low»$ and $«high»$"


def _density(x: str | None, low: str, high: str) -> Any:
    width = n(high) - n(low)
    inner = f(x) if x is not None else lambda t: 1 / width
    return lambda t: inner(t) if n(low) < t < n(high) else mp.mpf(0)


def _pushed(t: str, v: Any, x: str | None, low: str, high: str) -> Any:
    """The density of a monotone function of a variable at a place."""
    function = function_of(t, "X")
    at = one(solve(lambda s: function(s) - v, n(low) + mp.mpf("1e-9"), n(high) - mp.mpf("1.3e-9")))
    return _density(x, low, high)(at) / abs(mp.diff(function, at))


S = "transformations-of-random-variables.linear"
rule(
    S,
    lambda x, low, high, t, v: _pushed(t, n(v), x, low, high),
    _X + ", and $Y = «t»$. What is the density of $Y$ at $y = «v»$?",
)
rule(
    S,
    lambda low, high, t: (lambda g: 1 / abs(g(n(high)) - g(n(low))))(function_of(t, "X")),
    _U + ", and $Y = «t»$. How high is the density of $Y$ where it is not zero?",
)
S = "transformations-of-random-variables.power"


def _power(t: str, low: str, high: str, x: str | None = None) -> Formula | None:
    exponent = re.fullmatch(r"X\^\{?(\d)\}?", t)
    if exponent is None or n(low) != 0:
        return None
    k = int(exponent[1])

    def density(y: Any) -> Any:
        inner = f(x) if x is not None else lambda s: 1 / n(high)
        root = mp.root(y, k)
        return inner(root) / (k * root ** (k - 1))

    return Formula(("y",), density)


for _end in (
    "Find the density $g(y)$ on $«p» < y < «q»$.",
    "What is the density of $Y$ for $«p» < y < «q»$?",
):
    rule(S, lambda x, low, high, t, p, q: _power(t, low, high, x), _X + ", and $Y = «t»$. " + _end)
    rule(S, lambda low, high, t, p, q: _power(t, low, high), _U + ", and $Y = «t»$. " + _end)
S = "transformations-of-random-variables.expectation"
_expected = lambda t, low, high, x=None: mp.quad(
    lambda s: function_of(t, "X")(s) * (f(x)(s) if x else 1 / (n(high) - n(low))), [n(low), n(high)]
)
rule(
    S,
    lambda x, low, high, t: _expected(t, low, high, x),
    _X + ". What is $E\\left[«t»\\right]$?",
    _X + ". What is $E[«t»]$?",
)
rule(
    S,
    lambda low, high, t: _expected(t, low, high),
    _U + ". What is $E\\left[«t»\\right]$?",
    _U + ". What is $E[«t»]$?",
)
rule(
    "transformations-of-random-variables.from-uniform",
    lambda x, low, high, u: one(
        solve(lambda t: f(x)(t) - n(u), n(low) + mp.mpf("1e-9"), n(high) - mp.mpf("1.3e-9"))
    ),
    "A distribution has the cumulative function $F(x) = «x»$ for $«low» < x < «high»$. A uniform random number came out as $u = «u»$. Which value of this distribution does it give?",
)
rule(
    "transformations-of-random-variables.from-uniform",
    lambda x, u: one(solve(lambda t: f(x)(t) - n(u), "0.000013", 60)),
    "A distribution has the cumulative function $F(x) = «x»$ for $x > 0$. A uniform random number came out as $u = «u»$. Which value of this distribution does it give?",
)
_JOINT = "$(X_1, X_2)$ is normal with mean $(«m»)$ and covariance matrix $«s»$. "
_coefficients = lambda x: column(*[function_of(x, "X_1", "X_2")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0)])
rule(
    "multivariate-normal.sum",
    lambda m, s, x: dot(_coefficients(x), column(*listed(m))),
    _JOINT + "What is the mean of $«x»$?",
)
rule(
    "multivariate-normal.sum",
    lambda m, s, x: (_coefficients(x).T @ a(s) @ _coefficients(x))[0, 0],
    _JOINT + "What is the variance of $«x»$?",
)
rule(
    "multivariate-normal.given",
    lambda m, s, x: listed(m)[1] + a(s)[1, 0] / a(s)[0, 0] * (n(x) - listed(m)[0]),
    _JOINT + "It is known that $X_1 = «x»$. What is the mean of $X_2$ now?",
)
rule(
    "multivariate-normal.given",
    lambda m, s, x: a(s)[1, 1] - a(s)[1, 0] ** 2 / a(s)[0, 0],
    _JOINT + "It is known that $X_1 = «x»$. What is the variance of $X_2$ now?",
)
rule(
    "multivariate-normal.unknown",
    lambda m, v, u, x, t: (n(t) - n(u)) * n(v) / (n(x) - n(m)),
    "$X_1$ has the mean $«m»$ and the variance $«v»$, $X_2$ the mean $«u»$; they are jointly normal. Given $X_1 = «x»$ the mean of $X_2$ is $«t»$. What is their covariance?",
)
_BELL = "A bivariate normal has the mean $(«m»)$ and the covariance matrix $\\Sigma = «s»$. For the point $(«p»)$, "
_squared = lambda m, s, p: (lambda d: (d.T @ inverse(a(s)) @ d)[0, 0])(
    column(*listed(p)) - column(*listed(m))
)
S = "multivariate-normal.distance"
rule(S, _squared, _BELL + "what is $D^2$, the square of its Mahalanobis distance from the mean?")
rule(
    S,
    lambda m, s, p: mp.sqrt(_squared(m, s, p)),
    _BELL + "what is its Mahalanobis distance $D$ from the mean?",
)
rule(
    S,
    lambda m, s, p: mp.exp(-_squared(m, s, p) / 2) / (2 * mp.pi * mp.sqrt(det(a(s)))),
    _BELL + "what is the density there, exactly?",
)
rule(
    "multivariate-normal.sample",
    lambda s, lower, m, z: column(*listed(m)) + a(lower) @ column(*listed(z)),
    "The covariance matrix $«s»$ is $LL^\\top$ with $L = «lower»$, and the mean is $(«m»)$. Two standard normal numbers came out as $\\mathbf{z} = («z»)$. Which sample do they give?",
)
