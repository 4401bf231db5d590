"""Who is talking, and whom a case is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted, EncryptedJson
from storage.tables.table import Table, contact_of


class Contact(Table):
    """Whom we talk with. Their row is locked while their message is handled."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(default="")
    """`id`, `jv`, or empty while nothing was chosen."""
    created_at: Mapped[datetime]
    campaigns_stopped_at: Mapped[datetime | None]
    notices_stopped_at: Mapped[datetime | None]
    officer_wanted_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    """They asked that nothing be done with their data for now."""
    erased_at: Mapped[datetime | None]
    """Nothing about them is left: the row stands for what was here."""


class Address(Table):
    """Where a contact is reached on one channel."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    channel: Mapped[str]
    key: Mapped[str]
    """Keyed hash of the external id."""
    external: Mapped[str] = mapped_column(Encrypted("address.external"))
    """A Telegram chat id, or `whatsapp:+62...`."""
    phone_key: Mapped[str | None] = mapped_column(index=True)
    """Keyed hash of the number in E.164, where one is known and proven."""
    last_in_at: Mapped[datetime | None]
    """Opens WhatsApp's 24-hour window."""
    stopped_at: Mapped[datetime | None]
    """They blocked us or said STOP to the provider."""
    invalid_at: Mapped[datetime | None]


class ContactMerge(Table):
    """Two contacts proved to be one person; what was moved, so that it can be undone."""

    __tablename__ = "contact_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    moved: Mapped[Any] = mapped_column(EncryptedJson("contact_merge.moved"))
    """Ids of addresses, consents and documents, and each case with the talk it had."""
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Consent(Table):
    """Append-only: what was asked, in which words, and what was said."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
    purpose: Mapped[str]
    given: Mapped[bool]
    text_hash: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ConversationRow(Table):
    """A contact's open talk (`flows.effects.Conversation`)."""

    __tablename__ = "conversation"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    state: Mapped[Any] = mapped_column(EncryptedJson("conversation.state"))
    updated_at: Mapped[datetime]


class Person(Table):
    """Whom cases are about: one row a NIK; somebody without one has a row for each case."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    nik_key: Mapped[str | None] = mapped_column(unique=True)
    """Keyed hash of the NIK; empty where there is none."""
    nik: Mapped[str | None] = mapped_column(Encrypted("person.nik"))
    kk_key: Mapped[str | None] = mapped_column(index=True)
    """Keyed hash of the family card's number: members of one family share it."""
    kk: Mapped[str | None] = mapped_column(Encrypted("person.kk"))
    name: Mapped[str] = mapped_column(Encrypted("person.name"))
    """As its first reporter wrote it; later ones never overwrite it."""
    birth: Mapped[str | None] = mapped_column(Encrypted("person.birth"))
    """ISO 8601, as the NIK says it."""
    sex: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
