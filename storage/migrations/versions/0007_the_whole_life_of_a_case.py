"""The whole life of a case: stages, notes, clocks, referrals, and what an answer was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STAGES = {
    "field": ("assigned", "field_visit", "returned"),
    "supervisor": ("awaiting_supervisor",),
    "secretariat": ("approved",),
}
"""Stages of the states that were in use before."""


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_for", sa.String(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("breached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clock_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_clock_case_id_kind")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_note_case_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_note_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_case_id"), ["case_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_round", sa.String(), nullable=False),
        sa.Column("reason_code", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(["sent_by"], ["staff.id"], name=op.f("fk_referral_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint(
            "case_id", "program", "turn", name=op.f("uq_referral_case_id_program_turn")
        ),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_referral_program", ["program", "state"], unique=False)

    op.create_table(
        "referral_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_move_referral_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_referral_move_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_move")),
        sa.UniqueConstraint(
            "referral_id", "version", name=op.f("uq_referral_move_referral_id_version")
        ),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("stage", sa.String(), server_default="screening", nullable=False)
        )
        batch_op.add_column(sa.Column("asked_from", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("asked_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("asked_papers", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column("registry_check", sa.String(), server_default="not_checked", nullable=False)
        )
        batch_op.add_column(sa.Column("programs", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("visit_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("help", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("draft", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("agency", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("answer", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("result", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rating", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("split_from", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_cases_split_from"), ["split_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_person_id"), ["person_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_cases_split_from"), "cases", ["split_from"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_cases_asked_by"), "staff", ["asked_by"], ["id"])

    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facilitator_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_move_facilitator_id"), ["facilitator_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_move_facilitator_id"), "staff", ["facilitator_id"], ["id"]
        )

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kk_key", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("nik_key", sa.String(), nullable=True))

    with op.batch_alter_table("staff_role", schema=None) as batch_op:
        batch_op.add_column(sa.Column("program", sa.String(), server_default="", nullable=False))
        batch_op.drop_constraint(
            batch_op.f("uq_staff_role_staff_id_role_area_code"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_staff_role_staff_id_role_area_code_program"),
            ["staff_id", "role", "area_code", "program"],
        )

    _place_cases()


def _place_cases() -> None:
    """Cases from before there were stages stand in the stage of their state, on the national
    route; one that waited for a facilitator does so under its new name."""
    for stage, states in STAGES.items():
        cases = sa.table("cases", sa.column("stage"), sa.column("state"))
        op.execute(sa.update(cases).where(cases.c.state.in_(states)).values(stage=stage))
    op.execute(
        "UPDATE cases SET state = 'screening', stage = 'field' "
        "WHERE state = 'submitted' AND duplicate_of IS NULL"
    )
    op.execute("UPDATE cases SET profile = 'national_2017'")
    # Who has a case got it by its last assignment.
    op.execute(
        "UPDATE move SET facilitator_id = "
        "(SELECT facilitator_id FROM cases WHERE cases.id = move.case_id) "
        "WHERE id IN (SELECT max(id) FROM move WHERE event = 'assign' GROUP BY case_id)"
    )
    # Their promise goes on: the first tick reads these and sets the next warning.
    op.execute(
        "INSERT INTO clock (case_id, kind, length, spent, started_at, running_since, due_at, "
        "paused_for, warned) SELECT id, 'handling', 172800, 0, opened_at, opened_at, due_at, '', 0 "
        "FROM cases WHERE duplicate_of IS NULL AND state NOT IN ('cancelled', 'duplicate')"
    )
    op.execute(
        "INSERT INTO timer (subject, subject_id, kind, due_at, sequence, attempts) "
        "SELECT 'case', case_id, kind, started_at, 1, 0 FROM clock"
    )


def downgrade() -> None:
    """Back to the schema before."""
    with op.batch_alter_table("staff_role", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("uq_staff_role_staff_id_role_area_code_program"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_staff_role_staff_id_role_area_code"), ["staff_id", "role", "area_code"]
        )
        batch_op.drop_column("program")

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_column("nik_key")
        batch_op.drop_column("kk_key")

    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_move_facilitator_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_move_facilitator_id"))
        batch_op.drop_column("facilitator_id")

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_cases_asked_by"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_split_from"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_cases_person_id"))
        batch_op.drop_index(batch_op.f("ix_cases_split_from"))
        batch_op.drop_column("split_from")
        batch_op.drop_column("objected_at")
        batch_op.drop_column("rating")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("decided_at")
        batch_op.drop_column("result")
        batch_op.drop_column("answer")
        batch_op.drop_column("agency")
        batch_op.drop_column("draft")
        batch_op.drop_column("help")
        batch_op.drop_column("visit_at")
        batch_op.drop_column("programs")
        batch_op.drop_column("registry_check")
        batch_op.drop_column("asked_papers")
        batch_op.drop_column("asked_by")
        batch_op.drop_column("asked_from")
        batch_op.drop_column("stage")
        batch_op.drop_column("profile")

    op.drop_table("referral_move")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_program")
        batch_op.drop_index(batch_op.f("ix_referral_case_id"))

    op.drop_table("referral")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_case_id"))

    op.drop_table("note")
    op.drop_table("clock")
