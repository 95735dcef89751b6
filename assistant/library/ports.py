"""What the library needs from outside: a store for passages, an embedder for their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.library.types import Document, DocumentState, Passage, PassageTopic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as an index is built from it: whose it is, and its vector if there is one of the model asked for."""

    learner_id: str
    passage: Passage
    vector: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of one model by passage id."""

    model: str
    model_sha256: str
    by_passage: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a replaced document's passages came to."""

    added: int
    kept: int
    removed: int


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def sha256(self) -> str:
        """Hash of everything the vectors depend on; vectors of different hashes never meet."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; returns an array (number of texts, dimensions) of rows of length 1."""


class PassageStore(Protocol):
    """Where documents, passages and vectors are kept. Every call is one transaction, durable when it returns.

    Raises StoreFull or StoreBusy; then nothing of that call was kept.
    """

    def documents(self, learner_id: str) -> tuple[Document, ...]:
        """All documents of a learner, by path."""

    def document_ids(self, learner_id: str) -> frozenset[str]:
        """The ids of all documents of a learner."""

    def document(self, learner_id: str, document_id: str) -> Document | None:
        """One document, or None."""

    def put_document(self, document: Document) -> None:
        """Add or replace the record of a document, leaving its passages alone."""

    def replace_passages(
        self, document: Document, passages: Sequence[Passage], vectors: Vectors | None = None
    ) -> Replacement:
        """Put a document, exactly these passages, and the vectors that come with them.

        Other passages of that document go, and so do vectors of passages that are not among these.
        """

    def set_state(self, learner_id: str, document_ids: Sequence[str], state: DocumentState) -> None:
        """Move documents to a state."""

    def remove_document(self, learner_id: str, document_id: str) -> bool:
        """Remove a document with its passages and vectors; False when there was none."""

    def passage(self, learner_id: str, passage_id: str) -> Passage | None:
        """One passage, or None."""

    def passages_without_vector(
        self, learner_id: str, model_sha256: str, *, document_id: str | None = None
    ) -> tuple[Passage, ...]:
        """The passages, of one document if given, that have no vector of this model, in reading order."""

    def with_vector(self, learner_id: str, document_id: str, model_sha256: str) -> set[str]:
        """The ids of a document that have a vector of this model, of passages not stored yet included."""

    def put_vectors(
        self,
        learner_id: str,
        document_id: str,
        vectors: Vectors,
    ) -> None:
        """Keep vectors in place of those of any other model.

        The document must be there, its passages need not be yet. Does nothing when the document is gone.
        """

    def vector(self, learner_id: str, passage_id: str, model_sha256: str) -> NDArray[np.float32] | None:
        """The vector of a passage by this model, or None."""

    def passages_of(self, learner_id: str, document_id: str, model_sha256: str) -> tuple[StoredPassage, ...]:
        """The passages of a document in order, with their vectors by this model."""

    def without_topics(self, learner_id: str, key: str | None) -> tuple[str, ...]:
        """The ids of the documents with passages whose topics were not found under this key; None: under any."""

    def put_topics(
        self, learner_id: str, document_id: str, key: str, topics: Mapping[str, Sequence[PassageTopic]]
    ) -> None:
        """Keep the topics of a document's passages, by passage id, in place of any before."""

    def topics(
        self, learner_id: str, document_ids: Sequence[str]
    ) -> tuple[tuple[tuple[str, ...], tuple[PassageTopic, ...]], ...]:
        """Section path and topics, the surest first, of every passage of these documents that has any, in order."""

    def fingerprint(self) -> str:
        """A short text that changes whenever the passages of any learner change."""

    def stored_passages(self, model_sha256: str | None) -> Iterator[StoredPassage]:
        """Every passage of every learner, by learner, document and order, with its vector of this model."""
