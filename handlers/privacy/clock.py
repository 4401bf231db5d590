"""A request about one's own data has 3 x 24 hours: the officer is reminded, the agency's head is
told, and when the time is over the person as well. A request that nobody has read is shown anew."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from flows.cases.notices import Values
from flows.privacy import KINDS, WARNINGS, Kind
from flows.words import _staff
from handlers.here import Here
from handlers.house import House
from handlers.privacy import erasing, telling
from handlers.privacy.deciding import CLOCK, SUBJECT
from storage import people, timers
from storage.privacy import requests
from storage.tables import Address, DataRequest
from storage.timers import DueTimer

AGAIN = timedelta(days=1)
"""After the time is over the officers are asked once a day."""
REMINDED = _staff("Belum diputuskan: permintaan data P{number}, warga ingin {kind}. Batas {due}.")
BROKEN = _staff(
    "Terlambat: permintaan data P{number}, warga ingin {kind}. Batasnya {due}; "
    "UU PDP memberi 3 x 24 jam."
)


def begin(here: Here, row: DataRequest) -> None:
    """From now on it is watched."""
    timers.set_timer(here.session, SUBJECT, row.id, CLOCK, row.asked_at + WARNINGS[0])


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """A warning is due, or the last of somebody's data."""
    row = requests.lock(session, timer.subject_id)
    if not timers.take(session, timer.id, timer.sequence):
        return False
    address = session.get(Address, row.address_id) if row is not None else None
    if row is None or address is None:
        return True
    address = people.last_address(session, row.contact_id) or address
    here = Here(house, session, address, house.clock())
    if timer.kind == erasing.FORGET:
        erasing.forget(here, row)
    elif row.state == "received":
        _warn(here, row)
    session.flush()
    return True


def _warn(here: Here, row: DataRequest) -> None:
    """Of several that are due after an outage only the highest is given."""
    late = here.now - row.asked_at
    row.warned = sum(late >= after for after in WARNINGS)
    words = BROKEN if row.warned >= len(WARNINGS) else REMINDED
    telling.show(here, row, telling.officers(here.session, row.contact_id), words)
    if row.warned >= 2:
        above = telling.officers(here.session, row.contact_id, telling.ABOVE)
        telling.show_without_buttons(here, row, above, words)
    if row.warned >= len(WARNINGS) and row.breached_at is None:
        row.breached_at = row.due_at
        values: Values = {"number": row.id, "kind": KINDS[Kind(row.kind)]}
        telling.inform(here.session, row.contact_id, "data_late", values, here.now)
    following = next((after for after in WARNINGS if after > late), None)
    due = row.asked_at + following if following is not None else here.now + AGAIN
    timers.set_timer(here.session, SUBJECT, row.id, CLOCK, due)
