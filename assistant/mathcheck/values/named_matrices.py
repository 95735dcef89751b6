"""Matrices known by name only: which letters they are, and what holds for determinants and traces of any of them.

Their products keep their order (`AB` is not `BA`), `I` beside them is the identity, and transposes turn products
round. Rules hold for all matrices whose products are defined and whose inverses exist where they are written.
"""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import Call, Name, Node, Postfix, walk
from assistant.mathcheck.values.naming import matrix_symbol, symbol_name
from assistant.mathcheck.values.operators import transpose
from assistant.mathcheck.values.scope import Scope, Value

_INVARIANTS = frozenset(("det", "tr"))
_GREEK = frozenset(("Lambda", "Sigma", "Gamma", "Omega", "Phi", "Psi", "Theta"))


def named_matrices(node: Node, scope: Scope) -> frozenset[str]:
    """The letters of a formula that can only be matrices or vectors; none unless a sign in it says so.

    A transpose sign, `det`, `tr` or an `I` beside other capitals says so for all bold letters and capitals there.
    """
    parts = list(walk(node))
    letters = {
        symbol_name(part)
        for part in parts
        if isinstance(part, Name) and _may_be_matrix(part) and not scope.knows(part.text)
    }
    letters = {name for name in letters if not scope.knows(name)}
    identity = {name for name in letters if is_identity(name)}
    said = any(isinstance(part, Postfix) and part.operator == "transpose" for part in parts) or any(
        isinstance(part, Call) and part.name in _INVARIANTS for part in parts
    )
    if not said and not (identity and len(letters) > len(identity)):
        return frozenset()
    return frozenset(letters - identity)


def is_identity(name: str) -> bool:
    """Whether a name is that of the identity matrix."""
    return name in ("I", "I_bold", "I_n", "I_bold_n")


def _may_be_matrix(name: Name) -> bool:
    bold = name.text.endswith("_bold")
    letter = name.text.removesuffix("_bold")
    capital = (len(letter) == 1 and letter.isupper()) or letter in _GREEK
    return (bold or capital) and letter not in ("T", "E", "P") and (bold or name.index is None)


def abstract_invariant(name: str, value: sympy.Expr, offset: int) -> Value:
    """`det` or `tr` of a product of matrices known by name only."""
    return _determinant(value, offset) if name == "det" else _trace(value, offset)


def _determinant(value: sympy.Expr, offset: int) -> Value:
    if value == 1:
        return sympy.Integer(1)
    if isinstance(value, sympy.Symbol) and not value.is_commutative:
        return sympy.Symbol(f"det({_bare(value)})", real=True)
    if isinstance(value, sympy.Pow) and isinstance(value.exp, sympy.Integer):
        return sympy.Pow(_determinant(value.base, offset), value.exp)
    if isinstance(value, sympy.Mul) and all(not part.is_commutative for part in value.args):
        return sympy.Mul(*(_determinant(part, offset) for part in value.args))
    raise UnreadableMath("Groundwork does not know the matrix that “det” is applied to.", offset=offset)


def _trace(value: sympy.Expr, offset: int) -> Value:
    value = sympy.expand(value)
    if isinstance(value, sympy.Add):
        return sympy.Add(*(_trace(part, offset) for part in value.args))
    factor, matrices = value.args_cnc()
    if not matrices:
        raise UnreadableMath("Groundwork does not know the matrix that “tr” is applied to.", offset=offset)
    flat: list[str] = []
    for part in matrices:
        base, exponent = part.as_base_exp()
        if not isinstance(base, sympy.Symbol) or not isinstance(exponent, sympy.Integer):
            raise UnreadableMath(
                "Groundwork does not know the matrix that “tr” is applied to.", offset=offset
            )
        flat.extend([f"{base.name}^-1" if exponent < 0 else base.name] * min(abs(int(exponent)), 20))
    turned = [_mirrored(name) for name in reversed(flat)]
    rotations = [tuple(word[place:] + word[:place]) for word in (flat, turned) for place in range(len(word))]
    return sympy.Mul(*factor, sympy.Symbol(f"tr({' '.join(min(rotations))})", real=True))


def _mirrored(name: str) -> str:
    return name.replace("^T", "") if "^T" in name else f"{name}^T"


def _bare(value: sympy.Symbol) -> str:
    return str(matrix_symbol(value.name.removesuffix("^T")).name)


def gradient_of_form(value: sympy.Expr, name: str, offset: int) -> Value:
    """The gradient of a sum of forms such as `a^T x`, `x^T A x` by the vector `x`, as a column.

    In each term the vector may stand first, transposed, or last: there the rest of the product, turned round, is the
    gradient. Anywhere else it is refused.
    """
    vector, turned = matrix_symbol(name), matrix_symbol(f"{name}^T")
    total: Value = sympy.Integer(0)
    for term in sympy.Add.make_args(sympy.expand(value)):
        factor, words = term.args_cnc()
        flat: list[sympy.Expr] = []
        for word in words:
            base, exponent = word.as_base_exp()
            if base in (vector, turned) and exponent != 1:
                raise UnreadableMath("Groundwork cannot differentiate this by a vector.", offset=offset)
            flat.append(word)
        inner = flat[1:-1] if flat and flat[0] == turned and flat[-1] == vector else flat
        ends = [
            place
            for place in (0, len(flat) - 1)
            if flat and flat[place] == (turned if place == 0 else vector)
        ]
        if sum(word.has(vector) or word.has(turned) for word in flat) != len(ends) or any(
            word.has(vector) or word.has(turned) for word in inner[1:-1]
        ):
            raise UnreadableMath("Groundwork cannot differentiate this by a vector.", offset=offset)
        for place in ends:
            rest = sympy.Mul(*(flat[1:] if place == 0 else flat[:-1]))
            total += sympy.Mul(*factor) * (rest if place == 0 else transpose(rest, offset))
    return sympy.expand(total)
