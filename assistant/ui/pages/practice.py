"""The page Practice."""

from __future__ import annotations

import secrets
import time
import uuid

import streamlit as st

from assistant.mathcheck.types import Equivalent, Undecided, Unreadable
from assistant.practice.types import AttemptResult, Exercise
from assistant.study import new_id
from assistant.tutor.models.types import Kind
from assistant.ui.answering import LEVELS, draw_answer, draw_prompt
from assistant.ui.markdown import page_markdown, with_room
from assistant.ui.state import errors_shown, get_study

study = get_study()


def present(exercise: Exercise) -> None:
    """Put an exercise before the learner: the clock starts, hints are closed."""
    st.query_params["exercise"] = exercise.id
    st.session_state["practice"] = {
        "id": exercise.id,
        "started": time.monotonic(),
        "hints": 0,
        "result": None,
        "solution": False,
        "nonce": new_id(),
    }


def draw_fresh(topic_id: str, level: int) -> None:
    """Draw another exercise of this topic and level."""
    present(study.exercises(topic_id, count=1, seed=secrets.randbelow(2**31), level=level)[0])


def draw_result(result: AttemptResult) -> None:
    """Say how it went."""
    text = page_markdown(result.message)
    if isinstance(result.grade, Equivalent):
        st.success(text, icon=":material/check_circle:")
    elif isinstance(result.grade, (Unreadable, Undecided)):
        st.warning(text, icon=":material/help:")
    else:
        st.error(text, icon=":material/close:")


def draw_solution(exercise: Exercise) -> None:
    """The worked solution, step by step."""
    with st.container(border=True):
        st.markdown("**Worked solution**")
        for number, step in enumerate(exercise.steps, 1):
            st.markdown(f"{number}. {page_markdown(step.rule)}\n\n$$\n{with_room(step.latex)}\n$$")
        if exercise.why_not_the_other:
            st.markdown(page_markdown(exercise.why_not_the_other))
        if exercise.asks_for_order:
            st.markdown(f"**The answer is** {exercise.key}")
        elif exercise.choices:
            st.markdown(f"**The answer is** {page_markdown(exercise.right_choices[0])}")
        else:
            st.markdown(f"**The answer is** $\\displaystyle {with_room(exercise.key)}$")
        st.caption(f"How we know: {page_markdown(exercise.proof.detail)}")


def draw_exercise(exercise: Exercise) -> None:
    """The exercise, the field to answer in, and what followed."""
    state = st.session_state["practice"]
    solved = isinstance(state["result"].grade, Equivalent) if state["result"] else False
    over = solved or state["solution"]

    def send(answer: str) -> None:
        with errors_shown():
            # The same answer to the same exercise, sent twice, is one attempt.
            state["result"] = study.submit(
                exercise.id,
                answer,
                attempt_id=uuid.uuid5(uuid.UUID(state["nonce"]), answer.strip()).hex,
                hints=state["hints"],
                seconds=time.monotonic() - state["started"],
            )
        st.rerun()

    with st.container(border=True):
        draw_prompt(exercise, story=state.get("story", ""))
        draw_answer(exercise, nonce=state["nonce"], button="Check my answer", on_answer=send, over=over)
        if state["result"] is not None:
            draw_result(state["result"])
        for hint in exercise.hints[: state["hints"]]:
            st.info(page_markdown(hint), icon=":material/lightbulb:")
        if state["solution"]:
            draw_solution(exercise)
    offer_story(exercise)
    draw_buttons(exercise, over=over, solved=solved)


def offer_story(exercise: Exercise) -> None:
    """Where a model answers, put the exercise into a story; its own words stay as they are."""
    state = st.session_state["practice"]
    if study.model_choice().kind is Kind.NONE or "story" in state:
        return
    if st.button("Put it into a story", type="tertiary", icon=":material/auto_stories:"):
        with st.spinner("The model is thinking of one …"), errors_shown():
            told = study.tell_story(exercise.id)
        state["story"] = told.removesuffix(exercise.prompt).strip()
        st.rerun()


def draw_buttons(exercise: Exercise, *, over: bool, solved: bool) -> None:
    """Hint, solution, next."""
    state = st.session_state["practice"]
    hint, solution, following = st.columns(3)
    more_hints = state["hints"] < len(exercise.hints)
    if hint.button("Hint", icon=":material/lightbulb:", disabled=over or not more_hints, width="stretch"):
        state["hints"] += 1
        st.rerun()
    label = "Worked solution" if solved else "Give up and see the solution"
    if solution.button(label, disabled=state["solution"], width="stretch"):
        state["solution"] = True
        st.rerun()
    if following.button("Next exercise", type="primary" if over else "secondary", width="stretch"):
        draw_fresh(exercise.topic_id, exercise.level)
        st.rerun()


st.title("Practice")
with errors_shown():
    topics = {topic.id: topic for topic in study.practice_topics()}
    asked_for = st.session_state.pop("practice_topic", None)
    shown = st.query_params.get("exercise")
    if asked_for in topics:
        draw_fresh(asked_for, 1)
    elif shown and st.session_state.get("practice", {}).get("id") != shown:
        # A reload, or a link to an exercise: the id is enough to make the very same one.
        present(study.exercise(shown))
    elif "practice" in st.session_state and not shown:
        st.query_params["exercise"] = st.session_state["practice"]["id"]

    current = study.exercise(st.session_state["practice"]["id"]) if "practice" in st.session_state else None

left, right = st.columns([3, 2], vertical_alignment="bottom")
ids = list(topics)
topic_id = left.selectbox(
    "Topic",
    ids,
    index=ids.index(current.topic_id) if current and current.topic_id in topics else None,
    format_func=lambda topic_id: topics[topic_id].title,
    placeholder="Choose what to practise",
)
level = right.segmented_control(
    "Level",
    list(LEVELS),
    default=current.level if current else 1,
    format_func=LEVELS.__getitem__,
    required=True,
)
if topic_id is None:
    st.markdown(
        "Every exercise is made fresh, its answer is proved before you see it, and your answer is graded by what it "
        "means, not by how it is written."
    )
    with errors_shown():
        planned = [item.topic_id for item in study.plan(25).items if item.topic_id in topics]
        for start_id in planned or list(topics)[:3]:
            label = f"Start with {topics[start_id].title}"
            if st.button(label, key=f"start-{start_id}", icon=":material/play_arrow:"):
                draw_fresh(start_id, level)
                st.rerun()
    st.stop()
with errors_shown():
    if current is None or (topic_id, level) != (current.topic_id, current.level):
        draw_fresh(topic_id, level)
        st.rerun()
    draw_exercise(current)
