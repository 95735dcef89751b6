"""Measures the PDF reader on a chapter made by LaTeX, against the chapter's own source and against plain pypdf."""

from __future__ import annotations

import re
import resource
import time
from collections import Counter
from pathlib import Path

import pypdf

from assistant.library.readers.latex import parse_latex
from assistant.library.readers.pdf import PdfReader

DOCUMENTS = Path(__file__).parents[1] / "tests" / "fixtures" / "documents"
PAGES = 204

_NAMES = {
    "lambda": "λ", "top": "⊤", "in": "∈", "sum": "∑", "int": "∫", "sqrt": "√", "infty": "∞", "Sigma": "Σ", "pi": "π",
    "kappa": "κ", "times": "×", "max": "max", "min": "min",
}  # fmt: skip
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
_LATEX_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|\\([A-Za-z]+)|([^\s{}\\]))")
_PDF_SCRIPT = re.compile(r"([_^])\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SYMBOLS = re.compile("[λ⊤∈∑∫√∞Σπκ×]")


def scripts_and_symbols() -> tuple[float, int, float, int, float]:
    """Shares of the scripts and of the symbols of the source that are in the PDF's text, with their numbers, and the
    share of scripts that plain pypdf marks."""
    source = parse_latex((DOCUMENTS / "chapter.tex").read_text(encoding="utf-8"), fallback_title="").blocks
    formulas = " ".join(one or other for block in source for one, other in _FORMULA.findall(block.text))
    formulas = formulas.replace("{n \\times n}", "{n×n}")
    written = Counter(
        (mark, _plain(braced or (named and f"\\{named}") or single))
        for mark, braced, named, single in _LATEX_SCRIPT.findall(formulas)
    )
    symbols = Counter(_SYMBOLS.findall(_plain(formulas)))
    path = DOCUMENTS / "chapter.pdf"
    text = "\n".join(block.text for block in PdfReader().read(path).blocks)
    marked = Counter((mark, _plain(script)) for mark, script in _PDF_SCRIPT.findall(text))
    plain = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    by_pypdf = Counter((mark, _plain(script)) for mark, script in _PDF_SCRIPT.findall(plain))
    return (
        (written & marked).total() / written.total(),
        written.total(),
        (symbols & Counter(_SYMBOLS.findall(text))).total() / symbols.total(),
        symbols.total(),
        (written & by_pypdf).total() / written.total(),
    )


def _plain(latex: str) -> str:
    named = _COMMAND.sub(lambda found: _NAMES.get(found.group(1), ""), latex)
    return re.sub(r"[\s{}\\]", "", named).replace("-", "−")


def long_pdf(folder: Path, pages: int) -> Path:
    """The chapter over and over, as one file."""
    chapter, writer = pypdf.PdfReader(DOCUMENTS / "chapter.pdf"), pypdf.PdfWriter()
    for number in range(pages):
        writer.add_page(chapter.pages[number % len(chapter.pages)])
    path = folder / f"{pages} pages.pdf"
    writer.write(path)
    return path


def pages_a_second(folder: Path, pages: int = PAGES) -> tuple[float, float, float]:
    """Pages read a second by the clock, a second of processor time, and by plain pypdf a second of processor time."""
    path = long_pdf(folder, pages)
    before, started = _children_seconds(), time.perf_counter()
    PdfReader().read(path)
    by_clock = pages / (time.perf_counter() - started)
    by_processor = pages / (_children_seconds() - before)
    began = time.process_time()
    for page in pypdf.PdfReader(path).pages:
        page.extract_text()
    return by_clock, by_processor, pages / (time.process_time() - began)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
