"""Exercises on Markov chains: rows of the matrix, steps, paths, stationary distributions."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate, pairwise, product
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
from assistant.practice.generators.probability.solutions import two_steps
from assistant.practice.notation import (
    chain,
    column,
    counted,
    decimal,
    mat,
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

TOPIC = "markov-chains"
STEP = r"$\mathbf{d}_{t+1} = \mathbf{d}_t P$: a row vector times the matrix whose rows sum to 1."
PATH = "The probability of a path is the product of its single steps."
STILL = r"A stationary distribution has $\mathbf{s} P = \mathbf{s}$ and entries that add up to 1."
STORIES = (
    ("sun", "rain", "day"),
    ("idle", "busy", "minute"),
    ("awake", "asleep", "hour"),
    ("page A", "page B", "click"),
    ("loyal", "gone", "month"),
)


def _chain(draw: Draw, denominator: int = 10) -> tuple[Any, Any]:
    a, b = draw.sample(range(1, denominator), 2)
    p, q = Fraction(a, denominator), Fraction(b, denominator)
    return ((1 - p, p), (q, 1 - q)), (p, q)


def _told(story: Any, p: Any, q: Any) -> str:
    x, y, unit = story
    return f"A chain has the states “{x}” and “{y}” and takes one step each {unit}. From “{x}” it goes to “{y}” with probability ${short(p)}$, from “{y}” to “{x}” with probability ${short(q)}$; otherwise it stays."


def _walk(matrix: Any, start: int, steps: int) -> list[Any]:
    """The distribution after some steps, by adding up all paths."""
    ends = [Fraction(0), Fraction(0)]
    for path in product((0, 1), repeat=steps):
        states = (start, *path)
        ends[states[-1]] += math.prod((matrix[i][j] for i, j in pairwise(states)), start=Fraction(1))
    return ends


def _after(draw: Draw, level: int) -> Draft:
    matrix, (p, q) = _chain(draw)
    story, start = draw.choice(STORIES), draw.integer(0, 1)
    steps_ = 1 if level == 1 else draw.choice((2, 2, 3))
    if level == 1:
        share = draw.choice([Fraction(k, 10) for k in range(1, 10)])
        d = [share, 1 - share]
        new = [d[0] * matrix[0][j] + d[1] * matrix[1][j] for j in range(2)]
        key = rational(new[0])
        return Draft(
            prompt=_told(story, p, q)
            + f" Now it is in “{story[0]}” with probability ${decimal(share)}$. With which probability is it there after one {story[2]}?",
            key=key,
            proof=Rederived(
                "counting",
                "A thousand such chains were counted, those that stay and those that come.",
                lambda: Fraction(
                    int(1000 * d[0]) * int(10 * matrix[0][0]) // 10
                    + int(1000 * d[1]) * int(10 * matrix[1][0]) // 10,
                    1000,
                ),
            ),
            steps=(
                Step(
                    "Those that stay and those that come",
                    chain(
                        plus(
                            times(decimal(d[0]), decimal(matrix[0][0])),
                            times(decimal(d[1]), decimal(matrix[1][0])),
                        ),
                        short(new[0]),
                    ),
                ),
            ),
            hints=(
                "You are asked for one entry of the next distribution.",
                STEP,
                f"Those that stay contribute ${decimal(d[0])} \\cdot {decimal(matrix[0][0])}$.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(1 - key, "That is the other state."),
                Mistake(rational(d[0] * matrix[0][0]), "Those that come from the other state are missing."),
                Mistake(
                    rational(d[0] * matrix[0][0] + d[1] * matrix[0][1]),
                    "The matrix is turned round: rows say where one goes from.",
                ),
            ),
        )
    path = [[Fraction(int(i == start)) for i in range(2)]]
    for _ in range(steps_):
        path.append([path[-1][0] * matrix[0][j] + path[-1][1] * matrix[1][j] for j in range(2)])
    key = rational(path[-1][0])
    return Draft(
        prompt=_told(story, p, q)
        + f" It starts in “{story[start]}”. With which probability is it in “{story[0]}” after {counted(steps_, story[2])}?",
        key=key,
        proof=Rederived(
            "all paths",
            "All paths were listed and their probabilities added up.",
            lambda: _walk(matrix, start, steps_)[0],
        ),
        steps=tuple(
            Step(
                f"After {counted(i + 1, story[2])}",
                chain(
                    plus(times(short(d[0]), short(matrix[0][0])), times(short(d[1]), short(matrix[1][0]))),
                    short(path[i + 1][0]),
                ),
            )
            for i, d in enumerate(path[:-1])
        ),
        hints=(
            "You are asked for a probability some steps ahead.",
            STEP,
            f"After the first {story[2]} it is in {story[0]} with the probability that the row of {story[start]} gives.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the other state."),
            Mistake(rational(path[1][0]), f"That is after one {story[2]}."),
            Mistake(rational(matrix[start][0] ** steps_), "There are paths that leave and come back."),
        ),
    )


def _path(draw: Draw, level: int) -> Draft:
    matrix, (p, q) = _chain(draw)
    story = draw.choice(STORIES)
    states = [draw.integer(0, 1) for _ in range(draw.choice((3, 4)))]
    if len(set(states)) == 1:
        raise Unsuitable("nothing happens")
    factors = [matrix[i][j] for i, j in pairwise(states)]
    value = math.prod(factors)
    key = rational(value)
    return Draft(
        prompt=_told(story, p, q)
        + f" It is in “{story[states[0]]}” now. How probable is it that its next states are {', '.join(f'“{story[s]}”' for s in states[1:])}, in this order?",
        key=key,
        proof=Rederived(
            "counting",
            "Ten thousand chains were followed step by step.",
            lambda: list(accumulate([Fraction(10000), *factors], lambda a, b: a * b))[-1] / 10000,
        ),
        steps=(Step("One factor for each step", chain(times(*(short(f) for f in factors)), short(value))),),
        hints=(
            "You are asked for the probability of one path.",
            PATH,
            f"The first step has the probability ${short(factors[0])}$."
            if len(factors) > 1 and value != factors[0]
            else "Look up each step in its row.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(sum(factors)), "Steps one after the other multiply."),
            Mistake(
                rational(math.prod(matrix[j][i] for i, j in pairwise(states))),
                "Rows say where one goes from.",
            ),
            Mistake(rational(factors[-1]), "That is the last step alone."),
        ),
    )


def _stationary(draw: Draw, level: int) -> Draft:
    matrix, (p, q) = _chain(draw)
    story = draw.choice(STORIES)
    key = column([q / (p + q), p / (p + q)])
    if p + q == 1:
        raise Unsuitable("no memory")
    return Draft(
        prompt=draw.choice(
            (
                _told(story, p, q) + f" What is its stationary distribution, as [{story[0]}, {story[1]}]?",
                f"Find the stationary distribution of $P = {mat([[short(v) for v in row] for row in matrix])}$ (rows sum to 1).",
            )
        ),
        key=key,
        proof=Satisfies(
            "one step",
            "One step with the matrix left the distribution as it was, and its entries add up to 1.",
            lambda s: (
                isinstance(s, tuple)
                and sum(s) == 1
                and all(sum(s[i] * matrix[i][j] for i in range(2)) == s[j] for j in range(2))
            ),
        ),
        steps=(
            Step(
                "Flow out of the first equals flow into it: the shares are as q to p",
                chain(plus(short(p), short(q)), short(p + q)),
            ),
            Step("First share", rf"\frac{{{short(q)}}}{{{short(p + q)}}} = {tex(q / (p + q))}"),
            Step("Second share", rf"\frac{{{short(p)}}}{{{short(p + q)}}} = {tex(p / (p + q))}"),
        ),
        hints=(
            "You are asked for a distribution that a step leaves as it is.",
            STILL,
            f"In balance as much flows out as in: $s_1 \\cdot {short(p)} = s_2 \\cdot {short(q)}$.",
        ),
        answer_hint="two numbers such as [2/3, 1/3]",
        mistakes=but_key(
            key,
            Mistake(
                column([p / (p + q), q / (p + q)]),
                "The other way round: what is left quickly is visited less.",
            ),
            Mistake(column([Fraction(1, 2), Fraction(1, 2)]), "Only if both are left equally fast."),
            Mistake(column([1 - p, p]), "That is the first row of the matrix."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    story = draw.choice(STORIES)
    if level == 1:
        row = [Fraction(draw.integer(1, 8), 20), Fraction(draw.integer(1, 8), 20)]
        key = rational(1 - sum(row))
        spot = draw.integer(0, 2)
        cells = [short(r) for r in row]
        cells.insert(spot, "x")
        return Draft(
            prompt=f"A row of a transition matrix with three states is $({', '.join(cells)})$. Which number is $x$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "With this number the row adds up to 1.",
                lambda v: isinstance(v, Fraction) and v + sum(row) == 1,
            ),
            steps=(
                Step("What the row has already", chain(plus(*(short(r) for r in row)), short(sum(row)))),
                Step("The rest to 1", chain(f"1 - {short(sum(row))}", short(1 - sum(row)))),
            ),
            hints=(
                "You are asked for a missing transition.",
                "From each state the chain goes somewhere: every row adds up to 1.",
                f"The two known entries add up as ${plus(*(short(r) for r in row))}$.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(rational(sum(row)), "That is what is there already."),
                Mistake(sympy.Rational(1, 3), "The three need not be equal."),
            ),
        )
    p, q = (Fraction(k, 20) for k in draw.sample(range(1, 20), 2))
    share = q / (p + q)
    if share.denominator > 12:
        raise Unsuitable("ugly value")
    key = rational(q)
    x, y, unit = story
    return Draft(
        prompt=f"A chain leaves “{x}” for “{y}” with probability ${decimal(p)}$ in each {unit}. In the long run it spends the share ${tex(share)}$ of its time in “{x}”. With which probability does it go back from “{y}” to “{x}”?",
        key=key,
        proof=Satisfies(
            "balance",
            "With this number as much flows out of the state as into it.",
            lambda v: isinstance(v, Fraction) and share * p == (1 - share) * v,
        ),
        steps=(
            Step("Flow out of the first state", chain(rf"{tex(share)} \cdot {decimal(p)}", share * p)),
            Step(
                "The same flows back, out of the other share",
                rf"\frac{{{tex(share * p)}}}{{{tex(1 - share)}}} = {tex(q)}",
            ),
        ),
        hints=(
            "The long run is known, a transition is asked for.",
            STILL + " In balance as much flows out of a state as into it.",
            f"Out of {x} flows ${tex(share)} \\cdot {decimal(p)}$ in each {unit}.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(p * (1 - share) / share), "The flow back comes out of the other share."),
            Mistake(rational(1 - p), "That is the probability to stay."),
            Mistake(rational(share * p), "That is the flow; divide by the share it comes from."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    matrix, (p, q) = _chain(draw)
    truth = draw.coin()
    right = (q / (p + q), p / (p + q))
    s = right if truth else draw.choice(((right[1], right[0]), (Fraction(1, 2), Fraction(1, 2)), (1 - p, p)))
    if not truth and s == right:
        raise Unsuitable("no difference")
    after = [s[0] * matrix[0][j] + s[1] * matrix[1][j] for j in range(2)]
    return claim_draft(
        prompt=f"True or false: $({tex(s[0])}, {tex(s[1])})$ is stationary for $P = {mat([[short(v) for v in row] for row in matrix])}$ (rows sum to 1).",
        truth=truth,
        method="flows",
        detail="The flow out of the first state was compared with the flow into it.",
        decide=lambda: s[0] * matrix[0][1] == s[1] * matrix[1][0],
        steps=(
            Step(
                "First entry after one step",
                chain(
                    rf"{tex(s[0])} \cdot {short(matrix[0][0])} + {tex(s[1])} \cdot {short(matrix[1][0])}",
                    after[0],
                ),
            ),
            Step("Compare", f"{tex(after[0])} {'=' if truth else chr(92) + 'neq'} {tex(s[0])}"),
        ),
        hints=(
            "You are asked whether a step changes this distribution.",
            STILL,
            f"The first entry after one step starts with ${tex(s[0])} \\cdot {short(matrix[0][0])}$.",
        ),
        if_wrong="Do one step: a stationary distribution comes out unchanged, with the row vector on the left of the matrix.",
    )


GENERATORS = (
    Generator(TOPIC, "after", COMPUTE, _after, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "path", COMPUTE, _path, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "stationary", COMPUTE, _stationary, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(1, 4)),
    Generator(TOPIC, "still", TRUE_FALSE, _judge, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, two_steps, levels=(2,), objectives=(2,)),
)
