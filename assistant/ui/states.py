"""How the states of a topic look: a sign and a word each, readable without colour."""

from __future__ import annotations

from assistant.progress.types import CoverageState

STATE_BADGES = {
    CoverageState.UNTOUCHED: ":gray-badge[○ untouched]",
    CoverageState.SEEN: ":blue-badge[◔ seen]",
    CoverageState.PRACTISED: ":orange-badge[◑ practised]",
    CoverageState.MASTERED: ":green-badge[● mastered]",
    CoverageState.RUSTY: ":red-badge[↻ rusty]",
}
