"""Exercises on sets and logic: unions and differences, counting, negations, implications."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
    Option,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    counted,
    over,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "sets-and-logic"


def _sizes(draw: Draw) -> tuple[int, int, int, int]:
    a, b = draw.integer(15, 60), draw.integer(15, 60)
    both = draw.integer(3, min(a, b) - 3)
    return a, b, both, a + b - both


def _count(draw: Draw, level: int) -> Draft:
    wrong: tuple[Mistake, ...]
    a, b, both, union = _sizes(draw)
    if level == 1:
        steps_of, limit = draw.sample((2, 3, 4, 5, 6), 2), draw.integer(15, 40)
        first, second = ({n for n in range(1, limit + 1) if n % k == 0} for k in steps_of)
        operation = draw.choice(
            (
                ("union", r"A \cup B", first | second),
                ("intersection", r"A \cap B", first & second),
                ("difference", r"A \setminus B", first - second),
            )
        )
        key = len(operation[2])
        if key == 0:
            raise Unsuitable("empty")
        prompt = f"$A$ holds the multiples of {steps_of[0]} from 1 to {limit}, and $B$ the multiples of {steps_of[1]}. How many elements has ${operation[1]}$?"
        shared = len(first & second)
        how = {
            "union": f"{len(first)} + {len(second)} - {shared}",
            "intersection": f"{len(first)} - {len(first) - shared}",
            "difference": f"{len(first)} - {shared}",
        }[operation[0]]

        def derive() -> Any:
            return sum(
                1
                for n in range(1, limit + 1)
                if {
                    "union": n % steps_of[0] == 0 or n % steps_of[1] == 0,
                    "intersection": n % steps_of[0] == 0 and n % steps_of[1] == 0,
                    "difference": n % steps_of[0] == 0 and n % steps_of[1] != 0,
                }[operation[0]]
            )

        wrong = (
            Mistake(sympy.Integer(len(first) + len(second)), "The shared elements are counted twice."),
            Mistake(sympy.Integer(len(first ^ second)), "Those are the elements in exactly one of them."),
            Mistake(sympy.Integer(len(first)), "That is all of A."),
        )
        rule, hint = (
            "Union: in A or in B. Intersection: in both. Difference: in A but not in B.",
            "List both sets.",
        )
    elif level == 2:
        nouns = draw.choice(
            (
                ("users", "clicked the banner", "opened the newsletter"),
                ("students", "know Python", "know R"),
                ("images", "show a cat", "show a dog"),
                ("emails", "hold a link", "hold an attachment"),
            )
        )
        neither = draw.integer(2, 20)
        key = union if draw.coin() else neither
        total = union + neither
        asks_neither = key == neither
        prompt = f"Of {total} {nouns[0]}, {a} {nouns[1]}, {b} {nouns[2]}, and {both} do both. How many {'do neither' if asks_neither else 'do at least one of the two'}?"
        how = f"{total} - ({a} + {b} - {both})" if asks_neither else f"{a} + {b} - {both}"
        members = [(n < a, a - both <= n < a + b - both) for n in range(total)]
        derive = lambda: sum(1 for x, y in members if (not (x or y) if asks_neither else (x or y)))  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(a + b), "Those who do both are counted twice."),
            Mistake(
                sympy.Integer(total - a - b if asks_neither else a + b - 2 * both),
                "Those in both are taken away once too often.",
            ),
            Mistake(sympy.Integer(total - union if not asks_neither else union), "That is the other group."),
        )
        rule, hint = (
            r"$|A \cup B| = |A| + |B| - |A \cap B|$.",
            f"Start with ${a} + {b}$: who is counted twice?",
        )
    else:
        m, n, kind = draw.integer(2, 9), draw.integer(2, 9), draw.choice(("pairs", "subsets"))
        if kind == "pairs":
            key, how = m * n, times(m, n)
            prompt = f"$A$ has {m} elements and $B$ has {n}. How many elements has $A \\times B$?"
            derive = lambda: len(list(product(range(m), range(n))))  # noqa: E731
            wrong = (
                Mistake(sympy.Integer(m + n), "Every element of A is paired with every element of B."),
                Mistake(sympy.Integer(m**n), "Pairs are counted by a product."),
            )
            rule, hint = (
                "The product holds all ordered pairs.",
                "How many pairs begin with one given element of A?",
            )
        else:
            key, how = 2**m - (1 if n % 2 else 0), f"2^{{{m}}}" + (" - 1" if n % 2 else "")
            prompt = f"A model may use any selection of {m} features{', but at least one' if n % 2 else ', possibly none'}. How many selections are there?"
            derive = lambda: sum(1 for chosen in product((0, 1), repeat=m) if any(chosen) or n % 2 == 0)  # noqa: E731
            wrong = (
                Mistake(sympy.Integer(2 * m), "Each element is in or out: the twos multiply."),
                Mistake(sympy.Integer(m * m), "Each element is in or out: powers of two."),
                Mistake(sympy.Integer(2**m - (0 if n % 2 else 1)), "Look at the empty selection again."),
            )
            rule, hint = (
                "A set with n elements has 2 to the power of n subsets, the empty one included.",
                "Each feature is either in or out.",
            )
    return Draft(
        prompt=prompt,
        key=sympy.Integer(key),
        proof=Rederived("listing", "All members were listed and counted.", derive),
        steps=(Step("Count", chain(how, key)),),
        hints=("You are asked for a number of elements.", rule, hint),
        answer_hint="a whole number",
        mistakes=but_key(sympy.Integer(key), *wrong),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b, both, union = _sizes(draw)
    if level == 3:
        score = Fraction(both, union)
        key = sympy.Integer(both)
        if score.denominator > 60:
            raise Unsuitable("ugly")
        prompt = f"Two tag sets have {a} and {b} tags; their Jaccard similarity (intersection over union) is ${tex(rational(score))}$. How many tags do they share?"
        steps = (
            Step("Check: intersection over union", chain(over(both, f"{a} + {b} - {both}"), rational(score))),
        )
        accepts = lambda g: g / (a + b - g) == score  # noqa: E731
        wrong = (
            Mistake(
                rational(score * (a + b)), "The union is smaller than the sum: the shared ones count once."
            ),
        )
        hint = "Call the shared number s; the union is the sum minus s."
    else:
        wants = "both" if level == 1 else "b"
        key = sympy.Integer(both if wants == "both" else b)
        thing = draw.choice(("users", "words", "rows", "photos"))
        prompt = (
            draw.choice(
                (
                    f"$|A| = {a}$, $|B| = {b}$ and $|A \\cup B| = {union}$. What is $|A \\cap B|$?",
                    f"{a} {thing} are in the first list, {b} in the second, {union} in at least one. How many are in both?",
                )
            )
            if wants == "both"
            else draw.choice(
                (
                    f"$|A| = {a}$, $|A \\cap B| = {both}$ and $|A \\cup B| = {union}$. What is $|B|$?",
                    f"Two lists hold {union} different {thing} together. The first has {a}, and {both} are in both. How many are in the second?",
                )
            )
        )
        steps = (
            Step(
                "Solve the counting rule",
                chain(f"{a} + {b} - {union}" if wants == "both" else f"{union} - {a} + {both}", key),
            ),
        )

        def accepts(g: Any) -> Any:
            return (
                len(
                    set(range(a))
                    | set(
                        range(
                            a - (int(g) if wants == "both" else both),
                            a - (int(g) if wants == "both" else both) + (b if wants == "both" else int(g)),
                        )
                    )
                )
                == union
                and g == int(g)
                and 0 < g <= (min(a, b) if wants == "both" else union)
            )

        wrong = (
            Mistake(sympy.Integer(a + b), "Those in both are counted twice."),
            Mistake(sympy.Integer(union - a), "Those are in the second list only."),
        )
        hint = "Write the counting rule and put in what is known."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("listing", "Two sets with these sizes were built and counted.", accepts),
        steps=steps,
        hints=(
            "You are asked for one size; the others are known.",
            r"$|A \cup B| = |A| + |B| - |A \cap B|$.",
            hint,
        ),
        answer_hint="a whole number",
        mistakes=but_key(key, *wrong),
    )


FORMS: tuple[tuple[str, Any], ...] = (
    ("not $P$ or not $Q$", lambda p, q: not p or not q),
    ("not $P$ and not $Q$", lambda p, q: not p and not q),
    ("not $P$ or $Q$", lambda p, q: not p or q),
    ("$P$ and not $Q$", lambda p, q: p and not q),
    ("if $Q$ then $P$", lambda p, q: not q or p),
    ("if not $Q$ then not $P$", lambda p, q: q or not p),
    ("if not $P$ then not $Q$", lambda p, q: p or not q),
    ("$P$ or $Q$", lambda p, q: p or q),
    ("$P$ and $Q$", lambda p, q: p and q),
)
CASES = ("both are false", "P is false and Q true", "P is true and Q false", "both are true")
QUESTIONS: tuple[tuple[str, Any], ...] = (
    ("the negation of “$P$ and $Q$”", lambda p, q: not (p and q)),
    ("the negation of “$P$ or $Q$”", lambda p, q: not (p or q)),
    ("the negation of “if $P$ then $Q$”", lambda p, q: p and not q),
    ("the contrapositive of “if $P$ then $Q$”", lambda p, q: not p or q),
    ("the converse of “if $P$ then $Q$”", lambda p, q: not q or p),
    ("the negation of “$P$ and not $Q$”", lambda p, q: not p or q),
    ("the negation of “not $P$ or $Q$”", lambda p, q: p and not q),
)
# The same questions about sets: where P holds, where Q holds, and everything.
AS_SETS: dict[str, Callable[[frozenset[int], frozenset[int], frozenset[int]], frozenset[int]]] = {
    "the negation of “$P$ and $Q$”": lambda p, q, u: (u - p) | (u - q),
    "the negation of “$P$ or $Q$”": lambda p, q, u: (u - p) & (u - q),
    "the negation of “if $P$ then $Q$”": lambda p, q, u: p - q,
    "the contrapositive of “if $P$ then $Q$”": lambda p, q, u: u - (p - q),
    "the converse of “if $P$ then $Q$”": lambda p, q, u: u - (q - p),
    "the negation of “$P$ and not $Q$”": lambda p, q, u: u - (p - q),
    "the negation of “not $P$ or $Q$”": lambda p, q, u: u - ((u - p) | q),
}
PAIRS = (
    ("it rains", "the street is wet"),
    ("the loss is zero", "the gradient is zero"),
    ("the test fails", "the build stops"),
    ("a number is divisible by 4", "it is even"),
    ("the user is logged in", "the page shows a name"),
    ("the model overfits", "the validation loss rises"),
    ("the alarm rings", "Tom wakes up"),
    ("the battery is full", "the light is green"),
)


def _negate(draw: Draw, level: int) -> Draft:
    asked, meaning = draw.choice(QUESTIONS)
    first, second = draw.choice(PAIRS)
    table = tuple(meaning(p, q) for p, q in product((False, True), repeat=2))
    rows = {
        text: tuple(bool(rule(p, q)) for p, q in product((False, True), repeat=2)) for text, rule in FORMS
    }
    wanted = tuple(bool(v) for v in table)
    right = draw.choice([text for text, row in rows.items() if row == wanted])
    others: list[str] = []
    for text in draw.shuffled([t for t, row in rows.items() if row != wanted]):
        if all(rows[text] != rows[o] for o in others) and len(others) < 3:
            others.append(text)
    names = draw.shuffled([right, *others])
    return Draft(
        prompt=f"Let $P$ be “{first}” and $Q$ “{second}”. Which statement says the same as {asked}?",
        key=names.index(right),
        proof=Rederived(
            "sets",
            "The cases in which P holds, in which Q holds, and the rest were taken as sets, and the question answered with unions, overlaps and differences.",
            lambda: "".join(
                str(int(case in AS_SETS[asked](frozenset((2, 3)), frozenset((1, 3)), frozenset(range(4)))))
                for case in range(4)
            ),
        ),
        steps=(
            Step(
                "It is true when "
                + "; when ".join(case for case, holds in zip(CASES, wanted, strict=True) if holds)
                + ". Cases in all",
                str(sum(wanted)),
            ),
        ),
        hints=(
            "You are asked for a statement that is true in exactly the same cases.",
            "Negating turns “and” into “or” and back. “If P then Q” fails only when P is true and Q false; its contrapositive says the same, its converse does not.",
            "Go through the four cases of P and Q.",
        ),
        answer_hint="the letter of your choice",
        options=tuple(
            Option(
                name[0].upper() + name[1:],
                "".join(str(int(v)) for v in rows[name]),
                ""
                if name == right
                else "Try the case in which "
                + next(case for case, a, b in zip(CASES, rows[name], wanted, strict=True) if a != b)
                + ": there the two differ.",
            )
            for name in names
        ),
    )


def _quantified(draw: Draw, level: int) -> Draft:
    numbers = draw.sample(range(-6, 13), 5)
    k = draw.integer(-2, 6)
    shown = ", ".join(str(n) for n in sorted(numbers))
    prop, test = draw.choice(
        (
            ("is even", lambda n: n % 2 == 0),
            (f"is larger than {k}", lambda n: n > k),
            (f"is at most {k + 4}", lambda n: n <= k + 4),
            ("has a square above 10", lambda n: n * n > 10),
            ("is divisible by 3", lambda n: n % 3 == 0),
        )
    )
    kind = draw.choice(("all", "some", "not all", "none"))
    hits = sum(1 for n in numbers if test(n))
    truth = {"all": hits == 5, "some": hits >= 1, "not all": hits < 5, "none": hits == 0}[kind]
    words = {
        "all": f"Every element {prop}.",
        "some": f"There is an element that {prop}.",
        "not all": f"Not every element {prop}.",
        "none": f"There is no element that {prop}.",
    }
    return claim_draft(
        prompt=f"The set is $\\{{{shown}\\}}$. True or false? {words[kind]}",
        truth=truth,
        method="the negation",
        detail="Its negation was checked element by element: for “every” a counterexample was sought, for “there is” an example.",
        decide=lambda: {
            "all": not any(not test(n) for n in numbers),
            "some": not all(not test(n) for n in numbers),
            "not all": any(not test(n) for n in numbers),
            "none": all(not test(n) for n in numbers),
        }[kind],
        steps=(Step("How many of the five have the property", f"5 - {5 - hits} = {hits}"),),
        hints=(
            "You are asked about all elements, or about at least one.",
            "“Every” fails at one counterexample; “there is” needs one example. Negating swaps the two.",
            "Go through the elements one by one.",
        ),
        if_wrong=f"{counted(hits, 'element')} of the five {'has' if hits == 1 else 'have'} the property.",
    )


GENERATORS = (
    Generator(TOPIC, "count", COMPUTE, _count, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(2,)),
    Generator(TOPIC, "negate", CHOICE, _negate, levels=(2, 3), objectives=(3, 4)),
    Generator(TOPIC, "quantified", TRUE_FALSE, _quantified, levels=(1,), objectives=(3,)),
)
