"""Readers for the topic “Multivariable chain rule”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from rederiving.functions import d, f, g
from rederiving.latex import function_of
from rederiving.numeric import n, partial
from rederiving.rules import Formula, Rules

rule = Rules()

_TWO = "The loss depends on $p$ (derivative $«p»$) and $q$ (derivative $«q»$); both depend on $w$, with the derivatives $«r»$ and $«s»$."
S = "paths"
rule(
    S,
    lambda p, q, r, s, t: n(p) * n(q) + n(r) * n(s) + n(t),
    "In a graph an arrow leads from $w$ to $p$, carrying $«p»$, and from $p$ to the loss, carrying $«q»$; another from $w$ to $q$, carrying $«r»$, and from $q$ to the loss, carrying $«s»$, and directly to the loss, carrying $«t»$. What is $\\frac{dL}{dw}$?",
)
rule(
    S,
    lambda p, q, r, s: n(p) * n(q) + n(r) * n(s),
    "In a graph an arrow leads from $w$ to $p$, carrying $«p»$, and from $p$ to the loss, carrying $«q»$; another from $w$ to $q$, carrying $«r»$, and from $q$ to the loss, carrying $«s»$. What is $\\frac{dL}{dw}$?",
)
rule(S, lambda p, q, r, s: n(p) * n(r) + n(q) * n(s), _TWO + " Find $\\frac{dL}{dw}$.")
rule(
    S,
    lambda p, q, r, s, t: n(p) * n(r) + n(q) * n(s) + n(t),
    _TWO + " The loss also uses $w$ itself, with the derivative $«t»$. Find $\\frac{dL}{dw}$.",
)
rule(
    "reuse",
    lambda x, c: d(f(x, "w"), n(c)),
    "A shared weight enters twice: $L(w) = «x»$. What is the slope at $w = «c»$?",
    "The weight $w$ is used in more than one place: $L(w) = «x»$. Find $L'(«c»)$, adding up what each place contributes.",
)
_total = lambda x, u, v: Formula(("t",), lambda t: d(lambda s: g(x)(f(u, "t")(s), f(v, "t")(s)), t))
S = "total"
rule(
    S,
    _total,
    "Let $f(x, y) = «x»$ with $x = «u»$ and $y = «v»$. Find $\\frac{df}{dt}$ as a formula in $t$.",
)
rule(
    S,
    lambda u, v, x: _total(x, u, v),
    "$x = «u»$ and $y = «v»$ move with $t$. How fast does $f(x, y) = «x»$ change? Answer as a formula in $t$.",
)


def _chained(x: str, u: str, v: str, by_: str) -> Formula:
    first, second = function_of(u, "r", "s"), function_of(v, "r", "s")
    whole = lambda r, s: g(x)(first(r, s), second(r, s))
    return Formula(("r", "s"), lambda r, s: partial(whole, (r, s), "rs".index(by_)))


rule(
    "partial",
    _chained,
    "Let $f(x, y) = «x»$ with $x = «u»$ and $y = «v»$. Find $\\frac{\\partial f}{\\partial «by_»}$ as a formula in $r$ and $s$.",
)
rule(
    "unknown",
    lambda p, u, v, t: (n(t) - n(p) * n(u)) / n(v),
    "A weight $w$ feeds $p$ (local derivative $«p»$) and $q$ (local derivative $k$). The loss $L$ has the derivatives $«u»$ by $p$ and $«v»$ by $q$, and $\\frac{dL}{dw} = «t»$. Find $k$.",
)
