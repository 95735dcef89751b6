"""Sums, products and powers of numbers, expressions, vectors and matrices, with their shapes."""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.values.scope import Value

IDENTITY = sympy.Symbol("I", real=True)
"""An `I` nothing was said about: the identity matrix wherever a matrix is expected."""


def is_scalar(value: Value) -> bool:
    """Whether this is a number or an expression; SymPy's matrices count themselves as expressions too."""
    return isinstance(value, sympy.Expr) and not isinstance(value, sympy.MatrixBase)


def is_matrix(value: Value) -> bool:
    """Whether this is a matrix or a vector."""
    return isinstance(value, sympy.MatrixBase | sympy.Tuple)


def has_named_matrix(value: Value) -> bool:
    """Whether a matrix known by name only stands in a value."""
    return any(not item.is_commutative for item in getattr(value, "free_symbols", ()))


def column(value: Value) -> sympy.ImmutableMatrix:
    """A vector without orientation as a column; a matrix as it is."""
    return sympy.ImmutableMatrix(list(value)) if isinstance(value, sympy.Tuple) else value


def add(left: Value, right: Value, offset: int) -> Value:
    """The sum; a multiple of `I` beside a matrix is a multiple of the identity matrix."""
    if is_scalar(left) and is_scalar(right):
        return sympy.Add(left, right)
    if isinstance(left, sympy.Tuple) and isinstance(right, sympy.Tuple):
        if len(left) != len(right):
            raise UnreadableMath("These vectors differ in length.", offset=offset)
        return sympy.Tuple(*(add(a, b, offset) for a, b in zip(left, right, strict=True)))
    if is_matrix(left) and is_matrix(right):
        first, second = fit(left, right)
        if first.shape != second.shape:
            raise UnreadableMath("The shapes of these matrices differ.", offset=offset)
        return first + second
    matrix, other = (left, right) if is_matrix(left) else (right, left)
    if is_matrix(matrix) and is_scalar(other):
        if other == 0:
            return matrix
        square = column(matrix)
        factor = other.coeff(IDENTITY, 1)
        if factor != 0 and square.rows == square.cols and sympy.expand(other - factor * IDENTITY) == 0:
            return square + factor * sympy.eye(square.rows)
        raise UnreadableMath("A number cannot be added to a matrix.", offset=offset)
    raise UnreadableMath("Groundwork cannot add these.", offset=offset)


def fit(left: Value, right: Value) -> tuple[Value, Value]:
    """Two matrices or vectors, one without orientation turned like the other."""
    if isinstance(left, sympy.Tuple) and isinstance(right, sympy.MatrixBase):
        flat = sympy.ImmutableMatrix(list(left))
        return (flat.T if right.rows == 1 else flat), right
    if isinstance(right, sympy.Tuple) and isinstance(left, sympy.MatrixBase):
        flat = sympy.ImmutableMatrix(list(right))
        return left, (flat.T if left.rows == 1 else flat)
    return column(left), column(right)


def multiply(left: Value, right: Value, operator: str, offset: int) -> Value:
    """The product that the sign between the two asks for."""
    if is_scalar(left) and is_scalar(right):
        if operator in ("compose", "hadamard"):
            raise UnreadableMath("Groundwork does not know this product of numbers.", offset=offset)
        return sympy.Mul(left, right)
    if isinstance(left, sympy.FiniteSet) or isinstance(right, sympy.FiniteSet):
        raise UnreadableMath("Groundwork does not multiply sets.", offset=offset)
    if is_scalar(left) or is_scalar(right):
        factor, matrix = (left, right) if is_scalar(left) else (right, left)
        if not is_matrix(matrix) or not is_scalar(factor):
            raise UnreadableMath("Groundwork cannot multiply these.", offset=offset)
        if factor == IDENTITY:
            return matrix
        if isinstance(matrix, sympy.Tuple):
            return sympy.Tuple(*(multiply(factor, item, "juxt", offset) for item in matrix))
        return matrix * factor
    if not (is_matrix(left) and is_matrix(right)):
        raise UnreadableMath("Groundwork cannot multiply these.", offset=offset)
    return _matrix_product(left, right, operator, offset)


def _is_vector(value: Value) -> bool:
    return isinstance(value, sympy.Tuple) or min(value.shape) == 1


def _matrix_product(left: Value, right: Value, operator: str, offset: int) -> Value:
    first, second = column(left), column(right)
    same_length = _is_vector(left) and _is_vector(right) and len(first) == len(second)
    if operator == "hadamard":
        if first.shape != second.shape:
            raise UnreadableMath("The shapes of these matrices differ.", offset=offset)
        return sympy.matrix_multiply_elementwise(first, second)
    if operator == "cross" and same_length and len(first) == 3:
        flat, other = list(first), list(second)
        entries = [flat[i - 2] * other[i - 1] - flat[i - 1] * other[i - 2] for i in range(3)]
        return sympy.Tuple(*entries)
    if operator == "dot" and same_length and first.cols != second.rows:
        return sympy.Add(*(a * b for a, b in zip(list(first), list(second), strict=True)))
    if first.cols != second.rows and isinstance(left, sympy.Tuple) and not isinstance(right, sympy.Tuple):
        first = first.T
    if first.cols != second.rows:
        raise UnreadableMath(
            f"A {first.rows}×{first.cols} matrix cannot be multiplied by a {second.rows}×{second.cols} matrix.",
            offset=offset,
        )
    product = first * second
    return product[0, 0] if product.shape == (1, 1) else product


def divide(left: Value, right: Value, offset: int) -> Value:
    """The quotient; never by zero or by a matrix."""
    if not is_scalar(right):
        raise UnreadableMath("Groundwork cannot divide by this.", offset=offset)
    if right.is_zero:
        raise UnreadableMath("This divides by zero.", offset=offset)
    return multiply(left, sympy.Pow(right, -1), "juxt", offset)


def power(base: Value, exponent: Value, offset: int) -> Value:
    """A power; of a matrix, whole numbers from -20 to 20."""
    if not is_scalar(exponent):
        raise UnreadableMath("Groundwork does not know this exponent.", offset=offset)
    if is_scalar(base):
        bounds.check_power(base, exponent, offset)
        if base.is_zero and exponent.is_negative:
            raise UnreadableMath("This divides by zero.", offset=offset)
        return sympy.Pow(base, exponent)
    if not is_matrix(base):
        raise UnreadableMath("Groundwork cannot raise this to a power.", offset=offset)
    matrix = column(base)
    if isinstance(base, sympy.Tuple) or matrix.rows != matrix.cols:
        raise UnreadableMath("Only a square matrix has powers.", offset=offset)
    if not isinstance(exponent, sympy.Integer) or abs(exponent) > 20:
        raise UnreadableMath("Powers of a matrix are computed for whole numbers up to 20.", offset=offset)
    if exponent < 0:
        if matrix.det() == 0:
            raise UnreadableMath("This matrix has no inverse.", offset=offset)
        matrix, exponent = inverse(matrix, offset), -exponent
    return matrix ** int(exponent)


def inverse(matrix: sympy.ImmutableMatrix, offset: int) -> sympy.ImmutableMatrix:
    """The inverse; refuses a matrix that has none."""
    if matrix.rows != matrix.cols or matrix.det() == 0:
        raise UnreadableMath("This matrix has no inverse.", offset=offset)
    return matrix.inv(method="ADJ") if matrix.rows <= 3 else matrix.inv()


def determinant(value: Value, offset: int) -> sympy.Expr:
    """The determinant of a square matrix."""
    if not isinstance(value, sympy.MatrixBase) or value.rows != value.cols:
        raise UnreadableMath("Only a square matrix has a determinant.", offset=offset)
    if value.rows > 6 and value.free_symbols:
        raise UnreadableMath("Determinants with letters are computed up to 6 × 6.", offset=offset)
    return value.det(method="berkowitz") if value.free_symbols else value.det()


def transpose(value: Value, offset: int) -> Value:
    """The transpose, also of products of matrices known by name only."""
    if isinstance(value, sympy.Tuple):
        return sympy.ImmutableMatrix(list(value)).T
    if isinstance(value, sympy.MatrixBase):
        return value.T
    if not is_scalar(value):
        raise UnreadableMath("Groundwork cannot transpose this.", offset=offset)
    if isinstance(value, sympy.Symbol):
        if value == IDENTITY:
            return value
        if value.is_commutative:
            raise UnreadableMath(
                "Groundwork does not know the shape of what is transposed here.", offset=offset
            )
        name = value.name[:-2] if value.name.endswith("^T") else f"{value.name}^T"
        return sympy.Symbol(name, commutative=False)
    if value.is_commutative:
        return value
    if isinstance(value, sympy.Add):
        return sympy.Add(*(transpose(part, offset) for part in value.args))
    if isinstance(value, sympy.Mul):
        return sympy.Mul(*(transpose(part, offset) for part in reversed(value.args)))
    if isinstance(value, sympy.Pow):
        return sympy.Pow(transpose(value.base, offset), value.exp)
    raise UnreadableMath("Groundwork cannot transpose this.", offset=offset)


def norm(value: Value, index: Value | None, offset: int) -> sympy.Expr:
    """The norm of a vector: Euclidean, or the one its index names; of a matrix, Frobenius when it says F."""
    entries = list(value)
    vector = _is_vector(value)
    if index is None or index == 2:
        if not vector:
            raise UnreadableMath("Groundwork computes this norm for vectors only.", offset=offset)
        return sympy.sqrt(sympy.Add(*(entry**2 for entry in entries)))
    if isinstance(index, sympy.Symbol) and index.name == "F":
        return sympy.sqrt(sympy.Add(*(entry**2 for entry in entries)))
    if not vector:
        raise UnreadableMath("Groundwork does not know this norm.", offset=offset)
    if index == 1:
        return sympy.Add(*(sympy.Abs(entry) for entry in entries))
    if index is sympy.oo:
        return sympy.Max(*(sympy.Abs(entry) for entry in entries))
    raise UnreadableMath("Groundwork does not know this norm.", offset=offset)
