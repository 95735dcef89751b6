"""How much of what was found fits into a prompt.

A token is estimated here, quickly and often; where the model's own tokenizer can be asked, `compose` asks it about the
whole prompt and shares out once more. The weights below were fitted to the embedded model's tokenizer on the 449 longer paragraphs of the built-in notes and rounded up: characters alone
say little, because prose has 4.2 of them a token and a formula 1.8.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from assistant.library.types import FoundPassage
from assistant.tutor.excerpt import excerpt
from assistant.tutor.ports import PromptLine

SMALL_PROMPT = 2_000
"""A model that is given fewer tokens than this is a small one, and is spared what would confuse it."""

_TOKENS_PER_WORD = 1.05
_TOKENS_PER_LONG_WORD = 1.45
_TOKENS_PER_DIGIT = 1.5
_TOKENS_PER_SIGN = 0.9
_LONG_WORD = 8
TOKENS_PER_LINE = 6
"""What surrounds a message in a model's own format."""
_HISTORY_SHARE = 0.2
_EXCERPT_SHARE = 0.16
_SHORTEST_EXCERPT = 40
_LONGEST_EXCERPT = 400
_PIECE = re.compile(r"(?P<word>[A-Za-z]+)|(?P<digit>\d)|\S")
_MOST_PASSAGES = 6
_MOST_PASSAGES_SMALL = 3
_FEWEST_HISTORY_TOKENS = 30


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text, rather too many than too few."""
    tokens = 0.0
    for match in _PIECE.finditer(text):
        word, digit = match.group("word"), match.group("digit")
        if word:
            # A long name is cut into several; what looks like one may be data, so the length counts too.
            tokens += (
                _TOKENS_PER_WORD if len(word) < _LONG_WORD else max(_TOKENS_PER_LONG_WORD, len(word) / 6)
            )
        else:
            tokens += _TOKENS_PER_DIGIT if digit else _TOKENS_PER_SIGN
    return ceil(tokens)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What of the history and of the passages goes into a prompt; `excerpts[i]` is of the i-th passage found."""

    history: tuple[PromptLine, ...]
    excerpts: tuple[str, ...]


def fit(
    *,
    prompt_tokens: int,
    fixed: str,
    history: Sequence[tuple[str, str]],
    passages: Sequence[FoundPassage],
    query: str,
) -> Fitted:
    """Share a prompt's tokens out: what is fixed first, then the history, then the passages.

    Args:
        prompt_tokens: Tokens of the whole prompt.
        fixed: All text that is in the prompt whatever happens: rules, results, question.
        history: Exchanges (question, answer), the oldest first; the newest are kept, at most a fifth of the prompt.
        passages: Best first; cut to their parts that speak of the query, the worst left out first.
        query: What the passages were searched by.
    """
    room = prompt_tokens - estimate_tokens(fixed) - 2 * TOKENS_PER_LINE
    lines, used = _fit_history(history, min(room, int(prompt_tokens * _HISTORY_SHARE)))
    room -= used
    each = min(_LONGEST_EXCERPT, max(_SHORTEST_EXCERPT, int(prompt_tokens * _EXCERPT_SHARE)))
    excerpts = []
    most = _MOST_PASSAGES if prompt_tokens >= SMALL_PROMPT else _MOST_PASSAGES_SMALL
    for found in passages[:most]:
        heading = estimate_tokens(describe(found)) + TOKENS_PER_LINE
        tokens = min(each, room - heading)
        if tokens < _SHORTEST_EXCERPT:
            break
        cut = excerpt(found.passage.text, query, tokens, size=estimate_tokens)
        excerpts.append(cut)
        room -= heading + estimate_tokens(cut)
    return Fitted(lines, tuple(excerpts))


def describe(found: FoundPassage) -> str:
    """Where a passage is from, in one line: document, last heading, page."""
    passage = found.passage
    parts = [passage.document]
    if passage.section and passage.section[-1] != passage.document:
        parts.append(passage.section[-1])
    if passage.page is not None:
        parts.append(f"p. {passage.page}")
    return ", ".join(parts)


def _fit_history(history: Sequence[tuple[str, str]], room: int) -> tuple[tuple[PromptLine, ...], int]:
    """The newest exchanges that fit; the newest of all is cut to fit, the others are whole or left out."""
    lines: list[PromptLine] = []
    used = 0
    for age, (question, answer) in enumerate(reversed(history)):
        left = room - used - 2 * TOKENS_PER_LINE
        if left < _FEWEST_HISTORY_TOKENS:
            break
        tokens = estimate_tokens(question) + estimate_tokens(answer)
        if tokens > left:
            if age > 0:
                break
            question = excerpt(question, question, left // 3, size=estimate_tokens)
            answer = excerpt(answer, question, left - estimate_tokens(question), size=estimate_tokens)
            tokens = estimate_tokens(question) + estimate_tokens(answer)
        lines[:0] = [PromptLine("user", question), PromptLine("assistant", answer)]
        used += tokens + 2 * TOKENS_PER_LINE
    return tuple(lines), used
