"""Stories of a test that speak of the disease as "it"."""

from __future__ import annotations

import pytest

from assistant.mathcheck.solve import solve_text


@pytest.mark.parametrize(
    "story",
    [
        "2 % of people have a disease. A test finds it in 80 % of those who have it, and is wrongly positive for 11 % of "
        "those who do not. What is the probability that someone with a positive test has it?",
        "2% of people have a disease. A test detects it in 80% of those who have it and is wrongly positive in 11% of "
        "those who do not have it. What is the probability that someone with a positive test has the disease?",
    ],
)
def test_the_probability_after_a_positive_test_is_found(story: str) -> None:
    (fact,) = solve_text(story)
    assert r"\frac{80}{619}" in fact.latex


@pytest.mark.parametrize(
    "story",
    [
        "2 % of people have a disease. A test finds it in 80 % of those who have it. How likely is it that someone with a "
        "positive test has it?",
        "A test finds it in 80 % of those who have it, and is wrongly positive for 11 % of those who do not. What is the "
        "probability that someone with a positive test has it?",
    ],
)
def test_a_story_with_a_number_missing_stays_unanswered(story: str) -> None:
    assert solve_text(story) == ()
