"""One message of a conversation, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.tutor.render import describe_citation, summarise_verdicts
from assistant.tutor.types import Citation, Message, MessageState
from assistant.ui.markdown import half_streamed, page_markdown
from assistant.ui.note import open_note
from assistant.ui.passage import open_passage
from assistant.ui.reasons import draw_reasons
from assistant.ui.verdicts import BADGES, OWN_MARK, answer_markdown


def draw_message(
    message: Message, titles: Mapping[str, str], *, on_edit: Callable[[Message], None] | None = None
) -> None:
    """Draw a message with its computed facts, verdicts, citations and topics.

    Args:
        message: The message.
        titles: The titles of the syllabus topics, by id.
        on_edit: Called when the learner wants to ask one of their questions differently.
    """
    with st.chat_message(message.role, avatar=avatar(message.role)):
        if message.role == "user":
            _draw_question(message, on_edit)
            return
        draw_facts(message.facts)
        if message.text:
            st.markdown(answer_markdown(message.text, message.claims, message.own))
            draw_reasons(message.text, message.claims, key=f"reasons-{message.id}")
        _draw_state(message)
        if message.own:
            st.caption(
                f"{OWN_MARK} stands behind a sentence whose number or formula is in no passage and was not computed."
            )
        draw_verdicts(message.claims)
        _draw_citations(message)
        _draw_topics(message, titles)


def _draw_question(message: Message, on_edit: Callable[[Message], None] | None) -> None:
    if on_edit is None or message.way:
        st.markdown(page_markdown(message.text))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(page_markdown(message.text))
        if st.button(
            "Ask it differently",
            key=f"edit-{message.id}",
            type="tertiary",
            icon=":material/edit:",
            help="Opens a branch: this conversation stays as it is.",
        ):
            on_edit(message)


def _draw_topics(message: Message, titles: Mapping[str, str]) -> None:
    """The topics of the syllabus an answer rests on; each opens its note."""
    known = [topic_id for topic_id in message.topic_ids if topic_id in titles]
    if not known or message.state is MessageState.WRITING:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption("Theory behind it", width="content")
        for topic_id in known:
            if st.button(
                titles[topic_id],
                key=f"topic-{message.id}-{topic_id}",
                type="tertiary",
                icon=":material/school:",
            ):
                open_note(topic_id)


def avatar(role: str) -> str:
    """The icon beside a message."""
    return ":material/person:" if role == "user" else ":material/foundation:"


def draw_growing_answer(text: str, claims: Sequence[CheckedClaim]) -> str:
    """Markdown of an answer that is still being written: the formula that has not closed is held back."""
    return answer_markdown(half_streamed(text), claims)


def draw_facts(facts: Sequence[Fact]) -> None:
    """The card of what was computed before a model wrote a word."""
    if not facts:
        return
    with st.container(border=True):
        st.markdown(":material/calculate: **Computed by algebra**")
        for fact in facts:
            st.markdown(page_markdown(fact.statement))
            if fact.steps:
                with st.expander("Steps"):
                    st.markdown(
                        "\n".join(
                            f"{number}. {page_markdown(step.rule)}: ${step.latex}$"
                            for number, step in enumerate(fact.steps, 1)
                        )
                    )


def draw_found(passages: Sequence[FoundPassage], answerable: bool, note: str) -> None:
    """What was found in the library, shown while the answer is still to come."""
    if note:
        st.caption(note)
    if not answerable:
        st.caption(
            ":material/search_off: Your library does not cover this well; the answer is not grounded in it."
        )
    elif passages:
        names = dict.fromkeys(
            " › ".join((found.passage.document, *found.passage.section[-1:])) for found in passages
        )
        st.caption(":material/menu_book: Found: " + " · ".join(page_markdown(name) for name in names))


def draw_verdicts(claims: Sequence[CheckedClaim]) -> None:
    """How many formulas were verified, refuted or not checked; opened, each with its reason."""
    summary = summarise_verdicts(claims)
    if not summary:
        return
    with st.expander(summary, icon=":material/fact_check:"):
        for claim in claims:
            line = f"{BADGES[claim.verdict]} {_shown(claim.source)}"
            if claim.expected:
                line += f" — right is ${claim.expected}$"
            if claim.reason:
                line += f"  \n{page_markdown(claim.reason)}"
            st.markdown(line)
        st.caption("“Verified” speaks of that formula alone, never of the whole reasoning.")


def _shown(source: str) -> str:
    bare = source.strip().strip("$").strip()
    return f"${bare}$" if "\n\n" not in bare and "$" not in bare else page_markdown(source)


def _draw_state(message: Message) -> None:
    if message.state is MessageState.INTERRUPTED:
        st.warning(
            message.problem or "This answer was cut off; what had arrived was kept.",
            icon=":material/pause_circle:",
        )
    elif message.state is MessageState.FAILED or message.problem:
        st.error(message.problem, icon=":material/error:")
    elif message.state is MessageState.WRITING:
        st.caption("This answer is still being written.")


def _draw_citations(message: Message) -> None:
    if not message.citations:
        # What is read aloud, looked up in the record or in the glossary claims no passage.
        by_groundwork = bool(message.way) and message.model == "none"
        if message.text and not by_groundwork and message.state is MessageState.COMPLETE:
            st.caption(
                ":material/search_off: Not grounded: nothing in your library stands behind this answer."
            )
        return
    st.caption("Stands on" if message.grounded else "In the answerer's own words. Read about it in")
    with st.container(gap=None):
        for citation in message.citations:
            if st.button(
                _citation_label(citation),
                key=f"cite-{message.id}-{citation.number}",
                type="tertiary",
                icon=":material/menu_book:",
            ):
                open_passage(citation.passage_id)


def _citation_label(citation: Citation) -> str:
    return page_markdown(describe_citation(citation)).replace("[", "\\[")
