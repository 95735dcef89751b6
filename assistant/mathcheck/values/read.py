"""Typed text or LaTeX to values, in one call: what grading and solving start from.

    read_value("3x^2")            -> (3*x**2,)
    read_value("[1, 2; 3, 4]")    -> (ImmutableMatrix([[1, 2], [3, 4]]),)
    read_value("[2, -1]")         -> (Tuple(2, -1),)            a vector without orientation
    read_value("x=2 or x=-3")     -> (Several("or", (Relation("=", x, 2), Relation("=", x, -3))),)
    read_value("1/2x")            -> (x/2, 1/(2*x))             two readings, the likeliest first

All symbols are `symbol(name)` from `build.py` (real); decimals are exact fractions.
"""

from __future__ import annotations

from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.scope import EMPTY, Scope, Value


def read_value(text: str, scope: Scope = EMPTY) -> tuple[Value, ...]:
    """All values a formula may mean, the likeliest first; raises UnreadableMath with the offset."""
    return build_readings(parse_math(text), scope)
