"""The small abstract syntax of a formula: what was written, before it means anything.

Every node knows where it stands (`start`, `end`: character offsets; they do not take part in equality).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything a formula is made of."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A literal: `digits` holds only digits and at most one point; `repeating` are the digits under a bar."""

    digits: str
    repeating: str = ""
    base: int = 10

    @property
    def places(self) -> int:
        """How many digits are shown after the point."""
        return len(self.digits.partition(".")[2])


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A symbol: `x`, `lambda`, `x_hat`, `price`; `index` is its subscript."""

    text: str
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Words(Node):
    r"""Words inside a formula: `\text{cm}`."""

    text: str


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """A sign before something: `-` or `+`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    r"""Two operands: `+ - * /`, `dot` (`\cdot`), `cross` (`\times`), `juxt` (written side by side), `mod`, `pm`, `mp`, `:`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    """`base ^ exponent`."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Ambiguous(Node):
    """Two or more ways to read one thing, the likeliest first; `key` ties equal decisions together."""

    options: tuple[Node, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A name followed by parentheses: a call if the name is a function, else a product.

    `spaced` when white space stands between the two, as in `y (x + 1)`.
    """

    function: Node
    arguments: tuple[Node, ...]
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A known function: `sin`, `log` (its base in `index`), `sqrt` (its degree in `index`), `det` and so on."""

    name: str
    arguments: tuple[Node, ...]
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    """`sum` or `prod` of `body` while `variable` runs from `lower` to `upper` (None: not given)."""

    kind: str
    body: Node
    variable: Name | None
    lower: Node | None
    upper: Node | None


@dataclass(frozen=True, slots=True)
class Limit(Node):
    """The limit of `body`; `side` is `+`, `-` or empty."""

    body: Node
    variable: Name
    point: Node
    side: str = ""


@dataclass(frozen=True, slots=True)
class Integral(Node):
    """An integral; both bounds or none."""

    body: Node
    variable: Name
    lower: Node | None = None
    upper: Node | None = None


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """`body` differentiated, in this order, by each `(variable, times)`; `partial` as written."""

    body: Node
    by: tuple[tuple[Name, int], ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Prime(Node):
    """`f'`, `f''`, `(x^2)'`."""

    body: Node
    order: int


@dataclass(frozen=True, slots=True)
class Nabla(Node):
    """`gradient`, `nabla2` (Hessian or Laplacian), `divergence` or `curl` of `body`; `by` when a subscript says so."""

    kind: str
    body: Node
    by: Node | None = None


@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    """`body` with values put in: an evaluation bar `|_{x=2}`; at a `point` without names, `|_{(1, 2)}`."""

    body: Node
    at: tuple[tuple[Name, Node], ...]
    point: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`[F]_a^b`: the value at `upper` minus the value at `lower`."""

    body: Node
    lower: Node
    upper: Node


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """Rows of entries; `fence` is p, b, B, v, V or empty, as in the LaTeX environment's name."""

    rows: tuple[tuple[Node, ...], ...]
    fence: str = "b"


@dataclass(frozen=True, slots=True)
class Tuple(Node):
    """Entries between fences, separated by commas: a point, a vector, an interval. `fences` is like `()`, `[)`."""

    items: tuple[Node, ...]
    fences: str = "()"


@dataclass(frozen=True, slots=True)
class SetOf(Node):
    r"""`\{1, 2\}`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Bars(Node):
    r"""`|x|` or, doubled, `\|x\|`."""

    body: Node
    double: bool = False


@dataclass(frozen=True, slots=True)
class Postfix(Node):
    """`!`, `%`, `degree` or `transpose` after something."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Probability(Node):
    """`P(event | given)`; both are canonical texts such as `A`, `not A`, `A and B`."""

    event: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """`E`, `Var`, `Cov` or `SD` of something; `under` is what stands below the sign, as text: `x ~ P`."""

    kind: str
    arguments: tuple[Node, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class Dots(Node):
    r"""A sum that leaves terms out: `terms` are those written before the dots, `last` the one after."""

    terms: tuple[Node, ...]
    last: Node


@dataclass(frozen=True, slots=True)
class Chain(Node):
    r"""`a = b \le c`: operands with the relations between them (`=`, `!=`, `<`, `>`, `<=`, `>=`, `~`, `==`, `in`, `:=`, `dist`)."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing(Node):
    """Several formulas: separated by commas (`,`), `or`, `and`."""

    items: tuple[Node, ...]
    word: str = ","


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node, in the order they are declared."""
    for item in fields(node):
        if item.name not in ("start", "end"):
            yield from _nodes(getattr(node, item.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(children(top))


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` applied to everything inside it, innermost first, and to itself."""
    parts: dict[str, Any] = {}
    for item in fields(node):
        if item.name not in ("start", "end"):
            old = getattr(node, item.name)
            new = _mapped_value(old, change)
            if new is not old:
                parts[item.name] = new
    return change(replace(node, **parts) if parts else node)


def _mapped_value(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return mapped(value, change)
    if isinstance(value, tuple):
        parts = tuple(_mapped_value(part, change) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    return value


def shifted(node: Node, offset: int) -> Node:
    """The same node, standing `offset` characters further on."""
    return replace(node, start=node.start + offset, end=node.end + offset)
