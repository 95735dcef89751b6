"""Exercises on conditional expectation: rows of a joint table, case by case, splitting a variance, best predictions."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.derivations import tower
from assistant.practice.generators.probability.pieces import (
    table,
    weighted,
)
from assistant.practice.notation import (
    chain,
    decimal,
    plus,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "conditional-expectation"
GIVEN = r"$E[Y \mid X = x] = \sum_y y \, p(y \mid x)$, with $p(y \mid x) = \frac{p(x, y)}{p_X(x)}$."
TOTAL = r"$E[Y] = \sum_x E[Y \mid X = x] \, P(X = x)$."
SPLIT = r"$\operatorname{Var}(Y) = E[\operatorname{Var}(Y \mid X)] + \operatorname{Var}(E[Y \mid X])$."
GROUPS = (
    ("A request goes to a fast server", "otherwise to a slow one", "answer time", "milliseconds"),
    ("A visitor is a member", "otherwise a guest", "spending", "euros"),
    ("A task is easy", "otherwise hard", "working time", "minutes"),
    ("A day is dry", "otherwise wet", "income of a kiosk", "euros"),
)


def _joint(draw: Draw) -> tuple[list[int], list[list[int]]]:
    """Values of Y, and twentieths of probability in two rows."""
    cuts = sorted(draw.sample(range(1, 20), 5))
    cells = [b - a for a, b in pairwise([0, *cuts, 20])]
    return sorted(draw.sample(range(0, 11), 3)), [cells[:3], cells[3:]]


def _table(draw: Draw, level: int) -> Draft:
    values, rows = _joint(draw)
    i = draw.integer(0, 1)
    row, whole = rows[i], sum(rows[i])
    value = Fraction(sum(v * c for v, c in zip(values, row, strict=True)), whole)
    key = rational(value)
    if value.denominator > 12:
        raise Unsuitable("ugly value")
    over_all = Fraction(sum(v * c for r in rows for v, c in zip(values, r, strict=True)), 20)
    box = [v for v, c in zip(values, row, strict=True) for _ in range(c)]
    return Draft(
        prompt="A joint distribution:"
        + table(
            ("", *(f"$Y = {v}$" for v in values)),
            [(f"$X = {k}$", *(Fraction(c, 20) for c in r)) for k, r in enumerate(rows)],
        )
        + draw.choice(
            (f"What is $E[Y \\mid X = {i}]$?", f"Find the conditional expectation of $Y$ given $X = {i}$.")
        ),
        key=key,
        proof=Rederived(
            "tickets",
            "The tickets of this row were laid out and averaged.",
            lambda: Fraction(sum(box), len(box)),
        ),
        steps=(
            Step(
                "Total of the row",
                chain(plus(*(short(Fraction(c, 20)) for c in row)), short(Fraction(whole, 20))),
            ),
            Step(
                "Values times cells",
                chain(
                    plus(*(rf"{v} \cdot {short(Fraction(c, 20))}" for v, c in zip(values, row, strict=True))),
                    short(value * Fraction(whole, 20)),
                ),
            ),
            Step(
                "Divide by the total",
                rf"\frac{{{short(value * Fraction(whole, 20))}}}{{{short(Fraction(whole, 20))}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a mean within one row.",
            GIVEN,
            f"The row has the total ${plus(*(short(Fraction(c, 20)) for c in row))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(value * Fraction(whole, 20)), "Divide by the total of the row."),
            Mistake(rational(over_all), "That is the mean over the whole table."),
            Mistake(sympy.Rational(sum(values), 3), "The values are not equally likely within the row."),
        ),
    )


def _cases(draw: Draw) -> tuple[Any, Fraction, int, int, int, int]:
    return (
        draw.choice(GROUPS),
        Fraction(draw.choice((1, 2, 3, 4, 5, 6, 7, 8)), 10),
        draw.integer(1, 12) * 5,
        draw.integer(1, 12) * 5,
        draw.integer(1, 9),
        draw.integer(1, 9),
    )


def _total(draw: Draw, level: int) -> Draft:
    story, p, m, n, _, _ = _cases(draw)
    if m == n:
        raise Unsuitable("no cases")
    value = p * m + (1 - p) * n
    key = rational(value)
    return Draft(
        prompt=f"{story[0]} with probability ${decimal(p)}$, {story[1]}. The expected {story[2]} is ${m}$ {story[3]} in the first case and ${n}$ in the second. "
        + draw.choice(
            (
                f"What is the expected {story[2]} over both cases?",
                f"Find the expectation of the {story[2]} when the case is not known.",
            )
        ),
        key=key,
        proof=Rederived(
            "ten cases",
            "Ten cases in this mix were laid out and averaged.",
            lambda: Fraction(sum([m] * int(10 * p) + [n] * int(10 * (1 - p))), 10),
        ),
        steps=(
            Step(
                "Case by case, weighted", chain(weighted([m, n], [decimal(p), decimal(1 - p)]), short(value))
            ),
        ),
        hints=(
            "You are asked for a mean over two cases.",
            TOTAL,
            f"The first case contributes ${m} \\cdot {decimal(p)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(m + n, 2), "The cases are not equally likely."),
            Mistake(rational(p * n + (1 - p) * m), "The weights are swapped."),
            Mistake(rational(p * m), "The second case contributes too."),
        ),
    )


def _variance(draw: Draw, level: int) -> Draft:
    story, p, m, n, s, t = _cases(draw)
    kind = draw.choice(("total", "explained", "left"))
    left, explained = p * s * s + (1 - p) * t * t, p * (1 - p) * (m - n) ** 2
    value = {"total": left + explained, "explained": explained, "left": left}[kind]
    if m == n:
        raise Unsuitable("no cases")
    key = rational(value)
    asked = {
        "total": "What is the variance over both cases?",
        "explained": "Which part of its variance is explained by knowing the case?",
        "left": "Which part of its variance is left when the case is known?",
    }[kind]

    def listing() -> Fraction:
        # In each case two equally likely values, one deviation to either side.
        box = [x for x in (m + s, m - s) for _ in range(int(10 * p))] + [
            x for x in (n + t, n - t) for _ in range(int(10 * (1 - p)))
        ]
        mean = Fraction(sum(box), len(box))
        whole = sum(((x - mean) ** 2 for x in box), Fraction(0)) / len(box)
        inside = Fraction(int(10 * p) * 2 * s * s + int(10 * (1 - p)) * 2 * t * t, len(box))
        return {"total": whole, "explained": whole - inside, "left": inside}[kind]

    return Draft(
        prompt=f"{story[0]} with probability ${decimal(p)}$, {story[1]}. In the first case the {story[2]} has the mean ${m}$ and the standard deviation ${s}$ {story[3].removesuffix('s') if s == 1 else story[3]}, in the second ${n}$ and ${t}$. {asked}",
        key=key,
        proof=Rederived("listing", "Twenty values with these means and deviations were laid out.", listing),
        steps=(
            *(
                (
                    Step(
                        "Left over: mean of the variances",
                        chain(
                            rf"{decimal(p)} \cdot {s}^{{2}} + {decimal(1 - p)} \cdot {t}^{{2}}", short(left)
                        ),
                    ),
                )
                if kind != "explained"
                else ()
            ),
            *(
                (
                    Step(
                        "Explained: variance of the means",
                        chain(
                            rf"{decimal(p)} \cdot {decimal(1 - p)} \cdot ({m} - {n})^{{2}}", short(explained)
                        ),
                    ),
                )
                if kind != "left"
                else ()
            ),
            *(
                (Step("Together", chain(plus(short(left), short(explained)), short(value))),)
                if kind == "total"
                else ()
            ),
        ),
        hints=(
            "You are asked about the parts of a variance.",
            SPLIT,
            f"Within the first case the variance is ${s}^2$."
            if kind != "explained"
            else f"The two means are ${m}$ and ${n}$; how much do they vary?",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(left), "That is the part left over inside the cases."),
            Mistake(rational(explained), "That is the part that the case explains."),
            Mistake(rational(left + explained), "That is the whole variance."),
            Mistake(rational(p * s + (1 - p) * t), "Square the standard deviations."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    story, p, m, n, _, _ = _cases(draw)
    if m == n:
        raise Unsuitable("no cases")
    value = p * m + (1 - p) * n
    if level == 1:
        key = sympy.Integer(n)
        return Draft(
            prompt=f"{story[0]} with probability ${decimal(p)}$, {story[1]}. The expected {story[2]} is ${short(value)}$ {story[3]} over all and ${m}$ in the first case. What is it in the second?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The overall mean was worked out with this number.",
                lambda v: isinstance(v, Fraction) and p * m + (1 - p) * v == value,
            ),
            steps=(
                Step(
                    "Less the contribution of the first case",
                    chain(rf"{short(value)} - {decimal(p)} \cdot {m}", short((1 - p) * n)),
                ),
                Step("Over its share", rf"\frac{{{short((1 - p) * n)}}}{{{decimal(1 - p)}}} = {n}"),
            ),
            hints=(
                "The overall mean is known, that of one case is asked for.",
                TOTAL,
                f"The first case contributes ${decimal(p)} \\cdot {m}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(rational((1 - p) * n), "Divide by the share of the second case."),
                Mistake(rational(2 * value - m), "The cases are not equally likely."),
            ),
        )
    key = rational(p)
    return Draft(
        prompt=f"The expected {story[2]} is ${m}$ {story[3]} in a first case, ${n}$ in a second and ${short(value)}$ over both. How probable is the first case?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The overall mean was worked out with this probability.",
            lambda v: isinstance(v, Fraction) and v * m + (1 - v) * n == value,
        ),
        steps=(
            Step(
                "Where the mean lies between the two",
                rf"\frac{{{short(value)} - {n}}}{{{m} - {n}}} = {tex(key)}",
            ),
        ),
        hints=(
            "All means are known, a probability is asked for.",
            TOTAL,
            f"Call it $p$: then $p \\cdot {m} + (1 - p) \\cdot {n}$ is the overall mean.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the second case."),
            Mistake(sympy.Rational(1, 2), "Only if the mean lay in the middle."),
        ),
    )


def _best(draw: Draw, level: int) -> Draft:
    values, rows = _joint(draw)
    i = draw.integer(0, 1)
    row = rows[i]
    box = [v for v, c in zip(values, row, strict=True) for _ in range(c)]
    mean = Fraction(sum(box), len(box))
    median = sorted(box)[len(box) // 2]
    mode = values[row.index(max(row))]
    rival = Fraction(draw.choice((median, mode, values[1])))
    truth = draw.coin()
    if mean.denominator > 6 or rival == mean:
        raise Unsuitable("no difference")
    a, b = (mean, rival) if truth else (rival, mean)
    return claim_draft(
        prompt=f"Given $X = {i}$, $Y$ is "
        + ", ".join(
            f"${v}$ with probability ${tex(Fraction(c, sum(row)))}$" for v, c in zip(values, row, strict=True)
        )
        + f". True or false: under squared error ${short(a)}$ is a better prediction than ${short(b)}$.",
        truth=truth,
        method="squared errors",
        detail="The squared errors of both predictions were added up over all cases.",
        decide=lambda: sum((v - a) ** 2 for v in box) < sum((v - b) ** 2 for v in box),
        steps=(
            Step(
                "The conditional mean",
                chain(
                    plus(
                        *(
                            rf"{v} \cdot {tex(Fraction(c, sum(row)))}"
                            for v, c in zip(values, row, strict=True)
                        )
                    ),
                    mean,
                ),
            ),
        ),
        hints=(
            "You are asked for the better of two predictions.",
            "Under squared error no prediction is better than the conditional mean; the error grows with the squared distance from it.",
            "Work out the mean of $Y$ in this case.",
        ),
        if_wrong="The expected squared error is the variance plus the squared distance of the prediction from the conditional mean. The nearer to that mean, the better.",
    )


GENERATORS = (
    Generator(TOPIC, "row", COMPUTE, _table, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "cases", COMPUTE, _total, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "parts", COMPUTE, _variance, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "best", TRUE_FALSE, _best, levels=(2,), objectives=(1, 4)),
    Generator(TOPIC, "in-order", ORDER, tower, levels=(3,), objectives=(2,)),
)
