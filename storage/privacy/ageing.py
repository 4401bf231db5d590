"""Which rows are past their time. Each of these selects ids only, and whatever is done with them
takes them out of the selection, so that the work goes on in small batches until nothing is left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage.privacy.erasing import NOBODY, RETENTION
from storage.privacy.requests import DECISIONS, OPEN, OVER
from storage.tables import (
    Address,
    Audit,
    Case,
    Consent,
    Contact,
    DataRequest,
    Document,
    Feedback,
    Inbox,
    MismatchReport,
    NumberChange,
    Outbox,
    PaperWish,
    Person,
    Receipt,
    Referral,
    RegistryCheck,
    RegistrySearch,
    RetentionMark,
    Staff,
    Verification,
)
from storage.upsert import insert

Ids = Select[int]
_MAIN = aliased(Case)
_SPLIT = aliased(Case)
_HERE = Document.case_id == Case.id


def _ended(before: datetime) -> Select[int]:
    """Cases that ended before; one that follows another ended with that one."""
    main_over = _MAIN.state.in_(OVER)
    over = case((Case.duplicate_of.is_not(None), main_over), else_=Case.state.in_(OVER))
    at = case(
        (Case.duplicate_of.is_not(None), func.coalesce(_MAIN.ended_at, _MAIN.state_since)),
        else_=func.coalesce(Case.ended_at, Case.state_since),
    )
    return (
        select(Case.id)
        .outerjoin(_MAIN, _MAIN.id == Case.duplicate_of)
        .where(over, at < before, Case.frozen_at.is_(None))
        .order_by(Case.id)
    )


def cases_with_files(before: datetime) -> Ids:
    """Those whose photos and papers are still there, and which no open proposal needs."""
    there = exists().where(_HERE, Document.status != "purged", Document.question.not_in(DECISIONS))
    needed = exists().where(_SPLIT.split_from == Case.id, _SPLIT.state.not_in(OVER))
    return _ended(before).where(there, ~needed)


def cases_with_decisions(before: datetime) -> Ids:
    """Those whose letter, answer or program's words are still there."""
    file = exists().where(_HERE, Document.status != "purged", Document.question.in_(DECISIONS))
    words = exists().where(Referral.case_id == Case.id, Referral.words.is_not(None))
    return _ended(before).where(or_(Case.draft.is_not(None), Case.answer.is_not(None), file, words))


def cases_to_announce(before: datetime) -> Ids:
    """Those whose reporter has not been told yet that they will be emptied."""
    return _ended(before).where(Case.anonymised_at.is_(None), Case.deletion_told_at.is_(None))


def cases_to_empty(before: datetime, told_before: datetime) -> Ids:
    """Those that are past their time, and whose reporter was told long enough ago."""
    told = Case.deletion_told_at <= told_before
    return _ended(before).where(Case.anonymised_at.is_(None), told)


def letters_to_delete(case_id: int) -> Select[Document]:
    """The files of a case that its archives' time kept."""
    return select(Document).where(
        Document.case_id == case_id, Document.status != "purged", Document.question.in_(DECISIONS)
    )


def files_left() -> Ids:
    """Files that were to go and whose job gave up."""
    return (
        select(Document.id)
        .where(Document.status == "purged", Document.reason == RETENTION, Document.key != "")
        .order_by(Document.id)
    )


def stray_files(before: datetime) -> Ids:
    """Files of talks that became no case, which nobody waits for any more."""
    asked = exists().where(
        Verification.contact_id == Document.contact_id,
        Verification.talk == Document.talk,
        Verification.state == "asked",
    )
    reported = exists().where(
        MismatchReport.contact_id == Document.contact_id,
        MismatchReport.talk == Document.talk,
        MismatchReport.state == "received",
    )
    unanswered = exists().where(
        Feedback.contact_id == Document.contact_id,
        Feedback.talk == Document.talk,
        Feedback.state == "open",
    )
    old = Document.received_at < before, Document.case_id.is_(None), Document.status != "purged"
    return select(Document.id).where(*old, ~asked, ~reported, ~unanswered).order_by(Document.id)


def inbox(session: Session, before: datetime) -> Ids:
    """Messages that came before then, since the last that was emptied."""
    after = up_to(session, Inbox.__tablename__)
    return select(Inbox.id).where(Inbox.id > after, Inbox.received_at < before).order_by(Inbox.id)


def outbox(session: Session, before: datetime) -> Ids:
    """Messages that we made before then, since the last that was emptied."""
    after = up_to(session, Outbox.__tablename__)
    old = Outbox.id > after, Outbox.created_at < before, Outbox.status != "sending"
    return select(Outbox.id).where(*old).order_by(Outbox.id)


def searches(session: Session, before: datetime) -> Ids:
    """Names that officers looked for before then."""
    after = up_to(session, RegistrySearch.__tablename__)
    old = RegistrySearch.id > after, RegistrySearch.asked_at < before
    return select(RegistrySearch.id).where(*old).order_by(RegistrySearch.id)


def receipts(before: datetime) -> Ids:
    """What providers said of messages before then."""
    return select(Receipt.id).where(Receipt.at < before).order_by(Receipt.id)


def checks(before: datetime) -> Ids:
    """Who asked about whom, for the limits of a week."""
    return select(RegistryCheck.id).where(RegistryCheck.at < before).order_by(RegistryCheck.id)


def wishes(before: datetime) -> Ids:
    """Brochures that were sent before then."""
    return select(PaperWish.id).where(PaperWish.sent_at < before).order_by(PaperWish.id)


def audit(before: datetime) -> Ids:
    """The access log from before then."""
    return select(Audit.id).where(Audit.at < before).order_by(Audit.id)


def consents(before: datetime) -> Ids:
    """Consents of who has been erased for so long."""
    gone = select(Contact.id).where(Contact.erased_at < before)
    return select(Consent.id).where(Consent.contact_id.in_(gone)).order_by(Consent.id)


def proofs(before: datetime) -> Ids:
    """Requests to be verified that are settled and still hold a card's number, or that nobody
    decided for so long."""
    settled = and_(Verification.state.in_(("declined", "ended")), Verification.kk.is_not(None))
    forgotten = and_(Verification.state == "asked", Verification.asked_at < before)
    return select(Verification.id).where(or_(settled, forgotten)).order_by(Verification.id)


def reports(before: datetime) -> Ids:
    """Reports of wrong rows that were decided before then."""
    return (
        select(MismatchReport.id)
        .where(MismatchReport.decided_at < before, ~_of_nobody(MismatchReport.contact_id))
        .order_by(MismatchReport.id)
    )


def feedback(before: datetime) -> Ids:
    """Suggestions and complaints that were answered before then."""
    return (
        select(Feedback.id)
        .where(Feedback.answered_at < before, ~_of_nobody(Feedback.contact_id))
        .order_by(Feedback.id)
    )


def refusals(before: datetime) -> Ids:
    """Requests that were settled before then and still say why not."""
    return (
        select(DataRequest.id)
        .where(DataRequest.ended_at < before)
        .where(or_(DataRequest.why.is_not(None), DataRequest.words.is_not(None)))
        .order_by(DataRequest.id)
    )


def moved_numbers(before: datetime) -> Ids:
    """Changes of a number that nobody may undo any more."""
    return (
        select(NumberChange.id)
        .where(NumberChange.asked_at < before, NumberChange.moved.is_not(None))
        .order_by(NumberChange.id)
    )


def unneeded_people(before: datetime) -> Ids:
    """Persons whom no case and no proof speaks of."""
    proof = exists().where(
        Verification.person_id == Person.id, Verification.state.in_(("asked", "verified"))
    )
    return (
        select(Person.id)
        .where(Person.made_at < before, Person.erased_at.is_(None), Person.frozen_at.is_(None))
        .where(~exists().where(Case.person_id == Person.id), ~proof)
        .order_by(Person.id)
    )


def silent_contacts(before: datetime) -> Ids:
    """Who has not written for so long, has nothing here and is no staff member."""
    heard = exists().where(Address.contact_id == Contact.id, Address.last_in_at >= before)
    proof = exists().where(
        Verification.contact_id == Contact.id, Verification.state.in_(("asked", "verified"))
    )
    asked = exists().where(DataRequest.contact_id == Contact.id, DataRequest.state.in_(OPEN))
    leaves = exists().where(
        Address.contact_id == Contact.id,
        Outbox.address_id == Address.id,
        Outbox.status.in_(("waiting", "sending")),
    )
    return (
        select(Contact.id)
        .where(Contact.created_at < before, Contact.erased_at.is_(None), ~leaves)
        .where(Contact.frozen_at.is_(None), ~heard, ~proof, ~asked)
        .where(~exists().where(Case.contact_id == Contact.id))
        .where(~exists().where(Staff.contact_id == Contact.id))
        .order_by(Contact.id)
    )


def _of_nobody(column: object) -> ColumnElement[bool]:
    ghost = select(Address.contact_id).where(Address.key == NOBODY)
    return column.in_(ghost)  # type: ignore[attr-defined,no-any-return]


def up_to(session: Session, name: str) -> int:
    """The last row of that table that was emptied; 0 before the first night."""
    found = session.scalar(select(RetentionMark.up_to).where(RetentionMark.name == name))
    return found or 0


def remember(session: Session, name: str, last: int) -> None:
    """Everything up to that row was emptied."""
    row = insert(session, RetentionMark).values(name=name, up_to=last)
    session.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"up_to": row.excluded.up_to})
    )
