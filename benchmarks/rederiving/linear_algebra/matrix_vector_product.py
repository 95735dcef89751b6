"""Readers for the topic “Matrix-vector product”."""

from __future__ import annotations

import numpy as np

from rederiving.numeric import a, linear, unknown
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
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
S = "product"
rule(S, lambda x: a(x), "Compute $«x»$.")
rule(
    S,
    lambda m, x: a(m) @ a(x),
    "Find $A\\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
S = "predictions"
rule(
    S,
    lambda w, m: a(m) @ a(w),
    "A linear model without a bias has the weights $«w»$. What does it predict for the examples in the rows of $X = «m»$?",
)
rule(
    S,
    lambda c, m, w: a(m) @ a(w) if len(a(m)) == int(c) else None,
    "«c» … are described by …, one to a row of $X = «m»$. A linear model has learnt the weights $\\mathbf{w} = «w»$. Compute all its predictions $X\\mathbf{w}$ at once.",
)


def _product_shape(rows: str, columns: str, size: str) -> str:
    try:
        found = np.zeros((int(rows), int(columns))) @ np.zeros(int(size))
    except ValueError:
        return "The product is not defined."
    return f"It has ${len(found)}$ components."


rule(
    "shapes",
    _product_shape,
    "A layer has a weight matrix with $«rows»$ rows and $«columns»$ columns; its input has $«size»$ components. What is its output before the bias?",
    "A matrix of shape $«rows» \\times «columns»$ is multiplied with a vector of $«size»$ components. What comes out?",
)
