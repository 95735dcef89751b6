"""Readers for the topic “Linear transformations”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import values_agree
from rederiving.latex import function_of
from rederiving.matrices import diagonal, identity
from rederiving.numeric import a, column, inverse, linear, listed, n, unknown
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()


def _map(x: str, y: str) -> Any:
    f, g = function_of(x, "x", "y"), function_of(y, "x", "y")
    return array([[h(mp.mpf(1), mp.mpf(0)), h(mp.mpf(0), mp.mpf(1))] for h in (f, g)])


def _from_images(u: str, p: str, v: str, q: str) -> Any:
    inputs = np.hstack([column(*listed(u)), column(*listed(v))])
    return np.hstack([column(*listed(p)), column(*listed(q))]) @ inverse(inputs)


S = "matrix"
rule(
    S,
    _map,
    "$T(x, y) = («x», «y»)$. Write down the matrix of $T$.",
    "Which matrix does the job of $T(x, y) = («x», «y»)$?",
)
rule(
    S,
    _from_images,
    "$T$ is linear with $T(«u») = («p»)$ and $T(«v») = («q»)$. Write down the matrix of $T$.",
    "A linear map $T$ takes $(«u»)$ to $(«p»)$ and $(«v»)$ to $(«q»)$. Find its matrix.",
)
S = "unknown"
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
rule(
    S,
    lambda x, y, t: linear(
        array([[function_of(g, "x", "y")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0)] for g in (x, y)]), a(t)
    ),
    "Which vector does $T(x, y) = («x», «y»)$ take to $«t»$?",
)
_KINDS = (
    "the «u»",
    "the reflection at the diagonal $y = x$",
    "the scaling of the first coordinate by $«c»$",
    "the scaling of the second coordinate by $«c»$",
    "the shear that adds $«c»$ times the first coordinate to the second",
    "the shear that adds $«c»$ times the second coordinate to the first",
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
        "apply",
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
            "compose",
            _both,
            f"First {_one}, then {_renamed}. Which matrix does both at once?",
            f"Find the matrix of {_renamed} after {_one}.",
        )


def _is_linear(x: str, y: str) -> bool:
    functions = [function_of(t, "x", "y") for t in (x, y)]
    u, v = (mp.mpf("1.3"), mp.mpf("-0.7")), (mp.mpf("0.4"), mp.mpf("2.1"))
    return all(values_agree(h(u[0] + 2 * v[0], u[1] + 2 * v[1]), h(*u) + 2 * h(*v)) for h in functions)


rule(
    "linear-or-not",
    _is_linear,
    "True or false? The function $T(x, y) = («x», «y»)$ is linear.",
    "True or false? There is a matrix that does the same as $T(x, y) = («x», «y»)$.",
)
_MAPS = {
    (1, 0, 0, -1): "The reflection at the x-axis.",
    (-1, 0, 0, 1): "The reflection at the y-axis.",
    (0, 1, 1, 0): "The reflection at the diagonal $y = x$.",
    (0, -1, 1, 0): "The rotation by a quarter turn anticlockwise.",
    (0, 1, -1, 0): "The rotation by a quarter turn clockwise.",
    (-1, 0, 0, -1): "The rotation by a half turn.",
}
rule(
    "recognise",
    lambda m: _MAPS[tuple(int(v) for v in a(m).flatten())],
    "What does $«m»$ do to the plane?",
    "Which map of the plane has the matrix $«m»$?",
)
