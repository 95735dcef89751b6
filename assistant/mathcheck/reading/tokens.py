"""Formula text to tokens: LaTeX, typed plain text and Unicode mathematics, in one alphabet.

What is not in the tables here is refused with its place, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.signs import (
    ARROWS,
    FRACTIONS,
    FUNCTIONS,
    GREEK,
    GREEK_LETTERS,
    NOTHING,
    PLAIN_WORDS,
    RELATIONS,
    SIZES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    UNICODE,
)

SOURCE_LIMIT = 2_000
"""Characters of one formula."""

DIGITS_LIMIT = 300
"""Digits of one literal."""

_NUMBER = re.compile(
    r"""
    (?!0,)[0-9]{1,3}(?:(?:,|\{,\}|\\,|\\!,?\\!|,\\!|\\ )[0-9]{3})+(?![0-9])(?:\.[0-9]+)?   # 1,250  2{,}000  10\,000
    | [0-9]+(?:\.[0-9]+)?(?:\.(?![0-9.]))?                                # 12  12.5  (a full stop is left out below)
    | \.[0-9]+
    """,
    re.VERBOSE,
)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_LETTERS = re.compile(r"[A-Za-z]+")
_TYPED_BASE = re.compile(r"(?:2|10)(?=\s*\(|\s+\d)")
_UPRIGHT = frozenset(
    [
        "Var",
        "Cov",
        "SD",
        "E",
        "P",
        "Pr",
        "tr",
        "Tr",
        "trace",
        "det",
        "rank",
        "max",
        "min",
        "sin",
        "cos",
        "tan",
        "log",
        "ln",
        "exp",
        "sign",
        "sgn",
        "gcd",
        "lcm",
        "ReLU",
        "softmax",
        "erf",
    ]
)
"""Names of operators that are often set as plain text before their bracket."""
_TYPED_SIGN = re.compile(r"_|\s*\(?\s*[A-Za-z]\w*\s*(?:->|→|⟶)")
"""What follows a typed `sum`, `lim` and so on when it is the sign of that name."""
_RAW_ARGUMENT = re.compile(r"\s*\{")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: `kind` is NUMBER, NAME, FUNC, CMD, OP, REL, ARROW, PRIME, TEXT, BEGIN, END, OPEN, CLOSE, FRACTION, EOF."""

    kind: str
    text: str
    start: int
    end: int
    spaced: bool = False
    """Whether white space stands before it."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        self.spaced = False

    def add(self, kind: str, text: str, end: int) -> None:
        self.tokens.append(Token(kind, text, self.at, end, self.spaced))
        self.at = end
        self.spaced = False

    def skip(self, end: int) -> None:
        self.at = end
        self.spaced = True

    def run(self) -> list[Token]:
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            if char.isspace() or char == "~":
                self.skip(self.at + 1)
            elif (char.isascii() and char.isdigit()) or (
                char == "." and text[self.at + 1 : self.at + 2].isdigit() and text[self.at + 1].isascii()
            ):
                self._number()
            elif char == "\\":
                self._command()
            elif char.isascii() and char.isalpha():
                self._letters()
            else:
                self._other(char)
        self.add("EOF", "", len(text))
        return self.tokens

    def _number(self) -> None:
        match = _NUMBER.match(self.text, self.at)
        if match is None:  # a digit or a point with a digit always matches
            raise UnreadableMath("This number cannot be read.", offset=self.at)
        raw = match.group()
        end = match.end()
        if raw.endswith(".") and not self.text.startswith("\\overline", end):
            raw, end = raw[:-1], end - 1
        digits = re.sub(r"[^0-9.]", "", raw)
        if len(digits) > DIGITS_LIMIT:
            raise UnreadableMath(f"A number has more than {DIGITS_LIMIT} digits.", offset=self.at)
        self.add("NUMBER", digits, end)

    def _command(self) -> None:
        match = _COMMAND.match(self.text, self.at)
        if match is None:
            raise UnreadableMath("A backslash stands alone at the end.", offset=self.at)
        name, end = match.group(1), match.end()
        if name in (",", ";", ":", "!", " ", "\n", "\t", "/", "-", "@", "\r", ">"):
            self.skip(end)
        elif name == "\\":
            self.add("ROW", "\\\\", end)
        elif name in NOTHING or name in SIZES:
            self.skip(end)
        elif name in ("hspace", "vspace", "color", "label", "tag", "phantom", "hphantom", "vphantom"):
            self._raw(end)
            self.skip(self.at)
        elif name in ("text", "textrm", "textit", "textbf", "mbox", "mathsf", "texttt", "textsf", "hbox"):
            inner, after = self._raw_argument(end)
            if inner.strip() in _UPRIGHT and re.match(
                r"\s*(?:(?:\\left\s*)?[\[(_^]|\\begin)", self.text[after:]
            ):
                self._operator_name(inner.strip(), after)  # \textrm{Var}(X), \text{tr}(A)
            else:
                self.add("TEXT", inner, after)
        elif name in ("begin", "end"):
            inner, after = self._raw_argument(end)
            if name == "begin" and inner.rstrip("*") == "array":
                after = self._raw_argument(after)[1]
            self.add(name.upper(), inner, after)
        elif name in ("left", "right"):
            self._fence(name, end)
        elif name in RELATIONS:
            self.add("REL", RELATIONS[name], end)
        elif name in ARROWS:
            self.add("ARROW", name, end)
        elif name == "not":
            rest = self.text[end:].lstrip()
            if not rest.startswith(("=", "\\in", "\\equiv")):
                raise UnreadableMath(r"Groundwork cannot read \not here.", offset=self.at)
            found = re.compile(r"\s*(?:=|\\in(?![a-z])|\\equiv)").match(self.text, end)
            self.add("REL", "notin" if "in" in rest[:3] else "!=", found.end() if found else end)
        elif name == "operatorname" or name == "mathrm" or name == "mathop":
            inner, after = self._raw_argument(end + (self.text[end : end + 1] == "*"))
            self._operator_name(inner.strip(), after)
        elif name in FUNCTIONS and name != "binom":
            self.add("FUNC", "tr" if name == "trace" else name, end)
        elif name in GREEK:
            self.add("NAME", name, end)
        elif name == "prime":
            self.add("PRIME", "'", end)
        elif name == "\x00":
            raise UnreadableMath("There is a control character here.", offset=self.at)
        else:
            self.add("CMD", name, end)

    def _operator_name(self, inner: str, after: int) -> None:
        inner = inner.replace("\\,", "").replace("\\ ", "")
        if inner in FUNCTIONS:
            self.add("FUNC", inner, after)
        elif inner in ("trace", "Tr"):
            self.add("FUNC", "tr", after)
        elif inner in ("Var", "Cov", "SD", "E", "P", "Pr", "T", "d", "e", "i", "H", "Corr"):
            names = {
                "T": "top",
                "Var": "Var",
                "Cov": "Cov",
                "SD": "SD",
                "E": "expectation",
                "P": "probability",
                "Pr": "probability",
            }
            if inner in names:
                self.add("CMD", names[inner], after)
            else:
                self.add("NAME", inner, after)
        elif re.fullmatch(r"[A-Za-z][A-Za-z0-9 ]*", inner):
            # An upright single letter is a name; upright words are words.
            self.add("NAME" if len(inner) == 1 else "TEXT", inner, after)
        else:
            raise UnreadableMath("Groundwork does not know this operator's name.", offset=self.at)

    def _raw(self, end: int) -> None:
        self.at = self._raw_argument(end)[1]

    def _raw_argument(self, end: int) -> tuple[str, int]:
        """The text between the braces that follow, unread, and the place after them."""
        match = _RAW_ARGUMENT.match(self.text, end)
        if match is None:
            raise UnreadableMath("An opening brace is missing here.", offset=end)
        depth = 1
        for place in range(match.end(), len(self.text)):
            char = self.text[place]
            if char == "{":
                depth += 1
            elif char == "}":
                depth -= 1
                if depth == 0:
                    return self.text[match.end() : place], place + 1
        raise UnreadableMath("A closing brace is missing.", offset=match.end() - 1)

    def _fence(self, side: str, end: int) -> None:
        match = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)").match(self.text, end)
        if match is None:
            raise UnreadableMath(f"Nothing follows \\{side}.", offset=self.at)
        fence = match.group(1)
        names = {
            "\\{": "{", "\\}": "}", "\\|": "||", "\\lvert": "|", "\\rvert": "|", "\\lVert": "||", "\\rVert": "||",
            "\\vert": "|", "\\Vert": "||", "\\lbrace": "{", "\\rbrace": "}", "⟨": "\\langle", "⟩": "\\rangle",
            "\\lbrack": "[", "\\rbrack": "]",
        }  # fmt: skip
        fence = names.get(fence, fence)
        known = ("(", ")", "[", "]", "{", "}", "|", "||", ".", "\\langle", "\\rangle")
        if fence in ("\\lfloor", "\\rfloor", "\\lceil", "\\rceil"):
            self.add("CMD", fence[1:], match.end())
        elif fence in known:
            self.add("OPEN" if side == "left" else "CLOSE", fence, match.end())
        else:
            raise UnreadableMath("Groundwork does not know this bracket.", offset=self.at)

    def _letters(self) -> None:
        match = _LETTERS.match(self.text, self.at)
        if match is None:
            raise UnreadableMath("This letter cannot be read.", offset=self.at)
        word, end = match.group(), match.end()
        if word in PLAIN_WORDS:
            self._word(word, end)
            return
        if word == "not":
            self.add("CMD", "neg", end)
            return
        if word in ("sum", "prod", "int", "lim") and _TYPED_SIGN.match(self.text, end):
            self.add("CMD", word, end)
            return
        if len(word) > 3 and not self._looks_like_product(word):
            self.add("NAME", word, end)
            return
        for prefix in ("sin", "cos", "tan", "log", "exp", "ln"):
            if word.startswith(prefix) and len(word) <= len(prefix) + 2:
                self.add("FUNC", prefix, self.at + len(prefix))
                return
        for letter in word:
            self.add("NAME", letter, self.at + 1)

    def _looks_like_product(self, word: str) -> bool:
        # `xyzw` is a product; `price` is one name. Words have vowels among their letters; products of unknowns rarely do.
        return not re.search(r"[aeiou]", word.lower()) or len(set(word)) == 1

    def _word(self, word: str, end: int) -> None:
        if word in FUNCTIONS:
            self.add("FUNC", {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}.get(word, word), end)
            if word == "log" and _TYPED_BASE.match(self.text, end):
                # `log2(8)` is a logarithm to base 2, not a multiple of `log 2`.
                self.add("OP", "_", end)
        elif word in GREEK or word in ("sigmoid", "logistic"):
            self.add("NAME", word, end)
        elif word in ("or", "and", "mod"):
            self.add("WORD", word, end)
        elif word in ("inf", "infinity", "oo", "infty"):
            self.add("CMD", "infty", end)
        else:
            self.add("CMD", word, end)

    def _other(self, char: str) -> None:
        text, at = self.text, self.at
        if char == "'":
            self.add("PRIME", "'", at + 1)
        elif char in "+-/^_{}()[]|,;:!%&" or char == "*":
            if char == "*" and text[at + 1 : at + 2] == "*":
                self.add("OP", "^", at + 2)
            elif char == ":" and text[at + 1 : at + 2] == "=":
                self.add("REL", ":=", at + 2)
            elif char == "|" and text[at + 1 : at + 2] == "|":
                self.add("OP", "||", at + 2)
            elif char == "-" and text[at + 1 : at + 2] == ">":
                self.add("ARROW", "to", at + 2)
            elif char == "!" and text[at + 1 : at + 2] == "=" and self.spaced:  # 5!=120 is a factorial
                self.add("REL", "!=", at + 2)
            elif text.startswith("...", at):
                self.add("CMD", "dots", at + 3)
            else:
                self.add("OP", char, at + 1)
        elif char in "=<>":
            self._relation(char)
        elif char == "." and text.startswith("...", at):
            self.add("CMD", "dots", at + 3)
        elif char in ".?" and not text[at + 1 :].strip():
            self.skip(at + 1)
        elif char == "$":
            raise UnreadableMath("There is a dollar sign inside the formula.", offset=at)
        else:
            self._unicode(char)

    def _relation(self, char: str) -> None:
        two = self.text[self.at : self.at + 2]
        if self.text.startswith(("==>", "<=>"), self.at):
            self.add("ARROW", "Rightarrow", self.at + 3)
        elif two == "=>":
            self.add("ARROW", "Rightarrow", self.at + 2)
        elif two in ("<=", ">="):
            self.add("REL", two, self.at + 2)
        elif two == "==":
            self.add("REL", "=", self.at + 2)
        elif two in ("<<", ">>"):
            self.add("REL", two, self.at + 2)
        else:
            self.add("REL", char, self.at + 1)

    def _unicode(self, char: str) -> None:
        at = self.at
        if char in UNICODE:
            kind, text = UNICODE[char]
            self.add(kind, text, at + 1)
        elif char in GREEK_LETTERS:
            self.add("NAME", GREEK_LETTERS[char], at + 1)
        elif char in FRACTIONS:
            self.add("FRACTION", char, at + 1)
        elif char in SUPERSCRIPTS:
            self._script("^", SUPERSCRIPTS)
        elif char in SUBSCRIPTS:
            self._script("_", SUBSCRIPTS)
        elif char.isalpha() and char.isprintable():
            # A letter of any other script is a name, unless it stands in a word of that script.
            if self.text[at + 1 : at + 2].isalpha():
                raise UnreadableMath("There are words inside the formula.", offset=at)
            self.add("NAME", char, at + 1)
        else:
            raise UnreadableMath("Groundwork does not know this sign.", offset=at)

    def _script(self, operator: str, table: dict[str, str]) -> None:
        start = self.at
        self.add("OP", operator, start)
        self.tokens.append(Token("OP", "{", start, start))
        end = start
        while end < len(self.text) and self.text[end] in table:
            plain = table[self.text[end]]
            kind = "NUMBER" if plain.isdigit() else "NAME" if plain.isalpha() else "OP"
            last = self.tokens[-1]
            if kind == "NUMBER" and last.kind == "NUMBER" and last.end == end:
                self.tokens[-1] = Token("NUMBER", last.text + plain, last.start, end + 1)
            else:
                self.tokens.append(Token(kind, plain, end, end + 1))
            end += 1
        self.tokens.append(Token("OP", "}", end, end))
        self.at = end


def fraction_of(sign: str) -> tuple[int, int]:
    """Numerator and denominator of a one-character fraction such as `½`."""
    return FRACTIONS[sign]


def tokenize(text: str) -> list[Token]:
    """Cut a formula into tokens, ending with EOF; raises UnreadableMath with the offset of what it does not know."""
    if len(text) > SOURCE_LIMIT:
        raise UnreadableMath(f"The formula is longer than {SOURCE_LIMIT:,} characters.", offset=SOURCE_LIMIT)
    return _Scanner(text).run()


__all__ = ["FUNCTIONS", "GREEK", "SOURCE_LIMIT", "Token", "fraction_of", "tokenize"]
