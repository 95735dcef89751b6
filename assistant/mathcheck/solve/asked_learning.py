"""What a question asks of a network's numbers: activations, softmax, losses, one neuron forward and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve import information, networks
from assistant.mathcheck.solve.asked_information import base_of, in_both_units, lists_of
from assistant.mathcheck.solve.plain import BRACKETED, IS, NUM, Plain, number, numbers
from assistant.mathcheck.types import Fact


def asked(question: Plain) -> Iterator[Fact]:
    """The facts about activations, losses and neurons that a question asks for."""
    for read in (_layer, _neuron, _softmax, _coded_loss, _errors, _activation):
        found = read(question)
        if found is not None:
            yield from found
            return


def _softmax(question: Plain) -> list[Fact] | None:
    wants_loss = question.has(r"\bcross[- ]?entropy\b|\bloss\b|\bnegative log[- ]likelihood\b")
    if not question.has(r"\bsoftmax\b") and not (wants_loss and question.has(r"\blogits\b")):
        return None
    if not question.has(
        r"\bsoftmax\s*(?:\(|of\b|for\b|to\b|function\b|values?\b|prob\w*|output)|\b(?:logits|scores|apply|compute|calculate)\b"
    ):
        return None
    temperature = question.take_number(rf"\b(?:temperature|T|tau){IS}(?P<v>{NUM})")
    lists = question.take_all(BRACKETED)
    target: Any = None
    if wants_loss:
        target = _true_class(question)
    scores = [numbers(match[0]) for match in lists]
    if (
        wants_loss
        and target is None
        and len(scores) == 2
        and sorted(scores[1]) == [0] * (len(scores[1]) - 1) + [1]
    ):
        target, scores = scores[1].index(1), scores[:1]
    if (
        len(scores) != 1
        or not question.spent()
        or question.has(r"\bjacobian\b|\bgradient\b|\bderivative\b|\bargmax\b")
    ):
        return []
    if wants_loss:
        return (
            [networks.cross_entropy_of_scores(scores[0], target)]
            if target is not None and temperature is None
            else []
        )
    return [networks.softmax(scores[0], temperature if temperature is not None else sympy.Integer(1))]


_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _true_class(question: Plain) -> int | None:
    """The true class by its ordinal; a bare number may count from 0 or from 1 and is left alone unless that is said."""
    word = question.take(
        r"\b(?P<v>first|second|third|fourth)\s+(?:one|class|label|entry|is)|(?:class|label|target) is the (?P<w>first|second|third|fourth)"
    )
    if word:
        return _ORDINALS[(word["v"] or word["w"]).lower()]
    index = question.take(rf"\b(?:index|class|label|target)(?:\s+is)?(?:\s+(?:class|index))?{IS}(?P<v>\d+)\b")
    if index is None:
        return None
    value = int(index["v"])
    if value == 0 or question.has(r"\bzero-based\b|\bcounting from (?:0|zero)\b|\b0-indexed\b"):
        return value
    return None


_NAMES = (
    ("leaky relu", r"leaky[- ]?relu"),
    ("relu", r"\brelu\b"),
    ("sigmoid", r"\bsigmoid|\blogistic\b|\bsigma\s*\("),
    ("tanh", r"\btanh\b|\bhyperbolic tangent\b"),
    ("softplus", r"\bsoftplus\b"),
    ("identity", r"\blinear\s+(?:neuron|unit|activation)|\bidentity activation|\bno activation"),
)


def _activation(question: Plain) -> list[Fact] | None:
    names = [name for name, pattern in _NAMES if question.has(pattern)]
    if names[:2] == ["leaky relu", "relu"]:
        names = names[:1]
    if len(names) != 1 or (names[0] in ("identity", "tanh") and not question.has(r"\btanh\b")):
        return None
    name = names[0]
    if question.has(
        r"\b(?:integral|limit|taylor|gradient of|times|plus|minus|inverse|solve|weights?|neuron|inputs?)\b|\bx\b.*\bx\b|\*|\^"
    ):
        return None
    derivative = question.has(r"\bderivative\b|\bslope\b|\b(?:sigma|sigmoid|tanh|relu|softplus)'|\bd/d")
    match = question.take(
        rf"\b(?:sigmoid|sigma|relu|tanh|softplus)'?\s*\(\s*(?P<v>{NUM})\s*\)"
    ) or question.take(rf"\b(?:of|at|for|to)\s+(?:[a-z]\s*=\s*)?(?P<v>{NUM})(?!\s*[a-zA-Z(])")
    if match is None or not question.spent():
        return None
    return [networks.activation_fact(name, number(match["v"]), derivative=derivative)]


_ROW = rf"\[\s*{NUM}(?:\s*,\s*{NUM})*\s*\]"


def _layer(question: Plain) -> list[Fact] | None:
    """One layer with a weight matrix: `W = [[1, 2], [3, 4]]`, `x = (1, 0)`, `b = (1, 1)`, an activation."""
    if not question.has(r"\blayer\b|\bforward pass\b|\bactivation"):
        return None
    weights = question.take(rf"\bW(?:\s+matrix)?{IS}\[\s*(?P<rows>{_ROW}(?:\s*,\s*{_ROW})*)\s*\]", 0)
    if weights is None:
        return None
    names = [name for name, pattern in _NAMES if question.has(pattern)]
    if len(names) != 1 or question.has(
        r"\b(?:two|second|hidden|backward|backprop\w*|gradients?|loss|softmax|convolution\w*)\b"
    ):
        return []
    inputs = question.take(rf"\b(?:inputs?|x)(?:\s+x)?{IS}(?P<list>{BRACKETED})")
    bias = question.take(rf"\b(?:bias(?:es)?|b)(?:\s+b)?{IS}(?P<list>{BRACKETED})")
    if inputs is None or bias is None or not question.spent():
        return []
    rows = [numbers(row) for row in re.findall(_ROW, weights["rows"])]
    return [networks.layer(rows, numbers(inputs["list"]), numbers(bias["list"]), names[0])]


def _neuron(question: Plain) -> list[Fact] | None:
    """One neuron: inputs, weights, bias, activation; with a target the derivatives of the loss."""
    if not question.has(r"\b(?:neuron|perceptron|unit|logistic regression|forward pass|backprop\w*)\b"):
        return None
    if question.has(r"\b(?:hidden|layers|two neurons|softmax|update|learning rate|batch|convolution\w*)\b"):
        return []
    names = [name for name, pattern in _NAMES if question.has(pattern)]
    if names[:2] == ["leaky relu", "relu"] or len(names) != 1:
        if not names and question.has(r"\bperceptron|\bstep (?:function|activation)"):
            return []
        if len(names) != 1:
            return []
    weights = _some(question, r"(?:weights?|w)(?:\s+(?:vector|w))?")
    inputs = _some(question, r"(?:inputs?|x)(?:\s+(?:vector|x))?")
    bias = question.take_number(rf"\b(?:bias(?: b)?|b){IS}(?P<v>{NUM})")
    if bias is None and question.has(r"\bno bias\b|\bwithout (?:a )?bias\b"):
        bias = sympy.Integer(0)
    target = question.take_number(
        rf"\b(?:target|label|true (?:label|value|output)|desired output|y)(?:\s+(?:value|y|t))?{IS}(?P<v>{NUM})"
    )
    squared = question.has(
        r"\bsquared (?:error|loss)\b|\bmse\b|\(\s*(?:y_hat|a|y)\s*-\s*(?:y|t|y_hat|a)\s*\)\s*\^2"
    )
    cross = question.has(r"\bcross[- ]?entropy\b|\blog[- ]loss\b")
    half = question.take(r"\b1/2\s*(?=\(|\*)|\bhalf\b|(?<![\d.])0\.5\s*(?=\()|\(?1/2\)?\s*\(") is not None
    question.take(r"\^2")
    if weights is None or inputs is None or bias is None or not question.spent():
        return []
    wants_derivative = question.has(
        r"\b(?:gradients?|derivatives?|backprop\w*|backward)\b|\bd[Ll]/d|\bpartial"
    )
    if not wants_derivative:
        if target is not None:
            return []
        return [networks.neuron(inputs, weights, bias, names[0])]
    if target is None or squared == cross:
        return []
    return [
        networks.neuron(
            inputs, weights, bias, names[0], target, half=half, loss="cross-entropy" if cross else "squared"
        )
    ]


def _some(question: Plain, name: str) -> list[Any] | None:
    """A list, or a single number, given under a name; also `w1 = 0.5, w2 = -0.3`."""
    letter = "w" if "weights" in name else "x"
    single = question.take_all(rf"\b{letter}_?(?P<i>[1-6]){IS}(?P<v>{NUM})")
    if single:
        ordered = sorted(single, key=lambda match: int(match["i"]))
        if [int(match["i"]) for match in ordered] != list(range(1, len(ordered) + 1)):
            return None
        return [number(match["v"]) for match in ordered]
    found = question.take(rf"\b{name}{IS}(?P<list>{BRACKETED}|{NUM})")
    if found is None:
        return None
    return numbers(found["list"])


def _coded_loss(question: Plain) -> list[Fact] | None:
    if not question.has(
        r"\b(?:binary )?cross[- ]?entropy\b|\blog[- ]?loss\b|\bbce\b|\bnegative log[- ]likelihood\b"
    ):
        return None
    if question.has(r"\bmaximum likelihood|\bbits?\b"):
        return None
    hot = question.take_all(BRACKETED)
    if len(hot) == 2:
        return _fromlists_of(question, *(numbers(match[0]) for match in hot))
    if hot:
        return []
    target = question.take_number(
        rf"\b(?:true label|actual label|label|target|truth|y|true class|actual)(?:\s+(?:is|y))?{IS}(?P<v>{NUM})"
    )
    predicted = question.take_number(
        rf"(?:\b(?:predict\w*(?: probability)?(?: p)?|probability|output|y_hat|p|model (?:says|gives|outputs))(?:\s+(?:of|is|y_hat|p))?{IS})(?P<v>{NUM})"
    )
    if target is None or predicted is None or not question.spent():
        return []
    derivative = question.has(r"\b(?:derivative|gradient)\b|\bd[Ll]/d")
    return [networks.log_loss(target, predicted, derivative=derivative)]


def _fromlists_of(question: Plain, first: list[Any], second: list[Any]) -> list[Fact]:
    """Targets and predictions as lists: several binary ones, or one one-hot row against probabilities."""
    if not question.spent() or len(first) != len(second):
        return []
    if any(value not in (0, 1) for value in first):
        first, second = second, first
    if any(value not in (0, 1) for value in first) or question.has(r"\bderivative|\bgradient"):
        return []
    binary = question.has(r"\bbinary\b|\bbce\b|\blog[- ]?loss\b")
    if not binary and sum(first) == 1 and sum(second) == 1:
        return in_both_units(
            lambda **how: information.cross_entropy(first, second, **how), base_of(question) or False
        )
    return [networks.mean_log_loss(first, second)] if binary else []


def _errors(question: Plain) -> list[Fact] | None:
    kinds = [
        kind
        for kind, pattern in (
            ("rmse", r"\brmse\b|\broot mean squared? error"),
            ("mse", r"(?<!root )\bmean squared? (?:error|loss)|\bmse\b"),
            ("mae", r"\bmae\b|\bmean absolute error"),
        )
        if question.has(pattern)
    ]
    if not kinds:
        return None
    lists = lists_of(question)
    if len(lists) != 2 or not question.spent() or question.has(r"\bgradient|\bderivative"):
        return []
    return [networks.error(lists[0], lists[1], kind) for kind in kinds]
