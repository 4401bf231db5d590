"""A report that may be the same as another, by name or address, or whose person many report: the
supervisor and the front office are told, in a job, because names are compared one by one."""

from __future__ import annotations

from flows.cases.rows import Audience, Tell
from flows.words import Text, _staff
from handlers import audiences, relating
from handlers.case_timers import for_case
from handlers.here import Here
from handlers.house import House
from storage import cases, needs
from storage.tables import Case

MANY = 3
"""So many people who report the same person and need are worth a look."""
MANY_REPORT = _staff("{count} orang melaporkan orang dan keperluan yang sama")
_TELLS = tuple(
    Tell(audience, f"look_alike_{audience}")
    for audience in (Audience.SUPERVISOR, Audience.FRONT_OFFICE)
)


def look(house: House, case_id: int) -> None:
    """Compare a new report with its neighbours, and tell who decides what is found."""
    with house.database.read() as session:
        case = session.get(Case, case_id)
        if case is None or case.duplicate_of is not None:
            return
        why = _why(for_case(house, session, case), case)
    if why is None:
        return
    with house.database.write() as session:
        locked = cases.lock(session, case_id)
        if locked is not None and locked.duplicate_of is None:
            here = for_case(house, session, locked)
            for one in _TELLS:
                audiences.tell(here, locked, one, more={"why": why})
    house.wake()


def _why(here: Here, case: Case) -> Text | None:
    """Why somebody should look; nothing where nothing is alike."""
    reporters = {case.contact_id, *(one.contact_id for one in needs.linked(here.session, case.id))}
    if len(reporters) >= MANY:
        return MANY_REPORT.format(count=len(reporters))
    alike = relating.look_alike(here, case)
    return next((why for _other, why in alike), None)
