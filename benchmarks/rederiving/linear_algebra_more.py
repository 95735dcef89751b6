"""Readers for linear algebra: projections, forms, rank, bases, least squares, decompositions."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import math
import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import array, dot, function_of, norm, parse
from rederiving.linear_algebra import combination, eigenvector, in_k, number, rule, with_vectors
from rederiving.numeric import (
    a,
    column,
    det,
    eigenvalues,
    inverse,
    linear,
    listed,
    n,
    one,
    rank,
    roots,
    unknown,
)
from rederiving.rules import Formula

_B = r"\\begin\{pmatrix\}.+?\\end\{pmatrix\}"


def identity(size: int) -> Any:
    """The identity matrix."""
    return array([[mp.mpf(i == j) for j in range(size)] for i in range(size)])


def along(x: Any, u: Any) -> Any:
    """The part of a column along another one."""
    return dot(x, u) / dot(u, u) * u


rule(
    "matrices.unknown", lambda x, c, y: (a(x) - a(y)) / n(c), "Find the matrix $X$ with $«x» - «c» X = «y»$."
)
S = "orthogonality.coordinates"
rule(
    S,
    lambda t, u, v: combination(t, u, v),
    "Find the coordinates of $«t»$ in the orthonormal basis $«u»$ and $«v»$, as a vector.",
)
rule(
    S,
    lambda t, u, v, w: combination(t, u, v, w),
    "Find the coordinates of $«t»$ in the orthonormal basis $«u»$, $«v»$ and $«w»$, as a vector.",
    "$«u»$, $«v»$ and $«w»$ form an orthonormal basis. Which coordinates has $«t»$ in it? Answer as a vector.",
)
rule(
    S,
    lambda u, v, t: combination(t, u, v),
    "$«u»$ and $«v»$ form an orthonormal basis. Which coordinates has $«t»$ in it? Answer as a vector.",
)
rule(
    "orthogonality.unknown",
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    "For which $k$ are $«u»$ and $«v»$ orthogonal?",
    "Find $k$ so that $«u»$ stands at a right angle to $«v»$.",
)
S = "orthogonality.kept"
rule(
    S,
    lambda p, x, y: n(p),
    "$\\mathbf{x} \\cdot \\mathbf{y} = «p»$, $\\|\\mathbf{x}\\| = «x»$ and $\\|\\mathbf{y}\\| = «y»$. What is $(Q\\mathbf{x}) \\cdot (Q\\mathbf{y})$ for an orthogonal matrix $Q$?",
)
rule(
    S,
    lambda x: n(x),
    "A vector of length $«x»$ is turned by an orthogonal matrix, twice. Which length does it have then?",
    "$Q$ is an orthogonal matrix and $\\mathbf{x}$ has the length $«x»$. How long is $Q\\mathbf{x}$?",
)
rule(
    "orthogonality.inverse",
    lambda m: inverse(a(m)),
    "Invert $Q = «m»$ without any computation.",
    "Write down the inverse of the orthogonal matrix $«m»$.",
)
rule("projections.onto-a-line", lambda x, u: along(a(x), a(u)), "Project $«x»$ onto the line through $«u»$.")
rule(
    "projections.onto-a-line",
    lambda u, x: along(a(x), a(u)),
    "Which point of the line through $«u»$ is nearest to $«x»$?",
)
rule(
    "projections.left-over",
    lambda x, u: a(x) - along(a(x), a(u)),
    "What is left of $«x»$ when its part along $«u»$ is taken away?",
    "Split $«x»$ into a multiple of $«u»$ and a part orthogonal to it. Which vector is the orthogonal part?",
)


def _onto_plane(x: str, u: str, v: str) -> Any:
    basis = np.hstack([a(u), a(v)])
    return basis @ inverse(basis.T @ basis) @ basis.T @ a(x)


rule(
    "projections.plane",
    _onto_plane,
    "Project $«x»$ onto the plane with the orthonormal basis $«u»$ and $«v»$.",
)
rule(
    "projections.matrix",
    lambda u: a(u) @ a(u).T / dot(a(u), a(u)),
    "Find the projection matrix $P$ of the line with the direction $«u»$.",
    "Write down the matrix that projects onto the line through $«u»$.",
)


def _shadow(x: str, u: str, p: str) -> Any:
    f = function_of(x, "k")
    found = one(roots(lambda k: dot(f(k) - a(p), a(u))))
    return found if norm(along(f(found), a(u)) - a(p)) < mp.mpf("1e-20") else None


rule(
    "projections.unknown",
    lambda x, p, u: _shadow(x, u, p),
    "For which $k$ does $«x»$ cast the shadow $«p»$ on the line through $«u»$?",
    "The projection of $«x»$ onto the line through $«u»$ is $«p»$. Find $k$.",
)


def _trace_rule(x: str, y: str, z: str) -> Any:
    text = z.replace("\\left(", "(").replace("\\right)", ")")
    return number(with_vectors_plain("\\operatorname{tr}" + text, n(x), n(y)))


def with_vectors_plain(text: str, x: Any, y: Any) -> Any:
    """A trace formula evaluated on two-by-two matrices that have the given traces."""
    env = {
        "A": array([[x, mp.mpf(2)], [mp.mpf(-1), mp.mpf(0)]]),
        "B": array([[y, mp.mpf(5)], [mp.mpf(3), mp.mpf(0)]]),
    }
    return parse(text)(env)


rule(
    "trace.rules",
    _trace_rule,
    "$\\operatorname{tr}(A) = «x»$ and $\\operatorname{tr}(B) = «y»$. Find $\\operatorname{tr}«z»$.",
)
S = "trace.unknown"
rule(
    S,
    lambda m, t: one(roots(lambda k: np.trace(function_of(m, "k")(k)) - n(t))),
    "The trace of $«m»$ is $«t»$. Find $k$.",
)
rule(
    S,
    lambda t, c: n(t) - n(c),
    "The trace of a $2 \\times 2$ matrix is $«t»$ and one eigenvalue is $«c»$. Find the other one.",
)
rule(
    S,
    lambda c, u, v: n(u) + n(v) - n(c),
    "A $2 \\times 2$ matrix has the eigenvalue $«c»$; its diagonal is $«u»$ and $«v»$. What is the other eigenvalue?",
)
rule(
    "trace.trace",
    lambda m, p: np.trace(a(m) @ a(p)),
    "Compute $\\operatorname{tr}(AB)$ for $A = «m»$ and $B = «p»$.",
)
rule("trace.trace", lambda m: np.trace(a(m)), "Compute $\\operatorname{tr} «m»$.", "Find the trace of $«m»$.")
S = "trace.squares"
rule(
    S,
    lambda m: np.trace(a(m).T @ a(m)),
    "Weight decay adds $\\operatorname{tr}(C^\\top C)$ to the loss. How much is that for $C = «m»$?",
    "Compute $\\operatorname{tr}(C^\\top C)$ for the weight matrix $C = «m»$ (this is its squared Frobenius norm).",
)


def form(m: Any, x: Any) -> Any:
    """The value of a quadratic form."""
    return (x.T @ m @ x)[0, 0]


rule(
    S,
    lambda m, x: form(a(m), a(x)),
    "Compute $\\operatorname{tr}(A \\mathbf{x} \\mathbf{x}^\\top)$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
    "Write $\\mathbf{x}^\\top A \\mathbf{x}$ as a trace and compute it, for $A = «m»$ and $\\mathbf{x} = «x»$.",
)


def _quadratic(x: str, *names: str) -> Any:
    """The symmetric matrix of a quadratic form, from its values."""
    f = function_of(x, *names)
    size = len(names)
    unit = identity(size)

    def at(i: int, j: int) -> Any:
        return f(*[unit[i, k] + (unit[j, k] if j != i else 0) for k in range(size)])

    return array(
        [
            [at(i, i) if i == j else (at(i, j) - at(i, i) - at(j, j)) / 2 for j in range(size)]
            for i in range(size)
        ]
    )


S = "quadratic-forms.unknown"


def _degenerate(x: str) -> Any:
    """The k for which the form has a determinant of zero."""
    first = _quadratic(x.replace("k y^2", "0 y^2"), "x", "y")
    return first[0, 1] ** 2 / first[0, 0]


rule(
    S,
    _degenerate,
    "For which $k$ is $«x»$ a perfect square?",
    "At which $k$ does the form $«x»$ turn from indefinite to definite?",
)
rule(
    S,
    lambda m, c, p: one(roots(lambda k: form(function_of(m, "k")(k), column(*listed(p))) - n(c))),
    "The quadratic form of $«m»$ has the value $«c»$ at $(«p»)$. Find $k$.",
)
rule(
    "quadratic-forms.value",
    lambda m, x: form(a(m), a(x)),
    "Compute $\\mathbf{x}^\\top A \\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)


def _completed(x: str, y: str) -> Any:
    f = function_of(x, "x", "y")
    g = function_of(y, "x", "y", "k")
    at = mp.mpf("0.7"), mp.mpf("1.3")
    found = one(roots(lambda k: f(*at) - g(*at, k)))
    return (
        found if abs(f(mp.mpf(3), mp.mpf(-2)) - g(mp.mpf(3), mp.mpf(-2), found)) < mp.mpf("1e-20") else None
    )


rule("quadratic-forms.square", _completed, "Complete the square: $«x» = «y»$. Find $k$.")
rule("quadratic-forms.square", lambda y, x: _completed(x, y), "Which number $k$ makes $«y»$ equal to $«x»$?")
rule(
    "quadratic-forms.polynomial",
    lambda m: Formula(("x", "y"), lambda x, y: form(a(m), column(x, y))),
    "Multiply out: $\\begin{pmatrix} x & y \\end{pmatrix} «m» \\begin{pmatrix} x \\\\ y \\end{pmatrix}$.",
    "Which polynomial in $x$ and $y$ is $\\mathbf{x}^\\top A \\mathbf{x}$ for $A = «m»$?",
)
rule(
    "quadratic-forms.matrix",
    lambda x: _quadratic(x, "x", "y", "z"),
    "Find the symmetric $3 \\times 3$ matrix of the quadratic form $«x»$ (variables in the order $x$, $y$, $z$).",
)
rule(
    "quadratic-forms.matrix",
    lambda x: _quadratic(x, "x", "y"),
    "Find the symmetric matrix $A$ with $\\mathbf{x}^\\top A \\mathbf{x} = «x»$.",
    "Write $«x»$ as $\\mathbf{x}^\\top A \\mathbf{x}$ with a symmetric matrix. Which one?",
)
S = "positive-definite-matrices.repair"
rule(
    S,
    lambda c, u, v: min(n(u), n(v)) + n(c),
    "Ridge regression adds $«c» I$ to a matrix with the eigenvalues $«u»$ and $«v»$. Which is the smallest eigenvalue afterwards?",
)
rule(
    S,
    lambda u, v, c: min(n(u), n(v)) + n(c),
    "A covariance matrix has the eigenvalues $«u»$ and $«v»$. To make it safe to invert, $«c»$ times the identity is added. What is the smallest eigenvalue now?",
)
rule(
    S,
    lambda m: -min(eigenvalues(a(m))),
    "$«m»$ is not positive definite. Above which number $c$ is $«m» + c I$ positive definite?",
)
rule(
    "positive-definite-matrices.squared-length",
    lambda m, v: norm(a(m) @ a(v)) ** 2,
    "For $X = «m»$ and $\\mathbf{v} = «v»$, compute $\\mathbf{v}^\\top X^\\top X \\mathbf{v}$ (it is a squared length).",
    "$A = X^\\top X$ with $X = «m»$. What is $\\mathbf{v}^\\top A \\mathbf{v}$ for $\\mathbf{v} = «v»$?",
)
rule(
    "positive-definite-matrices.unknown",
    lambda m: one(roots(lambda k: det(function_of(m, "k")(k)))),
    "At which $k$ does $«m»$ stop being positive definite, as $k$ falls?",
    "Above which value of $k$ is $«m»$ positive definite?",
)


def _rank_one(m: str) -> Any:
    f = function_of(m, "k")
    rows = len(f(mp.mpf(1)))
    gaps = [
        (lambda k, i=i, j=j: f(k)[i, 0] * f(k)[j, 1] - f(k)[i, 1] * f(k)[j, 0])
        for j in range(rows)
        for i in range(j)
    ]
    for gap in gaps:
        if abs(gap(mp.mpf("0.3")) - gap(mp.mpf("0.9"))) > mp.mpf("1e-20"):
            found = one(roots(gap))
            return found if all(abs(g(found)) < mp.mpf("1e-15") for g in gaps) else None
    return None


rule(
    "rank.outer",
    _rank_one,
    "Find $k$ so that all rows of $«m»$ are multiples of one row.",
    "For which $k$ has $«m»$ rank one?",
)


def _outer(m: str, v: str) -> Any:
    found = a(m) @ a(v) / dot(a(v), a(v))
    return found if norm((found @ a(v).T - a(m)).reshape(-1, 1)) < mp.mpf("1e-20") else None


rule(
    "rank.outer",
    _outer,
    "$«m»$ has rank one: it is $\\mathbf{u} \\mathbf{v}^\\top$ with $\\mathbf{v} = «v»$. Find $\\mathbf{u}$.",
)
rule(
    "rank.rank",
    lambda m: rank(a(m)),
    "How many independent rows has the data matrix $«m»$?",
    "Find the rank of $«m»$.",
)
rule(
    "rank.nullity",
    lambda r, c, k: int(c) - int(k),
    "A $«r» \\times «c»$ matrix has rank $«k»$. What is the dimension of its null space?",
)
rule(
    "rank.nullity",
    lambda c, r, k: int(c) - int(k),
    "A linear layer with $«c»$ inputs and $«r»$ outputs has a weight matrix of rank $«k»$. How many independent input directions does it ignore?",
)


def _null(m: str, c: str) -> Any:
    matrix = a(m)
    left, right = matrix[:, :2], -matrix[:, 2:] * n(c)
    normal = left.T @ left
    if abs(det(normal)) < mp.mpf("1e-20"):
        return None
    found = linear(normal, left.T @ right)
    full = column(found[0, 0], found[1, 0], n(c))
    return full if norm(matrix @ full) < mp.mpf("1e-20") else None


rule(
    "rank.null-space",
    lambda c, m: _null(m, c),
    "Which vector with the third component $«c»$ does $«m»$ send to zero?",
)
rule("rank.null-space", _null, "Find the vector of the null space of $«m»$ with the last component $«c»$.")
S = "basis-and-dimension.dimension"


def _span(vectors: str) -> int:
    return rank(np.hstack([a(text) for text in re.findall(_B, vectors)]))


rule(S, lambda u, v: _span(u + v), "What is the dimension of the span of $«u»$, $«v»$?")
rule(S, lambda u, v, w: _span(u + v + w), "What is the dimension of the span of $«u»$, $«v»$, $«w»$?")
rule(
    S,
    lambda u, v, w, x: _span(u + v + w + x),
    "What is the dimension of the span of $«u»$, $«v»$, $«w»$, $«x»$?",
)


def _conditions(size: str, *equations: str) -> int:
    names = [f"x_{i + 1}" for i in range(int(size))]
    rows = []
    for equation in equations:
        node = parse(equation)
        rows.append([node({name: mp.mpf(name == other) for name in names}) for other in names])
    return int(size) - rank(array(rows))


rule(
    S,
    lambda size, e, g: _conditions(size, e, g),
    "All vectors of $\\mathbb{R}^«size»$ with $«e» = 0$ and $«g» = 0$ form a subspace. What is its dimension?",
)
rule(
    S,
    lambda size, e: _conditions(size, e),
    "All vectors of $\\mathbb{R}^«size»$ with $«e» = 0$ form a subspace. What is its dimension?",
)
S = "basis-and-dimension.coordinates"
rule(
    S,
    lambda t, u, v, w: combination(t, u, v, w),
    "Find the coordinates of $«t»$ in the basis $«u»$, $«v»$ and $«w»$, in this order, as a vector.",
)
rule(
    S,
    lambda t, u, v: combination(t, u, v),
    "Find the coordinates of $«t»$ in the basis $«u»$ and $«v»$, in this order, as a vector.",
)
rule(
    S,
    lambda u, v, w, t: combination(t, u, v, w),
    "With which weights do $«u»$, $«v»$ and $«w»$ make $«t»$? Answer as a vector.",
)
rule(
    S,
    lambda u, v, t: combination(t, u, v),
    "With which weights do $«u»$ and $«v»$ make $«t»$? Answer as a vector.",
)
rule(
    "basis-and-dimension.member",
    lambda e, u, v, x, y: n(x) * a(u) + n(y) * a(v),
    "The plane $«e»$ has the basis $«u»$, $«v»$. Which member of the plane has the coordinates $«x»$ and $«y»$?",
)
_in_plane = lambda x, u, v: one(roots(lambda k: det(np.hstack([function_of(x, "k")(k), a(u), a(v)]))))
rule(
    "basis-and-dimension.unknown",
    lambda x, e, u, v: _in_plane(x, u, v),
    "$«x»$ is to lie in the plane $«e»$ with the basis $«u»$, $«v»$. Find $k$.",
)
rule(
    "basis-and-dimension.unknown",
    lambda u, v, x: _in_plane(x, u, v),
    "The basis $«u»$, $«v»$ spans a plane. For which $k$ does $«x»$ lie in it?",
)
S = "least-squares.unknown"
rule(
    S,
    lambda c, x: n(c) * (len(listed(x)) + 1) - sum(listed(x)),
    "A model without inputs predicts $«c»$, its least-squares value for «x» and $k$. What is $k$?",
)
rule(
    S,
    lambda x, c: n(c) * (len(listed(x)) + 1) - sum(listed(x)),
    "The best constant for the heights «x» and $k$, by least squares, is $«c»$. Find $k$.",
)


def pairs(text: str) -> list[tuple[Any, Any]]:
    """Points written `$(1, 2)$, $(3, 4)$`."""
    found = re.findall(r"\(([^(),]+),([^(),]+)\)", text)
    return [(n(x), n(y)) for x, y in found]


def _points(*texts: str) -> tuple[Any, Any]:
    found = [pair for text in texts for pair in pairs(f"({text})")]
    return column(*[x for x, _ in found]), column(*[y for _, y in found])


def line_fit(x: Any, y: Any) -> Any:
    """Start and slope of the least-squares line."""
    design = np.hstack([x * 0 + 1, x])
    return linear(design.T @ design, design.T @ y)


for _count in (2, 3, 4, 5, 6):
    _names = "abcdef"[:_count]
    _data = ", ".join(f"$(«{c}»)$" for c in _names)
    _last = " and ".join(_data.rsplit(", ", 1)) if _count > 1 else _data
    for _shown in (_data, ", ".join(_data.split(", $")[:0]) or _last):
        rule(
            "least-squares.fit",
            lambda **k: line_fit(*_points(*k.values())),
            f"Fit a line $y = c + kx$ to {_shown} by least squares. Answer with the vector $(c, k)$.",
            f"Linear regression on {_shown}: find start and slope of the best line, as a vector $(c, k)$.",
        )
        rule(
            "least-squares.fit",
            lambda **k: (lambda x, y: dot(x, y) / dot(x, x))(*_points(*k.values())),
            f"Fit $y = k x$, a line through the origin, to {_shown} by least squares. Find $k$.",
        )
        rule(
            "least-squares.normal-matrix",
            lambda **k: (lambda x, y: (lambda d: d.T @ d)(np.hstack([x * 0 + 1, x])))(*_points(*k.values())),
            f"A line $y = c + kx$ is to be fitted to {_shown}. Compute the matrix $A^\\top A$ of the normal equations.",
        )
        _sse = lambda line, **k: (lambda f, x, y: sum((y[i, 0] - f(x[i, 0])) ** 2 for i in range(len(x))))(
            function_of(line, "x"), *_points(*k.values())
        )
        rule(
            "least-squares.residuals",
            _sse,
            f"How large is the sum of the squared residuals of the line $y = «line»$ for {_shown}?",
            f"The data are {_shown}, the model is $y = «line»$. Compute its squared error, summed over all points.",
        )
rule(
    "gram-schmidt-and-qr.solve",
    lambda m, t: linear(a(m), a(t)),
    "With $A = QR$ a system has become $R\\mathbf{x} = Q^\\top \\mathbf{b}$: $«m» \\mathbf{x} = «t»$. Solve it.",
)


def _factor(m: str, q: str) -> Any:
    found = a(q).T @ a(m)
    return found if norm((a(q) @ found - a(m)).reshape(-1, 1)) < mp.mpf("1e-20") else None


rule("gram-schmidt-and-qr.factor", _factor, "$A = «m»$ and $Q = «q»$. Find $R$ with $A = QR$.")
S = "gram-schmidt-and-qr.directions"
_unit = lambda v: v / norm(v)
rule(
    S,
    lambda u, b: _unit(a(b) - along(a(b), a(u))),
    "The first direction is $\\mathbf{q}_1 = «u»$. Gram–Schmidt goes on with $\\mathbf{b} = «b»$. Find $\\mathbf{q}_2$.",
    "Turn $«u»$ and $«b»$ into an orthonormal pair by Gram–Schmidt. What is the second vector?",
)
rule(
    S,
    lambda u: _unit(a(u)),
    "Gram–Schmidt starts with $\\mathbf{a} = «u»$. Find the first direction $\\mathbf{q}_1$.",
)
rule(
    "gram-schmidt-and-qr.unknown",
    lambda u, x: one(roots(lambda k: dot(a(x) - k * a(u), a(u)))),
    "How much $k$ of the unit vector $«u»$ has to be taken from $«x»$ so that the rest stands at a right angle to it?",
    "For which $k$ is $«x» - k \\, «u»$ orthogonal to $«u»$?",
)
rule(
    "change-of-basis.coordinates",
    lambda u, v, t: combination(t, u, v),
    "The streets of a town run along $«u»$ and $«v»$. How many of each lead to $«t»$? Answer as a vector.",
    "Find the coordinates of $«t»$ in the basis $«u»$, $«v»$, as a vector.",
)
_similar = lambda m, p: inverse(p) @ a(m) @ p
rule(
    "change-of-basis.new-basis",
    lambda m, p: _similar(m, a(p)),
    "Compute $P^{-1} A P$ for $A = «m»$ and $P = «p»$.",
)
rule(
    "change-of-basis.new-basis",
    lambda m, u, v: _similar(m, np.hstack([a(u), a(v)])),
    "A map has the standard matrix $A = «m»$. Find its matrix in the basis $«u»$, $«v»$.",
)
rule(
    "change-of-basis.back",
    lambda x, u, v: np.hstack([a(u), a(v)]) @ a(x),
    "Features are stored as coordinates $«x»$ in the basis $«u»$, $«v»$. Rebuild the vector.",
    "In the basis $«u»$, $«v»$ a point has the coordinates $«x»$. Where is it in standard coordinates?",
)
rule(
    "change-of-basis.unknown",
    lambda u, v, t, x, y: unknown(f"({x}) {u} + ({y}) {v} = {t}", "k"),
    "In the basis $«u»$, $«v»$ the vector $«t»$ has the coordinates $«x»$ and $«y»$. Find $k$.",
)
S = "change-of-basis.standard"
_back = lambda u, v, m: (lambda p: p @ m @ inverse(p))(np.hstack([a(u), a(v)]))
diagonal = lambda x, y: array([[x, mp.mpf(0)], [mp.mpf(0), y]])
rule(
    S,
    lambda u, v, m: _back(u, v, a(m)),
    "In the basis $«u»$, $«v»$ a map has the matrix $«m»$. What is its standard matrix?",
)
rule(
    S,
    lambda u, x, v, y: _back(u, v, diagonal(n(x), n(y))),
    "A map stretches along $«u»$ by $«x»$ and along $«v»$ by $«y»$. Find its standard matrix.",
)
S = "diagonalisation.unknown"
rule(
    S,
    lambda e, x: one(roots(lambda k: k ** int(e) - n(x), int(e))),
    "$A$ has the eigenvalue $k$, and $A^{«e»}$ has $«x»$ for the same eigenvector. Find $k$.",
    "$A$ has the eigenvalue $k$, and $A^«e»$ has $«x»$ for the same eigenvector. Find $k$.",
)


def _defective(m: str) -> Any:
    f = function_of(m, "k")
    disc = lambda k: (f(k)[0, 0] - f(k)[1, 1]) ** 2 + 4 * f(k)[0, 1] * f(k)[1, 0]
    found = one(roots(disc))
    return found if f(found)[0, 1] != 0 or f(found)[1, 0] != 0 else None


rule(
    S,
    _defective,
    "For which $k$ has $«m»$ only one direction of eigenvectors?",
    "$«m»$ is not diagonalisable. Find $k$.",
)
rule(
    "diagonalisation.power",
    lambda p, d, i, e: (lambda m: np.linalg.multi_dot([m] * int(e)) if int(e) < 2 else _power(m, int(e)))(
        a(p) @ a(d) @ inverse(a(p))
    ),
    "$A = P D P^{-1}$ with $P = «p»$, $D = «d»$ and $P^{-1} = «i»$. Compute $A^«e»$.",
)


def _power(m: Any, e: int) -> Any:
    found = m
    for _ in range(e - 1):
        found = found @ m
    return found


rule(
    "diagonalisation.diagonal",
    lambda p, m: inverse(a(p)) @ a(m) @ a(p),
    "$P = «p»$ holds eigenvectors of $A = «m»$. Find $D$ with $A = P D P^{-1}$.",
)
rule(
    "diagonalisation.diagonal",
    lambda m, p: inverse(a(p)) @ a(m) @ a(p),
    "Diagonalise $A = «m»$ with $P = «p»$: which diagonal matrix $D$ belongs to it, in this order?",
)


def _long_run(m: str) -> Any:
    step = a(m)
    state = column(mp.mpf("0.5"), mp.mpf("0.5"))
    for _ in range(12):
        step = step @ step
    return (step @ state)[0, 0]


rule(
    "diagonalisation.long-run",
    lambda x, y, m: _long_run(m) if a(m)[1, 0] == n(x) and a(m)[0, 1] == n(y) else None,
    "Each month $«x»$ of the subscribers leave and $«y»$ of the others join: $«m»$. Which share is subscribed in the long run?",
)
rule(
    "diagonalisation.long-run",
    _long_run,
    "The step $«m»$ is repeated again and again on shares that add up to one. What does the first share approach?",
)
S = "spectral-theorem.projections"
rule(S, lambda x: a(x), "Add up the weighted projections: $«x»$.")
rule(
    S,
    lambda u, x, v, y: _back(u, v, diagonal(n(x), n(y))) if dot(a(u), a(v)) == 0 else None,
    "A symmetric matrix stretches along $«u»$ by $«x»$ and along $«v»$ by $«y»$. Write it down.",
)


def _other_vector(u: str, m: str, c: str) -> Any:
    values = [v for v in eigenvalues(a(m)) if norm(a(m) @ a(u) - v * a(u)) > mp.mpf("1e-12")]
    return eigenvector(a(m), one(tuple(values))) * n(c)


rule(
    "spectral-theorem.other-vector",
    _other_vector,
    "$«u»$ is an eigenvector of the symmetric matrix $«m»$. Give the eigenvector of the other eigenvalue that has the first component $«c»$.",
)
_FUNCTIONS = {
    "square root (with eigenvalues that are not negative)": mp.sqrt,
    "inverse": lambda x: 1 / x,
    "third power": lambda x: x**3,
    "square": lambda x: x**2,
}
rule(
    "spectral-theorem.function",
    lambda m, u, x, v, y, what: (
        _back(u, v, diagonal(_FUNCTIONS[what](n(x)), _FUNCTIONS[what](n(y))))
        if what in _FUNCTIONS
        and norm((_back(u, v, diagonal(n(x), n(y))) - a(m)).reshape(-1, 1)) < mp.mpf("1e-20")
        else None
    ),
    "$«m»$ has the eigenvectors $«u»$ (eigenvalue $«x»$) and $«v»$ (eigenvalue $«y»$). Find the «what» of the matrix from its spectral decomposition.",
)
rule(
    "spectral-theorem.eigenvalues",
    lambda m: eigenvalues(a(m)),
    "Find both eigenvalues of the symmetric matrix $«m»$.",
    "By which two factors does $«m»$ stretch its orthogonal eigenvectors?",
)
rule(
    "spectral-theorem.unknown",
    lambda v, m, c: unknown(f"{m} {v} = ({c}) {v}", "k"),
    "$«v»$ is an eigenvector of $«m»$ with eigenvalue $«c»$. Find $k$.",
)
rule(
    "cholesky-decomposition.determinant",
    lambda m: det(a(m) @ a(m).T),
    "$A = L L^\\top$ with $L = «m»$. What is $\\det A$?",
    "A Gaussian density needs the determinant of its covariance matrix. The Cholesky factor is $«m»$. Find the determinant.",
)
_cholesky = lambda m: array(mp.cholesky(mp.matrix(a(m).tolist())).tolist())
rule(
    "cholesky-decomposition.factor",
    _cholesky,
    "Write the covariance matrix $«m»$ as $L L^\\top$ with a lower triangular $L$ and a positive diagonal.",
    "Find the Cholesky factor $L$ of $«m»$.",
)
rule(
    "cholesky-decomposition.solve",
    lambda m, t: linear(a(m) @ a(m).T, a(t)),
    "$A = L L^\\top$ with $L = «m»$. Solve $A\\mathbf{x} = «t»$.",
)
rule(
    "cholesky-decomposition.sample",
    lambda z, m, p: a(m) + a(p) @ a(z),
    "Two independent standard normal draws are $«z»$. Turn them into a sample with mean $«m»$ and the covariance $L L^\\top$, $L = «p»$.",
)
rule(
    "cholesky-decomposition.unknown",
    lambda m, c: one(roots(lambda k: det(function_of(m, "k")(k)) - function_of(m, "k")(k)[0, 0] * n(c) ** 2)),
    "The Cholesky factor of $«m»$ has the last diagonal entry $«c»$. Find $k$.",
)
rule(
    "tensors-and-broadcasting.entries",
    lambda x: math.prod(int(v) for v in listed(x)),
    "A batch is stored with the shape $(«x»)$. How many numbers are that?",
    "How many entries has a tensor of shape $(«x»)$?",
)
_means = lambda m: a(m).sum(axis=0).reshape(1, -1) / len(a(m))
rule(
    "tensors-and-broadcasting.centre",
    lambda m: a(m) - _means(m),
    "Broadcasting subtracts the row of column means from $«m»$. What is left?",
    "Centre the columns of $X = «m»$: subtract from each column its mean.",
)
rule(
    "tensors-and-broadcasting.means",
    lambda m: _means(m).T,
    "What is the mean of $X = «m»$ along axis 0?",
    "Compute the means of the columns of $X = «m»$, as a vector.",
)
rule(
    "tensors-and-broadcasting.unknown",
    lambda x, y, c: n(c) / math.prod(int(v) for v in listed(x + "," + y)),
    "A tensor of shape $(«x», k, «y»)$ has $«c»$ entries. Find $k$.",
)
rule(
    "tensors-and-broadcasting.unknown",
    lambda c, x, y: n(c) / math.prod(int(v) for v in listed(x + "," + y)),
    "$«c»$ numbers are reshaped to $(«x», k, «y»)$. Which length must $k$ be?",
)
rule(
    "tensors-and-broadcasting.unknown",
    lambda c, x: n(c) / math.prod(int(v) for v in listed(x)),
    "$«c»$ numbers are reshaped to $(«x», k)$. Which length must $k$ be?",
    "$«c»$ numbers are reshaped to $(k, «x»)$. Which length must $k$ be?",
)
rule(
    "tensors-and-broadcasting.unknown",
    lambda x, c: n(c) / math.prod(int(v) for v in listed(x)),
    "A tensor of shape $(«x», k)$ has $«c»$ entries. Find $k$.",
    "A tensor of shape $(k, «x»)$ has $«c»$ entries. Find $k$.",
)
rule(
    "singular-value-decomposition.pieces",
    lambda x, y: a(x) + a(y),
    "A matrix is the sum of the rank-one pieces $«x»$ and $«y»$. Write it down.",
)
S = "singular-value-decomposition.read-off"
rule(
    S, lambda x: sum(v != 0 for v in listed(x)), "The singular values of a matrix are «x». What is its rank?"
)
rule(
    S,
    lambda x: max(listed(x)) / min(listed(x)),
    "A square matrix has the singular values «x». What is its condition number?",
)


def _left(m: str, v: str, s: str) -> Any:
    found = a(m) @ a(v) / n(s)
    return found if abs(norm(found) - 1) < mp.mpf("1e-20") else None


rule(
    "singular-value-decomposition.left-vector",
    _left,
    "$A = «m»$ has the right singular vector $\\mathbf{v} = «v»$ with singular value $«s»$. Find the left singular vector $\\mathbf{u}$.",
)
rule(
    "singular-value-decomposition.values",
    lambda m: tuple(mp.sqrt(abs(v)) for v in eigenvalues(a(m).T @ a(m))),
    "By which two factors does $«m»$ stretch its singular directions?",
    "Find the singular values of $«m»$.",
)
rule(
    "singular-value-decomposition.unknown",
    lambda c, s: mp.sqrt(n(c) - n(s) ** 2),
    "The squares of all entries of a $2 \\times 2$ matrix add up to $«c»$. One singular value is $«s»$. What is the other one?",
)
_SHARES = {"tenth": 10, "fifth": 5, "half": 2, "quarter": 4, "third": 3}
rule(
    "low-rank-approximation.unknown",
    lambda r, c, p: one(roots(lambda k: k * (n(r) + n(c)) - n(r) * n(c) / _SHARES[p])),
    "For which rank $k$ do two factors of a $«r» \\times «c»$ table hold exactly one «p» of its numbers?",
)
rule(
    "low-rank-approximation.share",
    lambda x, k: sum(v**2 for v in listed(x)[: int(k)]) / sum(v**2 for v in listed(x)),
    "The singular values are «x». Which share of the squares does rank $«k»$ keep?",
)
rule(
    "low-rank-approximation.storage",
    lambda k, r, c: int(k) * (int(r) + int(c)),
    "LoRA adds a rank-$«k»$ update to a $«r» \\times «c»$ weight matrix. How many new weights are trained?",
)
rule(
    "low-rank-approximation.storage",
    lambda k, r, c: int(k) * (int(r) + int(c)),
    "A $«r» \\times «c»$ table is stored as two factors of rank $«k»$. How many numbers are that?",
)


def _best_rank_one(m: str, x: str) -> Any:
    u, s, v = mp.svd_r(mp.matrix(a(m).tolist()))
    return array((u[:, 0] * s[0] * v[0, :]).tolist()) if s[0] > s[1] else None


rule(
    "low-rank-approximation.rank-one",
    _best_rank_one,
    "$A = «m»$ is $«x»$, its singular value decomposition. Find its best approximation of rank one.",
)
rule(
    "low-rank-approximation.error",
    lambda x: mp.sqrt(sum(v**2 for v in listed(x)[1:])),
    "Of the singular values «x» only the first is kept. What is the Frobenius error?",
    "The singular values of a table are «x». How large is the error of the best approximation of rank one, in the Frobenius norm?",
)
S = "vector-spaces-and-subspaces.unknown"
rule(
    S,
    lambda left, right, v: (
        one(
            roots(
                lambda k: (lambda p: p[2, 0] - function_of(right, "x", "y")(p[0, 0], p[1, 0]))(
                    function_of(v, "k")(k)
                )
            )
        )
        if left == "z"
        else None
    ),
    "The plane $«left» = «right»$ is a subspace. For which $k$ does $«v»$ belong to it?",
)
rule(
    S,
    lambda left, right: one(
        roots(lambda k: function_of(right, "k")(k) - function_of(left, "x", "y")(mp.mpf(0), mp.mpf(0)))
    ),
    "For which $k$ is the set of all $\\begin{pmatrix} x \\\\ y \\end{pmatrix}$ with $«left» = «right»$ a subspace?",
)


def _differs(u: str, v: str, line: str) -> Any:
    total = a(u) + a(v)
    return total[1, 0] - function_of(line, "x")(total[0, 0])


rule(
    "vector-spaces-and-subspaces.counterexample",
    _differs,
    "$«u»$ and $«v»$ lie on the line $y = «line»$. Their sum does not. What is its second component minus the one the line demands?",
)
S = "hyperplanes.normal"


def _normal(e: str, first: str) -> Any:
    left, right = e.split("=")
    gap = lambda *p: function_of(left, "x", "y", "z")(*p) - function_of(right, "x", "y", "z")(*p)
    unit, zero = identity(3), gap(*[mp.mpf(0)] * 3)
    found = column(*[gap(*unit[i]) - zero for i in range(3)])
    return found * (n(first) / found[0, 0])


rule(
    S,
    _normal,
    "Write the plane $«e»$ as $\\mathbf{w}^\\top \\mathbf{x} + b = 0$ with first component $«first»$. Which vector is $\\mathbf{w}$?",
)
rule(
    S,
    lambda first, e: _normal(e, first),
    "Which normal vector with the first component $«first»$ has the plane $«e»$?",
)
_NAMES = ("x", "y", "z")


def _signed(left: str, p: list[Any], **env: Any) -> Any:
    names = _NAMES[: len(p)]
    f = function_of(left, *names, env=env)
    zero = f(*[mp.mpf(0)] * len(p))
    weights = column(*[f(*identity(len(p))[i]) - zero for i in range(len(p))])
    return f(*p) / norm(weights)


S = "hyperplanes.unknown"
rule(
    S,
    lambda left, d, p: one(roots(lambda b: _signed(left, listed(p), b=b) - n(d))),
    "Choose the bias $b$ so that the boundary $«left» = 0$ leaves a margin: signed distance $«d»$ to $(«p»)$.",
)
rule(
    S,
    lambda p, d, left: one(roots(lambda b: _signed(left, listed(p), b=b) - n(d))),
    "For which $b$ has $(«p»)$ the signed distance $«d»$ from the line $«left» = 0$?",
)
rule(
    S,
    lambda left, p: one(roots(lambda b: _signed(left, listed(p), b=b))),
    "For which $b$ does the line $«left» = 0$ pass through $(«p»)$?",
    "Choose the bias $b$ so that the boundary $«left» = 0$ contains $(«p»)$.",
)


def _nearest(left: str, p: str) -> Any:
    f = function_of(left, "x", "y")
    zero = f(mp.mpf(0), mp.mpf(0))
    w = column(f(mp.mpf(1), mp.mpf(0)) - zero, f(mp.mpf(0), mp.mpf(1)) - zero)
    point = column(*listed(p))
    return point - f(*point[:, 0]) / dot(w, w) * w


rule(
    "hyperplanes.nearest",
    _nearest,
    "Which point of the line $«left» = 0$ is nearest to $(«p»)$? Answer as a vector.",
)
rule(
    "hyperplanes.nearest",
    lambda p, left: _nearest(left, p),
    "Move $(«p»)$ straight onto the boundary $«left» = 0$. Where does it arrive (as a vector)?",
)
rule(
    "hyperplanes.distance",
    lambda left, p: _signed(left, listed(p)),
    "Find the signed distance from the hyperplane $«left» = 0$ to the point $(«p»)$.",
)
rule(
    "hyperplanes.distance",
    lambda p, left: _signed(left, listed(p)),
    "How far is $(«p»)$ from the decision boundary $«left» = 0$? Give the distance with its sign.",
)
S = "linear-transformations.matrix"


def _map(x: str, y: str) -> Any:
    f, g = function_of(x, "x", "y"), function_of(y, "x", "y")
    return array([[h(mp.mpf(1), mp.mpf(0)), h(mp.mpf(0), mp.mpf(1))] for h in (f, g)])


rule(
    S,
    _map,
    "$T(x, y) = («x», «y»)$. Write down the matrix of $T$.",
    "Which matrix does the job of $T(x, y) = («x», «y»)$?",
)


def _from_images(u: str, p: str, v: str, q: str) -> Any:
    inputs = np.hstack([column(*listed(u)), column(*listed(v))])
    return np.hstack([column(*listed(p)), column(*listed(q))]) @ inverse(inputs)


rule(
    S,
    _from_images,
    "$T$ is linear with $T(«u») = («p»)$ and $T(«v») = («q»)$. Write down the matrix of $T$.",
    "A linear map $T$ takes $(«u»)$ to $(«p»)$ and $(«v»)$ to $(«q»)$. Find its matrix.",
)
S = "linear-transformations.unknown"
rule(
    S,
    lambda m, v, t: unknown(f"{m} {v} = {t}", "k"),
    "The shear $«m»$ takes $«v»$ to $«t»$. Find $k$.",
    "By which $k$ does the shear $«m»$ move $«v»$ to $«t»$?",
)
rule(
    S,
    lambda x, y, t: linear(_map(x, y), a(t)),
    "$T(x, y) = («x», «y»)$ has sent a vector to $«t»$. Which one was it?",
)


def _named(text: str) -> Any:
    """The matrix of a map that is described in words."""
    plain = text.strip().replace("$", "")
    fixed = {
        "the reflection at the x-axis": ((1, 0), (0, -1)),
        "the reflection at the y-axis": ((-1, 0), (0, 1)),
        "the reflection at the diagonal y = x": ((0, 1), (1, 0)),
        "the rotation by a half turn": ((-1, 0), (0, -1)),
        "the rotation by a quarter turn anticlockwise": ((0, -1), (1, 0)),
        "the rotation by a quarter turn clockwise": ((0, 1), (-1, 0)),
    }
    if plain in fixed:
        return array([[mp.mpf(v) for v in row] for row in fixed[plain]])
    scaling = re.fullmatch(r"the scaling of the (first|second) coordinate by (-?[\d./]+)", plain)
    if scaling:
        c = n(scaling[2])
        return diagonal(c, mp.mpf(1)) if scaling[1] == "first" else diagonal(mp.mpf(1), c)
    shear = re.fullmatch(
        r"the shear that adds (-?\d+) times the (first|second) coordinate to the (first|second)", plain
    )
    if shear and shear[2] != shear[3]:
        found = identity(2)
        found[(0, 1) if shear[2] == "second" else (1, 0)] = n(shear[1])
        return found
    return None


_AT = "the reflection at the diagonal $y = x$"
_KINDS = (
    "the «u»",
    "the reflection at the diagonal $y = x$",
    "the scaling of the first coordinate by $«c»$",
    "the scaling of the second coordinate by $«c»$",
    "the shear that adds $«c»$ times the first coordinate to the second",
    "the shear that adds $«c»$ times the second coordinate to the first",
)


def _apply(text: str, c: str | None, u: str | None) -> Any:
    filled = text
    if c is not None:
        filled = re.sub("«[cd]»", lambda _: c, filled)
    if u is not None:
        filled = re.sub("«[uw]»", lambda _: u, filled)
    return _named(filled)


for _one in _KINDS:

    def _move(v: str, c: str | None = None, u: str | None = None, text: str = _one) -> Any:
        found = _apply(text, c, u)
        return found @ a(v) if found is not None else None

    rule(
        "linear-transformations.apply",
        _move,
        f"Where does {_one} take the vector $«v»$?",
        f"Apply {_one} to $«v»$.",
    )
    for _two in _KINDS:
        _renamed = _two.replace("«c»", "«d»").replace("«u»", "«w»")

        def _both(
            c: str | None = None,
            u: str | None = None,
            d: str | None = None,
            w: str | None = None,
            first: str = _one,
            second: str = _renamed,
        ) -> Any:
            inner, outer = _apply(first, c, u), _apply(second, d, w)
            return outer @ inner if inner is not None and outer is not None else None

        rule(
            "linear-transformations.compose",
            _both,
            f"First {_one}, then {_renamed}. Which matrix does both at once?",
            f"Find the matrix of {_renamed} after {_one}.",
        )
__all__ = ["rule", "with_vectors"]
