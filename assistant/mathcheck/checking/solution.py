"""Statements that follow from equations and matrices stated before: solutions, eigenvalues, rearrangements."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy

from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.message import Equation, Message, is_closed
from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked, refuted, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.equality import compare, expandable
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.scope import Value

_SIZE = 80
_EIGEN = re.compile(r"eigen\s*-?value|characteristic", re.IGNORECASE)


def check_solution(name: str, values: Sequence[Value], message: Message, *, complete: bool) -> Finding:
    """Whether values solve the last equation in that name; `complete`: whether they are all its solutions."""
    unknown = symbol(name)
    for equation in reversed(message.equations):
        if unknown not in (equation.left.free_symbols | equation.right.free_symbols):
            continue
        others = (equation.left.free_symbols | equation.right.free_symbols) - {unknown}
        if others & {item for value in values for item in value.free_symbols} != others:
            continue
        results = [
            compare(equation.left.xreplace({unknown: value}), equation.right.xreplace({unknown: value}))
            for value in values
        ]
        if all(result.equal for result in results):
            return _all_solve(equation, unknown, values, complete)
    return not_checked(Kind.SOLUTION, "Groundwork found no equation before it that this solves.")


def _all_solve(equation: Equation, unknown: sympy.Symbol, values: Sequence[Value], complete: bool) -> Finding:
    if complete and expandable(equation.left - equation.right):
        difference = sympy.numer(sympy.together(equation.left - equation.right))
        if difference.is_polynomial(unknown) and sympy.degree(difference, unknown) > 0:
            roots = sympy.roots(difference, unknown)
            real = [root for root in roots if root.is_real]
            if sum(roots.values()) == sympy.degree(difference, unknown) and len(set(values)) < len(real):
                return not_checked(
                    Kind.SOLUTION, "These solve the equation, but there may be more solutions."
                )
    return verified(Kind.SOLUTION, "Put into the equation before it, this makes both sides equal.")


def follows_from(left: Value, right: Value, message: Message) -> Finding | None:
    """Whether an equation is one stated before, rearranged; None when it is not."""
    difference = _normal(left, right)
    if difference is None:
        return None
    for equation in reversed(message.equations):
        before = _normal(equation.left, equation.right)
        if before is None or before.free_symbols != difference.free_symbols:
            continue
        ratio = sympy.cancel(difference / before)
        if not ratio.free_symbols and ratio != 0:
            return verified(Kind.EQUATION, "This is the equation before it, rearranged.")
    return None


def _normal(left: Value, right: Value) -> sympy.Expr | None:
    difference = left - right
    if sum(1 for _ in sympy.preorder_traversal(difference)) > _SIZE:
        return None
    if not expandable(difference) or not difference.is_rational_function(*difference.free_symbols):
        return None
    numerator = sympy.numer(sympy.together(difference))
    if not expandable(numerator):
        return None
    numerator = sympy.expand(numerator)
    # A single term, `-3 c`, comes from a slip in rewriting far more often than from the equation c = 0.
    single = not numerator.is_Add and 0 not in (left, right)
    return None if numerator == 0 or single else numerator


def check_eigenvalue(claim: Claim, name: str, value: Value, message: Message) -> Finding | None:
    """`λ_1 = 3` where one square matrix and the word eigenvalue stand before it; None when it is not about that."""
    if not name.startswith(("lambda", "mu")) or not is_closed(value):
        return None
    matrices = [item for item in message.scope.values.values() if _is_square(item)]
    if len(matrices) != 1 or matrices[0].free_symbols:
        return None
    matrix = matrices[0]
    unknown = sympy.Symbol("t")
    polynomial = (matrix - unknown * sympy.eye(matrix.rows)).det(method="berkowitz")
    if compare(polynomial.xreplace({unknown: value}), sympy.Integer(0)).equal:
        return verified(Kind.OPERATOR, "This is an eigenvalue of the matrix: det(A - λI) is 0 there.")
    said = _EIGEN.search(claim.before) or _EIGEN.search(claim.after)
    if (
        not said
        or intent.is_denied(claim)
        or intent.is_hypothesis(claim)
        or matrix.rows > 3
        or value.is_Float
    ):
        return None
    roots = sympy.roots(polynomial, unknown)
    if sum(roots.values()) != matrix.rows or len(str(value)) > 12 or not value.is_Rational:
        return None
    if any(not root.is_Rational for root in roots):
        return None
    expected = ", ".join(to_latex(root) for root in sorted(roots, key=lambda root: float(root)))
    return refuted(
        Kind.OPERATOR, "det(A - λI) is not 0 there, so this is no eigenvalue of the matrix.", expected
    )


def _is_square(value: Value) -> bool:
    return isinstance(value, sympy.MatrixBase) and value.rows == value.cols and value.rows > 1
