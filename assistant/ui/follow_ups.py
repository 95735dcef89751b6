"""What can be done with the last answer in one tap: the ways to ask, explaining back, going on."""

from __future__ import annotations

import streamlit as st

from assistant.tutor.models.types import Kind
from assistant.tutor.types import Message, MessageState
from assistant.tutor.ways import LANGUAGES, WAYS, Way
from assistant.ui.explaining import explain_back
from assistant.ui.frame import pages
from assistant.ui.state import get_study

_BY_LABEL = {known.label: known.way for known in WAYS}


def draw_follow_ups(message: Message) -> str | None:
    """Offer what fits the last answer; returns the way that was tapped."""
    with st.container(horizontal=True, gap="small"):
        if st.button("Explain it back", icon=":material/record_voice_over:", key=f"back-{message.id}"):
            explain_back(message.topic_ids)
        if message.way.startswith(Way.QUIZ) and st.button(
            "Practise now", icon=":material/edit_note:", type="primary", key=f"practise-{message.id}"
        ):
            if message.topic_ids:
                st.session_state["practice_topic"] = message.topic_ids[0]
            st.switch_page(pages()["practice"])
    label = _tapped("Ask on, in one tap", list(_BY_LABEL), f"ways-{message.id}")
    if label is not None and _BY_LABEL[label] is Way.LANGUAGE:
        chosen = get_study().preferences().language
        if chosen in LANGUAGES:
            return f"{Way.LANGUAGE}:{chosen}"
        st.session_state["asked-for-language"] = message.id
    elif label is not None:
        return str(_BY_LABEL[label])
    if st.session_state.get("asked-for-language") == message.id:
        name = _tapped("In which language?", list(LANGUAGES.values()), f"language-{message.id}")
        if name is not None:
            code = next(code for code, known in LANGUAGES.items() if known == name)
            return f"{Way.LANGUAGE}:{code}"
    return None


def wants_more(message: Message) -> bool:
    """Offer to go on with an answer that was interrupted; True when the learner wants it."""
    if message.state is not MessageState.INTERRUPTED or get_study().model_choice().kind is Kind.NONE:
        return False
    return st.button("Go on with this answer", icon=":material/play_arrow:", key=f"resume-{message.id}")


def _tapped(label: str, options: list[str], key: str) -> str | None:
    """Pills that are buttons: what was tapped counts once, however often the page is drawn afterwards."""
    place = f"tapped-{key}"

    def note() -> None:
        st.session_state[place] = st.session_state[key]
        st.session_state[key] = None

    st.pills(label, options, key=key, selection_mode="single", on_change=note)
    tapped: str | None = st.session_state.pop(place, None)
    return tapped
