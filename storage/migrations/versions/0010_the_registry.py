"""The social registry as it is loaded, and what is asked of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "registry_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("period", sa.String(), server_default="", nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("importer", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("row_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fresh", sa.Integer(), server_default="0", nullable=False),
        sa.Column("gone", sa.Integer(), server_default="0", nullable=False),
        sa.Column("decile_changed", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["registry_batch.id"], name=op.f("fk_registry_batch_previous_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_batch")),
    )
    with op.batch_alter_table("registry_batch", schema=None) as batch_op:
        batch_op.create_index(
            "uq_registry_batch_active",
            ["register"],
            unique=True,
            postgresql_where=sa.text("state = 'active'"),
            sqlite_where=sa.text("state = 'active'"),
        )

    op.create_table(
        "registry_key",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nik_key", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "nik_key", name=op.f("pk_registry_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "registry_names",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("village_code", sa.String(), nullable=False),
        sa.Column("name_count", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "village_code", name=op.f("pk_registry_names")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "registry_row",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_row")),
    )
    op.create_table(
        "registry_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("nik_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_registry_check_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_check")),
    )
    with op.batch_alter_table("registry_check", schema=None) as batch_op:
        batch_op.create_index("ix_registry_check_contact", ["contact_id", "at"], unique=False)

    op.create_table(
        "mismatch_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("talk", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("story", sa.LargeBinary(), nullable=False),
        sa.Column("about_officer", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(), server_default="received", nullable=False),
        sa.Column("candidates", sa.LargeBinary(), nullable=True),
        sa.Column("row_id", sa.BigInteger(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_mismatch_report_address_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_mismatch_report_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_mismatch_report_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mismatch_report")),
        sa.UniqueConstraint("contact_id", "talk", name=op.f("uq_mismatch_report_contact_id_talk")),
    )
    with op.batch_alter_table("mismatch_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mismatch_report_state"), ["state"], unique=False)

    op.create_table(
        "registry_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), server_default="self", nullable=False),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("stage", sa.String(), server_default="operator", nullable=False),
        sa.Column("answer", sa.String(), server_default="", nullable=False),
        sa.Column("decile", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_registry_question_address_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["staff.id"], name=op.f("fk_registry_question_answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_registry_question_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registry_question_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_question")),
    )
    with op.batch_alter_table("registry_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_registry_question_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "registry_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_registry_search_address_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_registry_search_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_search")),
    )
    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(), nullable=True),
        sa.Column("talk", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kk", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_verification_address_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_verification_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_verification_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_verification_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.create_index("ix_verification_contact", ["contact_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_verification_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Back to the schema before."""
    with op.batch_alter_table("verification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verification_person_id"))
        batch_op.drop_index("ix_verification_contact")

    op.drop_table("verification")
    op.drop_table("registry_search")
    with op.batch_alter_table("registry_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registry_question_contact_id"))

    op.drop_table("registry_question")
    with op.batch_alter_table("mismatch_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mismatch_report_state"))

    op.drop_table("mismatch_report")
    with op.batch_alter_table("registry_check", schema=None) as batch_op:
        batch_op.drop_index("ix_registry_check_contact")

    op.drop_table("registry_check")
    op.drop_table("registry_row")
    op.drop_table("registry_names")
    op.drop_table("registry_key")
    with op.batch_alter_table("registry_batch", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_registry_batch_active",
            postgresql_where=sa.text("state = 'active'"),
            sqlite_where=sa.text("state = 'active'"),
        )

    op.drop_table("registry_batch")
