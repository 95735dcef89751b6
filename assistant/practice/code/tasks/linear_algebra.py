"""Linear algebra from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.practice.code.tasks import task

if TYPE_CHECKING:
    from numpy.random import Generator as Random
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def cosine_similarity(u: Array, v: Array) -> Any:
    return u @ v / (np.sqrt(u @ u) * np.sqrt(v @ v))


def project(u: Array, v: Array) -> Any:
    return (u @ v) / (v @ v) * v


def gram_schmidt(A: Array) -> Any:
    Q = np.zeros(A.shape)
    for j in range(A.shape[1]):
        rest = A[:, j] - Q[:, :j] @ (Q[:, :j].T @ A[:, j])
        Q[:, j] = rest / np.sqrt(rest @ rest)
    return Q


def solve_by_elimination(A: Array, b: Array) -> Any:
    n = len(b)
    M = np.column_stack([A, b]).astype(float)
    for k in range(n):
        pivot = k + int(np.argmax(np.abs(M[k:, k])))
        M[[k, pivot]] = M[[pivot, k]]
        for i in range(k + 1, n):
            M[i] -= M[i, k] / M[k, k] * M[k]
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (M[i, n] - M[i, i + 1 : n] @ x[i + 1 :]) / M[i, i]
    return x


def determinant(A: Array) -> Any:
    M = A.astype(float)
    result = 1.0
    for k in range(len(M)):
        pivot = k + int(np.argmax(np.abs(M[k:, k])))
        if M[pivot, k] == 0:
            return 0.0
        if pivot != k:
            M[[k, pivot]] = M[[pivot, k]]
            result = -result
        result *= M[k, k]
        for i in range(k + 1, len(M)):
            M[i] -= M[i, k] / M[k, k] * M[k]
    return result


def largest_eigenvalue(A: Array, start: Array, steps: int) -> Any:
    v = start / np.sqrt(start @ start)
    for _ in range(steps):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v @ A @ v


def cholesky(A: Array) -> Any:
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        L[j, j] = np.sqrt(A[j, j] - L[j, :j] @ L[j, :j])
        for i in range(j + 1, n):
            L[i, j] = (A[i, j] - L[i, :j] @ L[j, :j]) / L[j, j]
    return L


def least_squares(A: Array, b: Array) -> Any:
    return np.linalg.solve(A.T @ A, A.T @ b)


def low_rank(A: Array, k: int) -> Any:
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


def _two_vectors(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 6))
    return random.normal(size=size), random.normal(size=size) + 0.1


def _square(random: Random) -> Array:
    size = int(random.integers(2, 6))
    return random.integers(-5, 6, size=(size, size)) + 7 * np.eye(size)


def _system(random: Random) -> tuple[Any, ...]:
    A = _square(random)
    # Rows in another order: the pivot has to be looked for.
    return A[random.permutation(len(A))], random.integers(-9, 10, size=len(A)).astype(float)


def _maybe_singular(random: Random) -> tuple[Any, ...]:
    A = _square(random)
    A = A[random.permutation(len(A))]
    if random.random() < 0.3:
        A[-1] = 2 * A[0]
    return (A,)


def _symmetric(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 5))
    Q, _ = np.linalg.qr(random.normal(size=(size, size)))
    values = np.array([5.0, *random.uniform(-2, 2, size=size - 1)])
    return Q @ np.diag(values) @ Q.T, np.ones(size), 60


def _positive(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 5))
    B = random.normal(size=(size, size))
    return (B @ B.T + np.eye(size),)


def _tall(random: Random) -> tuple[Any, ...]:
    rows = int(random.integers(4, 9))
    return random.normal(size=(rows, int(random.integers(1, 4)))), random.normal(size=rows)


def _independent(random: Random) -> tuple[Any, ...]:
    columns = int(random.integers(1, 4))
    return (random.normal(size=(columns + int(random.integers(0, 3)), columns)),)


def _picture(random: Random) -> tuple[Any, ...]:
    return random.normal(size=(int(random.integers(2, 6)), int(random.integers(2, 6)))), int(
        random.integers(1, 3)
    )


TASKS = (
    task(
        cosine_similarity,
        topic_id="angles-and-cosine-similarity",
        title="Cosine similarity",
        prompt="Write `cosine_similarity(u, v)`: the cosine of the angle between two vectors, "
        r"$\frac{\mathbf{u} \cdot \mathbf{v}}{\|\mathbf{u}\| \, \|\mathbf{v}\|}$.",
        cases=_two_vectors,
        example=(np.array([1.0, 0.0]), np.array([1.0, 1.0])),
        hints=(
            "`u @ v` is the dot product.",
            "A length is the square root of a vector's dot product with itself.",
        ),
        level=1,
    ),
    task(
        project,
        topic_id="projections",
        title="Projection onto a line",
        prompt="Write `project(u, v)`: the projection of `u` onto the line through `v`, "
        r"$\frac{\mathbf{u} \cdot \mathbf{v}}{\mathbf{v} \cdot \mathbf{v}} \, \mathbf{v}$.",
        cases=_two_vectors,
        example=(np.array([3.0, 4.0]), np.array([2.0, 0.0])),
        hints=(
            "First the number in front of `v`, then the vector.",
            "The length of `v` must cancel: divide by `v @ v`.",
        ),
        level=1,
    ),
    task(
        gram_schmidt,
        topic_id="gram-schmidt-and-qr",
        title="Gram–Schmidt",
        prompt="Write `gram_schmidt(A)`: a matrix of the same shape whose columns are orthonormal and whose first $k$ "
        "columns span the same space as the first $k$ columns of `A`, for every $k$. The columns of `A` are "
        "independent; keep their directions (no flipped signs).",
        cases=_independent,
        example=(np.array([[3.0, 1.0], [4.0, 7.0]]),),
        hints=(
            "Go column by column. Subtract from the column its parts along the columns that are done.",
            "What is left is at right angles to those; divide it by its length.",
        ),
        level=3,
    ),
    task(
        solve_by_elimination,
        topic_id="gaussian-elimination",
        title="Solve a system by elimination",
        prompt=r"Write `solve_by_elimination(A, b)`: the vector $\mathbf{x}$ with $A\mathbf{x} = \mathbf{b}$, by Gaussian "
        "elimination. `A` is square and invertible, but a zero may stand on its diagonal: swap rows.",
        cases=_system,
        example=(np.array([[0.0, 2.0], [1.0, 1.0]]), np.array([4.0, 3.0])),
        hints=(
            "Put `b` beside `A` as one more column, so that both change together.",
            "In each column bring the largest entry to the diagonal, clear what is below it, and go back up at the end.",
        ),
        level=3,
    ),
    task(
        determinant,
        topic_id="determinant",
        title="Determinant by elimination",
        prompt="Write `determinant(A)` for a square matrix without `np.linalg.det`: bring it to triangular form; the "
        "determinant is the product of the diagonal, with its sign turned by each swap of rows. A singular matrix has 0.",
        cases=_maybe_singular,
        example=(np.array([[0.0, 1.0], [2.0, 3.0]]),),
        hints=(
            "Subtracting a multiple of a row from another changes nothing; a swap turns the sign.",
            "When a whole column below and on the diagonal is zero, the determinant is 0.",
        ),
        level=3,
    ),
    task(
        largest_eigenvalue,
        topic_id="eigenvalues-and-eigenvectors",
        title="Power iteration",
        prompt="Write `largest_eigenvalue(A, start, steps)`: begin with `start`, multiply by `A` and scale to length 1, "
        r"`steps` times; give back the eigenvalue $\mathbf{v}^\top A \mathbf{v}$.",
        cases=_symmetric,
        example=(np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.0]), 50),
        hints=(
            "Each step: `v = A @ v`, then divide by the length.",
            "At the end `v @ A @ v`, since `v` has length 1.",
        ),
        level=2,
    ),
    task(
        cholesky,
        topic_id="cholesky-decomposition",
        title="Cholesky factor",
        prompt=r"Write `cholesky(A)`: the lower triangular $L$ with positive diagonal and $L L^\top = A$, for a symmetric "
        "positive definite `A`.",
        cases=_positive,
        example=(np.array([[4.0, 2.0], [2.0, 5.0]]),),
        hints=(
            r"Compare entries of $L L^\top$ and $A$, column by column.",
            "The diagonal entry is the root of what is left of `A[j, j]`; the entries below are what is left, divided by it.",
        ),
        level=3,
    ),
    task(
        least_squares,
        topic_id="least-squares",
        title="Least squares",
        prompt=r"Write `least_squares(A, b)`: the $\mathbf{x}$ that makes $\|A\mathbf{x} - \mathbf{b}\|$ smallest, from the "
        r"normal equations $A^\top A \mathbf{x} = A^\top \mathbf{b}$. The columns of `A` are independent.",
        cases=_tall,
        example=(np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 2.0, 4.0])),
        hints=("`A.T` is the transpose.", "`np.linalg.solve` solves the square system."),
        level=2,
    ),
    task(
        low_rank,
        topic_id="low-rank-approximation",
        title="Best approximation of rank k",
        prompt="Write `low_rank(A, k)`: the matrix of rank at most `k` that is nearest to `A`, from the singular value "
        "decomposition. `np.linalg.svd` is allowed.",
        cases=_picture,
        example=(np.array([[3.0, 0.0], [0.0, 1.0]]), 1),
        hints=(
            "Keep the `k` largest singular values; NumPy gives them in falling order.",
            "Multiply the first `k` columns of `U` by their singular values and then by the first `k` rows of `Vt`.",
        ),
        level=2,
    ),
)
