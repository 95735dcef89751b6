"""What a learner chose: goal, minutes a day, language of terms; and the objectives a piece of evidence is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0005"
down_revision = "0004"


def upgrade(op: Operations) -> None:
    op.add_column("evidence", sa.Column("objectives", sa.Text(), nullable=True))
    op.create_index(op.f("ix_evidence_learner_id_position"), "evidence", ["learner_id", "position"])
    op.create_table(
        "preferences",
        sa.Column("learner_id", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("minutes_a_day", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("diagnostic", sa.Text(), nullable=True),
        sa.Column("diagnostic_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_preferences_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_preferences")),
    )
