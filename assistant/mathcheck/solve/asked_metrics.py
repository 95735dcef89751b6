"""What a question asks of a classifier's counts, of one step of k-means, of a convolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.mathcheck.solve import classification
from assistant.mathcheck.solve.asked_information import lists_of
from assistant.mathcheck.solve.plain import BRACKETED, COUNT, IS, NUM, Plain, number, numbers
from assistant.mathcheck.types import Fact

_POINT = rf"[(\[]\s*{NUM}(?:\s*,\s*{NUM})+\s*[)\]]"


def asked(question: Plain) -> Iterator[Fact]:
    """The facts about counts, clusters and sequences that a question asks for."""
    for read in (_kmeans, _convolution, _metrics):
        found = read(question)
        if found is not None:
            yield from found
            return


_COUNTED = {
    "tp": r"(?:tp|true[- ]positives?)", "fp": r"(?:fp|false[- ]positives?|false alarms?)",
    "fn": r"(?:fn|false[- ]negatives?|miss(?:es|ed))", "tn": r"(?:tn|true[- ]negatives?)",
}  # fmt: skip
_METRICS = (
    ("precision", r"\bprecision\b"),
    ("recall", r"\brecall\b|\bsensitivity\b|\btrue positive rate\b|\btpr\b"),
    ("f1", r"\bf_?1\b|\bf1[- ]?score\b|\bf-?score\b|\bf-?measure\b"),
    ("specificity", r"\bspecificity\b|\btrue negative rate\b"),
    ("accuracy", r"\baccuracy\b"),
)


def _metrics(question: Plain) -> list[Fact] | None:
    wanted = [name for name, pattern in _METRICS if question.has(pattern)]
    if not wanted or question.has(r"\bmacro|\bmicro|\bprevalence\b|\bdisease\b.*\bprobability\b|\b@"):
        return None
    counts: dict[str, Any] = {}
    for name, pattern in _COUNTED.items():
        found = (
            question.take(rf"\b{pattern}{IS}(?P<v>\d+)\b") if question.has(rf"\b{pattern}\s*[=:]") else None
        )
        found = (
            found
            or question.take(rf"(?P<v>{COUNT})\s+{pattern}\b")
            or question.take(rf"\b{pattern}{IS}(?P<v>\d+)\b")
        )
        if found:
            counts[name] = number(found["v"])
    if counts:
        if not question.spent():
            return []
        found_facts = []
        for name in wanted:
            needs = {
                "accuracy": _COUNTED,
                "precision": ("tp", "fp"),
                "recall": ("tp", "fn"),
                "specificity": ("tn", "fp"),
            }
            if all(key in counts for key in needs.get(name, ("tp", "fp", "fn"))):
                found_facts.append(
                    classification.metric(name, *(counts.get(key) for key in ("tp", "fp", "fn", "tn")))
                )
        return found_facts
    if "f1" in wanted:
        precision = question.take_number(rf"\bprecision{IS}(?P<v>{NUM})")
        recall = question.take_number(rf"\brecall{IS}(?P<v>{NUM})")
        if precision is not None and recall is not None and question.spent():
            return [classification.f1_from(precision, recall)]
    return None


def _kmeans(question: Plain) -> list[Fact] | None:
    if not question.has(r"\bk-?means\b"):
        return None
    if question.has(
        r"\b(?:converge\w*|two (?:steps|iterations)|2 (?:steps|iterations)|until|k-?means\+\+|inertia)\b"
    ):
        return []
    question.take(r"\bk\s*=\s*\d\b|\b(?:one|1|single) (?:step|iteration)\b")
    text = question.left
    cut = re.search(
        r"\b(?:cent(?:re|er|roid)s?|means|c_?1)\b(?!\s+(?:update|step|of\b))",
        re.sub(r"k-?means", "¤¤¤¤¤¤¤", text, flags=re.I),
        re.I,
    )
    if cut is None:
        return []
    many = re.findall(_POINT, text)
    if any(text.find(point) < cut.start() for point in many) and many:
        before, after = text[: cut.start()], text[cut.start() :]
        first, second = re.findall(_POINT, before), re.findall(_POINT, after)
        if len(second) < 2 or len(first) < 2:
            if len(first) == 1 and len(second) == 1:
                return _kmeans_on_a_line(first[0], second[0])
            return []
        return [
            classification.kmeans_step(
                [tuple(numbers(p)) for p in first], [tuple(numbers(p)) for p in second]
            )
        ]
    lists = re.findall(rf"({BRACKETED})", text)
    before_lists = [item for item in lists if text.find(item) < cut.start()]
    after_lists = [item for item in lists if text.find(item) > cut.start()]
    if len(before_lists) == 1 and len(after_lists) == 1:
        return _kmeans_on_a_line(before_lists[0], after_lists[0])
    return []


def _kmeans_on_a_line(points: str, centres: str) -> list[Fact]:
    return [
        classification.kmeans_step(
            [(value,) for value in numbers(points)], [(value,) for value in numbers(centres)]
        )
    ]


def _convolution(question: Plain) -> list[Fact] | None:
    if not question.has(r"\bconvol(?:ution|ve)\b"):
        return None
    if question.has(
        r"\b(?:valid|same|stride|padding|kernel|filter|2d|image|layer|cnn|circular|cyclic|cross-correlation|theorem|neural)\b"
    ):
        return []
    lists = lists_of(question)
    if len(lists) != 2 or not question.spent():
        return []
    return [classification.convolution(lists[0], lists[1])]
