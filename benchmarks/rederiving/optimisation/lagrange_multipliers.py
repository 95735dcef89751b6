"""Readers for the topic “Lagrange multipliers”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import XY, d, g
from rederiving.latex import function_of
from rederiving.numeric import column, eigenvalues, gradient, hessian, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()


def _on_line(x: str, e: str, positive: bool = False, names: tuple[str, str] = XY) -> Any:
    """The optimum of a function on a straight line: by walking along it."""
    left, right = e.split("=")
    h = function_of(left, *names)
    c = n(right)
    u, v = h(mp.mpf(1), mp.mpf(0)), h(mp.mpf(0), mp.mpf(1))
    on = lambda s: (s, (c - u * s) / v)
    fun = function_of(x, *names)
    found = roots(lambda s: d(lambda q: fun(*on(q)), s), 6)
    good = tuple(s for s in found if not positive or (s > mp.mpf("1e-9") and on(s)[1] > mp.mpf("1e-9")))
    return column(*on(one(good)))


S = "solve"
rule(
    S,
    lambda x, e: _on_line(x.replace("xy", "x y"), e),
    "Maximise $f(x, y) = «x»$ under the constraint $«e»$.",
)
rule(S, lambda x, e: _on_line(x, e, positive=True), "Maximise $«x»$ for positive $x$ and $y$ with $«e»$.")
rule(
    S,
    lambda e: _on_line(
        "w_1^2 + w_2^2", e.replace("w_{1}", "w_1").replace("w_{2}", "w_2"), names=("w_1", "w_2")
    ),
    "The weights of a model must satisfy $«e»$. Which $(w_1, w_2)$ has the smallest penalty $w_1^2 + w_2^2$?",
)
rule(
    S,
    lambda c: _on_line("x y", f"2 x + 2 y = {c}"),
    "A fence of length «c» encloses a rectangle. Which sides $(x, y)$ make the area largest?",
)
rule(
    S,
    lambda c, e, x: _on_line(x, e, positive=True),
    "A budget of «c» is split between two channels, $«e»$ with both positive. The effect is $f(x, y) = «x»$. Which split is best?",
)
rule(
    S,
    lambda c: _on_line("x y", f"x + y = {c}"),
    "Two numbers add up to «c». Which pair $(x, y)$ has the largest product?",
)
rule(
    S,
    lambda e: _on_line("x^2 + y^2", e),
    "Which point of the line $«e»$ is nearest to the origin? (Minimise $x^2 + y^2$.)",
)
rule(
    S,
    lambda x, w, c: (
        (lambda u: n(c) / dot(u, u) * u)(gradient(function_of(w, "x", "y"), mp.mpf(0), mp.mpf(0)))
        if x == "x^2 + y^2"
        else None
    ),
    "Minimise $f(x, y) = «x»$ under the constraint $«w» = «c»$.",
)


def _multiplier(e: str, p: str) -> Any:
    left = e.split("=")[0]
    u = gradient(g(left), *listed(p))
    v = gradient(g("x^2 + y^2"), *listed(p))
    found = v[0, 0] / u[0, 0]
    return found if norm(v - found * u) < mp.mpf("1e-15") else None


def _on_circle(how: str, x: str, m: str) -> Any:
    values = eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0)) / 2)
    return max(values) if how == "largest" else min(values)


S = "price"
rule(
    S, _multiplier, "The smallest $x^2 + y^2$ on the line $«e»$ is at $(«p»)$. Find the Lagrange multiplier."
)
rule(
    S,
    lambda p, e: _multiplier(e, p),
    "At $(«p»)$ the gradient of $f(x, y) = x^2 + y^2$ is parallel to that of the constraint $«e»$. What is the multiplier $\\lambda$ in $\\nabla f = \\lambda \\nabla g$?",
)
rule(
    S,
    _on_circle,
    "What is the «how» value of $«x»$ on the circle $x^2 + y^2 = 1$? (The multiplier is an eigenvalue of $«m»$.)",
)
rule(
    S,
    lambda v, p, s: n(v) + n(p) * n(s),
    "A constrained optimum has the value «v» and the multiplier $\\lambda = «p»$. About what value does it have when the budget $c$ is raised by «s»? (Use the price.)",
    "The best profit under a budget is «v», the price of the constraint is $«p»$ per unit. Estimate the best profit when the budget grows by «s».",
)


def _candidate(p: str, x: str, w: str, c: str) -> bool:
    at = listed(p)
    u, v = gradient(function_of(x, "x", "y"), *at), gradient(function_of(w, "x", "y"), *at)
    return bool(
        abs(u[0, 0] * v[1, 0] - u[1, 0] * v[0, 0]) < mp.mpf("1e-15") and function_of(w, "x", "y")(*at) == n(c)
    )


rule(
    "candidate",
    _candidate,
    "True or false? The point $(«p»)$ satisfies both Lagrange conditions for $f(x, y) = «x»$ under $«w» = «c»$.",
)
