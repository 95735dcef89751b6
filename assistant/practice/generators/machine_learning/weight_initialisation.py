"""Exercises on weight initialisation: Xavier and He, signals through a stack of layers, symmetry."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.derivations import variance_of_score
from assistant.practice.generators.probability.pieces import (
    bracketed,
    fpow,
    total,
)
from assistant.practice.notation import (
    chain,
    counted,
    dot_sum,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "weight-initialisation"
RULES = (
    r"He: $s^2 = \frac{2}{n_{\text{in}}}$ for ReLU; Xavier: $s^2 = \frac{2}{n_{\text{in}} + n_{\text{out}}}$."
)
SIGNAL = r"$\operatorname{Var}(z_i) = n s^2 q$ with the mean square $q$ of the inputs; ReLU keeps half of the mean square."


def _deviation(draw: Draw, level: int) -> Draft:
    he = draw.coin()
    n = (
        draw.choice((2, 8, 18, 32, 50, 98, 128, 200, 288, 512, 784, 1024, 800, 3200, 5000))
        if he
        else draw.choice((2, 4, 6, 10, 20, 30, 64, 100, 128, 150, 200, 256, 300, 400))
    )
    m = (
        draw.choice((4, 10, 16, 50, 100, 128, 200))
        if he
        else draw.choice(
            (2, 4, 8, 12, 14, 22, 28, 40, 50, 62, 64, 72, 92, 100, 128, 156, 200, 256, 300, 400, 700)
        )
    )
    variance = Fraction(2, n) if he else Fraction(2, n + m)
    kind = draw.choice(("variance", "deviation", "bound"))
    key = {
        "variance": rational(variance),
        "deviation": sympy.sqrt(rational(variance)),
        "bound": sympy.sqrt(3 * rational(variance)),
    }[kind]
    if not any((key / sympy.sqrt(inside)).is_Rational for inside in (1, 2, 3, 5, 6, 10)):
        raise Unsuitable("ugly value")
    if kind == "deviation" and not key.is_Rational and draw.coin():
        raise Unsuitable("ugly value")
    name = "He" if he else "Xavier"
    asked = {
        "variance": "What variance do the weights get?",
        "deviation": "What standard deviation do the weights get?",
        "bound": "The weights are drawn uniformly between $-a$ and $a$. What is $a$?",
    }[kind]
    return Draft(
        prompt=f"A layer with {n} inputs and {counted(m, 'unit')} is initialised by the {name} rule. {asked}",
        key=key,
        proof=Satisfies(
            "signal",
            "The mean square that such weights pass on was worked out.",
            lambda v: (
                not isinstance(v, tuple)
                and v > 0
                and second_way.equal(
                    {"variance": v, "deviation": v * v, "bound": v * v / 3}[kind] * (n if he else n + m), 2
                )
            ),
        ),
        steps=(
            *((Step("Inputs and units together", chain(plus(n, m), n + m)),) if not he else ()),
            Step("Variance", rf"\frac{{2}}{{{n if he else n + m}}} = {tex(variance)}"),
            *((Step("Its root", rf"\sqrt{{{tex(variance)}}} = {tex(key)}"),) if kind == "deviation" else ()),
            *(
                (
                    Step(
                        "Uniform: the bound squared over three is the variance",
                        rf"\sqrt{{3 \cdot {tex(variance)}}} = {tex(key)}",
                    ),
                )
                if kind == "bound"
                else ()
            ),
        ),
        hints=(
            "You are asked for the width of random weights.",
            RULES
            + (
                r" A uniform variable between $-a$ and $a$ has the variance $\frac{a^2}{3}$."
                if kind == "bound"
                else ""
            ),
            f"The fan-in is {n}" + ("." if he else f", the fan-out {m}."),
        ),
        answer_hint="a number such as 1/10 or sqrt(2)/8",
        mistakes=but_key(
            key,
            Mistake(
                rational(variance) if kind != "variance" else sympy.sqrt(rational(variance)),
                "That is the variance." if kind != "variance" else "That is the standard deviation.",
            ),
            Mistake(
                {
                    "variance": sympy.Rational(1, n),
                    "deviation": 1 / sympy.sqrt(n),
                    "bound": sympy.sqrt(sympy.Rational(3, n)),
                }[kind],
                "Above the line stands a 2.",
            ),
            Mistake(
                {
                    "variance": sympy.Rational(2, n + m if he else n),
                    "deviation": sympy.sqrt(sympy.Rational(2, n + m if he else n)),
                    "bound": sympy.sqrt(sympy.Rational(6, n + m if he else n)),
                }[kind],
                f"That is the {'Xavier' if he else 'He'} rule.",
            ),
        ),
    )


def _stack(draw: Draw, level: int) -> Draft:
    n, layers = draw.choice((50, 100, 200, 256, 400, 512)), draw.integer(2, 6)
    relu = draw.coin()
    per = draw.choice(
        (
            Fraction(1, 2),
            Fraction(2),
            Fraction(1, 4),
            Fraction(4),
            Fraction(1),
            Fraction(3, 2),
            Fraction(9, 4),
        )
    )
    s2 = per / n * (2 if relu else 1)
    value = per**layers
    key = rational(value)
    return Draft(
        prompt=f"{layers} layers of {n} units each, weights with mean 0 and variance ${tex(s2)}$, {'ReLU after each' if relu else 'no activation'}. By which factor has the mean square of the signal changed at the end?",
        key=key,
        proof=Rederived(
            "layer by layer",
            "The mean square was passed on layer by layer, input by input.",
            lambda: list(
                accumulate(
                    [Fraction(1)] + [s2] * layers, lambda q, v: total([v * q] * n) / (2 if relu else 1)
                )
            )[-1],
        ),
        steps=(
            Step(
                "Factor of one layer",
                rf"{n} \cdot {tex(s2)}" + (r" \cdot \frac{1}{2}" if relu else "") + f" = {tex(per)}",
            ),
            Step("One factor for each layer", chain(fpow(per, layers), value)),
        ),
        hints=(
            "You are asked how a signal grows or fades through layers.",
            SIGNAL,
            f"One layer multiplies the mean square by ${n} \\cdot {tex(s2)}$"
            + (" and ReLU halves it." if relu else "."),
        ),
        mistakes=but_key(
            key,
            Mistake(rational(per), "That is one layer."),
            Mistake(rational(per * layers), "Factors multiply through layers."),
            Mistake(
                rational((per * 2 if relu else per / 2) ** layers),
                "ReLU keeps half of the mean square." if relu else "Without ReLU nothing is halved.",
            ),
            Mistake(rational((s2 if s2 < 1 else 1 / s2) ** layers), "Each unit adds up all of its inputs."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        n = draw.choice((2, 8, 18, 32, 50, 72, 98, 128, 200, 242, 288, 512, 800, 1250, 5000, 20000))
        m = draw.choice((10, 20, 64, 100))
        s = sympy.sqrt(sympy.Rational(2, n))
        key = sympy.Integer(n)
        return Draft(
            prompt=draw.choice(
                (
                    f"He initialisation gave a layer weights with the standard deviation ${tex(s)}$. How many inputs has it?",
                    f"A ReLU layer with {m} units was initialised by the He rule with the standard deviation ${tex(s)}$. What is its fan-in?",
                )
            ),
            key=key,
            proof=Satisfies(
                "putting it in",
                "The standard deviation was worked out with so many inputs.",
                lambda v: (
                    isinstance(v, Fraction)
                    and v > 0
                    and second_way.equal(second_way.root(2 / v), second_way.root(Fraction(2, n)))
                ),
            ),
            steps=(
                Step("The variance", f"{bracketed(s)}^{{2}} = {tex(Fraction(2, n))}"),
                Step("Two over the variance", rf"\frac{{2}}{{{tex(Fraction(2, n))}}} = {n}"),
            ),
            hints=(
                "The width of the weights is known, the fan-in is asked for.",
                RULES,
                "Square the standard deviation first.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Rational(n, 2), "The 2 stands above the line."),
                Mistake(2 / s, "Square the standard deviation."),
            ),
        )
    n, relu = draw.choice((10, 20, 25, 50, 64, 100, 128, 200, 256, 400, 500, 512, 1000)), draw.coin()
    growth: Any = draw.choice((1, 1, 2, 4, Fraction(1, 2), Fraction(1, 4)))
    key = rational(Fraction(growth) * (2 if relu else 1) / n)
    return Draft(
        prompt=f"Each layer has {n} inputs per unit{' and ReLU' if relu else ', no activation'}. "
        + (
            "Which variance must the weights have so that the mean square of the signal stays the same?"
            if growth == 1
            else f"The mean square of the signal is multiplied by ${short(Fraction(growth))}$ in every layer. Which variance have the weights?"
        ),
        key=key,
        proof=Satisfies(
            "one layer",
            "A signal of mean square 1 was sent through one layer.",
            lambda v: isinstance(v, Fraction) and total([v] * n) / (2 if relu else 1) == growth,
        ),
        steps=(
            Step(
                "Inputs times variance" + (", halved by ReLU" if relu else ""),
                rf"{n} \cdot {tex(key)}"
                + (r" \cdot \frac{1}{2}" if relu else "")
                + f" = {short(Fraction(growth))}",
            ),
        ),
        hints=(
            "The factor is known, the variance of the weights is asked for.",
            SIGNAL,
            f"One layer multiplies the mean square by ${n} s^2$" + (", and ReLU halves it." if relu else "."),
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                key / 2 if relu else 2 * key,
                "ReLU keeps half of the mean square." if relu else "Without ReLU nothing is halved.",
            ),
            Mistake(sympy.Integer(1), "A unit adds up many inputs."),
            Mistake(sympy.sqrt(key), "That is the standard deviation."),
        ),
    )


def _symmetry(draw: Draw, level: int) -> Draft:
    x, equal = draw.full_vector(2, -3, 3), draw.coin()
    w = draw.full_vector(2, -3, 3)
    second = w if equal else (w[0], w[1] + draw.choice((1, 2, -1)))
    v = draw.choice(((1, 1), (2, 2))) if equal else draw.choice(((1, 1), (2, 1)))
    d = draw.nonzero(-4, 4)
    z = [sum(a * b for a, b in zip(row, x, strict=True)) for row in (w, second)]
    if min(z) <= 0:
        raise Unsuitable("closed units")
    new = [
        tuple(a - Fraction(1, 10) * d * c * b for a, b in zip(row, x, strict=True))
        for row, c in zip((w, second), v, strict=True)
    ]
    truth = new[0] == new[1]
    return claim_draft(
        prompt=f"Two hidden ReLU units start with the weights ${tex(w)}$ and ${tex(second)}$ and the outgoing weights ${v[0]}$ and ${v[1]}$. The input is ${tex(x)}$, and the gradient by the output is ${d}$. True or false: after a step of gradient descent both hidden units still have the same weights.",
        truth=truth,
        method="NumPy",
        detail="The gradients of both units were formed by NumPy and compared.",
        decide=lambda: (
            bool(
                (
                    numpy.array(w) - d * v[0] * numpy.array(x) / 10
                    == numpy.array(second) - d * v[1] * numpy.array(x) / 10
                ).all()
            )
            if equal
            else w == second
        ),
        steps=(
            Step("First unit sees", chain(dot_sum(w, x), z[0])),
            Step("Second unit sees", chain(dot_sum(second, x), z[1])),
            Step(
                "Gradients by the first weight of each",
                f"{times(d, v[0], x[0])} {'=' if v[0] == v[1] else chr(92) + 'neq'} {times(d, v[1], x[0])}",
            ),
        ),
        hints=(
            "You are asked whether equal units can ever become different.",
            "The gradient of a unit depends on its input, its own value and its outgoing weight. What is equal in all of these moves alike for ever.",
            "Compare the two units: weights in, weight out.",
        ),
        if_wrong="Units that start equal get equal gradients and stay equal, so that many units do the work of one. Random weights break the symmetry.",
    )


GENERATORS = (
    Generator(TOPIC, "width", COMPUTE, _deviation, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "stack", COMPUTE, _stack, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "symmetry", TRUE_FALSE, _symmetry, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, variance_of_score, levels=(3,), objectives=(2,)),
)
