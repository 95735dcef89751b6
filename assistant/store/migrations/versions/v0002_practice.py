"""Quizzes and their questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0002"
down_revision = "0001"


def upgrade(op: Operations) -> None:
    """Add the tables."""
    op.create_table(
        "quizzes",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("learner_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_quizzes_learner_id_learners")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_quizzes")),
        sa.UniqueConstraint("learner_id", "id", name=op.f("uq_quizzes_learner_id_id")),
    )
    op.create_index(
        op.f("ix_quizzes_learner_id_started_at"), "quizzes", ["learner_id", "started_at"], unique=False
    )
    op.create_table(
        "quiz_questions",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("learner_id", sa.Text(), nullable=False),
        sa.Column("quiz_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("submission", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id", "quiz_id"],
            ["quizzes.learner_id", "quizzes.id"],
            name=op.f("fk_quiz_questions_learner_id_quizzes"),
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_quiz_questions")),
        sa.UniqueConstraint(
            "learner_id", "quiz_id", "number", name=op.f("uq_quiz_questions_learner_id_quiz_id_number")
        ),
    )
