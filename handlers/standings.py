"""How a person's own cases stand, and what they may do with one of them now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flows.cases import follow_up, lifecycle
from flows.cases.joined import Shown, as_shown
from flows.cases.labels import label_of
from flows.cases.offers import OTHER_DAY, under_standing
from flows.cases.referral_reasons import reason_text
from flows.cases.referrals import ReferralState
from flows.cases.rows import Guard
from flows.cases.standing import Asked, Standing
from flows.cases.states import Event, Role, Stage, State
from flows.cases.table import OPEN_TO_CANCEL
from flows.cases.ticket import Mistyped
from flows.commands import ticket_in
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.visits import Visit
from flows.words import Rendered
from handlers import wording
from handlers.case_facts import OBJECTION, REOPENING, absent_roles, facts
from handlers.gathering import gathered
from handlers.here import Heard, Here
from handlers.naming import codes_of, village_of
from storage import cases, needs, referrals
from storage.tables import Case, Referral

KNOWN_CASES = 100
"""So many of a person's own cases are found by their number."""
_LONGEST_TOLD = 300
"""Characters of what a program wrote."""
_WITH_PROGRAMS = frozenset(
    {State.REFERRED, State.WAITING_QUOTA, State.GRANTED, State.REJECTED, State.ANSWERED}
)
_DESKS = (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR)


def own_standings(here: Here) -> tuple[Standing, ...]:
    """The person's own cases, the newest last: it is told last, where it is read first."""
    mine = cases.of_contact(here.session, here.address.contact_id, KNOWN_CASES)
    mains = needs.mains(here.session, [case.id for case in mine if case.duplicate_of])
    chosen = _singled_out(here, mine)
    with gathered(here, mine):
        return tuple(
            _standing(here, case, mains.get(case.id), able=case is chosen)
            for case in reversed(mine)
        )


def standing(here: Here, case: Case, main: Case | None = None, *, able: bool = False) -> Standing:
    """Where a case stands, without anything personal in it; with what its reporter may do, where
    it is told alone (`able`). A report that follows `main` is shown a life of its own."""
    with gathered(here, (case,)):
        return _standing(here, case, main, able=able)


def _standing(here: Here, case: Case, main: Case | None, *, able: bool) -> Standing:
    seen = _shown(case, main)
    known = main or case
    return Standing(
        ticket=case.ticket,
        state=seen.state,
        since=seen.since,
        due=case.due_at,
        village=village_of(here.session, case),
        category=case.category,
        about=label_of(codes_of(case), here.catalogue),
        stage=seen.stage,
        profile=known.profile,
        desk=_has_desk(here, case) if seen.state is State.SCREENING else True,
        visit=_visit(here, known),
        papers=tuple(wording.papers_asked(here, case)),
        asked=_asked(here, known) if seen.state in _WITH_PROGRAMS else (),
        until=None if main else _until(here, case),
        choices=_choices(here, case, main) if able else (),
        case_id=case.id,
    )


def _singled_out(here: Here, mine: Sequence[Case]) -> Case | None:
    """The one case that is told alone: the only one, or the one whose number was typed."""
    if len(mine) == 1:
        return mine[0]
    typed = ticket_in(here.incoming.text) if isinstance(here, Heard) else None
    if typed is None or isinstance(typed, Mistyped):
        return None
    return next((case for case in mine if case.ticket == typed), None)


def _shown(case: Case, main: Case | None) -> Shown:
    if main is None:
        return Shown(State(case.state), case.state_since, Stage(case.stage))
    place = State(main.state), Stage(main.stage)
    held = main.facilitator_id is not None
    return as_shown(case.opened_at, place, main.state_since, held=held, profile=main.profile)


def _has_desk(here: Here, case: Case) -> bool:
    absent = absent_roles(here.session, case.village_code or here.house.city_code)
    return bool(case.village_code) and not all(role in absent for role in _DESKS)


def _visit(here: Here, case: Case) -> Rendered | None:
    """The visit that is still to come."""
    zone = here.house.zone.key
    visit = Visit(case.visit_at, case.visit_part) if case.visit_at else None
    return visit.when(zone) if visit is not None and visit.ends(zone) >= here.now else None


def _asked(here: Here, case: Case) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            wording.program_name(here, row.program),
            ReferralState(row.state),
            _answer_of(row),
        )
        for row in referrals.latest(here.session, case.id)
        if row.state != ReferralState.WITHDRAWN
    )


def _answer_of(row: Referral) -> Rendered | str:
    """What its program wrote of it, shortened."""
    if row.state == ReferralState.WAITING_QUOTA:
        return row.next_round
    if row.state == ReferralState.REJECTED:
        return reason_text(row.reason_code, _short(row.words or ""))
    return _short(row.words or "") if row.state == ReferralState.GRANTED else ""


def _short(words: str) -> str:
    told = mask_numbers(" ".join(words.split())).rstrip(" .")
    return told if len(told) <= _LONGEST_TOLD else told[: _LONGEST_TOLD - 1].rstrip() + "…"


def _until(here: Here, case: Case) -> datetime | None:
    """So long it may be objected to, or reopened."""
    holds = facts(here, case).holds
    if State(case.state) is State.REJECTED:
        return (
            case.decided_at + OBJECTION if case.decided_at and Guard.OBJECTABLE in holds else None
        )
    since = case.answered_at or case.ended_at
    return since + REOPENING if since and Guard.REOPENABLE in holds and _ended(case) else None


def _ended(case: Case) -> bool:
    return any(row.event is Event.REOPEN and row.state == case.state for row in lifecycle.TABLE)


def _choices(here: Here, case: Case, main: Case | None) -> tuple[Choice, ...]:
    """What its reporter may do; who follows another case withdraws like anybody, so that the
    buttons tell them nothing."""
    state = State((main or case).state)
    rows = lifecycle.offered(facts(here, case), Role.RESIDENT)
    if main is not None and state not in OPEN_TO_CANCEL:
        rows = ()
    granted = (main or case).result == "granted"
    moves = under_standing(case.id, case.version, rows, granted=granted)
    if main is not None and state is State.NEEDS_DOCUMENTS:
        state = State.SCREENING  # papers are asked of the first reporter alone
    more = follow_up.choices(case.id, state)
    last = [choice for choice in moves if choice.data.endswith(f":{Event.CANCEL}")]
    if state is State.FIELD_VISIT and _visit(here, main or case) is not None:
        moves = (OTHER_DAY.button(case.id, case.version), *moves)
    return (*(choice for choice in moves if choice not in last), *more, *last)
