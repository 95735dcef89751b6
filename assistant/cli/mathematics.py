"""`groundwork check`, `solve` and `grade`."""

from __future__ import annotations

import sys

import typer

from assistant.cli.lines import read_lines, write_line
from assistant.cli.open_study import open_study
from assistant.cli.records import claim_record, fact_record, grade_record
from assistant.errors import InputError

_JSONL = typer.Option(
    False, "--jsonl", help="Read one JSON object a line from standard input, answer the same way."
)


def _text_of(text: str | None) -> str:
    if text is not None and text != "-":
        return text
    if sys.stdin.isatty():
        raise InputError(
            "There is no text to work on.", todo="Give it in quotes, or send it to standard input."
        )
    return sys.stdin.read()


def check(
    text: str | None = typer.Argument(None, help="Text with formulas; “-” or nothing reads standard input."),
    jsonl: bool = _JSONL,
) -> None:
    """Check every formula of a text: verified, refuted (with the right value) or not checked (with the reason).

    With --jsonl: in {"id", "text"}; out {"id", "claims": [{"start", "end", "source", "kind", "verdict", "reason",
    "expected", "milliseconds"}]}.
    """
    with open_study() as study:
        if jsonl:
            for line in read_lines("text"):
                claims = study.check(line["text"])
                write_line({"id": line.get("id"), "claims": [claim_record(claim) for claim in claims]})
            return
        claims = study.check(_text_of(text))
    if not claims:
        typer.echo(
            "No formula was found. Formulas stand between dollar signs, or are plain sums such as 12 * 3 = 36."
        )
    marks = {"verified": "✓ verified   ", "refuted": "✗ refuted    ", "not_checked": "· not checked"}
    for claim in claims:
        typer.echo(f"{marks[claim.verdict.value]}  {claim.source}")
        if claim.expected:
            typer.echo(f"                 right is: {claim.expected}")
        if claim.verdict.value != "verified":
            typer.echo(f"                 {claim.reason}")


def solve(
    text: str | None = typer.Argument(None, help="A question; “-” or nothing reads standard input."),
    jsonl: bool = _JSONL,
) -> None:
    """Solve what a question asks to compute, with worked steps.

    With --jsonl: in {"id", "text"}; out {"id", "facts": [{"kind", "statement", "latex", "steps": [{"rule", "latex"}]}]}.
    """
    with open_study() as study:
        if jsonl:
            for line in read_lines("text"):
                facts = study.solve(line["text"])
                write_line({"id": line.get("id"), "facts": [fact_record(fact) for fact in facts]})
            return
        facts = study.solve(_text_of(text))
    if not facts:
        typer.echo("There is nothing here that Groundwork knows how to compute.")
    for fact in facts:
        typer.echo(fact.statement)
        for step in fact.steps:
            typer.echo(f"  {step.rule}: {step.latex}")


def grade(
    reference: str | None = typer.Argument(None, help="The right answer, LaTeX or plain text."),
    submission: str | None = typer.Argument(None, help="The answer to grade."),
    form: str | None = typer.Option(
        None, help="A form the answer must have: factored, expanded, fraction, decimal."
    ),
    jsonl: bool = _JSONL,
) -> None:
    """Compare two answers by mathematical equivalence.

    With --jsonl: in {"id", "reference", "submission", "symbols"?, "form"?}; out {"id", "verdict": "equivalent |
    different | unreadable | undecided", "reason", "counterexample"}.
    """
    with open_study() as study:
        if jsonl:
            for line in read_lines("reference", "submission"):
                given = line.get("symbols") or ()
                symbols = [str(name) for name in given] if isinstance(given, (list, tuple)) else []
                wanted = line.get("form")
                result = study.grade(
                    line["reference"],
                    line["submission"],
                    symbols=symbols,
                    form=wanted if isinstance(wanted, str) else None,
                )
                write_line({"id": line.get("id"), **grade_record(result)})
            return
        if reference is None or submission is None:
            raise InputError("Two answers are needed.", todo="For example: groundwork grade '1/2' '0.5'")
        result = study.grade(reference, submission, form=form)
    record = grade_record(result)
    typer.echo(record["verdict"])
    if record["reason"]:
        typer.echo(record["reason"])
    if record["counterexample"]:
        typer.echo(f"They differ at {record['counterexample']}.")
