"""The conversations in the sidebar: find one, open it, rename it, save it, delete it."""

from __future__ import annotations

import streamlit as st

from assistant.errors import GroundworkError
from assistant.tutor.types import Conversation, Message
from assistant.ui.markdown import page_markdown
from assistant.ui.state import get_study, show_error

_MOST_LISTED = 30
_LONGEST_LABEL = 44


def draw_conversations(current: str | None) -> None:
    """The list, the newest first, narrowed by words that stand in them; below it, what can be done with the open one."""
    study = get_study()
    with st.sidebar:
        if st.button("New conversation", icon=":material/add:", width="stretch", disabled=current is None):
            st.query_params.pop("conversation", None)
            st.rerun()
        conversations = study.conversations()
        if not conversations:
            return
        words = st.text_input(
            "Search conversations",
            placeholder="Search conversations",
            label_visibility="collapsed",
            icon=":material/search:",
            key="conversation-search",
        )
        excerpts: dict[str, str] = {}
        shown = conversations
        if words.strip():
            found = study.search_conversations(words)
            shown = tuple(hit.conversation for hit in found)
            excerpts = {hit.conversation.id: hit.excerpt for hit in found}
            if not found:
                st.caption("Nothing holds all of these words.")
        for conversation in shown[:_MOST_LISTED]:
            _draw_entry(conversation, current, excerpts.get(conversation.id, ""))
        if len(shown) > _MOST_LISTED:
            st.caption(f"… and {len(shown) - _MOST_LISTED} older ones; search finds them.")
        here = next((one for one in conversations if one.id == current), None)
        if here is not None:
            _draw_actions(here)


def _draw_entry(conversation: Conversation, current: str | None, excerpt: str) -> None:
    label = conversation.title
    if len(label) > _LONGEST_LABEL:
        label = label[: _LONGEST_LABEL - 1] + "…"
    if st.button(
        page_markdown(label),
        key=f"open-{conversation.id}",
        type="tertiary",
        icon=":material/alt_route:" if conversation.branched_from else None,
        help="A branch of another conversation." if conversation.branched_from else None,
        disabled=conversation.id == current,
        width="stretch",
    ):
        st.query_params["conversation"] = conversation.id
        st.rerun()
    if excerpt:
        st.caption(page_markdown(excerpt))


def _draw_actions(conversation: Conversation) -> None:
    study = get_study()
    with st.expander("This conversation", icon=":material/more_horiz:", key=f"actions-{conversation.id}"):
        title = st.text_input("Name", conversation.title, key=f"title-{conversation.id}")
        if title.strip() and title != conversation.title:
            study.rename_conversation(conversation.id, title)
            st.rerun()
        st.download_button(
            "Save as Markdown",
            data=lambda: study.transcript(conversation.id),
            file_name="conversation.md",
            mime="text/markdown",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
        )
        if st.button("Delete …", icon=":material/delete:", width="stretch", key=f"delete-{conversation.id}"):
            confirm_deletion(conversation)


@st.dialog("Delete this conversation?")
def confirm_deletion(conversation: Conversation) -> None:
    """Ask once more: what is deleted is gone."""
    st.markdown(
        f"“{page_markdown(conversation.title)}” and all its answers are deleted for good. What you learnt stays on record."
    )
    if st.button("Delete it", type="primary", icon=":material/delete:"):
        try:
            get_study().delete_conversation(conversation.id)
        except GroundworkError as error:
            show_error(error)
            return
        st.query_params.pop("conversation", None)
        st.rerun()


@st.dialog("Ask it differently")
def ask_differently(message: Message) -> None:
    """Change a question and ask it in a branch; what was said before it is there, and the old conversation stays."""
    text = st.text_area("Your question", message.text, height=160)
    if st.button("Ask in a branch", type="primary", icon=":material/alt_route:"):
        try:
            branch = get_study().branch_conversation(message.conversation_id, message.id, text)
        except GroundworkError as error:
            show_error(error)
            return
        st.session_state["question-to-ask"] = text
        st.query_params["conversation"] = branch.id
        st.rerun()
