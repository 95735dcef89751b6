"""`groundwork syllabus` and `groundwork corpus check`, run as a person runs them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import clean_environment

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def groundwork(tmp_path: Path) -> Run:
    """Runs the command with an empty home: none of these needs the library's index."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env=clean_environment(tmp_path / "home"),
        )

    return run


def test_the_plain_call_lists_topics_by_area_with_their_state(groundwork: Run) -> None:
    done = groundwork("syllabus")
    assert done.returncode == 0, done.stderr
    assert "Linear algebra: 0 of " in done.stdout
    assert "untouched   gradient-descent" in done.stdout


def test_the_syllabus_that_ships_is_sound(groundwork: Run) -> None:
    done = groundwork("syllabus", "--check")
    assert done.returncode == 0, done.stdout
    assert " 0 problems." in done.stdout


def test_the_graph_is_written_as_svg(groundwork: Run, tmp_path: Path) -> None:
    file = tmp_path / "graph.svg"
    done = groundwork("syllabus", "--graph", str(file))
    assert done.returncode == 0, done.stderr
    assert ElementTree.parse(file).getroot().tag.endswith("svg")
    assert groundwork("syllabus", "--graph", str(tmp_path / "no" / "graph.svg")).returncode == 1


def test_a_path_leads_from_a_topic_to_one_that_rests_on_it(groundwork: Run) -> None:
    done = groundwork("syllabus", "--path", "dot-product", "gradient-descent")
    assert [line.split()[0] for line in done.stdout.splitlines()[:3]] == [
        "dot-product",
        "gradient",
        "gradient-descent",
    ]
    back = groundwork("syllabus", "--path", "gradient-descent", "dot-product")
    assert "other way round" in back.stdout
    assert groundwork("syllabus", "--path", "gradient", "nothing").returncode == 1


@pytest.mark.parametrize("idea", ["gradient", "∇f", "Gradient"])
def test_an_idea_leads_down_to_what_was_never_touched(groundwork: Run, idea: str) -> None:
    done = groundwork("syllabus", "--for", idea)
    assert done.returncode == 0, done.stderr
    assert "leads to Gradient:" in done.stdout
    assert "The way down: Gradient ← " in done.stdout
    assert done.stdout.index("Start here") < done.stdout.index("dot-product")


def test_an_unknown_idea_and_two_questions_at_once_are_refused(groundwork: Run) -> None:
    assert groundwork("syllabus", "--for", "xyzzy").returncode == 1
    assert groundwork("syllabus", "--check", "--for", "gradient").returncode == 1


def test_a_wrong_note_fails_the_check_with_file_and_line(groundwork: Run, tmp_path: Path) -> None:
    note = tmp_path / "calculus" / "gradient.md"
    note.parent.mkdir()
    note.write_text(
        "---\nid: gradient\ntitle: Gradient\narea: calculus\nminutes: 8\n---\n\n## Intuition\n\n$2 + 2 = 5$\n",
        "utf-8",
    )
    done = groundwork("corpus", "check", "--notes", str(tmp_path))
    assert done.returncode == 1
    assert "calculus/gradient.md:10: refuted: 2 + 2 = 5" in done.stdout
    assert "section: “## Definition” is missing" in done.stdout
