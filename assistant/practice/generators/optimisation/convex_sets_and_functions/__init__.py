"""Exercises on convexity: sets, chords and tangents, Hessians, and the rules that keep functions convex."""

from __future__ import annotations

from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, TRUE_FALSE, Generator
from assistant.practice.generators.optimisation.convex_sets_and_functions.edges import edge, which
from assistant.practice.generators.optimisation.convex_sets_and_functions.functions import chord, rules
from assistant.practice.generators.optimisation.convex_sets_and_functions.pieces import TOPIC
from assistant.practice.generators.optimisation.convex_sets_and_functions.sets import sets
from assistant.practice.generators.optimisation.in_order_bounds import convex_from

GENERATORS = (
    Generator(TOPIC, "sets", TRUE_FALSE, sets, objectives=(1,)),
    Generator(TOPIC, "chord", COMPUTE, chord, objectives=(2,)),
    Generator(TOPIC, "edge", REVERSE, edge, objectives=(2,)),
    Generator(TOPIC, "which", CHOICE, which, objectives=(2,)),
    Generator(TOPIC, "rules", TRUE_FALSE, rules, objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, convex_from, levels=(3,), objectives=(2,)),
)
