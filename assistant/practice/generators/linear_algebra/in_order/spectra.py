"""Steps to put into order: eigenvalues, powers, factors and singular values."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    flipped,
    inverse2,
    multiple,
    row_of,
    times_matrix,
    times_vector,
)
from assistant.practice.notation import guarded, mat, plus, power, tex, vec
from assistant.practice.order_steps import Link, order_draft


def two_eigenvectors(draw: Draw, level: int) -> Draft:
    """Why eigenvectors of a symmetric matrix with different eigenvalues are orthogonal."""
    a = draw.choice(("A", "S", "H", "K", "C"))
    u, v = draw.choice(
        ((r"\mathbf{u}", r"\mathbf{v}"), (r"\mathbf{x}", r"\mathbf{y}"), (r"\mathbf{p}", r"\mathbf{q}"))
    )
    one, two = draw.sample(range(2, 10), 2)
    big = (one + two, one - two)
    matrix = ((Fraction(big[0], 2), Fraction(big[1], 2)), (Fraction(big[1], 2), Fraction(big[0], 2)))
    p, q = (3, 3), (5, -5)
    shown = (
        rf"{one} {u}^\top {v}",
        rf"({a} {u})^\top {v}",
        rf"{u}^\top {a}^\top {v}",
        rf"{u}^\top {a} {v}",
        rf"{two} {u}^\top {v}",
    )
    value = (
        one * second_way.dot(p, q),
        second_way.dot(times_vector(matrix, p), q),
        second_way.dot(p, times_vector(flipped(matrix), q)),
        second_way.dot(p, times_vector(matrix, q)),
        two * second_way.dot(p, q),
    )
    rules = (
        f"Replace ${one} {u}$ by ${a} {u}$",
        "Transpose the product",
        f"Use that ${a}$ is symmetric",
        f"Replace ${a} {v}$ by ${two} {v}$",
    )
    links = [
        Link(rules[n], f"{shown[n]} = {shown[n + 1]}", (value[n], value[n + 1]), uses=shown[n] if n else ())
        for n in range(4)
    ]
    gap = one - two
    links.append(
        Link(
            "Compare the two ends; the factor in front is not zero",
            rf"{shown[0]} = {shown[4]} \Rightarrow {u}^\top {v} = 0",
            (gap * second_way.dot(p, q), 0),
            uses=shown[4],
        )
    )
    return order_draft(
        draw,
        task=f"show that eigenvectors ${u}$ and ${v}$ of a symmetric matrix ${a}$ with the eigenvalues ${one}$ and "
        f"${two}$ are orthogonal, beginning with ${shown[0]}$",
        links=links,
        rule="Work out one number in two ways: let the matrix act on the one vector, then on the other.",
    )


def long_run(draw: Draw, level: int) -> Draft:
    """Where a repeated step ends, in the basis of eigenvectors."""
    p, q = draw.choice(((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)))
    small = draw.choice((Fraction(1, 2), Fraction(1, 3), Fraction(-1, 2), Fraction(1, 4), Fraction(2, 3)))
    basis = ((p, 1), (q, -1))
    weights = (draw.integer(2, 6), draw.nonzero(-5, 6))
    start = times_vector(basis, weights)
    end = multiple(weights[0], (p, q))
    matrix = second_way.exact_product(second_way.exact_product(basis, ((1, 0), (0, small))), inverse2(basis))
    vanished = (weights[0], 0)
    far = second_way.real(small) ** 400 * weights[1]
    return order_draft(
        draw,
        task=f"find where $A^n \\mathbf{{x}}_0$ ends up for $\\mathbf{{x}}_0 = {vec(start)}$, when $A = P D P^{{-1}}$ "
        f"with $P = {mat(basis)}$ and $D = {mat(((1, 0), (0, small)))}$, with a check at the end",
        links=(
            Link(
                "Write the start in the basis of eigenvectors",
                rf"P^{{-1}} {vec(start)} = {vec(weights)}",
                (second_way.linear_solution(basis, start), weights),
            ),
            Link(
                "Let the powers of the eigenvalues act on the coordinates",
                rf"\lim_{{n \to \infty}} D^n {vec(weights)} = {vec(vanished)}",
                ((weights[0], far), vanished),
                uses=vec(weights),
            ),
            Link(
                "Turn the coordinates back into a vector",
                f"P {vec(vanished)} = {vec(end)}",
                (times_vector(basis, vanished), end),
                uses=vec(vanished),
            ),
            Link(
                "See that another application of $A$ changes nothing",
                f"A {vec(end)} = {mat(matrix)} {vec(end)} = {vec(end)}",
                (times_vector(matrix, end), end),
                uses=vec(end),
            ),
        ),
        rule="$A^n = P D^n P^{-1}$; read it from the right.",
    )


def draw_sample(draw: Draw, level: int) -> Draft:
    """The Cholesky factor of a covariance, entry by entry, and a sample made with it."""
    a, b, c = draw.integer(2, 9), draw.nonzero(-8, 9), draw.integer(2, 9)
    if len({a, abs(b), c}) < 3:
        raise Unsuitable("two entries alike")
    matrix = ((a * a, a * b), (a * b, b * b + c * c))
    z = draw.full_vector(2, -3, 3)
    x = (a * z[0], b * z[0] + c * z[1])
    return order_draft(
        draw,
        task=f"draw a sample with the covariance $\\Sigma = {mat(matrix)}$ from the standard normal draw "
        f"$\\mathbf{{z}} = {vec(z)}$, with the factor $L = \\begin{{pmatrix}} l & 0 \\\\ m & n \\end{{pmatrix}}$",
        links=(
            Link(
                "Take the root of the corner",
                rf"\sqrt{{{a * a}}} = {a} \Rightarrow l = {a}",
                (second_way.root(a * a), a),
            ),
            Link(
                "Divide the entry below the corner by it",
                rf"l = {a} \Rightarrow m = \frac{{{a * b}}}{{{a}}} \Rightarrow m = {b}",
                (Fraction(a * b, a), b),
                uses=f"l = {a}",
            ),
            Link(
                "Take the root of what is left in the other corner",
                rf"m = {b} \Rightarrow n = \sqrt{{{matrix[1][1]} - {power(b, 2)}}} \Rightarrow n = {c}",
                (second_way.root(matrix[1][1] - b * b), c),
                uses=f"m = {b}",
            ),
            Link(
                "Multiply the finished factor by the draw",
                rf"n = {c} \Rightarrow L \mathbf{{z}} = {mat(((a, 0), (b, c)))} {vec(z)} = {vec(x)}",
                (times_vector(((a, 0), (b, c)), z), x),
                uses=f"n = {c}",
            ),
        ),
        rule=r"$L L^\top = \Sigma$, written out entry by entry, gives one new unknown at a time.",
    )


def left_vector(draw: Draw, level: int) -> Draft:
    """A singular value and its left singular vector from the right one."""
    c, s = draw.choice(((3, 4), (4, 3), (-3, 4), (3, -4), (-4, 3)))
    k, m = draw.sample((1, 2, 3, 4, -1, -2, -3), 2)
    if abs(k) == abs(m):
        raise Unsuitable("the same singular value twice")
    a = ((k * c, k * s), (-m * s, m * c))
    a = draw.choice((a, a[::-1]))
    gram = times_matrix(flipped(a), a)
    v = (Fraction(c, 5), Fraction(s, 5))
    value, sigma = 25 * k * k, 5 * abs(k)
    u = tuple(Fraction(e) / sigma for e in times_vector(a, v))
    return order_draft(
        draw,
        task=f"find the singular value and the left singular vector of $A = {mat(a)}$ that belong to the right "
        f"singular vector $\\mathbf{{v}} = {vec(v)}$",
        links=(
            Link(
                "Multiply the transpose by the matrix",
                rf"A^\top A = {mat(flipped(a))} {mat(a)} = {mat(gram)}",
                (second_way.product(flipped(a), a), gram),
            ),
            Link(
                "See by what factor it stretches the vector",
                rf"{mat(gram)} {vec(v)} = {value} {vec(v)}",
                (times_vector(gram, v), multiple(value, v)),
                uses=mat(gram),
            ),
            Link(
                "Take the root of the factor",
                rf"\sqrt{{{value}}} = {sigma} \Rightarrow \sigma = {sigma}",
                (second_way.root(value), sigma),
                uses=str(value),
            ),
            Link(
                r"Divide $A \mathbf{v}$ by the singular value",
                rf"\sigma = {sigma} \Rightarrow \mathbf{{u}} = \frac{{1}}{{{sigma}}} {mat(a)} {vec(v)} = {vec(u)}",
                (times_vector(a, v), multiple(sigma, u)),
                uses=rf"\sigma = {sigma}",
            ),
        ),
        rule=r"$A^\top A \mathbf{v} = \sigma^2 \mathbf{v}$ and $A \mathbf{v} = \sigma \mathbf{u}$.",
    )


def share_kept(draw: Draw, level: int) -> Draft:
    """How much of a matrix its best piece of rank one keeps."""
    p, q = (
        draw.choice(((1, 2), (2, 1), (1, 1), (1, 3), (3, 1))),
        draw.choice(((1, 2), (2, -1), (1, -1), (1, 1))),
    )
    a, b = draw.integer(3, 6), draw.choice((1, 2, -1))
    across, along = (p[1], -p[0]), (q[1], -q[0])
    best = tuple(tuple(a * x * y for y in q) for x in p)
    rest = tuple(tuple(b * x * y for y in along) for x in across)
    whole = tuple(added(r, s) for r, s in zip(best, rest, strict=True))
    lost = sum(e * e for r in rest for e in r)
    total = sum(e * e for r in whole for e in r)
    share = 1 - Fraction(lost, total)
    return order_draft(
        draw,
        task=f"find which share of the sum of squares of ${mat(whole)}$ its best approximation of rank one keeps, "
        f"where ${mat(whole)} = {a} {vec(p)} {row_of(q)} {'+' if b > 0 else '-'} "
        f"{'' if abs(b) == 1 else abs(b)} {vec(across)} {row_of(along)}$".replace("  ", " "),
        links=(
            Link(
                "Multiply the larger piece out",
                f"{a} {vec(p)} {row_of(q)} = {mat(best)}",
                (tuple(tuple(a * e for e in r) for r in second_way.product([[x] for x in p], [q])), best),
            ),
            Link(
                "Take that piece away from the matrix",
                f"{mat(whole)} - {mat(best)} = {mat(rest)}",
                (tuple(added(r, s, -1) for r, s in zip(whole, best, strict=True)), rest),
                uses=mat(best),
            ),
            Link(
                "Add the squares of what is missing",
                rf"\left\| {mat(rest)} \right\|_F^{{2}} = {plus(*(power(e, 2) for r in rest for e in r))} = {lost}",
                (lost, (b * b) * second_way.dot(p, p) * second_way.dot(q, q)),
                uses=mat(rest),
            ),
            Link(
                "Compare with the squares of the whole",
                rf"{lost} \Rightarrow 1 - \frac{{{lost}}}{{{total}}} = {tex(share)}",
                (share, Fraction(a * a, a * a + b * b)),
                uses=str(lost),
            ),
        ),
        rule="The best approximation of rank one is the piece with the largest singular value; its error is the rest.",
    )


def eigenpair(draw: Draw, level: int) -> Draft:
    """From the characteristic polynomial to an eigenvector."""
    low, high = sorted(draw.sample([n for n in range(-6, 9) if n], 2))
    a = draw.nonzero(-6, 8, but=(low, high))
    d = low + high - a
    rest = a * d - low * high
    fits = [b for b in range(1, 10) if rest % b == 0]
    if rest == 0 or d == 0:
        raise Unsuitable("triangular")
    b = draw.choice(fits)
    matrix = ((a, b), (rest // b, d))
    lam = sympy.Symbol("lambda")
    poly = sympy.expand((lam - low) * (lam - high))
    name = r"\lambda"
    factored = "".join(rf"({name} {'-' if n > 0 else '+'} {abs(n)})" for n in (low, high))
    less = ((a - high, b), (rest // b, d - high))
    vector = (b, high - a)
    return order_draft(
        draw,
        task=f"find the larger eigenvalue of ${mat(matrix)}$ and an eigenvector for it",
        links=(
            Link(
                "Write down the characteristic polynomial",
                rf"\det \begin{{pmatrix}} {a} - {name} & {b} \\ {rest // b} & {d} - {name} \end{{pmatrix}} = {tex(poly)}",
                (second_way.determinant(((a - lam, b), (rest // b, d - lam))), poly),
            ),
            Link(
                "Factor it",
                f"{tex(poly)} = {factored}",
                (poly, (lam - low) * (lam - high)),
                uses=tex(poly),
            ),
            Link(
                "Read off where it is zero",
                rf"{factored} = 0 \Rightarrow {name} = {low} \text{{ or }} {name} = {high}",
                (second_way.determinant(less), 0),
                uses=factored,
            ),
            Link(
                "Take the larger one away on the diagonal",
                rf"{name} = {high} \Rightarrow A - {guarded(high)} I = {mat(less)}",
                (tuple(tuple(r) for r in second_way.minus_scaled_identity(matrix, high)), less),
                uses=rf"{name} = {high}",
            ),
            Link(
                "Find a vector that this sends to zero",
                f"{mat(less)} {vec(vector)} = {vec((0, 0))}",
                (times_vector(less, vector), (0, 0)),
                uses=mat(less),
            ),
        ),
        rule="An eigenvalue makes $A - \\lambda I$ singular, and an eigenvector is what that singular matrix sends to zero.",
        names=("lambda",),
    )
