"""Exercises on arithmetic: fractions, the order of operations, percentages and percentage points."""

from __future__ import annotations

from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Generator
from assistant.practice.generators.foundations.arithmetic_and_fractions.fractions_and_order import (
    compute_fraction,
    find_slip,
)
from assistant.practice.generators.foundations.arithmetic_and_fractions.percentages import (
    change,
    choose,
    judge,
)
from assistant.practice.generators.foundations.arithmetic_and_fractions.reverse import before

TOPIC = "arithmetic-and-fractions"

GENERATORS = (
    Generator(TOPIC, "fractions", COMPUTE, compute_fraction, objectives=(1, 2)),
    Generator(TOPIC, "change", COMPUTE, change, objectives=(3, 4)),
    Generator(TOPIC, "before", REVERSE, before, objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, objectives=(1, 2)),
    Generator(TOPIC, "points", TRUE_FALSE, judge, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "rename", CHOICE, choose, levels=(1,), objectives=(3,)),
)
