"""Readers for the topic “Matrix calculus”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of
from rederiving.numeric import a, column, gradient, hessian, n, one, roots
from rederiving.rules import Rules
from rederiving.values import norm

rule = Rules()


def _numeric_gradient(function: Any, at: Any) -> Any:
    return gradient(lambda *w: function(column(*w)), *at[:, 0])


_square_sum = lambda v: sum(t * t for t in v.flatten())
S = "least-squares"
rule(
    S,
    lambda x: hessian(lambda u, v: norm(a(x) @ column(u, v)) ** 2, mp.mpf("0.3"), mp.mpf("0.4")),
    "Find the Hessian of $\\|X\\mathbf{w} - \\mathbf{y}\\|^2$ by $\\mathbf{w}$ for $X = «x»$ (it does not depend on $\\mathbf{y}$).",
)
rule(
    S,
    lambda w, x, y: _numeric_gradient(lambda v: _square_sum(a(x) @ v - a(y)), a(w)),
    "Find the gradient of $\\|X\\mathbf{w} - \\mathbf{y}\\|^2$ at $\\mathbf{w} = «w»$, for $X = «x»$ and $\\mathbf{y} = «y»$.",
)
_form_gradient = lambda m, x: _numeric_gradient(lambda v: (v.T @ a(m) @ v)[0, 0], a(x))
S = "form"
rule(
    S,
    _form_gradient,
    "$f(\\mathbf{x}) = \\mathbf{x}^\\top «m» \\mathbf{x}$. What is its gradient at $«x»$?",
)
rule(
    S,
    lambda x, m: _form_gradient(m, x),
    "Find the gradient of $\\mathbf{x}^\\top A \\mathbf{x}$ at $\\mathbf{x} = «x»$, for $A = «m»$.",
)
_ORDINALS = {"first": 0, "second": 1}
rule(
    "unknown",
    lambda m, x, o, c: one(
        roots(lambda k: ((function_of(m, "k")(k) + function_of(m, "k")(k).T) @ a(x))[_ORDINALS[o], 0] - n(c))
    ),
    "The gradient of $\\mathbf{x}^\\top «m» \\mathbf{x}$ at $«x»$ has the «o» component $«c»$. Find $k$.",
)
S = "layer"
rule(
    S,
    lambda w, h: a(h) @ a(w).T,
    "For a layer $Y = XW$ with $W = «w»$ the gradient by the output is $G = «h»$. Find $\\nabla_X L$.",
)
rule(
    S,
    lambda x, h: a(x).T @ a(h),
    "For a layer $Y = XW$ with $X = «x»$ the gradient by the output is $G = «h»$. Find $\\nabla_W L$.",
)


def _gradient_shape(rows: str, inner: str, same: str, columns: str, by: str) -> str | None:
    """The shape of what the chain rule multiplies: a batch, its weights, and a gradient of the shape of Y."""
    if inner != same:
        return None
    batch, weights = np.zeros((int(rows), int(inner))), np.zeros((int(inner), int(columns)))
    above = np.zeros((batch @ weights).shape)
    shape = {"W": (batch.T @ above).shape, "X": (above @ weights.T).shape}[by]
    return f"It is ${shape[0]} \\times {shape[1]}$."


rule(
    "shape",
    _gradient_shape,
    "A layer $Y = XW$ has a batch $X$ of shape $«rows» \\times «inner»$ and weights $W$ of shape $«same» \\times «columns»$. What is the shape of the gradient of the loss by $«by»$?",
)


def _is_gradient(v: str, claimed: str, at: str) -> bool:
    product = lambda *x: sum(p * q for p, q in zip(a(v).flatten(), x, strict=True))
    found = gradient(product, *a(at).flatten())
    return bool(max(abs(u) for u in (found - a(claimed)).flatten()) < mp.mpf("1e-12"))


rule(
    "check",
    _is_gradient,
    "True or false? The gradient of $\\mathbf{a}^\\top \\mathbf{x}$ with $\\mathbf{a} = «v»$ is $«claimed»$ at $\\mathbf{x} = «at»$.",
)
