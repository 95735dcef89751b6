"""A place in a list of tokens, with the few moves a parser makes."""

from __future__ import annotations

from typing import NoReturn

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.tokens import Token


class Cursor:
    """Walks over tokens; every refusal carries the offset of the token it stands at."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.place = 0

    @property
    def last_end(self) -> int:
        """Where the token before this place ends."""
        return self.tokens[self.place - 1].end if self.place else 0

    def peek(self, ahead: int = 0) -> Token:
        """The token `ahead` places on, without taking it; the end stays the end."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else self.tokens[-1]

    def next(self) -> Token:
        """Take the token at this place."""
        token = self.peek()
        if self.place < len(self.tokens) - 1:
            self.place += 1
        elif token.kind == "EOF":
            self.refuse("The formula ends too early.")
        return token

    def jump(self, count: int) -> None:
        """Pass over tokens already looked at."""
        self.place = min(self.place + count, len(self.tokens) - 1)

    def take(self, kind: str, text: str | None = None) -> bool:
        """Take the token at this place if it is of this kind, and say whether it was."""
        token = self.peek()
        if token.kind == kind and (text is None or token.text == text):
            self.place += 1
            return True
        return False

    def expect(self, text: str) -> Token:
        """Take exactly this sign, or refuse."""
        token = self.peek()
        if token.text != text or token.kind not in ("OP", "OPEN", "CLOSE"):
            self.refuse(f"Groundwork expects “{text}” here.")
        return self.next()

    def close(self, opener: Token, *closers: str) -> str:
        r"""Take one of these closing brackets, written as its opener was (`\left(` with `\right)`)."""
        token = self.peek()
        kinds = ("CLOSE",) if opener.kind == "OPEN" else ("OP",)
        if token.text not in closers or token.kind not in kinds:
            self.refuse(f"The bracket “{opener.text}” is not closed here.")
        self.next()
        return token.text

    def refuse(self, why: str = "") -> NoReturn:
        """Stop reading, with the place and a reason."""
        token = self.peek()
        if not why:
            shown = self.text[token.start : token.end][:20] or "the end"
            why = f"Groundwork did not expect “{shown}” here."
        raise UnreadableMath(why, offset=token.start)
