"""The learner's own notes on several topics as one post in Markdown, with what to read as footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.syllabus.types import Topic
from assistant.tutor.own_notes import OwnNote
from assistant.tutor.render import annotate, describe_citation


def render_posts(title: str, notes: Sequence[tuple[Topic, OwnNote]]) -> str:
    """One post: the topics in the order given, each in the learner's words; passages to read are footnotes."""
    parts = [f"# {title}"]
    footnotes: list[str] = []
    for topic, note in notes:
        parts.append(f"## {topic.title}")
        text = annotate(note.text, note.claims)
        marks = ""
        for view in note.objectives:
            if view.passage is not None and view.is_missing:
                footnotes.append(f"{view.objective}: {describe_citation(view.passage)}")
                marks += f"[^{len(footnotes)}]"
        parts.append(text.rstrip() + marks)
        parts.append(f"*Written on {note.created_at:%Y-%m-%d}.*")
    if footnotes:
        parts.append("\n".join(f"[^{number}]: {text}" for number, text in enumerate(footnotes, 1)))
    return "\n\n".join(parts) + "\n"
