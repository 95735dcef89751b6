"""An evening of study on the page: today, practice, a quiz, the placement, code, driven as a learner would."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from assistant.practice.make import make_exercise
from assistant.practice.types import Exercise
from tests.browser.conftest import App, main_of, settled, study_of

Launcher = pytest.FixtureRequest

GRADIENT = "gradient.compute.1.1.0"


def answer_right(page: Page, exercise: Exercise) -> None:
    """Type or choose the key of an exercise; it is not sent yet."""
    if exercise.choices:
        main_of(page).get_by_role("radio", name=re.compile(rf"^{exercise.key}\.")).check(force=True)
    else:
        main_of(page).get_by_role("textbox", name="Your answer").fill(exercise.key)


def practise_once(page: Page, app: App) -> None:
    """Answer the known exercise about gradients."""
    page.goto(f"{app.url}/practice?exercise={GRADIENT}")
    field = page.get_by_role("textbox", name="Your answer")
    field.fill(make_exercise(GRADIENT).key)
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()


def test_the_first_visit_offers_questions_a_diagnostic_and_a_textbook_and_no_form(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(app.url)
    main = main_of(page)
    expect(main.get_by_role("button", name=re.compile(r"\?$|say\.$"))).to_have_count(3)
    expect(main.get_by_role("button", name="Take a 10-minute diagnostic")).to_be_visible()
    expect(main.get_by_role("button", name="Add your textbook")).to_be_visible()
    expect(page.get_by_text("Notes and algebra only")).to_be_visible()
    assert page.locator("form, input, textarea").count() == 0

    main.get_by_role("button", name="Add your textbook").click()
    expect(main.get_by_role("heading", name="Library")).to_be_visible()
    page.goto(app.url)
    main.get_by_role("button", name="Why does the dot product measure similarity?").click()
    page.wait_for_url(re.compile("conversation="), timeout=60_000)
    expect(main.get_by_role("button", name=re.compile(r"^\[?\d")).first).to_be_visible(timeout=60_000)


def test_today_plans_what_follows_from_what_was_done(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    practise_once(page, app)
    page.goto(app.url)
    main = main_of(page)
    expect(main.get_by_role("heading", name="Today")).to_be_visible()
    expect(main.get_by_text("Days in a run")).to_be_visible()
    expect(main.get_by_test_id("stMetricValue").last).to_have_text("1")
    begin = main.get_by_role("button", name="Begin")
    expect(begin.first).to_be_visible()
    begin.last.click()
    expect(main.get_by_role("heading", name="Today")).to_have_count(0)
    settled(page)
    assert re.search(r"/(topic|practice|placement)", page.url), page.url


def test_practice_shows_the_formula_while_one_types_and_grades_what_it_means(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    exercise = make_exercise(GRADIENT)
    page.goto(f"{app.url}/practice?exercise={exercise.id}")
    main = main_of(page)
    field = main.get_by_role("textbox", name="Your answer")
    field.press_sequentially("x^2/7", delay=30)
    expect(main.locator(".katex annotation", has_text=r"\frac{x^{2}}{7}")).to_have_count(1)
    field.fill("(2x + ")
    expect(main.get_by_text("Not readable yet")).to_be_visible()
    field.fill("[17, 19]")
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentError")).to_be_visible()

    # Half an answer outlives a reload.
    field.fill("[-12x^2y^2 - 2x,")
    expect(main.get_by_text("Not readable yet")).to_be_visible()
    page.reload()
    expect(field).to_have_value("[-12x^2y^2 - 2x,")

    main.get_by_role("button", name="Hint").click()
    expect(page.get_by_test_id("stAlertContentInfo")).to_be_visible()
    field.fill("[-12 x^2 y^2 - 2x, 3 - 8 x^3 y]")
    field.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()
    main.get_by_role("button", name="Worked solution").click()
    expect(main.get_by_text("How we know:")).to_be_visible()
    main.get_by_role("button", name="Next exercise").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_have_count(0)
    assert exercise.id not in page.url


def test_a_quiz_goes_on_over_a_reload_and_tells_by_topic_what_to_retake(
    page: Page, launcher: Launcher
) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/quiz")
    main = main_of(page)
    topics = main.get_by_role("combobox", name="Topics")
    topics.fill("Determinant")
    page.get_by_role("option", name="Determinant", exact=True).click()
    page.keyboard.press("Escape")
    main.get_by_role("button", name="Start the quiz").click()
    expect(main.get_by_text("Question 1 of 10")).to_be_visible()

    study = study_of(app)
    quiz = study.running_quiz()
    assert quiz is not None
    answer_right(page, study.exercise(quiz.questions[0].exercise_id))
    main.get_by_role("button", name="Keep and go on").click()
    expect(main.get_by_text("Question 2 of 10")).to_be_visible()
    typed = next(
        question for question in quiz.questions[1:] if not study.exercise(question.exercise_id).choices
    )
    for number in range(2, typed.number):
        main.get_by_role("button", name="Leave open").click()
        expect(main.get_by_text(f"Question {number + 1} of 10")).to_be_visible()
    main.get_by_role("textbox", name="Your answer").fill("12/34")
    expect(main.locator(".katex annotation", has_text=r"\frac{12}{34}")).to_have_count(1)
    settled(page)
    page.reload()
    expect(main.get_by_text(re.compile(r"\d+ min \d\d s left"))).to_be_visible()
    kept = study.running_quiz()
    assert kept is not None
    assert kept.ends_at == quiz.ends_at
    assert kept.questions[typed.number - 1].submission == "12/34"
    first_open = next(question.number for question in kept.questions if not question.submission)
    expect(main.get_by_text(f"Question {first_open} of 10")).to_be_visible()
    study.close()

    main.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish and grade").click()
    expect(main.get_by_text("1 of 10 right")).to_be_visible(timeout=60_000)
    expect(main.get_by_text("back to review")).to_be_visible()
    page.reload()
    expect(main.get_by_text("1 of 10 right")).to_be_visible()
    main.get_by_role("button", name="Retake what did not go well").click()
    expect(main.get_by_test_id("stMultiSelect").get_by_text("Determinant")).to_be_visible()
    main.get_by_role("button", name="Start the quiz").click()
    expect(main.get_by_text("Question 1 of 10")).to_be_visible()


def test_the_placement_is_answered_skipped_stopped_and_taken_up_again(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.goto(f"{app.url}/placement")
    main = main_of(page)
    main.get_by_role("button", name="Begin").click()
    expect(main.get_by_text("Question 1 of")).to_be_visible()

    study = study_of(app)
    diagnosis = study.diagnosis()
    assert diagnosis is not None
    assert diagnosis.exercise is not None
    answer_right(page, diagnosis.exercise)
    main.get_by_role("button", name="Answer", exact=True).click()
    expect(main.get_by_text("Question 2 of")).to_be_visible()
    second = study.diagnosis()
    assert second is not None
    assert second.exercise is not None
    assert second.exercise.topic_id != diagnosis.exercise.topic_id
    main.get_by_role("button", name="I do not know this").click()
    expect(main.get_by_text("Question 3 of")).to_be_visible()
    main.get_by_role("button", name="Skip this one").click()
    # Only what the page has answered can be looked for after a reload; the press itself takes a moment to arrive.
    expect(main.get_by_text("Question 4 of")).to_be_visible()
    settled(page)
    page.reload()
    expect(main.get_by_text("Question 4 of")).to_be_visible()
    main.get_by_role("button", name="Stop here").click()
    expect(main.get_by_text("Thought known:")).to_be_visible()
    main.get_by_role("button", name="Go on with it").click()
    expect(main.get_by_text("Question 4 of")).to_be_visible()
    study.close()


def test_code_from_scratch_is_tried_refused_and_accepted(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    study = study_of(app)
    task = study.code_task("softmax")
    study.close()
    page.goto(f"{app.url}/code?task=softmax")
    main = main_of(page)
    field = main.get_by_role("textbox", name="Your code")
    field.fill("import numpy as np\n\n\ndef softmax(z):\n    return 1 / 0")
    main.get_by_role("button", name="Try the example").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text(
        re.compile("zero", re.IGNORECASE), timeout=60_000
    )
    wrong = re.sub(r"np\.exp", "np.cos", task.solution)
    field.fill(wrong)
    page.reload()
    expect(field).to_have_value(wrong)
    main.get_by_role("button", name="Run on hidden cases").click()
    expect(page.get_by_test_id("stAlertContentError")).to_be_visible(timeout=60_000)
    field.fill(task.solution)
    main.get_by_role("button", name="Run on hidden cases").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible(timeout=60_000)


def test_an_answer_is_given_on_a_narrow_page_with_the_keyboard_alone(page: Page, launcher: Launcher) -> None:
    app = launcher.start(GROUNDWORK_MODEL="none")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/practice?exercise={GRADIENT}")
    field = main_of(page).get_by_role("textbox", name="Your answer")
    expect(field).to_be_visible()
    settled(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("field => field.getRootNode().activeElement === field"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("[-12x^2y^2-2x, 3-8x^3y]")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()
