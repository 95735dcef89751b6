"""The words of a text that carry its content, in a form that two texts can be compared by."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-zà-öø-ÿ]{3,}")
_LATEX = re.compile(r"\\[a-zA-Z]+|[_^]\{[^}]{0,40}\}")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")

# Words that every text has, and words that every question has.
_EMPTY = frozenset(
    _WORD.findall("""
    the and for are was were with that this these those from into out not but can could may might must shall should
    will would has have had does did doing done been being what when where which who whom whose why how its your you
    our ours they them their there here then than thus also very more most much many some any each every all both
    one two other another same such only just about above below over under between because while after before again
    get got let say says said see use used using make makes made want need tell give show explain means mean please
    know understand find calculate compute following follows like called call think
    """)
)


def content_words(text: str) -> list[str]:
    """The content words of a text in order, lower case and without their endings; LaTeX commands are left out."""
    plain = _LATEX.sub(" ", text).lower()
    return [_stem(word) for word in _WORD.findall(plain) if word not in _EMPTY]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
