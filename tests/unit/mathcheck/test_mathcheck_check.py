"""Verdicts: what is verified, what is refuted with which value, and what must never be refuted."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text
from assistant.mathcheck.types import CheckedClaim, Verdict


def claim(text: str, context: str = "") -> CheckedClaim:
    """The last claim of a text."""
    return check_text(text, context)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "12 * 3 = 36",
        "$16 - 3 - 4 = 9$",
        "<<16-3-4=9>>",
        r"$\frac{1}{2} + \frac{1}{3} = \frac{5}{6}$",
        "$2^{10} = 1024$",
        "$5! = 120$",
        r"$\binom{5}{2} = 10$",
        "$25\\% = 0.25$",
        r"$\frac{1}{4} \times 100 = 25\%$",
        "$180 - 70 = 110^\\circ$",
        r"$\sqrt{2} \approx 1.414$",
        r"$\frac{10}{3} = 3.33$",
        r"$17 \div 5 = 3 \text{ remainder } 2$",
        r"$2\frac{3}{4} = \frac{11}{4}$",
        r"$\frac{d}{dx} x^3 = 3x^2$",
        r"$\frac{d}{dx} x^2 + 3x = 2x + 3$",
        r"$\frac{d}{dx}\sin(x^2) = 2x\cos(x^2)$",
        r"$\frac{\partial}{\partial x}(x^2 + 3xy) = 2x + 3y$",
        r"$f(x,y)=x^2+3xy$ so $\frac{\partial f}{\partial y} = 3x$",
        r"$f(x,y)=x^2+3xy$ so $f_x = 2x + 3y$",
        r"$\frac{d}{dx} [3 x^2 - 4x] = 3 \frac{d}{dx} x^2 - 4 \frac{d}{dx} x = 6x - 4$",
        r"$\sum_{i=0}^{t-1} \beta^i = \frac{1 - \beta^t}{1 - \beta}$",
        "f(x,y) = x^2 + 3xy, so ∂f/∂y = 3x",
        r"$f(x,y)=x^2+3xy$ and $\nabla f = (2x+3y, 3x)$",
        r"$f(x,y)=x^2+3xy$ and \[\nabla f = \begin{bmatrix} 2x + 3y \\ 3x \end{bmatrix}\]",
        r"$f(x,y)=x^2+3xy$ and $\nabla f = \langle 2x+3y, 3x \rangle$",
        r"$f(x,y)=x^2+3xy$ and $\nabla f(1,2) = (8, 3)$",
        r"$f = x^2 + 3xy$ and $\frac{\partial f}{\partial x} = 2x + 3y$",
        r"$f(x) = x^3$, so $f'(x) = 3x^2$",
        r"$f(x) = x^3$, so $f''(2) = 12$",
        r"$L = (a-y)^2$ so $\frac{\partial L}{\partial a} = 2(a-y)$",
        r"$z = wx + b$, $L = (z - y)^2$ so $\frac{\partial L}{\partial w} = 2(z-y)x$",
        r"$\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = -2$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $\det A = 3$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $|A| = 3$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $A^{-1} = \frac13\begin{pmatrix}2&-1\\-1&2\end{pmatrix}$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $v = (1, 1)$, and $Av = 3v$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $\det(A - \lambda I) = \lambda^2 - 4\lambda + 3$",
        r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$ has the eigenvalue $\lambda_1 = 3$",
        r"$A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$, $B = \begin{pmatrix}0&1\\1&0\end{pmatrix}$, "
        r"$AB = \begin{pmatrix}2&1\\4&3\end{pmatrix}$",
        r"$\int_0^1 x^2 \, dx = \frac13$",
        r"$\int 2x \, dx = x^2 + C$",
        r"$\lim_{x \to 0} \frac{\sin x}{x} = 1$",
        r"$\sum_{i=1}^{10} i = 55$",
        r"$P(D)=0.01$, $P(+\mid D)=0.9$, $P(+\mid \neg D)=0.05$, so "
        r"$P(D\mid +)=\frac{0.9\cdot 0.01}{0.9\cdot 0.01+0.05\cdot 0.99}$",
        r"$P(A)=0.3$, so $P(\neg A) = 0.7$",
        r"$(x+1)^2 = x^2 + 2x + 1$",
        r"Solve $x^2-5x+6=0$: $x = 3$",
        r"Solve $2x + 3 = 11$. Then $2x = 8$",
        r"$x = 3$, so $2x + 1 = 7$",
    ],
)
def test_verified(text: str) -> None:
    found = claim(text)
    assert found.verdict is Verdict.VERIFIED, found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 * 3 = 37", "36"),
        ("<<16-3-4=8>>", "9"),
        (r"$\frac{1}{2} + \frac{1}{3} = \frac{2}{5}$", r"\frac{5}{6}"),
        (r"$\sqrt{2} \approx 1.424$", "1.414"),
        ("520 * 1.18 = 500", "613.6"),
        (r"$\frac34 \cdot 3 = 3.0$", "2.25"),
        ("19.50 * (100/75) = 23", "26"),
        (r"$\frac{10}{3} = 3.43$", "3.33"),
        (r"$17 \div 5 = 3 \text{ remainder } 3$", r"3\text{ remainder } 2"),
        (r"$\frac{d}{dx} x^3 = 2x^2$", "3 x^{2}"),
        (r"$f(x,y)=x^2+3xy$ so $\frac{\partial f}{\partial y} = 3x+3y$", "3 x"),
        ("f(x,y) = x^2 + 3xy, so ∂f/∂y = 3x + 3y", "3 x"),
        (r"$f(x,y)=x^2+3xy$ and $\nabla f(1,2) = (8, 4)$", "(8, 3)"),
        (r"$f(x) = x^3$, so $f''(2) = 6$", "12"),
        (r"$\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = 2$", "-2"),
        (r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$, $\det A = 5$", "3"),
        (r"$A = \begin{pmatrix}2&1\\1&2\end{pmatrix}$ has the eigenvalue $\lambda_1 = 4$", "1, 3"),
        (r"$\int_0^1 x^2 \, dx = \frac12$", r"\frac{1}{3}"),
        (r"$\lim_{x \to 0} \frac{\sin x}{x} = 0$", "1"),
        (r"$\sum_{i=1}^{10} i = 54$", "55"),
        (r"$P(A)=0.3$, so $P(\neg A) = 0.6$", "0.7"),
    ],
)
def test_refuted_with_the_right_value(text: str, expected: str) -> None:
    found = claim(text)
    assert found.verdict is Verdict.REFUTED, found.reason
    assert (found.expected or "").replace(" ", "") == expected.replace(" ", "")


def test_a_refuted_gradient_shows_its_value_in_the_shape_it_was_written() -> None:
    found = claim(r"$f(x,y)=x^2+3xy$ and \[\nabla f = \begin{bmatrix} 2x \\ 3x \end{bmatrix}\]")
    assert found.verdict is Verdict.REFUTED
    assert "2 x + 3 y" in (found.expected or "") and r"\\" in (found.expected or "")


@pytest.mark.parametrize(
    "text",
    [
        "$f = x^2 + 3xy$",
        "$x^2 - 5x + 6 = 0$",
        "$3x + 2 = 11$",
        r"$f(x) = x^2$; set $f'(x) = 0$",
        r"$f(x) = x^2 - 4x$; where is $f(x) = x$?",
        "Suppose $2 + 2 = x$",
        r"Let $A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$. Suppose that $A^2 = I$",
        "It is wrong to write $(1+2)^2 = 1 + 4$",
        "## Common mistakes\n\nWriting $(1+2)^2 = 1^2 + 2^2$",
        r"$2 + 2 = 5$, a contradiction",
        r"$2 + 2 = 5$ is false",
        r"$10^3 \approx 2^{10}$",
        r"On a clock, $9 + 5 = 2$",
        "In base 8, $7 + 1 = 10$",
        r"$3 \ast 4 = 19$",
        "half of 3 + 5 = 4",
        r"$60 \text{ minutes} = 1 \text{ hour}$",
        "$1 + 2 + \\dots + n = 7$",
        "$0.333 \\cdot 3 = 1$",
        r"$\frac{2}{3} = 0.66$",
        r"$f(3) = 5$",
        r"$2e + 1 = 9$",
        "$i = 5$",
        r"$\sqrt{x^2} = x$",
        r"$\frac{d}{dx} y^2 = 2y y'$",
        r"$\frac{dy}{dx} = 2x$",
        r"$\frac{d}{dx} x y = y + x y'$",
        r"$X \sim \mathcal{N}(0, 1)$",
        r"$\det(AB) = \det A \det B$",
        r"$x = x + 1$",
        r"We need $\begin{bmatrix}2&1\\2&3\end{bmatrix}\begin{bmatrix}x\\y\end{bmatrix}=\begin{bmatrix}x\\y\end{bmatrix}$",
        r"$\begin{bmatrix}2&1\\2&3\end{bmatrix}\begin{bmatrix}x\\y\end{bmatrix}=\begin{bmatrix}4x\\4y\end{bmatrix}$",
        r"$W = \begin{bmatrix}1&1\\-1&2\end{bmatrix}$. For symmetric matrices $W^\top = W^{-1}$",
        r"up to $2 \cdot 10^9 \cdot 16 \cdot 32 = 10^{12}$ bytes per second",
        r"$w = w - 0.1 \cdot 2$",
        r"$p(x) = 2x$ for $x = -3$; $p(5) = 15$",
        r"We get $4x - 2 = 3x + 5$ after expanding both sides",
        r"$f(x) = 6$ has no solution, but $f(1) = 2$",
        r"$(a, b) = (b, c)$",
        r"$\angle ABC = 60^\circ$",
        r"$AB^2 + BC^2 = AC^2$",
        r"Case $x = 1$: $y = 2$. Case $x = 2$: $x + y = 7$",
        r"$5 = 3 \pmod{2}$",
        "$P(A) = 0.2$ and now $P(A) = 0.4$",
        "70 (70%) - 60 (60%) = 10",
        "6 sides * 2 chances in 6 = 12",
        r"$z = wx + b$, $L = (z - y)^2$ so $\frac{\partial L}{\partial w} = 2(z-y)$",
    ],
)
def test_never_refuted(text: str) -> None:
    for found in check_text(text):
        assert found.verdict is not Verdict.REFUTED, (found.source, found.expected)
        assert found.verdict is Verdict.VERIFIED or found.reason


def test_definitions_say_that_they_are_definitions() -> None:
    found = claim("$f = x^2 + 3xy$")
    assert (found.kind, found.verdict) == ("definition", Verdict.NOT_CHECKED)
    assert "says what f is" in found.reason


def test_definitions_of_the_question_hold_in_the_answer() -> None:
    found = claim(
        r"$\frac{\partial f}{\partial x} = 2x + 3y$", context="What is the gradient of $f(x,y) = x^2 + 3xy$?"
    )
    assert found.verdict is Verdict.VERIFIED
    assert claim(r"$\frac{\partial f}{\partial x} = 2x + 3y$").verdict is Verdict.NOT_CHECKED


def test_the_function_a_question_asks_about_is_f_when_nothing_else_is() -> None:
    question = "What is the gradient of x^2 + 3xy, and what does it mean?"
    assert claim(r"$\frac{\partial f}{\partial x} = 2x + 3y$", context=question).verdict is Verdict.VERIFIED
    assert claim(r"$\frac{\partial f}{\partial x} = 2x$", context=question).verdict is not Verdict.REFUTED


def test_a_rebinding_starts_a_new_scope() -> None:
    text = r"Let $f(x) = x^2$, so $f'(x) = 2x$. Now let $f(x) = x^3$, so $f'(x) = 3x^2$"
    assert [found.verdict.value for found in check_text(text)] == [
        "not_checked", "verified", "not_checked", "verified",
    ]  # fmt: skip


def test_one_wrong_link_of_a_chain_is_refuted_and_no_other() -> None:
    text = r"\begin{align*} 2 \cdot 3 + 4 &= 6 + 4 \\ &= 11 \\ &= 12 - 1 \end{align*}"
    assert [found.verdict.value for found in check_text(text)] == ["verified", "refuted", "verified"]


def test_every_claim_not_checked_says_why() -> None:
    for found in check_text(r"$x^2 = 4$, $f = 3x$, $a \perp b$, $1 + \dots + n = 5$, $x < 3$, $\foo = 3$"):
        assert found.verdict is Verdict.NOT_CHECKED
        assert found.reason.endswith(".")
