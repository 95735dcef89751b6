"""Questions as learners phrase them are solved, and what cannot be computed gets no fact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.solve import solve_text

SOLVED = [
    ("What is the gradient of x^2 + 3xy, and what does it mean?", "gradient", r"\nabla f = \begin{pmatrix} 2 x + 3 y \\ 3 x \end{pmatrix}"),
    ("differentiate sin(x)*e^x", "derivative", r"\frac{d}{dx}\left[e^{x} \sin(x)\right] = (\sin(x) + \cos(x)) e^{x}"),
    ("find the eigenvalues of [[2,1],[1,2]]", "eigenvalues", r"\lambda_{1} = 3,\ \lambda_{2} = 1"),
    (r"det of \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "determinant", r"\det \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = -2"),
    ("dot product of (1,2,3) and (4,5,6)", "dot product", r"= 32"),
    ("compute A B where A = [[1,2],[3,4]] and B = [[0,1],[1,0]]", "matrix product", r"A B = \begin{pmatrix} 2 & 1 \\ 4 & 3 \end{pmatrix}"),
    ("derivative of f(x)=(3x+1)^5 at x=2", "derivative", "f'(2) = 36015"),
    ("partial derivative of x^2 y with respect to y", "partial derivative", r"\frac{\partial f}{\partial y} = x^{2}"),
    ("Let f(x, y) = x^2 + 3xy. Find the gradient at (1, 2).", "gradient", r"\nabla f(1, 2) = \begin{pmatrix} 8 \\ 3 \end{pmatrix}"),
    ("What's the gradient of the function f(x,y) = x^2 + y^2 at the point (1, -1)?", "gradient", r"\begin{pmatrix} 2 \\ -2 \end{pmatrix}"),
    ("gradient of f(w, b) = (wx + b - y)^2 with respect to w and b", "gradient", r"\begin{pmatrix} 2 x (b + w x - y) \\ 2 (b + w x - y) \end{pmatrix}"),
    ("derivative of log(x^2+1) wrt x", "derivative", r"\frac{2 x}{x^{2} + 1}"),
    ("second derivative of x^3 at x = 2", "higher derivative", "= 12"),
    ("f(x) = x^3 - 2x, find f'(2)", "derivative", "f'(2) = 10"),
    ("f(x,y) = x^2 + 3xy. What is ∇f(1,2)?", "gradient", r"\nabla f(1, 2) = \begin{pmatrix} 8 \\ 3 \end{pmatrix}"),
    ("d/dx (x^2 sin(x))", "derivative", r"x (x \cos(x) + 2 \sin(x))"),
    ("Hessian of x^2y + y^3", "hessian", r"\begin{pmatrix} 2 y & 2 x \\ 2 x & 6 y \end{pmatrix}"),
    ("Jacobian of (x^2 y, 5x + sin(y))", "jacobian", r"\begin{pmatrix} 2 x y & x^{2} \\ 5 & \cos(y) \end{pmatrix}"),
    ("directional derivative of x^2 y at (1,2) in the direction (3,4)", "directional derivative", r"\frac{16}{5}"),
    ("critical points of x^3 - 3x", "critical points", r"x = -1 \text{ or } x = 1"),
    ("one step of gradient descent on f(x) = x^2 from x = 3 with learning rate 0.1", "gradient descent step", r"x_{1} = 3 - 0.1 \cdot 6 = 2.4"),
    ("integrate x^2 from 0 to 1", "definite integral", r"\int_{0}^{1} x^{2} \, dx = \frac{1}{3}"),
    (r"Compute $\int_0^1 x^2 \, dx$ and explain", "definite integral", r"\int_{0}^{1} x^{2} \, dx = \frac{1}{3}"),
    ("antiderivative of 1/x", "indefinite integral", r"\ln\left(\left|x\right|\right) + C"),
    ("limit of sin(x)/x as x -> 0", "limit", r"\lim_{x \to 0} \frac{\sin(x)}{x} = 1"),
    ("limit of (x^2-1)/(x-1) as x approaches 1", "limit", "= 2"),
    ("Taylor polynomial of order 3 of e^x at 0", "taylor polynomial", r"T_{3}(x) = 1 + x + \frac{x^{2}}{2} + \frac{x^{3}}{6}"),
    ("inverse of the matrix [1, 2; 3, 4]", "inverse", r"\begin{pmatrix} -2 & 1 \\ \frac{3}{2} & - \frac{1}{2} \end{pmatrix}"),
    (r"What is $A^{-1}$ for $A = \begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}$?", "inverse", r"A^{-1} = "),
    ("Is [[1,2],[2,4]] invertible?", "inverse", "= 0"),
    ("transpose of [[1,2],[3,4]]", "transpose", r"\begin{pmatrix} 1 & 3 \\ 2 & 4 \end{pmatrix}"),
    ("What is the rank of [[1,2],[2,4]]?", "rank", "= 1"),
    ("row reduce [[1,2],[3,4]]", "row reduction", r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"),
    ("multiply [[1,2],[3,4]] by (5, 6)", "matrix-vector product", r"\begin{pmatrix} 17 \\ 39 \end{pmatrix}"),
    ("norm of the vector (3, 4)", "norm", "= 5"),
    ("angle between (1,0) and (1,1)", "angle", r"\theta = \frac{\pi}{4}"),
    ("project (1,2) onto (3,1)", "projection", r"\begin{pmatrix} \frac{3}{2} \\ \frac{1}{2} \end{pmatrix}"),
    ("least squares line through (0,1), (1,2), (2,4)", "least squares", r"y = \frac{3 x}{2} + \frac{5}{6}"),
    ("solve 2x + 3 = 7", "equation", "x = 2"),
    ("solve x^2 - 5x + 6 = 0 for x", "equation", r"x = 2 \text{ or } x = 3"),
    ("Solve x+y=3 and x-y=1", "linear system", r"x = 2,\ y = 1"),
    ("roots of x^2 - 2", "equation", r"x = - \sqrt{2} \text{ or } x = \sqrt{2}"),
    ("expand (x+3)^2", "expansion", "x^{2} + 6 x + 9"),
    ("factor x^2+5x+6", "factorisation", "(x + 2) (x + 3)"),
    ("simplify (x^2-1)/(x-1)", "simplification", "x + 1"),
    ("P(A)=0.3, P(B|A) = 0.5 and P(B|¬A)=0.2. What is P(A|B)?", "bayes", r"P(A \mid B) = \frac{15}{29} \approx 0.5172"),
    ("P(A ∩ B)=0.12 and P(B)=0.3, what is P(A|B)?", "conditional probability", r"P(A \mid B) = 0.4"),
    ("What's the variance of a binomial with n=10 and p=0.3?", "variance", r"\operatorname{Var}(X) = 2.1"),
    ("mean of a Poisson distribution with λ = 4", "expectation", r"\mathbb{E}[X] = 4"),
    ("expected value of a fair die", "expectation", r"\frac{7}{2}"),
    ("what is 17 * 23?", "arithmetic", r"17 \cdot 23 = 391"),
    ("Find dy/dx if y = x^2 sin(x)", "derivative", r"= x (x \cos(x) + 2 \sin(x))"),
    ("derivative of σ(x)", "derivative", r"\frac{e^{- x}}{(1 + e^{- x})^{2}}"),
    ("What is d/dx of ln(x)?", "derivative", r"\frac{1}{x}"),
    ("∂/∂x of x^2 y", "partial derivative", r"\frac{\partial f}{\partial x} = 2 x y"),
    ("integral of x^2 dx", "indefinite integral", r"\int x^{2} \, dx = \frac{x^{3}}{3} + C"),
    ("integral from 0 to 1 of x^2", "definite integral", r"= \frac{1}{3}"),
    ("∫_0^1 x dx", "definite integral", r"= \frac{1}{2}"),
    ("lim x->0 sin(x)/x", "limit", "= 1"),
    ("eigenvalues of the 2x2 matrix [[2,0],[0,3]]", "eigenvalues", r"\lambda_{1} = 3,\ \lambda_{2} = 2"),
    ("Let A = [[1, 2], [3, 4]] and B = [[5, 6], [7, 8]]. What is A + B?", "matrix arithmetic", r"A + B = "),
    ("Are (1,2) and (2,-1) orthogonal?", "dot product", "= 0"),
    ("cosine similarity of (1,2) and (2,1)", "cosine similarity", r"\frac{4}{5}"),
    ("distance between (1,2) and (4,6)", "distance", "= 5"),
    ("Solve for x: 3x - 5 = 10", "equation", "x = 5"),
    ("what is x if 2x = 10?", "equation", "x = 5"),
    ("P(A)=0.01, P(B|A)=0.99, P(B|not A)=0.05. Find P(A|B).", "bayes", r"\frac{1}{6}"),
    ("Suppose P(Rain)=0.3, P(Cloudy|Rain)=0.9 and P(Cloudy)=0.5. What is P(Rain|Cloudy)?", "bayes", "= 0.54"),
    ("E[X] for X ~ Binomial(20, 0.25)", "expectation", r"\mathbb{E}[X] = 5"),
    ("What is P(X = 2) if X ~ Bin(10, 0.3)?", "probability", r"\approx 0.2335"),
    ("What is the mean of a uniform distribution on [0, 10]?", "expectation", r"\mathbb{E}[X] = 5"),
    ("gradient descent on f(w) = (w-3)^2, w0 = 0, learning rate 0.1: what is w1?", "gradient descent step", "= 0.6"),
    ("what is 15% of 80?", "arithmetic", r"15\% \cdot 80 = 12"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "kind", "latex"), SOLVED, ids=[question for question, _, _ in SOLVED])
def test_a_question_gets_its_computation(question, kind, latex):
    facts = solve_text(question)
    assert [fact.kind for fact in facts] == [kind]
    assert latex in facts[0].latex
    assert facts[0].steps
    assert facts[0].statement.count("$") % 2 == 0


SILENT = [
    "what is an eigenvalue?",
    "How do I find the derivative of a function?",
    "why is the dot product zero when vectors are orthogonal?",
    "What is the derivative of x^2 plus 3x?",
    "derivative of x squared plus 3",
    "a 3x3 matrix",
    "A bag contains 3 red balls. I take a ball.",
    "What is λ_1?",
    "gradient of ax^2 + by",
    "derivative of sin x e^x",
    "eigenvalues of [[1,2,3],[4,5,6]]",
    "dot product of (1,2) and (1,2,3)",
    "What is a 95% confidence interval? how likely is it positive",
    "derivative of f(x)",
    "derivative of a constant",
    "If Av = 3v, what is an eigenvalue of A?",
    "Explain why det(AB) = det(A)det(B)",
    "why does the chain rule work?",
    "I have 3 apples and buy 4 more. How many?",
    "Let $p(x)$ be a quadratic polynomial. Compute $\\frac{p(3)}{p(4)}.$",
    "If $a * b = a^b + b^a$, then what is the value of $2 * 6$?",
    "Let $x + y + z = 1$. Find the minimum value of $x^2 + y^2 + z^2$.",
    "If $a^2=49$, what is the largest possible integral value of $b$?",
    "Let $a$ be positive such that $ab^2 = 5$. Find the minimum value of $a^4 + b^8$.",
    "__import__('os').system('x')",
    "eigenvalues of __import__('os').system('x')",
    "",
    "$$",
    "gradient of §5§ at §7§",
    "a " * 2000,
    "$" * 4000,
    "derivative of " + "(" * 1000,
    "\x00 \ud800 gradient of \u202e x",
    "expand (x+1)^(10^9)",
    "what is 9^9^9?",
    "what is (10^9)!?",
]


@pytest.mark.parametrize("question", SILENT)
def test_no_fact_where_nothing_computable_or_nothing_clear_is_asked(question):
    assert solve_text(question) == ()


def test_the_gradient_names_each_partial_derivative_on_the_way():
    (fact,) = solve_text("What is the gradient of x^2 + 3xy, and what does it mean?")
    lines = [step.latex for step in fact.steps]
    assert r"\frac{\partial f}{\partial x} = 2 x + 3 y" in lines
    assert r"\frac{\partial f}{\partial y} = 3 x" in lines
    assert lines[0] == "f(x, y) = x^{2} + 3 x y"


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("differentiate sin(x)*e^x", ["product rule", "cosine", "its own derivative"]),
        ("differentiate (3x+1)^5", ["chain rule", "3 x + 1"]),
        ("differentiate (x+1)/(x^2+2)", ["quotient rule"]),
        ("differentiate x^3 + 5x", ["sum rule", "power rule", "constant multiple"]),
        ("determinant of [[2,0,1],[1,3,2],[-1,1,1]]", ["cofactor expansion", "ad - bc"]),
        ("eigenvalues of [[2,1],[1,2]]", ["characteristic polynomial", "factor"]),
        ("solve x^2 - 2x - 1 = 0", ["discriminant", "quadratic formula"]),
        ("limit of (1-cos(x))/x^2 as x → 0", ["L'Hôpital"]),
    ],
)
def test_each_step_names_its_rule(question, rules):
    (fact,) = solve_text(question)
    named = " | ".join(step.rule for step in fact.steps)
    for rule in rules:
        assert rule in named


def test_two_readings_give_two_facts_that_say_which_is_which():
    facts = solve_text("derivative of 1/2x")
    assert len(facts) == 2
    assert r"Read as $\frac{x}{2}$" in facts[0].statement
    assert r"Read as $\frac{1}{2 x}$" in facts[1].statement


def test_several_things_asked_at_once_are_all_answered():
    kinds = [
        fact.kind for fact in solve_text("Compute the determinant of A = [[1,2],[3,4]] and its inverse.")
    ]
    assert kinds == ["determinant", "inverse"]


def test_decimals_in_the_question_stay_decimals_in_the_answer():
    (fact,) = solve_text("one step of gradient descent on f(x) = x^2 from x = 3 with learning rate 0.1")
    assert r"\frac" not in fact.latex


words = st.sampled_from(
    [
        "gradient",
        "of",
        "derivative",
        "the",
        "at",
        "and",
        "x^2",
        "x",
        "(1,2)",
        "[[1,2],[3,4]]",
        "solve",
        "=",
        "3",
        "with",
        "respect",
        "to",
        "integral",
        "from",
        "limit",
        "as",
        "→",
        "$",
        "eigenvalues",
        "det",
        "product",
        "P(A|B)",
        "5%",
        "f(x)=",
        "what",
        "is",
        "?",
        ",",
        ".",
        "sin(x)",
        "∫",
        "\\frac{1}{2}",
        "is",
        "not",
        "a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=9).map(" ".join))
def test_any_row_of_such_words_is_answered_or_left_alone(question):
    for fact in solve_text(question):
        assert fact.latex
        assert fact.steps


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_or_left_alone(question):
    assert len(solve_text(question)) <= 4
