"""Documents, passages and vectors in SQL: the truth from which the search index can be rebuilt at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Select, and_, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from assistant.library.ports import Replacement, StoredPassage, Vectors
from assistant.library.types import Document, DocumentState, Passage, PassageTopic
from assistant.store import learners as _learners  # noqa: F401  (its table must be known for the foreign key)
from assistant.store.base import Table, UtcDateTime
from assistant.store.passage_topics import PassageTopicRow, replace_topics

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from assistant.store.database import Database

_T = TypeVar("_T")
_ROWS_A_STATEMENT = 400
_ROWS_A_FETCH = 500


class DocumentRow(Table):
    """A file in a learner's library."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.id", ondelete="CASCADE"), index=True)
    path: Mapped[str]
    location: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    sha256: Mapped[str]
    reader: Mapped[str]
    state: Mapped[str]
    pages: Mapped[int]
    passages: Mapped[int]
    problems: Mapped[list[str]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    built_in: Mapped[bool]
    topics_key: Mapped[str | None]
    """By which syllabus and model the topics of its passages were found; None when they were not."""


class PassageRow(Table):
    """A piece of a document that can be cited."""

    __tablename__ = "passages"
    __table_args__ = (Index(None, "learner_id", "document_id", "ordinal"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[str]
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    section: Mapped[list[str]] = mapped_column(JSON)
    page: Mapped[str | None]
    page_index: Mapped[int | None]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]


class EmbeddingRow(Table):
    """The vector of a passage: little-endian float32, with the model that made it.

    It may be here before its passage is: vectors are saved as they are made, passages all at once at the end.
    """

    __tablename__ = "embeddings"

    passage_id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    learner_id: Mapped[str] = mapped_column(index=True)
    model: Mapped[str]
    model_sha256: Mapped[str]
    dimensions: Mapped[int]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class SqlPassageStore:
    """Keeps the library in the learner's database; implements `assistant.library.ports.PassageStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self, learner_id: str) -> tuple[Document, ...]:
        """All documents of a learner, by path."""
        query = select(DocumentRow).where(DocumentRow.learner_id == learner_id)
        with self._database.read() as session:
            rows = session.scalars(query.order_by(DocumentRow.path, DocumentRow.id)).all()
            return tuple(_document(row) for row in rows)

    def document_ids(self, learner_id: str) -> frozenset[str]:
        """The ids of all documents of a learner."""
        query = select(DocumentRow.id).where(DocumentRow.learner_id == learner_id)
        with self._database.read() as session:
            return frozenset(session.scalars(query))

    def document(self, learner_id: str, document_id: str) -> Document | None:
        """One document, or None."""
        with self._database.read() as session:
            row = session.scalar(_own_document(learner_id, document_id))
            return None if row is None else _document(row)

    def put_document(self, document: Document) -> None:
        """Add or replace the record of a document, leaving its passages alone."""
        with self._database.write() as session:
            _put_document(session, document)

    def replace_passages(
        self, document: Document, passages: Sequence[Passage], vectors: Vectors | None = None
    ) -> Replacement:
        """Put a document, exactly these passages, and the vectors that come with them; drop all others of it."""
        wanted = {passage.id: passage for passage in passages}
        with self._database.write() as session:
            _put_document(session, document)
            own = and_(PassageRow.learner_id == document.learner_id, PassageRow.document_id == document.id)
            there = set(session.scalars(select(PassageRow.id).where(own)))
            gone = sorted(there - wanted.keys())
            for ids in _slices(gone):
                session.execute(delete(PassageRow).where(own, PassageRow.id.in_(ids)))
            for some in _slices(list(wanted.values())):
                statement = insert(PassageRow).values([_passage_values(document.learner_id, p) for p in some])
                moved = {
                    name: statement.excluded[name]
                    for name in ("ordinal", "page", "page_index", "start", "end")
                }
                session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=moved))
            if gone or len(wanted) > len(there):
                own_row = and_(DocumentRow.learner_id == document.learner_id, DocumentRow.id == document.id)
                session.execute(update(DocumentRow).where(own_row).values(topics_key=None))
            if vectors is not None:
                _put_vectors(session, document.learner_id, document.id, vectors)
            of_document = EmbeddingRow.document_id == document.id
            left = set(session.scalars(select(EmbeddingRow.passage_id).where(of_document))) - wanted.keys()
            for ids in _slices(sorted(left)):
                session.execute(delete(EmbeddingRow).where(of_document, EmbeddingRow.passage_id.in_(ids)))
        return Replacement(
            added=len(wanted.keys() - there), kept=len(wanted.keys() & there), removed=len(gone)
        )

    def set_state(self, learner_id: str, document_ids: Sequence[str], state: DocumentState) -> None:
        """Move documents to a state."""
        with self._database.write() as session:
            for some in _slices(list(document_ids)):
                chosen = and_(DocumentRow.learner_id == learner_id, DocumentRow.id.in_(some))
                session.execute(update(DocumentRow).where(chosen).values(state=state.value))

    def remove_document(self, learner_id: str, document_id: str) -> bool:
        """Remove a document with its passages and vectors; False when there was none."""
        with self._database.write() as session:
            row = session.scalar(_own_document(learner_id, document_id))
            if row is None:
                return False
            session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            return True

    def passage(self, learner_id: str, passage_id: str) -> Passage | None:
        """One passage, or None."""
        query = _passages_with_document().where(
            PassageRow.learner_id == learner_id, PassageRow.id == passage_id
        )
        with self._database.read() as session:
            row = session.execute(query).first()
            return None if row is None else _passage(row[0], row[1], row[2])

    def passages_without_vector(
        self, learner_id: str, model_sha256: str, *, document_id: str | None = None
    ) -> tuple[Passage, ...]:
        """The passages, of one document if given, that have no vector of this model, in reading order."""
        query = (
            _passages_with_document()
            .outerjoin(
                EmbeddingRow,
                and_(EmbeddingRow.passage_id == PassageRow.id, EmbeddingRow.model_sha256 == model_sha256),
            )
            .where(PassageRow.learner_id == learner_id, EmbeddingRow.passage_id.is_(None))
            .order_by(PassageRow.document_id, PassageRow.ordinal)
        )
        if document_id is not None:
            query = query.where(PassageRow.document_id == document_id)
        with self._database.read() as session:
            return tuple(_passage(row, title, path) for row, title, path in session.execute(query))

    def with_vector(self, learner_id: str, document_id: str, model_sha256: str) -> set[str]:
        """The ids of a document that have a vector of this model, of passages not stored yet included."""
        query = select(EmbeddingRow.passage_id).where(
            EmbeddingRow.learner_id == learner_id,
            EmbeddingRow.document_id == document_id,
            EmbeddingRow.model_sha256 == model_sha256,
        )
        with self._database.read() as session:
            return set(session.scalars(query))

    def put_vectors(self, learner_id: str, document_id: str, vectors: Vectors) -> None:
        """Keep vectors in place of those of any other model; does nothing when the document is gone."""
        with self._database.write() as session:
            # The document may have been forgotten while it was being embedded.
            if session.scalar(_own_document(learner_id, document_id)) is not None:
                _put_vectors(session, learner_id, document_id, vectors)

    def vector(self, learner_id: str, passage_id: str, model_sha256: str) -> NDArray[np.float32] | None:
        """The vector of a passage by this model, or None."""
        query = select(EmbeddingRow.vector).where(
            EmbeddingRow.learner_id == learner_id,
            EmbeddingRow.passage_id == passage_id,
            EmbeddingRow.model_sha256 == model_sha256,
        )
        with self._database.read() as session:
            return _vector(session.scalar(query))

    def passages_of(self, learner_id: str, document_id: str, model_sha256: str) -> tuple[StoredPassage, ...]:
        """The passages of a document in order, with their vectors by this model."""
        query = _passages_with_vector(model_sha256).where(
            PassageRow.learner_id == learner_id, PassageRow.document_id == document_id
        )
        with self._database.read() as session:
            return tuple(_stored_passage(*row) for row in session.execute(query))

    def without_topics(self, learner_id: str, key: str | None) -> tuple[str, ...]:
        """The ids of the documents with passages whose topics were not found under this key; None: under any."""
        known = DocumentRow.topics_key
        query = select(DocumentRow.id).where(
            DocumentRow.learner_id == learner_id,
            DocumentRow.passages > 0,
            DocumentRow.state.in_((DocumentState.EMBEDDED.value, DocumentState.INDEXED.value)),
            known.is_(None) if key is None else known.is_distinct_from(key),
        )
        with self._database.read() as session:
            return tuple(session.scalars(query.order_by(DocumentRow.path)))

    def put_topics(
        self, learner_id: str, document_id: str, key: str, topics: Mapping[str, Sequence[PassageTopic]]
    ) -> None:
        """Keep the topics of a document's passages in place of any before."""
        own = and_(DocumentRow.learner_id == learner_id, DocumentRow.id == document_id)
        own_passages = and_(PassageRow.learner_id == learner_id, PassageRow.document_id == document_id)
        with self._database.write() as session:
            session.execute(update(DocumentRow).where(own).values(topics_key=key))
            # The document may have been replaced or forgotten since its topics were looked for.
            there = set(session.scalars(select(PassageRow.id).where(own_passages)))
            known = {passage_id: found for passage_id, found in topics.items() if passage_id in there}
            replace_topics(session, learner_id, document_id, known)

    def topics(
        self, learner_id: str, document_ids: Sequence[str]
    ) -> tuple[tuple[tuple[str, ...], tuple[PassageTopic, ...]], ...]:
        """Section path and topics, the surest first, of every passage of these documents that has any, in order."""
        found: dict[str, tuple[tuple[str, ...], list[PassageTopic]]] = {}
        with self._database.read() as session:
            for some in _slices(list(document_ids)):
                query = (
                    select(
                        PassageRow.id,
                        PassageRow.section,
                        PassageTopicRow.topic_id,
                        PassageTopicRow.confidence,
                    )
                    .join(PassageTopicRow, PassageTopicRow.passage_id == PassageRow.id)
                    .where(PassageRow.learner_id == learner_id, PassageRow.document_id.in_(some))
                    .order_by(PassageRow.document_id, PassageRow.ordinal, PassageTopicRow.confidence.desc())
                )
                for passage_id, section, topic_id, confidence in session.execute(query):
                    topics = found.setdefault(passage_id, (tuple(section), []))[1]
                    topics.append(PassageTopic(topic_id, confidence))
        return tuple((section, tuple(topics)) for section, topics in found.values())

    def sections(self, learner_id: str, document_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The id and the section path of every passage of a document, in order."""
        query = (
            select(PassageRow.id, PassageRow.section)
            .where(PassageRow.learner_id == learner_id, PassageRow.document_id == document_id)
            .order_by(PassageRow.ordinal)
        )
        with self._database.read() as session:
            return tuple((passage_id, tuple(section)) for passage_id, section in session.execute(query))

    def topics_of_passage(self, learner_id: str, passage_id: str) -> tuple[PassageTopic, ...]:
        """The topics of one passage, the surest first."""
        query = (
            select(PassageTopicRow.topic_id, PassageTopicRow.confidence)
            .where(PassageTopicRow.learner_id == learner_id, PassageTopicRow.passage_id == passage_id)
            .order_by(PassageTopicRow.confidence.desc())
        )
        with self._database.read() as session:
            return tuple(
                PassageTopic(topic_id, confidence) for topic_id, confidence in session.execute(query)
            )

    def fingerprint(self) -> str:
        """A short text that changes whenever the passages of any learner change."""
        columns = (DocumentRow.id, DocumentRow.sha256, DocumentRow.reader, DocumentRow.passages)
        digest = hashlib.sha256()
        with self._database.read() as session:
            for row in session.execute(
                select(*columns).where(DocumentRow.passages > 0).order_by(DocumentRow.id)
            ):
                digest.update(repr(tuple(row)).encode())
            # Vectors whose passages are not stored yet are no part of what can be searched.
            vectors = session.execute(
                select(EmbeddingRow.model_sha256, func.count())
                .join(PassageRow, PassageRow.id == EmbeddingRow.passage_id)
                .group_by(EmbeddingRow.model_sha256)
                .order_by(EmbeddingRow.model_sha256)
            )
            for model_sha256, count in vectors:
                digest.update(repr((model_sha256, count)).encode())
        return digest.hexdigest()

    def stored_passages(self, model_sha256: str | None) -> Iterator[StoredPassage]:
        """Every passage of every learner, by learner, document and order, with its vector of this model."""
        query = _passages_with_vector(model_sha256).execution_options(yield_per=_ROWS_A_FETCH)
        with self._database.read() as session:
            for row in session.execute(query):
                yield _stored_passage(*row)


def _own_document(learner_id: str, document_id: str) -> Select[Any]:
    return select(DocumentRow).where(DocumentRow.learner_id == learner_id, DocumentRow.id == document_id)


def _passages_with_document() -> Any:
    return select(PassageRow, DocumentRow.title, DocumentRow.path).join(
        DocumentRow, DocumentRow.id == PassageRow.document_id
    )


def _passages_with_vector(model_sha256: str | None) -> Any:
    return (
        _passages_with_document()
        .add_columns(EmbeddingRow.vector)
        .outerjoin(
            EmbeddingRow,
            and_(EmbeddingRow.passage_id == PassageRow.id, EmbeddingRow.model_sha256 == model_sha256),
        )
        .order_by(PassageRow.learner_id, PassageRow.document_id, PassageRow.ordinal)
    )


def _vector(blob: bytes | None) -> NDArray[np.float32] | None:
    return None if blob is None else np.frombuffer(blob, dtype="<f4").astype(np.float32)


def _stored_passage(row: PassageRow, title: str, path: str, blob: bytes | None) -> StoredPassage:
    return StoredPassage(row.learner_id, _passage(row, title, path), _vector(blob))


def _put_document(session: Session, document: Document) -> None:
    values = {
        "id": document.id,
        "learner_id": document.learner_id,
        "path": document.path,
        "location": document.location,
        "title": document.title,
        "kind": document.kind,
        "sha256": document.sha256,
        "reader": document.reader,
        "state": document.state.value,
        "pages": document.pages,
        "passages": document.passages,
        "problems": list(document.problems),
        "added_at": document.added_at,
        "built_in": document.built_in,
    }
    changed = {name: value for name, value in values.items() if name not in ("id", "learner_id")}
    statement = insert(DocumentRow).values(values)
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))


def _put_vectors(session: Session, learner_id: str, document_id: str, vectors: Vectors) -> None:
    rows = [
        {
            "passage_id": passage_id,
            "document_id": document_id,
            "learner_id": learner_id,
            "model": vectors.model,
            "model_sha256": vectors.model_sha256,
            "dimensions": int(vector.size),
            "vector": np.ascontiguousarray(vector, dtype="<f4").tobytes(),
        }
        for passage_id, vector in vectors.by_passage.items()
    ]
    for some in _slices(rows):
        statement = insert(EmbeddingRow).values(list(some))
        changed = {
            name: statement.excluded[name] for name in ("model", "model_sha256", "dimensions", "vector")
        }
        session.execute(statement.on_conflict_do_update(index_elements=["passage_id"], set_=changed))


def _passage_values(learner_id: str, passage: Passage) -> dict[str, object]:
    return {
        "id": passage.id,
        "learner_id": learner_id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "section": list(passage.section),
        "page": passage.page,
        "page_index": passage.page_index,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _document(row: DocumentRow) -> Document:
    return Document(
        id=row.id,
        learner_id=row.learner_id,
        path=row.path,
        title=row.title,
        kind=row.kind,
        sha256=row.sha256,
        state=DocumentState(row.state),
        pages=row.pages,
        passages=row.passages,
        problems=tuple(row.problems),
        added_at=row.added_at,
        built_in=row.built_in,
        location=row.location,
        reader=row.reader,
    )


def _passage(row: PassageRow, title: str, path: str) -> Passage:
    return Passage(
        id=row.id,
        document_id=row.document_id,
        document=title,
        path=path,
        section=tuple(row.section),
        page=row.page,
        page_index=row.page_index,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=row.text,
    )


def _slices(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for first in range(0, len(items), _ROWS_A_STATEMENT):
        yield items[first : first + _ROWS_A_STATEMENT]
