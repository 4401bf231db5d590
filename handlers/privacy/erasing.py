"""Somebody's data go: the words at once, the files by jobs, the address a day later, when the last
message has reached it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.effects import CONVERSATION
from handlers.here import Here
from handlers.house import House
from handlers.later import NotYet
from handlers.privacy import telling
from storage import jobs, people, readings, staff, timers
from storage.files import StoreAway
from storage.privacy import erasing, requests
from storage.registry import verified
from storage.tables import Address, Case, Contact, DataRequest, Document, Person

FILE = "erase_file"
"""Kind of the job that deletes one file; its record stays."""
SUBJECT, FORGET = "data_request", "forget"
LAST_WORD = timedelta(days=1)
"""So long the address stays after everything else has gone."""


def erase(here: Here, row: DataRequest) -> None:
    """Everything of this contact, or of the child they asked for. No case of theirs is open."""
    if row.about == "child":
        _erase_child(here, row)
        return
    contact = people.lock(here.session, row.contact_id)
    me = verified.person_of(here.session, contact.id, here.now)
    cases = [c for c in telling.cases_of(here.session, row) if c.contact_id == contact.id]
    whom = erasing.people_of(here.session, cases) | ({me.id} if me else set())
    for document in erasing.papers_of(here.session, contact.id):
        let_file_go(here.session, document, here)
    for case in cases:
        empty_case(here, case)
    requests.withdraw_consents(here.session, contact.id, here.now)
    for kind in ("nudge", "expire"):
        timers.unset_timer(here.session, CONVERSATION, contact.id, kind)
    erasing.empty_contact(here.session, contact, here.now)
    _empty_people(here, whom)
    staff.note(here.session, "erased_contact", "contact", contact.id, here.now,
               staff_id=row.decided_by, channel=here.address.channel)  # fmt: skip
    timers.set_timer(here.session, SUBJECT, row.id, FORGET, here.now + LAST_WORD)


def _erase_child(here: Here, row: DataRequest) -> None:
    """The child's own data, as far as the parent gave them."""
    for case in telling.cases_of(here.session, row):
        if case.contact_id == row.contact_id:
            empty_case(here, case)
    if row.person_id is not None:
        _empty_people(here, {row.person_id})


def empty_case(here: Here, case: Case) -> None:
    """One case that has ended: its files by jobs, its words now."""
    for document in requests.files_of(here.session, case.id):
        let_file_go(here.session, document, here)
    erasing.empty_case(here.session, case, here.now)
    staff.note(here.session, "erased_case", "case", case.id, here.now)


def let_file_go(session: Session, document: Document, here: Here) -> None:
    """Nobody sees it from now on; a job deletes the file."""
    document.status, document.reason, document.ref = "purged", erasing.RETENTION, ""
    readings.forget(session, [document.id])
    session.flush()
    jobs.order(session, FILE, document.id, here.now)


def _empty_people(here: Here, whom: set[int]) -> None:
    for person in erasing.unneeded(here.session, whom):
        empty_person(here.session, person, here)


def empty_person(session: Session, person: Person, here: Here) -> None:
    """Whom no case and no proof speaks of."""
    erasing.empty_person(session, person, here.now)
    staff.note(session, "erased_person", "person", person.id, here.now)


def delete_file(house: House, document_id: int) -> None:
    """The job. Raises NotYet while the place of the files is away."""
    with house.database.read() as session:
        row = session.get(Document, document_id)
        key = row.key if row is not None and row.status == "purged" else ""
    if key:
        try:
            house.files.delete(key)
        except StoreAway as away:
            raise NotYet(f"store {away}") from None
    with house.database.write() as session:
        row = session.get(Document, document_id, with_for_update=True)
        if row is not None and row.status == "purged":
            erasing.file_gone(session, row)


def forget(here: Here, row: DataRequest) -> None:
    """A day later the address goes, too; not of somebody who has written to us again since."""
    contact = people.lock(here.session, row.contact_id)
    addresses = _addresses(here.session, contact.id)
    since = row.ended_at or here.now
    if any(one.last_in_at is not None and one.last_in_at > since for one in addresses):
        contact.erased_at = None
        return
    for address in addresses:
        erasing.empty_address(here.session, address, here.now)
    contact.language = ""


def _addresses(session: Session, contact_id: int) -> Sequence[Address]:
    return requests.addresses_of(session, contact_id)


def settle(here: Here, row: DataRequest) -> bool:
    """A deletion that was agreed to: done now if no case is open any more; whether it was."""
    if telling.open_cases(here.session, row):
        return False
    erase(here, row)
    row.state, row.ended_at = "done", here.now
    row.words = None
    here.session.flush()
    telling.inform(here.session, row.contact_id, "data_erased", {"number": row.id}, here.now)
    return True


def is_erased(session: Session, contact_id: int) -> bool:
    """Whether nothing is left of them but the row."""
    return session.get_one(Contact, contact_id).erased_at is not None
