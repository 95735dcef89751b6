"""Exercises on partial derivatives: one variable moves, the others stand still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, partial, terms_of
from assistant.practice.notation import chain, over, plus, tex
from assistant.practice.proof import RederivedFunction, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "partial-derivatives"
RULE = "Treat every other variable as if it were a number, and differentiate as usual."


def plain_polynomial(draw: Draw, *, mixed: bool = True) -> Any:
    """A polynomial in x and y of three or four terms, one of them with both."""
    a, b = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    both = draw.nonzero(-5, 5) * X ** draw.integer(1, 3) * Y ** draw.integer(1, 2) if mixed else 0
    alone = draw.choice((a * X ** draw.integer(2, 3) + b * Y ** draw.integer(1, 3), a * X**2 + b * Y))
    return alone + both


def richer_function(draw: Draw, *, twice: bool = False) -> Any:
    """A function of x and y with an exponential, a sine or a logarithm in it; `twice` leaves out what gets long."""
    a, b, n = draw.integer(1, 4), draw.nonzero(-4, 4), draw.integer(2, 4)
    kinds: list[Callable[[], Any]] = [
        lambda: a * X**2 * sympy.exp(Y) + b * X,
        lambda: a * X * sympy.sin(Y) + b * Y**2,
        lambda: sympy.exp(a * X) * Y**2 + b * X * Y,
        lambda: X**n * sympy.log(Y) + b * X**2,
        lambda: a * sympy.exp(X * Y),
        lambda: sympy.sin(a * X + b * Y),
        lambda: X**a * sympy.cos(Y) + b * Y,
        lambda: (a * X + b * Y) ** n,
        lambda: n * X * sympy.exp(b * Y),
    ]
    if not twice:
        kinds.append(lambda: sympy.log(X**2 + a * Y**2))
    return draw.choice(kinds)()


def _ask(draw: Draw, function: Any, name: str) -> str:
    shown = tex(function)
    return draw.choice(
        (
            rf"Let $f(x, y) = {shown}$. Find $\frac{{\partial f}}{{\partial {name}}}$.",
            rf"Compute the partial derivative of $f(x, y) = {shown}$ with respect to ${name}$.",
            rf"How does $f(x, y) = {shown}$ change when only ${name}$ moves? Give "
            rf"$\frac{{\partial f}}{{\partial {name}}}$.",
        )
    )


def _by_differences(function: Any, name: str, names: tuple[str, ...] = ("x", "y")) -> RederivedFunction:
    return RederivedFunction(
        "numerical differentiation",
        "Difference quotients with the other variables held still agree with the key to 30 digits.",
        names,
        second_way.slope_of(function, name),
    )


def _term_steps(function: Any, by: Any) -> tuple[Step, ...]:
    other = "y" if by == X else "x"
    return tuple(
        Step(
            f"{other} stands still: a constant has slope zero" if not term.has(by) else f"Differentiate by {by.name}, {other} stands still",
            chain(partial(term, by.name), sympy.diff(term, by)),
        )
        for term in terms_of(function)
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _mixed(draw) if draw.coin() else _loss(draw)
    by = draw.choice((X, Y))
    other = Y if by == X else X
    function = plain_polynomial(draw) if level == 1 else richer_function(draw)
    key = sympy.diff(function, by)
    if not key.free_symbols:
        raise Unsuitable("constant")
    first = next(term for term in terms_of(function) if term.has(by))
    return Draft(
        prompt=_ask(draw, function, by.name),
        key=key,
        proof=_by_differences(function, by.name),
        steps=(
            *(_term_steps(function, by) if function.is_Add else ()),
            Step(f"Differentiate by {by.name}; {other.name} is a constant", chain(partial(function, by.name), key)),
        ),
        hints=(
            f"You are asked how fast $f$ changes when ${by.name}$ moves and ${other.name}$ stands still.",
            RULE,
            f"Start with the first term that holds ${by.name}$: ${partial(first, by.name)}$."
            if function.is_Add
            else f"Here ${other.name}$ is a constant. Which rule would you need if it were the number 2?",
        ),
        answer_hint="a formula such as 2x + 3y",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(sympy.diff(function, other), f"This is the derivative with respect to {other.name}."),
            Mistake(sympy.diff(function, X) + sympy.diff(function, Y), f"You differentiated by both variables; {other.name} stands still."),
            Mistake(
                key + sympy.Add(*(t for t in terms_of(function) if not t.has(by))),
                f"Terms without {by.name} are constants here: their slope is zero.",
            ),
            Mistake(sympy.diff(function, X, Y), "You differentiated twice, by both variables."),
        ),
    )


def _mixed(draw: Draw) -> Draft:
    function = plain_polynomial(draw) if draw.coin() else richer_function(draw, twice=True)
    first, second = (X, Y) if draw.coin() else (Y, X)
    inner = sympy.diff(function, first)
    key = sympy.diff(inner, second)
    if not key.free_symbols:
        raise Unsuitable("constant")
    symbol = rf"\frac{{\partial^2 f}}{{\partial {second.name}\, \partial {first.name}}}"
    return Draft(
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. Find the mixed second derivative ${symbol}$.",
                f"Differentiate $f(x, y) = {tex(function)}$ first by ${first.name}$ and then by ${second.name}$.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients, taken in the other order, agree with the key.",
            ("x", "y"),
            second_way.second_slope_of(function, second.name, first.name),
        ),
        steps=(
            Step(f"Differentiate by {first.name}", chain(partial(function, first.name), inner)),
            Step(f"Differentiate the result by {second.name}", chain(partial(inner, second.name), key)),
        ),
        hints=(
            "You are asked to differentiate twice, each time by another variable.",
            "Differentiate by one variable with the other as a constant; then differentiate the result by the other. "
            "The order does not matter.",
            f"First work out ${partial(function, first.name)}$.",
        ),
        answer_hint="a formula such as 6x y",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(inner, f"This is the derivative by {first.name}; now differentiate it by {second.name}."),
            Mistake(sympy.diff(function, first, 2), f"You differentiated twice by {first.name}."),
            Mistake(sympy.diff(function, second, 2), f"You differentiated twice by {second.name}."),
            Mistake(inner * sympy.diff(function, second), "The two first derivatives are not multiplied."),
        ),
    )


def _loss(draw: Draw) -> Draft:
    w, b = sympy.symbols("w b")
    (x1, t1), (x2, t2) = ((draw.integer(1, 3), draw.nonzero(-3, 5)) for _ in range(2))
    if x1 == x2:
        raise Unsuitable("the same input twice")
    residuals = (w * x1 + b - t1, w * x2 + b - t2)
    loss = residuals[0] ** 2 + residuals[1] ** 2
    by = draw.choice((w, b))
    key = sympy.expand(sympy.diff(loss, by))
    parts = [sympy.diff(r**2, by) for r in residuals]
    return Draft(
        prompt=f"A line $w x + b$ is fitted to the points $({x1}, {t1})$ and $({x2}, {t2})$ with the squared error "
        rf"$L(w, b) = {tex(residuals[0] ** 2)} + {tex(residuals[1] ** 2)}$. Find $\frac{{\partial L}}{{\partial {by}}}$.",
        key=key,
        proof=_by_differences(loss, by.name, ("b", "w")),
        steps=(
            Step("Chain rule for the first square", chain(partial(residuals[0] ** 2, by.name), parts[0])),
            Step("Chain rule for the second square", chain(partial(residuals[1] ** 2, by.name), parts[1])),
            Step("Add and multiply out", chain(plus(*parts), key)),
        ),
        hints=(
            f"You are asked how the error changes when only ${by}$ moves.",
            "Differentiate square by square with the chain rule; the inner derivative is the factor that "
            f"${by}$ has inside.",
            f"The first square gives ${partial(residuals[0] ** 2, by.name)}$.",
        ),
        answer_hint="a formula such as 10w + 6b - 8",
        symbols=("w", "b"),
        mistakes=but_key(
            key,
            Mistake(sympy.expand(sum(2 * r for r in residuals)), f"You forgot the inner derivative by {by}."),
            Mistake(sympy.expand(key / 2), "The factor 2 of the square is missing."),
            Mistake(sympy.expand(sympy.diff(loss, b if by == w else w)), "This is the derivative by the other parameter."),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
    by = draw.choice((X, Y))
    other = Y if by == X else X
    px, py = draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    value = draw.nonzero(-5, 5)
    if level == 1:
        function = k * X ** draw.integer(1, 2) * Y + draw.nonzero(-4, 4) * X**2 + draw.nonzero(-4, 4) * Y**2
    elif level == 2:
        function = sympy.exp(by - (px if by == X else py)) * (k + draw.nonzero(-3, 3) * other) if draw.coin() else (
            (X + k * Y) ** 2 if by == X else (k * X + Y) ** 2
        )
    else:
        c = draw.nonzero(-4, 4)
        function = k * X**2 * Y + c * X * Y**2 + draw.nonzero(-5, 5) * X
    if level == 3:
        first = sympy.diff(function, X, Y)
        what = rf"\frac{{\partial^2 f}}{{\partial x\, \partial y}}({px}, {py})"
        second = second_way.second_slope_of(function, "x", "y")
    else:
        first = sympy.diff(function, by)
        what = rf"\frac{{\partial f}}{{\partial {by.name}}}({px}, {py})"
        second = second_way.slope_of(function, by.name)
    at_point = sympy.expand(first.subs({X: px, Y: py}))
    if at_point.coeff(k, 1) == 0 or at_point.has(k**2):
        raise Unsuitable("not linear in k")
    target = at_point.subs(k, value)
    rest = at_point.subs(k, 0)
    key = sympy.Integer(value)
    show_first = (
        (rf"\frac{{\partial^2}}{{\partial x\, \partial y}}\left({tex(function)}\right)")
        if level == 3
        else partial(function, by.name)
    )
    return Draft(
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. For which $k$ is ${what} = {tex(target)}$?",
                f"Find $k$ so that $f(x, y) = {tex(function)}$ satisfies ${what} = {tex(target)}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the difference quotient at the point has the wanted value.",
            lambda guess: second_way.equal(
                second({"x": second_way.real(px), "y": second_way.real(py), "k": second_way.real(guess)}), int(target)
            ),
        ),
        steps=(
            Step("Differentiate with k as a constant", chain(show_first, first)),
            Step("Put the point in", f"{tex(at_point)} = {tex(target)}"),
            Step("Solve for k", chain("k", over(target - rest, at_point.coeff(k, 1)), key)),
        ),
        hints=(
            "You are asked for the constant that gives the slope in one direction a certain value.",
            "Differentiate with $k$ and the other variable as constants, put the point in, and solve for $k$.",
            f"Begin with ${show_first}$.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "Check the sign when you solve for $k$.")),
    )


def _choice(draw: Draw, level: int) -> Draft:
    by = draw.choice((X, Y))
    other = Y if by == X else X
    function = plain_polynomial(draw) if level == 1 else richer_function(draw, twice=level == 3)
    if level == 3:
        key = sympy.diff(function, by, 2)
        symbol = rf"\frac{{\partial^2 f}}{{\partial {by.name}^2}}"
        proof = RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients agree with the key.",
            ("x", "y"),
            second_way.second_slope_of(function, by.name, by.name),
        )
        steps = (
            Step(f"Differentiate by {by.name}", chain(partial(function, by.name), sympy.diff(function, by))),
            Step(f"Differentiate by {by.name} again", chain(partial(sympy.diff(function, by), by.name), key)),
        )
        wrong = [
            Mistake(sympy.diff(function, by), "That is the first derivative."),
            Mistake(sympy.diff(function, X, Y), "That is the mixed derivative."),
            Mistake(sympy.diff(function, other, 2), f"That is the second derivative by {other.name}."),
            Mistake(sympy.diff(function, other), f"That is the first derivative by {other.name}."),
            Mistake(-key, "The sign is turned round."),
        ]
    else:
        key = sympy.diff(function, by)
        symbol = rf"\frac{{\partial f}}{{\partial {by.name}}}"
        proof = _by_differences(function, by.name)
        steps = (Step(f"Differentiate by {by.name}; {other.name} stands still", chain(partial(function, by.name), key)),)
        wrong = [
            Mistake(sympy.diff(function, other), f"That is the derivative by {other.name}."),
            Mistake(sympy.diff(function, X) + sympy.diff(function, Y), f"{other.name} stands still; it is not differentiated."),
            Mistake(
                key + sympy.Add(*(t for t in terms_of(function) if not t.has(by))),
                f"A term without {by.name} has slope zero.",
            ),
            Mistake(sympy.diff(function, X, Y), "That is the mixed second derivative."),
            Mistake(sympy.diff(function.subs(other, by), by), "The two variables are different: keep them apart."),
            Mistake(-key, "The sign is turned round."),
        ]
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. Which of these is ${symbol}$?",
                f"Which formula is ${symbol}$ for $f(x, y) = {tex(function)}$?",
            )
        ),
        right=key,
        wrong=[m for m in wrong if m.value != 0],
        show=tex,
        proof=proof,
        steps=steps,
        hints=(
            f"You are asked for a slope in the direction of ${by.name}$ alone.",
            RULE,
            f"Write $c$ for ${other.name}$ for a moment and differentiate by ${by.name}$.",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    by = draw.choice((X, Y))
    other = Y if by == X else X
    if level == 1:
        function = plain_polynomial(draw)
    else:
        a, b, c = draw.integer(2, 4), draw.nonzero(-4, 4), draw.nonzero(-3, 4)
        lead = draw.choice((X**a * Y**2, X * sympy.exp(Y), sympy.exp(a * X) * Y, X**2 * sympy.sin(Y)))
        function = lead + b * X**2 + c * Y**3
    terms = terms_of(function)
    right = [sympy.diff(t, by) for t in terms]
    slip = draw.choice(("keep", "both", "sum"))
    wrong = list(right)
    if slip == "keep":
        spot = next((i for i, t in enumerate(terms) if not t.has(by)), None)
        if spot is None:
            raise Unsuitable("every term moves")
        wrong[spot] = sympy.diff(terms[spot], other)
    if slip == "both":
        spot = next((i for i, t in enumerate(terms) if t.has(X) and t.has(Y)), None)
        if spot is None:
            raise Unsuitable("no mixed term")
        wrong[spot] = sympy.diff(terms[spot], X, Y)
    total = sympy.Add(*wrong)
    if slip == "sum":
        total = total - 2 * next(w for w in wrong if w != 0)
    split = plus(*(partial(t, by.name) for t in terms))
    parts = [
        Part(partial(function, by.name), second_way.slope_of(function, by.name)),
        Part(split, sympy.diff(function, by)),
        Part(" + ".join(tex(w) if i == 0 or not tex(w).startswith("-") else f"({tex(w)})" for i, w in enumerate(wrong)), sympy.Add(*wrong)),
        Part(tex(total), total),
    ]
    if parts[2].latex == parts[3].latex:
        parts.pop()
    return mistake_draft(
        draw,
        task=rf"find $\frac{{\partial f}}{{\partial {by.name}}}$ for $f(x, y) = {tex(function)}$",
        parts=parts,
        fix=tex(sympy.Add(*wrong)) if slip == "sum" else " + ".join(tex(w) if i == 0 or not tex(w).startswith("-") else f"({tex(w)})" for i, w in enumerate(right)),
        rule=f"Only {by.name} moves: {other.name} is a constant, and a term without {by.name} has slope zero",
        names=("x", "y"),
    )


def _claim(draw: Draw, level: int) -> Draft:
    px, py = draw.integer(-2, 3), draw.integer(-2, 3)
    function = plain_polynomial(draw)
    by = draw.choice((X, Y))
    value = sympy.diff(function, by).subs({X: px, Y: py})
    point = {"x": second_way.real(px), "y": second_way.real(py)}
    if value == 0:
        raise Unsuitable("flat")
    grows = draw.coin()
    word = "grows" if grows else "falls"
    return claim_draft(
        prompt=f"True or false? Standing at $({px}, {py})$, the value of $f(x, y) = {tex(function)}$ {word} when "
        f"${by.name}$ is increased a little and the other variable stands still.",
        truth=(value > 0) == grows,
        method="numerical differentiation",
        detail="The sign of a difference quotient at the point decides.",
        decide=lambda: bool(second_way.slope_of(function, by.name)(point) > 0) == grows,
        steps=(
            Step(f"Differentiate by {by.name}", chain(partial(function, by.name), sympy.diff(function, by))),
            Step("Put the point in; its sign decides", rf"\frac{{\partial f}}{{\partial {by.name}}}({px}, {py}) = {tex(value)}"),
        ),
        hints=(
            "You are asked for the sign of a slope.",
            "Where a partial derivative is positive, the function grows along that variable; where it is negative, "
            "the function falls.",
            f"First work out ${partial(function, by.name)}$.",
        ),
        if_wrong=f"The partial derivative by ${by.name}$ at this point is ${tex(value)}$.",
    )


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2)),
    Generator(TOPIC, "sign", TRUE_FALSE, _claim, levels=(1,)),
)
