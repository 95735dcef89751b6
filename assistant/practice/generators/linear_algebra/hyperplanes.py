"""Exercises on hyperplanes: normal vectors, sides, signed distances, and nearest points."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, REVERSE, TRUE_FALSE, VECTOR, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    Row,
    added,
    dots,
    is_multiple,
    linear_side,
    multiple,
    point,
    whole_length,
)
from assistant.practice.notation import chain, guarded, over, root, squares_sum, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "hyperplanes"

NAMES_OF = ("x", "y", "z")


def _plane(draw: Draw, size: int = 2) -> tuple[Row, int, int]:
    w, length = whole_length(draw, size)
    return w, length, draw.nonzero(-12, 12)


def _shown(w: Row, b: int) -> str:
    return f"{linear_side(w, NAMES_OF)} {'+' if b > 0 else '-'} {abs(b)}"


def _side(draw: Draw, level: int) -> Draft:
    w, _, b = _plane(draw, level + 1)
    p, q = draw.vector(len(w), -4, 5), draw.vector(len(w), -4, 5)
    gp, gq = second_way.dot(w, p) + b, second_way.dot(w, q) + b
    if gp == 0 or gq == 0 or p == q:
        raise Unsuitable("on the plane")
    thing = "line" if len(w) == 2 else "plane"
    return claim(
        draw,
        says=(
            f"${point(p)}$ and ${point(q)}$ lie on the same side of the {thing} ${_shown(w, b)} = 0$.",
            f"A linear classifier with the boundary ${_shown(w, b)} = 0$ puts ${point(p)}$ and ${point(q)}$ into the same class.",
        ),
        truth=(gp > 0) == (gq > 0),
        method="walking across",
        detail="On the way from one point to the other the boundary is met between 0 and 1, or it is not.",
        decide=lambda: not 0 < Fraction(gp, gp - gq) < 1 if gp != gq else True,
        steps=[
            ("The first point", f"{dots(w, p)} {'+' if b > 0 else '-'} {abs(b)} = {gp}"),
            ("The second point", f"{dots(w, q)} {'+' if b > 0 else '-'} {abs(b)} = {gq}"),
        ],
        hints=(
            "You are asked on which side two points lie.",
            r"The sign of $\mathbf{w}^\top \mathbf{x} + b$ tells the side.",
            f"Put ${point(p)}$ into ${_shown(w, b)}$.",
        ),
        if_wrong=f"The values are ${gp}$ and ${gq}$.",
    )


def _distance(draw: Draw, level: int) -> Draft:
    w, length, b = _plane(draw, 2 if level == 1 else 3)
    x = draw.vector(len(w), -5, 6)
    g = second_way.dot(w, x) + b
    if g == 0:
        raise Unsuitable("on it")
    foot = tuple(Fraction(e) - Fraction(g * c, length**2) for e, c in zip(x, w, strict=True))
    return typed(
        draw,
        ask=(
            f"Find the signed distance from the hyperplane ${_shown(w, b)} = 0$ to the point ${point(x)}$.",
            f"How far is ${point(x)}$ from the decision boundary ${_shown(w, b)} = 0$? Give the distance with its sign.",
        ),
        key=Fraction(g, length),
        proof=again(
            "nearest point",
            "The distance to the nearest point was measured, with the sign of the side.",
            lambda: (1 if g > 0 else -1) * second_way.length(added(x, foot, -1)),
        ),
        steps=[
            ("Put the point in", f"{dots(w, x)} {'+' if b > 0 else '-'} {abs(b)} = {g}"),
            ("The length of the normal vector", chain(root(squares_sum(w)), length)),
            ("Divide", chain(over(g, length), Fraction(g, length))),
        ],
        hints=(
            "You are asked for a distance that is positive on the side of the normal vector.",
            r"$d = \frac{\mathbf{w}^\top \mathbf{x} + b}{\|\mathbf{w}\|}$.",
            f"Put the point into ${_shown(w, b)}$ first.",
        ),
        wrong=[
            (g, "Divide by the length of the normal vector."),
            (-Fraction(g, length), "The sign is turned round."),
            (Fraction(g, length**2), "Divide by the length, not by its square."),
            (Fraction(g - b, length), "The offset counts too."),
        ],
    )


def _nearest(draw: Draw, level: int) -> Draft:
    w, length = draw.choice(((3, 4), (4, 3), (1, 2), (2, 1), (1, 1), (1, -2), (3, -4), (-1, 3), (2, -1))), 0
    length = second_way.dot(w, w)
    foot, t = draw.vector(2, -4, 5), draw.nonzero(-3, 3)
    b = -second_way.dot(w, foot)
    x = added(foot, w, t)
    if b == 0:
        raise Unsuitable("through the origin")
    g = t * length
    return typed(
        draw,
        ask=(
            f"Which point of the line ${_shown(w, b)} = 0$ is nearest to ${point(x)}$? Answer as a vector.",
            f"Move ${point(x)}$ straight onto the boundary ${_shown(w, b)} = 0$. Where does it arrive (as a vector)?",
        ),
        key=foot,
        answer=VECTOR,
        proof=Satisfies(
            "right angle",
            "The point lies on the line, and the way to it is parallel to the normal vector.",
            lambda h: second_way.dot(w, h) + b == 0 and is_multiple(added(x, h, -1), w),
        ),
        steps=[
            ("Put the point in", f"{dots(w, x)} {'+' if b > 0 else '-'} {abs(b)} = {g}"),
            (
                "Walk back along the normal vector",
                rf"{vec(x)} - \frac{{{g}}}{{{length}}} {vec(w)} = {vec(foot)}",
            ),
        ],
        hints=(
            "You are asked for a point on the line.",
            r"$\mathbf{x}^* = \mathbf{x} - \frac{\mathbf{w}^\top \mathbf{x} + b}{\mathbf{w}^\top \mathbf{w}} \, \mathbf{w}$.",
            f"Put the point into ${_shown(w, b)}$ first.",
        ),
        wrong=[
            (added(x, w, t), "Walk against the normal vector, towards the line."),
            (added(x, w, -g), r"Divide by $\mathbf{w}^\top \mathbf{w}$."),
            (x, "That is the point itself."),
        ],
    )


def _read(draw: Draw, level: int) -> Draft:
    w = draw.full_vector(3, -6, 7)
    side = draw.nonzero(-9, 9)
    shown = f"{linear_side(w[:2], NAMES_OF)} = {linear_side((-w[2],), ('z',))} {'+' if side > 0 else '-'} {abs(side)}"
    if w[0] < 0:
        raise Unsuitable("sign not fixed")
    return typed(
        draw,
        ask=(
            f"Write the plane ${shown}$ as $\\mathbf{{w}}^\\top \\mathbf{{x}} + b = 0$ with first component ${w[0]}$. Which vector is $\\mathbf{{w}}$?",
            f"Which normal vector with the first component ${w[0]}$ has the plane ${shown}$?",
        ),
        key=w,
        answer=VECTOR3,
        proof=Satisfies(
            "directions inside",
            "Differences of points of the plane are orthogonal to it.",
            lambda g: (
                g[0] == w[0]
                and second_way.dot(g, (w[1], -w[0], 0)) == 0
                and second_way.dot(g, (w[2], 0, -w[0])) == 0
            ),
        ),
        steps=[("Bring everything to one side", f"{linear_side(w, NAMES_OF)} - {guarded(side)} = 0")],
        hints=(
            "You are asked for the coefficients in the right form.",
            "The normal vector holds the coefficients of the unknowns once everything is on one side.",
            "Bring the term with $z$ to the left: its sign changes.",
        ),
        wrong=[
            ((*w[:2], -w[2]), "The term with $z$ changes its sign when it changes sides."),
            (multiple(-1, w), "The first component is given."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    w, length, _ = _plane(draw)
    x = draw.vector(2, -4, 5)
    d = draw.integer(1, 5) if level == 3 else 0
    b = d * length - second_way.dot(w, x)
    shown = f"{linear_side(w, NAMES_OF)} + b"
    return typed(
        draw,
        ask=(
            f"For which $b$ does the line ${shown} = 0$ pass through ${point(x)}$?"
            if d == 0
            else f"For which $b$ has ${point(x)}$ the signed distance ${d}$ from the line ${shown} = 0$?",
            f"Choose the bias $b$ so that the boundary ${shown} = 0$ {'contains' if d == 0 else f'leaves a margin: signed distance ${d}$ to'} ${point(x)}$.",
        ),
        key=b,
        proof=Satisfies(
            "distance",
            "With b put in, the nearest point was found and the distance measured.",
            lambda g: (second_way.dot(w, x) + g) == d * length,
        ),
        steps=[
            ("Put the point in", f"{dots(w, x)} = {second_way.dot(w, x)}"),
            ("Solve for b", f"b = {d * length} - {guarded(second_way.dot(w, x))} = {b}"),
        ],
        hints=(
            "You are asked for the offset.",
            "On the line the value is zero; at the signed distance $d$ it is $d$ times the length of the normal vector.",
            f"Put ${point(x)}$ into ${linear_side(w, NAMES_OF)}$.",
        ),
        symbols=("b",),
        wrong=[
            (-b, "The sign is turned round."),
            (d - second_way.dot(w, x), "Multiply the distance by the length of the normal vector."),
            (second_way.dot(w, x), "That is what the point gives without the bias; solve for the bias."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "side", TRUE_FALSE, _side, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "distance", COMPUTE, _distance, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "nearest", COMPUTE, _nearest, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "normal", COMPUTE, _read, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2, 3), objectives=(1, 3)),
)
