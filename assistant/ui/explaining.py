"""Explaining a topic back, in a drawer beside the page, and how an own note is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.errors import GroundworkError
from assistant.tutor.explaining import EXPLANATION_LIMIT, describe_view
from assistant.tutor.own_notes import ObjectiveView, OwnNote
from assistant.tutor.render import describe_citation
from assistant.ui.code_field import prose_field
from assistant.ui.markdown import page_markdown
from assistant.ui.message import draw_verdicts
from assistant.ui.state import get_study, show_error
from assistant.ui.verdicts import answer_markdown

_ICONS = {True: ":material/radio_button_unchecked:", False: ":material/check_circle:"}


@st.dialog("Explain it back", width="medium", position="right")
def explain_back(topic_ids: Sequence[str]) -> None:
    """Take an explanation in the learner's own words and say what was found in it."""
    study = get_study()
    titles = {topic.id: topic.title for topic in study.syllabus().topics}
    begin = next((at for at, topic_id in enumerate(titles) if topic_id in topic_ids[:1]), 0)
    topic_id = st.selectbox("Topic", list(titles), index=begin, format_func=titles.__getitem__)
    draft = f"explanation-{topic_id}"
    text = prose_field(
        "In your own words",
        draft=draft,
        placeholder="Write it as you would tell a friend. Formulas between dollar signs are checked.",
        limit=EXPLANATION_LIMIT,
        sent=st.session_state.get(f"sent-{draft}", ""),
    )
    if st.button("Send", type="primary", icon=":material/send:"):
        with st.spinner("Reading, and checking each formula …"):
            try:
                note = study.explain_back(topic_id, text)
            except GroundworkError as error:
                show_error(error)
                return
        st.session_state[f"sent-{draft}"] = text
        st.session_state["explained"] = note
        # The field above has yet to hear that its text was sent.
        st.rerun(scope="fragment")
    if (kept := st.session_state.pop("explained", None)) is not None:
        st.success("Kept on the page Notes.", icon=":material/bookmark_added:")
        draw_own_note(kept)


def draw_own_note(note: OwnNote) -> None:
    """The learner's words with their verdicts, and the objectives one by one."""
    st.markdown(answer_markdown(note.text, note.claims))
    draw_verdicts(note.claims)
    if not note.objectives:
        return
    st.markdown("**What the topic is for**")
    for view in note.objectives:
        _draw_view(view)
    if note.model:
        st.caption(
            f"The opinion is that of {note.model}; it may be wrong, and changes nothing in your record."
        )
    else:
        st.caption(
            "“Mentioned” compares words and nothing else: it may miss a synonym, and trust a wrong sentence."
        )


def _draw_view(view: ObjectiveView) -> None:
    st.markdown(f"{_ICONS[view.is_missing]} {page_markdown(view.objective)}")
    said = describe_view(view)
    if view.passage is not None:
        said += f" — read {describe_citation(view.passage)}".replace("[", "\\[")
    st.caption(page_markdown(said))
