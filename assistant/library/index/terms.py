"""Text to the terms of the lexical index, formulas included.

The index's own tokenizer keeps letters and digits and drops the rest, which leaves nothing of `A^{-1}` or `∂f/∂x`.
Here LaTeX commands, Unicode mathematics and the shapes around them become words of letters and digits, the same
for a document and for a query: `A^{-1}` and `A⁻¹` give `apowm1`, `\\theta_i` and `θᵢ` give `thetasubi`,
`p(x|y)` and `P(x \\mid y)` give `pxgiveny`. Plain words pass as they are; stemming is left to the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_COMMANDS = {
    "partial": "partial", "nabla": "nabla gradient", "int": "integral", "iint": "integral", "oint": "integral",
    "sum": "sum", "prod": "product", "sqrt": "sqrt", "infty": "infinity", "lim": "limit", "cdot": "dot",
    "times": "times", "otimes": "kronecker", "odot": "hadamard", "leq": "leq", "le": "leq", "geq": "geq",
    "ge": "geq", "neq": "neq", "ne": "neq", "approx": "approx", "in": "elementof", "subset": "subset",
    "subseteq": "subset", "cup": "union", "cap": "intersection", "to": "to", "rightarrow": "to", "mapsto": "to",
    "top": "transpose", "intercal": "transpose", "dagger": "transpose", "mid": "given", "vert": "given",
    "lVert": "norm", "rVert": "norm", "Vert": "norm", "det": "det determinant", "operatorname": "",
    "frac": "frac", "dfrac": "frac", "tfrac": "frac", "binom": "binom", "varepsilon": "epsilon",
    "varphi": "phi", "vartheta": "theta", "ell": "ell", "forall": "forall", "exists": "exists", "propto": "proportional",
    "sim": "distributed", "perp": "perpendicular", "ln": "log", "log": "log", "exp": "exp", "hat": "hat", "bar": "bar",
}  # fmt: skip
_SILENT = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "text",
        "textbf",
        "textit",
        "textrm",
        "mathbf",
        "mathrm",
        "mathit",
        "mathcal",
        "mathbb",
        "mathsf",
        "mathfrak",
        "bm",
        "boldsymbol",
        "begin",
        "end",
        "quad",
        "qquad",
        "label",
        "ref",
        "eqref",
        "cite",
        "emph",
        "limits",
        "nolimits",
        "displaystyle",
        "item",
        "hline",
        "nonumber",
        "notag",
        "middle",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "phantom",
        "hspace",
        "vspace",
        "mbox",
        "underbrace",
        "overbrace",
    ]
)
_SYMBOLS = {
    "∂": "partial", "∇": "nabla gradient", "∫": "integral", "∬": "integral", "∑": "sum", "∏": "product", "√": "sqrt",
    "∞": "infinity", "·": "dot", "×": "times", "⊗": "kronecker", "⊙": "hadamard", "≤": "leq", "≥": "geq",
    "≠": "neq", "≈": "approx", "∈": "elementof", "⊂": "subset", "⊆": "subset", "∪": "union", "∩": "intersection",
    "→": "to", "↦": "to", "⊤": "transpose", "∣": "given", "‖": "norm", "∥": "norm", "∀": "forall", "∃": "exists",
    "∝": "proportional", "∼": "distributed", "⊥": "perpendicular", "′": "prime", "ℓ": "ell", "∆": "delta", "µ": "mu",
}  # fmt: skip
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
_SCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₙₘₜₓ", "0123456789+-niT0123456789+-ijknmtx")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₙₘₜₓ"

_RAISED_RUN = re.compile(f"[{_RAISED}]+")
_LOWERED_RUN = re.compile(f"[{_LOWERED}]+")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?|\\.")
_SCRIPT = re.compile(r"([^\W_]{1,12})\s?([_^])\s?(?:\{([^{}]{1,24})\}|([^\W_]|[+-]\d))")
_GIVEN = re.compile(r"\b([^\W\d_])\s?\(\s*([^()|]{1,24})\s*(?:\||\bgiven\b)\s*([^()|]{1,24})\)")
_HYPHENATED = re.compile(r"(?<![^\W_])([^\W\d_]{2,24})[-‐‑–]([^\W\d_]{2,24})(?:[-‐‑–]([^\W\d_]{2,24}))?")
_WORD = re.compile(r"[^\W_]+")
_NOT_NAME = re.compile(r"[^A-Za-z0-9]+")

STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "me",
        "might",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "shall",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Words a query is not searched for; a query of nothing else is searched for as it is."""


def terms_of(text: str) -> list[str]:
    """The terms of a text in order, lower case, letters and digits only; compound terms follow their parts."""
    plain = _plain(text)
    terms = _WORD.findall(plain)
    terms.extend(_compounds(plain))
    return [term.casefold() for term in terms]


def query_terms(text: str, most: int) -> list[str]:
    """The distinct terms of a query, without stop words unless nothing else is left; at most `most`."""
    distinct = list(dict.fromkeys(terms_of(text)))
    telling = [term for term in distinct if term not in STOP_WORDS]
    return (telling or distinct)[:most]


def _plain(text: str) -> str:
    """Mathematics to words: scripts to `^{…}` and `_{…}`, symbols and commands to names."""
    text = _RAISED_RUN.sub(lambda run: f"^{{{run.group().translate(_SCRIPTS)}}}", text)
    text = _LOWERED_RUN.sub(lambda run: f"_{{{run.group().translate(_SCRIPTS)}}}", text)
    text = _COMMAND.sub(_command_words, text)
    text = unicodedata.normalize("NFKC", text)
    return "".join(_character_words(character) for character in text)


def _command_words(found: re.Match[str]) -> str:
    name = found.group(1)
    if name is None:
        return " "
    if name in _SILENT:
        return ""
    # A space in front keeps words apart; none behind keeps `\theta_i` one script.
    return " " + _COMMANDS.get(name, name)


def _character_words(character: str) -> str:
    if character < "\x80":
        return character
    if character in _SYMBOLS:
        return f" {_SYMBOLS[character]} "
    greek = _GREEK.get(character.lower())
    return f" {greek}" if greek else character


def _compounds(plain: str) -> Iterator[str]:
    for found in _SCRIPT.finditer(plain):
        base, mark, braced, bare = found.groups()
        script = _name(braced or bare)
        if script:
            yield f"{base}{'pow' if mark == '^' else 'sub'}{script}"
    for found in _GIVEN.finditer(plain):
        event, condition = _name(found.group(2)), _name(found.group(3))
        if event and condition:
            yield f"{found.group(1)}{event}given{condition}"
    for found in _HYPHENATED.finditer(plain):
        yield "".join(part for part in found.groups() if part)


def _name(source: str) -> str:
    return _NOT_NAME.sub("", source.replace("-", "m").replace("+", "p"))
