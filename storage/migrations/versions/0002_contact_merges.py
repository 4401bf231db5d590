"""Contacts that proved to be one person, and how to part them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "contact_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["contact.id"], name=op.f("fk_contact_merge_kept_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["contact.id"], name=op.f("fk_contact_merge_merged_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merge")),
    )


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_table("contact_merge")
