"""`groundwork plan`, `choose`, `diagnose` and `coverage`, run as a person runs them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.practice.make import topics_with_exercises
from tests.conftest import clean_environment

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def groundwork(tmp_path: Path) -> Run:
    """Runs the command with an empty home: none of these needs the library's index."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            env=clean_environment(tmp_path / "home"),
        )

    return run


@pytest.mark.timeout(240)
def test_a_beginners_plan_offers_the_diagnostic_and_keeps_to_the_minutes(groundwork: Run) -> None:
    done = groundwork("plan", "--minutes", "40", "--json")
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert plan["items"][0]["kind"] == "diagnostic"
    assert plan["items"][0]["topic"] is None
    assert sum(item["minutes"] for item in plan["items"]) <= 40
    assert plan["forecast"]["total"] == 152
    assert "groundwork diagnose" in groundwork("plan", "--minutes", "40").stdout


@pytest.mark.timeout(240)
def test_choices_are_kept_and_shape_the_plan(groundwork: Run) -> None:
    done = groundwork("choose", "--goal", "linear-algebra-only", "--minutes", "30", "--language", "es")
    assert done.returncode == 0, done.stderr
    assert "→ linear-algebra-only" in done.stdout
    assert "30 minutes a day; terms in es." in done.stdout
    plan = json.loads(groundwork("plan", "--json").stdout)
    assert (plan["minutes"], plan["forecast"]["goal"]) == (30, "linear-algebra-only")
    wrong = groundwork("choose", "--goal", "nowhere")
    assert wrong.returncode == 1
    assert "There is no goal “nowhere”." in wrong.stderr
    assert "→ all" in groundwork("choose", "--goal", "all").stdout


@pytest.mark.timeout(240)
def test_a_diagnostic_is_left_and_gone_on_with(groundwork: Run) -> None:
    first = groundwork("diagnose", stdin="?\nskip\nstop\n")
    assert first.returncode == 0, first.stderr
    assert "Kept. `groundwork diagnose` goes on from here." in first.stdout
    second = groundwork("diagnose", stdin="?\n" * 30)
    assert "2 answered so far" in second.stdout
    assert "Begin here" in second.stdout
    state = json.loads(groundwork("diagnose", "--json").stdout)
    asked = {place["topic"] for place in state["placed"] if place["asked"]}
    assert len(asked) == state["asked"] <= 25
    assert asked <= set(topics_with_exercises())
    assert (state["next_topic"], bool(state["done"])) == (None, True)
    # Nothing of it counts as seen or practised.
    report = json.loads(groundwork("coverage", "--json").stdout)
    assert report["counts"]["untouched"] == 152


@pytest.mark.timeout(240)
def test_coverage_comes_in_five_forms(groundwork: Run, tmp_path: Path) -> None:
    plain = groundwork("coverage")
    assert "untouched   Vectors" in plain.stdout
    assert "Linear algebra" in plain.stdout
    report = json.loads(groundwork("coverage", "--json").stdout)
    assert {"areas", "goals", "calendar", "curves", "missing", "forecast", "topics", "gaps"} <= set(report)
    assert report["topics"][0]["objectives"]
    lines = list(csv.DictReader(groundwork("coverage", "--csv").stdout.splitlines()))
    assert len(lines) == 152
    assert groundwork("coverage", "--markdown").stdout.startswith("# Coverage on ")
    page = tmp_path / "report.html"
    assert groundwork("coverage", "--html", str(page)).returncode == 0
    assert page.read_text("utf-8").count("<svg") > 10
    missing = groundwork("coverage", "--html", str(tmp_path / "no" / "report.html"))
    assert missing.returncode == 1
    assert "cannot be written" in missing.stderr
