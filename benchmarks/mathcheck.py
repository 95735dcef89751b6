"""Measure the checker on text nobody in this project wrote.

    python benchmarks/mathcheck.py [DATA] [--show KIND]

DATA is the folder of verification data (default: ../shared/data/verification). Prints the table of `docs/mathcheck.md`.
`--show refutations` lists every refutation on text labelled correct, `--show undecided` counts why claims were left
unchecked, `--show FILE` both for one file. `--only` takes a collection, `traces`, `mutations`, `peers` or `parse`. The
peers (Math-Verify, latex2sympy2_extended) are development dependencies; without them their rows say so.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assistant.mathcheck.checker import MathChecker  # noqa: E402
from assistant.mathcheck.types import CheckedClaim, Verdict  # noqa: E402
from benchmarks.mathcheck_peers import print_peers  # noqa: E402
from benchmarks.still_true import still_true  # noqa: E402


@dataclass
class Tally:
    """Verdicts of one collection."""

    name: str
    texts: int = 0
    refuted_texts: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    refutations: list[tuple[str, CheckedClaim, str]] = field(default_factory=list)

    def add(self, row_id: str, text: str, claims: tuple[CheckedClaim, ...]) -> None:
        """Count one text."""
        self.texts += 1
        refutations = [claim for claim in claims if claim.verdict is Verdict.REFUTED]
        self.refuted_texts += bool(refutations)
        for claim in claims:
            self.verdicts[claim.verdict.value] += 1
            self.kinds[claim.kind, claim.verdict.value] += 1
            self.milliseconds.append(claim.milliseconds)
            if claim.verdict is Verdict.NOT_CHECKED:
                reason = re.sub(r"“[^”]*”|\\\w+", "…", claim.reason)
                self.reasons[claim.kind, reason] += 1
                self.samples.setdefault(claim.kind + ": " + reason, []).append(claim.source)
        for claim in refutations:
            self.refutations.append((row_id, claim, text[max(0, claim.start - 90) : claim.end + 50]))

    @property
    def claims(self) -> int:
        """How many claims were found."""
        return sum(self.verdicts.values())

    def decided(self) -> float:
        """The share of claims verified or refuted."""
        return 1 - self.verdicts["not_checked"] / max(1, self.claims)

    def decided_checkable(self) -> float:
        """The same, leaving definitions and equations to solve aside: they state nothing that could be checked."""
        aside = self.kinds["definition", "not_checked"] + self.kinds["equation", "not_checked"]
        return (self.claims - self.verdicts["not_checked"]) / max(1, self.claims - aside)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file; none if it is not there."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def measure(checker: MathChecker, name: str, texts: list[tuple[str, str]]) -> Tally:
    """Check many texts."""
    tally = Tally(name)
    for row_id, text in texts:
        tally.add(row_id, text, checker.check(text))
    return tally


def _label_is_noise(label: int | None, found: int | None, source: str) -> bool:
    """Whether a row holds a false equality before the place its label names: decided without the checker."""
    if found is None or (label is not None and found >= label):
        return False
    sides = source.split("=")
    return len(sides) == 2 and still_true(sides[0], sides[1]) is False


def first_mistakes(checker: MathChecker, data: Path, *, show: bool) -> tuple[int, int, int]:
    """Rows of arithmetic traces, rows located exactly, rows with a false equality before the place labelled."""
    total = exact = noise = 0
    for row in rows(data / "arithmetic_traces.jsonl"):
        found: int | None = None
        first: CheckedClaim | None = None
        for place, step in enumerate(row["steps"]):
            wrong = [claim for claim in checker.check(step) if claim.verdict is Verdict.REFUTED]
            if wrong:
                found, first = place, wrong[0]
                break
        total += 1
        if first is not None and _label_is_noise(row["first_mistake"], found, first.source):
            noise += 1
            if show:
                print("  label noise?", row["id"], first and (first.source, first.expected))
            continue
        exact += found == row["first_mistake"]
        if show and found != row["first_mistake"]:
            labelled = row["first_mistake"]
            print(
                "  differs",
                row["id"],
                "label",
                labelled,
                "found",
                found,
                first and (first.source, first.expected),
            )
            print("     ", row["steps"][labelled] if labelled is not None else "")
    return total, exact, noise


_DIGIT = re.compile(r"(?<![_\\A-Za-z{^])\d")


def mutate(source: str, chance: random.Random) -> tuple[str | None, int]:
    """One digit, sign or operator changed, and where; None when there is nothing to change."""
    places = [
        found.start() for found in re.finditer(r"(?<![a-zA-Z_])\d|(?<=[\w)}\s])[+-](?=[\s\w\\(])", source)
    ]
    if not places:
        return None, 0
    place = chance.choice(places)
    old = source[place]
    new = {"+": "-", "-": "+"}.get(old) or chance.choice([digit for digit in "123456789" if digit != old])
    return source[:place] + new + source[place + 1 :], place


def _among_mistakes(before: str) -> bool:
    """Whether a claim stands under a heading about mistakes, where nothing is refuted on purpose."""
    headings = re.findall(r"^#+ (.*)$", before, re.MULTILINE)
    return bool(headings) and "mistake" in headings[-1].lower()


_CLAIMS_CHANGED = 6
"""Claims of one text that are changed, each once."""


def mutations(
    checker: MathChecker, texts: list[tuple[str, str]], *, show: bool, seed: int = 7
) -> dict[str, Counter[str]]:
    """Verified claims with one thing changed: what became of them, by kind.

    A change may leave a statement true (`0 \\cdot 3 = 0`, `2 + 0 = 2`, a constant under a derivative). That is decided
    by `still_true.py`, which shares no code with the checker, and counted apart; what it cannot decide counts as
    wrongly verified.
    """
    chance = random.Random(seed)
    outcomes: dict[str, Counter[str]] = {"numeric": Counter(), "operator": Counter(), "identity": Counter()}
    for row_id, text in texts:
        claims = checker.check(text)
        for claim in chance.sample(claims, min(_CLAIMS_CHANGED, len(claims))):
            group = {"arithmetic": "numeric"}.get(claim.kind, claim.kind)
            if claim.verdict is not Verdict.VERIFIED or group not in outcomes:
                continue
            changed, place = mutate(claim.source, chance)
            if changed is None or _among_mistakes(text[: claim.start]):
                continue
            # What stands far behind the claim says nothing of it, and would only be checked again.
            broken = text[: claim.start] + changed + text[claim.end : claim.end + 300]
            outcome, reasons = _after_change(checker, broken, claim.start + place)
            if outcome == "still verified" and _stayed_true(claim.source, changed):
                outcome = "still true"
            outcomes[group][outcome] += 1
            if show and outcome != "refuted":
                print(f"  {outcome} [{group}] {row_id} {claim.source} -> {changed} {reasons}")
    return outcomes


def _after_change(checker: MathChecker, broken: str, place: int) -> tuple[str, list[str]]:
    """What the checker says of the claims that hold the changed place, and why."""
    touched = [item for item in checker.check(broken) if item.start <= place < item.end]
    reasons = [item.reason for item in touched]
    if any(item.verdict is Verdict.REFUTED for item in touched):
        return "refuted", reasons
    if touched and all(item.verdict is Verdict.VERIFIED for item in touched):
        return "still verified", reasons
    return "not checked", reasons


def _sides(source: str) -> list[str]:
    """The operands of a chain, without what does not count."""
    plain = re.sub(r"<<.*?>>|&|\\\\", " ", source)
    return [side.strip(" .,") for side in re.split(r"(?<![<>!:=])=(?!=)", plain)]


def _stayed_true(source: str, changed: str) -> bool:
    """Whether a verified relation is still true after a change, by an independent evaluation.

    Either both sides are evaluated, or the side that was changed and what stood there before.
    """
    sides, before = _sides(changed), _sides(source)
    if len(sides) != 2 or len(before) != 2:
        return False
    if still_true(*sides) is True:
        return True
    altered = [(old, new) for old, new in zip(before, sides, strict=True) if old != new]
    return len(altered) == 1 and still_true(*altered[0]) is True


def parse_times(data: Path) -> list[float]:
    """Milliseconds to parse a claim of the published solutions."""
    from assistant.errors import UnreadableMath
    from assistant.mathcheck.checking.check import claims_in
    from assistant.mathcheck.reading.parse import parse_math

    times = []
    for row in list(rows(data / "math_gold_solutions.jsonl"))[:400]:
        for claim in claims_in(row["text"]):
            started = perf_counter()
            for side in (claim.left, claim.right):
                try:
                    parse_math(side.text)
                except UnreadableMath:
                    continue
            times.append((perf_counter() - started) * 1000)
    return times


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def collections(data: Path) -> dict[str, list[tuple[str, str]]]:
    """The texts to measure, by name."""
    found = {
        name: [(row["id"], row["text"]) for row in rows(data / f"{name}.jsonl")]
        for name in ("math_gold_solutions", "llm_answers", "word_problem_solutions")
    }
    chapters = ("linear algebra", "calculus", "probability", "optimi", "preliminaries", "mathematics")
    found["textbook"] = [
        (row["id"], row["text"])
        for row in rows(data.parent / "retrieval" / "sections.jsonl")
        if any(word in (row["chapter"] + row["section"]).lower() for word in chapters)
    ]
    notes = sorted((ROOT / "corpus" / "notes").rglob("*.md"))
    found["our notes"] = [(path.stem, path.read_text(encoding="utf-8")) for path in notes]
    return {name: texts for name, texts in found.items() if texts}


def report(tally: Tally, *, show: str) -> None:
    """One line of the table, and what was asked to be shown."""
    verdicts = tally.verdicts
    print(
        f"{tally.name:24} {tally.texts:5} texts {tally.claims:6} claims | verified {verdicts['verified']:6} "
        f"refuted {verdicts['refuted']:4} not checked {verdicts['not_checked']:6} | decided {tally.decided():6.1%} "
        f"(without definitions and equations {tally.decided_checkable():6.1%}) | texts with a refutation "
        f"{tally.refuted_texts / max(1, tally.texts):.2%} | median {statistics.median(tally.milliseconds or [0]):.2f} ms, "
        f"95th {percentile(tally.milliseconds, 0.95):.1f} ms, longest {max(tally.milliseconds or [0]):.0f} ms"
    )
    if show in ("refutations", tally.name):
        for row_id, claim, around in tally.refutations:
            print(
                f"  REFUTED {row_id} [{claim.kind}] {claim.source!r} expected {claim.expected!r}: {claim.reason}"
            )
            print(f"      … {' '.join(around.split())} …")
    if show in ("undecided", tally.name):
        for (kind, reason), count in tally.reasons.most_common(45):
            examples = tally.samples[kind + ": " + reason]
            chosen = random.Random(1).sample(examples, min(4, len(examples)))
            print(f"  {count:5} {kind}: {reason}")
            for example in chosen:
                print(f"          {' '.join(example.split())[:110]}")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", nargs="?", type=Path, default=ROOT / "../shared/data/verification")
    arguments.add_argument("--show", default="")
    arguments.add_argument("--only", default="", help="measure only this collection")
    arguments.add_argument("--limit", type=int, default=0, help="texts of each collection")
    arguments.add_argument(
        "--mutations", type=int, default=150, help="texts whose claims are broken on purpose"
    )
    arguments.add_argument("--seed", type=int, default=7, help="which claims are broken, and how")
    options = arguments.parse_args()
    with MathChecker(workers=1) as checker:
        for name, texts in collections(options.data).items():
            if options.only in ("", name):
                report(measure(checker, name, texts[: options.limit or None]), show=options.show)
        if options.only in ("", "traces"):
            total, exact, noise = first_mistakes(checker, options.data, show=options.show == "traces")
            share = exact / max(1, total - noise)
            print(
                f"arithmetic_traces: {exact} of {total - noise} first mistakes exact ({share:.1%}), {noise} set aside"
            )
        if options.only in ("", "mutations"):
            texts = [
                item
                for name, found in collections(options.data).items()
                for item in found[: options.mutations]
                if name != "textbook"
            ]
            for group, outcome in mutations(
                checker, texts, show=options.show == "mutations", seed=options.seed
            ).items():
                count = max(1, sum(outcome.values()))
                false = max(1, count - outcome["still true"])
                names = ("refuted", "not checked", "still verified")
                shares = ", ".join(f"{name} {outcome[name] / false:.1%} ({outcome[name]})" for name in names)
                print(
                    f"mutated {group}: {count} claims, {outcome['still true']} still true; of the others {shares}"
                )
    if options.only in ("", "peers"):
        gold = [(row["id"], row["text"]) for row in rows(options.data / "math_gold_solutions.jsonl")]
        print_peers(gold[:400], show=options.show == "peers")
    if options.only in ("", "parse"):
        times = parse_times(options.data)
        if times:
            print(
                f"parse, a claim: median {statistics.median(times):.3f} ms, 95th {percentile(times, 0.95):.3f} ms"
            )


if __name__ == "__main__":
    main()
