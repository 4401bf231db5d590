"""Talks with a program's owner: which round, how to receive it, why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from flows.cases.referral_reasons import OTHER, REASON_LABELS
from flows.questions import Answer, Choose, Option, Scene
from flows.talks.acting import ticket
from flows.talks.acts.office_notes import LONGEST, Words, last_look, talk
from flows.words import Text, _staff, literal


def _program(scene: Scene) -> Text:
    return literal(str(scene.subject.get("program_name", "")))


def _about(words: Text, scene: Scene) -> Text:
    return words.format(ticket=ticket(scene), program=_program(scene))


_CALLED = {
    "decile": ("desil", "desil tinggi", "desil tidak masuk"),
    "quota": ("kuota", "kuota penuh", "penuh", "kuota habis"),
    "mismatch": ("dukcapil", "data beda", "data tidak sama", "nik beda"),
    "already": ("sudah dapat", "sudah terima", "dobel"),
    "incomplete": ("berkas", "belum lengkap", "berkas kurang"),
    OTHER: ("lain", "lainnya", "lain lain"),
}
"""What else an owner may type for a reason."""
_ROUND = _staff("{program} untuk laporan {ticket}: kapan kuota dibuka lagi? Misalnya Januari 2027.")
_HOW = _staff(
    "{program} untuk laporan {ticket} dikabulkan. "
    "Tulis bagaimana dan kapan warga menerimanya, dengan kalimat sederhana."
)
_WHY = _staff("Mengapa {program} untuk laporan {ticket} belum bisa?")
_WORDS = _staff("Tulis alasannya dengan kalimat sederhana; warga akan membacanya.")
_MORE = _staff("Ada penjelasan untuk warga? Tulis, atau pilih Lewati.")


def _is_other(scene: Scene) -> bool:
    return scene.answers.get("code") == OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Words):
    """When there will be a place again. It is read for weeks, so what counts from today is kept
    as the month or year that it means."""

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """`September 2026` for next month."""
        today = scene.facts.now.astimezone(ZoneInfo(scene.facts.city.zone)).date()
        if option.value == "next_month":
            first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            return Answer({self.key: format_date(first, "MMMM y", locale="id")})
        if option.value == "next_year":
            return Answer({self.key: str(today.year + 1)})
        return Words.chosen(self, option, scene)


REFERRAL_WAITS = talk(
    "referral_waits",
    _staff("jawaban program"),
    Round(
        key="round",
        ask=lambda scene: _about(_ROUND, scene),
        title=_staff("Putaran berikutnya"),
        quick=(
            Option("next_month", _staff("Bulan depan")),
            Option("next_year", _staff("Tahun depan")),
            Option("unknown", _staff("Belum diketahui"), ("belum tahu", "tidak tahu")),
        ),
        at_least=3,
        at_most=120,
        joint=" ",
        too_short=_staff("Tulis bulan atau tahunnya, misalnya Januari 2027."),
    ),
    last_look(),
)
"""The owner accepted the data; there is no place yet."""

REFERRAL_GRANTED = talk(
    "referral_granted",
    _staff("jawaban program"),
    Words(
        key="how",
        ask=lambda scene: _about(_HOW, scene),
        title=_staff("Cara menerima"),
        at_least=10,
        at_most=LONGEST,
        joint=" ",
        too_short=_staff("Tulis lebih jelas: di mana, kapan, dan apa yang dibawa."),
    ),
    last_look(),
)
"""The owner says yes."""

REFERRAL_REJECTED = talk(
    "referral_rejected",
    _staff("jawaban program"),
    Choose(
        key="code",
        ask=lambda scene: _about(_WHY, scene),
        title=_staff("Alasan"),
        options=tuple(
            Option(code, label, _CALLED.get(code, ())) for code, label in REASON_LABELS.items()
        ),
        along=("words",),
    ),
    Words(
        key="words",
        ask=_WORDS,
        title=_staff("Penjelasan"),
        when=_is_other,
        at_least=10,
        at_most=LONGEST,
        joint=" ",
        too_short=_staff("Penjelasannya masih terlalu pendek bagi warga."),
    ),
    Words(
        key="more",
        ask=_MORE,
        title=_staff("Penjelasan"),
        when=lambda scene: not _is_other(scene),
        at_least=5,
        at_most=LONGEST,
        joint=" ",
        required=False,
        too_short=_staff("Penjelasannya terlalu pendek; tulis lagi atau pilih Lewati."),
    ),
    last_look(),
)
"""The owner says no, and why."""
