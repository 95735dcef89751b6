"""What is known of documents beyond their text: the topics that their passages treat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0004"
down_revision = "0003"


def upgrade(op: Operations) -> None:
    """Make room for the topics of passages, and say by which syllabus and model they were found."""
    op.add_column("documents", sa.Column("topics_key", sa.String(), nullable=True))
    op.create_table(
        "passage_topics",
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passages.id"],
            name=op.f("fk_passage_topics_passage_id_passages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("passage_id", "topic_id", name=op.f("pk_passage_topics")),
    )
    op.create_index(op.f("ix_passage_topics_document_id"), "passage_topics", ["document_id"], unique=False)
