"""Calculus from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.practice.code.tasks import task

if TYPE_CHECKING:
    from numpy.random import Generator as Random
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def polynomial_derivative(coefficients: Array) -> Any:
    return coefficients[1:] * np.arange(1, len(coefficients))


def taylor_exp(x: float, n: int) -> Any:
    term, total = 1.0, 1.0
    for k in range(1, n + 1):
        term *= x / k
        total += term
    return total


def trapezoid(y: Array, h: float) -> Any:
    return h * (np.sum(y) - (y[0] + y[-1]) / 2)


def softmax_jacobian(z: Array) -> Any:
    e = np.exp(z - np.max(z))
    p = e / np.sum(e)
    return np.diag(p) - np.outer(p, p)


def quadratic_gradient(A: Array, b: Array, x: Array) -> Any:
    return (A + A.T) @ x + b


def chain(x: float, w: float, b: float) -> Any:
    s = 1 / (1 + np.exp(-(w * x + b)))
    return np.array([s * (1 - s) * x, s * (1 - s)])


def _coefficients(random: Random) -> tuple[Any, ...]:
    return (random.integers(-9, 10, size=int(random.integers(2, 7))).astype(float),)


def _exponent(random: Random) -> tuple[Any, ...]:
    return float(random.uniform(-3, 3)), int(random.integers(0, 12))


def _samples(random: Random) -> tuple[Any, ...]:
    return random.normal(size=int(random.integers(2, 12))), float(random.uniform(0.1, 1))


def _scores(random: Random) -> tuple[Any, ...]:
    return (random.normal(scale=4, size=int(random.integers(2, 6))),)


def _quadratic(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 5))
    return random.normal(size=(size, size)), random.normal(size=size), random.normal(size=size)


def _neuron(random: Random) -> tuple[Any, ...]:
    return tuple(float(value) for value in random.normal(size=3))


TASKS = (
    task(
        polynomial_derivative,
        topic_id="derivative-rules",
        title="Derivative of a polynomial",
        prompt="A polynomial $c_0 + c_1 x + c_2 x^2 + \\dots$ is given by its coefficients `[c0, c1, c2, …]`, two or more. "
        "Write `polynomial_derivative(coefficients)`: the coefficients of its derivative.",
        cases=_coefficients,
        example=(np.array([5.0, 3.0, 2.0]),),
        hints=(
            "The derivative of $c_k x^k$ is $k c_k x^{k-1}$.",
            "The constant goes; each other one is multiplied by its exponent.",
        ),
        level=1,
    ),
    task(
        taylor_exp,
        topic_id="taylor-series",
        title="The exponential by its Taylor polynomial",
        prompt=r"Write `taylor_exp(x, n)`: the Taylor polynomial $\sum_{k=0}^{n} \frac{x^k}{k!}$ of degree `n` at `x`.",
        cases=_exponent,
        example=(1.0, 4),
        hints=(
            "Each term is the one before, times $x$, divided by $k$.",
            "Begin with 1, which is the term for $k = 0$.",
        ),
        level=1,
    ),
    task(
        trapezoid,
        topic_id="integrals",
        title="Area by trapezoids",
        prompt="A function was sampled at steps of `h`; its values are `y`, two or more. Write `trapezoid(y, h)`: the area "
        "under the broken line through the points.",
        cases=_samples,
        example=(np.array([0.0, 1.0, 4.0]), 1.0),
        hints=(
            "One trapezoid has the area $h \\frac{y_k + y_{k+1}}{2}$.",
            "Added up, each inner value counts fully, the first and the last by half.",
        ),
        level=1,
    ),
    task(
        softmax_jacobian,
        topic_id="jacobian",
        title="Jacobian of the softmax",
        prompt=r"With $\mathbf{p} = \operatorname{softmax}(\mathbf{z})$, write `softmax_jacobian(z)`: the matrix with "
        r"$\frac{\partial p_i}{\partial z_j}$ in row $i$ and column $j$.",
        cases=_scores,
        example=(np.array([0.0, 0.0]),),
        hints=(
            r"On the diagonal stands $p_i (1 - p_i)$, elsewhere $-p_i p_j$.",
            "`np.diag` and `np.outer` build both at once. Subtract the largest score before you exponentiate.",
        ),
        level=3,
    ),
    task(
        quadratic_gradient,
        topic_id="matrix-calculus",
        title="Gradient of a quadratic form",
        prompt=r"Write `quadratic_gradient(A, b, x)`: the gradient of $f(\mathbf{x}) = \mathbf{x}^\top A \mathbf{x} + "
        r"\mathbf{b}^\top \mathbf{x}$ at `x`. `A` need not be symmetric.",
        cases=_quadratic,
        example=(np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([1.0, 1.0]), np.array([1.0, -1.0])),
        hints=(
            "For a symmetric matrix it would be $2A\\mathbf{x} + \\mathbf{b}$.",
            "Otherwise $A + A^\\top$ takes the place of $2A$.",
        ),
        level=2,
    ),
    task(
        chain,
        topic_id="chain-rule",
        title="Chain rule through a neuron",
        prompt=r"A neuron computes $s = \sigma(wx + b)$ with the sigmoid $\sigma$. Write `chain(x, w, b)`: the two derivatives "
        r"$\frac{\partial s}{\partial w}$ and $\frac{\partial s}{\partial b}$, as an array in this order.",
        cases=_neuron,
        example=(2.0, 0.5, -1.0),
        hints=(
            r"$\sigma'(a) = \sigma(a)(1 - \sigma(a))$.",
            "The inner derivative is $x$ for $w$ and 1 for $b$.",
        ),
        level=2,
    ),
)
