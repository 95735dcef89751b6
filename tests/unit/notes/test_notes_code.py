"""From-scratch blocks run in a child process that a mistake cannot hurt or stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.notes.code import check_code
from assistant.notes.note import Note

GOOD = "import numpy as np\n\nassert np.isclose(np.sqrt(4.0), 2.0)"


def note_of(code: str, place: str = "area/topic.md") -> Note:
    return Note(place, f"---\nid: topic\n---\n\n## From scratch\n\nWords.\n\n```python\n{code}\n```\n")


def texts(*codes: str) -> list[str]:
    return [finding.text for finding in check_code([note_of(code) for code in codes], seconds=5)]


def test_a_block_that_runs_and_asserts_is_sound() -> None:
    assert texts(GOOD, "print('noise')\n" + GOOD) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1", "asserts nothing"),
        ("assert 1 == 2", "AssertionError"),
        ("assert 1 == 1\nundefined", "NameError"),
        ("assert True\n)(", "SyntaxError"),
        ("import sys\nassert True\nsys.exit(0)", "SystemExit"),
        ("import warnings\nassert True\nwarnings.warn('deprecated')", "deprecated"),
        ("import no_such_module\nassert True", "ModuleNotFoundError"),
    ],
)
def test_what_is_wrong_with_a_block_is_said(code: str, said: str) -> None:
    (text,) = texts(code)
    assert said in text


def test_the_line_of_the_error_is_the_note_s_line() -> None:
    note = note_of("x = 1\n\nassert x == 2")
    (finding,) = check_code([note])
    assert note.text.splitlines()[finding.line - 1] == "assert x == 2"


def test_a_block_that_hangs_or_dies_costs_only_itself() -> None:
    hangs = "assert True\nwhile True:\n    pass"
    dies = "import os\nassert True\nos._exit(3)"
    eats = "import numpy as np\nassert True\nnp.ones(10**12)"
    notes = [
        note_of(code, f"area/t{n}.md") for n, code in enumerate((GOOD, hangs, GOOD, dies, GOOD, eats, GOOD))
    ]
    found = {finding.place: finding.text for finding in check_code(notes, seconds=2)}
    assert set(found) == {"area/t1.md", "area/t3.md", "area/t5.md"}
    assert "longer than 2 seconds" in found["area/t1.md"]
    assert "ended the process" in found["area/t3.md"]
    assert "Memory" in found["area/t5.md"]


@pytest.mark.parametrize(
    "code",
    [
        "import socket\nassert True\nsocket.socket().connect(('127.0.0.1', 9))",
        "import subprocess\nassert True\nsubprocess.run(['true'])",
        "import os\nassert True\nos.system('true')",
        "from pathlib import Path\nassert True\nPath('file').write_text('x')",
        "import os\nassert True\nos.remove('note_0.py')",
    ],
)
def test_a_block_may_not_reach_out(code: str) -> None:
    (text,) = texts(code)
    assert "PermissionError" in text and "here" in text


def test_blocks_do_not_see_each_other() -> None:
    assert texts("secret = 1\nassert secret", "assert 'secret' not in globals()") == []


@pytest.mark.parametrize(
    "text",
    [
        "## From scratch\n\nNo block.\n",
        f"## From scratch\n\n```python\n{GOOD}\n```\n\n```python\n{GOOD}\n```\n",
        f"## Intuition\n\n```python\n{GOOD}\n```\n\n## From scratch\n\nWords.\n",
        "No sections.\n",
    ],
)
def test_there_is_one_block_under_its_heading(text: str) -> None:
    (finding,) = check_code([Note(str(Path("area/topic.md")), text)])
    assert "holds one python block" in finding.text
