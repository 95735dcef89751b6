"""Questions with options: moved graphs, and what makes a rule a function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.notation import (
    tex,
)
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import choice_draft, claim_draft


def move(draw: Draw, level: int) -> Draft:
    """A shifted or mirrored graph."""
    h, k, a = draw.nonzero(-5, 5), draw.nonzero(-5, 5), draw.choice((1, 2, 3))
    base = draw.choice((X**2, a * X**2, X**3, a * X**3))
    sideways, upwards = ("right" if h > 0 else "left"), ("up" if k > 0 else "down")
    if level == 1:
        up = draw.coin()
        right = base + k if up else base.subs(X, X - h)
        order = f"shifted {abs(k)} {upwards}" if up else f"shifted {abs(h)} to the {sideways}"
        wrong = [
            Mistake(
                base - k if up else base.subs(X, X + h),
                "That is a shift in the opposite direction."
                if up
                else "Subtracting inside the bracket moves the graph to the right, adding moves it to the left.",
            ),
            Mistake(base.subs(X, X - k) if up else base + h, "That shifts the graph along the other axis."),
            Mistake(base.subs(X, X + k) if up else base - h, "That is another axis and another direction."),
        ]
        moved = lambda p: second_way.number_at(base, {"x": p["x"] if up else p["x"] - h}) + (k if up else 0)  # noqa: E731
    elif level == 2:
        right = base.subs(X, X - h) + k
        order = f"shifted {abs(h)} to the {sideways} and {abs(k)} {upwards}"
        wrong = [
            Mistake(
                base.subs(X, X + h) + k,
                "Sideways it went the wrong way: x - h in place of x shifts by h to the right.",
            ),
            Mistake(base.subs(X, X - h) - k, "Up and down are swapped."),
            Mistake(base.subs(X, X - k) + h, "The two shifts are swapped."),
        ]
        moved = lambda p: second_way.number_at(base, {"x": p["x"] - h}) + k  # noqa: E731
    else:
        base = draw.choice((X**3 + k, X**2 + h * X, X**3 + h * X**2, 2 * X + k, X**3 - X + k))
        across = draw.coin()
        right = -base if across else base.subs(X, -X)
        order = "mirrored in the horizontal axis" if across else "mirrored in the vertical axis"
        wrong = [
            Mistake(
                base.subs(X, -X) if across else -base,
                "That is the other mirror: a minus in front turns heights, a minus at x turns left and right.",
            ),
            Mistake(-base.subs(X, -X), "That is mirrored in both axes."),
            Mistake(base, "That is the old graph."),
        ]

        def moved(p: Mapping[str, Any]) -> Any:
            return -second_way.number_at(base, p) if across else second_way.number_at(base, {"x": -p["x"]})

    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"The graph of $f(x) = {tex(base)}$ is {order}. Which formula belongs to the new graph?",
                f"Take the graph of $y = {tex(base)}$, {order}. What is its formula now?",
            )
        ),
        right=right,
        wrong=wrong,
        show=tex,
        proof=RederivedFunction(
            "moving points",
            "Points of the old graph were moved as the question says; they lie on the new graph.",
            ("x",),
            moved,
        ),
        steps=(
            Step(
                "To compare with a moved point: the new formula at x = 1",
                f"y(1) = {tex(right.subs(X, 1))}",
            ),
        ),
        hints=(
            "You are asked for the formula of a moved graph.",
            "$f(x - h)$ is shifted by h to the right, $f(x) + h$ upwards; $-f(x)$ is mirrored in the horizontal axis and $f(-x)$ in the vertical one.",
            "Follow one easy point of the graph, such as the one at x = 0, and see where it goes.",
        ),
    )


def is_function(draw: Draw, level: int) -> Draft:
    """A function or not?"""
    steps: tuple[Step, ...]
    inputs = draw.sample(range(-4, 8), 5)
    if level == 1:
        outputs = [draw.integer(-3, 6) for _ in inputs]
        doubled = draw.coin()
        if doubled:
            inputs[4] = inputs[draw.integer(0, 3)]
            outputs[4] = outputs[inputs.index(inputs[4])] + draw.choice((0, 1, -2))
        pairs = list(zip(inputs, outputs, strict=True))
        truth = len({x for x, _ in set(pairs)}) == len(set(pairs))
        shown = ", ".join(f"$({x}, {y})$" for x, y in pairs)
        claim = f"These pairs (input, output) describe a function: {shown}."
        why = (
            "Each input has one output; outputs may repeat."
            if truth
            else f"The input {inputs[4]} has two different outputs."
        )
        seen: dict[int, int] = {}

        def decide() -> bool:
            return all(seen.setdefault(x, y) == y for x, y in pairs)

        steps = (
            Step(
                f"Different pairs: {len(set(pairs))}; different inputs",
                f"{len({x for x, _ in pairs})}",
            ),
        )
        hint = "Does an input appear twice, and if so, with the same output?"
    else:
        r = draw.integer(2, 9)
        rules = (
            (
                f"to each number $x$ the number $y$ with $y = {r} - x^2$",
                True,
                "For each x there is exactly one such y.",
                lambda x: {r - x * x},
            ),
            (
                f"to each number $x \\geq 0$ a number $y$ with $y^2 = {r * r} x$",
                False,
                f"For $x = 1$ both ${r}$ and ${-r}$ would do.",
                lambda x: {s for s in range(-60, 61) if s * s == r * r * x},
            ),
            (
                f"to each number $x$ a number $y$ with $|y| = |x| + {r}$",
                False,
                f"For $x = 0$ both ${r}$ and ${-r}$ would do.",
                lambda x: {s for s in range(-60, 61) if abs(s) == abs(x) + r},
            ),
            (
                f"to each number $x$ the number $y = |x| + {r}$",
                True,
                "For each x there is exactly one such y, even if two inputs share it.",
                lambda x: {abs(x) + r},
            ),
            (
                f"to each number $x$ the number {r}, always the same",
                True,
                "Every input has exactly one value; it may be always the same.",
                lambda x: {r},
            ),
            (
                f"to each number $x$ the number $y$ with $y^3 = {r**3} x^3$",
                True,
                "A cube belongs to exactly one number.",
                lambda x: {s for s in range(-60, 61) if s**3 == r**3 * x**3},
            ),
        )
        text, truth, why, answers = draw.choice(rules)
        claim = f"A rule that assigns {text} is a function."

        def decide() -> bool:
            return all(len(answers(x)) == 1 for x in (0, 1, 4))

        found = ", ".join(str(y) for y in sorted(answers(1)))
        steps = (Step("All outputs of the input 1", rf"\left\{{{found}\right\}}"),)
        hint = "Try $x = 1$ and $x = 0$: how many outputs fit?"
    return claim_draft(
        prompt=f"True or false? {claim}",
        truth=truth,
        method="listing outputs",
        detail="For several inputs all outputs were listed.",
        decide=decide,
        steps=steps,
        hints=(
            "You are asked whether every input has exactly one output.",
            "Two inputs may share an output. One input may not have two.",
            hint,
        ),
        if_wrong=why,
    )
