"""What follows from the linear equations of a message, and what plainly contradicts them."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def last(text: str) -> tuple[str, str | None]:
    claim = check_text(text)[-1]
    return claim.verdict.value, claim.expected


@pytest.mark.parametrize(
    "text",
    [
        "We know that h + m = 88000 and m = 10h. Substituting, we get h + 10h = 88000",
        "So y = x + 60, and y + x = 100. Substituting, we get 2x+60=100",
        r"$2x + y = 5$ and $x - y = 1$. Adding the two gives $3x = 6$",
        r"$2x + y = 5$ and $x - y = 1$, so $y = 1$",
        r"\begin{align*} x + y &= 32 \\ y + z &= 42 \\ x + z &= 30 \end{align*} Adding: $2x + 2y + 2z = 104$",
        r"$4x = 12$, so $x = 12/4 = 3$",
        "s + l = 40 and l = 4s\nwe get s = 8\nSubstituting this back into l = 4s",
    ],
)
def test_what_follows_from_the_equations_together_is_verified(text: str) -> None:
    assert last(text)[0] == "verified"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Combining like terms, we get 3x = 33.\nDividing both sides by 3, we get x = 17", "11"),
        ("We get 4S = 70. Dividing both sides by 4, we get S = 15", r"\frac{35}{2}"),
        ("We know m + h = 80,000 and m = 10h. Substituting the second, we get 10h + h = 88,000", None),
        (r"From $2x + 6 = 0$ we get $2x = 6$", "x = -3"),
        (r"$2x + 6 = 0$, so $x = 3$.", "-3"),
    ],
)
def test_a_step_announced_to_follow_that_has_another_solution_is_refuted(
    text: str, expected: str | None
) -> None:
    verdict, value = last(text)
    assert verdict == "refuted"
    assert expected in (None, value)


@pytest.mark.parametrize(
    "text",
    [
        r"$x - 4 = 10$ or $x - 4 = -10$, so $x = 14$ or $x = -6$. If the second holds, $x = 5$",
        r"$x - 2 = 0$, $x + 5 = 0$",
        r"If $2x = 6$, then $x = 3$. In the other case we get $x = 7$",
        r"$|x - 4| = 10$. Then $x - 4 = 10$, so also $x - 4 = -10$",
        r"$x^2 = 9$ gives $x = 3$. Then $x = 4$",
        "The first gives 2x = 6.\nx = 4 is the answer to the second.",
        r"$3x = 43$, so $x = 14$",
        r"$200x = 30$, so $x = 15$ per cent",
        r"$2x = 6$. Checking whether $x = 4$",
        r"$x + y = 5$ and $x + y = 7$ cannot both hold, so $x = 1$",
    ],
)
def test_another_case_a_rounding_or_a_trial_is_never_refuted(text: str) -> None:
    assert "refuted" not in [claim.verdict.value for claim in check_text(text)]
