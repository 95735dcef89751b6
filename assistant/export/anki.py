"""Cards as an Anki package (`.apkg`), by genanki.

Anki renders formulas between `\\(…\\)` and `\\[…\\]`. A note's guid comes from its card's key alone, so that importing a
second export updates the notes that are there and doubles none.
"""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assistant.export.cards import Card
from assistant.tutor.spans import SpanKind, find_spans, inner_formula

# Chosen once at random and permanent: Anki tells note types and decks apart by these numbers.
_ONE_WAY_ID = 1_732_061_901
_BOTH_WAYS_ID = 1_732_061_902
_DECKS_FROM = 1_732_061_000_000

_STYLE = """
.card { font: 20px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; text-align: left; }
.card code { font-size: .9em; }
hr { border: 0; border-top: 1px solid #8888; margin: 1.2rem 0; }
"""
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")


def render_anki(cards: Sequence[Card], at: datetime) -> bytes:
    """An Anki package with all cards, one deck an area.

    Args:
        cards: What to learn.
        at: The time now; Anki keeps it as the time the notes were made.
    """
    import genanki

    one_way = genanki.Model(
        _ONE_WAY_ID,
        "Groundwork",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[_template("Card", "Front", "Back")],
        css=_STYLE,
    )
    both_ways = genanki.Model(
        _BOTH_WAYS_ID,
        "Groundwork, both ways",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            _template("Formula to words", "Front", "Back"),
            _template("Words to formula", "Back", "Front"),
        ],
        css=_STYLE,
    )
    names = sorted({card.deck for card in cards})
    decks = {name: genanki.Deck(_deck_id(name), name) for name in names}
    for card in cards:
        decks[card.deck].add_note(
            genanki.Note(
                model=both_ways if card.both_ways else one_way,
                fields=[card_html(card.front), card_html(card.back)],
                tags=[tag.replace(" ", "-") for tag in card.tags],
                guid=genanki.guid_for("groundwork", card.key),
            )
        )
    with tempfile.TemporaryDirectory(prefix="groundwork-anki-") as folder:
        file = Path(folder) / "groundwork.apkg"
        genanki.Package(list(decks.values())).write_to_file(str(file), timestamp=at.timestamp())
        return file.read_bytes()


def _template(name: str, question: str, answer: str) -> dict[str, str]:
    return {
        "name": name,
        "qfmt": f"{{{{{question}}}}}",
        "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{answer}}}}}",
    }


def _deck_id(name: str) -> int:
    # The same name is the same deck in every export, on every machine.
    return _DECKS_FROM + sum(position * ord(char) for position, char in enumerate(name, 1)) % 1_000_000


def card_html(markdown: str) -> str:
    r"""The side of a card as HTML: formulas as `\(…\)` and `\[…\]`, everything else escaped.

    Pictures and links are left out: a card loads nothing from elsewhere.
    """
    pieces = []
    place = 0
    for span in find_spans(markdown):
        pieces.append(_prose(markdown[place : span.start]))
        source = markdown[span.start : span.end]
        if span.is_formula:
            formula = html.escape(inner_formula(markdown, span), quote=False)
            pieces.append(rf"\[{formula}\]" if span.kind is SpanKind.DISPLAY else rf"\({formula}\)")
        elif span.kind is SpanKind.CODE:
            pieces.append(f"<code>{html.escape(source.strip('`'), quote=False)}</code>")
        else:
            body = "\n".join(source.strip().splitlines()[1:-1])
            pieces.append(f"<pre>{html.escape(body, quote=False)}</pre>")
        place = span.end
    pieces.append(_prose(markdown[place:]))
    return "".join(pieces).strip()


def _prose(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    # A cloze or field in braces would be filled in by Anki; a zero-width space keeps the braces as they are.
    text = html.escape(text, quote=False).replace("{{", "{\u200b{")
    text = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", text))
    return re.sub(r"\n\s*\n", "<br><br>", text).replace("\n", " ")
