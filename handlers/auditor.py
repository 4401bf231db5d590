"""Whether the clocks themselves run: an alarm when what was due did not fire.

    a timer due for more than 5 minutes (or one that failed and was put off) is late
    late        one line to the office, at most once an hour
    late no more    one line, once

Two marks remember it, so that any number of processes may look: `timers_late` is when the
alarm was last given, `timers_well` when it was last called off.
"""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from flows.words import Text, _staff
from handlers.house import House
from handlers.telling import tell_office
from storage import marks, timers

log = structlog.get_logger()
LATE = timedelta(minutes=5)
QUIET = timedelta(hours=1)
"""So long no other alarm follows."""
ALARM, WELL = "timers_late", "timers_well"

STAND_STILL = _staff(
    "PERHATIAN: {count} pengingat laporan terlambat lebih dari 5 menit, jadi peringatan batas "
    "waktu bisa tidak terkirim. Mohon admin memeriksa sistem dengan perintah sambung doctor."
)
RUN_AGAIN = _staff("Pengingat laporan sudah berjalan lagi. Tidak ada yang perlu dilakukan.")


def late(house: House) -> int:
    """How many timers should have fired and did not."""
    with house.database.read() as session:
        return timers.late(session, house.clock(), LATE)


def look(house: House) -> int:
    """Tell the office when timers are late, and when they no longer are; how many are late."""
    now = house.clock()
    with house.database.read() as session:
        count = timers.late(session, now, LATE)
        alarmed = _alarmed(session)
    if count:
        log.error("timers_late", count=count)
    if count or alarmed:
        with house.database.write() as session:
            _say(house, session, count)
    return count


def _alarmed(session: Session) -> bool:
    """Whether the office was told of an alarm and not yet that it is over."""
    alarm, well = marks.get_mark(session, ALARM), marks.get_mark(session, WELL)
    return alarm is not None and (well is None or well < alarm)


def _say(house: House, session: Session, count: int) -> None:
    """Whoever moves the mark says it; a process that comes second finds it moved."""
    now = house.clock()
    if count:
        if marks.move_mark(session, ALARM, now, older_than=now - QUIET):
            _tell(house, session, STAND_STILL.format(count=count))
    elif _alarmed(session) and marks.move_mark(session, WELL, now, older_than=now):
        _tell(house, session, RUN_AGAIN)
        log.warning("timers_run_again")


def _tell(house: House, session: Session, words: Text) -> None:
    tell_office(session, house.city_code, house.city_code, words, house.clock())
