"""The page Settings: goal and days, the model, backups and exports, what leaves this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from assistant.errors import GroundworkError
from assistant.export.brought import describe_brought_in
from assistant.progress.types import Preferences
from assistant.progress.wording import counted
from assistant.tutor.models.types import Kind
from assistant.ui.markdown import page_markdown
from assistant.ui.state import errors_shown, get_study, show_error

_LANGUAGES = {
    None: "English only",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "zh": "Chinese",
    "hi": "Hindi",
}

study = get_study()


def keep(preferences: Preferences) -> None:
    """Keep what was chosen, or say why not."""
    try:
        study.choose(preferences)
    except GroundworkError as error:
        show_error(error)
    else:
        st.toast("Kept.", icon=":material/check:")


def draw_learning() -> None:
    """Goal, minutes a day, language of terms."""
    chosen = study.preferences()
    goals = {None: "The whole syllabus"} | {goal.id: goal.title for goal in study.goals()}
    described = {goal.id: goal.description for goal in study.goals()}
    goal = st.selectbox(
        "Goal",
        list(goals),
        index=list(goals).index(chosen.goal) if chosen.goal in goals else 0,
        format_func=goals.__getitem__,
    )
    if goal in described:
        st.caption(page_markdown(described[goal]))
    minutes = st.slider("Minutes a day", 5, 180, min(180, max(5, chosen.minutes_a_day)), step=5)
    language = st.selectbox(
        "Show terms in another language beside the English",
        list(_LANGUAGES),
        index=list(_LANGUAGES).index(chosen.language) if chosen.language in _LANGUAGES else 0,
        format_func=_LANGUAGES.__getitem__,
    )
    wanted = replace(chosen, goal=goal, minutes_a_day=minutes, language=language)
    if wanted != chosen:
        keep(wanted)


def draw_model() -> None:
    """Which model answers, and choosing another."""
    choice = study.model_choice()
    who = (
        "**No model** answers." if choice.kind is Kind.NONE else f"**{page_markdown(choice.name)}** answers."
    )
    st.markdown(f"{who} {page_markdown(choice.reason)}")
    if choice.todo:
        st.caption(page_markdown(choice.todo))
    ways = {
        "auto": "Whatever is set up",
        "embedded": "The embedded model, on this machine",
        "none": "No model: notes and algebra only",
        "endpoint": "A model at an address of mine",
    }
    current = study.settings.model if study.settings.model in ways else "auto"
    if study.settings.base_url:
        current = "endpoint"
    with st.form("model", border=False):
        way = st.radio(
            "Who answers", list(ways), index=list(ways).index(current), format_func=ways.__getitem__
        )
        address = st.text_input(
            "Address, for the last choice",
            value=study.settings.base_url or "",
            placeholder="http://127.0.0.1:11434/v1",
            help="Any OpenAI-compatible endpoint. Its key is read from GROUNDWORK_API_KEY and never stored.",
        )
        name = st.text_input("Name of the model there; empty takes its first one")
        if st.form_submit_button("Use this one"):
            change_model(way, address, name)
    if st.button("Does it answer?", icon=":material/network_check:"):
        with st.spinner("Asking …"):
            probe = study.probe_model()
        (st.success if probe.ok else st.warning)(page_markdown(f"{probe.message} {probe.todo}".strip()))


def change_model(way: str, address: str, name: str) -> None:
    """Let another model answer, or say why not."""
    try:
        if way == "endpoint":
            study.choose_model(name or "auto", address)
        else:
            study.choose_model(way)
    except GroundworkError as error:
        show_error(error)
    else:
        st.rerun()


def draw_keeping() -> None:
    """Backups and restoring."""
    st.markdown(
        "Everything is backed up on each day the page is opened. The newest of 12 days, 10 weeks and 9 months are kept."
    )
    if st.button("Back up now", icon=":material/backup:"):
        with st.spinner("Writing, and reading it back …"):
            made = study.backup()
        st.success(f"{made.size_bytes / 1e6:.1f} MB, read back and sound.", icon=":material/check_circle:")
    if st.session_state.pop("restored", False):
        st.success(
            "Restored. What was here before is the newest backup below.", icon=":material/check_circle:"
        )
    backups = study.backups()
    if not backups:
        st.caption("There is no backup yet.")
        return
    chosen = st.selectbox(
        "Backups",
        backups,
        # To the second: Streamlit tells options apart by what they are called.
        format_func=lambda one: f"{one.made_at:%Y-%m-%d %H:%M:%S} UTC · {one.size_bytes / 1e6:.1f} MB",
    )
    left, right = st.columns(2)
    left.download_button(
        "Save it elsewhere",
        data=lambda: chosen.path.read_bytes(),
        file_name=chosen.path.name,
        mime="application/zip",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
    )
    with right.popover("Restore it …", icon=":material/settings_backup_restore:", width="stretch"):
        st.markdown(
            "This puts the backup in place of everything here. What is here now is kept in a backup of its own first."
        )
        if st.button("Restore", type="primary"):
            restore(chosen.path)


def restore(path: Path) -> None:
    """Put a backup in place of what is here."""
    with st.spinner("Restoring …"):
        try:
            study.restore(path)
        except GroundworkError as error:
            show_error(error)
            return
    # Said by the next run, which shows everything as it is now.
    st.session_state["restored"] = True
    st.rerun()


def draw_exports() -> None:
    """Files for other programs."""
    files = (
        ("Anki cards", "anki", lambda: study.export_anki(), "groundwork.apkg", "application/octet-stream"),
        ("Due reviews as a calendar", "ics", lambda: study.export_calendar(), "reviews.ics", "text/calendar"),
        ("Evidence as CSV", "evidence", lambda: study.export_evidence_csv(), "evidence.csv", "text/csv"),
        ("Attempts as CSV", "attempts", lambda: study.export_attempts_csv(), "attempts.csv", "text/csv"),
        ("All of it as JSON", "json", lambda: study.export_record(), "groundwork.json", "application/json"),
    )
    for label, key, content, name, kind in files:
        st.download_button(
            label,
            data=content,
            file_name=name,
            mime=kind,
            key=f"export-{key}",
            icon=":material/download:",
            width="stretch",
            on_click="ignore",
            disabled=key == "anki" and not study.evidence_is_there(),
        )


def draw_import() -> None:
    """Bringing in what was exported elsewhere: first what it would add, then the adding."""
    if (said := st.session_state.pop("brought-in", None)) is not None:
        st.success(page_markdown(said), icon=":material/check_circle:")
    st.caption(
        "A file made by “All of it as JSON”, here or on another machine. What you have stays, and nothing is added twice."
    )
    chosen = st.file_uploader(
        "A record to bring in",
        type="json",
        # Another number makes another field: one that was dealt with is empty again.
        key=f"record-{st.session_state.setdefault('records-brought-in', 0)}",
    )
    if chosen is None:
        return
    try:
        found = study.preview_record(chosen.getvalue())
    except GroundworkError as error:
        show_error(error)
        return
    for line in describe_brought_in(found):
        st.markdown(page_markdown(line))
    if not found.is_empty and st.button("Add it to my record", type="primary", icon=":material/input:"):
        bring_in(chosen.getvalue())


def bring_in(content: bytes) -> None:
    """Add a record, after a backup of what is here."""
    with st.spinner("Backing up, then adding …"):
        try:
            added, _ = study.bring_in_record(content)
        except GroundworkError as error:
            show_error(error)
            return
    st.session_state["records-brought-in"] += 1
    st.session_state["brought-in"] = (
        f"Added: {counted(added.evidence, 'piece')} of evidence and {counted(added.attempts, 'attempt')}. "
        "What was here before is the newest backup above; restoring it undoes this."
    )
    st.rerun()


def draw_privacy() -> None:
    """What leaves this machine, as it is set now."""
    choice = study.model_choice()
    if choice.kind in (Kind.NONE, Kind.EMBEDDED):
        st.markdown(
            "No answer does. Algebra, checking and answers all happen here, and no usage is counted."
            if study.settings.embeds_elsewhere
            else "Nothing. Search, algebra, checking and answers all happen here, and no usage is counted."
        )
    else:
        where = page_markdown(choice.base_url) if choice.base_url else "OpenAI"
        st.markdown(
            f"Your question, the passages found for it, computed results and the conversation so far are sent to {where}. "
            "Your record, your documents as a whole and your keys are not."
        )
    if study.settings.embeds_elsewhere:
        st.markdown(
            "For search by meaning, your questions and **every passage of your documents** are sent to "
            f"{page_markdown(study.settings.embeddings_url or '')}, as you set it up."
        )
    st.caption(f"Everything of yours is in `{study.settings.home}`.")


st.title("Settings")
with errors_shown():
    for heading, draw in (
        ("Learning", draw_learning),
        ("The model", draw_model),
        ("Backups", draw_keeping),
        ("Exports", draw_exports),
        ("Bring in a record", draw_import),
        ("What leaves this machine", draw_privacy),
    ):
        st.subheader(heading)
        draw()
