"""Readers for the topic “The forward pass of a neural network”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.numeric import a, column, listed, n
from rederiving.rules import Rules
from rederiving.values import array, dot

rule = Rules()

S = "sizes"
rule(
    S,
    lambda r, c, b, e: column(n(b), n(r)) if c == e else None,
    "A fully connected layer has a weight matrix of shape $«r» \\times «c»$. A batch has the shape $«b» \\times «e»$. What is the shape of the output? Answer as [rows, columns].",
)
rule(
    S,
    lambda b, i, e, o: column(n(o), n(i)) if b == e else None,
    "A fully connected layer takes a batch of shape $«b» \\times «i»$ and gives one of shape $«e» \\times «o»$. What is the shape of its weight matrix $W$ (units times inputs)? Answer as [rows, columns].",
)
rule(
    S,
    lambda o, i, b, e: column(n(b), n(i)) if o == e else None,
    "A fully connected layer has a weight matrix of shape $«o» \\times «i»$ and gives an output of shape $«b» \\times «e»$. What was the shape of the batch? Answer as [rows, columns].",
)
rule.story(S, 3, lambda i, o, k: (k - o) / (i + 1 + o), "one hidden layer", "How many hidden units has it")
_LAYER = "A layer has $W = «m»$ and $\\mathbf{b} = «b»$. What is its "
relu = lambda v: array([[max(mp.mpf(0), x)] for x in v[:, 0]])
_net = lambda x, m, b, v, c: dot(relu(a(m) @ a(x) + a(b)), column(*listed(v))) + n(c)
S = "layers"
rule(S, lambda m, b, x: a(m) @ a(x) + a(b), _LAYER + "pre-activation for the input $\\mathbf{x} = «x»$?")
rule(
    S,
    lambda m, b, x: relu(a(m) @ a(x) + a(b)),
    _LAYER + "output after ReLU for the input $\\mathbf{x} = «x»$?",
)
rule(
    S,
    _net,
    "Send $\\mathbf{x} = «x»$ through a hidden layer $W = «m»$, $\\mathbf{b} = «b»$ with ReLU, and then through an output unit with weights $(«v»)$ and bias $«c»$. What comes out?",
)
rule(
    S,
    lambda m, b, v, c, x: _net(x, m, b, v, c),
    "A network has the hidden layer $W = «m»$, $\\mathbf{b} = «b»$ with ReLU and the output $v_1 h_1 + v_2 h_2 + c$ with $v = («v»)$, $c = «c»$. What does it give for $\\mathbf{x} = «x»$?",
)
_parameters = lambda widths: sum((u + 1) * v for u, v in itertools.pairwise(widths))
rule.story(
    "parameters",
    0,
    lambda *w: _parameters(w),
    "(^A fully connected network has \\d+ inputs, .* with biases everywhere|^Count the weights and biases of a network with layer widths)",
)


def _through(first: str, second: str, x: str) -> Any:
    hidden = a(first) @ a(x)
    return a(second) @ array([[max(v, mp.mpf(0)) for v in row] for row in hidden])


S = "collapse"
rule(
    S,
    lambda v, w, x: bool((_through(v, w, x) == a(w) @ (a(v) @ a(x))).all()),
    "$W_1 = «v»$ and $W_2 = «w»$ are two layers without biases, with ReLU between them. True or false: for the input $\\mathbf{x} = «x»$ the output equals $W_2 W_1 \\mathbf{x}$.",
)
rule(
    S,
    lambda v, w, m: all((a(w) @ (a(v) @ x) == a(m) @ x).all() for x in (column(1, 0), column(0, 1))),
    "Two layers without activation and bias: first $W_1 = «v»$, then $W_2 = «w»$. True or false: together they are the single layer with the matrix $«m»$.",
)
