"""One message of a conversation, drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.tutor.render import describe_citation, summarise_verdicts
from assistant.tutor.types import Citation, Message, MessageState
from assistant.ui.markdown import half_streamed, page_markdown
from assistant.ui.passage import open_passage
from assistant.ui.verdicts import BADGES, answer_markdown


def draw_message(message: Message) -> None:
    """Draw a message with its computed facts, verdicts and citations."""
    with st.chat_message(message.role, avatar=avatar(message.role)):
        if message.role == "user":
            st.markdown(page_markdown(message.text))
            return
        draw_facts(message.facts)
        if message.text:
            st.markdown(answer_markdown(message.text, message.claims))
        _draw_state(message)
        draw_verdicts(message.claims)
        _draw_citations(message)


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
            message.problem or "This answer was cut off; what had arrived was kept. Ask again to go on.",
            icon=":material/pause_circle:",
        )
    elif message.state is MessageState.FAILED or message.problem:
        st.error(message.problem, icon=":material/error:")
    elif message.state is MessageState.WRITING:
        st.caption("This answer is still being written.")


def _draw_citations(message: Message) -> None:
    if not message.citations:
        if message.text and not message.grounded and message.state is MessageState.COMPLETE:
            st.caption(
                ":material/search_off: Not grounded: nothing in your library stands behind this answer."
            )
        return
    st.caption("Stands on" if message.grounded else "In the answerer's own words. Read about it in")
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
