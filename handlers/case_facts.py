"""A case as the table of its life sees it, and the people who act on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from flows.cases.clock_table import BY_KIND
from flows.cases.clocks import Kind
from flows.cases.entitled import STANDS_IN
from flows.cases.lifecycle import Actor, CaseFacts
from flows.cases.profiles import profile_of
from flows.cases.rows import Guard
from flows.cases.states import Role, Stage, State
from handlers.here import Here
from handlers.house import House
from handlers.telling import scopes
from storage import casebook, cases, needs, referrals
from storage.tables import Case

OBJECTION = BY_KIND[Kind.OBJECTION].length
"""So long after a rejection a resident may object, once."""
REOPENING = timedelta(days=30)
"""So long after an answer or a closing a resident may say that it is not solved."""
TRIES = 3
_LISTED = {
    "listed": True,
    "listed_without_decile": True,
    "not_listed": False,
    "inactive": False,
    "deceased_flag": False,
}


def facts(here: Here, case: Case, brings: frozenset[Guard] = frozenset()) -> CaseFacts:
    """The case as the table sees it; `brings` is what the act itself supplies."""
    return facts_at(here.house, here.session, case, here.now, brings)


def facts_at(
    house: House,
    session: Session,
    case: Case,
    now: datetime,
    brings: frozenset[Guard] = frozenset(),
) -> CaseFacts:
    """The same where nobody is talking."""
    return CaseFacts(
        id=case.id,
        ticket=case.ticket,
        state=State(case.state),
        version=case.version,
        village_code=case.village_code or "",
        facilitator_id=case.facilitator_id,
        surveyed_by=case.surveyed_by,
        reporter_id=case.contact_id,
        also_reported_by=frozenset(c.contact_id for c in needs.linked(session, case.id)),
        profile=case.profile,
        stage=Stage(case.stage),
        asked_from=State(case.asked_from) if case.asked_from else None,
        listed=_LISTED.get(case.registry_check),
        programs=frozenset(filter(None, case.programs.split(","))),
        absent=absent_roles(session, case.village_code or house.city_code),
        holds=_holds(session, case, now) | brings,
        frozen=case.frozen_at is not None,
    )


def absent_roles(session: Session, area_code: str) -> frozenset[Role]:
    """Roles that can be stood in for, or stand in, and that nobody who can be reached has there."""
    there = casebook.roles_present(session, scopes(area_code))
    asked_of = {*STANDS_IN, *(role for others in STANDS_IN.values() for role in others)}
    return frozenset(role for role in asked_of if role not in there)


def actor_of(here: Here) -> Actor:
    """Whoever is talking: a staff member in all their roles, or a resident."""
    contact_id = here.address.contact_id
    if here.staff is None:
        return Actor(None, ((Role.RESIDENT, ""),), contact_id)
    return Actor(here.staff.id, here.staff.roles, contact_id, here.staff.programs)


def actor_on(here: Here, case: Case) -> Actor:
    """The same for one case: an officer is a resident too where the report is their own."""
    actor = actor_of(here)
    if here.staff is None or case.contact_id != actor.contact_id:
        return actor
    return replace(actor, roles=(*actor.roles, (Role.RESIDENT, "")))


def _holds(session: Session, case: Case, now: datetime) -> frozenset[Guard]:
    """What is true of the case that a guard may ask for."""
    true = {
        Guard.LIST_CHECKED: not profile_of(case.profile).needs_list_check
        or case.registry_check != "not_checked",
        Guard.UNSIGNED: case.stage != Stage.ANSWER,
        Guard.HELP_OFFERED: case.help is not None,
        Guard.HELP_RECORDED: case.help is not None,
        Guard.PROGRAMS_CHOSEN: bool(case.programs),
        Guard.DRAFTED: case.draft is not None,
        Guard.AGENCY_NAMED: bool(case.agency),
        Guard.MAIN_NAMED: case.duplicate_of is not None,
        Guard.PAPERS_NAMED: bool(case.asked_papers),
        Guard.OBJECTABLE: _objectable(session, case, now),
        Guard.REOPENABLE: _reopenable(session, case, now),
        Guard.TRIED_THREE_TIMES: State(case.state) is State.FIELD_VISIT
        and len(casebook.attempts(session, case.id)) >= TRIES,
    }
    return frozenset(guard for guard, holds in true.items() if holds)


def _objectable(session: Session, case: Case, now: datetime) -> bool:
    """Also where one program of several said no."""
    in_time = case.decided_at is not None and now <= case.decided_at + OBJECTION
    if not in_time or case.objected_at is not None:
        return False
    return case.result == "rejected" or (
        case.result == "granted"
        and any(row.state == "rejected" for row in referrals.latest(session, case.id))
    )


def _reopenable(session: Session, case: Case, now: datetime) -> bool:
    since = case.answered_at or case.ended_at
    if since is None or now > since + REOPENING:
        return False
    other = needs.open_need(session, case.person_id, case.need) if case.person_id else None
    return other is None or other.id == case.id


def chosen_programs(case: Case) -> tuple[str, ...]:
    """Codes of the programs that somebody chose for a referral."""
    return tuple(filter(None, case.programs.split(",")))


def locked(here: Here, case_id: int) -> Case | None:
    """The case, held until the transaction ends."""
    return cases.lock(here.session, case_id)
