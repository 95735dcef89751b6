"""Exercises on the forward pass: outputs layer by layer, shapes, parameters, and why layers need a nonlinearity."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.network_solutions import two_layers
from assistant.practice.notation import (
    chain,
    column,
    counted,
    mat,
    plus,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "neural-network-forward-pass"
LAYER = (
    r"$\mathbf{z} = W\mathbf{h} + \mathbf{b}$, then $\operatorname{ReLU}(z) = \max(0, z)$ in each component."
)
COUNT = r"A layer with $n_{l-1}$ inputs and $n_l$ units has $n_l \, n_{l-1}$ weights and $n_l$ biases."
SHAPE = r"For a batch with one example per row, a layer computes $H W^\top$: $B \times n_{l-1}$ times $n_{l-1} \times n_l$."


def _layer_text(w: Any, h: Any, b: Any) -> str:
    return f"{mat(w)} {vec(h)} + {vec(b)}"


def _z(w: Any, h: Any, b: Any) -> list[int]:
    return [sum(x * y for x, y in zip(row, h, strict=True)) + c for row, c in zip(w, b, strict=True)]


def _layer(draw: Draw, level: int) -> Draft:
    w, x, b = draw.matrix(2, 2, -3, 3), draw.full_vector(2, -3, 3), draw.vector(2, -3, 3)
    z = _z(w, x, b)
    if level == 1:
        relu = draw.coin()
        value = [max(0, v) for v in z] if relu else z
        key = column(value)
        if relu and min(z) >= 0:
            raise Unsuitable("ReLU does nothing")
        return Draft(
            prompt=f"A layer has $W = {mat(w)}$ and $\\mathbf{{b}} = {vec(b)}$. What is its {'output after ReLU' if relu else 'pre-activation'} for the input $\\mathbf{{x}} = {vec(x)}$?",
            key=key,
            proof=Rederived(
                "NumPy",
                "The layer was computed by NumPy.",
                lambda: tuple(
                    int(v)
                    for v in (
                        numpy.maximum(numpy.array(w) @ numpy.array(x) + numpy.array(b), 0)
                        if relu
                        else numpy.array(w) @ numpy.array(x) + numpy.array(b)
                    )
                ),
            ),
            steps=(
                *(
                    Step(
                        f"Unit {i + 1}",
                        chain(plus(*(times(p, q) for p, q in zip(row, x, strict=True)), c), v),
                    )
                    for i, (row, c, v) in enumerate(zip(w, b, z, strict=True))
                ),
                *((Step("ReLU cuts off below zero", f"\\max(0, {z[0]}) = {value[0]}"),) if relu else ()),
            ),
            hints=(
                "You are asked for what one layer makes of an input.",
                LAYER,
                f"The first unit starts with ${times(w[0][0], x[0])}$.",
            ),
            answer_hint=VECTOR,
            mistakes=but_key(
                key,
                Mistake(column(z), "ReLU replaces negative numbers by 0."),
                Mistake(column([v - c for v, c in zip(z, b, strict=True)]), "The bias is missing."),
                Mistake(column([abs(v) for v in z]), "ReLU cuts off, it does not turn signs round."),
                Mistake(
                    column([sum(w[i][j] * x[i] for i in range(2)) + b[j] for j in range(2)]),
                    "Each unit takes a row of the weight matrix, not a column.",
                ),
            ),
        )
    hidden = [max(0, v) for v in z]
    v, c = draw.full_vector(2, -3, 3), draw.integer(-3, 3)
    out = v[0] * hidden[0] + v[1] * hidden[1] + c
    key = sympy.Integer(out)
    if not any(hidden) or min(z) >= 0:
        raise Unsuitable("nothing to cut off")
    return Draft(
        prompt=draw.choice(
            (
                f"A network has the hidden layer $W = {mat(w)}$, $\\mathbf{{b}} = {vec(b)}$ with ReLU and the output $v_1 h_1 + v_2 h_2 + c$ with $v = {tex(v)}$, $c = {c}$. What does it give for $\\mathbf{{x}} = {vec(x)}$?",
                f"Send $\\mathbf{{x}} = {vec(x)}$ through a hidden layer $W = {mat(w)}$, $\\mathbf{{b}} = {vec(b)}$ with ReLU, and then through an output unit with weights ${tex(v)}$ and bias ${c}$. What comes out?",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "The network was run by NumPy.",
            lambda: int(
                numpy.array(v) @ numpy.maximum(numpy.array(w) @ numpy.array(x) + numpy.array(b), 0) + c
            ),
        ),
        steps=(
            *(
                Step(
                    f"Hidden unit {i + 1}",
                    chain(plus(*(times(p, q) for p, q in zip(row, x, strict=True)), bias), s),
                )
                for i, (row, bias, s) in enumerate(zip(w, b, z, strict=True))
            ),
            *(
                Step(f"ReLU of hidden unit {i + 1}", f"\\max(0, {s}) = {h}")
                for i, (s, h) in enumerate(zip(z, hidden, strict=True))
            ),
            Step("Output unit", chain(plus(*(times(p, q) for p, q in zip(v, hidden, strict=True)), c), out)),
        ),
        hints=(
            "You are asked for one number that comes out of two layers.",
            LAYER,
            f"The first hidden unit starts with ${times(w[0][0], x[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(v[0] * z[0] + v[1] * z[1] + c), "ReLU was left out between the layers."),
            Mistake(sympy.Integer(out - c), "The bias of the output is missing."),
            Mistake(sympy.Integer(max(0, out)), "The output unit has no ReLU here."),
        ),
    )


def _parameters(draw: Draw, level: int) -> Draft:
    sizes = [
        draw.choice((2, 3, 4, 5, 8, 10, 20, 784)),
        *(draw.choice((2, 3, 4, 5, 6, 8, 10, 16, 32)) for _ in range(draw.choice((1, 2)))),
        draw.choice((1, 2, 3, 10)),
    ]
    pairs = list(pairwise(sizes))
    value = sum(b * a + b for a, b in pairs)
    key = sympy.Integer(value)
    return Draft(
        prompt=draw.choice(
            (
                f"A fully connected network has {sizes[0]} inputs, {'one hidden layer' if len(sizes) == 3 else 'hidden layers'} of {' and '.join(map(str, sizes[1:-1]))} units and {counted(sizes[-1], 'output')}, with biases everywhere. How many parameters has it?",
                f"Count the weights and biases of a network with layer widths {', '.join(map(str, sizes))} (the first is the input).",
            )
        ),
        key=key,
        proof=Rederived(
            "listing",
            "Arrays of these shapes were made by NumPy and their entries counted.",
            lambda: sum(numpy.zeros((b, a)).size + numpy.zeros(b).size for a, b in pairs),
        ),
        steps=(
            *(
                Step(f"Layer {i + 1}", chain(f"{times(b, a)} + {b}", b * a + b))
                for i, (a, b) in enumerate(pairs)
            ),
            Step("All layers", chain(plus(*(b * a + b for a, b in pairs)), value)),
        ),
        hints=(
            "You are asked to count weights and biases.",
            COUNT,
            f"The first layer has ${times(pairs[0][1], pairs[0][0])}$ weights.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(sum(a * b for a, b in pairs)), "The biases are missing."),
            Mistake(sympy.Integer(value + sizes[0]), "The input has no biases."),
            Mistake(sympy.Integer(math.prod(sizes)), "Layers add up; they do not multiply."),
            Mistake(sympy.Integer(sum(sizes)), "Those are the units; each has a weight for every input."),
        ),
    )


def _width(draw: Draw, level: int) -> Draft:
    if level == 2:
        a, h, o = draw.integer(2, 12), draw.integer(2, 20), draw.integer(1, 5)
        whole = h * a + h + o * h + o
        key = sympy.Integer(h)
        return Draft(
            prompt=f"A network with {a} inputs, one hidden layer and {counted(o, 'output')} has {whole} parameters, biases included. How many hidden units has it?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The parameters were counted with this width.",
                lambda v: (
                    isinstance(v, Fraction)
                    and v.denominator == 1
                    and v > 0
                    and v * a + v + o * v + o == whole
                ),
            ),
            steps=(
                Step(
                    "Each hidden unit brings its inputs, its bias and its outgoing weights",
                    chain(plus(a, 1, o), a + 1 + o),
                ),
                Step("Without the output biases, divided", rf"\frac{{{whole} - {o}}}{{{a + 1 + o}}} = {h}"),
            ),
            hints=(
                "The number of parameters is known, a width is asked for.",
                COUNT,
                f"How many parameters does one hidden unit bring? Its {a} weights, its bias, and its way to the outputs.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Rational(whole, a + o), "Count the biases as well."),
                Mistake(
                    sympy.Integer(h + 1),
                    "Put your number in and count, the biases of the outputs included: that is too much.",
                ),
            ),
        )
    batch, a, b = draw.sample((2, 3, 4, 5, 8, 16, 32, 64, 100, 128, 10, 784), 3)
    kind = draw.choice(("weights", "output", "input"))
    value = {"weights": (b, a), "output": (batch, b), "input": (batch, a)}[kind]
    key = column(value)
    known = {
        "weights": f"takes a batch of shape ${batch} \\times {a}$ and gives one of shape ${batch} \\times {b}$. What is the shape of its weight matrix $W$ (units times inputs)?",
        "output": f"has a weight matrix of shape ${b} \\times {a}$. A batch has the shape ${batch} \\times {a}$. What is the shape of the output?",
        "input": f"has a weight matrix of shape ${b} \\times {a}$ and gives an output of shape ${batch} \\times {b}$. What was the shape of the batch?",
    }[kind]

    def run() -> Any:
        x, w = numpy.zeros((batch, a), dtype=numpy.int8), numpy.zeros((b, a), dtype=numpy.int8)
        return {"weights": w.shape, "output": (x @ w.T).shape, "input": x.shape}[kind]

    return Draft(
        prompt=f"A fully connected layer {known} Answer as [rows, columns].",
        key=key,
        proof=Rederived("NumPy", "Arrays of these shapes were multiplied by NumPy.", run),
        steps=(
            Step(
                "Rows are examples, columns are numbers of each: the input, the transposed weights and the output fit together",
                rf"({batch} \times {a}) \, ({a} \times {b}) \to ({batch} \times {b})",
            ),
        ),
        hints=(
            "You are asked for a shape.",
            SHAPE,
            "The inner sizes of a product have to agree. Which of the numbers is the batch?",
        ),
        answer_hint="two numbers such as [32, 10]",
        mistakes=but_key(
            key,
            Mistake(column((value[1], value[0])), "Rows first: the other way round."),
            Mistake(
                column((batch, a) if kind != "input" else (b, a)), "That is another matrix of this layer."
            ),
        ),
    )


def _collapse(draw: Draw, level: int) -> Draft:
    w1, w2 = draw.matrix(2, 2, -2, 3), draw.matrix(2, 2, -2, 3)
    product_right = second_way.product(w2, w1)
    wrong = second_way.product(w1, w2)
    kind = draw.choice(("order", "relu"))
    if product_right == wrong:
        raise Unsuitable("they commute")
    if kind == "order":
        truth = draw.coin()
        shown = product_right if truth else wrong
        prompt = f"Two layers without activation and bias: first $W_1 = {mat(w1)}$, then $W_2 = {mat(w2)}$. True or false: together they are the single layer with the matrix ${mat(shown)}$."
        x: tuple[int, ...] = ()

        def check() -> Any:
            return all(
                _z(w2, _z(w1, e, (0, 0)), (0, 0)) == [row[i] for row in shown]
                for i, e in enumerate(((1, 0), (0, 1)))
            )

    else:
        x = draw.full_vector(2, -3, 3)
        z = _z(w1, x, (0, 0))
        with_relu = _z(w2, [max(0, v) for v in z], (0, 0))
        truth = with_relu == _z(product_right, x, (0, 0))
        prompt = f"$W_1 = {mat(w1)}$ and $W_2 = {mat(w2)}$ are two layers without biases, with ReLU between them. True or false: for the input $\\mathbf{{x}} = {vec(x)}$ the output equals $W_2 W_1 \\mathbf{{x}}$."

        def check() -> Any:
            return bool(
                (
                    numpy.array(w2) @ numpy.maximum(numpy.array(w1) @ numpy.array(x), 0)
                    == numpy.array(w2) @ numpy.array(w1) @ numpy.array(x)
                ).all()
            )

    return claim_draft(
        prompt=prompt,
        truth=truth,
        method="unit vectors" if kind == "order" else "NumPy",
        detail="The layers were applied one after the other and compared with the single matrix.",
        decide=check,
        steps=(
            Step("The product of both", f"{mat(w2)} {mat(w1)} = {mat(product_right)}"),
            *((Step("The first layer", f"{mat(w1)} {vec(x)} = {vec(_z(w1, x, (0, 0)))}"),) if x else ()),
        ),
        hints=(
            "You are asked whether two layers are one.",
            r"Without an activation $W_2 (W_1 \mathbf{x}) = (W_2 W_1) \mathbf{x}$: the layers collapse into one. ReLU between them changes what is negative.",
            "The layer that acts first stands on the right of the product."
            if kind == "order"
            else "Is any number negative after the first layer?",
        ),
        if_wrong="Without a nonlinearity two layers are one matrix, the later one on the left. ReLU breaks that wherever it cuts something off.",
    )


GENERATORS = (
    Generator(TOPIC, "layers", COMPUTE, _layer, levels=(1, 3), objectives=(1,)),
    Generator(TOPIC, "parameters", COMPUTE, _parameters, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "sizes", REVERSE, _width, levels=(1, 2), objectives=(2, 3)),
    Generator(TOPIC, "collapse", TRUE_FALSE, _collapse, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, two_layers, levels=(3,), objectives=(1,)),
)
