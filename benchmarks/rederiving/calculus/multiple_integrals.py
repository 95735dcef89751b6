"""Readers for the topic “Multiple integrals”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.functions import f, g
from rederiving.numeric import n
from rederiving.rules import Formula, Option, Rules, only
from rederiving.values import Unreadable

rule = Rules()


def double(x: str, low: Any, high: Any, under: Any, over: Any) -> Any:
    """A double integral with y inside; exact for polynomials up to the accuracy of the quadrature."""
    inside = lambda s: mp.quad(lambda t: g(x)(s, t), [under(s), over(s)], maxdegree=4)
    return mp.quad(inside, [low, high], maxdegree=4)


_fixed = lambda value: lambda s: value
rule(
    "constant",
    lambda x: 1 / double(x, 0, 1, _fixed(0), _fixed(1)),
    "For which $k$ is $p(x, y) = k \\left(«x»\\right)$ a density on the unit square?",
)
S = "order"
rule(
    S,
    lambda c, m, x: n(m) * n(c),
    "In $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$ the order is exchanged. Which is the upper limit of $y$, now outside?",
    "The triangle of $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$ is cut along the other variable. Up to which number does $y$ run, as the outer variable?",
)
rule(
    S,
    lambda c, m, x: Formula(("y",), lambda y: y / n(m)),
    "Exchange the order in $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$: now $x$ is inside. For a fixed $y$, where does $x$ begin?",
)
for _limit, _slope in (("x", "1"), ("«m»x", None)):
    rule(
        S,
        lambda c, x, m="1": n(m) * n(c),
        f"In $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$ the order is exchanged. Which is the upper limit of $y$, now outside?",
        f"The triangle of $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$ is cut along the other variable. Up to which number does $y$ run, as the outer variable?",
    )
    rule(
        S,
        lambda c, x, m="1": Formula(("y",), lambda y: y / n(m)),
        f"Exchange the order in $\\int_0^{{«c»}} \\int_0^{{{_limit}}} «x» \\, dy \\, dx$: now $x$ is inside. For a fixed $y$, where does $x$ begin?",
    )
rule(
    "marginal",
    lambda x, v: Formula((v,), lambda s: mp.quad(lambda t: g(x)(s, t) if v == "x" else g(x)(t, s), [0, 1])),
    "$p(x, y) = «x»$ is a density on the unit square. Find the marginal density of $«v»$.",
)
for S in ("rectangle", "region"):
    rule(
        S,
        lambda p, q, r, s, x: double(x, n(p), n(q), f(r), f(s)),
        "Compute $\\int_{«p»}^{«q»} \\int_{«r»}^{«s»} «x» \\, dy \\, dx$.",
    )
    rule(
        S,
        lambda x, p, q, r, s: double(x, n(p), n(q), f(r), f(s)),
        "Integrate $f(x, y) = «x»$ over the ‹rectangle|region› with $«p» \\le x \\le «q»$ and $«r» \\le y \\le «s»$.",
    )


def _covers(x: str, end: str, options: tuple[str, ...]) -> Option:
    """The option whose inner limits run, at each of some x, from the axis up to the curve."""

    def fits(option: str) -> bool:
        found = re.fullmatch(
            r"\$\\int_(0|\{[^$]+?\})\^\{([^$]+?)\} \\int_(0|\{[^$]+?\})\^\{([^$]+)\} 1 \\, dy \\, dx\$",
            option,
        )
        if found is None:
            raise Unreadable("another form of a double integral")
        left, right, under, over = (text[1:-1] if text[0] == "{" else text for text in found.groups())
        if "x" in left + right or n(left) != 0 or n(right) != n(end):
            return False
        places = [n(end) * mp.mpf(k) / 7 for k in (1, 3, 6)]
        return all(f(under)(at) == 0 and abs(f(over)(at) - f(x)(at)) < mp.mpf("1e-20") for at in places)

    return only(options, fits)


rule(
    "set-up",
    _covers,
    "Which double integral is the area between the axis and the curve $y = «x»$, for $x$ from 0 to $«end»$?",
)
