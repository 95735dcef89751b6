"""Readers for the topic “Improper integrals”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

S = "far-out"
rule(
    S,
    lambda x, c: mp.quad(f(x), [n(c), n(c) + 1, mp.inf]),
    "How large is the area under $«x»$ from $«c»$ out to infinity (with its sign)?",
)
rule(
    S,
    lambda c, x: mp.quad(f(x), [n(c), n(c) + 1, mp.inf]),
    "Compute $\\int_{«c»}^{\\infty} «x» \\, dx$.",
)
_with_root = lambda x, c: mp.quad(lambda s: f(x)(s * s) * 2 * s, [0, mp.sqrt(n(c))])
S = "unbounded"
rule(S, lambda c, x: _with_root(x, c), "Compute $\\int_0^{«c»} «x» \\, dx$.")
rule(
    S,
    _with_root,
    "The function $«x»$ shoots up at zero. Is the area from 0 to $«c»$ finite? Compute it.",
)
S = "mean"
rule(
    S,
    lambda x: mp.quad(f(x), [0, 1, mp.inf]),
    "Compute $\\int_0^\\infty «x» \\, dx$; far out the exponential wins over $x$.",
)
rule(
    S,
    lambda c, x: mp.quad(f(x), [0, 1, mp.inf]),
    "Waiting times with the rate «c» lead to $\\int_0^\\infty «x» \\, dx$. Compute it.",
)
_normal_k = lambda x, low: (
    1 / mp.quad(lambda s: function_of(x, "x", "k")(s, mp.mpf(1)), [n(low), n(low) + 1, mp.inf])
)
rule(
    "density",
    _normal_k,
    "Find the constant $k$ that makes $«x»$ for $x \\ge «low»$ integrate to one.",
    "For which $k$ is $«x»$ for $x \\ge «low»$ a density (total one)?",
)
rule(
    "converges",
    lambda p: bool(n(p) > 1),
    "True or false? $\\int_1^{\\infty} \\frac{1}{x^{«p»}} \\, dx$ converges.",
    "True or false? $\\int_1^{\\infty} \\frac{1}{x^{«p»}} \\, dx$ is a finite number.",
)
rule(
    "converges",
    lambda p: bool(n(p) < 1),
    "True or false? $\\int_0^1 \\frac{1}{x^{«p»}} \\, dx$ converges.",
    "True or false? $\\int_0^1 \\frac{1}{x^{«p»}} \\, dx$ is a finite number.",
)
