"""Worked solutions of the foundations, their steps mixed up and to be put into order."""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.chains import chain_links
from assistant.practice.notation import scaled, tex
from assistant.practice.order_steps import Link, order_draft


def complete_the_square(draw: Draw, level: int) -> Draft:
    """Completing the square, up to the smallest value or the two brackets."""
    h, c = draw.nonzero(-7, 7, but=(1, -1)), draw.nonzero(-9, 9)
    a = 1 if level < 3 else draw.integer(2, 4)
    b = 2 * h
    inner = f"x^2 {'+' if b > 0 else '-'} {abs(b)} x"
    square = f"(x {'+' if h > 0 else '-'} {abs(h)})^2"
    whole = c - a * h * h
    tail = f"{'+' if c > 0 else '-'} {abs(c)}"
    end = f"{scaled(a, square)} {'+' if whole > 0 else '-'} {abs(whole)}"
    if whole == 0:
        raise Unsuitable("a square already")
    start = (tex(a * X**2 + a * b * X + c), a * X**2 + a * b * X + c)
    rows: list[tuple[str, str, Any]] = []
    if a > 1:
        rows.append(
            (
                "Take the leading factor out of the terms with x",
                f"{a} ({inner}) {tail}",
                lambda p: a * (p["x"] * p["x"] + b * p["x"]) + c,
            )
        )
    wrap = (lambda t: f"{a} ({t})") if a > 1 else (lambda t: t)
    rows += [
        (
            "Add and take away the square of half the factor of x",
            f"{wrap(f'{inner} + {h * h} - {h * h}')} {tail}",
            lambda p: a * (p["x"] * p["x"] + b * p["x"] + h * h - h * h) + c,
        ),
        (
            "Write three of the terms as one square",
            f"{wrap(f'{square} - {h * h}')} {tail}",
            lambda p: a * ((p["x"] + h) * (p["x"] + h) - h * h) + c,
        ),
        (
            "Multiply out and join the numbers" if a > 1 else "Join the numbers",
            end,
            lambda p: a * (p["x"] + h) ** 2 + whole,
        ),
    ]
    return order_draft(
        draw,
        task=f"complete the square in ${start[0]}$",
        links=chain_links(start, *rows),
        rule="Half of the factor of x, squared, is what is missing from a complete square.",
        names=("x",),
    )


def geometric_sum(draw: Draw, level: int) -> Draft:
    """The sum of a geometric series from its first terms, or a repeating decimal as a fraction."""
    q, a, n = draw.integer(2, 6), draw.integer(1, 9), draw.integer(3, 5)
    terms = " + ".join(str(a * q**k) for k in range(n))
    shifted = " + ".join(str(a * q**k) for k in range(1, n + 1))
    total = a * (q**n - 1) // (q - 1)
    return order_draft(
        draw,
        task=f"add up the {n} terms of a geometric series $S$ with first term {a} and ratio {q}, without adding them one by one",
        links=(
            Link(
                "Write the sum with every term multiplied by the ratio",
                f"{q} S = {shifted}",
                (q * sum(a * q**k for k in range(n)), sum(a * q**k for k in range(1, n + 1))),
            ),
            Link(
                "Take the sum itself away, term by term",
                f"{q} S - S = ({shifted}) - ({terms})",
                (q * total - total, sum(a * q**k for k in range(1, n + 1)) - sum(a * q**k for k in range(n))),
                shifted,
            ),
            Link(
                "All terms but the outermost two cancel",
                f"({shifted}) - ({terms}) = {a * q**n} - {a} = {a * q**n - a}",
                (
                    sum(a * q**k for k in range(1, n + 1)) - sum(a * q**k for k in range(n)),
                    a * q**n - a,
                    (q - 1) * total,
                ),
                f"({shifted}) - ({terms})",
            ),
            Link(
                "Divide by what stands with S" if q > 2 else "What stands with S is 1",
                rf"S = \frac{{{a * q**n - a}}}{{{q - 1}}} = {total}",
                (sum(a * q**k for k in range(n)), Fraction(a * q**n - a, q - 1), total),
                str(a * q**n - a),
            ),
        ),
        rule="Multiplied by the ratio, the series is the same one moved on by a place; the difference of the two is short.",
    )


def logarithm_steps(draw: Draw, level: int) -> Draft:
    """Several logarithms to one base joined into one number."""
    base, m, k, c = draw.choice((2, 3, 5)), draw.integer(2, 4), draw.integer(2, 3), draw.choice((3, 5, 6, 7))
    if c % base == 0:
        raise Unsuitable("a power as well")
    whole = base**m * c**k
    log = rf"\log_{{{base}}}"

    def value(number: int) -> Any:
        return second_way.called("log", number) / second_way.called("log", base)

    return order_draft(
        draw,
        task=f"work out ${log} {whole} - {k} {log} {c}$",
        links=chain_links(
            (f"{log} {whole} - {k} {log} {c}", value(whole) - k * value(c)),
            (
                "Carry the factor into the logarithm as an exponent",
                f"{log} {whole} - {log} {c}^{{{k}}}",
                value(whole) - value(c**k),
            ),
            (
                "A difference of logarithms is the logarithm of a quotient",
                rf"{log} \frac{{{whole}}}{{{c}^{{{k}}}}}",
                second_way.called("log", Fraction(whole, c**k)) / second_way.called("log", base),
            ),
            ("Carry the division out", f"{log} {base**m}", value(base**m)),
            ("Ask for the exponent", str(m), m),
        ),
        rule="The laws turn factors into exponents and differences into quotients; at the end stands one power of the base.",
    )


def rearrange_steps(draw: Draw, level: int) -> Draft:
    """A formula solved for a letter that stands in a fraction."""
    a, b, c = draw.integer(2, 9), draw.integer(2, 9), draw.integer(1, 30)
    y, x = draw.choice((("F", "C"), ("y", "x"), ("T", "h"), ("p", "q")))
    if a == b:
        raise Unsuitable("nothing to divide")
    at = Fraction(draw.integer(1, 20))
    value = Fraction(a) * at / b + c
    part = rf"\frac{{{a}}}{{{b}}} {x}"
    return order_draft(
        draw,
        task=f"solve for ${x}$, when ${y}$ is ${x}$ times {a}, divided by {b}, plus {c}",
        links=(
            Link("Take the number away on both sides", f"{y} - {c} = {part}", (value - c, a * at / b)),
            Link(
                "Multiply both sides by the denominator",
                rf"{b} ({y} - {c}) = {b} \cdot {part} = {a} {x}",
                (b * (value - c), b * (a * at / b), a * at),
                part,
            ),
            Link(
                "Divide both sides by the factor that is left with the letter",
                rf"\frac{{{b} ({y} - {c})}}{{{a}}} = \frac{{{a} {x}}}{{{a}}} = {x}",
                (b * (value - c) / a, a * at / a, at),
                f"{a} {x}",
            ),
        ),
        rule="Undo what was done to the letter, in the opposite order, on both sides.",
    )


def complex_quotient(draw: Draw, level: int) -> Draft:
    """A quotient of complex numbers by the conjugate."""
    c, d = draw.nonzero(-3, 4), draw.nonzero(-4, 4)
    u, v = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    a, b = u * c - v * d, u * d + v * c
    if 0 in (a, b):
        raise Unsuitable("too plain")
    size = c * c + d * d

    def shown(re: int, im: int) -> str:
        return f"{re} {'+' if im > 0 else '-'} {scaled(abs(im), 'i')}"

    def number(re: Any, im: Any) -> Any:
        return second_way.complex_number(re, im)

    top = (a * c + b * d, b * c - a * d)
    return order_draft(
        draw,
        task=f"divide ${shown(a, b)}$ by ${shown(c, d)}$",
        links=chain_links(
            (rf"\frac{{{shown(a, b)}}}{{{shown(c, d)}}}", number(a, b) / number(c, d)),
            (
                "Multiply above and below by the conjugate of the denominator",
                rf"\frac{{({shown(a, b)})({shown(c, -d)})}}{{({shown(c, d)})({shown(c, -d)})}}",
                (number(a, b) * number(c, -d)) / (number(c, d) * number(c, -d)),
            ),
            (
                "Multiply out below: the denominator becomes a real number",
                rf"\frac{{({shown(a, b)})({shown(c, -d)})}}{{{size}}}",
                number(a, b) * number(c, -d) / size,
            ),
            (
                "Multiply out above",
                rf"\frac{{{shown(*top)}}}{{{size}}}",
                number(*top) / size,
            ),
            ("Divide both parts", shown(u, v), number(u, v)),
        ),
        rule="A complex number times its conjugate is real, and by a real number one can divide part by part.",
    )


def sum_rules(draw: Draw, level: int) -> Draft:
    """A sum of a linear term by the rules for sums."""
    n, a, b = draw.integer(10, 60), draw.integer(2, 9), draw.integer(2, 9)
    half = n * (n + 1) // 2
    sigma = rf"\sum_{{j \le {n}}}"
    return order_draft(
        draw,
        task=f"add up all ${a} j + {b}$ with $j$ from 1 to ${n}$",
        links=chain_links(
            (f"{sigma} ({a} j + {b})", sum(a * j + b for j in range(1, n + 1))),
            (
                "Split the sum of two terms into two sums",
                f"{sigma} {a} j + {sigma} {b}",
                sum(a * j for j in range(1, n + 1)) + sum(b for _ in range(n)),
            ),
            (
                "Take the factor out of one sum, count the equal terms of the other",
                rf"{a} {sigma} j + {n} \cdot {b}",
                a * sum(range(1, n + 1)) + n * b,
            ),
            (
                "Put in the formula for the sum of the first whole numbers",
                rf"{a} \cdot \frac{{{n} \cdot {n + 1}}}{{2}} + {n} \cdot {b}",
                a * Fraction(n * (n + 1), 2) + n * b,
            ),
            ("Work out the number", str(a * half + n * b), a * half + n * b),
        ),
        rule="A sum may be split, and constant factors may be taken out; then only a sum remains that has a formula.",
    )


def pascal(draw: Draw, level: int) -> Draft:
    """Two neighbours in Pascal's triangle, added by their factorials."""
    n = draw.integer(5, 11)
    k = draw.integer(2, n - 2)
    if 2 * k == n + 1 or n - k + 1 == k:
        raise Unsuitable("the two are equal")
    left, right = comb(n, k - 1), comb(n, k)
    small = rf"\frac{{{n}!}}{{{k - 1}! \cdot {n - k}!}}"
    return order_draft(
        draw,
        task=rf"show that $\binom{{{n}}}{{{k - 1}}} + \binom{{{n}}}{{{k}}}$ is the entry below the two in Pascal's triangle",
        links=chain_links(
            (rf"\binom{{{n}}}{{{k - 1}}} + \binom{{{n}}}{{{k}}}", left + right),
            (
                "Write both with factorials",
                rf"\frac{{{n}!}}{{{k - 1}! \cdot {n - k + 1}!}} + \frac{{{n}!}}{{{k}! \cdot {n - k}!}}",
                Fraction(factorial(n), factorial(k - 1) * factorial(n - k + 1))
                + Fraction(factorial(n), factorial(k) * factorial(n - k)),
            ),
            (
                "Take out what both have in common",
                rf"{small} \left(\frac{{1}}{{{n - k + 1}}} + \frac{{1}}{{{k}}} \right)",
                Fraction(factorial(n), factorial(k - 1) * factorial(n - k))
                * (Fraction(1, n - k + 1) + Fraction(1, k)),
            ),
            (
                "Add the two fractions in the bracket",
                rf"{small} \cdot \frac{{{n + 1}}}{{{k} \cdot {n - k + 1}}}",
                Fraction(factorial(n), factorial(k - 1) * factorial(n - k))
                * Fraction(n + 1, k * (n - k + 1)),
            ),
            (
                "Let the factorials take up the new factors",
                rf"\frac{{{n + 1}!}}{{{k}! \cdot {n - k + 1}!}}",
                Fraction(factorial(n + 1), factorial(k) * factorial(n - k + 1)),
            ),
        ),
        rule="Both fractions share most of their factorials; what is left is a sum of two simple fractions.",
    )


__all__ = [
    "complete_the_square",
    "complex_quotient",
    "geometric_sum",
    "logarithm_steps",
    "pascal",
    "rearrange_steps",
    "sum_rules",
]
