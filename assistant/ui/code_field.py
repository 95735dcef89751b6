"""A field for longer text, code or prose, that keeps what is half typed over a reload.

Code is monospaced, and a new line is indented like the one before.

The Tab key moves on to the next control, as everywhere on the page: a field must never hold the keyboard captive.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

_HTML = """
<label for="code"></label>
<textarea id="code" rows="14" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="soft"></textarea>
"""

_CSS = """
:host { display: block; }
label { display: block; font: 400 0.875rem/1.6 var(--st-font, sans-serif); color: var(--st-text-color); margin-bottom: .25rem; }
textarea { box-sizing: border-box; width: 100%; padding: .6rem .75rem; resize: vertical; tab-size: 4;
  font: 400 .92rem/1.5 var(--st-code-font, monospace); color: var(--st-text-color);
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color, #7f8896);
  border-radius: var(--st-base-radius, .5rem); }
textarea.prose { font: 400 1rem/1.5 var(--st-font, sans-serif); }
textarea::placeholder { color: var(--st-text-color); opacity: .62; }
textarea:focus { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
"""

# Streamlit is told when the field is left, which a click on a button does too, and the tab keeps every keystroke.
_JS = """
const DRAFT = "groundwork-code-";
const load = (name) => { try { return sessionStorage.getItem(DRAFT + name); } catch { return null; } };
const keep = (name, text) => { try { sessionStorage.setItem(DRAFT + name, text); } catch { /* nowhere to keep it */ } };
const forget = (name) => { try { sessionStorage.removeItem(DRAFT + name); } catch { /* it was kept nowhere */ } };

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const field = parentElement.querySelector("textarea");
  parentElement.querySelector("label").textContent = data.label;
  field.maxLength = data.limit;
  field.placeholder = data.placeholder;
  field.className = data.prose ? "prose" : "";
  field.rows = data.prose ? 8 : 14;
  const tell = () => setStateValue("typed", field.value);
  if (field.dataset.draft !== data.draft) {
    field.dataset.draft = data.draft;
    field.value = load(data.draft) ?? data.value;
    if (field.value !== data.value) tell();
  }
  if (data.sent && field.value === data.sent) forget(data.draft);
  field.oninput = () => keep(data.draft, field.value);
  field.onchange = tell;
  field.onkeydown = (event) => {
    if (data.prose || event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    const at = field.selectionStart;
    const line = field.value.slice(field.value.lastIndexOf("\\n", at - 1) + 1, at);
    const indent = /^ */.exec(line)[0] + (line.trimEnd().endsWith(":") ? "    " : "");
    if (!indent) return;
    event.preventDefault();
    field.setRangeText("\\n" + indent, at, field.selectionEnd, "end");
    keep(data.draft, field.value);
  };
}
"""

_field = st.components.v2.component("groundwork_code_field", html=_HTML, css=_CSS, js=_JS)


def code_field(label: str, *, draft: str, value: str, limit: int) -> str:
    """Draw a field for code; returns what was in it when it was last left.

    Args:
        label: What stands above it.
        draft: What is written here: the name under which the browser's tab keeps it. Another name, another text.
        value: What it begins with where nothing was kept.
        limit: The most characters it takes.
    """
    return _draw(label, draft=draft, value=value, limit=limit)


def prose_field(label: str, *, draft: str, placeholder: str, limit: int, sent: str) -> str:
    """Draw a field for prose; returns what was in it when it was last left.

    Args:
        label: What stands above it.
        draft: As for `code_field`.
        placeholder: What to write there.
        limit: The most characters it takes.
        sent: What was sent of it, so that the tab may forget it; empty for nothing.
    """
    return _draw(label, draft=draft, value="", limit=limit, placeholder=placeholder, prose=True, sent=sent)


def _draw(
    label: str,
    *,
    draft: str,
    value: str,
    limit: int,
    placeholder: str = "",
    prose: bool = False,
    sent: str = "",
) -> str:
    result: Any = _field(
        key=f"code-{draft}",
        data={
            "label": label,
            "draft": draft,
            "value": value,
            "limit": limit,
            "placeholder": placeholder,
            "prose": prose,
            "sent": sent,
        },
        default={"typed": value},
        on_typed_change=_nothing,
    )
    typed = result.typed if isinstance(result.typed, str) else value
    return typed[:limit]


def _nothing() -> None:
    """Streamlit asks for a callback for each value it is to hand over."""
