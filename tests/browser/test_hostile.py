"""Hostile text in a document, its name and a learner's own words: it loads nothing, runs nothing, breaks nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import main_of, settled, watch_requests

Launcher = pytest.FixtureRequest

ELSEWHERE = "http://198.51.100.7"
ATTACKS = (
    f"![a]({ELSEWHERE}/a.png) <img src='{ELSEWHERE}/b.png' onerror='window.hurt=1'> [c]({ELSEWHERE}/c) "
    f"<script>window.hurt=1</script> <svg onload='window.hurt=1'></svg> ![d][e]\n\n[e]: {ELSEWHERE}/e.png\n"
)


def test_nothing_hostile_reaches_beyond_the_page(page: Page, launcher: Launcher, tmp_path: Path) -> None:
    book = tmp_path / "![x](198.51.100.7) <img src=x onerror=window.hurt=1>.md"
    book.write_text(
        f"# Eigen {ATTACKS}\n\nThe zibblewort theorem says that a zibblewort is a vector. {ATTACKS}\n",
        "utf-8",
    )
    app = launcher.start(GROUNDWORK_MODEL="none")
    foreign = watch_requests(page, app)
    main = main_of(page)

    page.goto(f"{app.url}/library")
    settled(page)
    page.locator('input[type="file"]').set_input_files(book)
    page.get_by_role("button", name="Add to the library").click()
    expect(main.get_by_text("was added")).to_be_visible(timeout=120_000)
    search = page.get_by_placeholder("Find a passage in your own words")
    search.fill("the zibblewort theorem")
    search.press("Enter")
    main.get_by_role("button", name=re.compile("Eigen")).first.click()
    expect(page.get_by_role("dialog").get_by_text("zibblewort").first).to_be_visible()
    page.keyboard.press("Escape")

    page.goto(f"{app.url}/practice?exercise=gradient.compute.1.1.0")
    field = main.get_by_role("textbox", name="Your answer")
    field.fill(ATTACKS)
    field.press("Enter")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()

    # What comes now as it is on a phone.
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/notes")
    main.get_by_role("button", name="Explain a topic").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your own words").fill(ATTACKS)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Kept on the page Notes.")).to_be_visible(timeout=60_000)
    page.goto(f"{app.url}/notes")
    main.get_by_text(re.compile(r" · \d{4}-")).first.click()
    settled(page)

    page.goto(f"{app.url}/chat")
    box = page.get_by_placeholder("Ask anything about the mathematics of machine learning")
    box.fill(f"What is a zibblewort? {ATTACKS}")
    box.press("Enter")
    page.wait_for_url(re.compile("conversation="), timeout=60_000)
    expect(page.get_by_test_id("stChatMessage").last.get_by_role("button").first).to_be_visible(
        timeout=60_000
    )
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    assert foreign == []
    assert page.locator('[href*="198.51.100.7"], [src*="198.51.100.7"]').count() == 0
    assert page.evaluate("window.hurt") is None
