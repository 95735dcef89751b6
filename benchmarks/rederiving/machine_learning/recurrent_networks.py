"""Readers for the topic “Recurrent networks”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules
from rederiving.summaries import lists, taken

rule = Rules()

S = "gate"
rule.story(S, 4, lambda c, t, new, i: (t - i * new) / c, "What was the forget gate")
rule.story(S, 4, lambda c, t, new, g: (t - g * c) / new, "What was the input gate")
rule.story(S, 4, lambda g, i, new, t: (t - i * new) / g, "What did it hold before")


def _unrolled(w: Any, u: Any, b: Any, inputs: Any) -> Any:
    h = mp.mpf(0)
    for x in inputs:
        h = w * h + u * x + b
    return h


for _data in lists("p"):
    _net = "A recurrent network without activation, $h_t = wh_{t-1} + ux_t + b$, has $w = «w»$, $u = «u»$, $b = «b»$ and starts at $h_0 = 0$. "
    rule(
        "states",
        lambda **k: _unrolled(n(k["w"]), n(k["u"]), n(k["b"]), listed(taken(k, "p"))),
        _net + f"Its inputs are {_data}. What is $h_«last»$?",
        _net + f"Unroll it over the inputs {_data} and give the last hidden state.",
    )

    def _shared(**k: str) -> Any:
        inputs = listed(taken(k, "p"))
        by = {
            "u": lambda t: _unrolled(n(k["w"]), t, 0, inputs),
            "w": lambda t: _unrolled(t, n(k["u"]), 0, inputs),
        }[k["by"]]
        return mp.diff(by, n(k[k["by"]])) if int(k["last"]) == len(inputs) else None

    rule(
        "shared",
        _shared,
        f"Without activation and bias: $h_s = wh_{{s-1}} + ux_s$, $h_0 = 0$, with $w = «w»$, $u = «u»$ and the inputs {_data}. What is $\\partial h_«last» / \\partial «by»$, through all steps that share it?",
    )
S = "through"
rule(
    S,
    lambda w, i, j: n(w) ** (int(i) - int(j)),
    "A recurrent unit has the weight $w = «w»$ to itself and no activation. What is $\\partial h_{«i»} / \\partial h_{«j»}$?",
)
rule(
    S,
    lambda w, s, i, j: (n(w) * n(s)) ** (int(i) - int(j)),
    "A recurrent unit has the weight $w = «w»$ to itself and the activation has the slope $«s»$ at every step. What is $\\partial h_{«i»} / \\partial h_{«j»}$?",
)


def _vanishes(w: str, steps: str, side: str, bound: str) -> bool | None:
    factor = abs(n(w)) ** int(steps)
    return {"more": bool(factor > n(bound)), "less": bool(factor < n(bound))}.get(side)


rule(
    "vanish",
    _vanishes,
    "A recurrent unit without activation has the weight $«w»$ to itself. True or false: over «steps» steps a gradient along it is multiplied by «side» than $«bound»$.",
    "An LSTM cell keeps its forget gate at $«w»$. True or false: over «steps» steps a gradient along it is multiplied by «side» than $«bound»$.",
)
