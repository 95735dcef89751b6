"""SymPy values as LaTeX, the way a textbook writes them.

`to_latex` is the one way out of the algebra: facts, steps, expected values and counterexamples all pass here,
so that they look alike and so that our own parser reads back what it printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sympy
from sympy.printing.latex import LatexPrinter, accepted_latex_functions

from assistant.mathcheck.reading.signs import GREEK, MARKS

_TALL = re.compile(r"\\(?:frac|begin|sum|int|prod|binom|lim)|\\left")
_INVERSES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arsinh", "acosh": "arcosh"}
_INVERSES["atanh"] = "artanh"


def symbol_latex(name: str) -> str:
    r"""Write a symbol's name: `lambda` as `\lambda`, `x_1` as `x_{1}`, `y_hat` as `\hat{y}`, `rate` as `\mathrm{rate}`.

    Knows the names that reading a formula makes: accents and fonts (`x_hat`, `w_bold`), transposes (`A^T`), words
    (`text:cm`), probabilities (`P(A|B)`) and moments (`E[X]`). A name that already holds LaTeX is kept as it is.
    """
    if "\\" in name or "{" in name:
        return name
    if name.startswith("text:"):
        return f"\\text{{{name[5:]}}}"
    if name.startswith("P(") and name.endswith(")"):
        return f"P({_event_latex(name[2:-1])})"
    if name.startswith(("E[", "Var[", "Cov[", "SD[")):
        kind, _, inside = name.partition("[")
        shown = "\\mathbb{E}" if kind == "E" else f"\\operatorname{{{kind}}}"
        return f"{shown}[{inside[:-1]}]"
    if name.endswith("^T"):
        return f"{symbol_latex(name[:-2])}^{{\\top}}"
    stem, *parts = name.split("_")
    shown = _stem_latex(stem)
    while parts and parts[0] in MARKS:
        shown = f"\\{MARKS[parts.pop(0)]}{{{shown}}}"
    return f"{shown}_{{{_index_latex('_'.join(parts))}}}" if parts else shown


def _event_latex(event: str) -> str:
    text = event.replace("|", " \\mid ").replace("not ", "\\neg ").replace(" and ", " \\cap ")
    return text.replace(" or ", " \\cup ")


def _stem_latex(stem: str) -> str:
    if stem in GREEK:
        return "\\" + stem
    bare = stem.rstrip("'")
    if len(bare) <= 1 or not bare.isalpha() or not bare.isascii():
        return stem
    return f"\\mathrm{{{bare}}}{stem[len(bare) :]}"


def _index_latex(index: str) -> str:
    return ", ".join(_stem_latex(part) if part in GREEK else part for part in index.split("_"))


class _TextbookPrinter(LatexPrinter):
    """SymPy's printer with plain brackets where nothing tall is inside, `\\ln`, `\\arcsin`, pmatrix."""

    def __init__(self) -> None:
        super().__init__(
            {"mat_str": "pmatrix", "mat_delim": "", "ln_notation": True, "inv_trig_style": "full"}
        )

    def _print_Symbol(self, expr: Any, style: str = "plain") -> str:  # noqa: N802 (SymPy's naming)
        return symbol_latex(expr.name)

    _print_Dummy = _print_Symbol  # noqa: N815

    def _print_MatrixSymbol(self, expr: Any, style: str = "plain") -> str:  # noqa: N802
        return symbol_latex(str(expr.name))

    def _print_Function(self, expr: Any, exp: str | None = None) -> str:  # noqa: N802
        name = expr.func.__name__
        own = getattr(self, "_print_" + name, None)
        if own is not None and not isinstance(expr, sympy.core.function.AppliedUndef):
            return str(own(expr, exp))
        name = _INVERSES.get(name, name)
        if name in accepted_latex_functions or name in GREEK:
            shown = "\\" + name
        elif len(name) == 1 or "\\" in name or "_" in name:
            shown = symbol_latex(name)
        else:
            shown = f"\\operatorname{{{name}}}"
        power = f"^{{{exp}}}" if exp is not None else ""
        return f"{shown}{power}{bracket(', '.join(self._print(argument) for argument in expr.args))}"

    def _print_UndefinedFunction(self, expr: Any) -> str:  # noqa: N802
        return symbol_latex(str(expr.__name__))

    def _print_log(self, expr: Any, exp: str | None = None) -> str:
        power = f"^{{{exp}}}" if exp is not None else ""
        return f"\\ln{power}{bracket(self._print(expr.args[0]))}"

    def _print_Abs(self, expr: Any, exp: str | None = None) -> str:  # noqa: N802
        power = f"^{{{exp}}}" if exp is not None else ""
        return f"\\left|{self._print(expr.args[0])}\\right|{power}"

    def _print_Transpose(self, expr: Any) -> str:  # noqa: N802
        inner = self._print(expr.arg)
        return f"{inner if isinstance(expr.arg, sympy.MatrixSymbol) else bracket(inner)}^{{\\top}}"

    def _print_MatrixBase(self, expr: Any) -> str:  # noqa: N802
        rows = (" & ".join(self._print(entry) for entry in expr.row(i)) for i in range(expr.rows))
        return "\\begin{pmatrix} " + " \\\\ ".join(rows) + " \\end{pmatrix}"

    def _print_FiniteSet(self, expr: Any) -> str:  # noqa: N802
        return "\\left\\{" + ", ".join(self._print(item) for item in _ordered(expr.args)) + "\\right\\}"

    def _print_Or(self, expr: Any) -> str:  # noqa: N802
        return " \\text{ or } ".join(self._print(item) for item in _ordered(expr.args))

    def _print_And(self, expr: Any) -> str:  # noqa: N802
        return " \\text{ and } ".join(self._print(item) for item in _ordered(expr.args))

    def _print_Tuple(self, expr: Any) -> str:  # noqa: N802
        return bracket(", ".join(self._print(item) for item in expr))

    def _print_Float(self, expr: Any) -> str:  # noqa: N802
        return float_latex(expr)


def _ordered(values: Iterable[Any]) -> list[Any]:
    return sorted(values, key=sympy.default_sort_key)


def to_latex(value: Any) -> str:
    r"""Write a SymPy value as a textbook does: `3 x`, `\frac{1}{2}`, a vector as a pmatrix column.

    Args:
        value: A SymPy expression, matrix, relation or set, or a Python tuple or list of them.

    Returns:
        LaTeX without `$`.
    """
    if isinstance(value, bool):
        return "\\text{true}" if value else "\\text{false}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple | list):
        return bracket(", ".join(to_latex(item) for item in value))
    return _plain_brackets(str(_TextbookPrinter().doprint(value)))


def float_latex(value: Any, digits: int = 10) -> str:
    r"""Write a decimal without noise: `0.3`, `1.5 \cdot 10^{-9}`.

    Args:
        value: A SymPy Float.
        digits: Significant digits kept at most.
    """
    text = sympy.N(value, digits)
    shown = sympy.printing.sstr(text, full_prec=False)
    mantissa, _, exponent = shown.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".") or "0"
    return f"{mantissa} \\cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def bracket(inner: str) -> str:
    r"""Put round brackets around LaTeX, tall ones only where something tall is inside."""
    return f"\\left({inner}\\right)" if _TALL.search(inner) else f"({inner})"


def _plain_brackets(text: str) -> str:
    r"""Replace `\left(…\right)` by `(…)` where nothing tall is inside."""
    opened: list[tuple[int, str]] = []
    pieces: list[str] = []
    for piece in re.split(
        r"(\\left\(|\\left[^a-zA-Z(]|\\left\\\S|\\right\)|\\right[^a-zA-Z)]|\\right\\\S)", text
    ):
        if piece.startswith("\\left") and not piece.startswith("\\leftarrow"):
            opened.append((len(pieces), piece))
            pieces.append(piece)
        elif piece.startswith("\\right") and opened:
            start, opening = opened.pop()
            inner = "".join(pieces[start + 1 :])
            if opening == "\\left(" and piece == "\\right)" and not _TALL.search(inner):
                pieces[start:] = [f"({inner.rstrip()})"]
            else:
                pieces.append(piece)
        else:
            pieces.append(piece)
    return "".join(pieces)


def factor_latex(value: Any) -> str:
    """Write a value so that it can stand as a factor: sums, negatives and fractions of sums in brackets."""
    shown = to_latex(value)
    if isinstance(value, sympy.MatrixBase):
        return shown
    if value.is_Add or shown.startswith("-") or isinstance(value, sympy.Integral | sympy.Sum | sympy.Limit):
        return bracket(shown)
    return shown


def product_latex(factors: Sequence[Any]) -> str:
    r"""Write a product that is not carried out: `2 \cdot (-1)`."""
    return " \\cdot ".join(
        to_latex(factor) if position == 0 and not factor.is_Add else factor_latex(factor)
        for position, factor in enumerate(factors)
    )


def sum_latex(terms: Iterable[str]) -> str:
    """Join terms by plus signs, a term that starts with a minus by its own sign."""
    shown = ""
    for term in terms:
        if not shown:
            shown = term
        elif term.startswith("-"):
            shown += " - " + term[1:].lstrip()
        else:
            shown += " + " + term
    return shown or "0"


def list_latex(values: Iterable[Any]) -> str:
    r"""Write values with commas between: `1,\ 3`."""
    return ",\\ ".join(to_latex(value) for value in values)
