"""Rights over one's own data (UU PDP 27/2022): what may be asked for, how long that may take, how
long what is kept, and the words about it.

    correct   art. 30     withdraw  art. 40     freeze  art. 41     delete  art. 42-45
    look, copy, and who looked      art. 32     refused where it would expose others   art. 33

Each is answered within 3 x 24 hours of the calendar, by a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flows.cases.states import Role
from flows.moments import Day
from flows.words import Rendered, Text, _, _staff, lines, literal

LENGTH = timedelta(hours=72)
"""3 x 24 hours; nights and Sundays count."""
WARNINGS = (timedelta(hours=48), timedelta(hours=66), LENGTH)
"""The officer is reminded, then the agency's heads hear of it, then the person is told."""
UNDO = timedelta(days=7)
"""So long the old number may still say that a change of number was not its owner's wish."""


class Kind(StrEnum):
    """What somebody wants done with their data."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    DELETE = "delete"


class State(StrEnum):
    """Where such a request stands."""

    RECEIVED = "received"
    WAITING = "waiting"
    """Agreed to; done when the person's last open case has ended."""
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"


OPEN = frozenset({State.RECEIVED, State.WAITING})

KINDS: Mapping[Kind, Text] = {
    Kind.CORRECT: _("Betulkan data"),
    Kind.WITHDRAW: _("Cabut izin"),
    Kind.FREEZE: _("Bekukan data"),
    Kind.UNFREEZE: _("Cairkan data"),
    Kind.DELETE: _("Hapus data"),
}
STATES: Mapping[State, Text] = {
    State.RECEIVED: _("diterima"),
    State.WAITING: _("menunggu laporan selesai"),
    State.DONE: _("selesai"),
    State.DECLINED: _("tidak dapat dipenuhi"),
    State.CANCELLED: _("dibatalkan"),
}
FIELDS: Mapping[str, Text] = {
    "name": _("Nama"),
    "kk": _("Nomor KK"),
    "address": _("Alamat"),
    "other": _("Lainnya"),
}
ROLES: Mapping[Role, Text] = {
    Role.FACILITATOR: _("fasilitator"),
    Role.PUSKESOS_OFFICER: _("petugas Puskesos"),
    Role.PUSKESOS_COORDINATOR: _("petugas Puskesos"),
    Role.SUPERVISOR: _("supervisor"),
    Role.FRONT_OFFICE: _("petugas kantor SLRT"),
    Role.BACK_OFFICE: _("petugas kantor SLRT"),
    Role.PROGRAM_ADMINISTRATOR: _("petugas kantor SLRT"),
    Role.MANAGER: _("manajer SLRT"),
    Role.DIVISION_HEAD: _("pimpinan dinas"),
    Role.AGENCY_HEAD: _("pimpinan dinas"),
    Role.PROGRAM_MANAGER: _("petugas program"),
    Role.REGISTRY_OPERATOR: _("operator data"),
    Role.ADMIN: _("admin sistem"),
}
"""How a resident reads who looked: never by name."""
OFFICE = _("petugas kantor SLRT")
"""Who looked at the computer of the office."""
LOOKS: Mapping[str, Text] = {
    "case": _("membuka laporan {ticket}"),
    "document": _("membuka foto atau berkas laporan {ticket}"),
    "contact": _("melihat cara menghubungi Anda"),
    "person": _("melihat data DTKS/DTSEN Anda"),
    "verification": _("mencocokkan KTP dan KK Anda"),
    "registry_question": _("mencari data DTKS/DTSEN Anda"),
    "data_request": _("membuka permintaan data Anda"),
}
"""What they looked at, by the subject of the access log."""
SENT = "case_sent"
"""The action of the access log: the case came to them by itself."""
GOT = _("menerima laporan {ticket}")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what is kept, as the city settled it. Proposals; the public-archive law may ask
    for more."""

    photos: timedelta = timedelta(days=30)
    """Photos and papers, after their case ended. What an officer found on them stays."""
    chat: timedelta = timedelta(days=90)
    """Words of messages, both ways."""
    cases: timedelta = timedelta(days=730)
    """What a case says of people, after it ended; numbers and dates stay."""
    letters: timedelta = timedelta(days=730)
    """Letters and decisions, after the case ended."""
    audit: timedelta = timedelta(days=1825)
    """Who looked at what."""
    batches: timedelta = timedelta(days=92)
    """Rows of a registry file that is no longer asked."""
    notice: timedelta = timedelta(days=14)
    """So long before a case is emptied its reporter is told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as its maker reads it."""

    number: int
    kind: Kind
    state: State
    due: Rendered


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of somebody: how many of which kind, nothing of their contents."""

    reports: int
    open_reports: int
    people: int
    """Whom those reports are about."""
    files: int
    messages: int
    consent: datetime | None
    """When they agreed; none where no consent holds."""
    requests: tuple[Asked, ...] = ()
    name: str = ""
    """Masked; empty where nobody has verified the number."""
    nik: str = ""
    kk: str = ""
    frozen: bool = False
    officer: str = ""
    """How the data-protection officer is reached."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody of the staff looked at something."""

    at: datetime
    who: Text
    what: Text


def told(stored: Stored, zone: str) -> Text:
    """What is kept, line by line."""
    agreed = Day(stored.consent, zone) if stored.consent else None
    consent = _("Izin: diberikan {day}").format(day=agreed) if agreed else _("Izin: tidak ada")
    said = [
        _("Laporan: {count}, masih berjalan {open}").format(
            count=stored.reports, open=stored.open_reports
        ),
        _("Orang dalam laporan: {count}").format(count=stored.people),
        _("Foto dan berkas: {count}").format(count=stored.files),
        _("Pesan: {count}").format(count=stored.messages),
        consent,
        *_who(stored),
        *(_request(one) for one in stored.requests),
    ]
    if stored.frozen:
        said.append(_("Data Anda sedang dibekukan."))
    if stored.officer:
        said.append(
            _("Pejabat pelindungan data: {contact}").format(contact=literal(stored.officer))
        )
    return lines(_("Yang kami simpan tentang nomor ini:"), *said)


def _who(stored: Stored) -> tuple[Text, ...]:
    if not stored.nik:
        return (
            _("Nama dan NIK tidak kami tampilkan, karena nomor ini belum diverifikasi petugas."),
        )
    numbers = _("NIK {nik}, KK {kk}").format(nik=literal(stored.nik), kk=literal(stored.kk or "-"))
    return (_("Nama: {name}").format(name=literal(stored.name or "-")), numbers)


def _request(one: Asked) -> Text:
    return _("Permintaan P{number} ({kind}): {state}, batas {due}").format(
        number=one.number, kind=KINDS[one.kind], state=STATES[one.state], due=one.due
    )


def seen(looks: tuple[Look, ...], zone: str) -> Text:
    """Who looked, the newest first."""
    if not looks:
        return _("Belum ada petugas yang membuka data Anda di sini.")
    rows = (
        Text("{day}: {who} {what}").format(day=Day(one.at, zone), who=one.who, what=one.what)
        for one in looks
    )
    return lines(_("Yang membuka data Anda, yang terbaru dulu:"), *rows)


OFFICER_KINDS: Mapping[Kind, Text] = {
    Kind.CORRECT: _staff("membetulkan data"),
    Kind.WITHDRAW: _staff("mencabut izin"),
    Kind.FREEZE: _staff("membekukan data"),
    Kind.UNFREEZE: _staff("mencairkan data"),
    Kind.DELETE: _staff("menghapus data"),
}
"""What the person wants, as an officer reads it."""
