"""Dot product, norm, angle, projection and cross product of vectors given by their coordinates."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.solve.matrices import tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import factor_latex, product_latex, sum_latex, to_latex

MOST_COORDINATES = 12


def _column(vector: Any) -> Any:
    if 1 not in vector.shape or len(vector) > MOST_COORDINATES:
        raise UnsolvableError("vectors of at most twelve coordinates")
    return sympy.ImmutableMatrix(list(vector))


def _pair(first: Any, second: Any) -> tuple[Any, Any]:
    first, second = _column(first), _column(second)
    if first.rows != second.rows:
        raise UnsolvableError("the vectors have different numbers of coordinates")
    return first, second


def _dot_line(first: Any, second: Any) -> tuple[str, Any]:
    value = shortest(sympy.expand((first.T * second)[0]))
    terms = sum_latex(product_latex([a, b]) for a, b in zip(first, second, strict=True))
    return f"{to_latex(first)} \\cdot {to_latex(second)} = {terms} = {to_latex(value)}", value


def _norm_line(vector: Any) -> tuple[str, Any]:
    value = shortest(sympy.sqrt(sum(entry**2 for entry in vector)))
    squares = sum_latex(f"{_based(entry)}^{{2}}" for entry in vector)
    return f"\\left\\|{to_latex(vector)}\\right\\| = \\sqrt{{{squares}}} = {to_latex(value)}", value


def _based(entry: Any) -> str:
    """Write an entry so that it can be squared."""
    shown = factor_latex(entry)
    return shown if entry.is_Atom and not shown.startswith("\\frac") else f"\\left({to_latex(entry)}\\right)"


def dot_product(first: Any, second: Any) -> Fact:
    """Multiply entry by entry and add.

    Raises:
        UnsolvableError: Not two vectors of the same length.
    """
    first, second = _pair(first, second)
    line, value = _dot_line(first, second)
    latex = f"{to_latex(first)} \\cdot {to_latex(second)} = {to_latex(value)}"
    ending = " It is zero: the vectors are orthogonal." if value == 0 else ""
    return Fact(
        "dot product",
        f"The dot product is ${latex}$.{ending}",
        latex,
        (Step("multiply entry by entry and add", line),),
    )


def norm(vector: Any, order: Any = 2) -> Fact:
    """The length of a vector: Euclidean, or the 1-norm or maximum norm when asked.

    Args:
        vector: Coordinates.
        order: 1, 2 or `sympy.oo`.

    Raises:
        UnsolvableError: Not a vector, or another order.
    """
    vector = _column(vector)
    shown = f"\\left\\|{to_latex(vector)}\\right\\|"
    if order == 2:
        line, value = _norm_line(vector)
        latex = f"{shown} = {to_latex(value)}"
        rule = "square the entries, add, take the root"
    elif order == 1:
        value = shortest(sum(sympy.Abs(entry) for entry in vector))
        moduli = " + ".join(f"\\left|{to_latex(entry)}\\right|" for entry in vector)
        latex = f"{shown}_{{1}} = {to_latex(value)}"
        line, rule = f"{shown}_{{1}} = {moduli} = {to_latex(value)}", "add the absolute values"
    elif order == sympy.oo and not vector.free_symbols:
        value = max(sympy.Abs(entry) for entry in vector)
        latex = line = f"{shown}_{{\\infty}} = {to_latex(value)}"
        rule = "take the largest absolute value"
    else:
        raise UnsolvableError("the norms known are the first, the second and the maximum norm")
    return Fact("norm", f"The norm is ${latex}$.", latex, (Step(rule, line),))


def _cosine(first: Any, second: Any) -> tuple[Any, list[Step], str]:
    """The cosine of the angle between two vectors, the steps to it, and its line without the left side."""
    if first.free_symbols or second.free_symbols:
        raise UnsolvableError("vectors of numbers")
    dot_line, dot = _dot_line(first, second)
    first_line, first_norm = _norm_line(first)
    second_line, second_norm = _norm_line(second)
    if first_norm == 0 or second_norm == 0:
        raise UnsolvableError("the zero vector has no direction")
    cosine = shortest(dot / (first_norm * second_norm))
    steps = [
        Step("dot product", dot_line),
        Step("length of the first", first_line),
        Step("length of the second", second_line),
    ]
    return (
        cosine,
        steps,
        f"\\frac{{{to_latex(dot)}}}{{{product_latex([first_norm, second_norm])}}} = {to_latex(cosine)}",
    )


def cosine_similarity(first: Any, second: Any) -> Fact:
    """The dot product over the product of the lengths.

    Raises:
        UnsolvableError: Not two vectors of numbers of the same length, or one is zero.
    """
    first, second = _pair(first, second)
    cosine, steps, line = _cosine(first, second)
    decimal = "" if cosine.is_Rational else f" \\approx {float(cosine):.4f}"
    steps.append(Step("dot product over the product of the lengths", line + decimal))
    statement = f"The cosine similarity is ${to_latex(cosine)}{decimal}$."
    return Fact("cosine similarity", statement, line + decimal, tuple(steps))


def distance(first: Any, second: Any) -> Fact:
    """The length of the difference.

    Raises:
        UnsolvableError: Not two vectors of the same length.
    """
    first, second = _pair(first, second)
    difference = tidy(first - second)
    line, value = _norm_line(difference)
    latex = f"\\left\\|{to_latex(first)} - {to_latex(second)}\\right\\| = {to_latex(value)}"
    steps = (
        Step("subtract", f"{to_latex(first)} - {to_latex(second)} = {to_latex(difference)}"),
        Step("length of the difference", line),
        Step("the distance", latex),
    )
    return Fact("distance", f"The distance is ${to_latex(value)}$.", latex, steps)


def angle(first: Any, second: Any) -> Fact:
    """The angle between two vectors from cos θ = u·v / (‖u‖‖v‖), in radians and degrees.

    Raises:
        UnsolvableError: Not two vectors of numbers of the same length, or one is zero.
    """
    first, second = _pair(first, second)
    cosine, steps, line = _cosine(first, second)
    steps.append(
        Step("cosine of the angle: dot product over the product of the lengths", f"\\cos(\\theta) = {line}")
    )
    value = sympy.acos(cosine)
    exact_degrees = shortest(value * 180 / sympy.pi)
    if exact_degrees.is_Rational:
        in_degrees = f"${to_latex(exact_degrees)}$ degrees"
    else:
        in_degrees = f"about ${float(exact_degrees):.2f}$ degrees"
    if value.has(sympy.acos):
        latex = f"\\theta = \\arccos\\left({to_latex(cosine)}\\right) \\approx {float(value):.4f}"
    else:
        latex = f"\\theta = {to_latex(value)}"
    steps.append(Step("undo the cosine", latex))
    return Fact("angle", f"The angle is ${latex}$ radians, {in_degrees}.", latex, tuple(steps))


def projection(vector: Any, onto: Any) -> Fact:
    """The part of one vector along another: (u·v / v·v) v.

    Raises:
        UnsolvableError: Not two vectors of the same length, or the second is zero.
    """
    vector, onto = _pair(vector, onto)
    top_line, top = _dot_line(vector, onto)
    bottom_line, bottom = _dot_line(onto, onto)
    if bottom == 0:
        raise UnsolvableError("nothing can be projected on the zero vector")
    scale = shortest(top / bottom)
    result = tidy(onto * scale)
    latex = f"\\frac{{{to_latex(top)}}}{{{to_latex(bottom)}}} {to_latex(onto)} = {to_latex(result)}"
    steps = (
        Step("dot product of the two", top_line),
        Step("dot product of the second with itself", bottom_line),
        Step("scale the second by the quotient", latex),
    )
    statement = f"The projection of ${to_latex(vector)}$ onto ${to_latex(onto)}$ is ${to_latex(result)}$."
    return Fact("projection", statement, latex, steps)


def cross_product(first: Any, second: Any) -> Fact:
    """The vector at right angles to two vectors of three coordinates.

    Raises:
        UnsolvableError: Not two vectors of three coordinates.
    """
    first, second = _pair(first, second)
    if first.rows != 3:
        raise UnsolvableError("the cross product needs three coordinates")
    result = tidy(first.cross(second))
    steps = []
    for i in range(3):
        j, k = (i + 1) % 3, (i + 2) % 3
        worked = (
            f"{factor_latex(first[j])} \\cdot {factor_latex(second[k])}"
            f" - {factor_latex(first[k])} \\cdot {factor_latex(second[j])}"
        )
        steps.append(
            Step(f"entry {i + 1}: entries {j + 1} and {k + 1} crossed", f"{worked} = {to_latex(result[i])}")
        )
    latex = f"{to_latex(first)} \\times {to_latex(second)} = {to_latex(result)}"
    steps.append(Step("the cross product", latex))
    return Fact("cross product", f"The cross product is ${latex}$.", latex, tuple(steps))
