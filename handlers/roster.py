"""Everybody who works here, as the office sees them, and the roles it gives and takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.cases.states import Role
from handlers import leaving
from handlers.house import House
from handlers.programs_owned import check_programs
from handlers.refused import Refused
from handlers.staffing import Roles, check_roles, existing, typed
from storage import areas, staff
from storage.people import blind


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A staff member as the office sees them in the list."""

    id: int
    name: str
    active: bool
    linked: bool
    """They opened their link."""
    link_until: datetime | None
    """How long an invitation that was not used yet still works."""
    roles: Roles
    programs: tuple[str, ...] = ()
    """Codes of the programs they answer for, if they are a program manager."""


def named(house: House, name: str) -> int:
    """The id of the one staff member of that id or whole name. Raises Refused where it is nobody's
    or several people's."""
    wanted = " ".join(name.split()).casefold()
    found = [
        one.id
        for one in list_staff(house)
        if wanted in {str(one.id), " ".join(one.name.split()).casefold()}
    ]
    if len(found) != 1:
        raise Refused("Nobody, or more than one, has that name: give the id (sambung staff list).")
    return found[0]


def list_staff(house: House) -> tuple[StaffLine, ...]:
    """Everybody, in the order in which they were added."""
    with house.database.read() as session:
        roles = staff.all_roles(session)
        links = staff.open_links(session, house.clock())
        return tuple(
            StaffLine(
                id=member.id,
                name=member.name,
                active=member.active,
                linked=member.contact_id is not None,
                link_until=links.get(member.id),
                roles=typed(list(dict.fromkeys(one[:2] for one in roles.get(member.id, [])))),
                programs=tuple(program for *_, program in roles.get(member.id, []) if program),
            )
            for member in staff.everybody(session)
        )


def grant(
    house: House, staff_id: int, role: Role, area_code: str, now: datetime, program: str = ""
) -> None:
    """Give one more role, to a program manager with one program; leaves an audit row. Raises
    Refused, also when they have it already."""
    with house.database.write() as session:
        existing(session, staff_id)
        check_roles(areas.city(session, house.city_code), [(role, area_code)])
        check_programs(session, house.city_code, [role], [program] if program else [])
        if (role, area_code, program) in staff.held(session, staff_id):
            raise Refused(f"Staff {staff_id} is {_named(role, area_code, program)} already.")
        staff.grant(session, staff_id, role, area_code, program)
        action = f"staff_granted.{role}.{area_code}"
        staff.note(session, f"{action}.{program}".rstrip("."), "staff", staff_id, now)


def revoke(
    house: House, staff_id: int, role: Role, area_code: str, now: datetime, program: str = ""
) -> None:
    """Take a role away; leaves an audit row. Raises Refused when they do not have it, or have no
    other one: who has left is switched off instead."""
    with house.database.write() as session:
        existing(session, staff_id)
        held = staff.held(session, staff_id)
        if (role, area_code, program) not in held:
            raise Refused(f"Staff {staff_id} is not {_named(role, area_code, program)}.")
        if len(held) == 1:
            raise Refused(
                f"That is the only role of staff {staff_id}. "
                f"Give another one first, or use `sambung staff off {staff_id}`."
            )
        staff.withdraw(session, staff_id, role, area_code, program)
        action = f"staff_revoked.{role}.{area_code}"
        staff.note(session, f"{action}.{program}".rstrip("."), "staff", staff_id, now)
        leaving.hand_over_elsewhere(house, session, staff_id, now)


def _named(role: Role, area_code: str, program: str) -> str:
    return f"{role} of {program} for {area_code}" if program else f"{role} for {area_code}"


def set_family(
    house: House, staff_id: int, kk: str, nik: str, now: datetime, *, forget: bool = False
) -> None:
    """Record the family card and NIK of a staff member as keyed hashes; empty ones are kept as
    they are, `forget` drops both. Leaves an audit row. Raises Refused for a number that is none.
    """
    with house.database.write() as session:
        member = existing(session, staff_id)
        card, own = _digits(kk, "A family card's number"), _digits(nik, "A NIK")
        if forget:
            member.kk_key = member.nik_key = None
        elif not (card or own):
            raise Refused("Give a family card's number, a NIK, or both.")
        if card:
            member.kk_key = blind(session, card, "kk")
        if own:
            member.nik_key = blind(session, own, "nik")
        staff.note(
            session, f"staff_family_{'forgotten' if forget else 'set'}", "staff", staff_id, now
        )


def _digits(number: str, what: str) -> str:
    """Its sixteen digits, however they were grouped; empty where nothing was given."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.strip() and len(digits) != 16:
        raise Refused(f"{what} has 16 digits.")
    return digits
