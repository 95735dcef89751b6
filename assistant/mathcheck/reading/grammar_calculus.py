"""Sums, limits, integrals, derivatives and gradients."""

from __future__ import annotations

from assistant.mathcheck.reading.grammar import ACCENTS, FONTS, Grammar
from assistant.mathcheck.reading.subscripts import indices_under, subscript_letters
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    BigOperator,
    Binary,
    Chain,
    Derivative,
    Integral,
    Limit,
    Nabla,
    Name,
    Node,
    Number,
    Unary,
)
from assistant.mathcheck.reading.tokens import Token

_BIG = {"sum": "sum", "prod": "prod"}


class Calculus(Grammar):
    """Sums, limits, integrals, derivatives and gradients."""

    # -- sums, limits, integrals ---------------------------------------------------------------------------

    def _limits(self) -> tuple[Node | None, Node | None]:
        """What stands under and over a big sign, in either order."""
        lower: Node | None = None
        upper: Node | None = None
        while self.peek().kind == "OP" and self.peek().text in "_^":
            if self.next().text == "_":
                if self.peek().text == "{":
                    self.next()
                    lower = self.listing()
                    self.expect("}")
                else:
                    lower = self._bound()
            else:
                upper = self._bound()
        return lower, upper

    def _bound(self) -> Node:
        """A bound of a big sign; typed, `∫_0^1` has the bounds 0 and 1, not the bound 0^1."""
        if self.peek().kind == "NUMBER" and "\\" not in self.text:
            token = self.next()
            return Number(token.text, start=token.start, end=token.end)
        return self.script()

    def _big_operator(self, token: Token) -> Node:
        self.next()
        lower, upper = self._limits()
        variable: Name | None = None
        first: Node | None = None
        if isinstance(lower, Chain) and lower.operators == ("=",) and isinstance(lower.operands[0], Name):
            variable, first = lower.operands[0], lower.operands[1]
        elif isinstance(lower, Name):
            variable = lower
        elif upper is None and len(indices_under(lower)) > 1:
            body = self._big_body()  # \sum_{i, j}: one sum in the other
            for name in reversed(indices_under(lower)):
                body = BigOperator(
                    _BIG[token.text], body, name, None, None, start=token.start, end=self.last_end
                )
            return body
        elif lower is not None:
            self.refuse("Groundwork cannot read what stands under this sign.")
        body = self._big_body()
        return BigOperator(
            _BIG[token.text], body, variable, first, upper, start=token.start, end=self.last_end
        )

    def _big_body(self) -> Node:
        return self.term()

    def _limit(self, token: Token) -> Node:
        self.next()
        if "\\" not in self.text and self.peek().text != "_":
            return self._typed_limit(token)
        if not (self.peek().kind == "OP" and self.peek().text == "_"):
            self.refuse("Groundwork expects what the limit runs over.")
        self.next()
        self.expect("{")
        variable = self.power()
        if not isinstance(variable, Name) or self.peek().kind != "ARROW":
            self.refuse("Groundwork cannot read what stands under this limit.")
        self.next()
        point, side = self._limit_point()
        self.expect("}")
        body = self.term()
        return Limit(body, variable, point, side, start=token.start, end=self.last_end)

    def _typed_limit(self, token: Token) -> Node:
        """`lim x->5 f`, `lim (x -> 5) f`: where it goes is one number or name, with its sign."""
        bracket = self.take("OP", "(")
        variable = self.atom()
        if not isinstance(variable, Name) or self.peek().kind != "ARROW":
            self.refuse("Groundwork cannot read what this limit runs over.")
        self.next()
        if bracket:
            point, side = self._limit_point()
            self.expect(")")
        else:
            minus = self.take("OP", "-")
            place, side = self.atom(), ""
            point = Unary("-", place, start=place.start, end=place.end) if minus else place
        body = self.term()
        return Limit(body, variable, point, side, start=token.start, end=self.last_end)

    def _limit_point(self) -> tuple[Node, str]:
        for ahead in range(12):
            token = self.peek(ahead)
            signed = token.text == "^" and self.peek(ahead + 1).text in ("+", "-", "{")
            if token.kind == "OP" and signed:
                braced = self.peek(ahead + 1).text == "{"
                side = self.peek(ahead + 1 + braced).text
                last = ahead + 2 + 2 * braced
                if side in ("+", "-") and self.peek(last).text == "}":
                    self.tokens[self.place + ahead : self.place + last] = []
                    return self.expression(), side
            if token.kind == "EOF":
                break
        return self.expression(), ""

    def _differential_follows(self) -> bool:
        after = self.peek(1)
        if after.kind == "NAME":
            return True
        return after.kind == "CMD" and after.text in ("mathbf", "boldsymbol")

    def _take_differential(self) -> Node:
        start = self.next().start
        token = self.peek()
        name: Node = (
            self.group() if token.kind == "CMD" else Name(self.next().text, start=token.start, end=token.end)
        )
        if token.kind == "NAME" and self.peek().kind == "OP" and self.peek().text == "_":
            name = self._subscript(name)
        if not isinstance(name, Name) or self.differential is not None:
            self.refuse("Groundwork cannot read this differential.")
        self.differential = name
        return Number("1", start=start, end=self.last_end)

    def _integral(self, token: Token) -> Node:
        self.next()
        count = {"int": 1, "iint": 2, "iiint": 3}[token.text]
        lower, upper = self._limits()
        if count > 1 or (lower is not None) != (upper is not None):
            self.refuse("Groundwork reads integrals with both bounds or none.")
        outer = self._swap_differential(None)
        self.integrals += 1
        body = self.expression()
        self.integrals -= 1
        variable = self._swap_differential(outer)
        if variable is None:
            self.refuse("Groundwork does not find the dx of this integral.")
        return Integral(body, variable, lower, upper, start=token.start, end=self.last_end)

    def _swap_differential(self, other: Name | None) -> Name | None:
        """The dx found so far; another integral's takes its place."""
        found, self.differential = self.differential, other
        return found

    # -- derivatives ---------------------------------------------------------------------------------------

    def _fraction_derivative(self, token: Token) -> Node | None:
        r"""`\frac{d}{dx}`, `\frac{\partial^2 f}{\partial x \partial y}`, or None when this fraction is none of these."""
        mark, tokens = self.place, list(self.tokens)
        self.next()
        if self.peek().text != "{" or not self._is_d(1):
            self.place = mark
            return None
        self.next()
        partial = self.peek().text == "partial"
        order = self._d_order()
        body: Node | None = None
        if not (self.peek().kind == "OP" and self.peek().text == "}"):
            body = self.expression()
        if not (self.take("OP", "}") and self.peek().text == "{" and self._is_d(1)):
            self.place, self.tokens = mark, tokens
            return None
        self.next()
        by = self._d_variables("}")
        self.expect("}")
        return self._derivative(token.start, body, by, order, partial)

    def _is_d(self, ahead: int) -> bool:
        token = self.peek(ahead)
        return (token.kind == "NAME" and token.text == "d") or (
            token.kind == "CMD" and token.text == "partial"
        )

    def _d_order(self) -> int:
        """The order written on the upper d: `d^2`."""
        self.next()
        if self.take("OP", "^"):
            exponent = self.script()
            if not isinstance(exponent, Number) or exponent.places or not 1 <= int(exponent.digits) <= 10:
                self.refuse("Groundwork reads derivatives up to the tenth.")
            return int(exponent.digits)
        return 1

    def _d_variables(self, closer: str) -> tuple[tuple[Name, int], ...]:
        """The variables below: `dx^2`, `\\partial x \\partial y`."""
        by: list[tuple[Name, int]] = []
        while self._is_d(0):
            self.next()
            name = self._bare_name()
            times = 1
            if self.take("OP", "^"):
                exponent = self.script()
                if not isinstance(exponent, Number) or exponent.places or not 1 <= int(exponent.digits) <= 10:
                    self.refuse("Groundwork reads derivatives up to the tenth.")
                times = int(exponent.digits)
            by.append((name, times))
        if not by:
            self.refuse("Groundwork expects the variable to differentiate by.")
        return tuple(by)

    def _bare_name(self) -> Name:
        token = self.peek()
        if token.kind == "CMD" and (token.text in ACCENTS or token.text in FONTS):
            self.next()
            kind = ACCENTS.get(token.text, FONTS.get(token.text, ""))
            body = self.group()
            if not isinstance(body, Name):
                self.refuse("Groundwork expects the name of a variable here.")
            node: Node = Name(
                f"{body.text}_{kind}" if kind else body.text, body.index, start=token.start, end=self.last_end
            )
        elif token.kind == "NAME":
            self.next()
            node = Name(token.text, start=token.start, end=token.end)
        else:
            self.refuse("Groundwork expects the name of a variable here.")
        if self.peek().kind == "OP" and self.peek().text == "_":
            node = self._subscript(node)
        if not isinstance(node, Name):
            self.refuse()
        return node

    def _derivative(
        self, start: int, body: Node | None, by: tuple[tuple[Name, int], ...], order: int, partial: bool
    ) -> Node:
        if sum(times for _, times in by) != order:
            self.refuse("The orders above and below in this derivative differ.")
        # Mixed partials are written with the last differentiation first: \partial x \partial y means by y, then x.
        turned = tuple(reversed(by))
        if body is not None:
            node: Node = Derivative(body, turned, partial, start=start, end=self.last_end)
            if self._parenthesis_follows(0) and self.peek().text == "(" and isinstance(body, Name):
                arguments = self.arguments()
                node = Apply(node, arguments, start=start, end=self.last_end)
            return node
        return self._operand_of_derivative(start, turned, partial)

    def _opens_expression(self, start: int) -> bool:
        """Whether nothing stands before this place that what follows would be multiplied by."""
        before = [token for token in self.tokens if token.end <= start and token.kind != "EOF"]
        return not before or before[-1].kind == "REL" or before[-1].text in ("(", "[", "{")

    def _operand_of_derivative(self, start: int, by: tuple[tuple[Name, int], ...], partial: bool) -> Node:
        """What `d/dx` is applied to: the term that follows, or, written loosely, everything that follows."""
        if not self._argument_follows():
            self.refuse("Groundwork expects what is to be differentiated.")
        mark = self.place
        bracketed = self.peek().text in ("(", "[") and self.peek().kind in ("OP", "OPEN")
        body = self.power() if bracketed else self.term()
        if bracketed and self._starts_factor():
            # \frac{d}{dx}(x^2+1)(x-1): the product is what is meant.
            self.place = mark
            body = self.term()
            bracketed = False
        tight = Derivative(body, by, partial, start=start, end=self.last_end)
        after = self.peek()
        if bracketed or not (after.kind == "OP" and after.text in "+-") or not self._opens_expression(start):
            return tight
        tight_place = self.place
        self.place = mark
        loose = Derivative(self.expression(), by, partial, start=start, end=self.last_end)
        loose_end = self.place
        self.place = tight_place
        rest = tight
        while self.place < loose_end and self.peek().kind == "OP" and self.peek().text in "+-":
            operator = self.next().text
            rest = Binary(operator, rest, self.term(), start=start, end=self.last_end)  # type: ignore[assignment]
        self.place = loose_end
        return Ambiguous((rest, loose), key=f"derivative:{start}", start=start, end=self.last_end)

    def _typed_derivative(self) -> bool:
        """Whether `d/dx` or `df/dx` starts here."""
        if self.peek(1).text == "/":
            return self._is_d(2) and self.peek(3).kind == "NAME"
        return (
            self.peek(1).kind == "NAME"
            and self.peek(2).text == "/"
            and self._is_d(3)
            and self.peek(4).kind == "NAME"
        )

    def _slash_derivative(self, token: Token) -> Node:
        partial = token.text == "partial"
        order = self._d_order()
        body: Node | None = None
        if self.peek().text != "/":
            body = self._bare_name()
        self.expect("/")
        bracket = self.take("OP", "(")
        by = self._slash_variables()
        if bracket:
            self.expect(")")
        return self._derivative(token.start, body, by, order, partial)

    def _slash_variables(self) -> tuple[tuple[Name, int], ...]:
        return self._d_variables("")

    def _partial(self, token: Token) -> Node:
        """`∂f/∂x`, `∂/∂x (…)`, `\\partial_x f`."""
        after = self.peek(1)
        if after.text == "_":
            self.jump(2)
            name = self.script()
            by: list[tuple[Name, int]] = []
            for part in subscript_letters(name):
                by.append((part, 1))
            if not by:
                self.refuse("Groundwork expects the variable to differentiate by.")
            body = self.power()
            return Derivative(body, tuple(by), True, start=token.start, end=self.last_end)
        if after.text in ("/", "^") or after.kind == "NAME" or after.kind == "CMD":
            return self._slash_derivative(token)
        return self.refuse()

    def _nabla(self, token: Token) -> Node:
        self.next()
        kind, by = "gradient", None
        while self.peek().kind == "OP" and self.peek().text in "_^":
            if self.next().text == "_":
                if self.peek().text == "{":
                    self.next()
                    by = self.listing()
                    self.expect("}")
                else:
                    by = self.script()
            else:
                power = self.script()
                if power != Number("2"):
                    self.refuse("Groundwork does not know this power of nabla.")
                kind = "nabla2"
        if self.peek().kind == "CMD" and self.peek().text in ("cdot", "times"):
            kind = "divergence" if self.next().text == "cdot" else "curl"
        token_after = self.peek()
        if token_after.kind in ("OP", "OPEN") and token_after.text in ("(", "["):
            body: Node = self.atom()
            return Nabla(kind, body, by, start=token.start, end=self.last_end)
        if not self._starts_factor():
            self.refuse("Groundwork expects what nabla is applied to.")
        mark = self.place
        body = self.atom()
        if isinstance(body, Apply):
            inner = Nabla(kind, body.function, by, start=token.start, end=body.function.end)
            return Apply(inner, body.arguments, start=token.start, end=self.last_end)
        tight = Nabla(kind, body, by, start=token.start, end=self.last_end)
        if by is None or kind != "gradient":
            return tight
        return self._wide_gradient(tight, mark)

    def _wide_gradient(self, tight: Nabla, mark: int) -> Node:
        r"""`\nabla_x x^\top A x`: all factors that follow may be meant, or the first alone."""
        near = self.place
        tokens = list(self.tokens)
        self.place = mark
        wide = Nabla(tight.kind, self.term(), tight.by, start=tight.start, end=self.last_end)
        if self.place == near:
            return tight
        far, self.place, self.tokens = self.place, near, tokens
        rest: Node = self.hanging(tight)
        while self.place < far and self._starts_factor():
            right = self.power()
            rest = Binary("juxt", rest, right, start=tight.start, end=self.last_end)
        if self.place != far:
            self.place = near
            return tight  # a sign of multiplication stands between: it is the gradient that is multiplied
        return Ambiguous((rest, wide), key=f"gradient:{tight.start}", start=tight.start, end=self.last_end)
