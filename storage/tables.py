"""Everything Sambung remembers, one class a table.

Who is talking: contact, address, consent, conversation. What was said: inbox, outbox,
receipt. What it is about: person, case, move, document, card. Who works: staff, role, link, group.
What is due: timer, job. The rest: area, catalogue, template, counter, mark, audit.

Personal words are `Encrypted`; what must be found again has a keyed hash beside it.
Uniqueness lives here as constraints, never as an `if` elsewhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, MetaData, String, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import Encrypted, EncryptedJson, UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """Every table; constraints have names, so that a migration can speak of them."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime, str: String}  # noqa: RUF012


def _contact() -> Mapped[int]:
    return mapped_column(ForeignKey("contact.id"), index=True)


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


class Address(Table):
    """Where a contact is reached on one channel."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = _contact()
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
    contact_id: Mapped[int] = _contact()
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
        Index("ix_outbox_provider_id", "channel", "provider_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address_id: Mapped[int | None] = mapped_column(ForeignKey("address.id"), index=True)
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


NEED_IS_OPEN = text(
    "duplicate_of IS NULL AND state NOT IN ('cancelled', 'closed', 'duplicate', "
    "'out_of_scope', 'resolved_locally', 'unreachable')"
)
"""Of all cases of a person with the same need, one at most fulfils it."""


class Case(Table):
    """One complaint or application and where it stands."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("contact_id", "talk"),
        Index(
            "uq_cases_open_need",
            "person_id",
            "need",
            unique=True,
            postgresql_where=NEED_IS_OPEN,
            sqlite_where=NEED_IS_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = _contact()
    talk: Mapped[int]
    """The reporter's talk that opened it: one case at most per talk."""
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    """Where it was reported from, and where answers go first."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whom it is about; none where nothing was asked about them."""
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    """None where no village is known (a stranded person): the case is the whole city's."""
    kind: Mapped[str] = mapped_column(default="", server_default="")
    """`membership`, `non_membership`, `service`; empty for the short complaint."""
    subtype: Mapped[str] = mapped_column(default="", server_default="")
    service: Mapped[str] = mapped_column(default="", server_default="")
    """The service asked for, by its code in the catalogue."""
    program: Mapped[str] = mapped_column(default="", server_default="")
    """The program complained about."""
    need: Mapped[str] = mapped_column(default="", server_default="")
    """The service, or sub-type and program: what a person has one open case for at most."""
    category: Mapped[str]
    priority: Mapped[str] = mapped_column(default="normal", server_default="normal")
    """`normal`, `urgent`."""
    rank: Mapped[int] = mapped_column(default=2, server_default="2")
    """`flows.cases.priority.Rank`, for the order of lists. Which marks led to it is sealed."""
    discreet: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Never shown in a group: who reports could be in danger."""
    story: Mapped[str] = mapped_column(Encrypted("cases.story"))
    relation: Mapped[str | None] = mapped_column(Encrypted("cases.relation"))
    """What the reporter is to the person: a code, or their own words."""
    details: Mapped[Any | None] = mapped_column(EncryptedJson("cases.details"))
    """The other answers, by key (see `flows.cases.filing`)."""
    marks: Mapped[Any | None] = mapped_column(EncryptedJson("cases.marks"))
    """Codes of group marks (see `flows.cases.marks`)."""
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    """The open case of the same person and need. Its reporter never learns of it."""
    state: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=0)
    """Counts state changes only; a press carries the version it saw."""
    opened_at: Mapped[datetime]
    state_since: Mapped[datetime]
    due_at: Mapped[datetime]
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    surveyed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    survey: Mapped[Any | None] = mapped_column(EncryptedJson("cases.survey"))


class Move(Table):
    """A case's history: append-only, one row a state change."""

    __tablename__ = "move"
    __table_args__ = (UniqueConstraint("case_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    version: Mapped[int]
    """The case's version after the move; the constraint lets one of two racing moves win."""
    at: Mapped[datetime]
    event: Mapped[str]
    origin: Mapped[str]
    target: Mapped[str]
    role: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[str] = mapped_column(default="")
    reason: Mapped[str | None] = mapped_column(Encrypted("move.reason"))


class Document(Table):
    """A photo or paper: a reference at first, a sealed file once the job fetched it."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = _contact()
    talk: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    channel: Mapped[str]
    question: Mapped[str]
    ref: Mapped[str] = mapped_column(Encrypted("document.ref"))
    media: Mapped[str]
    """`flows.messages.MediaKind`."""
    mime: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="pending")
    """`reference` (no consent yet), `pending`, `fetched`, `failed`, `purged`."""
    reason: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(default="", server_default="")
    """`good`, `poor`, `accepted_poor` (sent as it is), `replaced` (a better one came), `failed`
    (it could not be looked at); empty while nobody looked whether it can be read."""
    reasons: Mapped[str] = mapped_column(default="", server_default="")
    """Why it is poor: codes of `handlers.pictures.check`, the weightiest first, with commas."""
    told_at: Mapped[datetime | None]
    """When its sender heard what came of looking at it; empty where there is nothing to say."""
    key: Mapped[str] = mapped_column(default="")
    """Name of the sealed file in the store."""
    received_at: Mapped[datetime]
    fetched_at: Mapped[datetime | None]


class Staff(Table):
    """Somebody who works for the city."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Encrypted("staff.name"))
    active: Mapped[bool] = mapped_column(default=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), unique=True)
    """Set when they opened their one-time link."""
    created_at: Mapped[datetime]


class StaffRole(Table):
    """A role in an area: a village, a district, or the whole city (a prefix of area codes)."""

    __tablename__ = "staff_role"
    __table_args__ = (UniqueConstraint("staff_id", "role", "area_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str]
    area_code: Mapped[str]


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


class Card(Table):
    """A case as it stands in a group: the sender renders the state of that moment."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("case_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("staff_group.id"))
    message_id: Mapped[str] = mapped_column(default="")
    shown: Mapped[int] = mapped_column(default=0)
    wanted: Mapped[int] = mapped_column(default=1)
    """Due while it is above `shown`."""
    not_before: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    """Why it cannot be shown (`gone` until the group is bound again)."""


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


class CatalogueEntry(Table):
    """A version of one piece of the catalogue; append-only, the newest counts.

    What the office changed counts before what a release brings, until it is taken back.
    """

    __tablename__ = "catalogue_entry"
    __table_args__ = (UniqueConstraint("kind", "code", "origin", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """`document`, `ask`, `complaint`, `entry`."""
    code: Mapped[str]
    city: Mapped[str] = mapped_column(default="")
    """The city it is for; empty: everywhere."""
    origin: Mapped[str]
    """`release` or `office`."""
    version: Mapped[int]
    content: Mapped[str | None] = mapped_column()
    """JSON; empty where it was taken back or left the release."""
    hash: Mapped[str]
    loaded_at: Mapped[datetime]


class Area(Table):
    """A city, district or village (kelurahan) by its Home Affairs code."""

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    """`regency`, `district`, `village`."""
    name: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("area.code"))


class AreaAlias(Table):
    """Another spelling that people use."""

    __tablename__ = "area_alias"
    __table_args__ = (UniqueConstraint("area_code", "alias"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"))
    alias: Mapped[str]


class Template(Table):
    """WhatsApp's approved text for a notice, for use outside the 24-hour window."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("notice", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice: Mapped[str]
    language: Mapped[str]
    content_sid: Mapped[str]


class TicketCounter(Table):
    """The last ticket given out, per year."""

    __tablename__ = "ticket_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Mark(Table):
    """A moment up to which something was done, e.g. Twilio reconciliation."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Audit(Table):
    """Who looked at what, and who changed the staff; append-only."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Empty for the command line."""
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int]
    channel: Mapped[str] = mapped_column(default="")
