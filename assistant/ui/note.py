"""A textbook note, opened in a drawer beside the page."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from assistant.errors import GroundworkError
from assistant.ui.markdown import page_markdown
from assistant.ui.state import get_study, show_error

_PIECE = re.compile(
    r"^!\[(?P<alt>[^\]\n]*)\]\((?P<figure>[^)\n]*)\)$"
    r"|^```python\n(?P<code>.*?)^```$"
    r"|<details>\s*<summary>(?P<question>.*?)</summary>(?P<answer>.*?)</details>",
    re.MULTILINE | re.DOTALL,
)


@st.dialog("From the notes", width="large", position="right")
def open_note(topic_id: str) -> None:
    """Show a topic's note in a drawer; it counts as read."""
    try:
        st.header(get_study().topic(topic_id).title, anchor=False)
        draw_note(topic_id)
    except GroundworkError as error:
        show_error(error)


def draw_note(topic_id: str, *, record: bool = True) -> None:
    """Show a topic's note with its figures, and its questions with their answers folded; raises NotFound.

    Args:
        topic_id: The topic.
        record: Whether it counts as read.
    """
    study = get_study()
    text, figures = study.read_note(topic_id) if record else study.note_text(topic_id), study.figures()
    at = 0
    for piece in _PIECE.finditer(text):
        st.markdown(page_markdown(text[at : piece.start()]))
        at = piece.end()
        if piece["question"] is not None:
            with st.expander(page_markdown(piece["question"].strip())):
                st.markdown(page_markdown(piece["answer"].strip()))
            continue
        if piece["code"] is not None:
            # Lines are wrapped: a block that scrolls sideways cannot be reached by keyboard.
            st.code(piece["code"].rstrip(), language="python", wrap_lines=True)
            continue
        # Only the name counts: a figure is one of ours, whatever the path in front of it says.
        figure = figures / Path(piece["figure"]).name
        if figure.suffix == ".svg" and figure.is_file():
            st.image(figure.read_text("utf-8"), caption=page_markdown(piece["alt"]), width=520)
    st.markdown(page_markdown(text[at:]))
