"""Somebody says that a row of the registry is not true: dead, moved, double, well off, misspelt.

They tell whom they mean and what they know; they learn that it came, and later that it was
handled, and nothing else. A supervisor's reason for declining is a short talk of its own.
"""

from __future__ import annotations

from flows.cases.papers import NONE
from flows.cases.registry import REPORTED, Reason
from flows.effects import DeclineReport, Effect, ReportMismatch
from flows.identifying import AskName
from flows.photos import Photos
from flows.questions import Choose, Option, Scene
from flows.script import Flow
from flows.talks.consent import CONSENT_QUESTION
from flows.talks.recap import recap_question
from flows.villages import Area, districts_of, villages_of
from flows.words import _, _staff, lines
from flows.writing import Write

EVIDENCE = "evidence"
_SYNONYMS = {
    Reason.DECEASED: ("meninggal", "wafat", "almarhum", "mati", "seda", "tilar donya", "pejah"),
    Reason.MOVED_OUT: ("pindah", "sudah pindah rumah", "tidak tinggal di sini", "pindhah"),
    Reason.DUPLICATE: ("ganda", "dobel", "double", "dua kali", "kaping kalih"),
    Reason.NOT_ELIGIBLE: ("mampu", "kaya", "sugih", "tidak berhak", "salah sasaran"),
    Reason.DUKCAPIL_MISMATCH: ("nama salah", "nik salah", "salah tulis", "salah nama"),
}


def _kinds() -> tuple[Option, ...]:
    return tuple(Option(r.value, words, _SYNONYMS[r]) for r, words in REPORTED.items())


def _send(scene: Scene) -> tuple[Effect, ...]:
    kept = ("reason", "name", "village", "known", "about_officer", EVIDENCE)
    return (ReportMismatch({key: scene.answers[key] for key in kept if key in scene.answers}),)


MISMATCH = Flow(
    "registry_mismatch",
    (
        CONSENT_QUESTION,
        Choose(
            key="reason",
            ask=_("Apa yang tidak cocok?"),
            title=_("Yang tidak cocok"),
            options=_kinds(),
        ),
        AskName(
            key="name",
            # Said here, since whose words named the reason is not asked for it.
            ask=lines(
                _("Nama Anda kami rahasiakan: petugas yang memeriksa tidak melihat siapa pelapor."),
                _("Tulis nama orang yang datanya salah."),
            ),
            again=_("Tulis nama orang yang datanya salah."),
            title=_("Nama"),
        ),
        Area(key="district", ask=_("Ia tercatat di kecamatan mana?"), options=districts_of),
        Area(
            key="village",
            ask=_("Kelurahan mana?"),
            title=_("Kelurahan"),
            options=villages_of,
            along=("district",),
        ),
        Write(
            key="known",
            ask=_("Ceritakan yang Anda tahu, misalnya RT/RW dan sejak kapan."),
            title=_("Yang diketahui"),
            at_least=8,
            at_most=1000,
        ),
        Choose(
            key="about_officer",
            ask=_("Apakah ia petugas (fasilitator) atau keluarga petugas?"),
            title=_("Petugas"),
            options=(
                Option("no", _("Bukan"), ("bukan", "tidak", "bukan petugas", "sanes")),
                Option("yes", _("Ya, petugas"), ("ya", "petugas", "keluarga petugas", "inggih")),
                Option("unknown", _("Tidak tahu"), ("tidak tahu", "kurang tahu")),
            ),
        ),
        Photos(
            key=EVIDENCE,
            ask=_("Punya foto bukti? Boleh dilewati; jangan sampai membahayakan diri."),
            title=_("Foto bukti"),
            instead=(
                Option(
                    NONE, _("Lewati"), ("lewati", "tidak ada", "tidak punya", "lewat", "langkungi")
                ),
            ),
            hint=_("Kirim foto, atau pilih “Lewati”."),
        ),
        recap_question(_("Mohon periksa, lalu kirim.")),
    ),
    then=_send,
    called=_("laporan data"),
    waiting=_("Laporan data belum dikirim; mari dilanjutkan, atau ketik BATAL."),
    expired=_("Laporan data yang tidak selesai kami hapus. Ketik MENU bila ingin mulai lagi."),
    early=EVIDENCE,
    known=lambda scene: bool(scene.answers.get("reason")),
)

DECLINE = Flow(
    "mismatch_decline",
    (
        Write(
            key="reason",
            ask=_staff("Mengapa laporan data ini tidak diteruskan? Pelapor tidak membacanya."),
            quick=(
                Option("right", _staff("Data ternyata benar"), ("data benar",)),
                Option("unclear", _staff("Orangnya tidak jelas"), ("tidak jelas",)),
                Option("done", _staff("Sudah diusulkan"), ("sudah",)),
            ),
            at_least=5,
            at_most=500,
            joint=" ",
        ),
    ),
    then=lambda scene: (
        DeclineReport(int(scene.subject["case_id"]), str(scene.answers["reason"])),
    ),
    called=_staff("alasan penolakan"),
    waiting=_staff("Ini belum selesai; mari dilanjutkan, atau ketik BATAL."),
    expired=_staff("Isian yang tidak selesai dibatalkan setelah 3 hari."),
    staff=True,
)
