"""Readers for linear algebra: vectors, products, determinants, systems, maps."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import Unreadable, array, dot, function_of, norm, value_of
from rederiving.numeric import (
    a,
    column,
    det,
    difference,
    eigenvalues,
    inverse,
    linear,
    listed,
    n,
    one,
    roots,
    unknown,
)
from rederiving.rules import Rules

rule = Rules()


def number(value: Any) -> Any:
    """A value that must be a number."""
    if isinstance(value, np.ndarray | tuple):
        raise Unreadable("a number was expected")
    return value


def with_vectors(x: str, **env: str) -> Any:
    """The value of a formula in named vectors or matrices."""
    return value_of(x, {name: a(text) for name, text in env.items()})


def cosine(u: Any, v: Any) -> Any:
    """The cosine of the angle between two columns."""
    return dot(u, v) / (norm(u) * norm(v))


def in_k(*texts: str) -> list[Any]:
    """Formulas as functions of k."""
    return [function_of(text, "k") for text in texts]


def minors(u: Any, v: Any) -> list[Any]:
    """All two-by-two determinants of two columns: zero when they are dependent."""
    return [u[i, 0] * v[j, 0] - u[j, 0] * v[i, 0] for i in range(len(u)) for j in range(i)]


def dependent(*texts: str) -> Any:
    """The k for which columns are linearly dependent: all minors (or the determinant) vanish."""
    columns = in_k(*texts)
    size = len(columns[0](mp.mpf(1)))
    if len(columns) == size:
        return one(roots(lambda k: det(np.hstack([c(k) for c in columns]))))
    if len(columns) != 2:
        raise Unreadable("three columns were expected")
    count = size * (size - 1) // 2
    for index in range(count):
        try:
            found = roots(lambda k, i=index: minors(columns[0](k), columns[1](k))[i])
        except Unreadable:
            continue
        good = tuple(
            k for k in found if all(abs(m) < mp.mpf("1e-15") for m in minors(columns[0](k), columns[1](k)))
        )
        return one(good)
    raise Unreadable("no condition on k")


def combination(target: str, *columns: str) -> Any:
    """The weights with which columns make a target."""
    return linear(np.hstack([a(c) for c in columns]), a(target))


def kind_of_norm(text: str) -> Any:
    """What a norm is called."""
    return {"L1": 1, "L2": 2, "maximum": mp.inf, "1": 1, "2": 2, "\\infty": mp.inf}[text.strip("{}")]


_DEF = "$\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$"
_UV = ("u", "v")
S = "vectors.combine"
rule(
    S,
    lambda x, u, v: with_vectors(x, u=u, v=v),
    f"Two vectors: {_DEF}. What is $«x»$?",
    f"Let {_DEF}. ‹Work out|Compute|Find› $«x»$.",
    f"‹Compute|Find|Work out› $«x»$ for {_DEF}.",
)
rule(
    S,
    lambda p, q: norm(a(p) - a(q)),
    "How far apart are the points $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$?",
    "A model embeds two words as $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$. Compute the Euclidean distance between them.",
    "Find the length of $\\mathbf{q} - \\mathbf{p}$ for $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$.",
)
rule(S, lambda v: a(v) / norm(a(v)), "Find the unit vector in the direction of $\\mathbf{v} = «v»$. …")
rule(
    S,
    lambda v: -a(v) / norm(a(v)),
    "Find the unit vector ‹in the opposite direction of|pointing against› $\\mathbf{v} = «v»$. …",
)
S = "vectors.weights"
_WEIGHTS = re.compile(
    r"([a-z]) (\\begin\{pmatrix\}.+?\\end\{pmatrix\}) \+ ([a-z]) (\\begin\{pmatrix\}.+?\\end\{pmatrix\})"
)


def _weights(x: str, t: str) -> Any:
    match = _WEIGHTS.fullmatch(x.strip())
    return combination(t, match[2], match[4]) if match else None


rule(
    S,
    lambda x, t: _weights(x, t),
    "Which weights $a$ and $b$ satisfy $«x» = «t»$? Answer with $[a, b]$.",
    "Write $«t»$ as a combination $«x»$. Give $[a, b]$.",
)
rule(
    S,
    lambda e: unknown(e, "k"),
    "Find the number $k$ for which $«e»$.",
    "For which number $k$ is it true that $«e»$?",
    "Determine $k$ so that $«e»$.",
)
rule(
    S,
    dependent_pair := (lambda u, v: dependent(u, v)),
    f"For which $k$ are {_DEF} parallel?",
    "Find $k$ so that $\\mathbf{u} = «u»$ lies on the line through the origin along $\\mathbf{v} = «v»$.",
    f"Determine $k$ so that {_DEF} are linearly dependent.",
)
S = "linear-combinations-and-span.weights"
rule(
    S,
    lambda x, t: _weights(x, t),
    "Find the weights with $«x» = «t»$. Answer with $s$ and $t$ as a vector $(s, t)$.",
    "Which weights $(s, t)$ reach the target: $«x» = «t»$?",
)
S = "linear-combinations-and-span.combine"
rule(S, lambda x: a(x), "Compute $«x»$.", "Which vector is $«x»$?")
rule(
    S,
    lambda u, c, v, d: n(c) * a(u) + n(d) * a(v),
    "A word vector is mixed from … $«u»$ with weight $«c»$ and … $«v»$ with weight $«d»$. Which vector comes out?",
)
rule(
    S,
    lambda c, u, d, v: n(c) * a(u) + n(d) * a(v),
    "An attention head adds $«c»$ times $«u»$ and $«d»$ times $«v»$. What is its output?",
)
S = "norms-and-distance.normalise"
rule(
    S,
    lambda v: a(v) / norm(a(v)),
    "Normalise $\\mathbf{v} = «v»$ in the L2 norm.",
    "Scale $«v»$ to length one.",
    "Find the vector of L2 norm 1 that points the same way as $«v»$.",
)
_clip = lambda v, c: a(v) * n(c) / norm(a(v)) if norm(a(v)) > n(c) else None
rule(
    S,
    _clip,
    "A gradient $«v»$ is clipped to the L2 norm $«c»$: it keeps its direction and gets that length. What comes out?",
    "Gradient clipping: no gradient may be longer than $«c»$. The gradient is $«v»$. Which vector is left after it is scaled down to that length?",
)
S = "norms-and-distance.unknown"
rule(
    S,
    lambda u, v, r: roots(lambda k: norm(function_of(u, "k")(k) - function_of(v, "k")(k)) ** 2 - n(r) ** 2),
    "The points $«u»$ and $«v»$ are $«r»$ apart in the L2 norm. Find both possible $k$.",
    "For which two values of $k$ is $«u»$ at the L2 distance $«r»$ from $«v»$?",
)
_positive_k = lambda v, r: one(
    tuple(
        mp.mpf(k)
        for k in range(1, 200)
        if abs(norm(function_of(v, "k")(mp.mpf(k)), 1) - n(r)) < mp.mpf("1e-20")
    )
)
rule(
    S,
    _positive_k,
    "The taxi drives $«r»$ blocks in all: the L1 norm of $«v»$ is $«r»$, with $k > 0$. Find $k$.",
    "For which positive $k$ has $«v»$ the L1 norm $«r»$?",
)
rule(
    S,
    lambda v, kind, r: -n(r) / norm(a(v), kind_of_norm(kind)),
    "For which negative number $c$ is $\\left\\|c \\, «v»\\right\\|_«kind» = «r»$?",
    "A negative multiple $c$ of $«v»$ has the «kind» norm $«r»$. Find $c$.",
)
S = "norms-and-distance.norm"
rule(S, lambda x: number(value_of(x)), "Compute $«x»$.")
rule(S, lambda v, kind: norm(a(v), kind_of_norm(kind)), "How large is $«v»$, measured with the «kind» norm?")
rule(
    S,
    lambda kind, v: norm(a(v), kind_of_norm(kind)),
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{1}$ of $\\mathbf{v} = «v»$.",
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{2}$ of $\\mathbf{v} = «v»$.",
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{\\infty}$ of $\\mathbf{v} = «v»$.",
)
S = "norms-and-distance.distance"
rule(S, lambda x, u, v: with_vectors(x, u=u, v=v), f"Find $«x»$ for {_DEF}.")
rule(
    S,
    lambda u, v, kind: norm(a(u) - a(v), kind_of_norm(kind)),
    "How far is it from $«u»$ to $«v»$, measured with the «kind» norm?",
)
S = "dot-product.compute"
rule(
    S,
    lambda u, v: cosine(a(u), a(v)),
    f"Two documents are embedded as {_DEF}. Compute their cosine similarity as a fraction.",
    f"Find the cosine of the angle between {_DEF}, as a fraction.",
    f"Let $\\theta$ be the angle between {_DEF}. What is $\\cos\\theta$, exactly?",
)
rule(
    S,
    lambda u, v: dot(a(u), a(v)),
    f"Compute the dot product of {_DEF}.",
    f"Let {_DEF}. Find $\\mathbf{{u}} \\cdot \\mathbf{{v}}$.",
    "A neuron has the weights $\\mathbf{w} = «u»$ and receives the input $\\mathbf{x} = «v»$. What is $\\mathbf{w} \\cdot \\mathbf{x}$?",
)


def _from_lengths(u: str, v: str, p: str, x: str) -> Any:
    """With vectors in the plane that have these lengths and this product, any such formula can be evaluated."""
    first, second, product = n(u), n(v), n(p)
    along = product / first
    env = {"u": column(first, mp.mpf(0)), "v": column(along, mp.sqrt(second**2 - along**2))}
    return number(value_of(x, env))


_GIVEN = "$\\|\\mathbf{u}\\| = «u»$, $\\|\\mathbf{v}\\| = «v»$ and $\\mathbf{u} \\cdot \\mathbf{v} = «p»$"
rule(
    S,
    _from_lengths,
    f"Two vectors have {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
    f"All you know of two vectors is that {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
    f"Suppose {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
)
S = "dot-product.unknown"
rule(
    S,
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    f"Determine $k$ so that {_DEF} meet at a right angle.",
    f"For which $k$ are {_DEF} orthogonal?",
    f"Find $k$ so that {_DEF} are perpendicular to each other.",
)
rule(
    S,
    lambda u, v, c: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))) - n(c))),
    f"Find $k$ such that $\\mathbf{{u}} \\cdot \\mathbf{{v}} = «c»$, where {_DEF}.",
    f"For which $k$ do {_DEF} have the dot product $«c»$?",
    "A neuron has the weights $\\mathbf{w} = «u»$. For the input $\\mathbf{x} = «v»$ it computes $\\mathbf{w} \\cdot \\mathbf{x} = «c»$. Find the weight $k$.",
)
rule(
    S,
    lambda u, v: one(roots(lambda t: dot(a(u) - t * a(v), a(v)))),
    f"The projection of $\\mathbf{{u}}$ onto $\\mathbf{{v}}$ is $t\\,\\mathbf{{v}}$. Find $t$ for {_DEF}.",
    f"Find the number $t$ for which $\\mathbf{{u}} - t\\,\\mathbf{{v}}$ is orthogonal to $\\mathbf{{v}}$, where {_DEF}.",
)
S = "matrix-multiplication.unknown"
rule(
    S,
    lambda m, t: linear(a(m), a(t)),
    "Find the vector $\\mathbf{x}$ for which $«m»\\, \\mathbf{x} = «t»$.",
    "A layer with the weights $W = «m»$ returned $W\\mathbf{x} = «t»$. What was the input $\\mathbf{x}$?",
)


def _commuting(m: str, p: str) -> Any:
    f, g = in_k(m, p)
    gap = lambda k: f(k) @ g(k) - g(k) @ f(k)
    for i in range(2):
        for j in range(2):
            try:
                found = roots(lambda k, i=i, j=j: gap(k)[i, j])
            except Unreadable:
                continue
            return one(tuple(k for k in found if max(abs(v) for v in gap(k).flatten()) < mp.mpf("1e-15")))
    return None


rule(
    S,
    _commuting,
    "Find $k$ so that $AB = BA$ for $A = «m»$ and $B = «p»$.",
    "For which $k$ do $A = «m»$ and $B = «p»$ commute, that is $AB = BA$?",
)
rule(
    S,
    lambda e: unknown(e, "k"),
    "Find the entry $k$ for which $«e»$.",
    "One entry of a matrix is unknown: $«e»$. What is $k$?",
)
S = "matrix-multiplication.multiply"
rule(S, lambda x: a(x), "Multiply: $«x»$.")
rule(
    S,
    lambda m: a(m) @ a(m) @ a(m),
    "Let $A = «m»$. Find the third power of $A$ as a matrix product.",
    "Compute $A^3$ for $A = «m»$.",
)
rule(
    S,
    lambda m, p: a(m) @ a(p),
    "Compute $AB$ for $A = «m»$ and $B = «p»$.",
    "Let $A = «m»$ and $B = «p»$. Find the product $AB$.",
    "A layer without bias has the weights $W = «m»$. What does it make of the input $\\mathbf{x} = «p»$?",
)
rule(
    S,
    lambda m, p, x: a(p) @ (a(m) @ a(x)),
    "Two layers follow each other: $\\mathbf{h} = A\\mathbf{x}$ and $\\mathbf{y} = B\\mathbf{h}$ with $A = «m»$ and $B = «p»$. Find $\\mathbf{y}$ for $\\mathbf{x} = «x»$.",
)
rule(
    S,
    lambda m, x, p: a(p) @ (a(m) @ a(x)),
    "First the map $A = «m»$ is applied to $\\mathbf{x} = «x»$, then the map $B = «p»$ to the result. Where does $\\mathbf{x}$ end up?",
)
S = "determinant.compute"
rule(
    S,
    lambda m: det(a(m)),
    "Compute the determinant of $«m»$.",
    "Find $\\det A$ for $A = «m»$.",
    "By which signed factor does $A = «m»$ multiply areas?",
    "Which volume, with its sign, do the columns of $A = «m»$ span?",
)


def _of_diagonal(size: str, d: str, x: str, e: str = "1") -> Any:
    """A diagonal matrix with the given determinant stands for any other."""

    def with_det(value: Any) -> Any:
        found = array([[mp.mpf(i == j) for j in range(int(size))] for i in range(int(size))])
        found[0, 0] = value
        return found

    text = x.replace("AB", "A B").replace("BA", "B A")
    text = re.sub(r"A\^\\top", "(A^\\\\top)", text)
    return number(value_of(text, {"A": with_det(n(d)), "B": with_det(n(e))}))


rule(
    S,
    lambda size, d, e, x: _of_diagonal(size, d, x, e),
    "$A$ and $B$ are two $«size» \\times «size»$ matrices with $\\det A = «d»$ and $\\det B = «e»$. ‹Find|Work out|Compute› $«x»$.",
)
rule(
    S,
    _of_diagonal,
    "$A$ is a $«size» \\times «size»$ matrix with $\\det A = «d»$. ‹Find|Work out|Compute› $«x»$.",
)
S = "determinant.unknown"
_SINGULAR = lambda m: (lambda found: found[0] if len(found) == 1 else found)(
    roots(lambda k: det(function_of(m, "k")(k)))
)
_with_det = lambda m, d: one(roots(lambda k: det(function_of(m, "k")(k)) - n(d)))
rule(
    S,
    _SINGULAR,
    "Find all $k$ for which $A = «m»$ has no inverse.",
    "Determine $k$ so that $A = «m»$ squashes space to zero volume.",
    "For which two values of $k$ is $«m»$ singular?",
    "Find the number $k$ for which $«m»$ ‹has no inverse|is singular|squashes space to zero volume›.",
    "Determine $k$ so that $A = «m»$ ‹is singular|has no inverse›.",
)
rule(
    S,
    _with_det,
    "Find the number $k$ for which $«m»$ has the determinant $«d»$.",
    "Determine $k$ so that $A = «m»$ has the determinant $«d»$.",
)


def stretch(m: Any, v: Any) -> Any:
    """The factor by which a matrix stretches its eigenvector."""
    image = m @ v
    place = max(range(len(v)), key=lambda i: abs(v[i, 0]))
    factor = image[place, 0] / v[place, 0]
    return (
        factor if all(abs(image[i, 0] - factor * v[i, 0]) < mp.mpf("1e-20") for i in range(len(v))) else None
    )


def eigenvector(m: Any, value: Any) -> Any:
    """The eigenvector of a two-by-two matrix whose first component is 1."""
    shifted = m - value * array([[mp.mpf(1), mp.mpf(0)], [mp.mpf(0), mp.mpf(1)]])
    row = max(range(2), key=lambda i: abs(shifted[i, 1]))
    found = column(mp.mpf(1), -shifted[row, 0] / shifted[row, 1])
    return found if max(abs(v) for v in (shifted @ found).flatten()) < mp.mpf("1e-20") else None


S = "eigenvalues-and-eigenvectors.compute"
_eigen = lambda m: eigenvalues(a(m))
rule(
    S,
    _eigen,
    "Which two numbers are the eigenvalues of $«m»$?",
    "Find both eigenvalues of $A = «m»$.",
    "For which $\\lambda$ does $A\\mathbf{v} = \\lambda\\mathbf{v}$ have a solution other than zero, where $A = «m»$?",
)
rule(
    S,
    lambda m, v: stretch(a(m), a(v)),
    "By which factor does $A = «m»$ stretch its eigenvector $«v»$?",
    "$«v»$ is an eigenvector of $A = «m»$. What is its eigenvalue?",
    "Multiply $A = «m»$ by $\\mathbf{v} = «v»$ and read off the eigenvalue $\\lambda$ with $A\\mathbf{v} = \\lambda\\mathbf{v}$.",
)
rule(
    S,
    lambda m, c: eigenvector(a(m), n(c)),
    "Find the eigenvector of $A = «m»$ for $\\lambda = «c»$, scaled so that its first component is 1.",
    "$A = «m»$ has the eigenvalue $\\lambda = «c»$. Give the eigenvector whose first component is 1.",
)


def _eigen_of(m: str, u: str, v: str, x: str) -> Any:
    return eigenvalues(with_vectors(x, A=m).astype(object))


rule(
    S,
    _eigen_of,
    "$A = «m»$ has the eigenvalues $«u»$ and $«v»$. What are the eigenvalues of $«x»$?",
    "The eigenvalues of $A = «m»$ are $«u»$ and $«v»$. Find those of $«x»$, without computing that matrix.",
)
S = "eigenvalues-and-eigenvectors.unknown"
rule(
    S,
    lambda t, d: roots(lambda x: x * x - n(t) * x + n(d)),
    "A $2 \\times 2$ matrix has the trace $«t»$ and the determinant $«d»$. What are its eigenvalues?",
    "Find the two eigenvalues of a $2 \\times 2$ matrix with trace $«t»$ and determinant $«d»$.",
)
rule(
    S,
    lambda m, c: one(
        roots(
            lambda k: det(
                function_of(m, "k")(k) - n(c) * a("\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}")
            )
        )
    ),
    "Find $k$ so that $A = «m»$ has the eigenvalue $«c»$.",
    "For which $k$ is $«c»$ an eigenvalue of $«m»$?",
)
rule(
    S,
    lambda m, v, c: unknown(f"{m} {v} = {c} {v}" if not c.startswith("-") else f"{m} {v} = ({c}) {v}", "k"),
    "$A = «m»$ stretches $«v»$ by the factor $«c»$. Find $k$.",
    "For which $k$ is $«v»$ an eigenvector of $«m»$ with the eigenvalue $«c»$?",
)
rule(
    S,
    lambda t, c: n(c) * (n(t) - n(c)),
    "One eigenvalue of a $2 \\times 2$ matrix with the trace $«t»$ is $«c»$. Find the determinant.",
    "A $2 \\times 2$ matrix has the trace $«t»$, and one of its eigenvalues is $«c»$. What is its determinant?",
)
S = "angles-and-cosine-similarity.unknown"
rule(
    S,
    lambda u, v: n(u) * n(v),
    "Two embeddings have the lengths $«u»$ and $«v»$. Which value can their dot product not exceed, however they point?",
    "All that is known: $\\|\\mathbf{a}\\| = «u»$, $\\|\\mathbf{b}\\| = «v»$. What is the largest value $\\mathbf{a} \\cdot \\mathbf{b}$ can have?",
)
rule(
    S,
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    "For which $k$ do $«u»$ and $«v»$ have the cosine similarity 0?",
    "Find $k$ so that $«u»$ has nothing in common with $«v»$: their cosine similarity is zero.",
)
rule(
    S,
    lambda c, p, u: n(p) / (n(c) * n(u)),
    "Two vectors have the cosine similarity $«c»$ and the dot product $«p»$. One has length $«u»$. What is the length of the other?",
)
rule(
    S,
    lambda u, p, c: n(p) / (n(c) * n(u)),
    "$\\|\\mathbf{a}\\| = «u»$ and $\\mathbf{a} \\cdot \\mathbf{b} = «p»$; the cosine similarity is $«c»$. How long is $\\mathbf{b}$?",
)
S = "angles-and-cosine-similarity.cosine"
rule(
    S,
    lambda u, v: cosine(column(*listed(u)), column(*listed(v))),
    "Two documents use three words $(«u»)$ and $(«v»)$ times. What is their cosine similarity?",
)
rule(
    S,
    lambda u, v: cosine(a(u), a(v)),
    "Compute the cosine similarity of $«u»$ and $«v»$.",
    "Two users rated three films: $«u»$ and $«v»$. How alike are their tastes, by cosine similarity?",
    "Find $\\cos\\theta$ for the angle $\\theta$ between $«u»$ and $«v»$.",
)
S = "angles-and-cosine-similarity.angle"
_angle = lambda u, v: mp.acos(max(mp.mpf(-1), min(mp.mpf(1), cosine(a(u), a(v)))))
rule(
    S,
    lambda u, v: mp.degrees(_angle(u, v)),
    "Find the angle between $«u»$ and $«v»$ in degrees.",
    "Which angle, in degrees, do $«u»$ and $«v»$ form?",
)
rule(
    S,
    _angle,
    "Find the angle between $«u»$ and $«v»$ in radians.",
    "Which angle, in radians, do $«u»$ and $«v»$ form?",
)
rule("matrices.sum", lambda x: a(x), "Work out $«x»$.", "Compute $«x»$.")
rule(
    "matrices.sum",
    lambda x, y: (a(x) + a(y)) / 2,
    "Two bakeries (rows) count what they sold of 3 kinds of bread: $«x»$ in the first week and $«y»$ in the second. Write down the table of weekly averages.",
)
rule("matrices.unknown", lambda x, y: a(y) - a(x), "Find the matrix $X$ with $X + «x» = «y»$.")
rule("matrices.unknown", lambda x, c, y: (a(x) - a(y)) / n(c), "Solve $«x» - «c» X = «y»$ for $X$.")
rule(
    "matrices.unknown",
    lambda c, x, y: (a(y) - a(x)) / n(c),
    "Find the matrix $X$ with $«c» X + «x» = «y»$.",
    "Solve $«c» X + «x» = «y»$ for $X$.",
)
rule(
    "matrices.unknown",
    lambda x, y: a(x) - a(y),
    "Solve $- X + «x» = «y»$ for $X$.",
    "Find the matrix $X$ with $- X + «x» = «y»$.",
    "Solve $«x» - X = «y»$ for $X$.",
    "Find the matrix $X$ with $«x» - X = «y»$.",
)
rule("matrices.unknown", lambda x, y: a(y) - a(x), "Solve $X + «x» = «y»$ for $X$.")
rule(
    "matrices.entry",
    lambda ij, m: a(m)[int(ij[0]) - 1, int(ij[1]) - 1],
    "What is the entry $a_{«ij»}$ of $A = «m»$?",
)
rule(
    "matrices.entry",
    lambda i, j, m: a(m)[int(i) - 1, int(j) - 1],
    "Read off the entry in row $«i»$ and column $«j»$: $A = «m»$.",
)
S = "matrix-vector-product.unknown"
rule(
    S,
    lambda e: unknown(e, "k"),
    "One entry of the matrix is lost: $«e»$. What was $k$?",
    "Find $k$ so that $«e»$.",
)
rule(
    S,
    lambda t, m: linear(a(m), a(t)),
    "A linear model predicted $«t»$ for the two examples in the rows of $X = «m»$, without a bias. Which weights does it have?",
    "For which vector $\\mathbf{x}$ is $«m» \\mathbf{x} = «t»$?",
)
rule(
    S,
    lambda u, v, x: np.hstack([a(u), a(v)]) @ a(x),
    "A $2 \\times 2$ matrix takes $\\mathbf{e}_1$ to $«u»$ and $\\mathbf{e}_2$ to $«v»$. Where does it take $«x»$?",
    "A $2 \\times 2$ matrix takes the first unit vector to $«u»$ and $\\mathbf{e}_2$ to $«v»$. Where does it take $«x»$?",
    "The columns of $A$ are $«u»$ and $«v»$. Which vector is $A «x»$?",
)
rule("matrix-vector-product.product", lambda x: a(x), "Compute $«x»$.")
rule(
    "matrix-vector-product.product",
    lambda m, x: a(m) @ a(x),
    "Find $A\\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
rule(
    "matrix-vector-product.predictions",
    lambda w, m: a(m) @ a(w),
    "A linear model without a bias has the weights $«w»$. What does it predict for the examples in the rows of $X = «m»$?",
)
rule(
    "matrix-vector-product.predictions",
    lambda c, m, w: a(m) @ a(w) if len(a(m)) == int(c) else None,
    "«c» … are described by …, one to a row of $X = «m»$. A linear model has learnt the weights $\\mathbf{w} = «w»$. Compute all its predictions $X\\mathbf{w}$ at once.",
)
S = "systems-of-linear-equations.all"


def _with_second(m: str, t: str, c: str) -> Any:
    matrix, right = a(m), a(t)
    first = (right[0, 0] - matrix[0, 1] * n(c)) / matrix[0, 0]
    found = column(first, n(c))
    return found if max(abs(v) for v in (matrix @ found - right).flatten()) < mp.mpf("1e-20") else None


rule(
    S,
    _with_second,
    "The system $«m» \\mathbf{x} = «t»$ has infinitely many solutions. Find the one whose second component is $«c»$.",
    "Find the solution of the homogeneous system $«m» \\mathbf{x} = «t»$ with second component $«c»$.",
)
rule(
    S,
    lambda p, m, t, h, c: _with_second(m, t, c),
    "$«p»$ solves $«m» \\mathbf{x} = «t»$, and $«h»$ solves the homogeneous system. Which solution has the second component $«c»$?",
)
rule(
    S,
    lambda c, m: _with_second(m, "\\begin{pmatrix} 0 \\\\ 0 \\end{pmatrix}", c),
    "Which vector with second component $«c»$ does $«m»$ send to zero?",
)
S = "systems-of-linear-equations.solve"


def system(*equations: str, names: tuple[str, ...] = ("x", "y")) -> Any:
    """The solution of linear equations in named unknowns; coefficients are read off by putting in unit vectors."""
    rows, right = [], []
    zero = [mp.mpf(0)] * len(names)
    for equation in equations:
        gap = difference(equation, *names)
        base = gap(*zero)
        rows.append([gap(*[mp.mpf(i == j) for j in range(len(names))]) - base for i in range(len(names))])
        right.append([-base])
    return linear(array(rows), array(right))


rule(
    S,
    lambda e, g: system(e, g),
    "Which $x$ and $y$ satisfy both $«e»$ and $«g»$? Give them as a vector.",
    "Solve $«e»$ and $«g»$. Answer as a vector $(x, y)$.",
)
_INT = re.compile(r"\d+")


def _prices(c1: str, c2: str, t1: str, d1: str, d2: str, t2: str) -> Any:
    numbers = []
    for text in (c1, c2, t1, d1, d2, t2):
        found = _INT.findall(text)
        if len(found) != 1:
            return None
        numbers.append(mp.mpf(found[0]))
    p, q, r, s, t, u = numbers
    return linear(array([[p, q], [s, t]]), column(r, u))


rule(
    S,
    _prices,
    "«c1» … and «c2» … cost «t1» together; «d1» … and «d2» … cost «t2». Find both prices, … first, as a vector.",
    "One bill lists «c1» … and «c2» … for «t1», another «d1» … and «d2» … for «t2». What does one … and what does one … cost? Answer as a vector.",
)
S = "systems-of-linear-equations.unknown"


def _same_line(e: str, g: str) -> Any:
    """The right side k that makes the second equation a multiple of the first."""
    f, h = difference(e, "x", "y"), difference(g, "x", "y", k=mp.mpf(0))
    zero, unit = mp.mpf(0), mp.mpf(1)
    factor = (h(unit, zero) - h(zero, zero)) / (f(unit, zero) - f(zero, zero))
    other = (h(zero, unit) - h(zero, zero)) / (f(zero, unit) - f(zero, zero))
    return (
        -f(zero, zero) * factor
        if abs(factor - other) < mp.mpf("1e-20") and g.strip().endswith("= k")
        else None
    )


def _parallel(e: str, g: str) -> Any:
    f = difference(e, "x", "y")
    zero, unit = mp.mpf(0), mp.mpf(1)

    def crossed(k: Any) -> Any:
        h = difference(g, "x", "y", k=k)
        return (f(unit, zero) - f(zero, zero)) * (h(zero, unit) - h(zero, zero)) - (
            f(zero, unit) - f(zero, zero)
        ) * (h(unit, zero) - h(zero, zero))

    return one(roots(crossed))


rule(
    S,
    _same_line,
    "For which $k$ has the system $«e»$ and $«g»$ infinitely many solutions?",
    "Find $k$ so that both equations say the same: $«e»$ and $«g»$.",
)
rule(
    S,
    _parallel,
    "Two lines: $«e»$ and $«g»$. For which $k$ are they parallel?",
    "For which $k$ has the system $«e»$ and $«g»$ no solution?",
)
rule(
    "transpose-and-symmetry.transpose",
    lambda m: a(m).T,
    "Transpose $«m»$.",
    "Write down $A^\\top$ for $A = «m»$.",
)
rule(
    "transpose-and-symmetry.transpose",
    lambda m, p: (a(m) @ a(p)).T,
    "Compute $(AB)^\\top$ for $A = «m»$ and $B = «p»$.",
)
rule(
    "transpose-and-symmetry.gram",
    lambda m: a(m).T @ a(m),
    "Compute the Gram matrix $A^\\top A$ of $A = «m»$: all dot products of its columns.",
    "The columns of the data matrix $X = «m»$ are features. Compute $X^\\top X$.",
)
rule(
    "transpose-and-symmetry.part",
    lambda m: (a(m) - a(m).T) / 2,
    "Find the antisymmetric part of $«m»$.",
    "Split $M = «m»$ into a symmetric and an antisymmetric part. Which is the antisymmetric one?",
)
rule(
    "transpose-and-symmetry.part",
    lambda m: (a(m) + a(m).T) / 2,
    "Find the symmetric part of $«m»$.",
    "Split $M = «m»$ into a symmetric and an antisymmetric part. Which is the symmetric one?",
)


def _symmetric(m: str) -> Any:
    f = function_of(m, "k")
    size = len(f(mp.mpf(1)))
    gaps = [lambda k, i=i, j=j: f(k)[i, j] - f(k)[j, i] for i in range(size) for j in range(i)]
    found: list[Any] = []
    for gap in gaps:
        if abs(gap(mp.mpf("0.3")) - gap(mp.mpf("0.9"))) > mp.mpf("1e-20"):
            found.append(one(roots(gap)))
        elif gap(mp.mpf(0)) != 0:
            return None
    return found[0] if len(found) == 1 else None


rule(
    "transpose-and-symmetry.unknown",
    _symmetric,
    "Find $k$ so that $S^\\top = S$ for $S = «m»$.",
    "For which $k$ is $«m»$ symmetric?",
)
S = "linear-independence.weights"
rule(
    S,
    combination_of := (lambda t, u, v: combination(t, u, v)),
    "Write $\\mathbf{r} = «t»$ as a combination of $\\mathbf{p} = «u»$ and $\\mathbf{q} = «v»$. Answer with the two weights as a vector.",
    "The features with the columns $«u»$, $«v»$ and $«t»$ are dependent. Which weights of the first two make the third? Answer as a vector.",
    "In a table of data the third column $«t»$ is redundant: it is a mix of the first column $«u»$ and the second $«v»$. Find the two weights, as a vector.",
)
S = "linear-independence.unknown"
rule(
    S,
    lambda u, v, w: dependent(u, v, w),
    "For which $k$ are $«u»$, $«v»$ and $«w»$ linearly dependent?",
    "Find $k$ so that $«u»$ lies in the plane of $«v»$ and $«w»$.",
)
rule(
    S,
    lambda u, v: dependent(u, v),
    "For which $k$ are $«u»$ and $«v»$ linearly dependent?",
    "Find $k$ so that $«u»$ adds nothing new to $«v»$.",
)


def augmented(m: str) -> Any:
    """The solution of a system given as one matrix with the right side as its last column."""
    full = a(m)
    return linear(full[:, :-1], full[:, -1:])


for S in ("gaussian-elimination.whole-way", "gaussian-elimination.solve"):
    rule(
        S,
        augmented,
        "The augmented matrix of a system is $«m»$. Solve it; answer with the unknowns as a vector.",
        "Eliminate and substitute back: find the solution of the system with the augmented matrix $«m»$ as a vector.",
        "Use back substitution: find the solution of the system with the augmented matrix $«m»$ as a vector.",
    )
S = "gaussian-elimination.unknown"


def _zero_row(m: str) -> Any:
    f = function_of(m, "k")
    rows = f(mp.mpf(0))
    factor = rows[1, 0] / rows[0, 0]
    return (
        one(roots(lambda k: f(k)[1, 2] - factor * f(k)[0, 2]))
        if abs(rows[1, 1] - factor * rows[0, 1]) < mp.mpf("1e-20")
        else None
    )


rule(
    S,
    _zero_row,
    "Elimination turns $«m»$ into a matrix with a row of zeros. For which $k$?",
    "For which $k$ has the system with the augmented matrix $«m»$ infinitely many solutions?",
)


def _multiple(m: str, r: Any) -> Any:
    rows = a(m)
    factor = rows[1, 0] / rows[0, 0]
    left = rows[1:2, :] - factor * rows[0:1, :]
    return factor if max(abs(v) for v in (left - r).flatten()) < mp.mpf("1e-20") else None


rule(
    S,
    lambda m, r: _multiple(m, a(r).reshape(1, -1)),
    "Subtracting $k$ times the first row of $«m»$ from the second makes its first entry zero, and the second row becomes $«r»$. Find $k$.",
)
rule(
    S,
    lambda m, r: _multiple(m, a(r)[1:2, :]),
    "Which multiple $k$ of the first row turns $«m»$ into $«r»$, when it is subtracted from the second row?",
)
rule(
    "gaussian-elimination.row-step",
    lambda m: (a(m)[1:2, :] - a(m)[1, 0] / a(m)[0, 0] * a(m)[0:1, :]).T,
    "Use the first row of the augmented matrix $«m»$ to make a zero below its pivot. Which second row results? Answer as a vector.",
    "One elimination step: subtract the right multiple of the first row of $«m»$ from the second, so that the second starts with zero. What is the new second row (as a vector)?",
)
S = "matrix-inverse.unknown"
rule(S, _SINGULAR, "For which $k$ has $«m»$ no inverse?", "When is $«m»$ singular? Give $k$.")
rule(
    S,
    lambda m, p: unknown(f"{m} {p} = \\begin{{pmatrix}} 1 & 0 \\\\ 0 & 1 \\end{{pmatrix}}", "k"),
    "Find $k$ so that $«m» «p»$ is the identity matrix.",
    "The inverse of $«m»$ is $«p»$. Find $k$.",
)
rule(
    "matrix-inverse.solve",
    lambda m, t: a(m) @ a(t),
    "The inverse of $A$ is $«m»$. Solve $A\\mathbf{x} = «t»$.",
    "A friend scrambles two numbers with $A$; you know $A^{-1} = «m»$ and receive $«t»$. What did she send?",
)
rule(
    "matrix-inverse.product",
    lambda m, p: a(p) @ a(m),
    "$A^{-1} = «m»$ and $B^{-1} = «p»$. Find $(AB)^{-1}$.",
    "Two steps are to be undone: first $B$ acts, then $A$, with $A^{-1} = «m»$ and $B^{-1} = «p»$. Which matrix undoes both?",
)
rule("matrix-inverse.invert", lambda m: inverse(a(m)), "Find the inverse of $«m»$.", "Invert $A = «m»$.")
