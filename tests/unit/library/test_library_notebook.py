"""Jupyter notebooks to blocks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import DocumentDamaged, DocumentEmpty, DocumentError
from assistant.library.readers.notebook import NotebookReader
from assistant.library.readers.types import ReadDocument


def cell(kind: str, source: object, **more: object) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {}, **more}


def read(tmp_path: Path, *cells: object, **more: object) -> ReadDocument:
    path = tmp_path / "my_notes.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells, **more}))
    return NotebookReader().read(path)


def test_cells_become_blocks_under_the_headings_before_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        cell("markdown", ["# Least squares\n", "\n", "We solve $Ax=b$."]),
        cell("code", "x = solve(A, b)\nprint(x)", outputs=[
            {"output_type": "stream", "text": ["[1. 2.]\n"]},
            {"output_type": "display_data", "data": {"text/plain": "<Figure size 640x480>", "image/png": "iVBOR"}},
            {"output_type": "execute_result", "data": {"text/latex": "$\\displaystyle x^{2}$", "text/plain": "x**2"}},
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["secret path"]},
        ]),
        cell("markdown", "## Residuals\n\nThey are orthogonal."),
        cell("raw", "\\raw"),
    )  # fmt: skip
    assert (found.title, found.kind) == ("Least squares", "notebook")
    assert [(block.kind, block.section[-1], block.text) for block in found.blocks] == [
        ("paragraph", "Least squares", "We solve $Ax=b$."),
        ("code", "Least squares", "```\nx = solve(A, b)\nprint(x)\n```"),
        ("code", "Least squares", "```\n[1. 2.]\n```"),
        ("formula", "Least squares", "$\\displaystyle x^{2}$"),
        ("paragraph", "Residuals", "They are orthogonal."),
    ]
    whole = "\n\n".join(block.text for block in found.blocks)
    assert all(whole[block.start : block.end] == block.text for block in found.blocks)


def test_what_a_cell_leaves_open_does_not_swallow_the_next(tmp_path: Path) -> None:
    found = read(tmp_path, cell("markdown", "```\nnever closed"), cell("markdown", "Text after."))
    assert [block.kind for block in found.blocks] == ["code", "paragraph"]


def test_the_older_format_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    cells = [
        {"cell_type": "heading", "level": 1, "source": ["Old"]},
        {"cell_type": "code", "input": "1 + 1", "outputs": [{"output_type": "pyout", "text": ["2"]}]},
    ]
    path.write_text(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}))
    found = NotebookReader().read(path)
    assert (found.title, [block.text for block in found.blocks]) == (
        "Old",
        ["```\n1 + 1\n```", "```\n2\n```"],
    )


def test_a_long_result_is_cut(tmp_path: Path) -> None:
    found = read(tmp_path, cell("code", "x", outputs=[{"output_type": "stream", "text": "9" * 1_000_000}]))
    assert len(found.blocks[-1].text) < 3_000


@pytest.mark.parametrize(
    "odd",
    [
        None, 7, "text", [], {"cell_type": 5}, {"cell_type": "markdown"}, cell("markdown", {"a": 1}),
        cell("markdown", [1, None]), cell("code", "", outputs="x"), cell("code", "", outputs=[7, {"data": 3}]),
        {"cell_type": "heading", "level": "x", "source": 3},
    ],
)  # fmt: skip
def test_odd_cells_are_passed_over(tmp_path: Path, odd: object) -> None:
    assert [block.text for block in read(tmp_path, odd, cell("markdown", "Here.")).blocks] == ["Here."]


@pytest.mark.parametrize(
    "content",
    ["<html>", "{", "[]", "7", '{"cells": 7}', '{"nbformat": 4}', '{"cells": ' * 40_000, "[" * 100_000, '{"worksheets": {}}'],
)  # fmt: skip
def test_what_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(content)
    with pytest.raises(DocumentDamaged, match=r"odd\.ipynb"):
        NotebookReader().read(path)


def test_cut_anywhere_it_is_read_or_named(tmp_path: Path) -> None:
    path = tmp_path / "whole.ipynb"
    path.write_text(json.dumps({"cells": [cell("markdown", "# A\n\nText.")]}))
    data = path.read_bytes()
    for end in range(len(data)):
        path.write_bytes(data[:end])
        with pytest.raises(DocumentError):
            NotebookReader().read(path)


def test_no_text_in_any_cell_is_empty(tmp_path: Path) -> None:
    with pytest.raises(DocumentEmpty):
        read(tmp_path, cell("code", ""))
