"""Powers and whatever hangs on a factor: primes, factorials, indices, brackets with arguments."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.mathcheck.reading.grammar import DEPTH_LIMIT, Grammar
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    Call,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Tuple,
    Unary,
)
from assistant.mathcheck.reading.tokens import GREEK, Token

_FUNCTION_LETTERS = frozenset("fghFGH") | frozenset(
    ("sigma", "phi", "varphi", "psi", "Phi", "Psi", "Gamma", "zeta")
)


class Powers(Grammar):
    """Powers and whatever hangs on a factor."""

    def power(self) -> Node:
        """An atom with its powers and what else hangs on it."""
        self.nested += 1
        if self.nested > 2 * DEPTH_LIMIT:  # functions of functions nest without brackets
            self.refuse(f"The formula is nested more than {DEPTH_LIMIT} levels deep.")
        node = self.hanging(self.atom())
        self.nested -= 1
        return node

    def hanging(self, node: Node) -> Node:
        """Powers, primes, factorials, per cent, degrees, evaluation bars after a factor."""
        while True:
            token = self.peek()
            if token.kind == "OP" and token.text == "^":
                node = self._exponent(node)
            elif token.kind == "PRIME":
                node = self._primes(node)
            elif token.kind == "OP" and token.text == "!":
                self.next()
                if self.take("OP", "!"):
                    self.refuse("Groundwork does not read double factorials.")
                node = Postfix("!", node, start=node.start, end=self.last_end)
            elif (token.kind == "CMD" and token.text == "%") or (token.kind == "OP" and token.text == "%"):
                self.next()
                node = Postfix("%", node, start=node.start, end=self.last_end)
            elif token.kind == "CMD" and token.text in ("degree", "textdegree"):
                self.next()
                node = Postfix("degree", node, start=node.start, end=self.last_end)
            elif token.kind == "CMD" and token.text == "unicode-transpose":
                self.next()
                node = Postfix("transpose", node, start=node.start, end=self.last_end)
            elif self._at_evaluation_bar():
                node = self._evaluation(node)
            elif self._at_entry(node):
                node = self._entry(node)
            else:
                return node

    def _at_entry(self, node: Node) -> bool:
        """Whether an index follows a closing bracket, as in `(A^T)_{12}`."""
        if not (self.peek().kind == "OP" and self.peek().text == "_"):
            return False
        closed = self.tokens[self.place - 1]
        return (
            closed.kind in ("OP", "CLOSE")
            and closed.text in (")", "]")
            and not isinstance(node, Tuple | Apply)
        )

    def _entry(self, node: Node) -> Node:
        named = self._subscript(Name("", start=node.start, end=node.end))
        index = named.index if isinstance(named, Name) else None
        if index is None:
            self.refuse()
        return Call("entry", (node,), index, start=node.start, end=self.last_end)

    def _exponent(self, base: Node) -> Node:
        self.next()
        token = self.peek()
        braced = token.kind == "OP" and token.text == "{"
        inner = self.peek(1) if braced else token
        closes = not braced or (self.peek(2).kind == "OP" and self.peek(2).text == "}")
        if closes and inner.kind == "CMD" and inner.text in ("circ", "degree"):
            self.jump(3 if braced else 1)
            return Postfix("degree", base, start=base.start, end=self.last_end)
        if closes and (inner.kind == "CMD" and inner.text in ("top", "intercal", "mathsf")):
            self.jump(3 if braced else 1)
            return Postfix("transpose", base, start=base.start, end=self.last_end)
        if inner.kind == "PRIME" or (inner.kind == "CMD" and inner.text == "prime"):
            order = 0
            self.jump(1 if braced else 0)
            while self.take("PRIME"):
                order += 1
            if braced:
                self.expect("}")
            return self._primed(base, order)
        lone_sign = inner.text in ("*", "+", "-") and (braced or not self._factor_at(1))
        if closes and (lone_sign or inner.text in ("dagger", "ast", "star")):
            self.refuse("Groundwork does not know this superscript.")
        if braced and isinstance(base, Name) and self._bracketed_index():
            index = self.peek(2)
            self.jump(5)
            if index.kind == "NUMBER" and index.text in "123456789" and self._parenthesis_follows(0):
                return self._primed(base, int(index.text))  # f^{(4)}(x), a derivative
            # x^{(2)}, the second example
            return Name(f"{base.text}^({index.text})", base.index, start=base.start, end=self.last_end)
        exponent = self.script()
        node: Node = Power(base, exponent, start=base.start, end=self.last_end)
        if isinstance(base, Name) and self.peek().kind == "OP" and self.peek().text == "_":
            node = Power(self._subscript(base), exponent, start=base.start, end=self.last_end)
        return node

    def _bracketed_index(self) -> bool:
        """Whether `{(i)}` stands here."""
        texts = [self.peek(ahead).text for ahead in range(5)]
        return texts[1] == "(" and texts[3:] == [")", "}"] and self.peek(2).kind in ("NUMBER", "NAME")

    def script(self) -> Node:
        """What follows `^` or `_`: a group in braces, or one token (a signed one when typed)."""
        token = self.peek()
        if token.kind == "OP" and token.text == "{":
            return self.braces()
        if token.kind == "OP" and token.text in "+-":
            self.next()
            operand = self.script()
            return Unary(token.text, operand, start=token.start, end=self.last_end)
        if token.kind == "OP" and token.text in "([":
            return self.atom()
        if token.kind == "NUMBER" and "\\" in self.text and self.text[token.start - 1 : token.start] in "^_":
            return self._one_digit(token)
        if self._letter_before_bracket(token):
            self.next()
            return Name(token.text, start=token.start, end=token.end)
        return self.script_atom()

    def _letter_before_bracket(self, token: Token) -> bool:
        """Whether one letter is all of a script: `e^x(x + 1)` is a product, `e^f(x)` the exponential of a function."""
        after = self.peek(1)
        bracket = after.kind in ("OP", "OPEN") and after.text == "("
        letter = token.kind == "NAME" and (len(token.text) == 1 or token.text in GREEK)
        return bracket and letter and token.text not in _FUNCTION_LETTERS

    def script_atom(self) -> Node:
        """One atom as an exponent; typed without braces, powers bind from the right."""
        token = self.peek()
        node = self.atom()
        # Typed text has no braces: 2^x! and e^-x^2 follow the usual order, powers from the right.
        if "\\" not in self.text and self.peek().kind == "OP" and self.peek().text == "^":
            self.next()
            exponent = self.script()
            return Power(node, exponent, start=token.start, end=self.last_end)
        return node

    def _one_digit(self, token: Token) -> Node:
        """In LaTeX `x^23` raises to 2 only; nobody means that, so refuse rather than guess."""
        if len(token.text) > 1:
            self.refuse("Put braces around an exponent or index of several digits.")
        self.next()
        return Number(token.text, start=token.start, end=token.end)

    def _primes(self, node: Node) -> Node:
        order = 0
        while self.peek().kind == "PRIME":
            order += len(self.next().text)
        return self._primed(node, order)

    def _primed(self, node: Node, order: int) -> Node:
        if isinstance(node, Apply):  # f(x)' is rare, and means (f(x))'
            return Prime(node, order, start=node.start, end=self.last_end)
        prime = Prime(node, order, start=node.start, end=self.last_end)
        return self._applied(prime)

    def _applied(self, function: Node) -> Node:
        """A name with the parentheses that may follow it: `f(x)`, `y (x + 1)`."""
        if self.peek().kind in ("OP", "OPEN") and self.peek().text == "(":
            spaced = self.peek().spaced
            opened = self.peek().start
            arguments = self.arguments()
            node = Apply(function, arguments, spaced, start=function.start, end=self.last_end)
            several = self._separated(arguments)
            if several is not None:  # f(12,102) has two arguments, or one of six digits
                other = replace(node, arguments=several)
                return Ambiguous((other, node), key=f"separator:{opened}", start=node.start, end=node.end)
            return node
        return function

    def _separated(self, arguments: tuple[Node, ...]) -> tuple[Node, ...] | None:
        """The arguments when a separator in a number is taken as a comma between two; None when there is none."""
        found: list[Node] = []
        for argument in arguments:
            written = self.text[argument.start : argument.end]
            if isinstance(argument, Number) and re.fullmatch(r"[0-9]+(?:,[0-9.]+)+", written):
                parts = written.split(",")
                found.extend(Number(part, start=argument.start, end=argument.end) for part in parts)
            else:
                found.append(argument)
        return tuple(found) if len(found) > len(arguments) else None

    def arguments(self) -> tuple[Node, ...]:
        """`(a, b)` with its parentheses."""
        opener = self.next()
        items = [self.chain_in_brackets()]
        while self.take("OP", ",") or self.take("OP", ";"):
            items.append(self.chain_in_brackets())
        self.close(opener, ")")
        return tuple(items)

    def chain_in_brackets(self) -> Node:
        """A formula inside brackets, where outer bars and differentials do not reach."""
        bars, self.bars = self.bars, []
        differential, self.differential = self.differential, None
        node = self.chain()
        self.bars = bars
        if self.differential is None:
            self.differential = differential
        return node
