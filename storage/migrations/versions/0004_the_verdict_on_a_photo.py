"""Why a photo is poor, and whether its sender has been told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.add_column("document", sa.Column("reasons", sa.String(), server_default="", nullable=False))
    op.add_column("document", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """To the schema before."""
    op.drop_column("document", "told_at")
    op.drop_column("document", "reasons")
