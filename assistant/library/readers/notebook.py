"""Reads Jupyter notebooks: Markdown cells as Markdown, code cells as code, their textual results behind them.

Nothing is run, and nothing a notebook shows by HTML, JavaScript or widgets is taken; pictures have no text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.errors import DocumentDamaged, DocumentEmpty
from assistant.library.limits import MAX_NOTEBOOK_BYTES, MAX_OUTPUT_CHARACTERS
from assistant.library.readers.encodings import read_text
from assistant.library.readers.markdown import Sections, scan_blocks
from assistant.library.readers.types import Block, PageProgress, ReadDocument

# JSON can spell half a character, which no UTF-8 database keeps.
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class NotebookReader:
    """Reads `.ipynb` files of notebook formats 3 and 4."""

    kind = "notebook"
    version = "notebook-1"
    max_bytes = MAX_NOTEBOOK_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a notebook; raises a `DocumentError`."""
        try:
            notebook = json.loads(read_text(path).text)
        except ValueError as error:
            raise _damaged(path) from error
        except RecursionError as error:
            raise _damaged(path) from error
        cells = _cells(notebook)
        if cells is None:
            raise _damaged(path)
        sections = Sections()
        blocks = tuple(_placed(_blocks(cells, sections)))
        if not blocks:
            raise DocumentEmpty(
                f"{path.name} has no text in any of its cells.",
                safe="Nothing else in your library was touched.",
                todo="Check that the notebook was saved completely, then add it again.",
            )
        title = _title(notebook) or sections.first or path.stem.replace("_", " ")
        return ReadDocument(title=title, kind=self.kind, blocks=blocks)


def _cells(notebook: Any) -> list[Any] | None:
    """The cells, of the older format's worksheets as well; None when this is not a notebook."""
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    worksheets = notebook.get("worksheets")
    if not isinstance(worksheets, list):
        return None
    return [
        cell
        for sheet in worksheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]


def _blocks(cells: Iterable[Any], sections: Sections) -> Iterator[Block]:
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        if kind == "markdown":
            # Each cell is scanned alone: what it leaves open does not swallow the next one.
            yield from scan_blocks(_text(cell.get("source")), sections)
        elif kind == "heading":
            level = cell.get("level")
            sections.enter(
                level if isinstance(level, int) else 1, " ".join(_text(cell.get("source")).split())[:200]
            )
        elif kind == "code":
            code = _text(cell.get("source", cell.get("input")))
            if code.strip():
                yield Block("code", f"```\n{code.strip(chr(10))}\n```", 0, 0, sections.path)
            yield from _results(cell.get("outputs"), sections.path)


def _results(outputs: Any, path: tuple[str, ...]) -> Iterator[Block]:
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict) or output.get("output_type") in ("error", "pyerr"):
            continue
        data = output.get("data")
        data = data if isinstance(data, dict) else {}
        latex = _text(data.get("text/latex", output.get("latex"))).strip()
        if latex and len(latex) <= MAX_OUTPUT_CHARACTERS:
            yield Block("formula", latex, 0, 0, path)
            continue
        plain = _text(data.get("text/plain", output.get("text")))[:MAX_OUTPUT_CHARACTERS].strip()
        if plain and not plain.startswith("<"):
            # `<Figure size 640x480>` says that there is a picture, and nothing else.
            yield Block("code", f"```\n{plain}\n```", 0, 0, path)


def _placed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with offsets into the notebook read as one text."""
    end = -2
    for block in blocks:
        start = end + 2
        end = start + len(block.text)
        yield replace(block, start=start, end=end)


def _text(source: Any) -> str:
    """A source is a text or a list of lines; anything else counts as nothing."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return _HALF_PAIR.sub("\ufffd", source.replace("\r\n", "\n")) if isinstance(source, str) else ""


def _title(notebook: Any) -> str:
    metadata = notebook.get("metadata")
    title = metadata.get("title") if isinstance(metadata, dict) else None
    return " ".join(title.split())[:200] if isinstance(title, str) else ""


def _damaged(path: Path) -> DocumentDamaged:
    return DocumentDamaged(
        f"{path.name} is not a whole Jupyter notebook.",
        safe="Nothing else in your library was touched.",
        todo="Open it in Jupyter, save it again, and add it then; a web page saved as .ipynb is a common case.",
    )
