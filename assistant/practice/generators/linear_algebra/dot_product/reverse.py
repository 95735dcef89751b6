"""Exercises on the dot product where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.dot_product.pieces import pair_of
from assistant.practice.notation import (
    chain,
    dot_sum,
    over,
    plus,
    scaled,
    times,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 3:
        return _projection(draw)
    size = draw.choice((2, 3))
    u, v = draw.full_vector(size), draw.full_vector(size)
    spot = draw.integer(0, size - 1)
    rest = sum(a * b for i, (a, b) in enumerate(zip(u, v, strict=True)) if i != spot)
    if level == 1:
        target = 0
        key = sympy.Rational(-rest, v[spot])
    else:
        target = rest + v[spot] * draw.nonzero(-6, 6)
        key = sympy.Rational(target - rest, v[spot])
    if key.q > 3 or abs(key) > 12:
        raise Unsuitable("ugly value")
    shown = ["k" if i == spot else str(part) for i, part in enumerate(u)]
    pair = rf"$\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$"
    if level == 1:
        prompt = draw.choice(
            (
                f"For which $k$ are {pair} orthogonal?",
                f"Find $k$ so that {pair} are perpendicular to each other.",
                f"Determine $k$ so that {pair} meet at a right angle.",
            )
        )
    else:
        prompt = draw.choice(
            (
                rf"For which $k$ do {pair} have the dot product ${target}$?",
                rf"Find $k$ such that $\mathbf{{u}} \cdot \mathbf{{v}} = {target}$, where {pair}.",
                rf"A neuron has the weights $\mathbf{{w}} = {vec(shown)}$. For the input $\mathbf{{x}} = {vec(v)}$ it "
                rf"computes $\mathbf{{w}} \cdot \mathbf{{x}} = {target}$. Find the weight $k$.",
            )
        )
    total = plus(*(scaled(v[i], "k") if i == spot else times(u[i], v[i]) for i in range(size)))
    collected = plus(scaled(v[spot], "k"), rest) if rest else scaled(v[spot], "k")
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the dot product has the wanted value.",
            lambda value: second_way.dot([value if i == spot else u[i] for i in range(size)], v) == target,
        ),
        steps=(
            Step("Write the dot product", f"{total} = {target}"),
            Step("Collect", f"{collected} = {target}"),
            Step("Solve for k", chain("k", over(target - rest, v[spot]), key)),
        ),
        hints=(
            "You are asked for the number $k$ that gives the dot product a certain value.",
            "Two vectors are orthogonal exactly when their dot product is 0."
            if level == 1
            else "Write the dot product with $k$ in it; it is a linear equation.",
            f"The product that holds $k$ is ${scaled(v[spot], 'k')}$. Add the others to it.",
        ),
        symbols=("k",),
        mistakes=but_key(
            key, Mistake(-key, "Check the sign when you bring the known products to the other side.")
        ),
    )


def _projection(draw: Draw) -> Draft:
    size = draw.choice((2, 3))
    u, v = draw.vector(size, -4, 5), draw.vector(size, -3, 3)
    inner, square = second_way.dot(u, v), second_way.dot(v, v)
    if inner == 0 or square == 1:
        raise Unsuitable("nothing to find")
    key = sympy.Rational(inner, square)
    if key.q > 7:
        raise Unsuitable("ugly value")
    prompt = draw.choice(
        (
            rf"Find the number $t$ for which $\mathbf{{u}} - t\,\mathbf{{v}}$ is orthogonal to $\mathbf{{v}}$, where "
            f"{pair_of(u, v)}.",
            rf"The projection of $\mathbf{{u}}$ onto $\mathbf{{v}}$ is $t\,\mathbf{{v}}$. Find $t$ for {pair_of(u, v)}.",
            rf"Which multiple $t\,\mathbf{{v}}$ comes closest to $\mathbf{{u}}$? Give $t$ for {pair_of(u, v)}.",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution",
            "With t put in, what is left of u is orthogonal to v.",
            lambda value: second_way.dot(second_way.combination((1, -value), (u, v)), v) == 0,
        ),
        steps=(
            Step(
                "What is left over is orthogonal to v",
                r"\mathbf{u} \cdot \mathbf{v} - t\, (\mathbf{v} \cdot \mathbf{v}) = 0",
            ),
            Step("Compute the dot product of u and v", chain(dot_sum(u, v), inner)),
            Step("Compute the dot product of v with itself", chain(dot_sum(v, v), square)),
            Step("Divide", chain("t", over(inner, square), key)),
        ),
        hints=(
            r"You are asked how much of $\mathbf{v}$ to take away from $\mathbf{u}$ so that nothing along "
            r"$\mathbf{v}$ is left.",
            r"Orthogonal means $(\mathbf{u} - t\,\mathbf{v}) \cdot \mathbf{v} = 0$. Multiply out and solve for $t$.",
            rf"First compute $\mathbf{{u}} \cdot \mathbf{{v}}$ as ${dot_sum(u, v)}$.",
        ),
        answer_hint="a number such as 3 or -2/5",
        symbols=("t",),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(inner), "Divide by the dot product of v with itself."),
            Mistake(
                sympy.Rational(inner, second_way.dot(u, u)),
                "You divided by the squared length of u; t belongs to v.",
            ),
            Mistake(inner / sympy.sqrt(square), "You divided by the length of v; it has to be squared."),
            Mistake(1 / key, "The fraction is upside down."),
            Mistake(-key, "The sign is turned round."),
        ),
    )
