"""Words that sound as if somebody could not wait, and words that sound like a trick."""

from __future__ import annotations

from flows.matching import NEGATIONS, has_phrase, named, words_of
from flows.words import Text, _

EMERGENCY = _("Bila ada bahaya atau sakit berat, segera telepon 112 atau 119.")

SCAM = _(
    "Hati-hati, itu bisa jadi penipuan: SLRT tidak pernah meminta PIN, kode OTP, atau uang. "
    "Jangan buka tautannya, dan jangan kirim data atau uang. "
    "Bila ragu, ketik PETUGAS untuk bertanya dulu."
)

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
    return EMERGENCY if any(_stands(words, phrase) for phrase in _ALARMING) else None


def _stands(words: tuple[str, ...], phrase: str) -> bool:
    """Whether the phrase is there and not denied: "bukan darurat" is none."""
    if not has_phrase(words, phrase):
        return False
    wanted = named(phrase)
    places = (i for i in range(len(words)) if words[i : i + len(wanted)] == wanted)
    return any(i == 0 or words[i - 1] not in NEGATIONS for i in places)
