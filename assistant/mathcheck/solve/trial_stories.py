"""Stories that name no distribution: coins, dice, samples with a share of defects, arrivals at a rate, urns.

Each reader returns the law with its parameters, or None when the story says too little or too much.
"""

from __future__ import annotations

import re
from typing import Any

import sympy

from assistant.mathcheck.solve.plain import COUNT, NUM, Plain, number

_TIMES = (
    rf"(?:(?:flip|toss|roll|throw|spin|shoot|tr)\w*\s+(?:a |the |an |it |this )?(?:\w+\s+){{0,3}}?(?P<v>{COUNT})\s+times"
    rf"|(?P<w>{COUNT})\s+(?:independent\s+|coin\s+|dice?\s+)*(?:flips|tosses|throws|rolls|spins)"
    rf"|(?:flip|toss|roll|throw|tossing|flipping|rolling|throwing)\s+(?P<x>{COUNT})\s+(?:fair\s+|six-sided\s+|standard\s+|biased\s+)*(?:coins|dice)"
    rf"|(?P<z>{COUNT})\s+(?:fair\s+|six-sided\s+|standard\s+)*(?:coins|dice)\s+are\s+(?:flipped|tossed|rolled|thrown))"
)
_FACES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SIDE = rf"P\s*\(\s*(?:heads?|H)\s*\)\s*=\s*(?P<v>{NUM})|(?:probability|chance)\s+(?:of\s+)?(?:getting\s+|landing\s+|showing\s+)?(?:a\s+)?heads?\s*(?:is|=|of|being)?\s*(?P<w>{NUM})|heads?\s+(?:\w+\s+){{0,3}}?with\s+(?:a\s+)?probability\s*(?:of|=|p\s*=)?\s*(?P<x>{NUM})|(?:lands?|comes?|come up|turns?)\s+(?:up\s+|on\s+)?heads?\s+(?P<y>{NUM})\s+of the time"


def told_law(question: Plain) -> tuple[str, list[Any]] | None:
    """The law of a story.

    Args:
        question: What is asked; numbers used are struck out.
    """
    for read in (_coin, _die, _cards, _urn, _guesses, _shots, _sample, _arrivals):
        found = read(question)
        if found is not None:
            return found
    return None


def _first(match: re.Match[str], *names: str) -> Any:
    return next((number(match[name]) for name in names if match[name]), None)


def _coin(question: Plain) -> tuple[str, list[Any]] | None:
    if not question.has(r"\bcoins?\b") or question.has(
        r"\b(?:if|given that|in a row|consecutive|game|win|lose|both|different|double-headed)\b"
    ):
        return None
    side = question.take(_SIDE)
    if side is not None:
        chance = _first(side, "v", "w", "x", "y")
    elif question.has(r"\b(?:biased|unfair|loaded|bent|weighted)\b"):
        return None
    else:
        chance = sympy.Rational(1, 2)
    tails = question.has(r"\b(?:tails?)\b")
    heads = re.search(r"\bheads?\b", question.left, re.I) is not None
    if tails and heads:
        return None
    if tails:
        chance = 1 - chance
    if question.take(
        r"\b(?:until|till|before) (?:the |you (?:get|see) (?:a |the )?|we (?:get|see) (?:a |the )?|it (?:shows|lands(?: on)?) |getting (?:a |the )?)?(?:first )?(?:heads?|tails?)\b"
    ):
        return "geometric", [chance]
    times = question.take(_TIMES)
    if times is None or not (heads or tails):
        return None
    return "binomial", [_first(times, "v", "w", "x", "z"), chance]


def _die(question: Plain) -> tuple[str, list[Any]] | None:
    if not question.has(r"\b(?:die|dice)\b") or question.has(
        r"\b(?:sum|total|product|both|doubles?|same|different|larger|loaded|biased|unfair|given|game|win|max\w*|min\w*)\b"
    ):
        return None
    until = question.take(
        r"\b(?:until|till) (?:the |you |we |it |i )?(?:first |get |see |roll |shows |a |rolling )*(?:a )?(?:six|five|four|three|two|one|[1-6])\b"
    )
    if until:
        return "geometric", [sympy.Rational(1, 6)]
    times = question.take(_TIMES)
    if times is not None:
        face = question.take(
            r"\b(?:sixes|fives|fours|threes|twos|ones|[1-6]s|[1-6]'s|(?:a |of )?(?:six|five|four|three|two)(?= appears| comes up| shows|\?|$))(?=\W|$)"
        )
        return ("binomial", [_first(times, "v", "w", "x", "z"), sympy.Rational(1, 6)]) if face else None
    if question.has(r"\b(?:two|three|2|3|rolls|times)\b"):
        return None
    sides = question.take(rf"\b(?P<v>{COUNT})[- ]?sided\b")
    if sides is None and not question.has(
        r"\b(?:fair|standard|single|one|a)\s+(?:six-sided |standard )?die\b"
    ):
        return None
    return "die", [number(sides["v"]) if sides else sympy.Integer(6)]


_CARDS = {
    "aces": 4,
    "kings": 4,
    "queens": 4,
    "jacks": 4,
    "tens": 4,
    "hearts": 13,
    "spades": 13,
    "clubs": 13,
    "diamonds": 13,
}
_CARDS |= {"red cards": 26, "black cards": 26, "face cards": 12}


def _cards(question: Plain) -> tuple[str, list[Any]] | None:
    """Cards of one kind among those drawn from a full deck without putting back."""
    if not question.has(r"\bdeck\b|\bcards\b") or question.has(
        r"\b(?:with replacement|given|first|second|joker|then)\b"
    ):
        return None
    question.take(r"\b(?:52[- ]card|of 52(?: playing)?(?: cards)?|52 cards)\b")
    drawn = question.take(
        rf"\b(?:draw\w*|drew|deal\w*|dealt|pick\w*|select\w*|get|hand of)\s+(?P<v>{COUNT})\s*[- ]?(?:random\s+)?cards?\b|\b(?P<w>{COUNT})\s+cards\s+are\s+(?:drawn|dealt|picked)|\b(?P<x>{COUNT})-card hand"
    )
    kinds = [kind for kind in _CARDS if question.has(rf"\b{kind.rstrip('s')}s?\b")]
    if drawn is None or len(kinds) != 1:
        return None
    return "hypergeometric", [
        sympy.Integer(52),
        sympy.Integer(_CARDS[kinds[0]]),
        _first(drawn, "v", "w", "x"),
    ]


def _guesses(question: Plain) -> tuple[str, list[Any]] | None:
    """Multiple choice answered by guessing."""
    if (
        not question.has(r"\bguess")
        or not question.has(r"\b(?:right|correct\w*)\b")
        or question.has(r"\b(?:wrong|pass|know|studied)\b")
    ):
        return None
    asked = question.take(rf"\b(?P<v>{COUNT})\s+(?:multiple[- ]choice\s+|true[-/ ]false\s+)*questions")
    options = question.take(
        rf"\b(?P<v>{COUNT})\s+(?:possible\s+|answer\s+)*(?:options|choices|answers|alternatives)\b"
    )
    if (
        asked is None
        or options is None
        or not question.has(r"\b(?:all|every|each|randomly|at random|purely)\b")
    ):
        return None
    return "binomial", [number(asked["v"]), 1 / number(options["v"])]


def _shots(question: Plain) -> tuple[str, list[Any]] | None:
    """Someone makes a share of their shots: "exactly 7 of 10"."""
    share = question.take(
        rf"\b(?:makes?|hits?|scores?|wins?|converts?|succeeds? (?:in|on)|lands?)\s+(?:on average\s+)?(?P<v>{NUM})\s+of\s+(?:her|his|their|its|the|all)\s+(?:\w+\s*){{1,3}}"
    )
    if share is None or "%" not in share["v"] or question.has(r"\b(?:streak|in a row|given|until|first)\b"):
        return None
    total = question.take(
        rf"(?<=\d )(?:out of|of|in)\s+(?P<v>{COUNT})(?:\s+(?:shots|throws|free throws|attempts|games|tries))?\b"
    )
    total = total or question.take(
        rf"\b(?:takes?|in|of|plays?|attempts?|shoots?)\s+(?P<v>{COUNT})\s+(?:\w+\s+)?(?:shots|throws|attempts|games|tries|penalties|serves)\b"
    )
    return ("binomial", [number(total["v"]), number(share["v"])]) if total else None


def _urn(question: Plain) -> tuple[str, list[Any]] | None:
    """Two colours, drawn without putting back."""
    if not question.has(r"\bwithout (?:replacement|putting|replacing)\b|\bat once\b|\bsimultaneously\b"):
        return None
    if question.has(r"\b(?:first|second|third|then|given|both|same|different|colou?rs)\b"):
        return None
    parts = re.findall(
        rf"({COUNT})\s+(red|blue|green|white|black|yellow|defective|good|broken|spoiled)\b",
        question.text,
        re.I,
    )
    drawn = question.take(
        rf"\b(?:draw\w*|drew|pick\w*|select\w*|choos\w*|chosen|take|taken|takes|sample\w*)\s+(?:of\s+)?(?P<v>{COUNT})\b|\b(?P<w>{COUNT})\s+(?:of them |balls |marbles |items )?(?:are|is)\s+(?:randomly )?(?:drawn|picked|selected|chosen|taken)\b"
    )
    asked = re.search(
        rf"(?:exactly|at least|at most|more than|fewer than|no|getting|get)\s+(?:{COUNT})?\s*(?:of them |balls? |marbles? )?(?:are |is )?(red|blue|green|white|black|yellow|defective|good|broken|spoiled)\b",
        question.text,
        re.I,
    )
    if drawn is None or asked is None:
        return None
    content = [(number(count), colour.lower()) for count, colour in parts]
    wanted = asked[1].lower()
    before = [pair for pair in content if question.text.lower().find(pair[1]) < asked.start()][:2]
    counts = {colour: count for count, colour in reversed(before)}
    if len(counts) != 2 or wanted not in counts:
        return None
    for colour in counts:
        question.take(rf"\b{COUNT}\s+{colour}\b")
    if len({colour for _, colour in content}) != 2:
        return None
    return "hypergeometric", [sum(counts.values()), counts[wanted], _first(drawn, "v", "w")]


_SMALL_WORDS = frozenset(
    [
        "of",
        "them",
        "these",
        "those",
        "the",
        "a",
        "an",
        "are",
        "is",
        "be",
        "being",
        "will",
        "have",
        "has",
        "had",
        "do",
        "does",
        "who",
        "that",
        "which",
        "her",
        "him",
        "it",
        "its",
        "in",
        "sample",
        "out",
        "people",
        "one",
        "ones",
        "and",
        "turn",
        "to",
        "say",
        "says",
        "said",
    ]
)
_EVENT = rf"\b(?:exactly|at least|at most|more than|fewer than|less than|no more than|none|no)\s+(?:{COUNT}\s+)?(?P<what>[^.,;?]*)"


def _sample(question: Plain) -> tuple[str, list[Any]] | None:
    """A share of a large number has a property; so many are looked at."""
    if question.has(r"\b(?:positive|sensitivity|given|two|without replacement|if the)\b"):
        return None
    share = re.search(
        rf"(?P<v>{NUM})\s+of\s+(?P<what>[^.,;?]{{3,80}}?)(?=[.,;?]|\s+and\s+(?:i|we|you)\b|\s+if\b)",
        question.left,
        re.I,
    )
    share = share or re.search(
        rf"\bprobability that (?P<what>(?:a|an|each|any) [^.,;?]{{3,60}}?)\s+is\s+(?P<v>{NUM})",
        question.left,
        re.I,
    )
    share = share or re.search(
        rf"\b(?P<what>(?:each|every|any)\s+[^.,;?]{{3,60}}?)\s+with\s+(?:a\s+)?probability\s+(?:of\s+)?(?P<v>{NUM})",
        question.left,
        re.I,
    )
    if share is None or not ("%" in share["v"] or 0 < number(share["v"]) < 1):
        return None
    later = question.left[share.end() :]
    size = re.search(
        rf"\b(?:sample of|(?:choose|select|pick|test|inspect|buy|examine|check|ask|survey|poll|interview|call|plant|sow|buy|use|send|install)\s+|(?:random )?batch of"
        rf"|box of|in|of|among)\s*(?P<v>{COUNT})\s+(?:of\s+them|(?!of\b)(?:randomly\s+(?:chosen\s+|selected\s+)?)?[a-z]+)",
        later,
        re.I,
    )
    size = size or re.search(
        rf"\b(?P<v>{COUNT})\s+(?:\w+\s+){{0,2}}?(?:are\s+)?(?:randomly\s+)?(?:chosen|selected|picked|sampled|tested|inspected|bought)\b",
        later,
        re.I,
    )
    size = size or re.search(
        rf"(?<!least )(?<!most )(?<!exactly )(?<!than )(?P<v>{COUNT})\s+[a-z]+\s+are\s+(?:sent|made|produced|bought|used|taken)\b",
        later,
        re.I,
    )
    if size is None:
        return None
    without = _struck(later, size.start("v"), size.end("v"))
    event = re.search(_EVENT, without, re.I)
    if event is None or not _speaks_of(event["what"], share["what"]):
        return None
    question.left = _struck(question.left, share.start("v"), share.end("v"))
    question.left = _struck(question.left, share.end() + size.start("v"), share.end() + size.end("v"))
    return "binomial", [number(size["v"]), number(share["v"])]


def _speaks_of(event: str, share: str) -> bool:
    """Whether all that the event says of its things was said of the share: "are defective", not "work"."""
    words = [word for word in re.findall(r"[a-z]+", event.lower()) if word not in _SMALL_WORDS]
    if not words or re.search(r"\b(?:not|non|without|n't|never)\b", event + " " + share, re.I):
        return False
    said = share.lower()
    return all(word[:6].rstrip("s") in said for word in words)


def _struck(text: str, start: int, end: int) -> str:
    return text[:start] + "¤" * (end - start) + text[end:]


def _arrivals(question: Plain) -> tuple[str, list[Any]] | None:
    """So many an hour on average; the number in one hour, or in several."""
    if question.has(r"\b(?:exponential|time (?:between|until)|wait\w*|exactly one hour apart)\b"):
        return None
    rate = question.take(
        rf"(?:(?:on average|average\w*(?: rate)?|mean(?: rate)?|rate)\s+(?:of\s+|is\s+|about\s+)?(?P<v>{NUM})\s+(?:\w+\s+){{0,3}}?(?:per|an?|each|every)\s+(?P<unit>\w+)"
        rf"|(?P<w>{NUM})\s+(?:\w+\s+){{0,3}}?(?:per|an?|each|every)\s+(?P<unit2>\w+)\s+on average)"
    )
    if rate is None or not question.has(r"\b(?:probability|chance|likely)\b"):
        return None
    unit = (rate["unit"] or rate["unit2"]).lower().rstrip("s")
    value = _first(rate, "v", "w")
    several = question.take(
        rf"\b(?:in|during|within|over)\s+(?:the next\s+|a\s+|an\s+|any\s+)?(?:period of\s+)?(?P<v>{COUNT})[- ]{unit}s?\b"
    )
    if several:
        return "poisson", [value * number(several["v"])]
    if not question.take(
        rf"\b(?:in|on|during|within|per|over)\s+(?:a |an |one |the next |the |any |given |particular |single |certain )+{unit}\b"
    ):
        others = r"\b(?:hours?|minutes?|days?|weeks?|pages?|years?|seconds?|months?)\b"
        if re.search(others, question.left.replace(rate[0], ""), re.I):
            return None
        return None
    return "poisson", [value]


def sum_of_dice(question: Plain) -> tuple[int, Any] | None:
    """How many dice, and the sum asked for: "roll two dice, what is the probability that the sum is 7?"."""
    if not question.has(r"\bdice\b") or question.has(
        r"\b(?:given|if|even|odd|prime|divisible|product|loaded)\b"
    ):
        return None
    if not question.has(r"\b(?:probability|chance|likely)\b") or not question.has(r"\b(?:sum|total)\b"):
        return None
    dice = question.take(rf"\b(?P<v>{COUNT})\s+(?:fair\s+|six-sided\s+|standard\s+|6-sided\s+)*dice\b")
    total = question.take(
        rf"\b(?:sum|total)(?:\s+of\s+(?:the\s+)?(?:dice|faces|numbers|points))?\s*(?:is|of|equals?|being|to)?\s*(?:equal to|exactly)?\s*(?P<v>{COUNT})\b"
    )
    if dice is None or total is None or not question.spent():
        return None
    return int(number(dice["v"])), number(total["v"])
