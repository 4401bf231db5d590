"""Telling people of a case: each audience has its own way of being reached.

Who reported the same matter later follows the first case without knowing of it: what its
reporter is told, they are told with the number of their own report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.cases.case_lines import look
from flows.cases.entitled import entitled
from flows.cases.notices import NOTICES, Values
from flows.cases.offers import under_notice
from flows.cases.priority import Priority
from flows.cases.states import Role, State
from flows.cases.table import ALERTED, OPENED, OPENED_ASSIGNED, OPENED_URGENT, Audience, Tell
from flows.messages import Channel
from flows.moments import Moment
from flows.words import Rendered, Text, _, _staff
from handlers import (
    cards,
    casefiles,
    detours,
    forwarding,
    program_contacts,
    wording,
    working,
)
from handlers.case_facts import absent_roles
from handlers.here import Heard, Here
from handlers.naming import village_of
from handlers.reaching import home
from handlers.telling import notify_contact, notify_staff, scopes, staff_of_area
from storage import cases, needs, superseding
from storage.tables import Case, Staff, StaffGroup

_ROLES: Mapping[Audience, tuple[Role, ...]] = {
    Audience.SUPERVISOR: (Role.SUPERVISOR,),
    Audience.PUSKESOS: (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR),
    Audience.FRONT_OFFICE: (Role.FRONT_OFFICE,),
    Audience.BACK_OFFICE: (Role.BACK_OFFICE,),
    Audience.MANAGER: (Role.MANAGER,),
    Audience.AGENCY_HEAD: (Role.AGENCY_HEAD,),
}
_OWN_AFFAIR = frozenset(
    {
        "needs_documents", "documents_reminder", "closed_without_documents", "not_listed",
        "not_listed_known", "help_offered", "merged", "merged_apart", "unmerged", "visit_set",
        "came_in_vain", "forwarding_asked", "letter", "answered", "answered_granted",
        "closing_reminder", "received_reminder", "closed",
        "closed_in_silence", "reopened", "objection_received", "objection_reminder",
    }
)  # fmt: skip
"""Notices that only who made the first report can do something with: their papers, their yes."""
_PROMISING = frozenset({"approved", "forwarded"})
"""Notices that repeat a promise, and have other words once it has passed."""
_TASKS = frozenset(
    {"to_deliver", "sent_back", "to_screen", "reopened_front_office", "objection_front_office"}
)
"""Notices that hand over work: they come with the case and its buttons."""
_NO_VILLAGE = _staff("yang belum diketahui")


def tell(
    here: Here, case: Case, one: Tell, *, reason: str = "", more: Values | None = None
) -> None:
    """Tell one audience of what happened; `more` are values of this notice alone."""
    values = {**values_of(here, case, reason), **(more or {})}
    complete = wording.complete(here, case, one.notice, values)
    _TELLS[one.audience](here, case, one.notice, complete)


def answer(here: Here, case: Case, notice: str, **more: str | int | Rendered) -> None:
    """Tell the one who just acted: an answer, which no wish for silence holds back."""
    values = wording.complete(here, case, notice, {**values_of(here, case, ""), **more})
    one, choices = NOTICES[notice], under_notice(notice, case.id, case.version)
    superseding.drop(here.session, case.contact_id, case.id, one.supersedes)
    here.say(
        one.text(values), choices, case_id=case.id, notice=notice, values=one.variables(values)
    )


def say_number(here: Here, case: Case, *, assigned: bool = False) -> None:
    """What everybody hears who reported: the number, and what happens next; in the same breath
    that somebody has it already (`assigned`)."""
    if case.priority == Priority.URGENT:
        who = alerted(here, case)
        for tell in OPENED_URGENT:
            answer(here, case, tell.notice, who=who)
        return
    for tell in OPENED_ASSIGNED if assigned else OPENED:
        answer(here, case, tell.notice)


def alert(here: Here, case: Case) -> None:
    """An urgent case: everybody who can help is told at once, each person once."""
    told: set[int] = set()
    values = values_of(here, case, "")
    for one in ALERTED:
        if one.audience is Audience.GROUP:
            for group in groups_of(here, case):
                cases.want_card(here.session, case.id, group.id)
            continue
        for member in _members(here, case, one.audience):
            if member.id not in told:
                _to_member(here, case, member, one.notice, values)
            told.add(member.id)


def alerted(here: Here, case: Case) -> Text:
    """Who is told of an urgent case, as its reporter may read it."""
    near = (Role.FACILITATOR, Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR)
    office = (Role.FRONT_OFFICE, Role.MANAGER)
    named = [
        words
        for words, roles in (
            (_("petugas kelurahan"), near if case.village_code else ()),
            (_("supervisor"), (Role.SUPERVISOR,)),
            (_("sekretariat SLRT"), office),
        )
        if any(staff_of_area(here.session, role, case.village_code) for role in roles)
    ]
    if not named:
        return _("petugas SLRT")
    if len(named) == 1:
        return named[0]
    *first, last = named
    together = (
        first[0] if len(first) == 1 else _("{one}, {other},").format(one=first[0], other=first[1])
    )
    return _("{some} dan {last}").format(some=together, last=last)


def values_of(here: Here, case: Case, reason: str) -> Values:
    """What the notices say of a case."""
    return {
        "ticket": case.ticket,
        "due": Moment(case.due_at, here.house.zone.key),
        "village": village_of(here.session, case) or _NO_VILLAGE,
        "reason": reason,
    }


def to_reporter(here: Here, case: Case, notice: str, more: Values | None = None) -> None:
    """A notice to who made this very report. Who is just acting on it gets it as the answer."""
    if _acts_now(here, case):
        answer(here, case, notice, **(more or {}))
        return
    channel = cases.home_of(here.session, case).channel
    values = wording.complete(here, case, notice, {**values_of(here, case, ""), **(more or {})})
    notify_contact(
        here.session,
        case.contact_id,
        channel,
        notice,
        values,
        here.now,
        case_id=case.id,
        choices=under_notice(notice, case.id, case.version),
    )


def _acts_now(here: Here, case: Case) -> bool:
    """Whether its reporter is writing with us at this moment, in their own chat."""
    mine = case.contact_id == here.address.contact_id
    return mine and isinstance(here, Heard) and here.incoming.private and here.staff is None


def _tell_resident(here: Here, case: Case, notice: str, values: Values) -> None:
    if notice == "referred" and not forwarding.allowed(here.session, case):
        forwarding.ask(here, case, values)
        return
    if notice == "assigned" and cases.decliners(here.session, case.id):
        notice = "reassigned"
    if notice == "answered" and case.result == "granted":
        notice = "answered_granted"
    if notice in _PROMISING and here.now > case.due_at:
        notice = f"{notice}_late"
    if notice == "rejected" and case.objected_at is not None:
        notice = "rejected_again"
    if notice == "merged" and not _of_same_reporter(here, case):
        notice = "merged_apart"
    to_reporter(here, case, notice, values)
    if notice in _OWN_AFFAIR:
        return
    # Each report has its own number and due time.
    shared = {name: value for name, value in values.items() if name not in {"ticket", "due"}}
    for report in needs.linked(here.session, case.id):
        to_reporter(here, report, notice, shared)


def _of_same_reporter(here: Here, case: Case) -> bool:
    """Whether the report that this one follows was made by the same person."""
    main = here.session.get(Case, case.duplicate_of) if case.duplicate_of else None
    return main is not None and main.contact_id == case.contact_id


def _tell_facilitator(here: Here, case: Case, notice: str, values: Values) -> None:
    """The facilitator's chat may hold the story; it is private."""
    if notice in _TASKS:
        working.hand_to(here, case, Role.FACILITATOR, notice, values)
        return
    if case.facilitator_id is None:
        return
    member = here.session.get_one(Staff, case.facilitator_id)
    if member.contact_id is None or home(here.session, member.contact_id) is None:
        detours.tell_supervisors(here.session, case, here.now)
        return
    text, choices = casefiles.for_facilitator(here, case, notice, values)
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


def _tell_role(audience: Audience) -> Callable[[Here, Case, str, Values], None]:
    def tell_them(here: Here, case: Case, notice: str, values: Values) -> None:
        if notice == "case_decided_office" and not working.facilitator_of(here, case):
            return  # theirs to deliver, and told so
        for member in _members(here, case, audience):
            if notice in _TASKS:
                working.hand(here, case, member, notice, values)
            else:
                _to_member(here, case, member, notice, values)

    return tell_them


def _to_member(here: Here, case: Case, member: Staff, notice: str, values: Values) -> None:
    """One who is alerted: the notice, with the way to the details."""
    notify_staff(
        here.session,
        member,
        NOTICES[notice].text(values),
        here.now,
        choices=(look(case.id, case.version),),
        notice=notice,
        values=values,
        case_id=case.id,
    )


def _members(here: Here, case: Case, audience: Audience) -> list[Staff]:
    if audience is Audience.PUSKESOS and case.village_code is None:
        return _with_role(here, case, (Role.FRONT_OFFICE,))
    found = _with_role(here, case, _ROLES[audience])
    if found:
        return found
    # Nobody has that role there: whoever stands in for it must know.
    there = absent_roles(here.session, case.village_code or here.house.city_code)
    return _with_role(here, case, entitled(_ROLES[audience], there))


def _with_role(here: Here, case: Case, roles: Sequence[Role]) -> list[Staff]:
    found = (staff_of_area(here.session, role, case.village_code) for role in roles)
    return list({member.id: member for members in found for member in members}.values())


def groups_of(here: Here, case: Case) -> Sequence[StaffGroup]:
    """Groups that may see its card; none for a discreet case. Without a village the city's own
    group has it; where there is no such group, every group."""
    if case.discreet:
        return ()
    if case.village_code is not None:
        return cases.groups_for(here.session, scopes(case.village_code))
    city = here.house.city_code
    return cases.groups_for(here.session, scopes(city)) or cases.groups_within(here.session, city)


def _tell_group(here: Here, case: Case, notice: str, values: Values) -> None:
    """A card in every group of the area; where there is none, each supervisor gets it in
    private, so that a missing group never hides a case."""
    del notice, values
    groups = groups_of(here, case)
    for group in groups:
        cases.want_card(here.session, case.id, group.id)
    if groups:
        return
    text, choices = cards.drawn(here.house, here.session, case, here.now)
    for member in _members(here, case, Audience.SUPERVISOR):
        notify_staff(here.session, member, text, here.now, choices=choices, case_id=case.id)


def _tell_holder(here: Here, case: Case, notice: str, values: Values) -> None:
    """Who must act next. A supervisor is told once: by the group's card, or by the same card in
    private where there is no group; by a work card only who cannot be in a group (WhatsApp)."""
    if State(case.state) is not State.AWAITING_SUPERVISOR:
        working.hand_over(here, case, values)
    elif groups_of(here, case):
        for member in working.people_for(here, case, Role.SUPERVISOR):
            if _only_on_whatsapp(here, member):
                working.hand(here, case, member, notice, values)


def _only_on_whatsapp(here: Here, member: Staff) -> bool:
    address = home(here.session, member.contact_id, Channel.TELEGRAM) if member.contact_id else None
    return address is not None and address.channel == Channel.WHATSAPP


def _tell_asker(here: Here, case: Case, notice: str, values: Values) -> None:
    """The officer who asked for papers; whoever has the case now, where they have left."""
    member = here.session.get(Staff, case.asked_by) if case.asked_by else None
    if member is not None and member.active and member.contact_id is not None:
        working.hand(here, case, member, notice, values)
    else:
        working.hand_over(here, case, values)


_TELLS: Mapping[Audience, Callable[[Here, Case, str, Values], None]] = {
    Audience.RESIDENT: _tell_resident,
    Audience.FACILITATOR: _tell_facilitator,
    Audience.GROUP: _tell_group,
    Audience.PROGRAM: program_contacts.tell,
    Audience.ASKER: _tell_asker,
    Audience.HOLDER: _tell_holder,
    **{audience: _tell_role(audience) for audience in _ROLES},
}
