"""Tokens to syntax: a recursive-descent parser that refuses what it does not know.

`parse_math` reads one formula, relation or chain of relations. Where mathematics itself is ambiguous
(`a(b+c)`, `1/2x`, `\\sin x / 2`) it keeps both readings in an `Ambiguous` or `Apply` node.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import UnreadableMath
from assistant.mathcheck.cursor import Cursor
from assistant.mathcheck.syntax import (
    Ambiguous,
    Apply,
    Bars,
    Between,
    BigOperator,
    Binary,
    Call,
    Chain,
    Derivative,
    Evaluated,
    Integral,
    Limit,
    Listing,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Probability,
    SetOf,
    Tuple,
    Unary,
    Words,
)
from assistant.mathcheck.tokens import Token, fraction_of, tokenize

DEPTH_LIMIT = 60
"""How deep brackets, fractions and functions may be nested."""

_ACCENTS = {
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
_FONTS = {
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
_TIMES = {
    "cdot": "dot",
    "times": "cross",
    "div": "/",
    "ast": "dot",
    "circ": "compose",
    "odot": "hadamard",
    "bullet": "dot",
}
_INTEGRALS = frozenset(("int", "iint", "iiint"))
_BIG = {"sum": "sum", "prod": "prod"}


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


def _span(node: Node, start: int, end: int) -> Node:
    return replace(node, start=start, end=end)


class _Parser(Cursor):
    """One method for each level of binding, the loosest first."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        super().__init__(tokens, text)
        self.depth = 0
        self.bars: list[str] = []
        self.nested = 0
        self.open_evaluations = 0
        self.integrals = 0
        self.differential: Name | None = None

    # -- relations and lists -------------------------------------------------------------------------------

    def everything(self) -> Node:
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
            right = self.term()
            left = Binary(operator, left, right, start=start, end=self.last_end)
        self.depth -= 1
        return left

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
            return token.text in _FACTOR_COMMANDS
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
            else:
                return node

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
        if braced and inner.kind == "OP" and inner.text == "(" and self.peek(2).kind in ("NUMBER", "NAME"):
            # f^{(n)} is a derivative, x^{(i)} the i-th example.
            if self.peek(3).text == ")" and self.peek(4).text == "}" and isinstance(base, Name):
                index = self.peek(2)
                self.jump(5)
                return Name(f"{base.text}^({index.text})", base.index, start=base.start, end=self.last_end)
        exponent = self.script()
        node: Node = Power(base, exponent, start=base.start, end=self.last_end)
        if isinstance(base, Name) and self.peek().kind == "OP" and self.peek().text == "_":
            node = Power(self._subscript(base), exponent, start=base.start, end=self.last_end)
        return node

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
        """`f(x)`, `f'(x)`: a name and parentheses that touch it."""
        if self.peek().kind in ("OP", "OPEN") and self.peek().text == "(":
            arguments = self.arguments()
            return Apply(function, arguments, start=function.start, end=self.last_end)
        return function

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
        pairs = []
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
        place = {"start": token.start, "end": token.end}
        return Binary("/", Number(str(numerator), **place), Number(str(denominator), **place), **place)

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
        if token.text == "E" and self.peek(1).text == "[" and not self.peek(1).spaced:
            self.next()
            return self._moment("E", token)
        self.next()
        name: Node = Name(token.text, start=token.start, end=token.end)
        return self._name_tail(name)

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
        self.refuse()

    def braces(self) -> Node:
        self.expect("{")
        node = self.chain_in_brackets()
        self.expect("}")
        return node

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
        self.refuse()

    def _parentheses(self, token: Token) -> Node:
        self.next()
        item = self.chain_in_brackets()
        items = [item]
        while self.take("OP", ",") or self.take("OP", ";"):
            items.append(self.chain_in_brackets())
        closer = self.close(token, ")", "]")
        if closer == "]" or len(items) > 1:
            return Tuple(tuple(items), f"({closer}", start=token.start, end=self.last_end)
        node = self._primes(item) if self.peek().kind == "PRIME" else item
        return _span(node, token.start, self.last_end)

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
            return _span(items[0], token.start, end)
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

    # -- commands ------------------------------------------------------------------------------------------

    def _command(self, token: Token) -> Node:
        name = token.text
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            return self._fraction(token)
        if name in ("binom", "dbinom", "tbinom"):
            self.next()
            top, bottom = self.group(), self.group()
            return Call("binomial", (top, bottom), start=token.start, end=self.last_end)
        if name == "sqrt":
            return self._root(token)
        if name in _BIG:
            return self._big_operator(token)
        if name in _INTEGRALS:
            return self._integral(token)
        if name == "lim":
            return self._limit(token)
        if name == "partial":
            return self._partial(token)
        if name == "nabla":
            return self._nabla(token)
        if name in _ACCENTS or name in _FONTS:
            return self._accented(token)
        if name in ("boxed", "fbox"):
            self.next()
            return self.braces()
        if name in ("lvert", "lVert", "|", "vert", "Vert"):
            bar = Token("OP", "||" if name in ("lVert", "|", "Vert") else "|", token.start, token.end)
            self.tokens[self.place] = bar
            return self._bars(bar)
        if name in ("lfloor", "lceil"):
            self.next()
            body = self.chain_in_brackets()
            if not self.take("CMD", "r" + name[1:]):
                self.refuse("A closing bracket is missing.")
            return Call(name[1:], (body,), start=token.start, end=self.last_end)
        if name == "{":
            return self._set(token)
        if name in ("langle",):
            return self._angle(token)
        if name == "infty":
            self.next()
            return Name("infinity", start=token.start, end=token.end)
        if name in ("expectation", "Var", "Cov", "SD"):
            self.next()
            return self._moment({"expectation": "E"}.get(name, name), token)
        if name in ("probability", "Pr"):
            self.next()
            return self._probability(token)
        if name in ("pmod", "mod"):
            self.refuse("Groundwork does not read this way of writing remainders.")
        if name in ("emptyset", "varnothing"):
            self.next()
            return SetOf((), start=token.start, end=token.end)
        if name == "$":
            self.next()
            return self.atom()
        if name in ("dots", "ldots", "cdots", "vdots", "ddots", "dotsb", "dotsc"):
            self.refuse("The formula leaves something out (“…”).")
        if name in ("relu", "ReLU"):
            return self._function(token)
        self.refuse(
            f"Groundwork does not know \\{name[:20]}."
            if name.isalpha()
            else "Groundwork does not know this sign."
        )

    def group(self) -> Node:
        r"""An argument of a command: `{…}`, or the one digit or letter that LaTeX takes (`\frac12`)."""
        token = self.peek()
        if token.kind == "OP" and token.text == "{":
            return self.braces()
        if token.kind == "NUMBER" and len(token.text) > 1 and "." not in token.text:
            # \frac12 or \frac{1}23: take one digit, leave the rest.
            self.tokens[self.place] = replace(token, text=token.text[1:], start=token.start + 1)
            return Number(token.text[0], start=token.start, end=token.start + 1)
        if token.kind in ("NUMBER", "NAME"):
            self.next()
            if token.kind == "NUMBER":
                return Number(token.text, start=token.start, end=token.end)
            return Name(token.text, start=token.start, end=token.end)
        return self.atom()

    def _fraction(self, token: Token) -> Node:
        derivative = self._fraction_derivative(token)
        if derivative is not None:
            return derivative
        self.next()
        numerator = self.group()
        denominator = self.group()
        return Binary("/", numerator, denominator, start=token.start, end=self.last_end)

    def _root(self, token: Token) -> Node:
        self.next()
        degree: Node | None = None
        if self.peek().text == "[" and token.text == "sqrt" and "\\sqrt" in self.text:
            self.next()
            degree = self.chain_in_brackets()
            self.expect("]")
        body = self.group()
        return Call("sqrt", (body,), degree, start=token.start, end=self.last_end)

    def _accented(self, token: Token) -> Node:
        self.next()
        kind = _ACCENTS.get(token.text, _FONTS.get(token.text, ""))
        if (
            kind == "bb"
            and self.peek().text == "{"
            and self.peek(1).text in ("E", "P", "R")
            and self.peek(2).text == "}"
        ):
            letter = self.peek(1).text
            self.jump(3)
            return self._blackboard(letter, token)
        body = self.group()
        if kind == "bar" and not isinstance(body, Name):
            return Call("conjugate", (body,), start=token.start, end=self.last_end)
        if isinstance(body, Name):
            text = f"{body.text}_{kind}" if kind else body.text
            return self._name_tail(Name(text, body.index, start=token.start, end=self.last_end))
        if isinstance(body, Number) or kind in ("", "bold"):
            return _span(body, token.start, self.last_end)
        self.refuse("Groundwork cannot read what stands under this accent.")

    def _blackboard(self, letter: str, token: Token) -> Node:
        if letter == "E":
            return self._moment("E", token)
        if letter == "P":
            return self._probability(token)
        name: Node = Name("R_bb", start=token.start, end=self.last_end)
        return name

    # -- functions -----------------------------------------------------------------------------------------

    def _function(self, token: Token) -> Node:
        name = token.text
        if name == "sqrt" and self.text.startswith("\\", token.start):
            # \sqrt{3} x ends with its braces; only a typed sqrt reaches over what follows.
            return self._root(token)
        if name == "sqrt" or name == "cbrt":
            self.next()
            body = self._argument_of_function()
            return Call(
                "sqrt", (body,), Number("3") if name == "cbrt" else None, start=token.start, end=self.last_end
            )
        if name in ("cross", "dot", "grad", "gradient") and not self._parenthesis_follows(1):
            self.refuse(f"“{name}” needs its arguments in brackets.")
        if name in ("grad", "gradient"):
            self.next()
            arguments = self.arguments()
            return Nabla("gradient", arguments[0], start=token.start, end=self.last_end)
        self.next()
        index: Node | None = None
        exponent: Node | None = None
        primes = 0
        while self.peek().kind == "OP" and self.peek().text in "_^":
            if self.next().text == "_":
                index = self._function_index()
            else:
                exponent = self.script()
        while self.take("PRIME"):
            primes += 1
        if primes:
            self.refuse("Groundwork does not read a prime on a named function.")
        if exponent is not None and not self._argument_follows():
            self.refuse("Groundwork expects what the function is applied to.")
        parenthesised = self._parenthesis_follows(0)
        arguments = self.arguments() if parenthesised else (self._argument_of_function(),)
        node: Node = Call(name, arguments, index, start=token.start, end=self.last_end)
        if exponent is not None:
            minus_one = (
                isinstance(exponent, Unary) and exponent.operator == "-" and exponent.operand == Number("1")
            )
            if minus_one and name in _INVERSES:
                return Call(_INVERSES[name], arguments, index, start=token.start, end=self.last_end)
            if minus_one:
                self.refuse("An exponent of -1 on a function's name has two meanings; write it out.")
            return Power(node, exponent, start=token.start, end=self.last_end)
        return node

    def _function_index(self) -> Node:
        token = self.peek()
        if token.kind == "OP" and token.text == "{":
            self.next()
            index = self.listing()
            self.expect("}")
            return index
        if token.kind == "NUMBER" and len(token.text) > 1 and "\\" in self.text:
            # \log_28 is \log_2 8.
            self.tokens[self.place] = replace(token, text=token.text[1:], start=token.start + 1)
            return Number(token.text[0], start=token.start, end=token.start + 1)
        return self.script()

    def _parenthesis_follows(self, ahead: int) -> bool:
        token = self.peek(ahead)
        return token.kind in ("OP", "OPEN") and token.text in ("(", "[")

    def _argument_follows(self) -> bool:
        token = self.peek()
        return self._starts_factor() or (token.kind == "OP" and token.text in "-+|") or token.kind == "OPEN"

    def _argument_of_function(self) -> Node:
        r"""What `\sin` takes without parentheses: factors side by side, up to the next operator or function."""
        start = self.peek().start
        if self._parenthesis_follows(0):
            arguments = self.arguments()
            return arguments[0]
        token = self.peek()
        if token.kind == "OP" and token.text == "-":
            self.next()
            operand = self._argument_of_function()
            return Unary("-", operand, start=start, end=self.last_end)
        node = self.power()
        while (
            self._starts_factor()
            and self.peek().kind in ("NUMBER", "NAME", "CMD")
            and not self._ends_argument()
        ):
            if self.integrals and self.peek().text == "d" and self._differential_follows():
                break
            right = self.power()
            node = Binary("juxt", node, right, start=start, end=self.last_end)
        return node

    def _ends_argument(self) -> bool:
        token = self.peek()
        return token.kind == "CMD" and token.text not in (
            "frac",
            "dfrac",
            "tfrac",
            "sqrt",
            "mathbf",
            "boldsymbol",
            "hat",
            "bar",
            "vec",
        )

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
                    lower = self.script()
            else:
                upper = self.script()
        return lower, upper

    def _big_operator(self, token: Token) -> Node:
        self.next()
        lower, upper = self._limits()
        variable: Name | None = None
        first: Node | None = None
        if isinstance(lower, Chain) and lower.operators == ("=",) and isinstance(lower.operands[0], Name):
            variable, first = lower.operands[0], lower.operands[1]
        elif isinstance(lower, Name):
            variable = lower
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
        outer, self.differential = self.differential, None
        self.integrals += 1
        body = self.expression()
        self.integrals -= 1
        variable, self.differential = self.differential, outer
        if variable is None:
            self.refuse("Groundwork does not find the dx of this integral.")
        return Integral(body, variable, lower, upper, start=token.start, end=self.last_end)

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
        if token.kind == "CMD" and (token.text in _ACCENTS or token.text in _FONTS):
            self.next()
            kind = _ACCENTS.get(token.text, _FONTS.get(token.text, ""))
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
        if bracketed or not (after.kind == "OP" and after.text in "+-"):
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
            for part in _letters_of(name):
                by.append((part, 1))
            if not by:
                self.refuse("Groundwork expects the variable to differentiate by.")
            body = self.power()
            return Derivative(body, tuple(by), True, start=token.start, end=self.last_end)
        if after.text in ("/", "^") or after.kind == "NAME" or after.kind == "CMD":
            return self._slash_derivative(token)
        self.refuse()

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
        body = self.atom()
        if isinstance(body, Apply):
            inner = Nabla(kind, body.function, by, start=token.start, end=body.function.end)
            return Apply(inner, body.arguments, start=token.start, end=self.last_end)
        return Nabla(kind, body, by, start=token.start, end=self.last_end)

    # -- matrices ------------------------------------------------------------------------------------------

    def _environment(self, token: Token) -> Node:
        name = token.text.rstrip("*")
        fences = {
            "pmatrix": "p",
            "bmatrix": "b",
            "Bmatrix": "B",
            "vmatrix": "v",
            "Vmatrix": "V",
            "matrix": "",
            "array": "",
            "smallmatrix": "",
        }
        if name not in fences:
            self.refuse(f"Groundwork does not read “{name[:20]}” inside a formula.")
        self.next()
        rows: list[list[Node]] = [[]]
        while True:
            if self.take("END"):
                break
            if self.take("ROW"):
                rows.append([])
                continue
            if rows[-1] and not self.take("OP", "&"):
                self.refuse("Groundwork expects the next entry of the matrix.")
            rows[-1].append(self.chain_in_brackets())
        rows = [row for row in rows if row]
        if not rows or any(len(row) != len(rows[0]) for row in rows):
            self.refuse("The rows of this matrix differ in length.")
        return Matrix(tuple(map(tuple, rows)), fences[name], start=token.start, end=self.last_end)

    # -- probability ---------------------------------------------------------------------------------------

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
        if not self._parenthesis_follows(0):
            self.refuse("Groundwork expects what this is the expectation of, in brackets.")
        opener = self.next()
        items = [self.chain_in_brackets()]
        while self.take("OP", ","):
            items.append(self.chain_in_brackets())
        self.close(opener, ")" if opener.text == "(" else "]")
        return Moment(kind, tuple(items), start=token.start, end=self.last_end)


_INVERSES = {
    "sin": "arcsin", "cos": "arccos", "tan": "arctan", "sinh": "arcsinh", "cosh": "arccosh", "tanh": "arctanh",
}  # fmt: skip

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
    | frozenset(_ACCENTS)
    | frozenset(_FONTS)
)

_EVENT_WORDS = {
    "cap": "and", "wedge": "and", "land": "and", "cup": "or", "vee": "or", "lor": "or", "neg": "not", "lnot": "not",
    "sim": "not", "overline": "not", "bar": "not",
}  # fmt: skip


def _letters_of(node: Node) -> tuple[Name, ...]:
    """The variables of a subscript such as `xy`."""
    if isinstance(node, Name):
        return (node,)
    if isinstance(node, Binary) and node.operator == "juxt":
        return _letters_of(node.left) + _letters_of(node.right)
    return ()


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
