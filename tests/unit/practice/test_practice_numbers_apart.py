"""The numbers that second ways rest on, against values known exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.practice import second_way
from assistant.practice.draw import Draw
from assistant.practice.tasks import again, value_of, words


@pytest.mark.parametrize("nodes", [8, 12, 40])
def test_an_integral_of_a_polynomial_is_exact(nodes: int) -> None:
    assert second_way.equal(second_way.integral(lambda x: 5 * x**4 - 2 * x, -1, 2, nodes), 30)


def test_integrals_and_limits_have_thirty_digits() -> None:
    assert second_way.equal(second_way.integral(lambda x: 1 / x, 1, 2), second_way.called("log", 2))
    assert second_way.equal(second_way.limit(lambda x: (second_way.root(x + 9) - 3) / x, 0), Fraction(1, 6))
    assert second_way.equal(
        second_way.limit_at_infinity(lambda x: (3 * x * x + x) / (2 * x * x - 5)), Fraction(3, 2)
    )
    assert second_way.equal(second_way.limit(lambda x: abs(x) / x, 0, -1), -1)


def test_rank_and_solutions_of_systems_are_exact() -> None:
    assert second_way.rank(((1, 2, 3), (2, 4, 6), (1, 0, 1))) == 2
    assert second_way.rank(((0, 0), (0, 0))) == 0
    assert second_way.linear_solution(((2, 1), (1, 3)), (8, 9)) == (3, 2)
    assert second_way.exact_product(((1, 2), (3, 4)), ((0, 1), (-1, 2))) == ((-2, 5), (-4, 11))


def test_a_second_way_is_derived_once_and_refuses_other_values() -> None:
    calls: list[int] = []
    proof = again("counting", "Counted.", lambda: calls.append(1) or 5)
    assert proof.accepts(value_of(5)) and not proof.accepts(value_of(6))
    assert len(calls) == 1


def test_written_options_keep_their_key_however_they_are_shuffled() -> None:
    for seed in range(20):
        draft = words(
            Draw(str(seed)),
            ask=["Which one?"],
            right="This one.",
            options=[("This one.", ""), ("That one.", "No."), ("None.", "No.")],
            decide=lambda: "This one.",
            method="looking",
            detail="Looked.",
            steps=[("Look", "1 = 1")],
            hints=("a", "b", "c"),
        )
        assert draft.options[draft.key].text == "This one."
