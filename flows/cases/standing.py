"""What a person hears who asks how their case stands: at most three sentences.

Which state it is and since when; who has it now (a role, never a name) and what they do
next; by when. When the promised time has passed the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from flows.cases.categories import category_label
from flows.cases.states import STATE_LABELS, State
from flows.moments import Moment
from flows.words import Rendered, Text, _, lines


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one case stands, as its own reporter may know it."""

    ticket: str
    state: State
    since: datetime
    due: datetime | None
    """When the running promise ends; none while nothing is promised."""
    village: str
    """Name of the kelurahan; empty where none is known."""
    category: str
    """Code (see `flows.cases.categories`)."""
    about: Rendered | None = None
    """What it is about (see `flows.cases.labels`); without it, the category says so."""


class Promise(Enum):
    """What the due moment of a state means to the reader."""

    NONE = auto()
    HANDLED = auto()
    DOCUMENTS = auto()
    DECISION = auto()


@dataclass(frozen=True, slots=True)
class Stage:
    """Who has a case in a state and what comes next, and what its due moment promises."""

    next: Text
    promise: Promise = Promise.HANDLED


STAGES: Mapping[State, Stage] = {
    State.DRAFT: Stage(_("Laporan ini belum Anda kirim."), Promise.NONE),
    State.SUBMITTED: Stage(
        _("Laporan ada di supervisor, yang menunjuk petugas untuk mendatangi Anda.")
    ),
    State.SCREENING: Stage(_("Petugas Puskesos sedang memeriksa berkas Anda.")),
    State.NEEDS_DOCUMENTS: Stage(
        _("Kami menunggu berkas dari Anda, lalu petugas memeriksanya."), Promise.DOCUMENTS
    ),
    State.ASSIGNED: Stage(
        _("Laporan ada di fasilitator kelurahan {village}, yang akan menghubungi Anda.")
    ),
    State.FIELD_VISIT: Stage(
        _("Fasilitator sedang melakukan survei, lalu hasilnya dikirim ke supervisor.")
    ),
    State.AWAITING_SUPERVISOR: Stage(
        _("Supervisor sedang memeriksa hasil survei, lalu meneruskannya ke sekretariat.")
    ),
    State.RETURNED: Stage(
        _("Fasilitator sedang memperbaiki data survei; Anda tidak perlu mengirim apa pun.")
    ),
    State.APPROVED: Stage(
        _("Laporan ada di sekretariat SLRT, yang menentukan bantuan atau jawaban untuk Anda.")
    ),
    State.SECRETARIAT_REVIEW: Stage(
        _("Sekretariat SLRT sedang menentukan bantuan atau jawaban untuk Anda.")
    ),
    State.PROCESSING: Stage(_("Sekretariat SLRT sedang menyiapkan rujukan atau surat untuk Anda.")),
    State.AWAITING_MANAGER: Stage(
        _("Manajer SLRT sedang memeriksa rujukan atau surat untuk Anda.")
    ),
    State.REFERRED: Stage(
        _("Data Anda ada di pemilik program; yang memutuskan pemilik program, bukan SLRT."),
        Promise.DECISION,
    ),
    State.WAITING_QUOTA: Stage(
        _("Pemilik program sudah menerima data Anda dan menunggu ada tempat."), Promise.DECISION
    ),
    State.GRANTED: Stage(_("Petugas akan memberi tahu Anda cara menerima bantuan."), Promise.NONE),
    State.REJECTED: Stage(
        _("Petugas akan menjelaskan alasannya; bila tidak setuju, mintalah diperiksa lagi."),
        Promise.NONE,
    ),
    State.RESOLVED_LOCALLY: Stage(_("Masalah ini sudah dibantu di kelurahan."), Promise.NONE),
    State.ANSWERED: Stage(
        _("Jawaban sudah kami sampaikan; balas bila masalah Anda belum selesai."), Promise.NONE
    ),
    State.CLOSED: Stage(_("Bila masalahnya muncul lagi, ketik MENU."), Promise.NONE),
    State.REOPENED: Stage(_("Supervisor dan sekretariat memeriksa laporan ini lagi.")),
    State.CANCELLED: Stage(_("Bila masih perlu bantuan, ketik MENU."), Promise.NONE),
    State.DUPLICATE: Stage(
        _("Laporan ini tetap diurus dan hasilnya kami kabarkan kepada Anda."), Promise.NONE
    ),
    State.OUT_OF_SCOPE: Stage(
        _("Laporan ini diurus instansi lain, bukan Dinas Sosial."), Promise.NONE
    ),
    State.UNREACHABLE: Stage(
        _("Petugas sudah datang tiga kali; ketik PETUGAS agar kami datang lagi."), Promise.NONE
    ),
}

_STILL_TIME = {
    Promise.HANDLED: _("Kami tangani paling lambat {due}."),
    Promise.DOCUMENTS: _("Mohon dikirim paling lambat {due}."),
    Promise.DECISION: _("Keputusan biasanya keluar sebelum {due}."),
}
_TOO_LATE = {
    Promise.HANDLED: _("Maaf, janji kami {due} sudah lewat; laporan ini tetap kami tangani."),
    Promise.DOCUMENTS: _("Batasnya {due} sudah lewat; berkas masih boleh dikirim."),
    Promise.DECISION: _("Maaf, perkiraan kami {due} sudah lewat; kami terus menanyakannya."),
}


def describe(standing: Standing, now: datetime, zone: str) -> Text:
    """How the case stands at `now`, for its reporter; moments are told in `zone`."""
    where = _("Laporan {ticket}: {category}\nStatus: {status}, sejak {since}.").format(
        ticket=standing.ticket,
        category=standing.about or category_label(standing.category),
        status=STATE_LABELS[standing.state],
        since=Moment(standing.since, zone),
    )
    what_next = _next(standing)
    return lines(where, what_next, *_by_when(standing, now, zone))


def _next(standing: Standing) -> Text:
    """Who has it, and what they do next."""
    if standing.state is State.ASSIGNED and not standing.village:
        return _("Laporan ada di petugas lapangan, yang akan menghubungi Anda.")
    return STAGES[standing.state].next.format(village=standing.village)


def _by_when(standing: Standing, now: datetime, zone: str) -> tuple[Text, ...]:
    promise = STAGES[standing.state].promise
    if standing.due is None or promise is Promise.NONE:
        return ()
    words = _TOO_LATE if now > standing.due else _STILL_TIME
    return (words[promise].format(due=Moment(standing.due, zone)),)
