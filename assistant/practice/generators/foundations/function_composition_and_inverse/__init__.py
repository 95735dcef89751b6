"""Exercises on composing functions and undoing them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    FORMULA,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.generators.foundations.function_composition_and_inverse.questions import has_inverse
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    root,
    tex,
)
from assistant.practice.proof import Proof, Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import but_key

TOPIC = "function-composition-and-inverse"


INSIDE = r"In $g(f(x))$ the inner function acts first: put the whole of $f(x)$ into the slot of $g$."


def _value_of(expression: Any, at: Any) -> Any:
    return second_way.number_at(expression, {"x": at})


def _written(functions: Sequence[Any]) -> str:
    """A chain with its inner formulas put into the slots, not multiplied out."""
    shown = tex(functions[0])
    for function in functions[1:]:
        shown = tex(function).replace("x", f"({shown})")
    return shown


def _compose(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    m, n = draw.nonzero(-4, 5, but=(1,)), draw.nonzero(-6, 6)
    f = m * X + n
    c = draw.nonzero(-5, 5)
    g = (
        draw.choice((X**2 + c, X**2 - c * X, c * X + draw.nonzero(-5, 5)))
        if level < 3
        else draw.choice((X**2 + c, X**2 + X))
    )
    first, second = ("f", "g") if draw.coin() else ("g", "f")
    inner, outer = (f, g) if first == "f" else (g, f)
    naming = f"$f(x) = {tex(f)}$ and $g(x) = {tex(g)}$"
    whole = outer.subs(X, inner)
    swapped = inner.subs(X, outer)
    if sympy.expand(whole - swapped) == 0:
        raise Unsuitable("the order does not matter")
    if level == 1:
        at = draw.integer(-3, 4)
        middle = inner.subs(X, at)
        key: Any = outer.subs(X, middle)
        prompt = draw.choice(
            (
                f"For {naming}, what is ${second}({first}({at}))$?",
                f"Let {naming}. Compute $({second} \\circ {first})({at})$.",
            )
        )
        steps = (
            Step("The inner function first", f"{tex(inner).replace('x', f'({at})')} = {tex(middle)}"),
            Step("Then the outer one", f"{tex(outer).replace('x', f'({tex(middle)})')} = {tex(key)}"),
        )
        wrong = (
            Mistake(swapped.subs(X, at), f"That is {first}({second}({at})): the inner function acts first."),
            Mistake(middle * outer.subs(X, at), "You multiplied the two values; put one into the other."),
        )
        proof: Proof = Rederived(
            "running the chain",
            "Both machines were run one after the other.",
            lambda: _value_of(outer, _value_of(inner, second_way.real(at))),
        )
        hint = f"First find ${first}({at})$."
    else:
        if level == 3:
            f = m * X + n
            whole = f.subs(X, f) if draw.coin() else f.subs(X, g.subs(X, f))
            twice = whole == f.subs(X, f)
            shown = "f(f(x))" if twice else "f(g(f(x)))"
            prompt = draw.choice(
                (
                    f"For {naming}, write ${shown}$ without brackets."
                    if not twice
                    else f"For $f(x) = {tex(f)}$, write $f(f(x))$ without brackets.",
                    f"Run $f$, $g$ and $f$ again, for {naming}: what formula is ${shown}$?"
                    if not twice
                    else f"The layer $f(x) = {tex(f)}$ is used twice in a row. Which formula does the pair compute?",
                )
            )
            chain_of = (f, f) if twice else (f, g, f)
            wrong = (
                Mistake(
                    sympy.expand(f * f) if twice else sympy.expand(g.subs(X, f)),
                    "That is a product, not a chain." if twice else "The last function is missing.",
                ),
                Mistake(
                    sympy.expand(m * m * X + 2 * n) if twice else sympy.expand(f.subs(X, f.subs(X, g))),
                    "The constant of the inner function is multiplied as well."
                    if twice
                    else "The order is not right: the innermost acts first.",
                ),
            )
        else:
            shown = f"{second}({first}(x))"
            prompt = draw.choice(
                (
                    f"For {naming}, write ${shown}$ as a formula without brackets.",
                    f"Two layers compute {naming}, first ${first}$ and then ${second}$. Which formula do they compute together?",
                )
            )
            chain_of = (inner, outer)
            wrong = (
                Mistake(sympy.expand(swapped), "That is the other order: the inner function acts first."),
                Mistake(sympy.expand(inner * outer), "You multiplied the two; put one into the other."),
            )
        key = sympy.expand(whole)

        def run(point: Any) -> Any:
            at = point["x"]
            for step in chain_of:
                at = _value_of(step, at)
            return at

        steps = (
            Step(
                "Put the inner formula into the slot and multiply out", f"{_written(chain_of)} = {tex(key)}"
            ),
        )
        proof = RederivedFunction(
            "running the chain", "At three numbers the machines were run one after the other.", ("x",), run
        )
        hint = "Write the outer function with an empty bracket in the place of x, then fill in the inner one."
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for what two machines do together.", INSIDE, hint),
        answer_hint=NUMBER if level == 1 else FORMULA,
        symbols=() if level == 1 else ("x",),
        mistakes=but_key(key, *wrong),
    )


def _inverse(draw: Draw, level: int) -> Draft:
    wrong: tuple[Mistake, ...]
    a, b, d = draw.nonzero(-5, 6, but=(1, -1)), draw.nonzero(-8, 8), draw.integer(2, 5)
    if level == 1:
        f, key, low = a * X + b, (Y - b) / a, None
        check = plus(f"{a} \\cdot {over(Y - b, a)}", b)
        wrong = (
            Mistake(Y / a - b, "Undo in reverse order: the constant came last, so it goes first."),
            Mistake((Y + b) / a, "The constant is taken away, not added."),
            Mistake(1 / (a * Y + b), "That is one over the function, not its inverse."),
        )
    elif level == 2:
        if math.gcd(math.gcd(a, b), d) != 1:
            raise Unsuitable("can be shortened")
        f, key, low = (a * X + b) / d, (d * Y - b) / a, None
        check = over(plus(f"{a} \\cdot {over(d * Y - b, a)}", b), d)
        wrong = (
            Mistake(d * Y / a - b, "Undo in reverse order: first multiply, then subtract, then divide."),
            Mistake((Y - b) / (a * d), "The denominator multiplies on the way back."),
            Mistake((d * Y + b) / a, "The constant is taken away, not added."),
        )
    else:
        b, low = -abs(b), draw.nonzero(-4, 4)
        f, key = (X - low) ** 2 + b, sympy.sqrt(Y - b) + low
        check = plus(f"({plus(sympy.sqrt(Y - b), low, -low)})^2", b)
        wrong = (
            Mistake(sympy.sqrt(Y) - b + low, "The constant came last, so it goes first, before the root."),
            Mistake(sympy.sqrt(Y - b) - low, "Undo the shift with the opposite sign."),
            Mistake(low - sympy.sqrt(Y - b), "That is the left branch; the domain goes to the right."),
        )

    def search(point: Mapping[str, Any]) -> Any:
        at, slope = second_way.real(3 if low is None else low + 3), second_way.slope_of(f, "x")
        for _ in range(12):
            at = at - (_value_of(f, at) - point["y"]) / slope({"x": at})
        return at

    shown = over(tex(a * X + b), d) if level == 2 else tex(f)
    domain = "" if low is None else f" for $x \\geq {low}$"
    return Draft(
        prompt=draw.choice(
            (
                f"Find the inverse of $f(x) = {shown}${domain}. Write $y$ for the given output.",
                f"A step computes $f(x) = {shown}${domain}. Which formula leads from the output $y$ back to the input?",
                f"Undo $f(x) = {shown}${domain}: express $x$ by the output $y$.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "searching", "For three outputs the input was searched numerically, to 30 digits.", ("y",), search
        ),
        steps=(
            Step("Solve for the input; as a check, the function of it gives the output back", f"{check} = y"),
        ),
        hints=(
            "You are asked for the formula that leads from the output back to the input.",
            "Call the output y and solve for x: what was done last is undone first.",
            "What does the function do last? Undo that first.",
        ),
        answer_hint="a formula in y such as (y - 3)/2",
        symbols=("y",),
        mistakes=but_key(key, *wrong),
    )


def _way_back(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    m, n, at = draw.integer(2, 6), draw.nonzero(-7, 7), draw.nonzero(-6, 7)
    if level == 1:
        f = m * X + n
        out = m * at + n
        key = sympy.Integer(at)
        prompt = draw.choice(
            (
                f"For $f(x) = {tex(f)}$, what is $f^{{-1}}({out})$?",
                f"A scaler computes $f(x) = {tex(f)}$ and gave {out}. What was its input?",
            )
        )
        steps = (Step("Undo the last step first", chain(over(minus(out, n), m), at)),)
        check = lambda g: m * g + n == out  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(m * out + n), "You applied the function once more."),
            Mistake(
                sympy.Rational(1, out) if out else sympy.Integer(0),
                "That is one over the value; the inverse undoes the function.",
            ),
            Mistake(sympy.Rational(out, m) - n, "The constant came last, so it goes first."),
        )
    else:
        p, q = draw.integer(2, 4), draw.nonzero(-5, 5)
        inner = m * at + n
        if inner <= 0 and level == 3:
            raise Unsuitable("negative before the square")
        out = p * inner + q if level == 2 else inner**2 + q
        outer = tex(p * X + q) if level == 2 else tex(X**2 + q)
        key = sympy.Integer(at)
        extra = "" if level == 2 else " The number in between was positive."
        prompt = draw.choice(
            (
                f"First $f(x) = {tex(m * X + n)}$, then $g(x) = {outer}$: the chain gave {out}.{extra} What went in?",
                f"Undo a chain: $g(f(x)) = {out}$ with $f(x) = {tex(m * X + n)}$ and $g(x) = {outer}$.{extra} Find $x$.",
            )
        )
        between = (
            Step("Undo g first", chain(over(minus(out, q), p), inner))
            if level == 2
            else Step("Undo g first", f"{root(f'{minus(out, q)}')} = {inner}")
        )
        steps = (between, Step("Then undo f", chain(over(minus(inner, n), m), at)))
        check = (
            (lambda g: p * (m * g + n) + q == out)
            if level == 2
            else (lambda g: (m * g + n) ** 2 + q == out and m * g + n > 0)
        )
        wrong = (
            Mistake(sympy.Rational(out - n, m), "That undoes only f, and g acted last."),
            Mistake(sympy.Integer(inner), "That is the number in between; f still has to be undone."),
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "running it forwards", "Put in at the start, the chain gives the known output.", check
        ),
        steps=steps,
        hints=(
            "You are asked for an input; the output is known.",
            "A chain is undone in reverse order: what came last goes first.",
            "Begin with the outermost step and undo it.",
        ),
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "compose", COMPUTE, _compose, objectives=(1,)),
    Generator(TOPIC, "inverse", COMPUTE, _inverse, objectives=(2, 3)),
    Generator(TOPIC, "way-back", REVERSE, _way_back, objectives=(2, 4)),
    Generator(TOPIC, "injective", TRUE_FALSE, has_inverse, levels=(2, 3), objectives=(3,)),
)
