"""The page Notes: what the learner explained in their own words."""

from __future__ import annotations

import streamlit as st

from assistant.ui.explaining import draw_own_note, explain_back
from assistant.ui.markdown import page_markdown
from assistant.ui.state import errors_shown, get_study

study = get_study()
st.title("Notes")
st.markdown(
    "Topics in your own words. The formulas in them are checked, and what a topic is for is held against what you wrote."
)
if st.button("Explain a topic", type="primary", icon=":material/record_voice_over:"):
    explain_back([])

with errors_shown():
    titles = {topic.id: topic.title for topic in study.syllabus().topics}
    notes = study.own_notes()
    if not notes:
        st.info(
            "Nothing here yet. Choose a topic you know, explain it as you would to a friend, and it is kept here, "
            "searchable, and yours to publish.",
            icon=":material/edit_note:",
        )
        st.stop()
    words = st.text_input("Search", placeholder="Search your notes", icon=":material/search:")
    if words.strip():
        notes = study.search_own_notes(words)
        if not notes:
            st.caption("Nothing holds all of these words.")
    for note in notes:
        title = page_markdown(titles.get(note.topic_id, note.topic_id))
        with st.expander(f"{title} · {note.created_at:%Y-%m-%d}", icon=":material/edit_note:"):
            draw_own_note(note)
            with st.container(horizontal=True):
                if note.topic_id in titles:
                    st.download_button(
                        "Save as a post",
                        data=study.own_note_post(note.id),
                        file_name=f"{note.topic_id}.md",
                        mime="text/markdown",
                        icon=":material/download:",
                        key=f"post-{note.id}",
                        on_click="ignore",
                    )
                with st.popover("Delete …", icon=":material/delete:"):
                    st.markdown("Gone for good.")
                    if st.button("Delete it", key=f"forget-{note.id}", type="primary"):
                        study.delete_own_note(note.id)
                        st.rerun()

    st.divider()
    areas = [
        "everything",
        *dict.fromkeys(
            study.topic(note.topic_id).area for note in study.own_notes() if note.topic_id in titles
        ),
    ]
    area = st.selectbox("One post of", areas, format_func=lambda name: name.replace("-", " ").capitalize())
    st.download_button(
        "Save as one post",
        data=lambda: study.export_posts(None if area == "everything" else area),
        file_name="my-notes.md",
        mime="text/markdown",
        icon=":material/download:",
        on_click="ignore",
    )
