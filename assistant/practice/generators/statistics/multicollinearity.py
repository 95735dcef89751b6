"""Exercises on collinear features: ranks, variance inflation, small eigenvalues, remedies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    NUMBER,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.statistics.solutions import inflation_steps
from assistant.practice.notation import (
    chain,
    decimal,
    mat,
    over,
    plus,
    rational,
    short,
    short_factor,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import words
from assistant.practice.worked import but_key, claim_draft

TOPIC = "multicollinearity"


def _factor(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    r = Fraction(draw.integer(1, 19), 20) * draw.choice((1, 1, -1))
    names = draw.choice(
        (
            ("height", "weight"),
            ("size of a flat", "number of rooms"),
            ("income", "spending"),
            ("temperature in the morning", "temperature at noon"),
        )
    )
    if level == 1:
        share = Fraction(draw.integer(50, 99), 100)
        key = rational(1 / (1 - share))
        prompt = draw.choice(
            (
                f"A regression of one feature on all the others explains the share $R^2 = {decimal(share)}$ of its variation. What is its variance inflation factor?",
                f"The other features predict the {names[0]} with $R^2 = {decimal(share)}$. By which factor is the variance of its coefficient inflated?",
            )
        )
        steps = (Step("One over what is left unexplained", chain(over(1, f"1 - {decimal(share)}"), key)),)
        accepts = lambda g: g * (1 - share) == 1  # noqa: E731
        wrong = (
            Mistake(rational(1 / share), "Below the line stands what is not explained."),
            Mistake(rational(1 - share), "Take one over it."),
            Mistake(rational(share / (1 - share)), "Above the line stands 1."),
        )
        rule, hint = r"$\text{VIF} = \frac{1}{1 - R^2}$.", f"Not explained is ${decimal(1 - share)}$."
    elif level == 2:
        key = rational(1 / (1 - r * r))
        prompt = draw.choice(
            (
                f"Two standardised features, {names[0]} and {names[1]}, have the correlation ${short(r)}$. What is the variance inflation factor of each?",
                rf"For $C = \begin{{pmatrix}} 1 & {short(r)} \\ {short(r)} & 1 \end{{pmatrix}}$, what stands on the diagonal of $C^{{-1}}$?",
            )
        )
        steps = (
            Step("The determinant", chain(f"1 - {short_factor(r)}^2", short(1 - r * r))),
            Step("The diagonal of the inverse", chain(over(1, short(1 - r * r)), key)),
        )
        accepts = lambda g: g * 1 + (-r * g) * r == 1 and g * r + (-r * g) == 0  # noqa: E731
        wrong = (
            Mistake(rational(1 / (1 - abs(r))), "The correlation has to be squared."),
            Mistake(rational(1 - r * r), "Take one over it."),
            Mistake(rational(1 / (1 + r * r)), "Minus, not plus."),
        )
        rule, hint = (
            "With two features the explained share is the square of the correlation.",
            f"The square is ${short_factor(r)}^2$.",
        )
    else:
        ridge = Fraction(draw.choice((0, 1, 2, 5, 10)), 10)
        key = rational((1 + abs(r) + ridge) / (1 - abs(r) + ridge))
        extra = f" after a ridge penalty has added {decimal(ridge)} to its diagonal" if ridge else ""
        prompt = rf"What is the condition number, largest over smallest eigenvalue, of the correlation matrix $\begin{{pmatrix}} 1 & {short(r)} \\ {short(r)} & 1 \end{{pmatrix}}${extra}?"
        steps = (
            Step(
                "The largest eigenvalue",
                chain(plus(1, short(abs(r)), *((short(ridge),) if ridge else ())), short(1 + abs(r) + ridge)),
            ),
            Step(
                "The smallest",
                chain(
                    f"1 - {short(abs(r))}" + (f" + {short(ridge)}" if ridge else ""),
                    short(1 - abs(r) + ridge),
                ),
            ),
            Step("Divide", chain(over(short(1 + abs(r) + ridge), short(1 - abs(r) + ridge)), key)),
        )

        def accepts(g: Any) -> bool:
            d = 1 + ridge
            trace, det = 2 * d, d * d - r * r
            return bool(g > 1 and det * (1 + g) ** 2 == trace**2 * g)

        wrong = (
            Mistake(1 / key, "Largest over smallest."),
            Mistake(rational((1 + abs(r)) / (1 - abs(r))), "The penalty is added to both eigenvalues."),
            Mistake(rational(1 / (1 - r * r)), "That is the variance inflation factor."),
        )
        rule, hint = (
            "The eigenvectors are (1, 1) and (1, -1); the eigenvalues are 1 plus and 1 minus the correlation.",
            "What a penalty adds to the diagonal is added to both eigenvalues.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "matrix by inverse", "Multiplied out, or compared with trace and determinant, it fits.", accepts
        ),
        steps=steps,
        hints=("You are asked how badly two features get in each other's way.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


def _cause(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        vif = draw.choice((2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100))
        key = rational(1 - Fraction(1, vif))
        prompt = draw.choice(
            (
                f"A feature has the variance inflation factor {vif}. Which share $R^2$ of its variation do the other features explain?",
                f"Software warns: VIF = {vif}. What is the $R^2$ of this feature regressed on the others?",
            )
        )
        steps = (
            Step(
                "What is not explained",
                chain(
                    over(1, vif),
                    decimal(Fraction(1, vif))
                    if Fraction(1, vif).denominator in (2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100)
                    else sympy.Rational(1, vif),
                ),
            ),
            Step("The rest", chain(f"1 - {over(1, vif)}", key)),
        )
        accepts = lambda g: g < 1 and 1 / (1 - g) == vif  # noqa: E731
        wrong = (
            Mistake(sympy.Rational(1, vif), "That is the share which is not explained."),
            Mistake(sympy.Integer(vif - 1), "A share lies between 0 and 1."),
        )
        hint = "One over the factor is what is left unexplained."
    elif level == 2:
        times_wider = draw.choice((2, 3, 4, 5, 10))
        key = sympy.Integer(times_wider**2)
        se = Fraction(draw.choice((1, 2, 3, 4, 5)), 10)
        prompt = draw.choice(
            (
                f"Without its collinear partner a coefficient would have the standard error {short(se)}; with it the error is {short(se * times_wider)}. What is the variance inflation factor?",
                f"Collinearity makes a standard error {times_wider} times as large as for uncorrelated features. What is the VIF?",
            )
        )
        steps = (
            Step("The standard error is the root of the variance", f"{times_wider}^2 = {times_wider**2}"),
        )

        def accepts(g: Any) -> Any:
            return g > 0 and second_way.equal(
                second_way.root(g) * second_way.real(se), second_way.real(se * times_wider)
            )

        wrong = (
            Mistake(
                sympy.Integer(times_wider),
                "The factor inflates the variance, which is the square of the standard error.",
            ),
            Mistake(sympy.Integer(2 * times_wider), "Square it, do not double it."),
        )
        hint = "By which factor did the variance grow?"
    else:
        small = Fraction(draw.choice((1, 2, 4, 5, 10, 20, 25, 40)), 100)
        sign = draw.choice((1, -1))
        key = rational(sign * (1 - small))
        prompt = f"The correlation matrix of two features has the eigenvalue {decimal(small)} for the vector ${'(1, -1)' if sign > 0 else '(1, 1)'}$. What is their correlation?"
        steps = (
            Step(
                "The two eigenvalues add up to the trace 2",
                chain(f"2 - {decimal(small)}", decimal(2 - small)),
            ),
            Step(
                "The correlation",
                chain(f"1 - {decimal(small)}" if sign > 0 else f"{decimal(small)} - 1", short(key)),
            ),
        )
        accepts = lambda g: (1 - g == small) if sign > 0 else (1 + g == small)  # noqa: E731
        wrong = (
            Mistake(-key, "Put the vector in: the other sign belongs to the other vector."),
            Mistake(rational(small), "That is the eigenvalue."),
        )
        hint = "Multiply the matrix with the vector and compare."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it back",
            "With this number the factor, the error or the eigenvalue comes out as given.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for what stands behind a warning.",
            r"$\text{VIF} = \frac{1}{1 - R^2}$; the standard error grows with its root."
            if level < 3
            else r"$\begin{pmatrix} 1 & r \\ r & 1 \end{pmatrix}$ has the eigenvalues 1 + r and 1 - r.",
            hint,
        ),
        answer_hint=NUMBER,
        symbols=("r", "R"),
        mistakes=but_key(key, *wrong),
    )


def _rank(draw: Draw, level: int) -> Draft:
    first, second = draw.vector(4, 0, 5), draw.vector(4, 0, 5)
    kind = draw.choice(("sum", "double", "free", "near"))
    m = draw.choice((1, 2, 3, -1))
    third = {
        "sum": tuple(a + m * b for a, b in zip(first, second, strict=True)),
        "double": tuple((m if m != 1 else 2) * a for a in first),
        "free": draw.vector(4, 0, 6),
        "near": tuple(a + b for a, b in zip(first, second, strict=True)),
    }[kind]
    if kind == "near":
        third = (third[0] + 1, *third[1:])
    rows = tuple(zip(first, second, third, strict=True))
    minors = [second_way.determinant([rows[i] for i in chosen]) for chosen in combinations(range(4), 3)]
    full = any(minor != 0 for minor in minors)
    said = draw.coin()
    return claim_draft(
        prompt=f"True or false? The columns of ${mat(rows)}$ are {'perfectly collinear, so that infinitely many coefficient vectors fit equally well' if said else 'linearly independent, so that the least-squares coefficients are unique'}.",
        truth=full != said,
        method="NumPy",
        detail="The rank was computed by NumPy.",
        decide=lambda: (int(numpy.linalg.matrix_rank(numpy.array(rows, dtype=float))) < 3) == said,
        steps=tuple(
            Step("A determinant of three rows", rf"\det {mat([rows[i] for i in chosen])} = {minor}")
            for chosen, minor in list(zip(combinations(range(4), 3), minors, strict=True))[:2]
        ),
        hints=(
            "You are asked whether one column can be built from the others.",
            "Perfect collinearity means that the rank is smaller than the number of columns.",
            "Try: is the third column a multiple of one of the others, or a sum of multiples of both?",
        ),
        if_wrong="Three rows with a determinant that is not zero show that the columns are independent."
        if full
        else "One column is a combination of the others, in all four rows.",
    )


def _remedy(draw: Draw, level: int) -> Draft:
    """Which change of the features lowers the variance inflation of the first one."""
    r = Fraction(draw.choice((6, 7, 8, 9, 95, 98)), 10)
    r = r if r < 1 else r / 10
    pair = draw.choice(
        (
            ("rooms", "floor area"),
            ("clicks", "page views"),
            ("income", "spending"),
            ("height", "arm length"),
            ("orders", "visits"),
        )
    )
    # With standardised features x and z: the second column as a mixture of the two, and the number of columns.
    changes = {
        f"Leave {pair[1]} out": ((1, 0),),
        f"Replace {pair[1]} by the difference {pair[1]} less {pair[0]}": ((1, 0), (-1, 1)),
        f"Replace {pair[1]} by the sum of the two": ((1, 0), (1, 1)),
        f"Measure {pair[1]} in units ten times smaller": ((1, 0), (0, 10)),
        "Copy every row of the table": ((1, 0), (0, 1)),
        "Add the sum of both as a third feature": ((1, 0), (0, 1), (1, 1)),
    }
    told = {
        f"Replace {pair[1]} by the sum of the two": "The sum holds the first feature itself, so it correlates with it even more.",
        f"Measure {pair[1]} in units ten times smaller": "Other units change no correlation.",
        "Copy every row of the table": "Copied rows bring no information: the correlation stays as it is.",
        "Add the sum of both as a third feature": "Then the columns are perfectly collinear, and the factor is infinite.",
    }
    right = draw.choice(list(changes)[:2])
    texts = [right, *draw.sample(list(told), 3)]

    def inflation(columns: Sequence[tuple[int, int]]) -> float:
        """The factor of the first column, from data that have the correlation exactly."""
        along = float(r)
        x = numpy.array([1.0, 1.0, -1.0, -1.0])
        z = along * x + (1 - along * along) ** 0.5 * numpy.array([1.0, -1.0, 1.0, -1.0])
        table = numpy.array([a * x + b * z for a, b in columns])
        if len(table) == 1:
            return 1.0
        with_itself = numpy.corrcoef(table)
        if numpy.linalg.matrix_rank(with_itself) < len(table):
            return math.inf
        return float(numpy.linalg.inv(with_itself)[0, 0])

    def lowered() -> str:
        before = inflation(((1, 0), (0, 1)))
        found = [text for text in texts if inflation(changes[text]) < before - 1e-9]
        return found[0] if len(found) == 1 else ""

    factor = 1 / (1 - r * r)
    after = Fraction(1) if right == next(iter(changes)) else 1 / (1 - (1 - r) / 2)
    return words(
        draw,
        ask=(
            f"Two standardised features, {pair[0]} and {pair[1]}, correlate with ${decimal(r)}$. Which change lowers the variance inflation factor of {pair[0]}?",
            f"The features {pair[0]} and {pair[1]} are standardised, and their correlation is ${decimal(r)}$. What makes the coefficient of {pair[0]} steadier?",
        ),
        right=right,
        options=[(text, told.get(text, "")) for text in texts],
        decide=lowered,
        method="four rows of data",
        detail="Data with this correlation were changed in each of these ways, and the factor taken from the inverse of their correlation matrix.",
        steps=[
            ("The factor before", rf"\frac{{1}}{{1 - {decimal(r)}^2}} = {tex(factor)}"),
            ("And after the change", tex(after)),
        ],
        hints=(
            "You are asked what makes two features less alike, as far as the first one is concerned.",
            "The factor depends only on how much of the first feature the others explain. The price is another meaning: the coefficient then says what the remaining features leave to it.",
            "Which of the changes takes the shared part out of the second feature?",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "factor", COMPUTE, _factor, objectives=(2, 3)),
    Generator(TOPIC, "cause", REVERSE, _cause, objectives=(2, 3)),
    Generator(TOPIC, "rank", TRUE_FALSE, _rank, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "remedy", CHOICE, _remedy, version=2, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, inflation_steps, levels=(2,), objectives=(2,)),
)
