"""Lists, relations, sums, products and powers: everything that binds looser than an atom."""

from __future__ import annotations

from assistant.mathcheck.reading.grammar import ACCENTS, DEPTH_LIMIT, FONTS, Grammar
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Binary,
    Chain,
    Dots,
    Listing,
    Name,
    Node,
    Number,
    Unary,
    walk,
)

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
        indexed = any(isinstance(part, Name) and part.index is not None for part in walk(left))
        if len(terms) < 2 and not indexed:  # x_1 + … + x_n shows its pattern, 1 + … + n does not
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
