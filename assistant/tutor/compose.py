"""The prompt of an answer, put together so that a model's prefix cache holds: rules, history, then what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import Fact
from assistant.tutor.budget import describe, estimate_tokens, fit
from assistant.tutor.ports import PromptLine
from assistant.tutor.prompt import Prompts
from assistant.tutor.recall import Recalled
from assistant.tutor.types import Citation

_FACTS_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class AnswerPrompt:
    """What the model is sent, and the passages in it by number."""

    lines: tuple[PromptLine, ...]
    shown: tuple[Citation, ...]
    sha256: str
    """Of the templates, not of what was put into them."""


def compose_answer(
    prompts: Prompts,
    recalled: Recalled,
    facts: Sequence[Fact],
    passages: Sequence[FoundPassage],
    *,
    prompt_tokens: int,
) -> AnswerPrompt:
    """Write the prompt for one answer; `passages` are empty when nothing found looks like an answer."""
    system = prompts.render("answer", "system")
    results = _render_results(facts, int(prompt_tokens * _FACTS_SHARE))
    fitted = fit(
        prompt_tokens=prompt_tokens,
        fixed=system
        + prompts.render("answer", "user", passages="", results=results, question=recalled.question),
        history=recalled.history,
        passages=passages,
        query=recalled.standalone,
    )
    shown = tuple(
        cite_passage(number, found) for number, found in enumerate(passages[: len(fitted.excerpts)], 1)
    )
    user = prompts.render(
        "answer",
        "user",
        passages=_render_passages(passages, fitted.excerpts),
        results=results,
        question=recalled.question,
    )
    lines = (PromptLine("system", system), *fitted.history, PromptLine("user", user))
    return AnswerPrompt(lines, shown, prompts.sha256("answer"))


def cite_passage(number: int, found: FoundPassage) -> Citation:
    """The citation that a marker of this number stands for."""
    passage = found.passage
    return Citation(
        number, passage.id, passage.document, passage.path, passage.section, passage.page, passage.text
    )


def _render_passages(passages: Sequence[FoundPassage], excerpts: Sequence[str]) -> str:
    if not excerpts:
        return "PASSAGES: none. The learner's notes do not cover this question."
    parts = ["PASSAGES:"]
    for number, (found, text) in enumerate(zip(passages, excerpts, strict=False), start=1):
        # A passage that holds the marks itself must not be able to close them.
        inert = text.replace("<<<", "‹‹‹").replace(">>>", "›››")
        parts.append(f"[{number}] {describe(found)} <<<{inert}>>>")
    return "\n".join(parts)


def _render_results(facts: Sequence[Fact], most_tokens: int) -> str:
    """Results first, then as many steps as there is room for."""
    if not facts:
        return "RESULTS: none."
    lines = ["RESULTS:", *(f"- {fact.statement}" for fact in facts)]
    used = estimate_tokens("\n".join(lines))
    for fact in facts:
        for step in fact.steps:
            line = f"  {step.rule}: ${step.latex}$"
            used += estimate_tokens(line)
            if used > most_tokens:
                return "\n".join(lines)
            lines.append(line)
    return "\n".join(lines)
