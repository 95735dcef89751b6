"""A chain that begins with a derivative or an integral computes all along; an equation to solve is left alone."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def verdicts(text: str) -> list[str]:
    return [claim.verdict.value for claim in check_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        r"\[\frac{d}{dx} \frac{x}{x^2+6} = \frac{(x^2+6) - x(2x)}{(x^2+6)^2} = \frac{6+x^2}{(x^2+6)^2}\]",
        r"\[\frac{\partial}{\partial x} (x^2 y + x) = 2xy + 1 = 2(xy + 1)\]",
        r"$f(x) = x^3 - 3x$. \[f'(x) = 3x^2 - 3 = 3(x-1)(x+2)\]",
        r"\[\int 2x + 1\,dx = x^2 + x + C = x(x+2) + C\]",
        r"\[\int_0^x (2t + 1)\,dt = x^2 + x = x(x + 2)\]",
    ],
)
def test_a_false_later_link_is_refuted_as_a_step_of_the_computation(text: str) -> None:
    assert verdicts(text)[-2:] == ["verified", "refuted"]


@pytest.mark.parametrize(
    "text",
    [
        r"$f(x) = x^3 - 3x$. Solve \[f'(x) = 3x^2 - 3 = x^2 + 2x\]",
        r"$f(x) = x^3 - 3x$. Set the two equal: \[f'(x) = 3x^2 - 3 = x^2 + 2x\]",
        r"$f(x) = x^3$. \[f'(x) = 3x^2 = 2x\]",
        r"\[\frac{d}{dx} (x^3 - 3x) = 3x^2 - 3 = 0\]",
        r"\[\frac{dy}{dx} = x^2 + x = x(x + 2)\]",
        r"\[\lim_{x \to 0} \frac{1 - \cos x}{x^2} = \frac{\sin x}{2x} = \frac{\cos x}{2}\]",
        r"\[\int 2x\,dx = x^2 + C + 1 = x^2 + C\]",
        r"\[\int 2x e^{x^2}\,dx = \int e^u\,du = e^u + C = e^{x^2} + C\]",
        r"It is wrong that \[\frac{d}{dx} (x^2 + x) = 2x + 1 = 2(x + 1)\]",
        r"\[x^2 + x = x(x + 1) = x(x + 2)\]",
    ],
)
def test_an_equation_to_solve_or_a_loose_limit_is_left_alone(text: str) -> None:
    assert "refuted" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            r"$A = \begin{pmatrix} 1 & 2 \\ 3 & 3 \end{pmatrix}$, so $\det A = -3$. Since $\det A = -7$, $A$ is invertible.",
            "-3",
        ),
        (r"$f(x) = x^2$ and $f'(3) = 6$. So the slope is $f'(3) = 9$.", "6"),
        (r"$\mathbf{v} = (1, 2)$, $\|\mathbf{v}\| = \sqrt{5}$. Thus $\|\mathbf{v}\| = 3$.", r"\sqrt{5}"),
    ],
)
def test_an_answer_that_contradicts_itself_is_refuted_where_it_is_wrong(text: str, expected: str) -> None:
    found = check_text(text)
    assert [claim.verdict.value for claim in found] == ["not_checked", "verified", "refuted"]
    assert found[-1].expected == expected
