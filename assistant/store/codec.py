"""The parts of a message as one versioned JSON value, and back exactly."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from assistant.errors import SchemaTooNew
from assistant.mathcheck.types import CheckedClaim, Fact, Step, Verdict
from assistant.tutor.types import Citation

_VERSION = 1


@dataclass(frozen=True, slots=True)
class MessageDetails:
    """What belongs to a message besides its text."""

    facts: tuple[Fact, ...]
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]
    topic_ids: tuple[str, ...]
    timings: tuple[tuple[str, float], ...]
    way: str = ""
    own: tuple[tuple[int, int], ...] = ()


def render_details(details: MessageDetails) -> str:
    """Write the details as JSON with a version number."""
    # Not as ASCII: two escaped half surrogates would come back as one character and move every offset behind them.
    return json.dumps({"version": _VERSION, **asdict(details)}, separators=(",", ":"), ensure_ascii=False)


def parse_details(text: str) -> MessageDetails:
    """Read what `render_details` wrote; raises SchemaTooNew for a version this Groundwork does not know."""
    values: dict[str, Any] = json.loads(text)
    if values["version"] != _VERSION:
        raise SchemaTooNew(
            "A message was written by a newer Groundwork.",
            safe="Nothing was changed.",
            todo="Update Groundwork.",
        )
    return MessageDetails(
        facts=tuple(
            Fact(**{**fact, "steps": tuple(Step(**step) for step in fact["steps"])})
            for fact in values["facts"]
        ),
        claims=tuple(
            CheckedClaim(**{**claim, "verdict": Verdict(claim["verdict"])}) for claim in values["claims"]
        ),
        citations=tuple(
            Citation(**{**citation, "section": tuple(citation["section"])})
            for citation in values["citations"]
        ),
        topic_ids=tuple(values["topic_ids"]),
        timings=tuple((name, seconds) for name, seconds in values["timings"]),
        # Messages of the first release have neither.
        way=values.get("way", ""),
        own=tuple((start, end) for start, end in values.get("own", ())),
    )
