"""Readers for the topic “Linear regression”."""

from __future__ import annotations

from typing import Any

from rederiving.functions import g
from rederiving.matrices import line_fit
from rederiving.numeric import column, gradient, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.summaries import points, spread

rule = Rules()


def _mse_gradient(found: list[tuple[Any, Any]], w: Any, b: Any) -> Any:
    return gradient(lambda s, t: sum((s * x + t - y) ** 2 for x, y in found) / len(found), w, b)


S = "gradient"
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


def fitted(values: tuple[Any, ...]) -> Any:
    """Start and slope of the least-squares line through points."""
    found = points(values)
    return line_fit(column(*[x for x, _ in found]), column(*[y for _, y in found]))


S = "missing"
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
S = "fit"
rule.story(
    S,
    0,
    lambda *v: fitted(v)[0, 0],
    "is fitted to",
    "(intercept \\$b\\$|cut the vertical axis)",
)
rule.story(S, 0, lambda *v: fitted(v)[1, 0], "is fitted to", "slope \\$w\\$")


def _r_squared(values: tuple[Any, ...]) -> Any:
    found = points(values)
    start, slope = fitted(values)[:, 0]
    ys = [y for _, y in found]
    return 1 - sum((y - start - slope * x) ** 2 for x, y in found) / (spread(ys) * len(ys))


rule.story(
    "explained",
    0,
    lambda *v: _r_squared(v[: len(v) - len(v) % 2]) if len(v) % 2 else _r_squared(v[:-2]),
    "^The least squares line of",
    "what is \\$R\\^2\\$|What is \\$R\\^2\\$",
)


def _model(text: str) -> Any:
    return g(text.replace("x_1", "x").replace("x_2", "y"))


S = "meaning"
_MODEL = "A model of rents says $\\hat{y} = «m»$, with $x_1$ the area in square metres and $x_2 = 1$ for a ground floor, else 0. True or false: "
rule(
    S,
    lambda m, d, s: bool(_model(m)(10 + int(d), 0) - _model(m)(10, 0) == n(s)),
    _MODEL + "for «d» square ‹metre|metres› more, on the same floor, the prediction rises by $«s»$.",
)
rule(
    S,
    lambda m, s: bool(_model(m)(11, 1) - _model(m)(10, 1) == n(s)),
    _MODEL + "two flats on ground floors that differ by one square metre differ by $«s»$ in the prediction.",
)
rule(
    S,
    lambda m, k, s: bool(abs((_model(m)(1 / n(k), 0) - _model(m)(0, 0)) - n(s)) < 1e-20),
    _MODEL + "with the area in units «k» times smaller, the same model has the weight $«s»$ there.",
)
