"""A capital `I` for the imaginary unit, as computer algebra writes it: read so where the answer asked for is complex."""

from __future__ import annotations

import re

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.answers import Answer
from assistant.mathcheck.grading.names import nodes_of
from assistant.mathcheck.reading.syntax import Name, Node, walk
from assistant.mathcheck.values.build import build_readings

_UNIT = re.compile(r"(?<![A-Za-z\\_])I(?![A-Za-z_(])")


def with_small_unit(expected: Answer, submission: str) -> str:
    """The submission with `i` for `I`, of the same length, if the reference is complex and has no `I` of its own.

    Where the reference is real, or where `I` may be the identity matrix or a letter of the question, nothing changes.
    """
    nodes = nodes_of(expected)
    if any(isinstance(part, Name) and part.text.startswith("I") for node in nodes for part in walk(node)):
        return submission
    return _UNIT.sub("i", submission) if any(_is_complex(node) for node in nodes) else submission


def _is_complex(node: Node) -> bool:
    try:
        values = build_readings(node)
    except UnreadableMath:
        return False
    return any(isinstance(value, sympy.Basic) and value.has(sympy.I) for value in values)
