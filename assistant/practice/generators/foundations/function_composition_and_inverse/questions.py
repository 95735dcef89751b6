"""Questions with options: can a function be undone?"""

from __future__ import annotations

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.notation import (
    tex,
)
from assistant.practice.worked import claim_draft


def has_inverse(draw: Draw, level: int) -> Draft:
    """Injective or not?"""
    a, b = draw.nonzero(-5, 5), draw.nonzero(-6, 6)
    k = draw.integer(1, 4)
    rules = (
        (
            f"{tex(a * X + b)}",
            "on all real numbers",
            True,
            lambda x: a * x + b,
            "Different inputs of a line that is not flat have different outputs.",
        ),
        (
            f"{tex(X**2 + b)}",
            "on all real numbers",
            False,
            lambda x: x * x + b,
            f"${k}$ and ${-k}$ have the same output.",
        ),
        (
            f"{tex(X**2 + b)}",
            r"on the numbers $x \geq 0$",
            True,
            lambda x: x * x + b if x >= 0 else None,
            "On that domain larger inputs have larger squares.",
        ),
        (
            f"{tex((X - k) ** 2)}",
            r"on the numbers $x \geq 0$",
            False,
            lambda x: (x - k) ** 2 if x >= 0 else None,
            f"$0$ and ${2 * k}$ have the same output.",
        ),
        (
            f"{tex((X - k) ** 2)}",
            rf"on the numbers $x \geq {k}$",
            True,
            lambda x: (x - k) ** 2 if x >= k else None,
            "To the right of the vertex the function only rises.",
        ),
        (
            f"{tex(X**3 + b)}",
            "on all real numbers",
            True,
            lambda x: x**3 + b,
            "Larger inputs have larger cubes.",
        ),
        (
            f"{tex(X**3 - k * k * X)}",
            "on all real numbers",
            False,
            lambda x: x**3 - k * k * x,
            f"$0$ and ${k}$ have the same output.",
        ),
        (
            f"|x - {k}|",
            "on all real numbers",
            False,
            lambda x: abs(x - k),
            f"$0$ and ${2 * k}$ have the same output.",
        ),
        (
            r"\max(0, x)",
            "on all real numbers",
            False,
            lambda x: max(0, x),
            "All negative inputs have the output 0.",
        ),
    )
    shown, domain, truth, rule, why = draw.choice(rules)
    table = [(x, value) for x in range(-12, 13) if (value := rule(x)) is not None]
    given = [value for _, value in table]
    shared = next(
        ((x, z, y) for x, y in table for z, other in table if x < z and y == other and x + 4 > -k), None
    )
    low = k if domain != "on all real numbers" else 0
    ahead = [rule(x) for x in (low, low + 1, low + 2)]
    rises = ahead[0] < ahead[1]
    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false? The function $f(x) = {shown}$ {domain} is injective, so it can be undone.",
                f"Can every output of $f(x) = {shown}$ {domain} be traced back to a single input? (True: yes; false: no.)",
            )
        ),
        truth=truth,
        method="a table",
        detail="The outputs of 25 inputs were listed and compared.",
        decide=lambda: len(set(given)) == len(given),
        steps=(
            Step(
                f"The inputs {shared[0]} and {shared[1]} share an output"
                if shared
                else f"The outputs of {low}, {low + 1} and {low + 2} keep {'rising' if rises else 'falling'}, and so it goes on",
                f"f({shared[0]}) = f({shared[1]}) = {shared[2]}"
                if shared
                else (" < " if rises else " > ").join(str(value) for value in ahead),
            ),
        ),
        hints=(
            "You are asked whether two inputs can share an output.",
            "An inverse exists on the range when different inputs have different outputs. One shared output is enough to spoil it.",
            "Look at two inputs on either side of the lowest point, if there is one.",
        ),
        if_wrong=why,
    )
