"""Exercises on how folds are made: what training can see of the held-out fold, and data that need folds of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import listed
from assistant.practice.notation import chain, counted, minus, over, tex
from assistant.practice.tasks import again, pick
from assistant.practice.worked import claim_draft


def _mean(values: Sequence[Any]) -> Fraction:
    return Fraction(sum(values), len(values))


# What is fitted before training, on which rows, and what becomes of the training rows with it.
PREPARED: tuple[tuple[str, Callable[[Sequence[int]], Fraction], Callable[[int, Fraction], Fraction]], ...] = (
    ("every value is taken less the mean of {rows}", _mean, lambda v, fitted: v - fitted),
    ("every value is divided by the largest of {rows}", lambda vs: Fraction(max(vs)), lambda v, f: v / f),
    ("every value is taken less the smallest of {rows}", lambda vs: Fraction(min(vs)), lambda v, f: v - f),
    (
        "every value above the mean of {rows} is cut down to that mean",
        _mean,
        lambda v, fitted: min(Fraction(v), fitted),
    ),
)


def leak(draw: Draw, level: int) -> Draft:
    """Whether the values that training sees depend on the value that is held out."""
    n = draw.integer(4, 6)
    values = draw.sample(range(1, 30), n)
    text, fit, use = draw.choice(PREPARED)
    inside = draw.coin()
    other = draw.integer(31, 60)
    held, training = values[-1], values[:-1]
    rows = f"the other {n - 1}" if inside else f"all {n}"

    def seen(last: int) -> list[Fraction]:
        fitted = fit(training if inside else [*training, last])
        return [use(v, fitted) for v in training]

    if not inside and seen(held) == seen(other):
        raise Unsuitable("this value plays no part by chance")
    before, after = (fit(training if inside else [*training, last]) for last in (held, other))
    return claim_draft(
        prompt=f"The measurements are {listed(values)}. In one round the last one is held out; before the training {text.format(rows=rows)}. True or false: if the held-out value were {other} in place of {held}, the model would be trained on other numbers, so information leaks.",
        truth=not inside,
        method="moving the held-out value",
        detail="The training values were prepared twice, with both held-out values, and compared.",
        decide=lambda: seen(held) != seen(other),
        steps=(
            Step("What is fitted, with the value as it is", tex(before)),
            Step("And with the other value", tex(after)),
        ),
        hints=(
            "You are asked whether training can see the held-out value.",
            "Everything that learns from data (means, ranges, cut-offs, selected features) belongs inside the round, on the training rows only.",
            f"Prepare ${values[0]}$ with both versions of the held-out value. Does it come out the same?",
        ),
        if_wrong="What is fitted on the training rows alone cannot know the held-out value. What is fitted on all rows does, and makes the error look too good.",
    )


def scheme(draw: Draw, level: int) -> Draft:
    """What goes wrong when grouped, ordered or unbalanced data are split without looking."""
    kind = draw.choice(("groups", "time", "balance"))
    k = draw.choice((4, 5, 10))
    if kind == "groups":
        patients, scans = draw.integer(6, 40), k * draw.integer(1, 2)
        n = patients * scans
        right = patients
        prompt = f"Each of {patients} patients has {counted(scans, 'scan')} in a row in a list of {n}. Example 1 goes to fold 1, example 2 to fold 2, and so on, beginning again after fold {k}. While fold 1 is held out, scans of how many of its patients are in training?"
        wrong = [
            (0, "The next scans of the same patient lie in the other folds."),
            (patients // k, "That would be right if whole patients were dealt to the folds."),
            (n // k, "That is the number of held-out scans."),
            (n - n // k, "That is the number of training scans."),
        ]
        owners = [index // scans for index in range(n)]
        held = {owners[i] for i in range(n) if i % k == 0}
        count = lambda: len(held & {owners[i] for i in range(n) if i % k})  # noqa: E731
        rule = "Keep all examples of one owner in the same fold: the model has to do well on owners it has never met."
        steps = [
            ("Held-out scans of each patient", chain(over(scans, k), scans // k)),
            ("Scans of the same patient in training", chain(minus(scans, scans // k), scans - scans // k)),
            ("So it happens with every patient", str(right)),
        ]
    elif kind == "time":
        days = k * draw.integer(3, 20)
        first = draw.integer(1, k)
        right = days - first - (days // k - 1)
        prompt = f"Sales of {days} days, in order. Day 1 goes to fold 1, day 2 to fold 2, and so on, beginning again after fold {k}. While fold {first} is held out, how many training days come after its first held-out day, and so would not be known yet?"
        wrong = [
            (0, "Only with the past before the future there are none."),
            (days - days // k, "Those are all training days; some come before."),
            (days - first, "Some of the later days are held out as well."),
            (days // k - 1, "Those are the held-out days that come later."),
        ]
        count = lambda: sum(  # noqa: E731
            1 for day in range(1, days + 1) if day > first and (day - first) % k
        )
        rule = "Ordered data: always train on the past and test on what comes after."
        steps = [
            ("Days after the first held-out one", chain(minus(days, first), days - first)),
            ("Held-out days among them", chain(minus(over(days, k), 1), days // k - 1)),
            ("Training days among them", chain(minus(days - first, days // k - 1), right)),
        ]
    else:
        size = draw.choice((20, 40, 50, 100))
        frauds = draw.integer(1, size * (k - 1) - 1)
        if frauds > size * k // 3:
            raise Unsuitable("not rare")
        n = size * k
        right = k - -(-frauds // size)
        prompt = f"A list of {n} payments ends with the {counted(frauds, 'fraudulent one')}. It is cut into {k} folds of equal size from top to bottom. How many folds hold no fraud at all?"
        wrong = [
            (k - right, "Those are the folds that hold some."),
            (0, "Only with the same share in every fold there are none."),
            (right - 1, "The frauds fill the last folds as far as they reach; count those."),
            (right + 1, "The frauds fill the last folds as far as they reach; count those."),
            (k, "The frauds must lie somewhere."),
        ]
        count = lambda: sum(  # noqa: E731
            1 for fold in range(k) if not any(i >= n - frauds for i in range(fold * size, fold * size + size))
        )
        rule = "Rare classes: deal each class to the folds by itself, so that each has the same share."
        steps = [
            ("Examples in a fold", chain(over(n, k), size)),
            ("Folds that the frauds reach", rf"\lceil {over(frauds, size)} \rceil = {k - right}"),
            ("The others", chain(minus(k, k - right), right)),
        ]
    return pick(
        draw,
        ask=(prompt,),
        right=right,
        wrong=wrong,
        proof=again("dealing", "The examples were dealt to the folds one by one and counted.", count),
        steps=steps,
        hints=(
            "You are asked what this way of making folds does to the data.",
            rule,
            "Write down the first few examples and the fold each one goes to.",
        ),
    )
