"""What may happen to a case, asked of the table.

`move` answers with what the case becomes and who is told, or raises `NotAllowed` with a
sentence for the one who asked. It changes nothing itself. The order of the questions keeps
strangers from learning anything: first who asks, then whether they saw the present state,
then whether the table and the case's route have such a row, then four eyes, then what must
hold of the case.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.actors import SYSTEM, Actor, CaseFacts, NotAllowed, Outcome, covers, resident
from flows.cases.entitled import entitled, refuse_who
from flows.cases.profiles import Place, profile_of
from flows.cases.rows import SUPPLIED
from flows.cases.states import OVER, STATE_LABELS, Event, Role, Stage, State
from flows.cases.table import OPENED, TABLE, UNASSIGNED, Arrow, Audience, Guard, Row, Tell
from flows.cases.wanting import WANTING
from flows.words import Text, _, _staff

__all__ = [
    "OPENED", "SYSTEM", "TABLE", "UNASSIGNED",
    "Actor", "Arrow", "Audience", "CaseFacts", "Event", "Guard", "NotAllowed", "Outcome", "Role",
    "Row", "Stage", "State", "Tell",
    "covers", "entitled", "move", "moves_for", "offered", "permit", "resident",
]  # fmt: skip


FROZEN = _("Data laporan ini sedang dibekukan atas permintaan warga, jadi belum bisa diurus.")


def move(case: CaseFacts, event: Event, actor: Actor, seen: int, reason: str = "") -> Outcome:
    """What the case becomes when the actor, who saw version `seen`, does this.

    Raises NotAllowed where the table has no such row for them, or a guard of it fails.
    """
    row = permit(case, event, actor, seen)
    for guard in row.guards:
        if guard in SUPPLIED and not _supplied(case, guard, reason):
            raise NotAllowed(WANTING[guard])
    state, stage = leads_to(case, row) or (case.state, case.stage)  # permitted
    version = case.version if row.target is Arrow.SAME else case.version + 1
    return Outcome(state, version, row.tells, stage)


def permit(case: CaseFacts, event: Event, actor: Actor, seen: int) -> Row:
    """The row by which the actor may do this now, before any reason or proof is asked for.

    Raises NotAllowed like `move`.
    """
    rows = [row for row in TABLE if row.event is event]
    here = [row for row in rows if row.state is case.state]
    _ask_who(case, actor, here or rows)
    if case.frozen:
        raise NotAllowed(FROZEN)
    if seen != case.version or not here:
        raise NotAllowed(_as_it_stands(case))
    row = here[0]
    if leads_to(case, row) is None:
        raise NotAllowed(_staff("Langkah ini tidak ada di jalur layanan laporan ini."))
    _ask_four_eyes(case, actor, row)
    for guard in row.guards:
        if guard in WANTING and guard not in SUPPLIED and guard not in case.holds:
            raise NotAllowed(WANTING[guard].format(ticket=case.ticket))
    return row


_EVENTS: Mapping[State, frozenset[Event]] = {
    state: frozenset(row.event for row in TABLE if row.state is state) for state in State
}
"""What can happen at all in each state."""


def moves_for(case: CaseFacts, actor: Actor) -> tuple[Event, ...]:
    """What the actor may do with the case as it stands, in the order of `Event`."""
    here = _EVENTS.get(case.state, frozenset())
    return tuple(event for event in Event if event in here and _may(case, event, actor))


def offered(case: CaseFacts, *roles: Role) -> tuple[Row, ...]:
    """The rows for which somebody in one of these roles is shown a button now.

    A role that stands in for an absent one is shown that one's buttons too.
    """
    return tuple(
        row
        for row in TABLE
        if row.state is case.state
        and row.button
        and any(role in entitled(row.roles, case.absent) for role in roles)
        and leads_to(case, row) is not None
        and all(g in SUPPLIED or g not in WANTING or g in case.holds for g in row.guards)
    )


def leads_to(case: CaseFacts, row: Row) -> Place | None:
    """Where the row leads this case; none where its route has no such arrow."""
    if row.target is Arrow.NEXT:
        return _next(case, row.event)
    if row.target is Arrow.BACK:
        return case.asked_from or State.SCREENING, case.stage
    if row.target is Arrow.SAME:
        return case.state, case.stage
    return row.target, row.stage or case.stage


def _next(case: CaseFacts, event: Event) -> Place | None:
    return profile_of(case.profile).next_place(
        (case.state, case.stage), event, listed=case.listed is not False
    )


def _supplied(case: CaseFacts, guard: Guard, reason: str) -> bool:
    return bool(reason.strip()) if guard is Guard.REASON else guard in case.holds


def _may(case: CaseFacts, event: Event, actor: Actor) -> bool:
    try:
        permit(case, event, actor, case.version)
    except NotAllowed:
        return False
    return True


def _ask_who(case: CaseFacts, actor: Actor, rows: list[Row]) -> None:
    refusals = [refuse_who(case, actor, row) for row in rows]
    if refusals[0] and all(refusals):
        raise NotAllowed(refusals[0])


def _as_it_stands(case: CaseFacts) -> Text:
    words = _("Laporan {ticket} sudah berubah. Statusnya sekarang: {status}.")
    if case.state in OVER:
        words = _("Laporan {ticket} sudah berakhir: {status}. Tidak bisa diubah lagi.")
    return words.format(ticket=case.ticket, status=STATE_LABELS[case.state])


def _ask_four_eyes(case: CaseFacts, actor: Actor, row: Row) -> None:
    if Guard.NOT_SURVEYOR in row.guards and case.surveyed_by == actor.staff_id is not None:
        raise NotAllowed(
            _staff("Anda yang menyurvei laporan {ticket}. Supervisor lain yang memutuskan.").format(
                ticket=case.ticket
            )
        )
    reporters = {case.reporter_id, *case.also_reported_by}
    if Guard.NOT_REPORTER in row.guards and actor.contact_id in reporters:
        raise NotAllowed(
            _staff("Anda yang melaporkan {ticket}. Petugas lain yang memutuskan.").format(
                ticket=case.ticket
            )
        )
