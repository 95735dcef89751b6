"""What the learner has: coverage, topics, own notes, settings, backups and exports, driven on the page."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.practice.make import make_exercise
from tests.browser.conftest import main_of, settled

Launcher = pytest.FixtureRequest

GRADIENT = "gradient.compute.1.1.0"


def answer(page: Page, url: str, text: str) -> None:
    """Answer the known exercise about gradients and wait for the grade."""
    page.goto(f"{url}/practice?exercise={GRADIENT}")
    field = page.get_by_role("textbox", name="Your answer")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()


def downloaded(page: Page, press: Callable[[], None], folder: Path) -> Path:
    """Press a button that saves a file, once the page has come to rest, and give the file."""
    settled(page)
    with page.expect_download(timeout=60_000) as waiting:
        press()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_coverage_says_what_will_be_there_then_what_is_and_opens_a_topic_by_keyboard(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    page.goto(f"{app.url}/coverage")
    expect(page.get_by_text("Nothing touched yet.")).to_be_visible()
    answer(page, app.url, make_exercise(GRADIENT).key)

    page.goto(f"{app.url}/coverage")
    expect(main.get_by_text("Missing underneath")).to_be_visible()
    main.get_by_role("tab", name="All topics").click()
    row = main.locator("tr", has=page.get_by_role("cell", name="Gradient", exact=True))
    expect(row).to_contain_text("practised")
    main.get_by_role("tab", name="Over time").click()
    expect(main.get_by_text("Studied on 1 of the last 28 days")).to_be_visible()
    main.get_by_role("tab", name="Map").click()
    tile = main.get_by_role("link", name=re.compile(r"^Gradient\b(?! descent)")).first
    expect(tile).to_be_visible()
    tile.focus()
    page.keyboard.press("Enter")
    expect(main.get_by_role("heading", name="Gradient", exact=True)).to_be_visible()


def test_a_topic_shows_its_lesson_its_neighbours_and_counts_as_read_when_it_is(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    page.goto(f"{app.url}/topic?topic=projections")
    expect(main.get_by_role("heading", name="Projections")).to_be_visible()
    expect(main.get_by_text("Never touched.")).to_be_visible()
    expect(main.get_by_role("heading", name="Intuition")).to_be_visible()
    expect(main.locator("img").first).to_be_visible()
    assert main.locator("details").count() >= 3
    main.get_by_role("tab", name="What you can do").click()
    expect(main.get_by_text("untouched").nth(1)).to_be_visible()
    main.get_by_role("tab", name="The lesson").click()
    main.get_by_role("button", name="I have read this").click()
    expect(main.get_by_text("Never touched.")).to_have_count(0)
    main.get_by_role("tab", name="Around it").click()
    below = main.get_by_role("tabpanel").get_by_role("button").first
    name = below.inner_text().split("\n")[-1].strip()
    below.click()
    expect(main.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.go_back()
    main.get_by_role("button", name="All topics").click()
    expect(main.get_by_role("heading", name="Topics")).to_be_visible()


def test_an_explanation_is_kept_found_saved_as_a_post_and_deleted(
    page: Page, launcher: Launcher, tmp_path: Path
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    page.goto(f"{app.url}/topic?topic=gradient")
    main.get_by_role("button", name="Explain it back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your own words").fill("Uphill, as steep as it gets; $\\frac{d}{dx} x^2 = 2x$.")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Kept on the page Notes.")).to_be_visible(timeout=60_000)

    page.goto(f"{app.url}/notes")
    search = main.get_by_placeholder("Search your notes")
    search.fill("steep")
    search.press("Enter")
    settled(page)
    main.get_by_text("Gradient ·").click()
    expect(main.get_by_text("Uphill, as steep as it gets").first).to_be_visible()
    post = downloaded(page, main.get_by_role("button", name="Save as a post").click, tmp_path)
    assert "Uphill" in post.read_text("utf-8")
    main.get_by_role("button", name="Delete …").click()
    page.get_by_role("button", name="Delete it").click()
    expect(main.get_by_text("Nothing here yet.")).to_be_visible()


def test_choices_backups_and_exports_hold(page: Page, launcher: Launcher, tmp_path: Path) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    answer(page, app.url, "[17, 19]")

    page.goto(f"{app.url}/settings")
    main.get_by_role("combobox", name="Goal").click()
    goal = page.get_by_role("option").nth(1)
    name = goal.inner_text()
    goal.click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    page.reload()
    expect(main.get_by_role("combobox", name="Goal")).to_have_value(name)

    cards = downloaded(page, main.get_by_role("button", name="Anki cards").click, tmp_path)
    with zipfile.ZipFile(cards) as package:
        package.extract("collection.anki2", tmp_path)
    collection = sqlite3.connect(tmp_path / "collection.anki2")
    assert collection.execute("select count(*) from notes").fetchone()[0] >= 2
    collection.close()
    attempts = downloaded(page, main.get_by_role("button", name="Attempts as CSV").click, tmp_path)
    rows = list(csv.DictReader(attempts.read_text("utf-8-sig").splitlines()))
    assert [row["exercise"] for row in rows] == [GRADIENT]
    calendar = downloaded(page, main.get_by_role("button", name="Due reviews as a calendar").click, tmp_path)
    assert calendar.read_text("utf-8").startswith("BEGIN:VCALENDAR")

    main.get_by_role("button", name="Back up now").click()
    expect(main.get_by_text("read back and sound")).to_be_visible(timeout=60_000)
    answer(page, app.url, make_exercise(GRADIENT).key)
    page.goto(f"{app.url}/settings")
    saved = downloaded(page, main.get_by_role("button", name="Save it elsewhere").click, tmp_path)
    assert zipfile.is_zipfile(saved)
    main.get_by_role("button", name="Restore it …").click()
    page.get_by_role("button", name="Restore", exact=True).click()
    expect(main.get_by_text("Restored.")).to_be_visible(timeout=60_000)
    settled(page)
    attempts = downloaded(page, main.get_by_role("button", name="Attempts as CSV").click, tmp_path)
    restored = list(csv.DictReader(attempts.read_text("utf-8-sig").splitlines()))
    assert [row["submission"] for row in restored] == ["[17, 19]"]


def test_a_record_exported_here_is_brought_into_a_fresh_home_and_only_once(
    page: Page, launcher: Launcher, tmp_path: Path
) -> None:
    elsewhere = shutil.copytree(launcher.home, tmp_path / "elsewhere")
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    answer(page, app.url, make_exercise(GRADIENT).key)
    page.goto(f"{app.url}/settings")
    record = downloaded(page, main.get_by_role("button", name="All of it as JSON").click, tmp_path)
    app.kill()

    fresh = launcher.start(elsewhere, GROUNDWORK_MODEL="none")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{fresh.url}/settings")
    field = main.get_by_test_id("stFileUploader").locator("input[type=file]")
    hostile = tmp_path / "hostile.json"
    hostile.write_text('{"format": "<img src=x onerror=alert(1)>"}', "utf-8")
    settled(page)
    field.set_input_files(hostile)
    expect(main.get_by_text("This is no record that Groundwork exported.")).to_be_visible()
    expect(main.locator("img[src=x]")).to_have_count(0)

    page.reload()
    settled(page)
    field.set_input_files(record)
    expect(main.get_by_text("and 1 attempt.")).to_be_visible()
    settled(page)
    main.get_by_role("button", name="Add it to my record").click()
    expect(main.get_by_text("restoring it undoes this")).to_be_visible()
    settled(page)
    field.set_input_files(record)
    expect(main.get_by_text("nothing in it that is not here already")).to_be_visible()
    expect(main.get_by_role("button", name="Add it to my record")).to_have_count(0)
    page.goto(f"{fresh.url}/topic?topic=gradient")
    expect(main.get_by_role("heading", name="Gradient", exact=True)).to_be_visible()
    expect(main.get_by_text("Never touched.")).to_have_count(0)


def test_what_is_half_typed_in_the_chat_and_in_an_explanation_survives_a_reload(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    main = main_of(page)
    typed = 'Why is <img src=x onerror="alert(1)"> $x^2$'
    question = page.get_by_test_id("stChatInputTextArea")
    page.goto(f"{app.url}/chat")
    question.fill(typed)
    settled(page)
    page.reload()
    expect(question).to_have_value(typed)
    question.fill("What is a gradient?")
    question.press("Enter")
    expect(question).to_have_value("")
    expect(main.get_by_text("Theory behind it").first).to_be_visible()
    settled(page)
    page.reload()
    expect(main.get_by_text("What is a gradient?").first).to_be_visible()
    settled(page)
    expect(question).to_have_value("")

    page.goto(f"{app.url}/topic?topic=gradient")
    dialog = page.get_by_role("dialog")
    words = dialog.get_by_label("In your own words")
    main.get_by_role("button", name="Explain it back").click()
    words.fill(typed)
    page.reload()
    main.get_by_role("button", name="Explain it back").click()
    expect(words).to_have_value(typed)
    settled(page)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Kept on the page Notes.")).to_be_visible()
    page.reload()
    main.get_by_role("button", name="Explain it back").click()
    expect(words).to_have_value("")
    expect(page.locator("img[src=x]")).to_have_count(0)
