"""Exercises on convolution: what the questions share."""

from __future__ import annotations

from typing import Any

import numpy

SIZE = r"$\left\lfloor \frac{n + 2p - k}{t} \right\rfloor + 1$, with input size $n$, padding $p$, kernel size $k$ and stride $t$."


COUNT = r"A layer with $C$ input channels and $F$ filters of $C \times k \times k$ has $F (C k^2 + 1)$ parameters."


def slide(image: Any, kernel: Any, stride: int = 1) -> list[list[int]]:
    """Work out or write: slide."""
    k = len(kernel)
    return [
        [
            sum(kernel[a][b] * image[i + a][j + b] for a in range(k) for b in range(k))
            for j in range(0, len(image[0]) - k + 1, stride)
        ]
        for i in range(0, len(image) - k + 1, stride)
    ]


def by_numpy(image: Any, kernel: Any) -> tuple[tuple[int, ...], ...]:
    """Work out or write: by numpy."""
    windows = numpy.lib.stride_tricks.sliding_window_view(numpy.array(image), (len(kernel), len(kernel)))
    return tuple(
        tuple(int(v) for v in row) for row in numpy.einsum("ijab,ab->ij", windows, numpy.array(kernel))
    )
