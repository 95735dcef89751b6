"""What a question asks of a named distribution: a probability, the expectation, the variance.

The law is read from notation (`X ~ Bin(10, 0.3)`), from words ("normal with mean 5 and standard deviation 2") or from
a story (`trial_stories.py`). Every number of the question must find its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve import distributions
from assistant.mathcheck.solve.chances import DISCRETE, Range, dice_sum, probability_in
from assistant.mathcheck.solve.plain import BRACKETED, COUNT, IS, NUM, Plain, number, numbers
from assistant.mathcheck.solve.trial_stories import sum_of_dice, told_law
from assistant.mathcheck.types import Fact

_NAMES = {
    "bin": "binomial", "binom": "binomial", "binomial": "binomial", "b": "binomial", "bern": "bernoulli",
    "bernoulli": "bernoulli", "ber": "bernoulli", "poisson": "poisson", "pois": "poisson", "poi": "poisson",
    "po": "poisson", "geom": "geometric", "geo": "geometric", "geometric": "geometric", "unif": "uniform",
    "uniform": "uniform", "u": "uniform", "exp": "exponential", "expo": "exponential", "exponential": "exponential",
    "n": "normal", "norm": "normal", "normal": "normal", "gaussian": "normal",
}  # fmt: skip
_KEYS = {
    "binomial": ("n", "p"), "bernoulli": ("p",), "poisson": ("lambda",), "geometric": ("p",), "uniform": ("a", "b"),
    "exponential": ("lambda",), "normal": ("mu", "sigma^2"),
}  # fmt: skip
_CALLED = "|".join(sorted((name for name in _NAMES if len(name) > 2), key=len, reverse=True))
_DRAWN = (
    rf"(?:(?P<variable>[A-Z])\s*~\s*(?P<short>[A-Za-z]+)|\b(?P<long>{_CALLED}))\s*(?:distribution\s*)?"
    r"[(\[](?P<inside>[^()\[\]]*)[)\]]"
)
_WORDED = r"\b(?P<name>binomial|bernoulli|poisson|geometric|exponential|normal|gaussian|uniform)(?:ly)?\b(?! (?:theorem|coefficient|formula|equations?|form|vector|mixture|noise|process prior))"
_MEAN = rf"\b(?:mean|mu|average|expected value|expectation)\b(?:\s*\(?\s*mu\)?)?{IS}(?:a )?(?P<v>{NUM})"
_DEVIATION = rf"\b(?:standard deviation|std\.?(?: ?dev\.?)?|stdev|s\.?d\.?|sigma)(?![\w^])(?:\s*\(?\s*sigma\)?)?{IS}(?P<v>{NUM})"
_VARIANCE = rf"(?:\bvariance\b|\bsigma\^2)(?:\s*\(?\s*sigma\^2\)?)?{IS}(?P<v>{NUM})"
_RATE = rf"\b(?:rate|mean|average|parameter|intensity|expected value|lambda|scale)\b(?:\s*(?:parameter|lambda|\(lambda\)))?{IS}(?P<v>{NUM})"
_CHANCE = rf"(?:\bp{IS}|\b(?:success )?(?:probability|prob\.?|chance|parameter|rate)(?: of success)?(?: p)?{IS})(?P<v>{NUM})(?!\s*(?:trials|tosses|flips))"
_TRIALS = rf"(?:\bn{IS}(?P<v>\d+)\b|\b(?P<w>{COUNT})\s+(?:independent\s+)?(?:trials|tosses|flips|throws|rolls|attempts|draws))"
_ENDS = (
    rf"(?:\b(?:on|over|in|from|between)\s+(?:the\s+)?(?:interval\s+)?)?(?:[\[(]\s*(?P<a>{NUM})\s*,\s*(?P<b>{NUM})\s*[\])]"
    rf"|\b(?:between|from)\s+(?P<c>{NUM})\s+(?:and|to)\s+(?P<d>{NUM}))"
)


def asked(question: Plain) -> Iterator[Fact]:
    """The facts about a named distribution that a question asks for."""
    dice = sum_of_dice(question)
    if dice is not None:
        yield dice_sum(*dice)
        return
    if question.has(
        r"\b(?:likelihood|estimate|estimator|mle|confidence|entropy|kl\b|divergence|posterior|prior|test statistic|null hypothesis|gibbs|moment generating|sum of|conjugate|z-?scores?|standardi[sz]e|cross[- ]?entropy)\b"
    ):
        return
    if question.has(r"\bprobabilit(?:y|ies)\b") and (table := _table(question)) is not None:
        yield from table
        return
    law = _law(question)
    if law is None:
        return
    kind, parameters = law
    events = _events(question, kind)
    moments = _moments(question, beside=bool(events))
    if events is None or moments is None or not question.spent():
        return
    for event, variable in events:
        yield probability_in(kind, parameters, event, variable)
    for wanted, factor, shift in moments:
        fact = distributions.moment(kind, parameters, wanted)
        yield (
            distributions.scaled(fact, kind, parameters, wanted, factor, shift)
            if (factor, shift) != (1, 0)
            else fact
        )


# -- which law ---------------------------------------------------------------------------------------------


def _law(question: Plain) -> tuple[str, list[Any]] | None:
    drawn = question.take(_DRAWN, re.I if not re.search(r"[A-Z]\s*~", question.left) else 0)
    if drawn is not None:
        kind = _NAMES.get((drawn["short"] or drawn["long"]).lower())
        if kind is None:
            return None
        return _notated(question, kind, drawn["inside"])
    if not re.search(
        r"\b(?:probability|chance|likely|probable|percentage|proportion|fraction|share|expect\w*|mean|variance|deviation|average|P\s*\(|E\s*[\[(]|Var)",
        question.text,
        re.I,
    ):
        return None
    worded = question.take(_WORDED)
    if worded is None:
        return told_law(question)
    if len(re.findall(_WORDED, question.left, re.I)) > 0 or question.has(
        r"\b(?:truncated|standard deviations of|discrete|log-?normal|multivariate|bivariate|mixture|approximat\w+|converge)\b"
    ):
        return None
    return _worded(question, _NAMES[worded["name"].lower()])


def _notated(question: Plain, kind: str, inside: str) -> tuple[str, list[Any]] | None:
    given: dict[str, Any] = {}
    places: list[Any] = []
    for part in inside.split(","):
        name, equals, text = part.rpartition("=")
        value = _value(text)
        key = name.strip().lower()
        if value is None:
            # `Bin(n, p)` with the numbers elsewhere: "where n = 10 and p = 0.3".
            found = (
                question.take_number(rf"(?<![A-Za-z]){re.escape(text.strip())}\s*=\s*(?P<v>{NUM})")
                if text.strip()
                else None
            )
            if found is None:
                return None
            key, value = (text.strip().lower(), found) if not equals else (key, found)
        if equals and key in ("sigma", "sd", "std"):
            key, value = "sigma^2", value**2
        if equals:
            given[{"mean": "mu", "variance": "sigma^2", "rate": "lambda"}.get(key, key)] = value
        places.append(value)
    keys = _KEYS[kind]
    if given and set(keys) == set(given):
        return kind, [given[key] for key in keys]
    if kind == "normal" and "sigma" in inside and "sigma^2" not in inside:
        return None
    return (kind, places) if len(places) == len(keys) else None


def _value(text: str) -> Any:
    text = text.strip()
    power = re.fullmatch(rf"({NUM})\^(\d)", text)
    if power:
        return number(power[1]) ** int(power[2])
    return number(text) if re.fullmatch(NUM, text) else None


def _worded(question: Plain, kind: str) -> tuple[str, list[Any]] | None:
    if kind == "normal":
        return _normal(question)
    if kind == "binomial":
        trials = question.take(_TRIALS)
        chance = question.take_number(_CHANCE)
        if trials is None or chance is None:
            return None
        return kind, [number(trials["v"] or trials["w"]), chance]
    if kind in ("bernoulli", "geometric"):
        chance = question.take_number(_CHANCE)
        return None if chance is None else (kind, [chance])
    if kind == "poisson":
        rate = question.take_number(_RATE)
        if rate is None or question.has(r"\bper (?:hour|minute|day)\b.*\bin (?:\d|two|three|half)"):
            return None
        return kind, [rate]
    if kind == "exponential":
        match = question.take(_RATE)
        if match is None:
            return None
        value = number(match["v"])
        if value == 0:
            return None
        return kind, [1 / value if re.match(r"(?:mean|average|expected|scale)", match[0], re.I) else value]
    ends = question.take(_ENDS)
    if ends is None:
        return None
    return kind, [number(ends["a"] or ends["c"]), number(ends["b"] or ends["d"])]


def _normal(question: Plain) -> tuple[str, list[Any]] | None:
    mean = question.take_number(_MEAN)
    deviation = question.take_number(_DEVIATION)
    variance = question.take_number(_VARIANCE)
    if mean is None and deviation is None and variance is None and question.has(r"\bstandard normal\b"):
        return "normal", [sympy.Integer(0), sympy.Integer(1)]
    if mean is None or (deviation is None) == (variance is None):
        return None
    return "normal", [mean, deviation**2 if deviation is not None else variance]


# -- a table -----------------------------------------------------------------------------------------------


def _table(question: Plain) -> list[Fact] | None:
    """Values with their probabilities as two lists: "takes the values 1, 2, 3 with probabilities 0.2, 0.3, 0.5"."""
    found = re.search(
        rf"\b(?:values?|outcomes?|takes?|equals|X\s*=|x\s*:)\s*(?:on\s+)?(?:the\s+values?\s+)?(?P<x>{BRACKETED})\s*,?\s*(?:with|and|has|have|where|having)?\s*(?:the\s+|its\s+|respective\s+|corresponding\s+|their\s+)*"
        rf"prob(?:abilit(?:y|ies)|s)\s*(?:are|of|:|=|p\s*=)?\s*(?P<p>{BRACKETED})(?:\s+respectively)?",
        question.left,
        re.I,
    )
    if found is None:
        pairs = rf"(?P<x>{NUM})\s+(?:\w+\s+){{0,2}}?with\s+(?:a\s+)?prob(?:ability|\.)?\s*(?:of\s+|=\s*)?(?P<p>{NUM})"
        if len(re.findall(pairs, question.left, re.I)) < 2:
            return None
        matches = question.take_all(pairs)
        values, weights = ([number(match[name]) for match in matches] for name in "xp")
    else:
        values, weights = numbers(found["x"]), numbers(found["p"])
        question.take(re.escape(found[0]))
    wanted = _moments(question, beside=False)
    if not question.spent() or len(values) != len(weights) or not wanted or sum(weights) != 1:
        return []
    if any((factor, shift) != (1, 0) or kind == "deviation" for kind, factor, shift in wanted):
        return []
    return [distributions.discrete(values, weights, kind) for kind, _, _ in wanted]


# -- what of it --------------------------------------------------------------------------------------------

_VALUE_NAMED = r"(?:P|Pr|Prob)\s*[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]](?!\s*=\s*\d)"
_SIDES = (
    (rf"(?:exactly|precisely|equal to|equals)\s+(?P<v>{COUNT}|{NUM})", "both"),
    (rf"(?:at least|no (?:fewer|less) than|a minimum of)\s+(?P<v>{COUNT}|{NUM})", "low"),
    (rf"(?:at most|no more than|up to|a maximum of|not more than)\s+(?P<v>{COUNT}|{NUM})", "high"),
    (rf"(?:more than|greater than|larger than|above|exceeds?|exceeding|over|bigger than|longer than|higher than|taller than|heavier than|after|beyond)\s+(?P<v>{NUM}|{COUNT})", "above"),
    (rf"(?:fewer than|less than|smaller than|below|under|lower than|shorter than|lighter than|within|before)\s+(?P<v>{NUM}|{COUNT})", "below"),
)  # fmt: skip
_ASKS_CHANCE = r"\b(?:probability|probable|chance|chances|likely|likelihood|proportion|fraction|percentage|what share|how many percent)\b"


def _events(question: Plain, kind: str) -> list[tuple[Range, str]] | None:
    """The ranges whose probability is asked for; None when one of them is not clear."""
    found: list[tuple[Range, str]] = []
    for match in question.take_all(_VALUE_NAMED, 0):
        named = _range(match["inside"], kind)
        if named is None:
            inside = Plain(match["inside"])
            spoken = _spoken(inside, kind) if not re.search(r"[|,=<>]", match["inside"]) else None
            if spoken is None or not inside.spent():
                return None
            named = (spoken, "X")
        found.append(named)
    if found:
        return found
    if not re.search(_ASKS_CHANCE, question.left, re.I):
        return []
    event = _spoken(question, kind)
    return [(event, "X")] if event is not None else None


def _range(text: str, kind: str) -> tuple[Range, str] | None:
    text = text.strip()
    sides = re.fullmatch(
        rf"(?P<low>{NUM})\s*(?P<one><=?)\s*(?P<v>[A-Za-z])\s*(?P<two><=?)\s*(?P<high>{NUM})", text
    )
    if sides:
        return Range(
            number(sides["low"]), number(sides["high"]), sides["one"] == "<=", sides["two"] == "<="
        ), sides["v"]
    one = re.fullmatch(rf"(?P<v>[A-Za-z])\s*(?P<sign>=|<=|>=|<|>)\s*(?P<n>{NUM})", text)
    if one is None:
        modulus = re.fullmatch(rf"\|\s*(?P<v>[A-Za-z])\s*\|\s*(?P<sign><=?)\s*(?P<n>{NUM})", text)
        if modulus is None or kind != "normal":
            return None
        end, closed = number(modulus["n"]), modulus["sign"] == "<="
        return Range(-end, end, closed, closed), modulus["v"]
    value, sign = number(one["n"]), one["sign"]
    if sign == "=":
        return (Range(value, value), one["v"]) if kind in DISCRETE else None
    closed = "=" in sign
    if sign.startswith(">"):
        return Range(low=value, low_in=closed), one["v"]
    return Range(high=value, high_in=closed), one["v"]


def _spoken(question: Plain, kind: str) -> Range | None:
    between = question.take(
        rf"\bbetween\s+(?P<a>{NUM})\s*\S{{0,9}}\s+and\s+(?P<b>{NUM})(?P<inclusive>[\s,(]*inclusive)?"
    )
    if between:
        if kind in DISCRETE and not between["inclusive"]:
            return None
        return Range(number(between["a"]), number(between["b"]))
    found: list[Range] = []
    for pattern, side in _SIDES:
        for match in question.take_all(rf"\b{pattern}"):
            value = number(match["v"])
            found.append(
                {
                    "both": Range(value, value),
                    "low": Range(low=value),
                    "high": Range(high=value),
                    "above": Range(low=value, low_in=False),
                    "below": Range(high=value, high_in=False),
                }[side]
            )
    if len(found) == 1:
        return found[0] if kind in DISCRETE or found[0].low != found[0].high else None
    if len(found) > 1:
        return None
    later = question.take(
        rf"\b(?:lasts?|survives?|waits?|takes?)\s+(?:for\s+)?(?:longer than|more than|at least)\s+(?P<v>{NUM})"
    )
    if later:
        return Range(low=number(later["v"]), low_in=False)
    if kind not in DISCRETE:
        return None
    none = question.take(r"\b(?:no|none|zero|0)\s+(?:of\s+(?:them|the|these)|\w+)")
    if none and not question.has(r"\bno (?:more|fewer|less)\b"):
        return Range(sympy.Integer(0), sympy.Integer(0))
    bare = question.take(
        rf"(?:probability|chance|likely|likelihood)\b[^?.;]*?(?:\bget(?:ting|s)?|\bsee(?:ing)?|\bobserv\w+|\bhav(?:e|ing)|\bobtain\w*|\breceiv\w+|\bof)\s+(?P<v>{COUNT})\s+(?!times|trials|in\b)\w+"
    )
    if bare:
        value = number(bare["v"])
        return Range(value, value)
    return None


_OF_SUM = r"(?:(?P<a>-?\d+(?:\.\d+)?)?\s*\*?\s*(?P<x>[A-Z])\s*(?:(?P<sign>[+-])\s*(?P<b>\d+(?:\.\d+)?))?)"


def _moments(question: Plain, *, beside: bool) -> list[tuple[str, Any, Any]] | None:
    """The moments asked for, each of a X + b; None when one of them is of something else."""
    found: list[tuple[str, Any, Any]] = []
    for kind, head in (("mean", r"\bE"), ("variance", r"\bVar(?:iance)?")):
        for match in question.take_all(head + r"\s*[\[(]\s*(?P<inside>[^\[\]()]*)\s*[\])]", 0):
            inner = re.fullmatch(_OF_SUM, match["inside"].strip())
            if inner is None:
                return None
            shift = number(inner["b"]) if inner["b"] else sympy.Integer(0)
            found.append(
                (
                    kind,
                    number(inner["a"]) if inner["a"] else sympy.Integer(1),
                    -shift if inner["sign"] == "-" else shift,
                )
            )
    if found:
        return list(dict.fromkeys(found))
    if beside and not question.has(
        r"\b(?:and|also)\s+(?:\w+\s+){0,3}?(?:mean|variance|expect|standard deviation)"
    ):
        return []
    text = question.left
    one = (sympy.Integer(1), sympy.Integer(0))
    if re.search(r"\b(?:standard deviation|std)\b", text, re.I):
        found.append(("deviation", *one))
    if re.search(r"\b(?:variance|var)\b", text, re.I):
        found.append(("variance", *one))
    if re.search(
        r"\b(?:expectation|expected (?:value|number|count)|mean|average|(?:do|should) (?:you|we|i) expect|expected)\b",
        text,
        re.I,
    ):
        found.append(("mean", *one))
    return found
