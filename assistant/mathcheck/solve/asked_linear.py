"""What a question asks of linear algebra: determinants, products, eigenvalues, vectors, systems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import sympy

from assistant.mathcheck.reading.syntax import Bars, Binary, Call, Name, Node, Postfix, Power, Unary
from assistant.mathcheck.solve import algebra, eigen, matrices, optimisation, vectors
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.question import FILL, ONE, Matrixed, NotAskedError, Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_scalar

_OF = rf"\s*(?:of|for|on)?\s*{FILL}(?P<m>{ONE})"
_PAIR = rf"\s*(?:of|between|for)?\s*{FILL}(?P<m>{ONE})\s*(?:and|,|with|by|to|on|onto)\s*{FILL}(?P<n>{ONE})"
_DO = (
    r"\b(?:what is|what's|what are|compute|calculate|evaluate|find|determine|work out|give|show)\s+(?:me\s+)?"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("eigenvectors", rf"\b(?:eigen-?decomposition|spectral decomposition|diagonali[sz](?:e|ation)){_OF}"),
    (
        "system",
        r"\b(?:solve|solution (?:of|to))\s+(?:the\s+)?(?:linear\s+)?(?:system\s+|equation\s+)*(?P<e>§\d+§)",
    ),
    ("eigenvectors", rf"\beigenvectors?(?:\s+and\s+(?:the\s+)?eigenvalues?)?{_OF}"),
    (
        "eigenvectors",
        rf"\beigenvalues?\s*(?:and|,|with)\s*(?:the\s+|corresponding\s+|its\s+)*eigenvectors?{_OF}",
    ),
    ("eigenvalues", rf"\beigenvalues?{_OF}"),
    ("determinant", rf"\b(?:determinant|det){_OF}"),
    ("inverse", rf"\b(?:inverse|invert){_OF}"),
    ("inverse", rf"\bis\s+{FILL}(?P<m>{ONE})\s+(?:invertible|singular|nonsingular)"),
    ("transpose", rf"\btranspose{_OF}"),
    ("rank", rf"\brank{_OF}"),
    ("trace", rf"\btrace{_OF}"),
    (
        "reduction",
        rf"\b(?:(?:reduced )?row[- ]echelon form|row[- ]reduce|row reduction|rref|gaussian elimination){_OF}",
    ),
    ("least squares", r"\bleast[- ]squares\b[^§]*§\d+§.*"),
    ("least squares", r"\b(?:minimi[sz]\w*)\s+(?P<r>§\d+§).*"),
    ("cross", rf"\bcross product{_PAIR}"),
    ("dot", rf"\b(?:dot|scalar|inner) product{_PAIR}"),
    (
        "orthogonal",
        rf"\b(?:are|is)\s+{FILL}(?P<m>{ONE})\s+(?:and|orthogonal to|perpendicular to)\s+{FILL}(?P<n>{ONE})",
    ),
    ("cosine", rf"\bcosine similarity{_PAIR}"),
    ("distance", rf"\bdistance{_PAIR}"),
    ("angle", rf"\bangle{_PAIR}"),
    ("projection", rf"\b(?:projection|project){_PAIR}"),
    (
        "norm",
        rf"(?<!§ )(?<!§-)\b(?:(?P<kind>l1|l2|l∞|max|maximum|manhattan|euclidean|l_1|l_2|infinity)[- ])?(?:norm|length|magnitude){_OF}",
    ),
    ("norm", rf"\bhow long is\s+{FILL}(?P<m>{ONE})(?P<kind>)"),
    ("product", rf"\b(?:matrix )?product{_PAIR}"),
    ("product", rf"\bmultiply\s+{FILL}(?P<m>{ONE})\s*(?:by|and|with|times)\s*{FILL}(?P<n>{ONE})"),
    ("product", rf"{_DO}{FILL}(?P<m>{ONE})\s+times\s+{FILL}(?P<n>{ONE})"),
    ("determinant", r"\b(?:determinant|det)\b(?!\s*(?:of|for))(?P<m>)"),
    ("eigenvectors", r"\beigenvectors\b(?!\s*(?:of|for))(?P<m>)"),
    ("eigenvalues", r"\beigenvalues\b(?!\s*(?:of|for))(?P<m>)"),
    ("inverse", r"\binverse\b(?!\s*(?:of|for))(?P<m>)"),
)
_SHADOWED = {
    "system": ("least squares",),
    "eigenvectors": ("eigenvalues",),
    "cross": ("product",),
    "dot": ("product",),
}


def asked(question: Question) -> Iterator[Fact]:
    """The facts of linear algebra that a question asks for."""
    done: set[str] = set()
    for kind, pattern in _PATTERNS:
        if kind in done:
            continue
        for match in re.finditer(pattern, question.words):
            if kind != "least squares" and not question.rest_is_words(match.end()):
                continue
            try:
                fact = _HANDLERS[kind](question, match)
            except CANNOT_BE_DONE:
                continue
            yield fact
            done.add(kind)
            done.update(_SHADOWED.get(kind, ()))
            break


def _index(match: re.Match[str], name: str) -> str | None:
    found = match.groupdict().get(name)
    return found.strip("§") if found else None


def _matrix(question: Question, match: re.Match[str]) -> Matrixed:
    return question.matrix(_index(match, "m"))


def _vectors(question: Question, match: re.Match[str]) -> tuple[object, object]:
    first, second = _index(match, "m"), _index(match, "n")
    if first is None or second is None:
        raise NotAskedError
    return question.vector(first), question.vector(second)


def _system(question: Question, match: re.Match[str]) -> Fact:
    """`A x = b` with the matrix and the right side given."""
    text = re.sub(r"\s|\\(?:mathbf|vec|boldsymbol)\{?|\}", "", question.formula(match["e"].strip("§")).text)
    values = question.scope.values
    if re.search(r"\b(?:least|approximat\w*|minimi\w*|squares)\b", question.words):
        raise NotAskedError
    if text not in ("Ax=b", "A*x=b") or not set(values) >= {"A", "b"}:
        raise NotAskedError
    matrix, right = values["A"], list(values["b"])
    if not isinstance(matrix, sympy.MatrixBase) or matrix.rows != len(right) or not 1 <= matrix.cols <= 6:
        raise NotAskedError
    unknowns = [sympy.Symbol(f"x_{i}") for i in range(1, matrix.cols + 1)]
    left = matrix * sympy.Matrix(unknowns)
    return algebra.solve_system(list(zip(left, right, strict=True)), unknowns)


def _determinant(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.determinant(found.value, found.name)


def _inverse(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.inverse(found.value, found.name)


def _transpose(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.transpose(found.value, found.name)


def _rank(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.rank(found.value, found.name)


def _trace(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.trace(found.value, found.name)


def _reduction(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return matrices.row_reduction(found.value, found.name)


def _eigenvalues(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return eigen.eigenvalues(found.value, found.name)


def _eigenvectors(question: Question, match: re.Match[str]) -> Fact:
    found = _matrix(question, match)
    return eigen.eigenvalues(found.value, found.name, vectors=True)


def _dot(question: Question, match: re.Match[str]) -> Fact:
    return vectors.dot_product(*_vectors(question, match))


def _orthogonal(question: Question, match: re.Match[str]) -> Fact:
    if not re.search(r"\b(?:orthogonal|perpendicular)\b", question.words):
        raise NotAskedError
    return vectors.dot_product(*_vectors(question, match))


def _cosine(question: Question, match: re.Match[str]) -> Fact:
    return vectors.cosine_similarity(*_vectors(question, match))


def _distance(question: Question, match: re.Match[str]) -> Fact:
    return vectors.distance(*_vectors(question, match))


def _cross(question: Question, match: re.Match[str]) -> Fact:
    return vectors.cross_product(*_vectors(question, match))


def _angle(question: Question, match: re.Match[str]) -> Fact:
    return vectors.angle(*_vectors(question, match))


def _projection(question: Question, match: re.Match[str]) -> Fact:
    if not re.search(r"§\s*(?:on|onto|to)\b", match[0]):
        raise NotAskedError
    return vectors.projection(*_vectors(question, match))


def _norm(question: Question, match: re.Match[str]) -> Fact:
    kind = match["kind"] or ""
    order = (
        1
        if kind in ("l1", "l_1", "manhattan")
        else sympy.oo
        if kind in ("l∞", "max", "maximum", "infinity")
        else 2
    )
    index = _index(match, "m")
    if index is None:
        raise NotAskedError
    return vectors.norm(question.vector(index), order)


def _product(question: Question, match: re.Match[str]) -> Fact:
    first, second = _index(match, "m"), _index(match, "n")
    if first is None or second is None:
        raise NotAskedError
    return product_of(question.either(first), question.either(second))


def product_of(first: Matrixed, second: Matrixed) -> Fact:
    """Rows times columns, named where both have names.

    Raises:
        NotAskedError: Two vectors: their product is the dot product or something else, which the question must say.
    """
    if first.value.cols == 1 and second.value.cols == 1 and first.value.rows > 1:
        raise NotAskedError
    names = (first.name, second.name) if first.name and second.name else None
    return matrices.product(first.value, second.value, names=names)


def _least_squares(question: Question, match: re.Match[str]) -> Fact:
    residual = _index(match, "r")
    if residual is not None and not re.fullmatch(
        r"(?:\\\||\|\||‖)\s*A\s*x\s*-\s*b\s*(?:\\\||\|\||‖)(?:_\{?2\}?)?(?:\^\{?2\}?)?",
        question.formula(residual).text,
    ):
        raise NotAskedError
    if re.search(r"\bline\b|\bfit\b|\bregression\b|\bpoints\b", question.words):
        points = []
        for index in range(len(question.sentence.formulas)):
            value = question.value(index)
            for item in value if _is_list_of_points(value) else (value,):
                if not isinstance(item, sympy.Tuple) or len(item) != 2 or item.free_symbols:
                    raise NotAskedError
                points.append((item[0], item[1]))
        return optimisation.line_fit(points)
    values = question.scope.values
    if set(values) >= {"A", "b"}:
        matrix, right = values["A"], values["b"]
        if isinstance(matrix, sympy.MatrixBase):
            return optimisation.least_squares(matrix, sympy.ImmutableMatrix(list(right)))
    raise NotAskedError


def _is_list_of_points(value: object) -> bool:
    return isinstance(value, sympy.Tuple) and all(isinstance(item, sympy.Tuple) for item in value)


def computed(question: Question, node: Node, name: str) -> Fact | None:
    """A formula that is itself a computation with matrices or vectors: `det A`, `AB`, `u · v`, `‖v‖`.

    Args:
        question: The question it stands in.
        node: The formula.
        name: The formula as LaTeX, for the left side; may be empty.
    """
    if (
        isinstance(node, Call)
        and len(node.arguments) == 1
        and node.name in ("det", "tr", "rank", "inv", "transpose")
    ):
        found = _part(question, node.arguments[0])
        solve = {
            "det": matrices.determinant,
            "tr": matrices.trace,
            "rank": matrices.rank,
            "inv": matrices.inverse,
            "transpose": matrices.transpose,
        }[node.name]
        return solve(found.value, found.name)
    if isinstance(node, Bars):
        found = _part(question, node.body)
        if found.value.cols == 1:
            return vectors.norm(found.value)
        return None if node.double else matrices.determinant(found.value, found.name)
    if isinstance(node, Binary) and node.operator in ("juxt", "*", "dot", "cross"):
        return _product_of_parts(question, node)
    readings = question.readings(node)
    if (
        len(readings) == 1
        and isinstance(readings[0], sympy.MatrixBase)
        and name
        and not isinstance(node, Name)
    ):
        if not isinstance(node, Binary):
            return _power_of_matrix(question, node)
        return matrices.combination(sympy.ImmutableMatrix(readings[0]), name)
    return None


def _power_of_matrix(question: Question, node: Node) -> Fact | None:
    if isinstance(node, Postfix) and node.operator == "transpose":
        found = _part(question, node.operand)
        return matrices.transpose(found.value, found.name)
    if isinstance(node, Power):
        found = _part(question, node.base)
        if isinstance(node.exponent, Name) and node.exponent.text == "T":
            return matrices.transpose(found.value, found.name)
        if isinstance(node.exponent, Unary) and question.readings(node.exponent) == (sympy.Integer(-1),):
            return matrices.inverse(found.value, found.name)
        if question.readings(node.exponent) == (sympy.Integer(2),):
            names = (found.name, found.name) if found.name else None
            return matrices.product(found.value, found.value, names=names)
    return None


def _part(question: Question, node: Node) -> Matrixed:
    values = question.readings(node)
    if len(values) != 1:
        raise NotAskedError
    name = None
    if isinstance(node, Name):
        name = to_latex(sympy.Symbol(node.text))
    value = values[0]
    if isinstance(value, sympy.Tuple) and all(is_scalar(item) for item in value):
        return Matrixed(sympy.ImmutableMatrix(list(value)), name)
    if isinstance(value, sympy.MatrixBase):
        return Matrixed(sympy.ImmutableMatrix(value), name)
    raise NotAskedError


def _product_of_parts(question: Question, node: Binary) -> Fact | None:
    first, second = _part(question, node.left), _part(question, node.right)
    if node.operator == "cross" and len(first.value) == len(second.value) == 3:
        return vectors.cross_product(first.value, second.value)
    if node.operator == "dot" and first.value.cols == second.value.cols == 1:
        return vectors.dot_product(first.value, second.value)
    return product_of(first, second)


_HANDLERS: dict[str, Callable[[Question, re.Match[str]], Fact]] = {
    "system": _system,
    "eigenvectors": _eigenvectors,
    "eigenvalues": _eigenvalues,
    "determinant": _determinant,
    "inverse": _inverse,
    "transpose": _transpose,
    "rank": _rank,
    "trace": _trace,
    "reduction": _reduction,
    "least squares": _least_squares,
    "cross": _cross,
    "dot": _dot,
    "orthogonal": _orthogonal,
    "cosine": _cosine,
    "distance": _distance,
    "angle": _angle,
    "projection": _projection,
    "norm": _norm,
    "product": _product,
}
