"""Exercises on backpropagation: gradients from the loss backwards, backward rules, finite differences, costs."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.network_solutions import backward_pass
from assistant.practice.notation import (
    chain,
    column,
    counted,
    decimal,
    grid,
    guarded,
    mat,
    minus,
    plus,
    rational,
    short,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "backpropagation"
BACK = r"$\boldsymbol{\delta}^{(l)} = \left((W^{(l+1)})^\top \boldsymbol{\delta}^{(l+1)}\right) \odot g'(\mathbf{z}^{(l)})$; for ReLU $g'(z)$ is 1 if $z > 0$ and 0 otherwise."
WEIGHTS = r"$\nabla_{W^{(l)}} L = \boldsymbol{\delta}^{(l)} (\mathbf{h}^{(l-1)})^\top$ and $\nabla_{\mathbf{b}^{(l)}} L = \boldsymbol{\delta}^{(l)}$."


def _chain_network(draw: Draw) -> tuple[int, int, int, int, int, int]:
    x, w, b, v, c, y = (
        draw.nonzero(-3, 3),
        draw.nonzero(-3, 3),
        draw.integer(-3, 3),
        draw.nonzero(-3, 3),
        draw.integer(-3, 3),
        draw.integer(-5, 5),
    )
    z = w * x + b
    if z <= 0 or v * z + c == y:
        raise Unsuitable("nothing flows")
    return x, w, b, v, c, y


def _chain(draw: Draw, level: int) -> Draft:
    x, w, b, v, c, y = _chain_network(draw)
    z = w * x + b
    out = v * z + c
    d = out - y
    asked = draw.choice(("w", "b", "v", "c"))
    value = {"w": d * v * x, "b": d * v, "v": d * z, "c": d}[asked]
    key = sympy.Integer(value)

    def differences() -> Any:
        at = {"w": w, "b": b, "v": v, "c": c}

        def loss(t: Any) -> Any:
            s: dict[str, Any] = {**at, asked: t}
            return (s["v"] * max(s["w"] * x + s["b"], 0) + s["c"] - y) ** 2 / 2

        return second_way.slope(loss, second_way.real(at[asked]))

    steps = [
        Step("Forward: hidden unit", chain(plus(times(w, x), b), z)),
        Step("Forward: output", chain(plus(times(v, z), c), out)),
        Step("Loss by the output", chain(minus(out, y), d)),
    ]
    if asked in ("w", "b"):
        steps.append(Step("Back through v and the ReLU, which is open", chain(times(d, v, 1), d * v)))
    if asked == "w":
        steps.append(Step("Times the input", chain(times(d * v, x), value)))
    if asked == "v":
        steps.append(Step("Times the hidden value", chain(times(d, z), value)))
    return Draft(
        prompt=f"A tiny network: $h = \\max(0, wx + b)$, $\\hat{{y}} = vh + c$, loss $L = \\frac{{1}}{{2}} (\\hat{{y}} - y)^2$. With $x = {x}$, $y = {y}$, $w = {w}$, $b = {b}$, $v = {v}$, $c = {c}$: "
        + draw.choice(
            (
                f"what is $\\partial L / \\partial {asked}$?",
                f"compute $\\frac{{\\partial L}}{{\\partial {asked}}}$ by hand.",
            )
        ),
        key=key,
        proof=Rederived(
            "differences",
            "The whole network was run twice with difference quotients at 80 digits.",
            differences,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked how the loss changes with one parameter.",
            "Run forward and keep all values; then multiply local derivatives from the loss backwards. "
            + BACK,
            f"Forward: the hidden unit sees ${plus(times(w, x), b)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(-key, "The derivative of the loss by the output is prediction minus target."),
            Mistake(sympy.Integer(d * x), "The factor of the later layer is missing."),
            Mistake(sympy.Integer(2 * value), "One half and the square cancel."),
            Mistake(sympy.Integer(d * v * z), "Take the value that enters this parameter."),
            Mistake(sympy.Integer(d), "That is the derivative by the output; go on backwards."),
        ),
    )


def _moved(d: Any, h: Any, which: tuple[int, int], weight: Any) -> Any:
    """The loss, as far as it is linear in the layer, when one weight has this value and all others are 1."""
    return sum(d[i] * (weight if (i, j) == which else 1) * h[j] for i in range(2) for j in range(2))


def _through_relu(w: Any, d: Any, z: Any, j: int, value: Any) -> Any:
    """The loss, as far as it is linear in the second layer, when pre-activation j of the first has this value."""
    hidden = [max(value if m == j else second_way.real(z[m]), 0) for m in range(2)]
    return sum(d[i] * w[i][m] * hidden[m] for i in range(2) for m in range(2))


def _vector(draw: Draw, level: int) -> Draft:
    w2, d2 = draw.matrix(2, 2, -3, 3), draw.full_vector(2, -3, 3)
    z = (draw.nonzero(-4, 4), draw.nonzero(-4, 4))
    back = [sum(w2[i][j] * d2[i] for i in range(2)) for j in range(2)]
    delta = [v if s > 0 else 0 for v, s in zip(back, z, strict=True)]
    if level == 2:
        if not any(delta):
            raise Unsuitable("nothing flows")
        key = column(delta)
        return Draft(
            prompt=f"The gradient by the pre-activations of layer 2 is $\\boldsymbol{{\\delta}}^{{(2)}} = {vec(d2)}$, its weights are $W^{{(2)}} = {mat(w2)}$. Layer 1 has ReLU and the pre-activations $\\mathbf{{z}}^{{(1)}} = {vec(z)}$. What is $\\boldsymbol{{\\delta}}^{{(1)}}$?",
            key=key,
            proof=Rederived(
                "differences",
                "The second layer's pre-activations were moved and weighted with the gradient, through the ReLU.",
                lambda: tuple(
                    second_way.slope(partial(_through_relu, w2, d2, z, j), second_way.real(z[j]))
                    for j in range(2)
                ),
            ),
            steps=(
                Step(
                    "Transposed weights times the later gradient",
                    f"{mat(tuple(zip(*w2, strict=True)))} {vec(d2)} = {vec(back)}",
                ),
                Step(
                    "Closed where the pre-activation is negative",
                    rf"{chain(times(back[0], int(z[0] > 0)), delta[0])}",
                ),
                Step("And the second unit", rf"{chain(times(back[1], int(z[1] > 0)), delta[1])}"),
            ),
            hints=(
                "You are asked for the gradient one layer further back.",
                BACK,
                "Transpose the weight matrix first: what was a column becomes a row.",
            ),
            answer_hint=VECTOR,
            mistakes=but_key(
                key,
                Mistake(column(back), "The ReLU is closed where its pre-activation is negative."),
                Mistake(
                    column([sum(w2[i][j] * d2[j] for j in range(2)) * int(z[i] > 0) for i in range(2)]),
                    "Backwards the weight matrix is transposed.",
                ),
                Mistake(
                    column([v * s for v, s in zip(back, z, strict=True)]),
                    "Multiply by the slope of the ReLU, 0 or 1, not by the pre-activation.",
                ),
            ),
        )
    h = draw.full_vector(2, 0, 4)
    gradient = [[d * v for v in h] for d in d2]
    key = grid(gradient)
    return Draft(
        prompt=f"A layer got the input $\\mathbf{{h}} = {vec(h)}$, and the gradient by its pre-activations is $\\boldsymbol{{\\delta}} = {vec(d2)}$. What is the gradient by its weight matrix, $\\nabla_W L$?",
        key=key,
        proof=Rederived(
            "differences",
            "Each weight was moved by itself and the change of the loss measured.",
            lambda: tuple(
                tuple(second_way.slope(partial(_moved, d2, h, (i, j)), second_way.real(1)) for j in range(2))
                for i in range(2)
            ),
        ),
        steps=(Step("Column times row", f"{vec(d2)} {mat((h,))} = {mat(gradient)}"),),
        hints=(
            "You are asked for a matrix of the shape of the weights.",
            WEIGHTS,
            f"The first entry is ${times(d2[0], h[0])}$: gradient of the unit times the input of the weight.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(
            key,
            Mistake(
                grid([list(r) for r in zip(*gradient, strict=True)]),
                "Rows belong to units, columns to inputs: the other way round.",
            ),
            Mistake(
                grid([[-v for v in row] for row in gradient]),
                "The gradient itself has no minus; only the step has.",
            ),
            Mistake(
                grid([[d2[0] * h[0], 0], [0, d2[1] * h[1]]]), "Every unit is connected with every input."
            ),
        ),
    )


def _numeric(draw: Draw, level: int) -> Draft:
    a, b, at = draw.integer(1, 4), draw.nonzero(-4, 4), draw.integer(-3, 3)
    e = draw.choice((Fraction(1, 10), Fraction(1, 100), Fraction(1, 2)))
    cubic = draw.coin()
    f = (lambda t: a * t**3 + b * t) if cubic else (lambda t: a * t * t + b * t)
    value = (f(at + e) - f(at - e)) / (2 * e)
    key = rational(value)
    inside = plus(
        f"{a if a > 1 else ''}w^{3 if cubic else 2}", f"{b}w" if abs(b) > 1 else "w" if b == 1 else "-w"
    )
    exact = 3 * a * at * at + b if cubic else 2 * a * at + b
    return Draft(
        prompt=f"Check a gradient: the loss is $L(w) = {inside}$. What does the central difference with $\\epsilon = {decimal(e)}$ give at $w = {at}$?",
        key=key,
        proof=Rederived(
            "expansion",
            "The difference was worked out from the powers of the step: the derivative plus what is left of the cube.",
            lambda: exact + (a * e * e if cubic else 0),
        ),
        steps=(
            Step("A bit to the right", f"L({short(at + e)}) = {short(f(at + e))}"),
            Step("A bit to the left", f"L({short(at - e)}) = {short(f(at - e))}"),
            Step(
                "Difference over twice the step",
                rf"\frac{{{short(f(at + e))} - {guarded(short(f(at - e)))}}}{{2 \cdot {decimal(e)}}} = {short(value)}",
            ),
        ),
        hints=(
            "You are asked for a numerical slope.",
            r"$\frac{L(w + \epsilon) - L(w - \epsilon)}{2 \epsilon}$.",
            f"Evaluate the loss at ${short(at + e)}$ and at ${short(at - e)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational((f(at + e) - f(at)) / e), "That is the one-sided difference; take both sides."),
            Mistake(rational(2 * value), "Divide by twice the step."),
            Mistake(sympy.Integer(exact), "That is the exact derivative; the difference is a bit off."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    x, w, b, v, c, y = _chain_network(draw)
    z = w * x + b
    d = v * z + c - y
    kind = draw.choice(("v", "y"))
    if kind == "v":
        key = sympy.Integer(v)
        prompt = f"In $\\hat{{y}} = vh + c$ with $h = \\max(0, wx + b)$ the gradient by $\\hat{{y}}$ is ${d}$ and the one by $w$ is ${d * v * x}$, for $x = {x}$ and an open ReLU. Which number is $v$?"

        def check(t: Any) -> Any:
            return isinstance(t, Fraction) and d * t * x == d * v * x

        steps: tuple[Step, ...] = (
            Step(
                "Gradient by w is gradient by the output, times v, times x",
                rf"\frac{{{d * v * x}}}{{{times(d, x)}}} = {v}",
            ),
        )
        wrong = [
            Mistake(sympy.Integer(v * x), "Divide by the input as well."),
            Mistake(-key, "Mind the signs."),
        ]
        first = rf"The way back from the output to $w$ has the factors $v$ and $x = {x}$."
    else:
        key = sympy.Integer(y)
        prompt = f"A network with the loss $\\frac{{1}}{{2}} (\\hat{{y}} - y)^2$ predicts $\\hat{{y}} = {v * z + c}$ from the hidden value $h = {z}$ with $\\hat{{y}} = vh + c$. The gradient by $v$ is ${d * z}$. What was the target $y$?"

        def check(t: Any) -> Any:
            return isinstance(t, Fraction) and (v * z + c - t) * z == d * z

        steps = (
            Step("Gradient by the output", rf"\frac{{{d * z}}}{{{z}}} = {d}"),
            Step("Prediction less that", chain(minus(v * z + c, d), y)),
        )
        wrong = [
            Mistake(sympy.Integer(v * z + c + d), "The gradient by the output is prediction minus target."),
            Mistake(sympy.Integer(d), "That is the gradient by the output."),
        ]
        first = f"The gradient by $v$ is that by the output times $h = {z}$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it in", "The gradient was worked out with this number.", check),
        steps=steps,
        hints=("A gradient is known; a number behind it is asked for.", WEIGHTS, first),
        mistakes=but_key(key, *wrong),
    )


def _judge(draw: Draw, level: int) -> Draft:
    n, m, _batch = draw.sample((2, 3, 4, 5, 6, 8, 10), 3)
    kind = draw.choice(("shape", "cost", "count"))
    if kind == "shape":
        shape = draw.choice(((m, n), (n, m)))
        truth = shape == (m, n)
        prompt = f"A linear layer turns {n} inputs into {m} outputs. True or false: the gradient of the loss by its weight matrix has the shape ${shape[0]} \\times {shape[1]}$."

        def check() -> Any:
            return numpy.outer(numpy.ones(m), numpy.ones(n)).shape == shape

        step = Step("As many entries as weights", chain(times(m, n), m * n))
    elif kind == "cost":
        claimed = draw.choice((m * n + n * m, m * n * m * n))
        truth = claimed <= 2 * m * n
        prompt = f"A linear layer of {m} units with {n} inputs needs {m * n} multiplications forward for one example. True or false: backwards (gradient by the inputs and by the weights) it gets by with {claimed}."

        def check() -> Any:
            return (
                claimed
                >= sum(1 for _ in range(n) for _ in range(m)) + numpy.outer(numpy.ones(m), numpy.ones(n)).size
                and claimed <= 2 * m * n
            )

        step = Step("As many again for each of the two", chain(plus(m * n, m * n), 2 * m * n))
    else:
        passes = m * n + m
        claimed = draw.choice((2 * passes, 1))
        truth = claimed == 2 * passes
        prompt = f"A layer of {m} units with {n} inputs has {passes} parameters. True or false: checking all of them by central differences takes {counted(claimed, 'forward pass', 'forward passes')}."

        def check() -> Any:
            return sum(2 for _ in range(passes)) == claimed

        step = Step("Two runs for each parameter", chain(times(2, passes), 2 * passes))
    return claim_draft(
        prompt=prompt,
        truth=truth,
        method="counting",
        detail="The entries and operations were counted one by one.",
        decide=check,
        steps=(step,),
        hints=(
            "You are asked about shapes or costs of the backward pass.",
            WEIGHTS
            + " The backward pass does about twice the work of the forward pass; differences need two forward passes for each parameter.",
            "Count the numbers that have to be computed.",
        ),
        if_wrong="The gradient has the shape of the weights, and one backward pass gives all of it for about the price of two forward passes. Differences pay two forward passes for every single parameter.",
    )


GENERATORS = (
    Generator(TOPIC, "chain", COMPUTE, _chain, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "layers", COMPUTE, _vector, levels=(2, 3), objectives=(1, 2)),
    Generator(TOPIC, "differences", COMPUTE, _numeric, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2, 3), objectives=(1, 2)),
    Generator(TOPIC, "cost", TRUE_FALSE, _judge, levels=(1,), objectives=(2, 4)),
    Generator(TOPIC, "in-order", ORDER, backward_pass, levels=(2,), objectives=(1,)),
)
