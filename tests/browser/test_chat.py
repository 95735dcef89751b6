"""The page Chat, driven as a learner would."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.downloads.model_file import find_model
from assistant.settings import load_settings
from tests.browser.conftest import study_of

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
    page.goto(f"{app.url}/chat")
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
    page.get_by_role("tab", name="All topics").click()
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
    page.goto(f"{app.url}/chat")
    ask(page, QUESTION)
    wait_until_finished(page, 60)
    answer = answer_of(page)
    expect(answer.get_by_text("✗ refuted").first).to_be_visible()
    expect(answer.locator("del .katex").first).to_be_visible()
    expect(answer.get_by_text("should be").first).to_be_visible()
    sentence = answer.locator("p", has_text="should be").first
    assert sentence.locator(".katex annotation").last.text_content() == "3 x"
    badge = answer.locator("[data-reason]", has_text="refuted").first
    badge.focus()
    expect(badge).to_be_focused()
    expect(badge).to_have_attribute("aria-label", re.compile(r"refuted\. .{12,}"))


def test_the_first_visit_offers_three_questions_and_no_form(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/chat")
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name=re.compile(r"\?$|say\.$"))).to_have_count(3)
    assert page.locator("form").count() == 0
    expect(page.get_by_text("Notes and algebra only")).to_be_visible()


def test_without_a_model_a_question_still_gets_passages_and_a_worked_solution(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/chat")
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
    page.goto(f"{app.url}/chat")
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
    page.goto(f"{app.url}/chat")
    ask(page, "What is a vector?")
    wait_until_finished(page, 60)
    expect(answer_of(page).get_by_text("done.")).to_be_visible()
    assert foreign == []
    assert page.locator('a[href*="198.51.100.7"]').count() == 0


def tap(page: Page, label: str) -> None:
    """Tap a way to ask under the last answer."""
    page.get_by_test_id("stButtonGroup").get_by_text(label, exact=True).click()


def open_first_answer(page: Page, url: str) -> None:
    """A first conversation without a model."""
    page.goto(f"{url}/chat")
    page.get_by_role("main").get_by_role("button", name=QUESTION).click()
    wait_until_finished(page, 60)


def test_a_way_to_ask_is_one_tap_and_its_code_is_the_notes_own(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    open_first_answer(page, app.url)
    expect(page.get_by_test_id("stButtonGroup").get_by_role("radio")).to_have_count(10)
    tap(page, "From scratch in NumPy")
    expect(page.get_by_text("Show it from scratch in NumPy. (Gradient)")).to_be_visible(timeout=30_000)
    expect(answer_of(page).get_by_text("import numpy as np")).to_be_visible(timeout=30_000)
    expect(answer_of(page).get_by_role("button", name=CITATION).first).to_be_visible()
    tap(page, "Quiz me on this")
    expect(page.get_by_role("button", name="Practise now")).to_be_visible(timeout=30_000)


def test_a_long_conversation_shows_its_end_and_the_rest_on_a_tap(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    study = study_of(app)
    conversation = study.start_conversation("Twelve questions")
    for number in range(12):
        for _ in study.ask(f"What is {number} + {number}?", conversation.id):
            pass
    study.close()
    page.goto(f"{app.url}/chat?conversation={conversation.id}")
    messages = page.get_by_test_id("stChatMessage")
    expect(messages).to_have_count(20)
    expect(messages.last).to_contain_text("22")
    page.get_by_role("button", name="Show 4 earlier messages").click()
    expect(messages).to_have_count(24)
    expect(messages.first).to_contain_text("What is 0 + 0?")


def test_a_question_can_be_asked_differently_in_a_branch(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    open_first_answer(page, app.url)
    trunk = page.url
    page.get_by_role("button", name="Ask it differently").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your question").fill("What is a dot product?")
    dialog.get_by_role("button", name="Ask in a branch").click()
    expect(page.get_by_test_id("stChatMessage").first).to_contain_text(
        "What is a dot product?", timeout=60_000
    )
    wait_until_finished(page, 60)
    assert page.url != trunk
    page.goto(trunk)
    expect(page.get_by_test_id("stChatMessage").first).to_contain_text("x^2 + 3xy", timeout=60_000)


def test_conversations_are_found_renamed_and_deleted(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    open_first_answer(page, app.url)
    sidebar = page.get_by_test_id("stSidebarUserContent")
    sidebar.get_by_text("This conversation").click()
    name = sidebar.get_by_label("Name")
    name.fill("Uphill")
    name.press("Enter")
    expect(sidebar.get_by_role("button", name="Uphill", exact=True)).to_be_visible(timeout=30_000)
    search = sidebar.get_by_placeholder("Search conversations")
    search.fill("steepest banana")
    search.press("Enter")
    expect(sidebar.get_by_text("Nothing holds all of these words.")).to_be_visible(timeout=30_000)
    search.fill("partial")
    search.press("Enter")
    expect(sidebar.get_by_role("button", name="Uphill", exact=True)).to_be_visible(timeout=30_000)
    sidebar.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("main").get_by_role("button", name=QUESTION)).to_be_visible(timeout=30_000)
    expect(sidebar.get_by_role("button", name="Uphill", exact=True)).to_have_count(0)


def test_explaining_back_checks_the_formula_and_names_what_is_missing(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    open_first_answer(page, app.url)
    page.get_by_role("button", name="Explain it back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your own words").fill(
        "With $f(x,y)=x^2+3xy$ it is $\\frac{\\partial f}{\\partial y} = 3x+3y$."
    )
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Kept on the page Notes.")).to_be_visible(timeout=60_000)
    expect(dialog.get_by_text("✗ refuted").first).to_be_visible()
    expect(dialog.get_by_text("not mentioned, by word matching").first).to_be_visible()
    page.goto(f"{app.url}/notes")
    expect(page.get_by_role("main").get_by_text("Gradient ·")).to_be_visible(timeout=30_000)


def test_an_answer_that_was_cut_off_goes_on(
    page: Page, launcher: Launcher, scripted_model: Callable[..., dict[str, str]]
) -> None:
    beginning = "The gradient points uphill, in 1847 as today."
    script = [
        {"say": beginning, "fault": "no_finish"},
        {"say": f"{beginning} Its length says how steep it is."},
    ]
    app = launcher.start(**scripted_model(json.dumps(script)))
    page.goto(f"{app.url}/chat")
    ask(page, "What is a gradient?")
    wait_until_finished(page, 60)
    expect(answer_of(page).get_by_text("the model’s own").first).to_be_visible()
    page.get_by_role("button", name="Go on with this answer").click()
    wait_until_finished(page, 60)
    expect(answer_of(page).get_by_text("Its length says how steep it is.")).to_be_visible(timeout=30_000)
    assert answer_of(page).inner_text().count("points uphill") == 1
    expect(page.get_by_role("button", name="Go on with this answer")).to_have_count(0)
