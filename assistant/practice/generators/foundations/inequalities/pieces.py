"""What the exercises of this topic share."""

from __future__ import annotations

RULE = "Solve it like an equation; only when you multiply or divide by a negative number does the sign turn."
