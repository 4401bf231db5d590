"""Jobs on PostgreSQL are Procrastinate's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema: what was ordered and is not done yet goes along."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    from storage.deferring import install

    install(connection)
    op.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)"
        " SELECT kind, kind, kind || ':' || subject_id,"
        " json_build_object('subject_id', subject_id)"
        " FROM job WHERE status IN ('waiting', 'running') ORDER BY id"
    )
    op.execute("DELETE FROM job")


def downgrade() -> None:
    """To the schema before."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    op.execute(
        "INSERT INTO job"
        " (kind, subject_id, status, attempts, claimed_by, error, created_at)"
        " SELECT queue_name, (args ->> 'subject_id')::int, 'waiting', 0, '', '', now()"
        " FROM procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id"
    )
    for name in ("periodic_defers", "events", "jobs", "workers"):
        op.execute(f"DROP TABLE procrastinate_{name} CASCADE")
    for signature in connection.scalars(sa.text(_FUNCTIONS)).all():
        op.execute(f"DROP FUNCTION {signature}")
    for name in ("job_to_defer_v1", "job_status", "job_event_type"):
        op.execute(f"DROP TYPE procrastinate_{name} CASCADE")


_FUNCTIONS = (
    "SELECT oid::regprocedure::text FROM pg_proc"
    " WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = current_schema()::regnamespace"
)
