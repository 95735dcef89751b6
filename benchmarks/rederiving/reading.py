"""Which reader answers which exercise."""

from __future__ import annotations

from typing import Any

from rederiving import (
    calculus,
    calculus_more,
    foundations,
    foundations_more,
    general,
    linear_algebra_more,
    machine_learning_more,
    newer,
    probability_more,
    rewordings,
    statistics,
)
from rederiving.rules import Rules

_AREAS: tuple[Rules, ...] = (
    foundations.rule,
    foundations_more.rule,
    linear_algebra_more.rule,
    calculus.rule,
    calculus_more.rule,
    probability_more.rule,
    statistics.rule,
    machine_learning_more.rule,
    newer.rule,
    rewordings.rule,
)


def answer_of(source: str, prompt: str, choices: tuple[str, ...], shape: str) -> Any:
    """The answer to an exercise from its wording; None when no reader covers it.

    Args:
        source: Topic and generator, with a dot between.
        prompt: The wording, Markdown with formulas.
        choices: The options, if there are any.
        shape: The shape of the task.
    """
    if shape == "find-the-mistake":
        return general.wrong_step(choices)
    for area in _AREAS:
        found = area.answer(source, prompt)
        if found is not None:
            return found
    if choices:
        return None
    found = general.work_out(prompt)
    return found if found is not None else general.one_unknown(prompt)
