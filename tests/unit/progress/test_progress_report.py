"""Reports say the same thing in three forms, and carry no foreign markup."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from assistant.progress.coverage import coverage
from assistant.progress.report import render_html, render_markdown, report_record
from assistant.progress.types import CoverageReport, Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def report(syllabus: Syllabus) -> CoverageReport:
    log = [
        Evidence("gradient", EvidenceKind.ASKED, NOW),
        Evidence(
            "bayes", EvidenceKind.ATTEMPTED, NOW - timedelta(days=2), correct=True, level=1, shape="compute"
        ),
        Evidence(
            "bayes", EvidenceKind.ATTEMPTED, NOW - timedelta(days=1), correct=True, level=3, shape="reverse"
        ),
    ]
    return coverage(syllabus, log, NOW)


def test_the_record_is_json_with_every_topic(syllabus: Syllabus, report: CoverageReport) -> None:
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
    syllabus: Syllabus, report: CoverageReport
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


def test_html_is_one_whole_file_without_scripts_or_links(syllabus: Syllabus, report: CoverageReport) -> None:
    page = render_html(report, syllabus)
    reader = read(page)
    assert page.startswith("<!DOCTYPE html>")
    assert not reader.tags & {"script", "link", "img", "iframe", "a", "object"}
    assert reader.attributes == {"lang", "charset", "name", "content", "class"}
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
    report = coverage(evil, [Evidence("b", EvidenceKind.ASKED, NOW)], NOW)
    reader = read(render_html(report, evil))
    assert not reader.tags & {"script", "b", "i"}
    assert evil.topics[0].title in reader.text
    text = render_markdown(report, evil)
    assert r"\<script\>alert(1)\</script\> \| \*\*x\*\* \[l\](javascript:y) \$z\$" in text
    for line in text.splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) == 4


def test_an_empty_log_makes_a_readable_report(syllabus: Syllabus) -> None:
    report = coverage(syllabus, [], NOW)
    assert "Missing underneath" not in render_markdown(report, syllabus)
    assert "Missing underneath" not in render_html(report, syllabus)
    assert report_record(report, syllabus)["gaps"] == []
