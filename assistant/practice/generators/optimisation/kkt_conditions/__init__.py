"""Exercises on the KKT conditions: which walls are touched, how hard they push, and checking a candidate."""

from __future__ import annotations

from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Generator
from assistant.practice.generators.optimisation.kkt_conditions.conditions import check, conditions, slackness
from assistant.practice.generators.optimisation.kkt_conditions.pieces import TOPIC
from assistant.practice.generators.optimisation.kkt_conditions.walls import line, unknown, walls

GENERATORS = (
    Generator(TOPIC, "line", COMPUTE, line, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "walls", COMPUTE, walls, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "check", CHOICE, check, levels=(2, 3), objectives=(1, 3)),
    Generator(TOPIC, "conditions", COMPUTE, conditions, version=2, objectives=(1,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, objectives=(2,)),
    Generator(TOPIC, "slackness", TRUE_FALSE, slackness, objectives=(2, 4)),
)
