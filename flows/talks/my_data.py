"""Data saya: what is kept of me, who looked, a copy, and what I want done with it.

No consent is asked for: these rights do not hang on one. Whoever wants something decided gets a
number and a time; an officer acts. A parent may ask for a child of their own family card, from a
number that an officer has verified.
"""

from __future__ import annotations

from dataclasses import replace

from flows.cases.papers import NONE
from flows.effects import DeclineRequest, Effect, OwnData
from flows.identifying import SEEN, AskName, kk_question, nik_questions
from flows.matching import polite
from flows.photos import Photos
from flows.privacy import FIELDS, KINDS, Kind
from flows.proving import ID_CARD
from flows.questions import Choose, Option, Question, Scene, When
from flows.reading_cards import CARD, card_question
from flows.script import Flow
from flows.words import Text, _, _staff
from flows.writing import Write

NAME = "my_data"
STORED, LOOKED, COPY = "stored", "looked", "copy"
SELF, CHILD = "self", "child"
_DECIDED = frozenset({Kind.WITHDRAW, Kind.FREEZE, Kind.UNFREEZE, Kind.DELETE})
_OF_A_CARD = frozenset({"nik", "nik_ok", "no_nik", SEEN, CARD})
_OF_A_CHILD = frozenset({COPY, Kind.CORRECT, Kind.FREEZE, Kind.DELETE})
_SYNONYMS = {
    STORED: ("lihat", "lihat data", "apa yang disimpan", "data apa", "mirsani data"),
    LOOKED: ("siapa yang lihat", "siapa melihat", "dilihat siapa", "sinten ingkang mirsani"),
    COPY: (
        "salinan",
        "pdf",
        "minta salinan",
        "nyuwun salinan",
        "unduh",
        "minta data",
        "salinan data",
        "salinanipun",
    ),
    Kind.CORRECT: ("betulkan", "data salah", "perbaiki data", "ubah data", "leresaken"),
    Kind.WITHDRAW: ("cabut ijin", "cabut persetujuan", "tarik izin", "cabut"),
    Kind.FREEZE: ("bekukan", "tahan data", "beku"),
    Kind.UNFREEZE: ("cairkan", "buka bekuan", "jangan dibekukan lagi"),
    Kind.DELETE: ("hapus", "hapus data saya", "hapus semua", "hapus data kula", "busak"),
}
_EXPLAINED: dict[str, Text] = {
    Kind.WITHDRAW: _(
        "Kalau izin dicabut, kami tidak menerima laporan baru dari nomor ini. "
        "Laporan yang masih berjalan dibicarakan petugas dengan Anda. "
        "Syarat dan brosur tetap bisa dilihat."
    ),
    Kind.FREEZE: _(
        "Kalau data dibekukan, tidak ada petugas yang bisa membuka atau mengubahnya. "
        "Laporan Anda berhenti dulu sampai data dicairkan lagi."
    ),
    Kind.UNFREEZE: _("Laporan Anda berjalan lagi setelah data dicairkan."),
    Kind.DELETE: _(
        "Data yang sudah dihapus tidak bisa kembali. "
        "Bila ada laporan yang masih berjalan, data dihapus setelah laporan itu selesai. "
        "Surat dan keputusan disimpan dulu menurut aturan arsip."
    ),
}


def _what(scene: Scene) -> str:
    return str(scene.answers.get("what") or "")


def _is(*kinds: str) -> When:
    return lambda scene: _what(scene) in kinds


def _for_a_child(scene: Scene) -> bool:
    return scene.answers.get("about") == CHILD


def _only(question: Question, when: When) -> Question:
    """The question, asked only then and when it asks itself; without a word about guardians."""
    before = question.when
    asked = replace(question, when=lambda s: when(s) and (before is None or before(s)))
    if not isinstance(asked, Choose) or not callable(asked.options):
        return asked
    options = asked.options
    return replace(
        asked, options=lambda scene: tuple(replace(o, says=None) for o in options(scene))
    )


def _nik_alone(question: Question) -> Question:
    """Of what was read on a card only whose it is: what is wrong in the data is told in words."""
    if not isinstance(question, Choose) or not callable(question.options):
        return question
    options = question.options

    def some(scene: Scene) -> tuple[Option, ...]:
        return tuple(
            replace(option, sets=tuple(one for one in option.sets if one[0] in _OF_A_CARD))
            for option in options(scene)
        )

    return replace(question, options=some)


def _field(name: str) -> When:
    return lambda scene: _what(scene) == Kind.CORRECT and scene.answers.get("field") == name


def _explained(scene: Scene) -> Text:
    return _EXPLAINED.get(_what(scene), _("Teruskan?"))


def _sure(scene: Scene) -> tuple[Option, ...]:
    kind = Kind(_what(scene)) if _what(scene) in _DECIDED else Kind.FREEZE
    yes = {
        Kind.WITHDRAW: _("Ya, cabut izin"),
        Kind.FREEZE: _("Ya, bekukan"),
        Kind.UNFREEZE: _("Ya, cairkan"),
        Kind.DELETE: _("Ya, hapus data"),
    }[kind]
    said = polite("ya", "iya", "yakin", "setuju", "teruskan", "nggih", "lanjut")
    no = polite("tidak", "tidak jadi", "jangan", "batal", "mboten", "mboten sios")
    return (
        Option("yes", yes, said),
        Option("no", _("Batal"), no, ends=_("Baik, data Anda tetap seperti sekarang.")),
    )


def _then(scene: Scene) -> tuple[Effect, ...]:
    what = _what(scene)
    answers = {
        key: str(scene.answers[key])
        for key in ("about", "nik", "field", "kk", "name", "right")
        if scene.answers.get(key) not in {None, "", NONE}
    }
    return (OwnData(what, answers),)


WHAT = Choose(
    key="what",
    ask=_("Ini data Anda, jadi Anda yang menentukan. Apa yang Anda inginkan?"),
    again=_("Apa yang Anda inginkan dengan data Anda?"),
    title=_("Data saya"),
    options=(
        Option(STORED, _("Lihat data saya"), _SYNONYMS[STORED]),
        Option(LOOKED, _("Siapa yang melihat"), _SYNONYMS[LOOKED]),
        Option(COPY, _("Minta salinan (PDF)"), _SYNONYMS[COPY]),
        *(Option(kind, label, _SYNONYMS[kind]) for kind, label in KINDS.items()),
    ),
)

QUESTIONS: tuple[Question, ...] = (
    WHAT,
    Choose(
        key="about",
        ask=_("Data siapa?"),
        title=_("Data siapa"),
        when=lambda scene: scene.facts.verified and _what(scene) in _OF_A_CHILD,
        options=(
            Option(SELF, _("Data saya sendiri"), ("saya", "saya sendiri", "sendiri", "kula")),
            Option(CHILD, _("Data anak saya"), ("anak", "anak saya", "lare kula", "wali")),
        ),
    ),
    _only(_nik_alone(card_question()), _for_a_child),
    *(
        _only(question, _for_a_child)
        for question in nik_questions(
            _("Ketik 16 angka NIK anak Anda."), _("NIK anak"), required=True
        )
        if question.key in {"nik_offer", "nik", "nik_ok"}
    ),
    Choose(
        key="field",
        ask=_("Data mana yang salah?"),
        title=_("Yang salah"),
        when=_is(Kind.CORRECT),
        options=tuple(
            Option(name, words, {"kk": ("kk",), "other": ("lain",)}.get(name, ()))
            for name, words in FIELDS.items()
        ),
        along=("name", "kk", "right"),
    ),
    AskName(
        key="name",
        ask=_("Tulis nama yang benar, sesuai KTP."),
        title=_("Yang benar"),
        when=_field("name"),
    ),
    _only(
        kk_question(_("Ketik 16 angka nomor KK yang benar."), _("KK yang benar")),
        _field("kk"),
    ),
    Write(
        key="right",
        ask=_("Tulis apa yang salah dan apa yang benar."),
        title=_("Isi yang benar"),
        at_least=5,
        at_most=500,
        joint=" ",
        when=lambda scene: _field("address")(scene) or _field("other")(scene),
    ),
    Choose(
        key="sure",
        ask=_explained,
        again=_("Teruskan?"),
        strict=True,
        when=_is(*_DECIDED),
        options=_sure,
    ),
)


def _built(scene: Scene) -> tuple[Question, ...]:
    """With room for the photo of the child's card, where that is just asked for and can be read;
    it is answered by what was read, and kept no longer than the talk."""
    reads = scene.facts.reads_cards and _for_a_child(scene)
    return (_CARD_PHOTO, *QUESTIONS) if reads else QUESTIONS


_CARD_PHOTO = Photos(key=ID_CARD, ask=_("Foto KTP"), when=lambda _scene: False)
MY_DATA = Flow(
    NAME,
    QUESTIONS,
    then=_then,
    called=_("permintaan data"),
    waiting=_("Permintaan data belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Permintaan data yang tidak selesai kami hapus. Ketik DATA SAYA untuk mulai lagi."),
    build=_built,
    early=ID_CARD,
)

DECLINE = Flow(
    "data_decline",
    (
        Write(
            key="reason",
            ask=_staff("Mengapa permintaan ini tidak bisa dipenuhi? Warga membaca alasan ini."),
            quick=(
                Option(
                    "unknown",
                    _staff("KTP belum dicocokkan"),
                    ("ktp belum",),
                ),
                Option("others", _staff("Menyangkut orang lain"), ("orang lain",)),
                Option("law", _staff("Wajib disimpan"), ("wajib",)),
            ),
            at_least=5,
            at_most=500,
            joint=" ",
        ),
    ),
    then=lambda scene: (
        DeclineRequest(int(scene.subject["case_id"]), str(scene.answers["reason"])),
    ),
    called=_staff("alasan penolakan"),
    waiting=_staff("Ini belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_staff("Isian yang tidak selesai dibatalkan setelah 3 hari."),
    staff=True,
)
