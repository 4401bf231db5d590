"""To whom the personal data of a case were sent.

A case comes to its facilitator, a desk or a program by itself, with name and story: they opened
nothing, and have seen it all the same. Its resident may ask who did (UU PDP, article 32).
"""

from __future__ import annotations

from sqlalchemy import select

from flows.privacy import SENT
from handlers.here import Here
from handlers.reaching import home
from storage.cases import seen
from storage.tables import Audit, Case, Staff


def told(here: Here, case: Case, staff_id: int | None) -> None:
    """That staff member got the case; on record once, however often they are reminded."""
    if staff_id is None or _is_known(here, case, staff_id):
        return
    contact_id = here.session.get_one(Staff, staff_id).contact_id
    where = home(here.session, contact_id) if contact_id is not None else None
    seen(
        here.session,
        staff_id=staff_id,
        action=SENT,
        subject="case",
        subject_id=case.id,
        channel=where.channel if where is not None else "",
        at=here.now,
    )


def _is_known(here: Here, case: Case, staff_id: int) -> bool:
    query = select(Audit.id).where(
        Audit.subject == "case",
        Audit.subject_id == case.id,
        Audit.staff_id == staff_id,
        Audit.action == SENT,
    )
    return here.session.scalar(query.limit(1)) is not None
