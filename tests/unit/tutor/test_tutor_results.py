"""An answer that does not say the number computed for it gets it said at its end."""

from __future__ import annotations

import pytest

from assistant.mathcheck.types import Fact
from assistant.tutor.results import restated, unsaid

BAYES = Fact(
    "bayes",
    r"The probability is $\frac{80}{619} \approx 0.1292$.",
    r"P(D \mid T) = \frac{80}{619} \approx 0.1292",
)
DETERMINANT = Fact("determinant", "The determinant is $-3$.", r"\det A = -3")
GRADIENT = Fact("gradient", r"The gradient is $(2x, 3)$.", r"\nabla f = (2 x, 3)")


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        (r"It is $\frac{80}{619}$.", BAYES, True),
        ("about 0.1292 in the end", BAYES, True),
        ("so roughly 12.92% of them", BAYES, True),
        (r"so $12.92\%$ of them", BAYES, True),
        ("It is 0.1238.", BAYES, False),
        ("Half of them.", BAYES, False),
        ("it comes to $-3$", DETERMINANT, True),
        ("it comes to $-7$", DETERMINANT, False),
        ("Nothing about it.", GRADIENT, True),
    ],
)
def test_a_computed_number_counts_as_said_in_any_of_its_forms(text: str, fact: Fact, said: bool) -> None:
    assert (unsaid(text, [fact]) == ()) is said


def test_what_was_left_out_is_said_in_the_words_of_the_result() -> None:
    assert restated([DETERMINANT]) == "As computed: The determinant is $-3$."
