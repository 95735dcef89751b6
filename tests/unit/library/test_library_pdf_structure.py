"""Lines to blocks: running heads out, headings found, paragraphs joined."""

from __future__ import annotations

from assistant.library.readers.pdf_limits import Line
from assistant.library.readers.pdf_structure import PdfPage, build_blocks


def page(index: int, *lines: Line, label: str | None = None) -> PdfPage:
    return PdfPage(index, label or str(index + 1), list(lines))


def body(*texts: str, top: float = 600.0, x: float = 70.0) -> list[Line]:
    return [Line(text, 10.0, x, top - 12 * number, False) for number, text in enumerate(texts)]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    subjects = ("Vectors", "Matrices", "Angles", "Norms")
    pages = [
        page(
            n,
            Line(f"Chapter 2. Vectors {n + 10}", 9, 70, 750, False),
            *body(f"{subject} are", "what this page", "tells about", f"when {subject} matter."),
            Line(str(n + 10), 9, 300, 40, False),
        )
        for n, subject in enumerate(subjects)
    ]
    blocks, _ = build_blocks(pages, [])
    assert [block.text for block in blocks] == [
        f"{subject} are what this page tells about when {subject} matter." for subject in subjects
    ]


def test_numbered_headings_make_section_paths() -> None:
    pages = [
        page(
            0,
            Line("3 Linear maps", 14, 70, 700, True),
            *body("Text of three.", top=670),
            Line("3.2 Eigenvalues", 12, 70, 640, True),
            *body("Text of three two.", top=610),
            Line("4 Spectra", 14, 70, 580, True),
            *body("Text of four.", top=550),
        )
    ]
    blocks, _ = build_blocks(pages, [])
    assert [(block.section, block.text) for block in blocks] == [
        (("3 Linear maps",), "Text of three."),
        (("3 Linear maps", "3.2 Eigenvalues"), "Text of three two."),
        (("4 Spectra",), "Text of four."),
    ]


def test_numbered_items_in_body_type_are_no_headings() -> None:
    blocks, _ = build_blocks([page(0, *body("1. First do this", "2. Then do that"))], [])
    assert all(block.section == () for block in blocks)


def test_the_outline_gives_the_section_path_even_where_its_line_is_not_found() -> None:
    outline = [(1, "Vectors", 0), (2, "Norms", 1), (1, "Maps", 2)]
    pages = [page(n, *body(f"Body {n}.")) for n in range(3)]
    blocks, _ = build_blocks(pages, outline)
    assert [block.section for block in blocks] == [("Vectors",), ("Vectors", "Norms"), ("Maps",)]


def test_an_outline_entry_starts_at_its_line() -> None:
    lines = [*body("Before."), Line("1.1 Norms", 12, 70, 560, True), *body("After.", top=530)]
    blocks, _ = build_blocks([page(0, *lines)], [(1, "Vectors", 0), (2, "Norms", 0)])
    assert [(block.section, block.text) for block in blocks] == [
        (("Vectors",), "Before."),
        (("Vectors", "1.1 Norms"), "After."),
    ]


def test_words_broken_at_the_line_end_are_mended_unless_their_hyphen_is_real() -> None:
    lines = body("The multivari-", "ate case is gradient-", "based; the gradient-based one.")
    blocks, _ = build_blocks([page(0, *lines)], [])
    assert blocks[0].text == "The multivariate case is gradient-based; the gradient-based one."


def test_paragraphs_part_at_gaps_and_indents() -> None:
    lines = [
        *body("One ends.", top=600),
        *body("Two begins after a gap", "and goes on.", "And on.", top=560),
        Line("Three is indented.", 10, 85, 524, False),
        Line("It goes on.", 10, 70, 512, False),
    ]
    blocks, _ = build_blocks([page(0, *lines)], [])
    assert [block.text for block in blocks] == [
        "One ends.",
        "Two begins after a gap and goes on. And on.",
        "Three is indented. It goes on.",
    ]


def test_offsets_point_into_the_pages_text() -> None:
    blocks, _ = build_blocks([page(0, *body("One.", top=600), *body("Two.", top=500))], [])
    text = "\n\n".join(block.text for block in blocks)
    assert [text[block.start : block.end] for block in blocks] == ["One.", "Two."]


def test_pages_without_text_are_reported() -> None:
    _, scanned = build_blocks([page(0, *body("x")), page(1), page(2, *body("y"))], [])
    assert scanned == [1]
