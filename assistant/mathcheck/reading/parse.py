"""Tokens to syntax: a recursive-descent parser that refuses what it does not know.

`parse_math` reads one formula, relation or chain of relations. Where mathematics itself is ambiguous
(`a(b+c)`, `1/2x`, `\\sin x / 2`) it keeps both readings in an `Ambiguous` or `Apply` node.
"""

from __future__ import annotations

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.grammar_atoms import Atoms
from assistant.mathcheck.reading.grammar_calculus import Calculus
from assistant.mathcheck.reading.grammar_commands import Commands
from assistant.mathcheck.reading.grammar_events import Events
from assistant.mathcheck.reading.grammar_powers import Powers
from assistant.mathcheck.reading.grammar_terms import Terms
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.reading.tokens import tokenize


class _Parser(Terms, Powers, Atoms, Commands, Calculus, Events):
    """All parts of the grammar together."""


def parse_math(text: str, *, offset: int = 0) -> Node:
    r"""Read a formula; raises UnreadableMath, whose offset counts from the start of the text `offset` shifts.

    Reads LaTeX (`\frac{1}{2}x^2`), typed text (`1/2*x^2`, `sqrt(2)`, `[1, 2; 3, 4]`, `x=2 or x=-3`) and Unicode.
    """
    try:
        return _Parser(tokenize(text), text).everything()
    except UnreadableMath as error:
        raise UnreadableMath(error.what, offset=error.offset + offset, todo=error.todo) from None
    except RecursionError:
        raise UnreadableMath("The formula is nested too deeply.", offset=offset) from None
