"""What fuzzing found, and the promises it looked for (`benchmarks/fuzz_mathcheck.py`), on a few odd texts each time."""

from __future__ import annotations

import base64

import pytest

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.claims import claims_of
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.spans import SpanScanner, scan

FOUND = base64.b64decode(
    "VGhlIHRvjQAAAAAAAABzIHR5IGlzIDUAcyB9IFxxdWFkIDEyMCArIDEgPSAxMjEuCiB0eSBpcyA1KzQ9PDw9KzQ9MTA+PjEwIHRpbSgtMSs0"
    "PTw8PSs0PTEwPj4xMCB0aW0oLTEsIC1lcy4iNyk="
).decode("utf-8", errors="surrogateescape")
"""Atheris, 20 November 2026: the words after a line differed between a stream and the whole text; its claims may not."""

ODD = (
    FOUND,
    "$f(1,000)_{ij} = {2, 3}_{1}$",
    "$1 + 2 + \\dots + = 3$",
    "$\\left. x \\right|_{(1,2} = \\text{Var}_{x}[$",
    "$E_{x \\sim [y} = \\textrm{tr}\\begin{pmatrix} = 5$",
    "x 2 = <<5*2=10>>10 not = P(A|not) = 3",
    "${1 \\over} = {\\choose 2}$",
)


@pytest.mark.parametrize("text", ODD)
def test_a_text_in_pieces_gives_the_same_claims_and_nothing_but_a_refusal_comes_out(text: str) -> None:
    whole = [claim for block in scan(text) for claim in claims_of(block)]
    for cut in range(0, len(text), 7):
        scanner = SpanScanner()
        blocks = [*scanner.feed(text[:cut]), *scanner.feed(text[cut:]), *scanner.finish()]
        pieces = [claim for block in blocks for claim in claims_of(block)]
        assert [(claim.start, claim.source) for claim in pieces] == [
            (claim.start, claim.source) for claim in whole
        ]
    for side in [text, *(side.text for claim in whole for side in (claim.left, claim.right))]:
        try:
            parse_math(side)
        except UnreadableMath as refusal:
            assert 0 <= refusal.offset <= len(side)
