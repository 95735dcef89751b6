"""Steps to put into order: sums, integrals by parts and by substitution, tails, regions and areas."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, Y, integral_of, numeric
from assistant.practice.notation import guarded, rational, tex
from assistant.practice.order_steps import Link, order_draft

N, R, U = sympy.symbols("n r u")


def limit_of_sums(draw: Draw, level: int) -> Draft:
    """An integral as the limit of its right-hand sums."""
    b, c, degree = draw.integer(2, 6), draw.integer(2, 9), draw.choice((1, 2))
    total = N * (N + 1) / 2 if degree == 1 else N * (N + 1) * (2 * N + 1) / 6
    front = rational(c * b ** (degree + 1))
    power = "k" if degree == 1 else "k^{2}"
    inside = rf"{c} \left(\frac{{{b} k}}{{n}}\right){'^{2}' if degree == 2 else ''} \cdot \frac{{{b}}}{{n}}"
    outside = rf"\frac{{{front}}}{{n^{{{degree + 1}}}}} \sum_{{k=1}}^{{n}} {power}"
    known = r"\frac{n (n + 1)}{2}" if degree == 1 else r"\frac{n (n + 1) (2 n + 1)}{6}"
    closed = rf"\frac{{{front}}}{{n^{{{degree + 1}}}}} \cdot {known}"
    value = front / N ** (degree + 1) * total
    long = sympy.expand(value)
    limit = front / (degree + 1)
    count = 7
    summed = sum(
        Fraction(c) * Fraction(b * k, count) ** degree * Fraction(b, count) for k in range(1, count + 1)
    )
    drawn = Fraction(int(front), count ** (degree + 1)) * sum(k**degree for k in range(1, count + 1))
    far = second_way.limit_at_infinity(numeric(long, "n"))
    return order_draft(
        draw,
        task=f"compute ${integral_of(c * X**degree, 0, b)}$ as the limit of right-hand sums with $n$ strips",
        links=(
            Link(
                "Write the sum of the strips and take out what does not depend on $k$",
                rf"\sum_{{k=1}}^{{n}} {inside} = {outside}",
                (summed, drawn),
            ),
            Link(
                "Replace the sum by its formula",
                f"{outside} = {closed}",
                (drawn, value.subs(N, count)),
                uses=outside,
            ),
            Link("Multiply out", f"{closed} = {tex(long)}", (value, long), uses=closed),
            Link(
                "Let the strips become infinitely thin",
                rf"\lim_{{n \to \infty}} \left({tex(long)}\right) = {tex(limit)}",
                (far, limit),
                uses=tex(long),
            ),
        ),
        rule="A limit can be taken only where no sum with a growing number of terms is left.",
        names=("n",),
    )


def logarithm_by_parts(draw: Draw, level: int) -> Draft:
    """A power times a logarithm, by parts."""
    n, c = draw.integer(1, 6), draw.integer(1, 6)
    f = c * X**n
    big = f.integrate(X) if c else f
    again = sympy.expand(big / X)
    last = again.integrate(X)
    whole = big * sympy.log(X) - last
    product = rf"{tex(big)} \cdot \frac{{1}}{{x}}"
    slope = lambda e: second_way.slope_of(e, "x")  # noqa: E731
    return order_draft(
        draw,
        task=rf"find $\int {tex(f)} \ln x \, dx$ by parts, with $u = \ln x$",
        links=(
            Link(
                r"Integrate the factor beside $\ln x$",
                rf"\int {tex(f)} \, dx = {tex(big)}",
                (f, slope(big)),
            ),
            Link(
                "Set up the integral that is left",
                rf"{tex(big)} \Rightarrow \int {tex(big)} \cdot \left(\ln x\right)' dx = \int {product} \, dx",
                (big / X, lambda at: second_way.number_at(big, at) * slope(sympy.log(X))(at)),
                uses=tex(big),
            ),
            Link("Cancel in its integrand", f"{product} = {tex(again)}", (big / X, again), uses=product),
            Link(
                "Integrate what is left",
                rf"\int {tex(again)} \, dx = {tex(last)}",
                (again, slope(last)),
                uses=tex(again),
            ),
            Link(
                "Put both parts together",
                rf"\int {tex(f)} \ln x \, dx = {tex(big)} \ln x - {tex(last)}",
                (f * sympy.log(X), slope(whole)),
                uses=tex(last),
            ),
        ),
        rule=r"$\int u v' \, dx = u v - \int u' v \, dx$: the logarithm becomes simpler when it is differentiated.",
        names=("x",),
    )


def relabel(draw: Draw, level: int) -> Draft:
    """A substitution for a product in which the inner derivative is missing."""
    k, n, c = draw.nonzero(-7, 9), draw.integer(3, 8), draw.integer(1, 4)
    inner = X + k
    f = c * X * inner**n
    swapped = rf"{'' if c == 1 else c} ({tex(U - k)}) u^{{{n}}}".strip()
    open_ = sympy.expand(c * (U - k) * U**n)
    big = open_.integrate(U)
    back = big.subs(U, inner)
    shown = tex(back)
    return order_draft(
        draw,
        task=rf"find $\int {tex(c * X)} \left({tex(inner)}\right)^{{{n}}} dx$ with the new variable $u = {tex(inner)}$",
        links=(
            Link(
                "Solve for the old variable",
                rf"u = {tex(inner)} \Rightarrow x = {tex(U - k)}",
                ((U - k) + k, U),
            ),
            Link(
                "Write the integrand in the new variable",
                rf"x = {tex(U - k)} \Rightarrow {tex(c * X)} \left({tex(inner)}\right)^{{{n}}} = {swapped}",
                (lambda at: second_way.number_at(f, {"x": at["u"] - k}), c * (U - k) * U**n),
                uses=f"x = {tex(U - k)}",
            ),
            Link("Multiply out", f"{swapped} = {tex(open_)}", (c * (U - k) * U**n, open_), uses=swapped),
            Link(
                "Find an antiderivative",
                rf"\int \left({tex(open_)}\right) du = {tex(big)}",
                (open_, second_way.slope_of(big, "u")),
                uses=tex(open_),
            ),
            Link(
                "Go back to the old variable",
                f"{tex(big)} = {shown}",
                (second_way.slope_of(back, "x"), lambda at: second_way.number_at(f, at)),
                uses=tex(big),
            ),
        ),
        rule="When the inner derivative is missing, the whole integrand has to be written with the new variable.",
        names=("u", "x"),
    )


def tail_mean(draw: Draw, level: int) -> Draft:
    """The mean of a density on an unbounded interval that has to be normalised."""
    n, a = draw.integer(3, 7), draw.integer(1, 6)
    low = rational(Fraction(1, (n - 1) * a ** (n - 1)))
    b = sympy.Symbol("b")
    cut = low - sympy.Rational(1, n - 1) * b ** (1 - n)
    cut_shown = rf"{tex(low)} - \frac{{1}}{{{n - 1} b^{{{n - 1}}}}}"
    all_ = rf"\int_{{{a}}}^{{\infty}} x^{{-{n}}} \, dx = {tex(low)}"
    c = 1 / low
    mean = sympy.Rational((n - 1) * a, n - 2)
    flat = lambda p: second_way.integral(lambda t: t ** (p - 2), 0, second_way.real(1) / a, 40)  # noqa: E731
    at_seven = second_way.integral(lambda t: t**-n, a, second_way.real(a) + 2)
    return order_draft(
        draw,
        task=f"find the mean of the density $c x^{{-{n}}}$ on $[{a}, \\infty)$",
        links=(
            Link(
                "Integrate the power up to a bound $b$",
                rf"\int_{{{a}}}^{{b}} x^{{-{n}}} \, dx = {cut_shown}",
                (at_seven, cut.subs(b, a + 2)),
            ),
            Link(
                "Let the bound grow",
                rf"\lim_{{b \to \infty}} \left({cut_shown}\right) = {tex(low)} \Rightarrow {all_}",
                (second_way.limit_at_infinity(numeric(cut, "b")), low),
                uses=cut_shown,
            ),
            Link(
                "Choose the constant that makes the whole one",
                rf"{all_} \Rightarrow c = {tex(c)}",
                (second_way.number_at(c, {}) * flat(n), 1),
                uses=all_,
            ),
            Link(
                "Integrate $x$ times the density",
                rf"c = {tex(c)} \Rightarrow \int_{{{a}}}^{{\infty}} x \cdot {tex(c)} x^{{-{n}}} \, dx = {tex(mean)}",
                (second_way.number_at(c, {}) * flat(n - 1), mean),
                uses=rf"c = {tex(c)}",
            ),
        ),
        rule="A mean needs a density whose integral is one, and an integral to infinity is a limit.",
    )


def over_a_rectangle(draw: Draw, level: int) -> Draft:
    """A double integral over a rectangle, from the inside out."""
    a, b = draw.integer(2, 4), draw.integer(2, 4)
    p, q, m, n = draw.integer(1, 5), draw.integer(1, 5), draw.integer(1, 2), draw.integer(1, 2)
    f = p * X**m * Y + q * X * Y**n
    inner = f.integrate(Y)
    middle = sympy.expand(inner.subs(Y, b) - inner.subs(Y, 0))
    outer = middle.integrate(X)
    value = outer.subs(X, a)
    half = second_way.integral(
        lambda x: second_way.integral(lambda y: second_way.number_at(f, {"x": x, "y": y}), 0, b, 8), 0, a, 8
    )
    return order_draft(
        draw,
        task=rf"compute $\int_{{0}}^{{{a}}} \int_{{0}}^{{{b}}} {guarded(f)} \, dy \, dx$",
        links=(
            Link(
                "Find an antiderivative with respect to $y$",
                rf"\int {guarded(f)} \, dy = {tex(inner)}",
                (f, second_way.slope_of(inner, "y")),
            ),
            Link(
                "Put the limits of $y$ in",
                rf"\left[{tex(inner)}\right]_{{y=0}}^{{y={b}}} = {tex(middle)}",
                (
                    lambda at: second_way.integral(
                        lambda y: second_way.number_at(f, {"x": at["x"], "y": y}), 0, b, 8
                    ),
                    middle,
                ),
                uses=tex(inner),
            ),
            Link(
                "Find an antiderivative with respect to $x$",
                rf"\int {guarded(middle)} \, dx = {tex(outer)}",
                (middle, second_way.slope_of(outer, "x")),
                uses=tex(middle),
            ),
            Link(
                "Put the limits of $x$ in",
                rf"\left[{tex(outer)}\right]_{{x=0}}^{{x={a}}} = {tex(value)}",
                (half, value),
                uses=tex(outer),
            ),
        ),
        rule="A double integral is worked out from the inside; there the outer variable is a constant.",
        names=("x", "y"),
    )


def marginal(draw: Draw, level: int) -> Draft:
    """A constant, a marginal density and a probability from a joint density."""
    a, b = draw.integer(1, 4), draw.integer(2, 5)
    p, q = draw.integer(1, 5), draw.integer(1, 5)
    f = p * X + q * Y
    row = sympy.expand(f.integrate(Y).subs(Y, b))
    whole = row.integrate(X).subs(X, a)
    c = 1 / whole
    margin = sympy.expand(c * row)
    half = margin.integrate(X).subs(X, sympy.Rational(a, 2))
    number = lambda top: second_way.integral(  # noqa: E731
        lambda x: second_way.integral(lambda y: second_way.number_at(f, {"x": x, "y": y}), 0, b, 6), 0, top, 6
    )
    return order_draft(
        draw,
        task=rf"find $P\left(X \le {tex(sympy.Rational(a, 2))}\right)$ for the joint density "
        rf"$c \left({tex(f)}\right)$ on $0 \le x \le {a}$, $0 \le y \le {b}$",
        links=(
            Link(
                "Integrate $y$ away",
                rf"\int_{{0}}^{{{b}}} {guarded(f)} \, dy = {tex(row)}",
                (lambda at: second_way.integral(lambda y: p * at["x"] + q * y, 0, b, 6), row),
            ),
            Link(
                "Integrate $x$ away as well",
                rf"\int_{{0}}^{{{a}}} {guarded(row)} \, dx = {tex(whole)}",
                (number(a), whole),
                uses=tex(row),
            ),
            Link(
                "Choose the constant that makes the whole one",
                rf"c \cdot {tex(whole)} = 1 \Rightarrow c = {tex(c)}",
                (whole * c, sympy.Integer(1)),
                uses=tex(whole),
            ),
            Link(
                "Write down the marginal density",
                rf"c = {tex(c)} \Rightarrow f_X(x) = {tex(margin)}",
                (margin, c * row),
                uses=f"c = {tex(c)}",
            ),
            Link(
                "Integrate the marginal density over the event",
                rf"\int_{{0}}^{{{tex(sympy.Rational(a, 2))}}} {guarded(margin)} \, dx = {tex(half)}",
                (number(second_way.real(a) / 2) / second_way.number_at(whole, {}), half),
                uses=tex(margin),
            ),
        ),
        rule="A probability about one variable needs its marginal density, and that needs the constant.",
        names=("x",),
    )


def polar(draw: Draw, level: int) -> Draft:
    """An integral over a disc in polar coordinates."""
    top, c, n = draw.integer(2, 5), draw.integer(1, 7), draw.integer(1, 3)
    front = "" if c == 1 else f"{c} "
    body = r"\left(x^{2} + y^{2}\right)" + (f"^{{{n}}}" if n > 1 else "")
    inside = c * R ** (2 * n + 1)
    big = inside.integrate(R)
    ring = big.subs(R, top)
    value = 2 * sympy.pi * ring
    flat = second_way.integral(lambda r: second_way.number_at(inside, {"r": r}), 0, top, 12)
    return order_draft(
        draw,
        task=f"integrate ${front}{body}$ over the disc of radius ${top}$ around the origin",
        links=(
            Link(
                r"Write integrand and area in polar coordinates",
                rf"{front}{body} \, dx \, dy = {front}r^{{{2 * n}}} \cdot r \, dr \, d\theta = {tex(inside)} \, dr \, d\theta",
                (c * R ** (2 * n) * R, inside),
            ),
            Link(
                "Find an antiderivative along the radius",
                rf"\int {tex(inside)} \, dr = {tex(big)}",
                (inside, second_way.slope_of(big, "r")),
                uses=tex(inside),
            ),
            Link(
                "Put the limits of the radius in",
                rf"\left[{tex(big)}\right]_{{0}}^{{{top}}} = {tex(ring)}",
                (flat, ring),
                uses=tex(big),
            ),
            Link(
                "Go once round",
                rf"\int_{{0}}^{{2 \pi}} {tex(ring)} \, d\theta = {tex(value)}",
                (2 * second_way.number_at(sympy.pi, {}) * flat, value),
                uses=tex(ring),
            ),
        ),
        rule=r"In polar coordinates a small area is $r \, dr \, d\theta$; the ring is worked out before the turn.",
        names=("r",),
    )


def bell(draw: Draw, level: int) -> Draft:
    """The constant of a bell curve by way of its square."""
    a = draw.choice(
        (*range(1, 10), Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(3, 2), Fraction(5, 2))
    )
    rate = rational(a)
    square = sympy.pi / rate
    exponent = "" if a == 1 else tex(rate) + " "
    plane = rf"\iint e^{{-{exponent}(x^{{2}} + y^{{2}})}} \, dx \, dy"
    if a != 1:
        plane = rf"\iint e^{{-{tex(rate)} (x^{{2}} + y^{{2}})}} \, dx \, dy"
    ring = rf"\int_{{0}}^{{\infty}} e^{{-{exponent}r^{{2}}}} r \, dr"
    both = rf"2 \pi {ring}"
    part = 1 / (2 * rate)
    line = second_way.integral(
        lambda t: second_way.called("exp", -second_way.real(a) * t * t),
        -14 / second_way.root(a),
        14 / second_way.root(a),
        160,
    )
    whole = second_way.number_at(square, {})
    letter = draw.choice(("I", "J", "K"))
    return order_draft(
        draw,
        task=rf"find ${letter} = \int_{{-\infty}}^{{\infty}} e^{{-{exponent}x^{{2}}}} \, dx$ by way of its square",
        links=(
            Link(
                "Write the square as one integral over the plane",
                rf"{letter}^{{2}} = {plane}",
                (line * line, whole),
            ),
            Link("Change to polar coordinates", rf"{plane} = {both}", (line * line, whole), uses=plane),
            Link(
                "Work out the integral along the radius",
                rf"{ring} = \left[-\frac{{1}}{{{tex(2 * rate)}}} e^{{-{exponent}r^{{2}}}}\right]_{{0}}^{{\infty}} = {tex(part)}"
                if a != Fraction(1, 2)
                else rf"{ring} = \left[-e^{{-\frac{{1}}{{2}} r^{{2}}}}\right]_{{0}}^{{\infty}} = 1",
                (line * line / (2 * second_way.number_at(sympy.pi, {})), part),
                uses=ring,
            ),
            Link(
                "Multiply by once round",
                rf"{letter}^{{2}} = 2 \pi \cdot {tex(part)} \Rightarrow {letter}^{{2}} = {tex(square)}",
                (2 * sympy.pi * part, square),
                uses=tex(part),
            ),
            Link(
                "Take the root",
                rf"{letter}^{{2}} = {tex(square)} \Rightarrow {letter} = \sqrt{{{tex(square)}}}",
                (line, second_way.root(whole)),
                uses=f"{letter}^{{2}} = {tex(square)}",
            ),
        ),
        rule="The curve has no elementary antiderivative, but its square is an integral over the plane, where circles help.",
    )
