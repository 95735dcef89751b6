"""How large a value may become; asked before anything large is built."""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath

POWER_BITS = 20_000
FACTORIAL = 500
BINOMIAL = 2_000
MATRIX_SIDE = 12
TERMS = 400
EXPONENT = 1_000_000


def check_power(base: object, exponent: object, offset: int) -> None:
    """Refuse a power whose digits would fill memory."""
    if not isinstance(exponent, sympy.Rational):
        if isinstance(exponent, sympy.Expr) and exponent.is_number and not exponent.has(sympy.I):
            # An irrational exponent stays unevaluated; only its size matters.
            size = exponent.evalf(5)
            if size.is_Float and abs(size) > EXPONENT:
                raise UnreadableMath("This power is too large to compute.", offset=offset)
        return
    if abs(exponent) > EXPONENT:
        raise UnreadableMath("This power is too large to compute.", offset=offset)
    if isinstance(base, sympy.Rational):
        bits = max(abs(base.p).bit_length(), base.q.bit_length())
        trivial = base in (0, 1, -1)
        if not trivial and bits * abs(exponent) > POWER_BITS:
            raise UnreadableMath("This power is too large to compute.", offset=offset)


def check_factorial(value: object, offset: int) -> None:
    """Refuse the factorial of a large number."""
    if isinstance(value, sympy.Rational) and abs(value) > FACTORIAL:
        raise UnreadableMath(f"Factorials are computed up to {FACTORIAL}.", offset=offset)


def check_binomial(top: object, bottom: object, offset: int) -> None:
    """Refuse a binomial coefficient of large numbers."""
    for value in (top, bottom):
        if isinstance(value, sympy.Rational) and abs(value) > BINOMIAL:
            raise UnreadableMath(f"Binomial coefficients are computed up to {BINOMIAL:,}.", offset=offset)


def check_shape(rows: int, columns: int, offset: int) -> None:
    """Refuse a large matrix."""
    if max(rows, columns) > MATRIX_SIDE:
        raise UnreadableMath(f"Matrices are computed up to {MATRIX_SIDE} × {MATRIX_SIDE}.", offset=offset)


def check_terms(count: int, offset: int) -> None:
    """Refuse a sum or product of many terms."""
    if count > TERMS:
        raise UnreadableMath(f"Sums are computed up to {TERMS} terms.", offset=offset)
