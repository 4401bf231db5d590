"""From a finished talk to a case.

    guards -> whom it is about -> is that need open already? -> a case, or a linked report

The resident hears the same in every way: a ticket number, a due time, what happens next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases.filing import Filing, check, read_filing
from flows.cases.offers import under_notice
from flows.cases.priority import Priority
from flows.cases.states import OVER, State
from flows.words import _
from handlers import audiences, documents, filing_cabinet, joining, relating, starting
from handlers.here import Here
from storage import cases, jobs, needs, people, together
from storage.tables import Case

CONSENT = "case"
NOT_AGREED = _(
    "Laporan belum kami terima karena izin memakai data Anda belum ada atau sudah dicabut. "
    "Isinya kami hapus; ketik MENU bila ingin melapor."
)
FROZEN = _(
    "Data Anda sedang dibekukan atas permintaan Anda, jadi laporan baru belum kami terima. "
    "Ketik DATA SAYA lalu pilih Cairkan data. Bila ada bahaya, telepon 112."
)
KNOWN_ALREADY = _(
    "Keperluan ini sudah Anda laporkan dengan nomor {ticket}, jadi nomornya tetap itu. "
    "Cerita dan foto yang baru sudah kami tambahkan. "
    "Ketik CEK untuk melihat sampai di mana laporan Anda."
)

ANSWERED_ALREADY = _(
    "Keperluan ini sudah kami jawab pada laporan {ticket}; keterangan yang baru sudah kami "
    "tambahkan di sana. "
    "Bila masalahnya belum selesai, pilih Belum selesai supaya diperiksa lagi."
)


_ASKED_ONCE = (
    "addresses", "attempts", "clocks", "decliners", "documents", "linked", "referrals", "staff",
)  # fmt: skip
"""What opening a case asks again and again, and does not change itself; of the new case it is
known without asking (`handlers.filing_cabinet`)."""


def open_case(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """Open the talk's case, say its number, and give it to a facilitator. A talk that has
    opened its case already only hears the number again.

    Raises `flows.cases.filing.Unready` for answers that cannot be a case, which the talk
    should never have let through.
    """
    known = cases.of_talk(here.session, here.address.contact_id, talk)
    if known is not None:
        audiences.say_number(here, known)
    elif not people.agreed(here.session, here.address.contact_id, CONSENT):
        documents.purge(here, talk)
        here.say(NOT_AGREED)
    elif here.contact.frozen_at is not None:
        documents.purge(here, talk)
        here.say(FROZEN)
    else:
        filing = read_filing(answers, here.catalogue)
        check(filing, here.now.astimezone(here.house.zone).date())
        with together.asked_once(here.session, *_ASKED_ONCE):
            _file(here, talk, filing)


def _file(here: Here, talk: int, filing: Filing) -> None:
    """A case of its own, unless that need is open; of two at once the database lets one win."""
    person = filing_cabinet.person_of(here, filing)
    main = _open_need(here, person.id if person else None, filing.need)
    if main is None:
        case = filing_cabinet.file_case(here, talk, filing, person)
        if case is not None:
            _begin(here, case)
            return
        main = _open_need(here, person.id if person else None, filing.need)
    if main is None:
        raise RuntimeError("a case was refused though its need is not open")
    mine = needs.own_report(here.session, here.address.contact_id, main)
    if mine is None:
        joining.join(here, talk, filing, person, main)
    else:
        joining.add(here, talk, filing, mine, main)
        _say_known(here, mine, urgent=filing.urgent)


def _open_need(here: Here, person_id: int | None, need: str) -> Case | None:
    """The person's open case of that need, locked; it may have ended before the lock was had."""
    found = needs.open_need(here.session, person_id, need) if person_id and need else None
    locked = cases.lock(here.session, found.id) if found else None
    if locked is None or locked.duplicate_of is not None or State(locked.state) in OVER:
        return None
    return locked


def _say_known(here: Here, case: Case, *, urgent: bool) -> None:
    """The number they have; in an emergency with the numbers that help at once."""
    if urgent:
        audiences.say_number(here, case)
    elif State(case.state) is State.ANSWERED:
        here.say(
            ANSWERED_ALREADY.format(ticket=case.ticket),
            under_notice("answered", case.id, case.version),
            case_id=case.id,
        )
    else:
        here.say(KNOWN_ALREADY.format(ticket=case.ticket), case_id=case.id)


def _begin(here: Here, case: Case) -> None:
    """A new case is on its way: its number, whoever is alerted, and the first desk."""
    if case.priority == Priority.URGENT:
        audiences.alert(here, case)
    starting.start(here, case)
    if case.person_id is not None:
        jobs.order(here.session, relating.ALIKE, case.id, here.now, fresh=True)
    audiences.say_number(here, case, assigned=State(case.state) is State.ASSIGNED)
