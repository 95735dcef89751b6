"""What a question leaves unsaid: `the gradient of x^2 + 3xy` is the gradient of a function that answers call f."""

from __future__ import annotations

import re

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.reading.syntax import Chain, Listing, Name, walk

_ASKED = re.compile(
    r"\b(?:gradient|derivatives?|hessian|slope|critical points?|minimum|maximum|differentiate)\b"
    r"(?:\s+(?:of|the))*(?:\s+function)?\s+([^?;:\n]{1,200})",
    re.IGNORECASE,
)
_END = re.compile(r"[$?;]|,\s|\.\s|\s(?:and|at|with|where|when|by|for|in|on|to|is|mean|what|how|using)\b")


def asked_about(question: str) -> tuple[Statement, ...]:
    """The function a question is about as the statement `f = …`; nothing unless it is read for sure."""
    for found in _ASKED.finditer(question):
        formula = found.group(1).strip().lstrip("$(\\ ").strip()
        end = _END.search(formula)
        formula = (formula[: end.start()] if end else formula).strip(" .,$")
        try:
            node = parse_math(formula)
        except UnreadableMath:
            continue
        names = [part for part in walk(node) if isinstance(part, Name)]
        if (
            names
            and not isinstance(node, Name | Chain | Listing)
            and all(len(name.text) == 1 for name in names)
        ):
            return (Statement("f", formula, "asked"),)
    return ()
