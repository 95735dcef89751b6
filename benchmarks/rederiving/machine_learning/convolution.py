"""Readers for the topic “Convolution”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import a, listed, n
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()

S = "unknown"
rule(
    S,
    lambda k, same, w: (n(k) - 1) / 2 if k == same else None,
    "A $«k» \\times «same»$ kernel with stride 1 should give an output as wide as its input, «w». How many zeros have to be added on each side?",
    "Which padding keeps the width «w» with a $«k» \\times «same»$ kernel and stride 1?",
)
rule.story(
    S, 3, lambda i, o, k: mp.sqrt((k / o - 1) / i), "biases included\\. How large are its square kernels"
)
_width = lambda w, k, p, s: mp.floor((w + 2 * p - k) / s) + 1
S = "size"
rule.story(
    S,
    6,
    lambda w, v, k, m, p, s: _width(w, k, p, s),
    "^An image of",
    "How wide is the output",
)
rule.story(
    S,
    4,
    lambda w, k, p, s: _width(w, k, p, s),
    "^Input width",
    "what is the width of the output",
)
rule(
    "turned",
    lambda u, v, k: (
        lambda p, q: sum(p[i] * q[int(k) - i] for i in range(len(p)) if 0 <= int(k) - i < len(q))
    )(listed(u), listed(v)),
    "In the convolution of mathematics (positions from 0), $u = («u»)$ and $v = («v»)$. What is $(u * v)_{«k»}$?",
)
S = "parameters"
rule.story(
    S,
    4,
    lambda i, o, k, m: o * (i * k * m + 1),
    "^Count the parameters of a convolution",
    "one bias for each filter",
)
rule.story(
    S,
    6,
    lambda i, h, w, o, k, m: o * (i * k * m + 1),
    "^A convolutional layer turns",
    "and biases\\. How many parameters",
)


def _slide(k: str, m: str) -> Any:
    kernel, image = a(k), a(m)
    (h, w), (r, c) = kernel.shape, image.shape
    return array(
        [[(image[i : i + h, j : j + w] * kernel).sum() for j in range(c - w + 1)] for i in range(r - h + 1)]
    )


_SLIDE = "The kernel $«k»$ slides over the image $«m»$ (no padding, stride 1; cross-correlation as in deep learning). "
S = "slide"
rule(
    S,
    lambda k, m, ij: _slide(k, m)[int(ij[0]) - 1, int(ij[1]) - 1],
    _SLIDE + "What is the output entry $y_{«ij»}$?",
)
rule(S, _slide, *(_SLIDE + end for end in ("Give the whole output.", "What is the output?")))


def _slid(image: Any, kernel: Any) -> list[Any]:
    rows, columns = kernel.shape
    return [
        sum(image[i + r, j + c] * kernel[r, c] for r in range(rows) for c in range(columns))
        for i in range(image.shape[0] - rows + 1)
        for j in range(image.shape[1] - columns + 1)
    ]


rule(
    "same",
    lambda image, kernel: _slid(a(image), a(kernel)) == _slid(a(image), a(kernel)[::-1, ::-1]),
    "True or false: on the image $«image»$ the kernel $«kernel»$ gives the same by cross-correlation as by the convolution of mathematics (places where it fits).",
)
