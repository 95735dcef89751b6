"""Relations written in plain prose: `She pays 3 * 20 = $60`, `16 - 3 - 4 = <<16-3-4=9>>9`, `∂f/∂y = 3x`.

Only what surely belongs to a formula is taken: from a relation sign outwards over numbers, operators, brackets and
short names. A stretch that would start or end in the middle of an expression is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.mathcheck.reading.signs import FUNCTIONS, GREEK


@dataclass(frozen=True, slots=True)
class Stretch:
    """A formula in prose: `text` is as long as the original and masked so that it can be read."""

    text: str
    start: int
    complete: bool = False
    """Whether it is marked as a whole, so that the words around it do not matter."""


_CALCULATOR = re.compile(r"<<([^<>]*)>>")
_WORD = re.compile(
    r"""
    (?P<number>\d+(?:,\d+)*(?:\.\d+)?|\.\d+)
    | (?P<name>[A-Za-z]+)
    | (?P<script>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ₀-₉ᵀ′'½¼¾⅓⅔°%!])
    | (?P<arrow>->|→|⟶)
    | (?P<operator>[-+*/^×·÷−–∂∇√∑∫⋅±_∣|])
    | (?P<relation><=|>=|:=|(?<=\s)!=|==|[=≈≠≤≥<>])
    | (?P<bracket>[()\[\]{}⟨⟩])
    | (?P<separator>[,;])
    | (?P<symbol>[α-ωΑ-Ωπλσμ∞θ])
    | (?P<space>[ \t\u00a0]+)
    | (?P<currency>\$(?=\d|\s*\d|-\d|\())
    | (?P<stop>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SHORT = re.compile(r"[A-Za-z]{1,2}$")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’][a-z]\b")
_LIST_ITEM = re.compile(r"^\s*(?:>\s*)*(?:[-*+•]|\d{1,3}[.)])\s+")
_SPLIT_NUMBER = re.compile(r"\d\$\d")
"""A dollar sign that slipped into a number: `1$5`."""
_EMPHASIS = re.compile(r"(?<!\S)\*\*(?=\S)|(?<=\S)\*\*(?=[\s.,;:!?]|$)|__")
"""Bold type; `2**3` is a power."""
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_REMARK = re.compile(r"(?<=\d)\s+\(\s*\d+(?:\.\d+)?\s*%\s*\)")
"""What a number is in per cent, in brackets after it: `70 (70%)`."""
_TIMES = re.compile(r"(?<=[\d)%½¼¾⅓⅔])(\s*)[xX](\s*)(?=[\d$]|\.\d)|(?<=[\d)])(\s+)[xX](\s+)(?=\()")
_COMMON = frozenset(
    [
        "is",
        "are",
        "was",
        "we",
        "he",
        "she",
        "it",
        "so",
        "the",
        "and",
        "or",
        "to",
        "of",
        "in",
        "at",
        "on",
        "by",
        "as",
        "if",
        "an",
        "be",
        "do",
        "for",
        "per",
        "has",
        "had",
        "its",
        "our",
        "out",
        "not",
        "can",
        "get",
        "let",
        "now",
        "all",
        "one",
        "two",
        "six",
        "ten",
        "use",
        "via",
        "say",
        "set",
        "see",
        "new",
        "old",
        "how",
        "who",
        "you",
        "any",
        "but",
        "yes",
        "no",
        "am",
        "pm",
        "i.e",
        "us",
        "up",
        "my",
        "me",
        "go",
        "day",
        "cm",
        "mm",
        "km",
        "kg",
        "mg",
        "lb",
        "oz",
        "ft",
        "mi",
        "hr",
        "min",
        "sec",
        "mph",
        "cup",
        "box",
        "bag",
        "pie",
        "egg",
        "hen",
        "dog",
        "cat",
        "day",
        "job",
        "car",
        "bus",
        "men",
        "boy",
        "kid",
        "eq",
        "vs",
        "then",
        "than",
        "thus",
        "hence",
        "gives",
    ]
)
_KNOWN = FUNCTIONS | GREEK | frozenset(("sigmoid", "relu", "inf", "infinity", "nabla", "partial", "mod"))


def relations_in_prose(line: str, *, starts_line: bool = True, cut_off: bool = False) -> list[Stretch]:
    """The formulas with a relation in a stretch of prose.

    A stretch that does not start a line, or is cut off at its end, stands beside a formula between dollars: what
    touches that formula belongs to it and is left alone.
    """
    stretches = [
        Stretch(_currency(found.group(1)), found.start(1), complete=True)
        for found in _CALCULATOR.finditer(line)
        if "=" in found.group(1)
    ]
    masked = _CALCULATOR.sub(lambda found: " " * len(found.group()), line)
    masked = _TIMES.sub(lambda found: re.sub("[xX]", "*", found.group()), _POSSESSIVE.sub('""', masked))
    masked = _EMPHASIS.sub("  ", masked)
    for pattern in (_ORDINAL, _REMARK):
        masked = pattern.sub(lambda found: " " * len(found.group()), masked)
    if starts_line:
        masked = _LIST_ITEM.sub(lambda found: " " * len(found.group()), masked)
    words = list(_WORD.finditer(masked))
    if starts_line and not cut_off:
        whole = _whole_line(masked, words)
        if whole is not None:
            return [whole]
    covered = -1
    for place, word in enumerate(words):
        if word.lastgroup != "relation" or word.start() < covered:
            continue
        first, last = _reach(words, place, -1), _reach(words, place, 1)
        if first is None or last is None:
            continue
        stretch = _trimmed(masked, words, first, last)
        beside = stretch is not None and (
            (not starts_line and not masked[: stretch.start].strip())
            or (cut_off and not masked[stretch.start + len(stretch.text) :].strip())
        )
        if stretch is not None and not beside:
            stretches.append(stretch)
            covered = stretch.start + len(stretch.text)
    return sorted(stretches, key=lambda stretch: stretch.start)


def _currency(text: str) -> str:
    return text.replace("$", " ")


def _belongs(word: re.Match[str]) -> bool:
    kind = word.lastgroup
    if kind == "name":
        text = word.group()
        if text in _KNOWN:
            return True
        return bool(_SHORT.match(text)) and text.lower() not in _COMMON
    return kind not in ("stop", "arrow")


_BIG = frozenset(("lim", "sum", "prod", "int"))


def _whole_line(masked: str, words: list[re.Match[str]]) -> Stretch | None:
    """A line that is one formula with a typed limit, sum or integral in front: `lim x->5 (x^2-25)/(x-5) = 10`."""
    opening = next((word for word in words if word.lastgroup != "space"), None)
    if opening is None or opening.group() not in _BIG or not any(w.lastgroup == "relation" for w in words):
        return None
    text = masked.rstrip().removesuffix(".")
    inside = [word for word in words if word.end() <= len(text)]
    if not all(word.group() in _BIG or word.lastgroup == "arrow" or _belongs(word) for word in inside):
        return None
    if any(word.lastgroup == "currency" for word in inside):
        return None
    return Stretch(text[opening.start() :], opening.start())


def _reach(words: list[re.Match[str]], place: int, step: int) -> int | None:
    """How far a formula reaches from a relation sign, in one direction; None when it begins inside brackets."""
    last = balanced = place
    depth = 0
    index = place + step
    while 0 <= index < len(words):
        word = words[index]
        in_event = depth > 0 and word.group() in ("not", "and", "or")  # P(B | not A)
        if not _belongs(word) and not in_event:
            break
        if word.lastgroup == "bracket":
            opens = word.group() in "([{⟨"
            depth += 1 if opens == (step > 0) else -1
            if depth < 0:
                break
        if word.lastgroup == "separator" and depth == 0:
            break
        if (
            word.lastgroup == "name"
            and _SHORT.match(word.group())
            and len(word.group()) == 1
            and _is_article(words, index)
        ):
            break
        last = index
        if depth == 0:
            balanced = last
        index += step
    if depth > 0 and step < 0:
        return None
    return balanced


def _is_article(words: list[re.Match[str]], index: int) -> bool:
    """`a` and `I` as English words: between spaces and followed by a word or a number."""
    text = words[index].group()
    if text not in ("a", "I", "A"):
        return False
    after = words[index + 1 : index + 3]
    return (
        len(after) == 2
        and after[0].lastgroup == "space"
        and after[1].lastgroup in ("name", "number", "currency", "stop")
    )


def _trimmed(masked: str, words: list[re.Match[str]], first: int, last: int) -> Stretch | None:
    """The stretch without white space; None when it starts or ends in the middle of something."""
    while first < last and words[first].lastgroup in ("space", "separator"):
        first += 1
    while last > first and words[last].lastgroup in ("space", "separator", "currency"):
        last -= 1
    opening, closing = words[first], words[last]
    if opening.group() in ("x", "X") and first and _number_follows(words, first):
        return None  # `14 days x 2 = 28`: a sign of multiplication, and what it multiplies was not read
    if opening.lastgroup == "relation" or closing.lastgroup == "relation":
        return None
    before = [word for word in words[:first] if word.lastgroup != "space"]
    if before and before[-1].lastgroup == "arrow":
        return None  # `lim x->0 sin(x)/x = 1`: the zero is where x goes, no factor
    if opening.lastgroup == "operator" and opening.group() not in "-−√∂∇∑∫|":
        return None
    if opening.group() in "-−" and _after_operand(words, first):
        return None
    if closing.lastgroup == "operator" and closing.group() not in "|":
        return None
    if _operator_beyond(words, last) or _touches_command(masked, opening.start(), closing.end()):
        return None
    text = masked[opening.start() : closing.end()]
    if _SPLIT_NUMBER.search(text):
        return None
    return Stretch(_currency(text), opening.start())


def _number_follows(words: list[re.Match[str]], place: int) -> bool:
    """Whether white space and a number, or a sum of money, stand after a word."""
    after = [word.lastgroup for word in words[place + 1 : place + 3]]
    return after in (["space", "number"], ["space", "currency"])


def _touches_command(masked: str, start: int, end: int) -> bool:
    """Whether raw LaTeX stands right before or after: then this is a piece of something larger."""
    return masked[:start].rstrip().endswith(("\\", "}", "_")) or masked[end:].lstrip().startswith(
        ("\\", "{", "_")
    )


def _after_operand(words: list[re.Match[str]], first: int) -> bool:
    """Whether a leading minus continues an expression that was cut off: `5 apples - 2 = 3`, or is a list's dash."""
    before = [word for word in words[:first] if word.lastgroup != "space"]
    return bool(before) and before[-1].lastgroup != "stop"


def _operator_beyond(words: list[re.Match[str]], last: int) -> bool:
    """Whether an operator follows the word that ended the stretch: `= 5 cups * 2`."""
    after = [word for word in words[last + 1 :] if word.lastgroup != "space"][:4]
    for position, word in enumerate(after):
        if word.lastgroup == "operator" and word.group() in "+*/×÷^" and position > 0:
            return True
        if word.lastgroup not in ("name",):
            return False
    return False
