"""Sums that leave terms out: computed only where the terms written show the pattern."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


@pytest.mark.parametrize(
    "text",
    [
        r"$1 + 2 + \dots + 100 = 5050$",
        r"$2 + 4 + \cdots + 100 = 2550$",
        r"$1 + 2 + \dots + n = \frac{n(n+1)}{2}$",
        r"$1 + 3 + 5 + \cdots + (2k-1) = k^2$",
        r"$1^2 + 2^2 + \cdots + n^2 = \frac{n(n+1)(2n+1)}{6}$",
        r"$1 + 2 + 4 + \cdots + 2^n = 2^{n+1} - 1$",
        r"$1 + r + r^2 + \dots + r^n = \frac{1 - r^{n+1}}{1 - r}$",
        r"$\frac{1}{1 \cdot 2} + \frac{1}{2 \cdot 3} + \dots + \frac{1}{n(n+1)} = \frac{n}{n+1}$",
        "$1 + 2 + ... + 10 = 55$",
    ],
)
def test_a_clear_pattern_is_added_up(text: str) -> None:
    assert [claim.verdict.value for claim in check_text(text)] == ["verified"]


def test_a_wrong_sum_is_refuted() -> None:
    (claim,) = check_text(r"$1 + 2 + \dots + 100 = 5051$")
    assert (claim.verdict.value, claim.expected) == ("refuted", "5050")


@pytest.mark.parametrize(
    "text",
    [
        r"$1 + \dots + 100 = 5050$",
        r"$2 + 4 + \dots + 64 = 1056$",  # by twos, or by doubling
        r"$1 + 4 + 8 + \dots + 100 = 1000$",
        r"$1 + 2 + \dots + 7.5 = 20$",
        r"$a_1 + a_2 + \dots + a_n = 5$",
        r"$1 + 2 + 3 + \dots = 5$",
        r"$1 + 2 + \dots + 100000 = 5$",
    ],
)
def test_a_pattern_that_is_not_clear_is_never_guessed(text: str) -> None:
    assert [claim.verdict.value for claim in check_text(text)] == ["not_checked"]
