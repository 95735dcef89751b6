"""Steps to put into order: equations, elimination, inverses, null spaces, bases and maps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    inverse2,
    linear_side,
    row_of,
    times_matrix,
    times_vector,
    unimodular,
)
from assistant.practice.notation import grid, guarded, mat, tex, times, vec
from assistant.practice.order_steps import Link, order_draft

X, Y, Z = sympy.symbols("x y z")
NAMES = ("x", "y", "z")


def _line(coefficients: tuple[int, ...]) -> str:
    return linear_side(coefficients, ("x", "y", "z"))


def all_solutions(draw: Draw, level: int) -> Draft:
    """Two equations with three unknowns: one solution plus what the homogeneous system adds."""
    p, q = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    r, s = draw.nonzero(-5, 6), draw.nonzero(-9, 12)
    right = draw.nonzero(-9, 12)
    top, low = (1, p, q), (1, p + 1, q + r)
    if 0 in low:
        raise Unsuitable("an unknown is missing")
    y = s - r * Z
    x = sympy.expand(right - p * y - q * Z)
    if x.coeff(Z) == 0 or x.subs(Z, 0) == 0:
        raise Unsuitable("too little to see")
    gap = linear_side((1, r), ("y", "z"))
    fixed, moving = (x.subs(Z, 0), s, 0), (x.coeff(Z), -r, 1)
    return order_draft(
        draw,
        task=rf"find all solutions of ${_line(top)} = {right}$ and ${_line(low)} = {right + s}$",
        links=(
            Link(
                "Take the left side of the upper equation away from that of the lower",
                f"({_line(low)}) - ({_line(top)}) = {gap}",
                (low[0] * X + low[1] * Y + low[2] * Z - (X + p * Y + q * Z), Y + r * Z),
            ),
            Link(
                "Set this equal to the difference of the right sides and solve for $y$",
                rf"{gap} = {s} \Rightarrow y = {tex(y)}",
                ((y + r * Z), sympy.Integer(s)),
                uses=gap,
            ),
            Link(
                "Put $y$ into the upper equation and solve for $x$",
                f"x = {right} {'-' if p > 0 else '+'} {'' if abs(p) == 1 else abs(p)} \\left({tex(y)}\\right) "
                f"{'-' if q > 0 else '+'} {tex(abs(q) * Z)} = {tex(x)}".replace("  ", " "),
                (low[0] * x + low[1] * y + low[2] * Z, sympy.Integer(right + s)),
                uses=tex(y),
            ),
            Link(
                "Split the vector of $x$, $y$ and $z$ into one solution and the multiples of a direction",
                rf"{vec((x, y, Z))} = {vec(fixed)} + z {vec(moving)}",
                (
                    (x, y, Z),
                    tuple(f + m * Z for f, m in zip(fixed, moving, strict=True)),
                ),
                uses=tex(x),
            ),
        ),
        rule="One unknown can be chosen freely; the others are written with it, one after the other.",
        names=NAMES,
    )


def _less(row: tuple[int, ...], factor: int, other: tuple[int, ...]) -> str:
    """Write a row minus a multiple of another."""
    folded = "" if abs(factor) == 1 else f"{abs(factor)} "
    return f"{row_of(row)} {'-' if factor > 0 else '+'} {folded}{row_of(other)}"


def eliminate(draw: Draw, level: int) -> Draft:
    """Three equations as rows: clear downwards, read upwards."""
    a, b, d, e = draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.nonzero(-4, 5)
    solution = draw.full_vector(3, -6, 8)
    second = (0, 1, draw.nonzero(-4, 5))
    third = (0, 0, draw.integer(2, 5))
    rows = [(1, a, b), tuple(d * u + v for u, v in zip((1, a, b), second, strict=True))]
    rows.append(tuple(e * u + v for u, v in zip(second, third, strict=True)))
    full = [(*row, second_way.dot(row, solution)) for row in rows]
    cleared = (*second, second_way.dot(second, solution))
    last = (*third, second_way.dot(third, solution))
    x, y, z = solution
    return order_draft(
        draw,
        task=rf"solve the system with the augmented matrix ${mat(full)}$ for $x$, $y$ and $z$",
        links=(
            Link(
                "Clear the second row below the pivot in the corner",
                f"{_less(full[1], d, full[0])} = {row_of(cleared)}".replace("  ", " "),
                (tuple(u - d * v for u, v in zip(full[1], full[0], strict=True)), cleared),
            ),
            Link(
                "Clear the bottom row with the pivot in the middle",
                f"{_less(full[2], e, cleared)} = {row_of(last)}".replace("  ", " "),
                (tuple(u - e * v for u, v in zip(full[2], cleared, strict=True)), last),
                uses=row_of(cleared),
            ),
            Link(
                "Read $z$ off the row with one unknown",
                rf"{row_of(last)} \Rightarrow {third[2]} z = {last[3]} \Rightarrow z = {z}",
                (third[2] * z, last[3]),
                uses=row_of(last),
            ),
            Link(
                "Go one row up for $y$",
                rf"z = {z} \Rightarrow y = {cleared[3]} - {times(second[2], z) if second[2] > 0 else '(' + times(second[2], z) + ')'} \Rightarrow y = {y}",
                (cleared[3] - second[2] * z, y),
                uses=f"z = {z}",
            ),
            Link(
                "Go up to the top row for $x$",
                rf"y = {y} \Rightarrow x = {full[0][3]} - {guarded(a)} \cdot {guarded(y)} - {guarded(b)} \cdot {guarded(z)} = {x}",
                (second_way.linear_solution(rows, [row[3] for row in full])[0], x),
                uses=f"y = {y}",
            ),
        ),
        rule="Elimination works downwards until one unknown stands alone; then the way leads back upwards.",
    )


def solve_by_inverse(draw: Draw, level: int) -> Draft:
    """A product of two matrices, inverted as one and used."""
    left, right = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    product = times_matrix(left, right)
    det = product[0][0] * product[1][1] - product[0][1] * product[1][0]
    if not 2 <= abs(det) <= 40:
        raise Unsuitable("a determinant that is hard to work with")
    solution = draw.full_vector(2, -4, 5)
    target = times_vector(product, solution)
    (a, b), (c, d) = product
    turned = ((d, -b), (-c, a))
    inverse = rf"{tex(Fraction(1, det))} {mat(turned)}"
    return order_draft(
        draw,
        task=f"solve $A B \\mathbf{{x}} = {vec(target)}$ by an inverse, where $A = {mat(left)}$ and $B = {mat(right)}$",
        links=(
            Link(
                "Multiply the two matrices",
                f"{mat(left)} {mat(right)} = {mat(product)}",
                (second_way.product(left, right), product),
            ),
            Link(
                "Take the determinant",
                rf"\det {mat(product)} = {times(a, d)} - {guarded(b)} \cdot {guarded(c)} = {det}",
                (second_way.determinant(product), det),
                uses=mat(product),
            ),
            Link(
                "Swap the diagonal, turn the other signs, and divide by the determinant",
                rf"{det} \Rightarrow (A B)^{{-1}} = {inverse}",
                (inverse2(product), tuple(tuple(Fraction(e, det) for e in row) for row in turned)),
                uses=str(det),
            ),
            Link(
                "Multiply the inverse by the right side",
                f"{inverse} {vec(target)} = {vec(solution)}",
                (second_way.linear_solution(product, target), solution),
                uses=inverse,
            ),
        ),
        rule="A single inverse of the product is enough, and the inverse of a 2 by 2 matrix begins with its determinant.",
    )


_MAPS: dict[str, tuple[str, str]] = {
    "turn": ("turn by a right angle to the left", "Turn by a right angle to the right"),
    "flip": ("reflect at the line $y = x$", "Reflect at the line $y = x$"),
    "stretch": ("stretch $x$ by {k}", "Shrink $x$ by {k}"),
    "shear": ("add {k} times $y$ to $x$", "Take {k} times $y$ away from $x$"),
    "lift": ("add {k} times $x$ to $y$", "Take {k} times $x$ away from $y$"),
}


def _matrix_of(name: str, k: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return {
        "turn": ((0, -1), (1, 0)),
        "flip": ((0, 1), (1, 0)),
        "stretch": ((k, 0), (0, 1)),
        "shear": ((1, k), (0, 1)),
        "lift": ((1, 0), (k, 1)),
    }[name]


def undo(draw: Draw, level: int) -> Draft:
    """Four maps one after the other, taken back from the last to the first."""
    chosen = [(name, draw.integer(2, 4)) for name in draw.sample(list(_MAPS), 4)]
    here: tuple[Any, ...] = draw.full_vector(2, -5, 6)
    places = [here]
    for name, k in chosen:
        here = times_vector(_matrix_of(name, k), here)
        places.append(here)
    if len(set(places)) < 5 or max(abs(c) for c in here) > 60:
        raise Unsuitable("a place comes twice or lies far out")
    said = ", then ".join(_MAPS[name][0].format(k=k) for name, k in chosen)
    links = []
    for number in range(3, -1, -1):
        name, k = chosen[number]
        back = inverse2(_matrix_of(name, k))
        after, before = places[number + 1], places[number]
        links.append(
            Link(
                _MAPS[name][1].format(k=k),
                f"{mat(back)} {vec(after)} = {vec(before)}",
                (second_way.linear_solution(_matrix_of(name, k), after), before),
                uses=vec(after) if number < 3 else (),
            )
        )
    return order_draft(
        draw,
        task=f"find the vector that four maps send to ${vec(places[-1])}$: {said}",
        links=links,
        rule=r"To take maps back, begin with the one that came last: $(BA)^{-1} = A^{-1} B^{-1}$.",
    )


def null_space(draw: Draw, level: int) -> Draft:
    """The null space of two rows of three."""
    p, q, r, d = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-5, 6), draw.nonzero(-3, 4)
    top = (1, p, q)
    low = tuple(d * u + v for u, v in zip(top, (0, 1, r), strict=True))
    x = sympy.expand(p * r * Z - q * Z)
    if x == 0 or abs(r) == 1 or x.coeff(Z) in (1, -1):
        raise Unsuitable("nothing to see")
    sign = "-" if d > 0 else "+"
    fold = "" if abs(d) == 1 else f"{abs(d)} "
    direction = (x.coeff(Z), -r, 1)
    return order_draft(
        draw,
        task=f"find the null space of ${mat((top, low))}$",
        links=(
            Link(
                "Clear the second row below the pivot",
                f"{row_of(low)} {sign} {fold}{row_of(top)} = {row_of((0, 1, r))}",
                (tuple(u - d * v for u, v in zip(low, top, strict=True)), (0, 1, r)),
            ),
            Link(
                "Read it as an equation and solve for $y$",
                rf"{row_of((0, 1, r))} \Rightarrow {linear_side((1, r), ('y', 'z'))} = 0 \Rightarrow y = {tex(-r * Z)}",
                (-r * Z + r * Z, 0),
                uses=row_of((0, 1, r)),
            ),
            Link(
                "Put $y$ into the top row and solve for $x$",
                rf"x = {times(-p, -r * Z)} {'-' if q > 0 else '+'} {tex(abs(q) * Z)} = {tex(x)}",
                (low[0] * x - low[1] * r * Z + low[2] * Z, 0),
                uses=tex(-r * Z),
            ),
            Link(
                "Write all three as a multiple of one vector",
                rf"{vec((x, -r * Z, Z))} = z {vec(direction)}",
                ((x, -r * Z, Z), tuple(c * Z for c in direction)),
                uses=tex(x),
            ),
        ),
        rule="Rank two leaves one of three unknowns free: here it is $z$.",
        names=("z",),
    )


def standard_matrix(draw: Draw, level: int) -> Draft:
    """A map that only stretches in another basis, written in standard coordinates."""
    basis = unimodular(draw)
    stretch = (draw.nonzero(-3, 5), draw.nonzero(-3, 5))
    if stretch[0] == stretch[1] or 1 in stretch:
        raise Unsuitable("the same stretch everywhere")
    diagonal = ((stretch[0], 0), (0, stretch[1]))
    back = tuple(tuple(int(e) for e in row) for row in inverse2(basis))
    middle = times_matrix(diagonal, back)
    whole = times_matrix(basis, middle)
    b = tuple(row[0] for row in basis)
    return order_draft(
        draw,
        task=f"find the standard matrix of the map that stretches the columns of $P = {mat(basis)}$ by ${stretch[0]}$ "
        f"and ${stretch[1]}$, and to check it with a column",
        links=(
            Link(
                "Invert $P$, which turns standard coordinates into new ones",
                f"{mat(basis)}^{{-1}} = {mat(back)}",
                (second_way.exact_product(basis, back), ((1, 0), (0, 1))),
            ),
            Link(
                "Stretch the new coordinates",
                f"{mat(diagonal)} {mat(back)} = {mat(middle)}",
                (second_way.product(diagonal, back), middle),
                uses=mat(back),
            ),
            Link(
                "Turn the result back into standard coordinates",
                f"{mat(basis)} {mat(middle)} = {mat(whole)}",
                (second_way.product(basis, middle), whole),
                uses=mat(middle),
            ),
            Link(
                "See that a column of $P$ is stretched as it should be",
                f"{mat(whole)} {vec(b)} = {stretch[0]} {vec(b)}",
                (times_vector(whole, b), tuple(stretch[0] * c for c in b)),
                uses=mat(whole),
            ),
        ),
        rule="$A = P D P^{-1}$; a product of matrices acts from right to left.",
    )


def split_in_two(draw: Draw, level: int) -> Draft:
    """A symmetric and an antisymmetric part."""
    size = draw.choice((2, 3))
    rows = [list(draw.full_vector(size, -6, 9)) for _ in range(size)]
    for i in range(size):
        for j in range(i):
            rows[i][j] += (rows[i][j] + rows[j][i]) % 2
    a = tuple(tuple(row) for row in rows)
    turned = tuple(zip(*a, strict=True))
    both = tuple(tuple(u + v for u, v in zip(r, s, strict=True)) for r, s in zip(a, turned, strict=True))
    even = tuple(tuple(u // 2 for u in row) for row in both)
    odd = tuple(tuple(u - v for u, v in zip(r, s, strict=True)) for r, s in zip(a, even, strict=True))
    if a == turned or 0 in (odd[1][0], even[1][0]):
        raise Unsuitable("one part is empty")
    minus = tuple(tuple(-e for e in row) for row in odd)
    return order_draft(
        draw,
        task=f"split ${mat(a)}$ into a symmetric and an antisymmetric part, with a check at the end",
        links=(
            Link("Transpose", rf"{mat(a)}^{{\top}} = {mat(turned)}", (grid(a).T, grid(turned))),
            Link(
                "Add the matrix and its transpose",
                f"{mat(a)} + {mat(turned)} = {mat(both)}",
                (grid(a) + grid(turned), grid(both)),
                uses=mat(turned),
            ),
            Link(
                "Halve the sum",
                rf"\frac{{1}}{{2}} {mat(both)} = {mat(even)}",
                (grid(both) / 2, grid(even)),
                uses=mat(both),
            ),
            Link(
                "Take the symmetric part away from the matrix",
                f"{mat(a)} - {mat(even)} = {mat(odd)}",
                (grid(a) - grid(even), grid(odd)),
                uses=mat(even),
            ),
            Link(
                "See that the transpose of what is left is its negative",
                rf"{mat(odd)}^{{\top}} = {mat(minus)}",
                (grid(odd).T, -grid(odd)),
                uses=mat(odd),
            ),
        ),
        rule=r"The symmetric part is $\frac{1}{2}(A + A^\top)$; the other part is what is missing.",
    )
