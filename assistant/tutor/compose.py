"""The prompt of an answer, put together so that a model's prefix cache holds: rules, history, then what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import Fact
from assistant.tutor.budget import SMALL_PROMPT, TOKENS_PER_LINE, describe, estimate_tokens, fit
from assistant.tutor.lead import cite_passage
from assistant.tutor.order import explaining_first
from assistant.tutor.ports import PromptLine
from assistant.tutor.prompt import Prompts
from assistant.tutor.recall import Recalled
from assistant.tutor.types import Citation

_FACTS_SHARE = 0.25
_MOST_RECOUNTS = 4
_TO_THE_SAFE_SIDE = 0.95


@dataclass(frozen=True, slots=True)
class WayPrompt:
    """The template of a way to ask, and what it is filled with besides passages and learner."""

    use: str
    variables: dict[str, str]


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
    learner: str = "",
    way: WayPrompt | None = None,
    notes: Set[str] = frozenset(),
    count: Callable[[str], int | None] | None = None,
) -> AnswerPrompt:
    """Write the prompt for one answer; `passages` are empty when nothing found looks like an answer.

    Args:
        prompts: The templates.
        recalled: The question with what the conversation adds to it.
        facts: What was computed.
        passages: Best first.
        prompt_tokens: Tokens of the whole prompt.
        learner: What is said of the learner.
        way: The template of a way to ask with its variables; its passages keep their order.
        notes: Paths of the notes on the question's topics; what explains in them comes first.
        count: The model's own tokenizer; without it, or while it gives None, tokens are estimated.
    """
    system = prompts.render("answer", "system")
    small = prompt_tokens < SMALL_PROMPT
    results = _render_results(facts, int(prompt_tokens * _FACTS_SHARE))
    use = way.use if way else "explain" if facts else "answer"
    given = {"results": results or "none", "question": recalled.question, "learner": learner}
    if way:
        given.update(way.variables)
    wanted = prompts.variables(use, "user")
    given = {name: value for name, value in given.items() if name in wanted}
    ordered = (
        list(passages)
        if way
        else explaining_first(passages, recalled.question, results, small=small, notes=notes)
    )

    def compose(tokens: int) -> AnswerPrompt:
        fitted = fit(
            prompt_tokens=tokens,
            fixed=system + prompts.render(use, "user", passages="", **given),
            history=recalled.history,
            passages=ordered,
            query=recalled.standalone,
        )
        shown = tuple(
            cite_passage(number, found)
            for number, found in enumerate(ordered[: len(fitted.excerpts)], start=1)
        )
        user = prompts.render(use, "user", passages=_render_passages(ordered, fitted.excerpts), **given)
        lines = (PromptLine("system", system), *fitted.history, PromptLine("user", user))
        return AnswerPrompt(lines, shown, prompts.sha256("answer.system", f"{use}.user"))

    composed, tokens = compose(prompt_tokens), prompt_tokens
    for _ in range(_MOST_RECOUNTS):
        counted = _count(composed, count)
        if counted <= prompt_tokens:
            break
        # The estimate was too low: share out what is left once more.
        tokens = int(tokens * prompt_tokens / counted * _TO_THE_SAFE_SIDE)
        composed = compose(tokens)
    return composed


def _count(prompt: AnswerPrompt, count: Callable[[str], int | None] | None) -> int:
    """The tokens of a prompt by the model's own tokenizer; 0 where it cannot be asked."""
    counted = count("\n".join(line.text for line in prompt.lines)) if count is not None else None
    return 0 if counted is None else counted + TOKENS_PER_LINE * len(prompt.lines)


def _render_passages(ordered: Sequence[FoundPassage], excerpts: Sequence[str]) -> str:
    if not excerpts:
        return "PASSAGES: none. The learner's notes do not cover this question."
    parts = ["PASSAGES:"]
    for number, (found, text) in enumerate(zip(ordered, excerpts, strict=False), start=1):
        parts.append(f"[{number}] {_inert(' '.join(describe(found).split()))} <<<{_inert(text)}>>>")
    return "\n".join(parts)


def _inert(text: str) -> str:
    """Text of a document that cannot close the marks around it."""
    return text.replace("<<<", "‹‹‹").replace(">>>", "›››")


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
