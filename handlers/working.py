"""Work handed over: whoever must act next on a case hears of it at once, in private, with what
they need to know and the buttons of what they may do."""

from __future__ import annotations

from collections.abc import Sequence

from flows.cases import lifecycle
from flows.cases.card import choices_for
from flows.cases.case_lines import look
from flows.cases.entitled import entitled
from flows.cases.holding import holder
from flows.cases.lifecycle import Actor, covers
from flows.cases.notices import NOTICES, Values
from flows.cases.papers import REPLACED
from flows.cases.profiles import WAITS_FOR_FACILITATOR
from flows.cases.referral_reasons import reason_text
from flows.cases.referrals import ReferralState
from flows.cases.registry_check import registry_words
from flows.cases.states import Event, Role, Stage, State, label_of_place
from flows.cases.work_card import Answered, WorkCard, work_card
from flows.effects import Choice
from flows.talks.acts.office_drafts import DRAFT
from flows.words import Text, _staff, literal
from handlers import casefiles, disclosing
from handlers.case_facts import absent_roles, facts
from handlers.here import Here
from handlers.naming import village_of
from handlers.reaching import home
from handlers.staffing import roles_of
from handlers.telling import notify_staff, staff_of_area
from storage import case_papers, cases, referrals, staff
from storage.tables import Case, Referral, Staff

NOTICE = "yours_now"
_STANDS = _staff("Laporan {ticket}: {status}")
_WITH_NOTE = frozenset({Event.FORWARD, Event.ASK_MANAGER, Event.SEND_BACK, Event.DOCUMENTS})
_NOT_BY_CARD = frozenset({Role.RESIDENT, Role.PROGRAM_MANAGER})
"""Whoever waits for them is told in another way."""


def hand_over(here: Here, case: Case, values: Values) -> None:
    """To each present holder of the case, or to who stands in for them. A case that waits for a
    facilitator is announced elsewhere (`assigning.tell_nobody`)."""
    place = State(case.state), Stage(case.stage)
    role = holder(*place)
    if role is None or role in _NOT_BY_CARD or place == WAITS_FOR_FACILITATOR:
        return
    hand_to(here, case, role, NOTICE, values)


def hand_to(here: Here, case: Case, role: Role, notice: str, values: Values) -> list[Staff]:
    """A notice with the case and its buttons to everybody who has that role for it, or stands
    in; whom it went to."""
    told = people_for(here, case, role)
    for member in told:
        hand(here, case, member, notice, values)
    return told


def hand(here: Here, case: Case, member: Staff, notice: str, values: Values) -> None:
    """The same to one staff member."""
    disclosing.told(here, case, member.id if member.contact_id is not None else None)
    notify_staff(
        here.session,
        member,
        work_card(NOTICES[notice].text(values), card_of(here, case)),
        here.now,
        choices=choices(here, case, member),
        notice=notice,
        values=values,
        case_id=case.id,
    )


def show(here: Here, case: Case, actor: Actor) -> None:
    """The case as it stands, with what they may do now, to the one who is talking."""
    first = _STANDS.format(ticket=case.ticket, status=status_of(case))
    words = work_card(first, card_of(here, case))
    keys = (*choices_of(here, case, actor), look(case.id, case.version))
    here.say(words, keys, columns=2, case_id=case.id)


def status_of(case: Case) -> Text:
    """Where it stands, in words."""
    return label_of_place(State(case.state), Stage(case.stage))


def people_for(here: Here, case: Case, role: Role) -> list[Staff]:
    """Who acts in that role on the case: its own facilitator, who has the role for its area, or
    the first present who stands in for them. A case without a facilitator is the front
    office's."""
    if role is Role.FACILITATOR:
        own = facilitator_of(here, case)
        if own is not None:
            return [own]
        role = Role.FRONT_OFFICE
    absent = absent_roles(here.session, case.village_code or here.house.city_code)
    found = (
        staff_of_area(here.session, able, case.village_code) for able in entitled((role,), absent)
    )
    return list({member.id: member for members in found for member in members}.values())


def facilitator_of(here: Here, case: Case) -> Staff | None:
    """Who has or had the case and can be reached."""
    member = here.session.get(Staff, case.facilitator_id) if case.facilitator_id else None
    if member is None or not member.active or member.contact_id is None:
        return None
    return member if home(here.session, member.contact_id) is not None else None


def choices(here: Here, case: Case, member: Staff) -> tuple[Choice, ...]:
    """What that staff member may do with the case now, and the way to its details."""
    able = choices_of(here, case, as_actor(here, member))
    return (*able, look(case.id, case.version))


def choices_of(here: Here, case: Case, actor: Actor) -> tuple[Choice, ...]:
    """The buttons of everything that the actor may do with the case now."""
    seen = facts(here, case)
    mine = {role for role, area in actor.roles if covers(area, case.village_code or "")}
    may = lifecycle.moves_for(seen, actor)
    rows = [row for row in lifecycle.offered(seen, *mine) if row.event in may]
    return choices_for(case.id, case.version, rows)


def as_actor(here: Here, member: Staff) -> Actor:
    """A staff member who is not talking, in all their roles."""
    programs = staff.programs_of(here.session, member.id)
    return Actor(member.id, roles_of(here.session, member.id), member.contact_id, programs)


def card_of(here: Here, case: Case) -> WorkCard:
    """What a desk needs to know of the case."""
    file = casefiles.file_of(here, case)
    survey, draft = case.survey or {}, case.draft or {}
    proposed = () if _asked(here, case) else filter(None, case.programs.split(","))
    return WorkCard(
        village=village_of(here.session, case),
        category=case.category,
        about=file.about,
        person=file.person,
        story=file.story,
        finding=str(survey.get("finding", "")),
        finding_reason=str(survey.get("reason", "")),
        registry=registry_words(case.registry_check),
        papers=file.papers,
        note=_note(here, case),
        draft=str(draft.get("words", "")),
        drafted=_drafted(here, case),
        programs=tuple(program_name(here, code) for code in proposed),
        answers=tuple(_answered(here, row) for row in _asked(here, case)),
        reach=file.reach if _delivers(case) else "",
    )


def program_name(here: Here, code: str) -> Text:
    """What people call it; a program that has left the catalogue stands by its code."""
    entry = here.catalogue.entry(code)
    return entry.label.text() if entry else literal(code)


def _asked(here: Here, case: Case) -> Sequence[Referral]:
    return [row for row in referrals.latest(here.session, case.id) if row.state != "withdrawn"]


def _answered(here: Here, row: Referral) -> Answered:
    state = ReferralState(row.state)
    rejected = state is ReferralState.REJECTED
    return Answered(
        program=program_name(here, row.program),
        state=state,
        words=row.next_round if state is ReferralState.WAITING_QUOTA else row.words or "",
        reason=reason_text(row.reason_code, row.words or "") if rejected else None,
    )


def _drafted(here: Here, case: Case) -> int:
    """Files of the draft as it stands; those of an earlier one gave way."""
    kept = case_papers.documents(here.session, case.id)
    return sum(d.question == DRAFT and d.verdict != REPLACED for d in kept)


def _note(here: Here, case: Case) -> str:
    """What the desk before wrote to this one."""
    last = cases.last_move(here.session, case.id)
    if last is not None and last.event in _WITH_NOTE and last.reason:
        return last.reason
    return str((case.draft or {}).get("note", "")) if _drafting(case) else ""


def _drafting(case: Case) -> bool:
    return State(case.state) in {State.AWAITING_MANAGER, State.PROCESSING}


def _delivers(case: Case) -> bool:
    """Whether the reader has to find the resident."""
    return case.state in {State.GRANTED, State.REJECTED} or (
        (case.state, case.stage) == (State.PROCESSING, Stage.ANSWER)
    )
