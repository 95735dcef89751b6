"""Optimisation from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.practice.code.tasks import task

if TYPE_CHECKING:
    from numpy.random import Generator as Random
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def descend(A: Array, b: Array, x: Array, rate: float, steps: int) -> Any:
    for _ in range(steps):
        x = x - rate * (A @ x - b)
    return x


def descend_with_momentum(A: Array, b: Array, x: Array, rate: float, beta: float, steps: int) -> Any:
    velocity = np.zeros(len(x))
    for _ in range(steps):
        velocity = beta * velocity + (A @ x - b)
        x = x - rate * velocity
    return x


def adam(gradients: Array, rate: float) -> Any:
    m = v = x = np.zeros(gradients.shape[1])
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        x = x - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return x


def newton_root(a: float, x: float, steps: int) -> Any:
    for _ in range(steps):
        x = x - (x**2 - a) / (2 * x)
    return x


def sgd_epoch(X: Array, y: Array, w: Array, rate: float) -> Any:
    for row, target in zip(X, y, strict=True):
        w = w - rate * (row @ w - target) * row
    return w


def _bowl(random: Random) -> tuple[Array, Array, Array]:
    size = int(random.integers(1, 4))
    B = random.normal(size=(size, size))
    return B @ B.T + np.eye(size), random.normal(size=size), random.normal(size=size)


def _descent(random: Random) -> tuple[Any, ...]:
    return *_bowl(random), float(random.uniform(0.01, 0.1)), int(random.integers(0, 30))


def _heavy(random: Random) -> tuple[Any, ...]:
    return (
        *_bowl(random),
        float(random.uniform(0.01, 0.05)),
        float(random.uniform(0.5, 0.95)),
        int(random.integers(1, 30)),
    )


def _gradients(random: Random) -> tuple[Any, ...]:
    return random.normal(size=(int(random.integers(1, 8)), int(random.integers(1, 4)))), float(
        random.uniform(0.001, 0.1)
    )


def _root(random: Random) -> tuple[Any, ...]:
    return float(random.uniform(0.5, 50)), float(random.uniform(0.5, 10)), int(random.integers(0, 8))


def _data(random: Random) -> tuple[Any, ...]:
    rows, columns = int(random.integers(1, 8)), int(random.integers(1, 4))
    return (
        random.normal(size=(rows, columns)),
        random.normal(size=rows),
        random.normal(size=columns),
        float(random.uniform(0.01, 0.2)),
    )


TASKS = (
    task(
        descend,
        topic_id="gradient-descent",
        title="Gradient descent on a quadratic",
        prompt=r"The function $f(\mathbf{x}) = \frac{1}{2} \mathbf{x}^\top A \mathbf{x} - \mathbf{b}^\top \mathbf{x}$ with a "
        r"symmetric $A$ has the gradient $A\mathbf{x} - \mathbf{b}$. Write `descend(A, b, x, rate, steps)`: where gradient "
        "descent stands after `steps` steps from `x`.",
        cases=_descent,
        example=(np.array([[2.0, 0.0], [0.0, 1.0]]), np.array([2.0, 1.0]), np.array([0.0, 0.0]), 0.5, 2),
        hints=(
            "One step: `x = x - rate * gradient`.",
            "With 0 steps the start comes back. Do not change the array you were given.",
        ),
        level=1,
    ),
    task(
        descend_with_momentum,
        topic_id="momentum",
        title="Momentum",
        prompt=r"As in gradient descent on $\frac{1}{2} \mathbf{x}^\top A \mathbf{x} - \mathbf{b}^\top \mathbf{x}$, but with a "
        r"velocity that begins at zero: $\mathbf{v} \leftarrow \beta \mathbf{v} + \nabla f(\mathbf{x})$, then $\mathbf{x} "
        r"\leftarrow \mathbf{x} - \eta \mathbf{v}$. Write `descend_with_momentum(A, b, x, rate, beta, steps)`.",
        cases=_heavy,
        example=(np.array([[1.0]]), np.array([0.0]), np.array([1.0]), 0.1, 0.9, 2),
        hints=(
            "The gradient is $A\\mathbf{x} - \\mathbf{b}$.",
            "The velocity first, then the step with the new velocity.",
        ),
        level=2,
    ),
    task(
        adam,
        topic_id="adam",
        title="Adam",
        prompt=r"Parameters begin at zero and Adam sees the rows of `gradients` one after the other, with $\beta_1 = 0.9$, "
        r"$\beta_2 = 0.999$, $\epsilon = 10^{-8}$ added to the root, and both corrections of the bias. Write "
        "`adam(gradients, rate)`: the parameters at the end.",
        cases=_gradients,
        example=(np.array([[1.0, -2.0]]), 0.1),
        hints=(
            r"$m \leftarrow 0.9\,m + 0.1\,g$ and $v \leftarrow 0.999\,v + 0.001\,g^2$, each entry for itself.",
            "In step $t$, counted from 1, divide $m$ by $1 - 0.9^t$ and $v$ by $1 - 0.999^t$ before the step.",
        ),
        level=3,
    ),
    task(
        newton_root,
        topic_id="newtons-method",
        title="Square root by Newton's method",
        prompt="Write `newton_root(a, x, steps)`: Newton's method for $x^2 - a = 0$, `steps` steps from `x`.",
        cases=_root,
        example=(2.0, 1.0, 2),
        hints=(r"$x \leftarrow x - \frac{f(x)}{f'(x)}$.", "Here $f'(x) = 2x$."),
        level=1,
    ),
    task(
        sgd_epoch,
        topic_id="stochastic-gradient-descent",
        title="One epoch of stochastic gradient descent",
        prompt=r"For one row $\mathbf{x}$ with target $y$ the loss is $\frac{1}{2}(\mathbf{w} \cdot \mathbf{x} - y)^2$. Write "
        "`sgd_epoch(X, y, w, rate)`: the weights after one step for each row of `X`, in order.",
        cases=_data,
        example=(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1.0, 2.0]), np.array([0.0, 0.0]), 0.5),
        hints=(
            r"The gradient for one row is $(\mathbf{w} \cdot \mathbf{x} - y)\,\mathbf{x}$.",
            "Use the new weights for the next row.",
        ),
        level=2,
    ),
)
