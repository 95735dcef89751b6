"""Formulas that may not be taken at their word: unknown functions, names of matrices, functions without brackets."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import Apply, Binary, Call, Name, Node, Number, Power, walk
from assistant.mathcheck.values.build import symbol_name
from assistant.mathcheck.values.scope import Scope

_FUNCTION_LETTERS = frozenset(("f", "g", "h", "F", "G", "H", "phi", "psi", "sigma", "varphi", "L", "J"))
_PERHAPS_FUNCTIONS = frozenset(("p", "q", "u", "v", "y", "z", "s", "r", "P", "Q", "R", "S", "T", "N", "E"))


def of_matrices(value: Any) -> bool:
    """Whether a formula speaks of matrices or vectors known by name only: `x^T`, the norm of something unknown."""
    if not isinstance(value, sympy.Expr):
        return False
    if any(name.name.endswith("^T") for name in value.free_symbols):
        return True
    if any(isinstance(power.exp, sympy.Symbol) and power.exp.name == "T" for power in value.atoms(sympy.Pow)):
        return True
    return any(type(part).__name__ in ("norm", "Norm") for part in value.atoms(sympy.Function))


def unbound_call(part: Node, formula: Node, scope: Scope) -> bool:
    """Whether `f(x)`, `σ(x)` or `p(3)` is applied of which nothing was said; it must not be read as a product."""
    if not isinstance(part, Apply) or not isinstance(part.function, Name):
        return False
    if symbol_name(part.function) in scope.functions or part.function.text in (
        "e",
        "pi",
        "sigmoid",
        "logistic",
    ):
        return False
    if part.function.text in _FUNCTION_LETTERS:
        return True
    names = [inner for argument in part.arguments for inner in walk(argument) if isinstance(inner, Name)]
    if not names:
        return True
    # p(1 - p) is a product, p(x) is not.
    bare = sum(inner == part.function for inner in walk(formula))
    calls = sum(isinstance(inner, Apply) and inner.function == part.function for inner in walk(formula))
    return part.function.text in _PERHAPS_FUNCTIONS and bare == calls


def swallowed(node: Node, text: str) -> bool:
    r"""Whether a function without brackets may or may not reach over a product: `sin x e^x`."""
    for part in walk(node):
        if isinstance(part, Call) and len(part.arguments) == 1 and isinstance(part.arguments[0], Binary):
            inner = part.arguments[0]
            if inner.operator not in ("juxt", "*", "dot"):
                continue
            between = text[part.start : inner.start] if text else ""
            if between.rstrip().endswith(("(", "{", "[")):
                continue
            factors = [item for item in walk(inner) if not isinstance(item, Binary)]
            if any(isinstance(item, Power | Call | Apply) for item in factors):
                return True
            if sum(isinstance(item, Name) for item in factors) > 1 and not all(
                isinstance(item, Name | Number) for item in factors
            ):
                return True
    return False
