"""Probabilities of events, expectations and variances."""

from __future__ import annotations

from assistant.mathcheck.reading.grammar import Grammar
from assistant.mathcheck.reading.syntax import Moment, Name, Node, Probability
from assistant.mathcheck.reading.tokens import Token

_EVENT_WORDS = {
    "cap": "and", "wedge": "and", "land": "and", "cup": "or", "vee": "or", "lor": "or", "neg": "not", "lnot": "not",
    "sim": "not", "overline": "not", "bar": "not",
}  # fmt: skip


class Events(Grammar):
    """Probabilities of events, expectations and variances."""

    def _looks_like_event(self, ahead: int) -> bool:
        """Whether `P(` is followed by an event rather than by a number or a lower-case variable."""
        if not self._parenthesis_follows(ahead):
            return False
        depth = 0
        event = False
        while True:
            token = self.peek(ahead)
            if token.kind == "EOF":
                return False
            if token.text in ("(", "[", "{") and token.kind in ("OP", "OPEN"):
                depth += 1
            elif token.text in (")", "]", "}") and token.kind in ("OP", "CLOSE"):
                depth -= 1
                if depth == 0:
                    return event
            elif (
                token.kind == "TEXT"
                or token.kind == "REL"
                or token.text in ("|", "mid", "cap", "cup", "neg", "lnot")
            ) or (token.kind == "NAME" and (token.text[0].isupper() or len(token.text) > 3)):
                event = True
            ahead += 1

    def _probability(self, token: Token) -> Node:
        if not self._parenthesis_follows(0):
            return self._name_tail(Name("P", start=token.start, end=token.end))
        depth, parts = 0, [[], []]  # type: ignore[var-annotated]
        side = 0
        opener = self.next()
        while True:
            piece = self.next()
            if piece.kind == "EOF":
                self.refuse("A closing bracket is missing.")
            if piece.kind in ("OP", "OPEN", "CLOSE") and piece.text in "([":
                depth += 1
            elif piece.kind in ("OP", "CLOSE") and piece.text in ")]":
                if depth == 0:
                    break
                depth -= 1
            if depth == 0 and piece.text in ("|", "mid", "vert") and piece.kind in ("OP", "CMD", "CLOSE"):
                side += 1
                if side > 1:
                    self.refuse("Groundwork cannot read this condition.")
                continue
            parts[side].append(piece)
        if (opener.text == "(") != (self.text[self.last_end - 1 : self.last_end] == ")"):
            self.refuse("The brackets of this probability do not match.")
        event, given = (_event_text(part) for part in parts)
        if not event or (side and not given):
            self.refuse("Groundwork cannot read this event.")
        return Probability(event, given, start=token.start, end=self.last_end)

    def _moment(self, kind: str, token: Token) -> Node:
        under = self._under() if self.peek().kind == "OP" and self.peek().text == "_" else ""
        if not self._parenthesis_follows(0):
            self.refuse("Groundwork expects what this is the expectation of, in brackets.")
        opener = self.next()
        items = [self.chain_in_brackets()]
        while self.take("OP", ","):
            items.append(self.chain_in_brackets())
        self.close(opener, ")" if opener.text == "(" else "]")
        return Moment(kind, tuple(items), under, start=token.start, end=self.last_end)

    def _under(self) -> str:
        """What stands below an expectation sign, as text: `x ~ P`."""
        self.next()
        if not self.take("OP", "{"):
            return self.next().text
        words: list[str] = []
        depth = 0
        while depth or not (self.peek().kind == "OP" and self.peek().text == "}"):
            piece = self.next()
            if piece.kind == "EOF":
                self.refuse("A closing brace is missing.")
            depth += {"{": 1, "}": -1}.get(piece.text, 0) if piece.kind == "OP" else 0
            words.append(piece.text)
        self.next()
        return " ".join(words)


def _event_text(tokens: list[Token]) -> str:
    """An event as canonical text: `not A`, `A and B`, `X=2`."""
    words: list[str] = []
    pending_not = False
    skip_braces = 0
    for position, token in enumerate(tokens):
        text = token.text
        if token.kind in ("OP", "OPEN", "CLOSE") and text in "{}":
            skip_braces += 1
            continue
        if token.kind == "CMD" and text in _EVENT_WORDS:
            if _EVENT_WORDS[text] == "not":
                pending_not = True
            else:
                words.append(_EVENT_WORDS[text])
            continue
        if token.kind == "REL" and text == "dist":
            pending_not = True
            continue
        if token.kind == "OP" and text == "^":
            following = [item.text for item in tokens[position + 1 : position + 4] if item.text not in "{}"]
            if following[:1] in (["c"], ["C"], ["complement"]) and words:
                words[-1] = f"not {words[-1]}"
                continue
            return ""
        previous = [item.text for item in tokens[max(0, position - 2) : position] if item.text not in "{}"]
        if previous[-1:] == ["^"] and text in ("c", "C", "complement"):
            continue
        if token.kind == "PRIME" and words:
            words[-1] = f"not {words[-1]}"
            continue
        if token.kind == "OP" and text == ",":
            words.append("and")
            continue
        if token.kind in ("OP",) and text == "_":
            words.append("_")
            continue
        if token.kind == "CMD" and not text.isalpha():
            return ""
        word = text.strip().lower() if token.kind == "TEXT" else text
        words.append(f"not {word}" if pending_not else word)
        pending_not = False
    joined = " ".join(words).replace(" _ ", "_")
    for relation in ("<=", ">=", "!=", "=", "<", ">"):
        joined = joined.replace(f" {relation} ", relation)
    return joined
