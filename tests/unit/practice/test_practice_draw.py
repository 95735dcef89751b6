from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.practice.draw import Draw


def test_the_stream_is_the_same_on_every_machine_and_release() -> None:
    draw = Draw("golden")
    assert [draw.integer(0, 999) for _ in range(8)] == GOLDEN_INTEGERS
    assert Draw("golden").shuffled("abcdefgh") == GOLDEN_SHUFFLE


GOLDEN_INTEGERS = [53, 893, 685, 315, 22, 60, 15, 622]
GOLDEN_SHUFFLE = list("fcdhbega")


@given(st.text(max_size=20), st.integers(-50, 50), st.integers(0, 50))
def test_an_integer_stays_inside_its_bounds(key: str, low: int, width: int) -> None:
    draw = Draw(key)
    assert all(low <= draw.integer(low, low + width) <= low + width for _ in range(20))


@given(st.text(max_size=20), st.lists(st.integers(), max_size=12))
def test_a_shuffle_keeps_every_item(key: str, items: list[int]) -> None:
    assert sorted(Draw(key).shuffled(items)) == sorted(items)


def test_every_value_comes_up_about_equally_often() -> None:
    draw = Draw("even")
    counts = [0] * 6
    for _ in range(6_000):
        counts[draw.integer(0, 5)] += 1
    assert all(850 < count < 1_150 for count in counts)


def test_different_keys_give_different_streams() -> None:
    assert len({tuple(Draw(str(key)).vector(4, -99, 99)) for key in range(200)}) == 200
