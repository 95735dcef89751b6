"""Goals: named paths through the graph, read from `corpus/goals.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ConfigurationError
from assistant.syllabus.graph import ancestors
from assistant.syllabus.types import Goal, Syllabus, Topic

GOALS_FILE = "goals.yaml"
_MAX_BYTES = 100_000
_Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: _Id
    title: Annotated[str, Field(min_length=1, max_length=120)]
    description: Annotated[str, Field(min_length=1, max_length=300)]
    targets: Annotated[list[_Id], Field(min_length=1)]


def load_goals(corpus: Path, syllabus: Syllabus) -> tuple[Goal, ...]:
    """Load the goals of a corpus in the order of the file; a corpus without the file has none.

    Raises:
        ConfigurationError: Names the goal and the field at fault, such as a target that is no topic.
    """
    file = corpus / GOALS_FILE
    if not file.is_file():
        return ()
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise _wrong("file", f"is larger than {_MAX_BYTES} bytes")
        values = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong("file", f"cannot be read ({' '.join(str(error).split())})") from error
    if not isinstance(values, list):
        raise _wrong("file", "is not a list of goals")
    goals: dict[str, Goal] = {}
    for number, entry in enumerate(values, start=1):
        goal = _goal(entry, number)
        if goal.id in goals:
            raise _wrong(goal.id, "is the id of two goals")
        for target in goal.targets:
            if target not in syllabus:
                raise _wrong(f"{goal.id}: targets", f"{target!r} is no topic")
        goals[goal.id] = goal
    return tuple(goals.values())


def goal_path(syllabus: Syllabus, goal: Goal) -> tuple[Topic, ...]:
    """The topics of a goal, its targets and all they rest on, prerequisites first."""
    by_id = {topic.id: topic for topic in syllabus.topics}
    wanted = set(goal.targets).union(*(ancestors(by_id, target) for target in goal.targets))
    return tuple(topic for topic in syllabus.topics if topic.id in wanted)


def _goal(entry: Any, number: int) -> Goal:
    try:
        read = _Entry.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _wrong(f"goal {number}: {field}", first["msg"][0].lower() + first["msg"][1:]) from error
    return Goal(read.id, read.title, read.description, tuple(read.targets))


def _wrong(place: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"{GOALS_FILE}: {place}: {problem}.", todo="Correct the file of goals.")
