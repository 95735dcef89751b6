"""The page Coverage: what was touched, what was not, what is missing, and how it holds."""

from __future__ import annotations

from datetime import UTC
from itertools import groupby

import streamlit as st

from assistant.progress import charts
from assistant.progress.report import blocks, forecast_sentence, render_csv, render_markdown, studied
from assistant.progress.report_page import render_html
from assistant.progress.types import CoverageState, Gap
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.pictures import draw_pictures
from assistant.ui.state import errors_shown, get_study
from assistant.ui.states import STATE_BADGES

NEAREST_GAPS = 3
GAPS_SHOWN = 8

study = get_study()


def open_topic(topic_id: str) -> None:
    """Go to a topic's own page."""
    st.session_state["topic_to_open"] = topic_id
    st.switch_page(pages()["topic"])


def draw_gap(gap: Gap, key: str) -> None:
    """One thing that is missing, with the one next step."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    blocked = f" It {blocks(gap)}." if gap.blocks else ""
    left.markdown(
        f"**{page_markdown(syllabus.topic(gap.topic_id).title)}** {STATE_BADGES[gap.state]}  \n"
        + page_markdown(gap.reason + blocked)
    )
    if gap.topic_id in with_exercises:
        if right.button("Practise", key=f"{key}-{gap.kind}-{gap.topic_id}", width="stretch"):
            st.session_state["practice_topic"] = gap.topic_id
            st.switch_page(pages()["practice"])
    elif right.button("Read", key=f"{key}-{gap.kind}-{gap.topic_id}", width="stretch"):
        open_topic(gap.topic_id)


def draw_gaps(gaps: tuple[Gap, ...], key: str, *, first: int) -> None:
    """The first gaps, and the others folded."""
    for gap in gaps[:first]:
        draw_gap(gap, key)
    if len(gaps) > first:
        with st.expander(f"{len(gaps) - first} more, further down"):
            for gap in gaps[first:40]:
                draw_gap(gap, key)


def draw_map() -> None:
    """The graph of topics by area, coloured by state; a click opens the topic."""
    st.caption("Each tile is a topic, above those it rests on. Click one to open it.")
    st.markdown(" ".join(STATE_BADGES[state] for state in charts.ORDER))
    opened = draw_pictures(charts.topic_map(syllabus, report.topics), key="map")
    if opened is not None:
        open_topic(opened)


def draw_time() -> None:
    """Days of study, and how what is due is being forgotten."""
    st.caption(page_markdown(studied(progress)))
    today = study.now().astimezone(UTC).date()
    draw_pictures([charts.calendar(progress.calendar, today)], key="calendar")
    if not progress.curves:
        st.caption("Forgetting curves appear here once something is due for review.")
    for start in range(0, len(progress.curves), 3):
        for column, curve in zip(st.columns(3), progress.curves[start : start + 3], strict=False):
            with column:
                st.markdown(f"**{page_markdown(syllabus.topic(curve.topic_id).title)}** {curve.recall:.0%}")
                draw_pictures([charts.forgetting_curve(curve, today)], key=f"curve-{curve.topic_id}")


def draw_table() -> None:
    """Every topic with its state and the reason."""
    by_area = sorted(report.topics, key=lambda entry: syllabus.topic(entry.topic_id).area)
    for area, entries in groupby(by_area, key=lambda entry: syllabus.topic(entry.topic_id).area):
        rows = ["| Topic | State | Why |", "|---|---|---|"]
        rows += [
            f"| {syllabus.topic(entry.topic_id).title} | {STATE_BADGES[entry.state]} | {page_markdown(entry.reason)} |"
            for entry in entries
        ]
        st.markdown(f"**{area.replace('-', ' ').capitalize()}**\n\n" + "\n".join(rows))


st.title("Coverage")
with errors_shown():
    progress, syllabus = study.report(), study.syllabus()
    report = progress.coverage
    with_exercises = {topic.id for topic in study.practice_topics()}

    # In a row that wraps: columns would stand one below the other on a phone.
    with st.container(horizontal=True, gap="large"):
        for state in CoverageState:
            st.metric(state.value.capitalize(), report.counts[state.value], width="content")

    if not any(entry.touched for entry in report.topics):
        st.info(
            "Nothing touched yet. Ask a question or practise a topic, and this page will show what you have covered "
            "and, more to the point, what you have not.",
            icon=":material/explore:",
        )
        if st.button("Ask your first question", type="primary"):
            st.switch_page(pages()["chat"])
    if progress.forecast is not None:
        goal = progress.goal.title if progress.goal else ""
        st.caption(":material/flag: " + page_markdown(forecast_sentence(progress.forecast, goal)))

    if report.gaps:
        st.subheader("Missing underneath")
        st.caption("Topics that what you touched rests on, and that you never practised; the nearest first.")
        draw_gaps(report.gaps, "under", first=NEAREST_GAPS)

    the_map, areas, gaps, time, table = st.tabs(
        ["Map", "By area and goal", "All gaps", "Over time", "All topics"]
    )
    with the_map:
        draw_map()
    with areas:
        for heading, shares in (("By area", progress.areas), ("By goal", progress.goals)):
            st.markdown(f"**{heading}**")
            for share in shares:
                st.caption(
                    f"{page_markdown(share.title)}: {share.practised} of {share.total} practised, {share.mastered} mastered"
                )
                draw_pictures([charts.bar(share)], key=f"bar-{heading}-{share.id}")
    with gaps:
        st.caption("In the order of what they block.")
        if progress.gaps:
            draw_gaps(progress.gaps, "all", first=GAPS_SHOWN)
        else:
            st.caption("None that Groundwork knows of.")
    with time:
        draw_time()
    with table:
        draw_table()

    st.divider()
    for column, (label, content, name, kind) in zip(
        st.columns(3),
        (
            ("Report as HTML", lambda: render_html(progress, syllabus), "coverage.html", "text/html"),
            (
                "Report as Markdown",
                lambda: render_markdown(progress, syllabus),
                "coverage.md",
                "text/markdown",
            ),
            ("Report as CSV", lambda: render_csv(progress, syllabus), "coverage.csv", "text/csv"),
        ),
        strict=True,
    ):
        column.download_button(
            label,
            content,
            name,
            kind,
            width="stretch",
            icon=":material/download:",
            on_click="ignore",
        )
