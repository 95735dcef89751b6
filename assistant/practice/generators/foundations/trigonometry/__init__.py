"""Exercises on trigonometry: radians, the unit circle, triangles, and positions on a wheel."""

from __future__ import annotations

from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Generator
from assistant.practice.generators.foundations.trigonometry.angles import angle
from assistant.practice.generators.foundations.trigonometry.circle import convert, from_squares, value
from assistant.practice.generators.foundations.trigonometry.pieces import TOPIC
from assistant.practice.generators.foundations.trigonometry.statements import statement, sums
from assistant.practice.generators.foundations.trigonometry.triangles import place, triangle, wheel

GENERATORS = (
    Generator(TOPIC, "convert", COMPUTE, convert, objectives=(1,)),
    Generator(TOPIC, "value", CHOICE, value, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "from-squares", COMPUTE, from_squares, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "angle", REVERSE, angle, objectives=(2,)),
    Generator(TOPIC, "triangle", COMPUTE, triangle, objectives=(3,)),
    Generator(TOPIC, "wheel", COMPUTE, wheel, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "place", REVERSE, place, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "sums", MISTAKE, sums, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "statement", TRUE_FALSE, statement, objectives=(1, 2)),
)
