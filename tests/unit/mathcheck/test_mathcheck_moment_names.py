r"""`\mu_X`, `\sigma_X` and hatted estimators: what follows for them is verified, what only names them is not."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


def last(text: str) -> str:
    return check_text(text)[-1].verdict.value


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"If $X \sim \textrm{Bernoulli}(p)$ then $\mu_X = p$.", "verified"),
        (r"If $X \sim \textrm{Bernoulli}(p)$ then $\sigma_X^2 = p(1-p)$.", "verified"),
        (r"If $X \sim U(n)$ then $\sigma_X^2 = \frac{n^2-1}{12}$.", "verified"),
        (r"If $X \sim U(a, b)$ then $\mu_X = \frac{a+b}{2}$.", "verified"),
        (r"If $X \sim \textrm{Binomial}(n, p)$ then $\sigma_X^2 = np(1-p)$.", "verified"),
        (r"If $X \sim \textrm{Bernoulli}(p)$ then $\mu_X = 2p$.", "not_checked"),
        (r"If $X \sim \textrm{Bernoulli}(p)$ then $\sigma_X^2 = p(1+p)$.", "not_checked"),
        (r"$\mu_X = p$", "not_checked"),
        (r"$\mu_{aX+b} = a\mu_X + b$", "verified"),
        (r"$\mu_{X+Y} = \mu_X + \mu_Y$", "verified"),
        (r"$\sigma_{aX+b} = |a|\sigma_X$", "verified"),
        (r"$\sigma_{aX+b} = a\sigma_X + b$", "not_checked"),
        (r"$\sigma_{X+Y} = \sqrt{\sigma_X^2 + \sigma_Y^2}$", "not_checked"),  # for independent ones only
        (r"$\textrm{Var}(X) = E[X^2] - \mu_X^2$", "verified"),
        (r"$\textrm{Var}(X) = E[X^2] + \mu_X^2$", "not_checked"),
        (r"$\mu_X = E[X]$", "not_checked"),
        (r"$\sigma_X^2 = \textrm{Var}(X)$", "not_checked"),
        (r"$\sigma_{XY} = \textrm{Cov}(X, Y)$", "not_checked"),
        (r"$E(\hat{\theta}_n - \theta) = E(\hat{\theta}_n) - \theta$", "verified"),
        (r"$E[(\hat\theta - \theta)^2] = \textrm{Var}(\hat\theta) + (E[\hat\theta] - \theta)^2$", "verified"),
        (
            r"$E[(\hat\theta - \theta)^2] = \textrm{Var}(\hat\theta) - (E[\hat\theta] - \theta)^2$",
            "not_checked",
        ),
    ],
)
def test_names_of_moments_are_read_as_moments(text: str, verdict: str) -> None:
    assert last(text) == verdict


def test_a_value_said_for_a_mean_is_put_in() -> None:
    text = r"$\mu_X = a$ and $E[X^2] = a^2 + 8p$, so $\textrm{Var}(X) = E[X^2] - \mu_X^2 = 8p$ and $\sigma_X = 2\sqrt{2p}$."
    assert [claim.verdict.value for claim in check_text(text)][-3:] == ["verified", "verified", "verified"]
