"""Giving a case to a facilitator, in the transaction that made it free."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cases.actors import NotAllowed, covers
from flows.cases.assignment import Candidate, choose, ranked
from flows.cases.lifecycle import SYSTEM, UNASSIGNED, Actor
from flows.cases.notices import NOTICES
from flows.cases.rows import Audience, Tell
from flows.cases.states import Event, Role, State
from handlers import audiences, moving, telling
from handlers.here import Here
from handlers.kinship import related_staff
from handlers.reaching import home
from handlers.staffing import roles_of
from handlers.telling import scopes, staff_of_area
from storage import cases, loads, needs
from storage.tables import Case, Staff

BUSY = (State.ASSIGNED, State.FIELD_VISIT, State.RETURNED)
"""States in which a facilitator still has work with a case."""
_ABOUT_STAFF = frozenset({"staff"})
"""Sub-types whose story may be about the very facilitator who would read it."""
NO_REPLACEMENT = Tell(Audience.SUPERVISOR, "no_replacement")
TAKEN_BACK = "task_taken_back"


def assign(here: Here, case: Case, actor: Actor = SYSTEM) -> bool:
    """Give the case to the free facilitator with the lowest load; `False` when nobody is left,
    and the case stays where it is. A complaint about an officer is a supervisor's to give."""
    chosen = _free_one(here, case, actor)
    if chosen is None:
        return False
    moving.carry(here, case, Event.ASSIGN, actor, case.version, facilitator_id=chosen.staff_id)
    return True


def reassign(here: Here, case: Case, *, actor: Actor = SYSTEM, reason: str) -> bool:
    """Give a case that somebody has to the next one by load; the case must be locked. `False`
    when nobody else is there: it stays with whom it is, and the caller says so (`tell_no_other`).

    Whoever had it hears that they need not go; the supervisors hear of it where the system did
    it. Raises `NotAllowed` where the case cannot be reassigned now.
    """
    chosen = _free_one(here, case, actor)
    if chosen is None:
        return False
    hand_over(here, case, chosen.staff_id, actor=actor, seen=case.version, reason=reason)
    if actor is SYSTEM:
        audiences.tell(
            here, case, Tell(Audience.SUPERVISOR, "reassigned_supervisor"), reason=reason
        )
    return True


def hand_over(
    here: Here, case: Case, staff_id: int, *, actor: Actor, seen: int, reason: str
) -> None:
    """From one facilitator to that other one. Raises `NotAllowed`."""
    before, visit, part = case.facilitator_id, case.visit_at, case.visit_part
    case.visit_at, case.visit_part = None, ""
    try:
        moving.carry(
            here, case, Event.REASSIGN, actor, seen, reason=reason, facilitator_id=staff_id
        )
    except NotAllowed:
        case.visit_at, case.visit_part = visit, part
        raise
    if before is not None and before != staff_id:
        _relieve(here, case, before)


def _relieve(here: Here, case: Case, staff_id: int) -> None:
    """A kind line to whoever had it; nothing to somebody who is switched off."""
    member = here.session.get_one(Staff, staff_id)
    if not member.active:
        return
    values = audiences.values_of(here, case, "")
    words = NOTICES[TAKEN_BACK].text(values)
    telling.notify_staff(
        here.session, member, words, here.now, notice=TAKEN_BACK, values=values, case_id=case.id
    )


def tell_nobody(here: Here, case: Case) -> None:
    """Nobody can take it: the supervisors hear of it, and the card says so."""
    for tell in UNASSIGNED:
        audiences.tell(here, case, tell)


def tell_no_other(here: Here, case: Case, reason: str) -> None:
    """Its facilitator does not act and nobody else can: the supervisors hear of it."""
    audiences.tell(here, case, NO_REPLACEMENT, reason=reason)


def works_in(areas: Sequence[str], village_code: str) -> bool:
    """Whether a facilitator of these areas may have a case of that village."""
    return any(covers(area, village_code) for area in areas)


def choosable(here: Here, case: Case) -> tuple[Candidate, ...]:
    """Whom a supervisor may give the case to, in the order in which they would get it."""
    found = _candidates(here, case, asked=True)
    able = ranked(found, village_code=case.village_code or "", reporter_id=case.contact_id)
    return tuple(who for who in able if who.staff_id != case.facilitator_id)


def at_work(here: Here, case: Case) -> bool:
    """Whether anybody to whom such a case could be given unasked works today."""
    return any(not _away(here, member) for member in _near(here, case, asked=False))


def _away(here: Here, member: Staff) -> bool:
    return member.away_until is not None and member.away_until > here.now


def _free_one(here: Here, case: Case, actor: Actor) -> Candidate | None:
    if case.subtype in _ABOUT_STAFF and actor is SYSTEM:
        return None
    others = _candidates(here, case, asked=actor is not SYSTEM)
    if State(case.state) in BUSY:
        others = [who for who in others if who.staff_id != case.facilitator_id]
    return choose(others, village_code=case.village_code or "", reporter_id=case.contact_id)


def _near(here: Here, case: Case, *, asked: bool) -> list[Staff]:
    """Without a village only who works in the whole city is given a case unasked; a supervisor
    who asks for somebody gets anybody."""
    if case.village_code is None and not asked:
        city = scopes(here.house.city_code)
        return list(cases.reachable_staff(here.session, Role.FACILITATOR, city))
    return list(staff_of_area(here.session, Role.FACILITATOR, case.village_code))


def _candidates(here: Here, case: Case, *, asked: bool) -> list[Candidate]:
    near = _near(here, case, asked=asked)
    gave_back = loads.gave_back(here.session, case.id)
    busy = loads.loads_of(here.session, [member.id for member in near], BUSY)
    linked = [case.contact_id, *(one.contact_id for one in needs.linked(here.session, case.id))]
    related = related_staff(here.session, case, near, linked)
    return [
        Candidate(
            staff_id=member.id,
            contact_id=_reached_by(here, member),
            areas=_facilitates(here, member),
            active=member.active,
            declined=member.id in gave_back,
            load=busy[member.id].open,
            last_assigned_at=busy[member.id].last_at,
            related=member.id in related,
            name=member.name,
            away=_away(here, member),
        )
        for member in near
    ]


def _reached_by(here: Here, member: Staff) -> int | None:
    """Their contact; none while every chat with them is shut, so that no task gets lost there."""
    contact_id = member.contact_id
    open_chat = contact_id is not None and home(here.session, contact_id) is not None
    return contact_id if open_chat else None


def _facilitates(here: Here, member: Staff) -> tuple[str, ...]:
    roles = roles_of(here.session, member.id)
    return tuple(area for role, area in roles if role is Role.FACILITATOR)
