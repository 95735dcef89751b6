"""The pages Practice, Coverage and Library, driven as a learner would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.practice.make import make_exercise

Launcher = pytest.FixtureRequest

CHAPTER = Path(__file__).parents[1] / "fixtures" / "documents" / "chapter.pdf"


def test_a_wrong_then_a_right_answer_reach_the_coverage_page(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    exercise = make_exercise("gradient.compute.1.1.0")
    page.goto(f"{app.url}/practice?exercise={exercise.id}")
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("17/19")
    field.press("Enter")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    field.fill(exercise.key)
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()

    page.goto(f"{app.url}/coverage")
    row = page.locator("tr", has=page.get_by_role("cell", name="Gradient", exact=True))
    expect(row).to_contain_text("practised")
    expect(page.get_by_text("Missing underneath")).to_be_visible()


def test_a_reload_keeps_the_exercise(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/practice")
    page.get_by_label("Topic").click()
    page.get_by_role("option", name="Determinant", exact=True).click()
    page.wait_for_url(re.compile("exercise="))
    exercise = make_exercise(page.url.split("exercise=")[1])
    words = re.split(r"\$", exercise.prompt)[0].strip()
    main = page.get_by_role("main")
    expect(main.get_by_text(words).first).to_be_visible()
    page.reload()
    expect(main.get_by_text(words).first).to_be_visible()
    assert page.url.endswith(exercise.id)


def test_a_textbook_is_added_found_opened_at_its_page_and_taken_out(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/library")
    page.locator('input[type="file"]').set_input_files(CHAPTER)
    expect(page.get_by_text("chapter.pdf")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("was added")).to_be_visible(timeout=60_000)

    search = page.get_by_placeholder("Find a passage in your own words")
    search.fill("the pass in the mountains where one eigenvalue is negative")
    search.press("Enter")
    page.get_by_role("button", name=re.compile("page 119")).first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Hausdorff pass").first).to_be_visible()
    expect(drawer.locator("img").first).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="delete").first.click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_a_damaged_file_gets_a_message_that_says_what_to_do(
    page: Page, launcher: Launcher, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(CHAPTER.read_bytes()[:900])
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/library")
    page.locator('input[type="file"]').set_input_files(cut)
    expect(page.get_by_text("cut.pdf")).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text("cut.pdf", timeout=60_000)


def test_an_empty_coverage_page_says_what_will_be_there(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/coverage")
    expect(page.get_by_text("Nothing touched yet.")).to_be_visible()
    expect(page.get_by_role("cell", name="Gradient", exact=True)).to_be_visible()


def test_a_note_opens_with_its_figure_and_folded_answers_and_counts_as_read(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/coverage")
    page.get_by_label("Read a topic's note").fill("Projections")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name="Intuition")).to_be_visible()
    expect(drawer.locator("img").first).to_be_visible()
    expect(drawer.locator("details")).to_have_count(3)
    page.reload()
    row = page.locator("tr", has=page.get_by_role("cell", name="Projections", exact=True))
    expect(row).to_contain_text("seen")
