"""Readers for the topic “Complex numbers”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.functions import f
from rederiving.latex import value_of
from rederiving.numeric import column, difference, n, one, polynomial, roots
from rederiving.rules import Rules

rule = Rules()


def _constant(e: str, x: str, y: str) -> Any:
    first, second = value_of(x, imaginary=True), value_of(y, imaginary=True)
    rest = [-difference(e, "x", c=mp.mpf(0))(z) for z in (first, second)]
    return mp.re(rest[0]) if abs(rest[0] - rest[1]) < mp.mpf("1e-20") > abs(mp.im(rest[0])) else None


def _middle(e: str, x: str, y: str) -> Any:
    values = [
        -difference(e, "x", b=mp.mpf(0))(z) / z
        for z in (value_of(x, imaginary=True), value_of(y, imaginary=True))
    ]
    return mp.re(values[0]) if abs(values[0] - values[1]) < mp.mpf("1e-20") > abs(mp.im(values[0])) else None


def as_pair(z: Any) -> Any:
    """Real and imaginary part as a column."""
    return column(mp.re(z), mp.im(z))


def _complex(x: str) -> Any:
    return value_of(x, imaginary=True)


def _upper(x: str) -> Any:
    c = polynomial(f(x), 2)
    return one(tuple(z for z in mp.polyroots(c[::-1], maxsteps=200, extraprec=200) if mp.im(z) > 0))


_TURNS = {
    "quarter turn to the left": mp.mpc(0, 1),
    "quarter turn to the right": mp.mpc(0, -1),
    "half turn": mp.mpc(-1),
}
_PAIR = " Give $[a, b]$ for $a + bi$."
S = "unknown"
rule(
    S,
    lambda x, y: one(tuple(k for k in roots(lambda k: n(x) ** 2 + k**2 - n(y)) if k > 0)),
    "$z = «x» + k i$ with $k > 0$ satisfies $z \\overline{z} = «y»$. What is $k$?",
)
rule(
    S,
    lambda x, y: one(tuple(k for k in roots(lambda k: n(x) ** 2 + k**2 - n(y) ** 2) if k > 0)),
    "For which positive $k$ does $«x» + k i$ lie at distance «y» from zero?",
    "$z = «x» + k i$ with $k > 0$ has the modulus «y». What is $k$?",
)
rule(S, _constant, "$«e»$ has the solutions $«x»$ and $«y»$. What is $c$?")
rule(S, _middle, "$«e»$ has the solutions $«x»$ and $«y»$. What is $b$?")
for _suffix, _as in ((_PAIR, as_pair), ("", lambda z: z)):
    S = "arithmetic"
    rule(
        S,
        lambda x, shown=_as: shown(_complex(x)),
        *(w + _suffix for w in ("Write $«x»$ in the form $a + bi$.", "Work out $«x»$.")),
    )
    S = "plane"
    rule(
        S,
        lambda x, shown=_as: shown(_upper(x)),
        *(
            w + _suffix
            for w in (
                "Which root of $«x»$ lies above the real axis?",
                "$«x» = 0$ has no real solution. Give the complex solution with the positive imaginary part.",
            )
        ),
    )
    rule(
        S,
        lambda x, turn, shown=_as: shown(_complex(x) * _TURNS[turn]) if turn in _TURNS else None,
        *(
            w + _suffix
            for w in (
                "Rotate $«x»$ about the origin by a «turn». Which complex number is it then?",
                "The point $«x»$ makes a «turn» around zero. Where does it land?",
            )
        ),
    )
rule(
    "plane",
    lambda x: abs(_complex(x)),
    "Compute $|«x»|$.",
    "What is the modulus of $«x»$?",
    "How far from zero does $«x»$ lie in the complex plane?",
)


def _holds_for(z: str, w: str, left: str, right: str) -> bool:
    place = {name: value_of(text, imaginary=True) for name, text in (("z", z), ("w", w))}
    place["C"] = lambda t: mp.conj(t)
    first, second = (
        value_of(side.replace("\\overline{z}", "C(z)"), place, imaginary=True) for side in (left, right)
    )
    return values_agree(first, second)


rule(
    "judge",
    lambda z, w, x, y: _holds_for(z, w, x, y),
    "For $z = «z»$ and $w = «w»$, true or false? $«x» = «y»$",
)
