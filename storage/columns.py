"""Column types of our own: moments in UTC, and words that only we can read.

The keys live on the engine's dialect (`storage.database.connect` puts them there), so that
two databases in one process can have different ones and no module holds a secret.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.secrets import Keyring

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always UTC. SQLite drops zones, so a naive value is refused, never guessed."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps the zone; SQLite stores the UTC wall time."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; `ValueError` for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def keys_of(dialect: Dialect) -> Keyring:
    """The keys this engine was connected with; `RuntimeError` when it has none."""
    keys = getattr(dialect, "sambung_keys", None)
    if not isinstance(keys, Keyring):
        raise RuntimeError("this engine was not opened by storage.database.connect")  # noqa: TRY004
    return keys


class Encrypted(TypeDecorator[str]):
    """Text that is sealed at rest. `where` (table.column) is bound into the seal, so that a
    value copied to another column does not open."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        if value is None:
            return None
        return keys_of(dialect).seal(value.encode(), self.where)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open; `storage.secrets.Unreadable` when the key is gone or the value was changed."""
        return None if value is None else keys_of(dialect).open(value, self.where).decode()


class EncryptedJson(TypeDecorator[Any]):
    """Plain JSON values, sealed at rest."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seal."""
        if value is None:
            return None
        return keys_of(dialect).seal(_COMPACT.encode(value).encode(), self.where)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Open; `storage.secrets.Unreadable` as above."""
        return None if value is None else json.loads(keys_of(dialect).open(value, self.where))
