"""Staff, their roles, their one-time links and their groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, String, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from storage import together
from storage.people import blind
from storage.probes import there_is
from storage.statements import brought, run
from storage.tables import Address, Audit, Staff, StaffGroup, StaffLink, StaffRole
from storage.upsert import insert

_HELD = (
    select(StaffRole.role, StaffRole.area_code, StaffRole.program)
    .where(StaffRole.staff_id == bindparam("whose"))
    .order_by(StaffRole.id)
)
REACHED = (
    Staff.active.is_(True),
    there_is(
        Address.contact_id == Staff.contact_id,
        Address.stopped_at.is_(None),
        Address.invalid_at.is_(None),
        outside=(Staff,),
    ),
)
"""Active, has opened their link, and has not shut every chat with us since."""
_REACHABLE = (
    select(StaffRole.area_code)
    .join(Staff, Staff.id == StaffRole.staff_id)
    .where(StaffRole.role == bindparam("as_role"), *REACHED)
    .distinct()
)
_AWAY = Staff.away_until.is_not(None) & (Staff.away_until > bindparam("now"))
_AT_WORK, _ON_LEAVE = _REACHABLE.where(~_AWAY), _REACHABLE.where(_AWAY)
_OF_CONTACT = select(Staff.id).where(Staff.contact_id == bindparam("of"))
_TALKS = (
    select(*Staff.__table__.c, StaffRole.role, StaffRole.area_code, StaffRole.program)
    .outerjoin(StaffRole, StaffRole.staff_id == Staff.id)
    .where(Staff.contact_id == bindparam("of"))
    .order_by(StaffRole.id)
)


def add(session: Session, name: str, now: datetime) -> Staff:
    """A new staff member, active, bound to nobody yet."""
    member = Staff(name=name, created_at=now)
    session.add(member)
    session.flush()
    return member


def grant(session: Session, staff_id: int, role: str, area_code: str, program: str = "") -> None:
    """Give a role in an area; a program manager's with the program they own."""
    session.add(StaffRole(staff_id=staff_id, role=role, area_code=area_code, program=program))
    session.flush()


def withdraw(session: Session, staff_id: int, role: str, area_code: str, program: str = "") -> None:
    """Take a role in an area away."""
    session.execute(
        delete(StaffRole).where(
            StaffRole.staff_id == staff_id,
            StaffRole.role == role,
            StaffRole.area_code == area_code,
            StaffRole.program == program,
        )
    )


def held(session: Session, staff_id: int) -> list[tuple[str, str, str]]:
    """Role, area code and program (empty but for a program manager) of each role."""
    return [tuple(row) for row in run(session, _HELD, {"whose": staff_id})]


def on_duty(session: Session, role: str, now: datetime) -> frozenset[str]:
    """Areas in which somebody active has that role and opened their link, so that they can be
    reached, and is not away."""
    found = run(session, _AT_WORK, {"as_role": role, "now": now})
    return frozenset(area for (area,) in found)


def on_leave(session: Session, role: str, now: datetime) -> frozenset[str]:
    """The same where somebody is away now."""
    found = run(session, _ON_LEAVE, {"as_role": role, "now": now})
    return frozenset(area for (area,) in found)


def around(session: Session, scopes: Collection[str]) -> Mapping[str, Sequence[Staff]]:
    """Who has which role in one of these areas, and can be reached; those of
    each role in the order in which they were added."""
    areas = tuple(scopes)
    held: Mapping[str, Sequence[Staff]] | None = together.known(session, "staff", areas)
    if held is not None:
        return held
    values = {f"area_{place}": code for place, code in enumerate(areas)}
    found: dict[str, dict[int, Staff]] = {}
    for role, *cells in run(session, _around(len(areas)), values):
        one = brought(session, Staff, cells)
        found.setdefault(role, {})[one.id] = one
    there = {role: list(some.values()) for role, some in found.items()}
    together.learn(session, "staff", areas, there)
    return there


@cache
def _around(count: int) -> Executable:
    areas = [bindparam(f"area_{place}", type_=String()) for place in range(count)]
    return (
        select(StaffRole.role, *Staff.__table__.c)
        .join(Staff, Staff.id == StaffRole.staff_id)
        .where(*REACHED)
        .where(or_(*(StaffRole.area_code == area for area in areas)))
        .order_by(Staff.id)
    )


def lock(session: Session, staff_id: int) -> Staff | None:
    """The staff member, held until the transaction ends; rows that point at them may still be
    inserted by others."""
    return session.get(Staff, staff_id, with_for_update={"key_share": True}, populate_existing=True)


def everybody(session: Session) -> Sequence[Staff]:
    """All staff, in the order in which they were added."""
    return session.scalars(select(Staff).order_by(Staff.id)).all()


def of_contact(session: Session, contact_id: int) -> Staff | None:
    """The staff member who is bound to that contact, active or not."""
    found = run(session, _OF_CONTACT, {"of": contact_id}).scalar()
    return session.get_one(Staff, found) if found is not None else None


def who_talks(session: Session, contact_id: int) -> tuple[Staff, list[tuple[str, str, str]]] | None:
    """The same with all that `held` says, in one look."""
    rows = run(session, _TALKS, {"of": contact_id})
    if not rows:
        return None
    known = len(Staff.__table__.c)
    roles = [tuple(row[known:]) for row in rows if row[known] is not None]
    return brought(session, Staff, rows[0][:known]), roles


def roles(session: Session, staff_id: int) -> list[tuple[str, str]]:
    """Role and area code of each role, each pair once, in the order in which they were given."""
    return list(dict.fromkeys((role, area) for role, area, _ in held(session, staff_id)))


def all_roles(session: Session) -> dict[int, list[tuple[str, str, str]]]:
    """What `held` says, for everybody at once."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row in session.scalars(select(StaffRole).order_by(StaffRole.id)):
        found.setdefault(row.staff_id, []).append((row.role, row.area_code, row.program))
    return found


def put_link(session: Session, staff_id: int, token: str, expires_at: datetime) -> None:
    """Remember an invitation; only the keyed hash of its token is stored."""
    hashed = blind(session, token, "staff_link")
    session.add(StaffLink(staff_id=staff_id, token_hash=hashed, expires_at=expires_at))
    session.flush()


def link_of(session: Session, token: str) -> StaffLink | None:
    """The invitation with that token."""
    hashed = blind(session, token, "staff_link")
    return session.scalar(
        select(StaffLink)
        .where(StaffLink.token_hash == hashed)
        .execution_options(populate_existing=True)
    )


def end_links(session: Session, staff_id: int, now: datetime) -> None:
    """Invitations that were not used yet stop working."""
    session.execute(
        update(StaffLink)
        .where(
            StaffLink.staff_id == staff_id,
            StaffLink.used_at.is_(None),
            StaffLink.expires_at > now,
        )
        .values(expires_at=now)
    )


def open_links(session: Session, now: datetime) -> dict[int, datetime]:
    """Until when each staff member's unused invitation works."""
    rows = session.scalars(
        select(StaffLink).where(StaffLink.used_at.is_(None), StaffLink.expires_at > now)
    )
    return {row.staff_id: row.expires_at for row in rows}


def group(session: Session, channel: str, chat: str) -> StaffGroup | None:
    """The group with that chat id, also one that we have left."""
    return session.scalar(
        select(StaffGroup)
        .where(StaffGroup.channel == channel, StaffGroup.chat == chat)
        .with_for_update()
    )


def meet_group(session: Session, channel: str, chat: str) -> StaffGroup:
    """The group with that chat id, locked; made at first sight, bound to nothing."""
    fresh = insert(session, StaffGroup).values(channel=channel, chat=chat, area_code="")
    session.execute(fresh.on_conflict_do_nothing(index_elements=["channel", "chat"]))
    found = group(session, channel, chat)
    assert found is not None  # it was there, or is now
    return found


def topics(session: Session, channel: str, chat: str) -> Sequence[StaffGroup]:
    """The topics of a forum group that are staff groups of their own (`<chat>/<topic>`)."""
    inside = StaffGroup.chat.startswith(f"{chat}/", autoescape=True)
    return session.scalars(select(StaffGroup).where(StaffGroup.channel == channel, inside)).all()


def groups(session: Session) -> Sequence[StaffGroup]:
    """Groups that we are a member of."""
    return session.scalars(
        select(StaffGroup).where(StaffGroup.left_at.is_(None)).order_by(StaffGroup.id)
    ).all()


def note(
    session: Session,
    action: str,
    subject: str,
    subject_id: int,
    now: datetime,
    *,
    staff_id: int | None = None,
    channel: str = "",
) -> None:
    """Append an audit row; `staff_id` is who did it, empty for the command line."""
    session.add(
        Audit(
            at=now,
            staff_id=staff_id,
            action=action,
            subject=subject,
            subject_id=subject_id,
            channel=channel,
        )
    )
    session.flush()


def programs_of(session: Session, staff_id: int) -> frozenset[str]:
    """Codes of the programs that this staff member owns."""
    rows = session.scalars(
        select(StaffRole.program).where(StaffRole.staff_id == staff_id, StaffRole.program != "")
    )
    return frozenset(rows)
