"""Exercises on gradient descent: steps, learning rates, and whether it converges."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, NUMBER, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, derivative, partial
from assistant.practice.notation import chain, column, decimal, minus, over, plus, power, rational, tex, times, vec
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "gradient-descent"
RATES = (Fraction(1, 10), Fraction(1, 5), Fraction(1, 2), Fraction(1, 4), Fraction(1, 20), Fraction(3, 10))
RULE = r"One step of gradient descent: $x_{\text{new}} = x - \eta\, f'(x)$ with the learning rate $\eta$."
RULE2 = r"One step of gradient descent: $\mathbf{x}_{\text{new}} = \mathbf{x} - \eta\, \nabla f(\mathbf{x})$."
DECIMAL = "a number such as 2.4 or -3/5"


def _rate(draw: Draw, most: Fraction = Fraction(1)) -> Fraction:
    return draw.choice([rate for rate in RATES if rate <= most])


def _parabola(draw: Draw) -> Any:
    a, b = draw.integer(1, 4), draw.nonzero(-6, 6)
    if draw.coin():
        return a * X**2 + b * X + draw.integer(-4, 4)
    return draw.choice((1, 2, 3)) * (X - draw.nonzero(-5, 5)) ** 2 + draw.integer(0, 3)


def _descend(function: Any, start: Any, rate: Fraction, steps: int) -> Any:
    at = second_way.real(start)
    slope = second_way.slope_of(function, "x")
    for _ in range(steps):
        at = at - second_way.real(rate) * slope({"x": at})
    return at


def _num(value: Any) -> str:
    fraction = Fraction(int(sympy.Rational(value).p), int(sympy.Rational(value).q))
    try:
        return decimal(fraction)
    except ValueError:
        return tex(fraction)


def _step_latex(at: Any, rate: Fraction, slope: Any) -> str:
    return f"{_num(at)} - {_guard(rate)} \\cdot {_guard(slope)}"


def _guard(value: Any) -> str:
    shown = _num(value)
    return f"({shown})" if shown.startswith("-") else shown


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _step_in_the_plane(draw) if draw.coin() else _several(draw, 2)
    if level == 3:
        return _after_many(draw) if draw.coin() else _fit(draw)
    return _several(draw, 1)


def _several(draw: Draw, count: int) -> Draft:
    function, start, rate = _parabola(draw), draw.nonzero(-5, 6), _rate(draw, Fraction(1, 2))
    slope = sympy.diff(function, X)
    points = [sympy.Integer(start)]
    for _ in range(count):
        points.append(points[-1] - rational(rate) * slope.subs(X, points[-1]))
    key = points[-1]
    if key == points[-2] or key.q > 1000:
        raise Unsuitable("nothing moves")
    how_many = "one step" if count == 1 else "two steps"
    asked = "x_1" if count == 1 else "x_2"
    steps = [Step("Differentiate", chain(derivative(function), sympy.expand(slope)))]
    for index in range(count):
        here = points[index]
        steps.append(Step(f"Slope at x{index}", f"f'({_num(here)}) = {_num(slope.subs(X, here))}"))
        steps.append(
            Step(
                f"Step {index + 1}: go against the slope",
                chain(f"x_{index + 1}", _step_latex(here, rate, slope.subs(X, here)), _num(points[index + 1])),
            )
        )
    return Draft(
        prompt=draw.choice(
            (
                f"Do {how_many} of gradient descent on $f(x) = {tex(function)}$ from $x_0 = {start}$ with the learning rate "
                rf"$\eta = {_num(rational(rate))}$. What is ${asked}$?",
                rf"Gradient descent with $\eta = {_num(rational(rate))}$ starts at $x_0 = {start}$ on $f(x) = {tex(function)}$. "
                f"Where is it after {how_many}?",
                f"A loss depends on one weight: $f(x) = {tex(function)}$. Starting from $x_0 = {start}$, find ${asked}$ by "
                rf"{how_many} of gradient descent with $\eta = {_num(rational(rate))}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "running it",
            "Gradient descent was run with difference quotients at 80 digits.",
            lambda: _descend(function, start, rate, count),
        ),
        steps=tuple(steps),
        hints=(
            f"You are asked where the variable is after {how_many}.",
            RULE,
            f"Find the slope at the start first: ${derivative(function)}$ at $x = {start}$.",
        ),
        answer_hint=DECIMAL,
        mistakes=but_key(
            key,
            Mistake(start + rational(rate) * slope.subs(X, start), "You went uphill: the step is subtracted."),
            Mistake(start - slope.subs(X, start), "The learning rate is missing."),
            Mistake(points[1], "That is where it is after the first step; one more to go."),
            Mistake(start - rational(rate) * function.subs(X, start), "Use the slope $f'(x)$, not the value $f(x)$."),
            Mistake(rational(rate) * slope.subs(X, start), "That is the length of the step; subtract it from the start."),
        ),
    )


def _bowl(draw: Draw) -> Any:
    mixed = draw.choice((0, 0, 1, -1, 2))
    return draw.integer(1, 3) * X**2 + mixed * X * Y + draw.integer(1, 4) * Y**2 + draw.choice((0, draw.nonzero(-4, 4))) * X


def _step_in_the_plane(draw: Draw) -> Draft:
    function, rate = _bowl(draw), _rate(draw, Fraction(1, 2))
    start = (draw.nonzero(-4, 5), draw.nonzero(-4, 5))
    slopes = [sympy.diff(function, v).subs({X: start[0], Y: start[1]}) for v in (X, Y)]
    key = column([s - rational(rate) * g for s, g in zip(start, slopes, strict=True)])
    uphill = column([s + rational(rate) * g for s, g in zip(start, slopes, strict=True)])
    eta = _num(rational(rate))

    def run() -> Any:
        at = {"x": second_way.real(start[0]), "y": second_way.real(start[1])}
        gradient = second_way.slopes_of(function, ("x", "y"))(at)
        return tuple(s - second_way.real(rate) * g for s, g in zip(at.values(), gradient, strict=True))

    return Draft(
        prompt=draw.choice(
            (
                f"Do one step of gradient descent on $f(x, y) = {tex(function)}$ from ${tex(start)}$ with "
                rf"$\eta = {eta}$. Where does it lead?",
                rf"From ${tex(start)}$ one step of gradient descent with $\eta = {eta}$ is taken on "
                f"$f(x, y) = {tex(function)}$. Give the new point.",
            )
        ),
        key=key,
        proof=Rederived("running it", "The step was done again with difference quotients at 80 digits.", run),
        steps=(
            Step("Differentiate by x", chain(partial(function, "x"), sympy.diff(function, X))),
            Step("Differentiate by y", chain(partial(function, "y"), sympy.diff(function, Y))),
            Step("Gradient at the start", rf"\nabla f{tex(start)} = {vec(slopes)}"),
            Step("Go against the gradient", chain(f"{vec(start)} - {eta} {vec(slopes)}", vec(_num(k) for k in key))),
        ),
        hints=(
            "You are asked for a new point with two coordinates.",
            RULE2,
            f"Begin with the first component of the gradient, ${partial(function, 'x')}$, at the start.",
        ),
        answer_hint="a point such as [1.2, -0.5]",
        mistakes=but_key(
            key,
            Mistake(uphill, "You went uphill: the step is subtracted."),
            Mistake(column([s - g for s, g in zip(start, slopes, strict=True)]), "The learning rate is missing."),
            Mistake(column([rational(rate) * g for g in slopes]), "That is the step; subtract it from the start."),
        ),
    )


def _after_many(draw: Draw) -> Draft:
    a = draw.integer(1, 4)
    rate = draw.choice((Fraction(1, 10), Fraction(1, 4), Fraction(1, 5), Fraction(1, 8), Fraction(1, 2), Fraction(3, 4)))
    factor = 1 - 2 * a * rate
    if factor in (0, 1, -1) or factor.denominator > 10:
        raise Unsuitable("too special")
    start, minimum, count = draw.nonzero(-8, 8), draw.integer(-3, 3), draw.choice((3, 4, 5))
    start = start if start != minimum else start + 1
    key = minimum + rational(factor) ** count * (start - minimum)
    if key.q > 10**6:
        raise Unsuitable("ugly value")
    function = a * (X - minimum) ** 2
    gap = "x" if minimum == 0 else rf"(x - {minimum})" if minimum > 0 else rf"(x + {-minimum})"
    return Draft(
        prompt=f"On $f(x) = {tex(function)}$ gradient descent starts at $x_0 = {start}$ with the learning rate "
        rf"$\eta = {_num(rational(rate))}$. Where is it after {count} steps? Find the factor by which the distance from the "
        "minimum changes in each step.",
        key=key,
        proof=Rederived(
            "running it",
            "All steps were run with difference quotients at 80 digits.",
            lambda: _descend(function, start, rate, count),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.diff(function, X))),
            Step(
                "One step multiplies the distance from the minimum by the same factor",
                chain(f"1 - {times(_num(rational(rate)), 2 * a)}", _num(rational(factor))),
            ),
            Step(
                f"Do it {count} times",
                chain(
                    plus(str(minimum), f"{power(_num(rational(factor)), count)} \\cdot {_guard(start - minimum)}")
                    if not _num(rational(factor)).startswith("-")
                    else f"{minimum} + ({_num(rational(factor))})^{{{count}}} \\cdot {_guard(start - minimum)}",
                    _num(key),
                ),
            ),
        ),
        hints=(
            "You are asked for the place after several steps; there is no need to do them one by one.",
            "On a parabola each step multiplies the distance from the minimum by one and the same factor. Find the "
            "factor, then take its power.",
            rf"The slope is ${tex(2 * a)}\,{gap}$, so that a step takes away ${times(_num(rational(rate)), 2 * a)}$ times "
            "the distance.",
        ),
        answer_hint=DECIMAL,
        mistakes=but_key(
            key,
            Mistake(minimum + rational(factor) * (start - minimum), "That is after one step."),
            Mistake(rational(factor) ** count * start, "The factor belongs to the distance from the minimum."),
            Mistake(minimum + rational(factor) * count * (start - minimum), "Each step multiplies: take a power of the factor."),
        ),
    )


def _fit(draw: Draw) -> Draft:
    points = [(draw.integer(1, 3), draw.integer(-4, 6)), (draw.integer(1, 4), draw.integer(-4, 6))]
    if points[0][0] == points[1][0]:
        raise Unsuitable("the same input twice")
    w = sympy.Symbol("w")
    start, rate = draw.integer(-2, 2), draw.choice((Fraction(1, 10), Fraction(1, 20), Fraction(1, 5)))
    loss = sympy.Add(*((w * x - t) ** 2 for x, t in points), evaluate=False)
    slope = sympy.expand(sympy.diff(loss, w))
    at_start = slope.subs(w, start)
    if at_start == 0:
        raise Unsuitable("already there")
    key = start - rational(rate) * at_start

    def run() -> Any:
        at = second_way.real(start)
        return at - second_way.real(rate) * second_way.slope(
            lambda value: sum((value * x - t) ** 2 for x, t in points), at
        )

    data = " and ".join(f"$({x}, {t})$" for x, t in points)
    shown = plus(*((w * x - t) ** 2 for x, t in points))
    return Draft(
        prompt=f"The model $w x$ is fitted to the points {data} with the squared error $L(w) = {shown}$. "
        rf"Starting from $w = {start}$, do one step of gradient descent with $\eta = {_num(rational(rate))}$. What is the new $w$?",
        key=key,
        proof=Rederived("running it", "The step was done again from the data with difference quotients.", run),
        steps=(
            Step("Differentiate the error by w", chain(derivative(shown, "w"), slope)),
            Step("Slope at the start", f"L'({start}) = {tex(at_start)}"),
            Step("Go against the slope", chain("w", _step_latex(start, rate, at_start), _num(key))),
        ),
        hints=(
            "You are asked for the weight after one step.",
            r"Differentiate the error by $w$ (chain rule for each square), then $w_{\text{new}} = w - \eta\, L'(w)$.",
            f"The first square gives ${derivative((w * points[0][0] - points[0][1]) ** 2, 'w')}$.",
        ),
        answer_hint=DECIMAL,
        symbols=("w",),
        mistakes=but_key(
            key,
            Mistake(start + rational(rate) * at_start, "You went uphill: the step is subtracted."),
            Mistake(start - rational(rate) * at_start / 2, "The factor 2 of the squares is missing."),
            Mistake(start - at_start, "The learning rate is missing."),
            Mistake(
                start - rational(rate) * sum(2 * (start * x - t) for x, t in points),
                "You forgot the inner derivative: each residual is multiplied by its input.",
            ),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _largest_rate(draw)
    function = _parabola(draw)
    slope = sympy.diff(function, X)
    rate = draw.choice(RATES)
    start = draw.nonzero(-5, 6)
    at_start = slope.subs(X, start)
    if at_start == 0:
        raise Unsuitable("flat")
    after = start - rational(rate) * at_start
    if level == 1:
        key = rational(rate)
        return Draft(
            prompt=draw.choice(
                (
                    f"One step of gradient descent on $f(x) = {tex(function)}$ led from $x_0 = {start}$ to "
                    f"$x_1 = {_num(after)}$. What was the learning rate?",
                    f"On $f(x) = {tex(function)}$ a step of gradient descent went from ${start}$ to ${_num(after)}$. Find "
                    r"$\eta$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "substitution",
                "A step with this learning rate, done with difference quotients, leads to the given point.",
                lambda guess: second_way.equal(_descend(function, start, guess, 1), Fraction(int(after.p), int(after.q))),
            ),
            steps=(
                Step("Differentiate", chain(derivative(function), sympy.expand(slope))),
                Step("Slope at the start", f"f'({start}) = {tex(at_start)}"),
                Step(
                    "Divide the way by the slope",
                    chain(r"\eta", over(f"{start} - {_guard(after)}", tex(at_start)), _num(key)),
                ),
            ),
            hints=(
                "You are asked for the number that the slope was multiplied by.",
                RULE + r" Solve this for $\eta$.",
                f"Find the slope at the start: ${derivative(function)}$ at $x = {start}$.",
            ),
            answer_hint="a number such as 0.1 or 1/4",
            mistakes=but_key(key, Mistake(-key, "A learning rate is positive: the step goes against the slope.")),
        )
    key = sympy.Integer(start)
    factor = 1 - rational(rate) * sympy.diff(function, X, 2)
    if factor == 0:
        raise Unsuitable("every start leads there")
    eta = _num(rational(rate))
    return Draft(
        prompt=draw.choice(
            (
                rf"One step of gradient descent on $f(x) = {tex(function)}$ with $\eta = {eta}$ ended at "
                f"$x_1 = {_num(after)}$. Where did it start?",
                rf"From which $x_0$ does one step of gradient descent with $\eta = {eta}$ on $f(x) = {tex(function)}$ lead to "
                f"$x_1 = {_num(after)}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "A step from this start, done with difference quotients, leads to the given point.",
            lambda guess: second_way.equal(_descend(function, guess, rate, 1), Fraction(int(after.p), int(after.q))),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.expand(slope))),
            Step("Write the step", f"x - {eta} \\cdot ({tex(sympy.expand(slope))}) = {_num(after)}"),
            Step("Collect and solve for x", rf"x = {start}"),
        ),
        hints=(
            "You are asked for the place before the step.",
            RULE + " Here the new place is known; solve for the old one.",
            f"First work out ${derivative(function)}$ and write the step with $x$ unknown.",
        ),
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(after + rational(rate) * slope.subs(X, after), "The slope belongs to the start, not to the end of the step."),
            Mistake(after - rational(rate) * slope.subs(X, after), "That is one step further, not one back."),
        ),
    )


def _largest_rate(draw: Draw) -> Draft:
    a, b, c = draw.integer(1, 12), draw.nonzero(-6, 6), draw.integer(-4, 4)
    in_plane = draw.coin()
    second = draw.integer(1, 12)
    if in_plane and second == a:
        raise Unsuitable("a round bowl")
    function = a * X**2 + second * Y**2 if in_plane else a * X**2 + b * X + c
    steepest = 2 * max(a, second) if in_plane else 2 * a
    key = sympy.Rational(2, steepest)
    arguments = "x, y" if in_plane else "x"

    def is_limit(guess: Fraction) -> bool:
        if guess <= 0:
            return False
        curvatures = (2 * a, 2 * second) if in_plane else (2 * a,)

        def shrinks(rate: Fraction) -> bool:
            places = [Fraction(1) for _ in curvatures]
            for _ in range(2):
                places = [p - rate * k * p for p, k in zip(places, curvatures, strict=True)]
            return all(abs(p) < 1 for p in places)

        return shrinks(guess * Fraction(999, 1000)) and not shrinks(guess)

    return Draft(
        prompt=draw.choice(
            (
                rf"Gradient descent on $f({arguments}) = {tex(function)}$ converges from every start exactly for "
                r"$0 < \eta < \eta_{\max}$. Find $\eta_{\max}$.",
                f"How large may the learning rate be at most, before gradient descent on $f({arguments}) = {tex(function)}$ no "
                "longer converges? Give the bound.",
            )
        ),
        key=key,
        proof=Satisfies(
            "running it",
            "Just below the bound the distance from the minimum shrinks; at the bound it no longer does.",
            is_limit,
        ),
        steps=(
            Step(
                "The largest second derivative is the largest curvature",
                chain(
                    rf"\frac{{\partial^2}}{{\partial {'x' if a > second or not in_plane else 'y'}^2}}\left({tex(function)}\right)"
                    if in_plane
                    else rf"\frac{{d^2}}{{dx^2}}\left({tex(function)}\right)",
                    steepest,
                ),
            ),
            Step("Each step multiplies the distance by 1 minus rate times curvature", rf"\left|1 - {steepest}\, \eta\right| < 1"),
            Step("Solve for the rate", chain(r"\eta_{\max}", over(2, steepest), key)),
        ),
        hints=(
            "You are asked for the learning rate at which the steps begin to overshoot too far.",
            r"Along a direction with the curvature $L$ (the second derivative) a step multiplies the distance from the "
            r"minimum by $1 - \eta L$; its size has to stay below 1.",
            "Find the second derivative" + (" in each direction; the larger one decides." if in_plane else " first."),
        ),
        answer_hint="a fraction such as 1/3",
        mistakes=but_key(
            key,
            Mistake(key / 2, "That is the best learning rate for the steepest direction; it may be twice as large."),
            Mistake(2 * key, r"The curvature is the second derivative; the factor 2 of the square belongs to it."),
            Mistake(
                sympy.Rational(2, 2 * min(a, second)) if in_plane else sympy.Integer(1),
                "The steepest direction decides, not the flattest." if in_plane else "It depends on the curvature.",
            ),
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    rate = _rate(draw, Fraction(1, 2))
    eta = rational(rate)
    slip = draw.choice(("uphill", "slope", "sum"))
    if level == 1:
        a, b = draw.integer(1, 4), draw.nonzero(-5, 5)
        function, start = a * X**2 + b * X, draw.nonzero(-4, 5)
        true = sympy.diff(function, X).subs(X, start)
        shown = function.subs(X, start) if slip == "slope" else true
        if true == 0 or shown == 0:
            raise Unsuitable("nothing moves")
        sign = 1 if slip == "uphill" else -1
        moved = eta * shown
        end = start + sign * moved + (draw.choice((1, -1)) * eta if slip == "sum" else 0)
        slope_text = f"({plus(times(2 * a, start), b)})"
        mark = "+" if sign == 1 else "-"
        after = start - eta * true
        parts = [
            Part(f"{start} - {_num(eta)} \\cdot {slope_text}", _descend(function, start, rate, 1)),
            Part(f"{start} {mark} {_num(eta)} \\cdot {_guard(shown)}", start + sign * moved),
            Part(f"{start} {mark} {_guard(moved)}", start + sign * moved),
            Part(_num(end), end),
        ]
        fix = _num(start + sign * moved) if slip == "sum" else f"{start} - {_num(eta)} \\cdot {_guard(true)}"
        task = rf"do one step of gradient descent on $f(x) = {tex(function)}$ from $x = {start}$ with $\eta = {_num(eta)}$"
        del after
    else:
        function = _bowl(draw)
        start2 = (draw.nonzero(-3, 4), draw.nonzero(-3, 4))
        true2 = [sympy.diff(function, v).subs({X: start2[0], Y: start2[1]}) for v in (X, Y)]
        shown2 = list(true2)
        if slip == "slope":
            shown2 = [true2[1], true2[0]]
        sign = 1 if slip == "uphill" else -1
        moved2 = [eta * g for g in shown2]
        end2 = [s + sign * m for s, m in zip(start2, moved2, strict=True)]
        if slip == "sum":
            end2[1] = start2[1] - sign * moved2[1]
        mark = "+" if sign == 1 else "-"
        at = {"x": second_way.real(start2[0]), "y": second_way.real(start2[1])}
        slopes = second_way.slopes_of(function, ("x", "y"))(at)
        carried = column([s + sign * m for s, m in zip(start2, moved2, strict=True)])
        parts = [
            Part(
                rf"{vec(start2)} - {_num(eta)}\, \nabla f{tex(start2)}",
                tuple(s - second_way.real(rate) * g for s, g in zip(at.values(), slopes, strict=True)),
            ),
            Part(f"{vec(start2)} {mark} {_num(eta)} {vec(shown2)}", carried),
            Part(f"{vec(start2)} {mark} {vec(_num(m) for m in moved2)}", carried),
            Part(vec(_num(e) for e in end2), column(end2)),
        ]
        fix = vec(_num(e) for e in carried) if slip == "sum" else f"{vec(start2)} - {_num(eta)} {vec(true2)}"
        task = (
            rf"do one step of gradient descent on $f(x, y) = {tex(function)}$ from ${tex(start2)}$ with $\eta = {_num(eta)}$"
        )
    return mistake_draft(
        draw,
        task=task,
        parts=parts,
        fix=fix,
        rule="The new place is the old one minus the learning rate times the slope at the old place",
    )


def _claim(draw: Draw, level: int) -> Draft:
    a = draw.integer(1, 4)
    minimum = draw.integer(-3, 4)
    function = a * (X - minimum) ** 2
    start = draw.nonzero(-5, 6)
    rate = draw.choice((Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(3, 10), Fraction(2, 5)))
    if start == minimum:
        raise Unsuitable("already there")
    after = start - 2 * a * rate * (start - minimum)
    before_value, after_value = a * Fraction(start - minimum) ** 2, a * (after - minimum) ** 2
    if before_value == after_value:
        raise Unsuitable("a draw")
    eta = _num(rational(rate))
    factor = 1 - 2 * a * rate
    if level == 1:
        statement = (
            rf"On $f(x) = {tex(function)}$, one step of gradient descent from $x_0 = {start}$ with $\eta = {eta}$ makes $f$ smaller."
        )
        truth = after_value < before_value
        if_wrong = (
            f"The step leads to $x_1 = {_num(rational(after))}$, where $f$ is ${_num(rational(after_value))}$; before it was "
            f"${_num(rational(before_value))}$."
        )
        decide = lambda: bool(  # noqa: E731
            second_way.number_at(function, {"x": _descend(function, start, rate, 1)})
            < second_way.number_at(function, {"x": second_way.real(start)})
        )
    else:
        jumps = draw.coin()
        statement = (
            rf"On $f(x) = {tex(function)}$ with $\eta = {eta}$, gradient descent from $x_0 = {start}$ "
            + ("jumps over the minimum in its first step." if jumps else "comes closer to the minimum in every step.")
        )
        truth = factor < 0 if jumps else abs(factor) < 1
        if factor == 0:
            raise Unsuitable("it lands on the minimum")
        if_wrong = (
            f"Each step multiplies the distance from the minimum by $1 - {eta} \\cdot {2 * a} = {_num(rational(factor))}$."
        )

        def decide() -> bool:
            at = _descend(function, start, rate, 1)
            if jumps:
                return bool((at - minimum) * (start - minimum) < 0)
            later = _descend(function, start, rate, 6)
            return bool(abs(later - minimum) < abs(at - minimum) < abs(start - minimum))

    return claim_draft(
        prompt=f"True or false? {statement}",
        truth=truth,
        method="running it",
        detail="The steps were run with difference quotients at 80 digits.",
        decide=decide,
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.diff(function, X))),
            Step(
                "Do the step",
                chain("x_1", _step_latex(start, rate, 2 * a * (start - minimum)), _num(rational(after))),
            ),
            Step("The factor of the distance from the minimum", chain(f"1 - {eta} \\cdot {2 * a}", _num(rational(factor)))),
        ),
        hints=(
            "You are asked whether the learning rate is small enough.",
            "A step goes downhill, but a long one can end higher up on the other side of the valley.",
            f"Do the step: the slope at the start comes from ${derivative(function)}$.",
        ),
        if_wrong=if_wrong,
    )


def _choice(draw: Draw, level: int) -> Draft:
    function, rate, start = _parabola(draw), _rate(draw, Fraction(1, 2)), draw.nonzero(-5, 6)
    eta = rational(rate)
    slope, value = sympy.diff(function, X).subs(X, start), function.subs(X, start)
    if slope == 0:
        raise Unsuitable("flat")
    key = start - eta * slope
    return choice_draft(
        draw,
        prompt=rf"Gradient descent on $f(x) = {tex(function)}$ stands at $x = {start}$; the learning rate is "
        rf"$\eta = {_num(eta)}$. Where is it after the next step?",
        right=key,
        wrong=[
            Mistake(start + eta * slope, "That is uphill: the step is subtracted."),
            Mistake(start - slope, "The learning rate is missing."),
            Mistake(start - eta * value, "The step uses the slope, not the value."),
            Mistake(eta * slope, "That is the step itself, not the new place."),
            Mistake(start - eta, "The slope is missing."),
        ],
        show=_num,
        proof=Rederived(
            "running it",
            "The step was done again with difference quotients at 80 digits.",
            lambda: _descend(function, start, rate, 1),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.expand(sympy.diff(function, X)))),
            Step("Go against the slope", chain(_step_latex(start, rate, slope), _num(key))),
        ),
        hints=(
            "You are asked for the place after one step.",
            RULE,
            f"Find the slope: ${derivative(function)}$ at $x = {start}$.",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "descend", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2)),
    Generator(TOPIC, "too-far", TRUE_FALSE, _claim, levels=(1, 3)),
    Generator(TOPIC, "pick", CHOICE, _choice, levels=(1,)),
)
