"""Readers for the topic “Maximum a posteriori estimation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.numeric import NEAR, n, one, polynomial, roots
from rederiving.rules import Formula, Rules

rule = Rules()

_symmetric = lambda h, t, m: one(roots(lambda s: (h + s - 1) - m * (h + t + 2 * s - 2)))
S = "prior"
rule.story(S, 3, _symmetric, "symmetric Beta prior")
rule(
    S,
    lambda p, v: n(v) / n(p),
    "Ridge minimises the squared error plus $\\lambda w^2$ with $\\lambda = «p»$. With noise of variance «v», this is a MAP estimate with a normal prior around 0. What is the variance of that prior, $\\frac{\\sigma^2}{\\lambda}$?",
)
rule(
    S,
    lambda k, v, m, e: one(roots(lambda s: n(k) * s * n(m) - n(e) * (n(k) * s + n(v)))),
    "«k» normal readings with variance «v» average «m»; a normal prior around 0 makes the MAP estimate $«e»$. What is the variance $\\tau^2$ of the prior?",
)
rule(
    S,
    lambda v, p: n(v) / n(p),
    "The noise has variance «v». Which variance of a normal prior around 0 gives the penalty $«p» w^2$ beside the plain squared error?",
)
_normal_map = lambda tau, k, v, m: n(k) * n(m) * n(tau) / (n(k) * n(tau) + n(v))


def _beta_map(heads: Any, tails: Any, p: Any, q: Any) -> Any:
    return (heads + p - 1) / (heads + tails + p + q - 2)


def _lowest(x: str) -> Any:
    c = polynomial(f(x, "u"), 3)
    return -c[1] / (2 * c[2]) if len(c) == 3 and c[2] > 0 else None


S = "estimate"
rule(
    S,
    _normal_map,
    "A sensor's offset has a normal prior around 0 with variance «tau». «k» readings (variance «v» each) average «m». Where is the posterior largest?",
)
rule(
    S,
    lambda k, v, m, tau: _normal_map(tau, k, v, m),
    "«k» normal measurements with known variance «v» have the mean «m». The prior of their true mean is normal with mean 0 and variance «tau». What is the MAP estimate?",
)
rule(
    S,
    lambda h, t, shape, p, q: (
        _beta_map(n(h), n(t), n(p), n(q))
        if shape.startswith("p^" if n(p) > 2 else "p (") and shape.endswith("}") == (n(q) > 2)
        else None
    ),
    "A coin shows «h» ‹heads|head› and «t» ‹tails|tail›. The prior density is proportional to $«shape»$, a Beta prior with $a = «p»$ and $b = «q»$. What is the MAP estimate of $p$?",
)
rule(
    S,
    lambda h, t, p, q: _beta_map(n(h), n(t), n(p), n(q)),
    "A new page had «h» buyers and «t» other visitors. With a Beta prior ($a = «p»$, $b = «q»$) on the share of buyers, find the MAP estimate.",
)
rule(
    S,
    _lowest,
    "Which $u$ minimises $J(u) = «x»$, squared errors plus the penalty of a normal prior?",
    "Ridge with a single constant: minimise $«x»$.",
)
rule(
    "estimate",
    lambda k, m, u, v: (n(k) + n(u) - 1) / (n(k) + n(m) + n(u) + n(v) - 2),
    "A new page had «k» ‹buyers|buyer› and «m» other ‹visitors|visitor›. With a Beta prior ($a = «u»$, $b = «v»$) on the share of buyers, find the MAP estimate.",
)
rule(
    "prior",
    lambda v: n(v),
    "The noise has variance «v». Which variance of a normal prior around 0 gives the penalty $w^2$ beside the plain squared error?",
)


def _posterior(heads: str, tails: str, prior: Any) -> Formula:
    return Formula(("p",), lambda p: p ** n(heads) * (1 - p) ** n(tails) * prior(p))


rule(
    "posterior",
    lambda x, k, m: _posterior(k, m, f(x, "p")),
    "Prior: proportional to $«x»$. Data: «k» ‹clicks|click› and «m» ‹visits|visit› without a click. To what is the posterior proportional?",
)
rule(
    "posterior",
    lambda k, m, u, v: _posterior(k, m, lambda p: p ** (n(u) - 1) * (1 - p) ** (n(v) - 1)),
    "The likelihood of «k» ‹heads|head› and «m» ‹tails|tail› meets a Beta prior with $a = «u»$ and $b = «v»$. Up to a constant, which is the posterior?",
)


def _estimate(name: str, h: Any, t: Any, u: Any, v: Any) -> Any:
    """One of three estimates from the posterior density itself: its mean by quadrature, its highest point by a root."""
    if name.lower() == "maximum likelihood":
        return h / (h + t)
    density = lambda p: p ** (h + u - 1) * (1 - p) ** (t + v - 1)
    if name.lower() == "the posterior mean":
        return mp.quad(lambda p: p * density(p), [0, 1]) / mp.quad(density, [0, 1])
    rise = lambda p: (h + u - 1) * (1 - p) - (t + v - 1) * p
    return one(roots(rise, 1)) if name.lower() == "the map estimate" else None


def _larger(h: str, t: str, u: str, v: str, first: str, second: str) -> bool:
    data = (n(h), n(t), n(u), n(v))
    return bool(_estimate(first, *data) > _estimate(second, *data) + NEAR)


rule(
    "compare",
    _larger,
    "«h» ‹heads|head› and «t» ‹tails|tail›, with a Beta prior ($a = «u»$, $b = «v»$). True or false? «first» is larger than «second».",
)
