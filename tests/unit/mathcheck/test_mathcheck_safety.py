"""Hostile text: each ends within its limit with `not_checked`, and the next claim is answered at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

import assistant.mathcheck
from assistant.errors import UnreadableMath
from assistant.mathcheck.checker import MathChecker
from assistant.mathcheck.types import Undecided, Unreadable, Verdict
from assistant.mathcheck.values.read import read_value

CODE = "__import__('os').system('touch /tmp/groundwork-was-here')"

HOSTILE = {
    "code": f"${CODE} = 1$",
    "code as a name": rf"$\operatorname{{{CODE}}}(x) = 1$",
    "code as words": rf"$\text{{{CODE}}} = 1$",
    "code as an index": rf"$x_{{{CODE}}} = 1$",
    "attributes": "$().__class__.__bases__[0].__subclasses__() = 1$",
    "subscripts": "$x[0][1]['a'] = 1$",
    "tower": "$9**9**9 = 1$",
    "latex tower": "$9^{9^{9}} = 1$",
    "tower of tens": "$10^{10^{10}} = 1$",
    "factorial": "$(10^9)! = 1$",
    "factorial of a factorial": "$((30)!)! = 1$",
    "binomial": r"$\binom{10^9}{5 \cdot 10^8} = 1$",
    "long sum": r"$\sum_{i=1}^{20000} i^i = 1$",
    "long product": r"$\prod_{i=1}^{20000} i = 1$",
    "written sum": "$" + "+".join("1" for _ in range(20_000)) + " = 1$",
    "nested fractions": "$" + r"\frac{1}{" * 300 + "1" + "}" * 300 + " = 1$",
    "minuses": "$" + "-" * 100_000 + "1 = 1$",
    "brackets": "$" + "(" * 5_000 + "1" + ")" * 5_000 + " = 1$",
    "powers": "$" + "2^" * 900 + "1 = 1$",
    "functions": "$" + r"\sin " * 400 + "x = 1$",
    "matrix": r"$\begin{pmatrix}"
    + r" \\ ".join("&".join("1" * 60) for _ in range(60))
    + r"\end{pmatrix} = 1$",
    "big matrix": r"$\begin{pmatrix}"
    + r" \\ ".join("&".join("1" * 2000) for _ in range(30))
    + r"\end{pmatrix} = 1$",
    "digits": "$" + "9" * 1_500 + " = 1$",
    "surrogate": "$x \ud800 = 1$",
    "nul": "$x \x00 = 1$",
    "right to left": "$x \u202e = 1$",
    "huge exponent": "$(1.0000001)^{10^{9}} = 1$",
    "exponential": r"$e^{e^{e^{e^{10}}}} = 1$",
    "expansion": "$(a+b+c+d+e+f+g)^{900} = 1$",
    "expansion of both sides": "$(a+b+c+d+e+f+g)^{900} = (x+y+z)^{500}$, so $x = 3$",
    "expansion of a denominator": r"$\frac{1}{(a+b+c)^{90}} + \frac{1}{(a+b+d)^{91}} = x$",
    "deep list": "$" + "[" * 700 + "]" * 700 + " = 1$",
}


@pytest.fixture(scope="module")
def checker() -> Iterator[MathChecker]:
    with MathChecker(workers=1) as running:
        running.check("$1 + 1 = 2$")
        yield running


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_not_checked_and_the_next_claim_is(checker: MathChecker, name: str) -> None:
    started = perf_counter()
    claims = checker.check(HOSTILE[name] + "\n\nAnd $2 + 2 = 4$.")
    assert perf_counter() - started < 15  # its limit by the clock, on a busy machine
    assert all(claim.verdict is Verdict.NOT_CHECKED for claim in claims[:-1])
    assert claims[-1].source == "2 + 2 = 4"
    assert claims[-1].verdict is Verdict.VERIFIED
    assert not Path("/tmp/groundwork-was-here").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_before_anything_large_is_built(name: str) -> None:
    started = perf_counter()
    formula = HOSTILE[name].strip("$").rpartition(" = ")[0]
    try:
        read_value(formula)
    except UnreadableMath as refusal:
        assert refusal.what
    assert perf_counter() - started < 5


def test_an_integral_that_never_ends_costs_only_itself(checker: MathChecker) -> None:
    started = perf_counter()
    integral = r"\int_0^\infty \frac{\sin(x^3 + x) \ln(1 + x^2)}{\sqrt{x^7 + \cos(x)^2 + 1}} \, dx = 1"
    claims = checker.check(f"$1 + 1 = 2$ ${integral}$ $2 + 2 = 5$")
    assert perf_counter() - started < 20
    assert [claim.verdict.value for claim in claims] == ["verified", "not_checked", "refuted"]
    assert "too long" in claims[1].reason


@pytest.mark.parametrize(
    "text", [CODE, f"{CODE} = 1", "9**9**9", "(10^9)!", "\ud800", "\x00", "-" * 5_000 + "1"]
)
def test_every_way_in_survives_hostile_text(checker: MathChecker, text: str) -> None:
    checker.solve(text)
    assert isinstance(checker.grade("2", text), Unreadable | Undecided) or text.startswith("-")
    checker.grade(text, "2")
    stream = checker.check_stream(context=text)
    stream.feed(text)
    stream.finish()
    assert checker.check("$2 + 2 = 4$")[0].verdict is Verdict.VERIFIED
    assert not Path("/tmp/groundwork-was-here").exists()


def test_no_module_of_the_checker_evaluates_text() -> None:
    banned = {"eval", "exec", "compile", "sympify", "parse_expr", "lambdify", "S", "nsimplify", "__import__"}
    for path in Path(assistant.mathcheck.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                on_pattern = (
                    name == "compile" and isinstance(function, ast.Attribute) and function.value.id == "re"
                )  # type: ignore[attr-defined]
                assert name not in banned or on_pattern, (path.name, node.lineno, name)


def test_a_name_made_of_code_stays_a_name() -> None:
    value = read_value(r"\mathbf{x}_{abc}")[0]
    assert value.is_Symbol
