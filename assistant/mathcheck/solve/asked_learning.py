"""What a question asks of machine learning's small numbers: entropies, activations, losses, metrics, k-means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve import classification, information, networks
from assistant.mathcheck.solve.plain import BRACKETED, COUNT, IS, NUM, Plain, number, numbers
from assistant.mathcheck.types import Fact

_POINT = rf"[(\[]\s*{NUM}(?:\s*,\s*{NUM})+\s*[)\]]"


def asked(question: Plain) -> Iterator[Fact]:
    """The facts that a question asks for; at most one kind."""
    readers = (
        _gain,
        _gini,
        _kmeans,
        _convolution,
        _metrics,
        _neuron,
        _softmax,
        _information,
        _coded_loss,
        _errors,
        _activation,
    )
    for read in readers:
        found = read(question)
        if found is not None:
            yield from found
            return


# -- information -------------------------------------------------------------------------------------------


def _base(question: Plain) -> bool | None:
    """Whether bits are meant; None when the question says neither bits nor nats."""
    bits = question.has(
        r"\bbits?\b|\blog_?\(?2\b|\bbase[- ]?2\b|\bbase two\b|\bshannons?\b|\blog base 2\b|\bbinary logarithm"
    )
    nats = question.has(r"\bnats?\b|\bnatural log|\bln\b|\bbase e\b")
    question.take(r"\blog_?\(?2\)?|\bbase[- ]?2\b|\blog base 2\b")
    return None if bits == nats else bits


def _both(solve: Any, bits: bool | None) -> list[Fact]:
    """The one reading the question gives, or both with the base said."""
    if bits is not None:
        return [solve(bits=bits)]
    return [
        solve(bits=True, reading="In bits (base 2): "),
        solve(bits=False, reading="In nats (natural logarithm): "),
    ]


def _lists(question: Plain) -> list[list[Any]]:
    return [numbers(match[0]) for match in question.take_all(BRACKETED)]


def _information(question: Plain) -> list[Fact] | None:
    kind = next(
        (
            name
            for name, pattern in (
                ("kl", r"\bkl\b|\bkullback|\bD_?KL|\brelative entropy\b"),
                ("cross", r"\bcross[- ]?entropy\b|\bH\s*\(\s*p\s*,\s*q\s*\)"),
                ("surprise", r"\bself-information\b|\bsurprisal\b|\binformation content\b"),
                ("entropy", r"\bentropy\b|\bH\s*\(\s*[pPX]\s*\)"),
            )
            if question.has(pattern)
        ),
        None,
    )
    if kind is None or question.has(
        r"\b(?:differential|conditional|mutual|joint|normal|gaussian|exponential|logits?|scores?|predict\w*|one-hot|label|class is|true class|target)\b"
    ):
        return None
    bits = _base(question)
    if kind == "surprise":
        value = question.take_number(rf"(?P<v>{NUM})")
        return (
            [information.surprise(value, bits=bits)]
            if value is not None and bits is not None and question.spent()
            else []
        )
    if kind == "entropy":
        return _entropy(question, bits)
    first, second = _named_pair(question)
    if first is None and kind == "cross":
        return None
    if first is None or second is None or not question.spent():
        return []
    if kind == "kl":
        return _both(lambda **how: information.divergence(first, second, **how), bits)
    return _both(lambda **how: information.cross_entropy(first, second, **how), bits)


def _named_pair(question: Plain) -> tuple[list[Any] | None, list[Any] | None]:
    """P and q: by their names where given, otherwise in order; a divergence of q from p the other way is left alone."""
    backwards = re.search(r"\b(?:KL|D_?KL|D|H)\s*\(\s*q\s*(?:\|\|?|,|;|\\?\|)\s*p\s*\)", question.text, re.I)
    named = {}
    for name in "pq":
        found = question.take(rf"(?<![A-Za-z]){name}\s*(?:=|:|is|~)\s*(?P<list>{BRACKETED})")
        if found:
            named[name] = numbers(found["list"])
    if len(named) == 2:
        pair = (named["p"], named["q"])
    elif named:
        return None, None
    else:
        for word in ("bernoulli", "bern"):
            ones = question.take_all(rf"\b{word}\s*\(\s*(?P<v>{NUM})\s*\)")
            if len(ones) == 2:
                shares = [number(match["v"]) for match in ones]
                return [shares[0], 1 - shares[0]], [shares[1], 1 - shares[1]]
        lists = _lists(question)
        if len(lists) != 2:
            return None, None
        pair = (lists[0], lists[1])
    return (pair[1], pair[0]) if backwards else pair


def _entropy(question: Plain, bits: bool | None) -> list[Fact]:
    named = question.take(rf"\bbern(?:oulli)?\s*\(\s*(?:p\s*=\s*)?(?P<v>{NUM})\s*\)")
    lists = _lists(question)
    weights: list[Any] | None = None
    if named and not lists:
        weights = [number(named["v"]), 1 - number(named["v"])]
    elif len(lists) == 1:
        weights = lists[0]
        if all(value.is_Integer for value in weights) and sum(weights) > 1:
            return []
        if len(weights) == 1:
            return []
    elif not lists and question.has(r"\bcoin\b|\bbernoulli\b"):
        chance = question.take_number(rf"(?P<v>{NUM})")
        if chance is None and question.has(r"\bfair\b"):
            chance = sympy.Rational(1, 2)
        weights = [chance, 1 - chance] if chance is not None else None
    elif (
        not lists
        and question.has(r"\b(?:fair|six-sided|standard)\b[^.?]*\b(?:die|dice)\b")
        and not question.has(r"\btwo\b")
    ):
        sides = question.take_number(rf"(?P<v>{COUNT})[- ]sided") or sympy.Integer(6)
        weights = [1 / sides] * int(sides) if sides <= 12 else None
    elif not lists:
        share = question.take_number(
            rf"\buniform\b[^.?]*?\b(?:over|on|with|of)\s+(?P<v>{COUNT})\s+(?:\w+\s+)?(?:outcomes|values|classes|symbols|events|states)"
        )
        weights = [1 / share] * int(share) if share and 2 <= share <= 12 else None
    if weights is None or not question.spent():
        return []
    return _both(lambda **how: information.entropy(weights, **how), bits)


_PURE = rf"(?P<a>{COUNT})\s*(?:\+|yes|positives?|pos|spam|cats?|red|of class (?:A|1)|class (?:A|1)|A's|As)\s*(?:examples|samples|instances|items)?\s*(?:/|,|and|&|vs\.?)\s*(?P<b>{COUNT})\s*(?:-|no\b|negatives?|neg|ham|dogs?|blue|of class (?:B|2|0)|class (?:B|2|0)|B's|Bs)"
_PAIR = rf"(?:{_PURE}|[\[(]\s*(?P<c>\d+)\s*\+?\s*,\s*(?P<d>\d+)\s*-?\s*[\])]|(?P<e>\d+)\s*\+\s*/\s*(?P<f>\d+)\s*-)"


def _gain(question: Plain) -> list[Fact] | None:
    if not question.has(r"\binformation gain\b"):
        return None
    groups = [
        [number(m["a"] or m["c"] or m["e"]), number(m["b"] or m["d"] or m["f"])]
        for m in question.take_all(_PAIR)
    ]
    if not 3 <= len(groups) <= 6 or not question.spent():
        return []
    return [information.information_gain(groups[0], groups[1:])]


def _gini(question: Plain) -> list[Fact] | None:
    if not question.has(r"\bgini\b"):
        return None
    if question.has(r"\b(?:split|gain|coefficient|weighted|children|branch\w*)\b"):
        return []
    pair = question.take(_PAIR) if question.has(_PURE) else None
    if pair:
        counts = [number(pair["a"]), number(pair["b"])]
    else:
        lists = _lists(question)
        if len(lists) != 1:
            return []
        counts = lists[0]
    if not question.spent() or not sum(counts) > 0:
        return []
    return [information.gini([count / sum(counts) for count in counts])]


# -- networks ----------------------------------------------------------------------------------------------


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
    derivative = question.has(r"\bderivative\b|\bslope\b|\bsigma'|\bsigmoid'|\btanh'")
    match = question.take(
        rf"\b(?:sigmoid|sigma|relu|tanh|softplus)'?\s*\(\s*(?P<v>{NUM})\s*\)"
    ) or question.take(rf"\b(?:of|at|for|to)\s+(?:[a-z]\s*=\s*)?(?P<v>{NUM})(?!\s*[a-zA-Z(])")
    if match is None or not question.spent():
        return None
    return [networks.activation_fact(name, number(match["v"]), derivative=derivative)]


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
        return _from_lists(question, *(numbers(match[0]) for match in hot))
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


def _from_lists(question: Plain, first: list[Any], second: list[Any]) -> list[Fact]:
    """Targets and predictions as lists: several binary ones, or one one-hot row against probabilities."""
    if not question.spent() or len(first) != len(second):
        return []
    if any(value not in (0, 1) for value in first):
        first, second = second, first
    if any(value not in (0, 1) for value in first) or question.has(r"\bderivative|\bgradient"):
        return []
    binary = question.has(r"\bbinary\b|\bbce\b|\blog[- ]?loss\b")
    if not binary and sum(first) == 1 and sum(second) == 1:
        return _both(lambda **how: information.cross_entropy(first, second, **how), _base(question) or False)
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
    lists = _lists(question)
    if len(lists) != 2 or not question.spent() or question.has(r"\bgradient|\bderivative"):
        return []
    return [networks.error(lists[0], lists[1], kind) for kind in kinds]


# -- metrics, clusters, sequences --------------------------------------------------------------------------

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
    lists = _lists(question)
    if len(lists) != 2 or not question.spent():
        return []
    return [classification.convolution(lists[0], lists[1])]
