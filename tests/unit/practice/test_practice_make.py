from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from assistant.errors import InputError, NotFound
from assistant.practice.make import (
    generators_of,
    gives_away,
    make_exercise,
    make_exercises,
    shapes_of,
    topics_with_exercises,
)
from assistant.practice.types import Exercise

TWELVE = {
    "vectors",
    "dot-product",
    "matrix-multiplication",
    "determinant",
    "eigenvalues-and-eigenvectors",
    "derivative-rules",
    "chain-rule",
    "partial-derivatives",
    "gradient",
    "gradient-descent",
    "conditional-probability",
    "bayes-theorem",
}
GOLDEN = Path(__file__).with_name("golden_exercises.json")


def digest(exercises: tuple[Exercise, ...]) -> str:
    return hashlib.sha256(json.dumps([astuple(e) for e in exercises]).encode()).hexdigest()


@pytest.fixture(scope="module")
def many() -> dict[str, tuple[Exercise, ...]]:
    return {topic: make_exercises(topic, count=60, seed=7) for topic in topics_with_exercises()}


def test_every_topic_of_the_first_syllabus_can_be_practised() -> None:
    assert set(topics_with_exercises()) == TWELVE


@pytest.mark.parametrize("topic", sorted(TWELVE))
def test_a_topic_has_three_levels_and_at_least_three_shapes_of_task(topic: str) -> None:
    assert len(shapes_of(topic)) >= 3
    for level in (1, 2, 3):
        assert len({g.shape for g in generators_of(topic) if level in g.levels}) >= 2
    assert all(generator.topic_id == topic for generator in generators_of(topic))
    assert len({generator.name for generator in generators_of(topic)}) == len(generators_of(topic))


@pytest.mark.parametrize("topic", sorted(TWELVE))
def test_exercises_are_the_ones_of_this_release(topic: str) -> None:
    """When this fails, raise the version of the generators that changed, then write the file anew (see below)."""
    golden = json.loads(GOLDEN.read_text())
    assert digest(make_exercises(topic, count=30, seed=1)) == golden[topic]


def test_exercises_do_not_depend_on_the_order_of_hashes() -> None:
    code = (
        "import json, hashlib; from dataclasses import astuple;"
        "from assistant.practice.make import make_exercises as m;"
        "print(hashlib.sha256(json.dumps([astuple(e) for t in ('gradient', 'determinant', 'bayes-theorem')"
        " for e in m(t, count=12, seed=3)]).encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "4242"},
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    here = tuple(
        e for t in ("gradient", "determinant", "bayes-theorem") for e in make_exercises(t, count=12, seed=3)
    )
    assert done.stdout.strip() == digest(here)


@pytest.mark.parametrize("topic", sorted(TWELVE))
def test_an_id_gives_the_very_same_exercise_again(topic: str) -> None:
    for exercise in make_exercises(topic, count=8, seed=11):
        assert make_exercise(exercise.id) == exercise


def test_the_same_arguments_give_the_same_exercises_and_another_seed_gives_others() -> None:
    first = make_exercises("gradient", count=5, seed=1)
    assert make_exercises("gradient", count=5, seed=1) == first
    assert make_exercises("gradient", count=5, seed=2) != first
    assert make_exercises("gradient", count=3, seed=1) == first[:3]


def test_level_and_shape_are_obeyed() -> None:
    for exercise in make_exercises("chain-rule", count=6, seed=1, level=2, shape="reverse"):
        assert (exercise.level, exercise.shape) == (2, "reverse")


@pytest.mark.parametrize(
    "exercise_id",
    [
        "",
        "gradient",
        "gradient.compute.1.1",
        "gradient.compute.1.1.01",
        "gradient.compute.1.1.1 ",
        "gradient.compute.1.1.1\n",
        "gradient.compute.1.4.1",
        "gradient.compute.1.0.1",
        "gradient.compute.2.1.1",
        "gradient.compute.1.1.-1",
        "gradient.compute.1.1.9999999999",
        "gradient.compute.1.1.²",
        "gradient.nothing.1.1.1",
        "nothing.compute.1.1.1",
        "../../etc/passwd",
        "gradient.compute.1.1.1; import os",
        "__import__('os')",
        "g" * 100_000,
        "\x00",
        "gradient.pick.1.1.5",
    ],
)
def test_an_id_that_names_no_exercise_is_not_found(exercise_id: str) -> None:
    with pytest.raises(NotFound):
        make_exercise(exercise_id)


def test_an_unknown_topic_is_not_found_and_a_wrong_number_is_refused() -> None:
    with pytest.raises(NotFound, match="no exercises"):
        make_exercises("cooking", count=1, seed=1)
    with pytest.raises(NotFound, match="shape"):
        make_exercises("gradient", count=1, seed=1, shape="essay")
    with pytest.raises(InputError):
        make_exercises("gradient", count=0, seed=1)
    with pytest.raises(InputError):
        make_exercises("gradient", count=1_001, seed=1)
    with pytest.raises(InputError):
        make_exercises("gradient", count=1, seed=1, level=4)


def test_exercises_of_one_call_are_all_different(many: dict[str, tuple[Exercise, ...]]) -> None:
    for exercises in many.values():
        assert len({(e.prompt, e.choices) for e in exercises}) == len(exercises)


def test_a_batch_mixes_levels_and_shapes(many: dict[str, tuple[Exercise, ...]]) -> None:
    for topic, exercises in many.items():
        assert {e.level for e in exercises} == {1, 2, 3}
        assert {e.shape for e in exercises} == set(shapes_of(topic))


def test_every_exercise_is_complete(many: dict[str, tuple[Exercise, ...]]) -> None:
    for exercises in many.values():
        for e in exercises:
            assert e.prompt and e.key and e.answer_hint and e.steps
            assert len(e.hints) == 3
            assert e.proof.method and e.proof.detail
            assert all(step.rule and step.latex for step in e.steps)
            if e.choices:
                assert 2 <= len(e.choices) <= 6
                assert e.key in "ABCDEF"[: len(e.choices)]
                assert {letter for letter, _ in e.mistakes} <= set("ABCDEF"[: len(e.choices)]) - {e.key}


def test_no_hint_contains_the_key(many: dict[str, tuple[Exercise, ...]]) -> None:
    for exercises in many.values():
        for e in exercises:
            secret = e.choices["ABCDEF".index(e.key)].strip("$") if e.choices else e.key
            assert not any(gives_away(hint, secret) for hint in e.hints), e.id


ODD = re.compile(
    r"Fraction\(|Integer|Rational|object at|None|\bnan\b|\bzoo\b|\{\{|\+ -|--|= =|  |\( |\$\$|lambda"
)


def test_texts_read_as_written_by_a_person(many: dict[str, tuple[Exercise, ...]]) -> None:
    for exercises in many.values():
        for e in exercises:
            texts = [e.prompt, *e.hints, *e.choices, *(shown for _, shown in e.mistakes)]
            for text in texts:
                assert text.count("$") % 2 == 0, e.id
                bare = text.replace(r"\lambda", "L").replace("|---", "|")
                assert not ODD.search(bare), (e.id, text)
            for text in [e.key if not e.choices else "", *(step.latex for step in e.steps)]:
                assert "$" not in text
                assert text.count("{") == text.count("}"), e.id
            assert e.prompt[0].isupper() or e.prompt[0] in "$0123456789", e.prompt
            assert e.prompt.rstrip()[-1] in ".?$", e.prompt


def test_no_step_of_a_worked_solution_changes_nothing(many: dict[str, tuple[Exercise, ...]]) -> None:
    for exercises in many.values():
        for e in exercises:
            if e.shape == "find-the-mistake":
                for line in e.choices:
                    left, _, right = line.strip("$").partition(" = ")
                    assert left != right, (e.id, line)


def test_modules_that_start_a_program_do_not_load_sympy() -> None:
    code = (
        "import sys, assistant.practice, assistant.practice.make, assistant.practice.types, assistant.practice.ports,"
        "assistant.practice.practice, assistant.practice.grading as g;"
        "assistant.practice.make.topics_with_exercises(); sys.exit('sympy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3]).returncode == 0


def write_golden() -> None:
    """Run `python tests/unit/practice/test_practice_make.py` after raising versions on purpose."""
    GOLDEN.write_text(
        json.dumps(
            {topic: digest(make_exercises(topic, count=30, seed=1)) for topic in topics_with_exercises()},
            indent=2,
        )
        + "\n"
    )


if __name__ == "__main__":
    write_golden()
