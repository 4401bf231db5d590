"""Indexes for lists of what waits, so that they do not slow down with what was ever stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OPEN = sa.text(
    "duplicate_of IS NULL AND state NOT IN ('cancelled', 'closed', 'duplicate', "
    "'out_of_scope', 'resolved_locally', 'unreachable')"
)
DUE = sa.text("wanted > shown")
HELD = sa.text("status = 'held'")


def upgrade() -> None:
    """To this schema."""
    op.create_index("ix_cases_work", "cases", ["facilitator_id", "state", "rank", "due_at"])
    op.create_index("ix_cases_queue", "cases", ["state", "village_code", "rank", "due_at"])
    op.create_index("ix_cases_given", "cases", ["facilitator_id", "opened_at"])
    _some("ix_cases_near", "cases", ["village_code", "opened_at"], OPEN)
    _some("ix_card_due", "card", ["group_id", "id"], DUE)
    _some("ix_outbox_held", "outbox", ["channel", "reason"], HELD)
    op.create_index("ix_audit_subject", "audit", ["subject", "subject_id"])
    op.drop_index("ix_cases_state", table_name="cases")
    op.drop_index("ix_cases_facilitator_id", table_name="cases")


def downgrade() -> None:
    """To the schema before."""
    op.create_index("ix_cases_facilitator_id", "cases", ["facilitator_id"])
    op.create_index("ix_cases_state", "cases", ["state"])
    op.drop_index("ix_audit_subject", table_name="audit")
    op.drop_index("ix_outbox_held", table_name="outbox")
    op.drop_index("ix_card_due", table_name="card")
    for name in ("ix_cases_near", "ix_cases_given", "ix_cases_queue", "ix_cases_work"):
        op.drop_index(name, table_name="cases")


def _some(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    """An index that holds only some of the rows."""
    op.create_index(name, table, columns, postgresql_where=where, sqlite_where=where)
