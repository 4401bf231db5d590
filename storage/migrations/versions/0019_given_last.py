"""When a facilitator was last given a case is the end of an index, not all that they ever had."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_index("ix_move_given", "move", ["facilitator_id", "at"])
    op.drop_index("ix_move_facilitator_id", table_name="move")


def downgrade() -> None:
    """Back to the schema before."""
    op.create_index("ix_move_facilitator_id", "move", ["facilitator_id"])
    op.drop_index("ix_move_given", table_name="move")
