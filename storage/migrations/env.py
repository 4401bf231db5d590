"""Alembic's entry. `storage.migrate` opens the transaction and hands its connection over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.columns import Encrypted, EncryptedJson, UtcDateTime
from storage.migrate import ours
from storage.tables import Table


def render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Our own types as what they are in the database: a migration outlives today's classes."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Encrypted | EncryptedJson):
        return "sa.LargeBinary()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_item=render,
    include_name=ours,
    # SQLite changes a table by making a new one.
    render_as_batch=context.config.attributes.get("batch", True),
)
with context.begin_transaction():
    context.run_migrations()
