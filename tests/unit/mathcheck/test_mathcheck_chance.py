"""Distributions, expectations and the rules of events, as they are written in answers."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checker import MathChecker
from assistant.mathcheck.checking.check import check_text


def last(text: str) -> str:
    return check_text(text)[-1].verdict.value


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$X \sim \mathcal{N}(0, 1)$, so $\mathbb{E}[X] = 0$", "verified"),
        (r"$X \sim \mathcal{N}(0, 1)$, so $\operatorname{Var}(2X + 3) = 4$", "verified"),
        (r"$X \sim \mathcal{N}(0, 1)$, so $\operatorname{Var}(2X + 3) = 2$", "refuted"),
        (r"$X \sim \mathcal{N}(2, 9)$, so $\operatorname{Var}(X) = 9$", "verified"),
        (r"$X \sim \mathcal{N}(2, 9)$, so $P(X \le 2) = 0.5$", "verified"),
        (r"$X \sim \text{Binomial}(10, 0.5)$, so $P(X = 2) \approx 0.0439$", "verified"),
        (r"$X \sim \text{Binomial}(10, 0.5)$, so $P(X = 2) = 0.0539$", "refuted"),
        (r"$X \sim \text{Poisson}(3)$, so $E[X^2] = 12$", "verified"),
        (r"$X \sim \text{Poisson}(3)$, so $E[X^2] = 9$", "refuted"),
        (r"$X \sim U(0, 6)$, so $\operatorname{Var}(X) = 3$", "verified"),
        (r"$X \sim \text{Bernoulli}(p)$, so $\operatorname{Var}(X) = p(1 - p)$", "verified"),
        (r"$X \sim \text{Exp}(2)$, so $E[X] = \frac{1}{2}$", "verified"),
        (r"$X \sim \text{Exp}(2)$, so $E[X] = 2$", "verified"),  # some books give the mean, not the rate
        (r"$X \sim \text{Exp}(2)$, so $E[X] = 3$", "refuted"),
    ],
)
def test_what_follows_from_a_distribution(text: str, verdict: str) -> None:
    assert last(text) == verdict


def test_a_distribution_said_long_before_refutes_nothing() -> None:
    text = (
        r"$X \sim \mathcal{N}(0, 1)$. "
        + "Now something else is said about it. " * 12
        + r"$\operatorname{Var}(X) = 2$"
    )
    assert last(text) == "not_checked"


def test_a_distribution_itself_gets_no_verdict() -> None:
    assert check_text(r"$X \sim \mathcal{N}(0, 1)$") == ()
    with MathChecker(workers=1) as checker:
        claims = checker.check(r"Let $X \sim \mathcal{N}(0, 1)$. Then $\operatorname{Var}(X) = 1$.")
    assert [claim.source for claim in claims] == [r"\operatorname{Var}(X) = 1"]


@pytest.mark.parametrize(
    "text",
    [
        r"$\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y) + 2\operatorname{Cov}(X, Y)$",
        r"$\textrm{Var}(aX + b) = a^2 \textrm{Var}(X)$",
        r"$\operatorname{Var}(X) = \mathbb{E}[X^2] - \mathbb{E}[X]^2$",
        r"$\operatorname{Var}[X] = E[(X - E[X])^2]$",
        r"$E[X - E[X]] = E[X] - E[E[X]]$",
        r"$\operatorname{Cov}(X, X) = \operatorname{Var}(X)$",
        r"$\mathbb{E}_{x \sim P}[2x + 1] = 2\mathbb{E}_{x \sim P}[x] + 1$",
        r"$P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}$",
        r"$P(A \cup B) = P(A) + P(B) - P(A \cap B)$",
        r"$P(T) = P(T \mid D) P(D) + P(T \mid \neg D) P(\neg D)$",
        r"$P(X = x, Y = y) = P(X = x \mid Y = y) P(Y = y)$",
        r"$P(A) + P(\neg A) = 1$",
    ],
)
def test_rules_that_always_hold_are_verified(text: str) -> None:
    assert last(text) == "verified"


@pytest.mark.parametrize(
    "text",
    [
        r"$\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)$",
        r"$\operatorname{Var}(aX) = a \operatorname{Var}(X)$",
        r"$E[XY] = E[X] E[Y]$",
        r"$P(A \cap B) = P(A) P(B)$",
        r"$P(A \mid B) = P(B \mid A)$",
        r"$P(A \cup B) = P(A) + P(B)$",
        r"$P(A \mid \neg B) = 1 - P(A \mid B)$",
    ],
)
def test_rules_that_need_independence_or_are_false_are_never_verified(text: str) -> None:
    assert last(text) == "not_checked"


def test_moments_that_were_said_are_put_in_and_refute_nothing() -> None:
    said = r"We know $E[X] = 3$ and $\operatorname{Var}(X) = 4$. "
    assert last(said + "So $E[2X + 1] = 7$.") == "verified"
    assert last(said + "So $E[X^2] = 13$.") == "verified"
    assert last(said + r"So $\operatorname{Var}(3X) = 36$.") == "verified"
    assert last(said + r"So $\operatorname{Var}(3X) = 12$.") == "not_checked"


def test_a_union_follows_from_its_parts() -> None:
    said = r"$P(A) = 0.5$, $P(B) = 0.4$ and $P(A \cap B) = 0.2$, so "
    assert last(said + r"$P(A \cup B) = 0.7$") == "verified"
    assert last(said + r"$P(A \cup B) = 0.8$") == "refuted"


def test_a_posterior_written_as_a_fraction_is_compared() -> None:
    said = r"$P(D) = 0.9$, $P(T \mid D) = 0.9$ and $P(T \mid \neg D) = 0.45$, so "
    assert last(said + r"$P(D \mid T) = \frac{18}{19}$") == "verified"
    assert last(said + r"$P(D \mid T) = \frac{17}{19}$") == "refuted"


def test_not_is_read_in_typed_events() -> None:
    said = "P(D) = 0.5, P(T|D) = 0.9 and P(T|not D) = 0.1, so "
    assert last(said + "P(T) = 0.5") == "verified"
