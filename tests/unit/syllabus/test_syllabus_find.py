"""A question's topics are found by the names the notes give them, and nothing else is read into it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.syllabus.find import NAMED, build_finder, name_key, topics_of
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.stems import stem
from assistant.syllabus.types import Syllabus, Topic

REPOSITORY = Path(__file__).parents[3]


def topic(topic_id: str, title: str, *aliases: str) -> Topic:
    return Topic(topic_id, title, "calculus", (), 8, aliases)


SYLLABUS = Syllabus(
    (
        topic("dot-product", "Dot product", "scalar product", "a·b"),
        topic("matrix-multiplication", "Matrix multiplication", "A @ B", "multiply matrices"),
        topic("eigenvalues-and-eigenvectors", "Eigenvalues and eigenvectors", "eigenvalue", "eigenvector"),
        topic("derivative-rules", "Derivative rules", "derivative", "differentiate", "f'(x)", "dy/dx"),
        topic("chain-rule", "Chain rule"),
        topic("partial-derivatives", "Partial derivatives", "∂f/∂x"),
        topic("gradient", "Gradient", "∇f", "nabla"),
        topic("gradient-descent", "Gradient descent", "learning rate"),
        topic("optimisation", "Optimisation"),
        topic("conditional-probability", "Conditional probability", "P(A|B)", "chain rule of probability"),
        topic("bayes-theorem", "Bayes' theorem", "Bayes' rule", "Bayes law"),
    )
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What is the chain rule?", "chain-rule"),
        ("CHAIN-RULE", "chain-rule"),
        ("chain rules", "chain-rule"),
        ("Bayes", "bayes-theorem"),
        ("bayes's rule", "bayes-theorem"),
        ("Bayes’ theorem", "bayes-theorem"),
        ("the theorem of Bayes", "bayes-theorem"),
        ("What does ∇f mean?", "gradient"),
        ("compute ∇g(x, y)", "gradient"),
        (r"compute $\nabla f$", "gradient"),
        (r"$\frac{\partial g}{\partial y}$ of $g = xy$", "partial-derivatives"),
        ("∂f/∂x", "partial-derivatives"),
        ("What is the gradient of x^2 + 3xy, and what does it mean?", "gradient"),
        ("gradient descent", "gradient-descent"),
        ("Why does my learning rate explode?", "gradient-descent"),
        ("dot-products", "dot-product"),
        ("the scalar product of two vectors", "dot-product"),
        ("multiplying two matrices", "matrix-multiplication"),
        ("How are matrices multiplied?", "matrix-multiplication"),
        ("numpy A @ B", "matrix-multiplication"),
        ("find the eigenvectors of [[2, 1], [1, 2]]", "eigenvalues-and-eigenvectors"),
        ("Derivatives of sin(x)", "derivative-rules"),
        ("how do I differentiate x^3", "derivative-rules"),
        ("differentiation", "derivative-rules"),
        ("f'(x)", "derivative-rules"),
        ("f′(x)", "derivative-rules"),
        ("optimization", "optimisation"),
        ("optimizing", "optimisation"),
        ("P(A | B)", "conditional-probability"),
        (r"$P(A \mid B)$", "conditional-probability"),
        ("the chain rule of probability", "conditional-probability"),
        ("conditional probabilities", "conditional-probability"),
    ],
)
def test_a_question_finds_its_topic(text: str, first: str) -> None:
    found = topics_of(SYLLABUS, text)
    assert found[:1]
    assert found[0][0] == first


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("gradient descent", "gradient"),
        ("partial derivatives", "derivative-rules"),
        ("the chain rule of probability", "chain-rule"),
        ("the law of large numbers", "bayes-theorem"),
        ("the fundamental theorem of calculus", "bayes-theorem"),
        ("let f(x) = x^2", "derivative-rules"),
        ("a matrix", "matrix-multiplication"),
        ("the cross product", "dot-product"),
        ("probability", "conditional-probability"),
        ("Markov chains", "chain-rule"),
    ],
)
def test_what_is_not_named_is_not_found(text: str, absent: str) -> None:
    assert absent not in dict(topics_of(SYLLABUS, text, limit=20))


@pytest.mark.parametrize(
    "text", ["", "   ", "What is the capital of France?", "\\", "$$", "???", "\x00", "😀"]
)
def test_a_text_about_something_else_has_no_topic(text: str) -> None:
    assert topics_of(SYLLABUS, text) == ()


def test_several_topics_come_in_the_order_of_their_mention() -> None:
    found = topics_of(
        SYLLABUS, "the chain rule, then the dot product, then gradient descent, then Bayes' rule"
    )
    assert [topic_id for topic_id, _ in found] == ["chain-rule", "dot-product", "gradient-descent"]
    assert len(topics_of(SYLLABUS, "the chain rule and the dot product", limit=1)) == 1


def test_what_is_spoken_of_more_comes_first() -> None:
    found = topics_of(
        SYLLABUS, "Is the dot product a gradient? And the gradient of a gradient, is it a gradient?"
    )
    assert [topic_id for topic_id, _ in found] == ["gradient", "dot-product"]


def test_a_hint_scores_less_than_a_name() -> None:
    found = dict(topics_of(SYLLABUS, "Bayes and the gradient, and how the matrices are multiplied by hand"))
    assert found["gradient"] >= NAMED > found["bayes-theorem"] > 0


def test_words_far_apart_are_no_name() -> None:
    assert topics_of(SYLLABUS, "the product is good " + "and so on " * 10 + "until the dot") == ()


def test_a_syllabus_without_topics_finds_none() -> None:
    assert topics_of(Syllabus(()), "gradient") == ()


def test_a_very_long_text_takes_no_time() -> None:
    finder = build_finder(SYLLABUS)
    assert finder.topics_of("gradient descent " * 100_000)[0][0] == "gradient-descent"
    assert finder.topics_of("x" * 1_000_000) == ()
    assert finder.topics_of("product of the matrix and dots " * 10_000) is not None


@given(st.text(max_size=200))
def test_any_text_gives_scores_between_0_and_1_best_first(text: str) -> None:
    found = topics_of(SYLLABUS, text)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(found) <= 3


@pytest.mark.parametrize(
    "forms",
    [
        "matrix matrices",
        "multiply multiplies multiplied multiplying multiplication",
        "differentiate differentiated differentiating differentiation differentiable",
        "optimise optimised optimising optimisation optimize optimized optimizing optimization",
        "vector vectors",
        "basis bases",
        "probability probabilities",
        "estimate estimates estimator estimation",
        "minimum minima",
        "class classes",
        "bias biases biased",
        "series",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("descent", "descend"),
        ("norm", "normal"),
        ("product", "produce"),
        ("string", "str"),
        ("sing", "s"),
    ],
)
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(max_size=30))
def test_case_and_surrounding_space_make_no_difference(text: str) -> None:
    assert name_key(f"  {text} ") == name_key(text)


def test_finding_needs_nothing_heavy() -> None:
    heavy = "{'sympy', 'pydantic', 'sqlalchemy', 'numpy', 'streamlit', 'rapidfuzz'}"
    code = f"import sys, assistant.syllabus.find; sys.exit(str(set(sys.modules) & {heavy} or ''))"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).stderr.strip() == b""
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What is the gradient of x^2 + 3xy, and what does it mean?", "gradient"),
        ("how do i multiply two matrices?", "matrix-multiplication"),
        ("what's an eigenvalue good for", "eigenvalues-and-eigenvectors"),
        ("Explain Bayes", "bayes-theorem"),
        ("differentiate sin(x^2) with the chain rule", "chain-rule"),
        ("How does gradient descent choose its step?", "gradient-descent"),
        ("∂f/∂y of x^2y", "partial-derivatives"),
        ("det [[1, 2], [3, 4]]", "determinant"),
        ("probability of A given B", "conditional-probability"),
        ("inner product", "dot-product"),
        ("what is a vector?", "vectors"),
        ("derivative of x^3", "derivative-rules"),
    ],
)
def test_the_real_notes_are_found(text: str, first: str) -> None:
    found = topics_of(load_syllabus(REPOSITORY / "corpus"), text)
    assert found[:1]
    assert found[0][0] == first
