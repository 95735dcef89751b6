"""Phrasings written without looking at what the solver knows: measured once as they were, then kept.

`docs/mathcheck.md` states the share that was solved at the first run.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
from solve_questions import Function, below, binomial, poisson

_FIXED: list[tuple[str, str, Any]] = [
    ("distributions", "hey, if 30% of voters support a candidate and I ask 8 of them, what's the chance that exactly 3 support her?", binomial(8, 0.3, 3)),
    ("distributions", "Suppose a basketball player makes 80% of her free throws. What is the probability that she makes exactly 7 of 10?", binomial(10, 0.8, 7)),
    ("distributions", "number of typos per page is Poisson(1.5). P(no typos)?", math.exp(-1.5)),
    ("distributions", "How probable are at least two arrivals if arrivals are Poisson with lambda 3?", 1 - poisson(3, 0) - poisson(3, 1)),
    ("distributions", r"For $X\sim\mathcal N(\mu=10,\sigma^2=9)$ compute $\Pr(X>13)$.", 1 - below(1)),
    ("distributions", "Z is standard normal, find P(-1 < Z < 1)", below(1) - below(-1)),
    ("distributions", "A bus arrives uniformly between 0 and 20 minutes. What is the probability of waiting less than 5 minutes?", 0.25),
    ("distributions", "If the time to failure is exponential with λ = 0.1 per hour, what is the probability of surviving more than 10 hours?", math.exp(-1)),
    ("distributions", "Let $X \\sim \\text{Geom}(1/6)$. What is $\\mathbb{E}[X]$?", 6),
    ("distributions", "mean and variance of Bin(100, 0.5)", 50),
    ("distributions", "Roll two dice: what is the probability that the sum is 7?", 1 / 6),
    ("distributions", "I draw 5 cards from a standard deck of 52. What's the probability of exactly 2 aces?", math.comb(4, 2) * math.comb(48, 3) / math.comb(52, 5)),
    ("distributions", "Probability of 3 heads in 5 tosses of a fair coin?", binomial(5, 0.5, 3)),
    ("distributions", "Var of Exp(3)", 1 / 9),
    ("distributions", "X is a discrete random variable with P(X=0)=1/4, P(X=1)=1/2, P(X=2)=1/4. Compute Var(X).", 0.5),
    ("bayes", "A medical test for a condition that 2% of the population has gives a positive result in 95% of the people with the condition and in 4% of people without it. If I get a positive result, how likely is it that I have the condition?", 0.02 * 0.95 / (0.02 * 0.95 + 0.98 * 0.04)),
    ("bayes", "It rains on 20% of days. The forecast predicts rain on 90% of rainy days and on 15% of dry days. The forecast predicts rain today. What's the probability that it rains?", 0.18 / (0.18 + 0.12)),
    ("bayes", "P(spam) = 0.4, P('offer' | spam) = 0.5, P('offer' | not spam) = 0.1. What is P(spam | 'offer')?", 0.2 / 0.26),
    ("bayes", "There are two bags. Bag 1: 4 red, 6 blue. Bag 2: 7 red, 3 blue. I choose a bag at random and draw a red marble. What is the probability it was bag 2?", 7 / 11),
    ("bayes", "Supplier X delivers 70% of the parts, supplier Y 30%. 1% of X's parts and 4% of Y's parts are bad. What's the chance that a bad part is from Y?", 0.012 / 0.019),
    ("bayes", "Out of 10,000 people, 100 have a disease. 90 of these 100 test positive. 495 of the 9,900 healthy people test positive. What fraction of positive tests are truly ill?", 90 / 585),
    ("linear algebra", "Please find the nullspace of \\begin{bmatrix} 1 & 2 & 1 \\\\ 2 & 4 & 2 \\end{bmatrix}", lambda a: np.allclose(np.array([[1, 2, 1], [2, 4, 2]]) @ np.column_stack([v.ravel() for v in a]), 0) and len(a) == 2),
    ("linear algebra", r"Compute the SVD of $\begin{pmatrix} 2 & 0 \\ 0 & 3 \end{pmatrix}$", lambda a: len(a) == 3 and np.allclose(a[0] @ a[1] @ a[2].T, [[2, 0], [0, 3]])),
    ("linear algebra", "How do I decompose [[4, 3], [6, 3]] into LU?", lambda a: np.allclose(a[0] @ a[1], [[4, 3], [6, 3]])),
    ("linear algebra", "What's the Cholesky factorisation of the covariance matrix [[4, 2], [2, 5]]?", [[2, 0], [1, 2]]),
    ("linear algebra", "Is \\begin{pmatrix} 2 & -1 \\\\ -1 & 2 \\end{pmatrix} positive definite or not?", "is positive definite"),
    ("linear algebra", "orthogonal projection of b = (1, 2, 2) onto a = (1, 1, 1)", [5 / 3, 5 / 3, 5 / 3]),
    ("linear algebra", "A = [[1,2],[0,3]]. Tell me its eigenvalues and its trace.", [3, 1]),
    ("linear algebra", "Orthonormalise v1 = (1, 1) and v2 = (1, 0) with Gram-Schmidt", [math.sqrt(0.5), math.sqrt(0.5), math.sqrt(0.5), -math.sqrt(0.5)]),
    ("linear algebra", "What's the dimension of the null space of [[1,2,3],[2,4,6]]?", "dimension $2$"),
    ("linear algebra", "find x minimising ||Ax - b|| for A = [[1,1],[1,2],[1,3]], b = (1,2,2)", np.linalg.lstsq(np.array([[1, 1], [1, 2], [1, 3]]), np.array([1, 2, 2]), rcond=None)[0]),
    ("calculus", "gradient of f(x, y) = e^{xy} at the point (1, 0)", [0, 1]),
    ("calculus", "For f(w) = w^T A w, A = [[1,0],[0,2]], what is the gradient?", Function(lambda w_1, w_2: [2 * w_1, 4 * w_2])),
    ("calculus", "derivative of a^T x wrt x", "= a"),
    ("calculus", r"What is $\nabla_x \|x\|^2$?", "= 2 x"),
    ("calculus", "d/dw of (y - wx)^2", Function(lambda w, x, y: -2 * x * (y - w * x))),
    ("optimisation", "starting from x = 4, do two gradient descent updates on x^2 with a learning rate of 0.25", 1),
    ("optimisation", "We minimise L(w) = (w - 5)^2 with gradient descent. w0 = 1, lr = 0.1. What is w after 3 steps?", 5 - 4 * 0.8**3),
    ("optimisation", "With f(x, y) = x^2 + 2y^2, starting at (2, 1) and learning rate 0.1, what's the point after one gradient descent step?", [1.6, 0.6]),
    ("optimisation", "Use Newton's method to find the next approximation of the root of x^3 - x - 1 starting at x = 1.5", 1.5 - (1.5**3 - 2.5) / (3 * 2.25 - 1)),
    ("optimisation", "Find the point on the line x + y = 4 that minimises x^2 + y^2", 8),
    ("optimisation", "Maximise f(x, y) = x + 2y under the constraint x^2 + y^2 = 5", 5),
    ("optimisation", "Minimize x^2 + y^2 + z^2 subject to x + y + z = 3 with Lagrange multipliers", 3),
    ("information", "How many bits of entropy does the distribution (1/2, 1/4, 1/8, 1/8) have?", 1.75),
    ("information", "H(p) for p = [0.9, 0.1], log base 2?", -(0.9 * math.log2(0.9) + 0.1 * math.log2(0.1))),
    ("information", r"Compute $D_{KL}(P \| Q)$ in nats where $P = (0.4, 0.6)$ and $Q = (0.5, 0.5)$.", 0.4 * math.log(0.8) + 0.6 * math.log(1.2)),
    ("information", "entropy (in nats) of a Bernoulli(0.3) variable", -(0.3 * math.log(0.3) + 0.7 * math.log(0.7))),
    ("information", "cross entropy of the true distribution (1, 0, 0) and the prediction (0.7, 0.2, 0.1), natural log", -math.log(0.7)),
    ("learning", "apply softmax to the scores 2, 1 and 0", np.exp([2, 1, 0]) / np.exp([2, 1, 0]).sum()),
    ("learning", r"$\sigma(0.5)$ for the logistic sigmoid", 1 / (1 + math.exp(-0.5))),
    ("learning", "What does a neuron with weights (1, -2), inputs (3, 1), bias 0.5 and ReLU output?", 1.5),
    ("learning", "Logits are [3, 1, 0.2] and the true class is index 0. Cross-entropy loss?", -math.log(math.exp(3) / (math.exp(3) + math.exp(1) + math.exp(0.2)))),
    ("learning", "my model predicted 2.5, 0.0, 2 and the true values are 3, -0.5, 2. What is the MSE?", (0.25 + 0.25) / 3),
    ("learning", "A spam filter has 45 TP, 5 FP, 15 FN. Compute precision and recall.", 0.9),
    ("learning", "If y = 1 and the predicted probability is 0.9, what is the log loss?", -math.log(0.9)),
    ("learning", "sigmoid'(0) = ?", 0.25),
    ("learning", "convolve (1, 2, 1) with (1, -1)", [1, 1, -1, -1]),
    ("learning", "Cluster the points 1, 2, 9, 10 with k-means, k = 2, starting with centroids 2 and 8: where are the centroids after one iteration?", [1.5, 9.5]),
    ("data", "what are the mean and the median of 3, 7, 8, 5, 12?", 7),
    ("data", "std dev (population) of 2, 4, 4, 4, 5, 5, 7, 9", 2),
    ("data", "x: 1 2 3 4, y: 2 4 6 8. What's the correlation?", 1),
    ("data", "I measured 4.1, 3.9, 4.3 and 3.7. What's the unbiased variance?", float(np.var([4.1, 3.9, 4.3, 3.7], ddof=1))),
    ("data", "Given a sample of 36 observations with mean 20 and known standard deviation 6, construct a 95% confidence interval.", [18.04, 21.96]),
    ("data", "A student scored 82 on a test with mean 75 and standard deviation 5. What is the z-score?", 1.4),
    ("data", "We toss a coin 50 times and get 32 heads. MLE for the probability of heads?", 0.64),
    ("data", "Waiting times 2, 3 and 7 minutes are exponential. Estimate the rate by maximum likelihood.", 0.25),
    ("data", "Given i.i.d. samples 1, 3, 5 from a Gaussian with unknown mean and variance, what are the maximum likelihood estimates?", [3, 8 / 3]),
    ("data", "number of tries until success: 3, 1, 2. MLE of p for a geometric distribution?", 0.5),
]  # fmt: skip


def _asked(question: str, key: Any) -> Callable[[random.Random], tuple[str, Any]]:
    return lambda _: (question, key)


TEMPLATES: list[tuple[str, Callable[[random.Random], tuple[str, Any]]]] = [
    (kind, _asked(question, key)) for kind, question, key in _FIXED
]

SILENT: list[str] = [
    "is variance always positive?",
    "Should I standardise data with values like 3, 7 and 12 before PCA?",
    "what if my softmax gives 0.5 and 0.5 all the time?",
    "I trained with a learning rate of 0.01 and a batch of 32 and the loss is 2.3, why?",
    "Why does the matrix [[1,1],[0,1]] not have two eigenvectors?",
    "Can precision be 1 while recall is 0.1?",
    "How would the entropy change if I merged two outcomes?",
    "In a class of 30 students, 12 like maths. Why is a sample of 5 too small?",
    "My confidence interval is (3, 7); what can I say?",
    "Which distribution models 10 coin flips?",
    "Why is E[XY] not E[X]E[Y]?",
    "Who invented Newton's method, and when?",
]
