"""Readers for the topic “Summation notation”."""

from __future__ import annotations

import re
from typing import Any

from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Option, Rules, only

rule = Rules()

rule(
    "value",
    lambda x: n(x),
    "What number is $«x»$?",
    "Work out $«x»$.",
    "Write $«x»$ out and compute it.",
)


def _inner_sum(count: str, c: str, sign: str, d: str, total: str) -> Any:
    shift = n(d) if sign == "+" else -n(d)
    return (n(total) - int(count) * shift) / n(c)


S = "bound"
rule(
    S,
    lambda x, y: one(roots(lambda k: n(x) - function_of(y, "k")(k))),
    "Shift the index: $«x» = «y»$. What is $k$?",
)
rule(
    S,
    lambda count, c, d, total: _inner_sum(count, c, "+", d, total),
    "$\\sum_{i=1}^{«count»} («c» x_i + «d») = «total»$. What is $\\sum_{i=1}^{«count»} x_i$?",
    "Each of «count» measurements is multiplied by «c», then «d» is added; the results add up to «total». What was the sum of the measurements?",
)
rule(
    S,
    lambda count, c, d, total: _inner_sum(count, c, "-", d, total),
    "$\\sum_{i=1}^{«count»} («c» x_i - «d») = «total»$. What is $\\sum_{i=1}^{«count»} x_i$?",
    "Each of «count» measurements is multiplied by «c», then minus «d» is added; the results add up to «total». What was the sum of the measurements?",
)
rule(
    S,
    lambda low, c, total: int(low) - 1 + n(total) / n(c),
    "A loop runs over the indices from «low» up to and with $n$, and adds «c» to a sum each time. The sum began at 0 and ends at «total». What is $n$?",
)
rule(
    S,
    lambda low, c, total: int(low) - 1 + n(total) / n(c),
    "$\\sum_{i=«low»}^{n} «c» = «total»$. What is $n$?",
)
rule(
    "bound",
    lambda low, step, start, end: n(low) - 1 + (n(end) - n(start)) / n(step),
    "A loop runs over the indices from «low» up to and with $n$, and adds «step» to a sum each time. The sum began at «start» and ends at «end». What is $n$?",
)


def _loop(start: str, stop: str, body: str, options: tuple[str, ...]) -> Option:
    """The sum over the same whole numbers of the same terms; Python stops before the second bound."""
    term = function_of(body.replace("**", "^").replace("*", "\\cdot"), "i")

    def fits(option: str) -> bool:
        found = re.fullmatch(r"\$\\sum_\{i=(-?\d+)\}\^\{(-?\d+)\} (.+)\$", option)
        if found is None:
            return False
        span = range(int(found[1]), int(found[2]) + 1)
        return span == range(int(start), int(stop)) and all(
            term(i) == function_of(found[3], "i")(i) for i in span
        )

    return only(options, fits)


rule(
    "code",
    _loop,
    "A loop runs over `range(«start», «stop»)` and adds up `«body»`. Which sigma is this?",
    "Which sum does `sum(«body» for i in range(«start», «stop»))` compute in Python?",
)
