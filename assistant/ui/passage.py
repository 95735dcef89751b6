"""A cited passage, opened in a drawer beside the page."""

from __future__ import annotations

import streamlit as st

from assistant.errors import GroundworkError
from assistant.ui.markdown import page_markdown
from assistant.ui.state import get_study, show_error


@st.dialog("From your library", width="medium", position="right")
def open_passage(passage_id: str) -> None:
    """Show a passage with its place in the document and, for a PDF, the picture of its page."""
    try:
        view = get_study().open_passage(passage_id)
    except GroundworkError as error:
        show_error(error)
        return
    passage = view.passage
    st.markdown(f"**{page_markdown(passage.document)}**")
    place = " › ".join(page_markdown(heading) for heading in passage.section)
    if passage.page:
        place += f" · page {passage.page}"
    st.caption(place)
    with st.container(border=True):
        st.markdown(page_markdown(passage.text))
    if view.picture is not None:
        st.image(view.picture, caption=f"The page as it is printed ({passage.page})", width="stretch")
    st.caption(f":material/description: `{passage.path}`")
