"""What the exercises on determinants share."""

from __future__ import annotations

from typing import Any

from assistant.practice.notation import guarded, mat, tex, times

RULE2 = r"$\det\begin{pmatrix} a & b \\ c & d \end{pmatrix} = ad - bc$."


def det(inside: str) -> str:
    r"""Write a determinant that is not carried out."""
    return rf"\det {inside}"


def two_by_two(matrix: Any) -> str:
    """The determinant of two rows, not carried out."""
    (a, b), (c, d) = matrix
    return f"{times(a, d)} - {bracketed(times(b, c))}"


def bracketed(shown: str) -> str:
    """A term in brackets when it starts with a minus."""
    return f"({shown})" if shown.startswith("-") else shown


def minor_of(matrix: Any, column: int) -> list[list[int]]:
    """What is left without the first row and one column."""
    return [[e for j, e in enumerate(row) if j != column] for row in matrix[1:]]


def first_row_expansion(matrix: Any) -> str:
    """The expansion along the first row, not carried out."""
    signs = ("", " - ", " + ")
    terms: list[str] = []
    for j, entry in enumerate(matrix[0]):
        if entry == 0:
            continue
        sign = signs[j] if terms else ("-" if j == 1 else "")
        shown = guarded(entry) if terms or j == 1 else tex(entry)
        terms.append(f"{sign}{shown} \\cdot {det(mat(minor_of(matrix, j)))}")
    return "".join(terms)
