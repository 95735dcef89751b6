"""The page Library, driven as a learner would: progress, stopping, searching, coverage of a book, damaged files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import main_of, settled

Launcher = pytest.FixtureRequest

CHAPTER = Path(__file__).parents[1] / "fixtures" / "documents" / "chapter.pdf"
PARAGRAPH = (
    "The gradient of a function of several variables collects its partial derivatives in a vector. It points "
    "where the function grows fastest, and its length says how fast. Walking against it makes a loss smaller."
)


def a_long_text(sections: int) -> str:
    """Markdown that takes a while to embed."""
    return "\n\n".join(
        f"# Walk {number}\n\n{PARAGRAPH} This is walk number {number}, of {number * 17} steps." * 3
        for number in range(sections)
    )


def test_a_textbook_is_added_found_opened_at_its_page_covered_and_taken_out(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/library")
    main = main_of(page)
    expect(main.get_by_text("None yet.")).to_be_visible()
    settled(page)
    page.locator('input[type="file"]').set_input_files(CHAPTER)
    expect(page.get_by_text("chapter.pdf")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    expect(main.get_by_text("was added")).to_be_visible(timeout=120_000)
    main.get_by_role("button", name="Fine").click()
    expect(main.get_by_text("was added")).to_have_count(0)

    search = page.get_by_placeholder("Find a passage in your own words")
    search.fill("the pass in the mountains where one eigenvalue is negative")
    search.press("Enter")
    page.get_by_role("button", name=re.compile("page 119")).first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Hausdorff pass").first).to_be_visible()
    expect(drawer.locator("img").first).to_be_visible()
    page.keyboard.press("Escape")

    main.get_by_text("How far it is covered").click()
    expect(main.get_by_text(re.compile(r"\d+ sections?, \d+ of them"))).to_be_visible()

    main.get_by_role("button", name="Delete …").click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_reading_shows_its_progress_over_a_reload_and_can_be_stopped(
    page: Page, launcher: Launcher, tmp_path: Path
) -> None:
    long = tmp_path / "long walks.md"
    long.write_text(a_long_text(1500), "utf-8")
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/library")
    main = main_of(page)
    settled(page)
    page.locator('input[type="file"]').set_input_files(long)
    expect(page.get_by_text("long walks.md")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    progress = main.get_by_text(re.compile(r"long walks\.md: .* \d+ of \d+"))
    expect(progress).to_be_visible(timeout=120_000)
    page.reload()
    expect(progress).to_be_visible()
    expect(page.get_by_role("button", name="Add to the library")).to_be_disabled()
    # By the keyboard, for a click of these tests waits for the page to rest, and this one must come before.
    main.get_by_role("button", name="Stop", exact=True).press("Enter")
    expect(main.get_by_text("1 file not finished")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("button", name="Add to the library")).to_be_enabled()
    settled(page)
    expect(main.get_by_text("was added")).to_have_count(0)


def test_a_damaged_file_gets_a_message_that_says_what_to_do(
    page: Page, launcher: Launcher, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(CHAPTER.read_bytes()[:900])
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/library")
    settled(page)
    page.locator('input[type="file"]').set_input_files(cut)
    expect(page.get_by_text("cut.pdf")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text("cut.pdf", timeout=60_000)
