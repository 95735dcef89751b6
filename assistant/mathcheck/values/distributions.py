"""Named distributions: reading `X ~ N(0, 1)`, their moments, and `P(X <= 2)`. Exact, by their textbook formulas."""

from __future__ import annotations

import re
from fractions import Fraction

import sympy

from assistant.mathcheck import bounds
from assistant.mathcheck.reading.syntax import Apply, Binary, Name, Node, Number, Power, Tuple, Words
from assistant.mathcheck.values.scope import Distribution, Value

_KINDS = {
    "n": "normal", "normal": "normal", "gaussian": "normal",
    "bin": "binomial", "binomial": "binomial", "binom": "binomial", "b": "binomial",
    "bern": "bernoulli", "bernoulli": "bernoulli", "ber": "bernoulli",
    "poisson": "poisson", "pois": "poisson", "poi": "poisson",
    "exp": "exponential", "exponential": "exponential",
    "u": "uniform", "unif": "uniform", "uniform": "uniform",
    "geom": "geometric", "geometric": "geometric", "geo": "geometric",
}  # fmt: skip
_COUNTS = {
    "normal": 2,
    "binomial": 2,
    "bernoulli": 1,
    "poisson": 1,
    "exponential": 1,
    "uniform": 2,
    "geometric": 1,
}
_EVENT = re.compile(r"([A-Za-z]\w*)(<=|>=|!=|=|<|>)(-?\d+(?:\.\d+)?)")
_BETWEEN = re.compile(r"(-?\d+(?:\.\d+)?)(<=|<)([A-Za-z]\w*)(<=|<)(-?\d+(?:\.\d+)?)")


def distribution_written(node: Node) -> tuple[str, tuple[Node, ...]] | None:
    r"""The kind and the parameters of `\mathcal{N}(0, 1)` or `\text{Binomial}(10, 0.5)`; None when it is none."""
    head: Node | None = None
    arguments: tuple[Node, ...] = ()
    if isinstance(node, Apply):
        head, arguments = node.function, node.arguments
    elif isinstance(node, Binary) and node.operator == "juxt" and isinstance(node.left, Words):
        head = node.left
        arguments = node.right.items if isinstance(node.right, Tuple) else (node.right,)
    text = head.text if isinstance(head, Name | Words) else ""
    kind = _KINDS.get(text.removesuffix("_cal").strip().lower())
    if kind == "uniform" and len(arguments) == 1:
        return "discrete uniform", arguments  # U(n): every number from 1 to n
    if kind is None or len(arguments) != _COUNTS[kind]:
        return None
    return kind, arguments


def other_convention(distribution: Distribution) -> Distribution:
    """The same distribution with its parameters read the other way: deviation for variance, mean for rate."""
    first, *rest = distribution.parameters
    if distribution.kind == "normal":
        return Distribution("normal", (first, rest[0] ** 2))
    if distribution.kind == "exponential":
        return Distribution("exponential", (1 / first,))
    return Distribution("geometric from 0", (first,)) if distribution.kind == "geometric" else distribution


def is_doubtful(kind: str, parameters: tuple[Node, ...]) -> bool:
    """Whether the parameters as written may be meant in two ways."""
    if kind == "normal":
        return not isinstance(parameters[1], Power) and parameters[1] != Number("1")
    return kind in ("exponential", "geometric")


def raw_moment(distribution: Distribution, order: int) -> Value | None:
    """`E[X^order]` for the first and second moment; None beyond, and for what is not known."""
    mean, variance = mean_and_variance(distribution)
    if order == 1:
        return mean
    return variance + mean**2 if order == 2 else None


def mean_and_variance(distribution: Distribution) -> tuple[Value, Value]:
    """Mean and variance of a named distribution."""
    first, *rest = distribution.parameters
    second = rest[0] if rest else sympy.Integer(0)
    table = {
        "normal": lambda: (first, second),
        "binomial": lambda: (first * second, first * second * (1 - second)),
        "bernoulli": lambda: (first, first * (1 - first)),
        "poisson": lambda: (first, first),
        "exponential": lambda: (1 / first, 1 / first**2),
        "uniform": lambda: ((first + second) / 2, (second - first) ** 2 / 12),
        "discrete uniform": lambda: ((1 + first) / 2, (first**2 - 1) / 12),
        "geometric": lambda: (1 / first, (1 - first) / first**2),
        "geometric from 0": lambda: (1 / first - 1, (1 - first) / first**2),
    }
    return table[distribution.kind]()


def event_probability(event: str, distributions: dict[str, Distribution]) -> Value | None:
    """`X=2`, `X<=2`, `1<X<=3` for a variable whose distribution is known by its numbers; None otherwise."""
    single = _EVENT.fullmatch(event.replace(" ", ""))
    if single:
        name, relation, number = single.groups()
        distribution = distributions.get(name)
        return None if distribution is None else _of_relation(distribution, relation, _exact(number))
    double = _BETWEEN.fullmatch(event.replace(" ", ""))
    if double:
        low, left, name, right, high = double.groups()
        distribution = distributions.get(name)
        if distribution is None:
            return None
        above = _of_relation(distribution, right, _exact(high))
        below = _of_relation(distribution, "<" if left == "<=" else "<=", _exact(low))
        return None if above is None or below is None else above - below
    return None


def _exact(text: str) -> sympy.Rational:
    value = Fraction(text)
    return sympy.Rational(value.numerator, value.denominator)


def _of_relation(distribution: Distribution, relation: str, value: sympy.Rational) -> Value | None:
    if any(getattr(item, "free_symbols", True) for item in distribution.parameters):
        return None
    if distribution.kind == "discrete uniform":
        return None  # from 0 or from 1: books differ
    at, up_to = _mass(distribution, value), _cumulative(distribution, value)
    if at is None or up_to is None:
        return None
    return {"=": at, "!=": 1 - at, "<=": up_to, "<": up_to - at, ">": 1 - up_to, ">=": 1 - up_to + at}[
        relation
    ]


def _mass(distribution: Distribution, value: sympy.Rational) -> Value | None:
    """`P(X = value)`; zero for a continuous variable."""
    kind, parameters = distribution.kind, distribution.parameters
    if kind in ("normal", "exponential", "uniform"):
        return sympy.Integer(0)
    if value.q != 1 or value < 0:
        return sympy.Integer(0)
    count = int(value)
    if count > bounds.TERMS:
        return None
    if kind == "bernoulli":
        return parameters[0] if count == 1 else 1 - parameters[0] if count == 0 else sympy.Integer(0)
    if kind == "binomial":
        trials, chance = parameters
        if not isinstance(trials, sympy.Integer) or not 0 < trials <= bounds.TERMS:
            return None
        if count > trials:
            return sympy.Integer(0)
        return sympy.binomial(trials, count) * chance**count * (1 - chance) ** (trials - count)
    if kind == "poisson":
        return parameters[0] ** count * sympy.exp(-parameters[0]) / sympy.factorial(count)
    if kind == "geometric from 0":
        return (1 - parameters[0]) ** count * parameters[0]
    return (1 - parameters[0]) ** (count - 1) * parameters[0] if count >= 1 else sympy.Integer(0)


def _cumulative(distribution: Distribution, value: sympy.Rational) -> Value | None:
    """`P(X <= value)`."""
    kind, parameters = distribution.kind, distribution.parameters
    if kind == "normal":
        mean, variance = parameters
        return (1 + sympy.erf((value - mean) / sympy.sqrt(2 * variance))) / 2
    if kind == "exponential":
        return 1 - sympy.exp(-parameters[0] * value) if value > 0 else sympy.Integer(0)
    if kind == "uniform":
        low, high = parameters
        return sympy.Max(0, sympy.Min(1, (value - low) / (high - low)))
    if value > bounds.TERMS:
        return None
    masses = [_mass(distribution, sympy.Integer(count)) for count in range(int(sympy.floor(value)) + 1)]
    known = [mass for mass in masses if mass is not None]
    return sympy.Add(*known) if len(known) == len(masses) else None
