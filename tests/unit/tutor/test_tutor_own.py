"""What nobody gave to the model is marked as the model's own."""

from __future__ import annotations

import re

import pytest

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.own import facts_as_text, own_sentences, plain_formula
from assistant.tutor.render import annotate
from tests.fixtures.fakes import GRADIENT_FACT

GIVEN = [
    "What is the gradient of x^2 + 3xy?",
    r"The gradient has length $\sqrt{73} \approx 8.544$ at the point (1, 2), and $\nabla f = \left(2 x + 3 y, 3 x\right)$.",
]


def own(text: str, claims: tuple[CheckedClaim, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in own_sentences(text, claims, GIVEN)]


@pytest.mark.parametrize(
    "text",
    [
        "The gradient points uphill.",
        "It is $x$ that moves.",
        "Its length is 8.544 there.",
        r"So $\nabla f = (2x + 3y, 3x)$ [1].",
        "See [7] and the point (1, 2).",
        "1. First, hold on.\n2. Then, walk.",
        "```python\nx = 41\n```",
    ],
)
def test_what_was_given_is_nobodys_own(text: str) -> None:
    assert own(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was found in 1847. It points uphill.", ["It was found in 1847."]),
        ("It points uphill. Here $g(x) = 5x$ helps [1].", ["Here $g(x) = 5x$ helps [1]."]),
        ("About 90 % of it is noise.", ["About 90 % of it is noise."]),
    ],
)
def test_a_number_or_formula_found_nowhere_is_the_models_own(text: str, expected: list[str]) -> None:
    assert own(text) == expected


def test_a_formula_that_was_proved_is_not_the_models_word_alone() -> None:
    text = "And $2 + 2 = 4$ holds."
    match = re.search(r"2 \+ 2 = 4", text)
    assert match is not None
    claim = CheckedClaim(match.start(), match.end(), match[0], "arithmetic", Verdict.VERIFIED, "")
    assert own(text) == [text]
    assert own(text, (claim,)) == []


def test_results_count_as_given_with_their_steps() -> None:
    text = r"First $\frac{\partial f}{\partial x} = 2x + 3y$."
    assert own_sentences(text, (), facts_as_text([GRADIENT_FACT])) == ()


def test_spelling_makes_no_difference() -> None:
    assert plain_formula(r"\left( 2 x + 3\cdot y \right)") == plain_formula("(2x+3y)")
    assert plain_formula(r"x^{2}") == plain_formula("x^2")


def test_the_mark_stands_behind_its_sentence_and_never_in_a_formula() -> None:
    text = "Uphill. In 1847 it was $a = b$."
    spans = own_sentences(text, (), [])
    claim = CheckedClaim(24, 29, "a = b", "identity", Verdict.NOT_CHECKED, "why not")
    assert text[24:29] == "a = b"
    assert annotate(text, (claim,), own=spans) == "Uphill. In 1847 it was $a = b$ ○. (the model’s own)"


def test_the_mark_goes_below_a_displayed_formula() -> None:
    text = "$$a = 7$$"
    assert annotate(text, (), own=own_sentences(text, (), [])) == "$$a = 7$$\n\n(the model’s own)"
