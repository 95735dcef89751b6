"""Markdown: where headings, formulas, code and tables begin and end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentDamaged, DocumentEmpty
from assistant.library.readers.markdown import MarkdownReader, parse_markdown

NOTE = """---
id: gradient
title: "The gradient"
requires: [partial-derivatives]
---
# The gradient

Intro.

## Definition

It is

$$
\\nabla f
=
(f_x, f_y)

$$

where $f$ is smooth.

```python
# not a heading

def f(): ...
```

| a | b |
|---|---|
| 1 | 2 |

Worked example
--------------

- one
- two

### Deeper ###

Last.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind, block.text.splitlines()[0]) for block in parse_markdown(text, fallback_title="t").blocks
    ]


def test_front_matter_gives_the_title_and_is_no_passage() -> None:
    read = parse_markdown(NOTE, fallback_title="file")
    assert read.title == "The gradient"
    assert not any("requires" in block.text for block in read.blocks)


def test_blocks_keep_formulas_code_and_tables_whole() -> None:
    assert kinds(NOTE) == [
        ("paragraph", "Intro."),
        ("paragraph", "It is"),
        ("formula", "$$"),
        ("paragraph", "where $f$ is smooth."),
        ("code", "```python"),
        ("table", "| a | b |"),
        ("list", "- one"),
        ("paragraph", "Last."),
    ]


def test_section_paths_follow_the_headings() -> None:
    sections = [block.section for block in parse_markdown(NOTE, fallback_title="file").blocks]
    assert sections[0] == ("The gradient",)
    assert sections[1] == ("The gradient", "Definition")
    assert sections[-2] == ("The gradient", "Worked example")
    assert sections[-1] == ("The gradient", "Worked example", "Deeper")


def test_offsets_point_into_the_file() -> None:
    for block in parse_markdown(NOTE, fallback_title="file").blocks:
        assert NOTE[block.start : block.end] == block.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# First\n\ntext", "First"),
        ("text only", "file"),
        ("---\nnot: closed\ntext", "file"),
        ("---\ntitle: It's $x$: a story\n---\ntext", "It's $x$: a story"),
        ("---\n\nA paragraph between rules.\n\n---\n\n# After", "After"),
        ("# C#\n\nx", "C#"),
        ("# Title {#anchor}\n\nx", "Title"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert parse_markdown(text, fallback_title="file").title == title


def test_unclosed_marks_do_not_swallow_the_headings_after_them() -> None:
    read = parse_markdown("$$\nx = 1\n\n# Next\n\ntext", fallback_title="t")
    assert read.blocks[-1].section == ("Next",)


@pytest.mark.parametrize(
    "text",
    ["$$\n" * 40_000, "\\[\n" * 40_000, "# " + " #" * 100_000, "#" + " " * 200_000 + "x", "<!--" * 50_000,
     "|" * 100_000 + "\n" + "-|" * 100_000, "[" * 100_000, "- " * 100_000, "```\n" + "``" * 100_000],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    started = time.process_time()
    parse_markdown(text, fallback_title="t")
    assert time.process_time() - started < 3


@given(st.text(alphabet="#$`|-= \nab\\[]{}<!>~*1.", max_size=300))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    read = parse_markdown(text, fallback_title="t")
    end = 0
    for block in read.blocks:
        assert text[block.start : block.end] == block.text
        assert block.start >= end
        end = block.end


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"   \n\n ", DocumentEmpty), (b"abc\x00\x01\x02", DocumentDamaged)],
)
def test_files_without_text_are_refused_by_name(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    path = tmp_path / "odd.md"
    path.write_bytes(data)
    with pytest.raises(error, match=r"odd\.md"):
        MarkdownReader().read(path)


@pytest.mark.parametrize(
    "data", ["Schrödinger θ".encode(), "Schrödinger θ".encode("utf-8-sig"), "Schrödinger θ".encode("utf-16")]
)
def test_encodings_are_recognised(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    assert MarkdownReader().read(path).blocks[0].text == "Schrödinger θ"


def test_old_windows_text_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("caf\u00e9\r\nnext".encode("cp1252"))
    assert MarkdownReader().read(path).blocks[0].text == "café\nnext"
