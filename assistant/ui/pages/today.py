"""The page Today: the plan, and one button to begin."""

from __future__ import annotations

import streamlit as st

from assistant.progress.report import forecast_sentence
from assistant.progress.summary import streak
from assistant.progress.types import PlanItem
from assistant.progress.wording import counted
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.starters import STARTERS, label_of
from assistant.ui.state import errors_shown, get_study

_KINDS = {
    "diagnostic": (":material/explore:", "Placement"),
    "review": (":material/replay:", "Review"),
    "weak": (":material/healing:", "Weak spot"),
    "new": (":material/auto_stories:", "New"),
}

study = get_study()


def draw_first_visit() -> None:
    """Nothing was ever touched: what this is, and ways to begin."""
    st.title("Groundwork")
    st.markdown(
        "Teach yourself the mathematics of machine learning, and know at any time what you have covered, what you "
        "have not, and what to do next."
    )
    st.subheader("Ask something")
    for number, question in enumerate(STARTERS):
        if st.button(label_of(question), key=f"starter-{number}", width="stretch"):
            st.session_state["question-to-ask"] = question
            st.switch_page(pages()["chat"])
    st.subheader("Or begin with what you know")
    left, right = st.columns(2)
    if left.button("Take a 10-minute diagnostic", icon=":material/explore:", width="stretch", type="primary"):
        st.switch_page(pages()["placement"])
    if right.button("Add your textbook", icon=":material/library_add:", width="stretch"):
        st.switch_page(pages()["library"])


def begin(item: PlanItem) -> None:
    """Go where an item of the plan is done."""
    if item.kind == "diagnostic":
        st.switch_page(pages()["placement"])
    if item.read or not item.exercises:
        st.session_state["topic_to_open"] = item.topic_id
        st.switch_page(pages()["topic"])
    st.session_state["practice_topic"] = item.topic_id
    st.session_state["practice_level"] = item.level
    st.switch_page(pages()["practice"])


def draw_item(number: int, item: PlanItem) -> None:
    """One thing to do, why, and for how long."""
    icon, kind = _KINDS.get(item.kind, (":material/task:", item.kind.capitalize()))
    title = study.topic(item.topic_id).title if item.topic_id else "Find out what you know"
    with st.container(border=True):
        left, right = st.columns([5, 1.3], vertical_alignment="center")
        left.markdown(
            f"{icon} **{page_markdown(title)}** · {kind} · {item.minutes} min  \n{page_markdown(item.why)}"
        )
        if item.covers:
            covered = ", ".join(study.topic(topic_id).title for topic_id in item.covers)
            left.caption(f"Refreshes as well: {page_markdown(covered)}")
        if right.button(
            "Begin", key=f"begin-{number}", width="stretch", type="primary" if number == 0 else "secondary"
        ):
            begin(item)


with errors_shown():
    report = study.report()
    if not any(entry.touched for entry in report.coverage.topics):
        draw_first_visit()
        st.stop()

    st.title("Today")
    minutes = st.slider(
        "Minutes you have", 5, 120, study.preferences().minutes_a_day, step=5, key="minutes-today"
    )
    plan = study.plan(minutes)
    days = streak(report.calendar, study.now().date())
    with st.container(horizontal=True, gap="large"):
        st.metric("Due for review", report.due, width="content")
        st.metric("Planned today", f"{sum(item.minutes for item in plan.items)} min", width="content")
        st.metric("Days in a run", days, help="One day off is forgiven.", width="content")
    if plan.note:
        st.info(page_markdown(plan.note), icon=":material/info:")
    if report.coverage.clock_behind is not None:
        st.warning(
            "This computer's clock is behind what you did last. Everything is told as of your last step.",
            icon=":material/schedule:",
        )
    if (running := study.running_quiz()) is not None:
        left = counted(int(running.seconds_left(study.now()) // 60), "minute")
        if st.button(f"Your quiz is running: {left} left", icon=":material/timer:", type="primary"):
            st.switch_page(pages()["quiz"])
    if not plan.items:
        st.success(
            "Nothing is due, and nothing new fits into that time. Enjoy the day, or choose more minutes.",
            icon=":material/celebration:",
        )
    for number, item in enumerate(plan.items):
        draw_item(number, item)
    if plan.waiting:
        st.caption(f"{counted(plan.waiting, 'more review')} can wait for another day.")
    if report.forecast is not None:
        goal = report.goal.title if report.goal else ""
        st.caption(":material/flag: " + page_markdown(forecast_sentence(report.forecast, goal)))
    if st.button("Quiz me on what I touched", icon=":material/timer:"):
        st.switch_page(pages()["quiz"])
