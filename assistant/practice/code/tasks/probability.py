"""Probability and statistics from scratch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.practice.code.tasks import task

if TYPE_CHECKING:
    from numpy.random import Generator as Random
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def bayes_update(prior: Array, likelihood: Array) -> Any:
    joint = prior * likelihood
    return joint / np.sum(joint)


def entropy(p: Array) -> Any:
    q = p[p > 0]
    return -np.sum(q * np.log2(q))


def kl_divergence(p: Array, q: Array) -> Any:
    some = p > 0
    return np.sum(p[some] * np.log(p[some] / q[some]))


def stationary(P: Array) -> Any:
    n = len(P)
    A = np.vstack([P.T - np.eye(n), np.ones(n)])
    b = np.append(np.zeros(n), 1.0)
    return np.linalg.lstsq(A, b, rcond=None)[0]


def covariance_matrix(X: Array) -> Any:
    centred = X - np.mean(X, axis=0)
    return centred.T @ centred / (len(X) - 1)


def bootstrap_means(data: Array, draws: Array) -> Any:
    return np.mean(data[draws], axis=1)


def fit_normal(data: Array) -> Any:
    mean = np.mean(data)
    return np.array([mean, np.mean((data - mean) ** 2)])


def normal_log_density(x: float, mean: float, deviation: float) -> Any:
    return -0.5 * np.log(2 * np.pi * deviation**2) - (x - mean) ** 2 / (2 * deviation**2)


def _shares(random: Random, *, zeros: bool = False) -> Array:
    weights = random.uniform(0.1, 1, size=int(random.integers(2, 6)))
    if zeros and random.random() < 0.5:
        weights[0] = 0
    return np.asarray(weights / weights.sum())


def _update(random: Random) -> tuple[Any, ...]:
    prior = _shares(random)
    return prior, random.uniform(0.05, 1, size=len(prior))


def _with_zeros(random: Random) -> tuple[Any, ...]:
    return (_shares(random, zeros=True),)


def _two(random: Random) -> tuple[Any, ...]:
    p = _shares(random, zeros=True)
    q = random.uniform(0.1, 1, size=len(p))
    return p, q / q.sum()


def _chain(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 5))
    P = random.uniform(0.1, 1, size=(size, size))
    return (P / P.sum(axis=1, keepdims=True),)


def _table(random: Random) -> tuple[Any, ...]:
    return (random.normal(size=(int(random.integers(3, 9)), int(random.integers(1, 4)))),)


def _draws(random: Random) -> tuple[Any, ...]:
    size = int(random.integers(2, 7))
    draws = random.integers(0, size, size=(int(random.integers(1, 6)), size))
    return random.normal(size=size), draws


def _numbers(random: Random) -> tuple[Any, ...]:
    return (random.normal(size=int(random.integers(2, 12))),)


def _point(random: Random) -> tuple[Any, ...]:
    return float(random.normal()), float(random.normal()), float(random.uniform(0.2, 3))


TASKS = (
    task(
        bayes_update,
        topic_id="bayes-theorem",
        title="Bayes' rule over several hypotheses",
        prompt="`prior[i]` is the probability of hypothesis $i$, `likelihood[i]` the probability of what was seen if it is "
        "true. Write `bayes_update(prior, likelihood)`: the probabilities after it was seen.",
        cases=_update,
        example=(np.array([0.01, 0.99]), np.array([0.9, 0.05])),
        hints=("Multiply entry by entry.", "Divide by the sum, so that the result adds up to 1."),
        level=1,
    ),
    task(
        entropy,
        topic_id="entropy",
        title="Entropy in bits",
        prompt=r"Write `entropy(p)`: $-\sum_i p_i \log_2 p_i$ of a distribution. An entry may be 0; it adds nothing.",
        cases=_with_zeros,
        example=(np.array([0.5, 0.25, 0.25]),),
        hints=("`np.log2` is the logarithm to base 2.", "Take out the zeros first: `p[p > 0]`."),
        level=1,
    ),
    task(
        kl_divergence,
        topic_id="kl-divergence",
        title="KL divergence in nats",
        prompt=r"Write `kl_divergence(p, q)`: $\sum_i p_i \ln \frac{p_i}{q_i}$. An entry of `p` may be 0 and then adds nothing; "
        "all entries of `q` are positive.",
        cases=_two,
        example=(np.array([0.5, 0.5]), np.array([0.25, 0.75])),
        hints=("Take the same entries out of both arrays.", "`np.log` is the natural logarithm."),
        level=2,
    ),
    task(
        stationary,
        topic_id="markov-chains",
        title="Stationary distribution",
        prompt=r"`P[i, j]` is the probability of going from state $i$ to state $j$, always positive. Write `stationary(P)`: the "
        r"distribution $\pi$ with $\pi P = \pi$.",
        cases=_chain,
        example=(np.array([[0.9, 0.1], [0.5, 0.5]]),),
        hints=(
            "Either step often enough from any distribution, or solve the equations.",
            r"The equations $\pi (P - I) = 0$ need one more: the entries add up to 1.",
        ),
        level=3,
    ),
    task(
        covariance_matrix,
        topic_id="covariance-and-correlation",
        title="Covariance matrix",
        prompt="The rows of `X` are observations, its columns variables. Write `covariance_matrix(X)` with $n - 1$ in the "
        "denominator, without `np.cov`.",
        cases=_table,
        example=(np.array([[1.0, 2.0], [3.0, 6.0]]),),
        hints=("Subtract from each column its mean.", r"Then $\frac{1}{n-1} X^\top X$ of what is left."),
        level=2,
    ),
    task(
        bootstrap_means,
        topic_id="bootstrap",
        title="Bootstrap means",
        prompt="Each row of `draws` holds the places of one bootstrap sample, drawn with replacement. Write "
        "`bootstrap_means(data, draws)`: the mean of each sample.",
        cases=_draws,
        example=(np.array([1.0, 5.0, 9.0]), np.array([[0, 0, 2], [1, 1, 1]])),
        hints=("`data[draws]` takes all samples at once.", "The mean of each row is along `axis=1`."),
        level=1,
    ),
    task(
        fit_normal,
        topic_id="maximum-likelihood",
        title="Fit a normal distribution",
        prompt=r"Write `fit_normal(data)`: the maximum likelihood estimates of mean and variance, as an array in this order.",
        cases=_numbers,
        example=(np.array([1.0, 3.0]),),
        hints=(
            "The mean is the average.",
            "The likelihood is largest for the variance with $n$, not $n - 1$, below.",
        ),
        level=2,
    ),
    task(
        normal_log_density,
        topic_id="normal-distribution",
        title="Log density of the normal distribution",
        prompt=r"Write `normal_log_density(x, mean, deviation)`: the natural logarithm of the density of "
        r"$\mathcal{N}(\mu, \sigma^2)$ at `x`; `deviation` is $\sigma$.",
        cases=_point,
        example=(0.0, 0.0, 1.0),
        hints=(
            "Take the logarithm on paper first: a product becomes a sum.",
            r"$-\frac{1}{2}\ln(2\pi\sigma^2) - \frac{(x-\mu)^2}{2\sigma^2}$.",
        ),
        level=1,
    ),
)
