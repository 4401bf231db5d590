"""An officer acts on a request about somebody's data, and the list of what waits for one.

correct    a name or a family card's number is set right; anything else the officer did by hand
withdraw   the person's open reports are stopped, or go on until they end
freeze     nobody opens or changes anything until it is thawed
delete     at once, or when the last open report has ended
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from flows.cases.lifecycle import NotAllowed, resident
from flows.cases.notices import Values
from flows.cases.states import Event
from flows.privacy import KINDS, Kind, State
from flows.talks.my_data import DECLINE
from flows.words import Text, _, _staff, lines
from handlers import moving
from handlers.here import Heard, Here
from handlers.privacy import erasing, freezing, telling
from handlers.registry import answering
from storage import cases, timers
from storage.people import blind
from storage.privacy import requests
from storage.tables import DataRequest, Person

SUBJECT, CLOCK = "data_request", "clock"
SHOWN = 5
GONE = _staff("Permintaan ini sudah diselesaikan.")
NOT_YOURS = _staff("Permintaan data hanya untuk manajer SLRT atau petugas yang mewakilinya.")
OWN = _staff("Anda tidak bisa memutuskan permintaan Anda sendiri.")
NOTHING = _staff("Tidak ada permintaan data yang menunggu.")
SOME = _staff("{count} permintaan data menunggu; yang paling dekat batasnya lebih dulu.")
CANCELLED = _("Permintaan data P{number} dibatalkan. Ketik MENU untuk pilihan lain.")
TOO_LATE = _("Permintaan data P{number} sudah diputuskan, jadi tidak bisa dibatalkan lagi.")
NOT_STOPPED = _staff("Belum bisa dihentikan, karena sudah diputuskan: {tickets}.")
_ASKED = re.compile(r"/?(?:permintaan data|daftar data|pdp)\s*", re.IGNORECASE)


def is_asked(here: Here, text: str) -> bool:
    """Whether an officer asks for the requests that wait."""
    return here.staff is not None and _ASKED.fullmatch(text.strip()) is not None


def show(here: Heard) -> None:
    """What waits for them, with buttons."""
    if not _may_act(here):
        here.say(NOT_YOURS)
        return
    waiting = [row for row in requests.waiting(here.session, SHOWN * 4)
               if row.contact_id != here.address.contact_id]  # fmt: skip
    if not waiting:
        here.say(NOTHING)
        return
    here.say(SOME.format(count=len(waiting)))
    for row in waiting[:SHOWN]:
        answering.log_look(here, "data_request_shown", "data_request", row.id)
        here.say(telling.card(here, row), telling.choices(here, row))


def press(here: Heard, request_id: int, what: str) -> None:
    """An officer acts, or the person themselves takes the request back."""
    row = requests.lock(here.session, request_id)
    if what == "c":
        _take_back(here, row)
        return
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.refuse(refused or GONE)
    elif what == "n":
        here.toast()
        _ask_why(here, row)
    else:
        _act(here, row, what)


def _ask_why(here: Heard, row: DataRequest) -> None:
    from handlers import resident as talks  # a talk ends in an effect, which comes back here

    talks.begin(here, DECLINE.name, {"case_id": row.id, "event": DECLINE.name})


def _refused(here: Here, row: DataRequest | None) -> Text | None:
    if row is None or row.state != State.RECEIVED:
        return GONE
    if row.contact_id == here.address.contact_id:
        return OWN
    return None if _may_act(here, row.contact_id) else NOT_YOURS


def _may_act(here: Here, but: int = 0) -> bool:
    """Whoever such requests go to now, and a manager in any case."""
    if here.staff is None:
        return False
    able = {one.id for one in telling.officers(here.session, but)}
    return here.staff.id in able or any(role is telling.ACT[0] for role, _ in here.staff.roles)


def _act(here: Heard, row: DataRequest, what: str) -> None:
    assert here.staff is not None
    row.decided_by, row.decided_at = here.staff.id, here.now
    answering.log_look(here, f"data_request_{row.kind}", "data_request", row.id)
    told = _DOES[Kind(row.kind)](here, row, what)
    if row.state == State.RECEIVED:
        finish(here, row, State.DONE)
        values: Values = {"number": row.id, "kind": KINDS[Kind(row.kind)]}
        telling.inform(here.session, row.contact_id, "data_done", values, here.now)
    done = _staff("Permintaan P{number} dicatat, dan warga diberi tahu.").format(number=row.id)
    here.answer(lines(done, told) if told is not None else done)


def finish(here: Here, row: DataRequest, state: State) -> None:
    """It is settled: its clock stops, and what was written in it goes."""
    row.state, row.ended_at = state, here.now
    row.words = None
    timers.unset_timer(here.session, SUBJECT, row.id, CLOCK)
    here.session.flush()


def _correct(here: Heard, row: DataRequest, what: str) -> Text | None:
    """Where the number is a verified person's, their record is set right; no report's answers
    are rewritten."""
    del what
    person = here.session.get(Person, row.person_id) if row.person_id is not None else None
    if person is None or not row.words:
        return None
    if row.field == "name":
        person.name = row.words
    elif row.field == "kk":
        person.kk, person.kk_key = row.words, blind(here.session, row.words, "kk")
    return None


def _withdraw(here: Heard, row: DataRequest, what: str) -> Text | None:
    if what == "k":
        return None
    kept = []
    for case in telling.open_cases(here.session, row):
        if case.contact_id != row.contact_id:
            continue
        locked = cases.lock(here.session, case.id)
        try:
            if locked is not None:
                actor = resident(row.contact_id)
                moving.carry(here, locked, Event.CANCEL, actor, locked.version)
        except NotAllowed:
            kept.append(case.ticket)
    return NOT_STOPPED.format(tickets=", ".join(kept)) if kept else None


def _freeze(here: Heard, row: DataRequest, what: str) -> Text | None:
    del what
    freezing.freeze(here, row)
    return None


def _thaw(here: Heard, row: DataRequest, what: str) -> Text | None:
    del what
    freezing.thaw(here, row)
    return None


def _delete(here: Heard, row: DataRequest, what: str) -> Text | None:
    """Now; or, while a report is open, when that has ended: it is needed for it until then."""
    del what
    timers.unset_timer(here.session, SUBJECT, row.id, CLOCK)
    if erasing.settle(here, row):
        return None
    row.state = State.WAITING
    tickets = ", ".join(case.ticket for case in telling.open_cases(here.session, row))
    values: Values = {"number": row.id, "list": tickets}
    telling.inform(here.session, row.contact_id, "data_waiting", values, here.now)
    return None


_DOES: Mapping[Kind, Callable[[Heard, DataRequest, str], Text | None]] = {
    Kind.CORRECT: _correct,
    Kind.WITHDRAW: _withdraw,
    Kind.FREEZE: _freeze,
    Kind.UNFREEZE: _thaw,
    Kind.DELETE: _delete,
}


def decline(here: Here, request_id: int, reason: str) -> None:
    """The officer has said why not."""
    row = requests.lock(here.session, request_id)
    refused = _refused(here, row)
    if row is None or refused is not None:
        here.say(refused or GONE)
        return
    assert here.staff is not None
    row.decided_by, row.decided_at, row.why = here.staff.id, here.now, reason
    answering.log_look(here, "data_request_declined", "data_request", row.id)
    finish(here, row, State.DECLINED)
    values: Values = {"number": row.id, "kind": KINDS[Kind(row.kind)], "reason": reason}
    telling.inform(here.session, row.contact_id, "data_declined", values, here.now)
    here.say(_staff("Permintaan P{number} ditolak, dan warga diberi tahu.").format(number=row.id))


def _take_back(here: Heard, row: DataRequest | None) -> None:
    """Only who asked, and only while nothing was done."""
    if row is None or row.contact_id != here.address.contact_id:
        here.refuse(GONE)
    elif row.state not in {State.RECEIVED, State.WAITING}:
        here.answer(TOO_LATE.format(number=row.id))
    else:
        finish(here, row, State.CANCELLED)
        here.toast()
        here.say(CANCELLED.format(number=row.id))
