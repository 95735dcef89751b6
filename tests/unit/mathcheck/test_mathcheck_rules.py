"""Rules that hold whatever stands in them: total probability, the chain rule, rules with a remark beside them."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def verdicts(text: str) -> list[str]:
    return [claim.verdict.value for claim in check_text(text)]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\sum_a P(A=a \mid B) = 1", "verified"),
        (r"\sum_a P(B, A=a) = P(B)", "verified"),
        (r"P(A=a) = \sum_v P(A=a, B=v)", "verified"),
        (r"\sum_a P(B \mid A=a) P(A=a) = \sum_a P(B, A=a)", "verified"),
        (r"P(A \mid B) = \frac{P(B \mid A) P(A)}{\sum_a P(B \mid A=a) P(A=a)}", "verified"),
        (r"\sum_a P(A=a \mid C) P(B \mid A=a, C) = P(B \mid C)", "verified"),
        (r"\int P(Y) P(X \mid Y) dY = P(X)", "verified"),
        (r"\sum_a P(B \mid A=a) = 1", "not_checked"),
        (r"\sum_a P(B \mid A=a) = P(B)", "not_checked"),
        (r"\sum_a P(A=a) P(B \mid A=a, C) = P(B \mid C)", "not_checked"),
    ],
)
def test_sums_over_all_values_of_a_variable(formula: str, verdict: str) -> None:
    assert verdicts(f"${formula}$") == [verdict]


_PARTIALS = r"\frac{\partial f}{\partial u}\frac{\partial u}{\partial a}"
_BOTH = _PARTIALS + r" + \frac{\partial f}{\partial v}\frac{\partial v}{\partial a}"
_SAID = "$f(u, v) = (u+v)^2$, $u(a, b) = a + b$, $v(a, b) = ab$. "


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$\frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx}$", "verified"),
        (rf"$\frac{{\partial f}}{{\partial a}} = {_BOTH}$", "verified"),
        (rf"{_SAID}$\frac{{\partial f}}{{\partial a}} = {_BOTH}$", "verified"),
        (
            rf"{_SAID}$\frac{{\partial f}}{{\partial a}} = {_PARTIALS}$",
            "not_checked",
        ),  # the way over v is missing
        (rf"$\frac{{\partial f}}{{\partial a}} = {_BOTH} + {_PARTIALS}$", "not_checked"),
        (r"$\frac{dy}{dx} = \frac{dy}{du} \frac{dv}{dx}$", "not_checked"),
        (r"$\frac{dy}{dx} = \frac{dy}{du} + \frac{du}{dx}$", "not_checked"),
        (r"$\frac{d^2 y}{dx^2} = \frac{dy}{du} \frac{du}{dx}$", "not_checked"),
    ],
)
def test_the_chain_rule_needs_every_way_once(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict


def test_a_remark_in_a_column_of_its_own_is_no_part_of_the_formula() -> None:
    text = r"""$$\begin{aligned}
    \frac{d}{dx} [f(x) + g(x)] & = \frac{d}{dx} f(x) + \frac{d}{dx} g(x) && \text{sum rule} \\
    \frac{d}{dx} [f(x) g(x)] & = f(x) \frac{d}{dx} g(x) + g(x) \frac{d}{dx} f(x) && \text{product rule}
    \end{aligned}$$"""
    assert verdicts(text) == ["verified", "verified"]
    condition = r"$$\begin{aligned} f(x) &= 2x && \text{if } x > 3 \end{aligned}$$"
    assert "verified" not in verdicts(condition)
