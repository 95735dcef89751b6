"""Exercises on the rules of differentiation: powers, sums, products, quotients."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, FORMULA, MISTAKE, PAIR, REVERSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import (
    X,
    ask_for_derivative,
    derivative,
    elementary,
    linear,
    polynomial,
    power_of,
    terms_of,
)
from assistant.practice.notation import chain, guarded, over, plus, power, scaled, tex, times
from assistant.practice.proof import RederivedFunction, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, mistake_draft

TOPIC = "derivative-rules"
WHAT = r"The power rule: $\frac{d}{dx} x^n = n x^{n-1}$; constants in front stay, constants alone vanish."
PRODUCT = r"The product rule: $(u v)' = u' v + u v'$."
QUOTIENT = r"The quotient rule: $\left(\frac{u}{v}\right)' = \frac{u' v - u v'}{v^2}$."


def by_differences(function: Any) -> RederivedFunction:
    """The second way for a derivative: difference quotients of the function itself."""
    return RederivedFunction(
        "numerical differentiation",
        "Difference quotients of the function at three points agree with the key to 30 digits.",
        ("x",),
        second_way.slope_of(function, "x"),
    )


def _sum_steps(function: Any) -> tuple[Step, ...]:
    return tuple(
        Step(
            "A constant has slope zero" if not term.has(X) else "Power rule",
            chain(derivative(term), sympy.diff(term, X)),
        )
        for term in terms_of(function)
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        function = polynomial(draw, draw.integer(2, 5), terms=3)
        if draw.coin():
            function = function + draw.choice((1, 2, 3, -2)) / X
        key = sympy.diff(function, X)
        first = terms_of(function)[0]
        return Draft(
            prompt=ask_for_derivative(draw, function),
            key=key,
            proof=by_differences(function),
            steps=(*_sum_steps(function), Step("Add the derivatives of the terms", chain(derivative(function), key))),
            hints=(
                "You are asked for the derivative: another function of $x$ that gives the slope everywhere.",
                WHAT,
                f"Take the terms one by one. The first to work out is ${derivative(first)}$.",
            ),
            answer_hint=FORMULA,
            symbols=("x",),
            mistakes=but_key(
                key,
                Mistake(key + _constant(function), "A constant on its own has slope zero."),
                Mistake(_without_factor(function), "The old exponent comes down as a factor."),
                Mistake(sympy.expand(key * X), "The exponent goes down by one."),
            ),
        )
    if level == 2:
        return _product(draw) if draw.coin() else _quotient(draw)
    return _second(draw) if draw.coin() else _tangent(draw)


def _constant(function: Any) -> Any:
    return sympy.Add(*(term for term in terms_of(function) if not term.has(X)))


def _without_factor(function: Any) -> Any:
    pairs = [term.as_coeff_exponent(X) for term in terms_of(function)]
    return sympy.Add(*(c * X ** (n - 1) for c, n in pairs if n != 0))


def _product(draw: Draw) -> Draft:
    u, v = (power_of(draw) if draw.coin() else linear(draw)), elementary(draw)
    function = u * v
    du, dv = sympy.diff(u, X), sympy.diff(v, X)
    key = sympy.expand(du * v + u * dv)
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the first factor", chain(derivative(u), du)),
            Step("Differentiate the second factor", chain(derivative(v), dv)),
            Step("Product rule", chain(derivative(function), plus(times(du, v), times(u, dv)), key)),
        ),
        hints=(
            "You are asked to differentiate a product of two factors.",
            PRODUCT,
            f"Take $u = {tex(u)}$ and $v = {tex(v)}$, and find ${derivative(u)}$ first.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(du * dv, "You multiplied the two derivatives; the product rule has two terms."),
            Mistake(du * v, "The second term of the product rule is missing: the first factor times the derivative of the second."),
            Mistake(u * dv, "The first term of the product rule is missing: the derivative of the first factor times the second."),
            Mistake(du * v - u * dv, "The two terms of the product rule are added, not subtracted."),
        ),
    )


def _quotient(draw: Draw) -> Draft:
    v = linear(draw) if draw.coin() else X**2 + draw.integer(1, 5)
    u = draw.choice((elementary(draw, logarithm=False), linear(draw), X**2))
    if sympy.diff(u / v, X) == 0:
        raise Unsuitable("constant")
    function = u / v
    du, dv = sympy.diff(u, X), sympy.diff(v, X)
    top = sympy.expand(du * v - u * dv)
    if top == 0:
        raise Unsuitable("constant")
    key = top / v**2
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the numerator", chain(derivative(u), du)),
            Step("Differentiate the denominator", chain(derivative(v), dv)),
            Step(
                "Quotient rule",
                chain(derivative(over(u, v)), over(f"{times(du, v)} - {_subtracted(u, dv)}", power(v, 2))),
            ),
            Step("Multiply out the numerator", chain(over(f"{times(du, v)} - {_subtracted(u, dv)}", power(v, 2)), key)),
        ),
        hints=(
            "You are asked to differentiate a quotient.",
            QUOTIENT,
            f"Take $u = {tex(u)}$ and $v = {tex(v)}$, and find ${derivative(v)}$ first.",
        ),
        answer_hint="a formula such as (2x + 1)/(x + 3)^2",
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(-key, "The numerator is the wrong way round: it begins with the derivative of the top."),
            Mistake((du * v + u * dv) / v**2, "The numerator of the quotient rule has a minus in the middle."),
            Mistake(du / dv, "You divided the two derivatives; that is not the quotient rule."),
            Mistake(top / v, "The denominator has to be squared."),
        ),
    )


def _subtracted(u: Any, dv: Any) -> str:
    shown = times(u, dv)
    return rf"\left({shown}\right)" if shown.startswith("-") else shown if not u.is_Add else f"{guarded(u)} \\cdot {guarded(dv)}"


def _second(draw: Draw) -> Draft:
    function = power_of(draw, low=1, high=3) * elementary(draw) if draw.coin() else (
        polynomial(draw, draw.integer(3, 5), terms=3) + draw.choice((1, 2, 3)) * elementary(draw)
    )
    first = sympy.expand(sympy.diff(function, X))
    key = sympy.expand(sympy.diff(first, X))
    shown = tex(function)
    prompt = draw.choice(
        (
            f"Find the second derivative of $f(x) = {shown}$.",
            f"Compute $f''(x)$ for $f(x) = {shown}$.",
            f"How fast does the slope of $f(x) = {shown}$ change? Give $f''(x)$.",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients at three points agree with the key to 30 digits.",
            ("x",),
            second_way.second_slope_of(function, "x", "x"),
        ),
        steps=(
            Step("Differentiate once", chain(derivative(function), first)),
            Step("Differentiate the result", chain(derivative(first), key)),
        ),
        hints=(
            "You are asked to differentiate twice.",
            "The second derivative is the derivative of the first. " + (PRODUCT if function.is_Mul else WHAT),
            f"First compute ${derivative(function)}$ and tidy it up before you go on.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(first, "This is the first derivative; differentiate once more."),
            Mistake(first**2, "The second derivative is not the square of the first."),
        ),
    )


def _tangent(draw: Draw) -> Draft:
    function = polynomial(draw, draw.integer(2, 3), terms=3)
    at = draw.nonzero(-2, 3)
    height, first = function.subs(X, at), sympy.diff(function, X)
    slope = first.subs(X, at)
    if slope == 0 or abs(height) > 60:
        raise Unsuitable("flat")
    key = sympy.expand(height + slope * (X - at))
    shown = tex(function)
    prompt = draw.choice(
        (
            f"Find the tangent line to $f(x) = {shown}$ at $x = {at}$. Give its right-hand side, a formula in $x$.",
            f"Which linear function approximates $f(x) = {shown}$ best near $x = {at}$? Give it as a formula in $x$.",
        )
    )

    def touches(point: Any) -> Any:
        f = lambda x: second_way.number_at(function, {"x": x})  # noqa: E731
        anchor = second_way.real(at)
        return f(anchor) + second_way.slope(f, anchor) * (point["x"] - anchor)

    return Draft(
        prompt=prompt,
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "The line through the point with the slope of the difference quotient agrees with the key.",
            ("x",),
            touches,
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), first)),
            Step("The slope at the point", f"f'({at}) = {tex(slope)}"),
            Step("The height at the point", f"f({at}) = {tex(height)}"),
            Step(
                "Point and slope give the line",
                chain(plus(height, rf"{scaled(int(slope), '')}({tex(X - at)})"), key),
            ),
        ),
        hints=(
            "You are asked for a straight line that has the same height and the same slope as the function at the "
            "point.",
            "The tangent at $a$ is $f(a) + f'(a)\\,(x - a)$.",
            f"First compute ${derivative(function)}$; then put $x = {at}$ in.",
        ),
        answer_hint="a formula such as 3x - 4",
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(slope * X + height, "The line has the right slope but is not moved to the point: use $x - a$."),
            Mistake(slope, "This is the slope alone; the line has a height, too."),
            Mistake(first, "This is the derivative everywhere; the tangent needs its value at the point."),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
    if level == 1:
        exponent, at = draw.integer(2, 4), draw.choice((-2, -1, 1, 2))
        value, other = draw.nonzero(-5, 6), draw.nonzero(-7, 7)
        function = k * X**exponent + other * X
        first = sympy.diff(function, X)
        target = first.subs({X: at, k: value})
        factor = first.subs({X: at}).coeff(k)
        prompt = draw.choice(
            (
                f"Let $f(x) = {tex(function)}$. For which $k$ is $f'({at}) = {target}$?",
                f"The graph of $f(x) = {tex(function)}$ has the slope ${target}$ at $x = {at}$. Find $k$.",
            )
        )
        key = sympy.Integer(value)
        return Draft(
            prompt=prompt,
            key=key,
            proof=Satisfies(
                "substitution",
                "With k put in, the difference quotient has the wanted slope.",
                lambda guess: second_way.equal(
                    second_way.slope_of(function, "x")({"x": second_way.real(at), "k": second_way.real(guess)}),
                    int(target),
                ),
            ),
            steps=(
                Step("Differentiate with k as a constant", chain(derivative(function), first)),
                Step("Put the point in", f"{tex(first.subs(X, at))} = {target}"),
                Step("Solve for k", chain("k", over(target - other, factor), value)),
            ),
            hints=(
                "You are asked for the constant that gives the graph a certain slope at one point.",
                "Differentiate with $k$ as a constant, put the point in, and solve for $k$.",
                f"Begin with ${derivative(k * X**exponent)}$.",
            ),
            symbols=("k",),
            mistakes=but_key(
                key,
                Mistake(
                    (target - other * at) / (k * X**exponent).subs({X: at, k: 1}),
                    "You used $f$ itself; the slope is given by $f'$.",
                ),
            ),
        )
    if level == 2:
        a, b = draw.nonzero(-3, 4), draw.nonzero(-8, 8)
        at = draw.nonzero(-4, 5)
        function = a * X**2 + b * X + draw.nonzero(-6, 6)
        first = sympy.diff(function, X)
        target = int(first.subs(X, at))
        question = "is the tangent horizontal" if target == 0 else f"does the graph have the slope ${target}$"
        key = sympy.Integer(at)
        return Draft(
            prompt=f"At which $x$ {question}, for $f(x) = {tex(function)}$?",
            key=key,
            proof=Satisfies(
                "substitution",
                "The difference quotient at this point has the wanted slope.",
                lambda guess: second_way.equal(
                    second_way.slope_of(function, "x")({"x": second_way.real(guess)}), target
                ),
            ),
            steps=(
                Step("Differentiate", chain(derivative(function), first)),
                Step("Ask for the slope", f"{tex(first)} = {target}"),
                Step("Solve for x", chain("x", over(target - b, 2 * a), at)),
            ),
            hints=(
                "You are asked for a place, not for a slope.",
                "The derivative gives the slope at every place. Set it equal to the wanted slope and solve.",
                f"First compute ${derivative(function)}$.",
            ),
            symbols=("x",),
            mistakes=but_key(key, Mistake(-key, "Check the sign when you solve for $x$.")),
        )
    r, s = draw.sample(range(-4, 5), 2)
    scale = draw.choice((1, 2, -1)) if (r + s) % 2 == 0 else draw.choice((2, -2))
    function = sympy.expand(sympy.integrate(3 * scale * (X - r) * (X - s), X)) + draw.nonzero(-5, 5)
    if not all(c.is_Integer for c in sympy.Poly(function, X).all_coeffs()):
        raise Unsuitable("fractions")
    first = sympy.expand(sympy.diff(function, X))
    factored = rf"{scaled(3 * scale, '')}{_root_factor(r)}{_root_factor(s)}" if 0 not in (r, s) else tex(sympy.factor(first))
    key = sympy.FiniteSet(r, s)
    return Draft(
        prompt=draw.choice(
            (
                f"Find all $x$ at which $f(x) = {tex(function)}$ has a horizontal tangent.",
                f"At which two places is the slope of $f(x) = {tex(function)}$ zero?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "The difference quotient is zero at both places; a quadratic derivative has no third.",
            lambda guess: len(guess) == 2
            and all(
                second_way.equal(second_way.slope_of(function, "x")({"x": second_way.real(x)}), 0) for x in guess
            ),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), first)),
            Step("Factor", chain(first, factored)),
            Step("A product is zero when a factor is", rf"x = {min(r, s)} \text{{ or }} x = {max(r, s)}"),
        ),
        hints=(
            "You are asked for places; there are two of them.",
            "A tangent is horizontal where the derivative is zero. Differentiate, then solve the quadratic equation.",
            f"First compute ${derivative(function)}$ and take out the common factor.",
        ),
        answer_hint=PAIR,
        symbols=("x",),
        mistakes=but_key(key, Mistake(sympy.FiniteSet(-r, -s), "The signs are turned round: $x - a = 0$ means $x = a$.")),
    )


def _root_factor(root: int) -> str:
    return rf"({tex(X - root)})"


def _choice(draw: Draw, level: int) -> Draft:
    if level == 1:
        function = polynomial(draw, draw.integer(3, 5), terms=3)
        key = sympy.diff(function, X)
        wrong = [
            Mistake(key + _constant(function), "A constant on its own has slope zero."),
            Mistake(sympy.expand(key * X), "The exponent goes down by one."),
            Mistake(_without_factor(function), "The old exponent comes down as a factor."),
            Mistake(sympy.diff(function, X, 2), "That is the second derivative."),
            Mistake(sympy.expand(sympy.diff(function * X, X)), "The exponent goes down by one, and the old one is the factor."),
        ]
        steps, rule, show = _sum_steps(function), WHAT, tex
        hint = f"Start with the term of the highest power: ${derivative(terms_of(function)[0])}$."
    elif level == 2:
        u, v = power_of(draw), elementary(draw)
        function = u * v
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        key = du * v + u * dv
        wrong = [
            Mistake(du * dv, "You multiplied the derivatives; the product rule has two terms."),
            Mistake(du * v - u * dv, "The two terms are added."),
            Mistake(du * v + u * v, "The second factor has to be differentiated in the second term."),
            Mistake(u * dv, "The term with the derivative of the first factor is missing."),
            Mistake(du * v, "The term with the derivative of the second factor is missing."),
        ]
        steps = (Step("Product rule", chain(derivative(function), plus(times(du, v), times(u, dv)), key)),)
        rule, show = PRODUCT, tex
        hint = f"With $u = {tex(u)}$, begin with ${derivative(u)}$."
    else:
        u, v = elementary(draw), X ** draw.integer(1, 3) if draw.coin() else linear(draw)
        function = u / v
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        key = (du * v - u * dv) / v**2
        wrong = [
            Mistake((u * dv - du * v) / v**2, "The numerator is the wrong way round."),
            Mistake((du * v + u * dv) / v**2, "The numerator has a minus in the middle."),
            Mistake((du * v - u * dv) / v, "The denominator has to be squared."),
            Mistake(du / dv, "You divided the two derivatives."),
        ]
        steps = (Step("Quotient rule", chain(derivative(function), key)),)
        rule, show = QUOTIENT, tex
        hint = f"Take $u = {tex(u)}$ and $v = {tex(v)}$; begin with ${derivative(v)}$."
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Which of these is the derivative of $f(x) = {tex(function)}$?",
                f"Let $f(x) = {tex(function)}$. Which formula is $f'(x)$?",
            )
        ),
        right=key,
        wrong=draw.shuffled(wrong),
        show=show,
        proof=by_differences(function),
        steps=steps,
        hints=("You are asked to pick the derivative; try each rule before you look at the options.", rule, hint),
    )


def _slip(draw: Draw, level: int) -> Draft:
    if level == 1:
        function = polynomial(draw, draw.integer(3, 4), terms=3)
        terms = [term.as_coeff_exponent(X) for term in terms_of(function)]
        spot = draw.integer(0, len(terms) - 1)
        slip = draw.choice(("factor", "exponent", "add"))
        raw, value = [], sympy.Integer(0)
        for index, (c, n) in enumerate(terms):
            factor, lowered = n, X ** max(n - 1, 0)
            if index == spot and slip == "factor":
                factor = n - 1 if n > 1 else n + 1
            if index == spot and slip == "exponent":
                lowered = X**n
            raw.append(times(c, factor * lowered))
            value = value + c * factor * lowered
        final = value + (draw.choice((1, -1)) * X ** (terms[0][1] - 1) if slip == "add" else 0)
        right = plus(*(times(c, n * X ** max(n - 1, 0)) for c, n in terms))
        parts = [
            Part(derivative(function), second_way.slope_of(function, "x")),
            Part(plus(*(derivative(c * X**n) for c, n in terms)), sympy.diff(function, X)),
            Part(plus(*raw), value),
            Part(tex(final), final),
        ]
        fix = tex(value) if slip == "add" else right
        rule = "Each power comes down as a factor and is lowered by one; a constant vanishes"
    else:
        u, v = power_of(draw, low=2), elementary(draw, logarithm=False)
        if level == 3:
            u, v = elementary(draw, logarithm=False), linear(draw)
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        slip = draw.choice(("rule", "inside", "simplify")) if level == 2 else draw.choice(("rule", "inside"))
        wu, wv = du, dv
        if slip == "inside":
            if level == 2:
                wu = du * X if draw.coin() else du / u.as_coeff_exponent(X)[1]
            else:
                wv = v
        join = "-" if level == 3 else "+"
        wrong_join = {"-": "+", "+": "-"}[join] if slip == "rule" else join
        sign = {"+": 1, "-": -1}

        def top(a: Any, b: Any, mark: str) -> Any:
            return a * v + sign[mark] * u * b

        def written(a: str, b: str, mark: str) -> str:
            return f"{a} \\cdot {guarded(v)} {mark} {guarded(u)} \\cdot {b}"

        raw = written(derivative(u), derivative(v), wrong_join)
        put = written(guarded(wu), guarded(wv), wrong_join)
        final = sympy.expand(top(wu, wv, wrong_join)) + (u if slip == "simplify" else 0)
        below = power(v, 2) if level == 3 else None
        wrap = (lambda t: over(t, below)) if below else (lambda t: t)
        scale = 1 / v**2 if level == 3 else sympy.Integer(1)
        function = u / v if level == 3 else u * v
        parts = [
            Part(derivative(over(u, v) if level == 3 else times(u, v)), second_way.slope_of(function, "x")),
            Part(wrap(raw), top(du, dv, wrong_join) * scale),
            Part(wrap(put), top(wu, wv, wrong_join) * scale),
            Part(wrap(tex(final)), final * scale),
        ]
        fix = {
            "rule": wrap(written(derivative(u), derivative(v), join)),
            "inside": wrap(written(guarded(du), guarded(dv), join)),
            "simplify": wrap(tex(sympy.expand(top(du, dv, join)))),
        }[slip]
        rule = (
            "The quotient rule: derivative of the top times the bottom, minus the top times the derivative of the "
            "bottom, over the bottom squared"
            if level == 3
            else "The product rule: derivative of the first times the second, plus the first times the derivative of "
            "the second"
        )
    return mistake_draft(
        draw,
        task=f"differentiate $f(x) = {tex(function)}$",
        parts=parts,
        fix=fix,
        rule=rule,
        names=("x",),
    )


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice),
    Generator(TOPIC, "slip", MISTAKE, _slip),
)
