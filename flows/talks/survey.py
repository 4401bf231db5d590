"""A facilitator's visit, asked as a talk: who was met, the household, the house, photos, where it
stands, what is needed, and the finding. Staff read Indonesian.

The fields are those that two cities ask in their short survey, so that they can be compared.
What matters less may be left out ("lewati"); what the report says already is only confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.effects import Act, Effect
from flows.evidence import HousePhoto, Pin
from flows.on_site import (
    LEAVE_OUT,
    ByNumber,
    Checklist,
    Count,
    Found,
    Income,
)
from flows.questions import Choose, Option, Question, Scene
from flows.script import Flow
from flows.talks import survey_options as options
from flows.talks.acting import ticket
from flows.talks.recap import recap_question
from flows.words import Text, _staff
from flows.writing import Write

FRONT, INSIDE = "front", "inside"
_NOT_A_CHOICE = _staff("Pilih dari daftar, satu per satu atau beberapa sekaligus dengan koma.")


def _ask_met(scene: Scene) -> Text:
    words = _staff("Survei laporan {ticket}. Siapa yang Anda temui di rumah ini?")
    return words.format(ticket=ticket(scene))


def _ask_papers(scene: Scene) -> Text:
    del scene
    return _staff(
        "Dokumen apa yang dimiliki keluarga ini? Boleh beberapa sekaligus, misalnya KTP, KK."
    )


def _optional(*choices: Option) -> tuple[Option, ...]:
    return (*choices, LEAVE_OUT)


def _choose(key: str, title: Text, ask: Text, *choices: Option) -> Choose:
    return Choose(key=key, ask=ask, title=title, options=_optional(*choices))


def _list(key: str, title: Text, ask: Text, *choices: Option) -> Checklist:
    return Checklist(
        key=key, ask=ask, title=title, options=choices, along=(f"{key}.done",), hint=_NOT_A_CHOICE
    )


def _found(
    key: str, title: Text, ask: Text, *quick: Option, shows: bool = True, most: int = 300
) -> Found:
    return Found(
        key=key,
        ask=ask,
        title=title,
        quick=quick,
        at_least=2,
        at_most=most,
        joint=" ",
        required=False,
        grows=False,
        shows=shows,
    )


_PHOTO_HINT = _staff("Kirim foto, atau tulis alasan mengapa tidak ada foto.")

_HOUSEHOLD: tuple[Question, ...] = (
    Choose(key="met", ask=_ask_met, title=_staff("Yang ditemui"), options=options.MET),
    Checklist(
        key="papers",
        ask=_ask_papers,
        title=_staff("Dokumen"),
        options=options.PAPERS,
        along=("papers.done",),
    ),
    _found(
        "work",
        _staff("Pekerjaan KK"),
        _staff("Apa pekerjaan kepala keluarga? Pilih atau tulis."),
        *options.WORK,
    ),
    Count(
        key="people",
        ask=_staff("Berapa orang yang tinggal di rumah ini? Tulis angkanya."),
        title=_staff("Jumlah penghuni"),
    ),
    Income(
        key="income",
        ask=_staff(
            "Berapa penghasilan keluarga per bulan? "
            "Boleh ditulis jumlahnya, misalnya 1,5jt atau 800rb."
        ),
        again=_staff("Berapa penghasilan keluarga per bulan?"),
        title=_staff("Penghasilan"),
        options=options.INCOME,
    ),
    _choose(
        "registry",
        _staff("Status DTSEN"),
        _staff("Apakah keluarga ini terdaftar di DTSEN (dulu DTKS)?"),
        *options.REGISTRY,
    ),
    _list(
        "aid",
        _staff("Bantuan diterima"),
        _staff("Bantuan apa yang sekarang diterima? Boleh beberapa sekaligus, misalnya PKH, KIS."),
        *options.AID,
    ),
    _found(
        "address",
        _staff("Alamat"),
        _staff("Di mana alamatnya menurut yang Anda lihat? Tulis jalan, RT dan RW."),
    ),
    _found(
        "phone",
        _staff("Telepon"),
        _staff("Nomor telepon siapa yang bisa dihubungi kantor?"),
        most=80,
    ),
)

_HOME: tuple[Question, ...] = (
    _choose("tenure", _staff("Status rumah"), _staff("Rumah ini milik siapa?"), *options.TENURE),
    Choose(
        key="house",
        ask=_staff("Bagaimana keadaan rumahnya?"),
        title=_staff("Keadaan rumah"),
        options=options.HOUSE,
    ),
    ByNumber(
        key="power",
        ask=_staff("Listriknya dari mana?"),
        title=_staff("Listrik"),
        options=_optional(*options.POWER),
    ),
    _choose("water", _staff("Air"), _staff("Air bersihnya dari mana?"), *options.WATER),
    _choose("toilet", _staff("WC"), _staff("WC-nya bagaimana?"), *options.TOILET),
    HousePhoto(
        key=FRONT,
        ask=_staff(
            "Kirim satu foto rumah dari depan. Bila tidak bisa, pilih atau tulis alasannya."
        ),
        title=_staff("Depan rumah"),
        instead=options.NO_PHOTO,
        hint=_PHOTO_HINT,
    ),
    HousePhoto(
        key=INSIDE,
        ask=_staff("Sekarang foto bagian dalam: dapur, kamar, atau bagian yang rusak."),
        title=_staff("Dalam rumah"),
        instead=options.NO_PHOTO,
        gathers=True,
        along=(f"{INSIDE}.done",),
        hint=_PHOTO_HINT,
    ),
    Pin(
        key="place",
        ask=_staff(
            "Kirim lokasi rumah ini: tekan tanda lampiran, lalu Lokasi. "
            "Bila tidak bisa, pilih atau tulis alasannya."
        ),
        again=_staff("Kirim lokasi rumah ini, atau tulis alasannya."),
        title=_staff("Lokasi"),
        instead=options.NO_PIN,
        hint=_staff("Kirim lokasi lewat tombol lampiran, atau tulis alasannya."),
    ),
)

_OUTCOME: tuple[Question, ...] = (
    _found(
        "complaint",
        _staff("Keluhan"),
        _staff("Apa keluhan yang Anda temukan? Pilih Sesuai laporan, atau tulis bedanya."),
        shows=False,
    ),
    _found(
        "service",
        _staff("Layanan diminta"),
        _staff("Layanan apa yang diminta keluarga ini?"),
    ),
    _list(
        "needs",
        _staff("Kebutuhan"),
        _staff("Apa yang paling dibutuhkan? Boleh beberapa sekaligus, misalnya sembako, sekolah."),
        *options.NEEDS,
    ),
    Choose(
        key="finding",
        ask=_staff("Apa temuan Anda?"),
        title=_staff("Temuan"),
        options=options.FINDING,
    ),
    Write(
        key="reason",
        ask=_staff("Tulis alasan singkat untuk temuan itu, tanpa nama dan NIK."),
        title=_staff("Alasan"),
        at_least=10,
        joint=" ",
        too_short=_staff("Alasannya masih terlalu pendek."),
    ),
)


def _submit(scene: Scene) -> tuple[Effect, ...]:
    about = scene.subject
    kept = {key: value for key, value in scene.answers.items() if key != "send"}
    case, version = int(about["case_id"]), int(about.get("version", 0))
    return (Act(Event.SURVEY, case, version, kept),)


SURVEY = Flow(
    "survey",
    (
        *_HOUSEHOLD,
        *_HOME,
        *_OUTCOME,
        recap_question(_staff("Periksa hasil survei ini, lalu kirim.")),
    ),
    then=_submit,
    called=_staff("survei"),
    waiting=_staff("Survei ini belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    correcting=_staff("Ini jawaban Anda sebelumnya; pilih Ubah untuk memperbaikinya."),
    expired=_staff(
        "Survei yang belum dikirim selama 3 hari sudah dihapus. "
        "Ketik TUGAS untuk membukanya lagi, atau ketik MENU."
    ),
    staff=True,
    known=lambda _scene: True,
    early=INSIDE,
)

PHOTOS: Mapping[str, Text] = {
    FRONT: _staff("Foto depan rumah"),
    INSIDE: _staff("Foto dalam rumah"),
}
"""What the survey's photos are called, by question."""
