"""Exercises on convolution: sliding a kernel, output sizes, parameters, and the kernel that is turned round."""

from __future__ import annotations

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MATRIX,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.convolution.pieces import COUNT, SIZE, by_numpy, slide
from assistant.practice.generators.machine_learning.convolution.questions import (
    judge,
    true_convolution,
    unknown,
)
from assistant.practice.notation import (
    chain,
    counted,
    grid,
    mat,
    plus,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "convolution"


SLIDE = r"$y_{ij} = \sum_a \sum_b K_{ab} \, X_{i + a - 1,\, j + b - 1}$: lay the kernel on the image, multiply, add."


def _image(draw: Draw, level: int) -> Draft:
    image, kernel = (
        draw.matrix(3, 3, 0, 4),
        draw.choice(
            (
                ((1, -1), (1, -1)),
                ((1, 1), (-1, -1)),
                ((1, 0), (0, -1)),
                ((0, 1), (1, 0)),
                ((2, 0), (0, 1)),
                ((1, 2), (0, -1)),
                ((-1, 1), (0, 2)),
            )
        ),
    )
    out = slide(image, kernel)
    spot = (draw.integer(0, 1), draw.integer(0, 1))
    one = level == 1
    key = sympy.Integer(out[spot[0]][spot[1]]) if one else grid(out)
    window = [row[spot[1] : spot[1] + 2] for row in image[spot[0] : spot[0] + 2]]
    turned = slide(image, [list(reversed(row)) for row in reversed(kernel)])

    def entry(i: int, j: int) -> str:
        return plus(*(times(kernel[a][b], image[i + a][j + b]) for a in range(2) for b in range(2)))

    cells = [spot] if one else [(0, 0), (0, 1), (1, 0), (1, 1)]
    return Draft(
        prompt=f"The kernel ${mat(kernel)}$ slides over the image ${mat(image)}$ (no padding, stride 1; cross-correlation as in deep learning). "
        + (
            f"What is the output entry $y_{{{spot[0] + 1}{spot[1] + 1}}}$?"
            if one
            else draw.choice(("What is the output?", "Give the whole output."))
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "All windows were multiplied with the kernel by NumPy.",
            (lambda: by_numpy(image, kernel)[spot[0]][spot[1]]) if one else (lambda: by_numpy(image, kernel)),
        ),
        steps=tuple(
            Step(f"Entry in row {i + 1}, column {j + 1}", chain(entry(i, j), out[i][j])) for i, j in cells
        ),
        hints=(
            "You are asked for what the kernel sees.",
            SLIDE,
            f"The window in question is ${mat(window)}$."
            if one
            else f"The first entry starts with ${times(kernel[0][0], image[0][0])}$.",
        ),
        answer_hint=NUMBER if one else MATRIX,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(sympy.Integer(turned[spot[0]][spot[1]]), "Here the kernel is not turned round."),
                    Mistake(
                        sympy.Integer(out[spot[1]][spot[0]]),
                        "The first index is the row, the second the column.",
                    ),
                    Mistake(
                        sympy.Integer(sum(map(sum, window))),
                        "Multiply each pixel by its weight before adding.",
                    ),
                )
                if one
                else (
                    Mistake(grid(turned), "Here the kernel is not turned round."),
                    Mistake(grid([list(c) for c in zip(*out, strict=True)]), "Rows and columns are swapped."),
                )
            ),
        ),
    )


def _size(draw: Draw, level: int) -> Draft:
    n, k, p, t = (
        draw.choice((7, 8, 10, 12, 16, 28, 32, 64, 128, 224)),
        draw.choice((2, 3, 5, 7)),
        draw.choice((0, 0, 1, 2, 3)),
        draw.choice((1, 1, 2, 3, 4)),
    )
    if (level == 1 and t > 1) or k > n or p >= k:
        raise Unsuitable("not for this level")
    out = (n + 2 * p - k) // t + 1
    if level == 2 and t == 1:
        raise Unsuitable("not for this level")
    key = sympy.Integer(out)
    return Draft(
        prompt=draw.choice(
            (
                f"An image of ${n} \\times {n}$ pixels goes through a convolution with a ${k} \\times {k}$ kernel, padding {p} and stride {t}. How wide is the output?",
                f"Input width {n}, kernel size {k}, padding {p}, stride {t}: what is the width of the output?",
            )
        ),
        key=key,
        proof=Rederived(
            "placing",
            "The kernel was laid on every possible place of a padded row, and the places counted.",
            lambda: len([start for start in range(0, n + 2 * p, t) if start + k <= n + 2 * p]),
        ),
        steps=(
            Step("Width with padding, less the kernel", chain(f"{n} + 2 \\cdot {p} - {k}", n + 2 * p - k)),
            Step(
                "Steps of the stride, and one more place",
                rf"\left\lfloor \frac{{{n + 2 * p - k}}}{{{t}}} \right\rfloor + 1 = {out}",
            ),
        ),
        hints=(
            "You are asked on how many places the kernel fits.",
            SIZE,
            f"With padding the row is ${n} + 2 \\cdot {p}$ wide.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(out - 1), "The first place counts as well: add 1."),
            Mistake(sympy.Integer((n + p - k) // t + 1), "Padding goes on both sides."),
            Mistake(sympy.Integer(n + 2 * p - k + 1), "The stride skips places."),
            Mistake(sympy.Integer(n), "The output keeps the size only with the right padding and stride 1."),
        ),
    )


def _parameters(draw: Draw, level: int) -> Draft:
    c, f, k = (
        draw.choice((1, 3, 3, 4, 8, 16, 32, 64)),
        draw.choice((4, 6, 8, 10, 16, 32, 64)),
        draw.choice((1, 3, 3, 5, 7)),
    )
    n = draw.choice((8, 28, 32, 64))
    value = f * (c * k * k + 1)
    key = sympy.Integer(value)
    return Draft(
        prompt=draw.choice(
            (
                f"A convolutional layer turns {counted(c, 'channel')} of ${n} \\times {n}$ pixels into {f} channels with ${k} \\times {k}$ kernels and biases. How many parameters has it?",
                f"Count the parameters of a convolution with {counted(c, 'input channel')}, {f} filters of size ${k} \\times {k}$ and one bias for each filter.",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "Arrays of these shapes were made and their entries counted.",
            lambda: numpy.zeros((f, c, k, k)).size + numpy.zeros(f).size,
        ),
        steps=(
            Step("Weights of one filter", chain(f"{c} \\cdot {k}^{{2}}", c * k * k)),
            Step("With its bias", chain(plus(c * k * k, 1), c * k * k + 1)),
            Step("All filters", chain(times(f, c * k * k + 1), value)),
        ),
        hints=(
            "You are asked to count weights and biases.",
            COUNT,
            f"One filter has ${c} \\cdot {k}^2$ weights. The size of the image plays no part.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(f * c * k * k), "The biases are missing, one for each filter."),
            Mistake(sympy.Integer(f * (k * k + 1)), "Each filter runs through all input channels."),
            Mistake(sympy.Integer(c * k * k + f), "Each of the filters has weights of its own."),
            Mistake(
                sympy.Integer(f * c * (k * k + 1)),
                "There is one bias for each filter, not for each channel of it.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "slide", COMPUTE, _image, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "size", COMPUTE, _size, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "parameters", COMPUTE, _parameters, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "turned", COMPUTE, true_convolution, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(2, 3)),
    Generator(TOPIC, "same", TRUE_FALSE, judge, levels=(2,), objectives=(4,)),
)
