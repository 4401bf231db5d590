"""Staff decide that two reports are the same matter, and may undo it.

The linked report follows the main one (see `handlers.joining`); its reporter keeps their own
number, and never learns of a report that is somebody else's.
"""

from __future__ import annotations

from flows.cases import lifecycle
from flows.cases.casefile import Related
from flows.cases.entitled import STANDS_IN
from flows.cases.lifecycle import Actor, Guard, NotAllowed, covers
from flows.cases.priority import Priority, Rank
from flows.cases.states import OVER, Event, Role, State
from flows.cases.table import Audience, Tell
from flows.effects import Act
from flows.words import _staff
from handlers import audiences, moving, relating, viewing
from handlers.case_facts import facts
from handlers.here import Here
from storage import casebook, cases, needs
from storage.tables import Case

NO_SUCH = _staff("Nomor {ticket} tidak ada di wilayah Anda. Periksa lagi nomornya.")
IS_OVER = _staff("Laporan {ticket} sudah berakhir, jadi tidak bisa menjadi laporan utama.")
FOLLOWS = _staff("Laporan {ticket} sendiri mengikuti laporan lain. Pilih laporan utamanya.")
SAME_NEED = _staff(
    "Orang dan keperluannya sama dengan laporan {main} yang masih berjalan, "
    "jadi laporan {ticket} tidak bisa dipisahkan."
)
_DESK = (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR, Role.FRONT_OFFICE, Role.SUPERVISOR)
_ABLE = frozenset(_DESK) | {other for role in _DESK for other in STANDS_IN.get(role, ())}


def suggestions(here: Here, case: Case, actor: Actor) -> tuple[Related, ...]:
    """Open reports that this officer may see and that may be the same."""
    found = relating.related(here, case, lambda other: viewing.may_look(here.session, other, actor))
    return tuple(one for one in found if _fits(here, case, one))


def _fits(here: Here, case: Case, one: Related) -> bool:
    other = here.session.get_one(Case, one.case_id)
    return other.duplicate_of is None and State(other.state) not in OVER and other.id != case.id


def merge(here: Here, case: Case, actor: Actor, act: Act) -> Case:
    """Let the report follow the main one that the officer named; the main one. Raises
    NotAllowed, in words that tell nothing of what the officer may not see."""
    lifecycle.permit(facts(here, case), Event.MARK_DUPLICATE, actor, act.version)
    main = _main(here, case, actor, str(act.answers["main"]))
    given = moving.Given(frozenset({Guard.MAIN_NAMED}), {"main": main.ticket})
    case.duplicate_of = main.id
    reason = f"{main.ticket}"
    moving.carry(here, case, Event.MARK_DUPLICATE, actor, act.version, reason=reason, given=given)
    for follower in needs.linked(here.session, case.id):
        follower.duplicate_of = main.id
    here.session.flush()
    _tell_main(here, case, main, actor)
    return main


def _main(here: Here, case: Case, actor: Actor, ticket: str) -> Case:
    found = cases.by_ticket(here.session, ticket)
    main = cases.lock(here.session, found.id) if found is not None else None
    if main is None or main.id == case.id or not _in_scope(main, actor):
        raise NotAllowed(NO_SUCH.format(ticket=ticket))
    if main.duplicate_of is not None:
        raise NotAllowed(FOLLOWS.format(ticket=ticket))
    if State(main.state) in OVER:
        raise NotAllowed(IS_OVER.format(ticket=ticket))
    return main


def _in_scope(main: Case, actor: Actor) -> bool:
    return any(
        role in _ABLE and covers(area, main.village_code or "") for role, area in actor.roles
    )


def _tell_main(here: Here, case: Case, main: Case, actor: Actor) -> None:
    """Whoever works on the main report reads of the other, and takes over its urgency."""
    doer = casebook.Doer(actor.roles[0][0], actor.staff_id, here.address.channel)
    casebook.note(here.session, main.id, "joined", here.now, doer, code=case.ticket)
    cases.refresh_cards(here.session, main.id)
    audiences.tell(here, main, Tell(Audience.FACILITATOR, "report_joined"))
    if case.priority == Priority.URGENT != main.priority:
        main.priority, main.rank = Priority.URGENT, Rank.URGENT
        here.session.flush()
        audiences.alert(here, main)


def unlink(here: Here, case: Case, actor: Actor, seen: int) -> None:
    """A wrongly joined report is a case of its own again, and is screened. Raises NotAllowed
    where that person's need is open in the main report: then it was not wrong."""
    lifecycle.permit(facts(here, case), Event.UNLINK, actor, seen)
    person = case.person_id
    other = needs.open_need(here.session, person, case.need) if person else None
    if other is not None and other.id != case.id:
        raise NotAllowed(SAME_NEED.format(main=other.ticket, ticket=case.ticket))
    case.duplicate_of = None
    moving.carry(here, case, Event.UNLINK, actor, seen)
