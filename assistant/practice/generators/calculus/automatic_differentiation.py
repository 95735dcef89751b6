"""Exercises on automatic differentiation: elementary steps, forward and backward passes, and the choice of mode."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.in_order.derivatives import backward_graph, forward_graph
from assistant.practice.generators.calculus.pieces import X, Y, at_point, numbers_at, pair, partial, partials
from assistant.practice.notation import guarded, scaled, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed, words

TOPIC = "automatic-differentiation"


def _case(draw: Draw) -> tuple[Any, str, str, str]:
    p, q = draw.choice((2, 3, -1)), draw.nonzero(-3, 4)
    return draw.choice(
        (
            ((X * Y + X) ** 2, "a = x y", "b = a + x", "c = b^2"),
            ((X * Y + q) ** 2, "a = x y", f"b = a {'+' if q > 0 else '-'} {abs(q)}", "c = b^2"),
            ((p * X + Y) ** 2, f"a = {p} x" if p != -1 else "a = -x", "b = a + y", "c = b^2"),
            (X * (X + p * Y), f"a = {p} y" if p != -1 else "a = -y", "b = x + a", "c = x b"),
            ((X + Y) * (X * Y), "a = x + y", "b = x y", "c = a b"),
            ((X - Y) ** 2 * X, "a = x - y", "b = a^2", "c = x b"),
            (X**2 * Y + Y, "a = x^2", "b = a y", "c = b + y"),
        )
    )


def _both(draw: Draw, level: int) -> Draft:
    f, *steps = _case(draw)
    place = (draw.nonzero(-3, 4), draw.nonzero(-3, 4))
    g = tuple(int(at_point(s, place)) for s in partials(f))
    program = ", ".join(f"${s}$" for s in steps)
    if level == 1:
        i = draw.integer(0, 1)
        return typed(
            draw,
            ask=(
                f"A program computes {program}. Carry the derivative by ${'xy'[i]}$ forward at ${pair(place)}$: which dot has the output $c$?",
                f"Forward mode at ${pair(place)}$, with the dot of ${'xy'[i]}$ equal to 1 and that of ${'yx'[i]}$ equal to 0, through {program}: what is the dot of $c$?",
            ),
            key=g[i],
            proof=again(
                "differences",
                "The whole program was differentiated numerically.",
                lambda: second_way.slope_of(f, "xy"[i])(numbers_at(place)),
            ),
            steps=[
                (
                    "Differentiating the whole formula confirms it",
                    f"{partial(f, 'xy'[i])} = {tex(sympy.expand(partials(f)[i]))}",
                ),
                ("Both derivatives at the point", rf"\nabla f{pair(place)} = {vec(g)}"),
            ],
            hints=(
                "You are asked for one derivative, carried along with the values.",
                "Each step's dot is the sum of local derivative times dot over its inputs.",
                f"Begin with the first step, ${steps[0]}$: its value and its dot.",
            ),
            wrong=[
                (g[1 - i], "That is the derivative by the other input."),
                (int(at_point(f, place)), "That is the value of the output."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"A program computes {program}. Go backward at ${pair(place)}$: which bars do $x$ and $y$ collect? Answer as a vector.",
            f"Reverse mode at ${pair(place)}$ through {program}: find the derivatives of $c$ by $x$ and $y$, as a vector.",
        ),
        key=g,
        answer=VECTOR,
        proof=again(
            "differences",
            "The whole program was differentiated numerically by both inputs.",
            lambda: second_way.slopes_of(f, ("x", "y"))(numbers_at(place)),
        ),
        steps=[
            ("By x", f"{partial(f, 'x')} = {tex(partials(f)[0])}"),
            ("By y", f"{partial(f, 'y')} = {tex(partials(f)[1])}"),
            ("At the point", rf"\nabla f{pair(place)} = {vec(g)}"),
        ],
        hints=(
            "You are asked for both derivatives from one backward pass.",
            "Start with bar 1 at the output; every value collects bar times local derivative from all steps that use it.",
            f"The last step is ${steps[2]}$: which bars do its inputs get?",
        ),
        wrong=[
            (tuple(reversed(g)), "First the bar of $x$."),
            ((0, g[1]) if g[0] else (1, g[1]), "The first input collects from every step that uses it."),
        ],
    )


def _local(draw: Draw, level: int) -> Draft:
    v, bar = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    n = draw.choice((2, 3))
    w = draw.nonzero(-4, 5)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"The step $b = a^{n}$ was computed at $a = {v}$. The bar of $b$ is ${bar}$. What does $a$ get from this step?",
                f"Backward through a {'square' if n == 2 else 'cube'}: $a = {v}$, bar ${bar}$ above. Which bar arrives at $a$?",
            ),
            key=bar * n * v ** (n - 1),
            proof=again(
                "differences",
                "The step was differentiated numerically and multiplied by the bar.",
                lambda: bar * second_way.slope(lambda t: t**n, second_way.real(v)),
            ),
            steps=[
                (
                    "Bar times local derivative",
                    f"{bar} \\cdot {n} \\cdot {guarded(v)}^{n - 1} = {bar * n * v ** (n - 1)}",
                )
            ],
            hints=(
                "You are asked for one step of a backward pass.",
                "Bar times local derivative, at the value from the forward pass.",
                f"The local derivative of $a^{n}$ is ${n} a^{n - 1}$."
                if n == 3
                else "The local derivative of $a^2$ is $2a$.",
            ),
            wrong=[
                (n * v ** (n - 1), "Multiply by the bar."),
                (bar * v**n, "That uses the value instead of the derivative."),
                (bar * n * bar ** (n - 1), "The local derivative is taken at $a$."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"The product $p = u v$ was computed with $v = {w}$. The bar of $p$ is $k$, and $u$ got ${w * bar}$ from this step. Find $k$.",
        ),
        key=bar,
        proof=Satisfies(
            "one step", "The bar times the other factor gives what u got.", lambda g: g * w == w * bar
        ),
        steps=[
            ("Bar times the other factor", f"{scaled(w, 'k')} = {w * bar}"),
            ("Solve for k", f"k = {bar}"),
        ],
        hints=(
            "You are asked for the bar above a product.",
            "Through a product each factor gets the bar times the other factor.",
            f"The other factor is ${w}$.",
        ),
        symbols=("k",),
        wrong=[(w * bar * w, "Divide by the other factor."), (w * bar, "Divide by the other factor.")],
    )


def _mode(draw: Draw, level: int) -> Draft:
    n, m = draw.choice(
        (
            (draw.integer(50, 9000), 1),
            (1, draw.integer(50, 900)),
            (draw.integer(100, 900), draw.integer(1, 4)),
            (draw.integer(1, 4), draw.integer(100, 900)),
        )
    )
    options = ("Reverse mode: one pass for each output.", "Forward mode: one pass for each input.")
    right = options[0] if m < n else options[1]
    return words(
        draw,
        ask=(
            f"A program has ${n}$ inputs and ${m}$ outputs. All derivatives are wanted. Which mode needs fewer passes?",
        ),
        right=right,
        options=[
            (options[0], f"That would take {m} passes; forward mode takes {n}."),
            (options[1], f"That would take {n} passes; reverse mode takes {m}."),
            (
                "Finite differences with one evaluation.",
                "They need at least one evaluation for each input, and are not exact.",
            ),
        ],
        decide=lambda: options[0] if len(range(m)) < len(range(n)) else options[1],
        method="counting",
        detail="The passes of both modes were counted.",
        steps=[("Entries of the Jacobian", f"{m} \\cdot {n} = {m * n}")],
        hints=(
            "You are asked to compare two costs.",
            "One forward pass serves one input direction, one reverse pass one output.",
            "Which number is smaller?",
        ),
    )


def _steps(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(2, 9), draw.integer(1, 9)
    place = (draw.integer(1, 3), draw.integer(1, 3))
    f = (a * X + b * Y) ** 2
    values = (a * place[0], b * place[1], a * place[0] + b * place[1])
    key = values[2] ** 2
    return typed(
        draw,
        ask=(
            f"Break $f(x, y) = {tex(f)}$ into two multiplications, a sum and a square. What is the value of the sum at ${pair(place)}$ (the value before the last step)?",
        ),
        key=values[2],
        proof=Satisfies(
            "the last step",
            "Its square is the value of the whole function, and it is positive.",
            lambda g: (
                g > 0 and second_way.equal(second_way.real(g * g), second_way.number_at(f, numbers_at(place)))
            ),
        ),
        steps=[
            ("The multiplications", f"{a} \\cdot {place[0]} = {values[0]}"),
            ("and", f"{b} \\cdot {place[1]} = {values[1]}"),
            ("The sum", f"{values[0]} + {values[1]} = {values[2]}"),
        ],
        hints=(
            "You are asked for a value inside the computational graph.",
            "Every node is one elementary step: compute them in order.",
            f"Begin with ${a} \\cdot {place[0]}$.",
        ),
        wrong=[(key, "That is after the last step."), (values[0], "The second product has to be added.")],
    )


GENERATORS = (
    Generator(TOPIC, "graph", COMPUTE, _steps, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "forward", COMPUTE, _both, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "backward", COMPUTE, _both, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "one-step", COMPUTE, _local, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _local, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "mode", CHOICE, _mode, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, forward_graph, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order-backwards", ORDER, backward_graph, levels=(3,), objectives=(3,)),
)
