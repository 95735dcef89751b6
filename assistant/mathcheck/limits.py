"""How long things may take. Imports nothing: the page's process asks too."""

from __future__ import annotations

CLAIM_SECONDS = 1.0
SLOW_SECONDS = 3.0
SOLVE_SECONDS = 10.0
GRADE_SECONDS = 3.0
_SLOW_MARKS = ("\\int", "∫", "\\lim", "\\sum", "∑", "\\prod")


def seconds_for(source: str) -> float:
    """How long a formula may take: integrals, limits and sums longer than the rest."""
    return SLOW_SECONDS if any(mark in source for mark in _SLOW_MARKS) else CLAIM_SECONDS
