"""Exercises on the fundamental theorem: antiderivatives, definite integrals, derivatives of integrals, and where it fails."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, NUMBER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, derivative, integral_of, numeric
from assistant.practice.notation import chain, guarded, minus, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "fundamental-theorem"


def _antiderivative(draw: Draw, level: int) -> Draft:
    a, b = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    k = draw.choice((2, 3, -1))
    if level == 1:
        n, m = draw.sample((1, 2, 3, 4), 2)
        whole = a * X ** (n + 1) + b * X ** (m + 1)
        f = sympy.diff(whole, X)
    else:
        whole = draw.choice(
            (
                a * sympy.exp(k * X) + b * X**2,
                a * sympy.sin(X) + b * X,
                a * sympy.cos(X) + b * sympy.exp(X),
                a * sympy.log(X) + b * X**3,
                a * X ** sympy.Rational(3, 2) * 2 + b * X,
            )
        )
        f = sympy.diff(whole, X)
    start = draw.choice((1, 0)) if not whole.has(sympy.log) else 1
    value = draw.integer(-5, 6)
    if level == 1:
        start = 0
    elif start == 0 and whole.has(sympy.log):
        start = 1
    at_start = whole.subs(X, start)
    if not at_start.is_Integer:
        start, at_start = 0, whole.subs(X, 0)
    if not getattr(at_start, "is_Integer", False):
        raise Unsuitable("ugly start")
    key = whole - at_start + value
    given = second_way.number_at(f, {"x": second_way.real("0.7")})
    if not given:
        raise Unsuitable("zero")
    return typed(
        draw,
        ask=(
            f"Find the antiderivative $F$ of $f(x) = {tex(f)}$ with $F({start}) = {value}$.",
            f"Which function has the derivative ${tex(f)}$ and the value ${value}$ at ${start}$?",
        ),
        key=key,
        answer="a formula such as x^3 - 2x + 1",
        symbols=("x",),
        proof=again_at(
            "Gauss's rule",
            "The value at the start plus the numerical integral from there agrees at three points.",
            ("x",),
            lambda p: value + _from(f, start, p["x"]),
        ),
        steps=[
            ("An antiderivative; differentiating gives the function back", chain(derivative(whole), f)),
            ("Its value at the start", f"{tex(at_start)} + C = {value}"),
            ("With the constant", f"F(x) = {tex(key)}"),
        ],
        hints=(
            "You are asked for one antiderivative among all that differ by a constant.",
            "Find any function with this derivative; then choose the constant so that the value at the start is right.",
            f"Integrate term by term, then put ${start}$ in.",
        ),
        wrong=[
            (whole, "The constant is missing: check the value at the start.")
            if at_start != value
            else (whole + 1, "Check the constant."),
            (sympy.diff(f, X), "That is the derivative; you need the way back."),
            (
                X * f,
                "Integrating is more than multiplying by $x$: raise the power and divide by the new one.",
            ),
        ],
    )


def _from(f: Any, start: int, end: Any) -> Any:
    """The integral; a root at zero is smoothed by x = t^2."""
    low, high = second_way.root(start), second_way.root(end)
    return second_way.integral(lambda t: second_way.number_at(f, {"x": t * t}) * 2 * t, low, high)


def _definite(draw: Draw, level: int) -> Draft:
    a, b = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    if level == 1:
        low = draw.integer(-2, 2)
        high = low + draw.integer(1, 3)
        n = draw.choice((1, 2, 3))
        whole = a * X ** (n + 1) + b * X
    elif level == 2:
        low, high, whole = draw.choice(
            (
                (0, sympy.pi, a * sympy.cos(X)),
                (0, sympy.pi / 2, a * sympy.sin(X)),
                (1, 3, a * sympy.log(X) + b * X**2),
                (0, sympy.log(5), a * sympy.exp(X)),
                (0, sympy.log(2), a * sympy.exp(X)),
                (0, sympy.log(3), a * sympy.exp(X) + b * X),
                (0, draw.choice((4, 9)), a * 2 * X ** sympy.Rational(3, 2)),
                (1, draw.choice((2, 4)), a / X + b * X),
                (0, sympy.pi, a * sympy.sin(X) + b * X**2),
            )
        )
    else:
        low, high = 0, draw.integer(2, 6)
        whole = a * X - abs(b) * draw.choice((1, -1)) * X**2
        rate = sympy.diff(whole, X)
        story = [
            f"A tank fills at the rate $r(x) = {tex(rate)}$ litres per minute, $x$ minutes after the start (a negative rate means it empties). By how much does its content change from minute 0 to minute {high}?",
            f"A model's training loss changes at the rate ${tex(rate)}$ per epoch after $x$ epochs. What is the net change over the first {high} epochs?",
        ]
    f = sympy.diff(whole, X)
    key = sympy.expand(whole.subs(X, high) - whole.subs(X, low))
    if key == 0 or (level == 1 and abs(key) > 200):
        raise Unsuitable("zero")
    shown = integral_of(f, low, high)
    ask = story if level == 3 else [f"Evaluate ${shown}$.", f"Compute ${shown}$ with an antiderivative."]
    low_value, high_value = whole.subs(X, low), whole.subs(X, high)
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: _over(f, low, high),
        ),
        steps=[
            ("An antiderivative", chain(derivative(whole), f)),
            ("Upper limit minus lower limit", chain(shown, minus(high_value, low_value), key)),
        ],
        hints=(
            "You are asked for a number: a signed area or a net change.",
            r"$\int_a^b f(x) \, dx = F(b) - F(a)$ for any antiderivative $F$.",
            f"Find a function whose derivative is ${tex(f)}$.",
        ),
        answer=NUMBER if level != 2 else "a number such as 2 or 3 + ln 2",
        wrong=[
            (-key, "Upper limit first: $F(b) - F(a)$."),
            (high_value, "The lower limit counts too."),
            (
                f.subs(X, high) - f.subs(X, low),
                "Put the limits into an antiderivative, not into the function itself.",
            ),
        ],
    )


def _over(f: Any, low: Any, high: Any) -> Any:
    a, b = (
        second_way.root(second_way.number_at(sympy.Integer(0) + e, {})) if not f.is_polynomial(X) else None
        for e in (low, high)
    )
    if a is None or b is None:
        return second_way.integral(numeric(f), low, high)
    return second_way.integral(lambda t: second_way.number_at(f, {"x": t * t}) * 2 * t, a, b)


def _derivative(draw: Draw, level: int) -> Draft:
    t = sympy.Symbol("t")
    f = draw.choice(
        (
            sympy.exp(-(t**2)),
            sympy.sin(t**2),
            1 / (1 + t**2),
            sympy.sqrt(1 + t**4),
            t**2 * sympy.exp(t),
            sympy.cos(t) / (2 + t**2),
            sympy.log(1 + t**2),
            t**3 * sympy.sin(t),
        )
    )
    a = draw.integer(0, 3)
    top = X if level == 2 else draw.choice((2 * X, 3 * X, X**2, X**3))
    sign = -1 if level == 2 and draw.coin() else 1
    low, high = (top, a) if sign < 0 else (a, top)
    inside = tex(f)
    shown = rf"\int_{{{tex(low)}}}^{{{tex(high)}}} {inside} \, dt"
    key = sign * f.subs(t, top) * sympy.diff(top, X)
    return typed(
        draw,
        ask=(
            rf"Let $G(x) = {shown}$. Find $G'(x)$.",
            rf"Differentiate $G(x) = {shown}$ with respect to $x$; no antiderivative is needed.",
        ),
        key=key,
        answer="a formula such as e^(-x^2)",
        symbols=("x",),
        proof=again_at(
            "thin slice",
            "A thin slice of the integral at the moving limit was divided by the step, at 80 digits.",
            ("x",),
            lambda p: (
                sign
                * second_way.slope(
                    lambda y: second_way.integral(
                        lambda u: second_way.number_at(f, {"t": u}),
                        second_way.number_at(top, {"x": p["x"]}),
                        second_way.number_at(top, {"x": y}),
                    ),
                    p["x"],
                )
            ),
        ),
        steps=[
            (
                "The integrand at the moving limit"
                + ("" if top == X else ", times the derivative of that limit"),
                rf"\frac{{d}}{{dx}} {shown} = {tex(key)}",
            )
        ],
        hints=(
            "You are asked for the derivative of an integral with respect to one of its limits.",
            r"$\frac{d}{dx} \int_a^x f(t) \, dt = f(x)$."
            + (
                " With another upper limit the chain rule adds its derivative."
                if level == 3
                else " Exchanging the limits changes the sign."
            ),
            "Put the moving limit into the integrand in place of $t$.",
        ),
        wrong=[
            (
                sympy.diff(f, t).subs(t, X),
                "Integrating and differentiating undo each other; the integrand itself is left.",
            ),
            (
                f.subs(t, top),
                "The derivative of the upper limit is missing."
                if level == 3
                else "Here $x$ is the lower limit, which turns the sign.",
            ),
            (-key, "Check which limit moves."),
            (f.subs(t, X), "Put the whole upper limit in place of $t$."),
        ],
    )


def _applies(draw: Draw, level: int) -> Draft:
    n, c = draw.choice((1, 2, 3, 4)), draw.integer(-3, 4)
    low = draw.integer(-4, 3)
    high = low + draw.integer(1, 5)
    bad = low <= c <= high
    f = rf"\frac{{1}}{{{tex((X - c) ** n)}}}"
    return claim(
        draw,
        says=(
            rf"The fundamental theorem may be used directly on $\int_{{{low}}}^{{{high}}} {f} \, dx$.",
            rf"To compute $\int_{{{low}}}^{{{high}}} {f} \, dx$ it is enough to put both limits into an antiderivative.",
        ),
        truth=not bad,
        method="looking for zeros",
        detail="The denominator was tried at every whole number of the interval.",
        decide=lambda: all((x - c) ** n != 0 for x in range(low, high + 1)),
        steps=[
            ("The denominator vanishes where", f"{tex(X - c)} = 0"),
            (
                "Its values at the ends",
                f"({low} - {guarded(c)}) \\cdot ({high} - {guarded(c)}) = {(low - c) * (high - c)}",
            ),
        ],
        hints=(
            "You are asked whether the conditions of the theorem hold.",
            "The function has to be continuous on the whole interval, ends included.",
            "Where is the denominator zero?",
        ),
        if_wrong=f"The denominator is zero at ${c}$, which lies {'in' if bad else 'outside'} the interval from ${low}$ to ${high}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    b = draw.integer(2, 6)
    if level == 1:
        n, key = draw.choice((1, 2)), b
        total = Fraction(b ** (n + 1), n + 1)
        c = n + 1
        f = c * X**n
        return typed(
            draw,
            ask=(
                rf"For which $b > 0$ is $\int_0^b {tex(f)} \, dx = {b**c}$?",
                rf"How far must ${tex(f)}$ be collected from 0 on until the area is ${b**c}$? Give the upper limit $b > 0$.",
            ),
            key=key,
            proof=Satisfies(
                "Gauss's rule",
                "With this limit the numerical integral has the wanted value.",
                lambda g: g > 0 and second_way.equal(second_way.integral(numeric(f), 0, g), b**c),
            ),
            steps=[("An antiderivative at the limit", f"b^{c} = {b**c}"), ("Take the root", f"b = {b}")],
            hints=(
                "You are asked for the upper limit of an integral.",
                "Put the unknown limit into an antiderivative and solve.",
                f"An antiderivative of ${tex(f)}$ is a plain power.",
            ),
            symbols=("b",),
            wrong=[(b**c, "Take the root."), (total, "Check the antiderivative.")],
        )
    k = draw.nonzero(-6, 7)
    low = draw.choice((0, 1))
    n = 2 if level == 2 else 3
    total = Fraction(k * (b**n - low**n), n)
    if total.denominator > 1:
        raise Unsuitable("ugly")
    return typed(
        draw,
        ask=(
            rf"Find $k$ so that $\int_{{{low}}}^{{{b}}} k \, {tex(X ** (n - 1))} \, dx = {total}$.",
            rf"For which $k$ is the integral of $k \, {tex(X ** (n - 1))}$ from ${low}$ to ${b}$ equal to ${total}$?",
        ),
        key=k,
        proof=Satisfies(
            "Gauss's rule",
            "With k put in, the numerical integral has the wanted value.",
            lambda g: second_way.equal(
                second_way.real(g) * second_way.integral(numeric(X ** (n - 1)), low, b), total
            ),
        ),
        steps=[
            ("Without k", f"{integral_of(X ** (n - 1), low, b)} = {tex(Fraction(b**n - low**n, n))}"),
            ("Solve for k", chain("k", rf"{total} \div {tex(Fraction(b**n - low**n, n))}", k)),
        ],
        hints=(
            "You are asked for a factor in front of an integrand.",
            "A constant factor comes out of the integral.",
            f"Compute ${integral_of(X ** (n - 1), low, b)}$ first.",
        ),
        symbols=("k",),
        wrong=[(total, "Divide by the integral without $k$."), (-k, "Check the sign.")],
    )


GENERATORS = (
    Generator(TOPIC, "antiderivative", COMPUTE, _antiderivative, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "definite", COMPUTE, _definite, objectives=(2,)),
    Generator(TOPIC, "moving-limit", COMPUTE, _derivative, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "applies", TRUE_FALSE, _applies, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(2,)),
)
