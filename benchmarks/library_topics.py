"""Measures what the library makes of the syllabus: topics of passages, and queries in learners' words and languages.

    python -m benchmarks.library_topics [--home FOLDER] [--sample N]

Each passage of a built-in note should get its note's own topic: once as it is, and once without title and headings,
which is what a page of somebody else's book looks like. Each question of `tests/fixtures/learner_questions.yaml`
should find a note of one of its topics: as it was asked, and widened by the syllabus. And "nothing here answers this" is
told apart on the notes, with weights that were fitted on another book (`library.py`). `--home` keeps the index.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import yaml

from assistant.library.embedding import prepare_embedder
from assistant.library.library import Library
from assistant.library.ports import StoredPassage
from assistant.library.topics import TopicTagger
from assistant.library.widening import QueryWidener
from assistant.settings import bundled_path, load_settings
from assistant.store.database import open_database
from assistant.store.documents import SqlPassageStore
from assistant.store.learners import ensure_learner
from assistant.syllabus.find import build_finder
from assistant.syllabus.loader import load_syllabus

LEARNER = "bench"
FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"
QUESTIONS = FIXTURES / "learner_questions.yaml"
UNNAMED = FIXTURES / "learner_questions_unnamed.yaml"
ELSEWHERE = Path(__file__).with_name("questions_from_other_subjects.txt")


def main() -> None:
    """Run both measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--sample", type=int, default=400, help="how many passages and questions of each kind"
    )
    options = parser.parse_args()
    embedder = prepare_embedder(load_settings().downloads_path)
    syllabus = load_syllabus(bundled_path("corpus"))
    finder = build_finder(syllabus)
    topic_of = {topic.note: topic.id for topic in syllabus.topics}
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        database = open_database(home / "groundwork.sqlite3")
        now = datetime.now(UTC)
        ensure_learner(database, LEARNER, now)
        store = SqlPassageStore(database)
        plain, widening = (
            Library(store, home / "index", embedder, clock=lambda: now, **more)  # type: ignore[arg-type]
            for more in ({}, {"syllabus": lambda: syllabus, "finder": lambda: finder})
        )
        widening.ingest_built_in(LEARNER, bundled_path("corpus"))
        rows = random.Random(1).sample(list(store.stored_passages(embedder.sha256)), options.sample)
        tagger = TopicTagger(lambda: syllabus, lambda: finder, embedder)
        _report("with headings", tagger, rows, topic_of)
        vectors = embedder.embed([row.passage.text for row in rows])
        bare = [
            StoredPassage(LEARNER, replace(row.passage, document="", section=()), vector)
            for row, vector in zip(rows, vectors, strict=True)
        ]
        _report("text alone", tagger, bare, topic_of)
        questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
        widener = QueryWidener(lambda: syllabus, lambda: finder)
        for widened in (False, True):
            some = [one for one in questions if bool(widener.widen(one["question"]).names) == widened]
            some = random.Random(1).sample(some, min(len(some), options.sample))
            print(
                f"\n{len(some)} questions that the syllabus {'widens' if widened else 'leaves as they are'}"
            )
            for kind, library in (("words as they are", plain), ("with the syllabus", widening)):
                _report_questions(kind, library, some, topic_of)
        _report_answerable(widening, [*questions, *yaml.safe_load(UNNAMED.read_text(encoding="utf-8"))])
        plain.close()
        widening.close()
        database.close()


def _report(name: str, tagger: TopicTagger, rows: Sequence[StoredPassage], topic_of: dict[str, str]) -> None:
    found = tagger.tag(rows)
    right = first = told = 0
    for row in rows:
        topics = [topic.topic_id for topic in found[row.passage.id]]
        told += bool(topics)
        first += topics[:1] == [topic_of[row.passage.path]]
        right += topic_of[row.passage.path] in topics
    print(
        f"{name}: of {len(rows)} passages {told / len(rows):.3f} get a topic; their note's is the first of "
        f"{first / len(rows):.3f} ({first / max(told, 1):.3f} of those told), among the first three of "
        f"{right / len(rows):.3f}"
    )


def _report_questions(
    name: str, library: Library, questions: Sequence[dict[str, object]], topic_of: dict[str, str]
) -> None:
    first = three = answerable = 0
    for question in questions:
        result = library.search(LEARNER, str(question["question"]), limit=8)
        notes = list(dict.fromkeys(topic_of[one.passage.path] for one in result.passages))
        wanted = set(question["topics"])  # type: ignore[call-overload]
        first += bool(set(notes[:1]) & wanted)
        three += bool(set(notes[:3]) & wanted)
        answerable += result.answerable
    count = max(1, len(questions))
    print(
        f"  {name}: right note first {first / count:.3f}, among three {three / count:.3f}, "
        f"called answerable {answerable / count:.3f}"
    )


def _report_answerable(library: Library, questions: Sequence[dict[str, object]]) -> None:
    here = [library.search(LEARNER, str(question["question"]), limit=1) for question in questions]
    elsewhere = ELSEWHERE.read_text(encoding="utf-8").splitlines()
    there = [library.search(LEARNER, line, limit=1) for line in elsewhere if line.strip()]
    ours, others = (
        [one.passages[0].score if one.passages else 0.0 for one in some] for some in (here, there)
    )
    area = statistics.mean((one > other) + (one == other) / 2 for one in ours for other in others)
    print(
        f"\nanswerable from the notes: area under the curve {area:.4f} over {len(here)} questions of learners and "
        f"{len(there)} of other subjects; said so of {statistics.mean(one.answerable for one in here):.3f} and "
        f"{statistics.mean(one.answerable for one in there):.3f}"
    )


if __name__ == "__main__":
    main()
