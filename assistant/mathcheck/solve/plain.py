"""A question as plain text, for kinds whose numbers stand in prose: distributions, data, losses, counts.

LaTeX and Unicode become keyboard notation. A recogniser strikes out each number it has used; what it has not used at
the end means that the question says more than was understood, and nothing may be answered.
"""

from __future__ import annotations

import re
from typing import Any

import sympy

TEXT_LIMIT = 3_000
MOST_NUMBERS = 200
"""Numbers a list of data may hold."""

NUM = (
    r"(?:(?<![\w.])[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?!\.?\d)(?:\s?/\s?\d+(?:\.\d+)?(?!\.?\d))?"
    r"(?:\s?%|\s?percent\b|\sper cent\b)?)"
)
"""A number: integer, decimal, fraction, per cent."""

WORDS = {
    "no": 0, "none": 0, "zero": 0, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
COUNT = r"(?:(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.])\d+(?![\d.]*\d)|\b(?:" + "|".join(WORDS) + r")\b)"
"""A whole number, in digits or in words."""

# Possessive, so that a long list without its closing bracket is refused in one pass.
_COMMA = r"\s*+[,;]\s*+(?:and\s++)?"
LIST = rf"(?:{NUM}(?:(?:{_COMMA}|\s++and\s++){NUM})++)"
"""Two numbers or more with commas between."""

BRACKETED = rf"(?:[\[({{]\s*+{NUM}(?:(?:{_COMMA}|\s++){NUM})*+\s*+[\])}}]|{LIST})"
"""A list with or without brackets; in brackets spaces may separate."""

IS = r"\s*(?:=|:|of|is|are|was|were|being|equals?|equal to|at)?\s*(?:=|:)?\s*"
"""What may stand between a quantity and its number."""

_SIGNS = {
    "≤": "<=", "≥": ">=", "−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "∼": "~", "’": "'", "‘": "'", "“": '"',
    "”": '"', "²": "^2", "³": "^3", "√": "sqrt", "λ": "lambda", "μ": "mu", "µ": "mu", "σ": "sigma", "θ": "theta",
    "η": "eta", "α": "alpha", "β": "beta", "γ": "gamma", "ρ": "rho", "ŷ": "y_hat", "𝔼": "E", "∈": "in", "½": "1/2",
    "∣": "|", "^⊤": "^T", "⊤": "^T", "ᵀ": "^T", "𝒩": "N", "₀": "_0", "₁": "_1", "₂": "_2", "₃": "_3", "₄": "_4", "\u00a0": " ", "¼": "1/4",
    "‖": "||", "∞": "inf", "→": "->", "∗": "*", "∩": " and ", "¬": "not ",
}  # fmt: skip
_LATEX = (
    (r"\\sim(?![a-z])", " ~ "),
    (r"\\(?:left|right|big|Big|bigl|bigr|displaystyle|,|;|!|:)(?![a-zA-Z])", ""),
    (r"\\(?:quad|qquad)\b|\\\s|~(?=\$)", " "),
    (r"\\(?:mathcal|mathrm|mathbb|mathbf|boldsymbol|text|operatorname|textbf|mathit)\s*\{([^{}]*)\}", r"\1"),
    (r"\\(?:mathcal|mathbb)\s*([A-Z])", r"\1"),
    (r"\\hat\s*\{?([a-z])\}?", r"\1_hat"),
    (r"\\bar\s*\{?([a-z])\}?", r"\1_bar"),
    (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2"),
    (r"\\leq?(?![a-z])", "<="),
    (r"\\geq?(?![a-z])", ">="),
    (r"\\lt\b", "<"),
    (r"\\gt\b", ">"),
    (r"\\\||\\[lr]?Vert\b", "||"),
    (r"\\mid\b|\\vert\b", "|"),
    (r"\\(?:cdot|times)\b", "*"),
    (r"\\%", "%"),
    (r"\\([{}])", r"\1"),
    (r"\\(?:lbrace|rbrace)\b", ""),
    (r"\\([A-Za-z]+)", r"\1"),
    (r"([_^])\{([^{}]*)\}", r"\1\2"),
)
_ASIDES = re.compile(
    r"\(?\b(?:rounded? |correct )*to (?:\d+|two|three|four) (?:decimal places|decimals|digits|significant (?:figures|digits))\)?"
    r"|\b\d\s?[x*]\s?\d\b(?=\s+(?:matrix|confusion|contingency))|\b\d+-(?=class\b|cluster\b|dimensional\b|sided\b|bit\b)",
    re.I,
)


_ENVIRONMENT = re.compile(r"\\begin\{([pb]matrix)\}(.{0,600}?)\\end\{\1\}", re.DOTALL)


def _in_brackets(match: re.Match[str]) -> str:
    """A matrix as `[[1, 2], [3, 4]]`, a column as `[1, 2]`."""
    rows = [[cell.strip() for cell in row.split("&")] for row in match[2].split("\\\\") if row.strip()]
    if all(len(row) == 1 for row in rows):
        return "[" + ", ".join(row[0] for row in rows) + "]"
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]"


def plain(source: str) -> str:
    """Write a question with keyboard signs only: no dollar signs, no LaTeX commands, one space between words."""
    text = _ENVIRONMENT.sub(_in_brackets, source[:TEXT_LIMIT])
    for sign, written in _SIGNS.items():
        text = text.replace(sign, written)
    text = re.sub(r"\$\$?|\\[()\[\]](?![a-zA-Z])", " ", text)
    for pattern, written in _LATEX:
        for _ in range(3):
            changed = re.sub(pattern, written, text)
            if changed == text:
                break
            text = changed
    text = _ASIDES.sub(" ", text.replace("`", " ").replace("$", " "))
    return " ".join(text.split())


def number(text: str) -> Any:
    """The exact value of a number that `NUM` or `COUNT` matched."""
    text = text.strip().lower()
    if text in WORDS:
        return sympy.Integer(WORDS[text])
    share = re.search(r"\s?(?:%|percent|per cent)$", text)
    if share:
        return number(text[: share.start()]) / 100
    above, slash, below = text.replace(" ", "").partition("/")
    value = _decimal(above)
    if slash:
        divisor = _decimal(below)
        return value / divisor if divisor else sympy.nan
    return value


def _decimal(text: str) -> Any:
    sign = -1 if text.startswith("-") else 1
    whole, _, places = text.lstrip("+-").replace(",", "").partition(".")
    return sign * sympy.Rational(int((whole + places)[:40] or 0), 10 ** min(len(places), 40))


def numbers(text: str) -> list[Any]:
    """All numbers of a list that `LIST` or `BRACKETED` matched, at most 200."""
    return [number(found) for found in re.findall(NUM, text)[: MOST_NUMBERS + 1]]


class Plain:
    """The text of a question and what of it has not been used yet."""

    def __init__(self, source: str) -> None:
        self.text = plain(source)
        self.left = self.text

    def has(self, pattern: str) -> bool:
        """Whether the question says this, upper or lower case."""
        return re.search(pattern, self.text, re.I) is not None

    def take(self, pattern: str, flags: int = re.I) -> re.Match[str] | None:
        """Find a pattern in what is left and strike it out."""
        match = re.search(pattern, self.left, flags)
        if match and match.end() > match.start():
            self.left = (
                self.left[: match.start()] + "¤" * (match.end() - match.start()) + self.left[match.end() :]
            )
        return match

    def take_number(self, pattern: str) -> Any:
        """Find a pattern whose group `v` is a number; its value, or None."""
        match = self.take(pattern)
        return number(match["v"]) if match else None

    def take_all(self, pattern: str, flags: int = re.I) -> list[re.Match[str]]:
        """Strike out every place where a pattern fits."""
        found: list[re.Match[str]] = []
        while len(found) < MOST_NUMBERS and (match := self.take(pattern, flags)):
            found.append(match)
        return found

    def spent(self) -> bool:
        """Whether every number of the question has been used."""
        return re.search(r"(?<![A-Za-z_\d.])(?<!sigma\^)\d", self.left) is None
