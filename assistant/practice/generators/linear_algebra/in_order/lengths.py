"""Steps to put into order: projections, orthonormal bases, fits, factors and singular values."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    dots,
    flipped,
    identity,
    multiple,
    row_of,
    times_matrix,
    times_vector,
    whole_length,
)
from assistant.practice.notation import guarded, mat, tex, vec
from assistant.practice.order_steps import Link, order_draft


def project(draw: Draw, level: int) -> Draft:
    """A vector split into its shadow on a line and what is left."""
    half = draw.full_vector(3, -3, 3)
    a = multiple(2, half)
    t = Fraction(draw.choice((-5, -3, -1, 1, 3, 5)), 2)
    e = draw.choice(((half[1], -half[0], 0), (0, half[2], -half[1]), (half[2], 0, -half[0])))
    p = tuple(int(t * c) for c in a)
    b = added(p, e)
    ab, aa = second_way.dot(a, b), second_way.dot(a, a)
    return order_draft(
        draw,
        task=f"split $\\mathbf{{b}} = {vec(b)}$ into its projection onto the line through $\\mathbf{{a}} = {vec(a)}$ "
        "and the rest, with a check at the end",
        links=(
            Link(
                r"Divide $\mathbf{a} \cdot \mathbf{b}$ by $\mathbf{a} \cdot \mathbf{a}$",
                rf"\frac{{{dots(a, b)}}}{{{dots(a, a)}}} = \frac{{{ab}}}{{{aa}}} = {tex(t)}",
                (Fraction(ab, aa), t),
            ),
            Link(
                "Take that multiple of the direction",
                f"{tex(t)} {vec(a)} = {vec(p)}",
                (multiple(t, a), p),
                uses=tex(t),
            ),
            Link(
                r"Take the shadow away from $\mathbf{b}$",
                f"{vec(b)} - {vec(p)} = {vec(e)}",
                (added(b, p, -1), e),
                uses=vec(p),
            ),
            Link(
                "See that what is left stands at a right angle to the direction",
                rf"{vec(a)} \cdot {vec(e)} = {dots(a, e)} = 0",
                (second_way.dot(a, e), 0),
                uses=vec(e),
            ),
        ),
        rule=r"$\mathbf{p} = \frac{\mathbf{a} \cdot \mathbf{b}}{\mathbf{a} \cdot \mathbf{a}} \, \mathbf{a}$, and the "
        "rest is orthogonal to the line.",
    )


def kept_by_q(draw: Draw, level: int) -> Draft:
    """Why an orthogonal matrix keeps dot products."""
    q = draw.choice(("Q", "R", "U", "V"))
    x, y = draw.choice(
        ((r"\mathbf{x}", r"\mathbf{y}"), (r"\mathbf{u}", r"\mathbf{v}"), (r"\mathbf{a}", r"\mathbf{b}"))
    )
    if draw.coin():
        y = x
    k = draw.choice((1, 2, 3, 4, 5, 6, 7))
    front = "" if k == 1 else str(k)
    turned = ((Fraction(3, 5), Fraction(-4, 5)), (Fraction(4, 5), Fraction(3, 5)))
    u, v = (2, 7), ((2, 7) if x == y else (-3, 5))
    value = k * second_way.dot(times_vector(turned, u), times_vector(turned, v))
    gram = second_way.exact_product(flipped(turned), turned)
    plain = k * second_way.dot(u, times_vector(gram, v))
    sides = (
        rf"{front}({q} {x}) \cdot ({q} {y})" if k > 1 else rf"({q} {x}) \cdot ({q} {y})",
        rf"{front}({q} {x})^\top ({q} {y})",
        rf"{front} {x}^\top {q}^\top {q} {y}".strip(),
        rf"{front} {x}^\top I {y}".strip(),
        rf"{front} {x} \cdot {y}".strip(),
    )
    rules = (
        "Write the dot product as a product of matrices",
        "Transpose the product, which turns the factors round",
        "Use that the columns are orthonormal",
        "Leave out what changes nothing",
    )
    values = (
        value,
        value,
        plain,
        k * second_way.dot(u, times_vector(identity(2), v)),
        k * second_way.dot(u, v),
    )
    return order_draft(
        draw,
        task=f"show that ${sides[0]}$ is ${sides[4]}$ for every orthogonal matrix ${q}$",
        links=tuple(
            Link(
                rules[n],
                f"{sides[n]} = {sides[n + 1]}",
                (values[n], values[n + 1]),
                uses=sides[n] if n else (),
            )
            for n in range(4)
        ),
        rule=rf"An orthogonal matrix has ${q}^\top {q} = I$.",
    )


def orthonormalise(draw: Draw, level: int) -> Draft:
    """Gram-Schmidt with two columns."""
    a, length = whole_length(draw)
    q = tuple(Fraction(c, length) for c in a)
    along, turn = draw.choice((-3, -2, 2, 3)), draw.choice((1, -1))
    across = along * length
    rest = (-turn * a[1], turn * a[0])
    b = added(multiple(along, a), rest)
    other = tuple(Fraction(c, length) for c in rest)
    return order_draft(
        draw,
        task=f"turn the columns of ${mat(tuple(zip(a, b, strict=True)))}$ into an orthonormal basis",
        links=(
            Link(
                "Measure the left column",
                rf"\left\| {vec(a)} \right\| = {length}",
                (second_way.length(a), length),
            ),
            Link(
                "Divide the left column by that",
                rf"\frac{{1}}{{{length}}} {vec(a)} = {vec(q)}",
                (multiple(Fraction(1, length), a), q),
                uses=str(length),
            ),
            Link(
                "See how far the right column goes along it",
                rf"{vec(q)} \cdot {vec(b)} = {across}",
                (second_way.dot(q, b), across),
                uses=vec(q),
            ),
            Link(
                "Take that part away from the right column",
                f"{vec(b)} - {guarded(across)} {vec(q)} = {vec(rest)}",
                (added(b, q, -across), rest),
                uses=str(across),
            ),
            Link(
                "Bring what is left to length one",
                rf"{vec(rest)} \Rightarrow \mathbf{{q}}_2 = {vec(other)}",
                (sum(c * c for c in other), 1),
                uses=vec(rest),
            ),
        ),
        rule="A new direction is what is left of a column when its part along the finished directions is gone.",
    )


def fit(draw: Draw, level: int) -> Draft:
    """A line through three points, from the normal equations to the residuals."""
    x0 = draw.integer(-2, 2)
    xs = (x0, x0 + 1, x0 + 2)
    m, c, off = draw.nonzero(-3, 4), draw.nonzero(-5, 6), draw.choice((-2, -1, 1, 2))
    line = tuple(m * x + c for x in xs)
    rest = multiple(off, (1, -2, 1))
    y = added(line, rest)
    a = tuple((x, 1) for x in xs)
    turned = flipped(a)
    normal, target = times_matrix(turned, a), times_vector(turned, y)
    return order_draft(
        draw,
        task=f"fit a line $y = m x + c$ to the points with $A = {mat(a)}$ and $\\mathbf{{y}} = {vec(y)}$ by least squares",
        links=(
            Link(
                r"Multiply both sides of $A \mathbf{w} = \mathbf{y}$ by $A^\top$",
                rf"A^\top A \mathbf{{w}} = A^\top \mathbf{{y}} \Rightarrow {mat(normal)} \mathbf{{w}} = {vec(target)}",
                (second_way.exact_product(turned, a), normal),
            ),
            Link(
                "Solve the small square system",
                rf"{mat(normal)} \mathbf{{w}} = {vec(target)} \Rightarrow \mathbf{{w}} = {vec((m, c))}",
                (second_way.linear_solution(normal, target), (m, c)),
                uses=(mat(normal), vec(target)),
            ),
            Link(
                "Compute the heights of the line",
                f"A {vec((m, c))} = {vec(line)}",
                (times_vector(a, (m, c)), line),
                uses=vec((m, c)),
            ),
            Link(
                "Compute the residuals",
                f"{vec(y)} - {vec(line)} = {vec(rest)}",
                (added(y, line, -1), rest),
                uses=vec(line),
            ),
            Link(
                "See that the residuals stand at a right angle to the columns",
                rf"A^\top {vec(rest)} = {vec((0, 0))}",
                (times_vector(turned, rest), (0, 0)),
                uses=vec(rest),
            ),
        ),
        rule=r"The normal equations $A^\top A \mathbf{w} = A^\top \mathbf{y}$ find the weights; all else rests on those.",
    )


def standardise(draw: Draw, level: int) -> Draft:
    """A table standardised column by column, with the shapes that broadcasting needs."""
    u, v = draw.sample(range(1, 8), 2)
    means = draw.full_vector(2, -6, 9)
    signs = draw.choice((((1, 1), (-1, -1)), ((1, -1), (-1, 1)), ((-1, 1), (1, -1))))
    centred = tuple((x * u, y * v) for x, y in signs)
    table = tuple(added(means, row) for row in centred)
    spread = (u * u, v * v)
    return order_draft(
        draw,
        task=f"standardise the columns of ${mat(table)}$, so that each has the mean zero and the variance one",
        links=(
            Link(
                "Average over the rows; the result has one entry for each column",
                rf"\frac{{1}}{{2}} \left({row_of(table[0])} + {row_of(table[1])}\right) = {row_of(means)}",
                (tuple(Fraction(x + y, 2) for x, y in zip(*table, strict=True)), means),
            ),
            Link(
                "Take the means away from every row, by broadcasting",
                f"{mat(table)} - {vec((1, 1))} {row_of(means)} = {mat(centred)}",
                (tuple(added(row, means, -1) for row in table), centred),
                uses=row_of(means),
            ),
            Link(
                "Average the squares over the rows",
                rf"{mat(centred)} \Rightarrow \sigma^{{2}} = {row_of(spread)}",
                (tuple(Fraction(x * x + y * y, 2) for x, y in zip(*centred, strict=True)), spread),
                uses=mat(centred),
            ),
            Link(
                "Divide every column by the root of its variance",
                rf"\sigma^{{2}} = {row_of(spread)} \Rightarrow Z = {mat(signs)}",
                (
                    tuple(tuple(Fraction(c, w) for c, w in zip(r, (u, v), strict=True)) for r in centred),
                    signs,
                ),
                uses=row_of(spread),
            ),
        ),
        rule="Means come before spreads: the variance is measured around the mean.",
    )


def closed(draw: Draw, level: int) -> Draft:
    """Why a set that one linear equation describes is a subspace."""
    alpha, beta = draw.choice(((r"\alpha", r"\beta"), ("s", "t"), ("c", "d")))
    at = draw.nonzero(-6, 9)
    name, told, f, g = draw.choice(
        (
            ("p({})", f"polynomials $p$ with $p({at}) = 0$", "p", "q"),
            ("p'({})", f"functions $f$ with $f'({at}) = 0$", "f", "g"),
            ("trace", "square matrices $A$ with the trace zero", "A", "B"),
            (
                "dot",
                "vectors $\\mathbf{u}$ with $\\mathbf{n} \\cdot \\mathbf{u} = 0$ for a fixed $\\mathbf{n}$",
                r"\mathbf{u}",
                r"\mathbf{v}",
            ),
        )
    )
    apply = {
        "p({})": lambda e: rf"{e}({at})",
        "p'({})": lambda e: rf"{e}'({at})",
        "trace": lambda e: rf"\operatorname{{tr}} {e}",
        "dot": lambda e: rf"\mathbf{{n}} \cdot {e}",
    }[name]
    both = apply(rf"({alpha} {f} + {beta} {g})")
    split = rf"{apply(f'({alpha} {f})')} + {apply(f'({beta} {g})')}"
    outside = rf"{alpha} \, {apply(f)} + {beta} \, {apply(g)}"
    zeros = rf"{alpha} \cdot 0 + {beta} \cdot 0"
    x = sympy.Symbol("x")
    one, two = (x - at) ** 2 * 3, (x - at) ** 2 * (x + 1)
    value = sympy.expand(5 * one + 7 * two).subs(x, at)
    pieces = (5 * one).subs(x, at) + (7 * two).subs(x, at)
    return order_draft(
        draw,
        task=f"show that every combination of two members is a member again, for the set of {told}",
        links=(
            Link("Use the rule for sums", f"{both} = {split}", (value, pieces)),
            Link(
                "Take the numbers out",
                f"{split} = {outside}",
                (pieces, 5 * one.subs(x, at) + 7 * two.subs(x, at)),
                uses=split,
            ),
            Link(
                "Use that both are members",
                f"{outside} = {zeros}",
                (5 * one.subs(x, at) + 7 * two.subs(x, at), sympy.Integer(0)),
                uses=outside,
            ),
            Link("Add up", f"{zeros} = 0", (5 * 0 + 7 * 0, 0), uses=zeros),
        ),
        rule="A set is a subspace when sums and multiples of its members stay inside; one line shows both.",
    )
