"""What stands around every page: navigation, and which model answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.tutor.models.types import Kind
from assistant.ui.state import errors_shown, get_study

# A file of ours: Streamlit would fetch an icon named by a word from elsewhere.
ICON = str(Path(__file__).parent / "icon.png")
_PAGES = Path(__file__).parent / "pages"


def pages() -> dict[str, Any]:
    """The pages by name, in the order of the navigation; the same value links to a page from another."""
    return {
        "today": st.Page(_PAGES / "today.py", title="Today", icon=":material/today:", default=True),
        "chat": st.Page(_PAGES / "chat.py", title="Chat", icon=":material/forum:"),
        "practice": st.Page(_PAGES / "practice.py", title="Practice", icon=":material/edit_note:"),
        "quiz": st.Page(_PAGES / "quiz.py", title="Quiz", icon=":material/timer:"),
        "code": st.Page(_PAGES / "code.py", title="From scratch", icon=":material/code:"),
        "coverage": st.Page(_PAGES / "coverage.py", title="Coverage", icon=":material/checklist:"),
        "topic": st.Page(_PAGES / "topic.py", title="Topics", icon=":material/school:"),
        "placement": st.Page(_PAGES / "placement.py", title="Placement", icon=":material/explore:"),
        "notes": st.Page(_PAGES / "notes.py", title="Notes", icon=":material/sticky_note_2:"),
        "library": st.Page(_PAGES / "library.py", title="Library", icon=":material/menu_book:"),
        "settings": st.Page(_PAGES / "settings.py", title="Settings", icon=":material/settings:"),
    }


# The theme's first colour is dark enough for white letters on buttons, and so too dark for letters on a dark page.
_STYLE = """<style>
[data-testid="stSlider"] *, [data-testid="stButtonGroup"] * { color: inherit !important; }
[data-reason] { position: relative; overflow: visible !important; cursor: help; }
[data-reason]:is(:hover, :focus)::after { content: attr(data-reason); position: absolute; left: 0; top: 125%; z-index: 9;
  width: max-content; max-width: min(20rem, 60vw); padding: .4rem .6rem; border-radius: .4rem; white-space: normal;
  background: #1c2430; color: #f2f5f8; font-size: .8rem; line-height: 1.4; pointer-events: none; }
</style>"""


def draw_frame() -> None:
    """Say on every page which model answers, and on hovering why."""
    st.html(_STYLE)
    with errors_shown():
        choice = get_study().model_choice()
    with st.sidebar:
        if choice.kind is Kind.NONE:
            st.caption(":material/calculate: Notes and algebra only", help=choice.reason)
        else:
            st.caption(f":material/smart_toy: Answers by {choice.name}", help=choice.reason)
