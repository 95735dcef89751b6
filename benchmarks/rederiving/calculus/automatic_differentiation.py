"""Readers for the topic “Automatic differentiation”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import XY, d, f, g
from rederiving.latex import value_of
from rederiving.numeric import column, gradient, listed, n
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()


def _program(p: str, q: str, r: str) -> Any:
    def run(x: Any, y: Any) -> Any:
        env = {"x": x, "y": y}
        result = None
        for line in (p, q, r):
            name, text = line.split("=")
            result = value_of(text, env)
            env[name.strip()] = result
        return result

    return run


S = "backward"
rule(
    S,
    lambda p, q, r, at: gradient(_program(p, q, r), *listed(at)),
    "A program computes $«p»$, $«q»$, $«r»$. Go backward at $(«at»)$: which bars do $x$ and $y$ collect? Answer as a vector.",
)
rule(
    S,
    lambda at, p, q, r: gradient(_program(p, q, r), *listed(at)),
    "Reverse mode at $(«at»)$ through $«p»$, $«q»$, $«r»$: find the derivatives of $c$ by $x$ and $y$, as a vector.",
)
S = "forward"
rule(
    S,
    lambda at, u, v, p, q, r: dot(gradient(_program(p, q, r), *listed(at)), column(n(u), n(v))),
    "Forward mode at $(«at»)$, with the dot of $x$ equal to «u» and that of $y$ equal to «v», through $«p»$, $«q»$, $«r»$: what is the dot of $c$?",
)
rule(
    S,
    lambda at, v, u, p, q, r: dot(gradient(_program(p, q, r), *listed(at)), column(n(u), n(v))),
    "Forward mode at $(«at»)$, with the dot of $y$ equal to «v» and that of $x$ equal to «u», through $«p»$, $«q»$, $«r»$: what is the dot of $c$?",
)
rule(
    S,
    lambda p, q, r, v, at: gradient(_program(p, q, r), *listed(at))[XY.index(v), 0],
    "A program computes $«p»$, $«q»$, $«r»$. Carry the derivative by $«v»$ forward at $(«at»)$: which dot has the output $c$?",
)
_SHAPES = {"square": lambda t: t**2, "cube": lambda t: t**3, "sine": mp.sin, "exponential": mp.exp}
S = "one-step"
rule(
    S,
    lambda x, c, b: n(b) * d(f(x, "a"), n(c)),
    "The step $b = «x»$ was computed at $a = «c»$. The bar of $b$ is $«b»$. What does $a$ get from this step?",
)
rule(
    S,
    lambda what, c, b: n(b) * d(_SHAPES[what], n(c)) if what in _SHAPES else None,
    "Backward through a «what»: $a = «c»$, bar $«b»$ above. Which bar arrives at $a$?",
)
rule(
    "unknown",
    lambda v, t: n(t) / n(v),
    "The product $p = u v$ was computed with $v = «v»$. The bar of $p$ is $k$, and $u$ got $«t»$ from this step. Find $k$.",
)
rule(
    "graph",
    lambda x, p: g(x)(*listed(p)),
    "Break $f(x, y) = («x»)^{2}$ into two multiplications, a sum and a square. What is the value of the sum at $(«p»)$ (the value before the last step)?",
)


def _fewer_passes(inputs: str, outputs: str) -> str | None:
    if int(inputs) == int(outputs):
        return None
    forward = int(inputs) < int(outputs)
    return "Forward mode: one pass for each input." if forward else "Reverse mode: one pass for each output."


rule(
    "mode",
    _fewer_passes,
    "A program has $«inputs»$ inputs and $«outputs»$ outputs. All derivatives are wanted. Which mode needs fewer passes?",
)
