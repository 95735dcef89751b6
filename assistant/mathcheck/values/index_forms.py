r"""Sums of products of entries, `\sum_j a_{ij} v_j`, in one normal form: what is equal for every length is equal here.

A form is a sum of terms; a term is a coefficient times powers of entries, and the indices it is summed over. An index is
a letter (`i`), a number (`1`) or one of our own (`~3`). Names of summation indices do not matter: of all ways to number
them the smallest text is taken, so two forms are the same if and only if their texts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, permutations

import sympy

from assistant.errors import UnreadableMath

ONE = sympy.Integer(1)
MINUS_ONE = sympy.Integer(-1)
_TERMS = 120
_SUMMED = 5
_POWER = 4
_DELTA = "delta"


def refuse(what: str) -> UnreadableMath:
    """The error of a formula that is not of this kind."""
    return UnreadableMath(what, offset=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """`x_i`, `a_{ij}`: the name of what it is an entry of, and where it stands."""

    name: str
    indices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A function of forms, taken as it is: `log`, `abs`, `f`; without a name, a form in brackets."""

    name: str
    arguments: tuple[Form, ...]
    indices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """An entry or a function of forms to a power."""

    base: Entry | Wrapped
    exponent: sympy.Expr


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient times factors, summed over its own indices."""

    coefficient: sympy.Expr
    factors: tuple[Factor, ...] = ()
    summed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A sum of terms."""

    terms: tuple[Term, ...] = ()

    @property
    def plain(self) -> sympy.Expr | None:
        """The value when there is no entry in it."""
        if any(term.factors for term in self.terms):
            return None
        return sympy.Add(*(term.coefficient for term in self.terms))


@dataclass(slots=True)
class Fresh:
    """Where new summation indices come from; one for all forms that meet."""

    numbers: count[int] = field(default_factory=count)

    def index(self) -> str:
        """An index that nothing else uses."""
        return f"~{next(self.numbers)}"


@dataclass(frozen=True, slots=True)
class Entries:
    """A number, a column, a row or a matrix: its general entry, and the indices that are open in it."""

    form: Form
    row: str = ""
    column: str = ""
    either: bool = False
    """Whether it is a derivative by a vector, which books write as a row or as a column."""

    @property
    def kind(self) -> tuple[bool, bool]:
        """Whether it has rows, and columns."""
        return bool(self.row), bool(self.column)


def number(value: sympy.Expr) -> Form:
    """A form without entries."""
    return Form((Term(value),)) if value != 0 else Form()


def entry(name: str, *indices: str) -> Form:
    """One entry."""
    return single(Entry(name, indices))


def delta(first: str, second: str) -> Form:
    """The entry of the identity matrix."""
    return single(Entry(_DELTA, tuple(sorted((first, second)))))


def single(base: Entry | Wrapped, exponent: sympy.Expr = ONE) -> Form:
    """One factor."""
    return Form((Term(ONE, (Factor(base, exponent),)),))


def plus(*forms: Form) -> Form:
    """The sum, like terms taken together."""
    terms = [term for form in forms for term in form.terms]
    if len(terms) > _TERMS:
        raise refuse("This sum is too long.")
    table: dict[str, Term] = {}
    for term in terms:
        text = term_text(term, {})
        before = table.get(text)
        value = term.coefficient + (before.coefficient if before is not None else 0)
        table[text] = replace(term, coefficient=sympy.expand(value))
    return Form(tuple(term for term in table.values() if term.coefficient != 0))


def scaled(form: Form, factor: sympy.Expr) -> Form:
    """A number times a form."""
    return Form(
        tuple(replace(term, coefficient=term.coefficient * factor) for term in form.terms if factor != 0)
    )


def times(left: Form, right: Form, fresh: Fresh) -> Form:
    """The product, with its own names for what is summed over."""
    if len(left.terms) * len(right.terms) > _TERMS:
        raise refuse("This product is too long.")
    products = []
    for first in left.terms:
        for second in right.terms:
            one, other = renewed(first, fresh), renewed(second, fresh)
            products.append(
                Term(
                    one.coefficient * other.coefficient,
                    one.factors + other.factors,
                    one.summed + other.summed,
                )
            )
    return plus(*(tidy(term, fresh) for term in products))


def raised(form: Form, exponent: sympy.Expr, fresh: Fresh) -> Form:
    """A power: multiplied out for small whole exponents, else kept."""
    if exponent == 1:
        return form
    plain = form.plain
    if plain is not None:
        if plain == 0 and not exponent.is_positive:
            raise refuse("This divides by zero.")
        return number(plain**exponent)
    if isinstance(exponent, sympy.Integer) and 0 < exponent <= _POWER:
        product = form
        for _ in range(int(exponent) - 1):
            product = times(product, form, fresh)
        return product
    if len(form.terms) == 1:
        (term,) = form.terms
        if isinstance(exponent, sympy.Integer) and not term.summed:
            factors = tuple(Factor(item.base, item.exponent * exponent) for item in term.factors)
            return Form((Term(term.coefficient**exponent, factors),))
        if term.coefficient != 1 and term.coefficient.is_nonnegative:
            inner = Form((replace(term, coefficient=ONE),))
            return scaled(single(Wrapped("", (inner,)), exponent), term.coefficient**exponent)
    return single(Wrapped("", (form,)), exponent)


def renamed(form: Form, table: Mapping[str, str]) -> Form:
    """The same form with other names for some indices."""
    return Form(tuple(_renamed_term(term, table) for term in form.terms))


def _renamed_term(term: Term, table: Mapping[str, str]) -> Term:
    return Term(
        term.coefficient,
        tuple(Factor(_renamed_base(item.base, table), item.exponent) for item in term.factors),
        tuple(table.get(index, index) for index in term.summed),
    )


def _renamed_base(base: Entry | Wrapped, table: Mapping[str, str]) -> Entry | Wrapped:
    indices = tuple(table.get(index, index) for index in base.indices)
    if isinstance(base, Entry):
        return Entry(base.name, tuple(sorted(indices)) if base.name == _DELTA else indices)
    return Wrapped(base.name, tuple(renamed(item, table) for item in base.arguments), indices)


def renewed(term: Term, fresh: Fresh) -> Term:
    """The same term with summation indices of its own."""
    return _renamed_term(term, {index: fresh.index() for index in term.summed})


def indices_of(factors: Iterable[Factor]) -> list[str]:
    """Every index that stands in some factors, as often as it stands there, except those summed over inside."""
    found: list[str] = []
    for item in factors:
        found.extend(item.base.indices)
        if isinstance(item.base, Wrapped):
            for form in item.base.arguments:
                for term in form.terms:
                    found.extend(index for index in indices_of(term.factors) if index not in term.summed)
    return found


def places_of(form: Form, index: str) -> set[tuple[str, int]]:
    """Where an index stands: names of entries, and the place among their indices."""
    found: set[tuple[str, int]] = set()
    for term in form.terms:
        for item in term.factors:
            found.update((item.base.name, at) for at, other in enumerate(item.base.indices) if other == index)
            if isinstance(item.base, Wrapped):
                found.update(*(places_of(argument, index) for argument in item.base.arguments))
    return found


def names_in_form(form: Form) -> set[str]:
    """The names whose entries stand in a form."""
    names: set[str] = set()
    for term in form.terms:
        for item in term.factors:
            names.add(item.base.name)
            if isinstance(item.base, Wrapped):
                names.update(*(names_in_form(argument) for argument in item.base.arguments))
    return names


def summed_over(form: Form, index: str, fresh: Fresh) -> Form:
    """The sum of a form over one of its indices."""
    terms = []
    for term in form.terms:
        if index not in indices_of(term.factors):
            raise refuse("It is not said how many terms this sum has.")
        own = fresh.index()
        moved = _renamed_term(term, {index: own})
        terms.append(tidy(replace(moved, summed=(*moved.summed, own)), fresh))
    return plus(*terms)


def tidy(term: Term, fresh: Fresh) -> Form:
    """A term with deltas, inverses and brackets worked out, and equal factors taken together."""
    for place, item in enumerate(term.factors):
        whole = isinstance(item.exponent, sympy.Integer) and 0 < item.exponent <= _POWER
        if isinstance(item.base, Wrapped) and item.base.name == "" and whole:
            rest = replace(term, factors=term.factors[:place] + term.factors[place + 1 :])
            return distributed(rest, raised(item.base.arguments[0], item.exponent, fresh), fresh)
    contracted = _contracted(term)
    if contracted is not term:
        return tidy(contracted, fresh)
    merged: dict[str, Factor] = {}
    for item in term.factors:
        text = _base_text(item.base, {})
        before = merged.get(text)
        exponent = item.exponent + (before.exponent if before is not None else 0)
        merged[text] = Factor(item.base, exponent)
    kept = tuple(item for item in merged.values() if item.exponent != 0)
    if len(kept) < len(term.factors):
        return tidy(replace(term, factors=kept), fresh)
    if term.coefficient == 0:
        return Form()
    if any(index not in indices_of(term.factors) for index in term.summed):
        raise refuse("It is not said how many terms this sum has.")
    return Form((term,))


def distributed(term: Term, form: Form, fresh: Fresh) -> Form:
    """A term times a form that stands inside the term's own sums."""
    results = []
    for other in form.terms:
        one = renewed(other, fresh)
        product = Term(
            term.coefficient * one.coefficient, term.factors + one.factors, term.summed + one.summed
        )
        results.append(tidy(product, fresh))
    return plus(*results)


def _contracted(term: Term) -> Term:
    """One delta with a summation index taken out, or one matrix beside its inverse; the same term if there is none."""
    for place, item in enumerate(term.factors):
        rest = term.factors[:place] + term.factors[place + 1 :]
        base = item.base
        if not isinstance(base, Entry):
            continue
        if base.name == _DELTA:
            first, second = base.indices
            if first == second:
                if first in term.summed:
                    raise refuse("It is not said how many terms this sum has.")
                return replace(term, factors=rest)
            if first.isdigit() and second.isdigit():
                return replace(term, coefficient=sympy.Integer(0), factors=rest)
            for bound, other in ((first, second), (second, first)):
                if bound in term.summed:
                    summed = tuple(index for index in term.summed if index != bound)
                    return _renamed_term(Term(term.coefficient, rest, summed), {bound: other})
            if item.exponent != 1:
                return replace(term, factors=(*rest, Factor(base, ONE)))
        elif len(base.indices) == 2 and item.exponent == 1:
            found = _beside_inverse(term, place)
            if found is not None:
                return found
    return term


def _beside_inverse(term: Term, place: int) -> Term | None:
    r"""`\sum_k a_{ik} (a^{-1})_{kj}` as the entry of the identity matrix."""
    base = term.factors[place].base
    for other_place, other in enumerate(term.factors):
        inverse = other.base
        if not (isinstance(inverse, Entry) and inverse.name == f"{base.name}^-1" and other.exponent == 1):
            continue
        for one, two in ((base.indices, inverse.indices), (inverse.indices, base.indices)):
            middle = one[1]
            if middle == two[0] and middle in term.summed and indices_of(term.factors).count(middle) == 2:
                rest = tuple(item for at, item in enumerate(term.factors) if at not in (place, other_place))
                unit = Factor(Entry(_DELTA, tuple(sorted((one[0], two[1])))), ONE)
                summed = tuple(index for index in term.summed if index != middle)
                return Term(term.coefficient, (*rest, unit), summed)
    return None


# -- texts -------------------------------------------------------------------------------------------------


def term_text(term: Term, table: Mapping[str, str]) -> str:
    """A term without its coefficient as text, whatever its summation indices are called."""
    if len(term.summed) > _SUMMED:
        raise refuse("This sum runs over too many indices.")
    depth = len(table)
    names = [f"~{depth + place}s" for place in range(len(term.summed))]
    texts = []
    for order in permutations(names):
        inner = {**table, **dict(zip(term.summed, order, strict=True))}
        texts.append("*".join(sorted(_factor_text(item, inner) for item in term.factors)))
    return f"{len(term.summed)}:{min(texts)}"


def _factor_text(item: Factor, table: Mapping[str, str]) -> str:
    return f"{_base_text(item.base, table)}^({item.exponent})"


def _base_text(base: Entry | Wrapped, table: Mapping[str, str]) -> str:
    indices = [table.get(index, index) for index in base.indices]
    if isinstance(base, Entry):
        return f"{base.name}[{','.join(sorted(indices) if base.name == _DELTA else indices)}]"
    return f"{base.name}({';'.join(form_text(item, table) for item in base.arguments)})[{','.join(indices)}]"


def form_text(form: Form, table: Mapping[str, str] | None = None) -> str:
    """A form as text: equal for equal forms."""
    table = table or {}
    return " + ".join(sorted(f"({term.coefficient}){term_text(term, table)}" for term in form.terms))
