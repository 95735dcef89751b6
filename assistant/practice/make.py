"""Making exercises: seed to draft, draft to proof, proof to what a learner may see.

Imports nothing heavy: the generators, and SymPy with them, are imported when the first exercise is made.
"""

from __future__ import annotations

import logging
import re
from importlib import import_module
from typing import TYPE_CHECKING

from assistant.errors import GroundworkError, InputError, NotFound
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators import modules
from assistant.practice.types import Exercise, KeyProof

if TYPE_CHECKING:
    from assistant.practice.draft import Draft, Generator

_log = logging.getLogger(__name__)

MAX_COUNT = 1_000
"""Exercises in one call."""
_TRIES = 200
"""Seeds drawn for one exercise before giving up; in practice one to three are enough."""
_SEEDS = 1 << 31

_MODULES = modules()

_FIRST_TOPICS = frozenset(
    {
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
)
"""Topics whose exercises stay to the letter as they were first given out: their keys are written as fractions."""

_ID = re.compile(
    r"(?P<topic>[a-z0-9-]{1,64})\.(?P<name>[a-z0-9-]{1,64})\.(?P<version>[1-9][0-9]{0,3})"
    r"\.(?P<level>[1-3])\.(?P<seed>0|[1-9][0-9]{0,9})"
)


def topics_with_exercises() -> tuple[str, ...]:
    """The ids of all topics that can be practised."""
    return tuple(_MODULES)


def shapes_of(topic_id: str) -> tuple[str, ...]:
    """The shapes of task a topic offers; raises NotFound when it has no exercises."""
    return tuple(dict.fromkeys(generator.shape for generator in generators_of(topic_id)))


def generators_of(topic_id: str) -> tuple[Generator, ...]:
    """The generators of a topic; raises NotFound when it has none."""
    if topic_id not in _MODULES:
        raise NotFound(
            f"There are no exercises for the topic “{topic_id[:80]}”.",
            todo="Choose one of: " + ", ".join(_MODULES) + ".",
        )
    module = import_module(_MODULES[topic_id])
    found: tuple[Generator, ...] = module.GENERATORS
    return found


def practised_objectives() -> dict[str, frozenset[int]]:
    """For each topic with exercises the numbers, from 1, of its objectives that they practise; imports them all."""
    return {
        topic_id: frozenset(
            number for generator in generators_of(topic_id) for number in generator.objectives
        )
        for topic_id in topics_with_exercises()
    }


def make_exercises(
    topic_id: str, *, count: int, seed: int, level: int | None = None, shape: str | None = None
) -> tuple[Exercise, ...]:
    """Make different exercises of one topic, shapes and levels mixed; the same arguments give the same exercises.

    Args:
        topic_id: One of `topics_with_exercises()`.
        count: How many, 1 to 1,000.
        seed: Any integer.
        level: 1, 2 or 3; all three in turn when None.
        shape: One of `shapes_of(topic_id)`; all of them in turn when None.

    Raises:
        NotFound: The topic has no exercises, or none of this shape and level.
        InputError: The count or the level is out of range.
    """
    if not 1 <= count <= MAX_COUNT:
        raise InputError(f"{count} exercises cannot be made at once.", todo=f"Ask for 1 to {MAX_COUNT}.")
    if level is not None and level not in (1, 2, 3):
        raise InputError(f"There is no level {level}.", todo="Choose level 1, 2 or 3.")
    generators = [g for g in generators_of(topic_id) if shape is None or g.shape == shape]
    sources = [(g, at) for g in generators for at in g.levels if level is None or at == level]
    if not sources:
        raise NotFound(
            f"“{topic_id}” has no exercises of this shape and level.",
            todo="Choose one of the shapes: " + ", ".join(shapes_of(topic_id)) + ".",
        )
    draw = Draw(f"exercises {topic_id} {seed} {level or ''} {shape or ''}")
    made: list[Exercise] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    order: list[tuple[Generator, int]] = []
    while len(made) < count:
        if not order:
            order = draw.shuffled(sources)
        generator, at = order.pop()
        made.append(_next_exercise(draw, generator, at, seen))
    return tuple(made)


def _next_exercise(
    draw: Draw, generator: Generator, level: int, seen: set[tuple[str, tuple[str, ...]]]
) -> Exercise:
    from assistant.practice.proof import UnprovedExercise

    repeated: Exercise | None = None
    for _ in range(_TRIES):
        seed = draw.integer(0, _SEEDS - 1)
        try:
            exercise = build_exercise(generator, level, seed)
        except Unsuitable:
            continue
        except UnprovedExercise as error:
            _log.error("an exercise was not served because its key could not be proved: %s", error)
            continue
        looks = (exercise.prompt, exercise.choices)
        if looks not in seen:
            seen.add(looks)
            return exercise
        repeated = repeated or exercise
    if repeated is not None:
        return repeated
    raise GroundworkError(
        f"No exercise of “{generator.topic_id}” could be proved just now.",
        safe="Nothing of yours was touched.",
        todo="Choose another topic, and report this one.",
    )


def make_exercise(exercise_id: str) -> Exercise:
    """Make the exercise of an id again, exactly as it was.

    Args:
        exercise_id: Untrusted text.

    Raises:
        NotFound: The id names no exercise that was ever served by this version of its generator.
    """
    unknown = NotFound("There is no such exercise.", todo="Ask for a new one.")
    parts = _ID.fullmatch(exercise_id) if len(exercise_id) <= 160 else None
    if parts is None or parts["topic"] not in _MODULES:
        raise unknown
    level, seed = int(parts["level"]), int(parts["seed"])
    for generator in generators_of(parts["topic"]):
        if generator.name == parts["name"] and generator.version == int(parts["version"]):
            break
    else:
        raise unknown
    if level not in generator.levels or seed >= _SEEDS:
        raise unknown

    from assistant.practice.proof import UnprovedExercise

    try:
        return build_exercise(generator, level, seed)
    except (Unsuitable, UnprovedExercise) as error:
        raise unknown from error


def find_exercise(exercise_id: str) -> Exercise | None:
    """The exercise of an id, or None where there is none any more: ids are kept for years, generators change."""
    try:
        return make_exercise(exercise_id)
    except NotFound:
        return None


def build_exercise(generator: Generator, level: int, seed: int) -> Exercise:
    """Make one exercise and prove its key.

    Raises:
        Unsuitable: This seed makes no good exercise.
        UnprovedExercise: The key did not come out twice.
    """
    from assistant.mathcheck.values.latex import to_latex
    from assistant.practice.proof import UnprovedExercise, fault
    from assistant.practice.written import as_worked, without_echo

    name = f"{generator.topic_id}.{generator.name}.{generator.version}.{level}.{seed}"
    draft = generator.make(Draw(name), level)
    why = fault(draft)
    if why is not None:
        raise UnprovedExercise(generator.topic_id, generator.name, seed, why)
    if isinstance(draft.key, tuple):
        key = ", ".join(chr(ord("A") + index) for index in draft.key)
        mistakes: tuple[tuple[str, str], ...] = ()
    elif draft.options:
        key = chr(ord("A") + draft.key)
        mistakes = tuple(
            (chr(ord("A") + index), option.diagnosis)
            for index, option in enumerate(draft.options)
            if option.diagnosis and index != draft.key
        )
    else:
        key = to_latex(draft.key) if generator.topic_id in _FIRST_TOPICS else as_worked(draft)
        mistakes = tuple((to_latex(mistake.value), mistake.diagnosis) for mistake in draft.mistakes)
    secrets = {_secret(draft, key)}
    if not draft.options:
        secrets.add(to_latex(draft.key))
    if any(gives_away(hint, secret) for hint in draft.hints for secret in secrets):
        raise Unsuitable("a hint contains the key")
    return Exercise(
        id=name,
        topic_id=generator.topic_id,
        generator=generator.name,
        version=generator.version,
        seed=seed,
        level=level,
        shape=generator.shape,
        prompt=draft.prompt,
        key=key,
        steps=without_echo(draft.steps),
        hints=draft.hints,
        proof=KeyProof(draft.proof.method, draft.proof.detail),
        symbols=draft.symbols,
        form=draft.form,
        choices=tuple(option.text for option in draft.options),
        answer_hint=draft.answer_hint,
        mistakes=mistakes,
        objectives=generator.objectives,
    )


def _secret(draft: Draft, key: str) -> str:
    single = draft.options and not isinstance(draft.key, tuple)
    return draft.options[draft.key].text.strip("$") if single else key


def gives_away(hint: str, key: str) -> bool:
    """Whether a hint shows the key: as a formula of its own, as a side of an equation, or, when long, anywhere."""
    wanted = "".join(key.split())
    if len(wanted) > 4 and wanted in "".join(hint.split()):
        return True
    formulas = re.findall(r"\$([^$]+)\$", hint)
    return any(
        "".join(side.split()).rstrip(".,") == wanted for formula in formulas for side in formula.split("=")
    )
