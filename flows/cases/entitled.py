"""Whether a row is for somebody: by role, by who stands in for an absent role, by area, by
what is theirs."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.actors import Actor, CaseFacts, covers
from flows.cases.rows import Guard, Row
from flows.cases.states import ROLE_LABELS, Role
from flows.words import Text, _, _staff

STANDS_IN: Mapping[Role, tuple[Role, ...]] = {
    Role.PUSKESOS_OFFICER: (Role.PUSKESOS_COORDINATOR, Role.FRONT_OFFICE),
    Role.PUSKESOS_COORDINATOR: (Role.PUSKESOS_OFFICER, Role.FRONT_OFFICE),
    Role.FRONT_OFFICE: (Role.BACK_OFFICE, Role.PROGRAM_ADMINISTRATOR, Role.MANAGER),
    Role.BACK_OFFICE: (Role.FRONT_OFFICE, Role.PROGRAM_ADMINISTRATOR, Role.MANAGER),
    Role.SUPERVISOR: (Role.MANAGER,),
    Role.DIVISION_HEAD: (Role.MANAGER,),
    Role.AGENCY_HEAD: (Role.MANAGER,),
    Role.PROGRAM_MANAGER: (Role.BACK_OFFICE, Role.FRONT_OFFICE, Role.MANAGER),
}
"""Who acts where nobody has a role, the first who is there. Nobody stands in for a facilitator:
their case waits for one, and says so."""

EVERYWHERE = frozenset({Role.SYSTEM, Role.RESIDENT})
"""Roles that no area bounds: the system, and a resident, who is bound to their own case."""


def entitled(roles: tuple[Role, ...], absent: frozenset[Role]) -> tuple[Role, ...]:
    """Those roles, and for each that is absent the first one present that stands in for it."""
    found = list(roles)
    for role in roles:
        if role in absent:
            there = (other for other in STANDS_IN.get(role, ()) if other not in absent)
            found.extend(other for other in [next(there, None)] if other and other not in found)
    return tuple(found)


def refuse_who(case: CaseFacts, actor: Actor, row: Row) -> Text | None:
    """Why this row is not for that actor, as far as who they are; none where it is."""
    allowed = entitled(row.roles, case.absent)
    mine = [(role, area) for role, area in actor.roles if role in allowed]
    if not mine:
        return _staff("Ini hanya untuk {roles}.").format(roles=_either(row.roles))
    refusals = [_refuse_role(case, actor, row, role, area) for role, area in mine]
    return None if None in refusals else refusals[0]


def _refuse_role(case: CaseFacts, actor: Actor, row: Row, role: Role, area: str) -> Text | None:
    """The same for one role that the row names."""
    if role is Role.PROGRAM_MANAGER and not actor.programs & case.programs:
        return _staff("Laporan ini tidak dirujuk ke program Anda.")
    if role not in EVERYWHERE and not covers(area, case.village_code):
        return _staff("Laporan ini bukan di wilayah Anda.")
    if (
        role is Role.FACILITATOR
        and Guard.ITS_FACILITATOR in row.guards
        and (actor.staff_id is None or actor.staff_id != case.facilitator_id)
    ):
        return _staff("Laporan {ticket} sekarang tidak ditugaskan kepada Anda.").format(
            ticket=case.ticket
        )
    if role is Role.RESIDENT and case.reporter_id != actor.contact_id:
        return _("Laporan ini bukan laporan Anda.")
    return None


def _either(roles: tuple[Role, ...]) -> Text:
    people = [ROLE_LABELS[role] for role in roles if role is not Role.SYSTEM]
    first, *more = people or [ROLE_LABELS[Role.SYSTEM]]
    for other in more:
        first = _staff("{one} atau {other}").format(one=first, other=other)
    return first
