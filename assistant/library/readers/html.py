"""Reads HTML: headings, paragraphs, lists, tables and code, with formulas kept as LaTeX; nothing in it is run."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from assistant.library.limits import MAX_TEXT_BYTES
from assistant.library.readers.encodings import read_text
from assistant.library.readers.flow import Flow
from assistant.library.readers.html_tokens import Tag, tokens
from assistant.library.readers.mathml import MathMl
from assistant.library.readers.types import PageProgress, ReadDocument

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_LEFT_OUT = frozenset((
    "audio", "button", "canvas", "dialog", "footer", "iframe", "menu", "nav", "noscript", "object", "select",
    "svg", "template", "video",
))  # fmt: skip
_PARAGRAPHS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "header", "hr", "html", "li", "main", "ol", "p", "section", "summary", "ul",
))  # fmt: skip
# What stands in no heading: one that was never closed ends here.
_AFTER_HEADING = frozenset(("blockquote", "ol", "p", "pre", "section", "table", "ul"))
# What MathJax and KaTeX draw of a formula; its source stands beside it.
_DRAWN = frozenset((
    "katex-html", "MathJax", "MathJax_CHTML", "MathJax_Display", "MathJax_Preview", "MathJax_SVG", "mjx-chtml",
    "anchor-link", "headerlink",
))  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|\Z)|opacity\s*:\s*0\s*(?:;|\Z)",
    re.IGNORECASE,
)
_WORDS_WORTH_SAYING = 5


class HtmlReader:
    """Reads `.html`, `.htm` and `.xhtml` files."""

    kind = "html"
    version = "html-1"
    max_bytes = MAX_TEXT_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a page; raises a `DocumentError`."""
        decoded = read_text(path, _DECLARED)
        read = parse_html(decoded.text, fallback_title=path.stem.replace("_", " "))
        return replace(read, problems=(*decoded.problems, *read.problems))


def parse_html(source: str, *, fallback_title: str) -> ReadDocument:
    """Parse a page; a block's offsets point into the text that was read out of it."""
    page = _Page()
    for token in tokens(source):
        if isinstance(token, str):
            page.text(token)
        elif token.closing:
            page.close(token.name)
        else:
            page.open(token)
    page.finish()
    problems: tuple[str, ...] = ()
    if page.hidden_words >= _WORDS_WORTH_SAYING:
        problems = (
            f"It has text that a browser does not show ({page.hidden_words:,} words); that was left out.",
        )
    return ReadDocument(
        title=page.title or page.flow.first_heading or fallback_title,
        kind=HtmlReader.kind,
        blocks=tuple(page.flow.blocks),
        problems=problems,
    )


class _Page:
    """Where the reading of a page has got to. Nesting is a list, never recursion."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.title = ""
        self.hidden_words = 0
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._left_out: int | None = None
        """How many elements are open around the one whose content is left out."""
        self._hiding = False
        self._words: list[str] = []
        self._heading = 0
        self._code = 0
        self._math: MathMl | None = None
        self._table = _Table()

    def text(self, text: str) -> None:
        if self._left_out is not None:
            if self._hiding:
                self.hidden_words += len(text.split())
        elif self._math is not None:
            self._math.text(text)
        else:
            self._words.append(text)

    def open(self, tag: Tag) -> None:
        if tag.name in ("script", "style", "title", "textarea"):
            self._raw(tag)
            return
        if self._left_out is not None or self._math is not None:
            self._open_inside(tag)
            return
        if tag.name == "math":
            self._math = MathMl(tag)
            return
        if tag.name in _VOID:
            if tag.name == "br":
                self._words.append("\n")
            elif tag.name == "hr":
                self._end_paragraph()
            return
        if self._is_left_out(tag):
            self._left_out = len(self._open)
            self._push(tag.name)
            return
        self._push(tag.name)
        self._begin(tag)

    def close(self, name: str) -> None:
        if self._math is not None:
            if name != "math" and name not in _PARAGRAPHS:
                self._math.close(name)
                return
            # A formula that was never closed ends with its paragraph.
            self._end_formula()
            if name == "math":
                return
        if name in _VOID:
            return
        # A closing tag closes what was left open inside it; one that closes nothing is passed over.
        if not self._counts[name]:
            return
        while self._open:
            one = self._open.pop()
            self._counts[one] -= 1
            if self._left_out is not None:
                if len(self._open) <= self._left_out:
                    self._left_out, self._hiding = None, False
            else:
                self._end(one)
            if one == name:
                return

    def finish(self) -> None:
        """Put down what is still open."""
        self._end_formula()
        self._end_heading()
        self._end_table()
        self._end_paragraph()

    def _end_formula(self) -> None:
        if self._math is not None:
            self._words.append(self._math.latex())
            self._math = None

    def _raw(self, tag: Tag) -> None:
        # Their closing tags name nothing that is open, and are passed over.
        if tag.name == "title" and not self.title and self._left_out is None:
            self.title = " ".join(html.unescape(tag.raw).split())[:200]
        elif tag.name == "script" and self._left_out is None and self._math is None:
            kind = tag.attributes.get("type", "").lower()
            if kind.startswith("math/tex"):
                mark = "$$" if "display" in kind else "$"
                self._words.append(f"{mark}{' '.join(tag.raw.split())}{mark}")

    def _open_inside(self, tag: Tag) -> None:
        if self._math is not None:
            self._math.open(tag)
        elif (
            tag.name in _PARAGRAPHS and len(self._open) == (self._left_out or 0) + 1 and self._open[-1] == "p"
        ):
            # A paragraph ends where the next one begins, a hidden one too.
            self.close("p")
            self.open(tag)
        elif tag.name not in _VOID:
            self._push(tag.name)

    def _push(self, name: str) -> None:
        self._open.append(name)
        self._counts[name] += 1

    def _is_left_out(self, tag: Tag) -> bool:
        if tag.name in _LEFT_OUT or tag.classes & _DRAWN:
            return True
        self._hiding = "hidden" in tag.attributes or bool(
            _HIDDEN_STYLE.search(tag.attributes.get("style", ""))
        )
        return self._hiding or (
            tag.attributes.get("aria-hidden", "").lower() == "true" and "katex" not in tag.classes
        )

    def _begin(self, tag: Tag) -> None:
        level = _HEADING.fullmatch(tag.name)
        if self._heading and (level or (tag.name in _AFTER_HEADING and "".join(self._words).strip())):
            self._end_heading()
        if level:
            self._end_paragraph()
            self._heading = int(level.group(1))
        elif tag.name in ("pre", "listing"):
            self._end_paragraph()
            self._code += 1
        elif tag.name in ("table", "tr", "td", "th"):
            if tag.name == "table" and not self._table.depth:
                self._end_paragraph()
            if tag.name != "table" or self._table.depth:
                self._cell_so_far()
            self._table.begin(tag.name)
        elif tag.name in _PARAGRAPHS and not self._heading:
            self._end_paragraph()
            if tag.name == "li" and not self._table.depth:
                self._words.append("- ")

    def _end(self, name: str) -> None:
        if _HEADING.fullmatch(name):
            self._end_heading()
        elif name in ("pre", "listing"):
            self._end_code()
        elif name in ("td", "th", "tr", "table"):
            self._cell_so_far()
            self._table.end(name)
            if name == "table" and not self._table.depth:
                self._end_table()
        elif name in _PARAGRAPHS and not self._heading:
            self._end_paragraph()

    def _end_heading(self) -> None:
        if self._heading:
            words = " ".join("".join(self._words).split()).rstrip("¶#").strip()
            self._words, level, self._heading = [], self._heading, 0
            if words:
                self.flow.enter(level, words)

    def _end_code(self) -> None:
        self._code = max(0, self._code - 1)
        if not self._code:
            code, self._words = "".join(self._words).strip("\n"), []
            if code.strip():
                fence = "````" if "```" in code else "```"
                self.flow.add("code", f"{fence}\n{code}\n{fence}")

    def _end_paragraph(self) -> None:
        if self._table.depth or self._code:
            self._words.append("\n")
            return
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n\n")]
        self._words = []
        text = "\n\n".join(line for line in lines if line)
        if text in ("", "-"):
            return
        whole = re.fullmatch(r"\$\$.*\$\$|\\\[.*\\\]", text, re.DOTALL)
        self.flow.add("formula" if whole else "list" if text.startswith("- ") else "paragraph", text)

    def _cell_so_far(self) -> None:
        if self._table.depth:
            self._table.words(" ".join("".join(self._words).split()))
            self._words = []

    def _end_table(self) -> None:
        text = self._table.render()
        self._table = _Table()
        self.flow.add("table", text)


class _Table:
    """The cells of the outermost table that is open; tables inside it become part of its cells."""

    def __init__(self) -> None:
        self.depth = 0
        self._rows: list[list[str]] = []

    def begin(self, name: str) -> None:
        if name == "table":
            self.depth += 1
        elif self.depth == 1 and name == "tr":
            self._rows.append([])
        elif self.depth == 1:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")

    def end(self, name: str) -> None:
        if name == "table":
            self.depth = max(0, self.depth - 1)

    def words(self, words: str) -> None:
        if not words:
            return
        if not self._rows:
            self._rows.append([])
        if not self._rows[-1]:
            self._rows[-1].append("")
        cell = self._rows[-1][-1]
        self._rows[-1][-1] = f"{cell} {words}" if cell else words

    def render(self) -> str:
        """One line a row; a table of one column is plain lines."""
        rows = [row for row in self._rows if any(row)]
        if all(len(row) == 1 for row in rows):
            return "\n".join(row[0] for row in rows)
        lines = [f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |" for row in rows]
        if len(lines) > 1:
            lines.insert(1, "|" + " --- |" * len(rows[0]))
        return "\n".join(lines)
