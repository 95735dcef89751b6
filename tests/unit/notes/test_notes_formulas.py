"""True formulas in the text, false ones in `wrong` fences, and a reason in print for what cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.mathcheck.checker import MathChecker
from assistant.notes.formulas import FormulaReport, check_formulas
from assistant.notes.note import Note

RIGHT, WRONG, OPEN = "$2 + 3 = 5$", "$2 + 3 = 6$", "$x + y = z + 1$"
MARK = "<!-- unchecked: it depends on the data -->"


@pytest.fixture(scope="module")
def checker() -> Iterator[MathChecker]:
    with MathChecker(workers=1) as checker:
        yield checker


def report(checker: MathChecker, example: str = "", mistakes: str = "", intuition: str = "") -> FormulaReport:
    text = (
        f"---\ntitle: An equation $1 = 2$ in the front matter\n---\n\n## Intuition\n\n{intuition}\n\n"
        f"## Worked example\n\n{example}\n\n## Common mistakes\n\n{mistakes}\n"
    )
    return check_formulas(Note("area/topic.md", text), checker)


def test_a_right_formula_is_counted_and_the_front_matter_is_not_read(checker: MathChecker) -> None:
    found = report(checker, RIGHT, intuition=RIGHT)
    assert found.findings == ()
    assert (found.overall.formulas, found.overall.verified) == (2, 2)
    assert (found.worked.formulas, found.worked.verified) == (1, 1)
    assert found.overall.share == 1.0


def test_a_refuted_formula_is_a_finding_wherever_it_stands(checker: MathChecker) -> None:
    (finding,) = report(checker, intuition=f"One line.\n\n{WRONG}").findings
    assert finding.line == 9
    assert "refuted: 2 + 3 = 6" in finding.text
    assert "5" in finding.text


def test_a_mark_excuses_no_wrong_formula(checker: MathChecker) -> None:
    assert len(report(checker, f"{WRONG} {MARK}").findings) == 1


@pytest.mark.parametrize(
    ("example", "findings"),
    [
        (OPEN, 1),
        (f"{OPEN} {MARK}", 0),
        (f"{OPEN}\n{MARK}", 0),
        (f"Here {OPEN}, as said. {MARK}", 0),
        (f"${OPEN}$\n\n{MARK}", 0),
        (f"$$\nx + y = z + 1\n$$\n{MARK}", 0),
        (f"{OPEN} and {RIGHT} {MARK}", 0),
        (f"{OPEN}\n\nAnother paragraph.\n\n{MARK}", 1),
        (f"{OPEN}, then $u + v = w + 2$ {MARK}", 1),
        ("Let $f(x) = x^2$. Then $f(3) = 9$.", 0),
        ("The symbol $x$ alone.", 0),
    ],
)
def test_a_worked_example_is_verified_or_marked(checker: MathChecker, example: str, findings: int) -> None:
    assert len(report(checker, example).findings) == findings


def test_outside_the_worked_example_nothing_need_be_marked(checker: MathChecker) -> None:
    found = report(checker, intuition=OPEN)
    assert found.findings == ()
    assert [(item.worked, item.marked) for item in found.unchecked] == [(False, "")]


def test_a_mark_keeps_its_reason(checker: MathChecker) -> None:
    assert [item.marked for item in report(checker, f"{OPEN} {MARK}").unchecked] == ["it depends on the data"]


@pytest.mark.parametrize(
    ("mistakes", "findings"),
    [
        (f"```wrong\n{WRONG}\n```", 0),
        (f"```wrong\n{RIGHT}\n```", 1),
        (f"```wrong\n{OPEN}\n```", 1),
        ("```wrong\nno formula\n```", 1),
        (f"```wrong\n{OPEN}\n```\n\n{MARK}", 0),
        (f"```wrong\n{OPEN}\n```\n\nRight: {RIGHT}. {MARK}", 1),
        (f"```wrong\n{WRONG}\n```\n\n```wrong\n{RIGHT}\n```", 1),
        (f"```text\n{WRONG}\n```", 0),
    ],
)
def test_a_wrong_fence_is_refuted_or_marked(checker: MathChecker, mistakes: str, findings: int) -> None:
    assert len(report(checker, mistakes=mistakes).findings) == findings
