"""What is due: timers, jobs, and how far something was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.table import Table


class Timer(Table):
    """Something due: one row per subject and kind, `due_at` empty while it does not run."""

    __tablename__ = "timer"
    __table_args__ = (UniqueConstraint("subject", "subject_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    subject_id: Mapped[int]
    kind: Mapped[str]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    """Bumped by every set and unset: what was read before is stale."""
    attempts: Mapped[int] = mapped_column(default=0)


class Job(Table):
    """Slow work that was ordered in the transaction that caused it; ids only."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    status: Mapped[str] = mapped_column(default="waiting", index=True)
    """`waiting`, `running`, `done`, `failed`."""
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Mark(Table):
    """A moment up to which something was done, e.g. Twilio reconciliation."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
