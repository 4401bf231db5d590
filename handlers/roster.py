"""Everybody who works here, as the office sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from handlers.staffing import Roles, typed
from storage import staff


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
                roles=typed(roles.get(member.id, [])),
            )
            for member in staff.everybody(session)
        )
