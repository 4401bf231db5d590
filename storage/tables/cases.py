"""What it is about: cases, their history, papers and cards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted, EncryptedJson
from storage.tables.table import Table, contact_of

NEED_IS_OPEN = text(
    "duplicate_of IS NULL AND state NOT IN ('cancelled', 'closed', 'duplicate', "
    "'out_of_scope', 'resolved_locally', 'unreachable')"
)
"""Of all cases of a person with the same need, one at most fulfils it."""

CARD_IS_DUE = text("wanted > shown")


_ORDERED = ("rank", "due_at", "id", "duplicate_of", "frozen_at")
_WORK = ("facilitator_id", "state", *_ORDERED)
_QUEUE = ("state", "village_code", "stage", *_ORDERED)


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
        # Lists of what waits, of one person or of an area, counted and put in order without a
        # look at the cases themselves; most cases are closed.
        Index("ix_cases_work", *_WORK),
        Index("ix_cases_queue", *_QUEUE),
        Index("ix_cases_given", "facilitator_id", "opened_at"),
        Index(
            "ix_cases_near",
            "village_code",
            "opened_at",
            postgresql_where=NEED_IS_OPEN,
            sqlite_where=NEED_IS_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = contact_of()
    talk: Mapped[int]
    """The reporter's talk that opened it: one case at most per talk."""
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    """Where it was reported from, and where answers go first."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
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
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    """Counts state changes only; a press carries the version it saw."""
    opened_at: Mapped[datetime]
    state_since: Mapped[datetime]
    due_at: Mapped[datetime]
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    surveyed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    survey: Mapped[Any | None] = mapped_column(EncryptedJson("cases.survey"))
    profile: Mapped[str] = mapped_column(default="", server_default="")
    """Route profile (`flows.cases.profiles`), as it was when the case was opened."""
    stage: Mapped[str] = mapped_column(default="screening", server_default="screening")
    """Stage of the profile."""
    asked_from: Mapped[str | None]
    """State to return to when the papers that were asked for have come."""
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Who asked for papers."""
    asked_papers: Mapped[Any | None] = mapped_column(EncryptedJson("cases.asked_papers"))
    """What was asked for: `[{"paper": code, "reason": words}]`."""
    registry_check: Mapped[str] = mapped_column(default="not_checked", server_default="not_checked")
    """`not_checked`, `listed`, `listed_without_decile`, `not_listed`, `ambiguous`, `inactive`,
    `deceased_flag`."""
    programs: Mapped[str] = mapped_column(default="", server_default="")
    """Codes of the programs chosen for a referral, with commas."""
    visit_at: Mapped[datetime | None]
    """When the facilitator comes, as agreed with the resident."""
    visit_part: Mapped[str] = mapped_column(default="", server_default="")
    """Part of the day (`flows.visits.PARTS`) that begins then; empty for an hour."""
    help: Mapped[Any | None] = mapped_column(EncryptedJson("cases.help"))
    """Local help: `{"what": words, "by": words}`."""
    draft: Mapped[Any | None] = mapped_column(EncryptedJson("cases.draft"))
    """Draft of the letter or referral: `{"words": words}`; its files are documents."""
    agency: Mapped[str] = mapped_column(default="", server_default="")
    """Code of the other agency that has it now (`flows.cases.agencies`)."""
    answer: Mapped[str | None] = mapped_column(Encrypted("cases.answer"))
    """What the secretariat answered directly."""
    result: Mapped[str] = mapped_column(default="", server_default="")
    """`granted`, `rejected`, `answered`, `letter`; empty before."""
    decided_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rating: Mapped[int | None]
    """1-5, by the resident, of the result."""
    objected_at: Mapped[datetime | None]
    split_from: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    """The case from which this registry proposal was split off."""
    frozen_at: Mapped[datetime | None]
    """Whose data it holds asked that nothing be done with them for now."""
    deletion_told_at: Mapped[datetime | None]
    """When its reporter was told that it will be deleted."""
    anonymised_at: Mapped[datetime | None]
    """Nothing personal is left in it."""


class Move(Table):
    """A case's history: append-only, one row a state change."""

    __tablename__ = "move"
    __table_args__ = (
        UniqueConstraint("case_id", "version"),
        # When somebody was last given a case, without all that they ever were.
        Index("ix_move_given", "facilitator_id", "at"),
    )

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
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Whom this move gave the case to."""


class Document(Table):
    """A photo or paper: a reference at first, a sealed file once the job fetched it."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = contact_of()
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


class Card(Table):
    """A case as it stands in a group: the sender renders the state of that moment."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("case_id", "group_id"),
        Index(
            "ix_card_due", "group_id", "id", postgresql_where=CARD_IS_DUE, sqlite_where=CARD_IS_DUE
        ),
    )

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


class TicketCounter(Table):
    """The last ticket given out, per year."""

    __tablename__ = "ticket_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
