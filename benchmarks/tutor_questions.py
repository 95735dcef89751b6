"""The questions of `tutor.py`: computations with keys by SymPy, made by a seeded script, and concepts of the notes.

Computations are phrased as learners phrase them. No key is ever in a prompt: keys are for the marking alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

X, Y, A, B = sp.symbols("x y a b", real=True)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key as LaTeX.

    `parts` are what a key of several values (roots, components) is made of, where they may be stated one by one.
    `answered_in` are for conceptual ones: note and heading of the sections that answer them.
    """

    id: str
    area: str
    text: str
    key: str = ""
    parts: tuple[str, ...] = ()
    topic: str = ""
    answered_in: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_conceptual(self) -> bool:
        """Whether it is answered by a passage and not by a computation."""
        return not self.key


def computations(count: int, seed: int) -> list[Question]:
    """Questions of all areas in turn, the first `count` of them; the same seed gives the same questions."""
    made: list[Question] = []
    for number in range(count):
        area, make = AREAS[number % len(AREAS)]
        draw = random.Random(f"{seed}-{area}-{number // len(AREAS)}")
        text, key = make(draw)
        parts = tuple(map(sp.latex, _parts(key)))
        made.append(Question(f"{area}-{number // len(AREAS):02d}", area, text, sp.latex(key), parts))
    return made


def concepts(count: int) -> list[Question]:
    """Questions whose answer stands in a note."""
    return [
        Question(f"concept-{number:02d}", "concept", text, topic=topic, answered_in=_sections(answered_in))
        for number, (text, topic, answered_in) in enumerate(CONCEPTS[:count])
    ]


def _sections(written: str) -> frozenset[tuple[str, str]]:
    """Read `note: heading, heading; note: heading`."""
    notes = (part.split(": ") for part in written.split("; "))
    return frozenset((note, heading) for note, headings in notes for heading in headings.split(", "))


def _derivative(draw: random.Random) -> tuple[str, sp.Expr]:
    n, c = draw.randint(2, 5), draw.randint(2, 6)
    function = draw.choice(
        [
            X**n * sp.exp(X),
            X**n * sp.sin(X),
            sp.sin(c * X**2),
            sp.log(X**2 + c),
            (c * X + 1) ** n,
            X / (X**2 + c),
        ]
    )
    ask = draw.choice(
        [
            "what is the derivative of {}? i keep getting it wrong",
            "How do I differentiate {}",
            "please differentiate {} with respect to x and explain the rule",
        ]
    )
    return ask.format(_typed(function)), sp.diff(function, X)


def _gradient(draw: random.Random) -> tuple[str, sp.MatrixBase]:
    a, b, c = (draw.randint(1, 6) for _ in range(3))
    function = draw.choice(
        [a * X**2 + b * X * Y + c * Y**2, a * X**2 * Y + b * Y, X**a * Y + b * X + c * Y**2]
    )
    ask = draw.choice(
        [
            "what is the gradient of f(x, y) = {} and what does it tell me",
            "I need the gradient of {}. Can you explain?",
            "find the gradient of {}",
        ]
    )
    return ask.format(_typed(function)), sp.Matrix([sp.diff(function, X), sp.diff(function, Y)])


def _integral(draw: random.Random) -> tuple[str, sp.Expr]:
    n, c, top = draw.randint(1, 4), draw.randint(1, 6), draw.randint(1, 3)
    function = draw.choice([c * X**n, X**n + c, X * sp.exp(X), c * X**n - X])
    ask = draw.choice(
        [
            "integrate {} from 0 to {}",
            "What is the integral of {} from 0 to {}?",
            "compute the integral of {} from 0 to {} pls",
        ]
    )
    return ask.format(_typed(function), top), sp.integrate(function, (X, 0, top))


def _limit(draw: random.Random) -> tuple[str, sp.Expr]:
    a, b = draw.randint(2, 7), draw.randint(2, 7)
    function, point = draw.choice(
        [
            (sp.sin(a * X) / (b * X), 0),
            ((X**2 - a**2) / (X - a), a),
            ((sp.exp(a * X) - 1) / (b * X), 0),
            ((a * X**2 + 1) / (b * X**2 - X), sp.oo),
        ]
    )
    where = "infinity" if point is sp.oo else point
    ask = draw.choice(
        ["what is the limit of {} as x goes to {}?", "Find the limit of {} as x approaches {}, and say why"]
    )
    return ask.format(_typed(function), where), sp.limit(function, X, point)


def _matrix(draw: random.Random, rows: int, columns: int) -> sp.MatrixBase:
    return sp.Matrix(rows, columns, lambda *_: draw.randint(-3, 6))


def _determinant(draw: random.Random) -> tuple[str, sp.Expr]:
    matrix = _matrix(draw, *(draw.choice([(2, 2), (3, 3)])))
    ask = draw.choice(
        [
            "what is the determinant of {}?",
            "compute det of {} and tell me what it means",
            "find the determinant of {}",
        ]
    )
    return ask.format(_rows(matrix)), matrix.det()


def _eigenvalues(draw: random.Random) -> tuple[str, sp.Expr]:
    one, two, upper = draw.randint(-3, 5), draw.randint(-3, 5), draw.randint(1, 4)
    turn = sp.Matrix([[1, upper], [0, 1]])
    matrix = turn * sp.diag(one, two if two != one else two + 1) * turn.inv()
    matrix = matrix.T if draw.random() < 0.5 else matrix
    ask = draw.choice(
        ["what are the eigenvalues of {}?", "Find the eigenvalues of {} and tell me what they say"]
    )
    return ask.format(_rows(matrix)), sp.FiniteSet(*matrix.eigenvals())


def _product(draw: random.Random) -> tuple[str, sp.MatrixBase]:
    left, right = _matrix(draw, 2, 2), _matrix(draw, 2, draw.choice([1, 2]))
    ask = draw.choice(["multiply {} by {}", "what is the product of {} and {}? i mix up rows and columns"])
    return ask.format(_rows(left), _rows(right)), left * right


def _system(draw: random.Random) -> tuple[str, sp.MatrixBase]:
    while True:
        matrix, solution = _matrix(draw, 2, 2), _matrix(draw, 2, 1)
        if matrix.det() != 0 and all(matrix):
            break
    right = matrix * solution
    sides = [f"{_typed(matrix[row, 0] * X + matrix[row, 1] * Y)} = {right[row]}" for row in (0, 1)]
    ask = draw.choice(
        ["solve {} and {}", "how do I solve the system {}, {}", "Solve the equations {} and {} for x and y"]
    )
    return ask.format(*sides), solution


def _cosine(draw: random.Random) -> tuple[str, sp.Expr]:
    one, two = (tuple(draw.randint(-4, 5) for _ in range(3)) for _ in range(2))
    dot = sum(a * b for a, b in zip(one, two, strict=True))
    if draw.random() < 0.5 or not any(one) or not any(two):
        return f"what is the dot product of {one} and {two}, and what does its sign mean?", sp.Integer(dot)
    norm = sp.sqrt(sum(a * a for a in one))
    return f"what is the length (norm) of the vector {one}?", norm


def _bayes(draw: random.Random) -> tuple[str, sp.Expr]:
    prior, hit, alarm = (
        sp.Rational(draw.randint(1, 10), 100),
        sp.Rational(draw.randint(80, 99), 100),
        sp.Rational(draw.randint(2, 12), 100),
    )
    text = draw.choice(
        [
            "{} % of people have a disease. A test finds it in {} % of those who have it, and is wrongly positive for {} % of "
            "those who do not. What is the probability that someone with a positive test has it?",
            "A spam filter: {} % of mails are spam, it flags {} % of spam and {} % of normal mail. "
            "What is the probability that a flagged mail is spam?",
        ]
    )
    percent = [int(value * 100) for value in (prior, hit, alarm)]
    return text.format(*percent), prior * hit / (prior * hit + (1 - prior) * alarm)


def _expectation(draw: random.Random) -> tuple[str, sp.Expr]:
    values = sorted(draw.sample(range(0, 10), 3))
    shares = draw.choice([(2, 3, 5), (1, 3, 6), (4, 4, 2), (5, 3, 2)])
    chances = [sp.Rational(share, 10) for share in shares]
    listed = ", ".join(
        f"{value} with probability 0.{share}" for value, share in zip(values, shares, strict=True)
    )
    mean = sum(value * chance for value, chance in zip(values, chances, strict=True))
    if draw.random() < 0.5:
        return f"A random variable takes the values {listed}. What is its expected value?", mean
    square = sum(value**2 * chance for value, chance in zip(values, chances, strict=True))
    return f"A random variable takes the values {listed}. What is its variance?", square - mean**2


def _descent(draw: random.Random) -> tuple[str, sp.Expr]:
    a, b, start = draw.randint(1, 4), draw.randint(-6, 6), draw.randint(-4, 5)
    rate = sp.Rational(draw.choice([1, 2, 5]), draw.choice([10, 100]))
    function = a * X**2 + b * X
    step = start - rate * sp.diff(function, X).subs({X: start})
    ask = draw.choice(
        [
            "Do one step of gradient descent on f(x) = {} from x = {} with learning rate {}. Where do I end up?",
            "i start at x = {1} and minimise f(x) = {0} by gradient descent with learning rate {2}. what is x after one step?",
        ]
    )
    return ask.format(_typed(function), start, float(rate)), step


Make = Callable[[random.Random], tuple[str, sp.Basic]]
AREAS: tuple[tuple[str, Make], ...] = (
    ("derivative", _derivative),
    ("gradient", _gradient),
    ("integral", _integral),
    ("limit", _limit),
    ("determinant", _determinant),
    ("eigenvalues", _eigenvalues),
    ("matrix-product", _product),
    ("linear-system", _system),
    ("vectors", _cosine),
    ("bayes", _bayes),
    ("expectation", _expectation),
    ("descent-step", _descent),
)


def _parts(key: sp.Basic) -> list[sp.Expr]:
    if isinstance(key, sp.FiniteSet):
        return list(key.args)
    if isinstance(key, sp.MatrixBase) and key.cols == 1:
        return list(key)
    return []


def _typed(expression: sp.Expr) -> str:
    return str(expression).replace("**", "^").replace("log(", "ln(")


def _rows(matrix: sp.MatrixBase) -> str:
    return (
        "[" + ", ".join("[" + ", ".join(map(str, matrix.row(row))) + "]" for row in range(matrix.rows)) + "]"
    )


# Beside each question its topic, and the sections of the notes that answer it: settled by reading what search finds
# for it and the topic's own note, before the answers that are marked by it were made.
CONCEPTS: tuple[tuple[str, str, str], ...] = (
    (
        "Why does the gradient point in the direction of steepest ascent?",
        "gradient",
        "gradient: Intuition, Definition; directional-derivative: Intuition, In plain words, Definition",
    ),
    (
        "What does the determinant mean geometrically?",
        "determinant",
        "determinant: Intuition, Why machine learning needs it",
    ),
    (
        "what is an eigenvector, in plain words",
        "eigenvalues-and-eigenvectors",
        "eigenvalues-and-eigenvectors: Intuition, In plain words, Definition",
    ),
    (
        "Why does the dot product measure similarity?",
        "dot-product",
        "dot-product: Intuition, In plain words; angles-and-cosine-similarity: In plain words",
    ),
    (
        "what does it mean that two vectors are orthogonal",
        "orthogonality",
        "orthogonality: Intuition, In plain words, Definition; dot-product: Definition",
    ),
    ("What does the rank of a matrix tell me?", "rank", "rank: Intuition, In plain words, Definition"),
    (
        "when does a matrix have no inverse?",
        "matrix-inverse",
        "matrix-inverse: Intuition, In plain words, Definition; determinant: Definition",
    ),
    (
        "What is the idea behind the chain rule?",
        "chain-rule",
        "chain-rule: Intuition, In plain words, Definition",
    ),
    (
        "why is the derivative of a constant zero and what is a derivative anyway",
        "derivative-definition",
        "derivative-definition: Intuition, In plain words, Definition; derivative-rules: Intuition, Definition",
    ),
    ("What does an integral measure?", "integrals", "integrals: Intuition, In plain words"),
    (
        "how are derivatives and integrals related?",
        "fundamental-theorem",
        "fundamental-theorem: Intuition, In plain words, Definition",
    ),
    (
        "What is a Taylor series good for?",
        "taylor-series",
        "taylor-series: Intuition, Why machine learning needs it",
    ),
    (
        "what does the Hessian say about a critical point",
        "hessian",
        "critical-points-and-saddle-points: Intuition, In plain words, Definition; hessian: Intuition, In plain words",
    ),
    (
        "What is a saddle point?",
        "critical-points-and-saddle-points",
        "critical-points-and-saddle-points: Intuition, In plain words, Definition",
    ),
    (
        "Explain Bayes' theorem to me without formulas",
        "bayes-theorem",
        "bayes-theorem: Intuition, In plain words",
    ),
    (
        "what is the difference between covariance and correlation?",
        "covariance-and-correlation",
        "covariance-and-correlation: Intuition, In plain words, Definition",
    ),
    (
        "What does the variance of a random variable measure?",
        "variance-and-standard-deviation",
        "variance-and-standard-deviation: Intuition, In plain words, Definition",
    ),
    (
        "why are sums of many random things normally distributed",
        "central-limit-theorem",
        "central-limit-theorem: Intuition, In plain words, Definition; normal-distribution: Intuition",
    ),
    ("What is entropy in information theory?", "entropy", "entropy: Intuition, In plain words, Definition"),
    ("is KL divergence a distance?", "kl-divergence", "kl-divergence: Intuition, Definition, Check yourself"),
    (
        "What is the difference between entropy and cross-entropy?",
        "cross-entropy",
        "cross-entropy: Intuition, Definition, Worked example; kl-divergence: Definition",
    ),
    (
        "what does it mean for two events to be independent",
        "independence",
        "independence: Intuition, In plain words, Definition",
    ),
    (
        "What is maximum likelihood estimation?",
        "maximum-likelihood",
        "maximum-likelihood: Intuition, In plain words, Definition",
    ),
    (
        "how does MAP differ from maximum likelihood?",
        "maximum-a-posteriori",
        "maximum-a-posteriori: Intuition, In plain words, Definition",
    ),
    (
        "What does a 95% confidence interval really mean?",
        "confidence-intervals",
        "confidence-intervals: Intuition, In plain words, Definition",
    ),
    ("What is a p-value?", "hypothesis-testing", "hypothesis-testing: Intuition, In plain words, Definition"),
    ("how does the bootstrap work", "bootstrap", "bootstrap: Intuition, In plain words, Definition"),
    (
        "Why do we use gradient descent instead of solving for the minimum directly?",
        "gradient-descent",
        "gradient-descent: Intuition",
    ),
    (
        "what happens when the learning rate is too large?",
        "learning-rate-and-conditioning",
        "learning-rate-and-conditioning: Intuition, In plain words, Definition; gradient-descent: Intuition",
    ),
    (
        "What does momentum do in gradient descent?",
        "momentum",
        "momentum: Intuition, In plain words, Definition, Why machine learning needs it",
    ),
    (
        "how does Adam adapt the step size for each weight",
        "adam",
        "adam: Intuition, In plain words, Definition",
    ),
    (
        "What are Lagrange multipliers for?",
        "lagrange-multipliers",
        "lagrange-multipliers: Intuition, In plain words, Definition",
    ),
    (
        "What makes a function convex?",
        "convex-sets-and-functions",
        "convex-sets-and-functions: Intuition, In plain words, Definition",
    ),
    (
        "What is overfitting and the bias-variance tradeoff?",
        "bias-variance-tradeoff",
        "bias-variance-tradeoff: Intuition, In plain words, Definition, Why machine learning needs it",
    ),
    (
        "why does L2 regularisation shrink the weights",
        "regularisation",
        "regularisation: Intuition, In plain words, Definition",
    ),
    (
        "How does backpropagation compute gradients?",
        "backpropagation",
        "backpropagation: Intuition, In plain words, Definition",
    ),
    (
        "What does PCA find?",
        "principal-component-analysis",
        "principal-component-analysis: Intuition, In plain words, Definition",
    ),
    (
        "what is attention in a transformer, mathematically",
        "attention",
        "attention: In plain words, Definition",
    ),
    (
        "What does softmax do?",
        "softmax-and-multiclass",
        "softmax-and-multiclass: Intuition, In plain words, Definition",
    ),
    (
        "Why does logistic regression use the sigmoid?",
        "logistic-regression",
        "logistic-regression: Intuition",
    ),
)


def all_questions(count: int, conceptual: int, seed: int) -> Iterator[Question]:
    """All questions, computations first."""
    yield from computations(count, seed)
    yield from concepts(conceptual)
