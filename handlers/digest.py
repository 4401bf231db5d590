"""The morning's digest: each desk reads at 07.30 what is open, due today and late.

One timer for the whole city, set when the program starts to work. Who has nothing to do hears
nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from flows.cases.notices import NOTICES, Values
from flows.messages import Lane, Outgoing
from handlers.here import STAFF_LANGUAGE
from handlers.house import House
from handlers.late_list import THE_CITY, next_morning
from handlers.staffing import staff_of_contact
from handlers.telling import notify_staff, say_in
from handlers.worklist import mine_of
from storage import staff, timers, worklists
from storage.tables import Staff, StaffGroup
from storage.timers import DueTimer
from storage.worklists import Counts, Mine

SUBJECT, KIND = "city", "digest"


def expect(house: House) -> None:
    """There will be a digest tomorrow morning; a timer that runs already is left alone."""
    with house.database.write() as session:
        if not timers.runs(session, SUBJECT, THE_CITY, KIND):
            due = next_morning(house, house.clock())
            timers.set_timer(session, SUBJECT, THE_CITY, KIND, due)


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Tell everybody of this morning, and wait for the next one."""
    if not timers.take(session, timer.id, timer.sequence):
        return False
    for member in staff.everybody(session):
        _tell(house, session, member)
    for group in staff.groups(session):
        _post(house, session, group)
    timers.set_timer(session, SUBJECT, THE_CITY, KIND, next_morning(house, house.clock()))
    return True


def _tell(house: House, session: Session, member: Staff) -> None:
    who = staff_of_contact(session, member.contact_id) if member.contact_id else None
    if who is None:
        return
    counts = _counted(house, session, mine_of(session, who))
    if not counts.open:
        return
    values = _values(counts)
    notify_staff(
        session,
        member,
        NOTICES["digest"].text(values),
        house.clock(),
        notice="digest",
        values=values,
    )


def _post(house: House, session: Session, group: StaffGroup) -> None:
    """A group reads how many cases of its area are open: no number of a case, nobody's name."""
    if not group.area_code:
        return
    mine = worklists.of_area(group.area_code)
    counts = _counted(house, session, mine)
    if counts.open:
        words = NOTICES["digest_group"].text(_values(counts)).render(STAFF_LANGUAGE)
        message = Outgoing(text=words, notice="digest_group")
        say_in(session, group, message, Lane.NOTICE, house.clock())


def _counted(house: House, session: Session, mine: Mine) -> Counts:
    return worklists.counts(session, mine, house.clock(), _end_of_today(house))


def _values(counts: Counts) -> Values:
    return {"open": counts.open, "today": counts.due, "late": counts.late}


def _end_of_today(house: House) -> datetime:
    here = house.clock().astimezone(house.zone)
    return datetime.combine(here.date() + timedelta(days=1), time(), house.zone)
