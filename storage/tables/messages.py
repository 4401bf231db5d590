"""What was said, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import EncryptedJson
from storage.tables.table import Table


class Inbox(Table):
    """Every message that came, once, with its whole effect in the same transaction."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "provider_id"),
        Index(
            "ix_inbox_parked",
            "id",
            postgresql_where=text("status = 'parked'"),
            sqlite_where=text("status = 'parked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    provider_id: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    received_at: Mapped[datetime]
    content: Mapped[Any] = mapped_column(EncryptedJson("inbox.content"))
    status: Mapped[str] = mapped_column(default="done")
    """`done`, `parked` (handling raised, or a genuine update we cannot read), `dropped`."""
    error: Mapped[str | None]
    """Class and place of what was raised; never its text."""


ASKS_FOR_OFFICER = text("notice = 'officer_wanted'")
"""In the words of the index that holds these few."""


class Outbox(Table):
    """The send queue, and the record of what became of each message."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_open",
            "channel",
            "lane",
            "id",
            postgresql_where=text("status in ('waiting', 'sending')"),
            sqlite_where=text("status in ('waiting', 'sending')"),
        ),
        # Who stands before whom: one person's line.
        Index(
            "ix_outbox_address_line",
            "address_id",
            "lane",
            "id",
            postgresql_where=text("status in ('waiting', 'sending')"),
            sqlite_where=text("status in ('waiting', 'sending')"),
        ),
        Index(
            "ix_outbox_group_line",
            "group_id",
            "lane",
            "id",
            postgresql_where=text("status in ('waiting', 'sending')"),
            sqlite_where=text("status in ('waiting', 'sending')"),
        ),
        # What somebody was sent lately; who has much to do is sent thousands.
        Index("ix_outbox_recent", "address_id", "sent_at"),
        Index(
            "ix_outbox_officer",
            "created_at",
            postgresql_where=ASKS_FOR_OFFICER,
            sqlite_where=ASKS_FOR_OFFICER,
        ),
        Index("ix_outbox_provider_id", "channel", "provider_id"),
        Index(
            "ix_outbox_held",
            "channel",
            "reason",
            postgresql_where=text("status = 'held'"),
            sqlite_where=text("status = 'held'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("staff_group.id"))
    lane: Mapped[int]
    content: Mapped[Any] = mapped_column(EncryptedJson("outbox.content"))
    notice: Mapped[str] = mapped_column(default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(default="waiting")
    """`waiting`, `sending`, `sent`, `held` (see `reason`), `failed`, `dropped`."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it is held, failed or dropped: `window`, `stopped`, `stale`, a provider's code."""
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    provider_id: Mapped[str | None]
    delivery: Mapped[str] = mapped_column(default="")
    """The last receipt: `sent`, `delivered`, `read`, `undelivered`, `failed`."""


class Receipt(Table):
    """What the provider later said of a message; may come before our own record of sending."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("channel", "provider_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    provider_id: Mapped[str]
    status: Mapped[str]
    error_code: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class Template(Table):
    """WhatsApp's approved text for a notice, for use outside the 24-hour window."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("notice", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice: Mapped[str]
    language: Mapped[str]
    content_sid: Mapped[str]
