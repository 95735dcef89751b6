"""PDF fragments to lines: scripts marked, large symbols and ligatures mended."""

from __future__ import annotations

import pytest

from assistant.library.readers.pdf_lines import Line, LineBuilder

IDENTITY = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def lines_of(*fragments: tuple[str, float, float], font: str = "/CMR10") -> list[Line]:
    builder = LineBuilder(10_000)
    for number, (text, size, y) in enumerate(fragments):
        matrix = [1.0, 0.0, 0.0, 1.0, 10.0 * number, y]
        builder.add(text, IDENTITY, matrix, {"/BaseFont": font}, size)
    return builder.finish()


@pytest.mark.parametrize(
    ("fragments", "text"),
    [
        ([("x", 10, 100), ("2", 7, 103.6), (" + 1", 10, 100)], "x^{2} + 1"),
        ([("x", 10, 100), ("2", 7, 103.6), ("+ 1", 10, 100)], "x^{2}+ 1"),
        ([("θ", 10, 100), ("i", 7, 98.5)], "θ_{i}"),
        ([("x", 10, 100), ("(", 7, 104), ("i", 7, 104), (")", 7, 104), (" =", 10, 100)], "x^{(i)} ="),
        ([("x", 10, 100), ("i", 7, 98.5), ("2", 7, 104)], "x_{i}^{2}"),
        ([("Small words", 10, 100), (" caps", 8, 100)], "Small words caps"),
        ([("1", 7, 104), ("See the appendix.", 10, 100)], "1See the appendix."),
        ([("σ", 12, 100), ("2 ", 8, 105), ("I", 12, 100), ("n", 8, 98.2), (")", 12, 100)], "σ^{2} I_{n})"),
        ([("plain text", 10, 100)], "plain text"),
    ],
)
def test_small_and_off_the_baseline_is_a_script(fragments: list[tuple[str, float, float]], text: str) -> None:
    assert [line.text for line in lines_of(*fragments)] == [text]


def test_scaled_matrices_count_as_size() -> None:
    builder = LineBuilder(100)
    builder.add("x", [1, 0, 0, 1, 0, 0], [10, 0, 0, 10, 0, 100], None, 1)
    builder.add("2", [1, 0, 0, 1, 0, 0], [7, 0, 0, 7, 6, 104], None, 1)
    assert builder.finish()[0].text == "x^{2}"


def test_line_ends_of_the_extractor_end_lines() -> None:
    found = lines_of(("first\n", 10, 100), ("\n", 10, 90), ("second", 14, 80))
    assert [(line.text, line.size, line.y) for line in found] == [("first", 10, 100), ("second", 14, 80)]


def test_large_symbols_without_unicode_are_known_by_their_place() -> None:
    assert lines_of(("Z", 10, 100), font="/ABCDEF+CMEX10")[0].text == "∫"
    assert lines_of(("Z", 10, 100))[0].text == "Z"


def test_ligatures_styled_letters_and_soft_hyphens_become_plain() -> None:
    assert lines_of(("e\ufb03cient 𝑥 a\u00adb\u00a0c", 10, 100))[0].text == "efficient x ab c"


def test_bitmap_fonts_of_tex_are_not_dingbats() -> None:
    builder = LineBuilder(100)
    font = {"/Subtype": "/Type3", "/CharProcs": {"/a97": 0, "/a98": 0}}
    builder.add("❛❜", IDENTITY, IDENTITY, font, 10)
    assert builder.finish()[0].text == "ab"
    assert lines_of(("❛", 10, 100))[0].text == "❛"


def test_bold_lines_are_known() -> None:
    assert lines_of(("Heading", 10, 100), font="/XYZ+CMBX12")[0].bold
    assert not lines_of(("text", 10, 100))[0].bold


def test_a_page_gives_no_more_text_than_allowed() -> None:
    builder = LineBuilder(10)
    for _ in range(5):
        builder.add("abcdefg\n", IDENTITY, IDENTITY, None, 10)
    assert sum(len(line.text) for line in builder.finish()) <= 10
