"""Citations stand for passages that were shown, or they go."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.citations import Cited, cite, holds_quote, without_markers
from assistant.tutor.types import Citation

GRADIENT = (
    "The gradient of a function collects its partial derivatives. It points in the direction in which the function "
    "grows fastest, and its length says how steep the function is there."
)
DOT = "The dot product of two vectors multiplies them component by component and adds the products up."


def passage(number: int, text: str) -> Citation:
    return Citation(number, f"p{number}", "Notes", "notes/n.md", ("Section",), None, text)


SHOWN = (passage(1, GRADIENT), passage(2, DOT))


def claims_of(text: str) -> tuple[CheckedClaim, ...]:
    return tuple(
        CheckedClaim(match.start(1), match.end(1), match.group(1), "operator", Verdict.VERIFIED, "")
        for match in re.finditer(r"\$([^$]+)\$", text)
    )


def cited(text: str, shown: tuple[Citation, ...] = SHOWN) -> Cited:
    return cite(text, claims_of(text), shown)


def numbers(result: Cited) -> list[int]:
    return [citation.number for citation in result.citations]


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        ("It is steep [1].", "It is steep [1].", [1]),
        ("It is steep [7].", "It is steep.", []),
        ("Steep [1][2].", "Steep [1][2].", [1, 2]),
        ("Steep [1, 2].", "Steep [1][2].", [1, 2]),
        ("Steep [1, 7].", "Steep [1].", [1]),
        ("Steep [7][8].", "Steep.", []),
        ("Steep [1][8].", "Steep [1].", [1]),
        ("Steep [passage 2].", "Steep [1].", [1]),
        ("Steep [^1].", "Steep [1].", [1]),
        ("Steep[2] indeed", "Steep[1] indeed", [1]),
        ("Two [2] before one [1].", "Two [1] before one [2].", [1, 2]),
        ("Two [2], one [1], two [2].", "Two [1], one [2], two [1].", [1, 2]),
    ],
)
def test_markers_are_kept_when_shown_and_dropped_when_not(text: str, expected: str, kept: list[int]) -> None:
    result = cited(text)
    assert result.text == expected
    assert numbers(result) == kept


@pytest.mark.parametrize(
    "text",
    [
        "At $[3]$ it is flat.",
        "Take the vector [3, 4] here.",
        "At the point [7, 9] it is flat.",
        "v = [3, 4]",
        "What is the determinant of [[1,2],[2,1]]?",
        "The rows of [[1], [2]] are short.",
        "It is `x[3]` in code.",
        "```python\nx[7] = [8]\n```",
        "Where x[3] is the third.",
        "Start from x[0] or [0].",
        "See [7](notes.md) there.",
        "$$\\begin{bmatrix} [7] \\end{bmatrix}$$",
    ],
)
def test_what_is_mathematics_or_code_is_no_marker(text: str) -> None:
    result = cited(text)
    assert result.text == text
    assert result.citations == ()


def test_a_quotation_in_the_passage_marked_stays() -> None:
    text = 'It "points in the direction in which the function grows fastest" [1].'
    assert cited(text).text == text


def test_a_quotation_marked_with_the_wrong_passage_gets_the_right_one() -> None:
    result = cited('It "points in the direction in which the function grows fastest" [2].')
    assert result.text.endswith('fastest" [1].')
    assert numbers(result) == [1]


def test_a_quotation_in_no_passage_loses_its_marks_and_its_marker() -> None:
    result = cited('As they say, "the gradient was invented by a French baker" [1].')
    assert result.text == "As they say, the gradient was invented by a French baker."
    assert result.citations == ()


def test_a_quotation_without_a_marker_that_is_in_a_passage_gets_one() -> None:
    result = cited("It “multiplies them component by component and adds the products up”.")
    assert result.text == "It “multiplies them component by component and adds the products up” [1]."
    assert result.citations[0].passage_id == "p2"


@pytest.mark.parametrize(
    "text",
    [
        'This "so called steepness of things" is new.',
        'Ask yourself "how worried should I be" first.',
        'A "flat" spot.',
    ],
)
def test_a_quotation_that_claims_no_source_is_left_alone(text: str) -> None:
    assert cited(text).text == text


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("its length says how steep the function is there", True),
        ("Its length says\nhow steep  the function is there.", True),
        ("its length tells how steep the function is there", True),
        ("its length says how flat the landscape was yesterday", False),
        (GRADIENT + " And more that is not in there at all, for sure.", False),
    ],
)
def test_quotes_are_compared_exactly_and_then_nearly(quote: str, held: bool) -> None:
    assert holds_quote(GRADIENT, quote) is held


def test_an_answer_that_cites_nothing_is_attributed_by_its_words() -> None:
    result = cited(
        "The gradient collects the partial derivatives of a function: $\\nabla f$. My cat likes warm windows in winter time."
    )
    assert result.text.startswith(
        "The gradient collects the partial derivatives of a function: $\\nabla f$ [1]."
    )
    assert result.text.endswith("winter time.")
    assert numbers(result) == [1]


def test_a_weak_overlap_is_never_made_a_citation() -> None:
    text = "A function can be many things to many people. Bananas grow fastest in warm humid climates near oceans."
    result = cited(text)
    assert result.text == text
    assert result.citations == ()


def test_an_answer_that_cites_is_given_no_further_markers() -> None:
    text = "It is steep [2]. The gradient of a function collects its partial derivatives."
    assert cited(text).text == "It is steep [1]. The gradient of a function collects its partial derivatives."


def test_attribution_marks_a_passage_twice_at_most() -> None:
    sentence = "The gradient of a function collects its partial derivatives. "
    assert cited(sentence * 5).text.count("[1]") == 2


def test_without_passages_nothing_is_cited() -> None:
    result = cited("The gradient collects partial derivatives of the function [1].", ())
    assert result.text == "The gradient collects partial derivatives of the function."
    assert result.citations == ()


def test_claims_follow_the_text() -> None:
    result = cited(
        'As [9] says, [1] and $a = b$ [2], then [8] "made up words of nobody at all" [1] give $c = d$ [1, 9].'
    )
    assert [result.text[claim.start : claim.end] for claim in result.claims] == ["a = b", "c = d"]
    assert [claim.source for claim in result.claims] == ["a = b", "c = d"]


def test_a_formula_within_a_quotation_that_stands_nowhere_keeps_its_verdict() -> None:
    result = cited("They say “the slope is $a = b$ for all of us” [1].")
    assert result.text == "They say the slope is $a = b$ for all of us."
    assert [result.text[claim.start : claim.end] for claim in result.claims] == ["a = b"]


def test_without_markers_a_text_reads_on() -> None:
    assert without_markers("It is steep [1], and long [2, 3]. The vector [1, 2] stays.") == (
        "It is steep, and long. The vector [1, 2] stays."
    )


def test_numbers_follow_the_order_of_appearance_and_keep_their_passages() -> None:
    result = cited(
        "The dot product adds products [2]. The gradient points uphill [1]. Again the dot product [2]."
    )
    assert [(citation.number, citation.passage_id) for citation in result.citations] == [(1, "p2"), (2, "p1")]
    assert result.text.endswith("Again the dot product [1].")


def test_what_was_cited_before_keeps_its_number() -> None:
    before = (Citation(1, "p2", "Notes", "notes/n.md", ("Section",), None, DOT),)
    result = cite("And uphill [1], as said [2].", (), SHOWN, before=before)
    assert result.text == "And uphill [2], as said [1]."
    assert [(citation.number, citation.passage_id) for citation in result.citations] == [(1, "p2"), (2, "p1")]


words = st.sampled_from(
    [
        "The gradient",
        "[1]",
        "[2]",
        "[9]",
        "[1, 9]",
        "$a = b$",
        '"its length says how steep the function is"',
        "[1]",
        ".",
        "\n\n",
        "- ",
        '"five words that nobody wrote"',
        "`x[1]`",
        "vector",
        "collects its partial derivatives",
        "x[2]",
        "“",
        "”",
        "[",
    ]
)


@given(st.lists(words, max_size=25).map(" ".join))
def test_whatever_the_answer_only_shown_passages_are_cited_and_claims_point_right(text: str) -> None:
    before = claims_of(text)
    result = cite(text, before, SHOWN)
    assert {citation.passage_id for citation in result.citations} <= {
        citation.passage_id for citation in SHOWN
    }
    assert numbers(result) == list(range(1, len(result.citations) + 1))
    assert [claim.source for claim in result.claims] == [claim.source for claim in before]
    for claim in result.claims:
        assert result.text[claim.start : claim.end] == claim.source
    again = cite(result.text, result.claims, result.citations)
    assert again.citations == result.citations


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It multiplies two vectors component by component and adds the products up. [1]", ["p2"]),
        (
            "The dot product multiplies component by component [1]. The gradient collects partial derivatives [2].",
            ["p2", "p1"],
        ),
        (
            "The gradient of a function says how steep it grows, and a product of vectors does not [1].",
            ["p1"],
        ),
        ("Vectors [1].", ["p1"]),
    ],
)
def test_a_marker_behind_the_words_of_another_passage_is_corrected(text: str, kept: list[str]) -> None:
    assert [citation.passage_id for citation in cited(text).citations] == kept


def test_a_marker_before_a_colon_is_one_but_the_target_of_a_link_is_not() -> None:
    assert cited("As the notes say [2]: add the products of the components up.").text.startswith(
        "As the notes say [1]:"
    )
    assert cited("As they say [7]: add up.").text == "As they say: add up."
    assert numbers(cited("Steep.\n\n[1]: https://example.org")) == []
