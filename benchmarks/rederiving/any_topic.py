"""Readers for any topic: a formula to work out, an equation with one unknown, a worked solution with one wrong step."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import points, values_agree
from rederiving.latex import parse, value_of
from rederiving.numeric import unknown
from rederiving.rules import Option, Order, Start
from rederiving.values import Unreadable

_WORK_OUT = re.compile(
    r"(?:Compute|Evaluate|Work out|Calculate|Simplify|Multiply|Find|What is|What number is|Determine|Write)(?: the exact value of)?:?"
    r" \$([^$=]+)\$(?:,? (?:exactly|as a (?:fraction|number|fraction or whole number)|written as one fraction|without a calculator|out and compute it))?[.?]"
)
_UNKNOWN = re.compile(
    r"(?:Find|Determine|Solve|For which|For what|Which)(?: the)?(?: numbers?| values?(?: of)?| real)? ?(?:\$([a-zA-Z])\$)?"
    r"(?: is| with| so that| such that| for which|: when is)?:? ?\$([^$=]+=[^$=]+)\$(?: for \$([a-zA-Z])\$| hold| true)?[.?]"
)


def work_out(prompt: str) -> Any:
    """The value of the one formula that a prompt asks for; None when it asks for more, or for a formula."""
    match = _WORK_OUT.fullmatch(" ".join(prompt.split()))
    if match is None:
        return None
    try:
        return value_of(match[1], imaginary=True)
    except Unreadable:
        return None


def one_unknown(prompt: str) -> Any:
    """The solution of the one equation of a prompt for its one unknown."""
    match = _UNKNOWN.fullmatch(" ".join(prompt.split()))
    if match is None:
        return None
    name = match[1] or match[3]
    if name is None or (match[1] and match[3]):
        return None
    try:
        return unknown(match[2], name)
    except Unreadable:
        return None


def wrong_step(choices: tuple[str, ...], start: Start | None = None) -> Option | None:
    """The one step whose sides differ; None where a step is no equation of known things.

    Steps in letters are compared at three points. When not exactly one step is wrong, no option fits.
    """
    wrong: list[int] = []
    for index, choice in enumerate(choices):
        step = choice.strip()
        if not re.fullmatch(r"\$[^$]+\$", step):
            return None
        right = _holds(step.strip("$"), start if index == 0 else None)
        if right is None:
            return None
        if not right:
            wrong.append(index)
    return Option(wrong[0] if len(wrong) == 1 else -1)


def _holds(step: str, start: Start | None) -> bool | None:
    step = re.sub(r"(\d+)\^\\circ", r"(\1 \\pi / 180)", step)
    parts = step.split("=")
    if len(parts) < 2 or "\\approx" in step or "<" in step or ">" in step:
        return None
    # Bounds of sums carry an equals sign of their own.
    parts = re.split(r"(?<!_\{[a-z])=", step)
    names = tuple(
        sorted(set(re.findall(r"(?<![a-zA-Z\\])([a-df-hj-z]|\\lambda|\\theta|\\eta)(?![a-zA-Z])", step)))
    )
    names = tuple(name.lstrip("\\") for name in names)
    try:
        nodes = [parse(part, numbers=frozenset("i")) for part in (parts if start is None else parts[1:])]
        for point in points(names):
            values = ([] if start is None else [start.value]) + [node(point) for node in nodes]
            if any(isinstance(v, str) for v in values):
                return None
            if any(not isinstance(v, np.ndarray | tuple) and mp.isnan(v) for v in values):
                return None
            if not all(values_agree(values[0], value) for value in values[1:]):
                return False
    except (Unreadable, ZeroDivisionError, ValueError, TypeError, NotImplementedError):
        return None
    return True


def in_order(choices: tuple[str, ...]) -> Order | None:
    """The order of steps in which each goes on with what the one before it ends with.

    First letter for letter: a step begins with the end of the one before. Else by results: a step works with the result
    of the one before. None where the steps do not hang together, or in more than one order: then only their words tell.
    """
    steps: list[list[str]] = []
    for choice in choices:
        formula = re.search(r"\$([^$]+)\$[^$]*$", choice)
        sides = re.split(r"(?<!_\{[a-z])=", formula[1]) if formula else []
        if len(sides) < 2:
            return None
        steps.append([" ".join(side.split()) for side in sides])
    begins = _chain(steps, lambda result, step: _close(step[0]) == _close(result))
    if begins is not None:
        return begins
    return _chain(steps, _works_with)


def _close(side: str) -> str:
    return "".join(side.split())


def _chain(steps: list[list[str]], goes_on: Callable[[str, list[str]], bool]) -> Order | None:
    """The only order in which each step goes on with the last side of the one before."""
    chains = [
        order
        for order in itertools.permutations(range(len(steps)))
        if all(goes_on(steps[i][-1], steps[j]) for i, j in itertools.pairwise(order))
    ]
    return Order(chains[0]) if len(chains) == 1 else None


def _works_with(result: str, step: list[str]) -> bool:
    """Whether a result stands in what a step works out, not as a part of a longer number or name."""
    whole = rf"(?<![\w.]){re.escape(result)}(?![\w.])"
    return any(re.search(whole, side) for side in step[:-1])
