"""Exercises on the dot product: components, angles, projections, and the algebra of lengths."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.vectors import whole_length_vector
from assistant.practice.notation import (
    chain,
    dot_sum,
    over,
    plus,
    power,
    root,
    scaled,
    squares_sum,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "dot-product"
U, V = r"\mathbf{u}", r"\mathbf{v}"


def _pair(u: Sequence[int], v: Sequence[int]) -> str:
    return rf"$\mathbf{{u}} = {vec(u)}$ and $\mathbf{{v}} = {vec(v)}$"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _cosine(draw)
    if level == 3:
        return _algebra(draw)
    size = draw.choice((2, 3, 3, 4))
    u, v = draw.vector(size), draw.vector(size)
    products = [a * b for a, b in zip(u, v, strict=True)]
    key = sympy.Matrix(u).dot(sympy.Matrix(v))
    prompt = draw.choice(
        (
            f"Compute the dot product of {_pair(u, v)}.",
            rf"Let {_pair(u, v)}. Find $\mathbf{{u}} \cdot \mathbf{{v}}$.",
            rf"A neuron has the weights $\mathbf{{w}} = {vec(u)}$ and receives the input $\mathbf{{x}} = {vec(v)}$. "
            r"What is $\mathbf{w} \cdot \mathbf{x}$?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "component by component", "The products were added again in plain arithmetic.", lambda: second_way.dot(u, v)
        ),
        steps=(
            Step("Multiply the components in the same place", chain(rf"{vec(u)} \cdot {vec(v)}", dot_sum(u, v))),
            Step("Add the products", chain(plus(*products), key)),
        ),
        hints=(
            "You are asked for one number, not for a vector.",
            "Multiply the components that stand in the same place, then add all the products.",
            f"The first product is ${times(u[0], v[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(sum(abs(p) for p in products)), "A product of numbers with different signs is negative."),
            Mistake(sympy.Integer(sum(u) * sum(v)), "You multiplied the sums; multiply place by place first."),
            Mistake(sympy.Matrix(products), "These are the products; the dot product is their sum, one number."),
            Mistake(sympy.Integer(-int(key)), "The size is right, the sign is not."),
        ),
    )


def _cosine(draw: Draw) -> Draft:
    size = draw.choice((2, 3))
    u, v = whole_length_vector(draw, (size,)), whole_length_vector(draw, (size,))
    lengths = [int(sympy.sqrt(sum(p * p for p in x))) for x in (u, v)]
    inner = second_way.dot(u, v)
    if inner == 0 or abs(inner) == lengths[0] * lengths[1]:
        raise Unsuitable("too special")
    key = sympy.Rational(inner, lengths[0] * lengths[1])
    prompt = draw.choice(
        (
            f"Find the cosine of the angle between {_pair(u, v)}, as a fraction.",
            f"Two documents are embedded as {_pair(u, v)}. Compute their cosine similarity as a fraction.",
            rf"Let $\theta$ be the angle between {_pair(u, v)}. What is $\cos\theta$, exactly?",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "numerically",
            "The cosine was computed again from the components at 80 digits.",
            lambda: second_way.real(second_way.dot(u, v)) / second_way.length(u) / second_way.length(v),
        ),
        steps=(
            Step("Compute the dot product", chain(dot_sum(u, v), inner)),
            Step("Compute the length of u", chain(root(squares_sum(u)), lengths[0])),
            Step("Compute the length of v", chain(root(squares_sum(v)), lengths[1])),
            Step("Divide the dot product by both lengths", chain(over(inner, times(*lengths)), key)),
        ),
        hints=(
            "You are asked for the cosine of an angle: a number between -1 and 1.",
            r"$\cos\theta = \dfrac{\mathbf{u} \cdot \mathbf{v}}{\|\mathbf{u}\|\,\|\mathbf{v}\|}$.",
            f"Begin with the dot product: ${dot_sum(u, v)}$.",
        ),
        answer_hint="a fraction such as -3/5",
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(inner), "This is the dot product; divide it by both lengths."),
            Mistake(sympy.Rational(inner, lengths[0]), "You divided by the length of u only."),
            Mistake(sympy.Rational(inner, lengths[1]), "You divided by the length of v only."),
            Mistake(sympy.Rational(inner, (lengths[0] * lengths[1]) ** 2), "You divided by the squares of the lengths."),
            Mistake(-key, "The sign is turned round: look at the sign of the dot product."),
        ),
    )


def _algebra(draw: Draw) -> Draft:
    p, q = draw.integer(1, 6), draw.integer(2, 6)
    inner = draw.nonzero(1 - p * q, p * q - 1)
    a, b = draw.nonzero(-2, 3), draw.nonzero(-3, 3)
    squared = draw.coin()
    c, d = (a, b) if squared else (draw.nonzero(-2, 3), draw.nonzero(-3, 3))
    mixed = a * d + b * c
    if mixed == 0:
        raise Unsuitable("the mixed terms cancel")
    left, right = plus(scaled(a, U), scaled(b, V)), plus(scaled(c, U), scaled(d, V))
    target = rf"\left\|{left}\right\|^2" if squared else rf"\left({left}\right) \cdot \left({right}\right)"
    key = sympy.Integer(a * c * p * p + mixed * inner + b * d * q * q)
    given = rf"$\|\mathbf{{u}}\| = {p}$, $\|\mathbf{{v}}\| = {q}$ and $\mathbf{{u}} \cdot \mathbf{{v}} = {inner}$"
    prompt = draw.choice(
        (
            f"Two vectors have {given}. Find ${target}$.",
            f"Suppose {given}. Compute ${target}$.",
            f"All you know of two vectors is that {given}. Work out ${target}$.",
        )
    )

    def on_concrete_vectors() -> object:
        u = (second_way.real(p), second_way.real(0))
        v = (second_way.real(Fraction(inner, p)), second_way.root(q * q - Fraction(inner, p) ** 2))
        return second_way.dot(
            second_way.combination((a, b), (u, v)), second_way.combination((c, d), (u, v))
        )

    squares = (r"\|\mathbf{u}\|^2", r"(\mathbf{u} \cdot \mathbf{v})", r"\|\mathbf{v}\|^2")
    expanded = plus(*(scaled(n, what) for n, what in zip((a * c, mixed, b * d), squares, strict=True)))
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "two concrete vectors",
            "Two vectors of the plane with these lengths and this dot product gave the same value.",
            on_concrete_vectors,
        ),
        steps=(
            Step("Multiply out as with numbers; the order of the two does not matter", chain(target, expanded)),
            Step(
                "Put the known values in",
                chain(
                    plus(times(a * c, power(p, 2)), times(mixed, inner), times(b * d, power(q, 2))),
                    plus(a * c * p * p, mixed * inner, b * d * q * q),
                    key,
                ),
            ),
        ),
        hints=(
            "You are asked for a number although the vectors themselves are not known: their lengths and their dot "
            "product are enough.",
            r"The dot product multiplies out like a product of numbers, and "
            r"$\mathbf{u} \cdot \mathbf{u} = \|\mathbf{u}\|^2$.",
            rf"The term with $\mathbf{{u}} \cdot \mathbf{{u}}$ is ${times(a * c, power(p, 2))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(a * c * p * p + b * d * q * q), "The mixed term is missing."),
            Mistake(sympy.Integer(a * c * p + mixed * inner + b * d * q), "The lengths have to be squared."),
            Mistake(
                sympy.Integer(a * c * p * p + a * d * inner + b * d * q * q), "Only one of the two mixed terms is there."
            ),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _projection(draw)
    size = draw.choice((2, 3))
    u, v = draw.full_vector(size), draw.full_vector(size)
    spot = draw.integer(0, size - 1)
    rest = sum(a * b for i, (a, b) in enumerate(zip(u, v, strict=True)) if i != spot)
    if level == 1:
        target = 0
        key = sympy.Rational(-rest, v[spot])
    else:
        target = rest + v[spot] * draw.nonzero(-6, 6)
        key = sympy.Rational(target - rest, v[spot])
    if key.q > 3 or abs(key) > 12:
        raise Unsuitable("ugly value")
    shown = ["k" if i == spot else str(part) for i, part in enumerate(u)]
    pair = rf"$\mathbf{{u}} = {vec(shown)}$ and $\mathbf{{v}} = {vec(v)}$"
    if level == 1:
        prompt = draw.choice(
            (
                f"For which $k$ are {pair} orthogonal?",
                f"Find $k$ so that {pair} are perpendicular to each other.",
                f"Determine $k$ so that {pair} meet at a right angle.",
            )
        )
    else:
        prompt = draw.choice(
            (
                rf"For which $k$ do {pair} have the dot product ${target}$?",
                rf"Find $k$ such that $\mathbf{{u}} \cdot \mathbf{{v}} = {target}$, where {pair}.",
                rf"A neuron has the weights $\mathbf{{w}} = {vec(shown)}$. For the input $\mathbf{{x}} = {vec(v)}$ it "
                rf"computes $\mathbf{{w}} \cdot \mathbf{{x}} = {target}$. Find the weight $k$.",
            )
        )
    total = plus(*(scaled(v[i], "k") if i == spot else times(u[i], v[i]) for i in range(size)))
    collected = plus(scaled(v[spot], "k"), rest) if rest else scaled(v[spot], "k")
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the dot product has the wanted value.",
            lambda value: second_way.dot([value if i == spot else u[i] for i in range(size)], v) == target,
        ),
        steps=(
            Step("Write the dot product", f"{total} = {target}"),
            Step("Collect", f"{collected} = {target}"),
            Step("Solve for k", chain("k", over(target - rest, v[spot]), key)),
        ),
        hints=(
            "You are asked for the number $k$ that gives the dot product a certain value.",
            "Two vectors are orthogonal exactly when their dot product is 0."
            if level == 1
            else "Write the dot product with $k$ in it; it is a linear equation.",
            f"The product that holds $k$ is ${scaled(v[spot], 'k')}$. Add the others to it.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "Check the sign when you bring the known products to the other side.")),
    )


def _projection(draw: Draw) -> Draft:
    size = draw.choice((2, 3))
    u, v = draw.vector(size, -4, 5), draw.vector(size, -3, 3)
    inner, square = second_way.dot(u, v), second_way.dot(v, v)
    if inner == 0 or square == 1:
        raise Unsuitable("nothing to find")
    key = sympy.Rational(inner, square)
    if key.q > 7:
        raise Unsuitable("ugly value")
    prompt = draw.choice(
        (
            rf"Find the number $t$ for which $\mathbf{{u}} - t\,\mathbf{{v}}$ is orthogonal to $\mathbf{{v}}$, where "
            f"{_pair(u, v)}.",
            rf"The projection of $\mathbf{{u}}$ onto $\mathbf{{v}}$ is $t\,\mathbf{{v}}$. Find $t$ for {_pair(u, v)}.",
            rf"Which multiple $t\,\mathbf{{v}}$ comes closest to $\mathbf{{u}}$? Give $t$ for {_pair(u, v)}.",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "substitution",
            "With t put in, what is left of u is orthogonal to v.",
            lambda value: second_way.dot(second_way.combination((1, -value), (u, v)), v) == 0,
        ),
        steps=(
            Step(
                "What is left over is orthogonal to v",
                r"\mathbf{u} \cdot \mathbf{v} - t\, (\mathbf{v} \cdot \mathbf{v}) = 0",
            ),
            Step("Compute the dot product of u and v", chain(dot_sum(u, v), inner)),
            Step("Compute the dot product of v with itself", chain(dot_sum(v, v), square)),
            Step("Divide", chain("t", over(inner, square), key)),
        ),
        hints=(
            r"You are asked how much of $\mathbf{v}$ to take away from $\mathbf{u}$ so that nothing along "
            r"$\mathbf{v}$ is left.",
            r"Orthogonal means $(\mathbf{u} - t\,\mathbf{v}) \cdot \mathbf{v} = 0$. Multiply out and solve for $t$.",
            rf"First compute $\mathbf{{u}} \cdot \mathbf{{v}}$ as ${dot_sum(u, v)}$.",
        ),
        answer_hint="a number such as 3 or -2/5",
        symbols=("t",),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(inner), "Divide by the dot product of v with itself."),
            Mistake(sympy.Rational(inner, second_way.dot(u, u)), "You divided by the squared length of u; t belongs to v."),
            Mistake(inner / sympy.sqrt(square), "You divided by the length of v; it has to be squared."),
            Mistake(1 / key, "The fraction is upside down."),
            Mistake(-key, "The sign is turned round."),
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
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
            task=rf"compute $\mathbf{{u}} \cdot \mathbf{{v}}$ for {_pair(u, v)}",
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
    slip = draw.choice(("sign", "length")) if level == 2 else draw.choice(("sum of lengths", "length", "sign"))
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
        Part(over(rf"{vec(u)} \cdot {vec(v)}", below_roots), second_way.real(inner) / second_way.length(u) / second_way.length(v)),
        Part(over(plus(*shown), below_roots), second_way.real(sum(shown)) / second_way.length(u) / second_way.length(v)),
        Part(over(top, times(*bottom)), Fraction(top, bottom[0] * bottom[1])),
        Part(over(top, final), Fraction(top, final)),
    ]
    return mistake_draft(
        draw,
        task=rf"find $\cos\theta$ for the angle between {_pair(u, v)}",
        parts=parts,
        fix=fixes[slip],
        rule="The cosine is the dot product divided by the product of the two lengths",
    )


def _claim(draw: Draw, level: int) -> Draft:
    if level == 1:
        u, v = draw.vector(2), draw.vector(2)
        inner = second_way.dot(u, v)
        kind = draw.choice(("acute", "obtuse", "right"))
        truth = {"acute": inner > 0, "obtuse": inner < 0, "right": inner == 0}[kind]
        if u[0] * v[1] == u[1] * v[0]:
            raise Unsuitable("parallel")
        article = "an" if kind != "right" else "a"
        return claim_draft(
            prompt=f"True or false? The vectors {_pair(u, v)} enclose {article} {kind} angle.",
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
            second_way.image([[a * b for b in u] for a in w], v) == second_way.image([[a * b for b in w] for a in u], v)
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


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "slip", MISTAKE, _slip),
    Generator(TOPIC, "claim", TRUE_FALSE, _claim),
)
