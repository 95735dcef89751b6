"""Exercises on the KL divergence: both directions, its place beside entropy, two normals, what each direction punishes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.derivations import divergence_split
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
    total,
)
from assistant.practice.notation import (
    chain,
    plus,
    power,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "kl-divergence"
KL = r"$D(p \parallel q) = \sum_x p(x) \log \frac{p(x)}{q(x)}$: the first distribution weighs."
SPLIT = r"$D(p \parallel q) = H(p, q) - H(p)$."
GAUSS = r"$D\left(N(\mu, \sigma^2) \parallel N(0, 1)\right) = \frac{1}{2} \left(\mu^2 + \sigma^2 - 1 - \ln \sigma^2\right)$."
SHAPES = (
    (1, 2, 2),
    (2, 1, 2),
    (2, 2, 1),
    (1, 2, 3, 3),
    (3, 2, 1, 3),
    (2, 2, 2, 2),
    (3, 1, 3, 2),
    (3, 3, 2, 1),
)
EXACT = "an exact value such as ln 2 - (1/2) ln 3"


def _pair(draw: Draw) -> tuple[list[int], list[int]]:
    a = draw.choice(SHAPES)
    b = draw.choice([s for s in SHAPES if len(s) == len(a) and s != a])
    return draw.shuffled(a), list(b)


def _shown(p: Any, q: Any) -> str:
    names = ("A", "B", "C", "D")[: len(p)]
    return table(("", *names), [("$p$", *(f"${tex(x)}$" for x in p)), ("$q$", *(f"${tex(x)}$" for x in q))])


def _nats(p: Any, q: Any) -> Any:
    return sum(
        second_way.real(a) * (second_way.called("log", a) - second_way.called("log", b))
        for a, b in zip(p, q, strict=True)
    )


def _bits(draw: Draw, level: int) -> Draft:
    a, b = _pair(draw)
    if a == b:
        raise Unsuitable("the same")
    p, q = [Fraction(1, 2**k) for k in a], [Fraction(1, 2**k) for k in b]
    backwards = level == 2 and draw.coin()
    first, second, la, lb = (q, p, b, a) if backwards else (p, q, a, b)
    value = total(x * (j - i) for x, i, j in zip(first, la, lb, strict=True))
    other = total(x * (i - j) for x, i, j in zip(second, la, lb, strict=True))
    key = rational(value)
    asked = r"D(q \parallel p)" if backwards else r"D(p \parallel q)"
    return Draft(
        prompt="Two distributions on the same outcomes:" + _shown(p, q) + f"What is ${asked}$, in bits?",
        key=key,
        proof=Rederived(
            "80 digits",
            "All logarithms were taken at 80 digits.",
            lambda: _nats(first, second) / second_way.called("log", 2),
        ),
        steps=(
            *(
                Step(f"Term {i + 1}", rf"{tex(x)} \log_2 {tex(x / y)} = {tex(x * (lb[i] - la[i]))}")
                for i, (x, y) in enumerate(zip(first, second, strict=True))
            ),
            Step("Add up", chain(plus(*(x * (j - i) for x, i, j in zip(first, la, lb, strict=True))), value)),
        ),
        hints=(
            "You are asked how many bits are wasted.",
            KL,
            rf"The first quotient is ${tex(first[0] / second[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(other), "That is the other direction: which distribution weighs?"),
            Mistake(
                rational(total(x * j for x, j in zip(first, lb, strict=True))),
                "That is the cross-entropy; the divergence is less the entropy.",
            ),
            Mistake(-key, "The quotient is turned round."),
            Mistake(sympy.Integer(0), "Only equal distributions have the divergence 0."),
        ),
    )


def _two(draw: Draw, level: int) -> Draft:
    s, t = draw.sample(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (9, 10), (1, 10)), 2)
    p, q = [Fraction(*s), 1 - Fraction(*s)], [Fraction(*t), 1 - Fraction(*t)]
    key = sympy.Add(*(rational(a) * sympy.log(rational(a / b)) for a, b in zip(p, q, strict=True)))
    story = draw.choice(
        (
            "the true weather and a forecast",
            "a biased coin and what was assumed of it",
            "the labels and a model's prediction",
        )
    )
    return Draft(
        prompt=f"Two distributions on two outcomes, {story}: $p$ has the probabilities {listed([tex(x) for x in p])}, $q$ has {listed([tex(x) for x in q])}. What is $D(p \\parallel q)$ in nats, exactly?",
        key=key,
        proof=Rederived(
            "80 digits",
            "Cross-entropy and entropy were subtracted at 80 digits.",
            lambda: (
                -sum(second_way.real(a) * second_way.called("log", b) for a, b in zip(p, q, strict=True))
                + sum(second_way.real(a) * second_way.called("log", a) for a in p)
            ),
        ),
        steps=(
            Step("First quotient", chain(rf"\frac{{{tex(p[0])}}}{{{tex(q[0])}}}", p[0] / q[0])),
            Step("Second quotient", chain(rf"\frac{{{tex(p[1])}}}{{{tex(q[1])}}}", p[1] / q[1])),
            Step(
                "Weighted logarithms",
                rf"{tex(p[0])} \ln {tex(p[0] / q[0])} + {tex(p[1])} \ln {tex(p[1] / q[1])} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a divergence with natural logarithms.",
            KL,
            f"The first quotient is ${tex(p[0] / q[0])}$.",
        ),
        answer_hint=EXACT,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Add(*(rational(b) * sympy.log(rational(b / a)) for a, b in zip(p, q, strict=True))),
                "That is the other direction.",
            ),
            Mistake(-key, "The quotient is turned round; a divergence is never negative."),
            Mistake(
                -sympy.Add(*(rational(a) * sympy.log(rational(b)) for a, b in zip(p, q, strict=True))),
                "That is the cross-entropy; take the entropy away.",
            ),
        ),
    )


def _normal(draw: Draw, level: int) -> Draft:
    mean, sigma = (
        draw.integer(-4, 4),
        draw.choice((Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2), Fraction(1, 3), Fraction(4))),
    )
    if mean == 0 and sigma == 1:
        raise Unsuitable("the same")
    variance = sigma * sigma
    key = (rational(Fraction(mean * mean) + variance - 1) - sympy.log(rational(variance))) / 2
    return Draft(
        prompt=draw.choice(
            (
                f"The encoder of an autoencoder gives $N({mean}, {tex(variance)})$ for one latent number. What is its divergence from the standard normal, $D(N({mean}, {tex(variance)}) \\parallel N(0, 1))$, exactly?",
                f"Compute $D(N(\\mu, \\sigma^2) \\parallel N(0, 1))$ in nats for $\\mu = {mean}$ and $\\sigma = {tex(sigma)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "moments",
            "The logarithm of the two densities' quotient was averaged with exact moments, at 80 digits.",
            lambda: _by_quadrature(mean, sigma),
        ),
        steps=(
            Step(
                "Inside the brackets, without the logarithm",
                chain(rf"{power(mean, 2)} + {tex(variance)} - 1", Fraction(mean * mean) + variance - 1),
            ),
            Step(
                "Half of everything",
                rf"\frac{{1}}{{2}} \left({tex(Fraction(mean * mean) + variance - 1)} - \ln {tex(variance)}\right) = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for the divergence of a normal distribution from the standard one.",
            GAUSS,
            f"The square of the mean is ${power(mean, 2)}$; what is the variance?",
        ),
        answer_hint="an exact value such as 3/2 - ln 2",
        mistakes=but_key(
            key,
            Mistake(2 * key, "One half of the brackets."),
            Mistake(
                (rational(Fraction(mean * mean) + sigma - 1) - sympy.log(rational(sigma))) / 2,
                "The formula takes the variance, the square of the standard deviation.",
            ),
            Mistake(
                (rational(Fraction(mean * mean) + variance - 1) + sympy.log(rational(variance))) / 2,
                "The logarithm is subtracted.",
            ),
            Mistake(
                (rational(Fraction(mean) + variance - 1) - sympy.log(rational(variance))) / 2,
                "Square the mean.",
            ),
        ),
    )


def _by_quadrature(mean: int, sigma: Fraction) -> Any:
    # Three-point Gauss-Hermite is exact for the quadratic in the exponent.
    away = second_way.root(3) * second_way.real(sigma)
    points = (
        (second_way.real(mean) - away, Fraction(1, 6)),
        (second_way.real(mean), Fraction(2, 3)),
        (second_way.real(mean) + away, Fraction(1, 6)),
    )
    exponent = sum(
        second_way.real(w) * (x * x / 2 - (x - mean) ** 2 / (2 * second_way.real(sigma * sigma)))
        for x, w in points
    )
    return exponent - second_way.called("log", sigma)


def _split(draw: Draw, level: int) -> Draft:
    h, d = Fraction(draw.integer(2, 12), 4), Fraction(draw.integer(1, 8), 4)
    kind = draw.choice(("entropy", "cross", "divergence"))
    values = {"entropy": h, "cross": h + d, "divergence": d}
    names = {
        "entropy": "the entropy $H(p)$",
        "cross": "the cross-entropy $H(p, q)$",
        "divergence": r"the divergence $D(p \parallel q)$",
    }
    known = [k for k in ("entropy", "cross", "divergence") if k != kind]
    key = rational(values[kind])
    unit = draw.choice(("bits", "nats"))
    text = {
        "entropy": f"{short(h + d)} - {short(d)}",
        "cross": f"{short(h)} + {short(d)}",
        "divergence": f"{short(h + d)} - {short(h)}",
    }[kind]

    def fits(v: Any) -> Any:
        return (
            isinstance(v, Fraction)
            and {**values, kind: v}["cross"] - {**values, kind: v}["divergence"]
            == {**values, kind: v}["entropy"]
        )

    return Draft(
        prompt=f"A truth $p$ and a model $q$: {names[known[0]]} is ${short(values[known[0]])}$ {unit if values[known[0]] != 1 else unit[:-1]} and {names[known[1]]} is ${short(values[known[1]])}$ {unit if values[known[1]] != 1 else unit[:-1]}. How large is {names[kind]}?",
        key=key,
        proof=Satisfies("putting it in", "All three numbers were put into the relation.", fits),
        steps=(Step("Cross-entropy is entropy plus divergence", chain(text, short(values[kind]))),),
        hints=(
            "Two of three numbers are known.",
            SPLIT,
            f"Write the relation with ${short(values[known[0]])}$ and ${short(values[known[1]])}$ in their places.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(values[known[0]] + values[known[1]]),
                "Check which of the three is the largest: it is the sum of the other two.",
            ),
            Mistake(
                rational(abs(values[known[0]] - values[known[1]])),
                "The cross-entropy is the sum of the other two.",
            ),
        ),
    )


def _direction(draw: Draw, level: int) -> Draft:
    q = draw.choice(
        (
            (Fraction(1, 2), Fraction(1, 2), Fraction(0)),
            (Fraction(1, 4), Fraction(3, 4), Fraction(0)),
            (Fraction(1), Fraction(0), Fraction(0)),
            (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)),
            (Fraction(1, 8), Fraction(7, 8), Fraction(0)),
        )
    )
    p = draw.choice(
        (
            (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)),
            (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)),
            (Fraction(3, 4), Fraction(1, 4), Fraction(0)),
            (Fraction(1, 2), Fraction(1, 2), Fraction(0)),
            (Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)),
        )
    )
    p, q = (p, q) if draw.coin() else (q, p)
    if p == q:
        raise Unsuitable("the same")
    order = draw.shuffled(range(3))
    p, q = (p[order[0]], p[order[1]], p[order[2]]), (q[order[0]], q[order[1]], q[order[2]])
    truth = any(a > 0 and b == 0 for a, b in zip(p, q, strict=True))
    return claim_draft(
        prompt=f"$p$ gives three outcomes the probabilities {listed([tex(x) for x in p])}, $q$ gives them {listed([tex(x) for x in q])}. True or false: $D(p \\parallel q)$ is infinite.",
        truth=truth,
        method="limits",
        detail="The zeros were replaced by ever smaller numbers, and it was watched whether the divergence grows without end.",
        decide=lambda: bool(_near(p, q, Fraction(1, 10**60)) - _near(p, q, Fraction(1, 10**30)) > 1),
        steps=(
            Step(
                "The number of outcomes that p allows and q rules out",
                f"{sum(a > 0 and b == 0 for a, b in zip(p, q, strict=True))}",
            ),
        ),
        hints=(
            "You are asked what this direction punishes.",
            r"$D(p \parallel q)$ is infinite where $q$ rules out what $p$ allows. What $p$ rules out costs nothing.",
            "Go through the outcomes: is there one with $p > 0$ and $q = 0$?",
        ),
        if_wrong="The first distribution weighs: a model that calls impossible what does happen is punished without limit, the other way round is not.",
    )


def _near(p: Any, q: Any, small: Fraction) -> Any:
    return sum(
        second_way.real(a)
        * (
            second_way.called("log", a)
            - (second_way.called("log", b) if b else second_way.called("log", small))
        )
        for a, b in zip(p, q, strict=True)
        if a
    )


GENERATORS = (
    Generator(TOPIC, "bits", COMPUTE, _bits, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "nats", COMPUTE, _two, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "normal", COMPUTE, _normal, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "split", REVERSE, _split, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "infinite", TRUE_FALSE, _direction, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, divergence_split, levels=(3,), objectives=(2,)),
)
