"""The reference of the commands says what the commands say."""

from __future__ import annotations

from pathlib import Path

from assistant.cli.app import app
from assistant.cli.reference import render_reference

REFERENCE = Path(__file__).parents[3] / "docs" / "cli.md"


def test_the_reference_is_the_one_of_these_commands() -> None:
    assert REFERENCE.read_text("utf-8") == render_reference(app), "stale: run `make docs`"


def test_every_command_says_what_it_does() -> None:
    sections = render_reference(app).split("\n## groundwork ")[1:]
    assert len(sections) >= 30
    for section in sections:
        usage, *rest = section.split("```")[1].strip().split("\n\n")
        assert usage.startswith("Usage: groundwork")
        assert rest and len(rest[0].strip()) > 15, section
