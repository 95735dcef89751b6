"""Readers for the topic “Backpropagation”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.numeric import a, n
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()

S = "unknown"
rule(
    S,
    lambda p, h, g: n(p) - n(g) / n(h),
    "A network with the loss $\\frac{1}{2} (\\hat{y} - y)^2$ predicts $\\hat{y} = «p»$ from the hidden value $h = «h»$ with $\\hat{y} = vh + c$. The gradient by $v$ is $«g»$. What was the target $y$?",
)
rule(
    S,
    lambda g, t, x: n(t) / (n(g) * n(x)),
    "In $\\hat{y} = vh + c$ with $h = \\max(0, wx + b)$ the gradient by $\\hat{y}$ is $«g»$ and the one by $w$ is $«t»$, for $x = «x»$ and an open ReLU. Which number is $v$?",
)
S = "layers"
rule(
    S,
    lambda d, w, z: (
        lambda back, open_: array([[back[i, 0] if open_[i, 0] > 0 else mp.mpf(0)] for i in range(len(back))])
    )(a(w).T @ a(d), a(z)),
    "The gradient by the pre-activations of layer 2 is $\\boldsymbol{\\delta}^{(2)} = «d»$, its weights are $W^{(2)} = «w»$. Layer 1 has ReLU and the pre-activations $\\mathbf{z}^{(1)} = «z»$. What is $\\boldsymbol{\\delta}^{(1)}$?",
)
rule(
    S,
    lambda h, d: a(d) @ a(h).T,
    "A layer got the input $\\mathbf{h} = «h»$, and the gradient by its pre-activations is $\\boldsymbol{\\delta} = «d»$. What is the gradient by its weight matrix, $\\nabla_W L$?",
)
rule(
    "differences",
    lambda x, e, w: (f(x, "w")(n(w) + n(e)) - f(x, "w")(n(w) - n(e))) / (2 * n(e)),
    "Check a gradient: the loss is $L(w) = «x»$. What does the central difference with $\\epsilon = «e»$ give at $w = «w»$?",
)


def _tiny(by: str, **at: str) -> Any:
    values = {name: n(text) for name, text in at.items()}
    if by not in values:
        return None

    def loss(t: Any) -> Any:
        v = {**values, by: t}
        hidden = max(mp.mpf(0), v["w"] * v["x"] + v["b"])
        return (v["v"] * hidden + v["c"] - v["y"]) ** 2 / 2

    return mp.diff(loss, values[by])


_TINY = "A tiny network: $h = \\max(0, wx + b)$, $\\hat{y} = vh + c$, loss $L = \\frac{1}{2} (\\hat{y} - y)^2$. With $x = «x»$, $y = «y»$, $w = «w»$, $b = «b»$, $v = «v»$, $c = «c»$: "
rule(
    "chain",
    lambda by, **at: _tiny(by, **at),
    _TINY + "what is $\\partial L / \\partial «by»$?",
    _TINY + "compute $\\frac{\\partial L}{\\partial «by»}$ by hand.",
)


def _multiplications(units: int, inputs: int) -> int:
    """Backwards, counted one by one: each weight meets one gradient for the inputs and one input for its own."""
    by_inputs = sum(1 for _ in range(inputs) for _ in range(units))
    by_weights = sum(1 for _ in range(units) for _ in range(inputs))
    return by_inputs + by_weights


S = "cost"
rule(
    S,
    lambda u, i, m, k: int(k) == _multiplications(int(u), int(i)) if int(m) == int(u) * int(i) else None,
    "A linear layer of «u» units with «i» inputs needs «m» multiplications forward for one example. True or false: backwards (gradient by the inputs and by the weights) it gets by with «k».",
)
rule(
    S,
    lambda u, i, p, k: int(k) == 2 * int(p) if int(p) == int(u) * (int(i) + 1) else None,
    "A layer of «u» units with «i» inputs has «p» parameters. True or false: checking all of them by central differences takes «k» forward ‹pass|passes›.",
)
rule(
    S,
    # The outer product of the gradient by the outputs and the inputs, for outputs W x.
    lambda i, o, r, c: (int(r), int(c)) == (int(o), int(i)),
    "A linear layer turns «i» inputs into «o» outputs. True or false: the gradient of the loss by its weight matrix has the shape $«r» \\times «c»$.",
)
