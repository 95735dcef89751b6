"""Where exercises come from: a module a topic, in folders by area. An area's `MODULES` says which topics it has."""

from __future__ import annotations

from assistant.practice.generators import (
    calculus,
    foundations,
    linear_algebra,
    machine_learning,
    optimisation,
    probability,
    statistics,
)

AREAS = (foundations, linear_algebra, calculus, optimisation, probability, statistics, machine_learning)


def modules() -> dict[str, str]:
    """The full module name of each topic that has exercises, by topic; imports none of them."""
    return {topic_id: f"{area.__name__}.{name}" for area in AREAS for topic_id, name in area.MODULES.items()}
