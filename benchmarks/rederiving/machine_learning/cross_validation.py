"""Readers for the topic “Cross-validation”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import listed, n
from rederiving.rules import Option, Rules, best
from rederiving.summaries import mean
from rederiving.tables import rows_of

rule = Rules()


def _cross_validated(values: list[Any], size: int) -> Any:
    folds = [values[i : i + size] for i in range(0, len(values), size)]
    return mean(
        [
            (y - mean([v for j, other in enumerate(folds) if j != i for v in other])) ** 2
            for i, fold in enumerate(folds)
            for y in fold
        ]
    )


S = "by-hand"
rule.story(S, 3, lambda *v: _cross_validated(list(v), 1), "^Leave-one-out: three targets", "squared error")
rule.story(S, 6, lambda *v: _cross_validated(list(v), 2), "^Three folds of two targets each", "squared error")
S = "count"
rule.story(
    S,
    2,
    lambda s, k: s * k + 1,
    "settings are compared by",
    "trained once more on all the data",
)
rule.story(
    S,
    2,
    lambda k, folds: k - k / folds,
    "folds of equal size",
    "On how many examples is the model of each round trained",
)
rule.story(
    "missing",
    0,
    lambda k, m, j, *v: k * m - sum(v) if j == k - 1 == len(v) else None,
    "What is the error of the last fold",
)


def _chosen(table: str, options: tuple[str, ...]) -> Option:
    errors = {
        f"The one with {setting}": mean([n(cell.strip("$")) for cell in folds])
        for setting, _, *folds in rows_of(table)[1:]
    }
    return best(options, lambda option: -errors[option])


rule("choose", _chosen, "Errors in per cent: «table» Which setting does cross-validation choose?")

_CENTRES = {"mean": mean, "largest": max, "smallest": min}


def _prepared(values: list[Any], how: str, centre: str, everyone: bool) -> list[Any]:
    """What the training part becomes; the last value is held out."""
    c = _CENTRES[centre](values if everyone else values[:-1])
    change = {"less": lambda v: v - c, "divided": lambda v: v / c, "cut": lambda v: min(v, c)}[how]
    return [change(v) for v in values[:-1]]


def _leaks(v: str, last: str, new: str, what: tuple[str, str, bool]) -> bool | None:
    values = listed(v)
    if values[-1] != n(last):
        return None
    return _prepared(values, *what) != _prepared([*values[:-1], n(new)], *what)


for _how, _words in (
    ("less", "every value is taken less the {}"),
    ("divided", "every value is divided by the {}"),
    ("cut", "every value above the {} is cut down to that {name}"),
):
    for _centre in _CENTRES:
        for _everyone, _of in ((True, "all «count»"), (False, "the other «count»")):
            _told = _words.format(f"{_centre} of {_of}", name=_centre)
            for _list in (
                "$«a1»$, $«a2»$, $«a3»$",
                "$«a1»$, $«a2»$, $«a3»$, $«a4»$",
                "$«a1»$, $«a2»$, $«a3»$, $«a4»$, $«a5»$",
            ):
                rule(
                    "leak",
                    lambda last, new, count, w=(_how, _centre, _everyone), **v: _leaks(
                        ", ".join([v[k] for k in sorted(v)] + [last]), last, new, w
                    ),
                    f"The measurements are {_list} and $«last»$. In one round the last one is held out; before the training {_told}. "
                    "True or false: if the held-out value were «new» in place of «last», the model would be trained on other numbers, so information leaks.",
                )


def _dealt(count: int, folds: int) -> list[int]:
    """The fold of each example, one after the other."""
    return [i % folds + 1 for i in range(count)]


def _later(days: str, folds: str, held: str) -> int:
    fold = _dealt(int(days), int(folds))
    first = fold.index(int(held))
    return sum(i > first and fold[i] != int(held) for i in range(int(days)))


def _seen(patients: str, each: str, total: str, folds: str, held: str) -> int | None:
    fold = _dealt(int(total), int(folds))
    if int(patients) * int(each) != int(total):
        return None
    mine = {i // int(each) for i in range(int(total)) if fold[i] == int(held)}
    return len(mine & {i // int(each) for i in range(int(total)) if fold[i] != int(held)})


def _without(count: str, special: str, folds: str) -> int:
    size = int(count) // int(folds)
    ends = range(int(count) - int(special), int(count))
    return int(folds) - len({i // size for i in ends})


S = "folds"
_DEALT = "Day 1 goes to fold 1, day 2 to fold 2, and so on, beginning again after fold «k»."
for _held in ("10", "5", "«h»"):
    rule(
        S,
        lambda d, k, h: _later(d, k, h),
        f"… of «d» days, in order. {_DEALT} While fold «h» is held out, how many training days come after its first held-out day, and so would not be known yet?",
    )
rule(
    S,
    _seen,
    "Each of «patients» … has «each» … in a row in a list of «total». Example 1 goes to fold 1, example 2 to fold 2, and so on, beginning again after fold «folds». While fold «held» is held out, … of how many of its … are in training?",
)
rule(
    S,
    _without,
    "A list of «count» … ends with the «special» … ones. It is cut into «folds» folds of equal size from top to bottom. How many folds hold no … at all?",
)


def _rounds(count: str, folds: str, together: int) -> int:
    """How often the first examples of different folds are all used for training."""
    fold = _dealt(int(count), int(folds))
    return sum(all(fold[i] != held for i in range(together)) for held in range(1, int(folds) + 1))


S = "rounds"
rule(
    S,
    lambda c, k: _rounds(c, k, 2),
    "«c» examples, «k» folds of equal size. Two given examples lie in different folds. In how many rounds are both used for training?",
)
rule(
    S,
    lambda c, k: _rounds(c, k, 1),
    "«c» examples, «k» folds of equal size. In how many rounds is a given example used for training?",
    "In «k»-fold cross-validation of «c» examples, how many of the models have seen a given example in training?",
)
