"""Exercises on subspaces: testing sets, counterexamples, and spaces of polynomials."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.lengths import closed
from assistant.practice.generators.linear_algebra.pieces import added, linear_side, multiple
from assistant.practice.notation import chain, guarded, plus, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, pick, typed, words

TOPIC = "vector-spaces-and-subspaces"


def _test(draw: Draw, level: int) -> Draft:
    a, b, c = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.choice((0, 0, draw.nonzero(-5, 6)))
    kind = draw.choice(("line", "line", "square", "positive", "product"))
    if level == 2:
        kind = draw.choice(("plane", "plane", "integer", "polynomial"))
    conditions: dict[str, tuple[str, Any, bool]] = {
        "line": (
            f"all ${vec(('x', 'y'))}$ with ${linear_side((a, b), ('x', 'y'))} = {c}$",
            lambda v: a * v[0] + b * v[1] == c,
            c == 0,
        ),
        "square": (
            f"all ${vec(('x', 'y'))}$ with $y = {linear_side((a,), ('x',))}^2$",
            lambda v: v[1] == a * v[0] ** 2,
            False,
        ),
        "positive": (
            f"all ${vec(('x', 'y'))}$ with $y \\ge {linear_side((a,), ('x',))}$",
            lambda v: v[1] >= a * v[0],
            False,
        ),
        "product": (
            f"all ${vec(('x', 'y'))}$ with ${linear_side((a,), ('x',))} y = 0$",
            lambda v: v[0] * v[1] == 0,
            False,
        ),
        "plane": (
            f"all ${vec(('x', 'y', 'z'))}$ with ${linear_side((a, b, 1), ('x', 'y', 'z'))} = {c}$",
            lambda v: a * v[0] + b * v[1] + v[2] == c,
            c == 0,
        ),
        "integer": (
            f"all ${vec(('x', 'y', 'z'))}$ with whole components and $x = {linear_side((a,), ('y',))}$",
            lambda v: all(Fraction(e).denominator == 1 for e in v) and v[0] == a * v[1],
            False,
        ),
        "polynomial": (
            f"all polynomials $p(x)$ of degree at most 2 with $p({a}) = {c}$",
            lambda v: v[0] * a * a + v[1] * a + v[2] == c,
            c == 0,
        ),
    }
    text, holds, truth = conditions[kind]
    size = 2 if level == 1 else 3
    grid_ = [tuple(v) for v in product(range(-6, 7), repeat=size) if holds(v)]

    def closed() -> bool:
        zero = (0,) * size
        if not holds(zero):
            return False
        members = grid_[:: max(1, len(grid_) // 25)] + grid_[-3:]
        return all(holds(added(u, v)) for u in members for v in members) and all(
            holds(multiple(t, u)) for u in members for t in (-1, 2, Fraction(1, 2))
        )

    if not grid_:
        raise Unsuitable("no members at hand")
    return claim(
        draw,
        says=(
            f"The set of {text} is a subspace.",
            f"With the usual sums and multiples, {text} form a subspace.",
        ),
        truth=truth,
        method="members tried out",
        detail="The zero vector, sums and multiples (also by -1 and 1/2) of many members were tried.",
        decide=closed,
        steps=[("The zero vector put into the left side", f"{a} \\cdot 0 = 0")],
        hints=(
            "You are asked to test three things.",
            "A subspace contains zero, every sum of two members, and every multiple of a member (also by negative numbers and fractions).",
            "Is the zero vector a member?",
        ),
        if_wrong=(
            "Zero, sums and multiples stay inside."
            if truth
            else "Zero is missing, or some sum or multiple of members falls outside."
        ),
    )


def _counter(draw: Draw, level: int) -> Draft:
    a, c = draw.choice((1, 2, 3, -1, -2)), draw.nonzero(-4, 5)
    u, v = draw.integer(-3, 4), draw.integer(-3, 4)
    if u == v:
        raise Unsuitable("one member")
    p, q = (u, a * u + c), (v, a * v + c)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"${vec(p)}$ and ${vec(q)}$ lie on the line $y = {linear_side((a,), ('x',))} {'+' if c > 0 else '-'} {abs(c)}$. Their sum does not. What is its second component minus the one the line demands?",
            ),
            key=c,
            proof=Satisfies(
                "putting in",
                "The sum was computed and compared with the line.",
                lambda g: p[1] + q[1] - (a * (u + v) + c) == g,
            ),
            steps=[
                ("The sum", f"{vec(p)} + {vec(q)} = {vec(added(p, q))}"),
                ("What the line demands", f"{times(a, u + v)} + {guarded(c)} = {a * (u + v) + c}"),
                ("Difference", f"{p[1] + q[1]} - {guarded(a * (u + v) + c)} = {c}"),
            ],
            hints=(
                "You are asked to make a counterexample exact.",
                "Add the two members; then put the first component of the sum into the equation of the line.",
                "Add the vectors first.",
            ),
            wrong=[
                (-c, "Sum minus demand, not the other way round."),
                (2 * c, "The demand contains the constant once."),
                (0, "A line that misses the origin is not closed under sums."),
            ],
        )
    right = (u, a * u + abs(c))
    wrong = [
        (x, y)
        for x, y in ((v, a * v), (1, a), (-1, -a), (2, 2 * a), (3, 3 * a), (-2, -2 * a))
        if (x, y) != right
    ]
    return pick(
        draw,
        ask=(
            f"All ${vec(('x', 'y'))}$ with $y \\ge {linear_side((a,), ('x',))}$ do not form a subspace. Which member shows it, when it is multiplied by $-1$?",
        ),
        right=right,
        wrong=[(w, "Its opposite still satisfies the condition (with equality).") for w in wrong],
        proof=Satisfies(
            "the opposite",
            "The opposite of the member was tested.",
            lambda g: g[1] >= a * g[0] and not -g[1] >= -a * g[0],
        ),
        steps=[("The opposite", f"-{vec(right)} = {vec(multiple(-1, right))}")],
        hints=(
            "You are asked for a counterexample.",
            "Multiply each option by $-1$ and test the condition again.",
            "Members on the border do no harm.",
        ),
    )


def _general(draw: Draw, level: int) -> Draft:
    n, c = draw.integer(1, 9), draw.nonzero(-9, 9)
    x = sympy.Symbol("x")
    good = [
        f"All polynomials of degree at most {n}.",
        f"All $2 \\times {n + 1}$ matrices with first row zero.",
        f"All continuous functions $f$ with $f({c}) = 0$.",
        "All sequences that are zero from some place on.",
        f"All symmetric ${n + 1} \\times {n + 1}$ matrices.",
    ]
    # Each with a counterexample that is computed.
    bad: list[tuple[str, Callable[[], bool]]] = [
        (
            f"All polynomials of degree exactly {n}.",
            lambda: sympy.degree(sympy.expand(x**n + (1 - x**n) + x * 0), x) != n,
        ),
        (f"All continuous functions $f$ with $f({c}) = 1$.", lambda: 1 + 1 != 1),
        (
            "All $2 \\times 2$ matrices with determinant zero.",
            lambda: second_way.determinant(((1, 0), (0, 1))) != 0,
        ),
        (f"All functions with values of at most ${abs(c)}$.", lambda: 2 * abs(c) > abs(c)),
    ]
    one = draw.choice(bad)
    options = [
        (one[0], ""),
        *((g, "Zero, sums and multiples stay inside: it is a vector space.") for g in draw.sample(good, 3)),
    ]
    return words(
        draw,
        ask=(
            "Which of these is not a vector space, with the usual sums and multiples?",
            "One of these sets is no vector space. Which one?",
        ),
        right=one[0],
        options=options,
        decide=lambda: next(t for t, _ in options for name, fails in bad if t == name and fails()),
        method="a counterexample",
        detail="For the key a sum or multiple that falls outside was computed.",
        steps=[("A counterexample for sums: one plus one is not one", "1 + 1 = 2")],
        hints=(
            "You are asked for the exception.",
            "A vector space contains zero, all sums and all multiples of its members.",
            "Test each set with zero, then with sums.",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, b, k = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-6, 7)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"For which $k$ is the set of all ${vec(('x', 'y'))}$ with ${linear_side((a, b), ('x', 'y'))} = k {'-' if k > 0 else '+'} {abs(k)}$ a subspace?",
            ),
            key=k,
            proof=Satisfies(
                "the zero vector", "Zero satisfies the equation exactly for this k.", lambda g: g - k == 0
            ),
            steps=[
                ("The zero vector has to be a member", f"0 = k - {guarded(k)}"),
                ("Solve for k", f"k = {k}"),
            ],
            hints=(
                "You are asked when a line passes through the origin.",
                "A subspace contains the zero vector.",
                "Put zero in for both unknowns.",
            ),
            symbols=("k",),
            wrong=[(-k, "The sign is turned round."), (0, "The whole right-hand side has to vanish.")],
        )
    s, t = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    return typed(
        draw,
        ask=(
            f"The plane $z = {linear_side((a, b), ('x', 'y'))}$ is a subspace. For which $k$ does ${vec((s, t, 'k'))}$ belong to it?",
        ),
        key=a * s + b * t,
        proof=Satisfies(
            "the equation",
            "The components satisfy the equation of the plane.",
            lambda g: second_way.determinant(((1, 0, a), (0, 1, b), (s, t, g))) == 0,
        ),
        steps=[("Put the components in", chain("k", plus(times(a, s), times(b, t)), a * s + b * t))],
        hints=(
            "You are asked for a component of a member.",
            "A member satisfies the equation.",
            f"Put ${s}$ and ${t}$ in.",
        ),
        symbols=("k",),
        wrong=[
            (-(a * s + b * t), "The sign is turned round."),
            (a * t + b * s, "First component with first coefficient."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "subspace-or-not", TRUE_FALSE, _test, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "counterexample", COMPUTE, _counter, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "which-member", CHOICE, _counter, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "exception", CHOICE, _general, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, closed, levels=(3,), objectives=(1, 3)),
)
