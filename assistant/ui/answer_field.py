"""A field for a typed answer that sends what is in it while one types, so that the page can show it as a formula.

Streamlit's own text field speaks up only on Enter. This one is a small component without anything from elsewhere: its
HTML, CSS and JavaScript are the constants below, and what a learner types is only ever the value of an input.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

_HTML = """
<label for="answer"></label>
<input id="answer" type="text" autocomplete="off" autocapitalize="off" spellcheck="false">
"""

_CSS = """
:host { display: block; }
label { display: block; font: 400 0.875rem/1.6 var(--st-font, sans-serif); color: var(--st-text-color); margin-bottom: .25rem; }
input { box-sizing: border-box; width: 100%; padding: .5rem .75rem; font: 400 1.05rem/1.5 var(--st-code-font, monospace);
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color, #7f8896); border-radius: var(--st-base-radius, .5rem); }
input:focus { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
input::placeholder { color: var(--st-text-color); opacity: .62; }
input:disabled { opacity: .6; }
"""

# The element lives on while the page is drawn again, so the value is set only when another exercise comes (`nonce`).
# What is half typed is kept in the tab (`draft` names it), so that a reload costs nothing; one draft, the latest.
_JS = """
const DRAFT = "groundwork-draft";
const load = (name) => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(DRAFT));
    return name && kept && kept.name === name ? kept.text : "";
  } catch { return ""; }
};
const keep = (name, text) => {
  try { if (name) sessionStorage.setItem(DRAFT, JSON.stringify({ name, text })); } catch { /* nowhere to keep it */ }
};

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const input = parentElement.querySelector("input");
  const label = parentElement.querySelector("label");
  label.textContent = data.label;
  input.placeholder = data.placeholder;
  input.disabled = data.disabled;
  input.maxLength = data.limit;
  if (input.dataset.nonce !== data.nonce) {
    input.dataset.nonce = data.nonce;
    input.value = data.value || load(data.draft);
    if (input.value !== data.value) setStateValue("typed", input.value);
  }
  let waiting = null;
  const tell = () => { clearTimeout(waiting); waiting = null; setStateValue("typed", input.value); };
  input.oninput = () => { keep(data.draft, input.value); clearTimeout(waiting); waiting = setTimeout(tell, 200); };
  input.onblur = () => { if (waiting !== null) tell(); };
  input.onkeydown = (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      tell();
      setTriggerValue("entered", input.value);
    }
  };
  return () => clearTimeout(waiting);
}
"""

_LIMIT = 500

_field = st.components.v2.component("groundwork_answer_field", html=_HTML, css=_CSS, js=_JS)


def answer_field(
    label: str,
    *,
    key: str,
    nonce: str,
    placeholder: str = "",
    value: str = "",
    draft: str = "",
    disabled: bool = False,
) -> tuple[str, str | None]:
    """Draw the field.

    Args:
        label: What stands above it.
        key: Its place on the page.
        nonce: Changes when another exercise comes; the field then begins with `value`.
        placeholder: How to type the answer.
        value: What it begins with.
        draft: The name under which the browser's tab keeps what is half typed over a reload; empty keeps nothing.
        disabled: Whether nothing can be typed.

    Returns:
        What is in it, and what was in it when Enter was pressed (None when it was not).
    """
    result: Any = _field(
        key=f"{key}-{nonce}",
        data={
            "label": label,
            "placeholder": placeholder,
            "value": value,
            "draft": draft,
            "disabled": disabled,
            "nonce": nonce,
            "limit": _LIMIT,
        },
        default={"typed": value},
        on_typed_change=_nothing,
        on_entered_change=_nothing,
    )
    typed = result.typed if isinstance(result.typed, str) else value
    entered = result.entered if isinstance(result.entered, str) else None
    return typed[:_LIMIT], entered[:_LIMIT] if entered is not None else None


def _nothing() -> None:
    """Streamlit asks for a callback for each value it is to hand over."""
