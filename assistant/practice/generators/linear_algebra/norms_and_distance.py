"""Exercises on norms and distances: three ways to measure, unit length, and the triangle inequality."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import added, multiple, whole_length
from assistant.practice.notation import chain, minus, norm, over, plus, root, squares_sum, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed
from assistant.practice.worked import Part, mistake_draft

TOPIC = "norms-and-distance"
L1 = r"The L1 norm drops the signs and adds: $\|\mathbf{v}\|_1 = |v_1| + \dots + |v_n|$."
L2 = r"The L2 norm squares every component, adds, and takes the root."
LARGEST = r"The maximum norm drops the signs and keeps the largest: $\|\mathbf{v}\|_\infty = \max_i |v_i|$."
RULES = {"1": L1, "2": L2, r"\infty": LARGEST}
NAMED = {"1": "L1 norm", "2": "L2 norm", r"\infty": "maximum norm"}


def _bars(values: tuple[int, ...]) -> str:
    return plus(*(f"|{value}|" for value in values))


def _largest(values: tuple[int, ...]) -> str:
    return rf"\max({', '.join(str(abs(v)) for v in values)})"


def _size(values: tuple[int, ...], kind: str) -> int:
    if kind == "1":
        return sum(abs(v) for v in values)
    if kind == r"\infty":
        return max(abs(v) for v in values)
    return round(sum(v * v for v in values) ** 0.5)


def _shown(values: tuple[int, ...], kind: str) -> str:
    if kind == "2":
        return root(squares_sum(values))
    return _bars(values) if kind == "1" else _largest(values)


def _by_limit(values: tuple[int, ...], kind: str) -> object:
    """The norm again: as a root of a dot product, by sorting, or as a longest dot product with signs."""
    if kind == "2":
        return second_way.length(values)
    if kind == r"\infty":
        return max(
            second_way.dot(values, tuple(s * (i == j) for j in range(len(values))))
            for i in range(len(values))
            for s in (1, -1)
        )
    return second_way.dot(values, tuple(1 if v > 0 else -1 for v in values))


def _norm(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("1", "1", "2", r"\infty"))
    size = draw.choice((2, 3, 3))
    vector = whole_length(draw, size)[0] if kind == "2" else draw.full_vector(draw.choice((3, 4)), -7, 8)
    if kind != "2" and (min(vector) > 0 or len({abs(v) for v in vector}) < 3):
        raise Unsuitable("no sign to mind")
    key = _size(vector, kind)
    return typed(
        draw,
        ask=(
            rf"Find the {NAMED[kind]} $\|\mathbf{{v}}\|_{{{kind}}}$ of $\mathbf{{v}} = {vec(vector)}$.",
            f"How large is ${vec(vector)}$, measured with the {NAMED[kind]}?",
            rf"Compute $\left\|{vec(vector)}\right\|_{{{kind}}}$.",
        ),
        key=key,
        proof=again(
            "another formula",
            "The norm was computed again from dot products.",
            lambda: _by_limit(vector, kind),
        ),
        steps=[(RULES[kind].split(":")[0].rstrip("."), chain(_shown(vector, kind), key))],
        hints=(
            f"You are asked for one number, the size of the vector by the {NAMED[kind]}.",
            RULES[kind],
            f"Begin with the first component: its {'square' if kind == '2' else 'absolute value'} is "
            f"${vector[0] ** 2 if kind == '2' else abs(vector[0])}$.",
        ),
        wrong=[
            (sum(vector), "The signs have to go first: a size adds absolute values."),
            (sum(abs(v) for v in vector), "That is the L1 norm: all absolute values added."),
            (max(abs(v) for v in vector), "That is the maximum norm: the largest absolute value alone."),
            (sum(v * v for v in vector), "That is the sum of the squares; the root is still to be taken."),
            (max(vector), "Compare the absolute values: a large negative component counts as well."),
        ],
    )


def _distance(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("1", "2", r"\infty"))
    gap = whole_length(draw, draw.choice((2, 3)))[0] if kind == "2" else draw.full_vector(3, -6, 7)
    v = draw.vector(len(gap), -5, 6)
    u = added(v, gap)
    if len({abs(g) for g in gap}) == 1:
        raise Unsuitable("all steps alike")
    key = _size(gap, kind)
    story = draw.choice(
        (
            rf"Find $\|\mathbf{{u}} - \mathbf{{v}}\|_{{{kind}}}$ for $\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$.",
            f"Two customers are described by ${vec(u)}$ and ${vec(v)}$. How far apart are they in the {NAMED[kind]}?",
            f"How far is it from ${vec(u)}$ to ${vec(v)}$, measured with the {NAMED[kind]}?",
        )
    )
    return typed(
        draw,
        ask=[story],
        key=key,
        proof=again(
            "the way back",
            "The distance was computed again from the second vector to the first.",
            lambda: _by_limit(added(v, u, -1), kind),
        ),
        steps=[
            ("Subtract first", f"{vec(u)} - {vec(v)} = {vec(gap)}"),
            ("Then measure", chain(_shown(gap, kind), key)),
        ],
        hints=(
            "You are asked for a distance: one number that is never negative.",
            "Subtract the vectors, then take the norm of the difference. " + RULES[kind],
            f"The first component of the difference is ${minus(u[0], v[0])}$.",
        ),
        wrong=[
            (abs(_size(u, kind) - _size(v, kind)), "Subtract the vectors, not their sizes."),
            (sum(abs(g) for g in gap), "That is the L1 distance."),
            (max(abs(g) for g in gap), "That is the distance in the maximum norm."),
            (sum(g * g for g in gap), "The root is still to be taken."),
            (sum(gap), "Drop the signs before you add."),
        ],
    )


def _normalise(draw: Draw, level: int) -> Draft:
    vector, length = whole_length(draw)
    stretch = draw.choice((1, 1, 2)) if level == 2 else 1
    vector, length = multiple(stretch, vector), stretch * length
    goal = 1 if level == 2 else draw.choice([g for g in (1, 2, 3, 4) if g < length])
    key = tuple(Fraction(goal * part, length) for part in vector)
    if level == 2:
        ask = [
            f"Scale ${vec(vector)}$ to length one.",
            f"Normalise $\\mathbf{{v}} = {vec(vector)}$ in the L2 norm.",
            f"Find the vector of L2 norm 1 that points the same way as ${vec(vector)}$.",
        ]
    else:
        ask = [
            f"Gradient clipping: no gradient may be longer than ${goal}$. The gradient is ${vec(vector)}$. Which "
            "vector is left after it is scaled down to that length?",
            f"A gradient ${vec(vector)}$ is clipped to the L2 norm ${goal}$: it keeps its direction and gets that "
            "length. What comes out?",
        ]
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=Satisfies(
            "length and direction",
            "The vector has the wanted length and is a positive multiple of the given one.",
            lambda guess: (
                guess[0] * vector[1] == guess[1] * vector[0]
                and guess[0] * vector[0] > 0
                and sum(part * part for part in guess) == goal * goal
            ),
        ),
        steps=[
            ("The length of the vector", chain(norm(vec(vector)), root(squares_sum(vector)), length)),
            (
                "Divide by the length" if goal == 1 else "Multiply by wanted length over present length",
                rf"\frac{{{goal}}}{{{length}}} {vec(vector)} = {vec(key)}",
            ),
        ],
        hints=(
            "You are asked for a vector with the same direction and another length.",
            "Divide by the L2 norm to get length one; multiply by the wanted length if that is not one.",
            f"Find the length first: ${root(squares_sum(vector))}$.",
        ),
        answer="a vector such as [3/5, -4/5]",
        wrong=[
            (vector, "That is the vector itself; its length is not right yet."),
            (
                tuple(Fraction(goal * part, sum(abs(p) for p in vector)) for part in vector),
                "You divided by the L1 norm; the L2 norm is the root of the sum of the squares.",
            ),
            (
                tuple(Fraction(goal * part, length * length) for part in vector),
                "You divided by the squared length: take the root.",
            ),
            (
                tuple(Fraction(part, length) for part in vector),
                "That has length one; it is still to be stretched.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        known = draw.full_vector(2, -6, 7)
        value = draw.integer(1, 9)
        total = sum(abs(k) for k in known) + value
        shown = vec((known[0], "k", known[1]))
        return typed(
            draw,
            ask=(
                f"For which positive $k$ has ${shown}$ the L1 norm ${total}$?",
                f"The taxi drives ${total}$ blocks in all: the L1 norm of ${shown}$ is ${total}$, with $k > 0$. Find $k$.",
            ),
            key=value,
            proof=Satisfies(
                "substitution",
                "With k put in, the absolute values add up to the norm.",
                lambda g: g > 0 and sum(abs(k) for k in known) + abs(g) == total,
            ),
            steps=[
                ("The known part", chain(_bars(known), sum(abs(k) for k in known))),
                ("What is left for k", chain("k", minus(total, sum(abs(k) for k in known)), value)),
            ],
            hints=(
                "You are asked for the component that is missing in a norm.",
                L1,
                f"Add up the part that is known: ${_bars(known)}$.",
            ),
            symbols=("k",),
            wrong=[(total - sum(known), "Drop the signs of the known components before you add them.")],
        )
    if level == 2:
        (a, b), length = whole_length(draw)
        x, y = draw.integer(-4, 5), draw.integer(-4, 5)
        # Distance from (x, y) to (k, y + b) is `length`, so that k is x plus or minus a.
        low, high = sorted((x - a, x + a))
        return typed(
            draw,
            ask=(
                f"For which two values of $k$ is ${vec(('k', y + b))}$ at the L2 distance ${length}$ from ${vec((x, y))}$?",
                f"The points ${vec((x, y))}$ and ${vec(('k', y + b))}$ are ${length}$ apart in the L2 norm. Find both "
                "possible $k$.",
            ),
            key={low, high},
            proof=Satisfies(
                "substitution",
                "Either value gives the distance; a square has no third root.",
                lambda g: len(g) == 2 and all((v - x) ** 2 + b * b == length**2 for v in g),
            ),
            steps=[
                ("The second components differ by", chain(minus(y + b, y), b)),
                (
                    "What is left for the square of the first difference",
                    chain(f"{length}^2 - {tex(b) if b > 0 else f'({b})'}^2", a * a),
                ),
                (
                    "Both roots count",
                    rf"k = {x} - {abs(a)} = {low} \text{{ or }} k = {x} + {abs(a)} = {high}",
                ),
            ],
            hints=(
                "You are asked for two numbers, one on either side.",
                "The squared distance is the sum of the squared differences of the components.",
                f"The difference of the second components is ${minus(y + b, y)}$. Square it.",
            ),
            answer=PAIR,
            symbols=("k",),
            wrong=[
                ({a, -a}, f"Those are the differences: add the first component ${x}$ of the given point."),
                ({high}, "There is a second value, on the other side."),
                ({low}, "There is a second value, on the other side."),
            ],
        )
    vector = draw.full_vector(3, -6, 7)
    kind = draw.choice(("1", r"\infty"))
    size, factor = _size(vector, kind), draw.choice((2, 3, 4, 5))
    key = Fraction(-factor)
    return typed(
        draw,
        ask=(
            rf"For which negative number $c$ is $\left\|c \, {vec(vector)}\right\|_{{{kind}}} = {factor * size}$?",
            f"A negative multiple $c$ of ${vec(vector)}$ has the {NAMED[kind]} ${factor * size}$. Find $c$.",
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "The multiple was written out and measured.",
            lambda g: (
                g < 0 and max(map(abs, multiple(g, vector))) == factor * size
                if kind != "1"
                else g < 0 and sum(map(abs, multiple(g, vector))) == factor * size
            ),
        ),
        steps=[
            ("The norm of the vector itself", chain(_shown(vector, kind), size)),
            ("A factor comes out as its absolute value", chain("|c|", over(factor * size, size), factor)),
            ("The number is to be negative", f"c = {-factor}"),
        ],
        hints=(
            "You are asked for a factor, and for the negative one of two.",
            r"$\|c\,\mathbf{v}\| = |c| \, \|\mathbf{v}\|$: a size ignores the sign of the factor.",
            f"Find the {NAMED[kind]} of ${vec(vector)}$ first.",
        ),
        symbols=("c",),
        wrong=[(factor, "That factor gives the norm as well, but the negative one is wanted.")],
    )


def _triangle(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(2, 9), draw.integer(2, 9)
    if a == b:
        raise Unsuitable("the detour may close")
    low, high = abs(a - b), a + b
    said = draw.choice((low - 1, high + 1, high + 2, high, low, (low + high) // 2, low + 1))
    if said <= 0 or a * a + b * b == said * said:
        raise Unsuitable("no size")
    truth = low <= said <= high
    sign = draw.choice(("+", "-")) if level == 3 else "+"
    what = rf"\|\mathbf{{u}} {sign} \mathbf{{v}}\|"
    return claim(
        draw,
        says=(
            rf"There are vectors in the plane with $\|\mathbf{{u}}\| = {a}$, $\|\mathbf{{v}}\| = {b}$ and ${what} = {said}$ (L2 norm).",
            rf"If $\|\mathbf{{u}}\|_2 = {a}$ and $\|\mathbf{{v}}\|_2 = {b}$ for two vectors in the plane, then ${what}_2$ can be ${said}$.",
        ),
        truth=truth,
        method="cosine rule",
        detail="The cosine that the angle would need was computed; it has to lie between -1 and 1.",
        decide=lambda: -1 <= Fraction(said * said - a * a - b * b, 2 * a * b) <= 1,
        steps=[
            ("Longest: both pull the same way", chain(f"{a} + {b}", high)),
            ("Shortest: they pull against each other", chain(f"|{a} - {b}|", low)),
        ],
        hints=(
            "You are asked whether three lengths fit together.",
            r"The triangle inequality: $\|\mathbf{u} + \mathbf{v}\| \le \|\mathbf{u}\| + \|\mathbf{v}\|$, and two lengths "
            "cannot cancel by more than the smaller one. With a minus it is the same, for $-\\mathbf{v}$ is as long as "
            "$\\mathbf{v}$.",
            f"Think of two arrows of lengths ${a}$ and ${b}$: how long can the way from start to end be at most?",
        ),
        if_wrong=f"The length lies between ${low}$ and ${high}$, and everything between can be had by turning one arrow.",
    )


def _slip(draw: Draw, level: int) -> Draft:
    if level == 1:
        vector = draw.full_vector(3, -6, 7)
        if min(vector) > 0 or max(vector) < 0:
            raise Unsuitable("one sign")
        key = sum(abs(v) for v in vector)
        kind = draw.choice(("sign", "sum"))
        shown = [abs(v) for v in vector]
        if kind == "sign":
            at = next(i for i, v in enumerate(vector) if v < 0)
            shown[at] = vector[at]
        total = sum(shown)
        end: Any = total if kind == "sign" else total + draw.choice((1, -1, 2))
        if end <= 0:
            raise Unsuitable("a size is positive")
        parts: tuple[Part, ...] = (
            Part(_bars(vector), key),
            Part(plus(*shown), total),
            Part(tex(end), end),
        )
        fix = plus(*(abs(v) for v in vector)) if kind == "sign" else tex(total)
        task, rule = f"find the L1 norm of ${vec(vector)}$", "Every component counts with its absolute value"
    else:
        vector, length = whole_length(draw)
        u = draw.full_vector(2, -4, 5)
        v = added(u, vector, -1)
        kind = draw.choice(("root", "sign"))
        squares = [part * part for part in vector]
        if kind == "sign":
            squares[1] = -squares[1]
        total = sum(squares)
        if total <= 0:
            raise Unsuitable("no root")
        end = tex(length) if kind == "sign" else plus(abs(vector[0]), abs(vector[1]))
        end_value = length if kind == "sign" else abs(vector[0]) + abs(vector[1])
        if kind == "sign":
            parts = (
                Part(norm(f"{vec(u)} - {vec(v)}"), length),
                Part(norm(vec(vector)), length),
                Part(root(plus(*squares)), second_way.root(total)),
                Part(root(total), second_way.root(total)),
            )
            fix = root(plus(*(part * part for part in vector)))
        else:
            parts = (
                Part(norm(f"{vec(u)} - {vec(v)}"), length),
                Part(norm(vec(vector)), length),
                Part(root(plus(*(part * part for part in vector))), length),
                Part(end, end_value),
            )
            fix = tex(length)
        task = f"find the L2 distance from ${vec(u)}$ to ${vec(v)}$"
        rule = "Squares are never negative, and the root is taken of the whole sum, not of each part"
    return mistake_draft(draw, task=task, parts=parts, fix=fix, rule=rule)


GENERATORS = (
    Generator(TOPIC, "norm", COMPUTE, _norm, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "distance", COMPUTE, _distance, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "normalise", COMPUTE, _normalise, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 2)),
    Generator(TOPIC, "detour", TRUE_FALSE, _triangle, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2), objectives=(1, 2)),
)
