"""The page Library: the learner's documents, what is in them, and how far they are covered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.errors import GroundworkError
from assistant.library.types import Document, DocumentState, IngestResult
from assistant.progress.book import BookCoverage, SectionCoverage
from assistant.progress.wording import counted
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.passage import open_passage
from assistant.ui.reading import Reading, get_readings
from assistant.ui.state import errors_shown, get_study, show_error
from assistant.ui.states import STATE_BADGES

_KINDS = ["pdf", "md", "markdown", "html", "htm", "xhtml", "ipynb", "tex", "txt", "text"]
_NAMES = {
    "pdf": "PDF",
    "markdown": "Markdown",
    "html": "HTML",
    "notebook": "Notebook",
    "latex": "LaTeX",
    "text": "Text",
}
_STAGES = {
    "reading": "Reading page",
    "embedding": "Making passages findable,",
    "indexing": "Building the index,",
}
_SAID = {
    "added": "was added",
    "updated": "was brought up to date",
    "unchanged": "is here already, unchanged",
}
_SECTIONS_SHOWN = 40
_TOPICS_SHOWN = 12

study = get_study()
readings = get_readings()


def draw_upload(reading: Reading | None) -> None:
    """Choose files; while some are being read, how far that is takes the place of the button."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            "PDF, Markdown, HTML, LaTeX, notebooks or plain text", type=_KINDS, accept_multiple_files=True
        )
        password = st.text_input(
            "Password, if a PDF asks for one", type="password", key="password", autocomplete="off"
        )
        submitted = st.form_submit_button(
            "Add to the library", type="primary", disabled=reading is not None and not reading.over
        )
    if submitted and files:
        begin(files, password)
    elif submitted:
        st.warning("Choose a file first.", icon=":material/help:")


def begin(files: list[Any], password: str) -> None:
    """Keep the uploaded files and start to read them."""
    try:
        paths = [study.add_upload(file.name, file.getvalue()) for file in files]
    except GroundworkError as error:
        show_error(error)
        return
    if readings.start(study, paths, password or None):
        st.rerun()
    st.warning("Other files are being read. Wait for them, or stop that first.", icon=":material/hourglass:")


@st.fragment(run_every=1.0)
def draw_progress(reading: Reading) -> None:
    """How far the work is, and the way to stop it; drawn anew each second without the rest of the page."""
    if reading.over:
        st.rerun()
    step = reading.step
    with st.container(border=True):
        if step is None:
            text, share = f"Beginning with {counted(len(reading.names), 'file')} …", 0.0
        else:
            share = min(step.done / step.total, 1.0) if step.total else 0.0
            stage = _STAGES.get(step.stage, f"{step.stage.capitalize()},")
            name = page_markdown(Path(step.path).name)
            text = f"{name}: {stage} {step.done} of {step.total}"
        st.progress(share, text=text)
        st.caption("You can go on studying meanwhile; this goes on when you leave or reload the page.")
        if st.button(
            "Stopping …" if reading.stopped else "Stop",
            icon=":material/stop_circle:",
            disabled=reading.stopped,
            help="What is complete stays; a long document goes on where it stopped when it is added again.",
        ):
            reading.stop()
            st.rerun(scope="fragment")


def draw_outcome(reading: Reading) -> None:
    """How each file fared."""
    if reading.error is not None:
        show_error(reading.error)
    for result in reading.results:
        draw_result(result)
    if reading.stopped and len(reading.results) < len(reading.names):
        st.warning(
            f"Stopped. {counted(len(reading.names) - len(reading.results), 'file')} not finished; what was in your "
            "library before is untouched.",
            icon=":material/stop_circle:",
        )
    if st.button("Fine", icon=":material/check:"):
        readings.dismiss(study.learner_id)
        st.rerun()


def draw_result(result: IngestResult) -> None:
    """How one file fared."""
    if result.outcome == "failed" or result.document is None:
        said = page_markdown(result.error)
        if result.needs_password:
            said += "  \nChoose the file again and type its password below it."
        st.error(said, icon=":material/error:")
        return
    st.success(
        f"**{page_markdown(result.document.title)}** {_SAID[result.outcome]}: "
        f"{counted(result.document.passages, 'passage')}.",
        icon=":material/check_circle:",
    )
    if result.error:
        st.warning(page_markdown(result.error), icon=":material/info:")


def draw_document(document: Document) -> None:
    """One document with its state and problems, how far it is covered, and a way out."""
    unfinished = document.state in (DocumentState.QUEUED, DocumentState.READ)
    with st.container(border=True):
        left, right = st.columns([4, 1.4], vertical_alignment="center")
        facts = [_NAMES.get(document.kind, document.kind)]
        if document.pages > 1:
            facts.append(counted(document.pages, "page"))
        facts.append(counted(document.passages, "passage"))
        facts.append(_state_of(document))
        left.markdown(f"**{page_markdown(document.title)}**  \n{' · '.join(facts)}")
        left.caption(page_markdown(Path(document.path).name))
        for problem in document.problems:
            left.caption(f":material/warning: {page_markdown(problem)}")
        with right.popover("Delete …", icon=":material/delete:", width="stretch"):
            st.markdown("Take this document out of your library? Your conversations keep what they quoted.")
            if st.button("Take it out", key=f"forget-{document.id}", type="primary"):
                study.forget(document.id)
                readings.dismiss(study.learner_id)
                st.rerun()
        if (
            unfinished
            and document.location
            and st.button("Go on reading it", key=f"resume-{document.id}", icon=":material/play_arrow:")
        ):
            readings.start(study, [Path(document.location)])
            st.rerun()
        if document.passages and st.toggle("How far it is covered", key=f"book-{document.id}"):
            draw_book(study.book_coverage(document.id))


def _state_of(document: Document) -> str:
    if document.state is DocumentState.FAILED:
        return "could not be read"
    if document.state in (DocumentState.QUEUED, DocumentState.READ):
        return "not finished"
    return "ready"


def draw_book(book: BookCoverage) -> None:
    """What a document treats and lacks, and its sections one by one."""
    treated = [section for section in book.sections if section.topics]
    st.markdown(
        f"{counted(len(book.sections), 'section')}, {len(treated)} of them on topics of the syllabus: "
        f"**{book.read}** read, **{book.asked}** asked about, **{book.practised}** practised."
    )
    for section in treated[:_SECTIONS_SHOWN]:
        st.markdown(describe_section(section))
    if len(treated) > _SECTIONS_SHOWN:
        st.caption(f"… and {len(treated) - _SECTIONS_SHOWN} sections more.")
    if book.treats and book.lacks:
        names = ", ".join(
            page_markdown(study.topic(topic_id).title) for topic_id in book.lacks[:_TOPICS_SHOWN]
        )
        more = f" and {len(book.lacks) - _TOPICS_SHOWN} more" if len(book.lacks) > _TOPICS_SHOWN else ""
        st.caption(f"Not found in it: {names}{more}. Groundwork's own notes treat them.")
    elif not book.treats:
        st.caption(
            "None of the syllabus's topics was recognised in it. It is searched and cited all the same."
        )


def describe_section(section: SectionCoverage) -> str:
    """A section's heading with the states of its topics."""
    heading = " › ".join(page_markdown(name) for name in section.path) or "Before the first heading"
    topics = " ".join(
        f"{STATE_BADGES[state]} {page_markdown(study.topic(topic_id).title)}"
        for topic_id, state in section.states.items()
    )
    return f"{heading}  \n{topics}"


def draw_search() -> None:
    """Find a passage in one's own words."""
    query = st.text_input("Search", placeholder="Find a passage in your own words", icon=":material/search:")
    if not query.strip():
        return
    result = study.search(query, limit=6)
    if result.note:
        st.caption(page_markdown(result.note))
    if not result.answerable:
        st.caption("Nothing here looks like an answer; these are the nearest passages.")
    for found in result.passages:
        passage = found.passage
        page = f", page {passage.page}" if passage.page else ""
        label = " › ".join((passage.document, *passage.section[-1:])) + page
        if st.button(
            page_markdown(label), key=f"open-{passage.id}", type="tertiary", icon=":material/menu_book:"
        ):
            open_passage(passage.id)
        st.caption(page_markdown(" ".join(passage.text.split())[:220]))


st.title("Library")
st.markdown("Add your textbooks. Answers will stand on them, and a click opens the passage and its page.")

at_hand = readings.latest(study.learner_id)
draw_upload(at_hand)
if at_hand is not None and at_hand.over:
    draw_outcome(at_hand)
elif at_hand is not None:
    draw_progress(at_hand)

with errors_shown():
    documents = study.documents()
    own = [document for document in documents if not document.built_in]
    notes = [document for document in documents if document.built_in]

    draw_search()

    st.subheader("Your documents")
    if not own:
        st.info(
            "None yet. Groundwork's own notes are below, ready to be cited.", icon=":material/library_add:"
        )
    for document in own:
        draw_document(document)
    with st.expander(f"Groundwork's notes ({len(notes)})"):
        if st.toggle("List them"):
            rows = ["| Note | Passages |", "|---|---|"]
            rows += [f"| {page_markdown(document.title)} | {document.passages} |" for document in notes]
            st.markdown("\n".join(rows))
        if st.button("Browse the topics they teach", icon=":material/school:"):
            st.switch_page(pages()["topic"])
