"""What the parts of the parser share: where they stand, how deep they are, and each other's names."""

from __future__ import annotations

from dataclasses import replace

from assistant.mathcheck.reading.cursor import Cursor
from assistant.mathcheck.reading.syntax import Name, Node
from assistant.mathcheck.reading.tokens import Token

DEPTH_LIMIT = 60
"""How deep brackets, fractions and functions may be nested."""

ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "vec": "vec",
    "dot": "dot",
    "ddot": "ddot",
    "underline": "",
    "overrightarrow": "vec",
}
FONTS = {
    "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold",
    "pmb": "bold",
    "mathit": "",
    "mathcal": "cal",
    "mathscr": "cal",
    "mathfrak": "frak",
    "mathbb": "bb",
    "mathnormal": "",
    "textup": "",
    "emph": "",
    "ensuremath": "",
}


def spanning(node: Node, start: int, end: int) -> Node:
    """The same node over another stretch of text."""
    return replace(node, start=start, end=end)


class Grammar(Cursor):
    """The state of a parse; each method below is written in the part of the grammar that it belongs to."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        super().__init__(tokens, text)
        self.depth = 0
        self.nested = 0
        self.open_evaluations = 0
        self.integrals = 0
        self.bars: list[str] = []
        self.differential: Name | None = None

    def listing(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def chain(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def expression(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def term(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _starts_factor(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _factor_at(self, ahead: int) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def signed(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def power(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def hanging(self, node: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def script(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _primes(self, node: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _applied(self, function: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def arguments(self) -> tuple[Node, ...]:
        """See the part that reads it."""
        raise NotImplementedError

    def chain_in_brackets(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _bar_is_evaluation(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _at_evaluation_bar(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _evaluation(self, body: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def atom(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _name_tail(self, name: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _subscript(self, name: Node) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def braces(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _angle(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _set(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _bars(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _command(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def group(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _function(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _parenthesis_follows(self, ahead: int) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _argument_follows(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _environment(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _big_operator(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _limit(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _differential_follows(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _take_differential(self) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _integral(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _fraction_derivative(self, token: Token) -> Node | None:
        """See the part that reads it."""
        raise NotImplementedError

    def _typed_derivative(self) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _slash_derivative(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _partial(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _nabla(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _looks_like_event(self, ahead: int) -> bool:
        """See the part that reads it."""
        raise NotImplementedError

    def _probability(self, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError

    def _moment(self, kind: str, token: Token) -> Node:
        """See the part that reads it."""
        raise NotImplementedError
