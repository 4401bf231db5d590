"""Whoever is not in the social registry is proposed for it: a case of its own, split off from
the one in which that was found out, which goes on where no listing is needed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError

from flows.cases.catalogue import Entry
from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.priority import Priority, rank
from flows.cases.states import OVER, Role, State
from flows.cases.ticket import ticket_no
from handlers import audiences, clocks, moving, starting
from handlers.here import Here
from storage import cases, needs, ticket_numbers
from storage.tables import Case, Move

SPLIT, KNOWN = "not_listed", "not_listed_known"
"""Notices: a proposal was opened; the reporter has one that is open already."""
_KEPT = ("name", "kk", "no_nik", "applicant_name", "doubts", "ask_address", "ask_contact_phone")
"""Answers about the person, which hold for the proposal as well."""
_WHY = {"not_listed": "never_listed", "inactive": "dropped"}
"""What the registry said, as the proposal's own question puts it."""


def splits(here: Here, case: Case) -> Entry | None:
    """The service to which this case would split off a proposal; none where it is that one
    itself, where the city has none, or where it was done before."""
    entry = here.catalogue.proposal(here.house.city_code)
    if entry is None or case.service == entry.code or open_proposal(here, case):
        return None
    return entry


def open_proposal(here: Here, case: Case) -> Case | None:
    """The proposal that was split off from this case before and is open."""
    before = cases.split_off(here.session, case.id)
    followed = [other for other in before if other.state == State.DUPLICATE]
    still = [other for other in before if State(other.state) not in OVER]
    return next(iter((*still, *followed)), None)


def split(here: Here, case: Case) -> Case | None:
    """Open the proposal, and tell the reporter of both numbers; the open one they have already,
    or none where there is nothing to split off."""
    entry = splits(here, case)
    if entry is None:
        return None
    main = needs.open_need(here.session, case.person_id, entry.code) if case.person_id else None
    if main is not None and main.contact_id == case.contact_id:
        audiences.to_reporter(here, case, KNOWN, {"proposal": main.ticket})
        return main
    proposal = _stored(here, case, entry, main)
    audiences.to_reporter(here, case, SPLIT, {"proposal": proposal.ticket})
    if proposal.duplicate_of is None:
        starting.start(here, proposal)
    return proposal


def _stored(here: Here, case: Case, entry: Entry, main: Case | None) -> Case:
    """A proposal of its own; where somebody else's is open for the same person, one that follows
    it, of which its reporter learns nothing."""
    if main is None:
        try:
            with here.session.begin_nested():
                return _store(here, case, entry, None)
        except IntegrityError:
            # Another report of the same person was quicker.
            main = needs.open_need(here.session, case.person_id or 0, entry.code)
            if main is None:
                raise
    proposal = _store(here, case, entry, main)
    moving.record(here, proposal, "link", State.DUPLICATE)
    return proposal


def _store(here: Here, case: Case, entry: Entry, main: Case | None) -> Case:
    year = here.now.astimezone(here.house.zone).year
    proposal = Case(
        ticket=ticket_no(year, ticket_numbers.next_number(here.session, year)),
        contact_id=case.contact_id,
        # No talk opened it; a case splits off one proposal, so this is nobody else's number.
        talk=-cases.split_turn(here.session, case.id),
        address_id=case.address_id,
        split_from=case.id,
        duplicate_of=main.id if main else None,
        **_inherited(here, case, entry),
        state=State.SUBMITTED,
        opened_at=here.now,
        state_since=here.now,
        due_at=here.house.calendar.after(here.now, BY_KIND[Kind.HANDLING].length),
    )
    here.session.add(proposal)
    here.session.flush()
    here.session.add(_opened(here, proposal))
    here.session.flush()
    if main is None:
        clocks.begin(here, proposal)
    return proposal


def _inherited(here: Here, case: Case, entry: Entry) -> dict[str, Any]:
    """Whom it is about, where they live, and what was found of them, by column."""
    answers = {key: value for key in _KEPT if (value := (case.details or {}).get(key))}
    why = _WHY.get(case.registry_check)
    return {
        "person_id": case.person_id,
        "village_code": case.village_code,
        "kind": "service",
        "service": entry.code,
        "need": entry.code,
        "category": entry.sector,
        "profile": entry.route or here.house.complaint_route,
        "priority": Priority.NORMAL,
        "rank": rank(Priority.NORMAL, tuple(case.marks or ())),
        "discreet": case.discreet or entry.discreet,
        "story": "",
        "relation": case.relation,
        "details": {**answers, **({"ask_registry_reason": why} if why else {})},
        "marks": case.marks,
        "registry_check": case.registry_check,
    }


def _opened(here: Here, proposal: Case) -> Move:
    return Move(
        case_id=proposal.id,
        version=0,
        at=here.now,
        event="split",
        origin=State.DRAFT,
        target=State.SUBMITTED,
        role=Role.SYSTEM,
    )
