"""Storing a new case: the person, the row, its papers and its first line of history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.filing import Filing
from flows.cases.likeness import alike
from flows.cases.priority import Priority, rank
from flows.cases.states import Role, State
from flows.cases.ticket import ticket_no
from handlers import clocks
from handlers.following import concerns
from handlers.here import Here
from storage import case_papers, casebook, cases, persons, ticket_numbers, together
from storage.tables import Case, Document, Person


def person_of(here: Here, filing: Filing) -> Person | None:
    """Whom it is about, found by the NIK or made; none where nothing was asked about them."""
    if not filing.about_somebody:
        return None
    nik = filing.read(here.now.astimezone(here.house.zone).date())
    return persons.meet(
        here.session,
        nik=nik.digits if nik else "",
        kk=filing.kk,
        name=filing.name,
        birth=nik.birth if nik else None,
        sex=nik.sex if nik else "",
        now=here.now,
    )


def file_case(here: Here, talk: int, filing: Filing, person: Person | None) -> Case | None:
    """The new case; none when another report of the same person and need was quicker."""
    if person is None or persons.is_new(here.session, person):
        return store(here, talk, filing, person)  # nobody else can have reported it
    try:
        with here.session.begin_nested():
            return store(here, talk, filing, person)
    except IntegrityError:
        if not person.nik_key:
            raise
        return None


def store(
    here: Here, talk: int, filing: Filing, person: Person | None, *, main: Case | None = None
) -> Case:
    """The row of a case, or of a report that follows `main`; with the talk's papers."""
    year = here.now.astimezone(here.house.zone).year
    row = {
        "ticket": ticket_no(year, ticket_numbers.next_number(here.session, year)),
        "contact_id": here.address.contact_id,
        "talk": talk,
        "address_id": here.address.id,
        "person_id": person.id if person else None,
        "duplicate_of": main.id if main else None,
        **_told(here, filing, person),
        **_first_place(here),
    }
    case = cases.add(here.session, row)
    concerns(case_id=case.id)
    taken = case_papers.take_documents(here.session, case.contact_id, talk, case.id)
    _learn(here, case, taken)
    resident = casebook.Doer(Role.RESIDENT, channel=here.address.channel)
    casebook.move(
        here.session, case, 0, "open", State.SUBMITTED, here.now, resident, origin=State.DRAFT
    )
    if main is None:
        clocks.begin(here, case)
    return case


def _learn(here: Here, case: Case, taken: Sequence[Document]) -> None:
    """What is known of a case that nobody has seen yet."""
    nothing: dict[str, Any] = {
        "linked": (),
        "attempts": (),
        "referrals": (),
        "decliners": frozenset(),
        "clocks": {},
    }
    for question, answer in {**nothing, "documents": taken}.items():
        together.learn(here.session, question, case.id, answer)


def _told(here: Here, filing: Filing, person: Person | None) -> dict[str, Any]:
    """What the talk said, by column."""
    priority = Priority.URGENT if filing.urgent else Priority.NORMAL
    return {
        "village_code": filing.village,
        "kind": filing.kind,
        "subtype": filing.subtype,
        "service": filing.service,
        "program": filing.program,
        "need": filing.need,
        "category": filing.category,
        "profile": _route(here, filing),
        "priority": priority,
        "rank": rank(priority, filing.marks),
        "discreet": filing.discreet,
        "story": filing.story,
        "relation": filing.relation or None,
        "details": _details(here, filing, person),
        "marks": list(filing.marks) or None,
    }


def _route(here: Here, filing: Filing) -> str:
    """The service's own route; every other matter takes the city's."""
    entry = here.catalogue.entry(filing.service) if filing.service else None
    return (entry.route if entry else "") or here.house.complaint_route


def _details(here: Here, filing: Filing, person: Person | None) -> dict[str, Any]:
    doubts = list(filing.doubts(here.now.astimezone(here.house.zone).date()))
    if person is not None and person.nik_key:
        if filing.name and person.name and not alike(filing.name, person.name):
            doubts.append("name_differs")
        if filing.kk and person.kk and filing.kk != person.kk:
            doubts.append("kk_differs")
    numbers = {"kk": filing.kk} if filing.kk else {}
    return {**filing.rest, **numbers, **({"doubts": doubts} if doubts else {})}


def _first_place(here: Here) -> dict[str, Any]:
    """Where it stands, and what is promised; the case's clocks begin once it has a number."""
    calendar = here.house.calendar
    return {
        "state": State.SUBMITTED,
        "opened_at": here.now,
        "state_since": here.now,
        "due_at": calendar.after(here.now, BY_KIND[Kind.HANDLING].length),
    }
