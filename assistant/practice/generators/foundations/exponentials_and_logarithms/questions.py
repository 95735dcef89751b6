"""A chain of logarithms with one wrong step."""

from __future__ import annotations

from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.exponentials_and_logarithms.pieces import ln
from assistant.practice.notation import (
    over,
    plus,
)
from assistant.practice.worked import Part, mistake_draft


def slip(draw: Draw, level: int) -> Draft:
    """A law of logarithms, broken once."""
    a, b, n = draw.integer(2, 9), draw.integer(2, 9), draw.integer(2, 4)
    if a == b:
        raise Unsuitable("the same number twice")
    wrong = draw.choice(("sum", "power", "quotient"))
    c = draw.integer(2, 9)
    if wrong == "sum":
        parts = [
            Part(rf"\ln({plus(a * c, b * c)}) - \ln {c}", ln(a * c + b * c) - ln(c)),
            Part(rf"\ln {over(plus(a * c, b * c), c)}", ln(a + b)),
            Part(rf"\ln({plus(a, b)})", ln(a + b)),
            Part(rf"\ln {a} + \ln {b}", ln(a) + ln(b)),
            Part(rf"\ln {a * b}", ln(a * b)),
        ]
        fix, rule = rf"\ln {a + b}", "Only the logarithm of a product splits; that of a sum does not"
    elif wrong == "power":
        parts = [
            Part(rf"\ln({a}^{{{n}}} \cdot {b})", ln(a**n * b)),
            Part(rf"\ln({a}^{{{n}}}) + \ln {b}", ln(a**n) + ln(b)),
            Part(rf"(\ln {a})^{{{n}}} + \ln {b}", ln(a) ** n + ln(b)),
        ]
        fix, rule = rf"{n} \ln {a} + \ln {b}", "An exponent inside the logarithm comes down as a factor"
    else:
        parts = [
            Part(rf"\ln({a * b * c}) - \ln {b}", ln(a * b * c) - ln(b)),
            Part(over(rf"\ln {a * b * c}", rf"\ln {b}"), ln(a * b * c) / ln(b)),
            Part(over(rf"\ln {a * c} + \ln {b}", rf"\ln {b}"), (ln(a * c) + ln(b)) / ln(b)),
        ]
        fix, rule = (
            rf"\ln {over(a * b * c, b)}",
            "A difference of logarithms is the logarithm of a quotient, not a quotient of logarithms",
        )
    return mistake_draft(draw, task=f"simplify ${parts[0].latex}$", parts=parts, fix=fix, rule=rule)
