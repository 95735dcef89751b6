"""Bayes' rule among several causes: machines with their shares, urns chosen at random, natural frequencies.

As with the stories of `bayes_words.py`, every number must find its place, or nothing is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.plain import COUNT, Plain, number
from assistant.mathcheck.solve.probability import decimal, shown, with_decimal
from assistant.mathcheck.types import Fact, Step

MOST_CAUSES = 6

_KIND = r"(?:machine|factory|factories|plant|supplier|box|urn|bag|jar|bowl|line|server|company|vendor|bin|drawer|worker)"
_NAME = r"(?:[A-HJ-Z]\b|[1-6]\b|I{1,3}\b)"
_PERCENT = r"(?:\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)|0?\.\d+)"
_ASKS = r"\b(?:probability|chance|how likely|likelihood|what (?:fraction|proportion|share|percentage))\b"
_FROM = rf"(?:came|comes|come|is|was|were|be|been|drawn|produced|made|manufactured|chosen|picked)?\s*(?:from|by|in|of)?\s*(?:the\s+)?{_KIND}\s+(?P<name>{_NAME})"
_COLOURS = r"(?:red|blue|green|white|black|yellow|gold|silver|orange)"


def asked(question: Plain) -> Iterator[Fact]:
    """The fact about one of several causes, or about the effect as a whole."""
    if not question.has(_ASKS):
        return
    for read in (_frequencies, _urns, _shares):
        found = read(question)
        if found is not None:
            yield found
            return


def posterior(
    names: list[str], priors: list[Any], likelihoods: list[Any], wanted: str | None, effect: str
) -> Fact:
    """The probability of one cause given the effect; of the effect itself when no cause is asked for.

    Args:
        names: The causes, as LaTeX.
        priors: Their shares; they must add up to one.
        likelihoods: The probability of the effect under each.
        wanted: The cause asked for, or None.
        effect: The effect's letter.

    Raises:
        UnsolvableError: Shares that do not add up to one, numbers outside 0 to 1, an effect that cannot happen.
    """
    if not 2 <= len(names) <= MOST_CAUSES or sum(priors) != 1 or len({*names}) != len(names):
        raise UnsolvableError("shares that add up to one")
    if any(not 0 <= value <= 1 for value in (*priors, *likelihoods)):
        raise UnsolvableError("a probability lies between 0 and 1")
    given = ",\\quad ".join(f"P({n}) = {shown(p)}" for n, p in zip(names, priors, strict=True))
    rates = ",\\quad ".join(
        f"P({effect} \\mid {n}) = {shown(v)}" for n, v in zip(names, likelihoods, strict=True)
    )
    total = sum((p * v for p, v in zip(priors, likelihoods, strict=True)), sympy.Integer(0))
    if total == 0:
        raise UnsolvableError("the effect cannot happen")
    parts = " + ".join(f"{shown(v)} \\cdot {shown(p)}" for p, v in zip(priors, likelihoods, strict=True))
    steps = [
        Step("the share of each cause", given),
        Step("the effect under each cause", rates),
        Step("law of total probability", f"P({effect}) = {parts} = {with_decimal(total)}"),
    ]
    if wanted is None:
        latex = f"P({effect}) = {with_decimal(total)}"
        return Fact("total probability", f"By total probability ${latex}$.", latex, tuple(steps))
    place = names.index(wanted)
    value = sympy.Rational(priors[place] * likelihoods[place] / total)
    left = f"P({wanted} \\mid {effect})"
    steps.append(
        Step(
            "Bayes' rule",
            f"{left} = \\frac{{{shown(likelihoods[place])} \\cdot {shown(priors[place])}}}{{{shown(total)}}} = {with_decimal(value)}",
        )
    )
    latex = f"{left} = {with_decimal(value)}"
    percent, exact = decimal(value * 100, 2)
    statement = f"By Bayes' rule ${latex}$, {'' if exact else 'about '}{percent} %."
    return Fact("bayes", statement, latex, tuple(steps))


# -- machines and their shares -----------------------------------------------------------------------------


def _question_part(text: str) -> str:
    """The last sentence that asks, from its condition on."""
    sentences = re.split(r"(?<=[.?!;])\s+(?=[A-Z])", text)
    asking = [sentence for sentence in sentences if re.search(_ASKS, sentence, re.I)]
    return asking[-1] if asking else ""


def _wanted(asking: str, names: list[str]) -> tuple[bool, str | None]:
    """Whether the question is clear, and the cause asked for (None for the effect as a whole)."""
    after = re.search(_ASKS, asking, re.I)
    found = re.findall(_FROM, asking[after.start() :] if after else asking, re.I)
    found = found or re.findall(rf"\b(?:from|by)\s+({_NAME})", asking, re.I)
    found = [name for name in found if name in names]
    if len(set(found)) == 1:
        return True, found[0]
    negative = re.search(r"\b(?:not|nor|neither)\b", asking)
    return not found and negative is None, None


def _shares(question: Plain) -> Fact | None:
    if not question.has(rf"\b{_KIND}s?\b") or question.has(
        r"\b(?:not defective|non-?defective|works|without a defect|either|both|two items|2 items)\b"
    ):
        return None
    asking = _question_part(question.text)
    story = question.text.replace(asking, " ") if asking else question.text
    names = list(dict.fromkeys(re.findall(rf"\b{_KIND}s?\s+({_NAME})", story, re.I)))
    listed = re.search(
        rf"\b{_KIND}s?[,:]?\s+({_NAME}(?:\s*,\s*(?:and\s+)?{_NAME})*\s*,?\s*and\s+{_NAME})", story, re.I
    )
    if listed:
        names = list(dict.fromkeys(re.findall(_NAME, listed[1])))
    if not 2 <= len(names) <= MOST_CAUSES:
        return None
    values = [(m.start(), number(m[0])) for m in re.finditer(_PERCENT, story)]
    if len(values) != 2 * len(names) or len(re.findall(_PERCENT, question.text)) != len(values):
        return None
    numbers_only = [value for _, value in values]
    ordered = _by_name(story, names, values) or (numbers_only[: len(names)], numbers_only[len(names) :])
    priors, likelihoods = ordered
    if sum(priors) != 1:
        return None
    clear, wanted = _wanted(asking, names)
    if not clear or (wanted is None and re.search(r"\b(?:given|if|from which|which)\b", asking, re.I)):
        return None
    if wanted is not None and not re.search(
        r"\b(?:defect\w*|faulty|broken|fail\w*|spoiled|late|bad|spam|positive|flawed|damaged)\b",
        asking + " " + story[-160:],
        re.I,
    ):
        return None
    names_latex = [name if name.isalpha() else f"M_{{{name}}}" for name in names]
    chosen = names_latex[names.index(wanted)] if wanted is not None else None
    effect = "D" if "D" not in names_latex else "E"
    return posterior(names_latex, priors, likelihoods, chosen, effect)


def _by_name(
    story: str, names: list[str], values: list[tuple[int, Any]]
) -> tuple[list[Any], list[Any]] | None:
    """Numbers that stand after their own machine's name: share and rate of each in turn, or all shares and all rates."""
    places = [(m.start(1), m[1]) for m in re.finditer(rf"\b{_KIND}\s+({_NAME})", story, re.I)]
    if not places:
        return None
    owned: dict[str, list[Any]] = {name: [] for name in names}
    for start, value in values:
        owner = next((name for place, name in reversed(places) if place < start), None)
        if owner is None or owner not in owned:
            return None
        owned[owner].append(value)
    if any(len(found) != 2 for found in owned.values()):
        return None
    priors, likelihoods = ([owned[name][k] for name in names] for k in range(2))
    if sum(priors) == 1 and sum(likelihoods) != 1:
        return priors, likelihoods
    return None


# -- urns --------------------------------------------------------------------------------------------------


def _urns(question: Plain) -> Fact | None:
    """Urns with balls of two or three colours; one is chosen at random, one ball is drawn."""
    text = question.text
    if not question.has(r"\b(?:urn|bag|box|jar|bowl)s?\b") or not question.has(
        r"\bat random\b|\brandomly\b|\bfair coin\b|\bequally likely\b|\brandom (?:urn|bag|box|jar|bowl)\b"
    ):
        return None
    if question.has(
        r"\b(?:two balls|2 balls|without replacement|second ball|then another|both|with replacement|twice)\b"
    ):
        return None
    contents: dict[str, dict[str, Any]] = {}
    used = 0
    for match in re.finditer(
        rf"\b(?:urn|bag|box|jar|bowl)\s+(?P<name>{_NAME})\s*(?:has|contains|holds|with|:|\()\s*(?P<inside>(?:{COUNT}\s+{_COLOURS}(?:\s+(?:balls?|marbles?|chips?|candies|coins?))?\s*(?:,\s*and|,|and|\+)?\s*)+)",
        text,
        re.I,
    ):
        found = re.findall(rf"({COUNT})\s+({_COLOURS})", match["inside"], re.I)
        contents[match["name"]] = {colour.lower(): number(count) for count, colour in found}
        used += len(found)
    if not 2 <= len(contents) <= MOST_CAUSES or used != len(
        re.findall(rf"(?<![\w.]){COUNT}\s+{_COLOURS}", text, re.I)
    ):
        return None
    asking = _question_part(text)
    clear, wanted = _wanted(asking, list(contents))
    drawn = re.search(
        rf"\b(?:a|the|one)\s+({_COLOURS})\b|\b(?:is|it is|it's|turns out|be|turned out to be|was)\s+({_COLOURS})\b",
        text[_end_of_contents(text) :],
        re.I,
    )
    if not clear or drawn is None:
        return None
    colour = (drawn[1] or drawn[2]).lower()
    others = set(re.findall(_COLOURS, text[_end_of_contents(text) :], re.I))
    if len({other.lower() for other in others}) != 1:
        return None
    names = list(contents)
    sizes = [sum(contents[name].values(), sympy.Integer(0)) for name in names]
    if any(size == 0 for size in sizes):
        return None
    likelihoods = [
        contents[name].get(colour, sympy.Integer(0)) / size for name, size in zip(names, sizes, strict=True)
    ]
    priors = [sympy.Rational(1, len(names))] * len(names)
    latex = [name if name.isalpha() else f"U_{{{name}}}" for name in names]
    effect = "R" if "R" not in latex else "E"
    return posterior(
        latex, priors, likelihoods, latex[names.index(wanted)] if wanted is not None else None, effect
    )


def _end_of_contents(text: str) -> int:
    return max((m.end() for m in re.finditer(rf"{COUNT}\s+{_COLOURS}", text, re.I)), default=0)


# -- natural frequencies -----------------------------------------------------------------------------------


def _frequencies(question: Plain) -> Fact | None:
    """So many of a thousand are ill; so many of these, and so many of the rest, test positive."""
    if "%" in question.text or not question.has(r"\btests?\b|\bpositive\b|\bmammogra"):
        return None
    whole = re.search(
        rf"\b(?:of|out of|among|in a (?:group|population|sample|town) of)\s+(?:every\s+)?(?P<n>{COUNT})\s+(?:\w+\s+)?(?:people|women|men|patients|persons|adults|individuals|residents|children)?\s*,?\s*(?P<d>{COUNT})\s+(?:of them\s+)?(?:people\s+|women\s+|patients\s+)?(?:actually\s+)?(?:have|has|are (?:ill|sick|infected)|suffer)",
        question.text,
        re.I,
    )
    if whole is None:
        return None
    size, ill = number(whole["n"]), number(whole["d"])
    rest = question.text[whole.end() :]
    pairs: list[tuple[Any, Any]] = []
    for match in re.finditer(
        rf"\b(?:of|among|out of)\s+(?:these|those|the|them)?\s*(?:other\s+|remaining\s+)?(?P<of>{COUNT})[^.,;]{{0,50}}?,\s*(?P<k>{COUNT})\b|(?<![\w.])(?P<k2>{COUNT})\s+(?:people\s+|women\s+|patients\s+|out\s+)?of\s+(?:these|those|the|them)?\s*(?:other\s+|remaining\s+)?(?P<of2>{COUNT})\b",
        rest,
        re.I,
    ):
        pairs.append((number(match["of"] or match["of2"]), number(match["k"] or match["k2"])))
    if len(pairs) != 2 or len(re.findall(r"(?<![\w.])\d[\d,]*", rest)) != 4:
        return None
    counted = dict(pairs)
    if len(counted) != 2 or set(counted) != {ill, size - ill} or ill == size - ill:
        return None
    if re.search(r"\bnegative\b", rest, re.I) or not re.search(_ASKS, rest, re.I):
        return None
    asking = _question_part(question.text)
    if not re.search(r"\b(?:positive)\b", asking, re.I) or re.search(
        r"\b(?:not have|healthy|doesn't have|does not|without)\b", asking, re.I
    ):
        return None
    true, false = counted[ill], counted[size - ill]
    if true > ill or false > size - ill or true + false == 0:
        return None
    value = sympy.Rational(true, true + false)
    latex = f"P(D \\mid T) = \\frac{{{true}}}{{{true} + {false}}} = {with_decimal(value)}"
    steps = (
        Step("positive tests among the ill", f"{true}"),
        Step("positive tests among the healthy", f"{false}"),
        Step("all positive tests", f"{true} + {false} = {true + false}"),
        Step("the ill among the positive tests", latex),
    )
    percent, exact = decimal(value * 100, 2)
    statement = f"D: has the disease; T: the test is positive. Counting, ${latex}$, {'' if exact else 'about '}{percent} %."
    return Fact("bayes", statement, latex, steps)
