"""What the exercises of this topic share."""

from __future__ import annotations

FORMULA_RULE = r"$x = \frac{-b \pm \sqrt{D}}{2a}$ with the discriminant $D = b^2 - 4ac$."
