"""Every night what is past its time goes, a few rows at a time: photos first, then words, then who
somebody was. What stays is numbers, dates and states.

One timer for the whole city orders the job; `handlers.privacy.retention` says what goes when.
"""

from __future__ import annotations

import time as waiting
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.here import Here
from handlers.house import House
from handlers.privacy import erasing, telling
from handlers.privacy.retention import RULES, Rule
from handlers.registry import keeping
from storage import jobs, timers
from storage.privacy import ageing, requests
from storage.privacy import erasing as emptying
from storage.timers import DueTimer

log = structlog.get_logger()
SUBJECT, KIND = "retention", "night"
NIGHT = "retention"
"""Kind of the job."""
AT = time(1, 30)
BATCH = 50
BREATH = 0.02
"""Seconds between batches, so that whoever writes to us does not wait."""
LONGEST = 120.0
"""Seconds of one job; then another one goes on, before its claim runs out."""
PARTS = 1000
"""So many jobs has a night at most; their numbers follow each other."""
EVERYBODY = 0


def expect(house: House) -> None:
    """There will be a night; a timer that runs already is left alone."""
    with house.database.write() as session:
        if not timers.runs(session, SUBJECT, EVERYBODY, KIND):
            timers.set_timer(session, SUBJECT, EVERYBODY, KIND, next_night(house))


def next_night(house: House) -> datetime:
    """The next 01.30 of the city."""
    here = house.clock().astimezone(house.zone)
    night = datetime.combine(here.date(), AT, house.zone)
    if night <= here:
        night = datetime.combine(here.date() + timedelta(days=1), AT, house.zone)
    return night.astimezone(UTC)


def fire(house: House, session: Session, timer: DueTimer) -> bool:
    """Order this night's work, and wait for the next one."""
    if not timers.take(session, timer.id, timer.sequence):
        return False
    now = house.clock()
    number = now.astimezone(house.zone).date().toordinal() * PARTS
    jobs.order(session, NIGHT, number, now)
    timers.set_timer(session, SUBJECT, EVERYBODY, KIND, next_night(house))
    return True


def work(house: House, part: int = 0, longest: float = LONGEST) -> dict[str, int]:
    """The job: how many rows of each kind went. What is not done in time, the next part does.
    Raises NotYet while the place of the files is away."""
    until = waiting.monotonic() + longest
    done: dict[str, int] = {}
    for rule in RULES:
        done[rule.name] = _all_of(house, rule, until)
        if done[rule.name]:
            log.info("retention", kind=rule.name, count=done[rule.name])
    _agreed(house)
    _left_over(house)
    keeping.purge(house, house.keeping.batches)
    if waiting.monotonic() >= until and part % PARTS < PARTS - 1:
        with house.database.write() as session:
            jobs.order(session, NIGHT, part + 1, house.clock())
    house.wake()
    return done


def due(house: House) -> dict[str, int]:
    """How many rows of each kind are past their time now; nothing is changed."""
    with house.database.read() as session:
        return {
            rule.name: session.scalar(
                select(func.count()).select_from(_found(house, session, rule).subquery())
            )
            or 0
            for rule in RULES
        }


def _found(house: House, session: Session, rule: Rule) -> ageing.Ids:
    return rule.find(session, house.keeping, house.clock())


def _all_of(house: House, rule: Rule, until: float) -> int:
    count = 0
    for some in _batches(house, rule):
        count += some
        waiting.sleep(BREATH)
        if waiting.monotonic() >= until:
            break
    return count


def _batches(house: House, rule: Rule) -> Iterator[int]:
    """Each in a transaction of its own."""
    while True:
        with house.database.write() as session:
            ids = session.scalars(_found(house, session, rule).limit(BATCH)).all()
            if ids:
                now = house.clock()
                rule.act(Here(house, session, emptying.nobody(session, now), now), ids)
        if not ids:
            return
        yield len(ids)


def _left_over(house: House) -> None:
    """Files that were to go and whose job gave up: ordered again."""
    with house.database.write() as session:
        for document_id in session.scalars(ageing.files_left().limit(BATCH)).all():
            jobs.order(session, erasing.FILE, document_id, house.clock())


def _agreed(house: House) -> None:
    """Deletions that waited for the end of a case."""
    with house.database.read() as session:
        ids = [row.id for row in requests.agreed_deletions(session)]
    for request_id in ids:
        with house.database.write() as session:
            row = requests.lock(session, request_id)
            if row is not None and row.state == "waiting":
                here = Here(house, session, telling.address_of(session, row), house.clock())
                erasing.settle(here, row)
