"""Talks before the acts of facilitators and supervisors: mostly a reason, with ready-made ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cases.states import Event
from flows.effects import Act, Effect
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.talks.acts.resident_visit import WISH
from flows.talks.survey import SURVEY
from flows.talks.visit import VISIT
from flows.words import Text, _staff, literal
from flows.writing import Write

LONGEST_REASON = 500
_LABEL = 20
"""Characters of a button."""


def _reason(
    ask: Text, *quick: Option, too_short: Text, at_least: int = 8, again: Text | None = None
) -> Write:
    def asked(scene: Scene) -> Text:
        return ask.format(ticket=ticket(scene))

    return Write(
        key="reason",
        ask=asked,
        again=again,
        quick=quick,
        at_least=at_least,
        at_most=LONGEST_REASON,
        joint=" ",
        too_short=too_short,
    )


def _talk(name: str, question: Write, called: Text, waiting: Text, expired: Text) -> Flow:
    return Flow(
        name,
        (question,),
        then=act,
        called=called,
        waiting=waiting,
        expired=expired,
        staff=True,
    )


RETURN = _talk(
    "return_reason",
    _reason(
        _staff(
            "Mengapa survei laporan {ticket} dikembalikan? Pilih, atau tulis alasannya sendiri."
        ),
        Option("photo", _staff("Foto kurang jelas"), ("foto", "foto buram", "foto tidak jelas")),
        Option("incomplete", _staff("Data belum lengkap"), ("data", "belum lengkap",
               "tidak lengkap")),
        Option("address", _staff("Alamat belum sesuai"), ("alamat", "alamat salah",
               "salah alamat")),
        too_short=_staff("Alasannya masih terlalu pendek bagi fasilitator."),
    ),
    _staff("pengembalian"),
    _staff("Alasan pengembalian belum ditulis; laporan masih menunggu, atau ketik BATAL."),
    _staff(
        "Pengembalian tanpa alasan dibatalkan setelah 3 hari; laporan masih menunggu keputusan. "
        "Tekan tombol di kartu grup, atau ketik MENU."
    ),
)  # fmt: skip

DECLINE = _talk(
    "decline",
    _reason(
        _staff(
            "Mengapa Anda tidak bisa menangani laporan {ticket}? Pilih, atau tulis alasannya. "
            "Kami carikan petugas lain."
        ),
        Option("away", _staff("Sedang berhalangan"), ("berhalangan", "sakit", "cuti", "sibuk")),
        Option("kin", _staff("Kenal atau kerabat"), ("kenal", "kerabat", "saudara", "tetangga")),
        Option("far", _staff("Terlalu jauh"), ("jauh",)),
        at_least=5,
        too_short=_staff("Alasannya masih terlalu pendek."),
    ),
    _staff("penolakan tugas"),
    _staff("Alasan menolak tugas belum ditulis; tugasnya masih pada Anda, atau ketik BATAL."),
    _staff(
        "Penolakan tugas tanpa alasan dihentikan setelah 3 hari. "
        "Ketik TUGAS untuk melihat tugas Anda, atau ketik MENU."
    ),
)

ATTEMPT = _talk(
    "attempt",
    _reason(
        _staff(
            "Anda tidak bertemu warga laporan {ticket}. Apa yang Anda temui? "
            "Pilih, atau tulis singkat."
        ),
        Option("empty", _staff("Rumah kosong"), ("kosong", "tidak ada orang")),
        Option("not_found", _staff("Alamat tidak ketemu"), ("alamat", "tidak ketemu",
               "alamat tidak ditemukan")),
        Option("moved", _staff("Sudah pindah"), ("pindah",)),
        Option("away", _staff("Warga sedang pergi"), ("pergi", "keluar")),
        at_least=5,
        too_short=_staff("Catatannya masih terlalu pendek."),
    ),
    _staff("catatan kunjungan"),
    _staff("Catatan kunjungan belum ditulis, jadi belum dihitung; atau ketik BATAL."),
    _staff(
        "Catatan kunjungan dihentikan setelah 3 hari. "
        "Ketik TUGAS untuk melihat tugas Anda, atau ketik MENU."
    ),
)  # fmt: skip

ASK = _talk(
    "ask_facilitator",
    _reason(
        _staff(
            "Apa yang ingin Anda tanyakan kepada fasilitator laporan {ticket}? "
            "Jawabannya kami teruskan ke sini."
        ),
        at_least=5,
        too_short=_staff("Pertanyaannya masih terlalu pendek."),
    ),
    _staff("pertanyaan"),
    _staff("Pertanyaan untuk fasilitator belum ditulis, atau ketik BATAL."),
    _staff("Pertanyaan yang belum ditulis selama 3 hari dihapus. Ketik TUGAS, atau ketik MENU."),
)


def _replied(scene: Scene) -> tuple[Effect, ...]:
    """The answer belongs to the question: the same event, said by the other one."""
    about = scene.subject
    answers = {"reply": scene.answers["reply"]}
    return (Act(Event.ASK, int(about["case_id"]), int(about.get("version", 0)), answers),)


def _ask_reply(scene: Scene) -> Text:
    words = _staff("Tulis jawaban Anda untuk supervisor tentang laporan {ticket}.")
    return words.format(ticket=ticket(scene))


REPLY = Flow(
    "ask_reply",
    (
        Write(
            key="reply",
            ask=_ask_reply,
            at_least=2,
            at_most=LONGEST_REASON,
            joint=" ",
            too_short=_staff("Jawabannya masih terlalu pendek."),
        ),
    ),
    then=_replied,
    called=_staff("jawaban"),
    waiting=_staff("Jawaban untuk supervisor belum ditulis, atau ketik BATAL."),
    expired=_staff("Jawaban yang belum ditulis selama 3 hari dihapus. Ketik TUGAS, atau MENU."),
    staff=True,
)


def _people(scene: Scene) -> tuple[Option, ...]:
    """Facilitators of the area with what they have to do, the least busy first."""
    return tuple(_person(one) for one in scene.subject.get("people", ()))


def _person(one: Mapping[str, Any]) -> Option:
    name, load = str(one["name"]), int(one["load"])
    tail = f" ({load})"
    room = _LABEL - len(tail)
    short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
    return Option(str(one["id"]), literal(short + tail), (name,))


def _ask_person(scene: Scene) -> Text:
    words = _staff(
        "Siapa yang menangani laporan {ticket}? "
        "Angka di belakang nama adalah jumlah tugasnya sekarang."
    )
    return words.format(ticket=ticket(scene))


_PERSON = Choose(key="person", ask=_ask_person, title=_staff("Petugas"), options=_people)

REASSIGN = Flow(
    "reassign",
    (
        _PERSON,
        _reason(
            _staff(
                "Mengapa petugas laporan {ticket} diganti? Pilih, atau tulis alasannya. "
                "Petugas lama dan warga kami kabari."
            ),
            Option("away", _staff("Berhalangan"), ("sakit", "cuti")),
            Option("silent", _staff("Belum ada kunjungan"), ("belum datang",)),
            Option("kin", _staff("Kenal dengan warga"), ("kenal", "kerabat")),
            at_least=5,
            too_short=_staff("Alasannya masih terlalu pendek."),
        ),
    ),
    then=act,
    called=_staff("penggantian petugas"),
    waiting=_staff("Penggantian petugas belum selesai, atau ketik BATAL."),
    expired=_staff("Penggantian petugas dihentikan setelah 3 hari. Ketik TUGAS, atau ketik MENU."),
    staff=True,
)

ASSIGN_TO = Flow(
    "assign_to",
    (_PERSON,),
    then=act,
    called=_staff("penunjukan petugas"),
    waiting=_staff("Petugas laporan ini belum dipilih, atau ketik BATAL."),
    expired=_staff("Penunjukan petugas dihentikan setelah 3 hari. Ketik TUGAS, atau ketik MENU."),
    staff=True,
)

TALKS: Mapping[Event, Flow] = {
    Event.DECLINE: DECLINE,
    Event.REASSIGN: REASSIGN,
    Event.SET_VISIT: VISIT,
    Event.ATTEMPT: ATTEMPT,
    Event.SURVEY: SURVEY,
    Event.RETURN: RETURN,
    Event.ASK: ASK,
}
OTHERS: tuple[Flow, ...] = (REPLY, ASSIGN_TO, WISH)
