"""Recording help from nearby: what it is, who gives it, and a photo as proof if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.bilingual import Bilingual
from flows.matching import polite
from flows.photos import Photos
from flows.questions import Answer, Choose, Miss, Option, Reading, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.talks.recap import recap_question
from flows.words import Text, _staff, literal
from flows.writing import Write, quoted

HELPERS: Mapping[str, Bilingual] = {
    "kelurahan": Bilingual("kelurahan", "kelurahan"),
    "rt_rw": Bilingual("RT/RW", "RT/RW"),
    "baznas": Bilingual("Baznas", "Baznas"),
    "csr": Bilingual("perusahaan (CSR)", "perusahaan (CSR)"),
    "lks": Bilingual("lembaga sosial", "lembaga sosial"),
    "worship": Bilingual("masjid atau gereja", "masjid utawi greja"),
    "neighbours": Bilingual("tetangga", "tanggi tepalih"),
}
"""Who helps near the home, as the resident reads it, in the middle of a sentence."""

_TYPED: Mapping[str, tuple[str, ...]] = {
    "rt_rw": ("rt", "rw", "pak rt", "pak rw"),
    "csr": ("perusahaan", "pabrik"),
    "lks": ("yayasan", "panti", "lembaga"),
    "worship": ("masjid", "gereja", "takmir", "musala", "pura"),
    "neighbours": ("warga sekitar", "tetangganya"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper(Choose):
    """One of those who usually help, or another in words."""

    takes_text: bool = True

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A known helper, or a name."""
        del scene
        return isinstance(answer, str) and (answer in HELPERS or 3 <= len(answer) <= 80)

    def read(self, text: str, scene: Scene) -> Reading:
        """Who it is, in words."""
        del scene
        words = " ".join(text.split())
        if not 3 <= len(words) <= 80:
            return Miss(_staff("Pilih salah satu, atau tulis siapa yang membantu."))
        return Answer({self.key: words})

    def show(self, answer: Any, scene: Scene) -> Text:
        """The helper's name."""
        del scene
        known = HELPERS.get(str(answer))
        return known.text() if known else quoted(str(answer))


def helper_words(helper: str) -> Bilingual | Text:
    """Who helps, as the resident reads it."""
    return HELPERS.get(helper) or literal(helper)


def _label(words: Bilingual) -> Text:
    shown = words.render("id")
    return literal(shown[:1].upper() + shown[1:])


HELP = Flow(
    "offer_help",
    (
        Write(
            key="what",
            ask=lambda scene: _staff(
                "Bantuan apa untuk laporan {ticket}? Tulis singkat, misalnya: beras 10 kg dan "
                "diantar berobat. Warga membaca tulisan ini."
            ).format(ticket=ticket(scene)),
            title=_staff("Bantuan"),
            at_least=4,
            at_most=300,
            joint=" ",
            too_short=_staff("Tulis sedikit lebih jelas bantuannya apa."),
            grows=False,
        ),
        Helper(
            key="helper",
            ask=_staff("Dari siapa bantuan itu? Pilih, atau tulis."),
            title=_staff("Dari"),
            options=tuple(
                Option(code, _label(words), _TYPED.get(code, ())) for code, words in HELPERS.items()
            ),
        ),
        Photos(
            key="help_proof",
            ask=_staff("Kirim foto bukti bantuan bila ada."),
            title=_staff("Foto bukti"),
            gathers=True,
            if_any=True,
            instead=(
                Option("none", _staff("Tanpa foto"), polite("lewati", "tidak ada", "tanpa foto")),
            ),
            along=("help_proof.done",),
            hint=_staff("Kirim foto, atau pilih Tanpa foto."),
        ),
        recap_question(_staff("Warga akan ditanya apakah ini menyelesaikan masalahnya. Kirim?")),
    ),
    then=act,
    called=_staff("catatan bantuan"),
    waiting=_staff("Catatan bantuan belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_staff("Catatan bantuan yang tidak selesai dibatalkan setelah 3 hari."),
    staff=True,
)
