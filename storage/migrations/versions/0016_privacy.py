"""One's own data: requests, copies, a changed number, what is frozen, and how far old data went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ADDED = (
    ("contact", ("frozen_at", "erased_at")),
    ("person", ("frozen_at", "erased_at")),
    ("cases", ("frozen_at", "deletion_told_at", "anonymised_at")),
)


def upgrade() -> None:
    """To this schema."""
    _requests()
    _exports()
    _number_changes()
    op.create_table(
        "retention_mark",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_retention_mark")),
    )
    for table, columns in ADDED:
        for column in columns:
            op.add_column(table, sa.Column(column, MOMENT, nullable=True))


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _requests() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), server_default="self", nullable=False),
        sa.Column("field", sa.String(), server_default="", nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), server_default="received", nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("warned", sa.Integer(), server_default="0", nullable=False),
        sa.Column("breached_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        _key("data_request", "contact_id", "contact"),
        _key("data_request", "address_id", "address"),
        _key("data_request", "person_id", "person"),
        _key("data_request", "decided_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_index(op.f("ix_data_request_contact_id"), "data_request", ["contact_id"])
    op.create_index(op.f("ix_data_request_person_id"), "data_request", ["person_id"])
    op.create_index("ix_data_request_state", "data_request", ["state", "due_at"])


def _exports() -> None:
    op.create_table(
        "data_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("key", sa.String(), server_default="", nullable=False),
        _key("data_export", "contact_id", "contact"),
        _key("data_export", "address_id", "address"),
        _key("data_export", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_export")),
    )
    op.create_index(op.f("ix_data_export_contact_id"), "data_export", ["contact_id"])


def _number_changes() -> None:
    op.create_table(
        "number_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("old_contact_id", sa.Integer(), nullable=True),
        sa.Column("verification_id", sa.Integer(), nullable=True),
        sa.Column("keep_old", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(), server_default="asked", nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("bound_at", MOMENT, nullable=True),
        sa.Column("frozen_at", MOMENT, nullable=True),
        sa.Column("moved", sa.LargeBinary(), nullable=True),
        _key("number_change", "contact_id", "contact"),
        _key("number_change", "address_id", "address"),
        _key("number_change", "person_id", "person"),
        _key("number_change", "old_contact_id", "contact"),
        _key("number_change", "verification_id", "verification"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_change")),
    )
    for column in ("contact_id", "old_contact_id", "person_id", "verification_id"):
        op.create_index(op.f(f"ix_number_change_{column}"), "number_change", [column])


def downgrade() -> None:
    """Back to the schema before."""
    for table, columns in ADDED:
        for column in columns:
            op.drop_column(table, column)
    for table in ("retention_mark", "number_change", "data_export", "data_request"):
        op.drop_table(table)
