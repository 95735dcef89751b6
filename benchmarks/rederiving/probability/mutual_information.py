"""Readers for the topic “Mutual information”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.numeric import NEAR, n
from rederiving.probability.covariance_and_correlation import grid, linked, written
from rederiving.probability.entropy import entropy
from rederiving.rules import Rules
from rederiving.tables import rows_of
from rederiving.values import array

rule = Rules()


def _information(table: str, what: str) -> Any:
    cells = array([[n(c.strip("$")) for c in row[1:]] for row in rows_of(table)[1:]])
    x, y, both = (entropy(list(v)) for v in (cells.sum(axis=1), cells.sum(axis=0), cells.flatten()))
    return {
        "H(X)": x,
        "H(Y)": y,
        "H(X, Y)": both,
        "H(X \\mid Y)": both - y,
        "H(Y \\mid X)": both - x,
        "I(X; Y)": x + y - both,
    }.get(what)


rule("table", _information, "A joint distribution: «table» What is $«what»$, in bits?")


def _relation(facts: str, what: str) -> Any:
    """Solves the linear relations between the entropies for the one that is asked for, by least squares."""
    names = ["H(X)", "H(Y)", "H(X, Y)", "H(X \\mid Y)", "H(Y \\mid X)", "I(X; Y)"]
    rows = [[1, 1, -1, 0, 0, -1], [0, -1, 1, -1, 0, 0], [-1, 0, 1, 0, -1, 0]]
    right = [0.0, 0.0, 0.0]
    for fact in re.findall(r"([HI]\([^)]*\)) = ([\d.]+)", facts):
        rows.append([int(name == fact[0]) for name in names])
        right.append(float(fact[1]))
    system = np.array(rows, dtype=float)
    target = np.array([int(name == what) for name in names], dtype=float)
    weights, *_ = np.linalg.lstsq(system.T, target, rcond=None)
    if not np.allclose(system.T @ weights, target):
        return None
    return mp.nint(float(weights @ np.array(right)) * 10**6) / 10**6


S = "relation"
rule(
    S,
    lambda x, y, what: _relation(f"{x}, {y}", what),
    "Two variables have $«x»$, $«y»$ (in bits). What is $«what»$?",
)
rule(
    S,
    lambda x, y, z, what: _relation(f"{x}, {y}, {z}", what),
    "Two variables have $«x»$, $«y»$, $«z»$ (in bits). What is $«what»$?",
)


def _shared(pairs: list[tuple[Any, Any]]) -> Any:
    """The mutual information of two variables whose listed pairs are equally likely, in bits."""
    columns = ([pair[0] for pair in pairs], [pair[1] for pair in pairs], pairs)
    x, y, both = (entropy([mp.mpf(values.count(v)) / len(pairs) for v in set(values)]) for values in columns)
    return x + y - both


_SAYS: dict[str, Any] = {
    "their mutual information is zero": lambda pairs: bool(abs(_shared(pairs)) < NEAR),
    "they share information although their correlation is zero": lambda pairs: bool(
        _shared(pairs) > NEAR and abs(linked(pairs)) < NEAR
    ),
}
for _what, _holds in _SAYS.items():
    _says = f"True or false: {_what}."
    rule(
        "beyond",
        lambda u, v, w, z, holds=_holds: holds(grid(u, v, w, z)),
        "$X$ is $«u»$ or $«v»$, $Y$ is $«w»$ or $«z»$, and all four pairs are equally likely. " + _says,
    )
    rule(
        "beyond",
        lambda u, v, w, holds=_holds: holds(written(u, v, w)),
        "$(X, Y)$ is $(«u»)$, $(«v»)$ or $(«w»)$ with equal chance. " + _says,
    )
    rule(
        "beyond",
        lambda u, v, w, z, holds=_holds: holds(written(u, v, w, z)),
        "$(X, Y)$ is $(«u»)$, $(«v»)$, $(«w»)$ or $(«z»)$ with equal chance. " + _says,
    )
    rule(
        "beyond",
        lambda u, v, w, y, c, z, holds=_holds: holds(
            [(n(t), n(y) if n(t) == n(c) else n(z)) for t in (u, v, w)]
        ),
        "$X$ is $«u»$, $«v»$ or $«w»$ with equal chance; $Y$ is $«y»$ when $X = «c»$ and $«z»$ otherwise. "
        + _says,
    )
