"""The page Library."""

from __future__ import annotations

import streamlit as st

from assistant.errors import GroundworkError
from assistant.library.types import Document, IngestProgress, IngestResult
from assistant.ui.markdown import page_markdown
from assistant.ui.passage import open_passage
from assistant.ui.state import errors_shown, get_study, show_error

study = get_study()


def ingest_uploads(files: list) -> None:
    """Read uploaded files into the library, with progress."""
    bar = st.progress(0.0, text="Reading …")

    def show(step: IngestProgress) -> None:
        share = step.done / step.total if step.total else 0.0
        bar.progress(min(share, 1.0), text=f"{step.stage.capitalize()} {step.done} of {step.total}")

    try:
        paths = [study.add_upload(file.name, file.getvalue()) for file in files]
        results = study.ingest(paths, on_progress=show, password=st.session_state.get("password") or None)
    except GroundworkError as error:
        show_error(error)
        return
    finally:
        bar.empty()
    for result in results:
        draw_result(result)


def draw_result(result: IngestResult) -> None:
    """How one file fared."""
    if result.outcome == "failed" or result.document is None:
        st.error(page_markdown(result.error), icon=":material/error:")
        return
    said = {
        "added": "was added",
        "updated": "was brought up to date",
        "unchanged": "is here already, unchanged",
    }
    title = page_markdown(result.document.title)
    st.success(
        f"**{title}** {said[result.outcome]}: {result.document.passages} passages.",
        icon=":material/check_circle:",
    )


def draw_document(document: Document) -> None:
    """One document with its state, problems and a way out."""
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="center")
        pages = f"{document.pages} pages · " if document.kind == "pdf" else ""
        left.markdown(
            f"**{page_markdown(document.title)}**  \n{pages}{document.passages} passages · {document.state.value}"
        )
        left.caption(page_markdown(document.path))
        for problem in document.problems:
            left.caption(f":material/warning: {page_markdown(problem)}")
        with right.popover("", icon=":material/delete:", help="Take out of the library"):
            st.markdown("Take this document out of your library? Your conversations keep what they quoted.")
            if st.button("Take it out", key=f"forget-{document.id}", type="primary"):
                study.forget(document.id)
                st.rerun()


st.title("Library")
st.markdown("Add your textbooks. Answers will stand on them, and a click opens the passage and its page.")

with st.form("upload", clear_on_submit=True):
    files = st.file_uploader(
        "PDF, Markdown or plain text", type=["pdf", "md", "markdown", "txt"], accept_multiple_files=True
    )
    st.text_input("Password, if a PDF asks for one", type="password", key="password", autocomplete="off")
    submitted = st.form_submit_button("Add to the library", type="primary")
if submitted and files:
    ingest_uploads(files)
elif submitted:
    st.warning("Choose a file first.", icon=":material/help:")

with errors_shown():
    documents = study.documents()
    own = [document for document in documents if not document.built_in]
    notes = [document for document in documents if document.built_in]

    query = st.text_input("Search", placeholder="Find a passage in your own words", icon=":material/search:")
    if query:
        result = study.search(query, limit=6)
        if result.note:
            st.caption(result.note)
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

    st.subheader("Your documents")
    if not own:
        st.info(
            "None yet. Groundwork's own notes are below, ready to be cited.", icon=":material/library_add:"
        )
    for document in own:
        draw_document(document)
    with st.expander(f"Groundwork's notes ({len(notes)})"):
        for document in notes:
            st.markdown(f"{page_markdown(document.title)} · {document.passages} passages")
