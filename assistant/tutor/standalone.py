"""Follow-up questions rewritten by a model so that they stand alone; the rule in `recall` is there when it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import ModelError
from assistant.tutor.budget import SMALL_PROMPT
from assistant.tutor.excerpt import excerpt
from assistant.tutor.ports import PromptLine, Writer
from assistant.tutor.prompt import Prompts
from assistant.tutor.recall import Recalled

_SECONDS = 6.0
_LONGEST = 300
_HISTORY_CHARACTERS = 600


def worth_asking(recalled: Recalled, prompt_tokens: int) -> bool:
    """Whether a model should rewrite a question: a large one always when it leans, a small one when no rule helps.

    A small model takes seconds for it, and passages are promised within half of one.
    """
    if not recalled.leans or not recalled.history:
        return False
    return prompt_tokens >= SMALL_PROMPT or not recalled.subject


def stand_alone(
    recalled: Recalled, writer: Writer, prompts: Prompts, *, seconds: float = _SECONDS
) -> Recalled:
    """Let the model rewrite the question for the search; whatever it answers, the learner's own words are kept too."""
    user = prompts.render(
        "rewrite", "user", history=_inert(_spoken(recalled.history[-2:])), question=_inert(recalled.question)
    )
    prompt = [PromptLine("system", prompts.render("rewrite", "system")), PromptLine("user", user)]
    written = ""
    stream = writer.stream(prompt, deadline_seconds=seconds)
    try:
        for piece in stream:
            written += piece
            if len(written) > _LONGEST or "\n" in written.lstrip():
                break
    except ModelError:
        return recalled
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    line = written.strip().partition("\n")[0].strip().strip('"“”')
    if not 3 <= len(line) <= _LONGEST:
        return recalled
    return replace(recalled, standalone=line if line != recalled.question else recalled.standalone)


def _spoken(history: Sequence[tuple[str, str]]) -> str:
    return "\n".join(
        f"Learner: {question}\nTutor: {excerpt(answer, question, _HISTORY_CHARACTERS)}"
        for question, answer in history
    )


def _inert(text: str) -> str:
    return text.replace("<<<", "‹‹‹").replace(">>>", "›››")
