"""The outside look at options and statements of probability and statistics: it agrees with keys, and only with keys."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assistant.practice.draw import Unsuitable
from assistant.practice.make import build_exercise, generators_of
from assistant.practice.types import Exercise

_BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
_DERIVED = {
    "bayes-theorem": ("pick", "majority"),
    "bernoulli-and-binomial": ("is-it",),
    "central-limit-theorem": ("what-grows-normal",),
    "conditional-probability": ("pick", "claim"),
    "covariance-and-correlation": ("uncorrelated",),
    "entropy": ("judge",),
    "independence": ("same-die", "exclusive", "three"),
    "law-of-total-probability": ("between", "blame"),
    "mutual-information": ("beyond",),
    "poisson-and-geometric": ("memory", "formula"),
    "sampling": ("right-on-average", "bias", "with-or-without"),
    "confidence-intervals": ("meaning",),
    "descriptive-statistics": ("outlier",),
    "hypothesis-testing": ("decision",),
    "linear-regression-inference": ("judge",),
    "maximum-a-posteriori": ("posterior", "compare"),
    "multicollinearity": ("rank", "remedy"),
}


@pytest.fixture(scope="module")
def rederive() -> ModuleType:
    sys.path.insert(0, str(_BENCHMARKS))
    try:
        import rederive as module
    finally:
        sys.path.remove(str(_BENCHMARKS))
    return module


def _drawn(topic: str, name: str, seeds: range) -> list[Exercise]:
    generator = next(g for g in generators_of(topic) if g.name == name)
    found: list[Exercise] = []
    for seed in seeds:
        try:
            found.append(build_exercise(generator, generator.levels[0], seed))
        except Unsuitable:
            continue
    return found


@pytest.mark.parametrize(
    ("topic", "name"), [(topic, name) for topic, names in _DERIVED.items() for name in names]
)
def test_it_derives_which_option_is_right_and_contradicts_every_other(
    rederive: ModuleType, topic: str, name: str
) -> None:
    exercises = _drawn(topic, name, range(4))
    assert exercises
    for exercise in exercises:
        letters = [chr(ord("A") + index) for index in range(len(exercise.choices))]
        assert exercise.key in letters
        for letter in letters:
            outcome = rederive.rederive(dataclasses.replace(exercise, key=letter)).outcome
            assert outcome == (rederive.AGREES if letter == exercise.key else rederive.DISAGREES), (
                exercise.prompt
            )


def test_a_claim_about_quartiles_says_which_rule_for_quartiles_is_meant() -> None:
    """Under another rule the third quartile of five numbers is half made of the largest, and the key would be wrong."""
    claims = [
        e for e in _drawn("descriptive-statistics", "outlier", range(30)) if "interquartile" in e.prompt
    ]
    assert claims
    assert all("the quartiles are the second and the fourth" in claim.prompt for claim in claims)


def test_no_power_is_written_with_the_exponent_one_and_no_count_of_one_with_a_plural() -> None:
    for exercise in [
        *_drawn("maximum-a-posteriori", "posterior", range(30)),
        *_drawn("sampling", "bias", range(60)),
    ]:
        shown = " ".join([exercise.prompt, *exercise.choices, *(step.latex for step in exercise.steps)])
        assert "^{1}" not in shown
        assert re.search(r"(?<![\d.])1 (points|hits|hours|minutes)\b", shown) is None


_CARDS = (
    "From the mean upwards: $36 + 5.2 = 41.2$",
    r"Standard error of the mean: $\frac{13}{\sqrt{25}} = 2.6$",
    r"Standard deviation of one value: $\sqrt{169} = 13$",
    r"Margin: factor times standard error: $2 \cdot 2.6 = 5.2$",
)


def test_steps_are_put_into_the_order_in_which_each_works_with_the_result_of_the_one_before(
    rederive: ModuleType,
) -> None:
    from rederiving.any_topic import in_order
    from rederiving.rules import Order

    assert in_order(_CARDS) == Order((2, 1, 3, 0))


@pytest.mark.parametrize(
    "cards",
    [
        ("First: $1 + 2 = 3$", "Second: $4 + 5 = 9$"),
        ("First: $2 + 2 = 4$", "Second: $4 - 2 = 2$"),
        ("First: $1 + 2 = 3$", r"Second: $0.3 \cdot 13 = 3.9$"),
        ("First: in words.", "Second: $1 + 2 = 3$"),
    ],
    ids=["nothing in common", "both ways", "a result inside a longer number", "no formula"],
)
def test_an_order_that_the_results_do_not_settle_is_left_open(
    rederive: ModuleType, cards: tuple[str, ...]
) -> None:
    from rederiving.any_topic import in_order

    assert in_order(cards) is None
