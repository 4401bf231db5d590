"""Looking at a photo once it is at home, and answering within seconds.

    the file is fetched -> job: read it, look at it (no transaction) -> the verdict is recorded
    -> a turn of the person's talk, under their lock: what to do better, or nothing

Several poor photos that came together are answered once: the answer waits until it is quiet
and everything that came with it was looked at, but not for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from flows import card_turns, engine
from flows.messages import Lane, MediaKind, Outgoing
from flows.words import Text, _, lines, literal
from handlers import arriving, resident
from handlers.following import concerns
from handlers.here import Here, queue
from handlers.house import House
from handlers.later import NotYet
from handlers.pictures.advice import advice
from handlers.pictures.check import Reason, Verdict, check
from handlers.pictures.clean import Refused
from handlers.pictures.expecting import expected
from handlers.reaching import home
from storage import papers, people, readings
from storage.files import NoSuchFile, StoreAway
from storage.tables import Case, Document

log = structlog.get_logger()
CHECK = "check"
QUIET = timedelta(seconds=1.5)
"""Without a further photo for so long, an album is complete."""
PATIENCE = timedelta(seconds=10)
"""So long a poor photo waits for those that came with it."""
AGAIN = timedelta(seconds=2)


def look(house: House, document_id: int) -> None:
    """The whole job. Raises NotYet when the file cannot be had now, or others came with it."""
    _look(house, document_id)
    wait = answer(house, document_id)
    if wait is not None:
        raise NotYet("others came with it", wait)


def _look(house: House, document_id: int) -> None:
    with house.database.read() as session:
        row = session.get(Document, document_id)
        if row is None or row.status != "fetched" or row.verdict:
            return
        concerns(contact_id=row.contact_id, case_id=row.case_id)
        key, kind = row.key, expected(row.question)
    try:
        verdict = check(house.files.get(key), kind)
    except StoreAway as away:
        raise NotYet(f"store {away}") from None
    except (NoSuchFile, Refused) as error:
        log.error("photo_not_checked", document_id=document_id, error=type(error).__name__)
        _record(house, document_id, None)
    else:
        _record(house, document_id, verdict)


def _record(house: House, document_id: int, verdict: Verdict | None) -> None:
    """The verdict is a fact, whatever becomes of the answer."""
    house.reached("after_check")
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is None:
            return
        people.lock(session, row.contact_id)
        session.refresh(row)
        if row.status != "fetched" or row.verdict:
            return
        if verdict is None:
            row.verdict = "failed"
        elif verdict.good:
            row.verdict = "good"
            _replace_poor(session, row)
        else:
            row.verdict, row.reasons = "poor", ",".join(verdict.reasons)
        _have_read(house, session, row)


def _have_read(house: House, session: Session, row: Document) -> None:
    """A photo of a card is read next, where that can be done."""
    if house.cards is None or row.verdict == "failed" or row.media != MediaKind.IMAGE:
        return
    wants = card_turns.wanted(row.question)
    if wants is not None:
        readings.want(session, row.id, wants, house.clock())
    readings.order(session, row, house.clock())


def _replace_poor(session: Session, good: Document) -> None:
    """A better photo stands for the poor one that its sender was told about before."""
    for row in papers.of_question(session, good):
        told = row.told_at is not None and row.told_at <= good.received_at
        if row.id != good.id and row.verdict in {"poor", "accepted_poor"} and told:
            row.verdict = "replaced"
            return


def answer(house: House, document_id: int) -> timedelta | None:
    """One turn for all photos that came together; how long to wait when it is too early."""
    with house.database.write() as session:
        row = session.get(Document, document_id)
        if row is None or not row.verdict or row.told_at is not None:
            return None
        people.lock(session, row.contact_id)
        session.refresh(row)
        together, now = papers.of_question(session, row), house.clock()
        wait = _too_early(row, together, now)
        if wait is None and row.told_at is None:
            _answer(house, session, row, together, now)
    house.wake()
    return wait


def _too_early(row: Document, together: Sequence[Document], now: datetime) -> timedelta | None:
    """A good photo says nothing, so it need not wait; a poor one waits for its company."""
    if row.verdict != "poor" or now - row.received_at >= PATIENCE:
        return None
    quiet_at = max(one.received_at for one in together) + QUIET
    if now < quiet_at:
        return quiet_at - now
    open_ones = (one for one in together if one.status in {"pending", "fetched"})
    return AGAIN if any(not one.verdict for one in open_ones) else None


def _answer(
    house: House, session: Session, row: Document, together: Sequence[Document], now: datetime
) -> None:
    fresh = [one for one in together if one.verdict == "poor" and one.told_at is None]
    poor = fresh if row.verdict == "poor" else []
    for one in (row, *poor):
        one.told_at = now
    address = home(session, row.contact_id, row.channel)
    if address is None:
        return
    here = Here(house, session, address, now)
    reasons = [Reason(code) for one in poor for code in one.reasons.split(",")]
    words = advice(reasons, expected(row.question))
    if arriving.looked_at(here, row, words) or not poor:
        return
    if row.case_id is not None:
        _after_sending(here, row, reasons)
    elif words is not None:
        reopen(here, row, words, may_keep=Reason.OTHER_PAPER in reasons)


def reopen(here: Here, row: Document, words: Text, *, may_keep: bool = False) -> bool:
    """Ask for that photo again in the talk it was sent in, with these words; whether that talk
    is open and still counted it. One that they `may_keep` can be used as it is."""
    before = resident.conversation(here)
    if not before.flow or before.talk != row.talk:
        return False
    facts = resident.facts_for(here, frozenset())
    turn = engine.photo_checked(before, row.question, words, facts, may_keep=may_keep)
    if turn.effects:
        resident.carry_out(here, turn)
    return bool(turn.effects)


def _after_sending(here: Here, row: Document, reasons: Sequence[Reason]) -> None:
    """The report is on its way: its papers show it, and the person is asked once and kindly."""
    assert row.case_id is not None
    asked = any(
        one.verdict == "poor" and one.told_at not in {None, here.now}
        for one in papers.of_case(here.session, row.case_id)
    )
    if asked or resident.conversation(here).flow:
        return
    ticket = here.session.get_one(Case, row.case_id).ticket
    words = lines(
        _("Satu foto pada laporan {ticket} kurang jelas.").format(ticket=ticket),
        advice(reasons, expected(row.question)) or literal(""),
        _("Kirim lagi di sini bila bisa; bila tidak, petugas akan melihat aslinya."),
    )
    message = Outgoing(text=words.render(here.language), language=here.language)
    queue(here, here.address, Lane.NOTICE, message, case_id=row.case_id)
