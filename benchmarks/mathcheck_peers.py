"""Peers beside the checker: Math-Verify and latex2sympy2_extended on the same formulas and grading pairs.

Development dependencies only; when they are not installed the table says so and shows ours alone.
"""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable
from typing import Any

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.check import claims_in
from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.types import grade_verdict
from assistant.mathcheck.values.equality import number
from assistant.mathcheck.values.read import read_value
from benchmarks.still_true import value_of

PAIRS = (
    ("2x^2+3x-1", "2x^2+3x+1", False),
    ("sigma(x)(1-sigma(x))", "sigma(x)(1+sigma(x))", False),
    ("e^(-x)/(1+e^(-x))^2", "e^(-x)/(1-e^(-x))^2", False),
    ("1/2", "0.5", True),
    ("x*(x+1)", "x^2+x", True),
    ("3", "3.0", True),
    ("AB", "BA", False),
    ("A^TB", "BA^T", False),
    ("1-1/e", "1+1/e", False),
    ("1/2^99", "1/2^98", False),
    ("4", "4\\sqrt2", False),
    ("x+1", "X+1", False),
    ("\\frac{1}{3}", "0.333", True),
    ("(1, 2)", "(2, 1)", False),
    ("\\{2, -3\\}", "x=2 or x=-3", True),
    ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "[1; 2]", True),
    ("x^2 + C", "x^2 + 5 + C", True),
    ("[0, 1)", "[0, 1]", False),
    ("8/11", "72.7%", True),
    ("\\ln 2", "\\log 2", True),
    ("(0, 0)", "0", False),
)
"""Reference, submission, and whether the submission is right."""

Reader = Callable[[str], Any]


def _ours(text: str) -> Any:
    try:
        return number(read_value(text)[0])
    except UnreadableMath:
        return None
    except Exception:  # noqa: BLE001  a peer may raise anything, and is counted as not reading; so are we
        return None


def _peers() -> dict[str, tuple[Reader, Callable[[str, str], bool | None]]]:
    """Reader and grader of each peer that is installed."""
    found: dict[str, tuple[Reader, Callable[[str, str], bool | None]]] = {}
    try:
        from latex2sympy2_extended import latex2sympy
    except ImportError:
        return found

    def by_latex2sympy(text: str) -> Any:
        try:
            return latex2sympy(text)
        except Exception:  # noqa: BLE001  see above
            return None

    def graded_by_latex2sympy(reference: str, submission: str) -> bool | None:
        import sympy

        one, other = by_latex2sympy(reference), by_latex2sympy(submission)
        if one is None or other is None:
            return None
        try:
            return bool(one == other or sympy.simplify(one - other) == 0)
        except Exception:  # noqa: BLE001  see above
            return None

    found["latex2sympy2_extended"] = (by_latex2sympy, graded_by_latex2sympy)
    try:
        from math_verify import parse, verify
    except ImportError:
        return found
    logging.getLogger("math_verify").setLevel(logging.CRITICAL)

    def by_math_verify(text: str) -> Any:
        parsed = parse(f"${text}$", fallback_mode="no_fallback", parsing_timeout=2)
        return next((item for item in parsed if not isinstance(item, str)), None)

    def graded_by_math_verify(reference: str, submission: str) -> bool | None:
        one, other = parse(f"${reference}$", parsing_timeout=2), parse(f"${submission}$", parsing_timeout=2)
        return bool(verify(one, other, timeout_seconds=3)) if one and other else None

    found["Math-Verify"] = (by_math_verify, graded_by_math_verify)
    return found


def _formulas(texts: list[tuple[str, str]], count: int) -> list[str]:
    sides = {
        side.text.strip()
        for _, text in texts
        for claim in claims_in(text)
        for side in (claim.left, claim.right)
        if not claim.plain
        and len(side.text) > 1
        and not re.search(r"\\text|\\ldots|\\dots|\\cdots", side.text)
    }
    return random.Random(3).sample(sorted(sides), min(count, len(sides)))


def _same(value: Any, exact: Any) -> bool:
    import sympy

    try:
        shown = sympy.N(value, 20)
        return bool(abs(complex(shown) - complex(exact)) <= 1e-9 * max(1.0, abs(complex(exact))))
    except Exception:  # noqa: BLE001  a set, a relation, a tuple: not this number
        return False


def print_peers(texts: list[tuple[str, str]], *, count: int = 600, show: bool = False) -> None:
    """Two tables: formulas read, and read wrongly; grading pairs right."""
    peers = _peers()
    missing = {"latex2sympy2_extended", "Math-Verify"} - set(peers)
    for name in sorted(missing):
        print(f"peer {name}: not installed, so not measured")
    formulas = _formulas(texts, count)
    exact = {text: value_of(text) for text in formulas}
    closed = {text: value for text, value in exact.items() if value is not None}
    print(
        f"formulas of the published solutions: {len(formulas)}, of them plain numbers to compute {len(closed)}"
    )
    readers: dict[str, Reader] = {"ours": _ours, **{name: reader for name, (reader, _) in peers.items()}}
    for name, reader in readers.items():
        if name == "ours":
            read = sum(_readable(text) for text in formulas)
        else:
            read = sum(reader(text) is not None for text in formulas)
        values = {text: reader(text) for text in closed}
        got = [text for text, value in values.items() if value is not None]
        wrong = [text for text in got if not _same(values[text], closed[text])]
        print(
            f"  {name:24} read {read / max(1, len(formulas)):6.1%}; of the plain numbers "
            f"{len(got)} read, {len(wrong)} with another value ({len(wrong) / max(1, len(got)):.1%})"
        )
        if show:
            for text in wrong[:12]:
                print(f"      {text}  as  {values[text]}")
    graders = {"ours": _graded_by_us, **{name: grader for name, (_, grader) in peers.items()}}
    print(f"grading pairs: {len(PAIRS)}")
    for name, grader in graders.items():
        outcomes = [(one, other, right, grader(one, other)) for one, other, right in PAIRS]
        good = sum(verdict is right for *_, right, verdict in outcomes)
        print(f"  {name:24} right {good} of {len(PAIRS)}")
        for one, other, right, verdict in outcomes:
            if verdict is not right:
                print(
                    f"      {one}  |  {other}: {'no verdict' if verdict is None else verdict}, right is {right}"
                )


def _readable(text: str) -> bool:
    try:
        return bool(read_value(text))
    except (UnreadableMath, ArithmeticError, ValueError, TypeError, AttributeError, NotImplementedError):
        return False


def _graded_by_us(reference: str, submission: str) -> bool | None:
    return {"equivalent": True, "different": False}.get(grade_verdict(grade_answer(reference, submission)))
