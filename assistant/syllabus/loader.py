"""Reads the front matter of the notes, which is the only source of the syllabus, and proves that it holds together."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ConfigurationError
from assistant.syllabus.types import Syllabus, Topic
from assistant.syllabus.validate import problems_of

AREAS = (
    "foundations",
    "linear-algebra",
    "calculus",
    "optimisation",
    "probability",
    "statistics",
    "machine-learning",
)
"""Areas in the order in which they are shown; others follow by name."""

_MAX_NOTE_BYTES = 1_000_000
_MAX_FRONT_MATTER_CHARACTERS = 20_000
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# The same safe loader as yaml.safe_load, in C where it is built: eight times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Id = Annotated[str, Field(pattern=_ID, max_length=80)]
_Name = Annotated[str, Field(min_length=1, max_length=120)]
_Sentence = Annotated[str, Field(min_length=1, max_length=300)]


class _FrontMatter(BaseModel):
    """What a note says of itself. `further` is for readers of the note and only let through here."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: _Id
    title: _Name
    area: _Id
    requires: list[_Id] = []
    minutes: Annotated[int, Field(ge=1, le=60)]
    aliases: list[_Name] = []

    level: Annotated[int, Field(ge=1, le=5)] = 1
    encompasses: dict[_Id, Annotated[float, Field(gt=0, le=1)]] = {}
    objectives: list[_Sentence] = []
    terms: dict[Literal["es", "fr", "de", "pt", "zh", "hi"], _Name] = {}
    used_by: list[_Name] = []
    conceptual: list[Annotated[int, Field(ge=1, le=9)]] = []
    further: Any = None


def load_syllabus(corpus: Path) -> Syllabus:
    """Load the syllabus from `corpus/notes/<area>/<topic-id>.md`, prerequisites first.

    The order depends on the notes alone, not on the file system: area by area as in `AREAS`, then by id, as far as
    the prerequisites allow.

    Raises:
        ConfigurationError: Names the file and the field at fault.
    """
    files = sorted(file for file in (corpus / "notes").glob("*/*.md") if not file.name.startswith((".", "_")))
    if not files:
        raise ConfigurationError(
            f"There are no notes in {corpus / 'notes'}.",
            todo="Install Groundwork again: its notes are missing.",
        )
    topics = [_load_topic(file, file.relative_to(corpus).as_posix()) for file in files]
    for problem in problems_of(topics):
        raise _wrong(problem.note, problem.field, problem.text)
    return Syllabus(topics=_in_order(topics))


def _wrong(note: str, field: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"{note}: {field}: {problem}.", todo="Correct the note's front matter.")


def _load_topic(file: Path, note: str) -> Topic:
    try:
        if file.stat().st_size > _MAX_NOTE_BYTES:
            raise _wrong(note, "file", f"is larger than {_MAX_NOTE_BYTES} bytes")
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(note, "file", f"cannot be read ({error})") from error
    topic = parse_topic(text, note)
    if topic.id != file.stem:
        raise _wrong(note, "id", f"is {topic.id!r}, but the file is named {file.stem!r}")
    if topic.area != file.parent.name:
        raise _wrong(note, "area", f"is {topic.area!r}, but the folder is named {file.parent.name!r}")
    return topic


def parse_topic(text: str, note: str) -> Topic:
    """Read one note's front matter; `note` is its path, for the topic and for error messages.

    Raises:
        ConfigurationError: Names the note and the field at fault.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        raise _wrong(note, "front matter", "is missing; a note begins with a block between two lines of ---")
    if len(found[1]) > _MAX_FRONT_MATTER_CHARACTERS:
        raise _wrong(note, "front matter", f"is longer than {_MAX_FRONT_MATTER_CHARACTERS} characters")
    try:
        values = yaml.load(found[1], Loader=_Loader)
    except yaml.YAMLError as error:
        raise _wrong(note, "front matter", f"is not YAML ({_one_line(error)})") from error
    if not isinstance(values, dict):
        raise _wrong(note, "front matter", "is not a list of fields")
    try:
        front = _FrontMatter.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "front matter"
        raise _wrong(note, field, first["msg"][0].lower() + first["msg"][1:]) from error
    return Topic(
        id=front.id,
        title=front.title,
        area=front.area,
        requires=tuple(front.requires),
        minutes=front.minutes,
        aliases=tuple(front.aliases),
        note=note,
        level=front.level,
        encompasses=tuple(front.encompasses.items()),
        objectives=tuple(front.objectives),
        terms=tuple(front.terms.items()),
        used_by=tuple(front.used_by),
        conceptual=tuple(front.conceptual),
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _in_order(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    by_id = {topic.id: topic for topic in topics}
    waiting = {topic.id: len(topic.requires) for topic in topics}
    unlocks: defaultdict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for required in topic.requires:
            unlocks[required].append(topic.id)

    def rank(topic_id: str) -> tuple[int, str, str]:
        area = by_id[topic_id].area
        return (AREAS.index(area) if area in AREAS else len(AREAS), area, topic_id)

    ready = [rank(topic_id) for topic_id, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Topic] = []
    while ready:
        topic_id = heapq.heappop(ready)[2]
        ordered.append(by_id[topic_id])
        for next_id in unlocks[topic_id]:
            waiting[next_id] -= 1
            if waiting[next_id] == 0:
                heapq.heappush(ready, rank(next_id))
    return tuple(ordered)
