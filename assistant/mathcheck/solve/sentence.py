"""Finds the formulas in a sentence, also where they stand bare among words.

"differentiate sin(x)*e^x with respect to x" becomes the words `differentiate §0§ with respect to §1§` and two
formulas. What is a word and what is a formula is decided chunk by chunk; where a bare formula begins and ends is
decided by the parser, which must accept the longest run of formula-like chunks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.reading.tokens import GREEK
from assistant.mathcheck.solve.vocabulary import (
    AFTER_A_NAME,
    CALLED_WORDS,
    CONNECTORS,
    FUNCTION_WORDS,
    OTHER_WORDS,
    TWO_LETTER_WORDS,
)

TEXT_LIMIT = 4_000
"""Characters of a question that are looked at."""

MOST_FORMULAS = 24
MOST_TRIES = 400
"""Stretches of one run that are handed to the parser."""

MOST_CHUNKS = 60
"""Pieces between spaces that a bare formula may have."""

_DELIMITED = re.compile(
    r"\$\$(?P<a>.+?)\$\$|\$(?P<b>[^$\n]+?)\$|\\\((?P<c>.+?)\\\)|\\\[(?P<d>.+?)\\\]|`(?P<e>[^`\n]+)`",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_SPACE = "\ue000"
"""Stands for a space inside a LaTeX environment while the text around it is cut at spaces."""
_ARROW = re.compile(r"\s*(?:->|→|\\to(?![a-z])|\\rightarrow)\s*")
_LETTERS = re.compile(r"[^\W\d_]+")
_ONLY_LETTERS = frozenset("uvwxyz")
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the sentence: what was written and what the parser made of it."""

    text: str
    node: Node


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words in lower case with `§n§` where formula n stands; `formulas[n]` is that formula."""

    words: str
    formulas: tuple[Formula, ...]
    source: str = ""
    """The question as typed, at most 4,000 characters."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    tail: str
    """Punctuation that ends the chunk and belongs to the sentence."""

    formula: bool


def read_sentence(text: str) -> Sentence:
    """Separate the words of a question from its formulas.

    Args:
        text: A question as typed, at most 4,000 characters are looked at.
    """
    # The signs that mark formulas below must come from here only.
    source = re.sub(r"[§¿\ue000\x00]", " ", text[:TEXT_LIMIT])
    text = _without_shorthand(source)
    words: list[str] = []
    formulas: list[Formula] = []
    place = 0
    for match in _DELIMITED.finditer(text):
        _bare(text[place : match.start()], words, formulas)
        inner = next(group for group in match.groups() if group is not None)
        _delimited(inner.strip().rstrip(".,;?"), words, formulas)
        place = match.end()
    _bare(text[place:], words, formulas)
    joined = " ".join(" ".join(words).split())
    joined = re.sub(r"\s+([,.;:?!])", r"\1", joined)
    return Sentence(joined.lower(), tuple(formulas), source)


def _without_shorthand(text: str) -> str:
    """Write out `w.r.t.`, `e.g.`, `x squared`, `lim x->0 …`, which would otherwise look like formulas or hide one."""
    text = re.sub(r"\bw\.\s?r\.\s?t\.?|\bwrt\b", "with respect to", text, flags=re.IGNORECASE)
    text = re.sub(r"\$?(?:\b[lL]|\\ell|ℓ)_?\{?([12])\}?\$?[- ](?=norm|distance)", _norm_name, text)
    text = re.sub(r"\b(?:lr|learning[- ]rate)\s*[=:]\s*", "learning rate ", text)
    text = re.sub(r"\b(QR|LU)\s+(?=decomposition|factori[sz]ation|factors)", r"\1-", text)
    text = re.sub(r"\b(QR|LU)(?=\W*$|\s+of\b)", r"\1-factors", text)
    text = re.sub(r"\b(?:i\.e|e\.g|s\.t|cf|vs)\.(?=[\s,])", "namely", text)
    text = re.sub(r"\blim\s*_?\s*\(?([a-z])\s*(?:->|→)\s*([^\s()]+)\)?\s+", r"limit as \1 → \2 of ", text)
    text = re.sub(r"(?<![\w\\^_{])([A-Za-z])([0-9])(?=\s*=)", r"\1_\2", text)
    text = re.sub(r"((?:d/d|∂/∂)[a-z])\s+of\s+", r"\1 ", text)
    text = re.sub(r"\bP\(([^()]{1,60})\)", lambda match: f"P({_event(match[1])})", text)
    return re.sub(
        r"(?<![A-Za-z])([A-Za-z]|\))\s+(squared|cubed)\b",
        lambda match: match[1] + ("^2" if match[2] == "squared" else "^3"),
        text,
    )


def _norm_name(match: re.Match[str]) -> str:
    return "manhattan " if match[1] == "1" else "euclidean "


def _event(text: str) -> str:
    """`B | not A` as `B|¬A`: an event without spaces, so that it stays in one piece."""
    for word, sign in (("not", "¬"), ("and", "∩"), ("or", "∪"), ("given", "|")):
        text = re.sub(rf"\s*\b{word}\b\s*", sign, text)
    return re.sub(r"\s*([|∩∪¬∣,=])\s*", r"\1", text.strip())


def _parsed(text: str) -> Node | None:
    if not text:
        return None
    try:
        # A typed ∫_0^1 would have 0^1 for its lower end; as LaTeX it has two ends.
        return parse_math(text.replace("∫", "\\int "))
    except UnreadableMath:
        return None


def _delimited(inner: str, words: list[str], formulas: list[Formula]) -> None:
    """Add what stood between dollar signs; `x \\to 0` counts as two formulas and an arrow."""
    parts = [inner] if _parsed(inner) is not None else _ARROW.split(inner)
    nodes = [_parsed(part) for part in parts]
    if len(parts) > 2 or len(formulas) + len(parts) > MOST_FORMULAS:
        nodes = [None]
    for index, (part, node) in enumerate(zip(parts, nodes, strict=False)):
        if node is None:
            words.append("¿")
            return
        if index:
            words.append("→")
        words.append(f"§{len(formulas)}§")
        formulas.append(Formula(part, node))


def _bare(text: str, words: list[str], formulas: list[Formula]) -> None:
    """Add the words and bare formulas of text that no dollar signs delimit."""
    run: list[_Chunk] = []
    raw = _chunked(text)
    for index, chunk in enumerate(raw):
        following = raw[index + 1].text if index + 1 < len(raw) else ""
        preceding = run[-1].text if run else ""
        if chunk.formula and not _article(chunk, preceding, following, first=not words and not run):
            run.append(chunk)
            if chunk.tail:
                _flush(run, words, formulas)
                words.append(chunk.tail)
                run = []
            continue
        _flush(run, words, formulas)
        run = []
        words.append(chunk.text + chunk.tail)
    _flush(run, words, formulas)


def _flush(run: list[_Chunk], words: list[str], formulas: list[Formula]) -> None:
    """Turn a run of formula-like chunks into formulas, the longest readable stretch first."""
    start = tries = 0
    while start < len(run):
        found = 0
        for end in range(min(len(run), start + MOST_CHUNKS), start, -1):
            if tries > MOST_TRIES or len(formulas) >= MOST_FORMULAS:
                break
            stretch = " ".join(chunk.text for chunk in run[start:end])
            if stretch in CONNECTORS or _depth(stretch):
                continue
            tries += 1
            node = _parsed(stretch)
            if node is not None:
                words.append(f"§{len(formulas)}§")
                formulas.append(Formula(stretch, node))
                found = end
                break
        if not found:
            # A stretch the parser refuses is not prose either: the mark keeps patterns from matching across it.
            words.append(run[start].text if run[start].text.isalpha() or run[start].text == "→" else "¿")
        start = found or start + 1


def _chunked(text: str) -> list[_Chunk]:
    """Cut at white space, but keep brackets and LaTeX groups with spaces inside together."""
    chunks: list[_Chunk] = []
    pieces = _pieces(text)
    for piece in pieces:
        body, tail = _without_punctuation(piece)
        if not body:
            chunks.append(_Chunk("", tail, False))
            continue
        chunks.append(_Chunk(body, tail, _is_formula(body)))
    return chunks


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    pending = ""
    for word in _ARROW.sub(" → ", _sealed_environments(text)).split():
        candidate = f"{pending} {word}" if pending else word
        depth = _depth(candidate)
        if depth > 0 and (pending or _is_formula(word.rstrip(",;"), opened=True)) and _opened_ok(candidate):
            pending = candidate
        elif pending and depth == 0 and _opened_ok(candidate):
            pieces.append(candidate)
            pending = ""
        else:
            pieces += [*pending.split(), word]
            pending = ""
    pieces += pending.split()
    return [piece.replace(_SPACE, " ") for piece in pieces]


def _sealed_environments(text: str) -> str:
    """Make LaTeX environments one chunk each, whatever spaces they hold."""
    return _ENVIRONMENT.sub(lambda match: re.sub(r"\s+", _SPACE, match[0]), text)


def _opened_ok(text: str) -> bool:
    return len(text) <= 400 and all(_allowed_word(word) for word in _bare_words(text))


def _depth(text: str) -> int:
    stack: list[str] = []
    for char in text:
        if char in "([{":
            stack.append(char)
        elif char in _CLOSERS and stack and stack[-1] in "([{":
            stack.pop()
    return len(stack)


def _without_punctuation(piece: str) -> tuple[str, str]:
    body = piece
    tail = ""
    while body and body[-1] in ',.;:?!"”' and not (body[-1] == "!" and re.search(r"[0-9a-z)]!$", body)):
        tail = body[-1] + tail
        body = body[:-1]
    body = body.lstrip('"“')
    if body.startswith("(") and _depth(body) > 0 and not _is_formula(body[1:]):
        return piece, ""
    return body, tail


def _bare_words(text: str) -> list[str]:
    without_commands = re.sub(
        r"\\(?:text|mathrm|operatorname)\{[^{}]*\}|\\begin\{\w+\*?\}|\\end\{\w+\*?\}", " ", text
    )
    return _LETTERS.findall(re.sub(r"\\[A-Za-z]+", " ", without_commands))


def _allowed_word(word: str) -> bool:
    if (
        len(word) == 1
        or word in FUNCTION_WORDS
        or word in GREEK
        or word in OTHER_WORDS
        or word in CALLED_WORDS
    ):
        return True
    if len(word) == 2:
        return word.lower() not in TWO_LETTER_WORDS
    return set(word) <= _ONLY_LETTERS or word == "abc"


def _is_formula(chunk: str, *, opened: bool = False) -> bool:
    """Whether a chunk without spaces can only, or may well, be part of a formula."""
    if chunk in CONNECTORS:
        return True
    if re.fullmatch(r"[A-Za-z]{2,}(?:['’][a-z]{1,2})", chunk) or re.fullmatch(r"\d+(?:st|nd|rd|th)", chunk):
        return False
    words = _bare_words(chunk)
    if re.fullmatch(r"\d+[x×]\d+", chunk) or chunk in ("sigmoid", "relu"):
        return False
    if re.fullmatch(r"P\([^()\s]+\)(?:=\S+)?", chunk):
        return True
    glued = re.search(r"[-+*/^=_()\[\]\d]", chunk) is not None and not re.fullmatch(
        r"[A-Za-z]+(?:-[A-Za-z]+)+", chunk
    )
    for word in words:
        if not _allowed_word(word) and not (glued and len(word) == 2 and word.lower() in ("by", "ax", "at")):
            return False
    if re.fullmatch(r"[^\W\d_]+", chunk):
        return (
            len(chunk) <= 2
            or chunk in FUNCTION_WORDS
            or chunk in GREEK
            or chunk in ("oo", "infinity", "inf")
            or set(chunk) <= _ONLY_LETTERS
        )
    if words and all(word in CALLED_WORDS for word in words) and not re.search(r"[(\[\\]", chunk):
        return False
    return (
        bool(words)
        or any(char.isdigit() for char in chunk)
        or "\\" in chunk
        or bool(re.search(r"[∇∂∫√π]", chunk))
        or (opened and chunk[:1] in "([{")
    )


def _article(chunk: _Chunk, preceding: str, following: str, *, first: bool) -> bool:
    """Whether `a`, `A` or `I` is a word of English here, and not a name."""
    if chunk.text not in ("a", "A", "I") or chunk.tail:
        return False
    if preceding in CONNECTORS or following in CONNECTORS or not following:
        return False
    if chunk.text == "A" and not first:
        return False
    if chunk.text == "a" and not re.fullmatch(r"[^\W\d_]+", following):
        return True
    return bool(re.fullmatch(r"[^\W\d_]{2,}[,.;:?!]*", following)) and following not in AFTER_A_NAME
