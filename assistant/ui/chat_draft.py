"""Keeps the half-typed question of the chat over a reload, in the browser's tab and nowhere else.

Streamlit's chat field tells nobody what is being typed. This component shows nothing: it looks at that field, keeps
its text, and puts it back into an empty one. What is kept is only ever the value of a text field, never markup.
"""

from __future__ import annotations

import streamlit as st

_HTML = "<span hidden></span>"

# A sent question empties the field without an event, so its value is looked at again and again. React listens to the
# setter of the element, so the value is set by the one that all text fields inherit.
_JS = """
const DRAFT = "groundwork-question";
const LONGEST = 20000;
const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;

const load = () => { try { return sessionStorage.getItem(DRAFT) || ""; } catch { return ""; } };
const keep = (text) => {
  try {
    if (text) sessionStorage.setItem(DRAFT, text.slice(0, LONGEST)); else sessionStorage.removeItem(DRAFT);
  } catch { /* nowhere to keep it */ }
};

export default function (component) {
  let known = null;
  let seen = "";
  const look = () => {
    const field = document.querySelector('[data-testid="stChatInputTextArea"]');
    if (!field) return;
    if (field !== known) {
      known = field;
      seen = load();
      if (seen && !field.value && !field.disabled) {
        setValue.call(field, seen);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return;
      }
    }
    if (field.value !== seen) { seen = field.value; keep(seen); }
  };
  const clock = setInterval(look, 200);
  addEventListener("pagehide", look);
  look();
  return () => { clearInterval(clock); removeEventListener("pagehide", look); };
}
"""

_keeper = st.components.v2.component("groundwork_chat_draft", html=_HTML, js=_JS)


def keep_chat_draft() -> None:
    """Keep what is typed into this page's chat field until it is sent."""
    _keeper(key="chat-draft")
