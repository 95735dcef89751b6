"""Every solution passes our own checker: no line is refuted, and most are verified."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.checking.check import MessageChecker
from assistant.mathcheck.reading.claims import claims_of
from assistant.mathcheck.reading.spans import scan
from assistant.mathcheck.solve import solve_text
from assistant.mathcheck.types import Fact, Verdict

QUESTIONS = [
    "What is the gradient of x^2 + 3xy, and what does it mean?",
    "differentiate sin(x)*e^x",
    "differentiate (x+1)/(x^2+2)",
    "differentiate x^x",
    "derivative of sigmoid(x)",
    "find the eigenvectors of [[2,1],[1,2]]",
    "find the eigenvectors of [[2,1],[1,1]]",
    "eigenvalues of [[0,-1],[1,0]]",
    "eigenvalues of [[1,2,3],[4,5,6],[7,8,10]]",
    "determinant of [[2,0,1,3],[1,3,2,1],[-1,1,1,0],[1,1,1,1]]",
    "compute A B where A = [[1,2],[3,4]] and B = [[0,1],[1,0]]",
    "inverse of [[2,0,1],[1,3,2],[-1,1,1]]",
    "angle between (1,2) and (3,4)",
    "Solve x+y=3 and x-y=1",
    "solve x^2 - 2x - 1 = 0",
    "Hessian of x^2y + y^3 at (1, 2)",
    "directional derivative of x^2 y at (1,2) in the direction (3,4)",
    "critical points of x^2 + y^2 - 2x",
    "antiderivative of 2x/(x^2-1)",
    "integrate x^2 - 2x from -1 to 3",
    "limit of (1-cos(x))/x^2 as x → 0",
    "Taylor polynomial of order 3 of ln(x) at 1",
    "least squares line through (0,1), (1,2), (2,4)",
    "one step of gradient descent on f(x, y) = x^2 + 3y^2 from (1, 2) with learning rate 0.1",
    "P(A)=0.3, P(B|A) = 0.5 and P(B|¬A)=0.2. What is P(A|B)?",
    "What's the variance of a binomial with n=10 and p=0.3?",
    "X ~ Poisson(4). P(X >= 2)?",
    "A coin lands heads with probability 0.6. We flip it 5 times. What is the probability of at least 3 heads?",
    "X has density f(x) = 3x^2 on [0,1]. Compute the variance of X.",
    "Compute the sample variance of 3, 8, 4, 11.",
    "maximum likelihood estimates of the mean and variance of a normal distribution from the data 2, 4, 9",
    "95% confidence interval for the mean if the sample mean is 50, sigma = 10 and n = 64",
    "KL(p||q) for p = (0.5, 0.5) and q = (0.25, 0.75) in nats",
    "softmax of [1, 2, 3]",
    "A sigmoid neuron with weight w = 0.5, bias b = 0.1, input x = 2 and target y = 1 uses the squared error "
    "(y_hat - y)^2. Compute the gradients by backprop.",
    "Compute the F1 score for TP=40, FP=10, FN=20",
    "One k-means iteration on 1, 2, 8, 10 with initial centroids 1 and 9",
    "Find the SVD of [[3,0],[4,5]]",
    "QR decomposition of [[1,1],[0,1],[1,0]]",
    "Cholesky decomposition of [[4,2],[2,3]]",
    "null space of [[1,2,3],[4,5,6]]",
    "Let A = [[2,1],[1,3]] and b = (1,2). What is the gradient of x^T A x - b^T x?",
    "maximize xy subject to x + y = 10",
    "gradient descent with momentum 0.9 on f(x) = x^2, learning rate 0.1, x0 = 1, two steps",
    "Newton's method on f(x) = x^2 - 2 from x0 = 1, two iterations",
]


def verdicts(question: str, fact: Fact) -> list[tuple[str, Verdict, str]]:
    checker = MessageChecker()
    for claim in (claim for block in scan(question) for claim in claims_of(block)):
        checker.check(claim)
    text = "\n\n".join([*(f"${step.latex}$" for step in fact.steps), f"${fact.latex}$", fact.statement])
    found = [checker.check(claim).claim for block in scan(text) for claim in claims_of(block)]
    return [(claim.source, claim.verdict, claim.reason) for claim in found]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_line_of_a_solution_is_refuted_and_something_is_verified(question):
    facts = solve_text(question)
    assert facts
    for fact in facts:
        found = verdicts(question, fact)
        assert [line for line in found if line[1] is Verdict.REFUTED] == []
        assert any(verdict is Verdict.VERIFIED for _, verdict, _ in found)


factors = st.sampled_from(["x", "x^2", "(3x+1)", "sin(x)", "e^x", "ln(x)", "cos(2x)", "(x^2+1)", "5", "1/x"])
formulas = st.lists(st.lists(factors, min_size=1, max_size=2).map("*".join), min_size=1, max_size=3).map(
    " + ".join
)


@settings(max_examples=20, deadline=None)
@given(formulas)
def test_derivatives_of_any_such_formula_pass_the_checker(formula):
    question = f"differentiate {formula}"
    for fact in solve_text(question):
        assert [line for line in verdicts(question, fact) if line[1] is Verdict.REFUTED] == []


entries = st.integers(-4, 4)
squares = st.integers(2, 3).flatmap(
    lambda n: st.lists(st.lists(entries, min_size=n, max_size=n), min_size=n, max_size=n)
)


@settings(max_examples=12, deadline=None)
@given(squares, st.sampled_from(["determinant", "inverse", "eigenvectors", "rank"]))
def test_solutions_about_any_small_matrix_pass_the_checker(rows, wanted):
    question = f"{wanted} of {rows}"
    facts = solve_text(question)
    for fact in facts:
        assert [line for line in verdicts(question, fact) if line[1] is Verdict.REFUTED] == []
