"""The coding tasks, in modules by area; each has `TASKS`."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.practice.code.types import CodeTask

if TYPE_CHECKING:
    from numpy.random import Generator as Random


def task(
    reference: Callable[..., Any],
    *,
    topic_id: str,
    title: str,
    prompt: str,
    cases: Callable[[Random], tuple[Any, ...]],
    example: tuple[Any, ...],
    hints: tuple[str, str],
    level: int = 2,
    objectives: tuple[int, ...] = (),
) -> CodeTask:
    """A task whose solution is the source of its reference: what is shown is what is run."""
    name = reference.__name__
    parameters = ", ".join(inspect.signature(reference).parameters)
    lines = textwrap.dedent(inspect.getsource(reference)).splitlines()
    head = next(number for number, line in enumerate(lines) if line.endswith(":"))
    solution = "\n".join(["import numpy as np", "", "", f"def {name}({parameters}):", *lines[head + 1 :]])
    return CodeTask(
        id=name.replace("_", "-"),
        topic_id=topic_id,
        title=title,
        prompt=prompt,
        function=name,
        starter=f"import numpy as np\n\n\ndef {name}({parameters}):\n    ",
        solution=solution + "\n",
        reference=reference,
        cases=cases,
        example=example,
        hints=hints,
        level=level,
        objectives=objectives,
    )


def all_tasks() -> tuple[CodeTask, ...]:
    """Every task, area by area."""
    from assistant.practice.code.tasks import calculus, learning, linear_algebra, optimisation, probability

    return tuple(
        one for area in (linear_algebra, calculus, optimisation, probability, learning) for one in area.TASKS
    )
