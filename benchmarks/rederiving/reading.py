"""Which reader answers which exercise: the module named as its topic, in the folder of an area."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from rederiving import any_topic
from rederiving.rules import Rules, Start


@cache
def rules_of(topic: str) -> Rules | None:
    """The rules of a topic; None where it has no module."""
    name = topic.replace("-", "_")
    for path in Path(__file__).parent.glob(f"*/{name}.py"):
        rules: Rules = import_module(f"rederiving.{path.parent.name}.{name}").rule
        return rules
    return None


def topics_with_readers() -> tuple[str, ...]:
    """The ids of all topics that have a module."""
    files = Path(__file__).parent.glob("*/*.py")
    return tuple(sorted(path.stem.replace("_", "-") for path in files if path.stem != "__init__"))


def why_verbal(topic: str, generator: str) -> str | None:
    """Why the options of a generator cannot be derived with numbers; None when they can, or nobody looked."""
    rules = rules_of(topic)
    return None if rules is None else rules.verbal.get(generator)


def answer_of(source: str, prompt: str, choices: tuple[str, ...], shape: str) -> Any:
    """The answer to an exercise from its wording; None when no reader covers it.

    Args:
        source: Topic and generator, with a dot between.
        prompt: The wording, Markdown with formulas.
        choices: The options, if there are any.
        shape: The shape of the task.
    """
    topic, generator = source.split(".")
    rules = rules_of(topic)
    found = None if rules is None else rules.answer(generator, prompt, choices)
    if shape == "find-the-mistake" and (found is None or isinstance(found, Start)):
        return any_topic.wrong_step(choices, found)
    if shape == "order-the-steps" and found is None:
        return any_topic.in_order(choices)
    if found is not None or choices:
        return found
    found = any_topic.work_out(prompt)
    return found if found is not None else any_topic.one_unknown(prompt)
