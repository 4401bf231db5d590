"""Why a program cannot help now: a word that is counted, and the sentence a resident reads."""

from __future__ import annotations

from collections.abc import Mapping

from flows.masking import mask_numbers
from flows.words import Text, _, _staff, literal

OTHER = "other"

REASON_LABELS: Mapping[str, Text] = {
    "decile": _staff("Desil belum masuk"),
    "quota": _staff("Kuota tahun ini penuh"),
    "mismatch": _staff("Data beda Dukcapil"),
    "already": _staff("Sudah menerima"),
    "incomplete": _staff("Berkas belum lengkap"),
    OTHER: _staff("Alasan lain"),
}
"""For the owner's choice; at most 24 characters, a list row of WhatsApp."""

REASON_WORDS: Mapping[str, Text] = {
    "decile": _("desil keluarga belum masuk batas program ini"),
    "quota": _("kuota program ini untuk tahun ini sudah penuh"),
    "mismatch": _("data Anda belum sama dengan data Dukcapil"),
    "already": _("bantuan ini atau yang sejenis sudah diterima"),
    "incomplete": _("berkasnya belum lengkap"),
}


def reason_text(code: str, words: str) -> Text:
    """The reason as its resident reads it: the sentence of the code, then the owner's words."""
    known, own = REASON_WORDS.get(code), literal(mask_numbers(words.strip()))
    if known is None:
        return own
    if not words.strip():
        return known
    return Text("{reason} ({words})").format(reason=known, words=own)
