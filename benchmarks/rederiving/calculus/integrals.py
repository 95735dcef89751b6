"""Readers for the topic “Integrals”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules

rule = Rules()


def _riemann(x: str, low: str, high: str, count: str, where: str) -> Any:
    width = (n(high) - n(low)) / int(count)
    shift = {"left ends": mp.mpf(0), "right ends": mp.mpf(1), "middles": mp.mpf(1) / 2}[where]
    return width * sum(f(x)(n(low) + (k + shift) * width) for k in range(int(count)))


S = "riemann"
rule(
    S,
    _riemann,
    "Compute the Riemann sum of $f(x) = «x»$ from $«low»$ to $«high»$: «count» slices, heights at the «where».",
)
rule(
    S,
    lambda low, high, x, count, where: _riemann(x, low, high, count, where),
    "Estimate $\\int_{«low»}^{«high»} «x» dx$ with «count» slices of equal width and the heights at their «where».",
)


def area(x: str, low: str, high: str, name: str = "x") -> Any:
    """A definite integral by quadrature."""
    return mp.quad(f(x, name), [n(low), n(high)])


S = "average"
rule(
    S,
    lambda x, low, high: area(x, low, high, "t") / (n(high) - n(low)),
    "The temperature of a server is $f(t) = «x»$ degrees after $t$ hours. What is its average from $«low»$ to $«high»$?",
)
rule(
    S,
    lambda x, low, high: area(x, low, high) / (n(high) - n(low)),
    "Find the average value of $f(x) = «x»$ on the interval from $«low»$ to $«high»$.",
)
rule(
    S,
    lambda x, low, high: area(x, low, high) / (n(high) - n(low)),
    "The temperature of a server is $f(x) = «x»$ degrees after $x$ hours. What is its average from $«low»$ to $«high»$?",
)
rule(
    "limit",
    lambda x, c, s: area(x, "0", c),
    "With $n$ slices and right ends, the Riemann sum of $f(x) = «x»$ from 0 to $«c»$ is $«s»$. Which integral does it give as $n$ grows without bound?",
    "The rectangles under $«x»$ from 0 to $«c»$ have the total area $«s»$. Find $\\int_0^{«c»} «x» \\, dx$ as the limit.",
)
k_of = lambda x, low, high, total: one(
    roots(lambda k: mp.quad(lambda t: function_of(x, "x", "k")(t, k), [n(low), n(high)]) - n(total), 2)
)
S = "unknown"
rule(
    S,
    lambda x, low, high, v: k_of(x, low, high, f"({v}) ({high} - ({low}))"),
    "The average of $«x»$ on the interval from $«low»$ to $«high»$ is $«v»$. Find $k$.",
)
rule(
    S,
    lambda c, total: n(total) / n(c),
    "For which $k$ is $\\int_0^{«c»} k \\, dx = «total»$?",
    "A constant height $k$ from 0 to $«c»$ encloses the area $«total»$. Find $k$.",
)
rule(
    S,
    lambda low, high, x, t: one(
        roots(lambda k: mp.quad(lambda s: function_of(x, "x", "k")(s, k), [n(low), n(high)]) - n(t), 2)
    ),
    "For which $k$ is $\\int_{«low»}^{«high»} «x» \\, dx = «t»$?",
)
S = "area"
rule(
    S,
    lambda low, high, x: area(x, low, high),
    "Find $\\int_{«low»}^{«high»} «x» \\, dx$ from areas of triangles.",
)
rule(
    S,
    area,
    "Which signed area lies between the line $y = «x»$ and the axis, from $«low»$ to $«high»$?",
)


def _combined(u: str, v: str, text: str) -> Any:
    return function_of(text.replace("f(x)", "u").replace("g(x)", "v"), "u", "v")(n(u), n(v))


def _rest(low: str, high: str, u: str, middle: str, v: str, start: str, end: str) -> Any:
    """Integrals of one function: from low to high it is u, from low to the middle v."""
    place = {n(low): mp.mpf(0), n(high): n(u), n(middle): n(v)}
    return place[n(end)] - place[n(start)]


S = "linear"
rule(
    S,
    lambda low, high, u, v, x: _combined(u, v, x),
    "Given $\\int_{«low»}^{«high»} f(x) \\, dx = «u»$ and $\\int_{«low»}^{«high»} g(x) \\, dx = «v»$. Find $\\int_{«low»}^{«high»} «x» dx$.",
)
rule(
    S,
    _rest,
    "Given $\\int_{«low»}^{«high»} f(x) \\, dx = «u»$ and $\\int_{«low»}^{«middle»} f(x) \\, dx = «v»$. Find $\\int_{«start»}^{«end»} f(x) \\, dx$ (mind the order of the limits).",
    "From $«low»$ to $«high»$ the integral of $f$ is $«u»$, from $«low»$ to $«middle»$ it is $«v»$. What is $\\int_{«start»}^{«end»} f(x) \\, dx$?",
)


def _slices(count: str, end: str, x: str, low: str, high: str, size: str) -> bool | None:
    width = (n(high) - n(low)) / int(count)
    shift = {"left": 0, "right": 1}[end]
    total = sum(f(x)(n(low) + (k + shift) * width) * width for k in range(int(count)))
    whole = mp.quad(f(x), [n(low), n(high)])
    return {"larger": bool(total > whole), "smaller": bool(total < whole)}.get(size)


rule(
    "too-large",
    _slices,
    "True or false? With «count» slices and the heights at the «end» ends, the Riemann sum of $f(x) = «x»$ from $«low»$ to $«high»$ is «size» than the integral.",
)
