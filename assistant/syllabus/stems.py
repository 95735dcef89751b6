"""One form for the forms of an English word: plurals, -ing, -ed, -ation, British and American spelling.

Light on purpose: it joins "multiply", "multiplying" and "multiplication", and leaves short words alone. The stems
are for comparing, not for showing.
"""

from __future__ import annotations

_IRREGULAR = {
    "matrices": "matrix",
    "vertices": "vertex",
    "indices": "index",
    "bases": "basis",
    "axes": "axis",
    "hypotheses": "hypothesis",
    "analyses": "analysis",
    "series": "series",
    "extrema": "extremum",
    "minima": "minimum",
    "maxima": "maximum",
    "optima": "optimum",
    "spectra": "spectrum",
    "formulae": "formula",
}
_VOWELS = frozenset("aeiouy")
_SHORTEST = 4

# The first ending that fits is replaced; what is left keeps at least `_SHORTEST` letters.
_ENDINGS = (
    ("ication", "y"),
    ("isation", "is"),
    ("isable", "is"),
    ("iable", "iat"),
    ("ising", "is"),
    ("ised", "is"),
    ("ation", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("ator", "at"),
    ("ying", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ed", ""),
)


def stem(word: str) -> str:
    """The stem of one lower-case word; symbols, digits and words of other scripts come back as they are."""
    if not (word.isascii() and word.isalpha()):
        return word
    word = _american_to_british(_IRREGULAR.get(word) or _singular(word))
    for ending, instead in _ENDINGS:
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= _SHORTEST
            and _has_vowel(word[: -len(ending)])
        ):
            word = _undoubled(word[: -len(ending)]) if instead == "" else word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ias")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def _american_to_british(word: str) -> str:
    for ending in ("ize", "ized", "izing", "ization", "izer", "izable"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + "is" + ending[2:]
    return word


def _has_vowel(word: str) -> bool:
    return not _VOWELS.isdisjoint(word)


def _undoubled(word: str) -> str:
    if word[-1] == word[-2] and word[-1] not in "aeiouls":
        return word[:-1]
    return word
