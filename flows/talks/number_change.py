"""Ganti nomor: the same person writes from another number.

Whoever asks hears the same, whether that NIK is known to us or not. The old number is asked where
there is one, and an officer compares the cards; only then reports go over.
"""

from __future__ import annotations

from dataclasses import replace

from flows.cases.papers import NONE
from flows.effects import ChangeNumber, Effect
from flows.identifying import kk_question, nik_questions
from flows.proving import ID_CARD, proof
from flows.questions import Choose, Option, Question, Scene
from flows.reading_cards import card_question
from flows.script import Flow
from flows.talks.consent import CONSENT_QUESTION
from flows.words import _

NAME = "number_change"
BOTH, REPLACED, GONE = "both", "replaced", "gone"


def _new(scene: Scene) -> bool:
    return not scene.facts.verified


def _quiet(question: Question) -> Question:
    """Without a word about guardians, and only for a number that nobody has verified."""
    before = question.when
    asked = replace(question, when=lambda s: _new(s) and (before is None or before(s)))
    if not isinstance(asked, Choose) or not callable(asked.options):
        return asked
    options = asked.options
    return replace(
        asked, options=lambda scene: tuple(replace(o, says=None) for o in options(scene))
    )


def _then(scene: Scene) -> tuple[Effect, ...]:
    kept = ("old", "nik", "kk", "name", "village")
    return (
        ChangeNumber({k: v for k in kept if (v := scene.answers.get(k)) not in (None, "", NONE)}),
    )


NUMBER_CHANGE = Flow(
    NAME,
    (
        Choose(
            key="known",
            ask=_(
                "Nomor ini sudah terhubung dengan data Anda. "
                "Bila ganti nomor, kirim pesan ini dari nomor yang baru."
            ),
            when=lambda scene: scene.facts.verified,
            options=(
                Option(
                    "fine",
                    _("Baik"),
                    ("ya", "oke", "nggih"),
                    ends=_("Baik, tidak ada yang diubah."),
                ),
            ),
        ),
        replace(
            CONSENT_QUESTION,
            when=lambda scene: (
                _new(scene) and CONSENT_QUESTION.when is not None and CONSENT_QUESTION.when(scene)
            ),
        ),
        Choose(
            key="old",
            ask=_("Bagaimana nomor Anda yang lama?"),
            title=_("Nomor lama"),
            when=_new,
            options=(
                Option(
                    BOTH,
                    _("Dipakai dua-duanya"),
                    ("dua duanya", "keduanya", "tetap dipakai", "dipun agem kekalihipun"),
                ),
                Option(
                    REPLACED,
                    _("Diganti, masih aktif"),
                    ("diganti", "masih aktif", "ganti", "taksih aktif"),
                ),
                Option(
                    GONE,
                    _("Hilang atau mati"),
                    ("hilang", "mati", "hangus", "tidak aktif", "hp hilang", "ical"),
                ),
            ),
        ),
        *(
            _quiet(question)
            for question in (
                card_question(),
                *nik_questions(_("Ketik 16 angka NIK Anda."), _("NIK"), required=True),
            )
        ),
        _quiet(
            kk_question(
                _("Ketik 16 angka nomor KK, ada di bagian atas Kartu Keluarga."), _("Nomor KK")
            )
        ),
        *proof(_new),
    ),
    then=_then,
    called=_("ganti nomor"),
    waiting=_("Ganti nomor belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Isian ganti nomor yang tidak selesai kami hapus. Ketik MENU untuk mulai lagi."),
    early=ID_CARD,
    known=lambda scene: bool(scene.answers.get("old")),
)
