"""Lists of what waits are counted and ordered from the index alone; what somebody was sent lately
is found without all that they ever were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OFFICER = sa.text("notice = 'officer_wanted'")
ORDERED = ["rank", "due_at", "id", "duplicate_of", "frozen_at"]


def upgrade() -> None:
    """To this schema."""
    _replace("ix_cases_work", ["facilitator_id", "state", *ORDERED])
    _replace("ix_cases_queue", ["state", "village_code", "stage", *ORDERED])
    op.create_index("ix_outbox_recent", "outbox", ["address_id", "sent_at"])
    op.drop_index("ix_outbox_address_id", table_name="outbox")
    op.create_index(
        "ix_outbox_officer",
        "outbox",
        ["created_at"],
        postgresql_where=OFFICER,
        sqlite_where=OFFICER,
    )


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_index("ix_outbox_officer", table_name="outbox")
    op.create_index("ix_outbox_address_id", "outbox", ["address_id"])
    op.drop_index("ix_outbox_recent", table_name="outbox")
    _replace("ix_cases_work", ["facilitator_id", "state", "rank", "due_at"])
    _replace("ix_cases_queue", ["state", "village_code", "rank", "due_at"])


def _replace(name: str, columns: list[str]) -> None:
    op.drop_index(name, table_name="cases")
    op.create_index(name, "cases", columns)
