"""Plays a transcript: what the person does is read from the file, what we answer is written.

A transcript is a text file that city staff can read and correct. Lines that begin with a
person's name are played; everything else between them is our answer and is compared.

    # Judul (lines with # are kept; `# bahasa: jv` and the like set the scene)
    Warga: halo
    Warga menekan: Setuju
    Warga mengirim foto (album a): keterangan
    Warga mengedit pesan: teks
    (2 hari kemudian)
    Fasilitator membuka survei 26-004217-4
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flows.cases.offices import Secretariat
from flows.cases.standing import Standing
from flows.cases.states import State
from flows.effects import (
    AcceptPoor,
    Act,
    AddToCase,
    AnswerFeedback,
    AnswerQuestion,
    AskOfficer,
    CallOfficer,
    CheckRegistry,
    DropMedia,
    Effect,
    Forget,
    KeepMedia,
    OpenCase,
    RecordConsent,
    ReportMismatch,
    ResumeNotices,
    SendFeedback,
    SendPaper,
    SetLanguage,
    StopNotices,
)
from flows.messages import Kind, MediaKind
from flows.talks.consent import CONSENT, FEEDBACK_CONSENT
from flows.words import fingerprint
from handlers.pictures.advice import ADVICE
from handlers.pictures.check import Reason
from tests.flows.bekasi import BEKASI
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import START, Person, Screen
from tests.transcripts import registry
from tests.transcripts.screens import faults, leads_on

_WHO = r"(?:Warga|Fasilitator|Supervisor|Manajer)"
_SPAN = {"detik": "seconds", "menit": "minutes", "jam": "hours", "hari": "days"}
_FILES = {
    "foto": MediaKind.IMAGE,
    "PDF": MediaKind.PDF,
    "pesan suara": MediaKind.AUDIO,
    "video": MediaKind.VIDEO,
    "berkas lain": MediaKind.OTHER,
}
_KINDS = {"stiker": Kind.OTHER, "lokasi": Kind.PLACE, "kontak": Kind.CONTACT}
_CITIES = {"Bekasi": BEKASI, "Mojokerto": MOJOKERTO}
PEOPLE = [
    {"id": 4, "name": "Fasilitator Wates Contoh", "load": 2},
    {"id": 5, "name": "Fasilitator Contoh", "load": 5},
]
TOLD = {
    "address": "Gang Contoh 3 RT 02 RW 05",
    "people": "5 orang",
    "complaint": "sesuai laporan",
    "service": "KIS anak tidak aktif",
}
_TALKS = {
    "survei": "survey",
    "alasan pengembalian": "return_reason",
    "jadwal kunjungan": "visit",
    "tidak bertemu": "attempt",
    "penolakan tugas": "decline",
    "pertanyaan": "ask_facilitator",
    "jawaban": "ask_reply",
    "ganti petugas": "reassign",
    "hari lain": "visit_wish",
    "pembatalan": "cancel_case",
    "belum selesai": "reopen_case",
    "sanggahan": "object_case",
    "penilaian": "rate_case",
    "tambahan": "add_to_case",
    "tanya petugas": "ask_officer",
    "jawaban warga": "answer_question",
    "jawaban masukan": "answer_feedback",
}


def _says(person: Person, text: str) -> None:
    person.says(text)


def _passes_on(person: Person, text: str) -> None:
    person.passes_on(text)


def _presses(person: Person, label: str) -> None:
    person.presses(label)


def _sends(person: Person, count: str, what: str, album: str, caption: str) -> None:
    if what in _KINDS:
        person.does(_KINDS[what])
    else:
        person.sends(_FILES[what], text=caption or "", album=album or "", count=int(count or 1))


def _edits(person: Person, text: str) -> None:
    person.does(Kind.EDIT, text)


def _waits(person: Person, number: str, unit: str) -> None:
    person.waits(**{_SPAN[unit]: float(number)})


def _finds_poor(person: Person, document: str) -> None:
    advice = ADVICE[Reason.BLURRED]
    house = document in {"front", "inside"}
    person.learns_of_a_poor_photo(document if house else f"paper_{document}", advice)


def _opens(person: Person, what: str, ticket: str) -> None:
    subject = {"case_id": 7, "version": 3, "ticket": ticket, "people": PEOPLE, "told": TOLD,
               "question_id": 7, "feedback_id": 7}  # fmt: skip
    person.opens(_TALKS[what], {**subject, "due": (START + timedelta(hours=30)).isoformat()})


def _learns(person: Person, what: str) -> None:
    registry.TOLD[what](person)


_PLAYED: Mapping[re.Pattern[str], Callable[..., None]] = {
    re.compile(rf"{_WHO}: (.*)"): _says,
    re.compile(rf"{_WHO} meneruskan pesan: (.*)"): _passes_on,
    re.compile(rf"{_WHO} menekan: (.*)"): _presses,
    re.compile(
        rf"{_WHO} mengirim (?:(\d+) )?({'|'.join([*_FILES, *_KINDS])})"
        r"(?: \(album (\w+)\))?(?:: (.*))?"
    ): _sends,
    re.compile(rf"{_WHO} mengedit pesan: (.*)"): _edits,
    re.compile(rf"\((\d+) ({'|'.join(_SPAN)}) kemudian\)"): _waits,
    re.compile(r"\(foto (\w+) ternyata buram\)"): _finds_poor,
    re.compile(rf"\(({'|'.join(registry.TOLD)})\)"): _learns,
    re.compile(rf"{_WHO} membuka ({'|'.join(_TALKS)}) (\S+)"): _opens,
}


def may_record(wanted: bool, environ: Mapping[str, str]) -> bool:
    """Never in CI, where a changed answer must be seen; raises RuntimeError there."""
    if wanted and environ.get("CI"):
        raise RuntimeError("transcripts are not recorded in CI")
    return wanted


def play(script: str) -> tuple[str, list[str]]:
    """The transcript as it reads now, and what is wrong with its screens."""
    person = Person()
    written: list[str] = []
    wrong: list[str] = []
    for line in script.splitlines():
        if line.startswith("#"):
            _set(person, line)
            written.append(line)
        elif act := _act(line):
            act(person)
            written.extend(("", line, *_answers(person)))
            wrong.extend(_wrong(person))
            person.log.clear()
    return "\n".join(written).strip() + "\n", wrong


def _act(line: str) -> Callable[[Person], None] | None:
    for pattern, act in _PLAYED.items():
        if found := pattern.fullmatch(line):
            groups = found.groups()
            return lambda person: act(person, *groups)
    return None


def _set(person: Person, line: str) -> None:
    name, _colon, value = line.strip("# ").partition(": ")
    if name == "kota":
        person.moves_to(_CITIES[value])
    elif name == "bahasa":
        person.language = value
    elif name == "peran":
        person.roles = (value,)
    elif name == "terverifikasi":
        person.verified = True
    elif name == "sekretariat":
        address, _comma, phone = value.rpartition(", telepon ")
        person.secretariat = Secretariat(address, phone)
    elif name == "izin":
        person.consents.add(fingerprint(CONSENT, value))
    elif name == "izin saran":
        person.consents.add(fingerprint(FEEDBACK_CONSENT, value))
    elif name == "laporan":
        ticket, state, village = value.split()
        due = START + timedelta(hours=30)
        standing = Standing(ticket, State(state), START, due, village, "health")
        person.standings = (*person.standings, standing)


def _wrong(person: Person) -> list[str]:
    screens = [entry for entry in person.log if isinstance(entry, Screen)]
    found = [fault for screen in screens for fault in faults(screen, staff=bool(person.roles))]
    return found if leads_on(screens) else [*found, f"no way out: {screens[-1].text}"]


def _answers(person: Person) -> list[str]:
    told: list[str] = []
    for entry in person.log:
        told.extend(_shown(entry) if isinstance(entry, Screen) else _noted(entry))
    return told


def _shown(screen: Screen) -> list[str]:
    name = "Sambung (bila tidak ada pesan lagi): " if screen.held else "Sambung: "
    rows = screen.text.splitlines()
    labels = zip(screen.choices, screen.labels, strict=True)
    buttons = " ".join(f"[{choice.number} {label}]" for choice, label in labels)
    return [name + rows[0], *("    " + row for row in [*rows[1:], buttons] if row)]


def _noted(effect: Effect) -> list[str]:
    note = _NOTES.get(type(effect))
    return [f"({note(effect)})"] if note else []


_NOTES: Mapping[type, Callable[[Any], str]] = {
    SetLanguage: lambda e: f"bahasa disimpan: {e.language}",
    RecordConsent: lambda e: f"persetujuan dicatat: {'ya' if e.given else 'tidak'}",
    KeepMedia: lambda e: f"{len(e.media)} berkas disimpan",
    AcceptPoor: lambda _e: "foto yang kurang jelas dipakai",
    DropMedia: lambda _e: "berkas sebelumnya dihapus",
    OpenCase: lambda e: f"laporan dibuat: {_listed(e.answers)}",
    Act: lambda e: f"{e.event} {e.case_id} versi {e.version}: {_listed(e.answers)}",
    CheckRegistry: lambda e: f"registri ditanya: {', '.join(e.answers)}",
    ReportMismatch: lambda e: f"laporan data: {_listed(e.answers)}",
    CallOfficer: lambda _e: "petugas dipanggil",
    SendPaper: lambda e: f"berkas dikirim kemudian: {e.kind} {e.code}",
    AddToCase: lambda e: f"ditambahkan ke laporan {e.case_id}: {e.words!r}",
    AskOfficer: lambda e: f"ditanyakan tentang laporan {e.case_id}: {e.words!r}",
    AnswerQuestion: lambda e: f"pertanyaan {e.question_id} dijawab: {e.words!r}",
    SendFeedback: lambda e: f"masukan dikirim: {_listed(e.answers)}",
    AnswerFeedback: lambda e: f"masukan {e.feedback_id} dijawab: {e.words!r}",
    ResumeNotices: lambda e: f"pesan dikirim lagi: {e.purpose}",
    StopNotices: lambda e: f"pesan dihentikan: {e.purpose}",
    Forget: lambda _e: "isian yang belum dikirim dihapus",
}


def _listed(answers: Mapping[str, object]) -> str:
    return ", ".join(f"{key} = {answer!r}" for key, answer in answers.items())
