"""What the exercises on convexity share."""

from __future__ import annotations

TOPIC = "convex-sets-and-functions"


AT_MOST, AT_LEAST = r"\le", r"\ge"


CHORDS = "A function is convex when no chord runs below its graph; a second derivative that is never negative says the same."
