"""Exercises on support vector machines: margins, KKT conditions, multipliers, the soft margin, kernels."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    NUMBER,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.solutions import margin_width
from assistant.practice.generators.machine_learning.statements import inside_the_margin
from assistant.practice.generators.probability.pieces import (
    bracketed,
)
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    guarded,
    minus,
    plus,
    rational,
    short,
    squares_sum,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "support-vector-machines"
WIDTH = r"The band between $f = -1$ and $f = 1$ has the width $\frac{2}{\|\mathbf{w}\|}$."
KKT = r"$\mathbf{w} = \sum_i \alpha_i y_i \mathbf{x}_i$, $\sum_i \alpha_i y_i = 0$, $\alpha_i \ge 0$, and $\alpha_i > 0$ only where $y_i f(\mathbf{x}_i) = 1$."
SOFT = r"$\frac{1}{2} \|\mathbf{w}\|^2 + C \sum_i \max(0, 1 - y_i f(\mathbf{x}_i))$."
NORMALS = (
    (3, 4),
    (4, 3),
    (3, -4),
    (-4, 3),
    (5, 12),
    (6, 8),
    (1, 1),
    (1, -1),
    (2, 1),
    (1, 2),
    (2, 0),
    (0, 4),
    (8, 15),
    (-3, -4),
)


def _width(draw: Draw, level: int) -> Draft:
    w, b = draw.choice(NORMALS), draw.integer(-6, 6)
    scale: Any = draw.choice((1, 1, Fraction(1, 2), 2))
    w = (w[0] * scale, w[1] * scale)
    square = Fraction(w[0] ** 2 + w[1] ** 2)
    key = 2 / sympy.sqrt(rational(square))
    return Draft(
        prompt=draw.choice(
            (
                f"A support vector machine found $\\mathbf{{w}} = ({short(w[0])}, {short(w[1])})$ and $b = {b}$. How wide is the band between $f = -1$ and $f = 1$?",
                f"The line $f(\\mathbf{{x}}) = \\mathbf{{w}} \\cdot \\mathbf{{x}} + b$ has $\\mathbf{{w}} = ({short(w[0])}, {short(w[1])})$, $b = {b}$. What is the width of its margin band?",
            )
        ),
        key=key,
        proof=Rederived(
            "two points",
            "One went from a point on the one edge straight across to the other edge and measured the way.",
            lambda: second_way.root(sum((2 * Fraction(c) / square) ** 2 for c in w)),
        ),
        steps=(
            Step(
                "Length of the weights",
                rf"\sqrt{{{bracketed(Fraction(w[0]))}^{{2}} + {bracketed(Fraction(w[1]))}^{{2}}}} = {tex(sympy.sqrt(rational(square)))}",
            ),
            Step("Two over the length", rf"\frac{{2}}{{{tex(sympy.sqrt(rational(square)))}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for the width of the road between the classes.",
            WIDTH,
            "The bias moves the band, it does not widen it.",
        ),
        answer_hint="a number such as 2/5 or sqrt(2)",
        mistakes=but_key(
            key,
            Mistake(key / 2, "That is the distance from the line to one edge."),
            Mistake(2 / rational(square), "Divide by the length, the root of the sum of squares."),
            Mistake(2 * sympy.sqrt(rational(square)), "Small weights mean a wide road: divide."),
            Mistake(
                rational(Fraction(2) / (abs(w[0]) + abs(w[1]))),
                "The length is the root of the sum of squares.",
            ),
        ),
    )


def _pair(
    draw: Draw,
) -> tuple[tuple[int, int], tuple[int, int], tuple[Fraction, Fraction], Fraction, Fraction]:
    """Two support vectors, one of each class; weights, bias and their common multiplier."""
    p, q = (draw.integer(-3, 5), draw.integer(-3, 5)), (draw.integer(-3, 5), draw.integer(-3, 5))
    gap = (p[0] - q[0], p[1] - q[1])
    square = gap[0] ** 2 + gap[1] ** 2
    if square == 0 or square > 40:
        raise Unsuitable("ugly value")
    alpha = Fraction(2, square)
    w = (alpha * gap[0], alpha * gap[1])
    return p, q, w, 1 - w[0] * p[0] - w[1] * p[1], alpha


def _two_points(draw: Draw, level: int) -> Draft:
    p, q, w, b, alpha = _pair(draw)
    kind = draw.choice(("weights", "bias", "multiplier"))
    key = {"weights": column(w), "bias": rational(b), "multiplier": rational(alpha)}[kind]
    if kind == "weights":
        setting = f"The only support vectors are ${tex(p)}$ with label 1 and ${tex(q)}$ with label $-1$; both have the multiplier $\\alpha = {tex(alpha)}$. What is $\\mathbf{{w}}$?"
    elif kind == "bias":
        setting = f"A hard-margin support vector machine has $\\mathbf{{w}} = {tex(tuple(map(rational, w)))}$, and ${tex(p)}$ with label 1 is a support vector. What is $b$?"
    else:
        setting = f"A training set has just two points, ${tex(p)}$ with label 1 and ${tex(q)}$ with label $-1$. Which multiplier $\\alpha$ do both get in the hard-margin machine?"

    def holds(v: Any) -> bool:
        if kind == "weights":
            return (
                isinstance(v, tuple)
                and v[0] * (p[0] - q[0]) + v[1] * (p[1] - q[1]) == 2
                and v[0] * (p[1] - q[1]) == v[1] * (p[0] - q[0])
            )
        if kind == "bias":
            return isinstance(v, Fraction) and w[0] * p[0] + w[1] * p[1] + v == 1
        return (
            isinstance(v, Fraction) and sum((v * (s - t)) * (s - t) for s, t in zip(p, q, strict=True)) == 2
        )

    gap = (p[0] - q[0], p[1] - q[1])
    steps: tuple[Step, ...] = {
        "weights": (
            Step("Label times point, added up", f"{vec(p)} - {vec(q)} = {vec(gap)}"),
            Step("Times the multiplier", f"{tex(alpha)} {vec(gap)} = {vec(w)}"),
        ),
        "bias": (
            Step("Weights times point", chain(dot_sum(w, p), w[0] * p[0] + w[1] * p[1])),
            Step("On the edge the sum is 1", chain(minus(1, w[0] * p[0] + w[1] * p[1]), b)),
        ),
        "multiplier": (
            Step("Squared distance of the two", chain(squares_sum(gap), gap[0] ** 2 + gap[1] ** 2)),
            Step("Two over it", rf"\frac{{2}}{{{gap[0] ** 2 + gap[1] ** 2}}} = {tex(alpha)}"),
        ),
    }[kind]
    return Draft(
        prompt=setting,
        key=key,
        proof=Satisfies(
            "both edges", "The points were put into the conditions for the two edges of the band.", holds
        ),
        steps=steps,
        hints=(
            "You are asked for one part of the KKT conditions.",
            KKT,
            f"The difference of the two points is ${vec(p)} - {vec(q)}$."
            if kind != "bias"
            else "A support vector with label 1 lies where $f = 1$.",
        ),
        answer_hint=VECTOR if kind == "weights" else NUMBER,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(column(gap), "Multiply by the multiplier."),
                    Mistake(
                        column([alpha * (s + t) for s, t in zip(p, q, strict=True)]),
                        "The labels have different signs: subtract.",
                    ),
                    Mistake(
                        column([-c for c in w]), "Label times point: the positive point comes with plus."
                    ),
                )
                if kind == "weights"
                else (
                    Mistake(-key, "Mind the sign."),
                    Mistake(key - 1, "On the edge $f = 1$, not 0.")
                    if kind == "bias"
                    else Mistake(key / 2, "The two edges differ by 2."),
                )
            ),
        ),
    )


def _optimal(draw: Draw, level: int) -> Draft:
    p, q, w, b, _ = _pair(draw)
    truth = draw.coin()
    if not truth:
        turned = draw.choice(((w[1], -w[0]), (2 * w[0], 2 * w[1]), (w[0] / 2, w[1] / 2)))
        shown_w, shown_b = turned, 1 - turned[0] * p[0] - turned[1] * p[1]
    else:
        shown_w, shown_b = w, b
    values = [shown_w[0] * x[0] + shown_w[1] * x[1] + shown_b for x in (p, q)]
    if (
        not truth
        and values[0] == 1
        and values[1] == -1
        and shown_w[0] * (p[1] - q[1]) == shown_w[1] * (p[0] - q[0])
    ):
        raise Unsuitable("no difference")
    return claim_draft(
        prompt=f"The data are ${tex(p)}$ with label 1 and ${tex(q)}$ with label $-1$. True or false: $\\mathbf{{w}} = {tex(tuple(map(rational, shown_w)))}$, $b = {tex(shown_b)}$ is the hard-margin solution.",
        truth=truth,
        method="geometry",
        detail="The widest band touches both points and stands at right angles to the way between them.",
        decide=lambda: (
            sum(c * (s - t) for c, s, t in zip(shown_w, p, q, strict=True)) == 2
            and shown_w[0] * (p[1] - q[1]) == shown_w[1] * (p[0] - q[0])
            and sum(c * s for c, s in zip(shown_w, p, strict=True)) + shown_b == 1
        ),
        steps=(
            Step("Value at the first point", chain(f"{dot_sum(shown_w, p)} + {guarded(shown_b)}", values[0])),
            Step(
                "Value at the second point", chain(f"{dot_sum(shown_w, q)} + {guarded(shown_b)}", values[1])
            ),
        ),
        hints=(
            "You are asked to check a solution.",
            KKT,
            "Work out $f$ at both points. Then ask whether the weights are a multiple of the difference of the two points.",
        ),
        if_wrong="Both points have to lie exactly on their edges, and the weights have to be a combination of the support vectors with multipliers that balance.",
    )


def _soft(draw: Draw, level: int) -> Draft:
    w, b = (draw.integer(-2, 2), draw.integer(-2, 2)), draw.integer(-2, 2)
    if not any(w):
        raise Unsuitable("no line")
    points = [((draw.integer(-2, 3), draw.integer(-2, 3)), draw.choice((1, -1))) for _ in range(3)]
    c = draw.choice((Fraction(1), Fraction(2), Fraction(10), Fraction(1, 2), Fraction(5)))
    margins = [y * (w[0] * x[0] + w[1] * x[1] + b) for x, y in points]
    hinges = [max(0, 1 - m) for m in margins]
    if not any(hinges) or len({x for x, _ in points}) < 3:
        raise Unsuitable("too plain")
    half = Fraction(w[0] ** 2 + w[1] ** 2, 2)
    value = half + c * sum(hinges)
    kind = draw.choice(("objective", "price"))
    key = rational(value) if kind == "objective" else rational(c)
    data = ", ".join(f"${tex(x)}$ with label ${y}$" for x, y in points)
    setting = f"A soft-margin machine stands at $\\mathbf{{w}} = {tex(w)}$, $b = {b}$. The data are {data}."
    return Draft(
        prompt=setting
        + (
            f" With $C = {short(c)}$, what is the value that it minimises?"
            if kind == "objective"
            else f" The value that it minimises is ${short(value)}$. Which $C$ is used?"
        ),
        key=key,
        proof=Satisfies(
            "parts",
            "The two parts of the objective were added again, with hinges written as half of absolute values.",
            lambda v: (
                isinstance(v, Fraction)
                and half
                + (c if kind == "objective" else v) * sum(Fraction(abs(1 - m) + 1 - m, 2) for m in margins)
                == (v if kind == "objective" else value)
            ),
        ),
        steps=(
            Step("Half the squared length", chain(rf"\frac{{1}}{{2}} \left({squares_sum(w)}\right)", half)),
            *(
                Step(f"Hinge at {x}", f"\\max(0, 1 - {guarded(m)}) = {h}")
                for (x, _), m, h in zip(points, margins, hinges, strict=True)
            ),
            Step("Together", chain(rf"{tex(half)} + {short(c)} \cdot {sum(hinges)}", value)),
        ),
        hints=(
            "You are asked about the trade between a wide road and intrusions.",
            SOFT + " A large $C$ forbids intrusions, a small one buys a wider road.",
            f"The first point has the margin ${points[0][1]} \\cdot ({plus(times(w[0], points[0][0][0]), times(w[1], points[0][0][1]), b)})$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(half + sum(hinges)), "The intrusions are multiplied by their price."),
            Mistake(rational(c * sum(hinges)), "Half the squared length of the weights belongs to it."),
            Mistake(rational(2 * half + c * sum(hinges)), "One half stands before the squared length."),
            Mistake(rational(half + c * sum(1 - m for m in margins)), "A hinge never goes below zero."),
        ),
    )


def _kernel(draw: Draw, level: int) -> Draft:
    x, z = draw.full_vector(2, -3, 3), draw.full_vector(2, -3, 3)
    dot = x[0] * z[0] + x[1] * z[1]
    one = draw.coin()
    value = (dot + int(one)) ** 2
    key = sympy.Integer(value)

    def features(v: Any) -> list[Any]:
        r = second_way.root(2)
        return [v[0] ** 2, r * v[0] * v[1], v[1] ** 2, *((r * v[0], r * v[1], 1) if one else ())]

    name = r"(\mathbf{x} \cdot \mathbf{z} + 1)^2" if one else r"(\mathbf{x} \cdot \mathbf{z})^2"
    shown = (
        r"(x_1^2, \sqrt{2} x_1 x_2, x_2^2, \sqrt{2} x_1, \sqrt{2} x_2, 1)"
        if one
        else r"(x_1^2, \sqrt{2} x_1 x_2, x_2^2)"
    )
    return Draft(
        prompt=draw.choice(
            (
                f"What is the kernel $k(\\mathbf{{x}}, \\mathbf{{z}}) = {name}$ for $\\mathbf{{x}} = {tex(x)}$ and $\\mathbf{{z}} = {tex(z)}$?",
                f"The features of a point are $\\boldsymbol{{\\phi}}(\\mathbf{{x}}) = {shown}$. What is $\\boldsymbol{{\\phi}}(\\mathbf{{x}}) \\cdot \\boldsymbol{{\\phi}}(\\mathbf{{z}})$ for $\\mathbf{{x}} = {tex(x)}$, $\\mathbf{{z}} = {tex(z)}$?",
            )
        ),
        key=key,
        proof=Rederived(
            "features",
            "The features of both points were written down and multiplied at 80 digits.",
            lambda: sum(a * b for a, b in zip(features(x), features(z), strict=True)),
        ),
        steps=(
            Step("Dot product of the points", chain(dot_sum(x, z), dot)),
            Step("The kernel", f"({dot}{' + 1' if one else ''})^{{2}} = {value}"),
        ),
        hints=(
            "You are asked for a dot product of features; there is a short way.",
            f"The kernel ${name}$ is the dot product of the features ${shown}$.",
            f"The dot product of the points is ${dot_sum(x, z)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(dot), "That is the plain dot product."),
            Mistake(sympy.Integer((dot + int(not one)) ** 2), "Check whether a 1 is added before squaring."),
            Mistake(
                sympy.Integer(x[0] ** 2 * z[0] ** 2 + x[1] ** 2 * z[1] ** 2),
                "The mixed feature with the root of 2 is missing.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "width", COMPUTE, _width, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "multipliers", REVERSE, _two_points, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "kernel", COMPUTE, _kernel, levels=(2,), objectives=(5,)),
    Generator(TOPIC, "soft", COMPUTE, _soft, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "optimal", TRUE_FALSE, _optimal, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "in-order", ORDER, margin_width, levels=(2,), objectives=(1, 3)),
    Generator(TOPIC, "inside", TRUE_FALSE, inside_the_margin, levels=(1,), objectives=(1,)),
)
