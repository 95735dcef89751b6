"""Lists, relations, sums, products and powers: everything that binds looser than an atom."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.mathcheck.reading.grammar import ACCENTS, DEPTH_LIMIT, FONTS, Grammar
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    Binary,
    Call,
    Chain,
    Dots,
    Listing,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Tuple,
    Unary,
)
from assistant.mathcheck.reading.tokens import Token

_TIMES = {
    "cdot": "dot",
    "times": "cross",
    "div": "/",
    "ast": "dot",
    "circ": "compose",
    "odot": "hadamard",
    "bullet": "dot",
}
_FACTOR_COMMANDS = (
    frozenset(
        [
            "frac",
            "dfrac",
            "tfrac",
            "cfrac",
            "binom",
            "dbinom",
            "tbinom",
            "sqrt",
            "sum",
            "prod",
            "int",
            "iint",
            "iiint",
            "lim",
            "partial",
            "nabla",
            "boxed",
            "fbox",
            "lfloor",
            "lceil",
            "{",
            "langle",
            "infty",
            "expectation",
            "Var",
            "Cov",
            "SD",
            "probability",
            "Pr",
            "lvert",
            "lVert",
            "dots",
            "ldots",
            "cdots",
            "relu",
            "ReLU",
        ]
    )
    | frozenset(ACCENTS)
    | frozenset(FONTS)
)


_DOTS = frozenset(("dots", "ldots", "cdots", "dotsb"))


class Terms(Grammar):
    """Lists, relations, sums, products and powers: everything that binds looser than an atom."""

    # -- relations and lists -------------------------------------------------------------------------------

    def everything(self) -> Node:
        """The whole text: one formula, relation or list, and nothing after it."""
        node = self.listing()
        while self.take("OP", ".") or self.take("OP", ",") or self.take("OP", ";"):
            pass
        if self.peek().kind != "EOF":
            self.refuse()
        return node

    def listing(self) -> Node:
        """`a = 1, b = 2`, `x = 2 or x = -3`."""
        start = self.peek().start
        items, word = [self.chain()], ""
        while True:
            mark = self.place
            separator = self._separator()
            if separator is None or (word and separator not in (word, ",")):
                break
            if self.peek().kind == "EOF":
                self.place = mark
                break
            word = separator if separator != "," or not word else word
            items.append(self.chain())
        if len(items) == 1:
            return items[0]
        return Listing(tuple(items), word or ",", start=start, end=self.last_end)

    def _separator(self) -> str | None:
        separator = None
        if self.take("OP", ",") or self.take("OP", ";"):
            separator = ","
        token = self.peek()
        if token.kind == "WORD" and token.text in ("or", "and"):
            self.next()
            return token.text
        if token.kind == "TEXT" and token.text.strip() in ("or", "and"):
            self.next()
            return token.text.strip()
        if token.kind == "CMD" and token.text in ("lor", "vee"):
            self.next()
            return "or"
        return separator

    def chain(self) -> Node:
        """Operands with the relations between them."""
        start = self.peek().start
        operands, operators = [self.expression()], []
        while self.peek().kind == "REL":
            operators.append(self.next().text)
            operands.append(self.expression())
        if self.peek().kind == "OP" and self.peek().text == "(" and operators == ["=="]:
            self._modulus(operands)
        if not operators:
            return operands[0]
        return Chain(tuple(operands), tuple(operators), start=start, end=self.last_end)

    def _modulus(self, operands: list[Node]) -> None:
        """`a \\equiv b \\pmod{n}` written out: `(mod n)`."""
        self.next()
        if not (self.take("WORD", "mod") or self.take("CMD", "bmod")):
            self.refuse()
        modulus = self.expression()
        self.expect(")")
        operands[-1] = Binary("mod", operands[-1], modulus, start=operands[-1].start, end=self.last_end)

    # -- sums and products ---------------------------------------------------------------------------------

    def expression(self) -> Node:
        """Terms added or subtracted."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.refuse(f"The formula is nested more than {DEPTH_LIMIT} levels deep.")
        start = self.peek().start
        left = self.term()
        while self.differential is None or not self.integrals:
            token = self.peek()
            if (token.kind == "OP" and token.text in "+-") or (
                token.kind == "CMD" and token.text in ("pm", "mp")
            ):
                operator = token.text
            elif token.kind == "CMD" and token.text == "setminus":
                self.refuse()
            else:
                break
            self.next()
            if operator == "+" and self._at_dots():
                left = self._dots(left, start)
                continue
            right = self.term()
            left = Binary(operator, left, right, start=start, end=self.last_end)
        self.depth -= 1
        return left

    def _at_dots(self) -> bool:
        token = self.peek()
        after = self.peek(1)
        return token.kind == "CMD" and token.text in _DOTS and after.kind == "OP" and after.text == "+"

    def _dots(self, left: Node, start: int) -> Node:
        """`1 + 2 + … + n`: the terms before the dots and the last one."""
        terms: list[Node] = []
        while isinstance(left, Binary) and left.operator == "+":
            terms.append(left.right)
            left = left.left
        terms.append(left)
        if len(terms) < 2:
            self.refuse("The formula leaves something out (“…”).")
        self.jump(2)
        last = self.term()
        return Dots(tuple(reversed(terms)), last, start=start, end=self.last_end)

    def term(self) -> Node:
        """Factors multiplied or divided; a slash followed by several side-by-side factors is ambiguous."""
        start = self.peek().start
        left = self.signed()
        while self.differential is None or not self.integrals:
            operator = self._product_operator()
            if operator == "":
                break
            if operator == "juxt":
                right = self.power()
            else:
                right = self.signed()
                if operator == "/" and self._starts_factor():
                    left = self._slash(left, right, start)
                    continue
            left = self._product(operator, left, right, start)
        return left

    def _slash(self, left: Node, right: Node, start: int) -> Node:
        """`a/b c`: (a/b)c or a/(bc)."""
        rest = self.power()
        while self._starts_factor() and (self.differential is None or not self.integrals):
            more = self.power()
            rest = Binary("juxt", rest, more, start=rest.start, end=more.end)
        quotient = Binary("/", left, right, start=start, end=right.end)
        outside = Binary("juxt", quotient, rest, start=start, end=rest.end)
        below = Binary("juxt", right, rest, start=right.start, end=rest.end)
        inside = Binary("/", left, below, start=start, end=rest.end)
        return Ambiguous((outside, inside), key=f"slash:{start}", start=start, end=rest.end)

    def _product(self, operator: str, left: Node, right: Node, start: int) -> Node:
        product = Binary(operator, left, right, start=start, end=self.last_end)
        mixed = (
            operator == "juxt"
            and isinstance(left, Number)
            and not left.places
            and isinstance(right, Binary)
            and right.operator == "/"
            and isinstance(right.left, Number)
            and isinstance(right.right, Number)
            and self.text[right.start : right.start + 1] in ("\\", "½", "⅓", "⅔", "¼", "¾", "⅕", "⅛")
        )
        if mixed:  # 2\frac{3}{4} is two and three quarters, or a product
            whole = Binary("+", left, right, start=start, end=self.last_end)
            return Ambiguous((whole, product), key=f"mixed:{start}", start=start, end=self.last_end)
        return product

    def _product_operator(self) -> str:
        token = self.peek()
        if token.kind == "OP" and token.text in "*/":
            self.next()
            return token.text
        if token.kind == "OP" and token.text == ":" and self.peek(1).kind in ("NUMBER",):
            self.next()
            return ":"
        if token.kind == "CMD" and token.text in _TIMES:
            self.next()
            return _TIMES[token.text]
        if token.kind == "CMD" and token.text in ("bmod",):
            self.next()
            return "mod"
        if token.kind == "WORD" and token.text == "mod":
            self.next()
            return "mod"
        return "juxt" if self._starts_factor() else ""

    def _factor_at(self, ahead: int) -> bool:
        token = self.peek(ahead)
        return token.kind in ("NUMBER", "NAME", "FUNC") or token.text == "("

    def _starts_factor(self) -> bool:
        token = self.peek()
        if token.kind in ("NUMBER", "NAME", "FUNC", "FRACTION", "BEGIN"):
            return True
        if token.kind == "OPEN":
            return True
        if token.kind == "TEXT":
            return token.text.strip() not in ("or", "and", "if", "for", "where", "when")
        if token.kind == "OP":
            if token.text in "([":
                return True
            if token.text == "{":
                return True
            if token.text in ("|", "||"):
                return not self.bars and not self._bar_is_evaluation()
            return False
        if token.kind == "CMD":
            opens_norm = token.text in ("|", "Vert") and not self.bars and not self._bar_is_evaluation()
            return token.text in _FACTOR_COMMANDS or opens_norm
        return False

    def signed(self) -> Node:
        """A sign and what follows; the sign binds looser than a power: `-2^2` is -4."""
        token = self.peek()
        signs = 0
        first = token.start
        negative = False
        while token.kind == "OP" and token.text in "+-":
            negative ^= token.text == "-"
            signs += 1
            if signs > DEPTH_LIMIT:
                self.refuse("There are too many signs in a row.")
            self.next()
            token = self.peek()
        if token.kind == "CMD" and token.text in ("pm", "mp"):
            self.next()
            operand = self.power()
            zero = Number("0", start=token.start, end=token.start)
            return Binary(token.text, zero, operand, start=first, end=self.last_end)
        if not signs:
            return self.power()
        operand = self.power()
        return Unary("-" if negative else "+", operand, start=first, end=self.last_end)

    # -- powers and what hangs on a factor -----------------------------------------------------------------

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
        return self.script_atom()

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
