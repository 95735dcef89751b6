"""What a pattern found in a question: its formulas by group name, the target functions, the point."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.question import Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.latex import to_latex

MANY = r"§\d+§(?:\s*(?:,|and|, and)\s*§\d+§)*"
"""One formula or several, separated by commas or "and"."""


def group(match: re.Match[str], name: str) -> str | None:
    """The number of the formula that a named group holds."""
    found = match.groupdict().get(name)
    number = re.search(r"§(\d+)§", found) if found else None
    return number[1] if number else None


def group_all(match: re.Match[str], name: str) -> list[str]:
    """The numbers of all formulas that a named group holds."""
    found = match.groupdict().get(name)
    return re.findall(r"§(\d+)§", found) if found else []


def targets_of(question: Question, match: re.Match[str]) -> tuple[Target, ...]:
    """The function asked about, once for each reading."""
    return question.targets(group(match, "f"))


def stated(facts: list[Fact], targets: tuple[Target, ...]) -> list[Fact]:
    """Say which reading is meant where a formula has two."""
    if len(facts) < 2:
        return facts
    stated = []
    for fact, target in zip(facts, targets, strict=True):
        reading = to_latex(target.expression)
        stated.append(Fact(fact.kind, f"Read as ${reading}$: {fact.statement}", fact.latex, fact.steps))
    return stated


def each_reading(question: Question, match: re.Match[str], solve: Callable[[Target], Fact]) -> list[Fact]:
    """Solve for every reading of the function, and say which is which when there are two."""
    targets = targets_of(question, match)
    return stated([solve(target) for target in targets], targets)


def point_for(question: Question, match: re.Match[str], variables: tuple[Any, ...]) -> dict[Any, Any] | None:
    """The point asked about, or values given elsewhere for all of the variables; None when there is no point."""
    indices = group_all(match, "at") or group_all(match, "at2")
    if indices:
        return question.point(indices, variables)
    given = {name: value for name, value in question.points.items() if name in variables}
    return given if given and set(given) == set(variables) else None
