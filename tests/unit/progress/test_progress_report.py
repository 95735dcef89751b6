"""Reports say the same thing in three forms, and carry no foreign markup."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from assistant.progress.report import render_csv, render_markdown, report_record
from assistant.progress.report_page import render_html
from assistant.progress.summary import ProgressReport, summarise
from assistant.progress.types import CoverageState, Evidence, EvidenceKind, GapKind
from assistant.syllabus.types import Goal, Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def report(syllabus: Syllabus) -> ProgressReport:
    log = [
        Evidence("gradient", EvidenceKind.ASKED, NOW),
        Evidence(
            "bayes", EvidenceKind.ATTEMPTED, NOW - timedelta(days=2), correct=True, level=1, shape="compute"
        ),
        Evidence(
            "bayes", EvidenceKind.ATTEMPTED, NOW - timedelta(days=1), correct=True, level=3, shape="reverse"
        ),
    ]
    return summarise(syllabus, log, NOW)


def test_the_record_is_json_with_every_topic(syllabus: Syllabus, report: ProgressReport) -> None:
    record = json.loads(json.dumps(report_record(report, syllabus)))
    assert record["at"] == "2026-11-20T12:00:00+00:00"
    assert record["counts"] == {"untouched": 5, "seen": 1, "practised": 0, "mastered": 1, "rusty": 0}
    assert [topic["id"] for topic in record["topics"]] == list(syllabus.ids)
    by_id = {topic["id"]: topic for topic in record["topics"]}
    assert by_id["gradient"] == {
        "id": "gradient",
        "title": "Gradient",
        "area": "calculus",
        "state": "seen",
        "reason": "Seen once in chat, never practised.",
        "touched": 1,
        "right": 0,
        "wrong": 0,
        "last_touched": "2026-11-20T12:00:00+00:00",
        "due": None,
        "recall": None,
        "review_at": None,
        "likely_known": None,
        "objectives": [],
    }
    assert datetime.fromisoformat(by_id["bayes"]["due"]) > NOW
    assert record["gaps"][0] == {
        "id": "dot-product",
        "title": "Dot product",
        "under": ["gradient"],
        "distance": 1,
        "state": "untouched",
        "reason": "Never touched; needed directly for Gradient.",
    }


def test_markdown_has_the_gaps_in_order_and_a_table_for_each_area(
    syllabus: Syllabus, report: ProgressReport
) -> None:
    text = render_markdown(report, syllabus)
    assert text.startswith("# Coverage on 20 November 2026\n")
    assert (
        "7 topics: 1 mastered, 0 gone rusty, 0 practised, 1 seen but never practised, 5 never touched."
        in text
    )
    assert "1. **Dot product**: Never touched; needed directly for Gradient." in text
    assert "| Gradient | ◔ seen | Seen once in chat, never practised. |" in text
    assert re.findall(r"^## (.*)$", text, re.M)[1:] == [
        "Missing underneath, nearest first",
        "What else is missing, what blocks most first",
        "Linear algebra",
        "Calculus",
        "Optimisation",
        "Probability",
    ]
    assert text.endswith("|\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_html_is_one_whole_file_without_scripts_or_links(syllabus: Syllabus, report: ProgressReport) -> None:
    page = render_html(report, syllabus)
    reader = read(page)
    assert page.startswith("<!DOCTYPE html>")
    assert not reader.tags & {"script", "link", "img", "iframe", "a", "object"}
    assert not any(name.startswith("on") or name in ("href", "src", "style") for name in reader.attributes)
    assert "http" not in page
    assert "url(" not in page
    for topic in syllabus.topics:
        assert topic.title in reader.text
    assert "Never touched; needed directly for Gradient." in reader.text


def test_a_title_with_markup_stays_text() -> None:
    evil = Syllabus(
        (
            Topic("a", "<script>alert(1)</script> | **x** [l](javascript:y) $z$", "<b>", (), 8),
            Topic("b", "B & 'c' \"d\"", "x-<i>", ("a",), 8),
        )
    )
    report = summarise(evil, [Evidence("b", EvidenceKind.ASKED, NOW)], NOW)
    reader = read(render_html(report, evil))
    page = render_html(report, evil)
    assert "script" not in reader.tags
    # The page's own marks of these names all have a class or stand in a count.
    assert "<i>" not in page
    assert page.count("<b>") == len(CoverageState)
    assert evil.topics[0].title in reader.text
    text = render_markdown(report, evil)
    assert r"\<script\>alert(1)\</script\> \| \*\*x\*\* \[l\](javascript:y) \$z\$" in text
    for line in text.splitlines():
        if line.startswith("| "):
            # Tables have three columns or seven: a bar of the title's own would make one more.
            assert len(re.findall(r"(?<!\\)\|", line)) in (4, 8)


def test_an_empty_log_makes_a_readable_report(syllabus: Syllabus) -> None:
    report = summarise(syllabus, [], NOW)
    assert "Missing underneath" not in render_markdown(report, syllabus)
    assert "Missing underneath" not in render_html(report, syllabus)
    assert report_record(report, syllabus)["gaps"] == []


PRACTISED = [
    Evidence(topic, EvidenceKind.ATTEMPTED, NOW - timedelta(days=days), correct=True, level=3, shape=shape)
    for topic in ("vectors", "dot-product")
    for days, shape in ((40, "compute"), (37, "reverse"))
]


@pytest.fixture
def rich(syllabus: Syllabus) -> ProgressReport:
    goal = Goal("descent", "Gradient descent", "Down.", ("descent",))
    log = [
        *PRACTISED,
        Evidence("vectors", EvidenceKind.ATTEMPTED, NOW, correct=False, seconds=90),
        Evidence("partials", EvidenceKind.READ, NOW - timedelta(days=3)),
    ]
    return summarise(syllabus, log, NOW, goals=(goal,), goal=goal, sources={"gradient": 2, "descent": 1})


def test_shares_are_by_area_and_by_goal(rich: ProgressReport) -> None:
    assert [(share.title, share.total, share.mastered, share.practised) for share in rich.areas] == [
        ("Linear algebra", 2, 1, 2),
        ("Calculus", 3, 0, 0),
        ("Optimisation", 1, 0, 0),
        ("Probability", 1, 0, 0),
    ]
    assert [(share.id, share.total, share.practised) for share in rich.goals] == [("descent", 6, 2)]


def test_gaps_of_every_kind_come_in_the_order_of_what_they_block(rich: ProgressReport) -> None:
    found = [(gap.topic_id, gap.kind, gap.blocks) for gap in rich.gaps]
    assert [blocked for _, _, blocked in found] == sorted((b for _, _, b in found), reverse=True)
    assert found[0] == ("derivative-rules", GapKind.UNDERNEATH, 3)
    assert ("vectors", GapKind.WEAK, 2) in found
    assert ("vectors", GapKind.RUSTY, 2) in found
    assert ("partials", GapKind.SEEN_ONLY, 2) in found
    assert ("gradient", GapKind.ON_THE_PATH, 1) in found
    assert ("partials", GapKind.NOT_IN_DOCUMENTS, 2) in found
    assert ("descent", GapKind.ONE_SOURCE, 0) in found
    assert not [gap for gap in found if gap[0] == "bayes"]
    assert not [gap for gap in found if gap[:2] == ("gradient", GapKind.NOT_IN_DOCUMENTS)]


def test_the_calendar_and_the_curves_tell_what_was_studied_and_is_being_forgotten(
    rich: ProgressReport,
) -> None:
    assert [(entry.day.isoformat(), entry.topics, entry.answers, entry.right) for entry in rich.calendar] == [
        ("2026-10-11", 2, 2, 2),
        ("2026-10-14", 2, 2, 2),
        ("2026-11-17", 1, 0, 0),
        ("2026-11-20", 1, 1, 0),
    ]
    assert rich.calendar[-1].minutes == 1.5
    assert [(curve.topic_id, curve.recall) for curve in rich.curves[:1]] == [("vectors", 0.0)]
    recalls = [recall for _, recall in rich.curves[1].points]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] == 1.0
    assert (rich.curves[1].points[-1][0] - NOW.date()).days == 30


def test_every_form_of_the_report_names_what_is_due_and_what_is_missing(
    rich: ProgressReport, syllabus: Syllabus
) -> None:
    page, text, record = (
        render_html(rich, syllabus),
        render_markdown(rich, syllabus),
        report_record(rich, syllabus),
    )
    assert page.count("<svg") == 4 + 1 + 4 + 1 + 2
    for form in (page, text):
        assert "2 of 6 topics of “Gradient descent” behind you" in form
        assert "Studied on 2 of the last 28 days: 1 answer, 0 right, 2 minutes on exercises." in form
    assert record["due"] == 2
    assert record["forecast"]["total"] == 6
    assert {gap["kind"] for gap in record["missing"]} == {kind.value for kind in GapKind}
    lines = render_csv(rich, syllabus).splitlines()
    assert lines[0].startswith("id,title,area,state,")
    assert len(lines) == 8


def test_no_cell_of_the_csv_is_a_formula() -> None:
    evil = Syllabus((Topic("a", "=HYPERLINK(1)", "@x", (), 8),))
    (line,) = render_csv(summarise(evil, [], NOW), evil).splitlines()[1:]
    assert line.startswith("a,'=HYPERLINK(1),'@x,untouched")


def test_a_clock_that_went_backwards_is_reported_in_every_form(syllabus: Syllabus) -> None:
    report = summarise(syllabus, PRACTISED, NOW - timedelta(days=60))
    assert report.coverage.clock_behind == timedelta(days=23)
    assert "clock stands behind" in render_html(report, syllabus)
    assert "clock stands behind" in render_markdown(report, syllabus)
    assert report_record(report, syllabus)["clock_behind_seconds"] == 23 * 86_400
