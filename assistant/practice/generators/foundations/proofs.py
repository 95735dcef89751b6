"""Proofs whose steps are mixed up and to be put into order: direct, and the step of an induction."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.notation import scaled
from assistant.practice.order_steps import order_draft

PLACES = range(1, 9)
"""Whole numbers at which an identity about all of them is computed on both sides."""


def _at_places(side: Callable[[int], Any]) -> tuple[Any, ...]:
    return tuple(Fraction(side(n)) for n in PLACES)


def proof_steps(draw: Draw, level: int) -> Draft:
    """A direct proof (1), the step of an induction for a sum (2), or for divisibility (3)."""
    return (_remainder_of_square, _induction_for_sum, _induction_for_divisor)[level - 1](draw)


def _remainder_of_square(draw: Draw) -> Draft:
    m = draw.integer(3, 9)
    r = draw.integer(2, m - 1)
    q, s = divmod(r * r, m)
    if q == 0 or s == 0:
        raise Unsuitable("nothing to split off")
    letter = draw.choice(("k", "t", "j"))
    square = f"{m * m} {letter}^2 + {2 * m * r} {letter}"
    return order_draft(
        draw,
        task=f"prove that the square of a whole number with remainder {r} on division by {m}, "
        f"say $n = {m} {letter} + {r}$, has the remainder {s}",
        links=chain_links(
            (f"({m} {letter} + {r})^2", _at_places(lambda k: (m * k + r) ** 2)),
            (
                "Multiply the square out",
                f"{square} + {r * r}",
                _at_places(lambda k: m * m * k * k + 2 * m * r * k + r * r),
            ),
            (
                f"Split the constant into a multiple of {m} and a rest",
                f"{square} + {q * m} + {s}",
                _at_places(lambda k: m * m * k * k + 2 * m * r * k + q * m + s),
            ),
            (
                f"Take {m} out of every term but the rest",
                f"{m} \\left({m} {letter}^2 + {2 * r} {letter} + {q} \\right) + {s}",
                _at_places(lambda k: m * (m * k * k + 2 * r * k + q) + s),
            ),
        ),
        rule="A direct proof writes the number by what is known of it and works towards the form that is wanted: "
        "a multiple plus a remainder.",
    )


def _induction_for_sum(draw: Draw) -> Draft:
    kind = draw.choice(("multiples", "odd", "powers", "cubes"))
    rows: tuple[tuple[str, str, Callable[[int], Any]], ...]
    if kind == "multiples":
        a = draw.integer(2, 9)
        shown, term = f"{a} j", lambda j: a * j
        formula = rf"\frac{{{a} n (n+1)}}{{2}}"
        rows = (
            (
                "Put in the formula that is assumed for n",
                rf"{formula} + {a} (n+1)",
                lambda n: Fraction(a * n * (n + 1), 2) + a * (n + 1),
            ),
            (
                "Bring both terms over the same denominator",
                rf"\frac{{{a} n (n+1) + {2 * a} (n+1)}}{{2}}",
                lambda n: Fraction(a * n * (n + 1) + 2 * a * (n + 1), 2),
            ),
            (
                "Take out the common factor",
                rf"\frac{{{a} (n+1) (n+2)}}{{2}}",
                lambda n: Fraction(a * (n + 1) * (n + 2), 2),
            ),
        )
        last = f"{a} (n+1)"
    elif kind == "odd":
        b = draw.integer(0, 5)
        shown, term = (
            f"(2 j {'+' if b > 1 else '-'} {abs(b - 1)})" if b != 1 else "2 j",
            lambda j: 2 * j + b - 1,
        )
        formula = "n^2" + (f" + {scaled(b, 'n')}" if b else "")
        last = f"2 (n+1) {'+' if b > 1 else '-'} {abs(b - 1)}" if b != 1 else "2 (n+1)"
        rows = (
            (
                "Put in the formula that is assumed for n",
                f"{formula} + {last}",
                lambda n: n * n + b * n + 2 * (n + 1) + b - 1,
            ),
            (
                "Sort the terms so that the square of n + 1 shows",
                "n^2 + 2 n + 1" + (f" + {scaled(b, 'n')} + {b}" if b else ""),
                lambda n: n * n + 2 * n + 1 + b * n + b,
            ),
            (
                "Write the square as a square" + (f" and take {b} out of the rest" if b > 1 else ""),
                "(n+1)^2" + (f" + {scaled(b, '(n+1)')}" if b else ""),
                lambda n: (n + 1) ** 2 + b * (n + 1),
            ),
        )
    elif kind == "powers":
        q = draw.integer(3, 7)
        shown, term = f"{q}^{{j}}", lambda j: q**j
        formula = rf"\frac{{{q}^{{n+1}} - {q}}}{{{q - 1}}}"
        last = f"{q}^{{n+1}}"
        rows = (
            (
                "Put in the formula that is assumed for n",
                rf"{formula} + {last}",
                lambda n: Fraction(q ** (n + 1) - q, q - 1) + q ** (n + 1),
            ),
            (
                "Bring both terms over the same denominator",
                rf"\frac{{{q}^{{n+1}} - {q} + {q - 1} \cdot {q}^{{n+1}}}}{{{q - 1}}}",
                lambda n: Fraction(q ** (n + 1) - q + (q - 1) * q ** (n + 1), q - 1),
            ),
            (
                "Count the equal powers and join them",
                rf"\frac{{{q} \cdot {q}^{{n+1}} - {q}}}{{{q - 1}}}",
                lambda n: Fraction(q * q ** (n + 1) - q, q - 1),
            ),
            (
                "Add the exponents",
                rf"\frac{{{q}^{{n+2}} - {q}}}{{{q - 1}}}",
                lambda n: Fraction(q ** (n + 2) - q, q - 1),
            ),
        )
    else:
        shown, term = "j (j+1)", lambda j: j * (j + 1)
        formula = r"\frac{n (n+1) (n+2)}{3}"
        last = "(n+1) (n+2)"
        rows = (
            (
                "Put in the formula that is assumed for n",
                rf"{formula} + {last}",
                lambda n: Fraction(n * (n + 1) * (n + 2), 3) + (n + 1) * (n + 2),
            ),
            (
                "Bring both terms over the same denominator",
                r"\frac{n (n+1) (n+2) + 3 (n+1) (n+2)}{3}",
                lambda n: Fraction(n * (n + 1) * (n + 2) + 3 * (n + 1) * (n + 2), 3),
            ),
            (
                "Take out the common factors",
                r"\frac{(n+1) (n+2) (n+3)}{3}",
                lambda n: Fraction((n + 1) * (n + 2) * (n + 3), 3),
            ),
        )
    return order_draft(
        draw,
        task=f"do the step from $n$ to $n + 1$ in the induction for $S(n) = {formula}$, "
        f"where $S(n)$ is the sum of all ${shown}$ with $j$ from 1 to $n$",
        links=chain_links(
            ("S(n+1)", _at_places(lambda n: sum(term(j) for j in range(1, n + 2)))),
            (
                "Take the last term off the sum",
                f"S(n) + {last}",
                _at_places(lambda n: sum(term(j) for j in range(1, n + 1)) + term(n + 1)),
            ),
            *((rule, latex, _at_places(side)) for rule, latex, side in rows),
        ),
        rule="The induction step may use the formula for n; it ends with the same formula, n + 1 in the place of n.",
    )


def _induction_for_divisor(draw: Draw) -> Draft:
    base = draw.integer(4, 13)
    other = draw.choice(range(1, base - 2))
    d = base - other
    low = "1" if other == 1 else f"{other}^{{n}}"
    low_next = "1" if other == 1 else rf"{other} \cdot {other}^{{n}}"
    low_value = lambda n: other**n  # noqa: E731
    return order_draft(
        draw,
        task=f"show that ${base}^{{n+1}} - {'1' if other == 1 else f'{other}^{{n+1}}'}$ is a multiple of {d}, when it is known that "
        f"${base}^{{n}} = {d} m + {low}$ for a whole number $m$",
        links=chain_links(
            (
                f"{base}^{{n+1}} - {'1' if other == 1 else f'{other}^{{n+1}}'}",
                _at_places(lambda n: base ** (n + 1) - other ** (n + 1)),
            ),
            (
                "Split one factor off each power" if other > 1 else "Split one factor off the power",
                rf"{base} \cdot {base}^{{n}} - {low_next}",
                _at_places(lambda n: base * base**n - other * low_value(n)),
            ),
            (
                "Put in what is known for n",
                rf"{base} \left({d} m + {low} \right) - {low_next}",
                _at_places(
                    lambda n: base * (d * Fraction(base**n - other**n, d) + other**n) - other * other**n
                ),
            ),
            (
                "Multiply out and join what is left of the powers"
                if other > 1
                else "Multiply out and join the numbers",
                f"{base * d} m + {d}" + (f" \\cdot {low}" if other > 1 else ""),
                _at_places(lambda n: base * d * Fraction(base**n - other**n, d) + d * other**n),
            ),
            (
                f"Take {d} out",
                rf"{d} \left({base} m + {low} \right)",
                _at_places(lambda n: d * (base * Fraction(base**n - other**n, d) + other**n)),
            ),
        ),
        rule="Write the next case so that the case before it appears, put in what is assumed of that one, and look for the factor.",
    )


__all__ = [
    "proof_steps",
]
