"""Fuzz the checker's reading room with atheris: nothing but `UnreadableMath` may come out of the parser.

    nice -n 19 python benchmarks/fuzz_mathcheck.py [SEEDS] [--seconds N] [--corpus FOLDER]

SEEDS is the folder of verification data whose formulas the fuzzer starts from. For each input the whole text is
scanned into claims, at once and in two pieces (the same claims must come out), every claim must stand where it says,
and each side, and the input itself, is parsed. What crashes is written to the current folder by libFuzzer; what it
found is kept as a test in `tests/unit/mathcheck/test_mathcheck_fuzz.py`. Atheris is a development dependency.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["assistant.mathcheck.reading"]):
    from assistant.mathcheck.reading.claims import claims_of
    from assistant.mathcheck.reading.parse import parse_math
    from assistant.mathcheck.reading.spans import SpanScanner, scan

from assistant.errors import UnreadableMath  # noqa: E402

_SEEDS_A_FILE = 150


def one_input(data: bytes) -> None:
    """Read one input in every way the product does; raises where a promise is broken."""
    text = data.decode("utf-8", errors="surrogateescape")
    _parse(text)
    claims = [claim for block in scan(text) for claim in claims_of(block)]
    for claim in claims:
        if text[claim.start : claim.end] != claim.source:
            raise AssertionError(f"A claim does not stand where it says: {claim.source!r}")
        _parse(claim.left.text)
        _parse(claim.right.text)
    if _in_two_pieces(text) != [(claim.start, claim.source) for claim in claims]:
        raise AssertionError("A stream gives other claims than the whole text.")


def _parse(text: str) -> None:
    try:
        parse_math(text)
    except UnreadableMath as error:
        if not 0 <= error.offset <= len(text):
            raise AssertionError(f"The offset {error.offset} lies outside the text.") from error


def _in_two_pieces(text: str) -> list[tuple[int, str]]:
    # The words after a claim are left out: a line that has closed is handed on before the next is known.
    scanner = SpanScanner()
    half = len(text) // 2
    blocks = [*scanner.feed(text[:half]), *scanner.feed(text[half:]), *scanner.finish()]
    return [(claim.start, claim.source) for block in blocks for claim in claims_of(block)]


def write_seeds(data: Path, corpus: Path) -> int:
    """The claims of the verification data as files to start from; how many."""
    count = 0
    for path in sorted(data.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= _SEEDS_A_FILE:
                    break
                text = json.loads(line).get("text", "")
                for block in scan(text):
                    source = block.source.encode("utf-8")[:300]
                    (corpus / hashlib.sha1(source, usedforsecurity=False).hexdigest()).write_bytes(source)
                    count += 1
    return count


def main() -> None:
    """Fuzz for so many seconds."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", nargs="?", type=Path, default=ROOT / "../shared/data/verification")
    arguments.add_argument("--seconds", type=int, default=1_200)
    arguments.add_argument("--corpus", type=Path, required=True, help="a folder for what the fuzzer keeps")
    options = arguments.parse_args()
    options.corpus.mkdir(parents=True, exist_ok=True)
    print(write_seeds(options.data, options.corpus), "seeds")
    flags = [
        f"-max_total_time={options.seconds}",
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-max_len=400",
        f"-artifact_prefix={options.corpus}-crash-",
    ]
    atheris.Setup([sys.argv[0], *flags, str(options.corpus)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
