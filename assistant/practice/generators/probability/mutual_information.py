"""Exercises on mutual information: entropies from a table, information in two ways, dependence beyond correlation."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

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
from assistant.practice.generators.probability.derivations import information_split
from assistant.practice.generators.probability.pieces import (
    table,
    total,
)
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "mutual-information"
ENTROPIES = r"$H(X, Y) = H(X) + H(Y \mid X)$, each entropy being a mean of $-\log_2$ of its probabilities."
INFORMATION = r"$I(X; Y) = H(X) + H(Y) - H(X, Y) = H(Y) - H(Y \mid X)$."
CELLS = (
    ((2, 2), (2, 2)),
    ((1, 0), (0, 1)),
    ((2, 2), (1, 0)),
    ((1, 0), (2, 2)),
    ((3, 3, 2), (2, 0, 2)),
    ((2, 2, 0), (0, 0, 1)),
    ((2, 0, 2), (0, 1, 0)),
    ((3, 3, 3, 3), (1, 0, 0, 0)),
    ((2, 3, 3), (2, 3, 3)),
    ((3, 3, 0), (0, 2, 1)),
    ((2, 0, 0), (0, 2, 1)),
    ((2, 2), (2, 2)),
    ((2, 0, 2), (0, 1, 0)),
    ((3, 3), (0, 0), (2, 1)),
    ((2, 0), (2, 0), (0, 1)),
)
"""Tables of code lengths: a cell has the probability one half to this power, 0 stands for an empty cell."""


def _table(draw: Draw) -> list[list[Fraction]]:
    lengths = draw.choice([c for c in CELLS if total(Fraction(1, 2**k) for row in c for k in row if k) == 1])
    rows = [[Fraction(1, 2**k) if k else Fraction(0) for k in row] for row in lengths]
    if draw.coin():
        rows = [list(column_) for column_ in zip(*rows, strict=True)]
    order = draw.shuffled(range(len(rows[0])))
    return [[row[j] for j in order] for row in draw.shuffled(rows)]


def _dyadic(p: Any) -> bool:
    return all(x == 0 or (x.numerator == 1 and x.denominator & (x.denominator - 1) == 0) for x in p)


def _entropy(p: Any) -> Fraction:
    return total(x * (x.denominator.bit_length() - 1) for x in p if x)


def _bits(p: Any) -> Any:
    return -sum(second_way.real(x) * second_way.called("log", x) for x in p if x) / second_way.called(
        "log", 2
    )


def _shown(rows: Any) -> str:
    return table(
        ("", *(f"$Y = {j}$" for j in range(len(rows[0])))),
        [(f"$X = {i}$", *(f"${tex(p)}$" for p in row)) for i, row in enumerate(rows)],
    )


def _margins(rows: Any) -> tuple[list[Fraction], list[Fraction], list[Fraction]]:
    return (
        [sum(row, Fraction(0)) for row in rows],
        [sum((row[j] for row in rows), Fraction(0)) for j in range(len(rows[0]))],
        [p for row in rows for p in row],
    )


def _entropies(draw: Draw, level: int) -> Draft:
    rows = _table(draw)
    px, py, both = _margins(rows)
    if not (_dyadic(px) and _dyadic(py)):
        raise Unsuitable("ugly value")
    hx, hy, hxy = _entropy(px), _entropy(py), _entropy(both)
    kind = (
        draw.choice(("H(X)", "H(Y)", "H(X, Y)"))
        if level == 1
        else draw.choice((r"H(Y \mid X)", r"H(X \mid Y)"))
        if level == 2
        else "I(X; Y)"
    )
    value = {
        "H(X)": hx,
        "H(Y)": hy,
        "H(X, Y)": hxy,
        r"H(Y \mid X)": hxy - hx,
        r"H(X \mid Y)": hxy - hy,
        "I(X; Y)": hx + hy - hxy,
    }[kind]
    key = rational(value)

    def by_rows() -> Any:
        if kind == "I(X; Y)":
            return sum(
                second_way.real(p) * second_way.called("log", p / (px[i] * py[j]))
                for i, row in enumerate(rows)
                for j, p in enumerate(row)
                if p
            ) / second_way.called("log", 2)
        if kind == r"H(Y \mid X)":
            return sum(
                second_way.real(w) * _bits([p / w for p in row]) for w, row in zip(px, rows, strict=True)
            )
        if kind == r"H(X \mid Y)":
            return sum(second_way.real(w) * _bits([row[j] / w for row in rows]) for j, w in enumerate(py))
        return _bits({"H(X)": px, "H(Y)": py, "H(X, Y)": both}[kind])

    def step(name: str, p: Any, h: Any) -> Step:
        return Step(
            name, chain(plus(*(rf"{tex(x)} \cdot {x.denominator.bit_length() - 1}" for x in p if x)), h)
        )

    steps = (
        [step("Joint entropy, each probability times its surprise", both, hxy)]
        if "H(X)" != kind != "H(Y)"
        else []
    )
    if kind in ("H(X)", r"H(Y \mid X)", "I(X; Y)"):
        steps.append(step("Entropy of X", px, hx))
    if kind in ("H(Y)", r"H(X \mid Y)", "I(X; Y)"):
        steps.append(step("Entropy of Y", py, hy))
    if level == 2:
        steps.append(
            Step("Joint less marginal", chain(minus(hxy, hx if kind.startswith("H(Y") else hy), value))
        )
    if level == 3:
        steps.append(Step("What both share", chain(f"{tex(hx)} + {tex(hy)} - {tex(hxy)}", value)))
    return Draft(
        prompt="A joint distribution:" + _shown(rows) + f"What is ${kind}$, in bits?",
        key=key,
        proof=Rederived(
            "80 digits", "It was computed from its definition with logarithms at 80 digits.", by_rows
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for an amount of information from a table.",
            ENTROPIES if level < 3 else INFORMATION,
            f"The first row has the probability ${plus(*rows[0])}$ in all.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(hxy), "That is the joint entropy."),
            Mistake(rational(hx), "That is the entropy of X alone."),
            Mistake(rational(hy), "That is the entropy of Y alone."),
            Mistake(rational(hx + hy), "The sum of the entropies is too much when the two share something."),
            Mistake(rational(hx + hy - hxy), "That is the mutual information."),
        ),
    )


def _relation(draw: Draw, level: int) -> Draft:
    shared, only_x, only_y = (
        Fraction(draw.integer(1, 8), 4),
        Fraction(draw.integer(0, 8), 4),
        Fraction(draw.integer(0, 8), 4),
    )
    values = {
        "H(X)": shared + only_x,
        "H(Y)": shared + only_y,
        "H(X, Y)": shared + only_x + only_y,
        "I(X; Y)": shared,
        r"H(Y \mid X)": only_y,
        r"H(X \mid Y)": only_x,
    }
    known, asked = draw.choice(
        (
            (("H(X)", "H(Y)", "I(X; Y)"), "H(X, Y)"),
            (("H(X)", "H(X, Y)"), r"H(Y \mid X)"),
            (("H(Y)", r"H(Y \mid X)"), "I(X; Y)"),
            (("H(X)", "H(Y)", "H(X, Y)"), "I(X; Y)"),
            (("H(X, Y)", "H(X)", "I(X; Y)"), "H(Y)"),
            (("H(X)", r"H(Y \mid X)"), "H(X, Y)"),
        )
    )
    key = rational(values[asked])
    given = ", ".join(f"${name} = {short(values[name])}$" for name in known)
    signs = {
        (("H(X)", "H(Y)", "I(X; Y)"), "H(X, Y)"): "++-",
        (("H(X)", "H(X, Y)"), r"H(Y \mid X)"): "-+",
        (("H(Y)", r"H(Y \mid X)"), "I(X; Y)"): "+-",
        (("H(X)", "H(Y)", "H(X, Y)"), "I(X; Y)"): "++-",
        (("H(X, Y)", "H(X)", "I(X; Y)"), "H(Y)"): "+-+",
        (("H(X)", r"H(Y \mid X)"), "H(X, Y)"): "++",
    }[known, asked]
    ordered = sorted(zip(signs, known, strict=True))
    text = plus(*(short(values[name]) if sign == "+" else short(-values[name]) for sign, name in ordered))
    named = plus(*(name if sign == "+" else f"-{name}" for sign, name in ordered))

    def areas(v: Any) -> bool:
        tickets = [("s", shared), ("x", only_x), ("y", only_y)]
        inside = {"H(X)": "sx", "H(Y)": "sy", "H(X, Y)": "sxy", "I(X; Y)": "s", r"H(Y \mid X)": "y"}[asked]
        return isinstance(v, Fraction) and v == sum(size for name, size in tickets if name in inside)

    return Draft(
        prompt=f"Two variables have {given} (in bits). What is ${asked}$?",
        key=key,
        proof=Satisfies("areas", "The three parts of the two overlapping circles were added up.", areas),
        steps=(Step(f"${asked} = {named}$", chain(text, short(values[asked]))),),
        hints=(
            "Some entropies are known, another is asked for.",
            ENTROPIES + " " + INFORMATION,
            "Draw two overlapping circles: the overlap is the mutual information.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(sum((values[k] for k in known), Fraction(0))),
                "What both share would be counted twice.",
            ),
            *(Mistake(rational(values[k]), f"That is ${k}$.") for k in known),
        ),
    )


def _beyond(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(1, 6), draw.integer(1, 6)
    kind = draw.choice(("square", "cross", "free", "line"))
    pairs, tale = {
        "square": (
            [(-a, b), (0, 0), (a, b)],
            f"$X$ is ${-a}$, $0$ or ${a}$ with equal chance; $Y$ is $0$ when $X = 0$ and ${b}$ otherwise",
        ),
        "cross": (
            [(a, 0), (-a, 0), (0, b), (0, -b)],
            f"$(X, Y)$ is $({a}, 0)$, $({-a}, 0)$, $(0, {b})$ or $(0, {-b})$ with equal chance",
        ),
        "free": (
            [(x, y) for x in (-a, a) for y in (0, b)],
            f"$X$ is ${-a}$ or ${a}$, $Y$ is $0$ or ${b}$, and all four pairs are equally likely",
        ),
        "line": (
            [(-a, -b), (0, 0), (a, b)],
            f"$(X, Y)$ is $({-a}, {-b})$, $(0, 0)$ or $({a}, {b})$ with equal chance",
        ),
    }[kind]
    claim = draw.choice(("zero", "missed"))
    truth = kind == "free" if claim == "zero" else kind in ("square", "cross")
    text = (
        "their mutual information is zero"
        if claim == "zero"
        else "they share information although their correlation is zero"
    )

    def decide() -> bool:
        n = len(pairs)
        xs, ys, both = Counter(x for x, _ in pairs), Counter(y for _, y in pairs), Counter(pairs)
        info = sum(
            second_way.real(Fraction(c, n)) * second_way.called("log", Fraction(c * n, xs[x] * ys[y]))
            for (x, y), c in both.items()
        )
        flat = sum((p[0] - q[0]) * (p[1] - q[1]) for p in pairs for q in pairs) == 0
        none = second_way.equal(info, 0)
        return none if claim == "zero" else flat and not none

    return claim_draft(
        prompt=f"{tale[0].upper() + tale[1:] if tale[0] != '$' else tale}. True or false: {text}.",
        truth=truth,
        method="definition",
        detail="Mutual information and covariance were worked out from their definitions.",
        decide=decide,
        steps=(
            Step(
                "Mean of the products",
                rf"\frac{{{plus(*(times(x, y) for x, y in pairs))}}}{{{len(pairs)}}} = {tex(Fraction(sum(x * y for x, y in pairs), len(pairs)))}",
            ),
            Step(
                "Product of the means",
                rf"\frac{{{plus(*(x for x, _ in pairs))}}}{{{len(pairs)}}} \cdot \frac{{{plus(*(y for _, y in pairs))}}}{{{len(pairs)}}} = {tex(Fraction(sum(x for x, _ in pairs) * sum(y for _, y in pairs), len(pairs) ** 2))}",
            ),
        ),
        hints=(
            "You are asked whether the two know of each other, and how.",
            "Mutual information is zero exactly for independent variables. Correlation sees straight lines only.",
            "If you are told $X$, do you know more about $Y$ than before?",
        ),
        if_wrong="Correlation is zero for every pattern without a straight-line trend; mutual information is zero only when neither variable tells anything about the other.",
    )


GENERATORS = (
    Generator(TOPIC, "table", COMPUTE, _entropies, levels=(1, 2, 3), objectives=(1, 2)),
    Generator(TOPIC, "relation", REVERSE, _relation, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "beyond", TRUE_FALSE, _beyond, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, information_split, levels=(3,), objectives=(2,)),
)
