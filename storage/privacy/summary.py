"""How much of which kind is kept of somebody, and who of the staff looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from storage.privacy.requests import OVER
from storage.tables import (
    Address,
    Audit,
    Case,
    Consent,
    DataRequest,
    Document,
    Inbox,
    Outbox,
    RegistryQuestion,
    Verification,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of each kind are about a contact."""

    reports: int
    open_reports: int
    people: int
    files: int
    messages: int


def counted(session: Session, contact_id: int) -> Counted:
    """What is kept of that contact."""
    mine = Case.contact_id == contact_id
    reports, still, people = session.execute(
        select(
            func.count(),
            func.count().filter(Case.state.not_in(OVER)),
            func.count(Case.person_id.distinct()),
        ).where(mine)
    ).one()
    files = select(func.count()).where(
        Document.contact_id == contact_id, Document.status.in_(("fetched", "pending", "reference"))
    )
    heard = select(func.count()).where(Inbox.contact_id == contact_id)
    addresses = select(Address.id).where(Address.contact_id == contact_id)
    told = select(func.count()).where(Outbox.address_id.in_(addresses))
    messages = (session.scalar(heard) or 0) + (session.scalar(told) or 0)
    return Counted(reports, still, people, session.scalar(files) or 0, messages)


def agreed_at(session: Session, contact_id: int) -> datetime | None:
    """When the consent was given that holds now; none where none does."""
    latest = session.scalars(
        select(Consent)
        .where(Consent.contact_id == contact_id, Consent.purpose == "case")
        .order_by(Consent.id.desc())
        .limit(1)
    ).first()
    holds = latest is not None and latest.given and latest.withdrawn_at is None
    return latest.at if latest is not None and holds else None


def looks(session: Session, contact_id: int, person_id: int | None, limit: int) -> Sequence[Audit]:
    """Who looked at this contact's reports and papers, and at this person, the newest first.
    What they did themselves is no look."""
    cases = select(Case.id).where(Case.contact_id == contact_id)
    papers = select(Document.id).where(Document.contact_id == contact_id)
    requests = select(DataRequest.id).where(DataRequest.contact_id == contact_id)
    proofs = select(Verification.id).where(Verification.contact_id == contact_id)
    questions = select(RegistryQuestion.id).where(RegistryQuestion.contact_id == contact_id)
    about = [
        (Audit.subject == "case") & Audit.subject_id.in_(cases),
        (Audit.subject == "document") & Audit.subject_id.in_(papers),
        (Audit.subject == "data_request") & Audit.subject_id.in_(requests),
        (Audit.subject == "verification") & Audit.subject_id.in_(proofs),
        (Audit.subject == "registry_question") & Audit.subject_id.in_(questions),
        and_(Audit.subject == "contact", Audit.subject_id == contact_id),
    ]
    if person_id is not None:
        about.append((Audit.subject == "person") & (Audit.subject_id == person_id))
    # Without a staff member and with a channel it was a resident's own question.
    staff = or_(Audit.staff_id.is_not(None), Audit.channel == "")
    rows = select(Audit).where(or_(*about), staff, Audit.action.not_like("erased%"))
    return session.scalars(rows.order_by(Audit.id.desc()).limit(limit)).all()


def consents(session: Session, contact_id: int) -> Sequence[Consent]:
    """Everything they agreed to or refused, the oldest first."""
    mine = select(Consent).where(Consent.contact_id == contact_id)
    return session.scalars(mine.order_by(Consent.id)).all()
