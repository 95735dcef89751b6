"""What a question asks of a matrix beyond its values: decompositions, subspaces, definiteness, projections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import Name
from assistant.mathcheck.solve import decompositions, subspaces, vectors
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.matched import MANY, group, group_all
from assistant.mathcheck.solve.question import FILL, ONE, NotAskedError, Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.build import symbol_name

_OF = rf"\s*(?:of|for|on|to)?\s*{FILL}(?P<m>{ONE})"
_LATER = r"(?!\s*(?:of|for|on)\s*(?:the\s+)?(?:following\s+)?(?:matrix\s+)?§)(?P<m>)"
_SVD = r"\b(?:svd|singular[- ]value decomposition)"
_QR = r"\bqr(?:[- ](?:decomposition|factori[sz]ation|factors))?"
_LU = r"\blu(?:[- ](?:decomposition|factori[sz]ation|factors))"
_CHOLESKY = r"\bcholesky(?:[- ](?:decomposition|factori[sz]ation|factor))?"
_NULL = r"\b(?:null\s?space|kernel)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("projection on columns", rf"\bproject(?:ion)?\s+(?:of\s+)?{FILL}(?P<v>{ONE})\s+(?:on|onto|to)\s+(?:the\s+)?column space\s+of\s+{FILL}(?P<m>{ONE})"),
    ("projection on line", rf"\bproject(?:ion)?\s+(?:of\s+)?{FILL}(?P<v>{ONE})\s+(?:on|onto|to)\s+(?:the\s+)?(?:line\s+)?(?:(?:spanned|generated)\s+by|span\s+of|through|in (?:the )?direction(?: of)?)\s+{FILL}(?P<m>{ONE})"),
    ("projection matrix", rf"\bprojection matrix\s+(?:on|onto|for|of)?\s*(?:the\s+)?(?:line\s+)?(?:(?:spanned|generated)\s+by\s+|through\s+|span\s+of\s+)?{FILL}(?P<m>{ONE})"),
    ("lu", rf"\bdecompos\w*\s+{FILL}(?P<m>{ONE})\s+(?:in)?to\s+(?:its\s+)?(?:lu\b|lu-|lower)"),
    ("svd", _SVD + _OF),
    ("singular", rf"\bsingular values?{_OF}"),
    ("qr", _QR + _OF),
    ("gram", rf"\bgram[-– ]?schmidt(?:\s+\w+)*?\s+{FILL}(?P<m>{MANY})"),
    ("gram", rf"\bortho(?:normali[sz]e|gonali[sz]e)\s+{FILL}(?P<m>{MANY})"),
    ("lu", _LU + _OF),
    ("cholesky", _CHOLESKY + _OF),
    ("null", _NULL + _OF),
    ("column", rf"\b(?:column space|basis (?:of|for) the (?:image|column space)){_OF}"),
    ("row space", rf"\brow space{_OF}"),
    ("definite", rf"\b(?:is|whether|if|check|show that|does)\s+{FILL}(?P<m>{ONE})\s+(?:is\s+)?(?:a\s+)?(?:symmetric\s+)?(?:positive|negative|indefinite|definite)"),
    ("definite", rf"\bdefiniteness{_OF}"),
    ("independent", r"\blinear(?:ly)? (?:in)?dependen(?:t|ce)\b"),
    ("frobenius", rf"\bfrobenius(?:[- ]norm)?{_OF}"),
    ("svd", _SVD + r"\b" + _LATER),
    ("qr", _QR + r"\b" + _LATER),
    ("lu", _LU + r"\b" + _LATER),
    ("cholesky", _CHOLESKY + r"\b" + _LATER),
    ("null", _NULL + r"\b" + _LATER),
    ("column", r"\bcolumn space\b" + _LATER),
    ("singular", r"\bsingular values\b" + _LATER),
    ("definite", r"\b(?:positive|negative) (?:semi-?)?definite\b" + _LATER),
)  # fmt: skip
_SHADOWED = {"svd": ("singular",)}


def asked(question: Question) -> Iterator[Fact]:
    """The facts about decompositions and subspaces that a question asks for."""
    done: set[str] = set()
    covered: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        if kind in done:
            continue
        for match in re.finditer(pattern, question.words):
            if any(match.start() < end and start < match.end() for start, end in covered):
                continue
            if not question.rest_is_words(match.end()):
                continue
            try:
                fact = _HANDLERS[kind](question, match)
            except CANNOT_BE_DONE:
                continue
            yield fact
            covered.append(match.span())
            done.update((kind, *_SHADOWED.get(kind, ())))
            break


def _of_matrix(solve: Callable[..., Fact], **how: Any) -> Callable[[Question, re.Match[str]], Fact]:
    def handle(question: Question, match: re.Match[str]) -> Fact:
        index = group(match, "m")
        if index is not None and _names_the_result(question, index):
            index = None
        found = question.matrix(index)
        return solve(found.value, found.name, **how)

    return handle


def _names_the_result(question: Question, index: str) -> bool:
    """Whether the formula only names what is to be found: "find the Cholesky factor L"."""
    node = question.formula(index).node
    return isinstance(node, Name) and symbol_name(node) not in question.scope.values


def _independence(question: Question, match: re.Match[str]) -> Fact:
    basis = []
    for formula in range(len(question.sentence.formulas)):
        value = question.value(formula)
        if isinstance(value, sympy.Tuple) and value and all(isinstance(item, sympy.Tuple) for item in value):
            basis += [sympy.ImmutableMatrix(list(item)) for item in value]
        else:
            basis.append(question.vector(formula))
    return subspaces.independence(basis)


def _gram(question: Question, match: re.Match[str]) -> Fact:
    basis: list[Any] = []
    for index in group_all(match, "m"):
        value = question.value(index)
        if isinstance(value, sympy.Tuple) and all(isinstance(item, sympy.Tuple) for item in value):
            basis += [sympy.ImmutableMatrix(list(item)) for item in value]
        else:
            basis.append(question.vector(index))
    if len(basis) < 2:
        raise NotAskedError
    return decompositions.gram_schmidt(basis)


def _on_columns(question: Question, match: re.Match[str]) -> Fact:
    return subspaces.projection_on_columns(
        question.matrix(group(match, "m")).value, question.vector(group(match, "v") or "")
    )


def _on_line(question: Question, match: re.Match[str]) -> Fact:
    return vectors.projection(
        question.vector(group(match, "v") or ""), question.vector(group(match, "m") or "")
    )


def _projection_matrix(question: Question, match: re.Match[str]) -> Fact:
    return subspaces.projection_matrix(question.vector(group(match, "m") or ""))


def _frobenius(question: Question, match: re.Match[str]) -> Fact:
    return subspaces.frobenius(question.matrix(group(match, "m")).value)


_HANDLERS: dict[str, Callable[[Question, re.Match[str]], Fact]] = {
    "projection on columns": _on_columns,
    "projection on line": _on_line,
    "projection matrix": _projection_matrix,
    "svd": _of_matrix(decompositions.singular, vectors=True),
    "singular": _of_matrix(decompositions.singular, vectors=False),
    "qr": _of_matrix(decompositions.qr),
    "gram": _gram,
    "lu": _of_matrix(decompositions.lu),
    "cholesky": _of_matrix(decompositions.cholesky),
    "null": _of_matrix(subspaces.null_space),
    "column": _of_matrix(subspaces.column_space),
    "row space": _of_matrix(subspaces.row_space),
    "definite": _of_matrix(subspaces.definiteness),
    "independent": _independence,
    "frobenius": _frobenius,
}
