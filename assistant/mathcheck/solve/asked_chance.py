"""What a question asks of probability: Bayes and conditional probability by symbols, moments of distributions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Chain, Listing, Node, Probability, walk
from assistant.mathcheck.solve import distributions, probability
from assistant.mathcheck.solve.question import NotAskedError, Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.operators import is_scalar

_NAMES = {
    "bin": "binomial", "binomial": "binomial", "b": "binomial", "bern": "bernoulli", "bernoulli": "bernoulli",
    "ber": "bernoulli", "poisson": "poisson", "pois": "poisson", "poi": "poisson", "geom": "geometric", "geo": "geometric",
    "geometric": "geometric", "unif": "uniform", "uniform": "uniform", "u": "uniform", "exp": "exponential",
    "exponential": "exponential", "n": "normal", "normal": "normal", "gaussian": "normal",
}  # fmt: skip
_DRAWN = re.compile(
    r"(?P<variable>[A-Z])\s*(?:~|∼|\\sim)\s*\\?(?:math(?:cal|rm|bb)|operatorname|text)?\s*\{?(?P<name>[A-Za-z]+)\}?\s*"
    r"(?:\\left)?\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)"
)
_CALLED = re.compile(
    r"\b(?P<name>binomial|bernoulli|poisson|geometric|uniform|exponential|normal|gaussian)\s*\((?P<inside>[^()]*)\)",
    re.I,
)
_WORDED = re.compile(
    r"\b(?P<name>binomial|bernoulli|poisson|geometric|exponential|normal|gaussian|uniform)\b(?! (?:theorem|coefficient|formula))"
)
_WANTED = (
    ("deviation", r"\bstandard deviation\b"),
    ("variance", r"\bvariance\b|\\operatorname\{Var\}|\b[Vv]ar\b"),
    ("mean", r"\b(?:expectation|expected value|expected number|mean)\b|(?:\\mathbb\{E\}|\bE|𝔼)\s*[\[(]"),
)
_LETTERS = {
    "binomial": ("n", "p"), "bernoulli": ("p",), "poisson": ("lambda",), "geometric": ("p",), "exponential": ("lambda",),
}  # fmt: skip


def asked(question: Question) -> Iterator[Fact]:
    """The facts of probability that a question asks for."""
    fact = _by_symbols(question)
    if fact is not None:
        yield fact
        return
    yield from _of_distributions(question)


# -- P(A | B) by symbols -----------------------------------------------------------------------------------


def _by_symbols(question: Question) -> Fact | None:
    given: dict[tuple[str, str], Any] = {}
    wanted: list[Probability] = []
    for formula in question.sentence.formulas:
        for node in _statements(formula.node):
            if isinstance(node, Probability):
                wanted.append(node)
            elif (
                isinstance(node, Chain)
                and node.operators == ("=",)
                and isinstance(node.operands[0], Probability)
            ):
                left = node.operands[0]
                value = _number(question, node.operands[1])
                if value is None:
                    return None
                given[(left.event, left.given)] = value
            elif any(isinstance(part, Probability) for part in walk(node)):
                return None
    if len(wanted) != 1 or not given or (wanted[0].event, wanted[0].given) in given:
        return None
    return _solved(given, wanted[0].event, wanted[0].given)


def _statements(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


def _number(question: Question, node: Node) -> Any:
    try:
        values = question.readings(node)
    except NotAskedError:
        return None
    value = values[0]
    return value if len(values) == 1 and isinstance(value, sympy.Rational) and 0 <= value <= 1 else None


def _negated(event: str) -> str:
    return event[4:] if event.startswith("not ") else f"not {event}"


def _latex(event: str) -> str:
    return event.replace("not ", "\\neg ").replace(" and ", " \\cap ").replace(" or ", " \\cup ")


class _Table:
    """What is given, with complements filled in."""

    def __init__(self, given: dict[tuple[str, str], Any]) -> None:
        self.given = dict(given)
        for (event, condition), value in given.items():
            if " and " in event or " or " in event:
                if " and " in event:
                    first, second = event.split(" and ", 1)
                    self.given.setdefault((f"{second} and {first}", condition), value)
                continue
            self.given.setdefault((_negated(event), condition), 1 - value)

    def __call__(self, event: str, condition: str = "") -> Any:
        return self.given.get((event, condition))


def _solved(given: dict[tuple[str, str], Any], event: str, condition: str) -> Fact | None:
    known = _Table(given)
    if not condition:
        return _unconditional(known, event)
    simple = not any(word in event + condition for word in (" and ", " or "))
    joint, total = known(f"{event} and {condition}"), known(condition)
    if joint is not None and total is not None:
        return probability.conditional(joint, total, event=_latex(event), given=_latex(condition))
    if not simple:
        return None
    prior, likelihood = known(event), known(condition, event)
    if prior is None or likelihood is None:
        return None
    other = known(condition, _negated(event))
    if other is not None:
        return probability.bayes(prior, likelihood, other, event=_latex(event), evidence=_latex(condition))
    if total is not None:
        return probability.bayes_with_evidence(
            prior, likelihood, total, event=_latex(event), evidence=_latex(condition)
        )
    return None


def _unconditional(known: _Table, event: str) -> Fact | None:
    if " and " in event:
        first, second = event.split(" and ", 1)
        for one, other in ((first, second), (second, first)):
            chance, base = known(one, other), known(other)
            if chance is not None and base is not None:
                return probability.product_rule(base, chance, event=_latex(one), given=_latex(other))
        return None
    if " or " in event:
        return None
    for (effect, cause), likelihood in known.given.items():
        if effect == event and cause and not cause.startswith("not "):
            prior, other = known(cause), known(event, _negated(cause))
            if prior is not None and other is not None:
                return probability.total_probability(
                    prior, likelihood, other, event=_latex(cause), evidence=_latex(event)
                )
    return None


# -- distributions -----------------------------------------------------------------------------------------


def _of_distributions(question: Question) -> Iterator[Fact]:
    spoken = " ".join((question.words, *(formula.text for formula in question.sentence.formulas)))
    wanted = [kind for kind, pattern in _WANTED if re.search(pattern, spoken)]
    if "deviation" in wanted and "variance" not in question.words.replace("standard deviation", ""):
        wanted = ["deviation", *(["mean"] if "mean" in wanted else [])]
    drawn = _drawn(question)
    count = _asked_count(question)
    if (
        drawn is None
        and wanted
        and re.search(r"\b(?:fair|six-sided|standard)\b[^.?]*\b(?:die|dice)\b", question.words)
    ):
        if re.search(r"\b(?:two|2|three|sum|rolls|times)\b", question.words):
            return
        faces = [sympy.Integer(face) for face in range(1, 7)]
        for kind in wanted:
            if kind != "deviation":
                yield distributions.discrete(faces, [sympy.Rational(1, 6)] * 6, kind)
        return
    if drawn is None:
        yield from _of_table(question, wanted)
        return
    kind, parameters = drawn
    if count is not None:
        yield distributions.probability_of(kind, parameters, count)
        return
    for moment in wanted:
        if kind == "normal" and moment == "deviation":
            yield distributions.moment(kind, parameters, "deviation")
        elif not (kind == "normal" and moment == "mean" and _named_mean(question)):
            yield distributions.moment(kind, parameters, moment)


def _named_mean(question: Question) -> bool:
    """Whether the words give the mean instead of asking for it."""
    return re.search(r"\bmean\s+(?:of\s+)?(?:is\s+|=\s*)?§", question.words) is not None


def _drawn(question: Question) -> tuple[str, list[Any]] | None:
    texts = [formula.text for formula in question.sentence.formulas]
    for text in (*texts, question.sentence.source):
        match = _DRAWN.search(text) or _CALLED.search(text)
        if match:
            kind = _NAMES.get(match["name"].lower())
            parameters = _numbers(match["inside"])
            return (kind, parameters) if kind and parameters else None
    match = _WORDED.search(question.words)
    if not match:
        return None
    kind = _NAMES[match["name"]]
    letters = _LETTERS.get(kind)
    named = {name.name: value for name, value in question.points.items()}
    ends = re.search(
        r"\b(?:uniform\b[^§]*?)(?:on|over|between|from)\s+(?:the interval\s+)?§(\d+)§(?:\s*(?:and|to)\s*§(\d+)§)?",
        question.words,
    )
    if kind == "uniform" and ends:
        return _interval_ends(question, ends)
    if letters and all(letter in named for letter in letters):
        return kind, [named[letter] for letter in letters]
    if kind == "normal" and "mu" in named and "sigma" in named:
        return kind, [named["mu"], named["sigma"] ** 2]
    worded = re.search(
        r"(?:with|of|having)\s+(?:parameters?|rate|mean|success probability)\s+(?:of\s+)?§(\d+)§(?:\s*(?:and|,)\s*§(\d+)§)?",
        question.words,
    )
    if worded and kind in ("poisson", "exponential", "geometric", "bernoulli", "binomial"):
        if kind == "exponential" and "mean" in worded[0]:
            return None
        values = [question.number(index) for index in worded.groups() if index is not None]
        return kind, values
    return None


def _interval_ends(question: Question, ends: re.Match[str]) -> tuple[str, list[Any]] | None:
    if ends[2] is not None:
        return "uniform", [question.number(ends[1]), question.number(ends[2])]
    value = question.value(ends[1])
    if isinstance(value, sympy.Tuple) and len(value) == 2:
        return "uniform", list(value)
    return None


def _numbers(text: str) -> list[Any]:
    values = []
    for part in text.replace("\\,", "").split(","):
        piece = re.sub(r"^\s*(?:[a-zA-Z]|\\[a-z]+|λ|μ|σ)\s*=", "", part).strip()
        try:
            found = build_readings(parse_math(piece))
        except UnreadableMath:
            return []
        if len(found) != 1 or not is_scalar(found[0]) or not found[0].is_number:
            return []
        values.append(found[0])
    return values


def _asked_count(question: Question) -> Any:
    """The k of "P(X = k)"."""
    for formula in question.sentence.formulas:
        match = re.fullmatch(
            r"\s*(?:P|Pr|\\Pr|\\mathbb\{P\})\s*\(\s*[A-Z]\s*=\s*(\d{1,3})\s*\)\s*", formula.text
        )
        if match:
            return sympy.Integer(int(match[1]))
    match = re.search(r"\bp\(x = ?§(\d+)§\)", question.words)
    return question.number(match[1]) if match else None


def _of_table(question: Question, wanted: list[str]) -> Iterator[Fact]:
    """`P(X=1) = 0.2, P(X=2) = 0.8`: the moments of a variable given by its table."""
    values, weights = [], []
    for formula in question.sentence.formulas:
        for node in _statements(formula.node):
            if (
                isinstance(node, Chain)
                and node.operators == ("=",)
                and isinstance(node.operands[0], Probability)
            ):
                match = re.fullmatch(r"\s*[A-Z]\s*=\s*(-?\d+(?:\.\d+)?)\s*", node.operands[0].event)
                weight = _number(question, node.operands[1])
                if not match or weight is None:
                    return
                whole, _, places = match[1].partition(".")
                values.append(sympy.Rational(int(whole + places), 10 ** len(places)))
                weights.append(weight)
    if values and sum(weights) == 1:
        for kind in wanted:
            if kind in ("mean", "variance"):
                yield distributions.discrete(values, weights, kind)
