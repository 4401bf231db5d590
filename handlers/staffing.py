"""Who works here: staff, their roles in areas, their one-time links, their groups.

A person becomes staff in two steps: the office adds them and gets a token; whoever opens the
link with it is bound, once, within seven days. Every step leaves an audit row.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from flows.cases.lifecycle import covers
from flows.cases.states import Role
from flows.facts import City
from flows.messages import Channel
from handlers.house import House
from handlers.programs_owned import check_programs, programs_for
from handlers.refused import Refused
from storage import areas, staff
from storage.tables import Area, Staff, StaffGroup

LINK_LIFE = timedelta(days=7)
LONGEST_NAME = 80
NOT_FOR_STAFF = frozenset({Role.SYSTEM, Role.RESIDENT, Role.REPRESENTATIVE})
MAY_BIND = frozenset(
    {Role.SUPERVISOR, Role.FRONT_OFFICE, Role.MANAGER, Role.PROGRAM_ADMINISTRATOR, Role.ADMIN}
)
"""Roles that may make a group the staff group of their area."""

Roles = tuple[tuple[Role, str], ...]
"""Role and area code, each pair once."""


class RedeemOutcome(StrEnum):
    """What became of an opened link."""

    BOUND = "bound"
    """This contact is the staff member now (or was already, by this very link)."""
    USED = "used"
    """Somebody else opened it first."""
    EXPIRED = "expired"
    """Older than seven days, replaced by a newer one, or its staff member is switched off."""
    UNKNOWN = "unknown"
    """No such token."""
    OTHER_PERSON = "other_person"
    """The staff member is bound to another contact, or this contact is another staff member."""


class GroupOutcome(StrEnum):
    """What became of the wish to make a group the staff group of an area."""

    BOUND = "bound"
    NOT_ALLOWED = "not_allowed"
    """No role that may, or not for this area."""
    UNKNOWN_AREA = "unknown_area"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """An active staff member who is talking."""

    id: int
    name: str
    roles: Roles
    programs: frozenset[str] = frozenset()
    """Codes of the programs they own, if they are a program manager."""


def add_staff(
    house: House,
    name: str,
    roles: Sequence[tuple[Role, str]],
    now: datetime,
    programs: Sequence[str] = (),
) -> tuple[int, str]:
    """Add a staff member; their id, and the token of their one-time link (shown only now). A
    program manager owns `programs`.

    Raises Refused for an empty name, no role, an area that is not in the city, or a program
    that is not in the catalogue.
    """
    words = " ".join(name.split())
    if not words or len(words) > LONGEST_NAME:
        raise Refused(f"A name has 1 to {LONGEST_NAME} characters.")
    if not roles:
        raise Refused("Give at least one role.")
    with house.database.write() as session:
        check_roles(areas.city(session, house.city_code), roles)
        check_programs(session, house.city_code, [role for role, _ in roles], programs)
        member = staff.add(session, words, now)
        staff.note(session, "staff_added", "staff", member.id, now)
        for role, area_code in dict.fromkeys(roles):
            for program in programs_for(role, programs):
                staff.grant(session, member.id, role, area_code, program)
        return member.id, _invite(session, member.id, now)


def check_roles(city: City, roles: Sequence[tuple[Role, str]]) -> None:
    """Raises Refused for a role that is not for staff, or an area outside the city."""
    for role, area_code in roles:
        if role in NOT_FOR_STAFF:
            raise Refused(f"The role {role} cannot be given to staff.")
        if not in_city(city, area_code):
            raise Refused(
                f"There is no area {area_code} in {city.name} ({city.code}). "
                "Run `sambung staff areas` to see them."
            )


def in_city(city: City, area_code: str) -> bool:
    """Whether the code is the city, one of its districts or one of its villages."""
    districts = {district.code for district in city.districts}
    return area_code in {city.code, *districts} or city.village(area_code) is not None


def _invite(session: Session, staff_id: int, now: datetime) -> str:
    token = secrets.token_urlsafe(24)
    staff.end_links(session, staff_id, now)
    staff.put_link(session, staff_id, token, now + LINK_LIFE)
    staff.note(session, "staff_link_made", "staff", staff_id, now)
    return token


def new_link(house: House, staff_id: int, now: datetime, *, release: bool = False) -> str:
    """A new one-time link; the old one stops working.

    Somebody who is already linked needs `release` (a lost or changed phone): the old chat has
    no rights from then on. Raises Refused.
    """
    with house.database.write() as session:
        member = existing(session, staff_id)
        if not member.active:
            raise Refused(f"Staff {staff_id} is switched off: `sambung staff on` first.")
        if member.contact_id is not None:
            if not release:
                raise Refused(
                    f"Staff {staff_id} is linked already. "
                    "For a changed phone add --release: the old chat then loses its rights."
                )
            member.contact_id = None
            staff.note(session, "staff_released", "staff", staff_id, now)
        return _invite(session, staff_id, now)


def existing(session: Session, staff_id: int) -> Staff:
    """The staff member, locked; raises Refused when there is none."""
    member = staff.lock(session, staff_id)
    if member is None:
        raise Refused(f"There is no staff member {staff_id}.")
    return member


def typed(roles: Sequence[tuple[str, str]]) -> Roles:
    """Roles as they are stored, as what they mean."""
    return tuple((Role(role), area_code) for role, area_code in roles)


def roles_of(session: Session, staff_id: int) -> Roles:
    """Role and area code of each role of a staff member."""
    return typed(staff.roles(session, staff_id))


def staff_of_contact(session: Session, contact_id: int) -> StaffMember | None:
    """The staff member behind a contact; none for residents and for who is switched off."""
    found = staff.who_talks(session, contact_id)
    if found is None or not found[0].active:
        return None
    member, held = found
    roles = typed(list(dict.fromkeys((role, area) for role, area, _ in held)))
    programs = frozenset(program for *_, program in held if program)
    return StaffMember(member.id, member.name, roles, programs)


def redeem(session: Session, token: str, contact_id: int, now: datetime) -> RedeemOutcome:
    """Bind whoever opened a one-time link. The contact's row must be locked by the caller; the
    staff member's row is locked here, so one of two who open it at once wins."""
    link = staff.link_of(session, token)
    if link is None:
        return RedeemOutcome.UNKNOWN
    member = existing(session, link.staff_id)
    session.refresh(link)
    outcome = _judge(member, link.used_at, link.expires_at, contact_id, now)
    other = staff.of_contact(session, contact_id)
    if outcome is RedeemOutcome.BOUND and other is not None and other.id != member.id:
        outcome = RedeemOutcome.OTHER_PERSON
    if outcome is RedeemOutcome.BOUND and link.used_at is None:
        link.used_at = now
        member.contact_id = contact_id
    who = member.id if outcome is RedeemOutcome.BOUND else None
    staff.note(session, f"staff_link_{outcome}", "staff", member.id, now, staff_id=who)
    return outcome


def _judge(
    member: Staff,
    used_at: datetime | None,
    expires_at: datetime,
    contact_id: int,
    now: datetime,
) -> RedeemOutcome:
    if used_at is not None:
        mine = member.active and member.contact_id == contact_id
        return RedeemOutcome.BOUND if mine else RedeemOutcome.USED
    if expires_at <= now or not member.active:
        return RedeemOutcome.EXPIRED
    if member.contact_id not in {None, contact_id}:
        return RedeemOutcome.OTHER_PERSON
    return RedeemOutcome.BOUND


def bind_group(
    session: Session,
    chat: str,
    area_code: str,
    staff_id: int,
    now: datetime,
) -> GroupOutcome:
    """Make a Telegram chat (no other channel has groups) the staff group of an area; binding
    again moves it to the new area. The one who asks needs a role of `MAY_BIND` that covers it.
    """
    channel = Channel.TELEGRAM
    if session.get(Area, area_code) is None:
        return GroupOutcome.UNKNOWN_AREA
    if not any(r in MAY_BIND and covers(a, area_code) for r, a in roles_of(session, staff_id)):
        return GroupOutcome.NOT_ALLOWED
    group = staff.group(session, channel, chat)
    if group is None:
        group = StaffGroup(channel=channel, chat=chat)
        session.add(group)
    group.area_code, group.bound_by, group.bound_at = area_code, staff_id, now
    group.left_at = None
    session.flush()
    staff.note(
        session, "group_bound", "staff_group", group.id, now, staff_id=staff_id, channel=channel
    )
    return GroupOutcome.BOUND
