"""Talking, explaining back and own notes from a terminal, run as a learner runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import clean_environment

Run = Callable[..., subprocess.CompletedProcess[str]]
WRONG = "With $f(x,y)=x^2+3xy$ it is $\\frac{\\partial f}{\\partial y} = 3x+3y$."


@pytest.fixture
def groundwork(fresh_home: Path) -> Run:
    """Runs the command with a home of its own and without a model."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            env=clean_environment(fresh_home),
        )

    return run


def test_a_chat_shows_formulas_in_unicode_and_takes_ways_to_ask(groundwork: Run) -> None:
    done = groundwork("chat", stdin="/aloud\n/sing\nWhat is the gradient of x^2 + 3xy?\n/aloud\n/sing\n")
    assert done.returncode == 0, done.stderr
    assert "Ask something first" in done.stdout
    assert "∇f = (2 x + 3 y; 3 x)" in done.stdout
    assert "the gradient of f equals" in done.stdout
    assert "There is no way to ask called “sing”" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.timeout(300)  # seven commands, each a process of its own
def test_an_explanation_is_checked_kept_found_posted_and_deleted(groundwork: Run) -> None:
    done = groundwork("explain", "gradient", "--json", stdin=WRONG)
    assert done.returncode == 0, done.stderr
    note = json.loads(done.stdout)
    assert [claim["expected"] for claim in note["verdicts"] if claim["verdict"] == "refuted"] == ["3 x"]
    assert any(view["passage_id"] for view in note["objectives"] if not view["mentioned"])
    assert note["model"] is None

    assert note["id"] in groundwork("note", "--search", "PARTIAL").stdout
    assert groundwork("note", "--topic", "vectors").stdout == ""
    assert "not mentioned, by word matching" in groundwork("note", note["id"]).stdout
    assert groundwork("note", note["id"], "--post").stdout.startswith("# Gradient, in my own words")
    assert groundwork("note", note["id"], "--delete").returncode == 0
    gone = groundwork("note", note["id"])
    assert gone.returncode == 1
    assert "There is no note" in gone.stderr


def test_an_empty_explanation_and_an_unknown_topic_are_explained(groundwork: Run) -> None:
    for arguments, said in (
        (("explain", "gradient"), "no explanation yet"),
        (("explain", "nothing"), "no topic"),
    ):
        done = groundwork(*arguments, stdin=" \n")
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
