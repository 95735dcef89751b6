"""An exercise as it is asked and answered: at practice, in a quiz, in the placement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase

import streamlit as st

from assistant.errors import UnreadableMath
from assistant.practice.typed_order import letters_of, whats_missing
from assistant.practice.types import Exercise
from assistant.ui.answer_field import answer_field
from assistant.ui.markdown import page_markdown, with_room
from assistant.ui.state import get_study

LEVELS = {1: "Warm-up", 2: "Standard", 3: "Challenge"}


def draw_prompt(exercise: Exercise, *, title: str = "", story: str = "") -> None:
    """What is asked, below its topic and level; `title` takes the topic's place, a `story` stands in front."""
    name = title or get_study().topic(exercise.topic_id).title
    st.caption(f"{name} · {LEVELS.get(exercise.level, exercise.level)}")
    if story:
        st.markdown(f"*{page_markdown(story)}*")
        st.caption("The story is the model's; the exercise is ours.")
    st.markdown(page_markdown(exercise.prompt, large=True))


def draw_answer(
    exercise: Exercise,
    *,
    nonce: str,
    button: str,
    on_answer: Callable[[str], None],
    value: str = "",
    over: bool = False,
    on_change: Callable[[str], None] | None = None,
) -> None:
    """The field or the options, the formula as it is understood, and the button.

    Args:
        exercise: What is answered.
        nonce: Changes with every new question.
        button: What the button says.
        on_answer: Called with what was typed or chosen when it is sent; never with an empty text.
        value: What the field begins with.
        over: Whether nothing can be answered any more.
        on_change: Called with what is in the field whenever it changes, to keep a half-typed answer.
    """
    if exercise.asks_for_order:
        draw_lettered(exercise.choices)
        _draw_field(exercise, nonce, button, on_answer, value, over=over, on_change=on_change)
    elif exercise.choices:
        _draw_options(exercise, nonce, button, on_answer, value, over=over, on_change=on_change)
    else:
        _draw_field(exercise, nonce, button, on_answer, value, over=over, on_change=on_change)


@st.fragment
def _draw_field(
    exercise: Exercise,
    nonce: str,
    button: str,
    on_answer: Callable[[str], None],
    value: str,
    *,
    over: bool,
    on_change: Callable[[str], None] | None,
) -> None:
    typed, entered = answer_field(
        "Your answer",
        key="answer",
        nonce=nonce,
        placeholder=exercise.answer_hint,
        value=value,
        # Who is told of every change keeps it; else the browser's tab does.
        draft="" if on_change is not None else exercise.id,
        disabled=over,
    )
    if on_change is not None and typed != value:
        on_change(typed)
    if exercise.asks_for_order:
        _draw_order(exercise, typed)
    else:
        _draw_preview(exercise, typed)
    pressed = st.button(button, type="primary", disabled=over, key=f"send-{nonce}")
    sent = entered if entered is not None else typed if pressed else None
    if sent is not None and not over:
        if sent.strip():
            on_answer(sent)
        else:
            st.warning("Type an answer first.", icon=":material/help:")


def _draw_preview(exercise: Exercise, typed: str) -> None:
    """The answer as it is understood, or where reading stopped; what is still being typed is not called wrong."""
    if not typed.strip():
        st.caption("Your answer appears here as a formula while you type.")
        return
    try:
        shown = get_study().preview(typed, exercise=exercise)
    except UnreadableMath as error:
        st.caption(f":material/edit: Not readable yet: {page_markdown(error.what)}")
        return
    st.markdown(f"$\\displaystyle {with_room(shown)}$")


def draw_lettered(choices: Sequence[str]) -> None:
    """Steps or options with their letters, one below the other."""
    for letter, choice in zip(ascii_uppercase, choices, strict=False):
        st.markdown(f"{letter}. {page_markdown(choice, large=True)}")


def _draw_order(exercise: Exercise, typed: str) -> None:
    """The steps as they stand in the order that was typed so far."""
    if not typed.strip():
        st.caption("The steps appear here in your order while you type their letters.")
        return
    count = len(exercise.choices)
    captions = dict(zip(ascii_uppercase, exercise.choices, strict=False))
    for place, letter in enumerate(letters_of(typed, count) or (), 1):
        st.markdown(f"{place}. {page_markdown(captions[letter], large=True)}")
    missing = whats_missing(typed, count)
    if missing:
        st.caption(f":material/edit: {missing}")


@st.fragment
def _draw_options(
    exercise: Exercise,
    nonce: str,
    button: str,
    on_answer: Callable[[str], None],
    value: str,
    *,
    over: bool,
    on_change: Callable[[str], None] | None,
) -> None:
    letters = list(ascii_uppercase[: len(exercise.choices)])
    captions = dict(zip(letters, exercise.choices, strict=True))
    chosen = st.radio(
        "Your answer",
        letters,
        # The letter gives a formula a name that can be read aloud.
        format_func=lambda letter: f"{letter}. {page_markdown(captions[letter], large=True)}",
        index=letters.index(value) if value in letters else None,
        disabled=over,
        key=f"options-{nonce}",
    )
    if on_change is not None and chosen is not None and chosen != value:
        on_change(chosen)
    if st.button(button, type="primary", disabled=over, key=f"send-{nonce}"):
        if chosen is None:
            st.warning("Choose one first.", icon=":material/help:")
        else:
            on_answer(chosen)
