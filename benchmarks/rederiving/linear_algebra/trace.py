"""Readers for the topic “Trace of a matrix”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of, parse
from rederiving.matrices import form, number
from rederiving.numeric import a, n, one, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()


def with_vectors_plain(text: str, x: Any, y: Any) -> Any:
    """A trace formula evaluated on two-by-two matrices that have the given traces."""
    env = {
        "A": array([[x, mp.mpf(2)], [mp.mpf(-1), mp.mpf(0)]]),
        "B": array([[y, mp.mpf(5)], [mp.mpf(3), mp.mpf(0)]]),
    }
    return parse(text)(env)


def _trace_rule(x: str, y: str, z: str) -> Any:
    text = z.replace("\\left(", "(").replace("\\right)", ")")
    return number(with_vectors_plain("\\operatorname{tr}" + text, n(x), n(y)))


rule(
    "rules",
    _trace_rule,
    "$\\operatorname{tr}(A) = «x»$ and $\\operatorname{tr}(B) = «y»$. Find $\\operatorname{tr}«z»$.",
)
S = "unknown"
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
S = "trace"
rule(
    S,
    lambda m, p: np.trace(a(m) @ a(p)),
    "Compute $\\operatorname{tr}(AB)$ for $A = «m»$ and $B = «p»$.",
)
rule(S, lambda m: np.trace(a(m)), "Compute $\\operatorname{tr} «m»$.", "Find the trace of $«m»$.")
S = "squares"
rule(
    S,
    lambda m: np.trace(a(m).T @ a(m)),
    "Weight decay adds $\\operatorname{tr}(C^\\top C)$ to the loss. How much is that for $C = «m»$?",
    "Compute $\\operatorname{tr}(C^\\top C)$ for the weight matrix $C = «m»$ (this is its squared Frobenius norm).",
)
rule(
    S,
    lambda m, x: form(a(m), a(x)),
    "Compute $\\operatorname{tr}(A \\mathbf{x} \\mathbf{x}^\\top)$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
    "Write $\\mathbf{x}^\\top A \\mathbf{x}$ as a trace and compute it, for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
_cyclic = lambda x, y: len(x) == len(y) and y in x + x
rule(
    "cyclic",
    _cyclic,
    "True or false? For all square matrices of one size, $\\operatorname{tr}(«x») = \\operatorname{tr}(«y»)$.",
    "True or false? Inside a trace the product $«x»$ may always be replaced by $«y»$.",
)
