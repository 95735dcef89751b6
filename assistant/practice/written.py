"""Writes the key of an exercise, and tidies its steps, as a person would who had just worked it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.mathcheck.values.latex import to_latex
from assistant.practice.draft import Draft
from assistant.practice.notation import mat, short, vec

_COMPARES = re.compile(r"\bcompare\b|\bas many\b", re.IGNORECASE)
_DECIMAL_ASKED = re.compile(r"[0-9]\.[0-9]")


def as_worked(draft: Draft) -> str:
    """The key in LaTeX: in decimals where the worked steps end in them or the answer is to be typed so."""
    exact = to_latex(draft.key)
    entries = list(_entries(draft.key))
    decimals = [short(entry) for entry in entries]
    if all(to_latex(entry) == shown for entry, shown in zip(entries, decimals, strict=True)):
        return exact
    if any(r"\frac" in shown or r"\sqrt" in shown for shown in decimals):
        return exact
    asked = bool(_DECIMAL_ASKED.search(draft.answer_hint)) and "fraction" not in draft.answer_hint
    written = _written(draft.key)
    results = {step.latex.rsplit(" = ", 1)[-1] for step in draft.steps}
    worked = written in results or all(
        shown in results for entry, shown in zip(entries, decimals, strict=True) if to_latex(entry) != shown
    )
    return written if asked or worked else exact


def _entries(value: Any) -> Iterator[Any]:
    """The numbers in a key; nothing where it holds anything else."""
    parts = list(value) if isinstance(value, sympy.MatrixBase) else [value]
    if all(getattr(part, "is_Rational", False) for part in parts):
        yield from parts


def _written(value: Any) -> str:
    if not isinstance(value, sympy.MatrixBase):
        return short(value)
    rows = [[short(entry) for entry in value.row(index)] for index in range(value.rows)]
    return vec(row[0] for row in rows) if value.cols == 1 else mat(rows)


def without_echo(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps; one that says the same on both sides of its equals sign says it once, unless it compares them."""
    return tuple(
        step if _COMPARES.search(step.rule) else replace(step, latex=_once(step.latex)) for step in steps
    )


def _once(latex: str) -> str:
    left, sign, right = latex.partition(" = ")
    return left if sign and left == right else latex
