"""Reads LaTeX source: sections, paragraphs, formulas, tables, code and statements; nothing is typeset or run.

A scanner of our own that knows the commands of textbooks. A command it does not know leaves its arguments' words;
formulas stay LaTeX, with the file's own short names written out, so that they look as everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.library.limits import MAX_EXAMPLE_CHARACTERS, MAX_TEXT_BYTES, PASSAGE_TOKENS
from assistant.library.readers.encodings import read_text
from assistant.library.readers.flow import Flow
from assistant.library.readers.latex_macros import write_out_macros
from assistant.library.readers.latex_words import argument, optional_argument, plain_words
from assistant.library.readers.types import PageProgress, ReadDocument
from assistant.library.tokens import estimate_tokens

_DECLARED = re.compile(rb"\\usepackage\s*\[([A-Za-z0-9-]{2,20})\]\s*\{inputenc\}")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*)?")
_LEVELS = {
    "part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6, "subparagraph": 7,
}  # fmt: skip
_FORMULAS = frozenset((
    "equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath", "math", "dmath",
))  # fmt: skip
_CODE = frozenset(("verbatim", "Verbatim", "lstlisting", "minted", "alltt", "python"))
_TABLES = frozenset(("tabular", "tabularx", "longtable", "tabu"))
_LEFT_OUT = frozenset((
    "tikzpicture", "pgfpicture", "picture", "comment", "thebibliography", "filecontents", "asy", "pspicture",
))  # fmt: skip
_WITH_ARGUMENT = frozenset(
    ("minipage", "multicols", "wrapfigure", "adjustwidth", "columns", "column", "parbox")
)
# What is said in one breath: a theorem, an example, a proof. Their usual short names count too.
_STATEMENT = re.compile(
    r"(theorem|thm|lemma|lem|corollary|cor|proposition|prop|definition|defn|def|example|ex|exercise|exc|problem|"
    r"solution|soln|proof|remark|rem|algorithm)s?\*?"
)
_SAID = {
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prop": "Proposition", "defn": "Definition", "def": "Definition",
    "ex": "Example", "exc": "Exercise", "soln": "Solution", "rem": "Remark",
}  # fmt: skip
_MARK = re.compile(
    r"\\(?P<section>part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?\s*(?=[\[{])"
    r"|\\begin\s*\{(?P<begin>[A-Za-z]{1,40}\*?)\}|\\end\s*\{(?P<end>[A-Za-z]{1,40}\*?)\}"
    r"|(?P<display>\\\[|\$\$)|(?P<blank>\n[ \t]*\n\s*)|(?P<item>\\item\b)|(?P<caption>\\caption\s*(?=[\[{]))"
    r"|(?P<input>\\(?:input|include|subfile)\s*\{[^{}\n]{1,200}\})"
)
_MOST_FORMULA = 20_000
_DISPLAY_END = {"\\[": "\\]", "$$": "$$"}


class LatexReader:
    """Reads `.tex` files."""

    kind = "latex"
    version = "latex-1"
    max_bytes = MAX_TEXT_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a LaTeX file; raises a `DocumentError`."""
        decoded = read_text(path, _DECLARED)
        read = parse_latex(decoded.text, fallback_title=path.stem.replace("_", " "))
        return replace(read, problems=(*decoded.problems, *read.problems))


def parse_latex(source: str, *, fallback_title: str) -> ReadDocument:
    """Parse LaTeX; a block's offsets point into the text that was read out of it."""
    title, body = _title_and_body(source)
    scan = _Scan(body)
    scan.run()
    problems = []
    if scan.included:
        problems.append(
            f"It includes {scan.included} other file{'s' if scan.included > 1 else ''}, which are not read with it; "
            "add their folder to have them too."
        )
    return ReadDocument(
        title=title or scan.flow.first_heading or fallback_title,
        kind=LatexReader.kind,
        blocks=tuple(scan.flow.blocks),
        problems=tuple(problems),
    )


def _title_and_body(source: str) -> tuple[str, str]:
    # Code keeps its percent signs: comments are taken out between the environments that show text as it is.
    source = "".join(_without_comments(source))
    begin = source.find("\\begin{document}")
    preamble, body = (source[:begin], source[begin + 16 :]) if begin >= 0 else ("", source)
    end = body.rfind("\\end{document}")
    body = body[:end] if end >= 0 else body
    named = re.search(r"\\title\s*(?=[\[{])|\bpdftitle\s*=\s*(?=\{)", source)
    title = plain_words(argument(source, named.end())[0]) if named else ""
    return " ".join(title.split())[:200], write_out_macros(preamble, body)


def _without_comments(source: str) -> Iterator[str]:
    at = 0
    opening = re.compile(rf"\\begin\s*\{{({'|'.join(sorted(_CODE))})\*?\}}")
    while True:
        found = opening.search(source, at)
        if found is None:
            yield _COMMENT.sub(r"\1", source[at:])
            return
        end = source.find(f"\\end{{{found.group(1)}", found.end())
        end = len(source) if end < 0 else end
        yield _COMMENT.sub(r"\1", source[at : found.start()])
        yield source[found.start() : end]
        at = end


class _Scan:
    """A body on its way into blocks; what is open is a list, never recursion."""

    def __init__(self, body: str) -> None:
        self.flow = Flow()
        self.included = 0
        self._body = body
        self._text: list[str] = []
        self._statement: list[tuple[str, str]] | None = None
        """The blocks of the statement that is open."""
        self._statements: list[str] = []
        """The environments of the statements that are open, one inside the other."""

    def run(self) -> None:
        at = 0
        while True:
            found = _MARK.search(self._body, at)
            if found is None:
                self._text.append(self._body[at:])
                break
            self._text.append(self._body[at : found.start()])
            at = self._take(found)
        self._end_statement()

    def _take(self, found: re.Match[str]) -> int:
        end = found.end()
        if found["section"]:
            words, end = argument(self._body, end)
            self._end_statement()
            self.flow.enter(_LEVELS[found["section"]], plain_words(words))
        elif found["begin"]:
            end = self._begin(found["begin"], end)
        elif found["end"]:
            self._end(found["end"])
        elif found["display"]:
            end = self._formula(found.start(), end, _DISPLAY_END[found["display"]])
        elif found["blank"]:
            self._end_paragraph()
        elif found["item"]:
            self._end_paragraph()
            self._text.append("- ")
        elif found["caption"]:
            words, end = argument(self._body, end)
            self._end_paragraph()
            self._text.append(words)
            self._end_paragraph()
        elif found["input"]:
            self.included += 1
        return end

    def _begin(self, environment: str, end: int) -> int:
        name = environment.rstrip("*")
        if name in _FORMULAS:
            return self._formula(
                self._body.rindex("\\begin", 0, end), end, f"\\end{{{environment}}}", whole=True
            )
        if name in _CODE or name in _LEFT_OUT or name in _TABLES:
            close = f"\\end{{{environment}}}"
            stop = self._body.find(close, end)
            stop = len(self._body) if stop < 0 else stop
            content = self._body[end:stop]
            self._end_paragraph()
            if name in _CODE:
                self._put("code", f"```\n{_without_options(content)}\n```")
            elif name in _TABLES:
                self._put("table", _table(content))
            return min(len(self._body), stop + len(close))
        self._end_paragraph()
        found = _STATEMENT.fullmatch(environment)
        if found:
            said = _SAID.get(found.group(1), found.group(1).capitalize())
            self._statements.append(environment)
            if self._statement is None:
                self._statement = []
            name_of, end = optional_argument(self._body, end)
            self._text.append(f"{said} ({name_of}). " if name_of else f"{said}. ")
        else:
            end = optional_argument(self._body, end)[1]
            if name in _WITH_ARGUMENT:
                end = argument(self._body, end)[1]
        return end

    def _end(self, environment: str) -> None:
        self._end_paragraph()
        if self._statements and self._statements[-1] == environment:
            self._statements.pop()
            if not self._statements:
                self._end_statement()

    def _formula(self, start: int, end: int, close: str, *, whole: bool = False) -> int:
        """Take a formula from its opening mark, which ends at `end`, and return where it ends."""
        stop = self._body.find(close, end, end + _MOST_FORMULA)
        if stop < 0 or (not whole and "\n\n" in self._body[end:stop]):
            # It never closes in its paragraph: then it is text like any other.
            return end
        stop += len(close)
        self._end_paragraph()
        source = self._body[start:stop] if whole else f"$${self._body[end : stop - len(close)].strip()}$$"
        self._put("formula", re.sub(r"\\label\s*\{[^{}]*\}\s*", "", source).strip())
        return stop

    def _put(self, kind: str, text: str) -> None:
        if self._statement is not None:
            self._statement.append((kind, text))
        else:
            self.flow.add(kind, text)

    def _end_paragraph(self) -> None:
        source, self._text = "".join(self._text), []
        words = " ".join(plain_words(source).split())
        if words in ("", "-", ".", ","):
            return
        self._put("list" if words.startswith("- ") else "paragraph", words)

    def _end_statement(self) -> None:
        self._end_paragraph()
        blocks, self._statement, self._statements = self._statement, None, []
        if not blocks:
            return
        whole = "\n\n".join(text for _, text in blocks)
        if blocks[0][1].startswith("Example") and len(whole) <= MAX_EXAMPLE_CHARACTERS:
            self.flow.add("example", whole)
        elif estimate_tokens(whole) <= PASSAGE_TOKENS:
            self.flow.add("paragraph", whole)
        else:
            for kind, text in blocks:
                self.flow.add(kind, text)


def _without_options(content: str) -> str:
    lines = content.split("\n")
    if lines and re.fullmatch(r"\s*(?:\[[^\]]*\])?\s*(?:\{[^{}]*\})?\s*", lines[0]):
        lines = lines[1:]
    return "\n".join(lines).strip("\n")


def _table(content: str) -> str:
    """Rows as lines, cells between bars; the column format in front is dropped."""
    if content.lstrip().startswith(("{", "[")):
        # \begin{tabularx}{width}{format} has two arguments in front, \begin{tabular}[t]{format} one.
        content = content[argument(content, 0)[1] :]
        if content.lstrip().startswith("{"):
            content = content[argument(content, 0)[1] :]
    rows = []
    for row in re.split(r"\\\\(?:\[[^\]]{0,40}\])?", content):
        row = re.sub(r"\\(?:hline|toprule|midrule|bottomrule|cline\s*\{[^{}]*\})", " ", row)
        cells = [" ".join(plain_words(cell).split()) for cell in re.split(r"(?<!\\)&", row)]
        if any(cells):
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)
