"""What a person hears about their photo: what is wrong, and what to do so that the next one is
good. One reason at a time, two sentences at most, never a reproach."""

from __future__ import annotations

from collections.abc import Sequence

from flows.words import Text, _
from handlers.pictures.check import ExpectedKind, Reason

ADVICE = {
    Reason.CUT_OFF: _("Kartunya belum terlihat utuh. Foto lagi sampai keempat sudutnya kelihatan."),
    Reason.TOO_SMALL: _("Tulisannya terlalu kecil di foto. Foto lagi dari lebih dekat."),
    Reason.DARK: _(
        "Fotonya kurang terang. Foto lagi di dekat jendela, jangan membelakangi cahaya."
    ),
    Reason.BLURRED: _("Fotonya agak buram. Letakkan di meja, pegang HP dengan dua tangan."),
    Reason.FAINT: _("Tulisannya kurang jelas di foto. Lap dulu kamera HP, lalu foto lagi."),
    Reason.GLARE: _("Ada pantulan cahaya di kartunya. Matikan lampu kilat, miringkan sedikit."),
    Reason.OTHER_PAPER: _("Itu sepertinya bukan foto KTP. Mohon foto bagian depan KTP-nya."),
}
OF_PAPER = {
    Reason.CUT_OFF: _(
        "Kertasnya belum terlihat utuh. Foto lagi sampai keempat sudutnya kelihatan."
    ),
    Reason.GLARE: _("Ada pantulan cahaya di kertasnya. Matikan lampu kilat, geser dari lampu."),
    Reason.OTHER_PAPER: _("Itu sepertinya bukan foto KK. Mohon foto Kartu Keluarga seluruhnya."),
}
OF_PLACE = {
    Reason.BLURRED: _("Fotonya agak buram. Foto lagi, pegang HP dengan dua tangan."),
    Reason.DARK: _("Fotonya kurang terang. Foto lagi saat hari masih terang."),
    Reason.TOO_SMALL: _("Fotonya terlalu kecil. Kirim foto yang asli, bukan tangkapan layar."),
}
REFUSALS = {
    "heic": _("Foto jenis HEIC belum bisa kami buka. Kirim lewat menu foto, bukan sebagai berkas."),
    "locked": _("PDF-nya memakai kata sandi, jadi tidak bisa kami buka. Kirim fotonya saja."),
    "active": _("PDF itu tidak bisa kami terima. Kirim foto suratnya saja."),
    "too large": _("Berkasnya terlalu besar. Kirim fotonya lewat menu foto."),
    "too many pixels": _("Fotonya terlalu besar. Kirim lewat menu foto, bukan sebagai berkas."),
    "unknown kind": _("Berkas itu tidak bisa kami buka. Kirim foto atau PDF."),
    "empty": _("Berkasnya kosong. Kirim lagi fotonya di sini."),
}
BROKEN = _("Fotonya tidak terkirim utuh. Kirim sekali lagi.")


def advice(reasons: Sequence[Reason], kind: ExpectedKind) -> Text | None:
    """The words for the weightiest reason (they come in that order), or none for a good one."""
    if not reasons:
        return None
    own = {
        ExpectedKind.FAMILY_CARD: OF_PAPER,
        ExpectedKind.LETTER: OF_PAPER,
        ExpectedKind.PLACE: OF_PLACE,
    }.get(kind, {})
    return own.get(reasons[0], ADVICE[reasons[0]])


def refusal(reason: str) -> Text:
    """The words for a file that `clean` refused, by the argument of Refused."""
    return REFUSALS.get(reason, BROKEN)
