"""The page Chat, driven as a learner would."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.downloads.model_file import find_model
from assistant.settings import load_settings

Launcher = pytest.FixtureRequest

CITATION = re.compile(r"\[\d\]")
QUESTION = "What is the gradient of x^2 + 3xy, and what does it mean?"


def ask(page: Page, question: str) -> None:
    """Type a question and send it with Enter."""
    box = page.get_by_placeholder("Ask anything about the mathematics of machine learning")
    box.fill(question)
    box.press("Enter")


def answer_of(page: Page) -> Locator:
    """The last message of the assistant."""
    return page.get_by_test_id("stChatMessage").last


def wait_until_finished(page: Page, seconds: float) -> None:
    """Wait until the answer is complete: its address is there and nothing runs any more."""
    page.wait_for_url(re.compile(r"conversation="), timeout=seconds * 1000)
    expect(page.get_by_text("Writing, and checking each formula", exact=False)).to_have_count(
        0, timeout=seconds * 1000
    )
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible(
        timeout=seconds * 1000
    )


def screenshot(page: Page, name: str) -> None:
    """Keep a picture for the README when the run was asked to."""
    folder = os.environ.get("GROUNDWORK_SCREENSHOTS")
    if folder:
        page.set_viewport_size({"width": 1180, "height": 1060})
        page.wait_for_timeout(1500)
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.embedded_model
@pytest.mark.timeout(400)
def test_the_embedded_model_answers_grounded_computed_and_checked(page: Page, launcher: Launcher) -> None:
    settings = load_settings()
    if find_model(settings.downloads_path, None) is None:
        pytest.skip("the embedded model is not there; `make prepare` fetches it")
    app = launcher.start(GROUNDWORK_MODEL="embedded")
    page.goto(app.url)
    ask(page, QUESTION)

    growing = answer_of(page)
    expect(growing.get_by_text("Computed by algebra")).to_be_visible(timeout=60_000)
    lengths = set()
    for _ in range(600):
        lengths.add(len(growing.inner_text()))
        if page.get_by_text("Formulas:").count():
            break
        page.wait_for_timeout(200)
    assert len(lengths) >= 5, "the answer did not stream in"

    wait_until_finished(page, 240)
    answer = answer_of(page)
    expect(answer.get_by_text("✓ verified").first).to_be_visible()
    answer.get_by_text("Formulas:").click()
    verified = [
        row.inner_text()
        for row in answer.get_by_test_id("stMarkdown").all()
        if "✓ verified" in row.inner_text()
    ]
    spoken = " ".join(verified).replace(" ", "").replace("\n", "")
    assert "2x+3y" in spoken
    assert "3x" in spoken
    answer.get_by_text("Formulas:").click()
    screenshot(page, "chat")

    answer.get_by_role("button", name=CITATION).first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    expect(drawer.get_by_text(".md", exact=False)).to_be_visible()
    page.keyboard.press("Escape")

    page.goto(f"{app.url}/coverage")
    page.reload()
    row = page.locator("tr", has=page.get_by_role("cell", name="Gradient", exact=True))
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("untouched")


def test_a_refuted_formula_is_shown_with_the_right_value_beside_it(
    page: Page, launcher: Launcher, scripted_model: Callable[..., dict[str, str]]
) -> None:
    app = launcher.start(
        **scripted_model(
            "Let $f(x, y) = x^2 + 3xy$. Then $\\frac{\\partial f}{\\partial y} = 3x + 3y$, says the model."
        )
    )
    page.goto(app.url)
    ask(page, QUESTION)
    wait_until_finished(page, 60)
    answer = answer_of(page)
    expect(answer.get_by_text("✗ refuted").first).to_be_visible()
    expect(answer.locator("del .katex").first).to_be_visible()
    expect(answer.get_by_text("should be").first).to_be_visible()
    sentence = answer.locator("p", has_text="should be").first
    assert sentence.locator(".katex annotation").last.text_content() == "3 x"


def test_the_first_visit_offers_three_questions_and_no_form(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(app.url)
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name=re.compile(r"\?$|say\.$"))).to_have_count(3)
    assert page.locator("form").count() == 0
    expect(page.get_by_text("Notes and algebra only")).to_be_visible()


def test_without_a_model_a_question_still_gets_passages_and_a_worked_solution(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(app.url)
    page.get_by_role("button", name=QUESTION).click()
    wait_until_finished(page, 60)
    answer = answer_of(page)
    expect(answer.get_by_text("Computed by algebra")).to_be_visible()
    expect(answer.get_by_role("button", name=CITATION).first).to_be_visible()


def test_killing_the_app_in_mid_answer_loses_nothing_that_was_acknowledged(
    page: Page, launcher: Launcher, scripted_model: Callable[..., dict[str, str]]
) -> None:
    lines = (
        f"A dot product pairs, multiplies and adds the entries of two vectors, {n} times." for n in range(60)
    )
    settings = scripted_model(" ".join(lines))
    app = launcher.start(**settings)
    page.goto(app.url)
    ask(page, "What is a gradient?")
    expect(answer_of(page).get_by_text("pairs, multiplies and adds").first).to_be_visible(timeout=60_000)
    address = page.url
    app.kill()

    again = launcher.start(home=app.home, **settings)
    page.goto(address.replace(app.url, again.url))
    expect(page.get_by_text("What is a gradient?").last).to_be_visible()
    ask(page, "What is a dot product?")
    wait_until_finished(page, 120)
    expect(answer_of(page).get_by_role("button", name=CITATION).first).to_be_visible()


def test_a_hostile_answer_loads_nothing_from_elsewhere(
    page: Page, launcher: Launcher, scripted_model: Callable[..., dict[str, str]]
) -> None:
    app = launcher.start(
        **scripted_model(
            "![a](http://198.51.100.7/pixel.png) <img src=http://198.51.100.7/p.png> "
            "[b](http://198.51.100.7/link) <script>document.title='x'</script> done."
        )
    )
    foreign: list[str] = []
    page.on(
        "request",
        lambda request: (
            foreign.append(request.url) if not request.url.startswith((app.url, "data:", "blob:")) else None
        ),
    )
    page.goto(app.url)
    ask(page, "What is a vector?")
    wait_until_finished(page, 60)
    expect(answer_of(page).get_by_text("done.")).to_be_visible()
    assert foreign == []
    assert page.locator('a[href*="198.51.100.7"]').count() == 0
