"""The constructor of exercises that ask for the order of the steps of a worked solution."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Any

from assistant.mathcheck.types import Step, Verdict
from assistant.practice.draft import ORDER_HINT, Draft, Option
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.proof import first_difference
from assistant.practice.worked import NAMES

FEWEST, MOST = 3, 6
"""Steps of one exercise; three have six orders, and more than six are hard to keep in view."""


@dataclass(frozen=True, slots=True)
class Link:
    r"""One step of a worked solution that is to be put into order.

    `rule` says what is done, in words that do not tell its place (no "first", no "then"). `latex` is an equation:
    what comes after its first equals sign is what the step finds. `sides` are the values of its sides, each computed
    apart: numbers, tuples, SymPy values, or functions of a point by name of symbol. `uses` is what it takes over from
    an earlier step, written exactly as it stands in that step's result and in this step: `\lambda^{2} - 5 \lambda + 6`,
    or several such pieces; the step that begins uses nothing.
    """

    rule: str
    latex: str
    sides: tuple[Any, ...]
    uses: str | tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """The pieces that it takes over."""
        return (self.uses,) if isinstance(self.uses, str) else self.uses

    @property
    def text(self) -> str:
        """The step as a learner sees it."""
        return f"{self.rule}: ${self.latex}$"


@dataclass(frozen=True, slots=True)
class InOrder:
    """Accepts an order of the steps in which each finds, in what stands before it, all that it uses.

    It knows nothing of the order in which the steps were written down by us: what a step uses is looked up in the
    wording of the question and in the results of the steps before. `broken` names a step that does not hold.
    """

    found: tuple[frozenset[str], ...]
    needed: tuple[frozenset[str], ...]
    broken: Callable[[], str]
    method: str = "every order tried"
    detail: str = (
        "All orders were tried: in this one alone each step uses only what the steps before it found. "
        "Both sides of every step were computed apart, and the checker refutes none of them."
    )

    def accepts(self, value: Any) -> bool:
        """Whether the order, as numbers of steps, works; never when a step does not hold."""
        return not self.broken() and self.works(value)

    def works(self, order: Sequence[int]) -> bool:
        """Whether each step of an order has what it needs when its turn comes."""
        there: set[str] = set()
        for number in order:
            if not self.needed[number] <= there:
                return False
            there |= self.found[number]
        return True


def in_order(links: Sequence[Link], given: str, names: tuple[str, ...] = ()) -> InOrder:
    """The proof of an order from the steps themselves; `given` is what stands in the question."""
    pieces = {piece for link in links for piece in link.needs}
    return InOrder(
        found=tuple(
            frozenset(piece for piece in pieces if stands_in(piece, link.latex.partition("=")[2]))
            for link in links
        ),
        needed=tuple(frozenset(p for p in link.needs if not stands_in(p, given)) for link in links),
        broken=lru_cache(maxsize=1)(lambda: _first_broken(links, names)),
    )


def _first_broken(links: Sequence[Link], names: tuple[str, ...]) -> str:
    from assistant.mathcheck.checking.check import check_text

    for link in links:
        if len(link.sides) < 2 or first_difference(link.sides, names) is not None:
            return f"the sides differ: {link.latex}"
        if any(not stands_in(piece, link.latex) for piece in link.needs):
            return f"what it is said to use is not in it: {link.latex}"
        if any(claim.verdict is Verdict.REFUTED for claim in check_text(f"${link.latex}$")):
            return f"the checker refutes it: {link.latex}"
    return ""


def order_draft(
    draw: Draw,
    *,
    task: str,
    links: Sequence[Link],
    rule: str,
    names: tuple[str, ...] = (),
) -> Draft:
    """A worked solution with its steps mixed up; the answer is their order.

    Only a chain qualifies: a solution of which each step works on something that no step but the one before it has
    found, so that no other order is logically right and a learner who thinks straight can never be marked wrong.
    Steps that could be done side by side (two entries of a product, the lengths of two vectors) must not be two
    links; write them as one. That it is a chain is not taken on trust: each link names what it uses, and a draw in
    which a second order would do as well, for instance because a number happens to stand in the question already,
    is Unsuitable.

    Args:
        draw: The random source.
        task: What the solution sets out to do, after "to": `find the eigenvalues of $…$`. All that is given.
        links: Three to six steps in their right order.
        rule: The idea of the solution in one sentence, for the second hint; it must not list the steps.
        names: The symbols in the values of the links' sides.

    Raises:
        Unsuitable: Two steps read alike, or the steps can be put into another order too.
    """
    links = tuple(links)
    if not FEWEST <= len(links) <= MOST:
        raise ValueError(f"{len(links)} steps; {FEWEST} to {MOST} are asked for")
    texts = [link.text for link in links]
    if len(set(texts)) < len(texts) or len({link.latex for link in links}) < len(links):
        raise Unsuitable("two steps read alike")
    right = tuple(range(len(links)))
    proof = in_order(links, task, names)
    if [order for order in permutations(right) if proof.works(order)] != [right]:
        raise Unsuitable("the steps can be put into another order as well")
    mixed = draw.shuffled(right)
    while tuple(mixed) == right:
        mixed = draw.shuffled(right)
    learner = draw.choice(NAMES)
    prompt = draw.choice(
        (
            f"The task is to {task}. Below are the steps, mixed up. Put them into order, so that each goes on with "
            "what the one before it found.",
            f"{learner} wants to {task}, and wrote each step on a card. The cards are mixed up; each goes on with "
            "what the one before it found. In which order do they belong?",
            f"Somebody had to {task}, and shuffled the steps of the solution. Each goes on with what the one before "
            "it found. What was their order?",
        )
    )
    return Draft(
        prompt=prompt,
        key=tuple(mixed.index(number) for number in right),
        proof=proof,
        steps=tuple(Step(link.rule, link.latex) for link in links),
        hints=(
            "You are asked for the order in which each step uses only what the question gives or an earlier step "
            "has found.",
            rule,
            f"One step needs nothing but the question; it comes first: “{links[0].rule}”.",
        ),
        answer_hint=ORDER_HINT,
        options=tuple(Option(texts[number], number) for number in mixed),
    )


def stands_in(piece: str, text: str) -> bool:
    """Whether a piece of LaTeX stands in a text as a whole: 3 is in `3x`, not in `13` or `\\frac3`."""
    before = r"(?<![0-9A-Za-z\\.])" if piece[:1].isalnum() else ""
    after = r"(?![0-9.]?[0-9])" if piece[-1:].isdigit() else r"(?![A-Za-z])" if piece[-1:].isalpha() else ""
    return re.search(before + re.escape(piece) + after, text) is not None
