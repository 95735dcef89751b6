"""Measures a turn of conversation against a bare chat with the same model.

    python benchmarks/tutor.py                            120 computations, both columns, and 40 concepts
    python benchmarks/tutor.py --count 36 --concepts 12   a sample
    python benchmarks/tutor.py --report                   the table again, without asking anything

Results are appended to a file (`--results`), one JSON line an answer, and what is there is not asked again: a run can be stopped and
gone on with. The bare model gets the question alone, as in a chat window; Groundwork's turn is the product's own. Both
may write `--max-tokens` tokens. `GROUNDWORK_MODEL` and the others choose the model, the embedded one by default.

How it is marked. *Right*: a value stated in the answer (the last side of a formula, a number of the last sentences, a
computed fact that is shown) equals the key, by mathematical equivalence or to the places shown; the same generous rule
for both columns. *Wrong and unflagged*: the answer holds a formula that the checker refutes and that nobody flagged (the
bare model's always), or states a value, is not right, and shows no flag. *Right but flagged*: a refuted formula whose
last side equals the key. *Holds the answer*: a passage that the answer itself cites is of a section that answers the
question, by a reading of the notes (`tutor_questions.py`).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tutor_questions import Question, all_questions

from assistant.mathcheck.checker import MathChecker
from assistant.mathcheck.types import CheckedClaim, Equivalent, Verdict
from assistant.settings import bundled_path, load_settings
from assistant.tutor.ports import PromptLine, Writer
from assistant.tutor.spans import Span, find_sentences, find_spans, inner_formula
from assistant.tutor.turn import Tutor
from assistant.tutor.types import Finished, Message, Retrieved, Solved, Written
from assistant.wiring import Parts, new_id

LEARNER = "local"
COLUMNS = ("bare", "groundwork")
_RELATION = re.compile(r"(?<![<>!:\\])=|\\approx|≈|\\in(?![a-z])")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*(?:\s*/\s*\d+)?(?:\s?\\?%)?")
_PLAIN = re.compile(r"=\s*(-?[\w^*/().+\- ]+?)(?=[,.;:]?(?:\s|$))", re.M)
_LIST = re.compile(
    r"(?<![\w$\\])(?:\[\[.+?\]\]|\[[^\]\[\n]*,[^\]\[\n]*\]|\([^()\n]*,[^()\n]*\)|\{[^{}\n]*,[^{}\n]*\})"
)
_MOST_CANDIDATES = 30
_LONGEST_LINE = 80


def main() -> int:
    """Run the benchmark; returns the exit code."""
    options = _options()
    questions = list(all_questions(options.count, options.concepts, options.seed))
    rows = _read(options.results)
    if not options.report:
        with tempfile.TemporaryDirectory() as folder:
            rows = _run(options, questions, rows, options.home or Path(folder))
    by_id = {question.id: question for question in questions}
    with MathChecker() as checker:
        # Marked anew from the words, so that a better marker needs no new answers.
        marked = [
            {**row, **_answer_marks(by_id[row["id"]], row, checker)} for row in rows if row["id"] in by_id
        ]
    _report(marked, options.seed)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--results",
        type=Path,
        default=load_settings().downloads_path / "bench-tutor.jsonl",
        help="where answers are appended to, by default in Groundwork's cache folder",
    )
    parser.add_argument("--home", type=Path, help="kept between runs: the notes need not be indexed again")
    parser.add_argument("--count", type=int, default=120, help="computations, spread over 12 areas")
    parser.add_argument("--concepts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--max-tokens", type=int, default=700, help="of an answer, in both columns")
    parser.add_argument("--columns", nargs="+", choices=COLUMNS, default=COLUMNS)
    parser.add_argument("--report", action="store_true")
    return parser.parse_args()


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass
class Limited:
    """A model that is stopped after some pieces (a piece is a token, on servers that stream one at a time)."""

    writer: Writer
    most: int
    cut: bool = False
    """Whether the last answer was."""

    @property
    def name(self) -> str:
        """The model's name."""
        return self.writer.name

    @property
    def prompt_tokens(self) -> int:
        """As the model has it."""
        return self.writer.prompt_tokens

    def count_tokens(self, text: str) -> int | None:
        """As the model has it."""
        return self.writer.count_tokens(text)

    def stream(self, prompt: Sequence[PromptLine], *, deadline_seconds: float) -> Iterator[str]:
        """The first pieces."""
        self.cut = False
        pieces = self.writer.stream(prompt, deadline_seconds=deadline_seconds)
        try:
            for number, piece in enumerate(pieces, start=1):
                yield piece
                if number >= self.most:
                    self.cut = True
                    return
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()


def _run(
    options: argparse.Namespace, questions: Sequence[Question], rows: list[dict[str, Any]], home: Path
) -> list[dict[str, Any]]:
    settings = load_settings().model_copy(update={"home": home})
    parts = Parts(settings, LEARNER, lambda: datetime.now(UTC))
    writer = parts.writer()
    if writer is None:
        print("No model answers: `groundwork doctor` says why.", file=sys.stderr)
        return rows
    limited = Limited(writer, options.max_tokens)
    tutor = Tutor(
        store=parts.turn_store(),
        searcher=parts.library(),
        mathematics=parts.checker(),
        writer=lambda: limited,
        topics_of=parts.topics_of,
        topic_of_path=parts.topic_of_path,
        prompts=bundled_path("prompts"),
        clock=lambda: datetime.now(UTC),
        new_id=new_id,
        deadline_seconds=600,
        curriculum=parts.curriculum(),
    )
    asks: dict[str, Callable[[Question], dict[str, Any]]] = {
        "bare": lambda question: _bare(question, limited, parts.checker()),
        "groundwork": lambda question: _groundwork(question, tutor, parts),
    }
    done = {(row["id"], row["column"]) for row in rows}
    try:
        writer.prepare(tutor.rules)
        # Concepts in between, so that a run that is stopped has measured some of both.
        for question in _mixed(questions):
            for column in options.columns:
                if (question.id, column) in done or (question.is_conceptual and column == "bare"):
                    continue
                row = {
                    "id": question.id,
                    "area": question.area,
                    "column": column,
                    "question": question.text,
                    "key": question.key,
                    "model": limited.name,
                    "seed": options.seed,
                    "max_tokens": options.max_tokens,
                    **asks[column](question),
                    "cut": limited.cut,
                }
                rows.append(row)
                options.results.parent.mkdir(parents=True, exist_ok=True)
                with options.results.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                print(f"{len(rows):4} {column:10} {question.id:20} {row['whole']:6.1f} s", flush=True)
    finally:
        parts.close()
    return rows


def _mixed(questions: Sequence[Question]) -> Iterator[Question]:
    computed = [question for question in questions if not question.is_conceptual]
    conceptual = [question for question in questions if question.is_conceptual]
    every = max(1, len(computed) // max(1, len(conceptual)))
    for number, question in enumerate(computed, start=1):
        yield question
        if number % every == 0 and conceptual:
            yield conceptual.pop(0)
    yield from conceptual


def _bare(question: Question, writer: Limited, checker: MathChecker) -> dict[str, Any]:
    began = time.perf_counter()
    text, first = "", None
    try:
        for piece in writer.stream([PromptLine("user", question.text)], deadline_seconds=600):
            first = first if first is not None else time.perf_counter() - began
            text += piece
    except Exception as error:  # noqa: BLE001 - what a model does wrong is a result here
        text = text or f"({error})"
    whole = time.perf_counter() - began
    claims = checker.check(text, context=question.text)
    return {
        "text": text,
        "useful": first,
        "first": first,
        "whole": whole,
        **_claim_marks(claims),
    }


def _groundwork(question: Question, tutor: Tutor, parts: Parts) -> dict[str, Any]:
    began = time.perf_counter()
    useful: float | None = None
    message: Message | None = None
    for event in tutor.turn(LEARNER, question.text):
        shown = (
            (isinstance(event, Retrieved) and event.answerable)
            or (isinstance(event, Solved) and event.facts)
            or (isinstance(event, Written) and event.text)
        )
        if shown and useful is None:
            useful = time.perf_counter() - began
        if isinstance(event, Finished):
            message = event.message
    assert message is not None
    timings = dict(message.timings)
    facts = [fact.latex for fact in message.facts]
    return {
        "text": message.text,
        "facts": facts,
        "useful": useful,
        "first": timings.get("first_token"),
        "whole": time.perf_counter() - began,
        "state": message.state.value,
        "problem": message.problem,
        "grounded": message.grounded,
        "cited": [
            {
                "number": citation.number,
                "path": citation.path,
                "section": citation.section,
                "text": citation.text,
            }
            for citation in message.citations
        ],
        "own": len(message.own),
        **_claim_marks(message.claims),
    }


def _holds(question: Question, row: dict[str, Any]) -> bool:
    """Whether a passage that the answer itself cites is of a section that answers the question."""
    cited = {(Path(one["path"]).stem, one["section"][-1]) for one in row["cited"] if one["section"]}
    return row["grounded"] and not cited.isdisjoint(question.answered_in)


def _claim_marks(claims: Sequence[CheckedClaim]) -> dict[str, Any]:
    return {
        "refuted": [claim.source for claim in claims if claim.verdict is Verdict.REFUTED],
        "verified": sum(claim.verdict is Verdict.VERIFIED for claim in claims),
        "not_checked": sum(claim.verdict is Verdict.NOT_CHECKED for claim in claims),
    }


def _answer_marks(question: Question, row: dict[str, Any], checker: MathChecker) -> dict[str, Any]:
    """What the words of an answer are worth, beside the verdicts that stand in its row."""
    refuted, flagged = row["refuted"], row["column"] == "groundwork"
    if question.is_conceptual:
        return {"wrong_unflagged": bool(refuted) and not flagged, "holds": _holds(question, row)}
    stated = list(candidates(row["text"]))
    facts = row.get("facts", [])
    in_text = _states(question, stated, checker)
    in_facts = _states(question, [side for fact in facts for side in _sides(fact)], checker)
    return {
        "right": in_text or in_facts,
        "right_in_text": in_text,
        "solved": bool(facts),
        # An answer that was cut before its result has not stated a wrong one.
        "wrong_unflagged": (bool(refuted) and not flagged)
        or (bool(stated) and not in_text and not refuted and not row.get("cut", False)),
        "right_flagged": any(
            _equal(question.key, side, checker) for source in refuted for side in _sides(source)[-1:]
        ),
    }


def _states(question: Question, stated: Sequence[str], checker: MathChecker) -> bool:
    if any(_equal(question.key, candidate, checker) for candidate in stated):
        return True
    return bool(question.parts) and all(
        any(_equal(part, candidate, checker) for candidate in stated) for part in question.parts
    )


def candidates(text: str) -> Iterator[str]:
    """The values an answer states, the last ones first."""
    spans = find_spans(text)
    formulas = [inner_formula(text, span) for span in spans if span.is_formula]
    found: list[str] = []
    for formula in reversed(formulas):
        found += list(reversed(_sides(formula)[1:] or [formula]))
        found.append(formula)
    found += reversed([match[1].strip() for match in _PLAIN.finditer(text)])
    # Bare models often write no dollar signs: lists, and lines that are nothing but a formula.
    prose = _without(text, spans)
    found += reversed([match[0] for match in _LIST.finditer(prose)])
    for line in reversed(prose.replace("*", "").replace("`", "").splitlines()):
        if len(line) < _LONGEST_LINE and (sides := _sides(line.strip(" -:."))):
            found.append(sides[-1])
    sentences = find_sentences(text)
    for start, end in sentences[-2:]:
        found += _NUMBER.findall(text[start:end])
    yield from list(dict.fromkeys(part.strip() for part in found if part.strip()))[:_MOST_CANDIDATES]


def _without(text: str, spans: Sequence[Span]) -> str:
    """A text with blanks for its formulas; code stays, since values stand in it as well."""
    for span in spans:
        if span.is_formula:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _sides(formula: str) -> list[str]:
    return [side.strip().rstrip(".,;") for side in _RELATION.split(formula) if side.strip()]


def _equal(key: str, candidate: str, checker: MathChecker) -> bool:
    number = _number(candidate)
    if number is not None:
        value = _value(key)
        if value is None:
            return False
        percent = candidate.rstrip().endswith("%")
        digits = re.sub(r"\D", "", candidate.partition(".")[2])
        places = len(digits) + (2 if percent else 0)
        slack = 0.51 * 10**-places if places >= 2 else 1e-9
        return abs((number / 100 if percent else number) - value) <= slack
    return isinstance(checker.grade(key, candidate), Equivalent)


def _number(text: str) -> float | None:
    plain = text.replace("\\%", "").strip(" %$").replace(" ", "").replace("−", "-")
    try:
        return float(plain)
    except ValueError:
        return None


def _value(key: str) -> float | None:
    fraction = re.fullmatch(r"(-?)\\frac\{(\d+)\}\{(\d+)\}", key)
    if fraction:
        return (-1 if fraction[1] else 1) * int(fraction[2]) / int(fraction[3])
    root = re.fullmatch(r"(\d*) ?\\sqrt\{(\d+)\}", key)
    if root:
        return float(int(root[1] or 1) * int(root[2]) ** 0.5)
    return _number(key)


def _report(rows: Sequence[dict[str, Any]], seed: int) -> None:
    computed = {column: [row for row in rows if row["column"] == column and row["key"]] for column in COLUMNS}
    concepts = [row for row in rows if not row["key"] and row["column"] == "groundwork"]
    models = sorted({row["model"] for row in rows})
    both = {row["id"] for row in computed["bare"]} & {row["id"] for row in computed["groundwork"]}
    computed = {column: [row for row in found if row["id"] in both] for column, found in computed.items()}
    print(f"\n{', '.join(models)}, seed {seed}: {len(both)} computations, {len(concepts)} concepts\n")
    print("| measure, same model both columns | bare model | Groundwork |\n|---|---|---|")
    bare, ours = computed["bare"], computed["groundwork"]
    solved = [row for row in ours if row["solved"]]
    print(f"| final answer right | {_share(bare, 'right')} | {_share(ours, 'right')} |")
    print(f"| … where `solve` covers the question | – | {_share(solved, 'right')} |")
    print(
        f"| … in the model's own text | {_share(bare, 'right_in_text')} | {_share(ours, 'right_in_text')} |"
    )
    print(
        f"| wrong formula that reaches the learner unflagged | {_share(bare, 'wrong_unflagged')} | "
        f"{_share(ours, 'wrong_unflagged')} |"
    )
    print(f"| right formula flagged as wrong | – | {_share(ours, 'right_flagged')} |")
    print(f"| answers with a citation that holds the answer (concepts) | – | {_share(concepts, 'holds')} |")
    for name, what in (
        ("useful", "first useful content"),
        ("first", "first token"),
        ("whole", "whole answer"),
    ):
        print(f"| {what}, median / 90 % | {_seconds(bare, name)} | {_seconds(ours, name)} |")
    print("\nThe worst answers:\n")
    for row in sorted(ours + concepts, key=_badness, reverse=True)[:10]:
        print(f"- {row['id']}: {row['question']!r} key {row['key']!r}, refuted {row['refuted']}, ", end="")
        print(
            f"solved {row.get('solved')}, right {row.get('right')}, in text {row.get('right_in_text')}, ",
            end="",
        )
        print(f"holds {row.get('holds')}, {row['state']}\n  {' '.join(row['text'].split())[-400:]!r}")


def _badness(row: dict[str, Any]) -> float:
    if not row["key"]:
        return (0.0 if row["holds"] else 3.0) + len(row["refuted"])
    return (
        5.0 * (not row["right"])
        + 4.0 * row["right_flagged"]
        + 2.0 * row["wrong_unflagged"]
        + 1.5 * (not row["right_in_text"])
        + 0.5 * len(row["refuted"])
    )


def _share(rows: Sequence[dict[str, Any]], name: str) -> str:
    if not rows:
        return "–"
    count = sum(bool(row.get(name)) for row in rows)
    return f"{count / len(rows):.0%} ({count} of {len(rows)})"


def _seconds(rows: Sequence[dict[str, Any]], name: str) -> str:
    times = sorted(row[name] for row in rows if row.get(name) is not None)
    if not times:
        return "–"
    return f"{statistics.median(times):.1f} s / {times[int(0.9 * (len(times) - 1))]:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
