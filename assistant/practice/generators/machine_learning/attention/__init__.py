"""Exercises on attention: weights and output of one query, shapes, the root of the dimension, causal masks."""

from __future__ import annotations

import math
from fractions import Fraction
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
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.attention.shapes import find_shape
from assistant.practice.generators.machine_learning.network_solutions import attention_step
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    guarded,
    over,
    plus,
    rational,
    root,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "attention"
FORMULA_TEXT = r"$s_j = \frac{\mathbf{q} \cdot \mathbf{k}_j}{\sqrt{d}}$, $a_j = \frac{e^{s_j}}{\sum_l e^{s_l}}$, $\mathbf{o} = \sum_j a_j \mathbf{v}_j$."
EXACT = "a number such as 3/4"


def _ln(n: int) -> str:
    return "0" if n == 1 else rf"\ln {n}"


def _some_weights(draw: Draw, size: int) -> list[int]:
    weights = [draw.choice((1, 1, 2, 3, 4, 5, 6)) for _ in range(size)]
    if len(set(weights)) == 1 or math.gcd(*weights) > 1:
        raise Unsuitable("all alike")
    return weights


def _softmax(scores: Any) -> list[Any]:
    powers = [second_way.called("exp", s - max(scores)) for s in scores]
    return [p / sum(powers) for p in powers]


def _output(draw: Draw, level: int) -> Draft:
    weights = _some_weights(draw, 2 if level == 1 else 3)
    values = [tuple(draw.integer(-4, 6) for _ in range(1 if level == 1 else 2)) for _ in weights]
    if len(set(values)) < len(values):
        raise Unsuitable("values alike")
    whole = sum(weights)
    shares_ = [Fraction(w, whole) for w in weights]
    out = [total(a * v[i] for a, v in zip(shares_, values, strict=True)) for i in range(len(values[0]))]
    key = rational(out[0]) if level == 1 else column(out)
    scores = ", ".join(f"${_ln(w)}$" for w in weights)
    shown = ", ".join(f"${v[0]}$" if level == 1 else f"${tex(v)}$" for v in values)

    def again() -> Any:
        soft = _softmax([second_way.called("log", w) for w in weights])
        found = tuple(sum(a * v[i] for a, v in zip(soft, values, strict=True)) for i in range(len(values[0])))
        return found[0] if level == 1 else found

    tokens = draw.choice(("An attention head", "A query", "One token"))
    return Draft(
        prompt=f"{tokens} has the scores {scores} with its keys (already divided by $\\sqrt{{d}}$); the values are {shown}. What is the output?",
        key=key,
        proof=Rederived("80 digits", "The softmax was computed at 80 digits and the values weighted.", again),
        steps=(
            Step("Add the exponentials", chain(plus(*weights), whole)),
            *(
                Step(
                    f"Weight of value {i + 1}",
                    rf"\frac{{e^{{{_ln(w)}}}}}{{{whole}}} = {tex(Fraction(w, whole))}",
                )
                for i, w in enumerate(weights)
            ),
            *(
                Step(
                    "Weighted sum" if level == 1 else f"Component {i + 1}",
                    chain(
                        plus(
                            *(
                                rf"{tex(a)} \cdot {guarded(v[i])}"
                                for a, v in zip(shares_, values, strict=True)
                            )
                        ),
                        o,
                    ),
                )
                for i, o in enumerate(out)
            ),
        ),
        hints=(
            "You are asked for a weighted mean of the values.",
            FORMULA_TEXT,
            f"The exponentials of the scores are {listed(weights)}.",
        ),
        answer_hint=EXACT if level == 1 else VECTOR,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(rational(out[0] * whole), "Divide by the sum of the exponentials."),
                    Mistake(
                        sympy.Rational(sum(v[0] for v in values), len(values)),
                        "The weights are not equal: take the softmax of the scores.",
                    ),
                    Mistake(
                        sympy.Integer(values[weights.index(max(weights))][0]),
                        "Attention is soft: the other value counts as well.",
                    ),
                )
                if level == 1
                else (
                    Mistake(column([o * whole for o in out]), "Divide by the sum of the exponentials."),
                    Mistake(
                        column([Fraction(sum(v[i] for v in values), 3) for i in range(2)]),
                        "The weights are not equal: take the softmax of the scores.",
                    ),
                )
            ),
        ),
    )


def _scaled(draw: Draw, level: int) -> Draft:
    d = draw.choice((4, 4, 9, 16))
    r = math.isqrt(d)
    q = [draw.integer(-2, 3) for _ in range(min(d, 4))]
    k = [draw.integer(-2, 3) for _ in q]
    dot = sum(a * b for a, b in zip(q, k, strict=True))
    if d > 4:
        dot = draw.nonzero(-24, 24)
        setting = f"A query and a key with ${d}$ components have the dot product ${dot}$."
        first = f"The root of the dimension is ${root(d)}$."
        step = Step(
            "Divide by the root of the dimension",
            rf"\frac{{{dot}}}{{\sqrt{{{d}}}}} = {tex(Fraction(dot, r))}",
        )
        steps: tuple[Step, ...] = (step,)
    else:
        if dot == 0:
            raise Unsuitable("nothing to scale")
        setting = f"A query is ${tex(tuple(q))}$, a key ${tex(tuple(k))}$."
        first = f"The dot product starts with ${times(q[0], k[0])}$."
        steps = (
            Step("Dot product", chain(dot_sum(q, k), dot)),
            Step(
                "Divide by the root of the dimension",
                rf"\frac{{{dot}}}{{\sqrt{{{d}}}}} = {tex(Fraction(dot, r))}",
            ),
        )
    key = sympy.Rational(dot, r)
    return Draft(
        prompt=f"{setting} What is their score in scaled dot-product attention?",
        key=key,
        proof=Satisfies(
            "squaring",
            "The square of the score times the dimension is the square of the dot product, and the signs agree.",
            lambda v: isinstance(v, Fraction) and v * v * d == dot * dot and v * dot > 0,
        ),
        steps=steps,
        hints=(
            "You are asked for one score, before the softmax.",
            r"$s = \frac{\mathbf{q} \cdot \mathbf{k}}{\sqrt{d}}$: for independent components of variance 1 the dot product has the variance $d$, and the division brings it back to 1.",
            first,
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(dot), "Divide by the root of the dimension."),
            Mistake(
                sympy.Rational(dot, d), "Divide by the root of the dimension, not by the dimension itself."
            ),
            Mistake(sympy.Integer(dot * r), "Divide, do not multiply."),
        ),
    )


def _masked(draw: Draw, level: int) -> Draft:
    n = draw.choice((3, 4))
    row = draw.integer(2, n - 1)
    weights = _some_weights(draw, n)
    seen = weights[:row]
    if len(set(seen)) == 1 and row > 1 and draw.coin():
        raise Unsuitable("all alike")
    spot = draw.integer(0, row - 1)
    key = sympy.Rational(weights[spot], sum(seen))
    scores = ", ".join(f"${_ln(w)}$" for w in weights)
    return Draft(
        prompt=f"Token {row} of {n} has the scores {scores} with the tokens 1 to {n}. With a causal mask, which weight does it give to token {spot + 1}?",
        key=key,
        proof=Rederived(
            "80 digits",
            "The later scores were set so low that nothing is left of them, and the softmax taken at 80 digits.",
            lambda: _softmax(
                [second_way.called("log", w) - (10**6 if i >= row else 0) for i, w in enumerate(weights)]
            )[spot],
        ),
        steps=(
            Step("Exponentials of the tokens that may be seen", chain(plus(*seen), sum(seen))),
            Step("The share", chain(over(weights[spot], sum(seen)), key)),
        ),
        hints=(
            "You are asked for one weight when later tokens are hidden.",
            r"A causal mask sets the scores of later tokens to $-\infty$, so that their weights are 0. The softmax runs over the rest.",
            f"Token {row} may look at the tokens 1 to {row}.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(weights[spot], sum(weights)),
                "The later tokens are hidden: they get the weight 0 and drop out of the sum.",
            ),
            Mistake(sympy.Rational(weights[spot], sum(seen[:-1])), "A token may look at itself.")
            if sum(seen[:-1])
            else Mistake(sympy.Integer(0), "It may be seen."),
            Mistake(sympy.Rational(1, row), "The scores are not equal."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("variance", "mask", "rows"))
    d = draw.choice((4, 9, 16, 25, 64, 100))
    if kind == "variance":
        scale = draw.choice((math.isqrt(d), d))
        truth = scale == math.isqrt(d)
        prompt = f"Queries and keys have {d} independent components of mean 0 and variance 1. True or false: the dot product divided by ${scale}$ has the variance 1."
        check: Any = lambda: Fraction(sum(1 for _ in range(d)), scale * scale) == 1  # noqa: E731
        step = Step(
            "Variances of the products add up; the divisor comes in squared",
            rf"\frac{{{d}}}{{{scale}^{{2}}}} = {tex(Fraction(d, scale * scale))}",
        )
        told = "The dot product has the variance $d$. Dividing by $\\sqrt{d}$ brings the variance back to 1, so that the softmax does not saturate."
    elif kind == "mask":
        n, i, j = draw.integer(4, 9), draw.integer(1, 9), draw.integer(1, 9)
        i, j = min(i, n), min(j, n)
        truth = j <= i
        prompt = f"In a sequence of {n} tokens with a causal mask, true or false: token {i} can take something from the value of token {j}."

        def check() -> Any:
            return bool(numpy.tril(numpy.ones((n, n)))[i - 1, j - 1])

        step = Step("A token sees itself and what came before", f"{j} \\leq {i}" if truth else f"{j} > {i}")
        told = "A causal mask hides later tokens only: each token sees itself and everything before it, so that the next token cannot be copied."
    else:
        weights = _some_weights(draw, 3)
        claimed = draw.choice((sum(weights), 1))
        truth = claimed == 1
        prompt = f"A row of attention scores is $({', '.join(_ln(w) for w in weights)})$. True or false: its weights add up to ${claimed}$."

        def check() -> Any:
            return second_way.equal(sum(_softmax([second_way.called("log", w) for w in weights])), claimed)

        step = Step("The softmax of the row", chain(plus(*(over(w, sum(weights)) for w in weights)), 1))
        told = "Each row goes through a softmax, so its weights add up to 1."
    return claim_draft(
        prompt=prompt,
        truth=truth,
        method="working it out",
        detail="The statement was worked out with numbers.",
        decide=check,
        steps=(step,),
        hints=(
            "You are asked about one part of attention.",
            FORMULA_TEXT + " A causal mask hides later tokens.",
            "Which part of the formula does the statement speak of: the division, the softmax or the mask?",
        ),
        if_wrong=told,
    )


def _gap(draw: Draw, level: int) -> Draft:
    top, bottom = draw.choice(
        ((1, 2), (2, 3), (3, 4), (4, 5), (9, 10), (1, 3), (1, 4), (1, 5), (2, 5), (3, 5), (1, 10), (5, 6))
    )
    d = draw.choice((4, 9, 16, 25, 64))
    r = math.isqrt(d)
    a = Fraction(top, bottom)
    odds = a / (1 - a)
    base = draw.choice((0, 0, r, 2 * r, -r))
    key = base + r * sympy.log(rational(odds))
    return Draft(
        prompt=f"Scaled dot-product attention looks at two keys with {d} components. The second has the dot product ${base}$ with the query. Which dot product must the first have to get the weight ${tex(a)}$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The two scores were put through a softmax at 80 digits.",
            lambda v: (
                not isinstance(v, tuple)
                and second_way.equal(_softmax([second_way.real(v) / r, second_way.real(base) / r])[0], a)
            ),
        ),
        steps=(
            Step(
                "How many times the weight of the other", rf"\frac{{{tex(a)}}}{{1 - {tex(a)}}} = {tex(odds)}"
            ),
            Step(
                "So the scaled scores differ by its logarithm; undo the scaling by the root of the dimension",
                f"{root(d)} = {r}",
            ),
            Step(
                "That much above the other dot product",
                chain(rf"{base} + {r} \ln {tex(odds)}" if base else rf"{r} \ln {tex(odds)}", key),
            ),
        ),
        hints=(
            "The weight is known, a dot product is asked for.",
            FORMULA_TEXT,
            f"The first weight has to be $\\frac{{{tex(a)}}}{{1 - {tex(a)}}}$ times the second.",
        ),
        answer_hint="an exact value such as 2 ln 3 or 4 + ln 2",
        mistakes=but_key(
            key,
            Mistake(
                base + sympy.log(rational(odds)),
                "The scores are divided by the root of the dimension: multiply it back.",
            ),
            Mistake(base + d * sympy.log(rational(odds)), "It is the root of the dimension."),
            Mistake(base - r * sympy.log(rational(odds)), "Which key has the larger weight?"),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "output", COMPUTE, _output, levels=(1, 3), objectives=(1,)),
    Generator(TOPIC, "score", COMPUTE, _scaled, levels=(1,), objectives=(1, 3)),
    Generator(TOPIC, "masked", COMPUTE, _masked, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "shape", COMPUTE, find_shape, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "gap", REVERSE, _gap, levels=(3,), objectives=(1, 3)),
    Generator(TOPIC, "parts", TRUE_FALSE, _judge, levels=(1, 2), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, attention_step, levels=(2,), objectives=(1, 3)),
)
