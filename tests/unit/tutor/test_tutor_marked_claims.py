"""Each mark in an answer has one claim behind it, in the same order; the page says the reason from it."""

from __future__ import annotations

import pytest

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.render import Marks, annotate, marked_claims

V, R, N = Verdict.VERIFIED, Verdict.REFUTED, Verdict.NOT_CHECKED


def claim(text: str, source: str, verdict: Verdict, kind: str = "identity", reason: str = "") -> CheckedClaim:
    start = text.index(source)
    return CheckedClaim(start, start + len(source), source, kind, verdict, reason or str(verdict), "1")


TEXT = "First $a = b$, then $c = d = e$, and\n\n$$\nf = g\n$$\n\nwhere $h := 1$."


@pytest.mark.parametrize(
    ("claims", "marked"),
    [
        ([claim(TEXT, "a = b", V)], ["a = b"]),
        ([claim(TEXT, "c = d", V), claim(TEXT, "d = e", R)], ["d = e"]),
        ([claim(TEXT, "c = d", N), claim(TEXT, "d = e", V)], ["c = d"]),
        ([claim(TEXT, "f = g", R), claim(TEXT, "a = b", N)], ["a = b", "f = g"]),
        ([claim(TEXT, "h := 1", N, "definition")], []),
        ([], []),
    ],
    ids=["one", "the refuted", "the unchecked", "in order of the text", "nothing claimed", "none"],
)
def test_the_claim_behind_each_mark(claims: list[CheckedClaim], marked: list[str]) -> None:
    assert [one.source for one in marked_claims(TEXT, claims)] == marked
    marks = Marks(verified="⟦m⟧", refuted="⟦m⟧", not_checked="⟦m⟧")
    assert annotate(TEXT, claims, marks).count("⟦m⟧") == len(marked)
