"""LaTeX commands, named functions and matrices."""

from __future__ import annotations

from dataclasses import replace

from assistant.mathcheck.reading.grammar import ACCENTS, FONTS, Grammar, spanning
from assistant.mathcheck.reading.syntax import (
    Binary,
    Call,
    Matrix,
    Nabla,
    Name,
    Node,
    Number,
    Power,
    SetOf,
    Unary,
)
from assistant.mathcheck.reading.tokens import Token

_INTEGRALS = frozenset(("int", "iint", "iiint"))
_BIG = {"sum": "sum", "prod": "prod"}
_INVERSES = {
    "sin": "arcsin", "cos": "arccos", "tan": "arctan", "sinh": "arcsinh", "cosh": "arccosh", "tanh": "arctanh",
}  # fmt: skip


class Commands(Grammar):
    """LaTeX commands, named functions and matrices."""

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
        if name in ACCENTS or name in FONTS:
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
        return self.refuse(
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
        kind = ACCENTS.get(token.text, FONTS.get(token.text, ""))
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
            return spanning(body, token.start, self.last_end)
        return self.refuse("Groundwork cannot read what stands under this accent.")

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
        if self.peek().text == "[" and self.peek(1).text == "[":
            return Call(
                name, (self.atom(),), index, start=token.start, end=self.last_end
            )  # det [[1, 2], [3, 4]]
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
            if self.peek().text == "e" and self.peek(1).text == "^":
                if "\\" not in self.text:
                    self.refuse("Put brackets around what the function is applied to.")
                break  # \sin x e^x is a product: nobody sets the sine of x e^x without brackets
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
