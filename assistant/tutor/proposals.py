"""What a model may propose around practice: a story in front of an exercise, questions on a passage.

Neither touches the mathematics or the record. A story is put in front of the exercise, whose own words stay as they
are, and is dropped when it holds anything that could change the task: a number, a formula, a question. Questions carry
the passage they come from, are called unchecked, and nothing that is answered to them counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import ModelError
from assistant.library.types import Passage
from assistant.practice.types import Exercise
from assistant.syllabus.types import Topic
from assistant.tutor.ports import PromptLine, Writer
from assistant.tutor.prompt import Prompts

_SECONDS = 45.0
_LONGEST_ANSWER = 1_200
_LONGEST_STORY = 320
_LONGEST_QUESTION = 240
_LONGEST_PASSAGE = 1_500
_NUMBERS = re.compile(
    r"\d|[$\\^_=+*/<>|{}\[\]∂∇√∑∫π]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    r"forty|fifty|hundred|thousand|million|half|third|quarter|twice|double|triple|percent|per cent|equals?)\b",
    re.I,
)
_ADDRESS = re.compile(r"https?:|www\.|<|>|!\[|\]\(", re.I)
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|Q\d?[:.])\s*", re.I)


def tell_story(exercise: Exercise, topic: Topic, writer: Writer | None, prompts: Prompts) -> str:
    """An exercise's prompt with a story in front, or as it is where no model gives a usable one.

    Nothing but the prompt is shown to the model: never the key, the steps or the hints.
    """
    if writer is None:
        return exercise.prompt
    user = prompts.render("story", "user", topic=topic.title, exercise=_as_material(exercise.prompt))
    story = _one_paragraph(_written(writer, prompts, "story", user))
    return f"{story}\n\n{exercise.prompt}" if is_harmless(story) else exercise.prompt


def is_harmless(story: str) -> bool:
    """Whether a story can stand in front of any exercise without changing what is asked."""
    return (
        0 < len(story) <= _LONGEST_STORY
        and story[-1] in ".!"
        and "?" not in story
        and not _NUMBERS.search(story)
        and not _ADDRESS.search(story)
    )


def propose_questions(
    topic: Topic, passage: Passage, writer: Writer | None, prompts: Prompts
) -> tuple[str, ...]:
    """Questions to think about, two at most, none where no model gives usable ones. They are not machine-checked."""
    if writer is None:
        return ()
    material = _as_material(passage.text[:_LONGEST_PASSAGE])
    user = prompts.render("questions", "user", topic=topic.title, passage=material)
    lines = (
        _LIST_MARK.sub("", line).strip() for line in _written(writer, prompts, "questions", user).splitlines()
    )
    good = [
        line
        for line in lines
        if 15 <= len(line) <= _LONGEST_QUESTION and line.endswith("?") and not _ADDRESS.search(line)
    ]
    return tuple(dict.fromkeys(good))[:2]


def _written(writer: Writer, prompts: Prompts, use: str, user: str) -> str:
    lines: Sequence[PromptLine] = [
        PromptLine("system", prompts.render(use, "system")),
        PromptLine("user", user),
    ]
    written = ""
    stream = writer.stream(lines, deadline_seconds=_SECONDS)
    try:
        for piece in stream:
            written += piece
            if len(written) > _LONGEST_ANSWER:
                break
    except ModelError:
        # What was to be added is no more than an extra; the exercise and the passage stand without it.
        return ""
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    return written


def _one_paragraph(text: str) -> str:
    return " ".join(text.strip().strip('"“”').split())


def _as_material(text: str) -> str:
    return text.replace("<<<", "‹‹‹").replace(">>>", "›››")
