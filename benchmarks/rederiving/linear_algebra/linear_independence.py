"""Readers for the topic “Linear independence”."""

from __future__ import annotations

import numpy as np

from rederiving.matrices import combination, dependent
from rederiving.numeric import a, rank
from rederiving.rules import Rules

rule = Rules()

S = "weights"
rule(
    S,
    combination_of := (lambda t, u, v: combination(t, u, v)),
    "Write $\\mathbf{r} = «t»$ as a combination of $\\mathbf{p} = «u»$ and $\\mathbf{q} = «v»$. Answer with the two weights as a vector.",
    "The features with the columns $«u»$, $«v»$ and $«t»$ are dependent. Which weights of the first two make the third? Answer as a vector.",
    "In a table of data the third column $«t»$ is redundant: it is a mix of the first column $«u»$ and the second $«v»$. Find the two weights, as a vector.",
)
S = "unknown"
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
for _list in ("$«u»$ and $«v»$", "$«u»$, $«v»$ and $«w»$", "$«u»$, $«v»$, $«w»$ and $«x»$"):
    for _generator in ("decide", "too-many"):
        rule(
            _generator,
            lambda **gaps: rank(np.hstack([a(t) for t in gaps.values()])) == len(gaps),
            f"True or false? No vector among {_list} can be made from the others.",
            f"True or false? {_list} are linearly independent.",
        )


def _third_column(m: str) -> str | None:
    first, second, third = (a(m)[:, [k]] for k in range(3))
    if (first + second == third).all():
        return "The third column is redundant: it is the sum of the first two."
    if rank(np.hstack([first, third])) == 1 or rank(np.hstack([second, third])) == 1:
        return "The third column is redundant: it is a multiple of another one."
    return "No column is redundant." if rank(a(m)) == 3 else None


rule(
    "columns",
    _third_column,
    "Each row of $«m»$ is an example, each column a feature. What do you notice?",
    "Before fitting a regression you check the columns of $X = «m»$. What do you find?",
)
