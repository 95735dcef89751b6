"""Integrals, limits and sums worked out as far as they hold: on the reals, and where a series converges."""

from __future__ import annotations

import sympy

from assistant.mathcheck.values.numeric import number
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Value


def worked_out(value: Value) -> Value:
    """Integrals, limits and sums done where SymPy can do them; an integral without bounds stays as it is."""
    if not is_scalar(value) or not value.has(sympy.Integral, sympy.Limit, sympy.Sum, sympy.Product):
        return value
    for part in value.atoms(sympy.Integral, sympy.Limit, sympy.Sum, sympy.Product):
        if isinstance(part, sympy.Integral) and any(len(limit) == 1 for limit in part.limits):
            return value
    try:
        if any(_leaves_the_reals(part) for part in value.atoms(sympy.Limit)):
            return value
        done = value.doit()
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return value
    if done.has(sympy.Piecewise):
        done = sympy.piecewise_fold(done)
        if isinstance(done, sympy.Piecewise):
            done = _general_branch(done)
    return done


def _leaves_the_reals(limit: sympy.Limit) -> bool:
    """Whether what a limit is taken of is not real near the point, as ln(1 - b^2) for large b."""
    body, variable, point, _ = limit.args
    if body.has(sympy.I, sympy.Integral, sympy.Sum) or body.free_symbols != {variable}:
        return False
    side = str(limit.args[3])
    if point in (sympy.oo, -sympy.oo):
        near = [sympy.Integer(10**4) * (1 if point is sympy.oo else -1)]
    elif point.is_number:
        steps = {"+": (1,), "-": (-1,)}.get(side, (1, -1))
        near = [point + sympy.Rational(step, 10**4) for step in steps]
    else:
        return False
    values = [number(body.xreplace({variable: place})) for place in near]
    return all(value is not None and not value.is_real for value in values)


def _general_branch(value: sympy.Piecewise) -> sympy.Expr:
    """The branch that is meant when nothing is said: not the one for a single value of a letter."""
    for branch, condition in value.args:
        if not isinstance(condition, sympy.Eq) and _holds_somewhere(condition):
            return branch
    return value


def _holds_somewhere(condition: Value) -> bool:
    """Whether a condition holds for some small positive numbers, as letters in a series are meant."""
    if condition in (True, sympy.true):
        return True
    if not isinstance(condition, sympy.Basic):
        return False
    letters = sorted(condition.free_symbols, key=str)
    for above in (1, 2, 5):
        point = {letter: sympy.Rational(above + place, 10) for place, letter in enumerate(letters)}
        try:
            if condition.subs(point) == True:  # noqa: E712  SymPy's own truth
                return True
        except (TypeError, ValueError, NotImplementedError):
            return False
    return False
