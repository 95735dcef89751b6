# ruff: noqa: N803, D103 - capitals are matrices here; the small makers say what they do by name
"""Questions of the solver's benchmark: templates with seeded numbers, in the words of learners; keys by other means.

A template is a kind and a function of a random source that gives the question and its key. Keys come from NumPy,
mpmath, fractions or counting, never from the solver's own modules.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np


@dataclass(frozen=True)
class Function:
    """A key that is a function of its arguments' names."""

    value: Callable[..., Any]


Template = Callable[[random.Random], tuple[str, Any]]
TEMPLATES: list[tuple[str, Template]] = []


def asks(kind: str) -> Callable[[Template], Template]:
    """Register a template under a kind."""

    def keep(make: Template) -> Template:
        TEMPLATES.append((kind, make))
        return make

    return keep


def also(kind: str, *patterns: str, key: Callable[..., Any], **draws: Callable[[random.Random], Any]) -> None:
    """Register several phrasings that share their numbers' ranges and their key."""

    def template(pattern: str) -> Template:
        def make(rng: random.Random) -> tuple[str, Any]:
            drawn = {name: draw(rng) for name, draw in draws.items()}
            return pattern.format(**{name: shown(value) for name, value in drawn.items()}), key(**drawn)

        return make

    for pattern in patterns:
        TEMPLATES.append((kind, template(pattern)))


def shown(value: Any) -> str:
    """A list as a learner types it; everything else as it is."""
    if isinstance(value, np.ndarray):
        return str(value.tolist()).replace(" ", "")
    if isinstance(value, tuple):
        return "(" + ", ".join(str(item) for item in value) + ")"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def whole(low: int, high: int) -> Callable[[random.Random], int]:
    return lambda rng: rng.randint(low, high)


def nonzero(low: int, high: int) -> Callable[[random.Random], int]:
    return lambda rng: rng.choice([n for n in range(low, high + 1) if n])


def one_of(*values: Any) -> Callable[[random.Random], Any]:
    return lambda rng: rng.choice(values)


def vector(size: int, low: int = -4, high: int = 5) -> Callable[[random.Random], tuple[int, ...]]:
    return lambda rng: tuple(rng.choice([n for n in range(low, high + 1) if n]) for _ in range(size))


def data(size: int, low: int = 1, high: int = 12) -> Callable[[random.Random], list[int]]:
    return lambda rng: rng.sample(range(low, high + 1), size)


def matrix(
    rows: int, cols: int, low: int = -3, high: int = 4, *, regular: bool = False
) -> Callable[[random.Random], Any]:
    def make(rng: random.Random) -> Any:
        while True:
            found = np.array([[rng.randint(low, high) for _ in range(cols)] for _ in range(rows)])
            if not regular or abs(np.linalg.det(found.astype(float))) > 0.5:
                return found

    return make


def symmetric(size: int, *, definite: bool = False) -> Callable[[random.Random], Any]:
    def make(rng: random.Random) -> Any:
        while True:
            half = np.array([[rng.randint(-2, 3) for _ in range(size)] for _ in range(size)])
            found = half @ half.T if definite else half + half.T
            if abs(np.linalg.det(found.astype(float))) > 0.5:
                return found

    return make


def binomial(n: int, p: float, k: int) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


def poisson(rate: float, k: int) -> float:
    return math.exp(-rate) * rate**k / math.factorial(k)


def below(z: float) -> float:
    return float(mpmath.ncdf(z))


_P = one_of(0.1, 0.2, 0.3, 0.25, 0.4, 0.6)

# -- distributions -----------------------------------------------------------------------------------------

also(
    "binomial", "What is P(X = {k}) if X ~ Bin({n}, {p})?", "X ∼ Binomial(n={n}, p={p}). Find P(X = {k}).",
    r"Let $X \sim \text{{Binomial}}({n}, {p})$. Compute $P(X = {k})$.",
    "In {n} independent trials with success probability {p}, what is the probability of exactly {k} successes? Use the binomial distribution.",
    "binomial distribution with n = {n} and p = {p}: probability of exactly {k} successes?",
    n=whole(5, 12), p=_P, k=whole(1, 4), key=lambda n, p, k: binomial(n, p, k),
)  # fmt: skip
also(
    "binomial", "X ~ Bin({n}, {p}): what's P(X ≤ {k})?", "If X is binomial with n={n}, p={p}, find P(X <= {k})",
    n=whole(5, 12), p=_P, k=whole(1, 4), key=lambda n, p, k: sum(binomial(n, p, i) for i in range(k + 1)),
)  # fmt: skip
also(
    "binomial", r"$X \sim B({n}, {p})$, find $P(X \ge {k})$", "Let X ~ Binomial({n},{p}). What is the probability that X is at least {k}?",
    n=whole(5, 12), p=_P, k=whole(1, 4), key=lambda n, p, k: sum(binomial(n, p, i) for i in range(k, n + 1)),
)  # fmt: skip
also(
    "coins and dice", "A fair coin is flipped {n} times. What is the probability of exactly {k} heads?", "I toss a fair coin {n} times, how likely is it to get exactly {k} tails?",
    "What's the probability of getting {k} heads in {n} coin flips?", n=whole(5, 10), k=whole(2, 4), key=lambda n, k: binomial(n, 0.5, k),
)  # fmt: skip
also(
    "coins and dice", "A biased coin with P(heads) = {p} is tossed {n} times. Probability of at least {k} heads?",
    "A coin lands heads with probability {p}. We flip it {n} times. What is the probability of at least {k} heads?",
    n=whole(4, 7), k=whole(2, 3), p=_P, key=lambda n, k, p: sum(binomial(n, p, i) for i in range(k, n + 1)),
)  # fmt: skip
also(
    "coins and dice", "A die is rolled {n} times. What is the probability of exactly two sixes?", "I roll {n} dice. What's the chance of exactly 2 sixes?",
    n=whole(4, 8), key=lambda n: binomial(n, 1 / 6, 2),
)  # fmt: skip
also(
    "samples", "{s}% of items are defective. In a sample of {n} items, what is the probability that exactly {k} are defective?",
    "{s}% of all bulbs are faulty. We test {n} bulbs. What is the probability that exactly {k} of them are faulty?",
    s=one_of(5, 10, 2, 20), n=whole(8, 15), k=whole(1, 3), key=lambda s, n, k: binomial(n, s / 100, k),
)  # fmt: skip
also(
    "poisson", "X ~ Poisson({m}). P(X = {k})?", "If X follows a Poisson distribution with mean {m}, what is the probability that X = {k}?".replace("that X = {k}", "of exactly {k} events"),
    "Calls arrive at an average rate of {m} per hour. What is the probability of exactly {k} calls in an hour?",
    "Poisson with λ = {m}: what is P(X={k})?", "A web server gets {m} requests per minute on average. Probability of exactly {k} requests in one minute?",
    m=whole(2, 6), k=whole(1, 4), key=lambda m, k: poisson(m, k),
)  # fmt: skip
also(
    "poisson", r"Let $X \sim \mathrm{{Poisson}}(\lambda={m})$. What is $P(X \leq {k})$?", "Poisson distribution with rate {m}, probability of at most {k} events?",
    m=whole(2, 6), k=whole(1, 4), key=lambda m, k: sum(poisson(m, i) for i in range(k + 1)),
)  # fmt: skip
also(
    "poisson", "X is Poisson with mean {m}. Probability that X is more than {k}?", "Emails arrive at a rate of {m} per hour. What is the probability of more than {k} emails in an hour?",
    m=whole(2, 6), k=whole(1, 4), key=lambda m, k: 1 - sum(poisson(m, i) for i in range(k + 1)),
)  # fmt: skip
also(
    "geometric", "X ~ Geom({p}). Find P(X = {k}).", "geometric distribution with success probability {p}: P(X={k})?",
    p=_P, k=whole(2, 5), key=lambda p, k: (1 - p) ** (k - 1) * p,
)  # fmt: skip
also(
    "geometric",
    "geometric with p={p}, what is P(X > {k})?",
    p=_P,
    k=whole(2, 5),
    key=lambda p, k: (1 - p) ** k,
)
also(
    "geometric",
    "What is the expected value of a geometric distribution with p = {p}?",
    "E[X] for X ~ Geometric({p})",
    p=_P,
    key=lambda p: 1 / p,
)
also(
    "normal", "Let X ~ N({m}, {v}). What is P(X < {a})?", r"Suppose $X \sim \mathcal{{N}}({m}, {v})$. Find $P(X \le {a})$.",
    m=whole(0, 10), v=one_of(4, 9, 16), a=whole(1, 12), key=lambda m, v, a: below((a - m) / math.sqrt(v)),
)  # fmt: skip
also(
    "normal", "Heights are normally distributed with mean {m} cm and standard deviation {s} cm. What is the probability that a person is taller than {a} cm?",
    "Scores are normal with mean {m} and sd {s}. What proportion is above {a}?", "IQ is Gaussian with mean {m} and standard deviation {s}. P(X > {a})?",
    m=one_of(168, 172), s=one_of(10, 15, 8), a=whole(165, 190), key=lambda m, s, a: 1 - below((a - m) / s),
)  # fmt: skip
also(
    "normal", "X is normal with mean {m} and variance {v}. Compute P({m} < X < {a}).", "normal distribution, mean {m}, variance {v}: probability that X is between {m} and {a}?",
    m=whole(0, 5), v=one_of(4, 9), a=whole(6, 9), key=lambda m, v, a: below((a - m) / math.sqrt(v)) - 0.5,
)  # fmt: skip
also(
    "normal",
    "For a standard normal Z, what is P(Z < {z})?",
    "Z ~ N(0, 1). P(Z ≤ {z})",
    z=one_of(0.5, 1.2, 1.96, -0.7),
    key=lambda z: below(z),
)
also(
    "uniform", "X is uniform on [{a}, {b}]. What is P(X < {c})?", "Let X ~ U({a}, {b}). Find P(X ≤ {c}).",
    "X is uniformly distributed between {a} and {b}. What is the probability that X is less than {c}?",
    a=whole(0, 2), b=whole(8, 12), c=whole(3, 7), key=lambda a, b, c: (c - a) / (b - a),
)  # fmt: skip
also(
    "uniform",
    "variance of a uniform distribution on [{a}, {b}]",
    "Var(X) if X ~ Uniform({a}, {b})",
    a=whole(0, 2),
    b=whole(8, 12),
    key=lambda a, b: (b - a) ** 2 / 12,
)
also(
    "uniform",
    "mean of a uniform distribution between {a} and {b}",
    "What's E[X] when X ~ Unif({a},{b})?",
    a=whole(0, 3),
    b=whole(8, 12),
    key=lambda a, b: (a + b) / 2,
)
also(
    "exponential", "X ~ Exp({m}). What is P(X > {a})?", "exponential with rate {m}: probability that X is greater than {a}?",
    m=one_of(0.5, 2, 0.2), a=whole(1, 3), key=lambda m, a: math.exp(-m * a),
)  # fmt: skip
also(
    "exponential", "The lifetime is exponentially distributed with mean {m} years. What is the probability that it lasts more than {a} years?",
    "waiting time is exponential with mean {m} minutes, P(X > {a})?", m=one_of(5, 4, 10), a=whole(1, 9), key=lambda m, a: math.exp(-a / m),
)  # fmt: skip
also(
    "exponential",
    "What is the variance of an exponential distribution with rate {m}?",
    m=one_of(0.5, 2, 4),
    key=lambda m: 1 / m**2,
)
also(
    "moments", "What's the variance of a binomial with n={n} and p={p}?", "Var(X) for X ~ Bin({n}, {p})", "variance of the binomial distribution with {n} trials and success probability {p}",
    n=whole(8, 30), p=_P, key=lambda n, p: n * p * (1 - p),
)  # fmt: skip
also(
    "moments",
    "expected value of X ~ Binomial({n}, {p})",
    "How many heads do you expect in {n} flips of a coin with P(heads) = {p}?",
    n=whole(8, 30),
    p=_P,
    key=lambda n, p: n * p,
)
also(
    "moments",
    "If X ~ N({m}, {v}), what is Var(2X + 3)?",
    m=whole(0, 5),
    v=whole(2, 9),
    key=lambda m, v: 4 * v,
)
also("moments", "X ~ Poisson({m}); what is E[3X + 1]?", m=whole(2, 9), key=lambda m: 3 * m + 1)
also(
    "moments",
    "standard deviation of a Poisson distribution with λ={m}",
    m=one_of(4, 9, 16),
    key=lambda m: math.sqrt(m),
)
also(
    "hypergeometric", "An urn has {r} red and {b} blue balls. You draw 3 balls without replacement. What is the probability of exactly 2 red?",
    "A bag contains {r} red and {b} green marbles. We pick 3 marbles without replacement. Probability that exactly 2 are red?",
    r=whole(4, 7), b=whole(3, 8), key=lambda r, b: math.comb(r, 2) * b / math.comb(r + b, 3),
)  # fmt: skip


@asks("table")
def _table(rng: random.Random) -> tuple[str, Any]:
    p = rng.choice([0.1, 0.2, 0.3])
    q = rng.choice([0.4, 0.5])
    a, b, c = sorted(rng.sample(range(-2, 8), 3))
    r = round(1 - p - q, 2)
    return f"P(X={a}) = {p}, P(X={b}) = {q}, P(X={c}) = {r}. What is E[X]?", p * a + q * b + r * c


@asks("table")
def _table_variance(rng: random.Random) -> tuple[str, Any]:
    a, b = sorted(rng.sample(range(0, 8), 2))
    p = rng.choice([0.2, 0.4, 0.75])
    mean = p * a + (1 - p) * b
    return (
        f"X takes the values {a} and {b} with probabilities {p} and {round(1 - p, 2)}. Find the variance of X.",
        p * a * a + (1 - p) * b * b - mean**2,
    )


@asks("table")
def _table_lists(rng: random.Random) -> tuple[str, Any]:
    values = sorted(rng.sample(range(0, 9), 3))
    weights = rng.choice([(0.2, 0.3, 0.5), (0.1, 0.6, 0.3), (0.25, 0.25, 0.5)])
    return (
        f"A random variable takes values {values[0]}, {values[1]}, {values[2]} with probabilities {weights[0]}, {weights[1]}, {weights[2]}. What is its expected value?",
        float(np.dot(values, weights)),
    )


also(
    "density",
    "X has density f(x) = 2x on [0, 1]. What is E[X]?",
    "Find the expected value of a random variable with pdf f(x) = 2x for 0 <= x <= 1.",
    key=lambda: 2 / 3,
)
also("density", "The density of X is f(x) = 3x^2 on [0,1]. Compute the variance of X.", key=lambda: 3 / 80)
also(
    "density", r"Let X have density $f(x) = \frac{{x}}{{8}}$ on $[0, 4]$. What is $E[X]$?", key=lambda: 8 / 3
)

# -- data --------------------------------------------------------------------------------------------------

also(
    "data",
    "Find the mean of {d}",
    "what is the average of the numbers {d}?",
    "mean of the data set [{d}]",
    d=data(5),
    key=lambda d: float(np.mean(d)),
)
also("data", "What is the median of {d}?", d=data(6), key=lambda d: float(np.median(d)))
also(
    "data",
    "Compute the sample variance of {d}.",
    "sample variance of the data: {d}",
    d=data(5),
    key=lambda d: float(np.var(d, ddof=1)),
)
also("data", "population variance of [{d}]", "variance of {d}", d=data(5), key=lambda d: float(np.var(d)))
also(
    "data",
    "Calculate the sample standard deviation of the values {d}",
    d=data(4),
    key=lambda d: float(np.std(d, ddof=1)),
)
also(
    "covariance", "Compute the sample covariance of x = [{d}] and y = [{e}].", "sample covariance between ({d}) and ({e})",
    d=data(4), e=data(4), key=lambda d, e: float(np.cov(d, e)[0, 1]),
)  # fmt: skip
also(
    "covariance", "What is the correlation between x = ({d}) and y = ({e})?", "Pearson correlation of [{d}] and [{e}]",
    d=data(4), e=data(4), key=lambda d, e: float(np.corrcoef(d, e)[0, 1]),
)  # fmt: skip
also(
    "likelihood",
    "I flip a coin {n} times and see {k} heads. What is the maximum likelihood estimate of p?",
    "MLE of p after {k} heads in {n} tosses",
    "We observed {k} successes in {n} Bernoulli trials. Maximum likelihood estimate for p?",
    n=whole(10, 20),
    k=whole(2, 9),
    key=lambda n, k: k / n,
)
also(
    "likelihood",
    "Poisson data {d}: find the maximum likelihood estimate of λ.",
    "The counts {d} come from a Poisson distribution. What is the MLE of lambda?",
    d=data(5),
    key=lambda d: float(np.mean(d)),
)
also(
    "likelihood",
    "Find the MLE of the rate for exponential data {d}",
    r"Observations {d} are i.i.d. $\mathrm{{Exp}}(\lambda)$. What is the maximum likelihood estimate of $\lambda$?",
    d=data(4),
    key=lambda d: 1 / float(np.mean(d)),
)
also(
    "likelihood",
    "maximum likelihood estimates of the mean and variance of a normal distribution from the data {d}",
    "Given {d} from N(mu, sigma^2), compute the MLE of mu and sigma^2.",
    d=data(4),
    key=lambda d: [float(np.mean(d)), float(np.var(d))],
)
also(
    "likelihood",
    "geometric distribution, observed {d}: MLE of p?",
    d=data(4),
    key=lambda d: 1 / float(np.mean(d)),
)
also(
    "likelihood",
    "Data {d} are drawn from Uniform(0, θ). What is the maximum likelihood estimate of θ?",
    d=data(4),
    key=lambda d: max(d),
)
also(
    "posterior",
    "With a Beta({a}, {b}) prior and {k} heads and {m} tails observed, what is the posterior mean?",
    a=whole(1, 4),
    b=whole(1, 4),
    k=whole(3, 9),
    m=whole(2, 8),
    key=lambda a, b, k, m: (a + k) / (a + b + k + m),
)
also(
    "interval", "Sample mean {m}, population standard deviation {s}, n = {n}. Give the 95% confidence interval for the mean.",
    "Compute a 95% confidence interval: mean = {m}, sigma = {s}, n = {n}", m=whole(40, 60), s=one_of(5, 8, 10), n=one_of(25, 64, 100),
    key=lambda m, s, n: [m - 1.959964 * s / math.sqrt(n), m + 1.959964 * s / math.sqrt(n)],
)  # fmt: skip
also(
    "scores",
    "What is the z-score of {a} when the mean is {m} and the standard deviation is {s}?",
    "mean = {m}, sd = {s}; z-score for {a}?",
    a=whole(60, 90),
    m=whole(50, 70),
    s=one_of(5, 8, 10),
    key=lambda a, m, s: (a - m) / s,
)
also(
    "scores",
    "sample mean {m}, mu0 = 50, s = {s}, n = {n}. Compute the t statistic.",
    m=whole(51, 56),
    s=one_of(4, 6),
    n=one_of(16, 25),
    key=lambda m, s, n: (m - 50) / (s / math.sqrt(n)),
)
also(
    "scores",
    "What is the standard error of the mean if the standard deviation is {s} and n = {n}?",
    s=one_of(6, 12),
    n=one_of(16, 36),
    key=lambda s, n: s / math.sqrt(n),
)

# -- bayes -------------------------------------------------------------------------------------------------


def bayes(prior: float, up: float, down: float) -> float:
    return prior * up / (prior * up + (1 - prior) * down)


also(
    "bayes", "{a}% of people have a disease. The test is positive for {b}% of sick people and for {c}% of healthy people. What is the probability that someone who tests positive is sick?",
    "A disease affects {a}% of the population. The test has a sensitivity of {b}% and a false positive rate of {c}%. A person tests positive. What is the probability that they have the disease?",
    "P(D) = 0.0{a}, P(T|D) = 0.{b}, P(T|not D) = 0.0{c}. Find P(D|T).", a=whole(1, 5), b=whole(85, 98), c=whole(2, 9),
    key=lambda a, b, c: bayes(a / 100, b / 100, c / 100),
)  # fmt: skip
also(
    "bayes",
    "{a}% of emails are spam. The word 'free' appears in {b}% of spam emails and in {c}% of legitimate emails. An email contains 'free'. What is the probability that it is spam?",
    a=whole(20, 50),
    b=whole(30, 70),
    c=whole(1, 9),
    key=lambda a, b, c: bayes(a / 100, b / 100, c / 100),
)
also(
    "several causes", "Machines A, B and C make 50%, 30% and 20% of the parts. Their defect rates are {a}%, {b}% and {c}%. A part is defective. What is the probability that it was made by machine B?",
    "Factory A makes 50% of the chips with a {a}% defect rate, factory B makes 30% with a {b}% defect rate and factory C makes 20% with a {c}% defect rate. Given that a chip is defective, what is the probability that it came from factory B?",
    a=whole(1, 4), b=whole(2, 6), c=whole(3, 9), key=lambda a, b, c: 0.3 * b / (0.5 * a + 0.3 * b + 0.2 * c),
)  # fmt: skip
also(
    "urns", "Urn 1 contains {a} red and {b} blue balls, urn 2 contains {c} red and {d} blue balls. An urn is chosen at random and a red ball is drawn. What is the probability that it came from urn 1?",
    "Box A has {a} white and {b} black balls. Box B has {c} white and {d} black balls. A box is picked at random and a ball is drawn; it is white. What is the probability that it was box A?",
    a=whole(1, 6), b=whole(1, 6), c=whole(1, 6), d=whole(1, 6), key=lambda a, b, c, d: (a / (a + b)) / (a / (a + b) + c / (c + d)),
)  # fmt: skip
also(
    "natural frequencies",
    "Of 1000 people, 10 have the disease. Of these 10, {a} test positive. Of the 990 without the disease, {b} test positive. What is the probability that a person who tests positive has the disease?",
    a=whole(7, 10),
    b=whole(30, 99),
    key=lambda a, b: a / (a + b),
)
also(
    "two tests",
    "1% of people have the disease. A test has sensitivity {a}% and specificity {b}%. Someone tests positive on two independent tests. What is the probability that they have the disease?",
    a=whole(85, 98),
    b=whole(90, 97),
    key=lambda a, b: bayes(0.01, (a / 100) ** 2, (1 - b / 100) ** 2),
)

# -- linear algebra ----------------------------------------------------------------------------------------

also(
    "product",
    "multiply {A} by {B}",
    "compute AB for A = {A} and B = {B}",
    "What is the matrix product of {A} and {B}?",
    A=matrix(2, 2),
    B=matrix(2, 2),
    key=lambda A, B: A @ B,
)
also(
    "inverse",
    "What is the inverse of {A}?",
    "invert the matrix {A}",
    "Find A^{{-1}} if A = {A}",
    A=matrix(2, 2, regular=True),
    key=lambda A: np.linalg.inv(A),
)
also(
    "determinant",
    "determinant of {A}",
    "What's det({A})?",
    "Compute the determinant of the matrix A = {A}.",
    A=matrix(3, 3),
    key=lambda A: round(float(np.linalg.det(A))),
)
also("rank", "What is the rank of {A}?", A=matrix(3, 3), key=lambda A: int(np.linalg.matrix_rank(A)))
also(
    "trace",
    "trace of {A}",
    "What is the trace of the matrix {A}?",
    A=matrix(3, 3),
    key=lambda A: int(np.trace(A)),
)
also(
    "eigenvalues",
    "eigenvalues of {A}",
    "Find the eigenvalues of the matrix A = {A}.",
    A=symmetric(2),
    key=lambda A: sorted(np.linalg.eigvalsh(A).tolist(), reverse=True),
)


def _eigenpairs(A: Any) -> Callable[[list[Any]], bool]:
    def right(arrays: list[Any]) -> bool:
        values, vectors = [a for a in arrays if a.size == 1], [a for a in arrays if a.size > 1]
        return len(vectors) == len(values) == len(A) and all(
            np.allclose(A @ v.ravel(), w.ravel()[0] * v.ravel(), atol=1e-6) and abs(v).sum() > 0
            for w, v in zip(values, vectors, strict=True)
        )

    return right


also(
    "eigenvectors",
    "find the eigenvectors of {A}",
    "eigenvalues and eigenvectors of {A}?",
    A=symmetric(2),
    key=_eigenpairs,
)


def _svd(A: Any) -> Callable[[list[Any]], bool]:
    def right(arrays: list[Any]) -> bool:
        if len(arrays) != 3:
            return False
        u, s, v = (np.atleast_2d(a) for a in arrays)
        s = np.diag(s.ravel()) if s.size == 1 else s
        return np.allclose(u @ s @ v.T, A, atol=2e-3) and np.allclose(u.T @ u, np.eye(u.shape[1]), atol=1e-3)

    return right


also(
    "svd",
    "Find the SVD of {A}",
    "singular value decomposition of the matrix {A}",
    "Let A = {A}. Compute its SVD.",
    A=matrix(2, 2, regular=True),
    key=_svd,
)
also(
    "svd",
    "What are the singular values of {A}?",
    A=matrix(2, 2, regular=True),
    key=lambda A: np.linalg.svd(A)[1],
)
also(
    "svd",
    "Compute the singular value decomposition of [[3, 0], [4, 5]].",
    key=lambda: _svd(np.array([[3, 0], [4, 5]])),
)


def _qr(A: Any) -> Callable[[list[Any]], bool]:
    return lambda arrays: (
        len(arrays) == 2 and np.allclose(arrays[0] @ arrays[1], A, atol=1e-6) and np.allclose(np.tril(arrays[1], -1), 0)
        and np.allclose(arrays[0].T @ arrays[0], np.eye(arrays[0].shape[1]), atol=1e-6)
    )  # fmt: skip


also(
    "qr",
    "QR decomposition of {A}",
    "Compute the QR factorization of the matrix {A}.",
    A=matrix(2, 2, regular=True),
    key=_qr,
)


def _orthonormal(u: tuple[int, ...], v: tuple[int, ...]) -> Callable[[list[Any]], bool]:
    def right(arrays: list[Any]) -> bool:
        q = np.column_stack([a.ravel() for a in arrays])
        return (
            np.allclose(q.T @ q, np.eye(2), atol=1e-6)
            and np.linalg.matrix_rank(np.column_stack([q, u, v])) == 2
        )

    return right


also(
    "gram-schmidt",
    "Apply Gram-Schmidt to {u} and {v}",
    "Use the Gram-Schmidt process to orthonormalize the vectors {u}, {v}.",
    u=vector(3),
    v=vector(3, 1, 7),
    key=_orthonormal,
)
also(
    "cholesky",
    "Cholesky decomposition of {A}",
    "Find the Cholesky factor of the matrix A = {A}",
    A=symmetric(2, definite=True),
    key=lambda A: np.linalg.cholesky(A),
)


def _lu(A: Any) -> Callable[[list[Any]], bool]:
    return lambda arrays: (
        len(arrays) == 2
        and np.allclose(arrays[0] @ arrays[1], A)
        and np.allclose(np.tril(arrays[1], -1), 0)
        and np.allclose(np.diag(arrays[0]), 1)
    )


also("lu", "LU decomposition of {A}", A=symmetric(2, definite=True), key=_lu)


def _kernel(A: Any) -> Callable[[list[Any]], bool]:
    def right(arrays: list[Any]) -> bool:
        found = np.column_stack([a.ravel() for a in arrays])
        return np.allclose(A @ found, 0) and np.linalg.matrix_rank(found) == A.shape[
            1
        ] - np.linalg.matrix_rank(A)

    return right


also(
    "null space",
    "Find a basis of the null space of {A}",
    "What is the kernel of the matrix {A}?",
    "Let A = {A}. Find its null space.",
    A=matrix(2, 3),
    key=_kernel,
)


def _image(A: Any) -> Callable[[list[Any]], bool]:
    def right(arrays: list[Any]) -> bool:
        found = np.column_stack([a.ravel() for a in arrays])
        rank = np.linalg.matrix_rank(A)
        return (
            np.linalg.matrix_rank(found)
            == rank
            == found.shape[1]
            == np.linalg.matrix_rank(np.column_stack([found, A]))
        )

    return right


also(
    "column space",
    "basis for the column space of {A}",
    "What is the column space of {A}?",
    A=matrix(3, 2, 1, 5),
    key=_image,
)
also(
    "definiteness",
    "Is the matrix {A} positive definite?",
    "Check whether {A} is positive definite",
    A=symmetric(2, definite=True),
    key=lambda A: "is positive definite",
)
also("definiteness", "Is [[1, 3], [3, 1]] positive definite?", key=lambda: "indefinite")
also(
    "projection",
    "project {u} onto {v}",
    "What is the projection of {u} onto the vector {v}?",
    "projection of {u} on the line spanned by {v}",
    u=vector(2),
    v=vector(2),
    key=lambda u, v: np.array(v) * (np.dot(u, v) / np.dot(v, v)),
)
also(
    "projection",
    "Project {b} onto the column space of [[1, 0], [0, 1], [1, 1]]",
    b=vector(3),
    key=lambda b: (
        np.array([[1, 0], [0, 1], [1, 1]])
        @ np.linalg.lstsq(np.array([[1, 0], [0, 1], [1, 1]]), np.array(b), rcond=None)[0]
    ),
)
also(
    "least squares",
    "Find the least squares solution of Ax = b with A = [[1, 0], [1, 1], [1, 2]] and b = {b}.",
    b=vector(3),
    key=lambda b: np.linalg.lstsq(np.array([[1, 0], [1, 1], [1, 2]]), np.array(b), rcond=None)[0],
)
also(
    "least squares",
    "least squares line through (0,{a}), (1,{b}), (2,{c})",
    "Fit a line by least squares to the points (0, {a}), (1, {b}), (2, {c}).",
    a=whole(0, 3),
    b=whole(1, 5),
    c=whole(2, 8),
    key=lambda a, b, c: Function(lambda x: np.polyval(np.polyfit([0, 1, 2], [a, b, c], 1), x)),
)
also(
    "norm",
    "norm of {u}",
    "What is the length of the vector {u}?",
    "compute ||{u}||",
    u=vector(3),
    key=lambda u: float(np.linalg.norm(u)),
)
also("norm", "Frobenius norm of {A}", A=matrix(2, 2, 1, 5), key=lambda A: float(np.linalg.norm(A)))
also(
    "angle",
    "cosine similarity of {u} and {v}",
    "What's the cosine similarity between {u} and {v}?",
    u=vector(3),
    v=vector(3),
    key=lambda u, v: float(np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v)),
)
also(
    "dot",
    "dot product of {u} and {v}",
    "What is {u} · {v}?",
    u=vector(3),
    v=vector(3),
    key=lambda u, v: int(np.dot(u, v)),
)
also(
    "systems",
    "Solve {a}x + y = {b} and x - y = {c}",
    a=whole(2, 5),
    b=whole(1, 9),
    c=whole(0, 4),
    key=lambda a, b, c: np.linalg.solve([[a, 1], [1, -1]], [b, c]),
)

# -- calculus and optimisation -----------------------------------------------------------------------------

also(
    "gradient",
    "What is the gradient of x^2 + {a}xy?",
    "gradient of f(x,y) = x^2 + {a}xy",
    r"Find $\nabla f$ for $f(x,y) = x^2 + {a}xy$",
    a=whole(2, 6),
    key=lambda a: Function(lambda x, y: [2 * x + a * y, a * x]),
)
also(
    "derivative",
    "differentiate x^{n} + {a}x",
    "What is the derivative of x^{n} + {a}x?",
    n=whole(2, 5),
    a=whole(2, 9),
    key=lambda n, a: Function(lambda x: n * x ** (n - 1) + a),
)
also(
    "hessian",
    "Hessian of x^2 y + {a}y^2",
    a=whole(1, 5),
    key=lambda a: Function(lambda x, y: [2 * y, 2 * x, 2 * x, 2 * a]),
)
also(
    "integral",
    "integrate x^{n} from 0 to {a}",
    r"$\int_0^{{{a}}} x^{n} \, dx$",
    n=whole(1, 4),
    a=whole(1, 3),
    key=lambda n, a: a ** (n + 1) / (n + 1),
)
also(
    "critical points",
    "critical points of x^3 - {a}x",
    a=one_of(3, 12, 27),
    key=lambda a: [-math.sqrt(a / 3), math.sqrt(a / 3)],
)
also("taylor", "Taylor polynomial of order 2 of e^x at 0", key=lambda: Function(lambda x: 1 + x + x**2 / 2))
also("limit", "limit of sin({a}x)/x as x -> 0", a=whole(2, 7), key=lambda a: a)
also(
    "matrix forms",
    "What is the gradient of x^T A x for A = {A}?",
    "Let A = {A}. Compute the gradient of $x^\\top A x$.",
    A=matrix(2, 2),
    key=lambda A: Function(lambda x_1, x_2: (A + A.T) @ np.array([x_1, x_2])),
)
also(
    "matrix forms",
    "Let A = {A} and b = {b}. What is the gradient of ||Ax - b||^2?",
    "gradient of $\\|Ax-b\\|^2$ where A = {A} and b = {b}",
    A=matrix(2, 2),
    b=vector(2),
    key=lambda A, b: Function(lambda x_1, x_2: 2 * A.T @ (A @ np.array([x_1, x_2]) - np.array(b))),
)
also("matrix forms", "gradient of b^T x with respect to x", key=lambda: "= b")
also("matrix forms", "What is the derivative of x^T A x with respect to x?", key=lambda: "(A + A^{\\top}) x")
also(
    "matrix forms",
    "gradient of ½ xᵀAx when A is symmetric",
    "gradient of 1/2 x^T A x, A symmetric",
    key=lambda: "= A x",
)
also("matrix forms", "gradient of ||Xw - y||^2 with respect to w", key=lambda: "= 2 X^{\\top} (X w - y)")
also(
    "lagrange",
    "maximize xy subject to x + y = {c}",
    "Find the maximum of f(x,y) = xy subject to x + y = {c}.",
    c=whole(4, 16),
    key=lambda c: c * c / 4,
)
also(
    "lagrange",
    "Use Lagrange multipliers to minimise x^2 + y^2 subject to x + {a}y = {c}",
    r"Minimize $x^2+y^2$ subject to $x + {a}y = {c}$",
    a=whole(2, 4),
    c=whole(3, 12),
    key=lambda a, c: c * c / (1 + a * a),
)
also(
    "lagrange",
    "What are the maximum and minimum of 3x + 4y on the circle x^2 + y^2 = {c}?",
    c=one_of(1, 4, 25),
    key=lambda c: [-5 * math.sqrt(c), 5 * math.sqrt(c)],
)


def _descent(f1: Callable[[Any], Any], start: Any, rate: float, count: int, beta: float = 0.0) -> Any:
    x, v = np.array(start, dtype=float), 0.0
    for _ in range(count):
        v = beta * v + np.array(f1(x))
        x = x - rate * v
    return x


also(
    "gradient descent",
    "one step of gradient descent on f(x) = x^2 + {a}x from x = {s} with learning rate 0.1",
    "f(x) = x^2 + {a}x. Starting at x = {s} with learning rate 0.1, take one gradient descent step.",
    a=whole(1, 6),
    s=whole(1, 5),
    key=lambda a, s: _descent(lambda x: 2 * x + a, s, 0.1, 1),
)
also(
    "gradient descent",
    "Perform {k} steps of gradient descent on f(x) = x^2 - {a}x with learning rate 0.1, starting at x0 = 0",
    "Do {k} iterations of gradient descent for f(x) = x^2 - {a}x, start x_0 = 0, step size 0.1",
    "Run gradient descent on f(x) = x^2 - {a}x from x = 0 with η = 0.1 for {k} steps.",
    a=whole(1, 6),
    k=whole(2, 4),
    key=lambda a, k: _descent(lambda x: 2 * x - a, 0, 0.1, k),
)
also(
    "gradient descent",
    "Take two steps of gradient descent on f(x, y) = x^2 + {a}y^2 from (1, 1) with learning rate 0.1.",
    a=whole(2, 4),
    key=lambda a: _descent(lambda x: [2 * x[0], 2 * a * x[1]], (1, 1), 0.1, 2),
)
also(
    "momentum",
    "gradient descent with momentum 0.9 on f(x) = x^2, learning rate 0.1, start at x = {s}, two steps",
    "Two steps of gradient descent with momentum β = 0.9 and learning rate 0.1 on f(x) = x^2 from x = {s}",
    s=whole(1, 5),
    key=lambda s: _descent(lambda x: 2 * x, s, 0.1, 2, 0.9),
)
also(
    "newton",
    "one step of Newton's method for f(x) = x^2 - {a} from x = {s}",
    "Apply one iteration of Newton's method to solve x^2 - {a} = 0 starting at x0 = {s}",
    a=whole(2, 9),
    s=whole(1, 4),
    key=lambda a, s: s - (s * s - a) / (2 * s),
)
also(
    "newton",
    "Two iterations of Newton's method on f(x) = x^2 - {a}, starting from x0 = {s}",
    a=whole(2, 9),
    s=whole(1, 4),
    key=lambda a, s: (lambda t: t - (t * t - a) / (2 * t))(s - (s * s - a) / (2 * s)),
)
also(
    "newton",
    "Use Newton's method to minimize f(x) = x^4 - {a}x from x = 2, one step",
    a=whole(2, 9),
    key=lambda a: 2 - (32 - a) / 48,
)
also(
    "newton",
    "One Newton step to minimise f(x, y) = x^2 + xy + {a}y^2 - 4x from (1, 1)",
    a=whole(1, 4),
    key=lambda a: np.array([1, 1]) - np.linalg.solve([[2, 1], [1, 2 * a]], [2 + 1 - 4, 1 + 2 * a]),
)

# -- information and learning ------------------------------------------------------------------------------

_WEIGHTS = one_of((0.5, 0.25, 0.25), (0.7, 0.2, 0.1), (0.1, 0.6, 0.3))
_PAIRS = one_of((0.9, 0.1), (0.6, 0.4), (0.25, 0.75))


def _entropy(p: Any, base: float = math.e) -> float:
    return -sum(x * math.log(x, base) for x in p)


also(
    "entropy",
    "What is the entropy of {p} in bits?",
    "entropy in bits of the distribution {p}",
    "Compute the Shannon entropy (base 2) of p = {p}.",
    p=_WEIGHTS,
    key=lambda p: _entropy(p, 2),
)
also(
    "entropy",
    "entropy of {p} in nats",
    "What's the entropy of {p} using the natural log?",
    p=_WEIGHTS,
    key=lambda p: _entropy(p),
)
also(
    "entropy",
    "What is the entropy of a coin with P(heads) = {p} in bits?",
    p=_P,
    key=lambda p: _entropy((p, 1 - p), 2),
)
also(
    "cross-entropy",
    "cross-entropy between p = {p} and q = {q} in nats",
    "Compute the cross entropy H(p, q) in nats with p = {p}, q = {q}.",
    p=_PAIRS,
    q=one_of((0.5, 0.5), (0.8, 0.2)),
    key=lambda p, q: -sum(a * math.log(b) for a, b in zip(p, q, strict=True)),
)
also(
    "kl",
    "KL divergence KL(p||q) for p = {p} and q = {q} in nats",
    "What is the Kullback-Leibler divergence of p = {p} from q = {q}, in bits?".replace("in bits", "in nats"),
    p=_PAIRS,
    q=one_of((0.5, 0.5), (0.8, 0.2)),
    key=lambda p, q: sum(a * math.log(a / b) for a, b in zip(p, q, strict=True)),
)
also(
    "information gain",
    "A node has {a} positive and {b} negative examples. A split gives one branch with {c} positive and 1 negative and another with 2 positive and {d} negative. What is the information gain?",
    a=one_of(8),
    b=one_of(6),
    c=one_of(6),
    d=one_of(5),
    key=lambda a, b, c, d: (
        _entropy((8 / 14, 6 / 14), 2) - 0.5 * _entropy((6 / 7, 1 / 7), 2) - 0.5 * _entropy((2 / 7, 5 / 7), 2)
    ),
)


def _softmax(z: Any) -> Any:
    powers = np.exp(np.array(z, dtype=float))
    return powers / powers.sum()


also(
    "softmax",
    "softmax of {z}",
    "Compute the softmax of the vector {z}",
    "What is softmax([{z}])?".replace("[{z}]", "{z}"),
    z=vector(3, -2, 3),
    key=lambda z: _softmax(z),
)
also(
    "sigmoid",
    "What is sigmoid({z})?",
    "value of the sigmoid at {z}",
    "Compute σ({z}) where σ is the sigmoid function.",
    z=one_of(2, -1, 0.5),
    key=lambda z: 1 / (1 + math.exp(-z)),
)
also(
    "sigmoid",
    "derivative of the sigmoid at {z}",
    "What is the derivative of the sigmoid function at x = {z}?",
    z=one_of(2, -1, 0.5),
    key=lambda z: (lambda s: s * (1 - s))(1 / (1 + math.exp(-z))),
)
also("sigmoid", "What is ReLU({z})?", z=nonzero(-4, 4), key=lambda z: max(z, 0))
also(
    "log loss",
    "binary cross-entropy for label 1 and predicted probability {p}",
    "The true label is 1 and the model predicts {p}. What is the cross-entropy loss?",
    "log loss when y = 1 and p = {p}",
    p=_P,
    key=lambda p: -math.log(p),
)
also(
    "log loss",
    "What is the binary cross-entropy loss if y = 0 and ŷ = {p}?",
    p=_P,
    key=lambda p: -math.log(1 - p),
)
also(
    "log loss",
    "cross-entropy loss for logits {z} when the correct class is the first one",
    z=vector(3, -2, 3),
    key=lambda z: -math.log(_softmax(z)[0]),
)
also(
    "errors",
    "MSE between [{d}] and [{e}]",
    "mean squared error of predictions [{d}] against targets [{e}]",
    d=data(3),
    e=data(3),
    key=lambda d, e: float(np.mean((np.array(d) - e) ** 2)),
)
also(
    "errors",
    "mean absolute error for predictions ({d}) and targets ({e})",
    d=data(3),
    e=data(3),
    key=lambda d, e: float(np.mean(np.abs(np.array(d) - e))),
)
also(
    "neuron",
    "A sigmoid neuron has inputs x = {x}, weights w = {w} and bias b = {b}. What is its output?",
    "Forward pass: inputs {x}, weights {w}, bias {b}, sigmoid activation. What's the output of the neuron?".replace(
        "inputs {x}", "inputs x = {x}"
    ).replace("weights {w}", "weights w = {w}"),
    x=vector(2, -1, 2),
    w=one_of((0.5, -0.25), (0.1, 0.4)),
    b=one_of(0.1, -0.2),
    key=lambda x, w, b: 1 / (1 + math.exp(-(np.dot(x, w) + b))),
)


also(
    "layer",
    "A layer has W = {A}, b = (1, -1) and ReLU activation. What is its output for the input x = {x}?",
    "Forward pass through one layer: x = {x}, W = {A}, b = [1, -1], ReLU",
    A=matrix(2, 2),
    x=vector(2),
    key=lambda A, x: np.maximum(A @ np.array(x) + np.array([1, -1]), 0),
)


def _backprop(x: float, w: float, b: float, y: int) -> list[float]:
    a = 1 / (1 + math.exp(-(w * x + b)))
    delta = 2 * (a - y) * a * (1 - a)
    return [delta * x, delta]


also(
    "backprop",
    "A sigmoid neuron with weight w = {w}, bias b = {b}, input x = {x} and target y = 1 uses the squared error (y_hat - y)^2. Compute the gradients of the loss with respect to w and b.",
    w=one_of(0.5, -0.3),
    b=one_of(0.1, 0.2),
    x=whole(1, 3),
    key=lambda w, b, x: _backprop(x, w, b, 1),
)
also(
    "metrics",
    "TP = {a}, FP = {b}, FN = {c}, TN = 50. What is the precision?",
    "{a} true positives, {b} false positives and {c} false negatives: what's the precision?",
    a=whole(20, 60),
    b=whole(5, 20),
    c=whole(5, 20),
    key=lambda a, b, c: a / (a + b),
)
also(
    "metrics",
    "What is the recall if there are {a} true positives and {c} false negatives?",
    "tp={a}, fn={c}. recall?",
    a=whole(20, 60),
    c=whole(5, 20),
    key=lambda a, c: a / (a + c),
)
also(
    "metrics",
    "Compute the F1 score for TP={a}, FP={b}, FN={c}",
    "F1 score with {a} true positives, {b} false positives, {c} false negatives",
    a=whole(20, 60),
    b=whole(5, 20),
    c=whole(5, 20),
    key=lambda a, b, c: 2 * a / (2 * a + b + c),
)
also(
    "metrics",
    "precision is 0.8 and recall is {r}. What is F1?",
    r=one_of(0.5, 0.6, 0.9),
    key=lambda r: 1.6 * r / (0.8 + r),
)
also(
    "metrics",
    "confusion matrix: TP = {a}, FP = {b}, FN = {c}, TN = {d}. Accuracy?",
    a=whole(20, 60),
    b=whole(5, 20),
    c=whole(5, 20),
    d=whole(20, 60),
    key=lambda a, b, c, d: (a + d) / (a + b + c + d),
)
also(
    "k-means",
    "Do one step of k-means on the points (1,1), (2,1), ({a},8), (9,9) with initial centers (0,0) and (10,10).",
    "k-means: points (1,1), (2,1), ({a},8), (9,9); centroids (0,0), (10,10). What are the centroids after one iteration?",
    a=whole(7, 9),
    key=lambda a: [1.5, 1, (a + 9) / 2, 8.5],
)
also(
    "k-means",
    "One k-means iteration on 1, 2, {a}, 10 with initial centroids 1 and 9",
    a=whole(7, 9),
    key=lambda a: [1.5, (a + 10) / 2],
)
also(
    "convolution",
    "convolution of [{d}] and [1, 0, 2]",
    "Convolve [{d}] with [1, 0, 2].",
    d=data(3),
    key=lambda d: np.convolve(d, [1, 0, 2]),
)

# -- what was there before ---------------------------------------------------------------------------------

also(
    "algebra",
    "solve x^2 - {s}x + {p} = 0",
    s=one_of(5),
    p=one_of(4, 6),
    key=lambda s, p: sorted(np.roots([1, -s, p]).real),
)
also("algebra", "expand (x + {a})^2", a=whole(2, 9), key=lambda a: Function(lambda x: (x + a) ** 2))
also("algebra", "factor x^2 - {a}", a=one_of(4, 9, 16), key=lambda a: Function(lambda x: x * x - a))
also("algebra", "what is {a} * {b}?", a=whole(11, 29), b=whole(11, 29), key=lambda a, b: a * b)

SILENT = [
    "why does gradient descent zigzag?",
    "What is the difference between variance and standard deviation?",
    "Why do we divide by n-1 in the sample variance?",
    "How is entropy related to information?",
    "Explain the KL divergence in simple words.",
    "Is cross-entropy symmetric?",
    "When should I use a Poisson distribution instead of a binomial?",
    "What does a 95% confidence interval mean?",
    "Why is the normal distribution so common?",
    "What is overfitting?",
    "Why does softmax use exponentials?",
    "How do I choose k in k-means?",
    "What are eigenvectors good for?",
    "Why is the SVD useful for recommendation systems?",
    "What does it mean for a matrix to be positive definite?",
    "Is every positive definite matrix invertible?",
    "Why does Newton's method converge quadratically?",
    "What is momentum in optimisation and why does it help with 2 or 3 layers?",
    "When do precision and recall disagree?",
    "My precision went from 0.8 to 0.9, should I be happy?",
    "What is the intuition behind Lagrange multipliers?",
    "Why do we need a bias in a neuron?",
    "How does backpropagation work?",
    "What is maximum likelihood?",
    "Is maximum likelihood the same as minimising cross-entropy?",
    "I have 3 classes and 100 examples per class, which loss should I use?",
    "Why is the null space orthogonal to the row space?",
    "What's the geometric meaning of the determinant?",
    "Why is the expectation linear?",
    "Give me an example of two dependent variables with zero correlation.",
    "How many samples do I need for a good estimate?",
    "What happens to the variance if I add 5 to every value?",
    "Why did my teacher say that 0.999... = 1?",
    "Does a learning rate of 0.1 make sense for Adam?",
    "In chapter 3, section 2, what is the main theorem?",
    "Can a probability density be larger than 1?",
    "What is the rule of thumb for using a normal approximation, like np > 5?",
    "Why is X^T X invertible when the columns of X are independent?",
    "A test is 99% accurate. Why can a positive result still mean I am probably healthy?",
    "What is the base rate fallacy?",
    "How does QR decomposition differ from LU decomposition?",
    "Which is better, Cholesky or LU?",
    "What does the Hessian tell us about curvature?",
    "Tell me about convolution in neural networks with 3x3 kernels.",
    "How is information gain used in decision trees?",
    "What is the sigmoid used for?",
    "What is the difference between a t-test and a z-test?",
]
