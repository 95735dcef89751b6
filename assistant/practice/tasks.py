"""Drafts from plain Python values: ints, Fractions, tuples (columns) and tuples of tuples (matrices) become SymPy's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import LETTER, NUMBER, Draft, Mistake, Option
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import column, grid, rational, tex
from assistant.practice.proof import Proof, Rederived, RederivedFunction
from assistant.practice.worked import but_key, choice_draft, claim_draft

Rows = Sequence[tuple[str, str]]
"""Worked steps: the rule and the LaTeX of each."""
Wrong = Sequence[tuple[Any, str]]
"""Typical mistakes: the value and a kind word about what went wrong."""


def value_of(plain: Any) -> Any:
    """The SymPy value of an int, a Fraction, a tuple (a column) or a tuple of tuples (a matrix); others as they are."""
    if isinstance(plain, bool | str):
        return plain
    if isinstance(plain, int | Fraction):
        return rational(plain)
    if isinstance(plain, tuple | list):
        return grid(plain) if plain and isinstance(plain[0], tuple | list) else column(plain)
    if isinstance(plain, set | frozenset):
        return sympy.FiniteSet(*(value_of(item) for item in plain))
    return plain


def show(plain: Any) -> str:
    """Write such a value as LaTeX."""
    return tex(value_of(plain))


def typed(
    draw: Draw,
    *,
    ask: Sequence[str],
    key: Any,
    proof: Proof,
    steps: Rows,
    hints: tuple[str, str, str],
    answer: str = NUMBER,
    symbols: tuple[str, ...] = (),
    wrong: Wrong = (),
    form: str | None = None,
) -> Draft:
    """A question whose answer is typed.

    Args:
        draw: The random source.
        ask: The wordings of the question.
        key: The answer.
        proof: Derives it a second time.
        steps: The worked solution.
        hints: Three rungs.
        answer: How to type the answer.
        symbols: The names an answer may use.
        wrong: Typical mistakes; those that equal the key or one another are left out.
        form: A form the answer must have.
    """
    value = value_of(key)
    return Draft(
        prompt=draw.choice(list(ask)),
        key=value,
        proof=proof,
        steps=tuple(Step(rule, latex) for rule, latex in steps),
        hints=hints,
        answer_hint=answer,
        symbols=symbols,
        form=form,
        mistakes=but_key(value, *(Mistake(value_of(v), said) for v, said in wrong)),
    )


def pick(
    draw: Draw,
    *,
    ask: Sequence[str],
    right: Any,
    wrong: Wrong,
    proof: Proof,
    steps: Rows,
    hints: tuple[str, str, str],
    shown: Callable[[Any], str] = show,
    count: int = 4,
) -> Draft:
    """A right value among typical mistakes; Unsuitable when too few of them differ."""
    return choice_draft(
        draw,
        prompt=draw.choice(list(ask)),
        right=value_of(right),
        wrong=[Mistake(value_of(v), said) for v, said in wrong],
        show=shown,
        proof=proof,
        steps=[Step(rule, latex) for rule, latex in steps],
        hints=hints,
        count=count,
    )


def words(
    draw: Draw,
    *,
    ask: Sequence[str],
    right: str,
    options: Sequence[tuple[str, str]],
    decide: Callable[[], str],
    method: str,
    detail: str,
    steps: Rows,
    hints: tuple[str, str, str],
    shuffled: bool = True,
) -> Draft:
    """A question with written options.

    Args:
        draw: The random source.
        ask: The wordings of the question.
        right: The text of the right option.
        options: Text of each option and what choosing it wrongly shows.
        decide: Finds the text of the right option a second time.
        method: The second way's name.
        detail: The second way in one sentence.
        steps: The worked solution.
        hints: Three rungs.
        shuffled: Whether the order is drawn; a natural order stays.

    Raises:
        Unsuitable: Two options read alike.
    """
    texts = [text for text, _ in options]
    if len(set(texts)) < len(texts):
        raise Unsuitable("two options are alike")
    order = draw.shuffled(options) if shuffled else list(options)
    return Draft(
        prompt=draw.choice(list(ask)),
        key=next(index for index, (text, _) in enumerate(order) if text == right),
        proof=Rederived(method, detail, decide),
        steps=tuple(Step(rule, latex) for rule, latex in steps),
        hints=hints,
        answer_hint=LETTER,
        options=tuple(Option(text, text, "" if text == right else said) for text, said in order),
    )


def claim(
    draw: Draw,
    *,
    says: Sequence[str],
    truth: bool,
    decide: Callable[[], bool],
    method: str,
    detail: str,
    steps: Rows,
    hints: tuple[str, str, str],
    if_wrong: str,
) -> Draft:
    """A statement to call true or false, in one of several wordings."""
    return claim_draft(
        prompt="True or false? " + draw.choice(list(says)),
        truth=bool(truth),
        method=method,
        detail=detail,
        decide=lambda: bool(decide()),
        steps=[Step(rule, latex) for rule, latex in steps],
        hints=hints,
        if_wrong=if_wrong,
    )


def again(method: str, detail: str, derive: Callable[[], Any]) -> Rederived:
    """A proof that derives the value itself apart, once for all the values it is asked about."""
    return Rederived(method, detail, lru_cache(maxsize=1)(derive))


def again_at(
    method: str, detail: str, names: tuple[str, ...], derive: Callable[[Mapping[str, Any]], Any]
) -> RederivedFunction:
    """A proof that derives a function's values apart, once for each point."""
    known: dict[tuple[Any, ...], Any] = {}

    def at(point: Mapping[str, Any]) -> Any:
        place = tuple(point[name] for name in names)
        if place not in known:
            known[place] = derive(point)
        return known[place]

    return RederivedFunction(method, detail, names, at)
