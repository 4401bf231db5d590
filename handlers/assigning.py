"""Giving a case to a facilitator, in the transaction that made it free."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cases.assignment import Candidate, choose
from flows.cases.lifecycle import SYSTEM, UNASSIGNED, Actor
from flows.cases.states import Event, Role, State
from handlers import audiences, moving
from handlers.here import Here
from handlers.reaching import home
from handlers.staffing import roles_of
from handlers.telling import scopes, staff_of_area
from storage import cases
from storage.tables import Case, Staff

BUSY = (State.ASSIGNED, State.FIELD_VISIT, State.RETURNED)
"""States in which a facilitator still has work with a case."""
_ABOUT_STAFF = frozenset({"staff"})
"""Sub-types whose story may be about the very facilitator who would read it."""


def assign(here: Here, case: Case, actor: Actor = SYSTEM) -> bool:
    """Give the case to the free facilitator with the lowest load; `False` when nobody is left,
    and the case stays where it is. A complaint about an officer is a supervisor's to give."""
    if case.subtype in _ABOUT_STAFF and actor is SYSTEM:
        return False
    candidates = _candidates(here, case, asked=actor is not SYSTEM)
    chosen = choose(candidates, village_code=case.village_code or "", reporter_id=case.contact_id)
    if chosen is None:
        return False
    moving.carry(here, case, Event.ASSIGN, actor, case.version, facilitator_id=chosen.staff_id)
    return True


def tell_nobody(here: Here, case: Case) -> None:
    """Nobody can take it: the supervisors hear of it, and the card says so."""
    for tell in UNASSIGNED:
        audiences.tell(here, case, tell)


def _near(here: Here, case: Case, *, asked: bool) -> Sequence[Staff]:
    """Without a village only who works in the whole city is given a case unasked; a supervisor
    who asks for somebody gets anybody."""
    if case.village_code is None and not asked:
        city = scopes(here.house.city_code)
        return cases.reachable_staff(here.session, Role.FACILITATOR, city)
    return staff_of_area(here.session, Role.FACILITATOR, case.village_code)


def _candidates(here: Here, case: Case, *, asked: bool) -> list[Candidate]:
    near = _near(here, case, asked=asked)
    declined = cases.decliners(here.session, case.id)
    loads = cases.open_loads(here.session, BUSY)
    last = cases.last_assigned(here.session)
    return [
        Candidate(
            staff_id=member.id,
            contact_id=_reached_by(here, member),
            areas=_facilitates(here, member),
            active=member.active,
            declined=member.id in declined,
            load=loads.get(member.id, 0),
            last_assigned_at=last.get(member.id),
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
