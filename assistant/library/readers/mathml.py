"""MathML to LaTeX: the source that MathJax, KaTeX, LaTeXML and Wikipedia leave beside it, else its own shape."""

from __future__ import annotations

import re

from assistant.library.readers.html_tokens import Tag

_WRAPPED = re.compile(r"\A\{\\displaystyle\s*(.*)\}\Z|\A\\displaystyle\s+(.*)\Z", re.DOTALL)
_MOST_DEPTH = 200
_MOST_CHARACTERS = 20_000
_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_OPERATORS = str.maketrans({"\u2061": "", "\u2062": " ", "\u2063": "", "\u2064": "", "−": "-", "\u00a0": " "})


class MathMl:
    """One `<math>` element while it is read."""

    def __init__(self, tag: Tag) -> None:
        self._display = tag.attributes.get("display", "").lower() == "block"
        self._source = tag.attributes.get("alttext", "")
        self._annotation: list[str] | None = None
        self._foreign = 0
        self._stack: list[tuple[str, list[str]]] = [("math", [])]
        self._size = 0

    def open(self, tag: Tag) -> None:
        """Take an opening tag inside the formula."""
        if tag.name in ("annotation", "annotation-xml"):
            if "tex" in tag.attributes.get("encoding", "").lower() and tag.name == "annotation":
                self._annotation = []
            else:
                self._foreign += 1
        elif len(self._stack) < _MOST_DEPTH and not self._foreign and self._annotation is None:
            self._stack.append((_local(tag.name), []))

    def close(self, name: str) -> None:
        """Take a closing tag inside the formula."""
        if name in ("annotation", "annotation-xml"):
            if self._annotation is not None:
                self._source = "".join(self._annotation).strip() or self._source
                self._annotation = None
            else:
                self._foreign = max(0, self._foreign - 1)
        elif len(self._stack) > 1 and self._stack[-1][0] == _local(name) and self._annotation is None:
            kind, parts = self._stack.pop()
            self._stack[-1][1].append(_shape(kind, parts))

    def text(self, text: str) -> None:
        """Take text inside the formula."""
        self._size += len(text)
        if self._size > _MOST_CHARACTERS:
            return
        if self._annotation is not None:
            self._annotation.append(text)
        elif not self._foreign and self._stack[-1][0] in _LEAVES:
            self._stack[-1][1].append(text.translate(_OPERATORS).strip())

    def latex(self) -> str:
        """The formula between dollars; empty when there is nothing in it."""
        while len(self._stack) > 1:
            kind, parts = self._stack.pop()
            self._stack[-1][1].append(_shape(kind, parts))
        source = " ".join((self._source or " ".join(filter(None, self._stack[0][1]))).split())
        found = _WRAPPED.match(source)
        if found:
            source = (found.group(1) or found.group(2) or "").strip()
        source = source.strip("$").strip()
        if not source:
            return ""
        # A blank line around it makes a displayed formula a block of its own.
        return f"\n\n$${source}$$\n\n" if self._display else f"${source}$"


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _shape(kind: str, parts: list[str]) -> str:
    one = [part for part in parts if part]
    first, second, third = (*one, "", "", "")[:3]
    if kind in _LEAVES:
        return "".join(parts)
    if kind == "msup" and len(one) == 2:
        return f"{first}^{{{second}}}"
    if kind in ("msub", "munder") and len(one) == 2:
        return f"{first}_{{{second}}}"
    if kind in ("msubsup", "munderover") and len(one) == 3:
        return f"{first}_{{{second}}}^{{{third}}}"
    if kind == "mfrac" and len(one) == 2:
        return f"\\frac{{{first}}}{{{second}}}"
    if kind == "msqrt":
        return f"\\sqrt{{{' '.join(one)}}}"
    if kind == "mroot" and len(one) == 2:
        return f"\\sqrt[{second}]{{{first}}}"
    if kind == "mtr":
        return " & ".join(one) + r" \\"
    if kind == "mtable":
        return r"\begin{matrix} " + " ".join(one) + r" \end{matrix}"
    if kind in ("annotation", "none", "mspace", "mphantom"):
        return ""
    return " ".join(one)
