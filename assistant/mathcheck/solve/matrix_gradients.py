"""Gradients of matrix forms: xᵀA x, bᵀx, ‖x‖², ‖A x − b‖², by rule and, with numbers given, worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy

from assistant.mathcheck.solve.matrices import tidy
from assistant.mathcheck.solve.plain import plain
from assistant.mathcheck.solve.question import NotAskedError, Question
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import to_latex

MOST_ROWS = 4

_T = r"\^\(?T\)?|\^top|\^intercal|'"
_SPACE = r"[\s*.]*"
_HALF = r"(?P<half>1/2\s*\*?|\(1/2\)|0\.5\s*\*?)?"
_QUADRATIC = rf"{_HALF}{_SPACE}(?P<x>[a-z])(?:{_T}){_SPACE}(?P<A>[A-Z]){_SPACE}(?P=x)(?![a-zA-Z])"
_LINEAR = rf"(?P<b>[a-z])(?:{_T}){_SPACE}(?P<y>[a-z])(?![a-zA-Z])"
_RESIDUAL = (
    rf"{_HALF}{_SPACE}\|\|{_SPACE}(?P<A>[A-Z]){_SPACE}(?P<x>[a-z])\s*-\s*(?P<b>[a-z]){_SPACE}\|\|(?:_2)?\^2"
)
_RESIDUAL_BACK = (
    rf"{_HALF}{_SPACE}\|\|{_SPACE}(?P<b>[a-z])\s*-\s*(?P<A>[A-Z]){_SPACE}(?P<x>[a-z]){_SPACE}\|\|(?:_2)?\^2"
)
_SQUARE = rf"{_HALF}{_SPACE}\|\|{_SPACE}(?P<x>[a-z]){_SPACE}\|\|(?:_2)?\^2"
_ASKS = r"\b(?:gradient|derivative|differentiate|grad|nabla(?:_[a-z])?|hessian)(?![a-zA-Z])"


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    half: bool
    x: str
    matrix: str = ""
    vector: str = ""
    sign: int = 1


def asked(question: Question) -> Iterator[Fact]:
    """The gradient or Hessian of a matrix form that a question asks for."""
    text = plain(question.sentence.source)
    if not re.search(_ASKS, text, re.I) or re.search(r"\b(?:descent|step|lagrang\w+|subject)\b", text, re.I):
        return
    found = _form(text)
    if found is None:
        return
    form, rest = found
    if re.search(r"\b(?:with respect to|wrt|w\.r\.t\.?)\s+(?!" + form.x + r"\b)[A-Za-z]\b", text):
        return
    symmetric = re.search(r"\bsymmetric\b", text) is not None and not re.search(
        r"\bnot (?:necessarily )?symmetric|non-?symmetric", text
    )
    hessian = re.search(r"\bhessian\b", text, re.I) is not None
    wanted = {form.matrix, form.vector, rest.vector if rest is not None else ""}
    given = {name: value for name, value in question.scope.values.items() if name in wanted}
    if form.matrix in given or (not form.matrix and form.vector in given):
        yield _worked(form, rest, given, hessian=hessian)
        return
    if given or re.search(r"\d\s*,\s*\d|\[\[", text):
        return
    yield _by_rule(form, rest, symmetric=symmetric, hessian=hessian)


def _form(text: str) -> tuple[_Form, _Form | None] | None:
    """The form, and a linear term added to it; None when something else is added or multiplied."""
    for kind, pattern in (
        ("residual", _RESIDUAL),
        ("residual", _RESIDUAL_BACK),
        ("square", _SQUARE),
        ("quadratic", _QUADRATIC),
    ):
        match = re.search(rf"(?<![\w^*)/+|-])\s?(?<![+*/-]\s){pattern}", text)
        if match is None:
            continue
        if re.search(r"[A-Za-z]\s?\($", text[: match.start()]):
            return None
        parts = match.groupdict()
        form = _Form(kind, bool(parts.get("half")), parts["x"], parts.get("A") or "", parts.get("b") or "")
        tail = text[match.end() :]
        more = re.match(rf"\s*(?P<sign>[+-])\s*{_LINEAR}", tail)
        if more and more["y"] == form.x and kind == "quadratic":
            linear = _Form("linear", False, form.x, "", more["b"], -1 if more["sign"] == "-" else 1)
            tail = re.sub(r"^\s*\+\s*c\b", "", tail[more.end() :])
            return (form, linear) if not re.match(r"\s*[-+*/^(]", tail) else None
        return (form, None) if not re.match(r"\s*[-+*/^(]", tail) else None
    match = re.search(rf"(?<![\w^*)/+|-])\s?(?<![+*/-]\s){_LINEAR}", text)
    if match is None or re.match(r"\s*[-+*/^(|]", text[match.end() :]):
        return None
    b, y = match["b"], match["y"]
    if b == y:
        return _Form("square", False, y), None
    if b in "xyzw" and y not in "xyzw":
        b, y = y, b
    if y not in "xyzwv" or b in "xyz":
        return None
    return _Form("linear", False, y, "", b), None


def _gradient_latex(form: _Form, *, symmetric: bool) -> tuple[str, str, str]:
    """The form, its gradient, and the rule in words."""
    a, b, x = form.matrix, form.vector, form.x
    lead = "\\frac{1}{2} " if form.half else ""
    if form.kind == "quadratic":
        written = f"{lead}{x}^{{\\top}} {a} {x}"
        if symmetric:
            return (
                written,
                f"{a} {x}" if form.half else f"2 {a} {x}",
                "a symmetric quadratic form: $A + A^{\\top} = 2 A$",
            )
        return (
            written,
            f"{lead}({a} + {a}^{{\\top}}) {x}",
            "quadratic form: the matrix plus its transpose, times the vector",
        )
    if form.kind == "linear":
        return f"{b}^{{\\top}} {x}", b, "linear form: the gradient is the vector of coefficients"
    if form.kind == "square":
        return (
            f"{lead}\\left\\|{x}\\right\\|^{{2}}",
            x if form.half else f"2 {x}",
            "squared length: twice the vector",
        )
    two = "" if form.half else "2 "
    rule = "squared residual: chain rule, the outer derivative times $A^{\\top}$"
    return f"{lead}\\left\\|{a} {x} - {b}\\right\\|^{{2}}", f"{two}{a}^{{\\top}} ({a} {x} - {b})", rule


def _hessian_latex(form: _Form, *, symmetric: bool) -> str:
    a = form.matrix
    if form.kind == "quadratic":
        if symmetric:
            return a if form.half else f"2 {a}"
        return f"\\frac{{1}}{{2}} ({a} + {a}^{{\\top}})" if form.half else f"{a} + {a}^{{\\top}}"
    if form.kind == "linear":
        return "0"
    if form.kind == "square":
        return "I" if form.half else "2 I"
    return f"{'' if form.half else '2 '}{a}^{{\\top}} {a}"


def _by_rule(form: _Form, rest: _Form | None, *, symmetric: bool, hessian: bool) -> Fact:
    written, gradient, rule = _gradient_latex(form, symmetric=symmetric)
    steps = [Step(rule, f"\\nabla_{{{form.x}}} \\left({written}\\right) = {gradient}")]
    if rest is not None:
        other, slope, other_rule = _gradient_latex(rest, symmetric=False)
        sign = "-" if rest.sign < 0 else "+"
        steps.append(Step(other_rule, f"\\nabla_{{{form.x}}} \\left({other}\\right) = {slope}"))
        written, gradient = f"{written} {sign} {other}", f"{gradient} {sign} {slope}"
    latex = f"\\nabla_{{{form.x}}} \\left({written}\\right) = {gradient}"
    if not hessian:
        if steps[-1].latex != latex:
            steps.append(Step("add the parts", latex))
        return Fact("gradient", f"The gradient is ${latex}$.", latex, tuple(steps))
    steps.append(Step("the gradient", latex))
    second = (
        f"\\nabla_{{{form.x}}}^{{2}} \\left({written}\\right) = {_hessian_latex(form, symmetric=symmetric)}"
    )
    steps.append(Step("differentiate once more: the matrix before the vector", second))
    return Fact("hessian", f"The Hessian is ${second}$.", second, tuple(steps))


def _worked(form: _Form, rest: _Form | None, given: dict[str, Any], *, hessian: bool) -> Fact:
    """With the matrix and vectors given by numbers: the rule, the numbers in it, and the form written out."""
    matrix = _as_matrix(given.get(form.matrix)) if form.matrix else None
    vector = _as_column(given.get(form.vector)) if form.vector else None
    linear = _as_column(given.get(rest.vector)) if rest is not None else None
    if (
        (form.matrix and matrix is None)
        or (form.vector and vector is None)
        or (rest is not None and linear is None)
    ):
        raise NotAskedError
    size = matrix.cols if matrix is not None else vector.rows if vector is not None else 0
    if not 1 <= size <= MOST_ROWS or (
        form.kind == "quadratic" and matrix is not None and matrix.rows != size
    ):
        raise NotAskedError
    x = sympy.ImmutableMatrix([sympy.Symbol(f"{form.x}_{i}") for i in range(1, size + 1)])
    scale = sympy.Rational(1, 2) if form.half else sympy.Integer(1)
    if form.kind == "quadratic" and matrix is not None:
        value = scale * (x.T * matrix * x)[0]
    elif form.kind == "linear" and vector is not None:
        value = (vector.T * x)[0]
    elif form.kind == "residual" and matrix is not None and vector is not None and vector.rows == matrix.rows:
        gap = matrix * x - vector
        value = scale * (gap.T * gap)[0]
    else:
        raise NotAskedError
    if rest is not None and linear is not None:
        if linear.rows != size:
            raise NotAskedError
        value += rest.sign * (linear.T * x)[0]
    value = sympy.expand(value)
    gradient = sympy.ImmutableMatrix([sympy.expand(sympy.diff(value, name)) for name in x])
    names = ", ".join(to_latex(name) for name in x)
    rule = _by_rule(form, rest, symmetric=False, hessian=False)
    steps = [
        *rule.steps,
        *_products(form, matrix, vector),
        Step("written out in coordinates", f"f({names}) = {to_latex(value)}"),
    ]
    for name, entry in zip(x, gradient, strict=True):
        steps.append(
            Step(
                f"partial derivative by ${to_latex(name)}$",
                f"\\frac{{\\partial f}}{{\\partial {to_latex(name)}}} = {to_latex(entry)}",
            )
        )
    latex = f"\\nabla f = {to_latex(tidy(gradient))}"
    steps.append(Step("the gradient", latex))
    if not hessian:
        return Fact(
            "gradient", f"The gradient of ${rule.latex.split(' = ')[0]}$ is ${latex}$.", latex, tuple(steps)
        )
    second = sympy.ImmutableMatrix(sympy.hessian(value, list(x)))
    latex = f"\\nabla^{{2}} f = {to_latex(second)}"
    steps.append(Step("second derivatives", latex))
    return Fact("hessian", f"The Hessian is ${latex}$.", latex, tuple(steps))


def _products(form: _Form, matrix: Any, vector: Any) -> list[Step]:
    """The rule's matrices with their numbers."""
    if matrix is None:
        return []
    turned = sympy.ImmutableMatrix(matrix.T)
    if form.kind == "quadratic":
        both = f"{to_latex(matrix)} + {to_latex(turned)} = {to_latex(tidy(matrix + turned))}"
        return [Step("the matrix plus its transpose", both)]
    return [
        Step(
            "transpose times matrix",
            f"{to_latex(turned)} {to_latex(matrix)} = {to_latex(tidy(turned * matrix))}",
        ),
        Step(
            "transpose times vector",
            f"{to_latex(turned)} {to_latex(vector)} = {to_latex(tidy(turned * vector))}",
        ),
    ]


def _as_matrix(value: Any) -> Any:
    if isinstance(value, sympy.MatrixBase) and not value.free_symbols:
        return sympy.ImmutableMatrix(value)
    return None


def _as_column(value: Any) -> Any:
    if (
        isinstance(value, sympy.Tuple)
        and not value.free_symbols
        and not any(isinstance(v, sympy.Tuple) for v in value)
    ):
        return sympy.ImmutableMatrix(list(value))
    if isinstance(value, sympy.MatrixBase) and 1 in value.shape and not value.free_symbols:
        return sympy.ImmutableMatrix(list(value))
    return None
