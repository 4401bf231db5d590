"""Sending what we make on paper: the words go at once, the file follows.

a wish is stored with the answer -> job: facts (read) -> typeset, no transaction -> file store
-> one transaction: the file is known, the messages wait to be sent, the wish is fulfilled

A file is made once for all who ask, until its words change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from flows.cases import explaining
from flows.landing import Ways
from flows.messages import Lane, Outgoing
from flows.words import _
from handlers.here import Here
from handlers.house import House
from handlers.later import NotYet
from handlers.leaflets import rack
from handlers.paper import making
from handlers.telling import put
from storage import jobs, leaflets
from storage.files import StoreAway, new_key
from storage.tables import Address, PaperFile, PaperWish

log = structlog.get_logger()
PAPER = "paper"
"""The job that brings it."""
BROCHURE, EXPLAINER = "brochure", "explainer"
_HERE_IT_IS = {
    BROCHURE: _("Brosur {name}. Boleh dibagikan."),
    EXPLAINER: _("Begini jalannya keluhan."),
}


def wish(here: Here, kind: str, code: str) -> None:
    """Have it sent to the person who is talking."""
    row = leaflets.wish(here.session, here.address.id, kind, code, here.language, here.now)
    if row is not None:
        jobs.order(here.session, PAPER, row.id, here.now)


def bring(house: House, wish_id: int, ways: Callable[[], Ways]) -> None:
    """The whole job. Raises NotYet while the place of the files does not answer."""
    wanted = _wanted(house, wish_id, ways())
    if wanted is None:
        return
    try:
        files = _kept(house, wanted.job) or _make(house, wanted.job)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    house.reached("after_paper")
    _send(house, wish_id, wanted.caption, files)
    house.wake()


@dataclass(frozen=True, slots=True)
class _File:
    key: str
    mime: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    job: making.Job
    caption: str


def _wanted(house: House, wish_id: int, ways: Ways) -> _Wanted | None:
    """What to make; none for what was sent, or whose entry is no longer there."""
    with house.database.read() as session:
        row = session.get(PaperWish, wish_id)
        if row is None or row.sent_at is not None:
            return None
        kind, code, language = row.kind, row.code, row.language
        held = rack(house, session, ways)
    if kind == EXPLAINER:
        facts = explaining.explainer(held.desk, language, held.changed_last())
        return _Wanted(making.explainer(facts), _HERE_IT_IS[kind].render(language))
    entry = held.catalogue.printed(code)
    if entry is None:
        log.warning("paper_of_nothing", wish_id=wish_id)
        return None
    caption = _HERE_IT_IS[BROCHURE].format(name=entry.label).render(language)
    return _Wanted(making.brochure(held.leaflet(entry, language)), caption)


def _kept(house: House, job: making.Job) -> list[_File]:
    """The files as they were made before, if all are still there."""
    with house.database.read() as session:
        rows: Sequence[PaperFile] = leaflets.files_of(session, job.digest)
        files = [_File(row.key, row.mime) for row in rows]
    return files if all(house.files.exists(file.key) for file in files) else []


def _make(house: House, job: making.Job) -> list[_File]:
    """Set the pages and keep them."""
    stored = []
    for made in job.make():
        key = new_key()
        house.files.put(key, made.content)
        stored.append(_File(key, made.mime))
    with house.database.write() as session:
        now = house.clock()
        for part, file in enumerate(stored):
            leaflets.keep_file(session, job.digest, part, file.key, file.mime, now)
    return stored


def _send(house: House, wish_id: int, caption: str, files: Sequence[_File]) -> None:
    """Queue the files, the first with its caption, unless another worker did."""
    with house.database.write() as session:
        row = leaflets.lock_wish(session, wish_id)
        if row is None or row.sent_at is not None:
            return
        now = house.clock()
        row.sent_at = now
        address = session.get_one(Address, row.address_id)
        for part, file in enumerate(files):
            words = caption if part == 0 else ""
            message = Outgoing(text=words, file=file.key, mime=file.mime, language=row.language)
            put(session, address, message, now, lane=Lane.REPLY)
