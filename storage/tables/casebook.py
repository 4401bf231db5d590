"""What belongs to a case besides its moves: notes, clocks, and referrals to programs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted
from storage.tables.table import Table


class Note(Table):
    """Something that happened to a case and left it where it was; append-only.

    An attempt at a visit, an agreed day, a question and its answer, local help, a look into the
    registry, what a clock did.
    """

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime]
    event: Mapped[str]
    """`flows.cases.states.Event`, or a name of its own (`warned`, `breached`, `answered_ask`)."""
    role: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    """A word that is not personal: which clock, how an answer was delivered."""
    words: Mapped[str | None] = mapped_column(Encrypted("note.words"))


class ClockRow(Table):
    """A clock of a case: how long it has run, and whether it runs now. Its timer row says when
    the next warning is due."""

    __tablename__ = "clock"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    """`flows.cases.clocks.Kind`."""
    length: Mapped[int]
    """Seconds promised, as they stood when it was started."""
    counts: Mapped[str] = mapped_column(default="calendar")
    """Which hours count (`flows.cases.calendar.Counts`), as it was when it was started."""
    spent: Mapped[int] = mapped_column(default=0)
    """Seconds run before `running_since`."""
    started_at: Mapped[datetime]
    running_since: Mapped[datetime | None]
    """None while it rests or has ended."""
    due_at: Mapped[datetime | None]
    """When it runs out, as it runs now; none while it rests."""
    paused_for: Mapped[str] = mapped_column(default="")
    """Why it rests."""
    warned: Mapped[int] = mapped_column(default=0)
    """Seconds of the last warning that was given."""
    breached_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Referral(Table):
    """One program asked about one case (see `flows.cases.referrals`)."""

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("case_id", "program", "turn"),
        Index("ix_referral_program", "program", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    program: Mapped[str]
    """Code in the catalogue."""
    turn: Mapped[int] = mapped_column(default=1)
    """Counts the referrals of the case to that program: a reopened case may ask again."""
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime]
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    due_at: Mapped[datetime]
    """When the owner is expected to have decided."""
    next_round: Mapped[str] = mapped_column(default="")
    """When the owner looks for a place again, as the owner wrote it."""
    reason_code: Mapped[str] = mapped_column(default="")
    words: Mapped[str | None] = mapped_column(Encrypted("referral.words"))
    """Why not, or how to receive it."""
    decided_at: Mapped[datetime | None]


class ReferralMove(Table):
    """A referral's history: append-only."""

    __tablename__ = "referral_move"
    __table_args__ = (UniqueConstraint("referral_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    event: Mapped[str]
    origin: Mapped[str]
    target: Mapped[str]
    role: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[str] = mapped_column(default="")
    reason: Mapped[str | None] = mapped_column(Encrypted("referral_move.reason"))
