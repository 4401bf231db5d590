"""Apa itu SLRT: what we do, what we cannot decide, and what people may ask of us. Three screens.

Nothing is asked or stored, so it works without consent, before a language is remembered, and
nothing is lost by leaving it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.effects import SendPaper
from flows.questions import Answer, Choose, Option, Question, Scene
from flows.script import Flow
from flows.words import Text, _

NAME = "about"
SCREENS = 3
SEEN = "rights_seen"
"""The last screen was read; afterwards only what to do is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last(Choose):
    """What people may ask of us, and where to go from here."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """The screen once; afterwards only whether there is more."""
        return _("Mau apa sekarang?") if again or scene.answers.get(SEEN) else _rights(scene)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """The explainer follows, and the question stands again; all else ends this talk."""
        if option is not FILM:
            return Choose.chosen(self, option, scene)
        sent = (SendPaper("explainer", ""),)
        return Answer({SEEN: True}, sent, _("Penjelasannya segera kami kirim di sini."))


def _what(scene: Scene) -> Text:
    return _counted(
        1,
        _(
            "SLRT (Sistem Layanan dan Rujukan Terpadu) {city} membantu warga yang kurang mampu "
            "mendapat bantuan sosial dan layanan Dinas Sosial. Siapa pun boleh bertanya dan "
            "melapor, juga untuk keluarga atau tetangga. Semuanya gratis."
        ).format(city=scene.facts.city.name),
    )


def _decides(scene: Scene) -> Text:
    del scene
    return _counted(
        2,
        _(
            "SLRT tidak memutuskan siapa yang menerima bantuan. Kami memeriksa laporan Anda, lalu "
            "meneruskannya; yang memutuskan pemilik program, misalnya Kemensos, sesuai kuota. "
            "Jadi terdaftar atau memenuhi syarat belum tentu menerima."
        ),
    )


def _rights(scene: Scene) -> Text:
    del scene
    return _counted(
        3,
        _(
            "Hak Anda: setiap laporan punya nomor dan batas waktu, dan bila ditolak ada alasannya. "
            "Keputusan boleh disanggah, dan data Anda dijaga serta boleh diminta dihapus. "
            "Petugas tidak pernah meminta uang, PIN, atau kode OTP."
        ),
    )


def _counted(n: int, words: Text) -> Text:
    return _("({n} dari {m}) {question}").format(n=n, m=SCREENS, question=words)


def _leads(scene: Scene) -> tuple[str, Mapping[str, Any]] | None:
    opened = scene.answers.get("rights")
    return (str(opened), {}) if opened in {o.value for o in LEADS} else None


_AND_THEN = Option(
    "go_on",
    _("Lanjut"),
    ("lanjut", "lanjutkan", "terus", "teruskan", "ya", "berikutnya", "ok", "oke", "lajeng"),
)
_ENOUGH = Option(
    "enough",
    _("Selesai"),
    ("cukup", "sudah", "selesai", "tidak", "itu saja", "sampun", "makasih", "paham", "mengerti"),
    ends=_("Baik, semoga membantu. Ketik MENU kapan saja."),
)
FILM = Option("film", _("Video penjelasan"), ("video", "penjelasan", "film", "gambar"))
LEADS = (
    Option("complaint", _("Sampaikan keluhan"), ("keluhan", "lapor", "mau lapor", "mengadu")),
    Option("entitled_hints", _("Apa saya berhak?"), ("berhak", "bantuan apa", "apakah berhak")),
    Option("nearest", _("Kantor terdekat"), ("kantor", "alamat kantor", "puskesos")),
    Option("requirements", _("Syarat dan brosur"), ("syarat", "brosur")),
)
"""The talks that one may go on to; the value is the name of the talk."""
QUESTIONS: tuple[Question, ...] = (
    Choose(key="what", ask=_what, options=(_AND_THEN, _ENOUGH)),
    Choose(key="decides", ask=_decides, options=(_AND_THEN, _ENOUGH)),
    Last(key="rights", ask=_rights, options=(*LEADS, FILM, _ENOUGH)),
)

ABOUT = Flow(
    NAME,
    QUESTIONS,
    then=lambda _scene: (),
    called=_("penjelasan"),
    waiting=_("Ada yang ingin ditanyakan lagi?"),
    expired=_("Ketik MENU bila ingin bertanya lagi."),
    light=True,
    leads=_leads,
)
