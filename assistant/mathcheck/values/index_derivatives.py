r"""Derivatives of sums of entries by one entry: `\frac{\partial x_i}{\partial x_k}` is the entry of the identity matrix."""

from __future__ import annotations

from assistant.mathcheck.values.index_forms import (
    MINUS_ONE,
    ONE,
    Entry,
    Factor,
    Form,
    Fresh,
    Term,
    Wrapped,
    delta,
    distributed,
    names_in_form,
    number,
    plus,
    raised,
    refuse,
    renewed,
    single,
    times,
)


def derivative(form: Form, by: Entry, fresh: Fresh) -> Form:
    """The derivative by one entry; entries of other names are constants beside it."""
    parts = []
    for written in form.terms:
        term = renewed(written, fresh)
        for place, item in enumerate(term.factors):
            inner = _base_derivative(item.base, by, fresh)
            if not inner.terms:
                continue
            lower = () if item.exponent == 1 else (Factor(item.base, item.exponent - 1),)
            rest = term.factors[:place] + lower + term.factors[place + 1 :]
            coefficient = term.coefficient * item.exponent
            parts.append(distributed(Term(coefficient, rest, term.summed), inner, fresh))
    return plus(*parts)


def _base_derivative(base: Entry | Wrapped, by: Entry, fresh: Fresh) -> Form:
    if isinstance(base, Entry):
        if base.name != by.name or len(base.indices) != len(by.indices):
            return Form()
        product = number(ONE)
        for one, other in zip(base.indices, by.indices, strict=True):
            if one != other:
                product = times(product, _known_delta(one, other), fresh)
        return product
    if not any(by.name in names_in_form(argument) for argument in base.arguments):
        return Form()
    if base.name == "":
        return derivative(base.arguments[0], by, fresh)
    if base.name in ("log", "exp") and len(base.arguments) == 1:
        (argument,) = base.arguments
        outer = raised(argument, MINUS_ONE, fresh) if base.name == "log" else single(base)
        return times(outer, derivative(argument, by, fresh), fresh)
    raise refuse("Groundwork cannot differentiate this by its entries.")


def _known_delta(one: str, other: str) -> Form:
    """The entry of the identity at two places; of two different numbers, zero."""
    if one.isdigit() and other.isdigit():
        return Form()
    return delta(one, other)
