"""One form for the spellings of a name: what is compared when a topic is looked for in a text."""

from __future__ import annotations

import re
import unicodedata

from assistant.syllabus.stems import stem

MAX_CHARACTERS = 20_000
_LITTLE = """
a an and as by for from in of on or the to with de del der des die das do da du e el en et la le les los
las o os para por pour und un una une um uma von y
"""
LITTLE_WORDS = frozenset(_LITTLE.split())
"""Words that make no name, of English and of the languages of `terms`."""

_LATEX_SYMBOLS = {
    "nabla": "∇",
    "partial": "∂",
    "int": "∫",
    "sum": "∑",
    "prod": "∏",
    "mid": "|",
    "vert": "|",
    "det": " det ",
    "grad": " grad ",
    "cdot": "·",
    "cup": "∪",
    "cap": "∩",
}
_LATEX_COMMAND = re.compile(r"\\([a-zA-Z]+)")
_SYMBOL_WITH_NAME = re.compile(r"([∇∂])\s*[^\W\d_](?!\w)")
_HAN = "\u3400-\u9fff"
# Devanagari writes vowels as marks, which Python does not count as letters of a word.
_DEVANAGARI = "\u0900-\u0963\u0966-\u097f"
_TOKEN = re.compile(
    rf"[{_HAN}]|[{_DEVANAGARI}]+|(?<!\w)[^\W\d_]'(?!\w)|[^\W_{_HAN}{_DEVANAGARI}]+|[|@·]|[^\w\s\x00-\x7f]"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"(?<=\w\w)['’ʼ`´]s?(?!\w)")
_ELISION = re.compile(r"\b(?:l|d|qu)['’](?=\w\w)", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:und|y|e|et|and|और|व)\s+|[/,;、()]|[与和及]")


def name_key(text: str) -> tuple[str, ...]:
    """The stems and symbols of a text: equal for two spellings of one name.

    Case, hyphens, plurals, accents and apostrophes make no difference; `\\nabla f`, `∇f` and `∇g` are the same.
    Chinese, which has no spaces, is taken character by character.
    """
    return tuple(map(stem, words_of(text)))


def words_of(text: str) -> tuple[str, ...]:
    """The words and symbols of a text, as `name_key` has them but not yet stemmed."""
    text = _LATEX_COMMAND.sub(lambda found: _LATEX_SYMBOLS.get(found[1], " "), text[:MAX_CHARACTERS])
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    # The capital sigma of a sum would become a small one, which means something else.
    text = text.replace("Σ", "∑").casefold().replace("′", "'")
    text = _SYMBOL_WITH_NAME.sub(r"\1 ", text)
    text = _POSSESSIVE.sub("", _ELISION.sub("", text))
    return tuple(token for token in _TOKEN.findall(text) if _is_word(token))


def _is_word(token: str) -> bool:
    return (
        token[0].isalnum()
        or token in "|@·"
        or "\u0900" <= token[0] <= "\u097f"
        or unicodedata.category(token[0]) == "Sm"
    )


def is_han(token: str) -> bool:
    """Whether a token is a Chinese character."""
    return "\u3400" <= token[0] <= "\u9fff"


def parts_of(term: str) -> tuple[str, ...]:
    """A term of two names ("Eigenwerte und Eigenvektoren") cut into these, long ones only; empty when it is one."""
    parts = [part.strip() for part in _JOINED.split(term)]
    if len(parts) < 2:
        return ()
    return tuple(part for part in parts if len(part) >= (2 if part and is_han(part) else 5))


def content_words(key: tuple[str, ...]) -> frozenset[str]:
    """The words of a key that say something."""
    return frozenset(word for word in key if len(word) > 1 and word not in LITTLE_WORDS)
