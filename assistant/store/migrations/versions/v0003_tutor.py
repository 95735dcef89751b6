"""Conversations that branch, and notes in the learner's own words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0003"
down_revision = "0002"


def upgrade(op: Operations) -> None:
    """Say where a conversation branched off, and make room for the learner's own notes."""
    op.add_column("conversations", sa.Column("branched_from", sa.Text(), nullable=True))
    op.create_table(
        "own_notes",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("learner_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_own_notes_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_own_notes")),
        sa.UniqueConstraint("learner_id", "id", name=op.f("uq_own_notes_learner_id_id")),
    )
    op.create_index(
        op.f("ix_own_notes_learner_id_topic_id"), "own_notes", ["learner_id", "topic_id"], unique=False
    )
