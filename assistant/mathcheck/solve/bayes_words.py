"""Bayes' rule from a story: which number is the prior, which the sensitivity, which the false alarm rate.

Every percentage of the story must find its place and no place may be taken twice, or the story stays unanswered.
Where a word has two readings ("99% accurate") the reading chosen is stated in the fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.probability import bayes
from assistant.mathcheck.types import Fact

TEXT_LIMIT = 2_000

_NUMBER = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?)\s*(?:\\?%|per\s?cent\b)"
    r"|(?:\b(?:probability|chance|rate|prevalence|sensitivity|specificity|accuracy|is|of|are|at)\b|[=:])"
    r"(?:\s+(?:of|is|are|at|=|:|being))*\s*(?P<decimal>0?\.\d+|1\.0+)(?!\d|\s*\\?%|\s*per\s?cent)"
    r"|(?P<part>\d{1,3}(?:,\d{3})*|one|two|three|five|ten)\s+(?:in|out of)\s+(?:every\s+)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+|(?:a\s+|one\s+)?(?:hundred|thousand|million))\b",
    re.IGNORECASE,
)
_SMALL = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ASKS = re.compile(r"\b(probability|chance|chances|likely|likelihood|odds)\b")
_BOUNDARY = re.compile(r"[.;:?!](?=\s|$)|,\s|\s-\s|\s–\s|\b(?:and|but|while|whereas|however)\b")


@dataclass(frozen=True, slots=True)
class _Story:
    """The vocabulary of one kind of story; every field but the labels is a regular expression."""

    event: str
    no_event: str
    evidence: str
    no_evidence: str
    crowd: str
    event_label: str
    evidence_label: str
    event_words: str
    evidence_words: str


_DISEASE = r"(?:disease|illness|condition|cancer|virus|infection|flu|covid(?:-19)?|hiv|diabetes|disorder|syndrome|tuberculosis)"
_STORIES = (
    _Story(
        event=rf"\b(?:has|have|having|had|with|carry|carries|carriers?|suffers?|suffer from|got)\b[^.?!;]*\b{_DISEASE}\b"
        rf"|\b(?:sick|ill|infected|diseased|afflicted)\b|\b{_DISEASE}\b|\bwho (?:has|have|had) it\b",
        no_event=rf"\b(?:healthy|uninfected|disease[- ]free|non-?diseased|well)\b"
        rf"|\b(?:without|not|n't|no|free of|free from)\b[^.?!;,]*(?:\b{_DISEASE}\b|\b(?:sick|ill|infected|it)\b)"
        rf"|\bdo(?:es)? ?(?:not|n't) have\b(?:[^.?!;,]*\b{_DISEASE}\b)?|\b(?:those|people|ones) who do(?: not|n't)\b",
        evidence=r"\b(?:tests?|tested|testing|comes? (?:back|out)|came (?:back|out)|result|results|is|are|turns? out|"
        r"gives?|reads?|shows?|a|you|returns?)\s+(?:\w+\s+){0,3}?positive\b|\bpositive\s+(?:test|result|mammogram|screening)|"
        r"\bpositive\b",
        no_evidence=r"\bnegative(?:ly)?\b",
        crowd=r"(?:people|population|patients|women|men|adults|individuals|everyone|persons|children|students|humans|"
        r"citizens|residents|cases|them|us|a population|donors|pregnancies|person|patient)",
        event_label="D",
        evidence_label="T",
        event_words="has the disease",
        evidence_words="the test is positive",
    ),
    _Story(
        event=r"\b(?:us(?:e|es|ed|ing)|tak(?:e|es|ing)|took)\b[^.?!;,]*\b(?:drugs?|steroids|substance|it|doping)\b|\b(?:drug )?users?\b|\bdoped\b",
        no_event=r"\bnon-?users?\b|\b(?:clean|not us(?:e|ing)|don't use|doesn't use|do not use|does not use)\b(?:[^.?!;,]*\b(?:drugs?|it)\b)?",
        evidence=r"\btest(?:s|ed|ing)?\s+(?:\w+\s+){0,2}?positive\b|\bpositive\b",
        no_evidence=r"\bnegative(?:ly)?\b",
        crowd=r"(?:people|athletes|workers|employees|students|adults|players|drivers|cyclists|population|persons?)",
        event_label="D",
        evidence_label="T",
        event_words="uses the drug",
        evidence_words="the test is positive",
    ),
    _Story(
        event=r"\bspam\b|\bjunk\b",
        no_event=r"\b(?:non-?spam|not spam|not junk|ham|legitimate|genuine|real|good|normal|other|regular|n't spam)\b",
        evidence=r"\bcontain(?:s|ed|ing)?\b|\bincludes?\b|\bincluding\b|\bhas the word\b|\bhave the word\b|\bwith the word\b|"
        r"\bmentions?\b|\bflag(?:s|ged)?\b|\bappears?\b",
        no_evidence=r"\b(?:does not|do not|doesn't|don't|not) (?:contain|include|mention)",
        crowd=r"(?:all\s+)?(?:incoming\s+|your\s+|my\s+|the\s+|her\s+|his\s+)*(?:e-?mails?|messages?|mails?|sms|inbox|mail)",
        event_label="S",
        evidence_label="W",
        event_words="is spam",
        evidence_words="contains the word",
    ),
)

_ROLES_AFTER = (
    ("sensitivity", r"^\s*(?:of the time\s+)?(?:sensitiv(?:e|ity)|true[- ]positive|detection rate|recall)\b"),
    ("specificity", r"^\s*(?:specific|specificity|true[- ]negative)\b"),
    ("false alarm", r"^\s*(?:chance of (?:a )?|rate of )?false[- ](?:positive|alarm)"),
    ("miss", r"^\s*(?:chance of (?:a )?|rate of )?false[- ]negative"),
    ("accuracy", r"^\s*(?:accurate|accuracy|reliable|correct)\b"),
    ("prior", r"^\s*(?:prevalence|base rate|prior)\b"),
    (
        "prior",
        r"^\s*of (?:the |all )*(?:general )?(?:population|people|women|men|patients|adults)\s+"
        r"(?:has|have|suffers?|is infected|are infected|is affected|are affected)\b(?!\s+(?:a\s+)?(?:false\s+)?positive)",
    ),
)
_ROLES_BEFORE = (
    ("sensitivity", r"\b(?:sensitivity|true[- ]positive rate|detection rate|recall)\b[^.;,]{0,12}$"),
    ("specificity", r"\b(?:specificity|true[- ]negative rate)\b[^.;,]{0,12}$"),
    ("false alarm", r"\bfalse[- ](?:positive|alarm)s?\b[^.;,]{0,24}$"),
    ("miss", r"\bfalse[- ]negatives?\b[^.;,]{0,24}$"),
    ("accuracy", r"\baccura(?:cy|te)\b[^.;,]{0,12}$"),
    (
        "prior",
        r"\b(?:prevalence|base rate|incidence|prior(?: probability)?)\b[^.;]{0,60}$|\baffects?\b[^.;,]{0,12}$",
    ),
)


@dataclass(frozen=True, slots=True)
class _Given:
    value: Any
    start: int
    end: int


def bayes_story(text: str) -> Fact | None:
    """Solve a story that gives a prior and the two rates of a test, or return None.

    Args:
        text: The question in words.
    """
    lowered = " ".join(text[:TEXT_LIMIT].lower().replace("’", "'").replace("$", "").split())
    if not _ASKS.search(lowered) or len(_numbers(lowered)) < 2:
        return None
    for story in _STORIES:
        if re.search(story.event, lowered) and re.search(story.evidence + "|sensitiv|accura", lowered):
            return _solved(lowered, story)
    return None


def _numbers(text: str) -> list[_Given]:
    found = []
    for match in _NUMBER.finditer(text):
        if match["percent"]:
            value, start = sympy.Rational(*_digits(match["percent"])) / 100, match.start("percent")
        elif match["decimal"]:
            value, start = sympy.Rational(*_digits(match["decimal"])), match.start("decimal")
        else:
            value, start = _count(match["part"]) / _count(match["whole"]), match.start("part")
        if 0 <= value <= 1:
            found.append(_Given(value, start, match.end()))
    return found


def _digits(text: str) -> tuple[int, int]:
    whole, _, places = text.partition(".")
    return int((whole or "0") + places), int(10 ** len(places))


def _count(text: str) -> Any:
    word = text.split()[-1]
    if word in _SMALL or word in _LARGE:
        return sympy.Integer(_SMALL.get(word, _LARGE.get(word, 1)))
    return sympy.Integer(int(text.replace(",", "")))


def _solved(text: str, story: _Story) -> Fact | None:
    question = _with_observation(_question_part(text), text, story)
    direction = _direction(question, story)
    if direction is None:
        return None
    wanted, observed = direction
    seen = re.sub(r"\b(?:false|true)[- ](?:positive|negative)s?", " ", question)
    if "positive" in seen and "negative" in seen:
        return None
    times = _repeated(text)
    if times is None or (times > 1 and not observed):
        return None
    roles: dict[str, Any] = {}
    previous: str | None = None
    for number, before, after, fragment in _with_context(text):
        role = _role(before, after, fragment, story) or _continued(before, fragment, story, previous)
        previous = role
        if role is None or (role in roles and roles[role] != number.value):
            return None
        roles[role] = number.value
    return _from_roles(roles, story, wanted, observed, times)


def _question_part(text: str) -> str:
    """From the start of the sentence that asks, to its end, with an if-clause before it."""
    asked = [match.start() for match in _ASKS.finditer(text)]
    sentences = [(m.start(), m.end()) for m in re.finditer(r"[^.;?!]+(?:[.](?=\d)[^.;?!]+)*[.;?!]?", text)]
    for start, end in reversed(sentences):
        if any(start <= place < end for place in asked):
            part = text[start:end]
            numbers = _numbers(part)
            if numbers:
                comma = part.find(",", numbers[-1].end)
                part = part[comma + 1 :] if comma >= 0 else part[numbers[-1].end :]
            if not _ASKS.search(part):
                continue
            return part
    return ""


def _with_observation(part: str, text: str, story: _Story) -> str:
    """The asking sentence with what was seen, where the sentence before says that: "Ann tests positive. How likely …"."""
    seen = re.compile(story.evidence + "|" + story.no_evidence)
    if not part or seen.search(part) or re.search(r"\bgiven\b", part):
        return part
    before = text[: text.find(part)].rstrip(" .;!")
    last = re.split(r"(?<=[.;!?])\s", before)[-1]
    if _numbers(last) or not seen.search(last) or re.search(r"\bif\b|\bwhen\b", last):
        return part
    return f"if {last}, {part}"


def _direction(question: str, story: _Story) -> tuple[bool, bool] | None:
    """Whether the event itself is wanted, and whether the evidence was seen; None when the question asks otherwise."""
    if not question:
        return None
    negative = re.search(story.no_evidence, question) is not None
    positive = re.search(story.evidence, question) is not None and not negative
    if positive == negative:
        return None
    target, condition = _target_and_condition(question, story)
    if target is None or condition is None:
        return None
    seen = re.compile(story.evidence + "|" + story.no_evidence)
    if not seen.search(condition) or (seen.search(target) and not re.search(story.event, target)):
        return None
    if re.search(story.event, condition) and not re.search(story.event, target):
        return None
    pronoun = re.search(r"\b(?:has|have|having) it\b|\breally (?:is|are|has|have)\b|\bactually\b", target)
    absent = re.search(story.no_event, target) is not None
    if not (re.search(story.event, target) or absent or pronoun):
        return None
    return not absent, positive


def _target_and_condition(question: str, story: _Story) -> tuple[str | None, str | None]:
    given = re.search(r"\b(?:given|knowing|conditional on|assuming|provided)\b", question)
    if given:
        return question[: given.start()], question[given.end() :]
    clause = re.search(r"\b(?:if|when|suppose|after|once)\b", question)
    if clause:
        rest = question[clause.end() :]
        comma = rest.find(",")
        asked_later = _ASKS.search(rest)
        if asked_later:
            cut = comma if 0 <= comma < asked_later.start() else asked_later.start()
            return rest[cut:], rest[:cut]
        return question[: clause.start()], rest
    relative = re.search(
        rf"\b(?:who|whose|that|which|with|testing|containing|a)\b[^,]{{0,40}}?(?:{story.evidence}|{story.no_evidence})[^,]*?"
        r"(?=\b(?:actually|really|truly|has|have|is|does|do|are)\b|$)",
        question,
    )
    if relative:
        condition = question[relative.start() : relative.end()]
        return question[: relative.start()] + question[relative.end() :], condition
    return None, None


def _with_context(text: str) -> list[tuple[_Given, str, str, str]]:
    numbers = _numbers(text)
    cuts = [0, *(match.end() for match in _BOUNDARY.finditer(text)), len(text)]
    fragments: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in pairwise(cuts):
        first = start if pending is None else pending
        has_number = any(start <= number.start < end for number in numbers)
        ends_sentence = text[max(end - 1, 0) : end] in ".;?!" or text[:end].rstrip()[-1:] in ".;?!"
        if has_number or ends_sentence:
            fragments.append((first, end))
            pending = None
        else:
            pending = first
    found = []
    for index, number in enumerate(numbers):
        low = numbers[index - 1].end if index else 0
        high = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
        start, end = next(((a, b) for a, b in fragments if a <= number.start < b), (low, high))
        start, end = max(start, low), min(end, high)
        found.append((number, text[start : number.start], text[number.end : end], text[start:end]))
    return found


def _role(before: str, after: str, fragment: str, story: _Story) -> str | None:
    for role, pattern in _ROLES_AFTER:
        if re.search(pattern, after):
            return role
    for role, pattern in _ROLES_BEFORE:
        if re.search(pattern, before):
            return role
    positive = re.search(story.evidence, fragment) is not None
    negative = re.search(story.no_evidence, fragment) is not None
    absent = re.search(story.no_event, fragment) is not None
    present = re.search(story.event, re.sub(story.no_event, " ", fragment)) is not None
    if negative:
        positive = False
    if re.search(
        r"\b(?:detects?|identif(?:y|ies)|catches|spots|finds?|picks (?:it )?up)\b|\bcorrect(?:ly)?\b",
        fragment,
    ) and not (positive or negative):
        return "specificity" if absent else "sensitivity" if present else None
    if (positive or negative) and present != absent:
        if absent:
            return "specificity" if negative else "false alarm"
        return "miss" if negative else "sensitivity"
    if (
        not positive
        and not negative
        and re.search(
            rf"^\s*(?:of|in)?\s*(?:the |all |a |our |this )*{story.crowd}\b|^\s*(?:have|has|carry|are|is)\b",
            after,
        )
    ):
        return "prior" if present and not absent else None
    if not positive and not negative and present and not absent:
        starts = re.search(rf"\b(?:probability|chance|rate)\b[^.;,]*(?:{_DISEASE}|spam)[^.;,]*$", before)
        return "prior" if starts else None
    return None


def _continued(before: str, fragment: str, story: _Story, previous: str | None) -> str | None:
    """ "… positive for 99% of sick people and for 2% of healthy people": the second half leaves "positive" out."""
    if previous not in ("sensitivity", "false alarm") or before.strip() not in (
        "for",
        "in",
        "among",
        "only for",
    ):
        return None
    absent = re.search(story.no_event, fragment) is not None
    present = re.search(story.event, re.sub(story.no_event, " ", fragment)) is not None
    if absent == present:
        return None
    return "false alarm" if absent else "sensitivity"


def _repeated(text: str) -> int | None:
    """How many positive tests were seen; None when it is several but not clear how many or how they came out."""
    if re.search(
        r"\b(?:one|first)\b[^.?]*\bpositive\b[^.?]*\b(?:one|second|other)\b[^.?]*\bnegative\b", text
    ):
        return None
    for count, words, ordinal in ((2, "two|2", "second|twice|both"), (3, "three|3", "third|thrice")):
        if re.search(
            rf"(?<![\d.])\b(?:{words})\b\s+(?:\w+\s+){{0,2}}?(?:tests|results|positives|times)\b|\b(?:{ordinal})\b",
            text,
        ):
            return count
    return None if re.search(r"\b(?:again|repeated|retest\w*|several tests)\b", text) else 1


def _from_roles(
    roles: dict[str, Any], story: _Story, wanted: bool, observed: bool, times: int = 1
) -> Fact | None:
    readings = [f"{story.event_label}: {story.event_words}; {story.evidence_label}: {story.evidence_words}"]
    if "accuracy" in roles:
        if "sensitivity" in roles or "specificity" in roles:
            return None
        accuracy = roles.pop("accuracy")
        roles["sensitivity"] = accuracy
        if "false alarm" not in roles:
            roles["specificity"] = accuracy
            readings.append("the accuracy is read as both the sensitivity and the specificity")
        else:
            readings.append("the accuracy is read as the sensitivity")
    likelihood = _either(roles, "sensitivity", "miss")
    false_alarm = _either(roles, "false alarm", "specificity")
    if "prior" not in roles or likelihood is None or false_alarm is None:
        return None
    if times > 1:
        readings[0] = (
            f"{story.event_label}: {story.event_words}; {story.evidence_label}: positive {times} times"
        )
        readings.append("the tests are read as independent, so their probabilities multiply")
    try:
        return bayes(
            roles["prior"],
            likelihood**times,
            false_alarm**times,
            event=story.event_label,
            evidence=story.evidence_label,
            observed=observed,
            wanted=wanted,
            reading="; ".join(readings),
        )
    except UnsolvableError:
        return None


def _either(roles: dict[str, Any], direct: str, opposite: str) -> Any:
    """A rate, or one minus its opposite; None when missing or when the two contradict each other."""
    if direct in roles and opposite in roles:
        return roles[direct] if roles[direct] == 1 - roles[opposite] else None
    if direct in roles:
        return roles[direct]
    return 1 - roles[opposite] if opposite in roles else None
