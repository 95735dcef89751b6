"""Writes a LaTeX file's own short names out: after `\\newcommand{\\R}{\\mathbb{R}}` every `\\R` becomes `\\mathbb{R}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.library.limits import MAX_MACROS
from assistant.library.readers.latex_words import argument

_DEFINITION = re.compile(
    r"\\(?:re)?(?:newcommand|providecommand)\*?\s*\{?\s*\\(?P<name>[A-Za-z]{1,40})\s*\}?\s*(?:\[(?P<count>[1-9])\])?\s*(?=\{)"
    r"|\\def\s*\\(?P<short>[A-Za-z]{1,40})\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{\s*\\(?P<operator>[A-Za-z]{1,40})\s*\}\s*(?=\{)"
)
_PASSES = 4
_MOST_BODY = 500
_MOST_GROWTH, _ALWAYS_ALLOWED = 2, 200_000
_PARAMETER = re.compile(r"#([1-9])")


@dataclass(frozen=True, slots=True)
class _Macro:
    arguments: int
    body: str


def write_out_macros(preamble: str, body: str) -> str:
    """Write out in `body` what is defined in either; definitions are taken out of it.

    Names that stand for themselves, or that make the text too long, stay as they are.
    """
    macros = _definitions(preamble)
    if "\\newcommand" in body or "\\def" in body or "\\DeclareMathOperator" in body:
        macros |= _definitions(body)
        body = _without_definitions(body)
    if not macros:
        return body
    names = re.compile(r"\\(" + "|".join(sorted(macros, key=len, reverse=True)) + r")(?![A-Za-z])")
    for _ in range(_PASSES):
        written = _one_pass(body, macros, names)
        if written is None or written == body:
            return body
        body = written
    return body


def _definitions(source: str) -> dict[str, _Macro]:
    macros: dict[str, _Macro] = {}
    for found in _DEFINITION.finditer(source):
        if len(macros) >= MAX_MACROS:
            break
        text, _ = argument(source, found.end())
        name = found["name"] or found["short"] or found["operator"]
        if not text or len(text) > _MOST_BODY or f"\\{name}" in text:
            continue
        if found["operator"]:
            text = f"\\operatorname{{{text}}}"
        macros[name] = _Macro(int(found["count"] or 0), text)
    return macros


def _without_definitions(body: str) -> str:
    parts, at = [], 0
    for found in _DEFINITION.finditer(body):
        if found.start() >= at:
            parts.append(body[at : found.start()])
            at = argument(body, found.end())[1]
    parts.append(body[at:])
    return "".join(parts)


def _one_pass(body: str, macros: dict[str, _Macro], names: re.Pattern[str]) -> str | None:
    """The body with each name written out once; None when it would become too long."""
    parts: list[str] = []
    at = size = 0
    most = _MOST_GROWTH * len(body) + _ALWAYS_ALLOWED
    for found in names.finditer(body):
        if found.start() < at:
            continue
        macro, end = macros[found.group(1)], found.end()
        given: list[str] = []
        for _ in range(macro.arguments):
            value, end = argument(body, end)
            given.append(value)
        text = _filled(macro.body, given)
        if text[-1:].isalpha() and body[end : end + 1].isalpha():
            text += " "
        parts += [body[at : found.start()], text]
        size += found.start() - at + len(text)
        at = end
        if size > most:
            return None
    parts.append(body[at:])
    return "".join(parts)


def _filled(body: str, given: list[str]) -> str:
    def one(place: re.Match[str]) -> str:
        number = int(place.group(1))
        return given[number - 1] if number <= len(given) else ""

    return _PARAMETER.sub(one, body)
