"""Questions on the shapes of the matrices of attention."""

from __future__ import annotations

from typing import Any

import numpy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.notation import (
    column,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

SHAPES = r"$Q$ is $n \times d$, $K$ is $m \times d$, $V$ is $m \times d_v$; the weights are $n \times m$, the output $n \times d_v$."


def find_shape(draw: Draw, level: int) -> Draft:
    """The shape of one matrix of self-attention."""
    n, m, d, dv = draw.sample((2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64), 4)
    kind = draw.choice(("weights", "output", "self", "key"))
    big = draw.choice((128, 256, 512))
    value, prompt = {
        "weights": (
            (n, m),
            f"$Q$ has the shape ${n} \\times {d}$, $K$ the shape ${m} \\times {d}$ and $V$ the shape ${m} \\times {dv}$. What is the shape of the matrix of attention weights?",
        ),
        "output": (
            (n, dv),
            f"$Q$ has the shape ${n} \\times {d}$, $K$ the shape ${m} \\times {d}$ and $V$ the shape ${m} \\times {dv}$. What is the shape of the output?",
        ),
        "self": (
            (big, d),
            f"A sequence $X$ of shape ${n} \\times {big}$ is turned into queries $Q = X W_Q$ of shape ${n} \\times {d}$. What is the shape of $W_Q$?",
        ),
        "key": (
            (m, d),
            f"The queries have the shape ${n} \\times {d}$, the attention weights ${n} \\times {m}$ and the output ${n} \\times {dv}$. What is the shape of $K$?",
        ),
    }[kind]
    key = column(value)
    fits = {
        "weights": rf"({n} \times {d}) \, ({d} \times {m}) \to ({n} \times {m})",
        "output": rf"({n} \times {m}) \, ({m} \times {dv}) \to ({n} \times {dv})",
        "self": rf"({n} \times {big}) \, ({big} \times {d}) \to ({n} \times {d})",
        "key": rf"({n} \times {d}) \, ({d} \times {m}) \to ({n} \times {m})",
    }[kind]

    def run() -> Any:
        q, k, v = (numpy.zeros(s, dtype=numpy.int8) for s in ((n, d), (m, d), (m, dv)))
        if kind == "self":
            # The weights have as many numbers as it takes to turn rows of X into rows of Q.
            return (numpy.zeros((n, big), dtype=numpy.int8).T @ numpy.zeros((n, d), dtype=numpy.int8)).shape
        return {"weights": (q @ k.T).shape, "output": (q @ k.T @ v).shape, "key": k.shape}[kind]

    return Draft(
        prompt=prompt + " Answer as [rows, columns].",
        key=key,
        proof=Rederived("NumPy", "Arrays of these shapes were multiplied by NumPy.", run),
        steps=(Step("The shapes fit together: inner sizes agree and drop out", fits),),
        hints=(
            "You are asked for a shape.",
            SHAPES,
            "In a product the inner sizes agree and drop out. Which sizes remain outside?",
        ),
        answer_hint="two numbers such as [32, 64]",
        mistakes=but_key(
            key,
            Mistake(column((value[1], value[0])), "Rows first: the other way round."),
            Mistake(column((n, d)), "That is the shape of the queries."),
            Mistake(column((m, dv)), "That is the shape of the values."),
        ),
    )
