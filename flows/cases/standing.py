"""What a person hears who asks how their case stands: at most three sentences.

Which state it is and since when; who has it now (a role, never a name) and what they do
next; by when. When the promised time has passed the answer says so. Below stand the programs
that were asked, and the buttons of what the reporter may do now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from flows.cases.categories import category_label
from flows.cases.referrals import REFERRAL_LABELS, ReferralState
from flows.cases.states import Stage, State, label_of_place
from flows.effects import Choice
from flows.moments import Day, Moment
from flows.words import Rendered, Text, _, lines


@dataclass(frozen=True, slots=True)
class Asked:
    """One program that was asked, and what it said so far."""

    program: Rendered
    state: ReferralState
    told: Rendered | str = ""
    """What its owner wrote: when there may be a place again, how the help is received, why not."""


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
    stage: Stage = Stage.SCREENING
    profile: str = ""
    desk: bool = True
    """Whether its kelurahan has a Puskesos; without one the secretariat looks at the papers."""
    visit: Rendered | None = None
    """When the facilitator comes."""
    papers: tuple[Rendered, ...] = ()
    """What was asked for."""
    asked: tuple[Asked, ...] = ()
    until: datetime | None = None
    """So long it may be objected to or reopened; none where it may not."""
    choices: tuple[Choice, ...] = ()
    """What its reporter may do with it now."""
    case_id: int = 0
    """For the button that shows it alone."""


class Promise(Enum):
    """What the due moment of a state means to the reader."""

    NONE = auto()
    HANDLED = auto()
    DOCUMENTS = auto()
    DECISION = auto()
    BROUGHT = auto()


@dataclass(frozen=True, slots=True)
class Next:
    """Who has a case in a state and what comes next, and what its due moment promises."""

    next: Text
    promise: Promise = Promise.HANDLED


STAGES: Mapping[State, Next] = {
    State.DRAFT: Next(_("Laporan ini belum Anda kirim."), Promise.NONE),
    State.SUBMITTED: Next(_("Laporan sudah masuk dan menunggu diperiksa petugas.")),
    State.SCREENING: Next(_("Petugas Puskesos sedang memeriksa berkas Anda.")),
    State.NEEDS_DOCUMENTS: Next(
        _("Kami menunggu berkas dari Anda, lalu petugas memeriksanya."), Promise.DOCUMENTS
    ),
    State.ASSIGNED: Next(
        _("Laporan ada di fasilitator kelurahan {village}, yang akan menghubungi Anda.")
    ),
    State.FIELD_VISIT: Next(
        _("Fasilitator sedang melakukan survei, lalu hasilnya dikirim ke supervisor.")
    ),
    State.AWAITING_SUPERVISOR: Next(
        _("Supervisor sedang memeriksa hasil survei, lalu meneruskannya ke sekretariat.")
    ),
    State.RETURNED: Next(
        _("Fasilitator sedang memperbaiki data survei; Anda tidak perlu mengirim apa pun.")
    ),
    State.APPROVED: Next(
        _("Laporan ada di sekretariat SLRT, yang menentukan bantuan atau jawaban untuk Anda.")
    ),
    State.SECRETARIAT_REVIEW: Next(
        _("Sekretariat SLRT sedang menentukan bantuan atau jawaban untuk Anda.")
    ),
    State.PROCESSING: Next(_("Sekretariat SLRT sedang menyiapkan rujukan atau surat untuk Anda.")),
    State.AWAITING_MANAGER: Next(_("Manajer SLRT sedang memeriksa rujukan atau surat untuk Anda.")),
    State.REFERRED: Next(
        _("Data Anda ada di pemilik program; yang memutuskan pemilik program, bukan SLRT."),
        Promise.DECISION,
    ),
    State.WAITING_QUOTA: Next(
        # A quota is nobody's promise: the next round stands beside the program.
        _("Pemilik program sudah menerima data Anda dan menunggu ada tempat."),
        Promise.NONE,
    ),
    State.GRANTED: Next(
        _("Petugas akan memberi tahu Anda cara menerima bantuan."), Promise.BROUGHT
    ),
    State.REJECTED: Next(
        _("Petugas akan menjelaskan alasannya; bila ingin bertanya, ketik PETUGAS."),
        Promise.BROUGHT,
    ),
    State.RESOLVED_LOCALLY: Next(_("Masalah ini sudah dibantu di kelurahan."), Promise.NONE),
    State.ANSWERED: Next(
        _("Jawaban sudah kami sampaikan; bila ingin bertanya, ketik PETUGAS."), Promise.NONE
    ),
    State.CLOSED: Next(_("Bila masalahnya muncul lagi, ketik MENU."), Promise.NONE),
    State.REOPENED: Next(_("Supervisor dan sekretariat memeriksa laporan ini lagi.")),
    State.CANCELLED: Next(_("Bila masih perlu bantuan, ketik MENU."), Promise.NONE),
    State.DUPLICATE: Next(
        _("Laporan ini tetap diurus dan hasilnya kami kabarkan kepada Anda."), Promise.NONE
    ),
    State.OUT_OF_SCOPE: Next(
        _("Laporan ini diurus instansi lain, bukan Dinas Sosial."), Promise.NONE
    ),
    State.UNREACHABLE: Next(
        _("Petugas sudah datang tiga kali dan belum bertemu Anda."), Promise.NONE
    ),
}

_AT_PLACE: Mapping[tuple[State, Stage], Next] = {
    (State.SCREENING, Stage.FIELD): Next(
        _("Laporan ada di supervisor, yang menunjuk petugas untuk mendatangi Anda.")
    ),
    (State.AWAITING_MANAGER, Stage.INITIAL): Next(
        _("Surat Anda ada di kepala bidang untuk diparaf, lalu ditandatangani kepala dinas.")
    ),
    (State.AWAITING_MANAGER, Stage.SIGNATURE): Next(
        _("Surat Anda ada di kepala dinas untuk ditandatangani.")
    ),
    (State.PROCESSING, Stage.ANSWER): Next(
        _("Surat Anda sudah ditandatangani; sekretariat SLRT mengabari cara menerimanya.")
    ),
}
_ON_ROUTE: Mapping[tuple[str, State], Next] = {
    ("mojokerto_classic", State.SECRETARIAT_REVIEW): Next(
        _("Sekretariat SLRT sedang memeriksa laporan, lalu petugas mendatangi Anda.")
    ),
    ("mojokerto_classic", State.AWAITING_SUPERVISOR): Next(
        _("Supervisor sedang memeriksa hasil survei, lalu meneruskannya ke manajer SLRT.")
    ),
    ("letter_service", State.FIELD_VISIT): Next(
        _("Fasilitator sedang melakukan survei, lalu sekretariat menyiapkan surat Anda.")
    ),
    ("letter_service", State.PROCESSING): Next(_("Sekretariat SLRT sedang menyiapkan surat Anda.")),
    ("letter_service", State.AWAITING_MANAGER): Next(
        _("Manajer SLRT sedang memeriksa surat Anda, lalu surat diparaf dan ditandatangani.")
    ),
}
_SECRETARIAT_SCREENS = _("Sekretariat SLRT sedang memeriksa berkas Anda.")
_VISIT = _("Fasilitator akan datang ke rumah pada {visit}.")
_PAPERS = _("Kami menunggu dari Anda: {papers}.")
_OBJECT = _("Bila tidak setuju, sampai {until} Anda boleh mengajukan sanggahan.")
_REOPEN = _("Bila belum selesai, sampai {until} laporan ini bisa dibuka lagi.")
_VISITED = frozenset({State.ASSIGNED, State.FIELD_VISIT})
PLACE_WORDS: tuple[Text, ...] = (
    *(told.next for told in (*STAGES.values(), *_AT_PLACE.values(), *_ON_ROUTE.values())),
    _SECRETARIAT_SCREENS, _VISIT, _PAPERS, _OBJECT, _REOPEN,
)  # fmt: skip
"""All sentences of who has it and what comes next, to be read and approved."""

_STILL_TIME = {
    Promise.HANDLED: _("Kami tangani paling lambat {due}."),
    Promise.DOCUMENTS: _("Mohon dikirim paling lambat {due}."),
    Promise.DECISION: _("Keputusan biasanya keluar sebelum {due}."),
    Promise.BROUGHT: _("Paling lambat {due}."),
}
_TOO_LATE = {
    Promise.HANDLED: _("Maaf, janji kami {due} sudah lewat; laporan ini tetap kami tangani."),
    Promise.DOCUMENTS: _("Batasnya {due} sudah lewat; berkas masih boleh dikirim."),
    Promise.BROUGHT: _("Maaf, batasnya {due} sudah lewat; ketik PETUGAS bila belum dikabari."),
    Promise.DECISION: _("Maaf, perkiraan kami {due} sudah lewat; kami terus menanyakannya."),
}


def describe(standing: Standing, now: datetime, zone: str) -> Text:
    """How the case stands at `now`, for its reporter; moments are told in `zone`."""
    where = _("Laporan {ticket}: {category}\nStatus: {status}, sejak {since}.").format(
        ticket=standing.ticket,
        category=standing.about or category_label(standing.category),
        status=label_of_place(standing.state, standing.stage),
        since=Moment(standing.since, zone),
    )
    programs = tuple(_program(asked) for asked in standing.asked)
    return lines(where, *programs, _next(standing), *_by_when(standing, now, zone))


def _program(asked: Asked) -> Text:
    """One program, and what it said: `PKH: menunggu kuota (Januari 2027)`."""
    words = Text("{program}: {state} ({told})") if asked.told else Text("{program}: {state}")
    return words.format(program=asked.program, state=REFERRAL_LABELS[asked.state], told=asked.told)


def _next(standing: Standing) -> Text:
    """Who has it, and what they do next."""
    if standing.state in _VISITED and standing.visit is not None:
        return _VISIT.format(visit=standing.visit)
    if standing.state is State.NEEDS_DOCUMENTS and standing.papers:
        return _PAPERS.format(papers=_in_a_row(standing.papers))
    if standing.state is State.ASSIGNED and not standing.village:
        return _("Laporan ada di petugas lapangan, yang akan menghubungi Anda.")
    place = standing.state, standing.stage
    if place == (State.SCREENING, Stage.SCREENING) and not standing.desk:
        return _SECRETARIAT_SCREENS
    found = _AT_PLACE.get(place) or _ON_ROUTE.get((standing.profile, standing.state))
    return (found or STAGES[standing.state]).next.format(village=standing.village)


def _in_a_row(names: tuple[Rendered, ...]) -> Text:
    """`KTP, KK`, each in the reader's language."""
    places = {f"n{place}": name for place, name in enumerate(names)}
    return Text(", ".join(f"{{{place}}}" for place in places)).format(**places)


def _by_when(standing: Standing, now: datetime, zone: str) -> tuple[Text, ...]:
    if standing.until is not None and now <= standing.until:
        words = _OBJECT if standing.state is State.REJECTED else _REOPEN
        return (words.format(until=Day(standing.until, zone)),)
    promise = STAGES[standing.state].promise
    if standing.due is None or promise is Promise.NONE:
        return ()
    told = _TOO_LATE if now > standing.due else _STILL_TIME
    return (told[promise].format(due=Moment(standing.due, zone)),)
