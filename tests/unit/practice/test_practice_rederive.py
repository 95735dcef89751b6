"""The outside look at keys: its own reading of LaTeX, and that it says so when a key is wrong."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import mpmath as mp
import pytest

from assistant.practice.make import build_exercise, generators_of, make_exercises

_BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module")
def rederive() -> ModuleType:
    sys.path.insert(0, str(_BENCHMARKS))
    try:
        import rederive as module
    finally:
        sys.path.remove(str(_BENCHMARKS))
    return module


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"- \frac{5}{8}", "-0.625"),
        (r"4 - 3 \cdot \frac{2}{3} \cdot (1 - 4)^2", "-14"),
        (r"-2^2", "-4"),
        (r"81^{3/4}", "27"),
        (r"2 \sqrt{9}", "6"),
        (r"\frac{\ln(4)}{\ln 2}", "2"),
        (r"\log_{4} \frac{1}{16}", "-2"),
        (r"15\%", "0.15"),
        (r"\left|-3\right| \cdot 2!", "6"),
        (r"\sin^2 1 + \cos^2 1", "1"),
        (r"\sum_{k=1}^{4} k^2", "30"),
        (r"\sum_{k=0}^{\infty} 3 \cdot \left(\frac{9}{10}\right)^k", "30"),
        (r"\int_{0}^{3} x^{2} \, dx", "9"),
        (r"\lim_{x \to 5} \frac{x^{2} - x - 20}{x - 5}", "9"),
        (r"\det \begin{pmatrix} 6 & 7 \\ 6 & 3 \end{pmatrix}", "-24"),
        (r"\begin{pmatrix} 1 \\ 3 \end{pmatrix} \cdot \begin{pmatrix} 2 \\ 3 \end{pmatrix}", "11"),
        (r"\left\|\begin{pmatrix} -6 \\ 1 \\ 8 \end{pmatrix}\right\|_{\infty}", "8"),
        (r"\binom{9}{3}", "84"),
    ],
)
def test_the_reader_evaluates_numbers_as_a_learner_would(rederive: ModuleType, text: str, value: str) -> None:
    from rederiving.latex import value_of

    assert abs(value_of(text) - mp.mpf(value)) < mp.mpf("1e-20")


def test_the_reader_multiplies_and_inverts_matrices(rederive: ModuleType) -> None:
    from rederiving.compare import values_agree
    from rederiving.latex import value_of

    product = value_of(r"\begin{pmatrix} 2 & 1 \\ 0 & 4 \end{pmatrix} \begin{pmatrix} 1 \\ -2 \end{pmatrix}")
    assert values_agree(product, value_of(r"\begin{pmatrix} 0 \\ -8 \end{pmatrix}"))
    unit = value_of(
        r"\begin{pmatrix} 2 & 1 \\ 0 & 4 \end{pmatrix}^{-1} \begin{pmatrix} 2 & 1 \\ 0 & 4 \end{pmatrix}"
    )
    assert values_agree(unit, value_of(r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"))


@pytest.mark.parametrize(
    "text", ["", "2 +", r"\frac{1}{0}", r"\unknown{3}", "x", "import os", "__import__('os')"]
)
def test_the_reader_refuses_what_it_does_not_know(rederive: ModuleType, text: str) -> None:
    from rederiving.latex import Unreadable, value_of

    with pytest.raises(Unreadable):
        value_of(text)


@pytest.mark.parametrize("topic", ["linear-equations", "gradient", "determinant", "bernoulli-and-binomial"])
def test_a_right_key_agrees_and_a_wrong_key_is_a_disagreement(rederive: ModuleType, topic: str) -> None:
    typed = [e for e in make_exercises(topic, count=8, seed=3) if not e.choices]
    assert typed
    for exercise in typed:
        assert rederive.rederive(exercise).outcome == rederive.AGREES
        wrong = dataclasses.replace(exercise, key=_changed(exercise.key))
        assert rederive.rederive(wrong).outcome == rederive.DISAGREES, wrong.key


def _changed(key: str) -> str:
    """The same key, one more; in a vector or a set the first entry is one more."""
    for opening in (r"\begin{pmatrix} ", r"\left\{"):
        if key.startswith(opening):
            return opening + "1 + " + key.removeprefix(opening)
    return f"1 + {key}"


def test_an_exercise_in_other_words_is_refused_and_never_guessed(rederive: ModuleType) -> None:
    exercise = next(e for e in make_exercises("linear-equations", count=8, seed=3) if not e.choices)
    reworded = dataclasses.replace(exercise, prompt="Please. " + exercise.prompt)
    assert rederive.rederive(reworded).outcome == rederive.UNREAD


def test_it_imports_nothing_of_sympy_and_nothing_that_made_the_keys() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import rederiving.compare; "
        "from rederiving.reading import rules_of, topics_with_readers; "
        "assert all(rules_of(topic) for topic in topics_with_readers() if topic[0] != '_'); "
        "print([m for m in sys.modules if m.split('.')[0] == 'sympy' or m.startswith('assistant')])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(_BENCHMARKS)], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("seed", range(0, 40))
def test_no_tree_is_said_to_have_more_leaves_than_examples(rederive: ModuleType, seed: int) -> None:
    """Eight examples stopped at depth 4 cannot fill sixteen leaves: version 1 of the question said they could."""
    depth = next(g for g in generators_of("decision-trees-and-information-gain") if g.name == "depth")
    exercise = build_exercise(depth, 1, seed)
    examples, *_, leaves = map(int, re.findall(r"\d+", exercise.prompt))
    assert exercise.key == "B" or leaves <= examples, exercise.prompt
    assert rederive.rederive(exercise).outcome == rederive.AGREES


@pytest.mark.parametrize(
    ("topic", "generator", "level"),
    [
        ("activation-functions", "last-layer", 1),
        ("cross-validation", "leak", 3),
        ("k-means", "starts", 3),
        ("perceptron", "learnable", 2),
        ("regularisation", "cure", 1),
        ("weight-initialisation", "symmetry", 2),
        ("sets-and-logic", "negate", 2),
        ("vector-spaces-and-subspaces", "subspace-or-not", 2),
        ("tensors-and-broadcasting", "broadcast", 2),
        ("integration-by-substitution", "spot", 1),
        ("mean-value-theorem", "conditions", 2),
        ("convex-sets-and-functions", "sets", 3),
        ("duality", "meeting", 1),
        ("kkt-conditions", "check", 2),
    ],
)
def test_options_and_claims_are_derived_and_a_swapped_key_is_noticed(
    rederive: ModuleType, topic: str, generator: str, level: int
) -> None:
    made = next(g for g in generators_of(topic) if g.name == generator)
    exercise = next(rederive._suitable(made, level, 11))
    assert rederive.rederive(exercise).outcome == rederive.AGREES
    wrong = dataclasses.replace(exercise, key="B" if exercise.key == "A" else "A")
    assert rederive.rederive(wrong).outcome == rederive.DISAGREES
