"""Measures the library's search against what a LangChain tutorial builds, on a textbook that labels itself.

    python -m benchmarks.library [--data ../shared/data/retrieval] [--home FOLDER] [--limit N] [--large]

It ends with the whole table of aims. `--large` adds 100,000 passages, which takes several minutes. Both sides get the same embedder, on the same machine, in the same run. A query is an exercise, a summary sentence
or a cross-reference; relevant is the section where the book itself puts it. A system returns passages; sections are
ranked by their best passage. `--home` keeps the ingested library between runs.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library.embedding import prepare_embedder
from assistant.library.index.terms import query_terms
from assistant.library.library import Library
from assistant.library.limits import MAX_QUERY_TERMS
from assistant.library.ports import Embedder
from assistant.library.types import Passage
from assistant.settings import bundled_path, load_settings
from assistant.store.database import open_database
from assistant.store.documents import SqlPassageStore
from assistant.store.learners import ensure_learner
from assistant.syllabus.find import build_finder
from assistant.syllabus.loader import load_syllabus
from benchmarks.library_pdf import pages_a_second, scripts_and_symbols
from benchmarks.library_size import AtSize, at_size, unchanged_again

LEARNER = "bench"
DEPTH = 100
ELSEWHERE = Path(__file__).with_name("questions_from_other_subjects.txt")


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the sections that answer it, and those that must not be counted."""

    kind: str
    text: str
    relevant: frozenset[str]
    excluded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speed:
    """Passages taken in a second, by the clock and of processor time."""

    by_clock: float
    by_processor: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What a system reaches: nDCG@10 of all queries and of exercises, and recall@5."""

    ndcg: float
    recall: float
    exercises: float


Ranker = Callable[[str], list[str]]
"""Query text to section ids, best first, each once or more."""


def main() -> None:
    """Run the comparison and print it."""
    options = _options()
    sections = [json.loads(line) for line in (options.data / "sections.jsonl").open(encoding="utf-8")]
    queries = list(_queries(options.data / "queries.jsonl"))[: options.limit]
    embedder = prepare_embedder(load_settings().downloads_path)
    print(f"{len(sections)} sections, {len(queries)} queries, embedder {embedder.name}")

    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        library = _library(home, embedder)
        speed = _ingest(library, home, sections)
        section_of = {f"{_file_name(section['id'])}": section["id"] for section in sections}

        def by_groundwork(text: str) -> list[str]:
            found = library.search(LEARNER, text, limit=DEPTH).passages
            return [section_of[Path(one.passage.path).name] for one in found]

        by_words = _words_alone(library, section_of)
        naive = _report("LangChain tutorial", _naive(sections, embedder), queries)
        _report("words alone", by_words, queries)
        ours = _report("Groundwork", by_groundwork, queries)
        apart = _report_unanswerable(library, queries)
        passages, vectors = _stored(home, embedder)
        library.close()
    _print_aims(
        naive, ours, apart, speed, _measure_the_rest(options.large, passages, vectors, embedder, queries)
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data" / "retrieval"
    )
    parser.add_argument("--home", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--large", action="store_true", help="measure 100,000 passages too")
    return parser.parse_args()


def _queries(path: Path) -> Iterator[Query]:
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        relevant, excluded = frozenset(row["relevant_sections"]), frozenset(row["exclude_sections"])
        yield Query(row["kind"], row["query"], relevant - excluded, excluded)


def _library(home: Path, embedder: Embedder) -> Library:
    home.mkdir(parents=True, exist_ok=True)
    database = open_database(home / "groundwork.sqlite3")
    ensure_learner(database, LEARNER, datetime.now(UTC))
    syllabus = load_syllabus(bundled_path("corpus"))
    finder = build_finder(syllabus)
    return Library(
        SqlPassageStore(database),
        home / "index",
        embedder,
        clock=lambda: datetime.now(UTC),
        syllabus=lambda: syllabus,
        finder=lambda: finder,
    )


def _stored(home: Path, embedder: Embedder) -> tuple[list[Passage], NDArray[np.float32]]:
    rows = list(SqlPassageStore(open_database(home / "groundwork.sqlite3")).stored_passages(embedder.sha256))
    return [row.passage for row in rows], np.stack([row.vector for row in rows if row.vector is not None])


def _ingest(library: Library, home: Path, sections: Sequence[dict[str, str]]) -> Speed | None:
    folder = home / "book"
    folder.mkdir(exist_ok=True)
    for section in sections:
        (folder / _file_name(section["id"])).write_text(section["text"], encoding="utf-8")
    started, began = time.perf_counter(), time.process_time()
    results = library.ingest(LEARNER, [folder])
    seconds, processor = time.perf_counter() - started, time.process_time() - began
    added = sum(result.passages_added for result in results)
    passages = sum(result.document.passages for result in results if result.document)
    print(
        f"{passages} passages in the library; {added} added in {seconds:.1f} s ({added / seconds:.0f} a second, "
        f"{added / processor:.0f} a second of processor time)"
    )
    started = time.perf_counter()
    library.rebuild_index(LEARNER)
    print(f"index of {passages} passages built in {time.perf_counter() - started:.1f} s")
    return Speed(added / seconds, added / processor) if added == passages else None


def _file_name(section_id: str) -> str:
    return section_id.replace("/", "--") + ".md"


def _words_alone(library: Library, section_of: dict[str, str]) -> Ranker:
    def rank(text: str) -> list[str]:
        with library._index().use() as generation:
            assert generation is not None
            hits = generation.lexical.search(LEARNER, query_terms(text, MAX_QUERY_TERMS), DEPTH)
            known = generation.lexical.passages([hit.id for hit in hits])
            return [section_of[Path(known[hit.id][0].path).name] for hit in hits]

    return rank


def _naive(sections: Sequence[dict[str, str]], embedder: Embedder) -> Ranker:
    """What the tutorial does: characters cut at 1,000 with 200 of overlap, embedded, the nearest by cosine."""
    chunks = [
        (chunk, section["id"]) for section in sections for chunk in cut_like_a_tutorial(section["text"])
    ]
    started = time.perf_counter()
    vectors = embedder.embed([chunk for chunk, _ in chunks])
    print(f"tutorial: {len(chunks)} chunks embedded in {time.perf_counter() - started:.1f} s")

    def rank(text: str) -> list[str]:
        scores = vectors @ embedder.embed([text])[0]
        return [chunks[index][1] for index in np.argsort(-scores)[:DEPTH]]

    return rank


def cut_like_a_tutorial(text: str, size: int = 1000, overlap: int = 200) -> list[str]:
    """Cut at blank lines, then line ends, then spaces, then anywhere; fill chunks up with overlap."""
    return list(_merge(_pieces(text, ("\n\n", "\n", " ", ""), size), size, overlap))


def _pieces(text: str, separators: Sequence[str], size: int) -> list[str]:
    separator, *finer = next(
        separators[number:] for number, one in enumerate(separators) if one == "" or one in text
    )
    if separator == "":
        return [text[first : first + size] for first in range(0, len(text), size)]
    parts = text.split(separator)
    with_separator = parts[:1] + [separator + part for part in parts[1:]]
    return [
        piece
        for part in with_separator
        if part
        for piece in ([part] if len(part) <= size else _pieces(part, finer, size))
    ]


def _merge(pieces: Sequence[str], size: int, overlap: int) -> Iterator[str]:
    current: list[str] = []
    length = 0
    for piece in pieces:
        if length + len(piece) > size and current:
            yield "".join(current).strip()
            while length > overlap or (length and length + len(piece) > size):
                length -= len(current.pop(0))
        current.append(piece)
        length += len(piece)
    if "".join(current).strip():
        yield "".join(current).strip()


def _report(name: str, ranker: Ranker, queries: Sequence[Query]) -> Scores:
    gains: dict[str, list[float]] = defaultdict(list)
    recalls: dict[str, list[float]] = defaultdict(list)
    milliseconds = []
    for query in queries:
        if not query.relevant:
            continue
        started = time.perf_counter()
        found = ranker(query.text)
        milliseconds.append(1000 * (time.perf_counter() - started))
        ranking = list(dict.fromkeys(section for section in found if section not in query.excluded))
        for kind in ("all", query.kind):
            gains[kind].append(_ndcg(ranking, query.relevant))
            recalls[kind].append(len(query.relevant & set(ranking[:5])) / len(query.relevant))
    milliseconds.sort()
    print(
        f"\n{name}: {statistics.median(milliseconds):.1f} ms a query, "
        f"95th percentile {milliseconds[int(0.95 * len(milliseconds))]:.1f} ms"
    )
    for kind in gains:
        print(
            f"  {kind:16} {len(gains[kind]):5} queries   nDCG@10 {statistics.mean(gains[kind]):.4f}   "
            f"recall@5 {statistics.mean(recalls[kind]):.4f}"
        )
    exercises = gains["exercise"] or [0.0]
    return Scores(statistics.mean(gains["all"]), statistics.mean(recalls["all"]), statistics.mean(exercises))


def _ndcg(ranking: Sequence[str], relevant: frozenset[str], depth: int = 10) -> float:
    gain = sum(
        1 / math.log2(place + 2) for place, section in enumerate(ranking[:depth]) if section in relevant
    )
    return gain / sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))


def _report_unanswerable(library: Library, queries: Sequence[Query]) -> float:
    """How well the best score tells the book's questions from questions of other subjects."""
    elsewhere = [line for line in ELSEWHERE.read_text(encoding="utf-8").splitlines() if line.strip()]
    here = [library.search(LEARNER, query.text, limit=1) for query in queries if query.relevant]
    there = [library.search(LEARNER, text, limit=1) for text in elsewhere]
    scores_here = [result.passages[0].score if result.passages else 0.0 for result in here]
    scores_there = [result.passages[0].score if result.passages else 0.0 for result in there]
    pairs = [(one > other) + 0.5 * (one == other) for one in scores_here for other in scores_there]
    area = statistics.mean(pairs)
    print(
        f"\nanswerable: area under the curve {area:.4f}; said answerable of the book's "
        f"{statistics.mean(result.answerable for result in here):.3f}, of {len(there)} from other subjects "
        f"{statistics.mean(result.answerable for result in there):.3f}"
    )
    return area


@dataclass(frozen=True, slots=True)
class Rest:
    """The measurements that are no rankings."""

    scripts: tuple[float, int, float, int, float]
    pages: tuple[float, float, float]
    again: float
    sizes: tuple[AtSize, ...]


def _measure_the_rest(
    large: bool,
    passages: Sequence[Passage],
    vectors: NDArray[np.float32],
    embedder: Embedder,
    queries: Sequence[Query],
) -> Rest:
    texts = [query.text for query in queries][:: max(1, len(queries) // 120)]
    with tempfile.TemporaryDirectory() as folder:
        pages = pages_a_second(Path(folder))
    counts = (10_000, 100_000) if large else (10_000,)
    sizes = tuple(at_size(passages, vectors, embedder, texts, count) for count in counts)
    return Rest(scripts_and_symbols(), pages, unchanged_again(), sizes)


def _print_aims(naive: Scores, ours: Scores, apart: float, speed: Speed | None, rest: Rest) -> None:
    """The table of the library's aims, one line each: measured, aim."""
    marked, scripts, kept, symbols, by_pypdf = rest.scripts
    by_clock, by_processor, plain = rest.pages
    taken_in = (
        f"{speed.by_clock:.0f} ({speed.by_processor:.0f} a second of processor time)" if speed else "not measured: --home had them"
    )  # fmt: skip
    lines = [
        ("nDCG@10, all queries", f"{ours.ndcg:.3f} (tutorial {naive.ndcg:.3f})", f">= {naive.ndcg + 0.07:.3f}"),
        ("recall@5", f"{ours.recall:.3f} (tutorial {naive.recall:.3f})", f">= {naive.recall + 0.05:.3f}"),
        ("exercises, nDCG@10", f"{ours.exercises:.3f} (tutorial {naive.exercises:.3f})", f">= {naive.exercises + 0.06:.3f}"),
        ("scripts marked in a LaTeX PDF", f"{marked:.3f} of {scripts} (pypdf {by_pypdf:.3f})", ">= 0.95"),
        ("symbols kept", f"{kept:.3f} of {symbols}", ">= 0.99"),
        ("no answer here, area under the curve", f"{apart:.4f}", ">= 0.95"),
        ("passages indexed a second", taken_in, ">= 80"),
        ("PDF pages a second", f"{by_clock:.0f} ({by_processor:.0f} a second of processor time; pypdf {plain:.0f})", ">= 30"),
        ("500 unchanged pages again", f"{rest.again:.2f} s", "<= 1 s"),
    ]  # fmt: skip
    for size in rest.sizes:
        lines.append(
            (
                f"query over {size.passages:,} passages",
                f"{size.median:.1f} ms, 95th percentile {size.percentile_95:.1f} ms "
                f"(processor time {size.median_processor:.1f} ms)",
                "<= 15 / 40 ms" if size.passages == 10_000 else "stated",
            )
        )
        lines.append(
            (
                f"index of {size.passages:,} passages",
                f"built in {size.built_seconds:.1f} s, stored in {size.stored_seconds:.1f} s, "
                f"{size.megabytes:.0f} MB of memory at most, {size.disk_megabytes:.0f} MB on disk",
                "stated",
            )
        )
    print("\nmeasure | measured | aim")
    for line in lines:
        print(" | ".join(line))


if __name__ == "__main__":
    main()
