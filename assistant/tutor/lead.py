"""What Groundwork itself says to a way to ask: sections of the notes, formulas read aloud, terms, what is missing.

It stands above what a model adds, and is the whole answer where there is no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.library.types import FoundPassage, Passage
from assistant.mathcheck.types import Fact
from assistant.syllabus.types import Topic
from assistant.tutor.aloud import read_aloud
from assistant.tutor.budget import describe
from assistant.tutor.curriculum import Missing
from assistant.tutor.excerpt import excerpt
from assistant.tutor.order import explaining_first
from assistant.tutor.spans import find_spans, inner_formula
from assistant.tutor.symbols import signs_of
from assistant.tutor.types import Citation
from assistant.tutor.ways import LANGUAGES, Way, way_to_ask
from assistant.tutor.words import content_words

_QUESTION = re.compile(r"<summary>(.*?)</summary>", re.S)
_LONGEST_SECTION = 4_000
_LONGEST_VIEW = 700
_MOST_FORMULAS = 4
_MOST_MISSING = 8
_MOST_USES = 8
_FIRST_TOPICS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a way is asked about.

    `subject` is its name; `topics` are the syllabus topics behind it and `beside` those they rest on; `formulas` are LaTeX without `$`, those of the
    last exchange; `missing` are prerequisites never practised.
    """

    way: Way
    subject: str
    topics: tuple[Topic, ...] = ()
    language: str = ""
    beside: tuple[Topic, ...] = ()
    formulas: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """Groundwork's own words with the passages they cite.

    `passages` are those a model is to explain, in the order of their numbers. `enough` says that this answers the way;
    `variables` are for its prompt.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    enough: bool = False
    variables: dict[str, str] = field(default_factory=dict)


def lead(asked: Asked, found: Sequence[FoundPassage], facts: Sequence[Fact], *, model: bool) -> Lead:
    """Answer a way from what is known; with a `model` only what it should not be trusted to repeat.

    Args:
        asked: What is asked about.
        found: Passages that were searched for it, best first.
        facts: What the question before asked to compute.
        model: Whether a model will write below.
    """
    match asked.way:
        case Way.ALOUD:
            return _aloud(asked, found, quoted=not model)
        case Way.ANOTHER:
            return _another(asked, found, quoted=not model)
        case Way.UNDERNEATH:
            return _underneath(asked, found)
        case Way.LANGUAGE:
            return _language(asked, found)
        case Way.QUIZ:
            return _quiz(asked, found)
        case Way.EXAMPLE | Way.SCRATCH:
            return _sections(asked, found, quoted=True)
        case Way.DERIVE:
            return _sections(asked, found, quoted=not model, facts=facts)
        case Way.INTUITION | Way.USED:
            return _sections(asked, found, quoted=not model)


def sections(
    found: Sequence[FoundPassage], topics: Sequence[Topic], headings: Sequence[str]
) -> tuple[FoundPassage, ...]:
    """The passages of the topics' own notes under some headings, in the order they are read."""
    places = {topic.note: rank for rank, topic in enumerate(topics)}
    inside = [
        one for one in found if one.passage.path in places and set(one.passage.section[-1:]) & set(headings)
    ]
    return tuple(
        sorted(
            inside,
            key=lambda one: (
                places[one.passage.path],
                headings.index(one.passage.section[-1]),
                one.passage.ordinal,
            ),
        )
    )


def formulas_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The formulas of some texts that say something, each once, in order."""
    found = [inner_formula(text, span) for text in texts for span in find_spans(text) if span.is_formula]
    return tuple(dict.fromkeys(formula for formula in found if len(formula.strip()) > 2))


def cite_passage(number: int, found: FoundPassage) -> Citation:
    """The citation that a marker of this number stands for."""
    passage = found.passage
    return Citation(
        number, passage.id, passage.document, passage.path, passage.section, passage.page, passage.text
    )


def _sections(
    asked: Asked, found: Sequence[FoundPassage], *, quoted: bool, facts: Sequence[Fact] = ()
) -> Lead:
    known = way_to_ask(asked.way)
    own = sections(found, asked.topics[:1], known.headings)
    passages = own or tuple(_others(asked, found))
    parts = _steps(facts) if quoted else []
    citations: list[Citation] = []
    if quoted:
        for heading, group in _grouped(passages):
            citations.append(cite_passage(len(citations) + 1, group[0]))
            text = "\n\n".join(one.passage.text for one in group)[:_LONGEST_SECTION]
            parts.append(f"**{heading}** [{len(citations)}]\n\n{text}")
    if quoted and asked.way is Way.USED:
        parts += _uses(asked)
    return Lead("\n\n".join(parts), tuple(citations), passages, enough=bool(parts))


def _grouped(passages: Sequence[FoundPassage]) -> list[tuple[str, list[FoundPassage]]]:
    """Passages that follow each other in one section, with what that section is called."""
    groups: list[tuple[str, list[FoundPassage]]] = []
    for one in passages:
        last = groups[-1][1][-1].passage if groups else None
        if last is not None and (last.path, last.section) == (one.passage.path, one.passage.section):
            groups[-1][1].append(one)
        else:
            groups.append((describe(one), [one]))
    return groups


def _others(asked: Asked, found: Sequence[FoundPassage]) -> list[FoundPassage]:
    """Of any passages, the two best that speak of the subject."""
    wanted = set(content_words(asked.subject))
    return [one for one in found if wanted & set(content_words(one.passage.text))][:2]


def _steps(facts: Sequence[Fact]) -> list[str]:
    parts = []
    for fact in facts:
        steps = [f"{number}. {step.rule}: ${step.latex}$" for number, step in enumerate(fact.steps, start=1)]
        parts.append("\n".join(["**Computed, step by step**", "", *steps, "", fact.statement]))
    return parts


def _uses(asked: Asked) -> list[str]:
    uses = [use for topic in asked.topics[:1] for use in topic.used_by][:_MOST_USES]
    return [f"Practical ideas that rest on it: {', '.join(uses)}."] if uses else []


def _aloud(asked: Asked, found: Sequence[FoundPassage], *, quoted: bool) -> Lead:
    passages = sections(found, asked.topics[:1], way_to_ask(Way.ALOUD).headings)
    formulas = asked.formulas or formulas_of([one.passage.text for one in found[:1]])
    said = [(formula, read_aloud(formula)) for formula in formulas]
    heard = [(formula, words) for formula, words in said if words is not None and words != formula]
    heard = heard[:_MOST_FORMULAS]
    if not heard:
        return Lead(
            "There is no formula in the last answer that can be read aloud. Type the one you mean between dollar "
            "signs, for example `$\\nabla f$`, and ask again.",
            enough=True,
        )
    lines = [f"$$\n{formula}\n$$\n\n“{words}”" for formula, words in heard]
    reading = "\n".join(f"${formula}$ is read: {words}" for formula, words in heard)
    signs = dict.fromkeys(sign for formula, _ in heard for sign in signs_of(formula))
    if signs:
        lines.append("\n".join(["Symbol by symbol:", "", *(f"- ${sign}$ {words}" for sign, words in signs)]))
    citations: tuple[Citation, ...] = ()
    if quoted and passages:
        citations = (cite_passage(1, passages[0]),)
        text = "\n\n".join(one.passage.text for one in passages)[:_LONGEST_SECTION]
        lines.append(f"**{describe(passages[0])}** [1]\n\n{text}")
    return Lead("\n\n".join(lines), citations, passages, enough=True, variables={"reading": reading})


def _another(asked: Asked, found: Sequence[FoundPassage], *, quoted: bool) -> Lead:
    views = _views(asked, found)
    if len(views) < 2:
        where = f" but “{views[0].passage.document}”" if views else ""
        return Lead(
            f"No source in your library{where} speaks of {asked.subject}. Add a second one in the library, a textbook "
            "chapter or lecture notes, and ask again.",
            enough=True,
        )
    citations = tuple(cite_passage(number, one) for number, one in enumerate(views, start=1))
    if not quoted:
        return Lead("", (), tuple(views))
    parts = ["Side by side; compare the picture, the symbols and the definition."]
    for number, one in enumerate(views, start=1):
        cut = excerpt(one.passage.text, asked.subject, _LONGEST_VIEW)
        parts.append(
            f"**{describe(one)}** [{number}]\n\n" + "\n".join(f"> {line}" for line in cut.splitlines())
        )
    return Lead("\n\n".join(parts), citations, tuple(views), enough=True)


def _views(asked: Asked, found: Sequence[FoundPassage]) -> list[FoundPassage]:
    """One passage a document that speaks of the subject, the topic's own note first.

    The note of another topic is no second view of this one, even where it uses its name.
    """
    wanted = set(content_words(asked.subject))
    own = asked.topics[0].note if asked.topics else ""
    best: dict[str, FoundPassage] = {}
    for one in explaining_first(found, asked.subject):
        if own and one.passage.path != own and _is_built_in(one.passage):
            continue
        if wanted <= set(content_words(one.passage.text + " ".join(one.passage.section))):
            best.setdefault(one.passage.document_id, one)

    def rank(one: FoundPassage) -> tuple[bool, bool]:
        return one.passage.path != own, _is_built_in(one.passage)

    return sorted(best.values(), key=rank)[:2]


def _is_built_in(passage: Passage) -> bool:
    return passage.path.startswith("notes/")


def _underneath(asked: Asked, found: Sequence[FoundPassage]) -> Lead:
    if not asked.topics:
        return Lead(
            "The last answer is about no topic of the syllabus, so there is nothing known to lie underneath it. Name "
            "the topic you mean, and ask again.",
            enough=True,
        )
    if not asked.missing:
        return Lead(f"Nothing: you have practised everything that {asked.subject} rests on.", enough=True)
    nearest = sorted(asked.missing, key=lambda missing: missing.distance)
    never = [missing for missing in nearest if not missing.touched]
    seen = [missing for missing in nearest if missing.touched]
    parts = [f"**Underneath {asked.subject}**, by your own record:"]
    for what, group in (("never touched", never), ("seen, but never practised", seen)):
        if group:
            parts.append(f"{len(group)} {what}:\n\n" + "\n".join(map(_missing_line, group[:_MOST_MISSING])))
        if len(group) > _MOST_MISSING:
            parts.append(f"… and {len(group) - _MOST_MISSING} more, all on the coverage page.")
    parts.append(f"Begin with **{asked.missing[0].topic.title}**: nothing under it is missing.")
    listed = "\n".join(f"- {missing.topic.title}" for missing in asked.missing[:_FIRST_TOPICS])
    return Lead("\n\n".join(parts), (), tuple(found[:2]), enough=True, variables={"missing": listed})


def _missing_line(missing: Missing) -> str:
    far = "needed directly" if missing.distance == 1 else f"{missing.distance} steps down"
    return f"- **{missing.topic.title}**, {far}, {missing.topic.minutes} minutes"


def _language(asked: Asked, found: Sequence[FoundPassage]) -> Lead:
    chosen = [asked.language] if asked.language else list(LANGUAGES)
    rows = []
    for topic in (*asked.topics[:1], *asked.beside, *asked.topics[1:]):
        terms = dict(topic.terms)
        rows.append([topic.title, *(terms.get(language, "–") for language in chosen)])
    if not rows:
        return Lead(
            "The last answer is about no topic of the syllabus, so the glossary has no terms for it.",
            enough=True,
        )
    heads = ["English", *(LANGUAGES[language] for language in chosen)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
    variables = {
        "language": LANGUAGES.get(asked.language, "English"),
        "terms": "\n".join(f"- {row[0]}: {row[1]}" for row in rows),
    }
    return Lead(f"From the glossary:\n\n{table}", (), tuple(found[:2]), enough=True, variables=variables)


def _quiz(asked: Asked, found: Sequence[FoundPassage]) -> Lead:
    passages = sections(found, asked.topics[:1], way_to_ask(Way.QUIZ).headings)
    parts = [
        f"**{topic.title}**: practise it with endless exercises whose answers are proved, on the page Practice or with "
        f"`groundwork practice --topic {topic.id}`."
        for topic in asked.topics[:1]
    ] or ["Choose a topic on the page Practice: its exercises have proved answers."]
    citations: tuple[Citation, ...] = ()
    if passages:
        citations = (cite_passage(1, passages[0]),)
        text = "\n\n".join(one.passage.text for one in passages)
        questions = "\n".join(f"- {' '.join(question.split())}" for question in _QUESTION.findall(text))
        parts.append(f"To answer aloud first; the answers are in the passage [1]:\n\n{questions}")
    return Lead("\n\n".join(parts), citations, passages, enough=True)
