from __future__ import annotations

import logging
from fractions import Fraction

import pytest
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import make, second_way
from assistant.practice.draft import COMPUTE, Draft, Generator, Mistake, Option
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.make import build_exercise, gives_away, make_exercises
from assistant.practice.proof import (
    Rederived,
    RederivedFunction,
    Satisfies,
    UnprovedExercise,
    fault,
    first_difference,
    same_value,
)
from assistant.practice.worked import Part, choice_draft, mistake_draft

X = sympy.Symbol("x")
HINTS = ("You are asked for a number.", "Use the rule.", "Begin.")


def _draft(key: object, proof: object, **more: object) -> Draft:
    return Draft("What is it?", key, proof, (Step("Rule", "1 = 1"),), HINTS, **more)  # type: ignore[arg-type]


def _three(value: object = 3) -> Rederived:
    return Rederived("counting", "It was counted.", lambda: value)


def test_a_key_that_comes_out_twice_has_no_fault() -> None:
    assert fault(_draft(sympy.Integer(3), _three())) is None


def test_a_key_that_does_not_come_out_the_second_time_is_a_fault() -> None:
    assert fault(_draft(sympy.Integer(4), _three())) == "the key is not right by counting"


def test_a_derivative_is_proved_by_difference_quotients_to_thirty_digits() -> None:
    function = X**3 * sympy.exp(X) + sympy.log(X)
    proof = RederivedFunction("differences", "", ("x",), second_way.slope_of(function, "x"))
    assert proof.accepts(sympy.diff(function, X))
    assert not proof.accepts(sympy.diff(function, X) + sympy.Rational(1, 10**25))
    assert not proof.accepts(sympy.Symbol("y"))


def test_a_condition_that_other_values_meet_as_well_proves_nothing() -> None:
    lax = Satisfies("sign", "", lambda value: value > 0)
    assert "would be right as well" in (fault(_draft(sympy.Integer(3), lax)) or "")


def test_a_listed_mistake_that_is_right_is_a_fault() -> None:
    draft = _draft(sympy.Integer(3), _three(), mistakes=(Mistake(sympy.Rational(6, 2), "No."),))
    assert "equals the key" in (fault(draft) or "")


@pytest.mark.parametrize(
    ("options", "key", "says"),
    [
        ((Option("3", 3), Option("4", 4)), 0, None),
        ((Option("3", 3), Option("4", 4)), 1, "option 0 is right"),
        ((Option("3", 3), Option("6/2", Fraction(6, 2))), 0, "option 1 is right"),
        ((Option("3", 3), Option("4", 4), Option("8/2", Fraction(8, 2))), 0, "equals another"),
        ((Option("3", 3), Option("4", 4), Option("4", 5)), 0, "equals another"),
    ],
)
def test_options_are_right_once_and_never_equal(
    options: tuple[Option, ...], key: int, says: str | None
) -> None:
    found = fault(_draft(key, _three(), options=options))
    assert found is None if says is None else says in (found or "")


def test_an_unproved_exercise_names_topic_generator_and_seed_and_is_never_served(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def sometimes_wrong(draw: Draw, level: int) -> Draft:
        value = draw.integer(1, 10**6)
        draft = _draft(sympy.Integer(value), _three(value if value % 2 else value + 1))
        return Draft(f"Say {value}.", draft.key, draft.proof, draft.steps, draft.hints)

    generator = Generator("vectors", "broken", COMPUTE, sometimes_wrong)
    monkeypatch.setattr(make, "generators_of", lambda topic: (generator,))
    with caplog.at_level(logging.ERROR):
        exercises = make_exercises("vectors", count=20, seed=1)
    assert all(int(exercise.key) % 2 for exercise in exercises)
    assert len(caplog.records) >= 5
    assert "vectors.broken seed" in caplog.text
    bad = next(seed for seed in range(50) if _is_unproved(generator, seed))
    with pytest.raises(UnprovedExercise) as caught:
        build_exercise(generator, 1, bad)
    assert (caught.value.topic_id, caught.value.generator, caught.value.seed) == ("vectors", "broken", bad)


def _is_unproved(generator: Generator, seed: int) -> bool:
    try:
        build_exercise(generator, 1, seed)
    except UnprovedExercise:
        return True
    return False


def test_a_worked_solution_has_exactly_one_wrong_step_or_is_not_used() -> None:
    right = (Part("1 + 1", 2), Part("2", 2), Part("2.0", 2))
    with pytest.raises(Unsuitable):
        mistake_draft(Draw("a"), task="add", parts=right, fix="2", rule="Add")
    with pytest.raises(Unsuitable):
        still = (Part("1 + 1", 2), Part("3", 3), Part("3", 3))
        mistake_draft(Draw("a"), task="add", parts=still, fix="2", rule="Add")
    wrong = (Part("1 + 1", 2), Part("2 + 1", 3), Part("3", 3))
    draft = mistake_draft(Draw("a"), task="add", parts=wrong, fix="2", rule="Add")
    assert draft.key == 0
    assert fault(draft) is None


def test_the_first_difference_is_found_among_numbers_vectors_and_functions() -> None:
    assert first_difference([2, Fraction(4, 2), sympy.Integer(2)]) is None
    assert first_difference([(1, 2), sympy.ImmutableMatrix([1, 2]), (1, 3)]) == 2
    values = [second_way.slope_of(X**2, "x"), 2 * X, 3 * X]
    assert first_difference(values, ("x",)) == 2


def test_same_value_sees_through_the_way_a_value_is_written() -> None:
    assert same_value(sympy.sin(X) ** 2 + sympy.cos(X) ** 2, sympy.Integer(1))
    assert same_value(sympy.sqrt(8), 2 * sympy.sqrt(2))
    assert same_value(sympy.FiniteSet(1, 2), sympy.FiniteSet(2, 1))
    assert not same_value(sympy.FiniteSet(1, 2), sympy.FiniteSet(1, 3))
    assert not same_value(sympy.ImmutableMatrix([1, 2]), sympy.ImmutableMatrix([[1, 2]]))


def test_wrong_options_that_equal_the_right_one_are_left_out() -> None:
    draft = choice_draft(
        Draw("b"),
        prompt="?",
        right=sympy.Integer(3),
        wrong=[Mistake(sympy.Integer(n), "") for n in (3, 4, 4, 5, 6, 7)],
        show=str,
        proof=_three(),
        steps=(Step("Rule", "1 + 2 = 3"),),
        hints=HINTS,
    )
    assert sorted(option.value for option in draft.options) == [3, 4, 5, 6]
    assert draft.options[draft.key].value == 3


@pytest.mark.parametrize(
    ("hint", "key", "shown"),
    [
        ("It is $6 x$.", "6 x", True),
        ("First $3 \\cdot 2 = 6$.", "6", True),
        ("First $3 \\cdot 2$, which is half of $12$.", "6", False),
        ("It is 6x for short.", "6 x", False),
        (r"See $\begin{pmatrix} 1 \\ 2 \end{pmatrix} + 0$.", r"\begin{pmatrix}1\\2\end{pmatrix}", True),
        ("You are asked for one number.", "1", False),
    ],
)
def test_a_hint_that_shows_the_key_is_noticed(hint: str, key: str, shown: bool) -> None:
    assert gives_away(hint, key) is shown
