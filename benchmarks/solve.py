"""Measures the solver: questions in learners' words, each with a key that NumPy, mpmath or fractions computed.

    python benchmarks/solve.py             every template three times, with seeded numbers
    python benchmarks/solve.py --show      and what was missed or wrong
    python benchmarks/solve.py --check     and every step through the checker
    python benchmarks/solve.py --fresh     only the phrasings that were written before looking at the code

Prints one line a kind: right, wrong, nothing found. A wrong fact is the worst the solver can do: exit code 1 on one,
on a fact where no computation is asked, and on a step that the checker refutes.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
import statistics
import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

import numpy as np
import solve_fresh
import solve_questions
import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.checker import MathChecker
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.solve import solve_text
from assistant.mathcheck.types import Fact, Verdict
from assistant.mathcheck.values.build import build_readings

_SIGNS = re.compile(r"=|\\approx")


def main() -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    source = solve_fresh if options.fresh else solve_questions
    rng = random.Random(options.seed)
    asked: list[tuple[str, str, Any]] = []
    for _ in range(options.rounds):
        asked += [(kind, *make(rng)) for kind, make in source.TEMPLATES]
    asked = list({question: (kind, question, key) for kind, question, key in asked}.values())
    if options.kinds:
        asked = [item for item in asked if any(kind in item[0] for kind in options.kinds)]
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    times: list[float] = []
    solved: list[tuple[str, tuple[Fact, ...]]] = []
    for kind, question, key in asked:
        start = perf_counter()
        facts = solve_text(question)
        times.append((perf_counter() - start) * 1000)
        outcome = judged(facts, key)
        counts[kind][outcome] += 1
        solved.append((question, facts))
        if options.show and outcome != "right":
            print(f"{outcome.upper()}  {question}")
            for fact in facts:
                print(f"        {fact.kind}: {fact.latex}")
            if facts:
                print(f"        key: {key}")
    failures = _table(counts, times)
    failures += _silent(source.SILENT, show=options.show)
    failures += _traps(show=options.show)
    if options.check:
        failures += _checked(solved, show=options.show)
    return 1 if failures else 0


def _table(counts: dict[str, collections.Counter[str]], times: list[float]) -> int:
    print(f"{'kind':26} {'asked':>6} {'right':>6} {'wrong':>6} {'nothing':>8}")
    total: collections.Counter[str] = collections.Counter()
    for kind in sorted(counts):
        row = counts[kind]
        total.update(row)
        print(f"{kind:26} {sum(row.values()):6} {row['right']:6} {row['wrong']:6} {row['nothing']:8}")
    asked = sum(total.values())
    print(
        f"{'all, ' + str(len(counts)) + ' kinds':26} {asked:6} {total['right']:6} {total['wrong']:6} {total['nothing']:8}"
    )
    if asked:
        print(
            f"right {total['right'] / asked:.1%}; a question: median {statistics.median(times):.1f} ms, most {max(times):.0f} ms"
        )
    return total["wrong"]


def _silent(questions: Sequence[str], *, show: bool) -> int:
    spoken = [(question, facts) for question in questions if (facts := solve_text(question))]
    print(f"questions that ask for no computation: {len(questions)}, answered with a fact: {len(spoken)}")
    for question, facts in spoken:
        print(f"  {question}\n        {facts[0].kind}: {facts[0].latex}")
    return len(spoken)


def _traps(*, show: bool) -> int:
    """Questions that look like known ones and are not: only nothing or the key will do."""
    fallen = []
    right = 0
    for question, key in solve_fresh.TRAPS:
        facts = solve_text(question)
        outcome = judged(facts, key) if key is not None or not facts else "wrong"
        right += outcome == "right"
        if outcome == "wrong":
            fallen.append((question, facts))
    print(
        f"questions that look like known ones and are not: {len(solve_fresh.TRAPS)}, right {right}, wrong {len(fallen)}"
    )
    for question, facts in fallen:
        print(f"  {question}")
        for fact in facts:
            print(f"        {fact.kind}: {fact.latex}")
    return len(fallen)


def _checked(solved: list[tuple[str, tuple[Fact, ...]]], *, show: bool) -> int:
    """Every step through the checker, with the question for its context."""
    verdicts: collections.Counter[Verdict] = collections.Counter()
    refuted = []
    with MathChecker() as checker:
        for question, facts in solved:
            for fact in facts:
                text = "\n\n".join(
                    [*(f"${step.latex}$" for step in fact.steps), f"${fact.latex}$", fact.statement]
                )
                for claim in checker.check(text, question):
                    verdicts[claim.verdict] += 1
                    if claim.verdict is Verdict.REFUTED:
                        refuted.append((question, claim.source, claim.expected))
    total = sum(verdicts.values())
    if total:
        print(
            f"relations in steps: {total}, verified {verdicts[Verdict.VERIFIED] / total:.1%}, "
            f"not checked {verdicts[Verdict.NOT_CHECKED] / total:.1%}, refuted {verdicts[Verdict.REFUTED]}"
        )
    for question, line, expected in refuted:
        print(f"  REFUTED  {question}\n        {line}    expected {expected}")
    return len(refuted)


# -- judging -----------------------------------------------------------------------------------------------


def judged(facts: Sequence[Fact], key: Any) -> str:
    """`right` when one of the facts gives the key, `wrong` when there are facts and none does."""
    if not facts:
        return "nothing"
    return "right" if any(_gives(fact, key) for fact in facts) else "wrong"


def _gives(fact: Fact, key: Any) -> bool:
    if isinstance(key, str):
        return key in fact.latex or key in fact.statement
    pieces = _pieces(fact.latex)
    if isinstance(key, solve_questions.Function):
        return _same_function(pieces[-1], key.value)
    arrays = [_array(piece) for piece in pieces]
    if any(array is None for array in arrays):
        return False
    if callable(key):
        return bool(key(arrays))
    found = np.concatenate([np.ravel(array) for array in arrays]) if arrays else np.array([])
    wanted = np.ravel(np.array(key, dtype=float))
    return found.shape == wanted.shape and bool(np.allclose(found, wanted, rtol=2e-3, atol=1.1e-4))


def _pieces(latex: str) -> list[str]:
    """Cut at commas with a gap, and at "or", outside brackets."""
    pieces, depth, start = [], 0, 0
    for match in re.finditer(r"[(\[]|[)\]]|,\\quad |,\\ | \\text\{ or \} ", latex):
        if match[0] in "([":
            depth += 1
        elif match[0] in ")]":
            depth -= 1
        elif depth <= 0:
            pieces.append(latex[start : match.start()])
            start = match.end()
    return [*pieces, latex[start:]]


def _array(piece: str) -> Any:
    """The numbers after the last sign of a relation."""
    value = _value(_SIGNS.split(piece)[-1])
    if value is None:
        return None
    if isinstance(value, sympy.MatrixBase):
        return np.array([[float(sympy.N(value[i, j])) for j in range(value.cols)] for i in range(value.rows)])
    if isinstance(value, sympy.Tuple):
        return np.array([float(sympy.N(entry)) for entry in value])
    if not isinstance(value, sympy.Expr) or not value.is_number:
        return None
    number = complex(sympy.N(value))
    return np.array([number.real]) if abs(number.imag) < 1e-9 else np.array([number.real, number.imag])


def _value(text: str) -> Any:
    try:
        found = build_readings(parse_math(text.strip().replace(",\\ ", ", ")))
    except UnreadableMath:
        return None
    value = found[0]
    free = getattr(value, "free_symbols", set())
    return None if any(str(name) != "C" for name in free) else value


def _same_function(piece: str, wanted: Callable[..., Any]) -> bool:
    """Whether the last formula is the same function of its letters, in alphabetical order, at five points."""
    try:
        value = build_readings(parse_math(_SIGNS.split(piece)[-1].strip()))[0]
    except UnreadableMath:
        return False
    entries = list(value) if isinstance(value, sympy.MatrixBase) else [value]
    names = wanted.__code__.co_varnames[: wanted.__code__.co_argcount]
    rng = random.Random(3)
    for _ in range(5):
        point = {name: rng.uniform(0.3, 2.0) for name in names}
        put = {symbol: point.get(str(symbol), 0.0) for entry in entries for symbol in entry.free_symbols}
        if any(str(symbol) not in point and str(symbol) != "C" for symbol in put):
            return False
        found = [float(sympy.N(entry.subs(put))) for entry in entries]
        if not np.allclose(found, np.ravel(np.array(wanted(**point), dtype=float)), rtol=1e-6):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
