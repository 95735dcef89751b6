"""The page Quiz: mixed questions against the clock, graded at the end."""

from __future__ import annotations

import secrets
from string import ascii_uppercase

import streamlit as st

from assistant.errors import GroundworkError
from assistant.practice.types import Quiz, QuizQuestion, QuizResult
from assistant.study import new_id
from assistant.ui.answering import draw_answer, draw_prompt
from assistant.ui.frame import pages
from assistant.ui.markdown import page_markdown
from assistant.ui.state import errors_shown, get_study, show_error

study = get_study()


def draw_start() -> None:
    """Choose what the quiz is about; nothing runs yet."""
    st.markdown(
        "Questions on several topics in turn, with the notes closed and a clock that keeps running. Nothing is graded "
        "before the end. What does not go well goes back to review, and you can retake it at once with fresh questions."
    )
    titles = {topic.id: topic.title for topic in study.practice_topics()}
    suggested = st.session_state.pop("quiz_topics", None) or [topic.id for topic in study.quiz_topics()]
    chosen = st.multiselect(
        "Topics",
        list(titles),
        default=[topic_id for topic_id in suggested if topic_id in titles],
        format_func=titles.__getitem__,
        placeholder="Choose one or more",
        max_selections=12,
    )
    if not suggested:
        st.caption("Topics that you touched will be suggested here.")
    left, right = st.columns(2)
    count = left.slider("Questions", 3, 40, 10)
    minutes = right.slider("Minutes", 3, 60, 15)
    if st.button("Start the quiz", type="primary", disabled=not chosen, icon=":material/timer:"):
        study.start_quiz(
            chosen,
            quiz_id=new_id(),
            count=max(count, len(chosen)),
            minutes=minutes,
            seed=secrets.randbelow(2**31),
        )
        st.session_state.pop("quiz_number", None)
        st.rerun()


@st.fragment(run_every=5)
def draw_clock(quiz: Quiz) -> None:
    """The time left; when it is over, the page shows the result."""
    left = quiz.seconds_left(study.now())
    if left <= 0:
        st.rerun()
    whole = (quiz.ends_at - quiz.started_at).total_seconds()
    st.progress(left / whole, text=f"{int(left // 60)} min {int(left % 60):02d} s left")


def draw_running(quiz: Quiz) -> None:
    """The question at hand, and the way to the others."""
    draw_clock(quiz)
    first_open = next((q.number for q in quiz.questions if not q.submission), 1)
    number = st.session_state.get("quiz_number", first_open)
    question = quiz.questions[min(max(number, 1), len(quiz.questions)) - 1]
    exercise = study.exercise(question.exercise_id)

    def keep(answer: str) -> None:
        try:
            study.answer_quiz(quiz.id, question.number, answer)
        except GroundworkError as error:
            show_error(error)

    def go_on(answer: str) -> None:
        keep(answer)
        st.session_state["quiz_number"] = min(question.number + 1, len(quiz.questions))
        st.rerun()

    with st.container(border=True):
        draw_prompt(exercise, title=f"Question {question.number} of {len(quiz.questions)}")
        # What is typed is kept as it is typed: a crash or a reload costs not even half an answer.
        draw_answer(
            exercise,
            nonce=f"{quiz.id}-{question.number}",
            button="Keep and go on",
            on_answer=go_on,
            value=question.submission,
            on_change=keep,
        )
    back, ahead, end = st.columns(3)
    if back.button("Back", icon=":material/arrow_back:", disabled=question.number == 1, width="stretch"):
        st.session_state["quiz_number"] = question.number - 1
        st.rerun()
    if ahead.button("Leave open", disabled=question.number == len(quiz.questions), width="stretch"):
        st.session_state["quiz_number"] = question.number + 1
        st.rerun()
    answered = sum(bool(q.submission) for q in quiz.questions)
    with end.popover("Finish …", width="stretch"):
        st.markdown(f"{answered} of {len(quiz.questions)} answered. After this, nothing can be changed.")
        if st.button("Finish and grade", type="primary"):
            finish(quiz.id)
    st.caption(
        "Answered: " + " ".join(f"**{q.number}**" if q.submission else f"{q.number}" for q in quiz.questions)
    )


def finish(quiz_id: str) -> None:
    """End the quiz and show how it went."""
    with st.spinner("Grading …"):
        study.finish_quiz(quiz_id)
    st.session_state["quiz_seen"] = quiz_id
    st.query_params["result"] = quiz_id
    st.rerun()


def draw_result(result: QuizResult) -> None:
    """The score by topic, then each question with what was answered and what is right."""
    st.subheader(f"{result.right} of {result.asked} right")
    if result.answered < result.asked:
        st.caption(f"{result.asked - result.answered} were left open.")
    for score in result.topics:
        title = page_markdown(study.topic(score.topic_id).title)
        if score.passed:
            st.markdown(f":green-badge[✓ passed] **{title}** {score.right} of {score.asked}")
        else:
            st.markdown(f":red-badge[↻ back to review] **{title}** {score.right} of {score.asked}")
    left, right = st.columns(2)
    if result.to_retake and left.button(
        "Retake what did not go well", type="primary", icon=":material/replay:", width="stretch"
    ):
        st.session_state["quiz_topics"] = list(result.to_retake)
        st.query_params.pop("result", None)
        st.rerun()
    if right.button("Another quiz", width="stretch"):
        st.query_params.pop("result", None)
        st.rerun()
    for question in result.quiz.questions:
        draw_graded(question)


def draw_graded(question: QuizQuestion) -> None:
    """One question after the end."""
    exercise = study.exercise(question.exercise_id)
    sign = "✓" if question.is_right else "○" if not question.submission else "✗"
    title = study.topic(question.topic_id).title
    with st.expander(f"{sign} {question.number}. {title}", expanded=False):
        st.markdown(page_markdown(exercise.prompt, large=True))
        if exercise.choices:
            for letter, choice in zip(ascii_uppercase, exercise.choices, strict=False):
                st.markdown(f"{letter}. {page_markdown(choice, large=True)}")
        if question.submission:
            st.markdown(
                f"You wrote `{question.submission.replace('`', '')}`. {page_markdown(question.message)}"
            )
        else:
            st.markdown("Left open.")
        for step in exercise.steps:
            st.markdown(f"{page_markdown(step.rule)}: ${step.latex}$")
        # Who chose the other word has just read why it is wrong.
        if exercise.why_not_the_other and (question.is_right or not question.submission):
            st.markdown(page_markdown(exercise.why_not_the_other))
        st.markdown(
            f"The answer is {page_markdown(exercise.shown_answer)}."
            if exercise.choices
            else f"The answer is ${exercise.key}$."
        )


st.title("Quiz")
with errors_shown():
    running = study.running_quiz()
    shown = st.query_params.get("result")
    if running is not None:
        st.session_state["quiz_watched"] = running.id
        draw_running(running)
    elif shown is not None:
        draw_result(study.finish_quiz(shown))
    elif (ended := st.session_state.pop("quiz_watched", None)) is not None and ended != st.session_state.get(
        "quiz_seen"
    ):
        st.info("The time is over. The answers given in time were graded.", icon=":material/timer_off:")
        draw_result(study.finish_quiz(ended))
    else:
        draw_start()
        past = [quiz for quiz in study.quizzes() if quiz.finished_at is not None][:10]
        if past:
            st.subheader("Earlier quizzes")
        for quiz in past:
            names = ", ".join(study.topic(topic_id).title for topic_id in quiz.topic_ids[:3])
            more = " …" if len(quiz.topic_ids) > 3 else ""
            if st.button(
                page_markdown(f"{quiz.started_at:%Y-%m-%d} · {names}{more}"),
                key=f"past-{quiz.id}",
                type="tertiary",
            ):
                st.query_params["result"] = quiz.id
                st.rerun()
        if not study.quiz_topics() and st.button("Practise a topic first", icon=":material/edit_note:"):
            st.switch_page(pages()["practice"])
