"""The reason of each verdict on its badge: shown when it is pointed at or reached with the Tab key.

Streamlit draws a badge without a tooltip. This component draws nothing; it writes the reasons onto the badges of the
message it stands in, in their order, as text that is only ever the value of an attribute. What they look like is in
`frame.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.render import marked_claims

_SAID = {
    Verdict.VERIFIED: "Verified: this formula was checked by algebra.",
    Verdict.REFUTED: "Refuted: algebra gives another value.",
    Verdict.NOT_CHECKED: "Not checked.",
}

_JS = """
export default function (component) {
  const { data, parentElement } = component;
  const host = parentElement.host || parentElement;
  const message = host.closest('[data-testid="stChatMessage"]');
  if (!message) return;
  const write = () => {
    const badges = [...message.querySelectorAll(".stMarkdownBadge")].filter(
      (badge) => "✓✗○".includes(badge.textContent.trim()[0]) && !badge.closest('[data-testid="stExpander"]')
    );
    if (badges.length !== data.reasons.length) return;
    badges.forEach((badge, at) => {
      if (badge.dataset.reason === data.reasons[at]) return;
      badge.dataset.reason = data.reasons[at];
      badge.tabIndex = 0;
      badge.setAttribute("role", "note");
      badge.setAttribute("aria-label", `${badge.textContent.trim()}. ${data.reasons[at]}`);
    });
  };
  write();
  const watcher = new MutationObserver(write);
  watcher.observe(message, { childList: true, subtree: true });
  return () => watcher.disconnect();
}
"""

_reasons = st.components.v2.component("groundwork_reasons", html="<span></span>", js=_JS)


def draw_reasons(text: str, claims: Sequence[CheckedClaim], *, key: str) -> None:
    """Put the reason of each verdict onto its badge, in the message that is being drawn."""
    reasons = [
        (claim.reason or _SAID[claim.verdict]).replace("$", "") for claim in marked_claims(text, claims)
    ]
    if reasons:
        _reasons(key=key, data={"reasons": reasons})
