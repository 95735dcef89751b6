"""Text from models, documents and learners, as Markdown that the page can show safely.

Streamlit renders `$…$` and `$$…$$` and nothing else as mathematics, and fetches remote images even with HTML
switched off. So every text passes through `page_markdown`, which knows the other ways to write formulas, keeps
amounts of money from becoming formulas, and leaves nothing that could load or link to anything elsewhere.
"""

from __future__ import annotations

import re

from assistant.tutor.spans import Span, SpanKind, find_spans, inner_formula

_ENVIRONMENT = re.compile(r"\\(begin|end)\{(align|gather|equation|multline)(\*?)\}")
_INSIDE_DOLLARS = {"align": "aligned", "gather": "gathered"}

_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.M)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>[^)]*)\)")
_ADDRESS = re.compile(
    r"<?\b(?:https?|ftp|data|javascript|file|mailto):[^\s<>)\]]+>?|\bwww\.[^\s<>)\]]+", re.I
)
_DETAILS = re.compile(
    r"<details[^>]*>\s*<summary[^>]*>(?P<summary>.*?)</summary>(?P<body>.*?)</details>", re.S | re.I
)
# The notes fence a wrong formula off as `wrong`, so that nobody takes it for a right one; it is mathematics all the same.
_WRONG = re.compile(r"^```wrong\n(?P<formula>.*?)^```$", re.M | re.S)
_LONE_TAG = re.compile(r"</?(?:details|summary)[^>]*>", re.I)
# Digits alone after a dollar sign are an amount of money.
_OPEN_DOLLAR = re.compile(r"(?<!\\)\$(?!\d[\d.,]*(?:\s|$))")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_MATRIX = re.compile(r"\\begin\{(?P<name>[pbvBV]?matrix|array)\}.*?\\end\{(?P=name)\}", re.S)
_ROW_END = re.compile(r"\\\\(?!\s*\[)")
_SMALL_IN_LINE = re.compile(r"\\(?:int|iint|sum|prod|lim)(?![A-Za-z])|\\frac(?!\{\d+\}\{\d+\})")


def page_markdown(text: str, *, large: bool = False) -> str:
    """Markdown for `st.markdown`: formulas normalised, money escaped, images and links taken out.

    `large` sets fractions, sums and integrals inside a line at full size: for a question, where every sign counts.
    """
    text = _WRONG.sub(lambda match: f":red-badge[✗ a common mistake]\n\n{match['formula'].strip()}\n", text)
    kept: list[str] = []
    parts: list[str] = []
    at = 0
    # Formulas and code are held back behind private characters while the prose between them is cleaned.
    text = text.replace("\ue000", "")
    for span in find_spans(text):
        parts.append(text[at : span.start])
        parts.append("\ue000")
        kept.append(_shown(text, span, large=large))
        at = span.end
    parts.append(text[at:])
    prose = _clean_prose("".join(parts))
    pieces = prose.split("\ue000")
    return "".join(
        piece + held for piece, held in zip(pieces, [*kept, *[""] * (len(pieces) - len(kept))], strict=False)
    )


def with_room(latex: str) -> str:
    """A formula whose matrices have room between rows of fractions, which else run into each other."""
    return _MATRIX.sub(
        lambda match: _ROW_END.sub(r"\\\\[0.4em]", match[0]) if r"\frac" in match[0] else match[0], latex
    )


def _shown(text: str, span: Span, *, large: bool) -> str:
    if not span.is_formula:
        return text[span.start : span.end]
    formula = with_room(_ENVIRONMENT.sub(_environment_inside_dollars, inner_formula(text, span)))
    if span.kind is SpanKind.INLINE:
        return f"$\\displaystyle {formula}$" if large and _SMALL_IN_LINE.search(formula) else f"${formula}$"
    return (
        f"\n$$\n{formula}\n$$\n"
        if _stands_alone(text, span)
        else f"$\\displaystyle {' '.join(formula.split())}$"
    )


def _environment_inside_dollars(match: re.Match[str]) -> str:
    name = _INSIDE_DOLLARS.get(match[2])
    return f"\\{match[1]}{{{name}}}" if name else ""


def _stands_alone(text: str, span: Span) -> bool:
    """Whether nothing that belongs to a table, a list item's line or a quote stands beside a display formula."""
    line_start = text.rfind("\n", 0, span.start) + 1
    before = text[line_start : span.start].lstrip()
    return not before.startswith(("|", ">", "- ", "* ", "~~")) and not re.match(r"\d{1,3}[.)]\s", before)


def _clean_prose(prose: str) -> str:
    prose = _COMMENT.sub("", prose)
    prose = prose.replace("\\$", "$").replace("$", "\\$")
    prose = _DETAILS.sub(
        lambda match: f"\n\n**{match['summary'].strip()}**\n\n{match['body'].strip()}\n\n", prose
    )
    prose = _LONE_TAG.sub("", prose)
    prose = _DEFINITION.sub("", prose)
    prose = _IMAGE.sub(lambda match: match["alt"], prose)
    prose = _LINK.sub(lambda match: match["text"], prose)
    # What is left of an address is shown as code, which no renderer turns into a link.
    prose = _ADDRESS.sub(lambda match: "`" + match.group().strip("<>").replace("`", "") + "`", prose)
    # Anything the patterns above missed (nested brackets, broken ones) loses its power here.
    return prose.replace("![", "!\\[").replace("](", "]\\(").replace("][", "]\\[")


def half_streamed(text: str) -> str:
    """Text that is still being written, without the formula at its end that has not closed yet."""
    spans = find_spans(text)
    begin = spans[-1].end if spans else 0
    opened = [text.find(mark, begin) for mark in ("\\[", "\\(", "\\begin{")]
    dollar = _OPEN_DOLLAR.search(text, begin)
    opened.append(dollar.start() if dollar else -1)
    found = [position for position in opened if position >= 0]
    return text[: min(found)].rstrip() + " …" if found else text
