"""What may happen to a case, asked of the table.

`move` answers with what the case becomes and who is told, or raises `NotAllowed` with a
sentence for the one who asked. It changes nothing itself. The order of the questions keeps
strangers from learning anything: first who asks, then whether they saw the present state,
then whether the table has such a row, then four eyes.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.cases.states import OVER, ROLE_LABELS, STATE_LABELS, Event, Role, State
from flows.cases.table import OPENED, TABLE, UNASSIGNED, Audience, Guard, Row, Tell
from flows.words import Text, _, _staff

__all__ = [
    "OPENED",
    "SYSTEM",
    "TABLE",
    "UNASSIGNED",
    "Actor",
    "Audience",
    "CaseFacts",
    "Event",
    "Guard",
    "NotAllowed",
    "Outcome",
    "Role",
    "Row",
    "State",
    "Tell",
    "buttons",
    "covers",
    "move",
    "moves_for",
    "permit",
    "resident",
]

_EVERYWHERE = frozenset({Role.SYSTEM, Role.RESIDENT})
"""Roles that no area bounds: the system, and a resident, who is bound to their own case."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a move needs to know of a case."""

    id: int
    ticket: str
    state: State
    version: int
    """Counts state changes."""
    village_code: str
    """Empty where none is known: the case is the whole city's."""
    facilitator_id: int | None
    surveyed_by: int | None
    reporter_id: int
    """Contact who reported it."""
    also_reported_by: frozenset[int] = frozenset()
    """Contacts whose own reports were linked with it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to do something, in all their roles."""

    staff_id: int | None
    """None for a resident and for the system."""
    roles: tuple[tuple[Role, str], ...]
    """Each role with the code of the area it counts in."""
    contact_id: int | None = None
    """Whom we talk with; None for the system."""


SYSTEM = Actor(None, ((Role.SYSTEM, ""),))


def resident(contact_id: int) -> Actor:
    """The resident behind a contact."""
    return Actor(None, ((Role.RESIDENT, ""),), contact_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move leads to; nothing has happened until a handler stores it."""

    target: State
    version: int
    """The case's version after the move."""
    tells: tuple[Tell, ...]


class NotAllowed(Exception):
    """Somebody may not do this now; `words` say why, for that person only."""

    def __init__(self, words: Text) -> None:
        super().__init__()
        self.words = words


def move(case: CaseFacts, event: Event, actor: Actor, seen: int, reason: str = "") -> Outcome:
    """What the case becomes when the actor, who saw version `seen`, does this.

    Raises NotAllowed where the table has no such row for them, or a guard of it fails.
    """
    row = permit(case, event, actor, seen)
    if Guard.REASON in row.guards and not reason.strip():
        raise NotAllowed(_staff("Tulis dulu alasannya."))
    return Outcome(row.target, case.version + 1, row.tells)


def permit(case: CaseFacts, event: Event, actor: Actor, seen: int) -> Row:
    """The row by which the actor may do this now, before any reason is asked for.

    Raises NotAllowed like `move`.
    """
    rows = [row for row in TABLE if row.event is event]
    here = [row for row in rows if row.state is case.state]
    _ask_who(case, actor, here or rows)
    if seen != case.version or not here:
        raise NotAllowed(_as_it_stands(case))
    row = here[0]
    _ask_four_eyes(case, actor, row)
    return row


def moves_for(case: CaseFacts, actor: Actor) -> tuple[Event, ...]:
    """What the actor may do with the case as it stands, in the order of `Event`."""
    return tuple(event for event in Event if _may(case, event, actor))


def buttons(state: State, role: Role) -> tuple[Row, ...]:
    """The rows for which somebody in that role is shown a button in that state."""
    return tuple(row for row in TABLE if row.state is state and role in row.roles and row.button)


def covers(area_code: str, village_code: str) -> bool:
    """Whether an area is the village or contains it; codes nest by dots (`35.76` > `35.76.01`).

    Without a village a case is everybody's whose role has an area.
    """
    if not village_code:
        return bool(area_code)
    return bool(area_code) and f"{village_code}.".startswith(f"{area_code}.")


def _may(case: CaseFacts, event: Event, actor: Actor) -> bool:
    try:
        permit(case, event, actor, case.version)
    except NotAllowed:
        return False
    return True


def _ask_who(case: CaseFacts, actor: Actor, rows: list[Row]) -> None:
    refusals = [_refuse_who(case, actor, row) for row in rows]
    if refusals[0] and all(refusals):
        raise NotAllowed(refusals[0])


def _refuse_who(case: CaseFacts, actor: Actor, row: Row) -> Text | None:
    """Why this row is not for that actor, as far as who they are; none where it is."""
    areas = [(role, area) for role, area in actor.roles if role in row.roles]
    if not areas:
        return _staff("Ini hanya untuk {roles}.").format(roles=_either(row.roles))
    if not any(role in _EVERYWHERE or covers(area, case.village_code) for role, area in areas):
        return _staff("Laporan ini bukan di wilayah Anda.")
    if Guard.ITS_FACILITATOR in row.guards and actor.staff_id not in _holder(case):
        return _staff("Laporan {ticket} sekarang tidak ditugaskan kepada Anda.").format(
            ticket=case.ticket
        )
    if Guard.ITS_REPORTER in row.guards and case.reporter_id != actor.contact_id:
        return _("Laporan ini bukan laporan Anda.")
    return None


def _holder(case: CaseFacts) -> frozenset[int]:
    """Nobody holds a case without a facilitator, least of all an actor without an id."""
    return frozenset() if case.facilitator_id is None else frozenset({case.facilitator_id})


def _either(roles: tuple[Role, ...]) -> Text:
    people = [ROLE_LABELS[role] for role in roles if role is not Role.SYSTEM]
    first, *more = people or [ROLE_LABELS[Role.SYSTEM]]
    for other in more:
        first = _staff("{one} atau {other}").format(one=first, other=other)
    return first


def _as_it_stands(case: CaseFacts) -> Text:
    words = _("Laporan {ticket} sudah berubah. Statusnya sekarang: {status}.")
    if case.state in OVER:
        words = _("Laporan {ticket} sudah berakhir: {status}. Tidak bisa diubah lagi.")
    return words.format(ticket=case.ticket, status=STATE_LABELS[case.state])


def _ask_four_eyes(case: CaseFacts, actor: Actor, row: Row) -> None:
    if Guard.NOT_SURVEYOR in row.guards and case.surveyed_by == actor.staff_id:
        raise NotAllowed(
            _staff("Anda yang menyurvei laporan {ticket}. Supervisor lain yang memutuskan.").format(
                ticket=case.ticket
            )
        )
    reporters = {case.reporter_id, *case.also_reported_by}
    if Guard.NOT_REPORTER in row.guards and actor.contact_id in reporters:
        raise NotAllowed(
            _staff("Anda yang melaporkan {ticket}. Supervisor lain yang memutuskan.").format(
                ticket=case.ticket
            )
        )
