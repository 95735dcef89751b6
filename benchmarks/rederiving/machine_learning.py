"""Readers for machine learning: fits, metrics, perceptrons, clusters, networks, trees, kernels."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.latex import array, dot
from rederiving.linear_algebra_more import line_fit
from rederiving.numeric import a, column, gradient, listed, n, one, roots, solve
from rederiving.probability import entropy, rows_of
from rederiving.rules import Rules
from rederiving.statistics import mean, median, spread

rule = Rules()


def points(values: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Numbers two by two."""
    return list(zip(values[::2], values[1::2], strict=True))


def fitted(values: tuple[Any, ...]) -> Any:
    """Start and slope of the least-squares line through points."""
    found = points(values)
    return line_fit(column(*[x for x, _ in found]), column(*[y for _, y in found]))


def _mse_gradient(found: list[tuple[Any, Any]], w: Any, b: Any) -> Any:
    return gradient(lambda s, t: sum((s * x + t - y) ** 2 for x, y in found) / len(found), w, b)


S = "linear-regression.gradient"
rule.story(
    S, 0, lambda *v: _mse_gradient(points(v[:-2]), v[-2], v[-1]), "^Training a line on", "mean squared error"
)
rule.story(
    S,
    0,
    lambda *v: _mse_gradient(points(v[2:]), v[0], v[1]),
    "^The model",
    "stands at",
    "gradient of the mean squared error",
)
S = "linear-regression.missing"
rule.story(
    S,
    3,
    lambda x, y, z: -(x + y + z),
    "with an intercept was fitted to four points by least squares\\. Three of its residuals",
)
rule(
    S,
    lambda p, q, x, s: one(roots(lambda y: fitted((*listed(p), *listed(q), n(x), y))[1, 0] - n(s), 2)),
    "The points $(«p»)$, $(«q»)$ and $(«x», y)$ have a least squares line of slope $«s»$. Which number is $y$?",
)
rule.story(
    "linear-regression.fit",
    0,
    lambda *v: fitted(v)[0, 0],
    "is fitted to",
    "(intercept \\$b\\$|cut the vertical axis)",
)
rule.story("linear-regression.fit", 0, lambda *v: fitted(v)[1, 0], "is fitted to", "slope \\$w\\$")


def _r_squared(values: tuple[Any, ...]) -> Any:
    found = points(values)
    start, slope = fitted(values)[:, 0]
    ys = [y for _, y in found]
    return 1 - sum((y - start - slope * x) ** 2 for x, y in found) / (spread(ys) * len(ys))


rule.story(
    "linear-regression.explained",
    0,
    lambda *v: _r_squared(v[: len(v) - len(v) % 2]) if len(v) % 2 else _r_squared(v[:-2]),
    "^The least squares line of",
    "what is \\$R\\^2\\$|What is \\$R\\^2\\$",
)


def _auc(up: str, down: str) -> Any:
    pairs = list(itertools.product(listed(up), listed(down)))
    return mp.mpf(sum(2 * (x > y) + (x == y) for x, y in pairs)) / (2 * len(pairs))


def numbers(text: str) -> list[Any]:
    """Numbers written one after another, each in its own formula."""
    return listed(text)


_LIST = [
    ("$«{0}1»$",),
    ("$«{0}1»$ and $«{0}2»$",),
    ("$«{0}1»$, $«{0}2»$ and $«{0}3»$",),
    ("$«{0}1»$, $«{0}2»$, $«{0}3»$ and $«{0}4»$",),
    ("$«{0}1»$, $«{0}2»$, $«{0}3»$, $«{0}4»$ and $«{0}5»$",),
]


def lists(letter: str) -> list[str]:
    """Wordings of one to five numbers in a row."""
    return [forms[0].format(letter) for forms in _LIST]


def taken(gaps: dict[str, str], letter: str) -> str:
    """The numbers of a list, back together."""
    return ", ".join(text for name, text in gaps.items() if name[0] == letter and name[1:].isdigit())


for _up, _down in itertools.product(lists("p"), lists("q")):
    rule(
        "evaluation-metrics.pairs",
        lambda **k: _auc(taken(k, "p"), taken(k, "q")),
        *(
            f"A classifier gives the positives the scores {_up} and the negatives {_down}. {end}"
            for end in (
                "Compute the AUC by counting pairs.",
                "Compute the AUC by counting pairs. (A tie counts half.)",
                "What is the area under its ROC curve?",
                "What is the area under its ROC curve? (A tie counts half.)",
            )
        ),
    )
S = "evaluation-metrics.behind"
rule.story(
    S, 3, lambda positives, r, p: positives * r / p, "The recall is", "and the precision", "in all\\?$"
)
rule.story(
    S,
    2,
    lambda p, f1: one(roots(lambda r: 2 * p * r - f1 * (p + r))),
    "has the precision",
    "F1 score",
    "What is its recall",
)
S = "evaluation-metrics.matrix"
_counts = "^Of \\d+ [\\w ]+, \\d+ are "
rule.story(
    S, 5, lambda k, pos, marked, same, tp: tp / marked if same == k else None, _counts, "the precision[.?]$"
)
rule.story(S, 5, lambda k, pos, marked, same, tp: tp / pos if same == k else None, _counts, "the recall[.?]$")
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: 2 * tp / (pos + marked) if same == k else None,
    _counts,
    "the F1 score[.?]$",
)
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: (marked - tp) / (k - pos) if same == k else None,
    _counts,
    "the false positive rate[.?]$",
)
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: (k - pos - marked + 2 * tp) / k if same == k else None,
    _counts,
    "the accuracy[.?]$",
)
S = "perceptron.which"
rule.story(
    S,
    6,
    lambda u, v, b, s, t, c: column(s - u, t - v) / (c - b) if abs(c - b) == 1 else None,
    "^One update took a perceptron from",
    "Which point was it",
)
rule.story(
    S,
    4,
    lambda u, v, x, y: -(u * x + v * y),
    "For which bias \\$b\\$ does the point .* lie exactly on its border",
)


def _perceptron(w: list[Any], examples: list[tuple[list[Any], Any]]) -> Any:
    """Weights and bias after a pass: an example counts as wrong when label times activation is not positive."""
    weights = list(w)
    for x, label in examples:
        activation = sum(u * v for u, v in zip(weights, [*x, 1], strict=True))
        if label * activation <= 0:
            weights = [u + label * v for u, v in zip(weights, [*x, 1], strict=True)]
    return column(*weights)


S = "perceptron.update"
rule.story(
    S,
    6,
    lambda u, v, b, x, y, t: _perceptron([u, v, b], [([x, y], t)]),
    "^A perceptron with weights",
    "(after its update|What are)",
)
rule.story(
    S,
    6,
    lambda x, y, t, u, v, b: _perceptron([u, v, b], [([x, y], t)]),
    "^The example",
    "The perceptron stands at",
    "after this example",
)
rule.story("perceptron.activation", 7, lambda u, v, w, b, x, y, z: u * x + v * y + w * z + b, "activation")
rule.story("perceptron.activation", 5, lambda u, v, b, x, y: u * x + v * y + b, "activation")
rule.story(
    "perceptron.pass",
    12,
    lambda u, v, b, *e: _perceptron([u, v, b], [([e[i], e[i + 1]], e[i + 2]) for i in (0, 3, 6)]),
    "^A perceptron starts at",
    "goes once through",
)


def _inertia(found: list[tuple[Any, Any]], centre: Any = None) -> Any:
    cx, cy = centre or (mean([x for x, _ in found]), mean([y for _, y in found]))
    return sum((x - cx) ** 2 + (y - cy) ** 2 for x, y in found)


rule.story(
    "k-means.drop",
    0,
    lambda *v: _inertia(points(v[:-2]), v[-2:]) - _inertia(points(v[:-2])),
    "By how much does the inertia fall when the centre is updated",
)
rule.story(
    "k-means.lost-point",
    0,
    lambda k, x, y, count, *v: (
        column(k * x - sum(v[::2]), k * y - sum(v[1::2])) if count == k - 1 == len(v) // 2 else None
    ),
    "Where is the other one",
)


def _round(found: list[tuple[Any, Any]], centres: list[tuple[Any, Any]], which: int) -> Any:
    mine = [p for p in found if min(range(len(centres)), key=lambda i: _inertia([p], centres[i])) == which]
    return column(mean([x for x, _ in mine]), mean([y for _, y in mine]))


for _which, _name in enumerate(("first", "second")):
    rule.story(
        "k-means.round",
        0,
        lambda *v, w=_which: _round(points(v[:-4]), points(v[-4:]), w),
        "with two centres, which start at",
        f"where is the {_name} centre now",
    )
rule.story(
    "k-means.inertia",
    12,
    lambda *v: _inertia(points(v[:4])) + _inertia(points(v[4:8])),
    "^Two clusters:",
    "inertia",
)
rule.story(
    "k-means.centre",
    0,
    lambda *v: column(mean(v[:-2:2]), mean(v[1:-2:2])),
    "(one centre, which lies at|its centre was)",
    "(What is the new centre|Where does the update move the centre)",
)


def _nearest_mean(found: list[tuple[Any, Any]], x: Any, k: int) -> Any:
    return mean([y for _, y in sorted(found, key=lambda p: abs(p[0] - x))[:k]])


def _which_k(table: str, x: str, y: str) -> Any:
    found = [(n(row[0].strip("$")), n(row[1].strip("$"))) for row in rows_of(table)[1:]]
    return one(
        tuple(
            k for k in range(1, len(found) + 1) if abs(_nearest_mean(found, n(x), k) - n(y)) < mp.mpf("1e-20")
        )
    )


rule(
    "k-nearest-neighbours.which-k",
    _which_k,
    "Examples on a line: «table» Asked for the value at $«x»$, k-nearest neighbours (plain mean) says $«y»$. Which $k$ was used?",
)
rule.story(
    "k-nearest-neighbours.dimensions",
    3,
    lambda side, k, s: s ** int(k) if side == 1 else None,
    "cube of side 1",
    "What share of the points does it catch",
)
rule.story(
    "k-nearest-neighbours.weighted",
    0,
    lambda k, *v: (
        sum(y / x for x, y in zip(v[: int(k)], v[int(k) :], strict=True)) / sum(1 / x for x in v[: int(k)])
    ),
    "Each counts with one over its distance",
    "weighted prediction",
)


def _places(table: str, k: str, at: str) -> Any:
    rows = [(listed(row[0].strip("$() ")), n(row[1].strip("$"))) for row in rows_of(table)[1:]]
    u, v = listed(at)
    ranked = sorted(rows, key=lambda row: (row[0][0] - u) ** 2 + (row[0][1] - v) ** 2)
    return mean([y for _, y in ranked[: int(k)]])


rule(
    "k-nearest-neighbours.mean",
    _places,
    "… at five places …: «table» What … does k-nearest neighbours with $k = «k»$ predict at $(«at»)$?",
)
S = "logistic-regression.step"
_half = lambda v: mean([(mp.mpf("0.5") - y) * x for x, y in points(v)])
rule.story(
    S,
    0,
    lambda w, *v: _half(v) if w == 0 else None,
    "as pairs of feature and label",
    "(gradient of the average loss|derivative of its average loss)",
)
rule.story(
    S,
    0,
    lambda w, *v: -v[-1] * _half(v[:-1]) if w == 0 else None,
    "as pairs of feature and label",
    "one step of gradient descent with learning rate",
)
rule.story(
    "logistic-regression.score",
    1,
    lambda p: mp.log(p / (1 - p)),
    "(log-odds of the probability|Which score|What is its score)",
)
S = "logistic-regression.probability"
sigmoid = lambda z: 1 / (1 + mp.exp(-z))
rule(
    S,
    lambda z: sigmoid(n(z)),
    "Compute $\\sigma(«z»)$ exactly.",
    "…, says a logistic regression, with the score $«z»$. Which probability is that?",
    "A logistic regression gives the score $z = «z»$. What is the probability $p = \\sigma(z)$?",
)
rule.story(
    "logistic-regression.loss",
    0,
    lambda one_, *v: mean([-mp.log(p if y == 1 else 1 - p) for p, y in points(v)]) if one_ == 1 else None,
    "gave these probabilities of label 1",
    "binary cross-entropy",
)
rule(
    "logistic-regression.weight",
    lambda w, p, k: sigmoid(mp.log(n(p) / (1 - n(p))) + n(k) * n(w)),
    "In a logistic regression a feature has the weight $«w»$. For one case the probability is $«p»$. Then the feature rises by «k», all else stays. What is the probability now?",
)
S = "loss-functions.regression"


def huber(r: Any, delta: Any) -> Any:
    """The Huber loss of an error."""
    return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


def _losses(v: tuple[Any, ...], loss: Any) -> Any:
    half = len(v) // 2
    return mean([loss(x - y) for x, y in zip(v[:half], v[half : 2 * half], strict=True)])


rule.story(S, 0, lambda *v: _losses(v, lambda r: r * r) if len(v) % 2 == 0 else None, "mean squared error")
rule.story(S, 0, lambda *v: _losses(v, abs) if len(v) % 2 == 0 else None, "mean absolute error")
rule.story(
    S,
    0,
    lambda *v: _losses(v[:-1], lambda r: huber(r, v[-1])) if len(v) % 2 else None,
    "mean Huber loss with",
)
S = "loss-functions.classes"
rule(
    S,
    lambda s, y: max(mp.mpf(0), 1 - n(s) * n(y)),
    "A classifier gives the score $«s»$ to an example with the label $«y»$. What is its hinge loss?",
)
rule(
    S,
    lambda s, y: mp.log(1 + mp.exp(-n(s) * n(y))),
    "A classifier gives the score $«s»$ to an example with the label $«y»$. What is its logistic loss, exactly?",
)
rule(
    S,
    lambda x, p, y, q, z, r, c: (
        -mp.log(dict(zip((x, y, z), (n(p), n(q), n(r)), strict=True))[c]) if c in (x, y, z) else None
    ),
    "A classifier says «x» $«p»$, «y» $«q»$, «z» $«r»$. The true class is «c». What is the cross-entropy loss, exactly?",
)
rule.story(
    "loss-functions.error",
    2,
    lambda delta, loss: one(solve(lambda r: huber(r, delta) - loss, "0.0007", 200)),
    "Huber loss",
    "(How large is the error|What is \\$r\\$)",
)
S = "loss-functions.constant"
rule.story(S, 0, lambda *v: median(v) if len(v) % 2 else None, "absolute error")
rule.story(S, 0, lambda *v: mean(v), "squared error")
rule(
    "loss-functions.error",
    lambda d, loss: one(solve(lambda r: huber(r, n(d)) - n(loss), "0.0007", 200)),
    "With $\\delta = «d»$ an error $r > 0$ has the Huber loss $«loss»$. What is $r$?",
)
S = "softmax-and-multiclass.training"


def softmax(scores: list[Any], temperature: Any = 1) -> list[Any]:
    """The softmax of scores."""
    weights = [mp.exp(s / temperature) for s in scores]
    return [w / sum(weights) for w in weights]


_NETWORK = "A network gives the scores $(«s»)$ to «x», «y» and «z». The true class is «c». "
_GAPS = ("x", "y", "z")
rule(
    S,
    lambda s, c, **k: -mp.log(softmax(listed(s))[[k[g] for g in _GAPS].index(c)]),
    _NETWORK + "What is the cross-entropy loss, exactly?",
)
rule(
    S,
    lambda s, c, **k: column(*[p - (k[g] == c) for p, g in zip(softmax(listed(s)), _GAPS, strict=True)]),
    _NETWORK + "What is the gradient of the cross-entropy with respect to the scores?",
)
S = "softmax-and-multiclass.gap"
rule(
    S,
    lambda s, p: n(s) + mp.log(n(p) / (1 - n(p))),
    "Two classes. The second has the score $«s»$, and the softmax gives the first one $«p»$. What is the score of the first?",
    "For which score $z$ does the softmax of $(z, «s»)$ give the first class the probability $«p»$?",
)
rule(
    "softmax-and-multiclass.compute",
    lambda s: column(*softmax(listed(s))),
    "A network gives the classes … the scores $(«s»)$. What is their softmax?",
    "Compute the softmax of the scores $(«s»)$.",
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}
rule(
    "softmax-and-multiclass.temperature",
    lambda s, t, o: softmax(listed(s), n(t))[_PLACES[o]],
    "The scores of three tokens are $(«s»)$. At temperature $T = «t»$, how probable is the «o» token?",
)
S = "naive-bayes.likelihood"
_OFTEN = {"never": 0, "once": 1, "twice": 2}
for _end in (
    "What is the likelihood of “«w»” in this class with Laplace smoothing?",
    "What is its smoothed likelihood in this class with $\\alpha = «alpha»$?",
):
    _start = "The training texts of the class “«c»” have «k» words in all; “«w»” occurs "
    rule(
        S,
        lambda c, k, w, j, m, alpha="1": (n(j) + n(alpha)) / (n(k) + n(alpha) * n(m)),
        _start + "«j» times among them. The vocabulary has «m» words. " + _end,
    )
    rule(
        S,
        lambda c, k, w, j, m, alpha="1": (
            (_OFTEN[j] + n(alpha)) / (n(k) + n(alpha) * n(m)) if j in _OFTEN else None
        ),
        _start + "«j» among them. The vocabulary has «m» words. " + _end,
    )
S = "naive-bayes.unknown"
rule.story(
    S,
    2,
    lambda p, q: q / (p + q),
    "For which prior of A does naive Bayes give both classes the same probability",
)
rule.story(S, 3, lambda p, k, m: p * (k + m) - 1, "^With Laplace smoothing", "How often does the word occur")


def _naive(p: str, x: str, q: str, y: str, table: str, words: list[str]) -> Any:
    joint = [n(p), n(q)]
    for row in rows_of(table)[1:]:
        if row[0].strip("“”") in words:
            joint = [j * n(cell.strip("$")) for j, cell in zip(joint, row[1:], strict=True)]
    return joint


_NAIVE = (
    "Naive Bayes knows the prior $«p»$ for the class «x» and $«q»$ for «y», and these likelihoods: «table» "
)
rule(
    "naive-bayes.posterior",
    lambda p, x, q, y, table, u, c, v=None: (
        lambda j: j[0] / sum(j) if c == x else j[1] / sum(j) if c == y else None
    )(_naive(p, x, q, y, table, [w for w in (u, v) if w])),
    _NAIVE + "A text holds “«u»” and “«v»” (nothing else is looked at). How probable is the class «c»?",
    _NAIVE + "A text holds “«u»” (nothing else is looked at). How probable is the class «c»?",
)


def _gap(p: str, x: str, q: str, y: str, table: str, c: str, e: str) -> Any:
    first, second = _naive(p, x, q, y, table, [row[0].strip("“”") for row in rows_of(table)[1:]])
    return mp.log(first / second) * (1 if (c, e) == (x, y) else -1)


rule(
    "naive-bayes.logarithms",
    _gap,
    _NAIVE
    + "A text holds both words. By how much does the sum of logarithms for «c» exceed that for «e»? Give it exactly (a negative number if it does not).",
)
S = "decision-trees-and-information-gain.gain"
gini = lambda counts: 1 - sum((c / sum(counts)) ** 2 for c in counts)
bits = lambda counts: entropy([c / sum(counts) for c in counts])
_gain = lambda measure, k, p, q, u, v, s, t: (
    measure([p, q]) - (u + v) / k * measure([u, v]) - (s + t) / k * measure([s, t])
)
rule.story(S, 7, lambda *v: _gain(bits, *v), "^A node with", "information gain in bits")
rule.story(S, 7, lambda *v: _gain(gini, *v), "^A node with", "By how much does the Gini impurity fall")


def _tree(
    x: str, first: str, y: str, second: str, u: str, v: str, z: str, third: str, s: str, t: str, asked: str
) -> Any:
    named = dict(re.findall(r"(?:an? |and )?(area|floor)(?: of)? (\d+)", asked))
    rooms = re.search(r"(\d+) rooms?", asked)
    if rooms:
        named["rooms"] = rooms[1]
    if not {x, y, z} <= set(named):
        return None
    if n(named[x]) <= n(first):
        return n(u) if n(named[y]) <= n(second) else n(v)
    return n(s) if n(named[z]) <= n(third) else n(t)


rule(
    "decision-trees-and-information-gain.read",
    _tree,
    "A regression tree asks: «x» at most «first»? If yes, it asks: «y» at most «second»? (yes «u», no «v»). If no, it asks: «z» at most «third»? (yes «s», no «t»). What does it predict for a flat with «asked»?",
)
rule.story(
    "decision-trees-and-information-gain.unknown",
    2,
    lambda k, g: min(roots(lambda x: gini([x, k - x]) - g, 2)),
    "Gini impurity",
    "(How many examples has the smaller class|How large is the minority)",
)
rule.story("decision-trees-and-information-gain.node", 0, lambda *v: bits(list(v)), "entropy")
rule.story("decision-trees-and-information-gain.node", 0, lambda *v: gini(list(v)), "Gini impurity")
S = "neural-network-forward-pass.sizes"
rule(
    S,
    lambda r, c, b, e: column(n(b), n(r)) if c == e else None,
    "A fully connected layer has a weight matrix of shape $«r» \\times «c»$. A batch has the shape $«b» \\times «e»$. What is the shape of the output? Answer as [rows, columns].",
)
rule(
    S,
    lambda b, i, e, o: column(n(o), n(i)) if b == e else None,
    "A fully connected layer takes a batch of shape $«b» \\times «i»$ and gives one of shape $«e» \\times «o»$. What is the shape of its weight matrix $W$ (units times inputs)? Answer as [rows, columns].",
)
rule(
    S,
    lambda o, i, b, e: column(n(b), n(i)) if o == e else None,
    "A fully connected layer has a weight matrix of shape $«o» \\times «i»$ and gives an output of shape $«b» \\times «e»$. What was the shape of the batch? Answer as [rows, columns].",
)
rule.story(S, 3, lambda i, o, k: (k - o) / (i + 1 + o), "one hidden layer", "How many hidden units has it")
S = "neural-network-forward-pass.layers"
relu = lambda v: array([[max(mp.mpf(0), x)] for x in v[:, 0]])
_LAYER = "A layer has $W = «m»$ and $\\mathbf{b} = «b»$. What is its "
rule(S, lambda m, b, x: a(m) @ a(x) + a(b), _LAYER + "pre-activation for the input $\\mathbf{x} = «x»$?")
rule(
    S,
    lambda m, b, x: relu(a(m) @ a(x) + a(b)),
    _LAYER + "output after ReLU for the input $\\mathbf{x} = «x»$?",
)
_net = lambda x, m, b, v, c: dot(relu(a(m) @ a(x) + a(b)), column(*listed(v))) + n(c)
rule(
    S,
    _net,
    "Send $\\mathbf{x} = «x»$ through a hidden layer $W = «m»$, $\\mathbf{b} = «b»$ with ReLU, and then through an output unit with weights $(«v»)$ and bias $«c»$. What comes out?",
)
rule(
    S,
    lambda m, b, v, c, x: _net(x, m, b, v, c),
    "A network has the hidden layer $W = «m»$, $\\mathbf{b} = «b»$ with ReLU and the output $v_1 h_1 + v_2 h_2 + c$ with $v = («v»)$, $c = «c»$. What does it give for $\\mathbf{x} = «x»$?",
)
_parameters = lambda widths: sum((u + 1) * v for u, v in itertools.pairwise(widths))
rule.story(
    "neural-network-forward-pass.parameters",
    0,
    lambda *w: _parameters(w),
    "(^A fully connected network has \\d+ inputs, .* with biases everywhere|^Count the weights and biases of a network with layer widths)",
)
S = "activation-functions.shrink"
rule.story(
    S,
    0,
    lambda *v: math.prod(v[:-1], start=mp.mpf(1)) * math.prod(1 - p for p in v[:-1]) * v[-1] ** (len(v) - 1),
    "By which factor is a gradient multiplied on its way back through all of them",
)
rule.story(
    S,
    2,
    lambda k, w: (w / 4) ** int(k),
    "the largest slope a sigmoid can have",
    "By which factor does it shrink at best",
)
rule.story(
    S,
    1,
    lambda k: mp.mpf("0.25") ** int(k),
    "the largest slope a sigmoid can have\\. By which factor does it shrink at best",
)
S = "activation-functions.back"
rule.story(
    S,
    3,
    lambda k, w, t: (1 + mp.sqrt(1 - 4 * mp.root(t, int(k)))) / 2 if w == 1 else None,
    "the same output above one half",
    "What is the output of each unit",
)
rule.story(S, 2, lambda alpha, y: y if y > 0 else y / alpha, "^A leaky ReLU", "What was its input")
S = "activation-functions.evaluate"


def _activation(what: str, z: Any, alpha: str | None = None) -> Any:
    named = {
        "sigmoid": sigmoid,
        "tanh": mp.tanh,
        "ReLU": lambda t: max(mp.mpf(0), t),
        "leaky ReLU": lambda t: t if t > 0 else n(alpha or "0") * t,
        "exponential": mp.exp,
    }
    return named.get(what, lambda t: None)(z)


for _alpha in ("", " with $\\alpha = «alpha»$"):
    rule(
        S,
        lambda z, what, alpha=None: _activation(what, n(z), alpha),
        f"A unit has the pre-activation $z = «z»$ and uses «what»{_alpha}. What is its output?",
    )
    rule(
        S,
        lambda z, what, alpha=None: _activation(what, n(z), alpha),
        f"What is the value of the «what»{_alpha} at $z = «z»$?",
    )
    rule(
        S,
        lambda z, what, alpha=None: (
            mp.diff(lambda t: _activation(what, t, alpha), n(z))
            if what in ("sigmoid", "tanh") or n(z) != 0
            else None
        ),
        f"A unit has the pre-activation $z = «z»$ and uses «what»{_alpha}. How steep is the activation there?",
        f"What is the derivative of the «what»{_alpha} at $z = «z»$?",
    )
S = "attention.output"
_ATTENTION = "‹An attention head|One token|A query› has the scores $«s1»$, $«s2»$ with its keys (already divided by $\\sqrt{d}$); the values are "


def _attend(scores: list[str], values: list[Any]) -> Any:
    found = [w * v for w, v in zip(softmax([n(s) for s in scores]), values, strict=True)]
    return sum(found[1:], start=found[0])


for _count in (2, 3):
    _s = ", ".join(f"$«s{i}»$" for i in range(1, _count + 1))
    _start = f"‹An attention head|One token|A query› has the scores {_s} with its keys (already divided by $\\sqrt{{d}}$); the values are "
    rule(
        S,
        lambda **k: _attend(
            [v for g, v in k.items() if g[0] == "s"], [n(v) for g, v in k.items() if g[0] == "v"]
        ),
        _start + ", ".join(f"$«v{i}»$" for i in range(1, _count + 1)) + ". What is the output?",
    )
    rule(
        S,
        lambda **k: _attend(
            [v for g, v in k.items() if g[0] == "s"],
            [column(*listed(v)) for g, v in k.items() if g[0] == "v"],
        ),
        _start + ", ".join(f"$(«v{i}»)$" for i in range(1, _count + 1)) + ". What is the output?",
    )
S = "attention.shape"
rule(
    S,
    lambda k, d, same, e: column(n(d), n(e)) if k == same else None,
    "A sequence $X$ of shape $«k» \\times «d»$ is turned into queries $Q = X W_Q$ of shape $«same» \\times «e»$. What is the shape of $W_Q$? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, d, m, e, s, v: column(n(k), n(m)),
    "$Q$ has the shape $«k» \\times «d»$, $K$ the shape $«m» \\times «e»$ and $V$ the shape $«s» \\times «v»$. What is the shape of the matrix of attention weights? Answer as [rows, columns].",
)
rule(
    S,
    lambda k, d, m, e, s, v: column(n(k), n(v)),
    "$Q$ has the shape $«k» \\times «d»$, $K$ the shape $«m» \\times «e»$ and $V$ the shape $«s» \\times «v»$. What is the shape of the output? Answer as [rows, columns].",
)
rule.story(
    "attention.gap",
    3,
    lambda d, s, p: s + mp.sqrt(d) * mp.log(p / (1 - p)),
    "^Two keys with \\d+ components",
    "Which dot product must the first have",
)
rule(
    "attention.masked",
    lambda j, m, x, y, z, last, i: softmax([n(x), n(y), n(z)][: int(j)])[int(i) - 1],
    "Token «j» of «m» has the scores $«x»$, $«y»$, $«z»$ with the tokens 1 to «last». With a causal mask, which weight does it give to token «i»?",
)
rule(
    "attention.masked",
    lambda j, m, x, y, z, w, last, i: softmax([n(x), n(y), n(z), n(w)][: int(j)])[int(i) - 1],
    "Token «j» of «m» has the scores $«x»$, $«y»$, $«z»$, $«w»$ with the tokens 1 to «last». With a causal mask, which weight does it give to token «i»?",
)
rule(
    "attention.score",
    lambda u, v: dot(column(*listed(u)), column(*listed(v))) / mp.sqrt(len(listed(u))),
    "A query is $(«u»)$, a key $(«v»)$. What is their score in scaled dot-product attention?",
)
rule(
    "attention.score",
    lambda d, s: n(s) / mp.sqrt(n(d)),
    "A query and a key with $«d»$ components have the dot product $«s»$. What is their score in scaled dot-product attention?",
)
S = "convolution.unknown"
rule(
    S,
    lambda k, same, w: (n(k) - 1) / 2 if k == same else None,
    "A $«k» \\times «same»$ kernel with stride 1 should give an output as wide as its input, «w». How many zeros have to be added on each side?",
    "Which padding keeps the width «w» with a $«k» \\times «same»$ kernel and stride 1?",
)
rule.story(
    S, 3, lambda i, o, k: mp.sqrt((k / o - 1) / i), "biases included\\. How large are its square kernels"
)
_width = lambda w, k, p, s: mp.floor((w + 2 * p - k) / s) + 1
rule.story(
    "convolution.size",
    6,
    lambda w, v, k, m, p, s: _width(w, k, p, s),
    "^An image of",
    "How wide is the output",
)
rule.story(
    "convolution.size",
    4,
    lambda w, k, p, s: _width(w, k, p, s),
    "^Input width",
    "what is the width of the output",
)
rule(
    "convolution.turned",
    lambda u, v, k: (
        lambda p, q: sum(p[i] * q[int(k) - i] for i in range(len(p)) if 0 <= int(k) - i < len(q))
    )(listed(u), listed(v)),
    "In the convolution of mathematics (positions from 0), $u = («u»)$ and $v = («v»)$. What is $(u * v)_{«k»}$?",
)
rule.story(
    "convolution.parameters",
    4,
    lambda i, o, k, m: o * (i * k * m + 1),
    "^Count the parameters of a convolution",
    "one bias for each filter",
)
rule.story(
    "convolution.parameters",
    6,
    lambda i, h, w, o, k, m: o * (i * k * m + 1),
    "^A convolutional layer turns",
    "and biases\\. How many parameters",
)


def _slide(k: str, m: str) -> Any:
    kernel, image = a(k), a(m)
    (h, w), (r, c) = kernel.shape, image.shape
    return array(
        [[(image[i : i + h, j : j + w] * kernel).sum() for j in range(c - w + 1)] for i in range(r - h + 1)]
    )


_SLIDE = "The kernel $«k»$ slides over the image $«m»$ (no padding, stride 1; cross-correlation as in deep learning). "
rule(
    "convolution.slide",
    lambda k, m, ij: _slide(k, m)[int(ij[0]) - 1, int(ij[1]) - 1],
    _SLIDE + "What is the output entry $y_{«ij»}$?",
)
rule(
    "convolution.slide", _slide, *(_SLIDE + end for end in ("Give the whole output.", "What is the output?"))
)
