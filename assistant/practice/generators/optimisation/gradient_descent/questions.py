"""Questions with options on gradient descent: pick, judge, find the mistake."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, derivative
from assistant.practice.generators.optimisation.gradient_descent.pieces import (
    RULE,
    a_bowl,
    a_parabola,
    a_rate,
    descend,
    short,
    short_factor,
    written_step,
)
from assistant.practice.notation import (
    chain,
    column,
    plus,
    rational,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    rate = a_rate(draw, Fraction(1, 2))
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
            Part(f"{start} - {short(eta)} \\cdot {slope_text}", descend(function, start, rate, 1)),
            Part(f"{start} {mark} {short(eta)} \\cdot {short_factor(shown)}", start + sign * moved),
            Part(f"{start} {mark} {short_factor(moved)}", start + sign * moved),
            Part(short(end), end),
        ]
        fix = (
            short(start + sign * moved)
            if slip == "sum"
            else f"{start} - {short(eta)} \\cdot {short_factor(true)}"
        )
        task = rf"do one step of gradient descent on $f(x) = {tex(function)}$ from $x = {start}$ with $\eta = {short(eta)}$"
        del after
    else:
        function = a_bowl(draw)
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
                rf"{vec(start2)} - {short(eta)}\, \nabla f{tex(start2)}",
                tuple(s - second_way.real(rate) * g for s, g in zip(at.values(), slopes, strict=True)),
            ),
            Part(f"{vec(start2)} {mark} {short(eta)} {vec(shown2)}", carried),
            Part(f"{vec(start2)} {mark} {vec(short(m) for m in moved2)}", carried),
            Part(vec(short(e) for e in end2), column(end2)),
        ]
        fix = (
            vec(short(e) for e in carried) if slip == "sum" else f"{vec(start2)} - {short(eta)} {vec(true2)}"
        )
        task = rf"do one step of gradient descent on $f(x, y) = {tex(function)}$ from ${tex(start2)}$ with $\eta = {short(eta)}$"
    return mistake_draft(
        draw,
        task=task,
        parts=parts,
        fix=fix,
        rule="The new place is the old one minus the learning rate times the slope at the old place",
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    a = draw.integer(1, 4)
    minimum = draw.integer(-3, 4)
    function = a * (X - minimum) ** 2
    start = draw.nonzero(-5, 6)
    rate = draw.choice(
        (
            Fraction(1, 10),
            Fraction(1, 4),
            Fraction(1, 2),
            Fraction(3, 4),
            Fraction(1),
            Fraction(3, 10),
            Fraction(2, 5),
        )
    )
    if start == minimum:
        raise Unsuitable("already there")
    after = start - 2 * a * rate * (start - minimum)
    before_value, after_value = a * Fraction(start - minimum) ** 2, a * (after - minimum) ** 2
    if before_value == after_value:
        raise Unsuitable("a draw")
    eta = short(rational(rate))
    factor = 1 - 2 * a * rate
    if level == 1:
        statement = rf"On $f(x) = {tex(function)}$, one step of gradient descent from $x_0 = {start}$ with $\eta = {eta}$ makes $f$ smaller."
        truth = after_value < before_value
        if_wrong = (
            f"The step leads to $x_1 = {short(rational(after))}$, where $f$ is ${short(rational(after_value))}$; before it was "
            f"${short(rational(before_value))}$."
        )
        decide = lambda: bool(  # noqa: E731
            second_way.number_at(function, {"x": descend(function, start, rate, 1)})
            < second_way.number_at(function, {"x": second_way.real(start)})
        )
    else:
        jumps = draw.coin()
        statement = (
            rf"On $f(x) = {tex(function)}$ with $\eta = {eta}$, gradient descent from $x_0 = {start}$ "
            + (
                "jumps over the minimum in its first step."
                if jumps
                else "comes closer to the minimum in every step."
            )
        )
        truth = factor < 0 if jumps else abs(factor) < 1
        if factor == 0:
            raise Unsuitable("it lands on the minimum")
        if_wrong = f"Each step multiplies the distance from the minimum by $1 - {eta} \\cdot {2 * a} = {short(rational(factor))}$."

        def decide() -> bool:
            at = descend(function, start, rate, 1)
            if jumps:
                return bool((at - minimum) * (start - minimum) < 0)
            later = descend(function, start, rate, 6)
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
                chain("x_1", written_step(start, rate, 2 * a * (start - minimum)), short(rational(after))),
            ),
            Step(
                "The factor of the distance from the minimum",
                chain(f"1 - {eta} \\cdot {2 * a}", short(rational(factor))),
            ),
        ),
        hints=(
            "You are asked whether the learning rate is small enough.",
            "A step goes downhill, but a long one can end higher up on the other side of the valley.",
            f"Do the step: the slope at the start comes from ${derivative(function)}$.",
        ),
        if_wrong=if_wrong,
    )


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    function, rate, start = a_parabola(draw), a_rate(draw, Fraction(1, 2)), draw.nonzero(-5, 6)
    eta = rational(rate)
    slope, value = sympy.diff(function, X).subs(X, start), function.subs(X, start)
    if slope == 0:
        raise Unsuitable("flat")
    key = start - eta * slope
    return choice_draft(
        draw,
        prompt=rf"Gradient descent on $f(x) = {tex(function)}$ stands at $x = {start}$; the learning rate is "
        rf"$\eta = {short(eta)}$. Where is it after the next step?",
        right=key,
        wrong=[
            Mistake(start + eta * slope, "That is uphill: the step is subtracted."),
            Mistake(start - slope, "The learning rate is missing."),
            Mistake(start - eta * value, "The step uses the slope, not the value."),
            Mistake(eta * slope, "That is the step itself, not the new place."),
            Mistake(start - eta, "The slope is missing."),
        ],
        show=short,
        proof=Rederived(
            "running it",
            "The step was done again with difference quotients at 80 digits.",
            lambda: descend(function, start, rate, 1),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), sympy.expand(sympy.diff(function, X)))),
            Step("Go against the slope", chain(written_step(start, rate, slope), short(key))),
        ),
        hints=(
            "You are asked for the place after one step.",
            RULE,
            f"Find the slope: ${derivative(function)}$ at $x = {start}$.",
        ),
    )
