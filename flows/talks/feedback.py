"""Suggestions, praise, and complaints about an officer: no NIK, no papers. Who sent it is shown to
nobody, and whom it is about never reads it."""

from __future__ import annotations

from flows.cases.feedback import KINDS, Kind
from flows.cases.papers import NONE
from flows.effects import AnswerFeedback, Effect, SendFeedback
from flows.matching import polite
from flows.photos import Photos
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.talks.consent import FEEDBACK_CONSENT_QUESTION
from flows.talks.danger import alarm
from flows.talks.recap import recap_question
from flows.words import Text, _, _staff, literal
from flows.writing import Write

OTHER, UNKNOWN = "other", "unknown"
EVIDENCE = "evidence"
"""Key of its photos."""
LONGEST = 2000
_LABEL = 20
_NO_PHOTO = ("lewati", "lewat", "tidak ada", "tidak punya", "tidak", "belum ada", "langkungi",
             "mboten wonten", "mboten gadhah", "tidak usah", "skip")  # fmt: skip
_SYNONYMS = {
    Kind.SUGGESTION: polite("saran", "usul", "masukan", "usulan", "kritik"),
    Kind.PRAISE: polite("pujian", "terima kasih untuk petugas", "memuji", "apresiasi", "alembana"),
    Kind.COMPLAINT: polite("keluhan tentang petugas", "keluhan petugas", "petugas", "mengadukan "
                           "petugas", "lapor petugas", "aduan petugas", "wadul petugas"),
}  # fmt: skip


def _kinds() -> tuple[Option, ...]:
    return tuple(Option(kind.value, KINDS[kind], _SYNONYMS[kind]) for kind in Kind)


def _about_officer(scene: Scene) -> bool:
    return scene.answers.get("kind") in {Kind.PRAISE, Kind.COMPLAINT}


def _officers(scene: Scene) -> tuple[Option, ...]:
    """Who dealt with their reports, as they were told by name; or somebody else."""
    known = tuple(
        Option(str(one.id), literal(_short(one.name)), (one.name, *one.name.split()))
        for one in scene.facts.officers
    )
    return (
        *known,
        Option(OTHER, _("Petugas lain"), polite("lain", "lainnya", "orang lain", "sanes")),
        Option(
            UNKNOWN,
            _("Tidak tahu namanya"),
            polite("tidak tahu", "gak tahu", "lupa", "mboten ngertos", "kurang tahu"),
        ),
    )


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"


def _ask_words(scene: Scene) -> Text:
    match scene.answers.get("kind"):
        case Kind.COMPLAINT:
            return _("Apa yang terjadi? Ceritakan kapan, di mana, dan apa yang dilakukan petugas.")
        case Kind.PRAISE:
            return _("Apa yang baik dari petugas itu? Ceritakan saja.")
        case _:
            return _("Apa saran Anda? Tulis dengan kata Anda sendiri, boleh dengan foto.")


def _shows_photos(scene: Scene) -> bool:
    """Asked for where something happened; one that comes by itself is taken with anything."""
    came = isinstance(scene.answers.get(EVIDENCE), int)
    return came or scene.answers.get("kind") == Kind.COMPLAINT


def _send(scene: Scene) -> tuple[Effect, ...]:
    kept = ("kind", "officer", "who", "words")
    return (SendFeedback({key: scene.answers[key] for key in kept if key in scene.answers}),)


FEEDBACK = Flow(
    "feedback",
    (
        FEEDBACK_CONSENT_QUESTION,
        Choose(
            key="kind",
            ask=_("Apa yang ingin Anda sampaikan?"),
            title=_("Jenis"),
            options=_kinds(),
            along=("officer", "who"),
        ),
        Choose(
            key="officer",
            ask=_("Petugas yang mana? Orang itu tidak akan membaca pesan ini."),
            title=_("Petugas"),
            options=_officers,
            when=_about_officer,
            along=("who",),
        ),
        Write(
            key="who",
            ask=_("Siapa petugas itu? Tulis nama atau jabatannya, misalnya: Bu Sri di kelurahan."),
            title=_("Siapa"),
            at_least=2,
            at_most=120,
            joint=" ",
            grows=False,
            when=lambda scene: _about_officer(scene) and scene.answers.get("officer") == OTHER,
        ),
        Write(
            key="words",
            ask=_ask_words,
            title=_("Isi"),
            at_least=8,
            at_most=LONGEST,
            alarm=alarm,
        ),
        Photos(
            key=EVIDENCE,
            ask=_("Punya foto? Boleh dilewati; jangan sampai membahayakan diri."),
            title=_("Foto"),
            when=_shows_photos,
            instead=(Option(NONE, _("Lewati"), _NO_PHOTO),),
            hint=_("Kirim foto, atau pilih “Lewati”."),
            if_any=True,
        ),
        recap_question(_("Mohon periksa, lalu kirim.")),
    ),
    then=_send,
    early=EVIDENCE,
    called=_("saran atau keluhan"),
    opening=_("Nama dan nomor Anda kami rahasiakan, juga dari petugas yang Anda sebut."),
    waiting=_("Saran atau keluhan Anda belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Saran yang tidak selesai kami hapus. Ketik MENU bila ingin mulai lagi."),
    known=lambda scene: bool(scene.answers.get("kind")),
)


def _answered(scene: Scene) -> tuple[Effect, ...]:
    number, words = int(scene.subject["feedback_id"]), str(scene.answers["reply"])
    return (AnswerFeedback(number, words),)


ANSWER = Flow(
    "answer_feedback",
    (
        Write(
            key="reply",
            ask=lambda scene: _staff(
                "Tulis jawaban untuk pengirim {ticket}. Nama Anda tidak ditunjukkan."
            ).format(ticket=literal(str(scene.subject.get("ticket", "")))),
            quick=(
                Option("noted", _staff("Sudah kami catat"), ("catat", "dicatat")),
                Option("acted", _staff("Sudah kami tangani"), ("ditindaklanjuti", "ditangani")),
            ),
            at_least=5,
            at_most=1000,
            joint=" ",
            too_short=_staff("Jawabannya masih terlalu pendek."),
        ),
    ),
    then=_answered,
    called=_staff("jawaban"),
    waiting=_staff("Jawaban untuk pengirim belum ditulis, atau ketik BATAL."),
    expired=_staff("Jawaban yang belum ditulis selama 3 hari dihapus. Ketik MASUKAN, atau MENU."),
    staff=True,
)
