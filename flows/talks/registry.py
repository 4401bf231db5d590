"""A resident asks whether they are in the social registry.

A number that nobody has verified learns nothing: it is told how a number is verified, and an
officer is asked to do so. Whether the person is listed plays no part in this talk.
"""

from __future__ import annotations

from dataclasses import replace

from flows.effects import CheckRegistry, Effect
from flows.identifying import AskNik, kk_question, nik_questions
from flows.proving import ID_CARD, proof
from flows.questions import Choose, Option, Question, Scene, When
from flows.reading_cards import card_question
from flows.script import Flow
from flows.talks.consent import CONSENT_QUESTION
from flows.words import _, lines

SELF, FAMILY = "self", "family"
_OTHER = _(
    "Data orang lain tidak bisa kami beri tahu, juga kepada tetangga atau RT. "
    "Bila datanya tidak benar, pilih “Lapor data tidak cocok” di MENU."
)
NO_NIK = _(
    "Tanpa NIK kami tidak bisa memeriksa. "
    "Bawa KK ke kantor kelurahan, atau ketik PETUGAS. Ketik MENU untuk yang lain."
)
_NOT_YET = _(
    "Demi menjaga rahasia, data hanya kami beri tahu kepada pemiliknya. "
    "Nomor Anda belum diverifikasi, jadi petugas mencocokkan KTP dan KK Anda dulu."
)


def _verified(scene: Scene) -> bool:
    return scene.facts.verified


def _self(scene: Scene) -> bool:
    return scene.answers.get("whom") == SELF


def _whom(scene: Scene) -> tuple[Option, ...]:
    own = Option(SELF, _("Saya sendiri"), ("saya", "sendiri", "diri saya", "aku", "kula piyambak"))
    family = Option(
        FAMILY,
        _("Anggota KK saya"),
        ("keluarga", "anggota keluarga", "anak", "anak saya", "istri", "suami", "kaluwarga"),
    )
    other = Option(
        "other", _("Orang lain"), ("tetangga", "warga lain", "tiyang sanes", "lain"), ends=_OTHER
    )
    return (own, *((family,) if _verified(scene) else ()), other)


def _asks_nik(scene: Scene) -> bool:
    """Whom a verified number belongs to is known."""
    return not (_verified(scene) and _self(scene))


def _unverified(scene: Scene) -> bool:
    return not _verified(scene)


def _only(question: Question, when: When) -> Question:
    """The question, asked only then and when it asks itself."""
    before = question.when
    return replace(question, when=lambda s: when(s) and (before is None or before(s)))


def _hand_over(scene: Scene) -> tuple[Effect, ...]:
    kept = ("whom", "nik", "no_nik", "kk", "name", "village", ID_CARD)
    answers = {key: value for key in kept if (value := scene.answers.get(key)) not in (None, "")}
    return (CheckRegistry(answers),)


def _or_ends(question: Question) -> Question:
    """Nobody can be looked up without a NIK: who has none is told at once what to do."""
    if not isinstance(question, AskNik) or question.instead is None:
        return question
    return replace(question, instead=replace(question.instead, ends=NO_NIK))


def _quiet(question: Question) -> Question:
    """Without a word about guardians: nobody is written to here."""
    if not isinstance(question, Choose) or not callable(question.options):
        return question
    options = question.options
    return replace(
        question, options=lambda scene: tuple(replace(o, says=None) for o in options(scene))
    )


NIK = tuple(
    _quiet(_only(_or_ends(question), _asks_nik))
    for question in (
        card_question(),
        *nik_questions(_("Ketik 16 angka NIK-nya."), _("NIK"), required=True),
    )
)
KK = _only(
    kk_question(_("Ketik 16 angka nomor KK, ada di bagian atas Kartu Keluarga."), _("Nomor KK")),
    _unverified,
)

CHECK = Flow(
    "registry_check",
    (
        CONSENT_QUESTION,
        Choose(
            key="whom",
            ask=lambda scene: (
                _("Mau memeriksa data DTKS/DTSEN siapa?")
                if _verified(scene)
                else lines(_NOT_YET, _("Mau memeriksa data siapa?"))
            ),
            again=_("Mau memeriksa data siapa?"),
            title=_("Data siapa"),
            options=_whom,
        ),
        *NIK,
        KK,
        *proof(_unverified),
    ),
    then=_hand_over,
    called=_("pemeriksaan data"),
    waiting=_("Pemeriksaan data belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Pemeriksaan data yang tidak selesai kami hapus. Ketik MENU bila ingin mulai lagi."),
    early=ID_CARD,
    known=lambda scene: bool(scene.answers.get("whom")),
)
