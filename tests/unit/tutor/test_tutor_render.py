"""Verdicts beside their formulas, as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.render import Marks, annotate, count_verdicts, describe_citation, summarise_verdicts
from assistant.tutor.types import Citation
from tests.fixtures.fakes import find_claims

VERDICTS = {
    "a = 1": (Verdict.VERIFIED, None),
    "b = 9": (Verdict.REFUTED, "2"),
    "c < 0": (Verdict.REFUTED, None),
    "d = e": (Verdict.NOT_CHECKED, None),
    "2 + 2 = 5": (Verdict.REFUTED, "4"),
}


def marked(text: str) -> str:
    return annotate(text, find_claims(text, VERDICTS))


def claim(kind: str, verdict: Verdict) -> CheckedClaim:
    return CheckedClaim(0, 1, "x", kind, verdict, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So $a = 1$ here.", "So $a = 1$ ✓ here."),
        (r"So \(a = 1\) here.", r"So \(a = 1\) ✓ here."),
        ("So $$a = 1$$", "So $$a = 1$$ ✓"),
        ("So $b = 9$.", "So ~~$b = 9$~~ ✗ should be $2$."),
        ("So $c < 0$.", "So ~~$c < 0$~~ ✗ this is wrong."),
        ("So $d = e$.", "So $d = e$ ○."),
        ("Plain 2 + 2 = 5 there", "Plain ~~2 + 2 = 5~~ ✗ should be $4$ there"),
        ("$a = 1, d = e$", "$a = 1, d = e$ ○"),
        ("$a = 1, b = 9$", "~~$a = 1, b = 9$~~ ✗ should be $2$"),
        ("$$\nb = 9\n$$", "~~$\\displaystyle b = 9$~~ ✗ should be $2$"),
        (r"\[ b = 9 \]", "~~$\\displaystyle b = 9$~~ ✗ should be $2$"),
        ("$$\na = 1\n$$", "$$\na = 1\n$$\n\n✓"),
        ("still $a = 1", "still $a = 1 ✓"),
        ("`a = 1` in code", "`a = 1` ✓ in code"),
        ("```\nb = 9\n```", "```\nb = 9\n```"),
        ("nothing", "nothing"),
    ],
)
def test_marks_stand_behind_formulas_and_outside_their_delimiters(text: str, expected: str) -> None:
    assert marked(text) == expected


def test_a_block_of_several_lines_stays_and_its_wrong_line_is_named_below() -> None:
    text = "\\begin{align}\na = 1 \\\\\nb = 9\n\\end{align}"
    assert marked(text) == text + "\n\n~~$b = 9$~~ ✗ should be $2$"


def test_a_definition_that_was_not_checked_gets_no_mark() -> None:
    text = "Let $f(x) = x^2$."
    definition = CheckedClaim(5, 15, "f(x) = x^2", "definition", Verdict.NOT_CHECKED, "a definition")
    assert annotate(text, [definition]) == text


def test_the_page_may_choose_its_own_marks() -> None:
    text = "So $a = 1$."
    assert annotate(text, find_claims(text, VERDICTS), Marks(verified=":green[✓]")) == "So $a = 1$ :green[✓]."


def test_claims_that_point_outside_the_text_are_left_out() -> None:
    assert annotate("ab", [CheckedClaim(1, 9, "x", "operator", Verdict.REFUTED, "", "1")]) == "ab"


def test_verdicts_are_counted_and_said_in_one_line() -> None:
    claims = [
        claim("operator", Verdict.VERIFIED),
        claim("operator", Verdict.VERIFIED),
        claim("operator", Verdict.REFUTED),
        claim("definition", Verdict.NOT_CHECKED),
        claim("equation", Verdict.NOT_CHECKED),
    ]
    assert count_verdicts(claims) == {"verified": 2, "refuted": 1, "not_checked": 1}
    assert summarise_verdicts(claims) == "Formulas: 2 verified, 1 refuted, 1 not checked."
    assert summarise_verdicts([]) == ""


def test_a_citation_says_where_to_look() -> None:
    citation = Citation(2, "p", "Gradient", "notes/g.md", ("Gradient", "Intuition"), "iv", "text")
    assert describe_citation(citation) == "[2] Gradient › Intuition, p. iv"


pieces = st.sampled_from(
    ["$", "$$", " a = 1 ", " b = 9 ", " d = e ", "\n", "\n\n", "```", "`", "\\[", "\\]", "word "]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_the_text_nothing_of_it_is_lost_but_refuted_blocks_are_recast(text: str) -> None:
    result = marked(text)
    if "b = 9" not in text:
        assert result.replace("\n\n✓", "").replace("\n\n○", "").replace(" ✓", "").replace(" ○", "") == text
