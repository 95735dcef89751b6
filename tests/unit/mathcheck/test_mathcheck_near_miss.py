"""False operator claims that are refuted, and equations of the same looks that never are."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def last(text: str) -> tuple[str, str | None]:
    claim = check_text(text)[-1]
    return claim.verdict.value, claim.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$\int x^2 \, dx = \frac{x^3}{4} + C$", r"\frac{x^{3}}{3} + C"),
        (r"$\int \cos x \, dx = -\sin x + C$", r"\sin(x) + C"),
        (r"$\cos x = \sum_{k=0}^{\infty} \frac{(-1)^k}{(3k)!} x^{2k}$", r"\cos(x)"),
        (
            r"$s \begin{pmatrix} 1 \\ 1 \\ 1 \end{pmatrix} + t \begin{pmatrix} 1 \\ 0 \\ 1 \end{pmatrix} "
            r"= \begin{pmatrix} s + 2t \\ s \\ s + t \end{pmatrix}$",
            r"\begin{pmatrix} s + t \\ s \\ s + t \end{pmatrix}",
        ),
        (
            r"$\begin{pmatrix} x & y \end{pmatrix} \begin{pmatrix} 1 & 2 \\ 4 & 3 \end{pmatrix} "
            r"\begin{pmatrix} x \\ y \end{pmatrix} = x^2 + 6xy - 3y^2$",
            "x^{2} + 6 x y + 3 y^{2}",
        ),
        (
            r"Its row would have been $\begin{pmatrix} 1 & 6 \end{pmatrix} + \begin{pmatrix} 2 & 2 \end{pmatrix} "
            r"= \begin{pmatrix} 3 & 9 \end{pmatrix}$",
            r"\begin{pmatrix} 3 & 8 \end{pmatrix}",
        ),
        (
            r"$f(x, y) = e^x \ln(1 + y)$. $\frac{\partial f}{\partial x} = e^x \ln(1 - y)$",
            r"e^{x} \ln(y + 1)",
        ),
    ],
)
def test_a_worked_result_with_one_thing_wrong_is_refuted(text: str, expected: str) -> None:
    assert last(text) == ("refuted", expected)


@pytest.mark.parametrize(
    "text",
    [
        r"$\begin{pmatrix} 1 & 2 \\ 2 & 1 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = 3 \begin{pmatrix} x \\ y \end{pmatrix}$",
        r"$\begin{pmatrix} 2 & 0 \\ 0 & 3 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 2x \\ 2y \end{pmatrix}$",
        r"$\begin{pmatrix} 1 & 2 \\ 2 & 4 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 4 \\ 8 \end{pmatrix}$",
        r"$a \begin{pmatrix} 1 \\ 2 \end{pmatrix} + b \begin{pmatrix} 3 \\ 1 \end{pmatrix} = \begin{pmatrix} a + 3b \\ 0 \end{pmatrix}$",
        r"$\int \frac{1}{y} \, dy = C$",
        r"$\int \frac{1}{y} \, dy = k x + C$",
        r"$x = \sum_{k=0}^{\infty} \frac{x^k}{2^k}$",
        r"$\int y \, dy = \int x \, dx$",
    ],
)
def test_an_equation_with_letters_on_both_sides_is_left_alone(text: str) -> None:
    assert last(text)[0] == "not_checked"


@pytest.mark.parametrize(
    "text",
    [
        r"$\int \frac{1}{\sqrt{1 - x^2}} \, dx = -\arccos x + C$",
        r"$\int \sec x \, dx = \ln(\sec x + \tan x) + C$",
        r"$\int \frac{1}{x} \, dx = \ln x + C$",
        r"$e^x = \sum_{k=0}^{\infty} \frac{x^k}{k!}$",
    ],
)
def test_true_ones_stay_verified(text: str) -> None:
    assert last(text)[0] == "verified"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("90 / 7.5 = 12", "verified"),
        ("92 / 7.5 = 12", "not_checked"),
        ("580/110 = 5.2727272727272725", "verified"),
        ("580/110 = 5.2727272727272925", "refuted"),
        ("That is about 92 / 7.5 = 12", "verified"),
        (r"For $n = 1$ we have $\sum_{j=1}^{n} (2j - 1) = n^4$", "not_checked"),
    ],
)
def test_a_rounded_or_lucky_number_is_not_taken_for_the_exact_one(text: str, verdict: str) -> None:
    assert last(text)[0] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"With complex numbers, $(1 + i)^2 = 2i$", "verified"),
        (r"With complex numbers, $(1 + i)^2 = -2i$", "refuted"),
        (r"The complex conjugate gives $(2 + 3i)(2 - 3i) = 5$", "refuted"),
        (r"By Euler's formula, $e^{i\pi} = 1$", "refuted"),
        (r"The imaginary part: $\frac{3 + i}{1 - i} = 1 + 3i$", "refuted"),
        (r"$(1 + i)^2 = -2i$", "not_checked"),
        (r"A complex root: $\sqrt[3]{-8} = 1 + i\sqrt{3}$", "not_checked"),
        (r"A complex number: $\ln(i) = \frac{5 i \pi}{2}$", "not_checked"),
        (r"Complex roots $z_i$: $2i + 1 = 7$", "not_checked"),
        (r"Complex numbers: for $i = 3$, $i + 1 = 5$", "not_checked"),
    ],
)
def test_i_is_the_imaginary_unit_where_complex_numbers_are_spoken_of(text: str, verdict: str) -> None:
    assert last(text)[0] == verdict
