"""The page From scratch: write a formula in NumPy and try it on hidden cases."""

from __future__ import annotations

import secrets
import time
import uuid

import streamlit as st

from assistant.practice.code.types import CodeResult, CodeTask
from assistant.study import new_id
from assistant.ui.answering import LEVELS
from assistant.ui.code_field import code_field
from assistant.ui.markdown import page_markdown
from assistant.ui.state import errors_shown, get_study

study = get_study()


def draw_result(result: CodeResult) -> None:
    """How the code fared, with the first case that failed."""
    text = page_markdown(result.message)
    if result.right:
        st.success(text, icon=":material/check_circle:")
    elif not result.ran:
        st.warning(text + (f" Look at line {result.line}." if result.line else ""), icon=":material/help:")
    else:
        st.error(text, icon=":material/close:")
    if result.shown is not None:
        lines = [result.shown.arguments, "", f"right is  {result.shown.expected}"]
        if result.shown.given:
            lines.append(f"yours is  {result.shown.given}")
        st.code("\n".join(lines), language=None)
    if result.printed:
        st.caption("Your code printed")
        st.code(result.printed, language=None)


def draw_task(task: CodeTask) -> None:
    """One task: what to write, the field, the buttons."""
    kept = st.session_state.setdefault("code", {})
    if kept.get("id") != task.id:
        kept.clear()
        kept |= {"id": task.id, "hints": 0, "result": None, "started": time.monotonic(), "nonce": new_id()}
    st.caption(f"{study.topic(task.topic_id).title} · {LEVELS[task.level]}")
    st.markdown(page_markdown(task.prompt))
    code = code_field("Your code", draft=task.id, value=task.starter, limit=10_000)
    st.caption("Runs in a process of its own on this machine: 10 seconds, no network, no files.")
    example, check, hint = st.columns(3)
    if example.button("Try the example", icon=":material/play_arrow:", width="stretch"):
        with st.spinner("Running …"):
            kept["result"] = study.try_code(task.id, code)
    if check.button("Run on hidden cases", type="primary", icon=":material/task_alt:", width="stretch"):
        with st.spinner("Running …"):
            kept["result"] = study.submit_code(
                task.id,
                code,
                attempt_id=uuid.uuid5(uuid.UUID(kept["nonce"]), code).hex,
                seed=secrets.randbelow(2**31),
                hints=kept["hints"],
                seconds=time.monotonic() - kept["started"],
            )
    rungs = len(task.hints) + 1
    label = "Hint" if kept["hints"] < len(task.hints) else "See our solution"
    if hint.button(label, icon=":material/lightbulb:", disabled=kept["hints"] >= rungs, width="stretch"):
        kept["hints"] += 1
        st.rerun()
    if kept["result"] is not None:
        draw_result(kept["result"])
    for shown in task.hints[: kept["hints"]]:
        st.info(page_markdown(shown), icon=":material/lightbulb:")
    if kept["hints"] >= rungs:
        st.code(task.solution, language="python")


st.title("From scratch")
with errors_shown():
    tasks = {task.id: task for task in study.code_tasks()}
    asked_for = st.session_state.pop("code_task", None) or st.query_params.get("task")
    ids = list(tasks)
    chosen = st.selectbox(
        "Exercise",
        ids,
        index=ids.index(asked_for) if asked_for in tasks else None,
        format_func=lambda task_id: f"{tasks[task_id].title} ({study.topic(tasks[task_id].topic_id).title})",
        placeholder="Choose what to write",
    )
    if chosen is None:
        st.query_params.pop("task", None)
        st.markdown(
            f"{len(tasks)} formulas to write in NumPy, from the dot product to attention. Your function is run on cases "
            "you do not see and compared with ours."
        )
    else:
        st.query_params["task"] = chosen
        draw_task(tasks[chosen])
