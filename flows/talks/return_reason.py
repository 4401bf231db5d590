"""Why a supervisor returns a survey: one question in private chat, obligatory."""

from __future__ import annotations

from flows.effects import Effect, ReturnSurvey
from flows.questions import Option, Scene
from flows.script import Flow
from flows.words import Text, _staff
from flows.writing import Write

_QUICK = (
    Option("photo", _staff("Foto kurang jelas"), ("foto", "foto buram", "foto tidak jelas")),
    Option("incomplete", _staff("Data belum lengkap"), ("data", "belum lengkap", "tidak lengkap")),
    Option("address", _staff("Alamat belum sesuai"), ("alamat", "alamat salah", "salah alamat")),
)


def _ask(scene: Scene) -> Text:
    return _staff(
        "Mengapa survei laporan {ticket} dikembalikan? Pilih, atau tulis alasannya sendiri."
    ).format(ticket=str(scene.subject.get("ticket", "")))


def _return(scene: Scene) -> tuple[Effect, ...]:
    subject = scene.subject
    case, version = int(subject["case_id"]), int(subject.get("version", 0))
    return (ReturnSurvey(case, version, str(scene.answers["reason"])),)


RETURN_REASON = Flow(
    "return_reason",
    (
        Write(
            key="reason",
            ask=_ask,
            quick=_QUICK,
            at_least=8,
            at_most=500,
            joint=" ",
            too_short=_staff("Alasannya masih terlalu pendek bagi fasilitator."),
        ),
    ),
    then=_return,
    called=_staff("pengembalian"),
    waiting=_staff("Alasan pengembalian belum ditulis; laporan masih menunggu, atau ketik BATAL."),
    expired=_staff(
        "Pengembalian tanpa alasan dibatalkan setelah 3 hari; laporan masih menunggu keputusan. "
        "Tekan tombol di kartu grup, atau ketik MENU."
    ),
    staff=True,
)
