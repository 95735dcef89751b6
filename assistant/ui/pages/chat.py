"""The page Chat."""

from __future__ import annotations

from contextlib import closing

import streamlit as st

from assistant.errors import GroundworkError
from assistant.tutor.types import Finished, Retrieved, Solved, Waiting, Written
from assistant.ui.markdown import page_markdown
from assistant.ui.message import avatar, draw_facts, draw_found, draw_growing_answer, draw_message
from assistant.ui.state import errors_shown, get_study, show_error

STARTERS = (
    "What is the gradient of x^2 + 3xy, and what does it mean?",
    "Why does the dot product measure similarity?",
    "Find the eigenvalues of [[2, 1], [1, 2]] and tell me what they say.",
)

study = get_study()


def draw_sidebar(current: str | None) -> None:
    """Conversations, the newest first."""
    with st.sidebar:
        if st.button("New conversation", icon=":material/add:", width="stretch", disabled=current is None):
            st.query_params.pop("conversation", None)
            st.rerun()
        for conversation in study.conversations()[:30]:
            label = conversation.title if len(conversation.title) <= 44 else conversation.title[:43] + "…"
            here = conversation.id == current
            if st.button(
                page_markdown(label),
                key=f"open-{conversation.id}",
                type="tertiary",
                disabled=here,
                width="stretch",
            ):
                st.query_params["conversation"] = conversation.id
                st.rerun()


def draw_welcome() -> str | None:
    """The first visit: what this is, and three questions to start from."""
    st.title("Groundwork")
    st.markdown(
        "Ask about the mathematics of machine learning. Answers stand on your notes, "
        "what can be computed is computed by algebra, and every formula is checked."
    )
    for number, question in enumerate(STARTERS):
        if st.button(
            question.replace("*", "\\*").replace("[", "\\["), key=f"starter-{number}", width="stretch"
        ):
            return question
    return None


def run_turn(question: str, conversation_id: str) -> None:
    """Ask, and draw what happens while it happens."""
    with st.chat_message("user", avatar=avatar("user")):
        st.markdown(page_markdown(question))
    with st.chat_message("assistant", avatar=avatar("assistant")):
        found, facts, answer, status = st.empty(), st.empty(), st.empty(), st.empty()
        status.caption("Looking in your library …")
        # Closed as soon as this run of the page ends: a stop or a reload stops the model too.
        with closing(study.ask(question, conversation_id)) as turn:
            for event in turn:
                match event:
                    case Retrieved():
                        with found.container():
                            draw_found(event.passages, event.answerable, event.note)
                        status.caption("Computing what can be computed …")
                    case Solved():
                        with facts.container():
                            draw_facts(event.facts)
                    case Waiting():
                        status.caption(event.text)
                    case Written():
                        answer.markdown(draw_growing_answer(event.text, event.claims))
                        status.caption("Writing, and checking each formula …")
                    case Finished():
                        status.empty()


with errors_shown():
    conversation_id = st.query_params.get("conversation")
    draw_sidebar(conversation_id)
    starter = None
    welcome = st.empty()
    if conversation_id is None:
        with welcome.container():
            starter = draw_welcome()
    else:
        for message in study.messages(conversation_id):
            draw_message(message)

question = (
    st.chat_input("Ask anything about the mathematics of machine learning", submit_mode="stop") or starter
)
if question:
    welcome.empty()
    try:
        if conversation_id is None:
            conversation_id = study.start_conversation(question).id
            st.query_params["conversation"] = conversation_id
        run_turn(question, conversation_id)
    except GroundworkError as error:
        show_error(error)
    else:
        st.rerun()
