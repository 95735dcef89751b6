"""Questions with options on vectors: pick, judge, find the mistake."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.vectors.pieces import U, V, whole_length_vector
from assistant.practice.notation import (
    chain,
    norm,
    plus,
    root,
    scaled,
    squares_sum,
    tex,
    vec,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    if level == 1:
        return _mistake_combining(draw)
    if level == 2:
        return _mistake_length(draw)
    gap = whole_length_vector(draw, (2, 3))
    start = draw.full_vector(len(gap), -5, 5)
    end = tuple(p + g for p, g in zip(start, gap, strict=True))
    shown = list(gap)
    spot = draw.integer(0, len(gap) - 1)
    slip = draw.choice(("subtract", "square"))
    if slip == "subtract":
        shown[spot] = end[spot] + start[spot]
    squares = [part * part for part in shown]
    if slip == "square":
        squares[spot] = 2 * abs(shown[spot])
    total = sum(squares)
    fix = norm(vec(gap)) if slip == "subtract" else rf"\sqrt{{{plus(*(p * p for p in gap))}}}"
    return mistake_draft(
        draw,
        task=rf"find the distance between $\mathbf{{p}} = {vec(start)}$ and $\mathbf{{q}} = {vec(end)}$",
        parts=(
            Part(norm(f"{vec(end)} - {vec(start)}"), second_way.length(gap)),
            Part(norm(vec(shown)), second_way.length(shown)),
            Part(rf"\sqrt{{{plus(*squares)}}}", sympy.sqrt(total)),
            Part(tex(sympy.sqrt(total)), sympy.sqrt(total)),
        ),
        fix=fix,
        rule="Subtract component by component, minding signs; the length is the root of the sum of the squares",
    )


def _mistake_combining(draw: Draw) -> Draft:
    a, b = draw.integer(2, 4), draw.integer(-4, -2)
    u, v = draw.full_vector(2, -4, 5), draw.full_vector(2, -4, 5)
    left, right = [a * x for x in u], [b * x for x in v]
    spot, slip = draw.integer(0, 1), draw.choice(("sign", "only one", "sum"))
    shown_right = list(right)
    if slip == "sign":
        shown_right[spot] = -right[spot]
    if slip == "only one":
        shown_right[spot] = v[spot]
    total = [x + y for x, y in zip(left, shown_right, strict=True)]
    if slip == "sum":
        total[spot] = left[spot] - right[spot]
    sums = [plus(x, y) for x, y in zip(left, shown_right, strict=True)]
    true = second_way.combination((a, b), (u, v))
    return mistake_draft(
        draw,
        task=rf"compute ${plus(scaled(a, U), scaled(b, V))}$ for $\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$",
        parts=(
            Part(f"{a} {vec(u)} + ({b}) {vec(v)}", true),
            Part(f"{vec(left)} + {vec(shown_right)}", second_way.combination((1, 1), (left, shown_right))),
            Part(vec(sums), second_way.combination((1, 1), (left, shown_right))),
            Part(vec(total), tuple(total)),
        ),
        fix=vec(true) if slip == "sum" else f"{vec(left)} + {vec(right)}",
        rule="The number in front multiplies every component, sign included; then components are added",
    )


def _mistake_length(draw: Draw) -> Draft:
    parts = whole_length_vector(draw)
    square = sum(p * p for p in parts)
    squares = [p * p for p in parts]
    slip = draw.choice(("sign", "double", "sum", "root"))
    spot = draw.integer(0, len(parts) - 1)
    if slip == "sign":
        if parts[spot] > 0:
            raise Unsuitable("a positive component shows no sign mistake")
        squares[spot] = -squares[spot]
    if slip == "double":
        squares[spot] = 2 * abs(parts[spot])
    total = sum(squares)
    if slip == "sum":
        total += draw.choice((-2, 2, 10, -1, 1))
    if total <= 0 or (slip == "root" and total % 2):
        raise Unsuitable("no root")
    result = sympy.Integer(total // 2) if slip == "root" else sympy.sqrt(total)
    if slip == "root":
        fix = tex(sympy.sqrt(total))
    else:
        fix = rf"\sqrt{{{square if slip == 'sum' else plus(*(p * p for p in parts))}}}"
    return mistake_draft(
        draw,
        task=rf"compute the length of $\mathbf{{v}} = {vec(parts)}$",
        parts=(
            Part(root(squares_sum(parts)), second_way.length(parts)),
            Part(rf"\sqrt{{{plus(*squares)}}}", sympy.sqrt(sum(squares))),
            Part(rf"\sqrt{{{total}}}", sympy.sqrt(total)),
            Part(tex(result), result),
        ),
        fix=fix,
        rule="The length is the root of the sum of the squares, and a square is never negative",
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    if level == 1:
        u = whole_length_vector(draw, (2,))
        c = draw.nonzero(-4, 4, but=(1, -1))
        size = int(sympy.sqrt(sum(p * p for p in u)))
        said = draw.choice((c * size, abs(c) * size, size + abs(c)))
        true_value = abs(c) * size
        return claim_draft(
            prompt=rf"True or false? For $\mathbf{{u}} = {vec(u)}$, the vector ${scaled(c, U)}$ has length ${said}$.",
            truth=said == true_value,
            method="numerically",
            detail="The length of the stretched vector was computed from its components.",
            decide=lambda: second_way.equal(second_way.length([c * p for p in u]), said),
            steps=(
                Step("Compute the length of u", chain(root(squares_sum(u)), size)),
                Step(
                    "Stretching by c multiplies the length by |c|", chain(rf"|{c}| \cdot {size}", true_value)
                ),
            ),
            hints=(
                "You are asked whether a length is right; a length is never negative.",
                r"$\|c\,\mathbf{u}\| = |c| \cdot \|\mathbf{u}\|$: the length is multiplied by the size of $c$.",
                rf"First find $\|\mathbf{{u}}\|$ from ${root(squares_sum(u))}$.",
            ),
            if_wrong=rf"The length is $|{c}| \cdot {size} = {true_value}$.",
        )
    size = 2 if level == 2 else 3
    u = whole_length_vector(draw, (size,))
    if draw.coin():
        v = tuple(draw.integer(2, 3) * p for p in u) if level == 2 else tuple(2 * p for p in u)
        if level == 2 and v[0] * u[1] != v[1] * u[0]:
            raise Unsuitable("not a multiple")
    else:
        v = whole_length_vector(draw, (size,))
    if any(abs(p) > 30 for p in v):
        raise Unsuitable("large")
    total = second_way.combination((1, 1), (u, v))
    lengths = [int(sympy.sqrt(sum(p * p for p in x))) for x in (u, v)]
    square = sum(p * p for p in total)
    truth = square == sum(lengths) ** 2
    if level == 2:
        statement = (
            rf"For $\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$, the length of $\mathbf{{u}} + \mathbf{{v}}$ "
            rf"is the sum of the two lengths."
        )
    else:
        statement = (
            rf"Going along $\mathbf{{u}} = {vec(u)}$ and then along $\mathbf{{v}} = {vec(v)}$ ends at the distance "
            rf"$\|\mathbf{{u}}\| + \|\mathbf{{v}}\|$ from the start."
        )
    if_wrong = (
        rf"Here $\|\mathbf{{u}} + \mathbf{{v}}\| = {tex(sympy.sqrt(square))}$ and "
        rf"$\|\mathbf{{u}}\| + \|\mathbf{{v}}\| = {lengths[0]} + {lengths[1]} = {sum(lengths)}$."
    )
    return claim_draft(
        prompt=f"True or false? {statement}",
        truth=truth,
        method="numerically",
        detail="All three lengths were computed from the components at 80 digits.",
        decide=lambda: second_way.equal(
            second_way.length(total), second_way.length(u) + second_way.length(v)
        ),
        steps=(
            Step("Add the vectors", chain(f"{vec(u)} + {vec(v)}", vec(total))),
            Step(
                "Compute the length of the sum",
                chain(root(squares_sum(total)), sympy.sqrt(square)),
            ),
            Step("Add the lengths of the two", chain(f"{lengths[0]} + {lengths[1]}", sum(lengths))),
        ),
        hints=(
            "You are asked to compare one length with the sum of two others.",
            "A detour is never shorter: the length of a sum is at most the sum of the lengths, and equal only when "
            "both vectors point the same way.",
            rf"Add the vectors first: the first component of the sum is ${plus(u[0], v[0])}$.",
        ),
        if_wrong=if_wrong,
    )
