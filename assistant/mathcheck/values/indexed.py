r"""Vectors and matrices of any size by their entries: `\mathbf{u}^\top \mathbf{v} = \sum_i u_i v_i`.

Bold small letters are columns with the entries `x_i`, bold capitals matrices with the entries `a_{ij}`. Both sides of
an equality are brought to the normal form of `index_forms.py`; when that is the same, the equality holds for entries of
any value and for every size the products allow. Nothing is ever refuted here: a rule may hold for symmetric matrices.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import (
    Bars,
    BigOperator,
    Call,
    Derivative,
    Nabla,
    Name,
    Node,
    Postfix,
    children,
    walk,
)
from assistant.mathcheck.values.index_forms import (
    MINUS_ONE,
    Entries,
    Form,
    Fresh,
    indices_of,
    plus,
    renamed,
    scaled,
    summed_over,
)
from assistant.mathcheck.values.index_letters import is_bold, is_capital
from assistant.mathcheck.values.index_reading import EntryReader
from assistant.mathcheck.values.scope import Scope

_NO_MATRICES = frozenset(("T", "E", "P", "I"))
_UNDECIDED = 3


def same_by_entries(left: Node, right: Node, scope: Scope) -> bool:
    """Whether both sides are equal entry by entry, whatever the entries and however many there are."""
    parts = [*walk(left), *walk(right)]
    if _only_names(left, right) or _chained(parts):
        return False
    if not any(_speaks_of_entries(part) for part in parts):
        return False
    typings = _typings(parts)
    for einstein in (False, True):
        if (
            einstein
            and any(isinstance(part, BigOperator) for part in walk(left))
            and any(isinstance(part, BigOperator) for part in walk(right))
        ):
            break
        for typing in typings:
            for loose in (False, True):
                try:
                    if _same(left, right, scope, typing, einstein=einstein, loose=loose):
                        return True
                except UnreadableMath:
                    continue
    return False


def _only_names(left: Node, right: Node) -> bool:
    r"""Whether both sides are bare names, as in `\mathbf{A} = (a_{ij})`: that says how something is called."""
    return isinstance(left, Name) and isinstance(right, Name)


def _chained(parts: list[Node]) -> bool:
    r"""Whether `\frac{\partial v_i}{\partial v_j}` stands there by itself: in a network one `v` depends on another."""
    alone: set[str] = set()
    worked: set[str] = set()
    for part in parts:
        if not isinstance(part, Derivative):
            continue
        names = {name.text for name, _ in part.by}
        if isinstance(part.body, Name):
            alone |= names & {part.body.text}
        else:
            worked |= names
    return bool(alone - worked)


def _speaks_of_entries(part: Node) -> bool:
    if isinstance(part, Postfix):
        return part.operator == "transpose"
    if isinstance(part, Name):
        return part.text.endswith("_bold") or "_bold_" in part.text
    if isinstance(part, Derivative):
        return any(name.index is not None for name, _ in part.by)
    return (
        isinstance(part, Nabla | BigOperator)
        or (isinstance(part, Bars) and part.double)
        or (isinstance(part, Call) and part.name in ("norm", "entry", "tr"))
    )


def _same(
    left: Node, right: Node, scope: Scope, typing: Mapping[str, str], *, einstein: bool, loose: bool
) -> bool:
    fresh = Fresh()
    builder = EntryReader(scope, typing, fresh, loose=loose)
    one, other = builder.build(left), builder.build(right)
    if einstein:
        one, other = _repeated_summed(one, fresh), _repeated_summed(other, fresh)
        one, other = _lettered(one, other), _lettered(other, one)
    if not one.form.terms or not other.form.terms:
        return not one.form.terms and not other.form.terms
    if one.kind != other.kind:
        flat = {(True, False), (False, True)}
        if not (one.either or other.either) or {one.kind, other.kind} != flat:
            return False
        other = Entries(other.form, other.column, other.row)
    table = {mine: theirs for mine, theirs in ((other.row, one.row), (other.column, one.column)) if mine}
    if not plus(one.form, scaled(renamed(other.form, table), MINUS_ONE)).terms:
        return True
    if one.either and one.kind == (True, True):  # a derivative by a vector, laid out the other way
        turned = {other.row: one.column, other.column: one.row}
        return not plus(one.form, scaled(renamed(other.form, turned), MINUS_ONE)).terms
    return False


def _repeated_summed(value: Entries, fresh: Fresh) -> Entries:
    """Letters that stand twice in a product are summed over, as physicists write it."""
    terms = []
    for term in value.form.terms:
        found = indices_of(term.factors)
        twice = sorted({index for index in found if index.isalpha() and found.count(index) == 2})
        form = Form((term,))
        for index in twice:
            form = summed_over(form, index, fresh)
        terms.append(form)
    return Entries(plus(*terms), value.row, value.column, value.either)


def _lettered(value: Entries, other: Entries) -> Entries:
    r"""A vector or matrix as its general entry, where the other side is one: `\mathbf{A}\mathbf{v} = a_{ij} v_j`."""
    wanted = [place for place in (value.row, value.column) if place]
    if not wanted or other.kind != (False, False):
        return value
    letters = [{index for index in indices_of(term.factors) if index.isalpha()} for term in other.form.terms]
    if not letters or any(len(found) != len(wanted) or found != letters[0] for found in letters):
        return value
    return Entries(renamed(value.form, dict(zip(wanted, sorted(letters[0]), strict=True))))


# -- which letters are vectors -----------------------------------------------------------------------------


def _typings(parts: list[Node]) -> list[dict[str, str]]:
    """What each name without an index may be: `column`, `matrix` or `number`."""
    names = {part.text for part in parts if isinstance(part, Name) and part.index is None}
    bold = {name for name in names if is_bold(name)}
    said = {name: "matrix" if is_capital(name) else "column" for name in bold}
    said.update(
        {
            part.text: "column"
            for part in parts
            if isinstance(part, Name)
            and part.index is not None
            and is_bold(part.text)
            and not is_capital(part.text)
        }
    )
    certain = bool(said)
    for part in parts:
        inside: tuple[Node, ...] = ()
        if isinstance(part, Postfix) and part.operator == "transpose":
            inside, certain = tuple(walk(part.operand)), True
        elif isinstance(part, Bars) and part.double:
            inside, certain = tuple(children(part)), True
        elif isinstance(part, Call) and part.name == "norm":
            inside, certain = part.arguments, True
        elif isinstance(part, Nabla) and part.by is not None and part.kind == "gradient":
            inside = (part.by,)
        elif isinstance(part, Call) and part.name == "tr":
            certain = True
        for item in inside:
            if isinstance(item, Name) and item.index is None and item.text not in said:
                if is_capital(item.text):
                    said[item.text] = "matrix"
                elif len(item.text) == 1:
                    said[item.text] = "column"
    rest = sorted(names - set(said))
    for name in rest:
        if certain and len(name) == 1 and is_capital(name) and name not in _NO_MATRICES:
            said[name] = "matrix"
    open_names = [name for name in rest if name not in said and len(name) == 1 and name.islower()]
    if not certain or bold or len(open_names) > _UNDECIDED:
        return [said]
    return [
        {**said, **{name: kind for name, kind in zip(open_names, kinds, strict=True) if kind}}
        for kinds in product(("", "column"), repeat=len(open_names))
    ]
