"""Telling people that a clock of a case runs down: each person once, whatever they are to it.

Who is in two audiences hears of it by the first (`telling.put`): whose turn it is comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.cases.asked_papers import names, read_asked
from flows.cases.case_lines import look
from flows.cases.clock_table import BY_KIND
from flows.cases.holding import holder
from flows.cases.notices import NOTICES, Values
from flows.cases.rows import Audience, Tell
from flows.cases.states import Role, Stage, State
from flows.effects import Choice
from flows.messages import Lane, Outgoing
from flows.moments import Moment
from flows.words import Text
from handlers import audiences, awaited, program_contacts, working
from handlers.here import STAFF_LANGUAGE, Here
from handlers.telling import notify_staff, say_in
from storage import needs, referrals
from storage.tables import Case, ClockRow, Referral, Staff

_ROLES: Mapping[Audience, Role] = {
    Audience.SUPERVISOR: Role.SUPERVISOR,
    Audience.FRONT_OFFICE: Role.FRONT_OFFICE,
    Audience.MANAGER: Role.MANAGER,
}
_FOLLOWERS_TOO = frozenset({"decision_pulse", "quota_pulse", "breach_resident"})
"""What also reaches those whose report follows the case; the rest only its reporter can answer."""


def warn(here: Here, case: Case, row: ClockRow, tells: Sequence[Tell]) -> None:
    """Tell these of a running clock, in the order of the table."""
    values = _values(here, case, row)
    for one in tells:
        if one.audience is Audience.RESIDENT:
            _resident(here, case, row, one.notice)
        elif one.audience is Audience.GROUP:
            _group(here, case, one, values)
        elif one.audience is Audience.PROGRAM:
            _owners(here, case, one.notice, values)
        else:
            _staff_members(here, case, _whom(here, case, one.audience), one, values)


def _values(here: Here, case: Case, row: ClockRow) -> Values:
    """What the notices say; `due` is when this very clock runs out."""
    due = Moment(row.due_at or case.due_at, here.house.zone.key)
    return {**audiences.values_of(here, case, ""), "due": due, "task": BY_KIND[row.kind].task}


def _whom(here: Here, case: Case, audience: Audience) -> list[Staff]:
    """Who has that role for the case, or stands in for it."""
    role = _ROLES.get(audience)
    if audience is Audience.HOLDER:
        role = holder(State(case.state), Stage(case.stage))
    return working.people_for(here, case, role) if role else []


def _staff_members(
    here: Here, case: Case, whom: Sequence[Staff], one: Tell, values: Values
) -> None:
    """Whose turn it is gets the case with its buttons, everybody else the way to its details."""
    for member in whom:
        if one.audience is Audience.HOLDER:
            working.hand(here, case, member, one.notice, values)
        else:
            notify_staff(
                here.session,
                member,
                NOTICES[one.notice].text(values),
                here.now,
                choices=(look(case.id, case.version),),
                notice=one.notice,
                values=values,
                case_id=case.id,
            )


def _group(here: Here, case: Case, one: Tell, values: Values) -> None:
    """Its card, or a line; a case that no group may see pings each supervisor in private."""
    if one.notice not in NOTICES:
        audiences.tell(here, case, one)
        return
    groups = audiences.groups_of(here, case)
    words = NOTICES[one.notice].text(values).render(STAFF_LANGUAGE)
    line = Outgoing(text=words, notice=one.notice)
    for group in groups:
        say_in(here.session, group, line, Lane.NOTICE, here.now)
    if not groups:
        alone = Tell(Audience.SUPERVISOR, "warn_supervisor")
        _staff_members(here, case, _whom(here, case, alone.audience), alone, values)


def _resident(here: Here, case: Case, row: ClockRow, notice: str) -> None:
    """Who reported it, and who follows it where the news is theirs too."""
    if notice == "objection_reminder" and case.objected_at is not None:
        return
    more: dict[str, Text | str | Moment] = {"due": Moment(row.due_at or here.now, _zone(here))}
    if notice == "documents_reminder":
        more["items"] = _papers(here, case)
    if notice == "closing_reminder" and case.result == "granted":
        notice = "received_reminder"
    if notice == "quota_pulse":
        rounds = _rounds(here, case)
        notice, more = ("quota_pulse", {"round": rounds}) if rounds else ("decision_pulse", {})
    audiences.to_reporter(here, case, notice, more)
    shared = {name: value for name, value in more.items() if name != "due"}
    for report in needs.linked(here.session, case.id) if notice in _FOLLOWERS_TOO else ():
        if notice != "breach_resident" or report.due_at <= here.now:
            audiences.to_reporter(here, report, notice, shared)


def _zone(here: Here) -> str:
    return here.house.zone.key


def _papers(here: Here, case: Case) -> Text:
    """Which papers are still waited for."""
    missing = awaited.left(here, case) or read_asked(case.asked_papers)
    return names(missing, here.catalogue)


def _rounds(here: Here, case: Case) -> str:
    """When the owners look for a place again, in their own words; empty where none said."""
    waiting = [row for row in _undecided(here, case) if row.next_round]
    return "; ".join(dict.fromkeys(row.next_round for row in waiting))


def _undecided(here: Here, case: Case) -> Sequence[Referral]:
    return referrals.undecided(here.session, case.id)


def _owners(here: Here, case: Case, notice: str, values: Values) -> None:
    """Whoever answers for a program that has not: one message a person, with the answers below
    it where it is about one program only."""
    asked: dict[int, tuple[Staff, list[Referral]]] = {}
    for row in _undecided(here, case):
        for member in program_contacts.contacts(here, case, row.program):
            asked.setdefault(member.id, (member, []))[1].append(row)
    for member, rows in asked.values():
        days = (here.now - min(row.sent_at for row in rows)).days
        told = {**values, "days": days}
        words = NOTICES[notice].text(told)
        keys: tuple[Choice, ...] = (look(case.id, case.version),)
        if len(rows) == 1:
            keys = (*program_contacts.choices(rows[0]), *keys)
            words = program_contacts.card(here, case, rows[0], words)
        notify_staff(
            here.session,
            member,
            words,
            here.now,
            choices=keys,
            notice=notice,
            values=told,
            case_id=case.id,
        )
