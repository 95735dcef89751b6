"""Readers for the topic “Matrix multiplication”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.latex import value_of
from rederiving.matrices import in_k, with_vectors
from rederiving.numeric import a, linear, one, roots, unknown
from rederiving.rules import Rules
from rederiving.values import Unreadable

rule = Rules()


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


S = "unknown"
rule(
    S,
    lambda m, t: linear(a(m), a(t)),
    "Find the vector $\\mathbf{x}$ for which $«m»\\, \\mathbf{x} = «t»$.",
    "A layer with the weights $W = «m»$ returned $W\\mathbf{x} = «t»$. What was the input $\\mathbf{x}$?",
)
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
S = "multiply"
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
rule(
    S,
    lambda m: a(m) @ a(m) @ a(m),
    "A state changes by $A = «m»$ in each step. Which matrix takes it 3 steps on?",
)
rule(
    S,
    lambda m, x: a(m) @ a(x),
    "Compute $A\\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
S = "pick"
rule(S, lambda m, k: a(m) @ a(k), "Let $A = «m»$ and $B = «k»$. Which matrix is the product $AB$?")
_shape = lambda r, i, j, c: f"${r} \\times {c}$" if i == j else "$AB$ does not exist"
rule(
    S,
    _shape,
    "$A$ is a $«r» \\times «i»$ matrix and $B$ a $«j» \\times «c»$ matrix. What is the shape of $AB$?",
    "A batch of «r» examples with «i» features each is a $«r» \\times «i»$ matrix $A$. It is multiplied by a $«j» \\times «c»$ weight matrix $B$. What is the shape of $AB$?",
)
rule(
    "order",
    lambda m, k: values_agree(a(m) @ a(k), a(k) @ a(m)),
    "True or false? For $A = «m»$ and $B = «k»$: $AB = BA$.",
)
rule("multiply", lambda k, m: value_of("A^" + k, {"A": a(m)}), "Compute $A^«k»$ for $A = «m»$.")
rule(
    "pick",
    lambda m, k, x: with_vectors(x, A=m, B=k),
    "Let $A = «m»$ and $B = «k»$. Which matrix is $«x»$?",
)
rule(
    "order",
    lambda m, k, x, y: values_agree(with_vectors(x, A=m, B=k), with_vectors(y, A=m, B=k)),
    "True or false? For $A = «m»$ and $B = «k»$: $«x» = «y»$.",
)
