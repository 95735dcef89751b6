"""Numbers, names, brackets, bars and evaluation bars."""

from __future__ import annotations

from dataclasses import replace

from assistant.mathcheck.reading.grammar import Grammar, spanning
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Bars,
    Between,
    Binary,
    Call,
    Chain,
    Evaluated,
    Listing,
    Matrix,
    Name,
    Node,
    Number,
    SetOf,
    Tuple,
    Words,
)
from assistant.mathcheck.reading.tokens import Token, fraction_of


class Atoms(Grammar):
    """Numbers, names, brackets, bars and evaluation bars."""

    # -- evaluation bars -----------------------------------------------------------------------------------

    def _bar_is_evaluation(self) -> bool:
        return self.peek(1).kind == "OP" and self.peek(1).text == "_"

    def _at_evaluation_bar(self) -> bool:
        token = self.peek()
        if token.kind == "CLOSE" and token.text == "|":
            return self._bar_is_evaluation() and not self.bars and not self.open_evaluations
        if token.kind == "CMD" and token.text in ("rvert", "vert"):
            return self._bar_is_evaluation()
        bar = token.kind == "OP" and token.text == "|"
        return bar and self._bar_is_evaluation() and not self.bars

    def _evaluation(self, body: Node) -> Node:
        self.next()
        return self._bounds_after(body)

    def _bounds_after(self, body: Node) -> Node:
        """What follows an evaluation bar or bracket: `_{x=2}` or `_a^b`."""
        self.next()
        if self.peek().kind == "OP" and self.peek().text == "{":
            self.next()
            lower = self.listing()
            self.expect("}")
        else:
            lower = self.script()
        if self.take("OP", "^"):
            upper = self.script()
            if isinstance(lower, Chain):
                lower = lower.operands[-1]
            return Between(body, lower, upper, start=body.start, end=self.last_end)
        items = lower.items if isinstance(lower, Listing | Tuple) else (lower,)
        if not any(isinstance(item, Chain) for item in items):
            return Evaluated(body, (), tuple(items), start=body.start, end=self.last_end)
        pairs: list[tuple[Node, Node]] = []
        for item in lower.items if isinstance(lower, Listing) else (lower,):
            if not (isinstance(item, Chain) and item.operators == ("=",)):
                self.refuse("Groundwork cannot read what stands under this bar.")
            left, right = item.operands
            if isinstance(left, Tuple) and isinstance(right, Tuple) and len(left.items) == len(right.items):
                pairs.extend(zip(left.items, right.items, strict=True))
            else:
                pairs.append((left, right))
        names = []
        for left, right in pairs:
            if not isinstance(left, Name):
                self.refuse("Groundwork cannot read what stands under this bar.")
            names.append((left, right))
        return Evaluated(body, tuple(names), start=body.start, end=self.last_end)

    # -- atoms ---------------------------------------------------------------------------------------------

    def atom(self) -> Node:
        """The smallest readable thing at this place."""
        token = self.peek()
        handler = {
            "NUMBER": self._number,
            "NAME": self._name,
            "FUNC": self._function,
            "CMD": self._command,
            "OP": self._operator,
            "OPEN": self._fence,
            "TEXT": self._text,
            "FRACTION": self._sign_fraction,
            "BEGIN": self._environment,
        }.get(token.kind)
        if handler is None:
            if token.kind == "EOF":
                self.refuse("The formula ends too early.")
            self.refuse()
        return handler(token)

    def _number(self, token: Token) -> Node:
        self.next()
        node: Node = Number(token.text, start=token.start, end=token.end)
        after = self.peek()
        if after.kind == "CMD" and after.text == "overline" and "." in token.text:
            self.next()
            repeating = self.braces()
            if not isinstance(repeating, Number) or repeating.places:
                self.refuse("Groundwork cannot read this repeating decimal.")
            return Number(token.text, repeating.digits, start=token.start, end=self.last_end)
        if after.kind == "OP" and after.text == "_":
            return self._number_base(token)
        return node

    def _number_base(self, token: Token) -> Node:
        self.next()
        base = self.script()
        if isinstance(base, Words) and base.text.strip().isdigit():
            base = Number(base.text.strip())
        if (
            not isinstance(base, Number)
            or base.places
            or not 2 <= int(base.digits) <= 36
            or "." in token.text
        ):
            self.refuse("Groundwork cannot read this index of a number.")
        if any(int(digit) >= int(base.digits) for digit in token.text):
            self.refuse("This number has a digit too large for its base.")
        return Number(token.text, base=int(base.digits), start=token.start, end=self.last_end)

    def _sign_fraction(self, token: Token) -> Node:
        self.next()
        numerator, denominator = fraction_of(token.text)
        start, end = token.start, token.end
        above = Number(str(numerator), start=start, end=end)
        below = Number(str(denominator), start=start, end=end)
        return Binary("/", above, below, start=start, end=end)

    def _text(self, token: Token) -> Node:
        self.next()
        if self.peek().kind == "OP" and self.peek().text == "_":
            return self._name_tail(Name(f"text:{token.text.strip()}", start=token.start, end=token.end))
        return Words(token.text.strip(), start=token.start, end=token.end)

    def _name(self, token: Token) -> Node:
        if token.text == "d" and self.integrals and self._differential_follows():
            return self._take_differential()
        if token.text in ("d", "D") and self._typed_derivative():
            return self._slash_derivative(token)
        if token.text == "P" and self._looks_like_event(1):
            self.next()
            return self._probability(token)
        if token.text == "E" and self._expectation_follows():
            self.next()
            return self._moment("E", token)
        self.next()
        name: Node = Name(token.text, start=token.start, end=token.end)
        return self._name_tail(name)

    def _expectation_follows(self) -> bool:
        """Whether `[` follows an E at once, or after an index such as `_{x ~ P}`."""
        after = self.peek(1)
        if after.text == "[":
            return not after.spaced
        if not (after.kind == "OP" and after.text == "_"):
            return False
        ahead = 2
        if self.peek(2).text == "{":
            while self.peek(ahead).kind != "EOF" and self.peek(ahead).text != "}":
                ahead += 1
        return self.peek(ahead + 1).text == "["

    def _name_tail(self, name: Node) -> Node:
        """Index, primes and parentheses after a name."""
        if self.peek().kind == "OP" and self.peek().text == "_":
            name = self._subscript(name)
        if isinstance(name, Name) and self._inverse_call():
            # f^{-1}(x): the inverse function, or one over f(x)... kept as a name of its own.
            self.jump(5 if self.peek(1).text == "{" else 3)
            return self._applied(Name(f"{name.text}^-1", name.index, start=name.start, end=self.last_end))
        if isinstance(name, Name) and self.peek().kind == "PRIME":
            return self._primes(name)
        return self._applied(name)

    def _inverse_call(self) -> bool:
        texts = [self.peek(ahead).text for ahead in range(6)]
        return texts[:6] == ["^", "{", "-", "1", "}", "("] or texts[:4] == ["^", "-", "1", "("]

    def _subscript(self, name: Node) -> Node:
        self.next()
        token = self.peek()
        if token.kind == "OP" and token.text == "{":
            self.next()
            items = [self._index_item()]
            while self.take("OP", ","):
                items.append(self._index_item())
            self.expect("}")
            index: Node = (
                items[0] if len(items) == 1 else Tuple(tuple(items), "", start=token.start, end=self.last_end)
            )
        else:
            index = self._index_item(single=True)
        if not isinstance(name, Name):
            self.refuse()
        return replace(name, index=index, end=self.last_end)

    def _index_item(self, *, single: bool = False) -> Node:
        token = self.peek()
        if token.kind in ("NAME", "NUMBER") and (single or self.peek(1).text in (",", "}")):
            self.next()
            if token.kind == "NUMBER":
                return Number(token.text, start=token.start, end=token.end)
            return Name(token.text, start=token.start, end=token.end)
        return self.script() if single else self.expression()

    def _operator(self, token: Token) -> Node:
        if token.text == "(":
            return self._parentheses(token)
        if token.text == "[":
            return self._square(token)
        if token.text == "{":
            return self.braces()
        if token.text in ("|", "||"):
            return self._bars(token)
        if token.text in "+-":
            return self.signed()
        return self.refuse()

    def braces(self) -> Node:
        """A group in braces."""
        opener = self.expect("{")
        node = self.chain_in_brackets()
        if self.take("CMD", "choose"):
            below = self.chain_in_brackets()
            self.expect("}")
            return Call("binomial", (node, below), start=opener.start, end=self.last_end)
        if self.take("CMD", "over"):
            below = self.chain_in_brackets()
            self.expect("}")
            return Binary("/", node, below, start=opener.start, end=self.last_end)
        if "\\" not in self.text and self.peek().kind == "OP" and self.peek().text == ",":
            return self._typed_set(opener, node)
        self.expect("}")
        return node

    def _typed_set(self, opener: Token, first: Node) -> Node:
        """`{2, -3}`: typed, braces are no grouping."""
        items = [first]
        while self.take("OP", ","):
            items.append(self.chain_in_brackets())
        self.expect("}")
        return SetOf(tuple(items), start=opener.start, end=self.last_end)

    def _fence(self, token: Token) -> Node:
        if token.text == "(":
            return self._parentheses(token)
        if token.text == "[":
            return self._square(token)
        if token.text in ("|", "||"):
            return self._bars(token)
        if token.text == "{":
            return self._set(token)
        if token.text == "\\langle":
            return self._angle(token)
        if token.text == ".":
            self.next()
            self.open_evaluations += 1
            body = self.expression()
            self.open_evaluations -= 1
            if self.peek().kind == "CLOSE" and self.peek().text in ("|", "]") and self._bar_is_evaluation():
                self.next()
                return self._bounds_after(body)
        return self.refuse()

    def _parentheses(self, token: Token) -> Node:
        self.next()
        item = self.chain_in_brackets()
        items = [item]
        while self.take("OP", ",") or self.take("OP", ";"):
            items.append(self.chain_in_brackets())
        closer = self.close(token, ")", "]")
        if closer == "]" or len(items) > 1:
            return Tuple(tuple(items), f"({closer}", start=token.start, end=self.last_end)
        if (
            isinstance(item, Number)
            and "," in self.text[item.start : item.end]
            and "{" not in self.text[item.start : item.end]
        ):
            return self._point_or_number(token, item)
        node = self._primes(item) if self.peek().kind == "PRIME" else item
        return spanning(node, token.start, self.last_end)

    def _point_or_number(self, token: Token, item: Number) -> Node:
        """`(12,102)`: a point, or a number with a separator in it."""
        start, end = token.start, self.last_end
        parts = self.text[item.start : item.end].split(",")
        if any(not part.strip().replace(".", "", 1).isdigit() for part in parts):
            return spanning(item, start, end)
        numbers = tuple(Number(part.strip(), start=item.start, end=item.end) for part in parts)
        point = Tuple(numbers, "()", start=start, end=end)
        number = spanning(item, start, end)
        return Ambiguous((point, number), key=f"separator:{start}", start=start, end=end)

    def _square(self, token: Token) -> Node:
        """`[x]`, `[1, 2]`, `[1, 2; 3, 4]`, `[[1, 2], [3, 4]]`, `[0, 1)`, `[F]_a^b`."""
        self.next()
        rows: list[list[Node]] = [[self.chain_in_brackets()]]
        while True:
            if self.take("OP", ","):
                rows[-1].append(self.chain_in_brackets())
            elif self.take("OP", ";") or self.take("ROW"):
                rows.append([self.chain_in_brackets()])
            else:
                break
        closer = self.close(token, "]", ")")
        end = self.last_end
        bound = self.peek().kind == "OP" and self.peek().text == "_"
        if len(rows) > 1:
            return Matrix(tuple(map(tuple, rows)), "b", start=token.start, end=end)
        items = rows[0]
        if all(isinstance(item, Tuple) and item.fences == "[]" for item in items):
            nested = tuple(item.items for item in items if isinstance(item, Tuple))
            return Matrix(nested, "b", start=token.start, end=end)
        if len(items) == 1 and closer == "]":
            if bound:
                return self._bounds_after(items[0])
            return spanning(items[0], token.start, end)
        return Tuple(tuple(items), f"[{closer}", start=token.start, end=end)

    def _angle(self, token: Token) -> Node:
        self.next()
        items = [self.chain_in_brackets()]
        while self.take("OP", ","):
            items.append(self.chain_in_brackets())
        if not (self.take("CLOSE", "\\rangle") or self.take("CMD", "rangle")):
            self.refuse("A closing angle bracket is missing.")
        return Tuple(tuple(items), "<>", start=token.start, end=self.last_end)

    def _set(self, token: Token) -> Node:
        self.next()
        items = [self.chain_in_brackets()]
        while self.take("OP", ","):
            items.append(self.chain_in_brackets())
        if not (self.take("CLOSE", "}") or self.take("CMD", "}")):
            self.refuse("Groundwork reads only sets that list their members.")
        return SetOf(tuple(items), start=token.start, end=self.last_end)

    def _bars(self, token: Token) -> Node:
        self.next()
        double = token.text == "||"
        self.bars.append(token.kind)
        body = self.chain()
        self.bars.pop()
        after = self.peek()
        if after.kind not in ("OP", "CLOSE", "CMD") or after.text not in (
            "|",
            "||",
            "rvert",
            "rVert",
            "vert",
        ):
            self.refuse("A closing bar is missing.")
        self.next()
        if self.peek().kind == "OP" and self.peek().text == "_" and double:
            self.next()
            index = self.script()
            return Call("norm", (body,), index, start=token.start, end=self.last_end)
        return Bars(body, double, start=token.start, end=self.last_end)
