"""Vectors and matrices of any size: what is the same sum of entries is verified, nothing here is ever refuted."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def verdicts(text: str) -> list[str]:
    return [claim.verdict.value for claim in check_text(text)]


@pytest.mark.parametrize(
    "formula",
    [
        r"\sum_i x_i y_i = \mathbf{x}^\top \mathbf{y}",
        r"\mathbf{x}^\top \mathbf{y} = \sum_{i=1}^{d} x_i y_i",
        r"\mathbf{u}^\top\mathbf{v} = \mathbf{v}^\top\mathbf{u}",
        r"\mathbf{u}\cdot\mathbf{v} = \mathbf{u}^\top\mathbf{v}",
        r"\|\mathbf{v}\|_2^2 = \sum_i v_i v_i",
        r"\|\mathbf{x}\|_1 = \sum_{i=1}^n |x_i|",
        r"\|\mathbf{x}\|_p = \left(\sum_{i=1}^n |x_i|^p\right)^{1/p}",
        r"\|\mathbf{X}\|_F = \sqrt{\sum_{i=1}^m \sum_{j=1}^n x_{ij}^2}",
        r"\|\mathbf{A}\|_F^2 = \operatorname{tr}(\mathbf{A}^\top \mathbf{A})",
        r"\|\alpha \mathbf{x}\| = |\alpha| \|\mathbf{x}\|",
        r"\operatorname{tr}(A^\top B) = \sum_{i,j} a_{ij} b_{ij}",
        r"(\mathbf{A}\mathbf{B})_{ik} = \sum_j a_{ij} b_{jk}",
        r"\sum_k u_{ik} v_{kb} = [\mathbf{U}\mathbf{V}]_{ib}",
        r"\left(\sum_i x_i\right)^2 = \sum_i \sum_j x_i x_j",
        r"\sum_{i=1}^n \beta_i x_i = \beta_1 x_1 + \cdots + \beta_n x_n",
        r"\|\mathbf{a} - \mathbf{b}\|^2 = \|\mathbf{a}\|^2 - 2\mathbf{a}^\top\mathbf{b} + \|\mathbf{b}\|^2",
        r"\log \prod_{i=1}^n p_i^{y_i} = \sum_{i=1}^n y_i \log p_i",
        r"\mathbf{v}\mathbf{v}^\top \mathbf{w} = (\mathbf{v}\cdot\mathbf{w})\mathbf{v}",
    ],
)
def test_what_is_the_same_sum_for_every_length_is_verified(formula: str) -> None:
    assert verdicts(f"${formula}$") == ["verified"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\nabla_x \|x\|^2 = 2x",
        r"\nabla_x \|x\| = \frac{x}{\|x\|}",
        r"\nabla_x a^\top x = a",
        r"\nabla_{\mathbf{x}} \mathbf{x}^\top \mathbf{A} \mathbf{x} = (\mathbf{A} + \mathbf{A}^\top)\mathbf{x}",
        r"\nabla_w \|y - Xw\|^2 = -2X^\top(y - Xw)",
        r"\frac{d}{d\mathbf{V}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|_F^2 = -2\mathbf{U}^\top(\mathbf{X} - \mathbf{U}\mathbf{V})",
        r"\frac{\partial}{\partial x_k} \sum_i x_i^2 = 2x_k",
        r"\frac{\partial}{\partial v_{ab}} \sum_{i,j} \left(x_{ij} - \sum_k u_{ik} v_{kj}\right)^2"
        r" = -2\sum_i u_{ia} \left(x_{ib} - \sum_k u_{ik} v_{kb}\right)",
        r"\frac{d}{dx_k} x_i a_{ij} x_j = a_{kj} x_j + x_i a_{ik}",
    ],
)
def test_derivatives_by_entries_vectors_and_matrices_are_verified(formula: str) -> None:
    assert verdicts(f"${formula}$") == ["verified"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\sum_i x_i y_i = \mathbf{x} \mathbf{y}^\top",
        r"\mathbf{u}^\top\mathbf{v} = \sum_i u_i u_i",
        r"\left(\sum_i x_i\right)^2 = \sum_i x_i^2",
        r"\|\mathbf{a} - \mathbf{b}\|^2 = \|\mathbf{a}\|^2 + \|\mathbf{b}\|^2",
        r"\sum_{i=1}^n \sum_{j=1}^m x_{ij} = \sum_{i=1}^m \sum_{j=1}^n x_{ij}",
        r"\sum_{i=2}^n x_i y_i = \mathbf{x}^\top \mathbf{y}",
        r"\|\mathbf{A}\|_2 = \sqrt{\sum_{i,j} a_{ij}^2}",  # the root of the squares is another norm of a matrix
        r"(\mathbf{A}\mathbf{B})_{ik} = \sum_j a_{ij} b_{kj}",
        r"\operatorname{tr}(\mathbf{A}) = \sum_{i,j} a_{ij}",
        r"\frac{d}{d\mathbf{V}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|_F^2 = -2(\mathbf{X} - \mathbf{U}\mathbf{V})\mathbf{U}",
        r"\nabla_w \|y - Xw\|^2 = 2X^\top(y - Xw)",
        r"\frac{\partial}{\partial x_k} \sum_i x_i^2 = 2x_i",
        r"v_j = \sum_i v_i \frac{\partial v_i}{\partial v_j}",  # in a network one v depends on another
        r"\mathbf{A} = (a_{ij})",  # says what the entries are called
        r"\sum_{i=1}^n \beta_i x_i = \beta_1 x_1 + \cdots + \beta_n x_{n+1}",
    ],
)
def test_other_sums_are_neither_verified_nor_refuted(formula: str) -> None:
    assert verdicts(f"${formula}$") == ["not_checked"]


def test_a_sum_that_differs_only_in_how_its_indices_are_called_is_the_same() -> None:
    assert verdicts(r"$\sum_i \sum_j a_{ij} b_{ij} = \sum_p \sum_q b_{pq} a_{pq}$") == ["verified"]
    assert verdicts(r"$\sum_i \sum_j a_{ij} b_{ij} = \sum_p \sum_q b_{qp} a_{pq}$") == ["not_checked"]
