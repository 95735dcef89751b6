"""Expectations, variances and covariances: linear always, a number where the distribution was said.

Everything is brought to raw moments, `E[X]`, `E[X^2]`, `E[X Y]`, so that rules which hold for all random variables
come out as identities: `Var(X) = E[X^2] - E[X]^2`, `Var(X + Y) = Var(X) + Var(Y) + 2 Cov(X, Y)`. Capital letters are
random, small ones and Greek ones are constants beside them; nothing is taken as independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.values.distributions import raw_moment
from assistant.mathcheck.values.equality import expandable
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Distribution, Value

Known = Mapping[str, Distribution]

_DEGREE = 6


def moment_value(kind: str, arguments: Sequence[Value], known: Known, under: str, offset: int) -> Value:
    """`E[…]`, `Var(…)`, `Cov(…, …)` or `SD(…)` in raw moments; `under` is what stands below the sign."""
    if not all(is_scalar(argument) and argument.is_commutative for argument in arguments):
        raise UnreadableMath("Groundwork does not compute expectations of vectors.", offset=offset)
    if not all(expandable(argument) for argument in arguments):
        raise UnreadableMath("This is too large to compute.", offset=offset)
    if len(arguments) != (2 if kind == "Cov" else 1):
        raise UnreadableMath(f"“{kind}” takes another number of arguments.", offset=offset)
    first, second = arguments[0], arguments[-1]
    if kind == "E":
        return _expectation(first, known, under)
    centred = _expectation(first * second, known, under) - _expectation(first, known, under) * _expectation(
        second, known, under
    )
    centred = sympy.expand(centred)
    return sympy.sqrt(centred) if kind == "SD" else centred


def _is_random(letter: sympy.Basic, known: Known, under: str) -> bool:
    name = getattr(letter, "name", "")
    base = name.partition("_")[0]
    return name in known or (len(base) == 1 and base.isupper()) or name in under.split()


def _expectation(value: sympy.Expr, known: Known, under: str) -> sympy.Expr:
    random = {letter for letter in value.free_symbols if _is_random(letter, known, under)}
    if not random:
        # Small letters alone may be random too, as x in E[x]: only numbers and moments are surely constants.
        random = {letter for letter in value.free_symbols if not letter.name.startswith("E[")}
    if not random:
        return value
    expanded = sympy.expand(value)
    return sympy.Add(*(_of_term(term, random, known, under) for term in sympy.Add.make_args(expanded)))


def _of_term(term: sympy.Expr, random: set[sympy.Symbol], known: Known, under: str) -> sympy.Expr:
    constant, rest = term.as_independent(*random, as_Add=False)
    if rest == 1:
        return constant
    base, exponent = rest.as_base_exp()
    distribution = known.get(getattr(base, "name", ""))
    if distribution is not None and isinstance(exponent, sympy.Integer) and 0 < exponent <= _DEGREE:
        moment = raw_moment(distribution, int(exponent))
        if moment is not None:
            return constant * moment
    return constant * _opaque(rest, under)


def _opaque(value: sympy.Expr, under: str) -> sympy.Symbol:
    return sympy.Symbol(f"E[{value}]" if not under else f"E[{under}][{value}]", real=True)
