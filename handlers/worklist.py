"""By which of their roles cases wait for a staff member, those included for which they stand in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from flows.cases.entitled import entitled
from flows.cases.holding import held_by
from flows.cases.states import Role, State
from handlers import assigning
from handlers.case_facts import absent_roles
from handlers.staffing import StaffMember
from storage.worklists import Desk, Mine

DELIVERS = (State.GRANTED, State.REJECTED)
"""States in which a facilitator brings the answer."""
_BY_AREA = frozenset(Role) - {Role.FACILITATOR, Role.PROGRAM_MANAGER, Role.RESIDENT, Role.SYSTEM}


def mine_of(session: Session, member: StaffMember) -> Mine:
    """Everything by which cases wait for that staff member."""
    roles = {role for role, _ in member.roles}
    return Mine(
        staff_id=member.id,
        own_states=(*assigning.BUSY, *DELIVERS) if Role.FACILITATOR in roles else (),
        desks=tuple(_desk(session, role, area) for role, area in member.roles if role in _BY_AREA),
        programs=member.programs,
    )


def _desk(session: Session, role: Role, area: str) -> Desk:
    """Where cases wait for that role there."""
    absent = absent_roles(session, area)
    acts_for = [r for r in _BY_AREA if r is role or role in entitled((r,), absent)]
    places = tuple(place for acted in acts_for for place in held_by(acted))
    return Desk(area, places)
