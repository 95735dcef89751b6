"""Formulas for a terminal: LaTeX as the nearest Unicode, which an eye reads; nothing is computed from it."""

from __future__ import annotations

import re

from assistant.tutor.spans import SpanKind, find_spans, inner_formula

_LETTERS = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ "
    "nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ "
    "Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_GREEK = dict(re.findall(r"(\w+) (\w)(?: |$)", _LETTERS))
_COMMANDS: dict[str, str] = {
    **_GREEK,
    "nabla": "∇", "partial": "∂", "infty": "∞", "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼",
    "propto": "∝", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "to": "→",
    "rightarrow": "→", "Rightarrow": "⇒", "implies": "⇒", "iff": "⇔", "leftarrow": "←", "gets": "←", "mapsto": "↦",
    "sum": "∑", "prod": "∏", "int": "∫", "forall": "∀", "exists": "∃", "ell": "ℓ", "top": "ᵀ", "perp": "⊥",
    "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "mid": "|",
    "vert": "|", "Vert": "‖", "|": "‖", "{": "{", "}": "}", "%": "%", "quad": "  ", "qquad": "    ", ",": " ", ";": " ",
    ":": " ", "!": "", " ": " ", "circ": "∘", "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "star": "⋆", "neg": "¬",
    "land": "∧", "lor": "∨", "left": "", "right": "", "big": "", "Big": "", "bigg": "", "Bigg": "", "displaystyle": "",
    "limits": "", "nolimits": "",
}  # fmt: skip
_UPPER = dict(zip("0123456789+-=()nixyTkmtabc", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵀᵏᵐᵗᵃᵇᶜ", strict=True))
_LOWER = dict(zip("0123456789+-=()aeijkmnxtr", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₓₜᵣ", strict=True))
_SETS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ"}
_MARKS = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "vec": "\u20d7",
    "dot": "\u0307",
    "overline": "\u0304",
}
_BARE = frozenset(
    (
        "mathbf",
        "mathrm",
        "mathcal",
        "mathit",
        "mathsf",
        "text",
        "textbf",
        "operatorname",
        "boldsymbol",
        "bm",
        "mbox",
        "underbrace",
    )
)
_NAMED = re.compile(r"\\([A-Za-z]+|.)")
_MATRIX = re.compile(
    r"\\begin\{([pbvBV]?matrix|cases|array|aligned|align\*?|gathered)\}(.*?)\\end\{\1\}", re.DOTALL
)
_SIMPLE = re.compile(r"[\w.\u0300-\u036f∇∂∞′]+")
_DEEPEST = 24


def terminal_text(markdown: str) -> str:
    """Markdown for a terminal: formulas in Unicode, the marks of emphasis and code blocks as they are."""
    parts: list[str] = []
    at = 0
    for span in find_spans(markdown):
        parts.append(_prose(markdown[at : span.start]))
        if span.is_formula:
            formula = unicode_formula(inner_formula(markdown, span))
            parts.append(f"\n    {formula}\n" if span.kind is SpanKind.DISPLAY else formula)
        else:
            parts.append(markdown[span.start : span.end])
        at = span.end
    parts.append(_prose(markdown[at:]))
    return re.sub(r"\n{3,}", "\n\n", "".join(parts))


def unicode_formula(latex: str) -> str:
    """A formula in one line of Unicode; what has no sign of its own keeps its name."""
    line = re.sub(r"[ \t\n]+", " ", _convert(latex, 0)).strip()
    return re.sub(r"([∂∇]) (?=\w)", r"\1", line)


def _prose(text: str) -> str:
    # Control characters of a model or a document must not reach the terminal.
    text = "".join(char for char in text if char >= " " or char in "\n\t")
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).replace("\\$", "$")


def _convert(latex: str, depth: int) -> str:
    if depth > _DEEPEST:
        return latex
    latex = _MATRIX.sub(lambda found: _matrix(found[1], found[2], depth), latex)
    out: list[str] = []
    at = 0
    while at < len(latex):
        char = latex[at]
        if char == "\\":
            text, at = _command(latex, at, depth)
            out.append(text)
        elif char in "^_":
            argument, at = _argument(latex, at + 1)
            out.append(
                _raised(_convert(argument, depth + 1).strip(), _UPPER if char == "^" else _LOWER, char)
            )
        elif char == "{":
            argument, at = _argument(latex, at)
            out.append(_convert(argument, depth + 1))
        else:
            out.append(
                "" if char in "}&$" or (char < " " and char not in "\n\t") else " " if char == "~" else char
            )
            at += 1
    return "".join(out)


def _command(latex: str, at: int, depth: int) -> tuple[str, int]:
    match = _NAMED.match(latex, at)
    if match is None:
        return "", at + 1
    name, at = match[1], match.end()
    if name in ("frac", "dfrac", "tfrac", "binom"):
        above, at = _argument(latex, at)
        below, at = _argument(latex, at)
        above, below = _convert(above, depth + 1).strip(), _convert(below, depth + 1).strip()
        if name == "binom":
            return f"C({above}, {below})", at
        return f"{_grouped(above)}/{_grouped(below)}", at
    if name == "sqrt":
        degree = ""
        if latex[at : at + 1] == "[":
            end = latex.find("]", at)
            degree, at = (latex[at + 1 : end], end + 1) if end > 0 else ("", at + 1)
        argument, at = _argument(latex, at)
        sign = {"3": "∛", "4": "∜"}.get(degree, "√")
        return f"{sign}{_grouped(_convert(argument, depth + 1).strip())}", at
    if name == "mathbb":
        argument, at = _argument(latex, at)
        return _SETS.get(argument, argument), at
    if name in _MARKS or name in _BARE:
        argument, at = _argument(latex, at)
        inner = _convert(argument, depth + 1)
        return (inner + _MARKS[name] if name in _MARKS and len(inner) == 1 else inner), at
    if name == "\\":
        return "; ", at
    return _COMMANDS.get(name, name), at


def _argument(latex: str, at: int) -> tuple[str, int]:
    """What a command or a script takes: a group, a command, or one character."""
    while at < len(latex) and latex[at] in " \t\n":
        at += 1
    if at >= len(latex):
        return "", at
    if latex[at] == "{":
        depth = 0
        for end in range(at, len(latex)):
            if latex[end] == "{" and latex[end - 1 : end] != "\\":
                depth += 1
            elif latex[end] == "}" and latex[end - 1 : end] != "\\":
                depth -= 1
                if depth == 0:
                    return latex[at + 1 : end], end + 1
        return latex[at + 1 :], len(latex)
    match = _NAMED.match(latex, at)
    if match is not None:
        return match[0], match.end()
    return latex[at], at + 1


def _raised(text: str, signs: dict[str, str], sign: str) -> str:
    if text in ("'", "′", "ᵀ", "⊤"):
        return text
    if text and all(char in signs for char in text):
        return "".join(signs[char] for char in text)
    return f"{sign}{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _matrix(kind: str, body: str, depth: int) -> str:
    rows = [
        [_convert(entry, depth + 1).strip() for entry in row.split("&")]
        for row in re.split(r"\\\\", body)
        if row.strip()
    ]
    if kind in ("aligned", "gathered") or kind.startswith("align"):
        return "; ".join(" ".join(row) for row in rows)
    fences = {"v": "||", "V": "‖‖", "p": "()", "B": "{}"}.get(
        kind[0] if kind.endswith("matrix") else "", "[]"
    )
    inner = "; ".join(", ".join(row) for row in rows)
    return f"{fences[0]}{inner}{fences[1]}"
