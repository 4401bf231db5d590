"""Who works here, and who looked at what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted
from storage.tables.table import Table


class Staff(Table):
    """Somebody who works for the city."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Encrypted("staff.name"))
    active: Mapped[bool] = mapped_column(default=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), unique=True)
    """Set when they opened their one-time link."""
    created_at: Mapped[datetime]
    kk_key: Mapped[str | None]
    """Keyed hash of their own family card's number: they are sent to nobody on it."""
    nik_key: Mapped[str | None]
    """Keyed hash of their own NIK; neither number itself is stored."""
    away_until: Mapped[datetime | None]
    """Away until then: no new cases, not on duty; what they have stays theirs."""


class StaffRole(Table):
    """A role in an area: a village, a district, or the whole city (a prefix of area codes)."""

    __tablename__ = "staff_role"
    __table_args__ = (UniqueConstraint("staff_id", "role", "area_code", "program"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str]
    area_code: Mapped[str]
    program: Mapped[str] = mapped_column(default="", server_default="")
    """Code of the program that a program manager owns; empty for every other role."""


class StaffLink(Table):
    """A one-time invitation that binds a staff member to whoever opens it."""

    __tablename__ = "staff_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffGroup(Table):
    """A group chat we are in, and the area it was bound to by a supervisor's command."""

    __tablename__ = "staff_group"
    __table_args__ = (UniqueConstraint("channel", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    chat: Mapped[str]
    area_code: Mapped[str] = mapped_column(default="")
    """Empty until somebody bound it."""
    bound_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    bound_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class Audit(Table):
    """Who looked at what, and who changed the staff; append-only."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Empty for the command line."""
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int]
    channel: Mapped[str] = mapped_column(default="")
