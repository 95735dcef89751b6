"""Exercises on decision trees: impurity of a node, gain of a split, reading a tree, stopping before it overfits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.decision_trees_and_information_gain.pieces import (
    IMPURITY,
    THINGS,
    gini_again,
    gini_of,
)
from assistant.practice.generators.machine_learning.decision_trees_and_information_gain.questions import (
    better,
    overfit,
    read,
    unknown,
)
from assistant.practice.generators.probability.pieces import (
    fpow,
    listed,
)
from assistant.practice.notation import (
    chain,
    over,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "decision-trees-and-information-gain"


GAIN = r"$I = H - \left(\frac{n_L}{n} H_L + \frac{n_R}{n} H_R\right)$: the impurity before, less the weighted impurity after."


EXACT = "a number, or an exact value such as 2 - (3/4) log2(3)"


def _entropy(counts: Any) -> Any:
    """The entropy of a node in bits, exact for shares that are powers of one half, else with logarithms."""
    n = sum(counts)
    return sympy.Add(
        *(-sympy.Rational(c, n) * sympy.log(sympy.Rational(c, n)) / sympy.log(2) for c in counts if c)
    )


def _entropy_again(counts: Any) -> Any:
    n = sum(counts)
    log2 = second_way.called("log", 2)
    return (
        second_way.called("log", n)
        - sum(c * second_way.called("log", c) for c in counts if c) / second_way.real(n)
    ) / log2


def _weighted_text(weight: Fraction, value: Any) -> str:
    return rf"{tex(weight)} \cdot {tex(value)}"


def _surprise_text(share: Fraction) -> str:
    return rf"{tex(share)} \log_2 {tex(1 / share)}"


def _node(draw: Draw, level: int) -> Draft:
    gini = draw.coin() if level == 1 else False
    if gini:
        counts = [draw.integer(1, 9) for _ in range(draw.choice((2, 2, 3)))]
        value = gini_of(counts)
        if value.denominator > 100:
            raise Unsuitable("ugly value")
        key = rational(value)
    else:
        counts = (
            [c * draw.choice((1, 2, 3, 5)) for c in draw.choice(((1, 1), (2, 2), (4, 0)))]
            if level == 1
            else list(
                draw.choice(
                    (
                        (1, 1, 2),
                        (2, 1, 1),
                        (1, 1, 1, 1),
                        (4, 2, 1, 1),
                        (2, 2, 4),
                        (8, 4, 4),
                        (3, 3, 6),
                        (5, 5, 10),
                        (4, 4, 4, 4),
                        (6, 3, 3),
                        (8, 4, 2, 2),
                        (2, 4, 2),
                        (1, 2, 4, 1),
                    )
                )
            )
        )
        key = sympy.expand(sympy.expand_log(_entropy(counts), force=True))
    n = sum(counts)
    p = [Fraction(c, n) for c in counts]
    what = draw.choice(("leaf", "node"))
    steps: tuple[Step, ...]
    if gini:
        steps = (
            Step("One minus the squared shares", chain("1 - " + " - ".join(fpow(q, 2) for q in p), key)),
        )
    else:
        steps = (
            Step("The shares", chain(plus(*(over(c, n) for c in counts)), 1)),
            Step("Mean surprise in bits", chain(plus(*(_surprise_text(q) for q in p if q)), key)),
        )
    name = "Gini impurity" if gini else "entropy"
    return Draft(
        prompt=draw.choice(
            (
                f"A {what} holds {listed(counts)} examples of its classes. What is its {name}{'' if gini else ', in bits'}?",
                f"The classes of a {what} have the counts {listed(counts)}. Compute the {name}{'' if gini else ' in bits'}.",
            )
        ),
        key=key,
        proof=Rederived(
            "pairs" if gini else "80 digits",
            "All ordered pairs of members were compared."
            if gini
            else "The formula with whole counts was evaluated at 80 digits.",
            (lambda: gini_again(counts)) if gini else (lambda: _entropy_again(counts)),
        ),
        steps=steps,
        hints=("You are asked how mixed a node is.", IMPURITY, f"The first share is ${over(counts[0], n)}$."),
        answer_hint=NUMBER,
        mistakes=but_key(
            key,
            Mistake(
                1 - key,
                "That is the probability that two members agree."
                if gini
                else "Check the sum: each share times its surprise.",
            ),
            Mistake(rational(gini_of(counts)), "That is the Gini impurity."),
            Mistake(rational(1 - max(p)), "That is the share of errors, another measure."),
            Mistake(sympy.Integer(len(counts)), "That is the number of classes."),
        ),
    )


def _split(draw: Draw) -> list[list[int]]:
    children = draw.choice(
        (
            ((4, 0), (0, 4)),
            ((2, 2), (2, 2)),
            ((4, 0), (2, 2)),
            ((2, 0), (3, 3)),
            ((6, 0), (1, 1)),
            ((1, 1), (0, 4)),
            ((3, 3), (0, 2)),
            ((5, 5), (0, 6)),
            ((1, 1), (6, 0)),
            ((2, 2), (0, 8)),
            ((4, 4), (8, 0)),
            ((3, 3), (6, 0)),
            ((1, 1), (0, 2)),
            ((2, 2), (4, 0)),
            ((4, 4), (0, 2)),
            ((5, 5), (2, 0)),
        )
    )
    scale = draw.choice((1, 2, 3))
    return [[scale * c for c in child] for child in draw.shuffled(children)]


def _gain(draw: Draw, level: int) -> Draft:
    children = _split(draw)
    parent = [children[0][i] + children[1][i] for i in range(2)]
    n = sum(parent)
    use_gini = level == 2
    measure, again = (gini_of, gini_again) if use_gini else (_entropy, _entropy_again)
    after = [Fraction(sum(c), n) for c in children]
    if use_gini:
        key = rational(measure(parent) - sum(w * measure(c) for w, c in zip(after, children, strict=True)))
    else:
        key = sympy.expand(
            sympy.expand_log(
                measure(parent)
                - sympy.Add(*(rational(w) * measure(c) for w, c in zip(after, children, strict=True))),
                force=True,
            )
        )
    many, yes, no, question = draw.choice(THINGS)
    if key == 0 and draw.integer(0, 3):
        raise Unsuitable("no gain too often")

    def derive() -> Any:
        return second_way.real(again(parent)) - sum(
            second_way.real(w) * second_way.real(again(c)) for w, c in zip(after, children, strict=True)
        )

    before = (
        f"1 - {fpow(Fraction(parent[0], n), 2)} - {fpow(Fraction(parent[1], n), 2)}" if use_gini else None
    )
    steps = [Step("Examples in the children", chain(plus(*(sum(c) for c in children)), n))]
    if use_gini:
        steps.append(Step("Impurity before", chain(before, measure(parent))))
        for side, c in zip(("Left child", "Right child"), children, strict=True):
            steps.append(
                Step(
                    side,
                    chain(
                        f"1 - {fpow(Fraction(c[0], sum(c)), 2)} - {fpow(Fraction(c[1], sum(c)), 2)}",
                        measure(c),
                    ),
                )
            )
        steps.append(
            Step(
                "Before, less the weighted impurity after",
                chain(
                    f"{tex(measure(parent))} - \\left({plus(*(_weighted_text(w, measure(c)) for w, c in zip(after, children, strict=True)))}\\right)",
                    key,
                ),
            )
        )
    else:
        for side, c in zip(("Left child", "Right child"), children, strict=True):
            p = [Fraction(x, sum(c)) for x in c if x]
            steps.append(
                Step(
                    f"Entropy of the {side.lower()}",
                    chain(plus(*(_surprise_text(q) for q in p)), 0 if len(p) == 1 else 1),
                )
            )
        p = [Fraction(x, n) for x in parent if x]
        weights_after = plus(
            *(rf"{tex(w)} \cdot {0 if 0 in c else 1}" for w, c in zip(after, children, strict=True))
        )
        steps.append(
            Step(
                "Before, less the weighted entropy after",
                rf"{plus(*(_surprise_text(q) for q in p))} - \left({weights_after}\right) = {tex(key)}",
            )
        )
    return Draft(
        prompt=f"A node with {n} {many}, {parent[0]} {yes} and {parent[1]} {no}, is split by “{question}” into a left child with {children[0][0]} {yes} and {children[0][1]} {no}, and a right child with {children[1][0]} {yes} and {children[1][1]} {no}. "
        + (
            "By how much does the Gini impurity fall (children weighted)?"
            if use_gini
            else "What is the information gain in bits, exactly?"
        ),
        key=key,
        proof=Rederived(
            "pairs" if use_gini else "80 digits",
            "All ordered pairs of members were compared, before and after."
            if use_gini
            else "The entropies were computed from whole counts at 80 digits.",
            derive,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked how much purer the split makes the node.",
            GAIN,
            f"The left child has the weight $\\frac{{{sum(children[0])}}}{{{n}}}$.",
        ),
        answer_hint=NUMBER if use_gini else EXACT,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(
                        rational(measure(parent) - sum(measure(c) for c in children)),
                        "Weigh the children by their sizes.",
                    ),
                    Mistake(
                        rational(sum(w * measure(c) for w, c in zip(after, children, strict=True))),
                        "That is the impurity after; subtract it from the one before.",
                    ),
                    Mistake(rational(measure(parent)), "That is the impurity before."),
                )
                if use_gini
                else (
                    Mistake(measure(parent), "That is the entropy before; the children keep some of it."),
                    Mistake(
                        sympy.Add(*(rational(w) * measure(c) for w, c in zip(after, children, strict=True))),
                        "That is the entropy after; subtract it from the one before.",
                    ),
                )
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "node", COMPUTE, _node, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "gain", COMPUTE, _gain, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "read", COMPUTE, read, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "better", CHOICE, better, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "depth", TRUE_FALSE, overfit, version=2, levels=(1,), objectives=(4,)),
)
