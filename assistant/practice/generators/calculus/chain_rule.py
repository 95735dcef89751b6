"""Exercises on the chain rule: inner and outer functions, tables of values, losses of one neuron."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, FORMULA, MISTAKE, REVERSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.derivative_rules import by_differences
from assistant.practice.generators.calculus.pieces import X, ask_for_derivative, derivative, linear
from assistant.practice.notation import chain, guarded, over, plus, power, tex, times
from assistant.practice.proof import Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, mistake_draft

TOPIC = "chain-rule"
U = sympy.Symbol("u")
RULE = r"The chain rule: $\left(g(h(x))\right)' = g'(h(x)) \cdot h'(x)$, outer derivative at the inner function times inner derivative."


def _outer(draw: Draw, *, logarithm: bool = True) -> Any:
    options = [U ** draw.integer(3, 6), sympy.exp(U), sympy.sin(U), sympy.cos(U), sympy.sqrt(U), 1 / U]
    if logarithm:
        options.append(sympy.log(U))
    return draw.choice(options)


def _inner(draw: Draw, level: int) -> Any:
    if level == 1:
        return linear(draw)
    return draw.choice(
        (
            X**2 + draw.integer(1, 7),
            draw.integer(2, 4) * X**2 + draw.integer(1, 5) * X + draw.integer(1, 4),
            X**3 + draw.integer(1, 5) * X,
            sympy.exp(X) + draw.integer(1, 4),
            sympy.sin(X) + draw.integer(2, 4),
        )
    )


def _positive_near_points(inner: Any) -> bool:
    return all(
        second_way.number_at(inner, {"x": second_way.real(at)}) > second_way.real("0.2")
        for at in ("0.3", "0.5", "0.73", "1", "1.42")
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _neuron(draw) if draw.coin() else _nested(draw)
    outer, inner = _outer(draw), _inner(draw, level)
    if not _positive_near_points(inner):
        raise Unsuitable("the function is not defined near the points of the proof")
    function = outer.subs(U, inner)
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    key = slope.subs(U, inner) * inside
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the inner function", chain(derivative(inner), inside)),
            Step("Differentiate the outer function", chain(derivative(outer, "u"), slope)),
            Step("Chain rule: outer derivative at the inner function times inner derivative", chain(derivative(function), key)),
        ),
        hints=(
            "You are asked to differentiate a function inside another function.",
            RULE,
            f"The inner function is $u = {tex(inner)}$. Find its derivative, ${derivative(inner)}$, first.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=_typical(key, outer, inner),
    )


def _typical(key: Any, outer: Any, inner: Any) -> tuple[Mistake, ...]:
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    return but_key(
        key,
        Mistake(slope.subs(U, inner), "You forgot the inner derivative."),
        Mistake(slope.subs(U, inside), "The outer derivative is taken at the inner function, not at its derivative."),
        Mistake(slope.subs(U, X) * inside, "The outer derivative has to be taken at the inner function, not at x."),
        Mistake(slope.subs(U, inner) + inside, "Outer and inner derivative are multiplied, not added."),
        Mistake(-key, "The sign is turned round."),
        Mistake(outer.subs(U, inner) * inside, "The outer function was not differentiated."),
    )


def _nested(draw: Draw) -> Draft:
    inner = draw.choice((draw.integer(2, 5) * X, X**2, X**2 + draw.integer(1, 4), sympy.exp(X)))
    middle = draw.choice((sympy.sin(U), sympy.cos(U), sympy.exp(U), sympy.log(U + 1 + draw.integer(0, 2))))
    outer = draw.choice((U**2, U**3, U**4, sympy.exp(U), sympy.sin(U)))
    if middle == sympy.exp(U) and outer.is_Pow:
        raise Unsuitable("a power of an exponential is an exponential")
    m = middle.subs(U, inner)
    function = outer.subs(U, m)
    if sympy.count_ops(function) > 9:
        raise Unsuitable("too deep to read")
    d_inner, d_middle, d_outer = sympy.diff(inner, X), sympy.diff(middle, U), sympy.diff(outer, U)
    inside = d_middle.subs(U, inner) * d_inner
    key = d_outer.subs(U, m) * inside
    if not key.has(X):
        raise Unsuitable("constant")
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Innermost function", chain(derivative(inner), d_inner)),
            Step("Middle function, chain rule once", chain(derivative(m), inside)),
            Step("Outer function, chain rule twice", chain(derivative(function), key)),
        ),
        hints=(
            "You are asked to differentiate three functions, one inside the other.",
            RULE + " With three of them, use it twice, from the outside in.",
            f"The innermost function is $u = {tex(inner)}$. Work out ${derivative(m)}$ as a first step.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(d_outer.subs(U, m), "Both inner derivatives are missing."),
            Mistake(d_outer.subs(U, m) * d_middle.subs(U, inner), "You forgot the innermost derivative."),
            Mistake(d_outer.subs(U, m) * d_inner, "You forgot the derivative of the middle function."),
        ),
    )


def _neuron(draw: Draw) -> Draft:
    w, b = sympy.symbols("w b")
    x, target = draw.nonzero(-3, 4, but=(1,)), draw.nonzero(-4, 6)
    kind = draw.choice(("square", "sigmoid", "log"))
    z = w * x + b
    by = draw.choice((w, b)) if kind == "square" else w
    if kind == "square":
        loss, outer = (z - target) ** 2, U**2
        inner = z - target
        story = f"A linear neuron with the weight $w$ and the bias $b$ sees the input ${x}$ and should answer ${target}$. Its loss is"
    elif kind == "sigmoid":
        inner = x * w
        loss, outer = 1 / (1 + sympy.exp(-inner)), 1 / (1 + sympy.exp(-U))
        story = f"A neuron with the weight $w$ and a sigmoid sees the input ${x}$. Its output is"
    else:
        inner = 1 + sympy.exp(x * w)
        loss, outer = sympy.log(inner), sympy.log(U)
        story = f"The logistic loss of one example with the input ${-x}$ and the label 1 is"
    key = sympy.diff(outer, U).subs(U, inner) * sympy.diff(inner, by)
    names = ("b", "w") if kind == "square" else ("w",)
    head = f"L({', '.join(reversed(names))})" if kind != "sigmoid" else "a(w)"
    letter = head[0]
    if kind == "square":
        asked = rf"\frac{{\partial L}}{{\partial {by}}}"
        shown = rf"\frac{{\partial}}{{\partial {by}}}\left({tex(loss)}\right)"
    else:
        asked, shown = rf"\frac{{d{letter}}}{{dw}}", derivative(loss, "w")
    return Draft(
        prompt=f"{story} ${head} = {tex(loss)}$. Find ${asked}$.",
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of the function at three points agree with the key to 30 digits.",
            names,
            second_way.slope_of(loss, by.name),
        ),
        steps=(
            Step("Name the inner function", f"u = {tex(inner)}"),
            Step("Differentiate the outer function", chain(derivative(outer, "u"), sympy.diff(outer, U))),
            Step(
                "Differentiate the inner function",
                chain(
                    rf"\frac{{\partial}}{{\partial {by}}}\left({tex(inner)}\right)" if kind == "square" else derivative(inner, "w"),
                    sympy.diff(inner, by),
                ),
            ),
            Step("Multiply", chain(shown, key)),
        ),
        hints=(
            f"You are asked how the value changes with ${by}$; everything else is a constant.",
            RULE,
            f"The inner function is $u = {tex(inner)}$. Differentiate it with respect to ${by}$ first.",
        ),
        answer_hint="a formula such as 2(3w + b - 1)",
        symbols=tuple(reversed(names)),
        mistakes=but_key(
            key,
            Mistake(sympy.diff(outer, U).subs(U, inner), "You forgot the inner derivative."),
            Mistake(-key, "The sign is turned round."),
            Mistake(loss * sympy.diff(inner, by), "The outer function was not differentiated."),
        ),
    )


def _table(draw: Draw, level: int) -> Draft:
    at = draw.integer(-2, 3)
    inner_value, inner_slope = draw.nonzero(-3, 4), draw.nonzero(-4, 5)
    if inner_value == at:
        raise Unsuitable("the two places coincide")
    outer_value, outer_slope = draw.nonzero(-5, 6), draw.nonzero(-4, 5)
    trap = draw.nonzero(-4, 5)
    rows = (
        f"$h({at}) = {inner_value}$, $h'({at}) = {inner_slope}$, $g({inner_value}) = {outer_value}$, "
        f"$g'({inner_value}) = {outer_slope}$ and $g'({at}) = {trap}$"
    )
    plain_product = outer_slope * inner_slope
    if level == 1:
        target, key = "f(x) = g(h(x))", plain_product
        step = Step("Chain rule", chain(rf"f'({at})", rf"g'({inner_value}) \cdot h'({at})"))
        numbers = Step("Put the values in", chain(times(outer_slope, inner_slope), key))
        derive = lambda: _model_slope(lambda h, g, x: g(h(x)), at, inner_value, inner_slope, outer_value, outer_slope)  # noqa: E731
    elif level == 2:
        target, key = r"f(x) = g(h(x))^2", 2 * outer_value * plain_product
        step = Step("Chain rule twice", chain(rf"f'({at})", rf"2\, g({inner_value}) \cdot g'({inner_value}) \cdot h'({at})"))
        numbers = Step("Put the values in", chain(times(2, outer_value, outer_slope, inner_slope), key))
        derive = lambda: _model_slope(lambda h, g, x: g(h(x)) ** 2, at, inner_value, inner_slope, outer_value, outer_slope)  # noqa: E731
    else:
        if at == 0:
            raise Unsuitable("the product rule shows nothing at zero")
        target, key = r"f(x) = x \cdot g(h(x))", outer_value + at * plain_product
        step = Step("Product rule and chain rule", chain(rf"f'({at})", plus(f"g({inner_value})", rf"{guarded(at)} \cdot g'({inner_value}) \cdot h'({at})")))
        numbers = Step("Put the values in", chain(plus(outer_value, times(at, outer_slope, inner_slope)) if at > 0 else f"{outer_value} + {times(guarded(at), outer_slope, inner_slope)}", key))
        derive = lambda: _model_slope(lambda h, g, x: x * g(h(x)), at, inner_value, inner_slope, outer_value, outer_slope)  # noqa: E731
    value = sympy.Integer(key)
    return Draft(
        prompt=draw.choice(
            (
                f"Of two functions you know only this: {rows}. Let ${target}$. Find $f'({at})$.",
                f"Let ${target}$, where {rows}. What is $f'({at})$?",
            )
        ),
        key=value,
        proof=Rederived(
            "model functions",
            "Straight lines with these values and slopes were put in for g and h and differentiated numerically.",
            derive,
        ),
        steps=(step, numbers),
        hints=(
            "You are asked for one number: the slope of the composed function at one place.",
            RULE + " Mind the place at which $g'$ is taken.",
            f"Inside $g$ stands $h({at}) = {inner_value}$, so that $g'$ is needed at ${inner_value}$, not at ${at}$.",
        ),
        symbols=(),
        mistakes=but_key(
            value,
            Mistake(sympy.Integer(trap * inner_slope), f"You took $g'$ at ${at}$; it is needed at $h({at})$."),
            Mistake(sympy.Integer(outer_slope), "You forgot the inner derivative."),
            Mistake(sympy.Integer(plain_product), "Differentiate what stands around $g(h(x))$ as well."),
            Mistake(sympy.Integer(outer_slope + inner_slope), "Outer and inner derivative are multiplied, not added."),
            Mistake(sympy.Integer(2 * outer_value), "You forgot the derivatives of $g$ and $h$."),
        ),
    )


def _model_slope(compose: Any, at: int, h0: int, h1: int, g0: int, g1: int) -> Any:
    def h(x: Any) -> Any:
        return h0 + h1 * (x - at)

    def g(y: Any) -> Any:
        return g0 + g1 * (y - h0)

    return second_way.slope(lambda x: compose(h, g, x), second_way.real(at))


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
    if level == 1:
        n, at = draw.integer(2, 3), draw.choice((-1, 0, 1))
        value, shift = draw.nonzero(-4, 4, but=(1,)), draw.nonzero(-2, 3)
        at = 0
        function = (k * X + shift) ** n
        first = n * (k * X + shift) ** (n - 1) * k
        target = n * shift ** (n - 1) * value
        middle = f"{tex(n * shift ** (n - 1) * k)} = {target}"
        ask = f"the slope ${target}$ at $x = 0$"
        solved = over(target, n * shift ** (n - 1))
    elif level == 2:
        value = draw.nonzero(-6, 6, but=(1,))
        c = draw.choice((1, 2, 3, 5, -2))
        function = c * draw.choice((sympy.exp(k * X), sympy.sin(k * X)))
        first = sympy.diff(function, X)
        target, at = c * value, 0
        middle = f"{tex(c * k)} = {target}"
        ask = f"the slope ${target}$ at $x = 0$"
        solved = over(target, c)
    else:
        a, scale = draw.nonzero(-9, 9), draw.choice((1, 1, 2))
        quadratic = scale * X**2 - scale * a * X
        outer = draw.choice((sympy.exp(U), sympy.exp(-U), sympy.log(U), sympy.sqrt(U), 1 / U))
        inner = quadratic if outer.has(sympy.exp) else quadratic + scale * a * a + draw.integer(0, 3)
        function = outer.subs(U, inner)
        first = sympy.diff(function, X)
        inside = sympy.diff(inner, X)
        spot = sympy.solve(inside, X)[0]
        prompt = draw.choice(
            (
                f"At which $x$ does $f(x) = {tex(function)}$ have a horizontal tangent?",
                f"Find the only place where the slope of $f(x) = {tex(function)}$ is zero.",
            )
        )
        return Draft(
            prompt=prompt,
            key=spot,
            proof=Satisfies(
                "substitution",
                "The difference quotient is zero at this place.",
                lambda guess: second_way.equal(second_way.slope_of(function, "x")({"x": second_way.real(guess)}), 0),
            ),
            steps=(
                Step("Chain rule", chain(derivative(function), first)),
                Step("Only the inner derivative can be zero", f"{tex(inside)} = 0"),
                Step("Solve for x", f"x = {tex(spot)}"),
            ),
            hints=(
                "You are asked for a place, not for a slope.",
                "The chain rule writes the slope as a product. The outer derivative is never zero here, so that the "
                "inner one has to be.",
                f"The inner function is $u = {tex(inner)}$. Set its derivative to zero.",
            ),
            symbols=("x",),
            mistakes=but_key(spot, Mistake(-spot, "Check the sign when you solve for $x$.")),
        )
    key = sympy.Integer(value)
    return Draft(
        prompt=draw.choice(
            (
                f"For which $k$ does $f(x) = {tex(function)}$ have {ask}?",
                f"The graph of $f(x) = {tex(function)}$ has {ask}. Find $k$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the difference quotient has the wanted slope.",
            lambda guess: second_way.equal(
                second_way.slope_of(function, "x")({"x": second_way.real(at), "k": second_way.real(guess)}), target
            ),
        ),
        steps=(
            Step("Chain rule, with k as a constant", chain(derivative(function), first)),
            Step("Put x = 0 in", middle),
            Step("Solve for k", chain("k", solved, key)),
        ),
        hints=(
            "You are asked for the constant that gives the graph a certain slope at one place.",
            RULE + " Here the inner derivative is $k$.",
            f"Differentiate with $k$ as a constant: begin with the inner function of ${tex(function)}$.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "The sign is turned round.")),
    )


def _choice(draw: Draw, level: int) -> Draft:
    if level == 3:
        outer, inner = draw.choice((sympy.exp(U), sympy.sin(U), sympy.cos(U))), _inner(draw, 2)
        function = X * outer.subs(U, inner)
        slope, inside = sympy.diff(outer, U).subs(U, inner), sympy.diff(inner, X)
        g = outer.subs(U, inner)
        key = g + X * slope * inside
        wrong = [
            Mistake(slope * inside, "The product rule is missing: there is a factor $x$ in front."),
            Mistake(g + X * slope, "You forgot the inner derivative."),
            Mistake(g + slope * inside, "In the second term the factor $x$ stays."),
            Mistake(X * slope * inside, "The product rule has a second term: the derivative of $x$ times the rest."),
        ]
        steps = (
            Step("Chain rule for the second factor", chain(derivative(g), slope * inside)),
            Step("Product rule", chain(derivative(function), key)),
        )
        rule = "A product with a function inside a function: product rule outside, chain rule inside."
    else:
        outer, inner = _outer(draw), _inner(draw, level)
        function = outer.subs(U, inner)
        if not _positive_near_points(inner):
            raise Unsuitable("not defined near the points of the proof")
        key = sympy.diff(outer, U).subs(U, inner) * sympy.diff(inner, X)
        wrong = list(_typical(key, outer, inner))
        steps = (
            Step("Differentiate the inner function", chain(derivative(inner), sympy.diff(inner, X))),
            Step("Outer derivative at the inner function times inner derivative", chain(derivative(function), key)),
        )
        rule = RULE
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Which of these is the derivative of $f(x) = {tex(function)}$?",
                f"Let $f(x) = {tex(function)}$. Which formula is $f'(x)$?",
                f"Someone differentiates $f(x) = {tex(function)}$. Which result is right?",
            )
        ),
        right=key,
        wrong=wrong if level == 3 else [wrong[0], *draw.shuffled(wrong[1:])],
        show=tex,
        proof=by_differences(function),
        steps=steps,
        hints=(
            "You are asked to pick the derivative of a function that has another inside.",
            rule,
            f"The inner function is $u = {tex(inner)}$. Find ${derivative(inner)}$ first.",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    outer = draw.choice((U ** draw.integer(3, 5), sympy.exp(U), sympy.sin(U), sympy.cos(U)))
    inner = _inner(draw, min(level, 2))
    function = outer.subs(U, inner)
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    slip = draw.choice(("forgot", "inside", "outer"))
    wrong_inside = inside
    shown_slope = slope
    if slip == "inside":
        wrong_inside = inside + (X if level > 1 else 1)
    if slip == "outer":
        if outer.has(sympy.sin, sympy.cos):
            shown_slope = -slope
        else:
            shown_slope = U * sympy.exp(U - 1) if outer == sympy.exp(U) else slope * U
    g = shown_slope.subs(U, inner)
    extra = draw.integer(2, 4) * X if level == 3 else None
    front = f"{tex(extra)} + " if extra is not None else ""
    front_slope = sympy.diff(extra, X) if extra is not None else sympy.Integer(0)
    whole = function + (extra if extra is not None else 0)
    start = derivative(f"{tex(extra)} + {tex(function)}") if extra is not None else derivative(function)
    lead = f"{tex(front_slope)} + " if front else ""
    final_value = g * wrong_inside if slip != "forgot" else g
    parts = [
        Part(start, second_way.slope_of(whole, "x")),
        Part(f"{lead}{guarded(g)} \\cdot {derivative(inner)}" if slip != "forgot" else f"{lead}{tex(g)}", front_slope + (g * inside if slip != "forgot" else g)),
    ]
    if slip != "forgot":
        parts.append(Part(f"{lead}{guarded(g)} \\cdot {guarded(wrong_inside)}", front_slope + g * wrong_inside))
        parts.append(Part(f"{lead}{tex(final_value)}", front_slope + final_value))
    else:
        expanded = sympy.expand(g)
        parts.append(Part(f"{lead}{tex(expanded)}", front_slope + expanded))
    if parts[-1].latex == parts[-2].latex:
        parts.pop()
    if len(parts) < 3:
        raise Unsuitable("one line is no worked solution")
    true_g = slope.subs(U, inner)
    fix = (
        f"{lead}{guarded(g)} \\cdot {guarded(inside)}" if slip == "inside" else f"{lead}{guarded(true_g)} \\cdot {derivative(inner)}"
    )
    return mistake_draft(
        draw,
        task=f"differentiate $f(x) = {front}{tex(function)}$",
        parts=parts,
        fix=fix,
        rule="The outer derivative is taken at the inner function and multiplied by the inner derivative",
        names=("x",),
    )


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute),
    Generator(TOPIC, "from-values", COMPUTE, _table),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice),
    Generator(TOPIC, "slip", MISTAKE, _slip),
)
