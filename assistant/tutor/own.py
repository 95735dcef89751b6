"""What in an answer is the model's own: sentences with a number or a formula that nobody gave it and nothing proved.

Where it comes from is all that the mark says; whether it is right, the verdicts say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.mathcheck.types import CheckedClaim, Fact, Verdict
from assistant.tutor.spans import Span, find_sentences, find_spans, inner_formula, span_at

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_MARKER = re.compile(r"\[\d{1,3}\]")
_SAYS_SOMETHING = re.compile(
    r"=|<|>|≈|≤|≥|\\(?:approx|le|ge|leq|geq|neq|equiv|to|propto)(?![A-Za-z])|\d|[-+*/^]|\\frac"
)
_NOTHING = re.compile(
    r"\\(?:left|right|big|Big|bigg|displaystyle|,|;|:|!|quad|qquad)(?![A-Za-z])|\\[,;:! ]|\s|~"
)
_SAME = (("\\dfrac", "\\frac"), ("\\tfrac", "\\frac"), ("\\cdot", ""), ("\\times", ""), ("*", ""))
_SINGLE = re.compile(r"\{([A-Za-z0-9])\}")


def own_sentences(
    text: str, claims: Sequence[CheckedClaim], given: Sequence[str]
) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of sentences that carry a number or a formula found nowhere.

    Args:
        text: The answer, its citation markers resolved.
        claims: Its verdicts; a formula that was proved is not the model's word alone.
        given: The question, the passages and the results that were given to the model.
    """
    known = plain_formula("\n".join(given))
    numbers = {_value(number) for source in given for number in _NUMBER.findall(source)}
    proved = [claim for claim in claims if claim.verdict is Verdict.VERIFIED]
    spans = find_spans(text)

    def is_own(start: int, end: int) -> bool:
        inside = [span for span in spans if span.is_formula and start <= span.start and span.end <= end]
        if any(_is_new(text, span, known, proved) for span in inside):
            return True
        prose = _MARKER.sub(lambda found: " " * len(found[0]), text[start:end])
        return any(
            span_at(spans, start + found.start()) is None and _value(found[0]) not in numbers
            for found in _NUMBER.finditer(prose)
        )

    return tuple((start, end) for start, end in find_sentences(text) if is_own(start, end))


def facts_as_text(facts: Sequence[Fact]) -> list[str]:
    """All that the results say, steps included."""
    return [
        part
        for fact in facts
        for part in (
            fact.statement,
            f"${fact.latex}$",
            *(f"{step.rule} ${step.latex}$" for step in fact.steps),
        )
    ]


def plain_formula(latex: str) -> str:
    """LaTeX without what makes no difference to its meaning: spaces, sizes of brackets, signs of multiplication."""
    plain = _NOTHING.sub("", latex)
    for one, other in _SAME:
        plain = plain.replace(one, other)
    return _SINGLE.sub(r"\1", plain)


def _is_new(text: str, span: Span, known: str, proved: Sequence[CheckedClaim]) -> bool:
    formula = inner_formula(text, span)
    if not _SAYS_SOMETHING.search(formula) or plain_formula(formula) in known:
        return False
    return not any(claim.start < span.end and span.start < claim.end for claim in proved)


def _value(number: str) -> str:
    return number.replace(",", "").rstrip(".")
