"""What people ask about their own data, copies of it, changes of a number, and how far old data
were deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted, EncryptedJson
from storage.tables.table import Table, contact_of


class DataRequest(Table):
    """Somebody wants their data corrected, frozen, deleted, or used no more; an officer acts."""

    __tablename__ = "data_request"
    __table_args__ = (Index("ix_data_request_state", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Whom it is about, where an officer has found who that is."""
    kind: Mapped[str]
    """`flows.privacy.Kind`."""
    about: Mapped[str] = mapped_column(default="self", server_default="self")
    """`self`, or `child`: a parent asks."""
    field: Mapped[str] = mapped_column(default="", server_default="")
    """What to correct: `name`, `kk`, `address`, `other`."""
    words: Mapped[str | None] = mapped_column(Encrypted("data_request.words"))
    """What is right instead."""
    state: Mapped[str] = mapped_column(default="received", server_default="received")
    """`received`, `waiting` (a case is open), `done`, `declined`, `cancelled`."""
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    warned: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many warnings were given."""
    breached_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    why: Mapped[str | None] = mapped_column(Encrypted("data_request.why"))
    """Why not."""
    ended_at: Mapped[datetime | None]


class DataExport(Table):
    """Somebody wants a copy of their data; a job makes it, and its file does not stay."""

    __tablename__ = "data_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """Whose data: their own, or their child's."""
    language: Mapped[str]
    asked_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    key: Mapped[str] = mapped_column(default="", server_default="")
    """Name of the file in the store, while it is there."""


class NumberChange(Table):
    """A person writes from another number: from which, and what went over to it."""

    __tablename__ = "number_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    """Who writes from the new number."""
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    old_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    verification_id: Mapped[int | None] = mapped_column(ForeignKey("verification.id"), index=True)
    """What an officer is asked, where the old number says nothing."""
    keep_old: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Both numbers are this person's from then on."""
    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    """`asked`, `bound`, `frozen` (the old number said no), `declined`."""
    asked_at: Mapped[datetime]
    bound_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    moved: Mapped[Any | None] = mapped_column(EncryptedJson("number_change.moved"))
    """Each case that went over, with the talk and the address it had; or the merge's number."""


class RetentionMark(Table):
    """Up to which row of a table the old ones were emptied."""

    __tablename__ = "retention_mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    up_to: Mapped[int]
