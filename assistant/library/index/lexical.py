"""The lexical half of an index generation, and its copy of the passages: one SQLite file with FTS5.

A generation is never written to after it is finished, so it is opened as immutable: no locks, no journal.
"""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.library.index.terms import terms_of
from assistant.library.passages import heading_of
from assistant.library.types import Passage

_FILE = "passages.sqlite3"
_HEADING_WEIGHT = 2.0
_GROUP_CHARACTERS = 24_000
_SCHEMA = """
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, learner_id TEXT NOT NULL, document_id TEXT NOT NULL,
    document TEXT NOT NULL, path TEXT NOT NULL, section TEXT NOT NULL, page TEXT, page_index INTEGER,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    section_row INTEGER NOT NULL
);
CREATE TABLE sections (row INTEGER PRIMARY KEY, learner_id TEXT NOT NULL);
CREATE INDEX passages_of_learner ON passages (learner_id);
CREATE VIRTUAL TABLE passage_terms USING fts5 (
    heading, body, content='', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE section_terms USING fts5 (
    heading, body, content='', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""
_COLUMNS = 'id, document_id, document, path, section, page, page_index, ordinal, start, "end", text'


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A passage's row with its BM25 score, higher is better, and the row of the section it stands in."""

    row: int
    id: str
    section_row: int
    score: float


class LexicalWriter:
    """Writes the file of a new generation."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / _FILE, isolation_level=None)
        # The folder counts only once it is complete and synced; a crash before leaves nothing to repair.
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")
        self._row = self._section_row = 0

    def add_document(self, learner_id: str, passages: Sequence[Passage]) -> None:
        """Add all passages of one document, in reading order."""
        rows, terms = [], []
        sections: dict[tuple[str, ...], tuple[int, list[str], list[str]]] = {}
        depth = _group_depths(passages)
        for passage in passages:
            self._row += 1
            key = passage.section[: depth[passage.section]]
            if key not in sections:
                self._section_row += 1
                sections[key] = (self._section_row, [], [])
            section_row, headings, bodies = sections[key]
            heading, body = " ".join(terms_of(heading_of(passage))), " ".join(terms_of(passage.text))
            headings.append(heading)
            bodies.append(body)
            terms.append((self._row, heading, body))
            rows.append((
                self._row, passage.id, learner_id, passage.document_id, passage.document, passage.path,
                json.dumps(passage.section), passage.page, passage.page_index, passage.ordinal, passage.start,
                passage.end, passage.text, section_row,
            ))  # fmt: skip
        marks = ",".join("?" * 14)
        self._connection.executemany(f"INSERT INTO passages VALUES ({marks})", rows)
        self._connection.executemany(
            "INSERT INTO passage_terms (rowid, heading, body) VALUES (?, ?, ?)", terms
        )
        for section_row, headings, bodies in sections.values():
            self._connection.execute("INSERT INTO sections VALUES (?, ?)", (section_row, learner_id))
            self._connection.execute(
                "INSERT INTO section_terms (rowid, heading, body) VALUES (?, ?, ?)",
                (section_row, " ".join(dict.fromkeys(headings)), " ".join(bodies)),
            )

    def finish(self) -> int:
        """Make the file complete; returns the number of passages in it."""
        for table in ("passage_terms", "section_terms"):
            self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self._connection.execute("COMMIT")
        self._connection.close()
        return self._row

    def abandon(self) -> None:
        """Close the file without finishing it."""
        self._connection.close()


def _group_depths(passages: Sequence[Passage]) -> dict[tuple[str, ...], int]:
    """How many headings of each section path name its section for ranking: the largest section of readable size."""
    sizes: dict[tuple[str, ...], int] = {}
    for passage in passages:
        for depth in range(len(passage.section) + 1):
            key = passage.section[:depth]
            sizes[key] = sizes.get(key, 0) + len(passage.text)
    return {
        section: next(
            (depth for depth in range(len(section)) if sizes[section[:depth]] <= _GROUP_CHARACTERS),
            len(section),
        )
        for section in {passage.section for passage in passages}
    }


class LexicalIndex:
    """Reads the file of a finished generation; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        path = folder / _FILE
        if not path.is_file():
            raise _damaged(path)
        self._lock = threading.Lock()
        self._path = path
        try:
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self.count = int(self._rows("SELECT count(*) FROM passages")[0][0])
            self._learners = {row[0] for row in self._rows("SELECT DISTINCT learner_id FROM passages")}
        except sqlite3.Error as error:
            raise _damaged(path) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def search(self, learner_id: str, terms: Sequence[str], limit: int) -> list[LexicalHit]:
        """The passages with the highest BM25, the heading counted double; terms are joined by OR."""
        if not terms:
            return []
        if learner_id not in self._learners:
            return []
        found = self._rows(
            "SELECT p.row, p.id, p.section_row, best.score FROM "
            f"({self._best('passage_terms', 'passages')}) best JOIN passages p ON p.row = best.row "
            "ORDER BY best.score DESC, p.row",
            {"weight": _HEADING_WEIGHT, "terms": _match(terms), "learner": learner_id, "limit": limit},
        )
        return [LexicalHit(*row) for row in found]

    def section_scores(self, learner_id: str, terms: Sequence[str], limit: int) -> dict[int, float]:
        """BM25 of whole sections by section row, the best ones only."""
        if not terms:
            return {}
        if learner_id not in self._learners:
            return {}
        found = self._rows(
            self._best("section_terms", "sections"),
            {"weight": _HEADING_WEIGHT, "terms": _match(terms), "learner": learner_id, "limit": limit},
        )
        return dict(found)

    def _best(self, terms: str, owners: str) -> str:
        """The statement that ranks rows of a learner; looking up whose each match is costs half of its time."""
        whose = f"JOIN {owners} o ON o.row = {terms}.rowid AND o.learner_id = :learner "
        return (
            f"SELECT {terms}.rowid AS row, -bm25({terms}, :weight, 1.0) AS score FROM {terms} "
            f"{whose if len(self._learners) > 1 else ''}WHERE {terms} MATCH :terms "
            f"ORDER BY score DESC, {terms}.rowid LIMIT :limit"
        )

    def rarities(self, terms: Sequence[str]) -> list[float]:
        """How telling each term is here: its BM25 weight were it to occur once, 0 and above."""
        weights = []
        for term in terms:
            with_term = int(
                self._rows(
                    "SELECT count(*) FROM passage_terms WHERE passage_terms MATCH ?", (_match([term]),)
                )[0][0]
            )
            weights.append(max(0.0, math.log((self.count - with_term + 0.5) / (with_term + 0.5))))
        return weights

    def matching(self, ids: Sequence[str], terms: Sequence[str]) -> dict[str, set[str]]:
        """Which of these terms each of these passages has, stems compared."""
        marks = ",".join("?" * len(ids))
        rows = dict(self._rows(f"SELECT row, id FROM passages WHERE id IN ({marks})", ids))
        found: dict[str, set[str]] = {identity: set() for identity in ids}
        marks = ",".join("?" * len(rows))
        for term in terms if rows else ():
            for (row,) in self._rows(
                f"SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? AND rowid IN ({marks})",
                (_match([term]), *rows),
            ):
                found[rows[row]].add(term)
        return found

    def passages(self, ids: Iterable[str]) -> Mapping[str, tuple[Passage, int]]:
        """Passages with their section rows, by id; unknown ids are left out."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT section_row, {_COLUMNS} FROM passages WHERE id IN ({marks})", wanted)
        return {row[1]: (_passage(row[1:]), row[0]) for row in rows}

    def passage(self, learner_id: str, passage_id: str) -> Passage | None:
        """One passage of a learner, or None."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM passages WHERE id = ? AND learner_id = ?", (passage_id, learner_id)
        )
        return _passage(rows[0]) if rows else None

    def ids(self) -> set[str]:
        """All ids in the index."""
        return {row[0] for row in self._rows("SELECT id FROM passages")}

    def finds_itself(self) -> bool:
        """Whether a query made of a passage's own words finds something; true when there are none."""
        rows = self._rows(f"SELECT learner_id, {_COLUMNS} FROM passages ORDER BY row LIMIT 1")
        if not rows:
            return True
        passage = _passage(rows[0][1:])
        terms = terms_of(f"{heading_of(passage)} {passage.text}")[:20]
        return not terms or bool(self.search(rows[0][0], terms, 1))

    def problems(self) -> list[str]:
        """What a thorough check finds."""
        try:
            answer = self._rows("PRAGMA integrity_check(1)")[0][0]
            matched = self._rows("SELECT count(*) FROM passage_terms")[0][0]
        except IndexDamaged as error:
            return [error.what]
        found = [] if answer == "ok" else [f"The lexical index is damaged: {answer}."]
        if matched != self.count:
            found.append(f"The lexical index knows {matched} of {self.count} passages.")
        return found

    def _rows(self, statement: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise _damaged(self._path) from error


def _match(terms: Sequence[str]) -> str:
    # Quoted, a term is never read as an operator; terms hold letters and digits only, so no quote can be in one.
    return " OR ".join(f'"{term}"' for term in terms)


def _passage(row: Sequence) -> Passage:  # type: ignore[type-arg]
    identity, document_id, document, path, section, page, page_index, ordinal, start, end, text = row
    return Passage(
        id=identity,
        document_id=document_id,
        document=document,
        path=path,
        section=tuple(json.loads(section)),
        page=page,
        page_index=page_index,
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
    )


def _damaged(path: Path) -> IndexDamaged:
    return IndexDamaged(
        f"The search index in {path.parent} cannot be read.",
        safe="Your documents are in the database, not in the index.",
        todo="Run `groundwork index rebuild`.",
    )
