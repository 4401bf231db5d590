"""Words that sound as if somebody could not wait: the emergency numbers are said at once."""

from __future__ import annotations

from flows.matching import has_phrase, words_of
from flows.words import Text, _

EMERGENCY = _("Bila ada bahaya atau sakit berat, segera telepon 112 atau 119.")

_ALARMING = (
    "darurat", "igd", "ugd", "gawat", "sekarat", "mau mati", "mau meninggal", "hampir mati",
    "hampir meninggal", "kritis", "koma", "pingsan", "kejang", "sesak napas", "sesak nafas",
    "pendarahan", "perdarahan", "serangan jantung", "stroke", "bunuh diri", "kebakaran",
    "kobongan", "kebanjiran", "dipukuli", "dianiaya", "diperkosa", "kdrt", "ngamuk", "mengamuk",
    "tidak sadar", "meh mati", "arep mati", "kecelakaan", "keracunan", "melahirkan", "ditolak rs",
    "ditolak rumah sakit",
)  # fmt: skip


def alarm(story: str) -> Text | None:
    """The emergency numbers, when the story sounds as if somebody could not wait."""
    words = words_of(story)
    return EMERGENCY if any(has_phrase(words, phrase) for phrase in _ALARMING) else None
