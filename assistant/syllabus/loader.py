"""Reads the front matter of the notes, which is the only source of the syllabus, and proves that it holds together."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ConfigurationError
from assistant.syllabus.find import name_key
from assistant.syllabus.graph import ancestors
from assistant.syllabus.types import Syllabus, Topic

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


class _FrontMatter(BaseModel):
    """What a note says of itself. The last six are read by later parts of Groundwork and only let through here."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: _Id
    title: _Name
    area: _Id
    requires: list[_Id] = []
    minutes: Annotated[int, Field(ge=1, le=60)]
    aliases: list[_Name] = []

    level: Any = None
    encompasses: Any = None
    objectives: Any = None
    terms: Any = None
    used_by: Any = None
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
    _check(topics)
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
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _check(topics: Sequence[Topic]) -> None:
    by_id: dict[str, Topic] = {}
    for topic in topics:
        if topic.id in by_id:
            raise _wrong(topic.note, "id", f"is also the id of {by_id[topic.id].note}")
        by_id[topic.id] = topic
    for topic in topics:
        for required in topic.requires:
            if required not in by_id:
                raise _wrong(topic.note, "requires", f"{required!r} is no topic")
        if len(set(topic.requires)) < len(topic.requires):
            raise _wrong(topic.note, "requires", "names a topic twice")
    _check_acyclic(by_id)
    for topic in topics:
        _check_no_redundant_edge(topic, by_id)
    _check_names(topics)


def _check_acyclic(by_id: Mapping[str, Topic]) -> None:
    # Depth first with an explicit stack: a long chain must not exhaust Python's own.
    done: set[str] = set()
    for start in by_id:
        trail: list[str] = []
        on_trail: set[str] = set()
        stack = [(start, False)]
        while stack:
            topic_id, leaving = stack.pop()
            if leaving:
                on_trail.discard(trail.pop())
                done.add(topic_id)
            elif topic_id in on_trail:
                circle = [*trail[trail.index(topic_id) :], topic_id]
                raise _wrong(
                    by_id[circle[0]].note, "requires", f"goes round in a circle: {' → '.join(circle)}"
                )
            elif topic_id not in done:
                trail.append(topic_id)
                on_trail.add(topic_id)
                stack.append((topic_id, True))
                stack += [(required, False) for required in by_id[topic_id].requires]


def _check_no_redundant_edge(topic: Topic, by_id: Mapping[str, Topic]) -> None:
    for other in topic.requires:
        above = ancestors(by_id, other)
        for required in topic.requires:
            if required in above:
                raise _wrong(
                    topic.note, "requires", f"{required!r} need not be named, {other!r} already rests on it"
                )


def _check_names(topics: Sequence[Topic]) -> None:
    owners: dict[tuple[str, ...], Topic] = {}
    for topic in topics:
        for name in (topic.id.replace("-", " "), topic.title):
            owner = owners.setdefault(name_key(name), topic)
            if owner is not topic:
                raise _wrong(topic.note, "title", f"{name!r} also names {owner.note}")
    for topic in topics:
        if len({alias.casefold() for alias in topic.aliases}) < len(topic.aliases):
            raise _wrong(topic.note, "aliases", "names the same alias twice")
        for alias in topic.aliases:
            key = name_key(alias)
            if not key:
                raise _wrong(topic.note, "aliases", f"{alias!r} has no word or symbol to look for")
            owner = owners.setdefault(key, topic)
            if owner is not topic:
                raise _wrong(topic.note, "aliases", f"{alias!r} also names {owner.note}")


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
