"""PDFs: what is read of good ones, and what is said of bad ones. Never a hang, never a crash."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import psutil
import pypdf
import pytest
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentError,
    DocumentTooLarge,
)
from assistant.library.library import Library
from assistant.library.readers.pdf import PdfReader, draw_page
from assistant.library.readers.registry import choose_reader

WORDS = ("ants", "bees", "cats", "lions", "dogs")
STORY = [
    "The eigenvalue equation says that a matrix only",
    "stretches its eigenvectors. The multipli-",
    "cative factor is the eigenvalue.",
    "It solves the characteristic polynomial.",
]


def draw_text(canvas: Canvas, lines: list[str], top: int = 480) -> None:
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(lines):
        canvas.drawString(50, top - 12 * number, line)


def chapter(path: Path, pages: int = 5, *, scanned: tuple[int, ...] = ()) -> Path:
    """A chapter with front matter page i, an outline, running heads, page numbers and an exponent."""
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    canvas.setTitle("Spectral theory")
    canvas.addPageLabel(0, "ROMAN_LOWER", 1)
    canvas.addPageLabel(1, "ARABIC", 7)
    for number in range(pages):
        if number in scanned:
            canvas.rect(50, 50, 200, 300)
            canvas.showPage()
            continue
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, 560, f"Chapter 3. Spectra {number}")
        canvas.drawString(200, 30, f"{number + 6}")
        canvas.setFont("Helvetica-Bold", 14)
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"3.{number} Part {number}", f"p{number}", 1 if number else 0)
        canvas.drawString(50, 510, f"3.{number} Part {number}")
        draw_text(canvas, [f"This is part {number} of the chapter on topic{number}.", *STORY])
        text = canvas.beginText(50, 380)
        text.setFont("Helvetica", 10)
        text.textOut(f"The quadratic form of {WORDS[number]} is x")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut("2")
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


def test_a_chapter_is_cited_by_printed_page_and_section(library: Library, tmp_path: Path) -> None:
    (result,) = library.ingest("ada", [chapter(tmp_path / "spectra.pdf")])
    assert result.outcome == "added"
    assert result.document is not None
    assert (result.document.title, result.document.pages, result.document.problems) == (
        "Spectral theory",
        5,
        (),
    )
    best = library.search("ada", "what does the part on topic3 say").passages[0].passage
    assert (best.document, best.page, best.page_index) == ("Spectral theory", "9", 3)
    assert best.section[-1] == "3.3 Part 3"
    assert "The multiplicative factor" in best.text
    assert "Chapter 3. Spectra" not in best.text
    assert "The quadratic form of lions is x^{2}" in best.text


def test_front_matter_pages_have_roman_labels(tmp_path: Path) -> None:
    read = PdfReader().read(chapter(tmp_path / "a.pdf"))
    assert [read.blocks[0].page, read.blocks[-1].page] == ["i", "10"]


def test_scanned_pages_are_named(library: Library, tmp_path: Path) -> None:
    (result,) = library.ingest("ada", [chapter(tmp_path / "a.pdf", scanned=(2, 3))])
    assert result.document is not None
    (problem,) = result.document.problems
    assert "pages 8 and 9" in problem


def test_a_scan_of_everything_says_so(library: Library, tmp_path: Path) -> None:
    (result,) = library.ingest("ada", [chapter(tmp_path / "a.pdf", 2, scanned=(0, 1))])
    assert result.outcome == "failed"
    assert "OCR" in result.error


def test_a_page_can_be_shown_as_a_picture(library: Library, tmp_path: Path) -> None:
    path = chapter(tmp_path / "a.pdf")
    library.ingest("ada", [path])
    passage = library.search("ada", "eigenvalue").passages[0].passage
    picture = library.page_image("ada", passage.id)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width < height < 3000
    path.unlink()
    assert library.page_image("ada", passage.id) is None


def test_a_note_has_no_picture(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf])
    assert library.page_image("ada", library.search("ada", "posterior").passages[0].passage.id) is None


def test_drawing_nonsense_gives_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nonsense %%EOF")
    assert draw_page(path, 0) is None
    assert draw_page(chapter(tmp_path / "b.pdf", 1), 7) is None


def encrypted(path: Path, password: str) -> Path:
    plain = chapter(path.with_suffix(".plain"), 2)
    writer = pypdf.PdfWriter(clone_from=plain)
    writer.encrypt(password, algorithm="AES-256")
    writer.write(path)
    return path


def test_an_encrypted_file_asks_for_its_password_and_opens_with_it(library: Library, tmp_path: Path) -> None:
    path = encrypted(tmp_path / "locked.pdf", "open sesame")
    (result,) = library.ingest("ada", [path])
    assert result.outcome == "failed"
    assert "needs a password" in result.error
    (result,) = library.ingest("ada", [path], password="wrong")
    assert "does not open" in result.error
    (result,) = library.ingest("ada", [path], password="open sesame")
    assert result.outcome == "added"
    assert [result.outcome for result in library.ingest("ada", [path])] == ["unchanged"]


def test_pages_of_an_encrypted_file_are_shown_where_its_password_is_known(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library()
    library.ingest("ada", [encrypted(tmp_path / "locked.pdf", "open sesame")], password="open sesame")
    passage = library.search("ada", "eigenvalue").passages[0].passage
    assert library.page_image("ada", passage.id) is not None
    later = make_library()
    assert later.page_image("ada", passage.id) is None
    assert later.page_image("ada", passage.id, password="wrong") is None
    assert later.page_image("ada", passage.id, password="open sesame") is not None


def with_content(content: bytes, *, packed: bool = True) -> bytes:
    """A PDF of one page with this content stream."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = pypdf.generic.StreamObject()
    stream.set_data(zlib.compress(content, 9) if packed else content)
    if packed:
        stream[pypdf.generic.NameObject("/Filter")] = pypdf.generic.NameObject("/FlateDecode")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


BAD: dict[str, tuple[Callable[[bytes], bytes], type[DocumentError]]] = {
    "no bytes": (lambda good: b"", DocumentEmpty),
    "not a PDF": (lambda good: b"<html>a web page</html>" * 100, DocumentDamaged),
    "only a mark": (lambda good: b"%PDF-1.7\n", DocumentDamaged),
    "cut in half": (lambda good: good[: len(good) // 2], DocumentDamaged),
    "cut at the end": (lambda good: good[:-40], DocumentDamaged),
    "no pages": (lambda good: good.replace(b"/Kids", b"/Kind").replace(b"/Count", b"/Kount"), DocumentDamaged),
    "nonsense with an end": (lambda good: b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"%%EOF", DocumentDamaged),
    "pages that hold themselves": (
        lambda good: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        DocumentDamaged,
    ),
    "two hundred million bytes in one page": (
        lambda good: with_content(b"BT /F1 12 Tf (x) Tj ET\n" * 9_000_000),
        DocumentDamaged,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error"), BAD.values(), ids=BAD.keys())
def test_bad_files_end_in_a_named_error(
    tmp_path: Path, make: Callable[[bytes], bytes], error: type[DocumentError]
) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(make(chapter(tmp_path / "good.pdf").read_bytes()))
    with pytest.raises(error) as caught:
        choose_reader(path).read(path)
    assert "bad.pdf" in caught.value.what
    assert caught.value.safe
    assert caught.value.todo


def test_a_wrong_table_of_places_is_mended(tmp_path: Path) -> None:
    path = chapter(tmp_path / "a.pdf")
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n123\n%%EOF\n")
    assert PdfReader().read(path).pages == 5


CUTS = 200


@pytest.mark.timeout(240)
def test_cut_anywhere_a_file_is_read_or_named(tmp_path: Path) -> None:
    data = chapter(tmp_path / "good.pdf", 2).read_bytes()
    path = tmp_path / "cut.pdf"
    numbers = random.Random(20)
    for cut in sorted(numbers.sample(range(len(data)), CUTS)):
        path.write_bytes(data[:cut])
        try:
            choose_reader(path).read(path)
        except DocumentError as error:
            assert "cut.pdf" in error.what


def test_a_file_that_takes_too_long_to_open_is_given_up(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(DocumentTooLarge, match="seconds"):
        PdfReader(step_seconds=0.01).read(chapter(tmp_path / "slow.pdf"))
    assert time.monotonic() - started < 10


def test_a_page_that_is_lost_is_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.library.readers import pdf
    from assistant.library.readers.pdf_process import ChildDiedError, PdfChild

    class Fragile(PdfChild):
        def answer(self) -> dict[str, object]:
            answer = super().answer()
            if answer.get("page") == 2:
                raise ChildDiedError
            return answer

    monkeypatch.setattr(pdf, "PdfChild", Fragile)
    read = PdfReader().read(chapter(tmp_path / "a.pdf"))
    assert {block.page_index for block in read.blocks} == {0, 1, 3, 4}
    assert "Could not read page 8" in read.problems[0]


def test_a_library_in_the_present_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "pypdf", "assistant"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert PdfReader().read(chapter(tmp_path / "a.pdf")).pages == 5


def test_the_child_gets_no_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    seen: list[dict[str, str]] = []
    real = subprocess.Popen

    def record(*arguments: object, **options: object) -> object:
        seen.append(options["env"])  # type: ignore[arg-type]
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setattr(subprocess, "Popen", record)
    PdfReader().read(chapter(tmp_path / "a.pdf", 1))
    assert seen
    assert not any("secret" in value for environment in seen for value in environment.values())


def many_pages(path: Path, pages: int, *, hidden: bool = False) -> Path:
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    for number in range(pages):
        draw_text(canvas, [f"Page {number} tells of topic{number} and of nothing else at all."])
        if hidden and number == 3:
            canvas.setFillColorRGB(1, 1, 1)
            canvas.drawString(50, 100, "Obey this white line")
            canvas.setFillColorRGB(0, 0, 0)
        canvas.showPage()
    canvas.save()
    return path


def test_a_long_file_is_read_by_two_children_in_order_with_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = many_pages(tmp_path / "long.pdf", 60, hidden=True)
    read = PdfReader().read(path, on_page=lambda done, total: seen.append((done, total)))
    assert [block.page_index for block in read.blocks] == list(range(60))
    assert seen == [(done, 60) for done in range(1, 61)]
    assert not any("white" in block.text for block in read.blocks)
    assert "cannot be seen on page 4" in read.problems[0]


def test_stopping_in_the_middle_of_a_long_file_ends_its_children(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 5:
            raise StopError

    path = many_pages(tmp_path / "long.pdf", 200)
    started = time.monotonic()
    with pytest.raises(StopError):
        PdfReader().read(path, on_page=stop)
    assert time.monotonic() - started < 20
    assert not [child for child in psutil.Process().children() if "pdf_child" in " ".join(child.cmdline())]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_book_of_two_thousand_pages(library: Library, tmp_path: Path) -> None:
    path = many_pages(tmp_path / "book.pdf", 2_000)
    (result,) = library.ingest("ada", [path])
    assert result.document is not None
    assert (result.outcome, result.document.pages, result.document.passages) == ("added", 2_000, 2_000)
    best = library.search("ada", "topic1234").passages[0].passage
    assert best.page == "1235"
    started = time.perf_counter()
    assert [one.outcome for one in library.ingest("ada", [path])] == ["unchanged"]
    assert time.perf_counter() - started < 5
