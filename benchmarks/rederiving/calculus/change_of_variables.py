"""Readers for the topic “Change of variables”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.functions import f, g
from rederiving.latex import function_of
from rederiving.numeric import a, column, det, gradient, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()


def _factor(x: str, y: str, p: str = "0.3, 0.9") -> Any:
    fu, fv = function_of(x, "u", "v"), function_of(y, "u", "v")
    at = listed(p)
    return abs(det(array([list(gradient(h, *at)[:, 0]) for h in (fu, fv)])))


S = "factor"
rule(
    S,
    _factor,
    "By which factor does $T(u, v) = («x», «y»)$ multiply small areas?",
    "What stands for the area factor of $T(u, v) = («x», «y»)$ under an integral?",
    "By which factor does $T(u, v) = («x», «y»)$ multiply small areas at $(«p»)$?",
    "What stands for the area factor of $T(u, v) = («x», «y»)$ at $(«p»)$ under an integral?",
)
rule(
    S,
    _factor,
    "Under an integral small areas change by a factor. Which one belongs to $T(u, v) = («x», «y»)$?",
    "Under an integral small areas change by a factor. Which one belongs to $T(u, v) = («x», «y»)$ at $(«p»)$?",
)
_PARTS = {
    "the upper half of the disc": mp.pi,
    "the quarter of the disc with positive coordinates": mp.pi / 2,
    "the whole disc": 2 * mp.pi,
}
rule(
    "polar",
    lambda x, part, r: (
        _PARTS[part] * mp.quad(lambda s: f(x, "r")(s) * s, [0, n(r)]) if part in _PARTS else None
    ),
    "Integrate the constant $«x»$ over «part» of radius $«r»$ around the origin.",
    "Integrate $«x»$, where $r$ is the distance from the origin, over «part» of radius $«r»$ around the origin.",
)


def _parallelogram(x: str, m: str) -> Any:
    matrix = a(m)
    at = lambda u, v: g(x)(*(matrix @ column(u, v))[:, 0])
    return abs(det(matrix)) * mp.quad(
        lambda u: mp.quad(lambda v: at(u, v), [0, 1], maxdegree=3), [0, 1], maxdegree=3
    )


S = "parallelogram"
rule(
    S,
    _parallelogram,
    "Integrate $«x»$ over the parallelogram that $«m»$ makes of the unit square.",
)
rule(
    S,
    lambda m, x: _parallelogram(x, m),
    "The unit square is mapped by $«m»$. Find the integral of $«x»$ over its image.",
)
_radial = lambda x: mp.quad(f(x.replace("\\,", ""), "r"), [0, 1, 3, 8, 20, 60, mp.inf])
S = "bell"
rule(
    S, lambda x: 2 * mp.pi * _radial(x), "Compute $\\int_0^{2\\pi} \\int_0^\\infty «x» \\, dr \\, d\\theta$."
)
rule(S, _radial, "Compute $\\int_0^\\infty «x» \\, dr$, the inner integral on the way to the bell curve.")
rule(
    S,
    lambda x: mp.quad(f(x), [-mp.inf, -20, -5, 0, 5, 20, mp.inf]) ** 2,
    "The square of $\\int_{-\\infty}^\\infty «x» \\, dx$ is a double integral in polar coordinates. What is that square?",
)
rule(
    "unknown",
    lambda m, c: one(roots(lambda k: det(function_of(m, "k")(k)) - n(c))),
    "$«m»$ maps the unit square to a parallelogram of area $«c»$ without turning it over (positive determinant). Find $k$.",
)
_SHARES = {
    "upper half of the disc": mp.mpf(1) / 2,
    "quarter of the disc with positive coordinates": mp.mpf(1) / 4,
}
_over_disc = lambda x, what, r: 2 * mp.pi * _SHARES[what] * mp.quad(lambda t: t * f(x, "r")(t), [0, n(r)])
rule(
    "polar",
    _over_disc,
    "Integrate $«x»$, where $r$ is the distance from the origin, over the «what» of radius $«r»$ around the origin.",
    "Integrate the constant $«x»$ over the «what» of radius $«r»$ around the origin.",
)


def _in_squares(x: str, radius: Any) -> float:
    """The integral over a disc, by adding up small squares of the plane: good to a thousandth."""
    side = np.linspace(-float(radius), float(radius), 1201)
    middle = (side[1:] + side[:-1]) / 2
    squares = middle[:, None] ** 2 + middle[None, :] ** 2
    heights = {"1": np.ones_like(squares), "(x^2 + y^2)": squares, "\\sqrt{x^2 + y^2}": np.sqrt(squares)}[x]
    return float((heights * (squares <= float(radius) ** 2)).sum() * (side[1] - side[0]) ** 2)


def _in_polar(x: str, radius: str, same: str, inner: str) -> bool | None:
    if radius != same:
        return None
    claimed = 2 * mp.pi * mp.quad(f(inner, "r"), [0, n(radius)])
    return bool(abs(claimed / _in_squares(x, n(radius)) - 1) < 0.01)


rule(
    "integrand",
    _in_polar,
    "True or false? The integral of $«x»$ over the disc of radius $«radius»$ is $\\int_0^{2\\pi} \\int_0^{«same»} «inner» \\, dr \\, d\\theta$.",
)
