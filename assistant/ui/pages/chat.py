"""The page Chat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import streamlit as st

from assistant.errors import GroundworkError
from assistant.progress.wording import counted
from assistant.tutor.types import (
    Finished,
    Message,
    MessageState,
    Retrieved,
    Solved,
    TurnEvent,
    Waiting,
    Written,
)
from assistant.tutor.ways import Way, way_to_ask
from assistant.ui.chat_draft import keep_chat_draft
from assistant.ui.conversations import ask_differently, draw_conversations
from assistant.ui.follow_ups import draw_follow_ups, wants_more
from assistant.ui.markdown import page_markdown
from assistant.ui.message import avatar, draw_facts, draw_found, draw_growing_answer, draw_message
from assistant.ui.starters import STARTERS, label_of
from assistant.ui.state import errors_shown, get_study, show_error

RECENT = 20

study = get_study()


def draw_welcome() -> str | None:
    """The first visit: what this is, and three questions to start from."""
    st.title("Groundwork")
    st.markdown(
        "Ask about the mathematics of machine learning. Answers stand on your notes, "
        "what can be computed is computed by algebra, and every formula is checked."
    )
    for number, question in enumerate(STARTERS):
        if st.button(label_of(question), key=f"starter-{number}", width="stretch"):
            return question
    return None


def folded(conversation_id: str, count: int) -> int:
    """How many of a conversation's first messages are not drawn; a tap draws them all.

    Each run of the page draws every message anew, so a long conversation would make each click wait.
    """
    earlier = max(0, count - RECENT)
    if not earlier or st.session_state.get("whole-conversation") == conversation_id:
        return 0
    if st.button(f"Show {counted(earlier, 'earlier message')}", icon=":material/history:", type="tertiary"):
        st.session_state["whole-conversation"] = conversation_id
        st.rerun()
    return earlier


def show_turn(events: Iterator[TurnEvent], question: str = "") -> None:
    """Draw what happens in a turn while it happens."""
    if question:
        with st.chat_message("user", avatar=avatar("user")):
            st.markdown(page_markdown(question))
    with st.chat_message("assistant", avatar=avatar("assistant")):
        found, facts, answer, status = st.empty(), st.empty(), st.empty(), st.empty()
        status.caption("Looking in your library …")
        # Closed as soon as this run of the page ends: a stop or a reload stops the model too.
        with closing(events) as turn:
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


def begin_turn(question: str, way: str | None, resumed: Message | None) -> None:
    """Ask what was typed, tapped or is to be gone on with, in the open conversation or a new one."""
    current = st.query_params.get("conversation")
    if resumed is not None:
        show_turn(study.resume(resumed.conversation_id, resumed.id))
    elif way and current:
        show_turn(study.follow_up(current, way), way_to_ask(Way(way.partition(":")[0])).label)
    else:
        if current is None:
            current = study.start_conversation(question).id
            st.query_params["conversation"] = current
        show_turn(study.ask(question, current), question)


with errors_shown():
    conversation_id = st.query_params.get("conversation")
    draw_conversations(conversation_id)
    starter, way, resumed = None, None, None
    welcome = st.empty()
    if conversation_id is None:
        with welcome.container():
            starter = draw_welcome()
    messages = study.messages(conversation_id) if conversation_id else ()
    titles = {topic.id: topic.title for topic in study.syllabus().topics}
    for message in messages[folded(conversation_id or "", len(messages)) : -1]:
        draw_message(message, titles, on_edit=ask_differently)
    # The last message has a place of its own: one that goes on is drawn anew, not a second time below.
    latest, below = st.empty(), st.empty()
    if messages:
        last = messages[-1]
        with latest.container():
            draw_message(last, titles, on_edit=ask_differently)
        if last.role == "assistant" and last.state is not MessageState.WRITING:
            with below.container():
                resumed = last if wants_more(last) else None
                way = draw_follow_ups(last)

keep_chat_draft()
question = (
    st.chat_input("Ask anything about the mathematics of machine learning", submit_mode="stop")
    or st.session_state.pop("question-to-ask", None)
    or starter
    or ""
)
if question or way or resumed:
    welcome.empty()
    below.empty()
    if resumed and not question:
        latest.empty()
    try:
        begin_turn(question, None if question else way, None if question else resumed)
    except GroundworkError as error:
        show_error(error)
    else:
        st.rerun()
