"""Machine learning from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.practice.code.tasks import task

if TYPE_CHECKING:
    from numpy.random import Generator as Random
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def softmax(z: Array) -> Any:
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def logistic_gradient(X: Array, y: Array, w: Array) -> Any:
    p = 1 / (1 + np.exp(-(X @ w)))
    return X.T @ (p - y) / len(y)


def perceptron_pass(X: Array, y: Array, w: Array) -> Any:
    for row, label in zip(X, y, strict=True):
        if label * (w @ row) <= 0:
            w = w + label * row
    return w


def forward(X: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Any:
    hidden = np.maximum(X @ W1 + b1, 0)
    return hidden @ W2 + b2


def backprop(x: Array, y: float, W: Array, v: Array) -> Any:
    z = W @ x
    h = np.maximum(z, 0)
    error = v @ h - y
    return np.outer(error * v * (z > 0), x)


def k_means_step(X: Array, centres: Array) -> Any:
    distances = np.sum((X[:, None] - centres) ** 2, axis=2)
    nearest = np.argmin(distances, axis=1)
    moved = centres.copy()
    for k in range(len(centres)):
        if np.any(nearest == k):
            moved[k] = np.mean(X[nearest == k], axis=0)
    return moved


def nearest_neighbour_vote(X: Array, labels: Array, point: Array, k: int) -> Any:
    order = np.argsort(np.sum((X - point) ** 2, axis=1), kind="stable")[:k]
    return 1 if np.sum(labels[order]) * 2 > k else 0


def convolve(image: Array, kernel: Array) -> Any:
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
            out[i, j] = np.sum(window * kernel)
    return out


def attention(Q: Array, K: Array, V: Array) -> Any:
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True) @ V


def layer_norm(X: Array, epsilon: float) -> Any:
    mean = np.mean(X, axis=1, keepdims=True)
    variance = np.mean((X - mean) ** 2, axis=1, keepdims=True)
    return (X - mean) / np.sqrt(variance + epsilon)


def ridge(X: Array, y: Array, strength: float) -> Any:
    return np.linalg.solve(X.T @ X + strength * np.eye(X.shape[1]), X.T @ y)


def f1_score(truth: Array, predicted: Array) -> Any:
    hits = np.sum((truth == 1) & (predicted == 1))
    wrong = np.sum(truth != predicted)
    return 0.0 if hits == 0 else 2 * hits / (2 * hits + wrong)


def information_gain(labels: Array, left: Array) -> Any:
    def bits(part: Array) -> Any:
        if len(part) == 0:
            return 0.0
        p = np.array([np.mean(part), 1 - np.mean(part)])
        p = p[p > 0]
        return -np.sum(p * np.log2(p))

    share = np.mean(left)
    return bits(labels) - share * bits(labels[left == 1]) - (1 - share) * bits(labels[left == 0])


def explained_variance(X: Array) -> Any:
    s = np.linalg.svd(X - np.mean(X, axis=0), compute_uv=False)
    return s**2 / np.sum(s**2)


def _size(random: Random, low: int, high: int) -> int:
    return int(random.integers(low, high + 1))


def _score_rows(random: Random) -> tuple[Any, ...]:
    # Some scores are so large that exp would overflow.
    scale = 500.0 if random.random() < 0.3 else 2.0
    return (scale * random.normal(size=(_size(random, 1, 4), _size(random, 2, 5))),)


def _classes(random: Random) -> tuple[Any, ...]:
    rows, columns = _size(random, 2, 8), _size(random, 1, 4)
    y = random.integers(0, 2, size=rows).astype(float)
    return random.normal(size=(rows, columns)), y, random.normal(size=columns)


def _signs(random: Random) -> tuple[Any, ...]:
    X, y, w = _classes(random)
    return X, 2 * y - 1, np.zeros(len(w)) if random.random() < 0.5 else w


def _network(random: Random) -> tuple[Any, ...]:
    n, a, b, c = (_size(random, 1, 4) for _ in range(4))
    return (
        random.normal(size=(n, a)),
        random.normal(size=(a, b)),
        random.normal(size=b),
        random.normal(size=(b, c)),
        random.normal(size=c),
    )


def _one_example(random: Random) -> tuple[Any, ...]:
    a, b = _size(random, 1, 4), _size(random, 1, 4)
    return random.normal(size=a), float(random.normal()), random.normal(size=(b, a)), random.normal(size=b)


def _clouds(random: Random) -> tuple[Any, ...]:
    columns = _size(random, 1, 3)
    centres = random.normal(scale=3, size=(_size(random, 1, 3), columns))
    if random.random() < 0.3:
        centres[-1] = 100.0
    return random.normal(size=(_size(random, 2, 9), columns)), centres


def _neighbours(random: Random) -> tuple[Any, ...]:
    rows, columns = _size(random, 3, 9), _size(random, 1, 3)
    labels = random.integers(0, 2, size=rows)
    return (
        random.normal(size=(rows, columns)),
        labels,
        random.normal(size=columns),
        int(random.choice([1, 3])),
    )


def _picture(random: Random) -> tuple[Any, ...]:
    kernel = random.integers(-2, 3, size=(_size(random, 1, 3), _size(random, 1, 3))).astype(float)
    image = random.integers(0, 10, size=(_size(random, 3, 6), _size(random, 3, 6))).astype(float)
    return image, kernel


def _heads(random: Random) -> tuple[Any, ...]:
    queries, keys, width = _size(random, 1, 4), _size(random, 1, 4), _size(random, 1, 4)
    return (
        random.normal(scale=3, size=(queries, width)),
        random.normal(scale=3, size=(keys, width)),
        random.normal(size=(keys, _size(random, 1, 3))),
    )


def _rows(random: Random) -> tuple[Any, ...]:
    return random.normal(loc=3, size=(_size(random, 1, 4), _size(random, 2, 6))), 1e-5


def _regression(random: Random) -> tuple[Any, ...]:
    rows, columns = _size(random, 1, 8), _size(random, 1, 4)
    return random.normal(size=(rows, columns)), random.normal(size=rows), float(random.uniform(0.1, 5))


def _labels(random: Random) -> tuple[Any, ...]:
    size = _size(random, 2, 12)
    predicted = np.zeros(size, dtype=np.int64) if random.random() < 0.2 else random.integers(0, 2, size=size)
    return random.integers(0, 2, size=size), predicted


def _split(random: Random) -> tuple[Any, ...]:
    size = _size(random, 2, 12)
    left = np.ones(size, dtype=np.int64) if random.random() < 0.2 else random.integers(0, 2, size=size)
    return random.integers(0, 2, size=size), left


def _table(random: Random) -> tuple[Any, ...]:
    columns = _size(random, 2, 4)
    return (random.normal(size=(_size(random, columns + 1, 9), columns)) * np.arange(1, columns + 1),)


TASKS = (
    task(
        softmax,
        topic_id="softmax-and-multiclass",
        title="Softmax that does not overflow",
        prompt=r"Write `softmax(z)` for each row of a matrix of scores: $\frac{e^{z_i}}{\sum_j e^{z_j}}$. Scores may be as large "
        "as 1,000 or as low as −1,000.",
        cases=_score_rows,
        example=(np.array([[0.0, 0.0], [1000.0, 0.0]]),),
        hints=(
            "The result stays the same when the same number is taken from all scores of a row.",
            "Take away the largest one: `np.max(z, axis=1, keepdims=True)`.",
        ),
        level=2,
    ),
    task(
        logistic_gradient,
        topic_id="logistic-regression",
        title="Gradient of the logistic loss",
        prompt=r"With $p_i = \sigma(\mathbf{w} \cdot \mathbf{x}_i)$ the mean loss is $-\frac{1}{n}\sum_i \left( y_i \ln p_i + "
        r"(1 - y_i)\ln(1 - p_i) \right)$. Write `logistic_gradient(X, y, w)`: its gradient with respect to `w`; the rows of "
        "`X` are the examples.",
        cases=_classes,
        example=(np.array([[1.0], [2.0]]), np.array([1.0, 0.0]), np.array([0.0])),
        hints=(
            r"For one example it is $(p_i - y_i)\,\mathbf{x}_i$.",
            "`X.T @ (p - y)` adds them up; divide by their number.",
        ),
        level=2,
    ),
    task(
        perceptron_pass,
        topic_id="perceptron",
        title="One pass of the perceptron",
        prompt=r"Labels are $+1$ and $-1$. Write `perceptron_pass(X, y, w)`: the weights after one pass over the rows in order, "
        r"with $\mathbf{w} \leftarrow \mathbf{w} + y_i \mathbf{x}_i$ wherever $y_i\,(\mathbf{w} \cdot \mathbf{x}_i) \le 0$.",
        cases=_signs,
        example=(np.array([[1.0, 1.0], [2.0, 0.0]]), np.array([1.0, -1.0]), np.array([0.0, 0.0])),
        hints=("A zero counts as a mistake.", "The next row is tested with the new weights."),
        level=1,
    ),
    task(
        forward,
        topic_id="neural-network-forward-pass",
        title="Forward pass with one hidden layer",
        prompt=r"Write `forward(X, W1, b1, W2, b2)`: $\operatorname{ReLU}(X W_1 + \mathbf{b}_1)\,W_2 + \mathbf{b}_2$, where the "
        "rows of `X` are examples.",
        cases=_network,
        example=(
            np.array([[1.0, 2.0]]),
            np.array([[1.0, -1.0], [0.0, 0.0]]),
            np.array([0.0, 0.0]),
            np.array([[3.0], [5.0]]),
            np.array([1.0]),
        ),
        hints=(
            "`np.maximum(a, 0)` is ReLU.",
            "A row of biases is added to every row: NumPy does it by itself.",
        ),
        level=1,
    ),
    task(
        backprop,
        topic_id="backpropagation",
        title="Backpropagation by hand",
        prompt=r"A network computes $\hat y = \mathbf{v} \cdot \operatorname{ReLU}(W\mathbf{x})$ with the loss $\frac{1}{2}(\hat y "
        r"- y)^2$. Write `backprop(x, y, W, v)`: the gradient of the loss with respect to $W$, a matrix of its shape.",
        cases=_one_example,
        example=(np.array([1.0, 2.0]), 1.0, np.array([[1.0, 1.0], [-1.0, 0.0]]), np.array([2.0, 3.0])),
        hints=(
            r"Backwards: first $\hat y - y$, then times $v_k$ for each hidden unit, and 0 where the unit is off.",
            "`np.outer(delta, x)` gives entry $(k, j)$ as the delta of unit $k$ times $x_j$.",
        ),
        level=3,
    ),
    task(
        k_means_step,
        topic_id="k-means",
        title="One step of k-means",
        prompt="Write `k_means_step(X, centres)`: give each row of `X` to its nearest centre (the first one when two are equally "
        "near), and move each centre to the mean of its rows. A centre without rows stays where it is.",
        cases=_clouds,
        example=(np.array([[0.0], [1.0], [10.0]]), np.array([[0.0], [9.0]])),
        hints=(
            "`X[:, None] - centres` has the difference of every row and every centre.",
            "Give back a new array; do not change `centres`.",
        ),
        level=2,
    ),
    task(
        nearest_neighbour_vote,
        topic_id="k-nearest-neighbours",
        title="Vote of the nearest neighbours",
        prompt="Labels are 0 and 1, `k` is odd. Write `nearest_neighbour_vote(X, labels, point, k)`: the label that most of the "
        "`k` rows nearest to `point` have.",
        cases=_neighbours,
        example=(np.array([[0.0], [1.0], [2.0]]), np.array([1, 1, 0]), np.array([0.5]), 3),
        hints=(
            "Squared distances have the same order as distances.",
            "`np.argsort` gives the places in rising order.",
        ),
        level=1,
    ),
    task(
        convolve,
        topic_id="convolution",
        title="Slide a filter over a picture",
        prompt="Write `convolve(image, kernel)` as deep learning does it: no flipping, no padding, stride 1. Each entry is the "
        "sum of the products of the kernel with the window under it.",
        cases=_picture,
        example=(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[1.0, -1.0]])),
        hints=(
            "The result has `image.shape[0] - kernel.shape[0] + 1` rows.",
            "Two loops over the places of the window are enough.",
        ),
        level=2,
    ),
    task(
        attention,
        topic_id="attention",
        title="Scaled dot-product attention",
        prompt=r"Write `attention(Q, K, V)`: $\operatorname{softmax}\!\left(\frac{Q K^\top}{\sqrt{d}}\right) V$, where $d$ is the "
        "number of columns of `Q` and the softmax goes along each row.",
        cases=_heads,
        example=(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[2.0], [4.0]])),
        hints=(
            "One row of scores for each query, one column for each key.",
            "Divide by the root before the softmax, not after.",
        ),
        level=2,
    ),
    task(
        layer_norm,
        topic_id="normalisation-layers",
        title="Layer normalisation",
        prompt="Write `layer_norm(X, epsilon)`: from each row its mean is taken away, then the row is divided by "
        r"$\sqrt{\text{variance} + \epsilon}$. The variance has $n$ below, not $n - 1$.",
        cases=_rows,
        example=(np.array([[1.0, 3.0]]), 0.0),
        hints=(
            "`np.mean(X, axis=1, keepdims=True)` is a column of means.",
            "`epsilon` stands under the root.",
        ),
        level=1,
    ),
    task(
        ridge,
        topic_id="regularisation",
        title="Ridge regression",
        prompt=r"Write `ridge(X, y, strength)`: the weights that make $\|X\mathbf{w} - \mathbf{y}\|^2 + \lambda \|\mathbf{w}\|^2$ "
        "smallest, without an intercept; `strength` is $\\lambda$.",
        cases=_regression,
        example=(np.array([[1.0], [2.0]]), np.array([2.0, 4.0]), 5.0),
        hints=("Set the gradient to zero.", r"$(X^\top X + \lambda I)\,\mathbf{w} = X^\top \mathbf{y}$."),
        level=2,
    ),
    task(
        f1_score,
        topic_id="evaluation-metrics",
        title="F1 score",
        prompt="`truth` and `predicted` hold 0 and 1. Write `f1_score(truth, predicted)`: the harmonic mean of precision and "
        "recall for class 1; 0 when nothing of class 1 was found.",
        cases=_labels,
        example=(np.array([1, 1, 0, 0]), np.array([1, 0, 1, 0])),
        hints=(
            "Count true positives, false positives and false negatives.",
            r"$F_1 = \frac{2\,TP}{2\,TP + FP + FN}$.",
        ),
        level=1,
    ),
    task(
        information_gain,
        topic_id="decision-trees-and-information-gain",
        title="Information gain of a split",
        prompt="`labels` holds 0 and 1; `left` is 1 for the examples that go to the left. Write `information_gain(labels, left)` in "
        "bits: the entropy before the split minus the mean entropy of both sides, weighted by their sizes. One side may be empty.",
        cases=_split,
        example=(np.array([1, 1, 0, 0]), np.array([1, 1, 0, 0])),
        hints=(
            "Write a function for the entropy of a list of 0 and 1 first.",
            "An empty side has weight 0; do not divide by its size.",
        ),
        level=3,
    ),
    task(
        explained_variance,
        topic_id="principal-component-analysis",
        title="Share of variance of each component",
        prompt="The rows of `X` are observations, more than there are columns. Write `explained_variance(X)`: the share of the "
        "variance along each principal component, largest first. `np.linalg.svd` is allowed.",
        cases=_table,
        example=(np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [0.0, -0.5]]),),
        hints=(
            "Centre the columns first.",
            "The variance along a component grows with the square of its singular value.",
        ),
        level=2,
    ),
)
