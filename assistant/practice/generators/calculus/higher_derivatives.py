"""Exercises on second and third derivatives: bending, inflection, and estimates from three values."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, FORMULA, NUMBER, PAIR, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, derivative, numeric, polynomial, value_at
from assistant.practice.notation import chain, decimal, guarded, over, short, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "higher-derivatives"

BEND = "Where the second derivative is positive the curve bends upwards (a cup), where it is negative downwards (a dome)."


def _again_and_again(draw: Draw, level: int) -> Draft:
    order = 2 if level < 3 else 3
    c, k = draw.choice((1, 2, 3, -1, -2)), draw.choice((2, 3, -1, -2, 4))
    if level == 1:
        f = polynomial(draw, draw.choice((3, 4, 5)), terms=3)
    elif level == 2:
        f = draw.choice(
            (
                c * sympy.exp(k * X),
                c * sympy.sin(k * X),
                c * sympy.cos(k * X),
                c * sympy.log(X) + polynomial(draw, 2, terms=2),
                X * sympy.exp(X) * c,
                c * X * sympy.sin(X),
                c / X,
            )
        )
    else:
        f = draw.choice(
            (
                c * sympy.exp(k * X) + X**3,
                c * sympy.sin(k * X) + X**2,
                polynomial(draw, 5, terms=3),
                c * sympy.log(X) + k * X**2,
                c * X * sympy.exp(X),
                c * X**2 * sympy.exp(X),
            )
        )
    rows = [f]
    for _ in range(order):
        rows.append(sympy.expand(sympy.diff(rows[-1], X)))
    key = rows[-1]
    if not key.has(X):
        raise Unsuitable("constant")

    def by_differences(p: Any) -> Any:
        g = numeric(f)
        for _ in range(order):
            g = (lambda inner: lambda x: second_way.slope(inner, x))(g)
        return g(p["x"])

    marks = "''" if order == 2 else "'''"
    return typed(
        draw,
        ask=(
            f"Find $f{marks}(x)$ for $f(x) = {tex(f)}$.",
            f"Differentiate $f(x) = {tex(f)}$ {'twice' if order == 2 else 'three times'}.",
        ),
        key=key,
        proof=again_at(
            "differences of differences",
            "The difference quotient was taken again and again at 80 digits.",
            ("x",),
            by_differences,
        ),
        steps=[
            (f"Derivative number {i + 1}", f"{derivative(rows[i])} = {tex(rows[i + 1])}")
            for i in range(order)
        ],
        hints=(
            f"You are asked for a derivative of order {order}.",
            "Differentiate, simplify, and differentiate the result again.",
            f"The first derivative comes from the terms of ${tex(f)}$, one by one.",
        ),
        answer=FORMULA,
        symbols=("x",),
        wrong=[
            (rows[-2], "That is one derivative too few."),
            (sympy.diff(key, X), "That is one derivative too many."),
            (sympy.diff(f, X) ** 2, "The second derivative is not the square of the first.")
            if level == 1
            else (-key, "Check the sign: each differentiation of a cosine brings a minus."),
        ],
    )


def _bend(draw: Draw, level: int) -> Draft:
    f = (
        polynomial(draw, 3, terms=3)
        if level == 1
        else X**4 * draw.choice((1, -1)) + draw.nonzero(-9, 9) * X**2 + draw.nonzero(-5, 6) * X
    )
    at = draw.integer(-3, 4)
    bend = int(value_at(sympy.diff(f, X, 2), at))
    up = draw.coin()
    if bend == 0:
        raise Unsuitable("neither")
    word = (
        draw.choice(("bends upwards, like a cup,", "is concave up"))
        if up
        else draw.choice(("bends downwards, like a dome,", "is concave down"))
    )
    tail = f" near $x = {at}$."
    return claim(
        draw,
        says=(f"The graph of $f(x) = {tex(f)}$ {word}{tail}",),
        truth=(bend > 0) == up,
        method="three values",
        detail="The value in the middle was compared with the average of its two close neighbours.",
        decide=lambda: (
            (
                second_way.number_at(f, {"x": at + second_way.real("0.000001")})
                + second_way.number_at(f, {"x": at - second_way.real("0.000001")})
                > 2 * second_way.number_at(f, {"x": second_way.real(at)})
            )
            == up
        ),
        steps=[
            ("First derivative", chain(derivative(f), sympy.diff(f, X))),
            ("Second derivative", chain(derivative(sympy.diff(f, X)), sympy.diff(f, X, 2))),
            ("At the place", f"f''({at}) = {bend}"),
        ],
        hints=(
            "You are asked which way a curve bends at one place.",
            BEND,
            "Differentiate twice before you put the place in.",
        ),
        if_wrong=f"The second derivative at ${at}$ is ${bend}$.",
    )


def _inflection(draw: Draw, level: int) -> Draft:
    key: Any
    wrong: list[tuple[Any, str]]
    if level == 2:
        at, a = draw.nonzero(-4, 5), draw.choice((1, 2, -1))
        f = a * X**3 - 3 * a * at * X**2 + draw.integer(-8, 9) * X + draw.integer(-5, 6)
        key, bend = at, 6 * a * (X - at)
        wrong = [
            (-at, "The sign is turned round."),
            (0, "Look where the second derivative is zero, not the input."),
        ]
        kind, ask = (
            NUMBER,
            (
                f"At which $x$ has $f(x) = {tex(f)}$ its inflection point?",
                f"Where does the bend of $f(x) = {tex(f)}$ change from one kind to the other?",
            ),
        )
    else:
        r = draw.choice((1, 2, 3))
        shift = draw.choice((0, 0, 1, -1))
        a = draw.choice((1, -1))
        f = sympy.expand(a * ((X - shift) ** 4 - 6 * r * r * (X - shift) ** 2) + draw.integer(-6, 7) * X)
        key, bend = {shift - r, shift + r}, sympy.expand(12 * a * ((X - shift) ** 2 - r * r))
        wrong = [
            ({shift - 2 * r, shift + 2 * r}, "Solve the quadratic equation again."),
            ({shift + r}, "There is a second one."),
            ({r * r + shift, shift - r * r}, "Take the root."),
        ]
        kind, ask = (
            PAIR,
            (
                f"Find both inflection points of $f(x) = {tex(f)}$ (their $x$).",
                f"At which two inputs does the curve $f(x) = {tex(f)}$ change its bend?",
            ),
        )

    def changes(guess: Any) -> bool:
        def bends(x: Any) -> Any:
            return second_way.slope(lambda y: second_way.slope(numeric(f), y), x)

        places = sorted(guess) if isinstance(guess, frozenset) else [guess]
        return len(places) == (1 if level == 2 else 2) and all(
            bends(p - second_way.real("0.001")) * bends(p + second_way.real("0.001")) < 0
            for p in map(second_way.real, places)
        )

    return typed(
        draw,
        ask=ask,
        key=key,
        proof=Satisfies(
            "signs of the bend",
            "The second difference has different signs on the two sides of each place.",
            changes,
        ),
        steps=[
            ("Differentiate twice", rf"\frac{{d^2}}{{dx^2}}\left({tex(f)}\right) = {tex(bend)}"),
            ("Factor: it changes sign at its zeros", f"{tex(bend)} = {tex(sympy.factor(bend))}"),
        ],
        hints=(
            "You are asked where the bend changes.",
            BEND + " It changes where the second derivative changes its sign.",
            f"The first derivative is ${tex(sympy.diff(f, X))}$. Differentiate once more.",
        ),
        answer=kind,
        symbols=("x",),
        wrong=wrong,
    )


def _estimate(draw: Draw, level: int) -> Draft:
    f = draw.choice((X**3, X**4, X**2 * 3)) * draw.choice((1, 2, -1)) + draw.integer(-4, 5) * X
    at, h = draw.integer(-2, 3), Fraction(1, draw.choice((2, 10)) if level > 1 else 1)
    values = [
        Fraction(str(value_at(f, sympy.Rational(e.numerator, e.denominator))))
        for e in (at - h, Fraction(at), at + h)
    ]
    key = (values[0] - 2 * values[1] + values[2]) / h**2
    shown = [decimal(v) for v in values]
    slopes = ((values[1] - values[0]) / h, (values[2] - values[1]) / h)
    return typed(
        draw,
        ask=(
            f"A loss is measured at three weights: $f({decimal(at - h)}) = {shown[0]}$, $f({at}) = {shown[1]}$, $f({decimal(at + h)}) = {shown[2]}$. Estimate $f''({at})$.",
            f"Estimate $f''({at})$ from $f({decimal(at - h)}) = {shown[0]}$, $f({at}) = {shown[1]}$ and $f({decimal(at + h)}) = {shown[2]}$.",
        ),
        key=key,
        proof=again(
            "change of the slope",
            "The slopes of the two secants were subtracted and divided by the step.",
            lambda: (slopes[1] - slopes[0]) / h,
        ),
        steps=[
            (
                "Right plus left minus twice the middle",
                rf"{shown[2]} - 2 \cdot {guarded(shown[1])} + {guarded(shown[0])} = {decimal(key * h * h)}",
            ),
            (
                "Divide by the squared step",
                rf"\frac{{{decimal(key * h * h)}}}{{{decimal(h)}^2}} = {short(key)}",
            ),
        ],
        hints=(
            "You are asked for an estimate of how the curve bends.",
            r"$f''(x) \approx \frac{f(x + h) - 2 f(x) + f(x - h)}{h^2}$.",
            f"The step is ${decimal(h)}$. Begin with $2 \\cdot {guarded(shown[1])}$.",
        ),
        wrong=[
            (key * h * h, "Divide by the square of the step."),
            (key * h, "The step counts twice: divide by its square."),
            ((values[2] - values[0]) / (2 * h), "That estimates the first derivative."),
            ((values[0] + values[2] - values[1]) / h**2, "The middle value counts twice."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    k = draw.nonzero(-5, 6)
    if level == 1:
        at, b = draw.nonzero(-3, 4), draw.nonzero(-4, 5)
        target = 6 * b * at + 2 * k
        shown = f"{tex(b * X**3)} + k x^2"
        return typed(
            draw,
            ask=(
                f"Find $k$ so that $f(x) = {shown}$ has $f''({at}) = {target}$.",
                f"For which $k$ is the second derivative of ${shown}$ at ${at}$ equal to ${target}$?",
            ),
            key=k,
            proof=Satisfies(
                "three values",
                "With k put in, the second difference (exact for a cubic) was computed.",
                lambda g: (
                    sum(w * (b * x**3 + g * x * x) for w, x in ((1, at - 1), (-2, at), (1, at + 1))) == target
                ),
            ),
            steps=[
                ("Second derivative", rf"\frac{{d^2}}{{dx^2}}\left({shown}\right) = {tex(6 * b * X)} + 2 k"),
                ("At the place", f"{6 * b * at} + 2 k = {target}"),
                ("Solve for k", chain("k", over(target - 6 * b * at, 2), k)),
            ],
            hints=(
                "You are asked for a coefficient.",
                "Differentiate twice with $k$ as a constant, then put the place in.",
                f"The part ${tex(b * X**3)}$ has the second derivative ${tex(6 * b * X)}$.",
            ),
            symbols=("k",),
            wrong=[
                (target - 6 * b * at, "The second derivative of $k x^2$ is $2 k$."),
                (-k, "The sign is turned round."),
            ],
        )
    if level == 2:
        at, a = draw.nonzero(-3, 4), draw.choice((1, 2, -1))
        return typed(
            draw,
            ask=(
                f"The graph of $f(x) = {tex(a * X**3)} + k x^2$ has its inflection point at $x = {at}$. Find $k$.",
                f"For which $k$ does ${tex(a * X**3)} + k x^2$ change its bend at ${at}$?",
            ),
            key=-3 * a * at,
            proof=Satisfies(
                "three values",
                "The second difference around the place vanishes.",
                lambda g: (
                    sum(w * (a * x**3 + g * x * x) for w, x in ((1, at - 1), (-2, at), (1, at + 1))) == 0
                ),
            ),
            steps=[
                (
                    "Second derivative",
                    rf"\frac{{d^2}}{{dx^2}}\left({tex(a * X**3)} + k x^2\right) = {tex(6 * a * X)} + 2 k",
                ),
                ("It vanishes at the place", f"{6 * a * at} + 2 k = 0"),
                ("Solve for k", chain("k", over(-6 * a * at, 2), -3 * a * at)),
            ],
            hints=(
                "You are asked for a coefficient.",
                "At an inflection point the second derivative changes its sign, so it is zero there.",
                f"The second derivative is ${tex(6 * a * X)} + 2 k$. Put ${at}$ in.",
            ),
            symbols=("k",),
            wrong=[(3 * a * at, "The sign is turned round."), (-6 * a * at, "Divide by 2.")],
        )
    n = draw.integer(2, 9)
    f = draw.choice(("exp", "sin"))
    shown, factor = (r"e^{k x}", n * n) if f == "exp" else (r"\sin(k x)", -n * n)
    here = second_way.real("0.3")

    def twice(rate: Any) -> Any:
        wave = lambda x: second_way.called(f, rate * x)  # noqa: E731
        return second_way.slope(lambda y: second_way.slope(wave, y), here), wave(here)

    def fits(guess: Any) -> bool:
        pairs = [twice(second_way.real(rate)) for rate in guess]
        return len(pairs) == 2 and all(second_way.equal(bend, factor * value) for bend, value in pairs)

    return typed(
        draw,
        ask=(
            f"For which two values of $k$ does $f(x) = {shown}$ satisfy $f''(x) = {factor} f(x)$?",
            f"The second derivative of $f(x) = {shown}$ is ${factor}$ times the function itself. Find both possible $k$.",
        ),
        key={n, -n},
        proof=Satisfies(
            "differences",
            "The second difference at a point was compared with the multiple of the function.",
            fits,
        ),
        steps=[
            (
                "Each differentiation brings down a factor k",
                rf"\frac{{d^2}}{{dx^2}} {shown} = {'' if f == 'exp' else '-'}k^2 {shown}",
            ),
            ("Compare", f"k^2 = {n * n}"),
        ],
        hints=(
            "You are asked for two numbers.",
            "By the chain rule every differentiation brings down a factor $k$.",
            f"Differentiate ${shown}$ twice and compare with the function.",
        ),
        answer=PAIR,
        symbols=("k",),
        wrong=[({n}, "There is a second value, with the other sign."), ({n * n, -n * n}, "Take the root.")],
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _again_and_again, objectives=(1,)),
    Generator(TOPIC, "bend", TRUE_FALSE, _bend, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "inflection", COMPUTE, _inflection, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "estimate", COMPUTE, _estimate, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 3)),
)
