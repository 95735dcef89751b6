"""Readers for the topic “Partial derivatives”."""

from __future__ import annotations

from typing import Any

from rederiving.functions import XY
from rederiving.latex import function_of
from rederiving.numeric import gradient, listed, n, one, partial, roots
from rederiving.rules import Formula, Rules

rule = Rules()


def by(x: str, *names: str, letters: tuple[str, ...] = XY) -> Formula:
    """A partial derivative as an answer."""
    function = function_of(x, *letters)
    return Formula(letters, lambda *at: partial(function, at, *(letters.index(name) for name in names)))


S = "differentiate"
rule(
    S,
    lambda x, v: by(x, v),
    "Let $f(x, y) = «x»$. Find $\\frac{\\partial f}{\\partial «v»}$.",
    "Compute the partial derivative of $f(x, y) = «x»$ with respect to $«v»$.",
)
rule(
    S,
    lambda x, v: by(x, v),
    "How does $f(x, y) = «x»$ change when only $«v»$ moves? Give $\\frac{\\partial f}{\\partial «v»}$.",
)
rule(
    S,
    lambda p, q, x, v: by(x, v, letters=("w", "b")),
    "A line $w x + b$ is fitted to the points $(«p»)$ and $(«q»)$ with the squared error $L(w, b) = «x»$. Find $\\frac{\\partial L}{\\partial «v»}$.",
)
rule(
    S,
    lambda x, u, v: by(x, u, v),
    "Differentiate $f(x, y) = «x»$ first by $«u»$ and then by $«v»$.",
    "Let $f(x, y) = «x»$. Find the mixed second derivative $\\frac{\\partial^2 f}{\\partial «u»\\, \\partial «v»}$.",
)


def _partial_k(x: str, v: str, p: str, s: str) -> Any:
    at = tuple(listed(p))
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda s_, t_: function(s_, t_, k), at, XY.index(v)) - n(s), 2))


def _mixed(x: str, p: str, s: str) -> Any:
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda u, v: function(u, v, k), tuple(listed(p)), 0, 1) - n(s), 2))


S = "unknown"
rule(
    S,
    _partial_k,
    "Let $f(x, y) = «x»$. For which $k$ is $\\frac{\\partial f}{\\partial «v»}(«p») = «s»$?",
    "Find $k$ so that $f(x, y) = «x»$ satisfies $\\frac{\\partial f}{\\partial «v»}(«p») = «s»$.",
)
rule(
    S,
    _mixed,
    "Let $f(x, y) = «x»$. For which $k$ is $\\frac{\\partial^2 f}{\\partial x\\, \\partial y}(«p») = «s»$?",
    "Find $k$ so that $f(x, y) = «x»$ satisfies $\\frac{\\partial^2 f}{\\partial x\\, \\partial y}(«p») = «s»$.",
)
rule(
    "pick",
    lambda x, v: Formula(("x", "y"), lambda s, t: gradient(function_of(x, "x", "y"), s, t)["xy".index(v), 0]),
    "Let $f(x, y) = «x»$. Which of these is $\\frac{\\partial f}{\\partial «v»}$?",
)
rule(
    "pick",
    lambda v, x: Formula(("x", "y"), lambda s, t: gradient(function_of(x, "x", "y"), s, t)["xy".index(v), 0]),
    "Which formula is $\\frac{\\partial f}{\\partial «v»}$ for $f(x, y) = «x»$?",
)
rule(
    "sign",
    lambda p, x, how, v: bool(
        gradient(function_of(x, "x", "y"), *listed(p))["xy".index(v), 0] * {"grows": 1, "falls": -1}[how] > 0
    ),
    "True or false? Standing at $(«p»)$, the value of $f(x, y) = «x»$ «how» when $«v»$ is increased a little and the other variable stands still.",
)
for _letter in "xy":
    rule(
        "pick",
        lambda x, letter=_letter: by(x, letter, letter),
        f"Which formula is $\\frac{{\\partial^2 f}}{{\\partial {_letter}^2}}$ for $f(x, y) = «x»$?",
        f"Let $f(x, y) = «x»$. Which of these is $\\frac{{\\partial^2 f}}{{\\partial {_letter}^2}}$?",
    )
