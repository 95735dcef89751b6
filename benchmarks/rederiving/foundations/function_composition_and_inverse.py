"""Readers for the topic “Function composition and inverse”."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.functions import f, in_x
from rederiving.numeric import n, one, roots
from rederiving.rules import Formula, Rules

rule = Rules()


def _back(x: str, y: str, z: str, positive: bool = False) -> Any:
    between = roots(lambda t: f(y)(t) - n(z))
    between = one(tuple(b for b in between if b > 0) if positive else between)
    return one(roots(lambda t: f(x)(t) - between))


S = "way-back"
rule(
    S,
    lambda x, y: one(roots(lambda t: f(x)(t) - n(y))),
    "A scaler computes $f(x) = «x»$ and gave «y». What was its input?",
    "For $f(x) = «x»$, what is $f^{-1}(«y»)$?",
)
rule(
    S,
    lambda x, y, z: _back(x, y, z, positive=True),
    "First $f(x) = «x»$, then $g(x) = «y»$: the chain gave «z». The number in between was positive. What went in?",
    "Undo a chain: $g(f(x)) = «z»$ with $f(x) = «x»$ and $g(x) = «y»$. The number in between was positive. Find $x$.",
)
rule(
    S,
    _back,
    "First $f(x) = «x»$, then $g(x) = «y»$: the chain gave «z». What went in?",
    "Undo a chain: $g(f(x)) = «z»$ with $f(x) = «x»$ and $g(x) = «y»$. Find $x$.",
)


def _inverse(x: str, c: str | None = None) -> Formula:
    low = n(c) if c is not None else -mp.inf

    def value(y: Any) -> Any:
        return one(tuple(r for r in roots(lambda t: f(x)(t) - y) if r >= low))

    return Formula(("y",), value)


S = "inverse"
rule(
    S,
    _inverse,
    "Find the inverse of $f(x) = «x»$ for $x \\geq «c»$. Write $y$ for the given output.",
    "A step computes $f(x) = «x»$ for $x \\geq «c»$. Which formula leads from the output $y$ back to the input?",
    "Undo $f(x) = «x»$ for $x \\geq «c»$: express $x$ by the output $y$.",
)
rule(
    S,
    _inverse,
    "Find the inverse of $f(x) = «x»$. Write $y$ for the given output.",
    "A step computes $f(x) = «x»$. Which formula leads from the output $y$ back to the input?",
    "Undo $f(x) = «x»$: express $x$ by the output $y$.",
)
S = "compose"
rule(
    S,
    lambda x, y: in_x(lambda t: f(y)(f(x)(t))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $g(f(x))$ ‹as a formula without brackets|without brackets›.",
    "Two layers compute $f(x) = «x»$ and $g(x) = «y»$, first $f$ and then $g$. Which formula do they compute together?",
)
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(f(y)(t))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $f(g(x))$ ‹as a formula without brackets|without brackets›.",
)
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(f(y)(f(x)(t)))),
    "For $f(x) = «x»$ and $g(x) = «y»$, write $f(g(f(x)))$ without brackets.",
    "Run $f$, $g$ and $f$ again, for $f(x) = «x»$ and $g(x) = «y»$: what formula is $f(g(f(x)))$?",
)
rule(
    S,
    lambda x: in_x(lambda t: f(x)(f(x)(t))),
    "The layer $f(x) = «x»$ is used twice in a row. Which formula does the pair compute?",
)
rule(
    S,
    lambda x, y, o, i, z: {"f": f(x), "g": f(y)}[o]({"f": f(x), "g": f(y)}[i](n(z))),
    "Let $f(x) = «x»$ and $g(x) = «y»$. Compute $(«o» \\circ «i»)(«z»)$.",
    "For $f(x) = «x»$ and $g(x) = «y»$, what is $«o»(«i»(«z»))$?",
)
rule(
    S,
    lambda x: in_x(lambda t: f(x)(f(x)(t))),
    "For $f(x) = «x»$, write $f(f(x))$ without brackets.",
)
rule(
    S,
    lambda x, y: in_x(lambda t: f(x)(f(y)(t))),
    "Two layers compute $f(x) = «x»$ and $g(x) = «y»$, first $g$ and then $f$. Which formula do they compute together?",
)


def _one_to_one(x: str, low: Any = -20) -> bool:
    """Whether a function without jumps rises all the way or falls all the way, looked at in steps of an eighth."""
    heights = [f(x)(mp.mpf(low) + mp.mpf(k) / 8) for k in range(320)]
    signs = {mp.sign(later - sooner) for sooner, later in itertools.pairwise(heights)}
    return len(signs) == 1 and 0 not in signs


for _form in (
    "True or false? The function $f(x) = «x»$ on {} is injective, so it can be undone.",
    "Can every output of $f(x) = «x»$ on {} be traced back to a single input? (True: yes; false: no.)",
):
    rule("injective", lambda x: _one_to_one(x), _form.format("all real numbers"))
    rule("injective", lambda x, c: _one_to_one(x, n(c)), _form.format("the numbers $x \\geq «c»$"))
