"""The prompt of an answer, put together so that a model's prefix cache holds: rules, history, then what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import Fact
from assistant.tutor.budget import SMALL_PROMPT, describe, estimate_tokens, fit
from assistant.tutor.order import explaining_first
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
    use = "explain" if facts else "answer"

    def user(passages_text: str) -> str:
        if facts:
            return prompts.render(
                use, "user", passages=passages_text, results=results, question=recalled.question
            )
        return prompts.render(use, "user", passages=passages_text, question=recalled.question)

    numbered = explaining_first(passages, recalled.question, results, small=prompt_tokens < SMALL_PROMPT)
    fitted = fit(
        prompt_tokens=prompt_tokens,
        fixed=system + user(""),
        history=recalled.history,
        passages=[found for _, found in numbered],
        query=recalled.standalone,
    )
    shown = tuple(cite_passage(number, found) for number, found in numbered[: len(fitted.excerpts)])
    lines = (
        PromptLine("system", system),
        *fitted.history,
        PromptLine("user", user(_render_passages(numbered, fitted.excerpts))),
    )
    return AnswerPrompt(lines, shown, prompts.sha256("answer.system", f"{use}.user"))


def cite_passage(number: int, found: FoundPassage) -> Citation:
    """The citation that a marker of this number stands for."""
    passage = found.passage
    return Citation(
        number, passage.id, passage.document, passage.path, passage.section, passage.page, passage.text
    )


def _render_passages(numbered: Sequence[tuple[int, FoundPassage]], excerpts: Sequence[str]) -> str:
    if not excerpts:
        return "PASSAGES: none. The learner's notes do not cover this question."
    parts = ["PASSAGES:"]
    for (number, found), text in zip(numbered, excerpts, strict=False):
        # A passage that holds the marks itself must not be able to close them.
        inert = text.replace("<<<", "‹‹‹").replace(">>>", "›››")
        parts.append(f"[{number}] {describe(found)} <<<{inert}>>>")
    return "\n".join(parts)


def _render_results(facts: Sequence[Fact], most_tokens: int) -> str:
    """Results, and as many steps as there is room for.

    Steps that are results themselves, such as a partial derivative of a gradient; not the workings, which have
    operators in front of brackets, and which a model that sees them does over again.
    """
    lines = [f"- {fact.statement}" for fact in facts]
    room = most_tokens - estimate_tokens("\n".join(lines))
    steps = [
        f"- {step.rule}: ${step.latex}$"
        for fact in facts
        for step in fact.steps
        if step.latex not in fact.statement and "\\left[" not in step.latex
    ]
    chosen = set()
    for place, line in sorted(enumerate(steps), key=lambda item: estimate_tokens(item[1])):
        room -= estimate_tokens(line)
        if room < 0:
            break
        chosen.add(place)
    return "\n".join([*lines, *(line for place, line in enumerate(steps) if place in chosen)])
