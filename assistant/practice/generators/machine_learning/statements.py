"""Statements to judge and counts to choose, for levels that would only have something to compute."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, minus, plus, short, times
from assistant.practice.tasks import again, claim, pick


def inside_the_margin(draw: Draw, level: int) -> Draft:
    """Whether a point lies inside the margin of a separating line."""
    p, q, r = draw.choice(((3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13)))
    w = (p * draw.choice((1, -1)), q * draw.choice((1, -1)))
    x, b = draw.vector(2, -4, 4), draw.integer(-30, 30)
    score = w[0] * x[0] + w[1] * x[1] + b
    scale = draw.choice((1, 2, 5, 10))
    value = Fraction(score, scale)
    if abs(value) == 1 or abs(value) > 3 or score == 0:
        raise Unsuitable("on the edge or far off")
    weights, bias = tuple(Fraction(v, scale) for v in w), Fraction(b, scale)
    says = draw.coin()
    truth = (abs(value) < 1) == says
    return claim(
        draw,
        says=(
            f"A support vector machine has the weights $({', '.join(short(v) for v in weights)})$ and the bias ${short(bias)}$. The point $({x[0]}, {x[1]})$ lies {'inside' if says else 'outside'} its margin.",
        ),
        truth=truth,
        decide=lambda: (
            (
                second_way.real(abs(score)) / second_way.root(w[0] ** 2 + w[1] ** 2)
                < second_way.real(scale) / r
            )
            == says
        ),
        method="distances",
        detail="The distance of the point from the line was compared with half of the width of the margin.",
        steps=[
            (
                "Score of the point",
                chain(
                    plus(times(short(weights[0]), x[0]), times(short(weights[1]), x[1]), short(bias)),
                    short(value),
                ),
            ),
            (
                "Inside the margin the score lies between -1 and 1",
                f"{short(abs(value))} {'<' if abs(value) < 1 else '>'} 1",
            ),
        ],
        hints=(
            "You are asked where a point lies.",
            r"The edges of the margin are the lines where $\mathbf{w} \cdot \mathbf{x} + b$ is 1 or $-1$.",
            "Work out the score of the point.",
        ),
        if_wrong="Between the two edges the score lies between -1 and 1; outside it is larger in size.",
    )


def rounds(draw: Draw, level: int) -> Draft:
    """How often one example is trained on and tested on in cross-validation."""
    k, size = draw.choice((3, 4, 5, 6, 8, 10)), draw.integer(2, 30)
    n = k * size
    kind = draw.choice(("trained", "together"))
    ask: tuple[str, ...]
    if kind == "trained":
        ask = (
            f"{n} examples, {k} folds of equal size. In how many rounds is a given example used for training?",
            f"In {k}-fold cross-validation of {n} examples, how many of the models have seen a given example in training?",
        )
        right = k - 1
        wrong = [
            (1, "Once it is held out; in all other rounds it is used for training."),
            (k, "In one of the rounds it is held out."),
            (n - size, "That is the number of training examples in one round."),
            (n - 1, "Rounds are counted by folds, not by examples."),
        ]
        count = lambda: sum(1 for held in range(k) if 0 not in range(held * size, held * size + size))  # noqa: E731
        steps = [("All rounds but the one in which it is held out", chain(minus(k, 1), k - 1))]
    else:
        ask = (
            f"{n} examples, {k} folds of equal size. Two given examples lie in different folds. In how many rounds are both used for training?",
        )
        right = k - 2
        wrong = [
            (k - 1, "Each of the two is held out once, in different rounds."),
            (k, "Each of the two is held out once."),
            (2, "In that many rounds one of them is held out."),
            (1, "Both are never held out together."),
        ]
        count = lambda: sum(1 for held in range(k) if held not in (0, 1))  # noqa: E731
        steps = [("All rounds but the two in which one of them is held out", chain(minus(k, 2), k - 2))]
    return pick(
        draw,
        ask=ask,
        right=right,
        wrong=wrong,
        proof=again("going through the rounds", "Every round was gone through and counted.", count),
        steps=steps,
        hints=(
            "You are asked to follow one example through all rounds.",
            "Every round holds out one fold and trains on all the others; every example is held out exactly once.",
            "In how many rounds is it held out?",
        ),
    )


__all__ = ["inside_the_margin", "rounds"]
