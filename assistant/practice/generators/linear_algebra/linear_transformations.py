"""Exercises on linear transformations: testing, matrices from images, rotations and their kin, and compositions."""

from __future__ import annotations

from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import undo
from assistant.practice.generators.linear_algebra.pieces import (
    Rows,
    added,
    flipped,
    identity,
    linear_side,
    multiple,
    point,
    times_matrix,
    times_vector,
)
from assistant.practice.notation import chain, guarded, mat, over, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "linear-transformations"

MAPS = (
    ("the rotation by a quarter turn anticlockwise", ((0, -1), (1, 0))),
    ("the rotation by a half turn", ((-1, 0), (0, -1))),
    ("the rotation by a quarter turn clockwise", ((0, 1), (-1, 0))),
    ("the reflection at the x-axis", ((1, 0), (0, -1))),
    ("the reflection at the y-axis", ((-1, 0), (0, 1))),
    ("the reflection at the diagonal $y = x$", ((0, 1), (1, 0))),
)


def _map(draw: Draw) -> tuple[str, Rows]:
    if draw.integer(0, 2):
        return draw.choice(MAPS)
    k = draw.choice((2, 3, -2, 4, 5))
    return draw.choice(
        (
            (f"the scaling of the first coordinate by ${k}$", ((k, 0), (0, 1))),
            (f"the scaling of the second coordinate by ${k}$", ((1, 0), (0, k))),
            (f"the shear that adds ${k}$ times the second coordinate to the first", ((1, k), (0, 1))),
            (f"the shear that adds ${k}$ times the first coordinate to the second", ((1, 0), (k, 1))),
        )
    )


def _matrix(draw: Draw, level: int) -> Draft:
    a = draw.matrix(2, 2, -5, 6)
    if level == 1:
        ask = [
            f"$T(x, y) = ({linear_side(a[0], ('x', 'y'))}, {linear_side(a[1], ('x', 'y'))})$. Write down the matrix of $T$.",
            f"Which matrix does the job of $T(x, y) = ({linear_side(a[0], ('x', 'y'))}, {linear_side(a[1], ('x', 'y'))})$?",
        ]
    else:
        u, c = draw.full_vector(2, -3, 4), draw.choice((1, 2))
        e1, e2 = flipped(a)
        both = added(multiple(u[0], e1), multiple(c, e2))
        ask = [
            f"A linear map $T$ takes $(1, 0)$ to ${point(e1)}$ and $({u[0]}, {c})$ to ${point(both)}$. Find its matrix.",
            f"$T$ is linear with $T(1, 0) = {point(e1)}$ and $T({u[0]}, {c}) = {point(both)}$. Write down the matrix of $T$.",
        ]
    if a[0][1] == a[1][0]:
        raise Unsuitable("symmetric")
    return typed(
        draw,
        ask=ask,
        key=a,
        answer=MATRIX,
        proof=Satisfies(
            "test vectors",
            "The matrix was applied to the unit vectors and to another vector.",
            lambda g: (
                times_vector(g, (1, 0)) == flipped(a)[0]
                and times_vector(g, (0, 1)) == flipped(a)[1]
                and times_vector(g, (2, -3)) == times_vector(a, (2, -3))
            ),
        ),
        steps=[
            (
                "The image of the first unit vector is the first column",
                f"{mat(a)} {vec((1, 0))} = {vec(flipped(a)[0])}",
            ),
            (
                "The image of the second is the second column",
                f"{mat(a)} {vec((0, 1))} = {vec(flipped(a)[1])}",
            ),
        ],
        hints=(
            "You are asked for a matrix.",
            "Its columns are the images of the unit vectors.",
            "Where does $(1, 0)$ go?"
            if level == 1
            else "You need the image of $(0, 1)$: use that $T$ keeps sums and multiples.",
        ),
        wrong=[
            (flipped(a), "The images are columns, not rows."),
            ((a[1], a[0]), "The rows have changed places."),
        ],
    )


def _apply(draw: Draw, level: int) -> Draft:
    name, m = _map(draw)
    x = draw.full_vector(2, -5, 6)
    key = times_vector(m, x)
    if x[0] == x[1] or key == x:
        raise Unsuitable("special")
    return typed(
        draw,
        ask=(f"Where does {name} take the vector ${vec(x)}$?", f"Apply {name} to ${vec(x)}$."),
        key=key,
        answer=VECTOR,
        proof=again(
            "unit vectors",
            "The images of the unit vectors were mixed with the components as weights.",
            lambda: second_way.combination(x, flipped(m)),
        ),
        steps=[("Its matrix times the vector", f"{mat(m)} {vec(x)} = {vec(key)}")],
        hints=(
            "You are asked for the image of a vector.",
            "Ask where the two unit vectors go; those are the columns of the matrix.",
            "Sketch what happens to $(1, 0)$.",
        ),
        wrong=[
            (times_vector(flipped(m), x), "The columns, not the rows, are the images of the unit vectors."),
            (multiple(-1, key), "The direction is turned round."),
            (tuple(reversed(key)), "The components have changed places."),
        ],
    )


def _which(draw: Draw, level: int) -> Draft:
    name, m = draw.choice(MAPS)
    others = draw.sample([other for other in MAPS if other[0] != name], 3)
    texts = [n[0].upper() + n[1:] + "." for n, _ in (*others, (name, m))]
    probe = (3, 1)

    def decide() -> str:
        moved = second_way.image(m, probe)
        return next(
            n[0].upper() + n[1:] + "." for n, other in MAPS if second_way.image(other, probe) == moved
        )

    return words(
        draw,
        ask=(f"Which map of the plane has the matrix ${mat(m)}$?", f"What does ${mat(m)}$ do to the plane?"),
        right=texts[-1],
        options=[
            (t, "Try it on the unit vectors: the columns of the matrix show where they go.") for t in texts
        ],
        decide=decide,
        method="a test vector",
        detail="The matrix was applied to a vector that each of these maps sends elsewhere.",
        steps=[
            ("First unit vector", f"{mat(m)} {vec((1, 0))} = {vec(flipped(m)[0])}"),
            ("Second unit vector", f"{mat(m)} {vec((0, 1))} = {vec(flipped(m)[1])}"),
        ],
        hints=(
            "You are asked to recognise a map by its matrix.",
            "The columns are the images of the unit vectors.",
            "The first column says where the arrow to the right goes.",
        ),
    )


def _linear(draw: Draw, level: int) -> Draft:
    a, b, c, d = draw.full_vector(4, -4, 5)
    extra = draw.choice(("", "", "const", "square", "product"))
    first = linear_side((a, b), ("x", "y"))
    second = linear_side((c,), ("x",))
    if extra == "const":
        first += f" {'+' if d > 0 else '-'} {abs(d)}"
    elif extra == "square":
        second = f"{linear_side((c,), ('y',))}^2"
    elif extra == "product":
        second = f"{linear_side((c,), ('x',))} y"

    def image(x: int, y: int) -> tuple[int, int]:
        return (
            a * x + b * y + (d if extra == "const" else 0),
            c * y * y if extra == "square" else c * x * y if extra == "product" else c * x,
        )

    twice, doubled = image(2, 2), multiple(2, image(1, 1))
    return claim(
        draw,
        says=(
            f"The function $T(x, y) = ({first}, {second})$ is linear.",
            f"There is a matrix that does the same as $T(x, y) = ({first}, {second})$.",
        ),
        truth=extra == "",
        method="test vectors",
        detail="Sums and multiples of several vectors were compared.",
        decide=lambda: all(
            image(p + r, q + s) == added(image(p, q), image(r, s))
            for p, q, r, s in ((1, 1, 1, 1), (2, -1, 3, 5), (0, 0, 0, 0))
        ),
        steps=[
            ("The image of (1, 1), doubled", f"2 \\cdot {vec(image(1, 1))} = {vec(doubled)}"),
            (
                "The image of (2, 2) differs by",
                f"{vec(twice)} - {vec(doubled)} = {vec(added(twice, doubled, -1))}",
            ),
        ],
        hints=(
            "You are asked whether sums and multiples are kept.",
            r"Linear means $T(\mathbf{u} + \mathbf{v}) = T(\mathbf{u}) + T(\mathbf{v})$ and $T(c\,\mathbf{u}) = c\,T(\mathbf{u})$; the zero vector stays where it is.",
            "Compute $T(1, 1)$ and $T(2, 2)$ and compare.",
        ),
        if_wrong=f"$T(1, 1) = {point(image(1, 1))}$ and $T(2, 2) = {point(twice)}$."
        + (" Only multiples of $x$ and $y$ appear, so it is linear." if not extra else ""),
    )


def _compose(draw: Draw, level: int) -> Draft:
    (one, a), (two, b) = _map(draw), _map(draw)
    key = times_matrix(b, a)
    if key in (times_matrix(a, b), identity(2)):
        raise Unsuitable("the order does not show")
    return typed(
        draw,
        ask=(
            f"First {one}, then {two}. Which matrix does both at once?",
            f"Find the matrix of {two} after {one}.",
        ),
        key=key,
        answer=MATRIX,
        proof=again(
            "step by step",
            "The unit vectors were sent through both maps, one after the other.",
            lambda: flipped([second_way.image(b, second_way.image(a, e)) for e in ((1, 0), (0, 1))]),
        ),
        steps=[("The second map stands on the left", f"{mat(b)} {mat(a)} = {mat(key)}")],
        hints=(
            "You are asked for the matrix of two maps in a row.",
            "Multiply the matrices; the map that acts first stands on the right.",
            "Write down both matrices by their images of the unit vectors.",
        ),
        wrong=[
            (times_matrix(a, b), "The order is turned round: what acts first stands on the right."),
            (
                tuple(added(r, s) for r, s in zip(a, b, strict=True)),
                "The matrices are multiplied, not added.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    k, x, y = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"The shear ${mat(((1, 'k'), (0, 1)))}$ takes ${vec((x, y))}$ to ${vec((x + k * y, y))}$. Find $k$.",
                f"By which $k$ does the shear ${mat(((1, 'k'), (0, 1)))}$ move ${vec((x, y))}$ to ${vec((x + k * y, y))}$?",
            ),
            key=k,
            proof=Satisfies(
                "substitution",
                "The shear with this k was applied.",
                lambda g: times_vector(((1, g), (0, 1)), (x, y)) == (x + k * y, y),
            ),
            steps=[
                ("First component", rf"{x} + k \cdot {guarded(y)} = {x + k * y}"),
                ("Solve for k", chain("k", over(k * y, y), k)),
            ],
            hints=(
                "You are asked for the strength of a shear.",
                "Multiply the matrix with the vector and compare components.",
                f"The first component becomes ${x} + k \\cdot {guarded(y)}$.",
            ),
            symbols=("k",),
            wrong=[(k * y, "Divide by the second component."), (-k, "The sign is turned round.")],
        )
    a = draw.matrix(2, 2, -4, 5)
    if second_way.determinant(a) == 0:
        raise Unsuitable("not unique")
    v = (x, y)
    w = times_vector(a, v)
    return typed(
        draw,
        ask=(
            f"Which vector does $T(x, y) = ({linear_side(a[0], ('x', 'y'))}, {linear_side(a[1], ('x', 'y'))})$ take to ${vec(w)}$?",
            f"$T(x, y) = ({linear_side(a[0], ('x', 'y'))}, {linear_side(a[1], ('x', 'y'))})$ has sent a vector to ${vec(w)}$. Which one was it?",
        ),
        key=v,
        answer=VECTOR,
        proof=Satisfies(
            "substitution", "The map was applied to the vector.", lambda g: times_vector(a, g) == w
        ),
        steps=[("Check", f"{mat(a)} {vec(v)} = {vec(w)}")],
        hints=(
            "You are asked for the vector before the map.",
            "Set both components equal to the wanted ones and solve the two equations.",
            f"The first equation is ${linear_side(a[0], ('x', 'y'))} = {w[0]}$.",
        ),
        wrong=[
            (tuple(reversed(v)), "The components have changed places."),
            (times_vector(a, w), "That applies the map once more."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "linear-or-not", TRUE_FALSE, _linear, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "matrix", COMPUTE, _matrix, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "apply", COMPUTE, _apply, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "recognise", CHOICE, _which, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "compose", COMPUTE, _compose, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(2, 3)),
    Generator(TOPIC, "in-order", ORDER, undo, levels=(3,), objectives=(4,)),
)
