"""Exercises on vectors: combining, length, unit vectors, and finding the weights."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    VECTOR3,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, column, minus, norm, plus, root, scaled, squares_sum, tex, times, vec
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "vectors"
U, V, W = r"\mathbf{u}", r"\mathbf{v}", r"\mathbf{w}"

WHOLE_LENGTHS = ((3, 4), (5, 12), (8, 6), (1, 2, 2), (2, 3, 6), (4, 4, 7), (1, 4, 8), (2, 6, 9), (6, 6, 7), (8, 15))
"""Components of vectors whose length is a whole number."""


def whole_length_vector(draw: Draw, sizes: tuple[int, ...] = (2, 3)) -> tuple[int, ...]:
    """A vector whose length is a whole number, with random order and signs."""
    parts = draw.choice([p for p in WHOLE_LENGTHS if len(p) in sizes])
    return tuple(part * draw.choice((1, -1)) for part in draw.shuffled(parts))


def _combine(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _unit(draw)
    if level == 2:
        return _distance(draw)
    size = draw.choice((2, 2, 3))
    u, v = draw.vector(size, -5, 6), draw.vector(size, -5, 6)
    a, b = draw.nonzero(-3, 4, but=(1,)), draw.nonzero(-3, 4)
    what = plus(scaled(a, U), scaled(b, V))
    key = a * column(u) + b * column(v)
    left, right = [a * x for x in u], [b * x for x in v]
    ask = draw.choice(("Work out", "Compute", "Find"))
    given = rf"$\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$"
    prompt = draw.choice(
        (f"Let {given}. {ask} ${what}$.", f"{ask} ${what}$ for {given}.", f"Two vectors: {given}. What is ${what}$?")
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "component by component",
            "Each component was computed again in plain arithmetic.",
            lambda: second_way.combination((a, b), (u, v)),
        ),
        steps=(
            Step("Multiply every component of u by its number", chain(f"{tex(a)} {vec(u)}", vec(left))),
            Step("Multiply every component of v by its number", chain(f"{tex(b)} {vec(v)}", vec(right))),
            Step("Add component by component", chain(f"{vec(left)} + {vec(right)}", key)),
        ),
        hints=(
            f"You are asked for one vector with {size} components.",
            "Multiply each vector by its number first, component by component; then add the components in the "
            "same place.",
            f"Start with the first component of ${scaled(a, U)}$: it is ${times(a, u[0])}$.",
        ),
        answer_hint=VECTOR if size == 2 else VECTOR3,
        mistakes=but_key(
            key,
            Mistake(a * column(u) - b * column(v), "The sign between the two vectors was turned round."),
            Mistake(column(u) + column(v), "You added the vectors but left out the numbers in front of them."),
            Mistake(column([key[0], *v[1:]]), "Only the first component was combined; do the same with all."),
        ),
    )


def _distance(draw: Draw) -> Draft:
    gap = whole_length_vector(draw)
    start = draw.vector(len(gap), -6, 6)
    end = tuple(p + g for p, g in zip(start, gap, strict=True))
    key = sympy.sqrt(sum(g * g for g in gap))
    squares = sum(g * g for g in gap)
    story = draw.choice(
        (
            rf"How far apart are the points $\mathbf{{p}} = {vec(start)}$ and $\mathbf{{q}} = {vec(end)}$?",
            rf"Find the length of $\mathbf{{q}} - \mathbf{{p}}$ for $\mathbf{{p}} = {vec(start)}$ and "
            rf"$\mathbf{{q}} = {vec(end)}$.",
            rf"A model embeds two words as $\mathbf{{p}} = {vec(start)}$ and $\mathbf{{q}} = {vec(end)}$. "
            "Compute the Euclidean distance between them.",
        )
    )
    return Draft(
        prompt=story,
        key=key,
        proof=Rederived(
            "numerically",
            "The length of the difference was computed again at 80 digits.",
            lambda: second_way.length(second_way.combination((1, -1), (end, start))),
        ),
        steps=(
            Step("Subtract the points, component by component", chain(f"{vec(end)} - {vec(start)}", vec(gap))),
            Step("Square the components and add", chain(squares_sum(gap), squares)),
            Step("Take the root", chain(rf"\sqrt{{{squares}}}", key)),
        ),
        hints=(
            "You are asked for one number: the length of the arrow from one point to the other.",
            r"The length of a vector is the root of the sum of its squared components: "
            r"$\|\mathbf{d}\| = \sqrt{d_1^2 + \dots + d_n^2}$.",
            f"Subtract first. The first component of the difference is ${minus(end[0], start[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(squares), "You stopped before taking the root."),
            Mistake(sympy.Integer(sum(abs(g) for g in gap)), "You added the components without squaring them."),
            Mistake(
                sympy.sqrt(sum((p + q) ** 2 for p, q in zip(start, end, strict=True))),
                "You added the points; the distance needs their difference.",
            ),
        ),
    )


def _unit(draw: Draw) -> Draft:
    parts = whole_length_vector(draw)
    size = int(sympy.sqrt(sum(p * p for p in parts)))
    backwards = draw.coin()
    sign = -1 if backwards else 1
    key = column(parts) * sympy.Rational(sign, size)
    direction = draw.choice(
        ("in the opposite direction of", "pointing against")
        if backwards
        else ("in the direction of", "pointing the same way as")
    )
    ending = draw.choice((" Keep fractions.", " Give exact values.", " Leave fractions as they are."))
    return Draft(
        prompt=f"Find the unit vector {direction} $\\mathbf{{v}} = {vec(parts)}$.{ending}",
        key=key,
        proof=Satisfies(
            "by its properties",
            "The vector has length 1 and is a multiple of v with the right sign.",
            lambda x: (
                second_way.dot(x, x) == 1
                and second_way.dot(x, parts) * sign > 0
                and second_way.dot(x, parts) ** 2 == size * size
            ),
        ),
        steps=(
            Step(
                "Compute the length of v",
                chain(
                    root(squares_sum(parts)), rf"\sqrt{{{size * size}}}", size
                ),
            ),
            Step(
                "Divide by the length" + (" and turn the sign round" if backwards else ""),
                chain(rf"{'-' if backwards else ''}\frac{{1}}{{{size}}} {vec(parts)}", key),
            ),
        ),
        hints=(
            f"You are asked for a vector of length 1{' that points the other way' if backwards else ''}.",
            "Dividing a vector by its own length keeps its direction and makes its length 1.",
            f"The length is ${root(squares_sum(parts))}$.",
        ),
        answer_hint="a vector such as [3/5, -4/5]",
        mistakes=but_key(
            key,
            Mistake(-key, "The length is right, but your vector points the other way."),
            Mistake(column(parts) / (size * size), "You divided by the square of the length."),
            Mistake(column(parts), "This is v itself: divide it by its length."),
            Mistake(
                column(parts) / sum(abs(p) for p in parts),
                "You divided by the sum of the components; divide by the length.",
            ),
        ),
    )


def _weights(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _parallel(draw)
    if level == 2:
        return _two_weights(draw)
    size = draw.choice((2, 3))
    u, v = draw.full_vector(size, -4, 5), draw.full_vector(size, -4, 5)
    k = draw.nonzero(-5, 5, but=(1,))
    w = second_way.combination((1, k), (u, v))
    wording = draw.choice(
        ("Find the number $k$ for which", "For which number $k$ is it true that", "Determine $k$ so that")
    )
    end = "?" if wording.startswith("For which") else "."
    return Draft(
        prompt=f"{wording} ${vec(u)} + k {vec(v)} = {vec(w)}${end}",
        key=sympy.Integer(k),
        proof=Satisfies(
            "substitution",
            "The value of k was put back into the equation.",
            lambda value: second_way.combination((1, value), (u, v)) == w,
        ),
        steps=(
            Step("Write the equation of the first component", f"{plus(u[0], scaled(v[0], 'k'))} = {w[0]}"),
            Step("Solve it for k", chain("k", rf"\frac{{{minus(w[0], u[0])}}}{{{v[0]}}}", k)),
            Step("Check with the second component", chain(plus(u[1], times(k, v[1])), w[1])),
        ),
        hints=(
            "You are asked for one number that makes all components agree at once.",
            "Two vectors are equal when all their components are; every component gives an equation for $k$.",
            f"The first component says ${plus(u[0], scaled(v[0], 'k'))} = {w[0]}$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            sympy.Integer(k), Mistake(sympy.Integer(-k), "Check the sign when you bring the first vector over.")
        ),
    )


def _two_weights(draw: Draw) -> Draft:
    u, v = draw.vector(2, -3, 4), draw.vector(2, -3, 4)
    area = second_way.determinant((u, v))
    if area == 0 or 0 in (u[0], v[1], v[0]):
        raise Unsuitable("parallel")
    a, b = draw.nonzero(-4, 4), draw.nonzero(-4, 4)
    w = second_way.combination((a, b), (u, v))
    key = column(sympy.Matrix([[u[0], v[0]], [u[1], v[1]]]).LUsolve(sympy.Matrix(w)))
    wording = draw.choice(
        (
            rf"Write ${vec(w)}$ as a combination $a {vec(u)} + b {vec(v)}$. Give $[a, b]$.",
            rf"Which weights $a$ and $b$ satisfy $a {vec(u)} + b {vec(v)} = {vec(w)}$? Answer with $[a, b]$.",
        )
    )
    first = f"{plus(scaled(u[0], 'a'), scaled(v[0], 'b'))} = {w[0]}"
    second = (
        f"{plus(scaled(u[1], 'a'), scaled(v[1], 'b'))} = {w[1]}" if u[1] else f"{scaled(v[1], 'b')} = {w[1]}"
    )
    return Draft(
        prompt=wording,
        key=key,
        proof=Satisfies(
            "substitution",
            "The weights were put back into the combination.",
            lambda x: second_way.combination(x, (u, v)) == w,
        ),
        steps=(
            Step("Write one equation for each component", rf"{first}, \quad {second}"),
            Step(
                "Eliminate b",
                f"{minus(times(v[1], w[0]), times(v[0], w[1]))} = {v[1] * w[0] - v[0] * w[1]}",
            ),
            Step("Divide by the coefficient that a is left with", chain("a", f"{over_text(a * area, area)}", a)),
            Step("Put a back and solve for b", chain("b", over_text(w[0] - u[0] * a, v[0]), b)),
            Step(
                "Check the combination",
                chain(f"{guard_scaled(a, u)} + {guard_scaled(b, v, inner=True)}", vec(w)),
            ),
        ),
        hints=(
            "You are asked for two numbers at once: how much of each vector to take.",
            "Compare components: each gives one linear equation in $a$ and $b$. Solve the two together.",
            f"The first component says ${first}$.",
        ),
        answer_hint="the two weights, such as [2, -1]",
        mistakes=but_key(
            key, Mistake(column((b, a)), "These are the right numbers in the wrong order: first $a$, then $b$.")
        ),
    )


def over_text(top: int, bottom: int) -> str:
    """A fraction that is not reduced."""
    return rf"\frac{{{top}}}{{{bottom}}}"


def guard_scaled(factor: int, values: tuple[int, ...], *, inner: bool = False) -> str:
    """A multiple of a column, its factor in brackets when it is negative and not in front."""
    shown = f"({factor})" if inner and factor < 0 else str(factor)
    return f"{shown} {vec(values)}"


def _parallel(draw: Draw) -> Draft:
    size = draw.choice((2, 3, 3))
    v = draw.full_vector(size, -4, 4)
    factor = draw.choice((Fraction(-3), Fraction(-2), Fraction(2), Fraction(3), Fraction(-1, 2), Fraction(3, 2)))
    u = [factor * part for part in v]
    if any(part.denominator != 1 for part in u) or len({abs(p) for p in v}) == 1:
        raise Unsuitable("not whole")
    spot = draw.integer(1, size - 1)
    k = int(u[spot])
    shown = [str(int(part)) if index != spot else "k" for index, part in enumerate(u)]
    wording = draw.choice(
        (
            rf"For which $k$ are $\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$ parallel?",
            rf"Find $k$ so that $\mathbf{{u}} = {vec(shown)}$ lies on the line through the origin along "
            rf"$\mathbf{{v}} = {vec(v)}$.",
            rf"Determine $k$ so that $\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$ are "
            "linearly dependent.",
        )
    )
    c = tex(factor)
    return Draft(
        prompt=wording,
        key=sympy.Integer(k),
        proof=Satisfies(
            "substitution",
            "With k put in, all ratios of components agree (cross products are zero).",
            lambda value: all(
                (value if i == spot else u[i]) * v[0] == (value if 0 == spot else u[0]) * v[i]
                for i in range(size)
            ),
        ),
        steps=(
            Step("Parallel means that u is a multiple of v", rf"\mathbf{{u}} = c\, \mathbf{{v}}"),
            Step("Find the factor from the known components", chain("c", over_text(int(u[0]), v[0]), c)),
            Step("Apply it to the component with k", chain("k", times(factor, v[spot]), k)),
        ),
        hints=(
            "You are asked for the missing component that makes one vector a multiple of the other.",
            r"Parallel vectors satisfy $\mathbf{u} = c\,\mathbf{v}$ for one number $c$, the same in every component.",
            f"The first components give $c$: divide ${int(u[0])}$ by ${v[0]}$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            sympy.Integer(k),
            Mistake(sympy.Integer(-k), "The size is right; check the sign of the factor."),
            Mistake(sympy.Integer(v[spot]), "That makes this component equal; the vectors only need one factor."),
        ),
    )


def _mistake(draw: Draw, level: int) -> Draft:
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


def _claim(draw: Draw, level: int) -> Draft:
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
                Step("Stretching by c multiplies the length by |c|", chain(rf"|{c}| \cdot {size}", true_value)),
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
        decide=lambda: second_way.equal(second_way.length(total), second_way.length(u) + second_way.length(v)),
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


GENERATORS = (
    Generator(TOPIC, "combine", COMPUTE, _combine),
    Generator(TOPIC, "weights", REVERSE, _weights),
    Generator(TOPIC, "slip", MISTAKE, _mistake),
    Generator(TOPIC, "claim", TRUE_FALSE, _claim),
)
