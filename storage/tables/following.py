"""What residents bring up besides and after their reports: a question to the officer who has the
case, suggestions, praise and complaints about officers, and how a visiting officer was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Encrypted
from storage.tables.table import Table, contact_of


class CaseQuestion(Table):
    """A reporter asks who has their case something; the answer goes back, no number is shown."""

    __tablename__ = "case_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    """The reporter's own report, also where it follows another."""
    words: Mapped[str] = mapped_column(Encrypted("case_question.words"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    """`open`, `answered`."""
    stage: Mapped[str] = mapped_column(default="asked", server_default="asked")
    """How far the clock has gone: `asked`, `reminded`, `late`."""
    answer: Mapped[str | None] = mapped_column(Encrypted("case_question.answer"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]


class Feedback(Table):
    """A suggestion, praise, or a complaint about an officer. Who sent it is shown to nobody."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("contact_id", "talk"),
        Index("ix_feedback_state", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = contact_of()
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    talk: Mapped[int]
    kind: Mapped[str]
    """`suggestion`, `praise`, `complaint`."""
    words: Mapped[str] = mapped_column(Encrypted("feedback.words"))
    about: Mapped[str | None] = mapped_column(Encrypted("feedback.about"))
    """Whom it is about, in the sender's words or by the name we know."""
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Whom it is about, where they were chosen by name."""
    state: Mapped[str] = mapped_column(default="open", server_default="open")
    """`open`, `answered`."""
    stage: Mapped[str] = mapped_column(default="received", server_default="received")
    """How far the clock has gone: `received`, `reminded`, `late`."""
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Encrypted("feedback.answer"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]


class FeedbackStep(Table):
    """What happened to it; append-only."""

    __tablename__ = "feedback_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"), index=True)
    at: Mapped[datetime]
    event: Mapped[str]
    """`received`, `shown`, `reminded`, `late`, `nobody`, `answered`."""
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[str] = mapped_column(default="", server_default="")


class VisitRating(Table):
    """How the officer was who came, by the one they came to; asked once a case and officer."""

    __tablename__ = "visit_rating"
    __table_args__ = (UniqueConstraint("case_id", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    asked_at: Mapped[datetime | None]
    """None while the officer may still be in the house."""
    answered_at: Mapped[datetime | None]
    friendly: Mapped[bool | None]
    quick: Mapped[bool | None]
    clear: Mapped[bool | None]
