"""The whole check: findings of all kinds with their places, the shares, and what the report says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.notes.check import check_notes
from assistant.notes.report import render_report
from assistant.notes.structure import SECTIONS
from assistant.notes.types import NotesReport, Tally, Unchecked


class FakeChecker:
    """Takes `$1 = 1$` for true, `$1 = 2$` for false and anything else for unclear."""

    def check(self, text: str, context: str = "") -> tuple[CheckedClaim, ...]:
        verdicts = {"1 = 1": Verdict.VERIFIED, "1 = 2": Verdict.REFUTED, "a = b": Verdict.NOT_CHECKED}
        return tuple(
            CheckedClaim(at, at + len(source), source, "equation", verdict, "Because.")
            for source, verdict in verdicts.items()
            for at in range(len(text))
            if text.startswith(f"${source}$", at - 1)
        )


def write(folder: Path, topic_id: str, *, requires: str = "[]", extra: str = "", **sections: str) -> None:
    file = folder / "calculus" / f"{topic_id}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    defaults = {
        "Intuition": "Every sentence of this paragraph is made of ten plain words. " * 30,
        "From scratch": "```python\nassert 1 + 1 == 2\n```",
    }
    body = "".join(
        f"## {name}\n\n{sections.get(name.replace(' ', '_'), defaults.get(name, 'Words.'))}\n\n"
        for name in SECTIONS
    )
    file.write_text(
        f"---\nid: {topic_id}\ntitle: {topic_id.capitalize()}\narea: calculus\nlevel: 1\nrequires: {requires}\nminutes: 8\n"
        f"{extra}---\n\n{body}",
        "utf-8",
    )


def test_sound_notes_have_no_findings(tmp_path: Path) -> None:
    write(tmp_path, "limits", Worked_example="$1 = 1$ and $1 = 1$")
    write(tmp_path, "gradient", requires="[limits]", Intuition="$a = b$ " + "many words " * 150)
    seen: list[tuple[int, int]] = []
    report = check_notes(tmp_path, FakeChecker(), on_note=lambda done, total: seen.append((done, total)))
    assert report.findings == ()
    assert (report.notes, report.overall, report.worked) == (2, Tally(3, 2), Tally(2, 2))
    assert seen == [(1, 2), (2, 2)]


def test_findings_of_all_kinds_come_in_order_with_their_lines(tmp_path: Path) -> None:
    write(
        tmp_path,
        "gradient",
        requires="[nothing]",
        Worked_example="$a = b$",
        Common_mistakes="```wrong\n$1 = 1$\n```",
        From_scratch="```python\nassert 1 + 1 == 3\n```",
        Definition="$1 = 2$",
        Check_yourself="![picture](none.svg)",
    )
    findings = check_notes(tmp_path, FakeChecker()).findings
    assert [finding.text.partition(":")[0] for finding in findings] == [
        "front matter",
        "refuted",
        "worked example",
        "wrong fence",
        "From scratch",
        "figure",
    ]
    lines = (tmp_path / "calculus" / "gradient.md").read_text("utf-8").splitlines()
    assert [lines[finding.line - 1] for finding in findings] == [
        "requires: [nothing]",
        "$1 = 2$",
        "$a = b$",
        "$1 = 1$",
        "assert 1 + 1 == 3",
        "![picture](none.svg)",
    ]


def test_unreadable_front_matter_and_a_misplaced_file_are_findings(tmp_path: Path) -> None:
    write(tmp_path, "gradient", extra="minutes: [\n")
    write(tmp_path, "limits")
    (tmp_path / "calculus" / "limits.md").rename(tmp_path / "calculus" / "limit.md")
    (tmp_path / "calculus" / "bytes.md").write_bytes(b"\xff\xfe")
    places = {finding.place for finding in check_notes(tmp_path, FakeChecker()).findings}
    assert places == {"calculus/gradient.md", "calculus/limit.md", "calculus/bytes.md"}


def test_a_folder_without_notes_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check_notes(tmp_path, FakeChecker())


def test_the_report_gives_shares_and_reasons() -> None:
    unchecked = tuple(
        Unchecked("a/b.md", n, "x = y", "Too hard." if n else "Too long.", False) for n in range(3)
    )
    text = render_report(NotesReport(2, (), Tally(10, 7), Tally(4, 4), unchecked), list_unchecked=True)
    assert "2 notes, 0 findings." in text
    assert "7 of 10 (70.0%); in worked examples: 4 of 4 (100.0%)" in text
    assert text.index("2  Too hard.") < text.index("1  Too long.")
    assert "a/b.md:1: x = y (Too hard.)" in text


def test_no_formulas_is_no_division_by_zero() -> None:
    assert Tally().share == 1.0
