"""Moving a case: the table decides, this stores the move and tells whom the table names.

Every move is one row in the history with the version it led to; the constraint on that pair
lets one of two racing moves win, whatever the locks do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.cases import lifecycle
from flows.cases.lifecycle import Actor, CaseFacts, Outcome
from flows.cases.notices import NOTICES, Values
from flows.cases.press import press_data
from flows.cases.states import Event, Role, State
from flows.cases.table import Audience, Tell
from flows.effects import Choice
from flows.moments import Moment
from flows.words import _staff
from handlers import cards, detours
from handlers.here import Here
from handlers.reaching import home
from handlers.telling import notify_contact, notify_staff, scopes
from storage import cases
from storage.tables import Area, Case, Move, Staff


def facts(case: Case) -> CaseFacts:
    """The case as the table sees it."""
    return CaseFacts(
        id=case.id,
        ticket=case.ticket,
        state=State(case.state),
        version=case.version,
        village_code=case.village_code,
        facilitator_id=case.facilitator_id,
        surveyed_by=case.surveyed_by,
        reporter_id=case.contact_id,
    )


def carry(
    here: Here,
    case: Case,
    event: Event,
    actor: Actor,
    seen: int,
    *,
    reason: str = "",
    facilitator_id: int | None = None,
) -> Outcome:
    """Do it, or raise `NotAllowed`; the case must be locked. Everybody concerned is told."""
    outcome = lifecycle.move(facts(case), event, actor, seen, reason)
    _record(here, case, event, actor, outcome, reason)
    case.state, case.version, case.state_since = outcome.target, outcome.version, here.now
    if facilitator_id is not None:
        case.facilitator_id = facilitator_id
    here.session.flush()
    cases.refresh_cards(here.session, case.id)
    for one in outcome.tells:
        tell(here, case, one, reason=reason)
    if event is Event.DECLINE:
        case.facilitator_id = None
    return outcome


def _record(
    here: Here, case: Case, event: Event, actor: Actor, outcome: Outcome, reason: str
) -> None:
    here.session.add(
        Move(
            case_id=case.id,
            version=outcome.version,
            at=here.now,
            event=event,
            origin=case.state,
            target=outcome.target,
            role=acting_role(case, event, actor),
            staff_id=actor.staff_id,
            channel=here.address.channel if actor.roles[0][0] is not Role.SYSTEM else "",
            reason=reason or None,
        )
    )


def acting_role(case: Case, event: Event, actor: Actor) -> Role:
    """In which of their roles the actor did it: the first one that the row allows here."""
    row = next(r for r in lifecycle.TABLE if r.state == State(case.state) and r.event is event)
    return next(
        role
        for role, area in actor.roles
        if role in row.roles
        and (role in {Role.SYSTEM, Role.RESIDENT} or lifecycle.covers(area, case.village_code))
    )


def tell(here: Here, case: Case, one: Tell, *, reason: str = "") -> None:
    """Tell one audience of what happened; each has its own way of being reached."""
    values = _values(here, case, reason)
    _TELLS[one.audience](here, case, one.notice, values)


def answer(here: Here, case: Case, notice: str) -> None:
    """Tell the one who just acted: an answer, which no wish for silence holds back."""
    one, values = NOTICES[notice], _values(here, case, "")
    here.say(one.text(values), case_id=case.id, notice=notice, values=one.variables(values))


def _values(here: Here, case: Case, reason: str) -> Values:
    village = here.session.get_one(Area, case.village_code).name
    return {
        "ticket": case.ticket,
        "due": Moment(case.due_at, here.house.zone.key),
        "village": village,
        "reason": reason,
    }


def _tell_resident(here: Here, case: Case, notice: str, values: Values) -> None:
    channel = cases.home_of(here.session, case).channel
    if notice == "assigned" and cases.decliners(here.session, case.id):
        notice = "reassigned"
    notify_contact(
        here.session, case.contact_id, channel, notice, values, here.now, case_id=case.id
    )


def _tell_facilitator(here: Here, case: Case, notice: str, values: Values) -> None:
    """The facilitator's chat may hold the story; it is private."""
    if case.facilitator_id is None:
        return
    member = here.session.get_one(Staff, case.facilitator_id)
    if member.contact_id is None or home(here.session, member.contact_id) is None:
        detours.tell_supervisors(here.session, case, here.now)
        return
    text, choices = cards.for_facilitator(here, case, notice, values)
    notify_staff(
        here.session,
        member,
        text,
        here.now,
        choices=choices,
        notice=notice,
        values=values,
        case_id=case.id,
    )


def _tell_role(role: Role) -> Callable[[Here, Case, str, Values], None]:
    def tell_them(here: Here, case: Case, notice: str, values: Values) -> None:
        text = NOTICES[notice].text(values)
        look = Choice(press_data(case.id, case.version, None), _staff("Rincian"))
        for member in cases.reachable_staff(here.session, role, scopes(case.village_code)):
            notify_staff(
                here.session,
                member,
                text,
                here.now,
                choices=(look,),
                notice=notice,
                values=values,
                case_id=case.id,
            )

    return tell_them


def _tell_group(here: Here, case: Case, notice: str, values: Values) -> None:
    """A card in every group of the area; where there is none, each supervisor gets it in
    private, so that a missing group never hides a case."""
    groups = cases.groups_for(here.session, scopes(case.village_code))
    for group in groups:
        cases.want_card(here.session, case.id, group.id)
    if groups:
        return
    text, choices = cards.drawn(here.session, case, here.now, here.house.zone.key)
    for member in cases.reachable_staff(here.session, Role.SUPERVISOR, scopes(case.village_code)):
        notify_staff(here.session, member, text, here.now, choices=choices, case_id=case.id)


_TELLS: Mapping[Audience, Callable[[Here, Case, str, Values], None]] = {
    Audience.RESIDENT: _tell_resident,
    Audience.FACILITATOR: _tell_facilitator,
    Audience.SUPERVISOR: _tell_role(Role.SUPERVISOR),
    Audience.FRONT_OFFICE: _tell_role(Role.FRONT_OFFICE),
    Audience.GROUP: _tell_group,
}
