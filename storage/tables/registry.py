"""The social registry (DTKS, now DTSEN) as the city loads it, and what is asked of it.

A batch is one file that was loaded; what a batch holds never changes. A row is sealed whole, its
place is found by the keyed hash of the NIK, and the names of one kelurahan are sealed together on
a page: in these tables nothing about anybody can be read without the keys.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted, EncryptedJson
from storage.tables.table import Table, contact_of

IS_ACTIVE = text("state = 'active'")
WITHOUT_ROWID = {"sqlite_with_rowid": False}


class RegistryBatch(Table):
    """One file that was loaded. Of each register one batch is active: that one is asked."""

    __tablename__ = "registry_batch"
    __table_args__ = (
        Index(
            "uq_registry_batch_active",
            "register",
            unique=True,
            postgresql_where=IS_ACTIVE,
            sqlite_where=IS_ACTIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str]
    """`registry` (who is listed), or a list of one program's members (`pbi`)."""
    source: Mapped[str]
    """`DTKS` or `DTSEN`, as the people know it."""
    period: Mapped[str] = mapped_column(default="", server_default="")
    as_of: Mapped[str]
    """The day the data stand for, ISO 8601; residents are told it."""
    preset: Mapped[str]
    file_hash: Mapped[str]
    """SHA-256 of the file, hex."""
    importer: Mapped[str]
    state: Mapped[str]
    """`loading`, `active`, `replaced`, `rolled_back`, `failed`; `purged` without its rows."""
    started_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    """Moves while it is being loaded."""
    activated_at: Mapped[datetime | None]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("registry_batch.id"))
    """Which batch was active before."""
    row_count: Mapped[int] = mapped_column(default=0, server_default="0")
    rejected: Mapped[int] = mapped_column(default=0, server_default="0")
    fresh: Mapped[int] = mapped_column(default=0, server_default="0")
    """In this batch and not in the one before."""
    gone: Mapped[int] = mapped_column(default=0, server_default="0")
    decile_changed: Mapped[int] = mapped_column(default=0, server_default="0")


class RegistryRow(Table):
    """A line of a file, sealed whole (`storage.registry.packing`)."""

    __tablename__ = "registry_row"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    """The batch and the number within it (`packing.row_id`): rows are appended in order."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class RegistryKey(Table):
    """Where the row of a NIK is; filled in the order of the keys, which makes it quick."""

    __tablename__ = "registry_key"
    __table_args__ = (WITHOUT_ROWID,)

    batch_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    nik_key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    """The first 16 bytes of the NIK's keyed hash."""
    number: Mapped[int]
    """Of the row within its batch."""
    mark: Mapped[int]
    """The decile plus a number that only the NIK and the key give: two batches can be compared,
    and the decile cannot be read."""


class RegistryNames(Table):
    """The folded names of one kelurahan with their rows' numbers, sealed."""

    __tablename__ = "registry_names"
    __table_args__ = (WITHOUT_ROWID,)

    batch_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    village_code: Mapped[str] = mapped_column(primary_key=True)
    """Empty for rows whose kelurahan is not known."""
    name_count: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Verification(Table):
    """A contact is that person: asked for by them, found true by an officer, until a day."""

    __tablename__ = "verification"
    __table_args__ = (Index("ix_verification_contact", "contact_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str]
    """`self`; `family`: an officer confirmed that they may ask about this member of their KK."""
    state: Mapped[str]
    """`asked`, `verified`, `declined`, `ended`."""
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    village_code: Mapped[str | None]
    talk: Mapped[int] = mapped_column(default=0, server_default="0")
    """In which their photo of the card was sent."""
    kk: Mapped[str | None] = mapped_column(Encrypted("verification.kk"))
    """The family card's number as they gave it; theirs once an officer saw the card."""
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    until: Mapped[datetime | None]


class RegistryCheck(Table):
    """Somebody asked about a NIK: for the limits. Append-only."""

    __tablename__ = "registry_check"
    __table_args__ = (Index("ix_registry_check_contact", "contact_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    nik_key: Mapped[str]
    at: Mapped[datetime]


class RegistryQuestion(Table):
    """What a registry operator is asked where no export may be loaded."""

    __tablename__ = "registry_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    relation: Mapped[str] = mapped_column(default="self", server_default="self")
    village_code: Mapped[str | None]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    """`open`, `answered`."""
    stage: Mapped[str] = mapped_column(default="operator", server_default="operator")
    """Who has it: `operator`, `reminded`, `back_office`."""
    answer: Mapped[str] = mapped_column(default="", server_default="")
    """`listed`, `not_listed`, `ambiguous`, `mismatch`."""
    decile: Mapped[str | None] = mapped_column(Encrypted("registry_question.decile"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]


class MismatchReport(Table):
    """Somebody says that a row of the registry is not true. Who said so is shown to nobody."""

    __tablename__ = "mismatch_report"
    __table_args__ = (UniqueConstraint("contact_id", "talk"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    talk: Mapped[int]
    reason: Mapped[str]
    """`flows.cases.registry.Reason`: why the row should change."""
    name: Mapped[str] = mapped_column(Encrypted("mismatch_report.name"))
    village_code: Mapped[str | None]
    story: Mapped[str] = mapped_column(Encrypted("mismatch_report.story"))
    about_officer: Mapped[bool] = mapped_column(default=False, server_default=false())
    """About a facilitator or their family: another kecamatan's supervisor decides."""
    state: Mapped[str] = mapped_column(default="received", server_default="received", index=True)
    """`received`, `accepted`, `declined`."""
    candidates: Mapped[Any | None] = mapped_column(EncryptedJson("mismatch_report.candidates"))
    """Rows that may be meant: `[{"number": n, "batch": b}]`, the likeliest first."""
    row_id: Mapped[int | None] = mapped_column(BigInteger)
    """The row that the supervisor named."""
    reported_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    why: Mapped[str | None] = mapped_column(Encrypted("mismatch_report.why"))
    exported_at: Mapped[datetime | None]


class RegistrySearch(Table):
    """An officer looks for somebody by name; a job does it, since no name is searched for in a
    transaction that writes."""

    __tablename__ = "registry_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    words: Mapped[str] = mapped_column(Encrypted("registry_search.words"))
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    found: Mapped[int] = mapped_column(default=0, server_default="0")
