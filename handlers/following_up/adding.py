"""Photos and words for a report that is on its way: whoever has the case hears of it at once."""

from __future__ import annotations

from flows.cases.case_lines import look
from flows.cases.notices import NOTICES
from flows.cases.states import OVER, State
from flows.effects import Choice
from flows.talks.follow_up import ADD, ADDED
from flows.words import Text, _, _staff
from handlers import audiences, resident, working
from handlers.following_up import asking
from handlers.here import Heard, Here
from handlers.papers_of_staff import take
from handlers.telling import notify_staff
from storage import casebook, cases, people
from storage.tables import Case

NOT_YOURS = _("Laporan ini bukan laporan Anda.")
ENDED = _(
    "Laporan {ticket} sudah berakhir, jadi tidak bisa ditambah lagi. "
    "Ketik CEK untuk melihat pilihannya, atau MENU."
)
FROZEN = _(
    "Data laporan {ticket} sedang dibekukan atas permintaan Anda. "
    "Ketik DATA SAYA lalu pilih Cairkan data."
)
NO_CONSENT = _("Izin memakai data Anda belum ada atau sudah dicabut; ketik PETUGAS bila perlu.")
ADDED_NOW = _(
    "Terima kasih, sudah kami tambahkan ke laporan {ticket}, dan petugasnya kami beri tahu."
)
_NO_WORDS = _staff("tanpa catatan")


def begin(here: Heard, case_id: int) -> None:
    """The button below a report was pressed: ask what to add."""
    case = own(here, case_id)
    if case is None:
        return
    if not people.agreed(here.session, case.contact_id, "case"):
        here.refuse(NO_CONSENT)
        return
    here.toast()
    resident.begin(here, ADD.name, subject(case, ADD.name))


def subject(case: Case, event: str) -> dict[str, object]:
    """What such a talk is about."""
    return {"case_id": case.id, "ticket": case.ticket, "event": event}


def own(here: Heard, case_id: int) -> Case | None:
    """The person's own report, locked, while it runs; they are told where it is not."""
    found = running(here, case_id)
    if isinstance(found, Text):
        here.refuse(found)
        return None
    return found


def running(here: Here, case_id: int) -> Case | Text:
    """The same, or why nothing can be added to it or asked about it."""
    case = cases.lock(here.session, case_id)
    if case is None or case.contact_id != here.address.contact_id:
        return NOT_YOURS
    if case.frozen_at is not None:
        return FROZEN.format(ticket=case.ticket)
    if State(worked_on(here, case).state) in OVER:
        return ENDED.format(ticket=case.ticket)
    return case


def worked_on(here: Here, case: Case) -> Case:
    """The case that this report follows; itself where it follows none."""
    return here.session.get_one(Case, case.duplicate_of) if case.duplicate_of else case


def add(here: Here, case_id: int, words: str) -> None:
    """What was sent becomes part of the report."""
    case = running(here, case_id)
    if isinstance(case, Text):
        here.say(case)
        return
    files = take(here, case, ADDED)
    doer = casebook.Doer("resident", None, here.address.channel)
    casebook.note(here.session, case.id, "resident_added", here.now, doer, words=words)
    _tell(here, case, words, files)
    here.say(ADDED_NOW.format(ticket=case.ticket), case_id=case.id)


def _tell(here: Here, case: Case, words: str, files: int) -> None:
    """Whoever has it reads what came, and opens the photos by the way to the details."""
    main = worked_on(here, case)
    values = {
        **audiences.values_of(here, case, ""),
        "words": words or _NO_WORDS.render("id"),
        "count": files,
    }
    words_of_it = NOTICES["resident_added"].text(values)
    for member in asking.recipients(here, main):
        keys: tuple[Choice, ...] = (look(case.id, case.version),)
        if main.id == case.id:
            keys = working.choices(here, case, member)
        notify_staff(
            here.session,
            member,
            words_of_it,
            here.now,
            choices=keys,
            notice="resident_added",
            values=values,
            case_id=case.id,
        )
