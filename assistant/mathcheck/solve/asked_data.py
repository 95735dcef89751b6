"""What a question asks of data: mean, variance, correlation, intervals, test statistics, maximum likelihood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve import likelihood, statistics
from assistant.mathcheck.solve.plain import BRACKETED, COUNT, IS, NUM, Plain, number, numbers
from assistant.mathcheck.types import Fact

_POINTS = rf"[({{\[]\s*(?P<x>{NUM})\s*,\s*(?P<y>{NUM})\s*[)}}\]]"
_MEAN_OF_SAMPLE = rf"(?:sample mean|sample average|x_?bar|bar x|mean|average)(?:\s*\(?\s*(?:x_?bar|bar x)\)?)?(?:\s+[A-Za-z]\w*)?{IS}(?P<v>{NUM})"
_DEVIATION = rf"(?P<which>(?:sample |population |known )*)(?:standard deviation|std(?:ev)?\.?|sd|sigma|(?<![\w])s)(?:\s*\(?(?:sigma|s)\)?)?{IS}(?P<v>{NUM})"
_SIZE = rf"(?:\bn{IS}(?P<v>\d+)|\b(?:sample(?: size)?|group) of (?:size )?(?P<w>{COUNT})|\bsample size{IS}(?P<x>\d+)|\b(?P<y>{COUNT})\s+(?:observations|measurements|samples|people|students|patients|values|data points))"


def asked(question: Plain) -> Iterator[Fact]:
    """The facts about data that a question asks for."""
    for read in (_likelihood, _posterior, _interval, _statistic, _score, _two_lists, _one_list):
        found = read(question)
        if found:
            yield from found
            return


# -- maximum likelihood ------------------------------------------------------------------------------------

_MODELS = (
    ("uniform", r"\buniform\b|\bU\s*\(|\bUnif"),
    ("exponential", r"\bexponential|\bExp\s*\("),
    ("poisson", r"\bpoisson|\bPois"),
    ("geometric", r"\bgeometric|\bGeom"),
    ("normal", r"\bnormal|\bgaussian|\bN\s*\("),
    ("bernoulli", r"\bbernoulli|\bBern\w*\s*\(|\bcoin|\bbinomial|\bsuccess|\bheads\b|\btrials"),
)


def _likelihood(question: Plain) -> list[Fact] | None:
    if not question.has(
        r"\bmaximum[- ]likelihood|\bmle\b|\bmost likely value\b|\bmaximi[sz]es? the (?:log-?)?likelihood\b"
    ):
        return None
    if question.has(
        r"\b(?:prior|posterior|map\b|bayes\w*|cross-entropy|known (?:mean|mu)|regression|censored|truncated|shifted)"
    ):
        return []
    models = [model for model, pattern in _MODELS if question.has(pattern)]
    if len(models) == 2 and models[1] == "bernoulli" and not question.has(r"\bbernoulli|\bbinomial"):
        # "until the first success" speaks of the geometric distribution.
        models = models[:1]
    if len(models) != 1:
        return []
    (model,) = models
    if model == "bernoulli":
        return _share(question)
    ends = question.take(
        r"\b(?:U|Unif|uniform)\w*\s*(?:distribution\s*)?(?:on|over|from)?\s*(?:the interval\s*)?[\[(]\s*0\s*,\s*(?:theta|[a-zA-Z])\s*[\])]"
    )
    ends = ends or question.take(r"\b(?:between|from)\s+(?:0|zero)\s+(?:and|to)\s+(?:theta|[a-zA-Z])\b")
    if model == "uniform" and ends is None:
        return []
    values = _list(question)
    if values is None:
        return []
    if model == "normal":
        asked_for = re.sub(r"\bN\s*\([^)]*\)", " ", question.text)
        mean = re.search(r"\b(?:mean|mu)\b", asked_for, re.I) is not None
        spread = re.search(r"\b(?:variance|sigma|standard deviation)", asked_for, re.I) is not None
        if question.take(
            rf"\b(?:known|fixed)\s+(?:variance|sigma\^2|sigma)\s*(?:of|is|=)?\s*{NUM}|\b(?:variance|sigma\^2|sigma)\s*(?:of|is|=)\s*{NUM}|\bN\s*\(\s*mu\s*,\s*{NUM}\s*\)"
        ):
            mean, spread = True, False
        if not question.spent() or question.has(r"\bstandard deviation\b"):
            return []
        return [likelihood.normal(values, mean=mean or not spread, variance=spread or not mean)]
    if not question.spent():
        return []
    solve = {
        "poisson": likelihood.poisson,
        "exponential": likelihood.exponential,
        "geometric": likelihood.geometric,
        "uniform": likelihood.uniform,
    }[model]
    return [solve(values)]


def _share(question: Plain) -> list[Fact]:
    zeros = question.take(r"[\[({]?\s*[01](?:\s*,\s*(?:and )?[01])+\s*[\])}]?")
    if zeros:
        return [likelihood.bernoulli(numbers(zeros[0]))] if question.spent() else []
    counts = _counts(question)
    return [likelihood.share(*counts)] if counts and question.spent() else []


def _counts(question: Plain) -> tuple[Any, Any] | None:
    """Successes and trials of a coin or a series of trials, as told."""
    both = question.take(
        rf"\b(?P<a>{COUNT})\s+(?:heads?|successes)\s*(?:and|,)\s*(?:and\s+)?(?P<b>{COUNT})\s+(?:tails?|failures)"
    )
    if both:
        question.take(rf"\b{COUNT}\s+(?:flips|tosses|trials|times)\b")
        return number(both["a"]), number(both["a"]) + number(both["b"])
    some = question.take(
        rf"\b(?P<a>{COUNT})\s+(?:heads?|success(?:es)?)\s+(?:\w+\s+){{0,3}}?(?:in|out of|from|on|after)\s+(?:a total of\s+)?(?P<b>{COUNT})\b"
    )
    some = some or question.take(
        rf"\b(?:flip|toss|throw|tri)\w*\s+(?:\w+\s+){{0,2}}?(?P<b>{COUNT})\s+times\b[^.?]*?\b(?P<a>{COUNT})\s+(?:heads?|success(?:es)?|times heads?)"
    )
    some = some or question.take(
        rf"\b(?P<b>{COUNT})\s+(?:coin |independent |bernoulli )*(?:flips|tosses|trials|throws)\b[^.?]*?\b(?P<a>{COUNT})\s+(?:were |are |of them |came up |are )*(?:heads?|success(?:es)?)"
    )
    some = some or question.take(
        rf"\bheads?\s+(?:came up |comes up |appears? |appeared |occurs? |in )?(?P<a>{COUNT})\s+(?:times )?(?:in|out of|of)\s+(?P<b>{COUNT})\b"
    )
    if some is None:
        return None
    return number(some["a"]), number(some["b"])


def _posterior(question: Plain) -> list[Fact] | None:
    prior = re.search(rf"\bBeta\s*\(\s*(?P<a>{NUM})\s*,\s*(?P<b>{NUM})\s*\)", question.text, re.I)
    if (
        prior is None
        or not question.has(r"\bposterior\b")
        or question.has(r"\bMAP\b|\bmode\b|\bvariance\b|\bpredictive\b")
    ):
        return None
    question.take(re.escape(prior[0]))
    counts = _counts(question)
    if counts is None or not question.spent() or counts[0] > counts[1]:
        return []
    return [
        likelihood.beta_posterior(number(prior["a"]), number(prior["b"]), counts[0], counts[1] - counts[0])
    ]


# -- intervals, tests, scores ------------------------------------------------------------------------------


def _size(question: Plain) -> Any:
    match = question.take(_SIZE)
    return next((number(match[name]) for name in "vwxy" if match[name]), None) if match else None


def _interval(question: Plain) -> list[Fact] | None:
    if not question.has(r"\bconfidence interval\b|\bCI\b"):
        return None
    if question.has(r"\b(?:difference|slope|regression|bootstrap|wilson|credible|one-sided|variance of)\b"):
        return []
    level = question.take_number(rf"(?P<v>{NUM})(?:-|\s)*(?:level\s+)?(?:confidence|CI)\b")
    level = level or question.take_number(rf"\bconfidence level{IS}(?P<v>{NUM})")
    if level is None:
        return []
    if question.has(r"\b(?:proportion|share|percentage)\b"):
        return _proportion(question, level)
    deviation = question.take(_DEVIATION)
    size = _size(question)
    centre = question.take_number(_MEAN_OF_SAMPLE)
    if deviation is None or size is None or centre is None or not question.spent():
        return []
    sample = "sample" in deviation["which"].lower() or re.match(r"s\b(?!d)", deviation[0].strip()) is not None
    known = re.search(r"population|known|sigma", deviation[0], re.I) is not None
    student = question.has(r"\bt[- ](?:interval|distribution|based|score|value)|\bstudent") or sample
    if not student and not known and size < 30:
        return []
    return [statistics.interval(centre, number(deviation["v"]), size, level, student=student)]


def _proportion(question: Plain, level: Any) -> list[Fact]:
    some = question.take(
        rf"\b(?P<a>{COUNT})\s+(?:\w+\s+){{0,3}}?(?:out of|of|in|among)\s+(?:the\s+)?(?P<b>{COUNT})\b"
    )
    if some is None:
        some = question.take(
            rf"\b(?:of|out of|among|in a sample of|sample of|survey of)\s+(?P<b>{COUNT})\s+(?:\w+,?\s+){{0,4}}?(?P<a>{COUNT})\b"
        )
    if some is None:
        some = question.take(
            rf"(?P<b>{COUNT})\s+(?:\w+\s+){{1,4}}?(?:asked|surveyed|polled|sampled|interviewed|tested)\b[^.?]*?\b(?P<a>{COUNT})\b"
        )
    if some is None or not question.spent():
        return []
    return [statistics.proportion_interval(number(some["a"]), number(some["b"]), level)]


def _statistic(question: Plain) -> list[Fact] | None:
    if question.has(r"\bstandard error\b") and not question.has(r"\b(?:proportion|regression|slope|test)\b"):
        deviation, size = question.take(_DEVIATION), _size(question)
        if deviation is None or size is None or not question.spent():
            return []
        error, step = statistics.standard_error(number(deviation["v"]), size)
        return (
            [Fact("standard error", f"The standard error is ${step.latex}$.", step.latex, (step,))]
            if error
            else []
        )
    asked_for = re.search(
        r"\b(?P<letter>[tz])(?:-|\s)*(?:test\s+)?(?:statistic|score|value|test)\b", question.text, re.I
    )
    if asked_for is None or not question.has(r"\bn\s*=|\bsample\b"):
        return None
    if question.has(r"\b(?:paired|two[- ]sample|proportion|both groups|p-value)\b"):
        return []
    claimed = question.take_number(
        rf"(?:\bmu_?0?{IS}|\b(?:hypothesi[sz]ed|claimed|population|null)(?: population)? mean(?:\s*mu(?:_0)?)?{IS}|\bH_?0\s*:?\s*mu\s*=\s*|\bnull hypothesis(?:\s*\w+)?\s+mu\s*=\s*|\b(?:against|versus|vs\.?)\s+(?:a (?:mean|claimed mean|value) of\s+)?)(?P<v>{NUM})"
    )
    deviation, size = question.take(_DEVIATION), _size(question)
    centre = question.take_number(_MEAN_OF_SAMPLE)
    if claimed is None or deviation is None or size is None or centre is None or not question.spent():
        return []
    return [
        statistics.test_statistic(centre, claimed, number(deviation["v"]), size, asked_for["letter"].lower())
    ]


def _score(question: Plain) -> list[Fact] | None:
    if not question.has(
        r"\bz-?\s?scores?\b|\bstandard score\b|\bhow many standard deviations\b|\bstandardi[sz]e\b"
    ):
        return None
    deviation = question.take(_DEVIATION)
    variance = question.take_number(rf"\bvariance{IS}(?P<v>{NUM})") if deviation is None else None
    centre = question.take_number(rf"\b(?:mean|average|mu){IS}(?P<v>{NUM})")
    value = question.take_number(
        rf"\b(?:z-?\s?score (?:of|for)|z-?\s?score does|score of|scored|scores|value of|value|x\s*=|x of|standardi[sz]e|observation of|is|at|above the mean is|of)\s*(?:an? )?(?:score of |value of |the value |x\s*=\s*)?(?P<v>{NUM})"
    )
    if centre is None or value is None or not question.spent():
        return []
    spread = number(deviation["v"]) if deviation else sympy.sqrt(variance) if variance else None
    return [statistics.z_score(value, centre, spread)] if spread is not None else []


# -- lists of data -----------------------------------------------------------------------------------------


def _list(question: Plain) -> list[Any] | None:
    """The one list of data in a question."""
    found = question.take(BRACKETED)
    return numbers(found[0]) if found else None


def _is_sample(question: Plain) -> bool | None:
    """Whether to divide by n − 1; None when the question leaves it open."""
    sample = question.has(r"\bsample\b|\bunbiased\b|\bn\s?-\s?1\b|\bbessel")
    population = question.has(r"\bpopulation\b|\bdivid\w+ by n\b(?!\s?-)|\b1/n\b|\bbiased\b")
    return None if sample == population else sample


def _two_lists(question: Plain) -> list[Fact] | None:
    wanted = re.search(r"\b(?P<what>covariance|correlation|pearson|cov\b|corr\b)", question.text, re.I)
    if wanted is None:
        return None
    if question.has(r"\b(?:matrix|spearman|cross-correlation|autocorrelation|partial)\b"):
        return []
    question.take(r"\bn\s?-\s?1\b|\b1/n\b")
    pairs = question.take_all(_POINTS) if len(re.findall(_POINTS, question.text)) > 2 else []
    if pairs:
        first, second = ([number(pair[name]) for pair in pairs] for name in "xy")
    else:
        spaced = rf"\b[a-z]\s*[:=]\s*(?:{NUM}(?:\s+{NUM})+)"
        one = question.take(spaced) or question.take(BRACKETED)
        two = question.take(spaced) or question.take(BRACKETED)
        if one is None or two is None:
            return []
        first, second = numbers(one[0]), numbers(two[0])
    if not question.spent() or len(first) != len(second):
        return []
    if wanted["what"].lower() in ("correlation", "pearson", "corr"):
        return [statistics.covariance(first, second, sample=True, correlation=True)]
    sample = _is_sample(question)
    return [
        statistics.covariance(first, second, sample=flag)
        for flag in ((sample,) if sample is not None else (False, True))
    ]


_OF_DATA = (
    ("median", r"\bmedian\b"),
    ("deviation", r"\bstandard deviation|\bstd\b|\bstdev\b"),
    ("variance", r"\bvariance|\bvar\b"),
    ("mean", r"\bmean\b|\baverage\b"),
)


def _one_list(question: Plain) -> list[Fact] | None:
    wanted = [name for name, pattern in _OF_DATA if question.has(pattern)]
    if not wanted or question.has(
        r"\b(?:probabilit\w+|distribution|distributed|weights?|weighted|geometric|harmonic|moving|random|matrix|vectors?|expected|density|squared error|absolute|loss|norm|batch|layer|running|exponential|die|coin|rate|change|value of|theorem|functions?|speed|velocity|triangle|between|integral|intervals?)\b|\b[a-z]\s*\(|P\s*\(|~"
    ):
        return None
    question.take(r"\bn\s?-\s?1\b|\b1/n\b")
    values = _list(question)
    if values is None or len(values) < 2 or not question.spent():
        return None
    if "deviation" in wanted and "mean" in wanted and question.has(r"\bfrom the mean\b"):
        wanted.remove("mean")
    facts: list[Fact] = []
    for name in reversed(wanted):
        if name == "mean":
            facts.append(statistics.mean(values))
        elif name == "median":
            facts.append(statistics.median(values))
        else:
            sample = _is_sample(question)
            for flag in (sample,) if sample is not None else (False, True):
                facts.append(statistics.variance(values, sample=flag, root=name == "deviation"))
    return facts
