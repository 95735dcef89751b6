"""Takes HTML apart into tags and text, in time that grows with its length and no faster, whatever is in it.

Python's `html.parser` takes quadratic time on some broken pages; here everything that was looked at is passed over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.library.limits import MAX_TAG_QUOTES

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,40}")
_STOP = re.compile(r"[<>\"']")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:@][\w:.@-]{0,60})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,2000})))?"""
)
_KEPT = frozenset(
    ("alttext", "aria-hidden", "charset", "class", "display", "encoding", "hidden", "id", "name", "style", "type")
)  # fmt: skip
_MOST_VALUE = 20_000
# What stands inside these is no markup: it ends at their own closing tag only.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes", "plaintext"))


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag; `raw` is what stands in an element whose content is no markup."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    raw: str = ""

    @property
    def classes(self) -> frozenset[str]:
        """The classes of an opening tag."""
        return frozenset(self.attributes.get("class", "").split())


def tokens(source: str) -> Iterator[Tag | str]:
    """Yield tags and the text between them, character references resolved; comments and declarations are dropped."""
    at, end = 0, len(source)
    last = {mark: source.rfind(mark) for mark in "\"'>"}
    while at < end:
        opened = source.find("<", at)
        if opened < 0:
            opened = end
        if opened > at:
            yield html.unescape(source[at:opened])
        if opened == end:
            return
        if source.startswith(("<!", "<?"), opened):
            at = _after_declaration(source, opened)
            continue
        name = _NAME.match(source, opened + 1)
        if name is None:
            yield "<"
            at = opened + 1
            continue
        at, closed = _tag_end(source, name.end(), last)
        if not closed:
            # What begins like a tag and never ends as one is text up to where that shows.
            yield html.unescape(source[opened:at])
            continue
        tag = _tag(name.group(), source[name.end() : at - 1])
        if tag.name in _RAW and not tag.closing:
            raw_end = _raw_end(source, tag.name, at)
            yield Tag(tag.name, attributes=tag.attributes, raw=source[at:raw_end])
            at = raw_end
            continue
        yield tag


def _after_declaration(source: str, opened: int) -> int:
    mark = (
        "-->"
        if source.startswith("<!--", opened)
        else "]]>"
        if source.startswith("<![CDATA[", opened)
        else ">"
    )
    found = source.find(mark, opened + 2)
    return len(source) if found < 0 else found + len(mark)


def _tag_end(source: str, at: int, last: dict[str, int]) -> tuple[int, bool]:
    """Where a tag's `>` is passed, or how far was looked in vain."""
    for _ in range(MAX_TAG_QUOTES):
        found = _STOP.search(source, at) if at <= last[">"] else None
        if found is None:
            return max(at, min(at + 1, len(source))), False
        mark = found.group()
        if mark == ">":
            return found.end(), True
        if mark == "<" or last[mark] < found.end():
            return max(found.start(), at), False
        at = source.index(mark, found.end()) + 1
    return at, False


def _raw_end(source: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)


def _tag(name: str, rest: str) -> Tag:
    closing = name.startswith("/")
    if closing or not rest:
        return Tag(name.lstrip("/").lower(), closing)
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(rest):
        key = found.group(1).lower()
        if key in _KEPT:
            value = found.group(2) or found.group(3) or found.group(4) or ""
            attributes.setdefault(key, html.unescape(value[:_MOST_VALUE]))
    return Tag(name.lower(), False, attributes)
