"""Questions to officers, feedback, and how a visit was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from storage.tables import (
    Case,
    CaseQuestion,
    Feedback,
    FeedbackStep,
    Move,
    Staff,
    VisitRating,
)


def lock_question(session: Session, question_id: int) -> CaseQuestion | None:
    """The question, held until the transaction ends; lock its case first."""
    return session.get(CaseQuestion, question_id, with_for_update=True, populate_existing=True)


def open_questions(session: Session, case_id: int) -> int:
    """How many questions about that report wait for an answer."""
    waiting = select(func.count()).where(
        CaseQuestion.case_id == case_id, CaseQuestion.state == "open"
    )
    return session.scalar(waiting) or 0


def lock_feedback(session: Session, feedback_id: int) -> Feedback | None:
    """The feedback, held until the transaction ends."""
    return session.get(Feedback, feedback_id, with_for_update=True, populate_existing=True)


def feedback_of_talk(session: Session, contact_id: int, talk: int) -> Feedback | None:
    """What this talk has already sent."""
    mine = select(Feedback).where(Feedback.contact_id == contact_id, Feedback.talk == talk)
    return session.scalar(mine)


def feedback_of(session: Session, contact_id: int, limit: int) -> Sequence[Feedback]:
    """What a contact sent, the oldest of the newest first."""
    mine = select(Feedback).where(Feedback.contact_id == contact_id)
    return session.scalars(mine.order_by(Feedback.id.desc()).limit(limit)).all()[::-1]


def open_feedback(session: Session, limit: int) -> Sequence[Feedback]:
    """What waits for an answer, due first."""
    waiting = select(Feedback).where(Feedback.state == "open")
    return session.scalars(waiting.order_by(Feedback.due_at, Feedback.id).limit(limit)).all()


def step(
    session: Session,
    feedback_id: int,
    event: str,
    at: datetime,
    *,
    staff_id: int | None = None,
    channel: str = "",
) -> None:
    """Append to what happened to it."""
    session.add(
        FeedbackStep(
            feedback_id=feedback_id, event=event, at=at, staff_id=staff_id, channel=channel
        )
    )
    session.flush()


def steps(session: Session, feedback_id: int) -> Sequence[FeedbackStep]:
    """What happened to it, the oldest first."""
    theirs = select(FeedbackStep).where(FeedbackStep.feedback_id == feedback_id)
    return session.scalars(theirs.order_by(FeedbackStep.id)).all()


def officers_of(session: Session, contact_id: int, limit: int) -> Sequence[Staff]:
    """Facilitators who have or had a case of this contact, the last first: who comes to a house
    is named to it."""
    own = select(Case.id).where(Case.contact_id == contact_id)
    last = (
        select(Move.facilitator_id, func.max(Move.id).label("last"))
        .where(Move.case_id.in_(own), Move.facilitator_id.is_not(None))
        .group_by(Move.facilitator_id)
        .subquery()
    )
    rows = select(Staff).join(last, last.c.facilitator_id == Staff.id)
    return session.scalars(rows.order_by(last.c.last.desc()).limit(limit)).all()


def rating_for(session: Session, case_id: int, staff_id: int) -> VisitRating | None:
    """The question about that officer's visit, where it was laid down."""
    theirs = select(VisitRating).where(
        VisitRating.case_id == case_id, VisitRating.staff_id == staff_id
    )
    return session.scalar(theirs)


def lock_rating(session: Session, rating_id: int) -> VisitRating | None:
    """The rating, held until the transaction ends."""
    return session.get(VisitRating, rating_id, with_for_update=True, populate_existing=True)


@dataclass(frozen=True, slots=True)
class Rated:
    """How the visits of one officer were."""

    name: str
    answers: int
    friendly: int
    quick: int
    clear: int


def ratings(session: Session, at_least: int) -> tuple[list[Rated], int]:
    """Officers with that many answers, by name; and how many have some, but fewer."""
    rows = session.execute(
        select(
            Staff.name,
            func.count(),
            func.sum(cast(VisitRating.friendly, Integer)),
            func.sum(cast(VisitRating.quick, Integer)),
            func.sum(cast(VisitRating.clear, Integer)),
        )
        .join(Staff, Staff.id == VisitRating.staff_id)
        .where(VisitRating.friendly.is_not(None))
        .group_by(Staff.id, Staff.name)
        .order_by(Staff.id)
    )
    every = [Rated(row[0], *(int(value or 0) for value in row[1:])) for row in rows]
    enough = sorted((one for one in every if one.answers >= at_least), key=lambda one: one.name)
    return enough, len(every) - len(enough)
