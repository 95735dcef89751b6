"""What a comma in a typed number means, which depends on what is asked for."""

from __future__ import annotations

import re

from assistant.mathcheck.grading.answers import Answer, Single, Solutions

# Three digits after the comma are thousands, unless a zero stands before it.
_DECIMAL = re.compile(r"\s*[-+]?(?:0,\d+|[1-9]\d*,(?:\d{1,2}|\d{4,}))\s*%?\s*")

_THOUSANDS = re.compile(r"\s*-?\d{1,3}(?:,-?\d{3})+\s*")


def with_commas_as_expected(expected: Answer, submission: str) -> str:
    """The submission with its commas as the grader takes them.

    Where one value is expected, a lone number with a decimal comma, `0,5`, gets a point; `1,200` may be a thousand and
    stays as it is. Where several values are expected, 150,210 are two of them and not a hundred and fifty thousand.
    """
    if isinstance(expected, Single) and _DECIMAL.fullmatch(submission):
        return submission.replace(",", ".")
    if isinstance(expected, Solutions) and len(expected.nodes) > 1 and _THOUSANDS.fullmatch(submission):
        return submission.replace(",", ", ")
    return submission
