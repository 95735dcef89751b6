"""Readers for the topic “Coordinate geometry”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f, in_x
from rederiving.latex import function_of
from rederiving.numeric import column, listed, n, roots
from rederiving.rules import Formula, Rules

rule = Rules()


def point(text: str) -> Any:
    """A point written as `1, 2`."""
    return column(*listed(text))


S = "missing"
rule(
    S,
    lambda m, p: 2 * point(m) - point(p),
    "$(«m»)$ lies exactly halfway between $(«p»)$ and a point $Q$. Where is $Q$?",
    "Mirror the point $(«p»)$ in the point $(«m»)$. Where does it land?",
)
rule(
    S,
    lambda r, p, x: roots(lambda y: (n(x) - point(p)[0, 0]) ** 2 + (y - point(p)[1, 0]) ** 2 - n(r) ** 2),
    "The circle of radius «r» around $(«p»)$ meets the vertical line $x = «x»$ twice. At which two heights?",
    "Which points with $x = «x»$ lie at distance «r» from $(«p»)$? Give both values of $y$.",
)
rule(
    S,
    lambda m, p, x: point(p)[1, 0] + n(m) * (n(x) - point(p)[0, 0]),
    "A line of slope «m» passes through $(«p»)$. How high is it at $x = «x»$?",
)
rule(
    S,
    lambda p, x, m: point(p)[1, 0] + n(m) * (n(x) - point(p)[0, 0]),
    "The line through $(«p»)$ and $(«x», k)$ has the slope «m». What is $k$?",
)


def through(p: str, q: str) -> tuple[Any, Any]:
    """Slope and height at zero of the line through two points."""
    (x1, y1), (x2, y2) = listed(p), listed(q)
    slope = (y2 - y1) / (x2 - x1)
    return slope, y1 - slope * x1


def length(vector: Any) -> Any:
    """The Euclidean length."""
    return mp.sqrt(sum(mp.fabs(v) ** 2 for v in vector.flatten()))


S = "measure"
rule(
    S,
    lambda p, q: through(p, q)[0],
    "A regression line passes through $(«p»)$ and $(«q»)$. By how much does it rise for each unit to the right?",
    "What is the slope of the line through $(«p»)$ and $(«q»)$?",
)
rule(
    S,
    lambda p, q: length(point(p) - point(q)),
    "A robot drives straight from $(«p»)$ to $(«q»)$. How long is its way?",
    "Two detections in an image have their centres at $(«p»)$ and $(«q»)$. What is their distance?",
    "How far is the point $(«p»)$ from the point $(«q»)$?",
)
rule(
    S,
    lambda p, q: (point(p) + point(q)) / 2,
    "A circle has a diameter from $(«p»)$ to $(«q»)$. Where is its centre?",
    "A cluster holds just the points $(«p»)$ and $(«q»)$. Where is its mean, the point halfway between them?",
)


def _line(kind: str, x: str, p: str) -> Formula:
    slope = mp.diff(f(x), 1)
    slope = slope if kind == "parallel" else -1 / slope
    px, py = listed(p)
    return in_x(lambda t: py + slope * (t - px))


def _circle(p: str, q: str) -> Formula:
    (u, v), (s, t) = listed(p), listed(q)
    return Formula(("x", "y"), lambda x, y: (x - u) ** 2 + (y - v) ** 2 - (s - u) ** 2 - (t - v) ** 2)


S = "equation"
rule(S, _line, "Which line is «kind» to $f(x) = «x»$ and passes through $(«p»)$? Give its formula in $x$.")
rule(S, _line, "Through $(«p»)$ goes a line «kind» to the graph of $«x»$. Write it as a formula in $x$.")
rule(
    S,
    lambda p, q: in_x(lambda t: through(p, q)[0] * t + through(p, q)[1]),
    "Which function $f(x) = mx + c$ passes through $(«p»)$ and $(«q»)$?",
    "Write the line through $(«p»)$ and $(«q»)$ as a formula in $x$.",
)
rule(
    S,
    _circle,
    "A circle around $(«p»)$ passes through $(«q»)$. Its equation is $u(x, y) = 0$ with $u(x, y) = (x - p)^2 + (y - q)^2 - r^2$. Write out $u(x, y)$.",
)


def _together(x: str, p: str, q: str) -> bool:
    line = function_of(x, "x", "y")
    return bool(line(*listed(p)) * line(*listed(q)) > 0)


rule(
    "side",
    lambda p, q, x: _together(x, p, q),
    "True or false? The points $(«p»)$ and $(«q»)$ lie on the same side of the line $«x» = 0$.",
)
rule(
    "side",
    lambda p, q, x: not _together(x, p, q),
    "True or false? The points $(«p»)$ and $(«q»)$ lie on different sides of the line $«x» = 0$.",
)
rule(
    "side",
    _together,
    "A classifier's decision boundary is the line $«x» = 0$. True or false? It puts $(«p»)$ and $(«q»)$ into the same class.",
)
rule(
    "side",
    lambda x, p, q: not _together(x, p, q),
    "A classifier's decision boundary is the line $«x» = 0$. True or false? It puts $(«p»)$ and $(«q»)$ into different classes.",
)
