from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import astuple
from functools import cache
from pathlib import Path

import pytest

from assistant.errors import InputError, NotFound
from assistant.practice.draft import Generator
from assistant.practice.generators import AREAS
from assistant.practice.make import (
    generators_of,
    gives_away,
    make_exercise,
    make_exercises,
    shapes_of,
    topics_with_exercises,
)
from assistant.practice.types import Exercise
from tests.fixtures import golden_exercises

TOPICS = topics_with_exercises()
NAMED_AREAS = sorted({golden_exercises.area_of(topic) for topic in TOPICS})
GENERATORS = [generator for topic in TOPICS for generator in generators_of(topic)]


def digest(exercises: tuple[Exercise, ...]) -> str:
    return hashlib.sha256(json.dumps([astuple(e) for e in exercises]).encode()).hexdigest()


@cache
def batch(topic: str) -> tuple[Exercise, ...]:
    """One exercise of every generator at every level, and three more."""
    return make_exercises(topic, count=sum(len(g.levels) for g in generators_of(topic)) + 3, seed=7)


def test_no_topic_is_served_by_two_areas() -> None:
    assert len(set(TOPICS)) == len(TOPICS) == sum(len(area.MODULES) for area in AREAS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_three_shapes_of_task_and_two_at_each_of_three_levels(topic: str) -> None:
    assert len(shapes_of(topic)) >= 3
    for level in (1, 2, 3):
        assert len({g.shape for g in generators_of(topic) if level in g.levels}) >= 2
    assert all(generator.topic_id == topic for generator in generators_of(topic))
    assert len({generator.name for generator in generators_of(topic)}) == len(generators_of(topic))


@pytest.mark.parametrize("area", NAMED_AREAS)
def test_one_topic_in_three_asks_for_the_order_of_the_steps(area: str) -> None:
    topics = [topic for topic in TOPICS if golden_exercises.area_of(topic) == area]
    assert 3 * sum("order-the-steps" in shapes_of(topic) for topic in topics) >= len(topics)


@pytest.mark.parametrize("generator", GENERATORS, ids=golden_exercises.name_of)
def test_exercises_are_the_ones_of_this_release(generator: Generator) -> None:
    """When this fails, raise the version of the generator that changed; `tests/fixtures/golden_exercises.py` adds it."""
    known = golden_exercises.remembered(golden_exercises.area_of(generator.topic_id))
    assert known[golden_exercises.name_of(generator)] == golden_exercises.digest_of(generator)


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


@pytest.mark.parametrize("topic", TOPICS)
def test_an_id_gives_the_very_same_exercise_again(topic: str) -> None:
    for exercise in batch(topic)[:5]:
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


@pytest.mark.parametrize("topic", TOPICS)
def test_a_batch_mixes_levels_and_shapes_and_repeats_nothing(topic: str) -> None:
    exercises = batch(topic)
    assert {e.level for e in exercises} == {1, 2, 3}
    assert {e.shape for e in exercises} == set(shapes_of(topic))
    assert len({(e.prompt, e.choices) for e in exercises}) == len(exercises)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_exercise_is_complete(topic: str) -> None:
    for e in batch(topic):
        assert e.prompt and e.key and e.answer_hint and e.steps
        assert len(e.hints) == 3
        assert e.proof.method and e.proof.detail
        assert all(step.rule and step.latex for step in e.steps)
        if e.choices:
            assert 2 <= len(e.choices) <= 6
            letters = list("ABCDEF"[: len(e.choices)])
            assert sorted(e.key.split(", ")) == letters if e.asks_for_order else e.key in letters
            assert {letter for letter, _ in e.mistakes} <= set("ABCDEF"[: len(e.choices)]) - {e.key}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_statement_is_solved_with_the_reason_why_the_other_word_is_wrong(topic: str) -> None:
    for exercise in batch(topic):
        if exercise.shape == "true-or-false":
            other = exercise.choices[0 if exercise.key == "B" else 1]
            assert re.fullmatch(rf"Why not “{other}”: .*[.?]", exercise.why_not_the_other)
        else:
            assert not exercise.why_not_the_other


@pytest.mark.parametrize("topic", TOPICS)
def test_no_hint_contains_the_key(topic: str) -> None:
    for e in batch(topic):
        secret = e.key if e.asks_for_order or not e.choices else e.right_choices[0].strip("$")
        assert not any(gives_away(hint, secret) for hint in e.hints), e.id


ODD = re.compile(
    r"Fraction\(|Integer|Rational|object at|None|\bnan\b|\bzoo\b|\{\{|\+ -|--|= =|  |\( |\$\$|lambda"
)


@pytest.mark.parametrize("topic", TOPICS)
def test_texts_read_as_written_by_a_person(topic: str) -> None:
    for e in batch(topic):
        for text in [e.prompt, *e.hints, *e.choices, *(shown for _, shown in e.mistakes)]:
            assert text.count("$") % 2 == 0, e.id
            bare = text.replace(r"\lambda", "L").replace("|---", "|")
            assert not ODD.search(bare), (e.id, text)
        for text in [e.key if not e.choices else "", *(step.latex for step in e.steps)]:
            assert "$" not in text
            assert text.count("{") == text.count("}"), e.id
        assert e.prompt[0].isupper() or e.prompt[0] in "$0123456789", e.prompt
