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
        "chat": st.Page(_PAGES / "chat.py", title="Chat", icon=":material/forum:", default=True),
        "practice": st.Page(_PAGES / "practice.py", title="Practice", icon=":material/edit_note:"),
        "coverage": st.Page(_PAGES / "coverage.py", title="Coverage", icon=":material/checklist:"),
        "library": st.Page(_PAGES / "library.py", title="Library", icon=":material/menu_book:"),
    }


def draw_frame() -> None:
    """Say on every page which model answers, and on hovering why."""
    with errors_shown():
        choice = get_study().model_choice()
    with st.sidebar:
        if choice.kind is Kind.NONE:
            st.caption(":material/calculate: Notes and algebra only", help=choice.reason)
        else:
            st.caption(f":material/smart_toy: Answers by {choice.name}", help=choice.reason)
