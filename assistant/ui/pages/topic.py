"""The page Topic: one lesson, what it rests on, what it unlocks, and what the learner has of it."""

from __future__ import annotations

import streamlit as st

from assistant.progress.types import CoverageState, TopicCoverage
from assistant.syllabus.graph import unlocked_by
from assistant.syllabus.types import Topic
from assistant.tutor.models.types import Kind
from assistant.ui.explaining import draw_own_note, explain_back
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.note import draw_note
from assistant.ui.passage import open_passage
from assistant.ui.state import errors_shown, get_study
from assistant.ui.states import STATE_BADGES

_LANGUAGES = {
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "zh": "Chinese",
    "hi": "Hindi",
}

study = get_study()


def open_topic(topic_id: str) -> None:
    """Go to another topic; the address tells which one is open."""
    st.query_params["topic"] = topic_id
    st.rerun()


def draw_choice() -> None:
    """No topic is open: choose one, by name or by asking."""
    st.title("Topics")
    syllabus = study.syllabus()
    titles = {topic.id: topic.title for topic in syllabus.topics}
    chosen = st.selectbox("Open a topic", list(titles), index=None, format_func=titles.__getitem__)
    if chosen is not None:
        open_topic(chosen)
    asked = st.text_input("Or say what you look for", placeholder="directions that a matrix only stretches")
    if asked.strip():
        for topic in study.find_topics(asked):
            if st.button(page_markdown(topic.title), key=f"found-{topic.id}", icon=":material/school:"):
                open_topic(topic.id)


def draw_neighbours(label: str, topics: list[Topic], states: dict[str, TopicCoverage]) -> None:
    """Topics below or above this one, each with its state."""
    if not topics:
        return
    st.caption(label)
    for topic in topics:
        left, right = st.columns([3, 2], vertical_alignment="center")
        if left.button(
            page_markdown(topic.title), key=f"{label}-{topic.id}", type="tertiary", icon=":material/school:"
        ):
            open_topic(topic.id)
        right.markdown(STATE_BADGES[states[topic.id].state])


def draw_topic(topic: Topic) -> None:
    """The whole page of one topic."""
    syllabus = study.syllabus()
    states = {entry.topic_id: entry for entry in study.coverage().topics}
    mine = states[topic.id]
    st.title(topic.title)
    st.markdown(f"{STATE_BADGES[mine.state]} {page_markdown(mine.reason)}")
    language = study.preferences().language
    terms = dict(topic.terms)
    shown = f" · {_LANGUAGES.get(language, language)}: {terms[language]}" if language in terms else ""
    st.caption(page_markdown(f"{topic.area.replace('-', ' ').capitalize()} · {topic.minutes} min{shown}"))
    practise, explain, ask = st.columns(3)
    has_exercises = topic.id in {other.id for other in study.practice_topics()}
    if practise.button(
        "Practise", type="primary", icon=":material/edit_note:", disabled=not has_exercises, width="stretch"
    ):
        st.session_state["practice_topic"] = topic.id
        st.switch_page(pages()["practice"])
    if explain.button("Explain it back", icon=":material/record_voice_over:", width="stretch"):
        explain_back([topic.id])
    if ask.button("Ask about it", icon=":material/forum:", width="stretch"):
        st.session_state["question-to-ask"] = f"What is the idea behind {topic.title.lower()}?"
        st.switch_page(pages()["chat"])

    note, goals, around, own, elsewhere = st.tabs(
        ["The lesson", "What you can do", "Around it", "Your notes", "In your documents"]
    )
    with note:
        draw_note(topic.id, record=mine.state is not CoverageState.UNTOUCHED)
        if mine.state is CoverageState.UNTOUCHED and st.button("I have read this", icon=":material/check:"):
            study.read_note(topic.id)
            st.rerun()
    with goals:
        for objective in mine.objectives:
            kind = " · for explaining in your own words" if objective.conceptual else ""
            st.markdown(
                f"{STATE_BADGES[objective.state]} {page_markdown(objective.text)}"
                + (
                    f"  \n:gray[{objective.right} right, {objective.wrong} wrong{kind}]"
                    if not kind
                    else f":gray[{kind}]"
                )
            )
        for task in study.code_tasks(topic.id):
            if st.button(
                f"From scratch in NumPy: {task.title}", key=f"code-{task.id}", icon=":material/code:"
            ):
                st.session_state["code_task"] = task.id
                st.switch_page(pages()["code"])
    with around:
        by_id = {other.id: other for other in syllabus.topics}
        draw_neighbours("Rests on", [by_id[other] for other in topic.requires], states)
        draw_neighbours(
            "Unlocks", [by_id[other] for other in unlocked_by(syllabus.topics).get(topic.id, ())], states
        )
        if topic.used_by:
            st.caption("You meet it in")
            st.markdown(" · ".join(page_markdown(use) for use in topic.used_by))
        draw_questions(topic)
    with own:
        notes = study.own_notes(topic.id)
        if not notes:
            st.info(
                "Nothing yet. Explain the topic in your own words, and it is kept here.",
                icon=":material/edit_note:",
            )
        for kept in notes:
            with st.expander(f"{kept.created_at:%Y-%m-%d}", expanded=len(notes) == 1):
                draw_own_note(kept)
    with elsewhere:
        draw_elsewhere(topic)


def draw_questions(topic: Topic) -> None:
    """Questions to think about, proposed by the model where one answers; nothing that is thought about them counts."""
    if study.model_choice().kind is Kind.NONE:
        return
    key = f"questions-{topic.id}"
    if st.button("Give me something to think about", icon=":material/psychology:"):
        with st.spinner("The model is reading the note …"):
            st.session_state[key] = study.propose_questions(topic.id)
    questions, passage = st.session_state.get(key, ((), None))
    for question in questions:
        st.markdown(f":material/help: {page_markdown(question)}")
    if questions and passage is not None:
        st.caption("Proposed by the model, not machine-checked; nothing here counts as practice.")
        if st.button("The passage they come from", type="tertiary", icon=":material/menu_book:"):
            open_passage(passage.id)
    elif passage is not None:
        st.caption("The model proposed nothing usable this time.")


def draw_elsewhere(topic: Topic) -> None:
    """What the learner's own documents say of it; searched when asked for, since it takes a moment."""
    if not st.toggle("Look for it in my documents", key=f"elsewhere-{topic.id}"):
        return
    built_in = {document.id for document in study.documents() if document.built_in}
    found = [
        hit for hit in study.search(topic.title, limit=20).passages if hit.passage.document_id not in built_in
    ][:5]
    if not found:
        st.info(
            "None of your own documents seems to treat it. You can add one in the library.",
            icon=":material/search_off:",
        )
    for hit in found:
        page = f", page {hit.passage.page}" if hit.passage.page else ""
        label = " › ".join((hit.passage.document, *hit.passage.section[-1:])) + page
        if st.button(
            page_markdown(label), key=f"open-{hit.passage.id}", type="tertiary", icon=":material/menu_book:"
        ):
            open_passage(hit.passage.id)


with errors_shown():
    asked_for = st.session_state.pop("topic_to_open", None)
    if asked_for:
        st.query_params["topic"] = asked_for
    current = st.query_params.get("topic")
    if current is None:
        draw_choice()
    else:
        if st.button("All topics", type="tertiary", icon=":material/arrow_back:"):
            st.query_params.pop("topic", None)
            st.rerun()
        draw_topic(study.topic(current))
