"""Exercises on convolution: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.convolution.pieces import COUNT, SIZE, by_numpy, slide
from assistant.practice.notation import (
    chain,
    counted,
    mat,
    minus,
    over,
    plus,
    root,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def true_convolution(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “true convolution”."""
    u = draw.full_vector(draw.choice((2, 3)), -3, 4)
    v = draw.full_vector(draw.choice((2, 3)), -3, 4)
    m = draw.integer(0, len(u) + len(v) - 2)
    out = [
        sum(u[s] * v[i - s] for s in range(len(u)) if 0 <= i - s < len(v)) for i in range(len(u) + len(v) - 1)
    ]
    pairs = [(u[s], v[m - s]) for s in range(len(u)) if 0 <= m - s < len(v)]
    if len(pairs) < 2:
        raise Unsuitable("one product only")
    key = sympy.Integer(out[m])
    names = ", ".join(str(a) for a in u), ", ".join(str(a) for a in v)
    return Draft(
        prompt=f"In the convolution of mathematics (positions from 0), $u = ({names[0]})$ and $v = ({names[1]})$. What is $(u * v)_{{{m}}}$?",
        key=key,
        proof=Rederived(
            "polynomials",
            "The sequences were multiplied as the coefficients of two polynomials by NumPy.",
            lambda: (
                int(numpy.polymul(list(reversed(u)), list(reversed(v)))[::-1][m])
                if m < len(numpy.polymul(list(reversed(u)), list(reversed(v))))
                else 0
            ),
        ),
        steps=(
            Step(
                "Products whose positions add up to this one",
                chain(plus(*(times(a, b) for a, b in pairs)), out[m]),
            ),
        ),
        hints=(
            "You are asked for one entry of a convolution in which the second sequence runs backwards.",
            r"$(u * v)_m = \sum_s u_s v_{m - s}$: the two positions add up to $m$.",
            f"Which pairs of positions add up to {m}? The first product is ${times(*pairs[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(sum(a * b for a, b in zip(u, v, strict=False))),
                "That is cross-correlation at the first place: here one sequence runs backwards.",
            ),
            Mistake(sympy.Integer(sum(u) * sum(v)), "That is the sum of the whole convolution."),
            Mistake(
                sympy.Integer(pairs[0][0] * pairs[0][1]),
                "There are more products whose positions add up to this one.",
            ),
        ),
    )


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        k = draw.choice((3, 5, 7, 9, 11, 13))
        n = draw.choice((10, 14, 20, 28, 32, 50, 64, 100))
        key = sympy.Integer((k - 1) // 2)
        return Draft(
            prompt=draw.choice(
                (
                    f"Which padding keeps the width {n} with a ${k} \\times {k}$ kernel and stride 1?",
                    f"A ${k} \\times {k}$ kernel with stride 1 should give an output as wide as its input, {n}. How many zeros have to be added on each side?",
                )
            ),
            key=key,
            proof=Satisfies(
                "placing",
                "With this padding the places of the kernel were counted.",
                lambda v: (
                    isinstance(v, Fraction) and v.denominator == 1 and v >= 0 and n + 2 * v - k + 1 == n
                ),
            ),
            steps=(
                Step("The kernel takes away its size less one", chain(minus(k, 1), k - 1)),
                Step("Half of it on each side", chain(over(k - 1, 2), (k - 1) // 2)),
            ),
            hints=(
                "The output size is known, the padding is asked for.",
                SIZE,
                f"Without padding the width would shrink by ${k} - 1$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(k - 1), "Half of it goes on each side."),
                Mistake(
                    sympy.Rational(k, 2), "The kernel fits on one place more: half of its size less one."
                ),
                Mistake(
                    sympy.Integer((k + 1) // 2),
                    "Count where the kernel fits: that much padding makes the output wider than the input.",
                ),
            ),
        )
    c, f, k = draw.choice((1, 2, 3, 4, 8)), draw.integer(2, 40), draw.choice((2, 3, 4, 5, 7))
    whole = f * (c * k * k + 1)
    key = sympy.Integer(k)
    return Draft(
        prompt=f"A convolutional layer with {counted(c, 'input channel')} and {f} filters has {whole} parameters, biases included. How large are its square kernels, on one side?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The parameters were counted with this kernel size.",
            lambda v: (
                isinstance(v, Fraction) and v.denominator == 1 and v > 0 and f * (c * v * v + 1) == whole
            ),
        ),
        steps=(
            Step("Parameters of one filter", chain(over(whole, f), c * k * k + 1)),
            Step("Without the bias, for one channel", rf"\frac{{{c * k * k + 1} - 1}}{{{c}}} = {k * k}"),
            Step("The side", chain(root(k * k), k)),
        ),
        hints=(
            "The number of parameters is known, the kernel size is asked for.",
            COUNT,
            f"One filter has $\\frac{{{whole}}}{{{f}}}$ parameters.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(k * k), "That is the number of weights of one channel; take the root."),
            Mistake(sympy.Integer(k + 1), "Mind the bias."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    kernel = draw.choice(
        (
            ((1, 2), (2, 1)),
            ((1, -1), (-1, 1)),
            ((0, 3), (3, 0)),
            ((1, 2), (3, 4)),
            ((1, 0), (0, -1)),
            ((1, -1), (1, -1)),
            ((2, 2), (2, 2)),
            ((1, 1), (0, 0)),
            ((0, 1), (0, 1)),
            ((5, 2), (2, 5)),
            ((4, 1), (3, 1)),
        )
    )
    image = draw.matrix(3, 3, 0, 5)
    half_turn = [list(reversed(row)) for row in reversed(kernel)]
    truth = [list(row) for row in kernel] == half_turn
    if not truth and slide(image, kernel) == slide(image, half_turn):
        raise Unsuitable("no difference")
    return claim_draft(
        prompt=f"True or false: on the image ${mat(image)}$ the kernel ${mat(kernel)}$ gives the same by cross-correlation as by the convolution of mathematics (places where it fits).",
        truth=truth,
        method="NumPy",
        detail="Both were computed by NumPy, once with the kernel as it is and once turned by half a turn.",
        decide=lambda: by_numpy(image, kernel) == by_numpy(image, half_turn),
        steps=(
            Step(
                "First entry by cross-correlation",
                chain(
                    plus(*(times(kernel[a][b], image[a][b]) for a in range(2) for b in range(2))),
                    slide(image, kernel)[0][0],
                ),
            ),
            Step(
                "First entry with the turned kernel",
                chain(
                    plus(*(times(half_turn[a][b], image[a][b]) for a in range(2) for b in range(2))),
                    slide(image, half_turn)[0][0],
                ),
            ),
        ),
        hints=(
            "You are asked whether turning the kernel matters here.",
            "The convolution of mathematics turns the kernel by half a turn before it slides.",
            "Turn the kernel by half a turn: is it still the same?",
        ),
        if_wrong="Both agree for every image when the kernel looks the same after half a turn, and differ in general otherwise.",
    )
