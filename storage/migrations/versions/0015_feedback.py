"""Questions to officers, suggestions and complaints, how a visit was, and part of a visit's day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "case_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("stage", sa.String(), server_default="asked", nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_question_case_id")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["staff.id"], name=op.f("fk_case_question_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_question")),
    )
    op.create_index(op.f("ix_case_question_case_id"), "case_question", ["case_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("talk", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("stage", sa.String(), server_default="received", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_feedback_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_feedback_address_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["staff.id"], name=op.f("fk_feedback_officer_id")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["staff.id"], name=op.f("fk_feedback_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("contact_id", "talk", name=op.f("uq_feedback_contact_id_talk")),
        sa.UniqueConstraint("ticket", name=op.f("uq_feedback_ticket")),
    )
    op.create_index(op.f("ix_feedback_contact_id"), "feedback", ["contact_id"])
    op.create_index("ix_feedback_state", "feedback", ["state", "due_at"])
    op.create_table(
        "feedback_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["feedback_id"], ["feedback.id"], name=op.f("fk_feedback_step_feedback_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_feedback_step_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_step")),
    )
    op.create_index(op.f("ix_feedback_step_feedback_id"), "feedback_step", ["feedback_id"])
    op.create_table(
        "visit_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("friendly", sa.Boolean(), nullable=True),
        sa.Column("quick", sa.Boolean(), nullable=True),
        sa.Column("clear", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_visit_rating_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_visit_rating_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_rating")),
        sa.UniqueConstraint("case_id", "staff_id", name=op.f("uq_visit_rating_case_id_staff_id")),
    )
    op.create_index(op.f("ix_visit_rating_staff_id"), "visit_rating", ["staff_id"])
    op.add_column("cases", sa.Column("visit_part", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_column("cases", "visit_part")
    op.drop_table("visit_rating")
    op.drop_table("feedback_step")
    op.drop_table("feedback")
    op.drop_table("case_question")
