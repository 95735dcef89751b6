"""Exercises on duality: dual functions, floors under a minimum, prices that solve the dual, and gaps."""

from __future__ import annotations

from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Generator
from assistant.practice.generators.optimisation.duality.floors import floor, function, prices
from assistant.practice.generators.optimisation.duality.gaps import gap, meeting
from assistant.practice.generators.optimisation.duality.pieces import TOPIC
from assistant.practice.generators.optimisation.duality.solving import solve, unknown

GENERATORS = (
    Generator(TOPIC, "function", COMPUTE, function, objectives=(1,)),
    Generator(TOPIC, "floor", COMPUTE, floor, objectives=(2,)),
    Generator(TOPIC, "prices", CHOICE, prices, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "solve", COMPUTE, solve, objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, objectives=(1, 3)),
    Generator(TOPIC, "gap", COMPUTE, gap, objectives=(4,)),
    Generator(TOPIC, "meeting", TRUE_FALSE, meeting, objectives=(4,)),
)
