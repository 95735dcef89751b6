"""Takes the pictures of docs/tour.md from the real page: `python -m tests.browser.tour docs/images`.

The learner is made up and their days before are answered by this script through the same study as the page's, so that
the plan, the map and the quiz have something to show. The model's answer is read out by a script as well, and holds a
mistake on purpose.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from assistant.settings import Settings
from assistant.study import Study, new_id
from tests.browser.conftest import (
    _ARGUMENTS,
    _CHROMIUM,
    ROOT,
    App,
    Launcher,
    free_port,
    main_of,
    settled,
)
from tests.conftest import clean_environment

GRADIENT = "gradient.compute.1.1.0"
CHAPTER = ROOT / "tests" / "fixtures" / "documents" / "chapter.pdf"
QUESTION = "What is the gradient of x^2 + 3xy, and what does it mean?"
ANSWER = (
    "The gradient collects the partial derivatives of a function in one vector [1].\n\n"
    "Let $f(x, y) = x^2 + 3xy$. Then $\\frac{\\partial f}{\\partial x} = 2x + 3y$ and "
    "$\\frac{\\partial f}{\\partial y} = 3x + 3y$.\n\n"
    "It points where $f$ grows fastest, and its length says how fast [1]."
)
DAYS = (
    (9, ("functions-and-graphs", "vectors", "dot-product"), 3),
    (7, ("limits", "derivative-rules", "matrix-multiplication"), 3),
    (5, ("derivative-rules", "determinant", "norms-and-distance"), 3),
    (3, ("partial-derivatives", "dot-product", "chain-rule"), 4),
    (1, ("partial-derivatives", "conditional-probability", "eigenvalues-and-eigenvectors"), 3),
)
MOST_BYTES = 150_000


class Camera:
    """Keeps pictures of the page, small enough for a repository."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder

    def take(self, name: str, *, height: int = 900) -> None:
        """A picture as wide as a laptop."""
        self._page.set_viewport_size({"width": 1180, "height": height})
        settled(self._page)
        # Drawers slide and formulas find their font; nothing on the page says when.
        self._page.wait_for_timeout(1500)
        picture = Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")
        target = self._folder / f"tour-{name}.png"
        for colours in (256, 128, 64):
            picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
            if target.stat().st_size <= MOST_BYTES:
                break
        sys.stdout.write(f"{target}: {target.stat().st_size / 1000:.0f} kB\n")


def live(app: App) -> None:
    """The days before this evening: exercises answered, mostly right."""
    at = [datetime.now(UTC)]
    study = Study(Settings(home=app.home, model="none"), clock=lambda: at[0])
    known = {topic.id for topic in study.practice_topics()}
    for days, topics, count in DAYS:
        at[0] = datetime.now(UTC) - timedelta(days=days)
        for topic_id in known.intersection(topics):
            for number, exercise in enumerate(study.exercises(topic_id, count=count, seed=days)):
                at[0] += timedelta(minutes=2)
                wrong = number == 1 and days % 2 == 0
                study.submit(
                    exercise.id, "17/19" if wrong else exercise.key, attempt_id=new_id(), seconds=60.0
                )
    study.close()


def first_visit(page: Page, url: str, camera: Camera) -> None:
    """Before anything was done."""
    page.goto(url)
    expect(main_of(page).get_by_role("button", name="Take a 10-minute diagnostic")).to_be_visible()
    camera.take("first-visit", height=700)
    page.goto(f"{url}/placement")
    main_of(page).get_by_role("button", name="Begin").click()
    expect(main_of(page).get_by_text("Question 1 of")).to_be_visible()
    camera.take("placement", height=700)
    main_of(page).get_by_role("button", name="I do not know this").click()
    expect(main_of(page).get_by_text("Question 2 of")).to_be_visible()
    main_of(page).get_by_role("button", name="Stop here").click()
    expect(main_of(page).get_by_text("Thought known:")).to_be_visible()


def an_evening(page: Page, url: str, camera: Camera) -> None:
    """Today, a question, its source, practice, code, a quiz, an explanation, coverage."""
    main = main_of(page)
    page.goto(url)
    expect(main.get_by_role("button", name="Begin").first).to_be_visible()
    camera.take("today", height=1000)

    page.goto(f"{url}/chat")
    box = page.get_by_placeholder("Ask anything about the mathematics of machine learning")
    box.fill(QUESTION)
    box.press("Enter")
    expect(main.get_by_text("should be").first).to_be_visible(timeout=120_000)
    expect(main.get_by_text("Formulas:").first).to_be_visible(timeout=120_000)
    camera.take("answer", height=1150)
    main.get_by_role("button", name=re.compile(r"\[\d\]")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    camera.take("citation", height=900)
    page.keyboard.press("Escape")

    page.goto(f"{url}/practice?exercise={GRADIENT}")
    field = main.get_by_role("textbox", name="Your answer")
    field.fill("[-12 x^2 y^2 - 2x, -8x^3 y - 3]")
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentError")).to_be_visible()
    main.get_by_role("button", name="Hint").click()
    expect(page.get_by_test_id("stAlertContentInfo")).to_be_visible()
    camera.take("practice-wrong", height=850)
    field.fill("[-12 x^2 y^2 - 2x, 3 - 8x^3 y]")
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()
    main.get_by_role("button", name="Worked solution").click()
    expect(main.get_by_text("How we know:")).to_be_visible()
    camera.take("practice-right", height=1150)

    page.goto(f"{url}/code?task=softmax")
    code = main.get_by_role("textbox", name="Your code")
    code.fill(
        "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z)\n    return e / e.sum(axis=1, keepdims=True)"
    )
    main.get_by_role("button", name="Run on hidden cases").click()
    expect(page.get_by_test_id("stAlert").first).to_be_visible(timeout=60_000)
    camera.take("code", height=1050)


def the_rest(page: Page, url: str, home: Path, camera: Camera) -> None:
    """A quiz, an explanation, a book, the map."""
    main = main_of(page)
    page.goto(f"{url}/quiz")
    main.get_by_role("button", name="Start the quiz").click()
    expect(main.get_by_text("Question 1 of 10")).to_be_visible()
    study = Study(Settings(home=home, model="none"))
    quiz = study.running_quiz()
    if quiz is None:
        raise SystemExit("the quiz did not start")
    for question in quiz.questions[:8]:
        study.answer_quiz(quiz.id, question.number, study.exercise(question.exercise_id).key)
    study.close()
    main.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish and grade").click()
    expect(main.get_by_text("of 10 right")).to_be_visible(timeout=60_000)
    camera.take("quiz", height=950)

    page.goto(f"{url}/topic?topic=gradient")
    main.get_by_role("button", name="Explain it back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your own words").fill(
        "The gradient of $f(x, y) = x^2 + 3xy$ is a vector of its partial derivatives, "
        "$\\frac{\\partial f}{\\partial x} = 2x + 3y$ first. It points uphill."
    )
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Kept on the page Notes.")).to_be_visible(timeout=120_000)
    camera.take("explain-back", height=950)

    page.goto(f"{url}/library")
    settled(page)
    page.locator('input[type="file"]').set_input_files(CHAPTER)
    page.get_by_role("button", name="Add to the library").click()
    expect(main.get_by_text("was added")).to_be_visible(timeout=120_000)
    main.get_by_role("button", name="Fine").click()
    expect(main.get_by_text("was added")).to_have_count(0)
    toggle = main.get_by_text("How far it is covered")
    expect(toggle).to_have_count(1)
    toggle.click()
    expect(main.get_by_text("asked about")).to_be_visible()
    camera.take("library", height=1150)

    page.goto(f"{url}/coverage")
    expect(main.get_by_role("link", name=re.compile("^Gradient")).first).to_be_visible()
    camera.take("coverage", height=1700)


def take_all(folder: Path) -> None:
    """Start everything, take the pictures, end everything."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        home = place / "home"
        subprocess.run(
            [sys.executable, "-m", "assistant", "prepare"], cwd=ROOT, env=clean_environment(home), check=True
        )
        script = place / "answer.txt"
        script.write_text(ANSWER, "utf-8")
        port = free_port()
        model = subprocess.Popen(
            [
                sys.executable,
                str(ROOT / "tests" / "fixtures" / "misbehaving_server.py"),
                "--port",
                str(port),
                "--script",
                str(script),
            ]
        )
        launcher = Launcher(place, home)
        try:
            app = launcher.start(
                GROUNDWORK_BASE_URL=f"http://127.0.0.1:{port}/v1", GROUNDWORK_MODEL="scripted"
            )
            with_a_page(lambda page: visit(page, app, Camera(page, folder)))
        finally:
            for one in (model, *(app.process for app in launcher.running)):
                one.terminate()
                one.wait()


def visit(page: Page, app: App, camera: Camera) -> None:
    """The whole tour in one visit."""
    first_visit(page, app.url, camera)
    live(app)
    an_evening(page, app.url, camera)
    the_rest(page, app.url, app.home, camera)


def with_a_page(do: Callable[[Page], None]) -> None:
    """Do something with a page in Chromium."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        page = browser.new_page(viewport={"width": 1180, "height": 900})
        page.set_default_timeout(60_000)
        do(page)
        browser.close()


if __name__ == "__main__":
    take_all(Path(sys.argv[1]))
