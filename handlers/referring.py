"""Sending a case to its programs, and what each of them answers.

REFER: one referral a program, its contacts hear, the resident hears
an answer: the referral moves with its history -> the resident hears at once -> what all
answers together mean for the case (`flows.cases.referrals.consequence`)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.cases import lifecycle
from flows.cases.actors import SYSTEM, Actor, NotAllowed
from flows.cases.notices import Values
from flows.cases.press import ReferralPress
from flows.cases.referral_reasons import OTHER, reason_text
from flows.cases.referrals import (
    EXPECTED,
    REFERRAL_LABELS,
    ReferralState,
    answer,
    consequence,
)
from flows.cases.rows import Audience, Guard, Tell
from flows.cases.states import Event, Role, State
from flows.effects import Act
from flows.moments import Day
from flows.talks.acts.office import REFERRAL_TALKS
from flows.words import Text, _, _staff, literal
from handlers import audiences, forwarding, moving, program_contacts, working
from handlers.acts.talking import begin_act_talk
from handlers.case_facts import OBJECTION, actor_of, facts
from handlers.here import STAFF_LANGUAGE, Heard, Here
from storage import casebook, cases, referrals
from storage.casebook import Doer
from storage.tables import Case, Referral

STRANGER = _("Tombol ini hanya untuk petugas SLRT yang terdaftar.")
UNKNOWN = _staff("Rujukan ini tidak ditemukan.")
NOTED = _staff("Jawaban {program} untuk laporan {ticket} sudah dicatat, dan warga diberi tahu.")
OWN_REPORT = _staff("Anda yang melaporkan {ticket}. Petugas lain yang menjawab.")
REFUSED = REFERRAL_LABELS[ReferralState.REJECTED]
_SEVERAL = Text("{one}, {other}")


def refer(
    here: Here, case: Case, actor: Actor, seen: int, programs: Sequence[str], note: str = ""
) -> None:
    """One referral for each program, then the case moves. Raises `NotAllowed` before anything
    is stored."""
    given = frozenset({Guard.PROGRAMS_CHOSEN})
    lifecycle.move(facts(here, case, given), Event.REFER, actor, seen)
    role = moving.acting_role(facts(here, case), Event.REFER, actor)
    due, doer = here.now + EXPECTED, Doer(role, actor.staff_id, here.address.channel)
    case.programs = ",".join(programs)
    for program in programs:
        referrals.send(here.session, case.id, program, here.now, due, doer)
    values: Values = {
        "programs": _named(here, programs),
        "decided_by": Day(due, here.house.zone.key),
    }
    moving.carry(
        here, case, Event.REFER, actor, seen, reason=note, given=moving.Given(given, values)
    )


def forwarded(here: Heard) -> None:
    """The resident agrees that the programs get the case: they get it now."""
    case = forwarding.agree(here)
    if case is None:
        return
    rows = referrals.undecided(here.session, case.id)
    due = max(row.due_at for row in rows)
    values: Values = {
        "programs": _named(here, [row.program for row in rows]),
        "decided_by": Day(due, here.house.zone.key),
    }
    audiences.tell(here, case, Tell(Audience.RESIDENT, "referred"), more=values)
    audiences.tell(here, case, Tell(Audience.PROGRAM, "referral_sent"))


def press(here: Heard, pressed: ReferralPress) -> None:
    """Begin the talk before an answer, or say to this person why not."""
    if here.staff is None:
        here.refuse(STRANGER)
        return
    found = _locked(here, pressed.referral_id)
    if found is None:
        here.refuse(UNKNOWN)
        return
    case, row = found
    try:
        _permit(here, case, row, pressed.event, actor_of(here), pressed.version)
    except NotAllowed as refused:
        here.refuse(refused.words)
        _show_anew(here, case, row, pressed.version)
        return
    more = {
        "referral_id": row.id,
        "program_name": working.program_name(here, row.program).render(STAFF_LANGUAGE),
    }
    flow = REFERRAL_TALKS[pressed.event]
    begin_act_talk(here, case, pressed.event, row.version, flow=flow, more=more)


def _show_anew(here: Heard, case: Case, row: Referral, seen: int) -> None:
    """An old button of a referral that still waits: the same message, fresh."""
    stale = seen != row.version and here.incoming.private
    if stale and row in program_contacts.answerable(here, case, actor_of(here)):
        program_contacts.show(here, case, row)


def _permit(
    here: Here, case: Case, row: Referral, event: Event, actor: Actor, seen: int
) -> ReferralState:
    """What the referral becomes. Raises `NotAllowed`, also for who reported the case."""
    if case.frozen_at is not None:
        raise NotAllowed(lifecycle.FROZEN)
    told = program_contacts.as_far_as_told(here.session, case, actor)
    target = answer(program_contacts.facts_of(here, case, row), event, told, seen)
    reporters = {case.contact_id, *facts(here, case).also_reported_by}
    if actor.contact_id in reporters:
        raise NotAllowed(OWN_REPORT.format(ticket=case.ticket))
    return target


def _locked(here: Here, referral_id: int) -> tuple[Case, Referral] | None:
    """The case first, then the referral: the order in which everybody locks."""
    case_id = referrals.case_of(here.session, referral_id)
    case = cases.lock(here.session, case_id) if case_id is not None else None
    row = casebook.lock_referral(here.session, referral_id)
    return (case, row) if case is not None and row is not None else None


def answered(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """A program's answer is complete. Raises `NotAllowed`."""
    row = casebook.lock_referral(here.session, act.referral_id)
    if row is None or row.case_id != case.id:
        raise NotAllowed(UNKNOWN)
    event = Event(act.event)
    target = _permit(here, case, row, event, actor, act.version)
    words = _store(here, row, event, act.answers)
    doer = Doer(_role_of(here, case, row, actor), actor.staff_id, here.address.channel)
    referrals.move(here.session, row, event, target, here.now, doer, words)
    follows = _consequence(here, case)
    _tell_resident(here, case, row, final=follows is Event.REJECT)
    if follows is not None:
        _decide(here, case, actor, follows)
    name = working.program_name(here, row.program)
    here.say(NOTED.format(program=name, ticket=case.ticket), case_id=case.id)
    if target is ReferralState.WAITING_QUOTA:
        program_contacts.show(here, case, row)


def _store(here: Here, row: Referral, event: Event, given: Mapping[str, object]) -> str:
    """Keep what the owner wrote; their words, for the history."""
    if event is Event.WAIT:
        row.next_round = str(given.get("round", ""))
        return row.next_round
    row.decided_at = here.now
    if event is Event.GRANT:
        row.words = str(given.get("how", "")) or None
        return row.words or ""
    code = str(given.get("code", OTHER))
    row.reason_code = code
    row.words = str(given.get("words") or given.get("more") or "") or None
    return reason_text(code, row.words or "").render(STAFF_LANGUAGE)


def _role_of(here: Here, case: Case, row: Referral, actor: Actor) -> Role:
    """In which of their roles somebody answers."""
    if row.program in actor.programs:
        return Role.PROGRAM_MANAGER
    seen = program_contacts.facts_of(here, case, row)
    allowed = lifecycle.entitled((Role.PROGRAM_MANAGER, Role.BACK_OFFICE), seen.absent)
    return next((role for role, _area in actor.roles if role in allowed), Role.SYSTEM)


def _tell_resident(here: Here, case: Case, row: Referral, *, final: bool) -> None:
    """At once, whatever the other programs say."""
    state = ReferralState(row.state)
    notice, more = _TOLD[state](row)
    if state is ReferralState.REJECTED and case.objected_at is not None:
        notice = "referral_rejected_again"
    elif state is ReferralState.REJECTED and not final:
        notice = "referral_rejected_partly"
    values: Values = {
        **more,
        "program": working.program_name(here, row.program),
        "until": Day(here.now + OBJECTION, here.house.zone.key),
    }
    audiences.tell(here, case, Tell(Audience.RESIDENT, notice), more=values)


_TOLD: Mapping[ReferralState, Callable[[Referral], tuple[str, Values]]] = {
    ReferralState.WAITING_QUOTA: lambda row: ("referral_waiting", {"round": row.next_round}),
    ReferralState.GRANTED: lambda row: ("referral_granted", {"how": row.words or ""}),
    ReferralState.REJECTED: lambda row: (
        "referral_rejected",
        {"reason": reason_text(row.reason_code, row.words or "")},
    ),
}


def _consequence(here: Here, case: Case) -> Event | None:
    states = [ReferralState(row.state) for row in referrals.latest(here.session, case.id)]
    return consequence(states, State(case.state))


def _decide(here: Here, case: Case, actor: Actor, event: Event) -> None:
    """All answers are there, or all that are missing wait for a place: the case follows."""
    by = actor if event in lifecycle.moves_for(facts(here, case), actor) else SYSTEM
    rows = referrals.latest(here.session, case.id)
    outcome = _outcome(here, rows)
    moving.carry(
        here,
        case,
        event,
        by,
        case.version,
        reason=outcome.render(STAFF_LANGUAGE),
        given=moving.Given(values={"outcome": outcome}),
    )
    if event in {Event.GRANT, Event.REJECT}:
        case.result = "granted" if event is Event.GRANT else "rejected"
        case.decided_at = here.now
        here.session.flush()


def _outcome(here: Here, rows: Sequence[Referral]) -> Text:
    """`PKH dikabulkan, KIP belum dapat dikabulkan`."""
    return _joined(
        [
            Text("{program} {state}").format(
                program=working.program_name(here, row.program),
                state=REFERRAL_LABELS[ReferralState(row.state)],
            )
            for row in rows
        ]
    )


def _named(here: Here, programs: Sequence[str]) -> Text:
    return _joined([working.program_name(here, program) for program in programs])


def _joined(parts: Sequence[Text]) -> Text:
    told, *more = parts or [literal("-")]
    for one in more:
        told = _SEVERAL.format(one=told, other=one)
    return told
