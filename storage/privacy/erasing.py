"""What is personal goes; the row stays as a tombstone: numbers, dates and states, and nobody.

A case that was emptied belongs to nobody: to one contact of our own with one address that is shut,
so that the history of the work can still be counted and leads to no person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from flows.messages import Channel, Outgoing
from storage.tables import (
    Address,
    CardReadingRow,
    Case,
    CaseQuestion,
    Contact,
    ConversationRow,
    DataRequest,
    Document,
    Feedback,
    Inbox,
    MismatchReport,
    Move,
    Note,
    Outbox,
    Person,
    Referral,
    ReferralMove,
    RegistryCheck,
    RegistryQuestion,
    Verification,
)

NOBODY = "nobody"
"""In the place of an address' key; no hash reads so."""
EMPTY = Outgoing().to_json()
RETENTION = "retention"
"""Why a message was dropped, or a file is gone."""


def nobody(session: Session, now: datetime) -> Address:
    """Whose the emptied cases are."""
    found = session.scalar(
        select(Address).where(Address.channel == Channel.TELEGRAM, Address.key == NOBODY)
    )
    if found is not None:
        return found
    contact = Contact(created_at=now, erased_at=now)
    session.add(contact)
    session.flush()
    address = Address(
        contact_id=contact.id, channel=Channel.TELEGRAM, key=NOBODY, external="", invalid_at=now
    )
    session.add(address)
    session.flush()
    return address


def empty_case(session: Session, case: Case, now: datetime) -> None:
    """No story, no person, no words of anybody; letters and decisions have a time of their own."""
    ghost = nobody(session, now)
    case.story, case.relation, case.details, case.marks = "", None, None, None
    case.survey, case.asked_papers, case.help, case.visit_at = None, None, None, None
    case.person_id = None
    case.anonymised_at = now
    case.contact_id, case.talk, case.address_id = ghost.contact_id, -case.id, ghost.id
    session.flush()
    session.execute(update(Move).where(Move.case_id == case.id).values(reason=None))
    session.execute(update(Note).where(Note.case_id == case.id).values(words=None))
    session.execute(
        update(CaseQuestion).where(CaseQuestion.case_id == case.id).values(words="", answer=None)
    )
    theirs = select(Referral.id).where(Referral.case_id == case.id)
    session.execute(
        update(ReferralMove).where(ReferralMove.referral_id.in_(theirs)).values(reason=None)
    )
    session.execute(
        update(Document)
        .where(Document.case_id == case.id)
        .values(contact_id=ghost.contact_id, talk=-case.id)
    )
    empty_messages(session, Outbox.case_id == case.id)
    session.execute(update(Outbox).where(Outbox.case_id == case.id).values(address_id=ghost.id))


def empty_decision(session: Session, case_id: int) -> None:
    """The words of the letter, the answer and the programs, once archives let them go."""
    session.execute(update(Case).where(Case.id == case_id).values(draft=None, answer=None))
    session.execute(update(Referral).where(Referral.case_id == case_id).values(words=None))


def empty_messages(session: Session, *which: object) -> int:
    """The words of these outgoing messages; what has not left is dropped. How many."""
    dropped = {"status": "dropped", "reason": RETENTION}
    waits = Outbox.status.in_(("waiting", "held"))
    session.execute(update(Outbox).where(*which, waits).values(**dropped))  # type: ignore[arg-type]
    emptied = session.scalars(
        update(Outbox)
        .where(*which, Outbox.status != "sending")  # type: ignore[arg-type]
        .values(content=EMPTY)
        .returning(Outbox.id)
    )
    return len(emptied.all())


def file_gone(session: Session, document: Document) -> None:
    """The file was deleted: the row says that it was here."""
    document.status, document.reason, document.ref, document.key = "purged", RETENTION, "", ""
    session.flush()
    session.execute(delete(CardReadingRow).where(CardReadingRow.document_id == document.id))


def papers_of(session: Session, contact_id: int) -> Sequence[Document]:
    """All files that a contact sent, whatever became of them."""
    return session.scalars(
        select(Document)
        .where(Document.contact_id == contact_id, Document.status != "purged")
        .order_by(Document.id)
    ).all()


def empty_contact(session: Session, contact: Contact, now: datetime) -> None:
    """Their talk, their messages, what they asked of the registry, and what they reported of it.
    Their address goes a day later, when the last message has reached them."""
    ghost = nobody(session, now)
    session.execute(delete(ConversationRow).where(ConversationRow.contact_id == contact.id))
    session.execute(update(Inbox).where(Inbox.contact_id == contact.id).values(content={}))
    addresses = select(Address.id).where(Address.contact_id == contact.id)
    empty_messages(session, Outbox.address_id.in_(addresses))
    session.execute(delete(RegistryCheck).where(RegistryCheck.contact_id == contact.id))
    session.execute(
        update(RegistryQuestion)
        .where(RegistryQuestion.contact_id == contact.id)
        .values(decile=None)
    )
    session.execute(
        update(Verification)
        .where(Verification.contact_id == contact.id)
        .values(kk=None, state="ended", until=now)
    )
    _forget_reports(session, contact.id, ghost)
    _forget_feedback(session, contact.id, ghost)
    session.execute(
        update(DataRequest).where(DataRequest.contact_id == contact.id).values(words=None, why=None)
    )
    contact.erased_at = now
    contact.frozen_at = contact.officer_wanted_at = None
    session.flush()


def _forget_reports(session: Session, contact_id: int, ghost: Address) -> None:
    """Reports of wrong rows were never shown with their reporter; now they have none. What is
    decided says nothing of anybody any more."""
    theirs = select(MismatchReport).where(MismatchReport.contact_id == contact_id)
    for report in session.scalars(theirs):
        if report.state != "received":
            report.name, report.story, report.candidates, report.why = "", "", None, None
        report.contact_id, report.address_id, report.talk = ghost.contact_id, ghost.id, -report.id
    session.flush()


def _forget_feedback(session: Session, contact_id: int, ghost: Address) -> None:
    """What was said of the service stays until it is answered; who said it goes now."""
    for row in session.scalars(select(Feedback).where(Feedback.contact_id == contact_id)):
        if row.state != "open":
            row.words, row.about, row.answer = "", None, None
        row.contact_id, row.address_id, row.talk = ghost.contact_id, ghost.id, -row.id
    session.flush()


def empty_address(session: Session, address: Address, now: datetime) -> None:
    """Nobody can be reached there, and whoever writes from there is new to us."""
    address.external, address.phone_key = "", None
    address.key = f"{NOBODY}:{address.id}"
    address.invalid_at = address.invalid_at or now
    empty_messages(session, Outbox.address_id == address.id)
    session.flush()


def empty_person(session: Session, person: Person, now: datetime) -> None:
    """No number, no name, no birth date; cases and proofs point to nobody by them."""
    person.nik = person.nik_key = person.kk = person.kk_key = person.birth = None
    person.name, person.sex, person.frozen_at, person.erased_at = "", "", None, now
    session.flush()
    session.execute(update(Case).where(Case.person_id == person.id).values(person_id=None))
    session.execute(
        update(Verification)
        .where(Verification.person_id == person.id, Verification.state != "ended")
        .values(state="ended", until=now, kk=None)
    )
    session.execute(
        update(RegistryQuestion).where(RegistryQuestion.person_id == person.id).values(decile=None)
    )


def needed_by_others(session: Session, person_id: int, contact_id: int) -> bool:
    """Whether a case of somebody else, or another contact's proof, is about this person."""
    cases = select(Case.id).where(Case.person_id == person_id, Case.contact_id != contact_id)
    proofs = select(Verification.id).where(
        Verification.person_id == person_id,
        Verification.contact_id != contact_id,
        Verification.state.in_(("asked", "verified")),
    )
    return session.scalar(cases.limit(1)) is not None or (
        session.scalar(proofs.limit(1)) is not None
    )


def people_of(session: Session, cases: Iterable[Case]) -> set[int]:
    """Whom these cases are about."""
    return {case.person_id for case in cases if case.person_id is not None}


def unneeded(session: Session, person_ids: Iterable[int]) -> Sequence[Person]:
    """Those of these persons whom no case and no proof speaks of any more."""
    found = select(Person).where(
        Person.id.in_(list(person_ids)),
        Person.erased_at.is_(None),
        ~select(Case.id).where(Case.person_id == Person.id).exists(),
        ~select(Verification.id)
        .where(
            Verification.person_id == Person.id,
            or_(Verification.state == "asked", Verification.state == "verified"),
        )
        .exists(),
    )
    return session.scalars(found).all()
