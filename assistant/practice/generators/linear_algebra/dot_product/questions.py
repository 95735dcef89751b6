"""Questions with options on the dot product: pick, judge, find the mistake."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.dot_product.pieces import pair_of
from assistant.practice.generators.linear_algebra.vectors.pieces import whole_length_vector
from assistant.practice.notation import (
    chain,
    dot_sum,
    over,
    plus,
    root,
    squares_sum,
    tex,
    times,
    vec,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    size = 3 if level == 1 else 2
    u = draw.full_vector(size) if level == 1 else whole_length_vector(draw, (2,))
    v = draw.full_vector(size) if level == 1 else whole_length_vector(draw, (2,))
    products = [a * b for a, b in zip(u, v, strict=True)]
    inner = sum(products)
    if level == 1:
        slip = draw.choice(("sign", "add", "sum"))
        spot = draw.integer(0, size - 1)
        shown = list(products)
        if slip == "sign":
            shown[spot] = -shown[spot]
        if slip == "add":
            shown[spot] = u[spot] + v[spot]
        total = sum(shown) if slip != "sum" else sum(shown) - 2 * shown[-1]
        return mistake_draft(
            draw,
            task=rf"compute $\mathbf{{u}} \cdot \mathbf{{v}}$ for {pair_of(u, v)}",
            parts=(
                Part(rf"{vec(u)} \cdot {vec(v)}", inner),
                Part(dot_sum(u, v), second_way.dot(u, v)),
                Part(plus(*shown), sum(shown)),
                Part(tex(total), total),
            ),
            fix=tex(sum(shown)) if slip == "sum" else plus(*products),
            rule="Multiply the components in the same place, each with its sign, then add",
        )
    lengths = [int(sympy.sqrt(sum(p * p for p in x))) for x in (u, v)]
    below = lengths[0] * lengths[1]
    if inner == 0 or abs(inner) == below:
        raise Unsuitable("too special")
    slip = (
        draw.choice(("sign", "length")) if level == 2 else draw.choice(("sum of lengths", "length", "sign"))
    )
    shown = list(products)
    bottom = list(lengths)
    if slip == "sign":
        shown[0] = -shown[0]
    if slip == "length":
        spot = draw.integer(0, 1)
        bottom[spot] = sum(abs(p) for p in (u, v)[spot])
    top = sum(shown)
    final = bottom[0] + bottom[1] if slip == "sum of lengths" else bottom[0] * bottom[1]
    if abs(top) > final:
        raise Unsuitable("not a cosine")
    below_roots = rf"{root(squares_sum(u))} \cdot {root(squares_sum(v))}"
    fixes = {
        "sign": over(plus(*products), below_roots),
        "length": over(top, times(*lengths)),
        "sum of lengths": over(top, below),
    }
    parts = [
        Part(
            over(rf"{vec(u)} \cdot {vec(v)}", below_roots),
            second_way.real(inner) / second_way.length(u) / second_way.length(v),
        ),
        Part(
            over(plus(*shown), below_roots),
            second_way.real(sum(shown)) / second_way.length(u) / second_way.length(v),
        ),
        Part(over(top, times(*bottom)), Fraction(top, bottom[0] * bottom[1])),
        Part(over(top, final), Fraction(top, final)),
    ]
    return mistake_draft(
        draw,
        task=rf"find $\cos\theta$ for the angle between {pair_of(u, v)}",
        parts=parts,
        fix=fixes[slip],
        rule="The cosine is the dot product divided by the product of the two lengths",
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    if level == 1:
        u, v = draw.vector(2), draw.vector(2)
        inner = second_way.dot(u, v)
        kind = draw.choice(("acute", "obtuse", "right"))
        truth = {"acute": inner > 0, "obtuse": inner < 0, "right": inner == 0}[kind]
        if u[0] * v[1] == u[1] * v[0]:
            raise Unsuitable("parallel")
        article = "an" if kind != "right" else "a"
        return claim_draft(
            prompt=f"True or false? The vectors {pair_of(u, v)} enclose {article} {kind} angle.",
            truth=truth,
            method="the angle itself",
            detail="The lengths of the three sides of the triangle decide the angle, without a dot product.",
            decide=lambda: (
                {"acute": 1, "obtuse": -1, "right": 0}[kind]
                == _sign(
                    sum(p * p for p in u)
                    + sum(p * p for p in v)
                    - sum((a - b) ** 2 for a, b in zip(u, v, strict=True))
                )
            ),
            steps=(
                Step(
                    "The sign of the dot product decides: positive is acute, negative obtuse, zero a right angle",
                    chain(rf"{vec(u)} \cdot {vec(v)}", dot_sum(u, v), inner),
                ),
            ),
            hints=(
                "You are asked about the angle, not about its size in degrees.",
                "The dot product has the sign of the cosine: positive for an acute angle, negative for an obtuse one, "
                "zero for a right angle.",
                f"Begin with the first product: ${times(u[0], v[0])}$.",
            ),
            if_wrong=f"The dot product is ${inner}$, and its sign decides.",
        )
    u, v, w = (draw.vector(2, -3, 4) for _ in range(3))
    if level == 2:
        left, right = second_way.dot(u, v), second_way.dot(u, w)
        if draw.coin() and u[0] != 0:
            w = (v[0] - u[1], v[1] + u[0])
            right = second_way.dot(u, w)
        if v == w:
            raise Unsuitable("the same vector")
        return claim_draft(
            prompt=rf"True or false? With $\mathbf{{u}} = {vec(u)}$, the different vectors $\mathbf{{v}} = {vec(v)}$ and "
            rf"$\mathbf{{w}} = {vec(w)}$ have the same dot product with $\mathbf{{u}}$.",
            truth=left == right,
            method="orthogonality",
            detail="The two agree exactly when u is orthogonal to the difference v - w.",
            decide=lambda: second_way.dot(u, second_way.combination((1, -1), (v, w))) == 0,
            steps=(
                Step("Compute the dot product of u and v", chain(dot_sum(u, v), left)),
                Step("Compute the dot product of u and w", chain(dot_sum(u, w), right)),
            ),
            hints=(
                "You are asked whether two dot products agree. Different vectors can do that.",
                "Compute both dot products, or see whether $\\mathbf{u}$ is orthogonal to "
                "$\\mathbf{v} - \\mathbf{w}$.",
                f"Begin with ${dot_sum(u, v)}$.",
            ),
            if_wrong=f"The two dot products are ${left}$ and ${right}$.",
        )
    first = second_way.combination((second_way.dot(u, v),), (w,))
    second = second_way.combination((second_way.dot(v, w),), (u,))
    if draw.coin():
        factor = draw.choice((-2, -1, 2, 3))
        w = tuple(factor * p for p in u)
        first = second_way.combination((second_way.dot(u, v),), (w,))
        second = second_way.combination((second_way.dot(v, w),), (u,))
    return claim_draft(
        prompt=rf"True or false? For $\mathbf{{u}} = {vec(u)}$, $\mathbf{{v}} = {vec(v)}$ and $\mathbf{{w}} = {vec(w)}$ "
        r"it makes no difference where the brackets are: "
        r"$(\mathbf{u} \cdot \mathbf{v})\,\mathbf{w} = \mathbf{u}\,(\mathbf{v} \cdot \mathbf{w})$.",
        truth=first == second,
        method="entry by entry",
        detail="Both sides were written as a matrix times v: w uᵀ v and u wᵀ v.",
        decide=lambda: (
            second_way.image([[a * b for b in u] for a in w], v)
            == second_way.image([[a * b for b in w] for a in u], v)
        ),
        steps=(
            Step("Left side: a number times w", chain(f"({dot_sum(u, v)}) {vec(w)}", vec(first))),
            Step("Right side: a number times u", chain(f"({dot_sum(v, w)}) {vec(u)}", vec(second))),
        ),
        hints=(
            "You are asked whether two vectors are equal.",
            "A dot product is a number. The left side is a multiple of $\\mathbf{w}$, the right side one of "
            "$\\mathbf{u}$.",
            f"The number on the left side is ${dot_sum(u, v)}$.",
        ),
        if_wrong=f"The left side is ${vec(first)}$ and the right side is ${vec(second)}$.",
    )


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
