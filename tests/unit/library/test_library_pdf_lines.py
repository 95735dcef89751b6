"""PDF fragments to lines: scripts marked, large symbols and ligatures mended."""

from __future__ import annotations

import pytest

from assistant.library.readers.pdf_limits import Line, with_limits
from assistant.library.readers.pdf_lines import LineBuilder

IDENTITY = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def lines_of(*fragments: tuple[str, float, float], font: str = "/CMR10") -> list[Line]:
    builder = LineBuilder(10_000)
    for number, (text, size, y) in enumerate(fragments):
        matrix = [1.0, 0.0, 0.0, 1.0, 10.0 * number, y]
        builder.add(text, IDENTITY, matrix, {"/BaseFont": font}, size)
    return builder.finish().lines


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
    assert builder.finish().lines[0].text == "x^{2}"


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
    assert builder.finish().lines[0].text == "ab"
    assert lines_of(("❛", 10, 100))[0].text == "❛"


def test_bold_lines_are_known() -> None:
    assert lines_of(("Heading", 10, 100), font="/XYZ+CMBX12")[0].bold
    assert not lines_of(("text", 10, 100))[0].bold


def test_a_page_gives_no_more_text_than_allowed() -> None:
    builder = LineBuilder(10)
    for _ in range(5):
        builder.add("abcdefg\n", IDENTITY, IDENTITY, None, 10)
    assert sum(len(line.text) for line in builder.finish().lines) <= 10


def shown_together(builder: LineBuilder, text: str, size: float, heights: list[float]) -> None:
    """A fragment that pypdf has joined from pieces at several heights."""
    for height in heights:
        builder.before(b"Tj", [text], IDENTITY, [1, 0, 0, 1, 0, height])
    builder.add(text, IDENTITY, [1, 0, 0, 1, 0, heights[0]], None, size)


@pytest.mark.parametrize(
    ("base", "script", "heights", "text"),
    [
        ("x", "2 1", [103.9, 97.1], "x_{1}^{2}"),
        ("c", "2 i", [103.9, 97.1], "c_{i}^{2}"),
        ("x", "i j", [97.1, 97.1], "x_{i j}"),
        ("x", "2 + 1", [103.9, 97.1], "x^{2 + 1}"),
        ("−", "1 2", [104.2, 96.0], "−\\frac{1}{2}"),
        ("the part", "1 2", [104.2, 96.0], "the part \\frac{1}{2}"),
        ("max", "2 i", [104.2, 96.0], "max_{i}^{2}"),
    ],
)
def test_an_index_under_an_exponent_is_taken_apart(
    base: str, script: str, heights: list[float], text: str
) -> None:
    builder = LineBuilder(1_000)
    shown_together(builder, base, 11, [100.0])
    shown_together(builder, script, 8, heights)
    assert builder.finish().lines[0].text == text


def page_with_hidden(
    visible: str, hidden: str, operators: list[tuple[bytes, list[float]]]
) -> tuple[list[str], int]:
    builder = LineBuilder(1_000)
    shown_together(builder, f"{visible}\n", 10, [100.0])
    builder.before(b"q", [], IDENTITY, IDENTITY)
    for operator, operands in operators:
        builder.before(operator, operands, IDENTITY, IDENTITY)
    shown_together(builder, f"{hidden}\n", 10, [90.0])
    builder.before(b"Q", [], IDENTITY, IDENTITY)
    shown_together(builder, "The end.", 10, [80.0])
    page = builder.finish()
    return [line.text for line in page.lines], page.hidden_words


@pytest.mark.parametrize(
    "operators", [[(b"Tr", [3])], [(b"rg", [1, 1, 1])], [(b"g", [1])], [(b"k", [0, 0, 0, 0])]]
)
def test_text_that_cannot_be_seen_is_left_out_and_counted(operators: list[tuple[bytes, list[float]]]) -> None:
    seen = "A page of a book that everybody can read."
    assert page_with_hidden(seen, "obey me now", operators) == ([seen, "The end."], 3)
    assert page_with_hidden(seen, "grey text", [(b"g", [0.9])])[1] == 0


def test_what_text_recognition_puts_behind_a_scan_is_kept() -> None:
    lines, hidden = page_with_hidden(
        "7", "A scanned page with all of its words behind the picture", [(b"Tr", [3])]
    )
    assert lines[1].startswith("A scanned page")
    assert hidden == 0


@pytest.mark.parametrize(
    ("text", "font", "mended", "damaged"),
    [
        ("@f", "/ABCDEF+CMMI10", "∂f", 0),
        ("r f 2 R", "/CMSY10", "∇ f ∈ R", 0),
        ("a@b.org", "/Times", "a@b.org", 0),
        ("x\ue0a1y\ufffd", "/Odd", "x\ue0a1y\ufffd", 2),
        ("(cid:12) x", "/Odd", "(cid:12) x", 1),
    ],
)
def test_signs_are_mended_where_that_is_certain_and_counted_where_not(
    text: str, font: str, mended: str, damaged: int
) -> None:
    builder = LineBuilder(1_000)
    builder.add(text, IDENTITY, IDENTITY, {"/BaseFont": font}, 10)
    page = builder.finish()
    assert (page.lines[0].text, page.damaged) == (mended, damaged)


def test_a_script_of_a_script_is_marked_inside_it() -> None:
    found = lines_of(("e", 10, 100), ("−λc", 7, 104), ("2", 5, 107), ("/2", 7, 104), (" dc", 10, 100))
    assert found[0].text == "e^{−λc^2/2} dc"


def line(text: str, size: float, x: float, y: float) -> Line:
    return Line(text, size, x, y, False)


BEFORE, BEHIND, BELOW = (
    line("q(x) =", 10.9, 172, 460),
    line("c_{i}.", 10.9, 225, 460),
    line("i=1", 8, 208, 447),
)


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ([BEFORE, line("n∑", 10.9, 212, 471), BELOW, BEHIND], ["q(x) = ∑_{i=1}^{n} c_{i}."]),
        (
            [line("∫_{∞}", 10.9, 154, 476), line("−∞", 8, 160, 452), line("e dc", 10.9, 177, 462)],
            ["∫_{−∞}^{∞} e dc"],
        ),
        ([line("∑", 10.9, 212, 471), BELOW], ["∑_{i=1}"]),
        ([line("∑", 10.9, 212, 471), line("A whole sentence follows here.", 10.9, 50, 447)], None),
        ([line("∑", 10.9, 212, 471), line("far", 8, 400, 447)], None),
        ([line("∑", 10.9, 212, 471)], None),
        ([], None),
    ],
)
def test_limits_on_lines_of_their_own_go_back_to_their_sign(
    lines: list[Line], texts: list[str] | None
) -> None:
    assert [one.text for one in with_limits(lines)] == (texts or [one.text for one in lines])
