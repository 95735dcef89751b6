"""The page Placement: an adaptive diagnostic that finds where to begin."""

from __future__ import annotations

import time
import uuid

import streamlit as st

from assistant.mathcheck.types import Undecided, Unreadable
from assistant.practice.diagnosis import Diagnosis
from assistant.progress.types import Placement
from assistant.ui.answering import draw_answer, draw_prompt
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.state import errors_shown, get_study

study = get_study()


def draw_invitation() -> None:
    """Before the first question."""
    st.markdown(
        "At most 25 short questions. Each answer tells something about the topics below and above it, so most topics "
        "need no question at all. Skip what you do not know: that is an answer too. It takes about ten minutes, it can "
        "be left and taken up again, and nothing is called mastered because of it."
    )
    if st.button("Begin", type="primary", icon=":material/explore:"):
        study.start_diagnosis()
        st.rerun()


def draw_question(diagnosis: Diagnosis) -> None:
    """The next question, and the ways past it."""
    exercise = diagnosis.exercise
    state = diagnosis.state
    st.progress(state.asked / state.limit, text=f"Question {state.asked + 1} of at most {state.limit}")
    kept = st.session_state.setdefault("placement", {"id": "", "started": 0.0, "nonce": ""})
    if kept["id"] != exercise.id:
        kept |= {"id": exercise.id, "started": time.monotonic(), "nonce": uuid.uuid4().hex, "said": ""}

    def send(answer: str) -> None:
        with errors_shown():
            result = study.answer_diagnosis(
                exercise.id,
                answer,
                attempt_id=uuid.uuid5(uuid.UUID(kept["nonce"]), answer.strip()).hex,
                seconds=time.monotonic() - kept["started"],
            )
        kept["said"] = result.message if isinstance(result.grade, Unreadable | Undecided) else ""
        st.rerun()

    with st.container(border=True):
        draw_prompt(exercise)
        draw_answer(exercise, nonce=kept["nonce"], button="Answer", on_answer=send)
        if kept["said"]:
            st.warning(page_markdown(kept["said"]), icon=":material/help:")
    left, middle, right = st.columns(3)
    if left.button("I do not know this", width="stretch"):
        study.pass_diagnosis(exercise.topic_id, unknown=True)
        st.rerun()
    if middle.button("Skip this one", width="stretch", help="It will tell nothing about you."):
        study.pass_diagnosis(exercise.topic_id, unknown=False)
        st.rerun()
    if right.button("Stop here", width="stretch", help="What you answered is kept; you can go on later."):
        study.end_diagnosis()
        st.rerun()


def draw_result(diagnosis: Diagnosis) -> None:
    """Where to begin, and how sure that is."""
    state = diagnosis.state
    st.success(page_markdown(state.done or "You stopped; what you answered is kept."), icon=":material/flag:")
    known = [entry for entry in state.placed if entry.placement is Placement.KNOWN]
    st.markdown(f"Thought known: **{len(known)}** of {len(state.placed)} topics. Begin with:")
    for topic_id in state.frontier[:8]:
        topic = study.topic(topic_id)
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"**{page_markdown(topic.title)}** · {topic.minutes} min")
        if right.button("Open", key=f"open-{topic_id}", width="stretch"):
            st.session_state["topic_to_open"] = topic_id
            st.switch_page(pages()["topic"])
    with st.expander("All topics, and how sure this is"):
        rows = ["| Topic | Thought | Sure |", "|---|---|---|"]
        rows += [
            f"| {page_markdown(study.topic(entry.topic_id).title)}{' (asked)' if entry.asked else ''} "
            f"| {entry.placement.value} | {entry.sureness:.0%} |"
            for entry in state.placed
        ]
        st.markdown("\n".join(rows))
        st.caption("A guess for the plan. Only your own practice makes a topic practised or mastered.")
    left, right = st.columns(2)
    if left.button("See today's plan", type="primary", icon=":material/today:", width="stretch"):
        st.switch_page(pages()["today"])
    if right.button("Take it once more", width="stretch"):
        study.start_diagnosis(anew=True)
        st.rerun()


st.title("Placement")
with errors_shown():
    diagnosis = study.diagnosis()
    if diagnosis is None:
        draw_invitation()
    elif diagnosis.exercise is not None:
        draw_question(diagnosis)
    else:
        draw_result(diagnosis)
        if diagnosis.state.next_topic is not None and st.button(
            "Go on with it", icon=":material/play_arrow:"
        ):
            study.start_diagnosis()
            st.rerun()
