"""The topics of passages in SQL; made from the passages, so they may be dropped and found again at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Float, ForeignKey, and_, delete
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from assistant.library.types import PassageTopic
from assistant.store.base import Table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ROWS_A_STATEMENT = 400


class PassageTopicRow(Table):
    """A topic that a passage treats."""

    __tablename__ = "passage_topics"

    passage_id: Mapped[str] = mapped_column(ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[str]
    document_id: Mapped[str] = mapped_column(index=True)
    confidence: Mapped[float] = mapped_column(Float)


def replace_topics(
    session: Session, learner_id: str, document_id: str, topics: Mapping[str, Sequence[PassageTopic]]
) -> None:
    """Keep exactly these topics, by passage id, of a document whose passages are all there."""
    own = and_(PassageTopicRow.learner_id == learner_id, PassageTopicRow.document_id == document_id)
    session.execute(delete(PassageTopicRow).where(own))
    rows = [
        {
            "passage_id": passage_id,
            "topic_id": topic.topic_id,
            "learner_id": learner_id,
            "document_id": document_id,
            "confidence": topic.confidence,
        }
        for passage_id, found in topics.items()
        for topic in found
    ]
    for first in range(0, len(rows), _ROWS_A_STATEMENT):
        session.execute(insert(PassageTopicRow).values(rows[first : first + _ROWS_A_STATEMENT]))
