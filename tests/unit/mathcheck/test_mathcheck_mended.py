"""Readings and verdicts that were once wrong, one row each."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text
from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.types import grade_verdict


def verdicts(text: str) -> list[str]:
    return [claim.verdict.value for claim in check_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        r"$3e \approx 8.155$",
        r"$e - 1 \approx 1.718$",
        r"$e \approx 2.718$",
        r"$e^x + e = e + e^x$",
        r"$\|a\|\,\|b\| = \|b\|\,\|a\|$",
        r"${5 \choose 2} = 10$",
        r"${1 \over 2} + {1\over 3} = {5 \over 6}$",
        r"$\sqrt[3]8 = 2$",
        r"$\binom52 = 10$",
        r"$\frac{d}{dx}(\sin x e^x) = \cos x e^x + \sin x e^x$",
        "∫_0^1 x dx = 1/2",
        r"$180 - 70 = 110^\circ$",
        r"$e^{i\pi} + 1 = 0$",
        r"$(a+bi)(a-bi) = a^2 + b^2$",
        r"So 45 + 21 + 28 = 94%.",
        r"$\text{tr}\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = 5$",
        r"$\left. x^2 + 1 \right|_{x=2} = 5$",
        r"$\frac{d}{dx} x e^x = e^x(x + 1)$",
        r"$\frac{d}{dx} x e^x = e^x \left(x + 1\right)$",
        r"$2^n(n + 1) = n 2^n + 2^n$",
        r"$x^\theta(1 - x) = x^\theta - x^{\theta + 1}$",
        r"$\int_0^x (2t + 1) \, dt = x^2 + x$",
        r"$\sum_{j=1}^n (2j - 1) = n^2$",
    ],
)
def test_true_and_read_as_it_is_meant(text: str) -> None:
    assert verdicts(text) == ["verified"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$3e \approx 8.255$", "8.155"),
        (r"So $3 \cdot 4 = 1200$.", "12"),
        (r"So $3 \cdot 4 = 0.12$.", "12"),
        (r"So $3 < 2$.", "3 > 2"),
        (r"Here $5 \ge 7$.", "5 < 7"),
        (r"Here $\sqrt{2} > 1.5$.", r"\sqrt{2} < 1.5"),
        (r"$17 \equiv 3 \pmod 5$", r"2 \pmod{5}"),
        (r"So $\sum_{j=1}^{n} (2j - 1) = n^3$.", "n^{2}"),
        (r"$\int_0^1 e^x \, dx = e$", "-1 + e"),
    ],
)
def test_false_and_refuted_with_what_is_right(text: str, expected: str) -> None:
    (claim,) = check_text(text)
    assert (claim.verdict.value, claim.expected) == ("refuted", expected)


@pytest.mark.parametrize(
    "text",
    [
        r"$e^2 = e$",
        r"Then $\sum_{i=1}^2 P(z_i) = \sum_{i=1}^2 (z_i^2 - 1)$ where $P(z) = z^3$.",
        r"Find $n$ with $\sum_{j=1}^{n} j = 2n + 4$.",
        r"Eggs cost $e$ each, so $3e = 7.50$.",
        r"Eggs cost $e$ each, so $3e \approx 7.50$.",
        r"$\frac{e}{2^{99}} = \frac{e}{2^{98}}$",
        r"That is 25 per cent: $1/4 = 25$.",
        r"$30^\circ = 30$",
        r"If $3 < 2$ then we stop.",
        r"We get $2 < 1$, a contradiction.",
        r"Is $2 < 1$?",
        r"$5 \text{ km} = 5 \text{ m}$",
        r"$\lim_{b \to \infty} \ln(1 - b^2) = \infty$",
        r"$\sum_{k=1}^{\infty} k (1 + p)^{k - 1} p = \frac{1}{p}$",
        r"The nearest neighbours have the mean $\frac{10 + 15 + 19}{3} = 15$.",
        r"$\sqrt{0.09/950} = 0.01$",
        "Each of the days x 2 = 28",
    ],
)
def test_neither_verified_nor_refuted(text: str) -> None:
    assert set(verdicts(text)) <= {"not_checked"}


def test_a_rewriting_is_not_verified_by_the_values_its_letters_happen_to_have() -> None:
    told = r"Let $x = 1$ and $y = 0$. Then $x^2 + 4xy + y^2 = (x - 2y)^2 - 3y^2$."
    assert check_text(told)[-1].verdict.value == "not_checked"
    told = r"Let $z = 0$. Then $\begin{pmatrix} x & z \end{pmatrix} \begin{pmatrix} 2 & 1 \\ 7 & 1 \end{pmatrix} \begin{pmatrix} x \\ z \end{pmatrix} = 2x^2 + z^2 + 2xz$."
    assert check_text(told)[-1].verdict.value == "not_checked"
    told = "Take $a = 3$, $b = 4$ and $c = 5$: $a^2 + b^2 = c^2$."
    assert check_text(told)[-1].verdict.value == "verified"


def test_named_values_are_put_in_left_of_an_approximation() -> None:
    told = r"Let $x = \sqrt 2$. So $x \approx 1.414$, $2x \approx 2.828$ and $x \approx 1.514$."
    assert verdicts(told)[1:] == ["verified", "verified", "not_checked"]


def test_tiny_numbers_are_told_apart() -> None:
    assert verdicts(r"$\frac{\pi}{2^{99}} = \frac{\pi}{2^{98}}$") == ["refuted"]
    assert verdicts(r"$\frac{2\pi}{2^{99}} = \frac{\pi}{2^{98}}$") == ["verified"]


def test_the_entry_of_a_transpose_is_found() -> None:
    told = r"Let $A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$. Then $(A^\top)_{12} = 3$. And $(A^\top)_{12} = 2$."
    assert verdicts(told)[1:] == ["verified", "refuted"]


def test_entries_in_one_line_with_a_transpose_are_a_column() -> None:
    told = r"Let $A = \begin{pmatrix} 2 & 1 \\ 2 & 3 \end{pmatrix}$ and $v = [1, 0]^\top$. Then $Av = [2, 2]^\top$."
    assert verdicts(told)[-1] == "verified"


def test_an_evaluation_bar_may_name_only_the_point() -> None:
    told = r"Let $f(x, y) = x y^2$. $\left.\frac{\partial f}{\partial y}\right|_{(1,2)} = 4$ $\left.\frac{\partial f}{\partial y}\right|_{(1,2)} = 5$"
    assert verdicts(told)[1:] == ["verified", "refuted"]


def test_a_separator_in_brackets_may_be_a_comma() -> None:
    assert verdicts("The points $(12,102) = (12, 102)$.") == ["verified"]
    assert verdicts(r"Let $f(x) = 3x$. Then $f(1,000) = 3,000$.")[-1] == "verified"
    assert verdicts(r"Let $f(x, y) = x + y$. Then $f(12,102) = 114$.")[-1] == "verified"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$60 \text{ min} = 1 \text{ h}$", "verified"),
        (r"$1.5 \text{ km} = 1500 \text{ m}$", "verified"),
        (r"$2 \text{ dollars} = 200 \text{ cents}$", "verified"),
        (r"$1 \text{ mile} = 1.609 \text{ km}$", "verified"),
        (r"$90 \text{ min} = 2 \text{ h}$", "not_checked"),
    ],
)
def test_common_units_are_converted(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("reference", "submission", "verdict"),
    [
        ("8/11", "72.7%", "equivalent"),
        ("8/11", "72.8%", "different"),
        ("1/2", "50%", "equivalent"),
        ("25", "25%", "different"),
        ("(0, 0)", "0", "different"),
        (r"\begin{pmatrix} 0 \\ 0 \end{pmatrix}", "0", "different"),
        ("(1, 2)", "1, 2", "unreadable"),
        (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "1, 2", "unreadable"),
        ("(12, 102)", "(12,102)", "equivalent"),
        (r"\{2, -3\}", "{2,-3}", "equivalent"),
        ("e/2^99", "e/2^98", "different"),
    ],
)
def test_answers_once_graded_wrong(reference: str, submission: str, verdict: str) -> None:
    assert grade_verdict(grade_answer(reference, submission)) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$a^2 + b^2 \ge 2ab$", "verified"),
        (r"$x^2 + x + 1 > 0$", "verified"),
        (r"$e^x > 0$", "verified"),
        (r"$\|v\| \ge 0$", "verified"),
        (r"$x^2 > 0$", "not_checked"),  # not for 0
        (r"$a + b \ge 2ab$", "not_checked"),
        (r"$x^2 + 1 < 0$", "not_checked"),
    ],
)
def test_an_inequality_with_letters_is_verified_when_it_holds_for_all_real_numbers(
    text: str, verdict: str
) -> None:
    assert verdicts(text) == [verdict]


def test_an_inequality_is_verified_for_the_values_that_were_given_and_never_refuted() -> None:
    assert verdicts(r"Let $n = 50$. Then $n \ge 30$ and $n < 30$.")[1:] == ["verified", "not_checked"]


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (r"\frac{\ln(3)}{\ln(2)}", "log2(3)"),
        (r"\frac{\ln(3)}{\ln(2)}", "log2 3"),
        (r"\frac{\ln(3)}{\ln(2)}", "ln 3/ln 2"),
        (r"\frac{\ln(3)}{\ln(2)}", "1.585"),
        (r"2 - \frac{3 \ln(3)}{4 \ln(2)}", "2 - (3/4) log2(3)"),
        ("2", "-log2(1/4)"),
        ("3", "log10(1000)"),
        (r"\ln(2)", "log2"),
        (r"5 \ln(2)", "5 log 2"),
    ],
)
def test_a_typed_base_of_a_logarithm_is_its_base(key: str, typed: str) -> None:
    assert grade_verdict(grade_answer(key, typed)) == "equivalent"


def test_a_typed_base_is_not_a_factor() -> None:
    assert verdicts("So log2(8) = 3.") == ["verified"]
    assert grade_verdict(grade_answer(r"3 \ln(2)", "log2(3)")) == "different"
