"""Chains of equalities whose steps are to be put into order: each step takes over the whole end of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.practice.order_steps import Link


def chain_links(start: tuple[str, Any], *steps: tuple[str, str, Any]) -> Sequence[Link]:
    r"""The steps of `a = b = c = …`, one link for each equals sign.

    Args:
        start: LaTeX and value of where the chain begins. The value is computed for this side alone: a number, a tuple
            of numbers (the same identity at several places), a SymPy value, or a function of a point.
        steps: The rule, the LaTeX and the value of each further side.
    """
    links = []
    before, known = start
    for number, (rule, latex, value) in enumerate(steps):
        links.append(Link(rule, f"{before} = {latex}", (known, value), before if number else ()))
        before, known = latex, value
    return links
