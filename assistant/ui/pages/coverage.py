"""The page Coverage."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from assistant.progress.report import render_markdown
from assistant.progress.report_page import render_html
from assistant.progress.types import CoverageState, Gap
from assistant.ui.frame import pages
from assistant.ui.note import open_note
from assistant.ui.state import errors_shown, get_study

STATE_BADGES = {
    CoverageState.UNTOUCHED: ":gray-badge[○ untouched]",
    CoverageState.SEEN: ":blue-badge[◔ seen]",
    CoverageState.PRACTISED: ":orange-badge[◑ practised]",
    CoverageState.MASTERED: ":green-badge[● mastered]",
    CoverageState.RUSTY: ":red-badge[↻ rusty]",
}

GAPS_SHOWN = 6

study = get_study()
st.title("Coverage")
with errors_shown():
    progress, syllabus = study.report(), study.syllabus()
    report = progress.coverage
    with_exercises = {topic.id for topic in study.practice_topics()}

for column, state in zip(st.columns(len(CoverageState)), CoverageState, strict=True):
    column.metric(state.value.capitalize(), report.counts[state.value])

if not any(entry.touched for entry in report.topics):
    st.info(
        "Nothing touched yet. Ask a question or practise a topic, and this page will show what you have covered "
        "and, more to the point, what you have not.",
        icon=":material/explore:",
    )
    if st.button("Ask your first question", type="primary"):
        st.switch_page(pages()["chat"])


def draw_gap(gap: Gap) -> None:
    """One prerequisite that is missing, with the one next step."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.markdown(f"**{syllabus.topic(gap.topic_id).title}** {STATE_BADGES[gap.state]}  \n{gap.reason}")
    if gap.topic_id in with_exercises:
        if right.button("Practise", key=f"gap-{gap.topic_id}", width="stretch"):
            st.session_state["practice_topic"] = gap.topic_id
            st.switch_page(pages()["practice"])
    elif right.button("Read", key=f"gap-{gap.topic_id}", width="stretch"):
        open_note(gap.topic_id)


if report.gaps:
    st.subheader("Missing underneath")
    st.caption("Topics that what you touched rests on, and that you never practised; the nearest first.")
    for gap in report.gaps[:GAPS_SHOWN]:
        draw_gap(gap)
    if len(report.gaps) > GAPS_SHOWN:
        with st.expander(f"{len(report.gaps) - GAPS_SHOWN} more, further down"):
            for gap in report.gaps[GAPS_SHOWN:]:
                draw_gap(gap)

st.subheader("All topics")
titles = {topic.title: topic.id for topic in syllabus.topics}
chosen = st.selectbox(
    "Read a topic's note", list(titles), index=None, placeholder="Choose a topic to read", key="note-to-read"
)
if chosen is not None and st.session_state.get("note-opened") != chosen:
    st.session_state["note-opened"] = chosen
    open_note(titles[chosen])
by_area = sorted(report.topics, key=lambda entry: syllabus.topic(entry.topic_id).area)
for area, entries in groupby(by_area, key=lambda entry: syllabus.topic(entry.topic_id).area):
    rows = ["| Topic | State | Why |", "|---|---|---|"]
    rows += [
        f"| {syllabus.topic(entry.topic_id).title} | {STATE_BADGES[entry.state]} | {entry.reason} |"
        for entry in entries
    ]
    st.markdown(f"**{area.replace('-', ' ').capitalize()}**\n\n" + "\n".join(rows))

st.divider()
left, right = st.columns(2)
left.download_button(
    "Report as HTML",
    render_html(progress, syllabus),
    "coverage.html",
    "text/html",
    width="stretch",
    icon=":material/download:",
)
right.download_button(
    "Report as Markdown",
    render_markdown(progress, syllabus),
    "coverage.md",
    "text/markdown",
    width="stretch",
    icon=":material/download:",
)
