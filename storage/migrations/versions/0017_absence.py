"""Until when a staff member is away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.add_column("staff", sa.Column("away_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back again."""
    op.drop_column("staff", "away_until")
